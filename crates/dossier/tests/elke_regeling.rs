//! What holds under every regulation in the folder, whatever people do and in whatever order: random
//! permitted acts on random days, also such as were recorded later than they happened.
//!
//! `WEDERHOOR_GEVALLEN=1000 cargo test -p dossier --test elke_regeling` plays more cases of each regulation.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod verzinsel;

use dossier::{
    Afloop, Blik, Gebeurtenis, Grondslag, PlichtStand, Stand, Uitleg, bewaartermijn, leidend,
};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestError, TestRunner};
use regeling::norm::{Doet, NormSoort};
use regeling::voorwaarde::{AanToets, Voorwaarde};
use regeling::woorden::VeldSoort;
use regeling::{Boek, DaadId, RolId, Vindplaats, Waarde};
use termijn::{Datum, Taal};
use verzinsel::{Gedaan, Poging, Verzinsel, boeken};

/// How many cases of each regulation, unless the environment says otherwise.
const GEVALLEN: u32 = 200;
const TALEN: [Taal; 2] = [Taal::Nl, Taal::En];

fn poging() -> impl Strategy<Value = Poging> {
    let later = prop_oneof![6 => 0..4u16, 4 => 4..15u16, 1 => 15..80u16];
    let geleden = prop_oneof![8 => Just(0u16), 2 => 1..10u16];
    (later, geleden, any::<u16>(), any::<u16>(), any::<u32>())
        .prop_map(|(later, geleden, wie, wat, zaad)| Poging { later, geleden, wie, wat, zaad })
}

/// The first day, with Christmas, Easter and Kingsday in reach; and what is tried from then on.
fn geval() -> impl Strategy<Value = (i64, Vec<Poging>)> {
    (0..1100i64, prop::collection::vec(poging(), 12..60))
}

fn begin(dagen: i64) -> Datum {
    jiff::civil::date(2025, 1, 1).saturating_add(jiff::Span::new().days(dagen))
}

type Uitkomst = Result<(), TestCaseError>;

#[test]
fn random_stories_under_every_regulation_hold_what_must_always_hold() {
    let gevallen =
        std::env::var("WEDERHOOR_GEVALLEN").ok().and_then(|g| g.parse().ok()).unwrap_or(GEVALLEN);
    let boeken = boeken();
    assert!(boeken.len() >= 3, "the regulations are there");
    let mut gedaan = 0;
    let mut gehoord = 0;
    for boek in &boeken {
        let regels = Regels::new(boek);
        let teller = std::cell::Cell::new((0, 0, 0));
        let mut runner = TestRunner::new(ProptestConfig {
            cases: gevallen,
            failure_persistence: None,
            max_shrink_iters: 3000,
            ..ProptestConfig::default()
        });
        let uit = runner.run(&geval(), |(dag, pogingen)| {
            let (v, oordelen, hersteld) = speel(&regels, begin(dag), &pogingen)?;
            let (a, b, c) = teller.get();
            teller.set((a + v.gebeurd.len(), b + oordelen, c + hersteld));
            Ok(())
        });
        if let Err(TestError::Fail(reden, (dag, pogingen))) = uit {
            let mut v = Verzinsel::new(boek, begin(dag));
            for p in &pogingen {
                v.probeer(p);
            }
            panic!("{reden}\n\nOn {}, this story shows it:\n\n{}", v.vandaag, v.als_verhaal());
        }
        uit.unwrap();
        let (acts, oordelen, hersteld) = teller.get();
        assert!(hersteld > gevallen as usize / 10, "{}: only {hersteld} set right", boek.kop().id);
        assert!(acts > 8 * gevallen as usize, "{}: only {acts} acts", boek.kop().id);
        gedaan += acts;
        gehoord += oordelen;
    }
    assert!(gehoord > 0, "some of {gedaan} acts had to wait until the other side was heard");
}

/// What a regulation says that is looked at from outside the engine.
struct Regels<'b> {
    boek: &'b Boek,
    artikelen: Vec<Vindplaats>,
    /// Acts that must wait until one of these acts was done towards (or by) each one in a role.
    gehoord: Vec<(DaadId, Vec<Kans>, RolId)>,
}

