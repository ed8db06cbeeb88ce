//! Made-up complaints: random permitted acts by random roles with random fields, under any regulation.
//!
//! Everything follows from the numbers of the attempts, so that the same numbers tell the same story and a
//! shorter list of attempts is a shorter story. Used by the property test and by the benchmark.
#![allow(dead_code, reason = "each user takes what it needs")]

use dossier::{Blik, Gebeurtenis, Opdracht, Stand, Velden, Waarde, Weigering, Wie, decide};
use regeling::woorden::{RolSoort, Veld, VeldSoort};
use regeling::{Boek, DaadId, RolId};
use termijn::Datum;
use toetsbank::bibliotheek;

/// One attempt, in numbers: days since the last one, how many days ago it happened, who, what, how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Poging {
    pub(crate) later: u16,
    pub(crate) geleden: u16,
    pub(crate) wie: u16,
    pub(crate) wat: u16,
    pub(crate) zaad: u32,
}

/// Every regulation in the folder, with its words and statutes.
pub(crate) fn boeken() -> Vec<Boek> {
    let bibliotheek = bibliotheek();
    let lees = |id: &str| bibliotheek.boek(id).unwrap_or_else(|e| panic!("{id}: {e}")).0;
    bibliotheek.ids().into_iter().map(lees).collect()
}

/// Numbers from a seed, the same each time (splitmix64).
#[derive(Debug, Clone)]
pub(crate) struct Dobbel(u64);

impl Dobbel {
    pub(crate) fn new(zaad: u64) -> Self {
        Self(zaad)
    }

    pub(crate) fn worp(&mut self, onder: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (onder.max(1) as u64)).unwrap()
    }

    fn uit<'a, T>(&mut self, lijst: &'a [T]) -> Option<&'a T> {
        lijst.get(self.worp(lijst.len()))
    }

    /// So many times out of a hundred.
    fn procent(&mut self, kans: usize) -> bool {
        self.worp(100) < kans
    }
}

fn plus(d: Datum, dagen: i64) -> Datum {
    d.saturating_add(jiff::Span::new().days(dagen))
}

/// A value for this field; `None` leaves it out.
fn waarde(blik: &Blik<'_>, daad: DaadId, v: &Veld, d: &mut Dobbel) -> Option<Waarde> {
    let boek = blik.boek;
    let optie = |d: &mut Dobbel, o: &[regeling::woorden::Optie]| {
        d.uit(o).map(|o| Waarde::from(o.id.as_str()))
    };
    Some(match &v.soort {
        VeldSoort::Tekst | VeldSoort::Regel => "Een verzonnen tekst.".into(),
        VeldSoort::Account => "0190f3a2-0000-7000-8000-000000000001".into(),
        VeldSoort::Hoedanigheid => match d.uit(&boek.gerechtigden) {
            Some(g) if d.procent(85) => g.hoedanigheid.as_str().into(),
            _ => "buurman".into(),
        },
        VeldSoort::Datum => datum(blik, daad, v, d).into(),
        VeldSoort::JaNee => Waarde::Ja(d.procent(50)),
        VeldSoort::Getal => Waarde::Getal(i64::try_from(d.worp(3)).unwrap() + 1),
        VeldSoort::Keuze(o) => optie(d, o)?,
        VeldSoort::Keuzes(o) => {
            let kans = if d.procent(50) { 100 } else { 50 };
            Waarde::Lijst(
                o.iter().filter(|_| d.procent(kans)).map(|o| o.id.as_str().into()).collect(),
            )
        }
        VeldSoort::Grond => {
            let gronden: Vec<&str> = boek.gronden_van(daad).map(|g| g.id.as_str()).collect();
            (*d.uit(&gronden)?).into()
        }
        VeldSoort::Kanaal => {
            let goed: Vec<&str> = boek
                .kanalen
                .iter()
                .filter(|k| k.doet.contains(&daad))
                .map(|k| k.id.as_str())
                .collect();
            (*d.uit(&goed)?).into()
        }
        VeldSoort::Partijen(rol) => {
            // Now and then somebody of the house is complained about.
            let ambten: Vec<&str> = boek
                .rollen
                .iter()
                .filter(|r| r.soort == RolSoort::Ambt)
                .map(|r| r.id.as_str())
                .collect();
            let rol = boek.rol(*rol).id.as_str();
            let namen = (0..=d.worp(3)).map(|i| match d.uit(&ambten) {
                Some(ambt) if d.procent(8) => Waarde::from(*ambt),
                _ => Waarde::from(format!("{rol} {}", ["A", "B", "C"][i])),
            });
            Waarde::Lijst(namen.collect())
        }
        VeldSoort::Partij => d.uit(blik.stand.partijen())?.id.as_str().into(),
        VeldSoort::Bestanden => Waarde::Lijst(Vec::new()),
        // Filled in with what is set right: see `rechtzetting`.
        VeldSoort::Gebeurtenis | VeldSoort::Invulling => return None,
        VeldSoort::Lijst(velden) => {
            let aantal = d.worp(3);
            let groep = |d: &mut Dobbel| -> Velden {
                let een = |f: &Veld, d: &mut Dobbel| waarde(blik, daad, f, d);
                velden.iter().filter_map(|f| Some((f.id.clone(), een(f, d)?))).collect()
            };
            Waarde::Lijst((0..aantal).map(|_| Waarde::Groep(groep(d))).collect())
        }
    })
}

