//! The library: all files of a folder of regulations, sorted by what they are, read when asked for.
//!
//! Always holds: a regulation comes with the vocabulary and exactly the texts that it names: statutes,
//! and the regulation of a portal that handles its complaints (with the statutes of that one). What a
//! file is follows from its content, not from its path. Of one regulation, one version is in force on
//! a day. Reading the folder itself is the caller's work.

use std::sync::Arc;

use termijn::Datum;

use crate::aanbieder::{Aanbieder, AanbiederError};
use crate::boek::Boek;
use crate::diagnose::Diagnoses;
use crate::plek::Bron;

/// All files of a folder of regulations.
#[derive(Debug, Clone, Default)]
pub struct Bibliotheek {
    woordenlijst: Option<Bron>,
    wetten: Vec<Wet>,
    regelingen: Vec<Versie>,
    aanbieders: Vec<Bron>,
}

/// A statute, as far as its head tells.
#[derive(Debug, Clone)]
struct Wet {
    id: String,
    geldt_altijd: bool,
    bron: Bron,
}

/// One version of a regulation, as far as its head tells.
#[derive(Debug, Clone)]
struct Versie {
    id: String,
    versie: i64,
    van: Option<Datum>,
    tot: Option<Datum>,
    wetten: Vec<String>,
    behandeld_volgens: Option<String>,
    bron: Bron,
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
    /// Two versions of one regulation are in force on the same day.
    #[error(
        "versions {een} and {ander} of regulation `{id}` are both in force on {op}; give the earlier one `geldig = {{ van = …, tot = … }}` with the day before"
    )]
    Overlap {
        /// The regulation.
        id: String,
        /// The earlier version.
        een: i64,
        /// The later one.
        ander: i64,
        /// The first day on which both are in force.
        op: Datum,
    },
    /// A file has mistakes.
    #[error("the regulation has mistakes")]
    Fouten(Box<Diagnoses>),
}

impl Bibliotheek {
    /// Sorts these files.
    pub fn new(bestanden: Vec<Bron>) -> Self {
        Self::default().met(bestanden)
    }

    /// With these files besides; one that is the same thing as a file that was there takes its place.
    #[must_use]
    pub fn met(mut self, bestanden: Vec<Bron>) -> Self {
        for bron in bestanden {
            self.voeg_toe(bron);
        }
        self.regelingen.sort_by(|a, b| (&a.id, a.versie).cmp(&(&b.id, b.versie)));
        self
    }

    fn voeg_toe(&mut self, bron: Bron) {
        if bron.naam.ends_with("woordenlijst.toml") {
            self.woordenlijst = Some(bron);
            return;
        }
        let tabel: toml::Table = bron.tekst.parse().unwrap_or_default();
        let wet = tabel.get("wet");
        if let Some(id) = tekst(wet.and_then(|k| k.get("id"))) {
            let altijd = wet.and_then(|k| k.get("geldt_altijd"));
            let geldt_altijd = altijd.and_then(toml::Value::as_bool).unwrap_or(false);
            self.wetten.retain(|bestaand| bestaand.id != id);
            self.wetten.push(Wet { id, geldt_altijd, bron });
        } else if let Some(versie) = Versie::lees(&tabel, &bron) {
            self.regelingen.retain(|v| (&v.id, v.versie) != (&versie.id, versie.versie));
            self.regelingen.push(versie);
        } else if tabel.get("regeling").is_some_and(toml::Value::is_str)
            && tabel.contains_key("klachtenfunctionaris")
        {
            self.aanbieders.retain(|b| b.naam != bron.naam);
            self.aanbieders.push(bron);
        }
    }

    /// Is this text part of a library: a regulation, a statute, a provider?
    pub fn is_deel(bron: &Bron) -> bool {
        let los = Self::new(vec![bron.clone()]);
        los.woordenlijst.is_some()
            || !(los.wetten.is_empty() && los.regelingen.is_empty() && los.aanbieders.is_empty())
    }

    /// What is missing here and there in that one: the vocabulary, and statutes.
    #[must_use]
    pub fn aangevuld_uit(mut self, ander: &Self) -> Self {
        self.woordenlijst = self.woordenlijst.or_else(|| ander.woordenlijst.clone());
        for wet in &ander.wetten {
            if !self.wetten.iter().any(|bestaand| bestaand.id == wet.id) {
                self.wetten.push(wet.clone());
            }
        }
        self
    }

