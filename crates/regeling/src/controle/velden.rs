//! What is asked of fields: that the act has them, and that the value is one that can be filled in there.
//!
//! Always holds: a field or value that nobody can ever fill in is a mistake wherever it stands, since what
//! rests on it would keep silent for ever. Grounds, channels and capacities are those of the book, so they
//! are checked only where the regulation itself names them: a vocabulary speaks of more than one has.

use crate::boek::Boek;
use crate::diagnose::{Diagnoses, lijkt_op};
use crate::lezen::genoemd::{Genoemd, gebeurd_velden, genoemde_velden, moment_velden, waar_velden};
use crate::norm::{Binnen, Doet, Norm};
use crate::plek::Plek;
use crate::voorwaarde::{Moment, Toets, Voorwaarde};
use crate::waarde::Waarde;
use crate::woorden::{DaadId, Optie, Veld, VeldSoort};

/// A condition that names a field which its act does not have, or a value that it cannot hold, never holds.
pub(super) fn velden_bestaan(boek: &Boek, diagnoses: &mut Diagnoses) {
    for (plek, g) in genoemd(boek) {
        let heeft = g.daden.iter().find_map(|d| boek.daad(*d).veld(&g.veld).map(|v| (*d, v)));
        match heeft {
            Some((daad, veld)) => {
                if let Some(toets) = &g.toets {
                    let pad = format!("{}.{}", boek.daad(daad).id, veld.id);
                    toets_kan(boek, daad, veld, toets, &pad, plek, diagnoses);
                }
            }
            None => geen_veld(boek, &g, plek, diagnoses),
        }
    }
}

fn geen_veld(boek: &Boek, g: &Genoemd, plek: Plek, diagnoses: &mut Diagnoses) {
    let Some(daad) = g.daden.first().map(|d| boek.daad(*d)) else { return };
    let bekend: Vec<&str> = daad.velden.iter().map(|v| v.id.as_str()).collect();
    let hulp = lijkt_op(&g.veld, bekend.iter().copied()).map_or_else(
        || format!("`{}` heeft: {}", daad.id, bekend.join(", ")),
        |n| format!("bedoelde u `{n}`?"),
    );
    diagnoses.fout(
        "onbekend-veld",
        plek,
        format!("daad `{}` heeft geen veld `{}`", daad.id, g.veld),
        "hier wordt dat veld genoemd",
        Some(hulp),
    );
}

/// Can this field ever hold what the test asks?
fn toets_kan(
    boek: &Boek,
    daad: DaadId,
    veld: &Veld,
    toets: &Toets,
    pad: &str,
    plek: Plek,
    diagnoses: &mut Diagnoses,
) {
    match toets {
        Toets::Is(w) => waarde_kan(boek, daad, veld, w, pad, plek, diagnoses),
        Toets::In(l) => {
            l.iter().for_each(|w| waarde_kan(boek, daad, veld, w, pad, plek, diagnoses))
        }
        Toets::Telt { waar, .. } | Toets::Meerderheid(waar) => {
            let VeldSoort::Lijst(velden) = &veld.soort else { return };
            for (naam, toets) in waar {
                match velden.iter().find(|v| v.id == *naam) {
                    Some(v) => {
                        let pad = format!("{pad}.{naam}");
                        toets_kan(boek, daad, v, toets, &pad, plek, diagnoses);
                    }
                    None => {
                        let bekend: Vec<&str> = velden.iter().map(|v| v.id.as_str()).collect();
                        diagnoses.fout(
                            "onbekend-veld",
                            plek,
                            format!("een rij van `{pad}` heeft geen veld `{naam}`"),
                            "hier wordt dat veld genoemd",
                            Some(lijkt_op(naam, bekend.iter().copied()).map_or_else(
                                || format!("een rij heeft: {}", bekend.join(", ")),
                                |n| format!("bedoelde u `{n}`?"),
                            )),
                        );
                    }
                }
            }
        }
        Toets::Aanwezig
        | Toets::Afwezig
        | Toets::MeerDan(_)
        | Toets::MinderDan(_)
        | Toets::Verlopen
        | Toets::NogNietVerlopen => {}
    }
}

