//! What happened, kept: the event log, the tables computed from it, documents, and everything that
//! must be in one transaction with them.
//!
//! What always holds here:
//!
//! - What was acknowledged survives: a write returns only after its transaction is on disk
//!   (SQLite: WAL, `synchronous=FULL`), and a document is on disk before the row that names it.
//! - One transaction holds an act whole: events, projections, document metadata, letters, access
//!   code, outbox. There is no half of it.
//! - Events are truth. The tables `werkvoorraad`, `zoekwoord`, `deelname` and `uitsluiting` are
//!   projections: [`Store::herbouw`] makes them anew from events.
//! - Every row bears its tenant and every key begins with it.
//! - The store reads no clock: `nu` and `vandaag` are arguments. (A new id does take the time.)
//! - What an event or a draft says is opaque here: bytes in, the same bytes out.
//!
//! Nothing here knows a regulation, a role's rights, or a provider.

// Names for things, and what can go wrong.
mod fout;
mod id;
// The data directory and the database.
mod grendel;
mod migratie;
mod openen;
mod schrijver;
mod sql;
mod store;

pub use fout::{Bij, StoreError};
pub use id::{Concept, ConceptId, Dossier, DossierId, Id, OngeldigeTenant, Stuk, StukId, Tenant};
pub use openen::StoreOpties;
pub use schrijver::Transactie;
pub use sql::vraag;
pub use store::Store;

/// The database library underneath, for floors that keep tables of their own here.
pub use sea_orm;
