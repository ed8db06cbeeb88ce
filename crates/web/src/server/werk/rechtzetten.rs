//! Setting a record right: first which one, then the form with which it was recorded, filled in as it
//! stands; only what is changed is recorded anew.
//!
//! Always holds: what was wrong stays on the record; a form that changes nothing records nothing; what was
//! typed comes back when something is wrong, or when somebody else was first.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{DEEL, DEEL_VAN, DoenError, Toegift};
use dossier::{Blik, Gebeurd, Opdracht, Wie};
use regeling::woorden::{Daad, Optie as Keuzeoptie, RolSoort, Tekst, Veld as Regelveld, VeldSoort};
use regeling::{Boek, DaadId, RolId, Velden, Waarde};
use serde::Deserialize;
use termijn::Taal;

use super::voornemen::{Voornemen, omgeving};
use super::werker::Werker;
use super::zicht::Zicht;
use crate::componenten::tekst::Blok;
use crate::componenten::veld::Veld;
use crate::huisstijl::Koppeling;
use crate::server::bijlagen::Bijlagen;
use crate::server::eenmalig;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::logboek::Wat;
use crate::server::ontvang::Ontvangen;
use crate::server::voorinvullen;
use crate::server::vorm::{Fouten, Omgeving, Vormkader, Vraagveld, hoofdletter};
use crate::weergave::werkplek::daad::{Daad as Daadpagina, pagina};

type Uitkomst = Result<Response, WebFout>;

/// What was wrong: something in it, or all of it.
const WAT: &str = "wat";
/// The name of a field of the act that is set right, so that it never clashes with ours.
const VOOR: &str = "v-";

/// Which act sets right; the first of the regulation when none is named.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Vraag {
    #[serde(default)]
    daad: String,
}

/// The kinds of fields by which an act sets another right.
struct Sleutels<'a> {
    gebeurtenis: &'a Regelveld,
    reden: Option<&'a Regelveld>,
    dag: Option<&'a Regelveld>,
    invulling: Option<&'a Regelveld>,
}

impl<'a> Sleutels<'a> {
    fn van(daad: &'a Daad) -> Option<Self> {
        let soort = |s: VeldSoort| daad.velden.iter().find(|v| v.soort == s);
        Some(Self {
            gebeurtenis: soort(VeldSoort::Gebeurtenis)?,
            reden: soort(VeldSoort::Tekst),
            dag: soort(VeldSoort::Datum),
            invulling: soort(VeldSoort::Invulling),
        })
    }

    /// Can it be said that it never happened? Not where new values must be given: that act only answers
    /// the questions from which follows by which rules the complaint is handled.
    fn kan_nooit(&self) -> bool {
        self.invulling.is_none_or(|v| !v.verplicht)
    }
}

/// A record that is about to be set right.
struct Herstel<'a> {
    w: &'a Werker,
    zicht: &'a Zicht,
    rol: String,
    daad: DaadId,
    sleutels: Sleutels<'a>,
    doel: &'a Gebeurd,
    omgeving: Omgeving,
}

/// The roles in which somebody may set records right, with the act by which that is done.
pub(super) struct Hersteller {
    daad: DaadId,
    veld: String,
    rollen: Vec<(String, RolId)>,
}

impl Hersteller {
    /// `daad` is the act that sets right; empty: the first of the regulation.
    pub(super) fn van(w: &Werker, zicht: &Zicht, daad: &str) -> Option<Self> {
        let boek = &zicht.dossier.boek;
        let daad = herstellend(boek, daad)?;
        let veld = Sleutels::van(boek.daad(daad))?.gebeurtenis.id.clone();
        let eigen = zicht.hoedanigheden(w).into_iter().filter(|h| !h.namens);
        let rollen = eigen.filter_map(|h| Some((boek.rol_id(&h.rol)?, h.rol)));
        Some(Self { daad, veld, rollen: rollen.map(|(id, rol)| (rol, id)).collect() })
    }

