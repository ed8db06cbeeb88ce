//! One made-up regulation that is as the law wants it, and one small change to it for each kind of finding.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use gemeen::{GOED, kort, vind, vind_bij};

/// Two committees, youth care, old law: the defects that long regulations have.
const GEBREKKIG: &str = include_str!("conformiteit/gebrekkig.toml");

fn met(van: &str, naar: &str) -> Vec<String> {
    assert!(van.is_empty() || GOED.contains(van), "{van}");
    let tekst =
        if van.is_empty() { format!("{GOED}\n{naar}") } else { GOED.replacen(van, naar, 1) };
    vind(&tekst).iter().map(kort).collect()
}

#[test]
fn a_text_as_the_law_wants_it_gives_no_finding() {
    let alles: Vec<String> = vind(GOED).iter().map(kort).collect();
    assert_eq!(alles, Vec::<String>::new());
}

/// What is changed, into what, and the one finding that must follow.
const TABEL: &[(&str, &str, &str)] = &[
    // --- terms -------------------------------------------------------------------------------------
    (
        "termijn = \"6 weken\"",
        "termijn = \"8 weken\"",
        "V termijn-te-lang 6 | Wkkgz artikel 17 lid 1",
    ),
    (
        "termijn = \"6 weken\"",
        "termijn = \"45 dagen\"",
        "V termijn-te-lang 6 | Wkkgz artikel 17 lid 1",
    ),
    (
        "termijn = \"6 weken\"",
        "termijn = \"4 weken\"",
        "N termijn-korter 6 | Wkkgz artikel 17 lid 1",
    ),
    (
        "start = \"klacht_ingediend\"",
        "start = \"klacht_ontvangen\"",
        "R begin-bij-ontvangst 6 | Wkkgz artikel 17 lid 1",
    ),
    (
        "start = \"klacht_ingediend\"",
        "start = \"bemiddeling_beeindigd\"",
        "V begin-later 6 | Wkkgz artikel 17 lid 1",
    ),
    (
        "tot = \"10 weken\"",
        "tot = \"12 weken\"",
        "V verlenging-te-ver 6 lid 2 | Wkkgz artikel 17 lid 2",
    ),
    ("vooraf = true", "vooraf = false", "R verlenging-vooraf 6 lid 2 | Wkkgz artikel 17 lid 2"),
    (
        "vooraf = true",
        "vooraf = true\naangevuld = [\"vooraf\"]",
        "R verlenging-vooraf 6 lid 2 | Wkkgz artikel 17 lid 2",
    ),
    (
        "vermeldt = [\"reden\"]",
        "vermeldt = []",
        "R verlengingsbericht 6 lid 2 | Wkkgz artikel 17 lid 2",
    ),
    (
        "aan = \"klager\" # verlengd",
        "aan = \"aangeklaagde\"",
        "V verlenging-aan-wie 6 lid 2 | Wkkgz artikel 17 lid 2",
    ),
    (
        "  [[klok.verdaging]]",
        "  [[klok.schorsing]]\n  artikel = \"6 lid 3\"\n  van = \"bemiddeling_gestart\"\n  tot = [\"bemiddeling_beeindigd\"]\n\n  [[klok.verdaging]]",
        "V schorsing 6 lid 3 | Wkkgz artikel 17 lid 1",
    ),
    (
        "  [[klok.verdaging]]",
        "  [[klok.verdaging]]\n  artikel = \"6 lid 4\"\n  wie = \"raad_van_bestuur\"\n  doet = \"verder_uitstel_gemeld\"\n  aan = \"klager\"\n\n  [[klok.verdaging]]",
        "V verlenging-te-ver 6 lid 4 | Wkkgz artikel 17 lid 2",
    ),
    (
        "  [[klok.verdaging]]",
        "  [[klok.verdaging]]\n  artikel = \"6 lid 4\"\n  wie = \"klager\"\n  doet = \"verder_uitstel_gemeld\"\n  aan = \"klager\"\n\n  [[klok.verdaging]]",
        "R verlenging-met-instemming 6 lid 4 | Wkkgz artikel 17 lid 2",
    ),
    (
        "binnen = { klok = \"oordeel_klok\" }",
        "binnen = \"6 weken\"\nin_de_regel = true",
        "V in-de-regel 7 | Wkkgz artikel 17 lid 1",
    ),
    // --- the judgment -------------------------------------------------------------------------------
    (
        "doet = \"oordeel_gegeven\" # plicht",
        "doet = [\"oordeel_gegeven\", \"bemiddeling_beeindigd\"]",
        "V plicht-ontbreekt 7 | Wkkgz artikel 17 lid 1",
    ),
    (
        "vermeldt = [\"motivering\", \"maatregelen\", ",
        "vermeldt = [\"motivering\", ",
        "V brief 7 lid 2 | Wkkgz artikel 17 lid 1",
    ),
    (", \"geschil.naam\"] # oordeel", "]", "R brief 7 lid 2 | Wkkgz artikel 18 lid 5"),
    (", \"geschil.naam\"] # weigering", "]", "R brief 5 | Wkkgz artikel 18 lid 5"),
    // --- who, along which way ---------------------------------------------------------------------------
    (
        "hoedanigheid = \"nabestaande\"",
        "hoedanigheid = \"voormalig_client\"",
        "V gerechtigde-ontbreekt 3 | Wkkgz artikel 14 lid 1",
    ),
    (
        "hoedanigheid = \"nabestaande\"",
        "hoedanigheid = \"nabestaande\"\naangevuld = true",
        "V gerechtigde-ontbreekt 3 | Wkkgz artikel 14 lid 1",
    ),
    (
        "",
        "[[klachtgerechtigd]]\nhoedanigheid = \"mantelzorger\"\nartikel = \"3 lid 5\"\nnaam = \"de mantelzorger\"",
        "N meer-gerechtigden 3 lid 5 | Wkkgz artikel 14",
    ),
    (
        "",
        "[[kanaal]]\nid = \"telefoon\"\nartikel = \"3 lid 6\"\nnaam = \"telefoon\"\ndoet = [\"klacht_ingediend\"]",
        "N meer-kanalen 3 lid 6 | Wkkgz artikel 14 lid 1",
    ),
    ("regelt = \"functionaris_gratis\"", "", "R niet-geregeld - | Wkkgz artikel 15 lid 1"),
    (
        "regelt = \"functionaris_gratis\"",
        "regelt = \"functionaris_gratis\"\naangevuld = true",
        "R niet-geregeld - | Wkkgz artikel 15 lid 1",
    ),
    (
        "doet = [\"geholpen_met_formuleren\", ",
        "doet = [",
        "V bevoegdheid-ontbreekt - | Wkkgz artikel 15 lid 1",
    ),
    (
        "doet = \"voortgang_gemeld\"",
        "doet = \"ontvangst_bevestigd\"",
        "R plicht-ontbreekt - | Wkkgz artikel 16",
    ),
    // --- grounds -------------------------------------------------------------------------------------------
    (
        "",
        "[[grond]]\nid = \"oud\"\nartikel = \"5 sub b\"\ndoet = \"niet_ontvankelijk_verklaard\"\nnaam = \"het te lang geleden is\"\nals = \"langer_dan_twee_jaar_geleden\"",
        "V grond 5 sub b | Wkkgz artikel 14 lid 1",
    ),
    (
        "",
        "[[grond]]\nid = \"klein\"\naard = \"te_gering\"\nartikel = \"5 sub b\"\ndoet = \"niet_ontvankelijk_verklaard\"\nnaam = \"het te klein is\"",
        "V grond 5 sub b | Wkkgz artikel 13, 16 en 17",
    ),
    (
        "",
        "[[grond]]\nid = \"geen_zin\"\nartikel = \"5 sub b\"\ndoet = \"niet_ontvankelijk_verklaard\"\nnaam = \"het niet uitkomt\"",
        "V grond 5 sub b | Wkkgz artikel 13, 14 en 17",
    ),
    (
        "",
        "[[einde]]\nartikel = \"5 lid 3\"\ndoor = \"procedure_beeindigd\"\n\n[[bevoegdheid]]\nid = \"veto\"\nartikel = \"5 lid 3\"\nwie = \"raad_van_bestuur\"\ndoet = \"procedure_beeindigd\"",
        "V weigering-zonder-grond 5 lid 3 | Wkkgz artikel 16 en 17 lid 1",
    ),
    // --- the way to the dispute body -------------------------------------------------------------------------
    (
        "na = \"klacht_ingediend\" # geschil",
        "na = \"oordeel_gegeven\"",
        "R bevoegdheid-ontbreekt 8 | Wkkgz artikel 21 lid 1 onder a",
    ),
    (
        "na = \"klacht_ingediend\" # geschil",
        "na = \"klacht_ingediend\"\nmits = { veld = \"klacht_ingediend.zorgsoort\", is = \"zvw\" }",
        "V bevoegdheid-beperkt 8 | Wkkgz artikel 1 en 21 lid 1",
    ),
    ("naam = \"De Geschillencommissie\"", "", "R geschilinstantie - | Wkkgz artikel 18 lid 5"),
    // --- money, privacy, the client council ---------------------------------------------------------------------
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De functionaris kost 10 euro.\"\nkosten = { voor = \"functionaris\", bedrag = \"10 euro\" }",
        "V kosten 9 | Wkkgz artikel 15 lid 1",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De geschillencommissie kost 125 euro.\"\nkosten = { voor = \"geschil\", bedrag = \"125 euro\" }",
        "R kosten 9 | Wkkgz artikel 20 en 21",
    ),
    (
        "[[bewaring]]\nartikel = \"10\"",
        "[[bewaring]]\nartikel = \"10\"\naangevuld = [\"na\"]",
        "R bewaren 10 | AVG artikel 5 lid 1 onder e en 13 lid 2 onder a",
    ),
    (
        "[[bewaring]]\nartikel = \"10\"",
        "[[bewaring]]\nartikel = \"10\"\nverlengd_door = \"bewaartermijn_verlengd\"",
        "R bewaren 10 | AVG artikel 5 lid 1 onder e en 13 lid 2 onder a",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Inzage, tenzij de klager bezwaar maakt.\"\nregelt = \"clientdossier_tenzij_bezwaar\"",
        "V onderwerp 9 | WGBO artikel 7:457",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De klager geeft toestemming.\"\nregelt = \"toestemming_clientdossier\"\nvoor_wie = \"klager\"",
        "R verkeerde-beslisser 9 | WGBO artikel 7:457",
    ),
    ("regelt = \"instemming_clientenraad\"", "", "R niet-geregeld - | Wmcz 2018 artikel 8"),
    // --- repealed law ----------------------------------------------------------------------------------------------
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Een oude verwijzing.\"\nnoemt = { wet = \"wet_bopz\", artikel = \"41\" }",
        "O vervallen-wet 9 | Wzd artikel 55 en Wvggz artikel 10:3",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De Bopz-arts adviseert.\"",
        "O vervallen-wet 9 | Wzd en Wvggz",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Iets.\"\nnoemt = { wet = \"wet_bobz\" }",
        "I onbekende-wet 9 | -",
    ),
    // --- the text against itself --------------------------------------------------------------------------------------
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Niemand wordt uitgesloten.\"\nsluit_uit = \"grond\"",
        "I beginsel 9 | -",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Zie artikel 5 over het oordeel.\"\nverwijst = { naar = \"5\", daad = \"oordeel_gegeven\" }",
        "I verwijzing 9 | -",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Zie artikel 44.\"\nverwijst = { naar = \"44\" }",
        "I verwijzing 9 | -",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De termijn van artikel 6.\"\nverwijst = { naar = \"6\", termijn = \"2 maanden\" }",
        "I verwijzing 9 | -",
    ),
    (
        "",
        "[[plicht]]\nid = \"nog-eens\"\nartikel = \"9\"\nwie = \"raad_van_bestuur\"\ndoet = \"contact_opgenomen\"\naan = \"klager\"\nna = \"klacht_ingediend\"\nbinnen = \"2 weken\"",
        "I twee-termijnen 9 | -",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Een andere commissie.\"\ngeschilinstantie = \"Een andere\"",
        "I twee-instanties 9 | -",
    ),
    (
        "",
        "[[opschrift]]\nartikel = \"11\"\ntekst = \"Een\"\n\n[[opschrift]]\nartikel = \"11\"\ntekst = \"Twee\"",
        "I dubbel-nummer 11 | -",
    ),
    (
        "",
        "[[opschrift]]\nartikel = \"11\"\ntekst = \"Een\"\nleden = \"10\"",
        "I nummer-van-leden 11 | -",
    ),
    (
        "wetten = [\"wkkgz\"]",
        "wetten = [\"wkkgz\"]\naangevuld = [\"geldig\"]",
        "I geen-ingangsdatum  | -",
    ),
];

