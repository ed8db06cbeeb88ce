//! The chain of a series, and where the series stood at a checkpoint. Always holds: the hash is taken over
//! the values as they are stored, parted by lengths; this way of hashing never changes.

use sea_orm::{ConnectionTrait, FromQueryResult, sea_query::Query};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Bij, StoreError, Tenant,
    keten::{Hash, Schakel},
    schot::{Lezer, Transactie},
    sql::{bouw, onleesbaar, vraag},
};

/// Rows in one insert.
const PARTIJ: usize = 500;

/// A series: what one process wrote for one tenant.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Reeks {
    pub(crate) reeks: Uuid,
    /// Machine and process.
    pub(crate) knoop: String,
    /// Program and version.
    pub(crate) programma: String,
    pub(crate) begonnen_op: String,
}

impl Reeks {
    /// Before the first line.
    pub(crate) fn begin(&self, tenant: &Tenant) -> Schakel {
        let mut hash = Hash::new("wederhoor 2026 inzage begin");
        hash.deel(tenant.as_str().as_bytes());
        hash.deel(self.reeks.as_bytes());
        hash.deel(self.knoop.as_bytes());
        hash.deel(self.programma.as_bytes());
        hash.deel(self.begonnen_op.as_bytes());
        hash.klaar()
    }
}

/// A line as its row has it.
#[derive(Clone, Debug)]
pub(crate) struct Regel {
    pub(crate) nummer: u64,
    pub(crate) moment: String,
    pub(crate) account: Option<Uuid>,
    pub(crate) grond: String,
    pub(crate) actie: String,
    pub(crate) dossier: Uuid,
    pub(crate) wat: String,
    pub(crate) stuk: Option<Uuid>,
    pub(crate) geweigerd: Option<String>,
}

impl Regel {
    /// The chain after this line.
    pub(crate) fn na(&self, vorige: Schakel) -> Schakel {
        let of = |uuid: &Option<Uuid>| uuid.map_or_else(Vec::new, |uuid| uuid.as_bytes().to_vec());
        let mut hash = Hash::new("wederhoor 2026 inzage regel");
        hash.deel(&vorige.0);
        hash.deel(&self.nummer.to_le_bytes());
        hash.deel(self.moment.as_bytes());
        hash.deel(&of(&self.account));
        hash.deel(self.grond.as_bytes());
        hash.deel(self.actie.as_bytes());
        hash.deel(self.dossier.as_bytes());
        hash.deel(self.wat.as_bytes());
        hash.deel(&of(&self.stuk));
        hash.deel(self.geweigerd.as_deref().unwrap_or("").as_bytes());
        hash.klaar()
    }
}

/// What a checkpoint says of the access log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inzagestand {
    /// How many series were written on since the checkpoint before.
    pub reeksen: u64,
    /// How many lines they have together.
    pub regels: u64,
    /// The hash over where those series stood.
    #[serde(with = "hex::serde")]
    pub wortel: [u8; 32],
}

/// Where one series stood at a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Inzageblad {
    pub(crate) reeks: Uuid,
    pub(crate) nummer: u64,
    pub(crate) keten: Schakel,
}

impl Inzagestand {
    pub(crate) fn van(bladen: &[Inzageblad]) -> Self {
        Self {
            reeksen: bladen.len() as u64,
            regels: bladen.iter().map(|blad| blad.nummer).sum(),
            wortel: wortel(bladen),
        }
    }
}

/// The hash over leaves, which are in the order of their series.
fn wortel(bladen: &[Inzageblad]) -> [u8; 32] {
    let mut hash = Hash::new("wederhoor 2026 inzagebladen");
    for blad in bladen {
        hash.deel(blad.reeks.as_bytes());
        hash.deel(&blad.nummer.to_le_bytes());
        hash.deel(&blad.keten.0);
    }
    hash.klaar().0
}

pub(crate) fn lees_blad(reeks: Uuid, nummer: i64, keten: &[u8]) -> Result<Inzageblad, StoreError> {
    let keten = Schakel::lees(Some(keten));
    Ok(Inzageblad {
        reeks,
        nummer: u64::try_from(nummer).map_err(|fout| onleesbaar("a line's number", fout))?,
        keten: keten.ok_or_else(|| onleesbaar("the chain of the access log", "no hash"))?,
    })
}

