//! Upkeep of the database. Always holds: it changes no row of ours; what is asked gets the same answer,
//! only quicker.

use sea_orm::{ConnectionTrait, DbBackend};

use crate::{Bij, Store, StoreError, schot::Transactie};

impl Store {
    /// Counts what is in the indexes, where that changed much. Without figures SQLite orders a list of a
    /// few dossiers by walking over all of them. It looks at some hundreds of rows an index
    /// (<https://sqlite.org/lang_analyze.html#recommended_usage_pattern>); writes wait meanwhile, half a
    /// second at 100,000 dossiers. Meant to run after the start and now and then.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn onderhoud(&self) -> Result<(), StoreError> {
        self.schrijver.schrijf_zonder(|tx| Box::pin(peil(tx))).await
    }
}

async fn peil(tx: &Transactie) -> Result<(), StoreError> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        tx.execute_unprepared("PRAGMA optimize = 0x10002").await.bij("counting the indexes")?;
    }
    Ok(())
}
