//! Mijn klacht: where it stands, what is asked, what was sent, what one may do.
//!
//! Always holds: only the holder of a session for this one complaint sees it; what is shown is what the
//! regulation marks for the klager; what one may do follows from the engine.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{Dossier, KLAGER};
use dossier::{Blik, StapStand};
use regeling::woorden::VeldSoort;
use regeling::{Boek, DaadId, RolId, Waarde};
use store::{BriefRij, StukRij};

use super::klager::{Klager, klager_of_inloggen};
use super::start::regeling_url;
use crate::componenten::Knop;
use crate::componenten::melding::Melding;
use crate::componenten::stappen::{Stand, Stap, Stappen};
use crate::componenten::tekst::{Blok, Stukje, Zinnen};
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::server::logboek::Wat;
use crate::server::vorm::hoofdletter;
use crate::server::woorden::{self, Lezer};
use crate::weergave::publiek::{mijn_klacht as weergave, tekstpagina};

type Uitkomst = Result<Response, WebFout>;

/// What the klager may do in this dossier, seen today.
struct Zicht<'a> {
    blik: Blik<'a>,
    rol: RolId,
}

impl<'a> Zicht<'a> {
    fn new(bij: &Bij, dossier: &'a Dossier) -> Result<Self, WebFout> {
        let rol = dossier.boek.rol_id(KLAGER).ok_or(WebFout::Weg)?;
        Ok(Self { blik: dossier.blik(bij.app.vandaag()), rol })
    }

    fn mag(&self, daad: DaadId) -> bool {
        self.blik.mag(daad, self.rol, None).is_ok()
    }
}

pub(super) async fn stand(bij: Bij, koppen: HeaderMap, uri: axum::http::Uri) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen, Wat::bekijk("stand"));
    let zicht = Zicht::new(&bij, &klager.dossier)?;
    let (blik, boek) = (&zicht.blik, &klager.dossier.boek);
    let rij =
        bij.huis.praktijk.store().rij(bij.huis.praktijk.tenant(), klager.dossier.id).await?.rij;
    let fase = blik.fase();
    let antwoord = blik.antwoord(zicht.rol);
    let te_laat = antwoord.is_some_and(|(_, te_laat)| te_laat);
    let mut toelichting = Vec::new();
    if te_laat {
        toelichting
            .push("Wij zijn te laat met ons antwoord. Dat vinden wij vervelend voor u.".to_owned());
        let geschil = ["geschil_gemeld", "geschil_voorgelegd"];
        if geschil.into_iter().filter_map(|d| boek.daad_id(d)).any(|d| zicht.mag(d)) {
            toelichting.push(
                "U hoeft niet langer te wachten. U mag nu naar de geschillencommissie.".to_owned(),
            );
        }
    } else if let Some((dag, _)) = antwoord {
        toelichting.push(format!(
            "Hebben wij meer tijd nodig? Dan leest u dat hier voor {}.",
            termijn::datum_voluit(dag, termijn::Taal::Nl)
        ));
    }
    if blik.einde().is_none() {
        toelichting.extend(regimes_in_b1(blik));
    }
    let gevraagd =
        blik.open_vragen(zicht.rol, None).iter().map(|v| gevraagd(&bij, blik, v)).collect();
    let m = weergave::MijnKlacht {
        nummer: klager.dossier.nummer.clone(),
        onderwerp: rij.onderwerp,
        stand: fase.map_or_else(String::new, |f| f.naam.b1().trim_end_matches('.').to_owned()),
        antwoord_uiterlijk: antwoord.filter(|_| !te_laat).map(|(dag, _)| dag),
        toelichting,
        gevraagd,
        stappen: stappen(blik, zicht.rol),
        vooruit: blik.vooruitblik(zicht.rol),
        post: poststukken(&bij, &klager).await?,
        bericht_url: boek
            .daad_id("bericht_gestuurd")
            .filter(|d| zicht.mag(*d))
            .map(|_| bij.url("mijn-klacht/doe/bericht_gestuurd")),
        klacht_url: Some(bij.url("mijn-klacht/klacht")),
        inzage_url: Some(bij.url("mijn-klacht/inzage")),
        regeling: regeling(&bij, boek),
        delen: delen(&bij, &klager),
        mogelijkheden: mogelijkheden(&bij, &zicht),
        pdf_url: None,
        afsluiten: klager.afsluiten(&bij)?,
        melding: uri
            .query()
            .filter(|q| *q == "gedaan")
            .map(|_| Melding::gelukt("Wij hebben het ontvangen. U ziet het hieronder.")),
    };
    Ok(weergave::pagina(&bij.huis.huisstijl, &m).into_response())
}

/// By which rules the complaint is handled, where it goes if somebody else decides, and that we still find
/// out what is not known, in plain words.
pub(super) fn regimes_in_b1(blik: &Blik<'_>) -> Vec<String> {
    let stand = blik.regimes();
    let uitzoeken = "Wij zoeken nog uit welke regels voor uw klacht gelden. U hoeft niets te doen.";
    let gevolg = stand.geldt.iter().flat_map(|r| r.zinnen(blik.boek, regeling::woorden::Tekst::b1));
    gevolg.chain((!stand.open.is_empty()).then(|| uitzoeken.to_owned())).collect()
}

