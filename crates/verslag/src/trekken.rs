//! What counts of one dossier: choices, days and places, and nothing that anybody typed.
//!
//! Always holds: a key is an option that the regulation declares, a place that the provider declares, or
//! [`ONBEKEND`]; whatever else stands in an event never leaves this module.

use std::collections::BTreeMap;

use dossier::{Afloop, Blik};
use regeling::cijfer::{Cijfer, LOCATIE, Telwijze};
use regeling::woorden::{Daad, Optie, Veld, VeldSoort};
use regeling::{Boek, Waarde};
use serde::{Deserialize, Serialize};
use termijn::Datum;

/// The key of what was not filled in, or is none of the options.
pub(crate) const ONBEKEND: &str = "";

/// The traits of one dossier: what stays for the figures when the dossier itself is destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trekken {
    /// With which act it began, and when it came in.
    pub(crate) begon: (String, Datum),
    /// With which act it ended, and when.
    pub(crate) eindigde: Option<(String, Datum)>,
    /// When its last term ended: in time, and was it extended?
    pub(crate) termijn: Option<(Datum, bool, bool)>,
    /// By the id of a figure: the day on which it counts, and the keys.
    pub(crate) keuzes: BTreeMap<String, (Datum, Vec<String>)>,
    /// The place.
    pub(crate) locatie: String,
    /// Duties that were not met in time: whose they are, and their last day.
    pub(crate) te_laat: Vec<(String, Datum)>,
    /// The measures.
    pub(crate) maatregelen: Vec<Maatregeltrek>,
}

/// A row of a list of measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Maatregeltrek {
    /// The names of the closed choices in it: what kind, who sees to it.
    pub(crate) kenmerken: Vec<String>,
    /// When it was promised.
    pub(crate) beloofd: Datum,
    /// Its last day.
    pub(crate) uiterlijk: Option<Datum>,
    /// How it stands, in words.
    pub(crate) stand: String,
}

impl Trekken {
    /// The traits of the dossier as it stands; `None` when nothing opened it.
    pub fn van(blik: &Blik<'_>, locaties: &[String]) -> Option<Self> {
        trekken(blik, locaties)
    }
}

/// Does a complaint begin with this act? What is confidential to an office is no complaint.
pub(crate) fn is_begin(daad: &Daad) -> bool {
    daad.opent && !daad.buiten_klacht && daad.vertrouwelijk_voor.is_empty()
}

fn trekken(blik: &Blik<'_>, locaties: &[String]) -> Option<Trekken> {
    let boek = blik.boek;
    let gebeurd = blik.stand.gebeurtenissen();
    let geldig = || gebeurd.iter().filter(|g| !g.vervallen && g.gebeurd_op <= blik.op);
    let opent = || geldig().filter(|g| is_begin(boek.daad(g.daad)));
    let ontvangen = opent().map(|g| g.gebeurd_op).min()?;
    let laatste = opent().max_by_key(|g| (g.gebeurd_op, g.nummer))?;
    let klokken = blik.klokken();
    let afgelopen = klokken.iter().filter_map(|k| Some((k.gestopt?.0, k)));
    let einde = afgelopen.clone().map(|(op, _)| op).max();
    let termijn = einde.map(|op| {
        let te_laat = afgelopen.clone().any(|(_, k)| k.is_verlopen(blik.op));
        (op, !te_laat, afgelopen.clone().any(|(_, k)| !k.verdagingen.is_empty()))
    });
    let keuzes = boek
        .cijfers
        .iter()
        .filter_map(|c| Some((c.id.clone(), keuze(blik, c, locaties, ontvangen)?)))
        .collect();
    let plaats = opent()
        .filter_map(|g| g.velden.get(LOCATIE)?.als_tekst())
        .rfind(|t| !t.trim().is_empty())
        .map_or(ONBEKEND, |t| bekend(t, locaties));
    Some(Trekken {
        begon: (boek.daad(laatste.daad).id.clone(), ontvangen),
        eindigde: blik.einde().map(|e| (boek.daad(e.daad).id.clone(), e.op.0)),
        termijn,
        keuzes,
        locatie: plaats.to_owned(),
        te_laat: te_laat(blik),
        maatregelen: boek.cijfers.iter().flat_map(|c| maatregelen(blik, c)).collect(),
    })
}