#[test] // norm luminous/inleiding.overeenstemming-b
fn each_defect_gives_its_finding_and_no_other() {
    let mut mis = Vec::new();
    for (van, naar, verwacht) in TABEL {
        let gevonden = met(van, naar);
        if gevonden != [*verwacht] {
            mis.push(format!(
                "{van:?} → {naar:?}\n  expected {verwacht}\n  found    {gevonden:#?}"
            ));
        }
    }
    assert!(mis.is_empty(), "{}", mis.join("\n"));
}

/// Changes that are none of these defects, though they look like one.
const GOED_ZO: &[(&str, &str)] = &[
    // 42 days end with six weeks; 28 working days never end later.
    ("termijn = \"6 weken\"", "termijn = \"42 dagen\""),
    ("vooraf = true", "vooraf = true\nkeer = 1"),
    (
        "",
        "[[grond]]\nid = \"zelfde_klacht\"\naard = \"al_behandeld\"\nartikel = \"5 sub b\"\ndoet = \"niet_ontvankelijk_verklaard\"\nnaam = \"het al is behandeld\"",
    ),
    // A power to end with a condition, and one that only the complainant has.
    (
        "",
        "[[einde]]\nartikel = \"5 lid 3\"\ndoor = \"procedure_beeindigd\"\n\n[[bevoegdheid]]\nid = \"op-verzoek\"\nartikel = \"5 lid 3\"\nwie = \"raad_van_bestuur\"\ndoet = \"procedure_beeindigd\"\nals = \"klager_kiest_geschillencommissie\"",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De kosten staan op de website.\"\nkosten = { voor = \"geschil\" }",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Deze wet kwam in de plaats van een oudere.\"\nnoemt = { wet = \"wkcz\", terugblik = true }",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Zie artikel 7 over het oordeel.\"\nverwijst = { naar = \"7\", daad = \"oordeel_gegeven\" }",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De termijn van artikel 6.\"\nverwijst = { naar = \"6\", termijn = \"6 weken\" }",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De klager betaalt niets.\"\nsluit_uit = \"kosten\"",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"De cliënt geeft toestemming.\"\nregelt = \"toestemming_clientdossier\"\nvoor_wie = [\"client\", \"vertegenwoordiger\"]",
    ),
    (
        "",
        "[[plicht]]\nid = \"aan-een-ander\"\nartikel = \"9\"\nwie = \"raad_van_bestuur\"\ndoet = \"contact_opgenomen\"\naan = \"aangeklaagde\"\nna = \"klacht_ingediend\"\nbinnen = \"2 weken\"",
    ),
    (
        "",
        "[[bepaling]]\nartikel = \"9\"\ntekst = \"Dezelfde commissie.\"\ngeschilinstantie = \"De Geschillencommissie\"",
    ),
    (
        "",
        "[[opschrift]]\nartikel = \"11\"\ntekst = \"Een\"\nleden = \"11\"\n\n[[opschrift]]\nartikel = \"12\"\ntekst = \"Twee\"",
    ),
    // Who complained opens it again with a word: that refuses nothing.
    (
        "",
        "[[einde]]\nartikel = \"5 lid 3\"\ndoor = \"procedure_beeindigd\"\nheropent = [\"informele_oplossing_mislukt\"]\n\n[[bevoegdheid]]\nid = \"klaar\"\nartikel = \"5 lid 3\"\nwie = \"raad_van_bestuur\"\ndoet = \"procedure_beeindigd\"",
    ),
    // More time in one case, beside a duty that holds in every case: the act is due by the stricter one.
    (
        "",
        "[[plicht]]\nid = \"ruimer\"\nartikel = \"9\"\nwie = \"raad_van_bestuur\"\ndoet = \"oordeel_gegeven\"\naan = \"klager\"\nna = \"klacht_ingediend\"\nals = { veld = \"klacht_ingediend.gecombineerde_behandeling\", is = true }\nbinnen = \"8 weken\"",
    ),
];

