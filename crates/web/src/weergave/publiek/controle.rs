//! Check your answers, before sending.

use maud::{Markup, html};

use super::met_hulp;
use crate::componenten::{
    Knop, Linkknop,
    document::Publiek,
    formulier::Formulier,
    foutoverzicht::{Fout, Foutoverzicht},
    overzicht::Overzicht,
    tekst::Zinnen,
    terug::Terug,
    titel::Titel,
};
use crate::huisstijl::{Huisstijl, Koppeling};

/// All answers.
#[derive(Debug, Clone, Default)]
pub struct Controle {
    /// The process, for the title: "Klacht indienen".
    pub proces: String,
    /// Answers by subject: heading and rows.
    pub delen: Vec<(String, Overzicht)>,
    /// What is still missing, with the question where it can be answered.
    pub ontbreekt: Vec<Koppeling>,
    /// What sending means: "U geeft ons toestemming om uw klacht te lezen."
    pub gevolgen: Vec<Zinnen>,
    /// Where it goes.
    pub formulier: Formulier,
    /// The primary button: "Klacht versturen".
    pub knop: String,
    /// The way back.
    pub terug: Option<Koppeling>,
}

/// Check your answers.
pub fn pagina(huis: &Huisstijl, m: &Controle) -> Markup {
    let document = Publiek {
        titel: Titel::new("Controleer uw antwoorden")
            .met_fout(!m.ontbreekt.is_empty())
            .deel(&m.proces),
        terug: m.terug.clone().map(Terug),
        ..Publiek::default()
    };
    let ontbreekt = Foutoverzicht(
        (m.ontbreekt.iter().enumerate())
            .map(|(i, k)| Fout { anker: Some(format!("ontbreekt-{i}")), zin: k.tekst.clone() })
            .collect(),
    );
    let inhoud = html! {
        (ontbreekt.met_kop("Er mist nog iets"))
        h1.govuk-heading-l { "Controleer uw antwoorden" }
        @for (i, k) in m.ontbreekt.iter().enumerate() {
            p.govuk-error-message id={ "ontbreekt-" (i) } tabindex="-1" {
                span.govuk-visually-hidden { "Fout: " }
                (k.tekst) " " a.govuk-link href=(k.url) { "Vul dit nu in" span.govuk-visually-hidden { ": " (k.tekst) } }
            }
        }
        @for (kop, rijen) in &m.delen {
            h2.govuk-heading-m { (kop) }
            (rijen)
        }
        h2.govuk-heading-m { "Uw klacht versturen" }
        @for z in &m.gevolgen { p.govuk-body { (z) } }
        (m.formulier.om(html! {
            div.kl-knoppen { (Knop::hoofd(&m.knop)) }
            p."govuk-body"."govuk-!-margin-top-3" { (Linkknop::new("Later verder gaan", "keuze", "later")) }
        }))
    };
    document.om(huis, met_hulp(huis, None, &inhoud))
}
