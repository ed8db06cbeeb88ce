//! The files that rows name, in a folder or in a bucket. Always holds: a file's place follows from tenant and
//! id, never from what an archive says; what is put there is durable before it counts. What is here waits for
//! disk and network, and runs where it holds up nobody.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use bytes::{Buf, Bytes};
use ciborium::Value as Cbor;
use futures::{TryStreamExt, stream::BoxStream};
use sea_orm::ConnectionTrait;
use tokio::runtime::Handle;
use uuid::Uuid;

use super::{
    KopieError, Weg,
    rij::{self, Rij},
    schema::Tabel,
};
use crate::{
    Bij, StoreError, StukId, Tenant,
    bergplaats::Bergplaats,
    document::pad,
    schot::Lezers,
    sql::{onleesbaar, vraag},
    wezen::TABELLEN,
};

/// Bytes on their way from an archive to a bucket.
const HAP: usize = 64 * 1024;

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

/// A document that is being read.
pub(super) enum Lezer {
    Bestand(File),
    Emmer(Stroom),
}

/// One that comes from a bucket.
pub(super) struct Stroom {
    stroom: BoxStream<'static, Result<Bytes, StoreError>>,
    rest: Bytes,
    fout: Option<StoreError>,
}

impl Lezer {
    /// Why it could not be read further. It comes out of whoever was reading as a failure to write.
    pub(super) fn fout(&mut self) -> Option<StoreError> {
        match self {
            Self::Bestand(_) => None,
            Self::Emmer(stroom) => stroom.fout.take(),
        }
    }
}

impl Read for Lezer {
    fn read(&mut self, naar: &mut [u8]) -> io::Result<usize> {
        let stroom = match self {
            Self::Bestand(bestand) => return bestand.read(naar),
            Self::Emmer(stroom) => stroom,
        };
        while stroom.rest.is_empty() {
            match Handle::current().block_on(stroom.stroom.try_next()) {
                Ok(Some(deel)) => stroom.rest = deel,
                Ok(None) => return Ok(0),
                Err(fout) => {
                    stroom.fout = Some(fout);
                    return Err(io::Error::other("the document cannot be read further"));
                }
            }
        }
        let aantal = naar.len().min(stroom.rest.len());
        stroom.rest.copy_to_slice(naar.get_mut(..aantal).unwrap_or_default());
        Ok(aantal)
    }
}

/// The file of a document and its size; nothing when it is not there.
pub(super) fn open(
    plaats: &Bergplaats,
    tenant: &Tenant,
    stuk: StukId,
) -> Result<Option<(Lezer, u64)>, KopieError> {
    let Some(map) = plaats.map() else {
        let er = Handle::current().block_on(plaats.lees(&pad(tenant, stuk)))?;
        return Ok(er.map(|er| {
            let bytes = er.meta.size;
            let stroom = Stroom { stroom: plaats.stroom(er), rest: Bytes::new(), fout: None };
            (Lezer::Emmer(stroom), bytes)
        }));
    };
    let bestand = map.join(plek(tenant, stuk));
    let mis = |source| KopieError::Bestand { wat: "cannot read", pad: bestand.clone(), source };
    match File::open(&bestand) {
        Err(fout) if fout.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fout) => Err(mis(fout)),
        Ok(open) => {
            let bytes = open.metadata().map_err(mis)?.len();
            Ok(Some((Lezer::Bestand(open), bytes)))
        }
    }
}

/// Puts a document in its place; says how long it is.
pub(super) fn leg_neer(
    plaats: &Bergplaats,
    tenant: &Tenant,
    stuk: StukId,
    inhoud: &mut dyn Read,
) -> Result<u64, KopieError> {
    let Some(map) = plaats.map() else { return in_emmer(plaats, tenant, stuk, inhoud) };
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

fn in_emmer(
    plaats: &Bergplaats,
    tenant: &Tenant,
    stuk: StukId,
    inhoud: &mut dyn Read,
) -> Result<u64, KopieError> {
    let hier = Handle::current();
    let mut upload = hier.block_on(plaats.begin(pad(tenant, stuk)))?;
    let (mut deel, mut bytes) = (vec![0; HAP], 0);
    loop {
        match inhoud.read(&mut deel) {
            Ok(0) => break,
            Ok(aantal) => {
                hier.block_on(upload.neem(deel.get(..aantal).unwrap_or_default()))?;
                bytes += aantal as u64;
            }
            // Whoever handed it over knows why, and tells it.
            Err(_) => {
                hier.block_on(upload.breek_af())?;
                return Err(KopieError::Afgebroken);
            }
        }
    }
    hier.block_on(upload.klaar())?;
    Ok(bytes)
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
