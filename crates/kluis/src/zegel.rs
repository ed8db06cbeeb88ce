//! Sealing what is in memory whole. Always holds: a seal begins with the number of its form, so that
//! another form can come beside it; the nonce is random, 192 bits, so that no two are ever equal.
//!
//! With the feature `zonder-zegel`, for measuring what sealing costs, nothing is hidden: the same shape with the plain
//! bytes in it, under a number that a real build refuses. The server takes such a build for a demo only.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

use crate::{GeenToeval, Sleutel, Waar};

/// The form of a seal: XChaCha20-Poly1305, nonce in front.
const VORM: u8 = if ZONDER_ZEGEL { 0 } else { 1 };
/// Was this build made to measure what sealing costs?
pub const ZONDER_ZEGEL: bool = cfg!(feature = "zonder-zegel");
const NONCE: usize = 24;
const LABEL: usize = 16;

/// Bytes that a seal takes beside what is in it.
pub const ZEGEL_BYTES: usize = 1 + NONCE + LABEL;

/// It was altered, or moved from another place, or sealed with another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it was altered or moved, or sealed with another key")]
pub struct Geschonden;

impl Sleutel {
    /// Seals `inhoud` for its place; [`ZEGEL_BYTES`] longer than it was.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn verzegel(&self, waar: &Waar, inhoud: &[u8]) -> Result<Vec<u8>, GeenToeval> {
        if ZONDER_ZEGEL {
            return Ok([&[VORM], [0; NONCE].as_slice(), inhoud, &[0; LABEL]].concat());
        }
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce)?;
        let payload = Payload { msg: inhoud, aad: waar.bytes() };
        let gesloten = XChaCha20Poly1305::new(self.bytes().into())
            .encrypt(&XNonce::from(nonce), payload)
            // It fails only for more bytes than memory holds.
            .unwrap_or_default();
        let mut zegel = Vec::with_capacity(1 + NONCE + gesloten.len());
        zegel.push(VORM);
        zegel.extend_from_slice(&nonce);
        zegel.extend_from_slice(&gesloten);
        Ok(zegel)
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// [`Geschonden`], also for what is no seal at all.
    pub fn open(&self, waar: &Waar, zegel: &[u8]) -> Result<Vec<u8>, Geschonden> {
        let Some((&VORM, rest)) = zegel.split_first() else { return Err(Geschonden) };
        let (nonce, gesloten) = rest.split_first_chunk::<NONCE>().ok_or(Geschonden)?;
        if ZONDER_ZEGEL {
            let (inhoud, _) = gesloten.split_last_chunk::<LABEL>().ok_or(Geschonden)?;
            return Ok(inhoud.to_vec());
        }
        let payload = Payload { msg: gesloten, aad: waar.bytes() };
        XChaCha20Poly1305::new(self.bytes().into())
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| Geschonden)
    }

    /// Opens a key that was sealed for this place.
    ///
    /// # Errors
    /// [`Geschonden`], also when what was sealed is no key.
    pub fn open_sleutel(&self, waar: &Waar, zegel: &[u8]) -> Result<Self, Geschonden> {
        let bytes = zeroize::Zeroizing::new(self.open(waar, zegel)?);
        Self::van_bytes(&bytes).ok_or(Geschonden)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn waar(dossier: &str) -> Waar {
        Waar::new("gebeurtenis").deel(dossier.as_bytes()).deel(&1_u32.to_le_bytes())
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_and_no_bit_of_it_can_be_turned(
            inhoud in proptest::collection::vec(any::<u8>(), 0..200), plek in any::<prop::sample::Index>()
        ) {
            let sleutel = Sleutel::nieuw().unwrap();
            let zegel = sleutel.verzegel(&waar("a"), &inhoud).unwrap();
            prop_assert_eq!(zegel.len(), inhoud.len() + ZEGEL_BYTES);
            prop_assert_eq!(sleutel.open(&waar("a"), &zegel).unwrap(), inhoud);
            let bit = plek.index(zegel.len() * 8);
            let mut anders = zegel.clone();
            anders[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(sleutel.open(&waar("a"), &anders).is_err());
            prop_assert!(sleutel.open(&waar("a"), &zegel[..bit / 8]).is_err());
        }
    }

    #[test]
    fn it_opens_with_its_own_key_and_in_its_own_place_only() {
        let sleutel = Sleutel::nieuw().unwrap();
        let zegel = sleutel.verzegel(&waar("a"), "Zoë Çelik".as_bytes()).unwrap();
        assert_eq!(sleutel.open(&waar("b"), &zegel), Err(Geschonden));
        assert_eq!(Sleutel::nieuw().unwrap().open(&waar("a"), &zegel), Err(Geschonden));
        assert_eq!(sleutel.open(&waar("a"), b""), Err(Geschonden));
        assert_ne!(sleutel.verzegel(&waar("a"), "Zoë Çelik".as_bytes()).unwrap(), zegel);
        assert!(!zegel.windows(4).any(|deel| deel == "elik".as_bytes()));
    }

    #[test]
    fn a_part_cannot_be_moved_into_the_one_beside_it() {
        let [een, twee] = [("ab", "c"), ("a", "bc")]
            .map(|(a, b)| Waar::new("x").deel(a.as_bytes()).deel(b.as_bytes()));
        assert_ne!(een, twee);
    }

    /// Made with libsodium: another's program, and a form that stays for as long as a register exists.
    #[test]
    fn what_libsodium_sealed_opens() {
        let sleutel: Sleutel = "07".repeat(32).parse().unwrap();
        let zegel = hex::decode(VAST).unwrap();
        assert_eq!(sleutel.open(&waar("a"), &zegel).unwrap(), b"klacht");
    }

    const VAST: &str = "01000102030405060708090a0b0c0d0e0f1011121314151617\
        c37bcae6926858466dbad7f058c21809f0b5816f7901";
}
