//! Drafts: nothing typed is lost, until its term.

use store::{ConceptId, ConceptStuk, Schrijf, StoreError};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{huis, klacht, moment, tenant};

async fn a_draft_keeps_every_step_and_upload_until_its_term(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let nu = moment("2026-11-23T09:00:00Z");
    let (uur, twee) = (moment("2026-11-23T10:00:00Z"), moment("2026-11-23T11:00:00Z"));
    let concept = store.maak_concept(&wie, uur).await.unwrap();
    let stap = |stap: &'static str, inhoud: &'static str| {
        store.bewaar_stap(&wie, concept, stap, inhoud.into(), nu, twee)
    };
    stap("naam", "Jansne").await.unwrap();
    stap("naam", "Jansen").await.unwrap();
    stap("verhaal", "lang").await.unwrap();
    let mut documenten = Vec::new();
    for naam in ["a.jpg", "b.jpg"] {
        let document = store.bewaar_document(&wie, naam.as_bytes()).await.unwrap();
        let stuk = ConceptStuk {
            document: document.clone(),
            naam: naam.into(),
            mime: "image/jpeg".into(),
        };
        store.hang_aan_concept(&wie, concept, stuk, nu, twee).await.unwrap();
        documenten.push(document);
    }
    store.haal_van_concept(&wie, concept, documenten[0].stuk).await.unwrap();
    assert!(store.document(&wie, documenten[0].stuk, &documenten[0].sleutel).await.is_err());

    let inhoud = store.concept(&wie, concept, nu).await.unwrap();
    assert_eq!(inhoud.verloopt_op, twee, "keeping a step puts the term off");
    assert_eq!(inhoud.stappen["naam"], b"Jansen");
    assert_eq!(inhoud.stappen["verhaal"], b"lang");
    let namen: Vec<_> = inhoud.stukken.iter().map(|stuk| stuk.naam.as_str()).collect();
    assert_eq!(namen, ["b.jpg"]);
    assert_eq!(inhoud.stukken[0].document, documenten[1]);

    let ander = "zorg-west".parse().unwrap();
    assert!(store.concept(&ander, concept, nu).await.is_err());

    let laat = store.bewaar_stap(&wie, concept, "naam", b"x".to_vec(), twee, twee).await;
    assert!(matches!(laat, Err(StoreError::NietGevonden { wat: "draft", .. })));
    assert!(store.concept(&wie, concept, twee).await.is_err());
    assert_eq!(store.ruim_concepten(&wie, uur).await.unwrap(), 0);
    assert!(store.tenants_met_oude_concepten(uur).await.unwrap().is_empty());
    assert_eq!(store.tenants_met_oude_concepten(twee).await.unwrap(), std::slice::from_ref(&wie));
    assert_eq!(store.ruim_concepten(&wie, twee).await.unwrap(), 1);
    assert!(store.document(&wie, documenten[1].stuk, &documenten[1].sleutel).await.is_err());
    store.verwijder_concept(&wie, ConceptId::willekeurig()).await.unwrap();
}

async fn who_reads_a_draft_while_it_is_sent_finds_it_whole_or_used_up(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let (nu, straks) = (moment("2026-11-23T09:00:00Z"), moment("2026-11-24T09:00:00Z"));
    for _ in 0..40 {
        let concept = store.maak_concept(&wie, straks).await.unwrap();
        let bewaar = || store.bewaar_stap(&wie, concept, "verhaal", b"lang".to_vec(), nu, straks);
        bewaar().await.unwrap();
        let document = store.bewaar_document(&wie, b"een foto").await.unwrap();
        let foto = ConceptStuk { document, naam: "foto.jpg".into(), mime: "image/jpeg".into() };
        store.hang_aan_concept(&wie, concept, foto, nu, straks).await.unwrap();

        let lezen = async || loop {
            match store.concept(&wie, concept, nu).await {
                Ok(inhoud) => {
                    assert_eq!(inhoud.stappen["verhaal"], b"lang");
                    assert_eq!(inhoud.stukken.len(), 1);
                }
                Err(fout) => break fout,
            }
        };
        let typen = async || loop {
            if let Err(fout) = bewaar().await {
                break fout;
            }
        };
        let verzenden = Schrijf { concept: Some(concept), ..klacht("Jansen") };
        let (uit, een, twee, drie) =
            tokio::join!(store.append(&wie, verzenden), lezen(), lezen(), typen());
        uit.unwrap();
        for fout in [een, twee, drie] {
            assert!(matches!(fout, StoreError::NietGevonden { wat: "draft", .. }), "{fout}");
        }
    }
}

op_beide!(
    a_draft_keeps_every_step_and_upload_until_its_term,
    who_reads_a_draft_while_it_is_sent_finds_it_whole_or_used_up,
);