impl<'b> Regels<'b> {
    fn new(boek: &'b Boek) -> Self {
        let mut artikelen: Vec<Vindplaats> =
            boek.normen.iter().map(|n| n.vindplaats.clone()).collect();
        artikelen.extend(boek.klokken.iter().map(|k| k.vindplaats.clone()));
        artikelen
            .extend(boek.klokken.iter().flat_map(|k| &k.verdaging).map(|v| v.vindplaats.clone()));
        artikelen.extend(boek.gronden.iter().map(|g| g.vindplaats.clone()));
        artikelen.extend(boek.eindes.iter().map(|e| e.vindplaats.clone()));
        artikelen.extend(boek.bewaringen.iter().map(|b| b.vindplaats.clone()));
        artikelen.extend(boek.kanalen.iter().map(|k| k.vindplaats.clone()));
        artikelen.extend(
            boek.kalenderplichten
                .iter()
                .flat_map(|k| [k.vindplaats.clone(), k.betrekt_vindplaats.clone()]),
        );
        let mut gehoord = Vec::new();
        for n in boek.normen.iter().filter(|n| n.soort == NormSoort::Verbod && n.wie.is_empty()) {
            // Forbidden unless it was done, or forbidden as long as it was not done.
            let tenzij = match (&n.tenzij, &n.als) {
                (Some(v), None) => v,
                (None, Some(Voorwaarde::Niet(v))) => v,
                _ => continue,
            };
            let (Doet::Daden(daden), None) = (&n.doet, &n.na) else { continue };
            for (eerst, rol) in aan_elke(boek, tenzij) {
                gehoord.extend(daden.iter().map(|d| (*d, eerst.clone(), rol)));
            }
        }
        Self { boek, artikelen, gehoord }
    }
}

/// An act towards somebody, or by him.
#[derive(Clone, Copy)]
enum Kans {
    Aan(DaadId),
    Door(DaadId),
}

/// The acts that a condition wants done towards everybody in a role, whatever else it wants.
fn aan_elke(boek: &Boek, v: &Voorwaarde) -> Vec<(Vec<Kans>, RolId)> {
    match v {
        Voorwaarde::Feit(f) => aan_elke(boek, &boek.feit(*f).als),
        Voorwaarde::Alle(l) => l.iter().flat_map(|v| aan_elke(boek, v)).collect(),
        Voorwaarde::Gebeurd(g) if g.waar.is_empty() && g.door.is_empty() && g.sinds.is_none() => {
            match g.aan {
                AanToets::Elke(rol) => vec![(vec![Kans::Aan(g.daad)], rol)],
                AanToets::Ieder | AanToets::Een(_) => Vec::new(),
            }
        }
        Voorwaarde::Elke { rol, een_van } => {
            let kans = |g: &regeling::voorwaarde::Gebeurd| match g.aan {
                AanToets::Een(r) if r == *rol => Kans::Aan(g.daad),
                _ => Kans::Door(g.daad),
            };
            vec![(een_van.iter().map(kans).collect(), *rol)]
        }
        _ => Vec::new(),
    }
}

/// Plays a case and looks at each step; gives how many acts had to wait for the other side.
fn speel<'b>(
    r: &Regels<'b>,
    begin: Datum,
    pogingen: &[Poging],
) -> Result<(Verzinsel<'b>, usize, usize), TestCaseError> {
    let mut v = Verzinsel::new(r.boek, begin);
    let (mut oordelen, mut hersteld_aantal) = (0, 0);
    for p in pogingen {
        if v.gebeurd.len() >= 40 {
            break;
        }
        let Some(gedaan) = v.probeer(p) else { continue };
        prop_assert!(
            r.artikelen.contains(&gedaan.artikel),
            "no such article: {:?}",
            gedaan.artikel
        );
        let rechtgezet = v.gebeurd.last().filter(|g| hersteld(r, &v, g).is_some());
        match rechtgezet {
            Some(g) => {
                rechtgezet_blijft_staan(r, &gedaan, hersteld(r, &v, g).unwrap())?;
                hersteld_aantal += 1;
            }
            None => {
                geen_plicht_weg(r, &gedaan)?;
                alleen_later(r, &gedaan)?;
            }
        }
        oordelen += eerst_gehoord(r, &v.gebeurd)?;
    }
    herspeeld(&v)?;
    tijd_neemt_niets_weg(r, &v)?;
    volledig_uitgelegd(r, &v)?;
    Ok((v, oordelen, hersteld_aantal))
}

