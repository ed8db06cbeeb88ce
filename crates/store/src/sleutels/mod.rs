//! The keys: one for each dossier and each draft, wrapped by a key of their tenant, and that by the master
//! key. Always holds: they are kept apart from the data, so that a backup of the data cannot bring back what
//! was destroyed; a key is on disk before anything is sealed with it; a key that was destroyed is never made
//! again.
//!
//! What each is for, and who keeps what where: docs/adr/0001-keys-outside-what-is-backed-up.md.

mod hoofdsleutel;
mod huis;
mod maken;
pub(crate) mod openen;
mod opties;
mod roteren;
pub(crate) mod tabellen;
mod zaaksleutel;

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use kluis::Sleutel;
use quick_cache::sync::Cache;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, Query},
};
use tokio::{sync::Mutex as Slot, task::JoinHandle};
use uuid::Uuid;

use self::maken::{Gemaakt, Maken, NieuweSleutel};
use crate::{
    Bij, StoreError, Tenant, alle,
    bijeen::Bijeen,
    schot::Lezers,
    schrijver::Schrijver,
    sql::{bouw, moment, vraag},
};
pub use huis::Huissleutels;
pub(crate) use openen::open;
pub use opties::{Hoofdsleutel, SleutelOpties, Sleutelplaats};
pub(crate) use zaaksleutel::Zaaksleutel;

/// Keys that are held open at once: some 100 bytes each.
const KAS: usize = 20_000;
/// Ids in one question to the database.
const PARTIJ: usize = 500;

/// The keys. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub(crate) struct Sleutels {
    lezers: Lezers,
    schrijver: Schrijver,
    hoofd: Sleutel,
    waar: Arc<str>,
    huizen: Arc<Mutex<HashMap<Tenant, Arc<Huissleutels>>>>,
    kas: Arc<Kas>,
    /// Where new keys are handed in.
    maken: Bijeen<Maken>,
    taak: Arc<Slot<Option<JoinHandle<()>>>>,
}

/// Keys that were opened before.
#[derive(Debug)]
struct Kas(Cache<(Tenant, Uuid), Sleutel>);

/// What a key is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Van {
    Dossier,
    /// A draft: what was sealed with it is thrown away with the draft, or sealed anew in a dossier.
    Concept,
}

/// A wrapped key as its row has it.
#[derive(Clone, Debug)]
struct Gewikkeld {
    versie: i64,
    bytes: Vec<u8>,
}

impl Sleutels {
    /// The keys of a tenant that stay; they are made when there are none yet.
    pub(crate) async fn huis(&self, tenant: &Tenant) -> Result<Arc<Huissleutels>, StoreError> {
        if let Some(huis) = self.bekend(tenant) {
            return Ok(huis);
        }
        let huis = match huis::lees(&self.lezers.van(tenant).await?, &self.hoofd, tenant).await? {
            Some(huis) => huis,
            None => self.maak_huis(tenant).await?,
        };
        let huis = Arc::new(huis);
        self.huizen().insert(tenant.clone(), Arc::clone(&huis));
        Ok(huis)
    }

    /// The key of something new. Asking again gives the same one.
    ///
    /// # Errors
    /// [`StoreError::Vernietigd`] when it had a key that was destroyed.
    pub(crate) async fn maak(
        &self,
        tenant: &Tenant,
        id: Uuid,
        van: Van,
    ) -> Result<Zaaksleutel, StoreError> {
        // Not what this process remembers: a server that was replaced by a standby may have lost it, and
        // then what is sealed with it is lost as well.
        self.kas.0.remove(&(tenant.clone(), id));
        let nieuw = Sleutel::nieuw()?;
        let mut huis = self.huis(tenant).await?;
        loop {
            let gewikkeld = huis.wikkel(id, &nieuw)?;
            let rij = NieuweSleutel { id, is_concept: van == Van::Concept, gewikkeld };
            match self.maken.doe(tenant, rij).await? {
                Gemaakt::Nu => break,
                Gemaakt::Eerder => match self.van(tenant, id).await {
                    // That of a draft that was just sent: thrown away in between.
                    Err(StoreError::SleutelWeg { .. }) => {}
                    anders => return anders,
                },
                Gemaakt::Verouderd => huis = self.huis_opnieuw(tenant).await?,
            }
        }
        self.kas.0.insert((tenant.clone(), id), nieuw.clone());
        Ok(Zaaksleutel::new(tenant, id, nieuw))
    }

