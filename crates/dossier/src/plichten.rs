//! Duties: who must do what towards whom, by when, and how it stands.
//!
//! Always holds: a duty has one instance per thing that sets it off and per person towards whom it
//! goes; a duty that was met stays met; what a procedure's end takes away bears the article of that end.

use regeling::norm::{Binnen, Norm, NormSoort, Vindplaats};
use regeling::voorwaarde::Voorwaarde;
use regeling::{DaadId, KlokId, NormId};
use termijn::{Datum, Termijn};

use crate::blik::{Blik, Tijdstip, zelfde_waarde};
use crate::klokken::verschuiving;
use crate::stand::{Doel, Gebeurd};

/// How a duty stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Afloop {
    /// To be done; its day has not passed.
    Open,
    /// To be done; its day has passed.
    TeLaat,
    /// Done.
    Vervuld {
        /// On this day.
        op: Datum,
        /// By this event.
        nummer: u32,
        /// After its day.
        te_laat: bool,
    },
    /// Not to be done any more.
    Vervallen {
        /// Since this day.
        op: Datum,
        /// Under this article; absent where an earlier register had closed the complaint.
        door: Option<Vindplaats>,
    },
}

impl Afloop {
    /// Must it still be done?
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open | Self::TeLaat)
    }
}

/// One duty in a dossier.
#[derive(Debug, Clone)]
pub struct PlichtStand {
    /// Which norm.
    pub norm: NormId,
    /// The act that meets it.
    pub daad: DaadId,
    /// Towards whom; absent when it has no addressee.
    pub aan: Option<Doel>,
    /// Which item of a list, from 1, where there is one duty per item.
    pub onderdeel: Option<u32>,
    /// What set it off: day and event.
    pub aanleiding: (Datum, u32),
    /// The term, where one is named.
    pub termijn: Option<Termijn>,
    /// The clock, where one runs.
    pub klok: Option<KlokId>,
    /// The last day by the plain count; absent: as soon as can be.
    pub uiterlijk: Option<Datum>,
    /// The last day after the shift of the Algemene termijnenwet; equals `uiterlijk` without shift.
    pub wettelijk: Option<Datum>,
    /// How it stands.
    pub afloop: Afloop,
}

/// One turn of a duty: the first, or one that follows when the duty comes back.
struct Beurt {
    aanleiding: Tijdstip,
    grens: Grens,
    volgt: bool,
}

/// The end of a norm's term.
#[derive(Clone, Copy, Default)]
pub(crate) struct Grens {
    termijn: Option<Termijn>,
    klok: Option<KlokId>,
    uiterlijk: Option<Datum>,
    /// The last day on which it can be done in time.
    pub(crate) wettelijk: Option<Datum>,
}

