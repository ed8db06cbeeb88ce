//! Words: a text in the leaflet's language with its slots filled, roles and articles as a reader knows them.
//!
//! Always holds: Dutch in an English leaflet is remembered, and a slot that nobody fills gives no text.

use termijn::Taal;

use super::gaten_in;
use super::maken::Maker;
use crate::norm::Vindplaats;
use crate::toon::{hoofdletter, keuze};
use crate::woorden::{RolId, Tekst};

impl Maker<'_> {
    /// This text in the leaflet's language; Dutch in its place is remembered.
    pub(super) fn zeg<'t>(&self, tekst: &'t Tekst) -> &'t str {
        match self.taal {
            Taal::Nl => tekst.b1(),
            Taal::En => {
                if tekst.en.is_empty() {
                    self.onvertaald.borrow_mut().push(tekst.nl.clone());
                }
                tekst.in_taal(Taal::En)
            }
        }
    }

    /// The same for what a provider fills in.
    pub(super) fn kies(&self, nl: Option<&String>, en: Option<&String>) -> Option<String> {
        match (self.taal, nl, en) {
            (Taal::En, _, Some(en)) => Some(en.clone()),
            (Taal::En, Some(nl), None) => {
                if !nl.is_empty() {
                    self.onvertaald.borrow_mut().push(nl.clone());
                }
                Some(nl.clone())
            }
            (_, nl, _) => nl.cloned(),
        }
    }

    /// The text with its slots filled; nothing when one stays empty.
    pub(super) fn vul(&self, tekst: &Tekst, wie: &[RolId]) -> Option<String> {
        let mut uit = self.zeg(tekst).to_owned();
        let a = self.aanbieder;
        for gat in gaten_in(&uit.clone()) {
            let waarde = match gat {
                "aanbieder" => a.naam.clone(),
                "adres" => a.adres.join(", "),
                "bereikbaar" => self
                    .kies(Some(&a.bereikbaar), Some(&a.bereikbaar_en).filter(|t| !t.is_empty()))?,
                "email" => a.email.clone(),
                "geschil" => self.geschil.naam.clone()?,
                "telefoon" => a.telefoon.clone(),
                "website" => kaal(&a.website).to_owned(),
                "wie" => self.namen(wie)?,
                _ => String::new(),
            };
            if waarde.trim().is_empty() {
                return None;
            }
            uit = uit.replace(&format!("{{{gat}}}"), &waarde);
        }
        Some(hoofdletter(&uit))
    }

    /// These roles as a complainant knows them: "de klachtenfunctionaris of de directie". A role without a
    /// plain name is not named; nothing when none is left, or when it is the complainant himself.
    pub(super) fn namen(&self, rollen: &[RolId]) -> Option<String> {
        let mut namen: Vec<&str> = Vec::new();
        for rol in rollen {
            let rol = self.boek.rol(*rol);
            let naam = match (rol.naam.b1.as_deref(), self.taal) {
                (None, _) => continue,
                (Some("u"), _) => return None,
                (Some("wij"), _) => self.aanbieder.naam.as_str(),
                (Some(b1), Taal::Nl) => b1,
                (Some(_), Taal::En) => self.zeg(&rol.naam),
            };
            if !namen.contains(&naam) {
                namen.push(naam);
            }
        }
        (!namen.is_empty()).then(|| keuze(&namen, self.taal))
    }

    /// The number of an article in the leaflet's language: "4.2.1 paragraph 2 under e".
    fn nummer_in_taal(&self, artikel: &str) -> String {
        let woorden = [("lid", "paragraph"), ("onder", "under"), ("slot", "closing words")];
        let vertaald = artikel.split(' ').map(|deel| {
            let woord = woorden.iter().find(|(nl, _)| *nl == deel);
            woord.map_or(deel, |(nl, en)| self.kader.kies(*nl, *en))
        });
        vertaald.collect::<Vec<_>>().join(" ")
    }

    /// "8 lid 1 en 2, 10 lid 1": what stands in the same article names it once.
    fn artikelrij(&self, artikelen: &[String]) -> String {
        let (lid, en) = (self.kader.kies(" lid ", " paragraph "), self.kader.kies(" en ", " and "));
        let mut uit = String::new();
        let mut vorig = None;
        for a in artikelen {
            let deel = a.split_once(lid);
            match deel.filter(|(artikel, _)| vorig == Some(*artikel)) {
                Some((_, nummer)) => uit.extend([en, nummer]),
                None => uit.extend([if uit.is_empty() { "" } else { ", " }, a]),
            }
            vorig = deel.map(|(artikel, _)| artikel);
        }
        uit
    }

    /// "artikel 8 lid 1, 10 lid 1; Wkkgz artikel 17 lid 1": each article once, without its letters.
    pub(super) fn verwijzing(&self, vindplaatsen: &[Vindplaats]) -> String {
        let is_nummer = |a: &str| a.starts_with(|c: char| c.is_ascii_digit());
        let mut teksten: Vec<Vec<&str>> = vec![Vec::new(); self.boek.koppen.len()];
        for v in vindplaatsen {
            let artikel = v.artikel.split(" sub ").next().unwrap_or_default();
            let artikel = match is_nummer(artikel) {
                true => artikel,
                false => artikel.split(',').next().unwrap_or_default(),
            };
            let lijst = &mut teksten[v.tekst.ix()];
            if !lijst.contains(&artikel) {
                lijst.push(artikel);
            }
        }
        let mut uit = Vec::new();
        for (kop, mut lijst) in self.boek.koppen.iter().zip(teksten) {
            lijst.sort_by_key(|a| crate::toon::artikel_orde(a));
            let Some(eerste) = lijst.first() else { continue };
            let woord = match is_nummer(eerste) {
                true => self.kader.kies("artikel ", "article "),
                false => "",
            };
            let kort = if kop.kort.is_empty() { String::new() } else { format!("{} ", kop.kort) };
            let nummers = lijst.iter().map(|a| match is_nummer(a) {
                true => self.nummer_in_taal(a),
                false => (*a).to_owned(),
            });
            uit.push(format!("{kort}{woord}{}", self.artikelrij(&nummers.collect::<Vec<_>>())));
        }
        uit.join("; ")
    }
}

/// A website as people read it.
pub(super) fn kaal(url: &str) -> &str {
    let url = url.trim();
    url.strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .unwrap_or(url)
        .trim_end_matches('/')
}
