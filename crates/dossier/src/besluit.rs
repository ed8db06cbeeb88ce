//! Doing: an act with its fields, checked against all rules, becomes an event; or a refusal.
//!
//! Always holds: what is refused leaves nothing behind; all that is wrong is said at once; the stand
//! itself is not changed here.

use regeling::norm::Vindplaats;
use regeling::woorden::{Daad, Veld, VeldSoort};
use regeling::{Boek, DaadId, Velden, Waarde};
use termijn::{Datum, Taal};
use uuid::Uuid;

use crate::blik::Blik;
use crate::gebeurtenis::{Bon, Gebeurtenis};
use crate::stand::Stand;
use crate::weigering::{Reden, Soort, Weigering};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wie {
    /// Id of the role.
    pub rol: String,
    /// Id of the party, when a party acts.
    pub partij: Option<String>,
    /// The account.
    pub account: Option<Uuid>,
}

impl Wie {
    /// Somebody in this role.
    pub fn rol(rol: &str) -> Self {
        Self { rol: rol.to_owned(), partij: None, account: None }
    }
}

/// What somebody wants to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Opdracht {
    /// Id of the act.
    pub daad: String,
    /// Who.
    pub wie: Wie,
    /// Towards whom: party ids or role ids; empty: everybody for whom the act is.
    pub aan: Vec<String>,
    /// What was filled in.
    pub velden: Velden,
    /// The day on which it happened.
    pub gebeurd_op: Datum,
}

/// An act that may be done: all that an event needs but its number and moment of recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Besluit {
    opdracht: Opdracht,
    /// Party ids towards whom it is done.
    pub aan: Vec<String>,
    /// Under which article.
    pub vindplaats: Vindplaats,
    bon: Bon,
}

impl Besluit {
    /// The event, once its number and the moment of recording are known.
    pub fn leg_vast(self, nummer: u32, vastgelegd_op: jiff::Timestamp) -> Gebeurtenis {
        let Opdracht { daad, wie, velden, gebeurd_op, .. } = self.opdracht;
        Gebeurtenis {
            nummer,
            daad,
            rol: wie.rol,
            partij: wie.partij,
            account: wie.account,
            aan: self.aan,
            velden,
            gebeurd_op,
            vastgelegd_op,
            bon: self.bon,
        }
    }
}

/// May this be done, and what has then happened? Pure: `vandaag` is given.
///
/// # Errors
/// The refusal, with every reason and its article.
pub fn decide(
    boek: &Boek,
    stand: &Stand,
    opdracht: Opdracht,
    vandaag: Datum,
) -> Result<Besluit, Weigering> {
    let weiger = |redenen| Weigering { daad: opdracht.daad.clone(), redenen };
    let (Some(daad_id), Some(rol)) = (boek.daad_id(&opdracht.daad), boek.rol_id(&opdracht.wie.rol))
    else {
        return Err(weiger(vec![Reden::new(
            Soort::GeenBevoegdheid,
            None,
            format!(
                "De regeling kent geen daad `{}` of geen rol `{}`.",
                opdracht.daad, opdracht.wie.rol
            ),
            "The regulation does not know this act or this role.",
        )]));
    };
    let daad = boek.daad(daad_id);
    let blik = Blik::new(boek, stand, opdracht.gebeurd_op);
    let mut redenen = dag_klopt(stand, daad, opdracht.gebeurd_op, vandaag);
    let grondslag = match blik.mag(daad_id, rol, Some(&opdracht.velden)) {
        Ok((_, vindplaats)) => Some(vindplaats),
        Err(w) => {
            redenen.extend(w.redenen);
            None
        }
    };
    redenen.extend(velden_kloppen(&blik, daad_id, daad, &opdracht.velden));
    redenen.extend(verdaging_klopt(&blik, daad_id, &opdracht.velden));
    let aan = match geadresseerden(boek, stand, daad, &opdracht.aan) {
        Ok(aan) => aan,
        Err(reden) => {
            redenen.push(reden);
            Vec::new()
        }
    };
    match grondslag {
        Some(vindplaats) if redenen.is_empty() => {
            Ok(Besluit { aan, vindplaats, bon: Bon::van(boek), opdracht })
        }
        _ => Err(weiger(redenen)),
    }
}

