//! Checkpoints: where all chains of a tenant stood, signed. Always holds: a checkpoint names every
//! dossier and every series of the access log that was written on since the one before, and the hash of
//! that one, so that the last one speaks for all of the register; it holds no personal data, and may be published.
//!
//! Who can write in the database but lacks the key cannot make one. Who has both can still not change
//! what was published: keep a copy elsewhere, and [`Store::zie_na`] compares.

use std::{fmt, str::FromStr};

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use jiff::{Timestamp, civil::Date};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Bij, DossierId, Inzagestand, Store, StoreError, Tenant,
    inzage::{nieuwe_bladen as nieuwe_inzagebladen, schrijf_bladen as schrijf_inzagebladen},
    keten::{Hash, Schakel},
    nazien::later,
    schot::Transactie,
    sql::{dag, lees_dag, lees_moment, moment, onleesbaar, vergrendel, vraag},
};

/// Rows in one insert.
const PARTIJ: usize = 500;

/// The secret key that signs checkpoints (Ed25519). It belongs outside the database, and outside its
/// backups.
#[derive(Clone)]
pub struct Ankersleutel(SigningKey);

impl Ankersleutel {
    /// From 32 random bytes.
    pub fn new(geheim: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(geheim))
    }

    /// From 64 hexadecimal digits, as [`Ankersleutel::geheim`] writes them.
    ///
    /// # Errors
    /// When it is something else.
    pub fn lees(tekst: &str) -> Result<Self, GeenSleutel> {
        lees_sleutel(tekst).map(|geheim| Self::new(&geheim))
    }

    /// To be kept where nobody else reads it.
    pub fn geheim(&self) -> String {
        hex::encode(self.0.to_bytes())
    }

    /// The key with which others check.
    pub fn openbaar(&self) -> Controlesleutel {
        Controlesleutel(self.0.verifying_key().to_bytes())
    }
}

fn lees_sleutel(tekst: &str) -> Result<[u8; 32], GeenSleutel> {
    let mut uit = [0; 32];
    hex::decode_to_slice(tekst.trim(), &mut uit).map_err(GeenSleutel)?;
    Ok(uit)
}

/// Without the secret.
impl fmt::Debug for Ankersleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ankersleutel").field(&self.openbaar()).finish()
    }
}

/// The public key with which a checkpoint is checked: 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Controlesleutel([u8; 32]);

/// A text that is no key.
#[derive(Debug, thiserror::Error)]
#[error("a key is 64 hexadecimal digits")]
pub struct GeenSleutel(#[source] hex::FromHexError);

impl fmt::Display for Controlesleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Controlesleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Controlesleutel {
    type Err = GeenSleutel;
    fn from_str(tekst: &str) -> Result<Self, GeenSleutel> {
        lees_sleutel(tekst).map(Self)
    }
}

impl TryFrom<String> for Controlesleutel {
    type Error = GeenSleutel;
    fn try_from(tekst: String) -> Result<Self, GeenSleutel> {
        tekst.parse()
    }
}

impl From<Controlesleutel> for String {
    fn from(sleutel: Controlesleutel) -> Self {
        sleutel.to_string()
    }
}

/// A checkpoint. As JSON it is what is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anker {
    /// Whose register.
    pub tenant: Tenant,
    /// 1 for the first, without gaps.
    pub nummer: u32,
    /// The day for which it was set.
    pub dag: Date,
    /// When it was set.
    pub gezet_op: Timestamp,
    /// How many dossiers were written on since the checkpoint before.
    pub dossiers: u64,
    /// How many events they have together.
    pub gebeurtenissen: u64,
    /// The hash of the checkpoint before; zeros for the first.
    #[serde(with = "hex::serde")]
    pub vorige: [u8; 32],
    /// The hash over where the chains of those dossiers stood.
    #[serde(with = "hex::serde")]
    pub wortel: [u8; 32],
    /// Where the access log stood; absent in a checkpoint from before there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inzage: Option<Inzagestand>,
    /// Whose signature it bears.
    pub sleutel: Controlesleutel,
    /// The signature over all of the above.
    #[serde(with = "hex::serde")]
    pub handtekening: [u8; 64],
}

