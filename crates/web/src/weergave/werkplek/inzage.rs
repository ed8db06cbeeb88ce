//! Who looked: of one dossier as a tab of it, or for the data protection officer over the house.
//!
//! Always holds: it tells of people who looked, and nothing of what they read; what was refused stands
//! there too, with the reason.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{dossier, dossierkop::Dossierkop};
use crate::componenten::{
    Icoon, Knop, dag,
    document::Werkplek,
    stempel::{Stempel, Tint},
    tabel::{Kolom, Tabel},
    titel::Titel,
    veld::Lijst,
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// The page.
#[derive(Debug, Clone, Default)]
pub struct Inzagepagina {
    /// The head of the dossier; none over the house.
    pub kop: Option<Dossierkop>,
    /// What was chosen, and what can be chosen.
    pub keuze: Keuze,
    /// Who looked, newest first; `None` when nothing was chosen yet.
    pub regels: Option<Vec<Regel>>,
    /// What was chosen, in words: on paper the form is not there.
    pub gekozen: String,
    /// Which dossiers the lines are of, as a column of its own.
    pub met_nummer: bool,
    /// Older lines.
    pub ouder: Option<Koppeling>,
    /// The same, whole, for a spreadsheet.
    pub csv: Option<Koppeling>,
}

/// The choice.
#[derive(Debug, Clone, Default)]
pub struct Keuze {
    /// Where it is sent (with GET).
    pub actie: String,
    /// The number of a dossier; none where the page is of one.
    pub nummer: Option<String>,
    /// Who.
    pub persoon: Option<Lijst>,
    /// The first day, as it was given.
    pub van: String,
    /// The last day, as it was given.
    pub tot: String,
    /// What is wrong with it.
    pub fout: Option<String>,
}

/// A line, or a few that are alike.
#[derive(Debug, Clone)]
pub struct Regel {
    /// When; of a few the last.
    pub moment: DateTime,
    /// How many times that day.
    pub keer: u32,
    /// Who.
    pub wie: String,
    /// The role by which.
    pub grond: String,
    /// What was done.
    pub gedaan: String,
    /// Which document, as a short mark.
    pub stuk: Option<String>,
    /// The number of the dossier.
    pub nummer: String,
    /// Why it was refused.
    pub geweigerd: Option<String>,
}

impl Regel {
    fn cellen(&self, met_nummer: bool) -> Vec<Markup> {
        let mut cellen = vec![
            html! {
                (dag::moment(self.moment))
                @if self.keer > 1 { small { (self.keer) " keer op deze dag; dit was de laatste" } }
            },
            html! { (self.wie) " " small { (self.grond) } },
            html! {
                (self.gedaan)
                @if let Some(s) = &self.stuk { " " small { "stuk " (s) } }
            },
        ];
        if met_nummer {
            cellen.push(html! { span.kl-nowrap { (self.nummer) } });
        }
        cellen.push(match &self.geweigerd {
            None => html! { (Stempel::new("Getoond", Tint::Groen)) },
            Some(waarom) => {
                html! { (Stempel::new("Geweigerd", Tint::Rood)) " " small { (waarom) } }
            }
        });
        cellen
    }
}

/// The page.
pub fn pagina(balk: &Werkbalk, m: &Inzagepagina) -> Markup {
    let inhoud = html! {
        (keuze(&m.keuze, m.kop.is_some()))
        @match &m.regels {
            None => p.govuk-body { "Kies een nummer of een persoon." },
            Some(regels) => (lijst(m, regels)),
        }
    };
    match &m.kop {
        Some(kop) => dossier::tab(
            balk,
            kop,
            None,
            NAAM,
            html! {
                h2.govuk-heading-m { "Wie keek in dit dossier?" }
                (inhoud)
            },
        ),
        None => {
            let document = Werkplek { titel: Titel::new(NAAM), ..Werkplek::default() };
            document.om(balk, html! {
                div.kl-weergaven { h1."govuk-heading-l"."govuk-!-margin-bottom-0" { "Wie keek in welk dossier?" } }
                p.govuk-body {
                    "Elke keer dat iemand iets van een klacht ziet, vindt of meeneemt, staat hier. "
                    "U ziet wie keek, en niets van de klacht zelf."
                }
                (inhoud)
            })
        }
    }
}

/// The name of the tab and of the page.
pub const NAAM: &str = "Wie keek er";

fn keuze(k: &Keuze, tab: bool) -> Markup {
    html! {
        form.kl-rapportkeuze action=(k.actie) method="get" aria-label="Kies wat u ziet" {
            @if let Some(fout) = &k.fout {
                p."govuk-error-message" { span.govuk-visually-hidden { "Fout: " } (fout) }
            }
            div.kl-filterbalk {
                @if let (Some(nummer), false) = (&k.nummer, tab) {
                    (vak("nummer", "Nummer van de klacht", None, nummer))
                }
                @if let Some(p) = &k.persoon { (p) }
                (vak("van", "Vanaf", Some(ZOALS), &k.van))
                (vak("tot", "Tot en met", Some(ZOALS), &k.tot))
                div."kl-knoppen"."govuk-!-margin-top-0" { (Knop::tweede("Toon")) }
            }
        }
    }
}

/// How a day is typed. The field for days of a browser shows no focus on its button, and speaks the
/// language of the browser.
const ZOALS: &str = "zoals 23-11-2026";

fn vak(naam: &str, label: &str, hint: Option<&str>, waarde: &str) -> Markup {
    let hint_id = format!("{naam}-hint");
    html! {
        div.govuk-form-group {
            label.govuk-label for=(naam) { (label) }
            @if let Some(h) = hint { div.govuk-hint id=(hint_id) { (h) } }
            input.govuk-input id=(naam) name=(naam) type="text" value=(waarde) autocomplete="off"
                aria-describedby=[hint.map(|_| &hint_id)];
        }
    }
}

fn lijst(m: &Inzagepagina, regels: &[Regel]) -> Markup {
    let koppen = ["Wanneer", "Wie", "Wat"];
    let koppen = koppen.into_iter().chain(m.met_nummer.then_some("Klacht")).chain(["Uitkomst"]);
    let tabel = Tabel {
        bijschrift: format!("{}De nieuwste staat bovenaan", m.gekozen),
        kolommen: koppen.map(Kolom::new).collect(),
        rijen: regels.iter().map(|r| r.cellen(m.met_nummer)).collect(),
    };
    html! {
        @if regels.is_empty() {
            p.govuk-body { "In deze periode keek niemand." }
        } @else {
            div.kl-tabelblok { (tabel) }
        }
        @if let Some(o) = &m.ouder { p.govuk-body { a.govuk-link href=(o.url) { (o.tekst) } } }
        @if let Some(c) = &m.csv {
            p."govuk-body"."kl-geen-afdruk" { span.kl-metIcoon { (Icoon::Ophalen) a.govuk-link href=(c.url) { (c.tekst) } } }
        }
    }
}
