//! Logging in and out, and one's own settings.

use std::net::SocketAddr;

use access::{AanmeldFout, Cookie, Inlog};
use axum::Extension;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::werker::Werker;
use crate::componenten::formulier::Formulier;
use crate::componenten::melding::Melding;
use crate::componenten::overzicht::{Overzicht, Regel};
use crate::server::app::Bij;
use crate::server::cookies;
use crate::server::fout::WebFout;
use crate::server::ontvang::Ontvangen;
use crate::weergave::werkplek::inloggen::{Inloggen, pagina};
use crate::weergave::werkplek::instellingen;

type Uitkomst = Result<Response, WebFout>;

pub(super) async fn toon(bij: Bij, uri: axum::http::Uri) -> Response {
    let m = Inloggen {
        formulier: Formulier::new(bij.url("werk/inloggen")),
        melding: uri.query().filter(|q| *q == "uit").map(|_| Melding::gelukt("U bent uitgelogd.")),
        ..Inloggen::default()
    };
    pagina(&bij.huis.huisstijl, &m).into_response()
}

pub(super) async fn binnen(
    bij: Bij,
    verbinding: Option<Extension<ConnectInfo<SocketAddr>>>,
    koppen: HeaderMap,
    ontvangen: Ontvangen,
) -> Uitkomst {
    let cookies = koppen.get(header::COOKIE).and_then(|k| k.to_str().ok()).unwrap_or_default();
    let oud = Cookie::Medewerker.lees(cookies, bij.app.https());
    let inlog = Inlog {
        tenant: bij.huis.praktijk.tenant(),
        herkomst: cookies::herkomst(verbinding.as_ref()),
        oud: oud.as_ref(),
        nu: bij.app.nu(),
    };
    let (email, wachtwoord) = (
        ontvangen.invoer.een("email").to_owned(),
        ontvangen.invoer.0.iter().find(|(n, _)| n == "wachtwoord").map_or("", |(_, w)| w.as_str()),
    );
    match bij.huis.toegang.aanmelden(inlog, &email, wachtwoord).await {
        Ok(binnen) => {
            let mut antwoord = Redirect::to(&bij.url("werk")).into_response();
            cookies::zet(&mut antwoord, &Cookie::Medewerker.zet(&binnen.token, bij.app.https()))?;
            Ok(antwoord)
        }
        Err(AanmeldFout::Mislukt(fout)) => Err(fout.into()),
        Err(fout) => {
            let m = Inloggen {
                formulier: Formulier::new(bij.url("werk/inloggen")),
                email,
                fout: Some(fout.to_string()),
                melding: None,
            };
            Ok(pagina(&bij.huis.huisstijl, &m).into_response())
        }
    }
}

pub(super) async fn buiten(w: Werker, ontvangen: Ontvangen) -> Uitkomst {
    w.controleer(&ontvangen.invoer)?;
    w.bij.huis.toegang.afmelden(w.praktijk().tenant(), &w.token).await?;
    let mut antwoord = Redirect::to(&w.url("werk/inloggen?uit")).into_response();
    cookies::zet(&mut antwoord, &Cookie::Medewerker.wis(w.app().https()))?;
    Ok(antwoord)
}

pub(super) async fn instellingen(w: Werker) -> Uitkomst {
    let boek = w.bij.boek();
    let rollen: Vec<&str> = w
        .wie
        .ambten
        .iter()
        .filter_map(|a| boek.rol_id(a))
        .map(|r| boek.rol(r).naam.nl.as_str())
        .collect();
    let m = instellingen::Instellingen {
        account: Overzicht {
            regels: vec![Regel::tekst("Naam", &w.wie.naam), Regel::tekst("Rol", rollen.join(", "))],
        },
        formulier: w.formulier(w.url("werk/instellingen"))?,
        ..instellingen::Instellingen::default()
    };
    Ok(instellingen::pagina(&w.balk("werk/instellingen")?, &m).into_response())
}
