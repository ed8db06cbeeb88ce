//! The files that rows name. Always holds: a file's place follows from tenant and id, never from what an archive
//! says; what is put there is on disk before it counts.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use ciborium::Value as Cbor;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KopieError, Weg,
    rij::{self, Rij},
    schema::Tabel,
};
use crate::{
    Bij, StoreError, StukId, Tenant,
    document::pad,
    schot::Lezers,
    sql::{onleesbaar, vraag},
    wezen::TABELLEN,
};

/// Which documents there are: 16 bytes each.
#[derive(Default)]
pub(super) struct Stukken(BTreeMap<String, Vec<Uuid>>);

impl Stukken {
    /// Adds what this row names, if it is of a table that names documents.
    pub(super) fn neem(&mut self, tabel: &Tabel, rij: &Rij) {
        if !TABELLEN.contains(&tabel.naam.as_str()) {
            return;
        }
        let cel = |naam| tabel.plek(naam).and_then(|plek| rij.get(plek));
        if let (Some(Cbor::Text(tenant)), Some(Some(stuk))) =
            (cel("tenant"), cel("stuk").and_then(rij::uuid))
        {
            self.erbij(tenant, stuk);
        }
    }

    pub(super) fn erbij(&mut self, tenant: &str, stuk: Uuid) {
        match self.0.get_mut(tenant) {
            Some(al) => al.push(stuk),
            None => drop(self.0.insert(tenant.to_owned(), vec![stuk])),
        }
    }

    /// In the order of tenant and id, each once.
    pub(super) fn klaar(&mut self) {
        for stukken in self.0.values_mut() {
            stukken.sort_unstable();
            stukken.dedup();
        }
    }

    pub(super) fn aantal(&self) -> u64 {
        self.0.values().map(|stukken| stukken.len() as u64).sum()
    }

    pub(super) fn alle(&self) -> impl Iterator<Item = (&str, Uuid)> {
        self.0.iter().flat_map(|(tenant, alle)| alle.iter().map(|stuk| (tenant.as_str(), *stuk)))
    }
}

/// A document by its tenant and id.
pub(super) fn adres(tenant: &str, stuk: Uuid) -> Result<(Tenant, StukId), StoreError> {
    Ok((tenant.parse().map_err(|fout| onleesbaar("a tenant", fout))?, stuk.into()))
}

/// How messages call it.
pub(super) fn naam(tenant: &Tenant, stuk: StukId) -> String {
    format!("{}/{stuk}", tenant.as_str())
}

/// Where it is, under the folder of documents.
pub(super) fn plek(tenant: &Tenant, stuk: StukId) -> String {
    pad(tenant, stuk).to_string()
}

/// The file of a document and its size; nothing when it is not there.
pub(super) fn open(
    map: &Path,
    tenant: &Tenant,
    stuk: StukId,
) -> Result<Option<(File, u64)>, KopieError> {
    let bestand = map.join(plek(tenant, stuk));
    let mis = |source| KopieError::Bestand { wat: "cannot read", pad: bestand.clone(), source };
    match File::open(&bestand) {
        Err(fout) if fout.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fout) => Err(mis(fout)),
        Ok(open) => {
            let bytes = open.metadata().map_err(mis)?.len();
            Ok(Some((open, bytes)))
        }
    }
}

/// Puts a document on disk; says how long it is.
pub(super) fn leg_neer(
    map: &Path,
    tenant: &Tenant,
    stuk: StukId,
    inhoud: &mut dyn Read,
) -> Result<u64, KopieError> {
    let bestand = map.join(plek(tenant, stuk));
    let mut schrijf = || {
        bestand.parent().map_or(Ok(()), fs::create_dir_all)?;
        let mut uit = File::options().write(true).create_new(true).open(&bestand)?;
        let bytes = io::copy(inhoud, &mut uit)?;
        uit.sync_all()?;
        Ok(bytes)
    };
    schrijf().map_err(|source| KopieError::Bestand {
        wat: "cannot write",
        pad: bestand.clone(),
        source,
    })
}

/// Puts the folders on disk too, so that the files are found after a power cut.
pub(super) fn leg_mappen_vast(map: &Path) -> Result<(), KopieError> {
    let mis =
        |source| KopieError::Bestand { wat: "cannot put on disk", pad: map.to_owned(), source };
    map.parent().map_or(Ok(()), |ouder| File::open(ouder)?.sync_all()).map_err(mis)?;
    let mut mappen: Vec<PathBuf> = vec![map.to_owned()];
    while let Some(map) = mappen.pop() {
        for ingang in fs::read_dir(&map).map_err(mis)? {
            let ingang = ingang.map_err(mis)?;
            if ingang.file_type().map_err(mis)?.is_dir() {
                mappen.push(ingang.path());
            }
        }
        File::open(&map).and_then(|map| map.sync_all()).map_err(mis)?;
    }
    Ok(())
}

/// Of documents whose file is not there: is that explained by what happened since? A dossier was destroyed,
/// or a draft was thrown away: then no row names it now, or a certificate of destruction stands beside it.
pub(super) async fn verklaar(
    db: &Lezers,
    gemist: &[(Tenant, StukId)],
) -> Result<Vec<Weg>, StoreError> {
    const SQL: &str = "SELECT 1 FROM stuk s WHERE s.tenant = $1 AND s.stuk = $2 AND NOT EXISTS ( \
          SELECT 1 FROM vernietiging v WHERE v.tenant = s.tenant AND v.dossier = s.dossier) \
        UNION ALL SELECT 1 FROM conceptstuk WHERE tenant = $1 AND stuk = $2";
    let mut uit = Vec::with_capacity(gemist.len());
    for (tenant, stuk) in gemist {
        let waarden = [tenant.as_str().into(), stuk.uuid().into()];
        let lezer = db.van(tenant).await?;
        let rij = lezer.query_one_raw(vraag(&lezer, SQL, waarden)).await;
        let verklaard = rij.bij("looking why a document is gone")?.is_none();
        uit.push(Weg { stuk: naam(tenant, *stuk), verklaard });
    }
    Ok(uit)
}
