//! Playing a story: each step through the engine, then each expectation on its own day.
//!
//! Always holds: steps are recorded in the order of the file; an expectation sees what was recorded up
//! to and including its day, and nothing later.

use std::collections::BTreeMap;

use dossier::{
    Afloop, Blik, Gebeurtenis, KlokStand, Opdracht, PlichtStand, Stand, Uitleg, Velden, Waarde,
    Wie, bewaartermijn, decide,
};
use regeling::norm::{Geschil, Vindplaats};
use regeling::{Boek, RolId};
use termijn::{Datum, Taal};
use toml::value::Datetime;

use crate::uitslag::{Mislukking, Uitslag};
use crate::verhaal::{Namen, Stap, Verhaal, Verwacht, Weigert};

/// Under which rules a story is played.
#[derive(Debug, Clone, Copy)]
pub struct Decor<'a> {
    /// The regulation with its words and statutes.
    pub boek: &'a Boek,
    /// The dispute body, as regulation and provider together state it.
    pub geschil: &'a Geschil,
}

/// Plays the story whose text is `tekst` (for line numbers).
pub fn speel(decor: Decor<'_>, verhaal: &Verhaal, tekst: &str) -> Uitslag {
    let mut toneel = Toneel { decor, gebeurd: Vec::new(), uitslag: Uitslag::default(), tekst };
    for stap in &verhaal.stap {
        toneel.stap(stap.get_ref(), stap.span().start);
    }
    for verwacht in &verhaal.verwacht {
        toneel.verwacht(verwacht.get_ref(), verwacht.span().start);
    }
    toneel.uitslag
}

struct Toneel<'a> {
    decor: Decor<'a>,
    /// Events with the day on which each was recorded.
    gebeurd: Vec<(Datum, Gebeurtenis)>,
    uitslag: Uitslag,
    tekst: &'a str,
}

