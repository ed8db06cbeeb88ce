//! What is filled in with an act that is tried: for each field the values that make a difference, and a plain one.
//!
//! Always holds: a field that nothing asks about gets one value; a choice that is asked about gets each value that is
//! named and one that is not; a list that must be composed is composed so that it passes, and once so that it fails
//! each single demand.

use dossier::{Blik, Velden, Waarde};
use regeling::voorwaarde::Toets;
use regeling::woorden::{Optie, Veld, VeldSoort};
use regeling::{Boek, DaadId};
use termijn::{Datum, Verschuiving};

use crate::kennis::{Kennis, Proef};

/// So many ways to fill in one act are all tried; of more, each field in turn.
const ALLE_SAMEN: usize = 24;
/// A list is filled with no more than this.
const RIJEN: u32 = 12;

fn dagen(d: Datum, n: i64) -> Datum {
    d.saturating_add(jiff::Span::new().days(n))
}

/// The ways to fill in this act on this day that may make a difference; first with as little as can be, then with
/// everything.
pub(crate) fn invullingen(kennis: &Kennis<'_>, blik: &Blik<'_>, daad: DaadId) -> Vec<Velden> {
    let proeven = &kennis.proeven[daad.ix()];
    let mut keuzes: Vec<(&str, Vec<Option<Waarde>>)> = Vec::new();
    for veld in &kennis.boek.daad(daad).velden {
        let proef = proeven.get(&veld.id).map_or(&[][..], Vec::as_slice);
        if proef.is_empty() && !veld.verplicht {
            continue;
        }
        let mut kan = if proef.is_empty() { Vec::new() } else { waarden(blik, daad, veld, proef) };
        if !veld.verplicht {
            kan.insert(0, None);
        } else if kan.is_empty() {
            kan.push(gewoon(blik, daad, veld));
        }
        keuzes.push((&veld.id, kan));
    }
    let met = |velden: &Velden, veld: &str, w: &Option<Waarde>| {
        let mut v = velden.clone();
        v.remove(veld);
        v.extend(w.clone().map(|w| (veld.to_owned(), w)));
        v
    };
    let elk = |kies: &dyn Fn(&[Option<Waarde>]) -> Option<Waarde>| -> Velden {
        keuzes.iter().filter_map(|(v, kan)| Some(((*v).to_owned(), kies(kan)?))).collect()
    };
    let karig = elk(&|kan| kan.first().cloned().flatten());
    let aantal = keuzes.iter().map(|(_, k)| k.len()).try_fold(1usize, usize::checked_mul);
    let mut uit = vec![karig.clone()];
    if aantal.is_some_and(|n| n <= ALLE_SAMEN) {
        for (veld, kan) in &keuzes {
            uit = uit.iter().flat_map(|v| kan.iter().map(move |w| met(v, veld, w))).collect();
        }
        return uit;
    }
    // One at a time, from what is least, from what is full, and from what is full in another way.
    let vol = elk(&|kan| kan.iter().flatten().next().cloned());
    let anders = elk(&|kan| kan.last().cloned().flatten());
    for begin in [&karig, &vol, &anders] {
        for (veld, kan) in &keuzes {
            uit.extend(kan.iter().map(|w| met(begin, veld, w)));
        }
    }
    let mut gezien: Vec<Velden> = Vec::new();
    for v in uit {
        if !gezien.contains(&v) {
            gezien.push(v);
        }
    }
    gezien
}

/// Fills in what a refusal says is missing.
pub(crate) fn gewoon(blik: &Blik<'_>, daad: DaadId, veld: &Veld) -> Option<Waarde> {
    let boek = blik.boek;
    Some(match &veld.soort {
        VeldSoort::Tekst | VeldSoort::Regel => "voorbeeld".into(),
        VeldSoort::Datum => datum(blik, daad, veld).into(),
        VeldSoort::JaNee => Waarde::Ja(true),
        VeldSoort::Getal => Waarde::Getal(1),
        VeldSoort::Keuze(o) => o.first()?.id.as_str().into(),
        VeldSoort::Keuzes(o) => Waarde::Lijst(o.iter().map(|o| o.id.as_str().into()).collect()),
        VeldSoort::Grond => boek.gronden_van(daad).next()?.id.as_str().into(),
        VeldSoort::Kanaal => {
            boek.kanalen.iter().find(|k| k.doet.contains(&daad))?.id.as_str().into()
        }
        VeldSoort::Hoedanigheid => hoedanigheden(boek, daad).next()?.into(),
        VeldSoort::Partijen(rol) => Waarde::Lijst(vec![iemand(boek, *rol, 1)]),
        VeldSoort::Partij => blik.stand.partijen().first()?.id.as_str().into(),
        VeldSoort::Account => "0190f3a2-0000-7000-8000-000000000001".into(),
        VeldSoort::Bestanden => Waarde::Lijst(Vec::new()),
        VeldSoort::Gebeurtenis | VeldSoort::Invulling => return None,
        VeldSoort::Lijst(binnen) => lijst(blik, daad, binnen, &[], None),
    })
}

