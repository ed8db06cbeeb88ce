//! A committee works by the regulation under which the complaint was lodged, and by nothing else.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use dossier::{Blik, Stand};
use gemeen::{speler, verhalen};
use regeling::{DaadId, RolId};

/// Who are the committee.
const COMMISSIE: [&str; 6] = [
    "klachtencommissie",
    "voorzitter",
    "plaatsvervangend_voorzitter",
    "zittingscommissie",
    "commissielid",
    "ambtelijk_secretaris",
];

// norm lojal/8.12
#[test]
fn every_act_that_the_committee_owes_or_is_refused_cites_an_article_of_this_regulation() {
    let mut speler = speler();
    let (mut dossiers, mut plichten, mut geweigerd) = (0, 0, 0);
    for bron in verhalen().filter(|b| b.naam.contains("/lojal/")) {
        let Ok((versies, _, gebeurd)) = speler.vertel(&bron.naam, &bron.tekst) else { continue };
        let Some(boek) = versies.last().copied() else { continue };
        let rollen: Vec<RolId> = COMMISSIE.iter().filter_map(|r| boek.rol_id(r)).collect();
        let doet_iets = |g: &&dossier::Gebeurtenis| COMMISSIE.contains(&g.rol.as_str());
        let ingediend = gebeurd.iter().find(|g| g.daad == "klacht_ingediend");
        // Care against somebody's will is for another committee, under the Wzd itself.
        let elders = |g: &dossier::Gebeurtenis| {
            g.velden.get("onvrijwillige_zorg") == Some(&regeling::Waarde::Ja(true))
        };
        let ingediend = ingediend.filter(|g| !elders(g));
        let (Some(ingediend), true) = (ingediend, gebeurd.iter().any(|g| doet_iets(&g))) else {
            continue;
        };
        dossiers += 1;
        // From the day of lodging the dossier says under which text it stands, down to its bytes.
        assert_eq!(ingediend.bon.regeling, "lojal", "{}", bron.naam);
        for g in gebeurd.iter().filter(|g| g.nummer > ingediend.nummer) {
            assert_eq!(
                (&g.bon.regeling, g.bon.versie, &g.bon.hash),
                (&ingediend.bon.regeling, ingediend.bon.versie, &ingediend.bon.hash),
                "{}: {}",
                bron.naam,
                g.daad
            );
        }
        for tot in 1..=gebeurd.len() {
            let stand = Stand::van(boek, &gebeurd[..tot]);
            let blik = Blik::new(boek, &stand, gebeurd[tot - 1].gebeurd_op);
            for p in blik.plichten() {
                let norm = boek.norm(p.norm);
                if norm.wie.iter().all(|r| rollen.contains(r)) {
                    let kop = boek.kop_van(&norm.vindplaats);
                    assert_eq!(kop.id, "lojal", "{}: {}", bron.naam, norm.id);
                    assert!(!norm.vindplaats.artikel.is_empty());
                    plichten += 1;
                }
            }
            for rol in &rollen {
                for daad in (0..boek.daden.len()).map(DaadId::van_ix) {
                    // An act that this regulation does not give to the committee is no act of the committee.
                    let gegeven = boek.verlenend(daad).iter().map(|n| boek.norm(*n)).any(|n| {
                        boek.kop_van(&n.vindplaats).id == "lojal"
                            && n.wie.iter().any(|w| boek.treedt_op_als(*rol, *w))
                    });
                    let Err(w) = blik.mag(daad, *rol, None) else { continue };
                    if !gegeven {
                        continue;
                    }
                    let eigen = w.redenen.iter().filter_map(|r| r.vindplaats.as_ref());
                    assert!(
                        eigen.clone().any(|v| boek.kop_van(v).id == "lojal"),
                        "{}: {} by {}: {w:?}",
                        bron.naam,
                        boek.daad(daad).id,
                        boek.rol(*rol).id
                    );
                    geweigerd += 1;
                }
            }
        }
    }
    assert!(
        dossiers > 15 && plichten > 100 && geweigerd > 1000,
        "{dossiers} {plichten} {geweigerd}"
    );
}
