//! Conditions and moments: the small algebra in which facts are said.
//!
//! Always holds: a condition is a question about what happened up to a day, never about the clock of
//! the machine; each form can be turned into words (see `toon`) and into a reason (see the engine).

use termijn::{Datum, Termijn};

use crate::norm::KlokId;
use crate::waarde::Waarde;
use crate::woorden::{DaadId, FeitId, RolId};

/// Something that holds or does not hold on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voorwaarde {
    /// A declared fact holds.
    Feit(FeitId),
    /// An act was done.
    Gebeurd(Gebeurd),
    /// It does not hold.
    Niet(Box<Voorwaarde>),
    /// All of these hold.
    Alle(Vec<Voorwaarde>),
    /// At least one of these holds.
    EenVan(Vec<Voorwaarde>),
    /// An act was done this many times.
    Aantal {
        /// Which act.
        wat: Gebeurd,
        /// At least so often.
        minstens: u32,
        /// At most so often.
        hoogstens: Option<u32>,
    },
    /// A field of the latest such act.
    Veld {
        /// Of which act.
        daad: DaadId,
        /// Which field.
        veld: String,
        /// What must hold of it.
        toets: Toets,
    },
    /// A field of the act that is being decided now.
    Deze {
        /// Which field.
        veld: String,
        /// What must hold of it.
        toets: Toets,
    },
    /// It began with this act and none of those has ended it since.
    Loopt {
        /// The act with which it begins.
        van: Gebeurd,
        /// The acts with which it ends.
        tot: Vec<Gebeurd>,
        /// What began is told apart by this field: each is ended only by an act with the same value in it.
        zelfde: Option<String>,
    },
    /// Of each one with this role, one of these was done, by him or towards him.
    Elke {
        /// The role.
        rol: RolId,
        /// The acts; each names the role as `door` or as `aan`.
        een_van: Vec<Gebeurd>,
    },
    /// The first moment came before the second.
    Voor {
        /// The earlier one.
        eerst: Moment,
        /// The later one; a moment that has not come yet counts as later.
        later: Moment,
    },
    /// The day of the latest such moment has passed, and this term after it.
    Verstreken {
        /// From when.
        na: Moment,
        /// How long; absent: it holds from the day after.
        termijn: Option<Termijn>,
    },
    /// A clock has run out without being stopped.
    KlokVerstreken(KlokId),
    /// At one moment, another one was longer ago than this term.
    Ouder {
        /// The term.
        dan: Termijn,
        /// The moment that must be long ago.
        van: Moment,
        /// Seen from this moment.
        op: Moment,
    },
    /// So many in the dossier have this role, hold that office besides, and are described like this.
    Partij {
        /// The role in the dossier.
        rol: RolId,
        /// The office that he holds.
        ambt: Option<RolId>,
        /// Only those of whom this holds.
        waar: Vec<(String, Toets)>,
        /// At least so many; 1 unless said otherwise.
        minstens: u32,
        /// At most so many.
        hoogstens: Option<u32>,
    },
    /// A name in a list of the act that is being decided now also stands there.
    Deelt {
        /// The list field of this act, and the field within an item when items are groups.
        veld: (String, Option<String>),
        /// Among these names.
        met: Elders,
    },
    /// Whoever does what is being decided now, also stands there. Who holds an office together with others
    /// is meant as a person, not as the office.
    Persoon(Elders),
    /// The latest such act came along a channel that counts as writing.
    Schriftelijk(DaadId),
    /// The latest such act lacked something that its channel asks for.
    Ontbreekt(DaadId),
    /// The capacity in this field is one that may complain.
    Gerechtigd {
        /// Of which act.
        daad: DaadId,
        /// Which field.
        veld: String,
    },
}

/// Where names stand with which others are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Elders {
    /// The people with this role.
    Partijen(RolId),
    /// This field of each such act, and the field within an item when it is a list of groups.
    Veld {
        /// Which acts.
        wat: Gebeurd,
        /// Which field.
        veld: String,
        /// Within an item.
        binnen: Option<String>,
    },
    /// Whoever did this.
    Doener(Gebeurd),
}

/// An act that was done, by whom, towards whom, with which field values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebeurd {
    /// Which act.
    pub daad: DaadId,
    /// Only when done by one of these; empty: by anybody.
    pub door: Vec<RolId>,
    /// Only when each person with this role has done it.
    pub door_elke: Option<RolId>,
    /// Only when done towards these.
    pub aan: AanToets,
    /// Only with these field values.
    pub waar: Vec<(String, Toets)>,
    /// Only at or after the latest such act.
    pub sinds: Option<DaadId>,
}

