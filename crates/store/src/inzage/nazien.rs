//! Checking the log: is every line there, as it was written? Always holds: what is wrong is named by
//! series and number, and one fault is told once; the log is read in parts, however long it is.

use std::{collections::BTreeMap, fmt};

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{
    keten::{Inzageblad, Reeks, lees_blad},
    lezen::{KOLOMMEN, Rij},
};
use crate::{
    Anker, Bij, Mis, Register, StoreError, Tenant, keten::Schakel, nazien::later, sql::lees_moment,
    sql::vraag,
};

/// Lines in one look at the database.
const PARTIJ: usize = 2000;

/// What is wrong with a series of the access log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inzagemis {
    /// This line is not what was written, or does not belong at this place.
    Gewijzigd {
        /// Its number.
        nummer: u64,
    },
    /// These lines are not there, though there are later ones, or a checkpoint knows them.
    Ontbreekt {
        /// The number of the first.
        van: u64,
        /// The number of the last.
        tot: u64,
    },
    /// The chain holds in itself, but up to this line it is another one than a checkpoint saw.
    Herschreven {
        /// The line at which the checkpoint looked.
        tot: u64,
        /// The checkpoint.
        anker: u32,
    },
    /// From this line on it says that it was written before a checkpoint that does not know it.
    Ingevoegd {
        /// The number of the first such line.
        nummer: u64,
        /// The checkpoint.
        anker: u32,
    },
    /// There are lines, and nothing says which process wrote them.
    Los,
}

impl fmt::Display for Inzagemis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gewijzigd { nummer } => {
                write!(f, "line {nummer} was altered, moved or put in")
            }
            Self::Ontbreekt { van, tot } if van == tot => write!(f, "line {van} is missing"),
            Self::Ontbreekt { van, tot } => write!(f, "the lines {van} to {tot} are missing"),
            Self::Herschreven { tot, anker } => write!(
                f,
                "of the lines 1 to {tot} at least one is another than checkpoint {anker} saw"
            ),
            Self::Ingevoegd { nummer, anker } => write!(
                f,
                "line {nummer} was put in later: it says that it was written before checkpoint \
                 {anker}, which does not know it"
            ),
            Self::Los => write!(f, "nothing says which process wrote these lines"),
        }
    }
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Geteld {
    pub(crate) reeksen: u64,
    pub(crate) regels: u64,
}

impl Register {
    /// Checks all series of a tenant against the checkpoints that hold.
    pub(crate) async fn zie_inzage_na(
        &self,
        tenant: &Tenant,
        ankers: &[Anker],
        mis: &mut Vec<Mis>,
    ) -> Result<Geteld, StoreError> {
        let mut geteld = Geteld::default();
        let mut bladen: BTreeMap<Uuid, Vec<(u32, Inzageblad)>> = BTreeMap::new();
        for (anker, blad) in self.alle_inzagebladen(tenant).await? {
            bladen.entry(blad.reeks).or_default().push((anker, blad));
        }
        for reeks in self.inzagereeksen(tenant).await? {
            let gezien = bladen.get(&reeks).map_or(&[][..], Vec::as_slice);
            let (regels, fouten) = self.reeks_mis(tenant, reeks, gezien, ankers).await?;
            mis.extend(fouten.into_iter().map(|wat| Mis::Inzage { reeks, wat }));
            geteld.reeksen += 1;
            geteld.regels += regels;
        }
        Ok(geteld)
    }

    async fn reeks_mis(
        &self,
        tenant: &Tenant,
        reeks: Uuid,
        bladen: &[(u32, Inzageblad)],
        ankers: &[Anker],
    ) -> Result<(u64, Vec<Inzagemis>), StoreError> {
        const SQL: &str = "SELECT reeks, knoop, programma, begonnen_op FROM inzagereeks \
            WHERE tenant = $1 AND reeks = $2";
        let waarden = [tenant.as_str().into(), reeks.into()];
        let lezer = self.lees(tenant).await?;
        let begin = Reeks::find_by_statement(vraag(&lezer, SQL, waarden));
        let begin = begin.one(&lezer).await.bij("reading a series of the access log")?;
        drop(lezer);
        let mut keuring = Keuring::new(begin.map(|reeks| reeks.begin(tenant)), bladen, ankers);
        let mut regels = 0;
        loop {
            let rijen = self.regels_na(tenant, reeks, keuring.laatste).await?;
            regels += rijen.len() as u64;
            rijen.iter().for_each(|rij| keuring.bekijk(rij));
            if rijen.len() < PARTIJ {
                break;
            }
        }
        Ok((regels, keuring.klaar(regels)))
    }

