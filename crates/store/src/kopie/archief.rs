//! Writing an archive: tar (POSIX ustar) within age. Always holds: under its name there is never half of one; it
//! is on disk before it gets that name; nobody but its owner reads it meanwhile.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use age::{Encryptor, Recipient, stream::StreamWriter};
use tar::{Builder, Header};

use super::{
    KopieError, Ontvanger, document,
    inhoud::{KOP, Kop, PER_LIJST, Regel, SLOT, Slot, Wat},
};
use crate::{StukId, Tenant, bergplaats::Bergplaats, sql::onleesbaar};

/// An archive that is being written. Dropping it gives it up.
pub(super) struct Archief {
    tar: Option<Builder<StreamWriter<BufWriter<File>>>>,
    doel: PathBuf,
    tijdelijk: PathBuf,
    seconden: u64,
    delen: u32,
    lijst: Vec<Regel>,
    lijsten: u32,
    rond: blake3::Hasher,
}

impl Archief {
    pub(super) fn begin(doel: &Path, kop: &Kop, voor: &[Ontvanger]) -> Result<Self, KopieError> {
        if doel.exists() {
            return Err(KopieError::BestaatAl { pad: doel.to_owned() });
        }
        let slot = Encryptor::with_recipients(voor.iter().map(|wie| &wie.0 as &dyn Recipient))
            .map_err(|_| KopieError::GeenOntvanger)?;
        let mut naam = doel.file_name().unwrap_or_default().to_owned();
        naam.push(".deel");
        let tijdelijk = doel.with_file_name(naam);
        let open = || {
            let opties =
                File::options().write(true).create(true).truncate(true).mode(0o600).clone();
            slot.wrap_output(BufWriter::new(opties.open(&tijdelijk)?))
        };
        let uit = open().map_err(|source| KopieError::Bestand {
            wat: "cannot write",
            pad: tijdelijk.clone(),
            source,
        })?;
        let seconden = u64::try_from(kop.moment.as_second()).unwrap_or_default();
        let mut archief = Self {
            tar: Some(Builder::new(uit)),
            doel: doel.to_owned(),
            tijdelijk,
            seconden,
            delen: 0,
            lijst: Vec::new(),
            lijsten: 0,
            rond: blake3::Hasher::new(),
        };
        archief.json(KOP, kop)?;
        Ok(archief)
    }

    /// Rows of a table.
    pub(super) fn rijen(&mut self, tabel: &str, deel: &[u8]) -> Result<(), KopieError> {
        self.delen += 1;
        self.deel(format!("rijen/{tabel}/{:06}.cbor", self.delen), deel.len() as u64, deel)
    }

    /// A document from where documents are kept; says how long it is, or that it is not there.
    pub(super) fn document(
        &mut self,
        plaats: &Bergplaats,
        tenant: &Tenant,
        stuk: StukId,
    ) -> Result<Option<u64>, KopieError> {
        let Some((bestand, bytes)) = document::open(plaats, tenant, stuk)? else { return Ok(None) };
        let naam = format!("documenten/{}", document::plek(tenant, stuk));
        let mut geteld = Geteld { van: bestand.take(bytes), hash: None, bytes: 0 };
        let gedaan = self.deel(naam, bytes, &mut geteld);
        if let Some(fout) = geteld.van.get_mut().fout() {
            return Err(fout.into());
        }
        gedaan?;
        if geteld.bytes != bytes {
            return Err(KopieError::DocumentVerandert { stuk: document::naam(tenant, stuk) });
        }
        Ok(Some(bytes))
    }

    /// Seals it, puts it on disk, and gives it its name.
    pub(super) fn klaar(&mut self, wat: Wat) -> Result<(), KopieError> {
        self.schrijf_lijst()?;
        let blake3 = self.rond.finalize().to_hex().to_string();
        self.json(SLOT, &Slot { wat, lijsten: self.lijsten, blake3 })?;
        let Some(tar) = self.tar.take() else { return Err(KopieError::Afgebroken) };
        let sluit = || {
            let bestand = tar.into_inner()?.finish()?.into_inner().map_err(io::Error::from)?;
            bestand.sync_all()?;
            fs::rename(&self.tijdelijk, &self.doel)?;
            let map = self.doel.parent().filter(|map| !map.as_os_str().is_empty());
            File::open(map.unwrap_or(Path::new(".")))?.sync_all()
        };
        sluit().map_err(|source| self.mis(source))
    }

    fn deel(&mut self, naam: String, bytes: u64, van: impl Read) -> Result<(), KopieError> {
        let mut hash = blake3::Hasher::new();
        let van = Geteld { van, hash: Some(&mut hash), bytes: 0 };
        self.schrijf(&naam, bytes, van)?;
        self.lijst.push(Regel { naam, bytes, blake3: hash.finalize().to_hex().to_string() });
        if self.lijst.len() >= PER_LIJST { self.schrijf_lijst() } else { Ok(()) }
    }

    fn schrijf_lijst(&mut self) -> Result<(), KopieError> {
        if self.lijst.is_empty() {
            return Ok(());
        }
        self.lijsten += 1;
        let lijst = std::mem::take(&mut self.lijst);
        let bytes = self.json(&format!("lijst/{:06}.json", self.lijsten), &lijst)?;
        self.rond.update(&bytes);
        Ok(())
    }

    fn json(&mut self, naam: &str, wat: &impl serde::Serialize) -> Result<Vec<u8>, KopieError> {
        let bytes =
            serde_json::to_vec(wat).map_err(|fout| onleesbaar("a part of an archive", fout))?;
        self.schrijf(naam, bytes.len() as u64, bytes.as_slice())?;
        Ok(bytes)
    }

    fn schrijf(&mut self, naam: &str, bytes: u64, van: impl Read) -> Result<(), KopieError> {
        let Some(tar) = self.tar.as_mut() else { return Err(KopieError::Afgebroken) };
        let mut kop = Header::new_ustar();
        kop.set_size(bytes);
        kop.set_mode(0o600);
        kop.set_mtime(self.seconden);
        let gedaan = tar.append_data(&mut kop, naam, van);
        gedaan.map_err(|source| self.mis(source))
    }

    fn mis(&self, source: io::Error) -> KopieError {
        KopieError::Bestand { wat: "cannot write", pad: self.tijdelijk.clone(), source }
    }
}

impl Drop for Archief {
    fn drop(&mut self) {
        // Not there any more when it got its name.
        let _ = fs::remove_file(&self.tijdelijk);
    }
}

/// Counts and hashes what is read through it.
struct Geteld<'a, R> {
    van: R,
    hash: Option<&'a mut blake3::Hasher>,
    bytes: u64,
}

impl<R: Read> Read for Geteld<'_, R> {
    fn read(&mut self, naar: &mut [u8]) -> io::Result<usize> {
        let aantal = self.van.read(naar)?;
        self.bytes += aantal as u64;
        if let Some(hash) = self.hash.as_mut() {
            hash.update(naar.get(..aantal).unwrap_or_default());
        }
        Ok(aantal)
    }
}
