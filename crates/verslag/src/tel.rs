//! From dossiers to tables.
//!
//! Always holds: each dossier is looked at once, and only its traits are kept; a category stands in its table
//! whether or not it was chosen, so that what is missing tells nothing; the same dossiers give the same
//! report.

use std::collections::BTreeMap;

use dossier::{Blik, Stand};
use regeling::Boek;
use regeling::cijfer::{Cijfer, LOCATIE, Telwijze};
use regeling::norm::NormSoort;
use termijn::{Datum, Taal};

use crate::periode::{Periode, kwartaal_van};
use crate::trekken::{Maatregeltrek, ONBEKEND, Trekken, is_begin, opties, soort_van};
use crate::verberg::{Cel, KLEIN, KOLOMMEN, Verhuld, verberg};
use crate::verslag::{Kop, Maatregel, Signaal, Tabel, Verslag};

/// How often each key, by quarter of the year.
type Telling = BTreeMap<String, [u32; 4]>;

const OP_TIJD: &str = "op tijd";
const TE_LAAT: &str = "te laat";

/// Counts dossiers, one after the other.
#[derive(Debug)]
pub struct Teller<'a> {
    boek: &'a Boek,
    locaties: &'a [String],
    periode: Periode,
    vandaag: Datum,
    begon: Telling,
    eindigde: Telling,
    termijn: Telling,
    verlengd: Telling,
    te_laat: Telling,
    /// By the id of the figure.
    cijfers: BTreeMap<String, Telling>,
    /// By figure, option and place, within the period.
    terug: BTreeMap<(String, String, String), u32>,
    maatregelen: Vec<Maatregel>,
}

impl<'a> Teller<'a> {
    /// Begins to count for a report over this period, made today, in the words of this book. The places are
    /// those that the provider names.
    pub fn new(boek: &'a Boek, locaties: &'a [String], periode: Periode, vandaag: Datum) -> Self {
        Self {
            boek,
            locaties,
            periode,
            vandaag,
            begon: Telling::new(),
            eindigde: Telling::new(),
            termijn: Telling::new(),
            verlengd: Telling::new(),
            te_laat: Telling::new(),
            cijfers: BTreeMap::new(),
            terug: BTreeMap::new(),
            maatregelen: Vec::new(),
        }
    }

    /// Counts a dossier under its own book.
    pub fn neem(&mut self, boek: &Boek, stand: &Stand) {
        if let Some(t) = Trekken::van(&Blik::new(boek, stand, self.vandaag), self.locaties) {
            self.neem_trekken(boek, &t);
        }
    }

    /// Counts a dossier that was destroyed, by what was kept for the figures.
    pub fn neem_vernietigd(&mut self, trekken: &Trekken) {
        self.neem_trekken(self.boek, trekken);
    }

    fn neem_trekken(&mut self, boek: &Boek, t: &Trekken) {
        let jaar = self.periode.in_jaar();
        let tel = |telling: &mut Telling, dag: Datum, sleutel: &str| {
            if dag.year() == jaar {
                telling.entry(sleutel.to_owned()).or_default()[kwartaal_van(dag)] += 1;
            }
        };
        tel(&mut self.begon, t.begon.1, &t.begon.0);
        if let Some((daad, dag)) = &t.eindigde {
            tel(&mut self.eindigde, *dag, daad);
        }
        if let Some((dag, op_tijd, verlengd)) = t.termijn {
            tel(&mut self.termijn, dag, if op_tijd { OP_TIJD } else { TE_LAAT });
            tel(&mut self.verlengd, dag, if verlengd { "ja" } else { "nee" });
        }
        for (wie, dag) in &t.te_laat {
            tel(&mut self.te_laat, *dag, wie);
        }
        for cijfer in &boek.cijfers {
            let Some((dag, sleutels)) = t.keuzes.get(&cijfer.id) else { continue };
            let telling = self.cijfers.entry(cijfer.id.clone()).or_default();
            for s in sleutels {
                tel(telling, *dag, s);
            }
            if cijfer.signaal && self.periode.bevat(*dag) {
                self.neem_signaal(cijfer, sleutels, t);
            }
        }
        for m in t.maatregelen.iter().filter(|m| self.periode.bevat(m.beloofd)) {
            self.maatregelen.push(maatregel(m));
        }
    }

