//! Under which version of a regulation a dossier runs.
//!
//! Always holds: a complaint stays under the version that was in force when it was lodged; a later
//! version takes it over only if that version says so, from its first day, and only if on that day it is
//! no worse for the complainant: every duty towards him is due no later, and whatever he may do he still
//! may. It never goes back.

use regeling::{Boek, RolId};
use termijn::Datum;

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

/// Position in `versies` (in order of entry into force) of the one that holds for these events on this day.
///
/// An empty dossier runs under the version in force on that day, or the last that there is.
pub fn versie_op<'e>(
    versies: &[&Boek],
    gebeurd: impl Iterator<Item = &'e Gebeurtenis> + Clone,
    op: Datum,
) -> usize {
    let begin = gebeurd.clone().map(|g| g.gebeurd_op).min().unwrap_or(op);
    let mut nu = in_werking(versies, begin);
    for (ix, volgende) in versies.iter().enumerate().skip(nu + 1) {
        let Some(van) = volgende.kop().van.filter(|van| *van <= op) else { continue };
        if !volgende.kop().neemt_lopende_over {
            continue;
        }
        let tot_dan = gebeurd.clone().filter(move |g| g.gebeurd_op < van);
        if nadelen(versies[nu], volgende, tot_dan, van).is_empty() {
            nu = ix;
        }
    }
    nu
}

/// The version in force on this day; before the first, the first.
fn in_werking(versies: &[&Boek], op: Datum) -> usize {
    versies.iter().rposition(|b| b.kop().van.is_none_or(|van| van <= op)).unwrap_or(0)
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
