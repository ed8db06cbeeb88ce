//! The text against itself: a principle and what breaks it, a reference that leads elsewhere, two terms
//! for one act, two dispute bodies, one number for two articles.
//!
//! Always holds: no statute is needed; each finding names both places of the regulation.

use super::{Bevinding, KOP, Zwaarte, opsomming, twee, van_regeling};
use crate::artikel::Artikel;
use crate::boek::Boek;
use crate::eis::{Kenmerk, Verwijzing};
use crate::norm::{Binnen, Norm, NormSoort, TekstId, Vindplaats};
use crate::plek::Plek;
use crate::woorden::{DaadId, RolId, Tekst};
use termijn::{Taal, Termijn};

pub(super) fn zoek(boek: &Boek, uit: &mut Vec<Bevinding>) {
    beginselen(boek, uit);
    verwijzingen(boek, uit);
    dubbele_termijnen(boek, uit);
    instanties(boek, uit);
    nummers(boek, uit);
    kop(boek, uit);
}

fn meld(
    soort: &'static str,
    plek: Plek,
    waar: &Vindplaats,
    tekst: Tekst,
    advies: Tekst,
) -> Bevinding {
    Bevinding {
        zwaarte: Zwaarte::Intern,
        soort,
        plek,
        regeling: Some(waar.clone()),
        wet: None,
        tekst,
        advies,
        zekerheid: None,
    }
}

fn eigen(boek: &Boek) -> impl Iterator<Item = &Kenmerk> {
    boek.toetsstof.kenmerken.iter().filter(|k| van_regeling(&k.vindplaats))
}

/// "Nobody is excluded", and yet there are grounds to exclude.
fn beginselen(boek: &Boek, uit: &mut Vec<Bevinding>) {
    for k in eigen(boek) {
        for wat in &k.sluit_uit {
            let tegen: Vec<&Vindplaats> = match wat.as_str() {
                "grond" => {
                    boek.gronden.iter().map(|g| &g.vindplaats).filter(|v| van_regeling(v)).collect()
                }
                "kosten" => {
                    eigen(boek).filter(|a| a.kosten.is_some()).map(|a| &a.vindplaats).collect()
                }
                onderwerp => eigen(boek)
                    .filter(|a| a.regelt.iter().any(|r| r == onderwerp))
                    .map(|a| &a.vindplaats)
                    .collect(),
            };
            let mut artikelen: Vec<Tekst> = Vec::new();
            for v in tegen {
                let a = twee(boek.citeer(v), boek.citeer(v).replacen("artikel ", "article ", 1));
                if !artikelen.contains(&a) {
                    artikelen.push(a);
                }
            }
            if artikelen.is_empty() {
                continue;
            }
            let waar = opsomming(&artikelen);
            let (nl, en) = match wat.as_str() {
                "grond" => (
                    "gronden om een klacht niet te behandelen",
                    "grounds not to handle a complaint",
                ),
                "kosten" => ("kosten voor de klager", "costs for the complainant"),
                _ => ("wat hier wordt uitgesloten", "what is excluded here"),
            };
            uit.push(meld(
                "beginsel",
                k.plek,
                &k.vindplaats,
                twee(
                    format!("Dit artikel sluit {nl} uit, maar die staan er wel: {}.", waar.nl),
                    format!("This article excludes {en}, yet they are there: {}.", waar.en),
                ),
                twee(
                    "Kies een van beide: schrap het beginsel, of schrap wat ermee strijdt.",
                    "Choose one: delete the principle, or what breaks it.",
                ),
            ));
        }
    }
}

/// What a norm of this regulation carries, for a reference to find.
struct Drager<'b> {
    plaats: &'b Vindplaats,
    daden: Vec<DaadId>,
    termijnen: Vec<Termijn>,
    regelt: &'b [String],
}

