//! Keys are replaced without touching what they sealed: what they wrap is wrapped anew. Always holds: at each
//! moment every key can be opened with what is kept, so that a crash half-way loses nothing and the same
//! command goes on where it was.

use kluis::Sleutel;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Gewikkeld, Sleutels, hoofdsleutel, huis};
use crate::{
    Bij, StoreError, Tenant, alle,
    schot::Transactie,
    sql::{om_weg_te_doen, vraag},
};

/// Keys in one transaction.
const PARTIJ: i64 = 500;

impl Sleutels {
    /// Wraps the keys of all tenants with another master key, in one transaction. Processes that are
    /// running keep the old one, and cannot read a tenant that is new to them: start them again.
    pub(crate) async fn vervang_hoofdsleutel(&self, nieuw: &Sleutel) -> Result<u64, StoreError> {
        const WAT: &str = "wrapping with another master key";
        let (oud, nieuw) = (self.hoofd.clone(), nieuw.clone());
        self.schrijver
            .schrijf_zonder(move |tx| {
                Box::pin(async move {
                    let mut aantal = 0;
                    for tenant in alle::met_sleutels_in(tx).await? {
                        tx.noem(&tenant).await?;
                        aantal += herwikkel_huis(tx, &tenant, &oud, &nieuw).await?;
                    }
                    let proef = hoofdsleutel::proef(&nieuw)?;
                    let sql = "UPDATE hoofdsleutel SET proef = $1";
                    tx.execute_raw(vraag(tx, sql, [proef.into()])).await.bij(WAT)?;
                    Ok(aantal)
                })
            })
            .await
    }

    /// Gives a tenant another wrapping key, and wraps the keys of its dossiers with it. Says how many.
    pub(crate) async fn vervang_huissleutel(&self, tenant: &Tenant) -> Result<u64, StoreError> {
        let (wie, rij) = (tenant.clone(), self.huis(tenant).await?.volgende(&self.hoofd)?);
        let versie = rij.versie;
        self.schrijver
            .schrijf(tenant, move |tx| Box::pin(async move { huis::schrijf(tx, &wie, rij).await }))
            .await?;
        self.huizen().remove(tenant);
        let huis = self.huis(tenant).await?;
        let mut totaal = 0;
        loop {
            let (wie, huis) = (tenant.clone(), std::sync::Arc::clone(&huis));
            let gedaan = self
                .schrijver
                .schrijf(tenant, move |tx| {
                    Box::pin(async move { herwikkel(tx, &wie, &huis, versie).await })
                })
                .await?;
            if gedaan == 0 {
                break;
            }
            totaal += gedaan;
        }
        let wie = tenant.clone();
        totaal += self
            .schrijver
            .schrijf(tenant, move |tx| {
                Box::pin(async move { ruim_oude(tx, &wie, &huis, versie).await })
            })
            .await?;
        self.huizen().remove(tenant);
        Ok(totaal)
    }
}

/// Drops the old versions of a tenant's key, but for the one before `versie`: a process that still wraps with
/// that one may be running. Says how many keys were wrapped anew.
async fn ruim_oude(
    tx: &Transactie,
    tenant: &Tenant,
    huis: &huis::Huissleutels,
    versie: i64,
) -> Result<u64, StoreError> {
    const OUD: &str = "SELECT 1 FROM huissleutel WHERE tenant = $1 AND versie < $2 - 1";
    const WEG: &str = "DELETE FROM huissleutel WHERE tenant = $1 AND versie < $2 - 1";
    const WAT: &str = "dropping an old key";
    let waarden = || [tenant.as_str().into(), versie.into()];
    // A process that is making a key with one of them ends first, and none begins after this.
    let slot = vraag(tx, &format!("{OUD}{}", om_weg_te_doen(tx)), waarden());
    tx.query_all_raw(slot).await.bij(WAT)?;
    let mut aantal = 0;
    loop {
        match herwikkel(tx, tenant, huis, versie).await? {
            0 => break,
            gedaan => aantal += gedaan,
        }
    }
    tx.execute_raw(vraag(tx, WEG, waarden())).await.bij(WAT)?;
    Ok(aantal)
}

/// Wraps the keys of one tenant with another master key; says how many.
async fn herwikkel_huis(
    tx: &Transactie,
    tenant: &Tenant,
    oud: &Sleutel,
    nieuw: &Sleutel,
) -> Result<u64, StoreError> {
    const WAT: &str = "wrapping with another master key";
    const LEES: &str = "SELECT versie, gewikkeld FROM huissleutel WHERE tenant = $1";
    const SQL: &str = "UPDATE huissleutel SET gewikkeld = $3 WHERE tenant = $1 AND versie = $2";
    let rijen = tx.query_all_raw(vraag(tx, LEES, [tenant.as_str().into()])).await.bij(WAT)?;
    for rij in &rijen {
        let versie: i64 = rij.try_get_by(0).bij(WAT)?;
        let gewikkeld: Vec<u8> = rij.try_get_by(1).bij(WAT)?;
        let waar = huis::waar_wikkel(tenant, versie);
        let wikkel = oud.open_sleutel(&waar, &gewikkeld).map_err(|source| {
            StoreError::Geschonden { wat: "the key of a tenant", id: Uuid::nil(), source }
        })?;
        let opnieuw = nieuw.verzegel(&waar, wikkel.bytes())?;
        let waarden = [tenant.as_str().into(), versie.into(), opnieuw.into()];
        tx.execute_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
    }
    Ok(rijen.len() as u64)
}

/// Wraps some keys that an older version wrapped; says how many.
async fn herwikkel(
    tx: &Transactie,
    tenant: &Tenant,
    huis: &huis::Huissleutels,
    versie: i64,
) -> Result<u64, StoreError> {
    const KIES: &str = "SELECT id, versie, gewikkeld FROM sleutel \
        WHERE tenant = $1 AND versie < $2 LIMIT $3";
    // What was destroyed since it was read stays destroyed; what another wrapped with a newer one stays.
    const ZET: &str = "UPDATE sleutel SET versie = $3, gewikkeld = $4 WHERE tenant = $1 AND id = $2 AND versie < $3";
    const WAT: &str = "wrapping keys anew";
    let waarden = [tenant.as_str().into(), versie.into(), PARTIJ.into()];
    let rijen = tx.query_all_raw(vraag(tx, KIES, waarden)).await.bij(WAT)?;
    for rij in &rijen {
        let id: Uuid = rij.try_get_by(0).bij(WAT)?;
        let oud =
            Gewikkeld { versie: rij.try_get_by(1).bij(WAT)?, bytes: rij.try_get_by(2).bij(WAT)? };
        let nieuw = huis.wikkel(id, &huis.wikkel_uit(id, &oud)?)?;
        let waarden = [tenant.as_str().into(), id.into(), nieuw.versie.into(), nieuw.bytes.into()];
        tx.execute_raw(vraag(tx, ZET, waarden)).await.bij(WAT)?;
    }
    Ok(rijen.len() as u64)
}
