//! A store as a whole, elsewhere: in an archive (`wederhoor backup`), back from it (`restore`), or on the other
//! engine (`store copy`). The register with its documents, and the keys, each by itself: an archive of the
//! data that held keys would bring back what was destroyed.
//!
//! What always holds here:
//!
//! - What is copied is the register of one moment, also while servers write: rows are read in one snapshot,
//!   and a document never changes once a row names it.
//! - Nothing is opened: what is sealed is passed on sealed, and no key is needed to copy a register.
//! - Which tables there are, with which columns, is asked of the database, so that none is forgotten.
//! - Where something is put must be empty, and is marked until all of it is there and was read back and
//!   compared. What was broken off is refused by whoever opens it.
//! - An archive is read to its end and judged before anything is made of it.
//!
//! In memory at once: rows of a few parts (1 MiB each, or one row when that is more), and 16 bytes
//! for each document; 32 when an archive is judged. Filling an SQLite file takes 64 MiB more.

mod archief;
mod document;
mod foto;
mod fout;
mod geheim;
mod inhoud;
mod maken;
mod rij;
mod schema;
mod terug;
mod uitpakken;
mod vullen;

use std::sync::Arc;

pub use fout::KopieError;
pub use geheim::{Identiteit, Ontvanger};
pub use inhoud::{Gekopieerd, Soort, Tabelsom, Weg};
pub use maken::{Bewaar, bewaar, bewaar_sleutels, kopieer, kopieer_sleutels};
pub use terug::{kijk_na, zet_sleutels_terug, zet_terug};

/// How far it is: counts, and names of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stap<'a> {
    /// The archive is judged before anything is made of it.
    Nakijken,
    /// All rows of this table are over.
    Tabel(&'a str, u64),
    /// So many documents, of so many.
    Documenten(u64, u64),
    /// What was put there is read back and compared.
    Teruglezen,
}

/// Who hears how far it is.
pub type Melder = Arc<dyn Fn(Stap<'_>) + Send + Sync>;

/// Runs what waits for a disk where it holds up nobody.
async fn opzij<T: Send + 'static>(
    klus: impl FnOnce() -> Result<T, KopieError> + Send + 'static,
) -> Result<T, KopieError> {
    tokio::task::spawn_blocking(klus).await.unwrap_or(Err(KopieError::Afgebroken))
}
