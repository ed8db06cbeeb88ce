//! Reads the words: `[[rol]]`, `[[daad]]` with `velden`, `[[feit]]`.

use toml::de::DeValue;

use super::voorwaarden::voorwaarde;
use super::{Lezing, Namen, als_tekst, folder, tekst};
use crate::boek::Boek;
use crate::diagnose::lijkt_op;
use crate::grammatica::{EENVOUDIGE_SOORTEN, GROEPEN};
use crate::lezer::{Gespannen, Naam, Tabel};
use crate::norm::KlokId;
use crate::voorwaarde::Voorwaarde;
use crate::woorden::{
    Daad, DaadId, Feit, FeitId, Optie, Rol, RolId, RolSoort, Tekst, Veld, VeldSoort,
};

/// Gives every word of every file its id, so that order in files does not matter.
pub(super) fn declareer(bestanden: &[Tabel<'_, '_>], boek: &mut Boek) -> Namen {
    let mut namen = Namen::default();
    for (i, bestand) in bestanden.iter().enumerate() {
        for t in bestand.tabellen("rol", "[[rol]]") {
            let id = t.tekst_verplicht("id", "\"klager\"");
            if let Some(bestaand) = namen.rollen.get(&id.tekst).copied() {
                // A later file may say more of a role, not declare it twice in one file.
                if boek.rol(bestaand).plek.bron == t.plek.bron {
                    dubbel(&t, &id, "rol");
                }
                continue;
            }
            let nieuw = RolId::van_ix(boek.rollen.len());
            boek.rollen.push(Rol {
                id: id.tekst.clone(),
                ook: Vec::new(),
                naam: Tekst::default(),
                soort: RolSoort::Ambt,
                altijd: false,
                legt_vast: false,
                is: Vec::new(),
                toegang_als: None,
                plek: t.plek,
            });
            namen.rollen.insert(id.tekst, nieuw);
        }
        for t in bestand.tabellen("daad", "[[daad]]") {
            let id = t.tekst_verplicht("id", "\"oordeel_gegeven\"");
            let bestaand = namen.daden.get(&id.tekst).copied();
            if bestaand.is_some_and(|d| boek.daad(d).plek.bron != t.plek.bron) {
                // A later file may say more of an act, not declare it twice in one file.
                continue;
            }
            if bestaand.is_some() || namen.feiten.contains_key(&id.tekst) {
                dubbel(&t, &id, "daad");
                continue;
            }
            let nieuw = DaadId::van_ix(boek.daden.len());
            boek.daden.push(Daad {
                id: id.tekst.clone(),
                ook: Vec::new(),
                naam: Tekst::default(),
                gedaan: Tekst::default(),
                groep: String::new(),
                aan: Vec::new(),
                zichtbaar: Vec::new(),
                eenmalig: false,
                opent: false,
                herstelt: false,
                splitst: false,
                neemt_over: false,
                sluit_af: false,
                buiten_klacht: false,
                blijkt_uit: None,
                antwoord_op: None,
                vertrouwelijk_voor: Vec::new(),
                folder: None,
                sinds: None,
                velden: Vec::new(),
                plek: t.plek,
            });
            namen.daden.insert(id.tekst, nieuw);
        }
        for t in bestand.tabellen("feit", "[[feit]]") {
            let id = t.tekst_verplicht("id", "\"gelegenheid_tot_reactie_geboden\"");
            if namen.feiten.contains_key(&id.tekst) || namen.daden.contains_key(&id.tekst) {
                dubbel(&t, &id, "feit");
                continue;
            }
            let nieuw = FeitId::van_ix(boek.feiten.len());
            boek.feiten.push(Feit {
                id: id.tekst.clone(),
                ook: Vec::new(),
                naam: Tekst::default(),
                als: Voorwaarde::Alle(Vec::new()),
                waarom_niet: Tekst::default(),
                waarom: Tekst::default(),
                plek: t.plek,
            });
            namen.feiten.insert(id.tekst, nieuw);
        }
        let tekst_ix = i.saturating_sub(1);
        let kop_id = boek.koppen.get(tekst_ix).map(|k| k.id.clone()).unwrap_or_default();
        for t in bestand.tabellen("klok", "[[klok]]") {
            let id = t.tekst_verplicht("id", "\"beoordeling\"");
            let nieuw = KlokId::van_ix(namen.klok_namen.len());
            if namen.klokken.insert((tekst_ix, id.tekst.clone()), nieuw).is_some() {
                dubbel(&t, &id, "klok");
            }
            namen.klok_namen.push((kop_id.clone(), id.tekst, nieuw));
        }
    }
    namen
}

