//! Where everything is kept, as the commands that need it ask for it.
//!
//! Always holds: an address that cannot be read is refused without repeating it, because it may hold a
//! password; a key is never taken from the command line, where others on the machine can read it.

use std::path::PathBuf;

use store::{Hoofdsleutel, SleutelOpties, Sleutelplaats, StoreError, StoreOpties};

/// The master key in the environment: 64 hexadecimal digits.
const HOOFDSLEUTEL: &str = "WEDERHOOR_HOOFDSLEUTEL";

/// Which store.
#[derive(clap::Args)]
pub(crate) struct Opslag {
    /// Folder for the documents, and for the database unless that is on a server.
    #[arg(long, default_value = "data", env = "WEDERHOOR_DATA")]
    pub(crate) data: PathBuf,
    /// The database on a PostgreSQL server: postgres://user:password@host:5432/database. Better in the
    /// environment than here, where others on the machine can read it.
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database: Option<String>,
    #[command(flatten)]
    sleutels: Sleutelbron,
}

/// Where the keys are, and what opens them.
#[derive(clap::Args)]
pub(crate) struct Sleutelbron {
    /// Folder for the keys, or a PostgreSQL database or schema of their own; never in a backup of the data.
    /// Without it the folder beside the data that is called after it: `data-sleutels`.
    #[arg(long, value_name = "FOLDER|URL", env = "WEDERHOOR_SLEUTELS", hide_env_values = true)]
    sleutels: Option<String>,
    /// File with the master key; without it `hoofdsleutel` in the folder with the keys, which the server
    /// makes. WEDERHOOR_HOOFDSLEUTEL may hold the key itself: 64 hexadecimal digits.
    #[arg(long, value_name = "FILE", env = "WEDERHOOR_HOOFDSLEUTEL_BESTAND")]
    hoofdsleutel: Option<PathBuf>,
    /// Command that prints the master key, to have it from elsewhere.
    #[arg(
        long,
        value_name = "COMMAND",
        env = "WEDERHOOR_HOOFDSLEUTEL_OPDRACHT",
        conflicts_with = "hoofdsleutel"
    )]
    hoofdsleutel_opdracht: Option<String>,
}

impl Opslag {
    /// How to open it.
    ///
    /// # Errors
    /// When the address of a database cannot be read, or what is said of the master key.
    pub(crate) fn opties(&self) -> Result<StoreOpties, StoreError> {
        let url = self.database.as_deref().filter(|url| !url.is_empty());
        let postgres = url.map(str::parse).transpose()?;
        let opties = StoreOpties::new(&self.data).op(postgres);
        let sleutels = self.sleutels.opties(&opties.sleutels)?;
        Ok(opties.met(sleutels))
    }

    /// The folder with keys, where there is one: there the key that signs checkpoints is at home too.
    pub(crate) fn sleutelmap(&self) -> Result<PathBuf, StoreError> {
        Ok(match self.opties()?.sleutels.plaats {
            Sleutelplaats::Map(map) => map,
            Sleutelplaats::Postgres(_) => self.data.clone(),
        })
    }
}

/// A folder, or the address of a database.
pub(crate) fn sleutelplaats(waar: &str) -> Result<Sleutelplaats, StoreError> {
    Ok(if waar.starts_with("postgres") && waar.contains("://") {
        Sleutelplaats::Postgres(waar.parse()?)
    } else {
        Sleutelplaats::Map(waar.into())
    })
}

impl Sleutelbron {
    fn opties(&self, naast: &SleutelOpties) -> Result<SleutelOpties, StoreError> {
        let mut uit = match self.sleutels.as_deref().filter(|waar| !waar.is_empty()) {
            None => naast.clone(),
            Some(waar) => match sleutelplaats(waar)? {
                Sleutelplaats::Map(map) => SleutelOpties::in_map(map),
                plaats @ Sleutelplaats::Postgres(_) => SleutelOpties { plaats, ..naast.clone() },
            },
        };
        if let Some(hoofd) = self.hoofd()? {
            uit.hoofd = hoofd;
        }
        Ok(uit)
    }

    fn hoofd(&self) -> Result<Option<Hoofdsleutel>, StoreError> {
        if let Some(opdracht) = &self.hoofdsleutel_opdracht {
            return Ok(Some(Hoofdsleutel::Opdracht(opdracht.clone())));
        }
        if let Some(pad) = &self.hoofdsleutel {
            return Ok(Some(Hoofdsleutel::Bestand(pad.clone())));
        }
        match std::env::var(HOOFDSLEUTEL) {
            Ok(tekst) if !tekst.is_empty() => match tekst.parse() {
                Ok(sleutel) => Ok(Some(Hoofdsleutel::Deze(sleutel))),
                Err(_) => Err(StoreError::Hoofdsleutel {
                    waar: HOOFDSLEUTEL.to_owned(),
                    wat: "it holds no key: 64 hexadecimal digits",
                }),
            },
            _ => Ok(None),
        }
    }
}
