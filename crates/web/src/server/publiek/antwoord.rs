//! What the klager does: answer a question, send a message, stop.
//!
//! Always holds: an act is asked with the fields that the regulation gives it, in plain words; what was
//! typed comes back when it can't be done.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{DoenError, KLAGER, Toegift};
use dossier::{Opdracht, Wie};
use regeling::{Boek, DaadId, Velden, Waarde};

use super::formulier;
use super::klager::{Klager, klager_of_inloggen};
use crate::componenten::tekst::{Blok, Stukje, Zinnen};
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::bijlagen::{Bijlagen, CONCEPT};
use crate::server::eenmalig;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::logboek::Wat;
use crate::server::ontvang::Ontvangen;
use crate::server::vorm::{Fouten, Omgeving, Vormkader, Vraagveld, hoofdletter};
use crate::weergave::publiek::{stoppen as stoppagina, vraag};

type Uitkomst = Result<Response, WebFout>;

pub(super) async fn stoppen(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen, Wat::bekijk("handeling"));
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
fn velden(boek: &Boek, daad: DaadId) -> Vec<Vraagveld> {
    boek.daad(daad)
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
    let klager = klager_of_inloggen!(bij, koppen, Wat::bekijk("handeling"));
    let antwoord = Antwoord::new(&bij, &klager, &daad, Bijlagen::default())?;
    let boek = &klager.dossier.boek;
    let vooraf = formulier::bij_daad(boek, antwoord.daad).map_or_else(Invoer::default, |f| {
        formulier::vooraf(f, &formulier::invulling(boek, &klager.dossier))
    });
    antwoord.pagina(&vooraf, &Fouten::new(), Vec::new())
}

/// An act that the klager is about to do, with the files that came along.
struct Antwoord<'a> {
    bij: &'a Bij,
    klager: &'a Klager,
    daad: DaadId,
    velden: Vec<Vraagveld>,
    bijlagen: Bijlagen,
    omgeving: Omgeving,
}

impl<'a> Antwoord<'a> {
    fn new(
        bij: &'a Bij,
        klager: &'a Klager,
        daad: &str,
        bijlagen: Bijlagen,
    ) -> Result<Self, WebFout> {
        let boek = &klager.dossier.boek;
        let daad = boek.daad_id(daad).ok_or(WebFout::Weg)?;
        let omgeving = Omgeving { geplaatst: bijlagen.geplaatst(), ..Omgeving::default() };
        Ok(Self { bij, klager, daad, velden: velden(boek, daad), bijlagen, omgeving })
    }

