//! One of a few (radios), or any number of a few (checkboxes).
//!
//! Always holds: the first option has the id of the field, so that an error leads to it; a field that
//! shows with an option is one simple field, and without script it shows always.

use maud::{Markup, Render, html};

use super::{Tekstveld, Veldkop};

/// An option.
#[derive(Debug, Clone, Default)]
pub struct Optie {
    /// What is sent.
    pub waarde: String,
    /// What it says.
    pub label: String,
    /// What helps to choose.
    pub hint: Option<String>,
    /// A field that shows when this is chosen.
    pub dan: Option<Box<Tekstveld>>,
}

impl Optie {
    /// An option.
    pub fn new(waarde: impl Into<String>, label: impl Into<String>) -> Self {
        Self { waarde: waarde.into(), label: label.into(), ..Self::default() }
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows a field when this is chosen.
    #[must_use]
    pub fn dan(mut self, veld: Tekstveld) -> Self {
        self.dan = Some(Box::new(veld));
        self
    }
}

/// One of a few.
#[derive(Debug, Clone, Default)]
pub struct Keuze {
    /// Question, hint, error.
    pub kop: Veldkop,
    /// The options.
    pub opties: Vec<Optie>,
    /// What was chosen.
    pub gekozen: Option<String>,
    /// Beside each other, for two short options.
    pub naast_elkaar: bool,
}

impl Keuze {
    /// Nothing chosen yet: no answer is preferred.
    pub fn new(kop: Veldkop, opties: Vec<Optie>) -> Self {
        Self { kop, opties, ..Self::default() }
    }

    /// Yes or no.
    pub fn ja_nee(kop: Veldkop) -> Self {
        Self {
            naast_elkaar: true,
            ..Self::new(kop, vec![Optie::new("ja", "Ja"), Optie::new("nee", "Nee")])
        }
    }

    /// Fills in what was chosen before.
    #[must_use]
    pub fn gekozen(mut self, waarde: Option<impl Into<String>>) -> Self {
        self.gekozen = waarde.map(Into::into).filter(|w| !w.is_empty());
        self
    }
}

/// Any number of a few.
#[derive(Debug, Clone, Default)]
pub struct Vinkjes {
    /// Question, hint, error.
    pub kop: Veldkop,
    /// The options.
    pub opties: Vec<Optie>,
    /// What was chosen.
    pub gekozen: Vec<String>,
}

impl Vinkjes {
    /// Nothing chosen yet.
    pub fn new(kop: Veldkop, opties: Vec<Optie>) -> Self {
        Self { kop, opties, gekozen: Vec::new() }
    }

    /// Fills in what was chosen before.
    #[must_use]
    pub fn gekozen(mut self, waarden: Vec<String>) -> Self {
        self.gekozen = waarden;
        self
    }
}

/// What differs between the two.
struct Vorm<'a> {
    basis: &'static str,
    soort: &'static str,
    extra: &'static str,
    is_gekozen: &'a dyn Fn(&str) -> bool,
}

fn keuzelijst(kop: &Veldkop, opties: &[Optie], vorm: &Vorm<'_>) -> Markup {
    let b = vorm.basis;
    kop.groep(html! {
        fieldset.govuk-fieldset aria-describedby=[kop.beschreven_door(None)] {
            (kop.legenda()) (kop.hint_en_fout())
            div class={ (b) (vorm.extra) } data-module=(b) {
                @for (i, optie) in opties.iter().enumerate() {
                    (optieregel(kop, optie, i, vorm))
                }
            }
        }
    })
}

fn optieregel(kop: &Veldkop, optie: &Optie, i: usize, vorm: &Vorm<'_>) -> Markup {
    let b = vorm.basis;
    let id = if i == 0 { kop.id.clone() } else { format!("{}-{}", kop.id, i + 1) };
    let hint_id = optie.hint.as_ref().map(|_| format!("{id}-item-hint"));
    let gekozen = (vorm.is_gekozen)(&optie.waarde);
    let paneel = optie.dan.as_ref().map(|_| format!("conditional-{id}"));
    html! {
        div class={ (b) "__item" } {
            input class={ (b) "__input" } id=(id) name=(kop.naam) type=(vorm.soort) value=(optie.waarde)
                checked[gekozen] data-aria-controls=[&paneel] aria-describedby=[&hint_id];
            label class={ "govuk-label " (b) "__label" } for=(id) { (optie.label) }
            @if let (Some(hint), Some(hint_id)) = (&optie.hint, &hint_id) {
                div class={ "govuk-hint " (b) "__hint" } id=(hint_id) { (hint) }
            }
        }
        @if let (Some(veld), Some(paneel)) = (&optie.dan, &paneel) {
            div class=(if gekozen { format!("{b}__conditional") } else { format!("{b}__conditional {b}__conditional--hidden") })
                id=(paneel) { (veld) }
        }
    }
}

impl Render for Keuze {
    fn render(&self) -> Markup {
        let extra = if self.naast_elkaar { " govuk-radios--inline" } else { "" };
        keuzelijst(
            &self.kop,
            &self.opties,
            &Vorm {
                basis: "govuk-radios",
                soort: "radio",
                extra,
                is_gekozen: &|w| self.gekozen.as_deref() == Some(w),
            },
        )
    }
}

impl Render for Vinkjes {
    fn render(&self) -> Markup {
        keuzelijst(
            &self.kop,
            &self.opties,
            &Vorm {
                basis: "govuk-checkboxes",
                soort: "checkbox",
                extra: "",
                is_gekozen: &|w| self.gekozen.iter().any(|g| g == w),
            },
        )
    }
}
