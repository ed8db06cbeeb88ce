//! The handle that the floors above hold.

use std::{fmt, sync::Arc};

use store::Store;

use crate::{fout::AccessError, sessie::SessieRegels, toeval::Toeval, wachtwoord::Wachtwoorden};

/// Accounts, log-in and sessions, on a store. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Toegang {
    pub(crate) store: Store,
    pub(crate) toeval: Arc<dyn Toeval>,
    pub(crate) wachtwoorden: Wachtwoorden,
    pub(crate) regels: SessieRegels,
}

impl Toegang {
    /// On this store, with this source of chance ([`Systeemtoeval`](crate::Systeemtoeval) outside
    /// tests). Takes the time of hashing one password.
    ///
    /// # Errors
    /// When there are no random bytes.
    pub fn new(
        store: Store,
        toeval: Arc<dyn Toeval>,
        regels: SessieRegels,
    ) -> Result<Self, AccessError> {
        let wachtwoorden = Wachtwoorden::new(&*toeval)?;
        Ok(Self { store, toeval, wachtwoorden, regels })
    }

    /// The source of chance, for what the floors above make: codes, tokens, forms.
    pub fn toeval(&self) -> &dyn Toeval {
        &*self.toeval
    }
}

impl fmt::Debug for Toegang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Toegang").field("regels", &self.regels).finish_non_exhaustive()
    }
}