/// A day near this one; for an extension often the last day that can be.
fn datum(blik: &Blik<'_>, daad: DaadId, v: &Veld, d: &mut Dobbel) -> Datum {
    let mut kansen = vec![blik.op, plus(blik.op, 7), plus(blik.op, 40), plus(blik.op, 1200)];
    kansen.push(plus(blik.op, -i64::try_from(d.worp(900)).unwrap()));
    if v.id == "tot" {
        for (k, i) in blik.boek.verdagend(daad) {
            let Some(stand) = blik.klok(*k) else { continue };
            let klok = blik.boek.klok(*k);
            let grens = blik.grens(klok, &stand, &klok.verdaging[*i]).map(|g| g.einde);
            let nu = stand.einde.einde;
            kansen.extend(grens.into_iter().flat_map(|g| [g, g, g, plus(nu, 3).min(g)]));
            kansen.extend([plus(nu, 1), plus(nu, 28), plus(nu, 14)]);
        }
    }
    *d.uit(&kansen).unwrap()
}

/// Sets right something that happened: it never did, on another day, or with other fields.
fn rechtzetting(blik: &Blik<'_>, daad: DaadId, d: &mut Dobbel) -> Velden {
    let gebeurd: Vec<&dossier::Gebeurd> = blik
        .stand
        .gebeurtenissen()
        .iter()
        .filter(|g| !g.vervallen && !blik.boek.daad(g.daad).herstelt)
        .collect();
    let Some(doel) = d.uit(&gebeurd) else { return Velden::new() };
    let hoe = d.worp(3);
    let mut uit = Velden::new();
    for v in &blik.boek.daad(daad).velden {
        let w = match &v.soort {
            VeldSoort::Gebeurtenis => Waarde::Getal(i64::from(doel.nummer)),
            VeldSoort::Datum if hoe == 1 => {
                plus(doel.gebeurd_op, i64::try_from(d.worp(15)).unwrap() - 7).into()
            }
            VeldSoort::Invulling if hoe == 2 => {
                let mut anders = velden(blik, doel.daad, false, d);
                anders.retain(|_, _| d.procent(50));
                Waarde::Groep(anders)
            }
            VeldSoort::Datum | VeldSoort::Invulling => continue,
            _ => match waarde(blik, daad, v, d) {
                Some(w) => w,
                None => continue,
            },
        };
        uit.insert(v.id.clone(), w);
    }
    uit
}

/// The fields of an act; what need not be filled in is left out one time in three.
fn velden(blik: &Blik<'_>, daad: DaadId, ruim: bool, d: &mut Dobbel) -> Velden {
    if blik.boek.daad(daad).herstelt {
        return rechtzetting(blik, daad, d);
    }
    let velden = &blik.boek.daad(daad).velden;
    velden
        .iter()
        .filter_map(|v| {
            let erin = ruim || v.verplicht || d.procent(66);
            let w = waarde(blik, daad, v, d)?;
            erin.then(|| (v.id.clone(), w))
        })
        .collect()
}

