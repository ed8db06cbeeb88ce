//! Under which rules a complaint falls: by which statute, who decides, by what route.
//!
//! Always holds: which regimes hold follows from what is known of the complaint, never from a choice in a
//! menu; the questions of the intake are those fields on which some regime of the book depends, no more.

use crate::boek::Boek;
use crate::lezer::Naam;
use crate::norm::Vindplaats;
use crate::voorwaarde::Voorwaarde;
use crate::woorden::{DaadId, Tekst, Veld, VeldSoort};

/// Rules under which a complaint can fall.
#[derive(Debug, Clone)]
pub struct Regime {
    /// Its id; of two texts that know the same one, the first speaks: the regulation before the statute.
    pub id: String,
    /// What people read: "Wzd (onvrijwillige zorg)"; `b1` for the complainant.
    pub naam: Tekst,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// When it holds.
    pub als: Voorwaarde,
    /// What follows: who decides, by what route, in whole sentences.
    pub gevolg: Tekst,
    /// Only of a provider that is active on this field of work.
    pub werkterrein: Option<Naam>,
    /// Somebody else decides, and the procedure of the regulation is not for it.
    pub buiten: Option<Buiten>,
}

/// What follows for a complaint on which somebody else decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buiten {
    /// Where it belongs.
    pub naar: Tekst,
    /// By when that one decides, with the article.
    pub termijn: Option<(Tekst, Vindplaats)>,
    /// What the provider does with the letter.
    pub brief: Tekst,
}

impl Regime {
    /// What follows, a sentence or more a part, in these words; a term has its article behind it.
    pub fn zinnen(&self, boek: &Boek, in_woorden: impl Fn(&Tekst) -> &str) -> Vec<String> {
        let mut uit = vec![in_woorden(&self.gevolg).to_owned()];
        if let Some(b) = &self.buiten {
            uit.push(in_woorden(&b.naar).to_owned());
            uit.extend(b.termijn.iter().map(|(tekst, plaats)| {
                let zin = in_woorden(tekst).trim_end_matches('.');
                format!("{zin} ({}).", boek.citeer(plaats))
            }));
            uit.push(in_woorden(&b.brief).to_owned());
        }
        uit.retain(|z| !z.is_empty());
        uit
    }
}

/// A question of the intake from which the regime follows: a field of an act that opens a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regimevraag<'b> {
    /// The act.
    pub daad: DaadId,
    /// Its field.
    pub veld: &'b Veld,
}

impl Boek {
    /// The questions on which the regime of a complaint depends, in the order of the fields.
    pub fn regimevragen(&self) -> Vec<Regimevraag<'_>> {
        let mut gelezen = Vec::new();
        for r in &self.regimes {
            self.velden_in(&r.als, &mut gelezen);
        }
        let mut uit = Vec::new();
        for (ix, daad) in self.daden.iter().enumerate().filter(|(_, d)| d.opent) {
            let daad_id = DaadId::van_ix(ix);
            let vragen = daad.velden.iter().filter(|v| {
                matches!(v.soort, VeldSoort::JaNee | VeldSoort::Keuze(_))
                    && gelezen.contains(&(daad_id, v.id.as_str()))
            });
            uit.extend(vragen.map(|veld| Regimevraag { daad: daad_id, veld }));
        }
        uit
    }

    /// The fields that this condition reads, also through the facts that it names.
    fn velden_in<'b>(&'b self, v: &'b Voorwaarde, uit: &mut Vec<(DaadId, &'b str)>) {
        match v {
            Voorwaarde::Feit(f) => self.velden_in(&self.feit(*f).als, uit),
            Voorwaarde::Niet(v) => self.velden_in(v, uit),
            Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => {
                l.iter().for_each(|v| self.velden_in(v, uit));
            }
            Voorwaarde::Veld { daad, veld, .. } => uit.push((*daad, veld)),
            Voorwaarde::Gebeurd(g) => {
                uit.extend(g.waar.iter().map(|(veld, _)| (g.daad, veld.as_str())));
            }
            _ => {}
        }
    }
}
