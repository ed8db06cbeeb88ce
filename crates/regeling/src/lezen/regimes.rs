//! Reads `[[regime]]`: under which rules a complaint falls, and where it goes when somebody else decides.

use super::voorwaarden::bij;
use super::{Lezing, tekst};
use crate::boek::Boek;
use crate::lezer::Tabel;
use crate::norm::Vindplaats;
use crate::regime::{Buiten, Regime};
use crate::voorwaarde::Voorwaarde;
use crate::woorden::Tekst;

pub(super) fn lees(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("regime", "[[regime]]") {
        let regime = Regime {
            id: t.tekst_verplicht("id", "\"wzd\"").tekst,
            naam: tekst(&t, "naam").unwrap_or_default(),
            vindplaats: lezing.vindplaats(&t),
            register: lezing.register(&t),
            als: bij(lezing, &t, "als").unwrap_or(Voorwaarde::Alle(Vec::new())),
            gevolg: tekst(&t, "gevolg").unwrap_or_default(),
            werkterrein: t.tekst("werkterrein"),
            buiten: t.tabel("buiten", "[regime.buiten]").map(|b| buiten(lezing, b)),
        };
        // What the regulation says of it stands; a statute that knows the same one adds no second, only
        // where the complaint goes if the regulation does not say that.
        match boek.regimes.iter_mut().find(|r| r.id == regime.id) {
            Some(eerder) => eerder.buiten = eerder.buiten.take().or(regime.buiten),
            None => boek.regimes.push(regime),
        }
        t.klaar();
    }
}

fn buiten(lezing: &Lezing<'_>, t: Tabel<'_, '_>) -> Buiten {
    let verplicht = |sleutel, voorbeeld| {
        let gelezen = tekst(&t, sleutel);
        if !t.heeft(sleutel) {
            t.ontbreekt(sleutel, voorbeeld);
        }
        gelezen.unwrap_or_default()
    };
    let buiten = Buiten {
        naar: verplicht(
            "naar",
            "{ nl = \"De klachtencommissie.\", b1 = \"Uw klacht hoort bij de klachtencommissie.\" }",
        ),
        termijn: termijn(lezing, &t),
        brief: verplicht(
            "brief",
            "{ nl = \"De brief gaat door.\", b1 = \"Wij sturen uw brief door.\" }",
        ),
    };
    t.klaar();
    buiten
}

/// A term that somebody else keeps, and where it stands.
fn termijn(lezing: &Lezing<'_>, t: &Tabel<'_, '_>) -> Option<(Tekst, Vindplaats)> {
    match (tekst(t, "termijn"), t.tekst("artikel")) {
        (Some(termijn), Some(artikel)) => {
            Some((termijn, Vindplaats { tekst: lezing.tekst, artikel: artikel.tekst }))
        }
        (termijn, artikel) => {
            if artikel.is_some() {
                t.ontbreekt("termijn", "\"De commissie beslist binnen veertien dagen.\"");
            } else if termijn.is_some() {
                t.ontbreekt("artikel", "\"10:5\"");
            }
            None
        }
    }
}
