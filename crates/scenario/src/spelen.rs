//! Playing a story: each step through the engine, then each expectation on its own day.
//!
//! Always holds: steps are played in the order of recording, on one day in the order of the file; an
//! expectation sees what was recorded up to and including its day, and of that day only the steps that
//! stand above it (all of them, when it stands above every step).

use dossier::{
    Besluit, Blik, Gebeurtenis, Opdracht, Stand, Volledigheid, Weigering, Wie, decide, neem_over,
    versie_op,
};
use regeling::Boek;
use regeling::norm::Geschil;
use termijn::{Datum, Taal};

use crate::binden::{Gebonden, GebondenStap, Persoon, Welke, bind};
use crate::invullen::vul_aan;
use crate::toetsen::toets;
use crate::uitslag::{Mislukking, Uitslag};
use crate::verhaal::Verhaal;

/// Under which rules a story is played.
#[derive(Debug, Clone, Copy)]
pub struct Decor<'a> {
    /// The versions of the regulation, in order of entry into force; at least one.
    pub versies: &'a [&'a Boek],
    /// The dispute body, as regulation and provider together state it.
    pub geschil: &'a Geschil,
}

/// The one version that holds on a day, for what is asked of that day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kader<'a> {
    pub(crate) boek: &'a Boek,
    pub(crate) geschil: &'a Geschil,
}

/// Plays the story whose text is `tekst` (for line numbers). A story with a name that the regulation
/// does not know is not played: all such names are told at once.
pub fn speel(decor: Decor<'_>, verhaal: &Verhaal, tekst: &str) -> Uitslag {
    let gebonden = bind_alle(decor, verhaal, tekst);
    let (mut toneel, rooster) = match opgevoerd(decor, &gebonden, tekst) {
        Ok(klaar) => klaar,
        Err(uitslag) => return uitslag,
    };
    let eerste = rooster.stappen.iter().map(|s| s.plek).min().unwrap_or(0);
    for i in 0..rooster.verwachtingen.len() {
        let (plek, op) = (rooster.verwachtingen[i].plek, rooster.verwachtingen[i].bron.op);
        toneel.uitslag.verwachtingen += 1;
        let boven_alles = plek < eerste;
        let gezien: Vec<&Gebeurtenis> = toneel.gezien_op(op, |p| boven_alles || p < plek).collect();
        let versie = versie_op(decor.versies, gezien.iter().copied(), op);
        let boek = decor.versies[versie];
        let v = match &gebonden[versie] {
            Ok(g) => &g.verwachtingen[i],
            Err(mislukt) => {
                toneel.uitslag.mislukt.extend(mislukt.iter().cloned());
                return toneel.uitslag;
            }
        };
        let stand = Stand::van(boek, gezien);
        if let Err((wat, reden)) = toets(Kader { boek, geschil: decor.geschil }, &stand, v) {
            toneel.mislukt(plek, format!("op {op}: {wat}"), reden);
        }
    }
    toneel.uitslag
}

/// The events that the steps of a story leave behind, in the order of recording. What it expects is not
/// looked at.
///
/// # Errors
/// The steps that could not be played, with the reason.
pub fn gebeurtenissen(
    decor: Decor<'_>,
    verhaal: &Verhaal,
    tekst: &str,
) -> Result<Vec<Gebeurtenis>, Vec<Mislukking>> {
    let gebonden = bind_alle(decor, verhaal, tekst);
    let (toneel, _) = opgevoerd(decor, &gebonden, tekst).map_err(|u| u.mislukt)?;
    if toneel.uitslag.mislukt.is_empty() {
        Ok(toneel.gebeurd.into_iter().map(|v| v.gebeurtenis).collect())
    } else {
        Err(toneel.uitslag.mislukt)
    }
}

/// The names of a story, found in each version.
type PerVersie<'v> = Vec<Result<Gebonden<'v>, Vec<Mislukking>>>;

fn bind_alle<'v>(decor: Decor<'_>, verhaal: &'v Verhaal, tekst: &str) -> PerVersie<'v> {
    decor.versies.iter().map(|boek| bind(boek, verhaal, tekst)).collect()
}

