//! The load: a process in which many write at once, jobs are done, drafts are begun, looks are logged, keys are
//! replaced, checkpoints set and dossiers destroyed; each thing is told on its standard output once it was
//! acknowledged. What fails is asked again with the same key, as a browser does. It ends when its standard input
//! does.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Read, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::Duration,
};

use futures::{FutureExt, future::join_all};
use jiff::{SignedDuration, Timestamp};
use store::{
    Ankersleutel, ConceptId, ConceptStuk, DossierId, Feitrij, IdempotentieSleutel, Inzage,
    Inzageactie, Kijker, Store, StoreError, StukId, StukRij, Uitgaand, Versie,
};
use uuid::Uuid;

use crate::hulp::{account, dag, feit, moment, schrijf, tenant};

/// The test that is the process.
pub(super) const NAAM: &str = "beproeving::load::kind";
pub(super) const MAP: &str = "WEDERHOOR_TEST_MAP";
pub(super) const URL: &str = "WEDERHOOR_TEST_URL";
/// The clock of the machine is asked, in place of a moment that stands still.
pub(super) const KLOK: &str = "WEDERHOOR_TEST_KLOK";

const SCHRIJVERS: u64 = 4;
/// After an act a writer rests, so that a register does not grow faster than it can be judged.
const RUST: Duration = Duration::from_millis(3);
/// The acts of a dossier, in order.
const DADEN: [&str; 3] = ["klacht_ingediend", "contact_opgenomen", "oordeel_gegeven"];
/// A reason that fails by itself and for good would go on for ever.
const POGINGEN: usize = 100_000;

/// What the `nr`th event of a dossier says.
pub(super) fn hoort(dossier: DossierId, nr: usize) -> Feitrij {
    let mut uit = feit(DADEN[nr], &format!("Klager {dossier}"), DADEN[nr]);
    uit.vastgelegd_op = vast();
    uit
}

/// The moment that stands still.
fn vast() -> Timestamp {
    moment("2026-11-23T09:30:00Z")
}

fn is_klok() -> bool {
    std::env::var_os(KLOK).is_some()
}

/// When something is recorded.
fn recht() -> Timestamp {
    if is_klok() { nu() } else { vast() }
}

#[expect(clippy::disallowed_methods, reason = "the process that the tests start reads the clock")]
fn nu() -> Timestamp {
    Timestamp::now()
}

/// Every third dossier has a job, every fourth a document: it follows from its id, so that the judge knows.
pub(super) fn heeft_taak(dossier: DossierId) -> bool {
    dossier.uuid().as_bytes()[15] % 3 == 0
}
fn heeft_stuk(dossier: DossierId) -> bool {
    dossier.uuid().as_bytes()[15] % 4 == 0
}
fn gaat_weg(dossier: DossierId) -> bool {
    dossier.uuid().as_bytes()[15] % 32 == 7
}

/// Not a test: what the process does, until it is killed or told to end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs as the process of the trials"]
async fn kind() {
    let Ok(map) = std::env::var(MAP) else { return };
    let store = match super::open(map.as_ref(), std::env::var(URL).ok().as_deref()).await {
        Ok(store) => store,
        Err(fout) => return zeg(&format!("dichtgebleven {}", kort(&fout))),
    };
    zeg(if is_klok() { "klok" } else { "vast" });
    zeg("open");
    match store.ruim_wezen().await {
        Ok(_) => zeg("geveegd"),
        Err(fout) => zeg(&format!("fout {}", kort(&fout))),
    }
    let einde = Arc::new(AtomicBool::new(false));
    let hoort = Arc::clone(&einde);
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        hoort.store(true, SeqCst);
    });
    let mut klussen = Vec::new();
    let werker = || Werker { store: store.clone(), einde: einde.clone() };
    for nr in 0..SCHRIJVERS {
        klussen.push(werker().schrijf(nr).boxed_local());
    }
    klussen.push(werker().doe_taken().boxed_local());
    klussen.push(werker().begin_concepten().boxed_local());
    klussen.push(werker().beheer().boxed_local());
    join_all(klussen).await;
    match store.sluit().await {
        Ok(()) => zeg("dicht"),
        Err(fout) => zeg(&format!("fout {}", kort(&fout))),
    }
}

/// Tells a thing in one write, so that a line is whole or not there; below what the test runner says.
fn zeg(wat: &str) {
    std::io::stdout().lock().write_all(format!("\n@{wat}\n").as_bytes()).unwrap();
}

/// The sort of the failure, and what it says.
fn kort(fout: &StoreError) -> String {
    let soort = format!("{fout:?}");
    let soort = soort.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    format!("{soort} {fout}").replace('\n', " ")
}

struct Werker {
    store: Store,
    einde: Arc<AtomicBool>,
}

impl Werker {
    fn is_einde(&self) -> bool {
        self.einde.load(SeqCst)
    }

