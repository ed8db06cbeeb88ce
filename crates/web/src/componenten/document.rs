//! The whole page: head, landmarks, script.
//!
//! Always holds: Dutch unless a page says otherwise, not for search engines, no inline style or script, one `main`; what is in
//! `boven` and `inhoud` together has the one `h1`.

use maud::{DOCTYPE, Markup, html};

use super::{
    formulier::Formulier, kop::Kop, melding::Melding, terug::Terug, titel::Titel, voet::Voet,
    werkbalk::Werkbalk,
};
use crate::{assets, huisstijl::Huisstijl};

fn document(titel: &Titel, huis: &Huisstijl, werkplek: bool, taal: &str, lijf: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html."govuk-template"."kl-werkplek"[werkplek] lang=(taal) {
            head {
                meta charset="utf-8";
                title { (titel) }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="description" content={ "Een klacht indienen of bekijken bij " (huis.naam) };
                meta name="robots" content="noindex, nofollow";
                meta name="referrer" content="no-referrer";
                @if !huis.thema_kleur.is_empty() { meta name="theme-color" content=(huis.thema_kleur); }
                link rel="icon" href=(assets::url("merk.svg")) type="image/svg+xml";
                link rel="preload" href=(assets::url("fonts/source-sans-3-latin-wght-normal.woff2")) as="font"
                    type="font/woff2" crossorigin;
                link rel="stylesheet" href=(assets::url("app.css"));
                @if let Some(thema) = &huis.thema_url { link rel="stylesheet" href=(thema); }
            }
            body.govuk-template__body {
                a.govuk-skip-link href="#inhoud" data-module="govuk-skip-link" {
                    (if taal == "en" { "Skip to main content" } else { "Ga naar de inhoud" })
                }
                (lijf)
                script type="module" src=(assets::url("app.js")) {}
            }
        }
    }
}

/// A public page.
#[derive(Debug, Clone, Default)]
pub struct Publiek {
    /// The title, without the provider.
    pub titel: Titel,
    /// The way back.
    pub terug: Option<Terug>,
    /// On a private page: where "Pagina afsluiten" is posted to.
    pub afsluiten: Option<Formulier>,
    /// What just happened.
    pub melding: Option<Melding>,
    /// The language of its contents (`en`), when that is not Dutch.
    pub anders: Option<&'static str>,
}

impl Publiek {
    /// The page around its contents.
    pub fn om(&self, huis: &Huisstijl, inhoud: Markup) -> Markup {
        let titel = self.titel.clone().deel(&huis.naam);
        // Head and foot are the same in every language: Dutch.
        let nl = self.anders.map(|_| "nl");
        document(
            &titel,
            huis,
            false,
            self.anders.unwrap_or("nl"),
            html! {
                div lang=[nl] { (Kop { huis, afsluiten: self.afsluiten.as_ref() }) }
                div.kl-pagina {
                    div.govuk-width-container {
                        @if let Some(terug) = &self.terug { (terug) }
                        main."govuk-main-wrapper"."kl-hoofd" #inhoud {
                            @if let Some(melding) = &self.melding { (melding) }
                            (inhoud)
                        }
                    }
                }
                div lang=[nl] { (Voet(huis)) }
            },
        )
    }
}

/// A staff page.
#[derive(Debug, Clone, Default)]
pub struct Werkplek {
    /// The title, without the provider.
    pub titel: Titel,
    /// What just happened.
    pub melding: Option<Melding>,
    /// Above the contents over the full width: a dossier's head and tabs.
    pub boven: Option<Markup>,
}

impl Werkplek {
    /// The page around its contents.
    pub fn om(&self, balk: &Werkbalk, inhoud: Markup) -> Markup {
        let titel = self.titel.clone().deel(format!("Klachten {}", balk.huis.naam));
        document(
            &titel,
            &balk.huis,
            true,
            "nl",
            html! {
                (balk)
                main.kl-pagina #inhoud {
                    @if let Some(boven) = &self.boven { (boven) }
                    div."kl-breed"."kl-inhoud" {
                        @if let Some(melding) = &self.melding { (melding) }
                        (inhoud)
                    }
                }
            },
        )
    }

    /// The page without the bar, for who is not logged in.
    pub fn zonder_balk(&self, huis: &Huisstijl, inhoud: Markup) -> Markup {
        let titel = self.titel.clone().deel(format!("Klachten {}", huis.naam));
        document(
            &titel,
            huis,
            true,
            "nl",
            html! {
                (Kop { huis, afsluiten: None })
                main.kl-pagina #inhoud {
                    div."kl-breed"."kl-inhoud" {
                        @if let Some(melding) = &self.melding { (melding) }
                        (inhoud)
                    }
                }
            },
        )
    }
}
