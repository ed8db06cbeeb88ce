//! Reading files into a book: first all words are declared, then everything that names them is read.
//!
//! Always holds: a name is looked up the moment it is read, so a diagnosis points at the name itself
//! and guesses what was meant.

mod cijfers;
mod eisen;
mod folder;
mod formulieren;
mod gebeurd;
pub(crate) mod genoemd;
mod instellingen;
mod kop;
mod momenten;
mod normen;
mod regimes;
mod toetsen;
pub(crate) mod voorwaarden;
mod werkterreinen;
mod woorden;

use std::cell::RefCell;
use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::boek::Boek;
use crate::controle;
use crate::diagnose::{Diagnoses, lijkt_op};
use crate::eis::Kenmerk;
use crate::lezer::{Gespannen, Naam, Tabel};
use crate::norm::{KlokId, TekstId, Vindplaats};
use crate::plek::{Bron, Plek};
use crate::werkterrein;
use crate::woorden::{DaadId, FeitId, RolId, Tekst};

/// Names and what they stand for, while reading.
#[derive(Default)]
pub(crate) struct Namen {
    pub(crate) rollen: HashMap<String, RolId>,
    pub(crate) daden: HashMap<String, DaadId>,
    pub(crate) feiten: HashMap<String, FeitId>,
    /// By text and id; `None` as text finds a clock of whatever text.
    pub(crate) klokken: HashMap<(usize, String), KlokId>,
    /// Names of clocks, for guessing.
    klok_namen: Vec<(String, String, KlokId)>,
}

/// What every reader needs: the names, and which text is being read.
pub(crate) struct Lezing<'n> {
    pub(crate) namen: &'n Namen,
    /// Position of the text in `Boek::koppen`.
    pub(crate) tekst: TekstId,
    /// Ends on rest days move on unless a norm says otherwise (statutes: yes).
    pub(crate) atw: bool,
    /// What the regulation says of its own text, gathered from every table.
    pub(crate) kenmerken: &'n RefCell<Vec<Kenmerk>>,
    /// Where each article stands first in its file.
    plaatsen: &'n RefCell<HashMap<(TekstId, String), usize>>,
}

/// Reads the vocabulary, the regulation, and the texts beside it: a portal's regulation, statutes.
pub(crate) fn lees(
    woordenlijst: Bron,
    regeling: Bron,
    ernaast: Vec<Bron>,
) -> Result<(Boek, Diagnoses), Diagnoses> {
    let bronnen: Vec<Bron> = [woordenlijst, regeling].into_iter().chain(ernaast).collect();
    let diagnoses = RefCell::new(Diagnoses::new(bronnen.clone()));
    let bomen: Vec<Spanned<DeTable<'_>>> =
        bronnen.iter().enumerate().map(|(i, b)| ontleed(i, b, &diagnoses)).collect();
    let mut boek = Boek::default();
    {
        let tabellen: Vec<Tabel<'_, '_>> = bomen
            .iter()
            .enumerate()
            .map(|(i, boom)| {
                let plek = Plek {
                    bron: i,
                    van: 0,
                    tot: bronnen[i].tekst.find('\n').unwrap_or(bronnen[i].tekst.len()),
                };
                Tabel::new(
                    boom.get_ref(),
                    plek,
                    if i == 0 { "de woordenlijst" } else { "het bestand" },
                    &diagnoses,
                )
            })
            .collect();
        for tabel in &tabellen[1..] {
            boek.koppen.push(kop::lees(tabel));
        }
        // Beside another regulation, an article is cited with the name of its text.
        for kop in boek.koppen.iter_mut().skip(1).filter(|k| !k.wet && k.kort.is_empty()) {
            kop.kort = kop.aanbieder.clone().unwrap_or_else(|| kop.titel.clone());
        }
        let namen = woorden::declareer(&tabellen, &mut boek);
        let (kenmerken, plaatsen) = (RefCell::default(), RefCell::default());
        for (i, tabel) in tabellen.into_iter().enumerate() {
            let tekst = TekstId::van_ix(i.saturating_sub(1));
            let wet = i > 1 && boek.koppen[tekst.ix()].wet;
            let (namen, kenmerken, plaatsen) = (&namen, &kenmerken, &plaatsen);
            let lezing = Lezing { namen, tekst, atw: wet, kenmerken, plaatsen };
            woorden::lees(&lezing, &tabel, &mut boek);
            werkterreinen::lees(&lezing, &tabel, &mut boek);
            normen::lees(&lezing, &tabel, &mut boek);
            instellingen::lees(&lezing, &tabel, &mut boek);
            regimes::lees(&lezing, &tabel, &mut boek);
            cijfers::lees(&lezing, &tabel, &mut boek);
            formulieren::lees(&lezing, &tabel, &mut boek);
            eisen::lees(&lezing, &tabel, &mut boek);
            tabel.klaar();
        }
        boek.toetsstof.kenmerken = kenmerken.into_inner();
        boek.plaatsen = plaatsen.into_inner();
    }
    vervang(&mut boek, &diagnoses);
    werkterrein::controleer(&boek, &diagnoses);
    boek.wijs();
    let mut hasher = blake3::Hasher::new();
    for bron in &bronnen {
        hasher.update(bron.tekst.as_bytes());
        hasher.update(&[0]);
    }
    boek.hash = hasher.finalize().to_hex().to_string();
    let mut diagnoses = diagnoses.into_inner();
    if !diagnoses.heeft_fouten() {
        controle::controleer(&boek, &mut diagnoses);
        werkterrein::knip(&mut boek);
    }
    diagnoses.sorteer();
    diagnoses.ontdubbel();
    if diagnoses.heeft_fouten() { Err(diagnoses) } else { Ok((boek, diagnoses)) }
}