    /// Asks until it is done; `None` when it will not be.
    async fn tot_het_lukt<T>(
        &self,
        wat: impl AsyncFn(&Store) -> Result<T, StoreError>,
    ) -> Option<T> {
        for _ in 0..POGINGEN {
            match wat(&self.store).await {
                Ok(uit) => return Some(uit),
                Err(fout) => zeg(&format!("fout {}", kort(&fout))),
            }
            if self.is_einde() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        None
    }

    /// Dossiers of three events.
    async fn schrijf(self, schrijver: u64) {
        while !self.is_einde() {
            let dossier = DossierId::nieuw();
            if self.een_dossier(schrijver, dossier).await.is_none() && self.is_einde() {
                return;
            }
        }
    }

    async fn een_dossier(&self, schrijver: u64, dossier: DossierId) -> Option<()> {
        let wie = tenant();
        let inhoud = dossier.to_string();
        let document = if heeft_stuk(dossier) {
            Some(
                self.tot_het_lukt(async |s| s.bewaar_document(&wie, inhoud.as_bytes()).await)
                    .await?,
            )
        } else {
            None
        };
        let stuk = document.as_ref().map_or("-".to_owned(), |document| document.stuk.to_string());
        let mut al = Vec::new();
        for nr in 0..DADEN.len() {
            let feit = Feitrij { vastgelegd_op: recht(), ..hoort(dossier, nr) };
            let mut daad = schrijf(dossier, &al, vec![feit]);
            daad.idempotentie = Some(IdempotentieSleutel::van(&format!("{dossier} {nr}")));
            if nr == 0 {
                daad.stukken.extend(document.clone().map(|document| {
                    StukRij::van(document, "a.txt", "bijlage", "text/plain", vast())
                }));
                if heeft_taak(dossier) {
                    let inhoud = dossier.uuid().as_bytes().to_vec();
                    let taak = Uitgaand { soort: "brief".into(), inhoud, vanaf: nu() };
                    daad.uitgaand.push(taak);
                }
            }
            al.extend(daad.feiten.clone());
            let uit = self.tot_het_lukt(async |s| s.append(&wie, daad.clone()).await).await?;
            zeg(&format!("daad {dossier} {} {} {stuk} {schrijver}", uit.versie, uit.nummer));
            tokio::time::sleep(RUST).await;
        }
        self.kijk(dossier).await?;
        if gaat_weg(dossier) {
            zeg(&format!("gaatweg {dossier}"));
            let klaar = self
                .tot_het_lukt(async |s| {
                    let akte = r#"{"artikel":"13"}"#.to_owned();
                    let uit = s.vernietig(&wie, dossier, Versie(3), account(9), akte, vast()).await;
                    // Decided before, and finished when the store is opened.
                    if s.is_vernietigd(&wie, dossier).await? { Ok(()) } else { uit }
                })
                .await;
            klaar?;
            zeg(&format!("weg {dossier}"));
        }
        Some(())
    }

    /// A line of the access log. It is asked once: whoever is refused is shown nothing.
    async fn kijk(&self, dossier: DossierId) -> Option<()> {
        let regel = Inzage {
            op: recht(),
            wie: Kijker::Account(account(1)),
            grond: "klachtenfunctionaris".to_owned(),
            actie: Inzageactie::Bekeken,
            dossier,
            wat: "dossier".to_owned(),
            stuk: None,
            geweigerd: None,
        };
        self.tot_het_lukt(async |s| s.leg_inzage_vast(&tenant(), vec![regel.clone()]).await)
            .await?;
        zeg(&format!("inzage {dossier}"));
        Some(())
    }

    /// Takes jobs and does them; each is of a dossier that was acknowledged.
    async fn doe_taken(self) {
        while !self.is_einde() {
            let wie = tenant();
            let nu = nu();
            let tot = nu.checked_add(SignedDuration::from_secs(5)).unwrap();
            let genomen = self.tot_het_lukt(async |s| s.neem_taken(&wie, nu, tot, 3).await).await;
            for taak in genomen.into_iter().flatten() {
                zeg(&format!("neemt {} {}", taak.id, taak.pogingen));
                tokio::time::sleep(Duration::from_millis(2)).await;
                let klaar = self.tot_het_lukt(async |s| s.taak_klaar(&wie, &taak, nu).await).await;
                if klaar.is_some() {
                    zeg(&format!("klaar {}", taak.id));
                }
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Uploads in drafts that nobody finishes.
    async fn begin_concepten(self) {
        let (wie, straks) = (tenant(), moment("2036-11-24T09:00:00Z"));
        while !self.is_einde() {
            let klus = self
                .tot_het_lukt(async |s| {
                    let concept = s.maak_concept(&wie, straks).await?;
                    let inhoud = concept.to_string();
                    let document = s.bewaar_document(&wie, inhoud.as_bytes()).await?;
                    let stuk = document.stuk;
                    let hangt =
                        ConceptStuk { document, naam: "c.txt".into(), mime: "text/plain".into() };
                    s.hang_aan_concept(&wie, concept, hangt, vast(), straks).await?;
                    Ok((concept, stuk))
                })
                .await;
            if let Some((concept, stuk)) = klus {
                zeg(&format!("concept {concept} {stuk}"));
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Sets checkpoints, and replaces the key of the provider.
    async fn beheer(self) {
        let (wie, sleutel) = (tenant(), Ankersleutel::new(&[7; 32]));
        for ronde in 0_i64.. {
            tokio::time::sleep(Duration::from_millis(90)).await;
            if self.is_einde() {
                return;
            }
            let klus = self
                .tot_het_lukt(async |s| {
                    if ronde % 3 == 2 {
                        s.vervang_huissleutel(&wie).await?;
                        return Ok(None);
                    }
                    if is_klok() {
                        let nu = nu();
                        let dag = dag(&nu.to_string()[..10]);
                        return s.zet_anker(&wie, &sleutel, dag, nu).await;
                    }
                    let er = i64::try_from(s.ankers(&wie).await?.len()).unwrap();
                    let dag = dag("2026-11-23").checked_add(jiff::Span::new().days(er)).unwrap();
                    // A minute after everything that stands still.
                    let op = vast().checked_add(SignedDuration::from_mins(1)).unwrap();
                    s.zet_anker(&wie, &sleutel, dag, op).await
                })
                .await;
            if let Some(Some(anker)) = klus {
                zeg(&format!("anker {}", serde_json::to_string(&anker).unwrap()));
            }
        }
    }
}

/// All that a process said.
#[derive(Clone, Debug, Default)]
pub(super) struct Gezegd {
    pub(super) open: bool,
    pub(super) dicht: bool,
    /// It swept, as a server does when it has started.
    pub(super) geveegd: bool,
    /// What it recorded, it recorded by the clock of the machine.
    pub(super) klok: bool,
    /// New dossiers, in the order in which each writer had them acknowledged.
    pub(super) volgorde: BTreeMap<u64, Vec<DossierId>>,
    /// Acts that were acknowledged.
    pub(super) aantal: usize,
    /// Of each dossier: the last version, its number, its document.
    pub(super) daden: BTreeMap<DossierId, (u32, String, Option<StukId>)>,
    pub(super) inzagen: BTreeMap<DossierId, u64>,
    pub(super) concepten: Vec<(ConceptId, StukId)>,
    /// Jobs that were claimed, in order, and those that were done.
    pub(super) neemt: Vec<Uuid>,
    pub(super) klaar: BTreeSet<Uuid>,
    pub(super) gaatweg: BTreeSet<DossierId>,
    pub(super) weg: BTreeSet<DossierId>,
    pub(super) ankers: Vec<store::Anker>,
    /// What failed, and why it was not opened.
    pub(super) fouten: Vec<String>,
}

impl Gezegd {
    /// Takes in a line; what is not ours is passed over.
    pub(super) fn hoor(&mut self, regel: &str) {
        let Some((wat, rest)) =
            regel.strip_prefix('@').map(|r| r.split_once(' ').unwrap_or((r, "")))
        else {
            return;
        };
        let deel = |nr: usize| rest.split(' ').nth(nr).unwrap_or_default();
        let id = || deel(0).parse::<Uuid>().unwrap();
        match wat {
            "open" => self.open = true,
            "klok" => self.klok = true,
            "geveegd" => self.geveegd = true,
            "dicht" => self.dicht = true,
            "daad" => {
                self.aantal += 1;
                let versie = deel(1).parse().unwrap();
                let stuk = deel(3).parse().ok();
                if versie == 1 {
                    self.volgorde.entry(deel(4).parse().unwrap()).or_default().push(id().into());
                }
                self.daden.insert(id().into(), (versie, deel(2).to_owned(), stuk));
            }
            "inzage" => *self.inzagen.entry(id().into()).or_default() += 1,
            "concept" => self.concepten.push((id().into(), deel(1).parse().unwrap())),
            "neemt" => self.neemt.push(id()),
            "klaar" => drop(self.klaar.insert(id())),
            "gaatweg" => drop(self.gaatweg.insert(id().into())),
            "weg" => drop(self.weg.insert(id().into())),
            "anker" => self.ankers.push(serde_json::from_str(rest).unwrap()),
            "fout" | "dichtgebleven" => self.fouten.push(rest.to_owned()),
            _ => {}
        }
    }

    pub(super) fn voeg_toe(&mut self, ander: Self) {
        self.klok |= ander.klok;
        self.aantal += ander.aantal;
        self.daden.extend(ander.daden);
        for (dossier, keer) in ander.inzagen {
            *self.inzagen.entry(dossier).or_default() += keer;
        }
        self.concepten.extend(ander.concepten);
        self.neemt.extend(ander.neemt);
        self.klaar.extend(ander.klaar);
        self.gaatweg.extend(ander.gaatweg);
        self.weg.extend(ander.weg);
        self.ankers.extend(ander.ankers);
        self.fouten.extend(ander.fouten);
    }
}
