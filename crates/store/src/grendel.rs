//! One process at a time. Always holds: while a [`Grendel`] lives, no other process can take one on
//! the same data directory; the kernel lets go of it however the process ends.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use crate::StoreError;

const NAAM: &str = "wederhoor.lock";

/// A held lock on a data directory.
#[derive(Debug)]
pub(crate) struct Grendel {
    _bestand: File,
}

impl Grendel {
    /// Takes the lock, or says who has it. Also the proof that the directory can be written.
    pub(crate) fn neem(map: &Path) -> Result<Self, StoreError> {
        let alleen_lezen = |source| StoreError::AlleenLezen { map: map.to_owned(), source };
        let mut bestand = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(map.join(NAAM))
            .map_err(alleen_lezen)?;
        match bestand.try_lock() {
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
            Err(TryLockError::Error(source)) => return Err(alleen_lezen(source)),
        }
        bestand
            .set_len(0)
            .and_then(|()| bestand.seek(SeekFrom::Start(0)))
            .and_then(|_| writeln!(bestand, "pid {}", std::process::id()))
            .map_err(alleen_lezen)?;
        Ok(Self { _bestand: bestand })
    }
}