fn dragers(boek: &Boek) -> Vec<Drager<'_>> {
    let regelt = |plek: Plek| boek.toetsstof.bij(plek).map_or(&[][..], |k| &k.regelt);
    let mut uit = Vec::new();
    let mut voeg = |plaats, daden: Vec<DaadId>, termijnen: Vec<Termijn>, plek| {
        uit.push(Drager { plaats, daden, termijnen, regelt: regelt(plek) });
    };
    for n in &boek.normen {
        let daden = match &n.doet {
            crate::norm::Doet::Daden(d) => d.clone(),
            crate::norm::Doet::Alles { .. } => Vec::new(),
        };
        let mut t = termijnen_van(boek, n);
        t.extend(n.niet_voor);
        voeg(&n.vindplaats, daden, t, n.plek);
    }
    for k in &boek.klokken {
        let stopt = k.stopt.iter().map(|s| s.daad).collect();
        voeg(&k.vindplaats, stopt, k.termijn.iter().map(|t| t.0).collect(), k.plek);
        for v in &k.verdaging {
            voeg(&v.vindplaats, vec![v.daad], v.tot.into_iter().collect(), v.plek);
        }
    }
    for g in &boek.gronden {
        voeg(&g.vindplaats, vec![g.doet], Vec::new(), g.plek);
    }
    for e in &boek.eindes {
        voeg(&e.vindplaats, vec![e.door], Vec::new(), e.plek);
    }
    for s in &boek.stukken {
        voeg(&s.vindplaats, vec![s.bij], Vec::new(), s.plek);
    }
    for b in &boek.bewaringen {
        voeg(&b.vindplaats, Vec::new(), vec![b.termijn], b.plek);
    }
    for a in &boek.aanhoudingen {
        voeg(&a.vindplaats, Vec::new(), Vec::new(), a.plek);
    }
    for k in &boek.toetsstof.kenmerken {
        voeg(&k.vindplaats, Vec::new(), Vec::new(), k.plek);
    }
    let kaal = boek.bepalingen.iter().map(|b| (&b.vindplaats, b.plek));
    for (v, plek) in kaal.chain(boek.open_normen.iter().map(|o| (&o.vindplaats, o.plek))) {
        voeg(v, Vec::new(), Vec::new(), plek);
    }
    uit.retain(|d: &Drager<'_>| van_regeling(d.plaats));
    uit
}

fn termijnen_van(boek: &Boek, n: &Norm) -> Vec<Termijn> {
    match &n.binnen {
        Binnen::Termijnen(t) => t.iter().map(|t| t.0).collect(),
        Binnen::Klok(k) => boek.klok(*k).termijn.iter().map(|t| t.0).collect(),
        Binnen::Gesteld { hoogstens, .. } | Binnen::GesteldDoor { hoogstens, .. } => {
            hoogstens.iter().copied().collect()
        }
        Binnen::Voor { minstens, .. } => vec![*minstens],
        Binnen::ZoSpoedigMogelijk => Vec::new(),
    }
}

/// A reference to an article that does not carry what it is said to.
fn verwijzingen(boek: &Boek, uit: &mut Vec<Bevinding>) {
    let dragers = dragers(boek);
    for k in eigen(boek) {
        for v in &k.verwijst {
            let mut gevraagd = Artikel::lees(&v.naar);
            gevraagd.woorden.retain(|w| w != "hoofdstuk");
            let artikel =
                if v.naar.starts_with(|c: char| c.is_ascii_digit()) { "artikel " } else { "" };
            let daar: Vec<&Drager<'_>> = dragers
                .iter()
                .filter(|d| {
                    let a = Artikel::lees(&d.plaats.artikel);
                    a.woorden == gevraagd.woorden && gevraagd.omvat(&a)
                })
                .collect();
            if let Some((nl, en)) = gemist(boek, v, &daar) {
                uit.push(meld(
                    "verwijzing",
                    k.plek,
                    &k.vindplaats,
                    twee(
                        format!("De tekst verwijst naar {artikel}{}, {nl}.", v.naar),
                        format!(
                            "The text refers to {}{}, {en}.",
                            artikel.replace("artikel", "article"),
                            v.naar
                        ),
                    ),
                    raad(boek, v, &dragers),
                ));
            }
        }
    }
}

