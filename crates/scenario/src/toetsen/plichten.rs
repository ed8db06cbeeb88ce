//! Expectations of duties: of the regulation, of the statutes, of the calendar.

use dossier::{Afloop, Blik, Doel, PlichtStand, Uitleg};
use regeling::norm::{Doet, NormSoort, Vindplaats};
use regeling::{Boek, DaadId, RolId};
use termijn::{Datum, Taal};

use super::{Toets, datums_passen, doel_in_woorden, is_doel, wat_verwacht};
use crate::binden::{GebondenVerwacht, Persoon, Plicht};
use crate::verhaal::Staat;

/// A duty of whatever kind.
struct Er<'a> {
    vindplaats: &'a Vindplaats,
    wie: &'a [RolId],
    aan: Option<Doel>,
    uiterlijk: Option<Datum>,
    wettelijk: Option<Datum>,
    afloop: Afloop,
    in_woorden: String,
}

pub(super) fn toets_plicht(blik: &Blik<'_>, plicht: &Plicht, v: &GebondenVerwacht<'_>) -> Toets {
    let (boek, bron) = (blik.boek, v.bron);
    let wat = wat_verwacht("plicht", bron.plicht.as_deref().unwrap_or_default(), bron);
    let er = plichten(blik, plicht);
    let stand = bron.stand.filter(|s| *s != Staat::Geen);
    let past = |p: &&Er<'_>, aan: Option<&Persoon>| {
        aan.is_none_or(|a| is_doel(blik, p.aan, a))
            && v.wie.as_ref().is_none_or(|w| p.wie.iter().any(|n| boek.treedt_op_als(w.rol, *n)))
            && bron.artikel.as_deref().is_none_or(|a| plicht_rust_op(boek, p, a))
            && datums_passen(bron, p.uiterlijk, p.wettelijk)
            && stand.is_none_or(|s| past_bij(s, &p.afloop))
    };
    // Towards each who is named there must be one.
    let aantallen: Vec<usize> = if v.aan.is_empty() {
        vec![er.iter().filter(|p| past(p, None)).count()]
    } else {
        v.aan.iter().map(|a| er.iter().filter(|p| past(p, Some(a))).count()).collect()
    };
    let samen: usize = aantallen.iter().sum();
    let lijst = || er.iter().map(|p| p.in_woorden.as_str()).collect::<Vec<_>>().join("\n");
    match (bron.stand, bron.aantal) {
        (Some(Staat::Geen), _) if samen == 0 => Ok(()),
        (Some(Staat::Geen), _) => Err((wat, format!("die plicht is er wel:\n{}", lijst()))),
        (_, Some(n)) if n == samen => Ok(()),
        (_, None) if aantallen.iter().all(|n| *n > 0) => Ok(()),
        _ if er.is_empty() => Err((wat, "zo'n plicht is er niet op die dag".to_owned())),
        _ => Err((wat, format!("er is ({samen} past):\n{}", lijst()))),
    }
}

/// The article of the duty, or the one under which it lapsed.
fn plicht_rust_op(boek: &Boek, p: &Er<'_>, artikel: &str) -> bool {
    boek.is_artikel(p.vindplaats, artikel)
        || matches!(&p.afloop, Afloop::Vervallen { door: Some(door), .. } if boek.is_artikel(door, artikel))
}

fn plichten<'a>(blik: &Blik<'a>, gevraagd: &Plicht) -> Vec<Er<'a>> {
    let boek = blik.boek;
    // A duty that several acts can meet goes by the first of them, unless no duty goes by this one.
    let eerste_in_lijst = |d: &DaadId| {
        boek.normen.iter().any(|n| {
            n.soort == NormSoort::Plicht
                && matches!(&n.doet, Doet::Daden(l) if l.first() == Some(d))
        })
    };
    let gewoon = blik.plichten().into_iter().filter(|p| match gevraagd {
        Plicht::Daad(d) if eerste_in_lijst(d) => p.daad == *d,
        Plicht::Daad(d) => boek.norm(p.norm).doet.omvat(*d),
        Plicht::Norm(n) => n.contains(&p.norm),
        Plicht::Kalender(_) => false,
    });
    let mut uit: Vec<Er<'a>> = gewoon
        .map(|p| {
            let norm = boek.norm(p.norm);
            Er {
                vindplaats: &norm.vindplaats,
                wie: &norm.wie,
                aan: p.aan,
                uiterlijk: p.uiterlijk,
                wettelijk: p.wettelijk,
                in_woorden: plicht_in_woorden(blik, &p),
                afloop: p.afloop,
            }
        })
        .collect();
    let kalender = blik.kalenderplichten().into_iter().filter(|k| match gevraagd {
        Plicht::Daad(d) => k.plicht.doet == *d,
        Plicht::Kalender(id) => k.plicht.id == *id,
        Plicht::Norm(_) => false,
    });
    uit.extend(kalender.map(|k| Er {
        vindplaats: &k.plicht.vindplaats,
        wie: &k.plicht.wie,
        aan: None,
        uiterlijk: Some(k.uiterlijk),
        wettelijk: Some(k.uiterlijk),
        in_woorden: format!(
            "- {}: {}, uiterlijk {}, {}, te rekenen vanaf {}",
            k.plicht.id,
            stand_van(&k.afloop).woord(),
            k.uiterlijk,
            boek.citeer(&k.plicht.vindplaats),
            k.vanaf
        ),
        afloop: k.afloop,
    }));
    uit
}

fn plicht_in_woorden(blik: &Blik<'_>, p: &PlichtStand) -> String {
    let boek = blik.boek;
    let aan = p.aan.map_or(String::new(), |d| format!(" aan {}", doel_in_woorden(blik, d)));
    let Uitleg { artikel, aanleiding, rekening, .. } = blik.uitleg(p, Taal::Nl);
    let datum = p.uiterlijk.map_or("zonder datum".to_owned(), |d| format!("uiterlijk {d}"));
    let wettelijk = p
        .wettelijk
        .filter(|w| p.uiterlijk != Some(*w))
        .map_or(String::new(), |w| format!(", wettelijk {w}"));
    let vervallen = match &p.afloop {
        Afloop::Vervallen { op, door: Some(door) } => {
            format!(" op {op} door {}", boek.citeer(door))
        }
        Afloop::Vervallen { op, door: None } => format!(" op {op}, in het eerdere register"),
        _ => String::new(),
    };
    format!(
        "- {}{aan}: {}{vervallen}, {datum}{wettelijk}, {artikel}; {aanleiding}. {}",
        boek.daad(p.daad).id,
        stand_van(&p.afloop).woord(),
        rekening.join(" ")
    )
}

fn stand_van(a: &Afloop) -> Staat {
    match a {
        Afloop::Open => Staat::Open,
        Afloop::TeLaat => Staat::TeLaat,
        Afloop::Vervuld { te_laat: true, .. } => Staat::TeLaatVervuld,
        Afloop::Vervuld { te_laat: false, .. } => Staat::Vervuld,
        Afloop::Vervallen { .. } => Staat::Vervallen,
    }
}

fn past_bij(gevraagd: Staat, a: &Afloop) -> bool {
    match (gevraagd, a) {
        (Staat::Vervuld, Afloop::Vervuld { .. }) => true,
        _ => stand_van(a) == gevraagd,
    }
}
