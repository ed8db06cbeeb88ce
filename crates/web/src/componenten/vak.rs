//! Boxes: where it stands, what is asked of you, and a card with a heading.

use maud::{Markup, Render, html};

/// One sentence on where a complaint stands, and the dates that go with it.
#[derive(Debug, Clone, Default)]
pub struct Statusvak {
    /// "Wij onderzoeken uw klacht".
    pub kop: String,
    /// Sentences below it.
    pub zinnen: Vec<Markup>,
}

impl Render for Statusvak {
    fn render(&self) -> Markup {
        html! {
            section.kl-status aria-labelledby="stand-kop" {
                h2 #stand-kop { (self.kop) }
                @for zin in &self.zinnen { p { (zin) } }
            }
        }
    }
}

/// What is asked of the reader. `id` must differ between boxes on one page.
#[derive(Debug, Clone)]
pub struct Uwbeurt {
    /// The id of its heading.
    pub id: String,
    /// "Wij vragen u: kunt u komen praten?"
    pub kop: String,
    /// What there is to know, and the buttons.
    pub inhoud: Markup,
}

impl Render for Uwbeurt {
    fn render(&self) -> Markup {
        html! {
            section.kl-uwbeurt aria-labelledby=(self.id) {
                h2.govuk-heading-m id=(self.id) { (self.kop) }
                (self.inhoud)
            }
        }
    }
}

/// A white card with a heading. `id` must differ between cards on one page.
pub fn kaart(id: &str, kop: &str, inhoud: Markup) -> Markup {
    kaart_met_klasse("kl-kaart", id, kop, inhoud)
}

/// A card with classes of its own.
pub fn kaart_met_klasse(klasse: &str, id: &str, kop: &str, inhoud: Markup) -> Markup {
    html! {
        section class=(klasse) aria-labelledby=(id) {
            h2."govuk-heading-m"."kl-kaart__kop" id=(id) { (kop) }
            (inhoud)
        }
    }
}
