//! The real files read well; files with mistakes tell all of them, with the spot and the way out.

use regeling::{Boek, Bron, Diagnoses};
use termijn::Taal;

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");
const LIVIO: &str = include_str!("../../../regelingen/livio/livio.toml");

fn lees(regeling: &str) -> Result<(Boek, Diagnoses), Diagnoses> {
    Boek::lees(
        Bron::new("woordenlijst.toml", WOORDEN),
        vec![Bron::new("wkkgz.toml", WKKGZ)],
        Bron::new("regeling.toml", regeling),
    )
}

fn kop(rest: &str) -> String {
    format!(
        "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = {{ van = 2020-01-01 }}\nwetten = [\"wkkgz\"]\n\n{rest}"
    )
}

#[test]
fn the_real_regulation_reads_without_errors() {
    let (boek, meldingen) = lees(LIVIO).unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    assert_eq!(boek.kop().id, "livio");
    // The text names no dispute body although article 10 lid 4 demands it: check says so.
    let codes: Vec<_> = meldingen.lijst().iter().map(|d| d.code).collect();
    assert!(codes.contains(&"geschil-ontbreekt"), "{codes:?}");
    assert!(codes.contains(&"klok-zonder-grens"), "{codes:?}");
}

#[test] // norm livio/10.4
fn what_article_10_lid_4_demands_and_the_text_lacks_is_a_finding_of_check() {
    let (_, meldingen) = lees(LIVIO).unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    let over: Vec<_> = meldingen
        .lijst()
        .iter()
        .filter(|d| d.code == "geschil-ontbreekt")
        .map(|d| d.boodschap.clone())
        .collect();
    assert_eq!(over.len(), 3, "{over:?}");
    assert!(over.iter().all(|b| b.contains("artikel 10 lid 4")));
}

#[test]
fn an_unknown_fact_shows_the_spot_and_guesses_what_was_meant() {
    let fouten = lees(&kop("[[verbod]]\nid = \"x\"\nartikel = \"1\"\ndoet = \"oordeel_gegeven\"\ntenzij = \"gelegenheid_tot_reactie\"\n")).err().unwrap_or_default();
    insta::assert_snapshot!(fouten.als_tekst());
}

#[test]
fn a_file_with_twenty_mistakes_gets_twenty_messages() {
    let mut tekst = String::new();
    for i in 0..20 {
        tekst.push_str(&format!("[[plicht]]\nid = \"p{i}\"\nartikel = \"{i}\"\nwie = \"raad_van_bestuur\"\ndoet = \"oordel_gegeven_{i}\"\n\n"));
    }
    let fouten = lees(&kop(&tekst)).err().unwrap_or_default();
    assert_eq!(fouten.lijst().len(), 20, "{}", fouten.als_tekst());
    let regels: std::collections::BTreeSet<_> =
        fouten.lijst().iter().filter_map(|d| fouten.regel(d)).map(|(_, r, _)| r).collect();
    assert_eq!(regels.len(), 20, "each mistake has its own line");
}

#[test]
fn an_unknown_key_a_wrong_kind_and_a_missing_article_are_all_told_at_once() {
    let fouten = lees(&kop("[[klok]]\nid = \"k\"\nstart = \"klacht_ontvangen\"\ntermijn = \"zes weken\"\nstopt = 3\natikel = \"1\"\n")).err().unwrap_or_default();
    let codes: Vec<_> = fouten.lijst().iter().map(|d| d.code).collect();
    for code in [
        "geen-termijn",
        "verkeerde-soort",
        "ontbrekende-sleutel",
        "onbekende-sleutel",
        "klok-stopt-nooit",
    ] {
        assert!(codes.contains(&code), "{code} is missing from {codes:?}");
    }
}

#[test]
fn broken_toml_is_told_with_its_line_and_nothing_is_half_loaded() {
    let fouten = lees(&kop("[[plicht]\nid = \n")).err().unwrap_or_default();
    assert!(fouten.lijst().iter().any(|d| d.code == "geen-toml"), "{}", fouten.als_tekst());
}

#[test]
fn a_duty_that_is_always_forbidden_is_an_error() {
    let fouten = lees(&kop(
        "[[plicht]]\nid = \"a\"\nartikel = \"1\"\nwie = \"raad_van_bestuur\"\ndoet = \"procedure_bepaald\"\nna = \"klacht_ontvangen\"\n\n[[verbod]]\nid = \"b\"\nartikel = \"2\"\ndoet = \"procedure_bepaald\"\n",
    ))
    .err()
    .unwrap_or_default();
    assert!(
        fouten.lijst().iter().any(|d| d.code == "geboden-en-verboden"),
        "{}",
        fouten.als_tekst()
    );
}

#[test]
fn a_fact_that_rests_on_itself_is_an_error() {
    let fouten = lees(&kop(
        "[[feit]]\nid = \"a\"\nals = { niet = \"b\" }\n\n[[feit]]\nid = \"b\"\nals = \"a\"\n",
    ))
    .err()
    .unwrap_or_default();
    assert!(
        fouten.lijst().iter().any(|d| d.code == "feit-rust-op-zichzelf"),
        "{}",
        fouten.als_tekst()
    );
}

