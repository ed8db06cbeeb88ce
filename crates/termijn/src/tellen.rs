//! Counting: from an event and a term to the day on which the term ends.
//!
//! Always holds: the day of the event does not count; a pause lengthens and never shortens; a
//! weekend or holiday at the end moves the term once, at the very end; counting backwards never
//! moves. The fast answer and the explained one come from the same lines: the counter tells each
//! step to a `Verslag`, and the fast answer listens with deaf ears.

use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use crate::kalender::{dag, nummer};
use crate::stap::{self, Dag, Richting, Stap, Uitzondering};
use crate::{Datum, Eenheid, Kalender, Pauze, Termijn, atw, pauze};

/// Does an end on a Saturday, a Sunday or a holiday move on?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verschuiving {
    /// No: a term of a private regulation, unless that says otherwise.
    #[default]
    Geen,
    /// Yes, as the Algemene termijnenwet has it for terms set in an act.
    Atw,
}

/// The two ends of a term. `wettelijk` is never before `einde`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Einde {
    /// The plain end: pauses counted, not moved for weekend or holiday. Work steers on this day.
    pub einde: Datum,
    /// The last day in law; breach is judged on this day.
    pub wettelijk: Datum,
}

/// Why a term has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TermijnFout {
    /// A pause that nothing has ended began before the term was over. An answer rather than a
    /// mistake: there is no end date as long as the clock stands still.
    #[error("the term stands still since {sinds}: it has no end until it runs again")]
    StaatStil {
        /// The last day on which the clock ran (the day of the event that stopped it, or the
        /// beginning of the term if that is later).
        sinds: Datum,
    },
    /// A pause ends before it begins.
    #[error("a pause ends on {tot}, before it begins on {van}")]
    PauzeAchterstevoren {
        /// Its first day as recorded.
        van: Datum,
        /// Its last day as recorded.
        tot: Datum,
    },
    /// The end lies beyond the year 9999 or before the year -9999.
    #[error("{termijn} from {begin} is outside the calendar")]
    BuitenBereik {
        /// Where counting began.
        begin: Datum,
        /// What was counted.
        termijn: Termijn,
    },
}

/// When does a term end that an event on `begin` set running?
///
/// A term in weeks ends on the same day of the week; in months or years on the same day number, or
/// the last day of a shorter month; hours are rounded up to whole days. A term in calendar time is
/// lengthened by its paused days, a term in working days skips them; `pauzes` may overlap and come
/// in any order. A pause that begins on the plain end or later changes nothing any more. Does not
/// allocate.
///
/// # Errors
/// See [`TermijnFout`]; without an open pause and within the era of the calendar there are none.
pub fn einde(
    kalender: &Kalender,
    begin: Datum,
    termijn: Termijn,
    verschuiving: Verschuiving,
    pauzes: &[Pauze],
) -> Result<Einde, TermijnFout> {
    vooruit(kalender, begin, termijn, verschuiving, pauzes, &mut Stil)
}

/// The latest day that is at least `termijn` before an event: notice of a hearing, say.
///
/// The day of the event does not count, and what is counted backwards never moves for weekend or
/// holiday (Algemene termijnenwet artikel 1 lid 2).
///
/// # Errors
/// [`TermijnFout::BuitenBereik`] only.
pub fn terug(
    kalender: &Kalender,
    gebeurtenis: Datum,
    termijn: Termijn,
) -> Result<Datum, TermijnFout> {
    achteruit(kalender, gebeurtenis, termijn, &mut Stil)
}

/// Who hears the steps of a count.
pub(crate) trait Verslag {
    fn stap(&mut self, maak: impl FnOnce() -> Stap);
}

/// Hears nothing, so that no step is ever made.
struct Stil;

impl Verslag for Stil {
    fn stap(&mut self, _: impl FnOnce() -> Stap) {}
}

impl Verslag for Vec<Stap> {
    fn stap(&mut self, maak: impl FnOnce() -> Stap) {
        self.push(maak());
    }
}

pub(crate) fn vooruit(
    kalender: &Kalender,
    begin: Datum,
    termijn: Termijn,
    verschuiving: Verschuiving,
    pauzes: &[Pauze],
    verslag: &mut impl Verslag,
) -> Result<Einde, TermijnFout> {
    pauze::check(pauzes)?;
    verslag.stap(|| Stap::Gebeurtenis { op: begin });
    let einde = match termijn.eenheid() {
        Eenheid::Werkdagen => werkdagen_vooruit(kalender, begin, termijn, pauzes, verslag)?,
        _ => {
            let einde = kalendertijd(begin, termijn, Richting::Vooruit, verslag)?;
            verleng(begin, termijn, einde, pauzes, verslag)?
        }
    };
    let wettelijk = atw::verschuif(kalender, begin, termijn, verschuiving, einde, pauzes, verslag)?;
    Ok(Einde { einde, wettelijk })
}

