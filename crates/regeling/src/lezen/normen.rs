//! Reads `[[plicht]]`, `[[bevoegdheid]]`, `[[verbod]]`, `[[klok]]`, `[[grond]]`, `[[einde]]`.

use toml::de::DeValue;

use super::gebeurd::{gebeurd_lijst, zonder_elke};
use super::momenten::moment_bij;
use super::toetsen::waar;
use super::voorwaarden::{bij, klok_bij, termijn_verplicht, voorwaarde};
use super::{Lezing, folder, tekst};
use crate::boek::Boek;
use crate::lezer::{Gespannen, Naam, Tabel};
use crate::norm::{
    Binnen, Doet, Einde, Grond, Herhaling, Klok, Norm, NormSoort, Per, Schorsing, Verdaging,
};
use crate::voorwaarde::{Moment, Voorwaarde};
use crate::woorden::Tekst;
use termijn::Termijn;

pub(super) fn lees(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for (sleutel, wat, soort) in [
        ("plicht", "[[plicht]]", NormSoort::Plicht),
        ("bevoegdheid", "[[bevoegdheid]]", NormSoort::Bevoegdheid),
        ("verbod", "[[verbod]]", NormSoort::Verbod),
    ] {
        for t in bestand.tabellen(sleutel, wat) {
            let norm = lees_norm(lezing, &t, soort);
            boek.normen.push(norm);
            t.klaar();
        }
    }
    for t in bestand.tabellen("klok", "[[klok]]") {
        let klok = lees_klok(lezing, &t);
        boek.klokken.push(klok);
        t.klaar();
    }
    for t in bestand.tabellen("grond", "[[grond]]") {
        let grond = Grond {
            id: t.tekst_verplicht("id", "\"al_behandeld\"").tekst,
            vindplaats: lezing.vindplaats(&t),
            register: lezing.register(&t),
            doet: lezing.daad_verplicht(&t, "doet"),
            wie: lezing.rollen(&t, "wie"),
            naam: tekst(&t, "naam").unwrap_or_default(),
            als: bij(lezing, &t, "als"),
            tenzij: bij(lezing, &t, "tenzij"),
            vermeldt: t.namen("vermeldt").into_iter().map(|n| n.tekst).collect(),
            folder: folder::lees(&t),
            plek: t.plek,
        };
        t.tekst("toelichting");
        boek.gronden.push(grond);
        t.klaar();
    }
    for t in bestand.tabellen("einde", "[[einde]]") {
        let einde = Einde {
            vindplaats: lezing.vindplaats(&t),
            register: lezing.register(&t),
            door: lezing.daad_verplicht(&t, "door"),
            waar: waar(&t, "waar"),
            als: bij(lezing, &t, "als"),
            tenzij: bij(lezing, &t, "tenzij"),
            heropent: gebeurd_lijst(lezing, &t, "heropent"),
            plek: t.plek,
        };
        t.tekst("toelichting");
        boek.eindes.push(einde);
        t.klaar();
    }
}

