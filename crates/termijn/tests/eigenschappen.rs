//! Two judges: a slow and obvious count, day by day with a set of free days, beside the real one;
//! and laws of counting that no calendar may break.

use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::sync::LazyLock;

use jiff::civil::{Weekday, date};
use proptest::prelude::*;
use termijn::{
    Datum, Eenheid, Einde, Kalender, Pauze, Termijn, TermijnFout, Verschuiving, einde, terug,
    uitleg,
};

/// The free days of the Dutch calendar as a plain set, with room at both ends.
static VRIJ: LazyLock<BTreeSet<Datum>> = LazyLock::new(|| {
    let mut vrij = BTreeSet::new();
    let mut dag = date(1975, 1, 1);
    while dag < date(2130, 1, 1) {
        let weekend = matches!(dag.weekday(), Weekday::Saturday | Weekday::Sunday);
        if weekend || Kalender::nederland().feestdag(dag).is_some() {
            vrij.insert(dag);
        }
        dag = dag.tomorrow().expect("a next day");
    }
    vrij
});

fn gewoon(dag: Datum) -> bool {
    !VRIJ.contains(&dag)
}

fn morgen(dag: Datum) -> Datum {
    dag.tomorrow().expect("a next day")
}

/// Is the day paused? Straight from the definition, pause by pause.
fn stil(dag: Datum, pauzes: &[Pauze]) -> bool {
    pauzes.iter().any(|p| dag > p.van && p.tot.is_none_or(|tot| dag <= tot))
}

/// The last day of the month when the day asked for is not there.
fn op_dag(jaar: i16, maand: i8, dag: i8) -> Datum {
    Datum::new(jaar, maand, dag).unwrap_or_else(|_| op_dag(jaar, maand, dag - 1))
}

/// The term without pauses, one unit at a time.
fn zonder_pauze(begin: Datum, aantal: u16, eenheid: Eenheid) -> Datum {
    let stappen = |n: u16| (0..n).fold(begin, |dag, _| morgen(dag));
    match eenheid {
        Eenheid::Uren => {
            let mut uren = i32::from(aantal);
            let mut dag = begin;
            while uren > 0 {
                uren -= 24;
                dag = morgen(dag);
            }
            dag
        }
        Eenheid::Dagen | Eenheid::Werkdagen => stappen(aantal),
        Eenheid::Weken => stappen(7 * aantal),
        Eenheid::Maanden | Eenheid::Jaren => {
            let (mut jaar, mut maand) = (begin.year(), begin.month());
            let maanden = if eenheid == Eenheid::Jaren { 12 * aantal } else { aantal };
            for _ in 0..maanden {
                (jaar, maand) = if maand == 12 { (jaar + 1, 1) } else { (jaar, maand + 1) };
            }
            op_dag(jaar, maand, begin.day())
        }
    }
}

/// The oracle: walk from the day after the event and cross off days until the term is used up.
fn orakel(begin: Datum, termijn: Termijn, v: Verschuiving, pauzes: &[Pauze]) -> Option<Einde> {
    let werkdagen = termijn.eenheid() == Eenheid::Werkdagen;
    let mut over = if werkdagen {
        i32::from(termijn.aantal())
    } else {
        let einde = zonder_pauze(begin, termijn.aantal(), termijn.eenheid());
        let mut dagen = 0;
        let mut dag = begin;
        while dag < einde {
            dag = morgen(dag);
            dagen += 1;
        }
        dagen
    };
    let mut dag = begin;
    let mut gewone_dagen = 0;
    while over > 0 {
        dag = morgen(dag);
        if dag > date(2125, 1, 1) {
            return None; // an open pause: it never ends
        }
        if stil(dag, pauzes) {
            continue;
        }
        over -= i32::from(!werkdagen || gewoon(dag));
        gewone_dagen += i32::from(gewoon(dag));
    }
    let einde = dag;
    let (n, e) = (termijn.aantal(), termijn.eenheid());
    let schuift = v == Verschuiving::Atw
        && match e {
            Eenheid::Uren | Eenheid::Jaren => false,
            Eenheid::Dagen | Eenheid::Werkdagen => n <= 90,
            Eenheid::Weken => n <= 12,
            Eenheid::Maanden => n <= 3,
        };
    if schuift {
        let twee = n >= 3 || matches!(e, Eenheid::Weken | Eenheid::Maanden);
        while !gewoon(dag) || (twee && gewone_dagen < 2) {
            dag = morgen(dag);
            gewone_dagen += i32::from(gewoon(dag));
        }
    }
    Some(Einde { einde, wettelijk: dag })
}

fn een_dag() -> impl Strategy<Value = Datum> {
    (1990i16..2060, 1i8..=12, 1i8..=31).prop_map(|(jaar, maand, dag)| op_dag(jaar, maand, dag))
}

fn een_termijn() -> impl Strategy<Value = Termijn> {
    let nieuw =
        |eenheid| move |n: u16| Termijn::new(NonZeroU16::new(n).expect("not zero"), eenheid);
    prop_oneof![
        (1u16..200).prop_map(nieuw(Eenheid::Uren)),
        (1u16..12).prop_map(nieuw(Eenheid::Dagen)),
        (1u16..120).prop_map(nieuw(Eenheid::Dagen)),
        (1u16..30).prop_map(nieuw(Eenheid::Werkdagen)),
        (85u16..95).prop_map(nieuw(Eenheid::Werkdagen)),
        (1u16..20).prop_map(nieuw(Eenheid::Weken)),
        (1u16..30).prop_map(nieuw(Eenheid::Maanden)),
        (1u16..12).prop_map(nieuw(Eenheid::Jaren)),
    ]
}

