//! Contents are sealed: a file that leaks shows nothing, a key that is wrong opens nothing, and keys are
//! replaced without touching what they sealed.

use std::{fs, path::Path};

use sea_orm::ConnectionTrait;
use store::{
    BriefRij, ConceptStuk, Hoofdsleutel, Schrijf, Sleutel, SleutelOpties, Sleutelplaats, Store,
    StoreError, StukRij, sea_orm, vraag,
};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{Huis, account, feit, huis, klacht, knoei, moment, schrijf, tenant};

/// What must be in no file: of a name, a sentence, a file's name and a file's content, a piece each.
const GEHEIM: [&str; 7] =
    ["Çelik", "Celik", "celik", "onheus bejegend", "wond op de foto", "foto_van_mijn", "Oordeel"];

/// A complaint with everything that people write.
async fn vol(store: &Store) -> Schrijf {
    let (wie, nu) = (tenant(), moment("2026-11-23T09:00:00Z"));
    let straks = moment("2026-11-24T09:00:00Z");
    let concept = store.maak_concept(&wie, straks).await.unwrap();
    let stap = "Ik ben onheus bejegend".as_bytes().to_vec();
    store.bewaar_stap(&wie, concept, "verhaal", stap, nu, straks).await.unwrap();
    let foto = store.bewaar_document(&wie, b"een wond op de foto").await.unwrap();
    let naam = "foto_van_mijn_wond.jpg";
    let stuk = ConceptStuk { document: foto.clone(), naam: naam.into(), mime: "image/jpeg".into() };
    store.hang_aan_concept(&wie, concept, stuk, nu, straks).await.unwrap();
    let mut nieuw = klacht("Zoë Çelik");
    nieuw.feiten.push(feit("toegelicht", "Zoë Çelik", "zij voelde zich onheus bejegend"));
    nieuw.projectie.rij.onderwerp = "onheus bejegend in De Hoek".into();
    nieuw.projectie.rij.locatie = Some("bij mevrouw Çelik thuis".into());
    nieuw.projectie.rij.volgende_plicht = Some("Oordeel geven aan Çelik".into());
    nieuw.stukken.push(StukRij::van(foto.clone(), naam, "bijlage", "image/jpeg", nu));
    nieuw.brieven.push(BriefRij {
        stuk: foto.stuk,
        geadresseerde: "klager".into(),
        soort: "bijlage".into(),
        vrijgegeven_op: nu,
        gelezen_op: None,
    });
    // A draft that is still being filled in stays beside it.
    let ander = store.maak_concept(&wie, straks).await.unwrap();
    let stap = "Celik werd onheus bejegend".as_bytes().to_vec();
    store.bewaar_stap(&wie, ander, "verhaal", stap, nu, straks).await.unwrap();
    nieuw.concept = Some(concept);
    store.append(&wie, nieuw.clone()).await.unwrap();
    let periode = "2026-K3";
    let tekst = "De afdeling van Çelik".to_owned();
    store.bewaar_verslagtekst(&wie, periode, tekst, account(1), nu).await.unwrap();
    nieuw
}

/// All bytes of all files in a directory.
fn bytes_in(map: &Path) -> Vec<u8> {
    let mut uit = Vec::new();
    for ingang in fs::read_dir(map).unwrap() {
        let pad = ingang.unwrap().path();
        if pad.is_dir() {
            uit.extend(bytes_in(&pad));
        } else {
            uit.extend(pad.to_string_lossy().bytes());
            uit.extend(fs::read(&pad).unwrap());
        }
    }
    uit
}

fn staat_in(bytes: &[u8], wat: &str) -> bool {
    bytes.windows(wat.len()).any(|deel| deel == wat.as_bytes())
}

