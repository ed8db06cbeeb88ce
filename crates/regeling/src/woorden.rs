//! The words of which a regulation speaks: roles, acts with their fields, facts.
//!
//! Always holds: a word has one meaning. Its id is unique among the words of its kind, and an act and
//! a fact never share an id, so that a condition may name either. Words come from
//! `regelingen/woordenlijst.toml`; a regulation or statute may add its own.

use crate::folder::Folderzin;
use crate::plek::Plek;
use crate::voorwaarde::Voorwaarde;

macro_rules! id {
    ($(#[$doc:meta])* $naam:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $naam(pub(crate) u16);
        impl $naam {
            /// Position in the list of its kind.
            pub fn ix(self) -> usize {
                usize::from(self.0)
            }
            /// The id at this position in the list of its kind.
            pub fn van_ix(ix: usize) -> Self {
                Self(u16::try_from(ix).unwrap_or(u16::MAX))
            }
        }
    };
}
pub(crate) use id;

id!(/// A role in this set of words.
    RolId);
id!(/// An act in this set of words.
    DaadId);
id!(/// A fact in this set of words.
    FeitId);

/// A name or sentence in Dutch and English, and in plain Dutch (B1) where the complainant reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tekst {
    /// Dutch, as staff read it.
    pub nl: String,
    /// English.
    pub en: String,
    /// Plain Dutch (B1) for the complainant; falls back on `nl`.
    pub b1: Option<String>,
}

impl Tekst {
    /// The text for the complainant.
    pub fn b1(&self) -> &str {
        self.b1.as_deref().unwrap_or(&self.nl)
    }

    /// The text in this language.
    pub fn in_taal(&self, taal: termijn::Taal) -> &str {
        match taal {
            termijn::Taal::Nl => &self.nl,
            termijn::Taal::En if self.en.is_empty() => &self.nl,
            termijn::Taal::En => &self.en,
        }
    }
}

/// What kind of thing bears a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RolSoort {
    /// People in the dossier; there may be several, each counts.
    Partij,
    /// An office in the provider's organisation.
    Ambt,
    /// Somebody outside, who is not a party.
    Buiten,
}

/// A role: klager, aangeklaagde, raad van bestuur.
#[derive(Debug, Clone)]
pub struct Rol {
    /// The id in files.
    pub id: String,
    /// Other spellings under which it is found.
    pub ook: Vec<String>,
    /// Its name.
    pub naam: Tekst,
    /// Party, office, or outside.
    pub soort: RolSoort,
    /// A dossier always has one, also before anybody was named.
    pub altijd: bool,
    /// Records what parties did: letters, calls; and may set such a record right.
    pub legt_vast: bool,
    /// This role acts for that one where a statute speaks of it: the board for the provider.
    pub is: Vec<RolId>,
    /// Who holds this office sees what that office sees, and does in his own what that one may.
    pub toegang_als: Option<RolId>,
    /// Where it was declared.
    pub plek: Plek,
}

/// Of what kind a field's value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VeldSoort {
    /// Text of any length.
    Tekst,
    /// One line of text.
    Regel,
    /// A date.
    Datum,
    /// Yes or no.
    JaNee,
    /// A whole number.
    Getal,
    /// One of these options.
    Keuze(Vec<Optie>),
    /// Any number of these options.
    Keuzes(Vec<Optie>),
    /// One of the grounds that the regulation has for this act.
    Grond,
    /// One of the intake channels of the regulation.
    Kanaal,
    /// One of the capacities in which one may complain, or another one in words.
    Hoedanigheid,
    /// People who get this role in the dossier.
    Partijen(RolId),
    /// Somebody who is in the dossier already: the id of a party. The other fields of the act fill in
    /// what was not known of this party.
    Partij,
    /// Somebody with an account in the house: its id.
    Account,
    /// Files that come along: the ids of documents.
    Bestanden,
    /// An event of this dossier: its number, or an act, which means the last such event.
    Gebeurtenis,
    /// New values for fields of that event.
    Invulling,
    /// Any number of groups of fields.
    Lijst(Vec<Veld>),
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Optie {
    /// The id in files and events.
    pub id: String,
    /// What people read.
    pub naam: Tekst,
}