fn waarde_kan(
    boek: &Boek,
    daad: DaadId,
    veld: &Veld,
    waarde: &Waarde,
    pad: &str,
    plek: Plek,
    diagnoses: &mut Diagnoses,
) {
    let eigen = plek.bron == 1;
    let ids = |o: &[Optie]| o.iter().map(|o| o.id.clone()).collect::<Vec<_>>();
    let mogelijk: Vec<String> = match &veld.soort {
        VeldSoort::Keuze(o) | VeldSoort::Keuzes(o) => ids(o),
        VeldSoort::Grond if eigen => {
            boek.gronden.iter().filter(|g| g.doet == daad).map(|g| g.id.clone()).collect()
        }
        VeldSoort::Kanaal if eigen => boek.kanalen.iter().map(|k| k.id.clone()).collect(),
        VeldSoort::JaNee if matches!(waarde, Waarde::Ja(_)) => return,
        VeldSoort::JaNee => vec!["true".to_owned(), "false".to_owned()],
        _ => return,
    };
    let tekst = match waarde {
        Waarde::Tekst(t) => t.clone(),
        Waarde::Ja(b) => b.to_string(),
        Waarde::Getal(n) => n.to_string(),
        _ => return,
    };
    if veld.soort != VeldSoort::JaNee && mogelijk.contains(&tekst) {
        return;
    }
    if mogelijk.is_empty() {
        return;
    }
    let hulp = match lijkt_op(&tekst, mogelijk.iter().map(String::as_str)) {
        Some(n) if veld.soort != VeldSoort::JaNee => format!("bedoelde u `{n}`?"),
        _ => format!("`{pad}` kan zijn: {}", mogelijk.join(", ")),
    };
    let (boodschap, label) =
        (format!("`{pad}` kan niet `{tekst}` zijn"), "hier wordt die waarde genoemd");
    // A ground or channel may come with another version of the text; a choice of the act may not.
    if matches!(veld.soort, VeldSoort::Grond | VeldSoort::Kanaal) {
        diagnoses.waarschuwing("onbekende-keuze", plek, boodschap, label, Some(hulp));
    } else {
        diagnoses.fout("onbekende-keuze", plek, boodschap, label, Some(hulp));
    }
}

/// Every field that the book names anywhere, with the spot of the table in which it stands.
fn genoemd(boek: &Boek) -> Vec<(Plek, Genoemd)> {
    let mut uit = Vec::new();
    let mut bij = |plek: Plek, vul: &dyn Fn(&mut Vec<Genoemd>)| {
        let mut hier = Vec::new();
        vul(&mut hier);
        uit.extend(hier.into_iter().map(|g| (plek, g)));
    };
    for f in &boek.feiten {
        bij(f.plek, &|uit| genoemde_velden(&f.als, &[], uit));
    }
    for norm in &boek.normen {
        bij(norm.plek, &|uit| norm_velden(norm, uit));
    }
    for g in &boek.gronden {
        bij(g.plek, &|uit| voorwaarden([&g.als, &g.tenzij], &[g.doet], uit));
    }
    for klok in &boek.klokken {
        bij(klok.plek, &|uit| {
            moment_velden(&klok.start, uit);
            klok.stopt.iter().chain(&klok.stuiting).for_each(|g| gebeurd_velden(g, uit));
            voorwaarden(klok.termijn.iter().map(|(_, als)| als).chain([&klok.als]), &[], uit);
        });
        for s in &klok.schorsing {
            bij(s.plek, &|uit| {
                std::iter::once(&s.van).chain(&s.tot).for_each(|g| gebeurd_velden(g, uit));
                uit.extend(s.gesteld_in.iter().map(|v| Genoemd::kaal(s.van.daad, v)));
            });
        }
        for v in &klok.verdaging {
            bij(v.plek, &|uit| {
                voorwaarden([&v.mits], &[v.daad], uit);
                uit.extend(
                    v.vermeldt
                        .iter()
                        .filter(|w| !w.contains('.'))
                        .map(|w| Genoemd::kaal(v.daad, w)),
                );
            });
        }
    }
    for e in &boek.eindes {
        bij(e.plek, &|uit| {
            waar_velden(e.door, &e.waar, uit);
            e.heropent.iter().for_each(|g| gebeurd_velden(g, uit));
            voorwaarden([&e.als, &e.tenzij], &[e.door], uit);
        });
    }
    for s in &boek.stukken {
        bij(s.plek, &|uit| {
            waar_velden(s.bij, &s.waar, uit);
            voorwaarden([&s.als], &[s.bij], uit);
        });
    }
    for b in &boek.bewaringen {
        bij(b.plek, &|uit| {
            moment_velden(&b.na, uit);
            voorwaarden([&b.als, &b.opgeschort_zolang], &[], uit);
        });
    }
    for a in &boek.aanhoudingen {
        bij(a.plek, &|uit| genoemde_velden(&a.als, &[], uit));
    }
    uit
}

