//! What the statutes demand of a regulation (`[[eis]]`), asked of this one.
//!
//! Always holds: a demand is met by the regulation's own text; what its file fills in from the statute
//! (`aangevuld`) does not count. When the text points to another document for a statute, that statute's
//! gaps are one finding that says so.

use super::wereld::{Wereld, treedt_op};
use super::{Bevinding, KOP, Zwaarte, opsomming, samenstelling, telt_mee, twee, vul};
use crate::boek::Boek;
use crate::eis::{BewaarEis, Eis, Kenmerk, Vraag};
use crate::norm::{Binnen, Doet, Grond, Norm, NormSoort, Vindplaats};
use crate::plek::Plek;
use crate::voorwaarde::{Toets, Voorwaarde};
use crate::waarde::Waarde;
use crate::woorden::{DaadId, RolId, Tekst, VeldSoort};
use termijn::Taal;

/// Where something is wrong, and what fills the slots of the text; no place: the regulation is silent.
pub(super) type Mis<'b> = (Option<(&'b Vindplaats, Plek)>, Vec<(&'static str, Tekst)>);

pub(super) fn zoek(boek: &Boek, uit: &mut Vec<Bevinding>) {
    let elders: Vec<(&str, &Kenmerk)> =
        eigen(boek).flat_map(|k| k.elders.iter().map(move |w| (w.as_str(), k))).collect();
    let mut gaten: Vec<(&Kenmerk, Vec<&Eis>)> = Vec::new();
    for eis in &boek.toetsstof.eisen {
        let wet = boek.kop_van(&eis.vindplaats);
        for (waar, slots) in toets(boek, eis) {
            let verwijst = elders.iter().find(|(w, _)| *w == wet.id).map(|(_, k)| *k);
            let leeg = waar.is_none() || matches!(eis.vraagt, Vraag::Gerechtigd(_));
            if let (true, Some(k)) = (leeg, verwijst) {
                match gaten.iter_mut().find(|(g, _)| g.plek == k.plek) {
                    Some((_, l)) => l.push(eis),
                    None => gaten.push((k, vec![eis])),
                }
                continue;
            }
            uit.push(bevinding(boek, eis, waar, &slots));
        }
    }
    uit.extend(gaten.into_iter().map(|(k, eisen)| in_ander_stuk(boek, k, &eisen)));
}

fn bevinding(
    boek: &Boek,
    eis: &Eis,
    waar: Option<(&Vindplaats, Plek)>,
    slots: &[(&'static str, Tekst)],
) -> Bevinding {
    let gaten: Vec<(&str, &Tekst)> = slots.iter().map(|(n, t)| (*n, t)).collect();
    Bevinding {
        zwaarte: eis.zwaarte,
        soort: soort(&eis.vraagt),
        plek: waar.map_or(KOP, |(_, p)| p),
        regeling: waar.map(|(v, _)| v.clone()),
        wet: Some(boek.citeer(&eis.vindplaats)),
        tekst: vul(&eis.bevinding, &gaten),
        advies: vul(&eis.advies, &gaten),
        zekerheid: zekerheid(boek, eis),
    }
}

/// As the demand says, else as its statute does.
fn zekerheid(boek: &Boek, eis: &Eis) -> Option<String> {
    eis.zekerheid.clone().or_else(|| boek.kop_van(&eis.vindplaats).zekerheid.clone())
}

/// The text leaves a statute to another document: one finding with all articles to look up there.
fn in_ander_stuk(boek: &Boek, k: &Kenmerk, eisen: &[&Eis]) -> Bevinding {
    let mut artikelen: Vec<Tekst> = Vec::new();
    for e in eisen {
        let a = twee(e.vindplaats.artikel.clone(), e.vindplaats.artikel.clone());
        if !artikelen.contains(&a) {
            artikelen.push(a);
        }
    }
    let wet = eisen.first().map(|e| boek.kop_van(&e.vindplaats).kort.clone()).unwrap_or_default();
    let lijst = opsomming(&artikelen);
    Bevinding {
        zwaarte: Zwaarte::Risico,
        soort: "ander-stuk",
        plek: k.plek,
        regeling: Some(k.vindplaats.clone()),
        wet: Some(format!("{wet} artikel {}", lijst.nl)),
        tekst: twee(
            format!(
                "Voor de {wet} verwijst de tekst naar een ander stuk; zelf zegt zij niet wat deze artikelen eisen."
            ),
            format!(
                "For the {wet} the text points to another document; it does not say itself what these articles demand."
            ),
        ),
        advies: twee(
            "Leg dat andere stuk ernaast en voer het als eigen regeling in.",
            "Check that other document, and enter it as a regulation of its own.",
        ),
        zekerheid: eisen.first().and_then(|e| zekerheid(boek, e)),
    }
}

/// A short stable name for each form of demand.
fn soort(v: &Vraag) -> &'static str {
    match v {
        Vraag::Plicht { .. } => "plicht-ontbreekt",
        Vraag::Mag { .. } => "bevoegdheid-ontbreekt",
        Vraag::Ongeacht { .. } => "bevoegdheid-beperkt",
        Vraag::Regelt(_) => "niet-geregeld",
        Vraag::RegeltNiet(_) => "onderwerp",
        Vraag::Alleen { .. } | Vraag::AlleenDoor { .. } => "verkeerde-beslisser",
        Vraag::Doorzending(_) => "doorzending-ontbreekt",
        Vraag::GrondKent(_) | Vraag::GrondNiet(_) => "grond",
        Vraag::WeigeringOpGrond { .. } => "weigering-zonder-grond",
        Vraag::Gerechtigd(_) => "gerechtigde-ontbreekt",
        Vraag::GerechtigdKent(_) => "meer-gerechtigden",
        Vraag::KanaalKent(_) => "meer-kanalen",
        Vraag::Vermeldt { .. } => "brief",
        Vraag::Verlenging { .. } => "verlengingsbericht",
        Vraag::Termijn(_) => "termijn-ontbreekt",
        Vraag::Samenstelling(_) => "samenstelling",
        Vraag::Kosteloos(_) | Vraag::GeenBedrag(_) => "kosten",
        Vraag::Geschil => "geschilinstantie",
        Vraag::Bewaring(_) => "bewaren",
    }
}

pub(super) fn eigen(boek: &Boek) -> impl Iterator<Item = &Kenmerk> {
    boek.toetsstof.kenmerken.iter().filter(|k| telt_mee(boek, &k.vindplaats))
}

fn eigen_normen(boek: &Boek) -> impl Iterator<Item = &Norm> {
    boek.normen
        .iter()
        .filter(|n| telt_mee(boek, &n.vindplaats) && !boek.toetsstof.aangevuld(n.plek, ""))
}

fn toets<'b>(boek: &'b Boek, eis: &'b Eis) -> Vec<Mis<'b>> {
    let zwijgt = |mis: bool| if mis { vec![(None, Vec::new())] } else { Vec::new() };
    match &eis.vraagt {
        Vraag::Plicht { daden, wie, aan, in_plaats_van } => {
            let anders = |d: &DaadId| {
                eigen_normen(boek)
                    .find(|n| {
                        n.soort == NormSoort::Plicht
                            && matches!(&n.doet, Doet::Daden(l) if l.contains(d))
                    })
                    .map(|n| (&n.vindplaats, n.plek))
            };
            match in_plaats_van {
                None => plicht(boek, daden, wie, aan),
                // Said at the duty that stands in its place; without one there is nothing to say.
                Some(d) => match (anders(d), plicht(boek, daden, wie, aan).is_empty()) {
                    (Some(waar), false) => vec![(Some(waar), Vec::new())],
                    _ => Vec::new(),
                },
            }
        }
        Vraag::Mag { daden, wie, situatie } => match situatie {
            Some(s) => {
                let wereld = Wereld::gesloten(boek, &s.gebeurd, &s.verstreken);
                if daden.iter().any(|d| wereld.mag(*d, wie)) {
                    Vec::new()
                } else {
                    vec![(daden.iter().find_map(|d| smalle_norm(boek, *d, wie)), Vec::new())]
                }
            }
            None => zwijgt(!daden.iter().any(|d| smalle_norm(boek, *d, wie).is_some())),
        },
        Vraag::Ongeacht { daad, wie, van, veld, waarden } => {
            let dicht =
                |w: &&Waarde| !Wereld::met_veld(boek, *van, veld, (*w).clone()).mag(*daad, wie);
            match (smalle_norm(boek, *daad, wie), waarden.iter().find(dicht)) {
                (Some(waar), Some(_)) => vec![(Some(waar), Vec::new())],
                _ => Vec::new(),
            }
        }
        Vraag::Regelt(onderwerpen) => {
            zwijgt(!eigen(boek).any(|k| {
                !k.aangevuld.omvat("") && k.regelt.iter().any(|r| onderwerpen.contains(r))
            }))
        }
        Vraag::RegeltNiet(onderwerp) => eigen(boek)
            .filter(|k| k.regelt.contains(onderwerp))
            .map(|k| (Some((&k.vindplaats, k.plek)), Vec::new()))
            .collect(),
        Vraag::Alleen { onderwerp, wie } => eigen(boek)
            .filter(|k| k.regelt.contains(onderwerp))
            .filter(|k| k.wie.iter().any(|w| !treedt_op(boek, *w, wie)))
            .map(|k| (Some((&k.vindplaats, k.plek)), Vec::new()))
            .collect(),
        Vraag::AlleenDoor { daad, wie } => eigen_normen(boek)
            .filter(|n| n.soort != NormSoort::Verbod)
            .filter(|n| matches!(&n.doet, Doet::Daden(d) if d.contains(daad)))
            .filter(|n| n.wie.iter().any(|w| !treedt_op(boek, *w, wie)))
            .map(|n| (Some((&n.vindplaats, n.plek)), Vec::new()))
            .collect(),
        Vraag::Doorzending(aard) => zwijgt(!gronden(boek).any(|g| aarden(boek, g).contains(aard))),
        Vraag::GrondKent(kent) => gronden(boek)
            .filter(|g| !aarden(boek, g).iter().any(|a| kent.contains(a) || genoemd(boek, a)))
            .map(van_grond)
            .collect(),
        Vraag::GrondNiet(niet) => {
            gronden(boek).filter(|g| aarden(boek, g).contains(niet)).map(van_grond).collect()
        }
        Vraag::WeigeringOpGrond { behalve } => weigering_zonder_grond(boek, behalve),
        Vraag::Gerechtigd(lijst) => gerechtigd(boek, lijst),
        Vraag::GerechtigdKent(kent) => meer_gerechtigden(boek, kent),
        Vraag::KanaalKent(kent) => meer_kanalen(boek, kent),
        Vraag::Vermeldt { daad: Some(d), wat, .. } => brief(boek, *d, wat, true),
        Vraag::Vermeldt { daad: None, behalve, wat } => {
            let mut daden: Vec<DaadId> = gronden(boek).map(|g| g.doet).collect();
            daden.sort_unstable();
            daden.dedup();
            daden
                .into_iter()
                .filter(|d| !behalve.contains(d))
                .flat_map(|d| brief(boek, d, wat, false))
                .collect()
        }
        Vraag::Verlenging { klok, vermeldt } => verlenging(boek, *klok, vermeldt),
        Vraag::Termijn(daden) => {
            let heeft = eigen_normen(boek).any(|n| {
                n.soort == NormSoort::Plicht
                    && daden.iter().any(|d| n.doet.omvat(*d))
                    && !matches!(n.binnen, Binnen::ZoSpoedigMogelijk)
            });
            let stopt = |k: &crate::norm::Klok| k.stopt.iter().any(|s| daden.contains(&s.daad));
            let klok = boek.klokken.iter().any(|k| telt_mee(boek, &k.vindplaats) && stopt(k));
            zwijgt(!heeft && !klok)
        }
        Vraag::Samenstelling(s) => samenstelling::toets(boek, s),
        Vraag::Kosteloos(voor) => kosten(boek, |k| voor.contains(&k.voor)),
        Vraag::GeenBedrag(voor) => kosten(boek, |k| k.voor == *voor && k.bedrag.is_some()),
        Vraag::Geschil => {
            let genoemd =
                boek.geschil.naam.is_some() || eigen(boek).any(|k| k.geschilinstantie.is_some());
            zwijgt(!genoemd)
        }
        Vraag::Bewaring(wat) => bewaren(boek, *wat),
    }
}

fn plicht<'b>(boek: &'b Boek, daden: &[DaadId], wie: &[RolId], aan: &[RolId]) -> Vec<Mis<'b>> {
    let past = |n: &&Norm| {
        n.soort == NormSoort::Plicht
            && (wie.is_empty() || n.wie.iter().any(|w| treedt_op(boek, *w, wie)))
            && (aan.is_empty()
                || aan.iter().all(|a| n.aan.iter().any(|b| treedt_op(boek, *b, &[*a]))))
            && matches!(&n.doet, Doet::Daden(d) if d.iter().any(|d| daden.contains(d)))
    };
    let kandidaten: Vec<&Norm> = eigen_normen(boek).filter(past).collect();
    let alleen =
        |n: &&Norm| matches!(&n.doet, Doet::Daden(d) if d.iter().all(|d| daden.contains(d)));
    if kandidaten.iter().any(alleen) {
        return Vec::new();
    }
    // A duty that another act may fulfil is no duty to do this one; point at it.
    vec![(kandidaten.first().map(|n| (&n.vindplaats, n.plek)), Vec::new())]
}

