//! The certificate of a destruction, as it is kept sealed: in the register, and beside the keys. Always holds: it says
//! nothing about anybody, and who can only write in the database cannot make one.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Bij, DossierId, StoreError, StoreOpties, Tenant, openen,
    schot::Transactie,
    sleutels::Huissleutels,
    sql::{moment, onleesbaar, vraag},
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
pub(super) struct Bewijs {
    nummer: String,
    besloten_op: Timestamp,
    account: Uuid,
    akte: String,
}

impl Bewijs {
    pub(super) fn tekst(v: &Vernietiging) -> Result<String, StoreError> {
        let bewijs = Self {
            nummer: v.nummer.clone(),
            besloten_op: v.besloten_op,
            account: v.account,
            akte: v.akte.clone(),
        };
        serde_json::to_string(&bewijs).map_err(|fout| onleesbaar(WAT, fout))
    }

    pub(super) fn lees(
        dossier: DossierId,
        tekst: &[u8],
        klaar: bool,
    ) -> Result<Vernietiging, StoreError> {
        let Self { nummer, besloten_op, account, akte } =
            serde_json::from_slice(tekst).map_err(|fout| onleesbaar(WAT, fout))?;
        Ok(Vernietiging { dossier, nummer, besloten_op, account, akte, klaar })
    }
}

/// The table, as what is sealed in it is bound to it.
const TABEL: &str = "vernietiging";
const WAT: &str = "a certificate of destruction";

/// Decisions in one look at the database.
pub(super) const PARTIJ: u16 = 500;

/// Was it decided to destroy this dossier?
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

pub(super) async fn vernietigingen<C: ConnectionTrait>(
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

pub(super) const LEES: &str = "SELECT dossier, inhoud, klaar FROM vernietiging";

pub(super) async fn leg_vast(
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

#[derive(FromQueryResult)]
pub(super) struct Rij {
    pub(super) dossier: Uuid,
    inhoud: Vec<u8>,
    pub(super) klaar: bool,
}

impl Rij {
    pub(super) fn open(&self, huis: &Huissleutels) -> Result<Vernietiging, StoreError> {
        let tekst = huis.open(TABEL, self.dossier.as_bytes(), &self.inhoud)?;
        Bewijs::lees(self.dossier.into(), &tekst, self.klaar)
    }
}
