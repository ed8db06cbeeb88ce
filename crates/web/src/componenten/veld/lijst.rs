//! One of many (a select).

use maud::{Markup, Render, html};

use super::{Optie, Veldkop};

/// A select. Hints of the options do not show.
#[derive(Debug, Clone, Default)]
pub struct Lijst {
    /// Label, hint, error.
    pub kop: Veldkop,
    /// The options.
    pub opties: Vec<Optie>,
    /// What was chosen.
    pub gekozen: Option<String>,
}

impl Lijst {
    /// Nothing chosen yet.
    pub fn new(kop: Veldkop, opties: Vec<Optie>) -> Self {
        Self { kop, opties, gekozen: None }
    }

    /// Fills in what was chosen before.
    #[must_use]
    pub fn gekozen(mut self, waarde: Option<impl Into<String>>) -> Self {
        self.gekozen = waarde.map(Into::into);
        self
    }
}

impl Render for Lijst {
    fn render(&self) -> Markup {
        let k = &self.kop;
        k.groep(html! {
            (k.label()) (k.hint_en_fout())
            select."govuk-select"."govuk-select--error"[k.is_fout()] id=(k.id) name=(k.naam)
                aria-invalid=[k.ongeldig()] aria-describedby=[k.beschreven_door(None)] {
                @for optie in &self.opties {
                    option value=(optie.waarde) selected[self.gekozen.as_deref() == Some(&optie.waarde)] { (optie.label) }
                }
            }
        })
    }
}
