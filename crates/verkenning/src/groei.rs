//! Can the end of a clock be pushed on without bound: by an extension, by starting it anew, or by standing still?
//!
//! Always holds: it is tried, not argued: a run in which the end of the clock is pushed on until it lies years ahead, or
//! more often than any text allows that counts.

use dossier::{Blik, Stand};
use regeling::norm::{Klok, Schorsing};
use regeling::voorwaarde::Gebeurd;
use regeling::woorden::RolSoort;
use regeling::{KlokId, RolId, Waarde};
use termijn::Datum;

use crate::kennis::Kennis;
use crate::zetten::{Zet, doe, pogingen, volgende_dag};
use crate::zoeken::Zoektocht;

/// A clock that so long after it began has not run out, has no bound to speak of: the longest term with extension that
/// a statute on complaints gives is less than half a year. Nor has one that was pushed on so often and still lets itself.
const JAREN: i16 = 3;
const RONDEN: usize = 6;

/// How it grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hefboom {
    /// By its extension with this number.
    Verdaging(usize),
    /// By beginning anew.
    Stuiting(usize),
    /// By this pause.
    Schorsing(usize),
}

/// A clock that grows.
pub(crate) struct Groei {
    pub(crate) klok: KlokId,
    pub(crate) hefboom: Hefboom,
    pub(crate) zetten: Vec<Zet>,
    /// So many of the last moves push it on.
    pub(crate) duwen: usize,
    /// A party had to do something for it, beside lodging the complaint.
    pub(crate) met_partij: bool,
}

/// Every way in which a clock of the regulation grows; of several runs the one without a party, then the shortest.
pub(crate) fn zoek(kennis: &Kennis<'_>, z: &Zoektocht<'_, '_>) -> Vec<Groei> {
    let boek = kennis.boek;
    let mut uit = Vec::new();
    for (k, klok) in boek.klokken.iter().enumerate() {
        if !kennis.eigen(&klok.vindplaats) {
            continue;
        }
        let id = KlokId::van_ix(k);
        let hefbomen = (0..klok.verdaging.len())
            .map(Hefboom::Verdaging)
            .chain((0..klok.stuiting.len()).map(Hefboom::Stuiting))
            .chain((0..klok.schorsing.len()).map(Hefboom::Schorsing));
        for hefboom in hefbomen {
            if let Hefboom::Verdaging(i) = hefboom
                && klok.verdaging[i].tot.is_some()
            {
                continue;
            }
            uit.extend(groeit(kennis, z, id, klok, hefboom));
        }
    }
    uit
}

fn groeit(
    kennis: &Kennis<'_>,
    z: &Zoektocht<'_, '_>,
    id: KlokId,
    klok: &Klok,
    hefboom: Hefboom,
) -> Option<Groei> {
    let mut beste: Option<Groei> = None;
    let mut rij: Vec<usize> = (0..z.knopen.len()).collect();
    rij.sort_by_key(|i| z.knopen[*i].diepte);
    let mut pogingen = 0;
    for i in rij {
        let knoop = &z.knopen[i];
        let blik = Blik::new(kennis.boek, &knoop.stand, knoop.op);
        let Some(stand) = blik.klok(id).filter(|s| s.loopt() && !s.is_verlopen(knoop.op)) else {
            continue;
        };
        let vroeg = z.weg(i);
        if beste.is_some() && partij_nodig(kennis, &vroeg) {
            continue;
        }
        let doel = stand.begin.0.saturating_add(jiff::Span::new().years(JAREN));
        let Some(erna) = duw(kennis, &knoop.stand, knoop.op, id, klok, hefboom, doel) else {
            pogingen += 1;
            if pogingen > 60 {
                return beste;
            }
            continue;
        };
        let duwen = erna.len();
        let zetten = [vroeg, erna].concat();
        let met_partij = partij_nodig(kennis, &zetten);
        let beter = beste.as_ref().is_none_or(|b| b.met_partij && !met_partij);
        if beter {
            beste = Some(Groei { klok: id, hefboom, zetten, duwen, met_partij });
        }
        if !met_partij {
            return beste;
        }
    }
    beste
}

