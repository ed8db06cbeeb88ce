//! Why an act was not done: the regulation says no, somebody was first, a letter lacks something, or
//! the world failed.

use dossier::{Gebeurtenis, Weigering};
use store::StoreError;

/// A letter that may not go out yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnvolledigeBrief {
    /// Name of the letter.
    pub brief: String,
    /// What it must state and does not, with the article that demands it.
    pub ontbreekt: Vec<String>,
}

/// Why an act was not done.
#[derive(Debug, thiserror::Error)]
pub enum DoenError {
    /// The regulation says no; people read this, in Dutch.
    #[error("refused by the regulation")]
    Weigering(Weigering),
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
