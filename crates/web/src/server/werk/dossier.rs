//! The page of a dossier: next step, terms, what may and may not be done, what happened.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use regeling::{DaadId, Waarde};
use termijn::Taal;

use super::aangeklaagde;
use super::inzien::Vraag;
use super::rechtzetten::soort_url;
use super::registreren::{bewaar_code, getoonde_code};
use super::stukken::Stukken;
use super::tijdlijn::tijdfilter;
use super::werker::Werker;
use super::zicht::{Hoedanigheid, Zicht};
use crate::componenten::melding::Melding;
use crate::componenten::overzicht::{Overzicht, Regel};
use crate::componenten::tekst::getypt;
use crate::componenten::tijdlijn::Tijdlijn;
use crate::componenten::waarom::Waarom;
use crate::huisstijl::Koppeling;
use crate::server::fout::WebFout;
use crate::server::logboek::Wat;
use crate::server::publiek::regeling_url;
use crate::server::vorm::hoofdletter;
use crate::server::woorden::{self, Lezer};
use crate::weergave::werkplek::dossier::{
    Daadgroep, Dossierpagina, Geweigerd, Regelingkader, Soortkader, Soortregel, Toegestaan,
    Volgende, pagina,
};
use crate::weergave::werkplek::klacht::{Klachtpagina, pagina as klachtpagina};

type Uitkomst = Result<Response, WebFout>;

/// How many lines of the timeline show at first.
const REGELS: usize = 25;

pub(super) async fn overzicht(
    w: Werker,
    Path((_, nummer)): Path<(String, String)>,
    Query(vraag): Query<BTreeMap<String, String>>,
    koppen: HeaderMap,
) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer, Wat::bekijk("dossier")).await?;
    if let Some(partij) = zicht.als_aangeklaagde(&w) {
        return aangeklaagde::pagina(&w, &zicht, &partij, vraag.contains_key("gedaan")).await;
    }
    let boek = &zicht.dossier.boek;
    let code = getoonde_code(&koppen);
    let groep = vraag.get("tijdlijn").map(String::as_str).filter(|g| !g.is_empty());
    let mut regels = zicht.tijdlijn(&w, groep, 0);
    let aantal = regels.len();
    let alles = vraag.contains_key("alles");
    if !alles {
        regels.truncate(REGELS);
    }
    zicht.hang_stukken(&w, &mut regels, &Stukken::lees(&w, &zicht.dossier).await?);
    let (mag, mag_niet) = handelingen(&w, &zicht);
    let m = Dossierpagina {
        volgende: volgende(&w, &zicht),
        ontbreekt: ontbreekt(&w, &zicht),
        samenvatting: uit_opening(&zicht, "omschrijving"),
        gewenst: uit_opening(&zicht, "gewenst"),
        klacht_url: zicht.url(&w, "klacht"),
        notitie_url: mag.iter().flat_map(|g| &g.daden).find(|t| t.url.ends_with("/aantekening_gemaakt") || t.url.ends_with("/contact_vastgelegd")).map(|t| t.url.clone()),
        mag,
        mag_niet,
        tijdfilter: tijdfilter(&w, &zicht, groep),
        tijdlijn: Tijdlijn(regels),
        ouder: (!alles && aantal > REGELS).then(|| Koppeling::new(format!("Toon de {} oudere regels", aantal - REGELS), format!("{}?alles", zicht.url(&w, "")))),
        termijnen: zicht.termijnen(&w),
        partijen: zicht.partijen(),
        regeling: Some(regelingkader(&w, &zicht)),
        soort: soortkader(&w, &zicht),
        geheimhouding: geheimhouding(boek),
        melding: vraag.get("gedaan").map(|d| {
            let gedaan = boek.daad_id(d).map_or_else(|| "Vastgelegd".to_owned(), |d| boek.daad(d).gedaan.nl.clone());
            Melding::gelukt(match &code {
                Some(code) => format!("{gedaan}. De klager komt bij Mijn klacht met nummer {nummer} en code {code}. Geef die nu door: u ziet de code maar één keer."),
                None => format!("{gedaan}."),
            })
        }),
        overgenomen: zicht.overgenomen(),
        kop: zicht.kop(&w, "Overzicht").await?,
    };
    let mut antwoord = pagina(&w.balk("werk")?, &m).into_response();
    if code.is_some() {
        bewaar_code(&mut antwoord, &w, &nummer, String::new())?;
    }
    Ok(antwoord)
}

