//! The leaflet as a page, and the list of providers: every section is there, and a name stays text.

mod voorbeelden;

use regeling::Aanbieder;
use regeling::folder::Folder;
use scraper::{Html, Selector};
use termijn::Taal;
use voorbeelden::folder::{aanbieders, model, portalen};
use web::huisstijl::Huisstijl;
use web::weergave::publiek::folder::{los, pagina};

fn tekst(html: &str, keuze: &str) -> Vec<String> {
    let keuze = Selector::parse(keuze).expect("a selector");
    let doc = Html::parse_document(html);
    doc.select(&keuze).map(|e| e.text().collect::<String>()).collect()
}

#[test]
fn every_section_of_a_leaflet_has_its_heading_on_the_page_and_its_place_in_the_list() {
    for (a, boek) in aanbieders() {
        for taal in [Taal::Nl, Taal::En] {
            let folder = Folder::maak(&boek, &a, taal);
            let koppen: Vec<String> = folder.delen.iter().map(|d| d.kop.clone()).collect();
            let html = pagina(&Huisstijl::default(), &model(folder)).into_string();
            assert_eq!(tekst(&html, ".kl-folder h2"), koppen, "{}", a.id);
            assert_eq!(tekst(&html, "main nav li"), koppen, "{}", a.id);
            let lang = if taal == Taal::Nl { "html[lang=nl]" } else { "html[lang=en]" };
            assert_eq!(tekst(&html, lang).len(), 1);
        }
    }
}

#[test]
fn a_hostile_name_is_text_on_the_page_and_in_the_file() {
    let kwaad = "<script>alert(1)</script>\" onload=\"x";
    for (echt, boek) in aanbieders() {
        let a = Aanbieder {
            naam: kwaad.to_owned(),
            adres: vec![kwaad.to_owned()],
            email: kwaad.to_owned(),
            website: format!("javascript:{kwaad}"),
            ..echt
        };
        let folder = Folder::maak(&boek, &a, Taal::Nl);
        for html in [
            los(&folder).into_string(),
            pagina(&Huisstijl::default(), &model(folder.clone())).into_string(),
        ] {
            assert!(!html.contains("<script>alert"), "{html}");
            assert!(!html.contains("href=\"javascript:"), "{html}");
            assert!(tekst(&html, "main").join("").contains(kwaad));
            assert!(tekst(&html, "[onload]").is_empty());
        }
    }
}

#[test]
fn what_was_searched_for_is_text() {
    for (naam, html) in portalen() {
        let html = html.into_string();
        assert!(!html.contains("<b>bestaat"), "{naam}");
        assert_eq!(tekst(&html, "main h1").len(), 1);
    }
}