    fn kader(&self) -> Vormkader<'_> {
        Vormkader { boek: &self.klager.dossier.boek, daad: self.daad, omgeving: &self.omgeving }
    }

    fn pagina(&self, invoer: &Invoer, fouten: &Fouten, los: Vec<String>) -> Uitkomst {
        let bij = self.bij;
        let daad = self.klager.dossier.boek.daad(self.daad);
        let mut fouten = fouten.clone();
        if let (Some(zin), Some(v)) = (&self.bijlagen.fout, daad.bestanden()) {
            fouten.insert(v.id.clone(), zin.clone());
        }
        let mut formulier = self.klager.formulier(bij, &format!("mijn-klacht/doe/{}", daad.id))?;
        if let Some(id) = self.bijlagen.concept {
            formulier = formulier.met(CONCEPT, id.to_string());
        }
        let m = vraag::Vraag {
            proces: "Mijn klacht".to_owned(),
            titel: hoofdletter(daad.naam.b1()),
            inleiding: self.inleiding(),
            velden: self.kader().toon(&self.velden, invoer, &fouten),
            fouten: los,
            formulier,
            knop: "Verstuur".to_owned(),
            terug: Some(Koppeling::new("Terug naar mijn klacht", bij.url("mijn-klacht/stand"))),
            nummer: Some(self.klager.dossier.nummer.clone()),
            afsluiten: Some(self.klager.afsluiten(bij)?),
            ..vraag::Vraag::default()
        };
        Ok(vraag::pagina(&bij.huis.huisstijl, &m).into_response())
    }

    /// What one signs for, where the act has a form; with the same on paper.
    fn inleiding(&self) -> Vec<Blok> {
        let boek = &self.klager.dossier.boek;
        let aanbieder = self.bij.huis.praktijk.aanbieder();
        let Some(f) = formulier::bij_daad(boek, self.daad) else { return Vec::new() };
        let bekend = formulier::invulling(boek, &self.klager.dossier);
        let gemaakt = regeling::Formulier::maak(boek, f, aanbieder, &bekend);
        let Some(gemaakt) = gemaakt else { return Vec::new() };
        let url = self.bij.url(&format!("mijn-klacht/formulier/{}", f.id));
        vec![
            Blok::alinea(gemaakt.inleiding),
            Blok::Alinea(
                Zinnen::from("Liever op papier? ")
                    .en(Stukje::link(format!("{} (PDF)", gemaakt.titel), url)),
            ),
        ]
    }

    /// Does it, on the record.
    async fn doe(&self, invoer: &Invoer, mut gelezen: Velden) -> Uitkomst {
        let bij = self.bij;
        let boek = &self.klager.dossier.boek;
        let daad = boek.daad(self.daad);
        let dossier = &self.klager.dossier;
        if daad.veld("kanaal").is_some() {
            gelezen.insert("kanaal".to_owned(), Waarde::from("webformulier"));
        }
        self.bijlagen.noem_in(daad, &mut gelezen);
        let (nu, vandaag) = (bij.app.nu(), bij.app.vandaag());
        let rol = boek.rol_id(KLAGER).ok_or(WebFout::Weg)?;
        let partij = dossier.stand.partijen_in(rol).next().map(|(_, p)| p.id.clone());
        let opdracht = Opdracht {
            daad: daad.id.clone(),
            wie: Wie { rol: KLAGER.to_owned(), partij, account: None, persoon: None },
            aan: Vec::new(),
            velden: gelezen,
            gebeurd_op: vandaag,
        };
        let gezien = invoer.een("versie").parse().unwrap_or(0);
        let sleutel = eenmalig::sleutel(dossier.id, gezien, &opdracht)?;
        let klaar = || Ok(Redirect::to(&bij.url("mijn-klacht/stand?gedaan")).into_response());
        if bij.huis.praktijk.herhaling(sleutel).await?.is_some() {
            return klaar();
        }
        let toegift = Toegift {
            bijlagen: self.bijlagen.rijen("bijlage", nu),
            concept: self.bijlagen.concept,
            idempotentie: Some(sleutel),
            ..Toegift::default()
        };
        match bij.huis.praktijk.doe(dossier, opdracht, nu, vandaag, toegift).await {
            Ok(_) => klaar(),
            Err(DoenError::Weigering(w)) => {
                let (mut per_veld, mut los) = (Fouten::new(), Vec::new());
                for r in w.weigering.redenen {
                    match r.veld {
                        Some(v) => drop(per_veld.insert(v, r.nl)),
                        None => los.push(r.nl),
                    }
                }
                self.pagina(invoer, &per_veld, los)
            }
            Err(DoenError::Conflict(_)) => {
                let zin = "Er is net iets veranderd in uw klacht. Kijk uw antwoord na en verstuur het nog een keer.";
                self.pagina(invoer, &Fouten::new(), vec![zin.to_owned()])
            }
            Err(ander) => Err(ander.into()),
        }
    }
}

pub(super) async fn doe(
    bij: Bij,
    Path((_, daad)): Path<(String, String)>,
    koppen: HeaderMap,
    mut ontvangen: Ontvangen,
) -> Uitkomst {
    let klager = klager_of_inloggen!(bij, koppen, Wat::bekijk("handeling"));
    klager.controleer(&ontvangen.invoer)?;
    let bijlagen = Bijlagen::ontvang(&bij, &mut ontvangen).await?;
    let invoer = ontvangen.invoer;
    let antwoord = Antwoord::new(&bij, &klager, &daad, bijlagen)?;
    if antwoord.bijlagen.alleen_bestanden {
        return antwoord.pagina(&invoer, &Fouten::new(), Vec::new());
    }
    let (gelezen, fouten) = antwoord.kader().lees(&antwoord.velden, &invoer);
    if !fouten.is_empty() || antwoord.bijlagen.fout.is_some() {
        return antwoord.pagina(&invoer, &fouten, Vec::new());
    }
    antwoord.doe(&invoer, gelezen).await
}
