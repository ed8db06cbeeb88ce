//! Of which terms somebody is to be reminded: what is due, beside what was told already.
//!
//! Always holds: a reminder is no timer. `plan` compares the open duties of a day with the notices that
//! exist and says what is missing, so a late fact, an extension or a night without the program needs no
//! code of its own; asked again after its answer was carried out, it asks for nothing. A notice is known
//! by its duty, its kind and the last day: another last day is another notice.

use std::num::NonZeroU16;

use termijn::{Datum, Eenheid, Termijn};

use crate::blik::Blik;
use crate::plichten::{Leidend, leidend};

/// How long before the last day a reminder comes: three working days, so that one for a Monday comes on
/// the Wednesday before.
pub const VOORAF: Termijn = Termijn::new(
    match NonZeroU16::new(3) {
        Some(drie) => drie,
        None => NonZeroU16::MIN,
    },
    Eenheid::Werkdagen,
);

/// What somebody is told of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HerinneringSoort {
    /// Its last day is near.
    Vooraf,
    /// Its last day has passed.
    TeLaat,
}

impl HerinneringSoort {
    /// How it is stored.
    pub fn id(self) -> &'static str {
        match self {
            Self::Vooraf => "vooraf",
            Self::TeLaat => "te_laat",
        }
    }
}

/// A notice: that it is to be given, or that it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Herinnering {
    /// Which duty: the id of its norm, what set it off, and towards whom. No personal data.
    pub plicht: String,
    /// What is told.
    pub soort: HerinneringSoort,
    /// The last day that it is about.
    pub uiterlijk: Datum,
}

/// The notices that are due today and do not exist. A duty that passed its day without a reminder gets
/// only the notice that it is late.
pub fn plan(blik: &Blik<'_>, gegeven: &[Herinnering]) -> Vec<Herinnering> {
    let mut uit: Vec<Herinnering> = leidend(blik.plichten())
        .iter()
        .filter(|l| l.leidt.afloop.is_open())
        .filter_map(|l| herinnering(blik, l))
        .filter(|h| !gegeven.contains(h))
        .collect();
    uit.sort();
    uit.dedup();
    uit
}

fn herinnering(blik: &Blik<'_>, l: &Leidend) -> Option<Herinnering> {
    let p = &l.leidt;
    let (uiterlijk, wettelijk) = (p.uiterlijk?, p.wettelijk?);
    let vooraf = termijn::terug(blik.boek.kalender(), uiterlijk, VOORAF).ok()?;
    let soort = if blik.op > wettelijk {
        HerinneringSoort::TeLaat
    } else if blik.op >= vooraf {
        HerinneringSoort::Vooraf
    } else {
        return None;
    };
    Some(Herinnering { plicht: sleutel(blik, l), soort, uiterlijk })
}

/// By which a duty is known among those of its dossier.
fn sleutel(blik: &Blik<'_>, l: &Leidend) -> String {
    let p = &l.leidt;
    let norm = blik.boek.norm(p.norm);
    let aan = p.aan.map_or_else(String::new, |d| match d.partij {
        Some(i) => format!("/{}", blik.stand.partijen()[usize::from(i)].id),
        None => format!("/{}", blik.boek.rol(d.rol).id),
    });
    let onderdeel = p.onderdeel.map_or_else(String::new, |n| format!("/{n}"));
    let tekst = &blik.boek.kop_van(&norm.vindplaats).id;
    format!("{tekst}:{}@{}{aan}{onderdeel}", norm.id, p.aanleiding.1)
}
