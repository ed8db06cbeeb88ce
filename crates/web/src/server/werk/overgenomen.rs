//! That a dossier was taken over from an earlier register: by whom, in which state, and what is not known.
//!
//! Always holds: whoever sees the dossier from within the house sees it before anything else; what the register
//! said further may be a note, and is for whoever reads notes.

use dossier::overgenomen;
use regeling::Waarde;
use regeling::woorden::VeldSoort;
use termijn::{Taal, lange_datum};

use super::zicht::Zicht;
use crate::componenten::overzicht::{Overzicht, Regel};
use crate::componenten::tekst::getypt;
use crate::server::woorden::{self, Lezer};
use crate::weergave::werkplek::dossier::Overgenomen;

/// What the timeline shows of it; the rest stands on a card of its own.
pub(super) const IN_TIJDLIJN: [&str; 3] = ["register", "oud_nummer", "behandelaar"];

impl Zicht {
    /// What is known of a dossier that was taken over, and what is not.
    pub(super) fn overgenomen(&self) -> Option<Overgenomen> {
        let (boek, stand) = (&self.dossier.boek, &self.dossier.stand);
        let g = overgenomen(boek, stand)?;
        let daad = boek.daad(g.daad);
        let tekst =
            |veld: &str| g.velden.get(veld).and_then(Waarde::als_tekst).filter(|t| !t.is_empty());
        let door = g.persoon.as_ref().map_or_else(String::new, |p| format!(" door {p}"));
        let uit =
            tekst("register").map_or_else(String::new, |r| format!(" uit \u{201c}{r}\u{201d}"));
        let nummer = tekst("oud_nummer").map_or_else(String::new, |n| format!(", daar nummer {n}"));
        let behandelaar =
            tekst("behandelaar").map_or_else(String::new, |b| format!(" Daar behandeld door {b}."));
        let op = lange_datum(g.gebeurd_op, Taal::Nl);
        let namen = |w: &Waarde| {
            let VeldSoort::Keuzes(opties) = &daad.veld("niet_bekend")?.soort else { return None };
            Some(opties.iter().find(|o| Some(o.id.as_str()) == w.als_tekst())?.naam.nl.clone())
        };
        let lijst = |veld: &str| g.velden.get(veld).map(Waarde::als_lijst).unwrap_or_default();
        let rij = |w: &Waarde| {
            let Waarde::Groep(delen) = w else { return None };
            let deel = |d: &str| delen.get(d).and_then(Waarde::als_tekst);
            Some(Regel::new(deel("kolom")?, getypt(deel("waarde")?)))
        };
        Some(Overgenomen {
            zin: format!("Op {op}{door} overgenomen{uit}{nummer}.{behandelaar}"),
            stand: self.afgesloten().unwrap_or_else(|| {
                "De klacht liep toen nog. Wat hier niet is vastgelegd, staat als niet gedaan. Is het wel gedaan, leg het dan vast met de dag waarop het gebeurde.".to_owned()
            }),
            niet_bekend: lijst("niet_bekend").iter().filter_map(namen).collect(),
            overig: Overzicht {
                regels: lijst("overig").iter().filter(|_| self.intern).filter_map(rij).collect(),
            },
        })
    }

    /// That the earlier register had closed it, when and how.
    fn afgesloten(&self) -> Option<String> {
        let (boek, stand) = (&self.dossier.boek, &self.dossier.stand);
        let sluit_af = |g: &&dossier::Gebeurd| boek.daad(g.daad).sluit_af && !g.vervallen;
        let g = stand.gebeurtenissen().iter().find(sluit_af)?;
        let daad = boek.daad(g.daad);
        let hoe = daad.velden.iter().filter(|v| matches!(v.soort, VeldSoort::Keuze(_)));
        let hoe: Vec<String> = hoe
            .filter_map(|v| Some(woorden::waarde(boek, v, g.velden.get(&v.id)?, Lezer::Medewerker)))
            .collect();
        let hoe = if hoe.is_empty() { String::new() } else { format!(" ({})", hoe.join(": ")) };
        Some(format!(
            "De klacht was daar al afgesloten, op {}{hoe}. Wat de regeling van voor die dag vraagt, is hier niet te doen.",
            lange_datum(g.gebeurd_op, Taal::Nl)
        ))
    }
}
