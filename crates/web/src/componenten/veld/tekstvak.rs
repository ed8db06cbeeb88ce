//! Text of any length, with a count of what may still be typed.

use maud::{Markup, Render, html};

use super::Veldkop;

/// A text area.
#[derive(Debug, Clone)]
pub struct Tekstvak {
    /// Label, hint, error.
    pub kop: Veldkop,
    /// What was typed.
    pub waarde: String,
    /// Lines that show.
    pub regels: u8,
    /// How many characters at most; without it nothing is counted.
    pub hoogstens: Option<u32>,
}

impl Tekstvak {
    /// An empty area.
    pub fn new(kop: Veldkop) -> Self {
        Self { kop, waarde: String::new(), regels: 5, hoogstens: None }
    }

    /// Fills in what was typed before.
    #[must_use]
    pub fn waarde(mut self, waarde: impl Into<String>) -> Self {
        self.waarde = waarde.into();
        self
    }

    /// Shows this many lines.
    #[must_use]
    pub fn regels(mut self, regels: u8) -> Self {
        self.regels = regels;
        self
    }

    /// Counts up to this many characters.
    #[must_use]
    pub fn hoogstens(mut self, tekens: u32) -> Self {
        self.hoogstens = Some(tekens);
        self
    }

    fn tel_id(&self) -> String {
        format!("{}-info", self.kop.id)
    }

    fn invoer(&self) -> Markup {
        let k = &self.kop;
        let telt = self.hoogstens.is_some();
        html! {
            textarea."govuk-textarea"."govuk-textarea--error"[k.is_fout()]."govuk-js-character-count"[telt]
                id=(k.id) name=(k.naam) rows=(self.regels) aria-invalid=[k.ongeldig()]
                aria-describedby=[k.beschreven_door(telt.then(|| self.tel_id()))] {
                // a line end right after the tag is dropped by the browser
                @if self.waarde.starts_with('\n') { "\n" }
                (self.waarde)
            }
        }
    }
}

impl Render for Tekstvak {
    fn render(&self) -> Markup {
        let k = &self.kop;
        let Some(hoogstens) = self.hoogstens else {
            return k.groep(html! { (k.label()) (k.hint_en_fout()) (self.invoer()) });
        };
        html! {
            div."govuk-form-group"."govuk-form-group--error"[k.is_fout()]."govuk-character-count"
                data-module="govuk-character-count" data-maxlength=(hoogstens) {
                (k.label()) (k.hint_en_fout()) (self.invoer())
                div."govuk-hint"."govuk-character-count__message" id=(self.tel_id()) {
                    "U kunt " (duizend(hoogstens)) " letters typen"
                }
            }
        }
    }
}

/// "5.000".
fn duizend(getal: u32) -> String {
    if getal < 1000 { getal.to_string() } else { format!("{}.{:03}", getal / 1000, getal % 1000) }
}
