//! The leaflet of every provider, as text; and of made-up regulations, what is left out and why.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use regeling::folder::{Blok, Folder};
use regeling::{Aanbieder, Boek, Bron};
use termijn::Taal;
use toetsbank::bibliotheek;

/// Every provider with its regulation.
fn alle() -> Vec<(Aanbieder, Boek)> {
    let b = bibliotheek();
    let met_boek = |a: Aanbieder| {
        let boek = b.boek(&a.regeling).unwrap().0;
        (a, boek)
    };
    b.aanbieders().unwrap().into_iter().map(met_boek).collect()
}

// norm livio/1.1.j
// norm livio/2.a
// norm livio/15
// norm livio/16
// norm livio/17-a
// norm livio/bijlage
// norm luminous/inleiding.feedback-b
// norm luminous/1.1-f
// norm luminous/1.1-g
// norm luminous/3.4.1
// norm luminous/6.vaststelling.b-b
// norm kpz/ontvangst-4
// norm kpz/jeugd-7
// norm kpz/links-1
// norm kpz/links-3
// norm lojal/3.1-b
// norm lojal/3.3-b
// norm lojal/3.5-b
// norm lojal/7.2-a
// norm lojal/7.3-a
// norm surplus/2.1.1
// norm surplus/5.1
// norm surplus/5.2
// norm surplus/5.4
#[test]
fn the_leaflet_of_every_provider_reads_as_it_was_last_read() {
    let alle = alle();
    assert!(alle.len() > 1);
    for (a, boek) in alle {
        for (taal, naam) in [(Taal::Nl, "nl"), (Taal::En, "en")] {
            let folder = Folder::maak(&boek, &a, taal);
            insta::assert_snapshot!(format!("{}_{naam}", a.id), folder.markdown());
        }
    }
}

#[test]
fn every_piece_of_an_english_leaflet_is_in_english() {
    let mut mis = Vec::new();
    for (a, boek) in alle() {
        let folder = Folder::maak(&boek, &a, Taal::En);
        mis.extend(folder.onvertaald.iter().map(|t| format!("{}: {t}", a.id)));
    }
    assert!(mis.is_empty(), "these stand in Dutch in an English leaflet:\n{}", mis.join("\n"));
}

const KOP: &str = "[regeling]\nid = \"proef\"\nversie = 2\ntitel = \"Proef\"\naanbieder = \"Proef\"\n\
                   geldig = { van = 2020-01-01 }\n\n";
const PLICHT: &str = "[[plicht]]\nid = \"oordelen\"\nartikel = \"4 lid 1 sub b\"\nwie = \"raad_van_bestuur\"\n\
                      doet = \"oordeel_gegeven\"\n";

fn boek(kop: &str, regels: &str) -> Boek {
    let bron = Bron::new("proef.toml", format!("{kop}{regels}"));
    match bibliotheek().lees(bron) {
        Ok((boek, _)) => boek,
        Err(fout) => panic!("{fout:?}"),
    }
}

fn aanbieder(naam: &str) -> Aanbieder {
    let tekst = format!(
        "id = \"proef\"\nnaam = {naam:?}\nregeling = \"proef\"\ntelefoon = \"0900 - 1234\"\n\
         email = \"klachten@proef.example\"\n[klachtenfunctionaris]\nnaam = \"Iemand\"\n"
    );
    Aanbieder::lees("aanbieder.toml", &tekst).unwrap()
}

fn nl(regels: &str) -> Folder {
    Folder::maak(&boek(KOP, regels), &aanbieder("Proef"), Taal::Nl)
}

fn stappen(folder: &Folder) -> String {
    folder
        .delen
        .iter()
        .flat_map(|d| &d.blokken)
        .filter_map(|b| match b {
            Blok::Stappen { stappen } => Some(stappen),
            _ => None,
        })
        .flatten()
        .map(|s| format!("{} {}\n", s.zin, s.erbij))
        .collect()
}

#[test]
fn a_regulation_that_says_little_gives_a_leaflet_without_empty_headings() {
    let leeg = nl("");
    assert!(leeg.delen.is_empty(), "{:?}", leeg.delen);
    assert!(leeg.versie.contains("versie 2"));

    let klein = nl(PLICHT);
    let ids: Vec<&str> = klein.delen.iter().map(|d| d.id).collect();
    assert_eq!(ids, ["behandelaar", "stappen"]);
    assert!(klein.delen.iter().all(|d| !d.blokken.is_empty()));
    assert!(!klein.markdown().contains("binnen"), "{}", klein.markdown());
}

