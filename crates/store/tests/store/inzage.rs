//! The access log: what was seen stays told, in order and unchanged, whoever would rather have it away.

use store::{
    Anker, Ankerfout, Ankersleutel, Bij, DossierId, Inzage, Inzageactie, Inzagemis, Inzageregel,
    Inzagevraag, Kijker, Mis, Nagezien, Store, StoreError, Vertrouwd, sea_orm::ConnectionTrait,
};
use toetsbank::{motor::Motor, op_beide};
use uuid::Uuid;

use crate::hulp::{Huis, account, dag, huis, klacht, knoei, moment, tenant};

fn sleutel() -> Ankersleutel {
    Ankersleutel::new(&[7; 32])
}

fn gezien(dossier: DossierId, wie: Kijker, toen: &str) -> Inzage {
    Inzage {
        op: moment(toen),
        wie,
        grond: "raad_van_bestuur".to_owned(),
        actie: Inzageactie::Bekeken,
        dossier,
        wat: "dossier".to_owned(),
        stuk: None,
        geweigerd: None,
    }
}

async fn leg_vast(store: &Store, regels: Vec<Inzage>) {
    store.leg_inzage_vast(&tenant(), regels).await.unwrap();
}

async fn alles(store: &Store, vraag: Inzagevraag) -> Vec<Inzageregel> {
    store.inzagen(&tenant(), &vraag, None, 1000).await.unwrap()
}

async fn anker(store: &Store, op: &str, nu: &str) -> Anker {
    store.zet_anker(&tenant(), &sleutel(), dag(op), moment(nu)).await.unwrap().unwrap()
}

async fn zie_na(store: &Store, gepubliceerd: Vec<Anker>) -> Nagezien {
    let vertrouwd = Vertrouwd { sleutels: vec![sleutel().openbaar()], gepubliceerd };
    store.zie_na(&tenant(), &vertrouwd, |_| {}).await.unwrap()
}

async fn mis(store: &Store) -> Vec<Mis> {
    zie_na(store, Vec::new()).await.mis
}

const BEGIN: &str = "2026-11-23T09:00:00Z";

/// Two processes that write six and three lines; a checkpoint saw four and three of them.
async fn logboek(motor: Motor) -> (Huis, Vec<Uuid>, Anker) {
    let huis = huis(motor).await;
    let dossier = DossierId::nieuw();
    let regel = || gezien(dossier, Kijker::Account(account(1)), BEGIN);
    leg_vast(&huis.store, vec![regel(), regel(), regel(), regel()]).await;
    let ander = Store::open_ernaast(huis.opties.clone()).await.unwrap();
    leg_vast(&ander, vec![regel(), regel(), regel()]).await;
    ander.sluit().await.unwrap();
    let gezet = anker(&huis.store, "2026-11-24", "2026-11-24T00:05:00Z").await;
    let later = |toen| gezien(dossier, Kijker::Klager, toen);
    leg_vast(&huis.store, vec![later("2026-11-24T09:00:00Z")]).await;
    leg_vast(&huis.store, vec![later("2026-11-24T09:01:00Z")]).await;
    let mut reeksen: Vec<Uuid> = Vec::new();
    for regel in alles(&huis.store, Inzagevraag::default()).await {
        if !reeksen.contains(&regel.reeks) {
            reeksen.push(regel.reeks);
        }
    }
    (huis, reeksen, gezet)
}

