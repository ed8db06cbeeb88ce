//! The worklist: views and filters in the address, the shortest legal deadline first.
//!
//! Always holds: a dossier in which somebody is barred is in none of his lists and counts; who has no
//! office sees only the dossiers in which he takes part.

use std::collections::BTreeMap;

use access::HuisHandeling;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::AANGEKLAAGDE;
use store::{
    Bladzijde, Deel, DossierId, Filter, HerinneringRij, Inzageactie, Kijker, Sortering,
    TermijnFilter, WerkvoorraadRij,
};
use termijn::Datum;

use super::werker::Werker;
use crate::componenten::bladzijden::Bladzijden;
use crate::componenten::filter::{Chip, Chips};
use crate::componenten::stempel::{Stempel, Tint};
use crate::componenten::tabel::{Kolom, Volgorde};
use crate::componenten::veld::{Lijst, Optie, Veldkop};
use crate::huisstijl::Koppeling;
use crate::server::fout::WebFout;
use crate::server::logboek::{self, Gevonden};
use crate::server::ontvang::Ontvangen;
use crate::weergave::werkplek::werkvoorraad::{self as weergave, Rij, Werkvoorraad};

const PER_BLADZIJDE: u16 = 25;
/// How many dossiers a search shows at most.
const GEVONDEN_MAX: u16 = 50;
/// From how many days before the end a term is near.
pub(super) const BIJNA: i32 = 7;

type Vraag = BTreeMap<String, String>;

/// The list as the address says.
pub(super) async fn lijst(w: Werker, Query(vraag): Query<Vraag>) -> Result<Response, WebFout> {
    let vandaag = w.app().vandaag();
    let filter = filter(&basis(&w), &vraag, vandaag);
    toon(&w, &vraag, filter, None).await
}

/// What was searched for. The words are a name, often; they travel in the body and stand in no address.
pub(super) async fn zoek(w: Werker, ontvangen: Ontvangen) -> Result<Response, WebFout> {
    w.controleer(&ontvangen.invoer)?;
    let tekst = ontvangen.invoer.een("q").trim().to_owned();
    if tekst.is_empty() {
        return Ok(Redirect::to(&w.url("werk")).into_response());
    }
    let filter = Filter { deel: Deel::Alle, tekst: Some(tekst.clone()), ..basis(&w) };
    toon(&w, &Vraag::new(), filter, Some(tekst)).await
}

