//! The contents of documents, as files in the documents folder. Always holds: a file is complete and
//! on disk before [`DocumentSchrijver::klaar`] returns; an upload that was given up leaves nothing
//! behind; a file's place follows from tenant and id alone, so no name of a person is in a path.

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{ObjectStoreExt, WriteMultipart, path::Path};

use crate::{Bij, Store, StoreError, StukId, Tenant};

/// Bytes that one upload holds in memory before it writes them.
const STUKJE: usize = 256 * 1024;
/// Pieces of one upload that may be on their way to disk at once.
const ONDERWEG: usize = 4;

/// What became of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// The id under which it can be read.
    pub stuk: StukId,
    /// Its size in bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of its content.
    pub blake3: [u8; 32],
}

/// A document that is coming in. Dropping it gives it up.
pub struct DocumentSchrijver {
    stuk: StukId,
    upload: WriteMultipart,
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
    /// [`StoreError::Document`] when the disk fails; the upload is of no use then.
    pub async fn write(&mut self, stukje: &[u8]) -> Result<(), StoreError> {
        self.upload.wait_for_capacity(ONDERWEG).await.bij("writing a document")?;
        self.hash.update(stukje);
        self.bytes += stukje.len() as u64;
        self.upload.write(stukje);
        Ok(())
    }

    /// Puts the document on disk for good. It still belongs to nothing: add its row.
    ///
    /// # Errors
    /// [`StoreError::Document`] when the disk fails; nothing is left behind then.
    pub async fn klaar(self) -> Result<Document, StoreError> {
        self.upload.finish().await.bij("completing a document")?;
        let blake3 = *self.hash.finalize().as_bytes();
        Ok(Document { stuk: self.stuk, bytes: self.bytes, blake3 })
    }

    /// Gives the document up, and waits until its file is gone.
    ///
    /// # Errors
    /// [`StoreError::Document`] when the disk fails.
    pub async fn breek_af(self) -> Result<(), StoreError> {
        self.upload.abort().await.bij("giving up a document")
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
    /// [`StoreError::Document`] when the folder cannot be written.
    pub async fn nieuw_document(&self, tenant: &Tenant) -> Result<DocumentSchrijver, StoreError> {
        let stuk = StukId::nieuw();
        let upload =
            self.documenten.put_multipart(&pad(tenant, stuk)).await.bij("beginning a document")?;
        let upload = WriteMultipart::new_with_chunk_size(upload, STUKJE);
        Ok(DocumentSchrijver { stuk, upload, hash: Box::default(), bytes: 0 })
    }

    /// Stores a document that is in memory whole, such as a letter just made.
    ///
    /// # Errors
    /// [`StoreError::Document`] when the disk fails.
    pub async fn bewaar_document(
        &self,
        tenant: &Tenant,
        inhoud: &[u8],
    ) -> Result<Document, StoreError> {
        let mut schrijver = self.nieuw_document(tenant).await?;
        schrijver.write(inhoud).await?;
        schrijver.klaar().await
    }

    /// Opens a document. Whether this reader may see it is decided before, from its row.
    ///
    /// # Errors
    /// [`StoreError::DocumentWeg`] when its file is not there.
    pub async fn document(
        &self,
        tenant: &Tenant,
        stuk: StukId,
    ) -> Result<DocumentLezer, StoreError> {
        let open = match self.documenten.get(&pad(tenant, stuk)).await {
            Err(object_store::Error::NotFound { .. }) => {
                return Err(StoreError::DocumentWeg { stuk });
            }
            anders => anders.bij("opening a document")?,
        };
        let bytes = open.meta.size;
        let stroom = open.into_stream().map(|deel| deel.bij("reading a document")).boxed();
        Ok(DocumentLezer { bytes, stroom })
    }

    /// Removes the files of documents that no row names any more. One that is gone is no error.
    pub(crate) async fn wis_documenten(
        &self,
        tenant: &Tenant,
        stukken: &[StukId],
    ) -> Result<(), StoreError> {
        for stuk in stukken {
            match self.documenten.delete(&pad(tenant, *stuk)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(fout) => return Err(fout).bij("removing a document"),
            }
        }
        Ok(())
    }
}

/// `tenant/c4/019…c4`: the end of an id is random, so the folders fill evenly.
fn pad(tenant: &Tenant, stuk: StukId) -> Path {
    let naam = stuk.to_string();
    let vak = naam.get(34..).unwrap_or_default();
    Path::from_iter([tenant.as_str(), vak, naam.as_str()])
}