    /// The key of one dossier or draft.
    ///
    /// # Errors
    /// [`StoreError::Vernietigd`] when it was destroyed; [`StoreError::SleutelWeg`] when it is not there,
    /// which a backup of the keys must mend.
    pub(crate) async fn van(&self, tenant: &Tenant, id: Uuid) -> Result<Zaaksleutel, StoreError> {
        match self.van_velen(tenant, &[id]).await?.remove(&id) {
            Some(sleutel) => Ok(sleutel),
            None => Err(self.weg(tenant, id).await?),
        }
    }

    /// The keys of these; those that are not there any more are left out.
    pub(crate) async fn van_velen(
        &self,
        tenant: &Tenant,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Zaaksleutel>, StoreError> {
        let mut uit = HashMap::with_capacity(ids.len());
        let mut nog = Vec::new();
        for id in ids {
            match self.kas.0.get(&(tenant.clone(), *id)) {
                Some(sleutel) => {
                    uit.insert(*id, Zaaksleutel::new(tenant, *id, sleutel));
                }
                None => nog.push(*id),
            }
        }
        for partij in nog.chunks(PARTIJ) {
            for (id, gewikkeld) in self.lees(tenant, partij).await? {
                let sleutel = self.wikkel_uit(tenant, id, &gewikkeld).await?;
                self.kas.0.insert((tenant.clone(), id), sleutel.clone());
                uit.insert(id, Zaaksleutel::new(tenant, id, sleutel));
            }
        }
        Ok(uit)
    }

    /// Destroys a key, for good; `waarom` is kept in its place. One that is gone already is no error.
    pub(crate) async fn vernietig(
        &self,
        tenant: &Tenant,
        id: Uuid,
        waarom: String,
        op: Timestamp,
    ) -> Result<(), StoreError> {
        const WAT: &str = "destroying a key";
        const WEG: &str = "DELETE FROM sleutel WHERE tenant = $1 AND id = $2";
        const ERBIJ: &str = "INSERT INTO vernietigd (tenant, id, op, waarom) \
            VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, id) DO NOTHING";
        let wie = tenant.clone();
        self.schrijver
            .schrijf(tenant, move |tx| {
                Box::pin(async move {
                    let sleutel = || [wie.as_str().into(), id.into()];
                    tx.execute_raw(vraag(tx, WEG, sleutel())).await.bij(WAT)?;
                    let waarden =
                        sleutel().into_iter().chain([moment(op).into(), waarom.as_str().into()]);
                    tx.execute_raw(vraag(tx, ERBIJ, waarden)).await.bij(WAT)?;
                    Ok(())
                })
            })
            .await?;
        self.kas.0.remove(&(tenant.clone(), id));
        self.veeg().await
    }

    /// On SQLite what was deleted is written over in the file, and still stands in the log beside it until
    /// that is folded in. Who reads meanwhile holds that up; then it is done at the next time.
    async fn veeg(&self) -> Result<(), StoreError> {
        self.lezers.veeg().await.bij("folding in the log of the keys")
    }

    /// For who looks at the wrapped keys, and opens none.
    pub(crate) fn lezers(&self) -> Lezers {
        self.lezers.clone()
    }

    /// Throws away keys of what was never more than a draft: nothing is kept in their place.
    pub(crate) async fn gooi_weg(&self, tenant: &Tenant, id: Uuid) -> Result<(), StoreError> {
        const WEG: &str = "DELETE FROM sleutel WHERE tenant = $1 AND id = $2";
        let waarden = [tenant.as_str().into(), id.into()];
        self.schrijver
            .schrijf(tenant, move |tx| {
                Box::pin(async move {
                    tx.execute_raw(vraag(tx, WEG, waarden)).await.bij("throwing away a key")?;
                    Ok(())
                })
            })
            .await?;
        self.kas.0.remove(&(tenant.clone(), id));
        Ok(())
    }

    /// Who have keys.
    pub(crate) async fn tenants(&self) -> Result<Vec<Tenant>, StoreError> {
        alle::met_sleutels(&self.lezers).await
    }

    /// The keys of drafts, in the order of their ids, from after `na` on.
    pub(crate) async fn concepten(
        &self,
        tenant: &Tenant,
        na: Uuid,
    ) -> Result<Vec<Uuid>, StoreError> {
        const SQL: &str = "SELECT id FROM sleutel \
            WHERE tenant = $1 AND id > $2 AND concept ORDER BY id LIMIT 500";
        const WAT: &str = "listing the keys of drafts";
        let lezer = self.lezers.van(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into(), na.into()]);
        let rijen = lezer.query_all_raw(vraag).await.bij(WAT)?;
        rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect()
    }

    /// Which of these have a key, whatever this process remembers of them.
    pub(crate) async fn aanwezig(
        &self,
        tenant: &Tenant,
        ids: &[Uuid],
    ) -> Result<BTreeSet<Uuid>, StoreError> {
        Ok(self.lees(tenant, ids).await?.into_iter().map(|(id, _)| id).collect())
    }

