//! Expectations: does it hold on that day, and if not, what is there instead, and why.
//!
//! Always holds: an expectation is met or told; each failure shows what the engine found, with the
//! article and the arithmetic.

use dossier::{
    Afloop, Blik, Doel, KlokStand, Opdracht, PlichtStand, Stand, Uitleg, Weigering, Wie,
    bewaartermijn, decide,
};
use regeling::norm::{Doet, Geschil, NormSoort, Vermelding, Vindplaats};
use regeling::voorwaarde::Voorwaarde;
use regeling::zoeken::kaal;
use regeling::{Boek, DaadId, FeitId, KlokId, RolId};
use termijn::{Datum, Taal};

use crate::binden::{GebondenVerwacht, Onderwerp, Persoon, Plicht, Welke};
use crate::spelen::{Decor, redenen};
use crate::verhaal::{Bewaren, Staat, Verwacht};

/// What was expected, and what there is instead.
type Toets = Result<(), (String, String)>;

/// Does this expectation hold of this stand?
pub(crate) fn toets(decor: Decor<'_>, stand: &Stand, v: &GebondenVerwacht<'_>) -> Toets {
    let blik = Blik::new(decor.boek, stand, v.bron.op);
    match &v.onderwerp {
        Onderwerp::Plicht(p) => toets_plicht(&blik, p, v),
        Onderwerp::Klok(k) => toets_klok(&blik, *k, v),
        Onderwerp::Mag(d, moet_mogen) => toets_mag(&blik, *d, v, *moet_mogen),
        Onderwerp::Stuk(i) => toets_stuk(&blik, decor.geschil, *i, v),
        Onderwerp::Bewaren(b) => toets_bewaren(&blik, *b),
        Onderwerp::Feit(f) => toets_feit(&blik, *f, v.bron.geldt.unwrap_or(true)),
        Onderwerp::Fase(i) => {
            let (gevraagd, er) = (&decor.boek.fasen[*i].id, blik.fase().map(|f| f.id.as_str()));
            if er == Some(gevraagd) {
                return Ok(());
            }
            Err((format!("fase {gevraagd}"), format!("de fase is: {}", er.unwrap_or("geen"))))
        }
    }
}

/// A duty of whatever kind.
struct Er<'a> {
    vindplaats: &'a Vindplaats,
    wie: &'a [RolId],
    aan: Option<Doel>,
    uiterlijk: Option<Datum>,
    wettelijk: Option<Datum>,
    afloop: Afloop,
    in_woorden: String,
}

fn toets_plicht(blik: &Blik<'_>, plicht: &Plicht, v: &GebondenVerwacht<'_>) -> Toets {
    let (boek, bron) = (blik.boek, v.bron);
    let wat = wat_verwacht("plicht", bron.plicht.as_deref().unwrap_or_default(), bron);
    let er = plichten(blik, plicht);
    let stand = bron.stand.filter(|s| *s != Staat::Geen);
    let past = |p: &&Er<'_>, aan: Option<&Persoon>| {
        aan.is_none_or(|a| is_doel(blik, p.aan, a))
            && v.wie.as_ref().is_none_or(|w| p.wie.iter().any(|n| boek.treedt_op_als(w.rol, *n)))
            && bron.artikel.as_deref().is_none_or(|a| boek.is_artikel(p.vindplaats, a))
            && datums_passen(bron, p.uiterlijk, p.wettelijk)
            && stand.is_none_or(|s| past_bij(s, &p.afloop))
    };
    // Towards each who is named there must be one.
    let aantallen: Vec<usize> = if v.aan.is_empty() {
        vec![er.iter().filter(|p| past(p, None)).count()]
    } else {
        v.aan.iter().map(|a| er.iter().filter(|p| past(p, Some(a))).count()).collect()
    };
    let samen: usize = aantallen.iter().sum();
    let lijst = || er.iter().map(|p| p.in_woorden.as_str()).collect::<Vec<_>>().join("\n");
    match (bron.stand, bron.aantal) {
        (Some(Staat::Geen), _) if samen == 0 => Ok(()),
        (Some(Staat::Geen), _) => Err((wat, format!("die plicht is er wel:\n{}", lijst()))),
        (_, Some(n)) if n == samen => Ok(()),
        (_, None) if aantallen.iter().all(|n| *n > 0) => Ok(()),
        _ if er.is_empty() => Err((wat, "zo'n plicht is er niet op die dag".to_owned())),
        _ => Err((wat, format!("er is ({samen} past):\n{}", lijst()))),
    }
}

