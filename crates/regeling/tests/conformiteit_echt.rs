//! The findings on the real regulations, whole: read each one critically when it changes.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use regeling::conformiteit::{Bevinding, conformiteit};
use regeling::{Bibliotheek, Boek, Bron};
use termijn::Taal;

macro_rules! bestanden {
    ($($pad:literal),* $(,)?) => {
        vec![$(Bron::new($pad, include_str!(concat!("../../../regelingen/", $pad)))),*]
    };
}

fn bibliotheek() -> Bibliotheek {
    Bibliotheek::new(bestanden![
        "woordenlijst.toml",
        "wetten/atw.toml",
        "wetten/avg.toml",
        "wetten/jeugdwet.toml",
        "wetten/uitvoeringsbesluit_wkkgz.toml",
        "wetten/vervallen.toml",
        "wetten/wgbo.toml",
        "wetten/wkkgz.toml",
        "wetten/wmcz.toml",
        "wetten/wmo.toml",
        "wetten/wvggz.toml",
        "wetten/wzd.toml",
        "livio/livio.toml",
        "luminous/luminous.toml",
        "kpz/kpz.toml",
        "lojal/lojal.toml",
        "surplus/surplus.toml",
    ])
}

fn bevindingen(id: &str) -> (Boek, Vec<Bevinding>) {
    let b = bibliotheek();
    let (boek, _) = match b.conform(b.bron(id).unwrap()) {
        Ok(gelezen) => gelezen,
        Err(regeling::bibliotheek::BibliotheekError::Fouten(d)) => panic!("{}", d.als_tekst()),
        Err(fout) => panic!("{fout}"),
    };
    let lijst = conformiteit(&boek);
    (boek, lijst)
}

fn als_tekst(boek: &Boek, lijst: &[Bevinding], taal: Taal) -> String {
    lijst
        .iter()
        .map(|b| {
            format!(
                "{} [{}] {}\n  {}\n  → {}\n\n",
                b.zwaarte.letter(),
                b.soort,
                b.vindplaatsen(boek, taal),
                b.tekst.in_taal(taal),
                b.advies.in_taal(taal)
            )
        })
        .collect()
}

#[test]
fn the_findings_on_livio() {
    let (boek, lijst) = bevindingen("livio");
    insta::assert_snapshot!("livio_nl", als_tekst(&boek, &lijst, Taal::Nl));
    insta::assert_snapshot!("livio_en", als_tekst(&boek, &lijst, Taal::En));
}

#[test]
fn the_findings_on_luminous() {
    let (boek, lijst) = bevindingen("luminous");
    insta::assert_snapshot!("luminous_nl", als_tekst(&boek, &lijst, Taal::Nl));
    insta::assert_snapshot!("luminous_en", als_tekst(&boek, &lijst, Taal::En));
}

#[test]
fn the_findings_on_the_portal() {
    let (boek, lijst) = bevindingen("kpz");
    insta::assert_snapshot!("kpz_nl", als_tekst(&boek, &lijst, Taal::Nl));
    insta::assert_snapshot!("kpz_en", als_tekst(&boek, &lijst, Taal::En));
}

#[test]
fn the_findings_on_lojal() {
    let (boek, lijst) = bevindingen("lojal");
    insta::assert_snapshot!("lojal_nl", als_tekst(&boek, &lijst, Taal::Nl));
    insta::assert_snapshot!("lojal_en", als_tekst(&boek, &lijst, Taal::En));
}

#[test]
fn the_findings_on_surplus() {
    let (boek, lijst) = bevindingen("surplus");
    insta::assert_snapshot!("surplus_nl", als_tekst(&boek, &lijst, Taal::Nl));
    insta::assert_snapshot!("surplus_en", als_tekst(&boek, &lijst, Taal::En));
}
