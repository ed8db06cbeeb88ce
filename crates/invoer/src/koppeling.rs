//! The file that says which column is what.
//!
//! Always holds: every column of the register is named in it, also one that is left behind; a column or field
//! that it names is there. All that is wrong is said at once, with the line.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use regeling::Boek;
use regeling::woorden::{Daad, Veld, VeldSoort};
use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use toml::Spanned;

use crate::dag::{GEWOON, Vorm};
use crate::tabel::{Leeswijze, Tabel, gelijk};
use crate::{AFGESLOTEN, INGEDIEND};

/// A mapping that can't be used: each mistake with its line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct KoppelingFout(pub Vec<String>);

/// A mapping as it was written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Koppeling {
    bestand: Bestand,
    klacht: BTreeMap<String, Spanned<Invulling>>,
    #[serde(default)]
    afsluiting: BTreeMap<String, Spanned<Invulling>>,
    #[serde(default)]
    stap: Vec<StapKoppeling>,
    #[serde(skip)]
    tekst: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bestand {
    register: String,
    blad: Option<String>,
    kopregel: Option<u32>,
    scheiding: Option<char>,
    codering: Option<String>,
    #[serde(default)]
    datums: Vec<Spanned<String>>,
    #[serde(default)]
    leeg: Vec<String>,
    #[serde(default)]
    bewaar: Vec<Spanned<String>>,
    #[serde(default)]
    negeer: Vec<Spanned<String>>,
    #[serde(default)]
    zonder_ontvangst: ZonderOntvangst,
}

/// What becomes of a complaint of which the day of receipt is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ZonderOntvangst {
    /// One that still runs is refused, for its terms can't be counted; one that was closed begins on the day on
    /// which it was closed.
    #[default]
    Weiger,
    /// One that still runs begins on the day of the import.
    Invoerdag,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct StapKoppeling {
    doet: Spanned<String>,
    op: Spanned<Invulling>,
    wie: Spanned<String>,
    #[serde(default)]
    aan: Vec<String>,
    #[serde(default)]
    met: BTreeMap<String, Spanned<Invulling>>,
}

/// Where a value comes from: a column, more about it, or the fields of a party.
#[derive(Debug, Clone)]
enum Invulling {
    Bron(Box<Bron>),
    Groep(BTreeMap<String, Bron>),
}

/// Where one value comes from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bron {
    kolom: Option<String>,
    kolommen: Option<Vec<String>>,
    tussen: Option<String>,
    waarde: Option<toml::Value>,
    waarden: Option<BTreeMap<String, toml::Value>>,
    anders: Option<toml::Value>,
    datums: Option<Vec<String>>,
    leeg: Option<Vec<String>>,
    splits: Option<String>,
    breedte: Option<usize>,
}

const BRONSLEUTELS: [&str; 10] = [
    "kolom", "kolommen", "tussen", "waarde", "waarden", "anders", "datums", "leeg", "splits",
    "breedte",
];

impl<'de> Deserialize<'de> for Invulling {
    fn deserialize<D: de::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Lezer;
        impl<'de> Visitor<'de> for Lezer {
            type Value = Invulling;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("de naam van een kolom, of { kolom = \"…\", … }")
            }

