//! The contents of documents, as files in a folder or objects in a bucket. Always holds: one is complete and
//! durable before [`DocumentSchrijver::klaar`] returns; an upload that was given up leaves nothing
//! behind; its place follows from tenant and id alone, so no name of a person is in a path; each is
//! sealed with a key of its own, which is in its row, sealed with that of the dossier.

use bytes::Bytes;
use futures::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use kluis::{Geschonden, Opener, Sleutel, Verzegelaar, Waar, open_lengte};
use object_store::path::Path;

use crate::{Store, StoreError, StukId, Tenant, bergplaats::Upload, kraan::Plaats};

/// What became of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The id under which it can be read.
    pub stuk: StukId,
    /// Its size in bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of its content.
    pub blake3: [u8; 32],
    /// What opens it. It belongs in the document's row and nowhere else.
    pub sleutel: Sleutel,
}

/// A document that is coming in. Dropping it gives it up.
pub struct DocumentSchrijver {
    stuk: StukId,
    sleutel: Sleutel,
    verzegelaar: Verzegelaar,
    upload: Upload,
    hash: Box<blake3::Hasher>,
    bytes: u64,
}

impl DocumentSchrijver {
    /// The id that the document will have.
    pub fn stuk(&self) -> StukId {
        self.stuk
    }

    /// How many bytes have come in; the caller decides how many are too many.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// [`StoreError::Document`] or [`StoreError::Bergplaats`] when they cannot be kept; the upload is of no use then.
    pub async fn write(&mut self, stukje: &[u8]) -> Result<(), StoreError> {
        self.hash.update(stukje);
        self.bytes += stukje.len() as u64;
        let gesloten = self.verzegelaar.neem(stukje).map_err(|fout| te_lang(self.stuk, fout))?;
        self.upload.neem(&gesloten).await
    }

    /// Puts the document on disk for good. It still belongs to nothing: add its row.
    ///
    /// # Errors
    /// [`StoreError::Document`] or [`StoreError::Bergplaats`] when they cannot be kept; nothing is left behind then.
    pub async fn klaar(mut self) -> Result<Document, StoreError> {
        let laatste = self.verzegelaar.klaar().map_err(|fout| te_lang(self.stuk, fout))?;
        self.upload.neem(&laatste).await?;
        self.upload.klaar().await?;
        let blake3 = *self.hash.finalize().as_bytes();
        Ok(Document { stuk: self.stuk, bytes: self.bytes, blake3, sleutel: self.sleutel })
    }

    /// Gives the document up, and waits until its file is gone.
    ///
    /// # Errors
    /// [`StoreError::Document`] or [`StoreError::Bergplaats`] when they cannot be kept.
    pub async fn breek_af(self) -> Result<(), StoreError> {
        self.upload.breek_af().await
    }
}

/// A document that is being read.
pub struct DocumentLezer {
    /// Its size in bytes.
    pub bytes: u64,
    /// Its content, in pieces.
    pub stroom: BoxStream<'static, Result<Bytes, StoreError>>,
}

impl DocumentLezer {
    /// The whole document in memory: for letters, which are small.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn heel(self) -> Result<Vec<u8>, StoreError> {
        let verzamel = |mut uit: Vec<u8>, stukje: Bytes| async move {
            uit.extend_from_slice(&stukje);
            Ok(uit)
        };
        self.stroom.try_fold(Vec::new(), verzamel).await
    }
}

impl Store {
    /// Begins a document.
    ///
    /// # Errors
    /// [`StoreError::Document`] or [`StoreError::Bergplaats`] when nothing can be written there.
    pub async fn nieuw_document(&self, tenant: &Tenant) -> Result<DocumentSchrijver, StoreError> {
        let stuk = StukId::nieuw();
        let mut upload = self.documenten.begin(pad(tenant, stuk)).await?;
        let sleutel = Sleutel::nieuw()?;
        let (verzegelaar, kop) = Verzegelaar::new(&sleutel, waar(tenant, stuk))?;
        upload.neem(&kop).await?;
        Ok(DocumentSchrijver { stuk, sleutel, verzegelaar, upload, hash: Box::default(), bytes: 0 })
    }

    /// Stores a document that is in memory whole, such as a letter just made.
    ///
    /// # Errors
    /// [`StoreError::Document`] or [`StoreError::Bergplaats`] when they cannot be kept.
    pub async fn bewaar_document(
        &self,
        tenant: &Tenant,
        inhoud: &[u8],
    ) -> Result<Document, StoreError> {
        let mut schrijver = self.nieuw_document(tenant).await?;
        schrijver.write(inhoud).await?;
        self.schrijver.kraan().langs(Plaats::HalfBestand).await;
        schrijver.klaar().await
    }

    /// Opens a document. Whether this reader may see it is decided before, from its row.
    ///
    /// # Errors
    /// [`StoreError::DocumentWeg`] when its file is not there; [`StoreError::Geschonden`], perhaps after
    /// some pieces, when it is not what was kept.
    pub async fn document(
        &self,
        tenant: &Tenant,
        stuk: StukId,
        sleutel: &Sleutel,
    ) -> Result<DocumentLezer, StoreError> {
        let open = self.documenten.lees(&pad(tenant, stuk)).await?;
        let open = open.ok_or(StoreError::DocumentWeg { stuk })?;
        let dicht =
            move |source| StoreError::Geschonden { wat: "document", id: stuk.uuid(), source };
        let bytes = open_lengte(open.meta.size).ok_or(dicht(Geschonden))?;
        let begin =
            (self.documenten.stroom(open), Some(Opener::new(sleutel.clone(), waar(tenant, stuk))));
        let stroom = stream::try_unfold(begin, move |(mut stroom, opener)| async move {
            let Some(mut opener) = opener else { return Ok(None) };
            Ok(match stroom.next().await {
                Some(deel) => {
                    let open = opener.neem(&deel?).map_err(dicht)?;
                    Some((Bytes::from(open), (stroom, Some(opener))))
                }
                None => Some((Bytes::from(opener.klaar().map_err(dicht)?), (stroom, None))),
            })
        });
        Ok(DocumentLezer { bytes, stroom: stroom.boxed() })
    }

    /// Removes the files of documents that no row names any more. One that is gone is no error.
    pub(crate) async fn wis_documenten(
        &self,
        tenant: &Tenant,
        stukken: &[StukId],
    ) -> Result<(), StoreError> {
        for stuk in stukken {
            self.schrijver.kraan().langs(Plaats::VoorWissen).await;
            self.documenten.wis(&pad(tenant, *stuk)).await?;
        }
        Ok(())
    }
}

/// What a document is sealed for.
fn waar(tenant: &Tenant, stuk: StukId) -> Waar {
    Waar::new("document").deel(tenant.as_str().as_bytes()).deel(stuk.uuid().as_bytes())
}

fn te_lang(stuk: StukId, source: Geschonden) -> StoreError {
    StoreError::Geschonden { wat: "document", id: stuk.uuid(), source }
}

/// `tenant/c4/019…c4`: the end of an id is random, so the folders fill evenly.
pub(crate) fn pad(tenant: &Tenant, stuk: StukId) -> Path {
    let naam = stuk.to_string();
    let vak = naam.get(34..).unwrap_or_default();
    Path::from_iter([tenant.as_str(), vak, naam.as_str()])
}
