//! Mijn klacht: coming in with number and code, where it stands, what is asked, what one may do.
//!
//! Always holds: only the holder of a session for this one complaint sees it; what is shown is what the
//! regulation marks for the klager; what one may do follows from the engine.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use access::{AanmeldFout, Code, Cookie, Csrf, Inlog, Persoon, Token};
use axum::Extension;
use axum::extract::{ConnectInfo, Path};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{DoenError, Dossier, KLAGER, Toegift};
use dossier::{Blik, Opdracht, StapStand, Wie};
use regeling::woorden::VeldSoort;
use regeling::{DaadId, RolId, Waarde};
use store::{BriefRij, IdempotentieSleutel, StukRij};

use crate::componenten::Knop;
use crate::componenten::formulier::Formulier;
use crate::componenten::melding::Melding;
use crate::componenten::stappen::{Stand, Stap, Stappen};
use crate::componenten::tekst::{Blok, Stukje, Zinnen};
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::ontvang::Ontvangen;
use crate::server::vorm::{Fouten, NIEMAND, Vormkader, Vraagveld, hoofdletter};
use crate::server::woorden::{self, Lezer};
use crate::weergave::publiek::{
    mijn_klacht as weergave, stoppen as stoppagina, tekstpagina, toegang as toegangpagina, vraag,
};

type Uitkomst = Result<Response, WebFout>;

/// A complainant who came in, with the complaint.
pub(super) struct Klager {
    pub(super) token: Token,
    pub(super) dossier: Dossier,
}

impl Klager {
    /// The session in the cookie, and its complaint; `None` when there is no session.
    pub(super) async fn lees(bij: &Bij, koppen: &HeaderMap) -> Result<Option<Self>, WebFout> {
        let cookies = koppen
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|k| k.to_str().ok())
            .collect::<Vec<_>>()
            .join("; ");
        let Some(token) = Cookie::Klager.lees(&cookies, bij.app.https()) else { return Ok(None) };
        let praktijk = &bij.huis.praktijk;
        match bij
            .huis
            .toegang
            .sessie(praktijk.tenant(), &token, bij.app.nu())
            .await?
            .map(|s| s.persoon)
        {
            Some(Persoon::Klager { dossier, .. }) => {
                Ok(Some(Self { token, dossier: praktijk.open(dossier).await? }))
            }
            _ => Ok(None),
        }
    }

    fn csrf(&self, bij: &Bij) -> Result<String, WebFout> {
        Csrf::van(&self.token).veld(&bij.app.toeval()).map_err(WebFout::storing)
    }

    fn formulier(&self, bij: &Bij, pad: &str) -> Result<Formulier, WebFout> {
        Ok(Formulier::new(bij.url(pad))
            .met("token", self.csrf(bij)?)
            .met("versie", self.dossier.versie.to_string()))
    }

    pub(super) fn afsluiten(&self, bij: &Bij) -> Result<Formulier, WebFout> {
        self.formulier(bij, "mijn-klacht/afsluiten")
    }

    fn controleer(&self, invoer: &Invoer) -> Result<(), WebFout> {
        if Csrf::van(&self.token).klopt(invoer.een("token")) {
            Ok(())
        } else {
            Err(WebFout::GeenToegang)
        }
    }
}

macro_rules! klager_of_inloggen {
    ($bij:expr, $koppen:expr) => {
        match Klager::lees(&$bij, &$koppen).await? {
            Some(k) => k,
            None => return Ok(Redirect::to(&$bij.url("mijn-klacht")).into_response()),
        }
    };
}
pub(super) use klager_of_inloggen;

pub(super) async fn toegang(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    if Klager::lees(&bij, &koppen).await?.is_some() {
        return Ok(Redirect::to(&bij.url("mijn-klacht/stand")).into_response());
    }
    Ok(toegangpagina::pagina(&bij.huis.huisstijl, &leeg_toegang(&bij)).into_response())
}

fn leeg_toegang(bij: &Bij) -> toegangpagina::Toegang {
    toegangpagina::Toegang {
        formulier: Formulier::new(bij.url("mijn-klacht")),
        terug: Some(Koppeling::new("Terug naar het begin", bij.url(""))),
        ..toegangpagina::Toegang::default()
    }
}

/// Where a request comes from; the loopback address when the server was not told.
pub(crate) fn herkomst(verbinding: Option<&Extension<ConnectInfo<SocketAddr>>>) -> IpAddr {
    verbinding.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Extension(ConnectInfo(adres))| adres.ip())
}

