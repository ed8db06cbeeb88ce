//! Checking the register: is every event there, as it was recorded, and nothing beside? Always holds:
//! what is wrong is named by dossier and event, and one fault is told once; only what is stored is
//! looked at, never what it says.
//!
//! A row that was altered, moved or put in breaks the chain where it stands. Whoever makes the chain
//! whole again after that contradicts a checkpoint. Whoever makes that anew lacks its key; and whoever
//! has the key contradicts what was published.

mod ankers;
mod dossier;

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use self::{
    ankers::{anker_mis, ankers_weg, geloofd, klok_terug},
    dossier::{Opgeslagen, dossier_mis},
};
use crate::{
    Anker, Bij, Controlesleutel, DossierId, Inzagemis, Register, StoreError, Tenant,
    anker::{Blad, lees_blad},
    keten::Schakel,
    sql::vraag,
};

/// Dossiers in one look at the database.
const PARTIJ: i64 = 200;
/// A write may have been on its way when a checkpoint was set, and the clocks of two machines differ.
const SPELING: SignedDuration = SignedDuration::from_hours(1);

/// What is compared with what is stored.
#[derive(Clone, Debug, Default)]
pub struct Vertrouwd {
    /// The keys whose signature counts; when there are none, any does.
    pub sleutels: Vec<Controlesleutel>,
    /// Checkpoints that were kept elsewhere.
    pub gepubliceerd: Vec<Anker>,
}

/// What the check came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nagezien {
    /// Dossiers that were looked at.
    pub dossiers: u64,
    /// Events that were looked at.
    pub gebeurtenissen: u64,
    /// Lines of the access log that were looked at.
    pub inzagen: u64,
    /// The series in which they stand.
    pub inzagereeksen: u64,
    /// Checkpoints that were looked at.
    pub ankers: u64,
    /// What is wrong; empty when the register holds.
    pub mis: Vec<Mis>,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mis {
    /// This event does not follow on what stands before it: it is not what was recorded, or does not
    /// belong at this place, or the one before it was changed and given a hash that fits.
    Gewijzigd {
        /// In which dossier.
        dossier: DossierId,
        /// Its number.
        nummer: u32,
    },
    /// These events are not there, though there are later ones, or a checkpoint knows them.
    Ontbreekt {
        /// In which dossier.
        dossier: DossierId,
        /// The number of the first.
        van: u32,
        /// The number of the last.
        tot: u32,
    },
    /// The chain holds in itself, but is another one than a checkpoint saw: one of these events was
    /// changed, and the chain made anew after it.
    Herschreven {
        /// In which dossier.
        dossier: DossierId,
        /// The first event that may be another.
        van: u32,
        /// The event at which the checkpoint looked.
        tot: u32,
        /// The checkpoint.
        anker: u32,
    },
    /// This event says that it was recorded before a checkpoint that does not know it.
    Ingevoegd {
        /// In which dossier.
        dossier: DossierId,
        /// Its number.
        nummer: u32,
        /// The checkpoint.
        anker: u32,
    },
    /// Something is wrong with the access log.
    Inzage {
        /// In which series.
        reeks: Uuid,
        /// What.
        wat: Inzagemis,
    },
    /// Events of a dossier that is not there, or a dossier without events.
    Los {
        /// Which.
        dossier: DossierId,
    },
    /// A checkpoint is not there, is another than was published, does not follow on the one before, is
    /// not about what is stored with it, or does not bear a signature that counts.
    Anker {
        /// Which.
        nummer: u32,
        /// What is wrong with it.
        wat: Ankerfout,
    },
}

/// What is wrong with a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ankerfout {
    /// It is not there.
    Weg,
    /// What is stored is no checkpoint.
    Onleesbaar,
    /// It is another than was published.
    Anders,
    /// It does not hold the hash of the one before.
    Vervolg,
    /// What it says of the dossiers is not what is stored with it.
    Bladen,
    /// Its signature does not hold.
    Handtekening,
    /// Its signature is of a key that is not trusted.
    VreemdeSleutel,
    /// It says that it was set before the one that it follows on: a clock was wrong, then or before. What was
    /// recorded in between proves nothing of when.
    KlokTerug,
}

impl Mis {
    /// Which event, when it is about one.
    fn gaat_over(&self) -> Option<u32> {
        match self {
            Self::Gewijzigd { nummer, .. } | Self::Ingevoegd { nummer, .. } => Some(*nummer),
            Self::Ontbreekt { .. }
            | Self::Herschreven { .. }
            | Self::Los { .. }
            | Self::Inzage { .. }
            | Self::Anker { .. } => None,
        }
    }
}

