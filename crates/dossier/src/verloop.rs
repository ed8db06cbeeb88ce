//! Where the procedure stands: the phase, for staff and for the complainant, and the steps.
//!
//! Always holds: the phase is the last one of the regulation's list whose condition holds; internal
//! names never reach the complainant, who reads the plain sentence.

use regeling::norm::Fase;
use termijn::Datum;

use crate::blik::Blik;

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StapStand {
    /// Behind us.
    Klaar,
    /// Where we are.
    Nu,
    /// Ahead.
    Straks,
}

/// One step as the complainant sees it.
#[derive(Debug, Clone)]
pub struct Stap {
    /// Id of the phase.
    pub fase: String,
    /// What happens in it, in plain Dutch.
    pub naam: String,
    /// How it stands.
    pub stand: StapStand,
}

impl<'a> Blik<'a> {
    /// The phase in which the dossier is.
    pub fn fase(&self) -> Option<&'a Fase> {
        self.boek.fasen.iter().rev().find(|f| self.geldt(&f.als))
    }

    /// The steps for the complainant.
    pub fn stappen(&self) -> Vec<Stap> {
        let nu = self.boek.fasen.iter().rposition(|f| self.geldt(&f.als)).unwrap_or(0);
        let huidig = self.boek.fasen[..=nu.min(self.boek.fasen.len().saturating_sub(1))]
            .iter()
            .rposition(|f| f.stap.is_some());
        let voorbij = self.boek.fasen.get(nu).is_some_and(|f| f.eind);
        // Of the ways in which it can end, the first of the list is the one that is ahead.
        let gewoon = self.boek.fasen.iter().position(|f| f.eind && f.stap.is_some());
        self.boek
            .fasen
            .iter()
            .enumerate()
            .filter_map(|(i, f)| f.stap.as_ref().map(|s| (i, f, s)))
            .filter(|(i, f, _)| !f.eind || *i == nu || !voorbij && Some(*i) == gewoon)
            .map(|(i, f, s)| Stap {
                fase: f.id.clone(),
                naam: s.b1().to_owned(),
                stand: match Some(i).cmp(&huidig) {
                    std::cmp::Ordering::Less => StapStand::Klaar,
                    std::cmp::Ordering::Equal if f.eind => StapStand::Klaar,
                    std::cmp::Ordering::Equal => StapStand::Nu,
                    std::cmp::Ordering::Greater => StapStand::Straks,
                },
            })
            .filter(|s| !voorbij || s.stand != StapStand::Straks)
            .collect()
    }

    /// The day on which this is being looked at.
    pub fn dag(&self) -> Datum {
        self.op
    }
}