/// Where the series stand that were written on since they were last named.
pub(crate) async fn nieuwe_bladen(
    lezer: &Lezer,
    tenant: &Tenant,
) -> Result<Vec<Inzageblad>, StoreError> {
    const SQL: &str = "SELECT i.reeks, i.nummer, i.keten FROM ( \
          SELECT r.reeks, (SELECT max(x.nummer) FROM inzage x \
              WHERE x.tenant = $1 AND x.reeks = r.reeks) AS laatste, \
            COALESCE((SELECT max(b.nummer) FROM inzageblad b \
              WHERE b.tenant = $1 AND b.reeks = r.reeks), 0) AS gezien \
          FROM inzagereeks r WHERE r.tenant = $1) s \
        JOIN inzage i ON i.tenant = $1 AND i.reeks = s.reeks AND i.nummer = s.laatste \
        WHERE s.laatste > s.gezien ORDER BY i.reeks";
    const WAT: &str = "reading where the access log stands";
    let rijen = lezer.query_all_raw(vraag(lezer, SQL, [tenant.as_str().into()])).await;
    let rijen = rijen.bij(WAT)?;
    rijen
        .iter()
        .map(|rij| {
            let keten: Vec<u8> = rij.try_get_by(2).bij(WAT)?;
            lees_blad(rij.try_get_by(0).bij(WAT)?, rij.try_get_by(1).bij(WAT)?, &keten)
        })
        .collect()
}

pub(crate) async fn schrijf_bladen(
    tx: &Transactie,
    tenant: &Tenant,
    anker: u32,
    bladen: &[Inzageblad],
) -> Result<(), StoreError> {
    for partij in bladen.chunks(PARTIJ) {
        let mut insert = Query::insert();
        insert.into_table("inzageblad").columns(["tenant", "anker", "reeks", "nummer", "keten"]);
        for blad in partij {
            insert.values_panic([
                tenant.as_str().into(),
                i64::from(anker).into(),
                blad.reeks.into(),
                i64::try_from(blad.nummer).unwrap_or(i64::MAX).into(),
                blad.keten.bytes().into(),
            ]);
        }
        tx.execute_raw(bouw(tx, &insert)).await.bij("writing a checkpoint")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reeks() -> Reeks {
        Reeks {
            reeks: Uuid::from_u128(7),
            knoop: "machine:1".to_owned(),
            programma: "wederhoor 0.1.0".to_owned(),
            begonnen_op: "2026-11-23T09:30:00.000000000Z".to_owned(),
        }
    }

    fn regel() -> Regel {
        Regel {
            nummer: 1,
            moment: "2026-11-23T09:30:00.000000000Z".to_owned(),
            account: None,
            grond: "klager".to_owned(),
            actie: "bekeken".to_owned(),
            dossier: Uuid::from_u128(9),
            wat: "klacht".to_owned(),
            stuk: None,
            geweigerd: None,
        }
    }

    #[test]
    fn no_column_of_a_line_can_change_unseen() {
        let tenant = "zorg-oost".parse().unwrap();
        let begin = reeks().begin(&tenant);
        let echt = regel().na(begin);
        let id = Some(Uuid::from_u128(1));
        for (wat, anders) in [
            ("number", Regel { nummer: 2, ..regel() }),
            ("moment", Regel { moment: "2026-11-24".to_owned(), ..regel() }),
            ("account", Regel { account: id, ..regel() }),
            ("ground", Regel { grond: "klagers".to_owned(), ..regel() }),
            ("act", Regel { actie: "gevonden".to_owned(), ..regel() }),
            ("dossier", Regel { dossier: Uuid::from_u128(8), ..regel() }),
            ("what", Regel { wat: "brief".to_owned(), ..regel() }),
            ("document", Regel { stuk: id, ..regel() }),
            ("outcome", Regel { geweigerd: Some("geen_rol".to_owned()), ..regel() }),
        ] {
            assert_ne!(anders.na(begin), echt, "{wat}");
        }
        let elders = Reeks { knoop: "machine:2".to_owned(), ..reeks() };
        assert_ne!(regel().na(elders.begin(&tenant)), echt);
        assert_ne!(regel().na(reeks().begin(&"zorg-west".parse().unwrap())), echt);
    }

    /// What was hashed once must hash the same for as long as a log exists.
    #[test]
    fn the_way_of_hashing_stays_as_it_was_released() {
        let hex = |schakel: Schakel| blake3::Hash::from_bytes(schakel.0).to_hex().to_string();
        let begin = reeks().begin(&"zorg-oost".parse().unwrap());
        assert_eq!([hex(begin), hex(regel().na(begin))], VAST);
    }

    const VAST: [&str; 2] = [
        "adb0406a23d344461ea24cffb851a296613ee76b559c54b9d1ff32c8bd16aea6",
        "e513679c923774ab28347a119443baf555cda22304f5f445a34280a2278893c1",
    ];
}