/// The page; before it shows, the log says which dossiers stand on it.
#[expect(clippy::disallowed_methods, reason = "its lines show only as `Gevonden`")]
async fn toon(
    w: &Werker,
    vraag: &Vraag,
    filter: Filter,
    gezocht: Option<String>,
) -> Result<Response, WebFout> {
    let vandaag = w.app().vandaag();
    let praktijk = w.praktijk();
    let sortering = if vraag.get("sorteer").is_some_and(|s| s == "ontvangen") {
        Sortering::Ontvangen
    } else {
        Sortering::Termijn
    };
    let bladzijde = match (
        vraag.get("na").and_then(|p| p.parse().ok()),
        vraag.get("voor").and_then(|p| p.parse().ok()),
    ) {
        (Some(p), _) => Bladzijde::Na(p),
        (None, Some(p)) => Bladzijde::Voor(p),
        (None, None) => Bladzijde::Eerste,
    };
    let per_bladzijde = if gezocht.is_some() { GEVONDEN_MAX } else { PER_BLADZIJDE };
    let pagina = praktijk
        .store()
        .werkvoorraad(praktijk.tenant(), &filter, sortering, bladzijde, per_bladzijde)
        .await?;
    let getoond: Vec<DossierId> = pagina.rijen.iter().map(|r| r.dossier).collect();
    let herinnerd = praktijk.store().herinneringen(praktijk.tenant(), &getoond).await?;
    let over_mij =
        praktijk.store().dossiers_in_rol(praktijk.tenant(), w.wie.account, AANGEKLAAGDE).await?;
    let grond = |dossier: DossierId| match (over_mij.contains(&dossier), &filter.deelnemer) {
        (true, _) => AANGEKLAAGDE.to_owned(),
        (false, Some(_)) => "deelnemer".to_owned(),
        (false, None) => w.wie.grond(),
    };
    let waar = if gezocht.is_some() { "zoeken" } else { "werkvoorraad" };
    let getoond = getoond.into_iter().map(|dossier| (dossier, grond(dossier)));
    let kijker = Kijker::Account(w.wie.account);
    let (gezien, chips) = tokio::try_join!(
        logboek::vind(&w.bij, kijker, getoond, Inzageactie::Gevonden, waar),
        weergavechips(w, vraag, gezocht.is_some())
    )?;
    let gevonden = Gevonden::new(pagina.rijen, gezien);
    let adres = |extra: &[(&str, &str)]| adres(w, vraag, extra);
    let mag_nieuw = w
        .app()
        .beleid()
        .mag_in_huis(&w.persoon, HuisHandeling::RegistreerKlacht, praktijk.tenant())
        .is_ok();
    let volgorde =
        match (gezocht.is_some() && pagina.totaal.aantal > u32::from(GEVONDEN_MAX), sortering) {
            (true, _) => "hier staan de eerste; zoek preciezer om de rest te zien",
            (false, Sortering::Termijn) => "de kortste termijn staat bovenaan",
            (false, Sortering::Ontvangen) => "de nieuwste klacht staat bovenaan",
        };
    let bladzijden = if gezocht.is_some() {
        Bladzijden::default()
    } else {
        Bladzijden {
            vorige: pagina.vorige.map(|p| adres(&[("voor", &p.to_string())])),
            volgende: pagina.volgende.map(|p| adres(&[("na", &p.to_string())])),
        }
    };
    let m = Werkvoorraad {
        titel: if gezocht.is_some() { "Gevonden" } else { "Werkvoorraad" }.to_owned(),
        gezocht: gezocht.is_some(),
        aantal: pagina.totaal.aantal,
        volgorde: volgorde.to_owned(),
        weergaven: Chips { naam: "Weergaven".to_owned(), chips },
        filter: if gezocht.is_some() {
            weergave::Filter { wis_url: w.url("werk"), ..weergave::Filter::default() }
        } else {
            filterpaneel(w, vraag)
        },
        kolommen: [
            Kolom::new("Klacht").sorteer(
                adres(&[("sorteer", "ontvangen")]),
                (sortering == Sortering::Ontvangen).then_some(Volgorde::Af),
            ),
            Kolom::new("Klager"),
            Kolom::new("Locatie"),
            Kolom::new("Stand"),
            Kolom::new("Volgende stap"),
            Kolom::new("Termijn").sorteer(
                adres(&[("sorteer", "termijn")]),
                (sortering == Sortering::Termijn).then_some(Volgorde::Op),
            ),
        ],
        rijen: gevonden
            .rijen()
            .iter()
            .map(|r| {
                if over_mij.contains(&r.dossier) {
                    rij_over_mij(w, r)
                } else {
                    rij(w, r, vandaag, &herinnerd)
                }
            })
            .collect(),
        bladzijden,
        nieuw_url: mag_nieuw.then(|| w.url("werk/nieuw")),
        melding: None,
    };
    let mut balk = w.balk("werk")?;
    balk.gezocht = gezocht.unwrap_or_default();
    Ok(weergave::pagina(&balk, &m).into_response())
}

/// The views with their counts; none is chosen while somebody searches.
async fn weergavechips(w: &Werker, vraag: &Vraag, zoekt: bool) -> Result<Vec<Chip>, WebFout> {
    let praktijk = w.praktijk();
    let gekozen = if zoekt { "" } else { vraag.get("weergave").map_or("open", String::as_str) };
    let mut uit = Vec::new();
    for (id, tekst, f) in weergaven(&basis(w), w.app().vandaag()) {
        let telling = praktijk.store().tel(praktijk.tenant(), &f).await?;
        uit.push(Chip {
            tekst: if telling.meer {
                format!("{tekst} (meer dan {})", telling.aantal)
            } else {
                tekst.to_owned()
            },
            url: adres(w, vraag, &[("weergave", id)]),
            aantal: (!telling.meer).then_some(telling.aantal),
            gekozen: id == gekozen,
        });
    }
    Ok(uit)
}

