//! The JSON Schema (draft 2020-12) of a regulation and of a provider's file, made from the grammar.
//!
//! Always holds: a file that the reader takes without an error is valid; what the schema refuses for a key,
//! a kind or something missing, the reader refuses too. Names are words of the vocabulary or of the file
//! itself: the schema offers those that it knows and leaves the others to `wederhoor regeling check`.

use serde_json::{Map, Value, json};

use super::kop::{ALLEEN_WOORDEN, BESTAND};
use super::{AANBIEDER, Ofwel, Rondgang, Sleutel, Soort, Vorm, Woord};
use crate::boek::Boek;
use crate::woorden::VeldSoort;

const VERSIE: &str = "https://json-schema.org/draft/2020-12/schema";
const TERMIJN: &str = "^\\s*[0-9]*[1-9][0-9]*\\s+([Uu]ur|[Uu]ren|[Dd]ag|[Dd]agen|[Ww]erkdag|[Ww]erkdagen|[Ww]eek|[Ww]eken|[Mm]aand|[Mm]aanden|[Jj]aar|[Jj]aren)\\s*$";

/// The schema of a regulation, a statute or a vocabulary, with the words of this book.
pub fn schema(boek: &Boek) -> Value {
    let mut s = geheel(&BESTAND, "urn:wederhoor:schema:regeling", "Klachtenregeling", Some(boek));
    let kop = |een: &str, niet: &str| json!({ "required": [een], "not": { "required": [niet] } });
    let met_kop: Vec<Value> = BESTAND
        .sleutels()
        .filter(|s| !ALLEEN_WOORDEN.contains(&s.naam))
        .map(|s| json!({ "required": [s.naam] }))
        .collect();
    s["oneOf"] = json!([
        kop("regeling", "wet"),
        kop("wet", "regeling"),
        { "title": "een woordenlijst", "not": { "anyOf": met_kop } },
    ]);
    s
}

/// The schema of `aanbieder.toml`.
pub fn schema_aanbieder() -> Value {
    geheel(&AANBIEDER, "urn:wederhoor:schema:aanbieder", "De gegevens van een aanbieder", None)
}

fn geheel(wortel: &'static Vorm, id: &str, titel: &str, boek: Option<&Boek>) -> Value {
    let mut uit = Map::new();
    uit.insert("$schema".into(), json!(VERSIE));
    uit.insert("$id".into(), json!(id));
    uit.insert("title".into(), json!(titel));
    if let Value::Object(vorm) = van_vorm(wortel) {
        uit.extend(vorm.into_iter().filter(|(k, _)| k != "title"));
    }
    let rond = Rondgang::van(wortel);
    let mut defs = Map::new();
    for v in rond.vormen.iter().filter(|v| !std::ptr::eq(**v, wortel)) {
        defs.insert(v.id.into(), van_vorm(v));
    }
    for o in rond.ofwels {
        defs.insert(o.id.into(), van_ofwel(o));
    }
    for (id, def) in gewone(boek) {
        defs.insert(id.into(), def);
    }
    uit.insert("$defs".into(), Value::Object(defs));
    Value::Object(uit)
}

fn van_vorm(v: &Vorm) -> Value {
    let mut uit = json!({
        "title": v.wat,
        "description": v.uitleg,
        "type": "object",
        "additionalProperties": false,
    });
    let velden: Map<String, Value> =
        v.sleutels().map(|s| (s.naam.to_owned(), van_sleutel(s))).collect();
    uit["properties"] = Value::Object(velden);
    let moet: Vec<&str> = v.sleutels().filter(|s| s.verplicht).map(|s| s.naam).collect();
    if !moet.is_empty() {
        uit["required"] = json!(moet);
    }
    let naast: Map<String, Value> =
        v.sleutels().filter_map(|s| Some((s.naam.to_owned(), naast(v, s)?))).collect();
    if !naast.is_empty() {
        uit["dependentSchemas"] = Value::Object(naast);
    }
    if !v.precies_een.is_empty() {
        let keuzes: Vec<Value> = v.precies_een.iter().map(|s| een_van(s)).collect();
        uit["oneOf"] = json!(keuzes);
    }
    uit
}

fn een_van(sleutels: &[&str]) -> Value {
    match sleutels {
        [een] => json!({ "required": [een] }),
        _ => {
            let keuzes: Vec<Value> = sleutels.iter().map(|s| json!({ "required": [s] })).collect();
            json!({ "anyOf": keuzes })
        }
    }
}

/// What must, or may not, stand beside a key.
fn naast(v: &Vorm, s: &Sleutel) -> Option<Value> {
    let altijd = |naam: &str| v.sleutel(naam).is_some_and(|s| s.verplicht);
    let met: Vec<&str> = s.met.iter().map(|(naam, _)| *naam).collect();
    let met = (!met.is_empty() && !met.iter().any(|n| altijd(n))).then(|| een_van(&met));
    let niet = (!s.niet_met.is_empty()).then(|| json!({ "not": een_van(s.niet_met) }));
    match (met, niet) {
        (None, None) => None,
        (Some(een), None) | (None, Some(een)) => Some(een),
        (Some(een), Some(ander)) => Some(json!({ "allOf": [een, ander] })),
    }
}

