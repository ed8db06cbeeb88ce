//! One file per command. `Ok(true)` is good, `Ok(false)` is a normal "no", `Err` is a failure.

mod achtergrond;
pub(crate) mod audit;
pub(crate) mod conform;
pub(crate) mod dossier;
pub(crate) mod folder;
pub(crate) mod keys;
pub(crate) mod kopie;
pub(crate) mod normen;
pub(crate) mod opslag;
pub(crate) mod regeling;
pub(crate) mod register;
pub(crate) mod scenario;
pub(crate) mod serve;
pub(crate) mod store;
mod taken;
pub(crate) mod termijn;
pub(crate) mod verkennen;
pub(crate) mod verschil;
pub(crate) mod verslag;
pub(crate) mod woorden;

/// What went wrong, for whoever runs the program.
pub(crate) type Uitkomst = Result<bool, Box<dyn std::error::Error>>;

/// The day it is now, by the one clock of the house, which is that of the pages.
fn vandaag() -> Result<::termijn::Datum, Box<dyn std::error::Error>> {
    Ok(nu()?.1)
}

/// The moment it is now by that clock, and its day.
fn nu() -> Result<(jiff::Timestamp, ::termijn::Datum), Box<dyn std::error::Error>> {
    let opties = web::server::Opties { klok: web::server::Klok::Systeem, https: false };
    let app = web::server::App::new(Vec::new(), access::Beleid::new()?, opties);
    let nu = app.nu();
    Ok((nu, app.dag(nu)))
}

/// Runs what waits for a store.
fn draai<T>(
    klus: impl Future<Output = Result<T, Box<dyn std::error::Error>>>,
) -> Result<T, Box<dyn std::error::Error>> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(klus)
}
