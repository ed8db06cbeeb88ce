//! The jobs of a provider: what waits, what somebody is doing, what failed and when it is tried again.
//!
//! Always holds: nothing about anybody, and no dossier; what failed comes with what it means and what to do.

use maud::{Markup, html};

use crate::componenten::{
    Linkknop,
    document::Werkplek,
    formulier::Formulier,
    melding::Melding,
    tabel::{Kolom, Tabel},
    titel::Titel,
    vak::kaart,
    werkbalk::Werkbalk,
};

/// A job.
#[derive(Debug, Clone)]
pub struct Taakregel {
    /// What it does.
    pub wat: String,
    /// "Mislukt", "Wacht", "Bezig", "Klaar".
    pub stand: String,
    /// When it is (tried again), or was.
    pub wanneer: Markup,
    /// How often it was tried.
    pub pogingen: u32,
    /// Why it failed last, in words.
    pub fout: Option<String>,
    /// What is sent to have it tried now; `None` when that cannot be.
    pub probeer: Option<String>,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Taken {
    /// How many failed and wait for another attempt.
    pub mislukt: usize,
    /// Those that are not done.
    pub open: Vec<Taakregel>,
    /// Those that were done last.
    pub klaar: Vec<Taakregel>,
    /// Where "try now" is sent.
    pub formulier: Formulier,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// The page.
pub fn pagina(balk: &Werkbalk, m: &Taken) -> Markup {
    let document =
        Werkplek { titel: Titel::new("Taken"), melding: m.melding.clone(), ..Werkplek::default() };
    document.om(
        balk,
        html! {
            h1."govuk-heading-l"."govuk-!-margin-top-4" { "Taken" }
            p.govuk-body {
                "Dit doet het programma zelf: brieven klaarzetten, lijsten bijwerken, herinneren, opruimen. "
                (stand(m.mislukt))
            }
            (kaart("open-kop", "Wat nog moet", open(m)))
            (kaart("klaar-kop", "Wat klaar is", klaar(m)))
        },
    )
}

fn stand(mislukt: usize) -> Markup {
    html! {
        @match mislukt {
            0 => "Er is niets mislukt. U hoeft niets te doen.",
            1 => strong { "Eén taak is mislukt. Die wordt vanzelf opnieuw geprobeerd." },
            n => strong { (n) " taken zijn mislukt. Die worden vanzelf opnieuw geprobeerd." },
        }
    }
}

fn open(m: &Taken) -> Markup {
    if m.open.is_empty() {
        return html! { p."govuk-body"."govuk-!-margin-bottom-0" { "Er wacht geen taak." } };
    }
    let tabel = Tabel {
        bijschrift: "Taken die nog niet klaar zijn, wat het eerst komt bovenaan".to_owned(),
        kolommen: ["Taak", "Stand", "Wanneer", "Pogingen", "Wat er misging", "Nu"]
            .into_iter()
            .map(Kolom::new)
            .collect(),
        rijen: m
            .open
            .iter()
            .map(|t| {
                vec![
                    html! { (t.wat) },
                    html! { @if t.fout.is_some() { strong { (t.stand) } } @else { (t.stand) } },
                    t.wanneer.clone(),
                    html! { (t.pogingen) },
                    html! { (t.fout.as_deref().unwrap_or("–")) },
                    html! {
                        @match &t.probeer {
                            Some(id) => (Linkknop {
                                verborgen: Some(t.wat.clone()),
                                ..Linkknop::new("Probeer nu", "taak", id)
                            }),
                            None => "–",
                        }
                    },
                ]
            })
            .collect(),
    };
    m.formulier.om(html! { (tabel) })
}

fn klaar(m: &Taken) -> Markup {
    if m.klaar.is_empty() {
        return html! { p."govuk-body"."govuk-!-margin-bottom-0" { "Er is nog geen taak klaar." } };
    }
    let tabel = Tabel {
        bijschrift: "Taken die klaar zijn, de laatste eerst".to_owned(),
        kolommen: ["Taak", "Klaar op", "Pogingen"].into_iter().map(Kolom::new).collect(),
        rijen: m
            .klaar
            .iter()
            .map(|t| vec![html! { (t.wat) }, t.wanneer.clone(), html! { (t.pogingen) }])
            .collect(),
    };
    html! { (tabel) }
}