/// A norm by which one of these may do this act, whatever its conditions.
fn smalle_norm<'b>(boek: &'b Boek, daad: DaadId, wie: &[RolId]) -> Option<(&'b Vindplaats, Plek)> {
    eigen_normen(boek)
        .filter(|n| n.soort != NormSoort::Verbod && n.doet.omvat(daad))
        .find(|n| wie.is_empty() || n.wie.iter().any(|w| treedt_op(boek, *w, wie)))
        .map(|n| (&n.vindplaats, n.plek))
}

/// Grounds on which a complaint is refused. A ground on which it only goes on elsewhere in the house, so
/// that the procedure goes on and a judgment is still owed, refuses nothing.
fn gronden(boek: &Boek) -> impl Iterator<Item = &Grond> {
    boek.gronden.iter().filter(|g| telt_mee(boek, &g.vindplaats) && eindigt(boek, g))
}

/// Does the procedure end with this ground, or with what its act brings about?
fn eindigt(boek: &Boek, g: &Grond) -> bool {
    let grondvelden = || {
        let velden = boek.daad(g.doet).velden.iter();
        velden.filter(|v| v.soort == VeldSoort::Grond).map(|v| v.id.as_str())
    };
    let met_deze = |waar: &[(String, Toets)]| {
        waar.iter().filter(|(veld, _)| grondvelden().any(|v| v == veld)).all(|(_, t)| match t {
            Toets::Is(w) => *w == Waarde::Tekst(g.id.clone()),
            Toets::In(l) => l.contains(&Waarde::Tekst(g.id.clone())),
            _ => true,
        })
    };
    boek.eindes.iter().any(|e| e.door == g.doet && met_deze(&e.waar))
}

