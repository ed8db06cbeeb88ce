//! How the world can fail the store. Always holds: a message says what is wrong and what to do, in
//! English, for the operator; it holds no personal data and never repeats its source.

mod van;

use std::{error::Error, path::PathBuf, sync::Arc};

use sea_orm::DbErr;
use uuid::Uuid;

pub(crate) use self::van::{van_commit, van_groep, van_map};
use crate::DossierId;

/// What went wrong in the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Somebody else wrote first; load again, show what changed, and try anew.
    #[error("dossier {dossier} moved on: expected version {expected}, found {found}")]
    Conflict {
        /// Which dossier.
        dossier: DossierId,
        /// The version that the writer had seen.
        expected: u32,
        /// The version that the dossier has.
        found: u32,
    },
    /// This tenant has no such thing.
    #[error("no {wat} {id} for this tenant")]
    NietGevonden {
        /// Which sort of thing, such as `dossier`.
        wat: &'static str,
        /// Its id.
        id: Uuid,
    },
    /// The caller asked for something that cannot be; a mistake in the program above.
    #[error("refused to write: {0}")]
    Ongeldig(&'static str),

    /// The data directory is not there.
    #[error(
        "the data directory {} does not exist: create it, or name another one", map.display()
    )]
    MapOntbreekt {
        /// The directory that was named.
        map: PathBuf,
    },
    /// A directory cannot be written.
    #[error(
        "cannot write in {wat} {}: give this user the right to write there, or check that the disk \
         is not mounted read-only", map.display()
    )]
    AlleenLezen {
        /// Which one it is: `the data directory`.
        wat: &'static str,
        /// Where it is.
        map: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another process has the data directory open.
    #[error(
        "the data directory {} is in use by another process ({houder}): stop that one first, or \
         use another directory", map.display()
    )]
    Bezet {
        /// The directory that was named.
        map: PathBuf,
        /// Who holds it, as it wrote itself down: `pid 1234`.
        houder: String,
    },
    /// The database was made by a newer program.
    #[error(
        "{waar} was written by a newer version of this program (it holds {}): run that version, or \
         restore a backup from before the upgrade", onbekend.join(", ")
    )]
    NieuwerSchema {
        /// The database.
        waar: String,
        /// The migrations that this program does not know.
        onbekend: Vec<String>,
    },
    /// The database was made by an older program, and this command may not change its tables.
    #[error(
        "{waar} was written by an older version of this program: start the server of this version \
         once, which brings it up to date, and try again"
    )]
    OuderSchema {
        /// The database.
        waar: String,
    },
    /// A backup is being put back in it, or that was broken off half-way.
    #[error(
        "{waar} holds half of what was being put back or copied: wait until that is done; if it was \
         broken off, empty the data directory and the database, and do it again from the beginning"
    )]
    HalfHersteld {
        /// The database.
        waar: String,
    },
    /// A database that some other program made.
    #[error("{waar} is not a database of this program: name another one, or move it away")]
    NietOns {
        /// The database.
        waar: String,
    },
    /// The address of the database server cannot be read. What it says is not repeated: it may hold
    /// a password.
    #[error(
        "the address of the database cannot be read: write \
         postgres://user:password@host:5432/database, or leave DATABASE_URL out to use SQLite in \
         the data directory"
    )]
    GeenAdres,
    /// The database server does not answer, or does not let us in.
    #[error(
        "cannot open {waar}: check that the server runs and can be reached, that the database is \
         there, and that this user may log in"
    )]
    GeenVerbinding {
        /// The server and the database.
        waar: String,
        /// What the library said.
        source: DbErr,
    },
    /// The database server is there, but nothing can be kept on it as we need it.
    #[error("{waar} cannot be used: {wat}")]
    Ongeschikt {
        /// The server and the database.
        waar: String,
        /// What is wrong and what to do.
        wat: &'static str,
    },
    /// The register was made before contents were sealed, by a version that was never released.
    #[error(
        "{waar} was made before contents were sealed with keys, by a version that was never \
         released: begin in an empty data directory"
    )]
    Onversleuteld {
        /// The database.
        waar: String,
    },
    /// There is a register and there are no keys to it.
    #[error(
        "there is a register but there are no keys in {waar}, and without them nothing of it can \
         be read: put them back from their own backup, or say with --sleutels where they are"
    )]
    SleutelsWeg {
        /// Where they were looked for.
        waar: String,
    },
    /// The master key cannot be had.
    #[error("the master key ({waar}): {wat}")]
    Hoofdsleutel {
        /// Where it was looked for.
        waar: String,
        /// What is wrong and what to do.
        wat: &'static str,
    },
    /// The master key is another than the one that wrapped the keys.
    #[error(
        "this is not the master key with which the keys in {waar} were wrapped; nothing was \
         changed: say with --hoofdsleutel where the right one is"
    )]
    VerkeerdeHoofdsleutel {
        /// The keys.
        waar: String,
    },
    /// What this key opened was destroyed when its term of keeping had passed.
    #[error("dossier {id} was destroyed, and cannot be read any more")]
    Vernietigd {
        /// Which dossier.
        id: Uuid,
    },
    /// A key is not among the keys, and was not destroyed either.
    #[error(
        "the key of {id} is not in {waar}: the keys are older than the register; put back a newer \
         backup of them"
    )]
    SleutelWeg {
        /// Of which dossier or draft.
        id: Uuid,
        /// Where it was looked for.
        waar: String,
    },
    /// What was sealed does not open.
    #[error(
        "{wat} of {id} does not open with its key: it was altered or moved; run `wederhoor audit \
         verify`, and restore a backup"
    )]
    Geschonden {
        /// What it is.
        wat: &'static str,
        /// Of which dossier or draft; nil for what is of a tenant.
        id: Uuid,
        /// What the lock said.
        source: kluis::Geschonden,
    },
    /// The operating system gave no random bytes.
    #[error(transparent)]
    GeenToeval(#[from] kluis::GeenToeval),

    /// Half of the data directory is missing.
    #[error("the data directory {} is incomplete: {wat}", map.display())]
    Onvolledig {
        /// The directory that was named.
        map: PathBuf,
        /// What is missing and what to do.
        wat: &'static str,
    },
    /// The database cannot be read.
    #[error(
        "{wat}: the database is damaged; stop the program, keep the files, and restore the last \
         backup"
    )]
    Beschadigd {
        /// What we did.
        wat: &'static str,
        /// What the database said.
        source: DbErr,
    },
    /// No room left.
    #[error("{wat}: {waar} is full; nothing was written; make room there and try again")]
    Vol {
        /// What we did.
        wat: &'static str,
        /// Which disk.
        waar: &'static str,
        /// What the database or the system said.
        source: Arc<dyn Error + Send + Sync>,
    },
    /// The database may be read and not written.
    #[error(
        "{wat}: the database takes no writes; check that its files and its disk are not read-only, \
         and that the server is no standby of another"
    )]
    NietSchrijfbaar {
        /// What we did.
        wat: &'static str,
        /// What the database said.
        source: DbErr,
    },
    /// Another process wrote the same at the same moment; what we wrote is undone.
    #[error("{wat}: another process was first; nothing was written; try again")]
    Ingehaald {
        /// What we did.
        wat: &'static str,
        /// What the database said.
        source: DbErr,
    },
    /// The database failed in another way.
    #[error("{wat}: the database failed")]
    Db {
        /// What we did.
        wat: &'static str,
        /// What the database said.
        source: DbErr,
    },
    /// A batch of writes could not be made durable; none of it happened.
    #[error("the write could not be committed; nothing of it was kept")]
    NietVastgelegd {
        /// What the database said, shared by all writes of the batch.
        source: Arc<StoreError>,
    },
    /// The connection broke while the server was committing: nobody here knows whether it did.
    #[error(
        "the database server was lost while it committed a write, which was kept whole or not at \
         all; ask the same again: what was kept is not done twice"
    )]
    Onzeker {
        /// What the database said.
        source: DbErr,
    },
    /// The code that wrote panicked; its write was undone.
    #[error("a write was abandoned because of a mistake in the program; nothing of it was kept")]
    Afgebroken,
    /// The store is closing.
    #[error("the store is closed")]
    Gesloten,

    /// A document could not be written or read.
    #[error("{wat}")]
    Document {
        /// What we did.
        wat: &'static str,
        /// What the document store said.
        source: object_store::Error,
    },
    /// The bucket with the documents did not do what was asked. What it answered is not repeated: it may hold
    /// the name of a key.
    #[error("{wat}: {waar} {mis} ({code})")]
    Bergplaats {
        /// What we did.
        wat: &'static str,
        /// The bucket.
        waar: String,
        /// What is wrong and what to do.
        mis: &'static str,
        /// How it called it.
        code: String,
        /// May it pass by itself?
        tijdelijk: bool,
    },
    /// The address of a bucket cannot be used. It is not repeated: somebody may have put a password in it.
    #[error(
        "the address of the documents store (--documenten) cannot be used: {wat}. Write \
         s3://bucket/folder with AWS_ENDPOINT_URL, or https://host/bucket/folder; leave it out to keep \
         documents in the data directory"
    )]
    GeenEmmer {
        /// What is wrong and what to do.
        wat: &'static str,
    },
    /// The documents of this register are elsewhere.
    #[error(
        "the documents of this register are not in {waar}: {wat}; nothing was changed. Name the right \
         place with --documenten; to move documents to an empty one, use `wederhoor store copy`. \
         docs/beheer.md says what to do when it is the right place after all"
    )]
    AndereBergplaats {
        /// The bucket.
        waar: String,
        /// What shows that.
        wat: &'static str,
    },
    /// Documents were kept in a bucket, and now none was named.
    #[error(
        "the documents of this register are in {waar}: say so with --documenten, or in \
         WEDERHOOR_DOCUMENTEN"
    )]
    InEmmer {
        /// The bucket.
        waar: String,
    },
    /// A document's row is there, its file is not.
    #[error(
        "the file of document {stuk} is missing from where documents are kept: restore it from a backup"
    )]
    DocumentWeg {
        /// Which document.
        stuk: crate::StukId,
    },
    /// A file operation on the data directory failed.
    #[error("{wat} {}", pad.display())]
    Bestand {
        /// What we did.
        wat: &'static str,
        /// To which file.
        pad: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The events of a dossier cannot be turned into its line in lists.
    #[error("cannot compute the projection of dossier {dossier}")]
    Projectie {
        /// Which dossier.
        dossier: DossierId,
        /// Why, as the floor above says it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A stored value cannot be read back: another program wrote it, or the file is damaged.
    #[error("cannot read back {wat}")]
    Onleesbaar {
        /// Which value.
        wat: &'static str,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// Does trying the same again make sense, without any change?
    pub fn is_tijdelijk(&self) -> bool {
        match self {
            Self::Vol { .. }
            | Self::NietVastgelegd { .. }
            | Self::Onzeker { .. }
            | Self::Ingehaald { .. }
            | Self::GeenVerbinding { .. }
            | Self::Db { .. } => true,
            Self::Bergplaats { tijdelijk, .. } => *tijdelijk,
            Self::Conflict { .. }
            | Self::NietGevonden { .. }
            | Self::Ongeldig(_)
            | Self::MapOntbreekt { .. }
            | Self::AlleenLezen { .. }
            | Self::NietSchrijfbaar { .. }
            | Self::Bezet { .. }
            | Self::NieuwerSchema { .. }
            | Self::OuderSchema { .. }
            | Self::HalfHersteld { .. }
            | Self::NietOns { .. }
            | Self::GeenAdres
            | Self::Ongeschikt { .. }
            | Self::Onvolledig { .. }
            | Self::Onversleuteld { .. }
            | Self::SleutelsWeg { .. }
            | Self::Hoofdsleutel { .. }
            | Self::VerkeerdeHoofdsleutel { .. }
            | Self::Vernietigd { .. }
            | Self::SleutelWeg { .. }
            | Self::Geschonden { .. }
            | Self::GeenToeval(_)
            | Self::Beschadigd { .. }
            | Self::Afgebroken
            | Self::Gesloten
            | Self::Document { .. }
            | Self::DocumentWeg { .. }
            | Self::GeenEmmer { .. }
            | Self::AndereBergplaats { .. }
            | Self::InEmmer { .. }
            | Self::Bestand { .. }
            | Self::Projectie { .. }
            | Self::Onleesbaar { .. } => false,
        }
    }
}

/// Says what we were doing when something failed: `query.await.bij("reading a dossier")?`.
pub trait Bij<T> {
    /// Turns the failure into a [`StoreError`] that begins with `wat`.
    fn bij(self, wat: &'static str) -> Result<T, StoreError>;
}
