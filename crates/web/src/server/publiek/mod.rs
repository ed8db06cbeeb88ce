//! The complainant's pages: no account, no script needed.
//!
//! In reading order: `start` (the provider's first page and the pages of text), `antwoorden` (from what
//! was typed to the act), `indienen` (the form, one question a page), `mijn_klacht` (where it stands, and
//! what the complainant may do), `post` (letters and files).

mod antwoorden;
mod indienen;
mod mijn_klacht;
mod post;
mod start;

use axum::Router;
use axum::routing::{get, post};

use super::app::App;
pub(super) use indienen::cookie;
pub(super) use mijn_klacht::{herkomst, zet};
pub(super) use post::{download, lees_brief};

/// Routes below the provider's own address.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/", get(start::start))
        .route("/thema/{versie}", get(start::thema))
        .route("/regeling", get(start::regeling))
        .route("/contact", get(start::contact))
        .route("/privacy", get(start::privacy))
        .route("/toegankelijkheid", get(start::toegankelijkheid))
        .route("/klacht", get(indienen::begin))
        .route("/klacht/controle", get(indienen::controle).post(indienen::verstuur))
        .route("/klacht/verzonden", get(indienen::verzonden))
        .route("/klacht/later", get(indienen::later))
        .route("/klacht/{stap}", get(indienen::toon).post(indienen::beantwoord))
        .route("/mijn-klacht", get(mijn_klacht::toegang).post(mijn_klacht::open))
        .route("/mijn-klacht/afsluiten", post(mijn_klacht::sluit))
        .route("/mijn-klacht/stand", get(mijn_klacht::stand))
        .route("/mijn-klacht/klacht", get(mijn_klacht::teruglezen))
        .route("/mijn-klacht/stoppen", get(mijn_klacht::stoppen))
        .route("/mijn-klacht/doe/{daad}", get(mijn_klacht::vraag).post(mijn_klacht::doe))
        .route("/mijn-klacht/brief/{stuk}", get(post::brief))
        .route("/mijn-klacht/bestand/{stuk}", get(post::bestand))
}
