//! Fields of the regulation as fields of a form, and back.
//!
//! Always holds: every kind of field that the regulation language has can be asked and read; what was
//! typed comes back in the form, also when it was wrong; each error is one sentence that says what to do.

use std::collections::BTreeMap;

use regeling::woorden::{Optie as Keuzeoptie, Veld as Regelveld, VeldSoort};
use regeling::{Boek, DaadId, Velden, Waarde};
use termijn::Datum;

use super::invoer::Invoer;
use super::ontvang::{SOORTEN, SOORTEN_IN_WOORDEN};
use crate::componenten::veld::{
    Bestand, Datumdeel, Datumveld, Geplaatst, Groep, Groepen, Keuze, Lijst, Optie, Tekstsoort,
    Tekstvak, Tekstveld, Veld, Veldkop, Vinkjes,
};

/// Errors by the name of the field.
pub(super) type Fouten = BTreeMap<String, String>;

/// A field as it is asked: its label may say more plainly what the vocabulary says.
#[derive(Debug, Clone)]
pub(super) struct Vraagveld {
    /// Its name in the form, and in the act.
    pub(super) naam: String,
    /// The question.
    pub(super) label: String,
    /// What helps to answer.
    pub(super) hint: Option<String>,
    /// What belongs in it.
    pub(super) soort: VeldSoort,
    /// What to say when it is empty; absent: it may be empty.
    pub(super) verplicht: Option<String>,
    /// Options show the text for the complainant.
    pub(super) b1: bool,
    /// How many lines a text shows at first.
    pub(super) rijen: u8,
    /// Is it demanded elsewhere, so that it must not be called optional?
    pub(super) geeist: bool,
    /// Is "I do not know" an answer? It leaves the field empty.
    pub(super) weet_niet: bool,
}

impl Vraagveld {
    /// The field as the vocabulary has it, for staff.
    pub(super) fn van(veld: &Regelveld) -> Self {
        let verplicht =
            veld.verplicht.then(|| format!("Vul in: {}.", veld.naam.nl.trim_end_matches('?')));
        Self {
            naam: veld.id.clone(),
            label: veld.naam.nl.clone(),
            hint: veld.uitleg.clone(),
            soort: veld.soort.clone(),
            verplicht,
            b1: false,
            rijen: 6,
            geeist: false,
            weet_niet: false,
        }
    }

    /// May it be left open? A list says so by being empty.
    fn mag_leeg(&self) -> bool {
        self.verplicht.is_none() && !self.geeist && !matches!(self.soort, VeldSoort::Lijst(_))
    }
}

/// For which act, and with what in sight.
#[derive(Clone, Copy)]
pub(super) struct Vormkader<'a> {
    /// The rules.
    pub(super) boek: &'a Boek,
    /// The act of which these are fields.
    pub(super) daad: DaadId,
    /// Who can be chosen, and which files came along.
    pub(super) omgeving: &'a Omgeving,
}

/// What a form has around it: who can be chosen, and the files that came along.
#[derive(Debug, Default)]
pub(super) struct Omgeving {
    /// The parties of the dossier.
    pub(super) partijen: Vec<Optie>,
    /// Those who have an account in the house.
    pub(super) accounts: Vec<Optie>,
    /// What was recorded, newest first.
    pub(super) gebeurtenissen: Vec<Optie>,
    /// The files that came along so far.
    pub(super) geplaatst: Vec<Geplaatst>,
}

/// Nobody to choose, and no files.
pub(super) static LEEG: Omgeving = Omgeving {
    partijen: Vec::new(),
    accounts: Vec::new(),
    gebeurtenissen: Vec::new(),
    geplaatst: Vec::new(),
};