    /// All that was destroyed of this tenant, and what was kept in its place.
    pub(crate) async fn vernietigden(
        &self,
        tenant: &Tenant,
    ) -> Result<Vec<Vernietigde>, StoreError> {
        const SQL: &str = "SELECT id, waarom FROM vernietigd WHERE tenant = $1 ORDER BY id";
        const WAT: &str = "reading what was destroyed";
        let lezer = self.lezers.van(tenant).await?;
        let rijen = lezer.query_all_raw(vraag(&lezer, SQL, [tenant.as_str().into()])).await;
        let lees = |rij: &sea_orm::QueryResult| {
            let (id, waarom) = (rij.try_get_by(0).bij(WAT)?, rij.try_get_by(1).bij(WAT)?);
            Ok(Vernietigde { id, waarom })
        };
        rijen.bij(WAT)?.iter().map(lees).collect()
    }

    pub(crate) async fn sluit(self) -> Result<(), StoreError> {
        let Self { lezers, schrijver, maken, taak, .. } = self;
        maken.sluit().await;
        lezers.sluit().await?;
        schrijver.sluit().await?;
        if let Some(taak) = taak.lock().await.take() {
            let _ = taak.await;
        }
        Ok(())
    }

    fn huizen(&self) -> std::sync::MutexGuard<'_, HashMap<Tenant, Arc<Huissleutels>>> {
        // Nothing is half done while it is held.
        self.huizen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bekend(&self, tenant: &Tenant) -> Option<Arc<Huissleutels>> {
        self.huizen().get(tenant).cloned()
    }

    async fn maak_huis(&self, tenant: &Tenant) -> Result<Huissleutels, StoreError> {
        let (rij, wie) = (huis::nieuwe_rij(&self.hoofd, tenant)?, tenant.clone());
        self.schrijver
            .schrijf(tenant, move |tx| Box::pin(async move { huis::schrijf(tx, &wie, rij).await }))
            .await?;
        // Another process may have been first: what is there now counts.
        let gelezen = huis::lees(&self.lezers.van(tenant).await?, &self.hoofd, tenant).await?;
        gelezen.ok_or(StoreError::Ongeldig("the keys of a tenant were not kept"))
    }

    async fn lees(
        &self,
        tenant: &Tenant,
        ids: &[Uuid],
    ) -> Result<Vec<(Uuid, Gewikkeld)>, StoreError> {
        const WAT: &str = "reading keys";
        let select = Query::select()
            .columns(["id", "versie", "gewikkeld"])
            .from("sleutel")
            .and_where(Expr::col("tenant").eq(tenant.as_str()))
            .and_where(Expr::col("id").is_in(ids.iter().copied()))
            .take();
        let lezer = self.lezers.van(tenant).await?;
        let rijen = lezer.query_all_raw(bouw(&lezer, &select)).await.bij(WAT)?;
        rijen
            .iter()
            .map(|rij| {
                let versie = rij.try_get_by(1).bij(WAT)?;
                let bytes = rij.try_get_by(2).bij(WAT)?;
                Ok((rij.try_get_by(0).bij(WAT)?, Gewikkeld { versie, bytes }))
            })
            .collect()
    }

    async fn wikkel_uit(
        &self,
        tenant: &Tenant,
        id: Uuid,
        gewikkeld: &Gewikkeld,
    ) -> Result<Sleutel, StoreError> {
        let huis = self.huis(tenant).await?;
        if huis.kent(gewikkeld.versie) {
            return huis.wikkel_uit(id, gewikkeld);
        }
        self.huis_opnieuw(tenant).await?.wikkel_uit(id, gewikkeld)
    }

    /// The tenant got another key since this process read them.
    async fn huis_opnieuw(&self, tenant: &Tenant) -> Result<Arc<Huissleutels>, StoreError> {
        self.huizen().remove(tenant);
        self.huis(tenant).await
    }

    /// Why a key is not there.
    pub(crate) async fn weg(&self, tenant: &Tenant, id: Uuid) -> Result<StoreError, StoreError> {
        const SQL: &str = "SELECT 1 FROM vernietigd WHERE tenant = $1 AND id = $2";
        let waarden = [tenant.as_str().into(), id.into()];
        let lezer = self.lezers.van(tenant).await?;
        let er_was = lezer.query_one_raw(vraag(&lezer, SQL, waarden)).await;
        Ok(match er_was.bij("reading what was destroyed")? {
            Some(_) => StoreError::Vernietigd { id },
            None => StoreError::SleutelWeg { id, waar: self.waar.as_ref().to_owned() },
        })
    }
}

/// What remains of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Vernietigde {
    pub(crate) id: Uuid,
    pub(crate) waarom: String,
}
