//! Coming in with number and code, and going out.
//!
//! Always holds: a session opens one complaint and no other, and the access log says what of it; a form bears a token of its session.

use std::net::SocketAddr;

use access::{AanmeldFout, Code, Cookie, Csrf, Inlog, Persoon, Token};
use axum::Extension;
use axum::extract::{ConnectInfo, Path};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use behandeling::{Dossier, KLAGER};
use store::{DossierId, Inzageactie};

use crate::componenten::formulier::Formulier;
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::cookies;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::inzage::Inzage;
use crate::server::logboek::{self, Gezien, Wat, Wie};
use crate::server::ontvang::Ontvangen;
use crate::weergave::publiek::toegang as toegangpagina;

type Uitkomst = Result<Response, WebFout>;

/// A complainant who came in, with the complaint; of a letter that was split, the part that is looked at.
pub(super) struct Klager {
    pub(super) token: Token,
    pub(super) dossier: Dossier,
    /// All parts when there is more than one: the number and what it is about, the whole first.
    pub(super) delen: Vec<(String, String)>,
    /// The log has it.
    pub(super) gezien: Gezien,
}

/// The cookie that says which part is looked at: its rank, from 1.
const DEEL: &str = "deel";

/// The session in the cookie: its token, and the complaint that it opens.
async fn sessie(bij: &Bij, koppen: &HeaderMap) -> Result<Option<(Token, DossierId)>, WebFout> {
    let cookies = cookies::alle(koppen);
    let Some(token) = Cookie::Klager.lees(&cookies, bij.app.https()) else { return Ok(None) };
    let tenant = bij.huis.praktijk.tenant();
    let sessie = bij.huis.toegang.sessie(tenant, &token, bij.app.nu()).await?;
    Ok(match sessie.map(|s| s.persoon) {
        Some(Persoon::Klager { dossier, .. }) => Some((token, dossier)),
        _ => None,
    })
}

impl Klager {
    /// The complaint of the session in the cookie, for what is asked of it; `None` when there is no
    /// session. The log says it first.
    pub(super) async fn lees(
        bij: &Bij,
        koppen: &HeaderMap,
        wat: Wat,
    ) -> Result<Option<Self>, WebFout> {
        let Some((token, id)) = sessie(bij, koppen).await? else { return Ok(None) };
        let gekozen = cookies::waarde(koppen, DEEL).and_then(|w| w.parse::<usize>().ok());
        Ok(Some(Self::met_delen(bij, token, id, gekozen.unwrap_or(1), wat).await?))
    }

    /// The whole, or the part with this rank; what is no part of it is never opened.
    #[expect(clippy::disallowed_methods, reason = "it is shown only with what the log gives")]
    async fn met_delen(
        bij: &Bij,
        token: Token,
        geheel: DossierId,
        gekozen: usize,
        wat: Wat,
    ) -> Result<Self, WebFout> {
        let praktijk = &bij.huis.praktijk;
        let (store, tenant) = (praktijk.store(), praktijk.tenant());
        let geheel = praktijk.open(geheel, bij.app.vandaag()).await?;
        let mut ids = vec![(geheel.nummer.clone(), geheel.id)];
        for nummer in behandeling::delen(&geheel) {
            let Some(id) = store.dossier_met_nummer(tenant, &nummer).await? else { continue };
            // A part may be kept for a shorter time than the whole.
            if !store.is_vernietigd(tenant, id).await? {
                ids.push((nummer, id));
            }
        }
        let dossier = match gekozen.checked_sub(1).and_then(|i| ids.get(i)) {
            Some((_, id)) if *id != geheel.id => praktijk.open(*id, bij.app.vandaag()).await?,
            _ => geheel,
        };
        let wie = Wie::klager();
        if let Some(waarom) = weigering(bij, &dossier, wat).await? {
            logboek::weiger(bij, &wie, dossier.id, wat, waarom).await?;
            return Err(WebFout::Weg);
        }
        let gezien = logboek::toon(bij, &wie, dossier.id, wat).await?;
        let mut delen = Vec::new();
        if ids.len() > 1 {
            let andere = ids.iter().map(|(_, id)| *id).filter(|id| *id != dossier.id);
            let andere = andere.map(|id| (id, wie.grond.clone()));
            logboek::vind(bij, wie.kijker, andere, Inzageactie::Gevonden, "delen").await?;
            for (nummer, id) in &ids {
                delen.push((nummer.clone(), store.rij(tenant, *id).await?.rij.onderwerp));
            }
        }
        Ok(Self { token, dossier, delen, gezien })
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
        controleer(&self.token, invoer)
    }
}

/// Does this form come from a page of this session?
fn controleer(token: &Token, invoer: &Invoer) -> Result<(), WebFout> {
    let klopt = Csrf::van(token).klopt(invoer.een("token"));
    klopt.then_some(()).ok_or(WebFout::GeenToegang)
}

/// Why the klager may not read the document that is asked for, as a key.
async fn weigering(
    bij: &Bij,
    dossier: &Dossier,
    wat: Wat,
) -> Result<Option<&'static str>, WebFout> {
    let Some(stuk) = wat.stuk else { return Ok(None) };
    let praktijk = &bij.huis.praktijk;
    let (store, tenant) = (praktijk.store(), praktijk.tenant());
    if !store.stukken(tenant, dossier.id).await?.iter().any(|rij| rij.stuk == stuk) {
        return Ok(Some("onbekend_stuk"));
    }
    let brieven = store.brieven(tenant, dossier.id, Some(KLAGER)).await?;
    let van = Inzage::new(&dossier.boek, &dossier.stand, &brieven).van(stuk);
    let mag = van.vertrouwelijk_voor.is_empty() && van.vrijgegeven_aan.contains(KLAGER);
    Ok((!mag).then_some("niet_vrijgegeven"))
}

macro_rules! klager_of_inloggen {
    ($bij:expr, $koppen:expr, $wat:expr) => {
        match Klager::lees(&$bij, &$koppen, $wat).await? {
            Some(k) => k,
            None => return Ok(Redirect::to(&$bij.url("mijn-klacht")).into_response()),
        }
    };
}
pub(super) use klager_of_inloggen;

pub(super) async fn toegang(bij: Bij, koppen: HeaderMap) -> Uitkomst {
    if sessie(&bij, &koppen).await?.is_some() {
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
    if let Some((token, _)) = sessie(&bij, &koppen).await? {
        controleer(&token, &ontvangen.invoer)?;
        bij.huis.toegang.afmelden(bij.huis.praktijk.tenant(), &token).await?;
    }
    cookies::zet(&mut antwoord, &Cookie::Klager.wis(bij.app.https()))?;
    Ok(antwoord)
}
