//! Reads which forms there are on paper. A form that is declared in more files is one form; the last file
//! says what stands in it.

use toml::de::DeValue;

use super::{Lezing, tekst};
use crate::boek::Boek;
use crate::formulier::{Adresdeel, Formulierregel, Formulierveld};
use crate::lezer::Tabel;
use crate::woorden::{DaadId, VeldSoort};

pub(super) fn lees(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("formulier", "[[formulier]]") {
        let id = t.tekst_verplicht("id", "\"klachtformulier\"").tekst;
        let er = boek.formulieren.iter().position(|f| f.id == id);
        let bij = t.tekst("bij").and_then(|n| lezing.daad(&t, &n));
        let Some(bij) = bij.or_else(|| er.map(|i| boek.formulieren[i].bij)) else {
            t.fout(
                "geen-daad",
                t.plek,
                format!("formulier `{id}` zegt niet bij welke daad het hoort"),
                "hier hoort bij = \"…\"",
                Some("schrijf bij = \"klacht_ingediend\"".into()),
            );
            t.klaar();
            continue;
        };
        let velden = velden(&t, boek, bij);
        let mut f = er.map_or_else(
            || Formulierregel {
                id: id.clone(),
                naam: crate::woorden::Tekst { nl: id.replace('_', " "), ..Default::default() },
                vindplaats: None,
                register: Vec::new(),
                bij,
                tekst: crate::woorden::Tekst::default(),
                velden: Vec::new(),
                ondertekend: false,
                plek: t.plek,
            },
            |i| boek.formulieren[i].clone(),
        );
        f.bij = bij;
        if let Some(naam) = tekst(&t, "naam") {
            f.naam = naam;
        }
        if let Some(boven) = tekst(&t, "tekst") {
            f.tekst = boven;
        }
        if !velden.is_empty() {
            f.velden = velden;
        }
        f.ondertekend = t.ja("ondertekend").unwrap_or(f.ondertekend);
        if t.heeft("artikel") {
            f.vindplaats = Some(lezing.vindplaats(&t));
        }
        f.register.extend(lezing.register(&t));
        t.klaar();
        match er {
            Some(i) => boek.formulieren[i] = f,
            None => boek.formulieren.push(f),
        }
    }
}

/// `velden = ["omschrijving", "klager.naam", { veld = "postcode", uit = "klager.adres", deel = "postcode" }]`.
fn velden(t: &Tabel<'_, '_>, boek: &Boek, bij: DaadId) -> Vec<Formulierveld> {
    let Some(waarde) = t.waarde("velden") else { return Vec::new() };
    let DeValue::Array(rij) = waarde.get_ref() else {
        t.fout(
            "geen-lijst",
            t.plek_van(waarde),
            "`velden` moet een lijst zijn",
            "hier hoort [ … ]",
            None,
        );
        return Vec::new();
    };
    let mut uit = Vec::new();
    for w in rij {
        let veld = match w.get_ref() {
            DeValue::String(s) => Formulierveld { veld: s.to_string(), uit: None, deel: None },
            _ => {
                let Some(v) = t.als_tabel(w, "een veld van een formulier") else { continue };
                let gelezen = Formulierveld {
                    veld: v.tekst_verplicht("veld", "\"postcode\"").tekst,
                    uit: v.tekst("uit").map(|n| n.tekst),
                    deel: v.tekst("deel").and_then(|n| {
                        let deel = Adresdeel::van(&n.tekst);
                        if deel.is_none() {
                            v.fout(
                                "onbekend-deel",
                                n.plek,
                                format!("`{}` is geen deel van een adres", n.tekst),
                                "onbekend deel",
                                Some("kies straat, postcode of woonplaats".into()),
                            );
                        }
                        deel
                    }),
                };
                v.klaar();
                gelezen
            }
        };
        if bestaat(boek, bij, &veld.veld) {
            uit.push(veld);
        } else {
            let daad = boek.daad(bij);
            t.fout(
                "onbekend-veld",
                t.plek_van(w),
                format!("daad `{}` heeft geen veld `{}`", daad.id, veld.veld),
                "hier wordt dat veld genoemd",
                Some(format!(
                    "`{}` heeft: {}",
                    daad.id,
                    daad.velden.iter().map(|v| v.id.as_str()).collect::<Vec<_>>().join(", ")
                )),
            );
        }
    }
    uit
}

/// A field of the act, or of a party in it.
fn bestaat(boek: &Boek, bij: DaadId, veld: &str) -> bool {
    match veld.split_once('.') {
        None => boek.daad(bij).veld(veld).is_some(),
        Some((partij, _)) => {
            boek.daad(bij).veld(partij).is_some_and(|v| matches!(v.soort, VeldSoort::Partijen(_)))
        }
    }
}
