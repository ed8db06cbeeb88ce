//! Looks, at the end of a story, at what only holds then.

use std::{fs, path::Path};

use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use store::{DossierId, Herbouw, Store, StoreError, Versie, sea_orm, vraag};

use super::{
    daden::herbouw,
    model::{Uit, Weg},
    wereld::Wereld,
};

impl Wereld {
    /// What only holds when nothing is under way and every process started anew.
    pub(super) async fn zie_einde(&mut self) -> Uit {
        let wie = self.plek.tenant.clone();
        let proces = self.server();
        let store = self.store(proces);
        self.zie_alles(proces).await?;
        for (dossier, stand) in &self.model.dossiers {
            let begonnen = !matches!(stand.weg, Weg::Nee | Weg::Misschien);
            if !begonnen {
                continue;
            }
            let akten = store.vernietigingen(&wie, None, 100).await.map_err(|f| f.to_string())?;
            if !akten.iter().any(|akte| akte.dossier == *dossier && akte.klaar) {
                return Err("a destruction was not finished at the start".to_owned());
            }
        }
        for act in self.model.acts.values() {
            let weg = |d: &DossierId| self.model.weg(*d) != Weg::Nee;
            let mag_ontbreken = act.geweigerd || act.dossiers.iter().any(weg);
            if act.antwoord.is_none() && act.gezien.is_none() && !mag_ontbreken {
                return Err(format!("act {} was asked until it was done, and is not", act.nr));
            }
        }
        let open = self.model.taken.values().filter(|stand| !stand.klaar && stand.gedaan).count();
        let rijen = "SELECT 1 FROM taak WHERE tenant = $1 AND klaar_op IS NULL";
        let open = open.min(self.rijen(&store, rijen, vec![]).await?.len());
        if open > 0 {
            return Err(format!("{open} jobs are left"));
        }
        let voor = self.foto(&store).await?;
        herbouw(&store, &wie, Herbouw::Alles)
            .await
            .map_err(|fout| format!("rebuilding: {fout:?}"))?;
        if voor != self.foto(&store).await? {
            return Err("a projection differs from its events".to_owned());
        }
        self.zie_concepten(&store).await?;
        self.zie_bestanden(&store).await
    }

    /// A draft that was sent is gone, one that was not is there; and in the end nothing is left of any.
    async fn zie_concepten(&self, store: &Store) -> Uit {
        let wie = &self.plek.tenant;
        let mis = |fout: StoreError| format!("drafts: {fout:?}");
        for act in self.model.acts.values() {
            let Some(concept) = act.concept else { continue };
            let er = match store.concept(wie, concept, self.klok).await {
                Ok(_) => true,
                Err(StoreError::NietGevonden { wat: "draft", .. }) => false,
                Err(fout) => return Err(mis(fout)),
            };
            if er != (act.antwoord.is_none() && act.gezien.is_none()) {
                return Err(format!("the draft of act {}: is it there? {er}", act.nr));
            }
        }
        store.ruim_concepten(wie, Timestamp::MAX).await.map_err(mis)?;
        let sleutels = &self.plek.sleutels;
        let vraag = vraag(
            sleutels,
            "SELECT 1 FROM sleutel WHERE tenant = $1 AND concept",
            [wie.as_str().into()],
        );
        match sleutels.query_all_raw(vraag).await.map_err(|f| f.to_string())?.len() {
            0 => Ok(()),
            aantal => Err(format!("{aantal} keys of drafts are left")),
        }
    }

    /// The tables that are computed, but for what is sealed in them.
    async fn foto(&self, store: &Store) -> Uit<Vec<String>> {
        let mut uit = Vec::new();
        for sql in [
            "SELECT nummer || ' ' || CAST(versie AS text) || ' ' || stand || ' ' || termijn || \
                CASE WHEN open THEN ' open' ELSE '' END FROM werkvoorraad WHERE tenant = $1 ORDER BY 1",
            "SELECT CAST(dossier AS text) || CAST(woord AS text) FROM zoekwoord WHERE tenant = $1 \
                ORDER BY 1",
            "SELECT CAST(dossier AS text) || CAST(account AS text) || rol FROM deelname \
                WHERE tenant = $1 ORDER BY 1",
        ] {
            let sql = if self.plek.postgres {
                sql.to_owned()
            } else {
                sql.replace("CAST(dossier AS text)", "hex(dossier)")
                    .replace("CAST(account AS text)", "hex(account)")
            };
            for rij in self.rijen(store, &sql, vec![]).await? {
                uit.push(rij.try_get_by(0).map_err(|fout| format!("{fout:?}"))?);
            }
        }
        Ok(uit)
    }

    /// After a sweep there are the files that rows name. (On a server the sweep leaves those of a day.)
    async fn zie_bestanden(&self, store: &Store) -> Uit {
        store.ruim_wezen().await.map_err(|fout| format!("sweeping: {fout:?}"))?;
        let sql = "SELECT 1 FROM stuk WHERE tenant = $1";
        let rijen = self.rijen(store, sql, vec![]).await?.len();
        let bestanden = aantal_bestanden(&self.plek.documenten);
        let goed = if self.plek.postgres { bestanden >= rijen } else { bestanden == rijen };
        if !goed {
            return Err(format!("{rijen} documents have rows, and {bestanden} have files"));
        }
        for (dossier, stand) in &self.model.dossiers {
            if stand.weg == Weg::Nee && !stand.log.is_empty() {
                self.zie_stukken(store, *dossier, &stand.log).await?;
                let sinds = store.load_since(&self.plek.tenant, *dossier, Versie(1)).await;
                sinds.map_err(|fout| format!("{fout:?}"))?;
            }
        }
        Ok(())
    }
}

fn aantal_bestanden(map: &Path) -> usize {
    let ingangen = fs::read_dir(map).into_iter().flatten();
    ingangen
        .map(|ingang| ingang.unwrap().path())
        .fold(0, |al, pad| al + if pad.is_dir() { aantal_bestanden(&pad) } else { 1 })
}
