//! The leaflet on paper, read back by programs of others.
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

use brief::{FolderPdf, folder_pdf};
use regeling::folder::{Blok, Folder};
use regeling::{Aanbieder, Bron};
use termijn::Taal;
use toetsbank::{bibliotheek, volgens};

const DAG: termijn::Datum = jiff::civil::date(2026, 11, 23);

/// The leaflets of every provider in both languages, with the brand colour.
fn folders() -> Vec<(Folder, String)> {
    let b = bibliotheek();
    let mut uit = Vec::new();
    for a in b.aanbieders().unwrap() {
        let boek = b.boek(&a.regeling).unwrap().0;
        for taal in [Taal::Nl, Taal::En] {
            let kleur = a.huisstijl.merk.clone().unwrap_or_default();
            uit.push((Folder::maak(&boek, &a, taal), kleur));
        }
    }
    uit
}

fn aaneen(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of all pages in one, without what stands at their foot.
fn zonder_voet(tekst: &str, aanbieder: &str) -> String {
    let voet = format!("{aanbieder} · ");
    let is_nummer = |r: &str| r.contains('/') && r.chars().all(|c| c.is_ascii_digit() || c == '/');
    let tekst = tekst.replace('\u{200b}', "");
    let regels = tekst.lines().map(|r| r.trim_matches(['\u{c}', ' ']));
    let inhoud = regels.filter(|r| !r.starts_with(&voet) && !is_nummer(&r.replace(' ', "")));
    aaneen(&inhoud.collect::<Vec<_>>().join(" "))
}

/// Every sentence of a leaflet.
fn zinnen(f: &Folder) -> Vec<String> {
    let mut uit = vec![f.titel.clone(), f.inleiding.clone(), f.versie.clone()];
    for d in &f.delen {
        uit.extend([d.kop.clone(), d.artikelen.clone()]);
        for b in &d.blokken {
            match b {
                Blok::Alinea { tekst } => uit.push(tekst.clone()),
                Blok::Lijst { regels } => uit.extend(regels.clone()),
                Blok::Stappen { stappen } => {
                    uit.extend(stappen.iter().flat_map(|s| [s.zin.clone(), s.erbij.clone()]));
                }
                Blok::Kaarten { kaarten } => {
                    for k in kaarten {
                        uit.extend([k.naam.clone(), k.uitleg.clone()]);
                        let g = k.gegevens.iter();
                        uit.extend(g.flat_map(|g| g.regels.iter().map(|r| r.tekst.clone())));
                    }
                }
            }
        }
    }
    uit
}

#[test]
fn every_leaflet_fits_one_sheet_in_large_letters_and_every_section_is_on_it() {
    for (folder, kleur) in folders() {
        let FolderPdf { pdf, bladzijden, punt } = folder_pdf(&folder, &kleur, DAG).unwrap();
        let wie = format!("{} ({})", folder.aanbieder, folder.taal);
        assert!(bladzijden <= 2, "{wie} has {bladzijden} pages");
        assert!(punt >= 14.0, "{wie} is set in {punt} points");
        let info = volgens("pdfinfo", &[], &pdf, &[]);
        assert!(info.contains(&format!("Pages:           {bladzijden}")), "{info}");
        let tekst = zonder_voet(&volgens("pdftotext", &[], &pdf, &["-"]), &folder.aanbieder);
        for zin in zinnen(&folder) {
            assert!(tekst.contains(&aaneen(&zin)), "{wie}: {zin:?} is not in\n{tekst}");
        }
    }
}

#[test]
fn a_screen_reader_is_told_the_language_the_title_and_the_headings() {
    for (folder, kleur) in folders().into_iter().take(2) {
        let pdf = folder_pdf(&folder, &kleur, DAG).unwrap().pdf;
        volgens("qpdf", &["--check"], &pdf, &[]);
        let xmp = volgens("pdfinfo", &["-meta"], &pdf, &[]);
        assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "{xmp}");
        assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>"), "{xmp}");
        assert!(xmp.contains(&folder.titel), "{xmp}");
        let bouw = volgens("pdfinfo", &["-struct-text"], &pdf, &[]);
        let koppen = bouw.lines().filter(|r| r.trim_start().starts_with("H2")).count();
        assert_eq!(koppen, folder.delen.len(), "headings in\n{bouw}");
        let ruw = volgens("qpdf", &["--qdf", "--object-streams=disable"], &pdf, &["--json"]);
        assert!(ruw.contains(&format!("\"/Lang\": \"u:{}", folder.taal)), "no language");
    }
}

#[test]
fn a_regulation_that_says_nearly_nothing_gives_one_page_without_empty_headings() {
    let kop = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\n";
    let boek = bibliotheek().lees(Bron::new("proef.toml", kop)).unwrap().0;
    let a = Aanbieder::lees("a", &aanbieder("Proef")).unwrap();
    let gezet = folder_pdf(&Folder::maak(&boek, &a, Taal::Nl), "#14505c", DAG).unwrap();
    assert_eq!(gezet.bladzijden, 1);
    let bouw = volgens("pdfinfo", &["-struct-text"], &gezet.pdf, &[]);
    assert!(!bouw.lines().any(|r| r.trim_start().starts_with("H2")), "{bouw}");
}

fn aanbieder(naam: &str) -> String {
    format!(
        "id = \"proef\"\nnaam = {naam:?}\nregeling = \"proef\"\ntelefoon = \"0900 - 1234\"\n\
         email = \"klachten@proef.example\"\n[klachtenfunctionaris]\nnaam = \"Iemand\"\n"
    )
}

#[test]
fn a_hostile_name_is_text_and_never_code() {
    let b = bibliotheek();
    let naam = "#panic() $x^2$ ]#set text(fill: white)[ *vet* İstanbul";
    for echt in b.aanbieders().unwrap() {
        let boek = b.boek(&echt.regeling).unwrap().0;
        let a = Aanbieder { naam: naam.to_owned(), ..echt };
        let pdf = folder_pdf(&Folder::maak(&boek, &a, Taal::Nl), "red", DAG).unwrap().pdf;
        let tekst = aaneen(&volgens("pdftotext", &[], &pdf, &["-"]));
        assert!(tekst.contains(naam), "{tekst}");
    }
}
