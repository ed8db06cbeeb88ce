//! Archives that are not what they should be, and places that are half filled: each is refused with what is
//! wrong and what to do, and nothing is changed.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use store::{
    Store, StoreError, StoreOpties,
    kopie::{self, Bewaar, Identiteit, KopieError, Soort, Stap},
};
use toetsbank::{motor::Motor, op_beide};

use crate::{
    hulp::{Huis, huis, klacht, knoei, moment, tenant},
    kopie::{bestanden, bewaar, elders, stil, vol},
};

/// An archive of a small register, and what opens it.
async fn archief() -> (tempfile::TempDir, PathBuf, Identiteit, Huis) {
    let (huis, _) = vol(Motor::Sqlite).await;
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    let archief = map.path().join("register.tar.age");
    bewaar(&huis.opties, &archief, &wie).await.unwrap();
    (map, archief, wie, huis)
}

/// Tries to put it back: it must be refused with these words, and nothing may be made.
async fn weigert(huis: &Huis, archief: &Path, wie: &Identiteit, woorden: &str) {
    let (map, opties) = elders(Motor::Sqlite, huis);
    let uit = kopie::zet_terug(&opties, archief, std::slice::from_ref(wie), &stil()).await;
    let fout = uit.expect_err("this must be refused");
    let (tekst, bron) = (fout.to_string(), format!("{:?}", std::error::Error::source(&fout)));
    assert!(tekst.contains(woorden), "{tekst} ({bron})");
    assert_eq!(bestanden(map.path()), Vec::<PathBuf>::new(), "something was made");
}

fn open(archief: &Path, wie: &Identiteit) -> Vec<(String, Vec<u8>)> {
    let tekst = wie.als_bestand();
    let sleutel = tekst.lines().last().unwrap().parse::<age::x25519::Identity>().unwrap();
    let open = age::Decryptor::new(fs::File::open(archief).unwrap()).unwrap();
    let open = open.decrypt(std::iter::once(&sleutel as &dyn age::Identity)).unwrap();
    let mut tar = tar::Archive::new(open);
    let deel = |ingang: std::io::Result<tar::Entry<'_, _>>| {
        let mut ingang = ingang.unwrap();
        let naam = String::from_utf8(ingang.path_bytes().into_owned()).unwrap();
        let mut inhoud = Vec::new();
        ingang.read_to_end(&mut inhoud).unwrap();
        (naam, inhoud)
    };
    tar.entries().unwrap().map(deel).collect()
}

/// Makes an archive as somebody would who has the recipient and the tools, and not the program.
fn maak(delen: &[(String, Vec<u8>)], wie: &Identiteit, naar: &Path) {
    maak_met_staart(delen, wie, naar, 0);
}

