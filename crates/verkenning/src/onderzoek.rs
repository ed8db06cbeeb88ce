//! The questions to a regulation, and how each is answered.
//!
//! Three means, from cheap to dear. What `mogelijk` leaves out from the empty dossier on, never comes: proven. What the
//! search over pairs comes across, comes: shown. For the rest, the slice that bears on the question is searched whole,
//! up to a bound. In every state that the search kept, `mogelijk` tells which open duty, running clock or procedure
//! cannot get out of it any more.
//!
//! Always holds: a finding is proven by `mogelijk` or by a slice that was searched whole, and its story was played; what
//! is neither shown nor proven is told as not decided.

use dossier::{Blik, Stand};
use fixedbitset::FixedBitSet;
use regeling::norm::NormSoort;
use regeling::{Boek, KlokId, NormId};
use termijn::Datum;

use crate::groei;
use crate::kegel::kegel;
use crate::kennis::Kennis;
use crate::klem::{Klem, nooit_vervuld};
use crate::mogelijk::Mogelijk;
use crate::plan::plan;
use crate::woorden::{Onderwerp, groei_bevinding, onbereikbaar, onderwerp};
use crate::zoeken::{Doel, Grens, Modus, Zoektocht};
use crate::{Noot, Omvang, Verkenning};

/// The whole regulation, by pairs.
const GEHEEL: Grens = Grens { knopen: 2_500, pogingen: 50_000, diepte: 24 };
/// What probably leads to one thing, from all that was reached before.
const VOORAF: Grens = Grens { knopen: 6_000, pogingen: 8_000, diepte: 60 };
/// A slice of more acts than this is not searched whole.
const KLEIN: usize = 12;
/// One slice, whole.
const DEEL: Grens = Grens { knopen: 20_000, pogingen: 20_000, diepte: 24 };
/// All slices together.
const DELEN: usize = 60_000;

/// A Monday without holidays near it, if the regulation was in force then; else its first day.
fn begin(boek: &Boek) -> Datum {
    let gewoon = jiff::civil::date(2026, 3, 2);
    let kop = boek.kop();
    let binnen = kop.van.is_none_or(|v| v <= gewoon) && kop.tot.is_none_or(|t| t > gewoon);
    if binnen { gewoon } else { kop.van.unwrap_or(gewoon) }
}

/// Searches what this regulation lets happen.
pub fn verken(boek: &Boek) -> Verkenning {
    let kennis = Kennis::new(boek);
    let dag = begin(boek);
    let leeg = Stand::new(boek);
    let blik = Blik::new(boek, &leeg, dag);
    let ooit = Mogelijk::vanaf(&kennis, &blik);
    let mut uit = Verkenning::default();
    let mut zoek = Vec::new();
    for doel in doelen(&kennis) {
        if ooit.doel(doel) {
            zoek.push(doel);
        } else if !matches!(doel, Doel::Vervuld(_)) {
            uit.bevindingen.push(onbereikbaar(&kennis, &ooit, doel, None));
        }
    }
    let mut z = Zoektocht::new(&kennis, Modus::Enkel, GEHEEL, zoek, dag);
    z.zoek(None);
    z.verder(GEHEEL);
    let mut omvang = Omvang {
        normen: boek.normen.len(),
        toestanden: z.knopen.len(),
        pogingen: z.pogingen,
        volledig: z.uitgeput,
    };
    let over = gericht(&kennis, &ooit, z.open.clone(), dag, &mut omvang);
    let kan_ooit = doelen(&kennis).into_iter().filter_map(|d| match d {
        Doel::Vervuld(id) if ooit.doel(d) => Some(id),
        _ => None,
    });
    let mut klem = Klem { kan_ooit: kan_ooit.collect(), ..Klem::default() };
    klem.zoek(&kennis, &z);
    uit.bevindingen.extend(klem.bevindingen);
    let (groeit, noten) = groei::zoek(&kennis, &z)
        .into_iter()
        .filter_map(|g| groei_bevinding(&kennis, &g).map(|b| (g.met_partij, b)))
        .partition::<Vec<_>, _>(|(met_partij, _)| !met_partij);
    uit.bevindingen.extend(groeit.into_iter().map(|(_, b)| b));
    uit.noten.extend(noten.into_iter().map(|(_, b)| Noot::van(b)));
    let mut budget = DELEN;
    for doel in over {
        if klem.gemeld.iter().any(|n| doel == Doel::Vervuld(*n)) {
            continue;
        }
        let daden = kegel(&kennis, doel);
        let past = daden.count_ones(..) <= KLEIN;
        let grens = Grens { pogingen: DEEL.pogingen.min(budget), ..DEEL };
        let modus = Modus::Alles(daden.clone());
        let mut deel = Zoektocht::new(&kennis, modus, grens, vec![doel], dag);
        if past {
            deel.zoek(None);
            omvang.tel(&deel);
            budget = budget.saturating_sub(deel.pogingen);
        }
        match doel {
            _ if deel.open.is_empty() => {}
            _ if !deel.uitgeput => uit.noten.push(niet_beslist(&kennis, doel, &daden)),
            Doel::Vervuld(id) => uit.bevindingen.extend(nooit_vervuld(&kennis, &z, id)),
            _ => uit.bevindingen.push(onbereikbaar(&kennis, &ooit, doel, Some(deel.knopen.len()))),
        }
    }
    uit.omvang = omvang;
    uit.bevindingen.sort_by_key(|b| (b.plek.bron, b.plek.van, b.soort));
    uit
}

