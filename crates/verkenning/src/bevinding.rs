//! What was found, in words: where it stands, what is wrong, what to write, and the story that shows it.
//!
//! Always holds: an error is a file that leads somebody into a corner from which the text gives no way out; a warning
//! is a text that says something that never comes true, or less than its writer may think.

use regeling::diagnose::Diagnoses;
use regeling::plek::{Bron, Plek};
use regeling::{Ernst, Vindplaats};

/// What kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Soort {
    /// An open duty that nobody can meet any more.
    PlichtOnvervulbaar,
    /// The same, because a prohibition forbids what the duty demands.
    GebodenEnVerboden,
    /// A state from which the procedure cannot end.
    ProcedureEindigtNiet,
    /// A clock that runs and that nothing can stop.
    KlokStoptNiet,
    /// A norm, ground, clock, extension or end that no run reaches.
    Onbereikbaar,
    /// A term that can grow without bound.
    TermijnGroeit,
}

impl Soort {
    /// The short stable name, as `regeling check` prints it.
    pub fn code(self) -> &'static str {
        match self {
            Self::PlichtOnvervulbaar => "plicht-onvervulbaar",
            Self::GebodenEnVerboden => "geboden-en-verboden",
            Self::ProcedureEindigtNiet => "procedure-eindigt-niet",
            Self::KlokStoptNiet => "klok-stopt-niet",
            Self::Onbereikbaar => "onbereikbaar",
            Self::TermijnGroeit => "termijn-groeit",
        }
    }
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Bevinding {
    /// What kind.
    pub soort: Soort,
    /// Error or warning.
    pub ernst: Ernst,
    /// Where it stands in the files.
    pub plek: Plek,
    /// Under which article.
    pub vindplaats: Vindplaats,
    /// What is wrong, one sentence.
    pub boodschap: String,
    /// What stands at that spot.
    pub label: String,
    /// Why, and what to write instead.
    pub hulp: String,
    /// The run that shows it, in the format of a story; it was played. Absent where the finding is that there is none.
    pub verhaal: Option<String>,
}

/// Findings as diagnoses over these sources, to be drawn at their spots.
pub fn als_diagnoses(bevindingen: &[Bevinding], bronnen: Vec<Bron>) -> Diagnoses {
    let mut uit = Diagnoses::new(bronnen);
    for b in bevindingen {
        let (code, hulp) = (b.soort.code(), Some(b.hulp.clone()));
        match b.ernst {
            Ernst::Fout => uit.fout(code, b.plek, &b.boodschap, &b.label, hulp),
            Ernst::Waarschuwing => uit.waarschuwing(code, b.plek, &b.boodschap, &b.label, hulp),
        }
    }
    uit
}
