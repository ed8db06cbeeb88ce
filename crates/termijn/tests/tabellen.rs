//! Dates that can be checked against a wall calendar, in tables: what starts, how long, and where
//! it ends and why.

mod hulp;

use hulp::{dag, pauzes, rijen, zinnen};
use termijn::{Kalender, Termijn, TermijnFout, Verschuiving, einde, terug, uitleg, uitleg_terug};

/// start, termijn, eindigt, wettelijk (`-`: the same day), omdat (part of the explanation).
fn klopt(tabel: &str, verschuiving: Verschuiving) {
    let kalender = Kalender::nederland();
    for rij in rijen(tabel) {
        let [start, termijn, eindigt, wettelijk, omdat] = rij[..] else { panic!("{rij:?}") };
        let termijn: Termijn = termijn.parse().expect(termijn);
        let uit = uitleg(kalender, dag(start), termijn, verschuiving, &[]).expect(start);
        let wettelijk = if wettelijk == "-" { eindigt } else { wettelijk };
        assert_eq!(uit.einde.einde, dag(eindigt), "{rij:?}\n{}", zinnen(&uit));
        assert_eq!(uit.einde.wettelijk, dag(wettelijk), "{rij:?}\n{}", zinnen(&uit));
        assert!(zinnen(&uit).contains(omdat), "{rij:?}\n{}", zinnen(&uit));
    }
}

#[test]
fn a_statutory_term_that_ends_on_no_ordinary_day_moves_to_the_next_one() {
    klopt(
        "
        start       termijn      eindigt     wettelijk   omdat
        2026-11-23  6 weken      2027-01-04  -           gewone dag
        2026-11-23  10 weken     2027-02-01  -           gewone dag
        2026-11-13  6 weken      2026-12-25  2026-12-28  Eerste kerstdag
        2026-03-16  6 weken      2026-04-27  2026-04-28  Koningsdag
        2027-03-26  6 weken      2027-05-07  2027-05-10  gelijkgesteld
        2026-04-30  5 werkdagen  2026-05-08  -           dinsdag 5 mei (Bevrijdingsdag)
        2026-02-20  6 weken      2026-04-03  2026-04-07  Goede Vrijdag
        2026-04-02  6 weken      2026-05-14  2026-05-18  Hemelvaartsdag
        2026-11-21  1 week       2026-11-28  2026-11-30  een zaterdag
        2026-11-22  1 week       2026-11-29  2026-11-30  een zondag
        2031-03-15  6 weken      2031-04-26  2031-04-28  Koningsdag
        2031-03-16  6 weken      2031-04-27  2031-04-28  een zondag
        2025-03-15  6 weken      2025-04-26  2025-04-28  Koningsdag
        2013-03-19  6 weken      2013-04-30  2013-05-01  Koninginnedag
        2006-03-18  6 weken      2006-04-29  2006-05-01  Koninginnedag
        2017-04-14  14 dagen     2017-04-28  2017-05-01  gelijkgesteld
        2027-12-31  1 maand      2028-01-31  -           gewone dag
        2027-10-25  2 maanden    2027-12-25  2027-12-27  Eerste kerstdag
        2018-12-10  14 dagen     2018-12-24  2018-12-27  dinsdag 25 december (Eerste kerstdag)
        ",
        Verschuiving::Atw,
    );
}

#[test]
fn a_term_of_a_private_regulation_stays_where_it_ends() {
    klopt(
        "
        start       termijn      eindigt     wettelijk   omdat
        2026-11-13  6 weken      2026-12-25  -           Algemene termijnenwet geldt niet
        2026-11-21  2 weken      2026-12-05  -           een zaterdag, maar de datum schuift niet
        2026-11-23  2 weken      2026-12-07  -           2 weken later is maandag 7 december 2026
        2026-12-23  5 werkdagen  2026-12-31  -           vrijdag 25 december (Eerste kerstdag)
        2026-11-23  5 werkdagen  2026-11-30  -           niet meegeteld: het weekend.
        2026-11-21  1 werkdag    2026-11-23  -           niet meegeteld: het weekend.
        2026-11-23  1 werkdag    2026-11-24  -           1 werkdag later is dinsdag 24 november
        ",
        Verschuiving::Geen,
    );
}

