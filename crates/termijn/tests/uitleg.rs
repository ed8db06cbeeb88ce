//! Explanations as people read them, in full; and as machines read them.

mod hulp;

use hulp::{dag, zinnen};
use termijn::{
    Kalender, Taal, Termijn, Uitleg, Verschuiving, Waarschuwing, einde, uitleg, waarschuwing,
};

fn leg_uit(begin: &str, termijn: &str, verschuiving: Verschuiving) -> Uitleg {
    let termijn: Termijn = termijn.parse().expect(termijn);
    uitleg(Kalender::nederland(), dag(begin), termijn, verschuiving, &[]).expect("an end")
}

#[test]
fn six_weeks_that_end_on_christmas_day() {
    let uit = leg_uit("2026-11-13", "6 weken", Verschuiving::Atw);
    assert_eq!(
        zinnen(&uit),
        "Vrijdag 13 november 2026 is de dag van de gebeurtenis; die telt niet mee.\n\
         6 weken later is vrijdag 25 december 2026.\n\
         Dat is Eerste kerstdag: door naar zaterdag 26 december (Tweede kerstdag), zondag 27 \
         december, maandag 28 december 2026 (Algemene termijnenwet artikel 1 lid 1)."
    );
    let engels: Vec<String> = uit.stappen.iter().map(|stap| stap.zin(Taal::En)).collect();
    assert_eq!(
        engels,
        [
            "Friday 13 November 2026 is the day of the event; it does not count.",
            "6 weeks later is Friday 25 December 2026.",
            "That is Christmas Day: on to Saturday 26 December (Boxing Day), Sunday 27 December, \
             Monday 28 December 2026 (Algemene termijnenwet, article 1(1)).",
        ]
    );
    assert_eq!(uit.waarschuwingen, []);
}

#[test]
fn five_working_days_over_liberation_day() {
    let uit = leg_uit("2026-04-30", "5 werkdagen", Verschuiving::Geen);
    assert_eq!(
        uit.stappen[1].zin(Taal::Nl),
        "5 werkdagen later is vrijdag 8 mei 2026; niet meegeteld: het weekend, dinsdag 5 mei \
         (Bevrijdingsdag)."
    );
    assert_eq!(
        uit.stappen[1].zin(Taal::En),
        "5 working days later is Friday 8 May 2026; not counted: the weekend, Tuesday 5 May \
         (Liberation Day)."
    );
}

#[test]
fn a_term_that_is_stretched_to_two_ordinary_days_says_so() {
    let uit = leg_uit("2026-12-24", "3 dagen", Verschuiving::Atw);
    assert_eq!(
        zinnen(&uit),
        "Donderdag 24 december 2026 is de dag van de gebeurtenis; die telt niet mee.\n\
         3 dagen later is zondag 27 december 2026.\n\
         Dat is een zondag: door naar maandag 28 december 2026 (Algemene termijnenwet artikel 1 \
         lid 1).\n\
         In de termijn zit dan één gewone dag, en dat moeten er minstens twee zijn: door naar \
         dinsdag 29 december 2026 (Algemene termijnenwet artikel 2)."
    );
}

#[test]
fn past_the_last_decree_the_explanation_warns() {
    let na = |jaar| [Waarschuwing::GelijkgesteldeDagenOnbekend { jaar, bekend_tot: 2028 }].to_vec();
    for (begin, termijn, verschuiving, verwacht) in [
        ("2028-11-01", "6 weken", Verschuiving::Atw, vec![]),
        ("2028-11-30", "6 weken", Verschuiving::Atw, na(2029)),
        ("2028-11-30", "6 weken", Verschuiving::Geen, vec![]), // asks the calendar nothing
        ("2028-12-28", "5 werkdagen", Verschuiving::Geen, na(2029)),
        ("2028-11-30", "6 maanden", Verschuiving::Atw, vec![]), // never moves
        ("2021-03-01", "6 weken", Verschuiving::Atw, na(2021)), // a decree not read
        ("2019-12-19", "5 werkdagen", Verschuiving::Geen, vec![]),
        ("2019-12-24", "5 werkdagen", Verschuiving::Geen, na(2020)),
        ("2018-01-02", "6 weken", Verschuiving::Atw, vec![]),
    ] {
        let uit = leg_uit(begin, termijn, verschuiving);
        assert_eq!(uit.waarschuwingen, verwacht, "{begin} {termijn}");
        let goedkoop =
            waarschuwing(Kalender::nederland(), uit.begin, uit.termijn, verschuiving, uit.einde);
        assert_eq!(goedkoop, verwacht.first().copied());
    }
    assert_eq!(
        na(2029)[0].zin(Taal::Nl),
        "Welke dagen in 2029 met een feestdag worden gelijkgesteld, is nog niet bekend (de \
         kalender loopt tot en met 2028); de datum kan nog verschuiven."
    );
    assert!(na(2021)[0].zin(Taal::En).starts_with("Which days of 2021 were equated"));
}

#[test]
fn an_explanation_is_json_and_back() {
    let uit = leg_uit("2026-11-13", "6 weken", Verschuiving::Atw);
    let json = serde_json::to_value(&uit).expect("writes");
    assert_eq!(json["termijn"], "6 weken");
    assert_eq!(json["einde"]["einde"], "2026-12-25");
    assert_eq!(json["einde"]["wettelijk"], "2026-12-28");
    assert_eq!(json["stappen"][2]["soort"], "doorgeschoven");
    assert_eq!(json["stappen"][2]["van"][1]["naam"]["nl"], "Tweede kerstdag");
    assert_eq!(serde_json::from_value::<Uitleg>(json).expect("reads"), uit);
}

#[test]
fn the_fast_answer_is_the_explained_one() {
    let kalender = Kalender::nederland();
    let zes_weken: Termijn = "6 weken".parse().expect("a term");
    for begin in dag("2026-01-01").series(jiff::Span::new().days(1)).take(365) {
        let snel = einde(kalender, begin, zes_weken, Verschuiving::Atw, &[]);
        let uit = uitleg(kalender, begin, zes_weken, Verschuiving::Atw, &[]);
        assert_eq!(snel, uit.map(|uit| uit.einde));
    }
}
