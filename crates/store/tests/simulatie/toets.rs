//! Looks at all that is stored, and says what is not as it must be.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult};
use store::{
    DossierId, Feit, Feitrij, Inzagevraag, Store, StoreError, Vertrouwd,
    sea_orm::{self, Value},
    vraag,
};
use uuid::Uuid;

use super::{
    daden::{AKTE, ankersleutel},
    model::{Uit, Weg},
    opdracht::Opdracht,
    wereld::Wereld,
};
use crate::hulp::{account, bereken};

/// What must be gone of a dossier that was destroyed.
const LEEG: [&str; 9] = [
    "brief",
    "werkvoorraad",
    "zoekwoord",
    "deelname",
    "uitsluiting",
    "toegangscode",
    "taak",
    "herinnering",
    "stuk",
];

impl Wereld {
    /// Everything, as this process sees it.
    pub(super) async fn zie_alles(&mut self, proces: usize) -> Uit {
        self.zeg(format!("all of it is looked at by {}", super::wereld::naam(proces)));
        let store = self.store(proces);
        self.zie_dossiers(&store).await?;
        self.zie_acts(&store).await?;
        self.zie_taken(&store).await?;
        self.zie_inzage(&store).await?;
        let vertrouwd = Vertrouwd {
            sleutels: vec![ankersleutel().openbaar()],
            gepubliceerd: self.model.ankers.clone(),
        };
        let gezien = store.zie_na(&self.plek.tenant, &vertrouwd, |_| {}).await;
        let gezien = gezien.map_err(|fout| format!("audit: {fout:?}"))?;
        if !gezien.mis.is_empty() {
            return Err(format!("audit verify found: {:?}", gezien.mis));
        }
        Ok(())
    }

    pub(super) async fn rijen(
        &self,
        store: &Store,
        sql: &str,
        erbij: Vec<Value>,
    ) -> Uit<Vec<QueryResult>> {
        let mis = |fout: &dyn std::fmt::Debug| format!("{sql}: {fout:?}");
        let lezer = store.lees(&self.plek.tenant).await.map_err(|fout| mis(&fout))?;
        let waarden = [vec![self.plek.tenant.as_str().into()], erbij].concat();
        lezer.query_all_raw(vraag(&lezer, sql, waarden)).await.map_err(|fout| mis(&fout))
    }

    async fn zie_dossiers(&mut self, store: &Store) -> Uit {
        const SQL: &str = "SELECT dossier, nummer FROM dossier WHERE tenant = $1 ORDER BY nummer";
        const LAATSTE: &str =
            "SELECT CAST(coalesce(max(laatste), 0) AS bigint) FROM nummering WHERE tenant = $1";
        let mut er: BTreeSet<DossierId> = BTreeSet::new();
        let mut nummers = BTreeSet::new();
        for rij in self.rijen(store, SQL, vec![]).await? {
            let dossier = DossierId::from(rij.try_get_by::<Uuid, _>(0).unwrap());
            let nummer: String = rij.try_get_by(1).unwrap();
            let Some(stand) = self.model.dossiers.get_mut(&dossier) else {
                return Err(format!("{nummer} is of nobody"));
            };
            if stand.nummer.get_or_insert_with(|| nummer.clone()) != &nummer {
                return Err(format!("{nummer} had another number before"));
            }
            er.insert(dossier);
            nummers.insert(nummer);
        }
        let laatste: i64 = self.rijen(store, LAATSTE, vec![]).await?[0]
            .try_get_by(0)
            .map_err(|e| e.to_string())?;
        if nummers.len() != er.len() || laatste as usize != er.len() {
            return Err(format!("numbers: {} complaints, the last is {laatste}", er.len()));
        }
        let alle: Vec<DossierId> = self.model.dossiers.keys().copied().collect();
        for dossier in alle {
            if !er.contains(&dossier) {
                if !self.model.dossiers[&dossier].log.is_empty() {
                    return Err("a complaint is gone".to_owned());
                }
                continue;
            }
            let weg = store.is_vernietigd(&self.plek.tenant, dossier).await;
            if weg.map_err(|fout| format!("{fout:?}"))? {
                self.zie_vernietigd(store, dossier).await?;
            } else {
                self.zie_dossier(store, dossier).await?;
            }
        }
        Ok(())
    }

