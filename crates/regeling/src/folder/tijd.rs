//! The strictest term: of all the norms that demand one act, the end that comes first, in words.
//!
//! Always holds: of two terms one is dropped only when the other surely ends no later: it is no longer, and
//! begins no later. What can't be compared is told twice.

use termijn::{Eenheid, Taal, Termijn};

use super::kader::Kader;
use crate::boek::Boek;
use crate::norm::{Binnen, Norm};
use crate::voorwaarde::Moment;
use crate::woorden::DaadId;

/// A term with its beginning.
#[derive(Debug, Clone)]
pub(super) struct Tijd<'a> {
    pub(super) termijn: Termijn,
    pub(super) start: &'a Moment,
    pub(super) meestal: bool,
    /// Other terms that hold on conditions.
    pub(super) soms: Vec<Termijn>,
}

/// The term of a duty, if it has one that counts from something that people know.
pub(super) fn tijd_van<'a>(boek: &'a Boek, norm: &'a Norm) -> Option<Tijd<'a>> {
    let (lijst, start) = match &norm.binnen {
        Binnen::Termijnen(lijst) => (lijst, norm.na.as_ref()?),
        Binnen::Klok(k) => (&boek.klok(*k).termijn, &boek.klok(*k).start),
        Binnen::ZoSpoedigMogelijk
        | Binnen::Gesteld { .. }
        | Binnen::GesteldDoor { .. }
        | Binnen::Voor { .. } => return None,
    };
    let (termijn, _) = lijst.iter().find(|(_, als)| als.is_none())?;
    let soms = lijst.iter().filter(|(_, als)| als.is_some()).map(|(t, _)| *t).collect();
    Some(Tijd { termijn: *termijn, start, meestal: norm.in_de_regel, soms })
}

/// Those that no other one makes needless.
pub(super) fn strengste<'a>(boek: &Boek, tijden: &[Tijd<'a>]) -> Vec<Tijd<'a>> {
    let wint = |a: &Tijd<'_>, b: &Tijd<'_>| {
        dagen(a.termijn) <= dagen(b.termijn)
            && (!a.meestal || b.meestal)
            && niet_later(boek, a.start, b.start)
    };
    let mut uit: Vec<Tijd<'a>> = Vec::new();
    for t in tijden {
        if uit.iter().any(|u| wint(u, t)) {
            continue;
        }
        uit.retain(|u| !wint(t, u));
        uit.push(t.clone());
    }
    uit
}

/// About how many days: to compare terms, never to count one.
pub(super) fn dagen(t: Termijn) -> u32 {
    let n = u32::from(t.aantal());
    match t.eenheid() {
        Eenheid::Uren => n.div_ceil(24),
        Eenheid::Dagen => n,
        Eenheid::Werkdagen => n + 2 * (n / 5),
        Eenheid::Weken => n * 7,
        Eenheid::Maanden => n * 30,
        Eenheid::Jaren => n * 365,
    }
}

/// The acts with which a moment can come, the first that the text names in front.
fn daden(moment: &Moment) -> Vec<DaadId> {
    match moment {
        Moment::Daad(d) | Moment::Veld(d, _) => vec![*d],
        Moment::Gebeurd(g) => vec![g.daad],
        Moment::Eerste(l) => l.iter().flat_map(daden).collect(),
        Moment::Laatste(l) => l.iter().rev().flat_map(daden).collect(),
        Moment::Als(m, _) => daden(m),
        Moment::Plus(..)
        | Moment::Voorbij(_)
        | Moment::Verstreken(_)
        | Moment::Einde
        | Moment::Inwerking => Vec::new(),
    }
}

/// Does the first moment surely come no later than the second?
pub(super) fn niet_later(boek: &Boek, a: &Moment, b: &Moment) -> bool {
    if a == b {
        return true;
    }
    let (Some(eerste), later) = (daden(a).first().copied(), daden(b)) else { return false };
    !later.is_empty() && later.iter().all(|l| *l == eerste || komt_na(boek, *l, eerste, 8))
}

/// Can this act only be done after that one, by every norm that lets somebody do it?
fn komt_na(boek: &Boek, daad: DaadId, andere: DaadId, diep: u8) -> bool {
    if diep == 0 || daad == andere {
        return false;
    }
    if boek.daad(daad).blijkt_uit == Some(andere) {
        return true;
    }
    let normen = boek.verlenend(daad);
    !normen.is_empty()
        && normen.iter().all(|n| {
            boek.norm(*n).na.as_ref().is_some_and(|na| {
                let bij = daden(na);
                !bij.is_empty()
                    && bij.iter().all(|b| *b == andere || komt_na(boek, *b, andere, diep - 1))
            })
        })
}

/// "nadat u uw klacht instuurde": how the beginning of a term reads.
pub(super) fn sinds(boek: &Boek, moment: &Moment, taal: Taal) -> String {
    // Which of these it is depends on the complaint: each is told, in a short sentence of its own.
    if let Moment::Eerste(l) = moment
        && l.iter().any(|m| matches!(m, Moment::Als(..)))
        && l.iter().any(|m| !matches!(m, Moment::Als(..)))
    {
        let mut delen: Vec<String> = l.iter().map(|m| sinds(boek, m, taal)).collect();
        delen.dedup();
        return delen.join(if taal == Taal::Nl { ". Of " } else { ". Or " });
    }
    let moment = match moment {
        Moment::Als(m, _) => m,
        m => m,
    };
    let eigen = daden(moment).into_iter().find_map(|d| boek.daad(d).sinds.as_ref());
    match (eigen, taal) {
        (Some(tekst), _) => tekst.in_taal(taal).to_owned(),
        (None, Taal::Nl) => format!("na: {}", boek.moment_in_woorden(moment, taal)),
        (None, Taal::En) => format!("after: {}", boek.moment_in_woorden(moment, taal)),
    }
}

/// "binnen 6 weken nadat u uw klacht instuurde", and what else holds sometimes.
pub(super) fn in_woorden(boek: &Boek, kader: &Kader, tijden: &[Tijd<'_>]) -> (String, String) {
    // A sentence of its own for each: two terms in one are more than a reader holds.
    let en = kader.kies(". En ", ". And ");
    let wanneer = tijden
        .iter()
        .map(|t| {
            let (termijn, sinds) = (t.termijn.in_cijfers(kader.0), sinds(boek, t.start, kader.0));
            kader.binnen(&termijn, &sinds, t.meestal)
        })
        .collect::<Vec<_>>()
        .join(en);
    let soms = tijden.iter().flat_map(|t| &t.soms).map(|t| kader.soms(&t.in_cijfers(kader.0)));
    (wanneer, soms.collect::<Vec<_>>().join(" "))
}
