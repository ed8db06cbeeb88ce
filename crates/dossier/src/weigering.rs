//! A refusal: the regulation says no. A normal answer that people read, with its article.
//!
//! Always holds: all reasons are given at once; each reason says what it rests on and, where there is
//! one, the way out.

use std::fmt;

use regeling::Boek;
use regeling::norm::Vindplaats;
use termijn::Taal;

/// Why something can't be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// No article gives this role this power.
    GeenBevoegdheid,
    /// A condition does not hold yet.
    Voorwaarde,
    /// A prohibition stands in the way.
    Verbod,
    /// The time in which it could be done is over, or has not come.
    Tijd,
    /// The procedure is over.
    Afgelopen,
    /// It was done already.
    AlGedaan,
    /// Something that must be filled in is missing or wrong.
    Invulling,
    /// It contradicts what happened.
    Tegenspraak,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reden {
    /// Of what kind.
    pub soort: Soort,
    /// On which article it rests.
    pub vindplaats: Option<Vindplaats>,
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
    /// Which field it concerns.
    pub veld: Option<String>,
}

impl Reden {
    pub(crate) fn new(
        soort: Soort,
        vindplaats: Option<&Vindplaats>,
        nl: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self { soort, vindplaats: vindplaats.cloned(), nl: nl.into(), en: en.into(), veld: None }
    }

    pub(crate) fn bij_veld(mut self, veld: &str) -> Self {
        self.veld = Some(veld.to_owned());
        self
    }

    /// The reason in this language.
    pub fn zin(&self, taal: Taal) -> &str {
        match taal {
            Taal::Nl => &self.nl,
            Taal::En => &self.en,
        }
    }

    /// The reason with its article.
    pub fn met_artikel(&self, boek: &Boek, taal: Taal) -> String {
        match &self.vindplaats {
            Some(v) => format!("{} ({})", self.zin(taal), boek.citeer(v)),
            None => self.zin(taal).to_owned(),
        }
    }
}

/// An act is refused: which, and all reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weigering {
    /// Id of the act.
    pub daad: String,
    /// Why; never empty.
    pub redenen: Vec<Reden>,
}

impl Weigering {
    /// Does one of the reasons rest on this article (`10 lid 1`)?
    pub fn noemt(&self, artikel: &str) -> bool {
        let kaal = kaal_artikel(artikel);
        self.redenen
            .iter()
            .filter_map(|r| r.vindplaats.as_ref())
            .any(|v| kaal_artikel(&v.artikel) == kaal)
    }
}

/// An article number without the words that people put before it: `artikel 10, lid 1` is `10 lid 1`.
pub fn kaal_artikel(artikel: &str) -> String {
    artikel
        .to_lowercase()
        .replace([',', '.'], " ")
        .split_whitespace()
        .filter(|w| !matches!(*w, "artikel" | "art" | "article"))
        .map(|w| if w == "onder" { "sub" } else { w })
        .collect::<Vec<_>>()
        .join(" ")
}

impl fmt::Display for Weigering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} kan niet:", self.daad)?;
        for r in &self.redenen {
            write!(f, " {}", r.nl)?;
        }
        Ok(())
    }
}

impl std::error::Error for Weigering {}