pub(super) async fn open(
    bij: Bij,
    verbinding: Option<Extension<ConnectInfo<SocketAddr>>>,
    ontvangen: Ontvangen,
) -> Uitkomst {
    let invoer = ontvangen.invoer;
    let nummer = invoer.een("nummer").to_uppercase();
    let mut m = toegangpagina::Toegang { nummer: nummer.clone(), ..leeg_toegang(&bij) };
    if nummer.is_empty() {
        m.fout_nummer = Some("Vul het nummer van uw klacht in.".to_owned());
    }
    let code = match invoer.een("code").parse::<Code>() {
        Ok(c) => Some(c),
        Err(_) if invoer.een("code").is_empty() => {
            m.fout_code = Some("Vul uw code in.".to_owned());
            None
        }
        Err(fout) => {
            m.fout_code = Some(fout.to_string());
            None
        }
    };
    let (Some(code), None) = (code, &m.fout_nummer) else {
        return Ok(toegangpagina::pagina(&bij.huis.huisstijl, &m).into_response());
    };
    let inlog = Inlog {
        tenant: bij.huis.praktijk.tenant(),
        herkomst: herkomst(verbinding.as_ref()),
        oud: None,
        nu: bij.app.nu(),
    };
    match bij.huis.toegang.aanmelden_klager(inlog, &nummer, &code).await {
        Ok(binnen) => {
            let mut antwoord = Redirect::to(&bij.url("mijn-klacht/stand")).into_response();
            zet(&mut antwoord, &Cookie::Klager.zet(&binnen.token, bij.app.https()))?;
            Ok(antwoord)
        }
        Err(AanmeldFout::Mislukt(fout)) => Err(fout.into()),
        Err(fout) => {
            m.fout = Some(fout.to_string());
            Ok(toegangpagina::pagina(&bij.huis.huisstijl, &m).into_response())
        }
    }
}

pub(crate) fn zet(antwoord: &mut Response, cookie: &str) -> Result<(), WebFout> {
    antwoord
        .headers_mut()
        .append(header::SET_COOKIE, HeaderValue::from_str(cookie).map_err(WebFout::storing)?);
    Ok(())
}

pub(super) async fn sluit(bij: Bij, koppen: HeaderMap, ontvangen: Ontvangen) -> Uitkomst {
    let mut antwoord = Redirect::to(&bij.url("")).into_response();
    if let Some(klager) = Klager::lees(&bij, &koppen).await? {
        klager.controleer(&ontvangen.invoer)?;
        bij.huis.toegang.afmelden(bij.huis.praktijk.tenant(), &klager.token).await?;
    }
    zet(&mut antwoord, &Cookie::Klager.wis(bij.app.https()))?;
    Ok(antwoord)
}

/// What the klager may do in this dossier, seen today.
struct Zicht<'a> {
    blik: Blik<'a>,
    rol: RolId,
}

impl<'a> Zicht<'a> {
    fn new(bij: &'a Bij, dossier: &'a Dossier) -> Result<Self, WebFout> {
        let boek = bij.huis.praktijk.boek();
        let rol = boek.rol_id(KLAGER).ok_or(WebFout::Weg)?;
        Ok(Self { blik: dossier.blik(boek, bij.app.vandaag()), rol })
    }

    fn mag(&self, daad: DaadId) -> bool {
        self.blik.mag(daad, self.rol, None).is_ok()
    }
}

