//! `wederhoor dossier explain`: one dossier, explained, from a story or from a store.
//!
//! Always holds: nothing that people typed is printed, and names only when they were asked for; a store is
//! read and not changed, also while a server runs on it.

mod tekst;

use std::path::{Path, PathBuf};

use dossier::{Afloop, Blik, Gebeurtenis, Leidend, Stand, Uitleg, leidend, versieloop};
use regeling::{Boek, DaadId, RolId};
use serde::Serialize;
use termijn::{Datum, Taal};

use super::{Uitkomst, opslag::Opslag};
use crate::{Formaat, TaalKeuze, bestanden};

type Fout = Box<dyn std::error::Error>;

/// Which dossier, and what of it.
#[derive(clap::Args)]
pub(crate) struct Explain {
    /// Number of a stored dossier: K-2026-0143.
    #[arg(required_unless_present = "verhaal")]
    nummer: Option<String>,
    /// A story file, in place of a stored dossier.
    #[arg(long, conflicts_with = "nummer")]
    verhaal: Option<PathBuf>,
    #[command(flatten)]
    opslag: Opslag,
    /// Id of the provider whose dossier it is.
    #[arg(long, requires = "nummer")]
    aanbieder: Option<String>,
    /// Seen on this day, with what was recorded up to then; without it today, or the last day of the story.
    #[arg(long)]
    op: Option<String>,
    /// Only this duty: the id of its norm or of its act.
    #[arg(long)]
    plicht: Option<String>,
    /// Only this clock: its id, or `wkkgz:oordeel`.
    #[arg(long)]
    klok: Option<String>,
    /// Only this act: may it be done, and why (not)?
    #[arg(long)]
    daad: Option<String>,
    /// Only in this role.
    #[arg(long)]
    rol: Option<String>,
    /// Also says who is who, by name.
    #[arg(long)]
    met_namen: bool,
    /// Language.
    #[arg(long, value_enum, default_value = "nl")]
    taal: TaalKeuze,
    /// Text or JSON.
    #[arg(long, value_enum, default_value = "text")]
    format: Formaat,
}

/// A dossier, explained; also the form of the JSON.
#[derive(Debug, Serialize)]
struct Verslag {
    regeling: String,
    versie: u32,
    /// Why this version, where there are more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waarom_versie: Vec<String>,
    titel: String,
    op: Datum,
    fase: Option<String>,
    gebeurtenissen: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    partijen: Vec<(String, String)>,
    klokken: Vec<Post>,
    plichten: Vec<Post>,
    overig: Vec<Post>,
    mag: Vec<Post>,
    mag_niet: Vec<Post>,
    einde: Vec<String>,
}

/// One thing that is explained.
#[derive(Debug, Serialize)]
struct Post {
    /// Id of the norm, the clock, the act.
    id: String,
    /// In which roles (an act).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rollen: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uiterlijk: Option<Datum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wettelijk: Option<Datum>,
    uitleg: Uitleg,
}

impl Post {
    fn new(id: impl Into<String>, uitleg: Uitleg) -> Self {
        Self { id: id.into(), rollen: Vec::new(), uiterlijk: None, wettelijk: None, uitleg }
    }
}

pub(crate) fn explain(map: Option<&Path>, e: &Explain) -> Uitkomst {
    let taal: Taal = e.taal.into();
    let op =
        e.op.as_deref().map(|d| termijn::parse_datum(d).map_err(|f| f.zin(taal))).transpose()?;
    let (versies, mut gebeurd, laatste) = bron(map, e)?;
    let op = op.unwrap_or(laatste);
    gebeurd.retain(|g| g.vastgelegd_dag() <= op);
    let boeken: Vec<&Boek> = versies.iter().collect();
    let reden = versieloop(&boeken, gebeurd.iter(), op);
    let boek = boeken[reden.nu];
    let stand = Stand::van(boek, &gebeurd);
    let mut verslag = Vrager { blik: Blik::new(boek, &stand, op), taal, e }.verslag()?;
    if boeken.len() > 1 {
        verslag.waarom_versie = reden.zinnen(&boeken, taal);
    }
    match e.format {
        Formaat::Json => println!("{}", serde_json::to_string_pretty(&verslag)?),
        Formaat::Text => print!("{}", tekst::opmaak(&verslag, taal)),
    }
    Ok(true)
}

