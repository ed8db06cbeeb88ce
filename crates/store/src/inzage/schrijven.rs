//! Writing lines: one task per process, which writes what was handed in meanwhile in one transaction.
//! Always holds: a line is answered once it is on disk; a series is written by one process alone and has
//! the numbers 1, 2, 3 … without gaps; after a failure, of which nobody knows what became of it, a new
//! series is begun.

use std::{collections::BTreeMap, fs, sync::Arc};

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
    keten::Schakel,
    schrijver::{Schrijver, Transactie},
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

/// What goes to disk in one transaction.
#[derive(Default)]
struct Partij {
    reeksen: Vec<(Tenant, Reeks)>,
    regels: Vec<(Tenant, Uuid, Regel, Schakel)>,
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
        let mut nieuw = standen.clone();
        let mut partij = Partij::default();
        for bericht in &groep {
            for inzage in &bericht.regels {
                partij.zet_bij(&mut nieuw, &bericht.tenant, inzage, &knoop);
            }
        }
        let klus = schrijver.schrijf(|tx| Box::pin(async move { partij.schrijf(tx).await }));
        let uitkomst = klus.await.map_err(Arc::new);
        match &uitkomst {
            Ok(()) => standen = nieuw,
            Err(fout) => {
                tracing::error!(error = %fout, lines = aantal, "the access log could not be written");
                standen.retain(|tenant, _| groep.iter().all(|bericht| bericht.tenant != *tenant));
            }
        }
        for bericht in groep {
            let antwoord = uitkomst.clone();
            // A caller that left wants no answer.
            let _ = bericht
                .terug
                .send(antwoord.map_err(|source| StoreError::NietVastgelegd { source }));
        }
    }
}

impl Partij {
    fn zet_bij(
        &mut self,
        standen: &mut BTreeMap<Tenant, Stand>,
        tenant: &Tenant,
        inzage: &Inzage,
        knoop: &str,
    ) {
        let stand = standen.entry(tenant.clone()).or_insert_with(|| {
            let reeks = Reeks {
                reeks: Uuid::now_v7(),
                knoop: knoop.to_owned(),
                programma: PROGRAMMA.to_owned(),
                begonnen_op: moment(inzage.op),
            };
            let stand = Stand { reeks: reeks.reeks, nummer: 0, keten: reeks.begin(tenant) };
            self.reeksen.push((tenant.clone(), reeks));
            stand
        });
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
        self.regels.push((tenant.clone(), stand.reeks, regel, stand.keten));
    }

    async fn schrijf(self, tx: &Transactie) -> Result<(), StoreError> {
        const WAT: &str = "writing the access log";
        for (tenant, reeks) in self.reeksen {
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
            for (tenant, reeks, regel, keten) in partij {
                let waarden: [Value; 12] = [
                    tenant.as_str().into(),
                    (*reeks).into(),
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