fn hoedanigheden(boek: &Boek, daad: DaadId) -> impl Iterator<Item = &str> {
    boek.gerechtigden
        .iter()
        .filter(move |g| g.bij.is_empty() || g.bij.contains(&daad))
        .map(|g| g.hoedanigheid.as_str())
}

fn iemand(boek: &Boek, rol: regeling::RolId, nummer: usize) -> Waarde {
    format!("{} {nummer}", boek.rol(rol).naam.nl.trim_start_matches("de ")).into()
}

/// The day of a new end where the act extends a clock, else two weeks from now.
fn datum(blik: &Blik<'_>, daad: DaadId, veld: &Veld) -> String {
    let verlengt = blik.boek.verdagend(daad).iter().filter_map(|(k, i)| {
        let stand = blik.klok(*k).filter(dossier::KlokStand::loopt)?;
        let klok = blik.boek.klok(*k);
        let grens = blik.grens(klok, &stand, &klok.verdaging[*i]).map(|g| g.einde);
        Some(grens.unwrap_or_else(|| dagen(stand.einde.einde.max(blik.op), 28)))
    });
    let tot = (veld.id == "tot").then(|| verlengt.max()).flatten();
    tot.unwrap_or_else(|| dagen(blik.op, 14)).to_string()
}

/// The values that a question about this field tells apart; first the one that is most plain.
fn waarden(blik: &Blik<'_>, daad: DaadId, veld: &Veld, proeven: &[Proef]) -> Vec<Option<Waarde>> {
    let boek = blik.boek;
    let toetsen: Vec<&Toets> = proeven
        .iter()
        .filter_map(|p| if let Proef::Toets(t) = p { Some(t) } else { None })
        .collect();
    let genoemd: Vec<&Waarde> = toetsen
        .iter()
        .flat_map(|t| match t {
            Toets::Is(w) => std::slice::from_ref(w),
            Toets::In(l) => l.as_slice(),
            _ => &[],
        })
        .collect();
    let is_genoemd = |id: &str| genoemd.iter().any(|w| w.als_tekst() == Some(id));
    let mut uit: Vec<Waarde> = Vec::new();
    match &veld.soort {
        VeldSoort::Keuze(o) => {
            let ander = o.iter().find(|o| !is_genoemd(&o.id));
            uit.extend(ander.into_iter().chain(o.iter().filter(|o| is_genoemd(&o.id))).map(id_van));
        }
        VeldSoort::Keuzes(o) => {
            uit.push(Waarde::Lijst(o.iter().map(id_van).collect()));
            for weg in o.iter().filter(|o| is_genoemd(&o.id)) {
                let rest = o.iter().filter(|o| o.id != weg.id).map(id_van);
                uit.push(Waarde::Lijst(rest.collect()));
            }
            uit.push(Waarde::Lijst(Vec::new()));
        }
        VeldSoort::JaNee => uit.extend([Waarde::Ja(false), Waarde::Ja(true)]),
        VeldSoort::Getal => {
            uit.push(Waarde::Getal(1));
            for t in &toetsen {
                match t {
                    Toets::MeerDan(n) => uit.extend([*n, n + 1].map(Waarde::Getal)),
                    Toets::MinderDan(n) => uit.extend([*n, n - 1].map(Waarde::Getal)),
                    _ => {}
                }
            }
            uit.extend(genoemd.iter().map(|w| (*w).clone()));
        }
        VeldSoort::Grond => uit.extend(boek.gronden_van(daad).map(|g| g.id.as_str().into())),
        VeldSoort::Kanaal => {
            let goed = || boek.kanalen.iter().filter(|k| k.doet.contains(&daad));
            let eerste = goed().find(|k| k.schriftelijk).into_iter();
            let ander = goed().find(|k| !k.schriftelijk).into_iter();
            let rest = goed().filter(|k| is_genoemd(&k.id));
            let ander = ander.chain(goed().find(|k| !is_genoemd(&k.id)));
            uit.extend(eerste.chain(ander).chain(rest).map(|k| k.id.as_str().into()));
        }
        VeldSoort::Hoedanigheid => {
            uit.extend(hoedanigheden(boek, daad).next().map(Waarde::from));
            uit.extend(hoedanigheden(boek, daad).filter(|h| is_genoemd(h)).map(Waarde::from));
            uit.extend(genoemd.iter().map(|w| (*w).clone()));
            uit.push("buurman".into());
        }
        VeldSoort::Datum => {
            uit.push(datum(blik, daad, veld).into());
            for p in proeven {
                match p {
                    Proef::Geleden(t) => {
                        let k = boek.kalender();
                        let terug = termijn::terug(k, blik.op, *t).unwrap_or(blik.op);
                        let net = termijn::einde(k, terug, *t, Verschuiving::Geen, &[]);
                        let dag = net.map_or(terug, |_| dagen(terug, -7));
                        uit.insert(0, dagen(blik.op, -7).to_string().into());
                        uit.push(dag.to_string().into());
                    }
                    Proef::Toets(Toets::Verlopen | Toets::NogNietVerlopen) => {
                        uit.push(dagen(blik.op, -7).to_string().into());
                    }
                    _ => {}
                }
            }
        }
        VeldSoort::Partijen(rol) => {
            uit.push(Waarde::Lijst(vec![iemand(boek, *rol, 1)]));
            uit.push(Waarde::Lijst(vec![iemand(boek, *rol, 1), iemand(boek, *rol, 2)]));
            for p in proeven {
                if let Proef::Partijen(Some(ambt)) = p {
                    let ambt = Waarde::from(boek.rol(*ambt).id.as_str());
                    let groep = Velden::from([
                        ("naam".to_owned(), iemand(boek, *rol, 1)),
                        ("ambt".to_owned(), ambt),
                    ]);
                    uit.push(Waarde::Lijst(vec![Waarde::Groep(groep)]));
                }
            }
        }
        VeldSoort::Lijst(binnen) => {
            uit.push(lijst(blik, daad, binnen, &toetsen, None));
            uit.push(Waarde::Lijst(Vec::new()));
            for t in &toetsen {
                uit.push(lijst(blik, daad, binnen, &toetsen, Some(t)));
            }
            if proeven.contains(&Proef::Deelt) {
                uit.extend(met_naam_van_een_partij(blik, &uit[0]));
            }
        }
        _ => {
            // A name that is compared with others is first one that stands there: the rows of a list bear these.
            if proeven.contains(&Proef::Deelt) {
                uit.push("Lid 1".into());
            }
            uit.extend(genoemd.iter().map(|w| (*w).clone()));
            uit.extend(gewoon(blik, daad, veld));
            if proeven.contains(&Proef::Deelt) {
                let partijen = blik.stand.partijen().iter();
                uit.extend(partijen.filter_map(|p| p.naam.clone()).next().map(Waarde::from));
            }
        }
    }
    let mut enkel: Vec<Option<Waarde>> = Vec::new();
    for w in uit {
        if !enkel.iter().any(|e| e.as_ref() == Some(&w)) {
            enkel.push(Some(w));
        }
    }
    enkel
}

