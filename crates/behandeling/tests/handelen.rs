//! One complaint handled as a whole: the engine decides, letters are set, all of it is stored at once.
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

mod gemeen;

use std::path::Path;
use std::sync::Arc;

use behandeling::{
    Achterstand, Ambtsdrager, DEEL_VAN, DoenError, Dossier, KLAGER, Praktijk, Toegift, Uitrusting,
    Versies, delen,
};
use dossier::{Opdracht, Wie};
use gemeen::{dag, om};
use regeling::{Velden, Waarde};
use store::{Bladzijde, Filter, IdempotentieSleutel, Sortering};
use termijn::Datum;
use uuid::Uuid;

const BESTUURDER: Uuid = Uuid::from_u128(1);
const FUNCTIONARIS: Uuid = Uuid::from_u128(2);

struct Huis {
    praktijk: Praktijk,
    _map: tempfile::TempDir,
}

async fn huis() -> Huis {
    let map = tempfile::tempdir().unwrap();
    Huis { praktijk: Praktijk::new(uitrusting(map.path()).await), _map: map }
}

async fn uitrusting(map: &Path) -> Uitrusting {
    let ambt = |account, ambt: &str| Ambtsdrager {
        account,
        naam: ambt.to_owned(),
        ambten: vec![ambt.to_owned()],
    };
    let ambtsdragers = Arc::new(vec![
        ambt(BESTUURDER, "raad_van_bestuur"),
        ambt(FUNCTIONARIS, "klachtenfunctionaris"),
    ]);
    Uitrusting { ambtsdragers, ..gemeen::uitrusting(map).await }
}

fn velden<const N: usize>(paren: [(&str, Waarde); N]) -> Velden {
    paren.into_iter().map(|(n, w)| (n.to_owned(), w)).collect()
}

fn opdracht(rol: &str, daad: &str, op: Datum, velden: Velden) -> Opdracht {
    let partij = (rol == KLAGER).then(|| KLAGER.to_owned());
    let wie = Wie { rol: rol.to_owned(), partij, account: None, persoon: None };
    Opdracht { daad: daad.to_owned(), wie, aan: Vec::new(), velden, gebeurd_op: op }
}

fn klacht(over: Waarde) -> Velden {
    velden([
        ("hoedanigheid", Waarde::from("client")),
        ("kanaal", Waarde::from("brief")),
        ("klager", Waarde::Groep(velden([("naam", Waarde::from("Zoë Çelik-van ’t Hooft"))]))),
        ("aangeklaagden", over),
        ("onderwerp", Waarde::from("Te laat geholpen")),
        ("omschrijving", Waarde::from("Ik moest lang wachten.")),
    ])
}

impl Huis {
    async fn doe(&self, bij: &Dossier, op: &str, wat: Opdracht) -> Result<Dossier, DoenError> {
        let op = dag(op);
        let gedaan = self.praktijk.doe(bij, wat, om(op), op, Toegift::default()).await?;
        self.praktijk.open(gedaan.dossier, op).await
    }

    async fn ingediend(&self, over: Waarde) -> Dossier {
        let op = dag("2026-03-02");
        let wat = opdracht(KLAGER, "klacht_ingediend", op, klacht(over));
        self.doe(&self.praktijk.nieuw(op), "2026-03-02", wat).await.unwrap()
    }
}

#[tokio::test]
async fn an_act_is_stored_with_its_letter_for_screen_and_for_paper() {
    let huis = huis().await;
    let d = huis.ingediend(Waarde::from("E. Öztürk")).await;
    assert_eq!(d.nummer, "K-2026-0001");
    let wat = opdracht("raad_van_bestuur", "ontvangst_bevestigd", dag("2026-03-03"), Velden::new());
    let d = huis.doe(&d, "2026-03-03", wat).await.unwrap();
    let p = &huis.praktijk;
    let brieven = p.store().brieven(p.tenant(), d.id, Some(KLAGER)).await.unwrap();
    let stukken = p.store().stukken(p.tenant(), d.id).await.unwrap();
    let mut soorten: Vec<&str> = stukken.iter().map(|s| s.mime.as_str()).collect();
    soorten.sort_unstable();
    assert_eq!((brieven.len(), soorten), (2, vec!["application/json", "application/pdf"]));
    let pdf = stukken.iter().find(|s| s.mime == "application/pdf").unwrap();
    let inhoud =
        p.store().document(p.tenant(), pdf.stuk, &pdf.sleutel).await.unwrap().heel().await.unwrap();
    assert!(inhoud.starts_with(b"%PDF-"));
    assert!(!pdf.naam.contains("Çelik"), "a file name tells nothing about anybody");
}

