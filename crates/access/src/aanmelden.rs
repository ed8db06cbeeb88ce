//! Coming in: with address and password, or with number and code. Always holds: a failed attempt says
//! one thing, whatever was wrong, and costs the same work; it was counted before it was judged.

use std::net::IpAddr;

use jiff::Timestamp;
use store::{DossierId, StoreError, Tenant};

use crate::{
    account,
    code::Code,
    fout::AccessError,
    rem::{self, Sleutel, Wacht},
    sessie::{self, Bereik},
    toegang::Toegang,
    token::Token,
};

/// Where and when somebody tries to come in.
#[derive(Clone, Copy, Debug)]
pub struct Inlog<'a> {
    /// At whose door.
    pub tenant: &'a Tenant,
    /// From where; behind a proxy, as the proxy says.
    pub herkomst: IpAddr,
    /// The token that the browser brought along, to be replaced.
    pub oud: Option<&'a Token>,
    /// When.
    pub nu: Timestamp,
}

/// Somebody came in.
#[derive(Clone, Copy, Debug)]
pub struct Binnen {
    /// For the cookie; whatever the browser had before holds no longer.
    pub token: Token,
}

/// Nobody came in. The first three are for the person who tried.
#[derive(Debug, thiserror::Error)]
pub enum AanmeldFout {
    /// Address or password is wrong, or the account is closed.
    #[error("Het e-mailadres en het wachtwoord horen niet bij elkaar. Controleer ze allebei.")]
    Onjuist,
    /// Number or code is wrong.
    #[error("Het nummer en de code horen niet bij elkaar. Controleer ze allebei.")]
    CodeOnjuist,
    /// Too often wrong.
    #[error("Dat is te vaak niet gelukt. {0}")]
    Wacht(Wacht),
    /// It failed.
    #[error(transparent)]
    Mislukt(#[from] AccessError),
}

impl From<StoreError> for AanmeldFout {
    fn from(fout: StoreError) -> Self {
        Self::Mislukt(fout.into())
    }
}

impl Toegang {
    /// Logs in with address and password.
    ///
    /// # Errors
    /// [`AanmeldFout::Onjuist`] or [`AanmeldFout::Wacht`]; or that it failed.
    pub async fn aanmelden(
        &self,
        inlog: Inlog<'_>,
        email: &str,
        wachtwoord: &str,
    ) -> Result<Binnen, AanmeldFout> {
        // What cannot be an address is an address that nobody has.
        let email = account::email(email).unwrap_or_default();
        let (eigen, gedeeld) = (Sleutel::Account(&email), Sleutel::Herkomst(inlog.herkomst));
        self.tel(inlog, eigen, gedeeld).await?;
        let token = account::token(&*self.store.huis(inlog.tenant).await?, &email);
        let db = self.store.lees(inlog.tenant).await?;
        let gevonden = account::op_email(&db, inlog.tenant, token).await?;
        // Hashing takes long, and connections are few.
        drop(db);
        let hash = gevonden.as_ref().map(|gevonden| gevonden.hash.as_str());
        let klopt = self.wachtwoorden.klopt(wachtwoord, hash).await?;
        match gevonden {
            Some(gevonden) if klopt && gevonden.actief => {
                self.binnen(inlog, Bereik::Account(gevonden.account), eigen, gedeeld).await
            }
            _ => {
                // No address: who reads the log need not know who forgot a password.
                tracing::info!(tenant = %inlog.tenant, "a log-in failed");
                Err(AanmeldFout::Onjuist)
            }
        }
    }

