//! Each way into the store that takes a tenant, with a wrong one: nothing of the owner is found, and nothing
//! of it changes. First as the queries have it, on both engines; then as the database has it: every statement
//! names the owner, and the wall stands as if somebody else had been named.

use std::{collections::BTreeSet, fs, path::Path};

use futures::future::BoxFuture;
use store::{
    Bladzijde, ConceptStuk, Filter, HerinneringRij, Inzagevraag, Schrijf, Sortering, Store,
    StoreError, Tenant, Versie, Vertrouwd, sea_orm::ConnectionTrait, vraag,
};
use toetsbank::{motor::Motor, op_beide};

use super::vol::{
    CODE, Huis, NU, PERIODE, STRAKS, Vol, ankersleutel, eigenaar, gezien, klik, tabellen, vreemde,
    vul,
};
use crate::hulp::{account, alles, dag, feit, herbereken, moment, schrijf};

type Poging =
    for<'a> fn(&'a Store, &'a Tenant, &'a Vol) -> BoxFuture<'a, Result<Niets, StoreError>>;

/// What was met of the owner: must be nothing.
struct Niets(bool);

impl<T> From<Vec<T>> for Niets {
    fn from(lijst: Vec<T>) -> Self {
        Self(lijst.is_empty())
    }
}

impl<T> From<Option<T>> for Niets {
    fn from(een: Option<T>) -> Self {
        Self(een.is_none())
    }
}

/// Something was written; whether it touched the owner is seen in the tables.
fn gedaan<T>(_: T) -> Niets {
    Niets(true)
}

/// What must not be found at all.
fn gevonden<T>(_: T) -> Niets {
    Niets(false)
}

macro_rules! pogingen {
    ($($naam:ident => |$store:ident, $wie:ident, $vol:ident| $werk:expr;)+) => {
        /// By the name of the method.
        const POGINGEN: &[(&str, Poging)] = &[$((stringify!($naam), {
            fn poging<'a>(
                $store: &'a Store, $wie: &'a Tenant, $vol: &'a Vol,
            ) -> BoxFuture<'a, Result<Niets, StoreError>> {
                let _ = ($store, $wie, $vol);
                Box::pin(async move { Ok($werk) })
            }
            poging
        })),+];
    };
}

