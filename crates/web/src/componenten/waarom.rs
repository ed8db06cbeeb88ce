//! Why: the whole explanation behind a deadline or a refusal, one click away.
//!
//! Always holds: it works without script; every part bears its name; nothing is left out.

use maud::{Markup, Render, html};

/// An explanation under its subject.
#[derive(Debug, Clone, Default)]
pub struct Waarom {
    /// What it explains, for who hears the page read out.
    pub over: String,
    /// The parts: "Aanleiding", and its sentences.
    pub delen: Vec<(&'static str, Vec<String>)>,
}

impl Waarom {
    /// The explanation of the engine, under this subject.
    pub fn van(over: impl Into<String>, u: dossier::Uitleg) -> Self {
        let een = |zin: String| {
            let punt = if zin.ends_with(['.', '?', '!']) { "" } else { "." };
            vec![format!("{zin}{punt}")]
        };
        // The first reason of a refusal is what set it off; once is enough.
        let reden = u.rekening.first().is_some_and(|r| r.starts_with(&u.aanleiding));
        let aanleiding = if reden { Vec::new() } else { een(u.aanleiding) };
        let mut delen = vec![
            ("Stand", een(u.stand)),
            ("Artikel", vec![u.artikel]),
            ("Ook", u.ook),
            ("Aanleiding", aanleiding),
            (if reden { "Reden" } else { "Rekening" }, u.rekening),
            ("Wat dit verandert", u.wijzigt),
            ("Let op", u.let_op),
        ];
        delen.retain(|(_, zinnen)| !zinnen.is_empty());
        Self { over: over.into(), delen }
    }
}

impl Render for Waarom {
    fn render(&self) -> Markup {
        html! {
            @if !self.delen.is_empty() {
                details.kl-rekensom {
                    summary { "Waarom?" span.govuk-visually-hidden { ": " (self.over) } }
                    dl {
                        @for (kop, zinnen) in &self.delen {
                            dt { (kop) }
                            @for zin in zinnen { dd { (zin) } }
                        }
                    }
                }
            }
        }
    }
}
