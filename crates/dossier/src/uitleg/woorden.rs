//! Events, people, days and sums in a sentence.
//!
//! Always holds: people are named by their role, never by name; what a person typed is not repeated.

use regeling::norm::Vindplaats;
use regeling::voorwaarde::{Gebeurd as Gevraagd, Moment};
use regeling::{DaadId, RolId};
use termijn::{Datum, Taal};

use super::kies;
use crate::blik::{Blik, Tijdstip};
use crate::stand::Doel;

/// The steps of a count as sentences, and what to mind about it.
pub(super) fn regels(u: &termijn::Uitleg, taal: Taal) -> (Vec<String>, Vec<String>) {
    (
        u.stappen.iter().map(|s| s.zin(taal)).collect(),
        u.waarschuwingen.iter().map(|w| w.zin(taal)).collect(),
    )
}

/// With a capital first letter.
pub(super) fn hoofdletter(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_uppercase().chain(tekens).collect())
}

/// A day with its weekday: "maandag 9 maart 2026".
pub(super) fn lang(d: Datum, taal: Taal) -> String {
    termijn::lange_datum(d, taal)
}

/// "1 dag", "3 dagen".
pub(super) fn dagen(aantal: i32, taal: Taal) -> String {
    match (aantal, taal) {
        (1, Taal::Nl) => "1 dag".to_owned(),
        (n, Taal::Nl) => format!("{n} dagen"),
        (1, Taal::En) => "1 day".to_owned(),
        (n, Taal::En) => format!("{n} days"),
    }
}

/// How many days the second day is after the first.
pub(super) fn verschil(van: Datum, tot: Datum) -> i32 {
    van.until(tot).map_or(0, |s| s.get_days())
}

