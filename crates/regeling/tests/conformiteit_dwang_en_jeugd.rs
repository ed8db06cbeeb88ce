//! The same as in `conformiteit`, for a provider of involuntary, of compulsory and of youth care: one small change for
//! each finding, and beside it the change that only looks like it.

mod gemeen;

use gemeen::{GOED, kort, vind};

/// The same text for a provider of involuntary and of compulsory care, and of youth care with a committee.
fn dwang_en_jeugd() -> String {
    format!(
        "{}\n{}",
        GOED.replacen("[\"wkkgz\"]", "[\"wkkgz\", \"wzd\", \"wvggz\", \"jeugdwet\"]", 1),
        DWANG_EN_JEUGD
    )
}

/// What such a provider adds.
const DWANG_EN_JEUGD: &str = include_str!("conformiteit/dwang_en_jeugd.toml");

#[test]
fn a_text_on_forced_care_and_youth_care_as_the_law_wants_it_gives_no_finding() {
    let alles: Vec<String> = vind(&dwang_en_jeugd()).iter().map(kort).collect();
    assert_eq!(alles, Vec::<String>::new());
}

/// What is changed in it, into what, and what follows; nothing for what only looks like a defect.
const DWANG: &[(&str, &str, &[&str])] = &[
    // --- where the complaint goes ------------------------------------------------------------------
    (
        "id = \"wzd\" # grond",
        "id = \"buiten_de_zorg\"",
        &["R doorzending-ontbreekt - | Wzd artikel 53"],
    ),
    ("waar = { grond = [\"wzd\", \"wvggz\"] }", "", &[]),
    (
        "id = \"wvggz\" # grond",
        "id = \"jeugdhulp\"",
        &["R doorzending-ontbreekt - | Wvggz artikel 10:1"],
    ),
    // A ground on which the complaint stays in the house passes nothing on.
    (
        "waar = { grond = [\"wzd\", \"wvggz\"] }",
        "waar = { grond = \"wvggz\" }",
        &["R doorzending-ontbreekt - | Wzd artikel 53"],
    ),
    // --- who decides -------------------------------------------------------------------------------
    (
        "",
        "[[bevoegdheid]]\nid = \"zelf\"\nartikel = \"22\"\nwie = \"raad_van_bestuur\"\ndoet = \"wzd_beslist\"",
        &["V verkeerde-beslisser 22 | Wzd artikel 56"],
    ),
    (
        "",
        "[[bevoegdheid]]\nid = \"zelf\"\nartikel = \"22\"\nwie = \"raad_van_bestuur\"\ndoet = \"wvggz_beslist\"",
        &["V verkeerde-beslisser 22 | Wvggz artikel 10:1"],
    ),
    (
        "",
        "[[bevoegdheid]]\nid = \"zij\"\nartikel = \"22\"\nwie = \"klachtencommissie\"\ndoet = [\"wzd_beslist\", \"wvggz_beslist\"]",
        &[],
    ),
    (
        "",
        "[[plicht]]\nid = \"traag\"\nartikel = \"22\"\nwie = \"klachtencommissie\"\ndoet = \"wzd_beslist\"\naan = \"klager\"\nna = \"wzd_klacht_bij_commissie\"\nbinnen = \"6 weken\"",
        &["V termijn-te-lang 22 | Wzd artikel 56"],
    ),
    (
        "",
        "[[plicht]]\nid = \"op-tijd\"\nartikel = \"22\"\nwie = \"klachtencommissie\"\ndoet = \"wvggz_beslist\"\naan = \"klager\"\nna = \"wvggz_klacht_bij_commissie\"\nbinnen = \"14 dagen\"",
        &[],
    ),
    // Four weeks are for a decision that has no effect any more, not for each.
    (
        "",
        "[[plicht]]\nid = \"altijd\"\nartikel = \"22\"\nwie = \"klachtencommissie\"\ndoet = \"wvggz_beslist\"\naan = \"klager\"\nna = \"wvggz_klacht_bij_commissie\"\nbinnen = \"4 weken\"",
        &["V termijn-te-lang 22 | Wvggz artikel 10:5"],
    ),
    (
        "",
        "[[plicht]]\nid = \"soms\"\nartikel = \"22\"\nwie = \"klachtencommissie\"\ndoet = \"wvggz_beslist\"\naan = \"klager\"\nna = \"wvggz_klacht_bij_commissie\"\nbinnen = [\"14 dagen\", { is = \"4 weken\", als = { veld = \"wvggz_klacht_bij_commissie.zonder_gevolg\", is = true } }]",
        &[],
    ),
    // --- help, and what comes after ------------------------------------------------------------------
    (
        "regelt = [\"vertrouwenspersoon_wzd\", ",
        "regelt = [",
        &["R niet-geregeld - | Wzd artikel 57"],
    ),
    (", \"vertrouwenspersoon_wvggz\"]", "]", &["R niet-geregeld - | Wvggz hoofdstuk 11"]),
    (
        "",
        "[[bepaling]]\nartikel = \"22\"\ntekst = \"Daarna kan men naar de geschillencommissie.\"\nregelt = \"wzd_naar_geschilleninstantie\"",
        &["V onderwerp 22 | Wzd artikel 56c"],
    ),
    // --- the committee, from what is asked of its members ---------------------------------------------
    (
        "minstens = 3",
        "minstens = 2",
        &["V samenstelling 21 | Jeugdwet artikel 4.2.1 lid 2 onder a"],
    ),
    ("minstens = 3", "minstens = 5", &[]),
    (
        "waar = { functie = \"voorzitter\", in_dienst = true }",
        "waar = { functie = \"lid\", in_dienst = true }",
        &["V samenstelling 21 | Jeugdwet artikel 4.2.1 lid 2 onder a"],
    ),
    ("waar = { functie = \"voorzitter\", in_dienst = true }", "waar = { in_dienst = true }", &[]),
    (
        "id = \"klachtencommissie\" # commissie",
        "id = \"zittingscommissie\"",
        &["V samenstelling - | Jeugdwet artikel 4.2.1 lid 2 onder a"],
    ),
    // --- the committee's judgment ------------------------------------------------------------------------
    (
        "doet = \"jeugdoordeel_gegeven\"",
        "doet = \"advies_uitgebracht\"",
        &["R plicht-ontbreekt 21 lid 2 | Jeugdwet artikel 4.2.1 lid 2 onder c"],
    ),
    (
        "doet = \"jeugdoordeel_gegeven\"\naan = \"klager\"",
        "doet = \"jeugdoordeel_gegeven\"\naan = \"zorgaanbieder\"",
        &["V plicht-ontbreekt - | Jeugdwet artikel 4.2.1 lid 2 onder c"],
    ),
    // --- a ground on which the complaint goes on within the house ----------------------------------------
    (
        "",
        "[[grond]]\nid = \"schade\"\nartikel = \"22\"\ndoet = \"behandeling_afgewezen\"\nwie = \"voorzitter\"\nnaam = \"de klacht om geld vraagt; zij gaat naar het bestuur\"",
        &[],
    ),
    (
        "",
        "[[grond]]\nid = \"schade\"\nartikel = \"22\"\ndoet = \"behandeling_afgewezen\"\nwie = \"voorzitter\"\nnaam = \"de klacht om geld vraagt\"\n\n[[einde]]\nartikel = \"22\"\ndoor = \"behandeling_afgewezen\"\n\n[[stuk]]\nid = \"afwijzing\"\nartikel = \"22\"\nbij = \"behandeling_afgewezen\"\naan = \"klager\"\nvermeldt = [\"geschil.naam\"]",
        &["V grond 22 | Wkkgz artikel 13, 14 en 17"],
    ),
    // --- an end without a complaint ------------------------------------------------------------------------
    (
        "",
        "[[bevoegdheid]]\nid = \"sluiten\"\nartikel = \"22\"\nwie = \"klachtenfunctionaris\"\ndoet = \"procedure_beeindigd\"\n\n[[einde]]\nartikel = \"22\"\ndoor = \"procedure_beeindigd\"\ntenzij = \"klacht_ingediend\"",
        &[],
    ),
    (
        "",
        "[[bevoegdheid]]\nid = \"sluiten\"\nartikel = \"22\"\nwie = \"klachtenfunctionaris\"\ndoet = \"procedure_beeindigd\"\n\n[[einde]]\nartikel = \"22\"\ndoor = \"procedure_beeindigd\"\ntenzij = \"contact_opgenomen\"",
        &["V weigering-zonder-grond 22 | Wkkgz artikel 16 en 17 lid 1"],
    ),
    // --- repealed law, and where its matter stands ----------------------------------------------------------
    (
        "",
        "[[bepaling]]\nartikel = \"22\"\ntekst = \"Een oude klachtweg.\"\nnoemt = { wet = \"wet_bopz\", artikel = \"41a\" }",
        &["O vervallen-wet 22 | Wzd artikel 56c en Wvggz artikel 10:7"],
    ),
];

