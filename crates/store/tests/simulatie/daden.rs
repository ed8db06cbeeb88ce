//! What people and workers do, and what it came to.

use std::{collections::BTreeSet, fmt};

use jiff::{SignedDuration, Timestamp, Unit};
use kluis::Sleutel;
use store::{
    Anker, Ankersleutel, DossierId, Feitrij, Geschreven, Inzage, Inzageactie, Kijker, Lijststand,
    Schrijf, Store, StoreError, StukRij, Taak, Uitgaand, Versie,
};
use uuid::Uuid;

use super::{
    model::{Act, Model, Uit, Weg},
    wereld::{Lopend, Wereld},
};
use crate::hulp::{account, dag, feit, herbereken, schrijf};

/// What somebody asked a process to do.
#[derive(Clone)]
pub(super) enum Opdracht {
    Daad { act: u64, nieuw: bool },
    Neem { nu: Timestamp, tot: Timestamp },
    Houd { taak: Taak },
    Klaar { taak: Taak },
    Mislukt { taak: Taak },
    Nu { taak: Taak, nu: Timestamp },
    Plan { soort: &'static str, beurt: String },
    Inzage { regels: Vec<Uuid> },
    Vernietig { dossier: DossierId, klacht: u64 },
    Roteer,
    Hoofdsleutel,
    Herbouw,
    Anker,
    Veeg,
}

/// What it came to.
pub(super) enum Uitkomst {
    Geschreven(Result<Geschreven, StoreError>),
    Genomen(Result<Vec<Taak>, StoreError>),
    JaNee(Result<bool, StoreError>),
    Anker(Box<Result<Option<Anker>, StoreError>>),
    Gedaan(Result<(), StoreError>),
}

impl fmt::Display for Opdracht {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let naam = |taak: &Taak| {
            let wie = if taak.inhoud.is_empty() {
                taak.soort.clone()
            } else {
                String::from_utf8_lossy(&taak.inhoud).into_owned()
            };
            format!("job {wie}, attempt {}", taak.pogingen)
        };
        match self {
            Self::Daad { act, nieuw } => {
                write!(f, "act {act}{}", if *nieuw { ", a new complaint" } else { "" })
            }
            Self::Neem { nu, tot } => write!(f, "claims at {nu} until {tot}"),
            Self::Houd { taak } => write!(f, "keeps {}", naam(taak)),
            Self::Klaar { taak } => write!(f, "finishes {}", naam(taak)),
            Self::Mislukt { taak } => write!(f, "fails {}", naam(taak)),
            Self::Nu { taak, nu } => write!(f, "brings {} forward to {nu}", naam(taak)),
            Self::Plan { soort, beurt } => write!(f, "plans {soort} of {beurt}"),
            Self::Inzage { regels } => write!(f, "{} lines for the access log", regels.len()),
            Self::Vernietig { klacht, .. } => write!(f, "destroys the complaint of act {klacht}"),
            Self::Hoofdsleutel => f.write_str("replaces the master key"),
            Self::Roteer => f.write_str("gives the provider another key"),
            Self::Herbouw => f.write_str("rebuilds the lists"),
            Self::Anker => f.write_str("sets the checkpoint of the day"),
            Self::Veeg => f.write_str("sweeps files"),
        }
    }
}

impl fmt::Display for Uitkomst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fout = match self {
            Self::Geschreven(Ok(uit)) => {
                let weer = if uit.herhaald { ", it was done before" } else { "" };
                return write!(f, "{} version {}{weer}", uit.nummer, uit.versie);
            }
            Self::Genomen(Ok(taken)) => return write!(f, "{} jobs", taken.len()),
            Self::JaNee(Ok(ja)) => return write!(f, "{}", if *ja { "yes" } else { "no" }),
            Self::Anker(uit) => match uit.as_ref() {
                Ok(_) => return f.write_str("set"),
                Err(fout) => fout,
            },
            Self::Gedaan(Ok(())) => return f.write_str("done"),
            Self::Geschreven(Err(fout))
            | Self::Genomen(Err(fout))
            | Self::JaNee(Err(fout))
            | Self::Gedaan(Err(fout)) => fout,
        };
        // Without the ids, which differ each time.
        f.write_str(match fout {
            StoreError::Conflict { .. } => "somebody was first",
            StoreError::Vernietigd { .. } => "it was destroyed",
            _ => "it failed",
        })
    }
}

pub(super) fn ankersleutel() -> Ankersleutel {
    Ankersleutel::new(&[7; 32])
}

