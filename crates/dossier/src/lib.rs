//! The engine: what happened in a dossier, and what follows from it.
//!
//! Read in this order: `gebeurtenis` (what is recorded), `stand` (what we know after it), `blik` (the
//! stand seen on one day: facts, moments, the end), `klokken`, `plichten`, `persoon` (who acts), `mag`
//! and `gronden` (may this be done), `invulling` (are the fields right), `ontbreekt` (what a complaint
//! lacks), `besluit` (do it), `stukken` (letters and what they must state), `bewaren`, `kalender` (duties
//! outside any dossier), `regimes` (under which rules it falls), `verloop` (phases), `versies` (which
//! version holds), `plan` (of which terms somebody is to be reminded), `vragen` (what waits for an answer),
//! `uitleg` (why, in words), `vooruitblik` (what happens next, in plain words).
//!
//! Always holds: every function here is pure and deterministic; the day is an argument; the past is
//! never refused, only a new act can be; every duty, date and refusal bears its article. Deliberately
//! absent: a clock, a disk, a network, randomness, the name of any provider.

mod besluit;
mod bewaren;
mod blik;
mod gebeurtenis;
mod gronden;
mod invulling;
mod kalender;
mod klokken;
mod mag;
mod ontbreekt;
mod overname;
mod persoon;
mod plan;
mod plichten;
mod regimes;
mod stand;
mod stukken;
mod uitleg;
mod verloop;
mod versies;
mod vooruitblik;
mod vragen;
mod weigering;

pub use besluit::{Besluit, Opdracht, Wie, decide};
pub use bewaren::{Bewaartermijn, bewaartermijn};
pub use blik::Blik;
pub use gebeurtenis::{Bon, Gebeurtenis, PROGRAMMA};
pub use kalender::KalenderStand;
pub use klokken::{KlokStand, NietVerdaagd};
pub use mag::{Grondslag, Handeling};
pub use overname::{Volledigheid, neem_over, overgenomen};
pub use persoon::Persoon;
pub use plan::{Herinnering, HerinneringSoort, VOORAF, plan};
pub use plichten::{Afloop, Leidend, PlichtStand, leidend};
pub use regeling::{Velden, Waarde};
pub use regimes::RegimeStand;
pub use stand::{Doel, Gebeurd, Partij, Stand};
pub use stukken::{StukStand, vermelding};
pub use uitleg::Uitleg;
pub use verloop::{Stap, StapStand};
pub use versies::{
    Nadeel, Overgang, Versieloop, Versiestap, nadelen, versie_in_woorden, versie_op, versieloop,
};
pub use vooruitblik::{Vooruit, Vooruitblik};
pub use vragen::OpenVraag;
pub use weigering::{Reden, Soort, Weigering};
