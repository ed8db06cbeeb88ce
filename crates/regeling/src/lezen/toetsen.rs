//! Reads what must hold of a value: of a field, of a day, of a list.

use toml::de::DeValue;

use crate::lezer::{Tabel, als_waarde};
use crate::voorwaarde::Toets;

/// Field tests `{ uitkomst = "gegrond", grond = ["a", "b"], tot = { verlopen = true } }`.
pub(super) fn waar(t: &Tabel<'_, '_>, sleutel: &'static str) -> Vec<(String, Toets)> {
    let Some(tabel) = t.tabel(sleutel, "waar = { veld = waarde }") else { return Vec::new() };
    waar_in(&tabel)
}

fn waar_in(tabel: &Tabel<'_, '_>) -> Vec<(String, Toets)> {
    tabel
        .alle()
        .into_iter()
        .filter_map(|(veld, plek, w)| {
            if let DeValue::Table(_) = w.get_ref() {
                let binnen = tabel.als_tabel(w, "een toets")?;
                let gelezen = toets(&binnen);
                if gelezen.is_some() {
                    binnen.klaar();
                }
                return gelezen.map(|t| (veld, t));
            }
            match als_waarde(w.get_ref()) {
                Some(crate::waarde::Waarde::Lijst(l)) => Some((veld, Toets::In(l))),
                Some(w) => Some((veld, Toets::Is(w))),
                None => {
                    tabel.fout(
                        "verkeerde-soort",
                        plek,
                        format!("`{veld}` kan niet met deze waarde vergeleken worden"),
                        "verkeerde soort",
                        None,
                    );
                    None
                }
            }
        })
        .collect()
}

/// What must hold of a value.
pub(super) fn toets(t: &Tabel<'_, '_>) -> Option<Toets> {
    if let Some(w) = t.waarde("is") {
        let waarde = als_waarde(w.get_ref());
        if waarde.is_none() {
            t.verkeerd("is", w, "een waarde: tekst, een geheel getal, true of false");
        }
        return waarde.map(Toets::Is);
    }
    if let Some(w) = t.waarde("in") {
        return match als_waarde(w.get_ref()) {
            Some(crate::waarde::Waarde::Lijst(l)) => Some(Toets::In(l)),
            _ => {
                t.fout(
                    "geen-lijst",
                    t.plek_van(w),
                    "`in` moet een lijst zijn",
                    "hier hoort [ … ]",
                    None,
                );
                None
            }
        };
    }
    if let Some(aanwezig) = t.ja("aanwezig") {
        return Some(if aanwezig { Toets::Aanwezig } else { Toets::Afwezig });
    }
    if let Some(n) = t.getal("meer_dan") {
        return Some(Toets::MeerDan(n));
    }
    if let Some(n) = t.getal("minder_dan") {
        return Some(Toets::MinderDan(n));
    }
    if let Some(verlopen) = t.ja("verlopen") {
        return Some(if verlopen { Toets::Verlopen } else { Toets::NogNietVerlopen });
    }
    if t.heeft("meerderheid") {
        return Some(Toets::Meerderheid(waar(t, "meerderheid")));
    }
    let (minstens, hoogstens) = hoeveel(t);
    if minstens.is_some() || hoogstens.is_some() {
        let minstens = minstens.unwrap_or(0);
        return Some(Toets::Telt { waar: waar(t, "waar"), minstens, hoogstens });
    }
    t.fout(
        "geen-toets",
        t.plek,
        "er staat niet wat van dit veld moet gelden",
        "hier hoort een toets",
        Some("voeg toe: is = …, in = […], aanwezig = true, meer_dan = …, minder_dan = …, verlopen = true, minstens = …, hoogstens = … of meerderheid = { … }".into()),
    );
    None
}

/// `minstens` and `hoogstens`, counted in times, people or items.
pub(super) fn hoeveel(t: &Tabel<'_, '_>) -> (Option<u32>, Option<u32>) {
    let getal = |sleutel| t.getal(sleutel).and_then(|n| u32::try_from(n).ok());
    (getal("minstens"), getal("hoogstens"))
}
