//! A row as what happened: the complaint on the day on which it came, that it was taken over, and if so, that
//! it had been closed.
//!
//! Always holds: no act is made up; a complaint that still runs has all that a new one must have, and its terms
//! count from the day on which it came; what a row says and no act can carry, stays in the dossier as text.

use std::collections::HashMap;

use dossier::{
    Besluit, Blik, Gebeurtenis, KlokStand, Opdracht, Stand, Volledigheid, Weigering, Wie, leidend,
    neem_over, versie_op,
};
use jiff::Timestamp;
use regeling::woorden::RolSoort;
use regeling::{Boek, Velden, Waarde};
use termijn::{Datum, Taal, lange_datum};
use uuid::Uuid;

use crate::koppeling::{Passend, StapVak, Vak, Vulling};
use crate::tabel::{Cel, Rij, gelijk};
use crate::waarde::{Bezwaar, Bij};

use crate::{AFGESLOTEN, INGEDIEND, INGEVOERD};

/// Who takes a register over, when, and from which file.
#[derive(Debug, Clone)]
pub struct Aanvraag {
    /// The moment of recording.
    pub nu: Timestamp,
    /// The day of that moment, where the provider is.
    pub vandaag: Datum,
    /// Id of the role that records.
    pub rol: String,
    /// The name of the person.
    pub persoon: String,
    /// The account of that person.
    pub account: Option<Uuid>,
    /// The name of the file, of which only a hash is kept.
    pub bestandsnaam: String,
}

/// A row that can be taken over.
#[derive(Debug, Clone)]
pub struct Inkomend {
    /// Where it stood.
    pub rij: u32,
    /// By which it is known when the file is taken over again.
    pub sleutel: String,
    /// Hash over all that the row says.
    pub kenmerk: String,
    /// The year of whose series it gets a number.
    pub jaar: i16,
    /// Does it still run?
    pub open: bool,
    /// What happened.
    pub gebeurtenissen: Vec<Gebeurtenis>,
    /// What to know about it.
    pub waarschuwingen: Vec<String>,
}

/// What a row comes to, with how it is known again.
#[derive(Debug, Clone)]
pub enum Stap {
    /// It can be taken over.
    Klaar(Box<Inkomend>),
    /// It can't, and why.
    Geweigerd(Vec<Bezwaar>),
}

/// The text by which a row is known again: its number in the register, or else all that it says.
fn sleutel(register: &str, nummer: Option<&str>, kenmerk: &str) -> String {
    match nummer {
        Some(n) => format!("invoer\n{}\nnummer\n{}", gelijk(register), gelijk(n)),
        None => format!("invoer\n{}\nrij\n{kenmerk}", gelijk(register)),
    }
}

/// Reads rows one by one.
pub struct Lezer<'a> {
    versies: &'a [&'a Boek],
    passend: &'a Passend,
    aanvraag: &'a Aanvraag,
    bestand: String,
    gezien: HashMap<String, u32>,
}

/// What the days of a row say.
struct Dagen {
    ontvangen: Option<Datum>,
    afgesloten: Option<Datum>,
    /// On which the dossier begins.
    begin: Datum,
}