#[test]
fn what_looks_like_a_defect_and_is_none_gives_nothing() {
    for (van, naar) in GOED_ZO {
        assert_eq!(met(van, naar), Vec::<String>::new(), "{naar}");
    }
}

#[test]
fn the_time_that_a_duty_leaves_shows_when_no_other_duty_holds_in_every_case() {
    let soms = "binnen = { klok = \"oordeel_klok\" }\nals = { veld = \"klacht_ingediend.zorgsoort\", is = \"wlz\" }";
    let tekst = GOED.replacen("binnen = { klok = \"oordeel_klok\" }", soms, 1);
    let gevonden: Vec<String> = vind(&format!("{tekst}\n{RUIMER}")).iter().map(kort).collect();
    assert!(
        gevonden.contains(&"V termijn-te-lang 9 | Wkkgz artikel 17 lid 1".to_owned()),
        "{gevonden:#?}"
    );
}

/// A duty to judge that leaves more time than the statute, in one case.
const RUIMER: &str = "[[plicht]]\nid = \"ruimer\"\nartikel = \"9\"\nwie = \"raad_van_bestuur\"\ndoet = \"oordeel_gegeven\"\naan = \"klager\"\nna = \"klacht_ingediend\"\nals = { veld = \"klacht_ingediend.gecombineerde_behandeling\", is = true }\nbinnen = \"8 weken\"";

