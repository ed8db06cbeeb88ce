//! A disk that is read-only, all of it or one part: the store says which, and what to do; it does not open, and
//! changes nothing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use store::Store;
use toetsbank::naamruimte;

use crate::hulp::{klacht, open, opties, tenant};

#[test]
fn on_a_read_only_disk_the_store_says_so_and_changes_nothing() {
    naamruimte::draai("beproeving::alleen_lezen::binnen");
}

/// Every file with what is in it.
fn inhoud(map: &Path, uit: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for ingang in fs::read_dir(map).unwrap() {
        let pad = ingang.unwrap().path();
        if pad.is_dir() {
            inhoud(&pad, uit);
        } else {
            let wat = fs::read(&pad).unwrap();
            uit.insert(pad, wat);
        }
    }
}

#[tokio::test]
#[ignore = "runs in a namespace of its own"]
async fn binnen() {
    if !naamruimte::is_binnen() {
        return;
    }
    let huis = tempfile::tempdir().unwrap();
    let map = huis.path().join("data");
    fs::create_dir(&map).unwrap();
    let store = open(&map).await.unwrap();
    let document = store.bewaar_document(&tenant(), b"inhoud").await.unwrap();
    let mut een = klacht("Jansen");
    let (dossier, stuk) = (een.dossier, document.stuk);
    let op = een.feiten[0].vastgelegd_op;
    een.stukken.push(store::StukRij::van(document, "a.txt", "bijlage", "text/plain", op));
    store.append(&tenant(), een).await.unwrap();
    store.sluit().await.unwrap();
    let mut goed = BTreeMap::new();
    inhoud(&map, &mut goed);

    let niets = huis.path().join("niets");
    fs::create_dir(&niets).unwrap();
    let gevallen = [
        (niets.clone(), niets, "cannot write in the data directory"),
        (map.clone(), map.clone(), "cannot write in the data directory"),
        (map.clone(), map.join("sleutels"), "cannot write in the folder for the keys"),
        (map.clone(), map.join("documenten"), "cannot write in the folder with the documents"),
        (
            map.clone(),
            map.join("wederhoor.db"),
            "the database takes no writes; check that its files",
        ),
        (map.clone(), map.join("sleutels/sleutels.db"), "the database takes no writes; check"),
    ];
    for (data, vast, zegt) in gevallen {
        naamruimte::alleen_lezen(&vast, true);
        let fout = Store::open(opties(&data)).await.err().map(|fout| fout.to_string());
        naamruimte::alleen_lezen(&vast, false);
        let fout = fout.unwrap_or_else(|| panic!("{} is read-only, and it opens", vast.display()));
        assert!(fout.contains(zegt), "{}: {fout}", vast.display());
        let mut nu = BTreeMap::new();
        inhoud(&map, &mut nu);
        // Who holds the lock writes his number in it; the engine keeps notes beside a file while it is open.
        let zonder = |alles: &BTreeMap<PathBuf, Vec<u8>>| -> BTreeMap<PathBuf, Vec<u8>> {
            let notitie = |pad: &Path| {
                let pad = pad.to_string_lossy();
                [".lock", "-wal", "-shm"].iter().any(|eind| pad.ends_with(eind))
            };
            let vol = alles.iter().filter(|(pad, _)| !notitie(pad));
            vol.map(|(pad, wat)| (pad.clone(), wat.clone())).collect()
        };
        let (was, is) = (zonder(&goed), zonder(&nu));
        assert!(was.keys().eq(is.keys()), "{}: {:?}", vast.display(), is.keys());
        assert!(was == is, "{}: a file was changed", vast.display());
    }
    let store = open(&map).await.unwrap();
    store.load(&tenant(), dossier).await.unwrap();
    let rij = store.stuk(&tenant(), dossier, stuk).await.unwrap();
    store.document(&tenant(), stuk, &rij.sleutel).await.unwrap().heel().await.unwrap();
}
