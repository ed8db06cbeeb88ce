//! Setting a checkpoint. Always holds: all of it in one transaction; of a register of any size no more than some
//! hundred leaves are in memory.

use jiff::{Timestamp, civil::Date};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::{Anker, Ankersleutel, Blad, Rij, Telling, lees_blad};
use crate::{
    Bij, Inzagestand, StoreError, Tenant,
    inzage::{nieuwe_bladen as nieuwe_inzagebladen, schrijf_bladen as schrijf_inzagebladen},
    nazien::later,
    schot::Transactie,
    sql::{dag, moment, vergrendel, vraag},
};

/// Dossiers in one look at the database, and leaves in one insert.
const PARTIJ: usize = 500;

/// The checkpoint of this day, when it has none yet.
pub(super) async fn zet(
    tx: &Transactie,
    tenant: Tenant,
    sleutel: &Ankersleutel,
    op: Date,
    nu: Timestamp,
) -> Result<Option<Anker>, StoreError> {
    const LAATSTE: &str = "SELECT tenant, anker, dag, gezet_op, dossiers, gebeurtenissen, vorige, \
        wortel, inzagereeksen, inzageregels, inzagewortel, sleutel, handtekening FROM anker \
        WHERE tenant = $1 ORDER BY anker DESC LIMIT 1";
    vergrendel(tx, &tenant, b"anker").await?;
    let vraag = vraag(tx, LAATSTE, [tenant.as_str().into()]);
    let laatste = Rij::find_by_statement(vraag).one(tx).await.bij("reading checkpoints")?;
    let laatste = laatste.map(Anker::try_from).transpose()?;
    // After a clock that was put back: the days of before it would else pass without one.
    let terug = laatste.as_ref().is_some_and(|anker| anker.gezet_op > later(nu));
    if laatste.as_ref().is_some_and(|anker| anker.dag >= op) && !terug {
        return Ok(None);
    }
    let nummer = laatste.as_ref().map_or(0, |anker| anker.nummer) + 1;
    let mut anker = Anker {
        nummer,
        dag: op,
        gezet_op: nu,
        dossiers: 0,
        gebeurtenissen: 0,
        vorige: laatste.as_ref().map_or([0; 32], Anker::hash),
        wortel: [0; 32],
        inzage: None,
        sleutel: sleutel.openbaar(),
        handtekening: [0; 64],
        tenant,
    };
    // The leaves belong to its row, so it comes first; what it says of them is known at the end.
    schrijf(tx, &anker).await?;
    let telling = zet_bladen(tx, &anker).await?;
    let inzagebladen = nieuwe_inzagebladen(tx, &anker.tenant).await?;
    schrijf_inzagebladen(tx, &anker.tenant, nummer, &inzagebladen).await?;
    anker.dossiers = telling.dossiers;
    anker.gebeurtenissen = telling.gebeurtenissen;
    anker.wortel = telling.wortel();
    anker.inzage = Some(Inzagestand::van(&inzagebladen));
    anker.handtekening = sleutel.teken(&anker.hash());
    onderteken(tx, &anker).await?;
    Ok(Some(anker))
}

/// Writes where the chains stand of the dossiers that were written on since they were last named: some hundred
/// dossiers at a time, because after an import that is all of them.
async fn zet_bladen(tx: &Transactie, anker: &Anker) -> Result<Telling, StoreError> {
    let (mut telling, mut na) = (Telling::new(), Uuid::nil());
    loop {
        let tot = einde(tx, &anker.tenant, na).await?;
        let bladen = nieuwe_bladen(tx, &anker.tenant, na, tot.unwrap_or(Uuid::max())).await?;
        for partij in bladen.chunks(PARTIJ) {
            schrijf_bladen(tx, anker, partij).await?;
        }
        telling = telling.met(&bladen);
        match tot {
            Some(tot) => na = tot,
            None => return Ok(telling),
        }
    }
}

