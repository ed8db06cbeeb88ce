//! Reading a story file: keys and kinds of values.
//!
//! Always holds: the file is read to its end, so that all its mistakes are told at once, each with its
//! spot and what to write instead; an unknown key is a mistake, so a slip of the pen never makes an
//! expectation vanish.

use std::collections::BTreeMap;
use std::ops::Range;

use regeling::diagnose::lijkt_op;
use regeling::plek::Plek;
use regeling::zoeken::kaal;
use regeling::{Bron, Diagnoses};
use termijn::Datum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::sleutels::{ONDERWERPEN, STAP, Sleutel, VERHAAL, VERWACHT};
use crate::verhaal::{Bewaren, Namen, Plekken, Staat, Stap, Verhaal, Verwacht, Weigert};
use crate::waarden;

/// A story file that can't be read.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", meldingen.als_tekst())]
pub struct LeesFout {
    /// All that is wrong, each with its spot.
    pub meldingen: Box<Diagnoses>,
}

/// Reads a story; `naam` is the file as people know it.
///
/// # Errors
/// All mistakes, each with line, column, and what to write instead.
pub fn lees(naam: &str, tekst: &str) -> Result<Verhaal, LeesFout> {
    let mut lezer = Lezer { meldingen: Diagnoses::new(vec![Bron::new(naam, tekst)]) };
    let (boom, fouten) = DeTable::parse_recoverable(tekst);
    for fout in fouten {
        lezer.fout(
            "geen-toml",
            fout.span().unwrap_or(0..0),
            format!("dit is geen geldige TOML: {}", fout.message()),
            "hier loopt het lezen vast",
            Some("kijk naar aanhalingstekens, haken en het =-teken op deze regel".into()),
        );
    }
    let einde = tekst.find('\n').unwrap_or(tekst.len());
    let verhaal =
        (!lezer.meldingen.heeft_fouten()).then(|| lezer.verhaal(boom.get_ref(), 0..einde));
    match verhaal {
        Some(v) if !lezer.meldingen.heeft_fouten() => Ok(v),
        _ => {
            lezer.meldingen.sorteer();
            Err(LeesFout { meldingen: Box::new(lezer.meldingen) })
        }
    }
}

type Waarde<'a, 'i> = &'a Spanned<DeValue<'i>>;

/// The values of one table by their proper key.
struct Gelezen<'a, 'i> {
    waarden: BTreeMap<&'static str, Waarde<'a, 'i>>,
    plekken: Plekken,
}

impl<'a, 'i> Gelezen<'a, 'i> {
    fn get(&self, sleutel: &str) -> Option<Waarde<'a, 'i>> {
        self.waarden.get(sleutel).copied()
    }
}

struct Lezer {
    meldingen: Diagnoses,
}

impl Lezer {
    fn fout(
        &mut self,
        code: &'static str,
        plek: Range<usize>,
        boodschap: impl Into<String>,
        label: impl Into<String>,
        hulp: Option<String>,
    ) {
        let plek = Plek { bron: 0, van: plek.start, tot: plek.end };
        self.meldingen.fout(code, plek, boodschap, label, hulp);
    }

    /// Sorts the keys of a table; what nobody knows, stands twice or is missing, is told.
    fn tabel<'a, 'i>(
        &mut self,
        tabel: &'a DeTable<'i>,
        wat: &str,
        plek: &Range<usize>,
        sleutels: &'static [Sleutel],
    ) -> Gelezen<'a, 'i> {
        let mut uit = Gelezen { waarden: BTreeMap::new(), plekken: Plekken::new() };
        for (k, w) in tabel {
            let geschreven = kaal(k.get_ref());
            let sleutel = sleutels
                .iter()
                .find(|s| s.naam == geschreven || s.ook.contains(&geschreven.as_str()));
            let Some(s) = sleutel else {
                let namen = sleutels.iter().map(|s| s.naam);
                let hulp = lijkt_op(&geschreven, namen.clone()).map_or_else(
                    || format!("{wat} kent: {}", namen.collect::<Vec<_>>().join(", ")),
                    |n| format!("bedoelde u `{n}`?"),
                );
                self.fout(
                    "onbekende-sleutel",
                    k.span(),
                    format!("{wat} kent geen `{}`", k.get_ref()),
                    "onbekende sleutel",
                    Some(hulp),
                );
                continue;
            };
            if uit.waarden.insert(s.naam, w).is_some() {
                self.fout(
                    "dubbele-sleutel",
                    k.span(),
                    format!("{wat} heeft `{}` twee keer", s.naam),
                    "tweede keer, anders geschreven",
                    Some("laat er een staan".into()),
                );
            }
            uit.plekken.insert(s.naam.to_owned(), w.span());
        }
        for s in sleutels.iter().filter(|s| s.verplicht && !uit.waarden.contains_key(s.naam)) {
            self.fout(
                "ontbrekende-sleutel",
                plek.clone(),
                format!("{wat} mist `{}`", s.naam),
                "hier hoort die sleutel bij",
                Some(format!("voeg toe: {} = … ({})", s.naam, s.wat)),
            );
        }
        uit
    }

