//! The grammar of the language, declared: each table, its keys, what kind of value a key holds, whether it
//! must be there, what it means and an example. Read in this order: this file (the forms), then `kop`,
//! `woorden`, `normen`, `instellingen`, `eisen`, `algebra`, `waarden` and `aanbieder` (the tables), and what is made of
//! them: `schema` (JSON Schema), `naslag` (the reference in docs/regeling.md), `proef` (one small file for
//! each key).
//!
//! Always holds: the grammar and the reader know the same keys. A test asks the reader which keys it asks
//! for in each table, and says what is missing on which side; each example is read by the reader itself.

// The tables are written one key a line.
#[rustfmt::skip]
mod aanbieder;
#[rustfmt::skip]
mod algebra;
#[rustfmt::skip]
mod eisen;
#[rustfmt::skip]
mod instellingen;
#[rustfmt::skip]
mod kop;
mod naslag;
#[rustfmt::skip]
mod normen;
mod proef;
mod schema;
#[rustfmt::skip]
mod waarden;
mod woordenboek;
#[rustfmt::skip]
mod woorden;

#[cfg(test)]
mod tests;

pub use aanbieder::AANBIEDER;
pub use naslag::{naslag, naslag_aanbieder};
pub use proef::{Proef, proeven};
pub use schema::{schema, schema_aanbieder};
pub(crate) use woorden::{EENVOUDIGE_SOORTEN, GROEPEN};
pub use woordenboek::woordenboek;

/// Of which kind of word a name is; a file may declare words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woord {
    /// `raad_van_bestuur`.
    Rol,
    /// `oordeel_gegeven`.
    Daad,
    /// `wzd_klacht`, or an act.
    FeitOfDaad,
    /// `beoordeling`, `wkkgz:oordeel`.
    Klok,
    /// `klacht_ingediend.kanaal`.
    DaadVeld,
}

/// What kind of value a key holds.
#[derive(Debug, Clone, Copy)]
pub enum Soort {
    /// Text, as the text of the regulation has it: an article, a name, an id.
    Tekst,
    /// Text for people: `"…"`, or `{ nl, en, b1 }`.
    Taaltekst,
    /// `true` or `false`.
    JaNee,
    /// A whole number.
    Getal,
    /// `2026-01-01`.
    Datum,
    /// `"6 weken"`.
    Termijn,
    /// A value of a field: text, number, yes or no, or a list.
    Waarde,
    /// One of these words.
    Keuze(&'static [&'static str]),
    /// `false`: leave it out.
    Nee,
    /// A word.
    Naam(Woord),
    /// A word, or a list of words.
    Namen(Woord),
    /// Text, or a list of texts.
    Teksten,
    /// A list of these.
    Lijst(&'static Soort),
    /// A table of this form.
    Tabel(&'static Vorm),
    /// Any number of tables of this form: `[[…]]`, or one.
    Tabellen(&'static Vorm),
    /// A table with keys of the writer's own, each holding this.
    Vrij(&'static Soort),
    /// One of these kinds, under a name of its own.
    Ofwel(&'static Ofwel),
}

/// Kinds that may stand in one place.
#[derive(Debug)]
pub struct Ofwel {
    /// Its name in the reference and the schema.
    pub id: &'static str,
    /// What it is, in one sentence.
    pub wat: &'static str,
    /// The kinds.
    pub keuzes: &'static [Soort],
}

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Sleutel {
    /// As it is written.
    pub naam: &'static str,
    /// What it holds.
    pub soort: Soort,
    /// A table without it is wrong.
    pub verplicht: bool,
    /// What it means, in Dutch.
    pub wat: &'static str,
    /// An example of its value, as TOML.
    pub voorbeeld: &'static str,
    /// It says something only beside one of these keys; with the value that the other has in the example.
    pub met: &'static [(&'static str, &'static str)],
    /// It may not stand beside these.
    pub niet_met: &'static [&'static str],
}

/// A form of a table: which keys it has.
#[derive(Debug)]
pub struct Vorm {
    /// Its name in the reference and the schema.
    pub id: &'static str,
    /// What the reader calls such a table. Forms with the same name are alternatives of each other.
    pub wat: &'static str,
    /// What it is for, in Dutch.
    pub uitleg: &'static str,
    /// Where it stands: TOML with `{}` where an inline table of this form goes, or that ends with the header
    /// under which its keys are written.
    pub plaats: &'static str,
    /// Its keys, in groups that other forms share.
    pub groepen: &'static [&'static [Sleutel]],
    /// Exactly one of these sets must be there; of a set any key will do.
    pub precies_een: &'static [&'static [&'static str]],
    /// May be left out, and stands in each example because the example says too much without it.
    pub ook: &'static [&'static str],
}

impl Vorm {
    /// All keys.
    pub fn sleutels(&self) -> impl Iterator<Item = &'static Sleutel> {
        self.groepen.iter().flat_map(|g| g.iter())
    }

    /// The key with this name.
    pub fn sleutel(&self, naam: &str) -> Option<&'static Sleutel> {
        self.sleutels().find(|s| s.naam == naam)
    }
}

