//! Reading a TOML table key by key, collecting every mistake on the way.
//!
//! Always holds: each key that is asked for is remembered, so that `klaar` can report the keys that
//! nobody asked for, with the nearest one that exists; a wrong value is reported and read as absent,
//! so that reading goes on.

use std::cell::RefCell;

use termijn::{Datum, Termijn};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnose::{Diagnoses, lijkt_op};
pub(crate) use crate::plek::Naam;
use crate::plek::Plek;
use crate::waarde::{Velden, Waarde};

/// A value in the file, with its spot.
pub(crate) type Gespannen<'a, 'i> = &'a Spanned<DeValue<'i>>;

/// One TOML table that is being read.
pub(crate) struct Tabel<'a, 'i> {
    tabel: &'a DeTable<'i>,
    /// The spot of the table as a whole.
    pub(crate) plek: Plek,
    /// What the table is, for messages: `[[plicht]]`.
    pub(crate) wat: &'static str,
    gevraagd: RefCell<Vec<&'static str>>,
    diagnoses: &'a RefCell<Diagnoses>,
}

impl<'a, 'i> Tabel<'a, 'i> {
    pub(crate) fn new(
        tabel: &'a DeTable<'i>,
        plek: Plek,
        wat: &'static str,
        diagnoses: &'a RefCell<Diagnoses>,
    ) -> Self {
        Self { tabel, plek, wat, gevraagd: RefCell::new(Vec::new()), diagnoses }
    }

    pub(crate) fn plek_van(&self, waarde: Gespannen<'a, 'i>) -> Plek {
        let span = waarde.span();
        Plek { bron: self.plek.bron, van: span.start, tot: span.end }
    }

    pub(crate) fn fout(
        &self,
        code: &'static str,
        plek: Plek,
        boodschap: impl Into<String>,
        label: impl Into<String>,
        hulp: Option<String>,
    ) {
        self.diagnoses.borrow_mut().fout(code, plek, boodschap, label, hulp);
    }

    /// The keys of this table with their values; marks them all as asked for.
    pub(crate) fn alle(&self) -> Vec<(String, Plek, Gespannen<'a, 'i>)> {
        self.tabel
            .iter()
            .map(|(k, v)| {
                (
                    k.get_ref().to_string(),
                    Plek { bron: self.plek.bron, van: k.span().start, tot: k.span().end },
                    v,
                )
            })
            .collect()
    }

    pub(crate) fn waarde(&self, sleutel: &'static str) -> Option<Gespannen<'a, 'i>> {
        self.vraag(sleutel);
        self.tabel.get(sleutel)
    }

    fn vraag(&self, sleutel: &'static str) {
        #[cfg(test)]
        spoor::noteer(self.wat, sleutel);
        self.gevraagd.borrow_mut().push(sleutel);
    }

    /// Is this key there? It is not asked for by that.
    pub(crate) fn heeft(&self, sleutel: &'static str) -> bool {
        #[cfg(test)]
        spoor::noteer(self.wat, sleutel);
        self.tabel.contains_key(sleutel)
    }

    /// What stands under a key, without asking for it.
    pub(crate) fn kijk(&self, sleutel: &str) -> Option<Gespannen<'a, 'i>> {
        self.tabel.get(sleutel)
    }

    /// How many findings there are so far, in all files.
    pub(crate) fn stand(&self) -> usize {
        self.diagnoses.borrow().lijst().len()
    }

    pub(crate) fn verkeerd(&self, sleutel: &str, waarde: Gespannen<'a, 'i>, verwacht: &str) {
        let (soort, zo) = zoals_het_er_staat(waarde.get_ref());
        let hulp = match (verwacht, zo) {
            ("\"tekst\"", Some(zo)) => format!("zet er aanhalingstekens om: {sleutel} = \"{zo}\""),
            _ => format!("schrijf {sleutel} = {verwacht}"),
        };
        self.fout(
            "verkeerde-soort",
            self.plek_van(waarde),
            format!("`{sleutel}` in {} moet {verwacht} zijn", self.wat),
            format!("hier staat: {soort}"),
            Some(hulp),
        );
    }

