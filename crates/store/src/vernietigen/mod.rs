//! Destroying a dossier when its term of keeping has passed. Always holds: it begins with a decision of a
//! person, on disk; what was begun is finished, whatever crashes between; what was destroyed does not come
//! back with a backup, of the data or of the keys.
//!
//! What goes: the key, and with it what was ever sealed with it, in whatever copy; the tokens, the line in
//! lists, documents and letters, the code of the complainant. What stays: the sealed rows that nobody can
//! open, so that the chain can be checked; days, acts and roles; the number; the decision with the figures
//! for reports.
//!
//! In this order: the decision in the register, the key, the rows, the files. A register from before the
//! decision meets a list of destroyed keys beside the keys; keys from before it meet the decision. The
//! decision is sealed, so that who can only write in the database cannot have anything destroyed.

mod akte;

use std::collections::BTreeSet;

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, FromQueryResult,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

use self::akte::{Bewijs, LEES, PARTIJ, Rij, leg_vast, vernietigingen};
pub(crate) use self::akte::{ER_NOG, is_vernietigd};
pub use self::akte::{Vernietiging, lees_vernietigingen};
use crate::{
    Bij, DossierId, Store, StoreError, StukId, Tenant, Versie, alle,
    schot::Transactie,
    sleutels::Vernietigde,
    sql::{bouw, om_te_wijzigen, onleesbaar, vraag},
};

impl Store {
    /// Destroys a dossier, for good. `verwacht` is the version at which it was decided; `akte` says on what
    /// ground, and holds the figures that stay.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when something was added to it since; then nothing is destroyed. When it
    /// fails after that, it is finished at the next start.
    pub async fn vernietig(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
        verwacht: Versie,
        account: Uuid,
        akte: String,
        nu: Timestamp,
    ) -> Result<(), StoreError> {
        let (wie, huis) = (tenant.clone(), self.sleutels.huis(tenant).await?);
        let besluit = self
            .schrijf(tenant, move |tx| {
                Box::pin(async move {
                    besluit(tx, &wie, dossier, verwacht).await?;
                    let v = Vernietiging {
                        dossier,
                        nummer: nummer(tx, &wie, dossier).await?,
                        besloten_op: nu,
                        account,
                        akte,
                        klaar: false,
                    };
                    leg_vast(tx, &huis, &wie, &v).await?;
                    Ok(v)
                })
            })
            .await?;
        self.voer_uit(tenant, &besluit).await
    }