/// Takes away what a norm of the first text replaces in a text beside it.
fn vervang(boek: &mut Boek, diagnoses: &RefCell<Diagnoses>) {
    let vervangen: Vec<Naam> = boek.normen.iter().flat_map(|n| n.vervangt.clone()).collect();
    for naam in vervangen {
        let (tekst, id) = naam.tekst.split_once(':').unwrap_or(("", naam.tekst.as_str()));
        let is_het = |n: &crate::norm::Norm| {
            let kop = &boek.koppen[n.vindplaats.tekst.ix()];
            n.vindplaats.tekst.ix() > 0 && !kop.wet && kop.id == tekst && n.id == id
        };
        match boek.normen.iter().position(is_het) {
            Some(ix) => drop(boek.normen.remove(ix)),
            None => diagnoses.borrow_mut().fout(
                "niets-te-vervangen",
                naam.plek,
                format!("er is geen norm `{}` om te vervangen", naam.tekst),
                "dit bestaat niet in de regeling ernaast",
                Some("schrijf de id van de andere regeling, een dubbele punt en de id van de norm, zoals \"portaal:ontvangst\"; een wet vervangt men niet".into()),
            ),
        }
    }
}

fn ontleed<'i>(ix: usize, bron: &'i Bron, diagnoses: &RefCell<Diagnoses>) -> Spanned<DeTable<'i>> {
    let (boom, fouten) = DeTable::parse_recoverable(&bron.tekst);
    // What follows a table that was written twice, is twice too: the first tells it all.
    let mut dubbel_gemeld = false;
    for fout in fouten {
        let span = fout.span().unwrap_or(0..0);
        let (boodschap, label, hulp) = toml_fout(&bron.tekst, &span, fout.message());
        let van_tabel = bron.tekst[..span.start].ends_with('[');
        if van_tabel && std::mem::replace(&mut dubbel_gemeld, true) {
            continue;
        }
        diagnoses.borrow_mut().fout(
            "geen-toml",
            Plek { bron: ix, van: span.start, tot: span.end },
            boodschap,
            label,
            Some(hulp),
        );
    }
    boom
}

/// What is wrong with the TOML here, and what to do about it, in words of the house.
fn toml_fout(
    tekst: &str,
    span: &std::ops::Range<usize>,
    melding: &str,
) -> (String, &'static str, String) {
    let hier = tekst.get(span.clone()).unwrap_or_default();
    let ervoor = tekst.get(..span.start).unwrap_or_default();
    if melding.contains("duplicate key") && ervoor.ends_with('[') {
        return (
            format!(
                "`{hier}` staat hier met enkele haken en elders met dubbele, of twee keer met enkele"
            ),
            "hiervan kan er zo maar één zijn",
            format!("wat er meer keer mag zijn, heeft overal dubbele haken: [[{hier}]]"),
        );
    }
    if melding.contains("duplicate key") {
        return (
            format!("`{hier}` staat er al in deze tabel"),
            "tweede keer",
            "haal een van beide weg; horen er twee dingen bij, schrijf dan één lijst".to_owned(),
        );
    }
    if melding.contains("invalid date") || melding.contains("invalid month") {
        return (
            format!("`{hier}` is geen dag die bestaat"),
            "deze dag is er niet",
            "schrijf jaar-maand-dag, zoals 2026-02-28".to_owned(),
        );
    }
    (
        format!("dit is geen geldige TOML: {melding}"),
        "hier loopt het lezen vast",
        "kijk naar aanhalingstekens, haken en het =-teken op deze regel".to_owned(),
    )
}

