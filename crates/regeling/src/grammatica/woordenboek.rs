//! The words as Markdown: roles, acts with their fields, facts, phases, letters, clocks and the subjects
//! that statutes ask for; each with its meaning and, where a regulation uses it, a sentence from there.
//!
//! Always holds: all of it comes from the files of words, statutes and regulations.

use std::collections::BTreeMap;
use std::fmt::Write;

use termijn::Taal;

use crate::boek::Boek;
use crate::eis::Vraag;
use crate::norm::{Doet, Norm};
use crate::voorwaarde::Voorwaarde;
use crate::woorden::{Daad, Optie, Rol, RolSoort, Veld, VeldSoort};

/// The words of this book; examples come from the regulations, in their order.
pub fn woordenboek(boek: &Boek, regelingen: &[Boek]) -> String {
    let mut uit = String::new();
    rollen(&mut uit, boek, regelingen);
    daden(&mut uit, boek, regelingen);
    feiten(&mut uit, boek, regelingen);
    fasen(&mut uit, boek);
    wetten(&mut uit, boek);
    stukken(&mut uit, regelingen);
    onderwerpen(&mut uit, boek);
    uit
}

/// A sentence of the first regulation that has a norm like this.
fn zin(regelingen: &[Boek], past: impl Fn(&Boek, &Norm) -> bool) -> String {
    regelingen
        .iter()
        .find_map(|b| {
            let eigen = b.normen.iter().filter(|n| n.vindplaats.tekst.ix() == 0);
            let norm = eigen.into_iter().find(|n| past(b, n))?;
            let tekst = b.norm_in_woorden(norm, Taal::Nl);
            Some(format!(" *{} {}:* {tekst}", b.kop().id, norm.vindplaats.artikel))
        })
        .unwrap_or_default()
}

fn ook(woorden: &[String]) -> String {
    if woorden.is_empty() {
        return String::new();
    }
    let namen: Vec<String> = woorden.iter().map(|w| format!("`{w}`")).collect();
    format!(" Ook: {}.", namen.join(", "))
}

/// Of which statute a word is; nothing for a word of the vocabulary.
fn van(boek: &Boek, bron: usize) -> String {
    match bron.checked_sub(1).and_then(|ix| boek.koppen.get(ix)) {
        Some(kop) if kop.wet => format!(" (wet `{}`)", kop.id),
        _ => String::new(),
    }
}

fn rollen(uit: &mut String, boek: &Boek, regelingen: &[Boek]) {
    let _ = writeln!(uit, "### Rollen\n");
    for r in &boek.rollen {
        let soort = match r.soort {
            RolSoort::Partij => "partij in het dossier",
            RolSoort::Ambt => "ambt bij de zorgaanbieder",
            RolSoort::Buiten => "buitenstaander",
        };
        let vast = if r.legt_vast { "; legt vast wat partijen deden" } else { "" };
        let zo = zin(regelingen, |b, n| b.rol_id(&r.id).is_some_and(|id| n.wie.contains(&id)));
        let _ = writeln!(
            uit,
            "- `{}`{}: {} ({soort}{vast}).{}{zo}",
            r.id,
            van(boek, r.plek.bron),
            naam(r),
            ook(&r.ook)
        );
    }
}

fn naam(r: &Rol) -> &str {
    &r.naam.nl
}

fn daden(uit: &mut String, boek: &Boek, regelingen: &[Boek]) {
    let _ = writeln!(
        uit,
        "\n### Daden\n\nTussen haken de soort van een veld; **vet** moet ingevuld zijn.\n"
    );
    for d in &boek.daden {
        let zo = zin(regelingen, |b, n| {
            let id = b.daad_id(&d.id);
            matches!(&n.doet, Doet::Daden(l) if id.is_some_and(|id| l.contains(&id)))
        });
        let aan: Vec<String> = d.aan.iter().map(|r| format!("`{}`", boek.rol(*r).id)).collect();
        let aan = if aan.is_empty() { String::new() } else { format!(" Aan: {}.", aan.join(", ")) };
        let _ = writeln!(
            uit,
            "- `{}`{}: {}{}.{aan}{}{}{zo}",
            d.id,
            van(boek, d.plek.bron),
            d.naam.nl,
            eigenschappen(boek, d),
            velden(boek, &d.velden),
            ook(&d.ook)
        );
    }
}

fn eigenschappen(boek: &Boek, d: &Daad) -> String {
    let mut delen = Vec::new();
    if d.opent {
        delen.push("opent een dossier".to_owned());
    }
    if d.eenmalig {
        delen.push("één keer".to_owned());
    }
    if d.buiten_klacht {
        delen.push("hoort bij geen klacht".to_owned());
    }
    if let Some(uit) = d.blijkt_uit {
        delen.push(format!("telt als gebeurd met `{}`", boek.daad(uit).id));
    }
    if let Some(op) = d.antwoord_op {
        delen.push(format!("antwoord op `{}`", boek.daad(op).id));
    }
    if delen.is_empty() { String::new() } else { format!(" ({})", delen.join("; ")) }
}

fn velden(boek: &Boek, velden: &[Veld]) -> String {
    if velden.is_empty() {
        return String::new();
    }
    let delen: Vec<String> = velden
        .iter()
        .map(|v| {
            let id = if v.verplicht { format!("**`{}`**", v.id) } else { format!("`{}`", v.id) };
            format!("{id} ({})", soort(boek, v))
        })
        .collect();
    format!(" Velden: {}.", delen.join(", "))
}