fn dubbel(tabel: &Tabel<'_, '_>, id: &Naam, wat: &str) {
    tabel.fout(
        "dubbel-woord",
        id.plek,
        format!("`{}` is al verklaard", id.tekst),
        format!("tweede {wat} met deze naam"),
        Some("kies een andere id, of gebruik het bestaande woord".into()),
    );
}

pub(super) fn lees(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("rol", "[[rol]]") {
        lees_rol(lezing, t, boek);
    }
    for t in bestand.tabellen("daad", "[[daad]]") {
        lees_daad(lezing, t, boek);
    }
    for t in bestand.tabellen("feit", "[[feit]]") {
        let id = t.tekst_verplicht("id", "\"…\"");
        let als = t.waarde("als").and_then(|w| voorwaarde(lezing, &t, "als", w));
        if als.is_none() && !t.heeft("als") {
            t.fout(
                "ontbrekende-sleutel",
                t.plek,
                format!("feit `{}` mist `als`", id.tekst),
                "wanneer geldt dit feit?",
                Some("voeg toe: als = { gebeurd = \"…\" }".into()),
            );
        }
        let (naam, waarom_niet, waarom) =
            (tekst(&t, "naam"), tekst(&t, "waarom_niet"), tekst(&t, "waarom"));
        let ook = anders(&t);
        if let Some(ix) = lezing.namen.feiten.get(&id.tekst)
            && boek.feit(*ix).plek == t.plek
        {
            let feit = &mut boek.feiten[ix.ix()];
            feit.als = als.unwrap_or(Voorwaarde::Alle(Vec::new()));
            feit.ook = ook;
            feit.naam = naam.unwrap_or_default();
            feit.waarom_niet = waarom_niet.unwrap_or_default();
            feit.waarom = waarom.unwrap_or_default();
        }
        t.klaar();
    }
}

/// Other spellings of a word.
fn anders(t: &Tabel<'_, '_>) -> Vec<String> {
    t.namen("ook").into_iter().map(|n| n.tekst).collect()
}

/// The office whose access this one has: another than itself.
fn toegang_als(lezing: &Lezing<'_>, t: &Tabel<'_, '_>, zelf: &str) -> Option<RolId> {
    let naam = t.tekst("toegang_als")?;
    if naam.tekst == zelf {
        t.fout(
            "toegang-als-zichzelf",
            naam.plek,
            format!("`{zelf}` heeft al de toegang van zichzelf"),
            "noem een ander ambt",
            Some("schrijf het ambt dat hetzelfde ziet, zoals \"raad_van_bestuur\" of \"klachtenfunctionaris\"".into()),
        );
        return None;
    }
    lezing.rol(t, &naam)
}

fn lees_rol(lezing: &Lezing<'_>, t: Tabel<'_, '_>, boek: &mut Boek) {
    let id = t.tekst_verplicht("id", "\"klager\"");
    let naam = tekst(&t, "naam");
    let soort = t.tekst("soort").and_then(|s| match s.tekst.as_str() {
        "partij" => Some(RolSoort::Partij),
        "ambt" => Some(RolSoort::Ambt),
        "buiten" => Some(RolSoort::Buiten),
        _ => {
            t.fout(
                "onbekende-soort",
                s.plek,
                format!("`{}` is geen soort rol", s.tekst),
                "onbekend",
                Some("schrijf \"partij\", \"ambt\" of \"buiten\"".into()),
            );
            None
        }
    });
    let (altijd, legt_vast) = (t.ja("altijd"), t.ja("legt_vast"));
    let ook = anders(&t);
    let is = lezing.rollen(&t, "is");
    let toegang_als = toegang_als(lezing, &t, &id.tekst);
    if let Some(ix) = lezing.namen.rollen.get(&id.tekst) {
        let rol = &mut boek.rollen[ix.ix()];
        if let Some(naam) = naam {
            rol.naam = naam;
        }
        if rol.naam.nl.is_empty() {
            rol.naam.nl = id.tekst.replace('_', " ");
        }
        rol.soort = soort.unwrap_or(rol.soort);
        rol.altijd = altijd.unwrap_or(rol.altijd);
        rol.legt_vast = legt_vast.unwrap_or(rol.legt_vast);
        rol.ook.extend(ook);
        rol.is.extend(is);
        rol.toegang_als = toegang_als.or(rol.toegang_als);
    }
    t.klaar();
}

