//! The questions of the complaint form, one a page, and what is wrong with an answer.
//!
//! Always holds: an answer is kept under the field's name in the word list, so a finished form is the
//! fields of the act; texts here are plain Dutch and know no provider; every typed value comes back.
//! Options come from the regulation and the provider ([`Aanbod`]).

mod controle;
mod invoer;
mod velden;

pub use invoer::Invoer;

use std::collections::{BTreeMap, BTreeSet};

use termijn::Datum;

use super::vraag::Vraag;
use crate::componenten::{
    Knop, Linkknop,
    tekst::Blok,
    veld::{Geplaatst, Optie},
};

/// What regulation and provider offer to choose from.
#[derive(Debug, Clone, Default)]
pub struct Aanbod {
    /// Capacities in which one may complain: id and plain words.
    pub hoedanigheden: Vec<Optie>,
    /// Questions from which follows by which rules the complaint is handled.
    pub soortvragen: Vec<Soortvraag>,
    /// Does the client ask for, get, or did he get care?
    pub client_standen: Vec<Optie>,
    /// Places where care is given.
    pub locaties: Vec<String>,
    /// Files that are there already.
    pub geplaatst: Vec<Geplaatst>,
    /// What files are accepted: `.jpg,.png,.heic,.pdf,.docx`.
    pub bestandsoorten: String,
    /// The same in words: "foto, pdf of Word, tot 20 MB".
    pub bestanden_in_woorden: String,
    /// The fields that the regulation asks for along this channel; all others may stay empty. Absent: it
    /// does not say, and the form asks for what a complaint is handled better with.
    pub gevraagd: Option<BTreeSet<String>>,
    /// What follows for who gives no name, where that has consequences.
    pub zonder_naam: Option<String>,
}

impl Aanbod {
    /// Must this be filled in, when the form itself would ask for it?
    pub(super) fn moet(&self, naam: &str) -> bool {
        self.gevraagd.as_ref().is_none_or(|g| g.contains(naam))
    }

    /// The fields on this page that the regulation asks for by name.
    fn gevraagd_bij(&self, vraag: Klachtvraag) -> impl Iterator<Item = &'static str> {
        let namen = vraag.namen().iter().copied();
        namen.filter(|n| self.gevraagd.as_ref().is_some_and(|g| g.contains(*n)))
    }
}

/// A question from which follows by which rules the complaint is handled. Who does not know the answer
/// says so.
#[derive(Debug, Clone, Default)]
pub struct Soortvraag {
    /// The field of the act.
    pub naam: String,
    /// The question.
    pub label: String,
    /// What helps to answer.
    pub hint: String,
    /// The answers, without "I do not know".
    pub opties: Vec<Optie>,
    /// Must something be chosen, be it that one does not know?
    pub moet: bool,
}

/// The answer of who does not know.
pub const WEET_NIET: &str = "weet_niet";

/// A question of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Klachtvraag {
    /// In which capacity, and does the client get care?
    VoorWie,
    /// Which care, and is it care against somebody's will?
    Zorg,
    /// Where?
    Waar,
    /// When?
    Wanneer,
    /// What happened, and what did it mean?
    WatGebeurde,
    /// About whom?
    OverWie,
    /// What is wanted, also in money?
    WatBereiken,
    /// Are other providers involved?
    AndereAanbieders,
    /// Files.
    Bestanden,
    /// Name and how to reach.
    Gegevens,
}

/// The process, for titles.
pub const PROCES: &str = "Klacht indienen";

impl Klachtvraag {
    /// In the order in which they are asked.
    pub const ALLE: [Self; 10] = [
        Self::VoorWie,
        Self::Zorg,
        Self::Waar,
        Self::Wanneer,
        Self::WatGebeurde,
        Self::OverWie,
        Self::WatBereiken,
        Self::AndereAanbieders,
        Self::Bestanden,
        Self::Gegevens,
    ];

