//! Conditions, moments, terms and acts in words.

use termijn::{Taal, Termijn};

use super::{keuze, kies, opsomming};
use crate::boek::Boek;
use crate::norm::Schorsing;
use crate::voorwaarde::{AanToets, Elders, Gebeurd, Moment, Toets, Voorwaarde};
use crate::waarde::Waarde;
use crate::woorden::{DaadId, VeldSoort};

impl Boek {
    /// A moment in words: "klacht ontvangen".
    pub fn moment_in_woorden(&self, m: &Moment, taal: Taal) -> String {
        let lijst = |l: &[Moment]| {
            let w: Vec<String> = l.iter().map(|m| self.moment_in_woorden(m, taal)).collect();
            let w: Vec<&str> = w.iter().map(String::as_str).collect();
            opsomming(&w, taal)
        };
        match m {
            Moment::Daad(d) => klein(self.daad(*d).gedaan.in_taal(taal)),
            Moment::Gebeurd(g) => {
                let door = self.rollen_in_woorden(&g.door, taal);
                let mut daad = klein(self.daad(g.daad).gedaan.in_taal(taal));
                if let Some(rol) = g.elke() {
                    let rol = self.rol(rol).naam.in_taal(taal);
                    daad += &match g.door_elke {
                        Some(_) => kies(
                            taal,
                            format!(" door ieder die {rol} is"),
                            format!(" by everybody who is {rol}"),
                        ),
                        None => kies(
                            taal,
                            format!(" aan ieder die {rol} is"),
                            format!(" to everybody who is {rol}"),
                        ),
                    };
                }
                daad += &self.met_velden(g.daad, &g.waar, taal);
                if door.is_empty() {
                    daad
                } else {
                    kies(taal, format!("{daad} door {door}"), format!("{daad} by {door}"))
                }
            }
            Moment::Veld(d, veld) => {
                let daad = self.daad(*d);
                let naam = daad.veld(veld).map_or(veld.as_str(), |v| v.naam.in_taal(taal));
                kies(
                    taal,
                    format!("de dag bij '{naam}' ({})", daad.naam.nl),
                    format!("the day in '{naam}' ({})", daad.naam.in_taal(Taal::En)),
                )
            }
            Moment::Eerste(l) => kies(
                taal,
                format!("het eerste van {}", lijst(l)),
                format!("the first of {}", lijst(l)),
            ),
            Moment::Laatste(l) if l.len() == 1 => {
                let m = lijst(l);
                kies(taal, format!("{m}, de laatste keer"), format!("{m}, the last time"))
            }
            Moment::Laatste(l) => kies(
                taal,
                format!("het laatste van {}", lijst(l)),
                format!("the last of {}", lijst(l)),
            ),
            Moment::Als(m, v) => {
                let (m, v) = (self.moment_in_woorden(m, taal), self.voorwaarde_in_woorden(v, taal));
                kies(taal, format!("{m}, als {v}"), format!("{m}, if {v}"))
            }
            Moment::Plus(m, t) => {
                let (m, t) = (self.moment_in_woorden(m, taal), t.in_cijfers(taal));
                kies(taal, format!("{t} na {m}"), format!("{t} after {m}"))
            }
            Moment::Voorbij(m) => {
                let m = self.moment_in_woorden(m, taal);
                kies(taal, format!("het voorbijgaan van {m}"), format!("the passing of {m}"))
            }
            Moment::Verstreken(k) => {
                let naam = self.klok(*k).naam.in_taal(taal);
                kies(
                    taal,
                    format!("het ongebruikt verstrijken van '{naam}'"),
                    format!("'{naam}' running out unused"),
                )
            }
            Moment::Einde => {
                kies(taal, "het einde van de procedure".into(), "the end of the procedure".into())
            }
            Moment::Inwerking => {
                kies(taal, "de inwerkingtreding".into(), "entry into force".into())
            }
        }
    }

