//! What happens without anybody asking: jobs are planned and done, and what a crash left on this machine goes.
//!
//! Always holds: each process plans every turn and does what it can claim, so that any number of them may run;
//! a job that fails is tried again later and loses nothing; what a job is, stands in `taken`.

use std::path::PathBuf;
use std::time::Duration;

use access::Toegang;
use behandeling::Praktijk;
use jiff::Timestamp;
use store::{Ankersleutel, Store, StoreError};
use tokio_util::sync::CancellationToken;
use web::server::App;

use super::taken::Werkplaats;

/// How long between two looks at the jobs.
const RUST: Duration = Duration::from_secs(2);
/// After how many looks this machine sweeps: an hour.
const ELK_UUR: u32 = 1800;

/// Everything that goes on beside the requests, until `stop`.
pub(super) async fn draai(
    stop: CancellationToken,
    app: App,
    store: Store,
    toegang: Toegang,
    praktijken: Vec<Praktijk>,
    post: PathBuf,
    sleutel: Ankersleutel,
) {
    let plaats = Werkplaats { stop, app, store, toegang, praktijken, post, sleutel };
    let mut gepland: Option<String> = None;
    for ronde in 0_u32.. {
        let (nu, vandaag) = (plaats.app.nu(), plaats.app.vandaag());
        // A new hour, or a new day where the providers are.
        let beurt = format!("{vandaag} {}", uur(nu));
        if gepland.as_ref() != Some(&beurt) && plan(&plaats).await {
            gepland = Some(beurt);
        }
        plaats.werk_af().await;
        if ronde % ELK_UUR == 0 {
            veeg(&plaats.store, nu).await;
        }
        let rust = tokio::time::sleep(RUST);
        if plaats.stop.run_until_cancelled(rust).await.is_none() {
            return;
        }
    }
}

fn uur(nu: Timestamp) -> String {
    nu.to_string().chars().take(13).collect()
}

/// Says whether that went well. While a turn still waits the next is not planned: that one does the work.
async fn plan(plaats: &Werkplaats) -> bool {
    let (nu, vandaag) = (plaats.app.nu(), plaats.app.vandaag());
    let mut alles = true;
    for p in &plaats.praktijken {
        if let Err(fout) = p.plan_taken(nu, vandaag).await {
            tracing::error!(%fout, "the duties of this hour could not be planned; it is tried again");
            alles = false;
        }
    }
    alles
}

/// What is of this machine and not of a provider, or of one that is served no more: what people typed goes in
/// time all the same.
async fn veeg(store: &Store, nu: Timestamp) {
    if let Err(fout) = veeg_concepten(store, nu).await {
        tracing::error!(%fout, "old drafts could not be removed");
    }
    if let Err(fout) = store.onderhoud().await {
        tracing::error!(%fout, "the upkeep of the database failed");
    }
    if let Err(fout) = store.ruim_wezen().await {
        tracing::error!(%fout, "files that belong to nothing could not be removed");
    }
}

async fn veeg_concepten(store: &Store, nu: Timestamp) -> Result<(), StoreError> {
    for tenant in store.tenants_met_oude_concepten(nu).await? {
        store.ruim_concepten(&tenant, nu).await?;
    }
    Ok(())
}
