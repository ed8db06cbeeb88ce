//! An act: a form made from the fields of the regulation, what it will do, and the letters that go out.
//!
//! Always holds: the article stands at the top; who will see it stands above the button; what a letter
//! must state and does not is listed, and then the button is not there.

use maud::{Markup, html};

use super::dossierkop::Dossierkop;
use crate::componenten::{
    Icoon, Knop,
    brief::Brief,
    document::Werkplek,
    formulier::Formulier,
    foutoverzicht::{Fout, Foutoverzicht},
    tekst::{Blok, Zinnen},
    vak::kaart,
    veld::{self, Veld},
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// An act.
#[derive(Debug, Clone, Default)]
pub struct Daad {
    /// The head of the dossier, without acts and tabs.
    pub kop: Dossierkop,
    /// "Oordeel geven".
    pub naam: String,
    /// On which articles: "artikel 10 lid 3 en 4".
    pub artikel: String,
    /// What the regulation says about it, in own words.
    pub uitleg: Vec<Blok>,
    /// The fields.
    pub velden: Vec<Veld>,
    /// Errors that belong to no field, among them a refusal with its article.
    pub fouten: Vec<String>,
    /// What follows: "De termijn van 6 weken stopt."
    pub gevolgen: Vec<Zinnen>,
    /// Who sees it, in words: "De klager en de aangeklaagde zien dit."
    pub wie_ziet: String,
    /// Letters that go out, as they stand now.
    pub brieven: Vec<Voorbeeld>,
    /// Where it goes.
    pub formulier: Formulier,
    /// The primary button: "Verder naar controleren".
    pub knop: String,
    /// Other buttons: "Werk het voorbeeld bij", "Bewaar als concept".
    pub anders: Vec<Knop>,
    /// Back without doing it.
    pub terug: Koppeling,
}

/// A letter as it would be sent.
#[derive(Debug, Clone, Default)]
pub struct Voorbeeld {
    /// "Oordeel, aan de klager".
    pub naam: String,
    /// The letter.
    pub brief: Brief,
    /// The same as PDF.
    pub pdf: Option<Koppeling>,
    /// What it must still state, each with its article.
    pub mist: Vec<String>,
}

impl Daad {
    fn foutoverzicht(&self) -> Foutoverzicht {
        let los = self.fouten.iter().map(|zin| Fout { anker: None, zin: zin.clone() });
        Foutoverzicht(los.chain(veld::fouten(&self.velden).0).collect())
    }
}

/// The consequences, as a list.
pub(super) fn gevolgen(zinnen: &[Zinnen], wie_ziet: &str) -> Markup {
    html! {
        ul."govuk-list"."govuk-list--bullet" { @for z in zinnen { li { (z) } } }
        @if !wie_ziet.is_empty() { p.govuk-body { (Icoon::Oog) " " (wie_ziet) } }
    }
}

/// Letters as they would be sent, each closed until opened.
pub(super) fn voorbeelden(brieven: &[Voorbeeld], open: bool) -> Markup {
    html! {
        @for v in brieven {
            details.kl-voorbeeld open[open] {
                summary { "Voorbeeld: " (v.naam) }
                @if !v.mist.is_empty() {
                    div.kl-mist {
                        p.govuk-body { strong { "Deze brief kan nog niet weg. Er mist:" } }
                        ul."govuk-list"."govuk-list--bullet" { @for m in &v.mist { li { (m) } } }
                    }
                }
                div.kl-voorbeeld__brief { h3.govuk-heading-m { (v.brief.kop) } (v.brief) }
                @if let Some(p) = &v.pdf { p.govuk-body { a.govuk-link href=(p.url) { (p.tekst) span.govuk-visually-hidden { ": " (v.naam) } } } }
            }
        }
    }
}

/// An act.
pub fn pagina(balk: &Werkbalk, m: &Daad) -> Markup {
    let fouten = m.foutoverzicht();
    let document = Werkplek {
        titel: m.kop.titel(&m.naam).met_fout(!fouten.is_leeg()),
        boven: Some(html! { (m.kop) }),
        ..Werkplek::default()
    };
    let draagt = m.velden.iter().any(Veld::draagt_bestand);
    let formulier = m.formulier.clone().met_enter(&m.knop);
    let formulier = if draagt { formulier.met_bestanden() } else { formulier };
    document.om(
        balk,
        html! {
            div.kl-dossier {
                div {
                    (fouten)
                    section.kl-kaart aria-labelledby="daad-kop" {
                        h2."govuk-heading-l"."kl-kaart__kop" #daad-kop { (m.naam) }
                        p."govuk-body"."kl-grond" { (m.artikel) }
                        @for b in &m.uitleg { (b) }
                        (formulier.om(html! {
                            @for v in &m.velden { (v) }
                            div.kl-knoppen {
                                (Knop::hoofd(&m.knop))
                                @for k in &m.anders { (k) }
                                a.govuk-link href=(m.terug.url) { (m.terug.tekst) }
                            }
                        }))
                    }
                }
                aside aria-label="Gevolgen en brieven" {
                    (kaart("gevolg-kop", "Wat gebeurt er dan?", gevolgen(&m.gevolgen, &m.wie_ziet)))
                    @if !m.brieven.is_empty() {
                        (kaart("brief-kop", "Brieven die weggaan", voorbeelden(&m.brieven, false)))
                    }
                }
            }
        },
    )
}