/// The parts of a letter that was split; the one that is looked at has no link.
fn delen(bij: &Bij, klager: &Klager) -> Vec<weergave::Deel> {
    let deel = |(i, (nummer, onderwerp)): (usize, &(String, String))| weergave::Deel {
        nummer: nummer.clone(),
        onderwerp: onderwerp.clone(),
        url: (*nummer != klager.dossier.nummer)
            .then(|| bij.url(&format!("mijn-klacht/deel/{}", i + 1))),
    };
    klager.delen.iter().enumerate().map(deel).collect()
}

/// The regulation of this complaint, where another complaint may have another.
fn regeling(bij: &Bij, boek: &Boek) -> Option<Koppeling> {
    let naam = match boek.van() {
        Some(d) => format!("onze regeling van {}", termijn::lange_datum(d, termijn::Taal::Nl)),
        None => "onze eerste regeling".to_owned(),
    };
    let meer = bij.huis.praktijk.versies().alle().len() > 1;
    meer.then(|| Koppeling::new(naam, regeling_url(bij, boek)))
}

/// A question to the klager, with the ways to answer it.
fn gevraagd(bij: &Bij, blik: &Blik<'_>, v: &dossier::OpenVraag<'_>) -> weergave::Gevraagd {
    let boek = blik.boek;
    let daad = boek.daad(v.vraag);
    let is_tekst = |naam: &str| {
        daad.veld(naam).is_some_and(|f| matches!(f.soort, VeldSoort::Tekst | VeldSoort::Regel))
    };
    let velden = v.gesteld.velden.iter().filter(|(n, w)| !w.is_leeg() && is_tekst(n));
    let plicht = blik
        .plichten()
        .into_iter()
        .filter(|p| v.antwoorden.contains(&p.daad) && p.afloop.is_open())
        .find_map(|p| p.uiterlijk);
    let knop = |(i, d): (usize, &DaadId)| {
        let naam = hoofdletter(boek.daad(*d).naam.b1());
        let url = bij.url(&format!("mijn-klacht/doe/{}", boek.daad(*d).id));
        if i == 0 { Knop::hoofd(naam).naar(url) } else { Knop::tweede(naam).naar(url) }
    };
    weergave::Gevraagd {
        kop: daad.gedaan.b1().to_owned(),
        tekst: velden.map(|(_, w)| Zinnen::from(w.to_string())).collect(),
        uiterlijk: plicht.or_else(|| v.gesteld.velden.get("uiterlijk").and_then(Waarde::als_datum)),
        knoppen: v.antwoorden.iter().enumerate().map(knop).collect(),
        ..weergave::Gevraagd::default()
    }
}

/// The steps, the last one with the day of the answer.
fn stappen(blik: &Blik<'_>, rol: RolId) -> Stappen {
    let laatste = blik.antwoord(rol).map(|(dag, _)| dag);
    let rij = blik.stappen();
    let aantal = rij.len();
    Stappen(
        rij.into_iter()
            .enumerate()
            .map(|(i, s)| {
                let (stand, standtekst) = match s.stand {
                    StapStand::Klaar => (Stand::Klaar, "Klaar".to_owned()),
                    StapStand::Nu => (Stand::Nu, "Hier zijn wij nu mee bezig".to_owned()),
                    StapStand::Straks => (
                        Stand::Straks,
                        laatste.filter(|_| i + 1 == aantal).map_or_else(
                            || "Nog niet begonnen".to_owned(),
                            |d| format!("Uiterlijk {}", termijn::lange_datum(d, termijn::Taal::Nl)),
                        ),
                    ),
                };
                Stap { stand, naam: s.naam, standtekst, uitleg: None }
            })
            .collect(),
    )
}

/// Letters and messages that the klager may read, newest first.
async fn poststukken(bij: &Bij, klager: &Klager) -> Result<Vec<weergave::Poststuk>, WebFout> {
    let praktijk = &bij.huis.praktijk;
    let stukken: Vec<StukRij> =
        praktijk.store().stukken(praktijk.tenant(), klager.dossier.id).await?;
    let brieven: Vec<BriefRij> =
        praktijk.store().brieven(praktijk.tenant(), klager.dossier.id, Some(KLAGER)).await?;
    let mut uit: Vec<weergave::Poststuk> = Vec::new();
    for b in brieven.iter().filter(|b| b.geadresseerde == KLAGER) {
        let Some(stuk) = stukken.iter().find(|s| s.stuk == b.stuk) else { continue };
        if stuk.mime != "application/json" {
            continue;
        }
        let pdf = brieven
            .iter()
            .find(|p| {
                p.geadresseerde == b.geadresseerde
                    && p.soort == b.soort
                    && p.vrijgegeven_op == b.vrijgegeven_op
                    && p.stuk != b.stuk
            })
            .map(|p| Koppeling::new("PDF", bij.url(&format!("mijn-klacht/bestand/{}", p.stuk))));
        uit.push(weergave::Poststuk {
            bericht: false,
            titel: format!(
                "Brief: {}",
                kleine(&titel_b1(&klager.dossier.boek, &b.soort, &stuk.naam))
            ),
            url: bij.url(&format!("mijn-klacht/brief/{}", b.stuk)),
            datum: bij.app.dag(b.vrijgegeven_op),
            meer: pdf.into_iter().collect(),
        });
    }
    uit.reverse();
    Ok(uit)
}

