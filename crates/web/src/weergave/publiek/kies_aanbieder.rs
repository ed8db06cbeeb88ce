//! A portal's first question: about which affiliated provider is the complaint?
//!
//! Always holds: nothing is lodged here; who finds nobody reads where to go instead, and how to reach the
//! portal.

use maud::{Markup, html};

use super::met_hulp;
use crate::componenten::{document::Publiek, tekst::Blok, terug::Terug, titel::Titel};
use crate::huisstijl::{Huisstijl, Koppeling};

/// The question, and what was found.
#[derive(Debug, Clone, Default)]
pub struct KiesAanbieder {
    /// Where the search is sent (with GET).
    pub actie: String,
    /// What was searched for.
    pub zoek: String,
    /// Affiliated providers that were found.
    pub gevonden: Vec<Gevonden>,
    /// The names of those that were found, and are affiliated no more.
    pub voorbij: Vec<String>,
    /// Where to go instead, when the provider is not there.
    pub elders: Vec<Blok>,
    /// The way back.
    pub terug: Option<Koppeling>,
}

/// A provider whose form opens.
#[derive(Debug, Clone, Default)]
pub struct Gevonden {
    /// Its name.
    pub naam: String,
    /// Its town.
    pub waar: String,
    /// Its complaint form.
    pub url: String,
}

/// The page.
pub fn pagina(huis: &Huisstijl, m: &KiesAanbieder) -> Markup {
    let document = Publiek {
        titel: Titel::new("Over welke zorgaanbieder gaat uw klacht?"),
        terug: m.terug.clone().map(Terug),
        ..Publiek::default()
    };
    let inhoud = html! {
        h1.govuk-heading-l { "Over welke zorgaanbieder gaat uw klacht?" }
        form.kl-zoek action=(m.actie) method="get" role="search" {
            div.govuk-form-group {
                label."govuk-label"."govuk-label--m" for="zoek" { "Zoek de zorgaanbieder" }
                div.govuk-hint #zoek-hint { "Typ een naam of plaats. Een AGB-code of KvK-nummer mag ook." }
                input."govuk-input"."govuk-input--width-20" #zoek name="zoek" type="search" value=(m.zoek)
                    autocomplete="off" aria-describedby="zoek-hint";
            }
            div.kl-knoppen { button.govuk-button type="submit" { "Zoeken" } }
        }
        @if !m.zoek.is_empty() { (uitkomst(m)) }
    };
    document.om(huis, met_hulp(huis, None, &inhoud))
}

fn uitkomst(m: &KiesAanbieder) -> Markup {
    html! {
        section aria-labelledby="lijst-kop" {
            h2.govuk-heading-m #lijst-kop {
                @match m.gevonden.len() {
                    0 => "Deze zorgaanbieder is niet bij ons aangesloten",
                    1 => "1 zorgaanbieder gevonden",
                    n => { (n) " zorgaanbieders gevonden" }
                }
            }
            @if !m.gevonden.is_empty() {
                p.govuk-body { "Kies de zorgaanbieder. Dan kunt u uw klacht vertellen." }
                ul.kl-lijst {
                    @for a in &m.gevonden {
                        li { span { a.govuk-link href=(a.url) { strong { (a.naam) } } @if !a.waar.is_empty() { small { (a.waar) } } } }
                    }
                }
            }
            @for naam in &m.voorbij { p.govuk-body { (naam) " is niet meer bij ons aangesloten." } }
            @if m.gevonden.is_empty() {
                p.govuk-body { "Er is geen klacht ingediend. Kijk of u het goed typte. Of typ alleen het begin." }
            }
            @if m.gevonden.is_empty() || !m.voorbij.is_empty() { @for blok in &m.elders { (blok) } }
        }
    }
}
