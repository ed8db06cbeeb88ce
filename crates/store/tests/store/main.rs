//! What the store promises, told as stories. One program, because linking is slow.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod hulp;

mod beproeving;
mod concepten;
mod documenten;
mod emmer;
mod inzage;
mod kopie;
mod kopie_mis;
mod nazien;
mod openen;
mod postgres;
mod schot;
mod schrijven;
mod sleutels;
mod taken;
mod verhaal;
mod vernietigen;
mod werkvoorraad;
