//! Fills a data directory with dossiers through the engine and the store, for measuring:
//! `cargo run --release -p behandeling --example zaai MAP DOSSIERS CONCEPTEN [DATABASE_URL]`.
//!
//! Each dossier is decided act by act and stored whole, many in one transaction, as an earlier register is.
//! Beside them it makes one of 60 events (its number goes to `MAP/groot`), and filled-in forms
//! that only need to be sent (their ids go to `MAP/concepten`).
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement prints, or stops")]

#[path = "../tests/gemeen/mod.rs"]
mod gemeen;

use std::path::PathBuf;

use behandeling::{Dossier, KLAGER, Overname, Praktijk, Toegift};
use dossier::{Opdracht, Wie, decide};
use jiff::{Timestamp, ToSpan, civil::date};
use regeling::{Velden, Waarde};
use store::{IdempotentieSleutel, StoreOpties};
use termijn::Datum;
use tokio::task::JoinSet;

/// Forms that are written at once: they share their commits.
const TEGELIJK: usize = 96;
/// Dossiers in one transaction. With many more SQLite spends its time on giving up room for undoing each
/// statement, which it looks for from the start each time.
const PARTIJ: usize = 50;
/// Transactions that are made ready at once: while one is written, the next is decided.
const PARTIJEN: usize = 8;
/// Events of the large dossier.
const GROOT: usize = 60;
const VANDAAG: Datum = date(2026, 11, 23);
const BESTUUR: &str = "raad_van_bestuur";

#[tokio::main(worker_threads = 2)]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (map, dossiers, concepten, database) = match &args[..] {
        [map, dossiers, concepten] => (map, dossiers, concepten, None),
        [map, dossiers, concepten, url] => (map, dossiers, concepten, Some(url.parse().unwrap())),
        _ => {
            println!("zaai MAP DOSSIERS CONCEPTEN [DATABASE_URL]");
            return;
        }
    };
    let map = PathBuf::from(map);
    std::fs::create_dir_all(&map).unwrap();
    let praktijk = Praktijk::new(
        gemeen::uitrusting_op(StoreOpties::new(&map).op(database), gemeen::REGELING).await,
    );
    let groot = groot(&praktijk).await;
    std::fs::write(map.join("groot"), groot).unwrap();
    let (dossiers, mut bezig): (usize, _) = (dossiers.parse().unwrap(), JoinSet::new());
    for begin in (0..dossiers).step_by(PARTIJ) {
        if bezig.len() == PARTIJEN {
            bezig.join_next().await.unwrap().unwrap();
        }
        let (praktijk, eind) = (praktijk.clone(), dossiers.min(begin + PARTIJ));
        bezig.spawn(async move {
            let samen: Vec<Overname> = (begin..eind).map(|i| een(&praktijk, i)).collect();
            praktijk.neem_over(&samen, VANDAAG).await.unwrap();
        });
    }
    bezig.join_all().await;
    let ids = formulieren(&praktijk, concepten.parse().unwrap()).await;
    std::fs::write(map.join("concepten"), ids.join("\n")).unwrap();
    // What an installation does by itself now and then.
    praktijk.store().onderhoud().await.unwrap();
}

/// A complaint with what was done in its first days: one to four events.
fn een(praktijk: &Praktijk, i: usize) -> Overname {
    // Spread over the last months, so that some are late, some near and some far.
    let begin = VANDAAG.checked_sub(i64::try_from(i % 120).unwrap().days()).unwrap();
    let mut d = praktijk.nieuw(begin);
    let klacht = (KLAGER, "klacht_ingediend", klacht(i));
    let daden = [
        (BESTUUR, "contact_opgenomen", Velden::new()),
        (BESTUUR, "bevoegdheid_aangenomen", Velden::new()),
        (BESTUUR, "voortgang_gemeld", velden([("bericht", "Wij zijn ermee bezig.".into())])),
    ];
    for (rol, daad, met) in std::iter::once(klacht).chain(daden.into_iter().take(i % 4)) {
        let besluit = decide(&d.boek, &d.stand, opdracht(rol, daad, met, begin), begin).unwrap();
        let nummer = u32::try_from(d.gebeurtenissen.len()).unwrap() + 1;
        let gebeurd = besluit.leg_vast(nummer, om(begin));
        d.stand = d.stand.evolve(&d.boek, &gebeurd);
        d.gebeurtenissen.push(gebeurd);
    }
    let sleutel = IdempotentieSleutel::van(&format!("zaai {i}"));
    Overname { gebeurtenissen: d.gebeurtenissen, sleutel, jaar: 2026 }
}