impl Toneel<'_> {
    fn mislukt(&mut self, plek: usize, verwacht: impl Into<String>, reden: impl Into<String>) {
        let regel = self.tekst.get(..plek).map_or(0, |t| t.matches('\n').count()) + 1;
        self.uitslag.mislukt.push(Mislukking {
            regel,
            verwacht: verwacht.into(),
            reden: reden.into(),
        });
    }

    fn stap(&mut self, stap: &Stap, plek: usize) {
        self.uitslag.stappen += 1;
        let wat = format!("{}: {} doet {}", stap.op, stap.wie, stap.doet);
        let Some(op) = datum(&stap.op) else {
            return self.mislukt(plek, wat, "`op` is geen dag; schrijf bijvoorbeeld 2026-03-02");
        };
        let vastgelegd = stap.vastgelegd.as_ref().and_then(datum).unwrap_or(op);
        let velden = match velden(&stap.met) {
            Ok(v) => v,
            Err(reden) => return self.mislukt(plek, wat, reden),
        };
        let boek = self.decor.boek;
        let stand = Stand::van(boek, self.gebeurd.iter().map(|(_, g)| g));
        let wie = match wie(boek, &stand, &stap.wie) {
            Ok(w) => w,
            Err(reden) => return self.mislukt(plek, wat, reden),
        };
        let aan = stap.aan.as_ref().map(Namen::lijst).unwrap_or_default();
        let opdracht = Opdracht { daad: stap.doet.clone(), wie, aan, velden, gebeurd_op: op };
        match (decide(boek, &stand, opdracht, vastgelegd), &stap.weigert) {
            (Ok(besluit), None | Some(Weigert::Ja(false))) => {
                let nummer = u32::try_from(self.gebeurd.len()).unwrap_or(u32::MAX) + 1;
                let moment = jiff::tz::TimeZone::UTC
                    .to_timestamp(vastgelegd.at(12, 0, 0, 0))
                    .unwrap_or_default();
                self.gebeurd.push((vastgelegd, besluit.leg_vast(nummer, moment)));
            }
            (Ok(besluit), Some(w)) => {
                self.uitslag.verwachtingen += 1;
                let artikel = match w {
                    Weigert::Artikel(a) => format!(" op grond van artikel {a}"),
                    Weigert::Ja(_) => String::new(),
                };
                self.mislukt(
                    plek,
                    format!("{wat} moet geweigerd worden{artikel}"),
                    format!("het mag ({})", boek.citeer(&besluit.vindplaats)),
                );
            }
            (Err(w), Some(Weigert::Artikel(artikel))) => {
                self.uitslag.verwachtingen += 1;
                if !w.noemt(artikel) {
                    let redenen = redenen(boek, &w);
                    self.mislukt(
                        plek,
                        format!("{wat} moet geweigerd worden op grond van artikel {artikel}"),
                        format!("het wordt geweigerd om een andere reden:\n{redenen}"),
                    );
                }
            }
            (Err(_), Some(Weigert::Ja(true))) => self.uitslag.verwachtingen += 1,
            (Err(w), None | Some(Weigert::Ja(false))) => {
                let redenen = redenen(boek, &w);
                self.mislukt(
                    plek,
                    format!("{wat} moet kunnen"),
                    format!("het wordt geweigerd:\n{redenen}"),
                );
            }
        }
    }

    fn verwacht(&mut self, v: &Verwacht, plek: usize) {
        self.uitslag.verwachtingen += 1;
        let Some(op) = datum(&v.op) else {
            return self.mislukt(
                plek,
                "verwacht",
                "`op` is geen dag; schrijf bijvoorbeeld 2026-03-02",
            );
        };
        let boek = self.decor.boek;
        let stand = Stand::van(
            boek,
            self.gebeurd.iter().filter(|(vastgelegd, _)| *vastgelegd <= op).map(|(_, g)| g),
        );
        let blik = Blik::new(boek, &stand, op);
        let keuzes = [
            v.plicht.is_some(),
            v.klok.is_some(),
            v.mag.is_some(),
            v.mag_niet.is_some(),
            v.stuk.is_some(),
            v.bewaren_tot.is_some(),
            v.feit.is_some(),
            v.fase.is_some(),
        ];
        if keuzes.iter().filter(|k| **k).count() != 1 {
            return self.mislukt(
                plek,
                format!("verwacht op {op}"),
                "noem precies een van: plicht, klok, mag, mag_niet, stuk, bewaren_tot, feit, fase",
            );
        }
        let uitkomst = if let Some(id) = &v.plicht {
            toets_plicht(&blik, id, v)
        } else if let Some(id) = &v.klok {
            toets_klok(&blik, id, v)
        } else if let Some(id) = &v.mag {
            toets_mag(&blik, id, v, true)
        } else if let Some(id) = &v.mag_niet {
            toets_mag(&blik, id, v, false)
        } else if let Some(id) = &v.stuk {
            toets_stuk(&blik, self.decor.geschil, id, v)
        } else if let Some(tot) = &v.bewaren_tot {
            toets_bewaren(&blik, tot)
        } else if let Some(id) = &v.feit {
            toets_feit(&blik, id, v.geldt.unwrap_or(true))
        } else {
            let gevraagd = v.fase.as_deref().unwrap_or_default();
            let er = blik.fase().map_or("geen", |f| f.id.as_str());
            if er == gevraagd {
                Ok(())
            } else {
                Err((format!("fase {gevraagd}"), format!("de fase is: {er}")))
            }
        };
        if let Err((wat, reden)) = uitkomst {
            self.mislukt(plek, format!("op {op}: {wat}"), reden);
        }
    }
}

type Toets = Result<(), (String, String)>;

