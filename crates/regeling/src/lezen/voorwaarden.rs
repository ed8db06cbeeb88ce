//! Reads conditions. What stands in them is read beside it: moments in `momenten`, what must have happened in
//! `gebeurd`, what must hold of a value in `toetsen`.

use toml::de::DeValue;

use super::Lezing;
use super::gebeurd::{gebeurd, gebeurd_lijst, kaal, zonder_elke};
use super::momenten::{moment, moment_verplicht};
use super::toetsen::{hoeveel, toets, waar};
use crate::lezer::{Gespannen, Naam, Tabel};
use crate::norm::KlokId;
use crate::plek::Plek;
use crate::voorwaarde::{AanToets, Elders, Gebeurd, Moment, Voorwaarde};
use crate::woorden::DaadId;

/// All operators, for a message that helps.
const VORMEN: &str = "een feit of daad (\"…\"), of { gebeurd }, { niet }, { alle }, { een_van }, { aantal }, { veld }, { deze }, { elke, een_van }, { loopt, tot }, { voor }, { verstreken }, { ouder_dan, van, op }, { partij }, { deelt }, { persoon }, { ontbreekt }, { schriftelijk }, { klachtgerechtigd }";

/// A condition: the name of a fact or act, or a table with one operator.
pub(super) fn voorwaarde<'a, 'i>(
    lezing: &Lezing<'_>,
    ouder: &Tabel<'a, 'i>,
    sleutel: &str,
    waarde: Gespannen<'a, 'i>,
) -> Option<Voorwaarde> {
    match waarde.get_ref() {
        DeValue::String(t) => feit_of_daad(
            lezing,
            ouder,
            &Naam { tekst: t.to_string(), plek: ouder.plek_van(waarde) },
        ),
        DeValue::Table(_) => {
            let t = ouder.als_tabel(waarde, "een voorwaarde")?;
            let voor = t.stand();
            let gelezen = vorm(lezing, &t);
            // After a mistake in its form, nobody asked for the rest of its keys.
            if gelezen.is_some() {
                t.klaar();
            } else if t.stand() == voor {
                // A condition that is read as absent would make its norm hold always: it is told.
                geen_voorwaarde(&t);
            }
            gelezen
        }
        _ => {
            ouder.fout(
                "geen-voorwaarde",
                ouder.plek_van(waarde),
                format!("`{sleutel}` is geen voorwaarde"),
                "dit kan niet",
                Some(format!("schrijf {VORMEN}")),
            );
            None
        }
    }
}

/// A condition under a key, if the key is there.
pub(super) fn bij(
    lezing: &Lezing<'_>,
    tabel: &Tabel<'_, '_>,
    sleutel: &'static str,
) -> Option<Voorwaarde> {
    let waarde = tabel.waarde(sleutel)?;
    voorwaarde(lezing, tabel, sleutel, waarde)
}

fn feit_of_daad(lezing: &Lezing<'_>, tabel: &Tabel<'_, '_>, naam: &Naam) -> Option<Voorwaarde> {
    if let Some(feit) = lezing.namen.feiten.get(&naam.tekst) {
        return Some(Voorwaarde::Feit(*feit));
    }
    if let Some(daad) = lezing.namen.daden.get(&naam.tekst) {
        return Some(Voorwaarde::Gebeurd(kaal(*daad)));
    }
    let woorden = lezing.namen.feiten.keys().chain(lezing.namen.daden.keys()).map(String::as_str);
    let hulp =
        crate::diagnose::lijkt_op(&naam.tekst, woorden).map(|n| format!("bedoelde u `{n}`?"));
    tabel.fout(
        "onbekend-feit",
        naam.plek,
        format!("onbekend feit `{}`", naam.tekst),
        "dit staat niet in de woordenlijst",
        hulp.or_else(|| Some("verklaar het met [[feit]] of [[daad]]".into())),
    );
    None
}

