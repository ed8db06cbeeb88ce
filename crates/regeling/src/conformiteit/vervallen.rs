//! Law that a text names and that no longer holds.
//!
//! Always holds: a text that lapsed before the law did is not blamed; a mention that only looks back
//! (`terugblik`) is none.

use super::{Bevinding, KOP, twee, van_regeling};
use crate::boek::Boek;
use crate::eis::{Noemt, Vervallen, Zwaarte};
use crate::norm::Vindplaats;
use crate::plek::Plek;
use termijn::{Taal, datum_voluit};

pub(super) fn zoek(boek: &Boek, uit: &mut Vec<Bevinding>) {
    let stof = &boek.toetsstof;
    let genoemd: Vec<&Noemt> = stof
        .kenmerken
        .iter()
        .filter(|k| van_regeling(&k.vindplaats))
        .flat_map(|k| &k.noemt)
        .chain(&stof.noemt)
        .collect();
    for n in &genoemd {
        match stof.vervallen.iter().find(|v| v.id == n.wet) {
            Some(v) if !n.terugblik => {
                melding(boek, v, n.artikel.as_deref(), &n.vindplaats, n.plek, uit);
            }
            Some(_) => {}
            None if boek.koppen.iter().any(|k| k.id == n.wet) => {}
            None => uit.push(onbekend(boek, n)),
        }
    }
    // Words in our own sentences: a mention that nobody declared.
    for (vindplaats, plek, zin) in zinnen(boek) {
        for v in &stof.vervallen {
            let verklaard = genoemd
                .iter()
                .any(|n| n.wet == v.id && (n.plek.bron, &n.vindplaats) == (plek.bron, vindplaats));
            if !verklaard && v.woorden.iter().any(|w| bevat_woord(zin, w)) {
                melding(boek, v, None, vindplaats, plek, uit);
            }
        }
    }
}

fn melding(
    boek: &Boek,
    v: &Vervallen,
    artikel: Option<&str>,
    waar: &Vindplaats,
    plek: Plek,
    uit: &mut Vec<Bevinding>,
) {
    if boek.kop().tot.is_some_and(|tot| tot < v.op) {
        return;
    }
    let nieuw = artikel.and_then(|a| {
        let kaal = a.split(' ').next().unwrap_or(a);
        v.plaatsen.get(a).or_else(|| v.plaatsen.get(kaal))
    });
    let (van_nl, van_en) = artikel.map_or_else(
        || (v.naam.nl.clone(), v.naam.in_taal(Taal::En).to_owned()),
        |a| {
            (
                format!("artikel {a} van {}", v.naam.nl),
                format!("article {a} of {}", v.naam.in_taal(Taal::En)),
            )
        },
    );
    let nu = nieuw.unwrap_or(&v.opvolger);
    uit.push(Bevinding {
        zwaarte: Zwaarte::Verouderd,
        soort: "vervallen-wet",
        plek: if plek == Plek::default() { KOP } else { plek },
        regeling: Some(waar.clone()),
        wet: Some(nu.clone()),
        tekst: twee(
            format!(
                "De tekst noemt {van_nl}. Die wet geldt niet meer sinds {}.",
                datum_voluit(v.op, Taal::Nl)
            ),
            format!(
                "The text names {van_en}. That act has not been in force since {}.",
                datum_voluit(v.op, Taal::En)
            ),
        ),
        advies: twee(
            format!("Noem in plaats daarvan: {nu}."),
            format!("Name instead: {}.", nu.replace("artikel", "article")),
        ),
        zekerheid: v.zekerheid.clone(),
    });
}

fn onbekend(boek: &Boek, n: &Noemt) -> Bevinding {
    let bekend = boek.toetsstof.vervallen.iter().map(|v| v.id.as_str());
    let naast =
        crate::diagnose::lijkt_op(&n.wet, bekend.chain(boek.koppen.iter().map(|k| k.id.as_str())));
    Bevinding {
        zwaarte: Zwaarte::Intern,
        soort: "onbekende-wet",
        plek: n.plek,
        regeling: Some(n.vindplaats.clone()),
        wet: None,
        tekst: twee(
            format!(
                "Het bestand zegt dat de tekst `{}` noemt, maar die wet is hier niet bekend.",
                n.wet
            ),
            format!(
                "The file says that the text names `{}`, but that act is not known here.",
                n.wet
            ),
        ),
        advies: naast.map_or_else(
            || {
                twee(
                    "Zet de wet bij de wetten of bij de vervallen wetten.",
                    "Add it to the statutes or to the repealed ones.",
                )
            },
            |w| twee(format!("Bedoelde u `{w}`?"), format!("Did you mean `{w}`?")),
        ),
        zekerheid: None,
    }
}

/// The regulation's own sentences, with their place.
fn zinnen(boek: &Boek) -> Vec<(&Vindplaats, Plek, &str)> {
    let mut uit: Vec<(&Vindplaats, Plek, &str)> = Vec::new();
    uit.extend(
        boek.normen
            .iter()
            .filter_map(|n| Some((&n.vindplaats, n.plek, n.tekst.as_ref()?.nl.as_str()))),
    );
    uit.extend(boek.bepalingen.iter().map(|b| (&b.vindplaats, b.plek, b.tekst.nl.as_str())));
    uit.extend(boek.open_normen.iter().map(|o| (&o.vindplaats, o.plek, o.tekst.nl.as_str())));
    uit.extend(boek.gronden.iter().map(|g| (&g.vindplaats, g.plek, g.naam.nl.as_str())));
    uit.retain(|(v, _, _)| van_regeling(v));
    uit
}

fn bevat_woord(zin: &str, woord: &str) -> bool {
    let (zin, woord) = (zin.to_lowercase(), woord.to_lowercase());
    let letter = |c: char| c.is_alphanumeric();
    zin.match_indices(&woord).any(|(i, w)| {
        let (voor, na) = (zin[..i].chars().next_back(), zin[i + w.len()..].chars().next());
        !voor.is_some_and(letter) && !na.is_some_and(letter)
    })
}
