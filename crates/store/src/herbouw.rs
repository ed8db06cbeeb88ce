//! Making the projections anew from the events, while the work goes on. Always holds: each dossier
//! is read and rewritten in one transaction, so an act that comes between is never overwritten.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::civil::Date;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    Bij, DossierId, Feit, Projectie, Store, StoreError, Tenant, Versie,
    bundel::Bundel,
    laden::feiten_van_velen,
    projectie::{Al, Bereid, Regel, Zaak},
    schot::Transactie,
    sleutels::Sleutels,
    sql::{dag, om_te_wijzigen, onleesbaar, plaatsen, vraag},
    vernietigen::ER_NOG,
    zegelaar::Zegelaar,
};

/// Dossiers in one transaction: few enough that nobody waits long.
const PARTIJ: usize = 32;

/// Under what the lists of a tenant were computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lijststand {
    /// The day as which they stand.
    pub dag: Date,
    /// All else that they follow from, as the one who computes them says it: which regulation, which
    /// program, who hold which offices.
    pub grondslag: String,
}

/// What is written of what was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Herbouw {
    /// All of it, whatever is there: for when that may be wrong.
    Alles,
    /// What is not the same as what is there: for another day.
    WatAndersIs,
}

type Fout = Box<dyn std::error::Error + Send + Sync>;

impl Store {
    /// Under what the lists of this tenant were last computed whole; never yet is `None`.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn lijststand(&self, tenant: &Tenant) -> Result<Option<Lijststand>, StoreError> {
        const SQL: &str = "SELECT dag, grondslag FROM lijststand WHERE tenant = $1";
        const WAT: &str = "reading how the lists stand";
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into()]);
        let Some(rij) = lezer.query_one_raw(vraag).await.bij(WAT)? else { return Ok(None) };
        let dag: String = rij.try_get_by(0).bij(WAT)?;
        let dag = dag.parse().map_err(|fout| onleesbaar("a day", fout))?;
        Ok(Some(Lijststand { dag, grondslag: rij.try_get_by(1).bij(WAT)? }))
    }

    /// How many dossiers this tenant has that were not destroyed.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn aantal_dossiers(&self, tenant: &Tenant) -> Result<u64, StoreError> {
        const WAT: &str = "counting dossiers";
        let sql = format!("SELECT count(*) FROM dossier d WHERE tenant = $1 AND {ER_NOG}");
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, &sql, [tenant.as_str().into()]);
        let rij = lezer.query_one_raw(vraag).await.bij(WAT)?;
        let aantal: i64 = rij.map_or(Ok(0), |rij| rij.try_get_by(0)).bij(WAT)?;
        Ok(aantal.unsigned_abs())
    }

    /// Recomputes the projection of every dossier of the tenant with `bereken`, and says after
    /// each batch to `voortgang` how many dossiers are done. Then the lists stand as `stand` says.
    /// Returns the total.
    ///
    /// # Errors
    /// [`StoreError::Projectie`] at the first dossier that `bereken` cannot read; those
    /// in batches before it are rebuilt, the others are as they were.
    pub async fn herbouw<F, E>(
        &self,
        tenant: &Tenant,
        (stand, hoe): (Lijststand, Herbouw),
        bereken: F,
        mut voortgang: impl FnMut(u64) + Send,
    ) -> Result<u64, StoreError>
    where
        F: Fn(&Tenant, DossierId, &[Feit]) -> Result<Projectie, E> + Send + Sync + 'static,
        E: Into<Fout>,
    {
        let bereken = Arc::new(bereken);
        let mut na = Uuid::nil();
        let mut gedaan = 0;
        loop {
            let (bereken, wie) = (Arc::clone(&bereken), tenant.clone());
            let sleutels = self.sleutels.clone();
            let partij = self
                .schrijf(tenant, move |tx| {
                    Box::pin(async move {
                        herbouw_partij(tx, &sleutels, &wie, (na, hoe), bereken.as_ref()).await
                    })
                })
                .await?;
            let Some((laatste, aantal)) = partij else { break };
            na = laatste;
            gedaan += aantal;
            voortgang(gedaan);
        }
        let wie = tenant.clone();
        self.schrijf(tenant, move |tx| Box::pin(async move { onthoud(tx, &wie, stand).await }))
            .await?;
        Ok(gedaan)
    }
}