async fn what_was_seen_reads_back_newest_first_by_dossier_by_person_and_by_period(motor: Motor) {
    let huis = huis(motor).await;
    let (een, twee) = (DossierId::nieuw(), DossierId::nieuw());
    let anna = Kijker::Account(account(1));
    let stuk = Some(Uuid::from_u128(5).into());
    let gehaald = Inzage {
        actie: Inzageactie::Gedownload,
        wat: "bestand".to_owned(),
        stuk,
        ..gezien(een, Kijker::Klager, "2026-11-23T11:00:00Z")
    };
    let geweigerd = Inzage {
        geweigerd: Some("uitgesloten".to_owned()),
        ..gezien(een, Kijker::Account(account(2)), "2026-11-24T09:00:00Z")
    };
    let eerste = gezien(een, anna, "2026-11-23T10:00:00Z");
    let ander = gezien(twee, anna, "2026-11-25T10:00:00Z");
    leg_vast(&huis.store, vec![eerste.clone(), gehaald.clone()]).await;
    leg_vast(&huis.store, vec![geweigerd.clone(), ander.clone()]).await;

    let inhoud =
        |regels: Vec<Inzageregel>| regels.into_iter().map(|r| r.inzage).collect::<Vec<_>>();
    let van_een = Inzagevraag { dossier: Some(een), ..Inzagevraag::default() };
    let regels = alles(&huis.store, van_een).await;
    assert!(regels[0].programma.starts_with("wederhoor ") && regels[0].knoop.contains(':'));
    assert_eq!(inhoud(regels), [geweigerd.clone(), gehaald.clone(), eerste.clone()]);
    let van_anna = Inzagevraag { account: Some(account(1)), ..Inzagevraag::default() };
    assert_eq!(inhoud(alles(&huis.store, van_anna).await), [ander, eerste]);
    let die_dag = Inzagevraag {
        van: Some(moment("2026-11-23T11:00:00Z")),
        tot: Some(moment("2026-11-24T09:00:00Z")),
        ..van_een
    };
    let op_die_dag = inhoud(alles(&huis.store, die_dag).await);
    assert_eq!(op_die_dag, std::slice::from_ref(&gehaald));

    // A page goes on where the last one ended.
    let bladzijde = huis.store.inzagen(&tenant(), &van_een, None, 1).await.unwrap();
    let na = bladzijde[0].plek().to_string().parse().unwrap();
    let volgende = huis.store.inzagen(&tenant(), &van_een, Some(na), 1).await.unwrap();
    assert_eq!(inhoud(volgende), [gehaald]);
    let west = "zorg-west".parse().unwrap();
    assert_eq!(huis.store.inzagen(&west, &Inzagevraag::default(), None, 9).await.unwrap(), []);
}

/// The number of lines that one transaction may hold is more than fits in one statement.
async fn many_views_at_once_are_one_series_without_gaps_and_few_commits(motor: Motor) {
    let huis = huis(motor).await;
    let dossier = DossierId::nieuw();
    let kijk = |n: u128| {
        let store = huis.store.clone();
        tokio::spawn(async move {
            let regels = vec![gezien(dossier, Kijker::Account(account(n)), BEGIN); 25];
            store.leg_inzage_vast(&tenant(), regels).await.unwrap();
        })
    };
    let taken: Vec<_> = (0..40).map(kijk).collect();
    for taak in taken {
        taak.await.unwrap();
    }
    let mut regels = alles(&huis.store, Inzagevraag::default()).await;
    regels.sort_by_key(|regel| regel.nummer);
    let nummers: Vec<u64> = regels.iter().map(|regel| regel.nummer).collect();
    assert_eq!(nummers, (1..=1000).collect::<Vec<u64>>());
    assert!(regels.iter().all(|regel| regel.reeks == regels[0].reeks));
    assert_eq!(mis(&huis.store).await, []);
}

async fn two_processes_write_beside_each_other_each_in_a_series_of_its_own(motor: Motor) {
    let (huis, reeksen, gezet) = logboek(motor).await;
    assert_eq!(reeksen.len(), 2);
    let stand = gezet.inzage.unwrap();
    assert_eq!((stand.reeksen, stand.regels), (2, 7));
    let uit = zie_na(&huis.store, vec![gezet.clone()]).await;
    assert_eq!((uit.inzagereeksen, uit.inzagen, uit.mis), (2, 9, Vec::new()));
    let tekst = serde_json::to_string(&gezet).unwrap();
    assert_eq!(serde_json::from_str::<Anker>(&tekst).unwrap(), gezet);

    // The next checkpoint names only what was written on since.
    let volgende = anker(&huis.store, "2026-11-25", "2026-11-25T00:05:00Z").await;
    let stand = volgende.inzage.unwrap();
    assert_eq!((stand.reeksen, stand.regels), (1, 6));
    assert_eq!(mis(&huis.store).await, []);
}

