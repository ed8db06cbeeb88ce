//! A provider of whom every table has something. Always holds: a table that is added and not filled here
//! fails the tests of the wall.

use store::{
    Ankersleutel, BriefRij, ConceptId, ConceptStuk, Deelname, Document, DossierId, HerinneringRij,
    IdempotentieSleutel, Inzage, Inzageactie, Kijker, Schrijf, SleutelOpties, Sleutelplaats, Store,
    StoreOpties, StukRij, Taak, Tenant, Uitgaand, Versie,
    sea_orm::{ConnectionTrait, Database, DatabaseConnection},
    vraag,
};
use toetsbank::motor::{Motor, als_beheerder};

use crate::hulp::{account, alles, dag, feit, herbereken, klacht, moment, schrijf};

/// Whose all of it is.
pub(super) fn eigenaar() -> Tenant {
    "zorg-oost".parse().unwrap()
}

/// Who has no business with it.
pub(super) fn vreemde() -> Tenant {
    "zorg-west".parse().unwrap()
}

pub(super) const NU: &str = "2026-11-23T09:00:00Z";
pub(super) const STRAKS: &str = "2026-11-24T09:00:00Z";
pub(super) const CODE: &str = "K-2026-0001";
pub(super) const PERIODE: &str = "2026-K3";

pub(super) fn ankersleutel() -> Ankersleutel {
    Ankersleutel::new(&[7; 32])
}

pub(super) fn klik() -> IdempotentieSleutel {
    IdempotentieSleutel::van("een klik")
}

pub(super) fn gezien(dossier: DossierId) -> Inzage {
    Inzage {
        op: moment(NU),
        wie: Kijker::Account(account(1)),
        grond: "raad_van_bestuur".to_owned(),
        actie: Inzageactie::Bekeken,
        dossier,
        wat: "dossier".to_owned(),
        stuk: None,
        geweigerd: None,
    }
}

/// What a provider has, by which somebody else might ask for it.
pub(super) struct Vol {
    pub(super) dossier: DossierId,
    pub(super) vernietigd: DossierId,
    pub(super) concept: ConceptId,
    pub(super) bijlage: Document,
    pub(super) conceptstuk: Document,
    pub(super) taak: Taak,
    /// Everything as it stands in the tables.
    pub(super) foto: Vec<String>,
}

/// A store with its keys, both on this engine.
pub(super) struct Huis {
    pub(super) store: Store,
    pub(super) motor: Motor,
    pub(super) opties: StoreOpties,
    /// The databases as who may do everything sees them: the register, and on a server the keys.
    pub(super) beheer: Vec<DatabaseConnection>,
    /// The same on a server, as the program sees them.
    pub(super) gewoon: Vec<DatabaseConnection>,
    _map: tempfile::TempDir,
}

impl Huis {
    pub(super) async fn new(motor: Motor) -> Self {
        let map = tempfile::tempdir().unwrap();
        let (register, sleutels) = (motor.ruimte(), motor.ruimte());
        let mut bij = SleutelOpties::in_map(map.path().join("sleutels"));
        if let Some(url) = &sleutels {
            bij = SleutelOpties {
                plaats: Sleutelplaats::Postgres(url.parse().unwrap()),
                ..bij.clone()
            };
            std::fs::create_dir(map.path().join("sleutels")).unwrap();
        }
        let postgres = register.as_deref().map(|url| url.parse().unwrap());
        let opties = StoreOpties::new(map.path()).met(bij).op(postgres);
        let store = Store::open(opties.clone()).await.unwrap();
        let (mut beheer, mut gewoon) = (Vec::new(), Vec::new());
        for url in [&register, &sleutels].into_iter().flatten() {
            beheer.push(Database::connect(als_beheerder(url)).await.unwrap());
            gewoon.push(Database::connect(url).await.unwrap());
        }
        if motor == Motor::Sqlite {
            let url = format!("sqlite://{}/wederhoor.db", map.path().display());
            beheer.push(Database::connect(url).await.unwrap());
        }
        Self { store, motor, opties, beheer, gewoon, _map: map }
    }

