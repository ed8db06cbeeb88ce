//! Drafts: what somebody has typed in a form so far, kept at once so that nothing typed is lost.
//! Always holds: a draft past its term is not shown, and is removed with its uploads and its key; who reads one
//! while it is sent finds it whole or used up.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::{
    Bij, ConceptId, Document, Store, StoreError, StukId, Tenant, alle,
    schot::{Lezer, Transactie},
    sleutels::{Van, Zaaksleutel},
    sql::{lees_moment, moment, vraag},
    stuk::{Verborgen, lees_bytes},
};

/// The tables, as what is sealed in them is bound to them.
const STAP: &str = "conceptstap";
const STUK: &str = "conceptstuk";

/// A draft as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptInhoud {
    /// Until when it is kept.
    pub verloopt_op: Timestamp,
    /// What was answered, by step; opaque here.
    pub stappen: BTreeMap<String, Vec<u8>>,
    /// What was uploaded, in the order in which it came.
    pub stukken: Vec<ConceptStuk>,
}

/// An upload in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptStuk {
    /// The file.
    pub document: Document,
    /// The name that it was uploaded with.
    pub naam: String,
    /// Its media type.
    pub mime: String,
}

impl Store {
    /// Begins a draft that is kept until `verloopt_op`.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn maak_concept(
        &self,
        tenant: &Tenant,
        verloopt_op: Timestamp,
    ) -> Result<ConceptId, StoreError> {
        const SQL: &str = "INSERT INTO concept (tenant, concept, verloopt_op) VALUES ($1, $2, $3)";
        let concept = ConceptId::willekeurig();
        let waarden = sleutel(tenant, concept, [moment(verloopt_op).into()]);
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("making a draft")?;
                Ok(concept)
            })
        })
        .await
    }

    /// A draft, if its term has not passed at `nu`.
    ///
    /// # Errors
    /// [`StoreError::NietGevonden`] when there is none (any more).
    pub async fn concept(
        &self,
        tenant: &Tenant,
        concept: ConceptId,
        nu: Timestamp,
    ) -> Result<ConceptInhoud, StoreError> {
        let lezer = self.lees(tenant).await?;
        let gelezen = self.lees_inhoud(&lezer, tenant, concept).await;
        // Last: a draft that is there now was there all along, so nothing was read of one half gone. And before
        // what came of the reading: of one that was sent meanwhile the key may be gone.
        let verloopt_op = levend(&lezer, tenant, concept, nu).await?;
        if let Err(fout @ StoreError::SleutelWeg { .. }) = &gelezen {
            // Of keys that are an older backup. Who was typing can begin anew, and is not kept out.
            tracing::warn!(error = %fout, "a draft cannot be opened any more");
            return Err(StoreError::NietGevonden { wat: "draft", id: concept.uuid() });
        }
        let (stappen, stukken) = gelezen?;
        Ok(ConceptInhoud { verloopt_op, stappen, stukken })
    }

    /// Keeps the answers of one step, in place of earlier ones, and the draft until `verloopt_op`.
    ///
    /// # Errors
    /// [`StoreError::NietGevonden`] when there is no such draft (any more).
    pub async fn bewaar_stap(
        &self,
        tenant: &Tenant,
        concept: ConceptId,
        stap: &str,
        inhoud: Vec<u8>,
        nu: Timestamp,
        verloopt_op: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO conceptstap (tenant, concept, stap, inhoud) \
            VALUES ($1, $2, $3, $4) \
            ON CONFLICT (tenant, concept, stap) DO UPDATE SET inhoud = excluded.inhoud";
        let zegel = self.sleutels.maak(tenant, concept.uuid(), Van::Concept).await?;
        let inhoud = zegel.verzegel(STAP, stap.as_bytes(), &inhoud)?;
        let (wie, stap) = (tenant.clone(), stap.to_owned());
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                verleng(tx, &wie, concept, nu, verloopt_op).await?;
                let waarden = sleutel(&wie, concept, [stap.into(), inhoud.into()]);
                tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("keeping a draft")?;
                Ok(())
            })
        })
        .await
    }

    /// Adds an upload to a draft, and keeps the draft until `verloopt_op`.
    ///
    /// # Errors
    /// [`StoreError::NietGevonden`] when there is no such draft (any more); the file is an orphan
    /// then, and is swept.
    pub async fn hang_aan_concept(
        &self,
        tenant: &Tenant,
        concept: ConceptId,
        stuk: ConceptStuk,
        nu: Timestamp,
        verloopt_op: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO conceptstuk \
            (tenant, concept, stuk, inhoud, mime, bytes) VALUES ($1, $2, $3, $4, $5, $6)";
        let zegel = self.sleutels.maak(tenant, concept.uuid(), Van::Concept).await?;
        let verborgen = Verborgen::van(&stuk.naam, stuk.document.blake3, &stuk.document.sleutel);
        let id = stuk.document.stuk.uuid();
        let inhoud = zegel.verzegel_waarde(STUK, id.as_bytes(), &verborgen)?;
        let wie = tenant.clone();
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                verleng(tx, &wie, concept, nu, verloopt_op).await?;
                let bytes = i64::try_from(stuk.document.bytes).unwrap_or(i64::MAX);
                let waarden = sleutel(
                    &wie,
                    concept,
                    [id.into(), inhoud.into(), stuk.mime.into(), bytes.into()],
                );
                tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("adding an upload")?;
                Ok(())
            })
        })
        .await
    }

    /// Takes an upload out of a draft and removes its file. One that is not there is no error.
    ///
    /// # Errors
    /// When the database or the disk fails.
    pub async fn haal_van_concept(
        &self,
        tenant: &Tenant,
        concept: ConceptId,
        stuk: StukId,
    ) -> Result<(), StoreError> {
        const SQL: &str =
            "DELETE FROM conceptstuk WHERE tenant = $1 AND concept = $2 AND stuk = $3";
        let waarden = sleutel(tenant, concept, [stuk.uuid().into()]);
        let weg = self
            .schrijf(tenant, move |tx| {
                Box::pin(async move {
                    let uit = tx.execute_raw(vraag(tx, SQL, waarden)).await;
                    Ok(uit.bij("removing an upload")?.rows_affected())
                })
            })
            .await?;
        if weg == 0 {
            return Ok(());
        }
        self.wis_documenten(tenant, &[stuk]).await
    }

    /// Removes a draft with its uploads. One that is not there is no error.
    ///
    /// # Errors
    /// When the database or the disk fails.
    pub async fn verwijder_concept(
        &self,
        tenant: &Tenant,
        concept: ConceptId,
    ) -> Result<(), StoreError> {
        let eigenaar = tenant.clone();
        let stukken = self
            .schrijf(tenant, move |tx| {
                Box::pin(async move { verwijder(tx, &eigenaar, concept).await })
            })
            .await?;
        self.sleutels.gooi_weg(tenant, concept.uuid()).await?;
        self.wis_documenten(tenant, &stukken).await
    }

    /// Removes the drafts of this tenant whose term had passed at `nu`; says how many.
    ///
    /// # Errors
    /// When the database or the disk fails.
    pub async fn ruim_concepten(
        &self,
        tenant: &Tenant,
        nu: Timestamp,
    ) -> Result<usize, StoreError> {
        let oud = self.oude_concepten(tenant, nu).await?;
        for concept in &oud {
            self.verwijder_concept(tenant, *concept).await?;
        }
        self.ruim_conceptsleutels(tenant).await?;
        Ok(oud.len())
    }

    /// Who have drafts whose term had passed at `nu`: also who is served by no server any more.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn tenants_met_oude_concepten(
        &self,
        nu: Timestamp,
    ) -> Result<Vec<Tenant>, StoreError> {
        alle::met_oude_concepten(&self.lezers, nu).await
    }

    async fn oude_concepten(
        &self,
        tenant: &Tenant,
        nu: Timestamp,
    ) -> Result<Vec<ConceptId>, StoreError> {
        const SQL: &str =
            "SELECT concept FROM concept WHERE tenant = $1 AND verloopt_op <= $2 LIMIT 1000";
        const WAT: &str = "listing drafts";
        let lezer = self.lees(tenant).await?;
        let waarden = [tenant.as_str().into(), moment(nu).into()];
        let rijen = lezer.query_all_raw(vraag(&lezer, SQL, waarden)).await.bij(WAT)?;
        rijen.iter().map(|rij| Ok(rij.try_get_by::<uuid::Uuid, _>(0).bij(WAT)?.into())).collect()
    }

    /// A crash may leave the key of a draft that is gone: with an old backup of the draft it would open it.
    async fn ruim_conceptsleutels(&self, tenant: &Tenant) -> Result<(), StoreError> {
        const SQL: &str = "SELECT 1 FROM concept WHERE tenant = $1 AND concept = $2";
        let mut na = uuid::Uuid::nil();
        loop {
            let partij = self.sleutels.concepten(tenant, na).await?;
            let Some(laatste) = partij.last() else { return Ok(()) };
            na = *laatste;
            let lezer = self.lees(tenant).await?;
            for id in partij {
                let vraag = vraag(&lezer, SQL, [tenant.as_str().into(), id.into()]);
                let er_is = lezer.query_one_raw(vraag).await.bij("looking for a draft")?;
                if er_is.is_none() {
                    self.sleutels.gooi_weg(tenant, id).await?;
                }
            }
        }
    }

    async fn lees_inhoud(
        &self,
        lezer: &Lezer,
        tenant: &Tenant,
        concept: ConceptId,
    ) -> Result<(BTreeMap<String, Vec<u8>>, Vec<ConceptStuk>), StoreError> {
        const STAPPEN: &str =
            "SELECT stap, inhoud FROM conceptstap WHERE tenant = $1 AND concept = $2";
        const STUKKEN: &str = "SELECT stuk, inhoud, mime, bytes FROM conceptstuk \
            WHERE tenant = $1 AND concept = $2 ORDER BY stuk";
        const WAT: &str = "reading a draft";
        let vraag_om = |sql| vraag(lezer, sql, sleutel(tenant, concept, []));
        let rijen = lezer.query_all_raw(vraag_om(STAPPEN)).await.bij(WAT)?;
        let stukken = Rij::find_by_statement(vraag_om(STUKKEN)).all(lezer).await.bij(WAT)?;
        if rijen.is_empty() && stukken.is_empty() {
            // Nothing was sealed yet, so there need be no key.
            return Ok((BTreeMap::new(), Vec::new()));
        }
        let sleutel = self.sleutels.van(tenant, concept.uuid()).await?;
        let mut stappen = BTreeMap::new();
        for rij in &rijen {
            let stap: String = rij.try_get_by(0).bij(WAT)?;
            let zegel: Vec<u8> = rij.try_get_by(1).bij(WAT)?;
            let inhoud = sleutel.open(STAP, stap.as_bytes(), &zegel)?;
            stappen.insert(stap, inhoud);
        }
        let stukken =
            stukken.into_iter().map(|rij| rij.open(&sleutel)).collect::<Result<_, _>>()?;
        Ok((stappen, stukken))
    }
}

