//! Letters and documents: which there are, to whom they go, what they must state and whether they do.
//!
//! Always holds: a document that lacks something that an article demands is not complete, and says
//! which item and which article.

use regeling::norm::{Geschil, Stuk, Vermelding};
use regeling::{Boek, Velden};

use crate::blik::Blik;
use crate::stand::Doel;

/// A document that goes out with an event.
#[derive(Debug, Clone)]
pub struct StukStand<'a> {
    /// Which kind.
    pub stuk: &'a Stuk,
    /// With which event.
    pub nummer: u32,
    /// To whom.
    pub aan: Vec<Doel>,
    /// What it must state and does.
    pub vermeldt: Vec<&'a Vermelding>,
    /// What it must state and does not.
    pub ontbreekt: Vec<&'a Vermelding>,
}

impl<'a> Blik<'a> {
    /// All documents that go out with the events so far; `geschil` is the dispute body as regulation
    /// and provider together state it.
    pub fn stukken(&self, geschil: &Geschil) -> Vec<StukStand<'a>> {
        let boek = self.boek;
        boek.stukken
            .iter()
            .flat_map(|stuk| {
                self.voorkomens(stuk.bij)
                    .filter(|g| self.is_zo(g, &stuk.waar))
                    .filter(|g| {
                        stuk.als.as_ref().is_none_or(|v| self.geldt_bij(v, Some(&g.velden)))
                    })
                    .map(|g| {
                        let (vermeldt, ontbreekt) = stuk
                            .vermeldt
                            .iter()
                            .partition(|v| vermelding(boek, v, &g.velden, geschil));
                        // A letter follows the act: an act towards one party gives one letter.
                        let aan = stuk
                            .aan
                            .iter()
                            .flat_map(|r| self.stand.doelen(*r))
                            .filter(|d| {
                                boek.daad(stuk.bij).aan.is_empty()
                                    || !boek.daad(stuk.bij).aan.contains(&d.rol)
                                    || d.partij.is_some_and(|p| g.is_aan(p))
                            })
                            .collect();
                        StukStand { stuk, nummer: g.nummer, aan, vermeldt, ontbreekt }
                    })
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}

/// Is this item there, in the fields of the act or the data of regulation and provider?
pub fn vermelding(boek: &Boek, v: &Vermelding, velden: &Velden, geschil: &Geschil) -> bool {
    match v.wat.split_once('.') {
        Some(("geschil", wat)) => match wat {
            "naam" => geschil.naam.is_some(),
            "adres" => geschil.adres.is_some(),
            "website" => geschil.website.is_some(),
            "termijn" => geschil.termijn.is_some(),
            "kosten" => geschil.kosten.is_some(),
            _ => false,
        },
        Some(("klok", id)) => boek.klok_id(id).is_some(),
        Some(_) => false,
        None => velden
            .get(&v.wat)
            .is_some_and(|w| !w.is_leeg() || matches!(w, regeling::Waarde::Lijst(_))),
    }
}