/// Nothing happens in the future, and nothing before the dossier began.
fn dag_klopt(stand: &Stand, daad: &Daad, op: Datum, vandaag: Datum) -> Vec<Reden> {
    let mut uit = Vec::new();
    if op > vandaag {
        uit.push(Reden::new(
            Soort::Tegenspraak,
            None,
            format!(
                "{} ligt in de toekomst; vul een dag in die al geweest is.",
                termijn::lange_datum(op, Taal::Nl)
            ),
            format!(
                "{} lies in the future; give a day that has been.",
                termijn::lange_datum(op, Taal::En)
            ),
        ));
    }
    let eerste = stand.gebeurtenissen().iter().map(|g| g.gebeurd_op).min();
    match eerste {
        None if !daad.opent => uit.push(Reden::new(
            Soort::Tegenspraak,
            None,
            "Er is nog geen klacht: een dossier begint met een klacht of een melding van onvrede.",
            "There is no complaint yet: a dossier begins with a complaint.",
        )),
        Some(begin) if !daad.opent && op < begin => uit.push(Reden::new(
            Soort::Tegenspraak,
            None,
            format!(
                "Dit kan niet gebeurd zijn voor de klacht er was ({}).",
                termijn::lange_datum(begin, Taal::Nl)
            ),
            format!(
                "This cannot have happened before the complaint was there ({}).",
                termijn::lange_datum(begin, Taal::En)
            ),
        )),
        _ => {}
    }
    uit
}

