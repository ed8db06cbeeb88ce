//! The keys of a tenant: one that wraps the keys of its dossiers, one for what is not of a dossier (who work
//! there, texts of reports), one for the tokens by which things are found. Always holds: the first can be
//! replaced ([`super::roteren`]) without touching what the other two sealed.

use std::collections::BTreeMap;

use kluis::{Sleutel, Waar, Woordsleutel};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Gewikkeld;
use crate::{Bij, StoreError, Tenant, schot::Transactie, sql::vraag};

/// The keys of a tenant.
#[derive(Clone, Debug)]
pub struct Huissleutels {
    tenant: Tenant,
    /// By version; the last one is in use.
    wikkels: BTreeMap<i64, Sleutel>,
    inhoud: Sleutel,
    woorden: Woordsleutel,
}

/// The row of a version.
pub(super) struct Rij {
    pub(super) versie: i64,
    /// The wrapping key, sealed with the master key.
    pub(super) gewikkeld: Vec<u8>,
    /// The other two, sealed with the wrapping key.
    pub(super) inhoud: Vec<u8>,
    pub(super) woorden: Vec<u8>,
}

impl Huissleutels {
    /// Seals what belongs to the tenant and to no dossier: the row `id` of the table `wat`.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn verzegel(
        &self,
        wat: &'static str,
        id: &[u8],
        inhoud: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        Ok(self.inhoud.verzegel(&self.waar(wat).deel(id), inhoud)?)
    }

    /// Opens it again.
    ///
    /// # Errors
    /// [`StoreError::Geschonden`] when it was altered or moved.
    pub fn open(&self, wat: &'static str, id: &[u8], zegel: &[u8]) -> Result<Vec<u8>, StoreError> {
        let open = self.inhoud.open(&self.waar(wat).deel(id), zegel);
        open.map_err(|source| StoreError::Geschonden { wat, id: Uuid::nil(), source })
    }

    /// By what a text is found that must be unique, without saying which text it is: 32 bytes.
    pub fn token(&self, doel: &'static str, tekst: &str) -> Vec<u8> {
        self.woorden.lang(doel, tekst).to_vec()
    }

    /// By what a word is found.
    pub(crate) fn woord(&self, doel: &'static str, tekst: &str) -> i64 {
        self.woorden.kort(doel, tekst)
    }

    pub(super) fn kent(&self, versie: i64) -> bool {
        self.wikkels.contains_key(&versie)
    }

    pub(super) fn wikkel(&self, id: Uuid, sleutel: &Sleutel) -> Result<Gewikkeld, StoreError> {
        let Some((versie, wikkel)) = self.wikkels.last_key_value() else {
            return Err(StoreError::Ongeldig("a tenant without a key"));
        };
        let bytes = wikkel.verzegel(&self.waar("sleutel").deel(id.as_bytes()), sleutel.bytes())?;
        Ok(Gewikkeld { versie: *versie, bytes })
    }

    pub(super) fn wikkel_uit(
        &self,
        id: Uuid,
        gewikkeld: &Gewikkeld,
    ) -> Result<Sleutel, StoreError> {
        let waar = self.waar("sleutel").deel(id.as_bytes());
        let wikkel = self.wikkels.get(&gewikkeld.versie);
        let sleutel = wikkel.map(|wikkel| wikkel.open_sleutel(&waar, &gewikkeld.bytes));
        sleutel.unwrap_or(Err(kluis::Geschonden)).map_err(|source| StoreError::Geschonden {
            wat: "a key",
            id,
            source,
        })
    }

    /// The row of a next version, with a new wrapping key around the same other two.
    pub(super) fn volgende(&self, hoofd: &Sleutel) -> Result<Rij, StoreError> {
        let versie = self.wikkels.last_key_value().map_or(1, |(versie, _)| versie + 1);
        rij(hoofd, &self.tenant, versie, &self.inhoud, self.woorden.sleutel())
    }

    fn waar(&self, wat: &'static str) -> Waar {
        van(&self.tenant, wat)
    }
}

