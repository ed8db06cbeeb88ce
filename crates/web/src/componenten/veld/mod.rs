//! The fields of a form, and what all of them share: label, hint, error.
//!
//! Always holds: the error in the summary and the error at the field are one sentence, because
//! [`fouten`] reads it from the field; a wrong field bears `aria-invalid`; hint and error are tied to
//! the field with `aria-describedby`; no field is `required` in HTML, since messages are ours to give.

mod bestand;
mod datumveld;
mod groepen;
mod keuze;
mod lijst;
mod tekstvak;
mod tekstveld;

pub use bestand::{Bestand, Geplaatst};
pub use datumveld::{Datumdeel, Datumveld};
pub use groepen::{Groep, Groepen};
pub use keuze::{Keuze, Optie, Vinkjes};
pub use lijst::Lijst;
pub use tekstvak::Tekstvak;
pub use tekstveld::{Tekstsoort, Tekstveld};

use maud::{Markup, Render, html};

use super::foutoverzicht::{Fout, Foutoverzicht};

/// How large a label is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Maat {
    /// As running text.
    #[default]
    Gewoon,
    /// Bold.
    Vet,
    /// The question of the page: it holds the `h1`.
    Paginatitel,
}

/// What every field has.
#[derive(Debug, Clone, Default)]
pub struct Veldkop {
    /// Its name in the form.
    pub naam: String,
    /// Its id; other ids of the field begin with it.
    pub id: String,
    /// Label or question.
    pub label: String,
    /// How large the label is.
    pub maat: Maat,
    /// What helps to answer.
    pub hint: Option<String>,
    /// What is wrong and what to do: a full sentence.
    pub fout: Option<String>,
}

impl Veldkop {
    /// A field of which the id is its name.
    pub fn new(naam: impl Into<String>, label: impl Into<String>) -> Self {
        let naam = naam.into();
        Self { id: naam.clone(), naam, label: label.into(), ..Self::default() }
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says what is wrong, or that nothing is.
    #[must_use]
    pub fn fout(mut self, fout: Option<impl Into<String>>) -> Self {
        self.fout = fout.map(Into::into);
        self
    }

    /// Sets the size of the label.
    #[must_use]
    pub fn maat(mut self, maat: Maat) -> Self {
        self.maat = maat;
        self
    }

    fn is_fout(&self) -> bool {
        self.fout.is_some()
    }

    fn ongeldig(&self) -> Option<&'static str> {
        self.is_fout().then_some("true")
    }

    fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    fn fout_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// The ids that describe the field, hint before error; `eerst` goes before both.
    fn beschreven_door(&self, eerst: Option<String>) -> Option<String> {
        let ids: Vec<_> = eerst
            .into_iter()
            .chain(self.hint.as_ref().map(|_| self.hint_id()))
            .chain(self.fout.as_ref().map(|_| self.fout_id()))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The label, with the `h1` around it when it is the question of the page.
    fn label(&self) -> Markup {
        html! {
            @match self.maat {
                Maat::Paginatitel => h1.govuk-label-wrapper {
                    label."govuk-label"."govuk-label--l" for=(self.id) { (self.label) }
                },
                Maat::Vet => label."govuk-label"."govuk-label--s" for=(self.id) { (self.label) },
                Maat::Gewoon => label.govuk-label for=(self.id) { (self.label) },
            }
        }
    }

    /// The legend of a fieldset, with the `h1` in it when it is the question of the page.
    fn legenda(&self) -> Markup {
        html! {
            @match self.maat {
                Maat::Paginatitel => legend."govuk-fieldset__legend"."govuk-fieldset__legend--l" {
                    h1.govuk-fieldset__heading { (self.label) }
                },
                Maat::Vet => legend."govuk-fieldset__legend"."govuk-fieldset__legend--s" { (self.label) },
                Maat::Gewoon => legend.govuk-fieldset__legend { (self.label) },
            }
        }
    }

    fn hint_en_fout(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { div.govuk-hint id=(self.hint_id()) { (hint) } }
            @if let Some(fout) = &self.fout {
                p.govuk-error-message id=(self.fout_id()) {
                    span.govuk-visually-hidden { "Fout:" } " " (fout)
                }
            }
        }
    }

    /// The group around label, hint, error and field.
    fn groep(&self, inhoud: Markup) -> Markup {
        html! {
            div.govuk-form-group.govuk-form-group--error[self.is_fout()] { (inhoud) }
        }
    }
}

/// Any field, so that a form can be made from data.
#[derive(Debug, Clone)]
pub enum Veld {
    /// One line of text.
    Tekst(Tekstveld),
    /// Text of any length.
    Lang(Tekstvak),
    /// One of a few.
    Keuze(Keuze),
    /// Any number of a few.
    Vinkjes(Vinkjes),
    /// One of many.
    Lijst(Lijst),
    /// A date in three parts.
    Datum(Datumveld),
    /// A file.
    Bestand(Bestand),
    /// The same fields several times.
    Groepen(Groepen),
}

