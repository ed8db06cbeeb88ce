//! Moves: what somebody may do next, by the engine's own judgment, and the days on which something changes by itself.
//!
//! Always holds: a move is an act that `dossier::decide` allowed, on a real day; nothing is done that a person could
//! not do in the program.

use dossier::{Blik, Opdracht, Soort, Stand, Velden, Wie, decide};
use regeling::norm::{Binnen, NormSoort};
use regeling::voorwaarde::{Moment, Voorwaarde};
use regeling::woorden::RolSoort;
use regeling::{DaadId, RolId};
use termijn::{Datum, Termijn, Verschuiving};

use crate::kennis::Kennis;
use crate::waarden::{gewoon, invullingen};

/// An act that was done, or time that passed.
#[derive(Debug, Clone)]
pub(crate) enum Zet {
    /// Somebody did something.
    Doet { daad: DaadId, rol: RolId, aan: Vec<String>, velden: Velden, op: Datum },
    /// Nothing happened until this day.
    Wacht(Datum),
}

/// What came of trying one act.
pub(crate) struct Gedaan {
    pub(crate) zet: Zet,
    pub(crate) stand: Stand,
}

fn later(d: Datum, n: i64) -> Datum {
    d.saturating_add(jiff::Span::new().days(n))
}

/// Tries an act; `None` when it is refused.
pub(crate) fn doe(
    kennis: &Kennis<'_>,
    stand: &Stand,
    daad: DaadId,
    rol: RolId,
    aan: &[String],
    velden: Velden,
    op: Datum,
) -> Option<Gedaan> {
    let boek = kennis.boek;
    let partij = (boek.rol(rol).soort == RolSoort::Partij)
        .then(|| stand.partijen_in(rol).next().map(|(_, p)| p.id.clone()))
        .flatten();
    let mut velden = velden;
    // What an article demands beyond what was tried is filled in plainly.
    for _ in 0..3 {
        let opdracht = Opdracht {
            daad: boek.daad(daad).id.clone(),
            wie: Wie {
                rol: boek.rol(rol).id.clone(),
                partij: partij.clone(),
                account: None,
                persoon: None,
            },
            aan: aan.to_vec(),
            velden: velden.clone(),
            gebeurd_op: op,
        };
        match decide(boek, stand, opdracht, op) {
            Ok(besluit) => {
                let nummer = stand.versie() + 1;
                let moment = jiff::tz::TimeZone::UTC.to_timestamp(op.at(12, 0, 0, 0)).ok()?;
                let gebeurtenis = besluit.leg_vast(nummer, moment);
                let stand = stand.clone().evolve(boek, &gebeurtenis);
                let zet = Zet::Doet { daad, rol, aan: aan.to_vec(), velden, op };
                return Some(Gedaan { zet, stand });
            }
            Err(w) => {
                let blik = Blik::new(boek, stand, op);
                let mut vulde = false;
                for r in &w.redenen {
                    let veld = r.veld.as_deref().filter(|v| !velden.contains_key(*v))?;
                    if r.soort != Soort::Invulling {
                        return None;
                    }
                    let waarde = gewoon(&blik, daad, boek.daad(daad).veld(veld)?)?;
                    vulde |= velden.insert(veld.to_owned(), waarde).is_none();
                }
                if !vulde {
                    return None;
                }
            }
        }
    }
    None
}

/// Every way to try this act by this role, the day after what happened last.
pub(crate) fn pogingen(
    kennis: &Kennis<'_>,
    blik: &Blik<'_>,
    daad: DaadId,
) -> Vec<(Velden, Vec<String>)> {
    let mut uit: Vec<(Velden, Vec<String>)> =
        invullingen(kennis, blik, daad).into_iter().map(|v| (v, Vec::new())).collect();
    let rollen = &kennis.boek.daad(daad).aan;
    if rollen.len() > 1 && !kennis.gericht[daad.ix()].is_empty() {
        let een = uit[0].0.clone();
        for rol in rollen.iter().filter(|r| kennis.gericht[daad.ix()].contains(r)) {
            uit.push((een.clone(), vec![kennis.boek.rol(*rol).id.clone()]));
        }
    }
    uit
}

