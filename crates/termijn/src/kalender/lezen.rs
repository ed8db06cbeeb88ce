//! Reading a calendar file: TOML in, a calendar out, or everything that is wrong with its lines.
//!
//! Always holds: nothing is half-loaded, and an equated day is a weekday of its decree's years that
//! is no holiday already; a typing error in a date is nearly always one of those.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::regel::{Feestdagregel, Maanddag, Wanneer};
use super::rooster::{Rooster, Week, weekend};
use super::{Gelijkstelling, Kalender, Naam, Soort, Zekerheid};
use crate::Datum;

/// One thing that is wrong in a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeesFout {
    /// The line, counted from 1.
    pub regel: usize,
    /// What is wrong there and what to write instead.
    pub wat: String,
}

/// Why a text is no calendar: everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct KalenderFout {
    /// In the order of the file; never empty.
    pub fouten: Vec<LeesFout>,
}

impl fmt::Display for KalenderFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a calendar")?;
        for LeesFout { regel, wat } in &self.fouten {
            write!(f, "\n  line {regel}: {wat}")?;
        }
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bestand {
    kalender: Kop,
    #[serde(default)]
    werkdagen: Werkdagen,
    #[serde(default)]
    feestdag: Vec<FeestdagIn>,
    gelijkstelling: Spanned<Vec<GelijkstellingIn>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kop {
    naam: String,
    /// The day on which the file was last compared with its sources.
    versie: Spanned<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Werkdagen {
    weekdagen: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    doorwerken: Vec<Spanned<String>>,
}

impl Default for Werkdagen {
    fn default() -> Werkdagen {
        let dagen = ["ma", "di", "wo", "do", "vr"].map(|dag| Spanned::new(0..0, dag.to_owned()));
        Werkdagen { weekdagen: Spanned::new(0..0, dagen.into()), doorwerken: Vec::new() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeestdagIn {
    id: Spanned<String>,
    naam: Naam,
    dag: Option<Spanned<String>>,
    als_zondag: Option<Spanned<String>>,
    pasen: Option<Spanned<i16>>,
    van: Option<i16>,
    tot: Option<i16>,
    #[serde(default)]
    soort: Soort,
    artikel: String,
    bron: String,
    zekerheid: Zekerheid,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GelijkstellingIn {
    van: Spanned<i16>,
    tot: i16,
    bron: String,
    zekerheid: Zekerheid,
    dagen: Vec<Spanned<Datetime>>,
}

/// The word in `doorwerken` for all days that a decree equates with a holiday.
const GELIJKGESTELD: &str = "gelijkgesteld";
const WEEKDAGEN: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

pub(super) fn lees(tekst: &str) -> Result<Kalender, KalenderFout> {
    let mut lezer = Lezer { tekst, fouten: Vec::new() };
    let bestand: Bestand = toml::from_str(tekst).map_err(|fout| {
        lezer.fout(fout.span().unwrap_or(0..0), fout.message().to_owned());
        lezer.klaar()
    })?;
    let kalender = lezer.kalender(bestand);
    if lezer.fouten.is_empty() { Ok(kalender) } else { Err(lezer.klaar()) }
}

/// Collects what is wrong while reading on.
struct Lezer<'t> {
    tekst: &'t str,
    fouten: Vec<LeesFout>,
}

impl Lezer<'_> {
    fn fout(&mut self, plek: Range<usize>, wat: String) {
        let voor = self.tekst.as_bytes().get(..plek.start).unwrap_or_default();
        let regel = 1 + voor.iter().filter(|b| **b == b'\n').count();
        self.fouten.push(LeesFout { regel, wat });
    }

    fn klaar(&mut self) -> KalenderFout {
        let mut fouten = std::mem::take(&mut self.fouten);
        fouten.sort_by_key(|fout| fout.regel);
        KalenderFout { fouten }
    }

    fn kalender(&mut self, bestand: Bestand) -> Kalender {
        let doorwerken = bestand.werkdagen.doorwerken;
        let week = self.week(&bestand.werkdagen.weekdagen, &doorwerken);
        self.ids(&bestand.feestdag, &doorwerken);
        let werkt_door = |id: &str| doorwerken.iter().any(|woord| woord.get_ref() == id);
        let feestdagen = bestand
            .feestdag
            .into_iter()
            .filter_map(|dag| {
                let doorwerken = werkt_door(dag.id.get_ref());
                self.feestdag(dag, doorwerken)
            })
            .collect();
        let versie = self.versie(&bestand.kalender);
        let mut kalender = Kalender {
            versie,
            feestdagen,
            besluiten: Vec::new(),
            gelijkgesteld: BTreeMap::new(),
            gelijkgestelde_dag: Naam {
                nl: "met een feestdag gelijkgesteld".to_owned(),
                en: "equated with a holiday".to_owned(),
            },
            week,
            rooster: Rooster::default(),
        };
        self.gelijkstellingen(&mut kalender, bestand.gelijkstelling);
        kalender.rooster = Rooster::van(&kalender);
        kalender
    }

    fn versie(&mut self, kop: &Kop) -> String {
        let datum = self.datum(&kop.versie).map_or_else(String::new, |d| d.to_string());
        let hash = blake3::hash(self.tekst.as_bytes()).to_hex();
        format!("{} {datum} {}", kop.naam, &hash[..12])
    }

    fn week(
        &mut self,
        weekdagen: &Spanned<Vec<Spanned<String>>>,
        doorwerken: &[Spanned<String>],
    ) -> Week {
        let mut werkt = [false; 7];
        for dag in weekdagen.get_ref() {
            match WEEKDAGEN.iter().position(|naam| naam == dag.get_ref()) {
                Some(plek) => werkt[plek] = true,
                None => self.fout(
                    dag.span(),
                    format!("no such weekday `{}`: {}", dag.get_ref(), WEEKDAGEN.join(", ")),
                ),
            }
        }
        if weekdagen.get_ref().is_empty() {
            self.fout(weekdagen.span(), "`weekdagen` is empty: name at least one".to_owned());
        }
        let doorwerken = doorwerken.iter().any(|woord| woord.get_ref() == GELIJKGESTELD);
        Week { werkt, doorwerken }
    }

    fn ids(&mut self, feestdagen: &[FeestdagIn], doorwerken: &[Spanned<String>]) {
        for (plek, dag) in feestdagen.iter().enumerate() {
            let id = &dag.id;
            if feestdagen[..plek].iter().any(|eerder| eerder.id.get_ref() == id.get_ref()) {
                self.fout(id.span(), format!("the id `{}` is used twice", id.get_ref()));
            }
        }
        for woord in doorwerken {
            let bekend = feestdagen.iter().any(|dag| dag.id.get_ref() == woord.get_ref());
            if !bekend && woord.get_ref() != GELIJKGESTELD {
                self.fout(
                    woord.span(),
                    format!(
                        "no holiday has the id `{}`; write an id of this file or `{GELIJKGESTELD}`",
                        woord.get_ref()
                    ),
                );
            }
        }
    }

    fn feestdag(&mut self, dag: FeestdagIn, doorwerken: bool) -> Option<Feestdagregel> {
        let wanneer = self.wanneer(&dag)?;
        if let (Some(van), Some(tot)) = (dag.van, dag.tot)
            && van > tot
        {
            self.fout(dag.id.span(), format!("ends ({tot}) before it begins ({van})"));
        }
        Some(Feestdagregel {
            wanneer,
            van: dag.van,
            tot: dag.tot,
            naam: dag.naam,
            soort: dag.soort,
            artikel: dag.artikel,
            bron: dag.bron,
            zekerheid: dag.zekerheid,
            doorwerken,
        })
    }

    fn wanneer(&mut self, dag: &FeestdagIn) -> Option<Wanneer> {
        match (&dag.dag, &dag.pasen, &dag.als_zondag) {
            (Some(vast), None, anders) => {
                let als_zondag = match anders {
                    Some(anders) => Some(self.maanddag(anders)?),
                    None => None,
                };
                Some(Wanneer::Vast { dag: self.maanddag(vast)?, als_zondag })
            }
            (None, Some(pasen), None) if (-80..=250).contains(pasen.get_ref()) => {
                Some(Wanneer::Pasen(*pasen.get_ref()))
            }
            (None, Some(pasen), None) => {
                self.fout(pasen.span(), "`pasen` must keep the holiday in its year".to_owned());
                None
            }
            _ => {
                self.fout(
                    dag.id.span(),
                    "a holiday has either `dag` (with `als_zondag` if it then moves) or `pasen`"
                        .to_owned(),
                );
                None
            }
        }
    }

    fn maanddag(&mut self, tekst: &Spanned<String>) -> Option<Maanddag> {
        let dag = Maanddag::lees(tekst.get_ref());
        if dag.is_none() {
            self.fout(
                tekst.span(),
                format!(
                    "`{}` is not a day of every year; write month and day, such as `04-27`",
                    tekst.get_ref()
                ),
            );
        }
        dag
    }

    fn gelijkstellingen(
        &mut self,
        kalender: &mut Kalender,
        besluiten: Spanned<Vec<GelijkstellingIn>>,
    ) {
        let plek = besluiten.span();
        let mut besluiten = besluiten.into_inner();
        if besluiten.is_empty() {
            self.fout(plek, "no `gelijkstelling`: then no year is known".to_owned());
        }
        besluiten.sort_by_key(|besluit| *besluit.van.get_ref());
        let mut vorige: Option<i16> = None;
        for besluit in besluiten {
            let (van, tot) = (*besluit.van.get_ref(), besluit.tot);
            if van > tot {
                self.fout(besluit.van.span(), format!("ends ({tot}) before it begins ({van})"));
            }
            if vorige.is_some_and(|vorige| van <= vorige) {
                self.fout(besluit.van.span(), format!("another decree is also for {van}"));
            }
            vorige = Some(tot);
            let nummer = kalender.besluiten.len();
            kalender.besluiten.push(Gelijkstelling {
                van,
                tot,
                bron: besluit.bron,
                zekerheid: besluit.zekerheid,
            });
            for dag in besluit.dagen {
                self.gelijkgesteld(kalender, nummer, &dag);
            }
        }
    }

    fn gelijkgesteld(&mut self, kalender: &mut Kalender, besluit: usize, dag: &Spanned<Datetime>) {
        let Some(datum) = self.datum(dag) else { return };
        let Gelijkstelling { van, tot, .. } = kalender.besluiten[besluit];
        if !(van..=tot).contains(&datum.year()) {
            self.fout(dag.span(), format!("{datum} is not in {van}-{tot}"));
        } else if weekend(datum) {
            self.fout(dag.span(), format!("{datum} is a {:?}", datum.weekday()));
        } else if let Some(feestdag) = kalender.feestdag(datum) {
            self.fout(dag.span(), format!("{datum} is a holiday already: {}", feestdag.naam.en));
        } else {
            kalender.gelijkgesteld.insert(datum, besluit);
        }
    }

    fn datum(&mut self, gelezen: &Spanned<Datetime>) -> Option<Datum> {
        let waarde = gelezen.get_ref();
        let datum = match waarde {
            Datetime { date: Some(d), time: None, offset: None } => Datum::new(
                i16::try_from(d.year).unwrap_or(i16::MAX),
                i8::try_from(d.month).unwrap_or(0),
                i8::try_from(d.day).unwrap_or(0),
            )
            .ok(),
            _ => None,
        };
        if datum.is_none() {
            self.fout(gelezen.span(), format!("`{waarde}` is not a day; write 2026-05-15"));
        }
        datum
    }
}
