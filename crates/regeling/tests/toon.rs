//! A regulation as readable text: the order of its articles, and the words of what people fill in. And what of
//! persons, of each one in a role, and of separate answers can't be said.

use regeling::{Boek, Bron, Diagnoses};
use termijn::Taal;

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");

fn proef(rest: &str) -> Result<Boek, Diagnoses> {
    let tekst = format!(
        "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = {{ van = 2020-01-01 }}\n\n{rest}"
    );
    let woorden = Bron::new("woordenlijst.toml", WOORDEN);
    Boek::lees(woorden, Vec::new(), Bron::new("r.toml", tekst)).map(|(boek, _)| boek)
}

fn lees(rest: &str) -> Boek {
    proef(rest).unwrap_or_else(|d| panic!("{}", d.als_tekst()))
}

/// All mistakes as they are told.
fn fouten(rest: &str) -> String {
    proef(rest).err().map(|d| d.als_tekst()).unwrap_or_default()
}

fn zinnen(boek: &Boek, taal: Taal) -> Vec<String> {
    boek.regels(0, taal).into_iter().map(|r| r.zin).collect()
}

#[test]
fn articles_without_a_number_stand_where_they_stand_in_the_file() {
    let bepaling =
        |artikel: &str| format!("[[bepaling]]\nartikel = \"{artikel}\"\ntekst = \"{artikel}\"\n\n");
    let boek = lees(
        &[
            "Inleiding",
            "1 lid 1",
            "Proceseigenaar",
            "2 lid 1",
            "10",
            "2 lid 2",
            "Bijlage 1",
            "1 lid 2",
        ]
        .map(bepaling)
        .concat(),
    );
    assert_eq!(
        zinnen(&boek, Taal::Nl),
        [
            "Inleiding",
            "1 lid 1",
            "Proceseigenaar",
            "1 lid 2",
            "2 lid 1",
            "2 lid 2",
            "Bijlage 1",
            "10"
        ]
    );
}

#[test]
fn an_extension_that_nobody_is_told_of_does_not_say_to_whom_it_goes() {
    let boek = lees(
        "[[klok]]\nid = \"k\"\nnaam = { nl = \"oordeel\", en = \"judgment\" }\nartikel = \"2\"\nstart = \"klacht_ingediend\"\ntermijn = \"6 weken\"\nstopt = \"oordeel_gegeven\"\n\n  [[klok.verdaging]]\n  artikel = \"2 lid 2\"\n  wie = \"raad_van_bestuur\"\n  tot = \"10 weken\"\n",
    );
    let nl = zinnen(&boek, Taal::Nl);
    assert!(nl.iter().any(|z| z.ends_with("tot hoogstens 10 weken na het begin.")), "{nl:?}");
    let en = zinnen(&boek, Taal::En);
    assert!(en.iter().any(|z| z.ends_with("to at most 10 weeks from the start.")), "{en:?}");
}

#[test]
fn what_is_filled_in_reads_in_the_words_of_the_form() {
    let boek = lees(
        "[[grond]]\nid = \"wzd\"\nartikel = \"6 lid 2\"\ndoet = \"klacht_doorgezonden\"\nwie = \"raad_van_bestuur\"\nnaam = { nl = \"de klacht over onvrijwillige zorg gaat\", en = \"the complaint is about involuntary care\" }\n\n[[einde]]\nartikel = \"6\"\ndoor = \"klacht_doorgezonden\"\nwaar = { grond = \"wzd\" }\n\n[[einde]]\nartikel = \"7\"\ndoor = \"bemiddeling_beeindigd\"\nwaar = { resultaat = \"opgelost\" }\n",
    );
    let nl = zinnen(&boek, Taal::Nl);
    let einde: Vec<&String> = nl.iter().filter(|z| z.starts_with("De procedure eindigt")).collect();
    assert_eq!(einde.len(), 2);
    assert!(einde[0].ends_with("is de klacht over onvrijwillige zorg gaat."), "{einde:?}");
    assert!(einde.iter().all(|z| !z.contains('_')), "no raw ids: {einde:?}");
}

