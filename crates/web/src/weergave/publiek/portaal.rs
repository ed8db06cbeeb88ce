//! The first page of a server with several providers: find yours.

use maud::{Markup, html};

use crate::componenten::{document::Publiek, titel::Titel};
use crate::huisstijl::Huisstijl;

/// The list of providers.
#[derive(Debug, Clone, Default)]
pub struct Portaal {
    /// What was searched for.
    pub zoek: String,
    /// Those that were found, by name.
    pub gevonden: Vec<Aanbiederregel>,
    /// How many there are.
    pub totaal: usize,
}

/// A provider in the list.
#[derive(Debug, Clone, Default)]
pub struct Aanbiederregel {
    /// Its name.
    pub naam: String,
    /// Its town, or other words to know it by.
    pub waar: String,
    /// Its first page.
    pub url: String,
    /// Its leaflet.
    pub folder_url: String,
}

/// The page.
pub fn pagina(huis: &Huisstijl, m: &Portaal) -> Markup {
    let document = Publiek { titel: Titel::new("Kies uw zorgaanbieder"), ..Publiek::default() };
    document.om(
        huis,
        html! {
            h1.govuk-heading-xl { "Over wie gaat uw klacht?" }
            p.govuk-body-l { "Kies uw zorgaanbieder. Daarna kunt u uw klacht vertellen." }
            form.kl-zoek action="/" method="get" role="search" {
                div.govuk-form-group {
                    label."govuk-label"."govuk-label--m" for="zoek" { "Zoek uw zorgaanbieder" }
                    div.govuk-hint #zoek-hint { "Typ een naam of een plaats." }
                    input."govuk-input"."govuk-input--width-20" #zoek name="zoek" type="search" value=(m.zoek)
                        autocomplete="off" aria-describedby="zoek-hint";
                }
                div.kl-knoppen { button.govuk-button type="submit" { "Zoeken" } }
            }
            (uitkomst(m))
        },
    )
}

fn uitkomst(m: &Portaal) -> Markup {
    html! {
        section aria-labelledby="lijst-kop" {
            h2.govuk-heading-m #lijst-kop {
                @if m.zoek.is_empty() { "Alle zorgaanbieders" }
                @else if m.gevonden.len() == 1 { "1 zorgaanbieder gevonden" }
                @else { (m.gevonden.len()) " zorgaanbieders gevonden" }
            }
            @if m.gevonden.is_empty() {
                p.govuk-body { "Wij vinden niemand met deze naam of plaats." }
                p.govuk-body { "Kijk of u het goed typte. Of typ alleen het begin." }
            } @else {
                ul.kl-lijst {
                    @for a in &m.gevonden {
                        li {
                            span {
                                a.govuk-link href=(a.url) { strong { (a.naam) } }
                                @if !a.waar.is_empty() { small { (a.waar) } }
                                small { a.govuk-link href=(a.folder_url) { "Folder van " (a.naam) } }
                            }
                        }
                    }
                }
            }
            @if !m.zoek.is_empty() && m.gevonden.len() < m.totaal {
                p.govuk-body { a.govuk-link href="/" { "Toon alle zorgaanbieders" } }
            }
        }
    }
}
