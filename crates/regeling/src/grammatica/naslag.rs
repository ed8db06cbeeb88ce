//! The reference as Markdown: each table with its keys, made from the grammar.
//!
//! Always holds: nothing is said here of a key that the grammar does not say; the same grammar gives the
//! same text.

use std::fmt::Write;

use super::algebra::TOETSEN;
use super::eisen::KENMERKEN;
use super::woorden::EENVOUDIGE_SOORTEN;
use super::{AANBIEDER, Rondgang, Sleutel, Soort, Vorm, Woord, bestand};

/// Groups of keys that many tables share: told once.
static GEDEELD: [(&str, &str, &str, &[Sleutel]); 2] = [
    (
        "kenmerken",
        "Wat een tekst van zichzelf zegt",
        "Deze sleutels mogen bij elke norm, klok, grond, brief of bepaling staan. Zij zijn er voor de vergelijking met de wet.",
        KENMERKEN,
    ),
    (
        "toetsen",
        "Toetsen",
        "Wat van een waarde of van de rijen van een lijst moet gelden: precies een van deze. `waar` hoort bij `minstens` en `hoogstens`.",
        TOETSEN,
    ),
];

/// The reference of a regulation file.
pub fn naslag() -> String {
    let rond = Rondgang::van(bestand());
    let mut uit = String::new();
    let _ = writeln!(uit, "{}\n", bestand().uitleg);
    let _ = writeln!(uit, "| tabel | wat |\n| --- | --- |");
    for s in bestand().sleutels() {
        if let Soort::Tabel(v) | Soort::Tabellen(v) = s.soort {
            let _ = writeln!(uit, "| [`{}`](#n-{}) | {} |", v.wat, v.id, s.wat);
        }
    }
    waarden(&mut uit);
    // First the tables of a file, then what stands in them.
    let (tabellen, delen): (Vec<&'static Vorm>, Vec<&'static Vorm>) =
        rond.vormen.iter().skip(1).copied().partition(|v| v.wat.starts_with('['));
    for v in tabellen {
        vorm(&mut uit, v, &rond.vormen);
    }
    let _ = writeln!(uit, "\n## Naslag: wat er in een tabel staat");
    // Forms of one kind stand together.
    let mut gehad: Vec<&str> = Vec::new();
    for soort in delen.iter().map(|v| v.wat) {
        if !gehad.contains(&soort) {
            gehad.push(soort);
            delen.iter().filter(|v| v.wat == soort).for_each(|v| vorm(&mut uit, v, &rond.vormen));
        }
    }
    for (id, kop, zin, sleutels) in GEDEELD {
        let _ = writeln!(uit, "\n### <a id=\"n-{id}\"></a>{kop}\n\n{zin}\n");
        tabel(&mut uit, sleutels.iter());
    }
    let _ = writeln!(uit, "\n### <a id=\"n-keuzes\"></a>Wat er op een plek kan staan\n");
    let _ = writeln!(uit, "| naam | wat | een van |\n| --- | --- | --- |");
    for o in &rond.ofwels {
        let keuzes: Vec<String> = o.keuzes.iter().map(waarde).collect();
        let _ = writeln!(
            uit,
            "| <a id=\"n-{0}\"></a>{0} | {1} | {2} |",
            o.id,
            o.wat,
            keuzes.join("; ")
        );
    }
    uit
}

/// The reference of `aanbieder.toml`.
pub fn naslag_aanbieder() -> String {
    let rond = Rondgang::van(&AANBIEDER);
    let mut uit = String::new();
    for v in &rond.vormen {
        vorm(&mut uit, v, &rond.vormen);
    }
    uit
}

fn waarden(uit: &mut String) {
    let _ = write!(
        uit,
        "\nIn de kolom *waarde*: **tekst** is tekst tussen aanhalingstekens; **tekst voor mensen** is tekst, of een tabel \
         [`{{ nl, en, b1 }}`](#n-taaltekst); **een dag** is `2026-01-01`; **een termijn** is een getal en een eenheid: `6 weken`, \
         `5 werkdagen`, `14 dagen`, `1 maand`, `2 jaar`, `72 uur`. Een *rol*, *daad*, *feit* of *klok* is een woord uit de \
         woordenlijst of uit het bestand zelf; een klok van een wet heet `wet:klok`; een veld heet `daad.veld`. Van een \
         lijst met één ding mogen de haken weg. Een onbekende sleutel is een fout.\n\nEen veld van een daad is van een van \
         deze soorten:\n\n| soort | wat men invult |\n| --- | --- |\n"
    );
    for (naam, _, wat) in &EENVOUDIGE_SOORTEN {
        let _ = writeln!(uit, "| `{naam}` | {wat} |");
    }
}