    fn verhaal(&mut self, tabel: &DeTable<'_>, plek: Range<usize>) -> Verhaal {
        let g = self.tabel(tabel, "het verhaal", &plek, VERHAAL);
        let stap = self
            .tabellen(&g, "stap")
            .into_iter()
            .filter_map(|(t, span)| Some(Spanned::new(span.clone(), self.stap(t, &span)?)))
            .collect();
        let verwacht = self
            .tabellen(&g, "verwacht")
            .into_iter()
            .filter_map(|(t, span)| Some(Spanned::new(span.clone(), self.verwacht(t, &span)?)))
            .collect();
        Verhaal {
            regeling: self.tekst(&g, "regeling").unwrap_or_default(),
            verhaal: self.tekst(&g, "verhaal").unwrap_or_default(),
            normen: self.namen(&g, "normen").map(|n| n.lijst()).unwrap_or_default(),
            aanbieder: self.tekst(&g, "aanbieder"),
            stap,
            verwacht,
        }
    }

    fn stap(&mut self, tabel: &DeTable<'_>, plek: &Range<usize>) -> Option<Stap> {
        let mut g = self.tabel(tabel, "een stap", plek, STAP);
        let (op, vastgelegd) = (self.datum(&g, "op"), self.datum(&g, "vastgelegd"));
        let (wie, doet) = (self.tekst(&g, "wie"), self.tekst(&g, "doet"));
        let (aan, met) = (self.namen(&g, "aan"), self.met(&mut g));
        let weigert =
            g.get("weigert").and_then(|w| match (waarden::ja(w.get_ref()), w.get_ref()) {
                (Some(ja), _) => Some(Weigert::Ja(ja)),
                (None, DeValue::String(s)) => Some(Weigert::Artikel(s.to_string())),
                (None, DeValue::Integer(n)) => Some(Weigert::Artikel(n.as_str().to_owned())),
                _ => {
                    self.verkeerd("weigert", w, "een artikel, zoals \"8 lid 2 sub a\", of true");
                    None
                }
            });
        Some(Stap {
            op: op?,
            vastgelegd,
            wie: wie?,
            persoon: self.tekst(&g, "persoon"),
            doet: doet?,
            aan,
            met,
            weigert,
            plekken: g.plekken,
        })
    }

