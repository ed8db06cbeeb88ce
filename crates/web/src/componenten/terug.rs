//! The way back, above the page.

use maud::{Markup, Render, html};

use crate::huisstijl::Koppeling;

/// A back link in its own landmark.
#[derive(Debug, Clone)]
pub struct Terug(pub Koppeling);

impl Terug {
    /// The link alone, as the fixtures have it.
    pub fn link(&self) -> Markup {
        html! { a.govuk-back-link href=(self.0.url) { (self.0.tekst) } }
    }
}

impl Render for Terug {
    fn render(&self) -> Markup {
        html! { nav aria-label="Terug" { (self.link()) } }
    }
}