    /// A condition in words, as part of a sentence.
    pub fn voorwaarde_in_woorden(&self, v: &Voorwaarde, taal: Taal) -> String {
        let lijst = |l: &[Voorwaarde], nl: &str, en: &str| {
            let w: Vec<String> = l.iter().map(|v| self.voorwaarde_in_woorden(v, taal)).collect();
            w.join(&format!(" {} ", if taal == Taal::Nl { nl } else { en }))
        };
        match v {
            Voorwaarde::Feit(f) => {
                let feit = self.feit(*f);
                if feit.naam.nl.is_empty() {
                    feit.id.replace('_', " ")
                } else {
                    feit.naam.in_taal(taal).to_owned()
                }
            }
            Voorwaarde::Gebeurd(g) => self.gebeurd_in_woorden(g, taal),
            Voorwaarde::Niet(v) => {
                let w = self.voorwaarde_in_woorden(v, taal);
                kies(taal, format!("niet: {w}"), format!("not: {w}"))
            }
            Voorwaarde::Alle(l) => lijst(l, "en", "and"),
            Voorwaarde::EenVan(l) => lijst(l, "of", "or"),
            Voorwaarde::Aantal { wat, minstens, hoogstens } => {
                let w = self.gebeurd_in_woorden(wat, taal);
                match hoogstens {
                    Some(h) => kies(
                        taal,
                        format!("{minstens} tot {h} keer: {w}"),
                        format!("{minstens} to {h} times: {w}"),
                    ),
                    None => kies(
                        taal,
                        format!("minstens {minstens} keer: {w}"),
                        format!("at least {minstens} times: {w}"),
                    ),
                }
            }
            Voorwaarde::Veld { daad, veld, toets } => {
                let d = self.daad(*daad);
                let naam = d.veld(veld).map_or(veld.as_str(), |v| v.naam.in_taal(taal));
                format!("'{naam}' {}", self.toets_van_veld(*daad, veld, toets, taal))
            }
            Voorwaarde::Deze { veld, toets } => {
                format!("'{veld}' {}", toets_in_woorden(toets, taal))
            }
            Voorwaarde::Loopt { van, tot, zelfde } => {
                let gedaan = |g: &Gebeurd| {
                    let daad = klein(self.daad(g.daad).gedaan.in_taal(taal));
                    format!("{daad}{}", self.met_velden(g.daad, &g.waar, taal))
                };
                let a = gedaan(van);
                let b: Vec<String> = tot.iter().map(gedaan).collect();
                let b = b.join(if taal == Taal::Nl { " of " } else { " or " });
                let bij = zelfde.as_ref().map_or_else(String::new, |veld| {
                    let naam = self.veld_in_woorden(van.daad, veld, taal);
                    kies(
                        taal,
                        format!(" (met hetzelfde bij '{naam}')"),
                        format!(" (with the same in '{naam}')"),
                    )
                });
                kies(
                    taal,
                    format!("na '{a}' nog niet volgde: {b}{bij}"),
                    format!("'{a}' has not yet been followed by: {b}{bij}"),
                )
            }
            Voorwaarde::Elke { rol, een_van } => {
                let r = self.rol(*rol).naam.in_taal(taal);
                let w: Vec<String> =
                    een_van.iter().map(|g| self.gebeurd_in_woorden(g, taal)).collect();
                let w = keuze(&w.iter().map(String::as_str).collect::<Vec<_>>(), taal);
                kies(
                    taal,
                    format!("voor ieder die {r} is: {w}"),
                    format!("for everybody who is {r}: {w}"),
                )
            }
            Voorwaarde::Voor { eerst, later } => {
                let (a, b) =
                    (self.moment_in_woorden(eerst, taal), self.moment_in_woorden(later, taal));
                kies(taal, format!("'{a}' kwam voor '{b}'"), format!("'{a}' came before '{b}'"))
            }
            Voorwaarde::Verstreken { na, termijn: None } => {
                let m = self.moment_in_woorden(na, taal);
                kies(taal, format!("{m} is voorbij"), format!("{m} has passed"))
            }
            Voorwaarde::Verstreken { na, termijn: Some(termijn) } => {
                let (m, t) = (self.moment_in_woorden(na, taal), termijn.in_cijfers(taal));
                kies(
                    taal,
                    format!("{t} na '{m}' is voorbij"),
                    format!("{t} after '{m}' has passed"),
                )
            }
            Voorwaarde::KlokVerstreken(k) => {
                let naam = self.klok(*k).naam.in_taal(taal);
                kies(
                    taal,
                    format!("de termijn '{naam}' is verstreken"),
                    format!("the term '{naam}' has run out"),
                )
            }
            Voorwaarde::Ouder { dan, van, op } => {
                let (a, b, t) = (
                    self.moment_in_woorden(van, taal),
                    self.moment_in_woorden(op, taal),
                    dan.in_cijfers(taal),
                );
                kies(
                    taal,
                    format!("{a} ligt meer dan {t} voor '{b}'"),
                    format!("{a} is more than {t} before '{b}'"),
                )
            }
            Voorwaarde::Partij { rol, ambt, waar, minstens, hoogstens } => {
                let mut wie = self.rol(*rol).naam.in_taal(taal).to_owned();
                for (veld, toets) in waar {
                    wie.push_str(&format!(" ({veld} {})", toets_in_woorden(toets, taal)));
                }
                match (ambt, minstens, hoogstens) {
                    (Some(a), _, _) => {
                        let a = self.rol(*a).naam.in_taal(taal);
                        kies(taal, format!("{wie} is zelf {a}"), format!("{wie} is {a}"))
                    }
                    (None, 1, None) => {
                        kies(taal, format!("er is een {wie} genoemd"), format!("a {wie} was named"))
                    }
                    (None, _, _) => {
                        let n = hoeveel_in_woorden(*minstens, *hoogstens, taal);
                        kies(taal, format!("er zijn {n}: {wie}"), format!("there are {n}: {wie}"))
                    }
                }
            }
            Voorwaarde::Deelt { veld: (veld, _), met } => match met {
                Elders::Partijen(rol) => {
                    let r = self.rol(*rol).naam.in_taal(taal);
                    kies(
                        taal,
                        format!("iemand bij '{veld}' is ook {r}"),
                        format!("somebody in '{veld}' is also {r}"),
                    )
                }
                Elders::Veld { wat, .. } => {
                    let w = self.gebeurd_in_woorden(wat, taal);
                    kies(
                        taal,
                        format!("iemand bij '{veld}' is genoemd bij {w}"),
                        format!("somebody in '{veld}' was named with {w}"),
                    )
                }
                Elders::Doener(wat) => {
                    let w = self.gebeurd_in_woorden(wat, taal);
                    kies(
                        taal,
                        format!("iemand bij '{veld}' deed ook: {w}"),
                        format!("somebody in '{veld}' also did: {w}"),
                    )
                }
            },
            Voorwaarde::Persoon(met) => match met {
                Elders::Partijen(rol) => {
                    let r = self.rol(*rol).naam.in_taal(taal);
                    kies(
                        taal,
                        format!("wie dit doet, is zelf {r}"),
                        format!("whoever does this is {r}"),
                    )
                }
                Elders::Veld { wat, .. } => {
                    let w = self.gebeurd_in_woorden(wat, taal);
                    kies(
                        taal,
                        format!("wie dit doet, is genoemd bij {w}"),
                        format!("whoever does this was named with {w}"),
                    )
                }
                Elders::Doener(wat) => {
                    let w = self.gebeurd_in_woorden(wat, taal);
                    kies(
                        taal,
                        format!("wie dit doet, deed zelf {w}"),
                        format!("whoever does this did {w} himself"),
                    )
                }
            },
            Voorwaarde::Schriftelijk(d) => {
                let w = klein(self.daad(*d).gedaan.in_taal(taal));
                kies(taal, format!("'{w}' was schriftelijk"), format!("'{w}' was in writing"))
            }
            Voorwaarde::Ontbreekt(d) => {
                let w = klein(self.daad(*d).gedaan.in_taal(taal));
                kies(
                    taal,
                    format!("bij '{w}' ontbrak iets dat langs dat kanaal wordt gevraagd"),
                    format!("'{w}' lacked something that its channel asks for"),
                )
            }
            Voorwaarde::Gerechtigd { .. } => kies(
                taal,
                "de klager mag een klacht indienen".into(),
                "the klager may complain".into(),
            ),
        }
    }

