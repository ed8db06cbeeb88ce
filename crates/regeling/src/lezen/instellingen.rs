//! Reads what a regulation arranges beside its norms: letters, who may complain, channels, routes,
//! phases, retention, the calendar, the dispute body, open norms and provisions.

use toml::de::DeValue;

use super::momenten::moment_bij;
use super::toetsen::{toets, waar};
use super::voorwaarden::bij;
use super::{Lezing, als_tekst, folder, tekst};
use crate::boek::Boek;
use crate::diagnose::lijkt_op;
use crate::folder::Folderdeel;
use crate::lezer::{Naam, Tabel};
use crate::norm::{
    Aanhouding, Bepaling, Bewaring, Commissie, CommissieEis, Doet, ElkJaar, Fase, Gerechtigde,
    Geschil, Kalenderplicht, Kanaal, Norm, OpenNorm, Route, Stuk, Vermelding, Vindplaats,
};
use crate::voorwaarde::{Moment, Voorwaarde};
use crate::woorden::{DaadId, Tekst};
use termijn::Datum;

pub(super) fn lees(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    stukken(lezing, bestand, boek);
    wie_en_waarlangs(lezing, bestand, boek);
    commissies(lezing, bestand, boek);
    fasen(lezing, bestand, boek);
    bewaring_en_kalender(lezing, bestand, boek);
    bepalingen(lezing, bestand, boek);
}

fn stukken(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("stuk", "[[stuk]]") {
        let id = t.tekst_verplicht("id", "\"oordeel\"").tekst;
        let vindplaats = lezing.vindplaats(&t);
        let stuk = Stuk {
            naam: tekst(&t, "naam")
                .unwrap_or_else(|| Tekst { nl: id.replace('_', " "), ..Tekst::default() }),
            id,
            register: lezing.register(&t),
            bij: lezing.daad_verplicht(&t, "bij"),
            waar: waar(&t, "waar"),
            als: bij(lezing, &t, "als"),
            aan: lezing.rollen(&t, "aan"),
            vermeldt: vermeldingen(&t, "vermeldt", &vindplaats).unwrap_or_default(),
            ondertekent: t.tekst("ondertekent").and_then(|n| lezing.rol(&t, &n)),
            vindplaats,
            plek: t.plek,
        };
        t.tekst("toelichting");
        boek.stukken.push(stuk);
        t.klaar();
    }
}

/// `vermeldt = ["motivering", { wat = "geschil.adres", artikel = "10 lid 4" }]`, under this key.
fn vermeldingen(
    t: &Tabel<'_, '_>,
    sleutel: &'static str,
    standaard: &Vindplaats,
) -> Option<Vec<Vermelding>> {
    let waarde = t.waarde(sleutel)?;
    let DeValue::Array(rij) = waarde.get_ref() else {
        t.fout(
            "geen-lijst",
            t.plek_van(waarde),
            format!("`{sleutel}` moet een lijst zijn"),
            "hier hoort [ … ]",
            None,
        );
        return None;
    };
    let gelezen = rij
        .iter()
        .filter_map(|w| match w.get_ref() {
            DeValue::String(s) => {
                Some(Vermelding { wat: s.to_string(), vindplaats: standaard.clone() })
            }
            _ => {
                let Some(v) = t.als_tabel(w, "een vermelding") else {
                    t.verkeerd("vermeldt", w, "\"tekst\" of { wat, artikel }");
                    return None;
                };
                let gelezen = Vermelding {
                    wat: v.tekst_verplicht("wat", "\"motivering\"").tekst,
                    vindplaats: Vindplaats {
                        tekst: standaard.tekst,
                        artikel: v
                            .tekst("artikel")
                            .map_or_else(|| standaard.artikel.clone(), |n| n.tekst),
                    },
                };
                v.klaar();
                Some(gelezen)
            }
        })
        .collect();
    Some(gelezen)
}

