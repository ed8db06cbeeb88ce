//! Cookies of a request, and of an answer; and where a request comes from.
//!
//! Always holds: no script reads a cookie, no other site sends it along with a change, and over https it
//! never travels in the clear.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Extension;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use cookie::time::Duration;
use cookie::{Cookie, SameSite};

use super::app::Bij;
use super::fout::WebFout;

/// All cookies of a request as one line.
pub(super) fn alle(koppen: &HeaderMap) -> String {
    let regels = koppen.get_all(header::COOKIE).iter().filter_map(|k| k.to_str().ok());
    regels.collect::<Vec<_>>().join("; ")
}

/// The value of a cookie that is not empty.
pub(super) fn waarde(koppen: &HeaderMap, naam: &str) -> Option<String> {
    let alle = alle(koppen);
    let gevonden = Cookie::split_parse(&alle).flatten().find(|c| c.name() == naam);
    gevonden.map(|c| c.value().to_owned()).filter(|w| !w.is_empty())
}

/// Sets a cookie of this provider below `pad` for some seconds; 0 forgets it.
pub(super) fn bewaar(
    antwoord: &mut Response,
    bij: &Bij,
    naam: &'static str,
    waarde: String,
    pad: &str,
    seconden: i64,
) -> Result<(), WebFout> {
    let cookie = Cookie::build((naam, waarde))
        .path(bij.url(pad))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(bij.app.https())
        .max_age(Duration::seconds(seconden));
    zet(antwoord, &cookie.build().to_string())
}

/// Adds a cookie that is written out already.
pub(super) fn zet(antwoord: &mut Response, cookie: &str) -> Result<(), WebFout> {
    let kop = HeaderValue::from_str(cookie).map_err(WebFout::storing)?;
    antwoord.headers_mut().append(header::SET_COOKIE, kop);
    Ok(())
}

/// Where a request comes from; the loopback address when the server was not told.
pub(super) fn herkomst(verbinding: Option<&Extension<ConnectInfo<SocketAddr>>>) -> IpAddr {
    verbinding.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Extension(ConnectInfo(adres))| adres.ip())
}
