//! Several appends of one tenant in one transaction, in as few messages as one takes. Always holds: no two
//! of them are about the same dossier, or have the same idempotency key; each is judged by itself, so that
//! one that comes too late holds up no other; when the database refuses one, none is written.

use std::{collections::HashMap, sync::Arc};

use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use super::{Geschreven, IdempotentieSleutel, Schrijf, bereid::Bereid, rijen};
use crate::{
    Bij, StoreError, Tenant, Versie,
    bijeen::Uitkomsten,
    bundel::Bundel,
    keten::Schakel,
    nummer,
    projectie::{Al, Regel, Zaak},
    schot::Transactie,
    sql::{om_te_wijzigen, onleesbaar, plaatsen, vraag},
    vernietigen::ER_NOG,
};

/// An append, with what was sealed of it; that is `None` when the dossier's key was not there.
#[derive(Clone, Debug)]
pub(crate) struct Opdracht {
    pub(super) schrijf: Arc<Schrijf>,
    pub(super) bereid: Option<Arc<Bereid>>,
}

/// A dossier before the write, as far as what is added depends on it.
pub(super) struct Voor {
    pub(super) schakel: Schakel,
    pub(super) al: Al,
}

/// A dossier that is there.
struct Nu {
    versie: Versie,
    nummer: String,
    voor: Voor,
}

/// How things stand before the write: the version of a dossier is that of its events, not of a projection.
#[derive(Default)]
struct Standen {
    dossiers: HashMap<Uuid, Nu>,
    /// What earlier requests came to, by their keys.
    eerder: HashMap<Vec<u8>, Geschreven>,
}

/// What is to be done about one append.
enum Besluit {
    /// Nothing is written.
    Klaar(Result<Geschreven, StoreError>),
    /// It begins a dossier.
    Begin,
    Verder(Nu),
}

/// Writes them; what each came to, in their order.
///
/// # Errors
/// When the database refuses one, or fails: nothing is written then.
pub(super) async fn schrijf(
    tx: &Transactie,
    tenant: &Tenant,
    opdrachten: &[Opdracht],
) -> Uitkomsten<Geschreven> {
    houd_vast(tx, tenant, opdrachten).await?;
    let mut standen = lees_standen(tx, tenant, opdrachten).await?;
    let besluiten: Vec<Besluit> =
        opdrachten.iter().map(|opdracht| besluit(opdracht, &mut standen)).collect();
    let paren = || opdrachten.iter().zip(&besluiten);
    let nieuw = paren().filter(|(_, besluit)| matches!(besluit, Besluit::Begin));
    let nummeringen: Vec<_> = nieuw.map(|(opdracht, _)| &opdracht.schrijf.nummering).collect();
    let mut nummers = nummer::neem(tx, tenant, &nummeringen).await?.into_iter();

    let mut bundel = Bundel::new(tx);
    let mut uit = Vec::with_capacity(opdrachten.len());
    for (Opdracht { schrijf, bereid }, besluit) in opdrachten.iter().zip(besluiten) {
        let (nummer, voor) = match besluit {
            Besluit::Klaar(uitkomst) => {
                uit.push(uitkomst);
                continue;
            }
            Besluit::Verder(nu) => (nu.nummer, nu.voor),
            Besluit::Begin => {
                let nummer = nummers.next().ok_or(StoreError::Afgebroken)?;
                let schakel = Schakel::begin(tenant, schrijf.dossier, &nummer);
                (nummer, Voor { schakel, al: Al::Niets })
            }
        };
        let bereid = bereid.as_deref().ok_or(StoreError::Afgebroken)?;
        let zaak = Zaak { tenant, dossier: schrijf.dossier, nummer: &nummer, zegel: &bereid.zegel };
        let versie = bereid.projectie.versie();
        rijen::schrijf(&mut bundel, zaak, (schrijf, bereid), voor)?;
        uit.push(Ok(Geschreven { dossier: schrijf.dossier, versie, nummer, herhaald: false }));
    }
    bundel.voer_uit(tx, "appending to a dossier").await?;
    Ok(uit)
}

fn besluit(Opdracht { schrijf, bereid }: &Opdracht, standen: &mut Standen) -> Besluit {
    if schrijf.feiten.is_empty() {
        return Besluit::Klaar(Err(StoreError::Ongeldig("an append without events")));
    }
    let sleutel = schrijf.idempotentie.as_ref().map(IdempotentieSleutel::bytes);
    if let Some(eerder) = sleutel.and_then(|sleutel| standen.eerder.remove(sleutel)) {
        return Besluit::Klaar(Ok(eerder));
    }
    let nu = standen.dossiers.remove(&schrijf.dossier.uuid());
    let (expected, found) = (schrijf.verwacht.0, nu.as_ref().map_or(0, |nu| nu.versie.0));
    if found != expected {
        let dossier = schrijf.dossier;
        return Besluit::Klaar(Err(StoreError::Conflict { dossier, expected, found }));
    }
    if bereid.is_none() {
        // The dossier is there, so its key was: it may just have gone.
        return Besluit::Klaar(Err(StoreError::Vernietigd { id: schrijf.dossier.uuid() }));
    }
    nu.map_or(Besluit::Begin, Besluit::Verder)
}

