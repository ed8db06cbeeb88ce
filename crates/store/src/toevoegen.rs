//! Appending: the one way in which a dossier changes. Always holds: all of a [`Schrijf`] or none of
//! it; only on top of the version that the writer had seen; and once for each idempotency key.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, sea_query::OnConflict};

use crate::{
    Bij, BriefRij, ConceptId, DossierId, Feitrij, Nummering, Projectie, Store, StoreError, StukRij,
    Tenant, Versie,
    projectie::{self, Zaak, insert, insert_tenzij},
    schrijver::Transactie,
    sql::{dag, moment, onleesbaar, vraag},
};

/// A key by which the same request is known again. Only its hash is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotentieSleutel([u8; 32]);

impl IdempotentieSleutel {
    /// The key for a text that the client chose, such as the random token of a form.
    pub fn van(tekst: &str) -> Self {
        Self(*blake3::hash(tekst.as_bytes()).as_bytes())
    }
}

/// Work for the outbox: done after the commit, by whoever claims it, perhaps twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uitgaand {
    /// What is to be done: `brief_versturen`.
    pub soort: String,
    /// The rest, as the one who does it reads it.
    pub inhoud: Vec<u8>,
    /// Not before this moment.
    pub vanaf: Timestamp,
}

/// One act on one dossier, with all that must be stored together.
#[derive(Clone, Debug)]
pub struct Schrijf {
    /// Which dossier.
    pub dossier: DossierId,
    /// The version that the writer decided on; [`Versie::NIEUW`] makes the dossier.
    pub verwacht: Versie,
    /// Where a new dossier takes its number from; not used for one that has a number.
    pub nummering: Nummering,
    /// What happened; at least one event.
    pub feiten: Vec<Feitrij>,
    /// What lists must show after it.
    pub projectie: Projectie,
    /// Documents that come in; their files are on disk already.
    pub stukken: Vec<StukRij>,
    /// Documents that are released.
    pub brieven: Vec<BriefRij>,
    /// The hash of the code that opens the status page, to set or to replace.
    pub toegangscode: Option<Vec<u8>>,
    /// Work for after the commit.
    pub uitgaand: Vec<Uitgaand>,
    /// The draft that this came from; it is used up. Its uploads that are not in `stukken` are
    /// swept later.
    pub concept: Option<ConceptId>,
    /// By which a repeated request is known.
    pub idempotentie: Option<IdempotentieSleutel>,
}

/// What an append came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geschreven {
    /// Which dossier; the first one, if the request was a repetition.
    pub dossier: DossierId,
    /// Its version now, or then.
    pub versie: Versie,
    /// Its number: `K-2026-0143`.
    pub nummer: String,
    /// Was this a repetition, by its idempotency key? Then nothing was done now.
    pub herhaald: bool,
}

impl Store {
    /// Stores an act whole; returns once it is on disk.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the dossier is not at the expected version (a dossier that is
    /// not there is at 0). Nothing is stored then.
    pub async fn append(
        &self,
        tenant: &Tenant,
        schrijf: Schrijf,
    ) -> Result<Geschreven, StoreError> {
        let tenant = tenant.clone();
        self.schrijf(move |tx| Box::pin(async move { append(tx, &tenant, &schrijf).await })).await
    }
}

/// The same within a transaction that does more.
pub async fn append(
    tx: &Transactie,
    tenant: &Tenant,
    schrijf: &Schrijf,
) -> Result<Geschreven, StoreError> {
    if schrijf.feiten.is_empty() {
        return Err(StoreError::Ongeldig("an append without events"));
    }
    if let Some(sleutel) = &schrijf.idempotentie
        && let Some(eerder) = eerder(tx, tenant, sleutel).await?
    {
        return Ok(eerder);
    }
    let gevonden = stand(tx, tenant, schrijf.dossier).await?;
    let found = gevonden.as_ref().map_or(0, |(versie, _)| versie.0);
    if found != schrijf.verwacht.0 {
        let expected = schrijf.verwacht.0;
        return Err(StoreError::Conflict { dossier: schrijf.dossier, expected, found });
    }
    let eerste = gevonden.is_none();
    let nummer = match gevonden {
        Some((_, nummer)) => nummer,
        None => maak_dossier(tx, tenant, schrijf).await?,
    };
    let zaak = Zaak { tenant, dossier: schrijf.dossier, nummer: &nummer };
    let versie = schrijf_feiten(tx, zaak, schrijf).await?;
    projectie::schrijf(tx, zaak, versie, &schrijf.projectie, eerste).await?;
    schrijf_stukken(tx, zaak, schrijf).await?;
    schrijf_toegangscode(tx, zaak, schrijf).await?;
    schrijf_uitgaand(tx, zaak, schrijf).await?;
    verbruik_concept(tx, tenant, schrijf).await?;
    schrijf_idempotentie(tx, zaak, versie, schrijf).await?;
    Ok(Geschreven { dossier: schrijf.dossier, versie, nummer, herhaald: false })
}