fn voorwaarden<'a>(
    lijst: impl IntoIterator<Item = &'a Option<Voorwaarde>>,
    deze: &[DaadId],
    uit: &mut Vec<Genoemd>,
) {
    lijst.into_iter().flatten().for_each(|v| genoemde_velden(v, deze, uit));
}

fn norm_velden(norm: &Norm, uit: &mut Vec<Genoemd>) {
    let daden: &[DaadId] = match &norm.doet {
        Doet::Daden(daden) => daden,
        Doet::Alles { .. } => &[],
    };
    voorwaarden([&norm.als, &norm.mits, &norm.tenzij], daden, uit);
    match &norm.binnen {
        Binnen::Gesteld { veld, .. } => {
            if let Some(Moment::Daad(d)) = &norm.na {
                uit.push(Genoemd::kaal(*d, veld));
            }
        }
        Binnen::Termijnen(l) => voorwaarden(l.iter().map(|(_, als)| als), daden, uit),
        Binnen::Voor { moment, .. } => moment_velden(moment, uit),
        Binnen::ZoSpoedigMogelijk | Binnen::Klok(_) | Binnen::GesteldDoor { .. } => {}
    }
    if let Some(na) = &norm.na {
        moment_velden(na, uit);
        if let Some(veld) = &norm.zelfde {
            let alle = daden.iter().copied().chain(aanleidingen(na));
            uit.extend(alle.map(|d| Genoemd::kaal(d, veld)));
        }
    }
    norm.vervalt_bij.iter().for_each(|g| gebeurd_velden(g, uit));
    norm.herhaal.iter().flat_map(|h| &h.tot).for_each(|g| gebeurd_velden(g, uit));
    for daad in daden {
        waar_velden(*daad, &norm.waar, uit);
        let vermeldt = norm.vermeldt.iter().filter(|v| !v.contains('.'));
        uit.extend(vermeldt.map(|v| Genoemd::kaal(*daad, v)));
    }
}

/// The acts by which a moment comes.
fn aanleidingen(m: &Moment) -> Vec<DaadId> {
    match m {
        Moment::Daad(d) | Moment::Veld(d, _) => vec![*d],
        Moment::Gebeurd(g) => vec![g.daad],
        Moment::Eerste(l) | Moment::Laatste(l) => l.iter().flat_map(aanleidingen).collect(),
        Moment::Als(m, _) | Moment::Plus(m, _) | Moment::Voorbij(m) => aanleidingen(m),
        Moment::Verstreken(_) | Moment::Einde | Moment::Inwerking => Vec::new(),
    }
}
