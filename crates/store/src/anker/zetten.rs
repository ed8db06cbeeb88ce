//! Setting a checkpoint. Always holds: nobody who writes waits while it is looked up where the chains stand, however
//! large the register; the checkpoint and its leaves are written in one transaction, and only when none was set
//! since the look.

use jiff::{Timestamp, civil::Date};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::{Anker, Ankersleutel, Blad, Rij, Telling, lees_blad};
use crate::{
    Bij, Inzagestand, StoreError, Tenant,
    inzage::{
        Inzageblad, nieuwe_bladen as nieuwe_inzagebladen, schrijf_bladen as schrijf_inzagebladen,
    },
    nazien::later,
    schot::{Lezer, Lezers, Transactie},
    sql::{dag, moment, vergrendel, vraag},
};

/// Dossiers in one look at the database, and leaves in one insert.
const PARTIJ: usize = 500;

/// What a checkpoint will be about: where the chains stand that were written on since the last one. Some 60 bytes for
/// each; after an import that is every dossier.
pub(super) struct Gezien {
    laatste: Option<Anker>,
    bladen: Vec<Blad>,
    inzage: Vec<Inzageblad>,
}

impl Gezien {
    /// Looks; `None` when this day has its checkpoint.
    pub(super) async fn van(
        lezers: &Lezers,
        tenant: &Tenant,
        op: Date,
        nu: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        let laatste = laatste(&lezers.van(tenant).await?, tenant).await?;
        // After a clock that was put back: the days of before it would else pass without one.
        let terug = laatste.as_ref().is_some_and(|anker| anker.gezet_op > later(nu));
        if laatste.as_ref().is_some_and(|anker| anker.dag >= op) && !terug {
            return Ok(None);
        }
        let (mut bladen, mut na) = (Vec::new(), Uuid::nil());
        loop {
            // A connection for each look: there are few, and others want to read as well.
            let lezer = lezers.van(tenant).await?;
            let tot = einde(&lezer, tenant, na).await?;
            bladen.extend(nieuwe_bladen(&lezer, tenant, na, tot.unwrap_or(Uuid::max())).await?);
            match tot {
                Some(tot) => na = tot,
                None => break,
            }
        }
        let inzage = nieuwe_inzagebladen(&lezers.van(tenant).await?, tenant).await?;
        Ok(Some(Self { laatste, bladen, inzage }))
    }

    /// The checkpoint that says it.
    pub(super) fn anker(
        &self,
        wie: &Tenant,
        sleutel: &Ankersleutel,
        op: Date,
        nu: Timestamp,
    ) -> Anker {
        let telling = Telling::new().met(&self.bladen);
        let mut anker = Anker {
            tenant: wie.clone(),
            nummer: self.laatste.as_ref().map_or(0, |anker| anker.nummer) + 1,
            dag: op,
            gezet_op: nu,
            dossiers: telling.dossiers,
            gebeurtenissen: telling.gebeurtenissen,
            vorige: self.laatste.as_ref().map_or([0; 32], Anker::hash),
            wortel: telling.wortel(),
            inzage: Some(Inzagestand::van(&self.inzage)),
            sleutel: sleutel.openbaar(),
            handtekening: [0; 64],
        };
        anker.handtekening = sleutel.teken(&anker.hash());
        anker
    }

    /// Writes it; not when another was set since the look, which is what it says.
    pub(super) async fn schrijf(&self, tx: &Transactie, anker: &Anker) -> Result<bool, StoreError> {
        vergrendel(tx, &anker.tenant, b"anker").await?;
        if laatste(tx, &anker.tenant).await? != self.laatste {
            return Ok(false);
        }
        schrijf(tx, anker).await?;
        for partij in self.bladen.chunks(PARTIJ) {
            schrijf_bladen(tx, anker, partij).await?;
        }
        schrijf_inzagebladen(tx, &anker.tenant, anker.nummer, &self.inzage).await?;
        Ok(true)
    }
}

async fn laatste<C: ConnectionTrait>(db: &C, tenant: &Tenant) -> Result<Option<Anker>, StoreError> {
    const SQL: &str = "SELECT tenant, anker, dag, gezet_op, dossiers, gebeurtenissen, vorige, \
        wortel, inzagereeksen, inzageregels, inzagewortel, sleutel, handtekening FROM anker \
        WHERE tenant = $1 ORDER BY anker DESC LIMIT 1";
    let vraag = vraag(db, SQL, [tenant.as_str().into()]);
    let laatste = Rij::find_by_statement(vraag).one(db).await.bij("reading checkpoints")?;
    laatste.map(Anker::try_from).transpose()
}

/// The last of the dossiers after this one that are looked at together; `None` when there are not so many.
async fn einde(lezer: &Lezer, tenant: &Tenant, na: Uuid) -> Result<Option<Uuid>, StoreError> {
    const SQL: &str = "SELECT dossier FROM dossier WHERE tenant = $1 AND dossier > $2 \
        ORDER BY dossier LIMIT 1 OFFSET $3";
    const WAT: &str = "listing dossiers";
    let waarden = [tenant.as_str().into(), na.into(), (PARTIJ as i64 - 1).into()];
    let rij = lezer.query_one_raw(vraag(lezer, SQL, waarden)).await.bij(WAT)?;
    rij.map(|rij| rij.try_get_by(0).bij(WAT)).transpose()
}

/// Of the dossiers after `na`, up to and with `tot`, in order. Between two ids, and not so many after one: a planner
/// that must guess how far it has to look reads all events.
async fn nieuwe_bladen(
    lezer: &Lezer,
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
    let rijen = lezer.query_all_raw(vraag(lezer, SQL, waarden)).await.bij(WAT)?;
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

async fn schrijf(tx: &Transactie, anker: &Anker) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO anker (tenant, anker, dag, gezet_op, dossiers, gebeurtenissen, \
        vorige, wortel, sleutel, handtekening, inzagereeksen, inzageregels, inzagewortel) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let getal = |n: u64| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    let waarden: [Value; 13] = [
        anker.tenant.as_str().into(),
        i64::from(anker.nummer).into(),
        dag(anker.dag).into(),
        moment(anker.gezet_op).into(),
        getal(anker.dossiers),
        getal(anker.gebeurtenissen),
        anker.vorige.to_vec().into(),
        anker.wortel.to_vec().into(),
        anker.sleutel.0.to_vec().into(),
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
