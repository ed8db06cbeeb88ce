//! Running terms: when they began, how they were extended or paused, when they end.
//!
//! Always holds: an extension lengthens the term from its start (the rest-day shift happens once, at
//! the end), and never past the bound that its article sets; a notice that came after the term had
//! ended has no effect where the article wants it before. Of one notice each clock is judged by itself.
//! The day that a notice named moves on with each day on which the clock stands still after it.
//! What ran out, ran out: a later extension or a fresh start gives a new end and leaves the old one known.

use std::num::NonZeroU16;

use regeling::norm::{Klok, Schorsing, Verdaging};
use regeling::{KlokId, RolId};
use termijn::{Datum, Eenheid, Einde, Pauze, Termijn, Verschuiving};

use crate::blik::{Blik, Tijdstip};
use crate::stand::Gebeurd;

/// A clock as it stands on a day.
#[derive(Debug, Clone)]
pub struct KlokStand {
    /// Which clock.
    pub klok: KlokId,
    /// The day on which it began, and the event with which.
    pub begin: (Datum, u32),
    /// The term that applies without extension.
    pub termijn: Termijn,
    /// Its end without extension.
    pub eerste_einde: Einde,
    /// Its end now.
    pub einde: Einde,
    /// Extensions that took effect: event, which extension of the clock, new date.
    pub verdagingen: Vec<(u32, usize, Datum)>,
    /// Notices that did not move this clock: event, which extension, and why not.
    pub niet_verdaagd: Vec<(u32, usize, NietVerdaagd)>,
    /// Ends at which it had run out before it was extended or began anew.
    pub afgelopen: Vec<(Datum, u32)>,
    /// Pauses.
    pub pauzes: Vec<Pauze>,
    /// Stopped on this day, by this event.
    pub gestopt: Option<(Datum, u32)>,
}

impl KlokStand {
    /// Has it run out without being stopped in time?
    pub fn is_verlopen(&self, vandaag: Datum) -> bool {
        self.gestopt.map_or(vandaag, |(op, _)| op) > self.einde.wettelijk
    }

    /// Has it run out, now or before it was extended or began anew?
    pub fn is_ooit_verlopen(&self, vandaag: Datum) -> bool {
        !self.afgelopen.is_empty() || self.is_verlopen(vandaag)
    }

    /// The ends at which it ran out, in order.
    pub(crate) fn verlopen_op(&self, vandaag: Datum) -> Vec<Tijdstip> {
        let nu = self.is_verlopen(vandaag).then_some((self.einde.wettelijk, self.begin.1));
        self.afgelopen.iter().copied().chain(nu).collect()
    }

    /// Does it still run?
    pub fn loopt(&self) -> bool {
        self.gestopt.is_none()
    }
}

/// Why a notice did not move a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NietVerdaagd {
    /// It came after this end, and the article wants it before.
    TeLaat(Datum),
    /// The article allows no more extensions.
    TeVaak,
    /// What the article asks first was not so.
    Voorwaarde,
    /// It named a day that is not later than this end, or its bound is.
    NietLater(Datum),
}

/// The shift at the end that belongs to a norm.
pub(crate) fn verschuiving(atw: bool) -> Verschuiving {
    if atw { Verschuiving::Atw } else { Verschuiving::Geen }
}

