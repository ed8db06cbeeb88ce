//! Making keys: of all that begin at the same moment in one statement. Always holds: a key is made only for what
//! has none and had none that was destroyed, and only wrapped with a key of the tenant that is kept.

use std::collections::HashSet;

use futures::{FutureExt, future::BoxFuture};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use super::Gewikkeld;
use crate::{
    Bij, StoreError, Tenant,
    bijeen::{Klus, Uitkomsten},
    schot::Transactie,
    sql::{om_te_houden, vraag},
};

const WAT: &str = "making a key";

/// Making keys, many at once.
pub(crate) enum Maken {}

/// A key to be kept.
#[derive(Clone, Debug)]
pub(crate) struct NieuweSleutel {
    pub(super) id: Uuid,
    pub(super) is_concept: bool,
    pub(super) gewikkeld: Gewikkeld,
}

/// What came of making a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gemaakt {
    Nu,
    /// There is one already.
    Eerder,
    /// The tenant's key with which it was wrapped is not kept any more.
    Verouderd,
}

impl Klus for Maken {
    type Vraag = NieuweSleutel;
    type Uit = Gemaakt;
    type Kenmerk = Uuid;

    fn kenmerken(vraag: &NieuweSleutel) -> Vec<Uuid> {
        vec![vraag.id]
    }

    fn schrijf<'t>(
        tx: &'t Transactie,
        tenant: &'t Tenant,
        vragen: &'t [NieuweSleutel],
    ) -> BoxFuture<'t, Uitkomsten<Gemaakt>> {
        async move {
            let nu = maak(tx, tenant, vragen).await?;
            let mut uit = Vec::with_capacity(vragen.len());
            for vraag in vragen {
                uit.push(if nu.contains(&vraag.id) {
                    Ok(Gemaakt::Nu)
                } else {
                    waarom_niet(tx, tenant, vraag).await?
                });
            }
            Ok(uit)
        }
        .boxed()
    }
}

/// Keeps those that may be kept; says which.
async fn maak(
    tx: &Transactie,
    tenant: &Tenant,
    vragen: &[NieuweSleutel],
) -> Result<HashSet<Uuid>, StoreError> {
    let mut waarden: Vec<Value> = vec![tenant.as_str().into()];
    let mut rijen = Vec::with_capacity(vragen.len());
    for vraag in vragen {
        let n = waarden.len();
        rijen.push(format!("(${}, ${}, ${}, ${})", n + 1, n + 2, n + 3, n + 4));
        let Gewikkeld { versie, bytes } = &vraag.gewikkeld;
        let id = vraag.id.into();
        waarden.extend([id, vraag.is_concept.into(), (*versie).into(), bytes.clone().into()]);
    }
    let sql = format!(
        "INSERT INTO sleutel (tenant, id, concept, versie, gewikkeld) \
         SELECT $1, n.column1, n.column2, n.column3, n.column4 FROM (VALUES {}) AS n \
         WHERE EXISTS (SELECT 1 FROM huissleutel h \
             WHERE h.tenant = $1 AND h.versie = n.column3{}) \
           AND NOT EXISTS (SELECT 1 FROM vernietigd v WHERE v.tenant = $1 AND v.id = n.column1) \
         ON CONFLICT (tenant, id) DO NOTHING RETURNING id",
        rijen.join(", "),
        om_te_houden(tx),
    );
    let rijen = tx.query_all_raw(vraag(tx, &sql, waarden)).await.bij(WAT)?;
    rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect()
}

async fn waarom_niet(
    tx: &Transactie,
    tenant: &Tenant,
    NieuweSleutel { id, gewikkeld, .. }: &NieuweSleutel,
) -> Result<Result<Gemaakt, StoreError>, StoreError> {
    const KENT: &str = "SELECT 1 FROM huissleutel WHERE tenant = $1 AND versie = $2";
    const ER_WAS: &str = "SELECT 1 FROM vernietigd WHERE tenant = $1 AND id = $2";
    let wie = || Value::from(tenant.as_str());
    let kent = tx.query_one_raw(vraag(tx, KENT, [wie(), gewikkeld.versie.into()])).await;
    if kent.bij(WAT)?.is_none() {
        return Ok(Ok(Gemaakt::Verouderd));
    }
    let er_was = tx.query_one_raw(vraag(tx, ER_WAS, [wie(), (*id).into()])).await;
    Ok(match er_was.bij(WAT)? {
        Some(_) => Err(StoreError::Vernietigd { id: *id }),
        None => Ok(Gemaakt::Eerder),
    })
}
