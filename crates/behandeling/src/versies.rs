//! The versions of a provider's regulation, and which of them holds.
//!
//! Always holds: there is at least one; they stand in order of entry into force; which one holds for a
//! dossier is decided by the engine (`dossier::versieloop`), which one is in force by the day alone.

use std::sync::Arc;

use dossier::{Gebeurtenis, Versieloop, versieloop};
use regeling::Boek;
use termijn::Datum;

/// The versions of one regulation, in order of entry into force. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Versies(Arc<[Arc<Boek>]>); // INVARIANT: not empty

impl Versies {
    /// These versions, in order of entry into force; none is no regulation.
    pub fn new(boeken: Vec<Boek>) -> Option<Self> {
        (!boeken.is_empty()).then(|| Self(boeken.into_iter().map(Arc::new).collect()))
    }

    /// All of them.
    pub fn alle(&self) -> &[Arc<Boek>] {
        &self.0
    }

    /// The one in force on this day; before the first, the first.
    pub fn op(&self, dag: Datum) -> &Arc<Boek> {
        let gold = self.0.iter().rfind(|b| b.van().is_none_or(|van| van <= dag));
        gold.unwrap_or(&self.0[0])
    }

    /// The next that comes into force after this day.
    pub fn na(&self, dag: Datum) -> Option<&Arc<Boek>> {
        self.0.iter().find(|b| b.van().is_some_and(|van| van > dag))
    }

    /// Under which one these events run on this day, and why.
    pub fn versieloop(&self, gebeurd: &[Gebeurtenis], dag: Datum) -> Versieloop {
        let boeken: Vec<&Boek> = self.0.iter().map(AsRef::as_ref).collect();
        versieloop(&boeken, gebeurd.iter(), dag)
    }

    /// The one under which these events run on this day.
    pub fn voor(&self, gebeurd: &[Gebeurtenis], dag: Datum) -> &Arc<Boek> {
        match self.0.as_ref() {
            [enige] => enige,
            alle => &alle[self.versieloop(gebeurd, dag).nu],
        }
    }
}
