//! `wederhoor audit`: the register is checked beside a running server, and what was done to it behind the
//! program's back is named.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Command, thread, time::Duration};

use store::{Bij, Store, StoreOpties, sea_orm::ConnectionTrait};
use toetsbank::motor::Motor;

use crate::server::Server;

/// Runs `audit …`; gives its exit code and all that it said.
fn audit(data: &Path, database: Option<&str>, args: &[&str]) -> (Option<i32>, String) {
    let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .arg("audit")
        .args(args)
        .arg("--data")
        .arg(data.join("data"))
        .env_remove("WEDERHOOR_ANKERSLEUTEL")
        .env_remove("DATABASE_URL")
        .envs(database.map(|url| ("DATABASE_URL", url)))
        .output()
        .unwrap();
    let tekst = [uit.stdout, uit.stderr].map(|b| String::from_utf8(b).unwrap()).concat();
    (uit.status.code(), tekst)
}

/// Changes a row as somebody with the database in hand would.
fn knoei(data: &Path, database: Option<&str>, sql: &'static str) {
    let opties = StoreOpties::new(data.join("data")).op(database.map(|url| url.parse().unwrap()));
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = Store::open_ernaast(opties).await.unwrap();
        let wie = store.tenants().await.unwrap().remove(0);
        let klus = store.schrijf(&wie, move |tx| {
            Box::pin(async move { Ok(tx.execute_unprepared(sql).await.bij(sql)?.rows_affected()) })
        });
        assert!(klus.await.unwrap() > 0, "nothing was changed");
        store.sluit().await.unwrap();
    });
}

fn verhaal(motor: Motor) {
    let (map, database) = (tempfile::tempdir().unwrap(), motor.ruimte());
    let (data, database) = (map.path(), database.as_deref());
    let _server = match database {
        Some(url) => Server::demo_op(data, url),
        None => Server::demo(data),
    };
    // Within seconds of its start the server has set the checkpoint of the day.
    let mut gezet = String::new();
    for _ in 0..100 {
        gezet = audit(data, database, &["checkpoints"]).1;
        if gezet.contains("handtekening") {
            break;
        }
        thread::sleep(Duration::from_millis(200));
    }
    assert!(gezet.contains(r#""dag":"2026-11-23""#), "{gezet}");
    let elders = data.join("bewaard.jsonl");
    fs::write(&elders, &gezet).unwrap();
    let rechten =
        fs::metadata(data.join("data-sleutels/anker.sleutel")).unwrap().permissions().mode();
    assert_eq!(rechten & 0o777, 0o600, "nobody else reads the key");

    let kent = ["verify", "--gepubliceerd", elders.to_str().unwrap()];
    let (code, tekst) = audit(data, database, &kent);
    assert_eq!(code, Some(0), "{tekst}");
    assert!(tekst.contains(": as they were recorded"), "{tekst}");

    // Who checks needs no key but the public one of the checkpoints.
    let anker: serde_json::Value = serde_json::from_str(gezet.lines().next().unwrap()).unwrap();
    let (vertrouw, nergens) = (anker["sleutel"].as_str().unwrap(), data.join("nergens"));
    let zonder = ["verify", "--vertrouw", vertrouw, "--sleutels", nergens.to_str().unwrap()];
    let (code, tekst) = audit(data, database, &zonder);
    assert_eq!(code, Some(0), "{tekst}");
    assert!(tekst.contains(": as they were recorded"), "{tekst}");
    assert!(!nergens.exists(), "nothing is made there");

    knoei(data, database, "UPDATE gebeurtenis SET rol = 'niemand' WHERE nummer = 2");
    let (code, tekst) = audit(data, database, &kent);
    assert_eq!(code, Some(1), "{tekst}");
    assert!(tekst.contains("NOT as they were recorded"), "{tekst}");
    assert!(tekst.contains(": event 2 was altered, moved or put in"), "{tekst}");
    for naam in ["Sanne", "Öztürk"] {
        assert!(!tekst.contains(naam), "no names on the way: {tekst}");
    }

    knoei(data, database, "DELETE FROM anker");
    let (code, tekst) = audit(data, database, &kent);
    assert_eq!(code, Some(1), "{tekst}");
    assert!(tekst.contains("checkpoint 1 is missing"), "{tekst}");
    let (code, tekst) = audit(data, database, &["verify", "--aanbieder", "niemand"]);
    assert_eq!(code, Some(1));
    assert!(tekst.contains("the store holds nothing of niemand, but of: "), "{tekst}");
}

#[test]
fn a_register_in_a_file_proves_itself() {
    verhaal(Motor::Sqlite);
}

#[test]
fn a_register_on_a_database_server_proves_itself() {
    verhaal(Motor::Postgres);
}
