//! The cookies that we set. Always holds: no script can read them, no other site can have them sent
//! along with a form, and over https no other host can set them (`__Host-`).

use crate::token::Token;

/// Which cookie; each visitor may have all three at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The session of somebody with an account.
    Medewerker,
    /// The session of a complainant with number and code.
    Klager,
    /// A visitor without a session who fills in a form.
    Formulier,
}

impl Cookie {
    fn naam(self, https: bool) -> &'static str {
        match (self, https) {
            (Self::Medewerker, true) => "__Host-medewerker",
            (Self::Klager, true) => "__Host-klager",
            (Self::Formulier, true) => "__Host-formulier",
            (Self::Medewerker, false) => "medewerker",
            (Self::Klager, false) => "klager",
            (Self::Formulier, false) => "formulier",
        }
    }

    /// The value of `Set-Cookie` that hands out a token. It lasts until the browser closes; how long
    /// the session lasts is the server's to say.
    pub fn zet(self, token: &Token, https: bool) -> String {
        self.kop(&token.tekst(), https)
    }

    /// The value of `Set-Cookie` that takes it away.
    pub fn wis(self, https: bool) -> String {
        self.kop("", https) + "; Max-Age=0"
    }

    fn kop(self, waarde: &str, https: bool) -> String {
        let naam = self.naam(https);
        let secure = if https { "; Secure" } else { "" };
        format!("{naam}={waarde}; Path=/; HttpOnly; SameSite=Lax{secure}")
    }

    /// The token in a request's `Cookie` header.
    pub fn lees(self, kop: &str, https: bool) -> Option<Token> {
        kop.split(';')
            .filter_map(|deel| deel.trim().split_once('='))
            .find(|(naam, _)| *naam == self.naam(https))
            .and_then(|(_, waarde)| waarde.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gezaaid;

    #[test]
    fn over_https_the_cookie_is_bound_to_this_host() {
        let token = Token::new(&Gezaaid::new("koek")).unwrap();
        let kop = Cookie::Klager.zet(&token, true);
        let verwacht = "; Path=/; HttpOnly; SameSite=Lax; Secure";
        assert_eq!(kop, format!("__Host-klager={}{verwacht}", token.tekst()));
        assert_eq!(Cookie::Klager.wis(true), format!("__Host-klager={verwacht}; Max-Age=0"));
        assert!(!Cookie::Klager.zet(&token, false).contains("Secure"));
    }

    #[test]
    fn each_cookie_is_found_among_the_others() {
        let toeval = Gezaaid::new("koek");
        let (een, twee) = (Token::new(&toeval).unwrap(), Token::new(&toeval).unwrap());
        let kop = format!("taal=nl; medewerker={}; klager={}", een.tekst(), twee.tekst());
        assert_eq!(Cookie::Klager.lees(&kop, false).unwrap().tekst(), twee.tekst());
        assert!(Cookie::Formulier.lees(&kop, false).is_none());
        assert!(Cookie::Klager.lees(&kop, true).is_none(), "another host may have set this one");
        assert!(Cookie::Klager.lees("klager=stuk", false).is_none());
    }
}
