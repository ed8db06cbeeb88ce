//! Under which rules a complaint falls, by what was answered at intake: each of the ten kinds, what happens
//! when two hold at once, and what each provider asks.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "not every test file tells a dossier act by act")]
mod gemeen;

use dossier::Blik;
use regeling::woorden::{Tekst, VeldSoort};
use regeling::{Bibliotheek, Boek};

use gemeen::{Dossier, dag};

const OP: &str = "2026-03-02";

fn bibliotheek() -> Bibliotheek {
    toetsbank::bibliotheek().met(toetsbank::bronnen("scenarios/mini/regelingen").collect())
}

/// Somebody who is active everywhere, so that each kind of complaint can come.
fn overal() -> Boek {
    bibliotheek().boek("mini-soorten").unwrap().0
}

/// What holds after these answers.
#[derive(Debug, PartialEq, Eq)]
struct Uitkomst {
    regimes: Vec<String>,
    /// Does the term of the Wkkgz run?
    wkkgz: bool,
    /// What is still to be asked.
    open: Vec<String>,
}

fn na(boek: &Boek, antwoorden: &[(&str, &str)]) -> Uitkomst {
    let mut met = vec![("kanaal", "brief"), ("hoedanigheid", "client")];
    met.extend(antwoorden);
    let mut d = Dossier::onder(boek);
    d.doe(OP, "klager", "klacht_ingediend", &met);
    let stand = d.stand();
    let blik = Blik::new(boek, &stand, dag(OP));
    let r = blik.regimes();
    Uitkomst {
        regimes: r.geldt.iter().map(|r| r.id.clone()).collect(),
        wkkgz: blik.klokken().iter().any(|k| Some(k.klok) == boek.klok_id("wkkgz:oordeel")),
        open: r.open.iter().map(|v| v.veld.id.clone()).collect(),
    }
}

type Rij = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str], bool);

/// The ten kinds of design/law.md section 0a, and who does not know; "nee" to what is not named.
const SOORTEN: &[Rij] = &[
    (
        "R1 onvrijwillige zorg",
        &[("onvrijwillige_zorg", "ja"), ("zorgsoort", "wlz")],
        &["wzd"],
        false,
    ),
    ("R2 verplichte zorg", &[("verplichte_zorg", "ja"), ("zorgsoort", "zvw")], &["wvggz"], false),
    (
        "R3 gesloten jeugdhulp",
        &[("zorgsoort", "gesloten_jeugdhulp")],
        &["gesloten_jeugdhulp"],
        false,
    ),
    ("R4 jeugdhulp", &[("zorgsoort", "jeugdhulp")], &["jeugdwet"], false),
    ("R5 Zvw", &[("zorgsoort", "zvw")], &["wkkgz"], true),
    ("R5 Wlz", &[("zorgsoort", "wlz")], &["wkkgz"], true),
    ("R5 andere zorg", &[("zorgsoort", "anders")], &["wkkgz"], true),
    ("R6 Wmo", &[("zorgsoort", "wmo")], &["wmo"], false),
    ("R7 keuring voor een ander", &[("zorgsoort", "keuring")], &["keuring"], false),
    ("R8 bestuursorgaan", &[("zorgsoort", "overheidstaak")], &["awb"], false),
    (
        "R9 privacy, in de zorg",
        &[("gegevensbescherming", "ja"), ("zorgsoort", "zvw")],
        &["wkkgz", "avg"],
        true,
    ),
    ("R10 zorgverzekeraar", &[("zorgsoort", "zorgverzekering")], &["zorgverzekeraar"], false),
];

#[test]
fn each_of_the_ten_kinds_follows_from_the_answers_at_intake() {
    let boek = overal();
    for (naam, antwoorden, regimes, wkkgz) in SOORTEN {
        let mut alle: Vec<(&str, &str)> =
            ["onvrijwillige_zorg", "verplichte_zorg", "gegevensbescherming"]
                .into_iter()
                .filter(|v| !antwoorden.iter().any(|(a, _)| a == v))
                .map(|v| (v, "nee"))
                .collect();
        alle.extend(*antwoorden);
        let uit = na(&boek, &alle);
        let moet = Uitkomst {
            regimes: regimes.iter().map(|r| (*r).to_owned()).collect(),
            wkkgz: *wkkgz,
            open: Vec::new(),
        };
        assert_eq!(uit, moet, "{naam}");
    }
}

