//! `wederhoor serve`: starts the server.

use std::path::{Path, PathBuf};

use super::Uitkomst;

/// How the server runs.
#[derive(clap::Args)]
pub(crate) struct Serve {
    /// Folder for the database and the documents.
    #[arg(long, default_value = "data", env = "WEDERHOOR_DATA")]
    data: PathBuf,
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8600", env = "WEDERHOOR_ADRES")]
    adres: std::net::SocketAddr,
    /// Fills an empty store with demo data, made by playing stories through the engine.
    #[arg(long)]
    demo: bool,
}

pub(crate) fn start(_map: Option<&Path>, serve: Serve) -> Uitkomst {
    Err(format!(
        "serving {} on {} (demo {}) is not wired yet",
        serve.data.display(),
        serve.adres,
        serve.demo
    )
    .into())
}