fn lees_norm(lezing: &Lezing<'_>, t: &Tabel<'_, '_>, soort: NormSoort) -> Norm {
    let id = t.tekst_verplicht("id", "\"eerste-contact\"");
    let wie = lezing.rollen(t, "wie");
    if wie.is_empty() && soort != NormSoort::Verbod && !t.heeft("wie") {
        t.fout(
            "ontbrekende-sleutel",
            t.plek,
            format!("{} `{}` mist `wie`", t.wat, id.tekst),
            "wie moet of mag dit?",
            Some("voeg toe: wie = \"raad_van_bestuur\"".into()),
        );
    }
    t.tekst("toelichting");
    // What a power or a prohibition does not have is an unknown key there, not a word without effect.
    let (moet, mag) = (soort == NormSoort::Plicht, soort != NormSoort::Verbod);
    let (aan, aan_wie_het_deed) = if moet { lees_aan(lezing, t) } else { Default::default() };
    let (binnen, tussen) =
        if mag { lees_binnen(lezing, t, moet) } else { (Binnen::ZoSpoedigMogelijk, None) };
    let ja = |bij: bool, sleutel| bij.then(|| t.ja(sleutel)).flatten();
    Norm {
        soort,
        vindplaats: lezing.vindplaats(t),
        register: lezing.register(t),
        wie,
        doet: lees_doet(lezing, t),
        aan,
        aan_wie_het_deed,
        na: moment_bij(lezing, t, "na"),
        binnen,
        niet_voor: mag.then(|| t.termijn("niet_voor")).flatten().or(tussen),
        herhaal: moet
            .then(|| t.termijn("herhaal"))
            .flatten()
            .map(|elke| Herhaling { elke, tot: gebeurd_lijst(lezing, t, "tot") }),
        zonder_bevoegdheid: ja(moet, "zonder_bevoegdheid").unwrap_or(false),
        per: moet.then(|| t.tabel("per", "per = { lijst, datum, nummer }")).flatten().map(|p| {
            if !t.heeft("na") {
                t.ontbreekt("na", "\"oordeel_gegeven\"");
            }
            let per = Per {
                lijst: p.tekst_verplicht("lijst", "\"maatregelen\"").tekst,
                datum: p.tekst("datum").map(|n| n.tekst),
                nummer: p.tekst_verplicht("nummer", "\"maatregel\"").tekst,
            };
            p.klaar();
            per
        }),
        zelfde: moet.then(|| t.tekst("zelfde")).flatten().map(|n| n.tekst),
        in_de_regel: ja(moet, "in_de_regel").unwrap_or(false),
        als: bij(lezing, t, "als"),
        mits: mag.then(|| bij(lezing, t, "mits")).flatten(),
        tenzij: bij(lezing, t, "tenzij"),
        waar: if moet { waar(t, "waar") } else { Vec::new() },
        vermeldt: if mag {
            t.namen("vermeldt").into_iter().map(|n| n.tekst).collect()
        } else {
            Vec::new()
        },
        vervalt_bij: if moet { gebeurd_lijst(lezing, t, "vervalt_bij") } else { Vec::new() },
        na_einde: ja(mag, "na_einde").unwrap_or(false),
        atw: ja(mag, "atw").unwrap_or(lezing.atw),
        vervangt: t.namen("vervangt"),
        tekst: tekst(t, "tekst"),
        folder: folder::lees(t),
        plek: t.plek,
        id: id.tekst,
    }
}

fn lees_doet(lezing: &Lezing<'_>, t: &Tabel<'_, '_>) -> Doet {
    let namen = t.namen("doet");
    if namen.is_empty() && !t.heeft("doet") {
        t.fout(
            "ontbrekende-sleutel",
            t.plek,
            format!("{} mist `doet`", t.wat),
            "welke daad?",
            Some("voeg toe: doet = \"oordeel_gegeven\"".into()),
        );
    }
    if namen.iter().any(|n| n.tekst == "alles") {
        return Doet::Alles { behalve: lezing.daden(t, "behalve") };
    }
    Doet::Daden(namen.iter().filter_map(|n| lezing.daad(t, n)).collect())
}

/// `aan = "klager"`; `"wie_het_deed"` is whoever did what set the duty off.
fn lees_aan(lezing: &Lezing<'_>, t: &Tabel<'_, '_>) -> (Vec<crate::woorden::RolId>, bool) {
    let (doener, rollen): (Vec<Naam>, Vec<Naam>) =
        t.namen("aan").into_iter().partition(|n| n.tekst == "wie_het_deed");
    (rollen.iter().filter_map(|n| lezing.rol(t, n)).collect(), !doener.is_empty())
}

/// Within which time; and, from `tussen`, not before which time.
fn lees_binnen(lezing: &Lezing<'_>, t: &Tabel<'_, '_>, moet: bool) -> (Binnen, Option<Termijn>) {
    if t.heeft("tussen") {
        let grenzen = lees_termijnen(lezing, t, "tussen");
        if let [(van, None), (tot, None)] = grenzen.as_slice() {
            return (Binnen::Termijnen(vec![(*tot, None)]), Some(*van));
        }
        t.fout(
            "geen-termijn",
            t.plek,
            format!("{}: `tussen` noemt twee termijnen", t.wat),
            "hier horen er twee",
            Some("schrijf bijvoorbeeld tussen = [\"5 weken\", \"8 weken\"]".into()),
        );
    }
    (lees_einde(lezing, t, moet), None)
}