/// Of what kind a ground is: as the file says, else its id; a ground on age is one on age.
fn aarden(boek: &Boek, g: &Grond) -> Vec<String> {
    let mut uit = boek.toetsstof.bij(g.plek).map(|k| k.aard.clone()).unwrap_or_default();
    if uit.is_empty() {
        uit.push(g.id.clone());
    }
    if g.als.as_ref().is_some_and(|v| op_ouderdom(boek, v)) {
        uit = vec!["te_lang_geleden".to_owned()];
    }
    uit
}

fn op_ouderdom(boek: &Boek, v: &Voorwaarde) -> bool {
    match v {
        Voorwaarde::Ouder { .. } => true,
        Voorwaarde::Feit(f) => op_ouderdom(boek, &boek.feit(*f).als),
        Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => l.iter().any(|v| op_ouderdom(boek, v)),
        _ => false,
    }
}

/// Does another demand speak of this kind of ground by name? Then that one tells it.
fn genoemd(boek: &Boek, aard: &str) -> bool {
    boek.toetsstof.eisen.iter().any(|e| matches!(&e.vraagt, Vraag::GrondNiet(n) if n == aard))
}

fn van_grond(g: &Grond) -> Mis<'_> {
    let naam = twee(g.naam.nl.clone(), g.naam.in_taal(Taal::En));
    (Some((&g.vindplaats, g.plek)), vec![("grond", naam)])
}

