//! The leaflet: as a page in two languages, and as PDF.
//!
//! Always holds: what is shown follows from the regulation as it is now; a PDF is set once for each language
//! and version while the server runs, beside the requests.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::header;
use axum::response::{IntoResponse, Response};
use regeling::{Boek, Folder};
use termijn::{Datum, Taal};
use tokio::sync::OnceCell;

use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::weergave::publiek::folder::{Folderpagina, pagina};

/// The leaflets of a provider that were set already, by version of the regulation and language.
#[derive(Debug, Default)]
pub struct Folders(Mutex<HashMap<(String, &'static str), Cel>>);

/// One leaflet, once it is set.
type Cel = Arc<OnceCell<Arc<[u8]>>>;

impl Folders {
    fn cel(&self, boek: &Boek, taal: &'static str) -> Cel {
        let mut alle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(alle.entry((boek.hash.clone(), taal)).or_default())
    }
}

pub(super) async fn nl(bij: Bij) -> Response {
    toon(&bij, Taal::Nl)
}

pub(super) async fn en(bij: Bij) -> Response {
    toon(&bij, Taal::En)
}

pub(super) async fn nl_pdf(bij: Bij) -> Result<Response, WebFout> {
    pdf(&bij, Taal::Nl).await
}

pub(super) async fn en_pdf(bij: Bij) -> Result<Response, WebFout> {
    pdf(&bij, Taal::En).await
}

fn voor_medewerkers(bij: &Bij) -> Folder {
    Folder::voor_medewerkers(bij.boek(), bij.huis.praktijk.aanbieder())
}

pub(super) async fn medewerkers(bij: Bij) -> Response {
    let m = Folderpagina {
        folder: voor_medewerkers(&bij),
        pdf: Koppeling::new("Deze folder om te printen (PDF)", bij.url("folder/medewerkers.pdf")),
        anders: (Koppeling::new("De folder voor cliënten", bij.url("folder")), "nl"),
        terug: Koppeling::new("Terug naar het begin", bij.url("")),
    };
    pagina(&bij.huis.huisstijl, &m).into_response()
}

pub(super) async fn medewerkers_pdf(bij: Bij) -> Result<Response, WebFout> {
    let dag = bij.app.vandaag();
    let naam = "folder-medewerkers.pdf";
    let cel = bij.huis.folders.cel(bij.boek(), naam);
    let gezet = cel.get_or_try_init(|| zet(&bij, voor_medewerkers(&bij), dag)).await?;
    Ok(als_pdf(naam, gezet))
}

fn maak(bij: &Bij, taal: Taal) -> Folder {
    Folder::maak(bij.boek(), bij.huis.praktijk.aanbieder(), taal)
}

fn toon(bij: &Bij, taal: Taal) -> Response {
    let folder = maak(bij, taal);
    let m = match taal {
        Taal::Nl => Folderpagina {
            folder,
            pdf: Koppeling::new("Deze folder om te printen (PDF)", bij.url("folder/nl.pdf")),
            anders: (Koppeling::new("This leaflet in English", bij.url("folder/en")), "en"),
            terug: Koppeling::new("Terug naar het begin", bij.url("")),
        },
        Taal::En => Folderpagina {
            folder,
            pdf: Koppeling::new("This leaflet to print (PDF)", bij.url("folder/en.pdf")),
            anders: (Koppeling::new("Deze folder in het Nederlands", bij.url("folder")), "nl"),
            terug: Koppeling::new("Back to the start (in Dutch)", bij.url("")),
        },
    };
    pagina(&bij.huis.huisstijl, &m).into_response()
}

async fn pdf(bij: &Bij, taal: Taal) -> Result<Response, WebFout> {
    let naam = match taal {
        Taal::Nl => "folder.pdf",
        Taal::En => "leaflet.pdf",
    };
    let cel = bij.huis.folders.cel(bij.boek(), naam);
    let gezet = cel.get_or_try_init(|| zet(bij, maak(bij, taal), bij.app.vandaag())).await?;
    Ok(als_pdf(naam, gezet))
}

fn als_pdf(naam: &str, gezet: &[u8]) -> Response {
    let koppen = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{naam}\"")),
    ];
    (koppen, gezet.to_vec()).into_response()
}

/// Setting takes a part of a second: not on a thread that answers requests.
async fn zet(bij: &Bij, folder: Folder, dag: Datum) -> Result<Arc<[u8]>, WebFout> {
    let kleur = bij.huis.huisstijl.thema_kleur.clone();
    let gezet = tokio::task::spawn_blocking(move || brief::folder_pdf(&folder, &kleur, dag))
        .await
        .map_err(WebFout::storing)?
        .map_err(WebFout::storing)?;
    Ok(gezet.pdf.into())
}
