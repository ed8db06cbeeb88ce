//! Reading the log: of a dossier, of an account, over a period. Always holds: newest first; a place to go
//! on from names a line, so that lines that come in meanwhile move nothing.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::{Inzage, Kijker, keten::Regel};
use crate::{
    Bij, DossierId, Store, StoreError, Tenant,
    sql::{lees_moment, moment, onleesbaar, vraag},
};

/// Which lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inzagevraag {
    /// Of this dossier.
    pub dossier: Option<DossierId>,
    /// Of this account.
    pub account: Option<Uuid>,
    /// From this moment on.
    pub van: Option<Timestamp>,
    /// Before this moment.
    pub tot: Option<Timestamp>,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inzageregel {
    /// In which series.
    pub reeks: Uuid,
    /// Its number in that series.
    pub nummer: u64,
    /// What it says.
    pub inzage: Inzage,
    /// The machine and process that wrote it.
    pub knoop: String,
    /// The program and version that wrote it.
    pub programma: String,
}

/// Just after this line, on the way back in time. Fit for a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inzageplek {
    op: Timestamp,
    reeks: Uuid,
    nummer: u64,
}

/// A text that is no [`Inzageplek`].
#[derive(Debug, thiserror::Error)]
#[error("not a place in the access log")]
pub struct OngeldigeInzageplek;

impl fmt::Display for Inzageplek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}_{}", moment(self.op), self.reeks, self.nummer)
    }
}

impl FromStr for Inzageplek {
    type Err = OngeldigeInzageplek;
    fn from_str(tekst: &str) -> Result<Self, Self::Err> {
        let mut delen = tekst.split('_');
        let mut deel = || delen.next().ok_or(OngeldigeInzageplek);
        let (op, reeks, nummer) = (deel()?, deel()?, deel()?);
        Ok(Self {
            op: op.parse().map_err(|_| OngeldigeInzageplek)?,
            reeks: reeks.parse().map_err(|_| OngeldigeInzageplek)?,
            nummer: nummer.parse().map_err(|_| OngeldigeInzageplek)?,
        })
    }
}

impl Inzageregel {
    /// The place just after this line.
    pub fn plek(&self) -> Inzageplek {
        Inzageplek { op: self.inzage.op, reeks: self.reeks, nummer: self.nummer }
    }
}

#[derive(FromQueryResult)]
pub(super) struct Rij {
    pub(super) reeks: Uuid,
    pub(super) nummer: i64,
    pub(super) moment: String,
    pub(super) account: Option<Uuid>,
    pub(super) grond: String,
    pub(super) actie: String,
    pub(super) dossier: Uuid,
    pub(super) wat: String,
    pub(super) stuk: Option<Uuid>,
    pub(super) geweigerd: Option<String>,
    pub(super) knoop: Option<String>,
    pub(super) programma: Option<String>,
    pub(super) keten: Vec<u8>,
}

impl Rij {
    /// As it is stored, whether it makes sense or not.
    pub(super) fn regel(&self) -> Regel {
        Regel {
            nummer: u64::try_from(self.nummer).unwrap_or(0),
            moment: self.moment.clone(),
            account: self.account,
            grond: self.grond.clone(),
            actie: self.actie.clone(),
            dossier: self.dossier,
            wat: self.wat.clone(),
            stuk: self.stuk,
            geweigerd: self.geweigerd.clone(),
        }
    }
}

impl TryFrom<Rij> for Inzageregel {
    type Error = StoreError;
    fn try_from(rij: Rij) -> Result<Self, StoreError> {
        Ok(Self {
            reeks: rij.reeks,
            nummer: u64::try_from(rij.nummer).map_err(|e| onleesbaar("a line's number", e))?,
            inzage: Inzage {
                op: lees_moment(&rij.moment)?,
                wie: rij.account.map_or(Kijker::Klager, Kijker::Account),
                grond: rij.grond,
                actie: rij.actie.parse().map_err(|e: &str| onleesbaar("a line's act", e))?,
                dossier: rij.dossier.into(),
                wat: rij.wat,
                stuk: rij.stuk.map(Into::into),
                geweigerd: rij.geweigerd,
            },
            knoop: rij.knoop.unwrap_or_default(),
            programma: rij.programma.unwrap_or_default(),
        })
    }
}

/// The columns of a [`Rij`], of `inzage i` beside `inzagereeks r`.
pub(super) const KOLOMMEN: &str = "i.reeks, i.nummer, i.moment, i.account, i.grond, i.actie, \
    i.dossier, i.wat, i.stuk, i.geweigerd, i.keten, r.knoop, r.programma \
    FROM inzage i LEFT JOIN inzagereeks r ON r.tenant = i.tenant AND r.reeks = i.reeks";

impl Store {
    /// The number of a dossier, if it is still there.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn dossiernummer(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
    ) -> Result<Option<String>, StoreError> {
        const SQL: &str = "SELECT nummer FROM dossier WHERE tenant = $1 AND dossier = $2";
        const WAT: &str = "reading the number of a dossier";
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into(), dossier.uuid().into()]);
        let rij = lezer.query_one_raw(vraag).await.bij(WAT)?;
        rij.map(|rij| rij.try_get_by(0).bij(WAT)).transpose()
    }

    /// Lines of the access log, newest first, at most `hoogstens`.
    ///
    /// # Errors
    /// When the database fails, or holds what is no line.
    pub async fn inzagen(
        &self,
        tenant: &Tenant,
        gevraagd: &Inzagevraag,
        na: Option<Inzageplek>,
        hoogstens: u32,
    ) -> Result<Vec<Inzageregel>, StoreError> {
        let mut waarden: Vec<Value> = vec![tenant.as_str().into()];
        let mut waar = String::from("i.tenant = $1");
        let mut bij = |voorwaarde: &str, waarde: Value| {
            waarden.push(waarde);
            waar.push_str(&format!(" AND {voorwaarde} ${}", waarden.len()));
        };
        if let Some(dossier) = gevraagd.dossier {
            bij("i.dossier =", dossier.uuid().into());
        }
        if let Some(account) = gevraagd.account {
            bij("i.account =", account.into());
        }
        if let Some(van) = gevraagd.van {
            bij("i.moment >=", moment(van).into());
        }
        if let Some(tot) = gevraagd.tot {
            bij("i.moment <", moment(tot).into());
        }
        if let Some(na) = na {
            let n = waarden.len();
            waar.push_str(&format!(
                " AND (i.moment, i.reeks, i.nummer) < (${}, ${}, ${})",
                n + 1,
                n + 2,
                n + 3
            ));
            let nummer = i64::try_from(na.nummer).unwrap_or(i64::MAX);
            waarden.extend([moment(na.op).into(), na.reeks.into(), nummer.into()]);
        }
        let sql = format!(
            "SELECT {KOLOMMEN} WHERE {waar} \
             ORDER BY i.moment DESC, i.reeks DESC, i.nummer DESC LIMIT {hoogstens}"
        );
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, &sql, waarden);
        let rijen = Rij::find_by_statement(vraag).all(&lezer).await;
        rijen.bij("reading the access log")?.into_iter().map(Inzageregel::try_from).collect()
    }
}