/// All fields known, of the right kind, and none missing that the act or an article demands.
fn velden_kloppen(blik: &Blik<'_>, daad_id: DaadId, daad: &Daad, velden: &Velden) -> Vec<Reden> {
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
    let mut geeist: Vec<(&str, Option<&Vindplaats>)> = Vec::new();
    for (wat, vindplaats) in eisen(blik, daad_id, velden) {
        geeist.push((wat, Some(vindplaats)));
    }
    geeist.extend(daad.velden.iter().filter(|v| v.verplicht).map(|v| (v.id.as_str(), None)));
    let mut gemeld: Vec<&str> = Vec::new();
    for (wat, vindplaats) in geeist {
        if leeg(wat) && !gemeld.contains(&wat) {
            gemeld.push(wat);
            let naam = daad.veld(wat).map_or(wat, |v| v.naam.nl.as_str());
            uit.push(
                Reden::new(
                    Soort::Invulling,
                    vindplaats,
                    format!("Vul in: {naam}."),
                    format!("Fill in: {wat}."),
                )
                .bij_veld(wat),
            );
        }
    }
    uit
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
        uit.extend(v.vermeldt.iter().map(|w| (w.as_str(), &v.vindplaats)));
    }
    let gekozen = velden.get("grond").and_then(Waarde::als_tekst);
    for grond in boek.gronden_van(daad).filter(|g| Some(g.id.as_str()) == gekozen) {
        uit.extend(grond.vermeldt.iter().map(|w| (w.as_str(), &grond.vindplaats)));
    }
    for stuk in boek
        .stukken
        .iter()
        .filter(|s| s.bij == daad && s.waar.iter().all(|(v, t)| t.geldt(velden.get(v))))
    {
        uit.extend(
            stuk.vermeldt
                .iter()
                .filter(|v| !v.wat.contains('.'))
                .map(|v| (v.wat.as_str(), &v.vindplaats)),
        );
    }
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
        (VeldSoort::Tekst | VeldSoort::Regel | VeldSoort::Hoedanigheid | VeldSoort::Account, Waarde::Tekst(_))
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
                let artikel = eisen(blik, daad, g)
                    .into_iter()
                    .find(|(wat, _)| *wat == veld.id)
                    .map(|(_, vp)| vp.clone());
                uit.push(
                    Reden::new(
                        Soort::Invulling,
                        artikel.as_ref(),
                        format!("{}: vul in: {}.", veld.naam.nl, v.naam.nl),
                        format!("{}: fill in: {}.", veld.id, v.id),
                    )
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

/// The new date of an extension: later than now, and within the bound of regulation and statute.
fn verdaging_klopt(blik: &Blik<'_>, daad: DaadId, velden: &Velden) -> Vec<Reden> {
    let Some(tot) = velden.get("tot").and_then(Waarde::als_datum) else { return Vec::new() };
    let mut uit = Vec::new();
    for (id, i) in blik.boek.verdagend(daad) {
        let klok = blik.boek.klok(*id);
        let v = &klok.verdaging[*i];
        let Some(stand) = blik.klok(*id).filter(crate::klokken::KlokStand::loopt) else { continue };
        if tot <= stand.einde.einde {
            let d = termijn::lange_datum(stand.einde.einde, Taal::Nl);
            uit.push(
                Reden::new(
                    Soort::Tijd,
                    Some(&v.vindplaats),
                    format!("De nieuwe datum moet na {d} liggen."),
                    "The new date must be later than the running one.",
                )
                .bij_veld("tot"),
            );
        } else if let Some(grens) = blik.grens(klok, &stand, v)
            && tot > grens.einde
        {
            let (nl, en) = (
                termijn::lange_datum(grens.einde, Taal::Nl),
                termijn::lange_datum(grens.einde, Taal::En),
            );
            uit.push(
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
    uit
}

/// Party ids for the addressees: those named, or everybody for whom the act is.
fn geadresseerden(
    boek: &Boek,
    stand: &Stand,
    daad: &Daad,
    gevraagd: &[String],
) -> Result<Vec<String>, Reden> {
    let alle_van = |rol| -> Vec<String> {
        stand
            .doelen(rol)
            .map(|d| {
                d.partij.map_or_else(
                    || boek.rol(rol).id.clone(),
                    |p| stand.partijen()[usize::from(p)].id.clone(),
                )
            })
            .collect()
    };
    if gevraagd.is_empty() {
        return Ok(daad.aan.iter().flat_map(|r| alle_van(*r)).collect());
    }
    let mut uit = Vec::new();
    for naam in gevraagd {
        // A role means everybody in it; `rol:naam` means that one person; a party id means that party.
        let (rol_id, persoon) =
            naam.split_once(':').map_or((naam.as_str(), None), |(r, p)| (r, Some(p)));
        let rol = boek
            .rol_id(rol_id)
            .or_else(|| stand.partijen().iter().find(|p| &p.id == naam).map(|p| p.rol));
        let mag = rol.filter(|r| daad.aan.contains(r));
        let Some(rol) = mag else {
            let kan: Vec<&str> = daad.aan.iter().map(|r| boek.rol(*r).id.as_str()).collect();
            return Err(Reden::new(
                Soort::Invulling,
                None,
                format!("`{}` richt zich niet tot `{naam}`; wel tot: {}.", daad.id, kan.join(", ")),
                format!("`{}` is not done towards `{naam}`.", daad.id),
            ));
        };
        match persoon {
            Some(p) => match stand.partijen_in(rol).find(|(_, q)| q.naam.as_deref() == Some(p)) {
                Some((_, q)) => uit.push(q.id.clone()),
                None => {
                    return Err(Reden::new(
                        Soort::Invulling,
                        None,
                        format!("In dit dossier is geen {rol_id} met de naam `{p}`."),
                        format!("No {rol_id} named `{p}` in this dossier."),
                    ));
                }
            },
            None if boek.rol_id(naam).is_none() => uit.push(naam.clone()),
            None => uit.extend(alle_van(rol)),
        }
    }
    Ok(uit)
}
