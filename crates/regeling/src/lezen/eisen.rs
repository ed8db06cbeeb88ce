//! Reads what the comparison with the statutes needs: `[[eis]]` and `[[vervallen]]` of a statute, and
//! what a regulation says of its own text (`regelt`, `aangevuld`, `noemt`, `verwijst`, …), which may
//! stand at every norm and provision.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::{Lezing, als_tekst, tekst};
use crate::boek::Boek;
use crate::eis::{
    Aangevuld, BewaarEis, Eis, Kenmerk, Kosten, Noemt, Opschrift, Samenstelling, Situatie,
    Vervallen, Verwijzing, Vraag, Zwaarte,
};
use crate::lezer::{Naam, Tabel, als_waarde};
use crate::norm::Vindplaats;
use crate::waarde::Waarde;
use crate::woorden::{DaadId, RolId, Tekst};

/// The keys that every norm and provision may bear.
const SLEUTELS: [&str; 13] = [
    "regelt",
    "aangevuld",
    "noemt",
    "verwijst",
    "sluit_uit",
    "samenstelling",
    "kosten",
    "geschilinstantie",
    "elders",
    "aard",
    "voor_wie",
    "zekerheid",
    "bron",
];

/// The forms of a demand, for a message that helps.
const VORMEN: &str = "plicht, mag, ongeacht, regelt, regelt_niet, doorzending, alleen_door, alleen, grond_kent, grond_niet, weigering, gerechtigd, gerechtigd_kent, kanaal_kent, brief_bij, verlenging, termijn_voor, samenstelling, kosteloos, geen_bedrag, geschil of bewaring";

pub(super) fn lees(lezing: &Lezing<'_>, bestand: &Tabel<'_, '_>, boek: &mut Boek) {
    for t in bestand.tabellen("eis", "[[eis]]") {
        if let Some(eis) = lees_eis(lezing, &t) {
            boek.toetsstof.eisen.push(eis);
            t.klaar();
        }
    }
    for t in bestand.tabellen("vervallen", "[[vervallen]]") {
        if let Some(v) = lees_vervallen(&t) {
            boek.toetsstof.vervallen.push(v);
        }
        t.klaar();
    }
    for t in bestand.tabellen("opschrift", "[[opschrift]]") {
        boek.toetsstof.opschriften.push(Opschrift {
            artikel: t.tekst_verplicht("artikel", "\"11\"").tekst,
            tekst: t.tekst_verplicht("tekst", "\"Bekendmaking\"").tekst,
            leden: t.tekst("leden").map(|n| n.tekst),
            plek: t.plek,
        });
        t.klaar();
    }
    // The head was read before the words; only the regulation's own says what is filled in.
    if let Some(t) =
        (lezing.tekst.ix() == 0).then(|| bestand.tabel("regeling", "[regeling]")).flatten()
    {
        boek.toetsstof.kop_aangevuld = aangevuld(&t);
        boek.toetsstof.noemt.extend(noemt(lezing, &t, ""));
    }
}

/// Marks the keys of the comparison as known, and keeps them when there are any.
pub(super) fn kenmerk(lezing: &Lezing<'_>, t: &Tabel<'_, '_>) {
    // Each key is asked for, also after one was found: otherwise it would be reported as unknown.
    let gevonden = SLEUTELS.iter().filter(|s| t.waarde(s).is_some()).count();
    if gevonden == 0 {
        return;
    }
    let artikel = t.tekst("artikel").map(|n| n.tekst).unwrap_or_default();
    let namen = |sleutel| t.namen(sleutel).into_iter().map(|n| n.tekst).collect::<Vec<_>>();
    let lees = Kenmerk {
        plek: t.plek,
        vindplaats: Vindplaats { tekst: lezing.tekst, artikel: artikel.clone() },
        regelt: namen("regelt"),
        wie: if t.heeft("voor_wie") {
            lezing.rollen(t, "voor_wie")
        } else {
            // Whose it is says the norm itself; a table that knows no `wie` is not asked for one.
            let wie = t.kijk("wie").map(|w| t.als_namen("wie", w)).unwrap_or_default();
            wie.iter().filter_map(|n| lezing.rol(t, n)).collect()
        },
        aangevuld: aangevuld(t),
        noemt: noemt(lezing, t, &artikel),
        verwijst: t
            .tabellen("verwijst", "verwijst = { naar = … }")
            .into_iter()
            .map(|v| verwijzing(lezing, v))
            .collect(),
        sluit_uit: namen("sluit_uit"),
        samenstelling: t
            .tabel("samenstelling", "samenstelling = { rol = … }")
            .and_then(|s| samenstelling(lezing, s)),
        kosten: t.tabel("kosten", "kosten = { voor = … }").map(|k| {
            let kosten = Kosten {
                voor: k.tekst_verplicht("voor", "\"geschil\"").tekst,
                bedrag: k.tekst("bedrag").map(|n| n.tekst),
            };
            k.klaar();
            kosten
        }),
        geschilinstantie: t.tekst("geschilinstantie").map(|n| n.tekst),
        elders: namen("elders"),
        aard: namen("aard"),
        zekerheid: t.tekst("zekerheid").map(|n| n.tekst),
        bron: t.tekst("bron").map(|n| n.tekst),
    };
    lezing.kenmerken.borrow_mut().push(lees);
}

