//! Splitting a complaint: which part is handled apart, why, and by which rules.
//!
//! Always holds: the complainant's letter is shown before it goes; what was typed comes back when something
//! is wrong, or when somebody else was first; sent twice is split once.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{AANGEKLAAGDE, DEEL, DoenError, Opgesteld, Splitsing};
use dossier::{Gebeurd, Wie};
use regeling::woorden::{Veld as Regelveld, VeldSoort};
use regeling::{Boek, DaadId, RolId, Velden};
use termijn::Taal;

use super::inzien::Vraag;
use super::voornemen::Voornemen;
use super::werker::Werker;
use super::zicht::Zicht;
use crate::componenten::overzicht::{Overzicht, Regel};
use crate::componenten::tekst::{Blok, Zinnen, getypt};
use crate::componenten::veld::Veld;
use crate::huisstijl::Koppeling;
use crate::server::brieftekst::als_component;
use crate::server::eenmalig;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::ontvang::Ontvangen;
use crate::server::voorinvullen;
use crate::server::vorm::{Fouten, LEEG, Vormkader, Vraagveld, hoofdletter};
use crate::server::woorden::{self, Lezer};
use crate::weergave::werkplek::bevestig::{Bevestig, pagina as bevestigpagina};
use crate::weergave::werkplek::daad::{Daad as Daadpagina, Voorbeeld, pagina as daadpagina};

type Uitkomst = Result<Response, WebFout>;

/// From the list of acts to the form of this one.
pub(super) fn adres(werk: &Voornemen<'_>) -> Option<Response> {
    let daad = Some(werk.boek().daad(werk.daad)).filter(|d| d.splitst)?;
    let pad = format!("splitsen/{}/{}", werk.hoedanigheid.rol, daad.id);
    Some(Redirect::to(&werk.zicht.url(werk.w, &pad)).into_response())
}

/// A part that is about to be split off.
struct Deling<'a> {
    w: &'a Werker,
    zicht: &'a Zicht,
    rol: RolId,
    daad: DaadId,
    opening: &'a Gebeurd,
}

impl<'a> Deling<'a> {
    fn new(w: &'a Werker, zicht: &'a Zicht, rol: &str, daad: &str) -> Result<Self, WebFout> {
        let boek = &zicht.dossier.boek;
        let eigen = zicht.hoedanigheden(w).into_iter().any(|h| h.rol == rol && !h.namens);
        let rol = boek.rol_id(rol).filter(|_| eigen).ok_or(WebFout::GeenToegang)?;
        let daad = boek.daad_id(daad).filter(|d| boek.daad(*d).splitst).ok_or(WebFout::Weg)?;
        let gebeurd = zicht.dossier.stand.gebeurtenissen();
        let opening = gebeurd.iter().rfind(|g| !g.vervallen && boek.daad(g.daad).opent);
        Ok(Self { w, zicht, rol, daad, opening: opening.ok_or(WebFout::Weg)? })
    }

