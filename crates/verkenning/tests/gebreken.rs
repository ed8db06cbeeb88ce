//! Each kind of defect in a made-up regulation, and beside it a near twin that has it not: the first is found, with
//! its place and severity, the second is silent.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod gemeen;

use gemeen::{INTREKKEN, bevindingen};

struct Geval {
    naam: &'static str,
    /// In both, beside the beginning of a procedure.
    samen: &'static str,
    gebrek: &'static str,
    goed: &'static str,
    /// What is found in the first; the second gives nothing.
    gevonden: &'static [&'static str],
}

const OORDEEL: &str = r#"
[[plicht]]
id = "oordelen"
artikel = "3"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ontvangen"

[[einde]]
artikel = "3"
door = "oordeel_gegeven"
"#;

const GEVALLEN: &[Geval] = &[
    Geval {
        naam: "a duty that nobody has the power to meet",
        samen: r#"
[[plicht]]
id = "contact"
artikel = "4"
wie = "klachtenfunctionaris"
doet = "contact_opgenomen"
na = "klacht_ontvangen"
zonder_bevoegdheid = true
"#,
        gebrek: "",
        goed: r#"
[[bevoegdheid]]
id = "contact-mag"
artikel = "5"
wie = "klachtenfunctionaris"
doet = "contact_opgenomen"
na = "klacht_ingediend"
"#,
        gevonden: &["fout plicht-onvervulbaar 4"],
    },
    Geval {
        naam: "a duty towards somebody to whom its act is not directed",
        samen: "",
        gebrek: r#"
[[plicht]]
id = "bevestigen"
artikel = "4"
wie = "raad_van_bestuur"
doet = "onvrede_gemeld"
aan = "aangeklaagde"
na = "klacht_ontvangen"
"#,
        goed: r#"
[[plicht]]
id = "bevestigen"
artikel = "4"
wie = "raad_van_bestuur"
doet = "contact_opgenomen"
aan = "aangeklaagde"
na = "klacht_ontvangen"
"#,
        gevonden: &["fout plicht-onvervulbaar 4"],
    },
    Geval {
        naam: "a duty that in one case is forbidden for good",
        samen: OORDEEL,
        gebrek: r#"
[[verbod]]
id = "geen-wzd"
artikel = "4"
doet = "oordeel_gegeven"
als = "wzd_klacht"
"#,
        goed: r#"
[[verbod]]
id = "niet-te-vroeg"
artikel = "4"
doet = "oordeel_gegeven"
tenzij = { verstreken = { na = "klacht_ontvangen", termijn = "1 week" } }
"#,
        gevonden: &["waarschuwing geboden-en-verboden 3"],
    },
    Geval {
        naam: "a prohibition that nobody can lift",
        samen: r#"
[[plicht]]
id = "oordelen"
artikel = "3"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ontvangen"

[[verbod]]
id = "eerst-horen"
artikel = "4"
doet = "oordeel_gegeven"
tenzij = "reactie_gevraagd"
"#,
        gebrek: "",
        goed: r#"
[[bevoegdheid]]
id = "horen"
artikel = "5"
wie = "raad_van_bestuur"
doet = "reactie_gevraagd"
na = "klacht_ontvangen"
"#,
        gevonden: &["fout geboden-en-verboden 3"],
    },
    Geval {
        naam: "a power that lapses while the duty stays",
        samen: r#"
[[plicht]]
id = "oordelen"
artikel = "3"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ingediend"
zonder_bevoegdheid = true
"#,
        gebrek: r#"
[[bevoegdheid]]
id = "oordelen-mag"
artikel = "4"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ingediend"
binnen = "2 weken"
"#,
        goed: r#"
[[bevoegdheid]]
id = "oordelen-mag"
artikel = "4"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ingediend"
"#,
        gevonden: &["waarschuwing plicht-onvervulbaar 3"],
    },
    Geval {
        naam: "a clock that nothing stops",
        samen: "",
        gebrek: r#"
[[klok]]
id = "k"
naam = "wachten"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "bemiddeling_beeindigd"
na_einde = true
"#,
        goed: r#"
[[klok]]
id = "k"
naam = "wachten"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "klacht_ingetrokken"
na_einde = true
"#,
        gevonden: &["fout klok-stopt-niet 4"],
    },
    Geval {
        naam: "a duty that begins with what nobody may do",
        samen: r#"
[[plicht]]
id = "afsluiten"
artikel = "4"
wie = "raad_van_bestuur"
doet = "contact_opgenomen"
na = "bemiddeling_gestart"
"#,
        gebrek: "",
        goed: r#"
[[bevoegdheid]]
id = "bemiddelen"
artikel = "5"
wie = "klachtenfunctionaris"
doet = "bemiddeling_gestart"
na = "klacht_ontvangen"
"#,
        gevonden: &["waarschuwing onbereikbaar 4"],
    },
    Geval {
        naam: "a power under two conditions that exclude each other: only the search of the slice shows it",
        samen: "",
        gebrek: r#"
[[bevoegdheid]]
id = "doorsturen"
artikel = "4"
wie = "raad_van_bestuur"
doet = "bericht_gestuurd"
na = "klacht_ontvangen"
als = { alle = [{ veld = "klacht_ingediend.zorgsoort", is = "wlz" }, { veld = "klacht_ingediend.zorgsoort", is = "zvw" }] }
"#,
        goed: r#"
[[bevoegdheid]]
id = "doorsturen"
artikel = "4"
wie = "raad_van_bestuur"
doet = "bericht_gestuurd"
na = "klacht_ontvangen"
als = { een_van = [{ veld = "klacht_ingediend.zorgsoort", is = "wlz" }, { veld = "klacht_ingediend.zorgsoort", is = "zvw" }] }
"#,
        gevonden: &["waarschuwing onbereikbaar 4"],
    },
    Geval {
        naam: "a prohibition that never applies",
        samen: OORDEEL,
        gebrek: r#"
[[verbod]]
id = "niet-tijdens-bemiddeling"
artikel = "4"
doet = "oordeel_gegeven"
als = "bemiddeling_gestart"
"#,
        goed: r#"
[[verbod]]
id = "niet-tijdens-bemiddeling"
artikel = "4"
doet = "oordeel_gegeven"
als = { loopt = "bemiddeling_gestart", tot = ["bemiddeling_beeindigd"] }

[[bevoegdheid]]
id = "bemiddelen"
artikel = "5"
wie = "klachtenfunctionaris"
doet = ["bemiddeling_gestart", "bemiddeling_beeindigd"]
na = "klacht_ontvangen"
"#,
        gevonden: &["waarschuwing onbereikbaar 4"],
    },
    Geval {
        naam: "a ground that is never there",
        samen: r#"
[[einde]]
artikel = "4"
door = "niet_ontvankelijk_verklaard"

[[grond]]
id = "niet_gerechtigd"
artikel = "4"
doet = "niet_ontvankelijk_verklaard"
wie = "raad_van_bestuur"
naam = "de klager niet mag klagen"
tenzij = "klager_gerechtigd"
"#,
        gebrek: r#"
[[grond]]
id = "elders"
artikel = "5"
doet = "niet_ontvankelijk_verklaard"
wie = "raad_van_bestuur"
naam = "de zaak elders loopt"
als = "geschil_loopt"
"#,
        goed: r#"
[[grond]]
id = "elders"
artikel = "5"
doet = "niet_ontvankelijk_verklaard"
wie = "raad_van_bestuur"
naam = "de zaak elders loopt"
als = { gebeurd = "klacht_ontvangen" }
"#,
        gevonden: &["waarschuwing onbereikbaar 5"],
    },
    Geval {
        naam: "an extension whose condition never holds",
        samen: OORDEEL,
        gebrek: r#"
[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"

  [[klok.verdaging]]
  artikel = "5"
  wie = "raad_van_bestuur"
  doet = "termijn_verlengd"
  tot = "10 weken"
  mits = "onderzoeker_aangewezen"
"#,
        goed: r#"
[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"

  [[klok.verdaging]]
  artikel = "5"
  wie = "raad_van_bestuur"
  doet = "termijn_verlengd"
  tot = "10 weken"
  mits = { verstreken = { na = "klacht_ontvangen", termijn = "4 weken" } }
"#,
        gevonden: &["waarschuwing onbereikbaar 5"],
    },
    Geval {
        naam: "an extension without a bound",
        samen: OORDEEL,
        gebrek: r#"
[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"

  [[klok.verdaging]]
  artikel = "5"
  wie = "raad_van_bestuur"
  doet = "termijn_verlengd"
"#,
        goed: r#"
[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"

  [[klok.verdaging]]
  artikel = "5"
  wie = "raad_van_bestuur"
  doet = "termijn_verlengd"
  tot = "10 weken"
"#,
        gevonden: &["waarschuwing termijn-groeit 5"],
    },
    Geval {
        naam: "a pause that the board begins and nobody need end",
        samen: r#"
[[bevoegdheid]]
id = "vragen"
artikel = "6"
wie = "raad_van_bestuur"
doet = ["inlichtingen_gevraagd", "inlichtingen_gegeven"]
na = "klacht_ontvangen"

[[plicht]]
id = "oordelen"
artikel = "3"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ontvangen"

[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"
"#,
        gebrek: r#"
  [[klok.schorsing]]
  artikel = "5"
  van = "inlichtingen_gevraagd"
  tot = ["inlichtingen_gegeven"]
"#,
        goed: "",
        gevonden: &["waarschuwing termijn-groeit 5"],
    },
    Geval {
        naam: "a pause begun once and without bound, and one that ends by itself",
        samen: r#"
[[bevoegdheid]]
id = "vragen"
artikel = "6"
wie = "raad_van_bestuur"
doet = "inlichtingen_gevraagd"
na = "klacht_ontvangen"
mits = { niet = "inlichtingen_gevraagd" }

[[plicht]]
id = "oordelen"
artikel = "3"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ontvangen"

[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"
"#,
        gebrek: r#"
  [[klok.schorsing]]
  artikel = "5"
  van = "inlichtingen_gevraagd"
"#,
        goed: r#"
  [[klok.schorsing]]
  artikel = "5"
  van = "inlichtingen_gevraagd"
  hoogstens = "2 weken"
"#,
        gevonden: &["waarschuwing termijn-groeit 5"],
    },
    Geval {
        naam: "a pause that ends by itself and can be begun as often as the board likes",
        samen: r#"
[[bevoegdheid]]
id = "vragen"
artikel = "6"
wie = "raad_van_bestuur"
doet = "inlichtingen_gevraagd"
na = "klacht_ontvangen"

[[plicht]]
id = "oordelen"
artikel = "3"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ontvangen"

[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"
"#,
        gebrek: r#"
  [[klok.schorsing]]
  artikel = "5"
  van = "inlichtingen_gevraagd"
  hoogstens = "2 weken"
"#,
        goed: "",
        gevonden: &["waarschuwing termijn-groeit 5"],
    },
    Geval {
        naam: "a clock that the board starts anew as often as it likes",
        samen: r#"
[[bevoegdheid]]
id = "aantekenen"
artikel = "6"
wie = "raad_van_bestuur"
doet = "aantekening_gemaakt"
na = "klacht_ontvangen"

[[plicht]]
id = "oordelen"
artikel = "3"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "klacht_ontvangen"

[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 maanden"
stopt = "oordeel_gegeven"
"#,
        gebrek: "stuiting = \"aantekening_gemaakt\"\n",
        goed: "stuiting = \"klacht_ontvangen\"\n",
        gevonden: &["waarschuwing termijn-groeit 4"],
    },
    Geval {
        naam: "an end by what nobody may do",
        samen: r#"
[[einde]]
artikel = "4"
door = "bemiddeling_beeindigd"
waar = { resultaat = "opgelost" }
"#,
        gebrek: "",
        goed: r#"
[[bevoegdheid]]
id = "bemiddelen"
artikel = "5"
wie = "klachtenfunctionaris"
doet = ["bemiddeling_gestart", "bemiddeling_beeindigd"]
na = "klacht_ontvangen"
"#,
        gevonden: &["waarschuwing onbereikbaar 4"],
    },
];

#[test]
fn each_defect_is_found_and_its_twin_is_silent() {
    let mut mis = Vec::new();
    for g in GEVALLEN {
        let (gevonden, uit) = bevindingen(&[INTREKKEN, g.samen, g.gebrek].concat());
        if gevonden != g.gevonden {
            mis.push(format!("{}: {gevonden:?} {:#?}", g.naam, uit.bevindingen));
        }
        let (goed, uit) = bevindingen(&[INTREKKEN, g.samen, g.goed].concat());
        if !goed.is_empty() {
            mis.push(format!("{}, the twin: {goed:?} {:#?}", g.naam, uit.bevindingen));
        }
    }
    assert!(mis.is_empty(), "{}", mis.join("\n"));
}

#[test]
fn a_procedure_that_one_complaint_cannot_leave_is_found_and_withdrawing_leaves_it() {
    let wzd = r#"
[[verbod]]
id = "geen-wzd"
artikel = "4"
doet = "oordeel_gegeven"
als = "wzd_klacht"
"#;
    let (gevonden, uit) = bevindingen(&[OORDEEL, wzd].concat());
    assert!(gevonden.contains(&"fout procedure-eindigt-niet 3".to_owned()), "{gevonden:?}");
    let vast = uit.bevindingen.iter().find(|b| b.soort == verkenning::Soort::ProcedureEindigtNiet);
    let verhaal = vast.and_then(|b| b.verhaal.as_deref()).unwrap();
    assert!(
        verhaal.contains("onvrijwillige_zorg = true"),
        "the story tells which complaint: {verhaal}"
    );
    assert_eq!(verhaal.matches("[[stap]]").count(), 1, "and no more than it must: {verhaal}");
    let (met, _) = bevindingen(&[INTREKKEN, OORDEEL, wzd].concat());
    assert!(!met.iter().any(|m| m.contains("procedure")), "{met:?}");
}

#[test]
fn an_extension_to_which_the_complainant_agrees_is_a_note_and_no_finding() {
    let (gevonden, uit) = bevindingen(
        &[
            INTREKKEN,
            OORDEEL,
            r#"
[[bevoegdheid]]
id = "instemmen"
artikel = "6"
wie = "klager"
doet = "toestemming_gegeven"
na = "klacht_ontvangen"

[[klok]]
id = "k"
naam = "oordeel"
artikel = "4"
start = "klacht_ontvangen"
termijn = "6 weken"
stopt = "oordeel_gegeven"

  [[klok.verdaging]]
  artikel = "5"
  wie = "raad_van_bestuur"
  doet = "termijn_verlengd"
  mits = { gebeurd = "toestemming_gegeven", door = "klager" }
"#,
        ]
        .concat(),
    );
    assert_eq!(gevonden, ["noot termijn-groeit 5"], "{:#?}", uit.bevindingen);
}

#[test]
fn a_finding_says_where_it_stands_why_and_what_to_write() {
    let (_, uit) = bevindingen(&[INTREKKEN, GEVALLEN[2].samen, GEVALLEN[2].gebrek].concat());
    let [b] = uit.bevindingen.as_slice() else { panic!("{:#?}", uit.bevindingen) };
    assert!(
        b.boodschap.contains("`oordelen`") && b.boodschap.contains("artikel 4"),
        "{}",
        b.boodschap
    );
    assert!(b.hulp.contains("`tenzij`"), "{}", b.hulp);
    assert!(b.plek.tot > b.plek.van);
    let verhaal = b.verhaal.as_deref().unwrap();
    assert!(
        verhaal.contains("plicht = \"oordelen\"")
            && verhaal.contains("mag_niet = \"oordeel_gegeven\"")
    );
}
