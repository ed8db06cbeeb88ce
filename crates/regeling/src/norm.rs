//! Norms: what a regulation demands, allows, forbids, and how it counts.
//!
//! Always holds: every norm bears its article and the file that it came from; what it names (roles,
//! acts, facts, clocks) exists in the words of the same book.

use termijn::Termijn;

use crate::folder::InFolder;
pub use crate::instelling::*;
use crate::plek::{Naam, Plek};
use crate::voorwaarde::{Gebeurd, Moment, Toets, Voorwaarde};
use crate::woorden::{DaadId, RolId, Tekst, id};

id!(/// A norm in this book.
    NormId);
id!(/// A clock in this book.
    KlokId);
id!(/// A regulation or statute in this book.
    TekstId);

/// Where a norm stands in the law or the regulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vindplaats {
    /// Which text.
    pub tekst: TekstId,
    /// The article as that text numbers it: `10 lid 1`.
    pub artikel: String,
}

/// Duty, power, or prohibition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NormSoort {
    /// Somebody must do something.
    Plicht,
    /// Somebody may do something.
    Bevoegdheid,
    /// Somebody may not do something.
    Verbod,
}

/// What a norm is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doet {
    /// These acts.
    Daden(Vec<DaadId>),
    /// All acts but these.
    Alles {
        /// The acts that stay outside.
        behalve: Vec<DaadId>,
    },
}

impl Doet {
    /// Is this act among them?
    pub fn omvat(&self, daad: DaadId) -> bool {
        match self {
            Self::Daden(d) => d.contains(&daad),
            Self::Alles { behalve } => !behalve.contains(&daad),
        }
    }
}

/// Within which time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binnen {
    /// As soon as can be: a duty without a date.
    ZoSpoedigMogelijk,
    /// The first of these whose condition holds.
    Termijnen(Vec<(Termijn, Option<Voorwaarde>)>),
    /// When this clock ends, with its extensions and pauses.
    Klok(KlokId),
    /// On the date that this field of the triggering act names.
    Gesteld {
        /// The field.
        veld: String,
        /// The latest possible, counted from the trigger.
        hoogstens: Option<Termijn>,
    },
    /// On the date that one of these sets for this duty, with the act `termijn_gesteld`.
    GesteldDoor {
        /// Who sets it.
        wie: Vec<RolId>,
        /// The act with which it is set: its field `voor` names the duty, `uiterlijk` the day.
        daad: DaadId,
        /// The latest possible, counted from the trigger.
        hoogstens: Option<Termijn>,
    },
    /// At least this long before a moment that lies ahead.
    Voor {
        /// Before what.
        moment: Moment,
        /// How long before.
        minstens: Termijn,
    },
}

/// One duty for each item of a list in the triggering act: each measure of a judgment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Per {
    /// The list field of the triggering act.
    pub lijst: String,
    /// The date field within an item: when the duty is due.
    pub datum: Option<String>,
    /// The number field of the fulfilling act that names the item, counted from 1.
    pub nummer: String,
}

/// A duty that comes back within a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herhaling {
    /// Again so long after it was last done.
    pub elke: Termijn,
    /// Until one of these.
    pub tot: Vec<Gebeurd>,
}

/// A duty, power or prohibition.
#[derive(Debug, Clone)]
pub struct Norm {
    /// Duty, power or prohibition.
    pub soort: NormSoort,
    /// Its id in the file.
    pub id: String,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// Who; empty for a prohibition that binds everybody.
    pub wie: Vec<RolId>,
    /// Does what.
    pub doet: Doet,
    /// Towards whom.
    pub aan: Vec<RolId>,
    /// Towards whoever did what set it off: the one who asked.
    pub aan_wie_het_deed: bool,
    /// Set off by what.
    pub na: Option<Moment>,
    /// Within which time.
    pub binnen: Binnen,
    /// Not before this long after the trigger.
    pub niet_voor: Option<Termijn>,
    /// One duty for each item of a list that the trigger holds.
    pub per: Option<Per>,
    /// Met only by an act with the same value in this field as what set it off: each objection has a decision
    /// of its own.
    pub zelfde: Option<String>,
    /// It comes back.
    pub herhaal: Option<Herhaling>,
    /// A duty that gives nobody the power: another norm must.
    pub zonder_bevoegdheid: bool,
    /// The term is the rule, and can be departed from.
    pub in_de_regel: bool,
    /// Only if.
    pub als: Option<Voorwaarde>,
    /// The act itself only provided that.
    pub mits: Option<Voorwaarde>,
    /// Not if.
    pub tenzij: Option<Voorwaarde>,
    /// Only acts with these field values count.
    pub waar: Vec<(String, Toets)>,
    /// The fields and data that the act or its letter must state.
    pub vermeldt: Vec<String>,
    /// What takes the duty away before it is met.
    pub vervalt_bij: Vec<Gebeurd>,
    /// Lives on when the procedure ends.
    pub na_einde: bool,
    /// Ends on a rest day move on (Algemene termijnenwet).
    pub atw: bool,
    /// Norms of a regulation beside this one that it takes the place of: `portaal:ontvangst`.
    pub vervangt: Vec<Naam>,
    /// The norm in one sentence, where the parts do not say it well.
    pub tekst: Option<Tekst>,
    /// How it stands in the leaflet.
    pub folder: InFolder,
    /// Where it was declared.
    pub plek: Plek,
}

