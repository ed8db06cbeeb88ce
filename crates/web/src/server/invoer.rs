//! What a form sent: names and values, as typed.
//!
//! Always holds: nothing is lost or changed here; what a value means is decided by the field that
//! reads it. A date is sent in three parts (`naam-dag`, `naam-maand`, `naam-jaar`), a group in a list
//! as `naam-0-veld`.

use serde::{Deserialize, Serialize};

/// Names and values in the order in which they were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Invoer(pub(super) Vec<(String, String)>);

impl Invoer {
    /// The value of this name, trimmed; empty when it was not sent.
    pub(super) fn een(&self, naam: &str) -> &str {
        self.0.iter().find(|(n, _)| n == naam).map_or("", |(_, w)| w.trim())
    }

    /// All values of this name.
    pub(super) fn alle(&self, naam: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(n, w)| n == naam && !w.trim().is_empty())
            .map(|(_, w)| w.trim().to_owned())
            .collect()
    }

    /// Was this name sent?
    pub(super) fn heeft(&self, naam: &str) -> bool {
        self.0.iter().any(|(n, _)| n == naam)
    }

    /// Sets a value in place of what was there.
    pub(super) fn zet(&mut self, naam: &str, waarde: impl Into<String>) {
        self.0.retain(|(n, _)| n != naam);
        self.0.push((naam.to_owned(), waarde.into()));
    }

    /// How many groups the list `naam` has.
    pub(super) fn groepen(&self, naam: &str) -> usize {
        let begin = format!("{naam}-");
        self.0
            .iter()
            .filter_map(|(n, _)| n.strip_prefix(&begin)?.split('-').next()?.parse::<usize>().ok())
            .max()
            .map_or(0, |n| n + 1)
    }

    /// Takes group `weg` out of the list `naam`; the later ones move up.
    pub(super) fn zonder_groep(self, naam: &str, weg: usize) -> Self {
        let begin = format!("{naam}-");
        let hernoemd = |n: &str| -> Option<String> {
            let Some(rest) = n.strip_prefix(&begin) else { return Some(n.to_owned()) };
            let Some((nummer, veld)) = rest.split_once('-') else { return Some(n.to_owned()) };
            let Ok(nummer) = nummer.parse::<usize>() else { return Some(n.to_owned()) };
            match nummer.cmp(&weg) {
                std::cmp::Ordering::Less => Some(n.to_owned()),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(format!("{begin}{}-{veld}", nummer - 1)),
            }
        };
        Self(self.0.into_iter().filter_map(|(n, w)| Some((hernoemd(&n)?, w))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invoer(paren: &[(&str, &str)]) -> Invoer {
        Invoer(paren.iter().map(|(n, w)| ((*n).to_owned(), (*w).to_owned())).collect())
    }

    #[test]
    fn taking_a_group_out_moves_the_later_ones_up() {
        let uit = invoer(&[("m-0-wat", "a"), ("m-1-wat", "b"), ("m-2-wat", "c"), ("m", "x")])
            .zonder_groep("m", 1);
        assert_eq!(uit, invoer(&[("m-0-wat", "a"), ("m-1-wat", "c"), ("m", "x")]));
        assert_eq!(uit.groepen("m"), 2);
    }
}
