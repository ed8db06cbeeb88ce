//! Names of things. Always holds: an id knows what it is the id of, and a tenant is a short slug
//! that is safe in a key, a path and a log line.

use std::{fmt, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The id of a `T`: a UUID, version 7 when made here, so that new rows land at the end of an index.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id<T>(Uuid, #[serde(skip)] PhantomData<fn() -> T>);

/// Marks the id of a dossier: one complaint.
#[derive(Debug)]
pub enum VanDossier {}
/// Marks the id of a document.
#[derive(Debug)]
pub enum VanStuk {}
/// Marks the id of a draft: a form that is being filled in.
#[derive(Debug)]
pub enum VanConcept {}

/// Which dossier.
pub type DossierId = Id<VanDossier>;
/// Which document.
pub type StukId = Id<VanStuk>;
/// Which draft. Whoever holds it may open the draft, so it is made with [`Id::willekeurig`].
pub type ConceptId = Id<VanConcept>;

impl<T> Id<T> {
    /// A new id that sorts after the earlier ones (version 7).
    pub fn nieuw() -> Self {
        Self(Uuid::now_v7(), PhantomData)
    }

    /// A new id that says nothing of when it was made (version 4, 122 random bits).
    pub fn willekeurig() -> Self {
        Self(Uuid::new_v4(), PhantomData)
    }

    /// The bare UUID.
    pub fn uuid(self) -> Uuid {
        self.0
    }
}

impl<T> From<Uuid> for Id<T> {
    fn from(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }
}

impl<T> FromStr for Id<T> {
    type Err = uuid::Error;
    fn from_str(tekst: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(tekst).map(Self::from)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

// Derives would ask the same of `T`, which is only a mark.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, ander: &Self) -> bool {
        self.0 == ander.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, ander: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(ander))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, ander: &Self) -> std::cmp::Ordering {
        self.0.cmp(&ander.0)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// Whose data this is: a care provider, as a slug of 1 to 40 characters `a-z`, `0-9` and `-`,
/// beginning and ending with a letter or digit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tenant(String);

/// A text that is no tenant.
#[derive(Debug, thiserror::Error)]
#[error(
    "{0:?} is no tenant: use 1 to 40 characters a-z, 0-9 and '-', with a letter or digit at both ends"
)]
pub struct OngeldigeTenant(String);

impl Tenant {
    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Tenant {
    type Err = OngeldigeTenant;
    fn from_str(tekst: &str) -> Result<Self, Self::Err> {
        let teken = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        let goed = (1..=40).contains(&tekst.len())
            && tekst.bytes().all(teken)
            && !tekst.starts_with('-')
            && !tekst.ends_with('-');
        if goed {
            Ok(Self(tekst.to_owned()))
        } else {
            Err(OngeldigeTenant(tekst.chars().take(60).collect()))
        }
    }
}

impl TryFrom<String> for Tenant {
    type Error = OngeldigeTenant;
    fn try_from(tekst: String) -> Result<Self, Self::Error> {
        tekst.parse()
    }
}

impl From<Tenant> for String {
    fn from(tenant: Tenant) -> Self {
        tenant.0
    }
}

impl fmt::Display for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_is_a_slug_and_nothing_else() {
        for goed in ["livio", "zorg-oost", "a", "7x7"] {
            assert_eq!(goed.parse::<Tenant>().unwrap().as_str(), goed);
        }
        let lang = "a".repeat(41);
        for fout in ["", "Livio", "-a", "a-", "a/b", "..", "a b", "é", lang.as_str()] {
            assert!(fout.parse::<Tenant>().is_err(), "{fout:?}");
        }
    }

    #[test]
    fn newer_ids_sort_after_older_ones() {
        let eerste = DossierId::nieuw();
        std::thread::sleep(std::time::Duration::from_millis(2));
        assert!(eerste < DossierId::nieuw());
    }
}