impl Vormkader<'_> {
    /// Reads all fields; what is wrong is told by field.
    pub(super) fn lees(&self, velden: &[Vraagveld], invoer: &Invoer) -> (Velden, Fouten) {
        let (mut uit, mut fouten) = (Velden::new(), Fouten::new());
        for veld in velden {
            match self.lees_een(veld, invoer, &mut fouten) {
                Some(w) => {
                    uit.insert(veld.naam.clone(), w);
                }
                None => {
                    if let (Some(zin), false) = (&veld.verplicht, fouten.contains_key(&veld.naam)) {
                        fouten.insert(veld.naam.clone(), zin.clone());
                    }
                }
            }
        }
        (uit, fouten)
    }

    fn lees_een(&self, veld: &Vraagveld, invoer: &Invoer, fouten: &mut Fouten) -> Option<Waarde> {
        let naam = veld.naam.as_str();
        let getypt = invoer.een(naam);
        let tekst = || (!getypt.is_empty()).then(|| Waarde::from(getypt));
        match &veld.soort {
            VeldSoort::Tekst
            | VeldSoort::Regel
            | VeldSoort::Keuze(_)
            | VeldSoort::Grond
            | VeldSoort::Kanaal
            | VeldSoort::Hoedanigheid
            | VeldSoort::Partij
            | VeldSoort::Account => tekst(),
            VeldSoort::JaNee => match getypt {
                "ja" => Some(Waarde::Ja(true)),
                "nee" => Some(Waarde::Ja(false)),
                _ => None,
            },
            VeldSoort::Getal => {
                if getypt.is_empty() {
                    return None;
                }
                let gelezen = getypt.parse().ok().map(Waarde::Getal);
                if gelezen.is_none() {
                    fouten.insert(
                        naam.to_owned(),
                        "Vul een getal in, met alleen cijfers.".to_owned(),
                    );
                }
                gelezen
            }
            VeldSoort::Gebeurtenis => getypt.parse().ok().map(Waarde::Getal),
            VeldSoort::Datum => lees_datum(naam, invoer, fouten),
            // Files do not travel in the text of a form.
            VeldSoort::Bestanden | VeldSoort::Invulling => None,
            VeldSoort::Keuzes(_) => {
                let gekozen = invoer.alle(naam);
                (!gekozen.is_empty())
                    .then(|| Waarde::Lijst(gekozen.into_iter().map(Waarde::Tekst).collect()))
            }
            VeldSoort::Partijen(_) => {
                let namen: Vec<Waarde> = getypt
                    .lines()
                    .map(str::trim)
                    .filter(|r| !r.is_empty())
                    .map(Waarde::from)
                    .collect();
                (!namen.is_empty()).then_some(Waarde::Lijst(namen))
            }
            VeldSoort::Lijst(binnen) => {
                Some(Waarde::Lijst(self.lees_groepen(naam, binnen, invoer, fouten)))
            }
        }
    }

    fn lees_groepen(
        &self,
        naam: &str,
        binnen: &[Regelveld],
        invoer: &Invoer,
        fouten: &mut Fouten,
    ) -> Vec<Waarde> {
        let mut uit = Vec::new();
        for i in 0..invoer.groepen(naam) {
            let velden: Vec<Vraagveld> = binnen
                .iter()
                .map(|v| Vraagveld { naam: format!("{naam}-{i}-{}", v.id), ..Vraagveld::van(v) })
                .collect();
            let leeg = velden.iter().all(|v| {
                invoer.0.iter().all(|(n, w)| !n.starts_with(&v.naam) || w.trim().is_empty())
            });
            if leeg {
                continue;
            }
            let (gelezen, eigen) = self.lees(&velden, invoer);
            fouten.extend(eigen);
            let begin = format!("{naam}-{i}-");
            uit.push(Waarde::Groep(
                gelezen
                    .into_iter()
                    .map(|(n, w)| (n.trim_start_matches(&begin).to_owned(), w))
                    .collect(),
            ));
        }
        uit
    }

    /// The fields of the form, filled with what was typed, with their errors.
    pub(super) fn toon(&self, velden: &[Vraagveld], invoer: &Invoer, fouten: &Fouten) -> Vec<Veld> {
        // New values for another act are asked on a form of that act, not here.
        let gevraagd = velden.iter().filter(|v| v.soort != VeldSoort::Invulling);
        gevraagd.map(|v| self.toon_een(v, invoer, fouten)).collect()
    }

    fn toon_een(&self, v: &Vraagveld, invoer: &Invoer, fouten: &Fouten) -> Veld {
        let label = if v.mag_leeg() && !v.b1 && !v.weet_niet {
            format!("{} (niet verplicht)", v.label)
        } else {
            v.label.clone()
        };
        let mut kop = Veldkop::new(&v.naam, label).fout(fouten.get(&v.naam));
        kop.hint = v.hint.clone();
        let getypt = invoer.een(&v.naam);
        let gekozen = (!getypt.is_empty()).then_some(getypt);
        match &v.soort {
            VeldSoort::Gebeurtenis => {
                Lijst::new(kop, self.omgeving.gebeurtenissen.clone()).gekozen(gekozen).into()
            }
            VeldSoort::Tekst | VeldSoort::Invulling => {
                Tekstvak::new(kop).waarde(getypt).regels(v.rijen).into()
            }
            VeldSoort::Regel => Tekstveld::new(kop).waarde(getypt).into(),
            VeldSoort::Getal => {
                Tekstveld::new(kop).waarde(getypt).soort(Tekstsoort::Getal).breed(5).into()
            }
            VeldSoort::Datum => {
                let deel =
                    |d: Datumdeel| invoer.een(&format!("{}-{}", v.naam, d.einde())).to_owned();
                Datumveld::new(kop)
                    .waarde(deel(Datumdeel::Dag), deel(Datumdeel::Maand), deel(Datumdeel::Jaar))
                    .into()
            }
            VeldSoort::JaNee if v.weet_niet => {
                let mut keuze = Keuze::ja_nee(kop).gekozen(Some(getypt));
                keuze.opties.push(Optie::new("", "Weet ik niet"));
                keuze.into()
            }
            VeldSoort::JaNee => Keuze::ja_nee(kop).gekozen(gekozen).into(),
            // What was chosen by mistake can be undone.
            VeldSoort::Keuze(o) if v.mag_leeg() => {
                let leeg = if v.weet_niet { "Weet ik niet" } else { "Niet van toepassing" };
                let geen = Optie::new("", leeg);
                Keuze::new(kop, opties(o, v.b1).into_iter().chain([geen]).collect())
                    .gekozen(gekozen)
                    .into()
            }
            VeldSoort::Keuze(o) => Keuze::new(kop, opties(o, v.b1)).gekozen(gekozen).into(),
            VeldSoort::Keuzes(o) => {
                Vinkjes::new(kop, opties(o, v.b1)).gekozen(invoer.alle(&v.naam)).into()
            }
            VeldSoort::Grond => Keuze::new(kop, self.gronden()).gekozen(gekozen).into(),
            VeldSoort::Kanaal => Keuze::new(kop, self.kanalen()).gekozen(gekozen).into(),
            VeldSoort::Hoedanigheid => {
                Keuze::new(kop, self.hoedanigheden(v.b1)).gekozen(gekozen).into()
            }
            VeldSoort::Bestanden => Bestand {
                soorten: Some(SOORTEN.to_owned()),
                geplaatst: self.omgeving.geplaatst.clone(),
                ..Bestand::new(kop.hint(format!("Dit kan: {SOORTEN_IN_WOORDEN}.")))
            }
            .into(),
            VeldSoort::Partij => {
                Keuze::new(kop, self.omgeving.partijen.clone()).gekozen(gekozen).into()
            }
            VeldSoort::Account => {
                let geen = Optie::new("", "Geen account");
                Lijst::new(
                    kop,
                    std::iter::once(geen).chain(self.omgeving.accounts.iter().cloned()).collect(),
                )
                .gekozen(gekozen)
                .into()
            }
            VeldSoort::Partijen(_) => {
                kop.hint.get_or_insert_with(|| "Een naam op elke regel.".to_owned());
                Tekstvak::new(kop).waarde(getypt_regels(&v.naam, invoer)).regels(3).into()
            }
            VeldSoort::Lijst(binnen) => self.toon_groepen(v, kop, binnen, invoer, fouten),
        }
    }

    fn toon_groepen(
        &self,
        v: &Vraagveld,
        kop: Veldkop,
        binnen: &[Regelveld],
        invoer: &Invoer,
        fouten: &Fouten,
    ) -> Veld {
        let enkel = v.label.trim_end_matches("en").to_owned();
        let groepen = (0..invoer.groepen(&v.naam))
            .map(|i| {
                let velden: Vec<Vraagveld> = binnen
                    .iter()
                    .map(|b| Vraagveld {
                        naam: format!("{}-{i}-{}", v.naam, b.id),
                        rijen: 3,
                        ..Vraagveld::van(b)
                    })
                    .collect();
                Groep {
                    titel: format!("{enkel} {}", i + 1),
                    velden: self.toon(&velden, invoer, fouten),
                    weg: Some(format!("{}-{i}", v.naam)),
                }
            })
            .collect();
        Groepen { kop, groepen, nog_een: format!("{enkel} toevoegen") }.into()
    }

    fn gronden(&self) -> Vec<Optie> {
        self.boek
            .gronden_van(self.daad)
            .map(|g| {
                Optie::new(&g.id, hoofdletter(&g.naam.nl))
                    .hint(hoofdletter(&self.boek.citeer(&g.vindplaats)))
            })
            .collect()
    }

    fn kanalen(&self) -> Vec<Optie> {
        self.boek
            .kanalen
            .iter()
            .filter(|k| k.doet.contains(&self.daad))
            .map(|k| Optie::new(&k.id, hoofdletter(&k.naam.nl)))
            .collect()
    }

    fn hoedanigheden(&self, b1: bool) -> Vec<Optie> {
        let mut uit: Vec<Optie> = self
            .boek
            .hoedanigheden()
            .map(|g| {
                Optie::new(
                    &g.hoedanigheid,
                    if b1 { g.naam.b1().to_owned() } else { hoofdletter(&g.naam.nl) },
                )
            })
            .collect();
        uit.push(Optie::new(
            "anders",
            if b1 { "Anders. Ik ben bijvoorbeeld een buur of een vriend." } else { "Een ander" },
        ));
        uit
    }
}

