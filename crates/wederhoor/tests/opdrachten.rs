//! The command line on bad input: every mistake told, with its place and a way out, and exit code 1.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const KOP: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\nwetten = [\"wkkgz\"]\n\n";

/// A folder with these files.
struct Map(tempfile::TempDir);

impl Map {
    fn met(bestanden: &[(&str, &str)]) -> Self {
        let map = tempfile::tempdir().unwrap();
        for (naam, tekst) in bestanden {
            std::fs::write(map.path().join(naam), tekst).unwrap();
        }
        Self(map)
    }

    fn pad(&self, naam: &str) -> PathBuf {
        self.0.path().join(naam)
    }
}

fn wederhoor(delen: &[&str], paden: &[PathBuf]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wederhoor")).args(delen).args(paden).output().unwrap()
}

fn uit(o: &Output) -> String {
    String::from_utf8(o.stdout.clone()).unwrap()
}

fn alles(o: &Output) -> String {
    format!("{}{}", uit(o), String::from_utf8_lossy(&o.stderr))
}

/// The findings of `check --format json`, and whether all was well.
fn check(paden: &[PathBuf]) -> (Vec<Value>, bool) {
    let o = wederhoor(&["regeling", "check", "--format", "json"], paden);
    let code = o.status.code();
    assert!(code == Some(0) || code == Some(1), "{code:?} {}", alles(&o));
    (serde_json::from_str(&uit(&o)).unwrap(), code == Some(0))
}

fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A piece of a file with one mistake, and the rule that tells it.
const FOUTEN: [(&str, &str); 20] = [
    (
        "[[plicht]]\nid = \"a1\"\nartikel = \"1\"\nwie = \"raad_van_bestur\"\ndoet = \"contact_opgenomen\"\n",
        "onbekende-rol",
    ),
    (
        "[[plicht]]\nid = \"a2\"\nartikel = \"2\"\nwie = \"klager\"\ndoet = \"kontakt_opgenomen\"\n",
        "onbekende-daad",
    ),
    (
        "[[plicht]]\nid = \"a3\"\nartikel = \"3\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\nbinen = \"1 week\"\n",
        "onbekende-sleutel",
    ),
    (
        "[[plicht]]\nid = \"a4\"\nartikel = \"4\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\nbinnen = \"een week\"\n",
        "geen-termijn",
    ),
    (
        "[[plicht]]\nid = \"a5\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\n",
        "ontbrekende-sleutel",
    ),
    (
        "[[plicht]]\nid = \"a6\"\nartikel = \"6\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\nna = { ooit = true }\n",
        "geen-moment",
    ),
    (
        "[[plicht]]\nid = \"a7\"\nartikel = \"7\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\nals = { misschien = true }\n",
        "geen-voorwaarde",
    ),
    (
        "[[plicht]]\nid = \"a8\"\nartikel = \"8\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\ntenzij = \"wzd_klagt\"\n",
        "onbekend-feit",
    ),
    (
        "[[plicht]]\nid = \"a9\"\nartikel = \"9\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\nals = { alle = \"wzd_klacht\" }\n",
        "geen-lijst",
    ),
    (
        "[[plicht]]\nid = \"b1\"\nartikel = \"10\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\nals = { veld = \"wzd_klacht\", is = true }\n",
        "geen-veld",
    ),
    (
        "[[plicht]]\nid = \"b2\"\nartikel = \"11\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\nals = { veld = \"klacht_ingediend.kanaal\" }\n",
        "geen-toets",
    ),
    (
        "[[plicht]]\nid = \"b3\"\nartikel = \"12\"\nwie = \"klager\"\ndoet = \"contact_opgenomen\"\nbinnen = { klok = \"oordel\" }\n",
        "onbekende-klok",
    ),
    (
        "[[klok]]\nid = \"b4\"\nartikel = \"13\"\nstart = \"klacht_ontvangen\"\ntermijn = \"6 weken\"\n",
        "klok-stopt-nooit",
    ),
    ("[[rol]]\nid = \"b5\"\nsoort = \"mens\"\n", "onbekende-soort"),
    ("[[daad]]\nid = \"oordeel_geven\"\n\n[[daad]]\nid = \"oordeel_geven\"\n", "dubbel-woord"),
    ("[[daad]]\nid = \"b7\"\ngroep = \"kontakt\"\n", "onbekende-groep"),
    (
        "[[kalenderplicht]]\nid = \"b8\"\nartikel = \"17\"\nwie = \"klager\"\ndoet = \"jaarverslag_uitgebracht\"\nelk_jaar = \"31 mei\"\n",
        "geen-dag",
    ),
    ("[[fase]]\nid = \"b9\"\nvoor = \"ordeel\"\n", "onbekende-fase"),
    (
        "[[bepaling]]\nartikel = \"19\"\ntekst = \"Proef.\"\nfolder = { bij = \"rehcten\", nl = \"Zo.\" }\n",
        "onbekend-deel",
    ),
    ("[[bepaling]]\nartikel = \"20\"\ntekst = 20\n", "verkeerde-soort"),
];

