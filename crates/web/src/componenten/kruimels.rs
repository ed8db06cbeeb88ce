//! Where a staff page stands.

use maud::{Markup, Render, html};

use crate::huisstijl::Koppeling;

/// The path to this page; the last part is the page itself.
#[derive(Debug, Clone, Default)]
pub struct Kruimels {
    /// Pages above this one.
    pub boven: Vec<Koppeling>,
    /// This page.
    pub hier: String,
}

impl Render for Kruimels {
    fn render(&self) -> Markup {
        html! {
            nav.govuk-breadcrumbs aria-label="Kruimelpad" {
                ol.govuk-breadcrumbs__list {
                    @for k in &self.boven {
                        li.govuk-breadcrumbs__list-item { a.govuk-breadcrumbs__link href=(k.url) { (k.tekst) } }
                    }
                    li.govuk-breadcrumbs__list-item aria-current="page" { (self.hier) }
                }
            }
        }
    }
}
