//! A page to read: privacy, accessibility, the regulation.

use maud::{Markup, html};

use super::met_hulp;
use crate::componenten::{Icoon, document::Publiek, tekst::Blok, terug::Terug, titel::Titel};
use crate::huisstijl::{Huisstijl, Koppeling};

/// A page to read.
#[derive(Debug, Clone, Default)]
pub struct Tekstpagina {
    /// Its heading.
    pub titel: String,
    /// Its text.
    pub blokken: Vec<Blok>,
    /// Text in parts with an address of their own, such as the articles of a regulation.
    pub artikelen: Vec<Artikel>,
    /// The same as PDF.
    pub pdf: Option<Koppeling>,
    /// The way back.
    pub terug: Option<Koppeling>,
}

/// A part that can be linked to.
#[derive(Debug, Clone, Default)]
pub struct Artikel {
    /// Its id: "artikel-10".
    pub id: String,
    /// Its heading: "Artikel 10. Beoordeling".
    pub kop: String,
    /// Its text.
    pub blokken: Vec<Blok>,
}

/// A page to read.
pub fn pagina(huis: &Huisstijl, m: &Tekstpagina) -> Markup {
    let document = Publiek {
        titel: Titel::new(&m.titel),
        terug: m.terug.clone().map(Terug),
        ..Publiek::default()
    };
    let inhoud = html! {
        h1.govuk-heading-l { (m.titel) }
        @if let Some(pdf) = &m.pdf {
            p.govuk-body { span.kl-metIcoon { (Icoon::Ophalen) a.govuk-link href=(pdf.url) { (pdf.tekst) } } }
        }
        @for blok in &m.blokken { (blok) }
        @if m.artikelen.len() > 2 {
            nav aria-label="Artikelen" {
                ul."govuk-list"."govuk-list--bullet" {
                    @for a in &m.artikelen { li { a.govuk-link href={ "#" (a.id) } { (a.kop) } } }
                }
            }
        }
        @for a in &m.artikelen {
            section aria-labelledby=(a.id) {
                h2.govuk-heading-m id=(a.id) tabindex="-1" { (a.kop) }
                @for blok in &a.blokken { (blok) }
            }
        }
    };
    document.om(huis, met_hulp(huis, None, &inhoud))
}
