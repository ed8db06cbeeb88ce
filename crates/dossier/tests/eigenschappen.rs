//! What always holds of the engine, whatever people try in whatever order.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use dossier::{Afloop, Blik, Gebeurtenis, Grondslag, Soort, Stand, Velden, Waarde, leidend};
use gemeen::{Dossier, LIVIO, dag};
use proptest::prelude::*;
use regeling::woorden::{Veld, VeldSoort};
use regeling::{DaadId, RolId};
use termijn::Datum;

/// Those who act in a story; the board most often.
const ROLLEN: [&str; 8] = [
    "raad_van_bestuur",
    "klager",
    "raad_van_bestuur",
    "aangeklaagde",
    "raad_van_bestuur",
    "klachtenfunctionaris",
    "leidinggevende",
    "waarnemend_klachtenfunctionaris",
];

/// Days after the last attempt, which role, which act, which of the possible fillings.
type Poging = (u16, usize, usize, usize);

fn pogingen() -> impl Strategy<Value = Vec<Poging>> {
    prop::collection::vec((0..6u16, 0..64usize, 0..256usize, 0..8usize), 1..40)
}

/// All ways to fill in an act that make sense on this day.
fn invullingen(blik: &Blik<'_>, daad: DaadId) -> Vec<Velden> {
    let boek = blik.boek;
    let gronden: Vec<String> = boek.gronden_van(daad).map(|g| g.id.clone()).collect();
    // The days to which a clock can be extended.
    let mut tot: Vec<Datum> = Vec::new();
    for (k, i) in boek.verdagend(daad) {
        let Some(stand) = blik.klok(*k) else { continue };
        let grens = blik.grens(boek.klok(*k), &stand, &boek.klok(*k).verdaging[*i]);
        tot.extend(grens.map(|g| g.einde));
        tot.push(stand.einde.einde.saturating_add(jiff::Span::new().days(28)));
    }
    let waarde = |v: &Veld, ronde: usize| -> Option<Waarde> {
        Some(match &v.soort {
            VeldSoort::Tekst | VeldSoort::Regel | VeldSoort::Account => "tekst".into(),
            VeldSoort::Hoedanigheid => "client".into(),
            VeldSoort::Datum if v.id == "tot" && !tot.is_empty() => tot[ronde % tot.len()].into(),
            VeldSoort::Datum if v.id == "tot" => {
                blik.op.saturating_add(jiff::Span::new().years(3)).into()
            }
            VeldSoort::Datum => blik.op.into(),
            VeldSoort::JaNee => {
                Waarde::Ja(v.id == "client_akkoord" || v.id == "medewerker_aanwezig")
            }
            VeldSoort::Getal => Waarde::Getal(1),
            VeldSoort::Keuze(o) if v.id == "relatie" => o[0].id.as_str().into(),
            VeldSoort::Keuze(o) => o[ronde % o.len()].id.as_str().into(),
            VeldSoort::Keuzes(o) => Waarde::Lijst(o.iter().map(|o| o.id.as_str().into()).collect()),
            VeldSoort::Grond => gronden.get(ronde)?.as_str().into(),
            VeldSoort::Kanaal => {
                boek.kanalen.iter().find(|k| k.doet.contains(&daad))?.id.as_str().into()
            }
            VeldSoort::Partijen(_) => "Iemand".into(),
            VeldSoort::Partij => "klager".into(),
            VeldSoort::Gebeurtenis => Waarde::Getal(i64::try_from(ronde).ok()? + 1),
            VeldSoort::Invulling if v.verplicht => {
                Waarde::Groep([("onderwerp".to_owned(), "Iets anders".into())].into())
            }
            VeldSoort::Invulling => return None,
            VeldSoort::Bestanden | VeldSoort::Lijst(_) => Waarde::Lijst(Vec::new()),
        })
    };
    let te_herstellen =
        if boek.daad(daad).herstelt { blik.stand.gebeurtenissen().len() } else { 0 };
    (0..gronden.len().max(tot.len()).max(te_herstellen).max(2))
        .map(|ronde| {
            let velden = boek.daad(daad).velden.iter();
            velden.filter_map(|v| Some((v.id.clone(), waarde(v, ronde)?))).collect()
        })
        .collect()
}

/// A complaint, and what came of these attempts.
fn dossier(pogingen: &[Poging]) -> (Dossier<'static>, Datum) {
    let mut d = Dossier::klacht(&LIVIO, "2026-03-02");
    let mut op = dag("2026-03-02");
    for (later, rol, daad, ronde) in pogingen {
        op = op.saturating_add(jiff::Span::new().days(i64::from(*later)));
        let rol = ROLLEN[rol % ROLLEN.len()];
        let stand = d.stand();
        let blik = Blik::new(&LIVIO, &stand, op);
        // One of the acts that are open now; so that stories get somewhere.
        let mag: Vec<DaadId> = blik
            .handelingen(LIVIO.rol_id(rol).unwrap())
            .into_iter()
            .filter(|h| h.oordeel.is_ok())
            .map(|h| h.daad)
            .collect();
        let Some(daad) = mag.get(daad % mag.len().max(1)).copied() else { continue };
        let mut velden = invullingen(&blik, daad);
        let velden = velden.swap_remove(ronde % velden.len());
        drop(d.probeer(op, rol, &LIVIO.daad(daad).id.clone(), velden));
    }
    (d, op)
}