impl Lezing<'_> {
    fn zoek<T: Copy>(
        &self,
        tabel: &Tabel<'_, '_>,
        naam: &Naam,
        wat: &'static str,
        code: &'static str,
        lijst: &HashMap<String, T>,
    ) -> Option<T> {
        if let Some(gevonden) = lijst.get(&naam.tekst) {
            return Some(*gevonden);
        }
        let hulp = lijkt_op(&naam.tekst, lijst.keys().map(String::as_str))
            .map(|n| format!("bedoelde u `{n}`?"));
        let hulp = hulp.unwrap_or_else(|| {
            format!("verklaar het woord in de woordenlijst of in dit bestand, met [[{wat}]]")
        });
        tabel.fout(
            code,
            naam.plek,
            format!("onbekend woord `{}`: er is geen {wat} met die naam", naam.tekst),
            "dit staat niet in de woordenlijst",
            Some(hulp),
        );
        None
    }

    pub(crate) fn rol(&self, tabel: &Tabel<'_, '_>, naam: &Naam) -> Option<RolId> {
        self.zoek(tabel, naam, "rol", "onbekende-rol", &self.namen.rollen)
    }

    pub(crate) fn daad(&self, tabel: &Tabel<'_, '_>, naam: &Naam) -> Option<DaadId> {
        self.zoek(tabel, naam, "daad", "onbekende-daad", &self.namen.daden)
    }

    pub(crate) fn rollen(&self, tabel: &Tabel<'_, '_>, sleutel: &'static str) -> Vec<RolId> {
        tabel.namen(sleutel).iter().filter_map(|n| self.rol(tabel, n)).collect()
    }

    pub(crate) fn daden(&self, tabel: &Tabel<'_, '_>, sleutel: &'static str) -> Vec<DaadId> {
        tabel.namen(sleutel).iter().filter_map(|n| self.daad(tabel, n)).collect()
    }

    pub(crate) fn daad_verplicht(&self, tabel: &Tabel<'_, '_>, sleutel: &'static str) -> DaadId {
        let naam = tabel.tekst_verplicht(sleutel, "\"een_daad\"");
        if naam.tekst.is_empty() {
            return DaadId(0);
        }
        self.daad(tabel, &naam).unwrap_or(DaadId(0))
    }

    pub(crate) fn klok(&self, tabel: &Tabel<'_, '_>, naam: &Naam) -> Option<KlokId> {
        let (tekst, kaal) =
            naam.tekst.split_once(':').map_or((None, naam.tekst.as_str()), |(t, k)| (Some(t), k));
        if let (None, Some(k)) =
            (tekst, self.namen.klokken.get(&(self.tekst.ix(), kaal.to_owned())))
        {
            return Some(*k);
        }
        if let Some((_, _, k)) = self
            .namen
            .klok_namen
            .iter()
            .find(|(t, id, _)| id == kaal && tekst.is_none_or(|gevraagd| gevraagd == t))
        {
            return Some(*k);
        }
        let hulp = lijkt_op(kaal, self.namen.klok_namen.iter().map(|(_, n, _)| n.as_str()))
            .map(|n| format!("bedoelde u `{n}`?"));
        tabel.fout(
            "onbekende-klok",
            naam.plek,
            format!("er is geen klok `{}`", naam.tekst),
            "onbekende klok",
            hulp.or_else(|| {
                let er_zijn = self.namen.klok_namen.iter().map(|(t, n, _)| format!("{t}:{n}"));
                let er_zijn = er_zijn.collect::<Vec<_>>().join(", ");
                Some(format!("verklaar haar met [[klok]]; er zijn: {er_zijn}"))
            }),
        );
        None
    }

    /// The article; every norm bears one.
    pub(crate) fn vindplaats(&self, tabel: &Tabel<'_, '_>) -> Vindplaats {
        let artikel = tabel.tekst_verplicht("artikel", "\"10 lid 1\"");
        self.plaatsen
            .borrow_mut()
            .entry((self.tekst, artikel.tekst.clone()))
            .and_modify(|p| *p = artikel.plek.van.min(*p))
            .or_insert(artikel.plek.van);
        Vindplaats { tekst: self.tekst, artikel: artikel.tekst }
    }

    /// The register ids that a norm carries; with it, what the text says of itself there.
    pub(crate) fn register(&self, tabel: &Tabel<'_, '_>) -> Vec<String> {
        eisen::kenmerk(self, tabel);
        tabel.namen("norm").into_iter().map(|n| n.tekst).collect()
    }
}

/// Text that is written as one string (Dutch) or as `{ nl, en, b1 }`.
pub(crate) fn tekst(tabel: &Tabel<'_, '_>, sleutel: &'static str) -> Option<Tekst> {
    let waarde = tabel.waarde(sleutel)?;
    als_tekst(tabel, sleutel, waarde)
}

pub(crate) fn als_tekst<'a, 'i>(
    tabel: &Tabel<'a, 'i>,
    sleutel: &str,
    waarde: Gespannen<'a, 'i>,
) -> Option<Tekst> {
    match waarde.get_ref() {
        DeValue::String(t) => Some(Tekst { nl: t.to_string(), ..Tekst::default() }),
        DeValue::Table(_) => {
            let t = tabel.als_tabel(waarde, "een tekst { nl, en, b1 }")?;
            let gelezen = Tekst {
                nl: t.tekst_verplicht("nl", "\"…\"").tekst,
                en: t.tekst("en").map(|n| n.tekst).unwrap_or_default(),
                b1: t.tekst("b1").map(|n| n.tekst),
            };
            t.klaar();
            Some(gelezen)
        }
        _ => {
            tabel.fout(
                "verkeerde-soort",
                tabel.plek_van(waarde),
                format!("`{sleutel}` moet tekst zijn"),
                "hier hoort tekst",
                Some("schrijf \"…\" of { nl = \"…\", en = \"…\" }".into()),
            );
            None
        }
    }
}
