//! A run as a story that `wederhoor scenario run` plays: made as short as it can be, and played before anybody sees it.
//!
//! Always holds: a story that is handed out was played by `scenario`, from its text, and every step and expectation in
//! it came true.

use dossier::{Blik, Stand, Velden, Waarde};
use regeling::{Boek, DaadId, RolId};
use scenario::Decor;
use termijn::Datum;

use crate::kennis::Kennis;
use crate::zetten::{Zet, doe};

/// A run, with the dossier and the day at its end.
pub(crate) struct Gang {
    pub(crate) zetten: Vec<Zet>,
    pub(crate) stand: Stand,
    pub(crate) op: Datum,
}

/// Plays these moves; `None` when one is refused.
pub(crate) fn loop_na(kennis: &Kennis<'_>, zetten: &[Zet]) -> Option<Gang> {
    let mut stand = Stand::new(kennis.boek);
    let mut op = None;
    let mut uit = Vec::with_capacity(zetten.len());
    for z in zetten {
        match z {
            Zet::Doet { daad, rol, aan, velden, op: dag } => {
                let gedaan = doe(kennis, &stand, *daad, *rol, aan, velden.clone(), *dag)?;
                stand = gedaan.stand;
                uit.push(gedaan.zet);
                op = Some(*dag);
            }
            Zet::Wacht(dag) => {
                uit.push(z.clone());
                op = Some(*dag);
            }
        }
    }
    Some(Gang { zetten: uit, stand, op: op? })
}

/// The same run without the moves, and the fields, that it does not need to end in what `toont` sees; the last `vast` moves
/// are all kept.
pub(crate) fn verkort(
    kennis: &Kennis<'_>,
    zetten: &[Zet],
    vast: usize,
    toont: &dyn Fn(&Blik<'_>) -> bool,
) -> Option<Gang> {
    let ziet = |zetten: &[Zet]| {
        let gang = loop_na(kennis, zetten)?;
        toont(&Blik::new(kennis.boek, &gang.stand, gang.op)).then_some(gang)
    };
    let mut kortst = ziet(zetten)?;
    let mut i = kortst.zetten.len().saturating_sub(vast);
    while i > 0 {
        i -= 1;
        let mut korter = kortst.zetten.clone();
        korter.remove(i);
        if let Some(gang) = ziet(&korter) {
            kortst = gang;
        }
    }
    for i in 0..kortst.zetten.len() {
        let Zet::Doet { velden, .. } = &kortst.zetten[i] else { continue };
        let namen: Vec<String> = velden.keys().cloned().collect();
        for naam in namen {
            let mut korter = kortst.zetten.clone();
            if let Zet::Doet { velden, .. } = &mut korter[i] {
                velden.remove(&naam);
            }
            if let Some(gang) = ziet(&korter) {
                kortst = gang;
            }
        }
    }
    Some(kortst)
}

/// What must be true at the end of a story.
pub(crate) enum Verwacht {
    /// A duty is open, or late.
    Plicht { norm: String, stand: &'static str },
    /// Somebody may not do something.
    MagNiet { daad: DaadId, rol: RolId },
    /// A clock runs, with this last day.
    Klok { klok: String, uiterlijk: Option<Datum> },
}

/// The story as text, if it plays.
pub(crate) fn vertel(
    boek: &Boek,
    gang: &Gang,
    titel: &str,
    verwacht: &[Verwacht],
) -> Option<String> {
    let mut uit = format!(
        "regeling = \"{}@{}\"\nverhaal = {}\naanbieder = \"geen\"\n",
        boek.kop().id,
        boek.kop().versie,
        tekst(titel)
    );
    for z in &gang.zetten {
        let Zet::Doet { daad, rol, aan, velden, op } = z else { continue };
        uit += &format!(
            "\n[[stap]]\nop = {op}\nwie = \"{}\"\ndoet = \"{}\"\n",
            boek.rol(*rol).id,
            boek.daad(*daad).id
        );
        if !aan.is_empty() {
            uit += &format!(
                "aan = [{}]\n",
                aan.iter().map(|a| tekst(a)).collect::<Vec<_>>().join(", ")
            );
        }
        if !velden.is_empty() {
            uit += &format!("met = {}\n", groep(velden));
        }
    }
    let op = gang.op;
    for v in verwacht {
        uit += &match v {
            Verwacht::Plicht { norm, stand } => {
                format!("\n[[verwacht]]\nop = {op}\nplicht = \"{norm}\"\nstand = \"{stand}\"\n")
            }
            Verwacht::MagNiet { daad, rol } => format!(
                "\n[[verwacht]]\nop = {op}\nmag_niet = \"{}\"\nwie = \"{}\"\n",
                boek.daad(*daad).id,
                boek.rol(*rol).id
            ),
            Verwacht::Klok { klok, uiterlijk } => {
                let dag = uiterlijk.map_or(String::new(), |d| format!("uiterlijk = {d}\n"));
                format!("\n[[verwacht]]\nop = {op}\nklok = \"{klok}\"\nstand = \"loopt\"\n{dag}")
            }
        };
    }
    speelt(boek, &uit).then_some(uit)
}

/// Does the scenario engine play this text to its end, with every expectation met?
fn speelt(boek: &Boek, tekst: &str) -> bool {
    scenario::lees("tegenvoorbeeld.toml", tekst).is_ok_and(|verhaal| {
        let decor = Decor { versies: &[boek], geschil: &boek.geschil };
        scenario::speel(decor, &verhaal, tekst).mislukt.is_empty()
    })
}

fn tekst(t: &str) -> String {
    format!("\"{}\"", t.replace('\\', "\\\\").replace('"', "\\\""))
}

fn groep(g: &Velden) -> String {
    let paren: Vec<String> = g.iter().map(|(k, w)| format!("{k} = {}", waarde(w))).collect();
    format!("{{ {} }}", paren.join(", "))
}

fn waarde(w: &Waarde) -> String {
    match w {
        Waarde::Ja(b) => b.to_string(),
        Waarde::Getal(n) => n.to_string(),
        Waarde::Tekst(t) if w.als_datum().is_some() => t.clone(),
        Waarde::Tekst(t) => tekst(t),
        Waarde::Lijst(l) => format!("[{}]", l.iter().map(waarde).collect::<Vec<_>>().join(", ")),
        Waarde::Groep(g) => groep(g),
    }
}
