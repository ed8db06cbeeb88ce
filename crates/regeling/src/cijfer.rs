//! What a report counts: which field of which act, under which heading.
//!
//! Always holds: only closed choices are counted, a place among those that the provider names, and the rows
//! of a list without what people typed in them. So no figure can hold a name or a sentence.

use crate::norm::Vindplaats;
use crate::plek::Plek;
use crate::woorden::{DaadId, Tekst, VeldSoort};

/// A figure of the report.
#[derive(Debug, Clone)]
pub struct Cijfer {
    /// Its id; one that is declared again gets more sources.
    pub id: String,
    /// Its heading.
    pub naam: Tekst,
    /// Text and article, where one asks for it.
    pub vindplaats: Option<Vindplaats>,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// The fields that hold it; of several that were filled in, the latest counts.
    pub uit: Vec<(DaadId, String)>,
    /// Does it count when the complaint came in? Else on the day on which the field was filled in.
    pub bij_ontvangst: bool,
    /// The options whose share is told.
    pub goed: Vec<String>,
    /// Does an option that comes back at one place give a signal?
    pub signaal: bool,
    /// Where it was declared.
    pub plek: Plek,
}

/// How a field is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telwijze {
    /// One value a dossier.
    Een,
    /// Any number of values a dossier; what they add up to means nothing.
    Enkele,
    /// The rows of a list, each with its day and how it stands.
    Rijen,
}

impl Telwijze {
    /// How a field of this kind is counted; what people type freely is not, but for a place.
    pub fn van(soort: &VeldSoort, id: &str) -> Option<Self> {
        match soort {
            VeldSoort::Keuze(_)
            | VeldSoort::JaNee
            | VeldSoort::Grond
            | VeldSoort::Kanaal
            | VeldSoort::Hoedanigheid => Some(Self::Een),
            VeldSoort::Regel if id == LOCATIE => Some(Self::Een),
            VeldSoort::Keuzes(_) => Some(Self::Enkele),
            VeldSoort::Lijst(_) => Some(Self::Rijen),
            _ => None,
        }
    }
}

/// The field with a place: counted among the places that the provider names.
pub const LOCATIE: &str = "locatie";
