//! The regulations of the folder, searched: what is found is a golden text that people read, and every story in it plays.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod gemeen;

use gemeen::{kort, verhalen_spelen};
use regeling::Ernst;
use toetsbank::bibliotheek;
use verkenning::verken;

#[test]
fn the_findings_on_every_regulation_are_known_and_their_stories_play() {
    let bibliotheek = bibliotheek();
    let mut verhalen = 0;
    for id in bibliotheek.ids() {
        let (boek, _) = bibliotheek.boek(id).unwrap_or_else(|e| panic!("{id}: {e}"));
        let uit = verken(&boek);
        verhalen += verhalen_spelen(&boek, &uit);
        let fouten: Vec<_> = uit.bevindingen.iter().filter(|b| b.ernst == Ernst::Fout).collect();
        assert!(fouten.is_empty(), "{id}: {fouten:#?}");
        let mut tekst = String::new();
        for b in &uit.bevindingen {
            let verhaal = b.verhaal.as_deref().unwrap_or_default();
            tekst += &format!("{}: {}\n  {}\n{verhaal}\n", b.soort.code(), b.boodschap, b.hulp);
        }
        for n in &uit.noten {
            tekst += &format!("noot {}: {}\n", n.code, n.boodschap);
        }
        insta::assert_snapshot!(id, tekst);
    }
    assert!(verhalen >= 5, "only {verhalen} stories");
}

#[test]
fn the_same_book_gives_the_same_answer() {
    let (boek, _) = bibliotheek().boek(bibliotheek().ids()[0]).unwrap();
    let (een, ander) = (verken(&boek), verken(&boek));
    assert_eq!(een.omvang, ander.omvang);
    assert_eq!(kort(&een), kort(&ander));
}
