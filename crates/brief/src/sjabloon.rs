//! Templates: the standing text of each letter, with slots for what belongs to one case.
//!
//! Always holds: what is put in a slot is literal text; a paragraph whose slot is empty is left out; what
//! an article demands and is not there is reported.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::markdown::blokken;
use crate::model::{Blok, Brief, Briefhoofd, Stukje};

/// What goes into the slots, by name.
pub type Gaten = BTreeMap<String, String>;

/// A template file that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("reading the letter template {naam}")]
pub struct SjabloonFout {
    naam: String,
    source: toml::de::Error,
}

/// The standing text of one kind of letter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sjabloon {
    id: String,
    /// The subject by role of the addressee; `anders` for the others.
    onderwerp: BTreeMap<String, String>,
    alinea: Vec<Alinea>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alinea {
    /// Only for these roles; empty: for all.
    #[serde(default)]
    voor: Vec<String>,
    /// Only when these slots are filled, beside those in the text.
    #[serde(default)]
    als: Vec<String>,
    /// Only when these slots are empty.
    #[serde(default)]
    zonder: Vec<String>,
    tekst: String,
}

/// All templates.
#[derive(Debug, Clone, Default)]
pub struct Sjablonen(BTreeMap<String, Sjabloon>);

/// To whom and from whom a letter goes.
#[derive(Debug, Clone)]
pub struct Omslag {
    /// Who writes.
    pub hoofd: Briefhoofd,
    /// Role of the addressee.
    pub rol: String,
    /// Name of the addressee, for the salutation.
    pub naam: Option<String>,
    /// Address, line by line.
    pub adres: Vec<String>,
    /// The date in words.
    pub datum: String,
    /// The number of the complaint.
    pub nummer: String,
    /// Who signs.
    pub ondertekening: Vec<String>,
}

impl Sjablonen {
    /// Reads template files: name and text.
    ///
    /// # Errors
    /// The first file with a mistake.
    pub fn parse<'a>(
        bestanden: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, SjabloonFout> {
        let mut uit = BTreeMap::new();
        for (naam, tekst) in bestanden {
            let s: Sjabloon = toml::from_str(tekst)
                .map_err(|source| SjabloonFout { naam: naam.to_owned(), source })?;
            uit.insert(s.id.clone(), s);
        }
        Ok(Self(uit))
    }