fn lees_daad(lezing: &Lezing<'_>, t: Tabel<'_, '_>, boek: &mut Boek) {
    let id = t.tekst_verplicht("id", "\"…\"");
    if let Some(ix) = lezing.namen.daden.get(&id.tekst)
        && boek.daad(*ix).plek.bron != t.plek.bron
    {
        vul_daad_aan(lezing, &t, &mut boek.daden[ix.ix()]);
        t.klaar();
        return;
    }
    let naam = tekst(&t, "naam")
        .unwrap_or_else(|| Tekst { nl: id.tekst.replace('_', " "), ..Tekst::default() });
    let gedaan = tekst(&t, "gedaan")
        .unwrap_or_else(|| Tekst { nl: id.tekst.replace('_', " "), ..Tekst::default() });
    let velden = t.tabel("velden", "velden").map(|v| lees_velden(lezing, &v)).unwrap_or_default();
    let daad = Daad {
        id: id.tekst.clone(),
        ook: anders(&t),
        naam,
        gedaan,
        groep: groep(&t),
        aan: lezing.rollen(&t, "aan"),
        zichtbaar: lezing.rollen(&t, "zichtbaar"),
        eenmalig: t.ja("eenmalig").unwrap_or(false),
        opent: t.ja("opent").unwrap_or(false),
        herstelt: t.ja("herstelt").unwrap_or(false),
        splitst: t.ja("splitst").unwrap_or(false),
        neemt_over: t.ja("neemt_over").unwrap_or(false),
        sluit_af: t.ja("sluit_af").unwrap_or(false),
        buiten_klacht: t.ja("buiten_klacht").unwrap_or(false),
        blijkt_uit: t.tekst("blijkt_uit").and_then(|n| lezing.daad(&t, &n)),
        antwoord_op: t.tekst("antwoord_op").and_then(|n| lezing.daad(&t, &n)),
        vertrouwelijk_voor: lezing.rollen(&t, "vertrouwelijk_voor"),
        folder: folder::zin(&t, None),
        sinds: tekst(&t, "sinds"),
        velden,
        plek: t.plek,
    };
    if let Some(ix) = lezing.namen.daden.get(&id.tekst)
        && boek.daad(*ix).plek == t.plek
    {
        boek.daden[ix.ix()] = daad;
    }
    t.klaar();
}

/// Under which heading of the timeline's filter.
fn groep(t: &Tabel<'_, '_>) -> String {
    let Some(g) = t.tekst("groep") else { return "besluit".to_owned() };
    if !GROEPEN.contains(&g.tekst.as_str()) {
        t.fout(
            "onbekende-groep",
            g.plek,
            format!("`{}` is geen groep", g.tekst),
            "onbekend",
            Some(format!("schrijf {}", GROEPEN.join(", "))),
        );
    }
    g.tekst
}

/// What a regulation says more of an act that another file declares: names of its own, more people for
/// whom it is, more fields, more options of a field. It takes nothing away.
fn vul_daad_aan(lezing: &Lezing<'_>, t: &Tabel<'_, '_>, daad: &mut Daad) {
    if let Some(naam) = tekst(t, "naam") {
        daad.naam = naam;
    }
    if let Some(gedaan) = tekst(t, "gedaan") {
        daad.gedaan = gedaan;
    }
    if let Some(zin) = folder::zin(t, None) {
        daad.folder = Some(zin);
    }
    if let Some(sinds) = tekst(t, "sinds") {
        daad.sinds = Some(sinds);
    }
    daad.ook.extend(anders(t));
    for (lijst, sleutel) in [
        (&mut daad.aan, "aan"),
        (&mut daad.zichtbaar, "zichtbaar"),
        (&mut daad.vertrouwelijk_voor, "vertrouwelijk_voor"),
    ] {
        let nieuw: Vec<_> =
            lezing.rollen(t, sleutel).into_iter().filter(|r| !lijst.contains(r)).collect();
        lijst.extend(nieuw);
    }
    let velden = t.tabel("velden", "velden").map(|v| lees_velden(lezing, &v)).unwrap_or_default();
    for nieuw in velden {
        match daad.velden.iter_mut().find(|v| v.id == nieuw.id) {
            Some(veld) => vul_veld_aan(t, veld, nieuw),
            None => daad.velden.push(nieuw),
        }
    }
}

fn vul_veld_aan(t: &Tabel<'_, '_>, veld: &mut Veld, nieuw: Veld) {
    veld.verplicht |= nieuw.verplicht;
    match (&mut veld.soort, nieuw.soort) {
        (VeldSoort::Keuze(er), VeldSoort::Keuze(bij))
        | (VeldSoort::Keuzes(er), VeldSoort::Keuzes(bij)) => {
            let bij: Vec<_> = bij.into_iter().filter(|o| er.iter().all(|e| e.id != o.id)).collect();
            er.extend(bij);
        }
        (er, nieuw_soort) if *er == nieuw_soort => {}
        _ => t.fout(
            "andere-soort",
            t.plek,
            format!("veld `{}` heeft al een andere soort", nieuw.id),
            "een regeling kan een veld aanvullen, niet veranderen",
            Some(
                "houd de soort gelijk, geef er keuzes bij, of kies een andere naam voor het veld"
                    .into(),
            ),
        ),
    }
}

