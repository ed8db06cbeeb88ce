//! The words of findings: what a question is about, why something never comes, how a term grows.
//!
//! Always holds: a sentence names the article, and says which condition, act or person is missing.

use dossier::Blik;
use regeling::norm::{Doet, NormSoort};
use regeling::plek::Plek;
use regeling::{DaadId, Ernst, NormId, RolId, Vindplaats};
use termijn::Taal;

use crate::bevinding::{Bevinding, Soort};
use crate::groei::{Groei, Hefboom};
use crate::kennis::Kennis;
use crate::mogelijk::Mogelijk;
use crate::verhaal::{Verwacht, verkort, vertel};
use crate::zoeken::Doel;

/// What a question is about.
pub(crate) struct Onderwerp {
    pub(crate) plek: Plek,
    pub(crate) vindplaats: Vindplaats,
    pub(crate) wat: String,
}

pub(crate) fn onderwerp(kennis: &Kennis<'_>, doel: Doel) -> Onderwerp {
    let boek = kennis.boek;
    let (plek, vindplaats, wat) = match doel {
        Doel::Norm(id) | Doel::Vervuld(id) => {
            let n = boek.norm(id);
            let soort = match n.soort {
                NormSoort::Plicht => "plicht",
                NormSoort::Bevoegdheid => "bevoegdheid",
                NormSoort::Verbod => "verbod",
            };
            (n.plek, &n.vindplaats, format!("{soort} `{}`", n.id))
        }
        Doel::Klok(k) => {
            let k = boek.klok(k);
            (k.plek, &k.vindplaats, format!("klok `{}`", k.id))
        }
        Doel::Verdaging(k, i) => {
            let k = boek.klok(k);
            let v = &k.verdaging[i];
            (v.plek, &v.vindplaats, format!("de verlenging van klok `{}`", k.id))
        }
        Doel::Grond(g) => {
            let g = &boek.gronden[g];
            (g.plek, &g.vindplaats, format!("grond `{}`", g.id))
        }
        Doel::Einde(e) => {
            let e = &boek.eindes[e];
            (e.plek, &e.vindplaats, format!("het einde door `{}`", boek.daad(e.door).id))
        }
    };
    Onderwerp { plek, vindplaats: vindplaats.clone(), wat }
}

/// Something that no run reaches; `doorzocht` says in how many states it was looked for, where no proof without search was found.
pub(crate) fn onbereikbaar(
    kennis: &Kennis<'_>,
    m: &Mogelijk<'_, '_>,
    doel: Doel,
    doorzocht: Option<usize>,
) -> Bevinding {
    let Onderwerp { plek, vindplaats, wat } = onderwerp(kennis, doel);
    let waarom = match doorzocht {
        None => waarom_nooit(kennis, m, doel),
        Some(n) => {
            format!("Alle {n} toestanden die ertoe doen zijn doorzocht; in geen daarvan is het zo.")
        }
    };
    let raad = "Geef aan wanneer dit wel kan, of haal het weg.";
    Bevinding {
        soort: Soort::Onbereikbaar,
        ernst: Ernst::Waarschuwing,
        plek,
        boodschap: format!("{wat} ({}) komt nooit aan de orde", kennis.boek.citeer(&vindplaats)),
        vindplaats,
        label: "geen enkel verloop komt hier".to_owned(),
        hulp: format!("{waarom} {raad}"),
        verhaal: None,
    }
}

/// The first thing that is in the way, and that never goes.
fn waarom_nooit(kennis: &Kennis<'_>, m: &Mogelijk<'_, '_>, doel: Doel) -> String {
    let boek = kennis.boek;
    match doel {
        Doel::Norm(id) | Doel::Vervuld(id) => norm_nooit(kennis, m, id),
        Doel::Klok(k) => {
            let klok = boek.klok(k);
            match &klok.als {
                Some(v) if !m.geldt_ooit(v, None) => nooit_waar(kennis, v),
                _ => {
                    format!("Zij begint nooit: {}.", boek.moment_in_woorden(&klok.start, Taal::Nl))
                }
            }
        }
        Doel::Verdaging(k, i) => {
            let v = &boek.klok(k).verdaging[i];
            match &v.mits {
                Some(v) if !m.geldt_ooit(v, None) => nooit_waar(kennis, v),
                _ => niemand(kennis, m, v.daad, &v.wie),
            }
        }
        Doel::Grond(g) => {
            let grond = &boek.gronden[g];
            match (&grond.als, &grond.tenzij) {
                (Some(v), _) if !m.geldt_ooit(v, Some(grond.doet)) => nooit_waar(kennis, v),
                (_, Some(v)) if !m.geldt_ooit_niet(v, Some(grond.doet)) => altijd_waar(kennis, v),
                _ => niemand(kennis, m, grond.doet, &grond.wie),
            }
        }
        Doel::Einde(e) => {
            let e = &boek.eindes[e];
            match &e.als {
                Some(v) if !m.geldt_ooit(v, None) => nooit_waar(kennis, v),
                _ => niemand(kennis, m, e.door, &[]),
            }
        }
    }
}

