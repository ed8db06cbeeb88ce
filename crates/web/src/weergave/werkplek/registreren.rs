//! Register a complaint that came by letter, by e-mail or by phone.

use maud::{Markup, html};

use crate::componenten::{
    Knop,
    document::Werkplek,
    formulier::Formulier,
    foutoverzicht::{Fout, Foutoverzicht},
    kruimels::Kruimels,
    tekst::Zinnen,
    titel::Titel,
    vak::{kaart, kaart_met_klasse},
    veld::{self, Veld},
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// Register a complaint.
#[derive(Debug, Clone, Default)]
pub struct Registreren {
    /// The fields by subject: heading and fields.
    pub delen: Vec<(String, Vec<Veld>)>,
    /// Errors that belong to no field.
    pub fouten: Vec<String>,
    /// Dossiers that look like this one: registering twice is easily done.
    pub lijkt_op: Vec<Koppeling>,
    /// What to know: "Een telefoontje is nog geen klacht, artikel 1 lid 1 sub d."
    pub weten: Vec<Zinnen>,
    /// Where it goes.
    pub formulier: Formulier,
    /// The primary button.
    pub knop: String,
    /// Back to the worklist.
    pub terug: Koppeling,
}

/// Register a complaint.
pub fn pagina(balk: &Werkbalk, m: &Registreren) -> Markup {
    let los = m.fouten.iter().map(|zin| Fout { anker: None, zin: zin.clone() });
    let in_velden = m.delen.iter().flat_map(|(_, v)| veld::fouten(v).0);
    let fouten = Foutoverzicht(los.chain(in_velden).collect());
    let document = Werkplek {
        titel: Titel::new("Nieuwe klacht").met_fout(!fouten.is_leeg()),
        ..Werkplek::default()
    };
    let draagt = m.delen.iter().flat_map(|(_, v)| v).any(Veld::draagt_bestand);
    let formulier = m.formulier.clone().met_enter(&m.knop);
    let formulier = if draagt { formulier.met_bestanden() } else { formulier };
    document.om(
        balk,
        html! {
            (Kruimels { boven: vec![m.terug.clone()], hier: "Nieuwe klacht".into() })
            (fouten)
            h1.govuk-heading-l { "Nieuwe klacht" }
            div.kl-dossier {
                (formulier.om(html! {
                    @for (i, (kop, velden)) in m.delen.iter().enumerate() {
                        (kaart(&format!("deel-{}", i + 1), kop, html! { @for v in velden { (v) } }))
                    }
                    div.kl-knoppen { (Knop::hoofd(&m.knop)) a.govuk-link href=(m.terug.url) { "Stop zonder te bewaren" } }
                }))
                aside aria-label="Goed om te weten" {
                    @if !m.lijkt_op.is_empty() {
                        (kaart_met_klasse("kl-kaart kl-kaart--let-op", "lijkt-kop", "Bestaat deze klacht al?", html! {
                            ul."govuk-list"."govuk-list--bullet" { @for k in &m.lijkt_op { li { a.govuk-link href=(k.url) { (k.tekst) } } } }
                        }))
                    }
                    @if !m.weten.is_empty() {
                        (kaart_met_klasse("kl-kaart kl-kaart--zacht", "weten-kop", "Goed om te weten", html! {
                            @for z in &m.weten { p.govuk-body { (z) } }
                        }))
                    }
                }
            }
        },
    )
}
