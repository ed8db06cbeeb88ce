//! What lists and search need to know of a dossier, computed by the floor above from its events.
//! Always holds: these rows are written in the transaction that writes the events, by replacing
//! what was there; nothing is ever read from them to decide, but for the marks that say whether they must
//! be written at all.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sea_orm::{
    Value,
    sea_query::{Cond, Expr, ExprTrait, OnConflict, Query},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    DossierId, StoreError, Tenant, Versie,
    bundel::{Bundel, vervang},
    keten::Hash,
    sql::{dag, onleesbaar},
    zegelaar::Zegelaar,
    zoeken,
};

/// The dossier's line in lists. Its number and version are the store's to add.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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
    /// Why that is its end: the article, and the arithmetic; a sentence a line.
    pub termijn_waarom: Option<String>,
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

/// The columns of `werkvoorraad` after its key.
const KOLOMMEN: [&str; 17] = [
    "nummer",
    "versie",
    "inhoud",
    "locatie",
    "stand",
    "wetten",
    "behandelaar",
    "ontvangen_op",
    "leidend_uiterlijk",
    "leidend_wettelijk",
    "volgende_uiterlijk",
    "wacht_op",
    "open",
    "bewaren_tot",
    "termijn",
    "merk",
    "elders",
];

/// The table, as what is sealed in it is bound to it.
pub(crate) const TABEL: &str = "werkvoorraad";
/// What the token of a location is for.
pub(crate) const LOCATIE: &str = "locatie";
/// What the tokens of words are for.
pub(crate) const WOORD: &str = "woord";

/// What is sealed of a line: what is about people, or is a text.
#[derive(Serialize, Deserialize)]
pub(crate) struct Verborgen {
    pub(crate) onderwerp: String,
    pub(crate) klager_naam: String,
    pub(crate) aangeklaagden: String,
    pub(crate) locatie: Option<String>,
    pub(crate) stand_tekst: String,
    pub(crate) termijn_waarom: Option<String>,
    pub(crate) volgende_plicht: Option<String>,
}

impl Verborgen {
    fn van(rij: &DossierRij) -> Self {
        Self {
            onderwerp: rij.onderwerp.clone(),
            klager_naam: rij.klager_naam.clone(),
            aangeklaagden: rij.aangeklaagden.clone(),
            locatie: rij.locatie.clone(),
            stand_tekst: rij.stand_tekst.clone(),
            termijn_waarom: rij.termijn_waarom.clone(),
            volgende_plicht: rij.volgende_plicht.clone(),
        }
    }
}

/// What is there of a dossier before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Al {
    /// Nothing: it is new.
    Niets,
    /// Whatever it is, it gives way.
    Onbekend,
    /// Rows with these marks: what has the same mark now stays untouched.
    Merken(Merken),
}

/// The marks in a line. Empty in one that was written before there were marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Merken {
    /// Of the line, under the key of the dossier.
    pub(crate) regel: Option<Vec<u8>>,
    /// Of what other tables hold of it.
    pub(crate) elders: Option<Vec<u8>>,
}

/// The rows of the tables beside `werkvoorraad`.
struct Rijen<'a> {
    woorden: BTreeSet<i64>,
    deelnames: BTreeSet<&'a Deelname>,
    uitgesloten: BTreeSet<Uuid>,
}

impl<'a> Rijen<'a> {
    fn new(zaak: Zaak<'_>, van: &'a Projectie) -> Self {
        let namen = [&van.rij.klager_naam, &van.rij.aangeklaagden];
        let woorden = namen.into_iter().flat_map(|tekst| zoeken::namen(tekst));
        let woorden = woorden.chain(zoeken::nummer(zaak.nummer));
        let huis = &zaak.zegel.huis;
        Self {
            woorden: zoeken::beginnen(woorden).iter().map(|b| huis.woord(WOORD, b)).collect(),
            deelnames: van.deelnames.iter().collect(),
            uitgesloten: van.uitgesloten.iter().copied().collect(),
        }
    }

    /// The same for the same rows; says no more than they do.
    fn merk(&self) -> Vec<u8> {
        let mut hash = Hash::new("wederhoor 2026 elders");
        for woord in &self.woorden {
            hash.deel(&woord.to_le_bytes());
        }
        hash.deel(&[]);
        for Deelname { account, rol } in &self.deelnames {
            hash.deel(account.as_bytes());
            hash.deel(rol.as_bytes());
        }
        hash.deel(&[]);
        for account in &self.uitgesloten {
            hash.deel(account.as_bytes());
        }
        hash.klaar().bytes()
    }
}

