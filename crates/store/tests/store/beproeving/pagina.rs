//! A damaged page: bytes that fall over on a disk. What is sealed never opens as something else; what was damaged is
//! named at the start or by the audit; the rest is there; a backup gives all of before back.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use store::{
    DossierId, Store, StoreError, Vertrouwd,
    kopie::{self, Identiteit},
};
use toetsbank::{
    eigen::{EigenServer, Einde},
    motor::Motor,
};

use super::{Proef, Toeval, load::hoort, oordeel::oordeel, open, rondes};
use crate::{
    hulp::{opties, tenant},
    kopie::{bewaar, stil},
};

const PAGINA: u64 = 4096;

/// What a look at a damaged register came to.
#[derive(Debug, Default)]
struct Gezien {
    goed: usize,
    /// Dossiers that cannot be read, or of which an act, a day or a role is another than was recorded.
    mis: BTreeSet<DossierId>,
    /// Did the start or the audit say that something is wrong?
    genoemd: Option<String>,
}

/// Reads all that was acknowledged. Stops when anything sealed opens as something else.
async fn lees(map: &Path, url: Option<&str>, proef: &Proef) -> Gezien {
    let mut uit = Gezien::default();
    let store = match open(map, url).await {
        Ok(store) => store,
        Err(fout) => {
            uit.genoemd = Some(fout.to_string());
            return uit;
        }
    };
    let wie = tenant();
    for (dossier, (versie, _, stuk)) in &proef.erkend.daden {
        let heel = match store.load(&wie, *dossier).await {
            Ok(geladen) => {
                for (nr, feit) in geladen.feiten.iter().enumerate() {
                    assert_eq!(
                        feit.rij.inhoud,
                        hoort(*dossier, nr).inhoud,
                        "wrong, and given as good"
                    );
                }
                let zelfde = |(nr, feit): (usize, &store::Feit)| feit.rij == hoort(*dossier, nr);
                geladen.versie.0 >= *versie && geladen.feiten.iter().enumerate().all(zelfde)
            }
            Err(StoreError::Vernietigd { .. }) => proef.erkend.gaatweg.contains(dossier),
            Err(_) => false,
        };
        if let Some(stuk) = stuk
            && let Ok(rij) = store.stuk(&wie, *dossier, *stuk).await
            && let Ok(open) = store.document(&wie, *stuk, &rij.sleutel).await
            && let Ok(inhoud) = open.heel().await
        {
            assert_eq!(inhoud, dossier.to_string().as_bytes(), "wrong, and given as good");
        }
        if heel {
            uit.goed += 1;
        } else {
            uit.mis.insert(*dossier);
        }
    }
    uit.genoemd = audit(&store).await;
    // The connections may be of no use any more.
    let _ = store.sluit().await;
    uit
}

/// What the audit says, when it finds something.
async fn audit(store: &Store) -> Option<String> {
    if let Err(fout) = store.check_bestand().await {
        return Some(fout.to_string());
    }
    match store.zie_na(&tenant(), &Vertrouwd::default(), |_| {}).await {
        Ok(nagezien) => nagezien.mis.first().map(ToString::to_string),
        Err(fout) => Some(fout.to_string()),
    }
}

/// Turns bytes of this file over, in one page.
fn beschadig(bestand: &Path, toeval: &mut Toeval) {
    let mut inhoud = fs::read(bestand).unwrap();
    let begin = toeval.onder((inhoud.len() as u64 / PAGINA).max(1)) * PAGINA;
    for _ in 0..=toeval.onder(40) {
        let plek = usize::try_from(begin + toeval.onder(PAGINA)).unwrap();
        if let Some(byte) = inhoud.get_mut(plek) {
            *byte ^= 1 << toeval.onder(8);
        }
    }
    fs::write(bestand, inhoud).unwrap();
}

fn kopieer(van: &Path, naar: &Path) {
    fs::create_dir_all(naar).unwrap();
    for ingang in fs::read_dir(van).unwrap() {
        let pad = ingang.unwrap().path();
        let hier = naar.join(pad.file_name().unwrap());
        if pad.is_dir() {
            kopieer(&pad, &hier);
        } else {
            let _ = fs::copy(&pad, &hier).unwrap();
        }
    }
}