/// What had to be done by a day and was not: by the first whom the norm names.
fn te_laat(blik: &Blik<'_>) -> Vec<(String, Datum)> {
    dossier::leidend(blik.plichten())
        .into_iter()
        .map(|l| l.leidt)
        .filter(|p| matches!(p.afloop, Afloop::TeLaat | Afloop::Vervuld { te_laat: true, .. }))
        .filter_map(|p| {
            let wie = blik.boek.norm(p.norm).wie.first()?;
            Some((blik.boek.rol(*wie).id.clone(), p.wettelijk?))
        })
        .collect()
}

fn bekend<'l>(plaats: &str, locaties: &'l [String]) -> &'l str {
    locaties.iter().find(|l| l.trim() == plaats.trim()).map_or(ONBEKEND, String::as_str)
}

/// What the latest event that filled in a field of this figure says.
fn keuze(
    blik: &Blik<'_>,
    cijfer: &Cijfer,
    locaties: &[String],
    ontvangen: Datum,
) -> Option<(Datum, Vec<String>)> {
    let boek = blik.boek;
    let gevonden = blik
        .stand
        .gebeurtenissen()
        .iter()
        .filter(|g| !g.vervallen && g.gebeurd_op <= blik.op)
        .filter_map(|g| {
            let (_, veld) = cijfer.uit.iter().find(|(d, _)| *d == g.daad)?;
            let veld = boek.daad(g.daad).veld(veld)?;
            let waarde = g.velden.get(&veld.id).filter(|w| !w.is_leeg())?;
            Some(((g.gebeurd_op, g.nummer), veld, waarde))
        })
        .max_by_key(|(wanneer, _, _)| *wanneer);
    let Some((wanneer, veld, waarde)) = gevonden else {
        // What is asked when a complaint comes in and was left open is a row of its own.
        let telt = cijfer.bij_ontvangst && soort_van(boek, cijfer) == Some(Telwijze::Een);
        return telt.then(|| (ontvangen, vec![ONBEKEND.to_owned()]));
    };
    if Telwijze::van(&veld.soort, &veld.id) == Some(Telwijze::Rijen) {
        return None;
    }
    let dag = if cijfer.bij_ontvangst { ontvangen } else { wanneer.0 };
    let mut sleutels: Vec<String> =
        waarde.als_lijst().iter().map(|w| sleutel(boek, veld, w, locaties)).collect();
    sleutels.sort();
    sleutels.dedup();
    Some((dag, sleutels))
}

/// How this figure is counted: as its fields are.
pub(crate) fn soort_van(boek: &Boek, cijfer: &Cijfer) -> Option<Telwijze> {
    let mut soorten = cijfer.uit.iter().filter_map(|(d, veld)| {
        let veld = boek.daad(*d).veld(veld)?;
        Telwijze::van(&veld.soort, &veld.id)
    });
    let eerste = soorten.next()?;
    // One field with several answers makes the figure one of several.
    Some(soorten.fold(eerste, |a, b| if a == b { a } else { Telwijze::Enkele }))
}