    fn boek(&self) -> &'a Boek {
        &self.zicht.dossier.boek
    }

    fn kader(&self, daad: DaadId) -> Vormkader<'a> {
        Vormkader { boek: self.boek(), daad, omgeving: &LEEG }
    }

    /// The fields of the act that splits; the number comes by itself.
    fn eigen(&self) -> Vec<&'a Regelveld> {
        self.boek().daad(self.daad).velden.iter().filter(|v| v.id != DEEL).collect()
    }

    /// What may differ between whole and part: about whom, and by which rules.
    fn antwoorden(&self) -> Vec<&'a Regelveld> {
        let boek = self.boek();
        let vragen = boek.regimevragen();
        let over_wie = |v: &Regelveld| matches!(v.soort, VeldSoort::Partijen(r) if boek.rol(r).id == AANGEKLAAGDE);
        let soort =
            |v: &Regelveld| vragen.iter().any(|r| r.daad == self.opening.daad && r.veld.id == v.id);
        let velden = boek.daad(self.opening.daad).velden.iter();
        velden.filter(|v| over_wie(v) || soort(v)).collect()
    }

    fn vragen(&self) -> (Vec<Vraagveld>, Vec<Vraagveld>) {
        let antwoorden = self.antwoorden().into_iter().map(|v| Vraagveld {
            weet_niet: !matches!(v.soort, VeldSoort::Partijen(_)),
            ..Vraagveld::van(v)
        });
        (self.eigen().into_iter().map(Vraagveld::van).collect(), antwoorden.collect())
    }

    /// The answers as the whole has them; the text is still to be chosen from.
    fn beginstand(&self) -> Invoer {
        let mut i = Invoer::default();
        for v in self.antwoorden() {
            if let Some(w) = self.opening.velden.get(&v.id) {
                voorinvullen::zet(&mut i, &v.id, &v.soort, w);
            }
        }
        let heel = self.opening.velden.get("omschrijving");
        let tekst = self.eigen().into_iter().find(|v| v.id == "omschrijving_deel");
        if let (Some(v), Some(w)) = (tekst, heel) {
            voorinvullen::zet(&mut i, &v.id, &v.soort, w);
        }
        i
    }

    fn url(&self) -> String {
        let boek = self.boek();
        let pad = format!("splitsen/{}/{}", boek.rol(self.rol).id, boek.daad(self.daad).id);
        self.zicht.url(self.w, &pad)
    }

    fn formulier(&self) -> Result<crate::componenten::formulier::Formulier, WebFout> {
        let versie = self.zicht.dossier.versie.to_string();
        Ok(self.w.formulier(self.url())?.met("versie", versie))
    }

    fn naam(&self) -> String {
        hoofdletter(&self.boek().daad(self.daad).naam.nl)
    }

    fn artikel(&self) -> String {
        let mag = self.zicht.blik(self.w).mag(self.daad, self.rol, None);
        mag.map_or_else(|_| String::new(), |(_, v)| self.boek().citeer(&v))
    }

    fn gevolgen() -> Vec<Zinnen> {
        [
            "Er komt een tweede dossier, met eigen termijnen. Voor beide telt de dag waarop de brief kwam.",
            "De bestanden bij de klacht staan straks in allebei.",
            "De klager krijgt een brief. Nummer en code van deze klacht openen allebei de delen.",
            "Dit dossier houdt zijn tekst. Zet daarna recht wat alleen bij het andere deel hoort.",
        ]
        .map(Zinnen::from)
        .into()
    }

    async fn pagina(&self, invoer: &Invoer, fouten: &Fouten, los: Vec<String>) -> Uitkomst {
        let (eigen, antwoorden) = self.vragen();
        let mut velden: Vec<Veld> = self.kader(self.daad).toon(&eigen, invoer, fouten);
        velden.extend(self.kader(self.opening.daad).toon(&antwoorden, invoer, fouten));
        let m = Daadpagina {
            kop: self.zicht.kop(self.w, "").await?,
            naam: self.naam(),
            artikel: self.artikel(),
            uitleg: vec![Blok::alinea(
                "Gaat een brief over zaken waarvoor verschillende regels gelden? Dan krijgt een deel een eigen dossier. Laat van de tekst hieronder staan wat bij dat deel hoort.",
            )],
            velden,
            fouten: los,
            gevolgen: Self::gevolgen(),
            wie_ziet: "De klager ziet dit.".to_owned(),
            formulier: self.formulier()?,
            knop: "Verder naar controleren".to_owned(),
            terug: Koppeling::new("Terug naar het dossier", self.zicht.url(self.w, "")),
            ..Daadpagina::default()
        };
        Ok(daadpagina(&self.w.balk("werk")?, &m).into_response())
    }

    /// Reads the form into the two acts, with what is wrong by field.
    fn lees(&self, invoer: &Invoer) -> Result<(Splitsing, Fouten), WebFout> {
        let (eigen, vragen) = self.vragen();
        let (velden, mut fouten) = self.kader(self.daad).lees(&eigen, invoer);
        let (mut antwoorden, fout) = self.kader(self.opening.daad).lees(&vragen, invoer);
        fouten.extend(fout);
        // What was left open is not known of this part, whatever was answered of the whole.
        let leeg: Velden = vragen.iter().map(|v| (v.naam.clone(), "".into())).collect();
        antwoorden = leeg.into_iter().chain(antwoorden).collect();
        let boek = self.boek();
        let wie = Wie {
            rol: boek.rol(self.rol).id.clone(),
            partij: None,
            account: Some(self.w.wie.account),
            persoon: Some(self.w.wie.naam.clone()),
        };
        let daad = &boek.daad(self.daad).id;
        let splitsing = self.w.praktijk().splitsing(
            &self.zicht.dossier,
            daad,
            wie,
            velden,
            antwoorden,
            self.w.app().vandaag(),
        );
        Ok((splitsing.ok_or(WebFout::Weg)?, fouten))
    }

    /// A refusal at the fields that it concerns, and the rest above the form.
    fn verdeel(&self, w: &behandeling::Geweigerd) -> (Fouten, Vec<String>) {
        let (mut fouten, mut los) = (Fouten::new(), Vec::new());
        let (eigen, vragen) = self.vragen();
        for (veld, zin) in w.redenen(Taal::Nl) {
            match veld.filter(|v| eigen.iter().chain(&vragen).any(|f| f.naam == *v)) {
                Some(v) => {
                    fouten.entry(v.to_owned()).or_insert(zin);
                }
                None => los.push(zin),
            }
        }
        (fouten, los)
    }

    /// Shows all of it, and the letter, before it is done.
    async fn controle(
        &self,
        invoer: &Invoer,
        splitsing: &Splitsing,
        brieven: Vec<Opgesteld>,
    ) -> Uitkomst {
        let boek = self.boek();
        let regel = |v: &Regelveld, velden: &Velden| {
            let waarde = velden.get(&v.id).filter(|w| !w.is_leeg());
            let tekst = waarde.map_or_else(
                || "Niet bekend".to_owned(),
                |w| woorden::waarde(boek, v, w, Lezer::Medewerker),
            );
            Regel::new(woorden::label(v, Lezer::Medewerker), getypt(&tekst))
        };
        let eigen = self.eigen().into_iter().map(|v| regel(v, &splitsing.geheel.velden));
        let rest = self.antwoorden().into_iter().map(|v| regel(v, &splitsing.deel.velden));
        let mut formulier = self.formulier()?.met("bevestigd", "ja");
        for (n, v) in invoer
            .0
            .iter()
            .filter(|(n, _)| !matches!(n.as_str(), "token" | "versie" | "bevestigd" | "keuze"))
        {
            formulier = formulier.met(n, v);
        }
        let dag = self.w.app().vandaag();
        let voorbeeld = |b: Opgesteld| Voorbeeld {
            naam: format!("{}, aan {}", b.naam, self.zicht.naam_van(&b.geadresseerde)),
            brief: als_component(&b.brief, dag),
            pdf: None,
            mist: Vec::new(),
        };
        let m = Bevestig {
            kop: self.zicht.kop(self.w, "").await?,
            naam: self.naam(),
            artikel: self.artikel(),
            ingevuld: Overzicht { regels: eigen.chain(rest).collect() },
            gevolgen: Self::gevolgen(),
            wie_ziet: "De klager ziet dit.".to_owned(),
            brieven: brieven.into_iter().map(voorbeeld).collect(),
            formulier,
            knop: "Splits de klacht".to_owned(),
            onomkeerbaar: true,
            aanpassen: "Pas aan".to_owned(),
        };
        Ok(bevestigpagina(&self.w.balk("werk")?, &m).into_response())
    }

    async fn antwoord_op(&self, invoer: &Invoer, fout: DoenError) -> Uitkomst {
        match fout {
            DoenError::Weigering(weigering) => {
                let (fouten, los) = self.verdeel(&weigering);
                self.pagina(invoer, &fouten, los).await
            }
            DoenError::OnvolledigeBrief(b) => {
                let los = b.ontbreekt.iter().map(|o| format!("In de brief ontbreekt: {o}."));
                self.pagina(invoer, &Fouten::new(), los.collect()).await
            }
            DoenError::Conflict(_) => {
                let zin = "Iemand anders deed net iets in dit dossier. Kijk na wat u invulde, en probeer het opnieuw.";
                self.pagina(invoer, &Fouten::new(), vec![zin.to_owned()]).await
            }
            ander => Err(ander.into()),
        }
    }
}

