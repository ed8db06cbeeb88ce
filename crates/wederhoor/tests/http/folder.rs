//! The leaflet and the list of providers on the running server, without script.

use crate::server::{HUIS, Server};

// norm livio/17-a
#[test]
fn the_leaflet_is_one_click_from_the_start_in_two_languages_and_as_pdf() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let start = b.open(&format!("/{HUIS}"));
    assert!(start.html.contains(&format!("href=\"/{HUIS}/folder\"")), "{}", start.html);
    let nl = b.open(&format!("/{HUIS}/folder"));
    assert_eq!(nl.status, 200);
    assert!(nl.html.contains("<html class=\"govuk-template\" lang=\"nl\">"), "{}", nl.html);
    assert!(nl.html.contains("binnen 6 weken nadat u uw klacht instuurde"));
    for pad in ["folder/en", "folder/nl.pdf"] {
        assert!(nl.html.contains(&format!("href=\"/{HUIS}/{pad}\"")), "{pad}");
    }
    let en = b.open(&format!("/{HUIS}/folder/en"));
    assert!(en.html.contains("lang=\"en\"") && en.html.contains("within 6 weeks"));
    for pad in ["folder/nl.pdf", "folder/en.pdf"] {
        let pdf = b.open_bytes(&format!("/{HUIS}/{pad}"));
        assert!(pdf.starts_with(b"%PDF-"), "{pad}");
    }
    assert_eq!(b.open("/bestaat-niet/folder").status, 404);
}

#[test]
fn the_first_page_lists_all_providers_and_finds_one_by_name_or_town() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let naar = |id: &str| format!("href=\"/{id}\"");
    let alle = b.open("/");
    assert_eq!((alle.status, alle.pad.as_str()), (200, "/"));
    assert!(alle.html.contains(&naar(HUIS)), "{}", alle.html);
    let enschede = b.open("/?zoek=ENSCH%C3%89DE");
    assert!(enschede.html.contains(&naar(HUIS)), "{}", enschede.html);
    assert!(enschede.html.contains("1 zorgaanbieder gevonden"), "{}", enschede.html);
    let niets = b.open("/?zoek=%3Cscript%3E");
    assert!(!niets.html.contains(&naar(HUIS)) && !niets.html.contains("value=\"<script>"));
}
