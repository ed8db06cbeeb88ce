//! What somebody asks a process to do, and what that comes to.

use std::fmt;

use jiff::Timestamp;
use store::{Anker, DossierId, Geschreven, StoreError, Taak};
use uuid::Uuid;

/// What somebody asked a process to do.
#[derive(Clone)]
pub(super) enum Opdracht {
    Daad { act: u64, nieuw: bool },
    Typ { act: u64 },
    Neem { nu: Timestamp, tot: Timestamp },
    Houd { taak: Taak },
    Klaar { taak: Taak },
    Mislukt { taak: Taak },
    Nu { taak: Taak, nu: Timestamp },
    Plan { soort: &'static str, beurt: String },
    Inzage { regels: Vec<Uuid> },
    Vernietig { dossier: DossierId, klacht: u64 },
    Roteer,
    Hoofdsleutel,
    Herbouw,
    Anker,
    Veeg,
}

/// What it came to.
pub(super) enum Uitkomst {
    Geschreven(Result<Geschreven, StoreError>),
    Genomen(Result<Vec<Taak>, StoreError>),
    JaNee(Result<bool, StoreError>),
    Anker(Box<Result<Option<Anker>, StoreError>>),
    Gedaan(Result<(), StoreError>),
}

impl fmt::Display for Opdracht {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let naam = |taak: &Taak| {
            let wie = if taak.inhoud.is_empty() {
                taak.soort.clone()
            } else {
                String::from_utf8_lossy(&taak.inhoud).into_owned()
            };
            format!("job {wie}, attempt {}", taak.pogingen)
        };
        match self {
            Self::Daad { act, nieuw } => {
                write!(f, "act {act}{}", if *nieuw { ", a new complaint" } else { "" })
            }
            Self::Typ { act } => write!(f, "types on in the draft of act {act}"),
            Self::Neem { nu, tot } => write!(f, "claims at {nu} until {tot}"),
            Self::Houd { taak } => write!(f, "keeps {}", naam(taak)),
            Self::Klaar { taak } => write!(f, "finishes {}", naam(taak)),
            Self::Mislukt { taak } => write!(f, "fails {}", naam(taak)),
            Self::Nu { taak, nu } => write!(f, "brings {} forward to {nu}", naam(taak)),
            Self::Plan { soort, beurt } => write!(f, "plans {soort} of {beurt}"),
            Self::Inzage { regels } => write!(f, "{} lines for the access log", regels.len()),
            Self::Vernietig { klacht, .. } => write!(f, "destroys the complaint of act {klacht}"),
            Self::Hoofdsleutel => f.write_str("replaces the master key"),
            Self::Roteer => f.write_str("gives the provider another key"),
            Self::Herbouw => f.write_str("rebuilds the lists"),
            Self::Anker => f.write_str("sets the checkpoint of the day"),
            Self::Veeg => f.write_str("sweeps files"),
        }
    }
}

impl fmt::Display for Uitkomst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fout = match self {
            Self::Geschreven(Ok(uit)) => {
                let weer = if uit.herhaald { ", it was done before" } else { "" };
                return write!(f, "{} version {}{weer}", uit.nummer, uit.versie);
            }
            Self::Genomen(Ok(taken)) => return write!(f, "{} jobs", taken.len()),
            Self::JaNee(Ok(ja)) => return write!(f, "{}", if *ja { "yes" } else { "no" }),
            Self::Anker(uit) => match uit.as_ref() {
                Ok(_) => return f.write_str("set"),
                Err(fout) => fout,
            },
            Self::Gedaan(Ok(())) => return f.write_str("done"),
            Self::Geschreven(Err(fout))
            | Self::Genomen(Err(fout))
            | Self::JaNee(Err(fout))
            | Self::Gedaan(Err(fout)) => fout,
        };
        // Without the ids, which differ each time.
        f.write_str(match fout {
            StoreError::Conflict { .. } => "somebody was first",
            StoreError::Vernietigd { .. } => "it was destroyed",
            _ => "it failed",
        })
    }
}
