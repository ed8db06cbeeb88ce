//! The names of a story, found in the regulation: who, which act, which duty, which value of a choice.
//!
//! Always holds: spelling is forgiven (see `regeling::zoeken`); a name that nobody knows is told with
//! its spot and the nearest one that exists, all of them at once, before anything is played.

use std::collections::BTreeMap;
use std::ops::Range;

use dossier::{Velden, Waarde};
use regeling::norm::Norm;
use regeling::plek::Plek;
use regeling::woorden::{Veld, VeldSoort};
use regeling::zoeken::{OnbekendWoord, kaal, zoek_id, zoek_veld};
use regeling::{Boek, Bron, DaadId, Diagnoses, FeitId, KlokId, NormId, RolId};
use termijn::Datum;
use toml::Value;

use crate::uitslag::Mislukking;
use crate::verhaal::{Bewaren, Namen, Plekken, Stap, Verhaal, Verwacht, Weigert};
use crate::waarden::ja_in_woorden;

/// Somebody: everybody in a role, or one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Persoon {
    pub(crate) rol: RolId,
    pub(crate) welke: Option<Welke>,
}

/// Which one of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Welke {
    /// By name.
    Naam(String),
    /// The so manieth, from 1.
    Nummer(usize),
}

/// A step with its names found.
pub(crate) struct GebondenStap<'v> {
    pub(crate) bron: &'v Stap,
    pub(crate) plek: usize,
    pub(crate) vastgelegd: Datum,
    pub(crate) wie: Persoon,
    pub(crate) daad: DaadId,
    pub(crate) aan: Vec<Persoon>,
    pub(crate) velden: Velden,
}

impl GebondenStap<'_> {
    /// The article of the refusal that is expected: `Some(None)` for any.
    pub(crate) fn weigert(&self) -> Option<Option<&str>> {
        match &self.bron.weigert {
            None | Some(Weigert::Ja(false)) => None,
            Some(Weigert::Ja(true)) => Some(None),
            Some(Weigert::Artikel(a)) => Some(Some(a)),
        }
    }
}

/// Which duty.
pub(crate) enum Plicht {
    /// Each that this act meets.
    Daad(DaadId),
    /// The norms with this id.
    Norm(Vec<NormId>),
    /// The duty on the calendar with this id.
    Kalender(String),
}

/// What an expectation is about.
pub(crate) enum Onderwerp {
    Plicht(Plicht),
    Klok(KlokId),
    Mag(DaadId, bool),
    Stuk(usize),
    Bewaren(Bewaren),
    Feit(FeitId),
    /// Positions in the book, in its order.
    Regimes(Vec<usize>),
    Fase(usize),
}

/// An expectation with its names found.
pub(crate) struct GebondenVerwacht<'v> {
    pub(crate) bron: &'v Verwacht,
    pub(crate) plek: usize,
    pub(crate) onderwerp: Onderwerp,
    pub(crate) wie: Option<Persoon>,
    pub(crate) aan: Vec<Persoon>,
    pub(crate) velden: Velden,
}

/// A story that can be played.
pub(crate) struct Gebonden<'v> {
    pub(crate) stappen: Vec<GebondenStap<'v>>,
    pub(crate) verwachtingen: Vec<GebondenVerwacht<'v>>,
}

/// Finds every name.
pub(crate) fn bind<'v>(
    boek: &Boek,
    verhaal: &'v Verhaal,
    tekst: &str,
) -> Result<Gebonden<'v>, Vec<Mislukking>> {
    let mut binder = Binder { boek, tekst, personen: Vec::new(), fouten: Vec::new() };
    for stap in &verhaal.stap {
        binder.onthoud_personen(stap.get_ref());
    }
    let stappen: Vec<_> =
        verhaal.stap.iter().filter_map(|s| binder.stap(s.get_ref(), s.span().start)).collect();
    let verwachtingen: Vec<_> = verhaal
        .verwacht
        .iter()
        .filter_map(|v| binder.verwacht(v.get_ref(), v.span().start))
        .collect();
    if binder.fouten.is_empty() {
        Ok(Gebonden { stappen, verwachtingen })
    } else {
        Err(binder.fouten)
    }
}

struct Binder<'b> {
    boek: &'b Boek,
    tekst: &'b str,
    /// Names that the story gives to people, with their roles.
    personen: Vec<(String, RolId)>,
    fouten: Vec<Mislukking>,
}

