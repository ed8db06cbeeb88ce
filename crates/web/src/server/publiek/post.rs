//! Letters and files that were released to the klager.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::KLAGER;
use store::{DocumentLezer, DossierId, StukId, StukRij};

use super::klager::{Klager, klager_of_inloggen};
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::brieftekst::als_component;
use crate::server::fout::WebFout;
use crate::server::logboek::{Gezien, Wat};
use crate::weergave::publiek::brief as weergave;

type Uitkomst = Result<Response, WebFout>;

pub(super) async fn brief(
    bij: Bij,
    Path((_, stuk)): Path<(String, String)>,
    koppen: HeaderMap,
) -> Uitkomst {
    let stuk: StukId = stuk.parse().map_err(|_| WebFout::Weg)?;
    let klager = klager_of_inloggen!(bij, koppen, Wat::lees_brief(stuk));
    let praktijk = &bij.huis.praktijk;
    let brieven =
        praktijk.store().brieven(praktijk.tenant(), klager.dossier.id, Some(KLAGER)).await?;
    let rij =
        brieven.iter().find(|b| b.stuk == stuk && b.geadresseerde == KLAGER).ok_or(WebFout::Weg)?;
    let brief = lees_brief(&bij, &klager.gezien, klager.dossier.id, stuk).await?;
    praktijk.store().brief_gelezen(praktijk.tenant(), stuk, KLAGER, bij.app.nu()).await?;
    let pdf = brieven.iter().find(|p| {
        p.geadresseerde == KLAGER
            && p.soort == rij.soort
            && p.vrijgegeven_op == rij.vrijgegeven_op
            && p.stuk != stuk
    });
    let m = weergave::Briefpagina {
        nummer: klager.dossier.nummer.clone(),
        brief: als_component(&brief, bij.app.dag(rij.vrijgegeven_op)),
        pdf: pdf.map(|p| {
            Koppeling::new(
                "Deze brief als PDF",
                bij.url(&format!("mijn-klacht/bestand/{}", p.stuk)),
            )
        }),
        knoppen: Vec::new(),
        mijn_klacht_url: bij.url("mijn-klacht/stand"),
        afsluiten: Some(klager.afsluiten(&bij)?),
    };
    Ok(weergave::pagina(&bij.huis.huisstijl, &m).into_response())
}

/// The stored text of a letter.
pub(crate) async fn lees_brief(
    bij: &Bij,
    gezien: &Gezien,
    dossier: DossierId,
    stuk: StukId,
) -> Result<brief::Brief, WebFout> {
    let praktijk = &bij.huis.praktijk;
    let rij = praktijk.store().stuk(praktijk.tenant(), dossier, stuk).await?;
    let inhoud = lees(bij, gezien, &rij).await?.heel().await?;
    serde_json::from_slice(&inhoud).map_err(WebFout::storing)
}

/// Opens a document of a dossier that the log says is shown.
#[expect(clippy::disallowed_methods, reason = "the one way to a document")]
pub(crate) async fn lees(bij: &Bij, _: &Gezien, rij: &StukRij) -> Result<DocumentLezer, WebFout> {
    let praktijk = &bij.huis.praktijk;
    Ok(praktijk.store().document(praktijk.tenant(), rij.stuk, &rij.sleutel).await?)
}

pub(super) async fn bestand(
    bij: Bij,
    Path((_, stuk)): Path<(String, String)>,
    koppen: HeaderMap,
) -> Uitkomst {
    let stuk: StukId = stuk.parse().map_err(|_| WebFout::Weg)?;
    let klager = klager_of_inloggen!(bij, koppen, Wat::haal(stuk));
    let praktijk = &bij.huis.praktijk;
    let rij = praktijk.store().stuk(praktijk.tenant(), klager.dossier.id, stuk).await?;
    download(&bij, &klager.gezien, &rij).await
}

/// A file as an answer; its name says what it is, not whose.
pub(crate) async fn download(bij: &Bij, gezien: &Gezien, rij: &StukRij) -> Uitkomst {
    let lezer = lees(bij, gezien, rij).await?;
    let uitgang = match rij.mime.as_str() {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/heif" => "heic",
        _ => "docx",
    };
    let hoe = if uitgang == "pdf" { "inline" } else { "attachment" };
    let koppen = [
        (header::CONTENT_TYPE, rij.mime.clone()),
        (header::CONTENT_LENGTH, lezer.bytes.to_string()),
        (
            header::CONTENT_DISPOSITION,
            format!(
                "{hoe}; filename=\"{}.{uitgang}\"",
                if rij.soort == "brief" { "brief" } else { "bijlage" }
            ),
        ),
    ];
    Ok((koppen, Body::from_stream(lezer.stroom)).into_response())
}
