//! Somebody else acted first: what changed, and what was typed, so that nothing is lost.

use maud::{Markup, html};

use super::dossierkop::Dossierkop;
use crate::componenten::{
    Knop,
    document::Werkplek,
    formulier::Formulier,
    melding::{Melding, Toon},
    overzicht::{Overzicht, Regel},
    tekst,
    tijdlijn::Tijdlijn,
    vak::kaart,
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// Somebody else acted first.
#[derive(Debug, Clone, Default)]
pub struct Conflict {
    /// The head of the dossier as it is now, without acts and tabs.
    pub kop: Dossierkop,
    /// The act that was meant: "Oordeel geven".
    pub naam: String,
    /// What happened meanwhile.
    pub veranderd: Tijdlijn,
    /// What was typed: name of the field and value.
    pub getypt: Vec<(String, String)>,
    /// Is the act still allowed? Otherwise why not, with its article.
    pub geweigerd: Option<String>,
    /// Goes back to the form, with what was typed unseen and the new version.
    pub formulier: Formulier,
    /// Back to the dossier.
    pub terug: Koppeling,
}

/// Somebody else acted first.
pub fn pagina(balk: &Werkbalk, m: &Conflict) -> Markup {
    let melding = Melding {
        toon: Toon::Belangrijk,
        kop: "Iemand anders deed net iets in dit dossier.".into(),
        uitleg: vec!["Wat u typte, is niet weg. Het is ook nog niet verwerkt.".into()],
    };
    let document = Werkplek {
        titel: m.kop.titel("intussen veranderd"),
        melding: Some(melding),
        boven: Some(html! { (m.kop) }),
    };
    let getypt = Overzicht {
        regels: (m.getypt.iter()).map(|(n, w)| Regel::new(n, tekst::getypt(w))).collect(),
    };
    document.om(
        balk,
        html! {
            div.kl-tabinhoud {
                (kaart("veranderd-kop", "Dit is er veranderd", html! { (m.veranderd) }))
                (kaart("getypt-kop", &format!("Dit wilde u doen: {}", m.naam), html! {
                    (getypt)
                    @match &m.geweigerd {
                        Some(reden) => {
                            p.kl-mist { "Dit kan nu niet meer. " (reden) }
                            div.kl-knoppen { (Knop::tweede(&m.terug.tekst).naar(&m.terug.url)) }
                        },
                        None => (m.formulier.om(html! {
                            div.kl-knoppen {
                                (Knop::hoofd("Ga verder met wat u typte"))
                                a.govuk-link href=(m.terug.url) { (m.terug.tekst) }
                            }
                        })),
                    }
                }))
            }
        },
    )
}