impl Gebeurd {
    /// The role of which each one must have done it, or had it done towards him.
    pub fn elke(&self) -> Option<RolId> {
        match (self.door_elke, self.aan) {
            (Some(rol), _) | (None, AanToets::Elke(rol)) => Some(rol),
            (None, AanToets::Ieder | AanToets::Een(_)) => None,
        }
    }
}

/// Towards whom an act must have been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AanToets {
    /// Does not matter.
    Ieder,
    /// Towards at least one with this role.
    Een(RolId),
    /// Towards each one with this role.
    Elke(RolId),
}

/// What must hold of a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toets {
    /// Equals this; for a list: holds this.
    Is(Waarde),
    /// Equals one of these.
    In(Vec<Waarde>),
    /// Is filled in.
    Aanwezig,
    /// Is not filled in.
    Afwezig,
    /// Is a number above this.
    MeerDan(i64),
    /// Is a number below this.
    MinderDan(i64),
    /// Is a day before the day of the act (or, without an act, the day from which one looks).
    Verlopen,
    /// Is the day of the act, or one after it.
    NogNietVerlopen,
    /// Is a list with so many items of which this holds.
    Telt {
        /// What must hold of an item; empty: every item counts.
        waar: Vec<(String, Toets)>,
        /// At least so many.
        minstens: u32,
        /// At most so many.
        hoogstens: Option<u32>,
    },
    /// Is a list of which more than half of the items are like this.
    Meerderheid(Vec<(String, Toets)>),
}

impl Toets {
    /// Does it hold of this value (or of its absence), on this day?
    pub fn geldt(&self, waarde: Option<&Waarde>, op: Datum) -> bool {
        let dag = || waarde.and_then(Waarde::als_datum);
        match (self, waarde) {
            (Self::Aanwezig, Some(w)) => !w.is_leeg(),
            (Self::Afwezig, w) => w.is_none_or(Waarde::is_leeg),
            (Self::Telt { waar, minstens, hoogstens }, w) => {
                let n = w.map_or(0, |w| aantal(w, waar, op));
                n >= *minstens && hoogstens.is_none_or(|h| n <= h)
            }
            (_, None) => false,
            (Self::Is(gevraagd), Some(w)) => {
                w == gevraagd || matches!(w, Waarde::Lijst(l) if l.contains(gevraagd))
            }
            (Self::In(gevraagd), Some(w)) => {
                gevraagd.iter().any(|g| Self::Is(g.clone()).geldt(Some(w), op))
            }
            (Self::MeerDan(grens), Some(w)) => matches!(w, Waarde::Getal(n) if n > grens),
            (Self::MinderDan(grens), Some(w)) => matches!(w, Waarde::Getal(n) if n < grens),
            (Self::Verlopen, Some(_)) => dag().is_some_and(|d| d < op),
            (Self::NogNietVerlopen, Some(_)) => dag().is_some_and(|d| d >= op),
            (Self::Meerderheid(waar), Some(w)) => {
                let alle = u32::try_from(w.als_lijst().len()).unwrap_or(u32::MAX);
                aantal(w, waar, op).saturating_mul(2) > alle
            }
        }
    }
}

/// How many items of this list are like that.
fn aantal(lijst: &Waarde, waar: &[(String, Toets)], op: Datum) -> u32 {
    let goed = lijst.als_lijst().iter().filter(|item| match item {
        Waarde::Groep(velden) => waar.iter().all(|(v, t)| t.geldt(velden.get(v), op)),
        _ => waar.is_empty() && !item.is_leeg(),
    });
    u32::try_from(goed.count()).unwrap_or(u32::MAX)
}

/// A moment: the day on which something happened, or that a field names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// Each time this act was done.
    Daad(DaadId),
    /// Each time it was done in this way: by whom, towards whom, with which field values.
    Gebeurd(Gebeurd),
    /// The date in this field, each time the act was done.
    Veld(DaadId, String),
    /// The first of these.
    Eerste(Vec<Moment>),
    /// The last of these, once all have come.
    Laatste(Vec<Moment>),
    /// This moment, as long as the condition holds.
    Als(Box<Moment>, Box<Voorwaarde>),
    /// So long after this moment.
    Plus(Box<Moment>, Termijn),
    /// Each end of a clock that ran out unused. What ran out before it was extended or began anew, ran out.
    Verstreken(KlokId),
    /// This moment, once its day has passed.
    Voorbij(Box<Moment>),
    /// The end of the procedure, however it ended.
    Einde,
    /// The day on which the regulation entered into force.
    Inwerking,
}