fn lees_einde(lezing: &Lezing<'_>, t: &Tabel<'_, '_>, moet: bool) -> Binnen {
    if let Some(minstens) = moet.then(|| t.termijn("minstens")).flatten() {
        let moment = moment_bij(lezing, t, "voor");
        if moment.is_none() {
            t.fout(
                "ontbrekende-sleutel",
                t.plek,
                format!("{} heeft `minstens` zonder `voor`", t.wat),
                "voor welk moment?",
                Some("voeg toe: voor = \"zitting.op\"".into()),
            );
        }
        return moment
            .map_or(Binnen::ZoSpoedigMogelijk, |moment| Binnen::Voor { moment, minstens });
    }
    let Some(waarde) = t.waarde("binnen") else { return Binnen::ZoSpoedigMogelijk };
    match waarde.get_ref() {
        DeValue::Table(_) => {
            let Some(b) = t.als_tabel(waarde, "binnen") else { return Binnen::ZoSpoedigMogelijk };
            let gelezen = if b.heeft("klok") {
                klok_bij(lezing, &b, "klok")
                    .map_or(Binnen::ZoSpoedigMogelijk, |(k, _)| Binnen::Klok(k))
            } else if b.heeft("gesteld_door") {
                let wie = lezing.rollen(&b, "gesteld_door");
                let naam = Naam { tekst: "termijn_gesteld".into(), plek: b.plek };
                let hoogstens = b.termijn("hoogstens");
                lezing.daad(&b, &naam).map_or(Binnen::ZoSpoedigMogelijk, |daad| {
                    Binnen::GesteldDoor { wie, daad, hoogstens }
                })
            } else {
                let veld = b.tekst_verplicht("gesteld_in", "\"uiterlijk\"").tekst;
                Binnen::Gesteld { veld, hoogstens: b.termijn("hoogstens") }
            };
            b.klaar();
            gelezen
        }
        _ => Binnen::Termijnen(lees_termijnen(lezing, t, "binnen")),
    }
}

/// `"6 weken"`, or `["6 weken", { is = "10 weken", als = "…" }]`: conditional ones go first.
fn lees_termijnen(
    lezing: &Lezing<'_>,
    t: &Tabel<'_, '_>,
    sleutel: &'static str,
) -> Vec<(Termijn, Option<Voorwaarde>)> {
    let Some(waarde) = t.waarde(sleutel) else { return Vec::new() };
    let rij: Vec<Gespannen<'_, '_>> = match waarde.get_ref() {
        DeValue::Array(rij) => rij.iter().collect(),
        _ => vec![waarde],
    };
    let mut gelezen: Vec<(Termijn, Option<Voorwaarde>)> = rij
        .into_iter()
        .filter_map(|w| match w.get_ref() {
            DeValue::String(s) => t
                .als_termijn(&Naam { tekst: s.to_string(), plek: t.plek_van(w) })
                .map(|term| (term, None)),
            DeValue::Table(_) => {
                let v = t.als_tabel(w, "een termijn met voorwaarde")?;
                let term = termijn_verplicht(&v, "is");
                if !v.heeft("als") {
                    v.ontbreekt("als", "\"onderzoeker_aangewezen\"");
                }
                let als = v.waarde("als").and_then(|a| voorwaarde(lezing, &v, "als", a));
                v.klaar();
                Some((term?, als))
            }
            _ => {
                t.fout(
                    "geen-termijn",
                    t.plek_van(w),
                    format!("`{sleutel}` is geen termijn"),
                    "hier hoort een termijn",
                    Some("schrijf bijvoorbeeld \"6 weken\"".into()),
                );
                None
            }
        })
        .collect();
    gelezen.sort_by_key(|(_, als)| als.is_none());
    gelezen
}

