//! The same count, explained: the end, every step towards it, and what may still change it.
//!
//! Always holds: the ends in an explanation are those of [`einde`](crate::einde).

use serde::{Deserialize, Serialize};

use crate::stap::{Stap, Waarschuwing};
use crate::tellen::{achteruit, vooruit};
use crate::{Datum, Eenheid, Einde, Kalender, Pauze, Termijn, TermijnFout, Verschuiving, atw};

/// A date with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uitleg {
    /// The day of the event from which was counted, on or back.
    pub begin: Datum,
    /// What was counted.
    pub termijn: Termijn,
    /// The plain end and the end in law; counted back, both are the latest day.
    pub einde: Einde,
    /// How it was counted, in order; each can say itself in a sentence.
    pub stappen: Vec<Stap>,
    /// Why the date may yet change.
    pub waarschuwingen: Vec<Waarschuwing>,
}

/// As [`einde`](crate::einde), with every step.
///
/// # Errors
/// As [`einde`](crate::einde).
pub fn uitleg(
    kalender: &Kalender,
    begin: Datum,
    termijn: Termijn,
    verschuiving: Verschuiving,
    pauzes: &[Pauze],
) -> Result<Uitleg, TermijnFout> {
    let mut stappen = Vec::new();
    let einde = vooruit(kalender, begin, termijn, verschuiving, pauzes, &mut stappen)?;
    let waarschuwing = waarschuwing(kalender, begin, termijn, verschuiving, einde);
    let waarschuwingen = waarschuwing.into_iter().collect();
    Ok(Uitleg { begin, termijn, einde, stappen, waarschuwingen })
}

/// As [`terug`](crate::terug), with every step.
///
/// # Errors
/// As [`terug`](crate::terug).
pub fn uitleg_terug(
    kalender: &Kalender,
    gebeurtenis: Datum,
    termijn: Termijn,
) -> Result<Uitleg, TermijnFout> {
    let mut stappen = Vec::new();
    let uiterlijk = achteruit(kalender, gebeurtenis, termijn, &mut stappen)?;
    let einde = Einde { einde: uiterlijk, wettelijk: uiterlijk };
    let waarschuwing = waarschuwing(kalender, gebeurtenis, termijn, Verschuiving::Geen, einde);
    let waarschuwingen = waarschuwing.into_iter().collect();
    Ok(Uitleg { begin: gebeurtenis, termijn, einde, stappen, waarschuwingen })
}

/// May this end yet change, because the calendar did not know the equated days of a year that it
/// was asked about? Cheap, for whoever called [`einde`](crate::einde) or [`terug`](crate::terug)
/// (then with [`Verschuiving::Geen`]).
pub fn waarschuwing(
    kalender: &Kalender,
    begin: Datum,
    termijn: Termijn,
    verschuiving: Verschuiving,
    einde: Einde,
) -> Option<Waarschuwing> {
    let van = if termijn.eenheid() == Eenheid::Werkdagen {
        begin
    } else if atw::uitzondering(termijn, verschuiving).is_none() {
        einde.einde
    } else {
        return None; // no day was looked up
    };
    let (van, tot) = (van.min(einde.wettelijk).year(), van.max(einde.wettelijk).year());
    let jaar = (van..=tot).find(|jaar| !kalender.is_bekend_jaar(*jaar))?;
    let bekend_tot = kalender.bekend_tot();
    Some(Waarschuwing::GelijkgesteldeDagenOnbekend { jaar, bekend_tot })
}