    async fn zie_dossier(&mut self, store: &Store, dossier: DossierId) -> Uit {
        let wie = self.plek.tenant.clone();
        let stand = &self.model.dossiers[&dossier];
        let nummer = stand.nummer.clone().unwrap_or_default();
        let mis = |wat: &str| Err(format!("{nummer}: {wat}"));
        if matches!(stand.weg, Weg::Besloten | Weg::Klaar) {
            return mis("it was destroyed and is back");
        }
        let geladen = store.load(&wie, dossier).await;
        let geladen = geladen.map_err(|fout| format!("{nummer} cannot be read: {fout:?}"))?;
        let mut log: Vec<u64> = Vec::new();
        let mut rest = geladen.feiten.as_slice();
        while let Some(eerste) = rest.first() {
            let inhoud: serde_json::Value = serde_json::from_slice(&eerste.rij.inhoud).unwrap();
            let nr = inhoud["act"].as_u64().unwrap_or_default();
            let Some(act) = self.model.acts.get_mut(&nr) else { return mis("an act of nobody") };
            let deel = rest.get(..act.feiten.len()).unwrap_or_default();
            if deel.len() < act.feiten.len() || !deel.iter().zip(&act.feiten).all(is_dat) {
                return mis(&format!("act {nr} is not there whole, as it was written"));
            }
            if eerste.nummer != act.verwacht + 1 {
                return mis(&format!("act {nr} was decided on another version"));
            }
            if act.geweigerd {
                return mis(&format!("act {nr} was refused, and is there"));
            }
            rest = &rest[act.feiten.len()..];
            let hier = (dossier, act.verwacht + act.feiten.len() as u32);
            if log.contains(&nr) || act.gezien.is_some_and(|eerder| eerder != hier) {
                return mis(&format!("act {nr} is there twice"));
            }
            act.gezien = Some(hier);
            log.push(nr);
        }
        if !log.starts_with(&self.model.dossiers[&dossier].log) {
            return mis("what was there is gone, or stands elsewhere");
        }
        let rij = store.rij(&wie, dossier).await;
        let rij = rij.map_err(|fout| format!("{nummer}: its line in lists: {fout:?}"))?;
        let moet = bereken(geladen.feiten.iter().map(|feit| &feit.rij)).rij;
        if rij.rij != moet || rij.versie != geladen.versie || rij.nummer != nummer {
            return mis("its line in lists is not what its events say");
        }
        self.zie_stukken(store, dossier, &log).await?;
        self.model.dossiers.entry(dossier).or_default().log = log;
        Ok(())
    }

    pub(super) async fn zie_stukken(&self, store: &Store, dossier: DossierId, log: &[u64]) -> Uit {
        let wie = &self.plek.tenant;
        let mis = |wat: String| format!("documents: {wat}");
        let stukken = store.stukken(wie, dossier).await.map_err(|f| mis(format!("{f:?}")))?;
        let namen: BTreeSet<String> = stukken.iter().map(|stuk| stuk.naam.clone()).collect();
        let acts = log.iter().map(|nr| &self.model.acts[nr]).filter(|act| act.stuk);
        let moet: BTreeSet<String> = acts.map(|act| act.naam()).collect();
        if namen != moet || namen.len() != stukken.len() {
            return Err(mis(format!("there are {namen:?}, there must be {moet:?}")));
        }
        for stuk in stukken {
            let open = store.document(wie, stuk.stuk, &stuk.sleutel).await;
            let heel = match open {
                Ok(open) => open.heel().await,
                Err(fout) => Err(fout),
            };
            let heel = heel.map_err(|fout| mis(format!("{}: {fout:?}", stuk.naam)))?;
            if heel != stuk.naam.as_bytes() {
                return Err(mis(format!("{} says something else", stuk.naam)));
            }
        }
        Ok(())
    }

