//! May this be done now, by this role? With the article that allows it, or all reasons why not.
//!
//! Always holds: nothing is allowed that no norm allows; a prohibition beats a power.

use regeling::norm::{Binnen, Norm, NormSoort, Vindplaats};
use regeling::woorden::RolSoort;
use regeling::{DaadId, KlokId, NormId, RolId, Velden};
use termijn::Taal;

use crate::blik::Blik;
use crate::gronden::Gronden;
use crate::klokken::verschuiving;
use crate::weigering::{Reden, Soort, Weigering};

/// What allows an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grondslag {
    /// A duty or power.
    Norm(NormId),
    /// An extension of this clock.
    Verdaging(KlokId, usize),
    /// A ground for not handling or passing on.
    Grond(String),
    /// A duty on the calendar.
    Kalender,
}

/// An act as this role sees it today.
#[derive(Debug, Clone)]
pub struct Handeling {
    /// Which act.
    pub daad: DaadId,
    /// Allowed under this article, or refused with reasons.
    pub oordeel: Result<(Grondslag, Vindplaats), Weigering>,
}

impl Blik<'_> {
    /// All acts that some norm gives to this role, allowed or refused.
    pub fn handelingen(&self, rol: RolId) -> Vec<Handeling> {
        (0..self.boek.daden.len())
            .map(DaadId::van_ix)
            .filter(|d| self.heeft_grondslag(*d, rol))
            .map(|daad| Handeling { daad, oordeel: self.mag(daad, rol, None) })
            .collect()
    }

    pub(crate) fn is_van(&self, wie: &[RolId], rol: RolId) -> bool {
        wie.iter().any(|w| self.boek.treedt_op_als(rol, *w))
    }

    /// Whoever did something, or records what parties do, may set its record right, under the article under
    /// which it was done: that article demands that it be right.
    fn mag_herstellen(
        &self,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
    ) -> Result<(Grondslag, Vindplaats), Weigering> {
        let weiger = |nl: String, en: String| {
            let redenen = vec![Reden::new(Soort::GeenBevoegdheid, None, nl, en)];
            Err(Weigering { daad: self.boek.daad(daad).id.clone(), redenen })
        };
        let van_deze_rol = |g: &&crate::stand::Gebeurd| {
            let partij = |r: RolId| self.boek.rol(r).soort == RolSoort::Partij;
            let legt_vast = |r: RolId| self.boek.rol(r).legt_vast;
            g.rol == rol && !partij(rol)
                || (partij(g.rol) || self.boek.daad(g.daad).neemt_over)
                    && (legt_vast(rol) || self.boek.rol(rol).is.iter().any(|r| legt_vast(*r)))
        };
        // Where new values must be given, it is about what was asked when the complaint came.
        let alleen_opening = self.boek.daad(daad).vult_aan();
        let herstelbaar = |g: &&crate::stand::Gebeurd| {
            let d = self.boek.daad(g.daad);
            // A part that was split off is there, with a dossier of its own.
            let telt = !g.vervallen && !d.herstelt && !d.splitst;
            telt && (d.opent || !alleen_opening) && van_deze_rol(g)
        };
        let doel = match velden {
            Some(v) => self.stand.te_herstellen(self.boek, daad, v).filter(herstelbaar),
            None => self.stand.gebeurtenissen().iter().find(herstelbaar),
        };
        let Some(doel) = doel else {
            return weiger(
                "Rechtzetten kan wie het deed, of wie vastlegt wat klager en aangeklaagde doen; een rechtzetting zelf zet men niet recht.".to_owned(),
                "A record is set right by whoever did it, or by whoever records what the parties do.".to_owned(),
            );
        };
        // What was taken over stands on the article under which the complaint came.
        let daad = match self.boek.daad(doel.daad).neemt_over {
            true => self.opening().map_or(doel.daad, |g| g.daad),
            false => doel.daad,
        };
        let norm = self
            .boek
            .verlenend(daad)
            .iter()
            .find(|n| self.is_van(&self.boek.norm(**n).wie, doel.rol))
            .or_else(|| self.boek.verlenend(daad).first());
        match norm {
            Some(id) => Ok((Grondslag::Norm(*id), self.boek.norm(*id).vindplaats.clone())),
            None => match self.gronden_of_verdaging(daad) {
                Some(gevonden) => Ok(gevonden),
                None => weiger(
                    "Geen artikel gaat over wat hier rechtgezet wordt.".to_owned(),
                    "No article is about what is set right here.".to_owned(),
                ),
            },
        }
    }

    fn gronden_of_verdaging(&self, daad: DaadId) -> Option<(Grondslag, Vindplaats)> {
        let verdaging = self.boek.verdagend(daad).first().map(|(k, i)| {
            let v = &self.boek.klok(*k).verdaging[*i];
            (Grondslag::Verdaging(*k, *i), v.vindplaats.clone())
        });
        let grond = || {
            let g = self.boek.gronden_van(daad).next()?;
            Some((Grondslag::Grond(g.id.clone()), g.vindplaats.clone()))
        };
        let kalender = || {
            let p = self.boek.kalenderplichten.iter().find(|p| p.doet == daad)?;
            Some((Grondslag::Kalender, p.vindplaats.clone()))
        };
        verdaging.or_else(grond).or_else(kalender)
    }

    /// A norm whose term somebody sets, gives whoever sets it the power to do so. `None`: not this act or
    /// role; else the reason why not now, if there is one.
    fn mag_termijn_stellen(
        &self,
        norm: &Norm,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
    ) -> Option<Option<Reden>> {
        let Binnen::GesteldDoor { wie, daad: stelt, .. } = &norm.binnen else { return None };
        if *stelt != daad || !self.is_van(wie, rol) {
            return None;
        }
        let voor = velden.and_then(|v| v.get("voor")).and_then(|w| w.als_tekst());
        if voor.is_some_and(|v| v != norm.id) {
            return None;
        }
        let na = norm.na.as_ref().and_then(|m| self.moment(m));
        if norm.na.is_some() && na.is_none() {
            let wat = norm.na.as_ref().map(|m| {
                let woorden = |taal| self.boek.moment_in_woorden(m, taal);
                (woorden(Taal::Nl), woorden(Taal::En))
            });
            let (nl, en) = wat.unwrap_or_default();
            return Some(Some(Reden::new(
                Soort::Voorwaarde,
                Some(&norm.vindplaats),
                format!("Dit kan pas na: {nl}."),
                format!("This can only be done after: {en}."),
            )));
        }
        Some(self.einde_reden(norm.na_einde, na))
    }

    fn heeft_grondslag(&self, daad: DaadId, rol: RolId) -> bool {
        if self.boek.daad(daad).herstelt {
            return self.mag_herstellen(daad, rol, None).is_ok();
        }
        self.boek.stellend().iter().any(|n| {
            matches!(&self.boek.norm(*n).binnen, Binnen::GesteldDoor { wie, daad: d, .. }
                if *d == daad && self.is_van(wie, rol))
        }) || self.boek.verlenend(daad).iter().any(|n| self.is_van(&self.boek.norm(*n).wie, rol))
            || self
                .boek
                .verdagend(daad)
                .iter()
                .any(|(k, i)| self.is_van(&self.boek.klok(*k).verdaging[*i].wie, rol))
            || self.boek.gronden_van(daad).any(|g| self.is_van(&g.wie, rol))
    }

    /// May this role do this act on this day, with these field values?
    ///
    /// # Errors
    /// All reasons why not, each with its article.
    pub fn mag(
        &self,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
    ) -> Result<(Grondslag, Vindplaats), Weigering> {
        if self.als_rol != Some(rol) {
            return self.als_rol(rol).mag(daad, rol, velden);
        }
        if self.boek.daad(daad).herstelt {
            return self.mag_herstellen(daad, rol, velden);
        }
        let mut redenen = Vec::new();
        let mut toegestaan: Option<(Grondslag, Vindplaats)> = None;
        let mut gevonden = false;
        let verlengt_niets = self.verlengt_niets(daad, rol);
        for id in self.boek.verlenend(daad) {
            let norm = self.boek.norm(*id);
            if !self.is_van(&norm.wie, rol) {
                continue;
            }
            gevonden = true;
            let verlengt_niets = || verlengt_niets.first().cloned();
            match self.norm_staat_toe(norm, velden).or_else(verlengt_niets) {
                None => {
                    toegestaan
                        .get_or_insert_with(|| (Grondslag::Norm(*id), norm.vindplaats.clone()));
                }
                Some(reden) => redenen.push(reden),
            }
        }
        for (klok_id, i) in self.boek.verdagend(daad) {
            let klok = self.boek.klok(*klok_id);
            let verdaging = &klok.verdaging[*i];
            if !self.is_van(&verdaging.wie, rol) {
                continue;
            }
            gevonden = true;
            match self.verdaging_kan(*klok_id, *i) {
                None => {
                    toegestaan.get_or_insert_with(|| {
                        (Grondslag::Verdaging(*klok_id, *i), verdaging.vindplaats.clone())
                    });
                }
                Some(reden) => redenen.push(reden),
            }
        }
        for id in self.boek.stellend() {
            let norm = self.boek.norm(*id);
            let Some(oordeel) = self.mag_termijn_stellen(norm, daad, rol, velden) else { continue };
            gevonden = true;
            match oordeel {
                None => {
                    toegestaan
                        .get_or_insert_with(|| (Grondslag::Norm(*id), norm.vindplaats.clone()));
                }
                Some(reden) => redenen.push(reden),
            }
        }
        match self.gronden(daad, rol, velden) {
            Gronden::Geen => {}
            Gronden::Beschikbaar { grond, van_rol } => {
                gevonden |= van_rol;
                // A ground that was chosen carries the act, also where another norm gives the power.
                let gekozen = velden.is_some_and(|v| v.contains_key("grond"));
                if toegestaan.is_some() && gekozen || toegestaan.is_none() && van_rol {
                    match self.einde_reden(false, None) {
                        Some(reden) if toegestaan.is_none() => redenen.push(reden),
                        _ => {
                            let grondslag = Grondslag::Grond(grond.id.clone());
                            toegestaan = Some((grondslag, grond.vindplaats.clone()));
                        }
                    }
                }
            }
            Gronden::Ontbreekt { waarom, van_rol } => {
                gevonden |= van_rol;
                toegestaan = None;
                redenen.extend(waarom);
            }
        }
        if let Some(oordeel) = self.kalender_staat_toe(daad, rol, velden) {
            gevonden = true;
            match oordeel {
                Ok(v) => {
                    toegestaan.get_or_insert((Grondslag::Kalender, v));
                }
                Err(reden) => redenen.push(reden),
            }
        }
        if !gevonden {
            redenen.push(self.geen_bevoegdheid(daad, rol));
        }
        let mut bezwaren: Vec<Reden> = self.verboden(daad, rol, velden);
        bezwaren.extend(self.al_gedaan(daad));
        match toegestaan {
            Some(t) if bezwaren.is_empty() => Ok(t),
            t => {
                if t.is_none() {
                    bezwaren.extend(redenen);
                }
                bezwaren.dedup();
                Err(Weigering { daad: self.boek.daad(daad).id.clone(), redenen: bezwaren })
            }
        }
    }

    /// Why this norm does not allow it now; `None` when it does.
    pub fn norm_staat_toe(&self, norm: &Norm, velden: Option<&Velden>) -> Option<Reden> {
        let aanleiding = match &norm.na {
            None => None,
            Some(m) => match self.moment(m) {
                Some(a) if a.0 <= self.op => Some(a),
                _ => {
                    let wat = self.boek.moment_in_woorden(m, Taal::Nl);
                    let en = self.boek.moment_in_woorden(m, Taal::En);
                    return Some(Reden::new(
                        Soort::Voorwaarde,
                        Some(&norm.vindplaats),
                        format!("Dit kan pas na: {wat}."),
                        format!("This can only be done after: {en}."),
                    ));
                }
            },
        };
        if let Some(reden) = self.einde_reden(norm.na_einde, aanleiding) {
            return Some(reden);
        }
        for v in [&norm.als, &norm.mits].into_iter().flatten() {
            if !self.geldt_bij(v, velden) {
                let (nl, en) = self.waarom_niet(v, velden);
                return Some(Reden::new(Soort::Voorwaarde, Some(&norm.vindplaats), nl, en));
            }
        }
        if let Some(v) = &norm.tenzij
            && self.geldt_bij(v, velden)
        {
            let (nl, en) = self.waarom_wel(v, velden);
            return Some(Reden::new(Soort::Voorwaarde, Some(&norm.vindplaats), nl, en));
        }
        let begin = aanleiding?.0;
        if let Some(t) = norm.niet_voor
            && let Ok(e) =
                termijn::einde(self.boek.kalender(), begin, t, verschuiving(norm.atw), &[])
            && self.op < e.einde
        {
            let datum = termijn::lange_datum(e.einde, Taal::Nl);
            let en = termijn::lange_datum(e.einde, Taal::En);
            return Some(Reden::new(
                Soort::Tijd,
                Some(&norm.vindplaats),
                format!("Dit kan niet eerder dan {datum}."),
                format!("This cannot be done before {en}."),
            ));
        }
        if norm.soort == NormSoort::Bevoegdheid
            && let Some(tot) = self.grens_van(norm, aanleiding?).wettelijk
            && self.op > tot
        {
            let datum = termijn::lange_datum(tot, Taal::Nl);
            let en = termijn::lange_datum(tot, Taal::En);
            return Some(Reden::new(
                Soort::Tijd,
                Some(&norm.vindplaats),
                format!("Dit kon tot en met {datum}."),
                format!("This could be done up to and including {en}."),
            ));
        }
        None
    }

    fn einde_reden(
        &self,
        na_einde: bool,
        aanleiding: Option<(termijn::Datum, u32)>,
    ) -> Option<Reden> {
        let einde = self.einde().filter(|e| !na_einde && aanleiding.is_none_or(|a| a < e.op))?;
        let datum = termijn::lange_datum(einde.op.0, Taal::Nl);
        let en = termijn::lange_datum(einde.op.0, Taal::En);
        let gedaan = &self.boek.daad(einde.daad).gedaan;
        Some(Reden::new(
            Soort::Afgelopen,
            einde.vindplaats,
            format!("De procedure is geëindigd op {datum}: {}.", gedaan.nl),
            format!("The procedure ended on {en}: {}.", gedaan.in_taal(Taal::En)),
        ))
    }

    /// An act that tells an extension, while none that this role may tell can be told: why not, clock by
    /// clock. Who may tell it under a norm of its own, would move nothing. Empty when a clock can move, and
    /// for any other act.
    fn verlengt_niets(&self, daad: DaadId, rol: RolId) -> Vec<Reden> {
        let mut redenen = Vec::new();
        for (klok, i) in self.boek.verdagend(daad) {
            if !self.mag_verdagen(&self.boek.klok(*klok).verdaging[*i], rol) {
                continue;
            }
            match self.verdaging_kan(*klok, *i) {
                None => return Vec::new(),
                Some(reden) => redenen.push(reden),
            }
        }
        redenen
    }

    /// Why this extension can't be told now; `None` when it can.
    pub(crate) fn verdaging_kan(&self, klok_id: KlokId, i: usize) -> Option<Reden> {
        let klok = self.boek.klok(klok_id);
        let v = &klok.verdaging[i];
        let plaats = Some(&v.vindplaats);
        let Some(stand) = self.klok(klok_id).filter(|s| s.loopt()) else {
            return Some(match self.einde_reden(klok.na_einde, None) {
                Some(reden) => reden,
                None => Reden::new(
                    Soort::Tijd,
                    plaats,
                    format!("De termijn '{}' loopt niet.", klok.naam.nl),
                    format!("The term '{}' is not running.", klok.naam.in_taal(Taal::En)),
                ),
            });
        };
        if v.vooraf && self.op > stand.einde.wettelijk {
            let (nl, en) = (
                termijn::lange_datum(stand.einde.wettelijk, Taal::Nl),
                termijn::lange_datum(stand.einde.wettelijk, Taal::En),
            );
            return Some(Reden::new(
                Soort::Tijd,
                plaats,
                format!("Verlengen kon tot en met {nl}; de termijn is voorbij."),
                format!("An extension could be told up to and including {en}; the term has ended."),
            ));
        }
        let keren = stand.verdagingen.iter().filter(|(_, welke, _)| *welke == i).count();
        if v.keer.is_some_and(|k| keren >= k as usize) {
            return Some(Reden::new(
                Soort::AlGedaan,
                plaats,
                "De termijn is al zo vaak verlengd als kan.",
                "The term has been extended as often as it can be.",
            ));
        }
        if let Some(grens) = self.grens(klok, &stand, v)
            && stand.einde.einde >= grens.einde
        {
            let (nl, en) = (
                termijn::lange_datum(grens.einde, Taal::Nl),
                termijn::lange_datum(grens.einde, Taal::En),
            );
            return Some(Reden::new(
                Soort::Tijd,
                plaats,
                format!("De termijn loopt al tot het uiterste: {nl}."),
                format!("The term already runs to its limit: {en}."),
            ));
        }
        if let Some(m) = &v.mits
            && !self.geldt(m)
        {
            let (nl, en) = self.waarom_niet(m, None);
            return Some(Reden::new(Soort::Voorwaarde, plaats, nl, en));
        }
        None
    }

    /// The prohibitions that stand in the way.
    fn verboden(&self, daad: DaadId, rol: RolId, velden: Option<&Velden>) -> Vec<Reden> {
        self.boek
            .verboden()
            .iter()
            .map(|id| self.boek.norm(*id))
            .filter(|n| n.doet.omvat(daad) && (n.wie.is_empty() || self.is_van(&n.wie, rol)))
            .filter(|n| n.na.as_ref().is_none_or(|m| self.moment(m).is_some()))
            .filter(|n| n.als.as_ref().is_none_or(|v| self.geldt_bij(v, velden)))
            .filter(|n| n.tenzij.as_ref().is_none_or(|v| !self.geldt_bij(v, velden)))
            .map(|n| {
                let (nl, en) = match (&n.tenzij, &n.als, &n.tekst) {
                    (Some(v), _, _) => self.waarom_niet(v, velden),
                    (None, _, Some(t)) => (t.nl.clone(), t.in_taal(Taal::En).to_owned()),
                    (None, Some(v), None) => self.waarom_wel(v, velden),
                    (None, None, None) => {
                        ("Dit is verboden.".to_owned(), "This is forbidden.".to_owned())
                    }
                };
                Reden::new(Soort::Verbod, Some(&n.vindplaats), nl, en)
            })
            .collect()
    }

    fn al_gedaan(&self, daad: DaadId) -> Option<Reden> {
        if !self.boek.daad(daad).eenmalig {
            return None;
        }
        let eerder =
            self.stand.per_daad[daad.ix()].first().map(|i| &self.stand.gebeurd[*i as usize])?;
        let (nl, en) = (
            termijn::lange_datum(eerder.gebeurd_op, Taal::Nl),
            termijn::lange_datum(eerder.gebeurd_op, Taal::En),
        );
        let grondslag = self
            .boek
            .verlenend(daad)
            .iter()
            .map(|n| &self.boek.norm(*n).vindplaats)
            .chain(self.boek.gronden_van(daad).map(|g| &g.vindplaats))
            .min_by_key(|v| v.tekst);
        Some(Reden::new(
            Soort::AlGedaan,
            grondslag,
            format!("Dit is al gedaan, op {nl}."),
            format!("This was already done, on {en}."),
        ))
    }

    fn geen_bevoegdheid(&self, daad: DaadId, rol: RolId) -> Reden {
        let mut wie: Vec<&str> = Vec::new();
        let mut voeg = |rollen: &[RolId]| {
            for r in rollen {
                let naam = self.boek.rol(*r).naam.nl.as_str();
                if !wie.contains(&naam) {
                    wie.push(naam);
                }
            }
        };
        self.boek.verlenend(daad).iter().for_each(|n| voeg(&self.boek.norm(*n).wie));
        let verlenend = self.boek.verlenend(daad).first().map(|n| &self.boek.norm(*n).vindplaats);
        let grond = || self.boek.gronden_van(daad).next().map(|g| &g.vindplaats);
        self.boek
            .verdagend(daad)
            .iter()
            .for_each(|(k, i)| voeg(&self.boek.klok(*k).verdaging[*i].wie));
        self.boek.gronden_van(daad).for_each(|g| voeg(&g.wie));
        let (naam, doet) = (&self.boek.rol(rol).naam, &self.boek.daad(daad).naam);
        let over = if wie.is_empty() {
            "Geen artikel geeft die bevoegdheid aan iemand.".to_owned()
        } else {
            format!("Dit kan wel: {}.", wie.join(", "))
        };
        Reden::new(
            Soort::GeenBevoegdheid,
            verlenend.or_else(grond),
            format!("Geen artikel geeft {} de bevoegdheid tot: {}. {over}", naam.nl, doet.nl),
            format!(
                "No article gives {} the power to: {}.",
                naam.in_taal(Taal::En),
                doet.in_taal(Taal::En)
            ),
        )
    }
}
