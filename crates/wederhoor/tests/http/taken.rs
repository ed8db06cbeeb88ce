//! What the program does by itself: what fails is shown and tried again, by two servers each job once, and
//! what a server that was killed left behind is done by the next.

use std::{fs, path::Path, thread::sleep, time::Duration};

use toetsbank::motor::leeg_schema;

use crate::{
    browser::{Browser, Pagina},
    klacht::{dien_in, log_in, url},
    server::{HUIS, Server},
};

/// An hour and a half after the clock of the first server.
const LATER: &str = "2026-11-23T11:30:00Z";
const PAD: &str = "werk/taken";

/// The page of jobs, once this can be said of it; what goes on beside the requests takes seconds.
fn wacht_tot(b: &Browser, klaar: impl Fn(&Pagina) -> bool) -> Pagina {
    for _ in 0..600 {
        let p = b.open(&url(PAD));
        if klaar(&p) {
            return p;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("it does not come: {}", b.open(&url(PAD)).tekst());
}

fn brieven(post: &Path) -> usize {
    let map = fs::read_dir(post.join(HUIS));
    let is_brief = |naam: &str| naam.ends_with(".pdf");
    map.map_or(0, |map| {
        map.filter(|i| is_brief(i.as_ref().unwrap().file_name().to_str().unwrap())).count()
    })
}

#[test]
fn what_fails_is_shown_tried_when_somebody_presses_and_done_by_the_next_server() {
    let map = tempfile::tempdir().unwrap();
    let post = map.path().join("data/post");
    fs::create_dir_all(&post).unwrap();
    // Where the folder for letters must be stands something else.
    fs::write(post.join(HUIS), "").unwrap();
    let server = Server::demo(map.path());
    let b = server.browser();
    assert!(log_in(&b, "bestuur").html.contains(&url(PAD)), "not in the menu");
    // The clock stands still, so what failed is not tried again by itself.
    let p = wacht_tot(&b, |p| {
        let standen = p.teksten("td[data-kop=Stand]");
        !standen.is_empty() && standen.iter().all(|stand| stand.starts_with("Mislukt"))
    });
    assert!(p.tekst().contains("Er kon niet worden geschreven"), "{}", p.tekst());
    assert!(p.tekst().contains("taken zijn mislukt"), "{}", p.tekst());
    assert!(!p.tekst().contains("K-2026"), "it says nothing of a dossier: {}", p.tekst());
    let ids = p.waarden("button[name=taak]");
    assert!(ids.len() > 2, "{}", p.tekst());

    fs::remove_file(post.join(HUIS)).unwrap();
    let f = p.formulier(PAD).zet("taak", &ids[0]);
    let na = b.stuur(&f.clone());
    assert!(na.tekst().contains("De taak wordt nu geprobeerd"), "{}", na.tekst());
    wacht_tot(&b, |p| p.waarden("button[name=taak]").len() == ids.len() - 1);
    assert_eq!(brieven(&post), 1);
    let weer = b.stuur(&f);
    assert!(weer.tekst().contains("wacht niet meer"), "{}", weer.tekst());
    assert_eq!(b.stuur(&p.formulier(PAD).zet("taak", "iets")).status, 400);

    server.dood();
    let server = Server::later(map.path(), LATER);
    let b = server.browser();
    log_in(&b, "bestuur");
    let p = wacht_tot(&b, |p| p.tekst().contains("Er wacht geen taak"));
    assert!(p.tekst().contains("Er is niets mislukt"), "{}", p.tekst());
    assert_eq!(brieven(&post), ids.len());
}

#[test]
fn two_servers_do_each_job_once() {
    let (map, database) = (tempfile::tempdir().unwrap(), leeg_schema());
    let servers = [(); 2].map(|()| Server::demo_op(map.path(), &database));
    for server in &servers {
        for ronde in 0..3 {
            dien_in(&server.browser(), "J. Bakker", &format!("Het rooster {ronde}.")).unwrap();
        }
    }
    let b = servers[1].browser();
    log_in(&b, "bestuur");
    let p = wacht_tot(&b, |p| p.tekst().contains("Er wacht geen taak"));
    let pogingen = p.teksten("td[data-kop=Pogingen]");
    assert!(pogingen.len() > 10, "{}", p.tekst());
    assert!(pogingen.iter().all(|keer| keer == "1"), "{pogingen:?}");
    assert!(brieven(&map.path().join("data/post")) >= 6);
}

#[test]
fn only_the_board_and_who_manages_the_program_see_the_jobs() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    for wie in ["medewerker", "functionaris"] {
        let b = server.browser();
        assert!(!log_in(&b, wie).html.contains(&url(PAD)));
        assert_eq!(b.open(&url(PAD)).status, 403);
    }
}
