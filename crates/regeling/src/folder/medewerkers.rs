//! The leaflet for who works at the provider: what to do when a client is not content, and what happens when
//! a complaint is about oneself.
//!
//! Always holds: every sentence is that of a norm of the regulation itself, for or towards an employee, and
//! each section cites its articles; a section of which the regulation says nothing is not there.

use std::cell::RefCell;

use termijn::{Taal, datum_voluit};

use super::kader::Kader;
use super::maken::Maker;
use super::{Blok, Deel, Folder, Kaart};
use crate::aanbieder::Aanbieder;
use crate::boek::Boek;
use crate::norm::{Norm, NormSoort, Vindplaats};
use crate::woorden::RolId;

/// Who works there, in the shared vocabulary.
const MEDEWERKERS: [&str; 2] = ["medewerker", "leidinggevende"];
/// Who is complained about.
const AANGEKLAAGDE: &str = "aangeklaagde";

impl Folder {
    /// The leaflet for employees, in Dutch.
    pub fn voor_medewerkers(boek: &Boek, aanbieder: &Aanbieder) -> Self {
        let m = Maker {
            boek,
            aanbieder,
            geschil: aanbieder.geschil(&boek.geschil),
            kader: Kader(Taal::Nl),
            taal: Taal::Nl,
            onvertaald: RefCell::default(),
        };
        let naam = &aanbieder.naam;
        let rollen =
            |ids: &[&str]| -> Vec<RolId> { ids.iter().filter_map(|r| boek.rol_id(r)).collect() };
        let (werkers, over) = (rollen(&MEDEWERKERS), rollen(&[AANGEKLAAGDE]));
        let heeft = |l: &[RolId], wie: &[RolId]| l.iter().any(|r| wie.contains(r));
        let doet = |n: &Norm| matches!(n.soort, NormSoort::Plicht | NormSoort::Bevoegdheid);
        let alle: Vec<RolId> = werkers.iter().chain(&over).copied().collect();
        let mut delen = vec![
            deel(&m, "client", "Een cliënt is niet tevreden", |n| {
                doet(n) && heeft(&n.wie, &werkers)
            }),
            deel(&m, "over-u", "Een klacht gaat over u: wat u krijgt", |n| {
                n.soort == NormSoort::Plicht && heeft(&n.aan, &over)
            }),
            deel(&m, "uw-kant", "Een klacht gaat over u: wat u mag en moet", |n| {
                doet(n) && heeft(&n.wie, &over)
            }),
            deel(&m, "niet", "Wat niet mag", |n| {
                n.soort == NormSoort::Verbod && heeft(&n.wie, &alle)
            }),
        ];
        delen.push(Deel {
            id: "hulp",
            kop: "Wie u kan helpen".to_owned(),
            blokken: vec![Blok::Kaarten {
                kaarten: vec![Kaart {
                    naam: "De klachtenfunctionaris".to_owned(),
                    uitleg: "Vraag ook hier naar de regeling zelf.".to_owned(),
                    gegevens: vec![m.gegevens(&aanbieder.klachtenfunctionaris)],
                }],
            }],
            artikelen: String::new(),
        });
        delen.retain(|d| !d.blokken.is_empty());
        let kop = boek.kop();
        Self {
            taal: "nl",
            aanbieder: naam.clone(),
            titel: "Klachten van cliënten: voor medewerkers".to_owned(),
            inleiding: format!(
                "Deze folder is voor wie werkt bij {naam}. U leest wat u doet als een cliënt niet tevreden is. En u leest wat er gebeurt als een klacht over u gaat."
            ),
            delen,
            contact: m.huisgegevens(),
            versie: m.kader.versie(
                &kop.titel,
                kop.versie,
                kop.van.map(|d| datum_voluit(d, Taal::Nl)),
            ),
            onvertaald: Vec::new(),
        }
    }
}

/// A section with the norms of the regulation that are so.
fn deel(m: &Maker<'_>, id: &'static str, kop: &str, zo: impl Fn(&Norm) -> bool) -> Deel {
    let mut regels: Vec<String> = Vec::new();
    let mut vindplaatsen: Vec<Vindplaats> = Vec::new();
    for n in m.boek.normen.iter().filter(|n| n.vindplaats.tekst.ix() == 0 && zo(n)) {
        let zin = m.boek.norm_in_woorden(n, Taal::Nl);
        if !regels.contains(&zin) {
            regels.push(zin);
            vindplaatsen.push(n.vindplaats.clone());
        }
    }
    Deel {
        id,
        kop: kop.to_owned(),
        artikelen: m.verwijzing(&vindplaatsen),
        blokken: if regels.is_empty() { Vec::new() } else { vec![Blok::Lijst { regels }] },
    }
}
