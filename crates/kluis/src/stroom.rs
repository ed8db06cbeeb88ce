//! Sealing a file piece by piece. Always holds: pieces cannot be left out, doubled or put in another
//! order, and a file that was cut off is refused; no more than a piece is in memory at once.
//!
//! Shape: one byte for the form, 19 bytes nonce, then pieces of [`STUK`] bytes with 16 more each; the last
//! is shorter or as long, and says that it is the last.

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::{XChaCha20Poly1305, aead::Payload};

use crate::{GeenToeval, Geschonden, Sleutel, Waar};

const VORM: u8 = 1;
const NONCE: usize = 19;
const KOP: usize = 1 + NONCE;
/// Bytes in a piece, before it is sealed.
const STUK: usize = 64 * 1024;
const LABEL: usize = 16;

/// Seals what passes through it.
pub struct Verzegelaar {
    stroom: EncryptorBE32<XChaCha20Poly1305>,
    waar: Waar,
    rest: Vec<u8>,
}

impl Verzegelaar {
    /// One for a file in its place, and the bytes with which the sealed file begins.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn new(sleutel: &Sleutel, waar: Waar) -> Result<(Self, Vec<u8>), GeenToeval> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce)?;
        let stroom = EncryptorBE32::new(sleutel.bytes().into(), &nonce.into());
        let mut kop = vec![VORM];
        kop.extend_from_slice(&nonce);
        Ok((Self { stroom, waar, rest: Vec::new() }, kop))
    }

    /// Takes bytes, and gives those that are sealed by now.
    ///
    /// # Errors
    /// [`Geschonden`] past 2³² pieces, which is 256 TiB.
    pub fn neem(&mut self, bytes: &[u8]) -> Result<Vec<u8>, Geschonden> {
        self.rest.extend_from_slice(bytes);
        let mut uit = Vec::new();
        let mut vanaf = 0;
        // The last piece is kept until it is known to be the last.
        while self.rest.len() - vanaf > STUK {
            let msg = &self.rest[vanaf..vanaf + STUK];
            let payload = Payload { msg, aad: self.waar.bytes() };
            uit.extend(self.stroom.encrypt_next(payload).map_err(|_| Geschonden)?);
            vanaf += STUK;
        }
        self.rest.drain(..vanaf);
        Ok(uit)
    }

    /// The last bytes.
    ///
    /// # Errors
    /// As [`Self::neem`].
    pub fn klaar(self) -> Result<Vec<u8>, Geschonden> {
        let payload = Payload { msg: &self.rest, aad: self.waar.bytes() };
        self.stroom.encrypt_last(payload).map_err(|_| Geschonden)
    }
}

/// Opens what passes through it.
pub struct Opener {
    sleutel: Sleutel,
    waar: Waar,
    stroom: Option<DecryptorBE32<XChaCha20Poly1305>>,
    rest: Vec<u8>,
}

impl Opener {
    /// One for the file that was sealed for this place.
    pub fn new(sleutel: Sleutel, waar: Waar) -> Self {
        Self { sleutel, waar, stroom: None, rest: Vec::new() }
    }

