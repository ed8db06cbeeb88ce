//! The Dutch calendar against the law's own table, and broken calendar files.

use super::*;
use jiff::civil::date;

/// A small calendar that is right, to break one line at a time.
const KLEIN: &str = r#"[kalender]
naam = "klein"
versie = 2026-11-23

[werkdagen]
weekdagen = ["ma", "di", "wo", "do", "vr"]
doorwerken = []

[[feestdag]]
id = "koningsdag"
naam = { nl = "Koningsdag", en = "King's Day" }
dag = "04-27"
als_zondag = "04-26"
artikel = "3 lid 1"
bron = "gebruik"
zekerheid = "secundair"

[[feestdag]]
id = "goede_vrijdag"
naam = { nl = "Goede Vrijdag", en = "Good Friday" }
pasen = -2
soort = "gelijkgesteld"
artikel = "3 lid 2"
bron = "de wet"
zekerheid = "wettekst"

[[gelijkstelling]]
van = 2026
tot = 2028
bron = "besluit"
zekerheid = "secundair"
dagen = [2026-05-15, 2027-05-07]
"#;

fn fouten(tekst: &str) -> Vec<(usize, String)> {
    let fout = Kalender::parse(tekst).expect_err("broken");
    fout.fouten.into_iter().map(|fout| (fout.regel, fout.wat)).collect()
}

#[test]
fn the_dutch_calendar_holds_the_table_of_the_law() {
    let kalender = Kalender::nederland();
    let tabel = "
        2026  04-03  04-06  04-27  05-14  05-25  01-02 05-15
        2027  03-26  03-29  04-27  05-06  05-17  05-07
        2028  04-14  04-17  04-27  05-25  06-05  04-28 05-26
        2029  03-30  04-02  04-27  05-10  05-21
        2030  04-19  04-22  04-27  05-30  06-10
        2031  04-11  04-14  04-26  05-22  06-02
    ";
    for regel in tabel.lines().filter(|regel| !regel.trim().is_empty()) {
        let mut cellen = regel.split_whitespace();
        let jaar: i16 = cellen.next().expect("a year").parse().expect("a year");
        let mut verwacht: Vec<Datum> = cellen
            .chain(["01-01", "05-05", "12-25", "12-26"])
            .map(|dag| format!("{jaar}-{dag}").parse().expect("a day"))
            .collect();
        verwacht.sort();
        let begin = date(jaar, 1, 1);
        let gevonden: Vec<Datum> = begin
            .series(jiff::Span::new().days(1))
            .take_while(|dag| dag.year() == jaar)
            .filter(|dag| kalender.feestdag(*dag).is_some())
            .collect();
        assert_eq!(gevonden, verwacht);
    }
}

#[test]
fn the_day_of_the_king_follows_the_throne_and_avoids_sunday() {
    for (jaar, maand, dag, naam) in [
        (1978, 5, 1, "Koninginnedag"), // 30 April was a Sunday: then still a day later
        (1979, 4, 30, "Koninginnedag"),
        (1980, 4, 30, "Koninginnedag"),
        (1989, 4, 29, "Koninginnedag"),
        (2000, 4, 29, "Koninginnedag"),
        (2013, 4, 30, "Koninginnedag"),
        (2014, 4, 26, "Koningsdag"),
        (2015, 4, 27, "Koningsdag"),
        (2025, 4, 26, "Koningsdag"),
        (2031, 4, 26, "Koningsdag"),
    ] {
        let dagen: Vec<(Datum, &str)> = (0..14)
            .filter_map(|n| super::dag(nummer(date(jaar, 4, 20)) + n))
            .filter_map(|d| Some((d, Kalender::nederland().feestdag(d)?.naam.nl.as_str())))
            .filter(|(_, naam)| naam.starts_with("Koning") || naam.starts_with("Konin"))
            .collect();
        assert_eq!(dagen, [(date(jaar, maand, dag), naam)]);
    }
}

#[test]
fn a_holiday_says_where_it_comes_from() {
    let kalender = Kalender::nederland();
    let goede_vrijdag = kalender.feestdag(date(2026, 4, 3)).expect("a holiday");
    assert_eq!(goede_vrijdag.naam.nl, "Goede Vrijdag");
    assert_eq!((goede_vrijdag.soort, goede_vrijdag.artikel), (Soort::Gelijkgesteld, "3 lid 2"));
    let bij_besluit = kalender.feestdag(date(2026, 5, 15)).expect("an equated day");
    assert_eq!((bij_besluit.soort, bij_besluit.artikel), (Soort::Gelijkgesteld, "3 lid 3"));
    assert!(bij_besluit.bron.contains("Stcrt. 2025, 24713"));
    assert_eq!(kalender.feestdag(date(2026, 5, 16)), None);
}

#[test]
fn the_calendar_knows_how_far_it_knows() {
    let kalender = Kalender::nederland();
    assert_eq!((kalender.bekend_van(), kalender.bekend_tot()), (2017, 2028));
    for (jaar, bekend) in
        [(2016, false), (2017, true), (2020, false), (2023, true), (2028, true), (2029, false)]
    {
        assert_eq!(kalender.is_bekend(date(jaar, 6, 1)), bekend, "{jaar}");
    }
}