/// A provider whose complaints are handled by a portal, with a word of its own and no more.
const AANGESLOTEN: &str = "[regeling]\nid = \"klein\"\ntitel = \"Klachten bij De Es\"\naanbieder = \"De Es\"\ngeldig = { van = 2024-01-01 }\nbehandeld_volgens = \"goed\"\n\n[[rol]]\nid = \"raad_van_bestuur\"\nis = \"zorgaanbieder\"\n\n[[bepaling]]\nartikel = \"A\"\ntekst = \"Het portaal behandelt klachten.\"\n";

#[test]
fn what_the_regulation_of_the_portal_says_counts_for_who_is_affiliated_with_it() {
    let bij = |portaal: &str, eigen: &str| -> Vec<String> {
        vind_bij(&[portaal], eigen).iter().map(kort).collect()
    };
    assert_eq!(bij(GOED, AANGESLOTEN), Vec::<String>::new());
    // What the portal lacks, its providers lack.
    let zonder = GOED.replacen("regelt = \"functionaris_gratis\"", "", 1);
    assert_eq!(bij(&zonder, AANGESLOTEN), ["R niet-geregeld - | Wkkgz artikel 15 lid 1"]);
    // What the portal's text has against itself, is said there.
    let los = format!(
        "{GOED}\n[[bepaling]]\nartikel = \"9\"\ntekst = \"Zie artikel 44.\"\nverwijst = {{ naar = \"44\" }}"
    );
    assert_eq!(bij(&los, AANGESLOTEN), Vec::<String>::new());
    // And a word of its own may lack something too.
    let eigen = format!(
        "{AANGESLOTEN}\n[[grond]]\nid = \"klein\"\naard = \"te_gering\"\nartikel = \"B\"\ndoet = \"niet_ontvankelijk_verklaard\"\nnaam = \"het te klein is\""
    );
    assert_eq!(bij(GOED, &eigen), ["V grond B | Wkkgz artikel 13, 16 en 17"]);
}