/// An act that ends the procedure, done by somebody else than who complains, without ground or condition.
fn weigering_zonder_grond<'b>(boek: &'b Boek, behalve: &[DaadId]) -> Vec<Mis<'b>> {
    let van_wet: Vec<DaadId> = boek
        .normen
        .iter()
        .filter(|n| !telt_mee(boek, &n.vindplaats) && n.soort == NormSoort::Plicht)
        .flat_map(|n| match &n.doet {
            Doet::Daden(d) => d.clone(),
            Doet::Alles { .. } => Vec::new(),
        })
        .collect();
    let mut uit = Vec::new();
    for e in boek.eindes.iter().filter(|e| telt_mee(boek, &e.vindplaats)) {
        let d = e.door;
        // What ends only as long as nobody complained, refuses no complaint.
        if e.tenzij.as_ref().is_some_and(
            |v| matches!(v, Voorwaarde::Gebeurd(g) if g.waar.is_empty() && klaagt(boek, g.daad)),
        ) {
            continue;
        }
        // Nor what who complained may undo by an act of his own.
        if e.heropent.iter().any(|g| boek.daad(g.daad).groep == "klager") {
            continue;
        }
        let vrij = behalve.contains(&d)
            || van_wet.contains(&d)
            || gronden(boek).any(|g| g.doet == d)
            || boek.daad(d).groep == "klager"
            || eigen_normen(boek).any(|n| {
                n.soort == NormSoort::Verbod
                    && (n.als.is_some() || n.tenzij.is_some())
                    && matches!(&n.doet, Doet::Daden(l) if l.contains(&d))
            });
        if vrij {
            continue;
        }
        let los = eigen_normen(boek).find(|n| {
            n.soort != NormSoort::Verbod
                && n.doet.omvat(d)
                && n.als.is_none()
                && n.mits.is_none()
                && n.tenzij.is_none()
        });
        if let Some(n) = los {
            let naam = &boek.daad(d).naam;
            uit.push((
                Some((&n.vindplaats, n.plek)),
                vec![("daad", twee(naam.nl.clone(), naam.in_taal(Taal::En)))],
            ));
        }
    }
    uit
}