fn aangevuld(t: &Tabel<'_, '_>) -> Aangevuld {
    match t.waarde("aangevuld").map(|w| w.get_ref()) {
        None | Some(DeValue::Boolean(false)) => Aangevuld::Niets,
        Some(DeValue::Boolean(true)) => Aangevuld::Alles,
        Some(_) => Aangevuld::Sleutels(t.namen("aangevuld").into_iter().map(|n| n.tekst).collect()),
    }
}

fn noemt(lezing: &Lezing<'_>, t: &Tabel<'_, '_>, hier: &str) -> Vec<Noemt> {
    t.tabellen("noemt", "noemt = { wet = … }")
        .into_iter()
        .map(|n| {
            let gelezen = Noemt {
                wet: n.tekst_verplicht("wet", "\"wet_bopz\"").tekst,
                artikel: n.tekst("artikel").map(|a| a.tekst),
                terugblik: n.ja("terugblik").unwrap_or(false),
                vindplaats: Vindplaats {
                    tekst: lezing.tekst,
                    artikel: n.tekst("in").map_or_else(|| hier.to_owned(), |a| a.tekst),
                },
                plek: n.plek,
            };
            n.klaar();
            gelezen
        })
        .collect()
}

fn verwijzing(lezing: &Lezing<'_>, t: Tabel<'_, '_>) -> Verwijzing {
    let gelezen = Verwijzing {
        naar: t.tekst_verplicht("naar", "\"4.7\"").tekst,
        daad: t.tekst("daad").and_then(|n| lezing.daad(&t, &n)),
        termijn: t.termijn("termijn"),
        regelt: t.tekst("regelt").map(|n| n.tekst),
    };
    t.klaar();
    gelezen
}

fn samenstelling(lezing: &Lezing<'_>, t: Tabel<'_, '_>) -> Option<Samenstelling> {
    let naam = t.tekst_verplicht("rol", "\"klachtencommissie\"");
    let rol = lezing.rol(&t, &naam);
    let (leden, oneven) = (t.getal("leden"), t.ja("oneven").unwrap_or(false));
    let voorzitter_van_buiten = t.ja("voorzitter_van_buiten").unwrap_or(false);
    let leden_van_buiten = t.ja("leden_van_buiten").unwrap_or(false);
    t.klaar();
    Some(Samenstelling { rol: rol?, leden, oneven, voorzitter_van_buiten, leden_van_buiten })
}

fn lees_eis(lezing: &Lezing<'_>, t: &Tabel<'_, '_>) -> Option<Eis> {
    let vindplaats = lezing.vindplaats(t);
    let letter = t.tekst_verplicht("ernst", "\"V\"");
    let zwaarte = Zwaarte::van_letter(&letter.tekst);
    if zwaarte.is_none() && t.heeft("ernst") {
        t.fout(
            "onbekende-ernst",
            letter.plek,
            format!("`{}` is geen ernst", letter.tekst),
            "hier hoort een letter",
            Some(
                "schrijf V (strijdig met de wet), R (risico), O (verouderd), I (intern) of N (mag)"
                    .into(),
            ),
        );
    }
    let (bevinding, advies) = (verplicht(t, "bevinding"), verplicht(t, "advies"));
    let zekerheid = t.tekst("zekerheid").map(|n| n.tekst);
    let vraagt = vraag(lezing, t);
    if vraagt.is_none() {
        t.fout(
            "geen-eis",
            t.plek,
            "deze eis vraagt niets",
            "hier hoort een vorm",
            Some(format!("zet er een van bij: {VORMEN}")),
        );
    }
    Some(Eis { vindplaats, zwaarte: zwaarte?, vraagt: vraagt?, bevinding, advies, zekerheid })
}

