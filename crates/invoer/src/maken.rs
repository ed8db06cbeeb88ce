//! A row as what happened: the complaint on the day on which it came, that it was taken over, and if so, that
//! it had been closed.
//!
//! Always holds: no act is made up; a complaint that still runs has all that a new one must have, and its terms
//! count from the day on which it came; what a row says and no act can carry, stays in the dossier as text.

use dossier::{
    Besluit, Blik, Gebeurtenis, KlokStand, Opdracht, Stand, Volledigheid, Weigering, Wie, leidend,
    neem_over, versie_op,
};
use jiff::Timestamp;
use regeling::woorden::RolSoort;
use regeling::{Boek, Velden, Waarde};
use termijn::{Datum, Taal, lange_datum};

use crate::koppeling::{StapVak, Vulling};
use crate::rij::{Lezer, neem};
use crate::tabel::Cel;
use crate::waarde::{Bezwaar, Bij};
use crate::{AFGESLOTEN, INGEDIEND, INGEVOERD};

/// What the days of a row say.
pub(crate) struct Dagen {
    pub(crate) ontvangen: Option<Datum>,
    pub(crate) afgesloten: Option<Datum>,
    /// On which the dossier begins.
    pub(crate) begin: Datum,
}

/// Makes the events of one row.
pub(crate) struct Maker<'a, 'b> {
    pub(crate) lezer: &'b Lezer<'a>,
    pub(crate) bij: Bij<'b>,
    pub(crate) dagen: Dagen,
    pub(crate) oud_nummer: Option<String>,
    pub(crate) kenmerk: String,
    pub(crate) waarschuwingen: Vec<String>,
}

type Gemaakt = (Vec<Gebeurtenis>, Vec<String>);

impl Maker<'_, '_> {
    /// The events, and what to know about them.
    pub(crate) fn maak(mut self, mut bezwaren: Vec<Bezwaar>) -> Result<Gemaakt, Vec<Bezwaar>> {
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
                    let tekst = neem(self.bij.tekst(Some(vak.as_ref())), bezwaren).flatten();
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
