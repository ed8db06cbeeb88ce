//! Expectations: does it hold on that day, and if not, what is there instead, and why.
//!
//! Always holds: an expectation is met or told; each failure shows what the engine found, with the
//! article and the arithmetic.

mod plichten;

use dossier::{Blik, Doel, KlokStand, Opdracht, Stand, Weigering, Wie, bewaartermijn, decide};
use regeling::norm::{Geschil, Vermelding, Vindplaats};
use regeling::voorwaarde::Voorwaarde;
use regeling::zoeken::kaal;
use regeling::{Boek, DaadId, FeitId, KlokId, RolId};
use termijn::{Datum, Taal};

use crate::binden::{GebondenVerwacht, Onderwerp, Persoon, Welke};
use crate::invullen::vul_aan;
use crate::spelen::{Kader, redenen};
use crate::verhaal::{Bewaren, Staat, Verwacht};

/// What was expected, and what there is instead.
type Toets = Result<(), (String, String)>;

/// Does this expectation hold of this stand?
pub(crate) fn toets(kader: Kader<'_>, stand: &Stand, v: &GebondenVerwacht<'_>) -> Toets {
    let blik = Blik::new(kader.boek, stand, v.bron.op);
    match &v.onderwerp {
        Onderwerp::Plicht(p) => plichten::toets_plicht(&blik, p, v),
        Onderwerp::Klok(k) => toets_klok(&blik, *k, v),
        Onderwerp::Mag(d, moet_mogen) => toets_mag(&blik, *d, v, *moet_mogen),
        Onderwerp::Stuk(i) => toets_stuk(&blik, kader.geschil, *i, v),
        Onderwerp::Bewaren(b) => toets_bewaren(&blik, *b),
        Onderwerp::Feit(f) => toets_feit(&blik, *f, v.bron.geldt.unwrap_or(true)),
        Onderwerp::Regimes(moet) => toets_regimes(&blik, moet),
        Onderwerp::Fase(i) => {
            let (gevraagd, er) = (&kader.boek.fasen[*i].id, blik.fase().map(|f| f.id.as_str()));
            if er == Some(gevraagd) {
                return Ok(());
            }
            Err((format!("fase {gevraagd}"), format!("de fase is: {}", er.unwrap_or("geen"))))
        }
    }
}

pub(super) fn doel_in_woorden(blik: &Blik<'_>, d: Doel) -> String {
    d.partij.map_or_else(
        || blik.boek.rol(d.rol).id.clone(),
        |i| {
            let p = &blik.stand.partijen()[usize::from(i)];
            p.naam.as_ref().map_or_else(|| p.id.clone(), |n| format!("{} ({n})", p.id))
        },
    )
}

/// `uiterlijk` is the last day as one counts it: the plain one, or the one after the shift of the law
/// unless `wettelijk` asks for that one precisely.
pub(super) fn datums_passen(
    v: &Verwacht,
    uiterlijk: Option<Datum>,
    wettelijk: Option<Datum>,
) -> bool {
    let verschoven = v.wettelijk.is_none().then_some(wettelijk).flatten();
    v.uiterlijk.is_none_or(|d| uiterlijk == Some(d) || verschoven == Some(d))
        && v.wettelijk.is_none_or(|d| wettelijk == Some(d))
}

fn toets_klok(blik: &Blik<'_>, id: KlokId, v: &GebondenVerwacht<'_>) -> Toets {
    let (klok, bron) = (blik.boek.klok(id), v.bron);
    let wat = wat_verwacht("klok", &klok.id, bron);
    let stand = match (blik.klok(id), bron.stand) {
        (None, Some(Staat::Geen)) => return Ok(()),
        (None, _) => return Err((wat, "die klok loopt nog niet".to_owned())),
        (Some(s), _) => s,
    };
    let is = klok_staat(&stand, blik.op);
    if datums_passen(bron, Some(stand.einde.einde), Some(stand.einde.wettelijk))
        && bron.artikel.as_deref().is_none_or(|a| blik.boek.is_artikel(&klok.vindplaats, a))
        && bron.stand.is_none_or(|s| s == is)
    {
        return Ok(());
    }
    Err((
        wat,
        format!(
            "de klok {}: uiterlijk {}, wettelijk {}, begonnen op {}, {}",
            is.woord(),
            stand.einde.einde,
            stand.einde.wettelijk,
            stand.begin.0,
            blik.boek.citeer(&klok.vindplaats)
        ),
    ))
}

fn klok_staat(s: &KlokStand, op: Datum) -> Staat {
    if s.is_verlopen(op) {
        Staat::Verlopen
    } else if s.loopt() {
        Staat::Loopt
    } else {
        Staat::Gestopt
    }
}

