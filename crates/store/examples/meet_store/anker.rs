//! A checkpoint beside somebody who writes: how long it takes, and how long an append waits for it.

use std::time::{Duration, Instant};

use jiff::{Timestamp, ToSpan};
use store::{Ankersleutel, Store};
use tokio::time::sleep;

use crate::verzinsel::{klacht, tenant, vandaag};

/// Prints it for the first checkpoint, which names every dossier, and for that of the day after; and beside how many
/// dossiers.
pub(crate) async fn meet(store: &Store, aantal: usize) {
    let rust = traagste(store, sleep(Duration::from_secs(1))).await.1;
    println!("{aantal} dossiers: the slowest append of a second {:.1} ms", ms(rust));
    for (wat, dagen) in [("first checkpoint", 0), ("the next", 1)] {
        let dag = vandaag().checked_add(dagen.days()).unwrap();
        let nu = Timestamp::now().checked_add((dagen * 24).hours()).unwrap();
        let sleutel = Ankersleutel::new(&[7; 32]);
        let werk = async {
            let begin = Instant::now();
            let anker = store.zet_anker(&tenant(), &sleutel, dag, nu).await.unwrap().unwrap();
            (anker.dossiers, begin.elapsed())
        };
        let ((namen, duur), traag) = traagste(store, werk).await;
        let (duur, traag) = (ms(duur), ms(traag));
        println!(
            "{wat}: {namen} dossiers in {duur:.0} ms; the slowest append beside it {traag:.1} ms"
        );
    }
}

fn ms(duur: Duration) -> f64 {
    duur.as_secs_f64() * 1000.0
}

/// Appends, one after the other, for as long as `werk` takes; how long the slowest took.
async fn traagste<T>(store: &Store, werk: impl Future<Output = T>) -> (T, Duration) {
    tokio::pin!(werk);
    let (wie, mut traag, mut nummer) = (tenant(), Duration::ZERO, 0);
    loop {
        nummer += 1;
        let begin = Instant::now();
        let append = store.append(&wie, klacht(nummer));
        tokio::pin!(append);
        tokio::select! {
            geschreven = &mut append => {
                geschreven.unwrap();
                traag = traag.max(begin.elapsed());
            }
            uit = &mut werk => {
                append.await.unwrap();
                return (uit, traag.max(begin.elapsed()));
            }
        }
    }
}
