//! The place that something is sealed for. Always holds: two places that differ in any part have other
//! bytes, because each part is preceded by its length.

/// Where something sealed belongs: what it is, whose, and which. It is not kept with what is sealed: who
/// opens it must know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waar(Vec<u8>);

impl Waar {
    /// What it is: a constant of the program, such as `gebeurtenis`.
    pub fn new(wat: &'static str) -> Self {
        Self(Vec::with_capacity(96)).deel(wat.as_bytes())
    }

    /// One more part: whose it is, or which one.
    #[must_use]
    pub fn deel(mut self, deel: &[u8]) -> Self {
        self.0.extend_from_slice(&(deel.len() as u64).to_le_bytes());
        self.0.extend_from_slice(deel);
        self
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
