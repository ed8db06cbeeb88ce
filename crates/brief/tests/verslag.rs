//! Reports and forms on paper, read back by programs of others.
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

use brief::{formulier_pdf, verslag_pdf};
use regeling::formulier::Invulling;
use regeling::{Boek, Formulier};
use toetsbank::{bibliotheek, volgens};
use verslag::{Teller, Verslag};

const DAG: termijn::Datum = jiff::civil::date(2026, 11, 23);

fn leeg(boek: &Boek, periode: &str, aanbevelingen: &str) -> Verslag {
    let locaties = ["Huis #1 [noord]".to_owned()];
    let teller = Teller::new(boek, &locaties, periode.parse().unwrap(), DAG);
    teller.verslag("Zorg Proef", None, aanbevelingen.to_owned())
}

fn tekst(pdf: &[u8]) -> String {
    let uit = volgens("pdftotext", &["-layout"], pdf, &["-"]);
    uit.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_toegankelijk(pdf: &[u8]) {
    volgens("qpdf", &["--check"], pdf, &[]);
    let xmp = volgens("pdfinfo", &["-meta"], pdf, &[]);
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "{xmp}");
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>"), "{xmp}");
}

#[test]
fn every_table_of_every_regulation_is_in_the_report_and_a_hidden_number_is_a_dash() {
    let b = bibliotheek();
    for id in b.ids() {
        let boek = b.boek(id).unwrap().0;
        for periode in ["2026-k3", "2025"] {
            let v = leeg(&boek, periode, "");
            let pdf = verslag_pdf(&v, "#14505c", DAG).unwrap();
            is_toegankelijk(&pdf);
            let tekst = tekst(&pdf);
            for t in &v.tabellen {
                assert!(tekst.contains(&t.naam), "{id}: no {} in {tekst}", t.naam);
            }
            assert!(tekst.contains('–') && tekst.contains("Er zijn geen aanbevelingen"), "{tekst}");
        }
    }
}

#[test]
fn what_is_recommended_is_text_and_never_code() {
    let boek = bibliotheek().boek("livio").unwrap().0;
    let kwaad = "#panic() $x^2$ ]#set text(fill: white)[ <script> İstanbul";
    let v = leeg(&boek, "2026-k3", &format!("## Doen\n\n{kwaad}\n\n- **een**\n- twee"));
    let tekst = tekst(&verslag_pdf(&v, "red", DAG).unwrap());
    for deel in [kwaad, "Doen", "twee"] {
        assert!(tekst.contains(deel), "no {deel:?} in {tekst}");
    }
}

#[test]
fn every_form_is_accessible_and_asks_what_the_file_says_and_nothing_else() {
    let b = bibliotheek();
    for a in b.aanbieders().unwrap() {
        let boek = b.boek(&a.regeling).unwrap().0;
        for regel in &boek.formulieren {
            let bekend = Invulling {
                ingediend_op: Some(DAG),
                nummer: "K-2026-0001".to_owned(),
                bekend: [("klager.naam".to_owned(), "#panic() [Zoë]".to_owned())].into(),
            };
            let f = Formulier::maak(&boek, regel, &a, &bekend).unwrap();
            assert_eq!(f.vragen.len(), regel.velden.len());
            let mut namen: Vec<&str> =
                boek.hoedanigheden().map(|g| g.hoedanigheid.as_str()).collect();
            let hoeveel = namen.len();
            namen.sort_unstable();
            namen.dedup();
            assert_eq!(namen.len(), hoeveel, "{}: a capacity is offered twice", a.id);
            for v in &f.vragen {
                if let regeling::formulier::Vorm::Keuzes { opties } = &v.vorm {
                    let eens: std::collections::BTreeSet<&String> = opties.iter().collect();
                    assert_eq!(eens.len(), opties.len(), "{}: {opties:?}", a.id);
                }
            }
            let pdf = formulier_pdf(&f, "#14505c", DAG).unwrap();
            is_toegankelijk(&pdf);
            let tekst = tekst(&pdf);
            for v in &f.vragen {
                let label = v.label.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(tekst.contains(&label), "{}: no {label:?} in {tekst}", a.id);
            }
            assert_eq!(tekst.contains("Handtekening"), regel.ondertekend, "{}", a.id);
            if regel.velden.iter().any(|v| v.uit.as_deref() == Some("klager.naam")) {
                assert!(tekst.contains("#panic() [Zoë]"), "{tekst}");
            }
            let paginas = volgens("pdfinfo", &[], &pdf, &[]);
            assert!(
                ["1", "2", "3"].iter().any(|n| paginas.contains(&format!("Pages:           {n}")))
            );
        }
    }
}