impl fmt::Display for Mis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gewijzigd { dossier, nummer } => {
                write!(
                    f,
                    "dossier {dossier}: event {nummer} was altered, moved or put in (or it is as it \
                     was, and the one before it is not)"
                )
            }
            Self::Ontbreekt { dossier, van, tot } if van == tot => {
                write!(f, "dossier {dossier}: event {van} is missing")
            }
            Self::Ontbreekt { dossier, van, tot } => {
                write!(f, "dossier {dossier}: the events {van} to {tot} are missing")
            }
            Self::Herschreven { dossier, van, tot, anker } => write!(
                f,
                "dossier {dossier}: of the events {van} to {tot} at least one is another than \
                 checkpoint {anker} saw"
            ),
            Self::Ingevoegd { dossier, nummer, anker } => write!(
                f,
                "dossier {dossier}: event {nummer} was put in later: it says that it was recorded \
                 before checkpoint {anker}, which does not know it"
            ),
            Self::Los { dossier } => {
                write!(f, "dossier {dossier}: there are events without a dossier, or the other way")
            }
            Self::Inzage { reeks, wat } => write!(f, "access log, series {reeks}: {wat}"),
            Self::Anker { nummer, wat } => {
                let wat = match wat {
                    Ankerfout::Weg => "is missing",
                    Ankerfout::Onleesbaar => "is not readable as one",
                    Ankerfout::Anders => "is another than was published",
                    Ankerfout::Vervolg => "does not follow on the one before",
                    Ankerfout::Bladen => "is not about what is stored with it",
                    Ankerfout::Handtekening => "does not bear a signature that holds",
                    Ankerfout::VreemdeSleutel => "was signed with a key that is not trusted",
                    Ankerfout::KlokTerug => {
                        "says that it was set before the one that it follows on: the clock was put \
                         back, and what was recorded between the two proves nothing of when"
                    }
                };
                write!(f, "checkpoint {nummer} {wat}")
            }
        }
    }
}

impl Register {
    /// Checks all of a tenant's register, and says after each batch to `voortgang` how many dossiers
    /// were looked at. What is recorded meanwhile does no harm.
    ///
    /// # Errors
    /// Only when the database cannot be read.
    pub async fn zie_na(
        &self,
        tenant: &Tenant,
        vertrouwd: &Vertrouwd,
        mut voortgang: impl FnMut(u64) + Send,
    ) -> Result<Nagezien, StoreError> {
        let mut uit = Nagezien::default();
        let (mut ankers, mut onleesbaar) = (Vec::new(), Vec::new());
        for (nummer, anker) in self.lees_ankers(tenant).await? {
            match anker {
                Ok(anker) => ankers.push(anker),
                Err(_) => onleesbaar.push(u32::try_from(nummer).unwrap_or(u32::MAX)),
            }
        }
        uit.ankers = (ankers.len() + onleesbaar.len()) as u64;
        // A checkpoint that does not hold says nothing of what it should have seen; the others do.
        let mut gelden = Vec::new();
        for anker in &ankers {
            let bladen = self.bladen(tenant, anker.nummer).await?;
            let inzage = self.inzagebladen(tenant, anker.nummer).await?;
            let fouten = anker_mis(anker, (&bladen, &inzage), &ankers, vertrouwd);
            if fouten.iter().all(|fout| *fout == Ankerfout::Vervolg) {
                gelden.push(anker.clone());
            }
            uit.mis.extend(fouten.into_iter().map(|wat| Mis::Anker { nummer: anker.nummer, wat }));
        }
        uit.mis.extend(ankers_weg(&ankers, &onleesbaar, tenant, vertrouwd));
        uit.mis.extend(klok_terug(&gelden));
        let gelden = geloofd(gelden);
        let mut na = Uuid::nil();
        loop {
            let dossiers = self.dossiers_na(tenant, na).await?;
            let Some((laatste, _)) = dossiers.last() else { break };
            na = *laatste;
            for (dossier, nummer) in &dossiers {
                let bladen = self.bladen_van(tenant, *dossier).await?;
                let rijen = self.rijen_van(tenant, *dossier).await?;
                uit.gebeurtenissen += rijen.len() as u64;
                let begin = nummer
                    .as_deref()
                    .map(|nummer| Schakel::begin(tenant, (*dossier).into(), nummer));
                dossier_mis((*dossier).into(), begin, &rijen, &bladen, &gelden, &mut uit.mis);
            }
            uit.dossiers += dossiers.len() as u64;
            voortgang(uit.dossiers);
        }
        let geteld = self.zie_inzage_na(tenant, &gelden, &mut uit.mis).await?;
        (uit.inzagereeksen, uit.inzagen) = (geteld.reeksen, geteld.regels);
        Ok(uit)
    }

