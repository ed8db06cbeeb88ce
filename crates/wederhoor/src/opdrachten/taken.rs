//! Doing the jobs: letters go to the post folder, lists follow the calendar, each day gets a checkpoint, notices
//! of terms are given, old drafts go.
//!
//! Always holds: a job is claimed before it is done, and kept while it takes long; done twice it comes to the
//! same; what a process that stops has not done is given back, broken off where it was; a letter in the folder is whole (it is written beside and then moved), and its name tells nothing
//! about anybody; why a job failed is kept as a key.

use std::error::Error;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::time::Duration;

use access::Toegang;
use behandeling::{Achterstand, Praktijk, Taaksoort};
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp, ToSpan};
use store::{Ankersleutel, Store, StoreError, StukId, Taak, Tenant};
use tokio::io::AsyncWriteExt;
use tokio_util::sync::CancellationToken;
use web::server::App;

type Fout = Box<dyn Error + Send + Sync>;

/// For how long a job is claimed.
const TERMIJN: SignedDuration = SignedDuration::from_mins(5);
/// How often a job that still runs is claimed for longer.
const HOUD_VAST: Duration = Duration::from_secs(60);
/// For how many days a job that was done stays known.
const BEWAAR: i64 = 30;

/// All that jobs need.
pub(super) struct Werkplaats {
    /// The process stops: nothing is begun any more, and what is not done is given back.
    pub(super) stop: CancellationToken,
    pub(super) app: App,
    pub(super) store: Store,
    pub(super) toegang: Toegang,
    pub(super) praktijken: Vec<Praktijk>,
    pub(super) post: PathBuf,
    pub(super) sleutel: Ankersleutel,
}

impl Werkplaats {
    /// Does all that is due now, of the providers of this server.
    pub(super) async fn werk_af(&self) {
        let wie = match self.store.tenants_met_werk(self.app.nu()).await {
            Ok(wie) => wie,
            Err(fout) => {
                tracing::error!(%fout, "it cannot be seen what is to be done; it is tried again");
                return;
            }
        };
        for p in self.praktijken.iter().filter(|p| wie.contains(p.tenant())) {
            if let Err(fout) = self.werk_af_van(p).await {
                tracing::error!(%fout, "jobs could not be claimed; it is tried again");
            }
        }
    }

    /// One job at a time, so that what waits is there for others.
    async fn werk_af_van(&self, p: &Praktijk) -> Result<(), StoreError> {
        while !self.stop.is_cancelled() {
            let nu = self.app.nu();
            let Some(taak) = self.store.neem_taken(p.tenant(), nu, later(nu), 1).await?.pop()
            else {
                return Ok(());
            };
            let Some(uit) = self.stop.run_until_cancelled(self.houd_en_doe(p, &taak)).await else {
                return self.store.geef_taak_terug(p.tenant(), &taak, self.app.nu()).await;
            };
            match uit {
                Ok(()) => self.store.taak_klaar(p.tenant(), &taak, self.app.nu()).await?,
                Err(fout) => {
                    let soort = foutsoort(fout.as_ref());
                    tracing::error!(
                        taak = %taak.id, soort = taak.soort, pogingen = taak.pogingen, %fout,
                        "a job failed; it is tried again"
                    );
                    self.store.taak_mislukt(p.tenant(), &taak, soort, self.app.nu()).await?;
                }
            }
        }
        Ok(())
    }

    /// While the work goes on, the claim is made longer.
    async fn houd_en_doe(&self, p: &Praktijk, taak: &Taak) -> Result<(), Fout> {
        let werk = zonder_val(self.doe(p, taak));
        tokio::pin!(werk);
        loop {
            match tokio::time::timeout(HOUD_VAST, &mut werk).await {
                Ok(uit) => return uit,
                Err(_) => {
                    let tot = later(self.app.nu());
                    if !self.store.houd_taak(p.tenant(), taak, tot).await? {
                        return Err("somebody else has the job by now".into());
                    }
                }
            }
        }
    }

    async fn doe(&self, p: &Praktijk, taak: &Taak) -> Result<(), Fout> {
        let (nu, vandaag) = (self.app.nu(), self.app.vandaag());
        match taak.soort.parse::<Taaksoort>()? {
            Taaksoort::Brief => leg_neer(&self.store, &self.post, taak).await?,
            Taaksoort::Lijsten => {
                if p.achterstand(vandaag).await? != Achterstand::Geen {
                    let aantal = p.herbouw(vandaag).await?;
                    tracing::info!(aantal, "the lists stand as on this day");
                }
            }
            Taaksoort::Anker => {
                let gezet = self.store.zet_anker(p.tenant(), &self.sleutel, vandaag, nu).await?;
                if let Some(anker) = gezet {
                    tracing::info!(tenant = %p.tenant(), nummer = anker.nummer, "a checkpoint was set");
                }
            }
            Taaksoort::Herinneren => {
                let aantal = p.herinner(nu, vandaag).await?;
                if aantal > 0 {
                    tracing::info!(aantal, "notices of terms were given");
                }
            }
            Taaksoort::Opruimen => self.ruim_op(p.tenant(), nu).await?,
        }
        Ok(())
    }

