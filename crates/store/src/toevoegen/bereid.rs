//! What can be done about an append before it is known how its dossier stands: sealing, and the tokens by which
//! it will be found. Always holds: it is done by whoever hands the append in, so that those that go to disk
//! together do not wait for it one after the other.

use super::Schrijf;
use crate::{StoreError, Versie, feit, projectie, zegelaar::Zegelaar};

/// An append, sealed.
#[derive(Debug)]
pub(super) struct Bereid {
    pub(super) zegel: Zegelaar,
    /// The content of each event.
    pub(super) feiten: Vec<Vec<u8>>,
    pub(super) projectie: projectie::Bereid,
}

impl Bereid {
    /// # Errors
    /// When it has more events than a dossier can hold.
    pub(super) fn new(zegel: Zegelaar, schrijf: &Schrijf) -> Result<Self, StoreError> {
        let erbij = u32::try_from(schrijf.feiten.len())
            .map_err(|_| StoreError::Ongeldig("more events than a dossier can hold"))?;
        // A version that no dossier has is a conflict, which is seen when it is known how the dossier stands.
        let na = |n| schrijf.verwacht.0.saturating_add(n);
        let versie = na(erbij);
        let nummers = (1..=erbij).map(na);
        let feiten = nummers.zip(&schrijf.feiten).map(|(nummer, feit)| {
            zegel.zaak.verzegel(feit::TABEL, &nummer.to_le_bytes(), &feit.inhoud)
        });
        let feiten = feiten.collect::<Result<_, _>>()?;
        let projectie = projectie::Bereid::new(&zegel, Versie(versie), &schrijf.projectie)?;
        Ok(Self { zegel, feiten, projectie })
    }
}