fn titel_b1(boek: &Boek, soort: &str, naam: &str) -> String {
    boek.stukken
        .iter()
        .find(|s| s.id == soort)
        .map_or_else(|| naam.to_owned(), |s| s.naam.b1().to_owned())
}

fn kleine(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_lowercase().chain(tekens).collect())
}

fn mogelijkheden(bij: &Bij, zicht: &Zicht<'_>) -> Vec<weergave::Mogelijkheid> {
    let boek = zicht.blik.boek;
    let a = bij.huis.praktijk.aanbieder();
    let mut uit = vec![weergave::Mogelijkheid {
        kop: "Iemand anders helpt mij met mijn klacht".to_owned(),
        tekst: std::iter::once(Zinnen::from("Dat mag. Geef deze persoon uw nummer en uw code. U kunt ook gratis hulp krijgen van een vertrouwenspersoon. Die werkt niet voor ons."))
            .chain(a.vertrouwenspersoon.iter().map(|v| Zinnen::from(format!("{}: {} {}", v.naam, v.telefoon, v.email).trim().to_owned())))
            .collect(),
    }];
    let geschil = bij.huis.praktijk.geschil(boek);
    let mut ontevreden = vec![Zinnen::from(format!(
        "Bel onze klachtenfunctionaris: {}.",
        a.klachtenfunctionaris.telefoon
    ))];
    if let (Some(naam), Some(website)) = (&geschil.naam, &geschil.website) {
        ontevreden.push(Zinnen::from(format!("Komen wij er samen niet uit? Dan kunt u naar {naam}. Die hoort niet bij ons. Kijk op {website}.")));
    }
    for id in ["geschil_gemeld", "geschil_voorgelegd"] {
        if let Some(d) = boek.daad_id(id).filter(|d| zicht.mag(*d)) {
            ontevreden.push(Zinnen::default().en(Stukje::link(
                hoofdletter(boek.daad(d).naam.b1()),
                bij.url(&format!("mijn-klacht/doe/{id}")),
            )));
        }
    }
    uit.push(weergave::Mogelijkheid {
        kop: "Ik ben niet tevreden over hoe het gaat".to_owned(),
        tekst: ontevreden,
    });
    for f in boek.formulieren.iter().filter(|f| !boek.daad(f.bij).opent && zicht.mag(f.bij)) {
        uit.push(weergave::Mogelijkheid {
            kop: f.naam.b1().to_owned(),
            tekst: vec![
                Zinnen::default().en(Stukje::link(
                    "Dit hier invullen",
                    bij.url(&format!("mijn-klacht/doe/{}", boek.daad(f.bij).id)),
                )),
                Zinnen::default().en(Stukje::link(
                    "Dit printen en op papier invullen (PDF)",
                    bij.url(&format!("mijn-klacht/formulier/{}", f.id)),
                )),
            ],
        });
    }
    if boek.daad_id("klacht_ingetrokken").is_some_and(|d| zicht.mag(d)) {
        uit.push(weergave::Mogelijkheid::stoppen(&bij.url("mijn-klacht/stoppen")));
    }
    uit
}

pub(super) async fn teruglezen(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen, Wat::bekijk("klacht"));
    let boek = &klager.dossier.boek;
    let mut blokken = Vec::new();
    for g in klager.dossier.stand.gebeurtenissen().iter().filter(|g| boek.daad(g.daad).opent) {
        for veld in &boek.daad(g.daad).velden {
            let Some(w) = g.velden.get(&veld.id).filter(|w| !w.is_leeg()) else { continue };
            blokken.push(Blok::kop(woorden::label(veld, Lezer::Klager)));
            blokken.extend(
                woorden::waarde(boek, veld, w, Lezer::Klager)
                    .split('\n')
                    .filter(|r| !r.trim().is_empty())
                    .map(Blok::alinea),
            );
        }
    }
    let m = tekstpagina::Tekstpagina {
        titel: "Mijn klacht teruglezen".to_owned(),
        blokken,
        terug: Some(Koppeling::new("Terug naar mijn klacht", bij.url("mijn-klacht/stand"))),
        ..tekstpagina::Tekstpagina::default()
    };
    Ok(tekstpagina::pagina(&bij.huis.huisstijl, &m).into_response())
}
