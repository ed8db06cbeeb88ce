//! A line of the list: as it is stored, and opened. Always holds: what is not shown is not opened.

use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult, sea_query::SelectStatement};
use uuid::Uuid;

use super::{Sortering, WerkvoorraadRij};
use crate::{
    Bij, DossierId, DossierRij, StoreError, Versie,
    projectie::{self, Verborgen},
    schot::Lezer,
    sleutels::Zaaksleutel,
    sql::{bouw, lees_dag, lees_dag_of, onleesbaar},
};

/// A line with the day that it is sorted by.
pub(super) struct Gelezen {
    termijn: Date,
    pub(super) rij: WerkvoorraadRij,
}

impl Gelezen {
    pub(super) fn sleutel(&self, sortering: Sortering) -> (Date, DossierId) {
        let dag = match sortering {
            Sortering::Termijn => self.termijn,
            Sortering::Ontvangen => self.rij.rij.ontvangen_op,
        };
        (dag, self.rij.dossier)
    }
}

/// What a line is read from.
pub(super) const KOLOMMEN: [&str; 15] = [
    "dossier",
    "nummer",
    "versie",
    "inhoud",
    "stand",
    "wetten",
    "behandelaar",
    "ontvangen_op",
    "leidend_uiterlijk",
    "leidend_wettelijk",
    "volgende_uiterlijk",
    "wacht_op",
    "open",
    "bewaren_tot",
    "termijn",
];

/// A line as it is stored, with what is about people sealed.
#[derive(FromQueryResult)]
pub(super) struct Opgeslagen {
    pub(super) dossier: Uuid,
    nummer: String,
    versie: i64,
    inhoud: Vec<u8>,
    stand: String,
    wetten: String,
    behandelaar: Option<Uuid>,
    ontvangen_op: String,
    leidend_uiterlijk: Option<String>,
    leidend_wettelijk: Option<String>,
    volgende_uiterlijk: Option<String>,
    wacht_op: Option<String>,
    open: bool,
    bewaren_tot: Option<String>,
    termijn: String,
}

impl Opgeslagen {
    /// What it is ordered by; days sort as texts.
    pub(super) fn sleutel(&self, sortering: Sortering) -> (&str, Uuid) {
        let dag = match sortering {
            Sortering::Termijn => &self.termijn,
            Sortering::Ontvangen => &self.ontvangen_op,
        };
        (dag, self.dossier)
    }

    pub(super) fn open(self, sleutel: &Zaaksleutel) -> Result<Gelezen, StoreError> {
        let op = self;
        let v: Verborgen = sleutel.open_waarde(projectie::TABEL, b"", &op.inhoud)?;
        let versie =
            u32::try_from(op.versie).map_err(|fout| onleesbaar("a dossier's version", fout))?;
        let rij = DossierRij {
            onderwerp: v.onderwerp,
            klager_naam: v.klager_naam,
            aangeklaagden: v.aangeklaagden,
            locatie: v.locatie,
            stand: op.stand,
            stand_tekst: v.stand_tekst,
            wetten: op.wetten.split_whitespace().map(str::to_owned).collect(),
            behandelaar: op.behandelaar,
            ontvangen_op: lees_dag(&op.ontvangen_op)?,
            leidend_uiterlijk: lees_dag_of(op.leidend_uiterlijk)?,
            leidend_wettelijk: lees_dag_of(op.leidend_wettelijk)?,
            termijn_waarom: v.termijn_waarom,
            volgende_plicht: v.volgende_plicht,
            volgende_uiterlijk: lees_dag_of(op.volgende_uiterlijk)?,
            wacht_op: op.wacht_op,
            open: op.open,
            bewaren_tot: lees_dag_of(op.bewaren_tot)?,
        };
        Ok(Gelezen {
            termijn: lees_dag(&op.termijn)?,
            rij: WerkvoorraadRij {
                dossier: op.dossier.into(),
                nummer: op.nummer,
                versie: Versie(versie),
                rij,
            },
        })
    }
}
/// The lines that a question finds, sealed.
pub(super) async fn lees_rijen(
    lezer: &Lezer,
    select: &SelectStatement,
) -> Result<Vec<Opgeslagen>, StoreError> {
    const WAT: &str = "reading the worklist";
    let rijen = lezer.query_all_raw(bouw(lezer, select)).await.bij(WAT)?;
    rijen.iter().map(|rij| Opgeslagen::from_query_result(rij, "").bij(WAT)).collect()
}
