//! Small numbers are not shown, nor what would give them away.
//!
//! A report of a year stands beside those of its quarters, and each has totals. So every number stands on
//! two lines: that of its category (four quarters make the year) and that of its period (all categories
//! make the total). On a line with one hidden number, subtraction finds it; so do longer sums over several
//! lines. Think of the lines as points and of each hidden number as a thread between its two: a number can
//! be computed if, and only if, its thread is in no ring. Around a ring one may add one and take away one in
//! turn, and every sum still holds.
//!
//! Always holds: a number below [`KLEIN`] is hidden, zero too; every such number that is not zero is in a ring
//! of hidden numbers that are not zero, so that another whole number could stand in its place. What a quarter
//! shows follows from that quarter alone, as it may be published before the rest of its year has come; the
//! year yields to it. Which totals show follows from the totals alone, so that tables with the same totals
//! show the same ones. Who looks is taken to know all that is published of the year and its quarters, and
//! that each number is whole and not negative.

use serde::{Serialize, Serializer};

/// From this number on a count is shown. Five, as is usual in Dutch statistics on few people.
pub const KLEIN: u32 = 5;

/// The quarters of a year, and after them the year.
pub(crate) const KOLOMMEN: usize = 5;
const JAAR: usize = 4;

/// A number as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cel {
    /// This many.
    Aantal(u32),
    /// Too few to show, or another number would follow from it.
    Verborgen,
}

impl Cel {
    /// The number, when it is shown.
    pub fn aantal(self) -> Option<u32> {
        match self {
            Self::Aantal(n) => Some(n),
            Self::Verborgen => None,
        }
    }
}

impl Serialize for Cel {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.aantal().serialize(s)
    }
}

/// A table with what may not be seen hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verhuld {
    /// Per category: four quarters and the year.
    pub rijen: Vec<[Cel; KOLOMMEN]>,
    /// All categories together; absent where they add up to nothing that means something.
    pub totaal: Option<[Cel; KOLOMMEN]>,
}

/// Hides what must be hidden in a table of categories by quarter. `optelbaar`: each complaint is in exactly
/// one category, so that there are totals.
pub fn verberg(rijen: &[[u32; 4]], optelbaar: bool) -> Verhuld {
    let mut r = Rooster::new(rijen, optelbaar);
    for kolom in 0..KOLOMMEN {
        r.verberg_kleine(kolom);
    }
    r.verberg_jaartotaal();
    for kwartaal in 0..JAAR {
        r.verberg_nog_een(kwartaal);
    }
    r.sluit_ringen();
    let cellen = |rij: usize| std::array::from_fn(|k| r.cel(rij, k));
    Verhuld {
        rijen: (0..rijen.len()).map(cellen).collect(),
        totaal: optelbaar.then(|| cellen(rijen.len())),
    }
}

struct Rooster {
    /// Categories, and below them the total where there is one.
    waarden: Vec<[u32; KOLOMMEN]>,
    verborgen: Vec<[bool; KOLOMMEN]>,
    optelbaar: bool,
}

impl Rooster {
    fn new(rijen: &[[u32; 4]], optelbaar: bool) -> Self {
        let met_jaar = |r: &[u32; 4]| [r[0], r[1], r[2], r[3], r.iter().sum()];
        let mut waarden: Vec<[u32; KOLOMMEN]> = rijen.iter().map(met_jaar).collect();
        if optelbaar {
            let totaal = std::array::from_fn(|k| waarden.iter().map(|r| r[k]).sum());
            waarden.push(totaal);
        }
        let verborgen = vec![[false; KOLOMMEN]; waarden.len()];
        Self { waarden, verborgen, optelbaar }
    }

    fn cel(&self, rij: usize, kolom: usize) -> Cel {
        if self.verborgen[rij][kolom] {
            Cel::Verborgen
        } else {
            Cel::Aantal(self.waarden[rij][kolom])
        }
    }

