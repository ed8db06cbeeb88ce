//! A short label with a colour. The colour says nothing that the words do not say.

use maud::{Markup, Render, html};

/// The colour of a label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tint {
    /// In progress.
    #[default]
    Blauw,
    /// Neutral.
    Grijs,
    /// Done, well.
    Groen,
    /// Late.
    Rood,
    /// Nearly late.
    Geel,
    /// With the board.
    Paars,
    /// Waiting for somebody.
    Turkoois,
}

impl Tint {
    fn klasse(self) -> Option<&'static str> {
        Some(match self {
            Self::Blauw => return None,
            Self::Grijs => "govuk-tag--grey",
            Self::Groen => "govuk-tag--green",
            Self::Rood => "govuk-tag--red",
            Self::Geel => "govuk-tag--yellow",
            Self::Paars => "govuk-tag--purple",
            Self::Turkoois => "govuk-tag--teal",
        })
    }
}

/// A label.
#[derive(Debug, Clone, Default)]
pub struct Stempel {
    /// Its words.
    pub tekst: String,
    /// Its colour.
    pub tint: Tint,
}

impl Stempel {
    /// A label.
    pub fn new(tekst: impl Into<String>, tint: Tint) -> Self {
        Self { tekst: tekst.into(), tint }
    }
}

impl Render for Stempel {
    fn render(&self) -> Markup {
        let klassen = match self.tint.klasse() {
            Some(k) => format!("govuk-tag {k}"),
            None => "govuk-tag".to_owned(),
        };
        html! { strong class=(klassen) { (self.tekst) } }
    }
}