fn id_van(o: &Optie) -> Waarde {
    o.id.as_str().into()
}

/// The same list with the name of somebody in the dossier in its first row.
fn met_naam_van_een_partij(blik: &Blik<'_>, lijst: &Waarde) -> Option<Waarde> {
    let naam = blik.stand.partijen().iter().find_map(|p| p.naam.clone())?;
    let Waarde::Lijst(rijen) = lijst else { return None };
    let mut rijen = rijen.clone();
    if let Some(Waarde::Groep(g)) = rijen.first_mut() {
        g.insert("naam".to_owned(), naam.into());
    }
    Some(Waarde::Lijst(rijen))
}

/// What a demand says of rows: which, at least how many, at most how many.
type Eis<'t> = (&'t [(String, Toets)], u32, Option<u32>);

fn eis(t: &Toets) -> Option<Eis<'_>> {
    match t {
        Toets::Telt { waar, minstens, hoogstens } => Some((waar, *minstens, *hoogstens)),
        Toets::Meerderheid(waar) => Some((waar, 1, None)),
        _ => None,
    }
}

/// Rows that pass every demand; with `breekt`, that fail this one as far as rows can.
fn lijst(
    blik: &Blik<'_>,
    daad: DaadId,
    binnen: &[Veld],
    toetsen: &[&Toets],
    breekt: Option<&Toets>,
) -> Waarde {
    let eisen: Vec<Eis<'_>> = toetsen
        .iter()
        .filter(|t| breekt != Some(**t))
        .filter_map(|t| eis(t))
        .filter(|(_, minstens, _)| *minstens < 9)
        .collect();
    let rij = |waar: &[(String, Toets)]| rij(blik, daad, binnen, &eisen, waar);
    let mut rijen: Vec<Velden> = Vec::new();
    for (waar, minstens, _) in eisen.iter().filter(|(waar, ..)| !waar.is_empty()) {
        let er = rijen.iter().filter(|r| past(r, waar, blik.op)).count();
        for _ in er..(*minstens).min(RIJEN) as usize {
            rijen.push(rij(waar));
        }
    }
    match breekt.and_then(eis) {
        Some((waar, _, Some(hoogstens))) => {
            (0..=hoogstens.min(RIJEN)).for_each(|_| rijen.push(rij(waar)));
        }
        Some((waar, minstens, None)) if waar.is_empty() || minstens >= 9 => {
            while rijen.len() < minstens.min(RIJEN) as usize {
                rijen.push(rij(&[]));
            }
        }
        _ => {}
    }
    let alles = eisen.iter().filter(|(w, ..)| w.is_empty()).map(|(_, m, _)| *m).max();
    while rijen.len() < alles.unwrap_or(1).clamp(1, RIJEN) as usize {
        rijen.push(rij(&[]));
    }
    let namen = binnen.iter().any(|v| v.id == "naam");
    for (i, r) in rijen.iter_mut().enumerate().filter(|_| namen) {
        r.insert("naam".to_owned(), format!("Lid {}", i + 1).into());
    }
    Waarde::Lijst(rijen.into_iter().map(Waarde::Groep).collect())
}

