//! Bringing together what waits: jobs of one tenant that are handed in at the same moment, or while others of it
//! are on their way to disk, go there together, in one transaction. Always holds: a lone job waits for nobody; a job
//! that was taken up is done, whether or not somebody still waits for it; two that must not go together do
//! not; one that the database refuses takes no other with it, because then each is tried alone; what failed when
//! all was done but the commit is not tried again, because nobody knows what became of it.
//!
//! A transaction costs messages and a sync, however much is in it: that is what is shared.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
};

use futures::future::BoxFuture;
use tokio::sync::oneshot;
use tokio_util::task::TaskTracker;

use crate::{
    StoreError, Tenant, fout::van_groep, kraan::Plaats, schot::Transactie, schrijver::Schrijver,
};

/// How many jobs go together at most: bounds how long the first waits for the last.
const HOOGSTENS: usize = 128;

/// What came of each job of those that went together, in their order; or why nothing may be kept of any.
pub(crate) type Uitkomsten<U> = Result<Vec<Result<U, StoreError>>, StoreError>;

/// A kind of job.
pub(crate) trait Klus: Send + Sync + 'static {
    /// What is asked.
    type Vraag: Clone + Send + Sync + 'static;
    /// What comes of it.
    type Uit: Send + 'static;
    /// What no two that go together may both have.
    type Kenmerk: Ord + Send;

    fn kenmerken(vraag: &Self::Vraag) -> Vec<Self::Kenmerk>;

    /// Does them in one transaction.
    fn schrijf<'t>(
        tx: &'t Transactie,
        tenant: &'t Tenant,
        vragen: &'t [Self::Vraag],
    ) -> BoxFuture<'t, Uitkomsten<Self::Uit>>;
}

/// Where jobs of one kind are handed in. Cheap to clone; all clones are one.
pub(crate) struct Bijeen<K: Klus>(Arc<Binnen<K>>);

struct Binnen<K: Klus> {
    schrijver: Schrijver,
    /// Of each tenant of which jobs are on their way: those that wait.
    wachtend: Mutex<HashMap<Tenant, VecDeque<Wachtend<K>>>>,
    lopend: TaskTracker,
}

struct Wachtend<K: Klus> {
    vraag: K::Vraag,
    terug: oneshot::Sender<Result<K::Uit, StoreError>>,
}

impl<K: Klus> fmt::Debug for Bijeen<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bijeen").field("lopend", &self.0.lopend.len()).finish()
    }
}

impl<K: Klus> Clone for Bijeen<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K: Klus> Bijeen<K> {
    /// What writes them is `schrijver`.
    pub(crate) fn new(schrijver: Schrijver) -> Self {
        let (wachtend, lopend) = (Mutex::default(), TaskTracker::new());
        Self(Arc::new(Binnen { schrijver, wachtend, lopend }))
    }

    /// Hands a job in, and returns what came of it.
    ///
    /// # Errors
    /// Those of the job; [`StoreError::Afgebroken`] when doing it panicked.
    pub(crate) async fn doe(&self, tenant: &Tenant, vraag: K::Vraag) -> Result<K::Uit, StoreError> {
        let kraan = self.0.schrijver.kraan();
        kraan.langs(Plaats::VoorTransactie).await;
        let (terug, antwoord) = oneshot::channel();
        if self.0.sluit_aan(tenant, Wachtend { vraag, terug }) {
            let (binnen, wie) = (Arc::clone(&self.0), tenant.clone());
            self.0.lopend.spawn(async move { binnen.loop_af(&wie).await });
        }
        let uit = antwoord.await.unwrap_or(Err(StoreError::Afgebroken));
        kraan.langs(Plaats::NaTransactie).await;
        uit
    }

    /// Waits until what was handed in is done.
    pub(crate) async fn sluit(&self) {
        self.0.lopend.close();
        self.0.lopend.wait().await;
    }
}

impl<K: Klus> Binnen<K> {
    /// Puts a job in the row of its tenant. Was there none? Then somebody must walk along the new one.
    fn sluit_aan(&self, tenant: &Tenant, wacht: Wachtend<K>) -> bool {
        let mut rijen = self.rijen();
        if let Some(rij) = rijen.get_mut(tenant) {
            rij.push_back(wacht);
            return false;
        }
        rijen.insert(tenant.clone(), VecDeque::from([wacht]));
        true
    }

