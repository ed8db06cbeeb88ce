//! Checks on a whole book, once every file reads well: what no single line shows.
//!
//! Always holds: a check adds findings and changes nothing; an error here keeps the book from being
//! used, a warning does not. Nothing is checked against a provider's name.

use std::collections::BTreeSet;

use crate::aangehaald::artikelen_zijn_er;
use crate::boek::Boek;
use crate::diagnose::{Diagnoses, lijkt_op};
use crate::lezen::genoemd::is_datum;
use crate::norm::{Doet, Norm, NormSoort};
use crate::plek::Plek;
use crate::voorwaarde::Voorwaarde;

mod namen;
mod velden;

pub(crate) fn controleer(boek: &Boek, diagnoses: &mut Diagnoses) {
    velden::velden_bestaan(boek, diagnoses);
    namen::ids_zijn_uniek(boek, diagnoses);
    namen::id_is_een_woord(boek, diagnoses);
    namen::klokken_rusten_niet_op_zichzelf(boek, diagnoses);
    namen::termijnen_staan_op_volgorde(boek, diagnoses);
    namen::stukken_vermelden_wat_er_is(boek, diagnoses);
    feiten_rusten_niet_op_zichzelf(boek, diagnoses);
    plichten_zijn_te_vervullen(boek, diagnoses);
    verdaging_noemt_een_datum(boek, diagnoses);
    persoon_hoort_bij_een_daad(boek, diagnoses);
    gronden_zijn_uniek(boek, diagnoses);
    wetten_zijn_er(boek, diagnoses);
    geschil_is_volledig(boek, diagnoses);
    artikelen_zijn_er(boek, diagnoses);
    kanalen_vragen_wat_er_is(boek, diagnoses);
}

/// What is known of somebody in a dossier.
const GEGEVENS: [&str; 4] = ["naam", "telefoon", "email", "adres"];

/// What a channel asks for must be something that its act, or a party in it, can hold.
fn kanalen_vragen_wat_er_is(boek: &Boek, diagnoses: &mut Diagnoses) {
    for k in &boek.kanalen {
        for v in k.vraagt.iter().flatten() {
            let (veld, gegeven) =
                v.wat.split_once('.').map_or((v.wat.as_str(), None), |(p, g)| (p, Some(g)));
            if let Some(gegeven) = gegeven.filter(|g| !GEGEVENS.contains(g)) {
                diagnoses.fout(
                    "onbekend-veld",
                    k.plek,
                    format!(
                        "kanaal `{}` vraagt `{}`, en dat wordt van niemand gevraagd",
                        k.id, v.wat
                    ),
                    "hier wordt dat gegeven gevraagd",
                    Some(lijkt_op(gegeven, GEGEVENS.into_iter()).map_or_else(
                        || format!("van een partij kan: {}", GEGEVENS.join(", ")),
                        |n| format!("bedoelde u `{veld}.{n}`?"),
                    )),
                );
                continue;
            }
            if k.doet.iter().any(|d| boek.daad(*d).veld(veld).is_some()) {
                continue;
            }
            let daden = k.doet.iter().map(|d| boek.daad(*d));
            let bekend: Vec<&str> =
                daden.flat_map(|d| d.velden.iter().map(|v| v.id.as_str())).collect();
            let hulp = lijkt_op(veld, bekend.iter().copied()).map_or_else(
                || "noem een veld van de daad".to_owned(),
                |n| format!("bedoelde u `{n}`?"),
            );
            diagnoses.fout(
                "onbekend-veld",
                k.plek,
                format!("kanaal `{}` vraagt `{}`, en dat kan nergens worden ingevuld", k.id, v.wat),
                "hier wordt dat veld gevraagd",
                Some(hulp),
            );
        }
    }
}

