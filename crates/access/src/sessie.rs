//! Sessions: who is in, and until when. Always holds: a session ends after some time of rest and, used
//! or not, after some hours; a log-in begins a new one and ends the one that the browser had; offices
//! and closed accounts count from the next click on.

use jiff::{SignedDuration, Timestamp};
use store::{
    Bij, DossierId, Huissleutels, StoreError, Tenant, Transactie,
    sea_orm::{ConnectionTrait, QueryResult, Value},
    vraag,
};
use uuid::Uuid;

use crate::{
    account,
    fout::AccessError,
    persoon::{Medewerker, Persoon},
    toegang::Toegang,
    token::Token,
};

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duur {
    /// Without a click.
    pub stil: SignedDuration,
    /// In all.
    pub totaal: SignedDuration,
}

/// How long the sessions of each kind last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessieRegels {
    /// Of somebody with an account.
    pub medewerker: Duur,
    /// Of a complainant with number and code.
    pub klager: Duur,
}

impl Default for SessieRegels {
    /// An hour of rest and a working day; half an hour and an evening, for the complainant may sit at
    /// somebody else's computer.
    fn default() -> Self {
        let duur = |stil, totaal| Duur {
            stil: SignedDuration::from_mins(stil),
            totaal: SignedDuration::from_hours(totaal),
        };
        Self { medewerker: duur(60, 12), klager: duur(30, 4) }
    }
}

/// A session that holds at the moment of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sessie {
    /// Who.
    pub persoon: Persoon,
    /// When it ends unless there is another click.
    pub verloopt_op: Timestamp,
    /// When it ends in any case.
    pub uiterlijk_op: Timestamp,
}

/// What a session is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bereik {
    Account(Uuid),
    Klager(DossierId),
}

/// How much later than the last written click a new one is written: reading pages costs no writes.
const PRECISIE: SignedDuration = SignedDuration::from_secs(60);

impl Toegang {
    /// The session of this token, if it holds; and a click on it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn sessie(
        &self,
        tenant: &Tenant,
        token: &Token,
        nu: Timestamp,
    ) -> Result<Option<Sessie>, AccessError> {
        const SQL: &str = "SELECT s.dossier, s.begonnen_op, s.gezien_op, \
              a.account, a.inhoud, a.actief, \
              (SELECT string_agg(ambt, ' ') FROM account_ambt b \
               WHERE b.tenant = a.tenant AND b.account = a.account) \
            FROM sessie s LEFT JOIN account a ON a.tenant = s.tenant AND a.account = s.account \
            WHERE s.tenant = $1 AND s.sessie = $2";
        let db = self.store.lees(tenant).await?;
        let waarden: [Value; 2] = [tenant.as_str().into(), token.kenmerk().into()];
        let rij = db.query_one_raw(vraag(&db, SQL, waarden)).await.bij("reading a session")?;
        drop(db);
        let Some(rij) = rij else { return Ok(None) };
        let huis = self.store.huis(tenant).await?;
        let Some((sessie, gezien_op)) = lees(tenant, &huis, &rij, self.regels, nu)? else {
            return Ok(None);
        };
        if nu.duration_since(gezien_op) >= PRECISIE {
            self.klik(tenant, token, nu).await?;
        }
        Ok(Some(sessie))
    }

    async fn klik(&self, tenant: &Tenant, token: &Token, nu: Timestamp) -> Result<(), AccessError> {
        const SQL: &str = "UPDATE sessie SET gezien_op = $3 WHERE tenant = $1 AND sessie = $2";
        let waarden: [Value; 3] =
            [tenant.as_str().into(), token.kenmerk().into(), nu.as_second().into()];
        Ok(self.doe(tenant, SQL, waarden, "writing a click").await?)
    }

    /// Ends this session.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn afmelden(&self, tenant: &Tenant, token: &Token) -> Result<(), AccessError> {
        const SQL: &str = "DELETE FROM sessie WHERE tenant = $1 AND sessie = $2";
        let waarden = [tenant.as_str().into(), token.kenmerk().into()];
        Ok(self.doe(tenant, SQL, waarden, "ending a session").await?)
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn afmelden_overal(&self, tenant: &Tenant, account: Uuid) -> Result<(), AccessError> {
        let wie = tenant.clone();
        let werk = self.store.schrijf(tenant, move |tx| {
            Box::pin(async move { eindig_overal(tx, &wie, account).await })
        });
        Ok(werk.await?)
    }

    /// Throws away sessions of this tenant that ended and attempts that are forgotten; to be called now and
    /// then.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn ruim_op(&self, tenant: &Tenant, nu: Timestamp) -> Result<(), AccessError> {
        const SQL: &str = "DELETE FROM sessie WHERE tenant = $1 AND begonnen_op < $2";
        let langste = self.regels.medewerker.totaal.max(self.regels.klager.totaal);
        let sinds = nu.as_second() - langste.as_secs();
        let wie = tenant.clone();
        let werk = self.store.schrijf(tenant, move |tx| {
            Box::pin(async move {
                let waarden = [wie.as_str().into(), sinds.into()];
                tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("clearing sessions")?;
                crate::rem::ruim_op(tx, &wie, nu).await
            })
        });
        Ok(werk.await?)
    }

    async fn doe<const N: usize>(
        &self,
        tenant: &Tenant,
        sql: &'static str,
        waarden: [Value; N],
        wat: &'static str,
    ) -> Result<(), StoreError> {
        let werk = self.store.schrijf(tenant, move |tx| {
            Box::pin(async move {
                tx.execute_raw(vraag(tx, sql, waarden)).await.bij(wat)?;
                Ok(())
            })
        });
        werk.await
    }
}

