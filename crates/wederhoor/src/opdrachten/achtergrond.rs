//! What happens without anybody asking: letters go to the post folder, lists follow the calendar, notices
//! of terms are given, each day gets a checkpoint, old drafts go.
//!
//! Always holds: a task that fails is tried again later and loses nothing; a letter in the folder is
//! whole (it is written beside and then moved); its name tells nothing about anybody.

use std::path::{Path, PathBuf};
use std::time::Duration;

use behandeling::{Achterstand, Praktijk};
use jiff::{Timestamp, ToSpan};
use store::{Ankersleutel, Store, StukId, Tenant, UitgaandTaak};
use termijn::Datum;
use web::server::App;

type Fout = Box<dyn std::error::Error + Send + Sync>;

/// How long between two looks at the outbox.
const RUST: Duration = Duration::from_secs(2);
/// How many letters at once.
const HOOGSTENS: u16 = 32;
/// After how many looks at the outbox old drafts go, and terms that are near are told: an hour.
const ELK_UUR: u32 = 1800;

/// Everything that goes on beside the requests; never ends.
pub(super) async fn draai(
    app: App,
    store: Store,
    praktijken: Vec<Praktijk>,
    post: PathBuf,
    sleutel: Ankersleutel,
) {
    let mut dag = None;
    for ronde in 0_u32.. {
        let nu = app.nu();
        if let Err(fout) = bezorg(&store, &post, nu).await {
            tracing::error!(%fout, "the outbox could not be emptied; it is tried again");
        }
        let vandaag = app.vandaag();
        if dag != Some(vandaag) {
            for p in &praktijken {
                if let Err(fout) = lijsten_van_de_dag(p, vandaag).await {
                    tracing::error!(%fout, "computing the lists of a new day failed");
                }
                match store.zet_anker(p.tenant(), &sleutel, vandaag, nu).await {
                    Ok(Some(anker)) => {
                        tracing::info!(tenant = %p.tenant(), nummer = anker.nummer, "a checkpoint was set");
                    }
                    Ok(None) => {}
                    Err(fout) => tracing::error!(%fout, "no checkpoint could be set today"),
                }
            }
            dag = Some(vandaag);
        }
        if ronde % ELK_UUR == 0 {
            ruim_op(&store, nu).await;
            for p in &praktijken {
                match p.herinner(nu, vandaag).await {
                    Ok(0) => {}
                    Ok(aantal) => tracing::info!(aantal, "notices of terms were given"),
                    Err(fout) => tracing::error!(%fout, "notices of terms could not be given"),
                }
            }
        }
        tokio::time::sleep(RUST).await;
    }
}

/// Days pass without an event: what is late, and what is near, is computed anew.
async fn lijsten_van_de_dag(p: &Praktijk, vandaag: Datum) -> Result<(), Fout> {
    if p.achterstand(vandaag).await? != Achterstand::Geen {
        let aantal = p.herbouw(vandaag).await?;
        tracing::info!(aantal, "the lists stand as on this day");
    }
    Ok(())
}

async fn ruim_op(store: &Store, nu: Timestamp) {
    match store.ruim_concepten(nu).await {
        Ok(0) => {}
        Ok(aantal) => tracing::info!(aantal, "drafts that were never sent are gone"),
        Err(fout) => tracing::error!(%fout, "old drafts could not be removed"),
    }
    if let Err(fout) = store.onderhoud().await {
        tracing::error!(%fout, "the upkeep of the database failed");
    }
    if let Err(fout) = store.ruim_wezen().await {
        tracing::error!(%fout, "files that belong to nothing could not be removed");
    }
}

/// Puts the letters that are due in the folder, and gives back what failed.
async fn bezorg(store: &Store, post: &Path, nu: Timestamp) -> Result<(), Fout> {
    for tenant in store.tenants_met_werk(nu).await? {
        bezorg_van(store, &tenant, post, nu).await?;
    }
    Ok(())
}

async fn bezorg_van(
    store: &Store,
    tenant: &Tenant,
    post: &Path,
    nu: Timestamp,
) -> Result<(), Fout> {
    loop {
        let tot = nu.saturating_add(5.minutes())?;
        let taken = store.claim_uitgaand(tenant, nu, tot, HOOGSTENS).await?;
        if taken.is_empty() {
            return Ok(());
        }
        for taak in taken {
            match leg_neer(store, post, &taak).await {
                Ok(()) => store.uitgaand_klaar(&taak.tenant, taak.id, nu).await?,
                Err(fout) => {
                    let later = nu.saturating_add((i64::from(taak.pogingen.min(60))).minutes())?;
                    tracing::error!(taak = %taak.id, pogingen = taak.pogingen, %fout, "a letter could not be put in the folder");
                    store.uitgaand_mislukt(&taak.tenant, taak.id, later).await?;
                }
            }
        }
    }
}

/// One letter: `<tenant>/<id of the document>.pdf`. Its text for the screen stays in the store.
async fn leg_neer(store: &Store, post: &Path, taak: &UitgaandTaak) -> Result<(), Fout> {
    let (Some(dossier), "brief") = (taak.dossier, taak.soort.as_str()) else {
        return Err(format!("the outbox knows no task {:?}", taak.soort).into());
    };
    let stuk = StukId::from(uuid::Uuid::from_slice(&taak.inhoud)?);
    let rij = store.stuk(&taak.tenant, dossier, stuk).await?;
    if rij.mime != "application/pdf" {
        return Ok(());
    }
    let inhoud = store.document(&taak.tenant, stuk, &rij.sleutel).await?.heel().await?;
    let map = post.join(taak.tenant.as_str());
    tokio::fs::create_dir_all(&map).await?;
    let tijdelijk = map.join(format!(".{stuk}.deel"));
    tokio::fs::write(&tijdelijk, &inhoud).await?;
    tokio::fs::rename(&tijdelijk, map.join(format!("{stuk}.pdf"))).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_no_letter_is_tried_again_and_not_lost() {
        let map = tempfile::tempdir().unwrap();
        let store = Store::open(
            store::StoreOpties::new(map.path())
                .met(store::SleutelOpties::in_map(map.path().join("sleutels"))),
        )
        .await
        .unwrap();
        let taak = UitgaandTaak {
            tenant: "huis".parse().unwrap(),
            id: uuid::Uuid::now_v7(),
            dossier: None,
            soort: "duif".to_owned(),
            inhoud: Vec::new(),
            pogingen: 1,
        };
        let fout = leg_neer(&store, map.path(), &taak).await.unwrap_err();
        assert_eq!(fout.to_string(), "the outbox knows no task \"duif\"");
    }
}
