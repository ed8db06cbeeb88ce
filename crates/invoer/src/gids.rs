//! A first mapping, guessed from the header row and what stands under it.
//!
//! Always holds: each column is named in it, so that it can be used as it is once somebody has read it; what was
//! guessed is said; of the cells it shows only short choices that come back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use regeling::Boek;

use crate::dag::{BEKEND, Vorm};
use crate::koppeling::keuzes;
use crate::tabel::{Cel, Tabel, gelijk};
use crate::{AFGESLOTEN, INGEDIEND};

/// Where a guess goes: the table, the key, and what a column is called then. The first that fits wins.
const GISSINGEN: &[(&str, &str, &[&str])] = &[
    (
        "klacht",
        "ontvangen",
        &[
            "datum ontvangst",
            "ontvangen",
            "ontvangstdatum",
            "datum binnen",
            "binnengekomen",
            "binnen",
            "datum melding",
            "datum klacht",
            "ingekomen",
            "meldingsdatum",
        ],
    ),
    (
        "afsluiting",
        "op",
        &[
            "afgesloten",
            "datum afsluiting",
            "afgehandeld",
            "afgerond",
            "klaar",
            "datum afgehandeld",
            "gesloten op",
            "einddatum",
            "datum oordeel",
        ],
    ),
    ("afsluiting", "status", &["status", "stand", "fase"]),
    (
        "klacht",
        "gebeurtenis_op",
        &["datum gebeurtenis", "datum voorval", "datum incident", "gebeurd op"],
    ),
    (
        "klacht",
        "nummer",
        &[
            "nummer",
            "nr",
            "klachtnummer",
            "dossiernummer",
            "volgnummer",
            "id",
            "kenmerk",
            "registratienummer",
        ],
    ),
    (
        "klacht",
        "hoedanigheid",
        &["hoedanigheid", "relatie", "relatie tot cliënt", "wie klaagt", "soort klager"],
    ),
    (
        "klacht",
        "kanaal",
        &["kanaal", "wijze van indienen", "hoe ontvangen", "ontvangen via", "via"],
    ),
    ("klacht", "klager.telefoon", &["telefoon", "telefoonnummer", "tel", "telefoon klager"]),
    ("klacht", "klager.email", &["e-mail", "email", "e-mailadres", "e-mail klager", "mail"]),
    ("klacht", "klager.adres", &["adres", "adres klager"]),
    (
        "klacht",
        "klager.naam",
        &["klager", "naam klager", "melder", "naam melder", "indiener", "naam"],
    ),
    ("klacht", "client", &["cliënt", "client", "naam cliënt", "patiënt", "bewoner"]),
    (
        "klacht",
        "aangeklaagden",
        &[
            "aangeklaagde",
            "beklaagde",
            "medewerker",
            "over wie",
            "naam medewerker",
            "betrokken medewerker",
        ],
    ),
    (
        "klacht",
        "behandelaar",
        &[
            "behandelaar",
            "klachtenfunctionaris",
            "behandeld door",
            "e-mail behandelaar",
            "functionaris",
        ],
    ),
    ("klacht", "locatie", &["locatie", "vestiging", "afdeling", "team", "plaats"]),
    (
        "klacht",
        "onderwerp",
        &["onderwerp", "titel", "korte omschrijving", "soort klacht", "categorie"],
    ),
    (
        "klacht",
        "omschrijving",
        &[
            "omschrijving",
            "klacht",
            "beschrijving",
            "inhoud",
            "omschrijving klacht",
            "toelichting klacht",
        ],
    ),
    ("klacht", "gewenst", &["gewenst", "gewenste uitkomst", "wat wil de klager", "wens"]),
    ("afsluiting", "uitkomst", &["uitkomst", "oordeel", "gegrond", "gegrondheid", "uitspraak"]),
    ("afsluiting", "afloop", &["afloop", "wijze van afhandeling", "resultaat"]),
    ("afsluiting", "motivering", &["motivering", "toelichting oordeel", "toelichting"]),
    (
        "afsluiting",
        "maatregelen",
        &["maatregelen", "maatregel", "acties", "verbetermaatregelen", "actie"],
    ),
];

/// How many different values a column may have to be shown as choices, and how long each may be.
const KEUZES: usize = 15;
const KEUZE_LANG: usize = 40;