    fn gebeurd_in_woorden(&self, g: &Gebeurd, taal: Taal) -> String {
        let mut zin = format!("'{}'", klein(self.daad(g.daad).gedaan.in_taal(taal)));
        if let Some(r) = g.door_elke {
            let r = self.rol(r).naam.in_taal(taal);
            zin.push_str(&kies(
                taal,
                format!(" door ieder die {r} is"),
                format!(" by everybody who is {r}"),
            ));
        } else if !g.door.is_empty() {
            let namen: Vec<&str> = g.door.iter().map(|r| self.rol(*r).naam.in_taal(taal)).collect();
            let door = keuze(&namen, taal);
            zin.push_str(&kies(taal, format!(" door {door}"), format!(" by {door}")));
        }
        match g.aan {
            AanToets::Ieder => {}
            AanToets::Een(r) => {
                let r = self.rol(r).naam.in_taal(taal);
                zin.push_str(&kies(taal, format!(" aan {r}"), format!(" to {r}")));
            }
            AanToets::Elke(r) => {
                let r = self.rol(r).naam.in_taal(taal);
                zin.push_str(&kies(
                    taal,
                    format!(" aan ieder die {r} is"),
                    format!(" to everybody who is {r}"),
                ));
            }
        }
        zin.push_str(&self.met_velden(g.daad, &g.waar, taal));
        zin
    }

