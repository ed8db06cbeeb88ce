//! To which register a bucket belongs: the same random id in an object of it and in a file of the data
//! directory. Always holds: in a bucket that bears another mark, or that shows in no way that it is this
//! register's, nothing is written and nothing is swept.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::{Path as Pad, PathBuf},
};

use object_store::{ObjectStoreExt, path::Path};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Bergplaats;
use crate::{Bij, StoreError, alle, document::pad, openen::Toegang, schot::Lezers, sql::vraag};

/// The object, and the file.
pub(super) const MERK: &str = "wederhoor.merk";
const BESTAND: &str = "documenten.merk";
/// So many documents are looked for to know a bucket by.
const PROEF: usize = 8;

/// What the rows say of documents.
enum Rijen {
    /// They name none.
    Geen,
    /// They name some, and one of the newest is there.
    Hier,
    /// They name some, and none of the newest is there.
    Elders,
}

impl Bergplaats {
    /// Refuses a place that does not belong to this register, and marks one that does.
    pub(crate) async fn check(
        &self,
        map: &Pad,
        lezers: &Lezers,
        toegang: Toegang,
    ) -> Result<(), StoreError> {
        let hier = lees_bestand(map)?;
        if let Some(documenten) = self.map() {
            return match hier {
                Some(merk) => Err(StoreError::InEmmer { waar: merk.waar }),
                None => check_map(documenten, map, lezers).await,
            };
        }
        let daar = self.merk().await?;
        let ander = |wat| Err(StoreError::AndereBergplaats { waar: self.waar(), wat });
        match (&hier, &daar) {
            (Some(hier), Some(daar)) if hier.id == *daar => return Ok(()),
            (Some(_), Some(_)) => return ander("it bears the mark of another register"),
            _ => {}
        }
        match (self.proef(lezers).await?, daar.is_some()) {
            (Rijen::Hier, _) => {}
            (Rijen::Elders, _) => {
                return ander("none of the newest documents of this register is in it");
            }
            (Rijen::Geen, true) => return ander("it bears the mark of another register"),
            (Rijen::Geen, false) if self.heeft_iets().await? => {
                return ander("there is something in it, and this register has no documents yet");
            }
            (Rijen::Geen, false) => {}
        }
        if toegang == Toegang::Server { self.zet_merk(map, hier, daar).await } else { Ok(()) }
    }

    /// For who only reads: refuses what certainly is another place.
    pub(crate) async fn check_merk(&self, map: &Pad) -> Result<(), StoreError> {
        match (lees_bestand(map)?, self.map()) {
            (Some(hier), Some(_)) => Err(StoreError::InEmmer { waar: hier.waar }),
            (Some(hier), None) if self.merk().await?.is_some_and(|daar| daar != hier.id) => {
                let wat = "it bears the mark of another register";
                Err(StoreError::AndereBergplaats { waar: self.waar(), wat })
            }
            _ => Ok(()),
        }
    }

    /// Marks an empty place that was filled.
    pub(crate) async fn merk_nieuw(&self, map: &Pad) -> Result<(), StoreError> {
        if self.map().is_some() { Ok(()) } else { self.zet_merk(map, None, None).await }
    }

    async fn zet_merk(
        &self,
        map: &Pad,
        hier: Option<Merk>,
        daar: Option<Uuid>,
    ) -> Result<(), StoreError> {
        let id = daar.or(hier.as_ref().map(|merk| merk.id)).unwrap_or_else(Uuid::new_v4);
        // First here: an own mark without one there is what an empty bucket looks like, and is no reason to
        // refuse it.
        if hier.is_none_or(|merk| merk.id != id) {
            schrijf_bestand(map, id, &self.waar())?;
        }
        if daar.is_none() {
            let uit = self.opslag.put(&Path::from(MERK), id.to_string().into_bytes().into()).await;
            self.bij(uit, "marking the documents store as this register's")?;
        }
        Ok(())
    }