fn wie_en_waarlangs(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("klachtgerechtigd", "[[klachtgerechtigd]]") {
        let gerechtigde = Gerechtigde {
            hoedanigheid: t.tekst_verplicht("hoedanigheid", "\"client\"").tekst,
            ook: t.namen("ook").into_iter().map(|n| n.tekst).collect(),
            naam: tekst(&t, "naam").unwrap_or_default(),
            vindplaats: lezing.vindplaats(&t),
            register: lezing.register(&t),
            bij: lezing.daden(&t, "bij"),
            waar: waar(&t, "waar"),
            plek: t.plek,
            folder: folder::lees_bij(&t, Some(Folderdeel::Klagen)),
        };
        t.tekst("toelichting");
        boek.gerechtigden.push(gerechtigde);
        t.klaar();
    }
    for t in bestand.tabellen("kanaal", "[[kanaal]]") {
        let kanaal = Kanaal {
            id: t.tekst_verplicht("id", "\"e-mail\"").tekst,
            ook: t.namen("ook").into_iter().map(|n| n.tekst).collect(),
            naam: tekst(&t, "naam").unwrap_or_default(),
            vindplaats: lezing.vindplaats(&t),
            register: lezing.register(&t),
            doet: lezing.daden(&t, "doet"),
            schriftelijk: t.ja("schriftelijk").unwrap_or(true),
            vraagt: vermeldingen(&t, "vraagt", &lezing.vindplaats(&t)),
            plek: t.plek,
            folder: folder::lees_bij(&t, Some(Folderdeel::Klagen)),
        };
        t.tekst("toelichting");
        boek.kanalen.push(kanaal);
        t.klaar();
    }
    for t in bestand.tabellen("route", "[[route]]") {
        let route = Route {
            id: t.tekst_verplicht("id", "\"informeel\"").tekst,
            naam: tekst(&t, "naam").unwrap_or_default(),
            vindplaats: lezing.vindplaats(&t),
            register: lezing.register(&t),
            bij: lezing.rollen(&t, "bij"),
            uitleg: tekst(&t, "uitleg").unwrap_or_default(),
            folder: t.ja("folder").unwrap_or(true),
        };
        t.tekst("toelichting");
        boek.routes.push(route);
        t.klaar();
    }
    if let Some(t) = bestand.tabel("geschil", "[geschil]") {
        let veld = |sleutel| t.tekst(sleutel).map(|n| n.tekst).filter(|s| !s.trim().is_empty());
        boek.geschil_artikel = Some(lezing.vindplaats(&t));
        boek.geschil = Geschil {
            naam: veld("naam"),
            adres: veld("adres"),
            website: veld("website"),
            kosten: veld("kosten"),
            termijn: veld("termijn"),
            kosten_en: veld("kosten_en"),
            termijn_en: veld("termijn_en"),
        };
        t.klaar();
    }
}

fn fasen(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("fase", "[[fase]]") {
        let id = t.tekst_verplicht("id", "\"onderzoek\"").tekst;
        let voor = t.tekst("voor");
        let fase = Fase {
            naam: tekst(&t, "naam").unwrap_or_default(),
            als: bij(lezing, &t, "als").unwrap_or(Voorwaarde::Alle(Vec::new())),
            stap: tekst(&t, "stap"),
            stap_als: bij(lezing, &t, "stap_als"),
            eind: t.ja("eind").unwrap_or(false),
            id,
        };
        if let Some(waarde) = t.waarde("stap_als").filter(|_| fase.stap.is_none()) {
            t.fout(
                "stap-ontbreekt",
                t.plek_van(waarde),
                "`stap_als` zegt wanneer een stap te zien is, en deze fase is geen stap",
                "hier staat `stap_als`",
                Some("geef de fase een `stap`, of haal `stap_als` weg".to_owned()),
            );
        }
        // A regulation's own phase may come before a shared one; else it comes last.
        match voor.map(|n| (boek.fasen.iter().position(|f| f.id == n.tekst), n)) {
            None => boek.fasen.push(fase),
            Some((Some(ix), _)) => boek.fasen.insert(ix, fase),
            Some((None, n)) => {
                let ids = boek.fasen.iter().map(|f| f.id.as_str());
                let hulp = lijkt_op(&n.tekst, ids).map(|n| format!("bedoelde u `{n}`?"));
                t.fout(
                    "onbekende-fase",
                    n.plek,
                    format!("er is geen fase `{}`", n.tekst),
                    "voor welke fase?",
                    hulp,
                );
            }
        }
        t.klaar();
    }
}