/// A field of an act: what is asked when somebody does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veld {
    /// The id in files and events.
    pub id: String,
    /// Other spellings under which it is found.
    pub ook: Vec<String>,
    /// The question or label.
    pub naam: Tekst,
    /// What belongs in it.
    pub soort: VeldSoort,
    /// Without it the act can't be done.
    pub verplicht: bool,
    /// Explanation under the label.
    pub uitleg: Option<String>,
}

/// An act, and with it the event that it leaves.
#[derive(Debug, Clone)]
pub struct Daad {
    /// The id in files.
    pub id: String,
    /// Other spellings under which it is found.
    pub ook: Vec<String>,
    /// Its name: `nl` for staff, `b1` for the complainant.
    pub naam: Tekst,
    /// How it reads once done, for the timeline: "Oordeel gegeven".
    pub gedaan: Tekst,
    /// For a filter of the timeline: `contact`, `stuk`, `besluit`, `klager`.
    pub groep: String,
    /// Towards whom it can be done; empty when it has no addressee.
    pub aan: Vec<RolId>,
    /// Who sees that it happened, besides who handles the complaint.
    pub zichtbaar: Vec<RolId>,
    /// Can be done once in a dossier.
    pub eenmalig: bool,
    /// With this act a dossier begins.
    pub opent: bool,
    /// Sets right what was recorded wrongly: an event that never happened, or its day or fields.
    pub herstelt: bool,
    /// Splits a part of the complaint off into a dossier of its own.
    pub splitst: bool,
    /// Tells what an earlier register says of the complaint; done only while that register is taken over.
    pub neemt_over: bool,
    /// Taken over with it: by then the procedure was over, and what an article then demanded was for the
    /// earlier register.
    pub sluit_af: bool,
    /// Belongs to no complaint: the appointment of a member, a yearly meeting.
    pub buiten_klacht: bool,
    /// Until it is recorded itself, it is taken to have happened with this other act.
    pub blijkt_uit: Option<DaadId>,
    /// It answers this act: whoever was addressed is asked to do it.
    pub antwoord_op: Option<DaadId>,
    /// The notes of somebody who works in confidence: only these roles read them.
    pub vertrouwelijk_voor: Vec<RolId>,
    /// How it reads in the leaflet, where a norm that lets somebody do it has no words of its own.
    pub folder: Option<Folderzin>,
    /// How it reads as the start of a term: "nadat u uw klacht instuurde".
    pub sinds: Option<Tekst>,
    /// What is asked.
    pub velden: Vec<Veld>,
    /// Where it was declared.
    pub plek: Plek,
}

impl Daad {
    /// Does it answer what was not known when the complaint came: a correction that must give new values?
    pub fn vult_aan(&self) -> bool {
        self.herstelt && self.velden.iter().any(|v| v.soort == VeldSoort::Invulling && v.verplicht)
    }

    /// The field with this id.
    pub fn veld(&self, id: &str) -> Option<&Veld> {
        self.velden.iter().find(|v| v.id == id)
    }

    /// The field that is for files, if it has one.
    pub fn bestanden(&self) -> Option<&Veld> {
        self.velden.iter().find(|v| v.soort == VeldSoort::Bestanden)
    }
}

/// A fact: something that follows from what happened.
#[derive(Debug, Clone)]
pub struct Feit {
    /// The id in files.
    pub id: String,
    /// Other spellings under which it is found.
    pub ook: Vec<String>,
    /// How it reads in a sentence; its id in words when empty.
    pub naam: Tekst,
    /// When it holds.
    pub als: Voorwaarde,
    /// Why it does not hold, for people.
    pub waarom_niet: Tekst,
    /// Why it holds, for people: used where a fact stands in the way.
    pub waarom: Tekst,
    /// Where it was declared.
    pub plek: Plek,
}
