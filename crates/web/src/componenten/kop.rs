//! The head of a public page: who it is, and who helps.

use maud::{Markup, Render, html};

use super::{Icoon, formulier::Formulier};
use crate::huisstijl::Huisstijl;

/// The head of a public page.
#[derive(Debug, Clone)]
pub struct Kop<'a> {
    /// The provider.
    pub huis: &'a Huisstijl,
    /// On a private page: where "Pagina afsluiten" is posted to.
    pub afsluiten: Option<&'a Formulier>,
}

/// The logo, or the product's mark when there is none.
pub(super) fn beeldmerk(huis: &Huisstijl) -> Markup {
    html! {
        @match &huis.logo {
            Some(logo) => img src=(logo.url) alt=(logo.alt);,
            None => (Icoon::Merk),
        }
    }
}

impl Render for Kop<'_> {
    fn render(&self) -> Markup {
        let huis = self.huis;
        html! {
            header.kl-kop {
                div."govuk-width-container"."kl-kop__binnen" {
                    a.kl-kop__merk href=(huis.start_url) {
                        (beeldmerk(huis))
                        span { (huis.naam) " " small { "Klachten" } }
                    }
                    @if let Some(telefoon) = &huis.telefoon {
                        p."kl-kop__hulp"."govuk-!-margin-bottom-0" {
                            (if telefoon.gratis { "Hulp nodig? Bel gratis" } else { "Hulp nodig? Bel ons" }) " " br;
                            a."govuk-link"."govuk-link--no-visited-state" href={ "tel:" (telefoon.bellen()) } {
                                (telefoon.leesbaar)
                            }
                        }
                    }
                }
                @if let Some(afsluiten) = self.afsluiten {
                    div.kl-privebalk {
                        div.govuk-width-container {
                            span.kl-metIcoon { (Icoon::Slot) "Alleen mensen met uw code kunnen deze pagina zien." }
                            (afsluiten.om(html! { button.kl-linkknop type="submit" { "Pagina afsluiten" } }))
                        }
                    }
                }
            }
        }
    }
}
