//! Doing an act: a form made from the regulation, a look at the letters, then it is on the record.
//!
//! Always holds: what was typed comes back when something is wrong, or when somebody else was first; an
//! act that sends letters or ends something is shown whole before it is done.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{DoenError, Geweigerd, Opgesteld, Toegift};
use dossier::Opdracht;
use regeling::Velden;
use regeling::woorden::VeldSoort;
use termijn::Taal;

use super::inzien::Vraag;
use super::stukken::STUK;
use super::voornemen::Voornemen;
use super::werker::Werker;
use super::zicht::Zicht;
use super::{rechtzetten, splitsen};
use crate::componenten::overzicht::{Overzicht, Regel};
use crate::componenten::tekst::{Blok, getypt};
use crate::huisstijl::Koppeling;
use crate::server::bijlagen::{Bijlagen, CONCEPT};
use crate::server::brieftekst::als_component;
use crate::server::eenmalig;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::ontvang::Ontvangen;
use crate::server::vorm::Fouten;
use crate::server::woorden::{self, Lezer};
use crate::weergave::werkplek::bevestig::{Bevestig, pagina as bevestigpagina};
use crate::weergave::werkplek::conflict::{Conflict, pagina as conflictpagina};
use crate::weergave::werkplek::daad::{Daad as Daadpagina, Voorbeeld, pagina as daadpagina};

type Uitkomst = Result<Response, WebFout>;

impl Voornemen<'_> {
    async fn pagina(&self, invoer: &Invoer, fouten: &Fouten, los: Vec<String>) -> Uitkomst {
        let boek = self.boek();
        let uitleg = boek
            .verlenend(self.daad)
            .iter()
            .map(|n| boek.norm(*n))
            .filter(|n| n.wie.iter().any(|x| boek.treedt_op_als(self.rol, *x)))
            .map(|n| {
                Blok::alinea(format!(
                    "{} ({})",
                    boek.norm_in_woorden(n, Taal::Nl),
                    boek.citeer(&n.vindplaats)
                ))
            })
            .collect();
        let m = Daadpagina {
            kop: self.zicht.kop(self.w, "").await?,
            naam: self.naam(),
            artikel: self.artikel(),
            uitleg,
            velden: self.formvelden(invoer, fouten),
            fouten: los,
            gevolgen: self.gevolgen(),
            wie_ziet: self.wie_ziet(),
            brieven: Vec::new(),
            formulier: self.formulier()?,
            knop: self.knop().to_owned(),
            anders: Vec::new(),
            terug: Koppeling::new("Terug naar het dossier", self.zicht.url(self.w, "")),
        };
        Ok(daadpagina(&self.w.balk("werk")?, &m).into_response())
    }

    fn knop(&self) -> &'static str {
        if self.boek().daad(self.daad).herstelt {
            "Verder"
        } else if self.onomkeerbaar() {
            "Verder naar controleren"
        } else {
            "Leg vast"
        }
    }

    /// What can't be read, together with what the engine misses: one round of mending is enough.
    async fn verkeerd_ingevuld(
        &self,
        invoer: &Invoer,
        opdracht: Opdracht,
        mut fouten: Fouten,
    ) -> Uitkomst {
        if let Err(weigering) =
            self.w.praktijk().beslis(&self.zicht.dossier, opdracht, self.w.app().vandaag())
        {
            let (per_veld, _) = self.verdeel(&weigering);
            for (veld, zin) in per_veld {
                fouten.entry(veld).or_insert(zin);
            }
        }
        self.pagina(invoer, &fouten, Vec::new()).await
    }

    /// A refusal of the engine at the fields that it concerns, and the rest above the form.
    async fn geweigerd(&self, invoer: &Invoer, weigering: &Geweigerd) -> Uitkomst {
        let (fouten, los) = self.verdeel(weigering);
        self.pagina(invoer, &fouten, los).await
    }

    fn verdeel(&self, weigering: &Geweigerd) -> (Fouten, Vec<String>) {
        let boek = self.boek();
        let (mut fouten, mut los) = (Fouten::new(), Vec::new());
        for (veld, zin) in weigering.redenen(Taal::Nl) {
            match veld.filter(|v| boek.daad(self.daad).veld(v).is_some()) {
                Some(v) => {
                    fouten.entry(v.to_owned()).or_insert(zin);
                }
                None => los.push(zin),
            }
        }
        (fouten, los)
    }

    /// Shows all of it before it is done.
    async fn controle(
        &self,
        invoer: &Invoer,
        opdracht: &Opdracht,
        brieven: Vec<Opgesteld>,
    ) -> Uitkomst {
        let d = self.boek().daad(self.daad);
        let mut regels: Vec<Regel> =
            vec![Regel::tekst("Op", termijn::lange_datum(opdracht.gebeurd_op, Taal::Nl))];
        if !opdracht.aan.is_empty() {
            regels.push(Regel::tekst(
                "Tegenover",
                opdracht.aan.iter().map(|p| self.zicht.naam_van(p)).collect::<Vec<_>>().join(", "),
            ));
        }
        regels.extend(d.velden.iter().filter_map(|v| {
            opdracht.velden.get(&v.id).filter(|w| !w.is_leeg()).map(|w| {
                Regel::new(woorden::label(v, Lezer::Medewerker), getypt(&self.waarde(v, w)))
            })
        }));
        let dag = self.w.app().vandaag();
        let mut formulier = self.formulier()?.met("bevestigd", "ja");
        for (n, v) in invoer.0.iter().filter(|(n, _)| {
            !matches!(n.as_str(), "token" | "versie" | "bevestigd" | "keuze" | CONCEPT)
        }) {
            formulier = formulier.met(n, v);
        }
        let m = Bevestig {
            kop: self.zicht.kop(self.w, "").await?,
            naam: self.naam(),
            artikel: self.artikel(),
            ingevuld: Overzicht { regels },
            gevolgen: self.gevolgen(),
            wie_ziet: self.wie_ziet(),
            brieven: brieven
                .into_iter()
                .map(|b| Voorbeeld {
                    naam: format!("{}, aan {}", b.naam, self.zicht.naam_van(&b.geadresseerde)),
                    brief: als_component(&b.brief, dag),
                    pdf: None,
                    mist: Vec::new(),
                })
                .collect(),
            formulier,
            knop: self.naam(),
            onomkeerbaar: true,
            aanpassen: "Pas aan".to_owned(),
        };
        Ok(bevestigpagina(&self.w.balk("werk")?, &m).into_response())
    }
}