#[tokio::test]
async fn who_comes_second_hears_what_the_first_did_and_nothing_is_half_stored() {
    let huis = huis().await;
    let d = huis.ingediend(Waarde::from("E. Öztürk")).await;
    let bevestig =
        || opdracht("raad_van_bestuur", "ontvangst_bevestigd", dag("2026-03-03"), Velden::new());
    huis.doe(&d, "2026-03-03", bevestig()).await.unwrap();
    let Err(DoenError::Conflict(sinds)) = huis.doe(&d, "2026-03-03", bevestig()).await else {
        panic!("the second one must be told");
    };
    assert_eq!(sinds.iter().map(|g| g.daad.as_str()).collect::<Vec<_>>(), ["ontvangst_bevestigd"]);
    let nu = huis.praktijk.open(d.id, dag("2026-03-03")).await.unwrap();
    assert_eq!(nu.gebeurtenissen.len(), 2);
}

#[tokio::test]
async fn a_request_that_is_sent_twice_is_one_complaint() {
    let huis = huis().await;
    let op = dag("2026-03-02");
    let sleutel = IdempotentieSleutel::van("dezelfde");
    let mut nummers = Vec::new();
    for _ in 0..2 {
        let wat = opdracht(KLAGER, "klacht_ingediend", op, klacht(Waarde::from("E. Öztürk")));
        let toegift = Toegift { idempotentie: Some(sleutel), ..Toegift::default() };
        let nieuw = huis.praktijk.nieuw(op);
        nummers.push(huis.praktijk.doe(&nieuw, wat, om(op), op, toegift).await.unwrap().nummer);
    }
    assert_eq!(nummers, ["K-2026-0001", "K-2026-0001"]);
}

// norm livio/8.2.a
#[tokio::test]
async fn a_refused_act_leaves_no_trace() {
    let huis = huis().await;
    let d = huis.ingediend(Waarde::from("E. Öztürk")).await;
    let oordeel = velden([("uitkomst", Waarde::from("gegrond"))]);
    let wat = opdracht("raad_van_bestuur", "oordeel_gegeven", dag("2026-03-03"), oordeel);
    let Err(DoenError::Weigering(w)) = huis.doe(&d, "2026-03-03", wat).await else {
        panic!("no judgment before the accused could react");
    };
    assert!(w.weigering.redenen.iter().all(|r| !r.nl.is_empty()));
    let p = &huis.praktijk;
    assert_eq!(p.open(d.id, dag("2026-03-03")).await.unwrap().versie, d.versie);
    assert!(p.store().brieven(p.tenant(), d.id, None).await.unwrap().is_empty());
}

#[tokio::test]
async fn whoever_is_complained_about_and_holds_the_office_is_shut_out_of_the_lists() {
    let huis = huis().await;
    let over = velden([("naam", Waarde::from("klachtenfunctionaris"))]);
    huis.ingediend(Waarde::Lijst(vec![Waarde::Groep(over)])).await;
    let p = &huis.praktijk;
    let zichtbaar = |wie| {
        let filter = Filter { uitgesloten_voor: Some(wie), ..Filter::default() };
        async move {
            let pagina = p.store().werkvoorraad(
                p.tenant(),
                &filter,
                Sortering::Termijn,
                Bladzijde::Eerste,
                10,
            );
            pagina.await.unwrap().rijen.len()
        }
    };
    assert_eq!((zichtbaar(BESTUURDER).await, zichtbaar(FUNCTIONARIS).await), (1, 0));
}

#[tokio::test]
async fn a_party_is_linked_to_an_account_only_when_somebody_says_so() {
    let huis = huis().await;
    let d = huis.ingediend(Waarde::from("E. Öztürk")).await;
    assert_eq!(d.stand.partijen().iter().filter(|p| p.account.is_some()).count(), 0);
    let koppel = velden([
        ("partij", Waarde::from("aangeklaagde")),
        ("account", Waarde::from(Uuid::from_u128(9).to_string())),
    ]);
    let wat = opdracht("raad_van_bestuur", "betrokkene_aangevuld", dag("2026-03-03"), koppel);
    let d = huis.doe(&d, "2026-03-03", wat).await.unwrap();
    let p = &huis.praktijk;
    let deel = p.store().betrokkenheid(p.tenant(), d.id, Uuid::from_u128(9)).await.unwrap();
    assert_eq!(deel.rollen, ["aangeklaagde"]);
    assert_eq!(
        d.stand.partijen().iter().find(|p| p.id == "aangeklaagde").unwrap().naam.as_deref(),
        Some("E. Öztürk")
    );
}