/// All rows of all tables on a server, as text, with bytes as the characters that they are.
async fn rijen_van(store: &Store) -> Vec<u8> {
    const TABELLEN: &str = "SELECT table_name::text FROM information_schema.tables \
        WHERE table_schema = current_schema()";
    const KOLOMMEN: &str = "SELECT string_agg(CASE data_type WHEN 'bytea' \
        THEN format('encode(%I, ''escape'')', column_name) ELSE format('%I::text', column_name) END, \
        ', ') FROM information_schema.columns \
        WHERE table_schema = current_schema() AND table_name = $1";
    let db = store.lees(&tenant()).await.unwrap();
    let mut uit = Vec::new();
    for rij in db.query_all_raw(vraag(&db, TABELLEN, [])).await.unwrap() {
        let tabel: String = rij.try_get_by(0).unwrap();
        let rij = db.query_one_raw(vraag(&db, KOLOMMEN, [tabel.as_str().into()])).await.unwrap();
        let kolommen: String = rij.unwrap().try_get_by(0).unwrap();
        let sql = format!("SELECT concat_ws(' ', {kolommen}) FROM \"{tabel}\"");
        for rij in db.query_all_raw(vraag(&db, &sql, [])).await.unwrap() {
            uit.extend(rij.try_get_by::<String, _>(0).unwrap().into_bytes());
        }
    }
    uit
}

async fn a_register_that_leaks_shows_no_name_no_sentence_and_no_file_name(motor: Motor) {
    let huis = huis(motor).await;
    let nieuw = vol(&huis.store).await;
    assert_eq!(huis.store.load(&tenant(), nieuw.dossier).await.unwrap().feiten.len(), 2);
    let mut bytes = bytes_in(huis.map.path());
    if motor == Motor::Postgres {
        bytes.extend(rijen_van(&huis.store).await);
    }
    assert!(staat_in(&bytes, "klacht_ingediend"), "the rows themselves were looked at");
    for wat in GEHEIM {
        assert!(!staat_in(&bytes, wat), "{wat} can be read");
    }
    huis.store.sluit().await.unwrap();
    for wat in GEHEIM {
        assert!(!staat_in(&bytes_in(huis.map.path()), wat), "{wat} can be read after closing");
    }
}

async fn what_was_moved_to_another_dossier_or_altered_does_not_open(motor: Motor) {
    let huis = huis(motor).await;
    let store = &huis.store;
    let [een, twee] = [klacht("Jansen"), klacht("De Vries")];
    store.append(&tenant(), een.clone()).await.unwrap();
    store.append(&tenant(), twee.clone()).await.unwrap();
    knoei(
        store,
        "UPDATE gebeurtenis SET inhoud = (SELECT g.inhoud FROM gebeurtenis g JOIN dossier d \
           ON d.dossier = g.dossier WHERE d.nummer = 'K-2026-0002') \
         WHERE dossier = (SELECT dossier FROM dossier WHERE nummer = 'K-2026-0001')",
    )
    .await;
    let fout = store.load(&tenant(), een.dossier).await.unwrap_err();
    assert!(matches!(fout, StoreError::Geschonden { wat: "gebeurtenis", .. }), "{fout}");
    assert!(fout.to_string().contains("audit verify"), "{fout}");
    store.load(&tenant(), twee.dossier).await.unwrap();
    knoei(store, "UPDATE werkvoorraad SET inhoud = (SELECT inhoud FROM gebeurtenis LIMIT 1)").await;
    let fout = store.rij(&tenant(), een.dossier).await.unwrap_err();
    assert!(matches!(fout, StoreError::Geschonden { wat: "werkvoorraad", .. }), "{fout}");
}

/// The same register with keys from elsewhere.
async fn met(huis: &Huis, sleutels: SleutelOpties) -> Result<Store, StoreError> {
    Store::open(huis.opties.clone().met(sleutels)).await
}

fn op(map: &Path, hoofd: Hoofdsleutel) -> SleutelOpties {
    SleutelOpties { plaats: Sleutelplaats::Map(map.to_owned()), hoofd }
}

