//! What happened, kept: the event log, the tables computed from it, documents, and everything that
//! must be in one transaction with them.
//!
//! What always holds here:
//!
//! - What was acknowledged survives: a write returns only after its transaction is on disk
//!   (SQLite: WAL, `synchronous=FULL`; PostgreSQL: `synchronous_commit=on`), and a document is on disk before the row that names it.
//! - One transaction holds an act whole: events, projections, document metadata, letters, access
//!   code, outbox. There is no half of it.
//! - Every event carries a hash of itself and of all before it in its dossier; checkpoints sign where
//!   the chains stood.
//! - The access log says who saw what; no row of it hangs on a dossier, and checkpoints cover it too.
//! - Events are truth. The tables `werkvoorraad`, `zoekwoord`, `deelname` and `uitsluiting` are
//!   projections: [`Store::herbouw`] makes them anew from events.
//! - What people wrote, their names, and the names and contents of files are sealed with a key of the
//!   dossier, which is kept apart from the data. Headers hold acts, days, roles and ids.
//! - Every row bears its tenant and every key begins with it. Who reads or writes names a tenant first; on
//!   PostgreSQL the database itself keeps the others out.
//! - The store reads no clock: `nu` and `vandaag` are arguments. (A new id does take the time.)
//! - What an event or a draft says is opaque here: bytes in, the same bytes out.
//!
//! - One code path, two engines: what differs between them stands in `openen`, `schrijver`, `schot`, `sql`
//!   and `bundel`, and nowhere else.
//!
//! Where `kopie` puts a store that was copied, nobody opens it before it is whole.
//!
//! Nothing here knows a regulation, a role's rights, or a provider.

// Names for things, and what can go wrong.
mod fout;
mod id;
// A dossier: its events, what is computed from them, and the one way to add to it.
mod feit;
mod laden;
mod nummer;
mod projectie;
mod toevoegen;
// Proof that nothing was altered.
mod anker;
mod keten;
mod nazien;
mod register;
// Who saw what of it.
mod inzage;
// The store as a whole, elsewhere.
pub mod kopie;
// Finding dossiers, and who has a part in them.
mod toegang;
mod toegangscode;
mod werkvoorraad;
mod zoeken;
// What belongs to a dossier beside its events.
mod bergplaats;
mod document;
mod herinnering;
mod stuk;
mod taken;
mod wezen;
// Before there is a dossier.
mod concept;
// Beside all dossiers.
mod vernietigen;
mod verslagtekst;
// The data directory and the database.
mod alle;
mod bijeen;
mod bundel;
mod grendel;
mod herbouw;
mod kraan;
mod migratie;
mod onderhoud;
mod openen;
mod schot;
mod schrijver;
mod sleutels;
mod sql;
mod store;
mod zegelaar;

pub use anker::{Anker, Ankersleutel, Controlesleutel, GeenSleutel};
pub use bergplaats::Emmer;
pub use concept::{ConceptInhoud, ConceptStuk};
pub use document::{Document, DocumentLezer, DocumentSchrijver};
pub use feit::{Feit, Feitrij, Versie};
pub use fout::{Bij, StoreError};
pub use herbouw::{Herbouw, Lijststand};
pub use herinnering::HerinneringRij;
pub use id::{
    ConceptId, DossierId, Id, OngeldigeTenant, StukId, Tenant, VanConcept, VanDossier, VanStuk,
};
pub use inzage::{
    Inzage, Inzageactie, Inzagemis, Inzageplek, Inzageregel, Inzagestand, Inzagevraag, Kijker,
    OngeldigeInzageplek,
};
#[cfg(feature = "proef")]
pub use kraan::{Kraan, Plaats, Punt};
pub use laden::{Geladen, lees_alle, lees_dossier};
pub use nazien::{Ankerfout, Mis, Nagezien, Vertrouwd};
pub use nummer::Nummering;
pub use openen::{Postgres, StoreOpties};
pub use projectie::{Deelname, DossierRij, Projectie};
pub use register::Register;
pub use schot::{Lezer, Transactie};
pub use sleutels::{Hoofdsleutel, Huissleutels, SleutelOpties, Sleutelplaats};
pub use sql::{vergrendel, vraag};
pub use store::Store;
pub use stuk::{BriefRij, StukRij};
pub use taken::{Taak, TaakRij, Taakstand, uitstel};
pub use toegang::Betrokkenheid;
pub use toegangscode::Toegangscode;
pub use toevoegen::{Geschreven, IdempotentieSleutel, Schrijf, Uitgaand};
pub use vernietigen::{Vernietiging, lees_vernietigingen};
pub use werkvoorraad::{
    BLADZIJDE_MAX, Bladzijde, Deel, Filter, OngeldigePlek, Pagina, Plek, Sortering, TELLEN_TOT,
    Telling, TermijnFilter, WerkvoorraadRij,
};
pub use wezen::Opgeruimd;

/// A key, as documents carry it.
pub use kluis::Sleutel;
/// Was this build made to measure what sealing costs? Then it hides nothing.
pub use kluis::ZONDER_ZEGEL;

/// The database library underneath, for floors that keep tables of their own here.
pub use sea_orm;
