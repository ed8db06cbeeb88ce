//! What guards every request: security headers, and no form from another site.
//!
//! Always holds: no page loads anything from elsewhere or runs anything inline; a page with a case on it
//! is never kept by a browser or proxy; the address of a page is told to nobody.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::fout::WebFout;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Adds the headers that every answer bears.
pub(super) async fn koppen(State(app): State<App>, request: Request, next: Next) -> Response {
    let statisch = request.uri().path().starts_with(crate::assets::PAD)
        || request.uri().path().starts_with("/thema/");
    let mut antwoord = next.run(request).await;
    let koppen = antwoord.headers_mut();
    let mut zet = |naam: HeaderName, waarde: &'static str| {
        koppen.insert(naam, HeaderValue::from_static(waarde));
    };
    zet(header::CONTENT_SECURITY_POLICY, CSP);
    zet(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    zet(header::REFERRER_POLICY, "no-referrer");
    zet(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    );
    zet(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    zet(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    zet(HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
    if app.https() {
        zet(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    if !statisch && !koppen.contains_key(header::CACHE_CONTROL) {
        koppen.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    antwoord
}

/// On pages with a case on it: answers only who is looking. A request for the head alone shows nothing and
/// would stand in the access log as a view, and so would a browser that fetches a page in advance.
pub(super) async fn alleen_wie_kijkt(request: Request, next: Next) -> Response {
    let mut delen = request.uri().path().split('/').skip(2);
    let van_een_zaak = match delen.next() {
        Some("werk" | "mijn-klacht") => true,
        Some("klacht") => delen.next() == Some("verzonden"),
        _ => false,
    };
    if van_een_zaak && *request.method() == Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, POST")]).into_response();
    }
    if van_een_zaak && is_vooraf(request.headers()) {
        return kaal(StatusCode::SERVICE_UNAVAILABLE);
    }
    next.run(request).await
}

fn is_vooraf(koppen: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-moz", "x-purpose"].iter().any(|naam| {
        let waarde = koppen.get(*naam).and_then(|w| w.to_str().ok()).unwrap_or_default();
        ["prefetch", "prerender", "preview"].iter().any(|soort| waarde.contains(soort))
    })
}

/// Refuses a change that another site asks for. Browsers say where a request comes from
/// (`Sec-Fetch-Site`, `Origin`); forms also bear a token of their own.
pub(super) async fn zelfde_herkomst(request: Request, next: Next) -> Response {
    let leest = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if leest || is_eigen(request.headers()) {
        next.run(request).await
    } else {
        WebFout::GeenToegang.into_response()
    }
}

fn is_eigen(koppen: &HeaderMap) -> bool {
    let tekst = |naam: HeaderName| koppen.get(naam).and_then(|w| w.to_str().ok());
    if let Some(site) = tekst(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (tekst(header::ORIGIN), tekst(header::HOST)) {
        (None, _) => true,
        (Some(herkomst), Some(host)) => herkomst.split_once("://").is_some_and(|(_, h)| h == host),
        (Some(_), None) => false,
    }
}

/// The status as a bare answer; the page is made around it.
pub(super) fn kaal(status: StatusCode) -> Response {
    status.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn koppen(paren: &[(&'static str, &'static str)]) -> HeaderMap {
        paren
            .iter()
            .map(|(n, w)| (HeaderName::from_static(n), HeaderValue::from_static(w)))
            .collect()
    }

    #[test]
    fn a_page_that_is_fetched_in_advance_is_not_looked_at() {
        assert!(is_vooraf(&koppen(&[("sec-purpose", "prefetch;prerender")])));
        assert!(is_vooraf(&koppen(&[("x-moz", "prefetch")])));
        assert!(!is_vooraf(&koppen(&[("sec-fetch-dest", "document")])));
    }

    #[test]
    fn a_form_on_another_site_changes_nothing() {
        assert!(is_eigen(&koppen(&[("sec-fetch-site", "same-origin")])));
        assert!(!is_eigen(&koppen(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_eigen(&koppen(&[("sec-fetch-site", "same-site")])));
        assert!(is_eigen(&koppen(&[
            ("origin", "http://127.0.0.1:8600"),
            ("host", "127.0.0.1:8600")
        ])));
        assert!(!is_eigen(&koppen(&[
            ("origin", "https://kwaad.example"),
            ("host", "klachten.example")
        ])));
    }
}
