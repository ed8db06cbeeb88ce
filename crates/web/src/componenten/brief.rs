//! A letter as HTML: the same words as in the PDF, readable on any screen.

use maud::{Markup, Render, html};
use termijn::Datum;

use super::{dag, tekst::Blok};

/// A letter.
#[derive(Debug, Clone, Default)]
pub struct Brief {
    /// The heading: "Wij hebben uw klacht ontvangen".
    pub kop: String,
    /// Who it is to, a line each.
    pub aan: Vec<String>,
    /// The date of the letter.
    pub datum: Option<Datum>,
    /// Lines of reference: name and value, as in ("Nummer van uw klacht", "K-2026-0143").
    pub kenmerken: Vec<(String, String)>,
    /// The letter itself. Headings stand below [`Brief::kop`].
    pub blokken: Vec<Blok>,
    /// Who signs, a line each.
    pub afzender: Vec<String>,
}

impl Render for Brief {
    fn render(&self) -> Markup {
        html! {
            article.kl-brief {
                @if !self.aan.is_empty() { (Blok::Regels(self.aan.clone())) }
                p.govuk-body {
                    @if let Some(d) = self.datum { (dag::voluit(d)) }
                    @for (naam, waarde) in &self.kenmerken { br; (naam) ": " span.kl-nowrap { (waarde) } }
                }
                @for blok in &self.blokken { (blok) }
                @if !self.afzender.is_empty() {
                    p.govuk-body { "Met vriendelijke groet," }
                    (Blok::Regels(self.afzender.clone()))
                }
            }
        }
    }
}
