//! What just happened, at the top of the next page.

use maud::{Markup, Render, html};

/// How it went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Toon {
    /// It was done.
    #[default]
    Gelukt,
    /// Something to know.
    Belangrijk,
}

/// A message.
#[derive(Debug, Clone, Default)]
pub struct Melding {
    /// How it went.
    pub toon: Toon,
    /// One sentence.
    pub kop: String,
    /// More, or nothing.
    pub uitleg: Vec<String>,
}

impl Melding {
    /// Something was done.
    pub fn gelukt(kop: impl Into<String>) -> Self {
        Self { toon: Toon::Gelukt, kop: kop.into(), uitleg: Vec::new() }
    }
}

impl Render for Melding {
    fn render(&self) -> Markup {
        let gelukt = self.toon == Toon::Gelukt;
        html! {
            div.govuk-notification-banner.govuk-notification-banner--success[gelukt]
                role=(if gelukt { "alert" } else { "region" })
                aria-labelledby="govuk-notification-banner-title" data-module="govuk-notification-banner" {
                div.govuk-notification-banner__header {
                    h2.govuk-notification-banner__title id="govuk-notification-banner-title" {
                        (if gelukt { "Gelukt" } else { "Belangrijk" })
                    }
                }
                div.govuk-notification-banner__content {
                    p.govuk-notification-banner__heading { (self.kop) }
                    @for zin in &self.uitleg { p.govuk-body { (zin) } }
                }
            }
        }
    }
}
