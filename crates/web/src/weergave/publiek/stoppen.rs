//! Stop with the complaint: what it means, and a second look before it happens.

use maud::{Markup, html};

use super::met_hulp;
use crate::componenten::{
    Knop,
    document::Publiek,
    formulier::Formulier,
    tekst::Zinnen,
    terug::Terug,
    titel::Titel,
    veld::{Tekstvak, Veldkop},
};
use crate::huisstijl::{Huisstijl, Koppeling};

/// Stop with the complaint.
#[derive(Debug, Clone, Default)]
pub struct Stoppen {
    /// The number.
    pub nummer: String,
    /// What stopping means, a sentence each.
    pub gevolgen: Vec<Zinnen>,
    /// Where it goes; the field is `toelichting`.
    pub formulier: Formulier,
    /// What was typed.
    pub toelichting: String,
    /// Back to "Mijn klacht".
    pub mijn_klacht_url: String,
    /// Where "Pagina afsluiten" is posted to.
    pub afsluiten: Option<Formulier>,
}

/// Stop with the complaint.
pub fn pagina(huis: &Huisstijl, m: &Stoppen) -> Markup {
    let document = Publiek {
        titel: Titel::new("Wilt u stoppen met uw klacht?").deel("Mijn klacht"),
        terug: Some(Terug(Koppeling::new("Terug naar mijn klacht", &m.mijn_klacht_url))),
        afsluiten: m.afsluiten.clone(),
        ..Publiek::default()
    };
    let vak = Tekstvak::new(
        Veldkop::new("toelichting", "Wilt u vertellen waarom u stopt?")
            .hint("Dit hoeft niet. Wij kunnen ervan leren."),
    )
    .waarde(&m.toelichting)
    .regels(4);
    let inhoud = html! {
        h1.govuk-heading-l { "Wilt u stoppen met uw klacht?" }
        p.govuk-body { "Als u stopt, gebeurt dit:" }
        ul."govuk-list"."govuk-list--bullet" { @for z in &m.gevolgen { li { (z) } } }
        p.govuk-body { "Twijfelt u? Bel ons eerst. Dat mag altijd." }
        (m.formulier.om(html! {
            (vak)
            div.kl-knoppen {
                (Knop::gevaar("Ja, stop met mijn klacht"))
                (Knop::tweede("Nee, ga door").naar(&m.mijn_klacht_url))
            }
        }))
    };
    document.om(huis, met_hulp(huis, Some(&m.nummer), &inhoud))
}
