//! A key. Always holds: 256 bits, shown to nobody, wiped when dropped.

use std::{fmt, str::FromStr};

use zeroize::Zeroizing;

/// What opens and seals. Cheap to clone; each clone is wiped by itself.
#[derive(Clone)]
pub struct Sleutel(Zeroizing<[u8; 32]>);

/// The operating system gave no random bytes; then nothing may be sealed.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct GeenToeval(#[from] getrandom::Error);

/// A text that is no key. It is not repeated: it may nearly be one.
#[derive(Debug, thiserror::Error)]
#[error("a key is 64 hexadecimal digits (32 random bytes), such as `openssl rand -hex 32` prints")]
pub struct GeenSleuteltekst;

impl Sleutel {
    /// A new one, from the operating system's random bytes.
    ///
    /// # Errors
    /// When there are none.
    pub fn nieuw() -> Result<Self, GeenToeval> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// The key with these 32 bytes; `None` for another length.
    pub fn van_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// A key of its own for one purpose, that tells nothing of this one. `doel` is a constant of the program.
    #[must_use]
    pub fn voor(&self, doel: &'static str) -> Self {
        Self(Zeroizing::new(blake3::derive_key(doel, self.bytes())))
    }

    /// Its 32 bytes: to be sealed with another key, and for nothing else.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As 64 hexadecimal digits: for the file in which an operator keeps it.
    pub fn als_tekst(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0.as_slice()))
    }
}

impl FromStr for Sleutel {
    type Err = GeenSleuteltekst;

    fn from_str(tekst: &str) -> Result<Self, GeenSleuteltekst> {
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(tekst.trim(), bytes.as_mut_slice()).map_err(|_| GeenSleuteltekst)?;
        Ok(Self(bytes))
    }
}

/// Takes as long whether they differ in the first byte or in the last.
impl PartialEq for Sleutel {
    fn eq(&self, ander: &Self) -> bool {
        blake3::Hash::from_bytes(*self.0) == blake3::Hash::from_bytes(*ander.0)
    }
}

impl Eq for Sleutel {}

impl fmt::Debug for Sleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sleutel")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_and_read_and_not_shown() {
        let sleutel = Sleutel::nieuw().unwrap();
        let tekst = sleutel.als_tekst();
        assert_eq!(tekst.len(), 64);
        assert_eq!(format!(" {}\n", tekst.as_str()).parse::<Sleutel>().unwrap(), sleutel);
        assert_eq!(format!("{sleutel:?}"), "Sleutel");
        assert_ne!(sleutel, Sleutel::nieuw().unwrap());
        assert_ne!(sleutel, sleutel.voor("een doel"));
        for mis in ["", "abc", &tekst[..62], &format!("{}00", tekst.as_str()), "zz"] {
            assert!(mis.parse::<Sleutel>().is_err(), "{mis}");
        }
        assert!(Sleutel::van_bytes(&[0; 31]).is_none());
    }
}