    fn verberg_kleine(&mut self, kolom: usize) {
        for (w, v) in self.waarden.iter().zip(&mut self.verborgen) {
            v[kolom] = w[kolom] < KLEIN;
        }
    }

    /// The row of the totals.
    fn totaal(&self) -> Option<usize> {
        self.optelbaar.then(|| self.waarden.len() - 1)
    }

    /// A hidden total of one quarter follows from the year's: that goes with it.
    fn verberg_jaartotaal(&mut self) {
        if let Some(t) = self.totaal() {
            self.verborgen[t][JAAR] |= (0..JAAR).any(|k| self.telt(t, k));
        }
    }

    /// Hidden, and not zero.
    fn telt(&self, rij: usize, kolom: usize) -> bool {
        self.verborgen[rij][kolom] && self.waarden[rij][kolom] > 0
    }

    /// In a quarter, one hidden number alone follows from the total: another one goes with it.
    fn verberg_nog_een(&mut self, kolom: usize) {
        let alleen = (0..self.waarden.len()).filter(|r| self.telt(*r, kolom)).count() == 1;
        if self.optelbaar && alleen {
            self.verberg_kleinste(kolom);
        }
    }

    /// Hides the smallest number of a category that still shows in a column; was there one?
    fn verberg_kleinste(&mut self, kolom: usize) -> bool {
        let categorieen = self.totaal().unwrap_or(self.waarden.len());
        let kleinste = (0..categorieen)
            .filter(|r| !self.verborgen[*r][kolom])
            .min_by_key(|r| self.waarden[*r][kolom]);
        if let Some(r) = kleinste {
            self.verborgen[r][kolom] = true;
        }
        kleinste.is_some()
    }

    /// Hides numbers of the year until every small number is in a ring. It ends: each round hides one more,
    /// and with all categories of the year hidden a small number and the one that is hidden with it in its
    /// quarter make a ring over the year.
    fn sluit_ringen(&mut self) {
        while let Some((rij, kolom)) = self.in_geen_ring() {
            let categorieen = self.totaal().unwrap_or(self.waarden.len());
            let met_hem = (0..categorieen)
                .find(|r| (*r == rij || self.telt(*r, kolom)) && !self.verborgen[*r][JAAR]);
            match met_hem {
                Some(r) => self.verborgen[r][JAAR] = true,
                None if self.verberg_kleinste(JAAR) => {}
                None => return,
            }
        }
    }

    /// A small number that can be computed.
    fn in_geen_ring(&self) -> Option<(usize, usize)> {
        (0..self.waarden.len()).flat_map(|r| (0..KOLOMMEN).map(move |k| (r, k))).find(|(r, k)| {
            self.waarden[*r][*k] < KLEIN && self.telt(*r, *k) && !self.is_in_ring(*r, *k)
        })
    }

    /// Is there another way from its row to its column, over hidden numbers? Without totals a column is no
    /// line: there a second hidden number in the row is enough.
    fn is_in_ring(&self, rij: usize, kolom: usize) -> bool {
        if !self.optelbaar {
            return (0..KOLOMMEN).filter(|k| self.telt(rij, *k)).count() > 1;
        }
        let mut rijen_gezien = vec![false; self.waarden.len()];
        let mut te_gaan = vec![rij];
        rijen_gezien[rij] = true;
        let mut kolommen_gezien = [false; KOLOMMEN];
        while let Some(r) = te_gaan.pop() {
            for k in (0..KOLOMMEN).filter(|k| self.telt(r, *k) && (r, *k) != (rij, kolom)) {
                if k == kolom {
                    return true;
                }
                if std::mem::replace(&mut kolommen_gezien[k], true) {
                    continue;
                }
                for ander in (0..self.waarden.len()).filter(|a| self.telt(*a, k)) {
                    if !std::mem::replace(&mut rijen_gezien[ander], true) {
                        te_gaan.push(ander);
                    }
                }
            }
        }
        false
    }
}
