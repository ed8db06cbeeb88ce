//! Accounts and the offices that their holders have. Always holds: an e-mail address is one account
//! within a tenant, however it is written; names and addresses are sealed; who loses an account or gets a new password is logged out
//! everywhere.

use std::{collections::BTreeSet, fmt};

use store::{
    Bij, Huissleutels, StoreError, Tenant, Transactie,
    sea_orm::{ConnectionTrait, QueryResult, Value},
    vergrendel, vraag,
};
use uuid::Uuid;

use crate::{
    fout::AccessError,
    persoon::Medewerker,
    sessie,
    toegang::Toegang,
    wachtwoord::{self, WachtwoordFout},
};

/// Somebody who may log in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub wie: Medewerker,
    /// The address to log in with, in small letters.
    pub email: String,
    /// May log in now?
    pub actief: bool,
}

/// Without name and address.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("wie", &self.wie)
            .field("actief", &self.actief)
            .finish_non_exhaustive()
    }
}

/// An account to be made.
#[derive(Clone)]
pub struct NieuwAccount {
    /// The name, for the screen.
    pub naam: String,
    /// The address to log in with.
    pub email: String,
    /// The offices, as role ids.
    pub ambten: BTreeSet<String>,
    /// The first password.
    pub wachtwoord: String,
}

/// Why an account could not be made or changed. The first four are for the person who asked.
#[derive(Debug, thiserror::Error)]
pub enum AccountFout {
    /// Another account has that address.
    #[error("Er is al een account met dit e-mailadres.")]
    EmailBezet,
    /// Not an address.
    #[error("Vul een e-mailadres in, zoals naam@voorbeeld.nl.")]
    GeenEmail,
    /// No name.
    #[error("Vul een naam in.")]
    GeenNaam,
    /// The password will not do.
    #[error(transparent)]
    Wachtwoord(#[from] WachtwoordFout),
    /// There is no such account.
    #[error("Dit account bestaat niet.")]
    Onbekend,
    /// It failed.
    #[error(transparent)]
    Mislukt(#[from] AccessError),
}

impl From<StoreError> for AccountFout {
    fn from(fout: StoreError) -> Self {
        Self::Mislukt(fout.into())
    }
}

const KOLOMMEN: &str = "SELECT a.account, a.inhoud, a.actief, \
    (SELECT string_agg(ambt, ' ') FROM account_ambt b \
     WHERE b.tenant = a.tenant AND b.account = a.account) FROM account a";

impl Toegang {
    /// Makes an account.
    ///
    /// # Errors
    /// What is wrong with it, in words for whoever filled it in; or that it failed.
    pub async fn maak_account(
        &self,
        tenant: &Tenant,
        nieuw: NieuwAccount,
    ) -> Result<Uuid, AccountFout> {
        let email = email(&nieuw.email)?;
        let naam = nieuw.naam.trim().to_owned();
        if naam.is_empty() {
            return Err(AccountFout::GeenNaam);
        }
        wachtwoord::keur(&nieuw.wachtwoord, &naam, &email)?;
        let hash = self.wachtwoorden.hash(&nieuw.wachtwoord, &*self.toeval).await?;
        let mut bytes = [0; 16];
        self.toeval.vul(&mut bytes).map_err(AccessError::from)?;
        let account = uuid::Builder::from_random_bytes(bytes).into_uuid();
        let huis = self.store.huis(tenant).await?;
        let token = token(&huis, &email);
        let inhoud =
            huis.verzegel(TABEL, account.as_bytes(), Kaart::tekst(&naam, &email).as_bytes())?;
        let wie = tenant.clone();
        let gemaakt = self
            .store
            .schrijf(tenant, move |tx| {
                Box::pin(async move {
                    vergrendel(tx, &wie, &token).await?;
                    if op_email(tx, &wie, token.clone()).await?.is_some() {
                        return Ok(None);
                    }
                    const SQL: &str = "INSERT INTO account \
                        (tenant, account, inhoud, email, wachtwoord, actief) \
                        VALUES ($1, $2, $3, $4, $5, $6)";
                    let waarden: [Value; 6] = [
                        wie.as_str().into(),
                        account.into(),
                        inhoud.into(),
                        token.into(),
                        hash.into(),
                        true.into(),
                    ];
                    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("making an account")?;
                    schrijf_ambten(tx, &wie, account, &nieuw.ambten).await?;
                    Ok(Some(account))
                })
            })
            .await?;
        gemaakt.ok_or(AccountFout::EmailBezet)
    }

    /// All accounts, by name.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn accounts(&self, tenant: &Tenant) -> Result<Vec<Account>, AccessError> {
        const WAT: &str = "reading accounts";
        let db = self.store.lees(tenant).await?;
        let sql = format!("{KOLOMMEN} WHERE a.tenant = $1");
        let rijen = db.query_all_raw(vraag(&db, &sql, [tenant.as_str().into()])).await.bij(WAT)?;
        let huis = self.store.huis(tenant).await?;
        let lezen = rijen.iter().map(|rij| lees(tenant, &huis, rij));
        let mut allen: Vec<Account> = lezen.collect::<Result<_, _>>()?;
        allen.sort_by(|a, b| (&a.wie.naam, a.wie.account).cmp(&(&b.wie.naam, b.wie.account)));
        Ok(allen)
    }

    /// One account.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn account(
        &self,
        tenant: &Tenant,
        account: Uuid,
    ) -> Result<Option<Account>, AccessError> {
        const WAT: &str = "reading an account";
        let db = self.store.lees(tenant).await?;
        let sql = format!("{KOLOMMEN} WHERE a.tenant = $1 AND a.account = $2");
        let waarden: [Value; 2] = [tenant.as_str().into(), account.into()];
        let rij = db.query_one_raw(vraag(&db, &sql, waarden)).await.bij(WAT)?;
        let huis = self.store.huis(tenant).await?;
        Ok(rij.map(|rij| lees(tenant, &huis, &rij)).transpose()?)
    }