    /// Takes bytes, and gives those that are open by now. They are what was sealed; whether they are all
    /// of it only [`Self::klaar`] tells.
    ///
    /// # Errors
    /// [`Geschonden`] when a piece is not what was sealed there.
    pub fn neem(&mut self, bytes: &[u8]) -> Result<Vec<u8>, Geschonden> {
        self.rest.extend_from_slice(bytes);
        let mut vanaf = 0;
        if self.stroom.is_none() {
            if self.rest.len() < KOP {
                return Ok(Vec::new());
            }
            let (&VORM, nonce) = self.rest[..KOP].split_first().ok_or(Geschonden)? else {
                return Err(Geschonden);
            };
            let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| Geschonden)?;
            self.stroom = Some(DecryptorBE32::new(self.sleutel.bytes().into(), &nonce.into()));
            vanaf = KOP;
        }
        let mut uit = Vec::new();
        if let Some(stroom) = &mut self.stroom {
            while self.rest.len() - vanaf > STUK + LABEL {
                let msg = &self.rest[vanaf..vanaf + STUK + LABEL];
                let payload = Payload { msg, aad: self.waar.bytes() };
                uit.extend(stroom.decrypt_next(payload).map_err(|_| Geschonden)?);
                vanaf += STUK + LABEL;
            }
        }
        self.rest.drain(..vanaf);
        Ok(uit)
    }

    /// The last bytes.
    ///
    /// # Errors
    /// [`Geschonden`] when the file was cut off.
    pub fn klaar(self) -> Result<Vec<u8>, Geschonden> {
        let payload = Payload { msg: &self.rest, aad: self.waar.bytes() };
        self.stroom.ok_or(Geschonden)?.decrypt_last(payload).map_err(|_| Geschonden)
    }
}

/// How many bytes are in a sealed file of `gesloten` bytes; `None` for a size that no sealed file has.
pub fn open_lengte(gesloten: u64) -> Option<u64> {
    let rest = gesloten.checked_sub(KOP as u64)?;
    let stukken = rest.div_ceil((STUK + LABEL) as u64).max(1);
    rest.checked_sub(stukken * LABEL as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waar() -> Waar {
        Waar::new("document").deel(b"huis")
    }

    fn sluit(sleutel: &Sleutel, inhoud: &[u8], hap: usize) -> Vec<u8> {
        let (mut v, mut uit) = Verzegelaar::new(sleutel, waar()).unwrap();
        for deel in inhoud.chunks(hap) {
            uit.extend(v.neem(deel).unwrap());
        }
        uit.extend(v.klaar().unwrap());
        uit
    }

    fn open(sleutel: &Sleutel, gesloten: &[u8], hap: usize) -> Result<Vec<u8>, Geschonden> {
        let mut opener = Opener::new(sleutel.clone(), waar());
        let mut uit = Vec::new();
        for deel in gesloten.chunks(hap) {
            uit.extend(opener.neem(deel)?);
        }
        uit.extend(opener.klaar()?);
        Ok(uit)
    }

    #[test]
    fn a_file_of_any_length_comes_back_in_whatever_bites_it_is_taken() {
        let sleutel = Sleutel::nieuw().unwrap();
        for lengte in [0, 1, STUK - 1, STUK, STUK + 1, 3 * STUK, 3 * STUK + 7] {
            let inhoud: Vec<u8> = (0..lengte).map(|i| (i % 251) as u8).collect();
            for hap in [1000, STUK, STUK + LABEL, 10 * STUK] {
                let gesloten = sluit(&sleutel, &inhoud, hap);
                assert_eq!(open_lengte(gesloten.len() as u64), Some(lengte as u64));
                assert_eq!(open(&sleutel, &gesloten, hap).unwrap(), inhoud);
            }
        }
        assert_eq!(open_lengte(3), None);
        assert_eq!(open_lengte(25), None);
    }

    #[test]
    fn a_file_that_was_cut_turned_round_or_touched_is_refused() {
        let sleutel = Sleutel::nieuw().unwrap();
        let gesloten = sluit(&sleutel, &vec![7; 2 * STUK + 5], STUK);
        let vol = STUK + LABEL;
        let zonder_staart = &gesloten[..KOP + 2 * vol];
        let mut gedraaid = gesloten.clone();
        gedraaid[KOP..KOP + 2 * vol].rotate_left(vol);
        let mut geraakt = gesloten.clone();
        geraakt[KOP + 9] ^= 1;
        for mis in [zonder_staart, &gedraaid, &geraakt, &gesloten[..10], &[]] {
            assert_eq!(open(&sleutel, mis, STUK), Err(Geschonden));
        }
        assert_eq!(open(&Sleutel::nieuw().unwrap(), &gesloten, STUK), Err(Geschonden));
    }
}