    /// Reports that a key is not there.
    pub(crate) fn ontbreekt(&self, sleutel: &str, voorbeeld: &str) {
        self.fout(
            "ontbrekende-sleutel",
            self.plek,
            format!("{} mist `{sleutel}`", self.wat),
            "hier hoort die sleutel bij",
            Some(format!("voeg toe: {sleutel} = {voorbeeld}")),
        );
    }

    pub(crate) fn tekst(&self, sleutel: &'static str) -> Option<Naam> {
        let waarde = self.waarde(sleutel)?;
        match waarde.get_ref() {
            DeValue::String(t) => Some(Naam { tekst: t.to_string(), plek: self.plek_van(waarde) }),
            _ => {
                self.verkeerd(sleutel, waarde, "\"tekst\"");
                None
            }
        }
    }

    pub(crate) fn tekst_verplicht(&self, sleutel: &'static str, voorbeeld: &str) -> Naam {
        if !self.heeft(sleutel) {
            self.vraag(sleutel);
            self.ontbreekt(sleutel, voorbeeld);
        }
        self.tekst(sleutel).unwrap_or(Naam { tekst: String::new(), plek: self.plek })
    }

    pub(crate) fn ja(&self, sleutel: &'static str) -> Option<bool> {
        let waarde = self.waarde(sleutel)?;
        match waarde.get_ref() {
            DeValue::Boolean(b) => Some(*b),
            _ => {
                self.verkeerd(sleutel, waarde, "true of false");
                None
            }
        }
    }

    pub(crate) fn getal(&self, sleutel: &'static str) -> Option<i64> {
        let waarde = self.waarde(sleutel)?;
        match waarde.get_ref() {
            DeValue::Integer(n) => match i64::from_str_radix(n.as_str(), n.radix()) {
                Ok(n) if n >= 0 => Some(n),
                _ => {
                    self.verkeerd(sleutel, waarde, "een geheel getal, nul of meer");
                    None
                }
            },
            _ => {
                self.verkeerd(sleutel, waarde, "een geheel getal");
                None
            }
        }
    }

    pub(crate) fn datum(&self, sleutel: &'static str) -> Option<Datum> {
        let waarde = self.waarde(sleutel)?;
        let gelezen = match waarde.get_ref() {
            DeValue::Datetime(d) => d.to_string().parse().ok(),
            DeValue::String(t) => t.parse().ok(),
            _ => None,
        };
        // A day that does not exist was told of when the file was taken apart.
        let gemeld = matches!(waarde.get_ref(), DeValue::Datetime(_));
        if gelezen.is_none() && !gemeld {
            self.verkeerd(sleutel, waarde, "een dag zonder aanhalingstekens, zoals 2026-03-02");
        }
        gelezen
    }

    pub(crate) fn termijn(&self, sleutel: &'static str) -> Option<Termijn> {
        let naam = self.tekst(sleutel)?;
        self.als_termijn(&naam)
    }

    pub(crate) fn als_termijn(&self, naam: &Naam) -> Option<Termijn> {
        match naam.tekst.parse::<Termijn>() {
            Ok(t) => Some(t),
            Err(fout) => {
                self.fout("geen-termijn", naam.plek, format!("`{}` is geen termijn", naam.tekst), fout.zin(termijn::Taal::Nl), Some("schrijf bijvoorbeeld \"6 weken\", \"5 werkdagen\", \"14 dagen\", \"1 maand\", \"2 jaar\" of \"72 uur\"".into()));
                None
            }
        }
    }

    /// One text or a list of texts.
    pub(crate) fn namen(&self, sleutel: &'static str) -> Vec<Naam> {
        let Some(waarde) = self.waarde(sleutel) else { return Vec::new() };
        self.als_namen(sleutel, waarde)
    }