/// A first mapping for this register under this regulation, to be read by a person.
pub fn eerste_koppeling(boek: &Boek, tabel: &Tabel, register: &str) -> String {
    let mut plek: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut over: Vec<usize> = Vec::new();
    let mut rest: Vec<usize> = (0..tabel.kop.len()).collect();
    // Exact names first, then what looks like one.
    for streng in [true, false] {
        for (waar, wat, namen) in GISSINGEN {
            if plek.contains_key(&(*waar, *wat)) || !kent(boek, waar, wat) {
                continue;
            }
            let past = |i: &usize| {
                let kop = gelijk(&tabel.kop[*i]);
                namen
                    .iter()
                    .any(|n| if streng { kop == *n } else { n.len() > 3 && kop.contains(n) })
            };
            if let Some(p) = rest.iter().position(past) {
                plek.insert((*waar, *wat), rest.remove(p));
            }
        }
    }
    over.append(&mut rest);
    let mut uit = String::new();
    let _ = writeln!(
        uit,
        "# Eerste koppeling, geraden uit de kopregel (rij {}). Lees haar na voordat u haar gebruikt:",
        tabel.kopregel
    );
    uit.push_str("# elke kolom staat er één keer in, en wat achter `#` staat, is uitleg. Meer: docs/invoer.md.\n\n[bestand]\n");
    let _ = writeln!(
        uit,
        "register = {}   # hoe het register heet; zo staat het straks in elk dossier",
        tekst(register)
    );
    let vormen = vormen(tabel, plek.iter().filter(|((_, wat), _)| is_dag(wat)).map(|(_, k)| *k));
    let vormen: Vec<String> = vormen.iter().map(|v| tekst(v)).collect();
    let _ = writeln!(
        uit,
        "datums = [{}]   # hoe dagen geschreven zijn; echte datums van Excel gaan vanzelf",
        vormen.join(", ")
    );
    uit.push_str("leeg = [\"-\", \"n.v.t.\", \"nvt\", \"onbekend\"]   # wat betekent dat iets niet bekend is\n");
    let namen: Vec<String> = over.iter().map(|k| tekst(&tabel.kop[*k])).collect();
    uit.push_str("# Wat nergens bij past: `bewaar` houdt de tekst in het dossier, `negeer` neemt haar niet mee.\n");
    let _ = writeln!(uit, "bewaar = [{}]\nnegeer = []", namen.join(", "));
    for waar in ["klacht", "afsluiting"] {
        let _ = writeln!(uit, "\n[{waar}]");
        // Keys stand before the tables that follow, or they would be theirs.
        let mut tabellen = String::new();
        for (w, wat, _) in GISSINGEN.iter().filter(|(w, ..)| *w == waar) {
            match plek.get(&(*w, *wat)) {
                Some(kolom) => koppel([&mut uit, &mut tabellen], boek, tabel, (w, wat), *kolom),
                None if kent(boek, w, wat) => {
                    let _ = writeln!(
                        uit,
                        "# {wat} = \"…\"   # geen kolom gevonden{}",
                        vast(boek, w, wat)
                    );
                }
                None => {}
            }
        }
        uit.push_str(&tabellen);
    }
    uit.push_str("\n# Stappen waarvan het register de dag weet, als de regeling ze kent:\n# [[stap]]\n# doet = \"ontvangst_bevestigd\"\n# wie = \"klachtenfunctionaris\"\n# op = \"Bevestigd op\"\n");
    uit
}

/// Does the regulation know this field?
fn kent(boek: &Boek, waar: &str, wat: &str) -> bool {
    let daad =
        boek.daad_id(if waar == "klacht" { INGEDIEND } else { AFGESLOTEN }).map(|d| boek.daad(d));
    let veld = wat.split('.').next().unwrap_or(wat);
    is_eigen(wat) || daad.is_some_and(|d| d.veld(veld).is_some())
}

fn is_eigen(wat: &str) -> bool {
    matches!(wat, "ontvangen" | "nummer" | "behandelaar" | "op" | "status")
}

fn is_dag(wat: &str) -> bool {
    matches!(wat, "ontvangen" | "op" | "gebeurtenis_op")
}

/// Of a field without a column: that a running complaint needs it, and what may stand there.
fn vast(boek: &Boek, waar: &str, wat: &str) -> String {
    match keuzen(boek, waar, wat) {
        Some(k) if waar == "klacht" => {
            let ids: Vec<&str> = k.iter().map(|(id, _)| id.as_str()).collect();
            format!("; een vaste waarde kan ook: {{ waarde = \"…\" }}, een van: {}", ids.join(", "))
        }
        _ => String::new(),
    }
}