#[test]
fn a_text_that_lapsed_before_the_law_did_is_not_blamed_for_it() {
    let oud = "[[bepaling]]\nartikel = \"9\"\ntekst = \"De Bopz-arts adviseert.\"";
    let tekst = GOED.replacen(
        "geldig = { van = 2024-01-01 }",
        "geldig = { van = 2016-01-01, tot = 2019-06-01 }",
        1,
    );
    assert!(vind(&format!("{tekst}\n{oud}")).is_empty());
}

#[test]
fn a_regulation_with_a_committee_and_youth_care_shows_all_its_defects() {
    let gevonden: Vec<String> = vind(GEBREKKIG).iter().map(kort).collect();
    insta::assert_snapshot!(gevonden.join("\n"));
}

/// What repairs the long regulation, and the finding that goes with it.
const HERSTELD: &[(&str, &str, &str)] = &[
    (
        "noemt = { wet = \"wet_bopz\", artikel = \"41\" }",
        "noemt = { wet = \"jeugdwet\", artikel = \"4.2.1\" }",
        "O vervallen-wet 1 lid 1 sub f",
    ),
    ("sluit_uit = \"grond\"", "", "I beginsel 3.12"),
    (
        "na = \"klacht_ingediend\"\nbinnen = \"2 weken\"",
        "na = \"klacht_ingediend\"\nals = \"klacht_ingetrokken\"",
        "V weigering-zonder-grond 4.5 lid 1",
    ),
    (
        "na = \"klacht_ingediend\"\nbinnen = \"6 weken\"",
        "na = \"klacht_ingediend\"\nbinnen = \"4 weken\"",
        "R geen-tijd-over 4.14 lid 3",
    ),
    (
        "als = \"langer_dan_twee_jaar_geleden\"",
        "aard = \"al_behandeld\"",
        "V grond 4.7 lid 1 sub d",
    ),
    (
        "start = \"klacht_kenbaar_gemaakt\"",
        "start = \"klacht_ingediend\"",
        "V begin-later 4.14 lid 1",
    ),
    ("naar = \"4.7\"", "naar = \"4.14\"", "I verwijzing 4.16 lid 2"),
    ("bedrag = \"125 euro\"", "", "R kosten 7.5"),
    ("binnen = \"1 maand\"", "binnen = \"2 maanden\"", "I twee-termijnen 8.8"),
    (
        "\"Geschillencommissie Geestelijke Gezondheidszorg\"",
        "\"Geschillencommissie KPZ\"",
        "I twee-instanties 11 lid 2",
    ),
    (
        "artikel = \"11\"\ntekst = \"Bekendmaken\"",
        "artikel = \"12\"\ntekst = \"Bekendmaken\"",
        "I dubbel-nummer 11",
    ),
    (
        "na = \"jeugdoordeel_ontvangen\"\nbinnen = \"2 maanden\"",
        "na = \"jeugdoordeel_ontvangen\"\nbinnen = \"1 maand\"",
        "V termijn-te-lang 13.1",
    ),
    (
        "regelt = \"advies_clientenraad\"",
        "regelt = \"instemming_clientenraad\"",
        "V onderwerp 5.7 lid 3",
    ),
];

#[test]
fn each_repair_of_the_long_regulation_takes_its_finding_away_and_brings_no_other() {
    let voor: Vec<String> = vind(GEBREKKIG).iter().map(kort).collect();
    for (van, naar, weg) in HERSTELD {
        assert!(GEBREKKIG.contains(van) && voor.iter().any(|b| b.starts_with(weg)), "{weg}");
        let na: Vec<String> = vind(&GEBREKKIG.replacen(van, naar, 1)).iter().map(kort).collect();
        assert!(!na.iter().any(|b| b.starts_with(weg)), "{weg} is still there: {na:#?}");
        let nieuw: Vec<&String> = na.iter().filter(|b| !voor.contains(b)).collect();
        assert!(nieuw.is_empty(), "{weg}: {nieuw:#?}");
    }
}
