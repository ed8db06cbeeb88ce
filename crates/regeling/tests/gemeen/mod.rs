//! What both tests of the comparison use: a text as the law wants it, and its findings.

use regeling::conformiteit::{Bevinding, conformiteit};
use regeling::{Bibliotheek, Bron};

macro_rules! bestanden {
    ($($pad:literal),* $(,)?) => {
        vec![$(Bron::new($pad, include_str!(concat!("../../../../regelingen/", $pad)))),*]
    };
}

/// As the law wants it.
pub(crate) const GOED: &str = include_str!("../conformiteit/goed.toml");

/// The findings on this text, beside all statutes.
pub(crate) fn vind(tekst: &str) -> Vec<Bevinding> {
    vind_bij(&[], tekst)
}

/// The same, with these regulations in the folder.
pub(crate) fn vind_bij(ernaast: &[&str], tekst: &str) -> Vec<Bevinding> {
    let ernaast = ernaast.iter().enumerate();
    let ernaast = ernaast.map(|(i, t)| Bron::new(format!("ernaast-{i}.toml"), *t));
    let bibliotheek = Bibliotheek::new(bestanden![
        "woordenlijst.toml",
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
    ])
    .met(ernaast.collect());
    match bibliotheek.conform(Bron::new("proef.toml", tekst)) {
        Ok((boek, _)) => conformiteit(&boek),
        Err(regeling::bibliotheek::BibliotheekError::Fouten(d)) => panic!("{}", d.als_tekst()),
        Err(fout) => panic!("{fout}"),
    }
}

/// Severity, rule and article, on one line.
pub(crate) fn kort(b: &Bevinding) -> String {
    let artikel = b.regeling.as_ref().map_or("-", |v| v.artikel.as_str());
    format!("{} {} {artikel} | {}", b.zwaarte.letter(), b.soort, b.wet.as_deref().unwrap_or("-"))
}
