//! The complainant's pages: no account, no script needed.
//!
//! In reading order: `start` (the provider's first page and the pages of text), `folder` (the leaflets), `formulier` (forms on paper), `kiezen` (under a portal: which provider), `indienen` (the form, one
//! question a page), `concept` (what was typed so far), `antwoorden` (from what was typed to the act),
//! `verzenden` (check, send, confirmation), `klager` (coming in with number and code), `mijn_klacht` (where
//! it stands), `inzage` (who looked at it), `antwoord` (what the complainant does), `post` (letters and files).

mod antwoord;
mod antwoorden;
mod concept;
mod folder;
mod formulier;
mod indienen;
mod inzage;
mod kiezen;
mod klager;
mod mijn_klacht;
mod post;
mod start;
mod verzenden;

use axum::Router;
use axum::routing::{get, post};

use super::app::App;
pub use folder::Folders;
pub(super) use post::{download, lees, lees_brief};
pub(super) use start::regeling_url;

/// Routes below the provider's own address.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/", get(start::start))
        .route("/thema/{versie}", get(start::thema))
        .route("/regeling", get(start::regeling))
        .route("/regeling/{van}", get(start::regeling_versie))
        .route("/folder", get(folder::nl))
        .route("/folder/en", get(folder::en))
        .route("/folder/nl.pdf", get(folder::nl_pdf))
        .route("/folder/en.pdf", get(folder::en_pdf))
        .route("/folder/medewerkers", get(folder::medewerkers))
        .route("/folder/medewerkers.pdf", get(folder::medewerkers_pdf))
        .route("/formulier/{id}", get(formulier::leeg))
        .route("/contact", get(start::contact))
        .route("/privacy", get(start::privacy))
        .route("/toegankelijkheid", get(start::toegankelijkheid))
        .route("/klacht", get(indienen::begin))
        .route("/klacht/bij-welke-zorgaanbieder", get(kiezen::toon))
        .route("/klacht/controle", get(verzenden::controle).post(verzenden::verstuur))
        .route("/klacht/verzonden", get(verzenden::verzonden))
        .route("/klacht/later", get(indienen::later))
        .route("/klacht/{stap}", get(indienen::toon).post(indienen::beantwoord))
        .route("/mijn-klacht", get(klager::toegang).post(klager::open))
        .route("/mijn-klacht/afsluiten", post(klager::sluit))
        .route("/mijn-klacht/deel/{rang}", get(klager::deel))
        .route("/mijn-klacht/stand", get(mijn_klacht::stand))
        .route("/mijn-klacht/klacht", get(mijn_klacht::teruglezen))
        .route("/mijn-klacht/inzage", get(inzage::toon))
        .route("/mijn-klacht/stoppen", get(antwoord::stoppen))
        .route("/mijn-klacht/doe/{daad}", get(antwoord::vraag).post(antwoord::doe))
        .route("/mijn-klacht/formulier/{id}", get(formulier::ingevuld))
        .route("/mijn-klacht/brief/{stuk}", get(post::brief))
        .route("/mijn-klacht/bestand/{stuk}", get(post::bestand))
}