impl Norm {
    /// A prohibition for everybody, without condition; the parts that differ are filled in after.
    pub(crate) fn verbod(vindplaats: Vindplaats, doet: Doet, plek: Plek) -> Self {
        Self {
            soort: NormSoort::Verbod,
            id: String::new(),
            vindplaats,
            register: Vec::new(),
            wie: Vec::new(),
            doet,
            aan: Vec::new(),
            aan_wie_het_deed: false,
            na: None,
            binnen: Binnen::ZoSpoedigMogelijk,
            niet_voor: None,
            per: None,
            zelfde: None,
            herhaal: None,
            zonder_bevoegdheid: false,
            in_de_regel: false,
            als: None,
            mits: None,
            tenzij: None,
            waar: Vec::new(),
            vermeldt: Vec::new(),
            vervalt_bij: Vec::new(),
            na_einde: false,
            atw: false,
            vervangt: Vec::new(),
            folder: InFolder::Niet,
            tekst: None,
            plek,
        }
    }
}

/// An extension of a clock.
#[derive(Debug, Clone)]
pub struct Verdaging {
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// Who extends.
    pub wie: Vec<RolId>,
    /// The act with which it is told; its field `tot` names the new date.
    pub daad: DaadId,
    /// At most so long, counted from the start of the clock; absent: no bound.
    pub tot: Option<Termijn>,
    /// Only before the running term has ended.
    pub vooraf: bool,
    /// How often.
    pub keer: Option<u32>,
    /// Told to whom.
    pub aan: Vec<RolId>,
    /// Only provided that.
    pub mits: Option<Voorwaarde>,
    /// What the notice must state.
    pub vermeldt: Vec<String>,
    /// Where it was declared.
    pub plek: Plek,
}

/// A pause of a clock.
#[derive(Debug, Clone)]
pub struct Schorsing {
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// It stands still from this act.
    pub van: Gebeurd,
    /// And runs on from one of these.
    pub tot: Vec<Gebeurd>,
    /// Or once the day in this field of that act is over, if none of these came.
    pub gesteld_in: Option<String>,
    /// Or once this long after that act is over.
    pub hoogstens: Option<Termijn>,
    /// Where it was declared.
    pub plek: Plek,
}

/// A running term with a name.
#[derive(Debug, Clone)]
pub struct Klok {
    /// Its id in the file.
    pub id: String,
    /// Its name.
    pub naam: Tekst,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// Starts with.
    pub start: Moment,
    /// How long; the first whose condition holds.
    pub termijn: Vec<(Termijn, Option<Voorwaarde>)>,
    /// Begins anew with.
    pub stuiting: Vec<Gebeurd>,
    /// Stops with.
    pub stopt: Vec<Gebeurd>,
    /// Runs only if.
    pub als: Option<Voorwaarde>,
    /// Its extensions.
    pub verdaging: Vec<Verdaging>,
    /// Its pauses.
    pub schorsing: Vec<Schorsing>,
    /// An end on a rest day moves on (Algemene termijnenwet).
    pub atw: bool,
    /// Lives on when the procedure ends.
    pub na_einde: bool,
    /// Where it was declared.
    pub plek: Plek,
}

/// A ground on which a complaint is not handled or is passed on.
#[derive(Debug, Clone)]
pub struct Grond {
    /// Its id, the value of the act's field `grond`.
    pub id: String,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// With which act it is used.
    pub doet: DaadId,
    /// By whom.
    pub wie: Vec<RolId>,
    /// What people read.
    pub naam: Tekst,
    /// Available only if.
    pub als: Option<Voorwaarde>,
    /// Not available if.
    pub tenzij: Option<Voorwaarde>,
    /// What the letter must state.
    pub vermeldt: Vec<String>,
    /// How it stands in the leaflet.
    pub folder: InFolder,
    /// Where it was declared.
    pub plek: Plek,
}

/// With what a procedure ends.
#[derive(Debug, Clone)]
pub struct Einde {
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// The act.
    pub door: DaadId,
    /// Only with these field values.
    pub waar: Vec<(String, Toets)>,
    /// Only if.
    pub als: Option<Voorwaarde>,
    /// Not if.
    pub tenzij: Option<Voorwaarde>,
    /// The procedure is open again with.
    pub heropent: Vec<Gebeurd>,
    /// Where it was declared.
    pub plek: Plek,
}
