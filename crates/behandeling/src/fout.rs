//! Why an act was not done: the regulation says no, somebody was first, a letter lacks something, or
//! the world failed.

use std::sync::Arc;

use dossier::{Gebeurtenis, Weigering};
use regeling::Boek;
use store::StoreError;
use termijn::Taal;

/// A letter that may not go out yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnvolledigeBrief {
    /// Name of the letter.
    pub brief: String,
    /// What it must state and does not, with the article that demands it.
    pub ontbreekt: Vec<String>,
}

/// A refusal, under the version of the regulation that held for the day of the act.
#[derive(Debug, Clone)]
pub struct Geweigerd {
    /// The reasons.
    pub weigering: Weigering,
    /// The version.
    pub boek: Arc<Boek>,
}

impl Geweigerd {
    /// Each reason with its article, and the field that it is about.
    pub fn redenen(&self, taal: Taal) -> impl Iterator<Item = (Option<&str>, String)> {
        let reden = move |r: &dossier::Reden| r.met_artikel(&self.boek, taal);
        self.weigering.redenen.iter().map(move |r| (r.veld.as_deref(), reden(r)))
    }
}

/// Why an act was not done.
#[derive(Debug, thiserror::Error)]
pub enum DoenError {
    /// The regulation says no; people read this, in Dutch.
    #[error("refused by the regulation")]
    Weigering(Geweigerd),
    /// Somebody else acted first; these events came since.
    #[error("the dossier moved on")]
    Conflict(Vec<Gebeurtenis>),
    /// A letter lacks what an article demands.
    #[error("a letter is incomplete")]
    OnvolledigeBrief(OnvolledigeBrief),
    /// A letter could not be made.
    #[error("making a letter")]
    Brief(#[source] brief::BriefFout),
    /// The store failed.
    #[error("using the store")]
    Store(#[from] StoreError),
    /// A stored event can't be read.
    #[error("reading a stored event")]
    Onleesbaar(#[from] serde_json::Error),
}
