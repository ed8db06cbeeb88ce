//! Reading what a form sent, with its files.
//!
//! Always holds: a file is judged by its content, not by its name or by what the browser says; a file
//! that is refused leaves nothing on disk; its name is cleaned before anybody sees it.

use axum::RequestExt;
use axum::extract::{FromRequest, Multipart, OriginalUri, Request};
use axum::http::header;
use bytes::{Bytes, BytesMut};
use futures::{Stream, TryStreamExt};
use store::{ConceptStuk, Store, Tenant};

use super::app::{App, Huis};
use super::fout::WebFout;
use super::invoer::Invoer;

/// The largest file, in bytes (20 MB).
pub(super) const BESTAND_MAX: u64 = 20 * 1024 * 1024;
/// What may be sent, for the file dialog.
pub(super) const SOORTEN: &str = ".jpg,.jpeg,.png,.heic,.pdf,.docx";
/// The same in words.
pub(super) const SOORTEN_IN_WOORDEN: &str =
    "een foto (jpg, png of heic), een pdf of een Word-bestand (docx), tot 20 MB";
const TOEGESTAAN: [(&str, &str); 5] = [
    ("image/jpeg", "foto"),
    ("image/png", "foto"),
    ("image/heif", "foto"),
    ("application/pdf", "pdf"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word-bestand"),
];
const NAAM_MAX: usize = 100;

/// Why a file was refused, for the person who sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bestandsfout {
    Leeg,
    TeGroot,
    VerkeerdeSoort,
}

impl Bestandsfout {
    pub(super) fn zin(self) -> String {
        match self {
            Self::Leeg => "Dit bestand is leeg. Kies een ander bestand.".to_owned(),
            Self::TeGroot => "Dit bestand is te groot. Het mag hoogstens 20 MB zijn.".to_owned(),
            Self::VerkeerdeSoort => {
                format!("Dit soort bestand kan niet. Het mag zijn: {SOORTEN_IN_WOORDEN}.")
            }
        }
    }
}

/// What a form sent.
pub(super) struct Ontvangen {
    pub(super) invoer: Invoer,
    /// Files, each stored or refused.
    pub(super) bestanden: Vec<Result<ConceptStuk, Bestandsfout>>,
}

/// A form, whatever way it was sent; files go into the store of the provider in the address.
impl FromRequest<App> for Ontvangen {
    type Rejection = WebFout;

    async fn from_request(request: Request, app: &App) -> Result<Self, WebFout> {
        let soort = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|t| t.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        if soort.starts_with("multipart/form-data") {
            let huis = huis_in_adres(&request, app).ok_or(WebFout::Weg)?;
            let multipart =
                Multipart::from_request(request, app).await.map_err(|_| WebFout::Onleesbaar)?;
            return lees_multipart(multipart, huis.praktijk.store(), huis.praktijk.tenant()).await;
        }
        let axum::Form(paren) =
            request.extract::<axum::Form<Vec<(String, String)>>, _>().await.map_err(|f| {
                if f.into_status() == 413 { WebFout::TeGroot } else { WebFout::Onleesbaar }
            })?;
        Ok(Self { invoer: Invoer(paren), bestanden: Vec::new() })
    }
}

/// The provider in the address as it was asked, before the router took parts off it.
fn huis_in_adres(request: &Request, app: &App) -> Option<std::sync::Arc<Huis>> {
    let OriginalUri(uri) = request.extensions().get::<OriginalUri>()?;
    app.huis(uri.path().trim_start_matches('/').split('/').next()?)
}

trait Status {
    fn into_status(self) -> u16;
}

impl Status for axum::extract::rejection::FormRejection {
    fn into_status(self) -> u16 {
        self.status().as_u16()
    }
}

async fn lees_multipart(
    mut multipart: Multipart,
    store: &Store,
    tenant: &Tenant,
) -> Result<Ontvangen, WebFout> {
    let mut uit = Ontvangen { invoer: Invoer::default(), bestanden: Vec::new() };
    let grens = |f: axum::extract::multipart::MultipartError| {
        if f.status() == 413 { WebFout::TeGroot } else { WebFout::Onleesbaar }
    };
    while let Some(veld) = multipart.next_field().await.map_err(grens)? {
        let naam = veld.name().unwrap_or_default().to_owned();
        match veld.file_name().map(str::to_owned) {
            None => uit.invoer.0.push((naam, veld.text().await.map_err(grens)?)),
            Some(bestandsnaam) => {
                let inhoud = veld.map_err(grens);
                if let Some(b) = ontvang_bestand(inhoud, &bestandsnaam, store, tenant).await? {
                    uit.bestanden.push(b);
                }
            }
        }
    }
    Ok(uit)
}

