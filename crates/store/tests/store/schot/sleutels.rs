//! Every key begins with the tenant, on both engines: so that the tables can be spread over machines by tenant,
//! and no key of one provider collides with, or points at, a row of another.

use store::{
    sea_orm::{ConnectionTrait, DatabaseConnection},
    vraag,
};
use toetsbank::{motor::Motor, op_beide};

use super::vol::{Huis, tabellen};

/// Indexes that are no key and do not begin with the tenant: they answer a question over all of them.
const OVER_ALLE: &[&str] = &["taak_vanaf"];

/// Of each key: its table and name, whether it is one (`uniek`, `wijst`) or a mere index, and the columns that
/// come first, in it and in what it points at.
const POSTGRES: [&str; 2] = [
    "SELECT i.indrelid::regclass::text, c.relname::text, \
       CASE WHEN i.indisunique THEN 'uniek' ELSE 'index' END, \
       (SELECT a.attname::text FROM pg_attribute a \
        WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[0]) \
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
     WHERE c.relnamespace = current_schema()::regnamespace AND i.indrelid::regclass::text = $1",
    "SELECT k.conrelid::regclass::text, k.conname::text, 'wijst', \
       CASE WHEN (SELECT a.attname FROM pg_attribute a \
         WHERE a.attrelid = k.confrelid AND a.attnum = k.confkey[1]) = 'tenant' \
       THEN (SELECT a.attname::text FROM pg_attribute a \
         WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) END \
     FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid::regclass::text = $1",
];
const SQLITE: [&str; 3] = [
    "SELECT $1, l.name, CASE WHEN l.\"unique\" THEN 'uniek' ELSE 'index' END, k.name \
     FROM pragma_index_list($1) l JOIN pragma_index_info(l.name) k WHERE k.seqno = 0",
    "SELECT $1, 'pk', 'uniek', name FROM pragma_table_info($1) WHERE pk = 1",
    "SELECT $1, f.\"table\", 'wijst', CASE WHEN f.\"to\" = 'tenant' THEN f.\"from\" END \
     FROM pragma_foreign_key_list($1) f WHERE f.seq = 0",
];

async fn kijk(db: &DatabaseConnection, motor: Motor) {
    let vragen = if motor == Motor::Postgres { &POSTGRES[..] } else { &SQLITE[..] };
    let mut geteld = [0; 3];
    for tabel in tabellen(db, motor).await {
        for sql in vragen {
            for rij in db.query_all_raw(vraag(db, sql, [tabel.as_str().into()])).await.unwrap() {
                let [van, naam, soort]: [String; 3] = [0, 1, 2].map(|i| rij.try_get_by(i).unwrap());
                let eerste: Option<String> = rij.try_get_by(3).unwrap();
                geteld[["uniek", "wijst", "index"].iter().position(|s| *s == soort).unwrap()] += 1;
                let mag = soort == "index" && OVER_ALLE.contains(&naam.as_str());
                assert!(
                    mag || eerste.as_deref() == Some("tenant"),
                    "{van}: {soort} {naam} begins with {eerste:?}"
                );
            }
        }
    }
    // The keys have tables without anything that points.
    assert!(geteld[0] > 2, "{geteld:?}");
    if tabellen(db, motor).await.iter().any(|tabel| tabel == "gebeurtenis") {
        assert!(geteld[0] > 20 && geteld[1] > 10 && geteld[2] > 10, "{geteld:?}");
    }
}

async fn every_key_begins_with_the_tenant(motor: Motor) {
    let huis = Huis::new(motor).await;
    for db in &huis.beheer {
        kijk(db, motor).await;
    }
}

op_beide!(every_key_begins_with_the_tenant,);
