//! The stand seen on one day: which facts hold, which moments have come, whether it is over.
//!
//! Always holds: what happens after that day is not seen; the order of things is their day, and on one
//! day the order of recording.

use regeling::norm::{Norm, Vindplaats};
use regeling::voorwaarde::{AanToets, Elders, Gebeurd as Gevraagd, Moment, Toets, Voorwaarde};
use regeling::{Boek, DaadId, RolId, Velden, Waarde};
use termijn::{Datum, Verschuiving};

use crate::persoon::Persoon;
use crate::stand::{Doel, Gebeurd, Stand};

/// A day, and after which event on that day.
pub(crate) type Tijdstip = (Datum, u32);

/// The end of the procedure: when, by which event, under which article.
#[derive(Debug, Clone, Copy)]
pub struct Geeindigd<'a> {
    /// When and by which event.
    pub op: (Datum, u32),
    /// Under which article; absent where an earlier register had closed it.
    pub vindplaats: Option<&'a Vindplaats>,
    /// By which act.
    pub daad: DaadId,
}

/// A dossier as it stands on one day.
#[derive(Debug, Clone)]
pub struct Blik<'a> {
    /// The rules.
    pub boek: &'a Boek,
    /// What happened.
    pub stand: &'a Stand,
    /// Seen on this day.
    pub op: Datum,
    /// Seen by this person; absent: by nobody in particular.
    pub(crate) persoon: Option<&'a Persoon>,
    /// In this role, while an act in it is judged.
    pub(crate) als_rol: Option<RolId>,
    /// Only what came before this.
    pub(crate) tot: Option<Tijdstip>,
    einde: Option<Geeindigd<'a>>,
}

impl<'a> Blik<'a> {
    /// Looks at the stand on this day.
    pub fn new(boek: &'a Boek, stand: &'a Stand, op: Datum) -> Self {
        Self::kijk(boek, stand, op, None)
    }

    fn kijk(boek: &'a Boek, stand: &'a Stand, op: Datum, tot: Option<Tijdstip>) -> Self {
        let mut blik = Self { boek, stand, op, persoon: None, als_rol: None, tot, einde: None };
        blik.einde = blik.zoek_einde();
        blik
    }

    /// How it stood when this was done: on its day, after all that came before it.
    pub(crate) fn net_voor(&self, g: &Gebeurd) -> Self {
        Self::kijk(self.boek, self.stand, g.gebeurd_op, Some(g.orde()))
    }

    /// The same, seen by this person: what he may do, beside what his office may.
    #[must_use]
    pub fn door(&self, persoon: &'a Persoon) -> Self {
        Self { persoon: Some(persoon), ..self.clone() }
    }

    /// The same, for an act in this role.
    pub(crate) fn als_rol(&self, rol: RolId) -> Self {
        Self { als_rol: Some(rol), ..self.clone() }
    }

