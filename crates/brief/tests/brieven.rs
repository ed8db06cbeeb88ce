//! Every kind of letter, as text and on paper. The paper is judged by programs of others: poppler reads
//! it back, qpdf checks its structure.
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

use std::path::Path;

use brief::sjabloon::{Gaten, Sjablonen};
use brief::{Blok, Brief, Stukje};
use toetsbank::volgens;

const DAG: termijn::Datum = jiff::civil::date(2026, 11, 23);

mod voorbeeld;

use voorbeeld::{gaten, kwade_gaten, lange_omslag, omslag, sjablonen};

fn regel(stukjes: &[Stukje]) -> String {
    stukjes.iter().map(|s| if s.vet { format!("*{}*", s.tekst) } else { s.tekst.clone() }).collect()
}

fn als_tekst(b: &Brief) -> String {
    let mut uit =
        format!("{}\n{}\n\n# {}\n\n{}\n", b.aan.join("\n"), b.datum, b.onderwerp, b.aanhef);
    for blok in &b.blokken {
        uit += "\n";
        uit += &match blok {
            Blok::Kop { tekst } => format!("## {tekst}\n"),
            Blok::Alinea { stukjes } => format!("{}\n", regel(stukjes)),
            Blok::Lijst { regels, .. } => {
                regels.iter().map(|r| format!("- {}\n", regel(r))).collect()
            }
        };
    }
    uit + "\n" + &b.ondertekening.join("\n") + "\n"
}

fn oordeel(gaten: &Gaten) -> Brief {
    sjablonen().opstellen("oordeel", gaten, omslag("klager")).unwrap()
}

#[test]
fn every_letter_reads_as_it_was_last_read() {
    let s = sjablonen();
    let ids: Vec<String> = s.ids().map(str::to_owned).collect();
    for id in ids {
        for rol in ["klager", "aangeklaagde"] {
            let b = s.opstellen(&id, &gaten(), omslag(rol)).unwrap();
            insta::assert_snapshot!(format!("{id}__{rol}"), als_tekst(&b));
        }
    }
}

#[test]
fn no_template_asks_for_a_slot_that_nobody_fills() {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regelingen/brieven");
    // `afstemming` is only filled when more providers judge together.
    let bekend: Vec<String> = gaten().into_keys().chain(["afstemming".to_owned()]).collect();
    for bestand in std::fs::read_dir(map).unwrap() {
        let pad = bestand.unwrap().path();
        let tekst = std::fs::read_to_string(&pad).unwrap();
        let regels = tekst.lines().filter(|r| r.starts_with("tekst"));
        for slot in regels.flat_map(|r| r.split('{').skip(1)).filter_map(|d| d.split_once('}')) {
            assert!(bekend.contains(&slot.0.to_owned()), "{{{}}} in {}", slot.0, pad.display());
        }
    }
}

#[test]
fn a_letter_reads_back_from_paper_with_all_its_accents() {
    let pdf = brief::pdf(&oordeel(&gaten()), DAG).unwrap();
    let tekst = volgens("pdftotext", &["-layout"], &pdf, &["-"]);
    for stuk in [
        "Zoë Çelik-van ’t Hooft",
        "De Ǵroene Weide",
        "K-2026-0143",
        "maandag 23 november 2026",
        "Twee mensen delen de medicijnen",
        "pagina 1 van 1",
    ] {
        assert!(tekst.contains(stuk), "{stuk:?} is not in\n{tekst}");
    }
}

