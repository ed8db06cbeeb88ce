//! Case stories: one complaint from start to end, with dates, and what must be true on the way.
//!
//! Read in this order: `verhaal` (the format, as in `docs/scenario.md`), `loop` (playing it), `uitslag`
//! (what came out). Always holds: a story that the project has never seen runs like any other; every
//! expectation that fails is told with the line, what was expected, what there is, and why.

mod r#loop;
mod uitslag;
mod verhaal;

pub use r#loop::{Decor, speel};
pub use uitslag::{Mislukking, Uitslag};
pub use verhaal::{LeesFout, Namen, Stap, Verhaal, Verwacht, lees, schema};
