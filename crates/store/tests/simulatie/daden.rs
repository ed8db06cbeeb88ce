//! What people and workers do.

use jiff::{SignedDuration, Timestamp, Unit};
use kluis::Sleutel;
use store::{
    Ankersleutel, ConceptId, DossierId, Feitrij, Geschreven, Inzage, Inzageactie, Kijker,
    Lijststand, Schrijf, Store, StoreError, StukRij, Taak, Uitgaand, Versie,
};
use uuid::Uuid;

use super::{
    model::{Act, Model, Uit, Weg, naam},
    opdracht::{Opdracht, Uitkomst},
    wereld::Wereld,
};
use crate::hulp::{account, dag, feit, herbereken, schrijf};

pub(super) fn ankersleutel() -> Ankersleutel {
    Ankersleutel::new(&[7; 32])
}

const STANDEN: [&str; 3] = ["ontvangen", "onderzoek", "oordeel"];
pub(super) const SOORTEN: [&str; 2] = ["opruimen", "herinneren"];
/// The step of a draft.
const STAP: &str = "verhaal";
pub(super) const AKTE: &str = r#"{"artikel":"13 lid 1","klachten":1}"#;

impl Wereld {
    /// A new act, on a complaint as a process reads it now, or on a new one.
    pub(super) async fn bedenk(&mut self) -> Uit<u64> {
        let nr = self.nummer();
        let proces = self.ergens();
        let store = self.store(proces);
        let bekend: Vec<DossierId> = self.model.dossiers.keys().copied().collect();
        let nieuw = bekend.is_empty() || bekend.len() < 7 && self.toeval.kans(25);
        let mut dossier = self.nieuw_id();
        let mut al = Vec::new();
        if !nieuw {
            dossier = bekend[self.toeval.onder(bekend.len())];
            match store.load(&self.plek.tenant, dossier).await {
                Ok(geladen) => al = geladen.feiten.into_iter().map(|feit| feit.rij).collect(),
                Err(StoreError::Vernietigd { .. } | StoreError::NietGevonden { .. }) => {
                    dossier = self.nieuw_id();
                }
                Err(fout) => return Err(format!("reading a complaint: {fout:?}")),
            }
        }
        let (nu, hoeveel) = (self.nu(proces), 1 + self.toeval.onder(2));
        let concept = if al.is_empty() && self.toeval.kans(60) {
            Some(self.begin_concept(nr, nu).await?)
        } else {
            None
        };
        let feiten = (0..hoeveel).map(|deel| {
            let inhoud = serde_json::json!({ "klager": format!("Klager {nr}"), "stand": STANDEN[nr as usize % 3],
                "act": nr, "deel": deel });
            Feitrij {
                inhoud: serde_json::to_vec(&inhoud).unwrap(),
                vastgelegd_op: nu,
                account: self.toeval.kans(50).then(|| account(u128::from(nr % 5))),
                ..feit("daad", "x", "y")
            }
        });
        let feiten = feiten.collect();
        let taken = (0..self.toeval.onder(3))
            .map(|_| nu.checked_add(SignedDuration::from_secs(self.toeval.tussen(0, 90))).unwrap());
        let act = Act {
            nr,
            dossiers: vec![dossier],
            verwacht: al.len() as u32,
            al,
            feiten,
            taken: taken.collect(),
            // A command beside a server takes in no files.
            stuk: self.toeval.kans(30),
            concept,
            antwoord: None,
            gedaan: false,
            geweigerd: false,
            gezien: None,
        };
        self.model.acts.insert(nr, act);
        Ok(nr)
    }

    /// A complaint is typed, and kept meanwhile.
    async fn begin_concept(&mut self, nr: u64, nu: Timestamp) -> Uit<ConceptId> {
        let proces = self.server();
        let (store, wie) = (self.store(proces), self.plek.tenant.clone());
        let klus = async {
            let concept = store.maak_concept(&wie, tot(nu)).await?;
            bewaar(&store, &wie, (concept, nr), nu).await?;
            Ok::<_, StoreError>(concept)
        };
        klus.await.map_err(|fout| format!("beginning a draft: {fout:?}"))
    }

    pub(super) fn nieuw_id(&mut self) -> DossierId {
        let (a, b) = (self.toeval.getal(), self.toeval.getal());
        Uuid::from_u128((u128::from(a) << 64) | u128::from(b)).into()
    }

