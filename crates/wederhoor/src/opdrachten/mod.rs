//! One file per command. `Ok(true)` is good, `Ok(false)` is a normal "no", `Err` is a failure.

mod achtergrond;
pub(crate) mod conform;
pub(crate) mod dossier;
pub(crate) mod folder;
pub(crate) mod normen;
pub(crate) mod regeling;
pub(crate) mod scenario;
pub(crate) mod serve;
pub(crate) mod termijn;
pub(crate) mod verkennen;
pub(crate) mod verschil;
pub(crate) mod verslag;
pub(crate) mod woorden;

/// What went wrong, for whoever runs the program.
pub(crate) type Uitkomst = Result<bool, Box<dyn std::error::Error>>;
