//! The keys of checkpoints: a secret one that signs, and the public one with which others check. Always holds: the
//! secret is shown nowhere by itself.

use std::{fmt, str::FromStr};

use ed25519_dalek::{Signer, SigningKey};
use serde::{Deserialize, Serialize};

/// The secret key that signs checkpoints (Ed25519). It belongs outside the database, and outside its
/// backups.
#[derive(Clone)]
pub struct Ankersleutel(SigningKey);

impl Ankersleutel {
    /// From 32 random bytes.
    pub fn new(geheim: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(geheim))
    }

    /// From 64 hexadecimal digits, as [`Ankersleutel::geheim`] writes them.
    ///
    /// # Errors
    /// When it is something else.
    pub fn lees(tekst: &str) -> Result<Self, GeenSleutel> {
        lees_sleutel(tekst).map(|geheim| Self::new(&geheim))
    }

    /// To be kept where nobody else reads it.
    pub fn geheim(&self) -> String {
        hex::encode(self.0.to_bytes())
    }

    /// The signature over this.
    pub(super) fn teken(&self, hash: &[u8; 32]) -> [u8; 64] {
        self.0.sign(hash).to_bytes()
    }

    /// The key with which others check.
    pub fn openbaar(&self) -> Controlesleutel {
        Controlesleutel(self.0.verifying_key().to_bytes())
    }
}

fn lees_sleutel(tekst: &str) -> Result<[u8; 32], GeenSleutel> {
    let mut uit = [0; 32];
    hex::decode_to_slice(tekst.trim(), &mut uit).map_err(GeenSleutel)?;
    Ok(uit)
}

/// Without the secret.
impl fmt::Debug for Ankersleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ankersleutel").field(&self.openbaar()).finish()
    }
}

/// The public key with which a checkpoint is checked: 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Controlesleutel(pub(super) [u8; 32]);

/// A text that is no key.
#[derive(Debug, thiserror::Error)]
#[error("a key is 64 hexadecimal digits")]
pub struct GeenSleutel(#[source] hex::FromHexError);

impl fmt::Display for Controlesleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Controlesleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Controlesleutel {
    type Err = GeenSleutel;
    fn from_str(tekst: &str) -> Result<Self, GeenSleutel> {
        lees_sleutel(tekst).map(Self)
    }
}

impl TryFrom<String> for Controlesleutel {
    type Error = GeenSleutel;
    fn try_from(tekst: String) -> Result<Self, GeenSleutel> {
        tekst.parse()
    }
}

impl From<Controlesleutel> for String {
    fn from(sleutel: Controlesleutel) -> Self {
        sleutel.to_string()
    }
}
