//! More to read for who wants it; works without script.

use maud::{Markup, Render, html};

/// A part that opens.
#[derive(Debug, Clone)]
pub struct Uitklap {
    /// Its id, when something refers to it.
    pub id: Option<String>,
    /// The question or subject that shows.
    pub kop: String,
    /// What opens.
    pub inhoud: Markup,
    /// Is it open from the start?
    pub open: bool,
}

impl Uitklap {
    /// A closed part.
    pub fn new(kop: impl Into<String>, inhoud: Markup) -> Self {
        Self { id: None, kop: kop.into(), inhoud, open: false }
    }
}

impl Render for Uitklap {
    fn render(&self) -> Markup {
        html! {
            details.govuk-details id=[&self.id] open[self.open] {
                summary.govuk-details__summary { span.govuk-details__summary-text { (self.kop) } }
                div.govuk-details__text { (self.inhoud) }
            }
        }
    }
}
