//! Doing an act: a form made from the regulation, a look at the letters, then it is on the record.
//!
//! Always holds: what was typed comes back when something is wrong, or when somebody else was first; an
//! act that sends letters or ends something is shown whole before it is done.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{DoenError, Opgesteld, Toegift};
use dossier::{Blik, Opdracht, Weigering, Wie, decide};
use regeling::woorden::{RolSoort, Veld as Regelveld, VeldSoort};
use regeling::{Boek, DaadId, RolId, Velden, Waarde};
use store::IdempotentieSleutel;
use termijn::Taal;

use super::werker::Werker;
use super::zicht::{Hoedanigheid, Zicht};
use crate::componenten::formulier::Formulier;
use crate::componenten::overzicht::{Overzicht, Regel};
use crate::componenten::tekst::{Blok, Zinnen, getypt};
use crate::componenten::veld::{Datumdeel, Keuze, Optie, Veld, Veldkop, Vinkjes};
use crate::huisstijl::Koppeling;
use crate::server::brieftekst::als_component;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::ontvang::Ontvangen;
use crate::server::vorm::{Fouten, Mensen, Vormkader, Vraagveld, hoofdletter};
use crate::server::woorden::{self, Lezer};
use crate::weergave::werkplek::bevestig::{Bevestig, pagina as bevestigpagina};
use crate::weergave::werkplek::conflict::{Conflict, pagina as conflictpagina};
use crate::weergave::werkplek::daad::{Daad as Daadpagina, Voorbeeld, pagina as daadpagina};

type Uitkomst = Result<Response, WebFout>;

/// The field that says when it happened, on every form.
const GEBEURD: &str = "gebeurd_op";
/// The field that says towards whom.
const AAN: &str = "aan";
/// The field that says for which party it is recorded, when there are more.
const NAMENS: &str = "namens";

/// An act that somebody is about to do.
struct Werk<'a> {
    w: &'a Werker,
    zicht: &'a Zicht,
    rol: RolId,
    hoedanigheid: Hoedanigheid,
    daad: DaadId,
    mensen: Mensen,
}

impl<'a> Werk<'a> {
    async fn new(w: &'a Werker, zicht: &'a Zicht, rol: &str, daad: &str) -> Result<Self, WebFout> {
        let boek = w.praktijk().boek();
        let hoedanigheid = zicht
            .hoedanigheden(w)
            .into_iter()
            .find(|h| h.rol == rol)
            .ok_or(WebFout::GeenToegang)?;
        let (Some(rol), Some(daad)) = (boek.rol_id(rol), boek.daad_id(daad)) else {
            return Err(WebFout::Weg);
        };
        let heeft = |soort: &VeldSoort| boek.daad(daad).velden.iter().any(|v| v.soort == *soort);
        let mut mensen = Mensen::default();
        if heeft(&VeldSoort::Partij) {
            let partijen = zicht.dossier.stand.partijen().iter().filter(|p| p.naam.is_some());
            mensen.partijen =
                partijen.map(|p| Optie::new(&p.id, zicht.naam_en_rol(w, &p.id))).collect();
        }
        if heeft(&VeldSoort::Account) {
            let allen = w.bij.huis.toegang.accounts(w.praktijk().tenant()).await?;
            mensen.accounts = allen
                .into_iter()
                .filter(|a| a.actief)
                .map(|a| {
                    Optie::new(a.wie.account.to_string(), format!("{} ({})", a.wie.naam, a.email))
                })
                .collect();
        }
        Ok(Self { w, zicht, rol, hoedanigheid, daad, mensen })
    }

