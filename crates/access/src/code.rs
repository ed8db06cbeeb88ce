//! The code by which a complainant comes back to the complaint, beside its number. Always holds: 12
//! characters out of 31 (59 bits), none of which is read for another (no 0, O, 1, I or L); at rest
//! only a salted argon2id hash.

use std::{fmt, str::FromStr};

use argon2::{Algorithm, Argon2, Params, Version};
use store::{DossierId, Tenant};

use crate::{
    fout::AccessError,
    toeval::{Gezaaid, Toeval, ToevalFout},
    token::Token,
};

const TEKENS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTE: usize = 12;
const GROEP: usize = 4;
/// Light, for intake must be quick: the strength is in the 59 bits, not in the memory.
const GEHEUGEN_KIB: u32 = 128;

/// An access code. Shown once, to the complainant.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; LENGTE]); // INVARIANT: each byte is one of TEKENS

impl Code {
    /// A new one.
    ///
    /// # Errors
    /// When there are no random bytes.
    pub fn new(toeval: &dyn Toeval) -> Result<Self, ToevalFout> {
        let mut code = [0; LENGTE];
        for plaats in &mut code {
            // Five bits make 32 values; the one too many is drawn again, so that all are as likely.
            *plaats = loop {
                let mut bits = [0];
                toeval.vul(&mut bits)?;
                if let Some(teken) = TEKENS.get(usize::from(bits[0] & 31)) {
                    break *teken;
                }
            };
        }
        Ok(Self(code))
    }

    /// The code of the one thing that `vorm` names, sent with this token: sent twice, it is the same code.
    /// Nobody without the token can find it, and the token is kept nowhere but with its owner.
    ///
    /// # Errors
    /// None that can happen; see [`Code::new`].
    pub fn van(token: &Token, vorm: &str) -> Result<Self, ToevalFout> {
        let geheim =
            blake3::Hash::from_bytes(token.afgeleid("wederhoor 2026 code bij een formulier"));
        Self::new(&Gezaaid::new(&format!("{geheim} {vorm}")))
    }

    /// What the store keeps for this code on this dossier.
    ///
    /// # Errors
    /// When hashing fails.
    pub fn hash(&self, tenant: &Tenant, dossier: DossierId) -> Result<Vec<u8>, AccessError> {
        let params = Params::new(GEHEUGEN_KIB, 1, 1, Some(32)).map_err(AccessError::Hash)?;
        let mut zout = blake3::Hasher::new_derive_key("wederhoor 2026 toegangscode");
        zout.update(dossier.uuid().as_bytes()).update(tenant.as_str().as_bytes());
        let mut uit = vec![0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&self.0, zout.finalize().as_bytes(), &mut uit)
            .map_err(AccessError::Hash)?;
        Ok(uit)
    }

    /// Is this the code of which `hash` was kept? Takes the same time for any wrong one.
    pub(crate) fn klopt(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
        hash: &[u8],
    ) -> Result<bool, AccessError> {
        let eigen = self.hash(tenant, dossier)?;
        // Comparing two `blake3::Hash`es takes constant time.
        Ok(blake3::hash(&eigen) == blake3::hash(hash))
    }
}

/// In groups of four: `7KQM-2XWR-9DTA`.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, teken) in self.0.iter().enumerate() {
            if i > 0 && i % GROEP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*teken))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// A text that cannot be a code; for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeFout {
    /// Not as many characters as a code has.
    #[error("Een code heeft 12 tekens, in drie groepen van 4. U vulde er {0} in.")]
    Lengte(usize),
    /// A character that no code has.
    #[error(
        "Het teken ‘{0}’ komt in een code niet voor. Een code heeft alleen letters en cijfers, en \
         geen 0, O, 1, I of L."
    )]
    Teken(char),
}

/// Forgiving: spaces, dashes and dots, and small letters are fine.
impl FromStr for Code {
    type Err = CodeFout;
    fn from_str(tekst: &str) -> Result<Self, CodeFout> {
        let is_tussen = |c: char| c.is_whitespace() || "-–—‐‑−._".contains(c);
        let tekens: Vec<char> =
            tekst.chars().filter(|c| !is_tussen(*c)).map(|c| c.to_ascii_uppercase()).collect();
        let mut code = [0; LENGTE];
        if tekens.len() != LENGTE {
            return Err(CodeFout::Lengte(tekens.len()));
        }
        for (plaats, teken) in code.iter_mut().zip(tekens) {
            *plaats = u8::try_from(teken)
                .ok()
                .filter(|byte| TEKENS.contains(byte))
                .ok_or(CodeFout::Teken(teken))?;
        }
        Ok(Self(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gezaaid;

    #[test]
    fn a_code_may_be_typed_as_people_type() {
        let code: Code = "7KQM-2XWR-9DTA".parse().unwrap();
        for zo in ["7kqm2xwr9dta", " 7KQM 2XWR 9DTA ", "7kqm–2xwr–9dta", "7K.QM\t2XWR_9DTA\n"] {
            assert_eq!(zo.parse(), Ok(code.clone()), "{zo:?}");
        }
        assert_eq!(code.to_string(), "7KQM-2XWR-9DTA");
        assert_eq!(format!("{code:?}"), "Code(…)");
    }

    #[test]
    fn what_cannot_be_a_code_says_what_is_wrong() {
        assert_eq!("".parse::<Code>(), Err(CodeFout::Lengte(0)));
        assert_eq!("7KQM-2XWR".parse::<Code>(), Err(CodeFout::Lengte(8)));
        assert_eq!("7KQM-2XWR-9DTO".parse::<Code>(), Err(CodeFout::Teken('O')));
        assert_eq!("7KQM-2XWR-9DTé".parse::<Code>(), Err(CodeFout::Teken('é')));
        assert!(CodeFout::Teken('0').to_string().contains("geen 0, O, 1, I of L"));
    }

    #[test]
    fn every_character_comes_up_about_as_often() {
        let toeval = Gezaaid::new("tekens");
        let mut geteld = std::collections::BTreeMap::<u8, u32>::new();
        for _ in 0..3100 {
            for teken in Code::new(&toeval).unwrap().0 {
                *geteld.entry(teken).or_default() += 1;
            }
        }
        assert_eq!(geteld.len(), TEKENS.len());
        assert!(geteld.values().all(|aantal| (1000..1400).contains(aantal)), "{geteld:?}");
    }

    #[test]
    fn the_hash_of_a_code_holds_for_one_dossier_of_one_tenant() {
        let tenant: Tenant = "zorg-oost".parse().unwrap();
        let ander: Tenant = "zorg-west".parse().unwrap();
        let dossier = DossierId::nieuw();
        let toeval = Gezaaid::new("hash");
        let code = Code::new(&toeval).unwrap();
        let hash = code.hash(&tenant, dossier).unwrap();
        assert!(code.klopt(&tenant, dossier, &hash).unwrap());
        assert!(!code.klopt(&ander, dossier, &hash).unwrap());
        assert!(!code.klopt(&tenant, DossierId::nieuw(), &hash).unwrap());
        assert!(!Code::new(&toeval).unwrap().klopt(&tenant, dossier, &hash).unwrap());
    }
}