    /// Asks a process to do an act; again, when nobody said what became of it.
    pub(super) fn vraag_daad(&mut self, nr: u64) {
        let act = &self.model.acts[&nr];
        let van_server = act.stuk || act.concept.is_some();
        let proces = if van_server { self.server() } else { self.ergens() };
        self.vraag_daad_bij(proces, nr);
        // A double click; and what was typed last is on its way still.
        if self.toeval.kans(15) {
            self.vraag_daad_bij(proces, nr);
        }
        if let Some(concept) = self.model.acts[&nr].concept
            && self.toeval.kans(30)
        {
            let (nu, id) = (self.nu(proces), self.nummer());
            let (store, wie) = (self.store(proces), self.plek.tenant.clone());
            let klus = async move {
                Uitkomst::Gedaan(match bewaar(&store, &wie, (concept, nr), nu).await {
                    // It was sent meanwhile.
                    Err(StoreError::NietGevonden { wat: "draft", .. }) => Ok(()),
                    anders => anders,
                })
            };
            self.voeg_toe(id, proces, Opdracht::Typ { act: nr }, Box::pin(klus));
        }
    }

    fn vraag_daad_bij(&mut self, proces: usize, nr: u64) {
        if self.model.acts[&nr].verwacht == 0 && self.toeval.kans(20) {
            let ander = self.nieuw_id();
            self.model.acts.get_mut(&nr).unwrap().dossiers.push(ander);
        }
        // It is recorded at the moment of asking, and again at that of asking again.
        let nu = self.nu(proces);
        let eigen = self.model.acts.get_mut(&nr).unwrap();
        eigen.feiten.iter_mut().for_each(|feit| feit.vastgelegd_op = nu);
        let act = eigen.clone();
        self.model.dossiers.entry(act.dossier()).or_default();
        let (store, wie) = (self.store(proces), self.plek.tenant.clone());
        let klus = Box::pin(async move { Uitkomst::Geschreven(doe(&store, &wie, act).await) });
        let id = self.nummer();
        let nieuw = self.model.acts[&nr].verwacht == 0;
        self.voeg_toe(id, proces, Opdracht::Daad { act: nr, nieuw }, klus);
    }

    /// Several people at one server at the same moment; what they do goes to disk together.
    pub(super) async fn golf(&mut self) -> Uit {
        let proces = self.server();
        for _ in 0..2 + self.toeval.onder(3) {
            let nr = self.bedenk().await?;
            self.vraag_daad_bij(proces, nr);
        }
        // To their keys, through those, to what they add, and through that.
        for _ in 0..4 {
            self.laat_los_bij(proces).await?;
        }
        Ok(())
    }

    pub(super) fn vraag_werk(&mut self) {
        let proces = self.ergens();
        let nu = self.nu(proces);
        let tot = nu.checked_add(SignedDuration::from_secs(self.toeval.tussen(20, 120))).unwrap();
        let hoogstens = 1 + self.toeval.onder(3) as u16;
        let id = self.nummer();
        self.model.losse_claims.insert(id, tot);
        let (store, wie) = (self.store(proces), self.plek.tenant.clone());
        let klus =
            Box::pin(
                async move { Uitkomst::Genomen(store.neem_taken(&wie, nu, tot, hoogstens).await) },
            );
        self.voeg_toe(id, proces, Opdracht::Neem { nu, tot }, klus);
    }

    /// A worker goes on with a job that it took, at the process where it took it or elsewhere.
    pub(super) fn vraag_taak(&mut self, taak: Taak) {
        let proces = self.ergens();
        let nu = self.nu(proces);
        let (store, wie, id) = (self.store(proces), self.plek.tenant.clone(), self.nummer());
        let t = taak.clone();
        match self.toeval.weeg(&[5, 2, 3, 1]) {
            0 => {
                let stand = self.model.taken.entry(taak.id).or_default();
                (stand.gedaan, stand.klaar_gezegd) = (true, true);
                let klus = async move { Uitkomst::Gedaan(store.taak_klaar(&wie, &t, nu).await) };
                self.voeg_toe(id, proces, Opdracht::Klaar { taak }, Box::pin(klus));
            }
            1 => {
                let tot = nu.checked_add(SignedDuration::from_secs(100)).unwrap();
                self.model.gaat_naar(id, &taak, tot);
                let klus = async move { Uitkomst::JaNee(store.houd_taak(&wie, &t, tot).await) };
                self.voeg_toe(id, proces, Opdracht::Houd { taak }, Box::pin(klus));
            }
            2 => {
                self.model.gaat_naar(id, &taak, Model::weer(&taak, nu));
                let klus = async move {
                    Uitkomst::Gedaan(store.taak_mislukt(&wie, &t, "schijf", nu).await)
                };
                self.voeg_toe(id, proces, Opdracht::Mislukt { taak }, Box::pin(klus));
            }
            _ => {
                // Whoever presses the button has no claim: it counts for any.
                let stand = self.model.taken.entry(taak.id).or_default();
                stand.onderweg.insert(id, nu);
                let klus = async move { Uitkomst::JaNee(store.taak_nu(&wie, t.id, nu).await) };
                self.voeg_toe(id, proces, Opdracht::Nu { taak, nu }, Box::pin(klus));
            }
        }
    }