/// `$1` and `$2` of every statement here, and the rest.
fn sleutel<const N: usize>(tenant: &Tenant, concept: ConceptId, rest: [Value; N]) -> Vec<Value> {
    let mut waarden = vec![tenant.as_str().into(), concept.uuid().into()];
    waarden.extend(rest);
    waarden
}

/// The term of a draft that has not passed.
async fn levend<C: ConnectionTrait>(
    db: &C,
    tenant: &Tenant,
    concept: ConceptId,
    nu: Timestamp,
) -> Result<Timestamp, StoreError> {
    const SQL: &str = "SELECT verloopt_op FROM concept \
        WHERE tenant = $1 AND concept = $2 AND verloopt_op > $3";
    const WAT: &str = "reading a draft";
    let vraag = vraag(db, SQL, sleutel(tenant, concept, [moment(nu).into()]));
    match db.query_one_raw(vraag).await.bij(WAT)? {
        Some(rij) => lees_moment(&rij.try_get_by::<String, _>(0).bij(WAT)?),
        None => Err(StoreError::NietGevonden { wat: "draft", id: concept.uuid() }),
    }
}

async fn verleng(
    tx: &Transactie,
    tenant: &Tenant,
    concept: ConceptId,
    nu: Timestamp,
    verloopt_op: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE concept SET verloopt_op = $4 \
        WHERE tenant = $1 AND concept = $2 AND verloopt_op > $3";
    let waarden = sleutel(tenant, concept, [moment(nu).into(), moment(verloopt_op).into()]);
    let uit = tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("keeping a draft")?;
    if uit.rows_affected() == 1 {
        Ok(())
    } else {
        Err(StoreError::NietGevonden { wat: "draft", id: concept.uuid() })
    }
}