#[test]
fn each_defect_on_forced_care_and_youth_care_gives_its_finding_and_its_twin_none() {
    let heel = dwang_en_jeugd();
    let mut mis = Vec::new();
    for (van, naar, verwacht) in DWANG {
        assert!(van.is_empty() || heel.contains(van), "{van}");
        let tekst =
            if van.is_empty() { format!("{heel}\n{naar}") } else { heel.replacen(van, naar, 1) };
        let gevonden: Vec<String> = vind(&tekst).iter().map(kort).collect();
        if gevonden != *verwacht {
            mis.push(format!(
                "{van:?} → {naar:?}\n  expected {verwacht:?}\n  found    {gevonden:#?}"
            ));
        }
    }
    assert!(mis.is_empty(), "{}", mis.join("\n"));
}

#[test]
fn a_finding_says_how_sure_its_own_article_is() {
    let zelf = "[[plicht]]\nid = \"traag\"\nartikel = \"22\"\nwie = \"klachtencommissie\"\ndoet = \"wzd_beslist\"\naan = \"klager\"\nna = \"wzd_klacht_bij_commissie\"\nbinnen = \"6 weken\"";
    let gevonden = vind(&format!("{}\n{zelf}", dwang_en_jeugd()));
    let zeker: Vec<_> = gevonden.iter().filter_map(|b| b.zekerheid.as_deref()).collect();
    // The act as a whole is of second hand; this term is from memory.
    assert_eq!(zeker, ["M"]);
}
