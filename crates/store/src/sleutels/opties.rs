//! Where the keys are, and what opens them, as the operator says it.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use kluis::Sleutel;

use crate::Postgres;

/// The file in a folder of keys in which the master key is, when it is in no other place.
const BESTAND: &str = "hoofdsleutel";

/// Where the keys are and what opens them.
#[derive(Clone, Debug)]
pub struct SleutelOpties {
    /// Where the wrapped keys are.
    pub plaats: Sleutelplaats,
    /// What opens them.
    pub hoofd: Hoofdsleutel,
}

/// Where the wrapped keys are. Never in a backup of the data.
#[derive(Clone, Debug)]
pub enum Sleutelplaats {
    /// In the file `sleutels.db` in this folder, which is made when it is not there.
    Map(PathBuf),
    /// On a server, in a database or schema of their own.
    Postgres(Postgres),
}

/// Where the master key comes from.
#[derive(Clone, Debug)]
pub enum Hoofdsleutel {
    /// From this file: 64 hexadecimal digits. Where there are no keys yet it is made.
    Bestand(PathBuf),
    /// It is this one.
    Deze(Sleutel),
    /// It is what this command prints, run by the shell: so that it may come from elsewhere.
    Opdracht(String),
}

/// The folder, or the server without user and password.
impl fmt::Display for Sleutelplaats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Map(map) => map.display().fmt(f),
            Self::Postgres(postgres) => postgres.fmt(f),
        }
    }
}

impl SleutelOpties {
    /// Keys and master key in this folder.
    pub fn in_map(map: impl Into<PathBuf>) -> Self {
        let map = map.into();
        Self { hoofd: Hoofdsleutel::Bestand(map.join(BESTAND)), plaats: Sleutelplaats::Map(map) }
    }

    /// Beside a data directory, so that a copy of that directory holds no key: `data-sleutels`.
    pub fn naast(data: &Path) -> Self {
        Self::in_map(naast(data))
    }
}

/// The folder for keys beside a data directory.
pub(crate) fn naast(data: &Path) -> PathBuf {
    // `.` has no name to put something after; its own name has.
    let heel = std::path::absolute(data).unwrap_or_else(|_| data.to_owned());
    let mut naam = heel.file_name().unwrap_or_default().to_owned();
    naam.push("-sleutels");
    heel.with_file_name(naam)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lie_beside_the_data_and_never_in_them() {
        assert_eq!(naast(Path::new("/srv/data")), Path::new("/srv/data-sleutels"));
        assert_eq!(naast(Path::new("/srv/data/")), Path::new("/srv/data-sleutels"));
        assert!(naast(Path::new("data")).ends_with("data-sleutels"));
        assert!(!naast(Path::new(".")).starts_with(std::path::absolute(".").unwrap()));
    }
}