#[derive(FromQueryResult)]
struct Eerder {
    dossier: uuid::Uuid,
    versie: i64,
    nummer: String,
}

async fn eerder(
    tx: &Transactie,
    tenant: &Tenant,
    sleutel: &IdempotentieSleutel,
) -> Result<Option<Geschreven>, StoreError> {
    const SQL: &str =
        "SELECT dossier, versie, nummer FROM idempotentie WHERE tenant = $1 AND sleutel = $2";
    let waarden = [tenant.as_str().into(), sleutel.0.to_vec().into()];
    let rij = Eerder::find_by_statement(vraag(tx, SQL, waarden))
        .one(tx)
        .await
        .bij("looking for an earlier request")?;
    rij.map(|rij| {
        Ok(Geschreven {
            dossier: rij.dossier.into(),
            versie: lees_versie(rij.versie)?,
            nummer: rij.nummer,
            herhaald: true,
        })
    })
    .transpose()
}

/// The version and number of a dossier; the version is that of its events, not of a projection.
async fn stand(
    tx: &Transactie,
    tenant: &Tenant,
    dossier: DossierId,
) -> Result<Option<(Versie, String)>, StoreError> {
    const SQL: &str = "SELECT d.dossier, d.nummer, (SELECT max(g.nummer) FROM gebeurtenis g \
          WHERE g.tenant = d.tenant AND g.dossier = d.dossier) AS versie \
        FROM dossier d WHERE d.tenant = $1 AND d.dossier = $2";
    let waarden = [tenant.as_str().into(), dossier.uuid().into()];
    let rij = Eerder::find_by_statement(vraag(tx, SQL, waarden))
        .one(tx)
        .await
        .bij("reading the version of a dossier")?;
    rij.map(|rij| Ok((lees_versie(rij.versie)?, rij.nummer))).transpose()
}

fn lees_versie(versie: i64) -> Result<Versie, StoreError> {
    u32::try_from(versie).map(Versie).map_err(|fout| onleesbaar("a dossier's version", fout))
}

async fn maak_dossier(
    tx: &Transactie,
    tenant: &Tenant,
    schrijf: &Schrijf,
) -> Result<String, StoreError> {
    let nummer = schrijf.nummering.neem(tx, tenant).await?;
    const SQL: &str = "INSERT INTO dossier (tenant, dossier, nummer) VALUES ($1, $2, $3)";
    let waarden =
        [tenant.as_str().into(), schrijf.dossier.uuid().into(), nummer.as_str().into()];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("making a dossier")?;
    Ok(nummer)
}

async fn schrijf_feiten(
    tx: &Transactie,
    zaak: Zaak<'_>,
    schrijf: &Schrijf,
) -> Result<Versie, StoreError> {
    const KOLOMMEN: [&str; 7] =
        ["nummer", "daad", "gebeurd_op", "vastgelegd_op", "rol", "account", "inhoud"];
    let nummers = schrijf.verwacht.0 + 1..;
    let rijen = nummers.zip(&schrijf.feiten).map(|(nummer, feit)| {
        vec![
            i64::from(nummer).into(),
            feit.daad.as_str().into(),
            dag(feit.gebeurd_op).into(),
            moment(feit.vastgelegd_op).into(),
            feit.rol.as_str().into(),
            feit.account.into(),
            feit.inhoud.clone().into(),
        ]
    });
    insert(tx, zaak, "gebeurtenis", &KOLOMMEN, rijen).await?;
    let erbij = u32::try_from(schrijf.feiten.len())
        .map_err(|_| StoreError::Ongeldig("more events than a dossier can hold"))?;
    Ok(Versie(schrijf.verwacht.0 + erbij))
}

