//! A provider that nobody thought of: its own office decides, and no line of the program knows that word.

use std::{fs, path::Path};

use crate::{
    klacht::{dien_in, log_in, url},
    samen::is_gedaan,
    server::Server,
};

const AANBIEDER: &str = r#"
id = "livio"
naam = "Tandartsen aan de Gracht"
regeling = "gracht"
telefoon = "053 - 123 45 67"
email = "klachten@gracht.example"
[klachtenfunctionaris]
naam = "S. de Vries"
telefoon = "053 - 765 43 21"
"#;

const REGELING: &str = r#"
[regeling]
id = "gracht"
titel = "Klachten bij Tandartsen aan de Gracht"
aanbieder = "Tandartsen aan de Gracht"
geldig = { van = 2024-01-01 }

[[rol]]
id = "praktijkhouder"
naam = { nl = "de praktijkhouder", en = "the owner of the practice", b1 = "de praktijkhouder" }
soort = "ambt"
is = "zorgaanbieder"
legt_vast = true
toegang_als = "raad_van_bestuur"

[[rol]]
id = "balie"
naam = { nl = "de balie", en = "the desk" }
soort = "ambt"

[[kanaal]]
id = "webformulier"
artikel = "1"
naam = "webformulier"
doet = "klacht_ingediend"

[[klachtgerechtigd]]
hoedanigheid = "client"
artikel = "1"
naam = "de cliënt"

[[bevoegdheid]]
id = "klagen"
artikel = "1"
wie = "klager"
doet = "klacht_ingediend"

[[plicht]]
id = "voortgang"
artikel = "2"
wie = "praktijkhouder"
doet = "voortgang_gemeld"
aan = "klager"
na = "klacht_ingediend"
binnen = "3 weken"

[[plicht]]
id = "oordelen"
artikel = "3"
wie = "praktijkhouder"
doet = "oordeel_gegeven"
aan = "klager"
na = "klacht_ingediend"
binnen = "6 weken"
"#;

fn regelingen(map: &Path) -> std::path::PathBuf {
    let huis = map.join("regelingen/gracht");
    fs::create_dir_all(&huis).unwrap();
    fs::write(huis.join("aanbieder.toml"), AANBIEDER).unwrap();
    fs::write(huis.join("gracht.toml"), REGELING).unwrap();
    let woorden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regelingen/woordenlijst.toml");
    fs::copy(woorden, map.join("regelingen/woordenlijst.toml")).unwrap();
    map.join("regelingen")
}

#[test]
fn whoever_holds_an_office_of_an_unseen_regulation_handles_its_complaints() {
    let map = tempfile::tempdir().unwrap();
    let regelingen = regelingen(map.path());
    let server = Server::demo_onder(map.path(), &regelingen);
    let bewijs = dien_in(&server.browser(), "Çağla Ünal", "De vulling brak af.").unwrap();

    let b = server.browser();
    let lijst = log_in(&b, "praktijkhouder");
    assert!(lijst.tekst().contains(&bewijs.nummer), "{}", lijst.tekst());
    let dossier = b.open(&url(&format!("werk/dossier/{}", bewijs.nummer)));
    assert!(dossier.tekst().contains("De vulling brak af."), "{}", dossier.tekst());
    let pad =
        |rol: &str| url(&format!("werk/dossier/{}/doe/{rol}/voortgang_gemeld", bewijs.nummer));
    let f = b.open(&pad("praktijkhouder")).formulier("voortgang_gemeld");
    let klaar = b.stuur(&f.zet("bericht", "Wij vragen de tandarts erbij."));
    assert!(is_gedaan(&klaar), "{}: {}", klaar.pad, klaar.tekst());

    // In the name of the board, which does nothing here, he does nothing either.
    assert_eq!(b.open(&pad("raad_van_bestuur")).status, 403);
}
