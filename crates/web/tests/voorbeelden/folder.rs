//! The leaflets of the providers that we have, as pages; and the list of providers.

use regeling::{Aanbieder, Boek, Folder};
use termijn::Taal;
use web::huisstijl::{Huisstijl, Koppeling};
use web::weergave::publiek::folder::{Folderpagina, pagina};
use web::weergave::publiek::portaal::{self, Aanbiederregel, Portaal};

use super::Pagina;

const NAMEN: [&str; 8] = [
    "folder-1", "folder-2", "folder-3", "folder-4", "folder-5", "folder-6", "folder-7", "folder-8",
];

pub fn aanbieders() -> Vec<(Aanbieder, Boek)> {
    let b = toetsbank::bibliotheek();
    let alle = b.aanbieders().expect("providers");
    alle.into_iter().map(|a| (a.clone(), b.boek(&a.regeling).expect("a book").0)).collect()
}

pub fn model(folder: Folder) -> Folderpagina {
    let nl = folder.taal == "nl";
    Folderpagina {
        folder,
        pdf: Koppeling::new(
            if nl { "Deze folder om te printen (PDF)" } else { "This leaflet to print (PDF)" },
            "/folder.pdf",
        ),
        anders: if nl {
            (Koppeling::new("This leaflet in English", "/folder-en.html"), "en")
        } else {
            (Koppeling::new("Deze folder in het Nederlands", "/folder-1.html"), "nl")
        },
        terug: Koppeling::new("Terug naar het begin", "/start.html"),
    }
}

/// The leaflet of every provider, in Dutch.
pub fn folders(huis: &Huisstijl) -> Vec<Pagina> {
    let paren = NAMEN.into_iter().zip(aanbieders());
    paren
        .map(|(naam, (a, boek))| (naam, pagina(huis, &model(Folder::maak(&boek, &a, Taal::Nl)))))
        .collect()
}

/// One in English.
pub fn engels(huis: &Huisstijl) -> Vec<Pagina> {
    let (a, boek) = aanbieders().swap_remove(0);
    vec![("folder-en", pagina(huis, &model(Folder::maak(&boek, &a, Taal::En))))]
}

/// The list of providers: all, found, and not found.
pub fn portalen() -> Vec<Pagina> {
    let huis =
        Huisstijl { naam: "Wederhoor".into(), start_url: "/".into(), ..Huisstijl::default() };
    let regel = |naam: &str, waar: &str| Aanbiederregel {
        naam: naam.into(),
        waar: waar.into(),
        url: "/start.html".into(),
        folder_url: "/folder-1.html".into(),
    };
    let alle = vec![
        regel("Stichting Het Baken", "4321 BA Bakendam"),
        regel("Zorggroep De Linde", "1234 AB Lindendorp"),
    ];
    let met = |zoek: &str, gevonden| Portaal { zoek: zoek.into(), gevonden, totaal: 2 };
    vec![
        ("portaal", portaal::pagina(&huis, &met("", alle.clone()))),
        ("portaal-gevonden", portaal::pagina(&huis, &met("linde", alle[1..].to_vec()))),
        ("portaal-niets", portaal::pagina(&huis, &met("<b>bestaat niet</b>", Vec::new()))),
    ]
}