    /// The role in which this event may be set right, if there is one.
    pub(super) fn rol(&self, blik: &Blik<'_>, nummer: u32) -> Option<&str> {
        let velden: Velden = [(self.veld.clone(), Waarde::Getal(i64::from(nummer)))].into();
        let mag = |rol: &RolId| blik.mag(self.daad, *rol, Some(&velden)).is_ok();
        self.rollen.iter().find(|(_, rol)| mag(rol)).map(|(naam, _)| naam.as_str())
    }
}

/// The act with this id that sets right, or the first that there is.
fn herstellend(boek: &Boek, id: &str) -> Option<DaadId> {
    let mut alle = (0..boek.daden.len()).map(DaadId::van_ix).filter(|d| boek.daad(*d).herstelt);
    if id.is_empty() { alle.next() } else { alle.find(|d| boek.daad(*d).id == id) }
}

impl<'a> Herstel<'a> {
    async fn new(
        w: &'a Werker,
        zicht: &'a Zicht,
        nummer: u32,
        daad: &str,
    ) -> Result<Self, WebFout> {
        let boek = &zicht.dossier.boek;
        let hersteller = Hersteller::van(w, zicht, daad).ok_or(WebFout::Weg)?;
        let doel = zicht.ziet_nummer(w, nummer).ok_or(WebFout::Weg)?;
        let rol = hersteller.rol(&zicht.blik(w), nummer).ok_or(WebFout::GeenToegang)?.to_owned();
        let daad = hersteller.daad;
        let sleutels = Sleutels::van(boek.daad(daad)).ok_or(WebFout::Weg)?;
        let omgeving = omgeving(w, zicht, doel.daad, &Bijlagen::default()).await?;
        Ok(Self { w, zicht, rol, daad, sleutels, doel, omgeving })
    }

