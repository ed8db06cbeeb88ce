//! The token in every form, by which we know that the form came from our own page. Always holds: it
//! belongs to one session (or to one visitor without a session) and to no other; it looks different
//! on every page, so that a compressed page gives nothing away about it.

use blake3::Hash;

use crate::{
    toeval::{Toeval, ToevalFout},
    token::Token,
};

const GEBRUIK: &str = "wederhoor 2026 formulier";

/// Makes and checks the tokens of the one cookie that it was made for.
#[derive(Clone, Copy)]
pub struct Csrf([u8; 32]);

impl Csrf {
    /// Bound to a cookie: that of the session, or of a visitor's form.
    pub fn van(token: &Token) -> Self {
        Self(token.afgeleid(GEBRUIK))
    }

    /// The value for the form: 128 hexadecimal digits.
    ///
    /// # Errors
    /// When there are no random bytes.
    pub fn veld(&self, toeval: &dyn Toeval) -> Result<String, ToevalFout> {
        let mut masker = [0; 32];
        toeval.vul(&mut masker)?;
        let bedekt = vouw(&self.0, &masker);
        Ok(format!("{}{}", Hash::from_bytes(masker).to_hex(), Hash::from_bytes(bedekt).to_hex()))
    }

    /// Is this a value that we gave for this cookie? Takes the same time for any wrong one.
    pub fn klopt(&self, veld: &str) -> bool {
        let Some((masker, bedekt)) = veld.split_at_checked(64) else { return false };
        let (Ok(masker), Ok(bedekt)) = (Hash::from_hex(masker), Hash::from_hex(bedekt)) else {
            return false;
        };
        // Comparing two `Hash`es takes constant time.
        Hash::from_bytes(vouw(masker.as_bytes(), bedekt.as_bytes())) == Hash::from_bytes(self.0)
    }
}

impl std::fmt::Debug for Csrf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Csrf(…)")
    }
}

fn vouw(een: &[u8; 32], ander: &[u8; 32]) -> [u8; 32] {
    std::array::from_fn(|i| een[i] ^ ander[i])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gezaaid;

    #[test]
    fn a_form_of_another_visitor_or_of_nobody_is_not_ours() {
        let toeval = Gezaaid::new("csrf");
        let (mijn, ander) = (Token::new(&toeval).unwrap(), Token::new(&toeval).unwrap());
        let veld = Csrf::van(&mijn).veld(&toeval).unwrap();
        assert!(Csrf::van(&mijn).klopt(&veld));
        assert!(!Csrf::van(&ander).klopt(&veld));
        let kort = &veld[..127];
        for mis in ["", "x", kort, &veld.replace(&veld[..1], "é"), &mijn.tekst().repeat(2)] {
            assert!(!Csrf::van(&mijn).klopt(mis), "{mis}");
        }
    }

    #[test]
    fn the_same_session_gets_another_value_on_every_page_and_all_of_them_hold() {
        let toeval = Gezaaid::new("csrf");
        let csrf = Csrf::van(&Token::new(&toeval).unwrap());
        let (een, twee) = (csrf.veld(&toeval).unwrap(), csrf.veld(&toeval).unwrap());
        assert_ne!(een, twee);
        assert!(csrf.klopt(&een) && csrf.klopt(&twee));
    }
}
