//! One small file for each key of the grammar: what the reference shows, whole, so that it can be read.
//!
//! Always holds: a proof holds the keys that its form demands, those beside which the key says something,
//! and the key itself; nothing else.

use super::{Sleutel, Vorm, vormen};

/// The head of each proof.
const KOP: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\nwetten = [\"wkkgz\"]\n\n";

/// A form with as few keys as it can do with, or with one more.
#[derive(Debug, Clone)]
pub struct Proef {
    /// The form.
    pub vorm: &'static Vorm,
    /// The key that is shown; none for the form alone.
    pub sleutel: Option<&'static Sleutel>,
    /// Key and value, in order.
    pub regels: Vec<(&'static str, &'static str)>,
}

/// A proof of every form and every key, but for the file as a whole.
pub fn proeven() -> Vec<Proef> {
    let vormen = vormen();
    let echte = vormen.into_iter().filter(|v| !v.plaats.is_empty());
    echte
        .flat_map(|v| {
            std::iter::once(Proef::van(v, None)).chain(v.sleutels().map(|s| Proef::van(v, Some(s))))
        })
        .collect()
}

impl Proef {
    fn van(vorm: &'static Vorm, sleutel: Option<&'static Sleutel>) -> Self {
        let mut p = Self { vorm, sleutel, regels: Vec::new() };
        for s in vorm.sleutels().filter(|s| s.verplicht || vorm.ook.contains(&s.naam)) {
            p.erbij(s.naam, s.voorbeeld);
        }
        if let Some(s) = sleutel {
            p.met(s);
        }
        // Of forms that ask one of several, one is there.
        let heeft = |p: &Self, set: &[&str]| set.iter().any(|n| p.heeft(n));
        let een =
            vorm.precies_een.first().and_then(|set| set.first()).and_then(|n| vorm.sleutel(n));
        if let Some(s) = een.filter(|_| !vorm.precies_een.iter().any(|set| heeft(&p, set))) {
            p.met(s);
        }
        p
    }

    fn met(&mut self, s: &'static Sleutel) {
        if self.heeft(s.naam) {
            return;
        }
        self.regels.push((s.naam, s.voorbeeld));
        if s.met.is_empty()
            || s.met
                .iter()
                .any(|(n, _)| self.vorm.sleutel(n).is_some_and(|m| !m.verplicht) && self.heeft(n))
        {
            return;
        }
        let (naam, waarde) = s.met[0];
        match self.regels.iter_mut().find(|(n, _)| *n == naam) {
            Some(regel) => regel.1 = waarde,
            None => {
                if let Some(ander) = self.vorm.sleutel(naam) {
                    self.met(ander);
                }
                if let Some(regel) = self.regels.iter_mut().find(|(n, _)| *n == naam) {
                    regel.1 = waarde;
                }
            }
        }
    }

    fn erbij(&mut self, naam: &'static str, waarde: &'static str) {
        if !self.heeft(naam) {
            self.regels.push((naam, waarde));
        }
    }

    /// Is this key in it?
    pub fn heeft(&self, naam: &str) -> bool {
        self.regels.iter().any(|(n, _)| *n == naam)
    }

    /// The same without a key.
    #[must_use]
    pub fn zonder(&self, naam: &str) -> Self {
        let mut p = self.clone();
        p.regels.retain(|(n, _)| *n != naam);
        p
    }

    /// The same with a key more, or with another value for it.
    #[must_use]
    pub fn met_waarde(&self, naam: &'static str, waarde: &'static str) -> Self {
        let mut p = self.zonder(naam);
        p.regels.push((naam, waarde));
        p
    }

    /// The file: a regulation, or a statute when the form is its head.
    pub fn tekst(&self) -> String {
        let plaats = self.vorm.plaats;
        let inhoud = if plaats.contains("{}") {
            let regels: Vec<String> =
                self.regels.iter().map(|(k, w)| format!("{k} = {w}")).collect();
            plaats.replacen("{}", &format!("{{ {} }}", regels.join(", ")), 1)
        } else {
            let regels: Vec<String> =
                self.regels.iter().map(|(k, w)| format!("{k} = {w}\n")).collect();
            format!("{plaats}{}", regels.concat())
        };
        if self.is_kop() { inhoud } else { format!("{KOP}{inhoud}") }
    }

    /// Is it the head of a file that is shown?
    pub fn is_kop(&self) -> bool {
        self.vorm.plaats.starts_with("[regeling]") || self.vorm.plaats.starts_with("[wet]")
    }
}