    /// Opens "Mijn klacht" with number and code.
    ///
    /// # Errors
    /// [`AanmeldFout::CodeOnjuist`] or [`AanmeldFout::Wacht`]; or that it failed.
    pub async fn aanmelden_klager(
        &self,
        inlog: Inlog<'_>,
        nummer: &str,
        code: &Code,
    ) -> Result<Binnen, AanmeldFout> {
        let nummer = nummer_van(nummer);
        let (eigen, gedeeld) = (Sleutel::Nummer(&nummer), Sleutel::Herkomst(inlog.herkomst));
        self.tel(inlog, eigen, gedeeld).await?;
        let gevonden = self.store.toegangscode(inlog.tenant, geheel(&nummer)).await?;
        let (dossier, hash) = gevonden.map_or_else(
            // A number that is not there costs the same work.
            || (DossierId::from(uuid::Uuid::nil()), Vec::new()),
            |gevonden| (gevonden.dossier, gevonden.code_hash),
        );
        if code.klopt(inlog.tenant, dossier, &hash)? {
            self.binnen(inlog, Bereik::Klager(dossier), eigen, gedeeld).await
        } else {
            tracing::info!(tenant = %inlog.tenant, "a number and code did not match");
            Err(AanmeldFout::CodeOnjuist)
        }
    }

    /// Lets the complainant in who has just lodged the complaint, without asking for the code.
    ///
    /// # Errors
    /// Only when it failed.
    pub async fn open_voor_klager(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
        oud: Option<&Token>,
        nu: Timestamp,
    ) -> Result<Binnen, AccessError> {
        let (token, wie, oud) = (Token::new(&*self.toeval)?, tenant.clone(), oud.copied());
        let werk = self.store.schrijf(tenant, move |tx| {
            Box::pin(async move {
                let bereik = Bereik::Klager(dossier);
                sessie::begin(tx, &wie, &token, bereik, oud.as_ref(), nu).await
            })
        });
        werk.await?;
        Ok(Binnen { token })
    }

    async fn tel(
        &self,
        inlog: Inlog<'_>,
        eigen: Sleutel<'_>,
        gedeeld: Sleutel<'_>,
    ) -> Result<(), AanmeldFout> {
        let geteld = rem::tel(&self.store, inlog.tenant, &[eigen, gedeeld], inlog.nu).await?;
        geteld.map_err(AanmeldFout::Wacht)
    }

    async fn binnen(
        &self,
        inlog: Inlog<'_>,
        bereik: Bereik,
        eigen: Sleutel<'_>,
        gedeeld: Sleutel<'_>,
    ) -> Result<Binnen, AanmeldFout> {
        let token = Token::new(&*self.toeval).map_err(AccessError::from)?;
        let (eigen, gedeeld) =
            rem::kenmerken(&*self.store.huis(inlog.tenant).await?, eigen, gedeeld);
        let (tenant, oud, nu) = (inlog.tenant.clone(), inlog.oud.copied(), inlog.nu);
        let werk = self.store.schrijf(inlog.tenant, move |tx| {
            Box::pin(async move {
                rem::goed(tx, &tenant, eigen, gedeeld).await?;
                sessie::begin(tx, &tenant, &token, bereik, oud.as_ref(), nu).await
            })
        });
        werk.await?;
        Ok(Binnen { token })
    }
}

/// The number of the whole of which this may be a part: its code opens all parts.
fn geheel(nummer: &str) -> &str {
    nummer.match_indices('-').nth(2).map_or(nummer, |(tot, _)| &nummer[..tot])
}

/// A number as people type it: `k 2026 0143` is `K-2026-0143`.
fn nummer_van(tekst: &str) -> String {
    let delen = tekst.split(|c: char| c.is_whitespace() || "-–—‐‑−._/".contains(c));
    let delen: Vec<_> = delen.filter(|deel| !deel.is_empty()).map(str::to_uppercase).collect();
    delen.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_part_leads_to_the_whole() {
        for (nummer, heel) in [("K-2026-0143-2", "K-2026-0143"), ("K-2026-0143", "K-2026-0143")] {
            assert_eq!(geheel(nummer), heel);
        }
    }

    #[test]
    fn a_number_may_be_typed_as_people_type() {
        for zo in ["K-2026-0143", "k-2026-0143", " k 2026 0143 ", "K–2026–0143", "k.2026/0143"]
        {
            assert_eq!(nummer_van(zo), "K-2026-0143", "{zo:?}");
        }
    }
}