    fn boek(&self) -> &'a Boek {
        &self.zicht.dossier.boek
    }

    fn kader(&self) -> Vormkader<'_> {
        Vormkader { boek: self.boek(), daad: self.doel.daad, omgeving: &self.omgeving }
    }

    /// The fields of the act that is set right.
    fn velden(&self) -> Vec<(Vraagveld, &'a Regelveld)> {
        let vragen = self.boek().regimevragen();
        let soortvraag =
            |v: &Regelveld| vragen.iter().any(|r| r.daad == self.doel.daad && r.veld.id == v.id);
        let velden = self.boek().daad(self.doel.daad).velden.iter();
        velden
            .filter(|v| voorinvullen::kan(v) && ![DEEL, DEEL_VAN].contains(&v.id.as_str()))
            .filter(|v| self.sleutels.kan_nooit() || soortvraag(v))
            .map(|v| {
                let vraag = Vraagveld::van(v);
                let (naam, weet_niet) = (format!("{VOOR}{}", v.id), soortvraag(v));
                (Vraagveld { naam, weet_niet, ..vraag }, v)
            })
            .collect()
    }

    /// Our own questions: before the fields, and after them.
    fn eigen(&self) -> (Vec<Vraagveld>, Vec<Vraagveld>) {
        let vraag = |naam: &str, label: &str, soort, verplicht: &str| Vraagveld {
            naam: naam.to_owned(),
            label: label.to_owned(),
            hint: None,
            soort,
            verplicht: Some(verplicht.to_owned()),
            b1: false,
            rijen: 3,
            geeist: true,
            weet_niet: false,
        };
        let opties = [
            ("anders", "er staat iets verkeerds in, of er ontbreekt iets"),
            ("nooit", "dit is nooit gebeurd; de hele vastlegging telt niet meer"),
        ];
        let opties = opties.map(|(id, nl)| Keuzeoptie {
            id: id.to_owned(),
            naam: Tekst { nl: nl.to_owned(), ..Tekst::default() },
        });
        let wat =
            vraag(WAT, "Wat is er mis?", VeldSoort::Keuze(opties.to_vec()), "Kies wat er mis is.");
        let mut voor: Vec<Vraagveld> =
            self.sleutels.kan_nooit().then_some(wat).into_iter().collect();
        if let Some(v) = self.sleutels.dag {
            voor.push(vraag(
                &v.id,
                "Op welke dag gebeurde dit?",
                VeldSoort::Datum,
                "Vul in op welke dag dit gebeurde.",
            ));
        }
        let reden = self.sleutels.reden.map(|v| Vraagveld { rijen: 3, ..Vraagveld::van(v) });
        (voor, reden.into_iter().collect())
    }

    /// The form as it stands on the record.
    fn beginstand(&self) -> Invoer {
        let mut i = Invoer::default();
        i.zet(WAT, "anders");
        if let Some(v) = self.sleutels.dag {
            voorinvullen::zet(&mut i, &v.id, &VeldSoort::Datum, &self.doel.gebeurd_op.into());
        }
        for (vraag, veld) in self.velden() {
            if let Some(w) = self.doel.velden.get(&veld.id) {
                voorinvullen::zet(&mut i, &vraag.naam, &vraag.soort, w);
            }
        }
        i
    }

    async fn pagina(&self, invoer: &Invoer, fouten: &Fouten, los: Vec<String>) -> Uitkomst {
        let (boek, kader) = (self.boek(), self.kader());
        let gedaan = &boek.daad(self.doel.daad).gedaan.nl;
        let dag = termijn::lange_datum(self.doel.gebeurd_op, Taal::Nl);
        let (voor, na) = self.eigen();
        let vragen: Vec<Vraagveld> = self.velden().into_iter().map(|(v, _)| v).collect();
        let mut velden: Vec<Veld> = kader.toon(&voor, invoer, fouten);
        velden.extend(kader.toon(&vragen, invoer, fouten));
        velden.extend(kader.toon(&na, invoer, fouten));
        let d = boek.daad(self.daad);
        let m = Daadpagina {
            kop: self.zicht.kop(self.w, "").await?,
            naam: hoofdletter(&d.naam.nl),
            artikel: String::new(),
            uitleg: vec![
                Blok::alinea(format!("{gedaan}, {dag}. Zo staat het nu in het dossier.")),
                Blok::alinea(if self.sleutels.kan_nooit() {
                    "Verander alleen wat verkeerd is. Wat er eerst stond, blijft zichtbaar in de tijdlijn; alle termijnen worden opnieuw berekend."
                } else {
                    "Hieruit volgt welke regels gelden: wie beslist, en wanneer. Alle termijnen worden opnieuw berekend."
                }),
            ],
            velden,
            fouten: los,
            gevolgen: Vec::new(),
            wie_ziet: self.wie_ziet(d),
            formulier: self
                .w
                .formulier(self.url())?
                .met("versie", self.zicht.dossier.versie.to_string()),
            knop: if self.sleutels.kan_nooit() { "Zet recht" } else { "Leg vast" }.to_owned(),
            terug: Koppeling::new("Terug naar het dossier", self.zicht.url(self.w, "")),
            ..Daadpagina::default()
        };
        Ok(pagina(&self.w.balk("werk")?, &m).into_response())
    }

    fn wie_ziet(&self, d: &Daad) -> String {
        let boek = self.boek();
        match (&d.zichtbaar[..], &boek.daad(self.doel.daad).vertrouwelijk_voor[..]) {
            (_, [_, ..]) | ([], _) => "Alleen wie deze vastlegging ziet, ziet dit.".to_owned(),
            (rollen, _) => format!("Dit zien ook: {}.", boek.rollen_in_woorden(rollen, Taal::Nl)),
        }
    }

    fn url(&self) -> String {
        let pad =
            format!("rechtzetten/{}?daad={}", self.doel.nummer, self.boek().daad(self.daad).id);
        self.zicht.url(self.w, &pad)
    }

    /// Reads the form into the act, with what is wrong by field.
    fn lees(&self, invoer: &Invoer) -> (Opdracht, Fouten) {
        let (voor, na) = self.eigen();
        let eigen: Vec<Vraagveld> = voor.into_iter().chain(na).collect();
        let (gelezen, mut fouten) = self.kader().lees(&eigen, invoer);
        let nooit = self.sleutels.kan_nooit() && invoer.een(WAT) == "nooit";
        let mut velden: Velden =
            [(self.sleutels.gebeurtenis.id.clone(), Waarde::Getal(i64::from(self.doel.nummer)))]
                .into();
        if let Some((v, w)) = self.sleutels.reden.and_then(|v| Some((v, gelezen.get(&v.id)?))) {
            velden.insert(v.id.clone(), w.clone());
        }
        if nooit {
            fouten.retain(|naam, _| self.sleutels.dag.is_none_or(|v| v.id != *naam));
        } else {
            let (nieuw, fout) =
                voorinvullen::veranderd(&self.kader(), &self.velden(), &self.doel.velden, invoer);
            fouten.extend(fout);
            if let (Some(v), false) = (self.sleutels.invulling, nieuw.is_empty()) {
                velden.insert(v.id.clone(), Waarde::Groep(nieuw));
            }
            let dag = self.sleutels.dag.and_then(|v| Some((v, gelezen.get(&v.id)?.als_datum()?)));
            if let Some((v, dag)) = dag.filter(|(_, dag)| *dag != self.doel.gebeurd_op) {
                velden.insert(v.id.clone(), dag.into());
            }
            let iets = [self.sleutels.dag, self.sleutels.invulling].into_iter().flatten();
            if fouten.is_empty() && !iets.into_iter().any(|v| velden.contains_key(&v.id)) {
                let (veld, zin) = match self.velden().first() {
                    Some((vraag, _)) if !self.sleutels.kan_nooit() => {
                        (vraag.naam.clone(), "U veranderde nog niets. Beantwoord een vraag.")
                    }
                    _ => (
                        WAT.to_owned(),
                        "U veranderde nog niets. Verander wat verkeerd is, of kies dat dit nooit gebeurd is.",
                    ),
                };
                fouten.insert(veld, zin.to_owned());
            }
        }
        let is_partij = self
            .boek()
            .rol_id(&self.rol)
            .is_some_and(|r| matches!(self.boek().rol(r).soort, RolSoort::Partij));
        let wie = Wie {
            rol: self.rol.clone(),
            partij: None,
            account: Some(self.w.wie.account),
            persoon: (!is_partij).then(|| self.w.wie.naam.clone()),
        };
        let daad = self.boek().daad(self.daad).id.clone();
        let gebeurd_op = self.w.app().vandaag();
        (Opdracht { daad, wie, aan: Vec::new(), velden, gebeurd_op }, fouten)
    }

    /// A refusal at the fields that it concerns, and the rest above the form.
    fn verdeel(&self, w: &behandeling::Geweigerd) -> (Fouten, Vec<String>) {
        let (mut fouten, mut los) = (Fouten::new(), Vec::new());
        let eigen = [self.sleutels.dag, self.sleutels.reden];
        for (veld, zin) in w.redenen(Taal::Nl) {
            let van_ons = |v: &&str| eigen.iter().flatten().any(|e| e.id == *v);
            let van_het_doel = |v: &&str| self.velden().iter().any(|(_, r)| r.id == *v);
            match veld {
                Some(v) if van_ons(&v) => {
                    fouten.entry(v.to_owned()).or_insert(zin);
                }
                Some(v) if van_het_doel(&v) => {
                    fouten.entry(format!("{VOOR}{v}")).or_insert(zin);
                }
                _ => los.push(zin),
            }
        }
        (fouten, los)
    }
}

