//! The people in a dossier.

use maud::{Markup, Render, html};

use super::Icoon;

/// A person or a unit in the dossier.
#[derive(Debug, Clone, Default)]
pub struct Partij {
    /// "Klager en cliënt", "Aangeklaagde".
    pub rol: String,
    /// Name.
    pub naam: String,
    /// How to reach them, and other lines.
    pub regels: Vec<String>,
    /// Something that is in order: "Machtiging is binnen".
    pub in_orde: Vec<String>,
    /// Something that is missing: "Nog geen reactie".
    pub mist: Vec<String>,
}

/// The people in a dossier.
#[derive(Debug, Clone, Default)]
pub struct Partijen(pub Vec<Partij>);

impl Render for Partijen {
    fn render(&self) -> Markup {
        html! {
            @if self.0.is_empty() {
                p.govuk-body { "Er zijn nog geen betrokkenen." }
            } @else { ul.kl-partijen {
                @for p in &self.0 {
                    li {
                        span.kl-rol { (p.rol) }
                        b { (p.naam) }
                        @for r in &p.regels { span { (r) } }
                        @for r in &p.mist { span.is-bijna { (Icoon::Uitroep) " " (r) } }
                        @for r in &p.in_orde { span.is-goed { (Icoon::Vink) " " (r) } }
                    }
                }
            } }
        }
    }
}
