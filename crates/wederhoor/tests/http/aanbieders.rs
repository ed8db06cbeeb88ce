//! Visiting other providers than the one of the demo's stories: their forms, and their people.

use std::{fs, path::Path};

use crate::browser::{Browser, Pagina};

const WACHTWOORD: &str = "demo-wederhoor-2026";

/// Logs a member of this provider's staff in.
pub(crate) fn log_in_bij(b: &Browser, huis: &str, wie: &str) -> Pagina {
    let pad = format!("/{huis}/werk/inloggen");
    let f = b.open(&pad).formulier("werk/inloggen");
    b.stuur(&f.zet("email", format!("{wie}@{huis}.example")).zet("wachtwoord", WACHTWOORD))
}

/// Sends the question at this step with these answers, and all else as it stands.
pub(crate) fn beantwoord(b: &Browser, huis: &str, stap: &str, met: &[(&str, &str)]) -> Pagina {
    let pad = format!("/{huis}/klacht/{stap}");
    let f = b.open(&pad).formulier(&pad);
    b.stuur(&met.iter().fold(f, |f, (n, w)| f.zet(n, *w)))
}

/// All steps of the form.
pub(crate) const STAPPEN: [&str; 10] = [
    "voor-wie",
    "zorg",
    "waar",
    "wanneer",
    "wat-gebeurde-er",
    "over-wie",
    "wat-wilt-u",
    "andere-zorgaanbieders",
    "bestanden",
    "uw-gegevens",
];

/// The regulations of the program with more providers beside them, in this folder.
pub(crate) fn met_aanbieders(map: &Path, erbij: &[(&str, &str)]) {
    kopieer(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regelingen"), map);
    for (id, meer) in erbij {
        let eigen = map.join(id);
        fs::create_dir_all(&eigen).unwrap();
        let tekst = format!(
            "id = {id:?}\nregeling = \"kpz\"\ntelefoon = \"0900 - 1\"\nemail = \"klacht@{id}.example\"\n{meer}\n"
        );
        fs::write(eigen.join("aanbieder.toml"), tekst).unwrap();
    }
}

fn kopieer(van: &Path, naar: &Path) {
    fs::create_dir_all(naar).unwrap();
    for ingang in fs::read_dir(van).unwrap().map(Result::unwrap) {
        let doel = naar.join(ingang.file_name());
        if ingang.path().is_dir() {
            kopieer(&ingang.path(), &doel);
        } else {
            fs::copy(ingang.path(), doel).unwrap();
        }
    }
}
