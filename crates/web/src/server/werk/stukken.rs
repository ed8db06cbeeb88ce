//! Letters and documents of a dossier, for who handles it and for who is complained about.
//!
//! Always holds: a document is read only by who may read it: those who handle the complaint, or the
//! addressee to whom it was released.

use std::collections::BTreeSet;

use access::{Handeling, StukToegang};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{AANGEKLAAGDE, Bijlage, KLAGER, Toegift};
use dossier::{Opdracht, Wie};
use store::{BriefRij, StukId, StukRij};

use super::werker::Werker;
use super::zicht::Zicht;
use crate::componenten::melding::Melding;
use crate::componenten::stempel::{Stempel, Tint};
use crate::huisstijl::Koppeling;
use crate::server::brieftekst::als_component;
use crate::server::fout::WebFout;
use crate::server::ontvang::{Ontvangen, grootte};
use crate::server::publiek::{download, lees_brief};
use crate::weergave::werkplek::documenten::{
    Briefregel, Documenten, Stukregel, Zicht as Ziet, pagina,
};

type Uitkomst = Result<Response, WebFout>;

/// What is stored beside the events of a dossier.
pub(super) struct Stukken {
    pub(super) rijen: Vec<StukRij>,
    pub(super) brieven: Vec<BriefRij>,
}

impl Stukken {
    pub(super) async fn lees(w: &Werker, zicht: &Zicht) -> Result<Self, WebFout> {
        let praktijk = w.praktijk();
        let (store, tenant) = (praktijk.store(), praktijk.tenant());
        Ok(Self {
            rijen: store.stukken(tenant, zicht.dossier.id).await?,
            brieven: store.brieven(tenant, zicht.dossier.id, None).await?,
        })
    }

    /// The text of each letter, with its PDF.
    pub(super) fn teksten(&self) -> impl Iterator<Item = (&BriefRij, &StukRij, Option<&BriefRij>)> {
        self.brieven.iter().filter_map(|b| {
            let rij =
                self.rijen.iter().find(|s| s.stuk == b.stuk && s.mime == "application/json")?;
            let pdf = self.brieven.iter().find(|p| {
                p.geadresseerde == b.geadresseerde
                    && p.soort == b.soort
                    && p.vrijgegeven_op == b.vrijgegeven_op
                    && p.stuk != b.stuk
            });
            Some((b, rij, pdf))
        })
    }

    /// May this person read this document?
    fn mag(&self, w: &Werker, zicht: &Zicht, stuk: StukId) -> bool {
        let vrijgegeven_aan: BTreeSet<String> = self
            .brieven
            .iter()
            .filter(|b| b.stuk == stuk)
            .map(|b| b.geadresseerde.clone())
            .collect();
        let toegang = StukToegang { vertrouwelijk_voor: BTreeSet::new(), vrijgegeven_aan };
        w.app().beleid().mag(&w.persoon, Handeling::LeesStuk(&toegang), &zicht.toegang).is_ok()
    }
}

pub(super) async fn documenten(
    w: Werker,
    Path((_, nummer)): Path<(String, String)>,
    uri: axum::http::Uri,
) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer).await?;
    let melding = uri
        .query()
        .filter(|q| q.starts_with("gedaan"))
        .map(|_| Melding::gelukt("Het bestand staat in het dossier."));
    lijst(&w, &zicht, None, melding).await
}

async fn lijst(
    w: &Werker,
    zicht: &Zicht,
    fout: Option<String>,
    melding: Option<Melding>,
) -> Uitkomst {
    let stukken = Stukken::lees(w, zicht).await?;
    let boek = w.praktijk().boek();
    let brieven = stukken
        .teksten()
        .filter(|(b, _, _)| stukken.mag(w, zicht, b.stuk))
        .map(|(b, rij, pdf)| Briefregel {
            naam: rij.naam.clone(),
            aan: zicht.naam_van(w, &b.geadresseerde),
            stand: if b.gelezen_op.is_some() {
                Stempel::new("Gelezen", Tint::Groen)
            } else {
                Stempel::new("Vrijgegeven", Tint::Blauw)
            },
            moment: w.app().tijd(b.vrijgegeven_op),
            url: zicht.url(w, &format!("brief/{}", b.stuk)),
            pdf: pdf.map(|p| Koppeling::new("PDF", zicht.url(w, &format!("bestand/{}", p.stuk)))),
            mist: Vec::new(),
            zicht: zicht_van(w, zicht, &b.geadresseerde),
        })
        .collect();
    let losse = stukken
        .rijen
        .iter()
        .filter(|s| s.soort != "brief" && stukken.mag(w, zicht, s.stuk))
        .map(|s| Stukregel {
            naam: s.naam.clone(),
            grootte: grootte(s.bytes),
            van: if s.soort == "bijlage" { "klager" } else { "behandelaar" }.to_owned(),
            moment: w.app().tijd(s.toegevoegd_op),
            url: zicht.url(w, &format!("bestand/{}", s.stuk)),
            zicht: if s.soort == "bijlage" { Ziet::Klager } else { Ziet::Intern },
        })
        .collect();
    let rol = rol_voor_stuk(w, zicht);
    let m = Documenten {
        kop: zicht.kop(w, "Brieven en documenten").await?,
        tab: "Brieven en documenten".to_owned(),
        brieven,
        stukken: losse,
        toevoegen: match rol {
            Some(_) => Some(w.formulier(zicht.url(w, "documenten"))?.met_bestanden()),
            None => None,
        },
        fout,
        regel: boek
            .bepalingen
            .iter()
            .find(|b| b.tekst.nl.contains("zorgdossier"))
            .map(|b| format!("{} ({})", b.tekst.nl, boek.citeer(&b.vindplaats))),
        melding,
    };
    Ok(pagina(&w.balk("werk")?, &m).into_response())
}