/// A form; alternatives of a form that came before it stand under that one.
fn vorm(uit: &mut String, v: &Vorm, alle: &[&'static Vorm]) {
    let eerste = alle.iter().find(|w| w.wat == v.wat).is_some_and(|w| w.id == v.id);
    let meer = alle.iter().filter(|w| w.wat == v.wat).count() > 1;
    if eerste {
        let kop =
            if v.wat.starts_with("een ") { hoofdletter(v.wat) } else { format!("`{}`", v.wat) };
        let _ = writeln!(uit, "\n### {kop}");
        if meer {
            let _ = writeln!(uit, "\nEen van deze vormen.");
        }
    }
    if meer {
        let _ = writeln!(uit, "\n#### <a id=\"n-{}\"></a>{}\n", v.id, kort(v));
        let _ = writeln!(uit, "{}\n", v.uitleg);
    } else {
        let _ = writeln!(uit, "\n<a id=\"n-{}\"></a>{}\n", v.id, v.uitleg);
    }
    let gedeeld =
        |g: &[Sleutel]| GEDEELD.iter().find(|d| d.3.len() == g.len() && d.3[0].naam == g[0].naam);
    tabel(uit, v.groepen.iter().filter(|g| gedeeld(g).is_none()).flat_map(|g| g.iter()));
    for (id, kop, ..) in v.groepen.iter().filter_map(|g| gedeeld(g)) {
        let _ = writeln!(uit, "\nEn de sleutels van [{}](#n-{id}).", kop.to_lowercase());
    }
    if v.precies_een.len() > 1
        && !v.groepen.iter().any(|g| gedeeld(g).is_some_and(|d| d.0 == "toetsen"))
    {
        let sets: Vec<String> = v
            .precies_een
            .iter()
            .map(|s| s.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" of "))
            .collect();
        let _ = writeln!(uit, "\nPrecies een van: {}.", sets.join(", "));
    }
}

/// An alternative as it is written: `{ gebeurd, door, aan }`.
fn kort(v: &Vorm) -> String {
    let namen: Vec<&str> = v.sleutels().map(|s| s.naam).take(4).collect();
    let meer = if v.sleutels().count() > 4 { ", …" } else { "" };
    format!("`{{ {}{meer} }}`", namen.join(", "))
}

fn tabel<'a>(uit: &mut String, sleutels: impl Iterator<Item = &'a Sleutel>) {
    let mut kop = false;
    for s in sleutels {
        if !kop {
            let _ =
                writeln!(uit, "| sleutel | waarde | wat | voorbeeld |\n| --- | --- | --- | --- |");
            kop = true;
        }
        let moet = if s.verplicht { " (moet)" } else { "" };
        let met: Vec<String> = s.met.iter().map(|(n, _)| format!("`{n}`")).collect();
        let met = if met.is_empty() {
            String::new()
        } else {
            format!("; alleen met {}", met.join(" of "))
        };
        let niet: Vec<String> = s.niet_met.iter().map(|n| format!("`{n}`")).collect();
        let niet = if niet.is_empty() {
            String::new()
        } else {
            format!("; niet met {}", niet.join(" of "))
        };
        let _ = writeln!(
            uit,
            "| `{}`{moet} | {} | {}{met}{niet} | `{} = {}` |",
            s.naam,
            waarde(&s.soort),
            s.wat,
            s.naam,
            s.voorbeeld
        );
    }
}

fn waarde(s: &Soort) -> String {
    let link = |naam: &str, id: &str| format!("[{naam}](#n-{id})");
    match s {
        Soort::Tekst => "tekst".into(),
        Soort::Taaltekst => "tekst voor mensen".into(),
        Soort::JaNee => "`true` of `false`".into(),
        Soort::Getal => "een getal".into(),
        Soort::Datum => "een dag".into(),
        Soort::Termijn => "een termijn".into(),
        Soort::Waarde => "een waarde".into(),
        Soort::Keuze(k) if k.len() == crate::folder::FOLDERDELEN.len() => {
            "een deel van de folder".into()
        }
        Soort::Keuze(k) => k.iter().map(|w| format!("`\"{w}\"`")).collect::<Vec<_>>().join(", "),
        Soort::Nee => "`false`".into(),
        Soort::Naam(w) => woord(*w).into(),
        Soort::Namen(w) => format!("{} of een lijst", woord(*w)),
        Soort::Teksten => "tekst of een lijst".into(),
        Soort::Lijst(s) => format!("lijst van: {}", waarde(s)),
        Soort::Tabel(v) | Soort::Tabellen(v) if v.wat.starts_with('[') => {
            link(&format!("`{}`", v.wat), v.id)
        }
        Soort::Tabel(v) => link(&kort(v), v.id),
        Soort::Tabellen(v) => format!("{}, of een lijst", link(&kort(v), v.id)),
        Soort::Vrij(s) => format!("{{ naam = {} }}", waarde(s)),
        Soort::Ofwel(o) => link(o.id, o.id),
    }
}

fn woord(w: Woord) -> &'static str {
    match w {
        Woord::Rol => "rol",
        Woord::Daad => "daad",
        Woord::FeitOfDaad => "feit of daad",
        Woord::Klok => "klok",
        Woord::DaadVeld => "daad.veld",
    }
}

fn hoofdletter(t: &str) -> String {
    let mut letters = t.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + letters.as_str())
}
