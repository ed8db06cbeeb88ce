//! Deadlines: what is due, when, on which article, and how the date was reached.
//!
//! Always holds: a deadline bears its article; the whole explanation is one click away, without script;
//! lateness stands in words. Where two sources speak, both dates show and the one that leads is said.

use maud::{Markup, Render, html};
use termijn::Datum;

use super::{Icoon, dag, waarom::Waarom};

/// How a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afloop {
    /// It runs; this many days are left (negative: too late). `bijna` is for the caller to say.
    Loopt {
        /// Days left.
        dagen: i32,
        /// Is it close?
        bijna: bool,
    },
    /// It was met on this day.
    Vervuld {
        /// When.
        op: Datum,
        /// In time?
        op_tijd: bool,
    },
    /// It stands still since this day.
    StaatStil {
        /// Since when.
        sinds: Datum,
    },
    /// It lapsed.
    Vervallen,
}

/// A second source with another date.
#[derive(Debug, Clone, Default)]
pub struct AndereBron {
    /// Which: "Wkkgz artikel 17 lid 1".
    pub bron: String,
    /// Its date.
    pub uiterlijk: Option<Datum>,
    /// Does it lead?
    pub gaat_voor: bool,
}

/// A deadline.
#[derive(Debug, Clone)]
pub struct Termijnregel {
    /// What is due: "Oordeel aan klager".
    pub naam: String,
    /// By whom, when others may be meant: "raad van bestuur".
    pub wie: Option<String>,
    /// The last day; none while it stands still.
    pub uiterlijk: Option<Datum>,
    /// How it stands.
    pub afloop: Afloop,
    /// The article: "artikel 10 lid 1".
    pub artikel: String,
    /// The whole explanation.
    pub waarom: Waarom,
    /// Other sources.
    pub anders: Vec<AndereBron>,
    /// "Verlengen kan 1 keer, tot ma 11 januari 2027."
    pub opmerking: Option<String>,
    /// How far it has run, 0 to 100.
    pub verlopen: Option<u8>,
}

/// All deadlines, the nearest first.
#[derive(Debug, Clone, Default)]
pub struct Termijnen(pub Vec<Termijnregel>);

impl Termijnregel {
    fn icoon(&self) -> Icoon {
        match self.afloop {
            Afloop::Loopt { dagen, .. } if dagen < 0 => Icoon::Driehoek,
            Afloop::Loopt { .. } => Icoon::Klok,
            Afloop::Vervuld { .. } => Icoon::Vink,
            Afloop::StaatStil { .. } => Icoon::Uitroep,
            Afloop::Vervallen => Icoon::Kruis,
        }
    }

    /// Its colour; what it means stands in words beside it.
    fn klasse(&self) -> Option<&'static str> {
        match self.afloop {
            Afloop::Loopt { dagen, .. } if dagen < 0 => Some("is-laat"),
            Afloop::Loopt { bijna, .. } => bijna.then_some("is-bijna"),
            Afloop::Vervuld { op_tijd, .. } => Some(if op_tijd { "is-goed" } else { "is-laat" }),
            Afloop::StaatStil { .. } | Afloop::Vervallen => None,
        }
    }

    fn stand(&self) -> Markup {
        html! {
            @match self.afloop {
                Afloop::Loopt { dagen, .. } => span class=[self.klasse()] { (dag::hoelang_nog(dagen)) },
                Afloop::Vervuld { op, op_tijd } => span class=[self.klasse()] {
                    (if op_tijd { "Op tijd, " } else { "Te laat, " }) (dag::kort(op))
                },
                Afloop::StaatStil { sinds } => span { "Staat stil sinds " (dag::kort(sinds)) },
                Afloop::Vervallen => span { "Vervallen" },
            }
        }
    }

    fn balk(&self) -> Markup {
        html! {
            @if let Some(deel) = self.verlopen {
                svg.kl-balk.(self.klasse().unwrap_or_default()) viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                    rect width=(deel.min(100)) height="8" {}
                }
            }
        }
    }
}

impl Render for Termijnregel {
    fn render(&self) -> Markup {
        html! {
            li {
                (self.icoon())
                div {
                    b { (self.naam) }
                    @if let Some(wie) = &self.wie { span.kl-grond { (wie) } }
                    (self.stand())
                    (self.balk())
                    @if let Some(d) = self.uiterlijk { span { "uiterlijk " (dag::kort_element(d)) } }
                    span.kl-grond { (self.artikel) @if let Some(o) = &self.opmerking { ". " (o) } }
                    @for a in &self.anders {
                        span.kl-grond {
                            (a.bron) ": "
                            @if let Some(d) = a.uiterlijk { (dag::kort(d)) } @else { "geen datum" }
                            @if a.gaat_voor { " (deze gaat voor)" }
                        }
                    }
                    (self.waarom)
                }
            }
        }
    }
}

impl Render for Termijnen {
    fn render(&self) -> Markup {
        html! {
            @if self.0.is_empty() {
                p.govuk-body { "Er lopen nu geen termijnen." }
            } @else {
                ol.kl-termijnen { @for t in &self.0 { (t) } }
            }
        }
    }
}