            fn visit_str<E: de::Error>(self, naam: &str) -> Result<Invulling, E> {
                let bron = Bron { kolom: Some(naam.to_owned()), ..Bron::default() };
                Ok(Invulling::Bron(Box::new(bron)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Invulling, A::Error> {
                let tabel = toml::Table::deserialize(MapAccessDeserializer::new(map))?;
                if tabel.keys().any(|k| BRONSLEUTELS.contains(&k.as_str())) {
                    let bron = tabel.try_into().map_err(de::Error::custom)?;
                    return Ok(Invulling::Bron(Box::new(bron)));
                }
                let deel = |(naam, w): (String, toml::Value)| match w.try_into() {
                    Ok(Invulling::Bron(b)) => Ok((naam, *b)),
                    Ok(Invulling::Groep(_)) => Err(de::Error::custom(format!(
                        "`{naam}` gaat te diep; schrijf de naam van een kolom"
                    ))),
                    Err(f) => Err(de::Error::custom(f)),
                };
                tabel.into_iter().map(deel).collect::<Result<_, _>>().map(Invulling::Groep)
            }
        }
        d.deserialize_any(Lezer)
    }
}

/// Where one value comes from, found in a register.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vak {
    /// Positions of the columns.
    pub(crate) kolommen: Vec<usize>,
    pub(crate) tussen: String,
    /// Always this.
    pub(crate) vast: Option<toml::Value>,
    /// What stands there → what it is.
    pub(crate) waarden: Option<BTreeMap<String, toml::Value>>,
    pub(crate) anders: Option<toml::Value>,
    pub(crate) datums: Vec<Vorm>,
    /// Texts that mean that nothing is known.
    pub(crate) leeg: Vec<String>,
    pub(crate) splits: Option<String>,
    pub(crate) breedte: Option<usize>,
}

/// A field with where its value comes from; of a party, field by field.
#[derive(Debug, Clone)]
pub(crate) enum Vulling {
    Vak(Box<Vak>),
    Groep(Vec<(String, Vak)>),
}

/// Something that was done earlier, of which the register has the day.
#[derive(Debug, Clone)]
pub(crate) struct StapVak {
    pub(crate) doet: String,
    pub(crate) wie: String,
    pub(crate) aan: Vec<String>,
    pub(crate) op: Vak,
    pub(crate) met: Vec<(String, Vulling)>,
}

/// A mapping that fits a register and a regulation.
#[derive(Debug, Clone, Default)]
pub struct Passend {
    /// What the register was called.
    pub register: String,
    pub(crate) nummer: Option<Vak>,
    pub(crate) ontvangen: Option<Vak>,
    pub(crate) behandelaar: Option<Vak>,
    pub(crate) klacht: Vec<(String, Vulling)>,
    pub(crate) afgesloten: Option<Vak>,
    pub(crate) status: Option<Vak>,
    pub(crate) afsluiting: Vec<(String, Vulling)>,
    pub(crate) stappen: Vec<StapVak>,
    pub(crate) bewaar: Vec<usize>,
    pub(crate) zonder_ontvangst: bool,
    /// Names of the columns, for who reads what is wrong.
    pub(crate) kop: Vec<String>,
    /// Columns that are left behind, because the mapping says so.
    pub genegeerd: Vec<String>,
}

impl Koppeling {
    /// Reads a mapping.
    ///
    /// # Errors
    /// The first thing that can't be read, with its line.
    pub fn parse(tekst: &str) -> Result<Self, KoppelingFout> {
        let gelezen: Result<Self, toml::de::Error> = toml::from_str(tekst);
        match gelezen {
            Ok(k) => Ok(Self { tekst: tekst.to_owned(), ..k }),
            Err(f) => Err(KoppelingFout(vec![f.to_string().trim_end().to_owned()])),
        }
    }

    /// How the register is to be read; `blad` goes before what the mapping says.
    pub fn leeswijze(&self, blad: Option<&str>) -> Leeswijze {
        let b = &self.bestand;
        Leeswijze {
            blad: blad.map(str::to_owned).or_else(|| b.blad.clone()),
            kopregel: b.kopregel,
            scheiding: b.scheiding,
            codering: b.codering.clone(),
        }
    }

