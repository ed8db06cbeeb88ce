//! Where documents are kept: the folder `documenten/` in the data directory, or a bucket of an S3-compatible
//! store. Always holds: what is there under a document's name is complete and durable; which of the two it is
//! is known here and nowhere else; a bucket is tried before anything is done with it, and nothing is done
//! with one that belongs to another register ([`merk`]).
//!
//! In memory for one upload at most: 1.25 MiB in a folder; in a bucket 15 MiB, and for a document of less than
//! 5 MiB, which goes in one request, its own size.

mod adres;
mod fout;
mod merk;

use std::{
    fs,
    path::{Path as Pad, PathBuf},
    sync::Arc,
};

use futures::{TryStreamExt, stream::BoxStream};
use object_store::{
    Error, GetResult, ObjectMeta, ObjectStore, ObjectStoreExt, WriteMultipart,
    local::LocalFileSystem, memory::InMemory, path::Path,
};
use tokio::sync::oneshot;

pub use adres::Emmer;

use crate::{Bij, StoreError, StoreOpties, fout::van_map};

/// The folder in the data directory.
const DOCUMENTEN: &str = "documenten";
/// A file that is made and removed, to see whether that can be done.
const PROEF: &str = ".schrijfproef";

/// How an upload is cut.
#[derive(Clone, Copy, Debug)]
struct Maat {
    /// Bytes of one piece.
    stuk: usize,
    /// Pieces that may be on their way at once.
    onderweg: usize,
    /// What is smaller goes in one request.
    klein: usize,
}

const IN_MAP: Maat = Maat { stuk: 256 * 1024, onderweg: 4, klein: 0 };
/// A bucket takes no smaller pieces (docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html); of ten
/// thousand of these at most, so no document is longer than 48 GiB.
const IN_EMMER: Maat = Maat { stuk: 5 << 20, onderweg: 2, klein: 5 << 20 };

/// Where documents are kept.
#[derive(Clone, Debug)]
pub(crate) struct Bergplaats {
    opslag: Arc<dyn ObjectStore>,
    soort: Soort,
}

#[derive(Clone, Debug)]
enum Soort {
    Map(PathBuf),
    /// What messages call it.
    Emmer(Arc<str>),
}

impl Bergplaats {
    /// Opens it, and looks whether it can be listed. A folder that is not there is made by [`Self::maak`].
    pub(crate) async fn open(opties: &StoreOpties) -> Result<Self, StoreError> {
        let Some(emmer) = &opties.emmer else { return Ok(Self::in_map(&opties.map)) };
        let plaats = Self { opslag: emmer.open()?, soort: Soort::Emmer(emmer.naam()) };
        plaats.heeft_iets().await?;
        Ok(plaats)
    }

    /// The folder in this data directory. Until [`Self::maak`] nothing is read from it or written to it: the
    /// library wants a folder that is there.
    fn in_map(map: &Pad) -> Self {
        Self { opslag: Arc::new(InMemory::new()), soort: Soort::Map(map.join(DOCUMENTEN)) }
    }

    /// Makes the folder, when it is one.
    pub(crate) fn maak(self) -> Result<Self, StoreError> {
        let Soort::Map(pad) = &self.soort else { return Ok(self) };
        let (ouder, proef) = (pad.parent().unwrap_or(Pad::new(".")), pad.join(PROEF));
        fs::create_dir_all(pad)
            .and_then(|()| fs::File::open(ouder)?.sync_all())
            // It may be another disk than that of the database, and be read-only.
            .and_then(|()| fs::File::create(&proef))
            .and_then(|_| fs::remove_file(&proef))
            .map_err(|source| van_map("the folder with the documents", pad, source))?;
        let opslag = LocalFileSystem::new_with_prefix(pad).bij("opening the documents folder")?;
        Ok(Self { opslag: Arc::new(opslag.with_fsync(true)), soort: self.soort })
    }

