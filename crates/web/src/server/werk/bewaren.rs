//! Dossiers whose term of keeping has passed.
//!
//! Always holds: nothing goes without a person who ticked it and said that it may go; what happened in a
//! dossier since the page was made keeps it; a dossier that this person may not see is not on the page, and
//! is not destroyed by this person.

use access::{DossierToegang, Handeling, HuisHandeling};
use axum::response::{IntoResponse, Response};
use behandeling::{DoenError, Dossier, TeVernietigen, Vernietigd};
use store::{Inzageactie, Kijker, Versie};
use termijn::{Taal, lange_datum};

use super::inzien::Deur;
use super::werker::Werker;
use crate::componenten::foutoverzicht::{Fout, Foutoverzicht};
use crate::componenten::melding::Melding;
use crate::componenten::veld::{Optie, Veldkop, Vinkjes};
use crate::huisstijl::Koppeling;
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::logboek;
use crate::server::ontvang::Ontvangen;
use crate::weergave::werkplek::bewaren::{Bewaren, Voorbij, Weg, pagina};

type Uitkomst = Result<Response, WebFout>;

/// Below the address of the house.
pub(super) const PAD: &str = "werk/bewaren";
/// Dossiers on one page.
const HOOGSTENS: u16 = 50;
/// Certificates on the page.
const AKTEN: u16 = 200;

/// May this person destroy dossiers of this house?
pub(super) fn mag(w: &Werker) -> bool {
    let tenant = w.praktijk().tenant();
    w.app().beleid().mag_in_huis(&w.persoon, HuisHandeling::Vernietig, tenant).is_ok()
}

/// May it be in a list of this person?
fn ziet(w: &Werker, toegang: &DossierToegang) -> bool {
    w.app().beleid().mag(&w.persoon, Handeling::ZieInWerkvoorraad, toegang).is_ok()
}

async fn toegang(w: &Werker, d: &Dossier) -> Result<DossierToegang, WebFout> {
    let (store, tenant) = (w.praktijk().store(), w.praktijk().tenant());
    let mut toegang = DossierToegang::van_stand(tenant.clone(), d.id, &d.boek, &d.stand);
    if store.betrokkenheid(tenant, d.id, w.wie.account).await?.uitgesloten {
        toegang.uitgesloten.insert(w.wie.account);
    }
    Ok(toegang)
}

pub(super) async fn toon(w: Werker) -> Uitkomst {
    if !mag(&w) {
        return Err(WebFout::GeenToegang);
    }
    antwoord(&w, &Invoer::default(), Foutoverzicht::default(), None).await
}

async fn antwoord(
    w: &Werker,
    invoer: &Invoer,
    fouten: Foutoverzicht,
    melding: Option<Melding>,
) -> Uitkomst {
    let praktijk = w.praktijk();
    let vandaag = w.app().vandaag();
    let gevonden = praktijk.te_vernietigen(vandaag, HOOGSTENS).await?;
    let meer = gevonden.len() == usize::from(HOOGSTENS);
    let gekozen = invoer.alle("dossier");
    let mut voorbij = Vec::new();
    for t in &gevonden {
        if ziet(w, &toegang(w, &t.dossier).await?) {
            voorbij.push(t);
        }
    }
    let getoond = voorbij.iter().map(|t| (t.dossier.id, w.wie.grond()));
    let kijker = Kijker::Account(w.wie.account);
    logboek::vind(&w.bij, kijker, getoond, Inzageactie::Gevonden, "bewaren").await?;
    let mut weg = Vec::new();
    for v in praktijk.vernietigd(AKTEN).await? {
        weg.push(regel(w, v).await?);
    }
    let fout =
        fouten.0.iter().find(|f| f.anker.as_deref() == Some("akkoord")).map(|f| f.zin.clone());
    let kop = Veldkop::new("akkoord", "Weet u het zeker?").fout(fout);
    let optie = Optie::new("ja", "Ja. Ik heb gekeken, en de gekozen dossiers mogen weg.");
    let m = Bewaren {
        voorbij: voorbij.into_iter().map(|t| als_rij(w, t, &gekozen)).collect(),
        meer,
        weg,
        formulier: w.formulier(w.url(PAD))?,
        akkoord: Vinkjes::new(kop, vec![optie]).gekozen(invoer.alle("akkoord")),
        fouten,
        melding,
    };
    Ok(pagina(&w.balk(PAD)?, &m).into_response())
}

