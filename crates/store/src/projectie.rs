//! What lists and search need to know of a dossier, computed by the floor above from its events.
//! Always holds: these rows are written in the transaction that writes the events, by replacing
//! what was there; nothing is ever read from them to decide.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sea_orm::{
    ConnectionTrait, FromQueryResult, Value,
    sea_query::{Expr, OnConflict, Query},
};
use uuid::Uuid;

use crate::{
    Bij, DossierId, StoreError, Tenant, Versie,
    schrijver::Transactie,
    sql::{dag, vraag},
    zoeken,
};

/// The dossier's line in lists. Its number and version are the store's to add.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DossierRij {
    /// What it is about, in one line.
    pub onderwerp: String,
    /// Who complains.
    pub klager_naam: String,
    /// Who are complained about, as one text.
    pub aangeklaagden: String,
    /// Where it happened, when known.
    pub locatie: Option<String>,
    /// Where it stands, as a key to filter by.
    pub stand: String,
    /// Where it stands, in words.
    pub stand_tekst: String,
    /// Under which statutes, by id.
    pub wetten: Vec<String>,
    /// Whose work it is.
    pub behandelaar: Option<Uuid>,
    /// When it was received.
    pub ontvangen_op: Date,
    /// The plain end of the leading term.
    pub leidend_uiterlijk: Option<Date>,
    /// The legal end of the leading term; the list is sorted by it.
    pub leidend_wettelijk: Option<Date>,
    /// The next duty, in words.
    pub volgende_plicht: Option<String>,
    /// When the next duty is due.
    pub volgende_uiterlijk: Option<Date>,
    /// For whom it waits, as a key to filter by.
    pub wacht_op: Option<String>,
    /// Is there still something to do?
    pub open: bool,
    /// The day until which it is kept.
    pub bewaren_tot: Option<Date>,
}

/// Somebody with an account takes part in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deelname {
    /// Who.
    pub account: Uuid,
    /// As what: `aangeklaagde`.
    pub rol: String,
}

/// All that is computed from one dossier's events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projectie {
    /// Its line in lists.
    pub rij: DossierRij,
    /// Who take part, each in a role.
    pub deelnames: Vec<Deelname>,
    /// The accounts that must not see it at all.
    pub uitgesloten: Vec<Uuid>,
}

/// Sorts after every real day.
const NOOIT: &str = "9999-12-31";

/// The columns of `werkvoorraad`, key first.
const KOLOMMEN: [&str; 21] = [
    "tenant",
    "dossier",
    "nummer",
    "versie",
    "onderwerp",
    "klager_naam",
    "aangeklaagden",
    "locatie",
    "stand",
    "stand_tekst",
    "wetten",
    "behandelaar",
    "ontvangen_op",
    "leidend_uiterlijk",
    "leidend_wettelijk",
    "volgende_plicht",
    "volgende_uiterlijk",
    "wacht_op",
    "open",
    "bewaren_tot",
    "termijn",
];

/// Writes the projection of a dossier at `versie`; `eerste` when there is none to replace.
pub(crate) async fn schrijf(
    tx: &Transactie,
    zaak: Zaak<'_>,
    versie: Versie,
    projectie: &Projectie,
    eerste: bool,
) -> Result<(), StoreError> {
    schrijf_rij(tx, zaak, versie, &projectie.rij).await?;
    let oud = if eerste { Bijrijen::default() } else { Bijrijen::lees(tx, zaak).await? };
    let nieuw = Bijrijen::van(zaak.nummer, projectie);
    oud.haal_weg(&nieuw, tx, zaak).await?;
    nieuw.voeg_toe(&oud, tx, zaak).await
}

/// Which dossier a row is about.
#[derive(Clone, Copy)]
pub(crate) struct Zaak<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) dossier: DossierId,
    pub(crate) nummer: &'a str,
}

impl Zaak<'_> {
    fn sleutel(&self) -> [Value; 2] {
        [self.tenant.as_str().into(), self.dossier.uuid().into()]
    }
}

async fn schrijf_rij(
    tx: &Transactie,
    zaak: Zaak<'_>,
    versie: Versie,
    rij: &DossierRij,
) -> Result<(), StoreError> {
    let termijn = rij.leidend_wettelijk.or(rij.leidend_uiterlijk);
    let [tenant, dossier] = zaak.sleutel();
    let waarden: [Value; KOLOMMEN.len()] = [
        tenant,
        dossier,
        zaak.nummer.into(),
        i64::from(versie.0).into(),
        rij.onderwerp.as_str().into(),
        rij.klager_naam.as_str().into(),
        rij.aangeklaagden.as_str().into(),
        rij.locatie.clone().into(),
        rij.stand.as_str().into(),
        rij.stand_tekst.as_str().into(),
        rij.wetten.join(" ").into(),
        rij.behandelaar.into(),
        dag(rij.ontvangen_op).into(),
        rij.leidend_uiterlijk.map(dag).into(),
        rij.leidend_wettelijk.map(dag).into(),
        rij.volgende_plicht.clone().into(),
        rij.volgende_uiterlijk.map(dag).into(),
        rij.wacht_op.clone().into(),
        rij.open.into(),
        rij.bewaren_tot.map(dag).into(),
        termijn.map_or_else(|| NOOIT.to_owned(), dag).into(),
    ];
    let mut vervang = OnConflict::columns(["tenant", "dossier"]);
    vervang.update_columns(KOLOMMEN[3..].to_vec());
    let mut insert = Query::insert();
    insert
        .into_table("werkvoorraad")
        .columns(KOLOMMEN)
        .values_panic(waarden.map(Expr::val))
        .on_conflict(vervang);
    tx.execute(&insert).await.bij("writing the worklist row")?;
    Ok(())
}

