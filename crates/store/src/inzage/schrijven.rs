//! Writing lines: one task per process, which writes what was handed in meanwhile in one transaction.
//! Always holds: a line is answered once it is on disk; a series is written by one process alone and has
//! the numbers 1, 2, 3 … without gaps; after a failure, of which nobody knows what became of it, a new
//! series is begun.

use std::{collections::BTreeMap, fs, sync::Arc};

use futures::future::join_all;
use sea_orm::{ConnectionTrait, Value, sea_query::Query};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::{
    Inzage,
    keten::{Reeks, Regel},
    sleutel,
};
use crate::{
    Bij, Store, StoreError, Tenant,
    fout::van_groep,
    keten::Schakel,
    schot::Transactie,
    schrijver::Schrijver,
    sql::{bouw, moment},
};

/// How many requests wait at most; beyond that, callers wait to hand theirs in.
const RIJ: usize = 1024;
/// How many lines share one transaction at most.
const GROEP: usize = 1000;
/// Rows in one insert.
const PARTIJ: usize = 250;
/// What writes.
const PROGRAMMA: &str = concat!("wederhoor ", env!("CARGO_PKG_VERSION"));

/// Hands lines to the task that writes the series of this process.
#[derive(Debug)]
pub(crate) struct Inzageschrijver(mpsc::Sender<Bericht>);

#[derive(Debug)]
struct Bericht {
    tenant: Tenant,
    regels: Vec<Inzage>,
    terug: oneshot::Sender<Result<(), StoreError>>,
}

/// Where a series stands.
#[derive(Clone, Copy)]
struct Stand {
    reeks: Uuid,
    nummer: u64,
    keten: Schakel,
}

/// What goes to disk of one tenant in one transaction.
struct Partij {
    tenant: Tenant,
    /// The series, when it is begun.
    nieuw: Option<Reeks>,
    /// Where the series will stand.
    stand: Stand,
    regels: Vec<(Regel, Schakel)>,
}

impl Store {
    /// Writes lines of the access log, and returns once they are on disk.
    ///
    /// # Errors
    /// When they could not be written: then nothing may be shown.
    pub async fn leg_inzage_vast(
        &self,
        tenant: &Tenant,
        regels: Vec<Inzage>,
    ) -> Result<(), StoreError> {
        if regels.is_empty() {
            return Ok(());
        }
        let schrijver = self.inzage.get_or_init(|| Inzageschrijver::start(self.schrijver.clone()));
        let (terug, antwoord) = oneshot::channel();
        let bericht = Bericht { tenant: tenant.clone(), regels, terug };
        schrijver.0.send(bericht).await.map_err(|_| StoreError::Gesloten)?;
        antwoord.await.map_err(|_| StoreError::Gesloten)?
    }
}

impl Inzageschrijver {
    /// The task ends with the last handle of the store.
    fn start(schrijver: Schrijver) -> Self {
        let (rij, ontvang) = mpsc::channel(RIJ);
        tokio::spawn(schrijf_alles(schrijver, ontvang));
        Self(rij)
    }
}

async fn schrijf_alles(schrijver: Schrijver, mut rij: mpsc::Receiver<Bericht>) {
    let knoop = knoop();
    let mut standen: BTreeMap<Tenant, Stand> = BTreeMap::new();
    while let Some(eerste) = rij.recv().await {
        let mut groep = vec![eerste];
        let mut aantal = groep[0].regels.len();
        while aantal < GROEP {
            let Ok(bericht) = rij.try_recv() else { break };
            aantal += bericht.regels.len();
            groep.push(bericht);
        }
        // Who left is shown nothing.
        groep.retain(|bericht| !bericht.terug.is_closed());
        let mut partijen: BTreeMap<Tenant, Partij> = BTreeMap::new();
        for bericht in &groep {
            for inzage in &bericht.regels {
                let tenant = &bericht.tenant;
                let partij = partijen
                    .entry(tenant.clone())
                    .or_insert_with(|| Partij::new(tenant, standen.remove(tenant), inzage, &knoop));
                partij.zet_bij(inzage);
            }
        }
        // At once: on SQLite they share a commit.
        let klussen = partijen.into_values().map(|partij| leg_vast(&schrijver, partij));
        let uitkomsten: BTreeMap<_, _> = join_all(klussen).await.into_iter().collect();
        for (tenant, uitkomst) in &uitkomsten {
            match uitkomst {
                Ok(stand) => drop(standen.insert(tenant.clone(), *stand)),
                Err(fout) => {
                    tracing::error!(error = %fout, "the access log could not be written");
                }
            }
        }
        for bericht in groep {
            let antwoord = match uitkomsten.get(&bericht.tenant) {
                Some(Err(fout)) => Err(van_groep(Arc::clone(fout))),
                _ => Ok(()),
            };
            // A caller that left wants no answer.
            let _ = bericht.terug.send(antwoord);
        }
    }
}