fn toets_plicht(blik: &Blik<'_>, id: &str, v: &Verwacht) -> Toets {
    let boek = blik.boek;
    let wat = wat_verwacht("plicht", id, v);
    if boek.daad_id(id).is_none() && !boek.normen.iter().any(|n| n.id == id) {
        return Err((wat, format!("de regeling kent geen daad en geen norm `{id}`")));
    }
    let wie = v
        .wie
        .as_deref()
        .map(|w| boek.rol_id(w).ok_or_else(|| (wat.clone(), format!("onbekende rol `{w}`"))))
        .transpose()?;
    let er: Vec<PlichtStand> = blik
        .plichten()
        .into_iter()
        .filter(|p| boek.daad(p.daad).id == id || boek.norm(p.norm).id == id)
        .collect();
    let aan = v.aan.as_ref().map(Namen::lijst).unwrap_or_default();
    let past = |p: &&PlichtStand| {
        let norm = boek.norm(p.norm);
        (aan.is_empty() || aan.iter().any(|a| is_doel(blik, p.aan, a)))
            && wie.is_none_or(|w| norm.wie.iter().any(|n| boek.treedt_op_als(w, *n)))
            && artikel_past(&norm.vindplaats, boek, v.artikel.as_deref())
            && datum_past(v.uiterlijk.as_ref(), p.uiterlijk)
            && datum_past(v.wettelijk.as_ref(), p.wettelijk)
            && v.stand.as_deref().is_none_or(|s| s == stand_van(&p.afloop))
    };
    if v.stand.as_deref() == Some("geen") {
        let zonder_stand = Verwacht { stand: None, ..v.clone() };
        return match toets_plicht(blik, id, &zonder_stand) {
            Err(_) => Ok(()),
            Ok(()) => {
                Err((wat, format!("die plicht is er wel:\n{}", plichten_in_woorden(blik, &er))))
            }
        };
    }
    let passend = er.iter().filter(past).count();
    match v.aantal {
        Some(n) if n == passend => Ok(()),
        None if passend > 0 => Ok(()),
        _ if er.is_empty() => Err((wat, "zo'n plicht is er niet op die dag".to_owned())),
        _ => Err((wat, format!("er is ({passend} past):\n{}", plichten_in_woorden(blik, &er)))),
    }
}