    pub(super) fn vraag_plan(&mut self) {
        let proces = self.ergens();
        let nu = self.nu(proces);
        let soort = SOORTEN[self.toeval.onder(2)];
        // Turns of ten minutes, so that one night has many.
        let minuut = nu.round((Unit::Minute, 10)).unwrap();
        let beurt = minuut.strftime("%Y-%m-%dT%H:%M").to_string();
        self.model.beurten.entry((soort.to_owned(), beurt.clone())).or_default();
        let (store, wie, id) = (self.store(proces), self.plek.tenant.clone(), self.nummer());
        let b = beurt.clone();
        let klus = async move { Uitkomst::JaNee(store.plan_taak(&wie, soort, &b, nu).await) };
        self.voeg_toe(id, proces, Opdracht::Plan { soort, beurt }, Box::pin(klus));
    }

    pub(super) fn vraag_inzage(&mut self) {
        let bekend: Vec<DossierId> = self.model.dossiers.keys().copied().collect();
        let Some(dossier) = bekend.first().copied() else { return };
        let proces = self.ergens();
        let nu = self.nu(proces);
        let regels: Vec<Uuid> =
            (0..=self.toeval.onder(2)).map(|_| self.nieuw_id().uuid()).collect();
        self.model.inzagen.extend(regels.iter().map(|id| (*id, false)));
        let inzage = regels.iter().map(|id| Inzage {
            op: nu,
            wie: Kijker::Account(account(1)),
            grond: "raad_van_bestuur".to_owned(),
            actie: Inzageactie::Gedownload,
            dossier,
            wat: "bestand".to_owned(),
            stuk: Some((*id).into()),
            geweigerd: None,
        });
        let inzage = inzage.collect();
        let (store, wie, id) = (self.store(proces), self.plek.tenant.clone(), self.nummer());
        let klus = async move { Uitkomst::Gedaan(store.leg_inzage_vast(&wie, inzage).await) };
        self.voeg_toe(id, proces, Opdracht::Inzage { regels }, Box::pin(klus));
    }

    pub(super) fn vraag_vernietiging(&mut self) {
        let kandidaten: Vec<_> = (self.model.dossiers.iter())
            .filter(|(_, d)| !d.log.is_empty())
            .map(|(id, d)| (*id, d.log.clone()))
            .collect();
        if kandidaten.is_empty() {
            return;
        }
        let (dossier, log) = kandidaten[self.toeval.onder(kandidaten.len())].clone();
        let versie: usize = log.iter().map(|act| self.model.acts[act].feiten.len()).sum();
        let proces = self.server();
        let nu = self.nu(proces);
        let stand = self.model.dossiers.entry(dossier).or_default();
        if stand.weg == Weg::Nee {
            stand.weg = Weg::Misschien;
        }
        let (store, wie, id) = (self.store(proces), self.plek.tenant.clone(), self.nummer());
        let versie = Versie(versie as u32);
        let klus = async move {
            let klus = store.vernietig(&wie, dossier, versie, account(9), AKTE.to_owned(), nu);
            Uitkomst::Gedaan(klus.await)
        };
        self.voeg_toe(id, proces, Opdracht::Vernietig { dossier, klacht: log[0] }, Box::pin(klus));
    }

