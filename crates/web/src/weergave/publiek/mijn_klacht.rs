//! "Mijn klacht": where it stands, when the answer comes, what is asked, and what else one can do.
//!
//! Always holds: one sentence on where it stands comes first, then the date of the answer, then what
//! is asked of the complainant; dates bear their weekday; nothing internal is here.

use maud::{Markup, html};
use termijn::Datum;

use super::{met_zijkant, vooruitblik};
use crate::componenten::{
    Icoon, Knop, dag,
    document::Publiek,
    feiten::Feiten,
    formulier::Formulier,
    melding::Melding,
    stappen::Stappen,
    tekst::Zinnen,
    titel::Titel,
    uitklap::Uitklap,
    vak::{Statusvak, Uwbeurt},
};
use crate::huisstijl::{Huisstijl, Koppeling};

/// Where a complaint stands, for its complainant.
#[derive(Debug, Clone, Default)]
pub struct MijnKlacht {
    /// The number.
    pub nummer: String,
    /// The subject, in the complainant's words.
    pub onderwerp: String,
    /// One sentence of ours on where it stands: "Wij onderzoeken uw klacht". It is in the title too.
    pub stand: String,
    /// The last day for the answer; none when there is one, or nothing runs.
    pub antwoord_uiterlijk: Option<Datum>,
    /// More on where it stands: "Hebben wij meer tijd nodig? …"
    pub toelichting: Vec<String>,
    /// What is asked of the complainant.
    pub gevraagd: Vec<Gevraagd>,
    /// The steps.
    pub stappen: Stappen,
    /// What comes, what one can do, what was done.
    pub vooruit: dossier::Vooruitblik,
    /// Letters and messages, newest first.
    pub post: Vec<Poststuk>,
    /// Where a message or file can be sent.
    pub bericht_url: Option<String>,
    /// Where the complaint as it was sent can be read.
    pub klacht_url: Option<String>,
    /// Where one sees who looked at it.
    pub inzage_url: Option<String>,
    /// The regulation under which it is handled, when there is more than one: its name and where to read it.
    pub regeling: Option<Koppeling>,
    /// The parts of a letter that was split; empty when it was not.
    pub delen: Vec<Deel>,
    /// What else can be done, each a question that opens.
    pub mogelijkheden: Vec<Mogelijkheid>,
    /// This page as PDF.
    pub pdf_url: Option<String>,
    /// Where "Pagina afsluiten" is posted to.
    pub afsluiten: Formulier,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// A part of a letter that was split.
#[derive(Debug, Clone, Default)]
pub struct Deel {
    /// Its number.
    pub nummer: String,
    /// What it is about.
    pub onderwerp: String,
    /// Where it can be seen; none for the one that is shown.
    pub url: Option<String>,
}

/// Something that is asked of the complainant.
#[derive(Debug, Clone, Default)]
pub struct Gevraagd {
    /// "Wij vragen u: kunt u komen praten?"
    pub kop: String,
    /// When, where, who.
    pub feiten: Vec<(Icoon, String)>,
    /// What to know.
    pub tekst: Vec<Zinnen>,
    /// The last day to answer.
    pub uiterlijk: Option<Datum>,
    /// Where the buttons post to; without it the buttons are links.
    pub formulier: Option<Formulier>,
    /// One or two buttons.
    pub knoppen: Vec<Knop>,
}

/// A letter or message.
#[derive(Debug, Clone)]
pub struct Poststuk {
    /// Is it a message? Otherwise it is a letter or a file.
    pub bericht: bool,
    /// "Brief: wij hebben uw klacht ontvangen".
    pub titel: String,
    /// Where it is read.
    pub url: String,
    /// When it was sent.
    pub datum: Datum,
    /// More: "PDF, 1 bladzijde".
    pub meer: Vec<Koppeling>,
}

/// Something else that can be done.
#[derive(Debug, Clone, Default)]
pub struct Mogelijkheid {
    /// "Ik wil stoppen met mijn klacht".
    pub kop: String,
    /// What it means, with a link.
    pub tekst: Vec<Zinnen>,
}

impl Mogelijkheid {
    /// Stop with the complaint.
    pub fn stoppen(url: &str) -> Self {
        Self {
            kop: "Ik wil stoppen met mijn klacht".into(),
            tekst: vec![
                Zinnen::from("U mag altijd stoppen. U hoeft niet te zeggen waarom. ")
                    .en(crate::componenten::tekst::Stukje::link("Stop met mijn klacht", url))
                    .tekst("."),
            ],
        }
    }
}

impl Gevraagd {
    fn vak(&self, i: usize) -> Uwbeurt {
        let knoppen = html! { @for k in &self.knoppen { (k) } };
        Uwbeurt {
            id: format!("beurt-kop-{}", i + 1),
            kop: self.kop.clone(),
            inhoud: html! {
                @if !self.feiten.is_empty() {
                    (Feiten(self.feiten.iter().map(|(i, t)| (*i, html! { (t) })).collect()))
                }
                @for z in &self.tekst { p.govuk-body { (z) } }
                @if let Some(d) = self.uiterlijk {
                    p.govuk-body { "Laat het ons weten uiterlijk op " strong { (dag::lang(d)) } "." }
                }
                @if let Some(f) = &self.formulier {
                    (f.om_met_klasse(Some("kl-knoppen"), knoppen))
                } @else if !self.knoppen.is_empty() {
                    div.kl-knoppen { (knoppen) }
                }
            },
        }
    }
}

/// Where the complaint stands.
pub fn pagina(huis: &Huisstijl, m: &MijnKlacht) -> Markup {
    let stand = m.stand.trim_end_matches('.');
    let document = Publiek {
        titel: Titel::new(format!("Mijn klacht: {}", kleine_letter(stand))),
        afsluiten: Some(m.afsluiten.clone()),
        melding: m.melding.clone(),
        ..Publiek::default()
    };
    let inhoud = html! {
        (delen(&m.delen))
        (statusvak(m, stand))
        @for (i, g) in m.gevraagd.iter().enumerate() { (g.vak(i)) }
        h2.govuk-heading-m { "De stappen van uw klacht" }
        (m.stappen)
        (vooruitblik::deel(&m.vooruit))
        (post(m))
        @if !m.mogelijkheden.is_empty() {
            h2.govuk-heading-m { "Wat kunt u nog meer doen?" }
            @for k in &m.mogelijkheden {
                (Uitklap::new(&k.kop, html! { @for z in &k.tekst { p.govuk-body { (z) } } }))
            }
        }
    };
    let meer = html! {
        @if let Some(r) = &m.regeling {
            p.govuk-body { "Voor uw klacht geldt " a.govuk-link href=(r.url) { (r.tekst) } "." }
        }
        @if let Some(url) = &m.inzage_url {
            p.govuk-body { a.govuk-link href=(url) { "Wie keek in mijn klacht?" } }
        }
        @if let Some(url) = &m.pdf_url {
            p.govuk-body { span.kl-metIcoon { (Icoon::Printer) a.govuk-link href=(url) { "Print deze pagina" } } }
        }
    };
    document.om(
        huis,
        html! {
            span.govuk-caption-l { "Nummer van uw klacht: " span.kl-nowrap { (m.nummer) } }
            h1.govuk-heading-l { "Mijn klacht" @if !m.onderwerp.is_empty() { ": " (m.onderwerp) } }
            (met_zijkant(huis, Some(&m.nummer), &inhoud, &meer))
        },
    )
}

fn delen(delen: &[Deel]) -> Markup {
    html! {
        @if !delen.is_empty() {
            nav aria-labelledby="delen-kop" {
                h2.govuk-heading-s #delen-kop { "Uw klacht heeft " (delen.len()) " delen" }
                p.govuk-body { "Elk deel krijgt een eigen antwoord." }
                ul."govuk-list"."govuk-list--bullet" {
                    @for d in delen {
                        li {
                            @match &d.url {
                                Some(url) => a.govuk-link href=(url) { (d.onderwerp) },
                                None => strong { (d.onderwerp) " (dit deel)" },
                            }
                            " " span.kl-nowrap { (d.nummer) }
                        }
                    }
                }
            }
        }
    }
}

fn statusvak(m: &MijnKlacht, stand: &str) -> Statusvak {
    let antwoord = m.antwoord_uiterlijk.map(|d| {
        html! { "U krijgt ons antwoord uiterlijk op " strong { (dag::lang(d)) } "." }
    });
    let rest = m.toelichting.iter().map(|t| html! { (t) });
    Statusvak { kop: stand.to_owned(), zinnen: antwoord.into_iter().chain(rest).collect() }
}

fn post(m: &MijnKlacht) -> Markup {
    html! {
        h2.govuk-heading-m { "Brieven en berichten" }
        @if m.post.is_empty() {
            p.govuk-body { "Er zijn nog geen brieven of berichten." }
        } @else {
            ul.kl-lijst {
                @for p in &m.post {
                    li {
                        (if p.bericht { Icoon::Bericht } else { Icoon::Stuk })
                        span {
                            a.govuk-link href=(p.url) { (p.titel) }
                            @for k in &p.meer {
                                " " span.kl-nowrap { "(" a.govuk-link href=(k.url) {
                                    (k.tekst) span.govuk-visually-hidden { ": " (p.titel) }
                                } ")" }
                            }
                            small { (dag::voluit(p.datum)) }
                        }
                    }
                }
            }
        }
        @if m.bericht_url.is_some() || m.klacht_url.is_some() {
            div."kl-knoppen"."govuk-!-margin-bottom-7" {
                @if let Some(url) = &m.bericht_url { (Knop::tweede("Stuur een bericht").naar(url)) }
                @if let Some(url) = &m.klacht_url { a.govuk-link href=(url) { "Lees uw klacht terug" } }
            }
        }
    }
}

fn kleine_letter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or_else(String::new, |eerste| eerste.to_lowercase().chain(letters).collect())
}