#[test]
fn months_end_on_the_same_number_or_the_last_day_of_a_shorter_month() {
    klopt(
        "
        start       termijn      eindigt     wettelijk   omdat
        2026-01-31  1 maand      2026-02-28  -           Februari 2026 heeft geen dag 31
        2028-01-31  1 maand      2028-02-29  -           Februari 2028 heeft geen dag 31
        2026-03-31  1 maand      2026-04-30  -           laatste dag van de maand
        2026-02-28  1 maand      2026-03-28  -           1 maand later
        2028-02-29  1 jaar       2029-02-28  -           Februari 2029 heeft geen dag 29
        2028-02-29  4 jaar       2032-02-29  -           4 jaar later
        2026-11-30  3 maanden    2027-02-28  -           een zondag
        2026-08-31  18 maanden   2028-02-29  -           heeft geen dag 31
        ",
        Verschuiving::Geen,
    );
}

#[test]
fn article_four_leaves_long_terms_and_hours_alone() {
    klopt(
        "
        start       termijn      eindigt     wettelijk   omdat
        2026-09-05  12 weken     2026-11-28  2026-11-30  een zaterdag
        2026-09-05  13 weken     2026-12-05  -           langer dan twaalf weken
        2026-08-30  90 dagen     2026-11-28  2026-11-30  een zaterdag
        2026-08-29  91 dagen     2026-11-28  -           langer dan negentig dagen
        2026-08-28  3 maanden    2026-11-28  2026-11-30  een zaterdag
        2026-07-28  4 maanden    2026-11-28  -           langer dan drie maanden
        2026-06-26  6 maanden    2026-12-26  -           langer dan drie maanden
        2025-12-26  1 jaar       2026-12-26  -           in jaren
        2026-11-26  48 uur       2026-11-28  -           in uren
        2026-11-26  25 uur       2026-11-28  -           25 uur is hier 2 dagen
        2026-11-20  72 uur       2026-11-23  -           72 uur is hier 3 dagen
        2026-11-23  1 uur        2026-11-24  -           1 uur is hier 1 dag
        ",
        Verschuiving::Atw,
    );
}

#[test]
fn a_short_statutory_term_holds_two_ordinary_days() {
    klopt(
        "
        start       termijn      eindigt     wettelijk   omdat
        2026-11-26  3 dagen      2026-11-29  2026-11-30  artikel 1 lid 1
        2026-11-25  3 dagen      2026-11-28  2026-11-30  artikel 1 lid 1
        2026-11-27  3 dagen      2026-11-30  2026-12-01  artikel 2
        2026-11-27  2 dagen      2026-11-29  2026-11-30  artikel 1 lid 1
        2026-12-24  3 dagen      2026-12-27  2026-12-29  artikel 2
        2026-12-24  4 dagen      2026-12-28  2026-12-29  artikel 2
        2026-04-02  4 dagen      2026-04-06  2026-04-08  artikel 2
        2026-04-02  5 dagen      2026-04-07  2026-04-08  artikel 2
        2026-04-02  6 dagen      2026-04-08  -           gewone dag
        ",
        Verschuiving::Atw,
    );
}

