//! Tests that look inside.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod ruim;
#[path = "../../../dossier/tests/verzinsel/mod.rs"]
mod verzinsel;