/// Pauses around a beginning: before it, over it, over each other, one in eight without an end.
fn pauzes_rond(begin: Datum) -> impl Strategy<Value = Vec<Pauze>> {
    let een =
        (-20i64..60, 0i64..25, prop::bool::weighted(0.125)).prop_map(move |(na, dagen, open)| {
            let dag = |n: i64| begin.saturating_add(jiff::Span::new().days(n));
            Pauze { van: dag(na), tot: (!open).then(|| dag(na + dagen)) }
        });
    prop::collection::vec(een, 0..5)
}

fn een_geval() -> impl Strategy<Value = (Datum, Termijn, Vec<Pauze>)> {
    (een_dag(), een_termijn())
        .prop_flat_map(|(begin, termijn)| (Just(begin), Just(termijn), pauzes_rond(begin)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_slow_judge_agrees(
        (begin, termijn, pauzes) in een_geval(),
        v in prop_oneof![Just(Verschuiving::Geen), Just(Verschuiving::Atw)],
    ) {
        let uit = einde(Kalender::nederland(), begin, termijn, v, &pauzes);
        match orakel(begin, termijn, v, &pauzes) {
            Some(verwacht) => prop_assert_eq!(uit, Ok(verwacht)),
            None => {
                let staat_stil = matches!(uit, Err(TermijnFout::StaatStil { .. }));
                prop_assert!(staat_stil, "{:?}", uit);
            }
        }
    }

    #[test]
    fn the_explanation_ends_where_the_count_ends((begin, termijn, pauzes) in een_geval()) {
        let k = Kalender::nederland();
        let snel = einde(k, begin, termijn, Verschuiving::Atw, &pauzes);
        let lang = uitleg(k, begin, termijn, Verschuiving::Atw, &pauzes);
        prop_assert_eq!(snel, lang.map(|uit| uit.einde));
    }

    #[test]
    fn pauses_count_once_in_any_order((begin, termijn, pauzes) in een_geval()) {
        let k = Kalender::nederland();
        let uit = einde(k, begin, termijn, Verschuiving::Geen, &pauzes);
        let mut dubbel: Vec<Pauze> = pauzes.iter().rev().chain(&pauzes).copied().collect();
        prop_assert_eq!(einde(k, begin, termijn, Verschuiving::Geen, &dubbel), uit);
        // A pause cut in two touching halves is the same pause.
        for pauze in &mut dubbel {
            pauze.tot = Some(pauze.tot.map_or(pauze.van, |tot| tot.min(morgen(pauze.van))));
        }
        dubbel.extend(pauzes.iter().map(|p| {
            let knip = p.tot.map_or(p.van, |tot| tot.min(morgen(p.van)));
            Pauze { van: knip, tot: p.tot }
        }));
        prop_assert_eq!(einde(k, begin, termijn, Verschuiving::Geen, &dubbel), uit);
    }

    #[test]
    fn a_term_paused_from_its_first_day_begins_when_the_pause_ends(
        begin in een_dag(),
        stil in 0i64..40,
        n in 1u16..40,
        eenheid in prop_oneof![
            Just(Eenheid::Dagen), Just(Eenheid::Werkdagen), Just(Eenheid::Weken),
        ],
    ) {
        let k = Kalender::nederland();
        let termijn = Termijn::new(NonZeroU16::new(n).expect("not zero"), eenheid);
        let verder = begin.saturating_add(jiff::Span::new().days(stil));
        let pauze = [Pauze { van: begin, tot: Some(verder) }];
        prop_assert_eq!(
            einde(k, begin, termijn, Verschuiving::Atw, &pauze),
            einde(k, verder, termijn, Verschuiving::Atw, &[])
        );
    }

    #[test]
    fn a_later_beginning_never_ends_earlier(
        begin in een_dag(),
        termijn in een_termijn(),
        v in prop_oneof![Just(Verschuiving::Geen), Just(Verschuiving::Atw)],
    ) {
        let k = Kalender::nederland();
        let vandaag = einde(k, begin, termijn, v, &[]).expect("an end");
        let erna = einde(k, morgen(begin), termijn, v, &[]).expect("an end");
        prop_assert!(vandaag.einde <= erna.einde && vandaag.wettelijk <= erna.wettelijk);
        prop_assert!(begin < vandaag.einde && vandaag.einde <= vandaag.wettelijk);
        let opgeschoven = vandaag.wettelijk > vandaag.einde;
        prop_assert!(!opgeschoven || k.is_gewone_dag(vandaag.wettelijk));
    }

    #[test]
    fn counted_back_and_on_again_is_in_time(gebeurtenis in een_dag(), termijn in een_termijn()) {
        // Notice given on the latest day is at least the term before the event, and a day later
        // it is not. Months are left out: 28 February is a month before the 28th to the 31st.
        let k = Kalender::nederland();
        let uiterlijk = terug(k, gebeurtenis, termijn).expect("a day");
        let verder = |van| einde(k, van, termijn, Verschuiving::Geen, &[]).expect("an end").einde;
        match termijn.eenheid() {
            Eenheid::Uren | Eenheid::Dagen | Eenheid::Weken => {
                prop_assert_eq!(verder(uiterlijk), gebeurtenis);
            }
            Eenheid::Werkdagen => {
                prop_assert!(k.is_werkdag(uiterlijk));
                prop_assert!(verder(uiterlijk) <= gebeurtenis || !k.is_werkdag(gebeurtenis));
                prop_assert!(verder(morgen(uiterlijk)) >= gebeurtenis);
            }
            Eenheid::Maanden | Eenheid::Jaren => {
                prop_assert!(verder(uiterlijk) <= gebeurtenis);
            }
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(tekst in ".{0,40}") {
        let _ = tekst.parse::<Termijn>();
        let _ = termijn::parse_datum(&tekst);
        let _ = Kalender::parse(&tekst);
    }
}
