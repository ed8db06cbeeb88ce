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
//! decision meets a list of destroyed keys beside the keys; keys from before it meet the decision.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, FromQueryResult,
    sea_query::{Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Bij, DossierId, Store, StoreError, StukId, Tenant, Versie,
    schrijver::Transactie,
    sleutels::Vernietigde,
    sql::{bouw, lees_moment, moment, om_te_wijzigen, onleesbaar, vraag},
};

/// What remains of a dossier that was destroyed: the certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vernietiging {
    /// Which dossier it was.
    pub dossier: DossierId,
    /// Its number.
    pub nummer: String,
    /// When it was decided.
    pub besloten_op: Timestamp,
    /// By whom.
    pub account: Uuid,
    /// On what ground, and the figures that stay, as the floor above writes it. Nothing about anybody.
    pub akte: String,
    /// Is all of it gone?
    pub klaar: bool,
}

/// What is kept beside the keys, from which the decision can be written anew.
#[derive(Serialize, Deserialize)]
struct Bewijs {
    nummer: String,
    account: Uuid,
    akte: String,
}

/// Decisions in one look at the database.
const PARTIJ: usize = 500;

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
        let wie = tenant.clone();
        let besluit = self
            .schrijf(move |tx| {
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
                    leg_vast(tx, &wie, &v).await?;
                    Ok(v)
                })
            })
            .await?;
        self.voer_uit(tenant, &besluit).await
    }

    /// The certificates of a tenant, last decided first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn vernietigingen(
        &self,
        tenant: &Tenant,
        hoogstens: u16,
    ) -> Result<Vec<Vernietiging>, StoreError> {
        let sql =
            format!("{LEES} WHERE tenant = $1 ORDER BY besloten_op DESC, dossier DESC LIMIT $2");
        let waarden = [tenant.as_str().into(), i64::from(hoogstens).into()];
        let rijen = Rij::find_by_statement(vraag(&self.lezer, &sql, waarden)).all(&self.lezer);
        let rijen = rijen.await.bij("reading certificates of destruction")?;
        rijen.into_iter().map(|rij| Ok(rij.lees()?.1)).collect()
    }

    /// The certificate of one dossier, if it was destroyed.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn vernietiging(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
    ) -> Result<Option<Vernietiging>, StoreError> {
        let sql = format!("{LEES} WHERE tenant = $1 AND dossier = $2");
        let waarden = [tenant.as_str().into(), dossier.uuid().into()];
        let rij = Rij::find_by_statement(vraag(&self.lezer, &sql, waarden)).one(&self.lezer);
        let rij = rij.await.bij("reading a certificate of destruction")?;
        rij.map(|rij| Ok(rij.lees()?.1)).transpose()
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
        self.dossierlijst(SQL, waarden).await
    }

    /// Finishes what was begun, and destroys again what a backup brought back. Runs when a server opens
    /// the store, before anything is read.
    pub(crate) async fn maak_vernietiging_af(&self) -> Result<(), StoreError> {
        self.herstel_besluiten().await?;
        let mut na = (String::new(), Uuid::nil());
        loop {
            let sql = format!(
                "{LEES} WHERE (tenant, dossier) > ($1, $2) ORDER BY tenant, dossier LIMIT $3"
            );
            let waarden = [na.0.clone().into(), na.1.into(), (PARTIJ as i64).into()];
            let rijen = Rij::find_by_statement(vraag(&self.lezer, &sql, waarden)).all(&self.lezer);
            let rijen = rijen.await.bij("reading certificates of destruction")?;
            let Some(laatste) = rijen.last() else { return Ok(()) };
            na = (laatste.tenant.clone(), laatste.dossier);
            let gelezen = rijen.into_iter().map(Rij::lees).collect::<Result<Vec<_>, _>>()?;
            for deel in gelezen.chunk_by(|a, b| a.0 == b.0) {
                let tenant = &deel[0].0;
                let ids: Vec<Uuid> = deel.iter().map(|(_, v)| v.dossier.uuid()).collect();
                let terug = self.sleutels.aanwezig(tenant, &ids).await?;
                for (_, v) in
                    deel.iter().filter(|(_, v)| !v.klaar || terug.contains(&v.dossier.uuid()))
                {
                    tracing::warn!(dossier = %v.dossier, "a destruction is finished, or done again");
                    self.voer_uit(tenant, v).await?;
                }
            }
        }
    }

    /// Decisions that an old register does not know are written in it again.
    async fn herstel_besluiten(&self) -> Result<(), StoreError> {
        let mut weg = self.sleutels.vernietigden().await?;
        weg.sort_by(|a, b| a.tenant.cmp(&b.tenant));
        let mut onbekend = Vec::new();
        for partij in weg.chunk_by(|a, b| a.tenant == b.tenant).flat_map(|t| t.chunks(PARTIJ)) {
            let bekend = self.besloten(partij).await?;
            onbekend.extend(partij.iter().filter(|weg| !bekend.contains(&weg.id)).cloned());
        }
        for weg in onbekend {
            let dossier = DossierId::from(weg.id);
            let bewijs: Bewijs = serde_json::from_str(&weg.waarom)
                .map_err(|fout| onleesbaar("the proof of a destruction", fout))?;
            let (tenant, Bewijs { nummer, account, akte }) = (weg.tenant, bewijs);
            let v =
                Vernietiging { dossier, nummer, besloten_op: weg.op, account, akte, klaar: false };
            self.schrijf(move |tx| {
                Box::pin(async move {
                    // A register from before the complaint: there is nothing to destroy in it.
                    if bestaat(tx, &tenant, dossier).await? {
                        leg_vast(tx, &tenant, &v).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        }
        Ok(())
    }

    /// Which of these, all of one tenant, have a decision in the register.
    async fn besloten(&self, weg: &[Vernietigde]) -> Result<BTreeSet<Uuid>, StoreError> {
        const WAT: &str = "reading certificates of destruction";
        let Some(eerste) = weg.first() else { return Ok(BTreeSet::new()) };
        let select = Query::select()
            .column("dossier")
            .from("vernietiging")
            .and_where(Expr::col("tenant").eq(eerste.tenant.as_str()))
            .and_where(Expr::col("dossier").is_in(weg.iter().map(|weg| weg.id)))
            .take();
        let rijen = self.lezer.query_all_raw(bouw(&self.lezer, &select)).await.bij(WAT)?;
        rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect()
    }

    /// The key, the rows, the files.
    async fn voer_uit(&self, tenant: &Tenant, v: &Vernietiging) -> Result<(), StoreError> {
        let bewijs = Bewijs { nummer: v.nummer.clone(), account: v.account, akte: v.akte.clone() };
        let bewijs = serde_json::to_string(&bewijs)
            .map_err(|fout| onleesbaar("the proof of a destruction", fout))?;
        let (id, dossier) = (v.dossier.uuid(), v.dossier);
        self.sleutels.vernietig(tenant, vec![id], bewijs, v.besloten_op).await?;
        let wie = tenant.clone();
        let stukken = self
            .schrijf(move |tx| Box::pin(async move { wis_rijen(tx, &wie, dossier).await }))
            .await?;
        self.wis_documenten(tenant, &stukken).await?;
        const KLAAR: &str = "DELETE FROM stuk WHERE tenant = $1 AND dossier = $2";
        const ZEG: &str = "UPDATE vernietiging SET klaar = true WHERE tenant = $1 AND dossier = $2";
        let wie = tenant.clone();
        self.schrijf(move |tx| {
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

const LEES: &str = "SELECT tenant, dossier, nummer, besloten_op, account, akte, klaar \
    FROM vernietiging";

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

async fn leg_vast(tx: &Transactie, tenant: &Tenant, v: &Vernietiging) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO vernietiging \
        (tenant, dossier, nummer, besloten_op, account, akte, klaar) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant, dossier) DO NOTHING";
    let waarden = [
        tenant.as_str().into(),
        v.dossier.uuid().into(),
        v.nummer.as_str().into(),
        moment(v.besloten_op).into(),
        v.account.into(),
        v.akte.as_str().into(),
        v.klaar.into(),
    ];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("deciding on a destruction")?;
    Ok(())
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
        "uitgaand",
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

#[derive(FromQueryResult)]
struct Rij {
    tenant: String,
    dossier: Uuid,
    nummer: String,
    besloten_op: String,
    account: Uuid,
    akte: String,
    klaar: bool,
}

impl Rij {
    fn lees(self) -> Result<(Tenant, Vernietiging), StoreError> {
        let tenant = self.tenant.parse().map_err(|fout| onleesbaar("a tenant", fout))?;
        let v = Vernietiging {
            dossier: self.dossier.into(),
            nummer: self.nummer,
            besloten_op: lees_moment(&self.besloten_op)?,
            account: self.account,
            akte: self.akte,
            klaar: self.klaar,
        };
        Ok((tenant, v))
    }
}