#[tokio::test]
async fn a_new_day_is_seen_in_the_lists_without_anybody_doing_anything() {
    let huis = huis().await;
    huis.ingediend(Waarde::from("E. Öztürk")).await;
    let p = &huis.praktijk;
    let alles = Filter::default();
    let eerste = || async {
        let vraag = (Sortering::Termijn, Bladzijde::Eerste);
        let pagina = p.store().werkvoorraad(p.tenant(), &alles, vraag.0, vraag.1, 10).await;
        pagina.unwrap().rijen.remove(0).rij
    };
    let voor = eerste().await;
    assert_eq!(voor.leidend_uiterlijk, Some(dag("2026-04-13")));
    assert_eq!(p.herbouw(dag("2026-05-01")).await.unwrap(), 1);
    assert_eq!(
        eerste().await.leidend_uiterlijk,
        Some(dag("2026-04-13")),
        "a term does not move by itself"
    );
}

#[tokio::test]
async fn the_lists_know_whether_they_are_behind_and_whether_that_can_wait() {
    let map = tempfile::tempdir().unwrap();
    let u = uitrusting(map.path()).await;
    let p = Praktijk::new(u.clone());
    let vandaag = dag("2026-05-01");
    assert_eq!(p.achterstand(vandaag).await.unwrap(), Achterstand::Grondslag, "never computed");
    p.herbouw(vandaag).await.unwrap();
    assert_eq!(p.achterstand(vandaag).await.unwrap(), Achterstand::Geen);
    assert_eq!(p.achterstand(dag("2026-05-02")).await.unwrap(), Achterstand::Dag);
    // Who is shut out of a complaint follows from who holds an office.
    let zonder = Praktijk::new(Uitrusting { ambtsdragers: Arc::default(), ..u.clone() });
    assert_eq!(zonder.achterstand(vandaag).await.unwrap(), Achterstand::Grondslag);
    let anders = Praktijk::new(Uitrusting { grondslag: "een andere tekst".into(), ..u });
    assert_eq!(anders.achterstand(vandaag).await.unwrap(), Achterstand::Grondslag);
}

/// A house under the three made-up versions of one regulation: from 1 January, 1 April and 1 July 2026.
async fn huis_met_versies() -> Huis {
    let map = tempfile::tempdir().unwrap();
    let mini = toetsbank::bronnen("scenarios/mini/regelingen").collect();
    let boeken = toetsbank::bibliotheek().met(mini).versies("mini-versies").unwrap();
    let versies = Versies::new(boeken).unwrap();
    let praktijk = Praktijk::new(Uitrusting { versies, ..uitrusting(map.path()).await });
    Huis { praktijk, _map: map }
}

#[tokio::test]
async fn the_receipt_of_an_act_names_the_version_of_the_day_on_which_it_was_done() {
    let huis = huis_met_versies().await;
    let p = &huis.praktijk;
    let met = klacht(Waarde::from("E. Öztürk"));
    let wat = opdracht(KLAGER, "klacht_ingediend", dag("2026-03-23"), met.clone());
    let d = huis.doe(&p.nieuw(dag("2026-03-23")), "2026-03-23", wat).await.unwrap();
    assert_eq!((d.boek.kop().versie, d.gebeurtenissen[0].bon.versie), (1, 1));
    // Passed on 1 April; recorded in May what was done in March.
    let d = p.open(d.id, dag("2026-05-04")).await.unwrap();
    assert_eq!(d.boek.kop().versie, 2);
    let oordeel = |op| {
        opdracht(
            "raad_van_bestuur",
            "oordeel_gegeven",
            dag(op),
            velden([
                ("uitkomst", Waarde::from("gegrond")),
                ("motivering", Waarde::from("Dat klopt.")),
                ("maatregelen", Waarde::Lijst(Vec::new())),
            ]),
        )
    };
    let d = huis.doe(&d, "2026-05-04", oordeel("2026-03-30")).await.unwrap();
    assert_eq!(d.gebeurtenissen[1].bon.versie, 1);
    // A letter of June that is registered in July runs under the version of June, and stays there.
    let wat = opdracht(KLAGER, "klacht_ingediend", dag("2026-06-29"), met);
    let d = huis.doe(&p.nieuw(dag("2026-06-29")), "2026-07-02", wat).await.unwrap();
    assert_eq!((d.boek.kop().versie, d.gebeurtenissen[0].bon.versie), (2, 2));
    let d = huis.doe(&d, "2026-07-03", oordeel("2026-07-03")).await.unwrap();
    assert_eq!(d.gebeurtenissen[1].bon.versie, 2, "the third is worse for the complainant");
}

