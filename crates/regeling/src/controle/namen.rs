//! Names: that what stands twice is told apart, that nothing rests on itself, and that a term which is
//! to be longer than another one is.
//!
//! Always holds: an id is looked for within one text, since each text has names of its own.

use std::collections::BTreeMap;

use termijn::{Datum, Termijn, Verschuiving};

use crate::boek::Boek;
use crate::diagnose::{Diagnoses, lijkt_op};
use crate::norm::{Binnen, Vindplaats};
use crate::plek::Plek;
use crate::voorwaarde::{Moment, Voorwaarde};

/// Of two things with one id, nobody can say which is meant.
pub(super) fn ids_zijn_uniek(boek: &Boek, diagnoses: &mut Diagnoses) {
    // What a [[commissie.eis]] forbids is made, and has no id that anybody wrote.
    let eigen = |n: &&crate::norm::Norm| {
        !boek.commissies.iter().any(|c| n.id.starts_with(&format!("{}-", c.id)))
    };
    let normen = boek.normen.iter().filter(eigen);
    let normen = normen.map(|n| ("norm", n.id.as_str(), &n.vindplaats, n.plek));
    let klokken = boek.klokken.iter().map(|k| ("klok", k.id.as_str(), &k.vindplaats, k.plek));
    let commissies =
        boek.commissies.iter().map(|c| ("commissie", c.id.as_str(), &c.vindplaats, c.plek));
    let mut gezien: BTreeMap<(&str, usize, &str), &Vindplaats> = BTreeMap::new();
    for (wat, id, vindplaats, plek) in normen.chain(klokken).chain(commissies) {
        if id.is_empty() {
            continue;
        }
        if let Some(eerder) = gezien.insert((wat, vindplaats.tekst.ix(), id), vindplaats) {
            diagnoses.fout(
                "dubbele-id",
                plek,
                format!("er is al een {wat} met de id `{id}`, bij {}", boek.citeer(eerder)),
                "tweede keer",
                Some("geef elk een eigen id; verhalen en andere normen noemen haar daarmee".into()),
            );
        }
    }
}

/// An id travels in addresses and in `wet:klok`, so it is one plain word.
pub(super) fn id_is_een_woord(boek: &Boek, diagnoses: &mut Diagnoses) {
    let id = boek.kop().id.as_str();
    let mag = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    if id.is_empty() || id.chars().all(mag) {
        return;
    }
    let voorstel: String =
        id.to_lowercase().chars().map(|c| if mag(c) { c } else { '-' }).collect();
    diagnoses.fout(
        "geen-id",
        Plek { bron: 1, van: 0, tot: 1 },
        format!("`{id}` kan geen id zijn: een id heeft kleine letters, cijfers, `-` en `_`"),
        "de id staat in de kop",
        Some(format!(
            "schrijf bijvoorbeeld id = \"{voorstel}\"; de naam hoort in `titel` en `aanbieder`"
        )),
    );
}

/// A clock that begins when it has run out itself, never begins.
pub(super) fn klokken_rusten_niet_op_zichzelf(boek: &Boek, diagnoses: &mut Diagnoses) {
    let op: Vec<Vec<usize>> = boek
        .klokken
        .iter()
        .map(|k| {
            let mut uit = Vec::new();
            begint_na(&k.start, &mut uit);
            uit
        })
        .collect();
    for (ix, klok) in boek.klokken.iter().enumerate() {
        let (mut gezien, mut te_gaan) = (vec![false; op.len()], op[ix].clone());
        while let Some(volgende) = te_gaan.pop() {
            if volgende == ix {
                let ander = op[ix].iter().map(|o| format!("`{}`", boek.klokken[*o].id));
                let ander: Vec<_> = ander.collect();
                diagnoses.fout(
                    "klok-rust-op-zichzelf",
                    klok.plek,
                    format!(
                        "klok `{}` begint na {}, en die pas na haar",
                        klok.id,
                        ander.join(" en ")
                    ),
                    "zo begint geen van beide ooit",
                    Some(
                        "laat een van beide bij een daad beginnen: start = \"klacht_ontvangen\""
                            .into(),
                    ),
                );
                break;
            }
            if !std::mem::replace(&mut gezien[volgende], true) {
                te_gaan.extend(&op[volgende]);
            }
        }
    }
}