impl Anker {
    /// What is signed; the next checkpoint holds it too.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let mut hash = Hash::new(match self.inzage {
            None => "wederhoor 2026 anker",
            Some(_) => "wederhoor 2026 anker met inzage",
        });
        hash.deel(self.tenant.as_str().as_bytes());
        hash.deel(&self.nummer.to_le_bytes());
        hash.deel(dag(self.dag).as_bytes());
        hash.deel(moment(self.gezet_op).as_bytes());
        hash.deel(&self.dossiers.to_le_bytes());
        hash.deel(&self.gebeurtenissen.to_le_bytes());
        hash.deel(&self.vorige);
        hash.deel(&self.wortel);
        if let Some(inzage) = &self.inzage {
            hash.deel(&inzage.reeksen.to_le_bytes());
            hash.deel(&inzage.regels.to_le_bytes());
            hash.deel(&inzage.wortel);
        }
        hash.deel(&self.sleutel.0);
        hash.klaar().0
    }

    /// Was it signed with the key that it names?
    pub fn is_getekend(&self) -> bool {
        let handtekening = Signature::from_bytes(&self.handtekening);
        VerifyingKey::from_bytes(&self.sleutel.0)
            .is_ok_and(|sleutel| sleutel.verify_strict(&self.hash(), &handtekening).is_ok())
    }
}

/// Where the chain of one dossier stood at a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Blad {
    pub(crate) dossier: DossierId,
    pub(crate) versie: u32,
    pub(crate) keten: Schakel,
}

/// The hash over leaves, which are in the order of their dossiers.
pub(crate) fn wortel(bladen: &[Blad]) -> [u8; 32] {
    let mut hash = Hash::new("wederhoor 2026 ankerbladen");
    for blad in bladen {
        hash.deel(blad.dossier.uuid().as_bytes());
        hash.deel(&blad.versie.to_le_bytes());
        hash.deel(&blad.keten.0);
    }
    hash.klaar().0
}

impl Store {
    /// Sets the checkpoint of a day: of all that is on disk now. The day that has one already keeps it;
    /// then nothing is done, and `None` is what it came to. When the last one is of a moment that has yet to
    /// come, the clock was put back, and one is set all the same.
    ///
    /// # Errors
    /// When the database fails, or a chain cannot be read.
    pub async fn zet_anker(
        &self,
        tenant: &Tenant,
        sleutel: &Ankersleutel,
        dag: Date,
        nu: Timestamp,
    ) -> Result<Option<Anker>, StoreError> {
        let (wie, sleutel) = (tenant.clone(), sleutel.clone());
        self.schrijf(tenant, move |tx| {
            Box::pin(async move { zet(tx, wie, &sleutel, dag, nu).await })
        })
        .await
    }

    /// All checkpoints, oldest first: what is published.
    ///
    /// # Errors
    /// When the database fails, or holds what is no checkpoint.
    pub async fn ankers(&self, tenant: &Tenant) -> Result<Vec<Anker>, StoreError> {
        self.lees_ankers(tenant).await?.into_iter().map(|(_, anker)| anker).collect()
    }

    /// The numbers of all checkpoints, oldest first, each with what can be read of it.
    pub(crate) async fn lees_ankers(
        &self,
        tenant: &Tenant,
    ) -> Result<Vec<(i64, Result<Anker, StoreError>)>, StoreError> {
        const SQL: &str = "SELECT tenant, anker, dag, gezet_op, dossiers, gebeurtenissen, vorige, \
            wortel, inzagereeksen, inzageregels, inzagewortel, sleutel, handtekening FROM anker \
            WHERE tenant = $1 ORDER BY anker";
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into()]);
        let rijen = Rij::find_by_statement(vraag).all(&lezer).await.bij("reading checkpoints")?;
        Ok(rijen.into_iter().map(|rij| (rij.anker, rij.try_into())).collect())
    }
}

