//! On which fields of work a provider is active: youth care, municipal support, assessments for others.
//!
//! Always holds: what a field of work brings (a question, an option of a question, a regime) is in a book
//! only if the provider is active there; a condition may name it all the same, and then it never holds.

use std::cell::RefCell;

use crate::boek::Boek;
use crate::diagnose::{Diagnoses, lijkt_op};
use crate::lezer::Naam;
use crate::norm::Kop;
use crate::plek::Plek;
use crate::woorden::{DaadId, Tekst, VeldSoort};

/// Active on each field of work: for the list of all words.
const ALLES: &str = "alles";

/// A field of work.
#[derive(Debug, Clone)]
pub struct Werkterrein {
    /// Its id.
    pub id: String,
    /// What the provider does there: "geeft jeugdhulp".
    pub naam: Tekst,
    /// What is asked only of who complains about a provider that is active there.
    pub vraagt: Vec<Gevraagd>,
    /// Where it was declared.
    pub plek: Plek,
}

/// A field of an act, or one option of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevraagd {
    /// The act.
    pub daad: DaadId,
    /// Its field.
    pub veld: String,
    /// Only this option of it.
    pub keuze: Option<String>,
    /// Where it is named.
    pub plek: Plek,
}

impl Boek {
    /// Is the provider active on this field of work: by the regulation's head, or by a statute that it
    /// names? What a portal handles counts for a provider that says nothing of its own.
    pub fn werkt_op(&self, id: &str) -> bool {
        let noemt =
            |k: &Kop| k.werkterreinen.iter().flatten().any(|n| n.tekst == id || n.tekst == ALLES);
        let door = |k: &Kop| {
            let mut wetten = self.koppen.iter().filter(|w| w.wet && k.wetten.contains(&w.id));
            noemt(k) || wetten.any(noemt)
        };
        let zwijgt = self.koppen.first().is_some_and(|k| k.werkterreinen.is_none());
        self.koppen.first().is_some_and(door) || (zwijgt && self.portaal().is_some_and(door))
    }

    /// The fields of work on which the provider is active.
    pub fn werkterreinen_hier(&self) -> impl Iterator<Item = &Werkterrein> {
        self.werkterreinen.iter().filter(|t| self.werkt_op(&t.id))
    }
}

/// Says which names stand for nothing.
pub(crate) fn controleer(boek: &Boek, diagnoses: &RefCell<Diagnoses>) {
    let bekend = || boek.werkterreinen.iter().map(|t| t.id.as_str());
    let koppen = boek.koppen.iter().flat_map(|k| k.werkterreinen.iter().flatten());
    let genoemd = koppen.filter(|n| n.tekst != ALLES);
    for n in genoemd.chain(boek.regimes.iter().filter_map(|r| r.werkterrein.as_ref())) {
        if !bekend().any(|b| b == n.tekst) {
            onbekend(n, bekend().collect(), diagnoses);
        }
    }
    for g in boek.werkterreinen.iter().flat_map(|t| &t.vraagt) {
        let daad = boek.daad(g.daad);
        let Some(veld) = daad.veld(&g.veld) else {
            let velden: Vec<&str> = daad.velden.iter().map(|v| v.id.as_str()).collect();
            let hulp = bedoeld(&g.veld, &velden)
                .unwrap_or_else(|| format!("`{}` heeft: {}", daad.id, velden.join(", ")));
            diagnoses.borrow_mut().fout(
                "onbekend-veld",
                g.plek,
                format!("daad `{}` heeft geen veld `{}`", daad.id, g.veld),
                "dit wordt hier gevraagd",
                Some(hulp),
            );
            continue;
        };
        let Some(keuze) = &g.keuze else { continue };
        let (VeldSoort::Keuze(o) | VeldSoort::Keuzes(o)) = &veld.soort else {
            diagnoses.borrow_mut().fout(
                "onbekende-keuze",
                g.plek,
                format!("veld `{}` heeft geen keuzes", g.veld),
                "hier wordt een keuze genoemd",
                Some(format!("schrijf \"{}.{}\"", daad.id, g.veld)),
            );
            continue;
        };
        let keuzes: Vec<&str> = o.iter().map(|o| o.id.as_str()).collect();
        if !keuzes.contains(&keuze.as_str()) {
            let hulp = bedoeld(keuze, &keuzes)
                .unwrap_or_else(|| format!("`{}` kent: {}", g.veld, keuzes.join(", ")));
            diagnoses.borrow_mut().fout(
                "onbekende-keuze",
                g.plek,
                format!("veld `{}` kent geen keuze `{keuze}`", g.veld),
                "deze keuze is er niet",
                Some(hulp),
            );
        }
    }
}

fn bedoeld(naam: &str, bekend: &[&str]) -> Option<String> {
    lijkt_op(naam, bekend.iter().copied()).map(|n| format!("bedoelde u `{n}`?"))
}

fn onbekend(n: &Naam, bekend: Vec<&str>, diagnoses: &RefCell<Diagnoses>) {
    let hulp = bedoeld(&n.tekst, &bekend).unwrap_or_else(|| {
        format!("er is: {}; of verklaar het met [[werkterrein]]", bekend.join(", "))
    });
    diagnoses.borrow_mut().fout(
        "onbekend-werkterrein",
        n.plek,
        format!("er is geen werkterrein `{}`", n.tekst),
        "onbekend werkterrein",
        Some(hulp),
    );
}

/// Takes out what belongs to fields of work on which the provider is not active, and puts the regimes in
/// order.
pub(crate) fn knip(boek: &mut Boek) {
    let (hier, elders): (Vec<&Werkterrein>, Vec<&Werkterrein>) =
        boek.werkterreinen.iter().partition(|t| boek.werkt_op(&t.id));
    let ook_hier = |g: &Gevraagd| {
        let mut hier = hier.iter().flat_map(|t| &t.vraagt);
        hier.any(|h| (h.daad, &h.veld, &h.keuze) == (g.daad, &g.veld, &g.keuze))
    };
    let weg: Vec<Gevraagd> =
        elders.iter().flat_map(|t| &t.vraagt).filter(|g| !ook_hier(g)).cloned().collect();
    let terrein: Vec<String> = hier.iter().map(|t| t.id.clone()).collect();
    for g in weg {
        let velden = &mut boek.daden[g.daad.ix()].velden;
        let Some(keuze) = g.keuze else {
            velden.retain(|v| v.id != g.veld);
            continue;
        };
        for v in velden.iter_mut().filter(|v| v.id == g.veld) {
            if let VeldSoort::Keuze(o) | VeldSoort::Keuzes(o) = &mut v.soort {
                o.retain(|o| o.id != keuze);
            }
        }
    }
    // As the regulation names its statutes: the first is what most complaints are about.
    let plaats = |id: &str| boek.koppen[0].wetten.iter().position(|w| w == id).map_or(0, |i| i + 1);
    let volgorde: Vec<usize> = boek.koppen.iter().map(|k| plaats(&k.id)).collect();
    boek.regimes.sort_by_key(|r| volgorde[r.vindplaats.tekst.ix()]);
    boek.regimes.retain(|r| r.werkterrein.as_ref().is_none_or(|n| terrein.contains(&n.tekst)));
}