/// Under which version of the regulation this dossier runs, and why.
fn regelingkader(w: &Werker, zicht: &Zicht) -> Regelingkader {
    let (boek, versies) = (&zicht.dossier.boek, w.praktijk().versies());
    let alle: Vec<&regeling::Boek> = versies.alle().iter().map(AsRef::as_ref).collect();
    let reden = versies.versieloop(&zicht.dossier.gebeurtenissen, w.app().vandaag());
    let naam = hoofdletter(&dossier::versie_in_woorden(boek, Taal::Nl));
    let sinds = boek.van().map(|d| format!(", geldig vanaf {}", termijn::lange_datum(d, Taal::Nl)));
    Regelingkader {
        versie: Koppeling::new(naam, regeling_url(&w.bij, boek)),
        sinds: sinds.unwrap_or_default(),
        waarom: reden.zinnen(&alle, Taal::Nl),
    }
}

/// Under which rules this complaint falls, and what must still be asked to know it.
fn soortkader(w: &Werker, zicht: &Zicht) -> Option<Soortkader> {
    let (boek, stand) = (&zicht.dossier.boek, zicht.blik(w).regimes());
    let opening = stand.opening.filter(|_| !boek.regimes.is_empty())?;
    let geldt = stand.geldt.iter().map(|r| Soortregel {
        naam: r.naam.nl.clone(),
        gevolg: r.zinnen(boek, |t| &t.nl).join(" "),
        artikel: boek.citeer(&r.vindplaats),
    });
    let open: Vec<String> = stand.open.iter().map(|v| v.veld.naam.nl.clone()).collect();
    let url = soort_url(w, zicht, opening);
    Some(Soortkader {
        geldt: geldt.collect(),
        knop: url.filter(|_| !open.is_empty()).map(|u| Koppeling::new("Vul dit in", u)),
        open,
    })
}

/// The rule on confidentiality of the regulation, with its article.
pub(super) fn geheimhouding(boek: &regeling::Boek) -> Option<String> {
    boek.bepalingen
        .iter()
        .find(|b| b.tekst.nl.contains("geheim"))
        .map(|b| format!("{} ({})", b.tekst.nl, boek.citeer(&b.vindplaats)))
}

/// What the complaint lacks of what its channel asks, with the articles.
fn ontbreekt(w: &Werker, zicht: &Zicht) -> Vec<String> {
    let blik = zicht.blik(w);
    let boek = blik.boek;
    let openend = (0..boek.daden.len()).map(DaadId::van_ix).filter(|d| boek.daad(*d).opent);
    openend
        .flat_map(|d| blik.ontbreekt_nog(d).into_iter().map(move |v| (d, v)))
        .map(|(d, v)| {
            let wat = hoofdletter(&boek.wat_heet(d, &v.wat, Taal::Nl));
            format!("{wat} ({})", boek.citeer(&v.vindplaats))
        })
        .collect()
}

fn uit_opening(zicht: &Zicht, veld: &str) -> String {
    let boek = &zicht.dossier.boek;
    zicht
        .dossier
        .stand
        .gebeurtenissen()
        .iter()
        .rev()
        .filter(|g| boek.daad(g.daad).opent)
        .find_map(|g| g.velden.get(veld).and_then(Waarde::als_tekst))
        .unwrap_or_default()
        .to_owned()
}

