//! The jobs of a provider: what follows from an act, and what comes back each day or hour.
//!
//! Always holds: which turns there are follows from the moment alone, so that every process plans the same; a
//! job that is done twice comes to the same as one that is done once.

use std::str::FromStr;

use jiff::Timestamp;
use store::StoreError;
use termijn::Datum;

use crate::praktijk::Praktijk;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taaksoort {
    /// Put a letter where it is printed. Follows from an act.
    Brief,
    /// Compute the lists as on a new day: what is late, what is near, what has been kept for long enough.
    Lijsten,
    /// Set the checkpoint of a day.
    Anker,
    /// Give the notices of terms that are near or past.
    Herinneren,
    /// Throw away drafts and sessions that are past their time, and what is known of old jobs.
    Opruimen,
}

impl Taaksoort {
    /// All of them.
    pub const ALLE: [Self; 5] =
        [Self::Brief, Self::Lijsten, Self::Anker, Self::Herinneren, Self::Opruimen];

    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Lijsten => "lijsten",
            Self::Anker => "anker",
            Self::Herinneren => "herinneren",
            Self::Opruimen => "opruimen",
        }
    }

    /// The turn in which this moment falls; `None` for what follows from an act.
    fn beurt(self, vandaag: Datum, nu: Timestamp) -> Option<String> {
        match self {
            Self::Brief => None,
            Self::Lijsten | Self::Anker => Some(vandaag.to_string()),
            Self::Herinneren | Self::Opruimen => {
                // `2026-11-23T10`: by the clock of the world, which has each hour once.
                nu.to_string().get(..13).map(str::to_owned)
            }
        }
    }
}

impl FromStr for Taaksoort {
    type Err = OnbekendeTaak;
    fn from_str(tekst: &str) -> Result<Self, OnbekendeTaak> {
        Self::ALLE.into_iter().find(|soort| soort.as_str() == tekst).ok_or(OnbekendeTaak)
    }
}

/// A job that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("a job of a kind that this program does not know")]
pub struct OnbekendeTaak;

impl Praktijk {
    /// Plans the duties whose turn it is; who planned them before plans nothing. Says how many were new.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn plan_taken(&self, nu: Timestamp, vandaag: Datum) -> Result<usize, StoreError> {
        let mut nieuw = 0;
        for soort in Taaksoort::ALLE {
            let Some(beurt) = soort.beurt(vandaag, nu) else { continue };
            let store = self.store();
            nieuw += usize::from(store.plan_taak(self.tenant(), soort.as_str(), &beurt, nu).await?);
        }
        Ok(nieuw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_a_day_or_an_hour() {
        let (nu, vandaag) =
            ("2026-11-23T23:30:00Z".parse().unwrap(), "2026-11-24".parse().unwrap());
        let beurten = Taaksoort::ALLE.map(|soort| soort.beurt(vandaag, nu));
        let uur = Some("2026-11-23T23".to_owned());
        let dag = Some("2026-11-24".to_owned());
        assert_eq!(beurten, [None, dag.clone(), dag, uur.clone(), uur]);
    }

    #[test]
    fn a_kind_reads_back_as_it_was_stored() {
        for soort in Taaksoort::ALLE {
            assert_eq!(soort.as_str().parse::<Taaksoort>().unwrap(), soort);
        }
        assert!("duif".parse::<Taaksoort>().is_err());
    }
}