    /// The certificates of a tenant, last decided first; from the first that was decided before `voor` on.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn vernietigingen(
        &self,
        tenant: &Tenant,
        voor: Option<&Vernietiging>,
        hoogstens: u16,
    ) -> Result<Vec<Vernietiging>, StoreError> {
        let huis = self.sleutels.huis(tenant).await?;
        let lezer = self.lees(tenant).await?;
        vernietigingen(&lezer, &huis, tenant, voor, hoogstens).await
    }

    /// Was this dossier destroyed, or is it being destroyed?
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn is_vernietigd(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
    ) -> Result<bool, StoreError> {
        let lezer = self.lees(tenant).await?;
        is_vernietigd(&lezer, tenant, dossier).await
    }

    /// The dossiers whose term of keeping ended before `op`, longest ago first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn voorbij_bewaartermijn(
        &self,
        tenant: &Tenant,
        op: jiff::civil::Date,
        hoogstens: u16,
    ) -> Result<Vec<DossierId>, StoreError> {
        const SQL: &str = "SELECT dossier FROM werkvoorraad \
            WHERE tenant = $1 AND bewaren_tot < $2 ORDER BY bewaren_tot, dossier LIMIT $3";
        let waarden =
            [tenant.as_str().into(), crate::sql::dag(op).into(), i64::from(hoogstens).into()];
        self.dossierlijst(tenant, SQL, waarden).await
    }

    /// Finishes what was begun, and destroys again what a backup brought back. Runs when a server opens
    /// the store, before anything is read.
    pub(crate) async fn maak_vernietiging_af(&self) -> Result<(), StoreError> {
        for tenant in self.sleutels.tenants().await? {
            self.herstel_besluiten(&tenant).await?;
        }
        for tenant in alle::tenants(&self.lezers).await? {
            self.maak_af_van(&tenant).await?;
        }
        Ok(())
    }

    async fn maak_af_van(&self, tenant: &Tenant) -> Result<(), StoreError> {
        let mut na = Uuid::nil();
        loop {
            let sql =
                format!("{LEES} WHERE tenant = $1 AND dossier > $2 ORDER BY dossier LIMIT $3");
            let waarden = [tenant.as_str().into(), na.into(), i64::from(PARTIJ).into()];
            let lezer = self.lees(tenant).await?;
            let rijen = Rij::find_by_statement(vraag(&lezer, &sql, waarden)).all(&lezer).await;
            let rijen = rijen.bij("reading certificates of destruction")?;
            drop(lezer);
            let Some(laatste) = rijen.last() else { return Ok(()) };
            na = laatste.dossier;
            self.maak_af(tenant, &rijen).await?;
        }
    }

    /// Of these decisions: those that were not finished, or whose key is there.
    async fn maak_af(&self, tenant: &Tenant, deel: &[Rij]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = deel.iter().map(|rij| rij.dossier).collect();
        let terug = self.sleutels.aanwezig(tenant, &ids).await?;
        let huis = self.sleutels.huis(tenant).await?;
        for rij in deel.iter().filter(|rij| !rij.klaar || terug.contains(&rij.dossier)) {
            let v = rij.open(&huis)?;
            tracing::warn!(dossier = %v.dossier, "a destruction is finished, or done again");
            self.voer_uit(tenant, &v).await?;
        }
        Ok(())
    }

    /// Decisions that an old register does not know are written in it again.
    async fn herstel_besluiten(&self, tenant: &Tenant) -> Result<(), StoreError> {
        let weg = self.sleutels.vernietigden(tenant).await?;
        let mut onbekend = Vec::new();
        for partij in weg.chunks(PARTIJ.into()) {
            let bekend = self.besloten(tenant, partij).await?;
            onbekend.extend(partij.iter().filter(|weg| !bekend.contains(&weg.id)).cloned());
        }
        for weg in onbekend {
            let dossier = DossierId::from(weg.id);
            let v = Bewijs::lees(dossier, weg.waarom.as_bytes(), false)?;
            let (huis, wie) = (self.sleutels.huis(tenant).await?, tenant.clone());
            self.schrijf(tenant, move |tx| {
                Box::pin(async move {
                    // A register from before the complaint: there is nothing to destroy in it.
                    if bestaat(tx, &wie, dossier).await? {
                        leg_vast(tx, &huis, &wie, &v).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        }
        Ok(())
    }

    /// Which of these have a decision in the register.
    async fn besloten(
        &self,
        tenant: &Tenant,
        weg: &[Vernietigde],
    ) -> Result<BTreeSet<Uuid>, StoreError> {
        const WAT: &str = "reading certificates of destruction";
        let select = Query::select()
            .column("dossier")
            .from("vernietiging")
            .and_where(Expr::col("tenant").eq(tenant.as_str()))
            .and_where(Expr::col("dossier").is_in(weg.iter().map(|weg| weg.id)))
            .take();
        let lezer = self.lees(tenant).await?;
        let rijen = lezer.query_all_raw(bouw(&lezer, &select)).await.bij(WAT)?;
        rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect()
    }

    /// The key, the rows, the files.
    async fn voer_uit(&self, tenant: &Tenant, v: &Vernietiging) -> Result<(), StoreError> {
        let (id, dossier) = (v.dossier.uuid(), v.dossier);
        self.sleutels.vernietig(tenant, id, Bewijs::tekst(v)?, v.besloten_op).await?;
        let wie = tenant.clone();
        let stukken = self
            .schrijf(tenant, move |tx| Box::pin(async move { wis_rijen(tx, &wie, dossier).await }))
            .await?;
        self.wis_documenten(tenant, &stukken).await?;
        const KLAAR: &str = "DELETE FROM stuk WHERE tenant = $1 AND dossier = $2";
        const ZEG: &str = "UPDATE vernietiging SET klaar = true WHERE tenant = $1 AND dossier = $2";
        let wie = tenant.clone();
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                for sql in [KLAAR, ZEG] {
                    let waarden = [wie.as_str().into(), id.into()];
                    tx.execute_raw(vraag(tx, sql, waarden)).await.bij("finishing a destruction")?;
                }
                Ok(())
            })
        })
        .await
    }
}