fn lees_klok(lezing: &Lezing<'_>, t: &Tabel<'_, '_>) -> Klok {
    let id = t.tekst_verplicht("id", "\"beoordeling\"");
    let start = moment_bij(lezing, t, "start");
    if start.is_none() && !t.heeft("start") {
        t.fout(
            "ontbrekende-sleutel",
            t.plek,
            format!("klok `{}` mist `start`", id.tekst),
            "wanneer begint zij te lopen?",
            Some("voeg toe: start = \"klacht_ontvangen\"".into()),
        );
    }
    let termijn = lees_termijnen(lezing, t, "termijn");
    if termijn.is_empty() && !t.heeft("termijn") {
        t.fout(
            "ontbrekende-sleutel",
            t.plek,
            format!("klok `{}` mist `termijn`", id.tekst),
            "hoe lang loopt zij?",
            Some("voeg toe: termijn = \"6 weken\"".into()),
        );
    }
    let stopt = gebeurd_lijst(lezing, t, "stopt");
    if stopt.is_empty() {
        t.fout(
            "klok-stopt-nooit",
            t.plek,
            format!("klok `{}` stopt nooit", id.tekst),
            "waarmee houdt zij op?",
            Some("voeg toe: stopt = [\"oordeel_gegeven\"]".into()),
        );
    }
    let vindplaats = lezing.vindplaats(t);
    let verdaging = t
        .tabellen("verdaging", "[[klok.verdaging]]")
        .into_iter()
        .map(|v| {
            let gelezen = Verdaging {
                vindplaats: lezing.vindplaats(&v),
                register: lezing.register(&v),
                wie: lezing.rollen(&v, "wie"),
                daad: if v.heeft("doet") {
                    lezing.daad_verplicht(&v, "doet")
                } else {
                    standaard_verdaging(lezing, &v)
                },
                tot: v.termijn("tot"),
                vooraf: v.ja("vooraf").unwrap_or(false),
                keer: v.getal("keer").and_then(|n| u32::try_from(n).ok()),
                aan: lezing.rollen(&v, "aan"),
                mits: bij(lezing, &v, "mits"),
                vermeldt: v.namen("vermeldt").into_iter().map(|n| n.tekst).collect(),
                plek: v.plek,
            };
            v.tekst("toelichting");
            v.klaar();
            gelezen
        })
        .collect();
    let schorsing = t
        .tabellen("schorsing", "[[klok.schorsing]]")
        .into_iter()
        .filter_map(|s| {
            let begin = gebeurd_lijst(lezing, &s, "van");
            if begin.len() > 1 {
                s.fout(
                    "meer-dan-een-begin",
                    s.plek,
                    "een schorsing begint met één daad",
                    "hier staan er meer in `van`",
                    Some("schrijf voor elke daad een eigen [[klok.schorsing]]".into()),
                );
            }
            begin.iter().for_each(|g| zonder_elke(&s, g));
            let van = begin.into_iter().next();
            if van.is_none() && !s.heeft("van") {
                s.tekst_verplicht("van", "\"informatie_gevraagd\"");
            }
            let gelezen = van.map(|van| Schorsing {
                vindplaats: lezing.vindplaats(&s),
                van,
                tot: gebeurd_lijst(lezing, &s, "tot"),
                gesteld_in: s.tekst("gesteld_in").map(|n| n.tekst),
                hoogstens: s.termijn("hoogstens"),
                plek: s.plek,
            });
            s.tekst("toelichting");
            s.klaar();
            gelezen
        })
        .collect();
    t.tekst("toelichting");
    Klok {
        naam: tekst(t, "naam")
            .unwrap_or_else(|| Tekst { nl: id.tekst.replace(['_', '-'], " "), ..Tekst::default() }),
        id: id.tekst,
        vindplaats,
        register: lezing.register(t),
        start: start.unwrap_or(Moment::Inwerking),
        termijn,
        stuiting: gebeurd_lijst(lezing, t, "stuiting"),
        stopt,
        als: bij(lezing, t, "als"),
        verdaging,
        schorsing,
        atw: t.ja("atw").unwrap_or(lezing.atw),
        na_einde: t.ja("na_einde").unwrap_or(false),
        plek: t.plek,
    }
}

/// Without `doet` an extension is told with the act `termijn_verlengd` of the shared vocabulary.
fn standaard_verdaging(lezing: &Lezing<'_>, t: &Tabel<'_, '_>) -> crate::woorden::DaadId {
    let naam = Naam { tekst: "termijn_verlengd".into(), plek: t.plek };
    lezing.daad(t, &naam).unwrap_or(crate::woorden::DaadId(0))
}
