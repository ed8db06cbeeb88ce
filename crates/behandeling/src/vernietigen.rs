//! Destroying dossiers whose term of keeping has passed: which they are, why one may not go yet, and what
//! remains.
//!
//! Always holds: a dossier goes only on the word of a person, after the last day that its regulation gives,
//! and not while something holds it back; what remains names nobody.

use dossier::{Bewaartermijn, bewaartermijn};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{DossierId, StoreError, Vernietiging, Versie};
use termijn::{Datum, Taal};
use uuid::Uuid;
use verslag::Trekken;

use crate::fout::DoenError;
use crate::praktijk::{Dossier, Praktijk};
use crate::splitsen::delen;

/// A dossier whose term of keeping has passed.
#[derive(Debug, Clone)]
pub struct TeVernietigen {
    /// It.
    pub dossier: Dossier,
    /// Its term.
    pub termijn: Bewaartermijn,
    /// The article, and the arithmetic, a sentence each.
    pub waarom: Vec<String>,
    /// What keeps it from being destroyed now.
    pub niet: Option<NietVernietigen>,
}

/// Why a dossier may not be destroyed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NietVernietigen {
    /// The term has not passed, or has no beginning yet.
    #[error("De bewaartermijn is nog niet voorbij.")]
    NogNiet,
    /// Something holds it back.
    #[error("Dit dossier mag nu niet weg. {0}")]
    Opgeschort(String),
    /// A part that was split off is still kept, and is read with the number and code of this one.
    #[error("Dit dossier mag nu niet weg: een deel ervan, {0}, wordt nog bewaard.")]
    Deel(String),
}

/// What remains: on what ground it went, and the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Akte {
    /// The article that says how long it is kept, as people read it.
    pub artikel: String,
    /// Its last day of keeping.
    pub tot: Datum,
    /// What counts of it in reports.
    pub cijfers: Option<Trekken>,
}

/// A certificate of destruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vernietigd {
    /// The number that it had.
    pub nummer: String,
    /// When it was decided.
    pub besloten_op: Timestamp,
    /// By whom.
    pub account: Uuid,
    /// The rest.
    pub akte: Akte,
    /// Is all of it gone?
    pub klaar: bool,
}

impl TryFrom<&Vernietiging> for Vernietigd {
    type Error = serde_json::Error;

    fn try_from(v: &Vernietiging) -> Result<Self, serde_json::Error> {
        Ok(Self {
            nummer: v.nummer.clone(),
            besloten_op: v.besloten_op,
            account: v.account,
            akte: serde_json::from_str(&v.akte)?,
            klaar: v.klaar,
        })
    }
}

impl Praktijk {
    /// The dossiers whose term of keeping had passed on this day, longest ago first.
    ///
    /// # Errors
    /// When an event can't be read, or the store fails.
    pub async fn te_vernietigen(
        &self,
        vandaag: Datum,
        hoogstens: u16,
    ) -> Result<Vec<TeVernietigen>, DoenError> {
        let ids = self.store().voorbij_bewaartermijn(self.tenant(), vandaag, hoogstens).await?;
        let mut uit = Vec::with_capacity(ids.len());
        for id in ids {
            let dossier = self.open(id, vandaag).await?;
            let blik = dossier.blik(vandaag);
            // The list may be of yesterday.
            let Some(termijn) = bewaartermijn(&blik).filter(|b| b.tot < vandaag) else { continue };
            let waarom = blik.uitleg_bewaren(Taal::Nl).map_or_else(Vec::new, |u| {
                [u.artikel, u.aanleiding].into_iter().chain(u.rekening).collect()
            });
            let niet = self.mag_weg(&dossier, Some(&termijn), vandaag).await?.err();
            uit.push(TeVernietigen { termijn, waarom, niet, dossier });
        }
        Ok(uit)
    }

    /// Destroys a dossier, for good, on the word of `account`. `gezien` is the version that this person saw.
    ///
    /// # Errors
    /// Why it may not go; or that something happened in it since, or that the store failed.
    pub async fn vernietig(
        &self,
        id: DossierId,
        gezien: Versie,
        account: Uuid,
        vandaag: Datum,
        nu: Timestamp,
    ) -> Result<Result<(), NietVernietigen>, DoenError> {
        let dossier = self.open(id, vandaag).await?;
        let blik = dossier.blik(vandaag);
        let termijn = bewaartermijn(&blik);
        if let Err(niet) = self.mag_weg(&dossier, termijn.as_ref(), vandaag).await? {
            return Ok(Err(niet));
        }
        let akte = Akte {
            artikel: termijn
                .as_ref()
                .map_or_else(String::new, |b| dossier.boek.citeer(&b.vindplaats)),
            tot: termijn.map_or(vandaag, |b| b.tot),
            cijfers: Trekken::van(&blik, &self.aanbieder().locaties),
        };
        let akte = serde_json::to_string(&akte)?;
        match self.store().vernietig(self.tenant(), id, gezien, account, akte, nu).await {
            Ok(()) => Ok(Ok(())),
            Err(StoreError::Conflict { .. }) => {
                Err(DoenError::Conflict(dossier.gebeurtenissen.into_iter().collect()))
            }
            Err(fout) => Err(fout.into()),
        }
    }

    /// The certificates of destruction, last decided first.
    ///
    /// # Errors
    /// When one can't be read, or the store fails.
    pub async fn vernietigd(&self, hoogstens: u16) -> Result<Vec<Vernietigd>, DoenError> {
        let alle = self.store().vernietigingen(self.tenant(), None, hoogstens).await?;
        Ok(alle.iter().map(Vernietigd::try_from).collect::<Result<_, _>>()?)
    }

    /// May it go, by its term and by its parts?
    async fn mag_weg(
        &self,
        dossier: &Dossier,
        termijn: Option<&Bewaartermijn>,
        vandaag: Datum,
    ) -> Result<Result<(), NietVernietigen>, DoenError> {
        if let Err(niet) = mag(termijn, vandaag) {
            return Ok(Err(niet));
        }
        let (store, tenant) = (self.store(), self.tenant());
        for nummer in delen(dossier) {
            let Some(id) = store.dossier_met_nummer(tenant, &nummer).await? else { continue };
            if !store.is_vernietigd(tenant, id).await? {
                return Ok(Err(NietVernietigen::Deel(nummer)));
            }
        }
        Ok(Ok(()))
    }
}

fn mag(termijn: Option<&Bewaartermijn>, vandaag: Datum) -> Result<(), NietVernietigen> {
    match termijn {
        Some(Bewaartermijn { opgeschort: Some(waarom), .. }) => {
            Err(NietVernietigen::Opgeschort(waarom.clone()))
        }
        Some(b) if b.tot < vandaag => Ok(()),
        _ => Err(NietVernietigen::NogNiet),
    }
}
