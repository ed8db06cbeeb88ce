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

use std::collections::BTreeSet;

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, FromQueryResult,
    sea_query::{Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Bij, DossierId, Store, StoreError, StoreOpties, StukId, Tenant, Versie, alle, openen,
    schot::Transactie,
    sleutels::{Huissleutels, Vernietigde},
    sql::{bouw, moment, om_te_wijzigen, onleesbaar, vraag},
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

/// What is kept beside the keys, from which the decision can be written anew; and in the register, sealed.
#[derive(Serialize, Deserialize)]
struct Bewijs {
    nummer: String,
    besloten_op: Timestamp,
    account: Uuid,
    akte: String,
}

impl Bewijs {
    fn tekst(v: &Vernietiging) -> Result<String, StoreError> {
        let bewijs = Self {
            nummer: v.nummer.clone(),
            besloten_op: v.besloten_op,
            account: v.account,
            akte: v.akte.clone(),
        };
        serde_json::to_string(&bewijs).map_err(|fout| onleesbaar(WAT, fout))
    }

    fn lees(dossier: DossierId, tekst: &[u8], klaar: bool) -> Result<Vernietiging, StoreError> {
        let Self { nummer, besloten_op, account, akte } =
            serde_json::from_slice(tekst).map_err(|fout| onleesbaar(WAT, fout))?;
        Ok(Vernietiging { dossier, nummer, besloten_op, account, akte, klaar })
    }
}

/// The table, as what is sealed in it is bound to it.
const TABEL: &str = "vernietiging";
const WAT: &str = "a certificate of destruction";

/// Decisions in one look at the database.
const PARTIJ: u16 = 500;

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

/// The same over any connection.
pub(crate) async fn is_vernietigd<C: ConnectionTrait>(
    db: &C,
    tenant: &Tenant,
    dossier: DossierId,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM vernietiging WHERE tenant = $1 AND dossier = $2";
    let waarden = [tenant.as_str().into(), dossier.uuid().into()];
    let rij = db.query_one_raw(vraag(db, SQL, waarden)).await;
    Ok(rij.bij("looking for a certificate of destruction")?.is_some())
}

/// Each certificate of the tenant, for who only looks: as [`crate::lees_alle`].
///
/// # Errors
/// As there; and the first error of `bij_elk`.
pub async fn lees_vernietigingen<E: From<StoreError>>(
    opties: &StoreOpties,
    tenant: &Tenant,
    mut bij_elk: impl FnMut(&Vernietiging) -> Result<(), E>,
) -> Result<(), E> {
    let (lezers, sleutels) = openen::open_om_te_lezen(opties).await?;
    let huis = sleutels.huis(tenant).await?;
    let lezer = lezers.van(tenant).await?;
    let mut partij = vernietigingen(&lezer, &huis, tenant, None, PARTIJ).await?;
    while let Some(laatste) = partij.last() {
        partij.iter().try_for_each(&mut bij_elk)?;
        partij = vernietigingen(&lezer, &huis, tenant, Some(laatste), PARTIJ).await?;
    }
    drop(lezer);
    lezers.sluit().await?;
    Ok(sleutels.sluit().await?)
}

async fn vernietigingen<C: ConnectionTrait>(
    db: &C,
    huis: &Huissleutels,
    tenant: &Tenant,
    voor: Option<&Vernietiging>,
    hoogstens: u16,
) -> Result<Vec<Vernietiging>, StoreError> {
    // Sorts after every real moment.
    let (op, dossier) = voor
        .map_or(("9999".to_owned(), Uuid::nil()), |v| (moment(v.besloten_op), v.dossier.uuid()));
    let sql = format!(
        "{LEES} WHERE tenant = $1 AND (besloten_op, dossier) < ($2, $3) \
         ORDER BY besloten_op DESC, dossier DESC LIMIT $4"
    );
    let waarden = [tenant.as_str().into(), op.into(), dossier.into(), i64::from(hoogstens).into()];
    let rijen = Rij::find_by_statement(vraag(db, &sql, waarden)).all(db);
    let rijen = rijen.await.bij("reading certificates of destruction")?;
    rijen.iter().map(|rij| rij.open(huis)).collect()
}

/// Of a row of `dossier d`: it was not destroyed.
pub(crate) const ER_NOG: &str = "NOT EXISTS (SELECT 1 FROM vernietiging v \
    WHERE v.tenant = d.tenant AND v.dossier = d.dossier)";

const LEES: &str = "SELECT dossier, inhoud, klaar FROM vernietiging";

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

async fn leg_vast(
    tx: &Transactie,
    huis: &Huissleutels,
    tenant: &Tenant,
    v: &Vernietiging,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO vernietiging (tenant, dossier, besloten_op, inhoud, klaar) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant, dossier) DO NOTHING";
    let inhoud = huis.verzegel(TABEL, v.dossier.uuid().as_bytes(), Bewijs::tekst(v)?.as_bytes())?;
    let waarden = [
        tenant.as_str().into(),
        v.dossier.uuid().into(),
        moment(v.besloten_op).into(),
        inhoud.into(),
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

#[derive(FromQueryResult)]
struct Rij {
    dossier: Uuid,
    inhoud: Vec<u8>,
    klaar: bool,
}

impl Rij {
    fn open(&self, huis: &Huissleutels) -> Result<Vernietiging, StoreError> {
        let tekst = huis.open(TABEL, self.dossier.as_bytes(), &self.inhoud)?;
        Bewijs::lees(self.dossier.into(), &tekst, self.klaar)
    }
}
