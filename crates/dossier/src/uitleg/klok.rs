//! Why a clock ends when it ends, and what would make it end on another day.

use regeling::norm::{Klok, Schorsing, Verdaging};
use termijn::Taal;

use super::woorden::{hoofdletter, lang, regels};
use super::{Uitleg, kies};
use crate::blik::Blik;
use crate::klokken::{KlokStand, NietVerdaagd, verschuiving};
use crate::plichten::PlichtStand;
use crate::stand::Gebeurd;

impl Blik<'_> {
    /// Why this clock runs, how its end was reached, and what would change it.
    pub fn uitleg_klok(&self, stand: &KlokStand, taal: Taal) -> Uitleg {
        let klok = self.boek.klok(stand.klok);
        let (rekening, let_op) = self.klok_rekening(stand, taal);
        let naam = klok.naam.in_taal(taal);
        let duur = stand.termijn.in_cijfers(taal);
        Uitleg {
            wat: kies(taal, format!("Termijn '{naam}': {duur}"), format!("Term '{naam}': {duur}")),
            stand: self.klok_stand(stand, klok, taal),
            artikel: self.boek.citeer(&klok.vindplaats),
            ook: Vec::new(),
            aanleiding: self.moment_met_dag(stand.begin, Some(&klok.start), taal),
            rekening,
            wijzigt: self.klok_wijzigt(stand, taal),
            let_op,
        }
    }

    fn klok_stand(&self, stand: &KlokStand, klok: &Klok, taal: Taal) -> String {
        let einde = lang(stand.einde.wettelijk, taal);
        if let Some((op, _)) = stand.gestopt {
            let op = lang(op, taal);
            return if stand.is_verlopen(self.op) {
                kies(
                    taal,
                    format!("Gestopt op {op}, te laat: het einde was {einde}."),
                    format!("Stopped on {op}, too late: the end was {einde}."),
                )
            } else {
                kies(
                    taal,
                    format!("Gestopt op {op}, op tijd: het einde was {einde}."),
                    format!("Stopped on {op}, in time: the end was {einde}."),
                )
            };
        }
        if let Some((van, s)) = self.staat_stil(klok, stand) {
            let (van, artikel) = (lang(van.gebeurd_op, taal), self.boek.citeer(&s.vindplaats));
            return kies(
                taal,
                format!(
                    "Staat stil sinds {van} ({artikel}); begon zij vandaag weer te lopen, dan eindigt zij op {einde}."
                ),
                format!(
                    "Stands still since {van} ({artikel}); if it ran on from today, it would end on {einde}."
                ),
            );
        }
        if stand.is_verlopen(self.op) {
            return kies(
                taal,
                format!("Verlopen: het einde was {einde}."),
                format!("Run out: the end was {einde}."),
            );
        }
        kies(
            taal,
            format!("Loopt tot en met {einde}."),
            format!("Runs up to and including {einde}."),
        )
    }

    /// The act with which it paused and that nothing has ended yet.
    fn staat_stil<'k>(
        &self,
        klok: &'k Klok,
        stand: &KlokStand,
    ) -> Option<(&Gebeurd, &'k Schorsing)> {
        klok.schorsing.iter().find_map(|s| {
            let van = self.passend(&s.van).filter(|g| g.orde() >= stand.begin).last()?;
            let weer = s.tot.iter().any(|d| self.gedaan_op(d, |g| g.orde() > van.orde()).is_some());
            let om = self.stil_tot(s, van).is_some_and(|tot| tot < self.op);
            (!om && !weer).then_some((van, s))
        })
    }

    pub(super) fn klok_rekening(
        &self,
        stand: &KlokStand,
        taal: Taal,
    ) -> (Vec<String>, Vec<String>) {
        let klok = self.boek.klok(stand.klok);
        let basis = termijn::uitleg(
            self.boek.kalender(),
            stand.begin.0,
            stand.termijn,
            verschuiving(klok.atw),
            &stand.pauzes,
        );
        let (mut uit, mut let_op) = basis.map_or((Vec::new(), Vec::new()), |u| regels(&u, taal));
        if let Some((_, Some(v))) = klok
            .termijn
            .iter()
            .find(|(t, als)| *t == stand.termijn && als.as_ref().is_none_or(|v| self.geldt(v)))
        {
            let (t, v) = (stand.termijn.in_cijfers(taal), self.boek.voorwaarde_in_woorden(v, taal));
            uit.insert(
                0,
                kies(
                    taal,
                    format!("De termijn is {t}, want: {v}."),
                    format!("The term is {t}, for: {v}."),
                ),
            );
        }
        for (nummer, welke, tot) in &stand.verdagingen {
            let v = &klok.verdaging[*welke];
            let op = self
                .stand
                .gebeurtenis(*nummer)
                .map(|g| lang(g.gebeurd_op, taal))
                .unwrap_or_default();
            let datum = lang(*tot, taal);
            let artikel = self.boek.citeer(&v.vindplaats);
            let genoemd = self
                .stand
                .gebeurtenis(*nummer)
                .and_then(|g| g.velden.get("tot")?.als_datum())
                .filter(|d| d < tot);
            uit.push(match genoemd {
                None => kies(
                    taal,
                    format!("Verlengd tot {datum}, meegedeeld op {op} ({artikel})."),
                    format!("Extended to {datum}, told on {op} ({artikel})."),
                ),
                Some(genoemd) => {
                    let genoemd = lang(genoemd, taal);
                    kies(
                        taal,
                        format!("Verlengd tot {genoemd}, meegedeeld op {op} ({artikel}); daarna stond de termijn stil, dus door tot {datum}."),
                        format!("Extended to {genoemd}, told on {op} ({artikel}); after that the clock stood still, so on to {datum}."),
                    )
                }
            });
            if let Some(g) = self.grens(klok, stand, v)
                && g.wettelijk != g.einde
                && *tot == g.einde
            {
                let wettelijk = lang(g.wettelijk, taal);
                uit.push(kies(
                    taal,
                    format!("Die dag is een rustdag: door tot {wettelijk} (Algemene termijnenwet artikel 1)."),
                    format!("That is a day of rest: on to {wettelijk} (Algemene termijnenwet article 1)."),
                ));
            }
        }
        for (nummer, welke, waarom) in &stand.niet_verdaagd {
            uit.push(self.niet_verdaagd(klok, *nummer, *welke, *waarom, taal));
        }
        for (dag, _) in &stand.afgelopen {
            let dag = lang(*dag, taal);
            let_op.push(kies(
                taal,
                format!(
                    "Deze termijn liep eerder al af, op {dag}; wat daarop volgde, blijft gelden."
                ),
                format!(
                    "This term had run out before, on {dag}; what followed from that still holds."
                ),
            ));
        }
        let_op.dedup();
        (uit, let_op)
    }

    /// A notice that did not move this term, and why not.
    fn niet_verdaagd(
        &self,
        klok: &Klok,
        nummer: u32,
        welke: usize,
        waarom: NietVerdaagd,
        taal: Taal,
    ) -> String {
        let v = &klok.verdaging[welke];
        let artikel = self.boek.citeer(&v.vindplaats);
        let melding = self.stand.gebeurtenis(nummer);
        let op = melding.map(|g| lang(g.gebeurd_op, taal)).unwrap_or_default();
        let reden = match waarom {
            NietVerdaagd::TeLaat(einde) => {
                let d = lang(einde, taal);
                kies(
                    taal,
                    format!("zij was voorbij op {d}, en de melding moet daarvoor"),
                    format!("it had ended on {d}, and the notice has to come before"),
                )
            }
            NietVerdaagd::TeVaak => kies(
                taal,
                "zij was al zo vaak verlengd als kan",
                "it had been extended as often as it can be",
            ),
            NietVerdaagd::Voorwaarde => {
                let m = v.mits.as_ref();
                let m = m.map(|m| self.boek.voorwaarde_in_woorden(m, taal)).unwrap_or_default();
                kies(
                    taal,
                    format!("dit gold toen niet: {m}"),
                    format!("this did not hold then: {m}"),
                )
            }
            NietVerdaagd::NietLater(einde) => {
                let d = lang(einde, taal);
                kies(
                    taal,
                    format!("zij liep al tot {d}, en verder kan niet of is niet gevraagd"),
                    format!("it ran until {d} already, and further was not possible or not asked"),
                )
            }
        };
        kies(
            taal,
            format!(
                "De melding van verlenging op {op} verschuift deze termijn niet: {reden} ({artikel})."
            ),
            format!(
                "The notice of extension on {op} does not move this term: {reden} ({artikel})."
            ),
        )
    }

    /// What would move or stop this clock; never empty.
    pub(super) fn klok_wijzigt(&self, stand: &KlokStand, taal: Taal) -> Vec<String> {
        let klok = self.boek.klok(stand.klok);
        let mut uit = Vec::new();
        if let Some((op, nummer)) = stand.gestopt {
            let door = self.moment_met_dag((op, nummer), None, taal);
            uit.push(kies(
                taal,
                format!("Niets meer: de termijn is gestopt. {door}."),
                format!("Nothing any more: the term was stopped. {door}."),
            ));
            return uit;
        }
        for (i, v) in klok.verdaging.iter().enumerate() {
            uit.push(self.verdaging_wijzigt(stand, klok, i, v, taal));
        }
        let stil = self.staat_stil(klok, stand).map(|(_, s)| &s.van);
        for s in &klok.schorsing {
            let artikel = self.boek.citeer(&s.vindplaats);
            let van = self.gebeurd_met_wie(std::slice::from_ref(&s.van), taal);
            let grens = self.boek.stilstand_hoogstens(s, taal);
            let tot = match s.tot.as_slice() {
                [] => grens.into_iter().collect(),
                tot => {
                    let tot = self.gebeurd_met_wie(tot, taal);
                    let of = kies(taal, "; of na: ".to_owned(), "; or after: ".to_owned());
                    std::iter::once(tot).chain(grens).collect::<Vec<_>>().join(&of)
                }
            };
            uit.push(if stil == Some(&s.van) {
                kies(
                    taal,
                    format!("De termijn loopt weer na: {tot} ({artikel})."),
                    format!("The clock runs on after: {tot} ({artikel})."),
                )
            } else {
                kies(
                    taal,
                    format!(
                        "De termijn staat stil na: {van}; zij loopt weer na: {tot} ({artikel})."
                    ),
                    format!("The clock pauses after: {van}; it runs on after: {tot} ({artikel})."),
                )
            });
        }
        if !klok.stuiting.is_empty() {
            let daden = self.gebeurd_met_wie(&klok.stuiting, taal);
            uit.push(kies(
                taal,
                format!("De termijn begint opnieuw na: {daden}."),
                format!("The clock begins anew after: {daden}."),
            ));
        }
        for (t, als) in klok.termijn.iter().filter(|(t, _)| *t != stand.termijn) {
            let Some(v) = als else { continue };
            let (t, v) = (t.in_cijfers(taal), self.boek.voorwaarde_in_woorden(v, taal));
            uit.push(kies(
                taal,
                format!("De termijn wordt {t} als: {v}."),
                format!("The term becomes {t} if: {v}."),
            ));
        }
        if !klok.stopt.is_empty() {
            let daden = self.gebeurd_met_wie(&klok.stopt, taal);
            uit.push(kies(
                taal,
                format!("De termijn stopt met: {daden}."),
                format!("The clock stops with: {daden}."),
            ));
        }
        if !klok.na_einde
            && let Some(eindes) = self.eindes_in_woorden(taal)
        {
            uit.push(kies(
                taal,
                format!("De termijn stopt ook als de procedure eindigt ({eindes})."),
                format!("The clock also stops when the procedure ends ({eindes})."),
            ));
        }
        if uit.is_empty() {
            uit.push(kies(
                taal,
                "Niets: geen artikel verlengt, schorst of stopt deze termijn.",
                "Nothing: no article extends, pauses or stops this term.",
            ));
        }
        uit
    }

    /// The extension that can be told today for this duty, in one sentence.
    pub fn uitstel_kan(&self, plicht: &PlichtStand, taal: Taal) -> Option<String> {
        let stand = plicht.klok.filter(|_| plicht.afloop.is_open()).and_then(|k| self.klok(k))?;
        let klok = self.boek.klok(stand.klok);
        let kan = klok
            .verdaging
            .iter()
            .enumerate()
            .find(|(i, v)| v.tot.is_some() && self.verdaging_kan(stand.klok, *i).is_none());
        kan.map(|(i, v)| self.verdaging_wijzigt(&stand, klok, i, v, taal))
    }

    fn verdaging_wijzigt(
        &self,
        stand: &KlokStand,
        klok: &Klok,
        i: usize,
        v: &Verdaging,
        taal: Taal,
    ) -> String {
        let artikel = self.boek.citeer(&v.vindplaats);
        if let Some(reden) = self.verdaging_kan(stand.klok, i) {
            let zin = reden.zin(taal).trim_end_matches('.').to_owned();
            return kies(
                taal,
                format!("Verlengen kan nu niet: {} ({artikel}).", klein(&zin)),
                format!("Extension is not possible now: {} ({artikel}).", klein(&zin)),
            );
        }
        let wie = self.rollen_of(&v.wie, taal);
        let daad = self.boek.daad(v.daad).naam.in_taal(taal);
        let mut zin = match self.grens(klok, stand, v) {
            Some(g) => {
                let d = lang(g.einde, taal);
                kies(
                    taal,
                    format!("Verlengen kan tot {d}"),
                    format!("Extension is possible until {d}"),
                )
            }
            None => {
                kies(taal, "Verlengen kan, zonder grens", "Extension is possible, without a bound")
            }
        };
        if !wie.is_empty() {
            zin += &kies(taal, format!(", door {wie}"), format!(", by {wie}"));
        }
        if let Some(keer) = v.keer {
            let al = stand.verdagingen.iter().filter(|(_, w, _)| *w == i).count();
            let n = (keer as usize).saturating_sub(al);
            zin += &match (n, al) {
                (1, 0) => kies(taal, ", één keer", ", once"),
                (1, _) => kies(taal, ", nog één keer", ", once more"),
                _ => kies(taal, format!(", nog {n} keer"), format!(", {n} times")),
            };
        }
        if v.vooraf {
            let tot = lang(stand.einde.wettelijk, taal);
            zin += &kies(
                taal,
                format!(", als dat uiterlijk {tot} is meegedeeld"),
                format!(", if told by {tot}"),
            );
        }
        if !v.aan.is_empty() {
            let aan = self.boek.rollen_in_woorden(&v.aan, taal);
            zin += &kies(taal, format!(", aan {aan}"), format!(", to {aan}"));
        }
        zin += &kies(taal, format!("; met: {daad}"), format!("; with: {daad}"));
        hoofdletter(&format!("{zin} ({artikel})."))
    }
}

/// With a small first letter, as part of a sentence.
pub(super) fn klein(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_lowercase().chain(tekens).collect())
}