/// The duty that is due first among those of this person's roles.
fn volgende(w: &Werker, zicht: &Zicht) -> Option<Volgende> {
    let blik = zicht.blik(w);
    let boek = blik.boek;
    let rollen: Vec<_> = zicht
        .hoedanigheden(w)
        .into_iter()
        .filter(|h| !h.namens)
        .filter_map(|h| boek.rol_id(&h.rol))
        .collect();
    let eerste = dossier::leidend(blik.plichten())
        .into_iter()
        .filter(|l| {
            l.leidt.afloop.is_open()
                && boek
                    .norm(l.leidt.norm)
                    .wie
                    .iter()
                    .any(|n| rollen.iter().any(|r| boek.treedt_op_als(*r, *n)))
        })
        .min_by_key(|l| (l.leidt.uiterlijk.is_none(), l.leidt.uiterlijk))?;
    let p = &eerste.leidt;
    let rol = rollen
        .iter()
        .find(|r| boek.norm(p.norm).wie.iter().any(|n| boek.treedt_op_als(**r, *n)))?;
    let aan = eerste.aan.map(|d| {
        d.partij.map_or_else(
            || boek.rol(d.rol).naam.nl.clone(),
            |i| zicht.naam_van(&blik.stand.partijen()[usize::from(i)].id),
        )
    });
    let daad = boek.daad(eerste.daad);
    let kop = match aan {
        Some(a) => format!("Volgende stap: {} ({a})", daad.naam.nl),
        None => format!("Volgende stap: {}", daad.naam.nl),
    };
    let tekst = match p.uiterlijk {
        Some(d) => format!(
            "Uiterlijk {}, {}.",
            termijn::lange_datum(d, Taal::Nl),
            boek.citeer(&boek.norm(p.norm).vindplaats)
        ),
        None => format!("Zo spoedig mogelijk, {}.", boek.citeer(&boek.norm(p.norm).vindplaats)),
    };
    let kan = blik.mag(eerste.daad, *rol, None).is_ok();
    Some(Volgende {
        kop,
        tekst,
        knop: kan.then(|| {
            Koppeling::new(
                hoofdletter(&daad.naam.nl),
                doe_url(w, zicht, &boek.rol(*rol).id, &daad.id),
            )
        }),
    })
}

pub(super) fn doe_url(w: &Werker, zicht: &Zicht, rol: &str, daad: &str) -> String {
    zicht.url(w, &format!("doe/{rol}/{daad}"))
}

