//! Fields and their values as people read them: options by their name, dates in full, parties with how
//! to reach them.
//!
//! Always holds: no id of the vocabulary reaches a page; for the complainant the plain words are used.

use regeling::woorden::{Veld, VeldSoort};
use regeling::{Boek, Waarde};
use termijn::Taal;

use super::vorm::hoofdletter;

/// For whom the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lezer {
    /// Who handles the complaint.
    Medewerker,
    /// The complainant: plain words.
    Klager,
}

/// The label of a field, without a question mark.
pub(super) fn label(veld: &Veld, lezer: Lezer) -> String {
    let naam = if lezer == Lezer::Klager { veld.naam.b1() } else { &veld.naam.nl };
    naam.trim_end_matches('?').to_owned()
}

/// A value in words; what hangs together stands on lines of its own.
pub(super) fn waarde(boek: &Boek, veld: &Veld, w: &Waarde, lezer: Lezer) -> String {
    let naam = |nl: &str, b1: &str| hoofdletter(if lezer == Lezer::Klager { b1 } else { nl });
    let tekst = w.als_tekst();
    let gevonden = match &veld.soort {
        VeldSoort::Keuze(opties) => tekst
            .and_then(|t| opties.iter().find(|o| o.id == t))
            .map(|o| naam(&o.naam.nl, o.naam.b1())),
        VeldSoort::Grond => tekst
            .and_then(|t| boek.gronden.iter().find(|g| g.id == t))
            .map(|g| naam(&g.naam.nl, g.naam.b1())),
        VeldSoort::Kanaal => tekst
            .and_then(|t| boek.kanalen.iter().find(|k| k.id == t))
            .map(|k| naam(&k.naam.nl, k.naam.b1())),
        VeldSoort::Hoedanigheid => tekst.map(|t| {
            boek.gerechtigden
                .iter()
                .find(|g| g.hoedanigheid == t)
                .map_or_else(|| "Anders".to_owned(), |g| naam(&g.naam.nl, g.naam.b1()))
        }),
        VeldSoort::Datum => w.als_datum().map(|d| termijn::lange_datum(d, Taal::Nl)),
        VeldSoort::JaNee => Some(hoofdletter(&w.to_string())),
        VeldSoort::Keuzes(opties) => Some(per_stuk(w, |w| {
            let id = w.to_string();
            opties.iter().find(|o| o.id == id).map_or(id, |o| naam(&o.naam.nl, o.naam.b1()))
        })),
        VeldSoort::Partijen(_) => Some(per_stuk(w, partij)),
        VeldSoort::Lijst(binnen) => Some(per_stuk(w, |w| match w {
            Waarde::Groep(g) => binnen
                .iter()
                .filter_map(|v| Some((v, g.get(&v.id).filter(|w| !w.is_leeg())?)))
                .map(|(v, w)| format!("{}: {}", label(v, lezer), waarde(boek, v, w, lezer)))
                .collect::<Vec<_>>()
                .join("\n"),
            los => los.to_string(),
        })),
        VeldSoort::Bestanden => Some(match w.als_lijst().len() {
            1 => "1 bestand".to_owned(),
            n => format!("{n} bestanden"),
        }),
        // The name of who it is, is not known here; an id is no word.
        VeldSoort::Account => Some("Ja, er hoort een account bij".to_owned()),
        VeldSoort::Gebeurtenis => Some(format!("Nummer {w} in dit dossier")),
        VeldSoort::Invulling => Some(per_stuk(w, |w| match w {
            Waarde::Groep(g) => {
                g.iter().map(|(k, w)| format!("{k}: {w}")).collect::<Vec<_>>().join("\n")
            }
            los => los.to_string(),
        })),
        VeldSoort::Partij | VeldSoort::Tekst | VeldSoort::Regel | VeldSoort::Getal => None,
    };
    gevonden.unwrap_or_else(|| w.to_string())
}

/// Each item on its own line or lines.
fn per_stuk(w: &Waarde, een: impl Fn(&Waarde) -> String) -> String {
    match w {
        Waarde::Lijst(l) => l.iter().map(een).collect::<Vec<_>>().join("\n"),
        los => een(los),
    }
}

/// A name, and below it how to reach this party.
fn partij(w: &Waarde) -> String {
    let Waarde::Groep(g) = w else { return w.to_string() };
    ["naam", "telefoon", "email", "adres"]
        .iter()
        .filter_map(|n| g.get(*n))
        .filter(|w| !w.is_leeg())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}
