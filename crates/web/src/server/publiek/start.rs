//! The provider's first page, its theme, and its pages of text.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use regeling::Boek;
use termijn::Taal;

use crate::componenten::Icoon;
use crate::componenten::tekst::{Blok, Stukje, Zinnen};
use crate::huisstijl::{Koppeling, Telefoon};
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::server::vorm::hoofdletter;
use crate::weergave::publiek::start::{Contact, Gesprekspartner, Start, Vooruitblik, pagina};
use crate::weergave::publiek::tekstpagina::{Artikel, Tekstpagina, pagina as tekstpagina};

pub(super) async fn start(bij: Bij) -> Response {
    let boek = bij.boek();
    let gesprekspartners = boek
        .routes
        .iter()
        .map(|r| Gesprekspartner {
            icoon: Icoon::Gesprek,
            naam: r.naam.b1().to_owned(),
            uitleg: r.uitleg.b1().to_owned(),
            contacten: contacten(&bij, r.bij.first().map_or("", |rol| boek.rol(*rol).id.as_str())),
        })
        .collect();
    let stappen = boek
        .fasen
        .iter()
        // A step that no norm leads to is no promise of this regulation.
        .filter(|f| boek.kan_ooit(&f.als))
        .filter_map(|f| f.stap.as_ref().filter(|_| !f.eind || f.id == "oordeel"))
        .map(|s| Vooruitblik { naam: s.b1().to_owned(), uitleg: String::new() })
        .collect();
    let geschil = bij.huis.praktijk.geschil(boek);
    let mut andere_wegen: Vec<Zinnen> = Vec::new();
    if let (Some(naam), Some(website)) = (&geschil.naam, &geschil.website) {
        andere_wegen.push(Zinnen::from(format!(
            "{naam}, als u het niet eens bent met ons antwoord: {website}"
        )));
    }
    andere_wegen.push(Zinnen::from("Het Landelijk Meldpunt Zorg: www.landelijkmeldpuntzorg.nl"));
    let m = Start {
        indienen_url: bij.url("klacht"),
        mijn_klacht_url: bij.url("mijn-klacht"),
        gesprekspartners,
        stappen,
        andere_wegen,
        regeling: Koppeling::new("klachtenregeling", bij.url("regeling")),
        folder: Some(Koppeling::new("onze folder", bij.url("folder"))),
        papier: super::formulier::klachtformulier(&bij),
    };
    pagina(&bij.huis.huisstijl, &m).into_response()
}

/// How to reach who has this role.
fn contacten(bij: &Bij, rol: &str) -> Vec<Contact> {
    let a = bij.huis.praktijk.aanbieder();
    let van = |c: &regeling::aanbieder::Contact| Contact {
        naam: c.naam.clone(),
        voor: c.voor.clone(),
        telefoon: (!c.telefoon.is_empty())
            .then(|| Telefoon { leesbaar: c.telefoon.clone(), gratis: false }),
        email: (!c.email.is_empty()).then(|| c.email.clone()),
        website: (!c.website.is_empty()).then(|| {
            Koppeling::new(
                &c.website,
                if c.website.starts_with("http") {
                    c.website.clone()
                } else {
                    format!("https://{}", c.website)
                },
            )
        }),
    };
    match rol {
        "klachtenfunctionaris" => vec![van(&a.klachtenfunctionaris)],
        "clientvertrouwenspersoon" => a.vertrouwenspersoon.iter().map(van).collect(),
        _ => Vec::new(),
    }
}

pub(super) async fn thema(bij: Bij, Path((_, _versie)): Path<(String, String)>) -> Response {
    let koppen = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (StatusCode::OK, koppen, bij.huis.thema.clone()).into_response()
}

/// The regulation as it is in force today.
pub(super) async fn regeling(bij: Bij) -> Response {
    regeling_van(&bij, bij.boek())
}

/// The version that came into force on this day: an earlier one, under which complaints still run, or
/// one that is to come.
pub(super) async fn regeling_versie(
    bij: Bij,
    Path((_, van)): Path<(String, String)>,
) -> Result<Response, WebFout> {
    let alle = bij.huis.praktijk.versies().alle();
    let boek = alle.iter().find(|b| versiepad(b) == van).ok_or(WebFout::Weg)?;
    Ok(regeling_van(&bij, boek))
}