/// The same with this many empty bytes after the last part, as tar allows.
fn maak_met_staart(delen: &[(String, Vec<u8>)], wie: &Identiteit, naar: &Path, staart: usize) {
    let voor: age::x25519::Recipient = wie.ontvanger().to_string().parse().unwrap();
    let dicht = age::Encryptor::with_recipients(std::iter::once(&voor as &dyn age::Recipient));
    let dicht = dicht.unwrap().wrap_output(fs::File::create(naar).unwrap()).unwrap();
    let mut tar = tar::Builder::new(dicht);
    for (naam, inhoud) in delen {
        let mut kop = tar::Header::new_ustar();
        kop.set_size(inhoud.len() as u64);
        kop.set_mode(0o600);
        // Such as no honest tool writes.
        kop.as_mut_bytes()[..naam.len()].copy_from_slice(naam.as_bytes());
        kop.set_cksum();
        tar.append(&kop, inhoud.as_slice()).unwrap();
    }
    let mut dicht = tar.into_inner().unwrap();
    dicht.write_all(&vec![0; staart]).unwrap();
    dicht.finish().unwrap().flush().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archive_that_was_cut_off_or_altered_anywhere_is_refused() {
    let (map, archief, wie, huis) = archief().await;
    let goed = fs::read(&archief).unwrap();
    let kapot = map.path().join("kapot");
    // Everywhere: in the first lines, among rows, among documents, and in the very last byte.
    for deel in 0..=20 {
        let plek = (goed.len() - 1) * deel / 20;
        fs::write(&kapot, &goed[..plek]).unwrap();
        let fout = kopie::kijk_na(&kapot, Soort::Register, std::slice::from_ref(&wie)).unwrap_err();
        assert!(
            matches!(fout, KopieError::Beschadigd { .. } | KopieError::GeenArchief { .. }),
            "cut off at {plek}: {fout}"
        );
        let mut anders = goed.clone();
        anders[plek] ^= 1;
        fs::write(&kapot, &anders).unwrap();
        let fout = kopie::kijk_na(&kapot, Soort::Register, std::slice::from_ref(&wie)).unwrap_err();
        assert!(
            matches!(fout, KopieError::Beschadigd { .. } | KopieError::GeenArchief { .. }),
            "altered at {plek}: {fout}"
        );
    }
    fs::write(&kapot, &goed[..goed.len() / 2]).unwrap();
    weigert(&huis, &kapot, &wie, "it was cut off or altered since it was made; copy it again")
        .await;
    fs::write(&kapot, "iets anders").unwrap();
    weigert(&huis, &kapot, &wie, "is not an archive that `wederhoor backup` made").await;
    weigert(&huis, &archief, &Identiteit::nieuw(), "name the right one with --identiteit").await;
    weigert(&huis, &map.path().join("nergens"), &wie, "cannot read").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archive_from_which_something_was_taken_or_in_which_something_was_put_is_refused() {
    let (map, archief, wie, huis) = archief().await;
    let delen = open(&archief, &wie);
    let anders = map.path().join("anders");
    let eerste = |begin: &str| delen.iter().position(|(naam, _)| naam.starts_with(begin)).unwrap();
    let (document, rijen, lijst) = (eerste("documenten/"), eerste("rijen/"), eerste("lijst/"));
    maak(&delen, &wie, &anders);
    kopie::kijk_na(&anders, Soort::Register, std::slice::from_ref(&wie)).unwrap();

    for (weg, woorden) in [
        (document, format!("{} is missing", delen[document].0)),
        (rijen, format!("{} is missing", delen[rijen].0)),
        (lijst, "is on no list".to_owned()),
        (delen.len() - 1, "the seal at its end is missing".to_owned()),
    ] {
        let mut zonder = delen.clone();
        zonder.remove(weg);
        maak(&zonder, &wie, &anders);
        weigert(&huis, &anders, &wie, &woorden).await;
    }
    let mut vervangen = delen.clone();
    vervangen[document].1[100] ^= 1;
    maak(&vervangen, &wie, &anders);
    weigert(&huis, &anders, &wie, "is not what was put in it").await;

    let stuk = delen[document].0.rsplit('/').next().unwrap();
    for plek in [format!("../../{stuk}"), format!("zorg-oost/../{stuk}"), "zorg-oost/x".to_owned()]
    {
        let mut buiten = delen.clone();
        buiten[document].0 = format!("documenten/{plek}");
        maak(&buiten, &wie, &anders);
        weigert(&huis, &anders, &wie, "a document under a name that is none").await;
    }

    // All parts are there, and yet it was cut off: only its very end tells.
    maak_met_staart(&delen, &wie, &anders, 300_000);
    kopie::kijk_na(&anders, Soort::Register, std::slice::from_ref(&wie)).unwrap();
    let heel = fs::read(&anders).unwrap();
    fs::write(&anders, &heel[..heel.len() - 100_000]).unwrap();
    weigert(&huis, &anders, &wie, "it was cut off or altered").await;

    // A document left out with its line on the list and in the counts: the rows still name it.
    let mut zonder = delen.clone();
    let (naam, _) = zonder.remove(document);
    let lijst = lijst - 1;
    let mut regels: Vec<serde_json::Value> = serde_json::from_slice(&zonder[lijst].1).unwrap();
    regels.retain(|regel| regel["naam"] != naam.as_str());
    zonder[lijst].1 = serde_json::to_vec(&regels).unwrap();
    let slot = zonder.len() - 1;
    let mut wat: serde_json::Value = serde_json::from_slice(&zonder[slot].1).unwrap();
    wat["blake3"] = blake3::hash(&zonder[lijst].1).to_hex().as_str().into();
    wat["wat"]["documenten"] = 1.into();
    zonder[slot].1 = serde_json::to_vec(&wat).unwrap();
    maak(&zonder, &wie, &anders);
    let stuk = naam.rsplit('/').next().unwrap();
    weigert(&huis, &anders, &wie, &format!("document zorg-oost/{stuk} is missing")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archive_of_a_newer_program_or_of_the_keys_is_refused_with_what_to_do() {
    let (map, archief, wie, huis) = archief().await;
    let delen = open(&archief, &wie);
    let anders = map.path().join("anders");
    for (plek, waarde, woorden) in [
        (
            "/schema/stappen/0",
            serde_json::json!("m0999_toekomst"),
            "a newer version of this program (it holds m0999_toekomst): run that version",
        ),
        ("/formaat", serde_json::json!(2), "it holds archive format 2"),
    ] {
        let mut nieuwer = delen.clone();
        let mut kop: serde_json::Value = serde_json::from_slice(&nieuwer[0].1).unwrap();
        *kop.pointer_mut(plek).unwrap() = waarde;
        nieuwer[0].1 = serde_json::to_vec(&kop).unwrap();
        maak(&nieuwer, &wie, &anders);
        weigert(&huis, &anders, &wie, woorden).await;
    }

    let sleutels = map.path().join("sleutels.age");
    let ontvangers = [wie.ontvanger()];
    let hoe = Bewaar {
        naar: &sleutels,
        ontvangers: &ontvangers,
        nu: moment("2026-11-30T09:00:00Z"),
        zonder_ontbrekende: false,
        meld: stil(),
    };
    kopie::bewaar_sleutels(&huis.opties.sleutels, &hoe).await.unwrap();
    weigert(&huis, &sleutels, &wie, "put it back with `wederhoor keys restore`").await;
    let fout = kopie::bewaar_sleutels(&huis.opties.sleutels, &hoe).await.unwrap_err();
    assert!(fout.to_string().contains("is there already"), "{fout}");
    let fout = kopie::bewaar(&huis.opties, &Bewaar { naar: &anders, ontvangers: &[], ..hoe }).await;
    fs::remove_file(&anders).unwrap_or_default();
    assert!(fout.is_err());
}

async fn a_place_that_is_not_empty_is_left_as_it_is(motor: Motor) {
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    let van = huis(motor).await;
    van.store.append(&tenant(), klacht("Jansen")).await.unwrap();
    let archief = map.path().join("register.tar.age");
    bewaar(&van.opties, &archief, &wie).await.unwrap();

    let ander = huis(motor).await;
    let dossier = klacht("De Vries");
    ander.store.append(&tenant(), dossier.clone()).await.unwrap();
    let opties = ander.opties.clone();
    ander.store.sluit().await.unwrap();
    let fout = kopie::zet_terug(&opties, &archief, &[wie], &stil()).await.unwrap_err();
    assert!(matches!(fout, KopieError::NietLeeg { .. }), "{fout}");
    let store = Store::open(opties).await.unwrap();
    assert_eq!(store.load(&tenant(), dossier.dossier).await.unwrap().feiten.len(), 1);
}

/// Broken off after the last row and before the end: the mark still stands.
async fn what_is_half_put_back_is_refused_by_everybody(motor: Motor) {
    let van = huis(motor).await;
    van.store.append(&tenant(), klacht("Jansen")).await.unwrap();
    knoei(&van.store, "CREATE TABLE herstel_bezig (een integer)").await;
    van.store.clone().sluit().await.unwrap();
    let half = |fout: StoreError| {
        let tekst = fout.to_string();
        assert!(matches!(fout, StoreError::HalfHersteld { .. }), "{tekst}");
        assert!(tekst.contains("empty the data directory and the database, and do it again"));
    };
    half(van.open().await.unwrap_err());
    half(Store::open_ernaast(van.opties.clone()).await.unwrap_err());
    half(store::lees_dossier(&van.opties, &tenant(), "K-2026-0001").await.unwrap_err());
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    match bewaar(&van.opties, &map.path().join("a"), &wie).await.unwrap_err() {
        KopieError::Store(fout) => half(fout),
        anders => panic!("{anders}"),
    }
}

/// Whoever looks while rows come in finds the mark.
async fn while_it_is_put_back_nobody_opens_it(motor: Motor) {
    let (huis, _) = vol(motor).await;
    let (map, wie) = (tempfile::tempdir().unwrap(), Identiteit::nieuw());
    let archief = map.path().join("register.tar.age");
    bewaar(&huis.opties, &archief, &wie).await.unwrap();
    let (_daar, opties) = elders(motor, &huis);
    let gezien = std::sync::Arc::new(AtomicU64::new(0));
    let (kijker, tel) = (opties.clone(), gezien.clone());
    let meld: kopie::Melder = std::sync::Arc::new(move |stap| {
        // From the thread that lays down documents, and at the end from the one that reads back.
        if matches!(stap, Stap::Documenten(..)) {
            let kijker: StoreOpties = kijker.clone();
            let uit = std::thread::spawn(move || {
                let taken = tokio::runtime::Runtime::new().unwrap();
                taken.block_on(async { Store::open_ernaast(kijker).await.map(drop) })
            });
            let fout = uit.join().unwrap().expect_err("it was opened half-way");
            assert!(matches!(fout, StoreError::HalfHersteld { .. }), "{fout}");
            tel.fetch_add(1, Ordering::SeqCst);
        }
    });
    kopie::zet_terug(&opties, &archief, &[wie], &meld).await.unwrap();
    assert_eq!(gezien.load(Ordering::SeqCst), 2);
    Store::open(opties).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sealed_for_several_opens_with_each_of_their_keys_and_with_age_itself() {
    let van = huis(Motor::Sqlite).await;
    van.store.append(&tenant(), klacht("Jansen")).await.unwrap();
    let (map, een, twee) = (tempfile::tempdir().unwrap(), Identiteit::nieuw(), Identiteit::nieuw());
    let naar = map.path().join("a");
    let ontvangers = [een.ontvanger(), twee.ontvanger()];
    let (nu, meld) = (moment("2026-11-30T09:00:00Z"), stil());
    let hoe = Bewaar { naar: &naar, ontvangers: &ontvangers, nu, zonder_ontbrekende: false, meld };
    kopie::bewaar(&van.opties, &hoe).await.unwrap();
    for wie in [&een, &twee] {
        kopie::kijk_na(&naar, Soort::Register, std::slice::from_ref(wie)).unwrap();
        assert_eq!(open(&naar, wie)[0].0, "kop.json");
    }
    let bytes = fs::read(&naar).unwrap();
    let rijen = open(&naar, &een);
    assert!(rijen.iter().any(|(_, deel)| deel.windows(9).any(|w| w == b"zorg-oost")));
    assert!(!bytes.windows(9).any(|w| w == b"zorg-oost"), "the archive is not sealed");
    let toon = format!("{een:?}");
    assert!(!toon.contains("SECRET"), "{toon}");
}

op_beide!(
    a_place_that_is_not_empty_is_left_as_it_is,
    what_is_half_put_back_is_refused_by_everybody,
    while_it_is_put_back_nobody_opens_it,
);
