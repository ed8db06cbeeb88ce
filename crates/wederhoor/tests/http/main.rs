//! What the program promises to who talks to it over HTTP, told as stories against the real binary.
//! One program, because linking is slow.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod browser;
mod klacht;
mod server;

mod bestanden;
mod folder;
mod grenzen;
mod herbouw;
mod kill;
mod nazien;
mod postgres;
mod regeling;
mod samen;
mod stil;
mod uitleg;