fn vorm<'a, 'i>(lezing: &Lezing<'_>, t: &Tabel<'a, 'i>) -> Option<Voorwaarde> {
    let lijst = |sleutel: &'static str| -> Option<Vec<Voorwaarde>> {
        let waarde = t.waarde(sleutel)?;
        let DeValue::Array(rij) = waarde.get_ref() else {
            t.fout(
                "geen-lijst",
                t.plek_van(waarde),
                format!("`{sleutel}` moet een lijst van voorwaarden zijn"),
                "hier hoort [ … ]",
                None,
            );
            return None;
        };
        Some(rij.iter().filter_map(|w| voorwaarde(lezing, t, sleutel, w)).collect())
    };
    if t.heeft("gebeurd") {
        return gebeurd(lezing, t, "gebeurd").map(Voorwaarde::Gebeurd);
    }
    if let Some(w) = t.waarde("niet") {
        return voorwaarde(lezing, t, "niet", w).map(|v| Voorwaarde::Niet(Box::new(v)));
    }
    if t.heeft("alle") {
        return lijst("alle").map(Voorwaarde::Alle);
    }
    if let Some(n) = t.tekst("elke") {
        return elke(lezing, t, &n);
    }
    if t.heeft("een_van") {
        return lijst("een_van").map(Voorwaarde::EenVan);
    }
    if t.heeft("aantal") {
        let wat = gebeurd(lezing, t, "aantal")?;
        zonder_elke(t, &wat);
        let (minstens, hoogstens) = hoeveel(t);
        if minstens.is_none() && hoogstens.is_none() {
            t.ontbreekt("minstens", "2");
            return None;
        }
        return Some(Voorwaarde::Aantal { wat, minstens: minstens.unwrap_or(0), hoogstens });
    }
    if let Some(n) = t.tekst("veld") {
        let (daad, veld) = daad_veld(lezing, t, &n)?;
        return Some(Voorwaarde::Veld { daad, veld, toets: toets(t)? });
    }
    if let Some(w) = t.waarde("deelt") {
        let veld = deze_veld(t)?;
        let met = elders(lezing, t, w, "deelt")?;
        return Some(Voorwaarde::Deelt { veld, met });
    }
    if let Some(n) = t.tekst("deze") {
        return Some(Voorwaarde::Deze { veld: n.tekst, toets: toets(t)? });
    }
    if t.heeft("loopt") {
        let van = gebeurd_lijst(lezing, t, "loopt").into_iter().next();
        van.iter().for_each(|g| zonder_elke(t, g));
        let tot = gebeurd_lijst(lezing, t, "tot");
        let zelfde = t.tekst("zelfde").map(|n| n.tekst);
        return Some(Voorwaarde::Loopt { van: van?, tot, zelfde });
    }
    if let Some(w) = t.waarde("persoon") {
        return elders(lezing, t, w, "persoon").map(Voorwaarde::Persoon);
    }
    if let Some(w) = t.waarde("voor") {
        let DeValue::Array(rij) = w.get_ref() else {
            t.fout(
                "geen-lijst",
                t.plek_van(w),
                "`voor` noemt twee momenten: [eerst, later]",
                "hier horen er twee",
                None,
            );
            return None;
        };
        let mut momenten = rij.iter().filter_map(|w| moment(lezing, t, "voor", w));
        return match (momenten.next(), momenten.next()) {
            (Some(eerst), Some(later)) => Some(Voorwaarde::Voor { eerst, later }),
            _ => None,
        };
    }
    if let Some(w) = t.waarde("verstreken") {
        return verstreken(lezing, t, w);
    }
    if t.heeft("ouder_dan") {
        let dan = t.termijn("ouder_dan");
        let (van, op) = (moment_verplicht(lezing, t, "van"), moment_verplicht(lezing, t, "op"));
        return Some(Voorwaarde::Ouder { dan: dan?, van: van?, op: op? });
    }
    if let Some(n) = t.tekst("partij") {
        let rol = lezing.rol(t, &n)?;
        let ambt = t.tekst("ambt").and_then(|a| lezing.rol(t, &a));
        let (minstens, hoogstens) = hoeveel(t);
        let minstens = minstens.unwrap_or(u32::from(hoogstens.is_none()));
        return Some(Voorwaarde::Partij { rol, ambt, waar: waar(t, "waar"), minstens, hoogstens });
    }
    if let Some(n) = t.tekst("schriftelijk") {
        return lezing.daad(t, &n).map(Voorwaarde::Schriftelijk);
    }
    if let Some(n) = t.tekst("ontbreekt") {
        return lezing.daad(t, &n).map(Voorwaarde::Ontbreekt);
    }
    if let Some(n) = t.tekst("klachtgerechtigd") {
        let (daad, veld) = daad_veld(lezing, t, &n)?;
        return Some(Voorwaarde::Gerechtigd { daad, veld });
    }
    geen_voorwaarde(t);
    None
}

fn geen_voorwaarde(t: &Tabel<'_, '_>) {
    t.fout(
        "geen-voorwaarde",
        t.plek,
        "deze tabel is geen voorwaarde",
        "hier hoort een vorm",
        Some(format!("schrijf {VORMEN}")),
    );
}

/// `verstreken = "klok"`, `verstreken = "daad.veld"`, or `verstreken = { na = …, termijn = "3 weken" }`.
fn verstreken<'a, 'i>(
    lezing: &Lezing<'_>,
    t: &Tabel<'a, 'i>,
    w: Gespannen<'a, 'i>,
) -> Option<Voorwaarde> {
    if let DeValue::String(s) = w.get_ref() {
        let naam = Naam { tekst: s.to_string(), plek: t.plek_van(w) };
        return if naam.tekst.contains('.') {
            let na = daad_veld(lezing, t, &naam).map(|(d, v)| Moment::Veld(d, v));
            na.map(|na| Voorwaarde::Verstreken { na, termijn: None })
        } else {
            lezing.klok(t, &naam).map(Voorwaarde::KlokVerstreken)
        };
    }
    let binnen = t.als_tabel(w, "{ na, termijn }")?;
    let na = moment_verplicht(lezing, &binnen, "na");
    let termijn = binnen.heeft("termijn").then(|| binnen.termijn("termijn"));
    binnen.klaar();
    match termijn {
        Some(gelezen) => Some(Voorwaarde::Verstreken { na: na?, termijn: Some(gelezen?) }),
        None => Some(Voorwaarde::Verstreken { na: na?, termijn: None }),
    }
}

