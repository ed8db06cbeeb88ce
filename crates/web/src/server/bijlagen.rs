//! Files that come with an act: kept in a draft until the act is done.
//!
//! Always holds: a file that was sent once need not be sent again when something else in the form is
//! wrong; nobody attaches a document that he did not send himself, because only the id of the draft,
//! which cannot be guessed, travels in the form.

use behandeling::Bijlage;
use jiff::{Timestamp, ToSpan};
use regeling::woorden::Daad;
use regeling::{Velden, Waarde};
use store::{ConceptId, ConceptStuk, StoreError, StukRij};

use super::app::Bij;
use super::fout::WebFout;
use super::ontvang::{Ontvangen, in_woorden};
use crate::componenten::veld::Geplaatst;

/// The hidden field with the id of the draft.
pub(super) const CONCEPT: &str = "concept";
/// How long files wait for their act, in hours.
const BEWAAR_UREN: i64 = 24;

/// The files of one form.
#[derive(Debug, Default)]
pub(super) struct Bijlagen {
    /// The draft that holds them, as soon as there is one.
    pub(super) concept: Option<ConceptId>,
    /// What came along so far.
    pub(super) stukken: Vec<ConceptStuk>,
    /// Why the last one was refused.
    pub(super) fout: Option<String>,
    /// Only files were changed: the form shows again.
    pub(super) alleen_bestanden: bool,
}

impl Bijlagen {
    /// Takes in what the form sent, beside what came before.
    pub(super) async fn ontvang(bij: &Bij, ontvangen: &mut Ontvangen) -> Result<Self, WebFout> {
        let (store, tenant) = (bij.huis.praktijk.store(), bij.huis.praktijk.tenant());
        let nu = bij.app.nu();
        let mut uit =
            Self { concept: ontvangen.invoer.een(CONCEPT).parse().ok(), ..Self::default() };
        if let Ok(stuk) = ontvangen.invoer.een("verwijder").parse() {
            uit.alleen_bestanden = true;
            if let Some(id) = uit.concept {
                store.haal_van_concept(tenant, id, stuk).await?;
            }
        }
        for bestand in std::mem::take(&mut ontvangen.bestanden) {
            match bestand {
                Ok(stuk) => {
                    let id = match uit.concept {
                        Some(id) => id,
                        None => store.maak_concept(tenant, verloopt(nu)).await?,
                    };
                    uit.concept = Some(id);
                    store.hang_aan_concept(tenant, id, stuk, nu, verloopt(nu)).await?;
                }
                Err(fout) => uit.fout = Some(fout.zin()),
            }
        }
        if let Some(id) = uit.concept {
            match store.concept(tenant, id, nu).await {
                Ok(inhoud) => uit.stukken = inhoud.stukken,
                Err(StoreError::NietGevonden { .. }) => uit.concept = None,
                Err(ander) => return Err(ander.into()),
            }
        }
        Ok(uit)
    }

    /// The files as the form lists them.
    pub(super) fn geplaatst(&self) -> Vec<Geplaatst> {
        self.stukken
            .iter()
            .map(|s| Geplaatst {
                id: s.document.stuk.to_string(),
                naam: s.naam.clone(),
                grootte: in_woorden(&s.mime, s.document.bytes),
            })
            .collect()
    }

    /// Names them in the field of the act that is for files.
    pub(super) fn noem_in(&self, daad: &Daad, uit: &mut Velden) {
        if let (Some(veld), false) = (daad.bestanden(), self.stukken.is_empty()) {
            let ids = self.stukken.iter().map(|s| Waarde::from(s.document.stuk.to_string()));
            uit.insert(veld.id.clone(), Waarde::Lijst(ids.collect()));
        }
    }

    /// Their rows, for the store.
    pub(super) fn rijen(&self, soort: &str, nu: Timestamp) -> Vec<Bijlage> {
        rijen(&self.stukken, soort, nu)
    }
}

/// The rows of files that were in a draft.
pub(super) fn rijen(stukken: &[ConceptStuk], soort: &str, nu: Timestamp) -> Vec<Bijlage> {
    stukken
        .iter()
        .map(|s| Bijlage { rij: StukRij::van(s.document.clone(), &s.naam, soort, &s.mime, nu) })
        .collect()
}

fn verloopt(nu: Timestamp) -> Timestamp {
    nu.saturating_add(BEWAAR_UREN.hours()).unwrap_or(Timestamp::MAX)
}
