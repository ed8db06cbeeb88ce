//! What the program promises to who talks to it over HTTP, told as stories against the real binary.
//! One program, because linking is slow.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod browser;
mod klacht;
mod server;
mod sleutels;

mod aanbieders;
mod alleen_lezen;
mod ambten;
mod bestanden;
mod bewaren;
mod bundel;
mod delen;
mod emmer;
mod folder;
mod formulieren;
mod grenzen;
mod herbouw;
mod intake;
mod invoer;
mod inzage;
mod kill;
mod kopie;
mod nazien;
mod postgres;
mod rapport;
mod rechtzetten;
mod regeling;
mod samen;
mod stil;
mod taken;
mod uitleg;
mod versies;