    /// What an operator or the program itself does now and then.
    pub(super) fn vraag_onderhoud(&mut self) {
        let welk = self.toeval.weeg(&[3, 3, 3, 1]);
        // A sweep is the server's.
        let proces = if welk == 3 { self.server() } else { self.ergens() };
        let (store, wie, id) = (self.store(proces), self.plek.tenant.clone(), self.nummer());
        let nu = self.nu(proces);
        let op = dag(&nu.strftime("%Y-%m-%d").to_string());
        match welk {
            0 => {
                let klus = async move {
                    Uitkomst::Gedaan(store.vervang_huissleutel(&wie).await.map(drop))
                };
                self.voeg_toe(id, proces, Opdracht::Roteer, Box::pin(klus));
            }
            1 => {
                let klus = async move {
                    Uitkomst::Gedaan(herbouw(&store, &wie, store::Herbouw::WatAndersIs).await)
                };
                self.voeg_toe(id, proces, Opdracht::Herbouw, Box::pin(klus));
            }
            2 => {
                let klus = async move {
                    let uit = store.zet_anker(&wie, &ankersleutel(), op, nu).await;
                    Uitkomst::Anker(Box::new(uit))
                };
                self.voeg_toe(id, proces, Opdracht::Anker, Box::pin(klus));
            }
            _ => {
                let klus = async move { Uitkomst::Gedaan(store.ruim_wezen().await.map(drop)) };
                self.voeg_toe(id, proces, Opdracht::Veeg, Box::pin(klus));
            }
        }
    }

    pub(super) fn vraag_hoofdsleutel(&mut self, proces: usize, nieuw: Sleutel) {
        let (store, id) = (self.store(proces), self.nummer());
        let klus =
            async move { Uitkomst::Gedaan(store.vervang_hoofdsleutel(&nieuw).await.map(drop)) };
        self.voeg_toe(id, proces, Opdracht::Hoofdsleutel, Box::pin(klus));
    }

    /// A worker does a job to the end.
    pub(super) async fn maak_af(&mut self, taak: Taak) -> Uit {
        let proces = self.ergens();
        let (store, nu) = (self.store(proces), self.nu(proces));
        let stand = self.model.taken.entry(taak.id).or_default();
        (stand.gedaan, stand.klaar_gezegd, stand.klaar) = (true, true, true);
        let klaar = store.taak_klaar(&self.plek.tenant, &taak, nu).await;
        klaar.map_err(|fout| format!("finishing a job: {fout:?}"))
    }
}

async fn doe(store: &Store, wie: &store::Tenant, act: Act) -> Result<Geschreven, StoreError> {
    let mut klus = Schrijf {
        idempotentie: Some(act.sleutel()),
        ..schrijf(act.dossier(), &act.al, act.feiten.clone())
    };
    let uitgaand = act.taken.iter().enumerate().map(|(i, vanaf)| Uitgaand {
        soort: "brief_versturen".to_owned(),
        inhoud: format!("{}.{i}", act.nr).into_bytes(),
        vanaf: *vanaf,
    });
    klus.uitgaand = uitgaand.collect();
    if act.stuk {
        let stuk = store.bewaar_document(wie, act.naam().as_bytes()).await?;
        let op = act.feiten[0].vastgelegd_op;
        klus.stukken.push(StukRij::van(stuk, act.naam(), "bijlage", "text/plain", op));
    }
    if let Some(concept) = act.concept {
        match store.concept(wie, concept, act.feiten[0].vastgelegd_op).await {
            Ok(inhoud) if inhoud.stappen.get(STAP) == Some(&act.naam().into_bytes()) => {}
            Ok(_) => return Err(StoreError::Ongeldig("a draft that says something else")),
            // It was sent before; then it is known what that came to.
            Err(StoreError::NietGevonden { wat: "draft", .. }) => {
                let eerder = store.herhaling(wie, act.sleutel()).await?;
                return eerder.ok_or(StoreError::Ongeldig("a draft that is gone unsent"));
            }
            Err(fout) => return Err(fout),
        }
        klus.concept = Some(concept);
    }
    store.append(wie, klus).await
}

/// Keeps what was typed of an act.
async fn bewaar(
    store: &Store,
    wie: &store::Tenant,
    (concept, nr): (ConceptId, u64),
    nu: Timestamp,
) -> Result<(), StoreError> {
    let tekst = naam(nr).into_bytes();
    store.bewaar_stap(wie, concept, STAP, tekst, nu, tot(nu)).await
}

/// Until when a draft is kept.
fn tot(nu: Timestamp) -> Timestamp {
    nu.checked_add(SignedDuration::from_hours(100 * 24)).unwrap()
}

pub(super) async fn herbouw(
    store: &Store,
    wie: &store::Tenant,
    hoe: store::Herbouw,
) -> Result<(), StoreError> {
    let stand = Lijststand { dag: dag("2026-11-23"), grondslag: "regeling 1".to_owned() };
    store.herbouw(wie, (stand, hoe), herbereken, |_| {}).await.map(drop)
}
