//! Which dossiers the words of a search point at. Always holds: at most [`KANDIDATEN`] of them, and
//! at most [`BEKEKEN`] index entries of a word are looked at, whatever was typed.

use sea_orm::{
    ConnectionTrait,
    sea_query::{Alias, Asterisk, Expr, ExprTrait, Func, Query, SelectStatement},
};
use uuid::Uuid;

use super::filter::{Filter, dossiers_van};
use crate::{
    Bij, Huissleutels, StoreError, Tenant, projectie::WOORD, schot::Lezer, sql::bouw,
    zoeken::vraagwoorden,
};

/// Dossiers that one search goes on with.
const KANDIDATEN: usize = 200;
/// Index entries of the rarest word that one search looks at.
const BEKEKEN: u64 = 2000;

const WAT: &str = "searching dossiers";

/// What a search found.
pub(super) enum Gezocht {
    /// Nothing was asked.
    Niets,
    /// These, and perhaps more.
    Deze { dossiers: Vec<Uuid>, te_ruim: bool },
}

impl Gezocht {
    pub(super) fn als_filter(&self) -> Option<&[Uuid]> {
        match self {
            Self::Niets => None,
            Self::Deze { dossiers, .. } => Some(dossiers),
        }
    }

    pub(super) fn te_ruim(&self) -> bool {
        matches!(self, Self::Deze { te_ruim: true, .. })
    }
}

/// The dossiers that the words of the filter point at, or that its participant is in.
pub(super) async fn kandidaten(
    db: &Lezer,
    huis: &Huissleutels,
    tenant: &Tenant,
    filter: &Filter,
) -> Result<Gezocht, StoreError> {
    let tekst = filter.tekst.as_deref().unwrap_or_default().trim();
    match filter.deelnemer {
        _ if !tekst.is_empty() => met_woorden(db, huis, tenant, tekst).await,
        Some(account) => van_deelnemer(db, tenant, account).await,
        None => Ok(Gezocht::Niets),
    }
}

/// The dossiers that somebody takes part in, when they are few: then the list begins with them
/// instead of going past all dossiers to find them. For many, going past them is the shorter way.
async fn van_deelnemer(db: &Lezer, tenant: &Tenant, account: Uuid) -> Result<Gezocht, StoreError> {
    let mut select = dossiers_van("deelname", tenant, account);
    select.distinct().limit(KANDIDATEN as u64 + 1);
    let dossiers = lees(db, &select).await?;
    if dossiers.len() > KANDIDATEN {
        Ok(Gezocht::Niets)
    } else {
        Ok(Gezocht::Deze { dossiers, te_ruim: false })
    }
}

/// Looks the words up: the rarest leads, the others are checked for each dossier that it names.
async fn met_woorden(
    db: &Lezer,
    huis: &Huissleutels,
    tenant: &Tenant,
    tekst: &str,
) -> Result<Gezocht, StoreError> {
    let tokens: Vec<i64> =
        vraagwoorden(tekst).iter().map(|woord| huis.woord(WOORD, woord)).collect();
    let mut woorden = Vec::with_capacity(tokens.len());
    for token in &tokens {
        // Of one word it shows by itself whether there are too many.
        let aantal = if tokens.len() > 1 { tel(db, tenant, *token).await? } else { 0 };
        woorden.push((aantal, *token));
    }
    woorden.sort();
    let Some(((aantal, eerste), rest)) = woorden.split_first() else {
        // Signs without a word in them, such as "--": nothing is called that.
        return Ok(Gezocht::Deze { dossiers: Vec::new(), te_ruim: false });
    };
    let mut select = Query::select();
    select
        .distinct()
        .column(("z", "dossier"))
        .from_subquery(met_woord(tenant, *eerste).limit(BEKEKEN).take(), Alias::new("z"))
        .limit(KANDIDATEN as u64 + 1);
    for (_, woord) in rest {
        let ook = Query::select()
            .expr(Expr::val(1))
            .from_as("zoekwoord", "y")
            .and_where(Expr::col(("y", "tenant")).eq(tenant.as_str()))
            .and_where(Expr::col(("y", "dossier")).equals(("z", "dossier")))
            .and_where(Expr::col(("y", "woord")).eq(*woord))
            .take();
        select.and_where(Expr::exists(ook));
    }
    let mut dossiers = lees(db, &select).await?;
    let te_ruim = *aantal > BEKEKEN || dossiers.len() > KANDIDATEN;
    dossiers.truncate(KANDIDATEN);
    Ok(Gezocht::Deze { dossiers, te_ruim })
}

async fn lees(db: &Lezer, select: &SelectStatement) -> Result<Vec<Uuid>, StoreError> {
    let rijen = db.query_all_raw(bouw(db, select)).await.bij(WAT)?;
    rijen.iter().map(|rij| rij.try_get_by(0).bij(WAT)).collect()
}

/// How many entries this token has, up to one more than is looked at.
async fn tel(db: &Lezer, tenant: &Tenant, woord: i64) -> Result<u64, StoreError> {
    let tel = Query::select()
        .expr(Func::count(Expr::col(Asterisk)))
        .from_subquery(met_woord(tenant, woord).limit(BEKEKEN + 1).take(), Alias::new("binnen"))
        .take();
    let rij = db.query_one_raw(bouw(db, &tel)).await.bij(WAT)?;
    let aantal: i64 = rij.map_or(Ok(0), |rij| rij.try_get_by(0)).bij(WAT)?;
    Ok(aantal.unsigned_abs())
}

fn met_woord(tenant: &Tenant, woord: i64) -> SelectStatement {
    Query::select()
        .column("dossier")
        .from("zoekwoord")
        .and_where(Expr::col("tenant").eq(tenant.as_str()))
        .and_where(Expr::col("woord").eq(woord))
        .take()
}