/// Did somebody in the dossier have to act, beside opening it?
fn partij_nodig(kennis: &Kennis<'_>, zetten: &[Zet]) -> bool {
    zetten.iter().any(|z| match z {
        Zet::Doet { daad, rol, .. } => {
            kennis.boek.rol(*rol).soort == RolSoort::Partij && !kennis.boek.daad(*daad).opent
        }
        Zet::Wacht(_) => false,
    })
}

/// Pushes the end of the clock past this day, if it lets itself be pushed.
fn duw(
    kennis: &Kennis<'_>,
    stand: &Stand,
    op: Datum,
    id: KlokId,
    klok: &Klok,
    hefboom: Hefboom,
    doel: Datum,
) -> Option<Vec<Zet>> {
    let (mut stand, mut op) = (stand.clone(), op);
    let mut uit = Vec::new();
    for _ in 0..RONDEN {
        let einde = |stand: &Stand, op: Datum| {
            let blik = Blik::new(kennis.boek, stand, op);
            let k = blik.klok(id).filter(|k| k.loopt() && !k.is_verlopen(op));
            k.map(|k| k.einde.wettelijk)
        };
        let nu = einde(&stand, op)?;
        if nu > doel {
            return Some(uit);
        }
        // A pause is begun at once; the rest when the end is near, so that each turn counts.
        let dag = match hefboom {
            Hefboom::Schorsing(_) => volgende_dag(&stand, op),
            _ => nu.max(volgende_dag(&stand, op)),
        };
        let (zet, erna) = haal_over(kennis, &stand, dag, klok, hefboom, doel)?;
        let ver = match hefboom {
            Hefboom::Schorsing(i) => stil_tot(kennis, &erna, &klok.schorsing[i], dag),
            _ => dag,
        };
        uit.push(zet);
        if ver > dag {
            uit.push(Zet::Wacht(ver));
        }
        if einde(&erna, ver)? <= nu {
            return None;
        }
        (stand, op) = (erna, ver);
    }
    Some(uit)
}

/// The day on which this pause ends by itself; without bound as far as one looks.
fn stil_tot(kennis: &Kennis<'_>, stand: &Stand, s: &Schorsing, dag: Datum) -> Datum {
    let grens = Blik::new(kennis.boek, stand, dag).stilstand_tot(s);
    grens.unwrap_or_else(|| dag.saturating_add(jiff::Span::new().years(JAREN)))
}

/// Does what pulls this lever, on this day, by whoever may; an office before a party.
fn haal_over(
    kennis: &Kennis<'_>,
    stand: &Stand,
    dag: Datum,
    klok: &Klok,
    hefboom: Hefboom,
    doel: Datum,
) -> Option<(Zet, Stand)> {
    let boek = kennis.boek;
    let blik = Blik::new(boek, stand, dag);
    let (daad, eis): (_, Option<&Gebeurd>) = match hefboom {
        Hefboom::Verdaging(i) => (klok.verdaging[i].daad, None),
        Hefboom::Stuiting(i) => (klok.stuiting[i].daad, Some(&klok.stuiting[i])),
        Hefboom::Schorsing(i) => (klok.schorsing[i].van.daad, Some(&klok.schorsing[i].van)),
    };
    let mut rollen: Vec<RolId> = kennis.rollen[daad.ix()].clone();
    rollen.sort_by_key(|r| boek.rol(*r).soort == RolSoort::Partij);
    for rol in rollen {
        for (mut velden, aan) in pogingen(kennis, &blik, daad) {
            if eis.is_some_and(|g| g.waar.iter().any(|(v, t)| !t.geldt(velden.get(v), dag))) {
                continue;
            }
            if matches!(hefboom, Hefboom::Verdaging(_)) {
                let ver = doel.saturating_add(jiff::Span::new().days(28));
                velden.insert("tot".to_owned(), Waarde::from(ver.to_string()));
            }
            if let Some(g) = doe(kennis, stand, daad, rol, &aan, velden, dag) {
                return Some((g.zet, g.stand));
            }
        }
    }
    None
}