async fn schrijf_stukken(
    tx: &Transactie,
    zaak: Zaak<'_>,
    schrijf: &Schrijf,
) -> Result<(), StoreError> {
    const STUK: [&str; 7] = ["stuk", "naam", "soort", "mime", "bytes", "blake3", "toegevoegd_op"];
    const BRIEF: [&str; 5] = ["stuk", "geadresseerde", "soort", "vrijgegeven_op", "gelezen_op"];
    let stukken = schrijf.stukken.iter().map(|stuk| {
        vec![
            stuk.stuk.uuid().into(),
            stuk.naam.as_str().into(),
            stuk.soort.as_str().into(),
            stuk.mime.as_str().into(),
            i64::try_from(stuk.bytes).unwrap_or(i64::MAX).into(),
            stuk.blake3.to_vec().into(),
            moment(stuk.toegevoegd_op).into(),
        ]
    });
    insert(tx, zaak, "stuk", &STUK, stukken).await?;
    let brieven = schrijf.brieven.iter().map(|brief| {
        vec![
            brief.stuk.uuid().into(),
            brief.geadresseerde.as_str().into(),
            brief.soort.as_str().into(),
            moment(brief.vrijgegeven_op).into(),
            brief.gelezen_op.map(moment).into(),
        ]
    });
    // What was released once stays released since then.
    let mut dubbel = OnConflict::columns(["tenant", "stuk", "geadresseerde"]);
    dubbel.do_nothing();
    insert_tenzij(tx, zaak, "brief", &BRIEF, brieven, Some(dubbel)).await
}

async fn schrijf_toegangscode(
    tx: &Transactie,
    zaak: Zaak<'_>,
    schrijf: &Schrijf,
) -> Result<(), StoreError> {
    let Some(hash) = &schrijf.toegangscode else { return Ok(()) };
    const SQL: &str = "INSERT INTO toegangscode (tenant, nummer, dossier, code_hash) \
        VALUES ($1, $2, $3, $4) \
        ON CONFLICT (tenant, nummer) DO UPDATE SET code_hash = excluded.code_hash";
    let waarden = [
        zaak.tenant.as_str().into(),
        zaak.nummer.into(),
        zaak.dossier.uuid().into(),
        hash.clone().into(),
    ];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("setting an access code")?;
    Ok(())
}

async fn schrijf_uitgaand(
    tx: &Transactie,
    zaak: Zaak<'_>,
    schrijf: &Schrijf,
) -> Result<(), StoreError> {
    let rijen = schrijf.uitgaand.iter().map(|uitgaand| {
        vec![
            uuid::Uuid::now_v7().into(),
            uitgaand.soort.as_str().into(),
            uitgaand.inhoud.clone().into(),
            moment(uitgaand.vanaf).into(),
            0_i64.into(),
        ]
    });
    let kolommen = ["uitgaand", "soort", "inhoud", "vanaf", "pogingen"];
    insert(tx, zaak, "uitgaand", &kolommen, rijen).await
}

async fn verbruik_concept(
    tx: &Transactie,
    tenant: &Tenant,
    schrijf: &Schrijf,
) -> Result<(), StoreError> {
    let Some(concept) = schrijf.concept else { return Ok(()) };
    const SQL: &str = "DELETE FROM concept WHERE tenant = $1 AND concept = $2";
    let waarden = [tenant.as_str().into(), concept.uuid().into()];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("using up a draft")?;
    Ok(())
}

async fn schrijf_idempotentie(
    tx: &Transactie,
    zaak: Zaak<'_>,
    versie: Versie,
    schrijf: &Schrijf,
) -> Result<(), StoreError> {
    let (Some(sleutel), Some(feit)) = (&schrijf.idempotentie, schrijf.feiten.last()) else {
        return Ok(());
    };
    let rij = vec![
        sleutel.0.to_vec().into(),
        i64::from(versie.0).into(),
        zaak.nummer.into(),
        moment(feit.vastgelegd_op).into(),
    ];
    let kolommen = ["sleutel", "versie", "nummer", "vastgelegd_op"];
    insert(tx, zaak, "idempotentie", &kolommen, std::iter::once(rij)).await
}
