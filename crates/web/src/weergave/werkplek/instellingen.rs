//! Own settings of a member of staff.

use maud::{Markup, html};

use crate::componenten::{
    Knop,
    document::Werkplek,
    formulier::Formulier,
    melding::Melding,
    overzicht::Overzicht,
    titel::Titel,
    vak::kaart,
    veld::{self, Veld},
    werkbalk::Werkbalk,
};

/// Own settings.
#[derive(Debug, Clone, Default)]
pub struct Instellingen {
    /// Name, role, address: what somebody else sets.
    pub account: Overzicht,
    /// What can be set: the shortcut, the filter that stays open.
    pub velden: Vec<Veld>,
    /// Where it goes.
    pub formulier: Formulier,
    /// A new password: its fields and where it goes.
    pub wachtwoord: Option<(Vec<Veld>, Formulier)>,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// Own settings.
pub fn pagina(balk: &Werkbalk, m: &Instellingen) -> Markup {
    let mut fouten = veld::fouten(&m.velden);
    if let Some((velden, _)) = &m.wachtwoord {
        fouten.0.extend(veld::fouten(velden).0);
    }
    let document = Werkplek {
        titel: Titel::new("Mijn instellingen").met_fout(!fouten.is_leeg()),
        melding: m.melding.clone(),
        ..Werkplek::default()
    };
    document.om(
        balk,
        html! {
            div.kl-smal {
                (fouten)
                h1.govuk-heading-l { "Mijn instellingen" }
                (kaart("account-kop", "Uw account", html! { (m.account) }))
                @if !m.velden.is_empty() {
                    (kaart("voorkeur-kop", "Uw voorkeuren", m.formulier.om(html! {
                        @for v in &m.velden { (v) }
                        (Knop::hoofd("Bewaar"))
                    })))
                }
                @if let Some((velden, formulier)) = &m.wachtwoord {
                    (kaart("wachtwoord-kop", "Uw wachtwoord", formulier.om(html! {
                        @for v in velden { (v) }
                        (Knop::tweede("Verander uw wachtwoord"))
                    })))
                }
            }
        },
    )
}