/// What came of one attempt.
#[derive(Debug)]
pub(crate) struct Gedaan {
    pub(crate) vandaag: Datum,
    pub(crate) voor: Stand,
    pub(crate) na: Stand,
    pub(crate) artikel: regeling::Vindplaats,
    pub(crate) grondslag: Option<dossier::Grondslag>,
}

/// A complaint that is being made up.
#[derive(Debug)]
pub(crate) struct Verzinsel<'b> {
    pub(crate) boek: &'b Boek,
    pub(crate) gebeurd: Vec<Gebeurtenis>,
    pub(crate) stand: Stand,
    pub(crate) vandaag: Datum,
}

impl<'b> Verzinsel<'b> {
    pub(crate) fn new(boek: &'b Boek, begin: Datum) -> Self {
        Self { boek, gebeurd: Vec::new(), stand: Stand::new(boek), vandaag: begin }
    }

    /// Tries one act; `Some` when it was done.
    pub(crate) fn probeer(&mut self, p: &Poging) -> Option<Gedaan> {
        self.vandaag = plus(self.vandaag, i64::from(p.later));
        let op = plus(self.vandaag, -i64::from(p.geleden));
        let mut d = Dobbel::new(u64::from(p.zaad));
        let (rol, daad) = self.kies(op, p)?;
        for ronde in 0..6 {
            let opdracht = self.opdracht(op, rol, daad, ronde % 2 == 1, &mut d);
            if let Ok(gedaan) = self.doe(opdracht) {
                return Some(gedaan);
            }
        }
        None
    }

    /// Somebody who may do something on that day, and what. Left to chance alone a story is all messages,
    /// or over after three acts; so what must be done, and what was not done before, comes more often, and
    /// what ends it less often.
    fn kies(&self, op: Datum, p: &Poging) -> Option<(RolId, DaadId)> {
        let boek = self.boek;
        let blik = Blik::new(boek, &self.stand, op);
        let gedaan = |d: DaadId| self.gebeurd.iter().any(|g| g.daad == boek.daad(d).id);
        let eindigt = |d: DaadId| boek.eindes.iter().any(|e| e.door == d);
        let mut paren: Vec<(DaadId, RolId)> = (0..boek.rollen.len())
            .map(RolId::van_ix)
            .flat_map(|rol| blik.handelingen(rol).into_iter().map(move |h| (h, rol)))
            .filter(|(h, _)| h.oordeel.is_ok())
            .map(|(h, rol)| (h.daad, rol))
            .collect();
        let mut houd = |wat: &dyn Fn(DaadId) -> bool| {
            if paren.iter().any(|(d, _)| wat(*d)) {
                paren.retain(|(d, _)| wat(*d));
            }
        };
        if self.gebeurd.is_empty() {
            houd(&|d| boek.daad(d).opent);
        } else if !p.zaad.is_multiple_of(16) {
            houd(&|d| !boek.daad(d).opent || !gedaan(d));
        }
        if p.zaad % 8 != 1 {
            houd(&|d| !eindigt(d) || self.gebeurd.len() > 16);
        }
        match p.zaad / 16 % 8 {
            0..4 => {
                let plichten = blik.plichten().into_iter().filter(|p| p.afloop.is_open());
                let open: Vec<DaadId> = plichten
                    .flat_map(|p| match &boek.norm(p.norm).doet {
                        regeling::norm::Doet::Daden(d) => d.clone(),
                        regeling::norm::Doet::Alles { .. } => Vec::new(),
                    })
                    .collect();
                houd(&|d| open.contains(&d));
            }
            4..6 => houd(&|d| !gedaan(d)),
            _ => {}
        }
        let mut daden: Vec<DaadId> = paren.iter().map(|(d, _)| *d).collect();
        daden.sort_unstable();
        daden.dedup();
        let daad = *daden.get(usize::from(p.wat) % daden.len().max(1))?;
        let rollen: Vec<RolId> =
            paren.iter().filter(|(d, _)| *d == daad).map(|(_, r)| *r).collect();
        Some((rollen[usize::from(p.wie) % rollen.len()], daad))
    }

