//! Complaint numbers: `K-2026-0143`. Always holds: per tenant, prefix and year they run from 1
//! without gaps, because a number is taken in the transaction that uses it.

use std::collections::BTreeMap;

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

    fn reeks(&self) -> (&str, i16) {
        (&self.voorvoegsel, self.jaar)
    }
}

/// Takes the next number of each of these series; a series that is in it more than once gives as many numbers.
pub(crate) async fn neem(
    tx: &Transactie,
    tenant: &Tenant,
    van: &[&Nummering],
) -> Result<Vec<String>, StoreError> {
    let mut hoeveel: BTreeMap<(&str, i16), i64> = BTreeMap::new();
    for nummering in van.iter().filter(|nummering| nummering.deel.is_none()) {
        *hoeveel.entry(nummering.reeks()).or_default() += 1;
    }
    let mut volgende = BTreeMap::new();
    for (reeks, aantal) in hoeveel {
        volgende.insert(reeks, neem_van(tx, tenant, reeks, aantal).await?);
    }
    let mut uit = Vec::with_capacity(van.len());
    for nummering in van {
        let (voorvoegsel, jaar) = nummering.reeks();
        uit.push(match &nummering.deel {
            Some(nummer) => nummer.clone(),
            None => {
                let volgnummer = volgende.entry((voorvoegsel, jaar)).or_insert(0_i64);
                *volgnummer += 1;
                format!("{voorvoegsel}-{jaar}-{volgnummer:04}")
            }
        });
    }
    Ok(uit)
}

/// Takes so many numbers of a series; says which was the last one taken before.
async fn neem_van(
    tx: &Transactie,
    tenant: &Tenant,
    (voorvoegsel, jaar): (&str, i16),
    aantal: i64,
) -> Result<i64, StoreError> {
    const SQL: &str = "INSERT INTO nummering (tenant, voorvoegsel, jaar, laatste) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, voorvoegsel, jaar) \
        DO UPDATE SET laatste = nummering.laatste + excluded.laatste RETURNING laatste";
    const WAT: &str = "taking a complaint number";
    let waarden =
        [tenant.as_str().into(), voorvoegsel.into(), i64::from(jaar).into(), aantal.into()];
    let rij = tx.query_one_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
    let rij = rij.ok_or(StoreError::Ongeldig("the series gave no number"))?;
    let laatste: i64 = rij.try_get_by(0).bij(WAT)?;
    Ok(laatste - aantal)
}
