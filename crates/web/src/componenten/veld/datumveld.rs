//! A date in three parts, as people type it. The day may stay empty where the page says so.

use maud::{Markup, Render, html};

use super::Veldkop;

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Datumdeel {
    /// The day of the month.
    Dag,
    /// The month, as a number.
    Maand,
    /// The year, in four digits.
    Jaar,
}

impl Datumdeel {
    /// In the order in which they are typed.
    pub const ALLE: [Self; 3] = [Self::Dag, Self::Maand, Self::Jaar];

    /// How its name and id end.
    pub fn einde(self) -> &'static str {
        match self {
            Self::Dag => "dag",
            Self::Maand => "maand",
            Self::Jaar => "jaar",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Dag => "Dag",
            Self::Maand => "Maand",
            Self::Jaar => "Jaar",
        }
    }

    fn breedte(self) -> u8 {
        if self == Self::Jaar { 4 } else { 2 }
    }
}

/// A date field. Its parts are sent as `naam-dag`, `naam-maand`, `naam-jaar`.
#[derive(Debug, Clone, Default)]
pub struct Datumveld {
    /// Question, hint, error.
    pub kop: Veldkop,
    /// The day as typed.
    pub dag: String,
    /// The month as typed.
    pub maand: String,
    /// The year as typed.
    pub jaar: String,
    /// Which parts are wrong; none means all, when there is an error.
    pub fout_in: Vec<Datumdeel>,
}

impl Datumveld {
    /// An empty date.
    pub fn new(kop: Veldkop) -> Self {
        Self { kop, ..Self::default() }
    }

    /// Fills in what was typed before.
    #[must_use]
    pub fn waarde(
        mut self,
        dag: impl Into<String>,
        maand: impl Into<String>,
        jaar: impl Into<String>,
    ) -> Self {
        (self.dag, self.maand, self.jaar) = (dag.into(), maand.into(), jaar.into());
        self
    }

    /// Is this part wrong?
    fn is_fout(&self, deel: Datumdeel) -> bool {
        self.kop.is_fout() && (self.fout_in.is_empty() || self.fout_in.contains(&deel))
    }

    fn deel_id(&self, deel: Datumdeel) -> String {
        format!("{}-{}", self.kop.id, deel.einde())
    }

    /// Where an error leads: the first part that is wrong.
    pub(super) fn anker(&self) -> String {
        let deel = Datumdeel::ALLE.into_iter().find(|d| self.is_fout(*d));
        self.deel_id(deel.unwrap_or(Datumdeel::Dag))
    }

    fn deel(&self, deel: Datumdeel) -> Markup {
        let id = self.deel_id(deel);
        let waarde = match deel {
            Datumdeel::Dag => &self.dag,
            Datumdeel::Maand => &self.maand,
            Datumdeel::Jaar => &self.jaar,
        };
        let fout = self.is_fout(deel);
        let klassen = format!(
            "govuk-input govuk-date-input__input{} govuk-input--width-{}",
            if fout { " govuk-input--error" } else { "" },
            deel.breedte()
        );
        html! {
            div.govuk-date-input__item {
                div.govuk-form-group {
                    label."govuk-label"."govuk-date-input__label" for=(id) { (deel.label()) }
                    input class=(klassen) id=(id) name={ (self.kop.naam) "-" (deel.einde()) } type="text"
                        value=[(!waarde.is_empty()).then_some(waarde)] inputmode="numeric"
                        aria-invalid=[fout.then_some("true")] aria-describedby=[fout.then(|| self.kop.fout_id())];
                }
            }
        }
    }
}

impl Render for Datumveld {
    fn render(&self) -> Markup {
        let k = &self.kop;
        k.groep(html! {
            fieldset.govuk-fieldset role="group" aria-describedby=[k.beschreven_door(None)] {
                (k.legenda()) (k.hint_en_fout())
                div.govuk-date-input id=(k.id) {
                    @for deel in Datumdeel::ALLE { (self.deel(deel)) }
                }
            }
        })
    }
}
