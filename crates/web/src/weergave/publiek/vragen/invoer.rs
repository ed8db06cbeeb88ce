//! What was typed, and what is wrong with it.

use std::collections::BTreeMap;

/// What was typed, by the name of the field; a name may come several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invoer {
    /// The values, as typed.
    pub waarden: BTreeMap<String, Vec<String>>,
    /// What is wrong, by the name of the field: a full sentence.
    pub fouten: BTreeMap<String, String>,
}

impl Invoer {
    /// From names and values as a form sends them.
    pub fn uit_paren<N: Into<String>, W: Into<String>>(
        paren: impl IntoIterator<Item = (N, W)>,
    ) -> Self {
        let mut waarden: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (naam, waarde) in paren {
            waarden.entry(naam.into()).or_default().push(waarde.into());
        }
        Self { waarden, fouten: BTreeMap::new() }
    }

    /// The first value, trimmed; empty when nothing was typed.
    pub fn waarde(&self, naam: &str) -> &str {
        self.lijst(naam).first().map_or("", |w| w.trim())
    }

    /// All values under this name.
    pub fn lijst(&self, naam: &str) -> &[String] {
        self.waarden.get(naam).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with this field.
    pub fn fout(&self, naam: &str) -> Option<&str> {
        self.fouten.get(naam).map(String::as_str)
    }
}
