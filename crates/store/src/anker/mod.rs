//! Checkpoints: where all chains of a tenant stood, signed. Always holds: a checkpoint names every
//! dossier and every series of the access log that was written on since the one before, and the hash of
//! that one, so that the last one speaks for all of the register; it holds no personal data, and may be published.
//!
//! Who can write in the database but lacks the key cannot make one. Who has both can still not change
//! what was published: keep a copy elsewhere, and [`Register::zie_na`] compares.

mod sleutel;
mod zetten;

use ed25519_dalek::{Signature, VerifyingKey};
use jiff::{Timestamp, civil::Date};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::sleutel::{Ankersleutel, Controlesleutel, GeenSleutel};
use self::zetten::Gezien;
use crate::{
    Bij, DossierId, Inzagestand, Register, Store, StoreError, Tenant,
    keten::{Hash, Schakel},
    sql::{dag, lees_dag, lees_moment, moment, onleesbaar, vraag},
};

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

/// What the leaves come to, which are added in the order of their dossiers.
pub(crate) struct Telling {
    pub(crate) dossiers: u64,
    pub(crate) gebeurtenissen: u64,
    hash: Hash,
}

impl Telling {
    pub(crate) fn new() -> Self {
        let hash = Hash::new("wederhoor 2026 ankerbladen");
        Self { dossiers: 0, gebeurtenissen: 0, hash }
    }

    pub(crate) fn met(mut self, bladen: &[Blad]) -> Self {
        for blad in bladen {
            self.dossiers += 1;
            self.gebeurtenissen += u64::from(blad.versie);
            self.hash.deel(blad.dossier.uuid().as_bytes());
            self.hash.deel(&blad.versie.to_le_bytes());
            self.hash.deel(&blad.keten.0);
        }
        self
    }

    /// The hash over all of them.
    pub(crate) fn wortel(self) -> [u8; 32] {
        self.hash.klaar().0
    }
}

impl Store {
    /// Sets the checkpoint of a day: of all that is on disk now, and perhaps of what comes meanwhile. The day that
    /// has one already keeps it; then nothing is done, and `None` is what it came to. When the last one is of a
    /// moment that has yet to come, the clock was put back, and one is set all the same.
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
        loop {
            let Some(gezien) = Gezien::van(&self.lezers, tenant, dag, nu).await? else {
                return Ok(None);
            };
            let anker = gezien.anker(tenant, sleutel, dag, nu);
            let gezet = self.schrijf(tenant, move |tx| {
                Box::pin(async move { Ok(gezien.schrijf(tx, &anker).await?.then_some(anker)) })
            });
            // Another process was first with this one; it may have been the one of another day.
            if let Some(anker) = gezet.await? {
                return Ok(Some(anker));
            }
        }
    }
}

impl Register {
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