pub(super) async fn toon(
    w: Werker,
    Path((_, nummer, rol, daad)): Path<(String, String, String, String)>,
) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer, Vraag::als(&rol)).await?;
    let werk = Voornemen::new(&w, &zicht, &rol, &daad, Bijlagen::default()).await?;
    if let Some(verder) = splitsen::adres(&werk) {
        return Ok(verder);
    }
    let los = match zicht.blik(&w).mag(werk.daad, werk.rol, None) {
        Ok(_) => Vec::new(),
        Err(weigering) => {
            weigering.redenen.iter().map(|r| r.met_artikel(werk.boek(), Taal::Nl)).collect()
        }
    };
    werk.pagina(&werk.beginstand(), &Fouten::new(), los).await
}

pub(super) async fn doe(
    w: Werker,
    Path((_, nummer, rol, daad)): Path<(String, String, String, String)>,
    mut ontvangen: Ontvangen,
) -> Uitkomst {
    w.controleer(&ontvangen.invoer)?;
    let bijlagen = Bijlagen::ontvang(&w.bij, &mut ontvangen).await?;
    let mut invoer = ontvangen.invoer;
    let zicht = Zicht::open(&w, &nummer, Vraag::als(&rol)).await?;
    let werk = Voornemen::new(&w, &zicht, &rol, &daad, bijlagen).await?;
    if let Some(verder) = rechtzetten::gekozen(&werk, &invoer).or_else(|| splitsen::adres(&werk)) {
        return Ok(verder);
    }
    if invoer.heeft("nog_een") {
        let naam = invoer.een("nog_een").to_owned();
        let n = invoer.groepen(&naam);
        if let Some(VeldSoort::Lijst(binnen)) =
            werk.boek().daad(werk.daad).veld(&naam).map(|v| &v.soort)
            && let Some(eerste) = binnen.first()
        {
            invoer.0.push((format!("{naam}-{n}-{}", eerste.id), String::new()));
        }
        return werk.pagina(&invoer, &Fouten::new(), Vec::new()).await;
    }
    if let Some((naam, i)) = invoer
        .een("weg")
        .rsplit_once('-')
        .map(|(n, i)| (n.to_owned(), i.parse().unwrap_or(usize::MAX)))
    {
        let minder = invoer.clone().zonder_groep(&naam, i);
        return werk.pagina(&minder, &Fouten::new(), Vec::new()).await;
    }
    if invoer.een("keuze") == "aanpassen" || werk.bijlagen.alleen_bestanden {
        return werk.pagina(&invoer, &Fouten::new(), Vec::new()).await;
    }
    let (opdracht, fouten) = werk.lees(&invoer);
    if !fouten.is_empty() {
        return werk.verkeerd_ingevuld(&invoer, opdracht, fouten).await;
    }
    let (nu, vandaag) = (w.app().nu(), w.app().vandaag());
    let gezien: u32 = invoer.een("versie").parse().unwrap_or(0);
    let sleutel = eenmalig::sleutel(zicht.dossier.id, gezien, &opdracht)?;
    let klaar = format!("{}?gedaan={daad}", zicht.url(&w, ""));
    if w.praktijk().herhaling(sleutel).await?.is_some() {
        return Ok(Redirect::to(&klaar).into_response());
    }
    if gezien < zicht.dossier.versie.0 {
        return conflict(&werk, &invoer, gezien).await;
    }
    if werk.onomkeerbaar() && invoer.een("bevestigd") != "ja" {
        return match w.praktijk().proef(&zicht.dossier, opdracht.clone(), nu, vandaag) {
            Ok(brieven) => werk.controle(&invoer, &opdracht, brieven).await,
            Err(DoenError::Weigering(weigering)) => werk.geweigerd(&invoer, &weigering).await,
            Err(DoenError::OnvolledigeBrief(b)) => {
                werk.pagina(&invoer, &Fouten::new(), onvolledig(&b)).await
            }
            Err(ander) => Err(ander.into()),
        };
    }
    let toegift = Toegift {
        bijlagen: werk.bijlagen.rijen(STUK, nu),
        concept: werk.bijlagen.concept,
        idempotentie: Some(sleutel),
        ..Toegift::default()
    };
    match w.praktijk().doe(&zicht.dossier, opdracht, nu, vandaag, toegift).await {
        Ok(_) => Ok(Redirect::to(&klaar).into_response()),
        Err(DoenError::Weigering(weigering)) => werk.geweigerd(&invoer, &weigering).await,
        Err(DoenError::OnvolledigeBrief(b)) => {
            werk.pagina(&invoer, &Fouten::new(), onvolledig(&b)).await
        }
        Err(DoenError::Conflict(_)) => {
            let nu_open = Zicht::open(&w, &nummer, Vraag::als(&rol)).await?;
            let opnieuw = Voornemen::new(&w, &nu_open, &rol, &daad, werk.bijlagen).await?;
            conflict(&opnieuw, &invoer, gezien).await
        }
        Err(ander) => Err(ander.into()),
    }
}

