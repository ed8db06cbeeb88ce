//! The head of a dossier, the same on each of its pages: number, state, legal deadline, acts, tabs.

use maud::{Markup, Render, html};
use termijn::Datum;

use crate::componenten::{
    Icoon, Knop, dag, kruimels::Kruimels, stempel::Stempel, tabs::Tabs, titel::Titel,
};
use crate::huisstijl::Koppeling;

/// The head of a dossier.
#[derive(Debug, Clone, Default)]
pub struct Dossierkop {
    /// The way here, without this dossier.
    pub boven: Vec<Koppeling>,
    /// The number.
    pub nummer: String,
    /// The subject.
    pub onderwerp: String,
    /// State, law, kind, what is late.
    pub labels: Vec<Stempel>,
    /// The deadline that leads.
    pub hoofdtermijn: Option<Hoofdtermijn>,
    /// Who, where, when.
    pub gegevens: Vec<Gegeven>,
    /// What can be done now: the first is what follows from the state.
    pub daden: Vec<Koppeling>,
    /// The rest of what can be done, in a menu.
    pub meer: Vec<Koppeling>,
    /// The parts of the dossier.
    pub tabs: Tabs,
    /// Others who look at it now, by name.
    pub ook_hier: Vec<String>,
}

/// The deadline that leads.
#[derive(Debug, Clone)]
pub struct Hoofdtermijn {
    /// "Beoordeling van de klacht uiterlijk".
    pub naam: String,
    /// The last day; none while it stands still.
    pub uiterlijk: Option<Datum>,
    /// Days left; negative is too late.
    pub dagen: i32,
    /// Is it close?
    pub bijna: bool,
    /// The article or law that leads: "artikel 10 lid 1".
    pub grond: String,
}

/// A fact at a glance.
#[derive(Debug, Clone, Default)]
pub struct Gegeven {
    /// "Klager".
    pub naam: String,
    /// "Mevr. J. Bakker".
    pub waarde: String,
    /// "via dochter A. Bakker".
    pub extra: String,
}

impl Gegeven {
    /// A fact.
    pub fn new(
        naam: impl Into<String>,
        waarde: impl Into<String>,
        extra: impl Into<String>,
    ) -> Self {
        Self { naam: naam.into(), waarde: waarde.into(), extra: extra.into() }
    }
}

impl Dossierkop {
    /// The title of a page of this dossier: its number and which page, no name and no subject.
    pub fn titel(&self, pagina: &str) -> Titel {
        Titel::new(format!("{}: {pagina}", self.nummer))
    }

    fn kruimels(&self) -> Kruimels {
        Kruimels { boven: self.boven.clone(), hier: self.nummer.clone() }
    }

    fn termijn(&self) -> Markup {
        html! {
            @if let Some(t) = &self.hoofdtermijn {
                p."kl-hoofdtermijn"."kl-hoofdtermijn--laat"[t.dagen < 0]."kl-hoofdtermijn--ruim"[t.dagen >= 0 && !t.bijna] {
                    (t.naam) " "
                    @match t.uiterlijk {
                        Some(d) => { b { (dag::kort_element(d)) } span { (dag::hoelang_nog(t.dagen)) } },
                        None => b { "staat stil" },
                    }
                    @if !t.grond.is_empty() { span.kl-grond { (t.grond) } }
                }
            }
        }
    }

    fn knoppen(&self) -> Markup {
        html! {
            @if !self.daden.is_empty() || !self.meer.is_empty() {
                div.kl-acties {
                    @for (i, d) in self.daden.iter().enumerate() {
                        @if i == 0 { (Knop::hoofd(&d.tekst).naar(&d.url)) } @else { (Knop::tweede(&d.tekst).naar(&d.url)) }
                    }
                    @if !self.meer.is_empty() {
                        details.kl-menu {
                            summary."govuk-button"."govuk-button--secondary" { "Meer acties " (Icoon::Omlaag) }
                            ul { @for d in &self.meer { li { a href=(d.url) { (d.tekst) } } } }
                        }
                    }
                }
            }
        }
    }
}

impl Render for Dossierkop {
    fn render(&self) -> Markup {
        html! {
            div.kl-dossierkop {
                div.kl-breed {
                    (self.kruimels())
                    @if !self.ook_hier.is_empty() {
                        p."govuk-body"."kl-ookhier" {
                            (Icoon::Mensen) " " (self.ook_hier.join(" en "))
                            (if self.ook_hier.len() == 1 { " bekijkt dit ook." } else { " bekijken dit ook." })
                        }
                    }
                    div.kl-dossierkop__rij {
                        div {
                            h1."govuk-heading-l"."kl-dossierkop__titel" {
                                (if self.onderwerp.is_empty() { &self.nummer } else { &self.onderwerp })
                            }
                            ul.kl-dossierkop__labels { @for l in &self.labels { li { (l) } } }
                        }
                        (self.termijn())
                    }
                    dl {
                        @for g in &self.gegevens {
                            div { dt { (g.naam) } dd { (g.waarde) @if !g.extra.is_empty() { " " small { (g.extra) } } } }
                        }
                    }
                    (self.knoppen())
                }
            }
            @if !self.tabs.0.is_empty() { (self.tabs) }
        }
    }
}