fn keuzen(boek: &Boek, waar: &str, wat: &str) -> Option<Vec<(String, String)>> {
    if wat == "status" {
        return Some(vec![("open".into(), "loopt".into()), ("dicht".into(), "afgehandeld".into())]);
    }
    let daad = boek.daad(boek.daad_id(if waar == "klacht" { INGEDIEND } else { AFGESLOTEN })?);
    keuzes(boek, daad.veld(wat)?)
}

fn koppel(
    [uit, tabellen]: [&mut String; 2],
    boek: &Boek,
    tabel: &Tabel,
    (waar, wat): (&str, &str),
    kolom: usize,
) {
    let naam = tekst(&tabel.kop[kolom]);
    let Some(keuzen) = keuzen(boek, waar, wat) else {
        let _ = writeln!(uit, "{wat} = {naam}");
        return;
    };
    let ids: Vec<&str> = keuzen.iter().map(|(id, _)| id.as_str()).collect();
    let Some(waarden) = waarden(tabel, kolom) else {
        let _ = writeln!(
            uit,
            "{wat} = {naam}   # te veel verschillende waarden om te tonen; keuzes: {}",
            ids.join(", ")
        );
        return;
    };
    let _ = writeln!(tabellen, "\n# keuzes: {}; leeg (\"\") betekent: niet bekend", ids.join(", "));
    let _ = writeln!(tabellen, "[{waar}.{wat}]\nkolom = {naam}\n[{waar}.{wat}.waarden]");
    for w in waarden {
        let raad = raad(&keuzen, &w);
        let twijfel = if raad.is_some() { "" } else { "   # kies" };
        let _ = writeln!(tabellen, "{} = {}{twijfel}", tekst(&w), tekst(raad.unwrap_or_default()));
    }
}

/// The choice that is meant, as far as the words tell.
fn raad<'k>(keuzen: &'k [(String, String)], waarde: &str) -> Option<&'k str> {
    let w = gelijk(waarde);
    let kaal = |t: &str| gelijk(t).replace(['_', '-'], " ");
    let precies = keuzen.iter().find(|(id, naam)| kaal(id) == kaal(&w) || kaal(naam) == kaal(&w));
    let lijkt = || {
        keuzen.iter().find(|(id, _)| {
            let id = kaal(id);
            id.len() > 3 && strsim::jaro_winkler(&id, &w) > 0.9
        })
    };
    let stand = || {
        let dicht =
            ["afge", "gesloten", "gereed", "klaar", "opgelost"].iter().any(|t| w.contains(t));
        let open =
            ["open", "behandeling", "lopend", "loopt", "nieuw"].iter().any(|t| w.contains(t));
        let wil = if dicht {
            "dicht"
        } else if open {
            "open"
        } else {
            return None;
        };
        keuzen.iter().find(|(id, _)| id == wil)
    };
    precies.or_else(stand).or_else(lijkt).map(|(id, _)| id.as_str())
}

/// The values of a column, when there are few and they come back.
fn waarden(tabel: &Tabel, kolom: usize) -> Option<Vec<String>> {
    let mut uit: Vec<String> = Vec::new();
    let mut n = 0_usize;
    for t in tabel.rijen.iter().filter_map(|r| r.cellen.get(kolom).and_then(Cel::als_tekst)) {
        n += 1;
        if uit.iter().any(|u| gelijk(u) == gelijk(&t)) {
            continue;
        }
        if uit.len() == KEUZES || t.chars().count() > KEUZE_LANG {
            return None;
        }
        uit.push(t);
    }
    // Values that are nearly all different are no choices, and may say who somebody is.
    (n < 8 || uit.len() * 2 <= n).then_some(uit)
}

/// The forms in which the days of these columns are written; those that read the most come first.
fn vormen(tabel: &Tabel, kolommen: impl Iterator<Item = usize>) -> Vec<&'static str> {
    let mut over: Vec<String> = kolommen
        .flat_map(|k| {
            tabel.rijen.iter().filter_map(move |r| match r.cellen.get(k) {
                Some(Cel::Tekst(t)) => Some(t.clone()),
                _ => None,
            })
        })
        .take(2_000)
        .collect();
    let mut uit = Vec::new();
    for vorm in BEKEND {
        let Ok(gelezen) = vorm.parse::<Vorm>() else { continue };
        let eerst = over.len();
        over.retain(|t| gelezen.lees(t).is_err());
        if over.len() < eerst {
            uit.push(vorm);
        }
    }
    if uit.is_empty() { crate::dag::GEWOON.to_vec() } else { uit }
}

/// As a text in TOML.
fn tekst(van: &str) -> String {
    toml::Value::String(van.to_owned()).to_string()
}