    /// Lays the mapping on a register and the regulation.
    ///
    /// # Errors
    /// Every mistake, each with its line; also the columns that it does not name.
    pub fn op(&self, boek: &Boek, tabel: &Tabel) -> Result<Passend, KoppelingFout> {
        let mut passer = Passer {
            tekst: &self.tekst,
            boek,
            kop: &tabel.kop,
            genoemd: vec![false; tabel.kop.len()],
            datums: Vec::new(),
            leeg: self.bestand.leeg.iter().map(|t| gelijk(t)).collect(),
            fouten: Vec::new(),
        };
        passer.datums = passer.vormen(&self.bestand.datums);
        let mut uit = Passend {
            register: self.bestand.register.trim().to_owned(),
            kop: tabel.kop.clone(),
            zonder_ontvangst: self.bestand.zonder_ontvangst == ZonderOntvangst::Invoerdag,
            ..Passend::default()
        };
        for (naam, vulling) in &self.klacht {
            let vak = match naam.as_str() {
                "nummer" => &mut uit.nummer,
                "ontvangen" => &mut uit.ontvangen,
                "behandelaar" => &mut uit.behandelaar,
                _ => {
                    passer.veld(INGEDIEND, naam, vulling, &mut uit.klacht);
                    continue;
                }
            };
            *vak = passer.enkel(naam, vulling);
        }
        for (naam, vulling) in &self.afsluiting {
            match naam.as_str() {
                "op" => uit.afgesloten = passer.enkel(naam, vulling),
                "status" => uit.status = passer.status(vulling),
                _ => passer.veld(AFGESLOTEN, naam, vulling, &mut uit.afsluiting),
            }
        }
        for stap in &self.stap {
            uit.stappen.extend(passer.stap(stap));
        }
        uit.bewaar = self
            .bestand
            .bewaar
            .iter()
            .filter_map(|k| passer.kolom(k.get_ref(), k.span()))
            .collect();
        for k in &self.bestand.negeer {
            passer.kolom(k.get_ref(), k.span());
            uit.genegeerd.push(k.get_ref().clone());
        }
        passer.niet_genoemd();
        if passer.fouten.is_empty() { Ok(uit) } else { Err(KoppelingFout(passer.fouten)) }
    }
}

/// Lays a mapping on a register.
struct Passer<'a> {
    tekst: &'a str,
    boek: &'a Boek,
    kop: &'a [String],
    genoemd: Vec<bool>,
    datums: Vec<Vorm>,
    leeg: Vec<String>,
    fouten: Vec<String>,
}