async fn whatever_is_done_to_a_line_is_found_and_named(motor: Motor) {
    use Inzagemis::{Gewijzigd, Ingevoegd, Los, Ontbreekt};
    const EERSTE: &str = "reeks IN (SELECT reeks FROM inzage WHERE nummer = 6)";
    // Changed places: both are wrong, and what follows on them is not.
    let wissel = "UPDATE inzage SET nummer = CASE nummer WHEN 2 THEN -3 ELSE -2 END \
        WHERE nummer IN (2, 3) AND ";
    for (wat, sql, verwacht) in [
        (
            "who",
            "UPDATE inzage SET account = dossier WHERE nummer = 2 AND ",
            vec![Gewijzigd { nummer: 2 }],
        ),
        (
            "what",
            "UPDATE inzage SET wat = 'x' WHERE nummer = 5 AND ",
            vec![Gewijzigd { nummer: 5 }],
        ),
        (
            "outcome",
            "UPDATE inzage SET geweigerd = 'x' WHERE nummer = 6 AND ",
            vec![Gewijzigd { nummer: 6 }],
        ),
        (
            "one away",
            "DELETE FROM inzage WHERE nummer = 3 AND ",
            vec![Ontbreekt { van: 3, tot: 3 }],
        ),
        (
            "the tail that was seen",
            "DELETE FROM inzage WHERE nummer > 2 AND ",
            vec![Ontbreekt { van: 3, tot: 4 }],
        ),
        ("all of a series", "DELETE FROM inzage WHERE ", vec![Ontbreekt { van: 1, tot: 4 }]),
        ("whose it was", "DELETE FROM inzagereeks WHERE ", vec![Los]),
        (
            "which machine",
            "UPDATE inzagereeks SET knoop = 'x' WHERE ",
            vec![Gewijzigd { nummer: 1 }],
        ),
        (
            "put in at the end",
            "INSERT INTO inzage SELECT tenant, reeks, 7, moment, account, grond, actie, dossier, wat, \
             stuk, geweigerd, keten FROM inzage WHERE nummer = 6 AND ",
            vec![Gewijzigd { nummer: 7 }],
        ),
        ("changed places", wissel, vec![Gewijzigd { nummer: 2 }, Gewijzigd { nummer: 3 }]),
    ] {
        let (huis, reeksen, _) = logboek(motor).await;
        let sql = String::leak(format!("{sql}{EERSTE}"));
        assert!(knoei(&huis.store, sql).await > 0, "{wat}: nothing was changed");
        knoei(&huis.store, "UPDATE inzage SET nummer = -nummer WHERE nummer < 0").await;
        let verwacht: Vec<Mis> =
            verwacht.into_iter().map(|wat| Mis::Inzage { reeks: reeksen[0], wat }).collect();
        assert_eq!(mis(&huis.store).await, verwacht, "{wat}");
    }

    // A whole series of another process, and everything that told of it but the checkpoint.
    let (huis, reeksen, gezet) = logboek(motor).await;
    let weg = "DELETE FROM inzage WHERE reeks NOT IN (SELECT reeks FROM inzage WHERE nummer = 6)";
    knoei(&huis.store, weg).await;
    let weg = "DELETE FROM inzagereeks WHERE reeks NOT IN (SELECT reeks FROM inzage)";
    knoei(&huis.store, weg).await;
    let wat = Ontbreekt { van: 1, tot: 3 };
    assert_eq!(mis(&huis.store).await, [Mis::Inzage { reeks: reeksen[1], wat }]);
    let weg = "DELETE FROM inzageblad WHERE reeks NOT IN (SELECT reeks FROM inzage)";
    knoei(&huis.store, weg).await;
    assert_eq!(mis(&huis.store).await, [Mis::Anker { nummer: 1, wat: Ankerfout::Bladen }]);
    let weg = "UPDATE anker SET inzagereeksen = NULL, inzageregels = NULL, inzagewortel = NULL";
    knoei(&huis.store, weg).await;
    let fouten = zie_na(&huis.store, vec![gezet]).await.mis;
    assert!(fouten.contains(&Mis::Anker { nummer: 1, wat: Ankerfout::Handtekening }), "{fouten:?}");

    // With the program itself: a line in the past.
    let (huis, _, _) = logboek(motor).await;
    let ander = Store::open_ernaast(huis.opties.clone()).await.unwrap();
    let dossier = DossierId::nieuw();
    leg_vast(&ander, vec![gezien(dossier, Kijker::Klager, BEGIN)]).await;
    let vraag = Inzagevraag { dossier: Some(dossier), ..Inzagevraag::default() };
    let reeks = alles(&ander, vraag).await[0].reeks;
    let wat = Ingevoegd { nummer: 1, anker: 1 };
    assert_eq!(mis(&huis.store).await, [Mis::Inzage { reeks, wat }]);
}

