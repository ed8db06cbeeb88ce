//! Choices that narrow a list: chips that are links, so the choice is in the address.

use maud::{Markup, Render, html};

/// A chip.
#[derive(Debug, Clone, Default)]
pub struct Chip {
    /// What it says.
    pub tekst: String,
    /// Where it goes.
    pub url: String,
    /// How many it leaves.
    pub aantal: Option<u32>,
    /// Is it chosen?
    pub gekozen: bool,
}

/// The chips.
#[derive(Debug, Clone, Default)]
pub struct Chips {
    /// What they do, for who cannot see it: "Weergaven".
    pub naam: String,
    /// The chips.
    pub chips: Vec<Chip>,
}

impl Render for Chips {
    fn render(&self) -> Markup {
        html! {
            nav aria-label=(self.naam) {
                ul.kl-filter {
                    @for c in &self.chips {
                        li {
                            a href=(c.url) aria-current=[c.gekozen.then_some("true")] {
                                (c.tekst) @if let Some(n) = c.aantal { " (" (n) ")" }
                            }
                        }
                    }
                }
            }
        }
    }
}
