//! What changes between two versions of a regulation, or between two providers, in words: for a client
//! council that must agree, and for whoever reads along.
//!
//! Always holds: every line of both texts is counted once, as the same, changed, new or gone; a change in
//! what runs shows, also where the words of the text stayed as they were.

use std::collections::VecDeque;

use termijn::Taal;

use crate::boek::Boek;
use crate::toon::Regel;

/// One difference; of a line that is new or gone one side is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verschil {
    /// The line in the first text.
    pub oud: Option<Regel>,
    /// The line in the second.
    pub nieuw: Option<Regel>,
}

/// All differences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verschillen {
    /// In the order of the second text; what is gone stands last.
    pub lijst: Vec<Verschil>,
    /// How many lines are the same.
    pub gelijk: usize,
}

impl Verschil {
    /// The sentences to show: those of the text, or where these are equal what runs, or the articles.
    pub fn zinnen(&self) -> (Option<String>, Option<String>) {
        let (Some(oud), Some(nieuw)) = (&self.oud, &self.nieuw) else {
            return (
                self.oud.as_ref().map(|r| r.zin.clone()),
                self.nieuw.as_ref().map(|r| r.zin.clone()),
            );
        };
        if oud.zin != nieuw.zin {
            (Some(oud.zin.clone()), Some(nieuw.zin.clone()))
        } else {
            (Some(oud.werking.clone()), Some(nieuw.werking.clone()))
        }
    }
}

/// Do these two lines belong beside each other?
type Maat<'a> = dyn Fn(&Regel, &Regel) -> bool + 'a;

/// Compares the texts of two regulations, without their statutes. Two versions of one regulation are
/// compared line by line by the ids in the file; two regulations by the acts that the lines are about.
pub fn verschil(oud: &Boek, nieuw: &Boek, taal: Taal) -> Verschillen {
    let zelfde = oud.kop().id == nieuw.kop().id;
    let mut over: VecDeque<Regel> = oud.regels(0, taal).into();
    let mut paren: Vec<(Option<Regel>, Regel)> =
        nieuw.regels(0, taal).into_iter().map(|r| (None, r)).collect();
    // The same first, so that a changed line takes no partner that another line equals.
    let maten: [&Maat<'_>; 4] = [
        &|a, b| a.artikel == b.artikel && werkt_gelijk(a, b),
        &|a, b| !zelfde && werkt_gelijk(a, b),
        &|a, b| a.soort == b.soort && a.over == b.over && (zelfde || a.over.id.is_empty()),
        &|a, b| a.soort == b.soort && onderwerp_gelijk(a, b),
    ];
    for maat in maten {
        for (van, regel) in paren.iter_mut().filter(|(van, _)| van.is_none()) {
            *van = over.iter().position(|o| maat(o, regel)).and_then(|i| over.remove(i));
        }
    }
    let mut uit = Verschillen::default();
    for (van, regel) in paren {
        match van {
            // Another provider numbers its articles otherwise; that is no difference.
            Some(van)
                if werkt_gelijk(&van, &regel) && (!zelfde || van.artikel == regel.artikel) =>
            {
                uit.gelijk += 1;
            }
            van => uit.lijst.push(Verschil { oud: van, nieuw: Some(regel) }),
        }
    }
    uit.lijst.extend(over.into_iter().map(|r| Verschil { oud: Some(r), nieuw: None }));
    uit
}

fn werkt_gelijk(a: &Regel, b: &Regel) -> bool {
    a.soort == b.soort && a.zin == b.zin && a.werking == b.werking
}

fn onderwerp_gelijk(a: &Regel, b: &Regel) -> bool {
    !a.over.onderwerp.is_empty() && a.over.onderwerp == b.over.onderwerp
}