    pub(super) async fn merk(&self) -> Result<Option<Uuid>, StoreError> {
        let Some(merk) = self.lees(&Path::from(MERK)).await? else { return Ok(None) };
        let bytes = self.bij(merk.bytes().await, "reading the mark of the documents store")?;
        let tekst = String::from_utf8_lossy(&bytes);
        match tekst.trim().parse() {
            Ok(id) => Ok(Some(id)),
            Err(_) => Err(StoreError::AndereBergplaats {
                waar: self.waar(),
                wat: "the mark in it cannot be read",
            }),
        }
    }

    /// Are the newest documents that the rows name there?
    async fn proef(&self, lezers: &Lezers) -> Result<Rijen, StoreError> {
        const SQL: &str = "SELECT stuk FROM stuk WHERE tenant = $1 ORDER BY stuk DESC LIMIT $2";
        const WAT: &str = "looking for documents";
        let mut gezien = 0;
        for tenant in alle::tenants(lezers).await? {
            let stukken = {
                let lezer = lezers.van(&tenant).await?;
                let waarden = [tenant.as_str().into(), (PROEF as i64).into()];
                let rijen = lezer.query_all_raw(vraag(&lezer, SQL, waarden)).await.bij(WAT)?;
                let stuk = |rij: &sea_orm::QueryResult| rij.try_get_by::<Uuid, _>(0).bij(WAT);
                rijen.iter().map(stuk).collect::<Result<Vec<_>, _>>()?
            };
            for stuk in stukken {
                if self.heeft(&pad(&tenant, stuk.into())).await? {
                    return Ok(Rijen::Hier);
                }
                gezien += 1;
            }
            if gezien >= PROEF {
                break;
            }
        }
        Ok(if gezien == 0 { Rijen::Geen } else { Rijen::Elders })
    }
}

/// Refuses a database that knows documents while their folder is gone.
async fn check_map(documenten: &Pad, map: &Pad, lezers: &Lezers) -> Result<(), StoreError> {
    const SQL: &str = "SELECT 1 FROM stuk WHERE tenant = $1 LIMIT 1";
    if documenten.is_dir() {
        return Ok(());
    }
    for tenant in alle::tenants(lezers).await? {
        let lezer = lezers.van(&tenant).await?;
        let een = lezer.query_one_raw(vraag(&lezer, SQL, [tenant.as_str().into()])).await;
        if een.bij("looking for documents")?.is_some() {
            return Err(StoreError::Onvolledig {
                map: map.to_owned(),
                wat: "the database knows documents, but the folder documenten/ is gone: restore \
                      it from the same backup, or say with --documenten where they are",
            });
        }
    }
    Ok(())
}

/// What the data directory remembers.
struct Merk {
    id: Uuid,
    /// Where the documents were then, for who reads a message.
    waar: String,
}

fn lees_bestand(map: &Pad) -> Result<Option<Merk>, StoreError> {
    let pad = map.join(BESTAND);
    let tekst = match fs::read_to_string(&pad) {
        Ok(tekst) => tekst,
        Err(fout) if fout.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(StoreError::Bestand { wat: "cannot read", pad, source }),
    };
    let mut regels = tekst.lines();
    let id = regels.next().and_then(|id| id.trim().parse().ok());
    let waar = regels.next().unwrap_or_default().to_owned();
    match id {
        Some(id) => Ok(Some(Merk { id, waar })),
        None => Err(StoreError::Onvolledig {
            map: map.to_owned(),
            wat: "documenten.merk in it cannot be read: put it back, or remove it when you are sure that \
                  --documenten names the right place",
        }),
    }
}

fn schrijf_bestand(map: &Pad, id: Uuid, waar: &str) -> Result<(), StoreError> {
    let (pad, half): (PathBuf, PathBuf) = (map.join(BESTAND), map.join(format!("{BESTAND}.deel")));
    let schrijf = || {
        let mut uit = File::create(&half)?;
        writeln!(uit, "{id}\n{waar}")?;
        uit.sync_all()?;
        fs::rename(&half, &pad)?;
        File::open(map)?.sync_all()
    };
    schrijf().map_err(|source| StoreError::Bestand {
        wat: "cannot write",
        pad: pad.clone(),
        source,
    })
}
