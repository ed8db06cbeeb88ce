//! Our calendar beside one that others made: the Python package `holidays`, every day of 2015-2040.
//!
//! The two answer different questions (which days are public holidays; which days may a statutory
//! term not end on), so they differ. The differences are declared here as rules, in
//! [`verschil`]; a day on which they differ otherwise fails the test, and so does a rule that
//! never occurs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use jiff::civil::Weekday;
use termijn::{Datum, Kalender, Soort};

const EERSTE_JAAR: i16 = 2015;
const LAATSTE_JAAR: i16 = 2040;

/// What the package says of one day: the name, per category.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Ander {
    public: Option<String>,
    optional: Option<String>,
}

/// The package's days. Fails, and says what to do, when it is not there and cannot be installed.
fn ander() -> BTreeMap<Datum, Ander> {
    let wortel = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = draai(&mut Command::new(wortel.join("scripts/orakel.sh")));
    let csv = draai(
        Command::new(python.trim())
            .arg(wortel.join("scripts/kalender_orakel.py"))
            .args([EERSTE_JAAR.to_string(), LAATSTE_JAAR.to_string()]),
    );
    let mut dagen = BTreeMap::<Datum, Ander>::new();
    for regel in csv.lines().skip(1) {
        let [datum, soort, naam] = regel.split(',').collect::<Vec<_>>()[..] else {
            panic!("a line of the oracle is not datum,soort,naam: {regel}");
        };
        let dag = dagen.entry(datum.parse().expect(datum)).or_default();
        match soort {
            "public" => dag.public = Some(naam.to_owned()),
            "optional" => dag.optional = Some(naam.to_owned()),
            _ => panic!("unknown category: {regel}"),
        }
    }
    dagen
}

fn draai(opdracht: &mut Command) -> String {
    let wat_te_doen = "the independent calendar is missing: run scripts/orakel.sh, which needs \
                       python3 with venv, and PyPI once";
    let uit = opdracht.output().unwrap_or_else(|fout| panic!("{wat_te_doen}\n{fout}"));
    let fouten = String::from_utf8_lossy(&uit.stderr);
    assert!(uit.status.success(), "{wat_te_doen}\n{opdracht:?}\n{fouten}");
    String::from_utf8(uit.stdout).expect("the oracle prints UTF-8")
}

/// Where the law and the package part ways, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verschil {
    /// Both name the day, and give it the same name: most of them.
    Geen,
    /// Eerste paasdag and Eerste pinksterdag: always a Sunday, so artikel 3 does not name them.
    ZondagVanEenFeest,
    /// 5 May outside lustrum years: the act has it every year, the package only as a day that some
    /// have off.
    VijfMei,
    /// A day between a holiday and a weekend that a royal decree equates with a holiday
    /// (artikel 3 lid 3); the package knows no decrees.
    BijBesluit,
}

/// The rule that explains this day; `None` if nothing does.
fn verschil(kalender: &Kalender, dag: Datum, ander: &BTreeMap<Datum, Ander>) -> Option<Verschil> {
    let public = ander.get(&dag).and_then(|a| a.public.as_deref());
    let optional = ander.get(&dag).and_then(|a| a.optional.as_deref());
    match (kalender.feestdag(dag), public) {
        (Some(wij), Some(zij)) => {
            let zelfde = wij.naam.nl.to_lowercase() == zij.to_lowercase();
            zelfde.then_some(Verschil::Geen)
        }
        (None, Some("Eerste paasdag" | "Eerste pinksterdag")) => {
            (dag.weekday() == Weekday::Sunday).then_some(Verschil::ZondagVanEenFeest)
        }
        (Some(wij), None) if optional.is_some() => {
            let vijf_mei = (dag.month(), dag.day()) == (5, 5);
            let geen_lustrum = dag.year() % 5 != 0;
            let zelfde = Some(wij.naam.nl.as_str()) == optional;
            (vijf_mei && geen_lustrum && zelfde).then_some(Verschil::VijfMei)
        }
        (Some(wij), None) => {
            let bij_besluit = wij.soort == Soort::Gelijkgesteld && wij.artikel == "3 lid 3";
            (bij_besluit && is_brug(dag, ander)).then_some(Verschil::BijBesluit)
        }
        (None, _) => None,
    }
}

/// A Friday after a holiday, or a Monday before one, as the package has its holidays.
fn is_brug(dag: Datum, ander: &BTreeMap<Datum, Ander>) -> bool {
    let buur = match dag.weekday() {
        Weekday::Friday => dag.yesterday(),
        Weekday::Monday => dag.tomorrow(),
        _ => return false,
    };
    buur.is_ok_and(|buur| ander.contains_key(&buur))
}

#[test]
fn every_day_of_2015_to_2040_is_that_of_an_independent_calendar() {
    let kalender = Kalender::nederland();
    let ander = ander();
    let mut gezien = BTreeSet::new();
    let mut dagen = 0;
    let mut onverklaard = Vec::new();
    let mut dag = Datum::new(EERSTE_JAAR, 1, 1).expect("a day");
    while dag.year() <= LAATSTE_JAAR {
        dagen += 1;
        let iets = kalender.feestdag(dag).is_some() || ander.contains_key(&dag);
        if iets {
            match verschil(kalender, dag, &ander) {
                Some(verschil) => _ = gezien.insert(verschil),
                None => onverklaard.push((dag, kalender.feestdag(dag), ander.get(&dag).cloned())),
            }
        }
        // What follows from it: no rule of the law needs the package beyond its holidays.
        let weekend = matches!(dag.weekday(), Weekday::Saturday | Weekday::Sunday);
        let gewoon = !weekend && kalender.feestdag(dag).is_none();
        assert_eq!(kalender.is_gewone_dag(dag), gewoon, "{dag}");
        assert_eq!(kalender.is_werkdag(dag), gewoon, "{dag}: the Dutch file has no `doorwerken`");
        dag = dag.tomorrow().expect("a next day");
    }
    assert_eq!(onverklaard, [], "days that differ and that no rule explains");
    assert_eq!(dagen, 9497, "26 years, 7 of them leap years");
    let alle =
        [Verschil::Geen, Verschil::ZondagVanEenFeest, Verschil::VijfMei, Verschil::BijBesluit];
    assert_eq!(gezien, BTreeSet::from(alle), "a declared difference that never occurs");
}