    pub(crate) fn als_namen(&self, sleutel: &str, waarde: Gespannen<'a, 'i>) -> Vec<Naam> {
        match waarde.get_ref() {
            DeValue::String(t) => vec![Naam { tekst: t.to_string(), plek: self.plek_van(waarde) }],
            DeValue::Array(rij) => rij
                .iter()
                .filter_map(|w| match w.get_ref() {
                    DeValue::String(t) => {
                        Some(Naam { tekst: t.to_string(), plek: self.plek_van(w) })
                    }
                    _ => {
                        self.verkeerd(sleutel, w, "\"tekst\"");
                        None
                    }
                })
                .collect(),
            _ => {
                self.verkeerd(sleutel, waarde, "\"tekst\" of een lijst daarvan");
                Vec::new()
            }
        }
    }

    /// A table under this key.
    pub(crate) fn tabel(&self, sleutel: &'static str, wat: &'static str) -> Option<Tabel<'a, 'i>> {
        let waarde = self.waarde(sleutel)?;
        let gevonden = self.als_tabel(waarde, wat);
        match waarde.get_ref() {
            DeValue::Array(_) => self.fout(
                "verkeerde-soort",
                self.plek_van(waarde),
                format!("van `{sleutel}` is er één; hier staat een lijst"),
                "dubbele haken maken een lijst",
                Some(format!("schrijf [{sleutel}], met enkele haken, of {sleutel} = {{ … }}")),
            ),
            _ if gevonden.is_none() => self.verkeerd(sleutel, waarde, "een tabel { … }"),
            _ => {}
        }
        gevonden
    }

    pub(crate) fn als_tabel(
        &self,
        waarde: Gespannen<'a, 'i>,
        wat: &'static str,
    ) -> Option<Tabel<'a, 'i>> {
        match waarde.get_ref() {
            DeValue::Table(t) => Some(Tabel::new(t, self.plek_van(waarde), wat, self.diagnoses)),
            _ => None,
        }
    }

    /// All tables `[[sleutel]]`.
    pub(crate) fn tabellen(&self, sleutel: &'static str, wat: &'static str) -> Vec<Tabel<'a, 'i>> {
        let Some(waarde) = self.waarde(sleutel) else { return Vec::new() };
        match waarde.get_ref() {
            DeValue::Array(rij) => rij
                .iter()
                .filter_map(|w| {
                    let tabel = self.als_tabel(w, wat);
                    if tabel.is_none() {
                        self.verkeerd(sleutel, w, "een tabel");
                    }
                    tabel
                })
                .collect(),
            DeValue::Table(t) => vec![Tabel::new(t, self.plek_van(waarde), wat, self.diagnoses)],
            _ => {
                self.verkeerd(sleutel, waarde, "een tabel of een lijst van tabellen");
                Vec::new()
            }
        }
    }

