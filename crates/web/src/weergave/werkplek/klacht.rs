//! The complaint itself, as it came in.

use maud::{Markup, html};

use super::{dossier, dossierkop::Dossierkop};
use crate::componenten::{overzicht::Overzicht, werkbalk::Werkbalk};

/// The complaint as it came in.
#[derive(Debug, Clone, Default)]
pub struct Klachtpagina {
    /// The head of the dossier.
    pub kop: Dossierkop,
    /// Its parts: heading and rows.
    pub delen: Vec<(String, Overzicht)>,
}

/// The complaint as it came in.
pub fn pagina(balk: &Werkbalk, m: &Klachtpagina) -> Markup {
    dossier::tab(
        balk,
        &m.kop,
        None,
        "klacht",
        html! {
            @for (i, (kop, rijen)) in m.delen.iter().enumerate() {
                (dossier::brede_kaart(&format!("deel-{}", i + 1), kop, html! { (rijen) }))
            }
        },
    )
}