fn opties(opties: &[Keuzeoptie], b1: bool) -> Vec<Optie> {
    opties
        .iter()
        .map(|o| Optie::new(&o.id, hoofdletter(if b1 { o.naam.b1() } else { &o.naam.nl })))
        .collect()
}

/// Names on lines: as typed, or one line for each name that is known.
fn getypt_regels(naam: &str, invoer: &Invoer) -> String {
    invoer.alle(naam).join("\n")
}

/// With a capital.
pub(super) fn hoofdletter(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_uppercase().chain(tekens).collect())
}

/// A date in three parts, or in one as staff may type it.
fn lees_datum(naam: &str, invoer: &Invoer, fouten: &mut Fouten) -> Option<Waarde> {
    let deel = |d: Datumdeel| invoer.een(&format!("{naam}-{}", d.einde()));
    let (dag, maand, jaar) = (deel(Datumdeel::Dag), deel(Datumdeel::Maand), deel(Datumdeel::Jaar));
    if dag.is_empty() && maand.is_empty() && jaar.is_empty() {
        return None;
    }
    let gelezen = match (dag.parse(), maand_van(maand), jaar.parse()) {
        (Ok(d), Some(m), Ok(j)) if (1900..=2200).contains(&j) => Datum::new(j, m, d).ok(),
        _ => None,
    };
    if gelezen.is_none() {
        fouten.insert(
            naam.to_owned(),
            "Deze datum bestaat niet. Vul een dag, een maand en een jaar in, zoals 14 10 2026."
                .to_owned(),
        );
    }
    gelezen.map(Waarde::from)
}

