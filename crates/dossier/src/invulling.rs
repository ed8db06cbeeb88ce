//! Are the fields of an act right: all known, of the right kind, within bounds, and none missing that
//! the act or an article demands?
//!
//! Always holds: every field is looked at, so that a form gets all its mistakes at once; what an
//! article demands bears that article, the regulation's before the statute's.

use regeling::norm::Vindplaats;
use regeling::woorden::{Daad, Veld, VeldSoort};
use regeling::{Boek, DaadId, RolId, Velden, Waarde};
use termijn::{Datum, Taal};

use crate::blik::Blik;
use crate::weigering::{Reden, Soort};

/// All fields known, of the right kind, and none missing that the act or an article demands.
pub(crate) fn velden_kloppen(
    blik: &Blik<'_>,
    daad_id: DaadId,
    daad: &Daad,
    velden: &Velden,
) -> Vec<Reden> {
    let mut uit = Vec::new();
    for (naam, waarde) in velden {
        match daad.veld(naam) {
            None => {
                let bekend: Vec<&str> = daad.velden.iter().map(|v| v.id.as_str()).collect();
                uit.push(
                    Reden::new(
                        Soort::Invulling,
                        None,
                        format!(
                            "`{}` kent geen veld `{naam}`; wel: {}.",
                            daad.id,
                            bekend.join(", ")
                        ),
                        format!("`{}` has no field `{naam}`.", daad.id),
                    )
                    .bij_veld(naam),
                );
            }
            Some(_) if waarde.is_leeg() => {}
            Some(veld) => uit.extend(waarde_klopt(blik, daad_id, veld, waarde, velden)),
        }
    }
    let leeg =
        |id: &str| velden.get(id).is_none_or(|w| w.is_leeg() && !matches!(w, Waarde::Lijst(_)));
    let eisen = eisen(blik, daad_id, velden);
    let mut gemeld: Vec<&str> = Vec::new();
    let verplicht = daad.velden.iter().filter(|v| v.verplicht).map(|v| v.id.as_str());
    for wat in eisen.iter().map(|(wat, _)| *wat).chain(verplicht) {
        if leeg(wat) && !gemeld.contains(&wat) {
            gemeld.push(wat);
            let naam = daad.veld(wat).map_or(wat, |v| v.naam.nl.as_str());
            let punt = if naam.ends_with('?') { "" } else { "." };
            let en = daad.veld(wat).map_or(wat, |v| v.naam.in_taal(Taal::En));
            uit.push(
                Reden::new(
                    Soort::Invulling,
                    None,
                    format!("Vul in: {naam}{punt}"),
                    format!("Fill in: {en}"),
                )
                .op_grond_van(van_eis(&eisen, wat))
                .bij_veld(wat),
            );
        }
    }
    uit
}

/// Is this reason about a field in which nothing was filled in?
pub(crate) fn ontbreekt(reden: &Reden, velden: &Velden) -> bool {
    let veld = reden.veld.as_ref();
    veld.is_some_and(|v| velden.get(v).is_none_or(Waarde::is_leeg))
}

/// The articles that demand this item.
fn van_eis<'e>(
    eisen: &'e [(&str, &'e Vindplaats)],
    wat: &'e str,
) -> impl Iterator<Item = &'e Vindplaats> {
    eisen.iter().filter(move |(w, _)| *w == wat).map(|(_, v)| *v)
}

/// What articles demand that this act states: the norms behind it, its extension, ground and letter.
fn eisen<'a>(blik: &Blik<'a>, daad: DaadId, velden: &'a Velden) -> Vec<(&'a str, &'a Vindplaats)> {
    let boek = blik.boek;
    let mut uit: Vec<(&str, &Vindplaats)> = Vec::new();
    for id in boek.verlenend(daad) {
        let norm = boek.norm(*id);
        uit.extend(
            norm.vermeldt
                .iter()
                .filter(|v| !v.contains('.'))
                .map(|v| (v.as_str(), &norm.vindplaats)),
        );
    }
    for (k, i) in boek.verdagend(daad) {
        let v = &boek.klok(*k).verdaging[*i];
        if blik.als_rol.is_some_and(|rol| !blik.mag_verdagen(v, rol)) {
            continue;
        }
        uit.extend(v.vermeldt.iter().map(|w| (w.as_str(), &v.vindplaats)));
    }
    let gekozen = velden.get("grond").and_then(Waarde::als_tekst);
    for grond in boek.gronden_van(daad).filter(|g| Some(g.id.as_str()) == gekozen) {
        uit.extend(grond.vermeldt.iter().map(|w| (w.as_str(), &grond.vindplaats)));
    }
    for stuk in boek
        .stukken
        .iter()
        .filter(|s| s.bij == daad && s.waar.iter().all(|(v, t)| t.geldt(velden.get(v), blik.op)))
    {
        uit.extend(
            stuk.vermeldt
                .iter()
                .filter(|v| !v.wat.contains('.'))
                .map(|v| (v.wat.as_str(), &v.vindplaats)),
        );
    }
    // The regulation first: it is the text that people work with.
    uit.sort_by_key(|(_, v)| v.tekst);
    uit
}