pub(super) async fn toon(
    w: Werker,
    Path((_, nummer, gebeurtenis)): Path<(String, String, u32)>,
    Query(vraag): Query<Vraag>,
) -> Uitkomst {
    let zicht = Zicht::open(&w, &nummer, Wat::bekijk("rechtzetten")).await?;
    let herstel = Herstel::new(&w, &zicht, gebeurtenis, &vraag.daad).await?;
    herstel.pagina(&herstel.beginstand(), &Fouten::new(), Vec::new()).await
}

pub(super) async fn doe(
    w: Werker,
    Path((_, nummer, gebeurtenis)): Path<(String, String, u32)>,
    Query(vraag): Query<Vraag>,
    ontvangen: Ontvangen,
) -> Uitkomst {
    let mut invoer = ontvangen.invoer;
    w.controleer(&invoer)?;
    let zicht = Zicht::open(&w, &nummer, Wat::bekijk("rechtzetten")).await?;
    let gezien: u32 = invoer.een("versie").parse().unwrap_or(0);
    let (id, account) = (zicht.dossier.id, w.wie.account);
    let sleutel = eenmalig::sleutel_van_invoer(id, gezien, gebeurtenis, account, &invoer)?;
    if w.praktijk().herhaling(sleutel).await?.is_some() {
        let klaar = format!("{}?gedaan={}", zicht.url(&w, ""), vraag.daad);
        return Ok(Redirect::to(&klaar).into_response());
    }
    let herstel = Herstel::new(&w, &zicht, gebeurtenis, &vraag.daad).await?;
    if invoer.heeft("nog_een") || invoer.heeft("weg") {
        invoer = herstel.met_andere_groepen(invoer);
        return herstel.pagina(&invoer, &Fouten::new(), Vec::new()).await;
    }
    let (opdracht, fouten) = herstel.lees(&invoer);
    if !fouten.is_empty() {
        return herstel.pagina(&invoer, &fouten, Vec::new()).await;
    }
    let (nu, vandaag) = (w.app().nu(), w.app().vandaag());
    let klaar = format!("{}?gedaan={}", zicht.url(&w, ""), opdracht.daad);
    let eerst = "Iemand anders deed net iets in dit dossier. Kijk na wat u invulde, en zet het dan opnieuw recht.";
    if gezien < zicht.dossier.versie.0 {
        return herstel.pagina(&invoer, &Fouten::new(), vec![eerst.to_owned()]).await;
    }
    let toegift = Toegift { idempotentie: Some(sleutel), ..Toegift::default() };
    match w.praktijk().doe(&zicht.dossier, opdracht, nu, vandaag, toegift).await {
        Ok(_) => Ok(Redirect::to(&klaar).into_response()),
        Err(DoenError::Weigering(weigering)) => {
            let (fouten, los) = herstel.verdeel(&weigering);
            herstel.pagina(&invoer, &fouten, los).await
        }
        Err(DoenError::Conflict(_)) => {
            let zicht = Zicht::open(&w, &nummer, Wat::bekijk("rechtzetten")).await?;
            let herstel = Herstel::new(&w, &zicht, gebeurtenis, &vraag.daad).await?;
            herstel.pagina(&invoer, &Fouten::new(), vec![eerst.to_owned()]).await
        }
        Err(ander) => Err(ander.into()),
    }
}