fn gerechtigd<'b>(boek: &'b Boek, lijst: &[(String, Tekst)]) -> Vec<Mis<'b>> {
    let zelf: Vec<&crate::norm::Gerechtigde> =
        boek.gerechtigden.iter().filter(|g| telt_mee(boek, &g.vindplaats)).collect();
    let mist: Vec<Tekst> = lijst
        .iter()
        .filter(|(l, _)| {
            !zelf.iter().any(|g| {
                (g.hoedanigheid == *l || g.ook.contains(l)) && !boek.toetsstof.aangevuld(g.plek, "")
            })
        })
        .map(|(l, naam)| naam_van(boek, l, naam))
        .collect();
    if mist.is_empty() {
        return Vec::new();
    }
    let waar = zelf
        .iter()
        .find(|g| !boek.toetsstof.aangevuld(g.plek, ""))
        .map(|g| (&g.vindplaats, g.plek));
    vec![(waar, vec![("wie", opsomming(&mist))])]
}

fn naam_van(boek: &Boek, hoedanigheid: &str, naam: &Tekst) -> Tekst {
    if !naam.nl.is_empty() {
        return naam.clone();
    }
    let zoals =
        |g: &&crate::norm::Gerechtigde| g.hoedanigheid == hoedanigheid && !g.naam.nl.is_empty();
    boek.gerechtigden.iter().find(zoals).map_or_else(
        || twee(hoedanigheid.replace('_', " "), hoedanigheid.replace('_', " ")),
        |g| twee(g.naam.nl.clone(), g.naam.in_taal(Taal::En)),
    )
}

