//! What a letter is: letterhead, addressee, and blocks of text.

use serde::{Deserialize, Serialize};

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stukje {
    /// The text, literal.
    pub tekst: String,
    /// Bold?
    #[serde(default)]
    pub vet: bool,
}

impl Stukje {
    /// Plain text.
    pub fn gewoon(tekst: impl Into<String>) -> Self {
        Self { tekst: tekst.into(), vet: false }
    }
}

/// A block of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "snake_case")]
pub enum Blok {
    /// A heading below the subject.
    Kop {
        /// Its text.
        tekst: String,
    },
    /// A paragraph.
    Alinea {
        /// Its pieces.
        stukjes: Vec<Stukje>,
    },
    /// A list.
    Lijst {
        /// Numbered?
        genummerd: bool,
        /// Its items.
        regels: Vec<Vec<Stukje>>,
    },
}

/// Who writes: the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Briefhoofd {
    /// The provider's name.
    pub naam: String,
    /// Its address, line by line.
    pub adres: Vec<String>,
    /// Its telephone.
    pub telefoon: String,
    /// Its e-mail address.
    pub email: String,
    /// The brand colour, `#rrggbb`.
    pub kleur: String,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// Who writes.
    pub hoofd: Briefhoofd,
    /// To whom: name and address, line by line.
    pub aan: Vec<String>,
    /// The date in words.
    pub datum: String,
    /// The number of the complaint.
    pub nummer: String,
    /// The subject; also the title of the PDF, so without names.
    pub onderwerp: String,
    /// "Beste mevrouw Bakker,".
    pub aanhef: String,
    /// The text.
    pub blokken: Vec<Blok>,
    /// Who signs: office, and name where known.
    pub ondertekening: Vec<String>,
}
