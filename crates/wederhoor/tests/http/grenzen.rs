//! What stays out: other sites, other people's papers, and the headers that every answer bears.

use crate::{
    browser::Pagina,
    klacht::{Bewijs, dien_in, log_in, mijn_klacht, url, vul_in},
    server::Server,
};

fn is_nederlandse_foutpagina(p: &Pagina, status: u16) {
    assert_eq!(p.status, status, "{}", p.pad);
    assert!(p.html.contains(" lang=\"nl\""), "{}: {}", p.pad, p.html);
    assert!(p.tekst().contains("Hulp nodig?"), "{}: {}", p.pad, p.tekst());
    is_beschermd(p);
}

fn is_beschermd(p: &Pagina) {
    let kop =
        |naam: &str| p.koppen.get(naam).map(|w| w.to_str().unwrap().to_owned()).unwrap_or_default();
    let csp = kop("content-security-policy");
    assert!(csp.contains("default-src 'none'") && csp.contains("frame-ancestors 'none'"), "{csp}");
    assert!(!csp.contains("unsafe"), "{csp}");
    assert_eq!(kop("x-content-type-options"), "nosniff", "{}", p.pad);
    assert_eq!(kop("referrer-policy"), "no-referrer", "{}", p.pad);
    assert_eq!(kop("cache-control"), "no-store", "{}", p.pad);
}

fn bewijs((nummer, code): &(String, String)) -> Bewijs {
    Bewijs { nummer: nummer.clone(), code: code.clone() }
}

#[test]
fn an_unknown_page_is_a_dutch_page_that_says_so() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let paden =
        ["/livio/bestaat-niet", "/niemand", "/niemand/werk", "/livio/klacht/onzin", "/a/b/c/d"];
    for pad in paden {
        let p = b.open(pad);
        is_nederlandse_foutpagina(&p, 404);
        assert!(p.tekst().contains("Deze pagina bestaat niet"), "{}", p.tekst());
    }
}

#[test]
fn a_form_on_another_site_changes_nothing() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::start(map.path());
    let b = server.browser();
    let controle = vul_in(&b, "J. Bakker", "Een verhaal.").unwrap();
    is_beschermd(&controle);
    let f = controle.formulier("klacht/controle");
    for kop in [("origin", "https://kwaad.example"), ("sec-fetch-site", "cross-site")] {
        let p = b.stuur_met(&f, &[kop]).unwrap();
        assert_eq!(p.status, 403, "{kop:?}");
        is_beschermd(&p);
    }
    is_nederlandse_foutpagina(&b.stuur(&f.clone().zet("token", "verzonnen")), 403);
    let p = b.stuur_met(&f, &[("sec-fetch-site", "same-origin")]).unwrap();
    assert_eq!(p.pad, url("klacht/verzonden"), "the draft was still there");
}

#[test]
fn letters_and_dossiers_of_others_do_not_exist() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let klachten = server.demoklachten();
    let mijn = server.browser();
    let stand = mijn_klacht(&mijn, &bewijs(&klachten[0]));
    assert_eq!(stand.pad, url("mijn-klacht/stand"), "{}", stand.tekst());
    let mut vreemd = Vec::new();
    for ander in &klachten[1..] {
        let p = mijn_klacht(&server.browser(), &bewijs(ander));
        vreemd.extend(p.koppelingen("/mijn-klacht/brief/"));
        vreemd.extend(p.koppelingen("/mijn-klacht/bestand/"));
    }
    assert!(vreemd.iter().any(|v| v.contains("/brief/")), "the demo has letters");
    for pad in &vreemd {
        is_nederlandse_foutpagina(&mijn.open(pad), 404);
        assert_eq!(server.browser().open(pad).pad, url("mijn-klacht"), "nobody sees {pad}");
    }

    let medewerker = server.browser();
    assert_eq!(log_in(&medewerker, "medewerker").pad, url("werk"));
    let bestuur = server.browser();
    assert_eq!(log_in(&bestuur, "bestuur").pad, url("werk"));
    for (nummer, _) in &klachten[1..] {
        let pad = url(&format!("werk/dossier/{nummer}"));
        assert_eq!(bestuur.open(&pad).status, 200, "{pad}");
        for deel in ["", "/klacht", "/documenten"] {
            is_nederlandse_foutpagina(&medewerker.open(&format!("{pad}{deel}")), 404);
        }
        for stuk in bestuur.open(&format!("{pad}/documenten")).koppelingen("/brief/") {
            is_nederlandse_foutpagina(&medewerker.open(&stuk), 404);
            let elders = stuk.replace(nummer, &klachten[0].0);
            is_nederlandse_foutpagina(&bestuur.open(&elders), 404);
        }
    }
    assert_eq!(server.browser().open(&url("werk")).pad, url("werk/inloggen"));
}

#[test]
fn no_script_reads_a_cookie_and_no_other_site_sends_one_along() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    let bewijs = dien_in(&b, "J. Bakker", "Een verhaal.").unwrap();
    mijn_klacht(&b, &bewijs);
    log_in(&b, "bestuur");
    let koekjes = b.koekjes();
    for naam in ["concept", "formulier", "verzonden", "klager", "medewerker"] {
        let begin = format!("{naam}=");
        assert!(koekjes.iter().any(|k| k.starts_with(&begin)), "no {naam} in {koekjes:?}");
    }
    for koekje in koekjes {
        assert!(koekje.contains("; HttpOnly") && koekje.contains("; SameSite="), "{koekje}");
        assert!(!koekje.contains("SameSite=None"), "{koekje}");
    }
}
