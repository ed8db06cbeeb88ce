//! The same fields several times: measures with their dates, people complained about.
//!
//! Always holds: adding or removing one is a submit of the form, so nothing typed is lost and no
//! script is needed. The pressed button says which: `nog_een=naam` or `weg=naam-0`.

use maud::{Markup, Render, html};

use super::{Veld, Veldkop};
use crate::componenten::{Knop, Linkknop};

/// One group.
#[derive(Debug, Clone)]
pub struct Groep {
    /// "Maatregel 1".
    pub titel: String,
    /// Its fields, with names that hold its number.
    pub velden: Vec<Veld>,
    /// What the remove button sends; `None` when it may not be removed.
    pub weg: Option<String>,
}

/// Groups of fields.
#[derive(Debug, Clone)]
pub struct Groepen {
    /// Label, hint, error of all together.
    pub kop: Veldkop,
    /// The groups.
    pub groepen: Vec<Groep>,
    /// "Nog een maatregel"; empty when no more may be added.
    pub nog_een: String,
}

impl Render for Groepen {
    fn render(&self) -> Markup {
        let k = &self.kop;
        k.groep(html! {
            fieldset.govuk-fieldset id=(k.id) tabindex=[k.fout.as_ref().map(|_| "-1")] aria-describedby=[k.beschreven_door(None)] {
                (k.legenda()) (k.hint_en_fout())
                @for g in &self.groepen {
                    fieldset."govuk-fieldset"."kl-groep" {
                        legend."govuk-fieldset__legend"."govuk-fieldset__legend--s" { (g.titel) }
                        @for v in &g.velden { (v) }
                        @if let Some(weg) = &g.weg {
                            p."govuk-body"."govuk-!-margin-bottom-0" {
                                (Linkknop { verborgen: Some(g.titel.clone()), ..Linkknop::new("Verwijder", "weg", weg) })
                            }
                        }
                    }
                }
                @if !self.nog_een.is_empty() {
                    div.kl-knoppen { (Knop::tweede(&self.nog_een).met("nog_een", &k.naam)) }
                }
            }
        })
    }
}