    fn neem_signaal(&mut self, cijfer: &Cijfer, sleutels: &[String], t: &Trekken) {
        for s in sleutels.iter().filter(|s| *s != ONBEKEND && t.locatie != ONBEKEND) {
            *self.terug.entry((cijfer.id.clone(), s.clone(), t.locatie.clone())).or_default() += 1;
        }
    }

    /// The report. A theme that came back at one place at least `signaal_vanaf` times gives a signal.
    pub fn verslag(
        mut self,
        aanbieder: &str,
        signaal_vanaf: Option<u32>,
        aanbevelingen: String,
    ) -> Verslag {
        let boek = self.boek;
        let kop = boek.kop();
        let signaal_vanaf = signaal_vanaf.unwrap_or(KLEIN).max(KLEIN);
        let mut tabellen = vec![
            self.tabel(
                "ontvangen",
                "Klachten die binnenkwamen",
                &self.openende(),
                &self.begon,
                true,
            ),
            self.tabel(
                "afgesloten",
                "Hoe klachten eindigden",
                &self.eindes(),
                &self.eindigde,
                true,
            ),
            self.tabel(
                "op_tijd",
                "Op tijd klaar",
                &paren(&[OP_TIJD, TE_LAAT]),
                &self.termijn,
                true,
            ),
            self.tabel(
                "verlengd",
                "Termijn verlengd",
                &paren(&["ja", "nee"]),
                &self.verlengd,
                true,
            ),
        ];
        tabellen.push(self.tabel(
            "plichten_te_laat",
            "Wat te laat was, en wie het moest doen",
            &self.plichtigen(),
            &self.te_laat,
            true,
        ));
        deel(&mut tabellen[2], &[OP_TIJD]);
        for c in &boek.cijfers {
            tabellen.extend(self.cijfer(c));
        }
        self.maatregelen.sort();
        Verslag {
            kop: Kop {
                aanbieder: aanbieder.to_owned(),
                periode: self.periode.naam(),
                dagen: self.periode.dagen(),
                regeling: format!("{}, versie {}", kop.titel, kop.versie),
            },
            tabellen,
            signalen: self.signalen(signaal_vanaf),
            signaal_vanaf,
            maatregelen: self.maatregelen,
            aanbevelingen,
            leeswijzer: leeswijzer(),
        }
    }

    /// With which acts a complaint can begin here.
    fn openende(&self) -> Vec<(String, String)> {
        let ids = (0..self.boek.daden.len()).map(regeling::DaadId::van_ix);
        ids.filter(|d| !self.boek.verlenend(*d).is_empty())
            .map(|d| self.boek.daad(d))
            .filter(|d| is_begin(d))
            .map(|d| (d.id.clone(), d.gedaan.nl.clone()))
            .collect()
    }

    /// Who have a duty with a last day, in the order of the texts.
    fn plichtigen(&self) -> Vec<(String, String)> {
        let mut uit: Vec<(String, String)> = Vec::new();
        for norm in self.boek.normen.iter().filter(|n| n.soort == NormSoort::Plicht) {
            let Some(rol) = norm.wie.first().map(|r| self.boek.rol(*r)) else { continue };
            if uit.iter().all(|(id, _)| *id != rol.id) {
                uit.push((rol.id.clone(), rol.naam.nl.clone()));
            }
        }
        uit
    }

    fn eindes(&self) -> Vec<(String, String)> {
        let mut uit: Vec<(String, String)> = Vec::new();
        for e in &self.boek.eindes {
            let d = self.boek.daad(e.door);
            if uit.iter().all(|(id, _)| *id != d.id) {
                uit.push((d.id.clone(), d.gedaan.nl.clone()));
            }
        }
        uit
    }

    fn cijfer(&self, c: &Cijfer) -> Option<Tabel> {
        let soort = soort_van(self.boek, c).filter(|s| *s != Telwijze::Rijen)?;
        let mut keuzes: Vec<(String, String)> = Vec::new();
        for (daad, veld) in &c.uit {
            let Some(veld) = self.boek.daad(*daad).veld(veld) else { continue };
            for (id, naam) in opties(self.boek, veld, self.locaties) {
                if keuzes.iter().all(|(er, _)| *er != id) {
                    keuzes.push((id, naam));
                }
            }
        }
        let optelbaar = soort == Telwijze::Een;
        // What is asked when a complaint comes in can be left open; what is filled in later cannot.
        if optelbaar && c.bij_ontvangst {
            let over = if c.id == LOCATIE { "elders, of niet ingevuld" } else { "niet ingevuld" };
            keuzes.push((ONBEKEND.to_owned(), over.to_owned()));
        }
        let leeg = Telling::new();
        let telling = self.cijfers.get(&c.id).unwrap_or(&leeg);
        let mut tabel = self.tabel(&c.id, &c.naam.nl, &keuzes, telling, optelbaar);
        tabel.artikel = c.vindplaats.as_ref().map_or_else(String::new, |v| self.boek.citeer(v));
        let goed: Vec<&str> = keuzes
            .iter()
            .filter(|(id, _)| c.goed.contains(id))
            .map(|(_, naam)| naam.as_str())
            .collect();
        if optelbaar && !goed.is_empty() {
            deel(&mut tabel, &goed);
        }
        Some(tabel)
    }