fn onvolledig(b: &behandeling::OnvolledigeBrief) -> Vec<String> {
    b.ontbreekt
        .iter()
        .map(|o| format!("De brief '{}' kan nog niet weg. Er ontbreekt: {o}.", b.brief))
        .collect()
}

/// Somebody else was first: what changed, and what was typed, to go on with.
async fn conflict(werk: &Voornemen<'_>, invoer: &Invoer, gezien: u32) -> Uitkomst {
    let boek = werk.boek();
    let d = boek.daad(werk.daad);
    let mag = werk.zicht.blik(werk.w).mag(werk.daad, werk.rol, None);
    let mut formulier = werk.formulier()?.met("keuze", "aanpassen");
    for (n, v) in invoer.0.iter().filter(|(n, _)| {
        !matches!(n.as_str(), "token" | "versie" | "bevestigd" | "keuze" | CONCEPT)
    }) {
        formulier = formulier.met(n, v);
    }
    let (velden, _): (Velden, BTreeMap<String, String>) = werk.kader().lees(&werk.velden(), invoer);
    let m = Conflict {
        kop: werk.zicht.kop(werk.w, "").await?,
        naam: werk.naam(),
        veranderd: werk.zicht.sinds(werk.w, gezien),
        getypt: d
            .velden
            .iter()
            .filter_map(|v| {
                velden
                    .get(&v.id)
                    .filter(|w| !w.is_leeg())
                    .map(|w| (v.naam.nl.clone(), werk.waarde(v, w)))
            })
            .collect(),
        geweigerd: mag.err().map(|x| {
            x.redenen.iter().map(|r| r.met_artikel(boek, Taal::Nl)).collect::<Vec<_>>().join(" ")
        }),
        formulier,
        terug: Koppeling::new("Terug naar het dossier", werk.zicht.url(werk.w, "")),
    };
    Ok((axum::http::StatusCode::CONFLICT, conflictpagina(&werk.w.balk("werk")?, &m))
        .into_response())
}
