//! The wall between tenants. Always holds: who wants to read or write rows names a tenant first, and gets a
//! [`Lezer`] or a [`Transactie`] of that tenant; on PostgreSQL the database itself shows and takes no row of
//! another (row-level security, `migratie::tabel::schei`), whatever a statement says.
//!
//! The name is set for one transaction and goes with it, so a connection that is handed on names nobody. Where
//! nobody was named there are no rows. Looking over all tenants is done in `alle`, and nowhere else.
//!
//! An SQLite file has no such wall: there every statement names its tenant, as it does on PostgreSQL too.

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    ExecResult, IsolationLevel, QueryResult, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::async_trait::async_trait;

use crate::{Bij, StoreError, Tenant, sql::vraag};

/// The connections for reading.
#[derive(Clone, Debug)]
pub(crate) struct Lezers(DatabaseConnection);

impl Lezers {
    pub(crate) fn new(db: DatabaseConnection) -> Self {
        Self(db)
    }

    /// A connection that reads rows of this tenant. Who holds one asks for no second: there are few.
    pub(crate) async fn van(&self, tenant: &Tenant) -> Result<Lezer, StoreError> {
        if self.motor() != DbBackend::Postgres {
            return Ok(Lezer(Bron::Bestand(self.0.clone())));
        }
        let tx = self.begin().await?;
        noem(&tx, tenant).await?;
        Ok(Lezer(Bron::Server(tx)))
    }

    /// A transaction in which nobody was named.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        self.0.begin().await.bij("beginning to read")
    }

    /// A transaction that sees one moment to its end, in which nobody was named.
    pub(crate) async fn foto(&self) -> Result<DatabaseTransaction, StoreError> {
        let opties = match self.motor() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions::default(),
        };
        self.0.begin_with_options(opties).await.bij("beginning to read what is at one moment")
    }

    /// The engine.
    pub(crate) fn motor(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    /// On an SQLite file: folds the log beside it in.
    pub(crate) async fn veeg(&self) -> Result<(), DbErr> {
        if self.motor() == DbBackend::Sqlite {
            self.0.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// On an SQLite file: is it whole?
    pub(crate) async fn check_bestand(&self) -> Result<(), StoreError> {
        const WAT: &str = "checking a database file page by page";
        if self.motor() != DbBackend::Sqlite {
            return Ok(());
        }
        let rijen = self.0.query_all_raw(vraag(&self.0, "PRAGMA integrity_check(1)", [])).await;
        let rijen = rijen.bij(WAT)?;
        let tekst = rijen.first().map_or(Ok(String::new()), |rij| rij.try_get_by(0)).bij(WAT)?;
        if tekst == "ok" {
            return Ok(());
        }
        Err(StoreError::Beschadigd { wat: WAT, source: DbErr::Custom(tekst) })
    }

    pub(crate) async fn sluit(self) -> Result<(), StoreError> {
        self.0.close().await.bij("closing the reading connections")
    }
}

/// A connection that reads rows of one tenant. Writing through it is refused by the database.
pub struct Lezer(Bron);

enum Bron {
    Bestand(DatabaseConnection),
    /// It ends when it is dropped.
    Server(DatabaseTransaction),
}

/// The transaction in which a job does its work, on rows of one tenant.
pub struct Transactie(DatabaseTransaction);

impl Transactie {
    /// On an SQLite file.
    pub(crate) fn in_bestand(tx: DatabaseTransaction) -> Self {
        Self(tx)
    }

    /// On a server. Without a tenant it meets no row that is of one, until one is named.
    pub(crate) async fn op_server(
        tx: DatabaseTransaction,
        tenant: Option<&Tenant>,
    ) -> Result<Self, StoreError> {
        if let Some(tenant) = tenant {
            noem(&tx, tenant).await?;
        }
        Ok(Self(tx))
    }

    /// From here on it is about this tenant: for a job that must do several in one transaction.
    pub(crate) async fn noem(&self, tenant: &Tenant) -> Result<(), StoreError> {
        noem(&self.0, tenant).await
    }

    pub(crate) fn rauw(&self) -> &DatabaseTransaction {
        &self.0
    }

    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        self.0.commit().await
    }

    pub(crate) async fn rollback(self) -> Result<(), DbErr> {
        self.0.rollback().await
    }
}

/// For the rest of this transaction the database shows and takes rows of this tenant only.
pub(crate) async fn noem(tx: &DatabaseTransaction, tenant: &Tenant) -> Result<(), StoreError> {
    const SQL: &str = "SELECT set_config('wederhoor.tenant', $1, true)";
    if tx.get_database_backend() == DbBackend::Postgres {
        let vraag = vraag(tx, SQL, [tenant.as_str().into()]);
        tx.query_one_raw(vraag).await.bij("naming the tenant")?;
    }
    Ok(())
}

#[async_trait]
impl ConnectionTrait for Lezer {
    fn get_database_backend(&self) -> DbBackend {
        match &self.0 {
            Bron::Bestand(db) => db.get_database_backend(),
            Bron::Server(tx) => tx.get_database_backend(),
        }
    }

    async fn execute_raw(&self, opdracht: Statement) -> Result<ExecResult, DbErr> {
        match &self.0 {
            Bron::Bestand(db) => db.execute_raw(opdracht).await,
            Bron::Server(tx) => tx.execute_raw(opdracht).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match &self.0 {
            Bron::Bestand(db) => db.execute_unprepared(sql).await,
            Bron::Server(tx) => tx.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, opdracht: Statement) -> Result<Option<QueryResult>, DbErr> {
        match &self.0 {
            Bron::Bestand(db) => db.query_one_raw(opdracht).await,
            Bron::Server(tx) => tx.query_one_raw(opdracht).await,
        }
    }

    async fn query_all_raw(&self, opdracht: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match &self.0 {
            Bron::Bestand(db) => db.query_all_raw(opdracht).await,
            Bron::Server(tx) => tx.query_all_raw(opdracht).await,
        }
    }
}

#[async_trait]
impl ConnectionTrait for Transactie {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, opdracht: Statement) -> Result<ExecResult, DbErr> {
        self.0.execute_raw(opdracht).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, opdracht: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.query_one_raw(opdracht).await
    }

    async fn query_all_raw(&self, opdracht: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.query_all_raw(opdracht).await
    }
}
