//! Under which version of a regulation a dossier runs.
//!
//! Always holds: a complaint stays under the version that was in force when it was lodged; a later
//! version takes it over only if that version says so, from its first day, and only if on that day it is
//! no worse for the complainant: every duty towards him is due no later, and whatever he may do he still
//! may. It never goes back.

use regeling::{Boek, RolId};
use termijn::{Datum, Taal, lange_datum};

use crate::blik::Blik;
use crate::gebeurtenis::Gebeurtenis;
use crate::stand::Stand;

/// What a version takes from the complainant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nadeel {
    /// A duty towards him is due later, or is not there.
    Later {
        /// The act.
        daad: String,
        /// Due under the version that it would leave.
        was: Option<Datum>,
        /// Due under the later version; absent: not at all, or without a date.
        wordt: Option<Datum>,
    },
    /// Something that he may do, he may not do any more.
    MagNiet {
        /// The act.
        daad: String,
    },
}

/// Whether a later version took a dossier over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overgang {
    /// It did: it says so, and is no worse for the complainant.
    Over,
    /// It leaves running complaints where they are.
    NietGevraagd,
    /// It would, but takes this from the complainant.
    Nadelig(Vec<Nadeel>),
}

/// A later version that came into force while the dossier ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versiestap {
    /// Its position.
    pub naar: usize,
    /// Its first day.
    pub op: Datum,
    /// What it meant for the dossier.
    pub overgang: Overgang,
}

/// Under which version a dossier runs, and how it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versieloop {
    /// The day that decides: the complaint was lodged.
    pub begin: Datum,
    /// Position of the version that was in force on that day.
    pub eerste: usize,
    /// The versions that came into force since, in order.
    pub stappen: Vec<Versiestap>,
    /// Position of the version that holds.
    pub nu: usize,
}

/// Position in `versies` (in order of entry into force) of the one that holds for these events on this day.
///
/// An empty dossier runs under the version in force on that day, or the last that there is.
pub fn versie_op<'e>(
    versies: &[&Boek],
    gebeurd: impl Iterator<Item = &'e Gebeurtenis> + Clone,
    op: Datum,
) -> usize {
    if versies.len() < 2 { 0 } else { versieloop(versies, gebeurd, op).nu }
}

/// Under which of `versies` (in order of entry into force) these events run on this day, and why.
pub fn versieloop<'e>(
    versies: &[&Boek],
    gebeurd: impl Iterator<Item = &'e Gebeurtenis> + Clone,
    op: Datum,
) -> Versieloop {
    let Some(boek) = versies.last() else {
        return Versieloop { begin: op, eerste: 0, stappen: Vec::new(), nu: 0 };
    };
    let recht = Recht { boek, stand: Stand::van(boek, gebeurd.clone()) };
    let begin = recht.begin(op).unwrap_or(op);
    let eerste = in_werking(versies, begin);
    let mut uit = Versieloop { begin, eerste, stappen: Vec::new(), nu: eerste };
    for (ix, volgende) in versies.iter().enumerate().skip(eerste + 1) {
        let Some(van) = volgende.van().filter(|van| *van <= op) else { continue };
        let tot_dan = gebeurd.clone().filter(|g| recht.dag(g) < van || recht.is_herstel(g));
        let overgang = if volgende.neemt_lopende_over() {
            match nadelen(versies[uit.nu], volgende, tot_dan, van) {
                geen if geen.is_empty() => Overgang::Over,
                nadelen => Overgang::Nadelig(nadelen),
            }
        } else {
            Overgang::NietGevraagd
        };
        if overgang == Overgang::Over {
            uit.nu = ix;
        }
        uit.stappen.push(Versiestap { naar: ix, op: van, overgang });
    }
    uit
}

/// The events as they stand after corrections.
struct Recht<'b> {
    boek: &'b Boek,
    stand: Stand,
}

impl Recht<'_> {
    /// The day on which the complaint was lodged; before that, the day on which the dossier began.
    fn begin(&self, op: Datum) -> Option<Datum> {
        let gebeurd = self.stand.gebeurtenissen();
        let telt = || gebeurd.iter().filter(|g| !g.vervallen && g.gebeurd_op <= op);
        let opening = telt().filter(|g| self.boek.daad(g.daad).opent).map(|g| g.gebeurd_op).max();
        opening.or_else(|| telt().map(|g| g.gebeurd_op).min())
    }

    fn dag(&self, g: &Gebeurtenis) -> Datum {
        self.stand.gebeurtenis(g.nummer).map_or(g.gebeurd_op, |e| e.gebeurd_op)
    }

    /// What sets an event right goes with that event, whenever it was done.
    fn is_herstel(&self, g: &Gebeurtenis) -> bool {
        self.boek.daad_id(&g.daad).is_some_and(|d| self.boek.daad(d).herstelt)
    }
}

/// The version in force on this day; before the first, the first.
pub(crate) fn in_werking(versies: &[&Boek], op: Datum) -> usize {
    versies.iter().rposition(|b| b.van().is_none_or(|van| van <= op)).unwrap_or(0)
}