    /// Is there a template for this kind of letter?
    pub fn heeft(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Ids of all templates.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The letter, when there is a template of this kind.
    pub fn opstellen(&self, id: &str, gaten: &Gaten, omslag: Omslag) -> Option<Brief> {
        let s = self.0.get(id)?;
        let vul = |naam: &str| gaten.get(naam).map(String::as_str).filter(|w| !w.trim().is_empty());
        let onderwerp = s
            .onderwerp
            .get(&omslag.rol)
            .or_else(|| s.onderwerp.get("anders"))
            .cloned()
            .unwrap_or_default();
        let mut tekst = Vec::new();
        for a in s.alinea.iter().filter(|a| a.voor.is_empty() || a.voor.contains(&omslag.rol)) {
            let nodig = slots(&a.tekst);
            let vol = nodig.iter().chain(&a.als).all(|n| vul(n).is_some());
            if vol && a.zonder.iter().all(|n| vul(n).is_none()) {
                tekst.extend(vul_in(&a.tekst, gaten));
            }
        }
        let mut aan = omslag.naam.clone().into_iter().collect::<Vec<_>>();
        aan.extend(omslag.adres);
        Some(Brief {
            hoofd: omslag.hoofd,
            aan,
            datum: omslag.datum,
            nummer: omslag.nummer,
            onderwerp,
            aanhef: aanhef(omslag.naam.as_deref()),
            blokken: tekst,
            ondertekening: omslag.ondertekening,
        })
    }
}

/// "Beste A. Bakker,": the name without what follows a comma, such as a function; a title in small
/// letters, as after "Beste".
fn aanhef(naam: Option<&str>) -> String {
    let naam = naam.and_then(|n| n.split(',').next()).map(str::trim).filter(|n| !n.is_empty());
    let Some(naam) = naam else { return "Beste lezer,".to_owned() };
    let (eerste, rest) = naam.split_once(' ').unwrap_or((naam, ""));
    let titel = match eerste.to_lowercase().trim_end_matches('.') {
        "mevrouw" | "mevr" | "mw" => "mevrouw",
        "meneer" | "dhr" => "meneer",
        "de" => match rest.split_once(' ') {
            Some((heer, rest)) if heer.eq_ignore_ascii_case("heer") => {
                return format!("Beste meneer {rest},");
            }
            _ => return format!("Beste {naam},"),
        },
        _ => return format!("Beste {naam},"),
    };
    if rest.is_empty() { format!("Beste {titel},") } else { format!("Beste {titel} {rest},") }
}

/// The names between braces in a text.
fn slots(tekst: &str) -> Vec<String> {
    tekst.split('{').skip(1).filter_map(|d| d.split_once('}')).map(|(n, _)| n.to_owned()).collect()
}

/// Blocks of a template text. A paragraph that is one slot holds typed text with its own paragraphs; a
/// slot inside a sentence is literal.
fn vul_in(tekst: &str, gaten: &Gaten) -> Vec<Blok> {
    let kaal = tekst.trim();
    if let Some(naam) =
        kaal.strip_prefix('{').and_then(|t| t.strip_suffix('}')).filter(|n| !n.contains(['{', '}']))
    {
        return gaten.get(naam).map(|w| blokken(w)).unwrap_or_default();
    }
    let namen = slots(kaal);
    let mut met_merken = kaal.to_owned();
    for (i, naam) in namen.iter().enumerate() {
        met_merken = met_merken.replacen(&format!("{{{naam}}}"), &merk(i), 1);
    }
    let zet_in = |stukjes: &mut Vec<Stukje>| {
        for s in stukjes {
            for (i, naam) in namen.iter().enumerate() {
                // What was typed holds no marks, or one slot could show another.
                let waarde = gaten.get(naam).map_or("", |w| w.trim()).replace(is_merk, "");
                s.tekst = s.tekst.replace(&merk(i), &waarde);
            }
        }
    };
    let mut uit = blokken(&met_merken);
    for b in &mut uit {
        match b {
            Blok::Alinea { stukjes } => zet_in(stukjes),
            Blok::Lijst { regels, .. } => regels.iter_mut().for_each(zet_in),
            Blok::Kop { .. } => {}
        }
    }
    uit
}

fn is_merk(teken: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&teken)
}

/// A mark that no template and no keyboard holds: a private-use character for each slot.
fn merk(i: usize) -> String {
    char::from_u32(0xE000 + u32::try_from(i).unwrap_or(0)).map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_salutation_is_what_one_would_write() {
        for (naam, verwacht) in [
            (Some("A. Bakker"), "Beste A. Bakker,"),
            (Some("Mevrouw Çelik-van ’t Hooft"), "Beste mevrouw Çelik-van ’t Hooft,"),
            (Some("Dhr. De Vries, teamleider"), "Beste meneer De Vries,"),
            (Some("De heer Łukasz"), "Beste meneer Łukasz,"),
            (Some("De Vries"), "Beste De Vries,"),
            (Some(" , arts"), "Beste lezer,"),
            (None, "Beste lezer,"),
        ] {
            assert_eq!(aanhef(naam), verwacht);
        }
    }

    #[test]
    fn what_fills_one_slot_cannot_show_another() {
        let mut gaten = Gaten::new();
        gaten.insert("een".to_owned(), "\u{e001}{twee}".to_owned());
        gaten.insert("twee".to_owned(), "geheim".to_owned());
        let Some(Blok::Alinea { stukjes }) = vul_in("A {een} B {twee}", &gaten).into_iter().next()
        else {
            panic!("one paragraph")
        };
        assert_eq!(stukjes[0].tekst, "A {twee} B geheim");
    }
}
