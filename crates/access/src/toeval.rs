//! Where random bytes come from. Always holds: nothing on this floor draws them in another way, so
//! that a test can hand in its own.

use std::sync::Mutex;

/// A source of random bytes.
pub trait Toeval: Send + Sync {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// When the source has none; then nothing may be made with `bytes`.
    fn vul(&self, bytes: &mut [u8]) -> Result<(), ToevalFout>;
}

/// The source failed.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct ToevalFout(#[source] getrandom::Error);

/// The operating system's source: the one to use.
#[derive(Clone, Copy, Debug, Default)]
pub struct Systeemtoeval;

impl Toeval for Systeemtoeval {
    fn vul(&self, bytes: &mut [u8]) -> Result<(), ToevalFout> {
        getrandom::fill(bytes).map_err(ToevalFout)
    }
}

/// The same bytes for the same seed: for tests, and for a demo whose codes stand in its manual.
/// Whoever knows the seed knows all that comes from it.
#[derive(Debug)]
pub struct Gezaaid(Mutex<blake3::OutputReader>);

impl Gezaaid {
    /// A source that begins at `zaad`.
    pub fn new(zaad: &str) -> Self {
        let mut begin = blake3::Hasher::new();
        begin.update(zaad.as_bytes());
        Self(Mutex::new(begin.finalize_xof()))
    }
}

impl Toeval for Gezaaid {
    fn vul(&self, bytes: &mut [u8]) -> Result<(), ToevalFout> {
        // A panic elsewhere cannot leave a stream of bytes half written.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill(bytes);
        Ok(())
    }
}
