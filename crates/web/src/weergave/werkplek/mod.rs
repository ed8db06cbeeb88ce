//! What staff, the board and the accused see.
//!
//! Always holds: a title holds the number of a dossier and no name; an act that is refused is shown
//! with its reason and article, not hidden; every line of the timeline says who sees it.

pub mod aangeklaagde;
pub mod bevestig;
pub mod bewaren;
pub mod conflict;
pub mod daad;
pub mod documenten;
pub mod dossier;
pub mod dossierkop;
pub mod inloggen;
pub mod instellingen;
pub mod inzage;
pub mod klacht;
pub mod rapportage;
pub mod registreren;
pub mod taken;
pub mod werkvoorraad;
