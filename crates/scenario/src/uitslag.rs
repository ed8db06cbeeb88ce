//! What came out of playing a story.

use std::fmt;

/// An expectation that was not met, or a word that could not be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mislukking {
    /// Line in the file, from 1.
    pub regel: usize,
    /// What was expected.
    pub verwacht: String,
    /// What there is instead, and why.
    pub reden: String,
    /// The spot in the file, drawn, where a word there is the trouble.
    pub tekening: Option<String>,
}

impl fmt::Display for Mislukking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reden = self.tekening.as_ref().unwrap_or(&self.reden);
        write!(f, "regel {}: {}\n    {}", self.regel, self.verwacht, reden.replace('\n', "\n    "))
    }
}

/// The outcome of one story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uitslag {
    /// Steps that were played.
    pub stappen: usize,
    /// Expectations that were checked, refusals among them.
    pub verwachtingen: usize,
    /// What failed.
    pub mislukt: Vec<Mislukking>,
}

impl Uitslag {
    /// Did everything hold?
    pub fn geslaagd(&self) -> bool {
        self.mislukt.is_empty()
    }
}