/// The last part of the address of a version: its first day.
fn versiepad(boek: &Boek) -> String {
    boek.van().map_or_else(|| "eerste".to_owned(), |d| d.to_string())
}

/// Where this version can be read.
pub(in crate::server) fn regeling_url(bij: &Bij, boek: &Boek) -> String {
    bij.url(&format!("regeling/{}", versiepad(boek)))
}

/// Since when, until when, and for which complaints it holds; the other versions.
fn geldigheid(bij: &Bij, boek: &Arc<Boek>) -> Vec<Blok> {
    let voluit = |d| termijn::datum_voluit(d, Taal::Nl);
    let versies = bij.huis.praktijk.versies();
    let vandaag = bij.app.vandaag();
    let naam = boek.kop().aanbieder.clone().unwrap_or_default();
    let versie = dossier::versie_in_woorden(boek, Taal::Nl);
    let mut uit = vec![Blok::alinea(format!("Dit is {versie} van de regeling van {naam}."))];
    let geldt = Arc::ptr_eq(boek, versies.op(vandaag));
    let straks = boek.van().filter(|van| *van > vandaag && !geldt);
    let volgt = boek.van().map_or_else(|| versies.alle().get(1), |van| versies.na(van));
    let zin = match (straks, boek.van(), volgt.and_then(|b| b.van()).filter(|_| !geldt)) {
        (Some(van), _, _) => Some(format!("Deze regeling gaat in op {}.", voluit(van))),
        (None, Some(van), None) => Some(format!("Deze regeling geldt vanaf {}.", voluit(van))),
        (None, van, Some(erna)) => Some(format!(
            "Deze regeling gold {}tot {}. Voor klachten van voor die dag kan zij nog gelden.",
            van.map_or_else(String::new, |van| format!("vanaf {} ", voluit(van))),
            voluit(erna)
        )),
        (None, None, None) => None,
    };
    uit.extend(zin.map(Blok::alinea));
    for ander in versies.alle().iter().filter(|b| !Arc::ptr_eq(b, boek)) {
        let link =
            Stukje::link(dossier::versie_in_woorden(ander, Taal::Nl), regeling_url(bij, ander));
        let wanneer = match ander.van() {
            Some(van) if van > vandaag => format!("Vanaf {} geldt ", voluit(van)),
            _ if Arc::ptr_eq(ander, versies.op(vandaag)) => "Nu geldt ".to_owned(),
            _ => "Eerder gold ".to_owned(),
        };
        uit.push(Blok::Alinea(Zinnen::from(wanneer).en(link).tekst(".")));
    }
    uit.push(Blok::alinea(vraagbaak(bij)));
    uit.extend(wetten(boek).map(Blok::alinea));
    uit.push(Blok::alinea(
        "Hieronder staat wat de regeling zegt, artikel voor artikel. Zo voert dit programma de regeling uit.",
    ));
    uit
}

fn regeling_van(bij: &Bij, boek: &Arc<Boek>) -> Response {
    let mut artikelen: Vec<Artikel> = Vec::new();
    for regel in boek.regels(0, Taal::Nl) {
        let kop = if regel.artikel.starts_with(|c: char| c.is_ascii_digit()) {
            format!("Artikel {}", regel.artikel)
        } else {
            hoofdletter(&regel.artikel)
        };
        if artikelen.last().is_none_or(|a| a.kop != kop) {
            artikelen.push(Artikel {
                id: format!("artikel-{}", artikelen.len() + 1),
                kop,
                blokken: Vec::new(),
            });
        }
        if let Some(a) = artikelen.last_mut() {
            a.blokken.push(Blok::alinea(regel.zin));
        }
    }
    let m = Tekstpagina {
        titel: boek.kop().titel.clone(),
        blokken: geldigheid(bij, boek),
        artikelen,
        terug: Some(Koppeling::new("Terug naar het begin", bij.url(""))),
        ..Tekstpagina::default()
    };
    tekstpagina(&bij.huis.huisstijl, &m).into_response()
}

/// Whom to ask about the regulation.
fn vraagbaak(bij: &Bij) -> String {
    let k = &bij.huis.praktijk.aanbieder().klachtenfunctionaris;
    let bereik: Vec<&str> =
        [&k.telefoon, &k.email].into_iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    let bereik =
        if bereik.is_empty() { String::new() } else { format!(" ({})", bereik.join(", ")) };
    format!(
        "Hebt u een vraag over deze regeling? Vraag het aan de klachtenfunctionaris: {}{bereik}.",
        k.naam
    )
}

