//! A provider under its regulation, with its dossiers.
//!
//! Always holds: a dossier is its events; the stand is computed from them when it is loaded.

use std::sync::Arc;

use brief::sjabloon::Sjablonen;
use dossier::{Blik, Gebeurtenis, Stand};
use regeling::norm::Geschil;
use regeling::{Aanbieder, Boek};
use store::{DossierId, Feit, Herbouw, Lijststand, Store, Tenant, Versie};
use termijn::Datum;
use uuid::Uuid;

use crate::fout::DoenError;
use crate::versies::Versies;

/// Who holds which offices: needed to shut somebody out of a complaint about himself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambtsdrager {
    /// The account.
    pub account: Uuid,
    /// The name by which others know this person.
    pub naam: String,
    /// Ids of the roles.
    pub ambten: Vec<String>,
}

/// Everything with which complaints are handled.
#[derive(Clone)]
pub struct Uitrusting {
    /// The store.
    pub store: Store,
    /// The tenant in the store.
    pub tenant: Tenant,
    /// The versions of the regulation, each with its words and statutes.
    pub versies: Versies,
    /// The provider's own data.
    pub aanbieder: Arc<Aanbieder>,
    /// The letters.
    pub sjablonen: Arc<Sjablonen>,
    /// Who hold which offices.
    pub ambtsdragers: Arc<Vec<Ambtsdrager>>,
    /// From what else the lists follow: a mark that changes with the text of a regulation and with the
    /// program.
    pub grondslag: Arc<str>,
}

/// A provider at work.
#[derive(Clone)]
pub struct Praktijk {
    pub(crate) u: Uitrusting,
}

/// How far lists are behind what they follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Achterstand {
    /// They are as they should be.
    Geen,
    /// They stand as on an earlier day; who may see what is right.
    Dag,
    /// Regulation, program or offices changed: compute them anew before anybody looks.
    Grondslag,
}

/// A dossier as it was when it was loaded, under the version of the regulation that then held for it.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Which one.
    pub id: DossierId,
    /// Its number: `K-2026-0143`; empty for one that is being made.
    pub nummer: String,
    /// How many events it has; hand it in with the next act.
    pub versie: Versie,
    /// All that happened.
    pub gebeurtenissen: Vec<Gebeurtenis>,
    /// The version of the regulation under which it runs.
    pub boek: Arc<Boek>,
    /// What we know after it.
    pub stand: Stand,
}

impl Dossier {
    /// The dossier as it stands on this day.
    pub fn blik(&self, vandaag: Datum) -> Blik<'_> {
        Blik::new(&self.boek, &self.stand, vandaag)
    }
}

impl Praktijk {
    /// A provider with this equipment.
    pub fn new(u: Uitrusting) -> Self {
        Self { u }
    }

    /// The versions of the regulation.
    pub fn versies(&self) -> &Versies {
        &self.u.versies
    }

    /// The provider's own data.
    pub fn aanbieder(&self) -> &Aanbieder {
        &self.u.aanbieder
    }

    /// The dispute body, as this version of the regulation and the provider together state it.
    pub fn geschil(&self, boek: &Boek) -> Geschil {
        self.u.aanbieder.geschil(&boek.geschil)
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.u.store
    }

    /// The tenant.
    pub fn tenant(&self) -> &Tenant {
        &self.u.tenant
    }

    /// A dossier that does not exist yet, of what comes in on this day.
    pub fn nieuw(&self, dag: Datum) -> Dossier {
        let boek = Arc::clone(self.u.versies.op(dag));
        Dossier {
            id: DossierId::nieuw(),
            nummer: String::new(),
            versie: Versie::NIEUW,
            gebeurtenissen: Vec::new(),
            stand: Stand::new(&boek),
            boek,
        }
    }

    /// Loads a dossier, under the version of the regulation that holds for it on this day.
    ///
    /// # Errors
    /// When there is none, or an event can't be read.
    pub async fn open(&self, id: DossierId, dag: Datum) -> Result<Dossier, DoenError> {
        let geladen = self.u.store.load(&self.u.tenant, id).await?;
        let nummer = self.u.store.rij(&self.u.tenant, id).await?.nummer;
        let gelezen = lees(&self.u.versies, &geladen.feiten, dag)?;
        let Gelezen { gebeurtenissen, boek, stand } = gelezen;
        Ok(Dossier { id, nummer, versie: geladen.versie, gebeurtenissen, boek, stand })
    }

