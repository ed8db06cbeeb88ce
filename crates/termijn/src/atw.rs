//! The Algemene termijnenwet: where a statutory term really ends.
//!
//! Always holds: the result is never before the plain end, and it is moved at most once, to an
//! ordinary day. Only artikel 1, 2 and 4 are here; which days are ordinary (artikel 3) is the
//! calendar's.

use crate::kalender::{dag, nummer};
use crate::stap::{Dag, Stap, Uitzondering};
use crate::tellen::Verslag;
use crate::{Datum, Eenheid, Kalender, Pauze, Termijn, TermijnFout, Verschuiving};

/// Artikel 4: the terms that run on to their plain end, whatever day that is.
pub(crate) fn uitzondering(termijn: Termijn, verschuiving: Verschuiving) -> Option<Uitzondering> {
    if verschuiving == Verschuiving::Geen {
        return Some(Uitzondering::GeenWet);
    }
    let aantal = termijn.aantal();
    match termijn.eenheid() {
        Eenheid::Uren => Some(Uitzondering::Uren),
        Eenheid::Dagen | Eenheid::Werkdagen => (aantal > 90).then_some(Uitzondering::NegentigDagen),
        Eenheid::Weken => (aantal > 12).then_some(Uitzondering::TwaalfWeken),
        Eenheid::Maanden => (aantal > 3).then_some(Uitzondering::DrieMaanden),
        Eenheid::Jaren => Some(Uitzondering::Jaren),
    }
}

/// Moves the plain end on for artikel 1, and further for artikel 2.
pub(crate) fn verschuif(
    kalender: &Kalender,
    begin: Datum,
    termijn: Termijn,
    verschuiving: Verschuiving,
    einde: Datum,
    pauzes: &[Pauze],
    verslag: &mut impl Verslag,
) -> Result<Datum, TermijnFout> {
    let gewoon = kalender.is_gewone_dag(einde);
    if let Some(omdat) = uitzondering(termijn, verschuiving) {
        if !gewoon {
            verslag.stap(|| Stap::SchuiftNiet { dag: Dag::van(kalender, einde), omdat });
        }
        return Ok(einde);
    }
    let buiten = TermijnFout::BuitenBereik { begin, termijn };
    let mut uit = einde;
    if gewoon {
        verslag.stap(|| Stap::GewoneDag);
    } else {
        uit = volgende_gewone_dag(kalender, einde).ok_or(buiten)?;
        verslag.stap(|| Stap::Doorgeschoven { van: dagen_tot(kalender, einde, uit), naar: uit });
    }
    // Artikel 2. The moved end is an ordinary day itself, so at most one is missing.
    let te_kort = minstens_drie_dagen(termijn)
        && usize::from(!gewoon) + gewone_dagen(kalender, begin, einde, pauzes) < 2;
    if te_kort {
        uit = volgende_gewone_dag(kalender, uit).ok_or(buiten)?;
        verslag.stap(|| Stap::TweeGewoneDagen { naar: uit });
    }
    Ok(uit)
}

fn minstens_drie_dagen(termijn: Termijn) -> bool {
    match termijn.eenheid() {
        Eenheid::Dagen | Eenheid::Werkdagen => termijn.aantal() >= 3,
        Eenheid::Weken | Eenheid::Maanden => true,
        Eenheid::Uren | Eenheid::Jaren => false,
    }
}

/// How many ordinary days the term holds, up to two: more is never asked.
fn gewone_dagen(kalender: &Kalender, begin: Datum, einde: Datum, pauzes: &[Pauze]) -> usize {
    let stil = |nummer: i32| dag(nummer).is_some_and(|d| pauzes.iter().any(|p| p.telt_niet(d)));
    (nummer(begin) + 1..=nummer(einde))
        .filter(|nr| kalender.telt_als_gewone_dag(*nr) && (pauzes.is_empty() || !stil(*nr)))
        .take(2)
        .count()
}

fn volgende_gewone_dag(kalender: &Kalender, na: Datum) -> Option<Datum> {
    let laatste = nummer(Datum::MAX);
    (nummer(na) + 1..=laatste).find(|nr| kalender.telt_als_gewone_dag(*nr)).and_then(dag)
}

/// The days from the plain end up to the day that the term moves to.
fn dagen_tot(kalender: &Kalender, van: Datum, tot: Datum) -> Vec<Dag> {
    (nummer(van)..nummer(tot)).filter_map(dag).map(|d| Dag::van(kalender, d)).collect()
}
