//! Reading an archive from its head to its seal. Always holds: what does not open, is not in order, not on its
//! list or not sealed is refused with what is wrong; a name in it decides nothing about where something is
//! put; whoever visits the parts gets them in the order in which they were written.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use age::{DecryptError, Decryptor, Identity, stream::StreamReader};
use serde::de::DeserializeOwned;

use super::{
    Identiteit, KopieError, Soort, document,
    inhoud::{DEEL_MAX, FORMAAT, KOP, Kop, PER_LIJST, Regel, SLOT, Slot, Wat},
    schema::Tabel,
};
use crate::{StukId, Tenant, openen, sleutels};

/// A part, for who visits.
pub(super) enum Deel<'a> {
    /// Rows of the table at this place in the head.
    Rijen(usize, &'a Tabel, Vec<u8>),
    /// A document, and its content.
    Document(Tenant, StukId, &'a mut dyn Read),
}

/// Reads the archive, and hands each part to `bezoek`.
pub(super) fn lees(
    pad: &Path,
    soort: Soort,
    identiteiten: &[Identiteit],
    mut bezoek: impl FnMut(Deel<'_>) -> Result<(), KopieError>,
) -> Result<(Kop, Wat), KopieError> {
    let mut tar = tar::Archive::new(open(pad, identiteiten)?);
    let mut lezing = Lezing::new(pad);
    let mut kop = None;
    for ingang in tar.entries().map_err(|fout| lezing.beschadigd(fout))? {
        let mut ingang = ingang.map_err(|fout| lezing.beschadigd(fout))?;
        let naam = String::from_utf8_lossy(&ingang.path_bytes()).into_owned();
        if lezing.slot.is_some() {
            return Err(lezing.onvolledig(format!("{naam} stands after its seal")));
        }
        let Some(kop) = kop.as_ref() else {
            kop = Some(lezing.kop(&naam, &mut ingang, soort)?);
            continue;
        };
        lezing.deel(kop, &naam, &mut ingang, &mut bezoek)?;
    }
    // To the end of the file: only there the lock says that nothing was cut off.
    let mut rest = tar.into_inner();
    io::copy(&mut rest, &mut io::sink()).map_err(|fout| lezing.beschadigd(fout))?;
    match (kop, lezing.slot) {
        (Some(kop), Some(slot)) => Ok((kop, slot.wat)),
        (None, _) => Err(KopieError::GeenArchief { pad: pad.to_owned() }),
        (_, None) => Err(KopieError::Onvolledig {
            pad: pad.to_owned(),
            wat: "the seal at its end is missing".to_owned(),
        }),
    }
}

type Bron = StreamReader<BufReader<File>>;

fn open(pad: &Path, identiteiten: &[Identiteit]) -> Result<Bron, KopieError> {
    let mis = |source| KopieError::Bestand { wat: "cannot read", pad: pad.to_owned(), source };
    let bestand = File::open(pad).map_err(mis)?;
    let weiger = |fout| match fout {
        DecryptError::NoMatchingKeys => KopieError::VerkeerdeIdentiteit { pad: pad.to_owned() },
        DecryptError::Io(fout) if fout.kind() != io::ErrorKind::UnexpectedEof => mis(fout),
        DecryptError::InvalidMac | DecryptError::DecryptionFailed => KopieError::Beschadigd {
            pad: pad.to_owned(),
            source: io::Error::other("its first lines do not hold"),
        },
        _ => KopieError::GeenArchief { pad: pad.to_owned() },
    };
    let dicht = Decryptor::new_buffered(BufReader::new(bestand)).map_err(weiger)?;
    dicht.decrypt(identiteiten.iter().map(|wie| &wie.0 as &dyn Identity)).map_err(weiger)
}

/// How far the reading is.
struct Lezing<'a> {
    pad: &'a Path,
    lijst: Vec<Regel>,
    lijsten: u32,
    rond: blake3::Hasher,
    documenten: u64,
    slot: Option<Slot>,
}

impl<'a> Lezing<'a> {
    fn new(pad: &'a Path) -> Self {
        let rond = blake3::Hasher::new();
        Self { pad, lijst: Vec::new(), lijsten: 0, rond, documenten: 0, slot: None }
    }

    fn kop(&self, naam: &str, van: &mut dyn Read, soort: Soort) -> Result<Kop, KopieError> {
        if naam != KOP {
            return Err(KopieError::GeenArchief { pad: self.pad.to_owned() });
        }
        let bytes = self.heel(naam, van)?;
        // What a newer program added to its head need not be readable to say that it is newer.
        let los: serde_json::Value = self.json(naam, &bytes)?;
        let nieuwer = |onbekend| KopieError::Nieuwer { pad: self.pad.to_owned(), onbekend };
        let formaat = los.get("formaat").and_then(serde_json::Value::as_u64);
        if formaat.is_some_and(|formaat| formaat > u64::from(FORMAAT)) {
            return Err(nieuwer(vec![format!("archive format {}", formaat.unwrap_or_default())]));
        }
        let kop: Kop = self.json(naam, &bytes)?;
        if kop.soort != soort {
            return Err(KopieError::AnderSoort { pad: self.pad.to_owned(), is: kop.soort });
        }
        let onze = match soort {
            Soort::Register => openen::stappen::<crate::migratie::Migrator>(),
            Soort::Sleutels => openen::stappen::<sleutels::tabellen::Migrator>(),
        };
        let onbekend = kop.schema.stappen.iter().filter(|stap| !onze.contains(stap));
        let onbekend: Vec<String> = onbekend.cloned().collect();
        if !onbekend.is_empty() {
            return Err(nieuwer(onbekend));
        }
        if kop.schema.stappen.is_empty() || !onze.starts_with(&kop.schema.stappen) {
            return Err(self.onvolledig("its tables were made by other steps than ours".to_owned()));
        }
        Ok(kop)
    }

    fn deel(
        &mut self,
        kop: &Kop,
        naam: &str,
        van: &mut dyn Read,
        bezoek: &mut impl FnMut(Deel<'_>) -> Result<(), KopieError>,
    ) -> Result<(), KopieError> {
        if naam == SLOT {
            let bytes = self.heel(naam, van)?;
            return self.sluit(self.json(naam, &bytes)?);
        }
        if naam.starts_with("lijst/") {
            let bytes = self.heel(naam, van)?;
            return self.vergelijk(naam, &bytes);
        }
        if self.lijst.len() >= PER_LIJST {
            return Err(self.onvolledig(format!("a list is missing before {naam}")));
        }
        let mut geteld = Geteld { van, hash: blake3::Hasher::new(), bytes: 0, fout: None };
        let uit = if let Some(plek) = naam.strip_prefix("documenten/") {
            let (tenant, stuk) = self.document(plek)?;
            self.documenten += 1;
            bezoek(Deel::Document(tenant, stuk, &mut geteld))
        } else {
            let (plek, tabel) = self.tabel(kop, naam)?;
            let bytes = self.heel(naam, &mut geteld)?;
            bezoek(Deel::Rijen(plek, tabel, bytes))
        };
        // A failure to read comes out of whoever was reading as one to write.
        if let Some(fout) = geteld.fout.take() {
            return Err(self.beschadigd(fout));
        }
        uit?;
        io::copy(&mut geteld, &mut io::sink()).map_err(|fout| self.beschadigd(fout))?;
        self.lijst.push(Regel {
            naam: naam.to_owned(),
            bytes: geteld.bytes,
            blake3: geteld.hash.finalize().to_hex().to_string(),
        });
        Ok(())
    }

    /// `tenant/xx/id`, and nothing that only looks like it.
    fn document(&self, plek: &str) -> Result<(Tenant, StukId), KopieError> {
        let mut delen = plek.split('/');
        let tenant = delen.next().and_then(|tenant| tenant.parse::<Tenant>().ok());
        let stuk = delen.next_back().and_then(|stuk| stuk.parse::<StukId>().ok());
        match (tenant, stuk) {
            (Some(tenant), Some(stuk)) if document::plek(&tenant, stuk) == plek => {
                Ok((tenant, stuk))
            }
            _ => Err(self.onvolledig("it holds a document under a name that is none".to_owned())),
        }
    }

    fn tabel<'k>(&self, kop: &'k Kop, naam: &str) -> Result<(usize, &'k Tabel), KopieError> {
        let tabel = naam.strip_prefix("rijen/").and_then(|rest| rest.split('/').next());
        let alle = kop.schema.tabellen.iter().enumerate();
        let mut gezocht = alle.filter(|(_, deze)| Some(deze.naam.as_str()) == tabel);
        gezocht
            .next()
            .ok_or_else(|| self.onvolledig(format!("it holds {naam}, which has no place")))
    }

    fn vergelijk(&mut self, naam: &str, bytes: &[u8]) -> Result<(), KopieError> {
        let lijst: Vec<Regel> = self.json(naam, bytes)?;
        let gelezen = std::mem::take(&mut self.lijst);
        if let Some(mis) = verschil(&lijst, &gelezen) {
            return Err(self.onvolledig(mis));
        }
        self.lijsten += 1;
        self.rond.update(bytes);
        Ok(())
    }

    fn sluit(&mut self, slot: Slot) -> Result<(), KopieError> {
        if let Some(los) = self.lijst.first() {
            return Err(self.onvolledig(format!("{} is on no list", los.naam)));
        }
        if slot.lijsten != self.lijsten || slot.blake3 != self.rond.finalize().to_hex().as_str() {
            return Err(
                self.onvolledig("its seal is of another archive, or lists are missing".into())
            );
        }
        if slot.wat.documenten != self.documenten {
            let (er, hoort) = (self.documenten, slot.wat.documenten);
            return Err(self.onvolledig(format!("it holds {er} documents of {hoort}")));
        }
        self.slot = Some(slot);
        Ok(())
    }

    /// A part that is not a document, whole.
    fn heel(&self, naam: &str, van: &mut dyn Read) -> Result<Vec<u8>, KopieError> {
        let mut uit = Vec::new();
        van.take(DEEL_MAX + 1).read_to_end(&mut uit).map_err(|fout| self.beschadigd(fout))?;
        if uit.len() as u64 > DEEL_MAX {
            return Err(self.onvolledig(format!("{naam} is longer than any part may be")));
        }
        Ok(uit)
    }

    fn json<T: DeserializeOwned>(&self, naam: &str, bytes: &[u8]) -> Result<T, KopieError> {
        serde_json::from_slice(bytes).map_err(|_| self.onvolledig(format!("{naam} cannot be read")))
    }

    fn beschadigd(&self, source: io::Error) -> KopieError {
        KopieError::Beschadigd { pad: self.pad.to_owned(), source }
    }

    fn onvolledig(&self, wat: String) -> KopieError {
        KopieError::Onvolledig { pad: self.pad.to_owned(), wat }
    }
}

/// What is the first that differs between a list and what was read.
fn verschil(lijst: &[Regel], gelezen: &[Regel]) -> Option<String> {
    for (hoort, is) in lijst.iter().zip(gelezen) {
        if hoort.naam != is.naam {
            return Some(format!("{} is missing", hoort.naam));
        }
        if hoort != is {
            return Some(format!("{} is not what was put in it", hoort.naam));
        }
    }
    let rest = lijst.get(gelezen.len()..).and_then(<[Regel]>::first);
    let los = gelezen.get(lijst.len()..).and_then(<[Regel]>::first);
    rest.map(|rest| format!("{} is missing", rest.naam))
        .or_else(|| los.map(|los| format!("{} is on no list", los.naam)))
}

/// Counts and hashes what is read through it, and remembers what failed.
struct Geteld<'a> {
    van: &'a mut dyn Read,
    hash: blake3::Hasher,
    bytes: u64,
    fout: Option<io::Error>,
}

impl Read for Geteld<'_> {
    fn read(&mut self, naar: &mut [u8]) -> io::Result<usize> {
        match self.van.read(naar) {
            Ok(aantal) => {
                self.bytes += aantal as u64;
                self.hash.update(naar.get(..aantal).unwrap_or_default());
                Ok(aantal)
            }
            Err(fout) => {
                let ook = io::Error::new(fout.kind(), "the archive cannot be read further");
                self.fout = Some(fout);
                Err(ook)
            }
        }
    }
}
