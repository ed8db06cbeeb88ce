//! From the answers of the form to the fields of the act, and back to text for checking.
//!
//! Always holds: an answer that was left empty is no field; nothing is made up.

use std::collections::BTreeSet;

use regeling::woorden::VeldSoort;
use regeling::{Boek, Velden, Waarde};
use termijn::Datum;

use crate::server::vorm::hoofdletter;
use crate::server::woorden::{self, Lezer};
use crate::weergave::publiek::vragen::{Invoer, Klachtvraag, WEET_NIET};

/// The capacity of who did not say in which one he complains.
const HOEDANIGHEID_ONBEKEND: &str = "onbekend";

/// The act with which the form ends.
pub(super) const DAAD: &str = "klacht_ingediend";

/// The field of the act that says that no name was given, where a regulation has it.
const ANONIEM: &str = "anoniem";

/// The channel of the form.
pub(super) const WEBFORMULIER: &str = "webformulier";

/// What the regulation asks of a complaint along the form; absent: it does not say.
pub(super) fn gevraagd(boek: &Boek) -> Option<BTreeSet<String>> {
    let kanaal = boek.kanalen.iter().find(|k| k.id == WEBFORMULIER)?;
    let wat = kanaal.vraagt.as_ref()?.iter().map(|v| v.wat.as_str());
    let in_vorm = |wat: &str| match wat.split_once('.') {
        Some(("klager", veld)) => veld.to_owned(),
        Some((partij, veld)) => format!("{partij}_{veld}"),
        None => wat.to_owned(),
    };
    Some(wat.map(in_vorm).collect())
}

/// What follows for who gives no name, in the words that the regulation has for it.
pub(super) fn zonder_naam(boek: &Boek) -> Option<String> {
    let veld = boek.daad(boek.daad_id(DAAD)?).veld(ANONIEM)?;
    Some(veld.naam.b1().to_owned())
}

/// The fields of the act.
pub(super) fn velden(boek: &Boek, i: &Invoer) -> Velden {
    let mut v = Velden::new();
    let mut tekst = |naam: &str, waarde: &str| {
        if !waarde.trim().is_empty() && waarde != WEET_NIET {
            v.insert(naam.to_owned(), Waarde::from(waarde.trim()));
        }
    };
    for naam in
        ["hoedanigheid", "client_stand", "omschrijving", "gevolg", "gewenst", "schadebedrag"]
    {
        tekst(naam, i.waarde(naam));
    }
    let soortvragen = boek.regimevragen();
    let met = |ja_nee: bool| {
        let vragen = soortvragen.iter().map(|v| v.veld);
        vragen.filter(move |v| (v.soort == VeldSoort::JaNee) == ja_nee).map(|v| v.id.as_str())
    };
    for naam in met(false) {
        tekst(naam, i.waarde(naam));
    }
    if i.waarde("hoedanigheid").is_empty() {
        tekst("hoedanigheid", HOEDANIGHEID_ONBEKEND);
    }
    tekst("kanaal", WEBFORMULIER);
    tekst("onderwerp", &onderwerp(i));
    tekst(
        "locatie",
        if i.waarde("locatie") == "anders" {
            i.waarde("locatie_anders")
        } else {
            i.waarde("locatie")
        },
    );
    let (dag, los) = wanneer(i);
    if let Some(d) = dag {
        tekst("gebeurtenis_op", &d.to_string());
    }
    tekst("wanneer", &los);
    for naam in met(true).chain(["schadevergoeding", "gecombineerde_behandeling"]) {
        match i.waarde(naam) {
            "ja" => drop(v.insert(naam.to_owned(), Waarde::Ja(true))),
            "nee" => drop(v.insert(naam.to_owned(), Waarde::Ja(false))),
            _ => {}
        }
    }
    let mut wie = namen(i, "aangeklaagden");
    if i.lijst("over").iter().any(|o| o == "organisatie") {
        wie.push(boek.kop().aanbieder.clone().unwrap_or_else(|| "de organisatie".to_owned()));
    }
    lijst(&mut v, "aangeklaagden", wie);
    if i.waarde("ook_elders") == "ja" {
        lijst(&mut v, "andere_zorgaanbieders", namen(i, "andere_zorgaanbieders"));
    }
    v.insert("klager".to_owned(), Waarde::Groep(klager(i)));
    if i.waarde("naam").is_empty() && zonder_naam(boek).is_some() {
        v.insert(ANONIEM.to_owned(), Waarde::Ja(true));
    }
    if !i.waarde("client_naam").is_empty() {
        v.insert("client".to_owned(), Waarde::from(i.waarde("client_naam")));
    }
    v
}

/// The answers from which follows by which rules the complaint is handled.
fn soortvragen(boek: &Boek, i: &Invoer) -> Vec<(String, String)> {
    let daad = boek.daad_id(DAAD);
    let vragen = boek.regimevragen().into_iter().filter(|v| Some(v.daad) == daad);
    vragen
        .map(|v| {
            let antwoord = match (i.waarde(&v.veld.id), &v.veld.soort) {
                (WEET_NIET, _) => "Dat weet ik niet".to_owned(),
                ("ja", VeldSoort::JaNee) => "Ja".to_owned(),
                ("nee", VeldSoort::JaNee) => "Nee".to_owned(),
                (id, VeldSoort::Keuze(o)) => o
                    .iter()
                    .find(|o| o.id == id)
                    .map_or_else(String::new, |o| hoofdletter(o.naam.b1())),
                _ => String::new(),
            };
            (woorden::label(v.veld, Lezer::Klager), antwoord)
        })
        .collect()
}