fn gemist(boek: &Boek, v: &Verwijzing, daar: &[&Drager<'_>]) -> Option<(String, String)> {
    if daar.is_empty() {
        return Some((
            "maar dat artikel is er niet".into(),
            "but that article is not there".into(),
        ));
    }
    if let Some(d) = v.daad.filter(|d| !daar.iter().any(|a| a.daden.contains(d))) {
        let d = boek.daad(d);
        return Some((
            format!("maar dat gaat niet over: {}", d.naam.nl),
            format!("but that is not about: {}", d.naam.in_taal(Taal::En)),
        ));
    }
    if let Some(t) = v.termijn.filter(|t| !daar.iter().any(|a| a.termijnen.contains(t))) {
        let daar: Vec<Termijn> = daar.iter().flat_map(|a| a.termijnen.clone()).collect();
        let er = |taal| daar.first().map(|t| t.in_cijfers(taal));
        let nl = er(Taal::Nl).unwrap_or_else(|| "geen termijn".into());
        let en = er(Taal::En).unwrap_or_else(|| "no term".into());
        return Some((
            format!("voor een termijn van {}, maar daar staat {nl}", t.in_cijfers(Taal::Nl)),
            format!("for a term of {}, but that says {en}", t.in_cijfers(Taal::En)),
        ));
    }
    let r = v.regelt.as_ref().filter(|r| !daar.iter().any(|a| a.regelt.contains(r)))?;
    let woord = r.replace('_', " ");
    Some((format!("maar dat gaat niet over: {woord}"), format!("but that is not about: {woord}")))
}

fn raad(boek: &Boek, v: &Verwijzing, dragers: &[Drager<'_>]) -> Tekst {
    let past = dragers.iter().find(|d| {
        v.daad.is_none_or(|daad| d.daden.contains(&daad))
            && v.termijn.is_none_or(|t| d.termijnen.contains(&t))
            && v.regelt.as_ref().is_none_or(|r| d.regelt.contains(r))
            && (v.daad.is_some() || v.termijn.is_some() || v.regelt.is_some())
    });
    let Some(past) = past else {
        return twee("Schrijf op wat is bedoeld.", "Write down what is meant.");
    };
    let waar = boek.citeer(past.plaats);
    twee(
        format!("Bedoeld is waarschijnlijk {waar}."),
        format!("Probably meant: {}.", waar.replacen("artikel", "article", 1)),
    )
}

/// The same act, of the same people, after the same event, within another term.
fn dubbele_termijnen(boek: &Boek, uit: &mut Vec<Bevinding>) {
    let plichten: Vec<&Norm> = boek
        .normen
        .iter()
        .filter(|n| n.soort == NormSoort::Plicht && van_regeling(&n.vindplaats))
        .collect();
    for (i, a) in plichten.iter().enumerate() {
        for b in &plichten[i + 1..] {
            let raakt = |x: &[_], y: &[_]| {
                x.is_empty() || y.is_empty() || x.iter().any(|w: &RolId| y.contains(w))
            };
            let daad = boek.daden.iter().enumerate().find_map(|(d, daad)| {
                let d = DaadId::van_ix(d);
                (a.doet.omvat(d) && b.doet.omvat(d)).then_some(daad)
            });
            let gelijk = raakt(&a.wie, &b.wie)
                && raakt(&a.aan, &b.aan)
                && begin(boek, a) == begin(boek, b)
                && (&a.als, &a.mits, &a.tenzij, &a.waar) == (&b.als, &b.mits, &b.tenzij, &b.waar);
            let (Some(daad), true, Some(ta), Some(tb)) =
                (daad, gelijk, enige(boek, a), enige(boek, b))
            else {
                continue;
            };
            if ta == tb {
                continue;
            }
            let (va, vb) = (boek.citeer(&a.vindplaats), boek.citeer(&b.vindplaats));
            uit.push(meld(
                "twee-termijnen",
                b.plek,
                &b.vindplaats,
                twee(
                    format!("Voor dezelfde stap ({}) staan er twee termijnen: {} in {va} en {} in {vb}.", daad.naam.nl, ta.in_cijfers(Taal::Nl), tb.in_cijfers(Taal::Nl)),
                    format!("For the same step ({}) there are two terms: {} in {} and {} in {}.", daad.naam.in_taal(Taal::En), ta.in_cijfers(Taal::En), va.replacen("artikel", "article", 1), tb.in_cijfers(Taal::En), vb.replacen("artikel", "article", 1)),
                ),
                twee("Kies één termijn, of schrijf op wanneer welke geldt.", "Choose one term, or say when which one holds."),
            ));
        }
    }
}

fn begin<'b>(boek: &'b Boek, n: &'b Norm) -> Option<&'b crate::voorwaarde::Moment> {
    match &n.binnen {
        Binnen::Klok(k) => Some(&boek.klok(*k).start),
        _ => n.na.as_ref(),
    }
}

/// The one term of a duty, when it has exactly one, without a condition.
fn enige(boek: &Boek, n: &Norm) -> Option<Termijn> {
    let lijst = match &n.binnen {
        Binnen::Termijnen(t) => t,
        Binnen::Klok(k) => &boek.klok(*k).termijn,
        _ => return None,
    };
    match lijst.as_slice() {
        [(t, None)] => Some(*t),
        _ => None,
    }
}

/// Two articles that name another dispute body.
fn instanties(boek: &Boek, uit: &mut Vec<Bevinding>) {
    let vast = boek.geschil.naam.as_ref().zip(boek.geschil_artikel.as_ref());
    let mut genoemd: Vec<(&String, &Vindplaats)> = vast.into_iter().collect();
    for k in eigen(boek) {
        let Some(naam) = &k.geschilinstantie else { continue };
        if let Some((eerst, waar)) = genoemd.iter().find(|(n, _)| *n != naam) {
            let a = boek.citeer(waar);
            uit.push(meld(
                "twee-instanties",
                k.plek,
                &k.vindplaats,
                twee(
                    format!("Hier is de geschilleninstantie {naam}, in {a} is het {eerst}."),
                    format!(
                        "Here the dispute body is {naam}, in {} it is {eerst}.",
                        a.replacen("artikel", "article", 1)
                    ),
                ),
                twee(
                    "Noem op beide plaatsen de instantie waarbij de zorgaanbieder is aangesloten.",
                    "Name in both places the body with which the provider is affiliated.",
                ),
            ));
        }
        genoemd.push((naam, &k.vindplaats));
    }
}

/// One number for two articles, or paragraphs that bear another number than their article.
fn nummers(boek: &Boek, uit: &mut Vec<Bevinding>) {
    let opschriften = &boek.toetsstof.opschriften;
    for (i, o) in opschriften.iter().enumerate() {
        let waar = Vindplaats { tekst: TekstId::van_ix(0), artikel: o.artikel.clone() };
        if let Some(eerder) = opschriften[..i].iter().find(|e| e.artikel == o.artikel) {
            uit.push(meld(
                "dubbel-nummer",
                o.plek,
                &waar,
                twee(
                    format!(
                        "Twee artikelen hebben nummer {}: “{}” en “{}”.",
                        o.artikel, eerder.tekst, o.tekst
                    ),
                    format!(
                        "Two articles bear number {}: “{}” and “{}”.",
                        o.artikel, eerder.tekst, o.tekst
                    ),
                ),
                twee(
                    "Nummer de artikelen door, en loop de verwijzingen na.",
                    "Number the articles on, and check the references.",
                ),
            ));
        }
        if let Some(leden) = o.leden.as_ref().filter(|l| **l != o.artikel) {
            uit.push(meld(
                "nummer-van-leden",
                o.plek,
                &waar,
                twee(
                    format!(
                        "De leden van artikel {} (“{}”) dragen nummer {leden}.",
                        o.artikel, o.tekst
                    ),
                    format!(
                        "The paragraphs of article {} (“{}”) bear number {leden}.",
                        o.artikel, o.tekst
                    ),
                ),
                twee(
                    "Geef de leden het nummer van hun artikel.",
                    "Give the paragraphs the number of their article.",
                ),
            ));
        }
    }
}

/// The text does not say from when it holds.
fn kop(boek: &Boek, uit: &mut Vec<Bevinding>) {
    if boek.toetsstof.kop_aangevuld.omvat("geldig") {
        uit.push(Bevinding {
            zwaarte: Zwaarte::Intern,
            soort: "geen-ingangsdatum",
            plek: KOP,
            regeling: Some(Vindplaats { tekst: TekstId::van_ix(0), artikel: String::new() }),
            wet: None,
            tekst: twee(
                "De tekst noemt geen dag waarop zij ingaat.",
                "The text names no day on which it takes effect.",
            ),
            advies: twee(
                "Schrijf op vanaf welke dag de regeling geldt.",
                "Write down from which day the regulation holds.",
            ),
            zekerheid: None,
        });
    }
}