/// Begins a session, and ends the one that the browser had.
pub(crate) async fn begin(
    tx: &Transactie,
    tenant: &Tenant,
    token: &Token,
    bereik: Bereik,
    oud: Option<&Token>,
    nu: Timestamp,
) -> Result<(), StoreError> {
    const WEG: &str = "DELETE FROM sessie WHERE tenant = $1 AND sessie = $2";
    const ERBIJ: &str = "INSERT INTO sessie \
        (tenant, sessie, account, dossier, begonnen_op, gezien_op) VALUES ($1, $2, $3, $4, $5, $5)";
    const WAT: &str = "beginning a session";
    if let Some(oud) = oud {
        let waarden = [tenant.as_str().into(), oud.kenmerk().into()];
        tx.execute_raw(vraag(tx, WEG, waarden)).await.bij(WAT)?;
    }
    let (account, dossier) = match bereik {
        Bereik::Account(account) => (Some(account), None),
        Bereik::Klager(dossier) => (None, Some(dossier.uuid())),
    };
    let waarden: [Value; 5] = [
        tenant.as_str().into(),
        token.kenmerk().into(),
        account.into(),
        dossier.into(),
        nu.as_second().into(),
    ];
    tx.execute_raw(vraag(tx, ERBIJ, waarden)).await.bij(WAT)?;
    Ok(())
}

pub(crate) async fn eindig_overal(
    tx: &Transactie,
    tenant: &Tenant,
    account: Uuid,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM sessie WHERE tenant = $1 AND account = $2";
    let waarden = [tenant.as_str().into(), account.into()];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("ending all sessions of an account")?;
    Ok(())
}

/// The session and its last written click, if it holds now.
fn lees(
    tenant: &Tenant,
    huis: &Huissleutels,
    rij: &QueryResult,
    regels: SessieRegels,
    nu: Timestamp,
) -> Result<Option<(Sessie, Timestamp)>, StoreError> {
    const WAT: &str = "reading a session";
    let dossier: Option<Uuid> = rij.try_get_by(0).bij(WAT)?;
    let (persoon, duur) = match dossier {
        Some(dossier) => {
            let persoon = Persoon::Klager { tenant: tenant.clone(), dossier: dossier.into() };
            (persoon, regels.klager)
        }
        None => {
            let actief: Option<bool> = rij.try_get_by(5).bij(WAT)?;
            if actief != Some(true) {
                return Ok(None);
            }
            let ambten: Option<String> = rij.try_get_by(6).bij(WAT)?;
            let ambten = ambten.unwrap_or_default();
            let account: Uuid = rij.try_get_by(3).bij(WAT)?;
            let inhoud: Vec<u8> = rij.try_get_by(4).bij(WAT)?;
            let persoon = Persoon::Medewerker(Medewerker {
                tenant: tenant.clone(),
                account,
                naam: account::open(huis, account, &inhoud)?.naam,
                ambten: ambten.split_whitespace().map(str::to_owned).collect(),
            });
            (persoon, regels.medewerker)
        }
    };
    let (begonnen_op, gezien_op) = (moment(rij, 1)?, moment(rij, 2)?);
    let uiterlijk_op = begonnen_op.saturating_add(duur.totaal).unwrap_or(begonnen_op);
    let stil_tot =
        |sinds: Timestamp| sinds.saturating_add(duur.stil).unwrap_or(sinds).min(uiterlijk_op);
    let holds = nu < stil_tot(gezien_op) && nu >= begonnen_op;
    let sessie = Sessie { persoon, verloopt_op: stil_tot(nu), uiterlijk_op };
    Ok(holds.then_some((sessie, gezien_op)))
}

fn moment(rij: &QueryResult, plaats: usize) -> Result<Timestamp, StoreError> {
    const WAT: &str = "reading a session";
    let seconden: i64 = rij.try_get_by(plaats).bij(WAT)?;
    Timestamp::from_second(seconden)
        .map_err(|fout| StoreError::Onleesbaar { wat: "a moment", source: fout.into() })
}
