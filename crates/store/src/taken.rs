//! Jobs: work that follows from an act (the outbox), and duties that come back each day or hour. Always holds: a
//! job is claimed for a time, not for good, so a process that dies loses nothing; of the processes that ask at
//! once one gets it; what failed is tried again after a while that doubles, up to [`HOOGSTENS`], and is never
//! given up; a clock that was put back makes nothing wait for long; a job may run twice, so whoever does it makes that come to the same.
//!
//! A duty has a turn (`beurt`): a day, an hour. Every process plans every turn, and it is there once.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::{
    Bij, DossierId, Store, StoreError, Tenant, alle,
    inzage::sleutel,
    sql::{lees_moment, moment, om_te_nemen, onleesbaar, vergrendel, vraag},
};

/// The wait after the first failure.
const EERST: SignedDuration = SignedDuration::from_mins(1);
/// The longest wait between two attempts.
const HOOGSTENS: SignedDuration = SignedDuration::from_hours(1);
/// Nothing is planned further ahead than this. What is all the same was planned or claimed by a clock that has been
/// put back since, and is due: else it would wait until that moment comes.
const VERSTE: SignedDuration = SignedDuration::from_hours(25);

/// How long to wait after this many attempts: a minute, and twice as long each time, at most an hour.
pub fn uitstel(pogingen: u32) -> SignedDuration {
    let keer = 1_i32.checked_shl(pogingen.saturating_sub(1).min(16)).unwrap_or(i32::MAX);
    EERST.checked_mul(keer).unwrap_or(HOOGSTENS).min(HOOGSTENS)
}

/// A claimed job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taak {
    /// Whose.
    pub tenant: Tenant,
    /// Which job.
    pub id: Uuid,
    /// From which dossier it came.
    pub dossier: Option<DossierId>,
    /// What is to be done.
    pub soort: String,
    /// The rest.
    pub inhoud: Vec<u8>,
    /// How often it was claimed, this time included: by this the claim is known from a later one.
    pub pogingen: u32,
}

/// A job as a page shows it: nothing about anybody, and not of which dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaakRij {
    /// Which job.
    pub id: Uuid,
    /// What is to be done.
    pub soort: String,
    /// The day or hour that it is of; `None` when it follows from an act.
    pub beurt: Option<String>,
    /// How it stands.
    pub stand: Taakstand,
    /// How often it was tried.
    pub pogingen: u32,
    /// Why it last failed, as a key; it may have succeeded since.
    pub fout: Option<String>,
}

/// How a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taakstand {
    /// It waits until this moment, or for somebody to take it.
    Wacht(Timestamp),
    /// Somebody has it, until this moment.
    Bezig(Timestamp),
    /// It failed, and is tried again from this moment.
    Mislukt(Timestamp),
    /// It was done at this moment.
    Klaar(Timestamp),
}