fn soort(boek: &Boek, v: &Veld) -> String {
    let opties =
        |o: &[Optie]| o.iter().map(|o| format!("`{}`", o.id)).collect::<Vec<_>>().join(", ");
    match &v.soort {
        VeldSoort::Keuze(o) => format!("een van {}", opties(o)),
        VeldSoort::Keuzes(o) => format!("enkele van {}", opties(o)),
        VeldSoort::Partijen(r) => format!("mensen die `{}` worden", boek.rol(*r).id),
        VeldSoort::Lijst(binnen) => {
            let namen: Vec<String> =
                binnen.iter().map(|b| format!("`{}` {}", b.id, soort(boek, b))).collect();
            format!("lijst van {}", namen.join(", "))
        }
        gewoon => super::woorden::EENVOUDIGE_SOORTEN
            .iter()
            .find(|(_, s, _)| s == gewoon)
            .map_or_else(String::new, |(naam, ..)| (*naam).to_owned()),
    }
}

fn feiten(uit: &mut String, boek: &Boek, regelingen: &[Boek]) {
    let _ = writeln!(uit, "\n### Feiten\n");
    for f in &boek.feiten {
        let zo = zin(regelingen, |b, n| {
            let id = b.feit_id(&f.id);
            [&n.als, &n.mits, &n.tenzij]
                .into_iter()
                .flatten()
                .any(|v| id.is_some_and(|id| noemt(v, id)))
        });
        let als = boek.voorwaarde_in_woorden(&f.als, Taal::Nl);
        let _ = writeln!(
            uit,
            "- `{}`{}: geldt als {als}.{}{zo}",
            f.id,
            van(boek, f.plek.bron),
            ook(&f.ook)
        );
    }
}

fn noemt(v: &Voorwaarde, feit: crate::woorden::FeitId) -> bool {
    match v {
        Voorwaarde::Feit(f) => *f == feit,
        Voorwaarde::Niet(v) => noemt(v, feit),
        Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => l.iter().any(|v| noemt(v, feit)),
        _ => false,
    }
}

fn fasen(uit: &mut String, boek: &Boek) {
    let _ = writeln!(
        uit,
        "\n### Fasen\n\nIn deze volgorde; een dossier staat in de laatste die geldt.\n"
    );
    for f in &boek.fasen {
        let als = boek.voorwaarde_in_woorden(&f.als, Taal::Nl);
        let _ = writeln!(uit, "- `{}`: {}. Geldt als {als}.", f.id, f.naam.nl);
    }
}

fn wetten(uit: &mut String, boek: &Boek) {
    let _ = writeln!(
        uit,
        "\n### Wetten en hun klokken\n\n`wetten = [\"wkkgz\"]` in de kop laat een regeling op een wet rusten; haar normen gelden dan ook.\n"
    );
    for (ix, kop) in boek.koppen.iter().enumerate().filter(|(_, k)| k.wet) {
        let klokken: Vec<String> = boek
            .klokken
            .iter()
            .filter(|k| k.vindplaats.tekst.ix() == ix)
            .map(|k| {
                format!("`{}:{}` ({}, artikel {})", kop.id, k.id, k.naam.nl, k.vindplaats.artikel)
            })
            .collect();
        let klokken = if klokken.is_empty() {
            String::new()
        } else {
            format!(" Klokken: {}.", klokken.join(", "))
        };
        let van = kop.van.map_or_else(String::new, |d| format!(", vanaf {d}"));
        let _ = writeln!(uit, "- `{}`: {}{van}.{klokken}", kop.id, kop.titel);
    }
}

/// Letters that a regulation of the folder sends: an id that has a template.
fn stukken(uit: &mut String, regelingen: &[Boek]) {
    let mut per: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for b in regelingen {
        for s in &b.stukken {
            per.entry(&s.id).or_insert((&s.naam.nl, &b.daad(s.bij).id));
        }
    }
    let _ = writeln!(
        uit,
        "\n### Brieven\n\nDe ids van brieven die een regeling in deze map verstuurt. In `vermeldt` staan velden van de daad, `geschil.naam`, `geschil.adres`, `geschil.website`, `geschil.termijn`, `geschil.kosten`, en `klok.` met een klok.\n"
    );
    for (id, (naam, bij)) in per {
        let _ = writeln!(uit, "- `{id}`: {naam}, bij `{bij}`.");
    }
}

/// Subjects of which a statute asks whether the regulation arranges them: for `regelt`, `aard`, `kosten`.
fn onderwerpen(uit: &mut String, boek: &Boek) {
    let mut per: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for e in &boek.toetsstof.eisen {
        let (sleutel, woorden): (&str, Vec<&str>) = match &e.vraagt {
            Vraag::Regelt(l) => ("regelt", l.iter().map(String::as_str).collect()),
            Vraag::RegeltNiet(w) => ("regelt", vec![w]),
            Vraag::Alleen { onderwerp, .. } => ("regelt", vec![onderwerp]),
            Vraag::GrondKent(l) => ("aard", l.iter().map(String::as_str).collect()),
            Vraag::GrondNiet(w) => ("aard", vec![w]),
            Vraag::Kosteloos(l) => ("kosten", l.iter().map(String::as_str).collect()),
            Vraag::GeenBedrag(w) => ("kosten", vec![w]),
            _ => continue,
        };
        for w in woorden {
            per.entry((sleutel, w))
                .or_insert_with(|| format!("{}: {}", boek.citeer(&e.vindplaats), e.bevinding.nl));
        }
    }
    let _ = writeln!(
        uit,
        "\n### Onderwerpen waar een wet naar vraagt\n\nDe woorden voor `regelt`, `aard` van een grond en `kosten = {{ voor }}`, met de bevinding van de wet die ernaar vraagt.\n"
    );
    for ((sleutel, woord), waarom) in per {
        let _ = writeln!(uit, "- `{woord}` (`{sleutel}`). {waarom}");
    }
}
