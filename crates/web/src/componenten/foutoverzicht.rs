//! What was filled in wrongly, together at the top.
//!
//! Always holds: the sentences are those at the fields, because both come from the field itself; each
//! leads to its field.

use maud::{Markup, Render, html};

/// One error: what to do, and the field it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fout {
    /// The id of the field; `None` when it is about the whole page.
    pub anker: Option<String>,
    /// The sentence.
    pub zin: String,
}

/// All errors of a page. Renders nothing when there are none.
#[derive(Debug, Clone, Default)]
pub struct Foutoverzicht(pub Vec<Fout>);

/// The heading above the errors.
pub const KOP: &str = "Er is iets niet goed ingevuld";

impl Foutoverzicht {
    /// Is everything right?
    pub fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }

    /// The summary under this heading.
    pub fn met_kop(&self, kop: &str) -> Markup {
        html! {
            @if !self.is_leeg() {
                div.govuk-error-summary data-module="govuk-error-summary" {
                    div role="alert" {
                        h2.govuk-error-summary__title { (kop) }
                        div.govuk-error-summary__body {
                            ul.govuk-list.govuk-error-summary__list {
                                @for fout in &self.0 {
                                    li {
                                        @if let Some(anker) = &fout.anker {
                                            a href={ "#" (anker) } { (fout.zin) }
                                        } @else { (fout.zin) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Render for Foutoverzicht {
    fn render(&self) -> Markup {
        self.met_kop(KOP)
    }
}