    async fn regels_na(
        &self,
        tenant: &Tenant,
        reeks: Uuid,
        na: Option<i64>,
    ) -> Result<Vec<Rij>, StoreError> {
        let sql = format!(
            "SELECT {KOLOMMEN} WHERE i.tenant = $1 AND i.reeks = $2 AND i.nummer > $3 \
             ORDER BY i.nummer LIMIT {PARTIJ}"
        );
        let waarden = [tenant.as_str().into(), reeks.into(), na.unwrap_or(i64::MIN).into()];
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, &sql, waarden);
        Rij::find_by_statement(vraag).all(&lezer).await.bij("reading the access log to check")
    }

    /// Also the series of which only lines or leaves are left.
    async fn inzagereeksen(&self, tenant: &Tenant) -> Result<Vec<Uuid>, StoreError> {
        const SQL: &str = "SELECT reeks FROM inzagereeks WHERE tenant = $1 \
            UNION SELECT reeks FROM inzage WHERE tenant = $1 \
            UNION SELECT reeks FROM inzageblad WHERE tenant = $1 ORDER BY 1";
        const WAT: &str = "listing the series of the access log";
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into()]);
        let rijen = lezer.query_all_raw(vraag).await.bij(WAT)?;
        rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect()
    }

    /// Where the series stood at a checkpoint.
    pub(crate) async fn inzagebladen(
        &self,
        tenant: &Tenant,
        anker: u32,
    ) -> Result<Vec<Inzageblad>, StoreError> {
        const SQL: &str = "SELECT anker, reeks, nummer, keten FROM inzageblad \
            WHERE tenant = $1 AND anker = $2 ORDER BY reeks";
        let waarden = vec![tenant.as_str().into(), i64::from(anker).into()];
        let bladen = self.lees_inzagebladen(tenant, SQL, waarden).await?;
        Ok(bladen.into_iter().map(|(_, blad)| blad).collect())
    }

    /// All of them, oldest checkpoint first.
    async fn alle_inzagebladen(
        &self,
        tenant: &Tenant,
    ) -> Result<Vec<(u32, Inzageblad)>, StoreError> {
        const SQL: &str = "SELECT anker, reeks, nummer, keten FROM inzageblad \
            WHERE tenant = $1 ORDER BY anker, reeks";
        self.lees_inzagebladen(tenant, SQL, vec![tenant.as_str().into()]).await
    }

    async fn lees_inzagebladen(
        &self,
        tenant: &Tenant,
        sql: &'static str,
        waarden: Vec<sea_orm::Value>,
    ) -> Result<Vec<(u32, Inzageblad)>, StoreError> {
        const WAT: &str = "reading what a checkpoint saw of the access log";
        let lezer = self.lees(tenant).await?;
        let rijen = lezer.query_all_raw(vraag(&lezer, sql, waarden)).await.bij(WAT)?;
        rijen
            .iter()
            .map(|rij| {
                let (anker, keten): (i64, Vec<u8>) =
                    (rij.try_get_by(0).bij(WAT)?, rij.try_get_by(3).bij(WAT)?);
                let (reeks, nummer) = (rij.try_get_by(1).bij(WAT)?, rij.try_get_by(2).bij(WAT)?);
                Ok((u32::try_from(anker).unwrap_or(u32::MAX), lees_blad(reeks, nummer, &keten)?))
            })
            .collect()
    }
}

/// One series, looked at line by line.
struct Keuring<'a> {
    begin: Option<Schakel>,
    bladen: &'a [(u32, Inzageblad)],
    ankers: &'a [Anker],
    vorige: Schakel,
    /// What stood before a line that was wrong.
    daarvoor: Option<Schakel>,
    /// The number that must come now.
    volgende: u64,
    /// The number at which we are, as it is stored.
    laatste: Option<i64>,
    ingevoegd: bool,
    mis: Vec<Inzagemis>,
    herschreven: Option<Inzagemis>,
}

impl<'a> Keuring<'a> {
    fn new(begin: Option<Schakel>, bladen: &'a [(u32, Inzageblad)], ankers: &'a [Anker]) -> Self {
        Self {
            begin,
            bladen,
            ankers,
            vorige: begin.unwrap_or(Schakel([0; 32])),
            daarvoor: None,
            volgende: 1,
            laatste: None,
            ingevoegd: false,
            mis: Vec::new(),
            herschreven: None,
        }
    }

