//! The library: all files of a folder of regulations, sorted by what they are, read when asked for.
//!
//! Always holds: a regulation comes with the vocabulary and exactly the statutes that it names; what a
//! file is follows from its content, not from its path. Reading the folder itself is the caller's work.

use crate::aanbieder::{Aanbieder, AanbiederError};
use crate::boek::Boek;
use crate::diagnose::Diagnoses;
use crate::plek::Bron;

/// All files of a folder of regulations.
#[derive(Debug, Clone, Default)]
pub struct Bibliotheek {
    woordenlijst: Option<Bron>,
    wetten: Vec<(String, Bron)>,
    regelingen: Vec<(String, i64, Bron)>,
    aanbieders: Vec<Bron>,
}

/// Why a regulation can't be had.
#[derive(Debug, thiserror::Error)]
pub enum BibliotheekError {
    /// There is no vocabulary.
    #[error("there is no woordenlijst.toml among the files; put it in the folder of regulations")]
    GeenWoordenlijst,
    /// No regulation has this id.
    #[error("no regulation is called `{id}`; there is: {bekend}")]
    Onbekend {
        /// The id that was asked for.
        id: String,
        /// The ids that there are.
        bekend: String,
    },
    /// A file has mistakes.
    #[error("the regulation has mistakes")]
    Fouten(Box<Diagnoses>),
}

impl Bibliotheek {
    /// Sorts these files.
    pub fn new(bestanden: Vec<Bron>) -> Self {
        let mut uit = Self::default();
        for bron in bestanden {
            if bron.naam.ends_with("woordenlijst.toml") {
                uit.woordenlijst = Some(bron);
                continue;
            }
            let tabel: toml::Table = bron.tekst.parse().unwrap_or_default();
            let kop = |soort: &str| {
                tabel
                    .get(soort)
                    .and_then(|k| k.get("id"))
                    .and_then(|i| i.as_str())
                    .map(str::to_owned)
            };
            if let Some(id) = kop("wet") {
                uit.wetten.push((id, bron));
            } else if let Some(id) = kop("regeling") {
                let versie = tabel
                    .get("regeling")
                    .and_then(|k| k.get("versie"))
                    .and_then(toml::Value::as_integer)
                    .unwrap_or(1);
                uit.regelingen.push((id, versie, bron));
            } else if tabel.get("regeling").is_some_and(toml::Value::is_str)
                && tabel.contains_key("klachtenfunctionaris")
            {
                uit.aanbieders.push(bron);
            }
        }
        uit.regelingen.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        uit
    }

    /// Ids of all regulations.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.regelingen.iter().map(|(id, _, _)| id.as_str()).collect();
        ids.dedup();
        ids
    }

    /// The regulation `id`, or `id@versie`; without version the latest.
    ///
    /// # Errors
    /// When there is none, or a file has mistakes (all of them).
    pub fn boek(&self, id: &str) -> Result<(Boek, Diagnoses), BibliotheekError> {
        let bron = self.bron(id)?;
        self.lees(bron)
    }

    /// Reads a regulation that is not in the folder, with the folder's vocabulary and statutes.
    ///
    /// # Errors
    /// When there is no vocabulary, or a file has mistakes (all of them).
    pub fn lees(&self, regeling: Bron) -> Result<(Boek, Diagnoses), BibliotheekError> {
        self.lees_met(regeling, |_, _| false)
    }

    /// As [`Self::lees`], with the statutes too that hold without being named (`geldt_bij`): for the
    /// comparison of a regulation with the law, not for running it.
    ///
    /// # Errors
    /// As [`Self::lees`].
    pub fn conform(&self, regeling: Bron) -> Result<(Boek, Diagnoses), BibliotheekError> {
        self.lees_met(regeling, |wet, genoemd| {
            let tabel: toml::Table = wet.tekst.parse().unwrap_or_default();
            let bij = tabel.get("wet").and_then(|w| w.get("geldt_bij"));
            let bij = match bij {
                Some(toml::Value::Array(l)) => l.as_slice(),
                Some(een) => std::slice::from_ref(een),
                None => &[],
            };
            bij.iter()
                .filter_map(toml::Value::as_str)
                .any(|b| b == "alles" || genoemd.iter().any(|g| g == b))
        })
    }

    /// The file of the regulation `id`, or `id@versie`; without version the latest.
    ///
    /// # Errors
    /// When there is none.
    pub fn bron(&self, id: &str) -> Result<Bron, BibliotheekError> {
        let (kaal, versie) =
            id.split_once('@').map_or((id, None), |(i, v)| (i, v.parse::<i64>().ok()));
        self.regelingen
            .iter()
            .rfind(|(i, v, _)| i == kaal && versie.is_none_or(|gevraagd| gevraagd == *v))
            .map(|(_, _, b)| b.clone())
            .ok_or_else(|| BibliotheekError::Onbekend {
                id: id.to_owned(),
                bekend: self.ids().join(", "),
            })
    }

    fn lees_met(
        &self,
        regeling: Bron,
        ook: impl Fn(&Bron, &[String]) -> bool,
    ) -> Result<(Boek, Diagnoses), BibliotheekError> {
        let woordenlijst = self.woordenlijst.clone().ok_or(BibliotheekError::GeenWoordenlijst)?;
        let genoemd: Vec<String> = regeling
            .tekst
            .parse::<toml::Table>()
            .ok()
            .and_then(|t| {
                t.get("regeling")?
                    .get("wetten")?
                    .as_array()
                    .map(|a| a.iter().filter_map(|w| w.as_str().map(str::to_owned)).collect())
            })
            .unwrap_or_default();
        let wetten = self
            .wetten
            .iter()
            .filter(|(id, bron)| genoemd.contains(id) || ook(bron, &genoemd))
            .map(|(_, b)| b.clone())
            .collect();
        Boek::lees(woordenlijst, wetten, regeling)
            .map_err(|d| BibliotheekError::Fouten(Box::new(d)))
    }

    /// All providers.
    ///
    /// # Errors
    /// The first file with a mistake.
    pub fn aanbieders(&self) -> Result<Vec<Aanbieder>, AanbiederError> {
        self.aanbieders.iter().map(|b| Aanbieder::lees(&b.naam, &b.tekst)).collect()
    }
}