/// What this person can have in a list at all.
fn basis(w: &Werker) -> Filter {
    let ziet_alles = w
        .app()
        .beleid()
        .mag_in_huis(&w.persoon, HuisHandeling::ZieAlleKlachten, w.praktijk().tenant())
        .is_ok();
    Filter {
        uitgesloten_voor: Some(w.wie.account),
        deelnemer: (!ziet_alles).then_some(w.wie.account),
        ..Filter::default()
    }
}

fn weergaven(basis: &Filter, vandaag: Datum) -> Vec<(&'static str, &'static str, Filter)> {
    vec![
        ("open", "Open klachten", basis.clone()),
        (
            "te-laat",
            "Te laat",
            Filter { termijn: Some(TermijnFilter::TeLaat { vandaag }), ..basis.clone() },
        ),
        (
            "bijna",
            "Binnen 7 dagen",
            Filter { termijn: Some(TermijnFilter::Binnen7Dagen { vandaag }), ..basis.clone() },
        ),
        (
            "wacht-op-klager",
            "Wacht op de klager",
            Filter { wacht_op: Some(behandeling::KLAGER.to_owned()), ..basis.clone() },
        ),
        ("gesloten", "Gesloten", Filter { deel: Deel::Gesloten, ..basis.clone() }),
    ]
}

fn filter(basis: &Filter, vraag: &Vraag, vandaag: Datum) -> Filter {
    let gekozen = vraag.get("weergave").map_or("open", String::as_str);
    let mut f = weergaven(basis, vandaag)
        .into_iter()
        .find(|(id, _, _)| *id == gekozen)
        .map_or_else(|| basis.clone(), |(_, _, f)| f);
    let tekst = |naam: &str| vraag.get(naam).filter(|t| !t.trim().is_empty()).cloned();
    f.stand = tekst("stand");
    f.locatie = tekst("locatie");
    f
}

/// The address of this list with some choices changed; a page never survives another choice.
fn adres(w: &Werker, vraag: &Vraag, extra: &[(&str, &str)]) -> String {
    let mut alles: BTreeMap<&str, &str> = vraag
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .filter(|(n, v)| !matches!(*n, "na" | "voor") && !v.is_empty())
        .collect();
    for (n, v) in extra {
        if v.is_empty() {
            alles.remove(n)
        } else {
            alles.insert(n, v)
        };
    }
    match serde_urlencoded::to_string(&alles) {
        Ok(paren) if !paren.is_empty() => format!("{}?{paren}", w.url("werk")),
        _ => w.url("werk"),
    }
}

/// The phases of all versions, those of the newest first; a dossier may run under any of them.
fn fasen(w: &Werker) -> Vec<&regeling::norm::Fase> {
    let mut uit: Vec<&regeling::norm::Fase> = Vec::new();
    for f in w.praktijk().versies().alle().iter().rev().flat_map(|b| &b.fasen) {
        if !uit.iter().any(|er| er.id == f.id) {
            uit.push(f);
        }
    }
    uit
}

/// The newest version that has this phase.
fn boek_met<'a>(w: &'a Werker, fase: &str) -> &'a regeling::Boek {
    let alle = w.praktijk().versies().alle();
    alle.iter().rfind(|b| b.fasen.iter().any(|f| f.id == fase)).unwrap_or(w.bij.boek())
}