fn past(rij: &Velden, waar: &[(String, Toets)], op: Datum) -> bool {
    waar.iter().all(|(v, t)| t.geldt(rij.get(v), op))
}

/// A row like this, and otherwise one that no demand forbids.
fn rij(
    blik: &Blik<'_>,
    daad: DaadId,
    binnen: &[Veld],
    eisen: &[Eis<'_>],
    waar: &[(String, Toets)],
) -> Velden {
    let mut uit = Velden::new();
    for veld in binnen {
        let gevraagd = waar.iter().find(|(v, _)| *v == veld.id).map(|(_, t)| t);
        let genoemd = |id: &str| {
            eisen
                .iter()
                .flat_map(|(w, ..)| *w)
                .any(|(v, t)| *v == veld.id && t.geldt(Some(&id.into()), blik.op))
        };
        let afwezig = eisen
            .iter()
            .flat_map(|(w, ..)| *w)
            .any(|(v, t)| *v == veld.id && matches!(t, Toets::Afwezig));
        let waarde = match (gevraagd, &veld.soort) {
            (Some(Toets::Is(w)), _) => Some(w.clone()),
            (Some(Toets::In(l)), _) => l.first().cloned(),
            (Some(Toets::Afwezig), _) => None,
            (Some(Toets::MeerDan(n)), _) => Some(Waarde::Getal(n + 1)),
            (Some(Toets::MinderDan(n)), _) => Some(Waarde::Getal(n - 1)),
            (Some(Toets::Verlopen), _) => Some(dagen(blik.op, -7).to_string().into()),
            (None, VeldSoort::Keuze(o)) if veld.verplicht => {
                o.iter().rfind(|o| !genoemd(&o.id)).or(o.last()).map(id_van)
            }
            (None, VeldSoort::Datum) if veld.verplicht || afwezig => {
                Some(dagen(blik.op, 700).to_string().into())
            }
            (Some(_), _) => gewoon(blik, daad, veld),
            (None, _) if veld.verplicht => gewoon(blik, daad, veld),
            (None, _) => None,
        };
        uit.extend(waarde.map(|w| (veld.id.clone(), w)));
    }
    uit
}
