//! The regulation as readable text, norm by norm with its article, in Dutch and English.
//!
//! Always holds: every norm of the file appears once, in the order of its articles, in words made from
//! the norm itself; nothing is shown that the engine does not run or that is not marked as open.

mod woorden;

use termijn::Taal;

use crate::boek::Boek;
use crate::norm::{Binnen, Doet, Norm, NormSoort, Vindplaats};
use crate::woorden::{RolId, Tekst};

/// One norm in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// The article, as the text numbers it.
    pub artikel: String,
    /// What kind of norm: "plicht", "bevoegdheid", …
    pub soort: &'static str,
    /// The norm as a sentence.
    pub zin: String,
    /// Ids in the register of norms.
    pub register: Vec<String>,
}

impl Boek {
    /// All norms of the text at this position in `koppen`, in the order of the articles.
    pub fn regels(&self, tekst_ix: usize, taal: Taal) -> Vec<Regel> {
        let mut uit = Vec::new();
        let mut voeg = |v: &Vindplaats, soort: &'static str, register: &[String], zin: String| {
            if v.tekst.ix() == tekst_ix && !v.artikel.is_empty() {
                uit.push(Regel {
                    artikel: v.artikel.clone(),
                    soort,
                    zin,
                    register: register.to_vec(),
                });
            }
        };
        for b in &self.bepalingen {
            voeg(
                &b.vindplaats,
                soort(taal, "bepaling", "provision"),
                &b.register,
                b.tekst.in_taal(taal).to_owned(),
            );
        }
        for n in &self.normen {
            let s = match n.soort {
                NormSoort::Plicht => soort(taal, "plicht", "duty"),
                NormSoort::Bevoegdheid => soort(taal, "bevoegdheid", "power"),
                NormSoort::Verbod => soort(taal, "verbod", "prohibition"),
            };
            voeg(&n.vindplaats, s, &n.register, self.norm_in_woorden(n, taal));
        }
        self.termijnen(taal, &mut voeg);
        self.overige(taal, &mut voeg);
        uit.sort_by_key(|r| artikel_orde(&r.artikel));
        uit
    }

    fn termijnen(
        &self,
        taal: Taal,
        voeg: &mut impl FnMut(&Vindplaats, &'static str, &[String], String),
    ) {
        for k in &self.klokken {
            let naam = k.naam.in_taal(taal);
            let t = self.termijnen_in_woorden(&k.termijn, taal);
            let start = self.moment_in_woorden(&k.start, taal);
            let stopt = self.daden_in_woorden(&k.stopt, taal);
            voeg(
                &k.vindplaats,
                soort(taal, "klok", "clock"),
                &k.register,
                kies(
                    taal,
                    format!(
                        "De termijn '{naam}' is {t}, te rekenen vanaf: {start}. Zij stopt met: {stopt}."
                    ),
                    format!(
                        "The term '{naam}' is {t}, counted from: {start}. It stops with: {stopt}."
                    ),
                ),
            );
            for v in &k.verdaging {
                let (wie, daad, aan) = (
                    self.rollen_in_woorden(&v.wie, taal),
                    self.daad(v.daad).naam.in_taal(taal),
                    self.rollen_in_woorden(&v.aan, taal),
                );
                let tot = v.tot.map(|t| t.in_cijfers(taal));
                let tot = tot.map_or(
                    kies(
                        taal,
                        "zonder grens in de regeling".into(),
                        "without a bound in the regulation".into(),
                    ),
                    |t| {
                        kies(
                            taal,
                            format!("tot hoogstens {t} na het begin"),
                            format!("to at most {t} from the start"),
                        )
                    },
                );
                let vooraf = if v.vooraf {
                    kies(
                        taal,
                        ", mits meegedeeld voordat de lopende termijn om is".into(),
                        ", if told before the running term has ended".into(),
                    )
                } else {
                    String::new()
                };
                voeg(
                    &v.vindplaats,
                    soort(taal, "verdaging", "extension"),
                    &v.register,
                    kies(
                        taal,
                        format!(
                            "{} kan de termijn '{naam}' verlengen ({daad}), {tot}{vooraf}; dit gaat naar: {aan}.",
                            hoofdletter(&wie)
                        ),
                        format!(
                            "{} may extend the term '{naam}' ({daad}), {tot}{vooraf}; told to: {aan}.",
                            hoofdletter(&wie)
                        ),
                    ),
                );
            }
            for s in &k.schorsing {
                let (van, tot) =
                    (self.daad(s.van).naam.in_taal(taal), self.daden_in_woorden(&s.tot, taal));
                voeg(
                    &s.vindplaats,
                    soort(taal, "schorsing", "pause"),
                    &[],
                    kies(
                        taal,
                        format!("De termijn '{naam}' staat stil vanaf: {van}, tot: {tot}."),
                        format!("The term '{naam}' pauses from: {van}, until: {tot}."),
                    ),
                );
            }
        }
        for b in &self.bewaringen {
            let (t, na) = (b.termijn.in_cijfers(taal), self.moment_in_woorden(&b.na, taal));
            voeg(
                &b.vindplaats,
                soort(taal, "bewaring", "retention"),
                &b.register,
                kies(
                    taal,
                    format!("Een dossier wordt {t} bewaard, te rekenen vanaf: {na}."),
                    format!("A file is kept for {t}, counted from: {na}."),
                ),
            );
        }
        for p in &self.kalenderplichten {
            voeg(
                &p.vindplaats,
                soort(taal, "kalenderplicht", "calendar duty"),
                &p.register,
                p.tekst.in_taal(taal).to_owned(),
            );
        }
    }

    fn overige(
        &self,
        taal: Taal,
        voeg: &mut impl FnMut(&Vindplaats, &'static str, &[String], String),
    ) {
        for g in &self.gronden {
            let (wie, daad) =
                (self.rollen_in_woorden(&g.wie, taal), self.daad(g.doet).naam.in_taal(taal));
            let wie = if wie.is_empty() { String::new() } else { format!("{wie}: ") };
            let mut zin = format!(
                "{}, {}",
                hoofdletter(&format!("{wie}{daad}")),
                kies(
                    taal,
                    format!("als {}", g.naam.nl),
                    format!("if {}", g.naam.in_taal(Taal::En))
                )
            );
            if let Some(v) = &g.tenzij {
                zin.push_str(&kies(taal, ", tenzij ".into(), ", unless ".into()));
                zin.push_str(&self.voorwaarde_in_woorden(v, taal));
            }
            zin.push('.');
            voeg(&g.vindplaats, soort(taal, "grond", "ground"), &g.register, zin);
        }
        for e in &self.eindes {
            let daad = self.daad(e.door).naam.in_taal(taal);
            voeg(
                &e.vindplaats,
                soort(taal, "einde", "end"),
                &e.register,
                kies(
                    taal,
                    format!("De procedure eindigt met: {daad}."),
                    format!("The procedure ends with: {daad}."),
                ),
            );
        }
        for s in &self.stukken {
            let (naam, bij, aan) = (
                s.naam.in_taal(taal),
                self.daad(s.bij).naam.in_taal(taal),
                self.rollen_in_woorden(&s.aan, taal),
            );
            let wat: Vec<String> =
                s.vermeldt.iter().map(|v| self.item_in_woorden(s.bij, &v.wat, taal)).collect();
            let vermeldt = if wat.is_empty() {
                String::new()
            } else {
                kies(
                    taal,
                    format!(" en vermeldt: {}", wat.join(", ")),
                    format!(" and states: {}", wat.join(", ")),
                )
            };
            voeg(
                &s.vindplaats,
                soort(taal, "stuk", "document"),
                &s.register,
                kies(
                    taal,
                    format!("Het stuk '{naam}' gaat bij '{bij}' naar: {aan}{vermeldt}."),
                    format!("The document '{naam}' goes with '{bij}' to: {aan}{vermeldt}."),
                ),
            );
        }
        for g in &self.gerechtigden {
            voeg(
                &g.vindplaats,
                soort(taal, "klachtgerechtigd", "may complain"),
                &g.register,
                kies(
                    taal,
                    format!("Een klacht kan komen van: {}.", g.naam.nl),
                    format!("A complaint may come from: {}.", g.naam.in_taal(Taal::En)),
                ),
            );
        }
        for k in &self.kanalen {
            let doet = self.daden_in_woorden(&k.doet, taal);
            voeg(
                &k.vindplaats,
                soort(taal, "kanaal", "channel"),
                &k.register,
                kies(
                    taal,
                    format!("Langs '{}' kan: {doet}.", k.naam.nl),
                    format!("By '{}' one can: {doet}.", k.naam.in_taal(Taal::En)),
                ),
            );
        }
        for r in &self.routes {
            voeg(
                &r.vindplaats,
                soort(taal, "route", "route"),
                &r.register,
                format!("{}. {}", r.naam.in_taal(taal), r.uitleg.in_taal(taal)).trim().to_owned(),
            );
        }
        for o in &self.open_normen {
            let wie = self.rollen_in_woorden(&o.beslist, taal);
            let door = if wie.is_empty() {
                String::new()
            } else {
                kies(taal, format!(" Daarover beslist: {wie}."), format!(" Decided by: {wie}."))
            };
            voeg(
                &o.vindplaats,
                soort(taal, "open norm", "open norm"),
                &o.register,
                format!("{}{door} ({})", o.tekst.in_taal(taal), o.waarom),
            );
        }
        if let Some(v) = &self.geschil_artikel {
            let naam = self.geschil.naam.clone().unwrap_or_else(|| {
                kies(
                    taal,
                    "niet genoemd in de regeling".into(),
                    "not named in the regulation".into(),
                )
            });
            voeg(
                v,
                soort(taal, "geschil", "dispute body"),
                &[],
                kies(
                    taal,
                    format!("Geschillencommissie: {naam}."),
                    format!("Dispute body: {naam}."),
                ),
            );
        }
    }

    /// A duty, power or prohibition as one sentence.
    pub fn norm_in_woorden(&self, n: &Norm, taal: Taal) -> String {
        if let Some(Tekst { nl, en, .. }) = &n.tekst {
            return match taal {
                Taal::En if !en.is_empty() => en.clone(),
                _ => nl.clone(),
            };
        }
        let wie = if n.wie.is_empty() {
            kies(taal, "niemand".into(), "nobody".into())
        } else {
            self.rollen_in_woorden(&n.wie, taal)
        };
        let doet = match &n.doet {
            Doet::Daden(d) => self.daden_in_woorden(d, taal),
            Doet::Alles { .. } => kies(
                taal,
                "enige handeling doen in dit dossier".into(),
                "act in this dossier in any way".into(),
            ),
        };
        let meer = n.wie.len() > 1;
        let werkwoord = match (n.soort, n.wie.is_empty()) {
            (NormSoort::Plicht, _) => {
                kies(taal, if meer { "moeten" } else { "moet" }.into(), "must".into())
            }
            (NormSoort::Bevoegdheid, _) | (NormSoort::Verbod, true) => {
                kies(taal, if meer { "mogen" } else { "mag" }.into(), "may".into())
            }
            (NormSoort::Verbod, false) => {
                kies(taal, if meer { "mogen niet" } else { "mag niet" }.into(), "may not".into())
            }
        };
        let mut zin = format!("{} {werkwoord}: {doet}", hoofdletter(&wie));
        let mut voeg = |nl: String, en: String| zin.push_str(&kies(taal, nl, en));
        if !n.aan.is_empty() {
            let aan = self.rollen_in_woorden(&n.aan, taal);
            voeg(format!(" (aan: {aan})"), format!(" (to: {aan})"));
        }
        match &n.binnen {
            Binnen::ZoSpoedigMogelijk => {}
            Binnen::Termijnen(l) => {
                let t = self.termijnen_in_woorden(l, taal);
                let r = n.in_de_regel;
                voeg(
                    format!(", binnen {t}{}", if r { " (in de regel)" } else { "" }),
                    format!(", within {t}{}", if r { " (as a rule)" } else { "" }),
                );
            }
            Binnen::Klok(k) => {
                let naam = self.klok(*k).naam.in_taal(taal);
                voeg(
                    format!(", binnen de termijn '{naam}'"),
                    format!(", within the term '{naam}'"),
                );
            }
            Binnen::Gesteld { .. } => {
                voeg(", op de gestelde datum".into(), ", on the date that was set".into())
            }
            Binnen::Voor { moment, minstens } => {
                let m = self.moment_in_woorden(moment, taal);
                voeg(
                    format!(", minstens {} voor: {m}", minstens.in_cijfers(taal)),
                    format!(", at least {} before: {m}", minstens.in_cijfers(taal)),
                );
            }
        }
        if let Some(m) = &n.na {
            let m = self.moment_in_woorden(m, taal);
            voeg(format!(", na: {m}"), format!(", after: {m}"));
        }
        for (v, nl, en) in [
            (&n.als, "als", "if"),
            (&n.mits, "mits", "provided that"),
            (&n.tenzij, "tenzij", "unless"),
        ] {
            if let Some(v) = v {
                let w = self.voorwaarde_in_woorden(v, taal);
                voeg(format!(", {nl} {w}"), format!(", {en} {w}"));
            }
        }
        zin.push('.');
        zin
    }

    /// Roles as a list in words: "de klager en de aangeklaagde".
    pub fn rollen_in_woorden(&self, rollen: &[RolId], taal: Taal) -> String {
        let namen: Vec<&str> = rollen.iter().map(|r| self.rol(*r).naam.in_taal(taal)).collect();
        opsomming(&namen, taal)
    }
}

fn soort(taal: Taal, nl: &'static str, en: &'static str) -> &'static str {
    match taal {
        Taal::Nl => nl,
        Taal::En => en,
    }
}

pub(crate) fn kies(taal: Taal, nl: String, en: String) -> String {
    match taal {
        Taal::Nl => nl,
        Taal::En => en,
    }
}

pub(crate) fn opsomming(namen: &[&str], taal: Taal) -> String {
    match namen {
        [] => String::new(),
        [een] => (*een).to_owned(),
        [rest @ .., laatste] => {
            format!("{} {} {laatste}", rest.join(", "), if taal == Taal::Nl { "en" } else { "and" })
        }
    }
}

fn hoofdletter(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_uppercase().chain(tekens).collect())
}

/// Articles in the order of a reader: 2 before 10, `10 lid 1` before `10 lid 2 sub a`; words come first.
fn artikel_orde(artikel: &str) -> (u8, Vec<(u32, String)>) {
    let begint_met_getal = artikel.starts_with(|c: char| c.is_ascii_digit());
    let delen = artikel
        .split_whitespace()
        .filter(|w| !matches!(*w, "lid" | "sub" | "artikel"))
        .map(|w| {
            let getal: String = w.chars().take_while(char::is_ascii_digit).collect();
            (getal.parse().unwrap_or(u32::MAX), w.to_owned())
        })
        .collect();
    (u8::from(begint_met_getal), delen)
}