impl Blik<'_> {
    /// All duties that were set off up to this day, in the order of the texts.
    pub fn plichten(&self) -> Vec<PlichtStand> {
        let mut uit = Vec::with_capacity(16);
        for (i, norm) in self.boek.normen.iter().enumerate() {
            if norm.soort == NormSoort::Plicht {
                self.plicht(NormId::van_ix(i), norm, &mut uit);
            }
        }
        uit
    }

    fn plicht(&self, id: NormId, norm: &Norm, uit: &mut Vec<PlichtStand>) {
        let Some(na) = &norm.na else { return };
        let aanleidingen = self.momenten(na);
        if aanleidingen.is_empty() || norm.als.as_ref().is_some_and(|v| !self.geldt(v)) {
            return;
        }
        let regeling::norm::Doet::Daden(daden) = &norm.doet else { return };
        let Some(eerste) = daden.first().copied() else { return };
        for aanleiding in aanleidingen {
            if aanleiding.0 > self.op {
                // A moment that a field names may lie ahead; the duty begins then.
                continue;
            }
            let onderdelen = self.onderdelen(norm, aanleiding);
            for (onderdeel, gesteld) in onderdelen {
                let grens = gesteld.map_or_else(
                    || self.grens_van(norm, aanleiding),
                    |d| Grens { uiterlijk: Some(d), wettelijk: Some(d), ..Grens::default() },
                );
                let mut een = |aan: Option<Doel>| {
                    let mut beurt = Beurt { aanleiding, grens, volgt: false };
                    loop {
                        let vervuld = self.vervuld_door(norm, daden, &beurt, onderdeel, aan);
                        let afloop = self.afloop(norm, beurt.aanleiding, beurt.grens, vervuld, aan);
                        let Grens { termijn, klok, uiterlijk, wettelijk } = beurt.grens;
                        let volgende = match (&norm.herhaal, &afloop) {
                            (Some(h), Afloop::Vervuld { op, nummer, .. }) => {
                                self.volgende_beurt(norm, h.elke, aanleiding, (*op, *nummer), aan)
                            }
                            _ => None,
                        };
                        uit.push(PlichtStand {
                            norm: id,
                            daad: eerste,
                            aan,
                            onderdeel,
                            aanleiding: beurt.aanleiding,
                            termijn,
                            klok,
                            uiterlijk,
                            wettelijk,
                            afloop,
                        });
                        match volgende {
                            Some(v) => beurt = v,
                            None => break,
                        }
                    }
                };
                if norm.aan_wie_het_deed {
                    een(self.doener(aanleiding));
                } else if norm.aan.is_empty() {
                    een(None);
                }
                for rol in &norm.aan {
                    self.stand.doelen(*rol).for_each(|d| een(Some(d)));
                }
            }
        }
    }

    /// Whoever did what set the duty off.
    fn doener(&self, aanleiding: Tijdstip) -> Option<Doel> {
        let g = self.stand.gebeurtenis(aanleiding.1)?;
        let alleen = || self.stand.partijen_in(g.rol).next().map(|(p, _)| p);
        Some(Doel { rol: g.rol, partij: g.door.or_else(alleen) })
    }

    /// The items for which there is a duty each, with the date that an item names; else the one duty.
    fn onderdelen(&self, norm: &Norm, aanleiding: Tijdstip) -> Vec<(Option<u32>, Option<Datum>)> {
        let Some(per) = &norm.per else { return vec![(None, None)] };
        let lijst = self.stand.gebeurtenis(aanleiding.1).and_then(|g| g.velden.get(&per.lijst));
        let rij = lijst.map(regeling::Waarde::als_lijst).unwrap_or_default();
        (1..)
            .zip(rij)
            .map(|(n, w)| {
                let datum = match (w, &per.datum) {
                    (regeling::Waarde::Groep(g), Some(veld)) => {
                        g.get(veld).and_then(regeling::Waarde::als_datum)
                    }
                    _ => None,
                };
                (Some(n), datum)
            })
            .collect()
    }

    /// A duty that comes back is due again so long after it was done, until what ends it.
    fn volgende_beurt(
        &self,
        norm: &Norm,
        elke: Termijn,
        begin: Tijdstip,
        gedaan: Tijdstip,
        aan: Option<Doel>,
    ) -> Option<Beurt> {
        // One event can't meet two turns; else a turn would follow itself for ever.
        (gedaan > begin && self.weggenomen(norm, begin, aan).is_none_or(|(op, _)| op > gedaan))
            .then(|| Beurt { aanleiding: gedaan, grens: self.na(norm, gedaan, elke), volgt: true })
    }

    /// The end of this term, counted from this moment.
    fn na(&self, norm: &Norm, aanleiding: Tijdstip, t: Termijn) -> Grens {
        let k = self.boek.kalender();
        match termijn::einde(k, aanleiding.0, t, verschuiving(norm.atw), &[]) {
            Ok(e) => Grens {
                termijn: Some(t),
                klok: None,
                uiterlijk: Some(e.einde),
                wettelijk: Some(e.wettelijk),
            },
            Err(_) => Grens::default(),
        }
    }

    /// By when, when it was set off then; a power is open until then.
    pub(crate) fn grens_van(&self, norm: &Norm, aanleiding: Tijdstip) -> Grens {
        let met = |t: Termijn| self.na(norm, aanleiding, t);
        match &norm.binnen {
            Binnen::ZoSpoedigMogelijk => {
                norm.herhaal.as_ref().map_or(Grens::default(), |h| met(h.elke))
            }
            Binnen::Termijnen(l) => l
                .iter()
                .find(|(_, als)| als.as_ref().is_none_or(|v| self.geldt(v)))
                .map_or(Grens::default(), |(t, _)| met(*t)),
            Binnen::Klok(klok) => self.klok(*klok).map_or(Grens::default(), |s| Grens {
                termijn: Some(s.termijn),
                klok: Some(*klok),
                uiterlijk: Some(s.einde.einde),
                wettelijk: Some(s.einde.wettelijk),
            }),
            Binnen::Gesteld { veld, hoogstens } => {
                let gesteld = self
                    .stand
                    .gebeurtenis(aanleiding.1)
                    .and_then(|g| g.velden.get(veld))
                    .and_then(|w| w.als_datum());
                let grens = hoogstens.map(met);
                match (gesteld, grens.and_then(|g| g.uiterlijk)) {
                    (Some(d), Some(h)) => Grens {
                        uiterlijk: Some(d.min(h)),
                        wettelijk: Some(d.min(h)),
                        ..Grens::default()
                    },
                    (Some(d), None) => {
                        Grens { uiterlijk: Some(d), wettelijk: Some(d), ..Grens::default() }
                    }
                    (None, _) => grens.unwrap_or_default(),
                }
            }
            Binnen::GesteldDoor { wie, daad, hoogstens } => {
                let gesteld = self
                    .voorkomens(*daad)
                    .filter(|g| g.orde() >= aanleiding)
                    .filter(|g| wie.iter().any(|w| self.boek.treedt_op_als(g.rol, *w)))
                    .filter(|g| {
                        g.velden.get("voor").and_then(|w| w.als_tekst()) == Some(norm.id.as_str())
                    })
                    .filter_map(|g| g.velden.get("uiterlijk")?.als_datum())
                    .last();
                let grens = hoogstens.map(met).unwrap_or_default();
                match (gesteld, grens.uiterlijk) {
                    (Some(d), h) if h.is_none_or(|h| d < h) => {
                        Grens { uiterlijk: Some(d), wettelijk: Some(d), ..Grens::default() }
                    }
                    _ => grens,
                }
            }
            Binnen::Voor { moment, minstens } => self
                .moment(moment)
                .and_then(|(d, _)| termijn::terug(self.boek.kalender(), d, *minstens).ok())
                .map_or(Grens::default(), |d| Grens {
                    termijn: Some(*minstens),
                    klok: None,
                    uiterlijk: Some(d),
                    wettelijk: Some(d),
                }),
        }
    }

    /// The first act after the trigger that meets the duty towards this aim.
    fn vervuld_door(
        &self,
        norm: &Norm,
        daden: &[DaadId],
        beurt: &Beurt,
        onderdeel: Option<u32>,
        aan: Option<Doel>,
    ) -> Option<Tijdstip> {
        let aanleiding = beurt.aanleiding;
        daden
            .iter()
            .filter_map(|d| {
                self.voorkomens(*d).find(|g| {
                    // The same day counts: what was recorded first may have happened second.
                    (g.gebeurd_op >= aanleiding.0 && g.nummer != aanleiding.1)
                        && (!beurt.volgt || g.orde() > aanleiding)
                        && norm.wie.iter().any(|w| self.boek.treedt_op_als(g.rol, *w))
                        && self.is_zo(g, &norm.waar)
                        && norm.zelfde.as_ref().is_none_or(|veld| {
                            let van = self.stand.gebeurtenis(aanleiding.1);
                            zelfde_waarde(van.and_then(|v| v.velden.get(veld)), g.velden.get(veld))
                        })
                        && norm.per.as_ref().zip(onderdeel).is_none_or(|(per, n)| {
                            g.velden.get(&per.nummer)
                                == Some(&regeling::Waarde::Getal(i64::from(n)))
                        })
                        && aan.is_none_or(|doel| self.bereikt(g, doel))
                })
            })
            .map(Gebeurd::orde)
            .min()
    }

    /// Did this one do it? Somebody alone in a role may act without being named.
    pub(crate) fn deed(&self, g: &Gebeurd, doel: Doel) -> bool {
        let alleen = || self.stand.partijen_in(doel.rol).count() < 2;
        g.rol == doel.rol && (g.door == doel.partij || g.door.is_none() && alleen())
    }

    pub(crate) fn bereikt(&self, g: &Gebeurd, doel: Doel) -> bool {
        match doel.partij {
            Some(p) => g.is_aan(p),
            None => self.stand.partijen_in(doel.rol).any(|(p, _)| g.is_aan(p)),
        }
    }

    fn afloop(
        &self,
        norm: &Norm,
        aanleiding: Tijdstip,
        grens: Grens,
        vervuld: Option<Tijdstip>,
        aan: Option<Doel>,
    ) -> Afloop {
        let te_laat_op = |dag: Datum| grens.wettelijk.is_some_and(|w| dag > w);
        let weg = self.weggenomen(norm, aanleiding, aan);
        if let Some((op, nummer)) = vervuld
            && weg.as_ref().is_none_or(|(w, _)| (op, nummer) <= *w)
        {
            return Afloop::Vervuld { op, nummer, te_laat: te_laat_op(op) };
        }
        match weg {
            Some(((op, _), door)) => Afloop::Vervallen { op, door },
            None if norm.tenzij.as_ref().is_some_and(|v| self.geldt(v)) => {
                let op =
                    norm.tenzij.as_ref().map_or(self.op, |v| self.geldt_sinds(v, aanleiding.0));
                Afloop::Vervallen { op, door: Some(norm.vindplaats.clone()) }
            }
            None if te_laat_op(self.op) => Afloop::TeLaat,
            None => Afloop::Open,
        }
    }

    /// Since which day, not before this one, a condition holds that holds now.
    fn geldt_sinds(&self, v: &Voorwaarde, vanaf: Datum) -> Datum {
        let tussen = self.stand.gebeurtenissen().iter().map(|g| g.gebeurd_op);
        let mut dagen: Vec<Datum> = tussen.filter(|d| *d > vanaf && *d < self.op).collect();
        dagen.push(vanaf);
        dagen.sort_unstable();
        dagen.dedup();
        let gold = |d: &Datum| Blik::new(self.boek, self.stand, *d).geldt(v);
        dagen.into_iter().find(gold).unwrap_or(self.op)
    }

    /// What took the duty away after it was set off: an act that its norm names, or the end of all. An act of
    /// those towards whom the duty goes takes away only what was due to whoever did it: who refuses a talk need
    /// not be spoken to.
    pub(crate) fn weggenomen(
        &self,
        norm: &Norm,
        aanleiding: Tijdstip,
        aan: Option<Doel>,
    ) -> Option<(Tijdstip, Option<Vindplaats>)> {
        let van_hem = |d: &regeling::voorwaarde::Gebeurd, g: &Gebeurd| {
            let eigen = !d.door.is_empty() && d.door.iter().all(|r| norm.aan.contains(r));
            !eigen || aan.is_none_or(|doel| self.deed(g, doel))
        };
        let tot = norm.herhaal.as_ref().map_or(&[][..], |h| &h.tot);
        let door_daad = norm
            .vervalt_bij
            .iter()
            .chain(tot)
            .filter_map(|d| self.gedaan_op(d, |g| g.orde() > aanleiding && van_hem(d, g)))
            .min()
            .map(|o| (o, Some(norm.vindplaats.clone())));
        let door_einde = self
            .einde()
            // What the end itself sets off is left, be it later; what else happens after it sets off nothing.
            .filter(|e| {
                !norm.na_einde && e.op.1 != aanleiding.1 || self.is_van_voor_overname(e, aanleiding)
            })
            .map(|e| (e.op, e.vindplaats.cloned()));
        [door_daad, door_einde].into_iter().flatten().min_by_key(|(o, _)| *o)
    }
}

