//! A projection, sealed, and how it is written: what is there already and is the same stays untouched.

use std::collections::BTreeSet;

use sea_orm::{
    Value,
    sea_query::{Cond, Expr, ExprTrait, OnConflict, Query},
};

use super::{
    Al, Deelname, DossierRij, LOCATIE, Projectie, Regel, TABEL, Verborgen, WOORD, Zaak,
    al::{IN_INDEX, Merken},
};
use crate::{
    StoreError, Versie,
    bundel::{Bundel, vervang},
    keten::Hash,
    sql::{dag, onleesbaar},
    zegelaar::Zegelaar,
    zoeken,
};

/// Sorts after every real day.
const NOOIT: &str = "9999-12-31";

/// The columns of a line that the store gives it.
const GETELD: [&str; 4] = ["nummer", "versie", "merk", "elders"];
/// Those that no index is over.
const OVERIG: [&str; 5] =
    ["inhoud", "wetten", "leidend_uiterlijk", "leidend_wettelijk", "volgende_uiterlijk"];

/// All columns after the key.
fn kolommen() -> Vec<&'static str> {
    [&GETELD[..], &OVERIG, &IN_INDEX].concat()
}

/// A projection of which all is computed that does not depend on how its dossier stands.
#[derive(Debug)]
pub(crate) struct Bereid {
    versie: Versie,
    /// Its line.
    regel: Regel,
    /// The columns of the line that no index is over.
    overig: [Value; 5],
    /// Tokens of the names in it.
    namen: BTreeSet<i64>,
}

impl Bereid {
    /// Seals a projection of a dossier at `versie`.
    pub(crate) fn new(
        zegel: &Zegelaar,
        versie: Versie,
        van: &Projectie,
    ) -> Result<Self, StoreError> {
        let regel = serde_json::to_vec(&(versie.0, &van.rij)).map_err(|f| onleesbaar(TABEL, f))?;
        let namen = [&van.rij.klager_naam, &van.rij.aangeklaagden];
        let namen = tokens(zegel, namen.into_iter().flat_map(|tekst| zoeken::namen(tekst)));
        let merken =
            Merken { regel: Some(zegel.zaak.merk(&regel)), elders: Some(merk_elders(&namen, van)) };
        let regel = Regel { merken, in_index: in_index(zegel, &van.rij) };
        Ok(Self { versie, regel, overig: overig(zegel, &van.rij)?, namen })
    }

    /// At which version the dossier is then.
    pub(crate) fn versie(&self) -> Versie {
        self.versie
    }

    /// Adds to `bundel` what writes it; `van` is what it was made of.
    pub(crate) fn schrijf(&self, bundel: &mut Bundel, zaak: Zaak<'_>, van: &Projectie, al: &Al) {
        let leeg = Merken::default();
        let was = if let Al::Regel(regel) = al { &regel.merken } else { &leeg };
        if *was != self.regel.merken {
            let Merken { regel, elders } = &self.regel.merken;
            let waarden = [zaak.nummer.into(), i64::from(self.versie.0).into()]
                .into_iter()
                .chain([regel.clone().into(), elders.clone().into()])
                .chain(self.overig.iter().chain(&self.regel.in_index).cloned());
            let kolommen = kolommen();
            let anders = match al {
                Al::Regel(was) if bundel.noemt_wat_verandert() => self.te_vervangen(was),
                _ => kolommen.clone(),
            };
            let dubbel = vervang(["tenant", "dossier"], anders);
            bundel.insert(zaak, TABEL, &kolommen, [waarden.collect()], dubbel);
        }
        if was.elders != self.regel.merken.elders {
            self.schrijf_elders(bundel, zaak, van, *al == Al::Niets);
        }
    }

    /// What must be written of a line that is there: of the columns under an index only those with another value.
    fn te_vervangen(&self, was: &Regel) -> Vec<&'static str> {
        let anders = was.in_index.iter().zip(&self.regel.in_index).map(|(was, nu)| was != nu);
        let anders = IN_INDEX.into_iter().zip(anders).filter_map(|(naam, is)| is.then_some(naam));
        [&GETELD[1..], &OVERIG].concat().into_iter().chain(anders).collect()
    }

    /// The rows of the other tables.
    fn schrijf_elders(&self, bundel: &mut Bundel, zaak: Zaak<'_>, van: &Projectie, eerste: bool) {
        let nummer = tokens(zaak.zegel, zoeken::nummer(zaak.nummer));
        let woorden = self.namen.union(&nummer).copied();
        bundel.vervang_getallen(zaak, eerste, ("zoekwoord", "woord"), woorden);
        let deelnames = BTreeSet::from_iter(&van.deelnames).into_iter();
        let deelnames = deelnames.map(|d| vec![d.account.into(), d.rol.as_str().into()]);
        vervang_rijen(bundel, zaak, eerste, "deelname", ["account", "rol"], deelnames.collect());
        let uitgesloten = BTreeSet::from_iter(&van.uitgesloten).into_iter();
        let uitgesloten = uitgesloten.map(|account| vec![(*account).into()]);
        vervang_rijen(bundel, zaak, eerste, "uitsluiting", ["account"], uitgesloten.collect());
    }
}

/// Of these words and of their beginnings.
fn tokens(zegel: &Zegelaar, woorden: impl IntoIterator<Item = String>) -> BTreeSet<i64> {
    zoeken::beginnen(woorden).iter().map(|begin| zegel.huis.woord(WOORD, begin)).collect()
}

/// The same for the same rows of other tables; says no more than they do. The number is not in it: it stays.
fn merk_elders(namen: &BTreeSet<i64>, van: &Projectie) -> Vec<u8> {
    let mut hash = Hash::new("wederhoor 2026 elders");
    for woord in namen {
        hash.deel(&woord.to_le_bytes());
    }
    hash.deel(&[]);
    for Deelname { account, rol } in BTreeSet::from_iter(&van.deelnames) {
        hash.deel(account.as_bytes());
        hash.deel(rol.as_bytes());
    }
    hash.deel(&[]);
    for account in BTreeSet::from_iter(&van.uitgesloten) {
        hash.deel(account.as_bytes());
    }
    hash.klaar().bytes()
}

/// Values of [`OVERIG`]; what is about people is sealed in the first.
fn overig(zegel: &Zegelaar, rij: &DossierRij) -> Result<[Value; 5], StoreError> {
    Ok([
        zegel.zaak.verzegel_waarde(TABEL, b"", &Verborgen::van(rij))?.into(),
        rij.wetten.join(" ").into(),
        rij.leidend_uiterlijk.map(dag).into(),
        rij.leidend_wettelijk.map(dag).into(),
        rij.volgende_uiterlijk.map(dag).into(),
    ])
}

/// Values of [`IN_INDEX`].
fn in_index(zegel: &Zegelaar, rij: &DossierRij) -> [Value; 8] {
    // After the judgment a measure can be late: that is a term too.
    let termijn = rij.leidend_wettelijk.or(rij.leidend_uiterlijk).or(rij.volgende_uiterlijk);
    [
        rij.locatie.as_deref().map(|locatie| zegel.huis.woord(LOCATIE, locatie)).into(),
        rij.stand.as_str().into(),
        rij.behandelaar.into(),
        dag(rij.ontvangen_op).into(),
        rij.wacht_op.clone().into(),
        rij.open.into(),
        rij.bewaren_tot.map(dag).into(),
        termijn.map_or_else(|| NOOIT.to_owned(), dag).into(),
    ]
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