impl Blik<'_> {
    /// Towards whom, by role; numbered where there are several in that role.
    pub fn doel_in_woorden(&self, doel: Doel, taal: Taal) -> String {
        let naam = self.boek.rol(doel.rol).naam.in_taal(taal);
        let plaats = doel.partij.and_then(|p| {
            let rij: Vec<u8> = self.stand.partijen_in(doel.rol).map(|(i, _)| i).collect();
            (rij.len() > 1).then(|| rij.iter().position(|i| *i == p)).flatten()
        });
        plaats.map_or_else(|| naam.to_owned(), |n| format!("{naam} ({})", n + 1))
    }

    /// What happened and on which day, and when it was recorded if that was later. A moment that is no
    /// event's own day is said by its name.
    pub(super) fn moment_met_dag(
        &self,
        (dag, nummer): Tijdstip,
        m: Option<&Moment>,
        taal: Taal,
    ) -> String {
        let op = lang(dag, taal);
        let gebeurtenis = self.stand.gebeurtenis(nummer).filter(|g| g.gebeurd_op == dag);
        let Some(g) = gebeurtenis else {
            let wat =
                m.map(|m| hoofdletter(&self.boek.moment_in_woorden(m, taal))).unwrap_or_default();
            return match wat.as_str() {
                "" => hoofdletter(&op),
                wat => format!("{wat}: {op}"),
            };
        };
        let gedaan = self.boek.daad(g.daad).gedaan.in_taal(taal);
        let mut zin = kies(taal, format!("{gedaan} op {op}"), format!("{gedaan} on {op}"));
        if g.vastgelegd_dag() > g.gebeurd_op {
            let later = lang(g.vastgelegd_dag(), taal);
            zin +=
                &kies(taal, format!(", vastgelegd op {later}"), format!(", recorded on {later}"));
        }
        zin
    }

    /// Who may do this act under any article; empty when nobody may.
    pub(super) fn wie_kan(&self, daad: DaadId) -> Vec<RolId> {
        let boek = self.boek;
        let normen = boek.verlenend(daad).iter().flat_map(|n| &boek.norm(*n).wie);
        let verdaagt =
            boek.verdagend(daad).iter().flat_map(|(k, i)| &boek.klok(*k).verdaging[*i].wie);
        let gronden = boek.gronden_van(daad).flat_map(|g| &g.wie);
        let kalender = boek.kalenderplichten.iter().filter(|p| p.doet == daad).flat_map(|p| &p.wie);
        let mut uit: Vec<RolId> = Vec::new();
        for rol in normen.chain(verdaagt).chain(gronden).chain(kalender) {
            if !uit.contains(rol) {
                uit.push(*rol);
            }
        }
        uit
    }

    /// The first article that gives somebody the power to this act.
    pub(super) fn artikel_van(&self, daad: DaadId) -> Option<&Vindplaats> {
        let boek = self.boek;
        let verlenend = boek.verlenend(daad).first().map(|n| &boek.norm(*n).vindplaats);
        let verdagend =
            || boek.verdagend(daad).first().map(|(k, i)| &boek.klok(*k).verdaging[*i].vindplaats);
        let grond = || boek.gronden_van(daad).next().map(|g| &g.vindplaats);
        let kalender =
            || boek.kalenderplichten.iter().find(|p| p.doet == daad).map(|p| &p.vindplaats);
        verlenend.or_else(verdagend).or_else(grond).or_else(kalender)
    }

    /// An act with who may do it: "bemiddeling beginnen (de klachtenfunctionaris)".
    pub(super) fn daad_met_wie(&self, daad: DaadId, taal: Taal) -> String {
        let naam = self.boek.daad(daad).naam.in_taal(taal);
        let wie = self.rollen_of(&self.wie_kan(daad), taal);
        if wie.is_empty() { naam.to_owned() } else { format!("{naam} ({wie})") }
    }

    /// Acts, each done in a certain way, with who may do them; any one of which will do.
    pub(super) fn gebeurd_met_wie(&self, daden: &[Gevraagd], taal: Taal) -> String {
        let namen: Vec<String> = daden
            .iter()
            .map(|g| {
                let wie = self.daad_met_wie(g.daad, taal);
                if g.waar.is_empty() {
                    return wie;
                }
                let zo = self.boek.gebeurtenissen_in_woorden(std::slice::from_ref(g), taal);
                zo.split_once(" (").map_or(wie.clone(), |(_, waar)| format!("{wie} ({waar}"))
            })
            .collect();
        namen.join(if taal == Taal::Nl { " of " } else { " or " })
    }

    /// Roles, any one of which: "de raad van bestuur of de klachtenfunctionaris".
    pub(super) fn rollen_of(&self, rollen: &[RolId], taal: Taal) -> String {
        let namen: Vec<&str> =
            rollen.iter().map(|r| self.boek.rol(*r).naam.in_taal(taal)).collect();
        match namen.as_slice() {
            [] => String::new(),
            [een] => (*een).to_owned(),
            [rest @ .., laatste] => {
                let of = if taal == Taal::Nl { "of" } else { "or" };
                format!("{} {of} {laatste}", rest.join(", "))
            }
        }
    }

    /// The articles under which the procedure ends, each once: "artikel 6 lid 1, artikel 9 en artikel 10".
    pub(super) fn eindes_in_woorden(&self, taal: Taal) -> Option<String> {
        let mut artikelen: Vec<String> = Vec::new();
        for e in &self.boek.eindes {
            let artikel = self.boek.citeer(&e.vindplaats);
            if !artikelen.contains(&artikel) {
                artikelen.push(artikel);
            }
        }
        let laatste = artikelen.pop()?;
        let en = if taal == Taal::Nl { "en" } else { "and" };
        Some(if artikelen.is_empty() {
            laatste
        } else {
            format!("{} {en} {laatste}", artikelen.join(", "))
        })
    }

    /// How the procedure can end, act by act, with the articles.
    pub fn eindes(&self, taal: Taal) -> Vec<String> {
        let mut per_daad: Vec<(DaadId, Vec<String>)> = Vec::new();
        for e in &self.boek.eindes {
            let artikel = self.boek.citeer(&e.vindplaats);
            match per_daad.iter_mut().find(|(d, _)| *d == e.door) {
                Some((_, artikelen)) => artikelen.push(artikel),
                None => per_daad.push((e.door, vec![artikel])),
            }
        }
        per_daad
            .into_iter()
            .map(|(d, mut artikelen)| {
                artikelen.dedup();
                format!("{}: {}.", hoofdletter(&self.daad_met_wie(d, taal)), artikelen.join("; "))
            })
            .collect()
    }
}
