//! Why a duty is there, how its date was reached, and what would change it.

use regeling::norm::{Binnen, Norm};
use regeling::voorwaarde::Voorwaarde;
use termijn::{Datum, Taal, Termijn};

use super::woorden::{dagen, hoofdletter, lang, regels, verschil};
use super::{Uitleg, kies};
use crate::blik::Blik;
use crate::klokken::verschuiving;
use crate::plichten::{Afloop, Leidend, PlichtStand};
use crate::stand::Doel;
use crate::weigering::{Reden, Soort};

/// The arithmetic, and what to mind about it.
type Rekening = (Vec<String>, Vec<String>);

impl Blik<'_> {
    /// Why this duty is there, how its date was reached, and what would change it.
    pub fn uitleg(&self, plicht: &PlichtStand, taal: Taal) -> Uitleg {
        let norm = self.boek.norm(plicht.norm);
        let (mut rekening, mut let_op) = self.plicht_rekening(plicht, norm, taal);
        if let (Afloop::Vervuld { op, te_laat: true, .. }, Some(einde)) =
            (&plicht.afloop, plicht.wettelijk)
        {
            let (d, n) = (lang(*op, taal), dagen(verschil(einde, *op), taal));
            rekening.push(kies(
                taal,
                format!("Gedaan op {d}: {n} te laat."),
                format!("Done on {d}: {n} too late."),
            ));
        }
        if norm.in_de_regel {
            let_op.push(kies(
                taal,
                "Deze termijn is de regel; het artikel laat ruimte om ervan af te wijken.",
                "This term is the rule; the article leaves room to depart from it.",
            ));
        }
        Uitleg {
            wat: self.plicht_in_woorden(plicht, norm, taal),
            stand: plicht_stand(plicht, taal),
            artikel: self.boek.citeer(&norm.vindplaats),
            ook: Vec::new(),
            aanleiding: self.moment_met_dag(plicht.aanleiding, norm.na.as_ref(), taal),
            rekening,
            wijzigt: self.plicht_wijzigt(plicht, norm, taal),
            let_op,
        }
    }

    /// The same, with the other norms that demand the same act, and why this one leads.
    pub fn uitleg_leidend(&self, l: &Leidend, taal: Taal) -> Uitleg {
        let mut uit = self.uitleg(&l.leidt, taal);
        for ook in &l.ook {
            let ander = self.boek.citeer(&self.boek.norm(ook.norm).vindplaats);
            let datum = ook.wettelijk.map_or_else(
                || kies(taal, "zonder datum", "without a date"),
                |d| {
                    kies(
                        taal,
                        format!("uiterlijk {}", lang(d, taal)),
                        format!("by {}", lang(d, taal)),
                    )
                },
            );
            let eerste = &uit.artikel;
            let waarom = match (l.leidt.uiterlijk, ook.uiterlijk) {
                (Some(a), Some(b)) if a < b => kies(
                    taal,
                    format!("{eerste} leidt: die datum is eerder"),
                    format!("{eerste} leads: its date is earlier"),
                ),
                (Some(_), None) => kies(
                    taal,
                    format!("{eerste} leidt: die noemt een datum"),
                    format!("{eerste} leads: it names a date"),
                ),
                (None, Some(_)) => kies(
                    taal,
                    format!("beide gelden; {eerste} staat voorop"),
                    format!("both hold; {eerste} comes first"),
                ),
                (Some(_), Some(_)) | (None, None) => kies(
                    taal,
                    format!("{eerste} staat voorop: de datum verschilt niet"),
                    format!("{eerste} comes first: the date is no other"),
                ),
            };
            uit.ook.push(format!("{}: {datum}; {waarom}.", hoofdletter(&ander)));
        }
        uit
    }

    /// Why a duty that stood here before does not stand here any more; `None` when it still does.
    pub fn waarom_weg(&self, plicht: &PlichtStand) -> Option<Reden> {
        let zelfde = |p: &PlichtStand| {
            (p.norm, p.aan, p.onderdeel, p.aanleiding)
                == (plicht.norm, plicht.aan, plicht.onderdeel, plicht.aanleiding)
        };
        let nu = self.plichten();
        if nu.iter().any(zelfde) {
            return None;
        }
        let norm = self.boek.norm(plicht.norm);
        let plaats = Some(&norm.vindplaats);
        if let Some(v) = norm.als.as_ref().filter(|v| !self.geldt(v)) {
            let (nl, en) = self.waarom_niet(v, None);
            return Some(Reden::new(Soort::Voorwaarde, plaats, nl, en));
        }
        let na = norm.na.as_ref()?;
        let momenten = self.momenten(na);
        if momenten.is_empty() {
            let zin = |t| self.boek.moment_in_woorden(na, t);
            return Some(Reden::new(
                Soort::Voorwaarde,
                plaats,
                format!("Wat haar in gang zette, is er niet: {}.", zin(Taal::Nl)),
                format!("What set it off is not there: {}.", zin(Taal::En)),
            ));
        }
        if !momenten.contains(&plicht.aanleiding) {
            let zin = |t| self.boek.moment_in_woorden(na, t);
            return Some(Reden::new(
                Soort::Voorwaarde,
                plaats,
                format!("De aanleiding ligt nu op een andere dag: {}.", zin(Taal::Nl)),
                format!("What sets it off now falls on another day: {}.", zin(Taal::En)),
            ));
        }
        let is_er = |d: &Doel| {
            d.partij.is_none_or(|p| self.stand.partijen_in(d.rol).any(|(ix, _)| ix == p))
        };
        if let Some(weg) = plicht.aan.filter(|d| !is_er(d)) {
            let naam = &self.boek.rol(weg.rol).naam;
            return Some(Reden::new(
                Soort::Voorwaarde,
                plaats,
                format!("Deze persoon staat niet meer in het dossier als {}.", naam.nl),
                format!("This person is no longer in the dossier as {}.", naam.in_taal(Taal::En)),
            ));
        }
        if let (Some(n), Some(per)) = (plicht.onderdeel, &norm.per) {
            return Some(Reden::new(
                Soort::Voorwaarde,
                plaats,
                format!("In de lijst '{}' staat geen nummer {n}.", per.lijst),
                format!("The list '{}' has no number {n}.", per.lijst),
            ));
        }
        // Towards somebody who was not known by name and is now: the duty stands under that person.
        let rol = plicht.aan.filter(|d| d.partij.is_none()).map(|d| d.rol)?;
        let nu_op_naam =
            nu.iter().any(|p| p.norm == plicht.norm && p.aan.is_some_and(|d| d.rol == rol));
        nu_op_naam.then(|| {
            let naam = &self.boek.rol(rol).naam;
            Reden::new(
                Soort::Voorwaarde,
                plaats,
                format!("De plicht geldt nu voor ieder die {} is.", naam.nl),
                format!("The duty now holds for everybody who is {}.", naam.in_taal(Taal::En)),
            )
        })
    }

    fn plicht_in_woorden(&self, p: &PlichtStand, norm: &Norm, taal: Taal) -> String {
        let wie = hoofdletter(&self.rollen_of(&norm.wie, taal));
        let doet = match &norm.doet {
            regeling::norm::Doet::Daden(d) => self.boek.daden_in_woorden(d, taal),
            regeling::norm::Doet::Alles { .. } => {
                self.boek.daad(p.daad).naam.in_taal(taal).to_owned()
            }
        };
        let mut zin = kies(taal, format!("{wie} moet: {doet}"), format!("{wie} must: {doet}"));
        if let Some(n) = p.onderdeel {
            zin += &kies(taal, format!(" (nummer {n})"), format!(" (number {n})"));
        }
        if let Some(aan) = p.aan {
            let aan = self.doel_in_woorden(aan, taal);
            zin += &kies(taal, format!(", aan: {aan}"), format!(", to: {aan}"));
        }
        zin
    }

    fn plicht_rekening(&self, p: &PlichtStand, norm: &Norm, taal: Taal) -> Rekening {
        let een = |nl: String, en: String| (vec![kies(taal, nl, en)], Vec::new());
        if p.onderdeel.is_some()
            && let Some(d) = p.uiterlijk.filter(|_| p.termijn.is_none() && p.klok.is_none())
        {
            return een(
                format!("De datum is per onderdeel gesteld: {}.", lang(d, Taal::Nl)),
                format!("The date was set for each item: {}.", lang(d, Taal::En)),
            );
        }
        if let (Some(h), Some(t)) = (&norm.herhaal, p.termijn)
            && (t == h.elke)
        {
            // A turn of a duty that comes back, counted from the last time.
            return self.vaste_rekening(p.aanleiding.0, t, norm.atw, taal);
        }
        match &norm.binnen {
            Binnen::ZoSpoedigMogelijk => een(
                "Het artikel noemt geen termijn: zo spoedig mogelijk.".into(),
                "The article names no term: as soon as can be.".into(),
            ),
            Binnen::Klok(k) => match self.klok(*k) {
                Some(stand) => self.klok_rekening(&stand, taal),
                None => {
                    let naam = &self.boek.klok(*k).naam;
                    een(
                        format!("De termijn '{}' loopt nu niet: er is geen datum.", naam.nl),
                        format!(
                            "The term '{}' is not running now: there is no date.",
                            naam.in_taal(Taal::En)
                        ),
                    )
                }
            },
            Binnen::Termijnen(l) => self.termijn_rekening(p, norm, l, taal),
            Binnen::Gesteld { veld, hoogstens } => {
                self.gesteld_rekening(p, norm, veld, *hoogstens, taal)
            }
            Binnen::GesteldDoor { wie, hoogstens, .. } => {
                let rollen = |t| self.rollen_of(wie, t);
                match (p.uiterlijk, p.termijn.or(*hoogstens)) {
                    (Some(_), Some(t)) if p.termijn.is_some() => {
                        let (mut r, let_op) =
                            self.vaste_rekening(p.aanleiding.0, t, norm.atw, taal);
                        let n = t.in_cijfers(taal);
                        r.insert(
                            0,
                            kies(
                                taal,
                                format!("Er is geen kortere termijn gesteld door {}; dan geldt de grens: {n}.", rollen(Taal::Nl)),
                                format!("No shorter term was set by {}; the bound holds: {n}.", rollen(Taal::En)),
                            ),
                        );
                        (r, let_op)
                    }
                    (Some(d), _) => een(
                        format!(
                            "De termijn is gesteld door {}: {}.",
                            rollen(Taal::Nl),
                            lang(d, Taal::Nl)
                        ),
                        format!("The term was set by {}: {}.", rollen(Taal::En), lang(d, Taal::En)),
                    ),
                    (None, _) => een(
                        format!("De termijn moet nog gesteld worden door {}.", rollen(Taal::Nl)),
                        format!("The term has yet to be set by {}.", rollen(Taal::En)),
                    ),
                }
            }
            Binnen::Voor { moment, minstens } => {
                let u = self.moment(moment).and_then(|(d, _)| {
                    termijn::uitleg_terug(self.boek.kalender(), d, *minstens).ok()
                });
                u.map_or_else(
                    || {
                        let m = |t| self.boek.moment_in_woorden(moment, t);
                        een(
                            format!("Telt terug van: {}. Die dag is nog niet bekend.", m(Taal::Nl)),
                            format!(
                                "Counts back from: {}. That day is not known yet.",
                                m(Taal::En)
                            ),
                        )
                    },
                    |u| regels(&u, taal),
                )
            }
        }
    }

    fn termijn_rekening(
        &self,
        p: &PlichtStand,
        norm: &Norm,
        l: &[(Termijn, Option<Voorwaarde>)],
        taal: Taal,
    ) -> Rekening {
        let Some(t) = p.termijn else {
            let zin = kies(
                taal,
                "Geen van de termijnen van het artikel geldt nu: er is geen datum.",
                "None of the terms of the article holds now: there is no date.",
            );
            return (vec![zin], Vec::new());
        };
        let u =
            termijn::uitleg(self.boek.kalender(), p.aanleiding.0, t, verschuiving(norm.atw), &[]);
        let (mut uit, let_op) = u.map_or((Vec::new(), Vec::new()), |u| regels(&u, taal));
        let gekozen = l.iter().find(|(_, als)| als.as_ref().is_none_or(|v| self.geldt(v)));
        if let Some((_, Some(v))) = gekozen {
            let (t, v) = (t.in_cijfers(taal), self.boek.voorwaarde_in_woorden(v, taal));
            uit.insert(
                0,
                kies(
                    taal,
                    format!("De termijn is {t}, want: {v}."),
                    format!("The term is {t}, for: {v}."),
                ),
            );
        }
        (uit, let_op)
    }

    fn gesteld_rekening(
        &self,
        p: &PlichtStand,
        norm: &Norm,
        veld: &str,
        hoogstens: Option<Termijn>,
        taal: Taal,
    ) -> Rekening {
        let gesteld = self
            .stand
            .gebeurtenis(p.aanleiding.1)
            .and_then(|g| g.velden.get(veld))
            .and_then(regeling::Waarde::als_datum);
        let (mut uit, mut let_op) = (Vec::new(), Vec::new());
        uit.push(match gesteld {
            Some(d) => kies(
                taal,
                format!("De datum is gesteld: {}.", lang(d, Taal::Nl)),
                format!("The date was set: {}.", lang(d, Taal::En)),
            ),
            None => kies(taal, "Er is geen datum gesteld.", "No date was set."),
        });
        if let Some(t) = hoogstens {
            let t_nl = t.in_cijfers(Taal::Nl);
            let t_en = t.in_cijfers(Taal::En);
            uit.push(kies(
                taal,
                format!("Het artikel staat hoogstens {t_nl} toe."),
                format!("The article allows {t_en} at most."),
            ));
            let u = termijn::uitleg(
                self.boek.kalender(),
                p.aanleiding.0,
                t,
                verschuiving(norm.atw),
                &[],
            );
            if let Ok(u) = u {
                let (stappen, w) = regels(&u, taal);
                uit.extend(stappen);
                let_op.extend(w);
            }
        }
        if let Some(d) = p.uiterlijk {
            uit.push(kies(
                taal,
                format!("Uiterlijk is dus {}.", lang(d, Taal::Nl)),
                format!("The last day is therefore {}.", lang(d, Taal::En)),
            ));
        }
        (uit, let_op)
    }

    fn plicht_wijzigt(&self, p: &PlichtStand, norm: &Norm, taal: Taal) -> Vec<String> {
        match &p.afloop {
            Afloop::Vervuld { op, .. } => vec![kies(
                taal,
                format!(
                    "Niets: gedaan op {}, en wat gedaan is blijft gedaan.",
                    lang(*op, Taal::Nl)
                ),
                format!("Nothing: done on {}, and what was done stays done.", lang(*op, Taal::En)),
            )],
            Afloop::Vervallen { .. } => self.waarom_vervallen(p, norm, taal),
            Afloop::Open | Afloop::TeLaat => self.open_wijzigt(p, norm, taal),
        }
    }

    fn waarom_vervallen(&self, p: &PlichtStand, norm: &Norm, taal: Taal) -> Vec<String> {
        let Afloop::Vervallen { op, door } = &p.afloop else { return Vec::new() };
        let artikel = match door {
            Some(v) => self.boek.citeer(v),
            None => kies(taal, "eerder register", "earlier register").to_owned(),
        };
        let weg = self.weggenomen(norm, p.aanleiding, p.aan);
        let Some(((_, nummer), _)) = weg else {
            let Some(v) = &norm.tenzij else {
                return vec![kies(
                    taal,
                    format!("Vervallen ({artikel})."),
                    format!("Lapsed ({artikel})."),
                )];
            };
            let (nl, en) = self.waarom_wel(v, None);
            let mut uit = vec![kies(
                taal,
                format!("Vervallen: {} ({artikel})", nl.trim_end_matches('.')) + ".",
                format!("Lapsed: {} ({artikel})", en.trim_end_matches('.')) + ".",
            )];
            uit.extend(self.wegen(v, false, None, taal));
            return uit;
        };
        let wat = self.moment_met_dag((*op, nummer), None, taal);
        let mut uit = vec![kies(
            taal,
            format!("Vervallen op {} ({artikel}): {wat}.", lang(*op, Taal::Nl)),
            format!("Lapsed on {} ({artikel}): {wat}.", lang(*op, Taal::En)),
        )];
        let heropent: Vec<_> = self
            .boek
            .eindes
            .iter()
            .filter(|e| {
                self.einde().is_some_and(|einde| einde.daad == e.door && einde.op.1 == nummer)
            })
            .flat_map(|e| e.heropent.iter().cloned())
            .collect();
        if !heropent.is_empty() {
            let daden = self.gebeurd_met_wie(&heropent, taal);
            uit.push(kies(
                taal,
                format!("Zij herleeft na: {daden}."),
                format!("It revives after: {daden}."),
            ));
        }
        uit
    }

    fn vaste_rekening(&self, van: Datum, t: Termijn, atw: bool, taal: Taal) -> Rekening {
        let u =
            termijn::uitleg(self.boek.kalender(), van, t, crate::klokken::verschuiving(atw), &[]);
        u.map_or((Vec::new(), Vec::new()), |u| regels(&u, taal))
    }

    fn open_wijzigt(&self, p: &PlichtStand, norm: &Norm, taal: Taal) -> Vec<String> {
        let artikel = self.boek.citeer(&norm.vindplaats);
        let mut uit = vec![self.klaar_zodra(p, norm, taal)];
        if let Some(stand) =
            p.klok.and_then(|k| self.klok(k)).filter(crate::klokken::KlokStand::loopt)
        {
            uit.extend(self.klok_wijzigt(&stand, taal));
        }
        if let Binnen::Termijnen(l) = &norm.binnen {
            for (t, als) in l.iter().filter(|(t, _)| Some(*t) != p.termijn) {
                let Some(v) = als else { continue };
                let (t, v) = (t.in_cijfers(taal), self.boek.voorwaarde_in_woorden(v, taal));
                uit.push(kies(
                    taal,
                    format!("De termijn wordt {t} als: {v} ({artikel})."),
                    format!("The term becomes {t} if: {v} ({artikel})."),
                ));
            }
        }
        if let Binnen::Voor { moment, .. } = &norm.binnen {
            let m = self.boek.moment_in_woorden(moment, taal);
            uit.push(kies(
                taal,
                format!("De datum schuift mee met: {m}."),
                format!("The date moves along with: {m}."),
            ));
        }
        if !norm.vervalt_bij.is_empty() {
            let daden = self.gebeurd_met_wie(&norm.vervalt_bij, taal);
            uit.push(kies(
                taal,
                format!("De plicht vervalt bij: {daden} ({artikel})."),
                format!("The duty lapses with: {daden} ({artikel})."),
            ));
        }
        if let Some(v) = &norm.tenzij {
            let v = self.boek.voorwaarde_in_woorden(v, taal);
            uit.push(kies(
                taal,
                format!("De plicht vervalt als: {v} ({artikel})."),
                format!("The duty lapses if: {v} ({artikel})."),
            ));
        }
        if let Some(v) = &norm.als {
            let v = self.boek.voorwaarde_in_woorden(v, taal);
            uit.push(kies(
                taal,
                format!("De plicht geldt alleen als: {v} ({artikel})."),
                format!("The duty holds only if: {v} ({artikel})."),
            ));
        }
        // A clock of its own says already with what the procedure ends.
        if !norm.na_einde
            && p.klok.is_none_or(|k| self.boek.klok(k).na_einde)
            && let Some(eindes) = self.eindes_in_woorden(taal)
        {
            uit.push(kies(
                taal,
                format!("De plicht vervalt als de procedure eindigt ({eindes})."),
                format!("The duty lapses when the procedure ends ({eindes})."),
            ));
        }
        uit
    }

    /// With what the duty is met, and whether that can be done on this day.
    fn klaar_zodra(&self, p: &PlichtStand, norm: &Norm, taal: Taal) -> String {
        let wie = self.rollen_of(&norm.wie, taal);
        let daden: &[_] = match &norm.doet {
            regeling::norm::Doet::Daden(d) => d,
            regeling::norm::Doet::Alles { .. } => std::slice::from_ref(&p.daad),
        };
        let doet = self.boek.daden_in_woorden(daden, taal);
        let mut weigering = None;
        let kan = daden.iter().any(|d| {
            norm.wie.iter().any(|r| match self.mag(*d, *r, None) {
                Ok(_) => true,
                Err(w) => {
                    weigering.get_or_insert(w);
                    false
                }
            })
        });
        let nu = match weigering.and_then(|w| w.redenen.into_iter().next()) {
            _ if kan => kies(taal, "Dat kan nu.", "That can be done now."),
            Some(r) => {
                let zin = r.met_artikel(self.boek, taal);
                kies(
                    taal,
                    format!("Dat kan nu nog niet: {zin}"),
                    format!("That can't be done yet: {zin}"),
                )
            }
            None => kies(taal, "Dat kan nu nog niet.", "That can't be done yet."),
        };
        kies(
            taal,
            format!("Vervuld zodra dit is gedaan en vastgelegd: {doet} (door {wie}). {nu}"),
            format!("Met once this was done and recorded: {doet} (by {wie}). {nu}"),
        )
    }
}