    fn verwacht(&mut self, tabel: &DeTable<'_>, plek: &Range<usize>) -> Option<Verwacht> {
        let mut g = self.tabel(tabel, "een verwachting", plek, VERWACHT);
        self.een_onderwerp(&g, plek);
        let bewaren_tot = g.get("bewaren_tot").and_then(|w| {
            let niet = matches!(w.get_ref(), DeValue::String(s) if matches!(kaal(s).as_str(), "niet" | "geen" | "nog_niet"));
            let opgeschort = matches!(w.get_ref(), DeValue::String(s) if kaal(s) == "opgeschort");
            let gelezen = if opgeschort { Some(Bewaren::Opgeschort) } else if niet { Some(Bewaren::Niet) } else { waarden::datum(w.get_ref()).map(Bewaren::Tot) };
            if gelezen.is_none() {
                self.verkeerd("bewaren_tot", w, "een dag, zoals 2028-03-02, \"niet\" of \"opgeschort\"");
            }
            gelezen
        });
        let aantal = g.get("aantal").and_then(|w| {
            let n = waarden::getal(w.get_ref()).and_then(|n| usize::try_from(n).ok());
            if n.is_none() {
                self.verkeerd("aantal", w, "een geheel getal vanaf 0");
            }
            n
        });
        let geldt = g.get("geldt").and_then(|w| {
            let ja = waarden::ja(w.get_ref());
            if ja.is_none() {
                self.verkeerd("geldt", w, "true of false");
            }
            ja
        });
        let lijst = |n: Option<Namen>| n.map(|n| n.lijst()).unwrap_or_default();
        Some(Verwacht {
            plicht: self.tekst(&g, "plicht"),
            klok: self.tekst(&g, "klok"),
            mag: self.tekst(&g, "mag"),
            mag_niet: self.tekst(&g, "mag_niet"),
            stuk: self.tekst(&g, "stuk"),
            bewaren_tot,
            feit: self.tekst(&g, "feit"),
            regime: self.namen(&g, "regime"),
            fase: self.tekst(&g, "fase"),
            wie: self.tekst(&g, "wie"),
            persoon: self.tekst(&g, "persoon"),
            aan: self.namen(&g, "aan"),
            uiterlijk: self.datum(&g, "uiterlijk"),
            wettelijk: self.datum(&g, "wettelijk"),
            artikel: self.artikel(&g),
            stand: self.staat(&g),
            met: self.met(&mut g),
            vermeldt: lijst(self.namen(&g, "vermeldt")),
            ontbreekt: lijst(self.namen(&g, "ontbreekt")),
            geldt,
            aantal,
            op: self.datum(&g, "op")?,
            plekken: g.plekken,
        })
    }

    /// Exactly one subject, and no key that says nothing of it.
    fn een_onderwerp(&mut self, g: &Gelezen<'_, '_>, plek: &Range<usize>) {
        let genoemd: Vec<&str> =
            ONDERWERPEN.iter().copied().filter(|o| g.waarden.contains_key(o)).collect();
        let [onderwerp] = genoemd[..] else {
            let label = if genoemd.is_empty() {
                "hier staat er geen".to_owned()
            } else {
                format!("hier staan er {}", genoemd.len())
            };
            return self.fout(
                "een-onderwerp",
                plek.clone(),
                "een verwachting gaat over één onderwerp",
                label,
                Some(format!("noem precies een van: {}", ONDERWERPEN.join(", "))),
            );
        };
        for s in VERWACHT.iter().filter(|s| !s.bij.is_empty() && !s.bij.contains(&onderwerp)) {
            let Some(w) = g.get(s.naam) else { continue };
            self.fout(
                "sleutel-hoort-hier-niet",
                w.span(),
                format!("`{}` zegt niets over `{onderwerp}`", s.naam),
                "dit zou niet worden getoetst",
                Some(format!("`{}` hoort bij: {}", s.naam, s.bij.join(", "))),
            );
        }
    }

    fn verkeerd(&mut self, sleutel: &str, w: Waarde<'_, '_>, verwacht: &str) {
        self.fout(
            "verkeerde-soort",
            w.span(),
            format!("`{sleutel}` moet zijn: {verwacht}"),
            format!("hier staat {}", waarden::in_woorden(w.get_ref())),
            Some(format!("schrijf {verwacht}")),
        );
    }

    fn tekst(&mut self, g: &Gelezen<'_, '_>, sleutel: &str) -> Option<String> {
        let w = g.get(sleutel)?;
        if let DeValue::String(s) = w.get_ref() {
            return Some(s.to_string());
        }
        self.verkeerd(sleutel, w, "\"tekst\"");
        None
    }

    /// An article; one without lid may stand as a number.
    fn artikel(&mut self, g: &Gelezen<'_, '_>) -> Option<String> {
        let w = g.get("artikel")?;
        match w.get_ref() {
            DeValue::Integer(n) => Some(n.as_str().to_owned()),
            _ => self.tekst(g, "artikel"),
        }
    }

