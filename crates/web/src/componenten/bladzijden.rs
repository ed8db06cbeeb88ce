//! The pages of a long list. Renders nothing when there is one.
//!
//! Always holds: the first, the last and the neighbours of this page can be reached; the address of a
//! page keeps everything else in it (filters, sorting), because the caller makes it.

use maud::{Markup, Render, html};

/// The pages of a list.
#[derive(Debug, Clone, Default)]
pub struct Bladzijden {
    /// The page shown, from 1.
    pub hier: u32,
    /// How many pages there are.
    pub totaal: u32,
    /// The address of a page without its number, ending in `bladzijde=` or the like.
    pub url_tot_nummer: String,
}

impl Bladzijden {
    fn url(&self, nummer: u32) -> String {
        format!("{}{nummer}", self.url_tot_nummer)
    }

    /// The numbers to show; `None` is a gap.
    fn nummers(&self) -> Vec<Option<u32>> {
        let mut uit = Vec::new();
        let mut vorige = 0;
        for n in 1..=self.totaal {
            if n == 1 || n == self.totaal || n.abs_diff(self.hier) <= 1 {
                if n > vorige + 1 {
                    uit.push(None);
                }
                uit.push(Some(n));
                vorige = n;
            }
        }
        uit
    }
}

impl Render for Bladzijden {
    fn render(&self) -> Markup {
        html! {
            @if self.totaal > 1 {
                nav.govuk-pagination aria-label="Bladzijden" {
                    @if self.hier > 1 {
                        div.govuk-pagination__prev {
                            a."govuk-link"."govuk-pagination__link" href=(self.url(self.hier - 1)) rel="prev" {
                                span.govuk-pagination__link-title { "Vorige" span.govuk-visually-hidden { " bladzijde" } }
                            }
                        }
                    }
                    ul.govuk-pagination__list {
                        @for nummer in self.nummers() {
                            @match nummer {
                                Some(n) => li."govuk-pagination__item"."govuk-pagination__item--current"[n == self.hier] {
                                    a."govuk-link"."govuk-pagination__link" href=(self.url(n)) aria-label={ "Bladzijde " (n) }
                                        aria-current=[(n == self.hier).then_some("page")] { (n) }
                                },
                                None => li."govuk-pagination__item"."govuk-pagination__item--ellipsis" { "⋯" },
                            }
                        }
                    }
                    @if self.hier < self.totaal {
                        div.govuk-pagination__next {
                            a."govuk-link"."govuk-pagination__link" href=(self.url(self.hier + 1)) rel="next" {
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
    fn far_pages_are_left_out_and_a_gap_is_shown() {
        let b = Bladzijden { hier: 10, totaal: 40, url_tot_nummer: String::new() };
        assert_eq!(b.nummers(), [Some(1), None, Some(9), Some(10), Some(11), None, Some(40)]);
    }

    #[test]
    fn one_page_needs_no_numbers() {
        let b = Bladzijden { hier: 1, totaal: 1, url_tot_nummer: String::new() };
        assert_eq!(b.render().into_string(), "");
    }
}