const STANDEN: [&str; 3] = ["ontvangen", "onderzoek", "oordeel"];
pub(super) const SOORTEN: [&str; 2] = ["opruimen", "herinneren"];
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
            antwoord: None,
            geweigerd: false,
            gezien: None,
        };
        self.model.acts.insert(nr, act);
        Ok(nr)
    }

    pub(super) fn nieuw_id(&mut self) -> DossierId {
        let (a, b) = (self.toeval.getal(), self.toeval.getal());
        Uuid::from_u128((u128::from(a) << 64) | u128::from(b)).into()
    }

    /// Asks a process to do an act; again, when nobody said what became of it.
    pub(super) fn vraag_daad(&mut self, nr: u64) {
        let stuk = self.model.acts[&nr].stuk;
        let proces = if stuk { self.server() } else { self.ergens() };
        self.vraag_daad_bij(proces, nr);
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

    /// Something ended, and somebody was told.
    pub(super) async fn klaar(&mut self, op: Lopend, uitkomst: Uitkomst) -> Uit {
        let mis = |fout: &StoreError| Err(format!("#{} {}: {fout:?}", op.id, op.wat));
        match (&op.wat, uitkomst) {
            (Opdracht::Daad { act, .. }, Uitkomst::Geschreven(uit)) => match uit {
                Ok(uit) => {
                    // A button is pressed twice.
                    if self.toeval.kans(10) {
                        self.opnieuw.push(*act);
                    }
                    self.model.geschreven(*act, &uit)
                }
                // It may have been done before that.
                Err(StoreError::Vernietigd { .. }) => Ok(()),
                Err(StoreError::Conflict { .. }) => {
                    let act = self.model.acts.get_mut(act).unwrap();
                    if act.antwoord.is_some() {
                        return Err(format!("act {} was done, and then refused", act.nr));
                    }
                    act.geweigerd = true;
                    Ok(())
                }
                Err(fout) => mis(&fout),
            },
            (Opdracht::Neem { nu, tot }, Uitkomst::Genomen(uit)) => {
                self.model.losse_claims.remove(&op.id);
                let taken = uit.or_else(|fout| mis(&fout).map(|()| Vec::new()))?;
                let ids: BTreeSet<Uuid> = taken.iter().map(|taak| taak.id).collect();
                if ids.len() < taken.len() {
                    return Err("one claim holds a job twice".to_owned());
                }
                for taak in taken {
                    self.model.genomen((op.id, self.volgende), &taak, *nu, *tot)?;
                    self.in_handen.push(taak);
                }
                Ok(())
            }
            (Opdracht::Nu { taak, nu }, Uitkomst::JaNee(uit)) => {
                let deed = uit.or_else(|fout| mis(&fout).map(|()| false))?;
                let stand = self.model.taken.entry(taak.id).or_default();
                stand.onderweg.remove(&op.id);
                if deed {
                    let bezig = |(tot, sinds)| tot > *nu && sinds < op.id;
                    let klaar = stand.klaar && stand.klaar_sinds < op.id;
                    if klaar || stand.bezig_tot.is_some_and(bezig) {
                        return Err("a job was brought forward that somebody has".to_owned());
                    }
                    stand.bezig_tot = None;
                    stand.vast.insert(*nu, self.volgende);
                }
                Ok(())
            }
            (Opdracht::Houd { taak }, Uitkomst::JaNee(uit)) => {
                let deed = uit.or_else(|fout| mis(&fout).map(|()| false))?;
                self.model.ging_naar((op.id, self.volgende), taak, Some(deed), true);
                Ok(())
            }
            (Opdracht::Plan { soort, beurt }, Uitkomst::JaNee(uit)) => {
                let nieuw = uit.or_else(|fout| mis(&fout).map(|()| false))?;
                let was = self.model.beurten.entry(((*soort).to_owned(), beurt.clone()));
                let was = was.or_default();
                if nieuw && *was {
                    return Err(format!("{soort} of {beurt} was planned twice"));
                }
                *was |= nieuw;
                Ok(())
            }
            (Opdracht::Anker, Uitkomst::Anker(uit)) => match *uit {
                Ok(anker) => {
                    self.model.ankers.extend(anker);
                    Ok(())
                }
                Err(fout) => mis(&fout),
            },
            (wat, Uitkomst::Gedaan(Ok(()))) => {
                match wat {
                    Opdracht::Klaar { taak } => {
                        let stand = self.model.taken.entry(taak.id).or_default();
                        (stand.klaar, stand.bezig_tot) = (true, None);
                        stand.klaar_sinds = self.volgende;
                    }
                    Opdracht::Mislukt { taak } => {
                        self.model.ging_naar((op.id, self.volgende), taak, None, false);
                    }
                    Opdracht::Inzage { regels } => {
                        self.model.inzagen.extend(regels.iter().map(|id| (*id, true)));
                    }
                    Opdracht::Vernietig { dossier, .. } => {
                        self.model.dossiers.entry(*dossier).or_default().weg = Weg::Klaar;
                    }
                    _ => {}
                }
                Ok(())
            }
            (Opdracht::Vernietig { .. }, Uitkomst::Gedaan(Err(StoreError::Conflict { .. }))) => {
                Ok(())
            }
            (_, Uitkomst::Gedaan(Err(fout))) => mis(&fout),
            _ => Err(format!("#{} ended as something else", op.id)),
        }
    }

    /// Nobody was told how something ended.
    pub(super) async fn verloren(&mut self, op: Lopend) -> Uit {
        self.model.kwijt(op.id, self.volgende);
        // A client asks again; a worker does not.
        if let Opdracht::Daad { act, .. } = op.wat {
            self.opnieuw.push(act);
        }
        Ok(())
    }

    /// Whoever had jobs there has them no more.
    pub(super) fn na_start(&mut self, _proces: usize) {
        let houden = self.toeval.onder(3);
        self.in_handen.truncate(houden);
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
    store.append(wie, klus).await
}

pub(super) async fn herbouw(
    store: &Store,
    wie: &store::Tenant,
    hoe: store::Herbouw,
) -> Result<(), StoreError> {
    let stand = Lijststand { dag: dag("2026-11-23"), grondslag: "regeling 1".to_owned() };
    store.herbouw(wie, (stand, hoe), herbereken, |_| {}).await.map(drop)
}