/// Deletes the rows; says which files nobody names any more.
async fn verwijder(
    tx: &Transactie,
    tenant: &Tenant,
    concept: ConceptId,
) -> Result<Vec<StukId>, StoreError> {
    const STUKKEN: &str =
        "DELETE FROM conceptstuk WHERE tenant = $1 AND concept = $2 RETURNING stuk";
    const CONCEPT: &str = "DELETE FROM concept WHERE tenant = $1 AND concept = $2";
    const WAT: &str = "removing a draft";
    let rijen =
        tx.query_all_raw(vraag(tx, STUKKEN, sleutel(tenant, concept, []))).await.bij(WAT)?;
    tx.execute_raw(vraag(tx, CONCEPT, sleutel(tenant, concept, []))).await.bij(WAT)?;
    rijen.iter().map(|rij| Ok(rij.try_get_by::<uuid::Uuid, _>(0).bij(WAT)?.into())).collect()
}

#[derive(FromQueryResult)]
struct Rij {
    stuk: uuid::Uuid,
    inhoud: Vec<u8>,
    mime: String,
    bytes: i64,
}

impl Rij {
    fn open(self, sleutel: &Zaaksleutel) -> Result<ConceptStuk, StoreError> {
        let verborgen: Verborgen = sleutel.open_waarde(STUK, self.stuk.as_bytes(), &self.inhoud)?;
        let (naam, blake3, sleutel) = verborgen.delen()?;
        let bytes = lees_bytes(self.bytes)?;
        let document = Document { stuk: self.stuk.into(), bytes, blake3, sleutel };
        Ok(ConceptStuk { document, naam, mime: self.mime })
    }
}