    /// Who hold any of these offices now, by name: for a choice on screen, or to find out whom a
    /// dossier must keep out.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn ambtsdragers(
        &self,
        tenant: &Tenant,
        ambten: &[&str],
    ) -> Result<Vec<Medewerker>, AccessError> {
        let allen = self.accounts(tenant).await?;
        Ok(allen
            .into_iter()
            .filter(|account| account.actief)
            .map(|account| account.wie)
            .filter(|wie| ambten.iter().any(|ambt| wie.ambten.contains(*ambt)))
            .collect())
    }

    /// Gives an account these offices and no others. It holds from the next click on.
    ///
    /// # Errors
    /// When the account is not there, or the database fails.
    pub async fn zet_ambten(
        &self,
        tenant: &Tenant,
        account: Uuid,
        ambten: BTreeSet<String>,
    ) -> Result<(), AccountFout> {
        self.bestaat(tenant, account).await?;
        let wie = tenant.clone();
        Ok(self
            .store
            .schrijf(tenant, move |tx| {
                Box::pin(async move { schrijf_ambten(tx, &wie, account, &ambten).await })
            })
            .await?)
    }

    /// Opens or closes an account. Closing logs out everywhere.
    ///
    /// # Errors
    /// When the account is not there, or the database fails.
    pub async fn zet_actief(
        &self,
        tenant: &Tenant,
        account: Uuid,
        actief: bool,
    ) -> Result<(), AccountFout> {
        const SQL: &str = "UPDATE account SET actief = $3 WHERE tenant = $1 AND account = $2";
        self.wijzig(tenant, account, SQL, actief.into()).await
    }

    /// Gives an account another password, and logs out everywhere.
    ///
    /// # Errors
    /// What is wrong with the password; when the account is not there; or that it failed.
    pub async fn zet_wachtwoord(
        &self,
        tenant: &Tenant,
        account: Uuid,
        nieuw: &str,
    ) -> Result<(), AccountFout> {
        const SQL: &str = "UPDATE account SET wachtwoord = $3 WHERE tenant = $1 AND account = $2";
        let bestaand = self.bestaat(tenant, account).await?;
        wachtwoord::keur(nieuw, &bestaand.wie.naam, &bestaand.email)?;
        let hash = self.wachtwoorden.hash(nieuw, &*self.toeval).await?;
        self.wijzig(tenant, account, SQL, hash.into()).await
    }

    async fn bestaat(&self, tenant: &Tenant, account: Uuid) -> Result<Account, AccountFout> {
        self.account(tenant, account).await?.ok_or(AccountFout::Onbekend)
    }

    async fn wijzig(
        &self,
        tenant: &Tenant,
        account: Uuid,
        sql: &'static str,
        waarde: Value,
    ) -> Result<(), AccountFout> {
        let wie = tenant.clone();
        let geraakt = self
            .store
            .schrijf(tenant, move |tx| {
                Box::pin(async move {
                    let waarden = [wie.as_str().into(), account.into(), waarde];
                    let uit = tx.execute_raw(vraag(tx, sql, waarden)).await;
                    let geraakt = uit.bij("changing an account")?.rows_affected();
                    sessie::eindig_overal(tx, &wie, account).await?;
                    Ok(geraakt)
                })
            })
            .await?;
        if geraakt == 0 { Err(AccountFout::Onbekend) } else { Ok(()) }
    }
}

