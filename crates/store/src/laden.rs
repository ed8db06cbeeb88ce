//! Reading a dossier's events back. Always holds: one query, so one moment in time; the numbers run
//! from 1 without gaps, and a log with a gap is refused rather than read.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Bij, DossierId, Feit, Store, StoreError, StoreOpties, Tenant, Versie,
    feit::Opgeslagen,
    openen,
    sleutels::{Sleutels, Zaaksleutel},
    sql::{onleesbaar, plaatsen, vraag},
    vernietigen::{self, ER_NOG},
};

/// A dossier as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geladen {
    /// All that happened, oldest first.
    pub feiten: Vec<Feit>,
    /// Hand this in with the next write.
    pub versie: Versie,
}

impl Store {
    /// All events of a dossier.
    ///
    /// # Errors
    /// [`StoreError::NietGevonden`] when the tenant has no such dossier; [`StoreError::Vernietigd`] when it
    /// was destroyed.
    pub async fn load(&self, tenant: &Tenant, dossier: DossierId) -> Result<Geladen, StoreError> {
        let lezer = self.lees(tenant).await?;
        let feiten = feiten(&lezer, &self.sleutels, tenant, dossier, Versie::NIEUW).await?;
        let Some(laatste) = feiten.last() else {
            if vernietigen::is_vernietigd(&lezer, tenant, dossier).await? {
                return Err(StoreError::Vernietigd { id: dossier.uuid() });
            }
            return Err(StoreError::NietGevonden { wat: "dossier", id: dossier.uuid() });
        };
        let versie = Versie(laatste.nummer);
        Ok(Geladen { feiten, versie })
    }

    /// The same of several, in one look and in the order of their ids; without those that are not there or were
    /// destroyed.
    ///
    /// # Errors
    /// When the database fails, or an event of one of them cannot be read.
    pub async fn load_velen(
        &self,
        tenant: &Tenant,
        dossiers: &[DossierId],
    ) -> Result<Vec<(DossierId, Geladen)>, StoreError> {
        let mut uit = Vec::with_capacity(dossiers.len());
        for partij in dossiers.chunks(PARTIJ) {
            let ids: Vec<Uuid> = partij.iter().map(|dossier| dossier.uuid()).collect();
            let lezer = self.lees(tenant).await?;
            for (id, _, feiten) in feiten_van_velen(&lezer, &self.sleutels, tenant, &ids).await? {
                let versie = Versie(feiten.last().map_or(0, |feit| feit.nummer));
                uit.push((id, Geladen { feiten, versie }));
            }
        }
        Ok(uit)
    }

    /// The events after `versie`: what changed while somebody was busy. Empty when nothing did.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn load_since(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
        versie: Versie,
    ) -> Result<Vec<Feit>, StoreError> {
        let lezer = self.lees(tenant).await?;
        feiten(&lezer, &self.sleutels, tenant, dossier, versie).await
    }
}

/// All events of the dossier with this number, oldest first, for who only looks: the data directory is not
/// locked, and nothing in it is changed. A server may run beside it.
///
/// # Errors
/// When the directory holds no store of ours; [`StoreError::Vernietigd`] when the dossier was destroyed. `None`
/// when the tenant has no such dossier.
pub async fn lees_dossier(
    opties: &StoreOpties,
    tenant: &Tenant,
    nummer: &str,
) -> Result<Option<Vec<Feit>>, StoreError> {
    const SQL: &str = "SELECT dossier FROM dossier WHERE tenant = $1 AND nummer = $2";
    let (lezers, sleutels) = openen::open_om_te_lezen(opties).await?;
    let lezer = lezers.van(tenant).await?;
    let rij = lezer
        .query_one_raw(vraag(&lezer, SQL, [tenant.as_str().into(), nummer.into()]))
        .await
        .bij("looking for a dossier by number")?;
    let Some(rij) = rij else { return Ok(None) };
    let id = rij.try_get_by::<Uuid, _>(0).bij("looking for a dossier by number")?;
    let gelezen = feiten(&lezer, &sleutels, tenant, DossierId::from(id), Versie::NIEUW).await?;
    if gelezen.is_empty() && vernietigen::is_vernietigd(&lezer, tenant, id.into()).await? {
        return Err(StoreError::Vernietigd { id });
    }
    drop(lezer);
    lezers.sluit().await?;
    sleutels.sluit().await?;
    Ok(Some(gelezen))
}