    fn boek(&self) -> &'a Boek {
        self.w.praktijk().boek()
    }

    fn velden(&self) -> Vec<Vraagveld> {
        let boek = self.boek();
        let geeist: Vec<&str> = boek
            .stukken
            .iter()
            .filter(|s| s.bij == self.daad)
            .flat_map(|s| s.vermeldt.iter().map(|v| v.wat.as_str()))
            .chain(
                boek.verlenend(self.daad)
                    .iter()
                    .flat_map(|n| boek.norm(*n).vermeldt.iter().map(String::as_str)),
            )
            .collect();
        boek.daad(self.daad)
            .velden
            .iter()
            .map(|v| {
                let mut f = Vraagveld::van(v);
                if f.verplicht.is_none()
                    && geeist.contains(&v.id.as_str())
                    && !matches!(v.soort, VeldSoort::Lijst(_))
                {
                    // The engine says which article demands it; the form only says that it is needed.
                    f.hint.get_or_insert_with(|| "Dit moet in de brief staan.".to_owned());
                    f.geeist = true;
                }
                f
            })
            .collect()
    }

    fn kader(&self) -> Vormkader<'_> {
        Vormkader { boek: self.boek(), daad: self.daad, mensen: &self.mensen }
    }

    fn partijkeuzes(&self) -> Vec<Optie> {
        let boek = self.boek();
        let stand = &self.zicht.dossier.stand;
        boek.daad(self.daad)
            .aan
            .iter()
            .flat_map(|r| stand.doelen(*r))
            .map(|d| {
                let id =
                    d.partij.map_or(&boek.rol(d.rol).id, |i| &stand.partijen()[usize::from(i)].id);
                Optie::new(id, self.zicht.naam_en_rol(self.w, id))
            })
            .collect()
    }

    /// The parties in the role of this act: the one who is logged in, or those for whom it is recorded.
    fn namens_wie(&self) -> Vec<Optie> {
        if !matches!(self.boek().rol(self.rol).soort, RolSoort::Partij) {
            return Vec::new();
        }
        let eigen =
            |p: &dossier::Partij| self.hoedanigheid.namens || p.account == Some(self.w.wie.account);
        let partijen = self.zicht.dossier.stand.partijen_in(self.rol).filter(|(_, p)| eigen(p));
        partijen.map(|(_, p)| Optie::new(&p.id, self.zicht.naam_van(self.w, &p.id))).collect()
    }

    /// All fields of the form: when, towards whom, and those of the act.
    fn formvelden(&self, invoer: &Invoer, fouten: &Fouten) -> Vec<Veld> {
        let mut uit: Vec<Veld> = Vec::new();
        let opties = self.partijkeuzes();
        if opties.len() > 1 {
            let kop = Veldkop::new(AAN, "Tegenover wie?").fout(fouten.get(AAN));
            uit.push(Vinkjes::new(kop, opties).gekozen(invoer.alle(AAN)).into());
        }
        let namens = self.namens_wie();
        if namens.len() > 1 {
            let kop = Veldkop::new(NAMENS, "Wie deed dit?").fout(fouten.get(NAMENS));
            let gekozen = invoer.een(NAMENS);
            uit.push(
                Keuze::new(kop, namens).gekozen((!gekozen.is_empty()).then_some(gekozen)).into(),
            );
        }
        uit.extend(self.kader().toon(&self.velden(), invoer, fouten));
        let wanneer = Vraagveld {
            naam: GEBEURD.to_owned(),
            label: "Op welke dag gebeurde dit?".to_owned(),
            hint: Some("Vandaag, of een eerdere dag als u het later vastlegt.".to_owned()),
            soort: VeldSoort::Datum,
            verplicht: Some("Vul in op welke dag dit gebeurde.".to_owned()),
            b1: false,
            rijen: 1,
            geeist: true,
        };
        uit.extend(self.kader().toon(&[wanneer], invoer, fouten));
        uit
    }

    /// What an empty form holds: today, and everybody for whom the act is and was not done yet.
    fn beginstand(&self) -> Invoer {
        let vandaag = self.w.app().vandaag();
        let mut i = Invoer::default();
        for (deel, waarde) in Datumdeel::ALLE.into_iter().zip([
            vandaag.day().to_string(),
            vandaag.month().to_string(),
            vandaag.year().to_string(),
        ]) {
            i.zet(&format!("{GEBEURD}-{}", deel.einde()), waarde);
        }
        let opties = self.partijkeuzes();
        let blik = self.zicht.blik(self.w);
        let open: Vec<String> = blik
            .plichten()
            .iter()
            .filter(|p| p.daad == self.daad && p.afloop.is_open())
            .filter_map(|p| p.aan)
            .map(|d| {
                d.partij.map_or_else(
                    || self.boek().rol(d.rol).id.clone(),
                    |x| blik.stand.partijen()[usize::from(x)].id.clone(),
                )
            })
            .collect();
        let kies: Vec<String> = opties
            .iter()
            .map(|o| o.waarde.clone())
            .filter(|o| open.is_empty() || open.contains(o))
            .collect();
        i.0.extend(kies.into_iter().map(|k| (AAN.to_owned(), k)));
        i
    }

    /// Reads the form into what is to be done, as far as it goes, with what is wrong by field.
    fn lees(&self, invoer: &Invoer) -> (Opdracht, Fouten) {
        let (velden, mut fouten) = self.kader().lees(&self.velden(), invoer);
        let wanneer = Vraagveld {
            naam: GEBEURD.to_owned(),
            label: String::new(),
            hint: None,
            soort: VeldSoort::Datum,
            verplicht: Some("Vul in op welke dag dit gebeurde.".to_owned()),
            b1: false,
            rijen: 1,
            geeist: true,
        };
        let (dag, dagfouten) = self.kader().lees(&[wanneer], invoer);
        fouten.extend(dagfouten);
        let aan = invoer.alle(AAN);
        if self.partijkeuzes().len() > 1 && aan.is_empty() {
            fouten.insert(AAN.to_owned(), "Kies tegenover wie.".to_owned());
        }
        let namens = self.namens_wie();
        if namens.len() > 1 && !namens.iter().any(|o| o.waarde == invoer.een(NAMENS)) {
            fouten.insert(NAMENS.to_owned(), "Kies wie dit deed.".to_owned());
        }
        let partij = if namens.len() > 1 {
            Some(invoer.een(NAMENS).to_owned())
        } else {
            namens.into_iter().next().map(|o| o.waarde)
        };
        let gebeurd_op =
            dag.get(GEBEURD).and_then(Waarde::als_datum).unwrap_or_else(|| self.w.app().vandaag());
        let wie =
            Wie { rol: self.hoedanigheid.rol.clone(), partij, account: Some(self.w.wie.account) };
        (
            Opdracht { daad: self.boek().daad(self.daad).id.clone(), wie, aan, velden, gebeurd_op },
            fouten,
        )
    }

    /// A value in words; people by their name.
    fn waarde(&self, v: &Regelveld, w: &Waarde) -> String {
        let mensen = match v.soort {
            VeldSoort::Partij => &self.mensen.partijen,
            VeldSoort::Account => &self.mensen.accounts,
            _ => return woorden::waarde(self.boek(), v, w, Lezer::Medewerker),
        };
        let id = w.to_string();
        mensen.iter().find(|o| o.waarde == id).map_or(id, |o| o.label.clone())
    }

    fn url(&self) -> String {
        super::dossier::doe_url(
            self.w,
            self.zicht,
            &self.hoedanigheid.rol,
            &self.boek().daad(self.daad).id,
        )
    }

    fn naam(&self) -> String {
        let naam = &self.boek().daad(self.daad).naam.nl;
        if self.hoedanigheid.namens {
            format!("Namens {}: {naam}", self.hoedanigheid.naam)
        } else {
            hoofdletter(naam)
        }
    }

    /// The articles that allow it.
    fn artikel(&self) -> String {
        let boek = self.boek();
        let blik = self.zicht.blik(self.w);
        blik.mag(self.daad, self.rol, None).map_or_else(|_| String::new(), |(_, v)| boek.citeer(&v))
    }

    fn wie_ziet(&self) -> String {
        let boek = self.boek();
        let d = boek.daad(self.daad);
        if !d.vertrouwelijk_voor.is_empty() {
            return format!(
                "Alleen {} ziet dit.",
                boek.rollen_in_woorden(&d.vertrouwelijk_voor, Taal::Nl)
            );
        }
        if d.zichtbaar.is_empty() {
            "Alleen wie de klacht behandelt ziet dit.".to_owned()
        } else {
            format!("Dit zien ook: {}.", boek.rollen_in_woorden(&d.zichtbaar, Taal::Nl))
        }
    }

    /// What follows from it: terms that stop, the end of the procedure, the letters.
    fn gevolgen(&self) -> Vec<Zinnen> {
        let boek = self.boek();
        let mut uit = Vec::new();
        if let Some(e) = boek.eindes.iter().find(|e| e.door == self.daad) {
            uit.push(Zinnen::from(format!(
                "Hiermee eindigt de procedure ({}).",
                boek.citeer(&e.vindplaats)
            )));
        }
        for k in boek.stopt_klokken(self.daad) {
            let k = boek.klok(*k);
            uit.push(Zinnen::from(format!(
                "De termijn '{}' stopt ({}).",
                k.naam.nl,
                boek.citeer(&k.vindplaats)
            )));
        }
        for s in boek.stukken.iter().filter(|s| s.bij == self.daad) {
            uit.push(Zinnen::from(format!(
                "Brief '{}' gaat naar: {} ({}).",
                s.naam.nl,
                boek.rollen_in_woorden(&s.aan, Taal::Nl),
                boek.citeer(&s.vindplaats)
            )));
        }
        uit
    }

    fn onomkeerbaar(&self) -> bool {
        let boek = self.boek();
        boek.eindes.iter().any(|e| e.door == self.daad)
            || boek.stukken.iter().any(|s| s.bij == self.daad)
    }

    fn formulier(&self) -> Result<Formulier, WebFout> {
        Ok(self.w.formulier(self.url())?.met("versie", self.zicht.dossier.versie.to_string()))
    }

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
            knop: if self.onomkeerbaar() { "Verder naar controleren" } else { "Leg vast" }
                .to_owned(),
            anders: Vec::new(),
            terug: Koppeling::new("Terug naar het dossier", self.zicht.url(self.w, "")),
        };
        Ok(daadpagina(&self.w.balk("werk")?, &m).into_response())
    }

    /// What can't be read, together with what the engine misses: one round of mending is enough.
    async fn verkeerd_ingevuld(
        &self,
        invoer: &Invoer,
        opdracht: Opdracht,
        mut fouten: Fouten,
    ) -> Uitkomst {
        if let Err(weigering) =
            decide(self.boek(), &self.zicht.dossier.stand, opdracht, self.w.app().vandaag())
        {
            let (per_veld, _) = self.verdeel(&weigering);
            for (veld, zin) in per_veld {
                fouten.entry(veld).or_insert(zin);
            }
        }
        self.pagina(invoer, &fouten, Vec::new()).await
    }

    /// A refusal of the engine at the fields that it concerns, and the rest above the form.
    async fn geweigerd(&self, invoer: &Invoer, weigering: &Weigering) -> Uitkomst {
        let (fouten, los) = self.verdeel(weigering);
        self.pagina(invoer, &fouten, los).await
    }

    fn verdeel(&self, weigering: &Weigering) -> (Fouten, Vec<String>) {
        let boek = self.boek();
        let (mut fouten, mut los) = (Fouten::new(), Vec::new());
        for r in &weigering.redenen {
            let zin = r.met_artikel(boek, Taal::Nl);
            match r.veld.as_deref().filter(|v| boek.daad(self.daad).veld(v).is_some()) {
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
                opdracht
                    .aan
                    .iter()
                    .map(|p| self.zicht.naam_van(self.w, p))
                    .collect::<Vec<_>>()
                    .join(", "),
            ));
        }
        regels.extend(d.velden.iter().filter_map(|v| {
            opdracht.velden.get(&v.id).filter(|w| !w.is_leeg()).map(|w| {
                Regel::new(woorden::label(v, Lezer::Medewerker), getypt(&self.waarde(v, w)))
            })
        }));
        let dag = self.w.app().vandaag();
        let mut formulier = self.formulier()?.met("bevestigd", "ja");
        for (n, v) in invoer
            .0
            .iter()
            .filter(|(n, _)| !matches!(n.as_str(), "token" | "versie" | "bevestigd" | "keuze"))
        {
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
                    naam: format!(
                        "{}, aan {}",
                        b.naam,
                        self.zicht.naam_van(self.w, &b.geadresseerde)
                    ),
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
    let zicht = Zicht::open(&w, &nummer).await?;
    let werk = Werk::new(&w, &zicht, &rol, &daad).await?;
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
    ontvangen: Ontvangen,
) -> Uitkomst {
    let mut invoer = ontvangen.invoer;
    w.controleer(&invoer)?;
    let zicht = Zicht::open(&w, &nummer).await?;
    let werk = Werk::new(&w, &zicht, &rol, &daad).await?;
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
    if invoer.een("keuze") == "aanpassen" {
        return werk.pagina(&invoer, &Fouten::new(), Vec::new()).await;
    }
    let (opdracht, fouten) = werk.lees(&invoer);
    if !fouten.is_empty() {
        return werk.verkeerd_ingevuld(&invoer, opdracht, fouten).await;
    }
    let (nu, vandaag) = (w.app().nu(), w.app().vandaag());
    let gezien: u32 = invoer.een("versie").parse().unwrap_or(0);
    if gezien < zicht.dossier.versie.0 {
        return conflict(&werk, &invoer, gezien).await;
    }
    let besluit = match decide(werk.boek(), &zicht.dossier.stand, opdracht.clone(), vandaag) {
        Ok(b) => b,
        Err(weigering) => return werk.geweigerd(&invoer, &weigering).await,
    };
    if werk.onomkeerbaar() && invoer.een("bevestigd") != "ja" {
        let nieuw = besluit.leg_vast(zicht.dossier.versie.0 + 1, nu);
        let stand = zicht.dossier.stand.clone().evolve(werk.boek(), &nieuw);
        return match w.praktijk().stel_op(
            &Blik::new(werk.boek(), &stand, vandaag),
            &nummer,
            nieuw.nummer,
        ) {
            Ok(brieven) => werk.controle(&invoer, &opdracht, brieven).await,
            Err(DoenError::OnvolledigeBrief(b)) => {
                werk.pagina(&invoer, &Fouten::new(), onvolledig(&b)).await
            }
            Err(ander) => Err(ander.into()),
        };
    }
    let sleutel = IdempotentieSleutel::van(&format!("{}:{gezien}:{rol}:{daad}", zicht.dossier.id));
    match w
        .praktijk()
        .doe(
            &zicht.dossier,
            opdracht,
            nu,
            vandaag,
            Toegift { idempotentie: Some(sleutel), ..Toegift::default() },
        )
        .await
    {
        Ok(_) => Ok(Redirect::to(&format!("{}?gedaan={daad}", zicht.url(&w, ""))).into_response()),
        Err(DoenError::Weigering(weigering)) => werk.geweigerd(&invoer, &weigering).await,
        Err(DoenError::OnvolledigeBrief(b)) => {
            werk.pagina(&invoer, &Fouten::new(), onvolledig(&b)).await
        }
        Err(DoenError::Conflict(_)) => {
            let nu_open = Zicht::open(&w, &nummer).await?;
            let opnieuw = Werk::new(&w, &nu_open, &rol, &daad).await?;
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
async fn conflict(werk: &Werk<'_>, invoer: &Invoer, gezien: u32) -> Uitkomst {
    let boek = werk.boek();
    let d = boek.daad(werk.daad);
    let mag = werk.zicht.blik(werk.w).mag(werk.daad, werk.rol, None);
    let mut formulier = werk.formulier()?.met("keuze", "aanpassen");
    for (n, v) in invoer
        .0
        .iter()
        .filter(|(n, _)| !matches!(n.as_str(), "token" | "versie" | "bevestigd" | "keuze"))
    {
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