fn lees_velden(lezing: &Lezing<'_>, tabel: &Tabel<'_, '_>) -> Vec<Veld> {
    tabel
        .alle()
        .into_iter()
        .filter_map(|(id, _, waarde)| lees_veld(lezing, tabel, &id, waarde))
        .collect()
}

/// A field is written as its kind (`"tekst"`) or as a table with kind, name, `verplicht`, `uitleg`.
fn lees_veld<'a, 'i>(
    lezing: &Lezing<'_>,
    ouder: &Tabel<'a, 'i>,
    id: &str,
    waarde: Gespannen<'a, 'i>,
) -> Option<Veld> {
    let standaard = |soort| Veld {
        id: id.to_owned(),
        ook: Vec::new(),
        naam: Tekst { nl: id.replace('_', " "), ..Tekst::default() },
        soort,
        verplicht: false,
        uitleg: None,
    };
    if let DeValue::String(soort) = waarde.get_ref() {
        let naam = Naam { tekst: soort.to_string(), plek: ouder.plek_van(waarde) };
        return eenvoudige_soort(ouder, &naam).map(standaard);
    }
    let Some(t) = ouder.als_tabel(waarde, "een veld") else {
        ouder.fout(
            "verkeerde-soort",
            ouder.plek_van(waarde),
            format!("veld `{id}` moet een soort of een tabel zijn"),
            "hier hoort bijvoorbeeld \"tekst\"",
            Some("schrijf: veld = \"tekst\" of veld = { een_van = [\"a\", \"b\"] }".into()),
        );
        return None;
    };
    let soort = if let Some(w) = t.waarde("een_van") {
        VeldSoort::Keuze(opties(&t, w))
    } else if let Some(w) = t.waarde("enkele_van") {
        VeldSoort::Keuzes(opties(&t, w))
    } else if let Some(n) = t.tekst("partijen") {
        VeldSoort::Partijen(lezing.rol(&t, &n)?)
    } else if let Some(groep) = t.tabel("lijst", "een lijst van velden") {
        VeldSoort::Lijst(lees_velden(lezing, &groep))
    } else {
        let n = t.tekst_verplicht("soort", "\"tekst\"");
        eenvoudige_soort(&t, &n)?
    };
    let mut veld = standaard(soort);
    if let Some(naam) = tekst(&t, "naam") {
        veld.naam = naam;
    }
    veld.ook = anders(&t);
    veld.verplicht = t.ja("verplicht").unwrap_or(false);
    veld.uitleg = t.tekst("uitleg").map(|n| n.tekst);
    t.klaar();
    Some(veld)
}

fn eenvoudige_soort(tabel: &Tabel<'_, '_>, naam: &Naam) -> Option<VeldSoort> {
    if naam.tekst.is_empty() {
        return None;
    }
    let namen = EENVOUDIGE_SOORTEN.iter().map(|(n, ..)| *n);
    if let Some((_, soort, _)) = EENVOUDIGE_SOORTEN.iter().find(|(n, ..)| *n == naam.tekst) {
        return Some(soort.clone());
    }
    let lijst: Vec<String> = namen.clone().map(|n| format!("\"{n}\"")).collect();
    let hulp =
        lijkt_op(&naam.tekst, namen).map_or_else(String::new, |n| format!("bedoelde u \"{n}\"? "));
    tabel.fout(
        "onbekende-soort",
        naam.plek,
        format!("`{}` is geen soort veld", naam.tekst),
        "onbekende soort",
        Some(format!(
            "{hulp}een veld is {}, of {{ een_van = [..] }}, {{ enkele_van = [..] }}, {{ partijen = \"rol\" }}, {{ lijst = {{..}} }}",
            lijst.join(", ")
        )),
    );
    None
}

/// Options: a list of ids, or a table from id to name.
fn opties<'a, 'i>(t: &Tabel<'a, 'i>, waarde: Gespannen<'a, 'i>) -> Vec<Optie> {
    if let Some(tabel) = t.als_tabel(waarde, "opties") {
        return tabel
            .alle()
            .into_iter()
            .filter_map(|(id, _, w)| Some(Optie { naam: als_tekst(&tabel, &id, w)?, id }))
            .collect();
    }
    t.als_namen("een_van", waarde)
        .into_iter()
        .map(|n| Optie {
            naam: Tekst { nl: n.tekst.replace('_', " "), ..Tekst::default() },
            id: n.tekst,
        })
        .collect()
}