#[test]
fn a_pause_lengthens_a_term_by_the_days_that_it_took() {
    let kalender = Kalender::nederland();
    let tabel = "
        start       termijn       pauzes                                            eindigt
        2026-03-02  6 weken       -                                                 2026-04-13
        2026-03-02  6 weken       2026-03-10..2026-03-17                            2026-04-20
        2026-03-02  6 weken       2026-03-10..2026-03-17, 2026-03-14..2026-03-20    2026-04-23
        2026-03-02  6 weken       2026-03-17..2026-03-20, 2026-03-10..2026-03-17    2026-04-23
        2026-03-02  6 weken       2026-03-10..2026-03-17, 2026-03-10..2026-03-17    2026-04-20
        2026-03-02  6 weken       2026-03-10..2026-03-20, 2026-03-12..2026-03-14    2026-04-23
        2026-03-02  6 weken       2026-03-10..2026-03-10                            2026-04-13
        2026-03-02  6 weken       2026-02-01..2026-03-02                            2026-04-13
        2026-03-02  6 weken       2026-02-01..2026-03-04                            2026-04-15
        2026-03-02  6 weken       2026-04-13..2026-05-01                            2026-04-13
        2026-03-02  6 weken       2026-04-13..                                      2026-04-13
        2026-03-02  6 weken       2026-04-12..2026-05-01                            2026-05-02
        2026-03-02  6 weken       2026-04-12..2026-05-01, 2026-05-01..2026-05-04    2026-05-05
        2026-03-02  6 weken       2026-03-10..2026-03-17, 2026-04-15..2026-04-18    2026-04-23
        2026-03-02  5 werkdagen   2026-03-04..2026-03-11                            2026-03-16
        2026-03-02  5 werkdagen   2026-03-07..2026-03-08                            2026-03-09
        2026-03-02  5 werkdagen   2026-03-09..2026-03-11                            2026-03-09
        2026-03-02  5 werkdagen   2026-02-20..2026-03-04                            2026-03-11
        2026-03-02  1 maand       2026-03-10..2026-03-17                            2026-04-09
        2026-03-02  72 uur        2026-03-03..2026-03-06                            2026-03-08
    ";
    for rij in rijen(tabel) {
        let [start, termijn, stil, eindigt] = rij[..] else { panic!("{rij:?}") };
        let termijn: Termijn = termijn.parse().expect(termijn);
        let uit = einde(kalender, dag(start), termijn, Verschuiving::Geen, &pauzes(stil));
        assert_eq!(uit.map(|e| e.einde), Ok(dag(eindigt)), "{rij:?}");
    }
}

#[test]
fn the_shift_comes_once_after_the_pauses() {
    let kalender = Kalender::nederland();
    let zes_weken: Termijn = "6 weken".parse().expect("a term");
    // Without the pause it would end on Koningsdag and move; the pause puts it on a Saturday.
    let stil = pauzes("2026-03-20..2026-03-25");
    let uit = uitleg(kalender, dag("2026-03-16"), zes_weken, Verschuiving::Atw, &stil)
        .expect("a closed pause");
    assert_eq!(uit.einde.einde, dag("2026-05-02"));
    assert_eq!(uit.einde.wettelijk, dag("2026-05-04"));
    assert_eq!(
        zinnen(&uit),
        "Maandag 16 maart 2026 is de dag van de gebeurtenis; die telt niet mee.\n\
         6 weken later is maandag 27 april 2026.\n\
         Na vrijdag 20 maart 2026 staat de termijn stil tot en met woensdag 25 maart 2026 \
         (5 dagen); de termijn eindigt dan op zaterdag 2 mei 2026.\n\
         Dat is een zaterdag: door naar zondag 3 mei, maandag 4 mei 2026 (Algemene termijnenwet \
         artikel 1 lid 1)."
    );
}

#[test]
fn a_paused_day_is_no_ordinary_day_of_the_term() {
    // Three days from Monday, of which two stand still: Tuesday, Friday and Saturday are left.
    let kalender = Kalender::nederland();
    let drie_dagen: Termijn = "3 dagen".parse().expect("a term");
    let stil = pauzes("2026-11-24..2026-11-27");
    let uit = einde(kalender, dag("2026-11-23"), drie_dagen, Verschuiving::Atw, &stil)
        .expect("a closed pause");
    assert_eq!(uit.einde, dag("2026-11-29"));
    assert_eq!(uit.wettelijk, dag("2026-11-30"));
    let stil = pauzes("2026-11-23..2026-11-27");
    let uit = einde(kalender, dag("2026-11-23"), drie_dagen, Verschuiving::Atw, &stil)
        .expect("a closed pause");
    assert_eq!(uit.wettelijk, dag("2026-12-01"), "Monday alone is not enough");
}

