//! Passwords: what one must be, and how it is kept. Always holds: argon2id with parameters that
//! OWASP's Password Storage Cheat Sheet recommends; never more than [`TEGELIJK`] hashes at once, so
//! that a rush of log-ins costs time and not memory; an unknown account costs the same work as a
//! known one.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::{Error as HashError, phc::PasswordHash},
};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::{fout::AccessError, toeval::Toeval};

/// 12 MiB, three rounds: as strong as OWASP's 19 MiB and two rounds, with less memory.
const GEHEUGEN_KIB: u32 = 12 * 1024;
const RONDEN: u32 = 3;
/// How many are hashed at the same time.
const TEGELIJK: usize = 2;

const MINSTENS: usize = 12;
const HOOGSTENS: usize = 256;

/// A password that will not do; for the person who chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WachtwoordFout {
    /// Too short.
    #[error("Kies een wachtwoord van minstens {MINSTENS} tekens. Een zin mag ook.")]
    TeKort,
    /// Longer than we read.
    #[error("Kies een wachtwoord van hoogstens {HOOGSTENS} tekens.")]
    TeLang,
    /// It is the name or the e-mail address.
    #[error("Kies een wachtwoord dat niet uw naam of e-mailadres is.")]
    Uzelf,
    /// One character over and over.
    #[error("Kies een wachtwoord met meer verschillende tekens.")]
    Eentonig,
}

/// May this be a password of the person with this name and address?
pub(crate) fn keur(wachtwoord: &str, naam: &str, email: &str) -> Result<(), WachtwoordFout> {
    let gewoon = gewoon(wachtwoord);
    let tekens: Vec<char> = gewoon.chars().collect();
    let kaal = |tekst: &str| -> String {
        tekst.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
    };
    match tekens.len() {
        ..MINSTENS => Err(WachtwoordFout::TeKort),
        aantal if aantal > HOOGSTENS => Err(WachtwoordFout::TeLang),
        _ if [naam, email].map(kaal).contains(&kaal(&gewoon)) => Err(WachtwoordFout::Uzelf),
        _ if tekens.iter().collect::<std::collections::BTreeSet<_>>().len() < 5 => {
            Err(WachtwoordFout::Eentonig)
        }
        _ => Ok(()),
    }
}

/// The same password however the keyboard composed its accents.
fn gewoon(wachtwoord: &str) -> String {
    wachtwoord.nfkc().collect()
}

/// Hashes and verifies, a few at a time.
#[derive(Clone, Debug)]
pub(crate) struct Wachtwoorden {
    plaatsen: Arc<Semaphore>,
    /// What an unknown account is compared with; nobody has its password.
    niemand: Arc<str>,
}

impl Wachtwoorden {
    /// Takes the time of one hash.
    pub(crate) fn new(toeval: &dyn Toeval) -> Result<Self, AccessError> {
        let mut geheim = [0; 32];
        toeval.vul(&mut geheim)?;
        let zout = zout(toeval)?;
        Ok(Self {
            plaatsen: Arc::new(Semaphore::new(TEGELIJK)),
            niemand: hash(&geheim, &zout)?.into(),
        })
    }

    /// The hash to keep, with its parameters and salt in it (the PHC string format).
    pub(crate) async fn hash(
        &self,
        wachtwoord: &str,
        toeval: &dyn Toeval,
    ) -> Result<String, AccessError> {
        let (wachtwoord, zout) = (gewoon(wachtwoord), zout(toeval)?);
        self.op_een_plaats(move || hash(wachtwoord.as_bytes(), &zout)).await
    }

