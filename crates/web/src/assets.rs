//! The asset bundle (style sheet, script, icons, fonts), embedded in the program.
//!
//! Always holds: a file is served under the bundle's own version, so that it may be cached for ever;
//! an address of an earlier bundle gives the present file, and is not cached. Fonts for letters are
//! no web files and are not in here.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[exclude = "brief-fonts/*"]
struct Bundel;

/// Where the bundle is mounted.
pub const PAD: &str = "/statisch";

static VERSIE: LazyLock<String> = LazyLock::new(|| {
    Bundel::get("versie")
        .map_or_else(|| "0".to_owned(), |f| String::from_utf8_lossy(&f.data).trim().to_owned())
});

/// The version of the bundle: twelve hexadecimal digits over all its files.
pub fn versie() -> &'static str {
    &VERSIE
}

/// The address of a file of the bundle, such as `app.css`.
pub fn url(naam: &str) -> String {
    format!("{PAD}/{}/{naam}", versie())
}

/// A file of the bundle, for tests and for pages that show one (`licenties.txt`).
pub fn lees(naam: &str) -> Option<Cow<'static, [u8]>> {
    Bundel::get(naam).map(|f| f.data)
}

/// The names of all files in the bundle.
pub fn namen() -> impl Iterator<Item = Cow<'static, str>> {
    Bundel::iter()
}

/// Serves the bundle under [`PAD`].
pub fn router<S: Clone + Send + Sync + 'static>() -> axum::Router<S> {
    axum::Router::new().route("/statisch/{versie}/{*naam}", get(serve))
}

async fn serve(Path((gevraagd, naam)): Path<(String, String)>) -> Response {
    let Some(bestand) = Bundel::get(&naam) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let bewaren =
        if gevraagd == versie() { "public, max-age=31536000, immutable" } else { "no-cache" };
    let koppen: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, bestand.metadata.mimetype().to_owned()),
        (header::CACHE_CONTROL, bewaren.to_owned()),
    ];
    (koppen, bestand.data).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_bears_the_version_of_the_bundle() {
        assert_eq!(url("app.css"), format!("/statisch/{}/app.css", versie()));
        assert_eq!(versie().len(), 12);
    }

    #[test]
    fn fonts_for_letters_are_not_served() {
        assert!(namen().all(|n| !n.starts_with("brief-fonts")));
        assert!(namen().any(|n| n == "app.css"));
    }

    #[tokio::test]
    async fn a_file_of_this_bundle_may_be_kept_for_ever_and_one_of_an_older_bundle_may_not() {
        let nu = serve(Path((versie().to_owned(), "app.css".to_owned()))).await;
        assert_eq!(nu.headers()[header::CONTENT_TYPE], "text/css");
        assert!(
            nu.headers()[header::CACHE_CONTROL].to_str().is_ok_and(|v| v.contains("immutable"))
        );
        let oud = serve(Path(("000000000000".to_owned(), "app.css".to_owned()))).await;
        assert_eq!(oud.headers()[header::CACHE_CONTROL], "no-cache");
        let weg = serve(Path((versie().to_owned(), "niets.css".to_owned()))).await;
        assert_eq!(weg.status(), StatusCode::NOT_FOUND);
    }
}
