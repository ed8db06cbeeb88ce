//! Ways: what would make a condition hold, or stop holding; by whom, under which article, and whether that
//! can be done on this day.
//!
//! Always holds: every form of a condition has an answer here, also where the answer is that nothing
//! changes it; a way that does not exist is not invented.

use regeling::voorwaarde::{AanToets, Gebeurd as Gevraagd, Moment, Voorwaarde};
use regeling::{DaadId, RolId, Velden};
use termijn::{Taal, Termijn, Verschuiving};

use super::kies;
use super::woorden::{hoofdletter, lang};
use crate::blik::Blik;
use crate::stand::Doel;

impl Blik<'_> {
    /// What would make this condition hold (`moet`), or stop holding. `deze` are the fields of the act
    /// that is being decided. Never empty.
    pub(super) fn wegen(
        &self,
        v: &Voorwaarde,
        moet: bool,
        deze: Option<&Velden>,
        taal: Taal,
    ) -> Vec<String> {
        let mut uit = Vec::new();
        self.zoek_wegen(v, moet, deze, taal, &mut uit);
        let mut gezien: Vec<String> = Vec::new();
        uit.retain(|z| {
            let nieuw = !gezien.contains(z);
            if nieuw {
                gezien.push(z.clone());
            }
            nieuw
        });
        if uit.is_empty() {
            uit.push(self.vast(v, moet, taal));
        }
        uit
    }

    fn zoek_wegen(
        &self,
        v: &Voorwaarde,
        moet: bool,
        deze: Option<&Velden>,
        taal: Taal,
        uit: &mut Vec<String>,
    ) {
        match v {
            Voorwaarde::Feit(f) => {
                self.zoek_wegen(&self.boek.feit(*f).als, moet, deze, taal, uit);
            }
            Voorwaarde::Niet(v) => self.zoek_wegen(v, !moet, deze, taal, uit),
            // Only the parts that stand in the way.
            Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => {
                for v in l.iter().filter(|v| self.geldt_bij(v, deze) != moet) {
                    self.zoek_wegen(v, moet, deze, taal, uit);
                }
            }
            Voorwaarde::Gebeurd(g) if moet => uit.push(self.weg_daad(g, taal)),
            Voorwaarde::Aantal { wat, minstens, .. } if moet && self.tel(wat) < *minstens => {
                uit.push(self.weg_daad(wat, taal));
            }
            Voorwaarde::Gebeurd(_) | Voorwaarde::Aantal { .. } => {
                uit.push(self.vast(v, moet, taal))
            }
            Voorwaarde::Veld { daad, veld, .. } => {
                let d = self.boek.daad(*daad);
                let naam = d.veld(veld).map_or(veld.as_str(), |v| v.naam.in_taal(taal));
                let wie = self.daad_met_wie(*daad, taal);
                uit.push(kies(
                    taal,
                    format!("Dit hangt af van wat is ingevuld bij '{naam}'; het telt van de laatste keer: {wie}."),
                    format!("This hangs on what was filled in at '{naam}'; the last time counts: {wie}."),
                ));
            }
            Voorwaarde::Deze { veld, .. } => uit.push(kies(
                taal,
                format!("Dit hangt af van wat bij deze handeling wordt ingevuld bij '{veld}'."),
                format!("This hangs on what is filled in at '{veld}' with this act."),
            )),
            Voorwaarde::Loopt { van, .. } if moet => uit.push(self.weg_daad(van, taal)),
            Voorwaarde::Loopt { tot, .. } => {
                uit.extend(tot.iter().map(|d| self.weg_daad(d, taal)));
            }
            Voorwaarde::Elke { rol, een_van } if moet => {
                let daden = self.gebeurd_met_wie(een_van, taal);
                for d in self.zonder(*rol, een_van) {
                    let wie = self.doel_in_woorden(d, taal);
                    uit.push(kies(
                        taal,
                        format!("Voor {wie} is nog nodig: {daden}."),
                        format!("For {wie} is still needed: {daden}."),
                    ));
                }
            }
            Voorwaarde::Elke { .. } => uit.push(self.vast(v, moet, taal)),
            Voorwaarde::Persoon(_) => uit.push(kies(
                taal,
                "Dit gaat over de persoon die het doet; voor een ander met hetzelfde ambt kan het anders zijn.",
                "This is about the person who does it; for another in the same office it may be otherwise.",
            )),
            Voorwaarde::Voor { eerst, later } => {
                if moet && self.moment(eerst).is_none() && self.moment(later).is_none() {
                    self.weg_moment(eerst, taal, uit);
                } else {
                    uit.push(self.vast(v, moet, taal));
                }
            }
            Voorwaarde::Verstreken { na, termijn } => {
                self.weg_verstreken(v, na, *termijn, moet, taal, uit);
            }
            Voorwaarde::KlokVerstreken(k) => match self.klok(*k) {
                Some(stand) if moet && stand.loopt() => {
                    let d = lang(stand.einde.wettelijk, taal);
                    let naam = self.boek.klok(*k).naam.in_taal(taal);
                    uit.push(kies(
                        taal,
                        format!("Dit geldt zodra de termijn '{naam}' voorbij is, na {d}."),
                        format!("This holds once the term '{naam}' has run out, after {d}."),
                    ));
                }
                Some(_) => uit.push(self.vast(v, moet, taal)),
                None => self.weg_moment(&self.boek.klok(*k).start, taal, uit),
            },
            Voorwaarde::Ouder { .. } => uit.push(kies(
                taal,
                "Dit volgt uit de dagen zelf; alleen een verbeterde dag verandert het.",
                "This follows from the days themselves; only a corrected day changes it.",
            )),
            Voorwaarde::Partij { rol, .. } => {
                let r = self.boek.rol(*rol).naam.in_taal(taal);
                uit.push(kies(
                    taal,
                    format!("Dit hangt af van wie in het dossier staat als: {r}."),
                    format!("This hangs on who is in the dossier as: {r}."),
                ));
            }
            Voorwaarde::Deelt { .. } => uit.push(kies(
                taal,
                "Dit hangt af van de namen die bij deze daad worden ingevuld.",
                "This hangs on the names that are filled in with this act.",
            )),
            Voorwaarde::Schriftelijk(daad) => {
                let wie = self.daad_met_wie(*daad, taal);
                uit.push(kies(
                    taal,
                    format!("Dit hangt af van de weg waarlangs dit binnenkwam: {wie}."),
                    format!("This hangs on the channel along which this came in: {wie}."),
                ));
            }
            Voorwaarde::Ontbreekt(daad) => {
                let wie = self.daad_met_wie(*daad, taal);
                let ontbrak = self.ontbrak(*daad);
                let wat = ontbrak.iter().map(|v| self.boek.wat_heet(*daad, &v.wat, taal));
                let wat = wat.collect::<Vec<_>>().join(", ");
                uit.push(if wat.is_empty() {
                    kies(
                        taal,
                        format!("Alles wat gevraagd wordt, stond erin bij: {wie}."),
                        format!("All that is asked for was stated with: {wie}."),
                    )
                } else {
                    kies(
                        taal,
                        format!("Dit ontbrak bij {wie}: {wat}."),
                        format!("With {wie} this was lacking: {wat}."),
                    )
                });
            }
            Voorwaarde::Gerechtigd { daad, .. } => {
                let wie = self.daad_met_wie(*daad, taal);
                uit.push(kies(
                    taal,
                    format!("Dit hangt af van de hoedanigheid die is ingevuld bij: {wie}."),
                    format!("This hangs on the capacity that was filled in with: {wie}."),
                ));
            }
        }
    }

    fn tel(&self, g: &Gevraagd) -> u32 {
        u32::try_from(self.passend(g).count()).unwrap_or(u32::MAX)
    }

    fn weg_verstreken(
        &self,
        v: &Voorwaarde,
        na: &Moment,
        termijn: Option<Termijn>,
        moet: bool,
        taal: Taal,
        uit: &mut Vec<String>,
    ) {
        let Some((begin, _)) = self.moment(na) else {
            return if moet {
                self.weg_moment(na, taal, uit)
            } else {
                uit.push(self.vast(v, moet, taal))
            };
        };
        let einde = match termijn {
            None => Some(begin),
            Some(t) => termijn::einde(self.boek.kalender(), begin, t, Verschuiving::Geen, &[])
                .ok()
                .map(|e| e.einde),
        };
        match einde {
            Some(e) if moet => {
                let d = lang(e, taal);
                uit.push(kies(
                    taal,
                    format!("Dit geldt na {d}."),
                    format!("This holds after {d}."),
                ));
            }
            Some(_) | None => uit.push(self.vast(v, moet, taal)),
        }
    }

    /// What would make this moment come.
    pub(super) fn weg_moment(&self, m: &Moment, taal: Taal, uit: &mut Vec<String>) {
        match m {
            Moment::Daad(d) => uit.push(self.weg_een(*d, taal)),
            Moment::Gebeurd(g) => uit.push(self.weg_daad(g, taal)),
            Moment::Veld(d, veld) => {
                // The act may have been done, with a day that has not come or without any.
                if let Some((dag, _)) = self.moment(m) {
                    let d = lang(dag, taal);
                    uit.push(kies(taal, format!("Die dag is {d}."), format!("That day is {d}.")));
                } else {
                    let naam = self
                        .boek
                        .daad(*d)
                        .veld(veld)
                        .map_or(veld.as_str(), |v| v.naam.in_taal(taal));
                    uit.push(self.weg_een(*d, taal));
                    uit.push(kies(
                        taal,
                        format!("Daarbij moet een dag staan bij '{naam}'."),
                        format!("It must name a day at '{naam}'."),
                    ));
                }
            }
            Moment::Eerste(l) => l.iter().for_each(|m| self.weg_moment(m, taal, uit)),
            Moment::Laatste(l) => l
                .iter()
                .filter(|m| self.moment(m).is_none())
                .for_each(|m| self.weg_moment(m, taal, uit)),
            Moment::Als(m, v) => {
                if self.moment(m).is_none() {
                    self.weg_moment(m, taal, uit);
                }
                self.zoek_wegen(v, true, None, taal, uit);
            }
            Moment::Plus(m, _) => match self.moment(m) {
                None => self.weg_moment(m, taal, uit),
                Some(_) => {
                    let w = self.boek.moment_in_woorden(m, taal);
                    uit.push(kies(
                        taal,
                        format!("Dit volgt vanzelf uit de dag van: {w}."),
                        format!("This follows by itself from the day of: {w}."),
                    ));
                }
            },
            Moment::Voorbij(m) => match self.moment(m) {
                None => self.weg_moment(m, taal, uit),
                Some((dag, _)) => {
                    let d = lang(dag, taal);
                    uit.push(kies(
                        taal,
                        format!("Dit komt als {d} voorbij is."),
                        format!("This comes once {d} has passed."),
                    ));
                }
            },
            Moment::Verstreken(k) => {
                let naam = self.boek.klok(*k).naam.in_taal(taal);
                uit.push(match self.klok(*k) {
                    Some(s) if s.loopt() => {
                        let d = lang(s.einde.wettelijk, taal);
                        kies(
                            taal,
                            format!(
                                "Dit komt als de termijn '{naam}' ongebruikt voorbijgaat, na {d}."
                            ),
                            format!(
                                "This comes when the term '{naam}' runs out unused, after {d}."
                            ),
                        )
                    }
                    Some(_) => kies(
                        taal,
                        format!("De termijn '{naam}' is op tijd gestopt: dit komt niet meer."),
                        format!("The term '{naam}' was stopped in time: this comes no more."),
                    ),
                    None => kies(
                        taal,
                        format!("De termijn '{naam}' is nog niet begonnen."),
                        format!("The term '{naam}' has not begun."),
                    ),
                });
            }
            Moment::Einde => uit.push(match self.eindes_in_woorden(taal) {
                Some(e) => kies(
                    taal,
                    format!("Dit komt met het einde van de procedure ({e})."),
                    format!("This comes with the end of the procedure ({e})."),
                ),
                None => kies(
                    taal,
                    "De regeling noemt geen einde van de procedure.",
                    "The regulation names no end of the procedure.",
                ),
            }),
            Moment::Inwerking => uit.push(match self.boek.kop().van {
                Some(d) => {
                    let d = lang(d, taal);
                    kies(
                        taal,
                        format!("De regeling geldt vanaf {d}."),
                        format!("The regulation holds from {d}."),
                    )
                }
                None => kies(
                    taal,
                    "De regeling noemt geen dag van inwerkingtreding.",
                    "The regulation names no day of entry into force.",
                ),
            }),
        }
    }

    fn weg_een(&self, daad: DaadId, taal: Taal) -> String {
        let g = Gevraagd {
            daad,
            door: Vec::new(),
            door_elke: None,
            aan: AanToets::Ieder,
            waar: Vec::new(),
            sinds: None,
        };
        self.weg_daad(&g, taal)
    }

    /// This act is needed: towards whom still, by whom, under which article, and can it be done now?
    fn weg_daad(&self, g: &Gevraagd, taal: Taal) -> String {
        let naam = self.boek.daad(g.daad).naam.in_taal(taal);
        let mut zin = kies(taal, format!("Eerst nodig: {naam}"), format!("Needed first: {naam}"));
        let nog: Vec<String> = match g.aan {
            AanToets::Ieder => Vec::new(),
            AanToets::Een(r) => vec![self.boek.rol(r).naam.in_taal(taal).to_owned()],
            AanToets::Elke(r) => self
                .stand
                .partijen_in(r)
                .filter(|(p, _)| !self.passend(g).any(|e| e.is_aan(*p)))
                .map(|(p, _)| self.doel_in_woorden(Doel { rol: r, partij: Some(p) }, taal))
                .collect(),
        };
        if !nog.is_empty() {
            let nog = nog.join(if taal == Taal::Nl { " en " } else { " and " });
            zin += &kies(taal, format!(", aan {nog}"), format!(", to {nog}"));
        }
        let kunnen = self.wie_kan(g.daad);
        let rollen: Vec<RolId> = if g.door.is_empty() {
            kunnen
        } else {
            kunnen
                .into_iter()
                .filter(|r| {
                    g.door
                        .iter()
                        .any(|d| self.boek.treedt_op_als(*r, *d) || self.boek.treedt_op_als(*d, *r))
                })
                .collect()
        };
        if rollen.is_empty() {
            let v = kies(
                taal,
                "; geen artikel geeft iemand die bevoegdheid.",
                "; no article gives anybody that power.",
            );
            return hoofdletter(&(zin + &v));
        }
        let wie = self.rollen_of(&rollen, taal);
        let oordelen: Vec<_> = rollen.iter().map(|r| self.mag(g.daad, *r, None)).collect();
        let mag = oordelen.iter().find_map(|o| o.as_ref().ok());
        let artikel = mag.map(|(_, v)| v).or_else(|| self.artikel_van(g.daad));
        let artikel = artikel.map(|v| format!(" ({})", self.boek.citeer(v))).unwrap_or_default();
        zin += &kies(taal, format!(", door {wie}{artikel}. "), format!(", by {wie}{artikel}. "));
        zin += &match mag {
            Some(_) => kies(taal, "Dat kan nu.", "That can be done now."),
            None => {
                let reden = oordelen
                    .iter()
                    .find_map(|o| o.as_ref().err().and_then(|w| w.redenen.first()))
                    .map(|r| r.met_artikel(self.boek, taal))
                    .unwrap_or_default();
                kies(
                    taal,
                    format!("Dat kan nu nog niet: {reden}"),
                    format!("That can't be done yet: {reden}"),
                )
            }
        };
        hoofdletter(&zin)
    }

    /// Nothing changes this any more: what happened stays, what is past is past.
    fn vast(&self, v: &Voorwaarde, moet: bool, taal: Taal) -> String {
        let w = self.boek.voorwaarde_in_woorden(v, taal);
        if moet {
            kies(
                taal,
                format!("Niets maakt dit nu nog waar: {w}."),
                format!("Nothing can make this hold any more: {w}."),
            )
        } else {
            kies(
                taal,
                format!("Niets neemt dit weg: {w}."),
                format!("Nothing takes this away: {w}."),
            )
        }
    }
}
