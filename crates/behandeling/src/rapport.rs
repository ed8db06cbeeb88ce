//! The figures of a provider over a period, from all its dossiers.
//!
//! Always holds: what is counted, and what is hidden, the pure floor `verslag` says; a dossier is loaded,
//! counted and let go; one that was destroyed counts by what was kept of it.

use termijn::Datum;
use verslag::{Periode, Teller, Verslag};

use crate::fout::DoenError;
use crate::praktijk::Praktijk;
use crate::vernietigen::Vernietigd;

/// How many dossiers are looked up at once.
const PARTIJ: u16 = 256;

impl Praktijk {
    /// The report over this period, as the dossiers stand today, with what was written for it.
    ///
    /// # Errors
    /// When an event can't be read, or the store fails.
    pub async fn verslag(&self, periode: Periode, vandaag: Datum) -> Result<Verslag, DoenError> {
        let aanbieder = self.aanbieder();
        let mut teller =
            Teller::new(self.versies().op(vandaag), &aanbieder.locaties, periode, vandaag);
        let mut na = None;
        loop {
            let partij = self.store().dossiers(self.tenant(), na, PARTIJ).await?;
            let Some(laatste) = partij.last().copied() else { break };
            for id in partij {
                let dossier = self.open(id, vandaag).await?;
                teller.neem(&dossier.boek, &dossier.stand);
            }
            na = Some(laatste);
        }
        let mut partij = self.store().vernietigingen(self.tenant(), None, PARTIJ).await?;
        while let Some(laatste) = partij.last() {
            for v in &partij {
                if let Some(trekken) = &Vernietigd::try_from(v)?.akte.cijfers {
                    teller.neem_vernietigd(trekken);
                }
            }
            partij = self.store().vernietigingen(self.tenant(), Some(laatste), PARTIJ).await?;
        }
        let aanbevelingen = self.store().verslagtekst(self.tenant(), &periode.to_string()).await?;
        Ok(teller.verslag(&aanbieder.naam, aanbieder.signaal_vanaf, aanbevelingen))
    }
}
