//! Help, on every public page in the same place (WCAG 2.2, 3.2.6).

use maud::{Markup, Render, html};

use super::feiten;
use crate::huisstijl::Huisstijl;

/// The help card.
#[derive(Debug, Clone)]
pub struct Hulpkaart<'a> {
    /// The provider.
    pub huis: &'a Huisstijl,
    /// The number of the complaint, when the page is about one.
    pub nummer: Option<&'a str>,
}

impl Render for Hulpkaart<'_> {
    fn render(&self) -> Markup {
        let wie = self.huis.klachtenfunctionaris.as_deref();
        html! {
            section."kl-kaart"."kl-kaart--zacht" aria-labelledby="hulp-kop" {
                h2."govuk-heading-m"."kl-kaart__kop" #hulp-kop {
                    (if self.nummer.is_some() { "Hebt u een vraag?" } else { "Liever praten?" })
                }
                @if self.nummer.is_some() {
                    p.govuk-body {
                        "De klachtenfunctionaris helpt u met uw klacht."
                        @if let Some(wie) = wie { " Dat is " strong { (wie) } "." }
                    }
                } @else {
                    p.govuk-body {
                        "Vertel uw klacht aan onze klachtenfunctionaris."
                        @if let Some(wie) = wie { " Dat is " (wie) "." }
                        " De klachtenfunctionaris schrijft uw klacht voor u op. Dit kost u niets."
                    }
                }
                (feiten::bereikbaar(self.huis))
                @if let Some(nummer) = self.nummer {
                    p.govuk-body { "Noem het nummer van uw klacht: " strong.kl-nowrap { (nummer) } "." }
                }
            }
        }
    }
}