/// The rows beside the worklist row, as sets.
#[derive(Default)]
struct Bijrijen {
    woorden: BTreeSet<String>,
    deelnames: BTreeSet<(Uuid, String)>,
    uitgesloten: BTreeSet<Uuid>,
}

#[derive(FromQueryResult)]
struct Bijrij {
    soort: String,
    tekst: String,
    account: Option<Uuid>,
}

impl Bijrijen {
    fn van(nummer: &str, projectie: &Projectie) -> Self {
        let namen = [&projectie.rij.klager_naam, &projectie.rij.aangeklaagden];
        let woorden = namen.into_iter().flat_map(|tekst| zoeken::namen(tekst));
        Self {
            woorden: woorden.chain(zoeken::nummer(nummer)).collect(),
            deelnames: projectie.deelnames.iter().map(|d| (d.account, d.rol.clone())).collect(),
            uitgesloten: projectie.uitgesloten.iter().copied().collect(),
        }
    }

    async fn lees(tx: &Transactie, zaak: Zaak<'_>) -> Result<Self, StoreError> {
        const SQL: &str = "\
            SELECT 'woord' AS soort, woord AS tekst, CAST(NULL AS uuid) AS account \
              FROM zoekwoord WHERE tenant = $1 AND dossier = $2 \
            UNION ALL SELECT 'deelname', rol, account \
              FROM deelname WHERE tenant = $1 AND dossier = $2 \
            UNION ALL SELECT 'uitsluiting', '', account \
              FROM uitsluiting WHERE tenant = $1 AND dossier = $2";
        let rijen = Bijrij::find_by_statement(vraag(tx, SQL, zaak.sleutel()))
            .all(tx)
            .await
            .bij("reading a projection")?;
        let mut uit = Self::default();
        for rij in rijen {
            match (rij.soort.as_str(), rij.account) {
                ("deelname", Some(account)) => {
                    uit.deelnames.insert((account, rij.tekst));
                }
                (_, Some(account)) => {
                    uit.uitgesloten.insert(account);
                }
                (_, None) => {
                    uit.woorden.insert(rij.tekst);
                }
            }
        }
        Ok(uit)
    }

    /// Deletes what `self`, as stored, has and `nieuw` has not.
    async fn haal_weg(
        &self,
        nieuw: &Self,
        tx: &Transactie,
        zaak: Zaak<'_>,
    ) -> Result<(), StoreError> {
        const WAT: &str = "removing an old projection";
        for woord in self.woorden.difference(&nieuw.woorden) {
            const SQL: &str =
                "DELETE FROM zoekwoord WHERE tenant = $1 AND dossier = $2 AND woord = $3";
            let waarden = zaak.sleutel().into_iter().chain([woord.as_str().into()]);
            tx.execute_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
        }
        for (account, rol) in self.deelnames.difference(&nieuw.deelnames) {
            const SQL: &str = "DELETE FROM deelname \
                WHERE tenant = $1 AND dossier = $2 AND account = $3 AND rol = $4";
            let waarden =
                zaak.sleutel().into_iter().chain([(*account).into(), rol.as_str().into()]);
            tx.execute_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
        }
        for account in self.uitgesloten.difference(&nieuw.uitgesloten) {
            const SQL: &str =
                "DELETE FROM uitsluiting WHERE tenant = $1 AND dossier = $2 AND account = $3";
            let waarden = zaak.sleutel().into_iter().chain([(*account).into()]);
            tx.execute_raw(vraag(tx, SQL, waarden)).await.bij(WAT)?;
        }
        Ok(())
    }

    /// Inserts what `self` has and `oud`, as stored, has not.
    async fn voeg_toe(
        &self,
        oud: &Self,
        tx: &Transactie,
        zaak: Zaak<'_>,
    ) -> Result<(), StoreError> {
        let woorden = self.woorden.difference(&oud.woorden).map(|woord| vec![woord.into()]);
        insert(tx, zaak, "zoekwoord", &["woord"], woorden).await?;
        let deelnames = self.deelnames.difference(&oud.deelnames);
        let deelnames = deelnames.map(|(account, rol)| vec![(*account).into(), rol.into()]);
        insert(tx, zaak, "deelname", &["account", "rol"], deelnames).await?;
        let uitgesloten = self.uitgesloten.difference(&oud.uitgesloten);
        let uitgesloten = uitgesloten.map(|account| vec![(*account).into()]);
        insert(tx, zaak, "uitsluiting", &["account"], uitgesloten).await
    }
}

/// Inserts rows of one dossier in one statement; none at all when there are no rows.
pub(crate) async fn insert(
    tx: &Transactie,
    zaak: Zaak<'_>,
    tabel: &'static str,
    kolommen: &[&'static str],
    rijen: impl Iterator<Item = Vec<Value>> + Send,
) -> Result<(), StoreError> {
    insert_tenzij(tx, zaak, tabel, kolommen, rijen, None).await
}

/// The same, with what to do about rows that are there already.
pub(crate) async fn insert_tenzij(
    tx: &Transactie,
    zaak: Zaak<'_>,
    tabel: &'static str,
    kolommen: &[&'static str],
    rijen: impl Iterator<Item = Vec<Value>> + Send,
    dubbel: Option<OnConflict>,
) -> Result<(), StoreError> {
    let mut insert = Query::insert();
    if let Some(dubbel) = dubbel {
        insert.on_conflict(dubbel);
    }
    insert.into_table(tabel).columns(["tenant", "dossier"].iter().chain(kolommen).copied());
    let mut leeg = true;
    for rij in rijen {
        insert.values_panic(zaak.sleutel().into_iter().chain(rij).map(Expr::val));
        leeg = false;
    }
    if !leeg {
        tx.execute(&insert).await.bij("writing the rows of a dossier")?;
    }
    Ok(())
}