/// How much of a file tells its kind, in bytes.
const BEGIN: usize = 8 * 1024;

/// Stores one file, or says why not; nothing when the field was left empty.
async fn ontvang_bestand(
    inhoud: impl Stream<Item = Result<Bytes, WebFout>>,
    naam: &str,
    store: &Store,
    tenant: &Tenant,
) -> Result<Option<Result<ConceptStuk, Bestandsfout>>, WebFout> {
    let mut inhoud = std::pin::pin!(inhoud);
    let mut begin = BytesMut::new();
    while begin.len() < BEGIN {
        let Some(stukje) = inhoud.try_next().await? else { break };
        begin.extend_from_slice(&stukje);
    }
    if begin.is_empty() {
        // A file field that was left empty sends an empty part without a name.
        return Ok((!naam.is_empty()).then_some(Err(Bestandsfout::Leeg)));
    }
    let Some(mime) = soort_van(&begin) else {
        // The rest is read, or the browser would show no answer.
        while inhoud.try_next().await?.is_some() {}
        return Ok(Some(Err(Bestandsfout::VerkeerdeSoort)));
    };
    let mut schrijver = store.nieuw_document(tenant).await?;
    schrijver.write(&begin).await?;
    while let Some(stukje) = inhoud.try_next().await? {
        if schrijver.bytes() <= BESTAND_MAX {
            schrijver.write(&stukje).await?;
        }
    }
    if schrijver.bytes() > BESTAND_MAX {
        schrijver.breek_af().await?;
        return Ok(Some(Err(Bestandsfout::TeGroot)));
    }
    let document = schrijver.klaar().await?;
    Ok(Some(Ok(ConceptStuk { document, naam: schone_naam(naam), mime: mime.to_owned() })))
}

/// The media type by content; `None` when it may not be sent.
fn soort_van(begin: &[u8]) -> Option<&'static str> {
    let gevonden = infer::get(begin)?.mime_type();
    TOEGESTAAN.iter().map(|(m, _)| *m).find(|m| *m == gevonden)
}

/// "foto, 1,2 MB".
pub(super) fn in_woorden(mime: &str, bytes: u64) -> String {
    let soort = TOEGESTAAN.iter().find(|(m, _)| *m == mime).map_or("bestand", |(_, s)| *s);
    format!("{soort}, {}", grootte(bytes))
}

/// "48 kB" or "1,2 MB".
pub(super) fn grootte(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => format!("{} kB", (bytes + 500) / 1000),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// The last part of a path, without control characters or marks that turn text around, not too long.
pub(super) fn schone_naam(naam: &str) -> String {
    let laatste = naam.rsplit(['/', '\\']).next().unwrap_or_default();
    let schoon: String = laatste
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '<' | '>' | ':' | '"' | '|' | '?' | '*'))
        .collect();
    let schoon = schoon.trim().trim_start_matches('.').trim();
    if schoon.is_empty() {
        return "bestand".to_owned();
    }
    let te_veel = schoon.chars().count().saturating_sub(NAAM_MAX);
    schoon.chars().skip(te_veel).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_becomes_a_harmless_one() {
        for (naam, schoon) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Jan\\foto.jpg", "foto.jpg"),
            ("brief\u{202e}gpj.exe", "briefgpj.exe"),
            ("\u{0}\n", "bestand"),
            ("...", "bestand"),
            ("Foto van Bülent.png", "Foto van Bülent.png"),
        ] {
            assert_eq!(schone_naam(naam), schoon, "{naam:?}");
        }
        assert_eq!(schone_naam(&"a".repeat(500)).chars().count(), NAAM_MAX);
    }

    #[test]
    fn a_file_is_judged_by_its_content() {
        assert_eq!(soort_van(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(soort_van(b"\xff\xd8\xff\xe0rest"), Some("image/jpeg"));
        assert_eq!(soort_van(b"MZ\x90\x00"), None);
        assert_eq!(soort_van(b"<script>"), None);
    }

    #[test]
    fn sizes_read_well() {
        assert_eq!(grootte(999), "999 bytes");
        assert_eq!(grootte(48_400), "48 kB");
        assert_eq!(grootte(1_250_000), "1,2 MB");
    }
}
