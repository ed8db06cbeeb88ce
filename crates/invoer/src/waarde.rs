//! A cell as the kind of value that a field asks.
//!
//! Always holds: what does not fit is said and never guessed; what is said names the column and the kind of
//! value, never the value.

use regeling::woorden::{Veld, VeldSoort};
use regeling::{Boek, Velden, Waarde};
use termijn::Datum;

use crate::dag::Vorm;
use crate::dag::{GeenDag, uit_serie};
use crate::koppeling::{Passend, Vak, Vulling, keuzes};
use crate::tabel::{Cel, Rij, gelijk};

/// Why a row is not taken over: the column, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Bezwaar {
    /// Name of the column; none when it is about the row as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kolom: Option<String>,
    /// What is wrong, in Dutch.
    pub waarom: String,
}

impl Bezwaar {
    pub(crate) fn new(kolom: Option<String>, waarom: impl Into<String>) -> Self {
        Self { kolom, waarom: waarom.into() }
    }
}

/// A row, with what its columns are called.
#[derive(Clone, Copy)]
pub(crate) struct Bij<'a> {
    pub(crate) passend: &'a Passend,
    pub(crate) rij: &'a Rij,
}

impl Bij<'_> {
    /// Names of the columns from which this comes.
    pub(crate) fn kolom(self, vak: &Vak) -> Option<String> {
        let namen: Vec<&str> = vak.kolommen.iter().map(|k| self.passend.kop[*k].as_str()).collect();
        (!namen.is_empty()).then(|| namen.join(" + "))
    }

    fn bezwaar(self, vak: &Vak, waarom: impl Into<String>) -> Bezwaar {
        Bezwaar::new(self.kolom(vak), waarom)
    }

    /// What stands there: the cell, or several as one text; after the translation of the mapping.
    pub(crate) fn cel(self, vak: &Vak) -> Result<Cel, Bezwaar> {
        if let Some(vast) = &vak.vast {
            return Ok(van_toml(vast));
        }
        let cellen = || vak.kolommen.iter().filter_map(|k| self.rij.cellen.get(*k));
        if let Some(kapot) = cellen().find(|c| matches!(c, Cel::Kapot(_))) {
            return Err(self.bezwaar(vak, kapot.soort()));
        }
        let cel = match vak.kolommen[..] {
            [een] => self.rij.cellen.get(een).cloned().unwrap_or_default(),
            _ => {
                let teksten: Vec<String> = cellen().filter_map(Cel::als_tekst).collect();
                Cel::van(&teksten.join(&vak.tussen))
            }
        };
        let tekst = cel.als_tekst().unwrap_or_default();
        if cel.is_leeg() || vak.leeg.contains(&gelijk(&tekst)) {
            return Ok(Cel::Leeg);
        }
        if let Some(waarden) = &vak.waarden {
            return match waarden.get(&gelijk(&tekst)).or(vak.anders.as_ref()) {
                Some(w) => Ok(van_toml(w)),
                None => Err(self.bezwaar(
                    vak,
                    format!("staat niet bij `waarden` in de koppeling ({})", cel.soort()),
                )),
            };
        }
        match (vak.breedte, &cel) {
            (Some(n), Cel::Getal(g)) if g.fract() == 0.0 && *g >= 0.0 => {
                Ok(Cel::Tekst(format!("{g:0n$.0}")))
            }
            _ => Ok(cel),
        }
    }

    /// The day that stands there.
    pub(crate) fn dag(self, vak: Option<&Vak>) -> Result<Option<Datum>, Bezwaar> {
        let Some(vak) = vak else { return Ok(None) };
        let tekst = match self.cel(vak)? {
            Cel::Leeg => return Ok(None),
            Cel::Dag(d) => return Ok(Some(d)),
            Cel::Getal(g) if vak.datums.contains(&Vorm::Excel) => {
                let dag = uit_serie(g).ok_or_else(|| self.bezwaar(vak, "die dag bestaat niet"))?;
                return Ok(Some(dag));
            }
            cel => match cel.als_tekst() {
                Some(t) if !matches!(cel, Cel::Ja(_)) => (t, cel),
                _ => {
                    return Err(
                        self.bezwaar(vak, format!("hier hoort een dag; er staat {}", cel.soort()))
                    );
                }
            },
        };
        let (tekst, cel) = tekst;
        let mut bestaat_niet = false;
        for vorm in &vak.datums {
            match vorm.lees(&tekst) {
                Ok(d) => return Ok(Some(d)),
                Err(GeenDag::BestaatNiet) => bestaat_niet = true,
                Err(GeenDag::AndereVorm) => {}
            }
        }
        let soort = cel.soort();
        Err(self.bezwaar(
            vak,
            if bestaat_niet {
                format!("die dag bestaat niet ({soort})")
            } else {
                format!("geen dag in een vorm uit de koppeling ({soort})")
            },
        ))
    }

    pub(crate) fn tekst(self, vak: Option<&Vak>) -> Result<Option<String>, Bezwaar> {
        vak.map_or(Ok(None), |v| Ok(self.cel(v)?.als_tekst()))
    }

    /// The value of a field; none when nothing is known.
    pub(crate) fn waarde(
        self,
        boek: &Boek,
        veld: &Veld,
        vulling: &Vulling,
    ) -> Result<Option<Waarde>, Bezwaar> {
        match vulling {
            Vulling::Vak(vak) => self.uit_vak(boek, veld, vak),
            Vulling::Groep(delen) => {
                let mut partij = Velden::new();
                for (naam, vak) in delen {
                    if let Some(t) = self.tekst(Some(vak))? {
                        partij.insert(naam.clone(), Waarde::from(op_een_regel(&t)));
                    }
                }
                Ok((!partij.is_empty()).then(|| Waarde::Lijst(vec![Waarde::Groep(partij)])))
            }
        }
    }

    fn uit_vak(self, boek: &Boek, veld: &Veld, vak: &Vak) -> Result<Option<Waarde>, Bezwaar> {
        if veld.soort == VeldSoort::Datum {
            return Ok(self.dag(Some(vak))?.map(Waarde::from));
        }
        let cel = self.cel(vak)?;
        let Some(tekst) = cel.als_tekst() else { return Ok(None) };
        let delen = |t: &str| -> Vec<String> {
            let delen: Vec<&str> = match &vak.splits {
                Some(s) => t.split(s.as_str()).collect(),
                None => vec![t],
            };
            delen.into_iter().map(str::trim).filter(|d| !d.is_empty()).map(str::to_owned).collect()
        };
        let kies = |t: &str| -> Result<Waarde, Bezwaar> {
            let alle = keuzes(boek, veld).unwrap_or_default();
            let zelfde = |(id, naam): &&(String, String)| {
                gelijk(id) == gelijk(t) || gelijk(naam) == gelijk(t)
            };
            match alle.iter().find(zelfde) {
                Some((id, _)) => Ok(Waarde::from(id.as_str())),
                None => Err(self.bezwaar(
                    vak,
                    format!(
                        "is geen keuze van de regeling; zet de vertaling bij `waarden` ({})",
                        cel.soort()
                    ),
                )),
            }
        };
        Ok(Some(match &veld.soort {
            VeldSoort::Keuze(_) | VeldSoort::Kanaal | VeldSoort::Hoedanigheid => kies(&tekst)?,
            VeldSoort::Keuzes(_) => {
                Waarde::Lijst(delen(&tekst).iter().map(|d| kies(d)).collect::<Result<_, _>>()?)
            }
            VeldSoort::Partijen(_) => {
                let namen = delen(&tekst);
                Waarde::Lijst(namen.iter().map(|n| Waarde::from(op_een_regel(n))).collect())
            }
            VeldSoort::JaNee => Waarde::Ja(ja_nee(&cel).ok_or_else(|| {
                self.bezwaar(vak, format!("hier hoort ja of nee; er staat {}", cel.soort()))
            })?),
            VeldSoort::Getal => Waarde::Getal(geheel(&cel).ok_or_else(|| {
                self.bezwaar(vak, format!("hier hoort een geheel getal; er staat {}", cel.soort()))
            })?),
            VeldSoort::Tekst => Waarde::from(tekst),
            _ => Waarde::from(op_een_regel(&tekst)),
        }))
    }
}