/// A fact that rests on itself has no answer.
fn feiten_rusten_niet_op_zichzelf(boek: &Boek, diagnoses: &mut Diagnoses) {
    fn rust_op(v: &Voorwaarde, uit: &mut Vec<usize>) {
        match v {
            Voorwaarde::Feit(f) => uit.push(f.ix()),
            Voorwaarde::Niet(v) => rust_op(v, uit),
            Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => l.iter().for_each(|v| rust_op(v, uit)),
            _ => {}
        }
    }
    for (ix, feit) in boek.feiten.iter().enumerate() {
        let mut gezien = BTreeSet::new();
        let mut te_gaan = Vec::new();
        rust_op(&feit.als, &mut te_gaan);
        while let Some(volgende) = te_gaan.pop() {
            if volgende == ix {
                diagnoses.fout(
                    "feit-rust-op-zichzelf",
                    feit.plek,
                    format!("feit `{}` rust op zichzelf", feit.id),
                    "zo is het nooit te bepalen",
                    Some("haal de kring weg: laat het op een daad rusten".into()),
                );
                break;
            }
            if gezien.insert(volgende) {
                rust_op(&boek.feiten[volgende].als, &mut te_gaan);
            }
        }
    }
}

/// A duty that a prohibition without exception forbids to everybody who has it can never be met.
fn plichten_zijn_te_vervullen(boek: &Boek, diagnoses: &mut Diagnoses) {
    for plicht in boek.normen.iter().filter(|n| n.soort == NormSoort::Plicht) {
        let Doet::Daden(daden) = &plicht.doet else { continue };
        for daad in daden {
            let verbod = boek.verboden().iter().map(|v| boek.norm(*v)).find(|v| {
                is_onvoorwaardelijk(v) && v.doet.omvat(*daad) && treft_allen(boek, v, plicht)
            });
            if let Some(verbod) = verbod {
                diagnoses.fout(
                    "geboden-en-verboden",
                    plicht.plek,
                    format!(
                        "`{}` is verplicht ({}) en altijd verboden ({})",
                        boek.daad(*daad).id,
                        boek.citeer(&plicht.vindplaats),
                        boek.citeer(&verbod.vindplaats)
                    ),
                    "deze plicht kan niemand vervullen",
                    Some(
                        "geef het verbod een voorwaarde (als, tenzij), of haal een van beide weg"
                            .into(),
                    ),
                );
            }
        }
    }
}

fn is_onvoorwaardelijk(norm: &Norm) -> bool {
    norm.als.is_none() && norm.tenzij.is_none() && norm.na.is_none()
}

fn treft_allen(boek: &Boek, verbod: &Norm, plicht: &Norm) -> bool {
    verbod.wie.is_empty()
        || plicht.wie.iter().all(|w| verbod.wie.iter().any(|v| boek.treedt_op_als(*w, *v)))
}

/// An extension tells its new date in the field `tot` of its act.
fn verdaging_noemt_een_datum(boek: &Boek, diagnoses: &mut Diagnoses) {
    for klok in &boek.klokken {
        for verdaging in &klok.verdaging {
            let daad = boek.daad(verdaging.daad);
            if !daad.veld("tot").is_some_and(|v| is_datum(&v.soort)) {
                diagnoses.fout(
                    "verdaging-zonder-datum",
                    klok.plek,
                    format!(
                        "`{}` verlengt klok `{}`, maar heeft geen datumveld `tot`",
                        daad.id, klok.id
                    ),
                    "de nieuwe datum ontbreekt",
                    Some("geef de daad een veld tot = \"datum\"".into()),
                );
            }
        }
        let onbegrensd = klok.verdaging.iter().any(|v| v.tot.is_none() && v.keer.is_none());
        if onbegrensd {
            diagnoses.waarschuwing("klok-zonder-grens", klok.plek, format!("klok `{}` kan zonder grens verlengd worden", klok.id), "een verdaging zonder `tot` en zonder `keer`", Some("zet een grens, of laat dit staan als de regeling er geen noemt; de termijn van de wet blijft ernaast staan".into()));
        }
    }
}