/// Who reads what was released to this addressee.
fn zicht_van(w: &Werker, zicht: &Zicht, geadresseerde: &str) -> Ziet {
    let boek = w.praktijk().boek();
    let partij = zicht.dossier.stand.partijen().iter().find(|p| p.id == geadresseerde);
    match partij.map_or(geadresseerde, |p| boek.rol(p.rol).id.as_str()) {
        KLAGER => Ziet::Klager,
        AANGEKLAAGDE => Ziet::Aangeklaagde,
        _ => Ziet::Ander,
    }
}

const STUK: &str = "stuk_toegevoegd";

/// The role in which this person may add a document, if any.
fn rol_voor_stuk(w: &Werker, zicht: &Zicht) -> Option<String> {
    let boek = w.praktijk().boek();
    let daad = boek.daad_id(STUK)?;
    let blik = zicht.blik(w);
    zicht
        .hoedanigheden(w)
        .into_iter()
        .filter(|h| !h.namens)
        .find(|h| boek.rol_id(&h.rol).is_some_and(|r| blik.mag(daad, r, None).is_ok()))
        .map(|h| h.rol)
}

pub(super) async fn voeg_toe(
    w: Werker,
    Path((_, nummer)): Path<(String, String)>,
    ontvangen: Ontvangen,
) -> Uitkomst {
    w.controleer(&ontvangen.invoer)?;
    let zicht = Zicht::open(&w, &nummer).await?;
    let rol = rol_voor_stuk(&w, &zicht).ok_or(WebFout::GeenToegang)?;
    let (nu, vandaag) = (w.app().nu(), w.app().vandaag());
    let mut bijlagen = Vec::new();
    for b in ontvangen.bestanden {
        match b {
            Ok(s) => bijlagen.push(Bijlage {
                rij: StukRij {
                    stuk: s.document.stuk,
                    naam: s.naam,
                    soort: "stuk".to_owned(),
                    mime: s.mime,
                    bytes: s.document.bytes,
                    blake3: s.document.blake3,
                    toegevoegd_op: nu,
                },
            }),
            Err(fout) => return lijst(&w, &zicht, Some(fout.zin()), None).await,
        }
    }
    if bijlagen.is_empty() {
        return lijst(&w, &zicht, Some("Kies een bestand.".to_owned()), None).await;
    }
    let opdracht = Opdracht {
        daad: STUK.to_owned(),
        wie: Wie { rol, partij: None, account: Some(w.wie.account) },
        aan: Vec::new(),
        velden: regeling::Velden::new(),
        gebeurd_op: vandaag,
    };
    w.praktijk()
        .doe(&zicht.dossier, opdracht, nu, vandaag, Toegift { bijlagen, ..Toegift::default() })
        .await?;
    Ok(Redirect::to(&format!("{}?gedaan", zicht.url(&w, "documenten"))).into_response())
}

pub(super) async fn brief(
    w: Werker,
    Path((_, nummer, stuk)): Path<(String, String, String)>,
) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer).await?;
    let stuk: StukId = stuk.parse().map_err(|_| WebFout::Weg)?;
    let stukken = Stukken::lees(&w, &zicht).await?;
    let (rij, _, pdf) = stukken
        .teksten()
        .find(|(b, _, _)| b.stuk == stuk)
        .filter(|_| stukken.mag(&w, &zicht, stuk))
        .ok_or(WebFout::Weg)?;
    let brief = lees_brief(&w.bij, stuk).await?;
    if let Some(partij) = zicht.als_aangeklaagde(&w) {
        let praktijk = w.praktijk();
        praktijk.store().brief_gelezen(praktijk.tenant(), stuk, &partij, w.app().nu()).await?;
    }
    let m = crate::weergave::publiek::brief::Briefpagina {
        nummer: zicht.dossier.nummer.clone(),
        brief: als_component(&brief, w.app().dag(rij.vrijgegeven_op)),
        pdf: pdf.map(|p| {
            Koppeling::new("Deze brief als PDF", zicht.url(&w, &format!("bestand/{}", p.stuk)))
        }),
        knoppen: Vec::new(),
        mijn_klacht_url: zicht.url(&w, ""),
        afsluiten: None,
    };
    Ok(crate::weergave::publiek::brief::pagina(&w.bij.huis.huisstijl, &m).into_response())
}

pub(super) async fn bestand(
    w: Werker,
    Path((_, nummer, stuk)): Path<(String, String, String)>,
) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer).await?;
    let stuk: StukId = stuk.parse().map_err(|_| WebFout::Weg)?;
    let stukken = Stukken::lees(&w, &zicht).await?;
    let rij = stukken
        .rijen
        .iter()
        .find(|s| s.stuk == stuk)
        .filter(|_| stukken.mag(&w, &zicht, stuk))
        .ok_or(WebFout::Weg)?;
    download(&w.bij, rij).await
}
