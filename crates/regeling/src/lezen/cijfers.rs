//! Reads what a report counts. A figure that is declared in more files is one figure with all their
//! sources.

use super::voorwaarden::daad_veld;
use super::{Lezing, tekst};
use crate::boek::Boek;
use crate::cijfer::{Cijfer, Telwijze};
use crate::lezer::Tabel;
use crate::woorden::Tekst;

pub(super) fn lees(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("cijfer", "[[cijfer]]") {
        let id = t.tekst_verplicht("id", "\"thema\"").tekst;
        let uit: Vec<_> = t
            .namen("uit")
            .iter()
            .filter_map(|n| {
                let (daad, veld) = daad_veld(lezing, &t, n)?;
                telbaar(&t, boek, daad, &veld, n.plek).then_some((daad, veld))
            })
            .collect();
        let cijfer = Cijfer {
            naam: tekst(&t, "naam")
                .unwrap_or_else(|| Tekst { nl: id.replace('_', " "), ..Tekst::default() }),
            vindplaats: t.heeft("artikel").then(|| lezing.vindplaats(&t)),
            register: lezing.register(&t),
            uit,
            bij_ontvangst: t.ja("bij_ontvangst").unwrap_or(false),
            goed: t.namen("goed").into_iter().map(|n| n.tekst).collect(),
            signaal: t.ja("signaal").unwrap_or(false),
            plek: t.plek,
            id,
        };
        t.klaar();
        match boek.cijfers.iter_mut().find(|c| c.id == cijfer.id) {
            Some(er) => vul_aan(er, cijfer),
            None => boek.cijfers.push(cijfer),
        }
    }
}

/// The same figure in another file: more sources, and the article that asks for it.
fn vul_aan(er: &mut Cijfer, bij: Cijfer) {
    er.uit.extend(bij.uit);
    er.goed.extend(bij.goed);
    er.register.extend(bij.register);
    er.signaal |= bij.signaal;
    er.vindplaats = er.vindplaats.take().or(bij.vindplaats);
}

fn telbaar(
    t: &Tabel<'_, '_>,
    boek: &Boek,
    daad: crate::woorden::DaadId,
    veld: &str,
    plek: crate::plek::Plek,
) -> bool {
    let daad = boek.daad(daad);
    let (wat, hulp) = match daad.veld(veld) {
        Some(v) if Telwijze::van(&v.soort, veld).is_some() => return true,
        Some(_) => (
            format!("veld `{veld}` van `{}` is niet te tellen", daad.id),
            "een cijfer telt keuzes (een_van, enkele_van, ja_nee), kanaal, hoedanigheid, grond, locatie of een lijst",
        ),
        None => (
            format!("daad `{}` heeft geen veld `{veld}`", daad.id),
            "schrijf daad.veld, zoals \"oordeel_gegeven.uitkomst\"",
        ),
    };
    t.fout("geen-cijfer", plek, wat, "hier wordt dat veld geteld", Some(hulp.into()));
    false
}
