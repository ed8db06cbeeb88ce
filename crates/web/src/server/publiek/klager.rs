//! Coming in with number and code, and going out.
//!
//! Always holds: a session opens one complaint and no other; a form bears a token of its session.

use std::net::SocketAddr;

use access::{AanmeldFout, Code, Cookie, Csrf, Inlog, Persoon, Token};
use axum::Extension;
use axum::extract::{ConnectInfo, Path};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::Dossier;

use crate::componenten::formulier::Formulier;
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::cookies;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::ontvang::Ontvangen;
use crate::weergave::publiek::toegang as toegangpagina;

type Uitkomst = Result<Response, WebFout>;

/// A complainant who came in, with the complaint; of a letter that was split, the part that is looked at.
pub(super) struct Klager {
    pub(super) token: Token,
    pub(super) dossier: Dossier,
    /// All parts when there is more than one: the number and what it is about, the whole first.
    pub(super) delen: Vec<(String, String)>,
}

/// The cookie that says which part is looked at: its rank, from 1.
const DEEL: &str = "deel";

impl Klager {
    /// The session in the cookie, and its complaint; `None` when there is no session.
    pub(super) async fn lees(bij: &Bij, koppen: &HeaderMap) -> Result<Option<Self>, WebFout> {
        let cookies = cookies::alle(koppen);
        let Some(token) = Cookie::Klager.lees(&cookies, bij.app.https()) else { return Ok(None) };
        let praktijk = &bij.huis.praktijk;
        match bij
            .huis
            .toegang
            .sessie(praktijk.tenant(), &token, bij.app.nu())
            .await?
            .map(|s| s.persoon)
        {
            Some(Persoon::Klager { dossier, .. }) => {
                let geheel = praktijk.open(dossier, bij.app.vandaag()).await?;
                let gekozen = cookies::waarde(koppen, DEEL).and_then(|w| w.parse::<usize>().ok());
                Ok(Some(Self::met_delen(bij, token, geheel, gekozen.unwrap_or(1)).await?))
            }
            _ => Ok(None),
        }
    }

    /// The whole, or the part with this rank; what is no part of it is never opened.
    async fn met_delen(
        bij: &Bij,
        token: Token,
        geheel: Dossier,
        gekozen: usize,
    ) -> Result<Self, WebFout> {
        let praktijk = &bij.huis.praktijk;
        let (store, tenant) = (praktijk.store(), praktijk.tenant());
        let mut delen = Vec::new();
        let mut ids = vec![(geheel.nummer.clone(), geheel.id)];
        for nummer in behandeling::delen(&geheel) {
            let id = store.dossier_met_nummer(tenant, &nummer).await?;
            ids.extend(id.map(|id| (nummer, id)));
        }
        if ids.len() > 1 {
            for (nummer, id) in &ids {
                delen.push((nummer.clone(), store.rij(tenant, *id).await?.rij.onderwerp));
            }
        }
        let dossier = match gekozen.checked_sub(1).and_then(|i| ids.get(i)) {
            Some((_, id)) if *id != geheel.id => praktijk.open(*id, bij.app.vandaag()).await?,
            _ => geheel,
        };
        Ok(Self { token, dossier, delen })
    }

    pub(super) fn csrf(&self, bij: &Bij) -> Result<String, WebFout> {
        Csrf::van(&self.token).veld(&bij.app.toeval()).map_err(WebFout::storing)
    }

    pub(super) fn formulier(&self, bij: &Bij, pad: &str) -> Result<Formulier, WebFout> {
        Ok(Formulier::new(bij.url(pad))
            .met("token", self.csrf(bij)?)
            .met("versie", self.dossier.versie.to_string()))
    }

    pub(super) fn afsluiten(&self, bij: &Bij) -> Result<Formulier, WebFout> {
        self.formulier(bij, "mijn-klacht/afsluiten")
    }

    pub(super) fn controleer(&self, invoer: &Invoer) -> Result<(), WebFout> {
        if Csrf::van(&self.token).klopt(invoer.een("token")) {
            Ok(())
        } else {
            Err(WebFout::GeenToegang)
        }
    }
}

