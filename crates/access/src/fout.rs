//! How the world can fail this floor. Always holds: a message holds no personal data.

use store::StoreError;

use crate::toeval::ToevalFout;

/// What went wrong; never that somebody may not do something.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There were no random bytes.
    #[error(transparent)]
    Toeval(#[from] ToevalFout),
    /// A password or code could not be hashed.
    #[error("hashing a secret")]
    Hash(#[source] argon2::Error),
    /// A password could not be hashed, or what was stored of it cannot be read.
    #[error("hashing a password, or reading back a stored hash")]
    Wachtwoord(#[source] argon2::password_hash::Error),
    /// The thread that hashed was stopped.
    #[error("hashing a password was broken off")]
    Afgebroken(#[source] tokio::task::JoinError),
}
