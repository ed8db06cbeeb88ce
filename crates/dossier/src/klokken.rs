//! Running terms: when they began, how they were extended or paused, when they end.
//!
//! Always holds: an extension lengthens the term from its start (the rest-day shift happens once, at
//! the end), and never past the bound that its article sets; a notice that came after the term had
//! ended has no effect where the article wants it before.

use regeling::KlokId;
use regeling::norm::{Klok, Verdaging};
use termijn::{Datum, Einde, Pauze, Termijn, Verschuiving};

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

    /// Does it still run?
    pub fn loopt(&self) -> bool {
        self.gestopt.is_none()
    }
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
        let begin = self.begin_van(klok)?;
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
            pauzes,
            gestopt: self.gestopt(klok, begin),
        };
        self.verdaag(klok, &mut stand);
        Some(stand)
    }

    fn begin_van(&self, klok: &Klok) -> Option<Tijdstip> {
        let begin = self.momenten(&klok.start).first().copied()?;
        let opnieuw = klok
            .stuiting
            .iter()
            .filter_map(|d| self.passend(d).last())
            .map(Gebeurd::orde)
            .filter(|o| *o > begin)
            .max();
        Some(opnieuw.unwrap_or(begin))
    }

    fn gestopt(&self, klok: &Klok, begin: Tijdstip) -> Option<Tijdstip> {
        let door_daad = klok
            .stopt
            .iter()
            .flat_map(|d| self.passend(d))
            .map(Gebeurd::orde)
            .filter(|o| *o >= begin)
            .min();
        let door_einde =
            self.einde().filter(|_| !klok.na_einde).map(|e| e.op).filter(|o| *o > begin);
        door_daad.into_iter().chain(door_einde).min()
    }

    fn pauzes(&self, klok: &Klok, begin: Tijdstip) -> Vec<Pauze> {
        let mut uit = Vec::new();
        for s in &klok.schorsing {
            for van in self.passend(&s.van).filter(|g| g.orde() >= begin) {
                let tot = s
                    .tot
                    .iter()
                    .flat_map(|d| self.passend(d))
                    .filter(|g| g.orde() > van.orde())
                    .map(|g| g.gebeurd_op)
                    .min();
                // While the pause lasts, the end is the one that follows if it ended on this day.
                uit.push(Pauze { van: van.gebeurd_op, tot: Some(tot.unwrap_or(self.op)) });
            }
        }
        uit
    }

    fn verdaag(&self, klok: &Klok, stand: &mut KlokStand) {
        let mut meldingen: Vec<(&Gebeurd, usize)> = klok
            .verdaging
            .iter()
            .enumerate()
            .flat_map(|(i, v)| self.voorkomens(v.daad).map(move |g| (g, i)))
            // The same day counts: receipt may be recorded after the notice of that day.
            .filter(|(g, _)| g.gebeurd_op >= stand.begin.0)
            .collect();
        meldingen.sort_by_key(|(g, _)| g.orde());
        for (melding, i) in meldingen {
            let verdaging = &klok.verdaging[i];
            if verdaging.vooraf && melding.gebeurd_op > stand.einde.wettelijk {
                continue;
            }
            // Told more often than the text allows: this clock keeps its end.
            let keren = stand.verdagingen.iter().filter(|(_, welke, _)| *welke == i).count();
            if verdaging.keer.is_some_and(|k| keren >= k as usize) {
                continue;
            }
            let Some(gevraagd) = melding.velden.get("tot").and_then(|w| w.als_datum()) else {
                continue;
            };
            let grens = self.grens(klok, stand, verdaging);
            let tot = grens.map_or(gevraagd, |g| gevraagd.min(g.einde));
            // A notice never brings an end nearer.
            if tot <= stand.einde.einde {
                continue;
            }
            stand.verdagingen.push((melding.nummer, i, tot));
            let wettelijk = match grens {
                Some(g) if tot == g.einde => g.wettelijk,
                _ => tot,
            };
            stand.einde = Einde { einde: tot, wettelijk };
        }
    }

    /// The last day to which this extension can reach.
    pub fn grens(&self, klok: &Klok, stand: &KlokStand, verdaging: &Verdaging) -> Option<Einde> {
        let tot = verdaging.tot?;
        termijn::einde(
            self.boek.kalender(),
            stand.begin.0,
            tot,
            verschuiving(klok.atw),
            &stand.pauzes,
        )
        .ok()
    }
}