fn norm_nooit(kennis: &Kennis<'_>, m: &Mogelijk<'_, '_>, id: NormId) -> String {
    let boek = kennis.boek;
    let n = boek.norm(id);
    let daden = match &n.doet {
        Doet::Daden(l) => l.as_slice(),
        Doet::Alles { .. } => &[],
    };
    let deze = daden.first().copied().filter(|_| n.soort != NormSoort::Plicht);
    if let Some(na) = &n.na
        && !m.moment_ooit(id)
    {
        return format!("Het begin komt nooit: {}.", boek.moment_in_woorden(na, Taal::Nl));
    }
    for v in [&n.als, &n.mits].into_iter().flatten() {
        if !m.geldt_ooit(v, deze) {
            return nooit_waar(kennis, v);
        }
    }
    if let Some(v) = &n.tenzij
        && !m.geldt_ooit_niet(v, deze)
    {
        return altijd_waar(kennis, v);
    }
    daden.first().map_or_else(String::new, |d| niemand(kennis, m, *d, &n.wie))
}

fn nooit_waar(kennis: &Kennis<'_>, v: &regeling::voorwaarde::Voorwaarde) -> String {
    format!("De voorwaarde is nooit vervuld: {}.", kennis.boek.voorwaarde_in_woorden(v, Taal::Nl))
}

fn altijd_waar(kennis: &Kennis<'_>, v: &regeling::voorwaarde::Voorwaarde) -> String {
    format!("De uitzondering geldt altijd: {}.", kennis.boek.voorwaarde_in_woorden(v, Taal::Nl))
}

/// Nobody of these can ever do this.
fn niemand(kennis: &Kennis<'_>, m: &Mogelijk<'_, '_>, d: DaadId, wie: &[RolId]) -> String {
    let boek = kennis.boek;
    let naam = &boek.daad(d).naam.nl;
    let verbod = kennis.rollen[d.ix()].iter().flat_map(|r| m.altijd_verboden(d, *r)).next();
    match verbod {
        Some(v) => {
            format!("Het is altijd verboden: {naam} ({}).", boek.citeer(&boek.norm(v).vindplaats))
        }
        None if wie.is_empty() => format!("Niemand kan dit ooit: {naam}."),
        None => format!("Dit kan {} nooit: {naam}.", boek.rollen_in_woorden(wie, Taal::Nl)),
    }
}

/// A term that grows, with its run as a story.
pub(crate) fn groei_bevinding(kennis: &Kennis<'_>, g: &Groei) -> Option<Bevinding> {
    let boek = kennis.boek;
    let klok = boek.klok(g.klok);
    let (plek, vindplaats, hoe, raad) = match g.hefboom {
        Hefboom::Verdaging(i) => {
            let v = &klok.verdaging[i];
            (
                v.plek,
                &v.vindplaats,
                "verlengd worden",
                "Noem met `tot` hoe lang zij met verlenging ten hoogste is.",
            )
        }
        Hefboom::Stuiting(_) => (
            klok.plek,
            &klok.vindplaats,
            "telkens opnieuw beginnen",
            "Zeg hoe vaak of tot wanneer zij opnieuw kan beginnen.",
        ),
        Hefboom::Schorsing(i) => {
            let s = &klok.schorsing[i];
            (
                s.plek,
                &s.vindplaats,
                "stilstaan",
                "Zeg hoe lang zij ten hoogste stilstaat (`hoogstens`, of `gesteld_in` een dag in de daad waarmee het begint).",
            )
        }
    };
    let grens = {
        let gang = crate::verhaal::loop_na(kennis, &g.zetten)?;
        let blik = Blik::new(boek, &gang.stand, gang.op);
        blik.klok(g.klok)?.einde.wettelijk
    };
    let toont = |blik: &Blik<'_>| {
        blik.klok(g.klok).is_some_and(|k| k.loopt() && k.einde.wettelijk >= grens)
    };
    let gang = verkort(kennis, &g.zetten, g.duwen, &toont)?;
    let einde = Blik::new(boek, &gang.stand, gang.op).klok(g.klok)?.einde;
    let titel = format!("De termijn '{}' wordt telkens langer.", klok.naam.nl);
    let naam = format!("{}:{}", boek.kop_van(&klok.vindplaats).id, klok.id);
    let verwacht = [Verwacht::Klok { klok: naam, uiterlijk: Some(einde.einde) }];
    let verhaal = vertel(boek, &gang, &titel, &verwacht)?;
    let zonder = if g.met_partij { "" } else { ", zonder dat de klager ermee instemt" };
    Some(Bevinding {
        soort: Soort::TermijnGroeit,
        ernst: Ernst::Waarschuwing,
        plek,
        vindplaats: vindplaats.clone(),
        boodschap: format!(
            "klok `{}` ({}) kan zonder grens {hoe}{zonder}",
            klok.id,
            boek.citeer(vindplaats)
        ),
        label: "hiermee groeit de termijn".to_owned(),
        hulp: raad.to_owned(),
        verhaal: Some(verhaal),
    })
}