#[tokio::test]
async fn the_lists_are_behind_at_the_turn_of_a_version() {
    let huis = huis_met_versies().await;
    let p = &huis.praktijk;
    p.herbouw(dag("2026-03-31")).await.unwrap();
    assert_eq!(p.achterstand(dag("2026-03-31")).await.unwrap(), Achterstand::Geen);
    assert_eq!(p.achterstand(dag("2026-04-01")).await.unwrap(), Achterstand::Grondslag);
}

#[tokio::test]
async fn a_part_that_is_split_off_keeps_the_day_and_the_documents_and_is_there_whole_or_not_at_all()
{
    let huis = huis().await;
    let p = &huis.praktijk;
    let document = p.store().bewaar_document(p.tenant(), b"%PDF- de brief").await.unwrap();
    let mut met = klacht(Waarde::from("E. Öztürk"));
    let stuk = Waarde::from(document.stuk.to_string());
    met.insert("bijlagen".to_owned(), Waarde::Lijst(vec![stuk.clone()]));
    let nu = om(dag("2026-03-02"));
    let rij = store::StukRij::van(document, "brief.pdf", "bijlage", "application/pdf", nu);
    let op = dag("2026-03-02");
    let toegift = Toegift { bijlagen: vec![behandeling::Bijlage { rij }], ..Toegift::default() };
    let wat = opdracht(KLAGER, "klacht_ingediend", op, met);
    let gedaan = p.doe(&p.nieuw(op), wat, om(op), op, toegift).await.unwrap();
    let vandaag = dag("2026-03-10");
    let d = p.open(gedaan.dossier, vandaag).await.unwrap();
    let splitsing = || {
        let eigen = velden([
            ("onderwerp_deel", Waarde::from("Deur op slot")),
            ("omschrijving_deel", Waarde::from("De deur zat op slot.")),
            ("reden", Waarde::from("Daarover beslist een aparte commissie.")),
        ]);
        let over = velden([("onvrijwillige_zorg", Waarde::Ja(true))]);
        let wie = Wie::rol("raad_van_bestuur");
        p.splitsing(&d, "klacht_gesplitst", wie, eigen, over, vandaag).unwrap()
    };
    let sleutel = IdempotentieSleutel::van("een keer");
    for _ in 0..2 {
        let g = p.splits(&d, splitsing(), om(vandaag), vandaag, sleutel).await.unwrap();
        assert_eq!((g.dossier, g.versie), (d.id, store::Versie(2)), "sent twice is split once");
    }
    let geheel = p.open(d.id, vandaag).await.unwrap();
    assert_eq!(delen(&geheel), ["K-2026-0001-2"]);
    let id = p.store().dossier_met_nummer(p.tenant(), "K-2026-0001-2").await.unwrap().unwrap();
    let deel = p.open(id, vandaag).await.unwrap();
    let opening = &deel.gebeurtenissen[0];
    assert_eq!(opening.gebeurd_op, dag("2026-03-02"));
    assert_eq!(opening.velden[DEEL_VAN], Waarde::from("K-2026-0001"));
    assert_eq!(opening.velden["onderwerp"], Waarde::from("Deur op slot"));
    assert_eq!(opening.velden["onvrijwillige_zorg"], Waarde::Ja(true));
    assert_eq!(opening.velden["aangeklaagden"], Waarde::from("E. Öztürk"));
    assert_ne!(opening.velden["bijlagen"], Waarde::Lijst(vec![stuk]), "a copy of its own");
    let stukken = p.store().stukken(p.tenant(), id).await.unwrap();
    let [stuk] = &stukken[..] else { panic!("{stukken:?}") };
    let inhoud = p.store().document(p.tenant(), stuk.stuk, &stuk.sleutel).await.unwrap();
    assert_eq!(inhoud.heel().await.unwrap(), b"%PDF- de brief");
    // By whoever comes later and did not see it, nothing is split: no dossier without its event.
    let laat =
        p.splits(&d, splitsing(), om(vandaag), vandaag, IdempotentieSleutel::van("ander")).await;
    assert!(matches!(laat, Err(DoenError::Conflict(_))), "{laat:?}");
    assert!(
        p.splitsing(
            &deel,
            "klacht_gesplitst",
            Wie::rol("raad_van_bestuur"),
            Velden::new(),
            Velden::new(),
            vandaag
        )
        .is_none(),
        "a part is not split"
    );
    let aantal = p.herbouw(vandaag).await.unwrap();
    assert_eq!(aantal, 2);
}
