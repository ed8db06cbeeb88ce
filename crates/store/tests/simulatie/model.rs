//! What the store must hold, kept beside it, without a database. Always holds: what was acknowledged is
//! certain here; what got no answer is possible here until it is seen.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use store::{Anker, ConceptId, DossierId, Feitrij, Geschreven, IdempotentieSleutel, Taak};
use uuid::Uuid;

pub(super) type Uit<T = ()> = Result<T, String>;

/// An act that somebody wants done, once, however often he asks.
#[derive(Clone)]
pub(super) struct Act {
    pub(super) nr: u64,
    /// Where it may be: who asks again for a new dossier may name another one.
    pub(super) dossiers: Vec<DossierId>,
    pub(super) verwacht: u32,
    pub(super) al: Vec<Feitrij>,
    pub(super) feiten: Vec<Feitrij>,
    pub(super) taken: Vec<Timestamp>,
    pub(super) stuk: bool,
    /// What it was typed in.
    pub(super) concept: Option<ConceptId>,
    pub(super) antwoord: Option<Geschreven>,
    /// Somebody was told that it was done now, and not before.
    pub(super) gedaan: bool,
    /// It was refused: it is not there and does not come.
    pub(super) geweigerd: bool,
    /// Where it was seen, and at which version it ended.
    pub(super) gezien: Option<(DossierId, u32)>,
}

impl Act {
    pub(super) fn sleutel(&self) -> IdempotentieSleutel {
        IdempotentieSleutel::van(&format!("daad {}", self.nr))
    }

    pub(super) fn dossier(&self) -> DossierId {
        self.dossiers[self.dossiers.len() - 1]
    }

    pub(super) fn naam(&self) -> String {
        naam(self.nr)
    }
}

/// The name of the document of an act; and what is typed in its draft.
pub(super) fn naam(act: u64) -> String {
    format!("daad-{act}.txt")
}

/// Is it destroyed?
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Weg {
    #[default]
    Nee,
    /// Somebody asked for it and got no answer, or none yet.
    Misschien,
    /// It was seen that it was decided.
    Besloten,
    /// It was said that it is done.
    Klaar,
}

#[derive(Default)]
pub(super) struct Dossier {
    pub(super) nummer: Option<String>,
    /// The acts in it as they were last seen, in order.
    pub(super) log: Vec<u64>,
    pub(super) weg: Weg,
}

/// A job as it must stand.
#[derive(Default)]
pub(super) struct Taakstand {
    /// From when it may be taken, as far as is known; and how many operations had begun when that was told.
    pub(super) vast: BTreeMap<Timestamp, u64>,
    /// The same, if what is under way comes to something.
    pub(super) onderweg: BTreeMap<u64, Timestamp>,
    /// The claims that were acknowledged.
    pub(super) claims: BTreeSet<u32>,
    /// Somebody surely has it until then, for whoever asks after this operation.
    pub(super) bezig_tot: Option<(Timestamp, u64)>,
    pub(super) gedaan: bool,
    pub(super) klaar_gezegd: bool,
    pub(super) klaar: bool,
    /// Whoever asked before this operation may still have got it.
    pub(super) klaar_sinds: u64,
}

impl Taakstand {
    /// An operation gave it this moment. What was told since it began may be of later than that.
    fn zet(&mut self, (op, laatste): (u64, u64), naar: Timestamp) {
        self.vast.retain(|_, toen| *toen >= op);
        self.vast.insert(naar, laatste);
    }

    fn is_laatste(&self, taak: &Taak) -> bool {
        self.claims.last().is_none_or(|laatste| *laatste <= taak.pogingen)
    }
}

#[derive(Default)]
pub(super) struct Model {
    pub(super) acts: BTreeMap<u64, Act>,
    pub(super) dossiers: BTreeMap<DossierId, Dossier>,
    pub(super) taken: BTreeMap<Uuid, Taakstand>,
    /// Claims that got no answer (yet): until when, of whatever was due.
    pub(super) losse_claims: BTreeMap<u64, Timestamp>,
    /// Turns that somebody tried to plan; and that somebody was told he had planned.
    pub(super) beurten: BTreeMap<(String, String), bool>,
    /// Lines of the access log: was it said that they are there?
    pub(super) inzagen: BTreeMap<Uuid, bool>,
    pub(super) ankers: Vec<Anker>,
}

/// The wait after so many attempts, said once more: 1, 2, 4 … 60 minutes.
fn uitstel(pogingen: u32) -> SignedDuration {
    let minuten = [1, 1, 2, 4, 8, 16, 32].get(pogingen as usize).copied().unwrap_or(60);
    SignedDuration::from_mins(minuten)
}

impl Model {
    pub(super) fn weg(&self, dossier: DossierId) -> Weg {
        self.dossiers.get(&dossier).map_or(Weg::Nee, |stand| stand.weg)
    }

    pub(super) fn weer(taak: &Taak, nu: Timestamp) -> Timestamp {
        nu.checked_add(uitstel(taak.pogingen)).unwrap()
    }

