//! Session tokens: 256 random bits that only their holder has. Always holds: what is stored is a
//! one-way image of the token, and `{:?}` prints neither.

use std::{fmt, str::FromStr};

use crate::toeval::{Toeval, ToevalFout};

/// What a cookie holds: 64 hexadecimal digits.
#[derive(Clone, Copy)]
pub struct Token([u8; 32]);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// When there are no random bytes.
    pub fn new(toeval: &dyn Toeval) -> Result<Self, ToevalFout> {
        let mut bytes = [0; 32];
        toeval.vul(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// By which the store knows it. A fast hash will do: there is nothing to guess in 256 bits.
    pub(crate) fn kenmerk(&self) -> Vec<u8> {
        self.afgeleid("wederhoor 2026 sessie").to_vec()
    }

    /// A secret of its own for one use.
    pub(crate) fn afgeleid(&self, gebruik: &'static str) -> [u8; 32] {
        blake3::derive_key(gebruik, &self.0)
    }

    /// The text for the cookie.
    pub fn tekst(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

/// A text that is no token.
#[derive(Debug, thiserror::Error)]
#[error("not a token")]
pub struct GeenToken;

impl FromStr for Token {
    type Err = GeenToken;
    fn from_str(tekst: &str) -> Result<Self, GeenToken> {
        blake3::Hash::from_hex(tekst).map(|bits| Self(*bits.as_bytes())).map_err(|_| GeenToken)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gezaaid;

    #[test]
    fn a_token_comes_back_from_its_cookie_and_shows_itself_nowhere_else() {
        let token = Token::new(&Gezaaid::new("a")).unwrap();
        let terug: Token = token.tekst().parse().unwrap();
        assert_eq!(terug.kenmerk(), token.kenmerk());
        assert_eq!(token.tekst().len(), 64);
        assert_ne!(token.kenmerk(), token.0, "the store must not hold the token itself");
        assert_eq!(format!("{token:?}"), "Token(…)");
        for mis in ["", "zz", &"a".repeat(63), &"g".repeat(64)] {
            assert!(mis.parse::<Token>().is_err());
        }
    }
}
