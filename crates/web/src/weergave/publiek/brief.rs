//! A letter or message, read on the screen.

use maud::{Markup, html};

use super::met_zijkant;
use crate::componenten::{
    Icoon, Knop, brief::Brief, document::Publiek, formulier::Formulier, terug::Terug, titel::Titel,
};
use crate::huisstijl::{Huisstijl, Koppeling};

/// A letter.
#[derive(Debug, Clone, Default)]
pub struct Briefpagina {
    /// The number of the complaint.
    pub nummer: String,
    /// The letter.
    pub brief: Brief,
    /// The same as PDF: "Open de brief als PDF (2 bladzijden)".
    pub pdf: Option<Koppeling>,
    /// What can be done with it: react, for instance.
    pub knoppen: Vec<Knop>,
    /// Back to "Mijn klacht".
    pub mijn_klacht_url: String,
    /// Where "Pagina afsluiten" is posted to.
    pub afsluiten: Option<Formulier>,
}

/// A letter.
pub fn pagina(huis: &Huisstijl, m: &Briefpagina) -> Markup {
    let document = Publiek {
        titel: Titel::new(&m.brief.kop).deel("Mijn klacht"),
        terug: Some(Terug(Koppeling::new("Terug naar mijn klacht", &m.mijn_klacht_url))),
        afsluiten: m.afsluiten.clone(),
        ..Publiek::default()
    };
    let inhoud = html! {
        h1.govuk-heading-l { (m.brief.kop) }
        (m.brief)
        @if !m.knoppen.is_empty() { div.kl-knoppen { @for k in &m.knoppen { (k) } } }
    };
    let meer = html! {
        @if let Some(pdf) = &m.pdf {
            p.govuk-body { span.kl-metIcoon { (Icoon::Ophalen) a.govuk-link href=(pdf.url) { (pdf.tekst) } } }
        }
    };
    document.om(huis, met_zijkant(huis, Some(&m.nummer), &inhoud, &meer))
}
