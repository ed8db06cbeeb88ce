//! Where everything is kept, as the commands that need it ask for it.
//!
//! Always holds: an address that cannot be read is refused without repeating it, because it may hold a
//! password.

use std::path::PathBuf;

use store::StoreOpties;

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
}

impl Opslag {
    /// How to open it.
    ///
    /// # Errors
    /// When the address of the database cannot be read.
    pub(crate) fn opties(&self) -> Result<StoreOpties, store::StoreError> {
        let url = self.database.as_deref().filter(|url| !url.is_empty());
        let postgres = url.map(str::parse).transpose()?;
        Ok(StoreOpties::new(&self.data).op(postgres))
    }
}