    fn tabel(
        &self,
        id: &str,
        naam: &str,
        keuzes: &[(String, String)],
        telling: &Telling,
        optelbaar: bool,
    ) -> Tabel {
        let aantallen: Vec<[u32; 4]> =
            keuzes.iter().map(|(k, _)| telling.get(k).copied().unwrap_or_default()).collect();
        let Verhuld { rijen, totaal } = verberg(&aantallen, optelbaar);
        let kies = |rij: &[Cel; KOLOMMEN]| match self.periode.kolom() {
            Some(k) => vec![rij[k]],
            None => rij.to_vec(),
        };
        Tabel {
            id: id.to_owned(),
            naam: naam.to_owned(),
            artikel: String::new(),
            kolommen: match self.periode.kolom() {
                Some(_) => vec!["aantal".to_owned()],
                None => (1..=4)
                    .map(|k| format!("kwartaal {k}"))
                    .chain([self.periode.to_string()])
                    .collect(),
            },
            rijen: keuzes
                .iter()
                .zip(&rijen)
                .map(|((_, naam), r)| (naam.clone(), kies(r)))
                .collect(),
            totaal: totaal.as_ref().map(kies),
            aandeel: None,
        }
    }

    /// What came back often enough. How often is not told: a number here beside those of the quarters would
    /// tell of a smaller one.
    fn signalen(&self, vanaf: u32) -> Vec<Signaal> {
        let naam = |cijfer: &str, sleutel: &str| {
            let c = self.boek.cijfers.iter().find(|c| c.id == cijfer)?;
            c.uit.iter().find_map(|(d, v)| {
                let veld = self.boek.daad(*d).veld(v)?;
                opties(self.boek, veld, self.locaties)
                    .into_iter()
                    .find(|(id, _)| id == sleutel)
                    .map(|(_, naam)| naam)
            })
        };
        self.terug
            .iter()
            .filter(|(_, n)| **n >= vanaf)
            .filter_map(|((c, s, waar), _)| Some(Signaal { wat: naam(c, s)?, waar: waar.clone() }))
            .collect()
    }
}

fn paren(namen: &[&str]) -> Vec<(String, String)> {
    namen.iter().map(|n| ((*n).to_owned(), (*n).to_owned())).collect()
}

/// Adds which share these rows are, where all numbers in it show.
fn deel(tabel: &mut Tabel, goed: &[&str]) {
    let som = |kies: &dyn Fn(&str) -> bool| -> Option<u32> {
        let cellen = tabel.rijen.iter().filter(|(naam, _)| kies(naam));
        cellen.map(|(_, c)| c.last().copied().and_then(Cel::aantal)).sum()
    };
    let (Some(deel), Some(alle)) = (som(&|n| goed.contains(&n)), som(&|_| true)) else { return };
    if alle > 0 {
        let procent = (f64::from(deel) * 100.0 / f64::from(alle)).round();
        tabel.aandeel = Some(format!("{deel} van {alle} ({procent}%)"));
    }
}

fn maatregel(m: &Maatregeltrek) -> Maatregel {
    Maatregel {
        uiterlijk: m.uiterlijk.map_or_else(String::new, |d| termijn::datum_voluit(d, Taal::Nl)),
        kenmerken: m.kenmerken.clone(),
        stand: m.stand.clone(),
    }
}

fn leeswijzer() -> Vec<String> {
    vec![
        "Dit verslag telt elke klacht, ook een informele. Er staat niets in dat mensen typten."
            .to_owned(),
        format!(
            "Een streepje is een aantal onder de {KLEIN}, of een aantal waaruit een ander aantal onder de {KLEIN} zou volgen."
        ),
        "Wat later is vastgelegd of rechtgezet, telt mee zoals het nu in de dossiers staat."
            .to_owned(),
    ]
}