#[test]
fn while_the_clock_stands_still_there_is_no_end() {
    let kalender = Kalender::nederland();
    for (termijn, stil, sinds) in [
        ("6 weken", "2026-03-10..", "2026-03-10"),
        ("6 weken", "2026-03-10..2026-03-20, 2026-03-15..", "2026-03-10"),
        ("6 weken", "2026-03-04..2026-03-14, 2026-04-20..", "2026-04-20"),
        ("6 weken", "2026-02-01..", "2026-03-02"),
        ("5 werkdagen", "2026-03-05..", "2026-03-05"),
    ] {
        let termijn: Termijn = termijn.parse().expect(termijn);
        let uit = einde(kalender, dag("2026-03-02"), termijn, Verschuiving::Atw, &pauzes(stil));
        assert_eq!(uit, Err(TermijnFout::StaatStil { sinds: dag(sinds) }), "{stil}");
    }
}

#[test]
fn a_pause_that_ends_before_it_begins_is_refused() {
    let stil = pauzes("2026-03-17..2026-03-10");
    let termijn: Termijn = "6 weken".parse().expect("a term");
    let kalender = Kalender::nederland();
    let uit = einde(kalender, dag("2026-03-02"), termijn, Verschuiving::Geen, &stil);
    let (van, tot) = (dag("2026-03-17"), dag("2026-03-10"));
    assert_eq!(uit, Err(TermijnFout::PauzeAchterstevoren { van, tot }));
}

#[test]
fn what_is_counted_backwards_never_moves() {
    let kalender = Kalender::nederland();
    let tabel = "
        hoorzitting  minstens     uiterlijk   omdat
        2026-12-28   2 weken      2026-12-14  2 weken eerder is maandag 14 december 2026
        2027-01-08   2 weken      2026-12-25  Eerste kerstdag, maar de datum schuift niet op
        2026-12-12   2 weken      2026-11-28  een zaterdag, maar de datum schuift niet op
        2026-12-29   3 werkdagen  2026-12-23  niet meegeteld: het weekend, vrijdag 25 december
        2026-12-28   1 werkdag    2026-12-24  1 werkdag eerder is donderdag 24 december 2026
        2026-03-31   1 maand      2026-02-28  Februari 2026 heeft geen dag 31
        2026-11-26   72 uur       2026-11-23  72 uur is hier 3 dagen
        2026-11-26   14 dagen     2026-11-12  14 dagen eerder
    ";
    for rij in rijen(tabel) {
        let [zitting, termijn, uiterlijk, omdat] = rij[..] else { panic!("{rij:?}") };
        let termijn: Termijn = termijn.parse().expect(termijn);
        let uit = uitleg_terug(kalender, dag(zitting), termijn).expect(zitting);
        assert_eq!(terug(kalender, dag(zitting), termijn), Ok(dag(uiterlijk)), "{rij:?}");
        assert_eq!(uit.einde.wettelijk, dag(uiterlijk), "{rij:?}");
        assert!(zinnen(&uit).contains(omdat), "{rij:?}\n{}", zinnen(&uit));
    }
}

#[test]
fn the_end_of_all_calendars_is_an_error_and_no_panic() {
    let kalender = Kalender::nederland();
    for eenheid in ["uur", "dagen", "werkdagen", "weken", "maanden", "jaar"] {
        let termijn: Termijn = format!("65535 {eenheid}").parse().expect(eenheid);
        for begin in [dag("9999-12-31"), dag("9998-01-01")] {
            let uit = einde(kalender, begin, termijn, Verschuiving::Atw, &[]);
            assert_eq!(uit, Err(TermijnFout::BuitenBereik { begin, termijn }));
        }
        let _ = einde(kalender, dag("2026-11-23"), termijn, Verschuiving::Atw, &[]);
        assert!(terug(kalender, termijn::Datum::MIN, termijn).is_err());
    }
}