/// Without fields: does an article allow it? With fields: could it be done just so?
fn toets_mag(blik: &Blik<'_>, daad: DaadId, v: &GebondenVerwacht<'_>, moet_mogen: bool) -> Toets {
    let (boek, bron) = (blik.boek, v.bron);
    let id = &boek.daad(daad).id;
    let wat = wat_verwacht(if moet_mogen { "mag" } else { "mag_niet" }, id, bron);
    let persoon = dossier::Persoon { naam: bron.persoon.clone(), account: None };
    let blik = &blik.door(&persoon);
    let oordeel = |rol: RolId| -> Result<Vindplaats, Weigering> {
        if v.velden.is_empty() {
            return blik.mag(daad, rol, None).map(|(_, artikel)| artikel);
        }
        let opdracht = Opdracht {
            daad: id.clone(),
            wie: Wie { persoon: bron.persoon.clone(), ..Wie::rol(&boek.rol(rol).id) },
            aan: Vec::new(),
            velden: v.velden.clone(),
            gebeurd_op: blik.op,
        };
        let oordeel = decide(boek, blik.stand, opdracht.clone(), blik.op);
        let vertel = |w: &Weigering| vul_aan(blik, daad, rol, &v.velden, w);
        match oordeel.as_ref().err().filter(|_| moet_mogen).and_then(vertel) {
            Some(velden) => decide(boek, blik.stand, Opdracht { velden, ..opdracht }, blik.op),
            None => oordeel,
        }
        .map(|b| b.vindplaats)
    };
    let uit = match &v.wie {
        Some(w) => oordeel(w.rol),
        // Nobody named: may anybody?
        None => {
            let mut rollen = (0..boek.rollen.len()).map(RolId::van_ix);
            let eerste = rollen.next().map(&oordeel);
            let Some(eerste) = eerste else { return Ok(()) };
            eerste.or_else(|w| rollen.find_map(|r| oordeel(r).ok()).ok_or(w))
        }
    };
    let artikel = bron.artikel.as_deref();
    match (uit, moet_mogen) {
        (Ok(a), true) if artikel.is_none_or(|g| boek.is_artikel(&a, g)) => Ok(()),
        (Ok(a), true) => Err((wat, format!("het mag op grond van {}", boek.citeer(&a)))),
        (Ok(a), false) => Err((wat, format!("het mag wel ({})", boek.citeer(&a)))),
        (Err(w), true) => Err((wat, format!("het mag niet:\n{}", redenen(boek, &w)))),
        (Err(w), false) if artikel.is_none_or(|a| w.noemt(boek, a)) => Ok(()),
        (Err(w), false) => {
            Err((wat, format!("het mag niet, maar om een andere reden:\n{}", redenen(boek, &w))))
        }
    }
}

fn toets_stuk(blik: &Blik<'_>, geschil: &Geschil, ix: usize, v: &GebondenVerwacht<'_>) -> Toets {
    let (boek, bron) = (blik.boek, v.bron);
    let stuk = &boek.stukken[ix];
    let wat = wat_verwacht("stuk", &stuk.id, bron);
    let er: Vec<_> = blik.stukken(geschil).into_iter().filter(|s| s.stuk.id == stuk.id).collect();
    match bron.aantal {
        Some(0) if er.is_empty() => return Ok(()),
        Some(n) if n != er.len() => return Err((wat, format!("er zijn er {}", er.len()))),
        _ if er.is_empty() => return Err((wat, "dat stuk is er niet op die dag".to_owned())),
        _ => {}
    }
    let noemt = |m: &Vermelding, woord: &str| {
        kaal(&m.wat) == kaal(woord)
            || kaal(&boek.item_in_woorden(stuk.bij, &m.wat, Taal::Nl)) == kaal(woord)
    };
    let artikel_past =
        |l: &[&Vermelding], a: &str| l.iter().any(|m| boek.is_artikel(&m.vindplaats, a));
    let past = er.iter().any(|s| {
        v.aan.iter().all(|a| s.aan.iter().any(|d| is_doel(blik, Some(*d), a)))
            && bron.vermeldt.iter().all(|w| s.vermeldt.iter().any(|m| noemt(m, w)))
            && bron.ontbreekt.iter().all(|w| s.ontbreekt.iter().any(|m| noemt(m, w)))
            && bron.artikel.as_deref().is_none_or(|a| {
                boek.is_artikel(&s.stuk.vindplaats, a)
                    || artikel_past(&s.vermeldt, a)
                    || artikel_past(&s.ontbreekt, a)
            })
    });
    if past {
        return Ok(());
    }
    let noem = |l: &[&Vermelding]| match l {
        [] => "niets".to_owned(),
        l => l.iter().map(|m| m.wat.as_str()).collect::<Vec<_>>().join(", "),
    };
    let regels: Vec<String> = er
        .iter()
        .map(|s| {
            let aan: Vec<String> = s.aan.iter().map(|d| doel_in_woorden(blik, *d)).collect();
            format!(
                "- aan {}; vermeldt {}; mist {}; {}",
                aan.join(", "),
                noem(&s.vermeldt),
                noem(&s.ontbreekt),
                boek.citeer(&s.stuk.vindplaats)
            )
        })
        .collect();
    Err((wat, format!("er is:\n{}", regels.join("\n"))))
}

