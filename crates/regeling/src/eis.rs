//! What a statute demands of a regulation, and what a regulation says about its own text: the words in
//! which the two are laid side by side (see `conformiteit`).
//!
//! Always holds: nothing here runs in a dossier; a demand bears its article and the finding that it
//! gives when it is not met; what it names exists in the words of the same book.

use std::collections::BTreeMap;

use termijn::Datum;

use crate::norm::{KlokId, Vindplaats};
use crate::plek::Plek;
use crate::waarde::Waarde;
use crate::woorden::{DaadId, RolId, Tekst};

/// How grave a finding is, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zwaarte {
    /// Conflicts with statute: the regulation promises less.
    Strijdig,
    /// A risk or a gap.
    Risico,
    /// Rests on repealed law.
    Verouderd,
    /// Contradicts itself, or refers to what is not there.
    Intern,
    /// Stricter or extra: allowed, good to know.
    Noot,
}

impl Zwaarte {
    /// All of them, gravest first.
    pub const ALLE: [Self; 5] =
        [Self::Strijdig, Self::Risico, Self::Verouderd, Self::Intern, Self::Noot];

    /// The letter in files and lists: V, R, O, I, N.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Strijdig => "V",
            Self::Risico => "R",
            Self::Verouderd => "O",
            Self::Intern => "I",
            Self::Noot => "N",
        }
    }

    /// The severity with this letter.
    pub fn van_letter(letter: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|z| z.letter() == letter)
    }
}

/// A demand that a statute makes on a regulation: `[[eis]]`.
#[derive(Debug, Clone)]
pub struct Eis {
    /// Statute and article.
    pub vindplaats: Vindplaats,
    /// How grave it is when not met.
    pub zwaarte: Zwaarte,
    /// What must be there, or may not.
    pub vraagt: Vraag,
    /// What is wrong when it is not; `{…}` is filled in with what the regulation has.
    pub bevinding: Tekst,
    /// What to write instead.
    pub advies: Tekst,
    /// How sure this article is; absent: as the statute file says.
    pub zekerheid: Option<String>,
}

/// What a demand asks of a regulation.
#[derive(Debug, Clone)]
pub enum Vraag {
    /// A duty to do one of these acts and no other, of one of these, towards each of these.
    Plicht {
        /// Which acts; a duty to do one of them is enough.
        daden: Vec<DaadId>,
        /// Whose duty; empty: anybody's.
        wie: Vec<RolId>,
        /// Towards whom; empty: does not matter.
        aan: Vec<RolId>,
        /// Asked only of a regulation that makes it a duty to do this act instead.
        in_plaats_van: Option<DaadId>,
    },
    /// One of these acts is open to this role.
    Mag {
        /// Which acts; one is enough.
        daden: Vec<DaadId>,
        /// To whom; empty: anybody.
        wie: Vec<RolId>,
        /// In this situation; absent: in some situation.
        situatie: Option<Situatie>,
    },
    /// An act is open whatever this field of another act holds.
    Ongeacht {
        /// Which act.
        daad: DaadId,
        /// To whom.
        wie: Vec<RolId>,
        /// The field of which act.
        van: DaadId,
        /// Which field.
        veld: String,
        /// The values with which it must be open.
        waarden: Vec<Waarde>,
    },
    /// Some provision arranges one of these subjects.
    Regelt(Vec<String>),
    /// No provision arranges this subject.
    RegeltNiet(String),
    /// Where provisions arrange this subject, nobody else than these has the say.
    Alleen {
        /// The subject.
        onderwerp: String,
        /// Who may have the say.
        wie: Vec<RolId>,
    },
    /// A complaint is refused on no other grounds than these.
    GrondKent(Vec<String>),
    /// A complaint is not refused on this ground.
    GrondNiet(String),
    /// Whoever ends a procedure does so on a ground or under a condition, but for these acts.
    WeigeringOpGrond {
        /// Acts that need none.
        behalve: Vec<DaadId>,
    },
    /// These may complain: the capacity, and how it reads in a sentence.
    Gerechtigd(Vec<(String, Tekst)>),
    /// Nobody else than these may complain.
    GerechtigdKent(Vec<String>),
    /// A complaint comes in along no other channels than these.
    KanaalKent(Vec<String>),
    /// What the letter with this act states; of each inner list one item is enough.
    Vermeldt {
        /// With which act; absent: with every refusal on a ground.
        daad: Option<DaadId>,
        /// Refusals that need not.
        behalve: Vec<DaadId>,
        /// What it states.
        wat: Vec<Vec<String>>,
    },
    /// What the notice of an extension states, of each clock that stops as this one does.
    Verlenging {
        /// The statute's clock.
        klok: KlokId,
        /// What the notice states.
        vermeldt: Vec<String>,
    },
    /// Nobody else than these is given this act.
    AlleenDoor {
        /// The act.
        daad: DaadId,
        /// Who may have it.
        wie: Vec<RolId>,
    },
    /// A complaint of this kind goes elsewhere: there is a ground of this kind on which it leaves the house.
    Doorzending(String),
    /// A term for one of these acts, fixed by the regulation.
    Termijn(Vec<DaadId>),
    /// How a body is made up.
    Samenstelling(Samenstelling),
    /// None of these costs the complainant anything.
    Kosteloos(Vec<String>),
    /// No fixed amount is in the text for this.
    GeenBedrag(String),
    /// The dispute body has a name.
    Geschil,
    /// How long the file is kept: that it says so, from when, and how far it may be extended.
    Bewaring(BewaarEis),
}

/// What is asked of the retention of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BewaarEis {
    /// There is a term.
    Termijn,
    /// The text says from when it counts.
    Begin,
    /// An extension has a bound.
    Verlenging,
}

