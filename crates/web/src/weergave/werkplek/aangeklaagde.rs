//! What the accused sees: what the complaint says, as far as it was released, and how to react.
//!
//! Always holds: only released parts are in the view-model; the tone blames nobody; rights and the
//! last day to react stand first.

use maud::{Markup, html};
use termijn::Datum;

use crate::componenten::{
    Icoon, Knop, dag,
    document::Werkplek,
    kruimels::Kruimels,
    melding::Melding,
    stempel::Stempel,
    tekst::{self, Zinnen},
    titel::Titel,
    vak::{Uwbeurt, kaart, kaart_met_klasse},
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// What the accused sees.
#[derive(Debug, Clone, Default)]
pub struct Aangeklaagdepagina {
    /// The way here, without this page.
    pub boven: Vec<Koppeling>,
    /// The number.
    pub nummer: String,
    /// Where it stands, in words.
    pub stand: Stempel,
    /// What is asked, when something is.
    pub gevraagd: Option<Reactie>,
    /// Parts that were released, in order.
    pub vrijgegeven: Vec<Onderdeel>,
    /// Letters and documents that were released.
    pub stukken: Vec<Stuk>,
    /// Own reactions: date and text.
    pub reacties: Vec<(Datum, String)>,
    /// What the accused may do and expect, each with its article.
    pub rechten: Vec<Zinnen>,
    /// Confidentiality, with its article.
    pub geheimhouding: String,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// A reaction that is asked.
#[derive(Debug, Clone, Default)]
pub struct Reactie {
    /// What is asked, as typed.
    pub vraag: String,
    /// The last day.
    pub uiterlijk: Option<Datum>,
    /// Where to react.
    pub url: String,
    /// On which article.
    pub artikel: String,
}

/// A released part.
#[derive(Debug, Clone, Default)]
pub struct Onderdeel {
    /// "Wat er volgens de klager gebeurde".
    pub kop: String,
    /// As typed.
    pub tekst: String,
}

/// A released letter or document.
#[derive(Debug, Clone)]
pub struct Stuk {
    /// Its name.
    pub naam: String,
    /// Where it is read.
    pub url: String,
    /// When it was released.
    pub datum: Datum,
}

/// What the accused sees.
pub fn pagina(balk: &Werkbalk, m: &Aangeklaagdepagina) -> Markup {
    let document = Werkplek {
        titel: Titel::new(format!("{}: klacht lezen en reageren", m.nummer)),
        melding: m.melding.clone(),
        ..Werkplek::default()
    };
    document.om(
        balk,
        html! {
            (Kruimels { boven: m.boven.clone(), hier: m.nummer.clone() })
            h1.govuk-heading-l { "Klacht " span.kl-nowrap { (m.nummer) } }
            p { (m.stand) }
            div.kl-dossier {
                div { (hoofd(m)) }
                aside aria-label="Uw rechten" {
                    (kaart("rechten-kop", "Uw rechten", html! {
                        ul."govuk-list"."govuk-list--bullet" { @for z in &m.rechten { li { (z) } } }
                    }))
                    @if !m.geheimhouding.is_empty() {
                        p."govuk-body"."kl-geheim" { (Icoon::Slot) " " (m.geheimhouding) }
                    }
                }
            }
        },
    )
}

fn hoofd(m: &Aangeklaagdepagina) -> Markup {
    html! {
        @if let Some(r) = &m.gevraagd { (vraag(r)) }
        @for (i, o) in m.vrijgegeven.iter().enumerate() {
            (kaart(&format!("onderdeel-{}", i + 1), &o.kop, tekst::getypt(&o.tekst)))
        }
        @if !m.stukken.is_empty() {
            (kaart("stukken-kop", "Brieven en documenten", html! {
                ul.kl-lijst {
                    @for s in &m.stukken {
                        li { (Icoon::Stuk) span { a.govuk-link href=(s.url) { (s.naam) } small { (dag::voluit(s.datum)) } } }
                    }
                }
            }))
        }
        @if !m.reacties.is_empty() {
            (kaart_met_klasse("kl-kaart", "reacties-kop", "Wat u zelf schreef", html! {
                @for (datum, t) in &m.reacties {
                    h3.govuk-heading-s { (dag::lang(*datum)) }
                    (tekst::getypt(t))
                }
            }))
        }
    }
}

fn vraag(r: &Reactie) -> Uwbeurt {
    Uwbeurt {
        id: "beurt-kop".into(),
        kop: "Wij vragen u: wat is uw kant van het verhaal?".into(),
        inhoud: html! {
            (tekst::getypt(&r.vraag))
            @if let Some(d) = r.uiterlijk { p.govuk-body { "Reageren kan tot en met " strong { (dag::lang(d)) } "." } }
            @if !r.artikel.is_empty() { p."govuk-body"."kl-grond" { (r.artikel) } }
            div.kl-knoppen { (Knop::hoofd("Schrijf uw reactie").naar(&r.url)) }
        },
    }
}
