//! A letter as the page shows it.

use termijn::Datum;

use crate::componenten::brief::Brief as Component;
use crate::componenten::tekst::{Blok, Stukje, Zinnen};

/// The same text, as blocks of a page.
pub(super) fn als_component(b: &brief::Brief, datum: Datum) -> Component {
    let stukjes = |l: &[brief::Stukje]| {
        Zinnen(
            l.iter()
                .map(|s| if s.vet { Stukje::vet(&s.tekst) } else { Stukje::Tekst(s.tekst.clone()) })
                .collect(),
        )
    };
    let mut blokken = vec![Blok::alinea(b.aanhef.clone())];
    blokken.extend(b.blokken.iter().map(|blok| match blok {
        brief::Blok::Kop { tekst } => Blok::kop(tekst),
        brief::Blok::Alinea { stukjes: s } => Blok::Alinea(stukjes(s)),
        brief::Blok::Lijst { genummerd: true, regels } => {
            Blok::Nummers(regels.iter().map(|r| stukjes(r)).collect())
        }
        brief::Blok::Lijst { genummerd: false, regels } => {
            Blok::Lijst(regels.iter().map(|r| stukjes(r)).collect())
        }
    }));
    Component {
        kop: b.onderwerp.clone(),
        aan: b.aan.clone(),
        datum: Some(datum),
        kenmerken: vec![("Nummer van de klacht".to_owned(), b.nummer.clone())],
        blokken,
        afzender: b.ondertekening.clone(),
    }
}