#[test]
fn an_article_is_cited_without_its_letters_and_once() {
    let folder = nl(PLICHT);
    assert_eq!(folder.delen[1].artikelen, "artikel 4 lid 1");
}

#[test]
fn of_two_terms_the_one_that_surely_ends_first_is_told() {
    let kop = format!("{}\n", KOP.replace("geldig", "wetten = [\"wkkgz\"]\ngeldig"));
    let met = |termijn: &str, na: &str| {
        let regels = format!("{PLICHT}aan = \"klager\"\nna = \"{na}\"\nbinnen = \"{termijn}\"\n");
        stappen(&Folder::maak(&boek(&kop, &regels), &aanbieder("Proef"), Taal::Nl))
    };
    let wet = "binnen 6 weken nadat u uw klacht instuurde";
    let langer = met("8 weken", "klacht_ontvangen");
    assert!(langer.contains(wet) && !langer.contains("8 weken"), "{langer}");
    let korter = met("4 weken", "klacht_ingediend");
    assert!(korter.contains("binnen 4 weken") && !korter.contains("6 weken"), "{korter}");
    // Five weeks from receipt may end after six weeks from sending, when the post is slow: both are told.
    let beide = met("5 weken", "klacht_ontvangen");
    assert!(beide.contains(wet) && beide.contains("binnen 5 weken nadat uw"), "{beide}");
}

#[test]
fn an_extension_is_told_with_its_limit_and_how_often() {
    let folder = nl(
        "[[klok]]\nid = \"k\"\nartikel = \"5\"\nstart = \"klacht_ingediend\"\ntermijn = \"6 weken\"\n\
         stopt = [\"oordeel_gegeven\"]\n[[klok.verdaging]]\nartikel = \"5 lid 2\"\nwie = \"raad_van_bestuur\"\n\
         tot = \"10 weken\"\nkeer = 1\nvooraf = true\naan = \"klager\"\n\
         [[plicht]]\nid = \"o\"\nartikel = \"5\"\nwie = \"raad_van_bestuur\"\ndoet = \"oordeel_gegeven\"\n\
         na = \"klacht_ingediend\"\nbinnen = { klok = \"k\" }\n",
    );
    let stap = stappen(&folder);
    for stuk in ["binnen 6 weken", "hoogstens 10 weken", "vóór die dag", "Dat mag 1 keer."] {
        assert!(stap.contains(stuk), "{stuk} is not in: {stap}");
    }
    assert_eq!(folder.delen[1].artikelen, "artikel 5, 5 lid 2");
}

#[test]
fn a_sentence_with_a_slot_that_nobody_fills_is_left_out() {
    let regels = "[[bepaling]]\nartikel = \"1\"\ntekst = \"x\"\n\
                  folder = { bij = \"regeling\", nl = \"Kijk op {website}.\", en = \"See {website}.\" }\n\
                  [[bepaling]]\nartikel = \"2\"\ntekst = \"y\"\n\
                  folder = { bij = \"regeling\", nl = \"Bel {telefoon}.\", en = \"Call {telefoon}.\" }\n";
    let tekst = nl(regels).markdown();
    assert!(tekst.contains("Bel 0900 - 1234.") && !tekst.contains("Kijk op"), "{tekst}");
}

#[test]
fn a_slot_or_section_that_does_not_exist_is_told_with_the_nearest_one() {
    let regels = "[[bepaling]]\nartikel = \"1\"\ntekst = \"x\"\n\
                  folder = { bij = \"recht\", nl = \"Bel {telefon}.\" }\n";
    let fout = bibliotheek().lees(Bron::new("proef.toml", format!("{KOP}{regels}"))).unwrap_err();
    let tekst = format!("{fout:?}");
    for stuk in ["rechten", "telefoon"] {
        assert!(tekst.contains(stuk), "{stuk} is not in: {tekst}");
    }
}

#[test]
fn what_has_no_english_is_shown_in_dutch_and_told() {
    let regels = "[[bepaling]]\nartikel = \"1\"\ntekst = \"x\"\nfolder = { bij = \"rechten\", nl = \"Dat mag.\" }\n";
    let folder = Folder::maak(&boek(KOP, regels), &aanbieder("Proef"), Taal::En);
    assert_eq!(folder.onvertaald, ["Dat mag."]);
    assert!(folder.markdown().contains("Dat mag."));
}