impl Blik<'_> {
    /// All clocks that have begun.
    pub fn klokken(&self) -> Vec<KlokStand> {
        (0..self.boek.klokken.len()).filter_map(|i| self.klok(KlokId::van_ix(i))).collect()
    }

    /// This clock, once it has begun.
    pub fn klok(&self, id: KlokId) -> Option<KlokStand> {
        let klok = self.boek.klok(id);
        if klok.als.as_ref().is_some_and(|v| !self.geldt(v)) {
            return None;
        }
        let mut begins = self.begins(klok).into_iter().peekable();
        let mut afgelopen = Vec::new();
        while let Some(begin) = begins.next() {
            let volgend = begins.peek().copied();
            let mut stand = self.klok_vanaf(id, klok, begin, volgend)?;
            let Some((dag, _)) = volgend else {
                stand.afgelopen.splice(0..0, afgelopen);
                return Some(stand);
            };
            // On its last day it still ran: a fresh start on that day comes in time.
            let gestopt = stand.gestopt.map_or(dag, |(op, _)| op);
            afgelopen.append(&mut stand.afgelopen);
            if gestopt > stand.einde.wettelijk {
                afgelopen.push((stand.einde.wettelijk, stand.begin.1));
            }
        }
        None
    }

    /// This clock from one beginning, up to the next.
    fn klok_vanaf(
        &self,
        id: KlokId,
        klok: &Klok,
        begin: Tijdstip,
        volgend: Option<Tijdstip>,
    ) -> Option<KlokStand> {
        let termijn = klok
            .termijn
            .iter()
            .find(|(_, als)| als.as_ref().is_none_or(|v| self.geldt(v)))
            .map(|(t, _)| *t)?;
        let pauzes = self.pauzes(klok, begin);
        let v = verschuiving(klok.atw);
        let eerste_einde =
            termijn::einde(self.boek.kalender(), begin.0, termijn, v, &pauzes).ok()?;
        let mut stand = KlokStand {
            klok: id,
            begin,
            termijn,
            eerste_einde,
            einde: eerste_einde,
            verdagingen: Vec::new(),
            niet_verdaagd: Vec::new(),
            afgelopen: Vec::new(),
            pauzes,
            gestopt: self.gestopt(klok, begin).filter(|o| volgend.is_none_or(|v| *o < v)),
        };
        self.verdaag(klok, &mut stand, volgend);
        Some(stand)
    }

    /// When it began, and each time that it began anew.
    fn begins(&self, klok: &Klok) -> Vec<Tijdstip> {
        let Some(begin) = self.momenten(&klok.start).first().copied() else { return Vec::new() };
        let mut uit = vec![begin];
        uit.extend(klok.stuiting.iter().flat_map(|d| self.keren_na(d, begin)));
        uit.sort_unstable();
        uit.dedup();
        uit
    }

    fn gestopt(&self, klok: &Klok, begin: Tijdstip) -> Option<Tijdstip> {
        let door_daad =
            klok.stopt.iter().filter_map(|d| self.gedaan_op(d, |g| g.orde() >= begin)).min();
        let door_einde = self
            .einde()
            .filter(|e| !klok.na_einde && e.op > begin || self.is_van_voor_overname(e, begin))
            .map(|e| e.op);
        door_daad.into_iter().chain(door_einde).min()
    }

    fn pauzes(&self, klok: &Klok, begin: Tijdstip) -> Vec<Pauze> {
        let mut uit = Vec::new();
        for s in &klok.schorsing {
            for van in self.passend(&s.van).filter(|g| g.orde() >= begin) {
                let tot = s
                    .tot
                    .iter()
                    .filter_map(|d| self.gedaan_op(d, |g| g.orde() > van.orde()))
                    .map(|(dag, _)| dag)
                    .min();
                // While the pause lasts, the end is the one that follows if it ended on this day.
                let tot = tot.unwrap_or(self.op);
                let grens = self.stil_tot(s, van).unwrap_or(tot);
                let tot = tot.min(grens).max(van.gebeurd_op);
                uit.push(Pauze { van: van.gebeurd_op, tot: Some(tot) });
            }
        }
        uit
    }

    /// The last day on which it stands still after this act, whatever else happens; absent: without bound.
    pub(crate) fn stil_tot(&self, s: &Schorsing, van: &Gebeurd) -> Option<Datum> {
        let gesteld = s.gesteld_in.as_ref();
        let gesteld = gesteld.and_then(|v| van.velden.get(v)).and_then(|w| w.als_datum());
        let hoogstens = s.hoogstens.and_then(|t| {
            let op = van.gebeurd_op;
            termijn::einde(self.boek.kalender(), op, t, Verschuiving::Geen, &[]).ok()
        });
        gesteld.into_iter().chain(hoogstens.map(|e| e.einde)).min()
    }

    /// The day on which the latest such pause is over by itself; absent: it has no bound, or did not begin.
    pub fn stilstand_tot(&self, s: &Schorsing) -> Option<Datum> {
        self.passend(&s.van).last().and_then(|van| self.stil_tot(s, van))
    }

    fn verdaag(&self, klok: &Klok, stand: &mut KlokStand, volgend: Option<Tijdstip>) {
        let mut meldingen: Vec<(&Gebeurd, usize)> = klok
            .verdaging
            .iter()
            .enumerate()
            .flat_map(|(i, v)| self.voorkomens(v.daad).map(move |g| (g, i)))
            // A notice moves the terms that whoever gave it may extend, and no others.
            .filter(|(g, i)| self.mag_verdagen(&klok.verdaging[*i], g.rol))
            // The same day counts: receipt may be recorded after the notice of that day.
            .filter(|(g, _)| g.gebeurd_op >= stand.begin.0)
            .filter(|(g, _)| volgend.is_none_or(|v| g.orde() < v))
            .collect();
        meldingen.sort_by_key(|(g, _)| g.orde());
        for (melding, i) in meldingen {
            match self.nieuw_einde(klok, stand, melding, i) {
                Ok(einde) => {
                    let liep_nog = stand.gestopt.is_none_or(|(op, _)| op > stand.einde.wettelijk);
                    if melding.gebeurd_op > stand.einde.wettelijk && liep_nog {
                        stand.afgelopen.push((stand.einde.wettelijk, stand.begin.1));
                    }
                    stand.verdagingen.push((melding.nummer, i, einde.einde));
                    stand.einde = einde;
                }
                Err(waarom) => stand.niet_verdaagd.push((melding.nummer, i, waarom)),
            }
        }
    }

    /// The end that this notice gives to this clock, judged as it stood when it was told; or why none.
    fn nieuw_einde(
        &self,
        klok: &Klok,
        stand: &KlokStand,
        melding: &Gebeurd,
        i: usize,
    ) -> Result<Einde, NietVerdaagd> {
        let verdaging = &klok.verdaging[i];
        if verdaging.vooraf && melding.gebeurd_op > stand.einde.wettelijk {
            return Err(NietVerdaagd::TeLaat(stand.einde.wettelijk));
        }
        // Told more often than the text allows: this clock keeps its end.
        let keren = stand.verdagingen.iter().filter(|(_, welke, _)| *welke == i).count();
        if verdaging.keer.is_some_and(|k| keren >= k as usize) {
            return Err(NietVerdaagd::TeVaak);
        }
        if verdaging.mits.as_ref().is_some_and(|m| !self.net_voor(melding).geldt(m)) {
            return Err(NietVerdaagd::Voorwaarde);
        }
        let niet_later = NietVerdaagd::NietLater(stand.einde.einde);
        let gevraagd = melding.velden.get("tot").and_then(|w| w.als_datum()).ok_or(niet_later)?;
        let (toen, later) = geknipt(&stand.pauzes, melding.gebeurd_op);
        let grens = verdaging.tot.and_then(|t| self.na_begin(klok, stand, t, &toen));
        let tot = grens.map_or(gevraagd, |g| gevraagd.min(g.einde));
        let op_grens = grens.filter(|g| tot == g.einde);
        let einde = match self.verschoven(
            melding.gebeurd_op,
            tot,
            klok.atw && op_grens.is_some(),
            &later,
        ) {
            Some(verschoven) => verschoven,
            None => Einde { einde: tot, wettelijk: op_grens.map_or(tot, |g| g.wettelijk) },
        };
        // A notice never brings an end nearer.
        if einde.einde <= stand.einde.einde { Err(niet_later) } else { Ok(einde) }
    }

    /// The day that a notice named, with the days on which the clock has stood still since.
    fn verschoven(&self, melding: Datum, tot: Datum, atw: bool, later: &[Pauze]) -> Option<Einde> {
        if later.is_empty() {
            return None;
        }
        let dagen = melding.until(tot).ok().and_then(|s| u16::try_from(s.get_days()).ok());
        let termijn = Termijn::new(NonZeroU16::new(dagen?)?, Eenheid::Dagen);
        termijn::einde(self.boek.kalender(), melding, termijn, verschuiving(atw), later).ok()
    }

    /// Is this extension for this role? Where the text names nobody, it is for all.
    pub(crate) fn mag_verdagen(&self, v: &Verdaging, rol: RolId) -> bool {
        v.wie.is_empty() || self.is_van(&v.wie, rol)
    }

    /// The last day to which this extension can reach.
    pub fn grens(&self, klok: &Klok, stand: &KlokStand, verdaging: &Verdaging) -> Option<Einde> {
        self.na_begin(klok, stand, verdaging.tot?, &stand.pauzes)
    }

    fn na_begin(
        &self,
        klok: &Klok,
        stand: &KlokStand,
        t: Termijn,
        pauzes: &[Pauze],
    ) -> Option<Einde> {
        let v = verschuiving(klok.atw);
        termijn::einde(self.boek.kalender(), stand.begin.0, t, v, pauzes).ok()
    }
}

/// Pauses up to this day, and from it.
fn geknipt(pauzes: &[Pauze], op: Datum) -> (Vec<Pauze>, Vec<Pauze>) {
    let eerder = pauzes.iter().filter(|p| p.van < op).map(|p| {
        let tot = p.tot.map_or(op, |tot| tot.min(op));
        Pauze { van: p.van, tot: Some(tot) }
    });
    let later = pauzes.iter().filter(|p| p.tot.is_none_or(|tot| tot > op)).map(|p| {
        let van = p.van.max(op);
        Pauze { van, tot: p.tot }
    });
    (eerder.collect(), later.collect())
}
