//! The steps of a complaint, as the complainant follows them.
//!
//! Always holds: the state of a step stands in words; the mark and the line are decoration.

use maud::{Markup, Render, html};

use super::Icoon;

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Done.
    Klaar,
    /// What happens now.
    Nu,
    /// Yet to come.
    Straks,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Stap {
    /// Where it stands.
    pub stand: Stand,
    /// What it is: "Wij onderzoeken wat er is gebeurd".
    pub naam: String,
    /// Its state in words: "Klaar, op 2 november 2026".
    pub standtekst: String,
    /// More to read.
    pub uitleg: Option<Markup>,
}

/// All steps, in order.
#[derive(Debug, Clone, Default)]
pub struct Stappen(pub Vec<Stap>);

impl Render for Stappen {
    fn render(&self) -> Markup {
        html! {
            ol.kl-stappen {
                @for (i, stap) in self.0.iter().enumerate() {
                    @let klasse = match stap.stand { Stand::Klaar => "is-klaar", Stand::Nu => "is-nu", Stand::Straks => "is-straks" };
                    li class=(klasse) aria-current=[(stap.stand == Stand::Nu).then_some("step")] {
                        span.kl-stappen__punt aria-hidden="true" {
                            @if stap.stand == Stand::Klaar { (Icoon::Vink) } @else { (i + 1) }
                        }
                        h3.kl-stappen__naam { (stap.naam) }
                        span.kl-stappen__stand { (stap.standtekst) }
                        @if let Some(u) = &stap.uitleg { p { (u) } }
                    }
                }
            }
        }
    }
}
