//! The regulation as readable text, norm by norm with its article, in Dutch and English.
//!
//! Always holds: every norm of the file appears once, in the order of its articles, in words made from
//! the norm itself; nothing is shown that the engine does not run or that is not marked as open.

mod instellingen;
mod tabel;
mod woorden;

use termijn::Taal;

use crate::boek::Boek;
use crate::norm::{Binnen, Doet, Norm, NormSoort, TekstId, Vindplaats};
use crate::voorwaarde::Gebeurd;
use crate::woorden::{DaadId, RolId, Tekst};

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
    /// By what it is found again in another text.
    pub over: Over,
    /// What of it runs, as a sentence made from its parts; the same as `zin` unless the file has its own
    /// words for it.
    pub werking: String,
}

/// By what a line of one text is found again in another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Over {
    /// Its id in the file; empty for what has none.
    pub id: String,
    /// The acts that it is about, or what else names its subject.
    pub onderwerp: String,
}

impl Over {
    pub(super) fn new(id: &str, onderwerp: impl Into<String>) -> Self {
        Self { id: id.to_owned(), onderwerp: onderwerp.into() }
    }
}

/// Where the lines go, one at a time.
type Voeg<'a> = dyn FnMut(&Vindplaats, &'static str, &[String], Over, String) + 'a;

