//! Where something stands: a source file and a span of bytes in it.
//!
//! Always holds: a `Plek` points into the `Bron` that it was read from, so that every diagnostic can
//! show the spot with a caret.

use std::sync::Arc;

/// One file that was handed in, with the name under which people know it.
#[derive(Debug, Clone)]
pub struct Bron {
    /// The path or name that a person gave.
    pub naam: String,
    /// The whole text.
    pub tekst: Arc<str>,
}

impl Bron {
    /// A source with its name and text.
    pub fn new(naam: impl Into<String>, tekst: impl Into<Arc<str>>) -> Self {
        Self { naam: naam.into(), tekst: tekst.into() }
    }
}

/// A spot: which source (index into the list of sources), and the bytes from `van` up to `tot`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plek {
    /// Index into the list of sources.
    pub bron: usize,
    /// First byte.
    pub van: usize,
    /// One past the last byte.
    pub tot: usize,
}

/// Text with the spot where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naam {
    /// The text itself.
    pub tekst: String,
    /// Where it stands.
    pub plek: Plek,
}