impl Store {
    /// Of whom there is work that is due at `nu`.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn tenants_met_werk(&self, nu: Timestamp) -> Result<Vec<Tenant>, StoreError> {
        alle::met_werk(&self.lezers, nu).await
    }

    /// Plans the turn of a duty, to be done from `vanaf`; says whether it was new. A turn that was planned
    /// before is not planned again, and while one still waits no other is: that one will do the work.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn plan_taak(
        &self,
        tenant: &Tenant,
        soort: &str,
        beurt: &str,
        vanaf: Timestamp,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "INSERT INTO taak (tenant, taak, soort, inhoud, beurt, vanaf, pogingen) \
            SELECT $1, $2, $3, $4, $5, $6, 0 WHERE NOT EXISTS (SELECT 1 FROM taak \
              WHERE tenant = $1 AND soort = $3 AND beurt IS NOT NULL AND klaar_op IS NULL) \
            ON CONFLICT (tenant, soort, beurt) DO NOTHING";
        let waarden: [Value; 6] = [
            tenant.as_str().into(),
            Uuid::now_v7().into(),
            soort.into(),
            Vec::<u8>::new().into(),
            beurt.into(),
            moment(vanaf).into(),
        ];
        let (wie, slot) = (tenant.clone(), [b"beurt ", soort.as_bytes()].concat());
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                // Or two processes of which the clocks differ plan two turns at once.
                vergrendel(tx, &wie, &slot).await?;
                let uit = tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("planning a job")?;
                Ok(uit.rows_affected() > 0)
            })
        })
        .await
    }

    /// Claims at most `hoogstens` jobs of this tenant that are due at `nu`, longest due first. Whoever has not
    /// finished one by `tot` may see it claimed again.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn neem_taken(
        &self,
        tenant: &Tenant,
        nu: Timestamp,
        tot: Timestamp,
        hoogstens: u16,
    ) -> Result<Vec<Taak>, StoreError> {
        const KIES: &str = "WITH gekozen AS (SELECT taak FROM taak \
            WHERE tenant = $1 AND klaar_op IS NULL AND (vanaf <= $2 OR vanaf > $5) \
            ORDER BY vanaf, taak LIMIT $4";
        const NEEM: &str = ") UPDATE taak SET vanaf = $3, bezig_tot = $3, pogingen = pogingen + 1 \
            WHERE tenant = $1 AND taak IN (SELECT taak FROM gekozen) \
            RETURNING taak, dossier, soort, inhoud, pogingen";
        let wie = tenant.clone();
        let waarden: [Value; 5] = [
            tenant.as_str().into(),
            moment(nu).into(),
            moment(tot).into(),
            i64::from(hoogstens).into(),
            te_ver(nu).into(),
        ];
        let rijen = self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                let sql = format!("{KIES}{}{NEEM}", om_te_nemen(tx));
                let genomen = Genomen::find_by_statement(vraag(tx, &sql, waarden)).all(tx).await;
                genomen.bij("claiming jobs")
            })
        });
        rijen.await?.into_iter().map(|rij| rij.taak(&wie)).collect()
    }

    /// Keeps a job that takes long until `tot`; says whether it was still this claim's.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn houd_taak(
        &self,
        tenant: &Tenant,
        taak: &Taak,
        tot: Timestamp,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE taak SET vanaf = $4, bezig_tot = $4 \
            WHERE tenant = $1 AND taak = $2 AND pogingen = $3 AND klaar_op IS NULL";
        let waarden = claim(tenant, taak, [moment(tot).into()]);
        self.werk_taken_bij(tenant, SQL, waarden, "keeping a job").await
    }

    /// Marks a job as done.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn taak_klaar(
        &self,
        tenant: &Tenant,
        taak: &Taak,
        nu: Timestamp,
    ) -> Result<(), StoreError> {
        // Whoever has it by now does it once more; done it is.
        const SQL: &str = "UPDATE taak SET klaar_op = $3, bezig_tot = NULL \
            WHERE tenant = $1 AND taak = $2 AND klaar_op IS NULL";
        let waarden = vec![tenant.as_str().into(), taak.id.into(), moment(nu).into()];
        self.werk_taken_bij(tenant, SQL, waarden, "finishing a job").await.map(drop)
    }

    /// Gives a job back that failed at `nu`, to be tried again after a while: see [`uitstel`]. `fout` says why,
    /// as a key; a text is not kept. What somebody else has claimed since is left alone.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn taak_mislukt(
        &self,
        tenant: &Tenant,
        taak: &Taak,
        fout: &str,
        nu: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE taak SET vanaf = $4, bezig_tot = NULL, fout = $5 \
            WHERE tenant = $1 AND taak = $2 AND pogingen = $3 AND klaar_op IS NULL";
        let weer = nu.saturating_add(uitstel(taak.pogingen)).unwrap_or(nu);
        let waarden = claim(tenant, taak, [moment(weer).into(), sleutel(fout).into()]);
        self.werk_taken_bij(tenant, SQL, waarden, "giving a job back").await.map(drop)
    }

    /// Gives a job back that was not done because the process stops: it waits for whoever comes next, as if it had
    /// not been claimed. What somebody else has claimed since is left alone.
    ///
    /// # Errors
    /// Only when the database fails; then it waits until the claim ends.
    pub async fn geef_taak_terug(
        &self,
        tenant: &Tenant,
        taak: &Taak,
        nu: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE taak SET vanaf = $4, bezig_tot = NULL, pogingen = pogingen - 1 \
            WHERE tenant = $1 AND taak = $2 AND pogingen = $3 AND klaar_op IS NULL";
        let waarden = claim(tenant, taak, [moment(nu).into()]);
        self.werk_taken_bij(tenant, SQL, waarden, "giving a job back").await.map(drop)
    }

    /// Lets a job that waits be tried at once; one that somebody has, or that is done, is left alone. Says
    /// whether it waited.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn taak_nu(
        &self,
        tenant: &Tenant,
        id: Uuid,
        nu: Timestamp,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE taak SET vanaf = $3, bezig_tot = NULL WHERE tenant = $1 \
            AND taak = $2 AND klaar_op IS NULL AND (bezig_tot IS NULL OR bezig_tot <= $3)";
        let waarden = vec![tenant.as_str().into(), id.into(), moment(nu).into()];
        self.werk_taken_bij(tenant, SQL, waarden, "bringing a job forward").await
    }

    /// The jobs of a tenant as they stand at `nu`: those that are not done, soonest first, and then those that
    /// were done last; at most `hoogstens` of each.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn taken(
        &self,
        tenant: &Tenant,
        nu: Timestamp,
        hoogstens: u16,
    ) -> Result<Vec<TaakRij>, StoreError> {
        const KOLOMMEN: &str = "SELECT taak, soort, beurt, vanaf, bezig_tot, klaar_op, pogingen, \
            fout FROM taak WHERE tenant = $1";
        let lezer = self.lees(tenant).await?;
        let mut uit = Vec::new();
        for rest in [
            "AND klaar_op IS NULL ORDER BY vanaf, taak LIMIT $2",
            "AND klaar_op IS NOT NULL ORDER BY klaar_op DESC, taak LIMIT $2",
        ] {
            let waarden = [tenant.as_str().into(), i64::from(hoogstens).into()];
            let vraag = vraag(&lezer, &format!("{KOLOMMEN} {rest}"), waarden);
            let rijen = Rij::find_by_statement(vraag).all(&lezer).await.bij("reading jobs")?;
            for rij in rijen {
                uit.push(rij.als(nu)?);
            }
        }
        Ok(uit)
    }

    /// Forgets the jobs that were done before this moment; says how many.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn ruim_taken(&self, tenant: &Tenant, voor: Timestamp) -> Result<u64, StoreError> {
        const SQL: &str = "DELETE FROM taak WHERE tenant = $1 AND klaar_op < $2";
        let waarden = [tenant.as_str().into(), moment(voor).into()];
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                let uit = tx.execute_raw(vraag(tx, SQL, waarden)).await;
                Ok(uit.bij("forgetting jobs")?.rows_affected())
            })
        })
        .await
    }

    /// Says whether a row changed.
    async fn werk_taken_bij(
        &self,
        tenant: &Tenant,
        sql: &'static str,
        waarden: Vec<Value>,
        wat: &'static str,
    ) -> Result<bool, StoreError> {
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                let uit = tx.execute_raw(vraag(tx, sql, waarden)).await.bij(wat)?;
                Ok(uit.rows_affected() > 0)
            })
        })
        .await
    }
}