    /// All rows of the owner in the register, as text.
    pub(super) async fn foto(&self) -> Vec<String> {
        let db = &self.beheer[0];
        let mut uit = Vec::new();
        for tabel in tabellen(db, self.motor).await {
            let rij = match self.motor {
                Motor::Postgres => format!("\"{tabel}\"::text"),
                Motor::Sqlite => {
                    let sql = "SELECT group_concat('quote(\"' || name || '\")', ' || '' '' || ') \
                        FROM pragma_table_info($1)";
                    een(db, sql, [tabel.as_str().into()]).await
                }
            };
            let sql = format!("SELECT {rij} FROM \"{tabel}\" WHERE tenant = $1");
            let rijen = db.query_all_raw(vraag(db, &sql, [eigenaar().as_str().into()])).await;
            for rij in rijen.unwrap() {
                uit.push(format!("{tabel}: {}", rij.try_get_by::<String, _>(0).unwrap()));
            }
        }
        uit.sort();
        uit
    }
}

/// The first value of the first row.
pub(super) async fn een<T: store::sea_orm::TryGetable>(
    db: &impl ConnectionTrait,
    sql: &str,
    waarden: impl IntoIterator<Item = store::sea_orm::Value>,
) -> T {
    db.query_one_raw(vraag(db, sql, waarden)).await.unwrap().unwrap().try_get_by(0).unwrap()
}

/// The tables that bear a tenant, as the catalog has them.
pub(super) async fn tabellen(db: &DatabaseConnection, motor: Motor) -> Vec<String> {
    let sql = match motor {
        Motor::Postgres => {
            "SELECT table_name::text FROM information_schema.columns \
             WHERE table_schema = current_schema() AND column_name = 'tenant' ORDER BY 1"
        }
        Motor::Sqlite => {
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) k \
             WHERE m.type = 'table' AND k.name = 'tenant' ORDER BY 1"
        }
    };
    let rijen = db.query_all_raw(vraag(db, sql, [])).await.unwrap();
    rijen.iter().map(|rij| rij.try_get_by(0).unwrap()).collect()
}

/// Gives the owner something in every table.
pub(super) async fn vul(huis: &Huis) -> Vol {
    let (store, wie, nu, straks) = (&huis.store, eigenaar(), moment(NU), moment(STRAKS));
    let concept = store.maak_concept(&wie, straks).await.unwrap();
    store.bewaar_stap(&wie, concept, "verhaal", b"Zij".to_vec(), nu, straks).await.unwrap();
    let conceptstuk = store.bewaar_document(&wie, b"een foto").await.unwrap();
    let aan = ConceptStuk {
        document: conceptstuk.clone(),
        naam: "foto.jpg".into(),
        mime: "image/jpeg".into(),
    };
    store.hang_aan_concept(&wie, concept, aan, nu, straks).await.unwrap();

    let bijlage = store.bewaar_document(&wie, b"een brief").await.unwrap();
    let begin = vol_schrijf(&bijlage);
    store.append(&wie, begin.clone()).await.unwrap();
    let plicht = HerinneringRij {
        dossier: begin.dossier,
        plicht: "eerste-contact".into(),
        soort: "vooraf".into(),
        uiterlijk: dag("2026-11-30"),
    };
    store.herinner(&wie, vec![plicht], nu).await.unwrap();
    let weg = klacht("Pieters");
    store.append(&wie, weg.clone()).await.unwrap();
    let akte = "{}".to_owned();
    store.vernietig(&wie, weg.dossier, Versie(1), account(1), akte, nu).await.unwrap();
    store.herbouw(&wie, alles("2026-11-23"), herbereken, |_| {}).await.unwrap();
    // The rebuild knows no part that an act gave by hand.
    let verder = schrijf(begin.dossier, &begin.feiten, vec![feit("x", "Jansen", "ontvangen")]);
    let verder = Schrijf { projectie: begin.projectie.clone(), ..verder };
    store.append(&wie, verder).await.unwrap();
    store.bewaar_verslagtekst(&wie, PERIODE, "Meer oor".into(), account(1), nu).await.unwrap();
    store.leg_inzage_vast(&wie, vec![gezien(begin.dossier)]).await.unwrap();
    store.zet_anker(&wie, &ankersleutel(), dag("2026-11-23"), nu).await.unwrap().unwrap();
    mensen(store, begin.dossier).await;
    store.plan_taak(&wie, "herinneren", "2026-11-23", nu).await.unwrap();
    let taak = store.neem_taken(&wie, nu, nu, 1).await.unwrap().remove(0);

    let foto = huis.foto().await;
    for tabel in tabellen(&huis.beheer[0], huis.motor).await {
        let heeft = foto.iter().any(|rij| rij.starts_with(&format!("{tabel}: ")));
        assert!(heeft, "give {tabel} a row in `vul`, or the tests of the wall look past it");
    }
    let (dossier, vernietigd) = (begin.dossier, weg.dossier);
    Vol { dossier, vernietigd, concept, bijlage, conceptstuk, taak, foto }
}