pub(super) async fn stand(bij: Bij, koppen: HeaderMap, uri: axum::http::Uri) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen);
    let zicht = Zicht::new(&bij, &klager.dossier)?;
    let (blik, boek) = (&zicht.blik, bij.huis.praktijk.boek());
    let rij =
        bij.huis.praktijk.store().rij(bij.huis.praktijk.tenant(), klager.dossier.id).await?.rij;
    let fase = blik.fase();
    let klok =
        blik.klokken().into_iter().filter(dossier::KlokStand::loopt).min_by_key(|k| k.einde.einde);
    let te_laat = klok.as_ref().is_some_and(|k| k.is_verlopen(blik.op));
    let mut toelichting = Vec::new();
    if te_laat {
        toelichting
            .push("Wij zijn te laat met ons antwoord. Dat vinden wij vervelend voor u.".to_owned());
        toelichting.push(
            "U hoeft niet langer te wachten. U mag nu naar de geschillencommissie.".to_owned(),
        );
    } else if let Some(k) = &klok {
        toelichting.push(format!(
            "Hebben wij meer tijd nodig? Dan leest u dat hier voor {}.",
            termijn::datum_voluit(k.einde.einde, termijn::Taal::Nl)
        ));
    }
    let gevraagd =
        blik.open_vragen(zicht.rol, None).iter().map(|v| gevraagd(&bij, blik, v)).collect();
    let m = weergave::MijnKlacht {
        nummer: klager.dossier.nummer.clone(),
        onderwerp: rij.onderwerp,
        stand: fase.map_or_else(String::new, |f| f.naam.b1().trim_end_matches('.').to_owned()),
        antwoord_uiterlijk: klok.as_ref().filter(|_| !te_laat).map(|k| k.einde.einde),
        toelichting,
        gevraagd,
        stappen: stappen(blik),
        post: poststukken(&bij, &klager).await?,
        bericht_url: boek
            .daad_id("bericht_gestuurd")
            .filter(|d| zicht.mag(*d))
            .map(|_| bij.url("mijn-klacht/doe/bericht_gestuurd")),
        klacht_url: Some(bij.url("mijn-klacht/klacht")),
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

/// The steps with their dates.
fn stappen(blik: &Blik<'_>) -> Stappen {
    let plichten = dossier::leidend(blik.plichten());
    let uiterlijk = plichten.iter().filter(|l| {
        l.leidt.afloop.is_open() && l.aan.is_some_and(|d| blik.boek.rol(d.rol).id == KLAGER)
    });
    let laatste = uiterlijk.filter_map(|l| l.leidt.uiterlijk).max();
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
            titel: format!("Brief: {}", kleine(&titel_b1(bij, &b.soort, &stuk.naam))),
            url: bij.url(&format!("mijn-klacht/brief/{}", b.stuk)),
            datum: bij.app.dag(b.vrijgegeven_op),
            meer: pdf.into_iter().collect(),
        });
    }
    uit.reverse();
    Ok(uit)
}

fn titel_b1(bij: &Bij, soort: &str, naam: &str) -> String {
    bij.huis
        .praktijk
        .boek()
        .stukken
        .iter()
        .find(|s| s.id == soort)
        .map_or_else(|| naam.to_owned(), |s| s.naam.b1().to_owned())
}

fn kleine(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_lowercase().chain(tekens).collect())
}

fn mogelijkheden(bij: &Bij, zicht: &Zicht<'_>) -> Vec<weergave::Mogelijkheid> {
    let boek = bij.huis.praktijk.boek();
    let a = bij.huis.praktijk.aanbieder();
    let mut uit = vec![weergave::Mogelijkheid {
        kop: "Iemand anders helpt mij met mijn klacht".to_owned(),
        tekst: std::iter::once(Zinnen::from("Dat mag. Geef deze persoon uw nummer en uw code. U kunt ook gratis hulp krijgen van een vertrouwenspersoon. Die werkt niet voor ons."))
            .chain(a.vertrouwenspersoon.iter().map(|v| Zinnen::from(format!("{}: {} {}", v.naam, v.telefoon, v.email).trim().to_owned())))
            .collect(),
    }];
    let geschil = bij.huis.praktijk.geschil();
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
    if boek.daad_id("klacht_ingetrokken").is_some_and(|d| zicht.mag(d)) {
        uit.push(weergave::Mogelijkheid::stoppen(&bij.url("mijn-klacht/stoppen")));
    }
    uit
}

pub(super) async fn teruglezen(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen);
    let boek = bij.huis.praktijk.boek();
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

pub(super) async fn stoppen(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen);
    let m = stoppagina::Stoppen {
        nummer: klager.dossier.nummer.clone(),
        gevolgen: vec![
            Zinnen::from("Wij behandelen uw klacht niet verder."),
            Zinnen::from("U krijgt geen oordeel over uw klacht."),
            Zinnen::from("De medewerker hoort dat u bent gestopt."),
            Zinnen::from("U kunt later altijd een nieuwe klacht indienen."),
        ],
        formulier: klager.formulier(&bij, "mijn-klacht/doe/klacht_ingetrokken")?,
        toelichting: String::new(),
        mijn_klacht_url: bij.url("mijn-klacht/stand"),
        afsluiten: Some(klager.afsluiten(&bij)?),
    };
    Ok(stoppagina::pagina(&bij.huis.huisstijl, &m).into_response())
}