pogingen! {
    lees => |store, wie, v| {
        let db = store.lees(wie).await?;
        let sql = "SELECT 1 FROM dossier WHERE tenant = $1 AND dossier = $2";
        let waarden = [wie.as_str().into(), v.dossier.uuid().into()];
        db.query_one_raw(vraag(&db, sql, waarden)).await.unwrap().into()
    };
    schrijf => |store, wie, v| {
        let waarden = [wie.as_str().into(), v.dossier.uuid().into()];
        store.schrijf(wie, |tx| Box::pin(async move {
            let sql = "UPDATE dossier SET nummer = 'weg' WHERE tenant = $1 AND dossier = $2";
            let uit = tx.execute_raw(vraag(tx, sql, waarden)).await.unwrap();
            Ok(Niets(uit.rows_affected() == 0))
        })).await?
    };
    append => |store, wie, v| gevonden(store.append(wie, verder(v)).await?);
    append_samen => |store, wie, v| gevonden(store.append_samen(wie, vec![verder(v)]).await?);
    herhaling => |store, wie, v| store.herhaling(wie, klik()).await?.into();
    maak_concept => |store, wie, v| gedaan(store.maak_concept(wie, moment(STRAKS)).await?);
    concept => |store, wie, v| gevonden(store.concept(wie, v.concept, moment(NU)).await?);
    bewaar_stap => |store, wie, v| gevonden(
        store.bewaar_stap(wie, v.concept, "s", b"x".into(), moment(NU), moment(STRAKS)).await?);
    hang_aan_concept => |store, wie, v| {
        let document = v.bijlage.clone();
        let stuk = ConceptStuk { document, naam: "x".into(), mime: "text/plain".into() };
        let (nu, straks) = (moment(NU), moment(STRAKS));
        gevonden(store.hang_aan_concept(wie, v.concept, stuk, nu, straks).await?)
    };
    haal_van_concept => |store, wie, v| gedaan(
        store.haal_van_concept(wie, v.concept, v.conceptstuk.stuk).await?);
    verwijder_concept => |store, wie, v| gedaan(store.verwijder_concept(wie, v.concept).await?);
    zet_anker => |store, wie, v| {
        let anker = store.zet_anker(wie, &ankersleutel(), dag("2026-11-25"), moment(STRAKS)).await?;
        Niets(anker.is_none_or(|anker| anker.dossiers == 0 && anker.nummer == 1))
    };
    ankers => |store, wie, v| Niets(store.ankers(wie).await?.iter().all(|a| a.dossiers == 0));
    load => |store, wie, v| gevonden(store.load(wie, v.dossier).await?);
    load_velen => |store, wie, v| store.load_velen(wie, &[v.dossier]).await?.into();
    load_since => |store, wie, v| store.load_since(wie, v.dossier, Versie::NIEUW).await?.into();
    stukken => |store, wie, v| store.stukken(wie, v.dossier).await?.into();
    stuk => |store, wie, v| gevonden(store.stuk(wie, v.dossier, v.bijlage.stuk).await?);
    brieven => |store, wie, v| store.brieven(wie, v.dossier, None).await?.into();
    brief_gelezen => |store, wie, v| gedaan(
        store.brief_gelezen(wie, v.bijlage.stuk, "klager", moment(NU)).await?);
    lijststand => |store, wie, v| store.lijststand(wie).await?.into();
    aantal_dossiers => |store, wie, v| Niets(store.aantal_dossiers(wie).await? == 0);
    herbouw => |store, wie, v| Niets(
        store.herbouw(wie, alles("2026-12-24"), herbereken, |_| {}).await? == 0);
    herinneringen => |store, wie, v| store.herinneringen(wie, &[v.dossier]).await?.into();
    herinner => |store, wie, v| {
        let (plicht, soort) = ("oordeel".to_owned(), "te_laat".to_owned());
        let gegeven = HerinneringRij { dossier: v.dossier, plicht, soort, uiterlijk: dag("2026-12-01") };
        gevonden(store.herinner(wie, vec![gegeven], moment(NU)).await?)
    };
    dossiers_met_plicht_tot => |store, wie, v| {
        store.dossiers_met_plicht_tot(wie, dag("2030-01-01"), None, 100).await?.into()
    };
    dossiers => |store, wie, v| store.dossiers(wie, None, 100).await?.into();
    vernietig => |store, wie, v| gevonden(
        store.vernietig(wie, v.dossier, Versie(2), account(1), "{}".into(), moment(NU)).await?);
    vernietigingen => |store, wie, v| store.vernietigingen(wie, None, 100).await?.into();
    is_vernietigd => |store, wie, v| Niets(!store.is_vernietigd(wie, v.vernietigd).await?);
    voorbij_bewaartermijn => |store, wie, v| {
        store.voorbij_bewaartermijn(wie, dag("2030-01-01"), 100).await?.into()
    };
    verslagtekst => |store, wie, v| Niets(store.verslagtekst(wie, PERIODE).await?.is_empty());
    bewaar_verslagtekst => |store, wie, v| gedaan(
        store.bewaar_verslagtekst(wie, PERIODE, "x".into(), account(2), moment(NU)).await?);
    betrokkenheid => |store, wie, v| {
        let deel = store.betrokkenheid(wie, v.dossier, account(1)).await?;
        Niets(deel == store::Betrokkenheid::default())
    };
    dossiers_in_rol => |store, wie, v| Niets(
        store.dossiers_in_rol(wie, account(1), "aangeklaagde").await?.is_empty());
    toegangscode => |store, wie, v| store.toegangscode(wie, CODE).await?.into();
    werkvoorraad => |store, wie, v| {
        let filter = Filter { tekst: Some("jansen".into()), ..Filter::default() };
        let (orde, eerste) = (Sortering::default(), Bladzijde::default());
        store.werkvoorraad(wie, &filter, orde, eerste, 10).await?.rijen.into()
    };
    tel => |store, wie, v| Niets(store.tel(wie, &Filter::default()).await?.aantal == 0);
    rij => |store, wie, v| gevonden(store.rij(wie, v.dossier).await?);
    dossier_met_nummer => |store, wie, v| store.dossier_met_nummer(wie, CODE).await?.into();
    dossiernummer => |store, wie, v| store.dossiernummer(wie, v.dossier).await?.into();
    inzagen => |store, wie, v| store.inzagen(wie, &Inzagevraag::default(), None, 100).await?.into();
    leg_inzage_vast => |store, wie, v| gedaan(
        store.leg_inzage_vast(wie, vec![gezien(v.dossier)]).await?);
    zie_na => |store, wie, v| {
        let uit = store.zie_na(wie, &Vertrouwd::default(), |_| {}).await?;
        Niets((uit.dossiers, uit.gebeurtenissen) == (0, 0))
    };
    plan_taak => |store, wie, v| gedaan(
        store.plan_taak(wie, "opruimen", "2026-11-23", moment(NU)).await?);
    neem_taken => |store, wie, v| {
        let later = moment("2030-01-01T00:00:00Z");
        let taken = store.neem_taken(wie, later, later, 9).await?;
        Niets(taken.iter().all(|taak| taak.soort == "opruimen"))
    };
    houd_taak => |store, wie, v| Niets(!store.houd_taak(wie, &v.taak, moment(STRAKS)).await?);
    taak_klaar => |store, wie, v| gedaan(store.taak_klaar(wie, &v.taak, moment(NU)).await?);
    taak_mislukt => |store, wie, v| gedaan(
        store.taak_mislukt(wie, &v.taak, "schijf", moment(STRAKS)).await?);
    geef_taak_terug => |store, wie, v| gedaan(
        store.geef_taak_terug(wie, &v.taak, moment(STRAKS)).await?);
    taak_nu => |store, wie, v| Niets(!store.taak_nu(wie, v.taak.id, moment(STRAKS)).await?);
    taken => |store, wie, v| {
        let taken = store.taken(wie, moment(NU), 99).await?;
        Niets(taken.iter().all(|taak| taak.soort == "opruimen"))
    };
    ruim_taken => |store, wie, v| Niets(
        store.ruim_taken(wie, moment("2030-01-01T00:00:00Z")).await? == 0);
    ruim_concepten => |store, wie, v| gedaan(
        store.ruim_concepten(wie, moment("2030-01-01T00:00:00Z")).await?);
}