impl<'a> Lezer<'a> {
    /// Reads rows under these versions of the regulation, in order of entry into force; at least one.
    pub fn new(versies: &'a [&'a Boek], passend: &'a Passend, aanvraag: &'a Aanvraag) -> Self {
        let hash = blake3::hash(aanvraag.bestandsnaam.as_bytes()).to_hex();
        Self { versies, passend, aanvraag, bestand: hash[..16].to_owned(), gezien: HashMap::new() }
    }

    /// What this row comes to.
    pub fn lees(&mut self, rij: &Rij) -> Stap {
        match self.probeer(rij) {
            Ok(klaar) => Stap::Klaar(Box::new(klaar)),
            Err(bezwaren) => Stap::Geweigerd(bezwaren),
        }
    }

    fn probeer(&mut self, rij: &Rij) -> Result<Inkomend, Vec<Bezwaar>> {
        let bij = Bij { passend: self.passend, rij };
        let mut bezwaren = Vec::new();
        let nummer = self.passend.nummer.as_ref();
        let oud_nummer = neem(bij.tekst(nummer), &mut bezwaren).flatten();
        let kenmerk = kenmerk(&self.passend.kop, rij);
        let sleutel = sleutel(&self.passend.register, oud_nummer.as_deref(), &kenmerk);
        if let Some(eerder) = self.gezien.get(&sleutel) {
            let kolom = nummer.filter(|_| oud_nummer.is_some()).and_then(|v| bij.kolom(v));
            let wat =
                if kolom.is_some() { "hetzelfde nummer staat" } else { "dezelfde gegevens staan" };
            return Err(vec![Bezwaar::new(kolom, format!("{wat} al op rij {eerder}"))]);
        }
        let dagen = self.dagen(bij, &mut bezwaren);
        let Some(dagen) = dagen else { return Err(bezwaren) };
        let maker = Maker {
            lezer: self,
            bij,
            dagen,
            oud_nummer,
            kenmerk: kenmerk.clone(),
            waarschuwingen: Vec::new(),
        };
        let (open, begin) = (maker.dagen.afgesloten.is_none(), maker.dagen.begin);
        let (gebeurtenissen, waarschuwingen) = maker.maak(bezwaren)?;
        self.gezien.insert(sleutel.clone(), rij.nummer);
        let jaar = begin.year().max(2000);
        Ok(Inkomend {
            rij: rij.nummer,
            sleutel,
            kenmerk,
            jaar,
            open,
            gebeurtenissen,
            waarschuwingen,
        })
    }

    /// The days, and whether they fit each other.
    fn dagen(&self, bij: Bij<'_>, bezwaren: &mut Vec<Bezwaar>) -> Option<Dagen> {
        let p = self.passend;
        let vandaag = self.aanvraag.vandaag;
        let ontvangen = neem(bij.dag(p.ontvangen.as_ref()), bezwaren)?;
        let afgesloten = neem(bij.dag(p.afgesloten.as_ref()), bezwaren)?;
        let status = neem(bij.tekst(p.status.as_ref()), bezwaren)?;
        let mut fout = |vak: &Option<Vak>, waarom: &str| {
            bezwaren.push(Bezwaar::new(vak.as_ref().and_then(|v| bij.kolom(v)), waarom));
        };
        let toekomst = "die dag ligt in de toekomst";
        if ontvangen.is_some_and(|d| d > vandaag) {
            fout(&p.ontvangen, toekomst);
        }
        if afgesloten.is_some_and(|d| d > vandaag) {
            fout(&p.afgesloten, toekomst);
        }
        if let (Some(van), Some(tot)) = (ontvangen, afgesloten)
            && tot < van
        {
            fout(&p.afgesloten, "afgesloten voordat de klacht er was");
        }
        match (status.as_deref(), afgesloten) {
            (Some("dicht"), None) => fout(
                &p.afgesloten,
                "afgesloten, maar de dag ontbreekt; zonder die dag is niet te zeggen hoe lang het dossier blijft",
            ),
            (Some("open"), Some(_)) => {
                fout(&p.status, "loopt nog, maar er staat ook een dag van afsluiting")
            }
            (None, None) if p.afsluiting.iter().any(|(_, v)| self.staat_er(bij, v)) => fout(
                &p.afgesloten,
                "er staat hoe de klacht afliep, maar niet op welke dag zij is afgesloten",
            ),
            _ => {}
        }
        if ontvangen.is_none() && afgesloten.is_none() && !p.zonder_ontvangst {
            fout(
                &p.ontvangen,
                "de dag van ontvangst ontbreekt; van een klacht die nog loopt, tellen de termijnen vanaf die dag",
            );
        }
        let begin = ontvangen.or(afgesloten).unwrap_or(vandaag);
        if begin.year() < 1990 {
            fout(&p.ontvangen, "dat is van voor 1990");
        }
        bezwaren.is_empty().then_some(Dagen { ontvangen, afgesloten, begin })
    }

    /// Does the register say something here, apart from what the mapping says of each row?
    fn staat_er(&self, bij: Bij<'_>, vulling: &Vulling) -> bool {
        let vol = |v: &Vak| v.vast.is_none() && bij.cel(v).is_ok_and(|c| !c.is_leeg());
        match vulling {
            Vulling::Vak(v) => vol(v),
            Vulling::Groep(g) => g.iter().any(|(_, v)| vol(v)),
        }
    }
}

/// Makes the events of one row.
struct Maker<'a, 'b> {
    lezer: &'b Lezer<'a>,
    bij: Bij<'b>,
    dagen: Dagen,
    oud_nummer: Option<String>,
    kenmerk: String,
    waarschuwingen: Vec<String>,
}

type Gemaakt = (Vec<Gebeurtenis>, Vec<String>);

