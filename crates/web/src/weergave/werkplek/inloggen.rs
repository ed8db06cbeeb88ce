//! Log in.
//!
//! Always holds: a wrong address and a wrong password give the same sentence; a password is never
//! sent back.

use maud::{Markup, html};

use crate::componenten::{
    Knop,
    document::Werkplek,
    formulier::Formulier,
    foutoverzicht::{Fout, Foutoverzicht},
    melding::Melding,
    titel::Titel,
    veld::{Tekstsoort, Tekstveld, Veldkop},
};
use crate::huisstijl::Huisstijl;

/// Log in.
#[derive(Debug, Clone, Default)]
pub struct Inloggen {
    /// Where it goes; the fields are `email` and `wachtwoord`.
    pub formulier: Formulier,
    /// The address as typed.
    pub email: String,
    /// What is wrong.
    pub fout: Option<String>,
    /// What just happened: "U bent uitgelogd."
    pub melding: Option<Melding>,
}

/// What to say when address and password do not belong together.
pub const KLOPT_NIET: &str = "Het e-mailadres of het wachtwoord klopt niet. Probeer het opnieuw.";

/// Log in.
pub fn pagina(huis: &Huisstijl, m: &Inloggen) -> Markup {
    let fouten = Foutoverzicht(
        (m.fout.iter()).map(|zin| Fout { anker: Some("email".into()), zin: zin.clone() }).collect(),
    );
    let email = Tekstveld::new(Veldkop::new("email", "E-mailadres"))
        .waarde(&m.email)
        .soort(Tekstsoort::Email)
        .aanvullen("username");
    let wachtwoord = Tekstveld::new(Veldkop::new("wachtwoord", "Wachtwoord"))
        .soort(Tekstsoort::Wachtwoord)
        .aanvullen("current-password");
    let document = Werkplek {
        titel: Titel::new("Inloggen").met_fout(!fouten.is_leeg()),
        melding: m.melding.clone(),
        ..Werkplek::default()
    };
    document.zonder_balk(
        huis,
        html! {
            div."kl-kaart"."kl-inlog" {
                (fouten.met_kop("U bent niet ingelogd"))
                h1.govuk-heading-l { "Inloggen" }
                p.govuk-body { "Voor medewerkers, de directie en de klachtencommissie." }
                (m.formulier.om(html! {
                    (email) (wachtwoord)
                    (Knop::hoofd("Inloggen"))
                }))
                p."govuk-body"."govuk-!-margin-top-4" {
                    "Bent u cliënt of naaste? Ga naar " a.govuk-link href=(huis.start_url) { "de pagina over klachten" } "."
                }
            }
        },
    )
}