#[test]
fn who_does_not_know_has_the_term_of_the_wkkgz_until_the_answer_is_known() {
    let boek = overal();
    let alles = ["zorgsoort", "onvrijwillige_zorg", "verplichte_zorg", "gegevensbescherming"];
    let uit = na(&boek, &[]);
    assert_eq!(uit.regimes, ["wkkgz"]);
    assert!(uit.wkkgz, "the complainant loses no time by not knowing");
    let mut open = uit.open.clone();
    open.sort_unstable();
    let mut moet = alles.to_vec();
    moet.sort_unstable();
    assert_eq!(open, moet, "all of it can still change which rules hold");
    // One answer leaves open only what can still change it.
    let uit = na(&boek, &[("zorgsoort", "zvw")]);
    assert_eq!((uit.regimes, uit.wkkgz), (vec!["wkkgz".to_owned()], true));
    assert!(!uit.open.contains(&"zorgsoort".to_owned()), "{:?}", uit.open);
    // Who does not know which care, and does know that it was forced, waits for nothing.
    let uit = na(
        &boek,
        &[("onvrijwillige_zorg", "ja"), ("verplichte_zorg", "nee"), ("gegevensbescherming", "nee")],
    );
    assert_eq!((uit.regimes, uit.wkkgz), (vec!["wzd".to_owned()], false));
}

/// What holds when a letter is about two things at once: who gives way does so because a statute says so;
/// else both hold, and the complainant keeps both terms until the letter is split.
const SAMEN: &[Rij] = &[
    ("Wzd gaat voor Wkkgz", &[("onvrijwillige_zorg", "ja"), ("zorgsoort", "wlz")], &["wzd"], false),
    (
        "Wvggz gaat voor Wkkgz (10:1)",
        &[("verplichte_zorg", "ja"), ("zorgsoort", "zvw")],
        &["wvggz"],
        false,
    ),
    (
        "Wzd gaat voor Jeugdwet (4.2.3)",
        &[("onvrijwillige_zorg", "ja"), ("zorgsoort", "jeugdhulp")],
        &["wzd"],
        false,
    ),
    (
        "Wvggz gaat voor Jeugdwet (4.2.3)",
        &[("verplichte_zorg", "ja"), ("zorgsoort", "jeugdhulp")],
        &["wvggz"],
        false,
    ),
    (
        "Wzd en Wvggz: beide",
        &[("onvrijwillige_zorg", "ja"), ("verplichte_zorg", "ja")],
        &["wzd", "wvggz"],
        false,
    ),
    (
        "Wzd en Wmo: beide",
        &[("onvrijwillige_zorg", "ja"), ("zorgsoort", "wmo")],
        &["wmo", "wzd"],
        false,
    ),
    (
        "Wzd en keuring: beide",
        &[("onvrijwillige_zorg", "ja"), ("zorgsoort", "keuring")],
        &["keuring", "wzd"],
        false,
    ),
    (
        "AVG naast Wkkgz: beide, en de termijn loopt",
        &[("gegevensbescherming", "ja"), ("zorgsoort", "wlz")],
        &["wkkgz", "avg"],
        true,
    ),
    (
        "AVG naast Wzd: beide",
        &[("gegevensbescherming", "ja"), ("onvrijwillige_zorg", "ja")],
        &["wzd", "avg"],
        false,
    ),
    (
        "AVG naast Jeugdwet: beide",
        &[("gegevensbescherming", "ja"), ("zorgsoort", "jeugdhulp")],
        &["jeugdwet", "avg"],
        false,
    ),
    (
        "AVG naast Awb: beide",
        &[("gegevensbescherming", "ja"), ("zorgsoort", "overheidstaak")],
        &["awb", "avg"],
        false,
    ),
];

#[test]
fn of_two_kinds_at_once_one_gives_way_only_where_a_statute_says_so() {
    let boek = overal();
    for (naam, antwoorden, regimes, wkkgz) in SAMEN {
        let uit = na(&boek, antwoorden);
        assert_eq!(
            (uit.regimes, uit.wkkgz),
            (regimes.iter().map(|r| (*r).to_owned()).collect(), *wkkgz),
            "{naam}"
        );
    }
}

#[test]
fn whatever_is_answered_some_rules_hold_and_the_wkkgz_runs_only_under_its_own() {
    let boek = overal();
    let mut vragen = boek.regimevragen();
    vragen.retain(|v| boek.daad(v.daad).id == "klacht_ingediend");
    let antwoorden = |soort: &VeldSoort| match soort {
        VeldSoort::Keuze(o) => {
            std::iter::once("").chain(o.iter().map(|o| o.id.as_str())).map(str::to_owned).collect()
        }
        _ => ["", "ja", "nee"].map(str::to_owned).to_vec(),
    };
    let mut rijen: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for v in &vragen {
        let keuzes: Vec<String> = antwoorden(&v.veld.soort);
        rijen = rijen
            .into_iter()
            .flat_map(|r| {
                keuzes.iter().map(move |k| {
                    let mut r = r.clone();
                    if !k.is_empty() {
                        r.push((v.veld.id.clone(), k.clone()));
                    }
                    r
                })
            })
            .collect();
    }
    assert!(rijen.len() > 200, "{}", rijen.len());
    for rij in rijen {
        let paren: Vec<(&str, &str)> = rij.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let uit = na(&boek, &paren);
        assert!(uit.regimes.iter().any(|r| r != "avg"), "{rij:?}: {uit:?}");
        assert_eq!(uit.wkkgz, uit.regimes.contains(&"wkkgz".to_owned()), "{rij:?}: {uit:?}");
    }
}

