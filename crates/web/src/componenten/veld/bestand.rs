//! A file to add, and the files that are there already.

use maud::{Markup, Render, html};

use super::Veldkop;
use crate::componenten::{Icoon, Linkknop};

/// A file that is there already.
#[derive(Debug, Clone, Default)]
pub struct Geplaatst {
    /// Its id, sent along to remove it.
    pub id: String,
    /// Its name, as the owner called it.
    pub naam: String,
    /// Its kind and size: "foto, 1,2 MB".
    pub grootte: String,
}

/// A file field.
#[derive(Debug, Clone, Default)]
pub struct Bestand {
    /// Label, hint, error.
    pub kop: Veldkop,
    /// What is accepted: `.jpg,.png,.pdf`.
    pub soorten: Option<String>,
    /// Files that are there already.
    pub geplaatst: Vec<Geplaatst>,
    /// With the drop zone and the Dutch texts of the script around it.
    pub verrijkt: bool,
}

impl Bestand {
    /// No file yet.
    pub fn new(kop: Veldkop) -> Self {
        Self { kop, verrijkt: true, ..Self::default() }
    }

    fn invoer(&self) -> Markup {
        let k = &self.kop;
        html! {
            input."govuk-file-upload"."govuk-file-upload--error"[k.is_fout()] id=(k.id) name=(k.naam) type="file"
                accept=[&self.soorten] aria-invalid=[k.ongeldig()] aria-describedby=[k.beschreven_door(None)];
        }
    }

    /// The list of files, each with a button to remove it; the button belongs to the form around it.
    pub fn lijst(&self) -> Markup {
        html! {
            @if !self.geplaatst.is_empty() {
                h2.govuk-heading-s { "Deze bestanden hebben wij" }
                ul.kl-lijst {
                    @for b in &self.geplaatst {
                        li {
                            (Icoon::Bijlage)
                            span { (b.naam) small { (b.grootte) } }
                            (Linkknop { verborgen: Some(b.naam.clone()), ..Linkknop::new("Verwijder", "verwijder", &b.id) })
                        }
                    }
                }
            }
        }
    }
}

impl Render for Bestand {
    fn render(&self) -> Markup {
        let k = &self.kop;
        k.groep(html! {
            (k.label()) (k.hint_en_fout())
            @if self.verrijkt {
                div.govuk-file-upload-wrapper data-module="govuk-file-upload" { (self.invoer()) }
            } @else { (self.invoer()) }
        })
    }
}