    /// Is this the password of which `hash` was kept? Without a hash it is not, after the same work.
    pub(crate) async fn klopt(
        &self,
        wachtwoord: &str,
        hash: Option<&str>,
    ) -> Result<bool, AccessError> {
        // What is longer than a password can be is not worth hashing in full; it is wrong anyway.
        let wachtwoord: String = gewoon(wachtwoord).chars().take(HOOGSTENS + 1).collect();
        let bekend = hash.is_some();
        let tegen = hash.unwrap_or(&self.niemand).to_owned();
        let zelfde = self
            .op_een_plaats(move || {
                match Argon2::default().verify_password(wachtwoord.as_bytes(), tegen.as_str()) {
                    Ok(()) => Ok(true),
                    Err(HashError::PasswordInvalid) => Ok(false),
                    Err(fout) => Err(AccessError::Wachtwoord(fout)),
                }
            })
            .await?;
        Ok(zelfde && bekend)
    }

    async fn op_een_plaats<T: Send + 'static>(
        &self,
        werk: impl FnOnce() -> Result<T, AccessError> + Send + 'static,
    ) -> Result<T, AccessError> {
        // The semaphore is never closed; if it were, hashing goes on without the limit.
        let plaats = Arc::clone(&self.plaatsen).acquire_owned().await.ok();
        tokio::task::spawn_blocking(move || {
            // Held by the thread itself: a visitor who leaves does not free the memory.
            let _plaats = plaats;
            werk()
        })
        .await
        .map_err(AccessError::Afgebroken)?
    }
}

fn zout(toeval: &dyn Toeval) -> Result<[u8; 16], AccessError> {
    let mut zout = [0; 16];
    toeval.vul(&mut zout)?;
    Ok(zout)
}

fn hash(wachtwoord: &[u8], zout: &[u8]) -> Result<String, AccessError> {
    let params = Params::new(GEHEUGEN_KIB, RONDEN, 1, None).map_err(AccessError::Hash)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash =
        argon.hash_password_with_salt(wachtwoord, zout).map_err(AccessError::Wachtwoord)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gezaaid;

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_and_known_again() {
        let toeval = Gezaaid::new("ww");
        let wachtwoorden = Wachtwoorden::new(&toeval).unwrap();
        let hash = wachtwoorden.hash("korenblauwe fiets 7", &toeval).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=12288,t=3,p=1$"), "{hash}");
        assert!(wachtwoorden.klopt("korenblauwe fiets 7", Some(&hash)).await.unwrap());
        assert!(!wachtwoorden.klopt("korenblauwe fiets 8", Some(&hash)).await.unwrap());
        assert!(!wachtwoorden.klopt("korenblauwe fiets 7", None).await.unwrap());
        let weer = wachtwoorden.hash("korenblauwe fiets 7", &toeval).await.unwrap();
        assert_ne!(hash, weer, "each has a salt of its own");
    }

    #[tokio::test]
    async fn an_accent_is_the_same_however_it_was_typed() {
        let toeval = Gezaaid::new("ww");
        let wachtwoorden = Wachtwoorden::new(&toeval).unwrap();
        let hash = wachtwoorden.hash("caf\u{e9} om de hoek", &toeval).await.unwrap();
        assert!(wachtwoorden.klopt("cafe\u{301} om de hoek", Some(&hash)).await.unwrap());
    }

    #[test]
    fn what_will_not_do_is_said_in_words() {
        let keur = |wachtwoord: &str| keur(wachtwoord, "Jo van der Meer-Smit", "jo@zorg.example");
        assert_eq!(keur("korenblauwe fiets"), Ok(()));
        assert_eq!(keur("kort"), Err(WachtwoordFout::TeKort));
        assert_eq!(keur(&"lang ".repeat(60)), Err(WachtwoordFout::TeLang));
        assert_eq!(keur("JO VAN DER MEER SMIT"), Err(WachtwoordFout::Uzelf));
        assert_eq!(keur("jo@zorg.example"), Err(WachtwoordFout::Uzelf));
        assert_eq!(keur("aaaabbbbaaaabbbb"), Err(WachtwoordFout::Eentonig));
        assert_eq!(
            WachtwoordFout::TeKort.to_string(),
            "Kies een wachtwoord van minstens 12 tekens. Een zin mag ook."
        );
    }
}
