//! What became of each row.
//!
//! Always holds: every row of the file is in it; nothing in it repeats what a cell says.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::waarde::Bezwaar;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lot {
    /// It is a dossier now; in a trial it would become one.
    Overgenomen,
    /// It is not, and why is said.
    Geweigerd,
    /// It was taken over before, and is left as it is.
    AlOvergenomen,
    /// It could be taken over, and was not because others were refused.
    NietGeschreven,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Regel {
    /// Where it stands in the file.
    pub rij: u32,
    /// What became of it.
    pub lot: Lot,
    /// The number of its dossier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nummer: Option<String>,
    /// Does the complaint still run?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loopt: Option<bool>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redenen: Vec<Bezwaar>,
    /// What to know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub let_op: Vec<String>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rapport {
    /// Nothing was written.
    pub proef: bool,
    /// What the register was called.
    pub register: String,
    /// How the file was read.
    pub gelezen: Vec<String>,
    /// Columns that were left behind, because the mapping says so.
    pub genegeerd: Vec<String>,
    /// Rows without any value.
    pub lege_rijen: usize,
    /// How many rows were taken over.
    pub overgenomen: usize,
    /// Of those, how many still run.
    pub waarvan_lopend: usize,
    /// How many were taken over before.
    pub al_overgenomen: usize,
    /// How many were refused.
    pub geweigerd: usize,
    /// The rows.
    pub rijen: Vec<Regel>,
}

impl Rapport {
    /// Counts what became of these rows.
    pub fn new(
        proef: bool,
        tabel: &crate::Tabel,
        passend: &crate::Passend,
        rijen: Vec<Regel>,
    ) -> Self {
        let tel = |lot: Lot| rijen.iter().filter(|r| r.lot == lot).count();
        Self {
            proef,
            register: passend.register.clone(),
            gelezen: tabel.opmerkingen.clone(),
            genegeerd: passend.genegeerd.clone(),
            lege_rijen: tabel.leeg,
            overgenomen: tel(Lot::Overgenomen),
            waarvan_lopend: rijen
                .iter()
                .filter(|r| r.lot == Lot::Overgenomen && r.loopt == Some(true))
                .count(),
            al_overgenomen: tel(Lot::AlOvergenomen),
            geweigerd: tel(Lot::Geweigerd),
            rijen,
        }
    }

    /// To read; of each kind of row at most `hoogstens`, all of them when not said.
    pub fn tekst(&self, hoogstens: Option<usize>) -> String {
        let mut uit = String::new();
        for zin in &self.gelezen {
            let _ = writeln!(uit, "{zin}");
        }
        if !self.genegeerd.is_empty() {
            let _ = writeln!(
                uit,
                "Niet meegenomen, want zo staat het in de koppeling: {}.",
                self.genegeerd.join(", ")
            );
        }
        if self.lege_rijen > 0 {
            let _ = writeln!(uit, "Lege rijen: {}.", self.lege_rijen);
        }
        self.groep(&mut uit, Lot::Geweigerd, "Geweigerd", hoogstens);
        self.groep(&mut uit, Lot::NietGeschreven, "Goed, maar niet overgenomen", hoogstens);
        self.groep(
            &mut uit,
            Lot::Overgenomen,
            if self.proef { "Kan worden overgenomen" } else { "Overgenomen" },
            hoogstens,
        );
        self.groep(&mut uit, Lot::AlOvergenomen, "Al eerder overgenomen", hoogstens);
        self.waardoor(&mut uit);
        let _ = writeln!(
            uit,
            "\nRijen: {}. {}: {} (waarvan {} nog lopen). Al eerder overgenomen: {}. Geweigerd: {}.",
            self.rijen.len(),
            if self.proef { "Kan worden overgenomen" } else { "Overgenomen" },
            self.overgenomen,
            self.waarvan_lopend,
            self.al_overgenomen,
            self.geweigerd
        );
        if self.proef {
            uit.push_str("Dit was een proef: er is niets geschreven.\n");
        }
        uit
    }

    fn groep(&self, uit: &mut String, lot: Lot, naam: &str, hoogstens: Option<usize>) {
        let regels = || self.rijen.iter().filter(|r| r.lot == lot);
        // What went well without anything to know needs no line when lines are short.
        let telt =
            |r: &&Regel| hoogstens.is_none() || !r.redenen.is_empty() || !r.let_op.is_empty();
        let (alle, lang) = (regels().count(), regels().filter(telt).count());
        if alle == 0 || lang == 0 {
            return;
        }
        let _ = writeln!(uit, "\n{naam}: {alle}");
        for r in regels().filter(telt).take(hoogstens.unwrap_or(usize::MAX)) {
            let nummer = r.nummer.as_ref().map_or(String::new(), |n| format!(" {n}"));
            let _ = writeln!(uit, "  rij {}{nummer}", r.rij);
            for b in &r.redenen {
                let kolom = b.kolom.as_ref().map_or(String::new(), |k| format!("kolom `{k}`: "));
                let _ = writeln!(uit, "    {kolom}{}", b.waarom);
            }
            for zin in &r.let_op {
                let _ = writeln!(uit, "    let op: {zin}");
            }
        }
        if let Some(meer) = hoogstens.and_then(|h| lang.checked_sub(h)).filter(|m| *m > 0) {
            let _ = writeln!(uit, "  … en nog {meer}; met `--rapport BESTAND` krijgt u ze alle");
        }
    }

    /// The commonest reasons, so that one change of the mapping can help many rows.
    fn waardoor(&self, uit: &mut String) {
        let mut keren: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
        for zin in self.rijen.iter().flat_map(|r| &r.let_op) {
            *keren.entry((None, zin.as_str())).or_default() += 1;
        }
        for b in self.rijen.iter().flat_map(|r| &r.redenen) {
            let kaal = b.waarom.split_once(" (").map_or(b.waarom.as_str(), |(k, _)| k);
            let kaal = kaal.split_once(" al op rij ").map_or(kaal, |(k, _)| k);
            *keren.entry((b.kolom.as_deref(), kaal)).or_default() += 1;
        }
        let mut keren: Vec<_> = keren.into_iter().filter(|(_, n)| *n > 1).collect();
        keren.sort_by_key(|((kolom, wat), n)| (std::cmp::Reverse(*n), *kolom, *wat));
        if keren.is_empty() {
            return;
        }
        uit.push_str("\nWat het vaakst terugkomt:\n");
        for ((kolom, wat), n) in keren.into_iter().take(20) {
            let kolom = kolom.map_or(String::new(), |k| format!("kolom `{k}`: "));
            let _ = writeln!(uit, "  {n:>6} keer  {kolom}{wat}");
        }
    }
}
