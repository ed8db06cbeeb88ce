//! One complaint, from the form to the letter, through all of the store.

use store::{BriefRij, ConceptStuk, IdempotentieSleutel, Schrijf, StukRij, Uitgaand, Versie};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{alles, bereken, feit, herbereken, huis, klacht, moment, schrijf, tenant};

async fn a_complaint_goes_from_draft_to_letter_and_is_there_after_a_restart(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let (nu, straks) = (moment("2026-11-23T09:00:00Z"), moment("2026-11-24T09:00:00Z"));

    // The klager fills in the form and adds a photo.
    let concept = store.maak_concept(&wie, straks).await.unwrap();
    store.bewaar_stap(&wie, concept, "verhaal", b"{}".to_vec(), nu, straks).await.unwrap();
    let foto = store.bewaar_document(&wie, b"een foto").await.unwrap();
    let bijlage =
        ConceptStuk { document: foto.clone(), naam: "foto.jpg".into(), mime: "image/jpeg".into() };
    store.hang_aan_concept(&wie, concept, bijlage, nu, straks).await.unwrap();

    // The klager sends it: all in one transaction.
    let stuk = StukRij::van(foto.clone(), "foto.jpg", "bijlage", "image/jpeg", nu);
    let ingediend = Schrijf {
        stukken: vec![stuk.clone()],
        toegangscode: Some(vec![7; 32]),
        uitgaand: vec![Uitgaand { soort: "mail".into(), inhoud: b"hallo".to_vec(), vanaf: nu }],
        concept: Some(concept),
        idempotentie: Some(IdempotentieSleutel::van("formulier 1")),
        ..klacht("Zoë Jansen")
    };
    let dossier = ingediend.dossier;
    let geschreven = store.append(&wie, ingediend).await.unwrap();
    assert_eq!(geschreven.nummer, "K-2026-0001");
    assert_eq!(geschreven.versie, Versie(1));
    assert!(store.concept(&wie, concept, nu).await.is_err(), "the draft is used up");

    // The board answers with a letter.
    let pdf = store.bewaar_document(&wie, b"%PDF een brief").await.unwrap();
    let brief = StukRij::van(pdf.clone(), "oordeel.pdf", "brief", "application/pdf", straks);
    let vrijgave = BriefRij {
        stuk: pdf.stuk,
        geadresseerde: "klager".into(),
        soort: "oordeel".into(),
        vrijgegeven_op: straks,
        gelezen_op: None,
    };
    let al = [feit("klacht_ingediend", "Zoë Jansen", "ontvangen")];
    let oordeel = feit("oordeel_gegeven", "Zoë Jansen", "afgesloten");
    let antwoord = Schrijf {
        stukken: vec![brief.clone()],
        brieven: vec![vrijgave.clone()],
        ..schrijf(dossier, &al, vec![oordeel.clone()])
    };
    assert_eq!(store.append(&wie, antwoord).await.unwrap().versie, Versie(2));

    // The program stops and starts.
    huis.store.clone().sluit().await.unwrap();
    let store = huis.open().await.unwrap();

    let geladen = store.load(&wie, dossier).await.unwrap();
    let feiten: Vec<_> = geladen.feiten.iter().map(|feit| feit.rij.clone()).collect();
    assert_eq!(feiten, [al[0].clone(), oordeel]);
    assert_eq!(geladen.versie, Versie(2));
    let rij = store.rij(&wie, dossier).await.unwrap();
    assert_eq!((rij.versie, rij.nummer.as_str()), (Versie(2), "K-2026-0001"));
    assert_eq!(rij.rij, bereken(&feiten).rij);

    // The klager opens the status page with number and code, and reads the letter.
    let code = store.toegangscode(&wie, "K-2026-0001").await.unwrap().unwrap();
    assert_eq!((code.dossier, code.code_hash), (dossier, vec![7; 32]));
    assert_eq!(store.stukken(&wie, dossier).await.unwrap(), [stuk, brief]);
    assert_eq!(store.brieven(&wie, dossier, Some("klager")).await.unwrap(), [vrijgave]);
    assert!(store.brieven(&wie, dossier, Some("aangeklaagde")).await.unwrap().is_empty());
    store.brief_gelezen(&wie, pdf.stuk, "klager", straks).await.unwrap();
    store.brief_gelezen(&wie, pdf.stuk, "klager", nu).await.unwrap();
    let gelezen = store.brieven(&wie, dossier, None).await.unwrap()[0].gelezen_op;
    assert_eq!(gelezen, Some(straks), "the first time counts");

    // Another provider sees nothing of it.
    let ander = "zorg-west".parse().unwrap();
    assert!(store.load(&ander, dossier).await.is_err());
    assert!(store.rij(&ander, dossier).await.is_err());
    assert!(store.stuk(&ander, dossier, pdf.stuk).await.is_err());
    assert!(store.document(&ander, pdf.stuk, &pdf.sleutel).await.is_err());
    assert!(store.toegangscode(&ander, "K-2026-0001").await.unwrap().is_none());
    assert!(store.stukken(&ander, dossier).await.unwrap().is_empty());

    // And what lists show is what the events say.
    assert_eq!(store.herbouw(&wie, alles("2026-11-23"), herbereken, |_| {}).await.unwrap(), 1);
    assert_eq!(store.rij(&wie, dossier).await.unwrap(), rij);
}

op_beide!(a_complaint_goes_from_draft_to_letter_and_is_there_after_a_restart,);