macro_rules! klager_of_inloggen {
    ($bij:expr, $koppen:expr) => {
        match Klager::lees(&$bij, &$koppen).await? {
            Some(k) => k,
            None => return Ok(Redirect::to(&$bij.url("mijn-klacht")).into_response()),
        }
    };
}
pub(super) use klager_of_inloggen;

pub(super) async fn toegang(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    if Klager::lees(&bij, &koppen).await?.is_some() {
        return Ok(Redirect::to(&bij.url("mijn-klacht/stand")).into_response());
    }
    Ok(toegangpagina::pagina(&bij.huis.huisstijl, &leeg_toegang(&bij)).into_response())
}

fn leeg_toegang(bij: &Bij) -> toegangpagina::Toegang {
    toegangpagina::Toegang {
        formulier: Formulier::new(bij.url("mijn-klacht")),
        terug: Some(Koppeling::new("Terug naar het begin", bij.url(""))),
        ..toegangpagina::Toegang::default()
    }
}

/// Which part of a split complaint is looked at from now on.
pub(super) async fn deel(bij: Bij, Path((_, rang)): Path<(String, usize)>) -> Uitkomst {
    let mut antwoord = Redirect::to(&bij.url("mijn-klacht/stand")).into_response();
    cookies::bewaar(&mut antwoord, &bij, DEEL, rang.to_string(), "mijn-klacht", 14_400)?;
    Ok(antwoord)
}

pub(super) async fn open(
    bij: Bij,
    verbinding: Option<Extension<ConnectInfo<SocketAddr>>>,
    ontvangen: Ontvangen,
) -> Uitkomst {
    let invoer = ontvangen.invoer;
    let nummer = invoer.een("nummer").to_uppercase();
    let mut m = toegangpagina::Toegang { nummer: nummer.clone(), ..leeg_toegang(&bij) };
    if nummer.is_empty() {
        m.fout_nummer = Some("Vul het nummer van uw klacht in.".to_owned());
    }
    let code = match invoer.een("code").parse::<Code>() {
        Ok(c) => Some(c),
        Err(_) if invoer.een("code").is_empty() => {
            m.fout_code = Some("Vul uw code in.".to_owned());
            None
        }
        Err(fout) => {
            m.fout_code = Some(fout.to_string());
            None
        }
    };
    let (Some(code), None) = (code, &m.fout_nummer) else {
        return Ok(toegangpagina::pagina(&bij.huis.huisstijl, &m).into_response());
    };
    let inlog = Inlog {
        tenant: bij.huis.praktijk.tenant(),
        herkomst: cookies::herkomst(verbinding.as_ref()),
        oud: None,
        nu: bij.app.nu(),
    };
    match bij.huis.toegang.aanmelden_klager(inlog, &nummer, &code).await {
        Ok(binnen) => {
            let mut antwoord = Redirect::to(&bij.url("mijn-klacht/stand")).into_response();
            cookies::zet(&mut antwoord, &Cookie::Klager.zet(&binnen.token, bij.app.https()))?;
            cookies::bewaar(&mut antwoord, &bij, DEEL, String::new(), "mijn-klacht", 0)?;
            Ok(antwoord)
        }
        Err(AanmeldFout::Mislukt(fout)) => Err(fout.into()),
        Err(fout) => {
            m.fout = Some(fout.to_string());
            Ok(toegangpagina::pagina(&bij.huis.huisstijl, &m).into_response())
        }
    }
}

pub(super) async fn sluit(bij: Bij, koppen: HeaderMap, ontvangen: Ontvangen) -> Uitkomst {
    let mut antwoord = Redirect::to(&bij.url("")).into_response();
    if let Some(klager) = Klager::lees(&bij, &koppen).await? {
        klager.controleer(&ontvangen.invoer)?;
        bij.huis.toegang.afmelden(bij.huis.praktijk.tenant(), &klager.token).await?;
    }
    cookies::zet(&mut antwoord, &Cookie::Klager.wis(bij.app.https()))?;
    Ok(antwoord)
}
