//! Who has the data directory. Always holds: while a [`Grendel`] lives, no other process can take one
//! on the same data directory, unless both share it; the kernel lets go of it however the process ends.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use crate::{StoreError, fout::van_map};

const NAAM: &str = "wederhoor.lock";

/// May others have the directory at the same time?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gebruik {
    /// No: the database is in it.
    Alleen,
    /// Yes: only documents are in it, and the database is on a server.
    Gedeeld,
}

/// A held lock on a data directory.
#[derive(Debug)]
pub(crate) struct Grendel {
    _bestand: File,
}

impl Grendel {
    /// Takes the lock, or says who has it. Also the proof that the directory can be written.
    pub(crate) fn neem(map: &Path, gebruik: Gebruik) -> Result<Self, StoreError> {
        let mis = |source| van_map("the data directory", map, source);
        let mut bestand = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(map.join(NAAM))
            .map_err(mis)?;
        let genomen = match gebruik {
            Gebruik::Alleen => bestand.try_lock(),
            Gebruik::Gedeeld => bestand.try_lock_shared(),
        };
        match genomen {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut houder = String::new();
                // Only for the message: a lock without a readable name is still a lock.
                let _ = bestand.read_to_string(&mut houder);
                return Err(StoreError::Bezet {
                    map: map.to_owned(),
                    houder: houder.trim().to_owned(),
                });
            }
            Err(TryLockError::Error(source)) => return Err(mis(source)),
        }
        if gebruik == Gebruik::Gedeeld {
            return Ok(Self { _bestand: bestand });
        }
        bestand
            .set_len(0)
            .and_then(|()| bestand.seek(SeekFrom::Start(0)))
            .and_then(|_| writeln!(bestand, "pid {}", std::process::id()))
            .map_err(mis)?;
        Ok(Self { _bestand: bestand })
    }
}