    /// What stands in these events, under the version of the regulation that holds for them on this day.
    ///
    /// # Errors
    /// When one can't be read.
    pub(crate) fn lees(&self, feiten: &[Feit], dag: Datum) -> Result<Gelezen, DoenError> {
        lees(&self.u.versies, feiten, dag)
    }

    /// Computes all lists anew as they stand on this day; gives how many dossiers there were. Dates pass
    /// without anybody doing anything, so the lists of yesterday are not those of today.
    ///
    /// # Errors
    /// When an event can't be read, or the store fails.
    pub async fn herbouw(&self, vandaag: Datum) -> Result<u64, DoenError> {
        self.herbouw_zo(vandaag, Herbouw::WatAndersIs, |_| {}).await
    }

    /// The same, and writes all of it, whatever is there; says after each batch to `voortgang` how many dossiers
    /// are done.
    ///
    /// # Errors
    /// As [`Praktijk::herbouw`].
    pub async fn herbouw_en_zeg(
        &self,
        vandaag: Datum,
        voortgang: impl FnMut(u64) + Send,
    ) -> Result<u64, DoenError> {
        self.herbouw_zo(vandaag, Herbouw::Alles, voortgang).await
    }

    async fn herbouw_zo(
        &self,
        vandaag: Datum,
        hoe: Herbouw,
        voortgang: impl FnMut(u64) + Send,
    ) -> Result<u64, DoenError> {
        let (versies, ambtsdragers) = (self.u.versies.clone(), Arc::clone(&self.u.ambtsdragers));
        let bereken = move |_: &Tenant,
                            _: DossierId,
                            feiten: &[Feit]|
              -> Result<store::Projectie, DoenError> {
            let Gelezen { boek, stand, .. } = lees(&versies, feiten, vandaag)?;
            Ok(crate::projectie(&Blik::new(&boek, &stand, vandaag), &ambtsdragers))
        };
        let stand = Lijststand { dag: vandaag, grondslag: self.grondslag(vandaag) };
        Ok(self.u.store.herbouw(&self.u.tenant, (stand, hoe), bereken, voortgang).await?)
    }

    /// How far the lists are behind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn achterstand(&self, vandaag: Datum) -> Result<Achterstand, DoenError> {
        Ok(match self.u.store.lijststand(&self.u.tenant).await? {
            Some(s) if s.grondslag != self.grondslag(vandaag) => Achterstand::Grondslag,
            Some(s) if s.dag != vandaag => Achterstand::Dag,
            Some(_) => Achterstand::Geen,
            None => Achterstand::Grondslag,
        })
    }

    /// All that the lists follow from beside the events and the day. Who is shut out follows from who
    /// holds an office and from the version in force, so those are in it.
    fn grondslag(&self, dag: Datum) -> String {
        let ambten =
            self.u.ambtsdragers.iter().map(|a| format!(" {}:{}", a.account, a.ambten.join("+")));
        let geldt = &self.u.versies.op(dag).hash;
        format!("{} {geldt}{}", self.u.grondslag, ambten.collect::<String>())
    }
}

/// The events of a dossier as they were read, and what stands in them.
pub(crate) struct Gelezen {
    gebeurtenissen: Vec<Gebeurtenis>,
    /// The version of the regulation that holds for them.
    pub(crate) boek: Arc<Boek>,
    pub(crate) stand: Stand,
}

fn lees(versies: &Versies, feiten: &[Feit], dag: Datum) -> Result<Gelezen, DoenError> {
    let gebeurtenissen = feiten.iter().map(gebeurtenis).collect::<Result<Vec<_>, _>>()?;
    let boek = Arc::clone(versies.voor(&gebeurtenissen, dag));
    let stand = Stand::van(&boek, &gebeurtenissen);
    Ok(Gelezen { gebeurtenissen, boek, stand })
}

/// An event as it was stored; its number is its place in the log.
///
/// # Errors
/// When it can't be read as an event.
pub fn gebeurtenis(feit: &Feit) -> Result<Gebeurtenis, DoenError> {
    let gelezen: Gebeurtenis = serde_json::from_slice(&feit.rij.inhoud)?;
    Ok(Gebeurtenis { nummer: feit.nummer, ..gelezen })
}
