//! The regulation as readable text, norm by norm with its article, in Dutch and English.
//!
//! Always holds: every norm of the file appears once, in the order of its articles, in words made from
//! the norm itself; nothing is shown that the engine does not run or that is not marked as open.

mod instellingen;
mod tabel;
mod woorden;

use termijn::Taal;

use crate::boek::Boek;
use crate::norm::{Binnen, Doet, Norm, NormSoort, Vindplaats};
use crate::woorden::{RolId, Tekst};

/// One norm in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// The article, as the text numbers it.
    pub artikel: String,
    /// What kind of norm: "plicht", "bevoegdheid", …
    pub soort: &'static str,
    /// The norm as a sentence.
    pub zin: String,
    /// Ids in the register of norms.
    pub register: Vec<String>,
}

impl Boek {
    /// All norms of the text at this position in `koppen`, in the order of the articles.
    pub fn regels(&self, tekst_ix: usize, taal: Taal) -> Vec<Regel> {
        let mut uit = Vec::new();
        let mut voeg = |v: &Vindplaats, soort: &'static str, register: &[String], zin: String| {
            if v.tekst.ix() == tekst_ix && !v.artikel.is_empty() {
                uit.push(Regel {
                    artikel: v.artikel.clone(),
                    soort,
                    zin,
                    register: register.to_vec(),
                });
            }
        };
        for b in &self.bepalingen {
            voeg(
                &b.vindplaats,
                soort(taal, "bepaling", "provision"),
                &b.register,
                b.tekst.in_taal(taal).to_owned(),
            );
        }
        for n in &self.normen {
            let s = match n.soort {
                NormSoort::Plicht => soort(taal, "plicht", "duty"),
                NormSoort::Bevoegdheid => soort(taal, "bevoegdheid", "power"),
                NormSoort::Verbod => soort(taal, "verbod", "prohibition"),
            };
            voeg(&n.vindplaats, s, &n.register, self.norm_in_woorden(n, taal));
        }
        self.termijnen(taal, &mut voeg);
        self.overige(taal, &mut voeg);
        uit.sort_by_key(|r| artikel_orde(&r.artikel));
        uit
    }

    /// A duty, power or prohibition as one sentence.
    pub fn norm_in_woorden(&self, n: &Norm, taal: Taal) -> String {
        if let Some(Tekst { nl, en, .. }) = &n.tekst {
            return match taal {
                Taal::En if !en.is_empty() => en.clone(),
                _ => nl.clone(),
            };
        }
        let wie = if n.wie.is_empty() {
            kies(taal, "niemand".into(), "nobody".into())
        } else {
            self.rollen_in_woorden(&n.wie, taal)
        };
        let doet = match &n.doet {
            Doet::Daden(d) => self.daden_in_woorden(d, taal),
            Doet::Alles { .. } => kies(
                taal,
                "enige handeling doen in dit dossier".into(),
                "act in this dossier in any way".into(),
            ),
        };
        let meer = n.wie.len() > 1;
        let werkwoord = match (n.soort, n.wie.is_empty()) {
            (NormSoort::Plicht, _) => {
                kies(taal, if meer { "moeten" } else { "moet" }.into(), "must".into())
            }
            (NormSoort::Bevoegdheid, _) | (NormSoort::Verbod, true) => {
                kies(taal, if meer { "mogen" } else { "mag" }.into(), "may".into())
            }
            (NormSoort::Verbod, false) => {
                kies(taal, if meer { "mogen niet" } else { "mag niet" }.into(), "may not".into())
            }
        };
        let mut zin = format!("{} {werkwoord}: {doet}", hoofdletter(&wie));
        let mut voeg = |nl: String, en: String| zin.push_str(&kies(taal, nl, en));
        if !n.aan.is_empty() {
            let aan = self.rollen_in_woorden(&n.aan, taal);
            voeg(format!(" (aan: {aan})"), format!(" (to: {aan})"));
        }
        match &n.binnen {
            Binnen::ZoSpoedigMogelijk => {}
            Binnen::Termijnen(l) => {
                let t = self.termijnen_in_woorden(l, taal);
                let r = n.in_de_regel;
                voeg(
                    format!(", binnen {t}{}", if r { " (in de regel)" } else { "" }),
                    format!(", within {t}{}", if r { " (as a rule)" } else { "" }),
                );
            }
            Binnen::Klok(k) => {
                let naam = self.klok(*k).naam.in_taal(taal);
                voeg(
                    format!(", binnen de termijn '{naam}'"),
                    format!(", within the term '{naam}'"),
                );
            }
            Binnen::Gesteld { .. } => {
                voeg(", op de gestelde datum".into(), ", on the date that was set".into())
            }
            Binnen::Voor { moment, minstens } => {
                let m = self.moment_in_woorden(moment, taal);
                voeg(
                    format!(", minstens {} voor: {m}", minstens.in_cijfers(taal)),
                    format!(", at least {} before: {m}", minstens.in_cijfers(taal)),
                );
            }
        }
        if let Some(m) = &n.na {
            let m = self.moment_in_woorden(m, taal);
            voeg(format!(", na: {m}"), format!(", after: {m}"));
        }
        for (v, nl, en) in [
            (&n.als, "als", "if"),
            (&n.mits, "mits", "provided that"),
            (&n.tenzij, "tenzij", "unless"),
        ] {
            if let Some(v) = v {
                let w = self.voorwaarde_in_woorden(v, taal);
                voeg(format!(", {nl} {w}"), format!(", {en} {w}"));
            }
        }
        zin.push('.');
        zin
    }

    /// Roles as a list in words: "de klager en de aangeklaagde".
    pub fn rollen_in_woorden(&self, rollen: &[RolId], taal: Taal) -> String {
        let namen: Vec<&str> = rollen.iter().map(|r| self.rol(*r).naam.in_taal(taal)).collect();
        opsomming(&namen, taal)
    }
}

fn soort(taal: Taal, nl: &'static str, en: &'static str) -> &'static str {
    match taal {
        Taal::Nl => nl,
        Taal::En => en,
    }
}

pub(crate) fn kies(taal: Taal, nl: String, en: String) -> String {
    match taal {
        Taal::Nl => nl,
        Taal::En => en,
    }
}

pub(crate) fn opsomming(namen: &[&str], taal: Taal) -> String {
    rij(namen, if taal == Taal::Nl { "en" } else { "and" })
}

pub(crate) fn keuze(namen: &[&str], taal: Taal) -> String {
    rij(namen, if taal == Taal::Nl { "of" } else { "or" })
}

fn rij(namen: &[&str], voegwoord: &str) -> String {
    match namen {
        [] => String::new(),
        [een] => (*een).to_owned(),
        [rest @ .., laatste] => format!("{} {voegwoord} {laatste}", rest.join(", ")),
    }
}

fn hoofdletter(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_uppercase().chain(tekens).collect())
}

/// Articles in the order of a reader: 2 before 10, `10 lid 1` before `10 lid 2 sub a`; words come first.
fn artikel_orde(artikel: &str) -> (u8, Vec<(u32, String)>) {
    let begint_met_getal = artikel.starts_with(|c: char| c.is_ascii_digit());
    let delen = artikel
        .split_whitespace()
        .filter(|w| !matches!(*w, "lid" | "sub" | "artikel"))
        .map(|w| {
            let getal: String = w.chars().take_while(char::is_ascii_digit).collect();
            (getal.parse().unwrap_or(u32::MAX), w.to_owned())
        })
        .collect();
    (u8::from(begint_met_getal), delen)
}
