//! Finding a word by what a person wrote: spelling is forgiven, meaning is not.
//!
//! Always holds: an exact id wins; after that only one word may answer to what was written, or the
//! search fails and says which word is nearest.

use crate::boek::Boek;
use crate::diagnose::lijkt_op;
use crate::norm::KlokId;
use crate::woorden::{DaadId, FeitId, RolId, Tekst, Veld};

/// No word answers to this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnbekendWoord {
    /// What was looked for: "daad", "rol", …
    pub soort: &'static str,
    /// What was written.
    pub woord: String,
    /// The nearest word there is.
    pub bedoeld: Option<String>,
    /// The words there are.
    pub bekend: Vec<String>,
}

impl OnbekendWoord {
    /// What to write instead.
    pub fn hulp(&self) -> String {
        match &self.bedoeld {
            Some(b) => format!("bedoelde u `{b}`?"),
            None if self.bekend.is_empty() => format!("er is geen enkele {}", self.soort),
            None if self.bekend.len() > 20 => {
                "`wederhoor woorden` en docs/scenario.md noemen alle woorden".to_owned()
            }
            None => format!("dit kan: {}", self.bekend.join(", ")),
        }
    }
}

/// Lower case, without accents, words joined by `_`: "Oordeel-gegeven" and "oordeel gegeven" are one.
pub fn kaal(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for c in tekst.trim().chars().flat_map(char::to_lowercase) {
        match c {
            'á' | 'à' | 'ä' | 'â' => uit.push('a'),
            'é' | 'è' | 'ë' | 'ê' => uit.push('e'),
            'í' | 'ì' | 'ï' | 'î' => uit.push('i'),
            'ó' | 'ò' | 'ö' | 'ô' => uit.push('o'),
            'ú' | 'ù' | 'ü' | 'û' => uit.push('u'),
            c if c.is_alphanumeric() => uit.push(c),
            _ if uit.ends_with('_') || uit.is_empty() => {}
            _ => uit.push('_'),
        }
    }
    while uit.ends_with('_') {
        uit.pop();
    }
    uit
}

/// A word that can be found: its id, the other spellings that were declared, its names.
struct Kandidaat<'a> {
    id: &'a str,
    ook: &'a [String],
    namen: Vec<&'a str>,
}

fn teksten<'a>(lijst: &[&'a Tekst]) -> Vec<&'a str> {
    lijst.iter().flat_map(|t| [t.nl.as_str(), t.en.as_str()]).filter(|s| !s.is_empty()).collect()
}

/// Without an article in front, and in the singular.
fn stam(kaal: &str) -> Vec<String> {
    let los =
        ["de_", "het_", "een_", "the_"].iter().find_map(|l| kaal.strip_prefix(l)).unwrap_or(kaal);
    let mut uit = vec![los.to_owned()];
    for einde in ["n", "s", "en", "'s"] {
        uit.extend(los.strip_suffix(einde).map(str::to_owned));
    }
    uit
}

/// The nearest candidate: by a slip of the pen, or by sharing most of its words.
fn naaste<'k>(woord: &str, kandidaten: &'k [Kandidaat<'_>]) -> Option<&'k str> {
    let vormen = || {
        kandidaten.iter().flat_map(|k| {
            std::iter::once(k.id).chain(k.ook.iter().map(String::as_str)).map(|v| (v, k.id))
        })
    };
    if let Some(naast) = lijkt_op(woord, vormen().map(|(v, _)| v)) {
        return vormen().find(|(v, _)| *v == naast).map(|(_, id)| id);
    }
    let delen = |t: &str| -> Vec<String> {
        kaal(t).split('_').filter(|d| d.len() > 3).map(str::to_owned).collect()
    };
    let gezocht = delen(woord);
    let gedeeld = |v: &str| {
        let er = delen(v);
        gezocht.iter().filter(|d| er.iter().any(|e| e == *d)).count() * 10 / (er.len() + 1)
    };
    vormen()
        .map(|(v, id)| (gedeeld(v), id))
        .filter(|(n, _)| *n > 0)
        .max_by_key(|(n, _)| *n)
        .map(|(_, id)| id)
}

fn zoek<'a>(
    soort: &'static str,
    woord: &str,
    kandidaten: impl Iterator<Item = Kandidaat<'a>>,
) -> Result<usize, OnbekendWoord> {
    let kandidaten: Vec<Kandidaat<'_>> = kandidaten.collect();
    if let Some(i) = kandidaten.iter().position(|k| k.id == woord) {
        return Ok(i);
    }
    let vormen = stam(&kaal(woord));
    let past = |t: &dyn Fn(&Kandidaat<'_>, &str) -> bool| {
        vormen.iter().find_map(|v| {
            let mut gevonden = (0..kandidaten.len()).filter(|i| t(&kandidaten[*i], v));
            // Two words that answer to one spelling: neither is meant for sure.
            gevonden.next().filter(|_| gevonden.next().is_none())
        })
    };
    let aaneen = |t: &str| t.replace('_', "");
    let heet = |k: &Kandidaat<'_>, v: &str| {
        k.namen.iter().any(|n| stam(&kaal(n)).first().is_some_and(|s| s == v))
    };
    let gevonden = past(&|k, v| kaal(k.id) == v)
        .or_else(|| past(&|k, v| k.ook.iter().any(|o| kaal(o) == v)))
        .or_else(|| past(&heet))
        .or_else(|| past(&|k, v| stam(&kaal(k.id)).iter().any(|s| s == v)))
        .or_else(|| past(&|k, v| aaneen(&kaal(k.id)) == aaneen(v)));
    gevonden.ok_or_else(|| {
        let bedoeld = naaste(&vormen[0], &kandidaten).map(str::to_owned);
        OnbekendWoord {
            soort,
            woord: woord.to_owned(),
            bedoeld,
            bekend: kandidaten.iter().map(|k| k.id.to_owned()).collect(),
        }
    })
}