fn toets_bewaren(blik: &Blik<'_>, gevraagd: Bewaren) -> Toets {
    let er = bewaartermijn(blik);
    match (gevraagd, &er) {
        (Bewaren::Niet, None) => return Ok(()),
        (Bewaren::Opgeschort, Some(b)) if b.opgeschort.is_some() => return Ok(()),
        (Bewaren::Tot(d), Some(b)) if b.tot == d => return Ok(()),
        _ => {}
    }
    let wat = match gevraagd {
        Bewaren::Niet => "bewaren_tot niet".to_owned(),
        Bewaren::Opgeschort => "bewaren_tot opgeschort".to_owned(),
        Bewaren::Tot(d) => format!("bewaren_tot {d}"),
    };
    let reden = er.map_or("er is nog geen bewaartermijn: de procedure loopt".to_owned(), |b| {
        format!(
            "bewaren tot {} ({}), te rekenen vanaf {}",
            b.tot,
            blik.boek.citeer(&b.vindplaats),
            b.vanaf
        )
    });
    Err((wat, reden))
}

fn toets_feit(blik: &Blik<'_>, feit: FeitId, geldt: bool) -> Toets {
    if blik.geldt(&Voorwaarde::Feit(feit)) == geldt {
        return Ok(());
    }
    let id = &blik.boek.feit(feit).id;
    let (wat, er) = if geldt { ("geldt", "geldt niet") } else { ("geldt niet", "geldt") };
    Err((format!("feit {id} {wat}"), format!("het feit {er}: {}", waarom(blik.boek, feit, !geldt))))
}

/// Do exactly these rules hold?
fn toets_regimes(blik: &Blik<'_>, moet: &[usize]) -> Toets {
    let opsomming = |ids: Vec<&str>| {
        if ids.is_empty() { "geen".to_owned() } else { ids.join(", ") }
    };
    let moet: Vec<&str> = moet.iter().map(|i| blik.boek.regimes[*i].id.as_str()).collect();
    let er: Vec<&str> = blik.geldende_regimes().iter().map(|r| r.id.as_str()).collect();
    if er == moet {
        return Ok(());
    }
    let gevonden = format!("de klacht valt onder: {}", opsomming(er));
    Err((format!("regime {}", opsomming(moet)), gevonden))
}

/// Why a fact holds, or does not.
fn waarom(boek: &Boek, feit: FeitId, geldt: bool) -> String {
    let f = boek.feit(feit);
    let tekst = if geldt { &f.waarom.nl } else { &f.waarom_niet.nl };
    if tekst.is_empty() { boek.voorwaarde_in_woorden(&f.als, Taal::Nl) } else { tekst.clone() }
}

/// Is this aim the one that is meant?
pub(super) fn is_doel(blik: &Blik<'_>, doel: Option<Doel>, wie: &Persoon) -> bool {
    let Some(doel) = doel.filter(|d| d.rol == wie.rol) else { return false };
    let partij = doel.partij.map(|i| &blik.stand.partijen()[usize::from(i)]);
    match &wie.welke {
        None => true,
        Some(Welke::Naam(n)) => partij.is_some_and(|p| p.naam.as_deref() == Some(n) || p.id == *n),
        Some(Welke::Nummer(n)) => {
            let mut in_rol = blik.stand.partijen_in(wie.rol).map(|(i, _)| i);
            in_rol.nth(n.saturating_sub(1)).is_some_and(|i| doel.partij == Some(i))
        }
    }
}

pub(super) fn wat_verwacht(soort: &str, id: &str, v: &Verwacht) -> String {
    let mut zin = format!("{soort} {id}");
    let mut voeg = |naam: &str, waarde: Option<String>| {
        if let Some(w) = waarde {
            zin.push_str(&format!(", {naam} {w}"));
        }
    };
    voeg("wie", v.wie.clone());
    voeg("aan", v.aan.as_ref().map(|a| a.lijst().join(" en ")));
    voeg("uiterlijk", v.uiterlijk.map(|d| d.to_string()));
    voeg("wettelijk", v.wettelijk.map(|d| d.to_string()));
    voeg("artikel", v.artikel.clone());
    voeg("stand", v.stand.map(|s| s.woord().to_owned()));
    voeg("aantal", v.aantal.map(|n| n.to_string()));
    voeg("vermeldt", (!v.vermeldt.is_empty()).then(|| v.vermeldt.join(", ")));
    voeg("ontbreekt", (!v.ontbreekt.is_empty()).then(|| v.ontbreekt.join(", ")));
    zin
}
