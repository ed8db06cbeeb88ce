//! Making the projections anew from the events, while the work goes on. Always holds: each dossier
//! is read and rewritten in one transaction, so an act that comes between is never overwritten.

use std::sync::Arc;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    Bij, DossierId, Feit, Projectie, Store, StoreError, Tenant, Versie,
    bundel::Bundel,
    laden::feiten,
    projectie::{self, Zaak},
    schrijver::Transactie,
    sql::{onleesbaar, vraag},
};

/// Dossiers in one transaction: few enough that nobody waits long.
const PARTIJ: usize = 32;

type Fout = Box<dyn std::error::Error + Send + Sync>;

impl Store {
    /// Recomputes the projection of every dossier of every tenant with `bereken`, and says after
    /// each batch to `voortgang` how many dossiers are done. Returns the total.
    ///
    /// # Errors
    /// [`StoreError::Projectie`] at the first dossier that `bereken` cannot read; those before it
    /// are rebuilt, the others are as they were.
    pub async fn herbouw<F, E>(
        &self,
        bereken: F,
        mut voortgang: impl FnMut(u64) + Send,
    ) -> Result<u64, StoreError>
    where
        F: Fn(&Tenant, DossierId, &[Feit]) -> Result<Projectie, E> + Send + Sync + 'static,
        E: Into<Fout>,
    {
        let bereken = Arc::new(bereken);
        let mut na = (String::new(), Uuid::nil());
        let mut gedaan = 0;
        loop {
            let bereken = Arc::clone(&bereken);
            let partij = self
                .schrijf(move |tx| {
                    Box::pin(async move { herbouw_partij(tx, na, bereken.as_ref()).await })
                })
                .await?;
            let Some((laatste, aantal)) = partij else { return Ok(gedaan) };
            na = laatste;
            gedaan += aantal;
            voortgang(gedaan);
        }
    }
}

/// Rebuilds the dossiers after `na`; says which was the last and how many there were.
async fn herbouw_partij<F, E>(
    tx: &Transactie,
    na: (String, Uuid),
    bereken: &F,
) -> Result<Option<((String, Uuid), u64)>, StoreError>
where
    F: Fn(&Tenant, DossierId, &[Feit]) -> Result<Projectie, E> + Send + Sync,
    E: Into<Fout>,
{
    const SQL: &str = "SELECT tenant, dossier, nummer FROM dossier \
        WHERE (tenant, dossier) > ($1, $2) ORDER BY tenant, dossier LIMIT $3";
    const WAT: &str = "listing dossiers to rebuild";
    let waarden = [na.0.into(), na.1.into(), (PARTIJ as i64).into()];
    let mut laatste = None;
    let rijen = tx.query_all_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
    for rij in &rijen {
        let slug: String = rij.try_get_by(0).bij(WAT)?;
        let id: Uuid = rij.try_get_by(1).bij(WAT)?;
        let nummer: String = rij.try_get_by(2).bij(WAT)?;
        let tenant: Tenant = slug.parse().map_err(|fout| onleesbaar("a tenant", fout))?;
        let zaak = Zaak { tenant: &tenant, dossier: id.into(), nummer: &nummer };
        herbouw_dossier(tx, zaak, bereken).await?;
        laatste = Some((slug, id));
    }
    Ok(laatste.map(|sleutel| (sleutel, rijen.len() as u64)))
}

async fn herbouw_dossier<F, E>(
    tx: &Transactie,
    zaak: Zaak<'_>,
    bereken: &F,
) -> Result<(), StoreError>
where
    F: Fn(&Tenant, DossierId, &[Feit]) -> Result<Projectie, E> + Send + Sync,
    E: Into<Fout>,
{
    let feiten = feiten(tx, zaak.tenant, zaak.dossier, Versie::NIEUW).await?;
    let versie = Versie(feiten.last().map_or(0, |feit| feit.nummer));
    let projectie = bereken(zaak.tenant, zaak.dossier, &feiten)
        .map_err(|fout| StoreError::Projectie { dossier: zaak.dossier, source: fout.into() })?;
    let mut bundel = Bundel::new(tx, zaak);
    projectie::schrijf(&mut bundel, versie, &projectie, false);
    bundel.voer_uit("rewriting a projection").await
}