    fn bekijk(&mut self, rij: &Rij) {
        let regel = rij.regel();
        let (nummer, eerste) = (regel.nummer, self.begin.is_none() && self.volgende == 1);
        self.laatste = Some(i64::try_from(nummer).unwrap_or(i64::MAX));
        if nummer < self.volgende {
            // No line has such a number.
            self.mis.push(Inzagemis::Gewijzigd { nummer });
            return;
        }
        if nummer > self.volgende {
            self.mis.push(Inzagemis::Ontbreekt { van: self.volgende, tot: nummer - 1 });
        }
        let (is, hoort) = (Schakel::lees(Some(&rij.keten)), regel.na(self.vorige));
        // Behind a gap nothing is known of what should stand before it.
        let blind = nummer > self.volgende || eerste;
        // Behind a line that is wrong one may be right that followed on what stood there first.
        let past_eerder = self.daarvoor.is_some_and(|schakel| is == Some(regel.na(schakel)));
        let past = blind || is == Some(hoort) || past_eerder;
        if !past {
            self.mis.push(Inzagemis::Gewijzigd { nummer });
        }
        self.daarvoor = (!past).then_some(self.vorige);
        // The next one is judged by what stands here, so that one fault is told once.
        self.vorige = is.unwrap_or(hoort);
        self.volgende = nummer.saturating_add(1);
        for (anker, blad) in self.bladen.iter().filter(|(_, blad)| blad.nummer == nummer) {
            if Some(blad.keten) != is && self.herschreven.is_none() {
                self.herschreven = Some(Inzagemis::Herschreven { tot: nummer, anker: *anker });
            }
        }
        self.zie_ingevoegd(nummer, &regel.moment);
    }

    /// A line that a checkpoint should have seen and did not; told once for a series.
    fn zie_ingevoegd(&mut self, nummer: u64, moment: &str) {
        // A moment that cannot be read was altered, and that was told.
        let Ok(moment) = lees_moment(moment) else { return };
        let moest = self
            .ankers
            .iter()
            .find(|anker| anker.inzage.is_some() && anker.gezet_op > later(moment));
        let Some(moest) = moest.filter(|_| !self.ingevoegd) else { return };
        let zag = self.bladen.iter().find(|(_, blad)| blad.nummer >= nummer);
        if zag.is_none_or(|(anker, _)| *anker > moest.nummer) {
            self.ingevoegd = true;
            self.mis.push(Inzagemis::Ingevoegd { nummer, anker: moest.nummer });
        }
    }

    fn klaar(mut self, regels: u64) -> Vec<Inzagemis> {
        let laatste_blad = self.bladen.iter().map(|(_, blad)| blad.nummer).max().unwrap_or(0);
        if self.begin.is_none() && regels > 0 {
            self.mis.insert(0, Inzagemis::Los);
        }
        // Of a line that is wrong that is told already.
        if self.mis.is_empty() {
            self.mis.extend(self.herschreven);
        }
        if self.volgende <= laatste_blad {
            self.mis.push(Inzagemis::Ontbreekt { van: self.volgende, tot: laatste_blad });
        }
        self.mis
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three lines that follow on each other, of this dossier.
    fn reeks(dossier: u128) -> (Reeks, Vec<Rij>) {
        let begin = Reeks {
            reeks: Uuid::from_u128(7),
            knoop: "machine:1".to_owned(),
            programma: "wederhoor".to_owned(),
            begonnen_op: "2026-11-23T09:30:00Z".to_owned(),
        };
        let mut keten = begin.begin(&"zorg-oost".parse().unwrap());
        let rij = |nummer| {
            let mut rij = Rij {
                reeks: begin.reeks,
                nummer,
                moment: "2026-11-23T09:30:00Z".to_owned(),
                account: None,
                grond: "klager".to_owned(),
                actie: "bekeken".to_owned(),
                dossier: Uuid::from_u128(dossier),
                wat: "klacht".to_owned(),
                stuk: None,
                geweigerd: None,
                knoop: None,
                programma: None,
                keten: Vec::new(),
            };
            keten = rij.regel().na(keten);
            rij.keten = keten.bytes();
            rij
        };
        let rijen = (1..=3).map(rij).collect();
        (begin, rijen)
    }

    /// Somebody with this very program makes the chain of a series whole again after his change.
    #[test]
    fn a_series_that_was_made_anew_contradicts_the_checkpoint() {
        let (_, echt) = reeks(1);
        let (begin, anders) = reeks(2);
        let blad = lees_blad(begin.reeks, 2, &echt[1].keten).unwrap();
        let bladen = [(5, blad)];
        let kijk = |rijen: &[Rij]| {
            let begin = Some(begin.begin(&"zorg-oost".parse().unwrap()));
            let mut keuring = Keuring::new(begin, &bladen, &[]);
            rijen.iter().for_each(|rij| keuring.bekijk(rij));
            keuring.klaar(rijen.len() as u64)
        };
        assert_eq!(kijk(&echt), []);
        assert_eq!(kijk(&anders), [Inzagemis::Herschreven { tot: 2, anker: 5 }]);
    }
}