fn als_rij(w: &Werker, t: &TeVernietigen, gekozen: &[String]) -> Voorbij {
    let d = &t.dossier;
    let waarde = format!("{}.{}", d.nummer, d.versie);
    Voorbij {
        dossier: Koppeling::new(&d.nummer, w.url(&format!("werk/dossier/{}", d.nummer))),
        gekozen: gekozen.contains(&waarde),
        waarde,
        tot: lange_datum(t.termijn.tot, Taal::Nl),
        waarom: t.waarom.clone(),
        niet: t.niet.as_ref().map(ToString::to_string),
    }
}

async fn regel(w: &Werker, v: Vernietigd) -> Result<Weg, WebFout> {
    let tenant = w.praktijk().tenant();
    let account = w.bij.huis.toegang.account(tenant, v.account).await?;
    Ok(Weg {
        op: lange_datum(w.app().dag(v.besloten_op), Taal::Nl),
        door: account.map_or_else(|| "een eerder account".to_owned(), |a| a.wie.naam),
        grond: format!("{}; tot en met {}", v.akte.artikel, lange_datum(v.akte.tot, Taal::Nl)),
        nummer: v.nummer,
        klaar: v.klaar,
    })
}

/// What came of what was ticked.
#[derive(Default)]
struct Gedaan {
    weg: usize,
    bleef: Vec<String>,
}

pub(super) async fn vernietig(w: Werker, ontvangen: Ontvangen) -> Uitkomst {
    let invoer = &ontvangen.invoer;
    w.controleer(invoer)?;
    if !mag(&w) {
        return Err(WebFout::GeenToegang);
    }
    let gekozen = invoer.alle("dossier");
    let mut fouten = Vec::new();
    if gekozen.is_empty() {
        let zin = "Kies een of meer dossiers die weg mogen.".to_owned();
        fouten.push(Fout { anker: Some("dossier".to_owned()), zin });
    }
    if invoer.een("akkoord") != "ja" {
        let zin = "Zet een vinkje bij “Ja” als de gekozen dossiers weg mogen.".to_owned();
        fouten.push(Fout { anker: Some("akkoord".to_owned()), zin });
    }
    if !fouten.is_empty() {
        return antwoord(&w, invoer, Foutoverzicht(fouten), None).await;
    }
    let mut gedaan = Gedaan::default();
    for waarde in &gekozen {
        let (nummer, versie) = waarde.split_once('.').ok_or(WebFout::Onleesbaar)?;
        let versie = Versie(versie.parse().map_err(|_| WebFout::Onleesbaar)?);
        match een(&w, nummer, versie).await? {
            None => gedaan.weg += 1,
            Some(waarom) => gedaan.bleef.push(format!("{nummer}: {waarom}")),
        }
    }
    let fouten = gedaan.bleef.into_iter().map(|zin| Fout { anker: None, zin }).collect();
    let melding = match gedaan.weg {
        0 => None,
        1 => Some(Melding::gelukt("Het dossier is vernietigd.")),
        n => Some(Melding::gelukt(format!("{n} dossiers zijn vernietigd."))),
    };
    antwoord(&w, &Invoer::default(), Foutoverzicht(fouten), melding).await
}

/// Destroys one; or says why it stays.
async fn een(w: &Werker, nummer: &str, gezien: Versie) -> Result<Option<String>, WebFout> {
    let praktijk = w.praktijk();
    let id = praktijk.store().dossier_met_nummer(praktijk.tenant(), nummer).await?;
    let id = id.ok_or(WebFout::Weg)?;
    if praktijk.store().is_vernietigd(praktijk.tenant(), id).await? {
        // The same click twice.
        return Ok(None);
    }
    if !ziet(w, &Deur::van(w, nummer).await?.toegang) {
        return Err(WebFout::Weg);
    }
    let (vandaag, nu) = (w.app().vandaag(), w.app().nu());
    match praktijk.vernietig(id, gezien, w.wie.account, vandaag, nu).await {
        Ok(Ok(())) => Ok(None),
        Ok(Err(niet)) => Ok(Some(niet.to_string())),
        Err(DoenError::Conflict(_)) => {
            Ok(Some("er is iets gebeurd in dit dossier. Kijk het opnieuw na.".to_owned()))
        }
        Err(fout) => Err(fout.into()),
    }
}