    /// Does what waits, then all that came meanwhile, until nobody waits.
    async fn loop_af(&self, tenant: &Tenant) {
        let mut einde = Einde { binnen: self, tenant, goed: false };
        while let Some(mut deze) = self.volgende(tenant) {
            // Who left before it was begun wants nothing.
            deze.retain(|wacht| !wacht.terug.is_closed());
            let (vragen, terug): (Vec<_>, Vec<_>) =
                deze.into_iter().map(|wacht| (wacht.vraag, wacht.terug)).unzip();
            if !vragen.is_empty() {
                let uitkomsten = self.samen(tenant, vragen).await;
                for (terug, uitkomst) in terug.into_iter().zip(uitkomsten) {
                    // A caller that left wants no answer.
                    let _ = terug.send(uitkomst);
                }
            }
        }
        einde.goed = true;
    }

    /// The next that go together, in the order in which they came; the row ends when nobody waits.
    fn volgende(&self, tenant: &Tenant) -> Option<Vec<Wachtend<K>>> {
        let mut rijen = self.rijen();
        let rij = rijen.get_mut(tenant).filter(|rij| !rij.is_empty());
        let Some(rij) = rij else {
            rijen.remove(tenant);
            return None;
        };
        let (mut samen, mut later, mut gezien) = (Vec::new(), VecDeque::new(), BTreeSet::new());
        while samen.len() < HOOGSTENS
            && let Some(wacht) = rij.pop_front()
        {
            let kenmerken = K::kenmerken(&wacht.vraag);
            let botst = kenmerken.iter().any(|kenmerk| gezien.contains(kenmerk));
            // What comes after one that is left for later must not pass it.
            gezien.extend(kenmerken);
            if botst {
                later.push_back(wacht);
            } else {
                samen.push(wacht);
            }
        }
        later.append(rij);
        *rij = later;
        Some(samen)
    }

    /// Does these together, or when that fails each alone.
    async fn samen(
        &self,
        tenant: &Tenant,
        vragen: Vec<K::Vraag>,
    ) -> Vec<Result<K::Uit, StoreError>> {
        let (vragen, af) = (Arc::new(vragen), Arc::new(AtomicBool::new(false)));
        match self.schrijf(tenant, &vragen, &af).await {
            Ok(uitkomsten) => uitkomsten,
            Err(fout) if vragen.len() == 1 => vec![Err(fout)],
            Err(fout) if af.load(SeqCst) => {
                let fout = Arc::new(fout);
                vragen.iter().map(|_| Err(van_groep(Arc::clone(&fout)))).collect()
            }
            Err(_) => {
                let mut uit = Vec::with_capacity(vragen.len());
                for vraag in vragen.iter() {
                    let alleen = Arc::new(vec![vraag.clone()]);
                    let uitkomst = self.schrijf(tenant, &alleen, &af).await;
                    uit.push(
                        uitkomst
                            .and_then(|mut een| een.pop().unwrap_or(Err(StoreError::Afgebroken))),
                    );
                }
                uit
            }
        }
    }

    /// In one transaction; `af` says then whether all was done but the commit.
    async fn schrijf(
        &self,
        tenant: &Tenant,
        vragen: &Arc<Vec<K::Vraag>>,
        af: &Arc<AtomicBool>,
    ) -> Uitkomsten<K::Uit> {
        let (wie, vragen, af) = (tenant.clone(), Arc::clone(vragen), Arc::clone(af));
        let werk = self.schrijver.voer_uit(tenant, move |tx| {
            Box::pin(async move {
                let uit = K::schrijf(tx, &wie, &vragen).await?;
                af.store(true, SeqCst);
                Ok(uit)
            })
        });
        werk.await
    }

    fn rijen(&self) -> MutexGuard<'_, HashMap<Tenant, VecDeque<Wachtend<K>>>> {
        // Nothing is half done while it is held.
        self.wachtend.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the row of a tenant when doing a job panicked: those that wait are told, and the next begins a new one.
struct Einde<'a, K: Klus> {
    binnen: &'a Binnen<K>,
    tenant: &'a Tenant,
    goed: bool,
}

impl<K: Klus> Drop for Einde<'_, K> {
    fn drop(&mut self) {
        if !self.goed {
            self.binnen.rijen().remove(self.tenant);
        }
    }
}
