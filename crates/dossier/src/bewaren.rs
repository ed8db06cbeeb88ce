//! How long the file is kept.
//!
//! Always holds: without an end there is no date; what holds destruction back (a dispute that runs, a claim, an
//! order) does so whatever the term, and the reason is said with its article.

use regeling::norm::{Bewaring, Vindplaats};
use termijn::{Datum, Verschuiving};

use crate::blik::Blik;

/// Until when a dossier is kept, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaartermijn {
    /// Kept up to and including this day.
    pub tot: Datum,
    /// Under this article.
    pub vindplaats: Vindplaats,
    /// Counted from this day.
    pub vanaf: Datum,
    /// Extended by somebody, to `tot`.
    pub verlengd: bool,
    /// Not destroyed for now, and why.
    pub opgeschort: Option<String>,
}

/// The longest term of those that apply; absent while nothing has ended.
pub fn bewaartermijn(blik: &Blik<'_>) -> Option<Bewaartermijn> {
    gekozen(blik).map(|(_, b)| b)
}

/// The same, with the rule that it follows from.
pub(crate) fn gekozen<'a>(blik: &Blik<'a>) -> Option<(&'a Bewaring, Bewaartermijn)> {
    let lijst: Vec<(&Bewaring, Bewaartermijn)> = blik
        .boek
        .bewaringen
        .iter()
        .filter(|b| b.als.as_ref().is_none_or(|v| blik.geldt(v)))
        .filter_map(|b| {
            let (vanaf, _) = blik.moment(&b.na)?;
            let einde =
                termijn::einde(blik.boek.kalender(), vanaf, b.termijn, Verschuiving::Geen, &[])
                    .ok()?
                    .einde;
            let verlengd = b
                .verlengd_door
                .and_then(|d| blik.laatste(d))
                .and_then(|g| g.velden.get("tot"))
                .and_then(|w| w.als_datum())
                .filter(|d| *d > einde);
            let opgeschort = b
                .opgeschort_zolang
                .as_ref()
                .filter(|v| blik.geldt(v))
                .map(|v| blik.waarom_wel(v, None).0);
            let stand = Bewaartermijn {
                tot: verlengd.unwrap_or(einde),
                vindplaats: b.vindplaats.clone(),
                vanaf,
                verlengd: verlengd.is_some(),
                opgeschort,
            };
            Some((b, stand))
        })
        .collect();
    // What holds one of them back holds the file back: there is one file.
    let opgeschort = lijst.iter().find_map(|(_, b)| b.opgeschort.clone());
    let opgeschort = opgeschort.or_else(|| aangehouden(blik).next());
    let (b, stand) = lijst.into_iter().max_by_key(|(_, b)| b.tot)?;
    Some((b, Bewaartermijn { opgeschort, ..stand }))
}

/// What holds destruction back now: each reason with its article.
fn aangehouden(blik: &Blik<'_>) -> impl Iterator<Item = String> {
    blik.boek.aanhoudingen.iter().filter(|a| blik.geldt(&a.als)).map(|a| {
        let (zin, _) = blik.waarom_wel(&a.als, None);
        format!("{} ({}).", zin.trim_end_matches('.'), blik.boek.citeer(&a.vindplaats))
    })
}