/// The events of each dossier of the tenant that was not destroyed, one dossier after the other, for who only looks: as
/// [`lees_dossier`].
///
/// # Errors
/// When the directory holds no store of ours; [`StoreError::Projectie`] when `bij_elk` can't read a dossier.
pub async fn lees_alle<E>(
    opties: &StoreOpties,
    tenant: &Tenant,
    mut bij_elk: impl FnMut(&[Feit]) -> Result<(), E>,
) -> Result<(), StoreError>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    const WAT: &str = "listing dossiers";
    let (lezers, sleutels) = openen::open_om_te_lezen(opties).await?;
    let lezer = lezers.van(tenant).await?;
    let sql =
        format!("SELECT dossier FROM dossier d WHERE tenant = $1 AND {ER_NOG} ORDER BY dossier");
    let rijen =
        lezer.query_all_raw(vraag(&lezer, &sql, [tenant.as_str().into()])).await.bij(WAT)?;
    for partij in rijen.chunks(PARTIJ) {
        let ids =
            partij.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect::<Result<Vec<_>, _>>()?;
        for (dossier, _, feiten) in feiten_van_velen(&lezer, &sleutels, tenant, &ids).await? {
            bij_elk(&feiten)
                .map_err(|fout| StoreError::Projectie { dossier, source: fout.into() })?;
        }
    }
    drop(lezer);
    lezers.sluit().await?;
    sleutels.sluit().await
}

/// The events after `na`, oldest first, over any connection; none of a dossier that was destroyed, whatever
/// keys are still in memory.
pub(crate) async fn feiten<C: ConnectionTrait>(
    db: &C,
    sleutels: &Sleutels,
    tenant: &Tenant,
    dossier: DossierId,
    na: Versie,
) -> Result<Vec<Feit>, StoreError> {
    const SQL: &str = "SELECT nummer, daad, gebeurd_op, vastgelegd_op, rol, account, inhoud \
        FROM gebeurtenis g WHERE tenant = $1 AND dossier = $2 AND nummer > $3 AND NOT EXISTS \
          (SELECT 1 FROM vernietiging v WHERE v.tenant = g.tenant AND v.dossier = g.dossier) \
        ORDER BY nummer";
    let waarden = [tenant.as_str().into(), dossier.uuid().into(), i64::from(na.0).into()];
    let rijen = Opgeslagen::find_by_statement(vraag(db, SQL, waarden))
        .all(db)
        .await
        .bij("reading the events of a dossier")?;
    if rijen.is_empty() {
        return Ok(Vec::new());
    }
    open_log(rijen, &sleutels.van(tenant, dossier.uuid()).await?, dossier, na)
}

/// Dossiers whose events are read at once.
const PARTIJ: usize = 100;

/// All events of each of these, in one question; nothing of a dossier that is not there or was destroyed.
///
/// # Errors
/// When a key or an event cannot be read.
pub(crate) async fn feiten_van_velen<C: ConnectionTrait>(
    db: &C,
    sleutels: &Sleutels,
    tenant: &Tenant,
    ids: &[Uuid],
) -> Result<Vec<(DossierId, Zaaksleutel, Vec<Feit>)>, StoreError> {
    let sql = format!(
        "SELECT dossier, nummer, daad, gebeurd_op, vastgelegd_op, rol, account, inhoud \
         FROM gebeurtenis g WHERE tenant = $1 AND dossier IN ({}) AND NOT EXISTS \
           (SELECT 1 FROM vernietiging v WHERE v.tenant = g.tenant AND v.dossier = g.dossier)",
        plaatsen(2, ids.len())
    );
    let waarden = [tenant.as_str().into()].into_iter().chain(ids.iter().map(|id| (*id).into()));
    let rijen = VanVelen::find_by_statement(vraag(db, &sql, waarden)).all(db).await;
    let mut logs: BTreeMap<Uuid, Vec<Opgeslagen>> = BTreeMap::new();
    for VanVelen { dossier, rij } in rijen.bij("reading the events of dossiers")? {
        logs.entry(dossier).or_default().push(rij);
    }
    let ids: Vec<Uuid> = logs.keys().copied().collect();
    let mut bekend = sleutels.van_velen(tenant, &ids).await?;
    let mut uit = Vec::with_capacity(ids.len());
    for (id, mut log) in logs {
        let Some(sleutel) = bekend.remove(&id) else {
            return Err(sleutels.weg(tenant, id).await?);
        };
        // Here, and not in the question: the database would sort all of them by all their columns.
        log.sort_unstable_by_key(Opgeslagen::plek);
        let feiten = open_log(log, &sleutel, id.into(), Versie::NIEUW)?;
        uit.push((id.into(), sleutel, feiten));
    }
    Ok(uit)
}

#[derive(FromQueryResult)]
struct VanVelen {
    dossier: Uuid,
    #[sea_orm(nested)]
    rij: Opgeslagen,
}

/// Opens the events after `na`, which must be all there, in order.
fn open_log(
    rijen: Vec<Opgeslagen>,
    sleutel: &Zaaksleutel,
    dossier: DossierId,
    na: Versie,
) -> Result<Vec<Feit>, StoreError> {
    let open = rijen.into_iter().map(|rij| rij.open(sleutel));
    let feiten: Vec<Feit> = open.collect::<Result<_, _>>()?;
    let heel = feiten.iter().zip(na.0 + 1..).all(|(feit, nummer)| feit.nummer == nummer);
    if heel {
        Ok(feiten)
    } else {
        Err(onleesbaar("the events of a dossier", format!("a gap in the log of {dossier}")))
    }
}