/// The versions of the regulation, the events, and the day on which one looks when none was named.
fn bron(map: Option<&Path>, e: &Explain) -> Result<(Vec<Boek>, Vec<Gebeurtenis>, Datum), Fout> {
    if let Some(pad) = &e.verhaal {
        let bron = bestanden::lees(pad)?;
        let mut speler = super::scenario::speler(map)?;
        let (versies, verhaal, gebeurd) = speler.vertel(&bron.naam, &bron.tekst)?;
        let stappen = verhaal.stap.iter().map(|s| s.get_ref());
        let dagen = stappen.map(|s| s.vastgelegd.map_or(s.op, |v| v.max(s.op)));
        let laatste = dagen.max().ok_or("the story has no steps")?;
        return Ok((versies.into_iter().cloned().collect(), gebeurd, laatste));
    }
    let nummer = e.nummer.as_deref().unwrap_or_default();
    let bibliotheek = bestanden::bibliotheek(map)?;
    let aanbieders = bibliotheek.aanbieders()?;
    let aanbieder = match &e.aanbieder {
        Some(id) => aanbieders.iter().find(|a| a.id == *id),
        None => aanbieders.first().filter(|_| aanbieders.len() == 1),
    };
    let bekend: Vec<&str> = aanbieders.iter().map(|a| a.id.as_str()).collect();
    let aanbieder = aanbieder.ok_or_else(|| {
        format!("name the provider with --aanbieder; there is: {}", bekend.join(", "))
    })?;
    let tenant: store::Tenant = aanbieder.id.parse()?;
    let opties = e.opslag.opties()?;
    let lezen = async { Ok(store::lees_dossier(&opties, &tenant, nummer).await?) };
    let feiten = super::draai(lezen)?
        .ok_or_else(|| format!("{} has no dossier with the number {nummer}", aanbieder.id))?;
    let gebeurd = feiten.iter().map(behandeling::gebeurtenis).collect::<Result<Vec<_>, _>>()?;
    let versies = super::regeling::versies(&bibliotheek, &aanbieder.regeling)?;
    Ok((versies, gebeurd, super::vandaag()?))
}

struct Vrager<'a> {
    blik: Blik<'a>,
    taal: Taal,
    e: &'a Explain,
}

