//! The complaint is in: number, code, and what happens next with dates.

use maud::{Markup, html};

use super::met_zijkant;
use crate::componenten::{Icoon, Knop, document::Publiek, stappen::Stappen, titel::Titel};
use crate::huisstijl::{Huisstijl, Koppeling};

/// The complaint is in.
#[derive(Debug, Clone, Default)]
pub struct Bevestiging {
    /// The number: "K-2026-0143".
    pub nummer: String,
    /// The code, in groups: "7KPM 4XQR 9TWC".
    pub code: String,
    /// Where number and code are asked for.
    pub mijn_klacht_url: String,
    /// What happens next, with dates.
    pub stappen: Stappen,
    /// The confirmation as PDF.
    pub pdf: Option<Koppeling>,
}

/// The complaint is in.
pub fn pagina(huis: &Huisstijl, m: &Bevestiging) -> Markup {
    let document =
        Publiek { titel: Titel::new("Wij hebben uw klacht ontvangen"), ..Publiek::default() };
    let inhoud = html! {
        div.kl-status {
            h1.govuk-heading-l { "Wij hebben uw klacht ontvangen" }
            dl.kl-gegevens {
                div { dt { "Nummer van uw klacht" } dd.kl-nowrap { (m.nummer) } }
                div { dt { "Uw code" } dd.kl-code { (m.code) } }
            }
        }
        p.govuk-body { strong { "Bewaar dit nummer en deze code goed." } " Schrijf ze op, of print deze pagina. Met het nummer en de code ziet u hoe het gaat met uw klacht." }
        p.govuk-body { "Geef de code alleen aan mensen die uw klacht mogen lezen." }
        div."kl-knoppen"."govuk-!-margin-bottom-7" { (Knop::hoofd("Naar mijn klacht").naar(&m.mijn_klacht_url)) }
        h2.govuk-heading-m { "Wat gebeurt er nu?" }
        (m.stappen)
        h2.govuk-heading-m { "Wilt u toch niet verder?" }
        p.govuk-body { "U mag altijd stoppen. Dat doet u op de pagina Mijn klacht." }
    };
    let meer = html! {
        @if let Some(pdf) = &m.pdf {
            p.govuk-body { span.kl-metIcoon { (Icoon::Printer) a.govuk-link href=(pdf.url) { (pdf.tekst) } } }
        }
    };
    document.om(huis, met_zijkant(huis, Some(&m.nummer), &inhoud, &meer))
}