pub(crate) fn achteruit(
    kalender: &Kalender,
    gebeurtenis: Datum,
    termijn: Termijn,
    verslag: &mut impl Verslag,
) -> Result<Datum, TermijnFout> {
    verslag.stap(|| Stap::Gebeurtenis { op: gebeurtenis });
    let uiterlijk = match termijn.eenheid() {
        Eenheid::Werkdagen => werkdagen_terug(kalender, gebeurtenis, termijn, verslag)?,
        _ => kalendertijd(gebeurtenis, termijn, Richting::Terug, verslag)?,
    };
    if !kalender.is_gewone_dag(uiterlijk) {
        verslag.stap(|| Stap::SchuiftNiet {
            dag: Dag::van(kalender, uiterlijk),
            omdat: Uitzondering::Terugrekening,
        });
    }
    Ok(uiterlijk)
}

/// Everything but working days, as if nothing paused.
fn kalendertijd(
    begin: Datum,
    termijn: Termijn,
    richting: Richting,
    verslag: &mut impl Verslag,
) -> Result<Datum, TermijnFout> {
    let buiten = || TermijnFout::BuitenBereik { begin, termijn };
    let aantal = i32::from(termijn.aantal());
    let teken = match richting {
        Richting::Vooruit => 1,
        Richting::Terug => -1,
    };
    let dagen = |dagen: i32| dag(nummer(begin) + teken * dagen).ok_or_else(buiten);
    let span = |span: Span| begin.checked_add(span).map_err(|_| buiten());
    let einde = match termijn.eenheid() {
        Eenheid::Uren => dagen(stap::hele_dagen(termijn.aantal()).into())?,
        Eenheid::Dagen | Eenheid::Werkdagen => dagen(aantal)?,
        Eenheid::Weken => dagen(7 * aantal)?,
        // Span panics past its own limits; those lie beyond the calendar's 20,000 years.
        Eenheid::Maanden => span((teken * aantal).months())?,
        Eenheid::Jaren if aantal > 19_998 => return Err(buiten()),
        Eenheid::Jaren => span((teken * aantal).years())?,
    };
    if termijn.eenheid() == Eenheid::Uren {
        verslag.stap(|| Stap::Uren { uren: termijn.aantal() });
    }
    verslag.stap(|| Stap::Geteld { termijn, richting, uit: einde });
    let op_nummer = matches!(termijn.eenheid(), Eenheid::Maanden | Eenheid::Jaren);
    if op_nummer && einde.day() != begin.day() {
        verslag.stap(|| Stap::KorteMaand { gezocht: begin.day(), uit: einde });
    }
    Ok(einde)
}

/// Adds to a term in calendar time the days on which it stood still.
fn verleng(
    begin: Datum,
    termijn: Termijn,
    mut einde: Datum,
    pauzes: &[Pauze],
    verslag: &mut impl Verslag,
) -> Result<Datum, TermijnFout> {
    let mut na = begin;
    while let Some((van, tot)) = pauze::volgende(pauzes, na) {
        if van >= einde {
            break;
        }
        let tot = tot.ok_or(TermijnFout::StaatStil { sinds: van })?;
        let dagen = nummer(tot) - nummer(van);
        einde = dag(nummer(einde) + dagen).ok_or(TermijnFout::BuitenBereik { begin, termijn })?;
        verslag.stap(|| Stap::Pauze { na: van, tot, dagen, einde: Some(einde) });
        na = tot;
    }
    Ok(einde)
}

fn werkdagen_vooruit(
    kalender: &Kalender,
    begin: Datum,
    termijn: Termijn,
    pauzes: &[Pauze],
    verslag: &mut impl Verslag,
) -> Result<Datum, TermijnFout> {
    let buiten = TermijnFout::BuitenBereik { begin, termijn };
    let laatste = nummer(Datum::MAX);
    let mut rest = termijn.aantal();
    let mut nu = nummer(begin);
    let mut na = begin;
    while rest > 0 {
        let pauze = pauze::volgende(pauzes, na);
        let grens = pauze.map_or(laatste, |(van, _)| nummer(van));
        while rest > 0 && nu < grens {
            nu += 1;
            rest -= u16::from(kalender.telt_als_werkdag(nu));
        }
        if rest > 0 {
            let (van, tot) = pauze.ok_or(buiten)?;
            let tot = tot.ok_or(TermijnFout::StaatStil { sinds: van })?;
            let dagen = nummer(tot) - nummer(van);
            verslag.stap(|| Stap::Pauze { na: van, tot, dagen, einde: None });
            (nu, na) = (nummer(tot), tot);
        }
    }
    let uit = dag(nu).ok_or(buiten)?;
    verslag.stap(|| stap::werkdagen(kalender, termijn, Richting::Vooruit, begin, uit, pauzes));
    Ok(uit)
}

fn werkdagen_terug(
    kalender: &Kalender,
    gebeurtenis: Datum,
    termijn: Termijn,
    verslag: &mut impl Verslag,
) -> Result<Datum, TermijnFout> {
    let buiten = TermijnFout::BuitenBereik { begin: gebeurtenis, termijn };
    let eerste = nummer(Datum::MIN);
    let mut rest = termijn.aantal();
    let mut nu = nummer(gebeurtenis);
    while rest > 0 {
        if nu == eerste {
            return Err(buiten);
        }
        nu -= 1;
        rest -= u16::from(kalender.telt_als_werkdag(nu));
    }
    let uit = dag(nu).ok_or(buiten)?;
    verslag.stap(|| stap::werkdagen(kalender, termijn, Richting::Terug, gebeurtenis, uit, &[]));
    Ok(uit)
}