/// Whoever does it is known only where an act is judged: a clock, an end or a duty has no person.
fn persoon_hoort_bij_een_daad(boek: &Boek, diagnoses: &mut Diagnoses) {
    let plichten = boek.normen.iter().filter(|n| n.soort == NormSoort::Plicht);
    let plichten = plichten.flat_map(|n| [&n.als, &n.tenzij].map(|v| (n.plek, v.as_ref())));
    let klokken = boek.klokken.iter().flat_map(|k| {
        let termijn = k.termijn.iter().map(|(_, als)| als.as_ref());
        let mits = k.verdaging.iter().map(|v| v.mits.as_ref());
        termijn.chain(mits).chain([k.als.as_ref()]).map(|v| (k.plek, v))
    });
    let eindes = boek.eindes.iter().flat_map(|e| [&e.als, &e.tenzij].map(|v| (e.plek, v.as_ref())));
    let stukken = boek.stukken.iter().map(|s| (s.plek, s.als.as_ref()));
    let bewaringen = boek
        .bewaringen
        .iter()
        .flat_map(|b| [&b.als, &b.opgeschort_zolang].map(|v| (b.plek, v.as_ref())));
    let aanhoudingen = boek.aanhoudingen.iter().map(|a| (a.plek, Some(&a.als)));
    let bewaringen = bewaringen.chain(aanhoudingen);
    for (plek, v) in plichten.chain(klokken).chain(eindes).chain(stukken).chain(bewaringen) {
        if v.is_some_and(|v| noemt_persoon(boek, v, 16)) {
            diagnoses.fout(
                "persoon-zonder-daad",
                plek,
                "`persoon` gaat over wie een daad doet; hier doet niemand iets",
                "dit kan hier nooit gelden",
                Some("zet het in een [[verbod]], of in `mits` van een [[bevoegdheid]]".into()),
            );
        }
    }
}

fn noemt_persoon(boek: &Boek, v: &Voorwaarde, diep: u8) -> bool {
    match v {
        Voorwaarde::Persoon(_) => true,
        Voorwaarde::Feit(f) => diep > 0 && noemt_persoon(boek, &boek.feit(*f).als, diep - 1),
        Voorwaarde::Niet(v) => noemt_persoon(boek, v, diep),
        Voorwaarde::Alle(l) | Voorwaarde::EenVan(l) => {
            l.iter().any(|v| noemt_persoon(boek, v, diep))
        }
        _ => false,
    }
}

fn gronden_zijn_uniek(boek: &Boek, diagnoses: &mut Diagnoses) {
    let mut gezien = BTreeSet::new();
    for grond in &boek.gronden {
        if !gezien.insert((grond.doet, grond.id.as_str())) {
            diagnoses.fout(
                "dubbele-grond",
                grond.plek,
                format!("grond `{}` staat er twee keer", grond.id),
                "tweede keer",
                Some("geef elke grond een eigen id".into()),
            );
        }
    }
}

/// A regulation names its statutes; one that was not handed in is missing.
fn wetten_zijn_er(boek: &Boek, diagnoses: &mut Diagnoses) {
    let kop = boek.kop();
    for (wet, plek) in kop.wetten.iter().zip(&kop.wetten_plek) {
        if !boek.koppen.iter().any(|k| k.wet && &k.id == wet) {
            diagnoses.fout(
                "wet-ontbreekt",
                *plek,
                format!("de regeling rust op `{wet}`, maar dat bestand is er niet"),
                "genoemd in `wetten`",
                Some(format!(
                    "zet de wet in regelingen/wetten/{wet}.toml, of haal haar uit `wetten`"
                )),
            );
        }
    }
}

/// What letters must state of the dispute body, and the regulation does not say.
fn geschil_is_volledig(boek: &Boek, diagnoses: &mut Diagnoses) {
    let mut gemist = BTreeSet::new();
    for stuk in &boek.stukken {
        for v in &stuk.vermeldt {
            let leeg = match v.wat.as_str() {
                "geschil.naam" => boek.geschil.naam.is_none(),
                "geschil.adres" => boek.geschil.adres.is_none(),
                "geschil.website" => boek.geschil.website.is_none(),
                "geschil.termijn" => boek.geschil.termijn.is_none(),
                "geschil.kosten" => boek.geschil.kosten.is_none(),
                _ => false,
            };
            if leeg && gemist.insert(v.wat.clone()) {
                diagnoses.waarschuwing(
                    "geschil-ontbreekt",
                    Plek { bron: 1, van: 0, tot: 1 },
                    format!("stuk `{}` moet `{}` vermelden ({}), maar de regeling noemt het niet", stuk.id, v.wat, boek.citeer(&v.vindplaats)),
                    "zonder dit gegeven gaat de brief niet weg",
                    Some("vul het aan in de regeling onder [geschil], of in aanbieder.toml onder [geschil]".into()),
                );
            }
        }
    }
}