impl Versieloop {
    /// Why the dossier runs under this version, in sentences: the day that decided, and each later version.
    pub fn zinnen(&self, versies: &[&Boek], taal: Taal) -> Vec<String> {
        let nl = taal == Taal::Nl;
        let dag = |d: Datum| lange_datum(d, taal);
        let (eerste, begin) = (versie_in_woorden(versies[self.eerste], taal), dag(self.begin));
        let mut uit = vec![if nl {
            format!("Op {begin}, toen de klacht er was, gold {eerste}.")
        } else {
            format!("On {begin}, when the complaint was there, {eerste} was in force.")
        }];
        for stap in &self.stappen {
            let (versie, op) = (versie_in_woorden(versies[stap.naar], taal), dag(stap.op));
            uit.push(match (&stap.overgang, nl) {
                (Overgang::Over, true) => format!(
                    "Op {op} is de klacht overgegaan op {versie}: die neemt lopende klachten over en is voor de klager niet slechter."
                ),
                (Overgang::Over, false) => format!(
                    "On {op} the complaint passed to {versie}: it takes over running complaints and is no worse for the complainant."
                ),
                (Overgang::NietGevraagd, true) => {
                    format!("Sinds {op} geldt {versie}. Die neemt lopende klachten niet over.")
                }
                (Overgang::NietGevraagd, false) => {
                    format!("Since {op} there is {versie}. It does not take over running complaints.")
                }
                (Overgang::Nadelig(n), _) => {
                    let wat: Vec<String> =
                        n.iter().map(|n| n.in_woorden(versies[self.eerste], taal)).collect();
                    let wat = wat.join("; ");
                    if nl {
                        format!("Sinds {op} geldt {versie}. De klacht ging niet over, want voor de klager is dat slechter: {wat}.")
                    } else {
                        format!("Since {op} there is {versie}. The complaint did not pass to it, for that is worse for the complainant: {wat}.")
                    }
                }
            });
        }
        uit
    }
}

/// "versie 2", with that of the portal beside it: "versie 2 (met KPZ versie 3)".
pub fn versie_in_woorden(boek: &Boek, taal: Taal) -> String {
    let (woord, met) = if taal == Taal::Nl { ("versie", "met") } else { ("version", "with") };
    let eigen = format!("{woord} {}", boek.kop().versie);
    match boek.portaal() {
        Some(p) => {
            let naam = if p.kort.is_empty() { &p.titel } else { &p.kort };
            format!("{eigen} ({met} {naam} {woord} {})", p.versie)
        }
        None => eigen,
    }
}

impl Nadeel {
    fn in_woorden(&self, boek: &Boek, taal: Taal) -> String {
        let nl = taal == Taal::Nl;
        let naam = |daad: &str| {
            boek.daad_id(daad).map_or(daad, |d| boek.daad(d).naam.in_taal(taal)).to_owned()
        };
        let dag = |d: &Option<Datum>| d.map(|d| lange_datum(d, taal));
        match self {
            Self::Later { daad, was, wordt } => match (dag(was), dag(wordt), nl) {
                (Some(was), Some(wordt), true) => {
                    format!("{} uiterlijk {wordt}, in plaats van {was}", naam(daad))
                }
                (Some(was), Some(wordt), false) => {
                    format!("{} by {wordt}, instead of {was}", naam(daad))
                }
                (_, _, true) => format!("{} zonder datum, of helemaal niet", naam(daad)),
                (_, _, false) => format!("{} without a date, or not at all", naam(daad)),
            },
            Self::MagNiet { daad } if nl => format!("{} mag de klager dan niet meer", naam(daad)),
            Self::MagNiet { daad } => format!("the complainant may no longer {}", naam(daad)),
        }
    }
}

/// What the complainant would lose if a dossier with these events went over on this day.
pub fn nadelen<'e>(
    oud: &Boek,
    nieuw: &Boek,
    gebeurd: impl Iterator<Item = &'e Gebeurtenis> + Clone,
    op: Datum,
) -> Vec<Nadeel> {
    let (was, wordt) = (Stand::van(oud, gebeurd.clone()), Stand::van(nieuw, gebeurd));
    let (was, wordt) = (Blik::new(oud, &was, op), Blik::new(nieuw, &wordt, op));
    let mut uit: Vec<Nadeel> = Vec::new();
    let (oude, nieuwe) = (open_aan_klager(&was), open_aan_klager(&wordt));
    for (daad, dag) in oude {
        let dan = nieuwe.iter().filter(|(d, _)| *d == daad).map(|(_, dag)| *dag);
        // A day that is set is better than none; no duty at all is worse than any.
        let beste = dan.min_by_key(|d| d.unwrap_or(Datum::MAX));
        let goed = match (dag, beste) {
            (_, None) => false,
            (Some(was), Some(wordt)) => wordt.is_some_and(|w| w <= was),
            (None, Some(_)) => true,
        };
        if !goed {
            uit.push(Nadeel::Later { daad, was: dag, wordt: beste.flatten() });
        }
    }
    let (kon, kan) = (mag_klager(&was), mag_klager(&wordt));
    uit.extend(kon.into_iter().filter(|d| !kan.contains(d)).map(|daad| Nadeel::MagNiet { daad }));
    uit
}

fn klager(boek: &Boek) -> Option<RolId> {
    boek.rol_id("klager")
}

/// The open duties towards the complainant: the act, and the strictest day.
fn open_aan_klager(blik: &Blik<'_>) -> Vec<(String, Option<Datum>)> {
    let klager = klager(blik.boek);
    let mut uit: Vec<(String, Option<Datum>)> = Vec::new();
    for p in blik.plichten() {
        if !p.afloop.is_open() || p.aan.map(|d| d.rol) != klager {
            continue;
        }
        let daad = blik.boek.daad(p.daad).id.clone();
        match uit.iter_mut().find(|(d, _)| *d == daad) {
            Some((_, dag)) => {
                *dag = match (*dag, p.uiterlijk) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                }
            }
            None => uit.push((daad, p.uiterlijk)),
        }
    }
    uit
}

fn mag_klager(blik: &Blik<'_>) -> Vec<String> {
    let Some(klager) = klager(blik.boek) else { return Vec::new() };
    blik.handelingen(klager)
        .into_iter()
        .filter(|h| h.oordeel.is_ok())
        .map(|h| blik.boek.daad(h.daad).id.clone())
        .collect()
}
