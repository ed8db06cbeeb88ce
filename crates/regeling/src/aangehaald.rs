//! References in sentences: an article of the text itself that the file does not have.
//!
//! Always holds: only what is surely about the text itself is looked up. A number before or after which a statute is named
//! ("artikel 55 Wzd", "artikel 41 van de wet", "Wkkgz artikel 17") is that statute's. What `verwijst` declares is compared
//! elsewhere (`conformiteit`), with what the article should be about.

use crate::artikel::Artikel;
use crate::boek::Boek;
use crate::diagnose::Diagnoses;
use crate::norm::{TekstId, Vindplaats};
use crate::plek::Plek;

pub(crate) fn artikelen_zijn_er(boek: &Boek, diagnoses: &mut Diagnoses) {
    let er: Vec<(TekstId, Artikel)> =
        vindplaatsen(boek).map(|v| (v.tekst, Artikel::lees(&v.artikel))).collect();
    for (vindplaats, plek, tekst) in zinnen(boek) {
        if boek.kop_van(vindplaats).wet {
            continue;
        }
        for genoemd in genoemd(boek, tekst) {
            let gevraagd = Artikel::lees(&genoemd);
            if er.iter().any(|(t, a)| *t == vindplaats.tekst && gevraagd.omvat(a)) {
                continue;
            }
            diagnoses.waarschuwing(
                "artikel-ontbreekt",
                plek,
                format!(
                    "{} verwijst naar artikel {genoemd}, en dat artikel is er niet",
                    boek.citeer(vindplaats)
                ),
                "in deze tekst",
                Some(
                    "schrijf het artikel op dat bedoeld is, of neem het op als [[bepaling]]; is het van een wet, noem dan de wet erachter".into(),
                ),
            );
        }
    }
}

/// Every sentence of a text, with its article.
fn zinnen(boek: &Boek) -> impl Iterator<Item = (&Vindplaats, Plek, &str)> {
    let normen = boek
        .normen
        .iter()
        .filter_map(|n| Some((&n.vindplaats, n.plek, n.tekst.as_ref()?.nl.as_str())));
    let bepalingen = boek.bepalingen.iter().map(|b| (&b.vindplaats, b.plek, b.tekst.nl.as_str()));
    let open = boek.open_normen.iter().map(|o| (&o.vindplaats, o.plek, o.tekst.nl.as_str()));
    normen.chain(bepalingen).chain(open)
}

fn vindplaatsen(boek: &Boek) -> impl Iterator<Item = &Vindplaats> {
    let klokken = boek.klokken.iter().flat_map(|k| {
        let binnen = k.verdaging.iter().map(|v| &v.vindplaats);
        std::iter::once(&k.vindplaats)
            .chain(binnen)
            .chain(k.schorsing.iter().map(|s| &s.vindplaats))
    });
    boek.normen
        .iter()
        .map(|n| &n.vindplaats)
        .chain(klokken)
        .chain(boek.gronden.iter().map(|g| &g.vindplaats))
        .chain(boek.eindes.iter().map(|e| &e.vindplaats))
        .chain(boek.stukken.iter().map(|s| &s.vindplaats))
        .chain(boek.gerechtigden.iter().map(|g| &g.vindplaats))
        .chain(boek.commissies.iter().map(|c| &c.vindplaats))
        .chain(boek.kanalen.iter().map(|k| &k.vindplaats))
        .chain(boek.routes.iter().map(|r| &r.vindplaats))
        .chain(boek.bewaringen.iter().map(|b| &b.vindplaats))
        .chain(boek.aanhoudingen.iter().map(|a| &a.vindplaats))
        .chain(boek.kalenderplichten.iter().map(|k| &k.vindplaats))
        .chain(boek.open_normen.iter().map(|o| &o.vindplaats))
        .chain(boek.bepalingen.iter().map(|b| &b.vindplaats))
        .chain(&boek.geschil_artikel)
}

/// The articles of the text itself that this sentence names: `4.14 lid 1`.
fn genoemd(boek: &Boek, zin: &str) -> Vec<String> {
    let woorden: Vec<&str> = zin.split_whitespace().collect();
    let kaal = |w: &str| w.trim_matches(|c: char| ",.;:()".contains(c)).to_owned();
    let is_wet = |w: &str| {
        w.starts_with(char::is_uppercase)
            || w.ends_with("wet")
            || boek.koppen.iter().any(|k| !k.kort.is_empty() && k.kort == w)
    };
    let mut uit = Vec::new();
    for (i, _) in
        woorden.iter().enumerate().filter(|(_, w)| kaal(w).eq_ignore_ascii_case("artikel"))
    {
        let ervoor = i.checked_sub(1).map(|v| kaal(woorden[v]));
        if ervoor.is_some_and(|w| boek.koppen.iter().any(|k| k.kort == w) || w.ends_with("wet")) {
            continue;
        }
        let Some(nummer) =
            woorden.get(i + 1).filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        else {
            continue;
        };
        let mut deel = vec![kaal(nummer)];
        let mut verder = i + 2;
        // A point or comma ends what is named.
        let mut los = !nummer.ends_with(['.', ',', ';', ')']);
        while let (true, Some(soort @ ("lid" | "sub" | "onder")), Some(welk)) =
            (los, woorden.get(verder).copied(), woorden.get(verder + 1))
        {
            deel.extend([soort.to_owned(), kaal(welk)]);
            los = !welk.ends_with(['.', ',', ';', ')']);
            verder += 2;
        }
        let erna: Vec<String> = woorden.iter().skip(verder).take(3).map(|w| kaal(w)).collect();
        let erna: Vec<&str> = erna.iter().map(String::as_str).collect();
        let elders = los
            && match erna.as_slice() {
                ["van", "deze", wat, ..] | ["van", "dit", wat, ..] => {
                    !["regeling", "reglement"].contains(wat)
                }
                ["van", ..] => true,
                [w, ..] => is_wet(w),
                [] => false,
            };
        if !elders {
            uit.push(deel.join(" "));
        }
    }
    uit
}
