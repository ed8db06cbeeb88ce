//! Jobs: one that failed, one that somebody does, one that waits, and what was done.

use maud::html;
use web::componenten::dag;
use web::huisstijl::Huisstijl;
use web::weergave::werkplek::taken::{Taakregel, Taken, pagina};

use super::Pagina;
use super::huis::formulier;
use super::werkplek::balk;

fn regel(wat: &str, stand: &str, pogingen: u32, fout: Option<&str>, knop: bool) -> Taakregel {
    Taakregel {
        wat: wat.into(),
        stand: stand.into(),
        wanneer: html! { (dag::moment("2026-11-23T11:04".parse().expect("a moment"))) },
        pogingen,
        fout: fout.map(Into::into),
        probeer: knop.then(|| "0193".into()),
    }
}

pub fn paginas(huis: &Huisstijl) -> Vec<Pagina> {
    let fout = "Er kon niet worden geschreven. Kijk of de map er is, en of er ruimte is.";
    let m = Taken {
        mislukt: 1,
        open: vec![
            regel("Brief klaarzetten", "Mislukt, weer vanaf", 3, Some(fout), true),
            regel("Opruimen (ma 23 nov 2026)", "Bezig, uiterlijk tot", 1, None, false),
            regel("Herinneren aan termijnen (ma 23 nov 2026)", "Wacht", 0, None, true),
        ],
        klaar: vec![regel("Controlepunt van de dag (ma 23 nov 2026)", "Klaar", 1, None, false)],
        formulier: formulier("/taken"),
        melding: None,
    };
    vec![("taken", pagina(&balk(huis), &m))]
}