/// The clocks of which a moment needs that they have run out.
fn begint_na(m: &Moment, uit: &mut Vec<usize>) {
    match m {
        Moment::Verstreken(k) => uit.push(k.ix()),
        Moment::Laatste(l) => l.iter().for_each(|m| begint_na(m, uit)),
        // The first of several comes without the others.
        Moment::Eerste(l) if l.len() == 1 => l.iter().for_each(|m| begint_na(m, uit)),
        Moment::Als(m, v) => {
            begint_na(m, uit);
            if let Voorwaarde::KlokVerstreken(k) = v.as_ref() {
                uit.push(k.ix());
            }
        }
        Moment::Plus(m, _) | Moment::Voorbij(m) => begint_na(m, uit),
        _ => {}
    }
}

/// `tussen` begins before it ends, and an extension ends after what it extends.
pub(super) fn termijnen_staan_op_volgorde(boek: &Boek, diagnoses: &mut Diagnoses) {
    for norm in &boek.normen {
        let (Some(van), Binnen::Termijnen(tot)) = (norm.niet_voor, &norm.binnen) else { continue };
        if let Some((tot, _)) = tot.iter().find(|(tot, _)| eind(boek, van) > eind(boek, *tot)) {
            diagnoses.fout(
                "termijn-omgekeerd",
                norm.plek,
                format!("niet voor {van} en binnen {tot}: dat kan op geen dag"),
                "deze tijd bestaat niet",
                Some(format!("zet de kortste vooraan: tussen = [\"{tot}\", \"{van}\"]")),
            );
        }
    }
    for klok in &boek.klokken {
        let gewoon = klok.termijn.iter().map(|(t, _)| *t);
        for v in &klok.verdaging {
            let (Some(tot), Some(kortste)) = (v.tot, gewoon.clone().min_by_key(|t| eind(boek, *t)))
            else {
                continue;
            };
            if eind(boek, tot) <= eind(boek, kortste) {
                diagnoses.fout(
                    "verlenging-verlengt-niet",
                    v.plek,
                    format!("klok `{}` loopt {kortste}; verlengen tot {tot} verlengt haar niet", klok.id),
                    "`tot` telt vanaf het begin van de klok",
                    Some("tel de verlenging bij de termijn op: 6 weken, met 4 weken te verlengen, is tot = \"10 weken\"".into()),
                );
            }
        }
    }
}

fn eind(boek: &Boek, t: Termijn) -> Option<Datum> {
    let van = Datum::constant(2027, 1, 4);
    termijn::einde(boek.kalender(), van, t, Verschuiving::Geen, &[]).ok().map(|e| e.einde)
}

/// What a letter must state is a field of its act, something of the dispute body, or a clock.
pub(super) fn stukken_vermelden_wat_er_is(boek: &Boek, diagnoses: &mut Diagnoses) {
    const GESCHIL: [&str; 5] = ["naam", "adres", "website", "termijn", "kosten"];
    for stuk in &boek.stukken {
        for v in &stuk.vermeldt {
            let daad = boek.daad(stuk.bij);
            let er_is = match v.wat.split_once('.') {
                Some(("geschil", wat)) => GESCHIL.contains(&wat),
                Some(("klok", klok)) => boek.klok_id(klok).is_some(),
                Some(_) => true,
                None => daad.veld(&v.wat).is_some(),
            };
            if er_is {
                continue;
            }
            let velden = daad.velden.iter().map(|f| f.id.clone());
            let klokken = boek.klokken.iter().map(|k| format!("klok.{}", k.id));
            let bekend: Vec<String> =
                velden.chain(GESCHIL.map(|g| format!("geschil.{g}"))).chain(klokken).collect();
            let hulp = lijkt_op(&v.wat, bekend.iter().map(String::as_str)).map_or_else(
                || format!("hier kan: {}", bekend.join(", ")),
                |n| format!("bedoelde u `{n}`?"),
            );
            diagnoses.fout(
                "onbekende-vermelding",
                stuk.plek,
                format!(
                    "stuk `{}` vermeldt `{}`, en dat is er niet bij `{}`",
                    stuk.id, v.wat, daad.id
                ),
                "zo kan de brief nooit weg",
                Some(hulp),
            );
        }
    }
}
