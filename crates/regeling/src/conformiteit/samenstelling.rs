//! How a body is made up, beside what a statute asks of it: from what the text says of itself
//! (`samenstelling`) and from the demands of a `[[commissie]]`.
//!
//! Always holds: a body is known by its role; a `[[commissie]]` is of the role that bears its id. What two
//! places say of one body holds together.

use super::eisen::{Mis, eigen};
use super::telt_mee;
use crate::boek::Boek;
use crate::eis::Samenstelling;
use crate::norm::{Commissie, CommissieEis, Vindplaats};
use crate::plek::Plek;
use crate::voorwaarde::Toets;
use crate::waarde::Waarde;
use crate::woorden::RolId;

/// The fields of a member, in the shared vocabulary, that say what he is in the body and for whom he works.
const FUNCTIE: &str = "functie";
const VOORZITTER: &str = "voorzitter";
const IN_DIENST: &str = "in_dienst";

/// Is the body made up as the statute asks? No place when the regulation is silent.
pub(super) fn toets<'b>(boek: &'b Boek, eis: &Samenstelling) -> Vec<Mis<'b>> {
    let gezegd = eigen(boek).filter_map(|k| {
        let s = k.samenstelling.as_ref().filter(|s| s.rol == eis.rol)?;
        Some((s.clone(), (&k.vindplaats, k.plek)))
    });
    let geeist = boek
        .commissies
        .iter()
        .filter(|c| telt_mee(boek, &c.vindplaats) && boek.rol_id(&c.id) == Some(eis.rol))
        .map(|c| (van_commissie(c, eis.rol), (&c.vindplaats, c.plek)));
    let mut samen: Option<(Samenstelling, (&Vindplaats, Plek))> = None;
    for (s, waar) in gezegd.chain(geeist) {
        match &mut samen {
            None => samen = Some((s, waar)),
            Some((al, _)) => *al = tezamen(al, &s),
        }
    }
    match samen {
        None => vec![(None, Vec::new())],
        Some((s, _)) if voldoet(&s, eis) => Vec::new(),
        Some((_, waar)) => vec![(Some(waar), Vec::new())],
    }
}

fn voldoet(s: &Samenstelling, eis: &Samenstelling) -> bool {
    eis.leden.is_none_or(|min| s.leden.is_some_and(|n| n >= min))
        && (!eis.oneven || s.oneven)
        && (!eis.voorzitter_van_buiten || s.voorzitter_van_buiten || s.leden_van_buiten)
        && (!eis.leden_van_buiten || s.leden_van_buiten)
}

fn tezamen(een: &Samenstelling, ander: &Samenstelling) -> Samenstelling {
    Samenstelling {
        rol: een.rol,
        leden: een.leden.max(ander.leden),
        oneven: een.oneven || ander.oneven,
        voorzitter_van_buiten: een.voorzitter_van_buiten || ander.voorzitter_van_buiten,
        leden_van_buiten: een.leden_van_buiten || ander.leden_van_buiten,
    }
}

/// What the demands of a body come down to.
fn van_commissie(c: &Commissie, rol: RolId) -> Samenstelling {
    let tellend = |e: &CommissieEis| match &e.toets {
        Toets::Telt { waar, minstens, hoogstens } => Some((waar.clone(), *minstens, *hoogstens)),
        _ => None,
    };
    let telt: Vec<_> = c.eisen.iter().filter_map(tellend).collect();
    let allen = || telt.iter().filter(|(waar, ..)| waar.is_empty());
    let leden = allen().map(|(_, min, _)| *min).max().filter(|n| *n > 0);
    let hoogstens = allen().filter_map(|(_, _, max)| *max).min();
    // Nobody of whom this is true: `hoogstens = 0`.
    let niemand = || telt.iter().filter(|(.., max)| *max == Some(0)).map(|(waar, ..)| waar);
    let in_dienst =
        |w: &(String, Toets)| w.0 == IN_DIENST && matches!(&w.1, Toets::Is(Waarde::Ja(true)));
    let voorzitter = |w: &(String, Toets)| {
        let naam = Waarde::Tekst(VOORZITTER.to_owned());
        w.0 == FUNCTIE
            && match &w.1 {
                Toets::Is(f) => *f == naam,
                Toets::In(l) => l.contains(&naam),
                _ => false,
            }
    };
    Samenstelling {
        rol,
        leden: leden.map(i64::from),
        oneven: leden.is_some_and(|n| hoogstens == Some(n) && n % 2 == 1),
        voorzitter_van_buiten: niemand().any(|waar| {
            waar.iter().any(in_dienst) && waar.iter().all(|w| in_dienst(w) || voorzitter(w))
        }),
        leden_van_buiten: niemand().any(|waar| waar.len() == 1 && waar.iter().all(in_dienst)),
    }
}