fn meer_gerechtigden<'b>(boek: &'b Boek, kent: &[String]) -> Vec<Mis<'b>> {
    let bekend =
        |h: &str| {
            kent.iter().any(|k| k == h)
                || boek
                    .gerechtigden
                    .iter()
                    .any(|g| !telt_mee(boek, &g.vindplaats) && g.hoedanigheid == h)
                || boek.toetsstof.eisen.iter().any(
                    |e| matches!(&e.vraagt, Vraag::Gerechtigd(l) if l.iter().any(|(l, _)| l == h)),
                )
        };
    let meer: Vec<&crate::norm::Gerechtigde> = boek
        .gerechtigden
        .iter()
        .filter(|g| telt_mee(boek, &g.vindplaats) && !bekend(&g.hoedanigheid))
        .collect();
    let namen: Vec<Tekst> =
        meer.iter().map(|g| twee(g.naam.nl.clone(), g.naam.in_taal(Taal::En))).collect();
    let Some(eerste) = meer.first() else { return Vec::new() };
    vec![(Some((&eerste.vindplaats, eerste.plek)), vec![("wie", opsomming(&namen))])]
}

fn meer_kanalen<'b>(boek: &'b Boek, kent: &[String]) -> Vec<Mis<'b>> {
    let openend = |k: &&crate::norm::Kanaal| {
        telt_mee(boek, &k.vindplaats) && k.doet.iter().any(|d| klaagt(boek, *d))
    };
    let meer: Vec<&crate::norm::Kanaal> = boek
        .kanalen
        .iter()
        .filter(openend)
        .filter(|k| !kent.contains(&k.id) && !k.ook.iter().any(|o| kent.contains(o)))
        .collect();
    let namen: Vec<Tekst> =
        meer.iter().map(|k| twee(k.naam.nl.clone(), k.naam.in_taal(Taal::En))).collect();
    let Some(eerste) = meer.first() else { return Vec::new() };
    vec![(Some((&eerste.vindplaats, eerste.plek)), vec![("kanaal", opsomming(&namen))])]
}

/// Is this the act with which somebody complains: one that opens a dossier and asks in what capacity,
/// and with which a statute's term starts?
fn klaagt(boek: &Boek, daad: DaadId) -> bool {
    boek.klokken.iter().any(|k| {
        !telt_mee(boek, &k.vindplaats)
            && matches!(&k.start, crate::voorwaarde::Moment::Daad(d) if *d == daad)
    })
}

/// What the letter with an act states: by the letters and by the norms of the act.
fn brief<'b>(
    boek: &'b Boek,
    daad: DaadId,
    wat: &[Vec<String>],
    alleen_bij_plicht: bool,
) -> Vec<Mis<'b>> {
    let stukken: Vec<&crate::norm::Stuk> =
        boek.stukken.iter().filter(|s| s.bij == daad && telt_mee(boek, &s.vindplaats)).collect();
    if alleen_bij_plicht && stukken.is_empty() && !plicht(boek, &[daad], &[], &[]).is_empty() {
        return Vec::new();
    }
    let normen =
        || eigen_normen(boek).filter(|n| matches!(&n.doet, Doet::Daden(d) if d.contains(&daad)));
    let staat = |w: &String| {
        stukken.iter().any(|s| s.vermeldt.iter().any(|v| v.wat == *w))
            || normen().any(|n| n.vermeldt.contains(w))
    };
    let mist: Vec<Tekst> = wat
        .iter()
        .filter(|keuze| !keuze.iter().any(staat))
        .filter_map(|keuze| keuze.first())
        .map(|w| veldnaam(boek, daad, w))
        .collect();
    if mist.is_empty() {
        return Vec::new();
    }
    let waar = stukken
        .first()
        .map(|s| (&s.vindplaats, s.plek))
        .or_else(|| normen().next().map(|n| (&n.vindplaats, n.plek)))
        .or_else(|| gronden(boek).find(|g| g.doet == daad).map(|g| (&g.vindplaats, g.plek)));
    let naam = &boek.daad(daad).naam;
    vec![(
        waar,
        vec![("wat", opsomming(&mist)), ("daad", twee(naam.nl.clone(), naam.in_taal(Taal::En)))],
    )]
}

