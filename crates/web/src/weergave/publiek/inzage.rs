//! Who looked at one's complaint: as roles, day by day.
//!
//! Always holds: no name of anybody who works here; only who was let in.

use maud::{Markup, html};
use termijn::Datum;

use super::met_hulp;
use crate::componenten::{
    dag,
    document::Publiek,
    formulier::Formulier,
    tabel::{Kolom, Tabel},
    terug::Terug,
    titel::Titel,
};
use crate::huisstijl::{Huisstijl, Koppeling};

/// Who looked.
#[derive(Debug, Clone, Default)]
pub struct Inzagepagina {
    /// The number of the complaint.
    pub nummer: String,
    /// Newest first.
    pub regels: Vec<Regel>,
    /// There was more, longer ago.
    pub meer: bool,
    /// Whom to ask more.
    pub vragen: Option<String>,
    /// Back to "Mijn klacht".
    pub mijn_klacht_url: String,
    /// Where "Pagina afsluiten" is posted to.
    pub afsluiten: Formulier,
}

/// What somebody in a role did on one day.
#[derive(Debug, Clone)]
pub struct Regel {
    /// The day.
    pub dag: Datum,
    /// "De directie".
    pub wie: String,
    /// "keek in uw klacht".
    pub gedaan: Vec<String>,
}

/// Who looked.
pub fn pagina(huis: &Huisstijl, m: &Inzagepagina) -> Markup {
    const TITEL: &str = "Wie keek in mijn klacht?";
    let document = Publiek {
        titel: Titel::new(TITEL).deel("Mijn klacht"),
        terug: Some(Terug(Koppeling::new("Terug naar mijn klacht", &m.mijn_klacht_url))),
        afsluiten: Some(m.afsluiten.clone()),
        ..Publiek::default()
    };
    let tabel = Tabel {
        bijschrift: "De nieuwste dag staat bovenaan".to_owned(),
        kolommen: ["Op welke dag", "Wie", "Wat"].map(Kolom::new).to_vec(),
        rijen: m
            .regels
            .iter()
            .map(|r| {
                vec![
                    html! { (dag::voluit(r.dag)) },
                    html! { (r.wie) },
                    html! { @for (i, g) in r.gedaan.iter().enumerate() { @if i > 0 { br; } (g) } },
                ]
            })
            .collect(),
    };
    let inhoud = html! {
        span.govuk-caption-l { "Nummer van uw klacht: " span.kl-nowrap { (m.nummer) } }
        h1.govuk-heading-l { (TITEL) }
        p.govuk-body { "Wij schrijven elke keer op wie in uw klacht keek. U mag dat weten." }
        p.govuk-body { "U ziet hier welk soort werk iemand doet. De naam laten wij weg." }
        @if m.regels.is_empty() { p.govuk-body { "Nog niemand keek in uw klacht." } }
        @else { div.kl-tabelblok { (tabel) } }
        @if m.meer { p.govuk-body { "Wat langer geleden was, staat hier niet. U kunt het ons vragen." } }
        h2.govuk-heading-m { "Klopt er iets niet?" }
        p.govuk-body { "Denkt u dat iemand keek die dat niet mocht? Laat het ons weten." }
        @if let Some(v) = &m.vragen { p.govuk-body { (v) } }
    };
    document.om(huis, met_hulp(huis, Some(&m.nummer), &inhoud))
}