    /// An answer to an act came.
    pub(super) fn geschreven(&mut self, nr: u64, uit: &Geschreven) -> Uit {
        let act = self.acts.get_mut(&nr).unwrap();
        if act.geweigerd {
            return Err(format!("act {nr} was refused before, and now it was done"));
        }
        if !act.dossiers.contains(&uit.dossier) {
            return Err(format!("act {nr} was answered with a dossier of something else"));
        }
        if uit.versie.0 != act.verwacht + act.feiten.len() as u32 {
            return Err(format!(
                "act {nr} came to version {}, not on {}",
                uit.versie, act.verwacht
            ));
        }
        if let Some((dossier, versie)) = act.gezien {
            if !uit.herhaald && act.gedaan {
                return Err(format!("act {nr} was done once more"));
            }
            if (dossier, versie) != (uit.dossier, uit.versie.0) {
                return Err(format!("act {nr} was answered otherwise than it was done"));
            }
        }
        if let Some(eerst) = &act.antwoord {
            let gelijk = (eerst.dossier, eerst.versie, &eerst.nummer)
                == (uit.dossier, uit.versie, &uit.nummer);
            if !gelijk || !uit.herhaald && act.gedaan {
                return Err(format!("act {nr} got two answers: {eerst:?} and {uit:?}"));
            }
        }
        act.gedaan |= !uit.herhaald;
        act.antwoord = Some(uit.clone());
        Ok(())
    }

    /// A claim was answered.
    pub(super) fn genomen(
        &mut self,
        (op, laatste): (u64, u64),
        taak: &Taak,
        nu: Timestamp,
        tot: Timestamp,
    ) -> Uit {
        let los: Vec<_> =
            self.losse_claims.iter().filter(|(id, _)| **id != op).map(|(_, tot)| *tot).collect();
        let begin = self.begin_van(taak);
        let stand = self.taken.entry(taak.id).or_default();
        if stand.vast.is_empty() && stand.claims.is_empty() {
            stand.vast.extend(begin.map(|begin| (begin, 0)));
        }
        let wie = String::from_utf8_lossy(&taak.inhoud).into_owned();
        if !stand.claims.insert(taak.pogingen) {
            return Err(format!("job {wie}: attempt {} was given to two", taak.pogingen));
        }
        if stand.klaar && op > stand.klaar_sinds {
            return Err(format!("job {wie} was taken after it was done"));
        }
        if stand.claims.last() != Some(&taak.pogingen) {
            return Ok(());
        }
        let mag = stand.vast.keys().chain(stand.onderweg.values()).chain(&los).any(|x| *x <= nu);
        if !mag {
            return Err(format!(
                "job {wie} was taken at {nu}, and is only due at {:?}",
                stand.vast
            ));
        }
        stand.zet((op, laatste), tot);
        stand.bezig_tot = los.is_empty().then_some((tot, laatste));
        Ok(())
    }

    /// From when a job may be taken that nobody took yet.
    fn begin_van(&self, taak: &Taak) -> Option<Timestamp> {
        let tekst = std::str::from_utf8(&taak.inhoud).ok()?;
        let Some((act, i)) = tekst.split_once('.') else { return Some(Timestamp::MIN) };
        let act = self.acts.get(&act.parse().ok()?)?;
        act.taken.get(i.parse::<usize>().ok()?).copied()
    }

    /// Something is under way that gives this job another moment.
    pub(super) fn gaat_naar(&mut self, op: u64, taak: &Taak, naar: Timestamp) {
        let stand = self.taken.entry(taak.id).or_default();
        if stand.is_laatste(taak) {
            stand.onderweg.insert(op, naar);
        }
    }

    /// It came to this: `Some(true)` it did, `Some(false)` it did not, `None` nobody said.
    pub(super) fn ging_naar(
        &mut self,
        (op, laatste): (u64, u64),
        taak: &Taak,
        deed: Option<bool>,
        bezig: bool,
    ) {
        let zeker = self.losse_claims.is_empty();
        let stand = self.taken.entry(taak.id).or_default();
        let Some(naar) = stand.onderweg.remove(&op) else { return };
        let nog = stand.is_laatste(taak);
        match deed {
            Some(false) => return,
            Some(true) if nog => stand.zet((op, laatste), naar),
            None if nog && zeker && stand.onderweg.is_empty() => stand.zet((op, laatste), naar),
            _ => {
                stand.vast.insert(naar, laatste);
            }
        }
        stand.bezig_tot = (bezig && zeker && nog).then_some((naar, laatste));
    }

    /// Nobody will say what became of an operation.
    pub(super) fn kwijt(&mut self, op: u64, laatste: u64) {
        for stand in self.taken.values_mut() {
            if let Some(naar) = stand.onderweg.remove(&op) {
                stand.vast.insert(naar, laatste);
                stand.bezig_tot = None;
            }
        }
    }
}