#[test]
fn the_version_names_the_file_and_changes_with_every_letter() {
    let kalender = Kalender::parse(KLEIN).expect("right");
    let delen: Vec<&str> = kalender.versie().split(' ').collect();
    assert_eq!(delen[..2], ["klein", "2026-11-23"]);
    assert_eq!(delen[2].len(), 12);
    let anders = Kalender::parse(&KLEIN.replace("gebruik", "Gebruik")).expect("right");
    assert_ne!(anders.versie(), kalender.versie());
}

#[test]
fn the_bits_say_what_the_rules_say_for_every_day_of_three_centuries() {
    let kalender = Kalender::nederland();
    for nummer in nummer(date(1900, 1, 1))..nummer(date(2200, 1, 1)) {
        let (gewoon, werk) = kalender.bereken(nummer);
        assert_eq!(kalender.telt_als_gewone_dag(nummer), gewoon);
        assert_eq!(kalender.telt_als_werkdag(nummer), werk);
    }
}

#[test]
fn a_provider_may_work_on_other_days_than_the_law_has_it() {
    let tekst = KLEIN
        .replace(r#""do", "vr"]"#, r#""do", "za"]"#)
        .replace("doorwerken = []", r#"doorwerken = ["goede_vrijdag", "gelijkgesteld"]"#);
    let kalender = Kalender::parse(&tekst).expect("right");
    assert!(kalender.is_werkdag(date(2026, 11, 28)), "a Saturday");
    assert!(!kalender.is_werkdag(date(2026, 11, 27)), "a Friday");
    assert!(!kalender.is_gewone_dag(date(2026, 11, 28)), "the law keeps its own Saturday");

    let tekst =
        KLEIN.replace("doorwerken = []", r#"doorwerken = ["goede_vrijdag", "gelijkgesteld"]"#);
    let kalender = Kalender::parse(&tekst).expect("right");
    for datum in [date(2026, 4, 3), date(2026, 5, 15)] {
        assert!(kalender.is_werkdag(datum) && !kalender.is_gewone_dag(datum), "{datum}");
    }
    assert!(!kalender.is_werkdag(date(2026, 4, 27)));
}

#[test]
fn a_broken_file_is_refused_with_the_line() {
    for (goed, fout, regel, wat) in [
        ("naam = \"klein\"", "naam = klein", 2, ""),
        ("naam = \"klein\"", "naam = 3", 2, "string"),
        ("[werkdagen]", "[werkdag]", 5, "unknown field"),
        ("versie = 2026-11-23", "versie = 2026-11-23T10:00:00", 3, "is not a day"),
        ("\"vr\"]", "\"fr\"]", 6, "no such weekday `fr`"),
        ("weekdagen = [\"ma\", \"di\", \"wo\", \"do\", \"vr\"]", "weekdagen = []", 6, "is empty"),
        ("doorwerken = []", "doorwerken = [\"5_mei\"]", 7, "no holiday has the id `5_mei`"),
        ("\"04-27\"", "\"27-04\"", 12, "`27-04` is not a day of every year"),
        ("\"04-26\"", "\"02-29\"", 13, "`02-29` is not a day of every year"),
        ("dag = \"04-27\"\n", "", 10, "either `dag`"),
        ("pasen = -2", "pasen = -2\ndag = \"04-03\"", 19, "either `dag`"),
        ("pasen = -2", "pasen = 300", 21, "must keep the holiday in its year"),
        ("pasen = -2", "pasen = -2\nvan = 2020\ntot = 2019", 19, "ends (2019) before it begins"),
        ("\"goede_vrijdag\"", "\"koningsdag\"", 19, "the id `koningsdag` is used twice"),
        ("zekerheid = \"wettekst\"", "zekerheid = \"vast\"", 25, "unknown variant"),
        ("tot = 2028", "tot = 2025", 28, "ends (2025) before it begins (2026)"),
        ("2027-05-07]", "2029-05-11]", 32, "2029-05-11 is not in 2026-2028"),
        ("2027-05-07]", "2027-05-08]", 32, "2027-05-08 is a Saturday"),
        ("2027-05-07]", "2027-04-27]", 32, "is a holiday already: King's Day"),
        ("2027-05-07]", "2026-05-15]", 32, "is a holiday already"),
    ] {
        assert!(KLEIN.contains(goed), "{goed}");
        let gevonden = fouten(&KLEIN.replacen(goed, fout, 1));
        assert!(
            gevonden.iter().any(|(r, w)| *r == regel && w.contains(wat)),
            "{fout}: {gevonden:?}"
        );
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once_in_order() {
    let tekst = KLEIN
        .replace("\"vr\"]", "\"fr\"]")
        .replace("\"04-26\"", "\"00-26\"")
        .replace("2027-05-07]", "2027-05-08]");
    let regels: Vec<usize> = fouten(&tekst).into_iter().map(|(regel, _)| regel).collect();
    assert_eq!(regels, [6, 13, 32]);
    let fout = Kalender::parse(&tekst).expect_err("broken");
    assert!(fout.to_string().starts_with("not a calendar\n  line 6: no such weekday `fr`"));
}

#[test]
fn two_decrees_do_not_share_a_year() {
    let nog_een = "\n[[gelijkstelling]]\nvan = 2028\ntot = 2030\nbron = \"b\"\n\
                   zekerheid = \"secundair\"\ndagen = []\n";
    let gevonden = fouten(&format!("{KLEIN}{nog_een}"));
    assert_eq!(gevonden, [(35, "another decree is also for 2028".to_owned())]);
    let (kop, _) = KLEIN.split_once("[[gelijkstelling]]").expect("has one");
    assert!(fouten(kop)[0].1.contains("gelijkstelling"));
}