#[test]
fn a_statute_that_is_missing_is_said_plainly() {
    let tekst = kop("").replace("\"wkkgz\"", "\"jeugdwet\"");
    let fouten = lees(&tekst).err().unwrap_or_default();
    assert!(fouten.lijst().iter().any(|d| d.code == "wet-ontbreekt"), "{}", fouten.als_tekst());
}

#[test]
fn the_regulation_reads_as_dutch_and_as_english() {
    let (boek, _) = lees(LIVIO).unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    let tekst = |taal| {
        boek.regels(0, taal)
            .into_iter()
            .map(|r| format!("{:<22} {:<15} {}", r.artikel, r.soort, r.zin))
            .collect::<Vec<_>>()
            .join("\n")
    };
    insta::assert_snapshot!("livio_nl", tekst(Taal::Nl));
    insta::assert_snapshot!("livio_en", tekst(Taal::En));
}

#[test]
fn each_mistake_is_told_on_its_own_line_and_column_with_a_way_out() {
    // A piece of a file, the rule, line and column (the head takes seven lines), part of the help.
    let klok = "[[klok]]\nid = \"k\"\nartikel = \"1\"\nstart = \"klacht_ontvangen\"\ntermijn = \"6 weken\"\nstopt = \"oordeel_gegeven\"\n";
    let plicht = "[[plicht]]\nid = \"p\"\nartikel = \"1\"\nwie = \"raad_van_bestuur\"\ndoet = \"contact_opgenomen\"\n";
    let gevallen = [
        (
            plicht.replace("raad_van", "raad_bij"),
            "onbekende-rol",
            11,
            7,
            "bedoelde u `raad_van_bestuur`?",
        ),
        (
            plicht.replace("contact_", "kontact_"),
            "onbekende-daad",
            12,
            8,
            "bedoelde u `contact_opgenomen`?",
        ),
        (
            format!("{plicht}binen = \"5 dagen\"\n"),
            "onbekende-sleutel",
            13,
            1,
            "bedoelde u `binnen`?",
        ),
        (format!("{plicht}binnen = \"vijf dagen\"\n"), "geen-termijn", 13, 10, "5 werkdagen"),
        (format!("{plicht}binnen = 5\n"), "geen-termijn", 13, 10, "6 weken"),
        (format!("{plicht}na = 3\n"), "geen-moment", 13, 6, ""),
        (format!("{plicht}na = {{ ooit = true }}\n"), "geen-moment", 13, 6, "{ eerste = [..] }"),
        (
            format!("{plicht}als = {{ misschien = true }}\n"),
            "geen-voorwaarde",
            13,
            7,
            "{ gebeurd }",
        ),
        (format!("{plicht}als = 3\n"), "geen-voorwaarde", 13, 7, "{ alle }"),
        (format!("{plicht}als = {{ alle = \"wzd_klacht\" }}\n"), "geen-lijst", 13, 16, ""),
        (
            format!("{plicht}als = {{ veld = \"wzd_klacht\", is = true }}\n"),
            "geen-veld",
            13,
            16,
            "klacht_ingediend.kanaal",
        ),
        (
            format!("{plicht}als = {{ veld = \"klacht_ingediend.kanaal\" }}\n"),
            "geen-toets",
            13,
            7,
            "is = …",
        ),
        (
            format!("{plicht}als = {{ veld = \"klacht_ingediend.kanal\", is = \"brief\" }}\n"),
            "onbekend-veld",
            8,
            1,
            "bedoelde u `kanaal`?",
        ),
        (format!("{plicht}minstens = \"1 week\"\n"), "ontbrekende-sleutel", 8, 1, "voor = "),
        (
            format!("{plicht}binnen = {{ klok = \"oordel\" }}\n"),
            "onbekende-klok",
            13,
            19,
            "bedoelde u `oordeel`?",
        ),
        (plicht.replace("wie = \"raad_van_bestuur\"\n", ""), "ontbrekende-sleutel", 8, 1, "wie = "),
        (
            plicht.replace("doet = \"contact_opgenomen\"\n", ""),
            "ontbrekende-sleutel",
            8,
            1,
            "doet = ",
        ),
        (plicht.replace("artikel = \"1\"\n", ""), "ontbrekende-sleutel", 8, 1, "artikel = "),
        (klok.replace("stopt = \"oordeel_gegeven\"\n", ""), "klok-stopt-nooit", 8, 1, "stopt = "),
        (
            klok.replace("start = \"klacht_ontvangen\"\n", ""),
            "ontbrekende-sleutel",
            8,
            1,
            "start = ",
        ),
        (
            format!("{klok}[[klok.verdaging]]\nartikel = \"1\"\ndoet = \"oordeel_gegeven\"\n"),
            "verdaging-zonder-datum",
            8,
            1,
            "tot = ",
        ),
        (
            "[[rol]]\nid = \"x\"\nsoort = \"mens\"\n".to_owned(),
            "onbekende-soort",
            10,
            9,
            "\"partij\"",
        ),
        (
            "[[daad]]\nid = \"x\"\nvelden = { y = \"text\" }\n".to_owned(),
            "onbekende-soort",
            10,
            16,
            "\"tekst\"",
        ),
        (
            "[[daad]]\nid = \"x\"\n\n[[daad]]\nid = \"x\"\n".to_owned(),
            "dubbel-woord",
            12,
            6,
            "andere id",
        ),
        ("[[feit]]\nid = \"x\"\n".to_owned(), "ontbrekende-sleutel", 8, 1, "als = "),
        (
            format!("{klok}[[klok.schorsing]]\nartikel = \"1\"\nvan = [\"bemiddeling_gestart\", \"inlichtingen_gevraagd\"]\n"),
            "meer-dan-een-begin",
            14,
            1,
            "een eigen [[klok.schorsing]]",
        ),
        (
            "[[verbod]]\nid = \"v\"\nartikel = \"1\"\ndoet = \"oordeel_gegeven\"\nals = \"wzd_klacht\"\nmits = \"wzd_klacht\"\n".to_owned(),
            "onbekende-sleutel",
            13,
            1,
            "schrijf `tenzij`",
        ),
        (
            format!("{plicht}als = {{ ouder_dan = \"2 jaar\", van = \"klacht_ingediend\" }}\n"),
            "ontbrekende-sleutel",
            13,
            7,
            "op = ",
        ),
        ("[[bewaring]]\nartikel = \"1\"\n".to_owned(), "ontbrekende-sleutel", 8, 1, "termijn = "),
        (
            "[[open_norm]]\nartikel = \"1\"\nwaarom = \"x\"\n".to_owned(),
            "ontbrekende-sleutel",
            8,
            1,
            "tekst = ",
        ),
    ];
    for (rest, code, regel, kolom, hulp) in gevallen {
        let fouten =
            lees(&kop(&rest)).err().unwrap_or_else(|| panic!("this should be wrong:\n{rest}"));
        let gevonden = fouten.lijst().iter().find(|d| d.code == code);
        let Some(d) = gevonden else {
            panic!("{code} is not told of:\n{rest}\n{}", fouten.als_tekst())
        };
        let plek = fouten.regel(d).map(|(_, r, k)| (r, k));
        assert_eq!(plek, Some((regel, kolom)), "{}", fouten.als_tekst());
        assert!(d.hulp.as_deref().unwrap_or_default().contains(hulp), "{}", fouten.als_tekst());
        assert!(hulp.is_empty() || !d.label.is_empty());
    }
}