fn afdruk(stand: &Stand, op: Datum) -> String {
    let blik = Blik::new(&LIVIO, stand, op);
    format!("{stand:?} {:?} {:?} {:?}", blik.plichten(), blik.klokken(), blik.fase().map(|f| &f.id))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn replaying_the_same_events_gives_the_same_answers(pogingen in pogingen()) {
        let (d, op) = dossier(&pogingen);
        let stap_voor_stap = d.gebeurd.iter().fold(Stand::new(&LIVIO), |s, g| s.evolve(&LIVIO, g));
        prop_assert_eq!(afdruk(&d.stand(), op), afdruk(&stap_voor_stap, op));
        // Stored and read back, the events are the same events.
        let json = serde_json::to_string(&d.gebeurd).unwrap();
        let terug: Vec<Gebeurtenis> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&terug, &d.gebeurd);
    }

    #[test]
    fn what_is_permitted_can_be_done_and_what_is_refused_says_why(pogingen in pogingen()) {
        let (mut d, op) = dossier(&pogingen);
        let stand = d.stand();
        for rol in (0..LIVIO.rollen.len()).map(RolId::van_ix) {
            let blik = Blik::new(&LIVIO, &stand, op);
            for h in blik.handelingen(rol) {
                let (daad, rol) = (&LIVIO.daad(h.daad).id, &LIVIO.rol(rol).id);
                match h.oordeel {
                    Ok((grondslag, artikel)) => {
                        let mut laatste = None;
                        let gedaan = invullingen(&blik, h.daad).into_iter().any(|velden| {
                            let uit = d.probeer(op, rol, daad, velden);
                            laatste = uit.as_ref().err().cloned();
                            uit.is_ok()
                        });
                        prop_assert!(gedaan, "{rol} may do {daad} ({grondslag:?}) and cannot: {laatste:?}");
                        prop_assert!(!artikel.artikel.is_empty());
                        prop_assert!(grondslag != Grondslag::Kalender, "the calendar stands outside a dossier");
                        d.gebeurd.pop();
                    }
                    Err(w) => {
                        prop_assert!(!w.redenen.is_empty());
                        for r in &w.redenen {
                            prop_assert!(r.nl.len() > 10 && r.en.len() > 10, "{r:?}");
                            prop_assert!(r.vindplaats.is_some() || r.soort == Soort::GeenBevoegdheid, "{daad}: {r:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_duty_follows_its_trigger_and_what_was_met_stays_met(pogingen in pogingen()) {
        let (d, op) = dossier(&pogingen);
        let stand = d.stand();
        let nu = Blik::new(&LIVIO, &stand, op).plichten();
        let straks = Blik::new(&LIVIO, &stand, op.saturating_add(jiff::Span::new().days(90))).plichten();
        for p in &nu {
            let aanleiding = stand.gebeurtenis(p.aanleiding.1);
            prop_assert!(aanleiding.is_some_and(|g| g.gebeurd_op == p.aanleiding.0));
            prop_assert!(p.aanleiding.0 <= op);
            prop_assert!(p.uiterlijk.is_none_or(|u| u >= p.aanleiding.0));
            prop_assert!(p.wettelijk >= p.uiterlijk, "the law moves an end on, never back");
            if let Afloop::Vervuld { op: gedaan, .. } = p.afloop {
                prop_assert!(gedaan >= p.aanleiding.0);
                let zelfde = straks.iter().find(|s| {
                    (s.norm, s.aan, s.onderdeel, s.aanleiding) == (p.norm, p.aan, p.onderdeel, p.aanleiding)
                });
                prop_assert_eq!(zelfde.map(|s| &s.afloop), Some(&p.afloop));
            }
        }
        for g in leidend(nu.clone()) {
            for ook in &g.ook {
                let strenger = match (g.leidt.uiterlijk, ook.uiterlijk) {
                    (Some(a), Some(b)) => a <= b,
                    (None, Some(_)) => false,
                    (_, None) => true,
                };
                prop_assert!(strenger, "{:?} leads over {:?}", g.leidt, ook);
            }
        }
        let na: usize = leidend(nu.clone()).iter().map(|g| 1 + g.ook.len()).sum();
        prop_assert_eq!(na, nu.len(), "no duty gets lost in putting them together");
    }

    #[test]
    fn a_clock_gives_the_same_end_however_often_and_however_late_one_looks(pogingen in pogingen()) {
        let (d, op) = dossier(&pogingen);
        let stand = d.stand();
        let kijk = |op: Datum| -> Vec<String> {
            let blik = Blik::new(&LIVIO, &stand, op);
            blik.klokken().iter().map(|k| format!("{:?} {:?} {:?} {:?}", k.klok, k.begin, k.einde, k.gestopt)).collect()
        };
        prop_assert_eq!(kijk(op), kijk(op));
        prop_assert_eq!(kijk(op), kijk(op.saturating_add(jiff::Span::new().days(400))));
        for k in Blik::new(&LIVIO, &stand, op).klokken() {
            prop_assert!(k.begin.0 <= k.eerste_einde.einde && k.eerste_einde.einde <= k.einde.einde);
            prop_assert!(k.einde.einde <= k.einde.wettelijk);
        }
    }
}
