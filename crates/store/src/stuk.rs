//! Documents of a dossier and to whom each was released. Always holds: a row stands only for a file
//! that was on disk before it, and a released document says since when and to whom.

use jiff::Timestamp;
use kluis::Sleutel;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::{
    Bij, Document, DossierId, Store, StoreError, StukId, Tenant,
    sleutels::Zaaksleutel,
    sql::{lees_moment, moment, onleesbaar, vraag},
};

/// What is known of a document besides its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StukRij {
    /// Which document; [`Store::nieuw_document`] gave it this id.
    pub stuk: StukId,
    /// Its name as people see it: the name of the file that was uploaded, or of the letter.
    pub naam: String,
    /// What it is in the dossier: `bijlage`, `reactie`, `brief`.
    pub soort: String,
    /// Its media type: `application/pdf`.
    pub mime: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of its content.
    pub blake3: [u8; 32],
    /// What opens its content.
    pub sleutel: Sleutel,
    /// When it came into the dossier.
    pub toegevoegd_op: Timestamp,
}

/// A document was released to somebody: a letter sent, an attachment passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefRij {
    /// Which document.
    pub stuk: StukId,
    /// To whom: a party's id.
    pub geadresseerde: String,
    /// Which letter it is: `ontvangstbevestiging`.
    pub soort: String,
    /// Since when they may read it.
    pub vrijgegeven_op: Timestamp,
    /// When they first opened it.
    pub gelezen_op: Option<Timestamp>,
}

/// The table, as what is sealed in it is bound to it.
const TABEL: &str = "stuk";

/// What is sealed of a document's row, here and in a draft.
#[derive(Serialize, Deserialize)]
pub(crate) struct Verborgen {
    naam: String,
    #[serde(with = "hex")]
    blake3: [u8; 32],
    #[serde(with = "hex")]
    sleutel: [u8; 32],
}

impl Verborgen {
    pub(crate) fn van(naam: &str, blake3: [u8; 32], sleutel: &Sleutel) -> Self {
        Self { naam: naam.to_owned(), blake3, sleutel: *sleutel.bytes() }
    }

    /// The name, the hash and the key.
    pub(crate) fn delen(mut self) -> Result<(String, [u8; 32], Sleutel), StoreError> {
        let sleutel = Sleutel::van_bytes(&self.sleutel);
        self.sleutel.zeroize();
        let sleutel = sleutel.ok_or_else(|| onleesbaar("a document's key", "its length"))?;
        Ok((self.naam, self.blake3, sleutel))
    }
}

impl StukRij {
    /// The row of a document that has just come in.
    pub fn van(
        document: Document,
        naam: impl Into<String>,
        soort: impl Into<String>,
        mime: impl Into<String>,
        toegevoegd_op: Timestamp,
    ) -> Self {
        let Document { stuk, bytes, blake3, sleutel } = document;
        let (naam, soort, mime) = (naam.into(), soort.into(), mime.into());
        Self { stuk, naam, soort, mime, bytes, blake3, sleutel, toegevoegd_op }
    }

    /// What is kept of it sealed.
    pub(crate) fn verzegel(&self, sleutel: &Zaaksleutel) -> Result<Vec<u8>, StoreError> {
        let verborgen = Verborgen::van(&self.naam, self.blake3, &self.sleutel);
        sleutel.verzegel_waarde(TABEL, self.stuk.uuid().as_bytes(), &verborgen)
    }
}