#[test]
fn a_role_without_a_plain_name_is_not_named_and_we_are_named_by_name() {
    let kader = |wie: &str| {
        let regels = PLICHT.replace("\"raad_van_bestuur\"", wie);
        nl(&regels).markdown()
    };
    assert!(kader("\"zorgaanbieder\"").contains("komt van Proef."));
    let twee = kader(
        "[\"klachtenfunctionaris\", \"waarnemend_klachtenfunctionaris\", \"raad_van_bestuur\"]",
    );
    assert!(twee.contains("komt van de klachtenfunctionaris of de directie."), "{twee}");
}

const KANALEN: &str = "[[kanaal]]\nid = \"brief\"\nartikel = \"3\"\nnaam = \"Brief\"\ndoet = \"klacht_ingediend\"\n\n\
    [[kanaal]]\nid = \"sms\"\nartikel = \"3\"\nnaam = \"SMS\"\ndoet = \"klacht_ingediend\"\n\n";

#[test]
fn ways_in_that_have_no_sentence_are_told_by_name_in_one() {
    let folder = nl(KANALEN);
    assert!(
        folder.markdown().contains("U kunt op deze manier een klacht indienen: brief of SMS."),
        "{}",
        folder.markdown()
    );
    let bellen = "[[kanaal]]\nid = \"telefoon\"\nartikel = \"3\"\nnaam = \"telefoon\"\ndoet = \"klacht_ingediend\"\n\
        folder = { nl = \"Bel {telefoon}.\", en = \"Call {telefoon}.\" }\n";
    let folder = nl(&format!("{KANALEN}{bellen}"));
    let tekst = folder.markdown();
    assert!(tekst.contains("- Bel 0900 - 1234.\n- Het kan ook zo: brief of SMS."), "{tekst}");
}

const ELDERS: &str = "[[rol]]\nid = \"ombudsman\"\nnaam = \"de ombudsman\"\nsoort = \"ambt\"\n\n\
    [[route]]\nid = \"praten\"\nartikel = \"2\"\nbij = \"ombudsman\"\nnaam = \"De ombudsman\"\nuitleg = \"Hij luistert.\"\n\n\
    [[regime]]\nid = \"dwang\"\nartikel = \"6\"\nnaam = \"zorg tegen iemands wil\"\n\
    als = { veld = \"klacht_ingediend.onvrijwillige_zorg\", is = true }\n\n\
    [regime.buiten]\nnaar = \"Uw klacht hoort bij een aparte commissie.\"\ntermijn = \"Zij beslist binnen 14 dagen\"\nartikel = \"6\"\nbrief = \"De brief gaat door.\"\n";

/// The provider, which names a body of this name for this.
fn met_instantie(naam: &str, voor: &str) -> Aanbieder {
    let tekst = format!(
        "id = \"proef\"\nnaam = \"Proef\"\nregeling = \"proef\"\ntelefoon = \"0900 - 1234\"\n\
         email = \"klachten@proef.example\"\n[klachtenfunctionaris]\nnaam = \"Iemand\"\n\
         [[instanties]]\nnaam = {naam:?}\nvoor = {voor:?}\ntelefoon = \"053 - 1\"\n"
    );
    Aanbieder::lees("aanbieder.toml", &tekst).unwrap()
}

#[test]
fn who_else_decides_is_told_and_who_can_be_reached_has_his_number() {
    let boek = boek(KOP, ELDERS);
    let met = |a: &Aanbieder| Folder::maak(&boek, a, Taal::Nl).markdown();
    let tekst = met(&aanbieder("Proef"));
    let zin = "Uw klacht hoort bij een aparte commissie. Zij beslist binnen 14 dagen.";
    assert!(tekst.contains(&format!("**Zorg tegen iemands wil** {zin}")), "{tekst}");
    // Under the name of the body, once, when the provider names it.
    let tekst = met(&met_instantie("Commissie Oost", "dwang"));
    assert!(tekst.contains(&format!("**Commissie Oost** {zin}")), "{tekst}");
    assert!(!tekst.contains("**Zorg tegen"), "{tekst}");
    // The number of an office that the regulation adds stands with it, and not among other bodies.
    let tekst = met(&met_instantie("Björn Ågren", "ombudsman"));
    let (praten, rest) = tekst.split_once("Waar kunt u nog meer heen").unwrap();
    assert!(praten.contains("Björn Ågren") && praten.contains("053 - 1"), "{tekst}");
    assert!(!rest.contains("Björn"), "{tekst}");
}