    /// Ids of all regulations.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.regelingen.iter().map(|v| v.id.as_str()).collect();
        ids.dedup();
        ids
    }

    /// The regulation `id`, or `id@versie`; without version the latest.
    ///
    /// # Errors
    /// When there is none, or a file has mistakes (all of them).
    pub fn boek(&self, id: &str) -> Result<(Boek, Diagnoses), BibliotheekError> {
        self.lees(self.bron(id)?)
    }

    /// All versions of this regulation, from the first in force to the last; `id@versie` is that one. Where
    /// a portal handles the complaints, each of its versions that falls within one of this regulation makes
    /// a version too, from its own first day.
    ///
    /// # Errors
    /// When there is none, two are in force on one day, or a file has mistakes.
    pub fn versies(&self, id: &str) -> Result<Vec<Boek>, BibliotheekError> {
        if id.contains('@') {
            return Ok(vec![self.boek(id)?.0]);
        }
        let eigen = self.geordend(id)?;
        let mut uit = Vec::new();
        for (i, v) in eigen.iter().enumerate() {
            // A version named with the portal stays that one.
            let volgt = v.behandeld_volgens.as_deref().filter(|naam| !naam.contains('@'));
            let Some(portaal) = volgt.map(|naam| self.geordend(naam)).transpose()? else {
                uit.push(self.lees(v.bron.clone())?.0);
                continue;
            };
            let straks = eigen.get(i + 1).map(|volgende| volgende.van);
            for (j, p) in portaal.iter().enumerate() {
                let erna = portaal.get(j + 1).map(|volgende| volgende.van);
                let te_vroeg = erna.is_some_and(|erna| erna <= v.van);
                let te_laat = j > 0 && straks.is_some_and(|straks| straks <= p.van);
                if te_vroeg || te_laat {
                    continue;
                }
                let (mut boek, _) = self.lees_met(v.bron.clone(), Some(p), |_, _| false)?;
                if let Some(van) = p.van.filter(|van| j > 0 && Some(*van) > v.van) {
                    let over = boek.portaal().is_some_and(|k| k.neemt_lopende_over);
                    boek.wissel = Some((van, over));
                }
                uit.push(boek);
            }
        }
        Ok(uit)
    }

    /// Is on each day at most one version of this regulation in force?
    ///
    /// # Errors
    /// Two versions that are in force on one day.
    pub fn zonder_overlap(&self, id: &str) -> Result<(), BibliotheekError> {
        self.geordend(id).map(drop)
    }

    /// The versions of this regulation by entry into force.
    fn geordend(&self, id: &str) -> Result<Vec<&Versie>, BibliotheekError> {
        let mut alle: Vec<&Versie> = self.regelingen.iter().filter(|v| v.id == id).collect();
        alle.sort_by_key(|v| (v.van, v.versie));
        for paar in alle.windows(2) {
            let (een, ander) = (paar[0], paar[1]);
            // A version without a last day ends when the next one begins.
            let begin = ander.van.unwrap_or(Datum::MIN);
            if een.tot.is_some_and(|tot| tot >= begin) || een.van == ander.van {
                return Err(BibliotheekError::Overlap {
                    id: id.to_owned(),
                    een: een.versie,
                    ander: ander.versie,
                    op: begin,
                });
            }
        }
        if alle.is_empty() { Err(self.onbekend(id)) } else { Ok(alle) }
    }

    /// Is this the file of a provider?
    pub fn is_aanbieder(bron: &Bron) -> bool {
        let tabel: toml::Table = bron.tekst.parse().unwrap_or_default();
        tabel.get("regeling").is_some_and(toml::Value::is_str)
    }

    /// Id and version of this file, when it is a regulation.
    pub fn welke(bron: &Bron) -> Option<(String, i64)> {
        let tabel: toml::Table = bron.tekst.parse().unwrap_or_default();
        Versie::lees(&tabel, bron).map(|v| (v.id, v.versie))
    }

    /// The regulation of the portal that this regulation names, if it does.
    pub fn portaal_van(bron: &Bron) -> Option<String> {
        let tabel: toml::Table = bron.tekst.parse().unwrap_or_default();
        Versie::lees(&tabel, bron)?.behandeld_volgens
    }

    /// The vocabulary with every statute, under a regulation that says nothing itself: all words that a new
    /// regulation may use.
    ///
    /// # Errors
    /// When there is no vocabulary, or a file has mistakes.
    pub fn alle_woorden(&self) -> Result<Boek, BibliotheekError> {
        let woordenlijst = self.woordenlijst.clone().ok_or(BibliotheekError::GeenWoordenlijst)?;
        let leeg = Bron::new(
            "een regeling zonder norm",
            "[regeling]\nid = \"leeg\"\ntitel = \"\"\naanbieder = \"\"\ngeldig = {}\nwerkterreinen = \"alles\"\n",
        );
        let wetten = self.wetten.iter().map(|wet| wet.bron.clone()).collect();
        Boek::lees(woordenlijst, wetten, leeg)
            .map(|(boek, _)| boek)
            .map_err(|d| BibliotheekError::Fouten(Box::new(d)))
    }

    fn onbekend(&self, id: &str) -> BibliotheekError {
        BibliotheekError::Onbekend { id: id.to_owned(), bekend: self.ids().join(", ") }
    }

    /// Reads a regulation, which may be one that is not in the folder, with the folder's vocabulary and
    /// the texts that it names.
    ///
    /// # Errors
    /// When there is no vocabulary, the portal that it names is not there, or a file has mistakes.
    pub fn lees(&self, regeling: Bron) -> Result<(Boek, Diagnoses), BibliotheekError> {
        self.lees_met(regeling, None, |_, _| false)
    }

    /// As [`Self::lees`], with the statutes too that hold without being named (`geldt_bij`): for the
    /// comparison of a regulation with the law, not for running it.
    ///
    /// # Errors
    /// As [`Self::lees`].
    pub fn conform(&self, regeling: Bron) -> Result<(Boek, Diagnoses), BibliotheekError> {
        self.lees_met(regeling, None, |wet, genoemd| {
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
        self.versie(id).map(|v| v.bron.clone())
    }

    fn versie(&self, id: &str) -> Result<&Versie, BibliotheekError> {
        let (kaal, versie) =
            id.split_once('@').map_or((id, None), |(i, v)| (i, v.parse::<i64>().ok()));
        self.regelingen
            .iter()
            .rfind(|v| v.id == kaal && versie.is_none_or(|gevraagd| gevraagd == v.versie))
            .ok_or_else(|| self.onbekend(id))
    }

    fn lees_met(
        &self,
        regeling: Bron,
        portaal: Option<&Versie>,
        ook: impl Fn(&Bron, &[String]) -> bool,
    ) -> Result<(Boek, Diagnoses), BibliotheekError> {
        let woordenlijst = self.woordenlijst.clone().ok_or(BibliotheekError::GeenWoordenlijst)?;
        // The head of a text of this library was read when it came in.
        let zelfde = |v: &&Versie| Arc::ptr_eq(&v.bron.tekst, &regeling.tekst);
        let kop = self.regelingen.iter().find(zelfde).cloned().or_else(|| {
            let tabel: toml::Table = regeling.tekst.parse().unwrap_or_default();
            Versie::lees(&tabel, &regeling)
        });
        let mut wetten = kop.as_ref().map(|v| v.wetten.clone()).unwrap_or_default();
        let mut ernaast = Vec::new();
        if let Some(naam) = kop.and_then(|v| v.behandeld_volgens) {
            let portaal = portaal.map_or_else(|| self.versie(&naam), Ok)?;
            ernaast.push(portaal.bron.clone());
            wetten.extend(portaal.wetten.iter().cloned());
        }
        let erbij = self
            .wetten
            .iter()
            .filter(|wet| wet.geldt_altijd || wetten.contains(&wet.id) || ook(&wet.bron, &wetten));
        ernaast.extend(erbij.map(|wet| wet.bron.clone()));
        Boek::lees(woordenlijst, ernaast, regeling)
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

impl Versie {
    fn lees(tabel: &toml::Table, bron: &Bron) -> Option<Self> {
        let kop = tabel.get("regeling")?;
        let geldig = |welke: &str| {
            kop.get("geldig").and_then(|g| g.get(welke)).and_then(|d| d.to_string().parse().ok())
        };
        let wetten = kop.get("wetten").and_then(toml::Value::as_array);
        Some(Self {
            id: tekst(kop.get("id"))?,
            versie: kop.get("versie").and_then(toml::Value::as_integer).unwrap_or(1),
            van: geldig("van"),
            tot: geldig("tot"),
            wetten: wetten.into_iter().flatten().filter_map(|w| tekst(Some(w))).collect(),
            behandeld_volgens: tekst(kop.get("behandeld_volgens")),
            bron: bron.clone(),
        })
    }
}

fn tekst(waarde: Option<&toml::Value>) -> Option<String> {
    waarde?.as_str().map(str::to_owned)
}
