//! Doing: an act with its fields, checked against all rules, becomes an event; or a refusal.
//!
//! Always holds: what is refused leaves nothing behind; all that is wrong is said at once; the stand
//! itself is not changed here.

use regeling::norm::Vindplaats;
use regeling::woorden::Daad;
use regeling::{Boek, DaadId, Velden};
use termijn::{Datum, Taal};
use uuid::Uuid;

use crate::blik::Blik;
use crate::gebeurtenis::{Bon, Gebeurtenis};
use crate::invulling::{ontbreekt, velden_kloppen, verdaging_klopt};
use crate::overname::Volledigheid;
use crate::persoon::Persoon;
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
    /// The name of the person, when it is somebody in an office that several may hold.
    pub persoon: Option<String>,
}

impl Wie {
    /// Somebody in this role.
    pub fn rol(rol: &str) -> Self {
        Self { rol: rol.to_owned(), partij: None, account: None, persoon: None }
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
            persoon: wie.persoon,
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
    beslis(boek, stand, opdracht, vandaag, None)
}

/// The same, while an earlier register is taken over: then also what that register says may be recorded.
pub(crate) fn beslis(
    boek: &Boek,
    stand: &Stand,
    opdracht: Opdracht,
    vandaag: Datum,
    overname: Option<Volledigheid>,
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
    let persoon = Persoon::van(stand, &opdracht.wie);
    let blik = Blik::new(boek, stand, opdracht.gebeurd_op).door(&persoon).als_rol(rol);
    let mut redenen = dag_klopt(boek, stand, daad, opdracht.gebeurd_op, vandaag);
    redenen.extend(herstelde_dag_klopt(boek, stand, daad_id, &opdracht.velden, vandaag));
    let mag = match overname {
        Some(_) if daad.neemt_over => blik.mag_overnemen(daad_id, rol),
        _ => blik.mag(daad_id, rol, Some(&opdracht.velden)).map(|(_, vindplaats)| vindplaats),
    };
    let grondslag = match mag {
        Ok(vindplaats) => Some(vindplaats),
        Err(w) => {
            redenen.extend(w.redenen);
            None
        }
    };
    let velden = velden_kloppen(&blik, daad_id, daad, &opdracht.velden);
    let telt =
        |r: &Reden| overname != Some(Volledigheid::WatErIs) || !ontbreekt(r, &opdracht.velden);
    redenen.extend(velden.into_iter().filter(telt));
    redenen.extend(verdaging_klopt(&blik, daad_id, rol, &opdracht.velden));
    let aan = match geadresseerden(boek, stand, daad, &opdracht.aan) {
        Ok(aan) => aan,
        Err(reden) => {
            redenen.push(*reden);
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

/// A day that is set right lies in the past too, and not before the dossier began.
fn herstelde_dag_klopt(
    boek: &Boek,
    stand: &Stand,
    daad_id: DaadId,
    velden: &Velden,
    vandaag: Datum,
) -> Vec<Reden> {
    let daad = boek.daad(daad_id);
    if !daad.herstelt {
        return Vec::new();
    }
    let datum = daad.velden.iter().find(|v| v.soort == regeling::woorden::VeldSoort::Datum);
    let genoemd = datum.and_then(|v| Some((v, velden.get(&v.id)?.als_datum()?)));
    let doel = stand.te_herstellen(boek, daad_id, velden);
    let (Some((veld, op)), Some(doel)) = (genoemd, doel) else { return Vec::new() };
    dag_klopt(boek, stand, boek.daad(doel.daad), op, vandaag)
        .into_iter()
        .map(|r| r.bij_veld(&veld.id))
        .collect()
}

/// Nothing happens in the future, and nothing before the dossier began.
fn dag_klopt(boek: &Boek, stand: &Stand, daad: &Daad, op: Datum, vandaag: Datum) -> Vec<Reden> {
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
    let opent = daad.opent
        || daad.buiten_klacht
        || boek.kalenderplichten.iter().any(|p| boek.daad(p.doet).id == daad.id);
    let eerste = stand.gebeurtenissen().iter().filter(|g| !g.vervallen).map(|g| g.gebeurd_op).min();
    match eerste {
        None if !opent => uit.push(Reden::new(
            Soort::Tegenspraak,
            None,
            "Er is nog geen klacht: een dossier begint met een klacht of een melding van onvrede.",
            "There is no complaint yet: a dossier begins with a complaint.",
        )),
        Some(begin) if !opent && op < begin => uit.push(Reden::new(
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

/// Party ids for the addressees: those named, or everybody for whom the act is.
fn geadresseerden(
    boek: &Boek,
    stand: &Stand,
    daad: &Daad,
    gevraagd: &[String],
) -> Result<Vec<String>, Box<Reden>> {
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
            return Err(Box::new(Reden::new(
                Soort::Invulling,
                None,
                format!("`{}` richt zich niet tot `{naam}`; wel tot: {}.", daad.id, kan.join(", ")),
                format!("`{}` is not done towards `{naam}`.", daad.id),
            )));
        };
        match persoon {
            Some(p) => match stand.partijen_in(rol).find(|(_, q)| q.naam.as_deref() == Some(p)) {
                Some((_, q)) => uit.push(q.id.clone()),
                None => {
                    return Err(Box::new(Reden::new(
                        Soort::Invulling,
                        None,
                        format!("In dit dossier is geen {rol_id} met de naam `{p}`."),
                        format!("No {rol_id} named `{p}` in this dossier."),
                    )));
                }
            },
            None if boek.rol_id(naam).is_none() => uit.push(naam.clone()),
            None => uit.extend(alle_van(rol)),
        }
    }
    Ok(uit)
}
