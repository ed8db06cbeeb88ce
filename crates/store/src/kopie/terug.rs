//! An archive judged, and put back. Always holds: it is judged to its end before anything is made of it; a
//! document that its rows name and that it neither holds nor declares gone is a reason to refuse.

use std::path::{Path, PathBuf};

use tokio::sync::mpsc;

use super::{
    Gekopieerd, Identiteit, KopieError, Melder, Soort, Stap,
    document::{self, Stukken},
    inhoud::{Kop, Wat},
    opzij, rij,
    uitpakken::{self, Deel},
    vullen::Doel,
};
use crate::{SleutelOpties, StoreOpties, bergplaats::Bergplaats};

/// Parts that may wait to be put in the database.
const WACHT: usize = 2;

/// Judges an archive: does it open to its end, is all of it there, is it what was put in?
///
/// # Errors
/// What is wrong with it, with what to do.
pub fn kijk_na(
    archief: &Path,
    soort: Soort,
    identiteiten: &[Identiteit],
) -> Result<Gekopieerd, KopieError> {
    let (kop, wat) = keur(archief, soort, identiteiten)?;
    Ok(Gekopieerd::van(&kop, wat))
}

/// Puts a register back in an empty place. Whoever opens it as usual afterwards destroys again what was
/// destroyed since.
///
/// # Errors
/// As [`kijk_na`], and when the place is not empty: then nothing was changed. After that, when something
/// cannot be written: what is half there is refused by whoever opens it.
pub async fn zet_terug(
    opties: &StoreOpties,
    archief: &Path,
    identiteiten: &[Identiteit],
    meld: &Melder,
) -> Result<Gekopieerd, KopieError> {
    let gekeurd = gekeurd(archief, Soort::Register, identiteiten, meld).await?;
    let doel = Doel::register(opties, &gekeurd.0.schema).await?;
    vul(doel, gekeurd, archief, identiteiten, meld).await
}

/// Puts the wrapped keys back in an empty place.
///
/// # Errors
/// As [`zet_terug`].
pub async fn zet_sleutels_terug(
    opties: &SleutelOpties,
    archief: &Path,
    identiteiten: &[Identiteit],
    meld: &Melder,
) -> Result<Gekopieerd, KopieError> {
    let gekeurd = gekeurd(archief, Soort::Sleutels, identiteiten, meld).await?;
    let doel = Doel::sleutels(opties, &gekeurd.0.schema).await?;
    vul(doel, gekeurd, archief, identiteiten, meld).await
}

async fn gekeurd(
    archief: &Path,
    soort: Soort,
    identiteiten: &[Identiteit],
    meld: &Melder,
) -> Result<(Kop, Wat), KopieError> {
    meld(Stap::Nakijken);
    let (pad, wie) = (archief.to_owned(), identiteiten.to_vec());
    opzij(move || keur(&pad, soort, &wie)).await
}

fn keur(pad: &Path, soort: Soort, wie: &[Identiteit]) -> Result<(Kop, Wat), KopieError> {
    let onvolledig = |wat| KopieError::Onvolledig { pad: pad.to_owned(), wat };
    let mut stukken = Stukken::default();
    let mut documenten = Stukken::default();
    let gelezen = uitpakken::lees(pad, soort, wie, |deel| match deel {
        Deel::Rijen(_, tabel, bytes) => {
            for rij in rij::pak_uit(tabel, &bytes).map_err(onvolledig)? {
                stukken.neem(tabel, &rij);
            }
            Ok(())
        }
        Deel::Document(tenant, stuk, _) => {
            documenten.erbij(tenant.as_str(), stuk.uuid());
            Ok(())
        }
    })?;
    stukken.klaar();
    documenten.klaar();
    let mut er = documenten.alle().peekable();
    let mut weg = gelezen.1.weg.iter().map(|weg| weg.stuk.as_str()).peekable();
    for (tenant, stuk) in stukken.alle() {
        if er.next_if_eq(&(tenant, stuk)).is_some() {
            continue;
        }
        let naam = format!("{tenant}/{stuk}");
        if weg.next_if(|weg| *weg == naam).is_none() {
            return Err(onvolledig(format!("document {naam} is missing")));
        }
    }
    if er.next().is_some() || weg.next().is_some() {
        return Err(onvolledig("it holds a document that no row names".to_owned()));
    }
    Ok(gelezen)
}

