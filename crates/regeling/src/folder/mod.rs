//! The leaflet (*folder*): what a client needs to know of a regulation, made from the regulation.
//!
//! In reading order: this file (what a leaflet is, and what a file may say about it), `maken` (from book and
//! provider to leaflet), `zinnen` (which sentences stand where, and by which article), `kaarten` (who and
//! where), `invullen` (words in the right language, slots filled), `tijd` (the strictest term in words),
//! `kader` (the frame in two languages), `markdown` (the leaflet as text), `medewerkers` (the one
//! for employees).
//!
//! Always holds: every sentence follows from a norm, a setting or the provider's data, and each section cites
//! its articles; a section of which nothing is known is not there; a sentence with a slot that nobody fills is
//! left out; Dutch is plain (B1), and what has no English is told in `onvertaald`.

mod invullen;
mod kaarten;
mod kader;
mod maken;
mod markdown;
mod medewerkers;
mod tijd;
mod zinnen;

use serde::Serialize;

use crate::woorden::Tekst;

/// The slots that a sentence may have: `{telefoon}`.
pub const GATEN: [&str; 8] =
    ["aanbieder", "adres", "bereikbaar", "email", "geschil", "telefoon", "website", "wie"];

/// Where in the leaflet a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Folderdeel {
    /// For whom this is.
    VoorWie,
    /// With whom you can talk first.
    Praten,
    /// How to complain, and who may.
    Klagen,
    /// Who handles it.
    Behandelaar,
    /// What happens: when the complaint comes in.
    Ontvangst,
    /// What happens: the first contact, and how it will go.
    Begin,
    /// What happens: the handling, both sides heard.
    Horen,
    /// What happens: the judgment.
    Oordeel,
    /// What happens: after the judgment.
    Daarna,
    /// Your rights along the way.
    Rechten,
    /// Where to go next.
    Verder,
    /// Other outside places.
    Elders,
    /// How long the file is kept.
    Bewaren,
    /// Who supervises.
    Toezicht,
    /// The regulation itself: where to read it.
    Regeling,
}

/// How a file spells them, in the order of the leaflet.
pub(crate) const FOLDERDELEN: &[&str] = &{
    let mut ids = [""; Folderdeel::ALLE.len()];
    let mut i = 0;
    while i < ids.len() {
        ids[i] = Folderdeel::ALLE[i].id();
        i += 1;
    }
    ids
};

impl Folderdeel {
    /// All of them, in the order of the leaflet.
    pub const ALLE: [Self; 15] = [
        Self::VoorWie,
        Self::Praten,
        Self::Klagen,
        Self::Behandelaar,
        Self::Ontvangst,
        Self::Begin,
        Self::Horen,
        Self::Oordeel,
        Self::Daarna,
        Self::Rechten,
        Self::Verder,
        Self::Elders,
        Self::Bewaren,
        Self::Toezicht,
        Self::Regeling,
    ];

    /// How a file spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::VoorWie => "voor_wie",
            Self::Praten => "praten",
            Self::Klagen => "klagen",
            Self::Behandelaar => "behandelaar",
            Self::Ontvangst => "ontvangst",
            Self::Begin => "begin",
            Self::Horen => "horen",
            Self::Oordeel => "oordeel",
            Self::Daarna => "daarna",
            Self::Rechten => "rechten",
            Self::Verder => "verder",
            Self::Elders => "elders",
            Self::Bewaren => "bewaren",
            Self::Toezicht => "toezicht",
            Self::Regeling => "regeling",
        }
    }

    /// Is it one of the steps of the procedure?
    pub(super) fn is_stap(self) -> bool {
        matches!(self, Self::Ontvangst | Self::Begin | Self::Horen | Self::Oordeel | Self::Daarna)
    }
}

/// What a file says of a rule for the leaflet: where, and in which words (`nl` is plain Dutch).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folderzin {
    /// Where it stands.
    pub deel: Folderdeel,
    /// What it says, with slots.
    pub tekst: Tekst,
}

/// How a rule stands in the leaflet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum InFolder {
    /// In the words of its act, if that has any.
    #[default]
    ZoalsDeDaad,
    /// Not at all.
    Niet,
    /// In these words.
    Zin(Folderzin),
}

impl InFolder {
    pub(super) fn zin(&self) -> Option<&Folderzin> {
        match self {
            Self::Zin(zin) => Some(zin),
            Self::ZoalsDeDaad | Self::Niet => None,
        }
    }
}

/// The names of the slots in a text, in order.
pub(crate) fn gaten_in(tekst: &str) -> impl Iterator<Item = &str> {
    tekst.split('{').skip(1).filter_map(|d| d.split_once('}')).map(|(gat, _)| gat)
}

/// A leaflet in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Folder {
    /// `nl` or `en`.
    pub taal: &'static str,
    /// The provider's name.
    pub aanbieder: String,
    /// Its title.
    pub titel: String,
    /// What it tells, in a sentence or two.
    pub inleiding: String,
    /// Its sections, in order.
    pub delen: Vec<Deel>,
    /// How to reach the provider, for the foot of a page.
    pub contact: Vec<Regel>,
    /// To which text it belongs: title, version, day.
    pub versie: String,
    /// Pieces that stand here in Dutch although another language was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub onvertaald: Vec<String>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deel {
    /// Its id, for a link.
    pub id: &'static str,
    /// Its heading.
    pub kop: String,
    /// Its contents.
    pub blokken: Vec<Blok>,
    /// The articles behind it: "artikel 8 lid 1; Wkkgz artikel 17 lid 1". Empty when it has none.
    pub artikelen: String,
}

/// A block of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "soort", rename_all = "snake_case")]
pub enum Blok {
    /// A paragraph.
    Alinea {
        /// Its sentences.
        tekst: String,
    },
    /// A list.
    Lijst {
        /// Its items.
        regels: Vec<String>,
    },
    /// What happens, in order.
    Stappen {
        /// The steps.
        stappen: Vec<Stap>,
    },
    /// People and bodies.
    Kaarten {
        /// One for each.
        kaarten: Vec<Kaart>,
    },
}

/// A step of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stap {
    /// What happens.
    pub zin: String,
    /// By whom, by when, and what if that fails. May be empty.
    pub erbij: String,
}

/// A person or body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kaart {
    /// Its name.
    pub naam: String,
    /// What to go there for. May be empty.
    pub uitleg: String,
    /// How to reach whom.
    pub gegevens: Vec<Gegevens>,
}

/// How to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gegevens {
    /// The name, where it is another than the card's.
    pub naam: String,
    /// For whom, or for what.
    pub voor: String,
    /// The data.
    pub regels: Vec<Regel>,
}

/// One datum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Regel {
    /// What kind.
    pub soort: RegelSoort,
    /// Its label in the leaflet's language: "Telefoon".
    pub label: String,
    /// As people read it.
    pub tekst: String,
}

/// What kind of datum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RegelSoort {
    /// A telephone number.
    Telefoon,
    /// An e-mail address.
    Email,
    /// A website, without `https://`.
    Website,
    /// A postal address.
    Post,
    /// By when to go there.
    Termijn,
    /// What it costs.
    Kosten,
}