/// Whose series now stands where, or why not.
async fn leg_vast(
    schrijver: &Schrijver,
    partij: Partij,
) -> (Tenant, Result<Stand, Arc<StoreError>>) {
    let (tenant, stand) = (partij.tenant.clone(), partij.stand);
    let klus = schrijver.schrijf(&tenant, |tx| Box::pin(async move { partij.schrijf(tx).await }));
    let uitkomst = klus.await.map(|()| stand).map_err(Arc::new);
    (tenant, uitkomst)
}

impl Partij {
    /// Goes on with the series that this process has, or begins one.
    fn new(tenant: &Tenant, stand: Option<Stand>, eerste: &Inzage, knoop: &str) -> Self {
        let (nieuw, stand) = match stand {
            Some(stand) => (None, stand),
            None => {
                let reeks = Reeks {
                    reeks: Uuid::now_v7(),
                    knoop: knoop.to_owned(),
                    programma: PROGRAMMA.to_owned(),
                    begonnen_op: moment(eerste.op),
                };
                let stand = Stand { reeks: reeks.reeks, nummer: 0, keten: reeks.begin(tenant) };
                (Some(reeks), stand)
            }
        };
        Self { tenant: tenant.clone(), nieuw, stand, regels: Vec::new() }
    }

    fn zet_bij(&mut self, inzage: &Inzage) {
        let stand = &mut self.stand;
        let regel = Regel {
            nummer: stand.nummer + 1,
            moment: moment(inzage.op),
            account: inzage.wie.account(),
            grond: sleutel(&inzage.grond),
            actie: inzage.actie.as_str().to_owned(),
            dossier: inzage.dossier.uuid(),
            wat: sleutel(&inzage.wat),
            stuk: inzage.stuk.map(crate::StukId::uuid),
            geweigerd: inzage.geweigerd.as_deref().map(sleutel),
        };
        stand.nummer = regel.nummer;
        stand.keten = regel.na(stand.keten);
        self.regels.push((regel, stand.keten));
    }

    async fn schrijf(self, tx: &Transactie) -> Result<(), StoreError> {
        const WAT: &str = "writing the access log";
        let (tenant, in_reeks) = (&self.tenant, self.stand.reeks);
        if let Some(reeks) = self.nieuw {
            let mut insert = Query::insert();
            insert
                .into_table("inzagereeks")
                .columns(["tenant", "reeks", "knoop", "programma", "begonnen_op"])
                .values_panic([
                    tenant.as_str().into(),
                    reeks.reeks.into(),
                    reeks.knoop.into(),
                    reeks.programma.into(),
                    reeks.begonnen_op.into(),
                ]);
            tx.execute_raw(bouw(tx, &insert)).await.bij(WAT)?;
        }
        for partij in self.regels.chunks(PARTIJ) {
            let mut insert = Query::insert();
            insert.into_table("inzage").columns([
                "tenant",
                "reeks",
                "nummer",
                "moment",
                "account",
                "grond",
                "actie",
                "dossier",
                "wat",
                "stuk",
                "geweigerd",
                "keten",
            ]);
            for (regel, keten) in partij {
                let waarden: [Value; 12] = [
                    tenant.as_str().into(),
                    in_reeks.into(),
                    i64::try_from(regel.nummer).unwrap_or(i64::MAX).into(),
                    regel.moment.as_str().into(),
                    regel.account.into(),
                    regel.grond.as_str().into(),
                    regel.actie.as_str().into(),
                    regel.dossier.into(),
                    regel.wat.as_str().into(),
                    regel.stuk.into(),
                    regel.geweigerd.clone().into(),
                    keten.bytes().into(),
                ];
                insert.values_panic(waarden.map(Into::into));
            }
            tx.execute_raw(bouw(tx, &insert)).await.bij(WAT)?;
        }
        Ok(())
    }
}

/// Which machine and which process.
fn knoop() -> String {
    let naam = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let naam = Some(naam.trim()).filter(|naam| !naam.is_empty()).unwrap_or("onbekend");
    format!("{naam}:{}", std::process::id())
}
