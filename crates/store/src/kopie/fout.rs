//! How a copy can fail. Always holds: a message says what is wrong and what to do, and holds ids and names of
//! tables, never what people wrote.

use std::{io, path::PathBuf};

use super::Soort;
use crate::StoreError;

/// What went wrong with a backup, with putting it back, or with a copy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KopieError {
    /// The store itself failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something is there under that name.
    #[error("{} is there already: name another file, or move it away", pad.display())]
    BestaatAl {
        /// The file.
        pad: PathBuf,
    },
    /// A file operation failed.
    #[error("{wat} {}", pad.display())]
    Bestand {
        /// What we did.
        wat: &'static str,
        /// To which file.
        pad: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// For nobody.
    #[error(
        "nobody could open this archive: name who may with --ontvanger age1…; `wederhoor backup \
         sleutel` makes a key"
    )]
    GeenOntvanger,
    /// Not something to seal for.
    #[error("a recipient looks like age1…; this is none: {tekst}")]
    OngeldigeOntvanger {
        /// What was given. A recipient is no secret.
        tekst: String,
    },
    /// No key in the file.
    #[error(
        "{} holds no key that opens archives: a line that begins with AGE-SECRET-KEY-1", pad.display()
    )]
    GeenIdentiteit {
        /// The file.
        pad: PathBuf,
    },
    /// Not an archive at all.
    #[error("{} is not an archive that `wederhoor backup` made", pad.display())]
    GeenArchief {
        /// The file.
        pad: PathBuf,
    },
    /// It was made for others.
    #[error(
        "{} was made for other recipients: none of the given keys opens it; name the right one with \
         --identiteit", pad.display()
    )]
    VerkeerdeIdentiteit {
        /// The archive.
        pad: PathBuf,
    },
    /// It does not open to its end.
    #[error(
        "{} is damaged: it was cut off or altered since it was made; copy it again from where it is \
         kept, or use another", pad.display()
    )]
    Beschadigd {
        /// The archive.
        pad: PathBuf,
        /// What the lock said.
        source: io::Error,
    },
    /// It opens, and is not whole.
    #[error("{} is not whole: {wat}; use another archive", pad.display())]
    Onvolledig {
        /// The archive.
        pad: PathBuf,
        /// What is missing or too much.
        wat: String,
    },
    /// Made by a newer program.
    #[error(
        "{} was made by a newer version of this program (it holds {}): run that version, or use an \
         archive from before the upgrade", pad.display(), onbekend.join(", ")
    )]
    Nieuwer {
        /// The archive.
        pad: PathBuf,
        /// What this program does not know.
        onbekend: Vec<String>,
    },
    /// The register where keys were asked for, or the other way round.
    #[error("{} holds the {is}: put it back with `{}`", pad.display(), is.opdracht())]
    AnderSoort {
        /// The archive.
        pad: PathBuf,
        /// What is in it.
        is: Soort,
    },
    /// There is something already where a copy should come.
    #[error(
        "{waar} is not empty: {wat}; nothing was changed. Put it in an empty data directory and an \
         empty database, or move away what is there"
    )]
    NietLeeg {
        /// Which place.
        waar: String,
        /// What is in it.
        wat: &'static str,
    },
    /// Rows name files that are not there, and no destruction explains it.
    #[error(
        "{} documents have no file where documents are kept, among them {}: put those back from an \
         earlier backup, or go on without them with --zonder-ontbrekende", stukken.len(),
        eerste(stukken)
    )]
    DocumentenWeg {
        /// `tenant/id` of each.
        stukken: Vec<String>,
    },
    /// A document is not as long as it was a moment ago.
    #[error(
        "the file of document {stuk} changes while it is read: is another program at work in it?"
    )]
    DocumentVerandert {
        /// `tenant/id`.
        stuk: String,
    },
    /// What was read back differs.
    #[error(
        "what is in {waar} now is not what was put there: table {tabel} differs. Do not use it: \
         empty it, and try again on another disk"
    )]
    Anders {
        /// Which place.
        waar: String,
        /// Which table.
        tabel: String,
    },
    /// Other tables than we make ourselves.
    #[error("the tables in {waar} are not those of this version: {wat}")]
    AndereTabellen {
        /// Which place.
        waar: String,
        /// What differs.
        wat: String,
    },
    /// The other half of the work stopped first, and its error is the one to tell.
    #[error("broken off")]
    Afgebroken,
}

/// The first few.
fn eerste(stukken: &[String]) -> String {
    const EERSTE: usize = 10;
    stukken.iter().take(EERSTE).map(String::as_str).collect::<Vec<_>>().join(", ")
}
