//! `wederhoor keys`: replacing keys, without touching what they sealed.
//!
//! Always holds: no key is printed or taken from the command line; the old master key holds until the new
//! one is on disk and everything is wrapped with it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ::store::{Sleutel, Store};

use super::{Uitkomst, draai, opslag::Opslag};

/// Whose wrapping key.
#[derive(clap::Args)]
pub(crate) struct Rotate {
    #[command(flatten)]
    opslag: Opslag,
    /// Only this provider, by its id.
    #[arg(long)]
    aanbieder: Option<String>,
}

/// By which master key the present one is replaced.
#[derive(clap::Args)]
pub(crate) struct RotateMaster {
    #[command(flatten)]
    opslag: Opslag,
    /// File with the new master key; made when it is not there.
    #[arg(long, value_name = "FILE")]
    naar: PathBuf,
}

/// Gives each provider another wrapping key; servers may run meanwhile.
pub(crate) fn rotate(r: &Rotate) -> Uitkomst {
    draai(async {
        let store = Store::open_ernaast(r.opslag.opties()?).await?;
        for tenant in super::audit::tenants(&store.register(), r.aanbieder.as_deref()).await? {
            let aantal = store.vervang_huissleutel(&tenant).await?;
            println!("{tenant}: {aantal} keys wrapped anew");
        }
        store.sluit().await?;
        Ok(true)
    })
}

/// Wraps everything with another master key.
pub(crate) fn rotate_master(r: &RotateMaster) -> Uitkomst {
    let nieuw = haal_of_maak(&r.naar)?;
    draai(async {
        let store = Store::open_ernaast(r.opslag.opties()?).await?;
        let aantal = store.vervang_hoofdsleutel(&nieuw).await?;
        store.sluit().await?;
        println!(
            "{aantal} keys wrapped with {}. Start the servers again with --hoofdsleutel {0}; keep a copy \
             of it elsewhere, and the old one as long as there are backups of the keys from before.",
            r.naar.display()
        );
        Ok(true)
    })
}

fn haal_of_maak(pad: &Path) -> Result<Sleutel, Box<dyn std::error::Error>> {
    if pad.exists() {
        return Ok(fs::read_to_string(pad)?.parse()?);
    }
    let nieuw = Sleutel::nieuw()?;
    let mut bestand = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(pad)
        .map_err(|e| format!("cannot make {}: {e}", pad.display()))?;
    writeln!(bestand, "{}", nieuw.als_tekst().as_str())?;
    bestand.sync_all()?;
    Ok(nieuw)
}