impl Sleutel {
    const fn new(
        naam: &'static str,
        soort: Soort,
        wat: &'static str,
        voorbeeld: &'static str,
    ) -> Self {
        Self { naam, soort, verplicht: false, wat, voorbeeld, met: &[], niet_met: &[] }
    }

    const fn moet(self) -> Self {
        Self { verplicht: true, ..self }
    }

    const fn met(self, met: &'static [(&'static str, &'static str)]) -> Self {
        Self { met, ..self }
    }

    const fn niet_met(self, niet_met: &'static [&'static str]) -> Self {
        Self { niet_met, ..self }
    }
}

/// A key that may be left out.
const fn sleutel(
    naam: &'static str,
    soort: Soort,
    wat: &'static str,
    voorbeeld: &'static str,
) -> Sleutel {
    Sleutel::new(naam, soort, wat, voorbeeld)
}

/// A form whose keys follow each other freely.
const fn vorm(
    id: &'static str,
    wat: &'static str,
    plaats: &'static str,
    uitleg: &'static str,
    groepen: &'static [&'static [Sleutel]],
) -> Vorm {
    Vorm { id, wat, uitleg, plaats, groepen, precies_een: &[], ook: &[] }
}

/// The file as a whole.
pub fn bestand() -> &'static Vorm {
    &kop::BESTAND
}

/// All forms, in the order of the reference: each is reached from the file as a whole.
pub fn vormen() -> Vec<&'static Vorm> {
    Rondgang::van(&kop::BESTAND).vormen
}

/// The tables of a file that have this key.
pub(crate) fn tabellen_met(sleutel: &str) -> Vec<&'static str> {
    let vormen = vormen().into_iter().filter(|v| v.wat.starts_with('['));
    vormen.filter(|v| v.sleutel(sleutel).is_some()).map(|v| v.wat).collect()
}

/// Everything that is reached from one form.
#[derive(Default)]
struct Rondgang {
    vormen: Vec<&'static Vorm>,
    ofwels: Vec<&'static Ofwel>,
}

impl Rondgang {
    fn van(v: &'static Vorm) -> Self {
        let mut rond = Self::default();
        rond.vorm(v);
        rond
    }

    fn vorm(&mut self, v: &'static Vorm) {
        if !self.vormen.iter().any(|w| std::ptr::eq(*w, v)) {
            self.vormen.push(v);
            v.sleutels().for_each(|s| self.soort(&s.soort));
        }
    }

    fn soort(&mut self, s: &'static Soort) {
        match s {
            Soort::Tabel(v) | Soort::Tabellen(v) => self.vorm(v),
            Soort::Lijst(s) | Soort::Vrij(s) => self.soort(s),
            Soort::Taaltekst => self.vorm(&waarden::TAALTEKST),
            Soort::Ofwel(o) if !self.ofwels.iter().any(|p| std::ptr::eq(*p, *o)) => {
                self.ofwels.push(o);
                o.keuzes.iter().for_each(|k| self.soort(k));
            }
            _ => {}
        }
    }
}
