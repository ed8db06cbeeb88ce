//! The bar above every staff page: where one can go, search, and who is logged in.

use maud::{Markup, Render, html};

use super::{Icoon, formulier::Formulier, kop};
use crate::huisstijl::Huisstijl;

/// A part of the main menu.
#[derive(Debug, Clone, Default)]
pub struct Menupunt {
    /// What it says.
    pub tekst: String,
    /// Where it goes.
    pub url: String,
    /// How many are there, and of what: `(12, "klachten")`.
    pub aantal: Option<(u32, String)>,
    /// Is this page in it?
    pub hier: bool,
}

/// Who is logged in.
#[derive(Debug, Clone, Default)]
pub struct Ingelogd {
    /// Name.
    pub naam: String,
    /// In which role, as in "raad van bestuur".
    pub rol: String,
    /// Where the settings are.
    pub instellingen_url: String,
    /// Where logging out is posted to.
    pub uitloggen: Formulier,
    /// May `/` go to the search field? (WCAG 2.2, 2.1.4: people can switch it off.)
    pub sneltoets: bool,
}

/// The bar.
#[derive(Debug, Clone, Default)]
pub struct Werkbalk {
    /// The provider.
    pub huis: Huisstijl,
    /// The main menu.
    pub menu: Vec<Menupunt>,
    /// Where a search goes (posted, so that no name comes in an address); without it there is no search
    /// field.
    pub zoeken: Option<Formulier>,
    /// What was searched for.
    pub gezocht: String,
    /// Who is logged in.
    pub ingelogd: Ingelogd,
}

impl Werkbalk {
    fn zoekveld(&self) -> Markup {
        html! {
            @if let Some(zoeken) = &self.zoeken {
                search {
                    (zoeken.om(html! {
                        label.govuk-visually-hidden for="zoek" { "Zoek op nummer of naam" }
                        input #zoek name="q" type="search" placeholder="Nummer of naam" value=(self.gezocht)
                            data-sneltoets=[self.ingelogd.sneltoets.then_some("/")];
                        button type="submit" { (Icoon::Zoek) span.govuk-visually-hidden { "Zoek" } }
                    }))
                }
            }
        }
    }

    fn persoon(&self) -> Markup {
        let i = &self.ingelogd;
        html! {
            details.kl-menu {
                summary { (Icoon::Persoon) " " (i.naam) " " (Icoon::Omlaag) }
                ul {
                    @if !i.rol.is_empty() { li.kl-menu__tekst { "U werkt als " (i.rol) } }
                    @if !i.instellingen_url.is_empty() { li { a href=(i.instellingen_url) { "Mijn instellingen" } } }
                    li { (i.uitloggen.om(html! { button type="submit" { "Uitloggen" } })) }
                }
            }
        }
    }
}

impl Render for Werkbalk {
    fn render(&self) -> Markup {
        html! {
            header.kl-werkbalk {
                div."kl-breed"."kl-werkbalk__binnen" {
                    a.kl-werkbalk__naam href=(self.huis.werk_url) {
                        (kop::beeldmerk(&self.huis)) span { "Klachten " (self.huis.naam) }
                    }
                    @if !self.menu.is_empty() {
                        nav aria-label="Hoofdmenu" {
                            ul {
                                @for m in &self.menu {
                                    li {
                                        a href=(m.url) aria-current=[m.hier.then_some("page")] {
                                            (m.tekst)
                                            @if let Some((n, wat)) = &m.aantal {
                                                " " span.kl-teller { (n) span.govuk-visually-hidden { " " (wat) } }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                    div.kl-werkbalk__rechts { (self.zoekveld()) (self.persoon()) }
                }
            }
        }
    }
}