    /// The dossiers after this one, with their numbers; also those of which only events or leaves are
    /// left.
    async fn dossiers_na(
        &self,
        tenant: &Tenant,
        na: Uuid,
    ) -> Result<Vec<(Uuid, Option<String>)>, StoreError> {
        const SQL: &str = "SELECT u.dossier, (SELECT d.nummer FROM dossier d \
              WHERE d.tenant = $1 AND d.dossier = u.dossier) FROM ( \
            SELECT dossier FROM (SELECT dossier FROM dossier \
              WHERE tenant = $1 AND dossier > $2 ORDER BY dossier LIMIT $3) a \
            UNION SELECT dossier FROM (SELECT DISTINCT dossier FROM gebeurtenis \
              WHERE tenant = $1 AND dossier > $2 ORDER BY dossier LIMIT $3) b \
            UNION SELECT dossier FROM (SELECT DISTINCT dossier FROM ankerblad \
              WHERE tenant = $1 AND dossier > $2 ORDER BY dossier LIMIT $3) c \
            ) u ORDER BY u.dossier LIMIT $3";
        const WAT: &str = "listing the dossiers to check";
        let waarden = [tenant.as_str().into(), na.into(), PARTIJ.into()];
        let lezer = self.lees(tenant).await?;
        let rijen = lezer.query_all_raw(vraag(&lezer, SQL, waarden)).await.bij(WAT)?;
        let lees = |rij: &sea_orm::QueryResult| Ok((rij.try_get_by(0)?, rij.try_get_by(1)?));
        rijen.iter().map(lees).collect::<Result<_, sea_orm::DbErr>>().bij(WAT)
    }

    async fn rijen_van(
        &self,
        tenant: &Tenant,
        dossier: Uuid,
    ) -> Result<Vec<Opgeslagen>, StoreError> {
        const SQL: &str = "SELECT nummer, daad, gebeurd_op, vastgelegd_op, rol, account, inhoud, \
            keten FROM gebeurtenis WHERE tenant = $1 AND dossier = $2 ORDER BY nummer";
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into(), dossier.into()]);
        Opgeslagen::find_by_statement(vraag).all(&lezer).await.bij("reading events to check")
    }

    /// Where the chains stood at a checkpoint.
    async fn bladen(&self, tenant: &Tenant, anker: u32) -> Result<Vec<Blad>, StoreError> {
        const SQL: &str = "SELECT anker, dossier, versie, keten FROM ankerblad \
            WHERE tenant = $1 AND anker = $2 ORDER BY dossier";
        let waarden = [tenant.as_str().into(), i64::from(anker).into()];
        let bladen = self.lees_bladen(tenant, SQL, waarden).await?;
        Ok(bladen.into_iter().map(|(_, blad)| blad).collect())
    }

    /// Where the chain of a dossier stood at the checkpoints that name it, oldest first.
    async fn bladen_van(
        &self,
        tenant: &Tenant,
        dossier: Uuid,
    ) -> Result<Vec<(u32, Blad)>, StoreError> {
        const SQL: &str = "SELECT anker, dossier, versie, keten FROM ankerblad \
            WHERE tenant = $1 AND dossier = $2 ORDER BY anker";
        self.lees_bladen(tenant, SQL, [tenant.as_str().into(), dossier.into()]).await
    }

    async fn lees_bladen(
        &self,
        tenant: &Tenant,
        sql: &'static str,
        waarden: [sea_orm::Value; 2],
    ) -> Result<Vec<(u32, Blad)>, StoreError> {
        const WAT: &str = "reading what a checkpoint saw";
        let lezer = self.lees(tenant).await?;
        let rijen = lezer.query_all_raw(vraag(&lezer, sql, waarden)).await.bij(WAT)?;
        let mut uit = Vec::with_capacity(rijen.len());
        for rij in &rijen {
            let anker: i64 = rij.try_get_by(0).bij(WAT)?;
            let (dossier, versie) = (rij.try_get_by(1).bij(WAT)?, rij.try_get_by(2).bij(WAT)?);
            let keten: Vec<u8> = rij.try_get_by(3).bij(WAT)?;
            // One that can't be read is missing from its checkpoint, and that is told of it.
            if let Ok(blad) = lees_blad(dossier, versie, Some(&keten)) {
                uit.push((u32::try_from(anker).unwrap_or(u32::MAX), blad));
            }
        }
        Ok(uit)
    }
}

pub(crate) fn later(moment: Timestamp) -> Timestamp {
    moment.saturating_add(SPELING).unwrap_or(moment)
}
