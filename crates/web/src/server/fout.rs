//! What went wrong, as a page: a kind for people, a cause for the log.
//!
//! Always holds: the page never shows the cause; the log never shows what was typed.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use behandeling::DoenError;
use store::StoreError;

use super::app::App;
use super::wacht::kaal;
use crate::weergave::fout::{Foutpagina, Soort, pagina as toon};

/// Why a request was not answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebFout {
    /// There is no such page, or this person may not know of it.
    #[error("not found")]
    Weg,
    /// This person may not do this.
    #[error("no access")]
    GeenToegang,
    /// What was sent can't be read.
    #[error("unreadable request")]
    Onleesbaar,
    /// More than may be sent.
    #[error("too large")]
    TeGroot,
    /// Somebody else acted first, and there is no form to show it on.
    #[error("moved on")]
    Veranderd,
    /// The dossier was destroyed.
    #[error("destroyed")]
    Vernietigd,
    /// The access log could not be written, so nothing may be shown.
    #[error("the access log could not be written")]
    Logboek(#[source] Box<store::StoreError>),
    /// Our side failed.
    #[error("failure")]
    Storing(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl WebFout {
    /// Our side failed.
    pub(super) fn storing(fout: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Storing(Box::new(fout))
    }

    fn soort(&self) -> Soort {
        match self {
            Self::Weg => Soort::Weg,
            Self::GeenToegang => Soort::GeenToegang,
            Self::Onleesbaar => Soort::Onleesbaar,
            Self::TeGroot => Soort::TeGroot,
            Self::Veranderd => Soort::Veranderd,
            Self::Vernietigd => Soort::Vernietigd,
            Self::Logboek(_) => Soort::Logboek,
            Self::Storing(_) => Soort::Storing,
        }
    }
}

impl From<StoreError> for WebFout {
    fn from(fout: StoreError) -> Self {
        match fout {
            StoreError::NietGevonden { .. } | StoreError::DocumentWeg { .. } => Self::Weg,
            StoreError::Conflict { .. } => Self::Veranderd,
            StoreError::Vernietigd { .. } => Self::Vernietigd,
            ander => Self::storing(ander),
        }
    }
}

impl From<access::AccessError> for WebFout {
    fn from(fout: access::AccessError) -> Self {
        Self::storing(fout)
    }
}

impl From<DoenError> for WebFout {
    fn from(fout: DoenError) -> Self {
        match fout {
            DoenError::Store(s) => s.into(),
            DoenError::Conflict(_) => Self::Veranderd,
            DoenError::Weigering(_) | DoenError::OnvolledigeBrief(_) => Self::GeenToegang,
            ander => Self::storing(ander),
        }
    }
}

/// Which page belongs to this answer.
#[derive(Clone, Copy)]
struct Foutsoort(Soort);

impl IntoResponse for WebFout {
    fn into_response(self) -> Response {
        if let Self::Storing(_) | Self::Logboek(_) = &self {
            let mut keten = Vec::new();
            let mut volgende = std::error::Error::source(&self);
            while let Some(o) = volgende {
                keten.push(o.to_string());
                volgende = o.source();
            }
            tracing::error!(oorzaak = keten.join(": "), "a request failed");
        }
        let soort = self.soort();
        let mut antwoord =
            kaal(StatusCode::from_u16(soort.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        antwoord.extensions_mut().insert(Foutsoort(soort));
        antwoord
    }
}

/// Makes the page for an answer that says that something went wrong.
pub(super) async fn pagina(State(app): State<App>, request: Request, next: Next) -> Response {
    let huis = request
        .uri()
        .path()
        .trim_start_matches('/')
        .split('/')
        .next()
        .map(str::to_owned)
        .unwrap_or_default();
    let antwoord = next.run(request).await;
    let soort =
        antwoord.extensions().get::<Foutsoort>().map(|s| s.0).or_else(|| kale_fout(&antwoord));
    let Some(soort) = soort else { return antwoord };
    let markup = toon(&app.huisstijl(&huis), &Foutpagina::new(soort));
    let status = StatusCode::from_u16(soort.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, markup).into_response()
}

/// A bare answer of the framework itself, such as for an address that does not exist.
fn kale_fout(antwoord: &Response) -> Option<Soort> {
    let heeft_pagina = antwoord
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if heeft_pagina || !(antwoord.status().is_client_error() || antwoord.status().is_server_error())
    {
        return None;
    }
    Some(match antwoord.status().as_u16() {
        404 | 405 => Soort::Weg,
        403 => Soort::GeenToegang,
        413 => Soort::TeGroot,
        429 => Soort::TeVaak,
        500.. => Soort::Storing,
        _ => Soort::Onleesbaar,
    })
}

/// The answer after a bug of ours; the text of the panic stays in the log.
pub(super) fn na_paniek(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a request panicked");
    WebFout::Storing("panic".into()).into_response()
}
