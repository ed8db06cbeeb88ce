//! Registers as people keep them, and what they come to under a regulation of this repository.
#![allow(dead_code, reason = "each test uses some of it")]

use invoer::{
    Aanvraag, Bezwaar, Inkomend, Koppeling, LeesFout, Leeswijze, Lezer, Stap, Tabel, lees,
};
use regeling::Boek;
use termijn::Datum;
use toetsbank::bibliotheek;

/// The day on which the tests move in.
pub(crate) const VANDAAG: &str = "2026-11-30";

/// A mapping for [`KOP`].
pub(crate) const KOPPELING: &str = r#"
[bestand]
register = "Klachtenlijst"
datums = ["d-m-jjjj", "jjjj-mm-dd"]
leeg = ["-", "onbekend"]
bewaar = ["Opmerking"]
negeer = ["Intern"]

[klacht]
nummer = "Nr"
ontvangen = "Binnen"
kanaal = { waarde = "brief" }
hoedanigheid = { kolom = "Wie", waarden = { "cliënt" = "client", familie = "" }, anders = "" }
klager.naam = "Klager"
klager.telefoon = "Telefoon"
aangeklaagden = { kolom = "Over", splits = "/" }
onderwerp = "Onderwerp"

[afsluiting]
op = "Klaar"
uitkomst = { kolom = "Oordeel", waarden = { gegrond = "gegrond", "niet gegrond" = "ongegrond" } }
"#;

/// The columns of the registers in the tests.
pub(crate) const KOP: &str =
    "Nr;Binnen;Wie;Klager;Telefoon;Over;Onderwerp;Klaar;Oordeel;Opmerking;Intern";

/// The latest version of a regulation.
pub(crate) fn boek(regeling: &str) -> Boek {
    let versies = bibliotheek().versies(regeling).expect("the regulations read");
    versies.into_iter().next_back().expect("a version")
}

/// The regulations of the repository that a provider works with.
pub(crate) fn regelingen() -> Vec<String> {
    let aanbieders = bibliotheek().aanbieders().expect("the regulations read");
    aanbieders.into_iter().map(|a| a.regeling).collect()
}

pub(crate) fn dag(tekst: &str) -> Datum {
    tekst.parse().expect("a day")
}

pub(crate) fn aanvraag() -> Aanvraag {
    Aanvraag {
        nu: "2026-11-30T10:00:00Z".parse().expect("a moment"),
        vandaag: dag(VANDAAG),
        rol: "zorgaanbieder".to_owned(),
        persoon: "P. Vos".to_owned(),
        account: None,
        bestandsnaam: "klachten van mevrouw Jansen.csv".to_owned(),
    }
}

/// A register of these rows under the columns of [`KOP`].
pub(crate) fn met(rijen: &[&str]) -> String {
    let mut uit = KOP.to_owned();
    rijen.iter().for_each(|r| {
        uit.push('\n');
        uit.push_str(r);
    });
    uit
}

pub(crate) fn tabel(bytes: &[u8]) -> Result<Tabel, LeesFout> {
    lees(bytes, &Leeswijze::default())
}

/// What each row of this register comes to.
pub(crate) fn rijen(
    boek: &Boek,
    koppeling: &str,
    bytes: &[u8],
) -> Vec<Result<Inkomend, Vec<Bezwaar>>> {
    let koppeling = Koppeling::parse(koppeling).unwrap_or_else(|f| panic!("{f}"));
    let tabel = lees(bytes, &koppeling.leeswijze(None)).unwrap_or_else(|f| panic!("{f}"));
    let passend = koppeling.op(boek, &tabel).unwrap_or_else(|f| panic!("{f}"));
    let (aanvraag, versies) = (aanvraag(), [boek]);
    let mut lezer = Lezer::new(&versies, &passend, &aanvraag);
    let stap = |r| match lezer.lees(r) {
        Stap::Klaar(k) => Ok(*k),
        Stap::Geweigerd(b) => Err(b),
    };
    tabel.rijen.iter().map(stap).collect()
}

/// Why this row is refused: "Kolom: waarom".
pub(crate) fn redenen(rij: &Result<Inkomend, Vec<Bezwaar>>) -> String {
    let Err(bezwaren) = rij else { return "niet geweigerd".to_owned() };
    let een = |b: &Bezwaar| format!("{}: {}", b.kolom.as_deref().unwrap_or("rij"), b.waarom);
    bezwaren.iter().map(een).collect::<Vec<_>>().join("\n")
}