type Adres = Path<(String, String, String, String)>;

pub(super) async fn toon(w: Werker, Path((_, nummer, rol, daad)): Adres) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer, Vraag::als(&rol)).await?;
    let deling = Deling::new(&w, &zicht, &rol, &daad)?;
    let mag = zicht.blik(&w).mag(deling.daad, deling.rol, None);
    let redenen = mag.err().map(|x| x.redenen).unwrap_or_default();
    let los = redenen.iter().map(|r| r.met_artikel(deling.boek(), Taal::Nl)).collect();
    deling.pagina(&deling.beginstand(), &Fouten::new(), los).await
}

pub(super) async fn doe(
    w: Werker,
    Path((_, nummer, rol, daad)): Adres,
    ontvangen: Ontvangen,
) -> Uitkomst {
    let invoer = ontvangen.invoer;
    w.controleer(&invoer)?;
    let zicht = Zicht::open(&w, &nummer, Vraag::als(&rol)).await?;
    let deling = Deling::new(&w, &zicht, &rol, &daad)?;
    if invoer.een("keuze") == "aanpassen" {
        return deling.pagina(&invoer, &Fouten::new(), Vec::new()).await;
    }
    let (splitsing, fouten) = deling.lees(&invoer)?;
    if !fouten.is_empty() {
        return deling.pagina(&invoer, &fouten, Vec::new()).await;
    }
    let (nu, vandaag) = (w.app().nu(), w.app().vandaag());
    let gezien: u32 = invoer.een("versie").parse().unwrap_or(0);
    // The number of the part is not in the key: it is another one the second time.
    let mut kaal = splitsing.geheel.clone();
    kaal.velden.remove(DEEL);
    let sleutel = eenmalig::sleutel(zicht.dossier.id, gezien, &kaal)?;
    let klaar = format!("{}?gedaan={daad}", zicht.url(&w, ""));
    if w.praktijk().herhaling(sleutel).await?.is_some() {
        return Ok(Redirect::to(&klaar).into_response());
    }
    if gezien < zicht.dossier.versie.0 {
        return deling.antwoord_op(&invoer, DoenError::Conflict(Vec::new())).await;
    }
    if invoer.een("bevestigd") != "ja" {
        let deel = w.praktijk().nieuw(splitsing.deel.gebeurd_op);
        if let Err(weigering) = w.praktijk().beslis(&deel, splitsing.deel.clone(), vandaag) {
            return deling.antwoord_op(&invoer, DoenError::Weigering(weigering)).await;
        }
        let brieven = w.praktijk().proef(&zicht.dossier, splitsing.geheel.clone(), nu, vandaag);
        return match brieven {
            Ok(brieven) => deling.controle(&invoer, &splitsing, brieven).await,
            Err(fout) => deling.antwoord_op(&invoer, fout).await,
        };
    }
    match w.praktijk().splits(&zicht.dossier, splitsing, nu, vandaag, sleutel).await {
        Ok(_) => Ok(Redirect::to(&klaar).into_response()),
        Err(DoenError::Conflict(c)) => {
            let zicht = Zicht::open(&w, &nummer, Vraag::als(&rol)).await?;
            let deling = Deling::new(&w, &zicht, &rol, &daad)?;
            deling.antwoord_op(&invoer, DoenError::Conflict(c)).await
        }
        Err(fout) => deling.antwoord_op(&invoer, fout).await,
    }
}
