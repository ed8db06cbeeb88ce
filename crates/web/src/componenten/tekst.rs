//! Running text: paragraphs, headings, lists, with links and bold words.
//!
//! Always holds: a link goes where the text says; headings stand below the page's `h1`.

use maud::{Markup, Render, html};

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stukje {
    /// Plain words.
    Tekst(String),
    /// Words that matter most.
    Vet(String),
    /// A link.
    Link {
        /// What it says.
        tekst: String,
        /// Where it goes.
        url: String,
    },
}

impl Stukje {
    /// Bold words.
    pub fn vet(tekst: impl Into<String>) -> Self {
        Self::Vet(tekst.into())
    }

    /// A link.
    pub fn link(tekst: impl Into<String>, url: impl Into<String>) -> Self {
        Self::Link { tekst: tekst.into(), url: url.into() }
    }
}

impl Render for Stukje {
    fn render(&self) -> Markup {
        html! {
            @match self {
                Self::Tekst(t) => (t),
                Self::Vet(t) => strong { (t) },
                Self::Link { tekst, url } => a.govuk-link href=(url) { (tekst) },
            }
        }
    }
}

/// One or more sentences, in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Zinnen(pub Vec<Stukje>);

impl Zinnen {
    /// Is there nothing to read?
    pub fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a piece.
    #[must_use]
    pub fn en(mut self, stukje: Stukje) -> Self {
        self.0.push(stukje);
        self
    }

    /// Adds plain words.
    #[must_use]
    pub fn tekst(self, tekst: impl Into<String>) -> Self {
        self.en(Stukje::Tekst(tekst.into()))
    }
}

impl<T: Into<String>> From<T> for Zinnen {
    fn from(tekst: T) -> Self {
        Self(vec![Stukje::Tekst(tekst.into())])
    }
}

impl Render for Zinnen {
    fn render(&self) -> Markup {
        html! { @for stukje in &self.0 { (stukje) } }
    }
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blok {
    /// A heading of the second rank.
    Kop(String),
    /// A paragraph.
    Alinea(Zinnen),
    /// A list without order.
    Lijst(Vec<Zinnen>),
    /// A numbered list.
    Nummers(Vec<Zinnen>),
    /// Lines of an address or a signature.
    Regels(Vec<String>),
}

impl Blok {
    /// A paragraph.
    pub fn alinea(zinnen: impl Into<Zinnen>) -> Self {
        Self::Alinea(zinnen.into())
    }

    /// A heading.
    pub fn kop(tekst: impl Into<String>) -> Self {
        Self::Kop(tekst.into())
    }
}

impl Render for Blok {
    fn render(&self) -> Markup {
        html! {
            @match self {
                Self::Kop(t) => h2.govuk-heading-m { (t) },
                Self::Alinea(z) => p.govuk-body { (z) },
                Self::Lijst(l) => ul.govuk-list.govuk-list--bullet { @for z in l { li { (z) } } },
                Self::Nummers(l) => ol.govuk-list.govuk-list--number { @for z in l { li { (z) } } },
                Self::Regels(l) => p.govuk-body {
                    @for (i, r) in l.iter().enumerate() { @if i > 0 { br; } (r) }
                },
            }
        }
    }
}

/// What somebody typed, shown as paragraphs: an empty line starts a new one, a line end stays.
pub fn getypt(tekst: &str) -> Markup {
    let tekst = tekst.replace("\r\n", "\n");
    html! {
        @for alinea in tekst.split("\n\n").map(str::trim).filter(|a| !a.is_empty()) {
            p.govuk-body {
                @for (i, regel) in alinea.lines().enumerate() { @if i > 0 { br; } (regel) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_typed_is_escaped_and_keeps_its_lines() {
        let html = getypt("Regel 1\r\nRegel <b>2</b>\n\n\n\nNieuwe alinea").into_string();
        assert_eq!(
            html,
            "<p class=\"govuk-body\">Regel 1<br>Regel &lt;b&gt;2&lt;/b&gt;</p>\
             <p class=\"govuk-body\">Nieuwe alinea</p>"
        );
    }

    #[test]
    fn a_sentence_can_hold_a_link() {
        let z = Zinnen::from("Lees ").en(Stukje::link("de regeling", "/regeling")).tekst(".");
        assert_eq!(
            z.render().into_string(),
            "Lees <a class=\"govuk-link\" href=\"/regeling\">de regeling</a>."
        );
    }
}