impl Herstel<'_> {
    /// One more group in a list, or one less.
    fn met_andere_groepen(&self, mut invoer: Invoer) -> Invoer {
        let naam = invoer.een("nog_een").to_owned();
        let lijst = self.velden().into_iter().find(|(v, _)| v.naam == naam);
        if let Some(VeldSoort::Lijst(binnen)) = lijst.map(|(_, v)| &v.soort)
            && let Some(eerste) = binnen.first()
        {
            let n = invoer.groepen(&naam);
            invoer.0.push((format!("{naam}-{n}-{}", eerste.id), String::new()));
        }
        match invoer.een("weg").rsplit_once('-').map(|(n, i)| (n.to_owned(), i.parse())) {
            Some((naam, Ok(i))) => invoer.zonder_groep(&naam, i),
            _ => invoer,
        }
    }
}

/// Where the questions are answered from which follows by which rules this complaint is handled, if this
/// person may do that.
pub(super) fn soort_url(w: &Werker, zicht: &Zicht, opening: u32) -> Option<String> {
    let boek = &zicht.dossier.boek;
    let daad = boek.daden.iter().find(|d| d.vult_aan())?;
    Hersteller::van(w, zicht, &daad.id)?.rol(&zicht.blik(w), opening)?;
    Some(zicht.url(w, &format!("rechtzetten/{opening}?daad={}", daad.id)))
}

/// From the choice of what is to be set right to its form.
pub(super) fn gekozen(werk: &Voornemen<'_>, invoer: &Invoer) -> Option<Response> {
    let daad = Some(werk.boek().daad(werk.daad)).filter(|d| d.herstelt)?;
    let veld = &Sleutels::van(daad)?.gebeurtenis.id;
    let nummer: u32 = invoer.een(veld).parse().ok()?;
    let pad = format!("rechtzetten/{nummer}?daad={}", daad.id);
    Some(Redirect::to(&werk.zicht.url(werk.w, &pad)).into_response())
}