impl Binder<'_> {
    fn fout(&mut self, plek: Option<&Range<usize>>, wat: String, hulp: String) {
        let plek = plek.cloned().unwrap_or(0..0);
        let regel = self.tekst.get(..plek.start).map_or(0, |t| t.matches('\n').count()) + 1;
        let mut meldingen = Diagnoses::new(vec![Bron::new("het verhaal", self.tekst)]);
        meldingen.fout(
            "onbekende-naam",
            Plek { bron: 0, van: plek.start, tot: plek.end },
            wat.clone(),
            "dit kent de regeling niet",
            Some(hulp.clone()),
        );
        let tekening = Some(meldingen.als_tekst().trim_end().to_owned());
        self.fouten.push(Mislukking { regel, verwacht: wat, reden: hulp, tekening });
    }

    fn vind<T>(&mut self, plek: Option<&Range<usize>>, uit: Result<T, OnbekendWoord>) -> Option<T> {
        uit.map_err(|o| {
            let (soort, woord, hulp) = (o.soort, &o.woord, o.hulp());
            self.fout(plek, format!("de regeling kent geen {soort} `{woord}`"), hulp);
        })
        .ok()
    }

    /// The names that a step gives to people, so that later steps may call them by name alone.
    fn onthoud_personen(&mut self, stap: &Stap) {
        let Ok(daad) = self.boek.zoek_daad(&stap.doet) else { return };
        for (sleutel, w) in &stap.met {
            let Ok(ix) = zoek_veld(&self.boek.daad(daad).velden, sleutel) else { continue };
            let VeldSoort::Partijen(rol) = self.boek.daad(daad).velden[ix].soort else { continue };
            let lijst = match w {
                Value::Array(l) => l.as_slice(),
                ander => std::slice::from_ref(ander),
            };
            let namen = lijst.iter().filter_map(|w| w.as_str().or_else(|| w.get("naam")?.as_str()));
            self.personen.extend(namen.map(|n| (n.to_owned(), rol)));
        }
    }

    fn persoon(&self, naam: &str) -> Result<Persoon, OnbekendWoord> {
        if let Some((rol, wie)) = naam.split_once(':') {
            let rol = self.boek.zoek_rol(rol)?;
            return Ok(Persoon { rol, welke: Some(Welke::Naam(wie.trim().to_owned())) });
        }
        let onbekend = match self.boek.zoek_rol(naam) {
            Ok(rol) => return Ok(Persoon { rol, welke: None }),
            Err(o) => o,
        };
        if let Some((n, rol)) = self.personen.iter().find(|(n, _)| kaal(n) == kaal(naam)) {
            return Ok(Persoon { rol: *rol, welke: Some(Welke::Naam(n.clone())) });
        }
        let rest = naam.trim_end_matches(|c: char| c.is_ascii_digit());
        if let (Ok(nummer), Ok(rol)) = (naam[rest.len()..].parse(), self.boek.zoek_rol(rest)) {
            return Ok(Persoon { rol, welke: Some(Welke::Nummer(nummer)) });
        }
        Err(onbekend)
    }

    fn personen(&mut self, namen: Option<&Namen>, plek: Option<&Range<usize>>) -> Vec<Persoon> {
        let namen = namen.map(Namen::lijst).unwrap_or_default();
        namen
            .iter()
            .filter_map(|n| {
                let gevonden = self.persoon(n);
                self.vind(plek, gevonden)
            })
            .collect()
    }

    fn stap<'v>(&mut self, s: &'v Stap, plek: usize) -> Option<GebondenStap<'v>> {
        let wie = self.persoon(&s.wie);
        let wie = self.vind(s.plekken.get("wie"), wie);
        let daad = self.vind(s.plekken.get("doet"), self.boek.zoek_daad(&s.doet));
        let mut aan = self.personen(s.aan.as_ref(), s.plekken.get("aan"));
        let daad = daad?;
        if self.boek.daad(daad).aan.is_empty() {
            // An act without addressees: to whom it came adds nothing to it.
            aan.clear();
        }
        let velden = self.velden(daad, &s.met, &s.plekken);
        Some(GebondenStap {
            bron: s,
            plek,
            vastgelegd: s.vastgelegd.unwrap_or(s.op),
            wie: wie?,
            daad,
            aan,
            velden,
        })
    }

    fn verwacht<'v>(&mut self, v: &'v Verwacht, plek: usize) -> Option<GebondenVerwacht<'v>> {
        let boek = self.boek;
        let p = |sleutel: &str| v.plekken.get(sleutel);
        let onderwerp = if let Some(woord) = &v.plicht {
            self.plicht(woord, p("plicht")).map(Onderwerp::Plicht)
        } else if let Some(woord) = &v.klok {
            self.vind(p("klok"), boek.zoek_klok(woord)).map(Onderwerp::Klok)
        } else if let Some(woord) = &v.mag {
            self.vind(p("mag"), boek.zoek_daad(woord)).map(|d| Onderwerp::Mag(d, true))
        } else if let Some(woord) = &v.mag_niet {
            self.vind(p("mag_niet"), boek.zoek_daad(woord)).map(|d| Onderwerp::Mag(d, false))
        } else if let Some(woord) = &v.stuk {
            let stukken = boek.stukken.iter().map(|s| (s.id.as_str(), Some(&s.naam)));
            self.vind(p("stuk"), zoek_id("stuk", woord, stukken)).map(Onderwerp::Stuk)
        } else if let Some(woord) = &v.feit {
            self.vind(p("feit"), boek.zoek_feit(woord)).map(Onderwerp::Feit)
        } else if let Some(namen) = &v.regime {
            let mut gevonden = Vec::new();
            for naam in namen.lijst() {
                let regimes = boek.regimes.iter().map(|r| (r.id.as_str(), Some(&r.naam)));
                gevonden.extend(self.vind(p("regime"), zoek_id("regime", &naam, regimes)));
            }
            gevonden.sort_unstable();
            Some(Onderwerp::Regimes(gevonden))
        } else if let Some(woord) = &v.fase {
            let fasen = boek.fasen.iter().map(|f| (f.id.as_str(), Some(&f.naam)));
            self.vind(p("fase"), zoek_id("fase", woord, fasen)).map(Onderwerp::Fase)
        } else {
            v.bewaren_tot.map(Onderwerp::Bewaren)
        };
        let wie = v.wie.as_deref().map(|w| self.persoon(w));
        let wie = wie.and_then(|w| self.vind(p("wie"), w));
        let aan = self.personen(v.aan.as_ref(), p("aan"));
        let onderwerp = onderwerp?;
        let velden = match &onderwerp {
            Onderwerp::Mag(daad, _) => self.velden(*daad, &v.met, &v.plekken),
            _ => Velden::new(),
        };
        Some(GebondenVerwacht { bron: v, plek, onderwerp, wie, aan, velden })
    }

    /// A duty by its act, by the id of its norm, or by the id of a duty on the calendar.
    fn plicht(&mut self, woord: &str, plek: Option<&Range<usize>>) -> Option<Plicht> {
        let boek = self.boek;
        let is = |id: &str| kaal(id) == kaal(woord);
        let plichten = || {
            let is_plicht = |n: &Norm| n.soort == regeling::norm::NormSoort::Plicht;
            boek.normen.iter().enumerate().filter(move |(_, n)| is_plicht(n))
        };
        let onbekend = match boek.zoek_daad(woord) {
            Ok(daad) => return Some(Plicht::Daad(daad)),
            Err(o) => o,
        };
        let normen: Vec<NormId> =
            plichten().filter(|(_, n)| is(&n.id)).map(|(i, _)| NormId::van_ix(i)).collect();
        if !normen.is_empty() {
            return Some(Plicht::Norm(normen));
        }
        if let Some(p) = boek.kalenderplichten.iter().find(|p| is(&p.id)) {
            return Some(Plicht::Kalender(p.id.clone()));
        }
        let ids = plichten().map(|(_, n)| (n.id.as_str(), None));
        let als_norm = zoek_id("norm", woord, ids).err().and_then(|o| o.bedoeld);
        let bedoeld = onbekend.bedoeld.clone().or(als_norm);
        self.vind(plek, Err(OnbekendWoord { soort: "daad of norm", bedoeld, ..onbekend }))
    }

    fn velden(&mut self, daad: DaadId, met: &BTreeMap<String, Value>, plekken: &Plekken) -> Velden {
        let boek = self.boek;
        let mut uit = Velden::new();
        for (sleutel, w) in met {
            let plek = plekken.get(&format!("met.{sleutel}"));
            let Some(ix) = self.vind(plek, zoek_veld(&boek.daad(daad).velden, sleutel)) else {
                continue;
            };
            let veld = &boek.daad(daad).velden[ix];
            if let Some(w) = self.waarde(daad, veld, w, plek) {
                uit.insert(veld.id.clone(), w);
            }
        }
        uit
    }

    /// A value for this field. A choice that nobody knows stays as it is: the engine refuses it and
    /// says what can be chosen.
    fn waarde(
        &mut self,
        daad: DaadId,
        veld: &Veld,
        w: &Value,
        plek: Option<&Range<usize>>,
    ) -> Option<Waarde> {
        let boek = self.boek;
        let keuze = |s: &str, soort: &VeldSoort| {
            let gevonden = match soort {
                VeldSoort::Keuze(o) | VeldSoort::Keuzes(o) => {
                    let ids = o.iter().map(|o| (o.id.as_str(), Some(&o.naam)));
                    zoek_id("keuze", s, ids).ok().map(|i| o[i].id.as_str())
                }
                VeldSoort::Grond => {
                    let gronden: Vec<_> = boek.gronden_van(daad).collect();
                    let ids = gronden.iter().map(|g| (g.id.as_str(), Some(&g.naam)));
                    // A ground also goes by its article, where that is one ground.
                    let mut van_artikel =
                        gronden.iter().filter(|g| boek.is_artikel(&g.vindplaats, s));
                    match (zoek_id("grond", s, ids), van_artikel.next(), van_artikel.next()) {
                        (Ok(i), ..) => Some(gronden[i].id.as_str()),
                        (Err(_), Some(g), None) => Some(g.id.as_str()),
                        _ => None,
                    }
                }
                VeldSoort::Kanaal => boek.zoek_kanaal(s).ok().map(|i| boek.kanalen[i].id.as_str()),
                VeldSoort::Hoedanigheid => boek
                    .zoek_hoedanigheid(s)
                    .ok()
                    .map(|i| boek.gerechtigden[i].hoedanigheid.as_str()),
                _ => None,
            };
            Waarde::Tekst(gevonden.unwrap_or(s).to_owned())
        };
        Some(match (&veld.soort, w) {
            (VeldSoort::Datum, Value::String(s)) => {
                termijn::parse_datum(s).map_or_else(|_| Waarde::Tekst(s.clone()), Waarde::from)
            }
            (VeldSoort::Datum, Value::Datetime(d)) => {
                Waarde::Tekst(d.date.map_or_else(|| d.to_string(), |d| d.to_string()))
            }
            (VeldSoort::JaNee, Value::String(s)) => {
                ja_in_woorden(s).map_or_else(|| Waarde::Tekst(s.clone()), Waarde::Ja)
            }
            (soort @ VeldSoort::Keuzes(_), Value::Array(l)) => Waarde::Lijst(
                l.iter()
                    .map(|w| w.as_str().map(|s| keuze(s, soort)).or_else(|| kale_waarde(w)))
                    .collect::<Option<_>>()?,
            ),
            (VeldSoort::Lijst(binnen), Value::Table(_)) => {
                Waarde::Lijst(vec![self.groep(daad, binnen, w, plek)?])
            }
            (VeldSoort::Lijst(binnen), Value::Array(l)) => Waarde::Lijst(
                l.iter().map(|w| self.groep(daad, binnen, w, plek)).collect::<Option<_>>()?,
            ),
            (soort, Value::String(s)) => keuze(s, soort),
            _ => kale_waarde(w)?,
        })
    }

    fn groep(
        &mut self,
        daad: DaadId,
        binnen: &[Veld],
        w: &Value,
        plek: Option<&Range<usize>>,
    ) -> Option<Waarde> {
        let Value::Table(t) = w else { return kale_waarde(w) };
        let mut uit = Velden::new();
        for (sleutel, w) in t {
            let ix = self.vind(plek, zoek_veld(binnen, sleutel))?;
            uit.insert(binnen[ix].id.clone(), self.waarde(daad, &binnen[ix], w, plek)?);
        }
        Some(Waarde::Groep(uit))
    }
}

/// A value as it stands; dates become text `jjjj-mm-dd`.
fn kale_waarde(w: &Value) -> Option<Waarde> {
    Some(match w {
        Value::String(s) => Waarde::Tekst(s.clone()),
        Value::Integer(n) => Waarde::Getal(*n),
        Value::Boolean(b) => Waarde::Ja(*b),
        Value::Datetime(d) => Waarde::Tekst(d.to_string()),
        Value::Array(l) => Waarde::Lijst(l.iter().map(kale_waarde).collect::<Option<_>>()?),
        Value::Table(t) => Waarde::Groep(
            t.iter().map(|(k, w)| Some((k.clone(), kale_waarde(w)?))).collect::<Option<_>>()?,
        ),
        Value::Float(_) => return None,
    })
}