/// The day on which the next act is tried.
pub(crate) fn volgende_dag(stand: &Stand, vandaag: Datum) -> Datum {
    if stand.gebeurtenissen().is_empty() { vandaag } else { later(vandaag, 1) }
}

/// The coming days on which something changes though nobody does anything, in order, each with what changes.
pub(crate) fn drempels(kennis: &Kennis<'_>, blik: &Blik<'_>) -> Vec<(Datum, u16)> {
    let boek = kennis.boek;
    let k = boek.kalender();
    let eind = |begin: Datum, t: Termijn, atw: bool| {
        let v = if atw { Verschuiving::Atw } else { Verschuiving::Geen };
        termijn::einde(k, begin, t, v, &[]).ok()
    };
    let mut dagen: Vec<(Datum, u16)> = Vec::new();
    for (i, n) in (0u16..).zip(&boek.normen) {
        n.na.iter().for_each(|m| tijden(blik, m, &mut |d| dagen.push((d, i))));
    }
    for (i, klok) in (10_000u16..).zip(&boek.klokken) {
        tijden(blik, &klok.start, &mut |d| dagen.push((d, i)));
    }
    for stand in blik.klokken().iter().filter(|s| s.loopt()) {
        dagen.push((later(stand.einde.wettelijk, 1), 11_000));
    }
    for (i, atoom) in (20_000u16..).zip(&kennis.vormen.atomen) {
        if let Voorwaarde::Verstreken { na, termijn } = atoom
            && let Some((begin, _)) = blik.moment(na)
        {
            let dag = match termijn {
                None => Some(begin),
                Some(t) => eind(begin, *t, false).map(|e| e.einde),
            };
            dagen.extend(dag.map(|d| (later(d, 1), i)));
        }
    }
    for (i, n) in (30_000u16..).zip(&boek.normen) {
        let venster = match (n.soort, &n.binnen) {
            (NormSoort::Bevoegdheid, Binnen::Termijnen(l)) => l.as_slice(),
            _ => &[],
        };
        if n.soort == NormSoort::Verbod || n.niet_voor.is_none() && venster.is_empty() {
            continue;
        }
        let Some((begin, _)) = n.na.as_ref().and_then(|m| blik.moment(m)) else { continue };
        if let Some(t) = n.niet_voor {
            dagen.extend(eind(begin, t, n.atw).map(|e| (e.einde, i)));
        }
        let einden = venster.iter().filter_map(|(t, _)| eind(begin, *t, n.atw));
        dagen.extend(einden.map(|e| (later(e.wettelijk, 1), i)));
    }
    dagen.retain(|(d, _)| *d > blik.op);
    dagen.sort_unstable();
    dagen
}

/// Days that a moment names and that lie ahead.
fn tijden(blik: &Blik<'_>, m: &Moment, f: &mut dyn FnMut(Datum)) {
    match m {
        Moment::Veld(d, veld) => {
            let dag = blik.laatste(*d).and_then(|g| g.velden.get(veld)?.als_datum());
            dag.into_iter().for_each(f);
        }
        Moment::Plus(binnen, _) | Moment::Voorbij(binnen) => {
            blik.moment(m).into_iter().for_each(|(d, _)| f(d));
            tijden(blik, binnen, f);
        }
        Moment::Eerste(l) | Moment::Laatste(l) => l.iter().for_each(|m| tijden(blik, m, f)),
        Moment::Als(m, _) => tijden(blik, m, f),
        Moment::Daad(_)
        | Moment::Gebeurd(_)
        | Moment::Verstreken(_)
        | Moment::Einde
        | Moment::Inwerking => {}
    }
}