#[test]
fn a_file_with_twenty_different_mistakes_gets_twenty_messages_with_place_and_way_out() {
    let tekst: String = FOUTEN.iter().map(|(t, _)| format!("{t}\n")).collect();
    let map = Map::met(&[("proef.toml", &format!("{KOP}{tekst}"))]);
    let (gevonden, goed) = check(&[map.pad("proef.toml")]);
    assert!(!goed);
    let codes: Vec<&str> = gevonden.iter().map(|v| v["code"].as_str().unwrap()).collect();
    let verwacht: Vec<&str> = FOUTEN.iter().map(|(_, code)| *code).collect();
    assert_eq!(codes, verwacht);
    let regels: BTreeSet<u64> = gevonden.iter().map(|v| v["regel"].as_u64().unwrap()).collect();
    assert_eq!(regels.len(), 20, "each on its own line: {regels:?}");
    for v in &gevonden {
        assert_eq!(v["ernst"], "fout");
        assert!(v["bestand"].as_str().unwrap().ends_with("proef.toml"));
        assert!(v["kolom"].as_u64().is_some_and(|k| k > 0));
        let hulp = v["hulp"].as_str();
        // A list is asked for with brackets in the label.
        assert!(hulp.is_some() || v["label"].as_str().unwrap().contains('['), "{v}");
    }
    // The same for people: each with its spot drawn, and a count.
    let o = wederhoor(&["regeling", "check"], &[map.pad("proef.toml")]);
    let gelezen = alles(&o);
    assert_eq!(o.status.code(), Some(1));
    assert!(gelezen.contains("20 fouten"), "{gelezen}");
    for code in verwacht {
        assert!(gelezen.contains(code), "{code}");
    }
}

#[test]
fn a_good_file_exits_0_and_its_warnings_have_a_place() {
    let livio = wortel().join("regelingen/livio/livio.toml");
    let (gevonden, goed) = check(&[livio]);
    assert!(goed);
    assert!(gevonden.iter().any(|v| v["ernst"] == "waarschuwing" && v["regel"].is_u64()));
    assert!(gevonden.iter().any(|v| v["wet"].is_string()), "the comparison with the law is in it");
    let (gevonden, goed) = check(&[wortel().join("regelingen/livio/aanbieder.toml")]);
    assert!(goed && gevonden.is_empty(), "a provider's file is checked as one");
}

#[test]
fn a_regulation_that_is_there_is_checked_by_its_id_and_another_word_says_which_there_are() {
    let (met_id, goed) = check(&["kpz".into()]);
    let (met_pad, _) = check(&[wortel().join("regelingen/kpz/kpz.toml")]);
    let boodschappen = |l: &[Value]| l.iter().map(|v| v["boodschap"].clone()).collect::<Vec<_>>();
    assert!(goed && boodschappen(&met_id) == boodschappen(&met_pad));
    let o = wederhoor(&["regeling", "check"], &["kpzz".into()]);
    let gelezen = alles(&o);
    assert!(o.status.code() == Some(1) && gelezen.contains("kpz, livio"), "{gelezen}");
    let o = wederhoor(&["regeling", "check"], &["kpzz.toml".into()]);
    assert!(alles(&o).contains("reading kpzz.toml"), "{}", alles(&o));
}