/// Finds one of these ids by what was written, with the same forgiveness.
///
/// # Errors
/// When none answers, with the nearest one.
pub fn zoek_id<'a>(
    soort: &'static str,
    woord: &str,
    ids: impl Iterator<Item = (&'a str, Option<&'a Tekst>)>,
) -> Result<usize, OnbekendWoord> {
    zoek(
        soort,
        woord,
        ids.map(|(id, naam)| Kandidaat {
            id,
            ook: &[],
            namen: naam.map_or_else(Vec::new, |n| teksten(&[n])),
        }),
    )
}

/// The field of an act, or of a group in one, that is meant by this: its position.
///
/// # Errors
/// When none is, with the nearest one.
pub fn zoek_veld(velden: &[Veld], woord: &str) -> Result<usize, OnbekendWoord> {
    let kandidaten =
        velden.iter().map(|v| Kandidaat { id: &v.id, ook: &v.ook, namen: teksten(&[&v.naam]) });
    zoek("veld", woord, kandidaten)
}

impl Boek {
    /// The role that is meant by this.
    ///
    /// # Errors
    /// When none is, with the nearest one.
    pub fn zoek_rol(&self, woord: &str) -> Result<RolId, OnbekendWoord> {
        let rollen = self.rollen.iter().map(|r| Kandidaat {
            id: &r.id,
            ook: &r.ook,
            namen: teksten(&[&r.naam]),
        });
        zoek("rol", woord, rollen).map(RolId::van_ix)
    }

    /// The act that is meant by this: by id, by another spelling, by what it is called before or after.
    ///
    /// # Errors
    /// When none is, with the nearest one.
    pub fn zoek_daad(&self, woord: &str) -> Result<DaadId, OnbekendWoord> {
        let daden = self.daden.iter().map(|d| Kandidaat {
            id: &d.id,
            ook: &d.ook,
            namen: teksten(&[&d.naam, &d.gedaan]),
        });
        zoek("daad", woord, daden).map(DaadId::van_ix)
    }

    /// The fact that is meant by this.
    ///
    /// # Errors
    /// When none is, with the nearest one.
    pub fn zoek_feit(&self, woord: &str) -> Result<FeitId, OnbekendWoord> {
        let feiten = self.feiten.iter().map(|f| Kandidaat {
            id: &f.id,
            ook: &f.ook,
            namen: teksten(&[&f.naam]),
        });
        zoek("feit", woord, feiten).map(FeitId::van_ix)
    }

    /// The intake channel that is meant by this: its position.
    ///
    /// # Errors
    /// When none is, with the nearest one.
    pub fn zoek_kanaal(&self, woord: &str) -> Result<usize, OnbekendWoord> {
        let kanalen = self.kanalen.iter().map(|k| Kandidaat {
            id: &k.id,
            ook: &k.ook,
            namen: teksten(&[&k.naam]),
        });
        zoek("kanaal", woord, kanalen)
    }

    /// The capacity to complain that is meant by this: its position.
    ///
    /// # Errors
    /// When none is, with the nearest one.
    pub fn zoek_hoedanigheid(&self, woord: &str) -> Result<usize, OnbekendWoord> {
        let gerechtigden = self.gerechtigden.iter().map(|g| Kandidaat {
            id: &g.hoedanigheid,
            ook: &g.ook,
            namen: teksten(&[&g.naam]),
        });
        zoek("hoedanigheid", woord, gerechtigden)
    }

    /// The clock that is meant by this: `beoordeling`, or `wkkgz:oordeel` for one of another text.
    ///
    /// # Errors
    /// When none is, with the nearest one.
    pub fn zoek_klok(&self, woord: &str) -> Result<KlokId, OnbekendWoord> {
        if let Some(k) = self.klok_id(woord) {
            return Ok(k);
        }
        let namen: Vec<String> = self
            .klokken
            .iter()
            .map(|k| match self.kop_van(&k.vindplaats) {
                kop if kop.wet => format!("{}:{}", kop.id, k.id),
                _ => k.id.clone(),
            })
            .collect();
        let klokken = namen.iter().zip(&self.klokken).map(|(id, k)| Kandidaat {
            id,
            ook: &[],
            namen: teksten(&[&k.naam]),
        });
        zoek("klok", woord, klokken).map(KlokId::van_ix)
    }
}

#[cfg(test)]
mod tests {
    use super::kaal;

    #[test]
    fn spelling_does_not_part_words() {
        for zoals in
            ["Oordeel gegeven", "oordeel-gegeven", " OORDEEL_GEGEVEN ", "oordeel  gegeven."]
        {
            assert_eq!(kaal(zoals), "oordeel_gegeven");
        }
        assert_eq!(kaal("cliënt"), "client");
    }
}
