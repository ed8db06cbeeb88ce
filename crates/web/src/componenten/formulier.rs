//! A form: where it goes and what goes along unseen.
//!
//! Always holds: the browser does not check (`novalidate`), because its messages are not ours; what
//! goes along unseen (the token against forged requests, the version that was read) is in every form.

use maud::{Markup, html};

/// Where a form goes.
#[derive(Debug, Clone, Default)]
pub struct Formulier {
    /// The address it is posted to.
    pub actie: String,
    /// Names and values that go along unseen, such as the token against forged requests.
    pub verborgen: Vec<(String, String)>,
    /// Can it carry files?
    pub bestanden: bool,
    /// What the Enter key does, when a button to remove something stands above the primary button.
    pub enter: Option<String>,
}

impl Formulier {
    /// A form that is posted to this address.
    pub fn new(actie: impl Into<String>) -> Self {
        Self { actie: actie.into(), ..Self::default() }
    }

    /// Sends this along unseen.
    #[must_use]
    pub fn met(mut self, naam: impl Into<String>, waarde: impl Into<String>) -> Self {
        self.verborgen.push((naam.into(), waarde.into()));
        self
    }

    /// Lets it carry files.
    #[must_use]
    pub fn met_bestanden(mut self) -> Self {
        self.bestanden = true;
        self
    }

    /// Makes the Enter key do what the primary button does, whichever button comes first.
    #[must_use]
    pub fn met_enter(mut self, tekst: impl Into<String>) -> Self {
        self.enter = Some(tekst.into());
        self
    }

    /// The form around its contents.
    pub fn om(&self, inhoud: Markup) -> Markup {
        self.om_met_klasse(None, inhoud)
    }

    /// The form around its contents, laid out as this class says.
    pub fn om_met_klasse(&self, klasse: Option<&str>, inhoud: Markup) -> Markup {
        html! {
            form class=[klasse] action=(self.actie) method="post"
                enctype=[self.bestanden.then_some("multipart/form-data")] novalidate {
                @for (naam, waarde) in &self.verborgen {
                    input type="hidden" name=(naam) value=(waarde);
                }
                @if let Some(tekst) = &self.enter {
                    button.govuk-visually-hidden type="submit" tabindex="-1" aria-hidden="true" { (tekst) }
                }
                (inhoud)
            }
        }
    }
}
