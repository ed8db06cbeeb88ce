//! What came out of playing a story.

use std::fmt;

/// An expectation that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mislukking {
    /// Line in the file, from 1.
    pub regel: usize,
    /// What was expected.
    pub verwacht: String,
    /// What there is instead, and why.
    pub reden: String,
}

impl fmt::Display for Mislukking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "regel {}: {}\n    {}",
            self.regel,
            self.verwacht,
            self.reden.replace('\n', "\n    ")
        )
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