async fn vul(
    doel: Doel,
    (kop, wat): (Kop, Wat),
    archief: &Path,
    identiteiten: &[Identiteit],
    meld: &Melder,
) -> Result<Gekopieerd, KopieError> {
    let (zend, mut ontvang) = mpsc::channel::<(usize, Vec<u8>)>(WACHT);
    let lezer = Lezer {
        pad: archief.to_owned(),
        soort: kop.soort,
        wie: identiteiten.to_vec(),
        documenten: doel.documenten.clone(),
        totaal: wat.documenten,
        meld: Melder::clone(meld),
    };
    let lezer = opzij(move || lezer.lees(&zend));
    let vuller = async {
        // When this ends early the other half has nobody to hand anything to, and ends too.
        while let Some((plek, deel)) = ontvang.recv().await {
            if let Err(fout) = doel.rijen(plek, &deel).await {
                ontvang.close();
                return Err(fout);
            }
        }
        Ok(())
    };
    let (gelezen, gevuld) = tokio::join!(lezer, vuller);
    gevuld?;
    if gelezen? != wat {
        let wat = "it was replaced while it was read".to_owned();
        return Err(KopieError::Onvolledig { pad: archief.to_owned(), wat });
    }
    for som in &wat.tabellen {
        meld(Stap::Tabel(&som.naam, som.rijen));
    }
    doel.klaar(&wat, meld).await?;
    Ok(Gekopieerd::van(&kop, wat))
}

/// The half that reads the archive and lays down documents.
struct Lezer {
    pad: PathBuf,
    soort: Soort,
    wie: Vec<Identiteit>,
    documenten: Option<Bergplaats>,
    totaal: u64,
    meld: Melder,
}

impl Lezer {
    fn lees(&self, zend: &mpsc::Sender<(usize, Vec<u8>)>) -> Result<Wat, KopieError> {
        let mut gedaan = 0;
        let (_, wat) = uitpakken::lees(&self.pad, self.soort, &self.wie, |deel| {
            match (deel, &self.documenten) {
                (Deel::Rijen(plek, _, bytes), _) => {
                    zend.blocking_send((plek, bytes)).map_err(|_| KopieError::Afgebroken)
                }
                (Deel::Document(tenant, stuk, inhoud), Some(plaats)) => {
                    document::leg_neer(plaats, &tenant, stuk, inhoud)?;
                    gedaan += 1;
                    (self.meld)(Stap::Documenten(gedaan, self.totaal));
                    Ok(())
                }
                (Deel::Document(..), None) => Ok(()),
            }
        })?;
        Ok(wat)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use sea_orm::{ConnectOptions, ConnectionTrait, Database};
    use sea_orm_migration::MigratorTrait;

    use super::*;
    use crate::{SleutelOpties, Store, kopie::Bewaar, migratie::Migrator, openen::sqlite, vraag};

    fn opties(map: &Path) -> StoreOpties {
        StoreOpties::new(map).met(SleutelOpties::in_map(map.join("sleutels")))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_backup_of_any_earlier_version_comes_back_and_is_brought_up_to_date() {
        for stappen in 1..=Migrator::migrations().len() {
            let (map, daar) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let pad = map.path().join(sqlite::DATABASE);
            let url = format!("sqlite://{}?mode=rwc", pad.display());
            let oud = Database::connect(ConnectOptions::new(url)).await.unwrap();
            oud.execute_unprepared("PRAGMA application_id = 1466462066").await.unwrap();
            Migrator::up(&oud, stappen.try_into().ok()).await.unwrap();
            let rij = "INSERT INTO nummering VALUES ('zorg-oost', 'K', 2026, 41)";
            oud.execute_unprepared(rij).await.unwrap();
            oud.close().await.unwrap();

            let wie = Identiteit::nieuw();
            let (naar, meld): (_, Melder) = (map.path().join("a"), Arc::new(|_| {}));
            let (ontvangers, nu) = ([wie.ontvanger()], jiff::Timestamp::UNIX_EPOCH);
            let meld_ook = Melder::clone(&meld);
            let hoe = Bewaar {
                naar: &naar,
                ontvangers: &ontvangers,
                nu,
                zonder_ontbrekende: false,
                meld,
            };
            super::super::bewaar(&opties(map.path()), &hoe).await.unwrap();
            let daar = opties(daar.path());
            zet_terug(&daar, &naar, &[wie], &meld_ook).await.unwrap();
            let store = Store::open(daar).await.unwrap();
            let lezer = store.lees(&"zorg-oost".parse().unwrap()).await.unwrap();
            let sql = "SELECT count(*) FROM seaql_migrations";
            let rij = lezer.query_one_raw(vraag(&lezer, sql, [])).await.unwrap().unwrap();
            let gezet: i64 = rij.try_get_by(0).unwrap();
            assert_eq!(usize::try_from(gezet).unwrap(), Migrator::migrations().len());
            let sql = "SELECT count(*) FROM nummering WHERE laatste = 41";
            let rij = lezer.query_one_raw(vraag(&lezer, sql, [])).await;
            assert_eq!(rij.unwrap().unwrap().try_get_by::<i64, _>(0).unwrap(), 1);
        }
    }
}