/// Looks for each thing along the acts that probably lead there; gives what was not found.
fn gericht(
    kennis: &Kennis<'_>,
    ooit: &Mogelijk<'_, '_>,
    open: Vec<Doel>,
    dag: Datum,
    omvang: &mut Omvang,
) -> Vec<Doel> {
    // The short plans first: where they lead, the long ones go on from.
    let mut plannen: Vec<_> = open.iter().map(|d| (plan(kennis, ooit, *d), *d)).collect();
    plannen.sort_unstable_by_key(|(p, d)| (p.count_ones(..), *d));
    let mut z = Zoektocht::new(kennis, Modus::Enkel, VOORAF, open, dag);
    for (plan, doel) in plannen {
        if z.open.contains(&doel) {
            z.richt(plan, doel, VOORAF);
            z.zoek(Some(doel));
        }
    }
    omvang.tel(&z);
    let mut open = z.open;
    open.sort_unstable();
    open
}

/// All that should happen in some run: of the regulation, not of the statutes.
fn doelen(kennis: &Kennis<'_>) -> Vec<Doel> {
    let boek = kennis.boek;
    let mut uit = Vec::new();
    for (i, n) in boek.normen.iter().enumerate() {
        let id = NormId::van_ix(i);
        // A duty without a moment arises in no dossier; it says who may do something.
        if !kennis.eigen(&n.vindplaats) || n.soort == NormSoort::Plicht && n.na.is_none() {
            continue;
        }
        uit.push(Doel::Norm(id));
        if n.soort == NormSoort::Plicht {
            uit.push(Doel::Vervuld(id));
        }
    }
    for (i, k) in boek.klokken.iter().enumerate() {
        if kennis.eigen(&k.vindplaats) {
            uit.push(Doel::Klok(KlokId::van_ix(i)));
            uit.extend((0..k.verdaging.len()).map(|v| Doel::Verdaging(KlokId::van_ix(i), v)));
        }
    }
    let gronden = boek.gronden.iter().enumerate().filter(|(_, g)| kennis.eigen(&g.vindplaats));
    uit.extend(gronden.map(|(i, _)| Doel::Grond(i)));
    let eindes = boek.eindes.iter().enumerate().filter(|(_, e)| kennis.eigen(&e.vindplaats));
    uit.extend(eindes.map(|(i, _)| Doel::Einde(i)));
    uit
}

fn niet_beslist(kennis: &Kennis<'_>, doel: Doel, daden: &FixedBitSet) -> Noot {
    let Onderwerp { plek, vindplaats, wat } = onderwerp(kennis, doel);
    let vraag = match doel {
        Doel::Vervuld(_) => "ooit vervuld kan worden",
        _ => "ooit aan de orde komt",
    };
    Noot {
        code: "niet-beslist",
        plek,
        vindplaats,
        boodschap: format!(
            "niet beslist of {wat} {vraag}: er is geen verloop gevonden waarin dat zo is, en de {} daden die ertoe doen zijn niet uitputtend doorzocht",
            daden.count_ones(..)
        ),
        verhaal: None,
    }
}