fn bewaring_en_kalender(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("bewaring", "[[bewaring]]") {
        let vindplaats = lezing.vindplaats(&t);
        let termijn = t.termijn("termijn");
        if termijn.is_none() && !t.heeft("termijn") {
            t.fout(
                "ontbrekende-sleutel",
                t.plek,
                "[[bewaring]] mist `termijn`",
                "hoe lang?",
                Some("voeg toe: termijn = \"2 jaar\"".into()),
            );
        }
        let na = moment_bij(lezing, &t, "na").unwrap_or(Moment::Einde);
        let (als, opgeschort_zolang) =
            (bij(lezing, &t, "als"), bij(lezing, &t, "opgeschort_zolang"));
        let verlengd_door = t.tekst("verlengd_door").and_then(|n| lezing.daad(&t, &n));
        let register = lezing.register(&t);
        if let Some(termijn) = termijn {
            boek.bewaringen.push(Bewaring {
                vindplaats,
                register,
                na,
                termijn,
                hoogstens: t.ja("hoogstens").unwrap_or(false),
                als,
                verlengd_door,
                opgeschort_zolang,
                plek: t.plek,
            });
        }
        t.tekst("toelichting");
        t.klaar();
    }
    for t in bestand.tabellen("aanhouding", "[[aanhouding]]") {
        let vindplaats = lezing.vindplaats(&t);
        let register = lezing.register(&t);
        match bij(lezing, &t, "als") {
            Some(als) => {
                boek.aanhoudingen.push(Aanhouding { vindplaats, register, als, plek: t.plek });
            }
            None if !t.heeft("als") => t.fout(
                "ontbrekende-sleutel",
                t.plek,
                "[[aanhouding]] mist `als`",
                "wat houdt vernietigen tegen?",
                Some("voeg toe: als = \"geschil_loopt\"".into()),
            ),
            None => {}
        }
        t.tekst("toelichting");
        t.klaar();
    }
    for t in bestand.tabellen("kalenderplicht", "[[kalenderplicht]]") {
        let betrekt = t
            .tabel("betrekt", "betrekt = { veld = [..] }")
            .map(|b| {
                b.alle()
                    .into_iter()
                    .map(|(veld, _, w)| {
                        (veld.clone(), b.als_namen(&veld, w).into_iter().map(|n| n.tekst).collect())
                    })
                    .collect()
            })
            .unwrap_or_default();
        let vindplaats = lezing.vindplaats(&t);
        let plicht = Kalenderplicht {
            id: t.tekst_verplicht("id", "\"evaluatie\"").tekst,
            betrekt_vindplaats: t.tekst("betrekt_artikel").map_or_else(
                || vindplaats.clone(),
                |n| Vindplaats { artikel: n.tekst, tekst: vindplaats.tekst },
            ),
            vindplaats,
            register: lezing.register(&t),
            wie: lezing.rollen(&t, "wie"),
            doet: lezing.daad_verplicht(&t, "doet"),
            eerst: t.termijn("eerst"),
            herhaal: t.termijn("herhaal"),
            elk_jaar: elk_jaar(&t),
            betrekt,
            tekst: tekst(&t, "tekst").unwrap_or_default(),
        };
        t.tekst("toelichting");
        boek.kalenderplichten.push(plicht);
        t.klaar();
    }
}

/// `elk_jaar = "06-01"`, or `elk_jaar = { vanaf = "10-01", uiterlijk = "12-31" }`: month and day.
fn elk_jaar(t: &Tabel<'_, '_>) -> Option<ElkJaar> {
    let waarde = t.waarde("elk_jaar")?;
    let dag = |naam: &Naam| {
        let gelezen = naam
            .tekst
            .split_once('-')
            .and_then(|(m, d)| Some((m.parse::<i8>().ok()?, d.parse::<i8>().ok()?)))
            // A leap year, so that 29 February can be named; other years then take the 28th.
            .filter(|(m, d)| Datum::new(2024, *m, *d).is_ok());
        if gelezen.is_none() {
            t.fout(
                "geen-dag",
                naam.plek,
                format!("`{}` is geen dag van het jaar", naam.tekst),
                "hier hoort maand-dag",
                Some("schrijf bijvoorbeeld elk_jaar = \"06-01\" voor 1 juni".into()),
            );
        }
        gelezen
    };
    if let DeValue::String(s) = waarde.get_ref() {
        let naam = Naam { tekst: s.to_string(), plek: t.plek_van(waarde) };
        return dag(&naam).map(|uiterlijk| ElkJaar { vanaf: None, uiterlijk });
    }
    let b = t.tabel("elk_jaar", "elk_jaar = { vanaf, uiterlijk }")?;
    let vanaf = b.tekst("vanaf").and_then(|n| dag(&n));
    let uiterlijk = dag(&b.tekst_verplicht("uiterlijk", "\"12-31\""));
    b.klaar();
    uiterlijk.map(|uiterlijk| ElkJaar { vanaf, uiterlijk })
}