/// A value of a mapping as if it had stood in a cell.
fn van_toml(w: &toml::Value) -> Cel {
    match w {
        toml::Value::Boolean(b) => Cel::Ja(*b),
        #[expect(clippy::cast_precision_loss, reason = "a number that a person typed")]
        toml::Value::Integer(n) => Cel::Getal(*n as f64),
        toml::Value::Float(g) => Cel::Getal(*g),
        toml::Value::Datetime(d) => {
            d.to_string().parse().map_or_else(|_| Cel::van(&d.to_string()), Cel::Dag)
        }
        ander => Cel::van(ander.as_str().unwrap_or_default()),
    }
}

fn op_een_regel(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ja_nee(cel: &Cel) -> Option<bool> {
    match cel {
        Cel::Ja(b) => Some(*b),
        Cel::Getal(g) if *g == 1.0 => Some(true),
        Cel::Getal(g) if *g == 0.0 => Some(false),
        Cel::Tekst(t) => match gelijk(t).as_str() {
            "ja" | "j" | "x" | "waar" | "true" | "1" | "yes" => Some(true),
            "nee" | "n" | "onwaar" | "false" | "0" | "no" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn geheel(cel: &Cel) -> Option<i64> {
    match cel {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within the bounds")]
        Cel::Getal(g) if g.fract() == 0.0 && g.abs() < 9e15 => Some(*g as i64),
        Cel::Tekst(t) => t.strip_suffix(",00").or(t.strip_suffix(",0")).unwrap_or(t).parse().ok(),
        _ => None,
    }
}
