//! Dates as people read them.
//!
//! Always holds: the day and the month stay on one line; nothing here knows what day it is today.

use jiff::civil::DateTime;
use maud::{Markup, html};
use termijn::{Datum, Taal};

/// "maandag 14 december 2026".
pub fn lang(dag: Datum) -> String {
    vast(&termijn::lange_datum(dag, Taal::Nl))
}

/// "14 december 2026".
pub fn voluit(dag: Datum) -> String {
    vast(&termijn::datum_voluit(dag, Taal::Nl))
}

/// "ma 14 dec 2026", for staff.
pub fn kort(dag: Datum) -> String {
    vast(&termijn::korte_datum(dag, Taal::Nl))
}

/// "14.10 uur".
pub fn tijd(moment: DateTime) -> String {
    format!("{}.{:02}\u{a0}uur", moment.hour(), moment.minute())
}

/// "ma 14 dec 2026, 14.10 uur" in an element that machines can read.
pub fn moment(moment: DateTime) -> Markup {
    html! {
        time datetime=(moment.strftime("%Y-%m-%dT%H:%M").to_string()) {
            (kort(moment.date())) ", " (tijd(moment))
        }
    }
}

/// "ma 14 dec 2026" in an element that machines can read.
pub fn kort_element(dag: Datum) -> Markup {
    html! { time datetime=(dag.to_string()) { (kort(dag)) } }
}

/// "3 dagen te laat", "vandaag", "nog 21 dagen": how far an end is away.
pub fn hoelang_nog(dagen: i32) -> String {
    match dagen {
        -1 => "1 dag te laat".to_owned(),
        d if d < 0 => format!("{} dagen te laat", d.unsigned_abs()),
        0 => "vandaag".to_owned(),
        1 => "nog 1 dag".to_owned(),
        d => format!("nog {d} dagen"),
    }
}

/// Puts a space that does not break between the number of the day and the month.
fn vast(datum: &str) -> String {
    let begin = datum.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (voor, rest) = datum.split_at(begin);
    format!("{voor}{}", rest.replacen(' ', "\u{a0}", 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_and_the_month_stay_together() {
        let dag = date(2026, 12, 14);
        assert_eq!(lang(dag), "maandag 14\u{a0}december 2026");
        assert_eq!(voluit(dag), "14\u{a0}december 2026");
        assert_eq!(kort(dag), "ma 14\u{a0}dec 2026");
    }

    #[test]
    fn times_are_written_with_a_dot_and_bear_a_machine_readable_form() {
        let markup = moment(date(2026, 11, 3).at(9, 5, 0, 0)).into_string();
        assert_eq!(
            markup,
            "<time datetime=\"2026-11-03T09:05\">di 3\u{a0}nov 2026, 9.05\u{a0}uur</time>"
        );
    }

    #[test]
    fn how_far_away_is_said_in_words() {
        assert_eq!(hoelang_nog(-3), "3 dagen te laat");
        assert_eq!(hoelang_nog(-1), "1 dag te laat");
        assert_eq!(hoelang_nog(0), "vandaag");
        assert_eq!(hoelang_nog(1), "nog 1 dag");
        assert_eq!(hoelang_nog(21), "nog 21 dagen");
    }
}