/// Duties to do the same act towards the same person, from regulation and statutes together: all dates
/// are kept, and the strictest leads.
#[derive(Debug, Clone)]
pub struct Leidend {
    /// The act.
    pub daad: DaadId,
    /// Towards whom.
    pub aan: Option<Doel>,
    /// The duty whose date leads.
    pub leidt: PlichtStand,
    /// The others, with their dates.
    pub ook: Vec<PlichtStand>,
}

/// Puts duties for the same act and person together; the strictest date leads, for the klager.
pub fn leidend(plichten: Vec<PlichtStand>) -> Vec<Leidend> {
    let mut uit: Vec<Leidend> = Vec::new();
    for p in plichten {
        let bij = uit.iter_mut().find(|l| {
            l.daad == p.daad
                && l.aan == p.aan
                && l.leidt.onderdeel == p.onderdeel
                && l.leidt.norm != p.norm
                && l.ook.iter().all(|o| o.norm != p.norm)
                && l.leidt.afloop.is_open() == p.afloop.is_open()
        });
        let Some(groep) = bij else {
            uit.push(Leidend { daad: p.daad, aan: p.aan, leidt: p, ook: Vec::new() });
            continue;
        };
        if rang(&p) < rang(&groep.leidt) {
            groep.ook.push(std::mem::replace(&mut groep.leidt, p));
        } else {
            groep.ook.push(p);
        }
    }
    uit
}

/// The strictest first; a duty without a date comes last.
fn rang(p: &PlichtStand) -> (bool, Option<Datum>, Option<Datum>) {
    (p.uiterlijk.is_none(), p.uiterlijk, p.wettelijk)
}
