//! Tokens by which something is found without being readable: a blind index. Always holds: the same text
//! for the same purpose gives the same token under the same key, and without the key no token can be
//! tied to a text.
//!
//! Who has the database sees that two rows share a token, and how many do: not which text it is.

use crate::Sleutel;

/// Makes tokens.
#[derive(Clone, Debug)]
pub struct Woordsleutel(Sleutel);

impl Woordsleutel {
    /// With this key.
    pub fn new(sleutel: Sleutel) -> Self {
        Self(sleutel)
    }

    /// Its key: to be sealed with another, and for nothing else.
    pub fn sleutel(&self) -> &Sleutel {
        &self.0
    }

    /// 64 bits: short enough for an index with a row for each beginning of a word. Of a million texts
    /// two share one by chance once in 37 million registers.
    pub fn kort(&self, doel: &'static str, tekst: &str) -> i64 {
        let [a, b, c, d, e, f, g, h, ..] = self.lang(doel, tekst);
        i64::from_le_bytes([a, b, c, d, e, f, g, h])
    }

    /// 256 bits: for what must be unique.
    pub fn lang(&self, doel: &'static str, tekst: &str) -> [u8; 32] {
        let mut hash = blake3::Hasher::new_keyed(self.0.bytes());
        hash.update(&(doel.len() as u64).to_le_bytes());
        hash.update(doel.as_bytes()).update(tekst.as_bytes());
        *hash.finalize().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_the_same_for_the_same_text_purpose_and_key_and_for_nothing_else() {
        let sleutel = Woordsleutel::new(Sleutel::nieuw().unwrap());
        let ander = Woordsleutel::new(Sleutel::nieuw().unwrap());
        assert_eq!(sleutel.kort("woord", "celik"), sleutel.kort("woord", "celik"));
        assert_ne!(sleutel.kort("woord", "celik"), sleutel.kort("woord", "celi"));
        assert_ne!(sleutel.kort("woord", "celik"), sleutel.kort("woo", "rdcelik"));
        assert_ne!(sleutel.lang("woord", "celik"), ander.lang("woord", "celik"));
    }
}
