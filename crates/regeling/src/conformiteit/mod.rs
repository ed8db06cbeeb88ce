//! The regulation beside the statutes: where it promises less, leaves a gap, rests on repealed law,
//! contradicts itself, or is stricter. Two texts of one book in, findings out. Where a portal handles the
//! complaints, what its regulation says counts as said; what its text has against itself is its own.
//!
//! Read in this order: `termijnen` (the same act, the latest possible day), `eisen` (what a statute
//! demands: `[[eis]]`), `samenstelling` (how a body is made up), `wereld` (is an act open in a situation), `intern` (the text against itself),
//! `vervallen` (law that no longer holds).
//!
//! Always holds: what is found follows from the files; no statute, article or provider is known here.
//! A finding keeps nothing from running: in a dossier the stricter of regulation and statute leads.

mod eisen;
mod intern;
mod samenstelling;
mod termijnen;
mod vervallen;
mod wereld;

use crate::boek::Boek;
use crate::diagnose::Diagnoses;
pub use crate::eis::Zwaarte;
use crate::norm::{TekstId, Vindplaats};
use crate::plek::{Bron, Plek};
use crate::woorden::Tekst;
use termijn::Taal;

/// One finding on a regulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bevinding {
    /// How grave.
    pub zwaarte: Zwaarte,
    /// Short stable name of the rule: `grond`, `termijn-te-lang`.
    pub soort: &'static str,
    /// Where in the regulation's file.
    pub plek: Plek,
    /// The article of the regulation; absent when the regulation is silent.
    pub regeling: Option<Vindplaats>,
    /// The articles of the statute, as cited; absent for a text that contradicts itself.
    pub wet: Option<String>,
    /// What is wrong.
    pub tekst: Tekst,
    /// What to write instead.
    pub advies: Tekst,
    /// How sure the statute's article is: `S`, `S-old`, `2`, `M`.
    pub zekerheid: Option<String>,
}

/// All findings on the regulation of this book, by place in its file; what it is silent on stands first.
///
/// Read the book with [`crate::Bibliotheek::conform`], so that the statutes that hold beside the named
/// ones are in it.
pub fn conformiteit(boek: &Boek) -> Vec<Bevinding> {
    let mut uit = Vec::new();
    termijnen::zoek(boek, &mut uit);
    eisen::zoek(boek, &mut uit);
    vervallen::zoek(boek, &mut uit);
    intern::zoek(boek, &mut uit);
    uit.sort_by_key(|b| (b.regeling.is_some(), b.plek.van, b.zwaarte, b.soort));
    uit.dedup();
    uit
}

impl Bevinding {
    /// The article of the regulation as cited, or that it is silent.
    pub fn artikel(&self, boek: &Boek, taal: Taal) -> String {
        match (&self.regeling, taal) {
            (Some(v), _) if v.artikel.is_empty() => boek.kop().titel.clone(),
            (Some(v), Taal::Nl) => boek.citeer(v),
            (Some(v), Taal::En) => boek.citeer(v).replacen("artikel ", "article ", 1),
            (None, Taal::Nl) => "de regeling zwijgt".into(),
            (None, Taal::En) => "the regulation is silent".into(),
        }
    }

    /// Both articles and the certainty on one line: "artikel 7 lid 1 · Wkkgz artikel 14 (zekerheid S-old)".
    pub fn vindplaatsen(&self, boek: &Boek, taal: Taal) -> String {
        let mut regel = self.artikel(boek, taal);
        if let Some(wet) = &self.wet {
            regel.push_str(" · ");
            regel.push_str(&match taal {
                Taal::Nl => wet.clone(),
                Taal::En => wet.replacen("artikel ", "article ", 1),
            });
        }
        if let Some(z) = &self.zekerheid {
            let woord = if taal == Taal::Nl { "zekerheid" } else { "certainty" };
            regel.push_str(&format!(" ({woord} {z})"));
        }
        regel
    }
}

/// The findings as diagnostics, to be drawn like the mistakes of a file.
pub fn als_diagnoses(
    boek: &Boek,
    bevindingen: &[Bevinding],
    bronnen: Vec<Bron>,
    taal: Taal,
) -> Diagnoses {
    let mut uit = Diagnoses::new(bronnen);
    for b in bevindingen {
        let boodschap = format!("{} · {}", b.zwaarte.letter(), b.tekst.in_taal(taal));
        let advies = b.advies.in_taal(taal).to_owned();
        uit.waarschuwing(
            b.soort,
            b.plek,
            boodschap,
            b.vindplaatsen(boek, taal),
            (!advies.is_empty()).then_some(advies),
        );
    }
    uit
}

/// Where a finding stands when the regulation is silent: its head.
const KOP: Plek = Plek { bron: 1, van: 0, tot: 1 };

/// Does this meet what a statute demands: is it of the regulation, or of the portal that handles its
/// complaints? A statute cannot meet its own demand.
fn telt_mee(boek: &Boek, v: &Vindplaats) -> bool {
    !boek.kop_van(v).wet
}

/// Is this a norm of the regulation itself, and not of a portal beside it?
fn van_regeling(v: &Vindplaats) -> bool {
    v.tekst == TekstId::van_ix(0)
}

/// Dutch and English at once.
fn twee(nl: impl Into<String>, en: impl Into<String>) -> Tekst {
    Tekst { nl: nl.into(), en: en.into(), b1: None }
}

/// A text with its slots filled: `{naam}`.
fn vul(tekst: &Tekst, gaten: &[(&str, &Tekst)]) -> Tekst {
    let mut uit = tekst.clone();
    for (naam, waarde) in gaten {
        let gat = format!("{{{naam}}}");
        uit.nl = uit.nl.replace(&gat, &waarde.nl);
        uit.en = uit.en.replace(&gat, waarde.in_taal(Taal::En));
    }
    uit
}

/// A list in a sentence.
fn opsomming(delen: &[Tekst]) -> Tekst {
    let lijst = |taal: Taal, en: &str| {
        let namen: Vec<&str> = delen.iter().map(|t| t.in_taal(taal)).collect();
        match namen.split_last() {
            None => String::new(),
            Some((een, [])) => (*een).to_owned(),
            Some((laatste, rest)) => format!("{} {en} {laatste}", rest.join(", ")),
        }
    };
    twee(lijst(Taal::Nl, "en"), lijst(Taal::En, "and"))
}