impl Vrager<'_> {
    fn verslag(&self) -> Result<Verslag, Fout> {
        let (boek, blik) = (self.blik.boek, &self.blik);
        let e = self.e;
        let alles = e.plicht.is_none() && e.klok.is_none() && e.daad.is_none() && e.rol.is_none();
        let (mag, mag_niet) = self.daden(alles)?;
        let partijen = blik.stand.partijen().iter().enumerate().filter_map(|(i, p)| {
            let doel = dossier::Doel { rol: p.rol, partij: u8::try_from(i).ok() };
            Some((blik.doel_in_woorden(doel, self.taal), p.naam.clone()?))
        });
        Ok(Verslag {
            regeling: boek.kop().id.clone(),
            versie: boek.kop().versie,
            waarom_versie: Vec::new(),
            titel: boek.kop().titel.clone(),
            op: blik.op,
            fase: blik.fase().map(|f| f.naam.in_taal(self.taal).to_owned()),
            gebeurtenissen: blik.stand.gebeurtenissen().len(),
            partijen: if e.met_namen { partijen.collect() } else { Vec::new() },
            klokken: self.klokken(alles)?,
            plichten: self.plichten(alles)?,
            overig: if alles { self.overig() } else { Vec::new() },
            mag,
            mag_niet,
            einde: if alles { blik.eindes(self.taal) } else { Vec::new() },
        })
    }

    fn klokken(&self, alles: bool) -> Result<Vec<Post>, Fout> {
        let boek = self.blik.boek;
        let alleen = match &self.e.klok {
            None if !alles => return Ok(Vec::new()),
            None => None,
            Some(id) => Some(boek.klok_id(id).ok_or_else(|| {
                let er: Vec<&str> = boek.klokken.iter().map(|k| k.id.as_str()).collect();
                format!("there is no clock `{id}`; there is: {}", er.join(", "))
            })?),
        };
        let klokken =
            self.blik.klokken().into_iter().filter(|k| alleen.is_none_or(|a| a == k.klok));
        Ok(klokken
            .map(|k| Post {
                uiterlijk: Some(k.einde.einde),
                wettelijk: Some(k.einde.wettelijk),
                ..Post::new(&boek.klok(k.klok).id, self.blik.uitleg_klok(&k, self.taal))
            })
            .collect())
    }

    /// Duties, the open ones first, the nearest date first.
    fn plichten(&self, alles: bool) -> Result<Vec<Post>, Fout> {
        if self.e.plicht.is_none() && !alles {
            return Ok(Vec::new());
        }
        let boek = self.blik.boek;
        let mut groepen = leidend(self.blik.plichten());
        groepen.sort_by_key(|l| {
            (rang(&l.leidt.afloop), l.leidt.uiterlijk.is_none(), l.leidt.uiterlijk)
        });
        if let Some(id) = &self.e.plicht {
            let heet = |l: &Leidend| {
                let mut alle = std::iter::once(&l.leidt).chain(&l.ook);
                boek.daad(l.daad).id == *id || alle.any(|p| boek.norm(p.norm).id == *id)
            };
            let bestaat = boek.normen.iter().any(|n| n.id == *id) || boek.daad_id(id).is_some();
            if !bestaat {
                return Err(format!(
                    "there is no duty `{id}`; `wederhoor woorden --markdown` lists them"
                )
                .into());
            }
            groepen.retain(heet);
        }
        Ok(groepen
            .into_iter()
            .map(|l| Post {
                uiterlijk: l.leidt.uiterlijk,
                wettelijk: l.leidt.wettelijk,
                ..Post::new(&boek.norm(l.leidt.norm).id, self.blik.uitleg_leidend(&l, self.taal))
            })
            .collect())
    }

    /// Retention, and what is due on the calendar.
    fn overig(&self) -> Vec<Post> {
        let bewaren = self.blik.uitleg_bewaren(self.taal).map(|u| Post::new("bewaring", u));
        let kalender = self.blik.kalenderplichten();
        let kalender = kalender.iter().filter(|k| k.afloop.is_open()).map(|k| Post {
            uiterlijk: Some(k.uiterlijk),
            ..Post::new(&k.plicht.id, self.blik.uitleg_kalender(k, self.taal))
        });
        bewaren.into_iter().chain(kalender).collect()
    }

    /// Acts that may be done, and those that may not; roles with the same answer together.
    fn daden(&self, alles: bool) -> Result<(Vec<Post>, Vec<Post>), Fout> {
        if self.e.daad.is_none() && self.e.rol.is_none() && !alles {
            return Ok((Vec::new(), Vec::new()));
        }
        let boek = self.blik.boek;
        let daad = self
            .e
            .daad
            .as_deref()
            .map(|id| boek.daad_id(id).ok_or_else(|| format!("there is no act `{id}`")))
            .transpose()?;
        let rol = self
            .e
            .rol
            .as_deref()
            .map(|id| boek.rol_id(id).ok_or_else(|| format!("there is no role `{id}`")))
            .transpose()?;
        let rollen: Vec<RolId> =
            rol.map_or_else(|| (0..boek.rollen.len()).map(RolId::van_ix).collect(), |r| vec![r]);
        // Who was asked about by name gets an answer, also where no article names him.
        let paren: Vec<(DaadId, RolId)> = match (daad, rol) {
            (Some(d), Some(r)) => vec![(d, r)],
            _ => rollen
                .iter()
                .flat_map(|r| self.blik.handelingen(*r).into_iter().map(|h| (h.daad, *r)))
                .filter(|(d, _)| daad.is_none_or(|x| x == *d))
                .collect(),
        };
        let (mut mag, mut niet): (Vec<Post>, Vec<Post>) = (Vec::new(), Vec::new());
        for (d, r) in paren {
            let uitleg = self.blik.uitleg_daad(d, r, None, self.taal);
            let lijst = if self.blik.mag(d, r, None).is_ok() { &mut mag } else { &mut niet };
            let naam = boek.rol(r).naam.in_taal(self.taal).to_owned();
            let id = &boek.daad(d).id;
            let zelfde = |p: &&mut Post| {
                p.id == *id && Uitleg { wat: uitleg.wat.clone(), ..p.uitleg.clone() } == uitleg
            };
            match lijst.iter_mut().find(zelfde) {
                Some(p) => p.rollen.push(naam),
                None => lijst.push(Post { rollen: vec![naam], ..Post::new(id, uitleg) }),
            }
        }
        for p in mag.iter_mut().chain(&mut niet).filter(|p| p.rollen.len() > 1) {
            if let Some((_, rest)) = p.uitleg.wat.split_once(": ") {
                let wie = p.rollen.join(", ");
                let (eerste, verder) = wie.split_at(wie.chars().next().map_or(0, char::len_utf8));
                p.uitleg.wat = format!("{}{verder}: {rest}", eerste.to_uppercase());
            }
        }
        Ok((mag, niet))
    }
}

/// Late first, then what is open, then what was done or lapsed.
fn rang(a: &Afloop) -> u8 {
    match a {
        Afloop::TeLaat => 0,
        Afloop::Open => 1,
        Afloop::Vervuld { .. } => 2,
        Afloop::Vervallen { .. } => 3,
    }
}
