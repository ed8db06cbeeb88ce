//! Where everything is kept, as the commands that need it ask for it.
//!
//! Always holds: an address that cannot be read is refused without repeating it, because it may hold a
//! password; a key is never taken from the command line, where others on the machine can read it.

use std::path::PathBuf;

use store::{Emmer, Hoofdsleutel, SleutelOpties, Sleutelplaats, StoreError, StoreOpties};

/// The master key in the environment: 64 hexadecimal digits.
const HOOFDSLEUTEL: &str = "WEDERHOOR_HOOFDSLEUTEL";

/// What the variables of another bucket begin with, that documents are copied to.
const NAAR: &str = "NAAR_";
/// What the variables of a bucket begin with.
const AWS: &str = "AWS_";

/// Which store.
#[derive(clap::Args)]
pub(crate) struct Opslag {
    /// Folder for the documents unless those are in a bucket, and for the database unless that is on a server.
    #[arg(long, default_value = "data", env = "WEDERHOOR_DATA")]
    pub(crate) data: PathBuf,
    /// The database on a PostgreSQL server: postgres://user:password@host:5432/database. Better in the
    /// environment than here, where others on the machine can read it.
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database: Option<String>,
    /// The documents in a bucket of an S3-compatible store: s3://bucket/folder or https://host/bucket/folder.
    /// How to log in comes from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION,
    /// AWS_ENDPOINT_URL), and is never in the address.
    #[arg(long, value_name = "URL", env = "WEDERHOOR_DOCUMENTEN", hide_env_values = true)]
    documenten: Option<String>,
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
    /// When the address of a database or a bucket cannot be read, or what is said of the master key.
    pub(crate) fn opties(&self) -> Result<StoreOpties, StoreError> {
        let url = self.database.as_deref().filter(|url| !url.is_empty());
        let postgres = url.map(str::parse).transpose()?;
        let opties = StoreOpties::new(&self.data)
            .op(postgres)
            .documenten_in(emmer(self.documenten.as_deref(), AWS)?);
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

/// The bucket at this address, with how to log in from the environment.
fn emmer(url: Option<&str>, begin: &str) -> Result<Option<Emmer>, StoreError> {
    let Some(url) = url.filter(|url| !url.is_empty()) else { return Ok(None) };
    let tekst = |(naam, waarde): (std::ffi::OsString, std::ffi::OsString)| {
        let naam = naam.into_string().ok()?;
        let rest = naam.strip_prefix(begin)?;
        Some((format!("{AWS}{rest}"), waarde.into_string().ok()?))
    };
    Emmer::new(url, std::env::vars_os().filter_map(tekst)).map(Some)
}

/// The bucket that documents are copied to. It has its own variables, NAAR_AWS_…, when it is of another
/// store; else those of the first.
pub(crate) fn andere_emmer(url: Option<&str>) -> Result<Option<Emmer>, StoreError> {
    let eigen = format!("{NAAR}{AWS}");
    let heeft = |naam: &std::ffi::OsStr| naam.to_string_lossy().starts_with(&eigen);
    let begin = if std::env::vars_os().any(|(naam, _)| heeft(&naam)) { &eigen } else { AWS };
    emmer(url, begin)
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