#[test]
fn a_provider_file_with_a_slip_is_told_with_its_line() {
    let tekst = std::fs::read_to_string(wortel().join("regelingen/livio/aanbieder.toml")).unwrap();
    let map = Map::met(&[("aanbieder.toml", &tekst.replace("\ntelefoon", "\ntelefon"))]);
    let (gevonden, goed) = check(&[map.pad("aanbieder.toml")]);
    assert!(!goed);
    assert!(gevonden[0]["boodschap"].as_str().unwrap().contains("telefon"), "{gevonden:?}");
    assert!(gevonden[0]["regel"].as_u64().is_some_and(|r| r > 1));
}

fn versie(n: u32, geldig: &str) -> String {
    format!(
        "[regeling]\nid = \"dubbel\"\nversie = {n}\ntitel = \"Dubbel\"\naanbieder = \"Zorg\"\ngeldig = {{ {geldig} }}\n"
    )
}

#[test]
fn two_versions_that_overlap_in_time_are_said_plainly() {
    let map = Map::met(&[
        ("een.toml", &versie(1, "van = 2026-01-01, tot = 2026-06-30")),
        ("twee.toml", &versie(2, "van = 2026-06-30")),
        ("drie.toml", &versie(2, "van = 2026-07-01")),
    ]);
    let (gevonden, goed) = check(&[map.pad("een.toml"), map.pad("twee.toml")]);
    assert!(!goed);
    assert_eq!(gevonden[0]["code"], "versies-overlappen");
    assert_eq!(
        gevonden[0]["boodschap"],
        "versie 1 en versie 2 van `dubbel` gelden beide op 2026-06-30"
    );
    assert_eq!(gevonden[0]["regel"], 6, "at `geldig`");
    assert!(check(&[map.pad("een.toml"), map.pad("drie.toml")]).1, "the day after is in order");
    let (gevonden, goed) = check(&[map.pad("twee.toml"), map.pad("drie.toml")]);
    assert!(!goed && gevonden.iter().any(|v| v["code"] == "dubbele-versie"), "{gevonden:?}");
}

#[test]
fn a_statute_or_a_portal_that_is_missing_is_said_plainly_and_the_other_files_are_still_read() {
    let map = Map::met(&[
        ("wet.toml", &KOP.replace("\"wkkgz\"", "\"wkkgz\", \"wkggz\"")),
        ("portaal.toml", &format!("{KOP}behandeld_volgens = \"portal\"\n")),
        ("goed.toml", &KOP.replace("proef", "goed")),
    ]);
    let (gevonden, goed) =
        check(&[map.pad("wet.toml"), map.pad("portaal.toml"), map.pad("goed.toml")]);
    assert!(!goed);
    let vind = |code: &str| gevonden.iter().find(|v| v["code"] == code).unwrap();
    let wet = vind("wet-ontbreekt");
    assert!(wet["boodschap"].as_str().unwrap().contains("`wkggz`"));
    assert_eq!((wet["regel"].as_u64(), wet["kolom"].as_u64()), (Some(6), Some(20)), "at the name");
    let portaal = vind("portaal-ontbreekt");
    assert!(portaal["boodschap"].as_str().unwrap().contains("`portal`"));
    assert!(portaal["hulp"].as_str().unwrap().contains("kpz"), "it says which there are");
}

#[test]
fn the_regulation_of_a_portal_is_found_beside_that_of_its_provider() {
    let portaal = KOP.replace("id = \"proef\"", "id = \"portal\"");
    let van_aanbieder = format!("{KOP}behandeld_volgens = \"portal\"\n");
    let map =
        Map::met(&[("a.toml", &van_aanbieder), ("b.toml", &portaal), ("c.toml", "geen TOML")]);
    let o = wederhoor(&["regeling", "show"], &[map.pad("a.toml")]);
    assert_eq!(o.status.code(), Some(0), "{}", alles(&o));
    std::fs::remove_file(map.pad("b.toml")).unwrap();
    let o = wederhoor(&["regeling", "show"], &[map.pad("a.toml")]);
    assert_eq!(o.status.code(), Some(1));
    assert!(alles(&o).contains("portal"), "{}", alles(&o));
}

