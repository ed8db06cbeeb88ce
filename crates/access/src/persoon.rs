//! Who asks. Always holds: a person belongs to one tenant, and came in by a log-in.

use std::{collections::BTreeSet, fmt};

use store::{DossierId, Tenant};
use uuid::Uuid;

/// Somebody who is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Persoon {
    /// With an account.
    Medewerker(Medewerker),
    /// The complainant, with number and code: for that one dossier.
    Klager {
        /// Whose data it is.
        tenant: Tenant,
        /// Which dossier.
        dossier: DossierId,
    },
}

/// Somebody who works at or for the provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Medewerker {
    /// Where.
    pub tenant: Tenant,
    /// Which account; stands as `wie.account` in what this person does.
    pub account: Uuid,
    /// The name, for the screen.
    pub naam: String,
    /// The offices, as role ids of the vocabulary (`raad_van_bestuur`), `beheerder` and
    /// [`FUNCTIONARIS_GEGEVENSBESCHERMING`].
    pub ambten: BTreeSet<String>,
}

/// The office of the data protection officer (AVG, article 37): sees who looked, and no dossier.
pub const FUNCTIONARIS_GEGEVENSBESCHERMING: &str = "functionaris_gegevensbescherming";
/// Offices that see every dossier of the house.
const ZIEN_ALLES: [&str; 2] = ["raad_van_bestuur", "klachtenfunctionaris"];

impl Medewerker {
    /// The office by which this person sees every dossier, if there is one.
    pub(crate) fn ambt_voor_alles(&self) -> Option<&'static str> {
        ZIEN_ALLES.into_iter().find(|ambt| self.ambten.contains(*ambt))
    }

    /// What this person is in the house, as a key for the access log; `geen` without an office.
    pub fn grond(&self) -> String {
        let ambt = self.ambt_voor_alles();
        let ambt = ambt.or_else(|| self.ambten.iter().next().map(String::as_str));
        ambt.unwrap_or("geen").to_owned()
    }
}

impl Persoon {
    /// Whose data this person may ask for.
    pub fn tenant(&self) -> &Tenant {
        match self {
            Self::Medewerker(medewerker) => &medewerker.tenant,
            Self::Klager { tenant, .. } => tenant,
        }
    }

    /// The account, of a person who has one.
    pub fn account(&self) -> Option<Uuid> {
        match self {
            Self::Medewerker(medewerker) => Some(medewerker.account),
            Self::Klager { .. } => None,
        }
    }
}

/// Without the name: this ends up in logs.
impl fmt::Debug for Medewerker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Medewerker")
            .field("tenant", &self.tenant)
            .field("account", &self.account)
            .field("ambten", &self.ambten)
            .finish_non_exhaustive()
    }
}
