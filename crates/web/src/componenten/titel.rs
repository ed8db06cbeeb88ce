//! The title of a page, in one pattern: what, where in the process, which process, whose site.
//!
//! Always holds: an error comes first, so that it is heard first; the provider comes last; a part is
//! a text of ours or a number, never something that somebody typed, so that no name of a person
//! reaches a tab, a history or a log.

/// A title: "Fout: Wanneer gebeurde het? – Stap 3 van 7 – Klacht indienen – Zorggroep De Linde".
#[derive(Debug, Clone, Default)]
pub struct Titel {
    fout: bool,
    delen: Vec<String>,
}

impl Titel {
    /// A title that begins with what the page is.
    pub fn new(wat: impl Into<String>) -> Self {
        Self { fout: false, delen: vec![wat.into()] }
    }

    /// Adds a part at the end.
    #[must_use]
    pub fn deel(mut self, deel: impl Into<String>) -> Self {
        self.delen.push(deel.into());
        self
    }

    /// Says whether something was filled in wrongly.
    #[must_use]
    pub fn met_fout(mut self, fout: bool) -> Self {
        self.fout = fout;
        self
    }
}

impl std::fmt::Display for Titel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.fout {
            f.write_str("Fout: ")?;
        }
        f.write_str(&self.delen.join(" – "))
    }
}