fn veldnaam(boek: &Boek, daad: DaadId, wat: &str) -> Tekst {
    if wat.starts_with("geschil.") {
        return twee("de geschilleninstantie", "the dispute body");
    }
    let lijst = boek.daad(daad).veld(wat).is_some_and(|v| matches!(v.soort, VeldSoort::Lijst(_)));
    let woord = wat.replace('_', " ");
    let de = if lijst || wat == "motivering" || wat == "uitkomst" || wat == "reden" {
        "de "
    } else {
        ""
    };
    twee(format!("{de}{woord}"), woord)
}

fn verlenging<'b>(boek: &'b Boek, klok: crate::norm::KlokId, vermeldt: &[String]) -> Vec<Mis<'b>> {
    let wet = boek.klok(klok);
    let mut uit = Vec::new();
    let eigen = boek.klokken.iter().filter(|k| telt_mee(boek, &k.vindplaats));
    for k in eigen.filter(|k| wet.stopt.first().is_some_and(|d| k.stopt.contains(d))) {
        for v in k.verdaging.iter().filter(|v| wet.verdaging.iter().any(|w| w.daad == v.daad)) {
            let staat = |w: &String| {
                v.vermeldt.contains(w)
                    || boek.stukken.iter().any(|s| {
                        s.bij == v.daad
                            && telt_mee(boek, &s.vindplaats)
                            && s.vermeldt.iter().any(|m| m.wat == *w)
                    })
            };
            let mist: Vec<Tekst> =
                vermeldt.iter().filter(|w| !staat(w)).map(|w| veldnaam(boek, v.daad, w)).collect();
            if !mist.is_empty() {
                uit.push((Some((&v.vindplaats, v.plek)), vec![("wat", opsomming(&mist))]));
            }
        }
    }
    uit
}

fn kosten<'b>(boek: &'b Boek, fout: impl Fn(&crate::eis::Kosten) -> bool) -> Vec<Mis<'b>> {
    eigen(boek)
        .filter_map(|k| {
            let kosten = k.kosten.as_ref().filter(|k| fout(k))?;
            let bedrag = kosten.bedrag.clone().unwrap_or_default();
            Some((Some((&k.vindplaats, k.plek)), vec![("bedrag", twee(bedrag.clone(), bedrag))]))
        })
        .collect()
}

fn bewaren<'b>(boek: &'b Boek, wat: BewaarEis) -> Vec<Mis<'b>> {
    let zelf: Vec<&crate::norm::Bewaring> =
        boek.bewaringen.iter().filter(|b| telt_mee(boek, &b.vindplaats)).collect();
    let waar = |b: &&'b crate::norm::Bewaring| (Some((&b.vindplaats, b.plek)), Vec::new());
    match wat {
        BewaarEis::Termijn if zelf.is_empty() => vec![(None, Vec::new())],
        BewaarEis::Termijn => Vec::new(),
        BewaarEis::Begin => {
            zelf.iter().filter(|b| boek.toetsstof.aangevuld(b.plek, "na")).map(waar).collect()
        }
        BewaarEis::Verlenging => {
            zelf.iter().filter(|b| b.verlengd_door.is_some()).map(waar).collect()
        }
    }
}