/// All steps, played, each under the version that holds on its day; with the version that gives their
/// order.
fn opgevoerd<'a, 'g, 'v>(
    decor: Decor<'_>,
    gebonden: &'g PerVersie<'v>,
    tekst: &'a str,
) -> Result<(Toneel<'a>, &'g Gebonden<'v>), Uitslag> {
    // One version that knows every word gives the order; which one holds is decided step by step.
    let Some(rooster) = gebonden.iter().find_map(|g| g.as_ref().ok()) else {
        let fouten = gebonden.iter().find_map(|g| g.as_ref().err());
        return Err(Uitslag { mislukt: fouten.cloned().unwrap_or_default(), ..Uitslag::default() });
    };
    let mut volgorde: Vec<usize> = (0..rooster.stappen.len()).collect();
    volgorde.sort_by_key(|i| rooster.stappen[*i].vastgelegd);
    let mut toneel = Toneel { gebeurd: Vec::new(), uitslag: Uitslag::default(), tekst };
    for i in volgorde {
        let op = rooster.stappen[i].bron.op;
        let versie = versie_op(decor.versies, toneel.gebeurd.iter().map(|v| &v.gebeurtenis), op);
        match &gebonden[versie] {
            Ok(g) => toneel.stap(decor.versies[versie], &g.stappen[i]),
            Err(mislukt) => {
                toneel.uitslag.mislukt.extend(mislukt.iter().cloned());
                return Err(toneel.uitslag);
            }
        }
    }
    Ok((toneel, rooster))
}

/// An event, when it was recorded, and where its step stands in the file.
struct Voorval {
    vastgelegd: Datum,
    plek: usize,
    gebeurtenis: Gebeurtenis,
}

struct Toneel<'a> {
    gebeurd: Vec<Voorval>,
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
            tekening: None,
        });
    }

    /// The events that are seen on this day: what was recorded up to it, and of that day what stands
    /// above in the file.
    fn gezien_op(
        &self,
        op: Datum,
        erboven: impl Fn(usize) -> bool,
    ) -> impl Iterator<Item = &Gebeurtenis> {
        self.gebeurd
            .iter()
            .filter(move |v| v.vastgelegd < op || v.vastgelegd == op && erboven(v.plek))
            .map(|v| &v.gebeurtenis)
    }

    fn stap(&mut self, boek: &Boek, stap: &GebondenStap<'_>) {
        self.uitslag.stappen += 1;
        let daad = &boek.daad(stap.daad).id;
        let wat = format!("{}: {} doet {daad}", stap.bron.op, stap.bron.wie);
        let stand = Stand::van(boek, self.gebeurd.iter().map(|v| &v.gebeurtenis));
        let (wie, aan) = match (wie(boek, &stand, stap), aan(boek, &stand, &stap.aan)) {
            (Ok(w), Ok(a)) => (w, a),
            (Err(reden), _) | (_, Err(reden)) => return self.mislukt(stap.plek, wat, reden),
        };
        let opdracht = Opdracht {
            daad: daad.clone(),
            wie,
            aan,
            velden: stap.velden.clone(),
            gebeurd_op: stap.bron.op,
        };
        let moet_geweigerd = stap.weigert();
        let mut oordeel = beslis(boek, &stand, opdracht.clone(), stap);
        if let (Err(w), None) = (&oordeel, moet_geweigerd) {
            let persoon = dossier::Persoon { naam: stap.bron.persoon.clone(), account: None };
            let blik = Blik::new(boek, &stand, stap.bron.op).door(&persoon);
            if let Some(velden) = vul_aan(&blik, stap.daad, stap.wie.rol, &stap.velden, w) {
                let opdracht = Opdracht { velden, ..opdracht };
                oordeel = beslis(boek, &stand, opdracht, stap);
            }
        }
        self.uitslag.verwachtingen += usize::from(moet_geweigerd.is_some());
        match (oordeel, moet_geweigerd) {
            (Ok(besluit), None) => {
                let nummer = u32::try_from(self.gebeurd.len()).unwrap_or(u32::MAX) + 1;
                let moment = jiff::tz::TimeZone::UTC
                    .to_timestamp(stap.vastgelegd.at(12, 0, 0, 0))
                    .unwrap_or_default();
                self.gebeurd.push(Voorval {
                    vastgelegd: stap.vastgelegd,
                    plek: stap.plek,
                    gebeurtenis: besluit.leg_vast(nummer, moment),
                });
            }
            (Ok(besluit), Some(artikel)) => {
                let artikel =
                    artikel.map_or(String::new(), |a| format!(" op grond van artikel {a}"));
                self.mislukt(
                    stap.plek,
                    format!("{wat} moet geweigerd worden{artikel}"),
                    format!("het mag ({})", boek.citeer(&besluit.vindplaats)),
                );
            }
            (Err(w), Some(Some(artikel))) if !w.noemt(boek, artikel) => self.mislukt(
                stap.plek,
                format!("{wat} moet geweigerd worden op grond van artikel {artikel}"),
                format!("het wordt geweigerd om een andere reden:\n{}", redenen(boek, &w)),
            ),
            (Err(_), Some(_)) => {}
            (Err(w), None) => self.mislukt(
                stap.plek,
                format!("{wat} moet kunnen"),
                format!("het wordt geweigerd:\n{}", redenen(boek, &w)),
            ),
        }
    }
}

