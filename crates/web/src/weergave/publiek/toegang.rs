//! Come back with number and code.
//!
//! Always holds: pasting works, spaces and small letters do not matter (the handler takes care), there
//! is no puzzle; a wrong number and a wrong code give the same sentence, so that neither is betrayed.

use maud::{Markup, html};

use super::met_hulp;
use crate::componenten::{
    Knop,
    document::Publiek,
    formulier::Formulier,
    foutoverzicht::{Fout, Foutoverzicht},
    melding::Melding,
    terug::Terug,
    titel::Titel,
    uitklap::Uitklap,
    veld::{self, Tekstsoort, Tekstveld, Veld, Veldkop},
};
use crate::huisstijl::{Huisstijl, Koppeling};

/// Number and code.
#[derive(Debug, Clone, Default)]
pub struct Toegang {
    /// Where it goes; the fields are `nummer` and `code`.
    pub formulier: Formulier,
    /// The number as typed.
    pub nummer: String,
    /// What is wrong with the number.
    pub fout_nummer: Option<String>,
    /// What is wrong with the code.
    pub fout_code: Option<String>,
    /// What is wrong with both together: they do not belong to each other, or too many attempts.
    pub fout: Option<String>,
    /// What just happened: "U hebt de pagina afgesloten."
    pub melding: Option<Melding>,
    /// The way back.
    pub terug: Option<Koppeling>,
}

/// What to say when number and code do not belong together.
pub const KLOPT_NIET: &str = "Het nummer en de code horen niet bij elkaar. Kijk ze nog eens na.";

/// Number and code.
pub fn pagina(huis: &Huisstijl, m: &Toegang) -> Markup {
    let nummer: Veld = Tekstveld::new(
        Veldkop::new("nummer", "Nummer van uw klacht")
            .hint("Bijvoorbeeld: K-2026-0143")
            .fout(m.fout_nummer.as_ref()),
    )
    .waarde(&m.nummer)
    .soort(Tekstsoort::Code)
    .breed(20)
    .into();
    let code: Veld = Tekstveld::new(
        Veldkop::new("code", "Uw code")
            .hint("De code heeft 12 tekens. Hoofdletters en spaties maken niet uit.")
            .fout(m.fout_code.as_ref()),
    )
    .soort(Tekstsoort::Code)
    .breed(20)
    .into();
    let velden = [nummer, code];
    let mut fouten = veld::fouten(&velden);
    fouten.0.extend(
        m.fout.iter().map(|zin| Fout { anker: Some("nummer".to_owned()), zin: zin.clone() }),
    );
    let document = Publiek {
        titel: Titel::new("Mijn klacht bekijken").met_fout(!fouten.is_leeg()),
        terug: m.terug.clone().map(Terug),
        melding: m.melding.clone(),
        ..Publiek::default()
    };
    document.om(huis, met_hulp(huis, None, &inhoud(huis, m, &fouten, &velden)))
}

fn inhoud(huis: &Huisstijl, m: &Toegang, fouten: &Foutoverzicht, velden: &[Veld]) -> Markup {
    let bel = huis.telefoon.as_ref().map_or_else(String::new, |t| format!(" Bel {}.", t.leesbaar));
    html! {
        (fouten)
        h1.govuk-heading-l { "Mijn klacht bekijken" }
        p.govuk-body { "U kreeg een nummer en een code toen u uw klacht indiende. Ze staan ook in onze brief of e-mail." }
        (m.formulier.om(html! {
            @for v in velden { (v) }
            div.kl-knoppen { (Knop::hoofd("Bekijk mijn klacht")) }
        }))
        (Uitklap::new("Ik ben mijn nummer of code kwijt", html! {
            "Wij kunnen u een nieuwe code geven." (bel) " Wij vragen u dan een paar dingen. Zo weten wij dat u het bent."
        }))
    }
}
