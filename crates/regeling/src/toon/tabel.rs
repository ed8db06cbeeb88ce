//! The words and the regulation as Markdown tables: what a story file and a form may name.
//!
//! Always holds: nothing is written by hand here that a file of words says; the same book gives the
//! same text.

use termijn::Taal;

use crate::boek::Boek;
use crate::norm::{NormSoort, Vindplaats};
use crate::woorden::{DaadId, RolId, RolSoort, Tekst, Veld, VeldSoort};

/// One line, or a few.
macro_rules! regel {
    ($uit:expr, $($tekst:tt)*) => {
        $uit.push_str(&format!($($tekst)*));
        $uit.push('\n');
    };
}

impl Boek {
    /// All words of this book as Markdown: roles, acts with their fields, facts, clocks, duties,
    /// letters, phases and the values that a choice can have.
    pub fn woordentabellen(&self) -> String {
        let mut uit = String::new();
        self.rollentabel(&mut uit);
        self.dadentabel(&mut uit);
        self.veldentabel(&mut uit);
        self.feitentabel(&mut uit);
        self.regelingtabellen(&mut uit);
        uit
    }

    fn rollentabel(&self, uit: &mut String) {
        regel!(uit, "### Rollen\n\n| rol | ook | wie | wat voor rol |\n| --- | --- | --- | --- |");
        for r in &self.rollen {
            let soort = match r.soort {
                RolSoort::Partij => "partij in het dossier",
                RolSoort::Ambt => "ambt bij de zorgaanbieder",
                RolSoort::Buiten => "buitenstaander",
            };
            regel!(uit, "| `{}` | {} | {} | {soort} |", r.id, ook(&r.ook), r.naam.nl);
        }
    }

    fn dadentabel(&self, uit: &mut String) {
        regel!(
            uit,
            "\n### Daden\n\n| daad | ook | wat iemand doet | door | aan |\n| --- | --- | --- | --- | --- |"
        );
        for (i, d) in self.daden.iter().enumerate() {
            let door = rollen(self, &self.wie_mag(DaadId::van_ix(i)));
            let (aan, ook) = (rollen(self, &d.aan), ook(&d.ook));
            let een_keer = if d.eenmalig { " (één keer)" } else { "" };
            regel!(uit, "| `{}` | {ook} | {}{een_keer} | {door} | {aan} |", d.id, d.naam.nl);
        }
    }

    /// Who may do an act under some article of this book.
    fn wie_mag(&self, daad: DaadId) -> Vec<RolId> {
        let mut wie: Vec<RolId> =
            self.verlenend(daad).iter().flat_map(|n| &self.norm(*n).wie).copied().collect();
        wie.extend(self.verdagend(daad).iter().flat_map(|(k, i)| &self.klok(*k).verdaging[*i].wie));
        wie.extend(self.gronden_van(daad).flat_map(|g| &g.wie));
        wie.extend(self.kalenderplichten.iter().filter(|p| p.doet == daad).flat_map(|p| &p.wie));
        wie.sort_unstable();
        wie.dedup();
        wie
    }

    fn veldentabel(&self, uit: &mut String) {
        regel!(
            uit,
            "\n### Velden van daden\n\n\"Moet\" zegt of de daad zonder dit veld kan: `altijd` nooit, of het artikel dat het eist.\n\n| daad | veld | ook | waarde | moet |\n| --- | --- | --- | --- | --- |"
        );
        for (i, d) in self.daden.iter().enumerate() {
            let eisen = self.geeiste_velden(DaadId::van_ix(i));
            for v in &d.velden {
                let artikelen: Vec<String> = eisen
                    .iter()
                    .filter(|(wat, _)| *wat == v.id)
                    .map(|(_, a)| self.citeer(a))
                    .collect();
                let moet = match (v.verplicht, artikelen.is_empty()) {
                    (true, true) => "altijd".to_owned(),
                    (false, true) => String::new(),
                    (_, false) => artikelen.join("; "),
                };
                let (ook, waarde) = (ook(&v.ook), self.waarde_in_woorden(v));
                regel!(uit, "| `{}` | `{}` | {ook} | {waarde} | {moet} |", d.id, v.id);
            }
        }
    }

    /// The fields that articles demand of an act, of itself or of the letter that goes with it.
    fn geeiste_velden(&self, daad: DaadId) -> Vec<(&str, &Vindplaats)> {
        let mut uit: Vec<(&str, &Vindplaats)> = Vec::new();
        for n in self.verlenend(daad).iter().map(|n| self.norm(*n)) {
            uit.extend(n.vermeldt.iter().map(|v| (v.as_str(), &n.vindplaats)));
        }
        for (k, i) in self.verdagend(daad) {
            let v = &self.klok(*k).verdaging[*i];
            uit.extend(v.vermeldt.iter().map(|w| (w.as_str(), &v.vindplaats)));
        }
        for s in self.stukken.iter().filter(|s| s.bij == daad) {
            uit.extend(s.vermeldt.iter().map(|v| (v.wat.as_str(), &v.vindplaats)));
        }
        uit.sort_by_key(|(wat, v)| (*wat, v.tekst, v.artikel.as_str()));
        uit.dedup();
        uit
    }