async fn zet(
    tx: &Transactie,
    tenant: Tenant,
    sleutel: &Ankersleutel,
    op: Date,
    nu: Timestamp,
) -> Result<Option<Anker>, StoreError> {
    const LAATSTE: &str = "SELECT tenant, anker, dag, gezet_op, dossiers, gebeurtenissen, vorige, \
        wortel, inzagereeksen, inzageregels, inzagewortel, sleutel, handtekening FROM anker \
        WHERE tenant = $1 ORDER BY anker DESC LIMIT 1";
    vergrendel(tx, &tenant, b"anker").await?;
    let vraag = vraag(tx, LAATSTE, [tenant.as_str().into()]);
    let laatste = Rij::find_by_statement(vraag).one(tx).await.bij("reading checkpoints")?;
    let laatste = laatste.map(Anker::try_from).transpose()?;
    // After a clock that was put back: the days of before it would else pass without one.
    let terug = laatste.as_ref().is_some_and(|anker| anker.gezet_op > later(nu));
    if laatste.as_ref().is_some_and(|anker| anker.dag >= op) && !terug {
        return Ok(None);
    }
    let bladen = nieuwe_bladen(tx, &tenant).await?;
    let inzagebladen = nieuwe_inzagebladen(tx, &tenant).await?;
    let mut anker = Anker {
        nummer: laatste.as_ref().map_or(0, |anker| anker.nummer) + 1,
        dag: op,
        gezet_op: nu,
        dossiers: bladen.len() as u64,
        gebeurtenissen: bladen.iter().map(|blad| u64::from(blad.versie)).sum(),
        vorige: laatste.as_ref().map_or([0; 32], Anker::hash),
        wortel: wortel(&bladen),
        inzage: Some(Inzagestand::van(&inzagebladen)),
        sleutel: sleutel.openbaar(),
        handtekening: [0; 64],
        tenant,
    };
    anker.handtekening = sleutel.0.sign(&anker.hash()).to_bytes();
    schrijf(tx, &anker, &bladen).await?;
    schrijf_inzagebladen(tx, &anker.tenant, anker.nummer, &inzagebladen).await?;
    Ok(Some(anker))
}

/// Where the chains stand of the dossiers that were written on since they were last named.
async fn nieuwe_bladen(tx: &Transactie, tenant: &Tenant) -> Result<Vec<Blad>, StoreError> {
    const SQL: &str = "SELECT g.dossier, g.nummer, g.keten FROM gebeurtenis g \
        JOIN (SELECT dossier, max(nummer) AS nummer FROM gebeurtenis WHERE tenant = $1 \
            GROUP BY dossier) l ON l.dossier = g.dossier AND l.nummer = g.nummer \
        WHERE g.tenant = $1 AND g.nummer > COALESCE((SELECT max(b.versie) FROM ankerblad b \
            WHERE b.tenant = $1 AND b.dossier = g.dossier), 0) ORDER BY g.dossier";
    const WAT: &str = "reading where the chains stand";
    let rijen = tx.query_all_raw(vraag(tx, SQL, [tenant.as_str().into()])).await.bij(WAT)?;
    rijen
        .iter()
        .map(|rij| {
            lees_blad(
                rij.try_get_by(0).bij(WAT)?,
                rij.try_get_by(1).bij(WAT)?,
                rij.try_get_by::<Option<Vec<u8>>, _>(2).bij(WAT)?.as_deref(),
            )
        })
        .collect()
}

pub(crate) fn lees_blad(
    dossier: Uuid,
    versie: i64,
    keten: Option<&[u8]>,
) -> Result<Blad, StoreError> {
    let keten = Schakel::lees(keten);
    Ok(Blad {
        dossier: dossier.into(),
        versie: u32::try_from(versie).map_err(|fout| onleesbaar("a dossier's version", fout))?,
        keten: keten.ok_or_else(|| onleesbaar("the chain of a dossier", "no hash"))?,
    })
}

