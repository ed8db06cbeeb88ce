//! For whom an archive is, and who opens it: age (age-encryption.org/v1), with X25519. Always holds: what opens
//! is in no message and in no archive.

use std::{fmt, fs, path::Path, str::FromStr};

use age::{secrecy::ExposeSecret, x25519};

use super::KopieError;

/// Who may open an archive: `age1…`. Not a secret.
#[derive(Clone, Debug)]
pub struct Ontvanger(pub(super) x25519::Recipient);

impl FromStr for Ontvanger {
    type Err = KopieError;

    fn from_str(tekst: &str) -> Result<Self, KopieError> {
        let tekst = tekst.trim();
        let mis = |_| {
            // Whoever gives the secret in its place does not find it in a log.
            let geheim = tekst.to_ascii_uppercase().contains("SECRET");
            let tekst = if geheim { "a secret key" } else { tekst }.to_owned();
            KopieError::OngeldigeOntvanger { tekst }
        };
        tekst.parse().map(Self).map_err(mis)
    }
}

impl fmt::Display for Ontvanger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What opens an archive.
#[derive(Clone)]
pub struct Identiteit(pub(super) x25519::Identity);

impl Identiteit {
    /// A new one.
    pub fn nieuw() -> Self {
        Self(x25519::Identity::generate())
    }

    /// For whom archives are to be made that this one opens.
    pub fn ontvanger(&self) -> Ontvanger {
        Ontvanger(self.0.to_public())
    }

    /// How it is written in a file that [`Identiteit::lees`] and the program `age` read.
    pub fn als_bestand(&self) -> String {
        format!("# public key: {}\n{}\n", self.ontvanger(), self.0.to_string().expose_secret())
    }

    /// All that stand in this file.
    ///
    /// # Errors
    /// When it cannot be read or holds none.
    pub fn lees(pad: &Path) -> Result<Vec<Self>, KopieError> {
        let geen = || KopieError::GeenIdentiteit { pad: pad.to_owned() };
        let tekst = fs::read_to_string(pad).map_err(|source| KopieError::Bestand {
            wat: "cannot read",
            pad: pad.to_owned(),
            source,
        })?;
        let uit: Vec<Self> = regels(&tekst)
            .map(|regel| regel.parse().map(Self).map_err(|_| geen()))
            .collect::<Result<_, _>>()?;
        if uit.is_empty() { Err(geen()) } else { Ok(uit) }
    }
}

/// Shows for whom, never what opens.
impl fmt::Debug for Identiteit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Identiteit").field(&self.ontvanger().to_string()).finish()
    }
}

/// The lines that say something.
pub(super) fn regels(tekst: &str) -> impl Iterator<Item = &str> {
    tekst.lines().map(str::trim).filter(|regel| !regel.is_empty() && !regel.starts_with('#'))
}

impl Ontvanger {
    /// All that stand in this file, one a line.
    ///
    /// # Errors
    /// When it cannot be read, or a line is no recipient.
    pub fn lees(pad: &Path) -> Result<Vec<Self>, KopieError> {
        let tekst = fs::read_to_string(pad).map_err(|source| KopieError::Bestand {
            wat: "cannot read",
            pad: pad.to_owned(),
            source,
        })?;
        regels(&tekst).map(str::parse).collect()
    }
}
