//! A row as it stands in an archive: a CBOR array (RFC 8949) with a text, bytes, a whole number, a yes or no, or
//! nothing for each column. Always holds: a row gives the same bytes whichever engine it was read from.

use ciborium::Value as Cbor;
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::schema::{Kolomsoort, Tabel};
use crate::{Bij, StoreError, sql::onleesbaar};

const WAT: &str = "reading the rows of a table";

/// What the columns of a row hold.
pub(super) type Rij = Vec<Cbor>;

pub(super) fn lees(tabel: &Tabel, rij: &QueryResult) -> Result<Rij, StoreError> {
    let cel = |(plek, soort): (usize, Kolomsoort)| {
        Ok(match soort {
            Kolomsoort::Tekst => {
                rij.try_get_by::<Option<String>, _>(plek).bij(WAT)?.map(Cbor::from)
            }
            Kolomsoort::Uuid => rij
                .try_get_by::<Option<Uuid>, _>(plek)
                .bij(WAT)?
                .map(|uuid| Cbor::Bytes(uuid.as_bytes().to_vec())),
            Kolomsoort::Getal => rij.try_get_by::<Option<i64>, _>(plek).bij(WAT)?.map(Cbor::from),
            Kolomsoort::Bytes => {
                rij.try_get_by::<Option<Vec<u8>>, _>(plek).bij(WAT)?.map(Cbor::Bytes)
            }
            Kolomsoort::JaNee => rij.try_get_by::<Option<bool>, _>(plek).bij(WAT)?.map(Cbor::from),
        }
        .unwrap_or(Cbor::Null))
    };
    tabel.kolommen.iter().map(|kolom| kolom.soort).enumerate().map(cel).collect()
}

/// Adds a row to a part.
pub(super) fn schrijf(rij: &Rij, naar: &mut Vec<u8>) -> Result<(), StoreError> {
    ciborium::into_writer(rij, naar).map_err(|fout| onleesbaar("a row", fout.to_string()))
}

/// All rows of a part, or what is wrong with it.
pub(super) fn pak_uit(tabel: &Tabel, mut deel: &[u8]) -> Result<Vec<Rij>, String> {
    let mut uit = Vec::new();
    while !deel.is_empty() {
        let mis = |wat: &str| format!("row {} of table {}: {wat}", uit.len() + 1, tabel.naam);
        let rij: Rij = ciborium::from_reader(&mut deel).map_err(|_| mis("cannot be read"))?;
        if rij.len() != tabel.kolommen.len() {
            return Err(mis("it has another number of columns"));
        }
        uit.push(rij);
    }
    Ok(uit)
}

/// As the database takes it; nothing when it is not what the column holds.
pub(super) fn bind(soort: Kolomsoort, cel: &Cbor) -> Option<Value> {
    Some(match (soort, cel) {
        (Kolomsoort::Tekst, Cbor::Text(tekst)) => tekst.as_str().into(),
        (Kolomsoort::Tekst, Cbor::Null) => None::<String>.into(),
        (Kolomsoort::Uuid, _) => uuid(cel)?.into(),
        (Kolomsoort::Getal, Cbor::Integer(getal)) => i64::try_from(*getal).ok()?.into(),
        (Kolomsoort::Getal, Cbor::Null) => None::<i64>.into(),
        (Kolomsoort::Bytes, Cbor::Bytes(bytes)) => bytes.clone().into(),
        (Kolomsoort::Bytes, Cbor::Null) => None::<Vec<u8>>.into(),
        (Kolomsoort::JaNee, Cbor::Bool(ja)) => (*ja).into(),
        (Kolomsoort::JaNee, Cbor::Null) => None::<bool>.into(),
        _ => return None,
    })
}

/// An id, or that there is none; nothing when it is something else.
pub(super) fn uuid(cel: &Cbor) -> Option<Option<Uuid>> {
    match cel {
        Cbor::Bytes(bytes) => Uuid::from_slice(bytes).ok().map(Some),
        Cbor::Null => Some(None),
        _ => None,
    }
}
