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
    /// Other articles that say the same.
    pub ook: Vec<Vindplaats>,
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
        Self {
            soort,
            vindplaats: vindplaats.cloned(),
            ook: Vec::new(),
            nl: nl.into(),
            en: en.into(),
            veld: None,
        }
    }

    /// Rests on all of these articles, the first one foremost.
    pub(crate) fn op_grond_van<'v>(
        mut self,
        artikelen: impl IntoIterator<Item = &'v Vindplaats>,
    ) -> Self {
        for v in artikelen {
            if self.vindplaats.is_none() {
                self.vindplaats = Some(v.clone());
            } else if !self.vindplaatsen().any(|er| er == v) {
                self.ook.push(v.clone());
            }
        }
        self
    }

    /// All articles on which it rests.
    pub fn vindplaatsen(&self) -> impl Iterator<Item = &Vindplaats> {
        self.vindplaats.iter().chain(&self.ook)
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
        let artikelen: Vec<String> = self.vindplaatsen().map(|v| boek.citeer(v)).collect();
        if artikelen.is_empty() {
            self.zin(taal).to_owned()
        } else {
            format!("{} ({})", self.zin(taal), artikelen.join("; "))
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
    /// Does one of the reasons rest on this article, in whatever form it is written?
    pub fn noemt(&self, boek: &Boek, artikel: &str) -> bool {
        self.redenen.iter().flat_map(Reden::vindplaatsen).any(|v| boek.is_artikel(v, artikel))
    }
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