#[test]
fn a_file_that_is_not_there_or_is_no_text_is_said_plainly() {
    let map = Map::met(&[("leeg.toml", ""), ("kapot.toml", "[regeling\nid = ")]);
    std::fs::write(map.pad("bytes.toml"), [0xff, 0xfe, 0x00]).unwrap();
    for naam in ["weg.toml", "bytes.toml"] {
        let o = wederhoor(&["regeling", "check"], &[map.pad(naam)]);
        assert_eq!(o.status.code(), Some(1));
        assert!(alles(&o).contains(naam) && alles(&o).contains("door: "), "{}", alles(&o));
    }
    for (naam, code) in [("leeg.toml", "geen-kop"), ("kapot.toml", "geen-toml")] {
        let (gevonden, goed) = check(&[map.pad(naam)]);
        assert!(!goed && gevonden.iter().any(|v| v["code"] == code), "{naam} {gevonden:?}");
    }
}

/// What a story's run says, and that it failed.
fn verhaal_faalt(tekst: &str) -> String {
    let map = Map::met(&[("verhaal.toml", tekst)]);
    let o = wederhoor(&["scenario", "run"], &[map.pad("verhaal.toml")]);
    assert_eq!(o.status.code(), Some(1), "{}", alles(&o));
    alles(&o)
}

const VERHAAL: &str = "regeling = \"livio\"\nverhaal = \"Proef.\"\n\n[[stap]]\nop = 2026-03-02\nwie = \"klager\"\ndoet = \"klacht_ingediend\"\n";

#[test]
fn an_unknown_provider_or_regulation_in_a_story_is_said_plainly() {
    let uit = verhaal_faalt(&VERHAAL.replace("verhaal =", "aanbieder = \"lvio\"\nverhaal ="));
    assert!(uit.contains("er is geen aanbieder `lvio`"), "{uit}");
    assert!(uit.contains("livio"), "it says which there are: {uit}");
    let uit = verhaal_faalt(&VERHAAL.replace("\"livio\"", "\"lviio\""));
    assert!(uit.contains("er is geen regeling `lviio`") && uit.contains("livio"), "{uit}");
}

#[test]
fn a_judgment_before_receipt_is_refused_with_the_reason() {
    // First in the file and first in time.
    let oordeel = "\n[[stap]]\nop = 2026-02-27\nwie = \"raad_van_bestuur\"\ndoet = \"oordeel_gegeven\"\nmet = { uitkomst = \"gegrond\", motivering = \"Zo.\" }\n";
    let uit = verhaal_faalt(&format!("{}{oordeel}", VERHAAL.split("\n\n").next().unwrap()));
    assert!(uit.contains("oordeel_gegeven") && uit.contains("artikel"), "{uit}");
    // Recorded after the complaint, and said to have been before it.
    let laat = oordeel.replace("op = 2026-02-27", "op = 2026-02-27\nvastgelegd = 2026-04-01");
    let uit = verhaal_faalt(&format!("{VERHAAL}{laat}"));
    assert!(uit.contains("oordeel_gegeven") && uit.contains("artikel"), "{uit}");
    // The same as a refusal that the story expects, with the article of the law.
    let weigert = format!("{VERHAAL}{}weigert = true\n", laat);
    let map = Map::met(&[("verhaal.toml", &weigert)]);
    let o = wederhoor(&["scenario", "run"], &[map.pad("verhaal.toml")]);
    assert_eq!(o.status.code(), Some(0), "{}", alles(&o));
}

#[test]
fn the_schema_on_the_command_line_is_the_one_in_the_documentation() {
    for (vlag, bestand) in [(None, "regeling"), (Some("--aanbieder"), "aanbieder")] {
        let delen: Vec<&str> = ["regeling", "schema"].into_iter().chain(vlag).collect();
        let o = wederhoor(&delen, &[]);
        assert_eq!(o.status.code(), Some(0), "{}", alles(&o));
        let pad = wortel().join(format!("docs/{bestand}.schema.json"));
        let doc: Value = serde_json::from_str(&std::fs::read_to_string(pad).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&uit(&o)).unwrap(), doc);
    }
}

#[test]
fn a_regulation_of_its_own_is_checked_and_played_from_its_file_alone() {
    let mini = wortel().join("scenarios/mini");
    let regeling = mini.join("regelingen/merenland.toml");
    let (gevonden, goed) = check(std::slice::from_ref(&regeling));
    assert!(goed, "{gevonden:?}");
    let o =
        wederhoor(&["scenario", "run"], &[regeling, mini.join("merenland_bezwaar_en_video.toml")]);
    assert_eq!(o.status.code(), Some(0), "{}", alles(&o));
    assert!(uit(&o).contains("1 goed, 0 fout"));
}
