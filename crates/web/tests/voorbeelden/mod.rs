//! Every page with rich made-up content: for the checks in `tests/` and for looking at in a browser
//! (`cargo run -p web --example voorbeelden -- FOLDER`).
#![allow(dead_code, unreachable_pub, missing_docs)] // each user takes what it needs

mod bewaren;
mod dossier;
pub mod folder;
mod huis;
mod inzage;
mod publiek;
mod rapport;
mod taken;
mod vragen;
mod werkplek;

use maud::Markup;
use web::thema::{Kleuren, Thema};

/// Where the second theme is.
pub const TWEEDE_THEMA: &str = "/thema/tweede.css";

/// A page: its name and its HTML.
pub type Pagina = (&'static str, Markup);

/// Pages for complainants.
pub fn publiek() -> Vec<Pagina> {
    let huis = huis::huis();
    let mut paginas = publiek::paginas(&huis);
    paginas.extend(folder::folders(&huis));
    paginas.extend(folder::portalen());
    paginas.extend(rapport::kiezen(&huis));
    paginas.extend(inzage::van_klager(&huis));
    paginas.extend(vragen::vragen(&huis));
    paginas.extend(vragen::fouten(&huis));
    paginas
}

/// Every page.
pub fn alle() -> Vec<Pagina> {
    let mut paginas = publiek();
    paginas.extend(folder::engels(&huis::huis()));
    paginas.extend(werkplek::paginas(&huis::huis()));
    paginas.extend(rapport::rapportages(&huis::huis()));
    paginas.extend(bewaren::paginas(&huis::huis()));
    paginas.extend(taken::paginas(&huis::huis()));
    paginas.extend(inzage::werk(&huis::huis()));
    let mut tweede = huis::huis();
    tweede.naam = "Stichting Het Baken".into();
    tweede.thema_url = Some(TWEEDE_THEMA.into());
    paginas.push(("thema-twee", publiek::mijn_klacht(&tweede)));
    paginas
}

/// The second theme, made from one colour.
pub fn tweede_thema() -> String {
    let merk = "#c2410c".parse().expect("a colour");
    Thema::new(Kleuren::uit_merk(merk, 0)).expect("readable").css()
}