    async fn zie_vernietigd(&mut self, store: &Store, dossier: DossierId) -> Uit {
        let wie = self.plek.tenant.clone();
        let stand = self.model.dossiers.get_mut(&dossier).unwrap();
        let nummer = stand.nummer.clone().unwrap_or_default();
        let mis = |wat: &str| Err(format!("{nummer}, destroyed: {wat}"));
        if stand.weg == Weg::Nee {
            return mis("nobody asked for it");
        }
        let was_klaar = stand.weg == Weg::Klaar;
        stand.weg = stand.weg.max(Weg::Besloten);
        if !matches!(store.load(&wie, dossier).await, Err(StoreError::Vernietigd { .. })) {
            return mis("it can be read");
        }
        let akten = store.vernietigingen(&wie, None, 100).await.map_err(|f| f.to_string())?;
        let mut van = akten.iter().filter(|akte| akte.dossier == dossier);
        let (Some(akte), None) = (van.next(), van.next()) else {
            return mis("it has no certificate, or two");
        };
        if akte.akte != AKTE || akte.nummer != nummer || akte.account != account(9) {
            return mis("its certificate says something else");
        }
        if was_klaar && !akte.klaar {
            return mis("it was said that it is done, and it is not");
        }
        if !akte.klaar {
            return Ok(());
        }
        for tabel in LEEG {
            let sql = format!("SELECT 1 FROM {tabel} WHERE tenant = $1 AND dossier = $2");
            if !self.rijen(store, &sql, vec![dossier.uuid().into()]).await?.is_empty() {
                return mis(&format!("there is something of it in {tabel}"));
            }
        }
        let sleutels = &self.plek.sleutels;
        let sql = "SELECT 1 FROM sleutel WHERE tenant = $1 AND id = $2";
        let vraag = vraag(sleutels, sql, [wie.as_str().into(), dossier.uuid().into()]);
        if sleutels.query_one_raw(vraag).await.map_err(|f| f.to_string())?.is_some() {
            return mis("its key is there");
        }
        Ok(())
    }

    /// Each act that was acknowledged is where that said, and its key is known.
    async fn zie_acts(&mut self, store: &Store) -> Uit {
        for act in self.model.acts.values() {
            let eerder = store.herhaling(&self.plek.tenant, act.sleutel()).await;
            let eerder = eerder.map_err(|fout| format!("{fout:?}"))?;
            let mis = |wat: &str| Err(format!("act {}: {wat}", act.nr));
            if let Some(antwoord) = &act.antwoord {
                let Some(eerder) = &eerder else { return mis("its key is forgotten") };
                let gelijk = (eerder.dossier, eerder.versie) == (antwoord.dossier, antwoord.versie);
                if !gelijk || eerder.nummer != antwoord.nummer {
                    return mis("its key says something else");
                }
                let weg = self.model.weg(antwoord.dossier);
                if weg == Weg::Nee && act.gezien != Some((antwoord.dossier, antwoord.versie.0)) {
                    return mis("it was acknowledged and is not there");
                }
            }
            match (&eerder, act.gezien) {
                (None, Some(_)) => return mis("it is there without its key"),
                (Some(eerder), Some(hier)) if (eerder.dossier, eerder.versie.0) != hier => {
                    return mis("its key points elsewhere");
                }
                (Some(eerder), None) if self.model.weg(eerder.dossier) == Weg::Nee => {
                    return mis("its key is there without it");
                }
                (Some(_), _) if act.geweigerd => return mis("it was refused and is there"),
                _ => {}
            }
        }
        Ok(())
    }

