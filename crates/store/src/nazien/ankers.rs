//! What is wrong with the checkpoints of a tenant: in themselves, as a row, and against those that were kept
//! elsewhere. Always holds: one that does not hold says nothing of the dossiers.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Ankerfout, Mis, Vertrouwd, later};
use crate::{
    Anker, Inzagestand, Tenant,
    anker::{Blad, Telling},
    inzage::Inzageblad,
};

/// Missing checkpoints that are named one by one.
const WEG_MAX: usize = 100;

/// What is wrong with one, given what it saw.
pub(super) fn anker_mis<'a>(
    anker: &'a Anker,
    (bladen, inzage): (&[Blad], &[Inzageblad]),
    alle: &'a [Anker],
    vertrouwd: &Vertrouwd,
) -> Vec<Ankerfout> {
    let vorige = match anker.nummer {
        1 => Some([0; 32]),
        nummer => {
            let ervoor = nummer.checked_sub(1);
            alle.iter().find(|vorige| Some(vorige.nummer) == ervoor).map(Anker::hash)
        }
    };
    let telling = Telling::new().met(bladen);
    let klopt = (anker.dossiers, anker.gebeurtenissen)
        == (telling.dossiers, telling.gebeurtenissen)
        && telling.wortel() == anker.wortel
        && match anker.inzage {
            Some(stand) => stand == Inzagestand::van(inzage),
            None => inzage.is_empty(),
        };
    let kent = vertrouwd.sleutels.is_empty() || vertrouwd.sleutels.contains(&anker.sleutel);
    let mut mis = Vec::new();
    if !anker.is_getekend() {
        mis.push(Ankerfout::Handtekening);
    } else if !kent {
        mis.push(Ankerfout::VreemdeSleutel);
    }
    if !klopt {
        mis.push(Ankerfout::Bladen);
    }
    // When the one before is missing, that is told of it.
    if vorige.is_some_and(|vorige| vorige != anker.vorige) {
        mis.push(Ankerfout::Vervolg);
    }
    mis
}

/// Checkpoints that should be there, that can't be read, and that are not the published ones.
pub(super) fn ankers_weg(
    ankers: &[Anker],
    onleesbaar: &[u32],
    tenant: &Tenant,
    vertrouwd: &Vertrouwd,
) -> Vec<Mis> {
    let er_is: BTreeMap<u32, &Anker> = ankers.iter().map(|anker| (anker.nummer, anker)).collect();
    let gezien: Vec<&Anker> =
        vertrouwd.gepubliceerd.iter().filter(|anker| anker.tenant == *tenant).collect();
    let stuk = onleesbaar.iter().copied();
    let laatste = er_is
        .keys()
        .copied()
        .chain(stuk.clone())
        .chain(gezien.iter().map(|anker| anker.nummer))
        .max();
    let weg = (1..=laatste.unwrap_or(0))
        .filter(|nummer| !er_is.contains_key(nummer) && !onleesbaar.contains(nummer))
        // A number that was made huge is no reason to name as many.
        .take(WEG_MAX)
        .map(|nummer| Mis::Anker { nummer, wat: Ankerfout::Weg });
    let anders = gezien
        .iter()
        .filter(|anker| er_is.get(&anker.nummer).is_some_and(|stored| *stored != **anker))
        .map(|anker| Mis::Anker { nummer: anker.nummer, wat: Ankerfout::Anders });
    let stuk = stuk.map(|nummer| Mis::Anker { nummer, wat: Ankerfout::Onleesbaar });
    stuk.chain(weg).chain(anders).collect()
}

/// Checkpoints that were set by a clock that was put back before they were.
pub(super) fn klok_terug(ankers: &[Anker]) -> impl Iterator<Item = Mis> {
    let terug = ankers.windows(2).filter(|paar| paar[0].gezet_op > later(paar[1].gezet_op));
    terug.map(|paar| Mis::Anker { nummer: paar[1].nummer, wat: Ankerfout::KlokTerug })
}

/// The checkpoints of which no later one gives away that the clock was ahead when they were set: what they do not
/// know came after them.
pub(super) fn geloofd(ankers: Vec<Anker>) -> Vec<Anker> {
    let mut vroegst = Timestamp::MAX;
    let mut uit = Vec::new();
    for anker in ankers.into_iter().rev() {
        vroegst = vroegst.min(anker.gezet_op);
        if anker.gezet_op <= later(vroegst) {
            uit.push(anker);
        }
    }
    uit.reverse();
    uit
}