fn plichten_in_woorden(blik: &Blik<'_>, plichten: &[PlichtStand]) -> String {
    plichten
        .iter()
        .map(|p| {
            let boek = blik.boek;
            let aan = p.aan.map_or(String::new(), |d| {
                format!(
                    " aan {}",
                    d.partij.map_or(boek.rol(d.rol).id.clone(), |i| blik.stand.partijen()
                        [usize::from(i)]
                    .id
                    .clone())
                )
            });
            let Uitleg { artikel, aanleiding, rekening, .. } = blik.uitleg(p, Taal::Nl);
            let datum = p.uiterlijk.map_or("zonder datum".to_owned(), |d| format!("uiterlijk {d}"));
            let wettelijk = p
                .wettelijk
                .filter(|w| p.uiterlijk != Some(*w))
                .map_or(String::new(), |w| format!(", wettelijk {w}"));
            format!(
                "- {}{aan}: {}, {datum}{wettelijk}, {artikel}; {aanleiding}. {}",
                boek.daad(p.daad).id,
                stand_van(&p.afloop),
                rekening.join(" ")
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn stand_van(a: &Afloop) -> &'static str {
    match a {
        Afloop::Open => "open",
        Afloop::TeLaat => "te laat",
        Afloop::Vervuld { .. } => "vervuld",
        Afloop::Vervallen { .. } => "vervallen",
    }
}

fn toets_klok(blik: &Blik<'_>, id: &str, v: &Verwacht) -> Toets {
    let wat = wat_verwacht("klok", id, v);
    let Some(klok_id) = blik.boek.klok_id(id) else {
        return Err((wat, format!("de regeling kent geen klok `{id}`")));
    };
    let klok = blik.boek.klok(klok_id);
    let Some(stand) = blik.klok(klok_id) else {
        return Err((wat, "die klok loopt nog niet".to_owned()));
    };
    let is = |s: &KlokStand| {
        if s.is_verlopen(blik.op) {
            "verlopen"
        } else if s.loopt() {
            "loopt"
        } else {
            "gestopt"
        }
    };
    let goed = datum_past(v.uiterlijk.as_ref(), Some(stand.einde.einde))
        && datum_past(v.wettelijk.as_ref(), Some(stand.einde.wettelijk))
        && artikel_past(&klok.vindplaats, blik.boek, v.artikel.as_deref())
        && v.stand.as_deref().is_none_or(|s| s == is(&stand));
    if goed {
        return Ok(());
    }
    Err((
        wat,
        format!(
            "de klok {}: uiterlijk {}, wettelijk {}, begonnen op {}, {}",
            is(&stand),
            stand.einde.einde,
            stand.einde.wettelijk,
            stand.begin.0,
            blik.boek.citeer(&klok.vindplaats)
        ),
    ))
}

fn toets_mag(blik: &Blik<'_>, id: &str, v: &Verwacht, moet_mogen: bool) -> Toets {
    let wat = wat_verwacht(if moet_mogen { "mag" } else { "mag_niet" }, id, v);
    let boek = blik.boek;
    let Some(daad) = boek.daad_id(id) else {
        return Err((wat, format!("de regeling kent geen daad `{id}`")));
    };
    let Some(wie) = v.wie.as_deref() else {
        return Err((wat, "zeg met `wie` om welke rol het gaat".to_owned()));
    };
    let rol = rol_van(boek, wie).ok_or_else(|| (wat.clone(), format!("onbekende rol `{wie}`")))?;
    let velden = velden(&v.met).map_err(|r| (wat.clone(), r))?;
    match (blik.mag(daad, rol, Some(&velden)), moet_mogen) {
        (Ok((_, artikel)), true) if artikel_past(&artikel, boek, v.artikel.as_deref()) => Ok(()),
        (Ok((_, artikel)), true) => {
            Err((wat, format!("het mag op grond van {}", boek.citeer(&artikel))))
        }
        (Ok((_, artikel)), false) => Err((wat, format!("het mag wel ({})", boek.citeer(&artikel)))),
        (Err(w), true) => Err((wat, format!("het mag niet:\n{}", redenen(boek, &w)))),
        (Err(w), false) if v.artikel.as_deref().is_none_or(|a| w.noemt(a)) => Ok(()),
        (Err(w), false) => {
            Err((wat, format!("het mag niet, maar om een andere reden:\n{}", redenen(boek, &w))))
        }
    }
}

fn toets_stuk(blik: &Blik<'_>, geschil: &Geschil, id: &str, v: &Verwacht) -> Toets {
    let wat = wat_verwacht("stuk", id, v);
    if !blik.boek.stukken.iter().any(|s| s.id == id) {
        let er: Vec<&str> = blik.boek.stukken.iter().map(|s| s.id.as_str()).collect();
        return Err((wat, format!("de regeling kent geen stuk `{id}`; wel: {}", er.join(", "))));
    }
    let er: Vec<_> = blik.stukken(geschil).into_iter().filter(|s| s.stuk.id == id).collect();
    if v.aantal == Some(er.len()) && er.is_empty() {
        return Ok(());
    }
    if er.is_empty() {
        return Err((wat, "dat stuk is er niet op die dag".to_owned()));
    }
    if v.aantal.is_some_and(|n| n != er.len()) {
        return Err((wat, format!("er zijn er {}", er.len())));
    }
    let aan = v.aan.as_ref().map(Namen::lijst).unwrap_or_default();
    let past = er.iter().any(|s| {
        aan.iter().all(|a| s.aan.iter().any(|d| is_doel(blik, Some(*d), a)))
            && v.vermeldt.iter().all(|w| s.vermeldt.iter().any(|m| &m.wat == w))
            && v.ontbreekt.iter().all(|w| s.ontbreekt.iter().any(|m| &m.wat == w))
            && v.artikel.as_deref().is_none_or(|a| {
                artikel_past(&s.stuk.vindplaats, blik.boek, Some(a))
                    || s.ontbreekt
                        .iter()
                        .chain(&s.vermeldt)
                        .any(|m| artikel_past(&m.vindplaats, blik.boek, Some(a)))
            })
    });
    if past {
        return Ok(());
    }
    let regels: Vec<String> = er
        .iter()
        .map(|s| {
            let noem = |l: &[&regeling::norm::Vermelding]| {
                l.iter().map(|m| m.wat.as_str()).collect::<Vec<_>>().join(", ")
            };
            let aan: Vec<String> = s
                .aan
                .iter()
                .map(|d| {
                    d.partij.map_or(blik.boek.rol(d.rol).id.clone(), |i| {
                        blik.stand.partijen()[usize::from(i)].id.clone()
                    })
                })
                .collect();
            format!(
                "- aan {}; vermeldt {}; mist {}",
                aan.join(", "),
                noem(&s.vermeldt),
                noem(&s.ontbreekt)
            )
        })
        .collect();
    Err((wat, format!("er is:\n{}", regels.join("\n"))))
}

fn toets_bewaren(blik: &Blik<'_>, tot: &toml::Value) -> Toets {
    let er = bewaartermijn(blik);
    let wat = format!("bewaren_tot {tot}");
    let gevraagd = match tot {
        toml::Value::Datetime(d) => datum(d),
        toml::Value::String(s) if s == "niet" => None,
        toml::Value::String(s) => s.parse().ok(),
        _ => return Err((wat, "schrijf een dag, of \"niet\"".to_owned())),
    };
    let is = er.as_ref().map(|b| b.tot);
    if is == gevraagd {
        return Ok(());
    }
    Err((
        wat,
        er.map_or("er is nog geen bewaartermijn: de procedure loopt".to_owned(), |b| {
            format!(
                "bewaren tot {} ({}), te rekenen vanaf {}",
                b.tot,
                blik.boek.citeer(&b.vindplaats),
                b.vanaf
            )
        }),
    ))
}

fn toets_feit(blik: &Blik<'_>, id: &str, geldt: bool) -> Toets {
    let wat = format!("feit {id} {}", if geldt { "geldt" } else { "geldt niet" });
    let Some(feit) = blik.boek.feit_id(id) else {
        return Err((wat, format!("de regeling kent geen feit `{id}`")));
    };
    let er = blik.geldt(&regeling::voorwaarde::Voorwaarde::Feit(feit));
    if er == geldt {
        Ok(())
    } else {
        Err((wat, format!("het feit {}", if er { "geldt" } else { "geldt niet" })))
    }
}

fn wat_verwacht(soort: &str, id: &str, v: &Verwacht) -> String {
    let mut zin = format!("{soort} {id}");
    let mut voeg = |naam: &str, waarde: Option<String>| {
        if let Some(w) = waarde {
            zin.push_str(&format!(", {naam} {w}"));
        }
    };
    voeg("wie", v.wie.clone());
    voeg("aan", v.aan.as_ref().map(|a| a.lijst().join(" en ")));
    voeg("uiterlijk", v.uiterlijk.as_ref().map(ToString::to_string));
    voeg("wettelijk", v.wettelijk.as_ref().map(ToString::to_string));
    voeg("artikel", v.artikel.clone());
    voeg("stand", v.stand.clone());
    voeg("vermeldt", (!v.vermeldt.is_empty()).then(|| v.vermeldt.join(", ")));
    voeg("ontbreekt", (!v.ontbreekt.is_empty()).then(|| v.ontbreekt.join(", ")));
    zin
}

fn redenen(boek: &Boek, w: &dossier::Weigering) -> String {
    w.redenen
        .iter()
        .map(|r| format!("- {}", r.met_artikel(boek, Taal::Nl)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `10 lid 1` for the regulation's article, `Wkkgz 17 lid 1` for a statute's.
fn artikel_past(v: &Vindplaats, boek: &Boek, gevraagd: Option<&str>) -> bool {
    let Some(gevraagd) = gevraagd else { return true };
    let kop = boek.kop_van(v);
    let kaal = dossier::kaal_artikel(gevraagd);
    let eigen = dossier::kaal_artikel(&v.artikel);
    kaal == eigen
        || (!kop.kort.is_empty() && kaal == format!("{} {eigen}", kop.kort.to_lowercase()))
}

fn datum_past(gevraagd: Option<&Datetime>, is: Option<Datum>) -> bool {
    gevraagd.is_none_or(|g| datum(g) == is)
}

fn datum(d: &Datetime) -> Option<Datum> {
    let d = d.date?;
    Datum::new(i16::try_from(d.year).ok()?, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?)
        .ok()
}

/// A role, or `rol:naam`, as who acts.
fn wie(boek: &Boek, stand: &Stand, naam: &str) -> Result<Wie, String> {
    let (rol_id, persoon) = naam.split_once(':').map_or((naam, None), |(r, p)| (r, Some(p)));
    let rol = boek.rol_id(rol_id).ok_or_else(|| {
        format!(
            "de regeling kent geen rol `{rol_id}`; wel: {}",
            boek.rollen.iter().map(|r| r.id.as_str()).collect::<Vec<_>>().join(", ")
        )
    })?;
    let partij = match persoon {
        None => stand.partijen_in(rol).next().map(|(_, p)| p.id.clone()),
        Some(p) => Some(
            stand
                .partijen_in(rol)
                .find(|(_, q)| q.naam.as_deref() == Some(p) || q.id == p)
                .map(|(_, q)| q.id.clone())
                .ok_or_else(|| format!("in dit dossier is geen {rol_id} met de naam `{p}`"))?,
        ),
    };
    Ok(Wie { rol: rol_id.to_owned(), partij, account: None })
}

fn rol_van(boek: &Boek, naam: &str) -> Option<RolId> {
    boek.rol_id(naam.split(':').next().unwrap_or(naam))
}

/// Is this aim the one that is meant by a role, a party id, or `rol:naam`?
fn is_doel(blik: &Blik<'_>, doel: Option<dossier::Doel>, naam: &str) -> bool {
    let Some(doel) = doel else { return false };
    let (rol, persoon) = naam.split_once(':').map_or((naam, None), |(r, p)| (r, Some(p)));
    let partij = doel.partij.map(|i| &blik.stand.partijen()[usize::from(i)]);
    match persoon {
        Some(p) => {
            blik.boek.rol_id(rol) == Some(doel.rol)
                && partij.is_some_and(|q| q.naam.as_deref() == Some(p))
        }
        None => blik.boek.rol_id(rol) == Some(doel.rol) || partij.is_some_and(|q| q.id == rol),
    }
}

/// Field values from TOML; dates become text `jjjj-mm-dd`.
fn velden(met: &BTreeMap<String, toml::Value>) -> Result<Velden, String> {
    met.iter()
        .map(|(k, w)| {
            Ok((
                k.clone(),
                waarde(w).ok_or_else(|| format!("veld `{k}`: deze soort waarde kan niet"))?,
            ))
        })
        .collect()
}

fn waarde(w: &toml::Value) -> Option<Waarde> {
    Some(match w {
        toml::Value::String(s) => Waarde::Tekst(s.clone()),
        toml::Value::Integer(n) => Waarde::Getal(*n),
        toml::Value::Boolean(b) => Waarde::Ja(*b),
        toml::Value::Datetime(d) => Waarde::Tekst(d.to_string()),
        toml::Value::Array(l) => Waarde::Lijst(l.iter().map(waarde).collect::<Option<_>>()?),
        toml::Value::Table(t) => Waarde::Groep(
            t.iter().map(|(k, w)| Some((k.clone(), waarde(w)?))).collect::<Option<_>>()?,
        ),
        toml::Value::Float(_) => return None,
    })
}