fn van(tenant: &Tenant, wat: &'static str) -> Waar {
    Waar::new(wat).deel(tenant.as_str().as_bytes())
}

/// The first row of a tenant.
pub(super) fn nieuwe_rij(hoofd: &Sleutel, tenant: &Tenant) -> Result<Rij, StoreError> {
    rij(hoofd, tenant, 1, &Sleutel::nieuw()?, &Sleutel::nieuw()?)
}

fn rij(
    hoofd: &Sleutel,
    tenant: &Tenant,
    versie: i64,
    inhoud: &Sleutel,
    woorden: &Sleutel,
) -> Result<Rij, StoreError> {
    let wikkel = Sleutel::nieuw()?;
    Ok(Rij {
        versie,
        gewikkeld: hoofd.verzegel(&waar_wikkel(tenant, versie), wikkel.bytes())?,
        inhoud: wikkel.verzegel(&van(tenant, "huisinhoud"), inhoud.bytes())?,
        woorden: wikkel.verzegel(&van(tenant, "huiswoorden"), woorden.bytes())?,
    })
}

/// Where a wrapping key is sealed for.
pub(super) fn waar_wikkel(tenant: &Tenant, versie: i64) -> Waar {
    van(tenant, "huissleutel").deel(&versie.to_le_bytes())
}

/// Keeps a row, unless that version is there already.
pub(super) async fn schrijf(tx: &Transactie, tenant: &Tenant, rij: Rij) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO huissleutel (tenant, versie, gewikkeld, inhoud, woorden) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant, versie) DO NOTHING";
    let waarden = [
        tenant.as_str().into(),
        rij.versie.into(),
        rij.gewikkeld.into(),
        rij.inhoud.into(),
        rij.woorden.into(),
    ];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("keeping the keys of a tenant")?;
    Ok(())
}

/// All rows of a tenant, oldest first.
pub(super) async fn rijen<C: ConnectionTrait>(
    db: &C,
    tenant: &Tenant,
) -> Result<Vec<Rij>, StoreError> {
    const SQL: &str = "SELECT versie, gewikkeld, inhoud, woorden FROM huissleutel \
        WHERE tenant = $1 ORDER BY versie";
    const WAT: &str = "reading the keys of a tenant";
    let rijen = db.query_all_raw(vraag(db, SQL, [tenant.as_str().into()])).await.bij(WAT)?;
    rijen
        .iter()
        .map(|rij| {
            Ok(Rij {
                versie: rij.try_get_by(0).bij(WAT)?,
                gewikkeld: rij.try_get_by(1).bij(WAT)?,
                inhoud: rij.try_get_by(2).bij(WAT)?,
                woorden: rij.try_get_by(3).bij(WAT)?,
            })
        })
        .collect()
}

/// The keys of a tenant, if it has any.
pub(super) async fn lees<C: ConnectionTrait>(
    db: &C,
    hoofd: &Sleutel,
    tenant: &Tenant,
) -> Result<Option<Huissleutels>, StoreError> {
    let rijen = rijen(db, tenant).await?;
    let Some(laatste) = rijen.last() else { return Ok(None) };
    let mis =
        |source| StoreError::Geschonden { wat: "the key of a tenant", id: Uuid::nil(), source };
    let mut wikkels = BTreeMap::new();
    for rij in &rijen {
        let waar = waar_wikkel(tenant, rij.versie);
        wikkels.insert(rij.versie, hoofd.open_sleutel(&waar, &rij.gewikkeld).map_err(mis)?);
    }
    let Some(wikkel) = wikkels.get(&laatste.versie) else { return Ok(None) };
    let open = |wat, zegel: &[u8]| wikkel.open_sleutel(&van(tenant, wat), zegel).map_err(mis);
    let inhoud = open("huisinhoud", &laatste.inhoud)?;
    let woorden = Woordsleutel::new(open("huiswoorden", &laatste.woorden)?);
    Ok(Some(Huissleutels { tenant: tenant.clone(), inhoud, woorden, wikkels }))
}