impl Passer<'_> {
    fn fout(&mut self, plek: &Range<usize>, wat: impl fmt::Display) {
        let regel = self.tekst.get(..plek.start).map_or(0, |t| t.matches('\n').count()) + 1;
        self.fouten.push(format!("koppeling, regel {regel}: {wat}"));
    }

    /// Position of the column with this name.
    fn kolom(&mut self, naam: &str, plek: Range<usize>) -> Option<usize> {
        let gezocht = gelijk(naam);
        let ix = self.kop.iter().position(|k| gelijk(k) == gezocht);
        match ix {
            Some(ix) => self.genoemd[ix] = true,
            None => {
                let lijkt = |k: &&String| strsim::jaro_winkler(&gelijk(k), &gezocht) > 0.85;
                let bedoeld = self.kop.iter().find(lijkt);
                let bedoeld = bedoeld.map_or(String::new(), |k| format!("; bedoelt u `{k}`?"));
                self.fout(&plek, format!("het bestand heeft geen kolom `{naam}`{bedoeld}"));
            }
        }
        ix
    }

    fn vormen(&mut self, van: &[Spanned<String>]) -> Vec<Vorm> {
        let mut uit = Vec::new();
        for v in van {
            match v.get_ref().parse() {
                Ok(vorm) => uit.push(vorm),
                Err(f) => self.fout(&v.span(), f),
            }
        }
        if uit.is_empty() {
            uit.extend(GEWOON.iter().filter_map(|v| v.parse::<Vorm>().ok()));
        }
        uit
    }

    fn vak(&mut self, bron: &Bron, plek: &Range<usize>) -> Option<Vak> {
        let namen: Vec<&String> = bron.kolom.iter().chain(bron.kolommen.iter().flatten()).collect();
        if namen.is_empty() == bron.waarde.is_none() {
            self.fout(plek, "noem een `kolom`, enkele `kolommen`, of een vaste `waarde`");
            return None;
        }
        let kolommen: Vec<usize> =
            namen.iter().filter_map(|n| self.kolom(n, plek.clone())).collect();
        let datums = match &bron.datums {
            None => self.datums.clone(),
            Some(vormen) => {
                let gelezen: Result<Vec<Vorm>, String> = vormen.iter().map(|v| v.parse()).collect();
                gelezen.unwrap_or_else(|f| {
                    self.fout(plek, f);
                    Vec::new()
                })
            }
        };
        let eigen = bron.leeg.iter().flatten().map(|t| gelijk(t));
        Some(Vak {
            kolommen,
            tussen: bron.tussen.clone().unwrap_or_else(|| " ".to_owned()),
            vast: bron.waarde.clone(),
            waarden: bron
                .waarden
                .as_ref()
                .map(|w| w.iter().map(|(k, w)| (gelijk(k), w.clone())).collect()),
            anders: bron.anders.clone(),
            datums,
            leeg: self.leeg.iter().cloned().chain(eigen).collect(),
            splits: bron.splits.clone().filter(|s| !s.is_empty()),
            breedte: bron.breedte.filter(|b| *b <= 40),
        })
    }

    fn enkel(&mut self, naam: &str, van: &Spanned<Invulling>) -> Option<Vak> {
        match van.get_ref() {
            Invulling::Bron(b) => self.vak(b, &van.span()),
            Invulling::Groep(g) => {
                let vreemd = g.keys().next().map_or("", String::as_str);
                self.fout(&van.span(), format!("`{naam}` heeft geen `{vreemd}`; {}", sleutels()));
                None
            }
        }
    }

    /// The column that says whether a complaint was closed.
    fn status(&mut self, van: &Spanned<Invulling>) -> Option<Vak> {
        let vak = self.enkel("status", van)?;
        let goed = |w: &toml::Value| matches!(w.as_str(), Some("open" | "dicht"));
        if vak.waarden.as_ref().is_none_or(|w| !w.values().chain(&vak.anders).all(goed)) {
            self.fout(
                &van.span(),
                "zeg van elke waarde of de klacht dan nog loopt: `waarden = { \"in behandeling\" = \"open\", \"afgerond\" = \"dicht\" }`",
            );
        }
        Some(vak)
    }

    fn veld(
        &mut self,
        daad: &str,
        naam: &str,
        van: &Spanned<Invulling>,
        uit: &mut Vec<(String, Vulling)>,
    ) {
        let boek = self.boek;
        let Some(daad) = boek.daad_id(daad).map(|d| boek.daad(d)) else {
            return self.fout(&van.span(), format!("de regeling kent `{daad}` niet"));
        };
        let Some(veld) = vind_veld(daad, naam) else {
            let bekend: Vec<&str> = daad.velden.iter().map(|v| v.id.as_str()).collect();
            let eigen = match daad.id.as_str() {
                INGEDIEND => "nummer, ontvangen, behandelaar, ",
                AFGESLOTEN => "op, status, ",
                _ => "",
            };
            let over = format!("`{naam}` bestaat hier niet; wel: {eigen}{}", bekend.join(", "));
            return self.fout(&van.span(), over);
        };
        let vulling = match van.get_ref() {
            Invulling::Bron(b) => self.vak(b, &van.span()).map(Box::new).map(Vulling::Vak),
            Invulling::Groep(g) if matches!(veld.soort, VeldSoort::Partijen(_)) => {
                let mut delen = Vec::new();
                for (naam, bron) in g {
                    delen.extend(self.vak(bron, &van.span()).map(|v| (naam.clone(), v)));
                }
                Some(Vulling::Groep(delen))
            }
            Invulling::Groep(_) => self.enkel(naam, van).map(Box::new).map(Vulling::Vak),
        };
        if let Some(Vulling::Vak(vak)) = &vulling {
            self.keuzes_kloppen(veld, vak, &van.span());
        }
        if matches!(veld.soort, VeldSoort::Lijst(_) | VeldSoort::Bestanden | VeldSoort::Partij) {
            self.fout(
                &van.span(),
                format!("`{naam}` kan niet uit een kolom komen; zet de kolom bij `bewaar`"),
            );
        }
        uit.extend(vulling.map(|v| (veld.id.clone(), v)));
    }

    /// What a mapping translates to, must be a choice that is there.
    fn keuzes_kloppen(&mut self, veld: &Veld, vak: &Vak, plek: &Range<usize>) {
        let Some(keuzes) = keuzes(self.boek, veld) else { return };
        let vertaald =
            vak.waarden.iter().flat_map(BTreeMap::values).chain(&vak.anders).chain(&vak.vast);
        let fout: Vec<String> = vertaald
            .filter_map(toml::Value::as_str)
            .filter(|t| !t.is_empty() && !keuzes.iter().any(|(id, _)| id == t))
            .map(|t| format!("`{t}`"))
            .collect();
        if !fout.is_empty() {
            let er: Vec<&str> = keuzes.iter().map(|(id, _)| id.as_str()).collect();
            let over = format!(
                "{} is geen keuze bij `{}`; wel: {}",
                fout.join(", "),
                veld.id,
                er.join(", ")
            );
            self.fout(plek, over);
        }
    }

    fn stap(&mut self, van: &StapKoppeling) -> Option<StapVak> {
        let boek = self.boek;
        let doet = van.doet.get_ref();
        let Some(daad) = boek.daad_id(doet).map(|d| boek.daad(d)) else {
            self.fout(
                &van.doet.span(),
                format!("de regeling kent geen daad `{doet}`; `wederhoor woorden` noemt ze"),
            );
            return None;
        };
        if daad.opent || daad.neemt_over || daad.herstelt || daad.splitst {
            self.fout(&van.doet.span(), format!("`{doet}` kan niet als stap worden overgenomen"));
            return None;
        }
        if boek.rol_id(van.wie.get_ref()).is_none() {
            self.fout(
                &van.wie.span(),
                format!("de regeling kent geen rol `{}`", van.wie.get_ref()),
            );
        }
        let op = self.enkel("op", &van.op)?;
        let mut met = Vec::new();
        for (naam, vulling) in &van.met {
            self.veld(doet, naam, vulling, &mut met);
        }
        Some(StapVak {
            doet: doet.clone(),
            wie: van.wie.get_ref().clone(),
            aan: van.aan.clone(),
            op,
            met,
        })
    }

    fn niet_genoemd(&mut self) {
        let over: Vec<String> = (0..self.kop.len())
            .filter(|i| !self.genoemd[*i])
            .map(|i| format!("`{}`", self.kop[i]))
            .collect();
        if !over.is_empty() {
            self.fouten.push(format!(
                "de koppeling noemt niet: {}. Koppel elke kolom, of zet haar bij `bewaar` (de tekst blijft in het dossier staan) of bij `negeer` (zij komt niet mee)",
                over.join(", ")
            ));
        }
    }
}

fn sleutels() -> String {
    format!("wat er kan staan: {}", BRONSLEUTELS.join(", "))
}

fn vind_veld<'a>(daad: &'a Daad, naam: &str) -> Option<&'a Veld> {
    daad.veld(naam).or_else(|| daad.velden.iter().find(|v| v.ook.iter().any(|o| o == naam)))
}

/// The choices that a field has, with what people read; absent where anything goes.
pub(crate) fn keuzes(boek: &Boek, veld: &Veld) -> Option<Vec<(String, String)>> {
    match &veld.soort {
        VeldSoort::Keuze(o) | VeldSoort::Keuzes(o) => {
            Some(o.iter().map(|o| (o.id.clone(), o.naam.nl.clone())).collect())
        }
        VeldSoort::Kanaal => {
            Some(boek.kanalen.iter().map(|k| (k.id.clone(), k.naam.nl.clone())).collect())
        }
        VeldSoort::Hoedanigheid => Some(
            boek.gerechtigden.iter().map(|h| (h.hoedanigheid.clone(), h.naam.nl.clone())).collect(),
        ),
        _ => None,
    }
}