    /// The last part of its address.
    pub fn pad(self) -> &'static str {
        match self {
            Self::VoorWie => "voor-wie",
            Self::Zorg => "zorg",
            Self::Waar => "waar",
            Self::Wanneer => "wanneer",
            Self::WatGebeurde => "wat-gebeurde-er",
            Self::OverWie => "over-wie",
            Self::WatBereiken => "wat-wilt-u",
            Self::AndereAanbieders => "andere-zorgaanbieders",
            Self::Bestanden => "bestanden",
            Self::Gegevens => "uw-gegevens",
        }
    }

    /// The question at this address.
    pub fn van_pad(pad: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|v| v.pad() == pad)
    }

    /// Its place, from 1.
    pub fn nummer(self) -> u8 {
        (1..).zip(Self::ALLE).find(|(_, v)| *v == self).map_or(1, |(n, _)| n)
    }

    /// The question after this one; `None` after the last.
    pub fn volgende(self) -> Option<Self> {
        Self::ALLE.into_iter().find(|v| *v > self)
    }

    /// The question before this one; `None` before the first.
    pub fn vorige(self) -> Option<Self> {
        Self::ALLE.into_iter().rev().find(|v| *v < self)
    }

    /// The question as it is asked.
    pub fn titel(self) -> &'static str {
        match self {
            Self::VoorWie => "Voor wie dient u een klacht in?",
            Self::Zorg => "Over welke zorg gaat uw klacht?",
            Self::Waar => "Waar gebeurde het?",
            Self::Wanneer => "Wanneer gebeurde het?",
            Self::WatGebeurde => "Wat is er gebeurd?",
            Self::OverWie => "Over wie gaat uw klacht?",
            Self::WatBereiken => "Wat wilt u bereiken?",
            Self::AndereAanbieders => "Gaat uw klacht ook over een andere zorgaanbieder?",
            Self::Bestanden => "Wilt u een foto of bestand meesturen?",
            Self::Gegevens => "Hoe kunnen wij u bereiken?",
        }
    }

    /// The names of the fields on this page that are there for every provider.
    pub fn namen(self) -> &'static [&'static str] {
        match self {
            Self::VoorWie => &["hoedanigheid", "client_stand"],
            // These are the `soortvragen` of what is offered.
            Self::Zorg => &[],
            Self::Waar => &["locatie", "locatie_anders"],
            Self::Wanneer => &["gebeurtenis_op-dag", "gebeurtenis_op-maand", "gebeurtenis_op-jaar"],
            Self::WatGebeurde => &["omschrijving", "gevolg", "onderwerp"],
            Self::OverWie => &["over", "aangeklaagden"],
            Self::WatBereiken => &["gewenst", "schadevergoeding", "schadebedrag"],
            Self::AndereAanbieders => {
                &["ook_elders", "andere_zorgaanbieders", "gecombineerde_behandeling"]
            }
            Self::Bestanden => &["bestand"],
            Self::Gegevens => &["naam", "client_naam", "telefoon", "email", "adres", "bericht_via"],
        }
    }

    /// Is this a field of this page?
    pub fn heeft(self, naam: &str, aanbod: &Aanbod) -> bool {
        let soortvraag = || aanbod.soortvragen.iter().any(|v| v.naam == naam);
        self.namen().contains(&naam) || self == Self::Zorg && soortvraag()
    }

    fn inleiding(self) -> Vec<Blok> {
        let zinnen: &[&str] = match self {
            Self::WatGebeurde => {
                &["Schrijf het op zoals u het zou vertellen. Fouten in de taal zijn niet erg."]
            }
            Self::OverWie => {
                &["Wij vragen deze persoon ook om zijn of haar verhaal. Zo horen wij beide kanten."]
            }
            Self::Zorg => &["Weet u iets niet? Dat geeft niet. Wij zoeken het voor u uit."],
            Self::AndereAanbieders => &["Bijvoorbeeld het ziekenhuis, de huisarts of de gemeente."],
            Self::Gegevens => &["Wij gebruiken uw gegevens alleen voor uw klacht."],
            _ => &[],
        };
        zinnen.iter().map(|z| Blok::alinea(*z)).collect()
    }

    /// The introduction, with what the regulation makes of this question.
    fn inleiding_bij(self, aanbod: &Aanbod) -> Vec<Blok> {
        let mut uit = self.inleiding();
        if aanbod.gevraagd.is_some() && aanbod.gevraagd_bij(self).next().is_none() {
            uit.push(Blok::alinea("U hoeft dit niet in te vullen. U mag gewoon verder gaan."));
        }
        if let (Self::Gegevens, Some(zin)) = (self, &aanbod.zonder_naam) {
            uit.push(Blok::alinea(zin.as_str()));
        }
        uit
    }

    fn uitleg(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::VoorWie => &[(
                "Mag ik een klacht indienen voor iemand anders?",
                "Ja, dat mag. Wij vragen u later misschien om een bewijs. Bijvoorbeeld een briefje met een handtekening.",
            )],
            Self::Zorg => &[(
                "Wat is zorg tegen iemands wil?",
                "Dat is zorg die iemand niet wil, maar toch krijgt. Bijvoorbeeld een deur op slot, of medicijnen onder dwang. Voor deze klachten is er een aparte commissie.",
            )],
            Self::Wanneer => &[(
                "Gebeurde het vaker?",
                "Vul dan de laatste keer in. Bij de volgende vraag kunt u vertellen hoe vaak het gebeurde.",
            )],
            Self::WatBereiken => &[(
                "Wat is schadevergoeding?",
                "Dat is geld omdat u schade hebt. Bijvoorbeeld omdat er iets kapot is. U hoeft het bedrag nog niet te weten.",
            )],
            _ => &[],
        }
    }

    fn anders(self) -> Vec<Knop> {
        match self {
            Self::Wanneer => vec![Knop::tweede("Ik weet het niet meer").met("keuze", "onbekend")],
            Self::Bestanden => {
                vec![Knop::tweede("Bewaar en kies nog een bestand").met("keuze", "nog_een_bestand")]
            }
            _ => Vec::new(),
        }
    }

    /// The page. The caller adds where it goes and the way back.
    pub fn vraag(self, invoer: &Invoer, aanbod: &Aanbod) -> Vraag {
        Vraag {
            proces: PROCES.to_owned(),
            stap: Some((self.nummer(), Self::ALLE.len() as u8)),
            titel: self.titel().to_owned(),
            inleiding: self.inleiding_bij(aanbod),
            velden: velden::velden(self, invoer, aanbod),
            uitleg: (self.uitleg().iter())
                .map(|(kop, tekst)| ((*kop).to_owned(), (*tekst).to_owned()))
                .collect(),
            knop: "Volgende vraag".to_owned(),
            anders: self.anders(),
            later: Some(Linkknop::new("Later verder gaan", "keuze", "later")),
            ..Vraag::default()
        }
    }

    /// What is wrong with the answers on this page: name of the field and what to do. Pure.
    pub fn controleer(
        self,
        invoer: &Invoer,
        aanbod: &Aanbod,
        vandaag: Datum,
    ) -> BTreeMap<String, String> {
        controle::controleer(self, invoer, aanbod, vandaag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_an_address_of_its_own_and_leads_to_the_next() {
        for v in Klachtvraag::ALLE {
            assert_eq!(Klachtvraag::van_pad(v.pad()), Some(v));
            assert_eq!(v.volgende().and_then(Klachtvraag::vorige), v.volgende().map(|_| v));
        }
        assert_eq!(Klachtvraag::VoorWie.nummer(), 1);
        assert_eq!(Klachtvraag::Gegevens.nummer(), 10);
        assert_eq!(Klachtvraag::Gegevens.volgende(), None);
    }
}
