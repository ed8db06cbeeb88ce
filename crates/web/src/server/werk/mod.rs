//! The staff's pages: worklist, dossier, acts, registering, and what the accused sees.
//!
//! In reading order: `werker` (who is logged in), `inloggen`, `lijst` (the worklist), `inzien` (the
//! door of a dossier), `zicht` (a dossier as this person may see it), `tijdlijn` (what happened), `dossier` (its page), `voornemen` and `daad`
//! (doing an act), `rechtzetten` (setting a record right), `splitsen` (one letter, several complaints),
//! `registreren` (a complaint that came otherwise), `stukken` (letters and documents), `bundel` (for the
//! dispute body), `aangeklaagde`, `wie_keek` and `inzageregels` (the access log), `rapportage` (figures
//! without names), `bewaren` (dossiers whose term of keeping has passed), `taken` (what the program does by itself).

mod aangeklaagde;
mod bewaren;
mod bundel;
mod daad;
mod dossier;
mod inloggen;
mod inzageregels;
mod inzien;
mod lijst;
mod overgenomen;
mod rapportage;
mod rechtzetten;
mod registreren;
mod splitsen;
mod stukken;
mod taken;
mod tijdlijn;
mod voornemen;
mod werker;
mod wie_keek;
mod zicht;

use axum::Router;
use axum::routing::{get, post};

use super::app::App;

/// Routes below the provider's own address.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/werk", get(lijst::lijst))
        .route("/werk/zoeken", get(lijst::lijst).post(lijst::zoek))
        .route("/werk/inloggen", get(inloggen::toon).post(inloggen::binnen))
        .route("/werk/uitloggen", post(inloggen::buiten))
        .route("/werk/instellingen", get(inloggen::instellingen))
        .route("/werk/rapportage", get(rapportage::toon).post(rapportage::bewaar))
        .route("/werk/rapportage/{periode}/verslag.pdf", get(rapportage::pdf))
        .route("/werk/rapportage/{periode}/cijfers.csv", get(rapportage::csv))
        .route("/werk/bewaren", get(bewaren::toon).post(bewaren::vernietig))
        .route("/werk/taken", get(taken::toon).post(taken::probeer))
        .route("/werk/inzage", get(wie_keek::huis))
        .route("/werk/inzage/inzage.csv", get(wie_keek::huis_csv))
        .route("/werk/nieuw", get(registreren::toon).post(registreren::leg_vast))
        .route("/werk/dossier/{nummer}", get(dossier::overzicht))
        .route("/werk/dossier/{nummer}/klacht", get(dossier::klacht))
        .route(
            "/werk/dossier/{nummer}/documenten",
            get(stukken::documenten).post(stukken::voeg_toe),
        )
        .route("/werk/dossier/{nummer}/inzage", get(wie_keek::dossier))
        .route("/werk/dossier/{nummer}/inzage.csv", get(wie_keek::dossier_csv))
        .route("/werk/dossier/{nummer}/bundel.zip", get(bundel::haal))
        .route("/werk/dossier/{nummer}/brief/{stuk}", get(stukken::brief))
        .route("/werk/dossier/{nummer}/bestand/{stuk}", get(stukken::bestand))
        .route("/werk/dossier/{nummer}/doe/{rol}/{daad}", get(daad::toon).post(daad::doe))
        .route(
            "/werk/dossier/{nummer}/rechtzetten/{gebeurtenis}",
            get(rechtzetten::toon).post(rechtzetten::doe),
        )
        .route(
            "/werk/dossier/{nummer}/splitsen/{rol}/{daad}",
            get(splitsen::toon).post(splitsen::doe),
        )
}
