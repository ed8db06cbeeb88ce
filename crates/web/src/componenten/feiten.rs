//! Lines with an icon: when, where, who, how to reach.

use maud::{Markup, Render, html};

use super::Icoon;
use crate::huisstijl::{Huisstijl, Telefoon};

/// Lines with an icon each.
#[derive(Debug, Clone, Default)]
pub struct Feiten(pub Vec<(Icoon, Markup)>);

impl Render for Feiten {
    fn render(&self) -> Markup {
        html! {
            ul.kl-feiten {
                @for (icoon, inhoud) in &self.0 { li { (icoon) span { (inhoud) } } }
            }
        }
    }
}

/// A link to call.
pub fn bel_link(telefoon: &Telefoon) -> Markup {
    html! { a.govuk-link href={ "tel:" (telefoon.bellen()) } { (telefoon.leesbaar) } }
}

/// A link to write.
pub fn mail_link(adres: &str) -> Markup {
    html! { a.govuk-link href={ "mailto:" (adres) } { (adres) } }
}

/// How to reach the provider: phone with hours, and e-mail.
pub fn bereikbaar(huis: &Huisstijl) -> Feiten {
    let mut regels = Vec::new();
    if let Some(telefoon) = &huis.telefoon {
        regels.push((
            Icoon::Telefoon,
            html! {
                (bel_link(telefoon))
                @if !huis.openingstijden.is_empty() { br; (huis.openingstijden) }
            },
        ));
    }
    if let Some(email) = &huis.email {
        regels.push((Icoon::Mail, mail_link(email)));
    }
    Feiten(regels)
}