/// In a story an earlier register is taken over by telling what it says.
fn beslis(
    boek: &Boek,
    stand: &Stand,
    opdracht: Opdracht,
    stap: &GebondenStap<'_>,
) -> Result<Besluit, Weigering> {
    if boek.daad(stap.daad).neemt_over {
        neem_over(boek, stand, opdracht, stap.vastgelegd, Volledigheid::Alles)
    } else {
        decide(boek, stand, opdracht, stap.vastgelegd)
    }
}

/// The reasons of a refusal, one a line, with their articles.
pub(crate) fn redenen(boek: &Boek, w: &Weigering) -> String {
    w.redenen
        .iter()
        .map(|r| format!("- {}", r.met_artikel(boek, Taal::Nl)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn wie(boek: &Boek, stand: &Stand, stap: &GebondenStap<'_>) -> Result<Wie, String> {
    let rol = stap.wie.rol;
    let partij = match &stap.wie.welke {
        None => stand.partijen_in(rol).next().map(|(_, p)| p.id.clone()),
        Some(_) => match partij(boek, stand, &stap.wie) {
            Ok(id) => Some(id),
            // Who opens a dossier may be named in that very act.
            Err(_) if stand.versie() == 0 => {
                stand.partijen_in(rol).next().map(|(_, p)| p.id.clone())
            }
            Err(reden) => return Err(reden),
        },
    };
    let persoon = stap.bron.persoon.clone();
    Ok(Wie { rol: boek.rol(rol).id.clone(), partij, account: None, persoon })
}

fn aan(boek: &Boek, stand: &Stand, personen: &[Persoon]) -> Result<Vec<String>, String> {
    personen
        .iter()
        .map(|p| {
            let rol = &boek.rol(p.rol).id;
            match &p.welke {
                None => Ok(rol.clone()),
                Some(Welke::Naam(naam)) => Ok(format!("{rol}:{naam}")),
                Some(Welke::Nummer(_)) => {
                    let id = partij(boek, stand, p)?;
                    // The first party of a role bears the role's own id, which means all of them.
                    let naam =
                        stand.partijen().iter().find(|q| q.id == id).and_then(|q| q.naam.clone());
                    Ok(naam.filter(|_| id == *rol).map_or(id, |n| format!("{rol}:{n}")))
                }
            }
        })
        .collect()
}

/// Id of the party that is meant.
fn partij(boek: &Boek, stand: &Stand, p: &Persoon) -> Result<String, String> {
    let rol = &boek.rol(p.rol).id;
    let mut partijen = stand.partijen_in(p.rol).map(|(_, q)| q);
    let (gevonden, wie) = match &p.welke {
        None => (partijen.next(), String::new()),
        Some(Welke::Naam(n)) => (
            partijen.find(|q| q.naam.as_deref() == Some(n) || q.id == *n),
            format!(" met de naam `{n}`"),
        ),
        Some(Welke::Nummer(n)) => (partijen.nth(n.saturating_sub(1)), format!(" nummer {n}")),
    };
    gevonden.map(|q| q.id.clone()).ok_or_else(|| {
        let er: Vec<&str> =
            stand.partijen_in(p.rol).filter_map(|(_, q)| q.naam.as_deref()).collect();
        let er = if er.is_empty() { "niemand met een naam".to_owned() } else { er.join(", ") };
        format!("in dit dossier is geen {rol}{wie}; wel: {er}")
    })
}