    /// Has the procedure ended, and how?
    pub fn einde(&self) -> Option<Geeindigd<'a>> {
        self.einde
    }

    fn zoek_einde(&self) -> Option<Geeindigd<'a>> {
        self.overgenomen_einde().or_else(|| self.einde_van_regeling())
    }

    fn einde_van_regeling(&self) -> Option<Geeindigd<'a>> {
        self.boek
            .eindes
            .iter()
            .filter_map(|e| {
                let laatste = self.voorkomens(e.door).filter(|g| self.is_zo(g, &e.waar)).last()?;
                let telt = e.als.as_ref().is_none_or(|v| self.geldt(v))
                    && e.tenzij.as_ref().is_none_or(|v| !self.geldt(v));
                let erna = |g: &Gebeurd| g.orde() > laatste.orde();
                let heropend = e.heropent.iter().any(|d| self.gedaan_op(d, erna).is_some());
                (telt && !heropend).then_some(Geeindigd {
                    op: laatste.orde(),
                    vindplaats: Some(&e.vindplaats),
                    daad: e.door,
                })
            })
            .min_by_key(|g| g.op)
    }

    /// The times that this act was done, in order. An act that shows from another counts with that one
    /// until it is recorded itself.
    pub fn voorkomens(&self, daad: DaadId) -> impl Iterator<Item = &'a Gebeurd> + use<'a> {
        let stand = self.stand;
        let (op, tot) = (self.op, self.tot);
        let eigen = &stand.per_daad[daad.ix()];
        let lijst = if eigen.is_empty() {
            self.boek.daad(daad).blijkt_uit.map_or(eigen, |d| &stand.per_daad[d.ix()])
        } else {
            eigen
        };
        lijst
            .iter()
            .map(move |i| &stand.gebeurd[*i as usize])
            .take_while(move |g| g.gebeurd_op <= op && tot.is_none_or(|t| g.orde() < t))
    }

    /// The last time that this act was done.
    pub fn laatste(&self, daad: DaadId) -> Option<&'a Gebeurd> {
        self.voorkomens(daad).last()
    }

    /// Was this event done with these field values?
    pub(crate) fn is_zo(&self, g: &Gebeurd, waar: &[(String, Toets)]) -> bool {
        waar.iter().all(|(v, t)| t.geldt(g.velden.get(v), g.gebeurd_op))
    }

    /// Was this done in the sense of a condition?
    fn gebeurd(&self, g: &Gevraagd) -> bool {
        if let Some(rol) = g.door_elke {
            // Somebody alone in a role may act without being named.
            let alleen = self.stand.partijen_in(rol).count() < 2;
            let mut wie = self.stand.doelen(rol);
            return wie.all(|d| {
                self.passend(g).any(|e| e.door == d.partij || e.door.is_none() && alleen)
            });
        }
        match g.aan {
            AanToets::Elke(rol) => {
                self.stand.partijen_in(rol).all(|(p, _)| self.passend(g).any(|e| e.is_aan(p)))
            }
            AanToets::Een(_) | AanToets::Ieder => self.passend(g).next().is_some(),
        }
    }

    /// The times that this was done in the way that is asked.
    pub(crate) fn passend<'s>(
        &'s self,
        g: &'s Gevraagd,
    ) -> impl Iterator<Item = &'a Gebeurd> + use<'a, 's> {
        let vanaf = g.sinds.and_then(|d| self.laatste(d)).map(Gebeurd::orde);
        let vanaf_geldt = g.sinds.is_none() || vanaf.is_some();
        self.voorkomens(g.daad).filter(move |e| {
            vanaf_geldt
                && vanaf.is_none_or(|v| e.orde() >= v)
                && (g.door.is_empty() || g.door.iter().any(|r| self.boek.treedt_op_als(e.rol, *r)))
                && match g.aan {
                    AanToets::Een(rol) => self.stand.partijen_in(rol).any(|(p, _)| e.is_aan(p)),
                    AanToets::Ieder | AanToets::Elke(_) => true,
                }
                && self.is_zo(e, &g.waar)
        })
    }

    /// Did it begin with such an act, and has none of those ended it? With `zelfde`, each is ended apart.
    fn loopt(&self, van: &Gevraagd, tot: &[Gevraagd], zelfde: Option<&str>) -> bool {
        let beeindigd = |b: &Gebeurd| {
            let telt = |e: &Gebeurd| {
                e.orde() > b.orde()
                    && zelfde.is_none_or(|v| zelfde_waarde(b.velden.get(v), e.velden.get(v)))
            };
            tot.iter().any(|d| self.gedaan_op(d, telt).is_some())
        };
        match zelfde {
            Some(_) => self.passend(van).any(|b| !beeindigd(b)),
            None => self.passend(van).last().is_some_and(|b| !beeindigd(b)),
        }
    }

    /// Those with this role by whom or towards whom none of these was done.
    pub(crate) fn zonder(&self, rol: RolId, een_van: &[Gevraagd]) -> Vec<Doel> {
        let betreft = |g: &Gevraagd, e: &Gebeurd, d: &Doel| {
            (g.aan != AanToets::Een(rol) || d.partij.is_none_or(|p| e.is_aan(p)))
                && (!g.door.contains(&rol) || self.deed(e, *d))
        };
        self.stand
            .doelen(rol)
            .filter(|d| !een_van.iter().any(|g| self.passend(g).any(|e| betreft(g, e, d))))
            .collect()
    }

    /// Does this hold on this day?
    pub fn geldt(&self, v: &Voorwaarde) -> bool {
        self.geldt_bij(v, None)
    }

    /// Does this hold on this day, for an act with these field values?
    pub fn geldt_bij(&self, v: &Voorwaarde, deze: Option<&Velden>) -> bool {
        match v {
            Voorwaarde::Feit(f) => self.geldt_bij(&self.boek.feit(*f).als, deze),
            Voorwaarde::Gebeurd(g) => self.gebeurd(g),
            Voorwaarde::Niet(v) => !self.geldt_bij(v, deze),
            Voorwaarde::Alle(l) => l.iter().all(|v| self.geldt_bij(v, deze)),
            Voorwaarde::EenVan(l) => l.iter().any(|v| self.geldt_bij(v, deze)),
            Voorwaarde::Aantal { wat, minstens, hoogstens } => {
                let n = u32::try_from(self.passend(wat).count()).unwrap_or(u32::MAX);
                n >= *minstens && hoogstens.is_none_or(|h| n <= h)
            }
            Voorwaarde::Veld { daad, veld, toets } => match self.laatste(*daad) {
                Some(g) => toets.geldt(g.velden.get(veld), g.gebeurd_op),
                None => toets.geldt(None, self.op),
            },
            Voorwaarde::Deze { veld, toets } => {
                deze.is_some_and(|velden| toets.geldt(velden.get(veld), self.op))
            }
            Voorwaarde::Loopt { van, tot, zelfde } => self.loopt(van, tot, zelfde.as_deref()),
            Voorwaarde::Elke { rol, een_van } => self.zonder(*rol, een_van).is_empty(),
            Voorwaarde::Persoon(met) => self.is_ook(met),
            Voorwaarde::Voor { eerst, later } => match (self.moment(eerst), self.moment(later)) {
                (Some(e), Some(l)) => e < l,
                (Some(_), None) => true,
                (None, _) => false,
            },
            Voorwaarde::Verstreken { na, termijn } => {
                self.moment(na).is_some_and(|(dag, _)| match termijn {
                    None => self.op > dag,
                    Some(t) => {
                        termijn::einde(self.boek.kalender(), dag, *t, Verschuiving::Geen, &[])
                            .is_ok_and(|e| self.op > e.einde)
                    }
                })
            }
            Voorwaarde::KlokVerstreken(k) => {
                self.klok(*k).is_some_and(|k| k.is_ooit_verlopen(self.op))
            }
            Voorwaarde::Ouder { dan, van, op } => match (self.moment(van), self.moment(op)) {
                (Some((van, _)), Some((op, _))) => {
                    termijn::einde(self.boek.kalender(), van, *dan, Verschuiving::Geen, &[])
                        .is_ok_and(|e| op > e.einde)
                }
                _ => false,
            },
            Voorwaarde::Partij { rol, ambt, waar, minstens, hoogstens } => {
                let wie = self.stand.partijen_in(*rol).filter(|(_, p)| {
                    ambt.map_or(p.naam.is_some(), |a| p.ambt == Some(a))
                        && waar.iter().all(|(v, t)| t.geldt(p.velden.get(v), self.op))
                });
                let n = u32::try_from(wie.count()).unwrap_or(u32::MAX);
                n >= *minstens && hoogstens.is_none_or(|h| n <= h)
            }
            Voorwaarde::Deelt { veld: (veld, binnen), met } => {
                let eigen = namen(deze.and_then(|d| d.get(veld)), binnen.as_deref());
                let elders = self.namen_elders(met);
                eigen.iter().any(|n| elders.contains(n))
            }
            // Where nobody said otherwise, a complaint is in writing.
            Voorwaarde::Schriftelijk(daad) => self
                .laatste(*daad)
                .is_some_and(|g| self.kanaal_van(g).is_none_or(|k| k.schriftelijk)),
            Voorwaarde::Ontbreekt(daad) => !self.ontbrak(*daad).is_empty(),
            Voorwaarde::Gerechtigd { daad, veld } => self.laatste(*daad).is_some_and(|g| {
                let hoedanigheid = g.velden.get(veld).and_then(Waarde::als_tekst);
                self.boek.gerechtigden.iter().any(|h| {
                    hoedanigheid == Some(h.hoedanigheid.as_str())
                        && (h.bij.is_empty() || h.bij.contains(daad))
                        && self.is_zo(g, &h.waar)
                })
            }),
        }
    }

    pub(crate) fn namen_elders(&self, met: &Elders) -> Vec<String> {
        match met {
            Elders::Partijen(rol) => self
                .stand
                .partijen_in(*rol)
                .filter_map(|(_, p)| p.naam.as_deref().map(kaal))
                .collect(),
            Elders::Veld { wat, veld, binnen } => self
                .passend(wat)
                .flat_map(|g| namen(g.velden.get(veld), binnen.as_deref()))
                .collect(),
            Elders::Doener(wat) => {
                let naam = |g| self.doener_van(g).naam.as_deref().map(kaal);
                self.passend(wat).filter_map(naam).collect()
            }
        }
    }

    /// All times at which this moment came, in order.
    pub(crate) fn momenten(&self, m: &Moment) -> Vec<Tijdstip> {
        match m {
            Moment::Daad(d) => self.voorkomens(*d).map(Gebeurd::orde).collect(),
            Moment::Gebeurd(g) if g.elke().is_some() => {
                self.gedaan_op(g, |_| true).into_iter().collect()
            }
            Moment::Gebeurd(g) => self.passend(g).map(Gebeurd::orde).collect(),
            Moment::Veld(d, veld) => self
                .voorkomens(*d)
                .filter_map(|g| Some((g.velden.get(veld)?.als_datum()?, g.nummer)))
                .collect(),
            Moment::Eerste(l) => l
                .iter()
                .filter_map(|m| self.momenten(m).first().copied())
                .min()
                .into_iter()
                .collect(),
            Moment::Laatste(l) => {
                let elk: Option<Vec<Tijdstip>> = l.iter().map(|m| self.moment(m)).collect();
                elk.and_then(|v| v.into_iter().max()).into_iter().collect()
            }
            Moment::Als(m, v) if self.geldt(v) => self.momenten(m),
            Moment::Als(..) => Vec::new(),
            Moment::Plus(m, t) => self
                .momenten(m)
                .into_iter()
                .filter_map(|(dag, nummer)| {
                    let e = termijn::einde(self.boek.kalender(), dag, *t, Verschuiving::Geen, &[]);
                    e.ok().map(|e| (e.einde, nummer))
                })
                .collect(),
            Moment::Verstreken(k) => {
                self.klok(*k).map(|k| k.verlopen_op(self.op)).unwrap_or_default()
            }
            Moment::Voorbij(m) => {
                self.momenten(m).into_iter().filter(|(dag, _)| *dag < self.op).collect()
            }
            Moment::Einde => self.einde.map(|e| e.op).into_iter().collect(),
            Moment::Inwerking => self.boek.kop().van.map(|d| (d, 0)).into_iter().collect(),
        }
    }

    /// When this had first been done in the way that is asked, of the times that count. With `elke`: by, or
    /// towards, each one with that role; while one is missing: never.
    pub(crate) fn gedaan_op(
        &self,
        g: &Gevraagd,
        telt: impl Fn(&Gebeurd) -> bool,
    ) -> Option<Tijdstip> {
        let Some(rol) = g.elke() else {
            return self.passend(g).find(|e| telt(e)).map(Gebeurd::orde);
        };
        let eerste = |doel: Doel| {
            let past = |e: &Gebeurd| match g.door_elke {
                Some(_) => self.deed(e, doel),
                None => self.bereikt(e, doel),
            };
            self.passend(g).find(|e| telt(e) && past(e)).map(Gebeurd::orde)
        };
        let elk: Option<Vec<Tijdstip>> = self.stand.doelen(rol).map(eerste).collect();
        elk?.into_iter().max()
    }

    /// Each time that this was done in the way that is asked, after that moment; with `elke` the one time at
    /// which each had.
    pub(crate) fn keren_na(&self, g: &Gevraagd, na: Tijdstip) -> Vec<Tijdstip> {
        match g.elke() {
            Some(_) => self.gedaan_op(g, |e| e.orde() > na).into_iter().collect(),
            None => self.passend(g).map(Gebeurd::orde).filter(|o| *o > na).collect(),
        }
    }

    /// The last time at which this moment came: the day, and the number of the event.
    pub fn moment(&self, m: &Moment) -> Option<(Datum, u32)> {
        match m {
            Moment::Daad(d) => self.laatste(*d).map(Gebeurd::orde),
            _ => self.momenten(m).last().copied(),
        }
    }

    /// Does the regulation bar this office from the dossier altogether; or, seen by a person, him in it?
    pub fn is_buitengesloten(&self, ambt: RolId) -> bool {
        self.boek.verboden().iter().any(|id| self.sluit_uit(self.boek.norm(*id), ambt))
    }

    /// Does this norm do so?
    pub fn sluit_uit(&self, norm: &Norm, ambt: RolId) -> bool {
        let blik = self.als_rol(ambt);
        matches!(norm.doet, regeling::norm::Doet::Alles { .. })
            && norm.wie.contains(&ambt)
            && norm.als.as_ref().is_none_or(|v| blik.geldt(v))
            && norm.tenzij.as_ref().is_none_or(|v| !blik.geldt(v))
    }
}

/// Is this the same value? Text is compared as names are. What the first does not say, it does not ask.
pub(crate) fn zelfde_waarde(van: Option<&Waarde>, tot: Option<&Waarde>) -> bool {
    match (van, tot) {
        (None, _) => true,
        (Some(Waarde::Tekst(a)), Some(Waarde::Tekst(b))) => kaal(a) == kaal(b),
        (a, b) => a == b,
    }
}

/// The names in a field: of one person, of a list of people, or in a field of each item.
fn namen(waarde: Option<&Waarde>, binnen: Option<&str>) -> Vec<String> {
    let Some(waarde) = waarde else { return Vec::new() };
    waarde
        .als_lijst()
        .iter()
        .filter_map(|w| match w {
            Waarde::Groep(g) => g.get(binnen.unwrap_or("naam")).and_then(Waarde::als_tekst),
            w => w.als_tekst(),
        })
        .map(kaal)
        .filter(|n| !n.is_empty())
        .collect()
}

/// A name as it is compared: without the spaces and capitals by which two people write it differently.
pub(crate) fn kaal(naam: &str) -> String {
    naam.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
