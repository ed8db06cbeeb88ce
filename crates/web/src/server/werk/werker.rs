//! Who is logged in, and the bar above every page.
//!
//! Always holds: without a session every page leads to the log-in; a form bears a token of its session.

use access::{Cookie, Csrf, HuisHandeling, Medewerker, Persoon, Token};
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};

use crate::componenten::formulier::Formulier;
use crate::componenten::werkbalk::{Ingelogd, Menupunt, Werkbalk};
use crate::server::app::{App, Bij};
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;

/// Somebody with an account, at this provider.
pub(super) struct Werker {
    pub(super) bij: Bij,
    pub(super) wie: Medewerker,
    pub(super) persoon: Persoon,
    pub(super) token: Token,
}

/// Not logged in, or something failed.
pub(super) enum Geen {
    Inloggen(String),
    Fout(WebFout),
}

impl From<WebFout> for Geen {
    fn from(f: WebFout) -> Self {
        Self::Fout(f)
    }
}

impl IntoResponse for Geen {
    fn into_response(self) -> Response {
        match self {
            Self::Inloggen(url) => Redirect::to(&url).into_response(),
            Self::Fout(f) => f.into_response(),
        }
    }
}

impl FromRequestParts<App> for Werker {
    type Rejection = Geen;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Geen> {
        let bij = Bij::from_request_parts(parts, app).await?;
        let cookies = parts
            .headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|k| k.to_str().ok())
            .collect::<Vec<_>>()
            .join("; ");
        let inloggen = || Geen::Inloggen(bij.url("werk/inloggen"));
        let token = Cookie::Medewerker.lees(&cookies, app.https()).ok_or_else(inloggen)?;
        let sessie = bij
            .huis
            .toegang
            .sessie(bij.huis.praktijk.tenant(), &token, app.nu())
            .await
            .map_err(WebFout::from)?;
        match sessie.map(|s| s.persoon) {
            Some(persoon @ Persoon::Medewerker(_)) => {
                let Persoon::Medewerker(wie) = persoon.clone() else { return Err(inloggen()) };
                Ok(Self { bij, wie, persoon, token })
            }
            _ => Err(inloggen()),
        }
    }
}

impl Werker {
    pub(super) fn app(&self) -> &App {
        &self.bij.app
    }

    pub(super) fn praktijk(&self) -> &behandeling::Praktijk {
        &self.bij.huis.praktijk
    }

    pub(super) fn url(&self, pad: &str) -> String {
        self.bij.url(pad)
    }

    /// A form with the token of this session.
    pub(super) fn formulier(&self, url: String) -> Result<Formulier, WebFout> {
        Ok(Formulier::new(url).met(
            "token",
            Csrf::van(&self.token).veld(&self.app().toeval()).map_err(WebFout::storing)?,
        ))
    }

    /// Does this form come from a page of this session?
    pub(super) fn controleer(&self, invoer: &Invoer) -> Result<(), WebFout> {
        if Csrf::van(&self.token).klopt(invoer.een("token")) {
            Ok(())
        } else {
            Err(WebFout::GeenToegang)
        }
    }

    /// The bar above the page.
    pub(super) fn balk(&self, hier: &str) -> Result<Werkbalk, WebFout> {
        let punt = |tekst: &str, pad: &str| Menupunt {
            tekst: tekst.to_owned(),
            url: self.url(pad),
            aantal: None,
            hier: pad == hier,
        };
        let mut menu = vec![punt("Werkvoorraad", "werk")];
        if self
            .app()
            .beleid()
            .mag_in_huis(&self.persoon, HuisHandeling::RegistreerKlacht, self.praktijk().tenant())
            .is_ok()
        {
            menu.push(punt("Nieuwe klacht", "werk/nieuw"));
        }
        if super::rapportage::mag_zien(self, self.praktijk()) {
            menu.push(punt("Rapportage", "werk/rapportage"));
        }
        if super::bewaren::mag(self) {
            menu.push(punt("Bewaren", super::bewaren::PAD));
        }
        if super::taken::mag(self) {
            menu.push(punt("Taken", super::taken::PAD));
        }
        if super::wie_keek::mag_huis(self) {
            menu.push(punt("Wie keek er", "werk/inzage"));
        }
        let boek = self.bij.boek();
        let rollen: Vec<&str> = self
            .wie
            .ambten
            .iter()
            .filter_map(|a| boek.rol_id(a))
            .map(|r| boek.rol(r).naam.nl.trim_start_matches("de "))
            .collect();
        Ok(Werkbalk {
            huis: self.bij.huis.huisstijl.clone(),
            menu,
            zoeken: Some(self.formulier(self.url("werk/zoeken"))?),
            gezocht: String::new(),
            ingelogd: Ingelogd {
                naam: self.wie.naam.clone(),
                rol: rollen.join(", "),
                instellingen_url: self.url("werk/instellingen"),
                uitloggen: self.formulier(self.url("werk/uitloggen"))?,
                sneltoets: true,
            },
        })
    }
}