    /// The folder, when it is one.
    pub(crate) fn map(&self) -> Option<&Pad> {
        match &self.soort {
            Soort::Map(map) => Some(map),
            Soort::Emmer(_) => None,
        }
    }

    /// How messages call it.
    pub(crate) fn waar(&self) -> String {
        match &self.soort {
            Soort::Map(map) => map.display().to_string(),
            Soort::Emmer(emmer) => emmer.to_string(),
        }
    }

    /// Says where and why something failed.
    fn bij<T>(&self, uit: Result<T, Error>, wat: &'static str) -> Result<T, StoreError> {
        match &self.soort {
            Soort::Map(_) => uit.bij(wat),
            Soort::Emmer(_) => uit.map_err(|fout| {
                let mis = fout::lees(&fout);
                StoreError::Bergplaats {
                    wat,
                    waar: self.waar(),
                    mis: mis.wat,
                    code: mis.code,
                    tijdelijk: mis.tijdelijk,
                }
            }),
        }
    }

    /// Are there documents already?
    pub(crate) async fn heeft_documenten(&self) -> Result<bool, StoreError> {
        match self.map() {
            Some(map) => Ok(fs::read_dir(map).is_ok_and(|mut inhoud| inhoud.next().is_some())),
            None => self.heeft_iets().await,
        }
    }

    /// Is there nothing there, not even of another register?
    pub(crate) async fn is_leeg(&self) -> Result<bool, StoreError> {
        if self.heeft_documenten().await? {
            return Ok(false);
        }
        Ok(self.map().is_some() || self.merk().await?.is_none())
    }

    /// Is there anything in the bucket but the mark?
    async fn heeft_iets(&self) -> Result<bool, StoreError> {
        const WAT: &str = "cannot look in the documents store";
        let mut lijst = self.opslag.list(None);
        while let Some(een) = self.bij(lijst.try_next().await, WAT)? {
            if een.location.as_ref() != merk::MERK {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Begins an upload.
    pub(crate) async fn begin(&self, pad: Path) -> Result<Upload, StoreError> {
        let maat = match self.soort {
            Soort::Map(_) => IN_MAP,
            Soort::Emmer(_) => IN_EMMER,
        };
        let mut upload =
            Upload { plaats: self.clone(), pad, maat, stand: Some(Stand::Klein(Vec::new())) };
        if maat.klein == 0 {
            upload.in_delen().await?;
        }
        Ok(upload)
    }

    /// A document, or that it is not there.
    pub(crate) async fn lees(&self, pad: &Path) -> Result<Option<GetResult>, StoreError> {
        match self.opslag.get(pad).await {
            Err(fout) if fout::is_weg(&fout) => Ok(None),
            uit => self.bij(uit, "opening a document").map(Some),
        }
    }

    /// What is read of it, with where and why it failed.
    pub(crate) fn stroom(
        &self,
        van: GetResult,
    ) -> BoxStream<'static, Result<bytes::Bytes, StoreError>> {
        let plaats = self.clone();
        Box::pin(futures::StreamExt::map(van.into_stream(), move |deel| {
            plaats.bij(deel, "reading a document")
        }))
    }

    /// Is it there?
    async fn heeft(&self, pad: &Path) -> Result<bool, StoreError> {
        match self.opslag.head(pad).await {
            Err(fout) if fout::is_weg(&fout) => Ok(false),
            uit => self.bij(uit, "looking for a document").map(|_| true),
        }
    }

    /// Removes a document. One that is gone is no error.
    pub(crate) async fn wis(&self, pad: &Path) -> Result<(), StoreError> {
        match self.opslag.delete(pad).await {
            Err(fout) if fout::is_weg(&fout) => Ok(()),
            uit => self.bij(uit, "removing a document"),
        }
    }

    /// All that is there, one after the other.
    pub(crate) fn alle(&self) -> BoxStream<'static, Result<ObjectMeta, StoreError>> {
        let plaats = self.clone();
        Box::pin(futures::StreamExt::map(self.opslag.list(None), move |een| {
            plaats.bij(een, "listing the documents")
        }))
    }
}

/// A document on its way in. Dropping it gives it up.
pub(crate) struct Upload {
    plaats: Bergplaats,
    pad: Path,
    maat: Maat,
    stand: Option<Stand>,
}

enum Stand {
    /// All of it so far.
    Klein(Vec<u8>),
    Delen(WriteMultipart),
}

const VOORBIJ: StoreError = StoreError::Ongeldig("an upload that has ended");

impl Upload {
    /// Takes the next bytes; waits while too many are on their way.
    pub(crate) async fn neem(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        for deel in bytes.chunks(self.maat.stuk) {
            if let Some(Stand::Klein(al)) = &mut self.stand {
                if al.len() + deel.len() < self.maat.klein {
                    al.extend_from_slice(deel);
                    continue;
                }
                self.in_delen().await?;
            }
            let Some(Stand::Delen(delen)) = &mut self.stand else { return Err(VOORBIJ) };
            let plek = delen.wait_for_capacity(self.maat.onderweg).await;
            self.plaats.bij(plek, "writing a document")?;
            delen.write(deel);
        }
        Ok(())
    }