async fn the_log_outlives_the_dossier(motor: Motor) {
    let huis = huis(motor).await;
    let gemaakt = huis.store.append(&tenant(), klacht("Jansen")).await.unwrap();
    leg_vast(&huis.store, vec![gezien(gemaakt.dossier, Kijker::Klager, BEGIN)]).await;
    assert_eq!(knoei(&huis.store, "DELETE FROM dossier").await, 1);
    let vraag = Inzagevraag { dossier: Some(gemaakt.dossier), ..Inzagevraag::default() };
    assert_eq!(alles(&huis.store, vraag).await.len(), 1);
}

async fn when_it_cannot_be_written_that_is_said_and_afterwards_a_new_series_begins(motor: Motor) {
    let huis = huis(motor).await;
    let dossier = DossierId::nieuw();
    let regel = || vec![gezien(dossier, Kijker::Klager, BEGIN)];
    leg_vast(&huis.store, regel()).await;
    knoei(&huis.store, "ALTER TABLE inzage RENAME TO weg").await;
    let fout = huis.store.leg_inzage_vast(&tenant(), regel()).await.unwrap_err();
    assert!(matches!(fout, StoreError::NietVastgelegd { .. }), "{fout:?}");
    knoei(&huis.store, "ALTER TABLE weg RENAME TO inzage").await;
    leg_vast(&huis.store, regel()).await;
    let regels = alles(&huis.store, Inzagevraag::default()).await;
    assert_eq!(regels.iter().map(|regel| regel.nummer).collect::<Vec<_>>(), [1, 1]);
    assert_ne!(regels[0].reeks, regels[1].reeks);
    assert_eq!(mis(&huis.store).await, []);
}

/// Everything that is in the tables of the log, as text: nothing of it was typed by anybody.
async fn no_name_and_no_text_can_be_kept_in_it(motor: Motor) {
    let huis = huis(motor).await;
    let getypt = Inzage {
        grond: "Mevr. Bakker".to_owned(),
        wat: "gezocht: Bakker".to_owned(),
        geweigerd: Some("omdat Bakker dat niet wil".to_owned()),
        ..gezien(DossierId::nieuw(), Kijker::Klager, BEGIN)
    };
    leg_vast(&huis.store, vec![getypt]).await;
    let wie = tenant();
    let klus = huis.store.schrijf(&wie, |tx| {
        Box::pin(async move {
            let sql = "SELECT count(*) FROM inzage WHERE grond = 'anders' AND wat = 'anders' \
                AND geweigerd = 'anders'";
            let rij = tx.query_one_raw(store::vraag(tx, sql, [])).await.bij("counting")?;
            rij.unwrap().try_get_by::<i64, _>(0).bij("counting")
        })
    });
    assert_eq!(klus.await.unwrap(), 1);
}

op_beide!(
    what_was_seen_reads_back_newest_first_by_dossier_by_person_and_by_period,
    many_views_at_once_are_one_series_without_gaps_and_few_commits,
    two_processes_write_beside_each_other_each_in_a_series_of_its_own,
    whatever_is_done_to_a_line_is_found_and_named,
    the_log_outlives_the_dossier,
    when_it_cannot_be_written_that_is_said_and_afterwards_a_new_series_begins,
    no_name_and_no_text_can_be_kept_in_it,
);
