//! What a form sent: names and values, as typed.
//!
//! Always holds: nothing is lost or changed here; what a value means is decided by the field that
//! reads it. A date is sent in three parts (`naam-dag`, `naam-maand`, `naam-jaar`), a group in a list
//! as `naam-0-veld`.

use regeling::{Velden, Waarde};
use serde::{Deserialize, Serialize};

/// Names and values in the order in which they were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Invoer(pub Vec<(String, String)>);

impl Invoer {
    /// The value of this name, trimmed; empty when it was not sent.
    pub fn een(&self, naam: &str) -> &str {
        self.0.iter().find(|(n, _)| n == naam).map_or("", |(_, w)| w.trim())
    }

    /// All values of this name.
    pub fn alle(&self, naam: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(n, w)| n == naam && !w.trim().is_empty())
            .map(|(_, w)| w.trim().to_owned())
            .collect()
    }

    /// Was this name sent?
    pub fn heeft(&self, naam: &str) -> bool {
        self.0.iter().any(|(n, _)| n == naam)
    }

    /// Sets a value in place of what was there.
    pub fn zet(&mut self, naam: &str, waarde: impl Into<String>) {
        self.0.retain(|(n, _)| n != naam);
        self.0.push((naam.to_owned(), waarde.into()));
    }

    /// How many groups the list `naam` has.
    pub fn groepen(&self, naam: &str) -> usize {
        let begin = format!("{naam}-");
        self.0
            .iter()
            .filter_map(|(n, _)| n.strip_prefix(&begin)?.split('-').next()?.parse::<usize>().ok())
            .max()
            .map_or(0, |n| n + 1)
    }

    /// Takes group `weg` out of the list `naam`; the later ones move up.
    pub fn zonder_groep(self, naam: &str, weg: usize) -> Self {
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

    /// Values as a form would send them, to fill a form with what is known.
    pub fn van(velden: &Velden) -> Self {
        let mut uit = Self::default();
        for (naam, waarde) in velden {
            uit.vul(naam, waarde);
        }
        uit
    }

    fn vul(&mut self, naam: &str, waarde: &Waarde) {
        match waarde {
            Waarde::Ja(ja) => {
                self.0.push((naam.to_owned(), if *ja { "ja" } else { "nee" }.to_owned()))
            }
            Waarde::Getal(n) => self.0.push((naam.to_owned(), n.to_string())),
            Waarde::Tekst(t) => {
                if let Some(d) = waarde.als_datum() {
                    self.zet(&format!("{naam}-dag"), d.day().to_string());
                    self.zet(&format!("{naam}-maand"), d.month().to_string());
                    self.zet(&format!("{naam}-jaar"), d.year().to_string());
                }
                self.0.push((naam.to_owned(), t.clone()));
            }
            Waarde::Lijst(l) => {
                for (i, w) in l.iter().enumerate() {
                    match w {
                        Waarde::Groep(g) => g
                            .iter()
                            .for_each(|(veld, w)| self.vul(&format!("{naam}-{i}-{veld}"), w)),
                        ander => self.vul(naam, ander),
                    }
                }
            }
            Waarde::Groep(g) => {
                g.iter().for_each(|(veld, w)| self.vul(&format!("{naam}-{veld}"), w))
            }
        }
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

    #[test]
    fn known_values_fill_a_form_as_it_was_sent() {
        let velden: Velden =
            [("op".to_owned(), Waarde::from("2026-03-02")), ("ja".to_owned(), Waarde::Ja(true))]
                .into();
        let uit = Invoer::van(&velden);
        assert_eq!(
            (uit.een("op-dag"), uit.een("op-maand"), uit.een("op-jaar")),
            ("2", "3", "2026")
        );
        assert_eq!(uit.een("ja"), "ja");
    }
}