/// A body and what must hold of who sits in it. Each demand is a prohibition on the act that names its
/// members, so that the engine needs no word of its own for it.
fn commissies(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("commissie", "[[commissie]]") {
        let id = t.tekst_verplicht("id", "\"zittingscommissie\"").tekst;
        let vindplaats = lezing.vindplaats(&t);
        let daad = lezing.daad_verplicht(&t, "bij");
        let leden = t.tekst_verplicht("leden", "\"leden\"").tekst;
        let eisen: Vec<CommissieEis> = t
            .tabellen("eis", "[[commissie.eis]]")
            .into_iter()
            .filter_map(|e| {
                let eis = CommissieEis {
                    vindplaats: lezing.vindplaats(&e),
                    tekst: verplichte_tekst(&e, "tekst", "wat wordt er geëist?"),
                    toets: toets(&e)?,
                };
                boek.normen.push(verbod(lezing, &e, daad, &leden, &id, &eis));
                e.klaar();
                Some(eis)
            })
            .collect();
        boek.commissies.push(Commissie {
            naam: tekst(&t, "naam")
                .unwrap_or_else(|| Tekst { nl: id.replace('_', " "), ..Tekst::default() }),
            id,
            vindplaats,
            register: lezing.register(&t),
            bij: daad,
            leden,
            eisen,
            plek: t.plek,
        });
        t.tekst("toelichting");
        t.klaar();
    }
}

fn verbod(
    lezing: &Lezing<'_>,
    t: &Tabel<'_, '_>,
    daad: DaadId,
    leden: &str,
    id: &str,
    eis: &CommissieEis,
) -> Norm {
    let klopt = Voorwaarde::Deze { veld: leden.to_owned(), toets: eis.toets.clone() };
    Norm {
        id: format!("{id}-{}", eis.vindplaats.artikel.replace(' ', "-")),
        register: lezing.register(t),
        als: Some(Voorwaarde::Niet(Box::new(klopt))),
        tekst: Some(eis.tekst.clone()),
        ..Norm::verbod(eis.vindplaats.clone(), Doet::Daden(vec![daad]), t.plek)
    }
}

fn bepalingen(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("open_norm", "[[open_norm]]") {
        let norm = OpenNorm {
            vindplaats: lezing.vindplaats(&t),
            register: lezing.register(&t),
            tekst: verplichte_tekst(&t, "tekst", "wat zegt deze norm?"),
            waarom: verplichte_tekst(&t, "waarom", "waarom beslist geen programma dit?"),
            beslist: lezing.rollen(&t, "beslist"),
            plek: t.plek,
            folder: folder::lees(&t),
        };
        t.tekst("toelichting");
        boek.open_normen.push(norm);
        t.klaar();
    }
    for t in bestand.tabellen("bepaling", "[[bepaling]]") {
        let bepaling = Bepaling {
            vindplaats: lezing.vindplaats(&t),
            register: lezing.register(&t),
            tekst: verplichte_tekst(&t, "tekst", "wat zegt deze norm?"),
            plek: t.plek,
            folder: folder::lees(&t),
        };
        t.tekst("toelichting");
        boek.bepalingen.push(bepaling);
        t.klaar();
    }
}

fn verplichte_tekst(t: &Tabel<'_, '_>, sleutel: &'static str, vraag: &str) -> Tekst {
    match t.waarde(sleutel) {
        Some(w) => als_tekst(t, sleutel, w).unwrap_or_default(),
        None => {
            t.fout(
                "ontbrekende-sleutel",
                t.plek,
                format!("{} mist `{sleutel}`", t.wat),
                vraag,
                Some(format!("voeg toe: {sleutel} = {{ nl = \"…\", en = \"…\" }}")),
            );
            Tekst::default()
        }
    }
}