    fn waarde_in_woorden(&self, v: &Veld) -> String {
        let opties = |o: &[crate::woorden::Optie]| {
            o.iter().map(|o| format!("`{}`", o.id)).collect::<Vec<_>>().join(", ")
        };
        match &v.soort {
            VeldSoort::Tekst => "tekst".into(),
            VeldSoort::Regel => "één regel tekst".into(),
            VeldSoort::Datum => "dag".into(),
            VeldSoort::JaNee => "`true` of `false`".into(),
            VeldSoort::Getal => "geheel getal".into(),
            VeldSoort::Keuze(o) => format!("een van {}", opties(o)),
            VeldSoort::Keuzes(o) => format!("enkele van {}", opties(o)),
            VeldSoort::Grond => "een grond (zie hieronder)".into(),
            VeldSoort::Kanaal => "een kanaal (zie hieronder)".into(),
            VeldSoort::Hoedanigheid => "een hoedanigheid (zie hieronder), of andere tekst".into(),
            VeldSoort::Partijen(r) => {
                format!("naam of namen; ieder wordt `{}`", self.rol(*r).id)
            }
            VeldSoort::Partij => "iemand die al in het dossier staat: zijn id".into(),
            VeldSoort::Account => "id van een account".into(),
            VeldSoort::Bestanden => "bestanden".into(),
            VeldSoort::Gebeurtenis => "nummer van een gebeurtenis, of een daad: de laatste".into(),
            VeldSoort::Invulling => "{ veld = waarde }".into(),
            VeldSoort::Lijst(binnen) => {
                let velden: Vec<String> = binnen
                    .iter()
                    .map(|b| {
                        let moet = if b.verplicht { ", moet" } else { "" };
                        format!("`{}` ({}{moet})", b.id, self.waarde_in_woorden(b))
                    })
                    .collect();
                format!("lijst van {{ {} }}", velden.join(", "))
            }
        }
    }

    fn feitentabel(&self, uit: &mut String) {
        regel!(uit, "\n### Feiten\n\n| feit | ook | geldt als |\n| --- | --- | --- |");
        for f in &self.feiten {
            let als = self.voorwaarde_in_woorden(&f.als, Taal::Nl);
            regel!(uit, "| `{}` | {} | {als} |", f.id, ook(&f.ook));
        }
    }

    fn regelingtabellen(&self, uit: &mut String) {
        let naam = |t: &Tekst| t.nl.clone();
        regel!(uit, "\n### Klokken\n\n| klok | wat | artikel |\n| --- | --- | --- |");
        for k in &self.klokken {
            let kop = self.kop_van(&k.vindplaats);
            let id = if kop.wet { format!("{}:{}", kop.id, k.id) } else { k.id.clone() };
            regel!(uit, "| `{id}` | {} | {} |", naam(&k.naam), self.citeer(&k.vindplaats));
        }
        regel!(
            uit,
            "\n### Plichten\n\nEen plicht heet naar de (eerste) daad die haar vervult, of naar de id van de norm.\n\n| norm | daad | wie | artikel |\n| --- | --- | --- | --- |"
        );
        for n in self.normen.iter().filter(|n| n.soort == NormSoort::Plicht) {
            let crate::norm::Doet::Daden(daden) = &n.doet else { continue };
            let daden: Vec<String> =
                daden.iter().map(|d| format!("`{}`", self.daad(*d).id)).collect();
            let wie = rollen(self, &n.wie);
            let artikel = self.citeer(&n.vindplaats);
            regel!(uit, "| `{}` | {} | {wie} | {artikel} |", n.id, daden.join(", "));
        }
        for p in &self.kalenderplichten {
            let (daad, wie) = (&self.daad(p.doet).id, rollen(self, &p.wie));
            regel!(uit, "| `{}` | `{daad}` | {wie} | {} |", p.id, self.citeer(&p.vindplaats));
        }
        regel!(uit, "\n### Gronden\n\n| grond | daad | wat | artikel |\n| --- | --- | --- | --- |");
        for g in &self.gronden {
            let (daad, artikel) = (&self.daad(g.doet).id, self.citeer(&g.vindplaats));
            regel!(uit, "| `{}` | `{daad}` | {} | {artikel} |", g.id, naam(&g.naam));
        }
        regel!(
            uit,
            "\n### Kanalen\n\n| kanaal | ook | waarvoor | artikel |\n| --- | --- | --- | --- |"
        );
        for k in &self.kanalen {
            let doet: Vec<String> =
                k.doet.iter().map(|d| format!("`{}`", self.daad(*d).id)).collect();
            let artikel = self.citeer(&k.vindplaats);
            regel!(uit, "| `{}` | {} | {} | {artikel} |", k.id, ook(&k.ook), doet.join(", "));
        }
        regel!(
            uit,
            "\n### Hoedanigheden\n\n| hoedanigheid | ook | wie | artikel |\n| --- | --- | --- | --- |"
        );
        for g in &self.gerechtigden {
            let artikel = self.citeer(&g.vindplaats);
            regel!(
                uit,
                "| `{}` | {} | {} | {artikel} |",
                g.hoedanigheid,
                ook(&g.ook),
                naam(&g.naam)
            );
        }
        regel!(
            uit,
            "\n### Stukken\n\n| stuk | gaat bij | vermeldt | artikel |\n| --- | --- | --- | --- |"
        );
        for s in &self.stukken {
            let wat: Vec<String> = s.vermeldt.iter().map(|v| format!("`{}`", v.wat)).collect();
            let (bij, artikel) = (&self.daad(s.bij).id, self.citeer(&s.vindplaats));
            regel!(uit, "| `{}` | `{bij}` | {} | {artikel} |", s.id, wat.join(", "));
        }
        regel!(uit, "\n### Fasen\n\n| fase | wat |\n| --- | --- |");
        for f in &self.fasen {
            regel!(uit, "| `{}` | {} |", f.id, naam(&f.naam));
        }
    }
}

fn ook(woorden: &[String]) -> String {
    woorden.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}

fn rollen(boek: &Boek, rollen: &[RolId]) -> String {
    rollen.iter().map(|r| format!("`{}`", boek.rol(*r).id)).collect::<Vec<_>>().join(", ")
}
