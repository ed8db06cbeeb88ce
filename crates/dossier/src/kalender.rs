//! Duties on the calendar: what must be done once in so long, outside any complaint.
//!
//! Always holds: such a duty counts from the day on which the regulation entered into force, and where
//! it recurs from the last time that it was done; whoever does it involves those that the article names.

use regeling::norm::{ElkJaar, Kalenderplicht, Vindplaats};
use regeling::{DaadId, RolId, Velden, Waarde};
use termijn::{Datum, Termijn, Verschuiving};

use crate::blik::Blik;
use crate::plichten::Afloop;
use crate::stand::Gebeurd;
use crate::weigering::{Reden, Soort};

/// One turn of a duty on the calendar.
#[derive(Debug, Clone)]
pub struct KalenderStand<'a> {
    /// Which duty.
    pub plicht: &'a Kalenderplicht,
    /// Counted from this day.
    pub vanaf: Datum,
    /// The last day.
    pub uiterlijk: Datum,
    /// How it stands.
    pub afloop: Afloop,
}

impl<'a> Blik<'a> {
    /// The duties on the calendar, each turn up to this day; none before the regulation is in force.
    pub fn kalenderplichten(&self) -> Vec<KalenderStand<'a>> {
        let boek = self.boek;
        let Some(inwerking) = boek.kop().van.filter(|van| *van <= self.op) else {
            return Vec::new();
        };
        let mut uit = Vec::new();
        for plicht in &boek.kalenderplichten {
            if let Some(elk_jaar) = plicht.elk_jaar {
                uit.extend(self.elk_jaar(plicht, elk_jaar, inwerking));
                continue;
            }
            let mut gedaan = self.voorkomens(plicht.doet).filter(|g| g.gebeurd_op >= inwerking);
            let mut vanaf = inwerking;
            let mut termijn = plicht.eerst.or(plicht.herhaal);
            while let Some(t) = termijn {
                let keer = gedaan.next();
                let Some(beurt) = self.beurt(plicht, vanaf, t, keer) else { break };
                uit.push(beurt);
                let Some(keer) = keer else { break };
                vanaf = keer.gebeurd_op;
                termijn = plicht.herhaal;
            }
        }
        uit
    }

    /// A turn for each calendar year that has come, from the first whose last day lies after entry into
    /// force.
    fn elk_jaar(
        &self,
        plicht: &'a Kalenderplicht,
        elk: ElkJaar,
        inwerking: Datum,
    ) -> Vec<KalenderStand<'a>> {
        (inwerking.year()..=self.op.year())
            .filter_map(|jaar| {
                let vanaf = elk.vanaf.map_or(Datum::new(jaar, 1, 1).ok(), |d| dag_in(jaar, d))?;
                let uiterlijk = dag_in(jaar, elk.uiterlijk)?;
                let telt = uiterlijk >= inwerking && vanaf <= self.op;
                let vanaf = vanaf.max(inwerking);
                let gedaan = self
                    .voorkomens(plicht.doet)
                    .find(|g| g.gebeurd_op >= vanaf && g.gebeurd_op.year() == jaar);
                telt.then(|| KalenderStand {
                    plicht,
                    vanaf,
                    uiterlijk,
                    afloop: afloop(gedaan, uiterlijk, self.op),
                })
            })
            .collect()
    }

    fn beurt(
        &self,
        plicht: &'a Kalenderplicht,
        vanaf: Datum,
        termijn: Termijn,
        gedaan: Option<&Gebeurd>,
    ) -> Option<KalenderStand<'a>> {
        let k = self.boek.kalender();
        let uiterlijk = termijn::einde(k, vanaf, termijn, Verschuiving::Geen, &[]).ok()?.einde;
        Some(KalenderStand { plicht, vanaf, uiterlijk, afloop: afloop(gedaan, uiterlijk, self.op) })
    }

    /// Does a duty on the calendar give this act to this role: its article, or why not now?
    pub(crate) fn kalender_staat_toe(
        &self,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
    ) -> Option<Result<Vindplaats, Reden>> {
        let plicht =
            self.boek.kalenderplichten.iter().find(|p| {
                p.doet == daad && p.wie.iter().any(|w| self.boek.treedt_op_als(rol, *w))
            })?;
        let genoemd = |veld: &str, waarde: &str| {
            let lijst = velden.and_then(|v| v.get(veld)).map_or(&[][..], Waarde::als_lijst);
            lijst.iter().any(|w| w.als_tekst() == Some(waarde))
        };
        let ontbreekt: Vec<&str> = plicht
            .betrekt
            .iter()
            .flat_map(|(veld, waarden)| waarden.iter().map(move |w| (veld, w)))
            .filter(|(veld, w)| velden.is_some() && !genoemd(veld, w))
            .map(|(_, w)| {
                self.boek.rol_id(w).map_or(w.as_str(), |r| self.boek.rol(r).naam.nl.as_str())
            })
            .collect();
        if ontbreekt.is_empty() {
            return Some(Ok(plicht.vindplaats.clone()));
        }
        let wie = ontbreekt.join(" en ");
        Some(Err(Reden::new(
            Soort::Voorwaarde,
            Some(&plicht.betrekt_vindplaats),
            format!("Dit kan niet zonder {wie} erbij te betrekken."),
            format!("This can't be done without involving: {wie}."),
        )))
    }
}

fn afloop(gedaan: Option<&Gebeurd>, uiterlijk: Datum, op: Datum) -> Afloop {
    match gedaan {
        Some(g) => Afloop::Vervuld {
            op: g.gebeurd_op,
            nummer: g.nummer,
            te_laat: g.gebeurd_op > uiterlijk,
        },
        None if op > uiterlijk => Afloop::TeLaat,
        None => Afloop::Open,
    }
}

/// This month and day in that year; 29 February is the 28th where the year has none.
fn dag_in(jaar: i16, (maand, dag): (i8, i8)) -> Option<Datum> {
    Datum::new(jaar, maand, dag).or_else(|_| Datum::new(jaar, maand, 28)).ok()
}