/// The options of a field: keys and names.
pub(crate) fn opties(boek: &Boek, veld: &Veld, locaties: &[String]) -> Vec<(String, String)> {
    let van = |o: &[Optie]| o.iter().map(|o| (o.id.clone(), o.naam.nl.clone())).collect();
    match &veld.soort {
        VeldSoort::Keuze(o) | VeldSoort::Keuzes(o) => van(o),
        VeldSoort::JaNee => vec![("ja".into(), "ja".into()), ("nee".into(), "nee".into())],
        VeldSoort::Kanaal => {
            boek.kanalen.iter().map(|k| (k.id.clone(), k.naam.nl.clone())).collect()
        }
        VeldSoort::Hoedanigheid => {
            boek.gerechtigden.iter().map(|g| (g.hoedanigheid.clone(), g.naam.nl.clone())).collect()
        }
        VeldSoort::Grond => {
            boek.gronden.iter().map(|g| (g.id.clone(), g.naam.nl.clone())).collect()
        }
        VeldSoort::Regel if veld.id == LOCATIE => {
            locaties.iter().map(|l| (l.clone(), l.clone())).collect()
        }
        _ => Vec::new(),
    }
}

/// The measures in lists of this figure.
fn maatregelen(blik: &Blik<'_>, cijfer: &Cijfer) -> Vec<Maatregeltrek> {
    let boek = blik.boek;
    let plichten = blik.plichten();
    let mut uit = Vec::new();
    for g in blik.stand.gebeurtenissen().iter().filter(|g| !g.vervallen && g.gebeurd_op <= blik.op)
    {
        for (_, naam) in cijfer.uit.iter().filter(|(d, _)| *d == g.daad) {
            let Some(veld) = boek.daad(g.daad).veld(naam) else { continue };
            let VeldSoort::Lijst(binnen) = &veld.soort else { continue };
            let rijen = g.velden.get(naam).map_or(&[][..], Waarde::als_lijst);
            for (nummer, rij) in (1_u32..).zip(rijen) {
                let Waarde::Groep(rij) = rij else { continue };
                let plicht = plichten.iter().find(|p| {
                    let per = boek.norm(p.norm).per.as_ref();
                    p.aanleiding.1 == g.nummer
                        && p.onderdeel == Some(nummer)
                        && per.is_some_and(|per| per.lijst == *naam)
                });
                let mut kenmerken: Vec<String> = binnen
                    .iter()
                    .filter_map(|v| {
                        let VeldSoort::Keuze(o) = &v.soort else { return None };
                        let gekozen = rij.get(&v.id)?.als_tekst()?;
                        o.iter().find(|o| o.id == gekozen).map(|o| o.naam.nl.clone())
                    })
                    .collect();
                let eigenaar = |p: &dossier::PlichtStand| {
                    boek.norm(p.norm).wie.first().map(|r| boek.rol(*r).naam.nl.clone())
                };
                if kenmerken.len() < 2 {
                    kenmerken.extend(plicht.and_then(eigenaar));
                }
                uit.push(Maatregeltrek {
                    kenmerken,
                    beloofd: g.gebeurd_op,
                    uiterlijk: binnen
                        .iter()
                        .filter(|v| v.soort == VeldSoort::Datum)
                        .find_map(|v| rij.get(&v.id)?.als_datum()),
                    stand: plicht.map_or("niet bewaakt", |p| stand(&p.afloop)).to_owned(),
                });
            }
        }
    }
    uit
}

fn stand(afloop: &Afloop) -> &'static str {
    match afloop {
        Afloop::Open => "loopt",
        Afloop::TeLaat => "te laat",
        Afloop::Vervuld { te_laat: false, .. } => "klaar, op tijd",
        Afloop::Vervuld { te_laat: true, .. } => "klaar, te laat",
        Afloop::Vervallen { .. } => "vervallen",
    }
}

/// The key of a value: an option of its field, or unknown.
fn sleutel(boek: &Boek, veld: &Veld, waarde: &Waarde, locaties: &[String]) -> String {
    let tekst = match waarde {
        Waarde::Ja(true) => "ja",
        Waarde::Ja(false) => "nee",
        w => w.als_tekst().unwrap_or_default().trim(),
    };
    opties(boek, veld, locaties)
        .into_iter()
        .map(|(id, _)| id)
        .find(|id| id.trim() == tekst)
        .unwrap_or_else(|| ONBEKEND.to_owned())
}