    async fn ruim_op(&self, tenant: &Tenant, nu: Timestamp) -> Result<(), Fout> {
        let aantal = self.store.ruim_concepten(tenant, nu).await?;
        if aantal > 0 {
            tracing::info!(aantal, "drafts that were never sent are gone");
        }
        self.toegang.ruim_op(tenant, nu).await?;
        self.store.ruim_taken(tenant, nu.checked_sub((BEWAAR * 24).hours())?).await?;
        Ok(())
    }
}

/// A mistake of the program in one job is a job that failed, and stops no other. What it was about is not said.
async fn zonder_val(werk: impl Future<Output = Result<(), Fout>>) -> Result<(), Fout> {
    let uit = AssertUnwindSafe(werk).catch_unwind().await;
    uit.unwrap_or_else(|_| Err("the program made a mistake in this job".into()))
}

fn later(nu: Timestamp) -> Timestamp {
    nu.saturating_add(TERMIJN).unwrap_or(nu)
}

/// Why it failed, as a key: nothing about anybody.
fn foutsoort(fout: &(dyn Error + Send + Sync + 'static)) -> &'static str {
    let mut deel: Option<&(dyn Error + 'static)> = Some(fout);
    while let Some(hier) = deel {
        if hier.is::<std::io::Error>() {
            return "schijf";
        }
        match hier.downcast_ref::<StoreError>() {
            Some(
                StoreError::Vol { .. } | StoreError::Document { .. } | StoreError::Bestand { .. },
            ) => {
                return "schijf";
            }
            Some(StoreError::DocumentWeg { .. }) => return "document_weg",
            Some(StoreError::Bergplaats { .. }) => return "bergplaats",
            Some(
                StoreError::SleutelWeg { .. }
                | StoreError::Geschonden { .. }
                | StoreError::SleutelsWeg { .. },
            ) => return "sleutels",
            Some(fout) if fout.is_tijdelijk() => return "database",
            _ => {}
        }
        if hier.is::<behandeling::OnbekendeTaak>() {
            return "onbekende_taak";
        }
        deel = hier.source();
    }
    "anders"
}

/// One letter: `<tenant>/<id of the document>.pdf`. Its text for the screen stays in the store.
async fn leg_neer(store: &Store, post: &Path, taak: &Taak) -> Result<(), Fout> {
    let dossier = taak.dossier.ok_or("a letter of no dossier")?;
    let stuk = StukId::from(uuid::Uuid::from_slice(&taak.inhoud)?);
    let rij = store.stuk(&taak.tenant, dossier, stuk).await?;
    if rij.mime != "application/pdf" {
        return Ok(());
    }
    let inhoud = store.document(&taak.tenant, stuk, &rij.sleutel).await?.heel().await?;
    let map = post.join(taak.tenant.as_str());
    tokio::fs::create_dir_all(&map).await?;
    // Of this process alone: another may have the same letter in hand.
    let tijdelijk = map.join(format!(".{stuk}.{}.deel", std::process::id()));
    // On disk before the job is done: after a power cut it is not asked for again.
    let mut bestand = tokio::fs::File::create(&tijdelijk).await?;
    bestand.write_all(&inhoud).await?;
    bestand.sync_all().await?;
    tokio::fs::rename(&tijdelijk, map.join(format!("{stuk}.pdf"))).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mistake_of_the_program_in_a_job_is_a_job_that_failed() {
        #[expect(clippy::panic, reason = "the mistake")]
        let valt = async { panic!("mevr. Bakker") };
        let fout = zonder_val(valt).await.unwrap_err();
        assert_eq!(foutsoort(fout.as_ref()), "anders");
        assert!(!fout.to_string().contains("Bakker"));
        assert!(zonder_val(async { Ok(()) }).await.is_ok());
    }

    #[test]
    fn why_a_job_failed_is_told_without_a_word_of_what_it_was_about() {
        let schijf: Fout = std::io::Error::other("mevr. Bakker").into();
        assert_eq!(foutsoort(schijf.as_ref()), "schijf");
        let weg: Fout = StoreError::DocumentWeg { stuk: StukId::nieuw() }.into();
        assert_eq!(foutsoort(weg.as_ref()), "document_weg");
        let soort: Fout = "duif".parse::<Taaksoort>().unwrap_err().into();
        assert_eq!(foutsoort(soort.as_ref()), "onbekende_taak");
        assert_eq!(foutsoort(Fout::from("mevr. Bakker").as_ref()), "anders");
    }
}
