//! Check and confirm an act with legal effect: what was filled in, what follows, what is sent.
//!
//! Always holds: while a letter lacks what it must state, there is no button that sends it.

use maud::{Markup, html};

use super::{
    daad::{self, Voorbeeld},
    dossierkop::Dossierkop,
};
use crate::componenten::{
    Knop, document::Werkplek, formulier::Formulier, overzicht::Overzicht, tekst::Zinnen,
    vak::kaart, werkbalk::Werkbalk,
};

/// Check and confirm.
#[derive(Debug, Clone, Default)]
pub struct Bevestig {
    /// The head of the dossier, without acts and tabs.
    pub kop: Dossierkop,
    /// "Oordeel geven".
    pub naam: String,
    /// On which articles.
    pub artikel: String,
    /// What was filled in.
    pub ingevuld: Overzicht,
    /// What follows.
    pub gevolgen: Vec<Zinnen>,
    /// Who sees it.
    pub wie_ziet: String,
    /// Letters that go out.
    pub brieven: Vec<Voorbeeld>,
    /// Where it goes, with everything that was filled in unseen.
    pub formulier: Formulier,
    /// "Geef het oordeel en verstuur de brieven".
    pub knop: String,
    /// Can it not be undone?
    pub onomkeerbaar: bool,
    /// Back to the form, keeping what was filled in: sent as `keuze=aanpassen`.
    pub aanpassen: String,
}

impl Bevestig {
    fn mist_iets(&self) -> bool {
        self.brieven.iter().any(|b| !b.mist.is_empty())
    }
}

/// Check and confirm.
pub fn pagina(balk: &Werkbalk, m: &Bevestig) -> Markup {
    let document = Werkplek {
        titel: m.kop.titel(&format!("{}, controleren", m.naam)),
        boven: Some(html! { (m.kop) }),
        ..Werkplek::default()
    };
    document.om(
        balk,
        html! {
            div.kl-dossier {
                div {
                    section.kl-kaart aria-labelledby="daad-kop" {
                        h2."govuk-heading-l"."kl-kaart__kop" #daad-kop { "Controleer: " (m.naam) }
                        p."govuk-body"."kl-grond" { (m.artikel) }
                        (m.ingevuld)
                        @if m.mist_iets() {
                            p.kl-mist { "Een brief is nog niet compleet. Pas eerst aan wat u hebt ingevuld." }
                        }
                        (m.formulier.om(html! {
                            div.kl-knoppen {
                                @if !m.mist_iets() {
                                    @if m.onomkeerbaar { (Knop::gevaar(&m.knop)) } @else { (Knop::hoofd(&m.knop)) }
                                }
                                (Knop::tweede(if m.aanpassen.is_empty() { "Pas aan" } else { &m.aanpassen }).met("keuze", "aanpassen"))
                            }
                        }))
                    }
                    @if !m.brieven.is_empty() {
                        (kaart("brief-kop", "Brieven die weggaan", daad::voorbeelden(&m.brieven, true)))
                    }
                }
                aside aria-label="Gevolgen" {
                    (kaart("gevolg-kop", "Wat gebeurt er dan?", daad::gevolgen(&m.gevolgen, &m.wie_ziet)))
                }
            }
        },
    )
}
