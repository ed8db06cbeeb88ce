//! What a failure of the database, of the disk or of the documents comes down to. Always holds: who reads the
//! message learns what to do, so a full disk is told as one wherever it is met; that nothing was kept is said
//! only when it is sure.

use std::{borrow::Cow, error::Error, io, path::Path, sync::Arc};

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, sqlx::postgres::PgDatabaseError};

use super::{Bij, StoreError};

impl<T> Bij<T> for Result<T, DbErr> {
    fn bij(self, wat: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| match soort(&source) {
            Soort::Beschadigd => StoreError::Beschadigd { wat, source },
            Soort::Vol(waar) => StoreError::Vol { wat, waar, source: Arc::new(source) },
            Soort::AlleenLezen => StoreError::NietSchrijfbaar { wat, source },
            Soort::Ingehaald => StoreError::Ingehaald { wat, source },
            Soort::Gesloten => StoreError::Gesloten,
            Soort::Anders => StoreError::Db { wat, source },
        })
    }
}

impl<T> Bij<T> for Result<T, object_store::Error> {
    fn bij(self, wat: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| {
            if io_in(&source).is_some_and(is_vol) {
                StoreError::Vol {
                    wat,
                    waar: "the disk with the documents",
                    source: Arc::new(source),
                }
            } else {
                StoreError::Document { wat, source }
            }
        })
    }
}

/// What the system said, somewhere under this.
fn io_in<'e>(fout: &'e (dyn Error + 'static)) -> Option<&'e io::Error> {
    let mut hier = Some(fout);
    while let Some(fout) = hier {
        if let Some(io) = fout.downcast_ref() {
            return Some(io);
        }
        hier = fout.source();
    }
    None
}

fn is_vol(fout: &io::Error) -> bool {
    matches!(fout.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// A directory that cannot be written, `map`; `wat` says which one it is.
pub(crate) fn van_map(wat: &'static str, map: &Path, source: io::Error) -> StoreError {
    if is_vol(&source) {
        const WAT: &str = "opening the data directory and what belongs to it";
        return StoreError::Vol { wat: WAT, waar: "the disk with it", source: Arc::new(source) };
    }
    StoreError::AlleenLezen { wat, map: map.to_owned(), source }
}

/// What each write of a group is told when the group was lost.
pub(crate) fn van_groep(source: Arc<StoreError>) -> StoreError {
    match &*source {
        // What is to be done stands in it.
        StoreError::Vol { wat, waar, source } => {
            StoreError::Vol { wat, waar, source: Arc::clone(source) }
        }
        StoreError::NietSchrijfbaar { wat, source } => {
            StoreError::NietSchrijfbaar { wat, source: source.clone() }
        }
        StoreError::Onzeker { source } => StoreError::Onzeker { source: source.clone() },
        StoreError::NietVastgelegd { source } => {
            StoreError::NietVastgelegd { source: Arc::clone(source) }
        }
        _ => StoreError::NietVastgelegd { source },
    }
}

/// What a commit on a server came to that did not succeed. Only when the server itself refused it is it sure
/// that nothing was kept.
pub(crate) fn van_commit(source: DbErr) -> StoreError {
    // 57: the server is stopping; 08: the connection.
    let onzeker =
        code(&source).is_none_or(|(code, _)| code.starts_with("57") || code.starts_with("08"));
    if onzeker {
        return StoreError::Onzeker { source };
    }
    let fout = Err::<(), _>(source).bij("committing");
    van_groep(Arc::new(fout.err().unwrap_or(StoreError::Afgebroken)))
}

/// What a failure of the database comes down to.
enum Soort {
    Beschadigd,
    Vol(&'static str),
    AlleenLezen,
    Ingehaald,
    Gesloten,
    Anders,
}

fn soort(fout: &DbErr) -> Soort {
    if let DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) = fout {
        return Soort::Gesloten;
    }
    match code(fout) {
        Some((code, Some(postgres))) => van_postgres(&code, postgres.constraint()),
        Some((code, None)) => van_sqlite(&code),
        None => Soort::Anders,
    }
}

/// The code of what the database said, and whether it is a server; `None` when it said nothing.
fn code(fout: &DbErr) -> Option<(Cow<'_, str>, Option<&PgDatabaseError>)> {
    let (DbErr::Conn(RuntimeErr::SqlxError(sqlx))
    | DbErr::Exec(RuntimeErr::SqlxError(sqlx))
    | DbErr::Query(RuntimeErr::SqlxError(sqlx))) = fout
    else {
        return None;
    };
    let fout = sqlx.as_database_error()?;
    Some((fout.code().unwrap_or_default(), fout.try_downcast_ref::<PgDatabaseError>()))
}

/// The result code (sqlite.org/rescode.html), mostly by its primary one: 8 read-only, 11 corrupt, 13 full, 26
/// not a database. 4874 is the index of the log, which could not be made larger.
fn van_sqlite(code: &str) -> Soort {
    let code = code.parse::<u32>();
    if code == Ok(4874) {
        return Soort::Vol(HIER);
    }
    match code.map(|code| code & 0xff) {
        Ok(8) => Soort::AlleenLezen,
        Ok(11 | 26) => Soort::Beschadigd,
        Ok(13) => Soort::Vol(HIER),
        _ => Soort::Anders,
    }
}

const HIER: &str = "the disk with the data directory or the keys";

/// SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html). A key that is there already means
/// that somebody was first only where we looked for it before we wrote.
fn van_postgres(code: &str, sleutel: Option<&str>) -> Soort {
    const GEZOCHT: [&str; 3] = ["gebeurtenis_pkey", "dossier_pkey", "idempotentie_pkey"];
    match code {
        "XX001" | "XX002" => Soort::Beschadigd,
        "53100" => Soort::Vol("the disk of the database server"),
        "25006" => Soort::AlleenLezen,
        "40001" | "40P01" => Soort::Ingehaald,
        "23505" if sleutel.is_some_and(|sleutel| GEZOCHT.contains(&sleutel)) => Soort::Ingehaald,
        _ => Soort::Anders,
    }
}