/// Adds to `bundel` what writes the projection of a dossier at `versie`.
pub(crate) fn schrijf(
    bundel: &mut Bundel,
    zaak: Zaak<'_>,
    versie: Versie,
    nieuw: &Projectie,
    al: &Al,
) -> Result<(), StoreError> {
    let rijen = Rijen::new(zaak, nieuw);
    let regel = serde_json::to_vec(&(versie.0, &nieuw.rij)).map_err(|f| onleesbaar(TABEL, f))?;
    let nu = Merken { regel: Some(zaak.zegel.zaak.merk(&regel)), elders: Some(rijen.merk()) };
    let leeg = Merken::default();
    let was = if let Al::Merken(merken) = al { merken } else { &leeg };
    if was.regel != nu.regel || was.elders != nu.elders {
        schrijf_rij(bundel, zaak, versie, &nieuw.rij, &nu)?;
    }
    if was.elders == nu.elders {
        return Ok(());
    }
    let eerste = *al == Al::Niets;
    bundel.vervang_getallen(zaak, eerste, ("zoekwoord", "woord"), rijen.woorden);
    let deelnames = rijen.deelnames.into_iter();
    let deelnames = deelnames.map(|d| vec![d.account.into(), d.rol.as_str().into()]);
    vervang_rijen(bundel, zaak, eerste, "deelname", ["account", "rol"], deelnames.collect());
    let uitgesloten = rijen.uitgesloten.into_iter().map(|account| vec![account.into()]);
    vervang_rijen(bundel, zaak, eerste, "uitsluiting", ["account"], uitgesloten.collect());
    Ok(())
}

/// Which dossier a row is about.
#[derive(Clone, Copy)]
pub(crate) struct Zaak<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) dossier: DossierId,
    pub(crate) nummer: &'a str,
    pub(crate) zegel: &'a Zegelaar,
}

impl Zaak<'_> {
    /// The first two columns of each of its rows.
    pub(crate) fn sleutel(&self) -> [Value; 2] {
        [self.tenant.as_str().into(), self.dossier.uuid().into()]
    }
}

fn schrijf_rij(
    bundel: &mut Bundel,
    zaak: Zaak<'_>,
    versie: Versie,
    rij: &DossierRij,
    merken: &Merken,
) -> Result<(), StoreError> {
    let Zegelaar { huis, zaak: zegel } = zaak.zegel;
    let inhoud = zegel.verzegel_waarde(TABEL, b"", &Verborgen::van(rij))?;
    let locatie = rij.locatie.as_deref().map(|locatie| huis.woord(LOCATIE, locatie));
    // After the judgment a measure can be late: that is a term too.
    let termijn = rij.leidend_wettelijk.or(rij.leidend_uiterlijk).or(rij.volgende_uiterlijk);
    let waarden = vec![
        zaak.nummer.into(),
        i64::from(versie.0).into(),
        inhoud.into(),
        locatie.into(),
        rij.stand.as_str().into(),
        rij.wetten.join(" ").into(),
        rij.behandelaar.into(),
        dag(rij.ontvangen_op).into(),
        rij.leidend_uiterlijk.map(dag).into(),
        rij.leidend_wettelijk.map(dag).into(),
        rij.volgende_uiterlijk.map(dag).into(),
        rij.wacht_op.clone().into(),
        rij.open.into(),
        rij.bewaren_tot.map(dag).into(),
        termijn.map_or_else(|| NOOIT.to_owned(), dag).into(),
        merken.regel.clone().into(),
        merken.elders.clone().into(),
    ];
    let dubbel = vervang(["tenant", "dossier"], &KOLOMMEN[1..]);
    bundel.insert(zaak, TABEL, &KOLOMMEN, [waarden], dubbel);
    Ok(())
}

/// Makes `rijen` the rows of the dossier in a table: those that are the same stay untouched.
fn vervang_rijen<const N: usize>(
    bundel: &mut Bundel,
    zaak: Zaak<'_>,
    eerste: bool,
    tabel: &'static str,
    kolommen: [&'static str; N],
    rijen: Vec<Vec<Value>>,
) {
    if !eerste {
        let [tenant, dossier] = zaak.sleutel();
        let mut weg = Query::delete();
        weg.from_table(tabel)
            .and_where(Expr::col("tenant").eq(tenant))
            .and_where(Expr::col("dossier").eq(dossier));
        for rij in &rijen {
            let gelijk = kolommen.iter().zip(rij).fold(Cond::all(), |cond, (kolom, waarde)| {
                cond.add(Expr::col(*kolom).eq(waarde.clone()))
            });
            weg.cond_where(gelijk.not());
        }
        bundel.verwijder(weg);
    }
    let mut sleutel = OnConflict::columns(["tenant", "dossier"].into_iter().chain(kolommen));
    sleutel.do_nothing();
    bundel.insert(zaak, tabel, &kolommen, rijen, Some(sleutel));
}
