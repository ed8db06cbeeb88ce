//! Reads `[[werkterrein]]`: on which fields of work a provider can be active, and what is asked only there.

use super::{Lezing, tekst};
use crate::boek::Boek;
use crate::lezer::{Naam, Tabel};
use crate::werkterrein::{Gevraagd, Werkterrein};

pub(super) fn lees(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("werkterrein", "[[werkterrein]]") {
        let id = t.tekst_verplicht("id", "\"jeugdhulp\"");
        let naam = tekst(&t, "naam").unwrap_or_default();
        let vraagt = t.namen("vraagt").iter().filter_map(|n| gevraagd(lezing, &t, n)).collect();
        if boek.werkterreinen.iter().any(|w| w.id == id.tekst) {
            t.fout(
                "dubbel-woord",
                id.plek,
                format!("`{}` is al verklaard", id.tekst),
                "tweede werkterrein met deze naam",
                Some("kies een andere id, of gebruik het bestaande woord".into()),
            );
        } else {
            boek.werkterreinen.push(Werkterrein { id: id.tekst, naam, vraagt, plek: t.plek });
        }
        t.klaar();
    }
}

/// `daad.veld`, or `daad.veld.keuze`.
fn gevraagd(lezing: &Lezing<'_>, t: &Tabel<'_, '_>, naam: &Naam) -> Option<Gevraagd> {
    let mut delen = naam.tekst.splitn(3, '.');
    let (Some(daad), Some(veld)) = (delen.next(), delen.next()) else {
        t.fout(
            "geen-veld",
            naam.plek,
            format!("`{}` noemt geen veld", naam.tekst),
            "hier hoort een veld, of een keuze daarvan",
            Some("schrijf \"daad.veld\" of \"daad.veld.keuze\", zoals \"klacht_ingediend.zorgsoort.wmo\"".into()),
        );
        return None;
    };
    let daad = lezing.daad(t, &Naam { tekst: daad.to_owned(), plek: naam.plek })?;
    let keuze = delen.next().map(str::to_owned);
    Some(Gevraagd { daad, veld: veld.to_owned(), keuze, plek: naam.plek })
}