/// Refuses when the dossier is not as it was when it was decided.
async fn besluit(
    tx: &Transactie,
    tenant: &Tenant,
    dossier: DossierId,
    verwacht: Versie,
) -> Result<(), StoreError> {
    const SLOT: &str = "SELECT 1 FROM dossier WHERE tenant = $1 AND dossier = $2";
    const STAND: &str = "SELECT count(*) FROM gebeurtenis WHERE tenant = $1 AND dossier = $2";
    const WAT: &str = "deciding on a destruction";
    let waarden = || [tenant.as_str().into(), dossier.uuid().into()];
    let slot = vraag(tx, &format!("{SLOT}{}", om_te_wijzigen(tx)), waarden());
    tx.query_one_raw(slot).await.bij(WAT)?;
    let rij = tx.query_one_raw(vraag(tx, STAND, waarden())).await.bij(WAT)?;
    let found: i64 = rij.map_or(Ok(0), |rij| rij.try_get_by(0)).bij(WAT)?;
    let found = u32::try_from(found).map_err(|fout| onleesbaar("a dossier's version", fout))?;
    if found == verwacht.0 && found > 0 {
        return Ok(());
    }
    Err(StoreError::Conflict { dossier, expected: verwacht.0, found })
}

async fn bestaat(tx: &Transactie, tenant: &Tenant, dossier: DossierId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM dossier WHERE tenant = $1 AND dossier = $2";
    let waarden = [tenant.as_str().into(), dossier.uuid().into()];
    let rij = tx.query_one_raw(vraag(tx, SQL, waarden)).await;
    Ok(rij.bij("looking for a dossier")?.is_some())
}

async fn nummer(
    tx: &Transactie,
    tenant: &Tenant,
    dossier: DossierId,
) -> Result<String, StoreError> {
    const SQL: &str = "SELECT nummer FROM dossier WHERE tenant = $1 AND dossier = $2";
    const WAT: &str = "reading a complaint number";
    let waarden = [tenant.as_str().into(), dossier.uuid().into()];
    let rij = tx.query_one_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
    let niet = StoreError::NietGevonden { wat: "dossier", id: dossier.uuid() };
    rij.ok_or(niet)?.try_get_by(0).bij(WAT)
}

/// Deletes what is about people; says which files are to go. Their rows go last, so that a crash before
/// the files are gone does not forget them.
async fn wis_rijen(
    tx: &Transactie,
    tenant: &Tenant,
    dossier: DossierId,
) -> Result<Vec<StukId>, StoreError> {
    const TABELLEN: [&str; 9] = [
        "brief",
        "werkvoorraad",
        "zoekwoord",
        "deelname",
        "uitsluiting",
        "toegangscode",
        "taak",
        "herinnering",
        "sessie",
    ];
    const STUKKEN: &str = "SELECT stuk FROM stuk WHERE tenant = $1 AND dossier = $2";
    const WAT: &str = "destroying a dossier";
    let waarden = || [tenant.as_str().into(), dossier.uuid().into()];
    for tabel in TABELLEN {
        let sql = format!("DELETE FROM {tabel} WHERE tenant = $1 AND dossier = $2");
        tx.execute_raw(vraag(tx, &sql, waarden())).await.bij(WAT)?;
    }
    let rijen = tx.query_all_raw(vraag(tx, STUKKEN, waarden())).await.bij(WAT)?;
    rijen.iter().map(|rij| Ok(rij.try_get_by::<Uuid, _>(0).bij(WAT)?.into())).collect()
}