/// The acts on which it rests, by short name and in full.
fn wetten(boek: &Boek) -> Option<String> {
    let wetten: Vec<String> = boek
        .wetten()
        .filter(|k| !k.kort.is_empty())
        .map(|k| format!("{} is de {}", k.kort, k.titel))
        .collect();
    (!wetten.is_empty()).then(|| format!("{}.", wetten.join("; ")))
}

fn tekst(bij: &Bij, titel: &str, blokken: Vec<Blok>) -> Response {
    let m = Tekstpagina {
        titel: titel.to_owned(),
        blokken,
        terug: Some(Koppeling::new("Terug naar het begin", bij.url(""))),
        ..Tekstpagina::default()
    };
    tekstpagina(&bij.huis.huisstijl, &m).into_response()
}

pub(super) async fn contact(bij: Bij) -> Response {
    let a = bij.huis.praktijk.aanbieder();
    let mut blokken = vec![
        Blok::alinea(format!("Bel {}: {}.", a.telefoon, a.bereikbaar)),
        Blok::Alinea(
            Zinnen::from("Of stuur een e-mail: ")
                .en(Stukje::link(&a.email, format!("mailto:{}", a.email)))
                .tekst("."),
        ),
        Blok::kop("Post"),
        Blok::Regels(std::iter::once(a.naam.clone()).chain(a.adres.iter().cloned()).collect()),
        Blok::kop("De klachtenfunctionaris"),
        Blok::alinea(format!(
            "{} helpt u gratis. Bel {}.",
            a.klachtenfunctionaris.naam, a.klachtenfunctionaris.telefoon
        )),
        Blok::kop("De vertrouwenspersoon"),
    ];
    blokken.extend(a.vertrouwenspersoon.iter().map(|v| {
        Blok::Regels(
            [&v.naam, &v.voor, &v.telefoon, &v.email]
                .into_iter()
                .filter(|r| !r.is_empty())
                .cloned()
                .collect(),
        )
    }));
    tekst(&bij, "Contact en hulp", blokken)
}

pub(super) async fn privacy(bij: Bij) -> Response {
    let naam = &bij.huis.praktijk.aanbieder().naam;
    let bewaren = bij.boek().bewaringen.first().map(|b| {
        format!("Na het einde van uw klacht bewaren wij uw dossier {}.", b.termijn.voluit(Taal::Nl))
    });
    let mut blokken = vec![
        Blok::alinea(format!("{naam} gebruikt uw gegevens alleen om uw klacht te behandelen.")),
        Blok::alinea(
            "Alleen mensen die uw klacht behandelen, lezen uw klacht. De medewerker over wie u klaagt, leest wat hij of zij nodig heeft om te reageren.",
        ),
        Blok::alinea("Uw klacht komt niet in uw zorgdossier."),
        Blok::alinea("Wij leggen vast wie iets deed in uw dossier, en wanneer."),
    ];
    blokken.extend(bewaren.map(Blok::alinea));
    blokken.push(Blok::alinea(
        "U mag vragen welke gegevens wij van u hebben. U mag ook vragen om iets te verbeteren.",
    ));
    blokken.push(Blok::kop("Cookies"));
    blokken.push(Blok::alinea("Wij gebruiken alleen cookies die nodig zijn om het formulier te laten werken. Niemand volgt u."));
    tekst(&bij, "Wat doen wij met uw gegevens?", blokken)
}

pub(super) async fn toegankelijkheid(bij: Bij) -> Response {
    tekst(
        &bij,
        "Toegankelijkheid",
        vec![
            Blok::alinea(
                "Iedereen moet een klacht kunnen indienen. Deze pagina's zijn gemaakt volgens de richtlijnen WCAG 2.2, niveau AA.",
            ),
            Blok::alinea(
                "U kunt alles doen met alleen het toetsenbord. U kunt de letters groter maken. Het werkt ook zonder JavaScript.",
            ),
            Blok::alinea(format!(
                "Lukt er iets niet? Bel ons: {}. Wij helpen u. U kunt uw klacht ook op papier of aan de telefoon vertellen.",
                bij.huis.praktijk.aanbieder().telefoon
            )),
        ],
    )
}
