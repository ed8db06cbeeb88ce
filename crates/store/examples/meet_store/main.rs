//! Measures the store: durable appends a second on both engines, beside what the engine does with the same
//! rows and batches, and questions with few and with many dossiers.
//! `cargo run --release -p store --example meet_store [SECONDS [DOSSIERS]]`. With `DATABASE_URL` the appends are
//! measured on that PostgreSQL server too, in schemas of their own; the user is no superuser.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock, prints, or stops"
)]

mod anker;
mod eigen;
mod lezen;
mod schrijven;
mod verzinsel;

use std::time::Duration;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let argument = |n| std::env::args().nth(n).and_then(|tekst| tekst.parse::<usize>().ok());
    let duur = Duration::from_secs(argument(1).unwrap_or(3) as u64);
    schrijven::meet(duur).await;
    lezen::meet(argument(2).unwrap_or(100_000)).await;
}