/// The event that this one sets right.
fn hersteld(r: &Regels<'_>, v: &Verzinsel<'_>, g: &Gebeurtenis) -> Option<u32> {
    let daad = r.boek.daad_id(&g.daad).filter(|d| r.boek.daad(*d).herstelt)?;
    let veld = r.boek.daad(daad).velden.iter().find(|f| f.soort == VeldSoort::Gebeurtenis)?;
    let Some(Waarde::Getal(n)) = g.velden.get(&veld.id) else { return None };
    u32::try_from(*n).ok().filter(|n| v.stand.gebeurtenis(*n).is_some())
}

/// What is set right stays on the record, marked; a duty that is gone by it is gone for a reason, and one that was
/// met is open again only when what met it, or whom it concerned, was what was wrong.
fn rechtgezet_blijft_staan(r: &Regels<'_>, g: &Gedaan, doel: u32) -> Uitkomst {
    let (voor, na) = (Blik::new(r.boek, &g.voor, g.vandaag), Blik::new(r.boek, &g.na, g.vandaag));
    prop_assert_eq!(g.voor.gebeurtenissen().len() + 1, g.na.gebeurtenissen().len());
    let nu = g.na.gebeurtenis(doel).unwrap();
    prop_assert!(nu.hersteld_door == Some(g.na.versie()), "not marked: {nu:?}");
    let mensen = |s: &Stand| -> Vec<_> {
        s.partijen().iter().map(|p| (p.id.clone(), p.rol, p.naam.clone())).collect()
    };
    // Duties are told apart by the place of a party; compared only where everybody kept it.
    if mensen(&g.voor) != mensen(&g.na) {
        return Ok(());
    }
    // Whom it named came in later instead: what was told to them before that was told to nobody.
    let velden = &r.boek.daad(nu.daad).velden;
    let noemde = velden.iter().any(|v| matches!(v.soort, VeldSoort::Partijen(_)));
    let straks = na.plichten();
    for p in voor.plichten() {
        let norm = &r.boek.norm(p.norm).id;
        let Some(nu) = straks.iter().find(|s| zelfde(s, &p)) else {
            met_reden_weg(&na, &p, norm)?;
            continue;
        };
        if let Afloop::Vervuld { nummer, .. } = p.afloop {
            prop_assert!(
                !nu.afloop.is_open()
                    || nummer == doel
                    || p.aanleiding.1 == doel
                    || noemde && doel < nummer,
                "{norm} was met and is open again: {p:?} {nu:?}"
            );
        }
    }
    Ok(())
}

fn zelfde(a: &PlichtStand, b: &PlichtStand) -> bool {
    (a.norm, a.aan, a.onderdeel, a.aanleiding) == (b.norm, b.aan, b.onderdeel, b.aanleiding)
}

/// No duty disappears: it stays, is met, lapses under an article, or the engine says why it is gone.
fn geen_plicht_weg(r: &Regels<'_>, g: &Gedaan) -> Uitkomst {
    let (voor, na) = (Blik::new(r.boek, &g.voor, g.vandaag), Blik::new(r.boek, &g.na, g.vandaag));
    vergelijk(r, &voor, &na)
}

/// A duty that stood there before is gone: the engine says why.
fn met_reden_weg(na: &Blik<'_>, p: &PlichtStand, norm: &str) -> Uitkomst {
    let reden = na.waarom_weg(p);
    prop_assert!(
        reden
            .as_ref()
            .is_some_and(|r| !r.nl.is_empty() && !r.en.is_empty() && r.vindplaats.is_some()),
        "the duty {norm} is gone without a reason: {p:?}"
    );
    Ok(())
}

fn vergelijk(r: &Regels<'_>, voor: &Blik<'_>, na: &Blik<'_>) -> Uitkomst {
    let straks = na.plichten();
    for p in voor.plichten() {
        let norm = &r.boek.norm(p.norm).id;
        let Some(nu) = straks.iter().find(|s| zelfde(s, &p)) else {
            met_reden_weg(na, &p, norm)?;
            continue;
        };
        if let Afloop::Vervallen { door, .. } = &nu.afloop {
            let door = door.as_ref();
            prop_assert!(
                door.is_some_and(|d| r.artikelen.contains(d)),
                "{norm} lapses under no article"
            );
        }
        if matches!(p.afloop, Afloop::Vervuld { .. }) {
            prop_assert!(!nu.afloop.is_open(), "{norm} was met and is open again: {p:?} {nu:?}");
        }
    }
    Ok(())
}