#[tokio::test]
async fn without_its_own_keys_a_register_does_not_open_and_nothing_is_changed() {
    let huis = huis(Motor::Sqlite).await;
    let nieuw = klacht("Jansen");
    huis.store.append(&tenant(), nieuw.clone()).await.unwrap();
    huis.store.clone().sluit().await.unwrap();
    let sleutels = huis.map.path().join("sleutels");
    let hoofd = sleutels.join("hoofdsleutel");
    let voor = fs::read(sleutels.join("sleutels.db")).unwrap();

    let zegt = |uit: Result<Store, StoreError>, wat: &str| {
        let fout = uit.err().unwrap().to_string();
        assert!(fout.contains(wat), "{fout}");
    };
    let ander = Sleutel::nieuw().unwrap();
    zegt(met(&huis, op(&sleutels, Hoofdsleutel::Deze(ander))).await, "not the master key");
    let leeg = tempfile::tempdir().unwrap();
    zegt(met(&huis, SleutelOpties::in_map(leeg.path())).await, "there are no keys in");
    assert!(fs::read_dir(leeg.path()).unwrap().next().is_none(), "and none were made");
    zegt(met(&huis, op(&sleutels, Hoofdsleutel::Bestand("/nergens".into()))).await, "put it back");
    zegt(met(&huis, op(&sleutels, Hoofdsleutel::Opdracht("false".into()))).await, "failed");
    zegt(met(&huis, op(&sleutels, Hoofdsleutel::Opdracht("echo x".into()))).await, "no key");
    fs::write(leeg.path().join("h"), "kort").unwrap();
    let stuk = Hoofdsleutel::Bestand(leeg.path().join("h"));
    zegt(met(&huis, op(&sleutels, stuk)).await, "64 hexadecimal digits");
    assert_eq!(fs::read(sleutels.join("sleutels.db")).unwrap(), voor);

    // A command may give it; and then all is there.
    let opdracht = Hoofdsleutel::Opdracht(format!("cat '{}'", hoofd.display()));
    let store = met(&huis, op(&sleutels, opdracht)).await.unwrap();
    assert_eq!(store.load(&tenant(), nieuw.dossier).await.unwrap().feiten.len(), 1);
    let rechten =
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&hoofd).unwrap().permissions());
    assert_eq!(rechten & 0o777, 0o600, "for its owner only");
}

#[tokio::test]
async fn keys_that_are_older_than_the_register_are_named() {
    let huis = huis(Motor::Sqlite).await;
    let [oud, nieuw] = [klacht("Jansen"), klacht("De Vries")];
    huis.store.append(&tenant(), oud.clone()).await.unwrap();
    huis.store.clone().sluit().await.unwrap();
    let (sleutels, kopie) = (huis.map.path().join("sleutels"), tempfile::tempdir().unwrap());
    for naam in ["sleutels.db", "hoofdsleutel"] {
        fs::copy(sleutels.join(naam), kopie.path().join(naam)).unwrap();
    }
    let store = huis.open().await.unwrap();
    store.append(&tenant(), nieuw.clone()).await.unwrap();
    let (nu, straks) = (moment("2026-11-23T09:00:00Z"), moment("2026-11-24T09:00:00Z"));
    let concept = store.maak_concept(&tenant(), straks).await.unwrap();
    let naam = || b"De Vries".to_vec();
    store.bewaar_stap(&tenant(), concept, "naam", naam(), nu, straks).await.unwrap();
    store.sluit().await.unwrap();

    let store = met(&huis, SleutelOpties::in_map(kopie.path())).await.unwrap();
    store.load(&tenant(), oud.dossier).await.unwrap();
    let fout = store.load(&tenant(), nieuw.dossier).await.unwrap_err();
    assert!(matches!(&fout, StoreError::SleutelWeg { id, .. } if *id == nieuw.dossier.uuid()));
    assert!(fout.to_string().contains("put back a newer backup"), "{fout}");
    // Whoever was typing is not kept out by what cannot be opened: there is no draft any more.
    let fout = store.concept(&tenant(), concept, nu).await.unwrap_err();
    assert!(matches!(fout, StoreError::NietGevonden { wat: "draft", .. }), "{fout}");
}

