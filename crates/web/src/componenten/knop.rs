//! Buttons, and links that look like one.
//!
//! Always holds: a page has one primary button at most per form; a button submits its form, so it
//! works without script.

use maud::{Markup, Render, html};

/// How much weight a button has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KnopSoort {
    /// The thing to do here.
    #[default]
    Hoofd,
    /// Something else to do.
    Tweede,
    /// Something that cannot be undone.
    Gevaar,
}

impl KnopSoort {
    fn klassen(self) -> &'static str {
        match self {
            Self::Hoofd => "govuk-button",
            Self::Tweede => "govuk-button govuk-button--secondary",
            Self::Gevaar => "govuk-button govuk-button--warning",
        }
    }
}

/// A submit button, or with `url` a link that looks like one.
#[derive(Debug, Clone, Default)]
pub struct Knop {
    /// What it says: a verb.
    pub tekst: String,
    /// Its weight.
    pub soort: KnopSoort,
    /// Name of the value that goes along with the form.
    pub naam: Option<String>,
    /// The value that goes along.
    pub waarde: Option<String>,
    /// Where it goes, when it is a link.
    pub url: Option<String>,
}

impl Knop {
    /// The primary button.
    pub fn hoofd(tekst: impl Into<String>) -> Self {
        Self { tekst: tekst.into(), ..Self::default() }
    }

    /// A secondary button.
    pub fn tweede(tekst: impl Into<String>) -> Self {
        Self { tekst: tekst.into(), soort: KnopSoort::Tweede, ..Self::default() }
    }

    /// A button for what cannot be undone.
    pub fn gevaar(tekst: impl Into<String>) -> Self {
        Self { tekst: tekst.into(), soort: KnopSoort::Gevaar, ..Self::default() }
    }

    /// Sends this value along.
    #[must_use]
    pub fn met(mut self, naam: impl Into<String>, waarde: impl Into<String>) -> Self {
        self.naam = Some(naam.into());
        self.waarde = Some(waarde.into());
        self
    }

    /// Makes it a link.
    #[must_use]
    pub fn naar(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }
}

impl Render for Knop {
    fn render(&self) -> Markup {
        html! {
            @if let Some(url) = &self.url {
                a href=(url) role="button" draggable="false" class=(self.soort.klassen()) data-module="govuk-button" {
                    (self.tekst)
                }
            } @else {
                button type="submit" name=[&self.naam] value=[&self.waarde] class=(self.soort.klassen())
                    data-module="govuk-button" { (self.tekst) }
            }
        }
    }
}

/// A submit button that looks like a link: for a way out that is no refusal of the page.
#[derive(Debug, Clone, Default)]
pub struct Linkknop {
    /// What it says.
    pub tekst: String,
    /// Added for who cannot see what it stands beside.
    pub verborgen: Option<String>,
    /// Name of the value that goes along with the form.
    pub naam: Option<String>,
    /// The value that goes along.
    pub waarde: Option<String>,
}

impl Linkknop {
    /// A button that sends this value along.
    pub fn new(
        tekst: impl Into<String>,
        naam: impl Into<String>,
        waarde: impl Into<String>,
    ) -> Self {
        Self {
            tekst: tekst.into(),
            verborgen: None,
            naam: Some(naam.into()),
            waarde: Some(waarde.into()),
        }
    }
}

impl Render for Linkknop {
    fn render(&self) -> Markup {
        html! {
            button.kl-linkknop type="submit" name=[&self.naam] value=[&self.waarde] {
                (self.tekst)
                @if let Some(extra) = &self.verborgen { span.govuk-visually-hidden { " " (extra) } }
            }
        }
    }
}