/// Days pass, and nobody does anything: nothing is met by that, and nothing gets lost.
fn tijd_neemt_niets_weg(r: &Regels<'_>, v: &Verzinsel<'_>) -> Uitkomst {
    for dagen in [1, 30, 400] {
        let later = v.vandaag.saturating_add(jiff::Span::new().days(dagen));
        let (nu, straks) =
            (Blik::new(r.boek, &v.stand, v.vandaag), Blik::new(r.boek, &v.stand, later));
        vergelijk(r, &nu, &straks)?;
        for p in nu.plichten().iter().filter(|p| p.afloop.is_open()) {
            let s = straks.plichten().into_iter().find(|s| zelfde(s, p));
            let vanzelf = s.is_some_and(|s| matches!(s.afloop, Afloop::Vervuld { .. }));
            prop_assert!(!vanzelf, "a duty was met by the passing of time: {p:?}");
        }
    }
    Ok(())
}

/// An extension brings no end nearer, and no last day of a duty. One that comes to light later, and was told
/// before another that is known already, is left out: it uses up the one time that the article allows.
fn alleen_later(r: &Regels<'_>, g: &Gedaan) -> Uitkomst {
    let (voor, na) = (Blik::new(r.boek, &g.voor, g.vandaag), Blik::new(r.boek, &g.na, g.vandaag));
    for k in na.klokken() {
        prop_assert!(k.begin.0 <= k.eerste_einde.einde && k.eerste_einde.einde <= k.einde.einde);
        prop_assert!(k.einde.einde <= k.einde.wettelijk, "the law moves an end on, never back");
    }
    let ingehaald = g.na.gebeurtenissen().split_last().is_some_and(|(nieuw, eerder)| {
        eerder.iter().any(|e| e.daad == nieuw.daad && e.gebeurd_op > nieuw.gebeurd_op)
    });
    if ingehaald || !matches!(g.grondslag, Some(Grondslag::Verdaging(..))) {
        return Ok(());
    }
    let klokken = na.klokken();
    for k in voor.klokken() {
        let nu = klokken.iter().find(|n| n.klok == k.klok);
        prop_assert!(nu.is_some_and(|n| n.einde.einde >= k.einde.einde), "{k:?} became {nu:?}");
    }
    let plichten = na.plichten();
    for p in voor.plichten().iter().filter(|p| p.afloop.is_open()) {
        let Some(nu) = plichten.iter().find(|n| zelfde(n, p) && n.afloop.is_open()) else {
            continue;
        };
        prop_assert!(nu.uiterlijk >= p.uiterlijk, "{p:?} became {nu:?}");
    }
    Ok(())
}

/// Where a text forbids an act until everybody in a role had his chance, the events themselves show it.
fn eerst_gehoord(r: &Regels<'_>, gebeurd: &[Gebeurtenis]) -> Result<usize, TestCaseError> {
    let Some((laatste, eerder)) = gebeurd.split_last() else { return Ok(0) };
    let stand = Stand::van(r.boek, eerder);
    let mut gezien = 0;
    for (daad, eerst, rol) in &r.gehoord {
        if r.boek.daad(*daad).id != laatste.daad {
            continue;
        }
        gezien += 1;
        let rol_id = &r.boek.rol(*rol).id;
        for (ix, partij) in stand.partijen_in(*rol) {
            // As the record stands: what was set right counts as it was set right.
            let kans = stand.gebeurtenissen().iter().any(|g| {
                let is_kans = eerst.iter().any(|k| match k {
                    Kans::Aan(d) => g.daad == *d && g.is_aan(ix),
                    Kans::Door(d) => {
                        g.daad == *d && g.rol == *rol && g.door.is_none_or(|p| p == ix)
                    }
                });
                !g.vervallen && g.gebeurd_op <= laatste.gebeurd_op && is_kans
            });
            prop_assert!(kans, "{} before {} ({rol_id}) was heard", laatste.daad, partij.id);
        }
    }
    Ok(gezien)
}