    /// Where people look for this key here, and how the language says it.
    fn anders_gezegd(&self, sleutel: &str) -> Option<String> {
        let zin = match (self.wat, sleutel) {
            ("[[bevoegdheid]]", "aan") => {
                "tot wie een daad zich kan richten, zegt de daad zelf (`aan` bij [[daad]]); moet zij ook aan iemand, schrijf dan een [[plicht]]"
            }
            ("[[bevoegdheid]]", "waar") => "zet het in `mits`: mits = { deze = \"veld\", is = … }",
            (
                "[[bevoegdheid]]" | "[[verbod]]",
                "in_de_regel" | "herhaal" | "vervalt_bij" | "per" | "zelfde",
            ) => "dat kan bij een [[plicht]]",
            ("[[verbod]]", "mits") => "een verbod kent geen `mits`: schrijf `tenzij`",
            ("[[verbod]]", "binnen") => {
                "een verbod dat na een tijd ophoudt: tenzij = { verstreken = { na = \"…\", termijn = \"2 weken\" } }"
            }
            ("[[plicht]]" | "[[bevoegdheid]]", "binnen") => {
                "`binnen` en `tussen` (of `minstens`) zeggen beide wanneer: kies een van beide"
            }
            ("[[plicht]]", "voor") => "voeg toe hoe lang ervoor: minstens = \"1 week\"",
            ("[[klok]]", "binnen") => "hoe lang een klok loopt, staat in `termijn`",
            ("[[klok]]", "na") => "waarmee een klok begint, staat in `start`",
            ("[[klok]]", "tot" | "vervalt_bij") => "waarmee een klok ophoudt, staat in `stopt`",
            _ => return None,
        };
        Some(zin.to_owned())
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn klaar(self) {
        let gevraagd = self.gevraagd.borrow();
        for (sleutel, plek, _) in self.alle() {
            if gevraagd.contains(&sleutel.as_str()) {
                continue;
            }
            let hulp = match lijkt_op(&sleutel, gevraagd.iter().copied()) {
                Some(naast) => format!("bedoelde u `{naast}`?"),
                None if self.anders_gezegd(&sleutel).is_some() => {
                    self.anders_gezegd(&sleutel).unwrap_or_default()
                }
                None => {
                    let mut bekend = gevraagd.clone();
                    bekend.sort_unstable();
                    bekend.dedup();
                    let elders = crate::grammatica::tabellen_met(&sleutel);
                    let elders = if elders.is_empty() {
                        String::new()
                    } else {
                        format!("`{sleutel}` hoort bij {}; ", elders.join(", "))
                    };
                    format!("{elders}{} kent: {}", self.wat, bekend.join(", "))
                }
            };
            self.fout(
                "onbekende-sleutel",
                plek,
                format!("{} kent geen `{sleutel}`", self.wat),
                "onbekende sleutel",
                Some(hulp),
            );
        }
    }
}

/// What kind of value this is, in Dutch; and a simple one as it was written.
fn zoals_het_er_staat(waarde: &DeValue<'_>) -> (&'static str, Option<String>) {
    match waarde {
        DeValue::String(_) => ("tekst", None),
        DeValue::Integer(n) => ("een getal", Some(n.to_string())),
        DeValue::Float(n) => ("een getal met een punt", Some(n.to_string())),
        DeValue::Boolean(b) => ("true of false", Some(b.to_string())),
        DeValue::Datetime(d) => ("een dag", Some(d.to_string())),
        DeValue::Array(_) => ("een lijst", None),
        DeValue::Table(_) => ("een tabel", None),
    }
}

/// A TOML value as a field value; dates become text `jjjj-mm-dd`.
pub(crate) fn als_waarde(waarde: &DeValue<'_>) -> Option<Waarde> {
    Some(match waarde {
        DeValue::String(t) => Waarde::Tekst(t.to_string()),
        DeValue::Boolean(b) => Waarde::Ja(*b),
        DeValue::Integer(n) => Waarde::Getal(i64::from_str_radix(n.as_str(), n.radix()).ok()?),
        DeValue::Datetime(d) => Waarde::Tekst(d.to_string()),
        DeValue::Array(rij) => {
            Waarde::Lijst(rij.iter().map(|w| als_waarde(w.get_ref())).collect::<Option<_>>()?)
        }
        DeValue::Table(t) => Waarde::Groep(
            t.iter()
                .map(|(k, w)| Some((k.get_ref().to_string(), als_waarde(w.get_ref())?)))
                .collect::<Option<Velden>>()?,
        ),
        DeValue::Float(_) => return None,
    })
}

/// Which keys the reader asked for, in tables of which name: the grammar is compared with it.
#[cfg(test)]
pub(crate) mod spoor {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    thread_local! {
        static GEVRAAGD: RefCell<BTreeSet<(&'static str, &'static str)>> = RefCell::default();
    }

    pub(crate) fn noteer(wat: &'static str, sleutel: &'static str) {
        GEVRAAGD.with_borrow_mut(|g| g.insert((wat, sleutel)));
    }

    pub(crate) fn neem() -> BTreeSet<(&'static str, &'static str)> {
        GEVRAAGD.take()
    }
}
