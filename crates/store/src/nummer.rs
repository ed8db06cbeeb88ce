//! Complaint numbers: `K-2026-0143`. Always holds: per tenant, prefix and year they run from 1
//! without gaps, because a number is taken in the transaction that uses it.

use sea_orm::ConnectionTrait;

use crate::{Bij, StoreError, Tenant, schot::Transactie, sql::vraag};

/// Which series a new dossier takes its number from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nummering {
    voorvoegsel: String, // INVARIANT: 1 to 8 characters A-Z
    jaar: i16,
    deel: Option<String>,
}

impl Nummering {
    /// The series `voorvoegsel` (1 to 8 letters A-Z) of a year.
    ///
    /// # Errors
    /// [`StoreError::Ongeldig`] for another prefix or a year before 2000 or past 9999.
    pub fn new(voorvoegsel: &str, jaar: i16) -> Result<Self, StoreError> {
        let letters = voorvoegsel.bytes().all(|letter| letter.is_ascii_uppercase());
        if !letters || !(1..=8).contains(&voorvoegsel.len()) {
            return Err(StoreError::Ongeldig("a number's prefix is 1 to 8 letters A-Z"));
        }
        if !(2000..=9999).contains(&jaar) {
            return Err(StoreError::Ongeldig("a number's year lies between 2000 and 9999"));
        }
        Ok(Self { voorvoegsel: voorvoegsel.to_owned(), jaar, deel: None })
    }

    /// The number of a part of another dossier, which is known beforehand: `K-2026-0143-2`. A number
    /// that is there already is refused when it is written.
    ///
    /// # Errors
    /// [`StoreError::Ongeldig`] when it is not the number of a part.
    pub fn deel(nummer: &str) -> Result<Self, StoreError> {
        const FOUT: StoreError =
            StoreError::Ongeldig("a part's number is that of the whole and its rank");
        let [voorvoegsel, jaar, _, rang] = nummer.split('-').collect::<Vec<_>>()[..] else {
            return Err(FOUT);
        };
        let jaar = jaar.parse().map_err(|_| FOUT)?;
        rang.parse::<u16>().map_err(|_| FOUT)?;
        Ok(Self { deel: Some(nummer.to_owned()), ..Self::new(voorvoegsel, jaar)? })
    }

    /// Takes the next number of the series.
    pub(crate) async fn neem(
        &self,
        tx: &Transactie,
        tenant: &Tenant,
    ) -> Result<String, StoreError> {
        const SQL: &str = "INSERT INTO nummering (tenant, voorvoegsel, jaar, laatste) \
            VALUES ($1, $2, $3, 1) ON CONFLICT (tenant, voorvoegsel, jaar) \
            DO UPDATE SET laatste = nummering.laatste + 1 RETURNING laatste";
        const WAT: &str = "taking a complaint number";
        if let Some(nummer) = &self.deel {
            return Ok(nummer.clone());
        }
        let waarden =
            [tenant.as_str().into(), self.voorvoegsel.as_str().into(), i64::from(self.jaar).into()];
        let rij = tx.query_one_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
        let volgende: i64 = match rij {
            Some(rij) => rij.try_get_by(0).bij(WAT)?,
            None => return Err(StoreError::Ongeldig("the series gave no number")),
        };
        Ok(format!("{}-{}-{volgende:04}", self.voorvoegsel, self.jaar))
    }
}