fn afdruk(boek: &Boek, stand: &Stand, op: Datum) -> String {
    let blik = Blik::new(boek, stand, op);
    format!(
        "{stand:?} {:?} {:?} {:?} {:?}",
        blik.plichten(),
        blik.klokken(),
        blik.fase().map(|f| &f.id),
        bewaartermijn(&blik)
    )
}

/// The same events give the same answers, also after they were stored and read back.
fn herspeeld(v: &Verzinsel<'_>) -> Uitkomst {
    let json = serde_json::to_string(&v.gebeurd).unwrap();
    let terug: Vec<Gebeurtenis> = serde_json::from_str(&json).unwrap();
    prop_assert_eq!(&terug, &v.gebeurd);
    let opnieuw = Stand::van(v.boek, &terug);
    prop_assert_eq!(afdruk(v.boek, &v.stand, v.vandaag), afdruk(v.boek, &opnieuw, v.vandaag));
    Ok(())
}

/// Every duty, clock, act, the retention and the calendar are explained, wholly, in both languages.
fn volledig_uitgelegd(r: &Regels<'_>, v: &Verzinsel<'_>) -> Uitkomst {
    let blik = Blik::new(r.boek, &v.stand, v.vandaag);
    for l in leidend(blik.plichten()) {
        let u = TALEN.map(|t| blik.uitleg_leidend(&l, t));
        prop_assert_eq!(u[0].ook.len(), l.ook.len());
        volledig(r, &u)?;
        for ook in &l.ook {
            volledig(r, &TALEN.map(|t| blik.uitleg(ook, t)))?;
        }
    }
    for k in blik.klokken() {
        volledig(r, &TALEN.map(|t| blik.uitleg_klok(&k, t)))?;
    }
    for k in blik.kalenderplichten() {
        volledig(r, &TALEN.map(|t| blik.uitleg_kalender(&k, t)))?;
    }
    if let [Some(nl), Some(en)] = TALEN.map(|t| blik.uitleg_bewaren(t)) {
        volledig(r, &[nl, en])?;
    }
    for rol in (0..r.boek.rollen.len()).map(RolId::van_ix) {
        for h in blik.handelingen(rol) {
            let u = TALEN.map(|t| blik.uitleg_daad(h.daad, rol, None, t));
            volledig(r, &u)?;
            if let Err(w) = h.oordeel {
                prop_assert!(!w.redenen.is_empty() && w.redenen.len() <= u[0].rekening.len());
            }
        }
    }
    Ok(())
}

fn volledig(r: &Regels<'_>, talen: &[Uitleg; 2]) -> Uitkomst {
    for u in talen {
        let delen = [&u.wat, &u.stand, &u.artikel, &u.aanleiding];
        let lijsten = [&u.ook, &u.rekening, &u.wijzigt, &u.let_op];
        for zin in delen.into_iter().chain(lijsten.into_iter().flatten()) {
            prop_assert!(!zin.trim().is_empty(), "an empty part: {u:?}");
            let rest = ["{", "}", "  ", "..", " ,", " .", "()", "''", ": .", ":.", "None", "Some("];
            let over = rest.iter().find(|x| zin.contains(**x));
            prop_assert!(over.is_none(), "{over:?} in: {zin}");
        }
        prop_assert!(!u.rekening.is_empty() && !u.wijzigt.is_empty(), "a part is missing: {u:?}");
        let bekend = r.artikelen.iter().any(|a| r.boek.citeer(a) == u.artikel);
        prop_assert!(bekend, "no such article: {}", u.artikel);
        for zin in u.rekening.iter().chain(&u.wijzigt).chain(&u.let_op).chain(&u.ook) {
            prop_assert!(zin.ends_with(['.', '?', '!', ')']), "not a sentence: {zin}");
        }
    }
    let [nl, en] = talen;
    prop_assert!(nl.wat != en.wat || nl.stand != en.stand, "one language: {nl:?}");
    prop_assert_ne!(&nl.wijzigt, &en.wijzigt);
    prop_assert_eq!(nl.artikel.clone(), en.artikel.clone());
    Ok(())
}