fn plichten<'a>(blik: &Blik<'a>, gevraagd: &Plicht) -> Vec<Er<'a>> {
    let boek = blik.boek;
    // A duty that several acts can meet goes by the first of them, unless no duty goes by this one.
    let eerste_in_lijst = |d: &DaadId| {
        boek.normen.iter().any(|n| {
            n.soort == NormSoort::Plicht
                && matches!(&n.doet, Doet::Daden(l) if l.first() == Some(d))
        })
    };
    let gewoon = blik.plichten().into_iter().filter(|p| match gevraagd {
        Plicht::Daad(d) if eerste_in_lijst(d) => p.daad == *d,
        Plicht::Daad(d) => boek.norm(p.norm).doet.omvat(*d),
        Plicht::Norm(n) => n.contains(&p.norm),
        Plicht::Kalender(_) => false,
    });
    let mut uit: Vec<Er<'a>> = gewoon
        .map(|p| {
            let norm = boek.norm(p.norm);
            Er {
                vindplaats: &norm.vindplaats,
                wie: &norm.wie,
                aan: p.aan,
                uiterlijk: p.uiterlijk,
                wettelijk: p.wettelijk,
                in_woorden: plicht_in_woorden(blik, &p),
                afloop: p.afloop,
            }
        })
        .collect();
    let kalender = blik.kalenderplichten().into_iter().filter(|k| match gevraagd {
        Plicht::Daad(d) => k.plicht.doet == *d,
        Plicht::Kalender(id) => k.plicht.id == *id,
        Plicht::Norm(_) => false,
    });
    uit.extend(kalender.map(|k| Er {
        vindplaats: &k.plicht.vindplaats,
        wie: &k.plicht.wie,
        aan: None,
        uiterlijk: Some(k.uiterlijk),
        wettelijk: Some(k.uiterlijk),
        in_woorden: format!(
            "- {}: {}, uiterlijk {}, {}, te rekenen vanaf {}",
            k.plicht.id,
            stand_van(&k.afloop).woord(),
            k.uiterlijk,
            boek.citeer(&k.plicht.vindplaats),
            k.vanaf
        ),
        afloop: k.afloop,
    }));
    uit
}

fn plicht_in_woorden(blik: &Blik<'_>, p: &PlichtStand) -> String {
    let boek = blik.boek;
    let aan = p.aan.map_or(String::new(), |d| format!(" aan {}", doel_in_woorden(blik, d)));
    let Uitleg { artikel, aanleiding, rekening, .. } = blik.uitleg(p, Taal::Nl);
    let datum = p.uiterlijk.map_or("zonder datum".to_owned(), |d| format!("uiterlijk {d}"));
    let wettelijk = p
        .wettelijk
        .filter(|w| p.uiterlijk != Some(*w))
        .map_or(String::new(), |w| format!(", wettelijk {w}"));
    format!(
        "- {}{aan}: {}, {datum}{wettelijk}, {artikel}; {aanleiding}. {}",
        boek.daad(p.daad).id,
        stand_van(&p.afloop).woord(),
        rekening.join(" ")
    )
}

fn doel_in_woorden(blik: &Blik<'_>, d: Doel) -> String {
    d.partij.map_or_else(
        || blik.boek.rol(d.rol).id.clone(),
        |i| {
            let p = &blik.stand.partijen()[usize::from(i)];
            p.naam.as_ref().map_or_else(|| p.id.clone(), |n| format!("{} ({n})", p.id))
        },
    )
}

fn stand_van(a: &Afloop) -> Staat {
    match a {
        Afloop::Open => Staat::Open,
        Afloop::TeLaat => Staat::TeLaat,
        Afloop::Vervuld { te_laat: true, .. } => Staat::TeLaatVervuld,
        Afloop::Vervuld { te_laat: false, .. } => Staat::Vervuld,
        Afloop::Vervallen { .. } => Staat::Vervallen,
    }
}

fn past_bij(gevraagd: Staat, a: &Afloop) -> bool {
    match (gevraagd, a) {
        (Staat::Vervuld, Afloop::Vervuld { .. }) => true,
        _ => stand_van(a) == gevraagd,
    }
}

/// `uiterlijk` is the last day as one counts it: the plain one, or the one after the shift of the law
/// unless `wettelijk` asks for that one precisely.
fn datums_passen(v: &Verwacht, uiterlijk: Option<Datum>, wettelijk: Option<Datum>) -> bool {
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
    let oordeel = |rol: RolId| -> Result<Vindplaats, Weigering> {
        if v.velden.is_empty() {
            return blik.mag(daad, rol, Some(&v.velden)).map(|(_, artikel)| artikel);
        }
        let opdracht = Opdracht {
            daad: id.clone(),
            wie: Wie::rol(&boek.rol(rol).id),
            aan: Vec::new(),
            velden: v.velden.clone(),
            gebeurd_op: blik.op,
        };
        decide(boek, blik.stand, opdracht, blik.op).map(|b| b.vindplaats)
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
        (Bewaren::Tot(d), Some(b)) if b.tot == d => return Ok(()),
        _ => {}
    }
    let wat = match gevraagd {
        Bewaren::Niet => "bewaren_tot niet".to_owned(),
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

/// Why a fact holds, or does not.
fn waarom(boek: &Boek, feit: FeitId, geldt: bool) -> String {
    let f = boek.feit(feit);
    let tekst = if geldt { &f.waarom.nl } else { &f.waarom_niet.nl };
    if tekst.is_empty() { boek.voorwaarde_in_woorden(&f.als, Taal::Nl) } else { tekst.clone() }
}

/// Is this aim the one that is meant?
fn is_doel(blik: &Blik<'_>, doel: Option<Doel>, wie: &Persoon) -> bool {
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

fn wat_verwacht(soort: &str, id: &str, v: &Verwacht) -> String {
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
