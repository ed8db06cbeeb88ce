//! Dossiers whose term of keeping has passed: which may go, what holds others back, and what went before.
//!
//! Always holds: what cannot be undone is said before it is done, and asks for a word of its own; a dossier
//! that may not go shows why, and has nothing to tick.

use maud::{Markup, html};

use crate::componenten::{
    Knop,
    document::Werkplek,
    formulier::Formulier,
    foutoverzicht::Foutoverzicht,
    melding::Melding,
    tabel::{Kolom, Tabel},
    titel::Titel,
    uitklap::Uitklap,
    vak::kaart,
    veld::Vinkjes,
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// A dossier whose term has passed.
#[derive(Debug, Clone)]
pub struct Voorbij {
    /// Its number, and where it is.
    pub dossier: Koppeling,
    /// What is sent when it is ticked: number and version.
    pub waarde: String,
    /// Was it ticked?
    pub gekozen: bool,
    /// Its last day of keeping, in words.
    pub tot: String,
    /// The article and the arithmetic, a sentence each.
    pub waarom: Vec<String>,
    /// Why it may not go.
    pub niet: Option<String>,
}

/// A dossier that went.
#[derive(Debug, Clone)]
pub struct Weg {
    /// The number that it had.
    pub nummer: String,
    /// When, in words.
    pub op: String,
    /// Who decided.
    pub door: String,
    /// The article, and the last day of keeping.
    pub grond: String,
    /// Is all of it gone?
    pub klaar: bool,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Bewaren {
    /// Those whose term has passed.
    pub voorbij: Vec<Voorbij>,
    /// Are there more than are shown?
    pub meer: bool,
    /// Those that went.
    pub weg: Vec<Weg>,
    /// Where the choice is sent.
    pub formulier: Formulier,
    /// The word that it asks for.
    pub akkoord: Vinkjes,
    /// What is wrong with what was sent.
    pub fouten: Foutoverzicht,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// The page.
pub fn pagina(balk: &Werkbalk, m: &Bewaren) -> Markup {
    let document = Werkplek {
        titel: Titel::new("Dossiers na hun bewaartermijn"),
        melding: m.melding.clone(),
        ..Werkplek::default()
    };
    let mag_weg = m.voorbij.iter().any(|v| v.niet.is_none());
    document.om(
        balk,
        html! {
            (m.fouten)
            h1."govuk-heading-l"."govuk-!-margin-top-4" { "Dossiers na hun bewaartermijn" }
            @if m.voorbij.is_empty() {
                p.govuk-body { "Er is nu geen dossier waarvan de bewaartermijn voorbij is. U hoeft niets te doen." }
            } @else {
                p.govuk-body { "Van deze dossiers is de bewaartermijn voorbij. Kijk of ze weg mogen." }
                p.govuk-body {
                    strong { "Wat u vernietigt, komt niet terug." }
                    " Ook niet uit een reservekopie. Wat blijft: het nummer, op welke dagen wat gebeurde, en de cijfers voor verslagen. Er blijft geen naam en geen tekst."
                }
                (m.formulier.om_met_klasse(Some("govuk-!-margin-bottom-6"), html! {
                    (lijst(m))
                    @if m.meer { p.govuk-body { "Er zijn er meer. Na deze ziet u de volgende." } }
                    @if mag_weg {
                        (m.akkoord)
                        div.kl-knoppen { (Knop::gevaar("Vernietig de gekozen dossiers")) }
                    }
                }))
            }
            (kaart("weg-kop", "Wat is vernietigd", weg(m)))
        },
    )
}

fn lijst(m: &Bewaren) -> Markup {
    html! {
        fieldset.govuk-fieldset {
            legend."govuk-fieldset__legend"."govuk-fieldset__legend--m" { "Welke dossiers mogen weg?" }
            div.govuk-checkboxes data-module="govuk-checkboxes" {
                @for (i, v) in m.voorbij.iter().enumerate() { (dossier(i, v)) }
            }
        }
    }
}

fn dossier(i: usize, v: &Voorbij) -> Markup {
    let id = if i == 0 { "dossier".to_owned() } else { format!("dossier-{}", i + 1) };
    let hint = format!("{id}-hint");
    html! {
        div.kl-bewaar {
            @if let Some(niet) = &v.niet {
                p."govuk-body"."govuk-!-margin-bottom-1" {
                    a.govuk-link href=(v.dossier.url) { (v.dossier.tekst) }
                    ", bewaard tot en met " (v.tot)
                }
                p."govuk-body"."govuk-!-margin-bottom-1" { strong { (niet) } }
            } @else {
                div.govuk-checkboxes__item {
                    input.govuk-checkboxes__input type="checkbox" id=(id) name="dossier" value=(v.waarde)
                        checked[v.gekozen] aria-describedby=(hint);
                    label."govuk-label"."govuk-checkboxes__label" for=(id) { (v.dossier.tekst) }
                    div."govuk-hint"."govuk-checkboxes__hint" id=(hint) {
                        "Bewaard tot en met " (v.tot) ". "
                        a.govuk-link href=(v.dossier.url) { "Bekijk het dossier" span.govuk-visually-hidden { " " (v.dossier.tekst) } }
                    }
                }
            }
            (Uitklap::new(format!("Waarom tot dan? ({})", v.dossier.tekst), html! {
                @for zin in &v.waarom { p."govuk-body"."govuk-!-margin-bottom-1" { (zin) } }
            }))
        }
    }
}

fn weg(m: &Bewaren) -> Markup {
    if m.weg.is_empty() {
        return html! { p."govuk-body"."govuk-!-margin-bottom-0" { "Er is nog geen dossier vernietigd." } };
    }
    let cel = |tekst: &str| html! { (tekst) };
    let tabel = Tabel {
        bijschrift: "Vernietigde dossiers, het laatste eerst".to_owned(),
        kolommen: ["Nummer", "Besloten op", "Door", "Op grond van", "Stand"]
            .into_iter()
            .map(Kolom::new)
            .collect(),
        rijen: m
            .weg
            .iter()
            .map(|w| {
                let stand = if w.klaar { "Vernietigd" } else { "Wordt vernietigd" };
                [&w.nummer, &w.op, &w.door, &w.grond, stand].map(cel).into()
            })
            .collect(),
    };
    html! { (tabel) }
}
