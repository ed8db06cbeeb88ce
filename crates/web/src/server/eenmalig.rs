//! By what a request is known that comes twice: a double click, or a line that fell away before the answer.
//!
//! Always holds: only exactly the same is a repetition. What somebody else did, or what was typed
//! otherwise, has another key, and then the version of the dossier decides who was first.

use dossier::Opdracht;
use store::{ConceptStuk, DossierId, IdempotentieSleutel};
use uuid::Uuid;

use super::fout::WebFout;
use super::invoer::Invoer;

/// The key of a form as it was typed, for an act on an event that may not be there any more the second
/// time: it was taken back.
pub(super) fn sleutel_van_invoer(
    dossier: DossierId,
    gezien: u32,
    gebeurtenis: u32,
    account: uuid::Uuid,
    invoer: &Invoer,
) -> Result<IdempotentieSleutel, WebFout> {
    let getypt: Vec<_> = invoer.0.iter().filter(|(n, _)| n != "token").collect();
    let delen = (dossier.to_string(), gezien, gebeurtenis, account.to_string(), getypt);
    let tekst = serde_json::to_string(&delen).map_err(WebFout::storing)?;
    Ok(IdempotentieSleutel::van(&tekst))
}

/// The key of an act on a dossier that was seen at a version.
pub(super) fn sleutel(
    dossier: DossierId,
    gezien: u32,
    opdracht: &Opdracht,
) -> Result<IdempotentieSleutel, WebFout> {
    let Opdracht { daad, wie, aan, velden, gebeurd_op } = opdracht;
    let delen = (dossier.to_string(), gezien, daad, aan, velden, gebeurd_op.to_string());
    let wie = (&wie.rol, &wie.partij, wie.account.map(|a| a.to_string()));
    let tekst = serde_json::to_string(&(wie, delen)).map_err(WebFout::storing)?;
    Ok(IdempotentieSleutel::van(&tekst))
}

/// The key of files that somebody adds to a dossier that was seen at a version: what counts is what is in
/// them, because a file that is sent again gets another id.
pub(super) fn sleutel_van_bestanden(
    dossier: DossierId,
    gezien: u32,
    account: Uuid,
    stukken: &[ConceptStuk],
) -> Result<IdempotentieSleutel, WebFout> {
    let stukken: Vec<_> = stukken.iter().map(|s| (&s.naam, s.document.blake3)).collect();
    let delen = ("bestanden", dossier.to_string(), gezien, account.to_string(), stukken);
    let tekst = serde_json::to_string(&delen).map_err(WebFout::storing)?;
    Ok(IdempotentieSleutel::van(&tekst))
}