    /// Field tests in words, in brackets: " (uitkomst is gegrond)".
    pub(super) fn met_velden(&self, daad: DaadId, waar: &[(String, Toets)], taal: Taal) -> String {
        waar.iter()
            .map(|(veld, toets)| {
                let naam = self.veld_in_woorden(daad, veld, taal);
                format!(" ('{naam}' {})", self.toets_van_veld(daad, veld, toets, taal))
            })
            .collect()
    }

    /// The name of a field as part of a sentence; what people read there is a question.
    pub(super) fn veld_in_woorden(&self, daad: DaadId, veld: &str, taal: Taal) -> String {
        self.daad(daad).veld(veld).map_or_else(
            || veld.replace('_', " "),
            |v| klein(v.naam.in_taal(taal).trim_end_matches('?')),
        )
    }

    /// What must hold of a field, with the words that people read for what was chosen.
    pub(super) fn toets_van_veld(
        &self,
        daad: DaadId,
        veld: &str,
        toets: &Toets,
        taal: Taal,
    ) -> String {
        let keuze_in_woorden = |w: &Waarde| {
            let naam = w.als_tekst().and_then(|id| self.keuze_in_woorden(daad, veld, id, taal));
            naam.unwrap_or_else(|| w.to_string())
        };
        match toets {
            Toets::Is(w) => {
                let w = keuze_in_woorden(w);
                kies(taal, format!("is {w}"), format!("is {w}"))
            }
            Toets::In(l) => {
                let w: Vec<String> = l.iter().map(keuze_in_woorden).collect();
                let w = keuze(&w.iter().map(String::as_str).collect::<Vec<_>>(), taal);
                kies(taal, format!("is {w}"), format!("is {w}"))
            }
            ander => toets_in_woorden(ander, taal),
        }
    }

    /// The words for one of the choices of a field: an option, a ground, a capacity, a channel.
    fn keuze_in_woorden(&self, daad: DaadId, veld: &str, id: &str, taal: Taal) -> Option<String> {
        let naam = match &self.daad(daad).veld(veld)?.soort {
            VeldSoort::Keuze(o) | VeldSoort::Keuzes(o) => &o.iter().find(|o| o.id == id)?.naam,
            VeldSoort::Grond => &self.gronden_van(daad).find(|g| g.id == id)?.naam,
            VeldSoort::Hoedanigheid => {
                &self.gerechtigden.iter().find(|g| g.hoedanigheid == id)?.naam
            }
            VeldSoort::Kanaal => &self.kanalen.iter().find(|k| k.id == id)?.naam,
            _ => return None,
        };
        Some(naam.in_taal(taal).to_owned()).filter(|n| !n.is_empty())
    }

    /// Acts in words, any one of which will do.
    pub fn daden_in_woorden(&self, daden: &[DaadId], taal: Taal) -> String {
        let namen: Vec<&str> = daden.iter().map(|d| self.daad(*d).naam.in_taal(taal)).collect();
        keuze(&namen, taal)
    }

    /// Acts in a certain way, any one of which will do.
    pub fn gebeurtenissen_in_woorden(&self, l: &[Gebeurd], taal: Taal) -> String {
        let namen: Vec<String> = l
            .iter()
            .map(|g| {
                let naam = self.daad(g.daad).naam.in_taal(taal);
                format!("{naam}{}", self.met_velden(g.daad, &g.waar, taal))
            })
            .collect();
        keuze(&namen.iter().map(String::as_str).collect::<Vec<_>>(), taal)
    }

    /// When a pause is over at the latest, if it has a bound.
    pub fn stilstand_hoogstens(&self, s: &Schorsing, taal: Taal) -> Option<String> {
        let veld = s.gesteld_in.as_ref().map(|id| {
            let veld = self.daad(s.van.daad).veld(id);
            let naam = veld.map_or(id.as_str(), |v| v.naam.in_taal(taal));
            kies(taal, format!("de dag bij '{naam}'"), format!("the day at '{naam}'"))
        });
        let lang = s.hoogstens.map(|t| t.in_cijfers(taal));
        match (veld, lang) {
            (Some(veld), Some(lang)) => Some(kies(
                taal,
                format!("{veld}, hoogstens {lang}"),
                format!("{veld}, at most {lang}"),
            )),
            (Some(een), None) | (None, Some(een)) => Some(een),
            (None, None) => None,
        }
    }