fn filterpaneel(w: &Werker, vraag: &Vraag) -> weergave::Filter {
    let waarde = |n: &str| vraag.get(n).map_or("", String::as_str);
    let alle =
        |rest: Vec<Optie>| std::iter::once(Optie::new("", "Alle")).chain(rest).collect::<Vec<_>>();
    let standen = alle(fasen(w).into_iter().map(|f| Optie::new(&f.id, &f.naam.nl)).collect());
    let locaties =
        alle(w.praktijk().aanbieder().locaties.iter().map(|l| Optie::new(l, l)).collect());
    let naam_van = |id: &str| {
        fasen(w)
            .into_iter()
            .find(|f| f.id == id)
            .map_or_else(|| id.to_owned(), |f| f.naam.nl.clone())
    };
    let mut actief = Vec::new();
    for (n, tekst) in
        [("stand", naam_van(waarde("stand"))), ("locatie", waarde("locatie").to_owned())]
    {
        if !waarde(n).is_empty() {
            actief.push(Koppeling::new(tekst, adres(w, vraag, &[(n, "")])));
        }
    }
    weergave::Filter {
        actie: w.url("werk"),
        verborgen: ["weergave", "sorteer"]
            .iter()
            .filter(|n| !waarde(n).is_empty())
            .map(|n| ((*n).to_owned(), waarde(n).to_owned()))
            .collect(),
        zoek: None,
        lijsten: vec![
            Lijst::new(Veldkop::new("stand", "Stand"), standen).gekozen(Some(waarde("stand"))),
            Lijst::new(Veldkop::new("locatie", "Locatie"), locaties)
                .gekozen(Some(waarde("locatie"))),
        ],
        actief,
        wis_url: w.url("werk"),
    }
}

fn rij(w: &Werker, r: &WerkvoorraadRij, vandaag: Datum, herinnerd: &[HerinneringRij]) -> Rij {
    // The judgment; after it, what else is due.
    let uiterlijk = r.rij.leidend_uiterlijk.or(r.rij.volgende_uiterlijk);
    let dagen = uiterlijk.map(|d| dagen_tot(vandaag, d));
    let volgende = r.rij.volgende_plicht.clone().map_or_else(String::new, |p| {
        match r.rij.volgende_uiterlijk {
            Some(d) => format!(
                "{}, uiterlijk {}",
                crate::server::vorm::hoofdletter(&p),
                termijn::korte_datum(d, termijn::Taal::Nl)
            ),
            None => crate::server::vorm::hoofdletter(&p),
        }
    });
    Rij {
        url: w.url(&format!("werk/dossier/{}", r.nummer)),
        onderwerp: r.rij.onderwerp.clone(),
        nummer: r.nummer.clone(),
        klager: r.rij.klager_naam.clone(),
        locatie: r.rij.locatie.clone().unwrap_or_default(),
        stand: stempel(boek_met(w, &r.rij.stand), &r.rij.stand, &r.rij.stand_tekst),
        volgende,
        uiterlijk,
        dagen,
        bijna: dagen.is_some_and(|d| (0..=BIJNA).contains(&d)),
        // A notice is about one last day; after an extension it says nothing any more.
        herinnerd: herinnerd.iter().any(|h| {
            h.dossier == r.dossier
                && [uiterlijk, r.rij.volgende_uiterlijk].contains(&Some(h.uiterlijk))
        }),
        waarom: r
            .rij
            .termijn_waarom
            .as_deref()
            .map_or_else(Vec::new, |t| t.lines().map(str::to_owned).collect()),
    }
}

/// A line for who is complained about, whatever office he holds: that it is there, and nothing of it.
fn rij_over_mij(w: &Werker, r: &WerkvoorraadRij) -> Rij {
    Rij {
        url: w.url(&format!("werk/dossier/{}", r.nummer)),
        onderwerp: "Een klacht die ook over u gaat".to_owned(),
        nummer: r.nummer.clone(),
        stand: stempel(boek_met(w, &r.rij.stand), &r.rij.stand, &r.rij.stand_tekst),
        ..Rij::default()
    }
}

/// Days from today until a day; negative when it has passed.
pub(super) fn dagen_tot(vandaag: Datum, dag: Datum) -> i32 {
    vandaag.until(dag).map_or(0, |s| s.get_days())
}

/// The phase as a label.
pub(super) fn stempel(boek: &regeling::Boek, id: &str, tekst: &str) -> Stempel {
    let eind = boek.fasen.iter().any(|f| f.id == id && f.eind);
    let eerste = boek.fasen.iter().find(|f| f.stap.is_some()).is_some_and(|f| f.id == id);
    Stempel::new(
        tekst,
        if eind {
            Tint::Grijs
        } else if eerste {
            Tint::Groen
        } else {
            Tint::Blauw
        },
    )
}