#[test]
fn no_provider_asks_more_than_four_questions_and_each_only_what_it_does() {
    let b = bibliotheek();
    let vragen = |id: &str| -> Vec<String> {
        let (boek, _) = b.boek(id).unwrap();
        let vragen = boek.regimevragen().into_iter();
        vragen
            .filter(|v| boek.daad(v.daad).id == "klacht_ingediend")
            .map(|v| v.veld.id.clone())
            .collect()
    };
    let zorg = |id: &str| -> Vec<String> {
        let (boek, _) = b.boek(id).unwrap();
        let vragen = boek.regimevragen();
        let veld = vragen.iter().find(|v| v.veld.id == "zorgsoort").map(|v| &v.veld.soort);
        let Some(VeldSoort::Keuze(o)) = veld else { panic!("{id} asks which care") };
        o.iter().map(|o| o.id.clone()).collect()
    };
    for id in b.ids() {
        let vragen = vragen(id);
        assert!(vragen.len() <= 4, "{id}: {vragen:?}");
    }
    let gewoon = ["zorgsoort", "onvrijwillige_zorg"];
    assert_eq!(vragen("livio"), gewoon);
    assert_eq!(vragen("luminous"), gewoon);
    assert_eq!(vragen("kpz"), gewoon);
    assert_eq!(zorg("livio"), ["wlz", "zvw", "anders"], "no youth care, no question about it");
    assert_eq!(zorg("luminous"), ["wlz", "zvw", "anders"]);
    assert_eq!(zorg("kpz"), ["wlz", "zvw", "jeugdhulp", "anders"]);
    assert_eq!(zorg("surplus"), ["wlz", "zvw", "wmo", "jeugdhulp", "anders"]);
    assert_eq!(
        vragen("mini-soorten"),
        ["zorgsoort", "onvrijwillige_zorg", "verplichte_zorg", "gegevensbescherming"]
    );
    assert_eq!(zorg("mini-soorten").len(), 9);
}

#[test]
fn a_complaint_on_which_somebody_else_decides_says_in_plain_words_where_to_go_by_when_and_what_becomes_of_the_letter()
 {
    let boek = overal();
    let buiten: Vec<&str> =
        boek.regimes.iter().filter(|r| r.buiten.is_some()).map(|r| r.id.as_str()).collect();
    assert_eq!(
        buiten,
        ["keuring", "gesloten_jeugdhulp", "wzd", "wvggz", "awb", "zorgverzekeraar"],
        "and no other: about the rest the provider answers itself"
    );
    for r in &boek.regimes {
        let Some(b) = &r.buiten else { continue };
        for t in
            [Some(&r.gevolg), Some(&b.naar), b.termijn.as_ref().map(|(t, _)| t), Some(&b.brief)]
        {
            assert!(t.is_none_or(|t| t.b1.is_some() && !t.en.is_empty()), "{}: {t:?}", r.id);
        }
    }
    let zinnen = |id: &str| {
        let r = boek.regimes.iter().find(|r| r.id == id).unwrap();
        r.zinnen(&boek, Tekst::b1).join("\n")
    };
    for (id, moet) in [
        ("wzd", ["klachtencommissie Wzd", "14 dagen", "(Wzd artikel 56).", "meteen door"]),
        ("wvggz", ["klachtencommissie Wvggz", "4 weken", "(Wvggz artikel 10:5).", "meteen door"]),
        (
            "gesloten_jeugdhulp",
            ["gesloten jeugdhulp", "4 weken", "(Jeugdwet artikel 6.5.1", "meteen"],
        ),
        ("awb", ["ombudsman", "6 weken", "(Awb artikel 9:11).", "niets opnieuw"]),
        ("keuring", ["keuring", "niet hoe lang", "terechtkunt", "alleen door als u dat wilt"]),
        ("zorgverzekeraar", ["SKGZ", "hoe lang", "terechtkunt", "alleen door als u dat wilt"]),
    ] {
        let zin = zinnen(id);
        assert!(moet.iter().all(|m| zin.contains(m)), "{id}: {zin}");
    }
}