fn waarde_klopt(
    blik: &Blik<'_>,
    daad: DaadId,
    veld: &Veld,
    waarde: &Waarde,
    alle: &Velden,
) -> Vec<Reden> {
    let fout = |nl: String, en: String| {
        vec![Reden::new(Soort::Invulling, None, nl, en).bij_veld(&veld.id)]
    };
    let verkeerd = |wat: &str| {
        fout(
            format!("{}: hier hoort {wat}.", veld.naam.nl),
            format!("{}: wrong kind of value.", veld.id),
        )
    };
    match (&veld.soort, waarde) {
        (
            VeldSoort::Tekst | VeldSoort::Regel | VeldSoort::Hoedanigheid | VeldSoort::Account,
            Waarde::Tekst(_),
        )
        | (VeldSoort::JaNee, Waarde::Ja(_))
        | (VeldSoort::Getal, Waarde::Getal(_)) => Vec::new(),
        (VeldSoort::Datum, w) if w.als_datum().is_some() => Vec::new(),
        (VeldSoort::Keuze(opties), Waarde::Tekst(t)) => {
            if opties.iter().any(|o| &o.id == t) {
                return Vec::new();
            }
            let ids: Vec<&str> = opties.iter().map(|o| o.id.as_str()).collect();
            fout(
                format!("{}: kies een van: {}.", veld.naam.nl, ids.join(", ")),
                format!("{}: choose one of: {}.", veld.id, ids.join(", ")),
            )
        }
        (VeldSoort::Keuzes(opties), w) => {
            let vreemd = w
                .als_lijst()
                .iter()
                .find(|w| !w.als_tekst().is_some_and(|t| opties.iter().any(|o| o.id == t)));
            vreemd.map_or_else(Vec::new, |v| {
                fout(
                    format!("{}: `{v}` is geen keuze.", veld.naam.nl),
                    format!("{}: `{v}` is not an option.", veld.id),
                )
            })
        }
        (VeldSoort::Partij, Waarde::Tekst(id)) => match blik.stand.partij_ix(id) {
            Some(_) => Vec::new(),
            None => verkeerd("iemand die al in het dossier staat"),
        },
        (VeldSoort::Grond, Waarde::Tekst(id)) => grond_klopt(blik, daad, veld, id, alle),
        (VeldSoort::Kanaal, Waarde::Tekst(id)) => kanaal_klopt(blik.boek, daad, veld, id),
        (VeldSoort::Gebeurtenis, _) => match blik.stand.te_herstellen(blik.boek, daad, alle) {
            Some(_) => Vec::new(),
            None => verkeerd("het nummer van iets dat in dit dossier is vastgelegd"),
        },
        (VeldSoort::Invulling, Waarde::Groep(nieuw)) => hersteld_klopt(blik, daad, nieuw, alle),
        (VeldSoort::Bestanden, w) if w.als_lijst().iter().all(|s| s.als_tekst().is_some()) => {
            Vec::new()
        }
        (VeldSoort::Partijen(_), w)
            if w.als_lijst().iter().all(|p| matches!(p, Waarde::Tekst(_) | Waarde::Groep(_))) =>
        {
            Vec::new()
        }
        (VeldSoort::Lijst(binnen), Waarde::Lijst(l)) => {
            l.iter().flat_map(|w| groep_klopt(blik, daad, veld, binnen, w)).collect()
        }
        (VeldSoort::Datum, _) => verkeerd("een datum, zoals 2026-03-02"),
        (VeldSoort::JaNee, _) => verkeerd("ja of nee"),
        (VeldSoort::Getal, _) => verkeerd("een geheel getal"),
        (VeldSoort::Lijst(_), _) => verkeerd("een lijst"),
        _ => verkeerd("tekst"),
    }
}

/// New values for an event are judged as if it were done now: with what it had, and these over it.
fn hersteld_klopt(blik: &Blik<'_>, daad: DaadId, nieuw: &Velden, alle: &Velden) -> Vec<Reden> {
    let Some(doel) = blik.stand.te_herstellen(blik.boek, daad, alle) else { return Vec::new() };
    let mut velden = doel.velden.clone();
    velden.extend(nieuw.clone());
    velden_kloppen(blik, doel.daad, blik.boek.daad(doel.daad), &velden)
}

