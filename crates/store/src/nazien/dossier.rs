//! What is wrong with the events of one dossier: against each other, and against the checkpoints that saw
//! them. Always holds: one fault is told once.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{Mis, later};
use crate::{
    Anker, DossierId,
    anker::Blad,
    keten::{Rij, Schakel},
    sql::lees_moment,
};

/// An event as it is stored: nothing of it need make sense.
#[derive(FromQueryResult)]
pub(super) struct Opgeslagen {
    nummer: i64,
    daad: String,
    gebeurd_op: String,
    vastgelegd_op: String,
    rol: String,
    account: Option<Uuid>,
    inhoud: Vec<u8>,
    keten: Option<Vec<u8>>,
}

impl Opgeslagen {
    /// Where it stands, and with which hash.
    fn plaats(&self) -> Option<(u32, Schakel)> {
        Some((u32::try_from(self.nummer).ok()?, Schakel::lees(self.keten.as_deref())?))
    }

    fn na(&self, vorige: Schakel) -> Option<Schakel> {
        Some(vorige.met(Rij {
            nummer: u32::try_from(self.nummer).ok()?,
            daad: &self.daad,
            gebeurd_op: &self.gebeurd_op,
            vastgelegd_op: &self.vastgelegd_op,
            rol: &self.rol,
            account: self.account,
            inhoud: &self.inhoud,
        }))
    }
}

/// Adds to `mis` what is wrong; `begin` is where the chain begins, when the dossier is there.
pub(super) fn dossier_mis(
    dossier: DossierId,
    begin: Option<Schakel>,
    rijen: &[Opgeslagen],
    bladen: &[(u32, Blad)],
    ankers: &[Anker],
    mis: &mut Vec<Mis>,
) {
    let vooraf = mis.len();
    let laatste_blad = bladen.iter().map(|(_, blad)| blad.versie).max().unwrap_or(0);
    let Some(begin) = begin.filter(|_| !rijen.is_empty()) else {
        mis.push(match laatste_blad {
            tot @ 1.. if rijen.is_empty() => Mis::Ontbreekt { dossier, van: 1, tot },
            _ => Mis::Los { dossier },
        });
        return;
    };
    let gezien: BTreeMap<u32, Schakel> = rijen.iter().filter_map(Opgeslagen::plaats).collect();
    let (mut vorige, mut volgende, mut vorige_mis) = (begin, 1, false);
    for rij in rijen {
        let nummer = u32::try_from(rij.nummer).unwrap_or(0);
        let (is, hoort) = (Schakel::lees(rij.keten.as_deref()), rij.na(vorige));
        if nummer < volgende {
            // No event has such a number.
            mis.push(Mis::Gewijzigd { dossier, nummer });
            continue;
        }
        if nummer > volgende {
            mis.push(Mis::Ontbreekt { dossier, van: volgende, tot: nummer - 1 });
        }
        // Behind a gap nothing is known of what should stand before it. Behind a row that is wrong one
        // may be right that followed on what stood there first.
        let past_ergens = || gezien.values().any(|schakel| rij.na(*schakel) == is);
        let past = nummer > volgende || is == hoort || (vorige_mis && past_ergens());
        if !past {
            mis.push(Mis::Gewijzigd { dossier, nummer });
        }
        // The next one is judged by what stands here, so that one fault is told once.
        vorige = is.or(hoort).unwrap_or(vorige);
        (volgende, vorige_mis) = (nummer.saturating_add(1), !past);
    }
    let heel = mis[vooraf..].is_empty();
    let mut goed_tot = 0;
    for (anker, blad) in bladen {
        match gezien.get(&blad.versie) {
            Some(schakel) if *schakel == blad.keten => goed_tot = blad.versie,
            Some(_) if heel => {
                let (van, tot) = (goed_tot + 1, blad.versie);
                mis.push(Mis::Herschreven { dossier, van, tot, anker: *anker });
                return;
            }
            // Of a row that is wrong or missing that is told already, or below.
            _ => {}
        }
    }
    if volgende <= laatste_blad {
        mis.push(Mis::Ontbreekt { dossier, van: volgende, tot: laatste_blad });
    }
    let verteld = mis[vooraf..].to_vec();
    let nieuw = rijen.iter().filter_map(|rij| ingevoegd(dossier, rij, bladen, ankers));
    mis.extend(nieuw.filter(|mis| !verteld.iter().any(|al| al.gaat_over() == mis.gaat_over())));
}

/// An event that a checkpoint should have seen and did not.
fn ingevoegd(
    dossier: DossierId,
    rij: &Opgeslagen,
    bladen: &[(u32, Blad)],
    ankers: &[Anker],
) -> Option<Mis> {
    let nummer = u32::try_from(rij.nummer).unwrap_or(0);
    // A moment that cannot be read was altered, and that was told.
    let vastgelegd = lees_moment(&rij.vastgelegd_op).ok()?;
    let moest = ankers.iter().find(|anker| anker.gezet_op > later(vastgelegd))?;
    let zag = bladen.iter().find(|(_, blad)| blad.versie >= nummer).map(|(anker, _)| *anker);
    let laat = zag.is_none_or(|anker| anker > moest.nummer);
    laat.then_some(Mis::Ingevoegd { dossier, nummer, anker: moest.nummer })
}
