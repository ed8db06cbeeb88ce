//! One line of text.

use maud::{Markup, Render, html};

use super::Veldkop;

/// What kind of text is typed; it decides the keyboard on a phone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tekstsoort {
    /// Words.
    #[default]
    Gewoon,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telefoon,
    /// Digits.
    Getal,
    /// A password; it can be shown.
    Wachtwoord,
    /// Letters and digits of a code: no spelling check, no capitals put in.
    Code,
    /// A date as staff type it, with the browser's picker beside it.
    Datum,
}

impl Tekstsoort {
    fn soort(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Telefoon => "tel",
            Self::Wachtwoord => "password",
            Self::Datum => "date",
            Self::Gewoon | Self::Getal | Self::Code => "text",
        }
    }

    fn geen_spelling(self) -> Option<&'static str> {
        matches!(self, Self::Email | Self::Wachtwoord | Self::Code).then_some("false")
    }
}

/// A text field.
#[derive(Debug, Clone, Default)]
pub struct Tekstveld {
    /// Label, hint, error.
    pub kop: Veldkop,
    /// What was typed.
    pub waarde: String,
    /// The kind of text.
    pub soort: Tekstsoort,
    /// What the browser may fill in: `name`, `email`, `tel`.
    pub aanvullen: Option<String>,
    /// How wide, in characters: 2, 3, 4, 5, 10, 20 or 30.
    pub breedte: Option<u8>,
}

impl Tekstveld {
    /// An empty field.
    pub fn new(kop: Veldkop) -> Self {
        Self { kop, ..Self::default() }
    }

    /// Fills in what was typed before.
    #[must_use]
    pub fn waarde(mut self, waarde: impl Into<String>) -> Self {
        self.waarde = waarde.into();
        self
    }

    /// Sets the kind of text.
    #[must_use]
    pub fn soort(mut self, soort: Tekstsoort) -> Self {
        self.soort = soort;
        self
    }

    /// Says what the browser may fill in.
    #[must_use]
    pub fn aanvullen(mut self, wat: impl Into<String>) -> Self {
        self.aanvullen = Some(wat.into());
        self
    }

    /// Sets the width in characters.
    #[must_use]
    pub fn breed(mut self, tekens: u8) -> Self {
        self.breedte = Some(tekens);
        self
    }

    fn invoer(&self, extra: &str) -> Markup {
        let k = &self.kop;
        let mut klassen = String::from("govuk-input");
        klassen.push_str(extra);
        if let Some(b) = self.breedte {
            klassen.push_str(&format!(" govuk-input--width-{b}"));
        }
        if k.is_fout() {
            klassen.push_str(" govuk-input--error");
        }
        // a password is never sent back
        let geheim = self.soort == Tekstsoort::Wachtwoord;
        let waarde = (!self.waarde.is_empty() && !geheim).then_some(&self.waarde);
        html! {
            input class=(klassen) id=(k.id) name=(k.naam) type=(self.soort.soort())
                spellcheck=[self.soort.geen_spelling()] value=[waarde]
                aria-invalid=[k.ongeldig()] aria-describedby=[k.beschreven_door(None)]
                autocomplete=[&self.aanvullen]
                autocapitalize=[matches!(self.soort, Tekstsoort::Wachtwoord | Tekstsoort::Code).then_some("none")]
                inputmode=[(self.soort == Tekstsoort::Getal).then_some("numeric")];
        }
    }
}

impl Render for Tekstveld {
    fn render(&self) -> Markup {
        let k = &self.kop;
        if self.soort == Tekstsoort::Wachtwoord {
            return html! {
                div."govuk-form-group"."govuk-password-input"."govuk-form-group--error"[k.is_fout()]
                    data-module="govuk-password-input" {
                    (k.label()) (k.hint_en_fout())
                    div."govuk-input__wrapper"."govuk-password-input__wrapper" {
                        (self.invoer(" govuk-password-input__input govuk-js-password-input-input"))
                        button."govuk-button"."govuk-button--secondary"."govuk-password-input__toggle"."govuk-js-password-input-toggle"
                            type="button" data-module="govuk-button" aria-controls=(k.id)
                            aria-label="Toon het wachtwoord" hidden { "Toon" }
                    }
                }
            };
        }
        k.groep(html! { (k.label()) (k.hint_en_fout()) (self.invoer("")) })
    }
}
