//! Sweeping up after a crash: files that no row names. Always holds: only files from before this
//! store was opened are touched, and when there are suspiciously many of them none is. Where other processes
//! write too: only files from a day before, which an earlier sweep of this process, an hour ago, met as well: to a
//! machine whose clock is ahead everything seems old.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use futures::TryStreamExt;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, Query, UnionType},
};
use uuid::Uuid;

use crate::{Bij, Store, StoreError, StukId, Tenant, document::pad, sql::bouw};

/// More orphans than a crash can leave: rather an old database beside new documents.
const VERDACHT: usize = 1000;
/// The tables whose rows name files. A file that none of them names is an orphan, and is in no backup.
pub(crate) const TABELLEN: [&str; 2] = ["stuk", "conceptstuk"];
/// Ids in one question to the database.
const PARTIJ: usize = 500;

/// What the last sweep met and left, where other processes may be writing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vorige(Arc<Mutex<Gezien>>);

#[derive(Debug, Default)]
struct Gezien {
    wezen: BTreeSet<StukId>,
    halve: BTreeSet<PathBuf>,
}

impl Vorige {
    /// Of what a sweep meets now, `welke` as it was met by the last: what was met both times.
    fn weer<T: Ord>(&self, nu: Vec<T>, welke: fn(&mut Gezien) -> &mut BTreeSet<T>) -> Vec<T> {
        // Nothing is half done while it is held.
        let mut gezien = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let toen = welke(&mut gezien);
        let (weer, nieuw): (Vec<T>, Vec<T>) = nu.into_iter().partition(|een| toen.contains(een));
        *toen = nieuw.into_iter().collect();
        weer
    }
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opgeruimd {
    /// Complete files that no row names, removed.
    pub wezen: usize,
    /// Files of uploads that were cut off, removed.
    pub halve: usize,
    /// Orphans left alone because there were more than a crash can explain.
    pub verdacht: usize,
}

impl Store {
    /// Removes what a crash left where documents are kept. Meant to run after the start and each hour, beside
    /// the work.
    ///
    /// # Errors
    /// When the documents or the database cannot be read.
    pub async fn ruim_wezen(&self) -> Result<Opgeruimd, StoreError> {
        let halve = self.ruim_halve().await?;
        let mut wezen: BTreeMap<Tenant, Vec<StukId>> = BTreeMap::new();
        for (tenant, stukken) in self.oude_bestanden().await? {
            for partij in stukken.chunks(PARTIJ) {
                let bekend = bekend(&self.lees(&tenant).await?, &tenant, partij).await?;
                let los = partij.iter().filter(|stuk| !bekend.contains(&stuk.uuid()));
                wezen.entry(tenant.clone()).or_default().extend(los);
            }
        }
        if let Some(vorige) = &self.vorige {
            let weer = vorige.weer(wezen.values().flatten().copied().collect(), |g| &mut g.wezen);
            let weer: BTreeSet<StukId> = weer.into_iter().collect();
            wezen.values_mut().for_each(|stukken| stukken.retain(|stuk| weer.contains(stuk)));
        }
        let aantal = wezen.values().map(Vec::len).sum();
        if aantal > VERDACHT {
            tracing::warn!(
                orphans = aantal,
                "many documents are unknown to the database; is the database older than the \
                 documents? nothing was removed"
            );
            return Ok(Opgeruimd { wezen: 0, halve, verdacht: aantal });
        }
        for (tenant, stukken) in &wezen {
            self.wis_documenten(tenant, stukken).await?;
        }
        Ok(Opgeruimd { wezen: aantal, halve, verdacht: 0 })
    }

    /// The complete files from before this run, by tenant. Files that are not ours are passed over.
    async fn oude_bestanden(&self) -> Result<BTreeMap<Tenant, Vec<StukId>>, StoreError> {
        let mut uit: BTreeMap<Tenant, Vec<StukId>> = BTreeMap::new();
        let mut lijst = self.documenten.alle();
        while let Some(bestand) = lijst.try_next().await? {
            let mut delen = bestand.location.parts();
            let tenant = delen.next().and_then(|deel| deel.as_ref().parse::<Tenant>().ok());
            let stuk = bestand.location.filename().and_then(|naam| naam.parse::<StukId>().ok());
            if let (Some(tenant), Some(stuk)) = (tenant, stuk)
                && stuk < self.begin
                && bestand.location == pad(&tenant, stuk)
            {
                uit.entry(tenant).or_default().push(stuk);
            }
        }
        Ok(uit)
    }

    /// Removes the staging files (`…#1`) of uploads that never completed; the listing hides them. In a bucket
    /// its own rule for unfinished uploads does that: it shows them in no list of objects.
    async fn ruim_halve(&self) -> Result<usize, StoreError> {
        let Some(pad) = self.documenten.map().map(Path::to_owned) else { return Ok(0) };
        let (map, begin) = (pad.clone(), self.begin);
        let vorige = self.vorige.clone();
        let klus = tokio::task::spawn_blocking(move || {
            let mut halve = Vec::new();
            let mut mappen = vec![map];
            while let Some(map) = mappen.pop() {
                for ingang in std::fs::read_dir(&map)? {
                    let ingang = ingang?;
                    if ingang.file_type()?.is_dir() {
                        mappen.push(ingang.path());
                    } else if is_half(&ingang.file_name().to_string_lossy(), begin) {
                        halve.push(ingang.path());
                    }
                }
            }
            if let Some(vorige) = vorige {
                halve = vorige.weer(halve, |gezien| &mut gezien.halve);
            }
            halve.iter().try_for_each(std::fs::remove_file)?;
            Ok(halve.len())
        });
        let uitkomst: std::io::Result<usize> = klus.await.unwrap_or_else(|e| Err(e.into()));
        uitkomst.map_err(|source| StoreError::Bestand { wat: "cannot sweep", pad, source })
    }
}

/// Which of these ids some row names.
async fn bekend<C: ConnectionTrait>(
    db: &C,
    tenant: &Tenant,
    stukken: &[StukId],
) -> Result<BTreeSet<Uuid>, StoreError> {
    const WAT: &str = "looking up documents";
    let van = |tabel: &'static str| {
        Query::select()
            .column("stuk")
            .from(tabel)
            .and_where(Expr::col("tenant").eq(tenant.as_str()))
            .and_where(Expr::col("stuk").is_in(stukken.iter().map(|stuk| stuk.uuid())))
            .take()
    };
    let [eerste, rest @ ..] = TABELLEN.map(van);
    let mut vraag = eerste;
    for ander in rest {
        vraag.union(UnionType::All, ander);
    }
    let rijen = db.query_all_raw(bouw(db, &vraag)).await.bij(WAT)?;
    rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect()
}

fn is_half(naam: &str, begin: StukId) -> bool {
    naam.split_once('#')
        .and_then(|(stuk, _)| stuk.parse::<StukId>().ok())
        .is_some_and(|stuk| stuk < begin)
}