/// The moment after which nothing can rightly be planned; see [`VERSTE`].
pub(crate) fn te_ver(nu: Timestamp) -> String {
    moment(nu.saturating_add(VERSTE).unwrap_or(Timestamp::MAX))
}

/// `$1` to `$3`: a claim of a job; and the rest.
fn claim<const N: usize>(tenant: &Tenant, taak: &Taak, rest: [Value; N]) -> Vec<Value> {
    let mut uit = vec![tenant.as_str().into(), taak.id.into(), i64::from(taak.pogingen).into()];
    uit.extend(rest);
    uit
}

#[derive(FromQueryResult)]
struct Genomen {
    taak: Uuid,
    dossier: Option<Uuid>,
    soort: String,
    inhoud: Vec<u8>,
    pogingen: i64,
}

impl Genomen {
    fn taak(self, tenant: &Tenant) -> Result<Taak, StoreError> {
        Ok(Taak {
            tenant: tenant.clone(),
            id: self.taak,
            dossier: self.dossier.map(DossierId::from),
            soort: self.soort,
            inhoud: self.inhoud,
            pogingen: pogingen(self.pogingen)?,
        })
    }
}

fn pogingen(aantal: i64) -> Result<u32, StoreError> {
    u32::try_from(aantal).map_err(|fout| onleesbaar("a job's attempts", fout))
}

#[derive(FromQueryResult)]
struct Rij {
    taak: Uuid,
    soort: String,
    beurt: Option<String>,
    vanaf: String,
    bezig_tot: Option<String>,
    klaar_op: Option<String>,
    pogingen: i64,
    fout: Option<String>,
}

impl Rij {
    fn als(self, nu: Timestamp) -> Result<TaakRij, StoreError> {
        let vanaf = lees_moment(&self.vanaf)?;
        let bezig_tot = self.bezig_tot.as_deref().map(lees_moment).transpose()?;
        let stand = match (self.klaar_op.as_deref(), bezig_tot) {
            (Some(klaar), _) => Taakstand::Klaar(lees_moment(klaar)?),
            (None, Some(tot)) if tot > nu => Taakstand::Bezig(tot),
            (None, None) if self.pogingen > 0 => Taakstand::Mislukt(vanaf),
            // Also what was left behind by a process that died.
            (None, _) => Taakstand::Wacht(vanaf),
        };
        Ok(TaakRij {
            id: self.taak,
            soort: self.soort,
            beurt: self.beurt,
            stand,
            pogingen: pogingen(self.pogingen)?,
            fout: self.fout,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour_and_never_ends() {
        let minuten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 60, u32::MAX].map(|n| uitstel(n).as_mins());
        assert_eq!(minuten, [1, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
    }
}