impl Maker<'_, '_> {
    fn maak(mut self, mut bezwaren: Vec<Bezwaar>) -> Result<Gemaakt, Vec<Bezwaar>> {
        let (versies, vandaag) = (self.lezer.versies, self.lezer.aanvraag.vandaag);
        let begin = self.dagen.begin;
        let boek = versies[versie_op(versies, std::iter::empty(), begin)];
        self.waarschuw_over_begin(boek);
        let mut overig = Vec::new();
        let p = self.lezer.passend;
        let klacht = self.velden(boek, INGEDIEND, &p.klacht, &mut overig, &mut bezwaren);
        let slot = self.velden(boek, AFGESLOTEN, &p.afsluiting, &mut overig, &mut bezwaren);
        for kolom in &p.bewaar {
            match self.bij.rij.cellen.get(*kolom) {
                Some(c @ Cel::Kapot(_)) => {
                    bezwaren.push(Bezwaar::new(Some(p.kop[*kolom].clone()), c.soort()));
                }
                cel => {
                    overig.extend(cel.and_then(Cel::als_tekst).map(|t| (p.kop[*kolom].clone(), t)))
                }
            }
        }
        let stappen: Vec<(Datum, &StapVak)> = self.stappen(&mut bezwaren);
        if !bezwaren.is_empty() {
            return Err(bezwaren);
        }
        let gesloten = self.dagen.afgesloten;
        let volledig = if gesloten.is_some() { Volledigheid::WatErIs } else { Volledigheid::Alles };
        let onbekend = self.niet_bekend(&klacht, &slot);
        let mut reeks =
            Reeks { versies, vandaag, nu: self.lezer.aanvraag.nu, volledig, gebeurd: Vec::new() };
        let opdracht = self.opdracht(INGEDIEND, "klager", klacht, begin);
        reeks.doe(opdracht).map_err(|w| self.weigering(boek, &w, &p.klacht))?;
        let ingevoerd = |overig: &[(String, String)]| {
            self.opdracht(
                INGEVOERD,
                &self.lezer.aanvraag.rol,
                self.ingevoerd(&onbekend, overig),
                vandaag,
            )
        };
        reeks.doe(ingevoerd(&overig)).map_err(|w| self.weigering(boek, &w, &[]))?;
        if let Some(op) = gesloten {
            let opdracht = self.opdracht(AFGESLOTEN, &self.lezer.aanvraag.rol, slot, op);
            reeks.doe(opdracht).map_err(|w| self.weigering(boek, &w, &p.afsluiting))?;
        }
        let mut niet_gelukt = Vec::new();
        for (op, stap) in stappen {
            let kolom = self.bij.kolom(&stap.op).unwrap_or_default();
            match self.stap(boek, stap, op) {
                Ok(opdracht) => {
                    if let Err(w) = reeks.doe(opdracht) {
                        let reden = w
                            .redenen
                            .first()
                            .map_or(String::new(), |r| r.met_artikel(boek, Taal::Nl));
                        niet_gelukt.push((kolom, op, format!("`{}`: {reden}", stap.doet)));
                    }
                }
                Err(b) => niet_gelukt.push((kolom, op, b.waarom)),
            }
        }
        if !niet_gelukt.is_empty() {
            for (kolom, op, waarom) in niet_gelukt {
                self.waarschuwingen
                    .push(format!("kolom `{kolom}` is alleen als tekst bewaard; {waarom}"));
                overig.push((kolom, lange_datum(op, Taal::Nl)));
            }
            let ingevoerd = self.opdracht(
                INGEVOERD,
                &self.lezer.aanvraag.rol,
                self.ingevoerd(&onbekend, &overig),
                vandaag,
            );
            reeks.gebeurd[1].velden = ingevoerd.velden;
        }
        self.waarschuw_over_termijn(&reeks);
        Ok((reeks.gebeurd, self.waarschuwingen))
    }

    fn opdracht(&self, daad: &str, rol: &str, velden: Velden, op: Datum) -> Opdracht {
        let a = self.lezer.aanvraag;
        let partij = (rol == "klager").then(|| rol.to_owned());
        let persoon = partij.is_none().then(|| a.persoon.clone());
        Opdracht {
            daad: daad.to_owned(),
            wie: Wie { rol: rol.to_owned(), partij, account: a.account, persoon },
            aan: Vec::new(),
            velden,
            gebeurd_op: op,
        }
    }