async fn onthoud(tx: &Transactie, tenant: &Tenant, stand: Lijststand) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO lijststand (tenant, dag, grondslag) VALUES ($1, $2, $3) \
        ON CONFLICT (tenant) DO UPDATE SET dag = excluded.dag, grondslag = excluded.grondslag";
    let waarden = [tenant.as_str().into(), dag(stand.dag).into(), stand.grondslag.into()];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("writing how the lists stand")?;
    Ok(())
}

/// Rebuilds the dossiers after `na`; says which was the last and how many there were.
async fn herbouw_partij<F, E>(
    tx: &Transactie,
    sleutels: &Sleutels,
    tenant: &Tenant,
    (na, hoe): (Uuid, Herbouw),
    bereken: &F,
) -> Result<Option<(Uuid, u64)>, StoreError>
where
    F: Fn(&Tenant, DossierId, &[Feit]) -> Result<Projectie, E> + Send + Sync,
    E: Into<Fout>,
{
    const WAT: &str = "listing dossiers to rebuild";
    // Held until the batch is written: an act that comes between waits, and comes after.
    let sql = format!(
        "SELECT dossier, nummer FROM dossier d WHERE tenant = $1 AND dossier > $2 AND {ER_NOG} \
         ORDER BY dossier LIMIT $3{}",
        om_te_wijzigen(tx)
    );
    let waarden = [tenant.as_str().into(), na.into(), (PARTIJ as i64).into()];
    let rijen = tx.query_all_raw(vraag(tx, &sql, waarden)).await.bij(WAT)?;
    let mut nummers: BTreeMap<Uuid, String> = BTreeMap::new();
    for rij in &rijen {
        nummers.insert(rij.try_get_by(0).bij(WAT)?, rij.try_get_by(1).bij(WAT)?);
    }
    let ids: Vec<Uuid> = nummers.keys().copied().collect();
    let Some(laatste) = ids.last() else { return Ok(None) };
    let huis = sleutels.huis(tenant).await?;
    // Only now: what was read before the lock was ours may have changed while we waited for it.
    let mut regels = match hoe {
        Herbouw::Alles => HashMap::new(),
        Herbouw::WatAndersIs => lees_regels(tx, tenant, &ids).await?,
    };
    let (mut bundel, mut gedaan) = (Bundel::new(tx), 0);
    // One that it was decided to destroy, while we waited for its row, is not among them.
    for (dossier, zaak, feiten) in feiten_van_velen(tx, sleutels, tenant, &ids).await? {
        let Some(nummer) = nummers.get(&dossier.uuid()) else { continue };
        let al =
            regels.remove(&dossier.uuid()).map_or(Al::Onbekend, |regel| Al::Regel(Box::new(regel)));
        let versie = Versie(feiten.last().map_or(0, |feit| feit.nummer));
        let projectie = bereken(tenant, dossier, &feiten)
            .map_err(|fout| StoreError::Projectie { dossier, source: fout.into() })?;
        let zegel = &Zegelaar { huis: Arc::clone(&huis), zaak };
        let zaak = Zaak { tenant, dossier, nummer, zegel };
        Bereid::new(zegel, versie, &projectie)?.schrijf(&mut bundel, zaak, &projectie, &al);
        gedaan += 1;
    }
    bundel.voer_uit(tx, "rewriting projections").await?;
    Ok(Some((*laatste, gedaan)))
}

async fn lees_regels(
    tx: &Transactie,
    tenant: &Tenant,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Regel>, StoreError> {
    const WAT: &str = "reading what the lists show";
    let sql = format!(
        "SELECT w.dossier, {} FROM werkvoorraad w WHERE w.tenant = $1 AND w.dossier IN ({})",
        Regel::kolommen(),
        plaatsen(2, ids.len())
    );
    let waarden = [tenant.as_str().into()].into_iter().chain(ids.iter().map(|id| (*id).into()));
    let rijen = tx.query_all_raw(vraag(tx, &sql, waarden)).await.bij(WAT)?;
    rijen.iter().map(|rij| Ok((rij.try_get_by(0).bij(WAT)?, Regel::lees(rij, 1)?))).collect()
}