#[test]
fn a_file_that_is_broken_all_over_reads_as_one_list_from_top_to_bottom() {
    let fouten = lees(&kop(
        "[[plicht]]\nid = \"p\"\nartikel = \"8 lid 1\"\nwie = \"raad_van_bestur\"\ndoet = \"contact_opgenomen\"\nbinnen = \"vijf dagen\"\nna = \"klacht_ontvange\"\n\n[[verbod]]\nid = \"v\"\ndoet = \"oordeel_gegeven\"\ntenzij = \"gelegenheid_tot_reactie\"\n\n[[klok]]\nid = \"k\"\nartikel = \"10\"\nstart = \"klacht_ontvangen\"\ntermijn = \"6 weken\"\nstopt = 3\n",
    ))
    .err()
    .unwrap_or_default();
    insta::assert_snapshot!(fouten.als_tekst());
}

#[test]
fn a_regulation_says_more_of_a_shared_act_and_takes_nothing_away() {
    let (boek, _) = lees(&kop(
        "[[daad]]\nid = \"niet_ontvankelijk_verklaard\"\naan = [\"aangeklaagde\"]\n\n[daad.velden]\ngesproken_op = \"datum\"\n\n[[daad]]\nid = \"bemiddeling_beeindigd\"\n\n[daad.velden]\nresultaat = { een_van = [\"geen_medewerking\"] }\n",
    ))
    .unwrap_or_else(|d| panic!("{}", d.als_tekst()));
    let daad = |id: &str| boek.daad(boek.daad_id(id).expect("the act"));
    let ni = daad("niet_ontvankelijk_verklaard");
    let aan: Vec<&str> = ni.aan.iter().map(|r| boek.rol(*r).id.as_str()).collect();
    assert_eq!(aan, ["klager", "aangeklaagde"]);
    assert!(ni.veld("grond").is_some() && ni.veld("gesproken_op").is_some());
    let regeling::woorden::VeldSoort::Keuze(opties) =
        &daad("bemiddeling_beeindigd").veld("resultaat").expect("the field").soort
    else {
        panic!("a choice")
    };
    let opties: Vec<&str> = opties.iter().map(|o| o.id.as_str()).collect();
    assert!(
        opties.contains(&"niet_opgelost") && opties.contains(&"geen_medewerking"),
        "{opties:?}"
    );

    let fouten = lees(&kop(
        "[[daad]]\nid = \"niet_ontvankelijk_verklaard\"\n\n[daad.velden]\ngrond = \"datum\"\n",
    ))
    .err()
    .unwrap_or_default();
    let codes: Vec<_> = fouten.lijst().iter().map(|d| d.code).collect();
    assert_eq!(codes, ["andere-soort"]);
}
