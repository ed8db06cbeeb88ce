//! The first page of the server: the one provider's, or the list of all with a search field.
//!
//! Always holds: what was typed finds by the beginning of a word, whatever its accents and capitals; every
//! word that was typed must be found.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use regeling::Aanbieder;
use serde::Deserialize;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::app::App;
use crate::huisstijl::Huisstijl;
use crate::weergave::publiek::portaal::{Aanbiederregel, Portaal, pagina};

/// As long as a name may be; what is longer finds nothing anyway.
pub(super) const LANGST: usize = 80;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Vraag {
    #[serde(default)]
    zoek: String,
}

pub(super) async fn begin(State(app): State<App>, Query(vraag): Query<Vraag>) -> Response {
    let alle: Vec<_> = app.huizen().collect();
    if let [een] = alle.as_slice() {
        return Redirect::to(&format!("/{}", een.praktijk.aanbieder().id)).into_response();
    }
    let zoek: String = vraag.zoek.trim().chars().take(LANGST).collect();
    let gezocht = woorden(&zoek);
    let mut gevonden: Vec<Aanbiederregel> = alle
        .iter()
        .map(|h| h.praktijk.aanbieder())
        .filter(|a| past(a, &gezocht))
        .map(|a| Aanbiederregel {
            naam: a.naam.clone(),
            waar: a.adres.last().cloned().unwrap_or_default(),
            url: format!("/{}", a.id),
            folder_url: format!("/{}/folder", a.id),
        })
        .collect();
    gevonden.sort_by_key(|a| woorden(&a.naam));
    let m = Portaal { zoek, gevonden, totaal: alle.len() };
    pagina(&huisstijl(), &m).into_response()
}

/// How pages look that are of no provider.
pub(super) fn huisstijl() -> Huisstijl {
    Huisstijl { naam: "Wederhoor".to_owned(), start_url: "/".to_owned(), ..Huisstijl::default() }
}

/// Is every word that was sought the beginning of a word of this provider?
pub(super) fn past(a: &Aanbieder, gezocht: &[String]) -> bool {
    let eigen: Vec<String> = std::iter::once(&a.naam)
        .chain(&a.adres)
        .chain(&a.locaties)
        .chain(&a.agb)
        .chain([&a.kvk])
        .flat_map(|t| woorden(t))
        .collect();
    gezocht.iter().all(|w| eigen.iter().any(|e| e.starts_with(w.as_str())))
}

/// The words of a text without accents and capitals.
pub(super) fn woorden(tekst: &str) -> Vec<String> {
    let kaal: String = tekst.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    kaal.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aanbieder() -> Aanbieder {
        let tekst = "id = \"x\"\nnaam = \"Zorg Überal-Noord\"\nregeling = \"x\"\ntelefoon = \"1\"\nemail = \"a@b\"\n\
                     adres = [\"Laan 1\", \"7500 AA Enschedé\"]\nlocaties = [\"De Hoek\"]\n[klachtenfunctionaris]\nnaam = \"N\"\n";
        Aanbieder::lees("x", tekst).expect("a provider")
    }

    #[test]
    fn a_provider_is_found_by_the_beginning_of_each_word_whatever_its_accents() {
        let a = aanbieder();
        for goed in ["", "uberal", "ÜBER noord", "ensch", "hoek", "  zorg  "] {
            assert!(past(&a, &woorden(goed)), "{goed}");
        }
        for fout in ["beral", "zorg zuid", "x"] {
            assert!(!past(&a, &woorden(fout)), "{fout}");
        }
    }
}