async fn schrijf(tx: &Transactie, anker: &Anker, bladen: &[Blad]) -> Result<(), StoreError> {
    const ANKER: &str = "INSERT INTO anker (tenant, anker, dag, gezet_op, dossiers, \
        gebeurtenissen, vorige, wortel, sleutel, handtekening, inzagereeksen, inzageregels, \
        inzagewortel) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    const WAT: &str = "writing a checkpoint";
    let getal = |n: u64| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    let waarden: [Value; 13] = [
        anker.tenant.as_str().into(),
        i64::from(anker.nummer).into(),
        dag(anker.dag).into(),
        moment(anker.gezet_op).into(),
        getal(anker.dossiers),
        getal(anker.gebeurtenissen),
        anker.vorige.to_vec().into(),
        anker.wortel.to_vec().into(),
        anker.sleutel.0.to_vec().into(),
        anker.handtekening.to_vec().into(),
        anker.inzage.map_or(Value::BigInt(None), |i| getal(i.reeksen)),
        anker.inzage.map_or(Value::BigInt(None), |i| getal(i.regels)),
        anker.inzage.map(|i| i.wortel.to_vec()).into(),
    ];
    tx.execute_raw(vraag(tx, ANKER, waarden)).await.bij(WAT)?;
    for partij in bladen.chunks(PARTIJ) {
        let mut insert = sea_orm::sea_query::Query::insert();
        insert.into_table("ankerblad").columns(["tenant", "anker", "dossier", "versie", "keten"]);
        for blad in partij {
            insert.values_panic([
                anker.tenant.as_str().into(),
                i64::from(anker.nummer).into(),
                blad.dossier.uuid().into(),
                i64::from(blad.versie).into(),
                blad.keten.bytes().into(),
            ]);
        }
        tx.execute(&insert).await.bij(WAT)?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Rij {
    tenant: String,
    anker: i64,
    dag: String,
    gezet_op: String,
    dossiers: i64,
    gebeurtenissen: i64,
    vorige: Vec<u8>,
    wortel: Vec<u8>,
    inzagereeksen: Option<i64>,
    inzageregels: Option<i64>,
    inzagewortel: Option<Vec<u8>>,
    sleutel: Vec<u8>,
    handtekening: Vec<u8>,
}

impl TryFrom<Rij> for Anker {
    type Error = StoreError;
    fn try_from(rij: Rij) -> Result<Self, StoreError> {
        fn vast<const N: usize>(bytes: Vec<u8>) -> Result<[u8; N], StoreError> {
            bytes.try_into().map_err(|_| onleesbaar("a checkpoint", "a hash of another length"))
        }
        let inzage = match (rij.inzagereeksen, rij.inzageregels, rij.inzagewortel) {
            (Some(reeksen), Some(regels), Some(wortel)) => Some(Inzagestand {
                reeksen: reeksen.unsigned_abs(),
                regels: regels.unsigned_abs(),
                wortel: vast(wortel)?,
            }),
            _ => None,
        };
        Ok(Self {
            inzage,
            tenant: rij.tenant.parse().map_err(|fout| onleesbaar("a tenant", fout))?,
            nummer: u32::try_from(rij.anker).map_err(|fout| onleesbaar("a checkpoint", fout))?,
            dag: lees_dag(&rij.dag)?,
            gezet_op: lees_moment(&rij.gezet_op)?,
            dossiers: rij.dossiers.unsigned_abs(),
            gebeurtenissen: rij.gebeurtenissen.unsigned_abs(),
            vorige: vast(rij.vorige)?,
            wortel: vast(rij.wortel)?,
            sleutel: Controlesleutel(vast(rij.sleutel)?),
            handtekening: vast(rij.handtekening)?,
        })
    }
}