/// What may be done now and what not, in all roles of this person: duties first, then by kind, and
/// last what is recorded for somebody else.
fn handelingen(w: &Werker, zicht: &Zicht) -> (Vec<Daadgroep>, Vec<Geweigerd>) {
    let blik = zicht.blik(w);
    let boek = blik.boek;
    let plichten = blik.plichten();
    let (mut mag, mut niet) = (BTreeMap::<Plaats, Vec<Rang>>::new(), Vec::new());
    for Hoedanigheid { rol, naam: rolnaam, namens } in zicht.hoedanigheden(w) {
        let Some(rol_id) = boek.rol_id(&rol) else { continue };
        for h in blik.handelingen(rol_id) {
            let daad = boek.daad(h.daad);
            let naam = hoofdletter(&daad.naam.nl);
            // What is still to be asked stands beside the kind of complaint, with its own way there.
            if daad.vult_aan() {
                continue;
            }
            match h.oordeel {
                Ok((_, vindplaats)) => {
                    let open = plichten
                        .iter()
                        .filter(|p| p.daad == h.daad && p.afloop.is_open() && !namens)
                        .min_by_key(|p| (p.uiterlijk.is_none(), p.uiterlijk));
                    let plicht = open.map(|p| {
                        p.uiterlijk.map_or_else(
                            || "zo spoedig mogelijk".to_owned(),
                            |d| format!("uiterlijk {}", termijn::korte_datum(d, Taal::Nl)),
                        )
                    });
                    let plaats = if namens {
                        Plaats::Namens(rolnaam.clone())
                    } else {
                        Plaats::van(plicht.is_some(), &daad.groep)
                    };
                    let toegestaan = Toegestaan {
                        naam,
                        url: doe_url(w, zicht, &rol, &daad.id),
                        artikel: boek.citeer(&vindplaats),
                        plicht,
                    };
                    mag.entry(plaats)
                        .or_default()
                        .push((open.and_then(|p| p.uiterlijk), toegestaan));
                }
                Err(weigering) if !namens => {
                    let eerste = weigering
                        .redenen
                        .iter()
                        .find(|r| r.vindplaats.is_some())
                        .or(weigering.redenen.first());
                    if let Some(r) = eerste {
                        let uitleg = blik.uitleg_daad(h.daad, rol_id, None, Taal::Nl);
                        niet.push(Geweigerd {
                            waarom: Waarom::van(&naam, uitleg),
                            naam,
                            reden: r.nl.clone(),
                            artikel: r
                                .vindplaats
                                .as_ref()
                                .map_or_else(String::new, |v| boek.citeer(v)),
                        });
                    }
                }
                Err(_) => {}
            }
        }
    }
    let groepen = mag.into_iter().map(|(plaats, mut daden)| {
        daden.sort_by_key(|(op, _)| (op.is_none(), *op));
        Daadgroep {
            naam: plaats.naam(),
            open: plaats.staat_open(),
            daden: daden.into_iter().map(|(_, t)| t).collect(),
        }
    });
    (groepen.collect(), niet)
}

/// An act with the day on which it is due.
type Rang = (Option<termijn::Datum>, Toegestaan);

/// Where an act stands on the page, from the top down.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Plaats {
    Plicht,
    Besluit,
    Contact,
    Stuk,
    Namens(String),
}

impl Plaats {
    fn van(plicht: bool, groep: &str) -> Self {
        match groep {
            _ if plicht => Self::Plicht,
            "contact" => Self::Contact,
            "stuk" => Self::Stuk,
            _ => Self::Besluit,
        }
    }

    fn naam(&self) -> String {
        match self {
            Self::Plicht => "Dit moet nog".to_owned(),
            Self::Besluit => "Behandelen en besluiten".to_owned(),
            Self::Contact => "Contact en berichten".to_owned(),
            Self::Stuk => "Reacties en stukken".to_owned(),
            Self::Namens(rol) => format!("Vastleggen namens {rol}"),
        }
    }

    fn staat_open(&self) -> bool {
        matches!(self, Self::Plicht | Self::Besluit)
    }
}

pub(super) async fn klacht(w: Werker, Path((_, nummer)): Path<(String, String)>) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer, Vraag::niet_over_mij(Wat::bekijk("klacht"))).await?;
    let boek = &zicht.dossier.boek;
    let delen = zicht
        .dossier
        .stand
        .gebeurtenissen()
        .iter()
        .map(|g| (g, boek.daad(g.daad)))
        .filter(|(_, d)| d.opent && d.vertrouwelijk_voor.is_empty())
        .map(|(g, d)| {
            let regels = d
                .velden
                .iter()
                .filter_map(|v| {
                    g.velden.get(&v.id).filter(|w| !w.is_leeg()).map(|w| {
                        Regel::new(
                            woorden::label(v, Lezer::Medewerker),
                            getypt(&woorden::waarde(boek, v, w, Lezer::Medewerker)),
                        )
                    })
                })
                .collect();
            (
                format!("{} op {}", d.gedaan.nl, termijn::lange_datum(g.gebeurd_op, Taal::Nl)),
                Overzicht { regels },
            )
        })
        .collect();
    let m = Klachtpagina { kop: zicht.kop(&w, "Klacht").await?, delen };
    Ok(klachtpagina(&w.balk("werk")?, &m).into_response())
}
