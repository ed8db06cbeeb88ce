//! The worklist: views first, filters second, the shortest legal deadline on top.
//!
//! Always holds: what is filtered is in the address and shown; "te laat" is said in words; a row
//! leads to its dossier.

use maud::{Markup, html};
use termijn::Datum;

use crate::componenten::{
    Icoon, Knop,
    bladzijden::Bladzijden,
    dag,
    document::Werkplek,
    filter::Chips,
    melding::Melding,
    stempel::{Stempel, Tint},
    tabel::{Kolom, Tabel},
    titel::Titel,
    veld::{Lijst, Tekstveld},
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// The worklist.
#[derive(Debug, Clone, Default)]
pub struct Werkvoorraad {
    /// "Werkvoorraad", or the name of a list.
    pub titel: String,
    /// Is it what a search found?
    pub gezocht: bool,
    /// How many dossiers this view and filter hold in all.
    pub aantal: u32,
    /// The order in words: "de kortste termijn staat bovenaan".
    pub volgorde: String,
    /// The views with their counts.
    pub weergaven: Chips,
    /// The filters.
    pub filter: Filter,
    /// Six columns as [`Rij`] fills them: complaint, complainant, place, state, next step, deadline.
    pub kolommen: [Kolom; 6],
    /// The rows of this page.
    pub rijen: Vec<Rij>,
    /// The pages.
    pub bladzijden: Bladzijden,
    /// Where a complaint is registered, for who may.
    pub nieuw_url: Option<String>,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// The filters of the list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where the choices are sent (with GET).
    pub actie: String,
    /// Choices that stay as they are: view and order.
    pub verborgen: Vec<(String, String)>,
    /// Search within the list.
    pub zoek: Option<Tekstveld>,
    /// The choices.
    pub lijsten: Vec<Lijst>,
    /// What is filtered on now; each link takes one filter away.
    pub actief: Vec<Koppeling>,
    /// Takes all filters away.
    pub wis_url: String,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Rij {
    /// The dossier.
    pub url: String,
    /// The subject.
    pub onderwerp: String,
    /// The number.
    pub nummer: String,
    /// The complainant's name.
    pub klager: String,
    /// Where it happened.
    pub locatie: String,
    /// Where it stands.
    pub stand: Stempel,
    /// What must be done next, and by whom.
    pub volgende: String,
    /// The legal deadline.
    pub uiterlijk: Option<Datum>,
    /// Days left; negative is too late.
    pub dagen: Option<i32>,
    /// Is it close?
    pub bijna: bool,
    /// Was somebody reminded of it?
    pub herinnerd: bool,
    /// Why that is the last day: the article first, then the arithmetic.
    pub waarom: Vec<String>,
}

impl Rij {
    fn cellen(&self) -> Vec<Markup> {
        vec![
            html! {
                a.govuk-link href=(self.url) { (if self.onderwerp.is_empty() { "Klacht zonder onderwerp" } else { &self.onderwerp }) }
                small.kl-nowrap { (self.nummer) }
            },
            html! { (self.klager) },
            html! { (self.locatie) },
            html! { (self.stand) },
            html! { (self.volgende) },
            html! {
                @if let Some(d) = self.uiterlijk {
                    (dag::kort_element(d)) " "
                    @if let Some(n) = self.dagen {
                        small.is-laat[n < 0].is-bijna[n >= 0 && self.bijna] { (dag::hoelang_nog(n)) }
                    }
                    @if self.herinnerd { " " (Stempel::new("Herinnering", Tint::Geel)) }
                    @if let Some((artikel, rekening)) = self.waarom.split_first() {
                        details.kl-rekensom {
                            summary { (artikel) span.govuk-visually-hidden { ": waarom deze dag, bij " (self.nummer) } }
                            ul { @for zin in rekening { li { (zin) } } }
                        }
                    }
                } @else { "geen" }
            },
        ]
    }
}

impl Filter {
    fn paneel(&self) -> Markup {
        html! {
            @if !self.lijsten.is_empty() {
                details."kl-kaart"."kl-filterpaneel" open[!self.actief.is_empty()] {
                    summary { "Filter de lijst" }
                    form action=(self.actie) method="get" aria-label="Filter de lijst" {
                        @for (naam, waarde) in &self.verborgen { input type="hidden" name=(naam) value=(waarde); }
                        div.kl-filterbalk {
                            @if let Some(zoek) = &self.zoek { (zoek) }
                            @for l in &self.lijsten { (l) }
                            div."kl-knoppen"."govuk-!-margin-top-0" { (Knop::hoofd("Filter")) }
                        }
                    }
                }
            }
            @if !self.actief.is_empty() {
                p."govuk-body"."kl-actief" {
                    "U ziet alleen: "
                    @for k in &self.actief {
                        a."govuk-link"."kl-actief__een" href=(k.url) {
                            (k.tekst) " " (Icoon::Kruis) span.govuk-visually-hidden { " (haal dit filter weg)" }
                        }
                        " "
                    }
                    a.govuk-link href=(self.wis_url) { "Wis alle filters" }
                }
            }
        }
    }
}

/// The worklist.
pub fn pagina(balk: &Werkbalk, m: &Werkvoorraad) -> Markup {
    let document = Werkplek {
        titel: Titel::new(format!("{} ({})", m.titel, m.aantal)),
        melding: m.melding.clone(),
        ..Werkplek::default()
    };
    document.om(
        balk,
        html! {
            div.kl-weergaven {
                h1."govuk-heading-l"."govuk-!-margin-bottom-0" { (m.titel) }
                @if let Some(url) = &m.nieuw_url { (Knop::hoofd("Nieuwe klacht").naar(url)) }
            }
            (m.weergaven)
            (m.filter.paneel())
            @if m.rijen.is_empty() { (leeg(m)) } @else { (tabel(m)) }
            div."govuk-!-margin-top-4" { (m.bladzijden) }
        },
    )
}

fn tabel(m: &Werkvoorraad) -> Tabel {
    let woord = if m.aantal == 1 { "klacht" } else { "klachten" };
    Tabel {
        bijschrift: format!("{} {woord}, {}", m.aantal, m.volgorde),
        kolommen: m.kolommen.to_vec(),
        rijen: m.rijen.iter().map(Rij::cellen).collect(),
    }
}

fn niets_gevonden() -> Markup {
    html! {
        div.kl-kaart {
            h2."govuk-heading-m"."kl-kaart__kop" { "Niets gevonden" }
            p.govuk-body {
                "Zoek op het nummer van een klacht, of op het begin van een naam: van de klager, of van over wie \
                 de klacht gaat. Hoofdletters en accenten maken niet uit."
            }
        }
    }
}

fn leeg(m: &Werkvoorraad) -> Markup {
    if m.gezocht {
        return niets_gevonden();
    }
    html! {
        div.kl-kaart {
            h2."govuk-heading-m"."kl-kaart__kop" { "Geen klachten in deze lijst" }
            @if m.filter.actief.is_empty() {
                p.govuk-body { "Er is hier nu niets te doen. Kijk ook bij de andere weergaven." }
            } @else {
                p.govuk-body { "Er staat wel een filter aan. " a.govuk-link href=(m.filter.wis_url) { "Wis alle filters" } "." }
            }
        }
    }
}
