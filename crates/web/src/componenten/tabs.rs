//! Parts of a dossier. Each is a page of its own, so the tabs are links.

use maud::{Markup, Render, html};

/// A part.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// What it says.
    pub tekst: String,
    /// Where it goes.
    pub url: String,
    /// How many are in it.
    pub aantal: Option<u32>,
    /// Is this it?
    pub hier: bool,
}

/// The parts.
#[derive(Debug, Clone, Default)]
pub struct Tabs(pub Vec<Tab>);

impl Render for Tabs {
    fn render(&self) -> Markup {
        html! {
            nav.kl-tabs aria-label="Onderdelen van het dossier" {
                div.kl-breed {
                    ul {
                        @for t in &self.0 {
                            li {
                                a href=(t.url) aria-current=[t.hier.then_some("page")] {
                                    (t.tekst)
                                    @if let Some(n) = t.aantal { " " span.kl-teller { (n) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
