//! The pages of a long list: back and on. Renders nothing when there is one.
//!
//! Always holds: the address of a page keeps everything else in it (filters, sorting), because the
//! caller makes it; no number of a page is promised, because a list changes while one reads it.

use maud::{Markup, Render, html};

/// The neighbours of the page that is shown.
#[derive(Debug, Clone, Default)]
pub struct Bladzijden {
    /// The page before this one.
    pub vorige: Option<String>,
    /// The page after this one.
    pub volgende: Option<String>,
}

impl Render for Bladzijden {
    fn render(&self) -> Markup {
        html! {
            @if self.vorige.is_some() || self.volgende.is_some() {
                nav.govuk-pagination aria-label="Bladzijden" {
                    @if let Some(url) = &self.vorige {
                        div.govuk-pagination__prev {
                            a."govuk-link"."govuk-pagination__link" href=(url) rel="prev" {
                                span.govuk-pagination__link-title { "Vorige" span.govuk-visually-hidden { " bladzijde" } }
                            }
                        }
                    }
                    @if let Some(url) = &self.volgende {
                        div.govuk-pagination__next {
                            a."govuk-link"."govuk-pagination__link" href=(url) rel="next" {
                                span.govuk-pagination__link-title { "Volgende" span.govuk-visually-hidden { " bladzijde" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_on_one_page_needs_no_way_on() {
        assert_eq!(Bladzijden::default().render().into_string(), "");
        let b = Bladzijden { volgende: Some("/x?na=1".into()), vorige: None };
        assert!(b.render().into_string().contains("/x?na=1"));
    }
}