impl Store {
    /// The documents of a dossier, in the order in which they came.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn stukken(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
    ) -> Result<Vec<StukRij>, StoreError> {
        const SQL: &str = "SELECT stuk, inhoud, soort, mime, bytes, toegevoegd_op FROM stuk \
            WHERE tenant = $1 AND dossier = $2 ORDER BY toegevoegd_op, stuk";
        let waarden = [tenant.as_str().into(), dossier.uuid().into()];
        let lezer = self.lees(tenant).await?;
        let rijen = Rij::find_by_statement(vraag(&lezer, SQL, waarden))
            .all(&lezer)
            .await
            .bij("reading the documents of a dossier")?;
        if rijen.is_empty() {
            return Ok(Vec::new());
        }
        let sleutel = self.sleutels.van(tenant, dossier.uuid()).await?;
        rijen.into_iter().map(|rij| rij.open(&sleutel)).collect()
    }

    /// One document, if it is in that dossier.
    ///
    /// # Errors
    /// [`StoreError::NietGevonden`] when it is not.
    pub async fn stuk(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
        stuk: StukId,
    ) -> Result<StukRij, StoreError> {
        const SQL: &str = "SELECT stuk, inhoud, soort, mime, bytes, toegevoegd_op FROM stuk \
            WHERE tenant = $1 AND dossier = $2 AND stuk = $3";
        let waarden = [tenant.as_str().into(), dossier.uuid().into(), stuk.uuid().into()];
        let lezer = self.lees(tenant).await?;
        let rij = Rij::find_by_statement(vraag(&lezer, SQL, waarden))
            .one(&lezer)
            .await
            .bij("reading a document's row")?
            .ok_or(StoreError::NietGevonden { wat: "document", id: stuk.uuid() })?;
        rij.open(&self.sleutels.van(tenant, dossier.uuid()).await?)
    }

    /// What was released in a dossier, to one addressee or (`None`) to all, oldest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn brieven(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
        geadresseerde: Option<&str>,
    ) -> Result<Vec<BriefRij>, StoreError> {
        const SQL: &str = "SELECT stuk, geadresseerde, soort, vrijgegeven_op, gelezen_op FROM brief \
            WHERE tenant = $1 AND dossier = $2 AND geadresseerde = COALESCE($3, geadresseerde) \
            ORDER BY vrijgegeven_op, stuk, geadresseerde";
        let waarden = [tenant.as_str().into(), dossier.uuid().into(), geadresseerde.into()];
        let lezer = self.lees(tenant).await?;
        let rijen = Vrijgave::find_by_statement(vraag(&lezer, SQL, waarden))
            .all(&lezer)
            .await
            .bij("reading the letters of a dossier")?;
        rijen.into_iter().map(BriefRij::try_from).collect()
    }

    /// Notes that the addressee opened a letter; the first time counts.
    ///
    /// # Errors
    /// Only when the database fails; a letter that is not there is no error.
    pub async fn brief_gelezen(
        &self,
        tenant: &Tenant,
        stuk: StukId,
        geadresseerde: &str,
        nu: Timestamp,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE brief SET gelezen_op = $4 \
            WHERE tenant = $1 AND stuk = $2 AND geadresseerde = $3 AND gelezen_op IS NULL";
        let waarden =
            [tenant.as_str().into(), stuk.uuid().into(), geadresseerde.into(), moment(nu).into()];
        self.schrijf(tenant, move |tx| {
            Box::pin(async move {
                tx.execute_raw(vraag(tx, SQL, waarden))
                    .await
                    .bij("noting that a letter was read")?;
                Ok(())
            })
        })
        .await
    }
}

#[derive(FromQueryResult)]
struct Rij {
    stuk: uuid::Uuid,
    inhoud: Vec<u8>,
    soort: String,
    mime: String,
    bytes: i64,
    toegevoegd_op: String,
}

impl Rij {
    fn open(self, sleutel: &Zaaksleutel) -> Result<StukRij, StoreError> {
        let rij = self;
        let verborgen: Verborgen = sleutel.open_waarde(TABEL, rij.stuk.as_bytes(), &rij.inhoud)?;
        let (naam, blake3, sleutel) = verborgen.delen()?;
        Ok(StukRij {
            stuk: rij.stuk.into(),
            naam,
            soort: rij.soort,
            mime: rij.mime,
            bytes: lees_bytes(rij.bytes)?,
            blake3,
            sleutel,
            toegevoegd_op: lees_moment(&rij.toegevoegd_op)?,
        })
    }
}

/// Reads a stored size.
pub(crate) fn lees_bytes(bytes: i64) -> Result<u64, StoreError> {
    u64::try_from(bytes).map_err(|fout| onleesbaar("a document's size", fout))
}

#[derive(FromQueryResult)]
struct Vrijgave {
    stuk: uuid::Uuid,
    geadresseerde: String,
    soort: String,
    vrijgegeven_op: String,
    gelezen_op: Option<String>,
}

impl TryFrom<Vrijgave> for BriefRij {
    type Error = StoreError;
    fn try_from(rij: Vrijgave) -> Result<Self, StoreError> {
        Ok(Self {
            stuk: rij.stuk.into(),
            geadresseerde: rij.geadresseerde,
            soort: rij.soort,
            vrijgegeven_op: lees_moment(&rij.vrijgegeven_op)?,
            gelezen_op: rij.gelezen_op.as_deref().map(lees_moment).transpose()?,
        })
    }
}
