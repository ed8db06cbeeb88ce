//! A page with one question: label, hint, answer, one button. The form of a complaint, a message and a
//! reaction are all of these, made from data.
//!
//! Always holds: with one field its question is the `h1`; the errors above are those at the fields.

use maud::{Markup, html};

use super::met_hulp;
use crate::componenten::{
    Knop, Linkknop,
    document::Publiek,
    formulier::Formulier,
    foutoverzicht::{Fout, Foutoverzicht},
    tekst::Blok,
    terug::Terug,
    titel::Titel,
    uitklap::Uitklap,
    veld::{self, Veld},
};
use crate::huisstijl::{Huisstijl, Koppeling};

/// A question page.
#[derive(Debug, Clone, Default)]
pub struct Vraag {
    /// The process it belongs to, for the title: "Klacht indienen".
    pub proces: String,
    /// Which step, of how many.
    pub stap: Option<(u8, u8)>,
    /// The question.
    pub titel: String,
    /// Sentences below it.
    pub inleiding: Vec<Blok>,
    /// The fields.
    pub velden: Vec<Veld>,
    /// Errors that belong to no field.
    pub fouten: Vec<String>,
    /// More to read, closed.
    pub uitleg: Vec<(String, String)>,
    /// Where it goes.
    pub formulier: Formulier,
    /// The primary button.
    pub knop: String,
    /// Other answers: "Ik weet het niet meer".
    pub anders: Vec<Knop>,
    /// A way out that keeps what was typed: "Later verder gaan".
    pub later: Option<Linkknop>,
    /// The way back.
    pub terug: Option<Koppeling>,
    /// The number of the complaint, when it has one.
    pub nummer: Option<String>,
    /// On a private page: where "Pagina afsluiten" is posted to.
    pub afsluiten: Option<Formulier>,
    /// Something to read before answering: what is reacted on.
    pub voorgelegd: Option<Markup>,
}

impl Vraag {
    fn foutoverzicht(&self) -> Foutoverzicht {
        let los = self.fouten.iter().map(|zin| Fout { anker: None, zin: zin.clone() });
        Foutoverzicht(los.chain(veld::fouten(&self.velden).0).collect())
    }

    fn titel(&self, fout: bool) -> Titel {
        let mut titel = Titel::new(&self.titel).met_fout(fout);
        if let Some((nu, van)) = self.stap {
            titel = titel.deel(format!("Stap {nu} van {van}"));
        }
        if self.proces.is_empty() { titel } else { titel.deel(&self.proces) }
    }

    fn inleiding(&self) -> Markup {
        html! {
            @for blok in &self.inleiding { (blok) }
            @if let Some(v) = &self.voorgelegd { div.kl-voorgelegd { (v) } }
        }
    }

    /// The fields. Alone, a field bears the question of the page.
    fn vragen(&self) -> Markup {
        match self.velden.as_slice() {
            [enige] if self.inleiding.is_empty() && self.voorgelegd.is_none() => {
                html! { (geplaatst(enige)) (enige.clone().als_paginatitel()) }
            }
            velden => html! {
                h1.govuk-heading-l { (self.titel) }
                (self.inleiding())
                @for v in velden { (geplaatst(v)) (v) }
            },
        }
    }

    fn formulier(&self) -> Formulier {
        let draagt = self.velden.iter().any(Veld::draagt_bestand);
        let f = self.formulier.clone().met_enter(&self.knop);
        if draagt { f.met_bestanden() } else { f }
    }
}

/// Files that are there already stand above the field that adds one.
fn geplaatst(veld: &Veld) -> Markup {
    match veld {
        Veld::Bestand(b) => b.lijst(),
        _ => html! {},
    }
}

/// A question page.
pub fn pagina(huis: &Huisstijl, m: &Vraag) -> Markup {
    let fouten = m.foutoverzicht();
    let document = Publiek {
        titel: m.titel(!fouten.is_leeg()),
        terug: m.terug.clone().map(Terug),
        afsluiten: m.afsluiten.clone(),
        ..Publiek::default()
    };
    let inhoud = html! {
        @if let Some((nu, van)) = m.stap { p.kl-voortgang { (m.proces) ": stap " (nu) " van " (van) } }
        (fouten)
        (m.formulier().om(html! {
            (m.vragen())
            @for (kop, tekst) in &m.uitleg { (Uitklap::new(kop, html! { (tekst) })) }
            div.kl-knoppen {
                (Knop::hoofd(&m.knop))
                @for k in &m.anders { (k) }
            }
            @if let Some(later) = &m.later { p."govuk-body"."govuk-!-margin-top-3" { (later) } }
        }))
    };
    document.om(huis, met_hulp(huis, m.nummer.as_deref(), &inhoud))
}