fn verplicht(t: &Tabel<'_, '_>, sleutel: &'static str) -> Tekst {
    if !t.heeft(sleutel) {
        t.tekst_verplicht(sleutel, "{ nl = \"…\", en = \"…\" }");
    }
    tekst(t, sleutel).unwrap_or_default()
}

fn vraag(lezing: &Lezing<'_>, t: &Tabel<'_, '_>) -> Option<Vraag> {
    let teksten = |sleutel| t.namen(sleutel).into_iter().map(|n| n.tekst).collect::<Vec<_>>();
    let rollen = |sleutel| -> Vec<RolId> { lezing.rollen(t, sleutel) };
    let daden = |sleutel| -> Vec<DaadId> { lezing.daden(t, sleutel) };
    let een = |sleutel: &'static str| t.tekst(sleutel).and_then(|n| lezing.daad(t, &n));
    if t.heeft("plicht") {
        return Some(Vraag::Plicht {
            daden: daden("plicht"),
            wie: rollen("wie"),
            aan: rollen("aan"),
            in_plaats_van: een("in_plaats_van"),
        });
    }
    if t.heeft("ongeacht") {
        let o = t.tabel("ongeacht", "ongeacht = { veld, waarden }")?;
        let naam = o.tekst_verplicht("veld", "\"klacht_ingediend.zorgsoort\"");
        let (van, veld) = naam.tekst.split_once('.').unwrap_or((naam.tekst.as_str(), ""));
        let van = lezing.daad(&o, &Naam { tekst: van.to_owned(), plek: naam.plek });
        let waarden = match o.waarde("waarden").map(|w| (w, als_waarde(w.get_ref()))) {
            Some((_, Some(Waarde::Lijst(l)))) => l,
            Some((w, _)) => {
                o.verkeerd("waarden", w, "een lijst van waarden");
                Vec::new()
            }
            None => Vec::new(),
        };
        let veld = veld.to_owned();
        o.klaar();
        return Some(Vraag::Ongeacht {
            daad: een("mag")?,
            wie: rollen("wie"),
            van: van?,
            veld,
            waarden,
        });
    }
    if t.heeft("mag") {
        let situatie = t.tabel("in", "in = { gebeurd, verstreken }").map(|s| {
            let gelezen = Situatie {
                gebeurd: lezing.daden(&s, "gebeurd"),
                verstreken: s
                    .namen("verstreken")
                    .iter()
                    .filter_map(|n| lezing.klok(&s, n))
                    .collect(),
            };
            s.klaar();
            gelezen
        });
        return Some(Vraag::Mag { daden: daden("mag"), wie: rollen("wie"), situatie });
    }
    if t.heeft("regelt") {
        return Some(Vraag::Regelt(teksten("regelt")));
    }
    if let Some(n) = t.tekst("regelt_niet") {
        return Some(Vraag::RegeltNiet(n.tekst));
    }
    if let Some(n) = t.tekst("doorzending") {
        return Some(Vraag::Doorzending(n.tekst));
    }
    if t.heeft("alleen_door") {
        if !t.heeft("daad") {
            t.ontbreekt("daad", "\"wzd_beslist\"");
        }
        return Some(Vraag::AlleenDoor { daad: een("daad")?, wie: rollen("alleen_door") });
    }
    if let Some(n) = t.tekst("alleen") {
        return Some(Vraag::Alleen { onderwerp: n.tekst, wie: rollen("wie") });
    }
    if t.heeft("grond_kent") {
        return Some(Vraag::GrondKent(teksten("grond_kent")));
    }
    if let Some(n) = t.tekst("grond_niet") {
        return Some(Vraag::GrondNiet(n.tekst));
    }
    if t.ja("weigering").is_some() {
        return Some(Vraag::WeigeringOpGrond { behalve: daden("behalve") });
    }
    if t.heeft("gerechtigd") {
        return Some(Vraag::Gerechtigd(hoedanigheden(t)));
    }
    if t.heeft("gerechtigd_kent") {
        return Some(Vraag::GerechtigdKent(teksten("gerechtigd_kent")));
    }
    if t.heeft("kanaal_kent") {
        return Some(Vraag::KanaalKent(teksten("kanaal_kent")));
    }
    if let Some(n) = t.tekst("brief_bij") {
        let daad = if n.tekst == "weigering" { None } else { Some(lezing.daad(t, &n)?) };
        return Some(Vraag::Vermeldt { daad, behalve: daden("behalve"), wat: keuzes(t) });
    }
    if let Some(n) = t.tekst("verlenging") {
        if !t.heeft("vermeldt") {
            t.ontbreekt("vermeldt", "[\"reden\"]");
        }
        return Some(Vraag::Verlenging {
            klok: lezing.klok(t, &n)?,
            vermeldt: teksten("vermeldt"),
        });
    }
    if t.heeft("termijn_voor") {
        return Some(Vraag::Termijn(daden("termijn_voor")));
    }
    if let Some(s) = t.tabel("samenstelling", "samenstelling = { rol = … }") {
        return samenstelling(lezing, s).map(Vraag::Samenstelling);
    }
    if t.heeft("kosteloos") {
        return Some(Vraag::Kosteloos(teksten("kosteloos")));
    }
    if let Some(n) = t.tekst("geen_bedrag") {
        return Some(Vraag::GeenBedrag(n.tekst));
    }
    if t.ja("geschil").is_some() {
        return Some(Vraag::Geschil);
    }
    let n = t.tekst("bewaring")?;
    Some(Vraag::Bewaring(match n.tekst.as_str() {
        "termijn" => BewaarEis::Termijn,
        "begin" => BewaarEis::Begin,
        "verlenging" => BewaarEis::Verlenging,
        _ => {
            t.fout(
                "onbekende-bewaring",
                n.plek,
                format!("`{}` is geen eis aan het bewaren", n.tekst),
                "onbekend",
                Some("schrijf termijn, begin of verlenging".into()),
            );
            return None;
        }
    }))
}

