//! What complainants see, in plain Dutch (B1).
//!
//! Always holds: help stands on every page in the same place; sentences are short and say "u" and
//! "wij"; nothing that only staff may see reaches a view-model here.

pub mod bevestiging;
pub mod brief;
pub mod controle;
pub mod folder;
pub mod inzage;
pub mod kies_aanbieder;
pub mod mijn_klacht;
pub mod portaal;
pub mod start;
pub mod stoppen;
pub mod tekstpagina;
pub mod toegang;
mod vooruitblik;
pub mod vraag;
pub mod vragen;

use maud::{Markup, html};

use crate::componenten::hulpkaart::Hulpkaart;
use crate::huisstijl::Huisstijl;

/// The contents, with help beside them.
fn met_hulp(huis: &Huisstijl, nummer: Option<&str>, inhoud: &Markup) -> Markup {
    met_zijkant(huis, nummer, inhoud, &html! {})
}

/// The contents, with help and something more beside them.
fn met_zijkant(huis: &Huisstijl, nummer: Option<&str>, inhoud: &Markup, meer: &Markup) -> Markup {
    html! {
        div.kl-tweekolom {
            div { (inhoud) }
            aside aria-label="Hulp" { (Hulpkaart { huis, nummer }) (meer) }
        }
    }
}