#[test]
fn a_screen_reader_is_told_the_language_the_title_and_the_headings() {
    let pdf = brief::pdf(&oordeel(&gaten()), DAG).unwrap();
    let info = volgens("pdfinfo", &[], &pdf, &[]);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("Ons antwoord op uw klacht"), "{info}");
    let xmp = volgens("pdfinfo", &["-meta"], &pdf, &[]);
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "PDF/UA-1 is not claimed in\n{xmp}");
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>"), "PDF/A-2 is not claimed in\n{xmp}");
    let bouw = volgens("pdfinfo", &["-struct-text"], &pdf, &[]);
    let koppen = bouw.lines().filter(|r| r.trim_start().starts_with("H2")).count();
    assert_eq!(koppen, 4, "headings below the title in\n{bouw}");
    assert!(bouw.contains("LBody"), "a list is a list in\n{bouw}");
    let ruw = volgens("qpdf", &["--qdf", "--object-streams=disable"], &pdf, &["--json"]);
    assert!(
        ruw.contains("\"/Lang\": \"u:nl-NL\"") || ruw.contains("\"/Lang\": \"u:nl\""),
        "no language"
    );
}

#[test]
fn the_file_is_sound_and_brings_its_own_letters() {
    let pdf = brief::pdf(&oordeel(&gaten()), DAG).unwrap();
    volgens("qpdf", &["--check"], &pdf, &[]);
    let fonts = volgens("pdffonts", &[], &pdf, &[]);
    let regels: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!regels.is_empty());
    for r in regels {
        assert!(r.contains(" yes yes "), "not embedded: {r}");
    }
}

#[test]
fn the_same_letter_is_the_same_file_to_the_byte() {
    let b = oordeel(&gaten());
    assert_eq!(brief::pdf(&b, DAG).unwrap(), brief::pdf(&b, DAG).unwrap());
}

#[test]
fn what_people_type_is_text_and_never_code() {
    let brief = sjablonen().opstellen("oordeel", &kwade_gaten(), lange_omslag()).unwrap();
    let pdf = brief::pdf(&brief, DAG).unwrap();
    let tekst = volgens("pdftotext", &["-layout"], &pdf, &["-"]);
    for stuk in ["#import \"x\": y", "$x^2$", "]#panic()[", "#set text(fill: white)", "Łódź Ελλάς"]
    {
        assert!(tekst.contains(stuk), "{stuk:?} is not literal in\n{tekst}");
    }
    let aaneen = tekst.split_whitespace().collect::<Vec<_>>().join(" ");
    for regel in lange_omslag().adres {
        assert!(aaneen.contains(&regel), "{regel:?} is not in\n{tekst}");
    }
    assert!(
        !volgens("pdfinfo", &["-url"], &pdf, &[]).contains("kwaad"),
        "nobody's link becomes a link in our letter"
    );
    volgens("qpdf", &["--check"], &pdf, &[]);
}

#[test]
fn a_long_reasoning_runs_on_over_numbered_pages() {
    let mut g = gaten();
    let alinea = "Wij hebben het rooster gelezen en met iedereen gesproken. ".repeat(12);
    g.insert("motivering".to_owned(), vec![alinea; 20].join("\n\n"));
    g.insert("behandeling".to_owned(), "lang".repeat(200));
    let pdf = brief::pdf(&oordeel(&g), DAG).unwrap();
    let tekst = volgens("pdftotext", &["-layout"], &pdf, &["-"]);
    assert!(tekst.contains("pagina 2 van"), "{tekst}");
    assert!(tekst.contains("Met vriendelijke groet,"));
}

#[test]
fn an_empty_answer_leaves_out_its_paragraph_and_not_a_hole() {
    let mut g = gaten();
    g.remove("maatregelen");
    let t = als_tekst(&oordeel(&g));
    assert!(t.contains("Wij nemen geen maatregelen na deze klacht."), "{t}");
    assert!(!t.contains('{') && !t.contains('}'), "{t}");
}

#[test]
fn a_template_with_an_unknown_word_is_refused_by_name() {
    let fout = Sjablonen::parse([(
        "fout.toml",
        "id = \"x\"\nonderwerp = { anders = \"y\" }\nalinae = []\n",
    )])
    .unwrap_err();
    assert_eq!(fout.to_string(), "reading the letter template fout.toml");
}
