//! The master key: fetched, and tried before anything is opened with it. Always holds: a wrong one is refused
//! before anything is changed; it is made only where nothing was wrapped yet.

use std::{
    fs,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    process::Command,
};

use kluis::{Sleutel, Waar};
use sea_orm::{ConnectionTrait, DatabaseConnection};

use super::Hoofdsleutel;
use crate::{Bij, StoreError, sql::vraag};

/// What is sealed with the master key, to know it again.
const PROEF: &[u8] = b"wederhoor hoofdsleutel";

fn waar_proef() -> Waar {
    Waar::new("hoofdsleutel")
}

/// The master key, tried on the keys in `db`; `waar` is what to call those.
pub(super) async fn haal(
    db: &DatabaseConnection,
    bron: &Hoofdsleutel,
    waar: &str,
) -> Result<Sleutel, StoreError> {
    let proef = lees_proef(db).await?;
    let hoofd = match bron {
        Hoofdsleutel::Deze(sleutel) => sleutel.clone(),
        Hoofdsleutel::Opdracht(opdracht) => vraag_op(opdracht.clone()).await?,
        Hoofdsleutel::Bestand(pad) => uit_bestand(pad, proef.is_none())?,
    };
    match proef {
        Some(proef) => keur(&hoofd, &proef, waar)?,
        None => {
            leg_vast(db, &hoofd).await?;
            // Another process may have been first, with another key.
            keur(&hoofd, &lees_proef(db).await?.unwrap_or_default(), waar)?;
        }
    }
    Ok(hoofd)
}

fn keur(hoofd: &Sleutel, proef: &[u8], waar: &str) -> Result<(), StoreError> {
    match hoofd.open(&waar_proef(), proef) {
        Ok(_) => Ok(()),
        Err(_) => Err(StoreError::VerkeerdeHoofdsleutel { waar: waar.to_owned() }),
    }
}

/// What is to be kept in place of the old proof when the master key is replaced.
pub(super) fn proef(hoofd: &Sleutel) -> Result<Vec<u8>, StoreError> {
    Ok(hoofd.verzegel(&waar_proef(), PROEF)?)
}

async fn lees_proef(db: &DatabaseConnection) -> Result<Option<Vec<u8>>, StoreError> {
    const WAT: &str = "reading the proof of the master key";
    let rij = db.query_one_raw(vraag(db, "SELECT proef FROM hoofdsleutel", [])).await.bij(WAT)?;
    rij.map(|rij| rij.try_get_by(0).bij(WAT)).transpose()
}

async fn leg_vast(db: &DatabaseConnection, hoofd: &Sleutel) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO hoofdsleutel (een, proef) VALUES (1, $1) \
        ON CONFLICT (een) DO NOTHING";
    db.execute_raw(vraag(db, SQL, [proef(hoofd)?.into()]))
        .await
        .bij("keeping the proof of the master key")?;
    Ok(())
}

fn uit_bestand(pad: &Path, mag_maken: bool) -> Result<Sleutel, StoreError> {
    let mis = |wat| StoreError::Hoofdsleutel { waar: pad.display().to_string(), wat };
    match fs::read_to_string(pad) {
        Ok(tekst) => tekst.parse().map_err(|_| mis("it holds no key: 64 hexadecimal digits")),
        Err(fout) if fout.kind() == ErrorKind::NotFound && mag_maken => maak_bestand(pad),
        Err(fout) if fout.kind() == ErrorKind::NotFound => {
            Err(mis("it is not there, and without it nothing that was kept can be read: put it \
                     back, or say with --hoofdsleutel where it is"))
        }
        Err(source) => Err(StoreError::Bestand {
            wat: "cannot read the master key",
            pad: pad.to_owned(),
            source,
        }),
    }
}

/// Readable for its owner only, and on disk before anything is wrapped with it.
fn maak_bestand(pad: &Path) -> Result<Sleutel, StoreError> {
    let sleutel = Sleutel::nieuw()?;
    let schrijf = || {
        let mut bestand = fs::File::options().write(true).create_new(true).mode(0o600).open(pad)?;
        bestand.write_all(sleutel.als_tekst().as_bytes())?;
        bestand.write_all(b"\n")?;
        bestand.sync_all()?;
        pad.parent().map_or(Ok(()), |map| fs::File::open(map)?.sync_all())
    };
    schrijf().map_err(|source: std::io::Error| StoreError::Bestand {
        wat: "cannot make the master key",
        pad: pad.to_owned(),
        source,
    })?;
    tracing::info!(bestand = %pad.display(), "a master key was made: keep a copy of it elsewhere");
    Ok(sleutel)
}

async fn vraag_op(opdracht: String) -> Result<Sleutel, StoreError> {
    let mis = |wat| StoreError::Hoofdsleutel { waar: "from --hoofdsleutel-opdracht".into(), wat };
    let klus = move || Command::new("sh").arg("-c").arg(opdracht).output();
    let uit = tokio::task::spawn_blocking(klus).await;
    let Ok(Ok(uit)) = uit else { return Err(mis("the command cannot be run")) };
    if !uit.status.success() {
        return Err(mis("the command failed: run it by hand to see why"));
    }
    let tekst = zeroize::Zeroizing::new(uit.stdout);
    let tekst = std::str::from_utf8(&tekst).unwrap_or_default();
    tekst.parse().map_err(|_| mis("the command printed no key: 64 hexadecimal digits"))
}