/// `{ elke = "aangeklaagde", een_van = [{ gebeurd = "gehoord", aan = "aangeklaagde" }, …] }`.
fn elke(lezing: &Lezing<'_>, t: &Tabel<'_, '_>, naam: &Naam) -> Option<Voorwaarde> {
    let rol = lezing.rol(t, naam);
    let een_van = gebeurd_lijst(lezing, t, "een_van");
    een_van.iter().for_each(|g| zonder_elke(t, g));
    let rol = rol?;
    let noemt = |g: &Gebeurd| g.aan == AanToets::Een(rol) || g.door.contains(&rol);
    if een_van.is_empty() || !een_van.iter().all(noemt) {
        t.fout(
            "elke-zonder-rol",
            naam.plek,
            format!("bij `elke` is iedere daad gedaan door of aan `{}`", naam.tekst),
            "een daad zegt dit niet",
            Some(format!(
                "schrijf een_van = [{{ gebeurd = \"…\", aan = \"{0}\" }}, {{ gebeurd = \"…\", door = \"{0}\" }}]",
                naam.tekst
            )),
        );
        return None;
    }
    Some(Voorwaarde::Elke { rol, een_van })
}

/// The field of the act that is being decided: `deze = "leden"`, or `deze = "leden.naam"` for a field
/// within each item of a list.
fn deze_veld(t: &Tabel<'_, '_>) -> Option<(String, Option<String>)> {
    let naam = t.tekst_verplicht("deze", "\"leden.naam\"").tekst;
    if naam.is_empty() {
        return None;
    }
    Some(match naam.split_once('.') {
        Some((veld, binnen)) => (veld.to_owned(), Some(binnen.to_owned())),
        None => (naam, None),
    })
}

/// `{ partij = "aangeklaagde" }`, `{ gebeurd = "wraking_beslist", veld = "lid", waar = … }`, or without a field:
/// whoever did it.
fn elders<'a, 'i>(
    lezing: &Lezing<'_>,
    ouder: &Tabel<'a, 'i>,
    waarde: Gespannen<'a, 'i>,
    sleutel: &'static str,
) -> Option<Elders> {
    let Some(t) = ouder.als_tabel(waarde, sleutel) else {
        ouder.fout(
            "geen-tabel",
            ouder.plek_van(waarde),
            format!("`{sleutel}` moet een tabel zijn"),
            "met wie wordt vergeleken?",
            Some(
                "schrijf { partij = \"aangeklaagde\" } of { gebeurd = \"daad\", veld = \"veld\" }"
                    .into(),
            ),
        );
        return None;
    };
    let gelezen = match t.tekst("partij") {
        Some(n) => lezing.rol(&t, &n).map(Elders::Partijen),
        None => {
            if !t.heeft("gebeurd") {
                t.ontbreekt("gebeurd", "\"wraking_beslist\"");
            }
            let wat = gebeurd(lezing, &t, "gebeurd");
            wat.iter().for_each(|g| zonder_elke(&t, g));
            wat.map(|wat| match t.tekst("veld").map(|n| n.tekst) {
                None => Elders::Doener(wat),
                Some(veld) => {
                    let (veld, binnen) = match veld.split_once('.') {
                        Some((v, b)) => (v.to_owned(), Some(b.to_owned())),
                        None => (veld, None),
                    };
                    Elders::Veld { wat, veld, binnen }
                }
            })
        }
    };
    t.klaar();
    gelezen
}

/// `daad.veld`; the field must exist.
pub(super) fn daad_veld(
    lezing: &Lezing<'_>,
    t: &Tabel<'_, '_>,
    naam: &Naam,
) -> Option<(DaadId, String)> {
    let Some((daad, veld)) = naam.tekst.split_once('.') else {
        t.fout(
            "geen-veld",
            naam.plek,
            format!("`{}` noemt geen veld", naam.tekst),
            "hier hoort daad.veld",
            Some("schrijf bijvoorbeeld \"klacht_ingediend.kanaal\"".into()),
        );
        return None;
    };
    let daad = lezing.daad(t, &Naam { tekst: daad.to_owned(), plek: naam.plek })?;
    Some((daad, veld.to_owned()))
}

/// A term that must be there.
pub(super) fn termijn_verplicht(
    tabel: &Tabel<'_, '_>,
    sleutel: &'static str,
) -> Option<termijn::Termijn> {
    if !tabel.heeft(sleutel) {
        tabel.ontbreekt(sleutel, "\"6 weken\"");
    }
    tabel.termijn(sleutel)
}

/// A clock by name, with the spot of the name.
pub(super) fn klok_bij(
    lezing: &Lezing<'_>,
    tabel: &Tabel<'_, '_>,
    sleutel: &'static str,
) -> Option<(KlokId, Plek)> {
    let naam = tabel.tekst(sleutel)?;
    lezing.klok(tabel, &naam).map(|k| (k, naam.plek))
}