/// Ways in that touch no table of the register: keys, and files of which a row says what opens them.
const BUITEN: &[&str] =
    &["huis", "vervang_huissleutel", "nieuw_document", "bewaar_document", "document"];

/// One more event for the dossier of the owner.
fn verder(vol: &Vol) -> Schrijf {
    let al = vec![feit("x", "x", "x"); 2];
    schrijf(vol.dossier, &al, vec![feit("onderzoek_begonnen", "Jansen", "onderzoek")])
}

async fn probeer(huis: &Huis, store: &Store, wie: &Tenant, vol: &Vol) {
    for (naam, poging) in POGINGEN {
        // A refusal is as good as nothing.
        let niets = poging(store, wie, vol).await.unwrap_or(Niets(true));
        assert!(niets.0, "{naam} met something of another provider");
        let nu = huis.foto().await;
        assert_eq!(nu, vol.foto, "{naam} changed something of another provider");
    }
}

async fn with_a_wrong_tenant_no_way_in_meets_or_changes_anything(motor: Motor) {
    let huis = Huis::new(motor).await;
    let vol = vul(&huis).await;
    // Somebody who has keys and a complaint of his own, with the same number.
    probeer(&huis, &huis.store, &vreemde(), &vol).await;
    for (stuk, sleutel) in
        [(vol.bijlage.stuk, &vol.bijlage.sleutel), (vol.conceptstuk.stuk, &vol.conceptstuk.sleutel)]
    {
        assert!(huis.store.document(&vreemde(), stuk, sleutel).await.is_err());
        huis.store.document(&eigenaar(), stuk, sleutel).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_keeps_out_what_a_query_forgot() {
    let huis = Huis::new(Motor::Postgres).await;
    let vol = vul(&huis).await;
    // From now on the wall stands as it does for a connection that named the other.
    for tabel in tabellen(&huis.beheer[0], Motor::Postgres).await {
        let sql = format!(
            "ALTER POLICY van_tenant ON \"{tabel}\" USING (tenant = 'zorg-west') \
             WITH CHECK (tenant = 'zorg-west')"
        );
        huis.beheer[0].execute_unprepared(&sql).await.unwrap();
    }
    let store = Store::open_ernaast(huis.opties.clone()).await.unwrap();
    probeer(&huis, &store, &eigenaar(), &vol).await;
}

/// Reads the methods from the source, so that a new one is not forgotten.
#[test]
fn every_way_in_that_takes_a_tenant_is_tried() {
    fn bestanden(map: &Path, uit: &mut Vec<String>) {
        for ingang in fs::read_dir(map).unwrap() {
            let pad = ingang.unwrap().path();
            if pad.is_dir() {
                bestanden(&pad, uit);
            } else {
                uit.push(fs::read_to_string(pad).unwrap());
            }
        }
    }
    let mut tekst = Vec::new();
    bestanden(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut tekst);
    let mut methoden = BTreeSet::new();
    for deel in tekst.iter().flat_map(|tekst| tekst.split("\n    pub async fn ").skip(1)) {
        let kop = deel.split_once(") ->").unwrap().0;
        if kop.contains("&self") && kop.contains("tenant: &Tenant") {
            methoden.insert(kop.split(['(', '<']).next().unwrap());
        }
    }
    let geprobeerd = POGINGEN.iter().map(|(naam, _)| *naam).chain(BUITEN.iter().copied()).collect();
    assert_eq!(methoden, geprobeerd);
}

op_beide!(with_a_wrong_tenant_no_way_in_meets_or_changes_anything,);