// What a regulation is called may be a word of one of its articles.
#[test]
fn an_article_may_hold_the_name_of_its_regulation() {
    let boek = lees(
        "[[bepaling]]\nartikel = \"1 Proef\"\ntekst = \"Wat proef is.\"\n\n[[bepaling]]\nartikel = \"1 Klager\"\ntekst = \"Wie klaagt.\"\n",
    );
    let plaats = |i: usize| &boek.bepalingen[i].vindplaats;
    for zoals in ["1 Proef", "artikel 1 proef", "Proef artikel 1 Proef"] {
        assert!(boek.is_artikel(plaats(0), zoals), "{zoals}");
    }
    assert!(!boek.is_artikel(plaats(0), "1 Klager"));
    assert!(boek.is_artikel(plaats(1), "Proef 1 Klager"));
    assert!(!boek.is_artikel(plaats(1), "1 Proef"));
}

#[test]
fn the_forms_of_persons_and_of_each_one_read_as_sentences() {
    let boek = lees(
        "[[verbod]]\nid = \"v\"\nartikel = \"1\"\nwie = \"commissielid\"\ndoet = \"advies_vastgesteld\"\nals = { een_van = [{ persoon = { partij = \"aangeklaagde\" } }, { persoon = { gebeurd = \"wraking_beslist\", veld = \"lid\", waar = { uitkomst = \"gegrond\" } } }, { persoon = { gebeurd = \"aantekening_gemaakt\" } }] }\n\n[[plicht]]\nid = \"p\"\nartikel = \"2\"\nwie = \"voorzitter\"\ndoet = \"wraking_beslist\"\nna = \"wraking_verzocht\"\nzelfde = \"lid\"\nbinnen = \"2 weken\"\n\n[[bevoegdheid]]\nid = \"b\"\nartikel = \"3\"\nwie = \"voorzitter\"\ndoet = \"advies_uitgebracht\"\nna = { verstreken = \"reactie_gevraagd.uiterlijk\" }\nmits = { elke = \"aangeklaagde\", een_van = [{ gebeurd = \"gehoord\", aan = \"aangeklaagde\" }, { gebeurd = \"reactie_gegeven\", door = \"aangeklaagde\" }] }\n",
    );
    let zinnen = [zinnen(&boek, Taal::Nl), zinnen(&boek, Taal::En)].concat().join("\n");
    insta::assert_snapshot!("personen", zinnen);
}

#[test]
fn what_can_never_hold_is_told_with_what_to_write() {
    let klok = fouten(
        "[[klok]]\nid = \"k\"\nartikel = \"2\"\nstart = \"klacht_ingediend\"\ntermijn = \"6 weken\"\nstopt = \"oordeel_gegeven\"\nals = { niet = { persoon = { partij = \"aangeklaagde\" } } }\n",
    );
    assert!(klok.contains("persoon-zonder-daad") && klok.contains("[[verbod]]"), "{klok}");
    let elke = fouten(
        "[[feit]]\nid = \"f\"\nals = { elke = \"aangeklaagde\", een_van = [{ gebeurd = \"gehoord\" }] }\n",
    );
    assert!(elke.contains("elke-zonder-rol") && elke.contains("aan = \"aangeklaagde\""), "{elke}");
    let zelfde = fouten(
        "[[plicht]]\nid = \"p\"\nartikel = \"2\"\nwie = \"voorzitter\"\ndoet = \"wraking_beslist\"\nna = \"wraking_verzocht\"\nzelfde = \"lidd\"\n",
    );
    assert!(zelfde.contains("onbekend-veld") && zelfde.contains("bedoelde u `lid`?"), "{zelfde}");
    let einde = fouten(
        "[[einde]]\nartikel = \"2\"\ndoor = \"oordeel_gegeven\"\nwaar = { uitkomt = \"gegrond\" }\n",
    );
    assert!(einde.contains("bedoelde u `uitkomst`?"), "{einde}");
}