    fn velden(
        &mut self,
        boek: &Boek,
        daad: &str,
        van: &[(String, Vulling)],
        overig: &mut Vec<(String, String)>,
        bezwaren: &mut Vec<Bezwaar>,
    ) -> Velden {
        let mut uit = Velden::new();
        if daad == AFGESLOTEN && self.dagen.afgesloten.is_none() {
            return uit;
        }
        let daad = boek.daad_id(daad).map(|d| boek.daad(d));
        for (naam, vulling) in van {
            match (daad.and_then(|d| d.veld(naam)), vulling) {
                (Some(veld), _) => {
                    let waarde = neem(self.bij.waarde(boek, veld, vulling), bezwaren).flatten();
                    uit.extend(waarde.map(|w| (naam.clone(), w)));
                }
                // The version of that day did not ask it.
                (None, Vulling::Vak(vak)) => {
                    let tekst = neem(self.bij.tekst(Some(vak)), bezwaren).flatten();
                    overig.extend(tekst.map(|t| (self.bij.kolom(vak).unwrap_or(naam.clone()), t)));
                }
                (None, Vulling::Groep(_)) => {}
            }
        }
        uit
    }

    /// The steps of which there is a day, in the order in which they were done.
    fn stappen(&self, bezwaren: &mut Vec<Bezwaar>) -> Vec<(Datum, &'_ StapVak)> {
        let mut uit = Vec::new();
        for stap in &self.lezer.passend.stappen {
            let Some(Some(op)) = neem(self.bij.dag(Some(&stap.op)), bezwaren) else { continue };
            if op > self.lezer.aanvraag.vandaag {
                let kolom = self.bij.kolom(&stap.op);
                bezwaren.push(Bezwaar::new(kolom, "die dag ligt in de toekomst"));
            }
            uit.push((op, stap));
        }
        uit.sort_by_key(|(op, _)| *op);
        uit
    }

    fn stap(&self, boek: &Boek, stap: &StapVak, op: Datum) -> Result<Opdracht, Bezwaar> {
        let daad = boek.daad_id(&stap.doet).map(|d| boek.daad(d));
        let mut velden = Velden::new();
        for (naam, vulling) in &stap.met {
            let Some(veld) = daad.and_then(|d| d.veld(naam)) else { continue };
            velden.extend(self.bij.waarde(boek, veld, vulling)?.map(|w| (naam.clone(), w)));
        }
        let partij = boek.rol_id(&stap.wie).is_some_and(|r| boek.rol(r).soort == RolSoort::Partij);
        let wie = Wie {
            partij: partij.then(|| stap.wie.clone()),
            account: self.lezer.aanvraag.account,
            ..Wie::rol(&stap.wie)
        };
        Ok(Opdracht { daad: stap.doet.clone(), wie, aan: stap.aan.clone(), velden, gebeurd_op: op })
    }

