//! A story with the regulation that it names: finds the book and the provider, and plays.
//!
//! Always holds: a regulation is read once, however many stories name it.

use std::collections::HashMap;

use dossier::Gebeurtenis;
use regeling::aanbieder::AanbiederError;
use regeling::bibliotheek::BibliotheekError;
use regeling::norm::Geschil;
use regeling::zoeken::{kaal, zoek_id};
use regeling::{Aanbieder, Bibliotheek, Boek};

use crate::lezen::lees;
use crate::spelen::{Decor, gebeurtenissen, speel};
use crate::uitslag::Uitslag;
use crate::verhaal::Verhaal;

/// Plays stories with the regulations of a library.
#[derive(Debug)]
pub struct Speler {
    bibliotheek: Bibliotheek,
    aanbieders: Vec<Aanbieder>,
    boeken: HashMap<String, Vec<Boek>>,
}

impl Speler {
    /// Over these regulations and providers.
    ///
    /// # Errors
    /// A provider's file with a mistake.
    pub fn new(bibliotheek: Bibliotheek) -> Result<Self, AanbiederError> {
        let aanbieders = bibliotheek.aanbieders()?;
        Ok(Self { bibliotheek, aanbieders, boeken: HashMap::new() })
    }

    /// Plays the story with this text; `naam` is the file as people know it.
    ///
    /// # Errors
    /// In words, why it could not be played at all: mistakes in the file, no such regulation.
    pub fn speel(&mut self, naam: &str, tekst: &str) -> Result<(Verhaal, Uitslag), String> {
        let verhaal = lees(naam, tekst).map_err(|e| e.to_string())?;
        let id = self.haal(&verhaal)?;
        let (versies, geschil) = self.decor(&id, &verhaal)?;
        let uitslag = speel(Decor { versies: &versies, geschil: &geschil }, &verhaal, tekst);
        Ok((verhaal, uitslag))
    }

    /// The events that this story leaves behind, with the versions of the regulation in order of entry into
    /// force; what it expects is not looked at.
    ///
    /// # Errors
    /// In words, why it could not be played.
    pub fn vertel(
        &mut self,
        naam: &str,
        tekst: &str,
    ) -> Result<(Vec<&Boek>, Verhaal, Vec<Gebeurtenis>), String> {
        let verhaal = lees(naam, tekst).map_err(|e| e.to_string())?;
        let id = self.haal(&verhaal)?;
        let (versies, geschil) = self.decor(&id, &verhaal)?;
        let decor = Decor { versies: &versies, geschil: &geschil };
        let gebeurd = gebeurtenissen(decor, &verhaal, tekst)
            .map_err(|m| m.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
        Ok((versies, verhaal, gebeurd))
    }

    /// The versions of this regulation, and the dispute body.
    fn decor(&self, id: &str, verhaal: &Verhaal) -> Result<(Vec<&Boek>, Geschil), String> {
        let versies: Vec<&Boek> = self.boeken[id].iter().collect();
        let laatste = versies.last().ok_or_else(|| format!("er is geen versie van `{id}`"))?;
        let geschil = self.geschil(laatste, verhaal)?;
        Ok((versies, geschil))
    }

    /// Reads the regulation that a story names, once; gives its id.
    fn haal(&mut self, verhaal: &Verhaal) -> Result<String, String> {
        let id = self.regeling(verhaal)?;
        if !self.boeken.contains_key(&id) {
            let versies = self.bibliotheek.versies(&id).map_err(|e| match e {
                BibliotheekError::Fouten(d) => d.als_tekst(),
                BibliotheekError::Onbekend { id, bekend } => {
                    format!("er is geen regeling `{id}`; wel: {bekend}")
                }
                BibliotheekError::Overlap { id, een, ander, op } => format!(
                    "versie {een} en versie {ander} van `{id}` gelden beide op {op}; geef de eerste een `tot` van de dag ervoor"
                ),
                ander => ander.to_string(),
            })?;
            self.boeken.insert(id.clone(), versies);
        }
        Ok(id)
    }

    /// The id of the regulation that is meant, with the version if one is named.
    fn regeling(&self, verhaal: &Verhaal) -> Result<String, String> {
        let gevraagd = verhaal.regeling.as_str();
        let (id, versie) = gevraagd.split_once('@').map_or((gevraagd, None), |(i, v)| (i, Some(v)));
        let ids = self.bibliotheek.ids();
        let ix = zoek_id("regeling", id, ids.iter().map(|i| (*i, None)))
            .map_err(|o| format!("er is geen regeling `{id}`; {}", o.hulp()))?;
        Ok(versie.map_or_else(|| ids[ix].to_owned(), |v| format!("{}@{v}", ids[ix])))
    }

    fn geschil(&self, boek: &Boek, verhaal: &Verhaal) -> Result<Geschil, String> {
        let aanbieder = match verhaal.aanbieder.as_deref() {
            Some("geen") => None,
            Some(id) => {
                Some(self.aanbieders.iter().find(|a| kaal(&a.id) == kaal(id)).ok_or_else(|| {
                    let ids: Vec<&str> = self.aanbieders.iter().map(|a| a.id.as_str()).collect();
                    format!("er is geen aanbieder `{id}`; wel: {}", ids.join(", "))
                })?)
            }
            None => self.aanbieders.iter().find(|a| a.regeling == boek.kop().id),
        };
        Ok(aanbieder.map_or_else(|| boek.geschil.clone(), |a| a.geschil(&boek.geschil)))
    }
}