fn plicht_stand(p: &PlichtStand, taal: Taal) -> String {
    let tot = |d: termijn::Datum| lang(d, taal);
    match (&p.afloop, p.uiterlijk, p.wettelijk) {
        (Afloop::Open, Some(u), Some(w)) if w > u => kies(
            taal,
            format!("Open: uiterlijk {}; te laat is het pas na {}.", tot(u), tot(w)),
            format!("Open: by {}; it is late only after {}.", tot(u), tot(w)),
        ),
        (Afloop::Open, Some(u), _) => {
            kies(taal, format!("Open: uiterlijk {}.", tot(u)), format!("Open: by {}.", tot(u)))
        }
        (Afloop::Open, None, _) => kies(taal, "Open, zonder datum.", "Open, without a date."),
        (Afloop::TeLaat, _, Some(w)) => kies(
            taal,
            format!("Te laat: uiterlijk was {}.", tot(w)),
            format!("Too late: the last day was {}.", tot(w)),
        ),
        (Afloop::TeLaat, _, None) => kies(taal, "Te laat.", "Too late."),
        (Afloop::Vervuld { op, te_laat: true, .. }, _, _) => kies(
            taal,
            format!("Vervuld op {}, te laat.", tot(*op)),
            format!("Met on {}, too late.", tot(*op)),
        ),
        (Afloop::Vervuld { op, te_laat: false, .. }, Some(_), _) => kies(
            taal,
            format!("Vervuld op {}, op tijd.", tot(*op)),
            format!("Met on {}, in time.", tot(*op)),
        ),
        (Afloop::Vervuld { op, .. }, None, _) => {
            kies(taal, format!("Vervuld op {}.", tot(*op)), format!("Met on {}.", tot(*op)))
        }
        (Afloop::Vervallen { .. }, _, _) => kies(taal, "Vervallen.", "Lapsed."),
    }
}
