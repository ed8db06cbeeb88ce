//! A form on paper: the fields of an act, to fill in with a pen or filled in already.
//!
//! Always holds: which fields a form has, and in which order, the regulation's file says; what is filled in
//! was known already and can be corrected; nothing else is asked.

use serde::Serialize;
use termijn::{Datum, Taal};

use crate::aanbieder::Aanbieder;
use crate::boek::Boek;
use crate::norm::Vindplaats;
use crate::plek::Plek;
use crate::woorden::{DaadId, Tekst, VeldSoort};

/// A form as the file declares it.
#[derive(Debug, Clone)]
pub struct Formulierregel {
    /// Its id.
    pub id: String,
    /// What people read above it.
    pub naam: Tekst,
    /// Text and article, where one asks for it.
    pub vindplaats: Option<Vindplaats>,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// The act that it writes down.
    pub bij: DaadId,
    /// What stands above the fields, with slots: `{aanbieder}`, `{ingediend_op}`, `{nummer}`.
    pub tekst: Tekst,
    /// The fields, in order.
    pub velden: Vec<Formulierveld>,
    /// Is it signed, with day and place?
    pub ondertekend: bool,
    /// Where it was declared.
    pub plek: Plek,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formulierveld {
    /// A field of the act, or `klager.telefoon` of a party in it.
    pub veld: String,
    /// What of the complaint fills it in: `klager.adres`.
    pub uit: Option<String>,
    /// Which part of an address.
    pub deel: Option<Adresdeel>,
}

/// A part of an address that was written in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adresdeel {
    /// Street and number.
    Straat,
    /// Postcode.
    Postcode,
    /// Town.
    Woonplaats,
}

impl Adresdeel {
    /// How a file spells it.
    pub(crate) fn van(tekst: &str) -> Option<Self> {
        Some(match tekst {
            "straat" => Self::Straat,
            "postcode" => Self::Postcode,
            "woonplaats" => Self::Woonplaats,
            _ => return None,
        })
    }

    /// This part of an address; empty where the address does not show it.
    pub fn uit(self, adres: &str) -> String {
        let regels = || adres.split(['\n', ',']).map(str::trim).filter(|r| !r.is_empty());
        // Four digits and two letters, with or without room between; where in the line they end.
        let postcode = |r: &str| -> Option<usize> {
            let tekens = || r.char_indices().filter(|(_, c)| !c.is_whitespace());
            let past = tekens().take(4).filter(|(_, c)| c.is_ascii_digit()).count() == 4
                && tekens().skip(4).take(2).filter(|(_, c)| c.is_ascii_alphabetic()).count() == 2;
            past.then(|| tekens().nth(5).map(|(i, c)| i + c.len_utf8())).flatten()
        };
        let met = regels().find_map(|r| postcode(r).map(|n| r.split_at(n)));
        match (self, met) {
            (Self::Straat, Some(_)) => {
                regels().take_while(|r| postcode(r).is_none()).collect::<Vec<_>>().join(", ")
            }
            (Self::Straat, None) => regels().collect::<Vec<_>>().join(", "),
            (Self::Postcode, Some((code, _))) => code.trim().to_owned(),
            (Self::Woonplaats, Some((_, plaats))) => plaats.trim().to_owned(),
            (Self::Postcode | Self::Woonplaats, None) => String::new(),
        }
    }
}

/// A form, ready to print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Formulier {
    /// The provider's name.
    pub aanbieder: String,
    /// Its title.
    pub titel: String,
    /// What stands above the fields.
    pub inleiding: String,
    /// The questions.
    pub vragen: Vec<Vraag>,
    /// Is it signed, with day and place?
    pub ondertekend: bool,
    /// Where it can be sent, line by line.
    pub sturen: Vec<String>,
    /// To which text it belongs.
    pub versie: String,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Vraag {
    /// What is asked.
    pub label: String,
    /// Room to answer.
    pub vorm: Vorm,
}

/// Room to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "soort", rename_all = "snake_case")]
pub enum Vorm {
    /// A line, perhaps filled in.
    Regel {
        /// What stands on it.
        ingevuld: String,
    },
    /// Lines for a text.
    Vak {
        /// How many.
        regels: u8,
    },
    /// Boxes to tick.
    Keuzes {
        /// What can be ticked.
        opties: Vec<String>,
    },
}

/// What of a complaint goes into a form.
#[derive(Debug, Clone, Default)]
pub struct Invulling {
    /// The day on which it was lodged.
    pub ingediend_op: Option<Datum>,
    /// Its number.
    pub nummer: String,
    /// What is known, under the names of [`Formulierveld::uit`].
    pub bekend: std::collections::BTreeMap<String, String>,
}