/// A register that is in use: some of it in the file, some in the log beside it. And an archive of what was
/// acknowledged before.
async fn in_gebruik(proef: &mut Proef, archief: &Path) -> (Identiteit, super::load::Gezegd) {
    let wie = Identiteit::nieuw();
    let eerst = proef.begin_en_doe(150);
    proef.neem(eerst);
    proef.oordeel().await;
    let postgres = proef.url.as_deref().map(|url| url.parse().unwrap());
    bewaar(&opties(proef.map.path()).op(postgres), archief, &wie).await.unwrap();
    let toen = std::mem::take(&mut proef.erkend);
    proef.erkend.voeg_toe(toen.clone());
    (wie, toen)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_page_is_named_gives_nothing_wrong_as_good_and_a_backup_mends_it() {
    let mut toeval = Toeval::new("damaged page (Sqlite)");
    let mut proef = Proef::new("damaged page", Motor::Sqlite);
    let kluis = tempfile::tempdir().unwrap();
    let archief = kluis.path().join("register.tar.age");
    let (wie, toen) = in_gebruik(&mut proef, &archief).await;
    let mut leven = proef.begin();
    leven.wacht_op_meer(60);
    proef.neem(leven.dood());

    let (mut genoemd, mut geraakt) = (0, 0);
    for ronde in 0..rondes(12, 1) {
        let kapot = tempfile::tempdir().unwrap();
        kopieer(proef.map.path(), kapot.path());
        let in_log = ronde % 4 == 3;
        let bestand = if in_log { "wederhoor.db-wal" } else { "wederhoor.db" };
        for _ in 0..=toeval.onder(3) {
            beschadig(&kapot.path().join(bestand), &mut toeval);
        }
        let gezien = lees(kapot.path(), None, &proef).await;
        genoemd += usize::from(gezien.genoemd.is_some());
        geraakt += usize::from(!gezien.mis.is_empty());
        // The engine takes a damaged log for one that ends there, as after a crash: what comes after is not
        // there any more, and only a checkpoint that was kept elsewhere can tell.
        if !in_log {
            let gezegd = gezien.mis.is_empty() || gezien.genoemd.is_some();
            assert!(gezegd, "round {ronde}: what cannot be read is not named: {gezien:?}");
        }
    }
    println!(
        "of {} damaged files {genoemd} were named, {geraakt} had dossiers that could not be read",
        rondes(12, 1)
    );
    assert!(genoemd > 0, "nothing was damaged, so nothing was shown");

    let nieuw = tempfile::tempdir().unwrap();
    let naar = opties(nieuw.path()).met(opties(proef.map.path()).sleutels);
    kopie::zet_terug(&naar, &archief, &[wie], &stil()).await.unwrap();
    let store = Store::open(naar).await.unwrap();
    oordeel(&store, &toen).await;
    store.sluit().await.unwrap();
    proef.oordeel().await;
    proef.klaar();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_page_of_a_server_is_named_and_gives_nothing_wrong_as_good() {
    let mut toeval = Toeval::new("damaged page (Postgres)");
    let huis = tempfile::tempdir().unwrap();
    let mut server = EigenServer::begin(huis.path());
    let map = tempfile::tempdir().unwrap();
    let mut proef = Proef::op("damaged page (Postgres)", map, Some(server.url()));
    let kluis = tempfile::tempdir().unwrap();
    let archief = kluis.path().join("register.tar.age");
    let (wie, toen) = in_gebruik(&mut proef, &archief).await;
    server.sql("CHECKPOINT");
    let bestanden: Vec<PathBuf> = ["gebeurtenis", "gebeurtenis_pkey", "dossier", "stuk"]
        .iter()
        .map(|naam| server.bestand(naam))
        .collect();
    let mut raak = 0;
    for ronde in 0..rondes(3, 10) {
        server.stop(Einde::Vlug);
        let bestand = &bestanden[ronde as usize % bestanden.len()];
        let goed = fs::read(bestand).unwrap();
        beschadig(bestand, &mut toeval);
        server.start();
        let gezien = lees(proef.map.path(), proef.url.as_deref(), &proef).await;
        assert!(gezien.mis.is_empty() || gezien.genoemd.is_some(), "{gezien:?}");
        raak += usize::from(gezien.genoemd.is_some_and(|wat| wat.contains("database is damaged")));
        server.stop(Einde::Vlug);
        // In place, so that it stays of whoever runs the server.
        fs::write(bestand, goed).unwrap();
        server.start();
    }
    assert!(raak > 0, "nothing was damaged, so nothing was shown");
    server.sql("DROP SCHEMA proef CASCADE; CREATE SCHEMA proef AUTHORIZATION huis");
    let nieuw = tempfile::tempdir().unwrap();
    let naar = opties(nieuw.path()).met(opties(proef.map.path()).sleutels);
    let naar = naar.op(Some(server.url().parse().unwrap()));
    kopie::zet_terug(&naar, &archief, &[wie], &stil()).await.unwrap();
    let store = Store::open(naar).await.unwrap();
    oordeel(&store, &toen).await;
    store.sluit().await.unwrap();
    proef.klaar();
}