impl Veld {
    /// What every field has.
    pub fn kop(&self) -> &Veldkop {
        match self {
            Self::Tekst(v) => &v.kop,
            Self::Lang(v) => &v.kop,
            Self::Keuze(v) => &v.kop,
            Self::Vinkjes(v) => &v.kop,
            Self::Lijst(v) => &v.kop,
            Self::Datum(v) => &v.kop,
            Self::Bestand(v) => &v.kop,
            Self::Groepen(v) => &v.kop,
        }
    }

    fn kop_mut(&mut self) -> &mut Veldkop {
        match self {
            Self::Tekst(v) => &mut v.kop,
            Self::Lang(v) => &mut v.kop,
            Self::Keuze(v) => &mut v.kop,
            Self::Vinkjes(v) => &mut v.kop,
            Self::Lijst(v) => &mut v.kop,
            Self::Datum(v) => &mut v.kop,
            Self::Bestand(v) => &mut v.kop,
            Self::Groepen(v) => &mut v.kop,
        }
    }

    /// Makes this field's question the title of the page.
    #[must_use]
    pub fn als_paginatitel(mut self) -> Self {
        self.kop_mut().maat = Maat::Paginatitel;
        self
    }

    /// Is it a file field, so that the form must be able to carry one?
    pub fn draagt_bestand(&self) -> bool {
        matches!(self, Self::Bestand(_))
    }

    fn fouten(&self) -> Vec<Fout> {
        let anker = match self {
            Self::Datum(v) => v.anker(),
            _ => self.kop().id.clone(),
        };
        let eigen =
            self.kop().fout.iter().map(|zin| Fout { anker: Some(anker.clone()), zin: zin.clone() });
        let binnen = match self {
            Self::Groepen(v) => {
                v.groepen.iter().flat_map(|g| &g.velden).flat_map(Self::fouten).collect()
            }
            _ => Vec::new(),
        };
        eigen.chain(binnen).collect()
    }
}

/// The errors of these fields, in their order.
pub fn fouten(velden: &[Veld]) -> Foutoverzicht {
    Foutoverzicht(velden.iter().flat_map(Veld::fouten).collect())
}

impl Render for Veld {
    fn render(&self) -> Markup {
        match self {
            Self::Tekst(v) => v.render(),
            Self::Lang(v) => v.render(),
            Self::Keuze(v) => v.render(),
            Self::Vinkjes(v) => v.render(),
            Self::Lijst(v) => v.render(),
            Self::Datum(v) => v.render(),
            Self::Bestand(v) => v.render(),
            Self::Groepen(v) => v.render(),
        }
    }
}

macro_rules! van_veld {
    ($($soort:ty => $arm:ident),* $(,)?) => {
        $(impl From<$soort> for Veld {
            fn from(v: $soort) -> Self { Self::$arm(v) }
        })*
    };
}
van_veld!(
    Tekstveld => Tekst, Tekstvak => Lang, Keuze => Keuze, Vinkjes => Vinkjes, Lijst => Lijst,
    Datumveld => Datum, Bestand => Bestand, Groepen => Groepen,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_in_the_summary_is_the_sentence_at_the_field() {
        let zin = "Vertel wat er is gebeurd.";
        let veld: Veld =
            Tekstvak::new(Veldkop::new("omschrijving", "Wat is er gebeurd?").fout(Some(zin)))
                .into();
        let overzicht = fouten(std::slice::from_ref(&veld));
        assert_eq!(overzicht.0[0].anker.as_deref(), Some("omschrijving"));
        assert_eq!(overzicht.0[0].zin, zin);
        let html = veld.render().into_string();
        assert!(html.contains("aria-invalid=\"true\"") && html.contains(zin), "{html}");
    }

    #[test]
    fn the_summary_leads_to_the_part_of_the_date_that_is_wrong() {
        let mut datum =
            Datumveld::new(Veldkop::new("op", "Wanneer?").fout(Some("Vul een jaar in.")));
        datum.fout_in = vec![Datumdeel::Jaar];
        assert_eq!(fouten(&[datum.into()]).0[0].anker.as_deref(), Some("op-jaar"));
    }

    #[test]
    fn errors_inside_groups_are_found() {
        let binnen: Veld =
            Tekstveld::new(Veldkop::new("m-0-wat", "Wat?").fout(Some("Vertel wat u doet."))).into();
        let groepen: Veld = Groepen {
            kop: Veldkop::new("m", "Maatregelen"),
            groepen: vec![Groep { titel: "Maatregel 1".into(), velden: vec![binnen], weg: None }],
            nog_een: "Nog een maatregel".into(),
        }
        .into();
        assert_eq!(fouten(&[groepen]).0[0].anker.as_deref(), Some("m-0-wat"));
    }
}