    fn namen(&mut self, g: &Gelezen<'_, '_>, sleutel: &str) -> Option<Namen> {
        let w = g.get(sleutel)?;
        let gelezen = match w.get_ref() {
            DeValue::String(s) => Some(Namen::Een(s.to_string())),
            DeValue::Array(rij) => rij
                .iter()
                .map(|w| match w.get_ref() {
                    DeValue::String(s) => Some(s.to_string()),
                    _ => None,
                })
                .collect::<Option<_>>()
                .map(Namen::Meer),
            _ => None,
        };
        if gelezen.is_none() {
            self.verkeerd(sleutel, w, "\"tekst\" of een lijst daarvan");
        }
        gelezen
    }

    fn datum(&mut self, g: &Gelezen<'_, '_>, sleutel: &str) -> Option<Datum> {
        let w = g.get(sleutel)?;
        let gelezen = waarden::datum(w.get_ref());
        if gelezen.is_none() {
            self.verkeerd(sleutel, w, "een dag, zoals 2026-03-02");
        }
        gelezen
    }

    fn staat(&mut self, g: &Gelezen<'_, '_>) -> Option<Staat> {
        let w = g.get("stand")?;
        let tekst = self.tekst(g, "stand")?;
        let gezocht = kaal(&tekst);
        let gevonden = Staat::ALLE.iter().find(|(_, woord)| kaal(woord) == gezocht);
        let klok = g.waarden.contains_key("klok");
        let (van_klok, van_plicht) = (
            [Staat::Loopt, Staat::Gestopt, Staat::Verlopen, Staat::Geen],
            [
                Staat::Open,
                Staat::TeLaat,
                Staat::Vervuld,
                Staat::TeLaatVervuld,
                Staat::Vervallen,
                Staat::Geen,
            ],
        );
        let kan: &[Staat] = if klok { &van_klok } else { &van_plicht };
        match gevonden {
            Some((s, _)) if kan.contains(s) => Some(*s),
            _ => {
                let woorden: Vec<&str> = kan.iter().map(|s| s.woord()).collect();
                let hulp = lijkt_op(&tekst.to_lowercase(), woorden.iter().copied()).map_or_else(
                    || format!("schrijf een van: {}", woorden.join(", ")),
                    |n| format!("bedoelde u `{n}`?"),
                );
                let van = if klok { "een klok" } else { "een plicht" };
                self.fout(
                    "onbekende-stand",
                    w.span(),
                    format!("`{tekst}` is geen stand van {van}"),
                    "dit kan hier niet",
                    Some(hulp),
                );
                None
            }
        }
    }

    fn met(&mut self, g: &mut Gelezen<'_, '_>) -> BTreeMap<String, toml::Value> {
        let Some(w) = g.get("met") else { return BTreeMap::new() };
        let DeValue::Table(t) = w.get_ref() else {
            self.verkeerd("met", w, "een tabel { veld = waarde }");
            return BTreeMap::new();
        };
        let mut uit = BTreeMap::new();
        for (k, w) in t {
            let veld = k.get_ref().to_string();
            g.plekken.insert(format!("met.{veld}"), k.span().start..w.span().end);
            match waarden::los(w.get_ref()) {
                Some(v) => drop(uit.insert(veld, v)),
                None => self.verkeerd(
                    &veld,
                    w,
                    "tekst, een dag, een geheel getal, ja of nee, of een lijst",
                ),
            }
        }
        uit
    }

    fn tabellen<'a, 'i>(
        &mut self,
        g: &Gelezen<'a, 'i>,
        sleutel: &str,
    ) -> Vec<(&'a DeTable<'i>, Range<usize>)> {
        let Some(w) = g.get(sleutel) else { return Vec::new() };
        let rij: Vec<Waarde<'a, 'i>> = match w.get_ref() {
            DeValue::Array(rij) => rij.iter().collect(),
            _ => vec![w],
        };
        rij.into_iter()
            .filter_map(|w| match w.get_ref() {
                DeValue::Table(t) => Some((t, w.span())),
                _ => {
                    self.verkeerd(sleutel, w, &format!("een tabel [[{sleutel}]]"));
                    None
                }
            })
            .collect()
    }
}