#[tokio::test]
async fn keys_do_not_go_where_the_register_is() {
    let huis = huis(Motor::Postgres).await;
    let plaats = Sleutelplaats::Postgres(huis.opties.postgres.clone().unwrap());
    let hoofd = Hoofdsleutel::Deze(Sleutel::nieuw().unwrap());
    let fout = met(&huis, SleutelOpties { plaats, hoofd }).await.err().unwrap();
    assert!(fout.to_string().contains("a schema of their own"), "{fout}");
}

async fn keys_may_be_on_a_server_and_two_processes_share_them(motor: Motor) {
    let huis = huis(motor).await;
    let Some(url) = Motor::Postgres.ruimte() else { return };
    let hoofd = Hoofdsleutel::Deze(Sleutel::nieuw().unwrap());
    let sleutels = || SleutelOpties {
        plaats: Sleutelplaats::Postgres(url.parse().unwrap()),
        hoofd: hoofd.clone(),
    };
    huis.store.clone().sluit().await.unwrap();
    let een = met(&huis, sleutels()).await.unwrap();
    let nieuw = klacht("Jansen");
    een.append(&tenant(), nieuw.clone()).await.unwrap();
    let twee = Store::open_ernaast(huis.opties.clone().met(sleutels())).await.unwrap();
    assert_eq!(
        twee.load(&tenant(), nieuw.dossier).await.unwrap().feiten,
        een.load(&tenant(), nieuw.dossier).await.unwrap().feiten
    );
}

async fn keys_are_replaced_without_touching_what_they_sealed(motor: Motor) {
    let huis = huis(motor).await;
    let store = &huis.store;
    let (wie, nieuw) = (tenant(), vol(store).await);
    let inhoud = "SELECT inhoud FROM gebeurtenis WHERE dossier = $1 ORDER BY nummer";
    let dossier = nieuw.dossier.uuid();
    let rijen = |store: Store| async move {
        let db = store.lees(&tenant()).await.unwrap();
        let rijen = db.query_all_raw(vraag(&db, inhoud, [dossier.into()])).await.unwrap();
        rijen.iter().map(|rij| rij.try_get_by::<Vec<u8>, _>(0).unwrap()).collect::<Vec<_>>()
    };
    let voor = rijen(store.clone()).await;
    // A server that runs meanwhile goes on, on keys that it read before.
    let ernaast = Store::open_ernaast(huis.opties.clone()).await.unwrap();
    ernaast.load(&wie, nieuw.dossier).await.unwrap();
    for _ in 0..3 {
        assert!(store.vervang_huissleutel(&wie).await.unwrap() >= 2);
        let tijdens = klacht("De Vries");
        ernaast.append(&wie, tijdens.clone()).await.unwrap();
        store.load(&wie, tijdens.dossier).await.unwrap();
    }
    assert_eq!(rijen(store.clone()).await, voor);

    let hoofd = Sleutel::nieuw().unwrap();
    assert!(store.vervang_hoofdsleutel(&hoofd).await.unwrap() >= 1);
    for store in [store.clone(), ernaast] {
        store.sluit().await.unwrap();
    }
    assert!(matches!(huis.open().await, Err(StoreError::VerkeerdeHoofdsleutel { .. })));
    let map = huis.map.path().join("sleutels");
    let store = met(&huis, op(&map, Hoofdsleutel::Deze(hoofd))).await.unwrap();
    assert_eq!(store.load(&wie, nieuw.dossier).await.unwrap().feiten.len(), 2);
    assert_eq!(store.verslagtekst(&wie, "2026-K3").await.unwrap(), "De afdeling van Çelik");
    let filter = store::Filter { tekst: Some("çelik".into()), ..store::Filter::default() };
    assert_eq!(store.tel(&wie, &filter).await.unwrap().aantal, 1, "words are still found");
    let stuk = store.stukken(&wie, nieuw.dossier).await.unwrap().remove(0);
    let foto = store.document(&wie, stuk.stuk, &stuk.sleutel).await.unwrap().heel().await.unwrap();
    assert_eq!(foto, b"een wond op de foto");
}