/// A complaint with everything that can go with it.
fn vol_schrijf(bijlage: &Document) -> Schrijf {
    let nu = moment(NU);
    let mut nieuw = klacht("Jansen");
    nieuw.projectie.rij.bewaren_tot = Some(dag("2026-11-01"));
    nieuw.projectie.rij.volgende_uiterlijk = Some(dag("2026-11-30"));
    nieuw.projectie.deelnames =
        vec![Deelname { account: account(1), rol: "aangeklaagde".to_owned() }];
    nieuw.projectie.uitgesloten = vec![account(2)];
    nieuw.stukken.push(StukRij::van(bijlage.clone(), "brief.pdf", "brief", "application/pdf", nu));
    nieuw.brieven.push(BriefRij {
        stuk: bijlage.stuk,
        geadresseerde: "klager".into(),
        soort: "brief".into(),
        vrijgegeven_op: nu,
        gelezen_op: None,
    });
    nieuw.toegangscode = Some(vec![7; 32]);
    nieuw.uitgaand.push(Uitgaand { soort: "brief".into(), inhoud: vec![1], vanaf: nu });
    nieuw.idempotentie = Some(klik());
    nieuw
}

/// The tables of the floor above.
async fn mensen(store: &Store, dossier: DossierId) {
    let wie = eigenaar();
    let waarden = vec![wie.as_str().into(), account(1).into(), dossier.uuid().into()];
    let klus = store.schrijf(&wie, move |tx| {
        Box::pin(async move {
            for sql in [
                "INSERT INTO account (tenant, account, inhoud, email, wachtwoord, actief) \
                 SELECT $1, $2, sleutel, sleutel, '', true FROM idempotentie WHERE dossier = $3",
                "INSERT INTO account_ambt (tenant, account, ambt) \
                 SELECT $1, $2, 'raad_van_bestuur' FROM dossier WHERE dossier = $3",
                "INSERT INTO sessie (tenant, sessie, account, begonnen_op, gezien_op) \
                 SELECT $1, sleutel, $2, 1, 1 FROM idempotentie WHERE dossier = $3",
                "INSERT INTO aanmeldpoging (tenant, sleutel, pogingen, laatste_op, vrij_op) \
                 SELECT $1, sleutel, 1, 1, 1 FROM idempotentie \
                 WHERE dossier = $3 AND dossier <> $2",
            ] {
                let uit = tx.execute_raw(vraag(tx, sql, waarden.clone())).await.unwrap();
                assert_eq!(uit.rows_affected(), 1, "{sql}");
            }
            Ok(())
        })
    });
    klus.await.unwrap();
}
