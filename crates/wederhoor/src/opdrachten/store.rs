//! `wederhoor store`: upkeep of a store, while a server may run on it.
//!
//! Always holds: what people are doing meanwhile is neither lost nor overwritten.

use std::path::Path;

use ::store::Store;
use access::{SessieRegels, Systeemtoeval, Toegang};
use behandeling::Praktijk;

use super::{Uitkomst, opslag::Opslag, serve::Bouw};
use crate::bestanden;

/// What to rebuild, and where.
#[derive(clap::Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    opslag: Opslag,
    /// Only this provider, by its id.
    #[arg(long)]
    aanbieder: Option<String>,
}

/// Computes all lists anew from the events, and says how far it is.
pub(crate) fn rebuild(map: Option<&Path>, rebuild: &Rebuild) -> Uitkomst {
    super::draai(herbouw(map, rebuild))
}

async fn herbouw(map: Option<&Path>, rebuild: &Rebuild) -> Uitkomst {
    let store = Store::open_ernaast(rebuild.opslag.opties()?).await?;
    let bibliotheek = bestanden::bibliotheek(map)?;
    let mut aanbieders = bibliotheek.aanbieders()?;
    if let Some(id) = &rebuild.aanbieder {
        let bekend: Vec<String> = aanbieders.iter().map(|a| a.id.clone()).collect();
        aanbieders.retain(|a| a.id == *id);
        if aanbieders.is_empty() {
            return Err(
                format!("there is no provider {id}; there is: {}", bekend.join(", ")).into()
            );
        }
    }
    let bouw = Bouw {
        store: &store,
        bibliotheek: &bibliotheek,
        toegang: &Toegang::new(
            store.clone(),
            std::sync::Arc::new(Systeemtoeval),
            SessieRegels::default(),
        )?,
        sjablonen: &std::sync::Arc::default(),
        grondslag: &bestanden::kenmerk(map)?.into(),
    };
    let vandaag = super::vandaag()?;
    for aanbieder in aanbieders {
        let id = aanbieder.id.clone();
        let mut u = bouw.uitrusting(aanbieder)?;
        u.ambtsdragers = bouw.ambtsdragers(&u.tenant).await?;
        let totaal = store.aantal_dossiers(&u.tenant).await?;
        let (praktijk, mut gezegd) = (Praktijk::new(u), 0);
        let gedaan = praktijk.herbouw_en_zeg(vandaag, |gedaan| {
            // Twenty lines, however many dossiers there are.
            let deel = gedaan * 20 / totaal.max(1);
            if deel > gezegd && gedaan < totaal {
                gezegd = deel;
                println!("{id}: {gedaan} of {totaal} dossiers");
            }
        });
        println!("{id}: {} dossiers rebuilt", gedaan.await?);
    }
    store.sluit().await?;
    Ok(true)
}
