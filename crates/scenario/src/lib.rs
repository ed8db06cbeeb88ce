//! Case stories: one complaint from start to end, with dates, and what must be true on the way.
//!
//! Read in this order: `verhaal` (what a story is), `sleutels` (the keys of the file), `lezen` (the
//! file, read), `binden` (its names, found in the regulation), `spelen` (the steps), `invullen`
//! (what the story leaves untold), `toetsen` (the
//! expectations), `uitslag` (what came out), `speler` (a story with the regulation that it names).
//! `docs/scenario.md` tells the format to people; its tables come from `sleutels` (see `tabel`).
//!
//! Always holds: a story that the project has never seen runs like any other; spelling is forgiven, a
//! word that nobody knows never is; every expectation that fails is told with the line, what was
//! expected, what there is, and why.

mod binden;
mod invullen;
mod lezen;
mod sleutels;
mod spelen;
mod speler;
mod tabel;
mod toetsen;
mod uitslag;
mod verhaal;
mod waarden;

pub use lezen::{LeesFout, lees};
pub use spelen::{Decor, gebeurtenissen, speel};
pub use speler::Speler;
pub use tabel::sleuteltabellen;
pub use uitslag::{Mislukking, Uitslag};
pub use verhaal::{Bewaren, Namen, Staat, Stap, Verhaal, Verwacht, Weigert, schema};