/// A dossier with much contact; gives its number.
async fn groot(praktijk: &Praktijk) -> String {
    let begin = VANDAAG.checked_sub(20.days()).unwrap();
    let mut d = praktijk.nieuw(begin);
    doe(praktijk, &mut d, KLAGER, "klacht_ingediend", klacht(7), begin).await;
    doe(praktijk, &mut d, BESTUUR, "ontvangst_bevestigd", Velden::new(), begin).await;
    doe(praktijk, &mut d, BESTUUR, "contact_opgenomen", Velden::new(), begin).await;
    doe(praktijk, &mut d, BESTUUR, "bevoegdheid_aangenomen", Velden::new(), begin).await;
    for n in d.gebeurtenissen.len()..GROOT {
        let bericht = Waarde::from(format!("Bericht {n}: wij zijn ermee bezig."));
        let met = velden([("bericht", bericht)]);
        doe(praktijk, &mut d, BESTUUR, "voortgang_gemeld", met, begin).await;
    }
    d.nummer
}

async fn doe(p: &Praktijk, d: &mut Dossier, rol: &str, daad: &str, velden: Velden, op: Datum) {
    let opdracht = opdracht(rol, daad, velden, op);
    let gedaan = p.doe(d, opdracht, om(op), op, Toegift::default()).await.unwrap();
    *d = p.open(gedaan.dossier, op).await.unwrap();
}

fn opdracht(rol: &str, daad: &str, velden: Velden, op: Datum) -> Opdracht {
    let partij = (rol == KLAGER).then(|| KLAGER.to_owned());
    Opdracht {
        daad: daad.to_owned(),
        wie: Wie { rol: rol.to_owned(), partij, account: None, persoon: None },
        aan: Vec::new(),
        velden,
        gebeurd_op: op,
    }
}

/// Forms with every answer in them.
async fn formulieren(praktijk: &Praktijk, aantal: usize) -> Vec<String> {
    let antwoorden = serde_json::to_vec(&[
        ("hoedanigheid", "client"),
        ("onvrijwillige_zorg", "nee"),
        ("locatie", "anders"),
        ("locatie_anders", "Thuis"),
        ("omschrijving", "De zorg kwam drie avonden te laat, en niemand belde."),
        ("over", "organisatie"),
        ("gewenst", "Dat het op tijd gebeurt."),
        ("ook_elders", "nee"),
        ("naam", "J. Bakker"),
        ("email", "bakker@voorbeeld.example"),
        ("bericht_via", "e-mail"),
    ])
    .unwrap();
    let (nu, lang) = (om(VANDAAG), Timestamp::from_second(4_000_000_000).unwrap());
    let (mut bezig, mut ids) = (JoinSet::new(), Vec::new());
    for _ in 0..aantal {
        if bezig.len() == TEGELIJK {
            ids.push(bezig.join_next().await.unwrap().unwrap());
        }
        let (p, antwoorden) = (praktijk.clone(), antwoorden.clone());
        bezig.spawn(async move {
            let id = p.store().maak_concept(p.tenant(), lang).await.unwrap();
            let stap = "uw-gegevens";
            p.store().bewaar_stap(p.tenant(), id, stap, antwoorden, nu, lang).await.unwrap();
            id.to_string()
        });
    }
    ids.extend(bezig.join_all().await);
    ids
}

fn klacht(i: usize) -> Velden {
    let (voor, achter) = (VOOR[i % VOOR.len()], ACHTER[i / VOOR.len() % ACHTER.len()]);
    let locaties = ["Het Bouwhuis", "De Twekkelerhof", "Thuiszorg Enschede"];
    let naam = Waarde::from(format!("{voor} {achter} {}", i / 400));
    velden([
        ("hoedanigheid", Waarde::from("client")),
        ("kanaal", Waarde::from("brief")),
        ("klager", Waarde::Groep(velden([("naam", naam)]))),
        ("aangeklaagden", Waarde::Lijst(vec![Waarde::from("De teamleider")])),
        ("onderwerp", Waarde::from("Te laat geholpen")),
        ("omschrijving", Waarde::from("Ik moest lang wachten. ".repeat(5 + i % 30))),
        ("locatie", Waarde::from(locaties[i % locaties.len()])),
    ])
}

fn velden<const N: usize>(paren: [(&str, Waarde); N]) -> Velden {
    paren.into_iter().map(|(n, w)| (n.to_owned(), w)).collect()
}

fn om(dag: Datum) -> Timestamp {
    jiff::tz::TimeZone::UTC.to_timestamp(dag.at(10, 0, 0, 0)).unwrap()
}

const VOOR: [&str; 20] = [
    "Anna", "Bert", "Carla", "Daan", "Eva", "Fatima", "Gerrit", "Hanna", "Ibrahim", "Joke", "Kees",
    "Lotte", "Mohamed", "Nel", "Omar", "Petra", "Quinten", "Riet", "Sanne", "Zeynep",
];
const ACHTER: [&str; 20] = [
    "Jansen",
    "De Vries",
    "Van den Berg",
    "Bakker",
    "Dijk",
    "Visser",
    "Smit",
    "Meijer",
    "Boer",
    "Mulder",
    "Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "Leeuwen",
    "Dekker",
    "Brouwer",
    "Wit",
    "Özdemir",
];
