//! Why a file is kept until a day, and why a duty on the calendar is due.

use termijn::{Taal, Verschuiving};

use super::woorden::{hoofdletter, lang, regels};
use super::{Uitleg, kies};
use crate::bewaren::gekozen;
use crate::blik::Blik;
use crate::kalender::KalenderStand;
use crate::plichten::Afloop;

impl Blik<'_> {
    /// Until when the file is kept, and why; `None` when the regulation says nothing of it.
    pub fn uitleg_bewaren(&self, taal: Taal) -> Option<Uitleg> {
        let wat = kies(taal, "Bewaren van het dossier", "Keeping the file");
        let Some((b, stand)) = gekozen(self) else {
            let b = self
                .boek
                .bewaringen
                .iter()
                .find(|b| b.als.as_ref().is_none_or(|v| self.geldt(v)))
                .or_else(|| self.boek.bewaringen.first())?;
            let na = hoofdletter(&self.boek.moment_in_woorden(&b.na, taal));
            let mut wijzigt = Vec::new();
            self.weg_moment(&b.na, taal, &mut wijzigt);
            let t = b.termijn.in_cijfers(taal);
            return Some(Uitleg {
                wat,
                stand: kies(taal, "Nog geen datum.", "No date yet."),
                artikel: self.boek.citeer(&b.vindplaats),
                ook: Vec::new(),
                aanleiding: kies(taal, format!("{na}: nog niet"), format!("{na}: not yet")),
                rekening: vec![kies(taal, format!("Vanaf dan {t}."), format!("From then on {t}."))],
                wijzigt,
                let_op: Vec::new(),
            });
        };
        let u =
            termijn::uitleg(self.boek.kalender(), stand.vanaf, b.termijn, Verschuiving::Geen, &[]);
        let (mut rekening, let_op) = u.map_or((Vec::new(), Vec::new()), |u| regels(&u, taal));
        let tot = lang(stand.tot, taal);
        if stand.verlengd {
            rekening.push(kies(
                taal,
                format!("Verlengd tot {tot}."),
                format!("Extended to {tot}."),
            ));
        }
        let mut wijzigt = Vec::new();
        if let Some(d) = b.verlengd_door {
            let daad = self.daad_met_wie(d, taal);
            wijzigt.push(kies(
                taal,
                format!("Langer bewaren kan met: {daad}."),
                format!("It can be kept longer with: {daad}."),
            ));
        }
        if let Some(v) = &b.opgeschort_zolang {
            let woorden = self.boek.voorwaarde_in_woorden(v, taal);
            wijzigt.push(kies(
                taal,
                format!("Niet vernietigen zolang: {woorden}."),
                format!("Not to be destroyed while: {woorden}."),
            ));
        }
        if !self.boek.aanhoudingen.is_empty() {
            let zolang: Vec<String> = self
                .boek
                .aanhoudingen
                .iter()
                .map(|a| {
                    let woorden = self.boek.voorwaarde_in_woorden(&a.als, taal);
                    format!("{woorden} ({})", self.boek.citeer(&a.vindplaats))
                })
                .collect();
            wijzigt.push(kies(
                taal,
                format!("Het gaat niet weg zolang {}.", zolang.join(", of ")),
                format!("It does not go while {}.", zolang.join(", or ")),
            ));
        }
        if wijzigt.is_empty() {
            wijzigt.push(kies(
                taal,
                "Niets: geen artikel verlengt deze termijn.",
                "Nothing: no article extends this term.",
            ));
        }
        Some(Uitleg {
            wat,
            stand: if let Some(waarom) = &stand.opgeschort {
                kies(
                    taal,
                    format!("Tot en met {tot}, maar vernietigen mag nu niet. {waarom}"),
                    format!("Up to and including {tot}, but not to be destroyed now. {waarom}"),
                )
            } else {
                kies(taal, format!("Tot en met {tot}."), format!("Up to and including {tot}."))
            },
            artikel: self.boek.citeer(&stand.vindplaats),
            ook: Vec::new(),
            aanleiding: self.moment(&b.na).map_or_else(
                || lang(stand.vanaf, taal),
                |m| self.moment_met_dag(m, Some(&b.na), taal),
            ),
            rekening,
            wijzigt,
            let_op,
        })
    }

    /// Why a duty on the calendar is due on its day.
    pub fn uitleg_kalender(&self, k: &KalenderStand<'_>, taal: Taal) -> Uitleg {
        let p = k.plicht;
        let termijn =
            if Some(k.vanaf) == self.boek.kop().van { p.eerst.or(p.herhaal) } else { p.herhaal };
        let u = termijn.and_then(|t| {
            termijn::uitleg(self.boek.kalender(), k.vanaf, t, Verschuiving::Geen, &[]).ok()
        });
        let (mut rekening, let_op) = u.map_or((Vec::new(), Vec::new()), |u| regels(&u, taal));
        let tot = lang(k.uiterlijk, taal);
        if rekening.is_empty() {
            rekening.push(kies(taal, format!("Uiterlijk {tot}."), format!("By {tot}.")));
        }
        let daad = self.daad_met_wie(p.doet, taal);
        let vanaf = lang(k.vanaf, taal);
        let (wie, naam) =
            (hoofdletter(&self.rollen_of(&p.wie, taal)), self.boek.daad(p.doet).naam.in_taal(taal));
        let mut wijzigt = vec![match &k.afloop {
            Afloop::Vervuld { op, .. } => {
                let d = lang(*op, taal);
                kies(taal, format!("Niets: gedaan op {d}."), format!("Nothing: done on {d}."))
            }
            Afloop::Open | Afloop::TeLaat | Afloop::Vervallen { .. } => kies(
                taal,
                format!("Vervuld zodra dit is gedaan: {daad}."),
                format!("Met once this was done: {daad}."),
            ),
        }];
        if let Some(t) = p.herhaal {
            let t = t.in_cijfers(taal);
            wijzigt.push(kies(
                taal,
                format!("Daarna opnieuw, telkens na {t}."),
                format!("Then again, each time after {t}."),
            ));
        }
        Uitleg {
            wat: kies(taal, format!("{wie} moet: {naam}"), format!("{wie} must: {naam}")),
            stand: match &k.afloop {
                Afloop::Open => {
                    kies(taal, format!("Open: uiterlijk {tot}."), format!("Open: by {tot}."))
                }
                Afloop::TeLaat => kies(
                    taal,
                    format!("Te laat: uiterlijk was {tot}."),
                    format!("Too late: the last day was {tot}."),
                ),
                Afloop::Vervuld { op, te_laat, .. } => {
                    let d = lang(*op, taal);
                    if *te_laat {
                        kies(
                            taal,
                            format!("Vervuld op {d}, te laat."),
                            format!("Met on {d}, too late."),
                        )
                    } else {
                        kies(
                            taal,
                            format!("Vervuld op {d}, op tijd."),
                            format!("Met on {d}, in time."),
                        )
                    }
                }
                Afloop::Vervallen { .. } => kies(taal, "Vervallen.", "Lapsed."),
            },
            artikel: self.boek.citeer(&p.vindplaats),
            ook: Vec::new(),
            aanleiding: if Some(k.vanaf) == self.boek.kop().van {
                kies(
                    taal,
                    format!("De regeling trad in werking op {vanaf}"),
                    format!("The regulation entered into force on {vanaf}"),
                )
            } else {
                kies(
                    taal,
                    format!("De vorige keer was op {vanaf}"),
                    format!("The last time was on {vanaf}"),
                )
            },
            rekening,
            wijzigt,
            let_op,
        }
    }
}