/// What log-in needs of the account with this address.
pub(crate) struct Gevonden {
    pub(crate) account: Uuid,
    pub(crate) hash: String,
    pub(crate) actief: bool,
}

/// By what an address is found, as [`email`] writes it.
pub(crate) fn token(huis: &Huissleutels, email: &str) -> Vec<u8> {
    huis.token("email", email)
}

/// The account with the address of this token.
pub(crate) async fn op_email<C: ConnectionTrait>(
    db: &C,
    tenant: &Tenant,
    token: Vec<u8>,
) -> Result<Option<Gevonden>, StoreError> {
    const SQL: &str =
        "SELECT account, wachtwoord, actief FROM account WHERE tenant = $1 AND email = $2";
    const WAT: &str = "reading an account";
    let waarden: [Value; 2] = [tenant.as_str().into(), token.into()];
    let rij = db.query_one_raw(vraag(db, SQL, waarden)).await.bij(WAT)?;
    rij.map(|rij| {
        Ok(Gevonden {
            account: rij.try_get_by(0).bij(WAT)?,
            hash: rij.try_get_by(1).bij(WAT)?,
            actief: rij.try_get_by(2).bij(WAT)?,
        })
    })
    .transpose()
}

/// The one way to write an address; refuses what cannot be one.
pub(crate) fn email(tekst: &str) -> Result<String, AccountFout> {
    let email = tekst.trim().to_lowercase();
    let goed = email.len() <= 254
        && !email.contains(char::is_whitespace)
        && email.split_once('@').is_some_and(|(wie, waar)| !wie.is_empty() && !waar.is_empty());
    if goed { Ok(email) } else { Err(AccountFout::GeenEmail) }
}

/// The table, as what is sealed in it is bound to it.
const TABEL: &str = "account";

/// What is sealed of an account.
pub(crate) struct Kaart {
    pub(crate) naam: String,
    email: String,
}

impl Kaart {
    /// The address has no white space in it, so it ends where the line does.
    fn tekst(naam: &str, email: &str) -> String {
        format!("{email}\n{naam}")
    }
}

/// Opens what is sealed of an account.
pub(crate) fn open(huis: &Huissleutels, account: Uuid, inhoud: &[u8]) -> Result<Kaart, StoreError> {
    let tekst = huis.open(TABEL, account.as_bytes(), inhoud)?;
    let tekst = String::from_utf8_lossy(&tekst);
    let (email, naam) = tekst.split_once('\n').unwrap_or_default();
    Ok(Kaart { naam: naam.to_owned(), email: email.to_owned() })
}

fn lees(tenant: &Tenant, huis: &Huissleutels, rij: &QueryResult) -> Result<Account, StoreError> {
    const WAT: &str = "reading an account";
    let ambten: Option<String> = rij.try_get_by(3).bij(WAT)?;
    let ambten = ambten.unwrap_or_default();
    let account: Uuid = rij.try_get_by(0).bij(WAT)?;
    let inhoud: Vec<u8> = rij.try_get_by(1).bij(WAT)?;
    let kaart = open(huis, account, &inhoud)?;
    Ok(Account {
        wie: Medewerker {
            tenant: tenant.clone(),
            account,
            naam: kaart.naam,
            ambten: ambten.split_whitespace().map(str::to_owned).collect(),
        },
        email: kaart.email,
        actief: rij.try_get_by(2).bij(WAT)?,
    })
}

async fn schrijf_ambten(
    tx: &Transactie,
    tenant: &Tenant,
    account: Uuid,
    ambten: &BTreeSet<String>,
) -> Result<(), StoreError> {
    const WEG: &str = "DELETE FROM account_ambt WHERE tenant = $1 AND account = $2";
    const ERBIJ: &str = "INSERT INTO account_ambt (tenant, account, ambt) VALUES ($1, $2, $3)";
    const WAT: &str = "writing the offices of an account";
    let sleutel = || [Value::from(tenant.as_str()), account.into()];
    tx.execute_raw(vraag(tx, WEG, sleutel())).await.bij(WAT)?;
    for ambt in ambten {
        let waarden = sleutel().into_iter().chain([ambt.as_str().into()]);
        tx.execute_raw(vraag(tx, ERBIJ, waarden)).await.bij(WAT)?;
    }
    Ok(())
}