/// A month as a number or as its Dutch name.
fn maand_van(tekst: &str) -> Option<i8> {
    const MAANDEN: [&str; 12] =
        ["jan", "feb", "m", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    if let Ok(n) = tekst.parse::<i8>() {
        return (1..=12).contains(&n).then_some(n);
    }
    let klein = tekst.to_lowercase();
    let ix = MAANDEN.iter().rposition(|m| {
        klein.starts_with(m)
            && (*m != "m" || klein.starts_with("maart") || klein.starts_with("mrt"))
    })?;
    i8::try_from(ix + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_may_be_typed_as_a_number_or_by_name() {
        for (tekst, maand) in
            [("3", 3), ("maart", 3), ("mrt", 3), ("Mei", 5), ("oktober", 10), ("12", 12)]
        {
            assert_eq!(maand_van(tekst), Some(maand), "{tekst}");
        }
        assert_eq!(maand_van("13"), None);
        assert_eq!(maand_van("foo"), None);
    }

    #[test]
    fn a_date_that_does_not_exist_says_what_to_do_and_an_empty_one_is_empty() {
        let mut fouten = Fouten::new();
        let invoer = Invoer(vec![
            ("op-dag".into(), "31".into()),
            ("op-maand".into(), "2".into()),
            ("op-jaar".into(), "2026".into()),
        ]);
        assert_eq!(lees_datum("op", &invoer, &mut fouten), None);
        assert!(fouten["op"].contains("Vul een dag"));
        assert_eq!(lees_datum("op", &Invoer::default(), &mut Fouten::new()), None);
    }
}