fn namen(i: &Invoer, naam: &str) -> Vec<String> {
    i.lijst(naam).iter().map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect()
}

fn lijst(v: &mut Velden, naam: &str, namen: Vec<String>) {
    if !namen.is_empty() {
        v.insert(naam.to_owned(), Waarde::Lijst(namen.into_iter().map(Waarde::Tekst).collect()));
    }
}

fn klager(i: &Invoer) -> Velden {
    ["naam", "telefoon", "email", "adres", "bericht_via"]
        .iter()
        .filter(|n| !i.waarde(n).is_empty())
        .map(|n| ((*n).to_owned(), Waarde::from(i.waarde(n))))
        .collect()
}

/// What was typed, or the first words of what happened.
fn onderwerp(i: &Invoer) -> String {
    let getypt = i.waarde("onderwerp");
    if !getypt.is_empty() {
        return getypt.to_owned();
    }
    let eerste =
        i.waarde("omschrijving").split(['.', '\n', '!', '?']).next().unwrap_or_default().trim();
    let kort: String = eerste.chars().take(60).collect();
    if kort.len() < eerste.len() { format!("{}…", kort.trim_end()) } else { kort }
}

/// The day when all three parts are there; else what is known in words.
fn wanneer(i: &Invoer) -> (Option<Datum>, String) {
    let deel = |einde: &str| i.waarde(&format!("gebeurtenis_op-{einde}"));
    let (dag, maand, jaar) = (deel("dag"), deel("maand"), deel("jaar"));
    let heel = || Datum::new(jaar.parse().ok()?, maand.parse().ok()?, dag.parse().ok()?).ok();
    match heel() {
        Some(d) => (Some(d), String::new()),
        None if maand.is_empty() && jaar.is_empty() => (None, String::new()),
        None => (None, format!("maand {maand} van {jaar}")),
    }
}

/// The answers to one question as people read them back: label and text.
pub(super) fn teruglezen(boek: &Boek, vraag: Klachtvraag, i: &Invoer) -> Vec<(String, String)> {
    let daad = boek.daad_id(DAAD).map(|d| boek.daad(d));
    let keuze = |naam: &str| -> String {
        let gekozen = i.waarde(naam);
        let opties = daad.and_then(|d| d.veld(naam)).map(|v| &v.soort);
        match opties {
            Some(VeldSoort::Keuze(o)) => {
                o.iter().find(|o| o.id == gekozen).map_or(gekozen, |o| o.naam.b1()).to_owned()
            }
            Some(VeldSoort::Hoedanigheid) if !gekozen.is_empty() => boek
                .gerechtigden
                .iter()
                .find(|g| g.hoedanigheid == gekozen)
                .map_or("Anders", |g| g.naam.b1())
                .to_owned(),
            _ => gekozen.to_owned(),
        }
    };
    let ja_nee = |naam: &str| match i.waarde(naam) {
        "ja" => "Ja",
        "nee" => "Nee",
        _ => "",
    };
    let rij = |label: &str, tekst: String| (label.to_owned(), tekst);
    let v = velden(boek, i);
    let als_tekst = |naam: &str| v.get(naam).map(ToString::to_string).unwrap_or_default();
    let rijen = match vraag {
        Klachtvraag::VoorWie => {
            vec![rij("Voor wie", keuze("hoedanigheid")), rij("Zorg van ons", keuze("client_stand"))]
        }
        Klachtvraag::Zorg => soortvragen(boek, i),
        Klachtvraag::Waar => vec![rij("Waar", als_tekst("locatie"))],
        Klachtvraag::Wanneer => {
            let (dag, los) = wanneer(i);
            let tekst = dag.map_or(los, |d| termijn::lange_datum(d, termijn::Taal::Nl));
            // Without a date it is unknown only to whoever saw the question.
            let gezien = i.waarden.contains_key("gebeurtenis_op-jaar");
            let onbekend = tekst.is_empty() && gezien;
            vec![rij("Wanneer", if onbekend { "Dat weet ik niet meer".to_owned() } else { tekst })]
        }
        Klachtvraag::WatGebeurde => vec![
            rij("Wat is er gebeurd", als_tekst("omschrijving")),
            rij("Wat betekende dit", als_tekst("gevolg")),
            rij("In een paar woorden", als_tekst("onderwerp")),
        ],
        Klachtvraag::OverWie => vec![rij("Over wie", als_tekst("aangeklaagden"))],
        Klachtvraag::WatBereiken => vec![
            rij("Wat wilt u bereiken", als_tekst("gewenst")),
            rij(
                "Schadevergoeding",
                [ja_nee("schadevergoeding"), i.waarde("schadebedrag")].join(" ").trim().to_owned(),
            ),
        ],
        Klachtvraag::AndereAanbieders => vec![
            rij("Andere zorgaanbieders", als_tekst("andere_zorgaanbieders")),
            rij("Samen behandelen", ja_nee("gecombineerde_behandeling").to_owned()),
        ],
        Klachtvraag::Bestanden => Vec::new(),
        Klachtvraag::Gegevens => vec![
            rij("Naam", i.waarde("naam").to_owned()),
            rij("Naam van de cliënt", i.waarde("client_naam").to_owned()),
            rij("Telefoon", i.waarde("telefoon").to_owned()),
            rij("E-mail", i.waarde("email").to_owned()),
            rij("Adres", i.waarde("adres").to_owned()),
            rij("Bericht van ons", i.waarde("bericht_via").to_owned()),
        ],
    };
    rijen.into_iter().filter(|(_, t)| !t.is_empty()).collect()
}
