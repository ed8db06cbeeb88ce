//! The foot of a public page.

use maud::{Markup, Render, html};

use crate::assets;
use crate::huisstijl::Huisstijl;

/// The foot.
#[derive(Debug, Clone)]
pub struct Voet<'a>(pub &'a Huisstijl);

impl Render for Voet<'_> {
    fn render(&self) -> Markup {
        html! {
            footer.kl-voet {
                div.govuk-width-container {
                    ul {
                        @for k in &self.0.voet { li { a.govuk-link href=(k.url) { (k.tekst) } } }
                        li { a.govuk-link href=(assets::url("licenties.txt")) { "Licenties" } }
                    }
                    p { (self.0.naam) }
                }
            }
        }
    }
}