impl Boek {
    /// All norms of the text at this position in `koppen`, in the order of the articles.
    pub fn regels(&self, tekst_ix: usize, taal: Taal) -> Vec<Regel> {
        let mut uit = Vec::new();
        for n in self.normen.iter().filter(|n| n.vindplaats.tekst.ix() == tekst_ix) {
            let s = match n.soort {
                NormSoort::Plicht => soort(taal, "plicht", "duty"),
                NormSoort::Bevoegdheid => soort(taal, "bevoegdheid", "power"),
                NormSoort::Verbod => soort(taal, "verbod", "prohibition"),
            };
            let daden = match &n.doet {
                Doet::Daden(d) => self.ids(d),
                Doet::Alles { .. } => "alles".to_owned(),
            };
            uit.push(Regel {
                artikel: n.vindplaats.artikel.clone(),
                soort: s,
                zin: self.norm_in_woorden(n, taal),
                register: n.register.clone(),
                over: Over::new(&n.id, daden),
                werking: self.norm_uit_delen(n, taal),
            });
        }
        let mut voeg =
            |v: &Vindplaats, soort: &'static str, register: &[String], over, zin: String| {
                if v.tekst.ix() == tekst_ix {
                    let (artikel, register) = (v.artikel.clone(), register.to_vec());
                    uit.push(Regel { artikel, soort, werking: zin.clone(), zin, register, over });
                }
            };
        for b in &self.bepalingen {
            voeg(
                &b.vindplaats,
                soort(taal, "bepaling", "provision"),
                &b.register,
                Over::new("", &b.vindplaats.artikel),
                b.tekst.in_taal(taal).to_owned(),
            );
        }
        self.termijnen(taal, &mut voeg);
        self.overige(taal, &mut voeg);
        uit.retain(|r: &Regel| !r.artikel.is_empty());
        self.op_volgorde(tekst_ix, &mut uit);
        uit
    }

    /// Articles in the order of a reader: numbers as numbers, and what has no number (a heading, an annex) behind
    /// the numbered article after which it stands in the file.
    fn op_volgorde(&self, tekst_ix: usize, regels: &mut [Regel]) {
        let plaats = |artikel: &str| {
            let sleutel = (TekstId::van_ix(tekst_ix), artikel.to_owned());
            self.plaatsen.get(&sleutel).copied().unwrap_or(usize::MAX)
        };
        let mut genummerd: Vec<(usize, Vec<(u32, String)>)> = regels
            .iter()
            .filter(|r| is_genummerd(&r.artikel))
            .map(|r| (plaats(&r.artikel), artikel_orde(&r.artikel).1))
            .collect();
        genummerd.sort_unstable();
        regels.sort_by_cached_key(|r| {
            if is_genummerd(&r.artikel) {
                return (Some(artikel_orde(&r.artikel).1), 0);
            }
            let hier = plaats(&r.artikel);
            let ervoor = genummerd.partition_point(|(p, _)| *p < hier).checked_sub(1);
            (ervoor.map(|i| genummerd[i].1.clone()), hier.saturating_add(1))
        });
    }

    fn ids_van(&self, l: &[Gebeurd]) -> String {
        self.ids(&l.iter().map(|g| g.daad).collect::<Vec<_>>())
    }

    fn ids(&self, daden: &[DaadId]) -> String {
        daden.iter().map(|d| self.daad(*d).id.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// A duty, power or prohibition as one sentence, in the words of the file if it has any.
    pub fn norm_in_woorden(&self, n: &Norm, taal: Taal) -> String {
        match &n.tekst {
            Some(Tekst { en, .. }) if taal == Taal::En && !en.is_empty() => en.clone(),
            Some(Tekst { nl, .. }) => nl.clone(),
            None => self.norm_uit_delen(n, taal),
        }
    }

    /// The same, made from what the engine runs.
    fn norm_uit_delen(&self, n: &Norm, taal: Taal) -> String {
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
        if n.aan_wie_het_deed {
            voeg(" (aan wie dit deed)".into(), " (to whoever did this)".into());
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
            Binnen::Gesteld { hoogstens, .. } => {
                let (nl, en) = hoogstens.map_or_else(Default::default, |t| {
                    let (nl, en) = (t.in_cijfers(Taal::Nl), t.in_cijfers(Taal::En));
                    (format!(", hoogstens {nl}"), format!(", at most {en}"))
                });
                voeg(
                    format!(", op de gestelde datum{nl}"),
                    format!(", on the date that was set{en}"),
                )
            }
            Binnen::GesteldDoor { wie, hoogstens, .. } => {
                let wie = self.rollen_in_woorden(wie, taal);
                let h = hoogstens.map(|t| t.in_cijfers(taal));
                let (nl, en) = h.map_or_else(Default::default, |t| {
                    (format!(", hoogstens {t}"), format!(", at most {t}"))
                });
                voeg(
                    format!(", binnen een termijn die {wie} stelt{nl}"),
                    format!(", within a term to be set by {wie}{en}"),
                );
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
        if let Some(t) = n.niet_voor {
            let t = t.in_cijfers(taal);
            voeg(format!(", niet eerder dan {t} daarna"), format!(", not before {t} after that"));
        }
        if let Some(h) = &n.herhaal {
            let (elke, tot) =
                (h.elke.in_cijfers(taal), self.gebeurtenissen_in_woorden(&h.tot, taal));
            voeg(format!(", telkens na {elke}"), format!(", again after {elke}"));
            if !tot.is_empty() {
                voeg(format!(", tot: {tot}"), format!(", until: {tot}"));
            }
        }
        for (veld, toets) in &n.waar {
            let (veld, t) = match &n.doet {
                Doet::Daden(d) if !d.is_empty() => (
                    self.veld_in_woorden(d[0], veld, taal),
                    self.toets_van_veld(d[0], veld, toets, taal),
                ),
                _ => (veld.clone(), woorden::toets_in_woorden(toets, taal)),
            };
            voeg(format!(", waarbij '{veld}' {t}"), format!(", where '{veld}' {t}"));
        }
        if let (Some(veld), Doet::Daden(d)) = (&n.zelfde, &n.doet) {
            let veld =
                d.first().map_or_else(|| veld.clone(), |d| self.veld_in_woorden(*d, veld, taal));
            voeg(
                format!(", elk apart: met hetzelfde bij '{veld}'"),
                format!(", each apart: with the same in '{veld}'"),
            );
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
        if !n.vervalt_bij.is_empty() {
            let daden = self.gebeurtenissen_in_woorden(&n.vervalt_bij, taal);
            zin.push_str(&kies(taal, format!(", tot: {daden}"), format!(", until: {daden}")));
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
    rij(namen, if taal == Taal::Nl { "en" } else { "and" })
}

pub(crate) fn keuze(namen: &[&str], taal: Taal) -> String {
    rij(namen, if taal == Taal::Nl { "of" } else { "or" })
}

fn rij(namen: &[&str], voegwoord: &str) -> String {
    match namen {
        [] => String::new(),
        [een] => (*een).to_owned(),
        [rest @ .., laatste] => format!("{} {voegwoord} {laatste}", rest.join(", ")),
    }
}

pub(crate) fn hoofdletter(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_uppercase().chain(tekens).collect())
}

fn is_genummerd(artikel: &str) -> bool {
    artikel.starts_with(|c: char| c.is_ascii_digit())
}

/// Articles in the order of a reader: 2 before 10, `10 lid 1` before `10 lid 2 sub a`; words come first.
pub(crate) fn artikel_orde(artikel: &str) -> (u8, Vec<(u32, String)>) {
    let delen = artikel
        .split([' ', '.', '-'])
        .filter(|w| !matches!(*w, "" | "lid" | "sub" | "artikel"))
        .map(|w| {
            let getal: String = w.chars().take_while(char::is_ascii_digit).collect();
            (getal.parse().unwrap_or(u32::MAX), w.to_owned())
        })
        .collect();
    (u8::from(is_genummerd(artikel)), delen)
}
