//! Chance from a seed. Always holds: the same seed makes the same choices.

/// SplitMix64 (Steele, Lea and Flood 2014): small, and good enough to choose with.
pub(super) struct Toeval(u64);

impl Toeval {
    pub(super) fn new(zaad: u64) -> Self {
        Self(zaad.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5749_4445_5248_4f4f)
    }

    pub(super) fn getal(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to and without `tot`.
    pub(super) fn onder(&mut self, tot: usize) -> usize {
        (self.getal() % tot.max(1) as u64) as usize
    }

    pub(super) fn tussen(&mut self, van: i64, tot: i64) -> i64 {
        van + self.onder((tot - van + 1) as usize) as i64
    }

    /// So many times in a hundred.
    pub(super) fn kans(&mut self, procent: usize) -> bool {
        self.onder(100) < procent
    }

    /// Which of these, by weight.
    pub(super) fn weeg(&mut self, gewichten: &[usize]) -> usize {
        let mut rest = self.onder(gewichten.iter().sum());
        for (welk, gewicht) in gewichten.iter().enumerate() {
            if rest < *gewicht {
                return welk;
            }
            rest -= gewicht;
        }
        0
    }
}