    /// What the register does not say.
    fn niet_bekend(&self, klacht: &Velden, slot: &Velden) -> Vec<&'static str> {
        let mut uit = Vec::new();
        let mut mist = |naam: &'static str, er: bool| {
            if !er {
                uit.push(naam);
            }
        };
        let gesloten = self.dagen.afgesloten.is_some();
        mist("ontvangen_op", self.dagen.ontvangen.is_some());
        mist("nummer", self.oud_nummer.is_some());
        mist("klager", klacht.contains_key("klager"));
        mist("aangeklaagde", klacht.contains_key("aangeklaagden"));
        for veld in
            ["hoedanigheid", "kanaal", "locatie", "gebeurtenis_op", "onderwerp", "omschrijving"]
        {
            mist(veld, klacht.contains_key(veld));
        }
        mist("stappen", false);
        if gesloten {
            let afloop = slot.get("afloop").and_then(Waarde::als_tekst);
            let oordeel = slot.contains_key("uitkomst");
            mist("afloop", afloop.is_some() || oordeel);
            if afloop.is_none_or(|a| a == "oordeel") {
                mist("uitkomst", oordeel);
                mist("motivering", slot.contains_key("motivering"));
            }
            mist("maatregelen", slot.contains_key("maatregelen"));
        }
        uit
    }

    fn ingevoerd(&self, onbekend: &[&str], overig: &[(String, String)]) -> Velden {
        let p = self.lezer.passend;
        let mut uit = Velden::new();
        let mut zet = |naam: &str, w: Waarde| drop(uit.insert(naam.to_owned(), w));
        zet("register", p.register.as_str().into());
        zet("bestand", self.lezer.bestand.as_str().into());
        zet("rij", Waarde::Getal(i64::from(self.bij.rij.nummer)));
        zet("kenmerk", self.kenmerk.as_str().into());
        if let Some(n) = &self.oud_nummer {
            zet("oud_nummer", n.as_str().into());
        }
        if let Ok(Some(wie)) = self.bij.tekst(p.behandelaar.as_ref()) {
            zet("behandelaar", wie.into());
        }
        zet("niet_bekend", Waarde::Lijst(onbekend.iter().map(|t| Waarde::from(*t)).collect()));
        if !overig.is_empty() {
            let rij = |(kolom, waarde): &(String, String)| {
                let delen = [("kolom", kolom), ("waarde", waarde)];
                Waarde::Groep(delen.map(|(k, w)| (k.to_owned(), w.as_str().into())).into())
            };
            zet("overig", Waarde::Lijst(overig.iter().map(rij).collect()));
        }
        uit
    }

    /// A refusal as it reads beside a row: at the column of its field.
    fn weigering(&self, boek: &Boek, w: &Weigering, velden: &[(String, Vulling)]) -> Vec<Bezwaar> {
        let kolom = |veld: &str| {
            let (_, vulling) = velden.iter().find(|(naam, _)| naam == veld)?;
            match vulling {
                Vulling::Vak(v) => self.bij.kolom(v),
                Vulling::Groep(g) => g.first().and_then(|(_, v)| self.bij.kolom(v)),
            }
        };
        let bezwaar = |r: &dossier::Reden| {
            Bezwaar::new(r.veld.as_deref().and_then(kolom), r.met_artikel(boek, Taal::Nl))
        };
        w.redenen.iter().map(bezwaar).collect()
    }

    fn waarschuw_over_begin(&mut self, boek: &Boek) {
        let begin = self.dagen.begin;
        if self.dagen.ontvangen.is_none() {
            let dag = match self.dagen.afgesloten {
                Some(_) => "de dag van afsluiting",
                None => "de dag van de invoer",
            };
            self.waarschuwingen.push(format!(
                "de dag van ontvangst staat er niet; het dossier begint op {dag}, en versie {} van de regeling geldt",
                boek.kop().versie
            ));
        } else if let Some(van) = boek.van().filter(|van| begin < *van) {
            self.waarschuwingen.push(format!(
                "op de dag van ontvangst gold nog geen versie die wij hebben; versie {} geldt, van {}",
                boek.kop().versie,
                lange_datum(van, Taal::Nl)
            ));
        }
    }

    /// A complaint that still runs has a term, or one must look why not.
    fn waarschuw_over_termijn(&mut self, reeks: &Reeks<'_>) {
        if self.dagen.afgesloten.is_some() {
            return;
        }
        let (boek, stand) = reeks.nu();
        let blik = Blik::new(boek, &stand, reeks.vandaag);
        let klok = blik.klokken().iter().any(KlokStand::loopt);
        let plicht = leidend(blik.plichten())
            .iter()
            .any(|l| l.leidt.afloop.is_open() && l.leidt.uiterlijk.is_some());
        if !klok && !plicht {
            self.waarschuwingen
                .push("er loopt geen termijn; kijk in het dossier wat er nog moet".to_owned());
        }
    }
}

/// Events, one after the other.
struct Reeks<'a> {
    versies: &'a [&'a Boek],
    vandaag: Datum,
    nu: Timestamp,
    volledig: Volledigheid,
    gebeurd: Vec<Gebeurtenis>,
}

impl<'a> Reeks<'a> {
    fn boek(&self, op: Datum) -> &'a Boek {
        self.versies[versie_op(self.versies, self.gebeurd.iter(), op)]
    }

    fn nu(&self) -> (&'a Boek, Stand) {
        let boek = self.boek(self.vandaag);
        (boek, Stand::van(boek, &self.gebeurd))
    }

    /// Under the version of the day on which it was done.
    fn doe(&mut self, opdracht: Opdracht) -> Result<(), Weigering> {
        let boek = self.boek(opdracht.gebeurd_op);
        let stand = Stand::van(boek, &self.gebeurd);
        let besluit: Besluit = neem_over(boek, &stand, opdracht, self.vandaag, self.volledig)?;
        let nummer = u32::try_from(self.gebeurd.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.gebeurd.push(besluit.leg_vast(nummer, self.nu));
        Ok(())
    }
}

/// The value, or an objection more.
fn neem<T>(van: Result<T, Bezwaar>, bezwaren: &mut Vec<Bezwaar>) -> Option<T> {
    van.map_err(|b| bezwaren.push(b)).ok()
}

/// Hash over all that a row says, by the names of its columns.
fn kenmerk(kop: &[String], rij: &Rij) -> String {
    let mut hash = blake3::Hasher::new();
    for (naam, cel) in kop.iter().zip(&rij.cellen) {
        if let Some(t) = cel.als_tekst() {
            hash.update(gelijk(naam).as_bytes()).update(b"\0").update(t.as_bytes()).update(b"\n");
        }
    }
    hash.finalize().to_hex()[..32].to_owned()
}