fn van_sleutel(s: &Sleutel) -> Value {
    let mut uit = van_soort(&s.soort);
    let mut zin = s.wat.to_owned();
    if !s.voorbeeld.is_empty() {
        zin += &format!(".\n\n{} = {}", s.naam, s.voorbeeld);
    }
    uit["description"] = json!(zin);
    uit
}

fn naar(id: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{id}") })
}

fn of_lijst(een: Value) -> Value {
    json!({ "anyOf": [een.clone(), { "type": "array", "items": een }] })
}

fn van_soort(s: &Soort) -> Value {
    match s {
        Soort::Tekst => json!({ "type": "string" }),
        Soort::Taaltekst => naar("tekst"),
        Soort::JaNee => json!({ "type": "boolean" }),
        Soort::Getal => json!({ "type": "integer", "minimum": 0 }),
        Soort::Datum => naar("dag"),
        Soort::Termijn => naar("termijn"),
        Soort::Waarde => naar("waarde"),
        Soort::Keuze(k) => json!({ "enum": k }),
        Soort::Nee => json!({ "const": false }),
        Soort::Naam(w) => naar(woord(*w)),
        Soort::Namen(w) => of_lijst(naar(woord(*w))),
        Soort::Teksten => of_lijst(json!({ "type": "string" })),
        Soort::Lijst(s) => json!({ "type": "array", "items": van_soort(s) }),
        Soort::Tabel(v) => naar(v.id),
        // Not `anyOf`: of that an editor says only that nothing fits, and not which key is wrong.
        Soort::Tabellen(v) => json!({
            "type": ["array", "object"],
            "items": naar(v.id),
            "if": { "type": "object" },
            "then": naar(v.id),
        }),
        Soort::Vrij(s) => json!({ "type": "object", "additionalProperties": van_soort(s) }),
        Soort::Ofwel(o) => naar(o.id),
    }
}

fn van_ofwel(o: &Ofwel) -> Value {
    let keuzes: Vec<Value> = o.keuzes.iter().map(van_soort).collect();
    json!({ "description": o.wat, "anyOf": keuzes })
}

fn woord(w: Woord) -> &'static str {
    match w {
        Woord::Rol => "woord_rol",
        Woord::Daad => "woord_daad",
        Woord::FeitOfDaad => "woord_feit_of_daad",
        Woord::Klok => "woord_klok",
        Woord::DaadVeld => "woord_daad_veld",
    }
}

/// Kinds without a table of their own, and the words that are known.
fn gewone(boek: Option<&Boek>) -> Vec<(&'static str, Value)> {
    let mut uit = vec![
        (
            "dag",
            json!({ "description": "een dag", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        ),
        (
            "termijn",
            json!({ "description": "een getal en een eenheid: uur, dagen, werkdagen, weken, maanden, jaar", "type": "string", "pattern": TERMIJN }),
        ),
        (
            "waarde",
            json!({
                "description": "tekst, een geheel getal, ja of nee, of een lijst daarvan",
                "anyOf": [{ "type": ["string", "integer", "boolean"] }, { "type": "array", "items": naar("waarde") }],
            }),
        ),
    ];
    let Some(boek) = boek else { return uit };
    uit.push(("tekst", json!({ "description": "tekst voor mensen", "anyOf": [{ "type": "string" }, naar("taaltekst")] })));
    let rollen: Vec<_> = boek.rollen.iter().map(|r| (r.id.clone(), r.naam.nl.clone())).collect();
    let daden: Vec<_> = boek.daden.iter().map(|d| (d.id.clone(), d.naam.nl.clone())).collect();
    let feiten: Vec<_> = boek.feiten.iter().map(|f| (f.id.clone(), f.naam.nl.clone())).collect();
    let velden: Vec<_> = boek
        .daden
        .iter()
        .flat_map(|d| d.velden.iter().map(move |v| (d, v)))
        .filter(|(_, v)| !matches!(v.soort, VeldSoort::Bestanden))
        .map(|(d, v)| (format!("{}.{}", d.id, v.id), v.naam.nl.clone()))
        .collect();
    let klokken: Vec<_> = boek
        .klokken
        .iter()
        .map(|k| (format!("{}:{}", boek.kop_van(&k.vindplaats).id, k.id), k.naam.nl.clone()))
        .collect();
    let of = feiten.into_iter().chain(daden.iter().cloned()).collect();
    uit.push(("woord_rol", bekend("een rol", rollen)));
    uit.push(("woord_daad", bekend("een daad", daden)));
    uit.push(("woord_feit_of_daad", bekend("een feit of een daad", of)));
    uit.push(("woord_klok", bekend("een klok; van een wet: wet:klok", klokken)));
    uit.push(("woord_daad_veld", bekend("een veld van een daad: daad.veld", velden)));
    uit
}

/// The known words, for an editor to offer, or another one.
fn bekend(wat: &str, woorden: Vec<(String, String)>) -> Value {
    let (ids, namen): (Vec<_>, Vec<_>) = woorden.into_iter().unzip();
    json!({
        "description": wat,
        "anyOf": [
            { "enum": ids, "x-taplo": { "docs": { "enumValues": namen } } },
            { "type": "string", "minLength": 1 },
        ],
    })
}