/// `gerechtigd = ["client", { hoedanigheid = "nabestaande", naam = { nl, en } }]`.
fn hoedanigheden(t: &Tabel<'_, '_>) -> Vec<(String, Tekst)> {
    let Some(DeValue::Array(rij)) = t.waarde("gerechtigd").map(|w| w.get_ref()) else {
        return t.namen("gerechtigd").into_iter().map(|n| (n.tekst, Tekst::default())).collect();
    };
    rij.iter()
        .flat_map(|w| match t.als_tabel(w, "een hoedanigheid") {
            Some(h) => {
                let id = h.tekst_verplicht("hoedanigheid", "\"client\"").tekst;
                let naam = tekst(&h, "naam").unwrap_or_default();
                h.klaar();
                vec![(id, naam)]
            }
            None => {
                let namen = t.als_namen("gerechtigd", w).into_iter();
                namen.map(|n| (n.tekst, Tekst::default())).collect()
            }
        })
        .collect()
}

/// `vermeldt = ["motivering", ["geschil.naam", "geschil.website"]]`: of an inner list one is enough.
fn keuzes(t: &Tabel<'_, '_>) -> Vec<Vec<String>> {
    if !t.heeft("vermeldt") {
        t.ontbreekt("vermeldt", "[\"motivering\"]");
    }
    let Some(DeValue::Array(rij)) = t.waarde("vermeldt").map(|w| w.get_ref()) else {
        return t.namen("vermeldt").into_iter().map(|n| vec![n.tekst]).collect();
    };
    rij.iter().map(|w| t.als_namen("vermeldt", w).into_iter().map(|n| n.tekst).collect()).collect()
}

fn lees_vervallen(t: &Tabel<'_, '_>) -> Option<Vervallen> {
    let id = t.tekst_verplicht("id", "\"wet_bopz\"").tekst;
    let plaatsen: BTreeMap<String, String> = t
        .tabel("plaatsen", "plaatsen = { \"41\" = \"…\" }")
        .map(|p| {
            p.alle()
                .into_iter()
                .filter_map(|(oud, _, w)| Some((oud, als_waarde(w.get_ref())?.to_string())))
                .collect()
        })
        .unwrap_or_default();
    let naam = t.waarde("naam").and_then(|w| als_tekst(t, "naam", w)).unwrap_or_default();
    let op = t.datum("op");
    if !t.heeft("op") {
        t.tekst_verplicht("op", "2020-01-01");
    }
    Some(Vervallen {
        naam,
        woorden: t.namen("woorden").into_iter().map(|n| n.tekst).collect(),
        opvolger: t.tekst_verplicht("opvolger", "\"Wzd en Wvggz\"").tekst,
        zekerheid: t.tekst("zekerheid").map(|n| n.tekst),
        plaatsen,
        op: op?,
        id,
    })
}
