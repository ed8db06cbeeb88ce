//! What a channel asks for, what a report counts and what a form holds must be there to be filled in.
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

use regeling::Bron;
use regeling::bibliotheek::BibliotheekError;
use termijn::Taal;
use toetsbank::bibliotheek;

const KOP: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\n";

fn fouten(tekst: &str) -> String {
    match bibliotheek().lees(Bron::new("proef.toml", format!("{KOP}{tekst}"))) {
        Err(BibliotheekError::Fouten(d)) => d.als_tekst(),
        ander => panic!("{ander:?}"),
    }
}

fn kanaal(vraagt: &str) -> String {
    format!(
        "[[kanaal]]\nid = \"brief\"\nartikel = \"1\"\nnaam = \"brief\"\ndoet = [\"klacht_ingediend\"]\nvraagt = {vraagt}\n"
    )
}

#[test]
fn a_field_that_nobody_can_fill_in_is_told_with_what_was_meant() {
    let fout = fouten(&kanaal("[\"omschrijving\", \"omschrjving\"]"));
    assert!(fout.contains("bedoelde u `omschrijving`?"), "{fout}");
    let fout = fouten(&kanaal("[\"klagr.naam\"]"));
    assert!(fout.contains("bedoelde u `klager`?"), "{fout}");
    let fout = fouten("[[cijfer]]\nid = \"x\"\nuit = \"klacht_ingediend.omschrijving\"\n");
    assert!(fout.contains("is niet te tellen"), "{fout}");
    let fout = fouten("[[cijfer]]\nid = \"x\"\nuit = \"klacht_ingediend.thma\"\n");
    assert!(fout.contains("heeft geen veld `thma`"), "{fout}");
    let fout = fouten(
        "[[formulier]]\nid = \"x\"\nbij = \"klacht_ingediend\"\nvelden = [\"omschrijvng\", { veld = \"klager.adres\", uit = \"klager.adres\", deel = \"huis\" }]\n",
    );
    assert!(fout.contains("heeft geen veld `omschrijvng`"), "{fout}");
    assert!(fout.contains("kies straat, postcode of woonplaats"), "{fout}");
}

#[test]
fn what_a_channel_asks_reads_as_a_sentence_in_two_languages() {
    let tekst = format!("{KOP}{}", kanaal("[\"klager.telefoon\", \"omschrijving\"]"));
    let boek = bibliotheek().lees(Bron::new("proef.toml", tekst)).unwrap().0;
    let zin = |taal| {
        let regels = boek.regels(0, taal);
        regels.into_iter().find(|r| r.soort == "kanaal" || r.soort == "channel").unwrap().zin
    };
    assert_eq!(
        zin(Taal::Nl),
        "Langs 'brief' kan: een klacht indienen. Meer hoeft er niet in te staan dan: telefoon van de klager; Wat is er gebeurd."
    );
    assert!(zin(Taal::En).contains("No more need be stated than"), "{}", zin(Taal::En));
}

// norm surplus/5.9
#[test]
fn a_version_without_a_day_is_an_error_that_says_what_to_write() {
    let zonder = KOP.replace("geldig = { van = 2020-01-01 }\n", "");
    let Err(BibliotheekError::Fouten(d)) = bibliotheek().lees(Bron::new("proef.toml", zonder))
    else {
        panic!("a regulation without a day was read");
    };
    let fout = d.als_tekst();
    assert!(fout.contains("mist `geldig`"), "{fout}");
    assert!(fout.contains("voeg toe: geldig = { van = 2020-01-01 }"), "{fout}");
}