async fn the_key_of_a_draft_goes_with_the_draft(motor: Motor) {
    let huis = huis(motor).await;
    let (wie, nu) = (tenant(), moment("2026-11-23T09:00:00Z"));
    let straks = moment("2026-11-24T09:00:00Z");
    let map = huis.map.path().join("sleutels/sleutels.db");
    let telt = async |wat: &str, verwacht: i64| {
        let url = format!("sqlite://{}?mode=ro", map.display());
        let db = sea_orm::Database::connect(url).await.unwrap();
        let rij = db.query_one_raw(vraag(&db, "SELECT count(*) FROM sleutel", [])).await.unwrap();
        assert_eq!(rij.unwrap().try_get_by::<i64, _>(0).unwrap(), verwacht, "{wat}");
    };
    let store = &huis.store;
    let [weg, gebruikt] = [
        store.maak_concept(&wie, straks).await.unwrap(),
        store.maak_concept(&wie, straks).await.unwrap(),
    ];
    telt("nothing was sealed yet", 0).await;
    for concept in [weg, gebruikt] {
        store.bewaar_stap(&wie, concept, "naam", b"Jansen".to_vec(), nu, straks).await.unwrap();
    }
    telt("each draft has one", 2).await;
    let nieuw = Schrijf { concept: Some(gebruikt), ..klacht("Jansen") };
    store.append(&wie, nieuw.clone()).await.unwrap();
    telt("the dossier has one in place of its draft", 2).await;
    assert_eq!(store.ruim_concepten(&wie, straks).await.unwrap(), 1);
    telt("only the dossier is left", 1).await;
    // A crash between the draft and its key: the key is swept.
    let half = store.maak_concept(&wie, straks).await.unwrap();
    store.bewaar_stap(&wie, half, "naam", b"Jansen".to_vec(), nu, straks).await.unwrap();
    knoei(store, "DELETE FROM concept").await;
    telt("it is left behind", 2).await;
    assert_eq!(store.ruim_concepten(&wie, nu).await.unwrap(), 0);
    telt("and swept", 1).await;
    store
        .append(&wie, schrijf(nieuw.dossier, &nieuw.feiten, vec![feit("x", "Jansen", "y")]))
        .await
        .unwrap();
}

/// A standby that takes over may lack the last keys; what a process remembers of them is then worth nothing.
#[tokio::test]
async fn a_key_that_is_not_on_disk_any_more_seals_nothing_new() {
    let huis = huis(Motor::Sqlite).await;
    let nieuw = klacht("Jansen");
    // The key is made, and the act is refused.
    let leeg = Schrijf { feiten: Vec::new(), ..nieuw.clone() };
    huis.store.append(&tenant(), leeg).await.unwrap_err();
    let pad = huis.map.path().join("sleutels/sleutels.db");
    let db = sea_orm::Database::connect(format!("sqlite://{}", pad.display())).await.unwrap();
    assert_eq!(db.execute_unprepared("DELETE FROM sleutel").await.unwrap().rows_affected(), 1);
    db.close().await.unwrap();
    let dossier = nieuw.dossier;
    huis.store.append(&tenant(), nieuw).await.unwrap();
    huis.store.clone().sluit().await.unwrap();
    let store = huis.open().await.unwrap();
    assert_eq!(store.load(&tenant(), dossier).await.unwrap().feiten.len(), 1);
}

op_beide!(
    a_register_that_leaks_shows_no_name_no_sentence_and_no_file_name,
    what_was_moved_to_another_dossier_or_altered_does_not_open,
    keys_may_be_on_a_server_and_two_processes_share_them,
    keys_are_replaced_without_touching_what_they_sealed,
    the_key_of_a_draft_goes_with_the_draft,
);