fn groep_klopt(
    blik: &Blik<'_>,
    daad: DaadId,
    veld: &Veld,
    binnen: &[Veld],
    waarde: &Waarde,
) -> Vec<Reden> {
    let Waarde::Groep(g) = waarde else {
        return vec![
            Reden::new(
                Soort::Invulling,
                None,
                format!("{}: elk onderdeel is een groep van velden.", veld.naam.nl),
                format!("{}: each item is a group of fields.", veld.id),
            )
            .bij_veld(&veld.id),
        ];
    };
    let mut uit: Vec<Reden> = Vec::new();
    for v in binnen {
        match g.get(&v.id) {
            Some(w) if !w.is_leeg() => uit.extend(waarde_klopt(blik, daad, v, w, g)),
            _ if v.verplicht => {
                // What an article demands of the list, it demands of each item.
                let eisen = eisen(blik, daad, g);
                uit.push(
                    Reden::new(
                        Soort::Invulling,
                        None,
                        format!("{}: vul in: {}.", veld.naam.nl, v.naam.nl),
                        format!("{}: fill in: {}.", veld.id, v.id),
                    )
                    .op_grond_van(van_eis(&eisen, &veld.id))
                    .bij_veld(&veld.id),
                );
            }
            _ => {}
        }
    }
    for naam in g.keys().filter(|k| !binnen.iter().any(|v| &v.id == *k)) {
        uit.push(
            Reden::new(
                Soort::Invulling,
                None,
                format!("{} kent geen veld `{naam}`.", veld.naam.nl),
                format!("{} has no field `{naam}`.", veld.id),
            )
            .bij_veld(&veld.id),
        );
    }
    uit
}

fn grond_klopt(blik: &Blik<'_>, daad: DaadId, veld: &Veld, id: &str, alle: &Velden) -> Vec<Reden> {
    let gronden: Vec<_> = blik.boek.gronden_van(daad).collect();
    match gronden.iter().find(|g| g.id == id) {
        Some(grond) => {
            blik.grond_geldt(grond, Some(alle)).map(|r| r.bij_veld(&veld.id)).into_iter().collect()
        }
        None => {
            let ids: Vec<&str> = gronden.iter().map(|g| g.id.as_str()).collect();
            vec![
                Reden::new(
                    Soort::Invulling,
                    None,
                    format!("De regeling kent geen grond `{id}`; wel: {}.", ids.join(", ")),
                    format!("The regulation has no ground `{id}`; it has: {}.", ids.join(", ")),
                )
                .bij_veld(&veld.id),
            ]
        }
    }
}

fn kanaal_klopt(boek: &Boek, daad: DaadId, veld: &Veld, id: &str) -> Vec<Reden> {
    if boek.kanalen.is_empty() || boek.kanalen.iter().any(|k| k.id == id && k.doet.contains(&daad))
    {
        return Vec::new();
    }
    let goed: Vec<_> = boek.kanalen.iter().filter(|k| k.doet.contains(&daad)).collect();
    let namen: Vec<&str> = goed.iter().map(|k| k.id.as_str()).collect();
    let gedaan = &boek.daad(daad).naam.nl;
    vec![
        Reden::new(
            Soort::Invulling,
            goed.first().map(|k| &k.vindplaats),
            format!("{gedaan} kan niet langs `{id}`; wel: {}.", namen.join(", ")),
            format!("This can't be done by `{id}`; it can by: {}.", namen.join(", ")),
        )
        .bij_veld(&veld.id),
    ]
}

/// The new date of an extension: within the bound of regulation and statute, and later than the end of
/// at least one clock that it can extend. A clock that it can't extend keeps its own end beside it.
pub(crate) fn verdaging_klopt(
    blik: &Blik<'_>,
    daad: DaadId,
    rol: RolId,
    velden: &Velden,
) -> Vec<Reden> {
    let Some(tot) = velden.get("tot").and_then(Waarde::als_datum) else { return Vec::new() };
    let mut te_vroeg = Vec::new();
    let mut te_laat = Vec::new();
    let mut verlengt = false;
    for (id, i) in blik.boek.verdagend(daad) {
        let klok = blik.boek.klok(*id);
        let v = &klok.verdaging[*i];
        if !blik.mag_verdagen(v, rol) {
            continue;
        }
        let stand = blik.klok(*id).filter(|_| blik.verdaging_kan(*id, *i).is_none());
        let Some(stand) = stand else { continue };
        verlengt |= tot > stand.einde.einde;
        if tot <= stand.einde.einde {
            let (nl, en) = in_beide_talen(stand.einde.einde);
            te_vroeg.push(
                Reden::new(
                    Soort::Tijd,
                    Some(&v.vindplaats),
                    format!("De nieuwe datum moet na {nl} liggen."),
                    format!("The new date must be later than {en}."),
                )
                .bij_veld("tot"),
            );
        } else if let Some(grens) = blik.grens(klok, &stand, v)
            && tot > grens.einde
        {
            let (nl, en) = in_beide_talen(grens.einde);
            te_laat.push(
                Reden::new(
                    Soort::Tijd,
                    Some(&v.vindplaats),
                    format!("Verlengen kan tot uiterlijk {nl}."),
                    format!("An extension can reach {en} at the latest."),
                )
                .bij_veld("tot"),
            );
        }
    }
    if verlengt { te_laat } else { te_vroeg }
}

fn in_beide_talen(d: Datum) -> (String, String) {
    (termijn::lange_datum(d, Taal::Nl), termijn::lange_datum(d, Taal::En))
}
