//! Why: the reason behind a duty, a refusal, a date, in words.
//!
//! Read in this order: here the form of an explanation and why a condition holds or not; `woorden` (events,
//! people and days in a sentence), `plicht`, `klok`, `daad` (may this be done), `overig` (retention, the
//! calendar), `wegen` (what would make a condition hold).
//!
//! Always holds: a reason is made from the same data as the answer; it states what the facts prove and
//! no verdict beyond them; it holds nothing that people typed, and no names; no part of it is empty but
//! `ook` and `let_op`.

mod daad;
mod klok;
mod overig;
mod plicht;
mod wegen;
mod woorden;

use regeling::Velden;
use regeling::voorwaarde::Voorwaarde;
use serde::Serialize;
use termijn::Taal;

use crate::blik::Blik;

/// An explanation: the article, what set it off, the arithmetic, what would change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Uitleg {
    /// What it is about: who must do what towards whom, which term, which act.
    pub wat: String,
    /// How it stands.
    pub stand: String,
    /// The article, as people cite it.
    pub artikel: String,
    /// Other norms that speak of the same, each with its date, and why one leads.
    pub ook: Vec<String>,
    /// What set it off.
    pub aanleiding: String,
    /// The arithmetic, step by step; for an act: what its article asks, and whether that is met.
    pub rekening: Vec<String>,
    /// What would change it: who can do what, until when, under which article.
    pub wijzigt: Vec<String>,
    /// What to mind, such as a year for which rest days are not known yet.
    pub let_op: Vec<String>,
}

impl Blik<'_> {
    /// Why a condition does not hold, in Dutch and English.
    pub(crate) fn waarom_niet(&self, v: &Voorwaarde, deze: Option<&Velden>) -> (String, String) {
        match v {
            Voorwaarde::Feit(f) => {
                let feit = self.boek.feit(*f);
                if feit.waarom_niet.nl.is_empty() {
                    self.waarom_niet(&feit.als, deze)
                } else {
                    (feit.waarom_niet.nl.clone(), feit.waarom_niet.in_taal(Taal::En).to_owned())
                }
            }
            Voorwaarde::Niet(v) => self.waarom_wel(v, deze),
            Voorwaarde::Alle(l) => match l.iter().find(|v| !self.geldt_bij(v, deze)) {
                Some(v) => self.waarom_niet(v, deze),
                None => self.in_woorden(v, "Dit geldt niet: ", "This does not hold: "),
            },
            Voorwaarde::Gebeurd(_) => {
                self.in_woorden(v, "Eerst is nodig: ", "This is needed first: ")
            }
            _ => self.in_woorden(v, "Dit geldt niet: ", "This does not hold: "),
        }
    }

    /// Why a condition holds, in Dutch and English.
    pub(crate) fn waarom_wel(&self, v: &Voorwaarde, deze: Option<&Velden>) -> (String, String) {
        match v {
            Voorwaarde::Feit(f) => {
                let feit = self.boek.feit(*f);
                if feit.waarom.nl.is_empty() {
                    self.waarom_wel(&feit.als, deze)
                } else {
                    (feit.waarom.nl.clone(), feit.waarom.in_taal(Taal::En).to_owned())
                }
            }
            Voorwaarde::Niet(v) => self.waarom_niet(v, deze),
            Voorwaarde::EenVan(l) => match l.iter().find(|v| self.geldt_bij(v, deze)) {
                Some(v) => self.waarom_wel(v, deze),
                None => self.in_woorden(v, "Dit geldt: ", "This holds: "),
            },
            Voorwaarde::Gebeurd(_) => {
                self.in_woorden(v, "Dit is al gebeurd: ", "This has happened: ")
            }
            _ => self.in_woorden(v, "Dit geldt: ", "This holds: "),
        }
    }

    fn in_woorden(&self, v: &Voorwaarde, nl: &str, en: &str) -> (String, String) {
        (
            format!("{nl}{}.", self.boek.voorwaarde_in_woorden(v, Taal::Nl)),
            format!("{en}{}.", self.boek.voorwaarde_in_woorden(v, Taal::En)),
        )
    }
}

fn kies(taal: Taal, nl: impl Into<String>, en: impl Into<String>) -> String {
    match taal {
        Taal::Nl => nl.into(),
        Taal::En => en.into(),
    }
}
