//! The server: requests in, pages out.
//!
//! In reading order: `app` (what a request has at hand), `invoer`, `vorm`, `voorinvullen` and `woorden` (forms, and values as
//! people read them), `portaal` (the first page
//! of several providers), `publiek` (the complainant's pages), `werk` (the staff's pages), `fout` (what went wrong, as a page), `cookies`, `logboek` (who saw what), `wacht` (headers,
//! same-origin check, limits).
//!
//! Always holds: a handler parses, loads (access is checked there), lets the engine decide, stores, and
//! answers; POST answers with a redirect or with the form as it was typed; no personal data in a URL.

pub mod app;
mod bijlagen;
mod brieftekst;
mod cookies;
pub mod demo;
mod eenmalig;
mod fout;
mod invoer;
mod inzage;
mod logboek;
mod ontvang;
mod portaal;
mod publiek;
mod voorinvullen;
mod vorm;
mod wacht;
mod werk;
mod woorden;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

pub use app::{App, Huis, Klok, Opties};
pub use publiek::Folders;

/// The largest request body, in bytes: one upload with its form.
pub const LICHAAM_MAX: usize = 26 * 1024 * 1024;

/// All routes, with everything that goes around them.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/", get(portaal::begin))
        .route("/gezond", get(|| async { "ok" }))
        .nest("/{huis}", publiek::router().merge(werk::router()))
        .fallback(|| async { fout::WebFout::Weg })
        .layer(from_fn_with_state(app.clone(), fout::pagina))
        .layer(from_fn(wacht::zelfde_herkomst))
        .layer(from_fn(wacht::alleen_wie_kijkt))
        .layer(DefaultBodyLimit::max(LICHAAM_MAX))
        .merge(crate::assets::router())
        .layer(CatchPanicLayer::custom(fout::na_paniek))
        .layer(from_fn_with_state(app.clone(), wacht::koppen))
        .layer(CompressionLayer::new())
        .with_state(app)
}
