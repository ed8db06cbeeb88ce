//! Why an act may be done, or why not and what would have to happen first.

use regeling::norm::{Binnen, Norm, NormSoort, Vindplaats};
use regeling::{DaadId, KlokId, RolId, Velden};
use termijn::Taal;

use super::klok::klein;
use super::woorden::{hoofdletter, lang, regels};
use super::{Uitleg, kies};
use crate::blik::Blik;
use crate::gronden::Gronden;
use crate::klokken::verschuiving;
use crate::mag::Grondslag;
use crate::weigering::Weigering;

impl Blik<'_> {
    /// May this role do this act on this day (with these field values), and why: the article, what
    /// opened it, what it asks; or all reasons why not, and what would have to happen first.
    pub fn uitleg_daad(
        &self,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
        taal: Taal,
    ) -> Uitleg {
        if self.als_rol != Some(rol) {
            return self.als_rol(rol).uitleg_daad(daad, rol, velden, taal);
        }
        match self.mag(daad, rol, velden) {
            Ok((grondslag, artikel)) => self.toegestaan(daad, rol, &grondslag, &artikel, taal),
            Err(w) => self.geweigerd(daad, rol, velden, &w, taal),
        }
    }

    fn toegestaan(
        &self,
        daad: DaadId,
        rol: RolId,
        grondslag: &Grondslag,
        artikel: &Vindplaats,
        taal: Taal,
    ) -> Uitleg {
        let (wie, naam) =
            (self.boek.rol(rol).naam.in_taal(taal), self.boek.daad(daad).naam.in_taal(taal));
        let (aanleiding, rekening, mut wijzigt, let_op) = match grondslag {
            _ if self.boek.daad(daad).herstelt => door_herstel(taal),
            Grondslag::Norm(id) => self.door_norm(self.boek.norm(*id), taal),
            Grondslag::Verdaging(klok, i) => self.door_verdaging(*klok, *i, taal),
            Grondslag::Grond(id) => {
                let grond = self.boek.gronden_van(daad).find(|g| g.id == *id);
                let naam = grond.map_or(id.as_str(), |g| g.naam.in_taal(taal));
                let aanleiding = kies(
                    taal,
                    format!("Er is een grond voor: {naam}"),
                    format!("There is a ground for it: {naam}"),
                );
                let eis = grond.and_then(|g| g.als.as_ref()).map(|v| self.voldaan(v, taal));
                (aanleiding, eis.into_iter().collect(), Vec::new(), Vec::new())
            }
            Grondslag::Kalender => (
                kies(
                    taal,
                    "Een plicht op de kalender, buiten ieder dossier",
                    "A duty on the calendar, outside any dossier",
                ),
                Vec::new(),
                Vec::new(),
                Vec::new(),
            ),
        };
        let mut rekening = rekening;
        if rekening.is_empty() {
            rekening.push(kies(
                taal,
                "Het artikel stelt geen verdere voorwaarde en noemt geen termijn.",
                "The article asks nothing further and names no term.",
            ));
        }
        rekening.extend(self.andere_klokken(daad, grondslag, taal));
        wijzigt.extend(self.wat_het_sluit(daad, rol, grondslag, taal));
        Uitleg {
            wat: kies(
                taal,
                format!("{} mag: {naam}", hoofdletter(wie)),
                format!("{} may: {naam}", hoofdletter(wie)),
            ),
            stand: kies(taal, "Mag nu.", "Permitted now."),
            artikel: self.boek.citeer(artikel),
            ook: Vec::new(),
            aanleiding,
            rekening,
            wijzigt,
            let_op,
        }
    }

    /// An act can extend several terms. Each is judged by itself: which others move, and which do not.
    fn andere_klokken(&self, daad: DaadId, grondslag: &Grondslag, taal: Taal) -> Vec<String> {
        let lopend = self.boek.verdagend(daad).iter().filter(|(k, i)| {
            let v = &self.boek.klok(*k).verdaging[*i];
            *grondslag != Grondslag::Verdaging(*k, *i)
                && self.als_rol.is_none_or(|rol| self.mag_verdagen(v, rol))
                && self.klok(*k).is_some_and(|s| s.loopt())
        });
        lopend
            .map(|(k, i)| {
                let klok = self.boek.klok(*k);
                let naam = klok.naam.in_taal(taal);
                let artikel = self.boek.citeer(&klok.verdaging[*i].vindplaats);
                match self.verdaging_kan(*k, *i) {
                    None => kies(
                        taal,
                        format!("Ook de termijn '{naam}' schuift hiermee op ({artikel})."),
                        format!("The term '{naam}' moves with it too ({artikel})."),
                    ),
                    Some(reden) => {
                        let zin = reden.zin(taal).trim_end_matches('.').to_owned();
                        kies(
                            taal,
                            format!(
                                "De termijn '{naam}' schuift niet mee: {} ({artikel}).",
                                klein(&zin)
                            ),
                            format!(
                                "The term '{naam}' does not move with it: {} ({artikel}).",
                                klein(&zin)
                            ),
                        )
                    }
                }
            })
            .collect()
    }

    fn door_norm(
        &self,
        norm: &Norm,
        taal: Taal,
    ) -> (String, Vec<String>, Vec<String>, Vec<String>) {
        let begin = norm.na.as_ref().and_then(|m| self.moment(m));
        let aanleiding = match begin {
            Some(b) => self.moment_met_dag(b, norm.na.as_ref(), taal),
            None => kies(
                taal,
                "Het artikel vraagt geen aanleiding vooraf",
                "The article asks for nothing to set it off",
            ),
        };
        let mut rekening: Vec<String> =
            [&norm.als, &norm.mits].into_iter().flatten().map(|v| self.voldaan(v, taal)).collect();
        if let Some(v) = &norm.tenzij {
            let v = self.boek.voorwaarde_in_woorden(v, taal);
            rekening.push(kies(
                taal,
                format!("Niet aan de orde: {v}."),
                format!("Not the case: {v}."),
            ));
        }
        let (mut wijzigt, mut let_op) = (Vec::new(), Vec::new());
        if norm.soort == NormSoort::Bevoegdheid
            && let Binnen::Termijnen(l) = &norm.binnen
            && let Some((t, _)) =
                l.iter().find(|(_, als)| als.as_ref().is_none_or(|v| self.geldt(v)))
            && let Some((begin, _)) = begin
            && let Ok(u) =
                termijn::uitleg(self.boek.kalender(), begin, *t, verschuiving(norm.atw), &[])
        {
            let d = lang(u.einde.wettelijk, taal);
            let (stappen, w) = regels(&u, taal);
            rekening.extend(stappen);
            let_op.extend(w);
            wijzigt.push(kies(
                taal,
                format!("Dit kan tot en met {d}."),
                format!("This can be done up to and including {d}."),
            ));
        }
        if !norm.na_einde
            && let Some(eindes) = self.eindes_in_woorden(taal)
        {
            wijzigt.push(kies(
                taal,
                format!("Dit kan niet meer als de procedure is geëindigd ({eindes})."),
                format!("This is over when the procedure has ended ({eindes})."),
            ));
        }
        (aanleiding, rekening, wijzigt, let_op)
    }

    fn door_verdaging(
        &self,
        klok: KlokId,
        i: usize,
        taal: Taal,
    ) -> (String, Vec<String>, Vec<String>, Vec<String>) {
        let k = self.boek.klok(klok);
        let Some(stand) = self.klok(klok) else {
            let naam = k.naam.in_taal(taal).to_owned();
            return (naam, Vec::new(), Vec::new(), Vec::new());
        };
        let aanleiding = self.moment_met_dag(stand.begin, Some(&k.start), taal);
        let (mut rekening, let_op) = self.klok_rekening(&stand, taal);
        if let Some(g) = self.grens(k, &stand, &k.verdaging[i]) {
            let d = lang(g.einde, taal);
            rekening.push(kies(
                taal,
                format!("De nieuwe dag kan tot en met {d} zijn."),
                format!("The new day can be up to and including {d}."),
            ));
        }
        let naam = k.naam.in_taal(taal);
        let tot = lang(stand.einde.wettelijk, taal);
        let wijzigt = if k.verdaging[i].vooraf {
            vec![kies(
                taal,
                format!("Dit kan tot en met {tot}, zolang de termijn '{naam}' loopt."),
                format!(
                    "This can be done up to and including {tot}, while the term '{naam}' runs."
                ),
            )]
        } else {
            vec![kies(
                taal,
                format!("Dit kan zolang de termijn '{naam}' loopt."),
                format!("This can be done while the term '{naam}' runs."),
            )]
        };
        (aanleiding, rekening, wijzigt, let_op)
    }

    /// What would take the power away: never empty.
    fn wat_het_sluit(&self, daad: DaadId, rol: RolId, g: &Grondslag, taal: Taal) -> Vec<String> {
        let mut uit = Vec::new();
        if self.boek.daad(daad).eenmalig {
            uit.push(kies(
                taal,
                "Dit kan één keer in een dossier.",
                "This can be done once in a dossier.",
            ));
        }
        for n in self.boek.verboden().iter().map(|id| self.boek.norm(*id)) {
            if !n.doet.omvat(daad) || !(n.wie.is_empty() || self.is_van(&n.wie, rol)) {
                continue;
            }
            let artikel = self.boek.citeer(&n.vindplaats);
            if let Some(v) = &n.als {
                let v = self.boek.voorwaarde_in_woorden(v, taal);
                uit.push(kies(
                    taal,
                    format!("Verboden als: {v} ({artikel})."),
                    format!("Forbidden if: {v} ({artikel})."),
                ));
            } else if let Some(v) = &n.tenzij {
                let v = self.boek.voorwaarde_in_woorden(v, taal);
                uit.push(kies(
                    taal,
                    format!("Verboden tenzij: {v} ({artikel})."),
                    format!("Forbidden unless: {v} ({artikel})."),
                ));
            }
        }
        if uit.is_empty() && !matches!(g, Grondslag::Norm(_) | Grondslag::Verdaging(..)) {
            uit.push(kies(
                taal,
                "Dit kan niet meer als de procedure is geëindigd.",
                "This is over when the procedure has ended.",
            ));
        }
        if uit.is_empty()
            && let Grondslag::Norm(id) = g
            && self.boek.norm(*id).na_einde
        {
            uit.push(kies(
                taal,
                "Niets: dit kan ook als de procedure voorbij is.",
                "Nothing: this can be done after the end of the procedure too.",
            ));
        }
        uit
    }

    fn voldaan(&self, v: &regeling::voorwaarde::Voorwaarde, taal: Taal) -> String {
        let v = self.boek.voorwaarde_in_woorden(v, taal);
        kies(taal, format!("Voldaan: {v}."), format!("Met: {v}."))
    }

    fn geweigerd(
        &self,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
        w: &Weigering,
        taal: Taal,
    ) -> Uitleg {
        let (wie, naam) =
            (self.boek.rol(rol).naam.in_taal(taal), self.boek.daad(daad).naam.in_taal(taal));
        let artikel = w
            .redenen
            .iter()
            .find_map(|r| r.vindplaats.as_ref())
            .or_else(|| self.artikel_van(daad))
            .map_or_else(|| kies(taal, "geen artikel", "no article"), |v| self.boek.citeer(v));
        let redenen: Vec<String> =
            w.redenen.iter().map(|r| r.met_artikel(self.boek, taal)).collect();
        let mut wijzigt = self.wegen_naar(daad, rol, velden, taal);
        if wijzigt.is_empty() {
            wijzigt.push(kies(
                taal,
                "Niets in de regeling maakt dit nu nog mogelijk.",
                "Nothing in the regulation makes this possible any more.",
            ));
        }
        Uitleg {
            wat: kies(
                taal,
                format!("{} mag nu niet: {naam}", hoofdletter(wie)),
                format!("{} may not now: {naam}", hoofdletter(wie)),
            ),
            stand: kies(taal, "Mag nu niet.", "Not permitted now."),
            artikel,
            ook: Vec::new(),
            aanleiding: w
                .redenen
                .first()
                .map(|r| r.zin(taal).trim_end_matches('.').to_owned())
                .unwrap_or_default(),
            rekening: redenen,
            wijzigt,
            let_op: Vec::new(),
        }
    }

    /// What would have to happen before this role may do this act: along each article that could give it,
    /// and for each prohibition that stands in the way.
    fn wegen_naar(
        &self,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
        taal: Taal,
    ) -> Vec<String> {
        let mut uit = Vec::new();
        for n in self.boek.verboden().iter().map(|id| self.boek.norm(*id)) {
            if !n.doet.omvat(daad)
                || !(n.wie.is_empty() || self.is_van(&n.wie, rol))
                || n.na.as_ref().is_some_and(|m| self.moment(m).is_none())
                || n.als.as_ref().is_some_and(|v| !self.geldt_bij(v, velden))
                || n.tenzij.as_ref().is_some_and(|v| self.geldt_bij(v, velden))
            {
                continue;
            }
            if let Some(v) = &n.tenzij {
                uit.extend(self.wegen(v, true, velden, taal));
            }
            if let Some(v) = &n.als {
                uit.extend(self.wegen(v, false, velden, taal));
            }
            if n.tenzij.is_none() && n.als.is_none() {
                let artikel = self.boek.citeer(&n.vindplaats);
                uit.push(kies(
                    taal,
                    format!("Niets: dit verbod kent geen uitzondering ({artikel})."),
                    format!("Nothing: this prohibition has no exception ({artikel})."),
                ));
            }
        }
        if self.boek.daad(daad).eenmalig && self.laatste(daad).is_some() {
            uit.push(kies(
                taal,
                "Niets: dit kan maar één keer.",
                "Nothing: this can be done only once.",
            ));
        }
        if self.mag(daad, rol, velden).is_err() {
            self.wegen_langs_normen(daad, rol, velden, taal, &mut uit);
            self.wegen_langs_gronden(daad, rol, velden, taal, &mut uit);
        }
        let wie = self.wie_kan(daad);
        if !self.is_van(&wie, rol) && !wie.is_empty() {
            let wie = self.rollen_of(&wie, taal);
            uit.push(kies(
                taal,
                format!("Dit kan alleen door: {wie}."),
                format!("This can be done only by: {wie}."),
            ));
        }
        let mut gezien = std::collections::HashSet::new();
        uit.retain(|z| gezien.insert(z.clone()));
        uit
    }

    fn wegen_langs_normen(
        &self,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
        taal: Taal,
        uit: &mut Vec<String>,
    ) {
        for norm in self.boek.verlenend(daad).iter().map(|id| self.boek.norm(*id)) {
            if self.is_van(&norm.wie, rol) && self.norm_staat_toe(norm, velden).is_some() {
                self.wegen_langs_norm(norm, velden, taal, uit);
            }
        }
        for (klok, i) in self.boek.verdagend(daad) {
            let v = &self.boek.klok(*klok).verdaging[*i];
            if !self.is_van(&v.wie, rol) {
                continue;
            }
            match (&v.mits, self.klok(*klok)) {
                (Some(m), Some(_)) if !self.geldt(m) => {
                    uit.extend(self.wegen(m, true, velden, taal))
                }
                (_, None) => self.weg_moment(&self.boek.klok(*klok).start, taal, uit),
                (_, Some(_)) => {}
            }
        }
    }

    fn wegen_langs_norm(
        &self,
        norm: &Norm,
        velden: Option<&Velden>,
        taal: Taal,
        uit: &mut Vec<String>,
    ) {
        let artikel = self.boek.citeer(&norm.vindplaats);
        let begin = norm.na.as_ref().map(|m| (m, self.moment(m).filter(|a| a.0 <= self.op)));
        if let Some((m, None)) = begin {
            self.weg_moment(m, taal, uit);
            return;
        }
        let begin = begin.and_then(|(_, b)| b);
        if let Some(einde) =
            self.einde().filter(|e| !norm.na_einde && begin.is_none_or(|b| b < e.op))
        {
            let heropent: Vec<_> = self
                .boek
                .eindes
                .iter()
                .filter(|e| e.door == einde.daad)
                .flat_map(|e| e.heropent.iter().cloned())
                .collect();
            uit.push(if heropent.is_empty() {
                kies(
                    taal,
                    "De procedure is voorbij; geen daad opent haar weer.",
                    "The procedure is over; no act opens it again.",
                )
            } else {
                let daden = self.gebeurd_met_wie(&heropent, taal);
                kies(
                    taal,
                    format!("De procedure loopt weer na: {daden}."),
                    format!("The procedure runs again after: {daden}."),
                )
            });
            return;
        }
        for v in [&norm.als, &norm.mits].into_iter().flatten() {
            if !self.geldt_bij(v, velden) {
                uit.extend(self.wegen(v, true, velden, taal));
            }
        }
        if let Some(v) = norm.tenzij.as_ref().filter(|v| self.geldt_bij(v, velden)) {
            uit.extend(self.wegen(v, false, velden, taal));
        }
        let k = self.boek.kalender();
        if let (Some(t), Some((begin, _))) = (norm.niet_voor, begin)
            && let Ok(e) = termijn::einde(k, begin, t, verschuiving(norm.atw), &[])
            && self.op < e.einde
        {
            let d = lang(e.einde, taal);
            uit.push(kies(
                taal,
                format!("Dit kan vanaf {d} ({artikel})."),
                format!("This can be done from {d} ({artikel})."),
            ));
        }
        if let (Binnen::Termijnen(l), NormSoort::Bevoegdheid, Some((begin, _))) =
            (&norm.binnen, norm.soort, begin)
            && let Some((t, _)) =
                l.iter().find(|(_, als)| als.as_ref().is_none_or(|v| self.geldt(v)))
            && let Ok(e) = termijn::einde(k, begin, *t, verschuiving(norm.atw), &[])
            && self.op > e.wettelijk
        {
            let d = lang(e.wettelijk, taal);
            uit.push(kies(taal, format!("Niets langs dit artikel: het kon tot en met {d} ({artikel})."), format!("Nothing along this article: it could be done up to and including {d} ({artikel}).")));
        }
    }

    fn wegen_langs_gronden(
        &self,
        daad: DaadId,
        rol: RolId,
        velden: Option<&Velden>,
        taal: Taal,
        uit: &mut Vec<String>,
    ) {
        if !matches!(self.gronden(daad, rol, velden), Gronden::Ontbreekt { .. }) {
            return;
        }
        for grond in
            self.boek.gronden_van(daad).filter(|g| g.wie.is_empty() || self.is_van(&g.wie, rol))
        {
            let naam = grond.naam.in_taal(taal);
            let artikel = self.boek.citeer(&grond.vindplaats);
            let staat = grond.als.as_ref().is_some_and(|v| !self.geldt_bij(v, velden))
                || grond.tenzij.as_ref().is_some_and(|v| self.geldt_bij(v, velden));
            if staat {
                uit.push(kies(
                    taal,
                    format!("Op grond van {artikel} kan het als: {naam}. Dat is nu niet zo."),
                    format!("Under {artikel} it is possible if: {naam}. That is not so now."),
                ));
            }
        }
    }
}

/// A record is set right under the article under which it was made; what that article asks is not asked again.
fn door_herstel(taal: Taal) -> (String, Vec<String>, Vec<String>, Vec<String>) {
    (
        kies(taal, "Er is iets verkeerd vastgelegd", "Something was recorded wrongly"),
        vec![kies(
            taal,
            "Het artikel waaronder iets is vastgelegd, vraagt dat het klopt; wat verkeerd was, blijft zichtbaar.",
            "The article under which something was recorded asks that it be right; what was wrong stays in sight.",
        )],
        vec![kies(
            taal,
            "Een rechtzetting zelf wordt niet rechtgezet: zet opnieuw recht wat is gebeurd.",
            "A correction itself is not set right: set right again what happened.",
        )],
        Vec::new(),
    )
}
