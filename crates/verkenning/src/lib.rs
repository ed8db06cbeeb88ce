//! The model check: what a regulation lets happen, searched before it happens to somebody.
//!
//! `regeling` reads a file and checks what its lines say. What only the running procedure shows is found here: a duty
//! that nobody can meet any more, an act that is demanded and forbidden, a procedure that cannot end, a clock that
//! nothing stops, a norm that no run reaches, a term that grows without bound. The counter-example is a story in the format of
//! `docs/scenario.md`, with real dates.
//!
//! Read in this order: `kennis` and `vorm` (the book, prepared), `waarden` and `zetten` (what may be tried, by the
//! engine's own `decide`), `zoeken` (the search), `mogelijk` (the proof that something never comes), `kegel` (the slice
//! that bears on one question), `klem` (corners with no way out), `groei` (terms that grow), `plan` (what probably leads there), `onderzoek` (the questions), `verhaal` (a run as a story),
//! `woorden` and `bevinding` (what is said of it).
//!
//! There is no second semantics: a state is a real dossier on a real day, and what may be done in it is asked of the
//! engine. Only `mogelijk` reasons about conditions itself, and only towards "perhaps". The search is our own: the
//! questions are of the kind "from every state, an end can still be reached", which `stateright` does not ask, and
//! its server and threads have no place in the core. It is the second opinion in the tests (`tests/orakel.rs`).
//!
//! Always holds: what is told as a finding was proven, and its story played; what was not decided is said to be so; the
//! same book gives the same answer, whatever the machine.

mod bevinding;
mod groei;
mod kegel;
mod kennis;
mod klem;
mod mogelijk;
mod onderzoek;
mod plan;
#[cfg(test)]
mod tests;
mod verhaal;
mod vorm;
mod waarden;
mod woorden;
mod zetten;
mod zoeken;

use regeling::Vindplaats;
use regeling::plek::Plek;

pub use bevinding::{Bevinding, Soort, als_diagnoses};
pub use onderzoek::verken;

/// Something to know that is no finding: not decided, or a term that grows only with a party's consent.
#[derive(Debug, Clone)]
pub struct Noot {
    /// `niet-beslist`, or the code of the finding that it would be.
    pub code: &'static str,
    /// Where it stands in the files.
    pub plek: Plek,
    /// Under which article.
    pub vindplaats: Vindplaats,
    /// In one sentence.
    pub boodschap: String,
    /// The run that shows it.
    pub verhaal: Option<String>,
}

impl Noot {
    fn van(b: Bevinding) -> Self {
        Self {
            code: b.soort.code(),
            plek: b.plek,
            vindplaats: b.vindplaats,
            boodschap: b.boodschap,
            verhaal: b.verhaal,
        }
    }
}

/// How much was searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Omvang {
    /// Duties, powers and prohibitions of the book.
    pub normen: usize,
    /// States that were kept.
    pub toestanden: usize,
    /// Acts that were tried.
    pub pogingen: usize,
    /// The search by pairs ran to its end.
    pub volledig: bool,
}

impl Omvang {
    fn tel(&mut self, z: &zoeken::Zoektocht<'_, '_>) {
        self.toestanden += z.knopen.len();
        self.pogingen += z.pogingen;
    }
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Verkenning {
    /// What was found, in the order of the files.
    pub bevindingen: Vec<Bevinding>,
    /// What is to be known besides.
    pub noten: Vec<Noot>,
    /// How much was searched.
    pub omvang: Omvang,
}