/// A situation in which an act must be open: nothing else has happened than this.
#[derive(Debug, Clone, Default)]
pub struct Situatie {
    /// These acts were done.
    pub gebeurd: Vec<DaadId>,
    /// These clocks of the statute ran out.
    pub verstreken: Vec<KlokId>,
}

/// How a body is made up; also what a statute asks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samenstelling {
    /// Which body.
    pub rol: RolId,
    /// At least so many members; `None`: not said.
    pub leden: Option<i64>,
    /// An odd number.
    pub oneven: bool,
    /// The chair does not work for the provider.
    pub voorzitter_van_buiten: bool,
    /// No member works for the provider.
    pub leden_van_buiten: bool,
}

/// What a regulation says of its own text, at one norm or provision, beside what runs.
#[derive(Debug, Clone)]
pub struct Kenmerk {
    /// Of the table that it stands in.
    pub plek: Plek,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Subjects that it arranges.
    pub regelt: Vec<String>,
    /// Who has the say in it: the role of the same table.
    pub wie: Vec<RolId>,
    /// What the file fills in where the text is silent.
    pub aangevuld: Aangevuld,
    /// Law that the text names here.
    pub noemt: Vec<Noemt>,
    /// References to other articles.
    pub verwijst: Vec<Verwijzing>,
    /// A principle: this is excluded altogether (`grond`, `kosten`).
    pub sluit_uit: Vec<String>,
    /// How a body is made up.
    pub samenstelling: Option<Samenstelling>,
    /// What the complainant pays for.
    pub kosten: Option<Kosten>,
    /// The dispute body that this provision names.
    pub geschilinstantie: Option<String>,
    /// Statutes for which the text points to another document.
    pub elders: Vec<String>,
    /// Kinds of ground; for a `[[grond]]` whose id is another word.
    pub aard: Vec<String>,
    /// Of a statute: how sure this fact is, when that is another certainty than that of the whole file.
    pub zekerheid: Option<String>,
    /// Of a statute: where this fact was read.
    pub bron: Option<String>,
}

/// What the file fills in where the text is silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Aangevuld {
    /// Nothing: all of it is in the text.
    #[default]
    Niets,
    /// All of it comes from the statute.
    Alles,
    /// These keys.
    Sleutels(Vec<String>),
}

impl Aangevuld {
    /// Is this key filled in, so that the text itself does not say it?
    pub fn omvat(&self, sleutel: &str) -> bool {
        match self {
            Self::Niets => false,
            Self::Alles => true,
            Self::Sleutels(s) => s.iter().any(|s| s == sleutel),
        }
    }
}

/// Law that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noemt {
    /// Which: the id of a repealed or present statute.
    pub wet: String,
    /// The article that is named.
    pub artikel: Option<String>,
    /// Only as history: nothing rests on it.
    pub terugblik: bool,
    /// Where the text names it.
    pub vindplaats: Vindplaats,
    /// Where the file says so.
    pub plek: Plek,
}

/// A reference to another article of the same text, and what that article is said to carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwijzing {
    /// The article that is referred to.
    pub naar: String,
    /// It is said to carry this act.
    pub daad: Option<DaadId>,
    /// It is said to carry this term.
    pub termijn: Option<termijn::Termijn>,
    /// It is said to arrange this subject.
    pub regelt: Option<String>,
}

/// What the complainant pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kosten {
    /// For what: `functionaris`, `behandeling`, `geschil`.
    pub voor: String,
    /// How much, when the text says so.
    pub bedrag: Option<String>,
}

/// A statute that was repealed.
#[derive(Debug, Clone)]
pub struct Vervallen {
    /// Its id.
    pub id: String,
    /// Its name.
    pub naam: Tekst,
    /// Words by which texts name it.
    pub woorden: Vec<String>,
    /// Since when it no longer holds.
    pub op: Datum,
    /// What came in its place.
    pub opvolger: String,
    /// Article by article: where the matter of an old article stands now.
    pub plaatsen: BTreeMap<String, String>,
    /// How sure this is.
    pub zekerheid: Option<String>,
}

/// A heading as the text has it, where the numbering is not plain.
#[derive(Debug, Clone)]
pub struct Opschrift {
    /// The number that it bears.
    pub artikel: String,
    /// Its words.
    pub tekst: String,
    /// The number with which its paragraphs begin, when that is another one.
    pub leden: Option<String>,
    /// Where the file says so.
    pub plek: Plek,
}

/// All that the comparison reads beside the norms.
#[derive(Debug, Clone, Default)]
pub struct Toetsstof {
    /// Demands of the statutes.
    pub eisen: Vec<Eis>,
    /// What the regulation says of its own text.
    pub kenmerken: Vec<Kenmerk>,
    /// Law named in the head.
    pub noemt: Vec<Noemt>,
    /// Keys of the head that the file fills in.
    pub kop_aangevuld: Aangevuld,
    /// Repealed statutes.
    pub vervallen: Vec<Vervallen>,
    /// Headings with a number of their own.
    pub opschriften: Vec<Opschrift>,
}

impl Toetsstof {
    /// What the file says of the table at this spot.
    pub fn bij(&self, plek: Plek) -> Option<&Kenmerk> {
        self.kenmerken.iter().find(|k| k.plek == plek)
    }

    /// How sure the fact at this spot is, when the file says so there.
    pub fn zekerheid(&self, plek: Plek) -> Option<&str> {
        self.bij(plek)?.zekerheid.as_deref()
    }

    /// Does the text itself say this, or does the file fill it in?
    pub fn aangevuld(&self, plek: Plek, sleutel: &str) -> bool {
        self.bij(plek).is_some_and(|k| k.aangevuld.omvat(sleutel))
    }
}