/// Whoever wants to write on the same dossiers waits until this transaction has ended, and reads their
/// versions after that. In the order of their ids: two that want the same ones do not wait for each other.
async fn houd_vast(
    tx: &Transactie,
    tenant: &Tenant,
    opdrachten: &[Opdracht],
) -> Result<(), StoreError> {
    let slot = om_te_wijzigen(tx);
    let bestaand = opdrachten.iter().filter(|een| een.schrijf.verwacht != Versie::NIEUW);
    let ids: Vec<Value> = bestaand.map(|een| een.schrijf.dossier.uuid().into()).collect();
    if slot.is_empty() || ids.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT 1 FROM dossier WHERE tenant = $1 AND dossier IN ({}) ORDER BY dossier{slot}",
        plaatsen(2, ids.len())
    );
    let waarden = [tenant.as_str().into()].into_iter().chain(ids);
    let rijen = tx.query_all_raw(vraag(tx, &sql, waarden)).await;
    rijen.bij("waiting for another write on the dossier")?;
    Ok(())
}

async fn lees_standen(
    tx: &Transactie,
    tenant: &Tenant,
    opdrachten: &[Opdracht],
) -> Result<Standen, StoreError> {
    const WAT: &str = "reading the version of a dossier";
    let dossiers: Vec<Value> =
        opdrachten.iter().map(|een| een.schrijf.dossier.uuid().into()).collect();
    let sleutels = opdrachten.iter().filter_map(|een| een.schrijf.idempotentie.as_ref());
    let sleutels: Vec<Value> = sleutels.map(|sleutel| sleutel.bytes().to_vec().into()).collect();
    // With the key of an earlier request, a row is about that.
    let mut sql = format!(
        "SELECT NULL AS sleutel, d.dossier, g.nummer, d.nummer, g.keten, {} \
           FROM dossier d JOIN gebeurtenis g ON g.tenant = d.tenant AND g.dossier = d.dossier \
           LEFT JOIN werkvoorraad w ON w.tenant = d.tenant AND w.dossier = d.dossier \
           WHERE d.tenant = $1 AND d.dossier IN ({}) AND {ER_NOG} AND g.nummer = (SELECT max(h.nummer) \
             FROM gebeurtenis h WHERE h.tenant = d.tenant AND h.dossier = d.dossier)",
        Regel::kolommen(),
        plaatsen(2, dossiers.len())
    );
    if !sleutels.is_empty() {
        sql += &format!(
            " UNION ALL SELECT sleutel, dossier, versie, nummer, NULL{} FROM idempotentie \
             WHERE tenant = $1 AND sleutel IN ({})",
            ", NULL".repeat(Regel::AANTAL),
            plaatsen(2 + dossiers.len(), sleutels.len())
        );
    }
    let waarden = [tenant.as_str().into()].into_iter().chain(dossiers).chain(sleutels);
    let rijen = tx.query_all_raw(vraag(tx, &sql, waarden)).await.bij(WAT)?;
    let mut uit = Standen::default();
    for rij in &rijen {
        let dossier: Uuid = rij.try_get_by(1).bij(WAT)?;
        let versie = lees_versie(rij.try_get_by(2).bij(WAT)?)?;
        let nummer = rij.try_get_by(3).bij(WAT)?;
        if let Some(sleutel) = rij.try_get_by::<Option<_>, _>(0).bij(WAT)? {
            let dossier = dossier.into();
            let eerder = Geschreven { dossier, versie, nummer, herhaald: true };
            uit.eerder.insert(sleutel, eerder);
            continue;
        }
        // Nothing may be added to a chain that does not hold.
        let keten: Option<Vec<u8>> = rij.try_get_by(4).bij(WAT)?;
        let schakel = Schakel::lees(keten.as_deref())
            .ok_or_else(|| onleesbaar("the chain of a dossier", "no hash"))?;
        let voor = Voor { schakel, al: Al::Regel(Box::new(Regel::lees(rij, 5)?)) };
        uit.dossiers.insert(dossier, Nu { versie, nummer, voor });
    }
    Ok(uit)
}

pub(super) fn lees_versie(versie: i64) -> Result<Versie, StoreError> {
    u32::try_from(versie).map(Versie).map_err(|f| onleesbaar("a dossier's version", f))
}
