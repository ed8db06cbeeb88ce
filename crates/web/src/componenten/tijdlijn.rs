//! What happened, newest first, and who sees it.
//!
//! Always holds: every line says in words whether the complainant sees it ([`Zicht`] has no default).
//! What was recorded later than it happened says so.

use jiff::civil::DateTime;
use maud::{Markup, Render, html};
use termijn::Datum;

use super::{Icoon, dag, tekst};
use crate::huisstijl::Koppeling;

/// Who sees a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zicht {
    /// The complainant sees it; others who do too are named, as in "aangeklaagde".
    Klager(Vec<String>),
    /// Staff only; with other people than the complainant who see it.
    Intern(Vec<String>),
}

impl Zicht {
    fn woorden(&self) -> String {
        match self {
            Self::Klager(ook) if ook.is_empty() => "Klager ziet dit".to_owned(),
            Self::Klager(ook) => format!("Klager ziet dit, en {}", ook.join(", ")),
            Self::Intern(ook) if ook.is_empty() => "Alleen intern".to_owned(),
            Self::Intern(ook) => format!("Alleen intern, en {}", ook.join(", ")),
        }
    }

    fn icoon(&self) -> Icoon {
        match self {
            Self::Klager(_) => Icoon::Oog,
            Self::Intern(_) => Icoon::OogDicht,
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Tijdregel {
    /// Its number in the dossier; the line can be linked to as `#g7`.
    pub nummer: u32,
    /// A picture of its kind.
    pub icoon: Icoon,
    /// What happened: "Ontvangst bevestigd".
    pub kop: String,
    /// The day on which it happened.
    pub gebeurd_op: Datum,
    /// When it was recorded.
    pub vastgelegd: DateTime,
    /// Who did it: role or name.
    pub wie: String,
    /// Who sees it.
    pub zicht: Zicht,
    /// What was filled in: name of the field and value, as typed.
    pub velden: Vec<(String, String)>,
    /// Letters and documents.
    pub stukken: Vec<Koppeling>,
    /// Where it can be set right, by who may.
    pub recht: Option<String>,
}

impl Render for Tijdregel {
    fn render(&self) -> Markup {
        let zelfde_dag = self.gebeurd_op == self.vastgelegd.date();
        html! {
            li id={ "g" (self.nummer) } {
                span.kl-tijdlijn__icoon { (self.icoon) }
                h3 { (self.kop) }
                div.kl-tijdlijn__meta {
                    @if zelfde_dag { (dag::moment(self.vastgelegd)) } @else {
                        (dag::kort_element(self.gebeurd_op))
                        span { "vastgelegd " (dag::moment(self.vastgelegd)) }
                    }
                    span { (self.wie) }
                    span.kl-tijdlijn__zicht { (self.zicht.icoon()) " " (self.zicht.woorden()) }
                    @if let Some(url) = &self.recht {
                        a.govuk-link href=(url) { "Zet recht" span.govuk-visually-hidden { ": " (self.kop) } }
                    }
                }
                @for (naam, waarde) in &self.velden {
                    div.kl-tijdlijn__veld { b { (naam) } (tekst::getypt(waarde)) }
                }
                @for s in &self.stukken { p { a.govuk-link href=(s.url) { (s.tekst) } } }
            }
        }
    }
}

/// What happened, in the order given.
#[derive(Debug, Clone, Default)]
pub struct Tijdlijn(pub Vec<Tijdregel>);

impl Render for Tijdlijn {
    fn render(&self) -> Markup {
        html! {
            @if self.0.is_empty() {
                p.govuk-body { "Hier is nog niets gebeurd." }
            } @else {
                ol.kl-tijdlijn { @for r in &self.0 { (r) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_in_words_who_sees_it() {
        assert_eq!(Zicht::Intern(vec![]).woorden(), "Alleen intern");
        assert_eq!(
            Zicht::Klager(vec!["aangeklaagde".into()]).woorden(),
            "Klager ziet dit, en aangeklaagde"
        );
    }
}
