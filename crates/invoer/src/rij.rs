//! Rows, one by one: by what each is known again, whether its days fit each other, and what it comes to.
//!
//! Always holds: the same row in one file twice is taken over once; every objection to a row is told, but those
//! that only show once its days are right.

use std::collections::HashMap;

use dossier::Gebeurtenis;
use jiff::Timestamp;
use regeling::Boek;
use termijn::Datum;
use uuid::Uuid;

use crate::koppeling::{Passend, Vak, Vulling};
use crate::maken::{Dagen, Maker};
use crate::tabel::{Rij, gelijk};
use crate::waarde::{Bezwaar, Bij};

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
    pub(crate) versies: &'a [&'a Boek],
    pub(crate) passend: &'a Passend,
    pub(crate) aanvraag: &'a Aanvraag,
    pub(crate) bestand: String,
    gezien: HashMap<String, u32>,
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

/// The value, or an objection more.
pub(crate) fn neem<T>(van: Result<T, Bezwaar>, bezwaren: &mut Vec<Bezwaar>) -> Option<T> {
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
