//! The chain: every event carries a hash of itself and of all before it in its dossier. Always holds:
//! the hash is taken over the bytes as they are stored, so it can be checked without being able to
//! read them; what is hashed is parted by lengths, so that no two histories have the same bytes; this
//! way of hashing never changes, because what it was once used for stays.
//!
//! Who can write in the database can make a chain of his own. What he cannot make is the signature over
//! it: see `anker`.

use uuid::Uuid;

use crate::{DossierId, Tenant};

/// Where a chain stands after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Schakel(pub(crate) [u8; 32]);

/// An event as its row has it.
#[derive(Clone, Copy)]
pub(crate) struct Rij<'a> {
    pub(crate) nummer: u32,
    pub(crate) daad: &'a str,
    pub(crate) gebeurd_op: &'a str,
    pub(crate) vastgelegd_op: &'a str,
    pub(crate) rol: &'a str,
    pub(crate) account: Option<Uuid>,
    pub(crate) inhoud: &'a [u8],
}

impl Schakel {
    /// Before the first event of a dossier: whose it is, and which number it has.
    pub(crate) fn begin(tenant: &Tenant, dossier: DossierId, nummer: &str) -> Self {
        let mut hash = Hash::new("wederhoor 2026 keten begin");
        hash.deel(tenant.as_str().as_bytes());
        hash.deel(dossier.uuid().as_bytes());
        hash.deel(nummer.as_bytes());
        hash.klaar()
    }

    /// After one more event.
    pub(crate) fn met(self, rij: Rij<'_>) -> Self {
        let mut hash = Hash::new("wederhoor 2026 keten gebeurtenis");
        hash.deel(&self.0);
        hash.deel(&rij.nummer.to_le_bytes());
        hash.deel(rij.daad.as_bytes());
        hash.deel(rij.gebeurd_op.as_bytes());
        hash.deel(rij.vastgelegd_op.as_bytes());
        hash.deel(rij.rol.as_bytes());
        hash.deel(rij.account.as_ref().map_or(&[], |account| account.as_bytes().as_slice()));
        hash.deel(rij.inhoud);
        hash.klaar()
    }

    /// For the column.
    pub(crate) fn bytes(self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// From the column; `None` when what stands there is no hash.
    pub(crate) fn lees(bytes: Option<&[u8]>) -> Option<Self> {
        bytes?.try_into().ok().map(Self)
    }
}

/// A hash over parts of any length.
pub(crate) struct Hash(blake3::Hasher);

impl Hash {
    /// For one purpose, that no other hash has.
    pub(crate) fn new(doel: &'static str) -> Self {
        Self(blake3::Hasher::new_derive_key(doel))
    }

    pub(crate) fn deel(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }

    pub(crate) fn klaar(self) -> Schakel {
        Schakel(*self.0.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin() -> Schakel {
        let tenant = "zorg-oost".parse().unwrap();
        Schakel::begin(&tenant, Uuid::from_u128(7).into(), "K-2026-0001")
    }

    const RIJ: Rij<'_> = Rij {
        nummer: 1,
        daad: "klacht_ingediend",
        gebeurd_op: "2026-11-20",
        vastgelegd_op: "2026-11-23T09:30:00.000000000Z",
        rol: "klager",
        account: None,
        inhoud: b"{}",
    };

    #[test]
    fn no_column_can_change_or_give_a_letter_to_its_neighbour_unseen() {
        let echt = begin().met(RIJ);
        let account = Some(Uuid::nil());
        for (wat, anders) in [
            ("number", Rij { nummer: 2, ..RIJ }),
            ("act", Rij { daad: "klacht_ingetrokken", ..RIJ }),
            ("day", Rij { gebeurd_op: "2026-11-21", ..RIJ }),
            ("moment", Rij { vastgelegd_op: "2026-11-23T09:30:00.000000001Z", ..RIJ }),
            ("role", Rij { rol: "aangeklaagde", ..RIJ }),
            ("account", Rij { account, ..RIJ }),
            ("content", Rij { inhoud: b"[]", ..RIJ }),
            ("letter moved", Rij { rol: "klager{", inhoud: b"}", ..RIJ }),
        ] {
            assert_ne!(begin().met(anders), echt, "{wat}");
        }
        let west = "zorg-west".parse().unwrap();
        let ander = Uuid::from_u128(8).into();
        let oost = "zorg-oost".parse().unwrap();
        for begin in [
            Schakel::begin(&west, Uuid::from_u128(7).into(), "K-2026-0001"),
            Schakel::begin(&oost, ander, "K-2026-0001"),
            Schakel::begin(&oost, Uuid::from_u128(7).into(), "K-2026-0002"),
        ] {
            assert_ne!(begin.met(RIJ), echt);
        }
    }

    /// What was hashed once must hash the same for as long as a register exists.
    #[test]
    fn the_way_of_hashing_stays_as_it_was_released() {
        let hex = |schakel: Schakel| blake3::Hash::from_bytes(schakel.0).to_hex().to_string();
        assert_eq!([hex(begin()), hex(begin().met(RIJ))], VAST);
    }

    const VAST: [&str; 2] = [
        "f50ad7fde9714a38a429129070c47faf48492368514f53b6a9bf941f202a87a8",
        "e2c953763528a6c7aff1ec898a8dd3e4735cb06b2d1b390aabc648a7d88b3aa4",
    ];
}
