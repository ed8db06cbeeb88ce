//! The letters and documents of a dossier, and which letters cannot be sent yet.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{dossier, dossierkop::Dossierkop};
use crate::componenten::{
    Icoon, Knop, dag,
    formulier::Formulier,
    melding::Melding,
    stempel::Stempel,
    tabel::{Kolom, Tabel},
    veld::{Bestand, Veldkop},
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// The letters and documents of a dossier.
#[derive(Debug, Clone, Default)]
pub struct Documenten {
    /// The head of the dossier.
    pub kop: Dossierkop,
    /// Which tab: "brieven" or "documenten".
    pub tab: String,
    /// Letters.
    pub brieven: Vec<Briefregel>,
    /// Documents.
    pub stukken: Vec<Stukregel>,
    /// Where a file is added; none for who may not.
    pub toevoegen: Option<Formulier>,
    /// What is wrong with the file: what is allowed.
    pub fout: Option<String>,
    /// All that was exchanged, in one file for the dispute body.
    pub bundel: Option<Koppeling>,
    /// A rule to know: papers on a complaint do not go into the care file, with its article.
    pub regel: Option<String>,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// A letter.
#[derive(Debug, Clone)]
pub struct Briefregel {
    /// What it is: "Ontvangstbevestiging".
    pub naam: String,
    /// To whom.
    pub aan: String,
    /// Draft, sent, released, not complete.
    pub stand: Stempel,
    /// When it was made or sent.
    pub moment: DateTime,
    /// Where it is read.
    pub url: String,
    /// The PDF.
    pub pdf: Option<Koppeling>,
    /// What it must still state before it may be sent, each with its article.
    pub mist: Vec<String>,
    /// Who sees it.
    pub zicht: Zicht,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Stukregel {
    /// Its name as its owner gave it.
    pub naam: String,
    /// Kind and size: "foto, 1,2 MB".
    pub grootte: String,
    /// From whom.
    pub van: String,
    /// When it came.
    pub moment: DateTime,
    /// Where it is opened.
    pub url: String,
    /// Who sees it.
    pub zicht: Zicht,
}

/// Who sees a letter or document, besides who handles the complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zicht {
    /// The complainant.
    Klager,
    /// The one who is complained about.
    Aangeklaagde,
    /// Another who got it.
    Ander,
    /// Nobody else.
    Intern,
}

impl Zicht {
    fn merk(self) -> Markup {
        let tekst = match self {
            Self::Klager => "Klager ziet dit",
            Self::Aangeklaagde => "Aangeklaagde ziet dit",
            Self::Ander => "Alleen voor wie het kreeg",
            Self::Intern => "Alleen intern",
        };
        let icoon = if self == Self::Intern { Icoon::OogDicht } else { Icoon::Oog };
        html! { span.kl-tijdlijn__zicht { (icoon) " " (tekst) } }
    }
}

impl Briefregel {
    fn cellen(&self) -> Vec<Markup> {
        vec![
            html! { a.govuk-link href=(self.url) { (self.naam) } small { "aan " (self.aan) } },
            html! {
                (self.stand)
                @for m in &self.mist { small.is-laat { "Mist: " (m) } }
            },
            dag::moment(self.moment),
            self.zicht.merk(),
            html! {
                @if let Some(p) = &self.pdf { a.govuk-link href=(p.url) { (p.tekst) span.govuk-visually-hidden { ": " (self.naam) " aan " (self.aan) } } }
            },
        ]
    }
}

impl Stukregel {
    fn cellen(&self) -> Vec<Markup> {
        vec![
            html! { a.govuk-link href=(self.url) { (self.naam) } small { (self.grootte) } },
            html! { (self.van) },
            dag::moment(self.moment),
            self.zicht.merk(),
        ]
    }
}

fn tabel(bijschrift: String, koppen: &[&str], rijen: Vec<Vec<Markup>>) -> Tabel {
    Tabel { bijschrift, kolommen: koppen.iter().map(|k| Kolom::new(*k)).collect(), rijen }
}

/// The letters and documents of a dossier.
pub fn pagina(balk: &Werkbalk, m: &Documenten) -> Markup {
    let brieven = tabel(
        format!("Brieven ({})", m.brieven.len()),
        &["Brief", "Stand", "Wanneer", "Wie ziet dit", "Bestand"],
        m.brieven.iter().map(Briefregel::cellen).collect(),
    );
    let stukken = tabel(
        format!("Documenten ({})", m.stukken.len()),
        &["Document", "Van", "Wanneer", "Wie ziet dit"],
        m.stukken.iter().map(Stukregel::cellen).collect(),
    );
    dossier::tab(
        balk,
        &m.kop,
        m.melding.as_ref(),
        &m.tab,
        html! {
            h2.govuk-visually-hidden { "Brieven en documenten" }
            @if m.brieven.is_empty() && m.stukken.is_empty() {
                p.govuk-body { "Er zijn nog geen brieven of documenten." }
            }
            @if !m.brieven.is_empty() { div.kl-tabelblok { (brieven) } }
            @if !m.stukken.is_empty() { div.kl-tabelblok { (stukken) } }
            @if let Some(b) = &m.bundel {
                p.govuk-body { span.kl-metIcoon { (Icoon::Ophalen) a.govuk-link href=(b.url) { (b.tekst) } } }
            }
            @if let Some(regel) = &m.regel { p."govuk-body"."kl-geheim" { (Icoon::Info) " " (regel) } }
            @if let Some(f) = &m.toevoegen {
                (dossier::brede_kaart("toevoegen-kop", "Document toevoegen", f.clone().met_bestanden().om(html! {
                    (Bestand::new(Veldkop::new("bestand", "Kies een bestand").fout(m.fout.as_ref())))
                    (Knop::tweede("Toevoegen"))
                })))
            }
        },
    )
}