    pub(super) fn termijnen_in_woorden(
        &self,
        l: &[(Termijn, Option<Voorwaarde>)],
        taal: Taal,
    ) -> String {
        let w: Vec<String> = l
            .iter()
            .map(|(t, als)| match als {
                None => t.in_cijfers(taal),
                Some(v) => {
                    let w = self.voorwaarde_in_woorden(v, taal);
                    kies(
                        taal,
                        format!("{} als {w}", t.in_cijfers(taal)),
                        format!("{} if {w}", t.in_cijfers(taal)),
                    )
                }
            })
            .collect();
        w.join(if taal == Taal::Nl { ", anders " } else { ", else " })
    }

    /// An item that a document must state, in words.
    pub fn item_in_woorden(&self, bij: DaadId, wat: &str, taal: Taal) -> String {
        let vast = match wat {
            "geschil.naam" => Some(("naam van de geschillencommissie", "name of the dispute body")),
            "geschil.adres" => {
                Some(("adres van de geschillencommissie", "address of the dispute body"))
            }
            "geschil.website" => {
                Some(("website van de geschillencommissie", "website of the dispute body"))
            }
            "geschil.termijn" => {
                Some(("termijn voor de geschillencommissie", "term for the dispute body"))
            }
            "geschil.kosten" => {
                Some(("kosten van de geschillencommissie", "cost of the dispute body"))
            }
            _ => None,
        };
        if let Some((nl, en)) = vast {
            return kies(taal, nl.into(), en.into());
        }
        if let Some(klok) = wat.strip_prefix("klok.").and_then(|k| self.klok_id(k)) {
            let naam = self.klok(klok).naam.in_taal(taal);
            return kies(
                taal,
                format!("de einddatum van '{naam}'"),
                format!("the end date of '{naam}'"),
            );
        }
        self.veld_in_woorden(bij, wat, taal)
    }
}

/// With a small first letter, as part of a sentence.
fn klein(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_lowercase().chain(tekens).collect())
}

pub(super) fn toets_in_woorden(t: &Toets, taal: Taal) -> String {
    match t {
        Toets::Is(w) => kies(taal, format!("is {w}"), format!("is {w}")),
        Toets::In(l) => {
            let w: Vec<String> = l.iter().map(ToString::to_string).collect();
            kies(taal, format!("is {}", w.join(" of ")), format!("is {}", w.join(" or ")))
        }
        Toets::Aanwezig => kies(taal, "is ingevuld".into(), "is filled in".into()),
        Toets::Afwezig => kies(taal, "is niet ingevuld".into(), "is not filled in".into()),
        Toets::MeerDan(n) => kies(taal, format!("is meer dan {n}"), format!("is more than {n}")),
        Toets::MinderDan(n) => {
            kies(taal, format!("is minder dan {n}"), format!("is less than {n}"))
        }
        Toets::Verlopen => kies(taal, "is voorbij".into(), "has passed".into()),
        Toets::NogNietVerlopen => kies(taal, "is niet voorbij".into(), "has not passed".into()),
        Toets::Telt { waar, minstens, hoogstens } => {
            let n = hoeveel_in_woorden(*minstens, *hoogstens, taal);
            let met = waar_in_woorden(waar, taal);
            kies(taal, format!("telt {n}{met}"), format!("counts {n}{met}"))
        }
        Toets::Meerderheid(waar) => {
            let met = waar_in_woorden(waar, taal);
            kies(taal, format!("heeft een meerderheid{met}"), format!("has a majority{met}"))
        }
    }
}

fn waar_in_woorden(waar: &[(String, Toets)], taal: Taal) -> String {
    let w: Vec<String> =
        waar.iter().map(|(v, t)| format!("{v} {}", toets_in_woorden(t, taal))).collect();
    if w.is_empty() {
        String::new()
    } else {
        let met = if taal == Taal::Nl { "waarvan" } else { "of which" };
        format!(" {met} {}", opsomming(&w.iter().map(String::as_str).collect::<Vec<_>>(), taal))
    }
}

fn hoeveel_in_woorden(minstens: u32, hoogstens: Option<u32>, taal: Taal) -> String {
    match (minstens, hoogstens) {
        (0, Some(0)) => kies(taal, "er geen".into(), "none".into()),
        (0, Some(h)) => kies(taal, format!("er hoogstens {h}"), format!("at most {h}")),
        (n, None) => kies(taal, format!("er minstens {n}"), format!("at least {n}")),
        (n, Some(h)) => kies(taal, format!("er {n} tot {h}"), format!("{n} to {h}")),
    }
}