    fn opdracht(
        &self,
        op: Datum,
        rol: RolId,
        daad: DaadId,
        ruim: bool,
        d: &mut Dobbel,
    ) -> Opdracht {
        let blik = Blik::new(self.boek, &self.stand, op);
        let namens: Vec<String> = self.stand.partijen_in(rol).map(|(_, p)| p.id.clone()).collect();
        let doelen: Vec<String> = self
            .boek
            .daad(daad)
            .aan
            .iter()
            .flat_map(|r| self.stand.partijen_in(*r))
            .map(|(_, p)| p.id.clone())
            .collect();
        let aan =
            if d.procent(70) { Vec::new() } else { d.uit(&doelen).cloned().into_iter().collect() };
        Opdracht {
            daad: self.boek.daad(daad).id.clone(),
            wie: Wie {
                rol: self.boek.rol(rol).id.clone(),
                partij: d.uit(&namens).cloned(),
                account: None,
                persoon: None,
            },
            aan,
            velden: velden(&blik, daad, ruim, d),
            gebeurd_op: op,
        }
    }

    /// Does what was asked, if it may be.
    pub(crate) fn doe(&mut self, opdracht: Opdracht) -> Result<Gedaan, Weigering> {
        let blik = Blik::new(self.boek, &self.stand, opdracht.gebeurd_op);
        let ids = self.boek.daad_id(&opdracht.daad).zip(self.boek.rol_id(&opdracht.wie.rol));
        let grondslag = ids
            .and_then(|(daad, rol)| blik.mag(daad, rol, Some(&opdracht.velden)).ok())
            .map(|(g, _)| g);
        let besluit = decide(self.boek, &self.stand, opdracht, self.vandaag)?;
        let artikel = besluit.vindplaats.clone();
        let nummer = u32::try_from(self.gebeurd.len()).unwrap() + 1;
        let moment = jiff::tz::TimeZone::UTC.to_timestamp(self.vandaag.at(12, 0, 0, 0)).unwrap();
        let gebeurtenis = besluit.leg_vast(nummer, moment);
        let voor = self.stand.clone();
        self.stand = self.stand.clone().evolve(self.boek, &gebeurtenis);
        self.gebeurd.push(gebeurtenis);
        Ok(Gedaan { vandaag: self.vandaag, voor, na: self.stand.clone(), artikel, grondslag })
    }

    /// The same as a story that `wederhoor scenario run` plays.
    pub(crate) fn als_verhaal(&self) -> String {
        let mut uit = format!(
            "regeling = \"{}@{}\"\nverhaal = \"Verzonnen door de eigenschapstest.\"\naanbieder = \"geen\"\n",
            self.boek.kop().id,
            self.boek.kop().versie
        );
        for g in &self.gebeurd {
            let vastgelegd = jiff::tz::TimeZone::UTC.to_datetime(g.vastgelegd_op).date();
            uit += &format!("\n[[stap]]\nop = {}\n", g.gebeurd_op);
            if vastgelegd != g.gebeurd_op {
                uit += &format!("vastgelegd = {vastgelegd}\n");
            }
            let naam = |id: &str| {
                let p = self.stand.partijen().iter().find(|p| p.id == id);
                p.map_or_else(
                    || id.to_owned(),
                    |p| {
                        let rol = &self.boek.rol(p.rol).id;
                        p.naam.as_ref().map_or_else(|| rol.clone(), |n| format!("{rol}:{n}"))
                    },
                )
            };
            let wie = g.partij.as_deref().map_or_else(|| g.rol.clone(), naam);
            uit += &format!("wie = {wie:?}\ndoet = {:?}\n", g.daad);
            if !g.aan.is_empty() {
                let aan: Vec<String> = g.aan.iter().map(|a| naam(a)).collect();
                uit += &format!("aan = {aan:?}\n");
            }
            if !g.velden.is_empty() {
                uit += &format!("met = {}\n", toml(&Waarde::Groep(g.velden.clone())));
            }
        }
        uit
    }
}

/// A value as TOML on one line.
fn toml(w: &Waarde) -> String {
    match w {
        Waarde::Ja(b) => b.to_string(),
        Waarde::Getal(n) => n.to_string(),
        Waarde::Tekst(_) if w.als_datum().is_some() => w.to_string(),
        Waarde::Tekst(t) => format!("{t:?}"),
        Waarde::Lijst(l) => format!("[{}]", l.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Waarde::Groep(g) => {
            let paren: Vec<String> = g.iter().map(|(k, w)| format!("{k} = {}", toml(w))).collect();
            format!("{{ {} }}", paren.join(", "))
        }
    }
}