    async fn zie_taken(&mut self, store: &Store) -> Uit {
        const SQL: &str = "SELECT taak, soort, inhoud, beurt, vanaf, pogingen, klaar_op, dossier \
            FROM taak WHERE tenant = $1";
        let mut gezien = BTreeSet::new();
        let mut open = BTreeSet::new();
        let stil = !self.lopend.iter().any(|op| raakt_taken(&op.wat));
        for rij in self.rijen(store, SQL, vec![]).await? {
            let id: Uuid = rij.try_get_by(0).unwrap();
            let soort: String = rij.try_get_by(1).unwrap();
            let inhoud: Vec<u8> = rij.try_get_by(2).unwrap();
            let beurt: Option<String> = rij.try_get_by(3).unwrap();
            let vanaf: String = rij.try_get_by(4).unwrap();
            let vanaf: Timestamp = vanaf.parse().unwrap();
            let pogingen: i64 = rij.try_get_by(5).unwrap();
            let klaar = rij.try_get_by::<Option<String>, _>(6).unwrap().is_some();
            let wie = match &beurt {
                Some(beurt) => format!("{soort} of {beurt}"),
                None => String::from_utf8_lossy(&inhoud).into_owned(),
            };
            let mis = |wat: &str| Err(format!("job {wie}: {wat}"));
            if !gezien.insert(wie.clone()) {
                return mis("it is there twice");
            }
            let los = self.model.losse_claims.values().copied();
            let stand = self.model.taken.entry(id).or_default();
            match beurt {
                Some(beurt) => {
                    if !self.model.beurten.contains_key(&(soort.clone(), beurt)) {
                        return mis("nobody planned it");
                    }
                    if !klaar && !open.insert(soort) {
                        return mis("it was planned while another turn waited");
                    }
                }
                None => {
                    let (nr, i) = wie.split_once('.').unwrap_or_default();
                    let act = nr.parse().ok().and_then(|nr: u64| self.model.acts.get(&nr));
                    let Some(act) = act.filter(|act| act.gezien.is_some()) else {
                        return mis("what it follows from is not there");
                    };
                    if stand.vast.is_empty() && stand.claims.is_empty() {
                        let begin = act.taken.get(i.parse::<usize>().unwrap_or(9));
                        stand.vast.extend(begin.map(|begin| (*begin, 0)));
                    }
                }
            }
            if klaar != stand.klaar && (stand.klaar || !stand.klaar_gezegd) {
                return mis(if klaar { "nobody did it" } else { "it was done, and is not" });
            }
            if klaar && !stand.gedaan {
                return mis("it is done, and nobody did it");
            }
            if stand.claims.last().is_some_and(|laatste| i64::from(*laatste) > pogingen) {
                return mis("an attempt is forgotten");
            }
            let mag: BTreeSet<Timestamp> = stand.vast.keys().copied().chain(los).collect();
            let mag = mag.into_iter().chain(stand.onderweg.values().copied());
            let mag: BTreeSet<Timestamp> = mag.collect();
            if !klaar && !stand.vast.is_empty() && !mag.contains(&vanaf) {
                return mis(&format!("it is due at {vanaf}, and must be at one of {mag:?}"));
            }
            if stil {
                stand.vast = [(vanaf, 0)].into();
                stand.claims.insert(pogingen as u32);
                stand.klaar = klaar;
            }
        }
        if stil {
            self.model.losse_claims.clear();
        }
        for act in self.model.acts.values() {
            let Some((dossier, _)) = act.gezien else { continue };
            for i in 0..act.taken.len() {
                let er = gezien.contains(&format!("{}.{i}", act.nr));
                if !er && self.model.weg(dossier) == Weg::Nee {
                    return Err(format!("job {}.{i} is not there, and its act is", act.nr));
                }
            }
        }
        for ((soort, beurt), gepland) in &self.model.beurten {
            if *gepland && !gezien.contains(&format!("{soort} of {beurt}")) {
                return Err(format!("{soort} of {beurt} was planned and is not there"));
            }
        }
        Ok(())
    }

    async fn zie_inzage(&self, store: &Store) -> Uit {
        let vraag = Inzagevraag::default();
        let regels = store.inzagen(&self.plek.tenant, &vraag, None, 5000).await;
        let regels = regels.map_err(|fout| format!("access log: {fout:?}"))?;
        let ids: Vec<Uuid> =
            regels.iter().filter_map(|regel| Some(regel.inzage.stuk?.uuid())).collect();
        let er: BTreeSet<Uuid> = ids.iter().copied().collect();
        if er.len() != regels.len() || er.iter().any(|id| !self.model.inzagen.contains_key(id)) {
            return Err("the access log has a line twice, or one of nobody".to_owned());
        }
        let weg = self.model.inzagen.iter().filter(|(id, zeker)| **zeker && !er.contains(id));
        match weg.count() {
            0 => Ok(()),
            aantal => Err(format!("the access log lost {aantal} lines that were acknowledged")),
        }
    }
}

/// But for when it was recorded: that differs each time that it was asked.
fn is_dat((feit, moet): (&Feit, &Feitrij)) -> bool {
    let moet = Feitrij { vastgelegd_op: feit.rij.vastgelegd_op, ..moet.clone() };
    feit.rij == moet
}

fn raakt_taken(wat: &Opdracht) -> bool {
    !matches!(
        wat,
        Opdracht::Typ { .. }
            | Opdracht::Inzage { .. }
            | Opdracht::Roteer
            | Opdracht::Anker
            | Opdracht::Veeg
    )
}