/// The last of the dossiers after this one that are looked at together; `None` when there are not so many.
async fn einde(tx: &Transactie, tenant: &Tenant, na: Uuid) -> Result<Option<Uuid>, StoreError> {
    const SQL: &str = "SELECT dossier FROM dossier WHERE tenant = $1 AND dossier > $2 \
        ORDER BY dossier LIMIT 1 OFFSET $3";
    const WAT: &str = "listing dossiers";
    let waarden = [tenant.as_str().into(), na.into(), (PARTIJ as i64 - 1).into()];
    let rij = tx.query_one_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
    rij.map(|rij| rij.try_get_by(0).bij(WAT)).transpose()
}

/// Of the dossiers after `na`, up to and with `tot`, in order. Between two ids, and not so many after one: a planner
/// that must guess how far it has to look reads all events.
async fn nieuwe_bladen(
    tx: &Transactie,
    tenant: &Tenant,
    na: Uuid,
    tot: Uuid,
) -> Result<Vec<Blad>, StoreError> {
    const SQL: &str = "SELECT g.dossier, g.nummer, g.keten FROM gebeurtenis g \
        WHERE g.tenant = $1 AND g.dossier > $2 AND g.dossier <= $3 \
          AND g.nummer = (SELECT max(h.nummer) FROM gebeurtenis h \
            WHERE h.tenant = g.tenant AND h.dossier = g.dossier) \
          AND g.nummer > COALESCE((SELECT max(b.versie) FROM ankerblad b \
            WHERE b.tenant = g.tenant AND b.dossier = g.dossier), 0) \
        ORDER BY g.dossier";
    const WAT: &str = "reading where the chains stand";
    let waarden = [tenant.as_str().into(), na.into(), tot.into()];
    let rijen = tx.query_all_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
    rijen
        .iter()
        .map(|rij| {
            lees_blad(
                rij.try_get_by(0).bij(WAT)?,
                rij.try_get_by(1).bij(WAT)?,
                rij.try_get_by::<Option<Vec<u8>>, _>(2).bij(WAT)?.as_deref(),
            )
        })
        .collect()
}

const WAT: &str = "writing a checkpoint";

/// The row of a checkpoint, as far as it is known before its leaves are.
async fn schrijf(tx: &Transactie, anker: &Anker) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO anker (tenant, anker, dag, gezet_op, dossiers, gebeurtenissen, \
        vorige, wortel, sleutel, handtekening) VALUES ($1, $2, $3, $4, 0, 0, $5, $6, $7, $8)";
    let waarden: [Value; 8] = [
        anker.tenant.as_str().into(),
        i64::from(anker.nummer).into(),
        dag(anker.dag).into(),
        moment(anker.gezet_op).into(),
        anker.vorige.to_vec().into(),
        anker.wortel.to_vec().into(),
        anker.sleutel.0.to_vec().into(),
        anker.handtekening.to_vec().into(),
    ];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
    Ok(())
}

/// The rest of it.
async fn onderteken(tx: &Transactie, anker: &Anker) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE anker SET dossiers = $3, gebeurtenissen = $4, wortel = $5, \
        handtekening = $6, inzagereeksen = $7, inzageregels = $8, inzagewortel = $9 \
        WHERE tenant = $1 AND anker = $2";
    let getal = |n: u64| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    let waarden: [Value; 9] = [
        anker.tenant.as_str().into(),
        i64::from(anker.nummer).into(),
        getal(anker.dossiers),
        getal(anker.gebeurtenissen),
        anker.wortel.to_vec().into(),
        anker.handtekening.to_vec().into(),
        anker.inzage.map_or(Value::BigInt(None), |i| getal(i.reeksen)),
        anker.inzage.map_or(Value::BigInt(None), |i| getal(i.regels)),
        anker.inzage.map(|i| i.wortel.to_vec()).into(),
    ];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
    Ok(())
}

async fn schrijf_bladen(tx: &Transactie, anker: &Anker, bladen: &[Blad]) -> Result<(), StoreError> {
    let mut insert = sea_orm::sea_query::Query::insert();
    insert.into_table("ankerblad").columns(["tenant", "anker", "dossier", "versie", "keten"]);
    for blad in bladen {
        insert.values_panic([
            anker.tenant.as_str().into(),
            i64::from(anker.nummer).into(),
            blad.dossier.uuid().into(),
            i64::from(blad.versie).into(),
            blad.keten.bytes().into(),
        ]);
    }
    tx.execute(&insert).await.bij(WAT)?;
    Ok(())
}
