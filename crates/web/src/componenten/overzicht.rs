//! Keys with their values, and a way to change each: check-your-answers and the like.

use maud::{Markup, Render, html};

/// A list of keys and values.
#[derive(Debug, Clone, Default)]
pub struct Overzicht {
    /// Its rows.
    pub regels: Vec<Regel>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Regel {
    /// What it is about.
    pub sleutel: String,
    /// What was answered.
    pub waarde: Markup,
    /// Where the answer can be changed.
    pub wijzig: Option<Wijzig>,
}

/// The way to change an answer.
#[derive(Debug, Clone)]
pub struct Wijzig {
    /// Where.
    pub url: String,
    /// What is changed, for who cannot see the row: "wanneer het gebeurde".
    pub wat: String,
}

impl Regel {
    /// A row that cannot be changed.
    pub fn new(sleutel: impl Into<String>, waarde: Markup) -> Self {
        Self { sleutel: sleutel.into(), waarde, wijzig: None }
    }

    /// A row with plain text.
    pub fn tekst(sleutel: impl Into<String>, waarde: impl Into<String>) -> Self {
        let waarde: String = waarde.into();
        Self::new(sleutel, html! { (waarde) })
    }

    /// Adds the way to change it.
    #[must_use]
    pub fn wijzig(mut self, url: impl Into<String>, wat: impl Into<String>) -> Self {
        self.wijzig = Some(Wijzig { url: url.into(), wat: wat.into() });
        self
    }
}

impl Render for Overzicht {
    fn render(&self) -> Markup {
        let wijzigbaar = self.regels.iter().any(|r| r.wijzig.is_some());
        html! {
            dl.govuk-summary-list {
                @for r in &self.regels {
                    div.govuk-summary-list__row.govuk-summary-list__row--no-actions[wijzigbaar && r.wijzig.is_none()] {
                        dt.govuk-summary-list__key { (r.sleutel) }
                        dd.govuk-summary-list__value { (r.waarde) }
                        @if let Some(w) = &r.wijzig {
                            dd.govuk-summary-list__actions {
                                a.govuk-link href=(w.url) { "Wijzig" span.govuk-visually-hidden { " " (w.wat) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