impl Invulling {
    /// What fills in this field; empty when nothing is known.
    pub fn voor(&self, veld: &Formulierveld) -> String {
        let bekend = veld.uit.as_ref().and_then(|u| self.bekend.get(u)).map_or("", String::as_str);
        veld.deel.map_or_else(|| bekend.trim().to_owned(), |d| d.uit(bekend))
    }
}

impl Formulier {
    /// The form, filled in as far as known. `None` when the day of lodging stands in it and is not known.
    pub fn maak(
        boek: &Boek,
        regel: &Formulierregel,
        aanbieder: &Aanbieder,
        invulling: &Invulling,
    ) -> Option<Self> {
        let tekst = regel.tekst.b1();
        if tekst.contains("{ingediend_op}") && invulling.ingediend_op.is_none() {
            return None;
        }
        let dag =
            invulling.ingediend_op.map_or_else(String::new, |d| termijn::datum_voluit(d, Taal::Nl));
        let inleiding = tekst
            .replace("{aanbieder}", &aanbieder.naam)
            .replace("{ingediend_op}", &dag)
            .replace("{nummer}", &invulling.nummer);
        let mut sturen = vec![aanbieder.naam.clone()];
        sturen.extend(aanbieder.adres.iter().cloned());
        sturen.push(aanbieder.email.clone());
        let kop = boek.kop();
        Some(Self {
            aanbieder: aanbieder.naam.clone(),
            titel: regel.naam.b1().to_owned(),
            inleiding,
            vragen: regel.velden.iter().map(|v| vraag(boek, regel, v, invulling)).collect(),
            ondertekend: regel.ondertekend,
            sturen,
            versie: format!("{}, versie {}", kop.titel, kop.versie),
        })
    }
}

fn vraag(boek: &Boek, regel: &Formulierregel, v: &Formulierveld, invulling: &Invulling) -> Vraag {
    let daad = boek.daad(regel.bij);
    let veld = daad.veld(&v.veld);
    let label = match (veld, v.veld.split_once('.')) {
        (Some(veld), _) => veld.naam.b1().to_owned(),
        (None, Some((_, wat))) => boek.partijveld(wat, Taal::Nl),
        (None, None) => v.veld.clone(),
    };
    let opties = |l: Vec<&str>| Vorm::Keuzes { opties: l.into_iter().map(hoofdletter).collect() };
    let vorm = match veld.map(|v| &v.soort) {
        Some(VeldSoort::Tekst) => Vorm::Vak { regels: 8 },
        Some(VeldSoort::Keuze(o) | VeldSoort::Keuzes(o)) => {
            opties(o.iter().map(|o| o.naam.b1()).collect())
        }
        Some(VeldSoort::JaNee) => opties(vec!["ja", "nee"]),
        Some(VeldSoort::Hoedanigheid) => {
            opties(boek.hoedanigheden().map(|g| g.naam.b1()).chain(["Anders."]).collect())
        }
        Some(VeldSoort::Partijen(_)) => Vorm::Vak { regels: 2 },
        _ => Vorm::Regel { ingevuld: invulling.voor(v) },
    };
    Vraag { label, vorm }
}

fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or_else(String::new, |l| l.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::Adresdeel::{Postcode, Straat, Woonplaats};

    #[test]
    fn an_address_in_one_comes_apart_and_what_is_not_there_stays_open() {
        for adres in ["Laan 1\n1234 AB Goes", "Laan 1, 1234AB Goes", " Laan 1 ,\n 1234 ab  Goes "] {
            assert_eq!(Straat.uit(adres), "Laan 1", "{adres}");
            assert_eq!(Postcode.uit(adres).to_uppercase().replace(' ', ""), "1234AB", "{adres}");
            assert_eq!(Woonplaats.uit(adres), "Goes", "{adres}");
        }
        let breed = "Laan 1\n1234\u{2003}AB\u{a0}Goes";
        assert_eq!(Postcode.uit(breed), "1234\u{2003}AB");
        assert_eq!(Woonplaats.uit(breed), "Goes");
        assert_eq!(Straat.uit("Ergens in Goes"), "Ergens in Goes");
        assert_eq!(Postcode.uit("Ergens in Goes") + &Woonplaats.uit(""), "");
        assert_eq!(Straat.uit("É1234 straat 5"), "É1234 straat 5");
    }
}