    /// From here on in pieces.
    async fn in_delen(&mut self) -> Result<(), StoreError> {
        let Some(Stand::Klein(al)) = self.stand.take() else { return Err(VOORBIJ) };
        let begonnen = self.plaats.opslag.put_multipart(&self.pad).await;
        let begonnen = self.plaats.bij(begonnen, "beginning a document")?;
        let mut delen = WriteMultipart::new_with_chunk_size(begonnen, self.maat.stuk);
        delen.write(&al);
        self.stand = Some(Stand::Delen(delen));
        Ok(())
    }

    /// Puts it there for good. Who stops waiting gives it up.
    pub(crate) async fn klaar(mut self) -> Result<(), StoreError> {
        let (plaats, pad) = (self.plaats.clone(), self.pad.clone());
        let stand = self.stand.take().ok_or(VOORBIJ)?;
        let (zend, ontvang) = oneshot::channel();
        // A request that was sent cannot be called back: it is waited for, by somebody.
        tokio::spawn(async move {
            let uit = match stand {
                Stand::Klein(al) => plaats.opslag.put(&pad, al.into()).await.map(drop),
                Stand::Delen(delen) => delen.finish().await.map(drop),
            };
            let uit = plaats.bij(uit, "completing a document");
            if zend.send(uit).is_err_and(|uit| uit.is_ok()) {
                ruim(plaats.wis(&pad).await);
            }
        });
        ontvang.await.unwrap_or(Err(StoreError::Afgebroken))
    }

    /// Gives it up, and waits until nothing of it is left.
    pub(crate) async fn breek_af(mut self) -> Result<(), StoreError> {
        match self.stand.take() {
            Some(Stand::Delen(delen)) => {
                self.plaats.bij(geef_op(delen).await, "giving up a document")
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        // A folder cleans up after itself; a bucket keeps the pieces until it is told.
        if let (Some(Stand::Delen(delen)), None) = (self.stand.take(), self.plaats.map())
            && let Ok(hier) = tokio::runtime::Handle::try_current()
        {
            let plaats = self.plaats.clone();
            hier.spawn(async move {
                ruim(plaats.bij(geef_op(delen).await, "giving up a document"));
            });
        }
    }
}

/// Gives an upload up. A piece that is on its way could come after that, and stay: it is waited for.
async fn geef_op(mut delen: WriteMultipart) -> Result<(), Error> {
    // Whether one came or failed is the same now; each failure is told once.
    while delen.wait_for_capacity(0).await.is_err() {}
    delen.abort().await
}

/// Nobody waits for this: what could not be removed is swept later.
fn ruim(uit: Result<(), StoreError>) {
    if let Err(fout) = uit {
        tracing::warn!(error = %fout, "what was given up could not be removed");
    }
}