/// The fields that the klager is asked for an act; how it came in is known.
fn velden(bij: &Bij, daad: DaadId) -> Vec<Vraagveld> {
    bij.huis
        .praktijk
        .boek()
        .daad(daad)
        .velden
        .iter()
        .filter(|v| v.id != "kanaal")
        .map(|v| Vraagveld { label: v.naam.b1().to_owned(), b1: true, ..Vraagveld::van(v) })
        .collect()
}

pub(super) async fn vraag(
    bij: Bij,
    Path((_, daad)): Path<(String, String)>,
    koppen: HeaderMap,
) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen);
    vraag_pagina(&bij, &klager, &daad, &Invoer::default(), &Fouten::new(), Vec::new())
}

fn vraag_pagina(
    bij: &Bij,
    klager: &Klager,
    daad: &str,
    invoer: &Invoer,
    fouten: &Fouten,
    los: Vec<String>,
) -> Uitkomst {
    let boek = bij.huis.praktijk.boek();
    let id = boek.daad_id(daad).ok_or(WebFout::Weg)?;
    let kader = Vormkader { boek, daad: id, mensen: &NIEMAND };
    let naam = hoofdletter(boek.daad(id).naam.b1());
    let m = vraag::Vraag {
        proces: "Mijn klacht".to_owned(),
        titel: naam.clone(),
        velden: kader.toon(&velden(bij, id), invoer, fouten),
        fouten: los,
        formulier: klager.formulier(bij, &format!("mijn-klacht/doe/{daad}"))?,
        knop: "Verstuur".to_owned(),
        terug: Some(Koppeling::new("Terug naar mijn klacht", bij.url("mijn-klacht/stand"))),
        nummer: Some(klager.dossier.nummer.clone()),
        afsluiten: Some(klager.afsluiten(bij)?),
        ..vraag::Vraag::default()
    };
    Ok(vraag::pagina(&bij.huis.huisstijl, &m).into_response())
}

pub(super) async fn doe(
    bij: Bij,
    Path((_, daad)): Path<(String, String)>,
    koppen: HeaderMap,
    ontvangen: Ontvangen,
) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen);
    let invoer = ontvangen.invoer;
    klager.controleer(&invoer)?;
    let boek = bij.huis.praktijk.boek();
    let id = boek.daad_id(&daad).ok_or(WebFout::Weg)?;
    let (mut gelezen, fouten) =
        Vormkader { boek, daad: id, mensen: &NIEMAND }.lees(&velden(&bij, id), &invoer);
    if !fouten.is_empty() {
        return vraag_pagina(&bij, &klager, &daad, &invoer, &fouten, Vec::new());
    }
    if boek.daad(id).veld("kanaal").is_some() {
        gelezen.insert("kanaal".to_owned(), Waarde::from("webformulier"));
    }
    let (nu, vandaag) = (bij.app.nu(), bij.app.vandaag());
    let partij = klager
        .dossier
        .stand
        .partijen_in(boek.rol_id(KLAGER).ok_or(WebFout::Weg)?)
        .next()
        .map(|(_, p)| p.id.clone());
    let opdracht = Opdracht {
        daad: daad.clone(),
        wie: Wie { rol: KLAGER.to_owned(), partij, account: None },
        aan: Vec::new(),
        velden: gelezen,
        gebeurd_op: vandaag,
    };
    let sleutel =
        IdempotentieSleutel::van(&format!("{}:{}:{daad}", klager.dossier.id, invoer.een("versie")));
    match bij.huis.praktijk.doe(&klager.dossier, opdracht, nu, vandaag, Toegift { idempotentie: Some(sleutel), ..Toegift::default() }).await {
        Ok(_) => Ok(Redirect::to(&bij.url("mijn-klacht/stand?gedaan")).into_response()),
        Err(DoenError::Weigering(w)) => {
            let (mut per_veld, mut los) = (Fouten::new(), Vec::new());
            for r in w.redenen {
                match r.veld {
                    Some(v) => drop(per_veld.insert(v, r.nl)),
                    None => los.push(r.nl),
                }
            }
            vraag_pagina(&bij, &klager, &daad, &invoer, &per_veld, los)
        }
        Err(DoenError::Conflict(_)) => vraag_pagina(&bij, &klager, &daad, &invoer, &Fouten::new(), vec!["Er is net iets veranderd in uw klacht. Kijk uw antwoord na en verstuur het nog een keer.".to_owned()]),
        Err(ander) => Err(ander.into()),
    }
}
