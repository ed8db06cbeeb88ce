//! What a provider brings to the pages: its name, its help lines, its logo and its colours.
//!
//! Always holds: nothing else on a page depends on the provider. Texts of the regulation reach a page
//! through its view-model.

/// The provider as the pages show it.
#[derive(Debug, Clone, Default)]
pub struct Huisstijl {
    /// The provider's name, as in "Zorggroep De Linde".
    pub naam: String,
    /// The logo; without it the product's own mark stands beside the name.
    pub logo: Option<Logo>,
    /// Address of the theme made by [`crate::thema`]; without it the product's own colours hold.
    pub thema_url: Option<String>,
    /// The colour of the browser's frame on a phone, `#rrggbb`: the theme's `merk`.
    pub thema_kleur: String,
    /// The help line.
    pub telefoon: Option<Telefoon>,
    /// The address for complaints by e-mail.
    pub email: Option<String>,
    /// The address for complaints by letter, a line each.
    pub postadres: Vec<String>,
    /// When the phone is answered, as in "maandag tot en met vrijdag, 9 tot 17 uur".
    pub openingstijden: String,
    /// The complaints officer's name.
    pub klachtenfunctionaris: Option<String>,
    /// The provider's start page, as in `/linde`.
    pub start_url: String,
    /// Where staff start, as in `/linde/werk`.
    pub werk_url: String,
    /// Links at the foot of public pages.
    pub voet: Vec<Koppeling>,
}

/// A logo, served by us (the content security policy allows no other source).
#[derive(Debug, Clone, Default)]
pub struct Logo {
    /// Its address.
    pub url: String,
    /// What it says, for who cannot see it; empty when the name stands beside it.
    pub alt: String,
}

/// A telephone number.
#[derive(Debug, Clone, Default)]
pub struct Telefoon {
    /// As people read it: "0800 - 1234".
    pub leesbaar: String,
    /// Does a call cost nothing?
    pub gratis: bool,
}

impl Telefoon {
    /// The number for a `tel:` link: digits, and a plus in front.
    pub fn bellen(&self) -> String {
        self.leesbaar.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// A link: what it says and where it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Koppeling {
    /// The text of the link.
    pub tekst: String,
    /// Where it goes.
    pub url: String,
}

impl Koppeling {
    /// A link.
    pub fn new(tekst: impl Into<String>, url: impl Into<String>) -> Self {
        Self { tekst: tekst.into(), url: url.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_to_call_holds_digits_only() {
        let telefoon = Telefoon { leesbaar: "+31 (0)53 - 123 45 67".into(), gratis: false };
        assert_eq!(telefoon.bellen(), "+310531234567");
    }
}
