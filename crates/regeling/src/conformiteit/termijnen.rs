//! The same act, the same addressee: which of the two texts leaves more time?
//!
//! Always holds: not lengths but last days are compared, over every day on which a complaint could
//! begin in the sample; a statute's day is the one after the Algemene termijnenwet, a regulation's too
//! when it says so. A clock that starts later, stands still or may be extended further (`verlengen`) is a
//! finding of its own, because it shows in no length.

mod verlengen;

use super::{Bevinding, Zwaarte, telt_mee, twee, wereld::treedt_op};
use crate::boek::Boek;
use crate::norm::{Binnen, Doet, Klok, Norm, NormSoort, Vindplaats};
use crate::plek::Plek;
use crate::voorwaarde::{Moment, Voorwaarde};
use crate::woorden::{DaadId, Tekst};
use termijn::{Datum, Taal, Termijn, Verschuiving, lange_datum};

/// A regulation's duty beside the statute's, for the same act.
struct Paar<'b> {
    boek: &'b Boek,
    daad: DaadId,
    wet: &'b Norm,
    wet_klok: Option<&'b Klok>,
    eigen: &'b Norm,
    eigen_klok: Option<&'b Klok>,
    /// Acts with which the statute's term starts.
    start: Vec<DaadId>,
}

pub(super) fn zoek(boek: &Boek, uit: &mut Vec<Bevinding>) {
    let plichten = |van_wet: bool| {
        boek.normen.iter().filter(move |n| {
            n.soort == NormSoort::Plicht && telt_mee(boek, &n.vindplaats) != van_wet
        })
    };
    for wet in plichten(true) {
        let Doet::Daden(daden) = &wet.doet else { continue };
        if grenzen(boek, wet).is_empty() {
            continue;
        }
        for daad in daden {
            let paren = plichten(false).filter(|n| past(boek, n, wet, *daad)).map(|eigen| Paar {
                boek,
                daad: *daad,
                wet,
                wet_klok: klok(boek, wet),
                eigen,
                eigen_klok: klok(boek, eigen),
                start: daden_in(begin(boek, wet)),
            });
            uit.extend(tezamen(&paren.collect::<Vec<_>>()));
        }
    }
}

/// What is found on the duties of the regulation for one act. Where one of them always holds and keeps
/// within the statute, the act is never too late, whatever time another one would leave.
fn tezamen(paren: &[Paar<'_>]) -> Vec<Bevinding> {
    let gevonden: Vec<(bool, Vec<Bevinding>)> = paren
        .iter()
        .map(|p| {
            let mut uit = Vec::new();
            p.vergelijk(&mut uit);
            let strijdig = |b: &Bevinding| b.zwaarte == Zwaarte::Strijdig;
            let binnen = !uit.iter().any(|b| strijdig(b) || TE_LAAT.contains(&b.soort));
            (binnen && p.houdt_altijd(), uit)
        })
        .collect();
    let gedekt = gevonden.iter().any(|(sluit, _)| *sluit);
    let telt = |b: &Bevinding| !gedekt || !TE_LAAT.contains(&b.soort);
    gevonden.into_iter().flat_map(|(_, uit)| uit).filter(telt).collect()
}

/// Findings that say that an act may come later than the statute allows.
const TE_LAAT: [&str; 4] = ["begin-later", "begin-bij-ontvangst", "termijn-te-lang", "in-de-regel"];

fn past(boek: &Boek, eigen: &Norm, wet: &Norm, daad: DaadId) -> bool {
    let raakt = wet.aan.is_empty()
        || eigen.aan.is_empty()
        || eigen.aan.iter().any(|a| treedt_op(boek, *a, &wet.aan));
    let doet = matches!(&eigen.doet, Doet::Daden(d) if d.contains(&daad));
    doet && raakt && eigen.wie.iter().any(|w| treedt_op(boek, *w, &wet.wie))
}

fn klok<'b>(boek: &'b Boek, n: &Norm) -> Option<&'b Klok> {
    match n.binnen {
        Binnen::Klok(k) => Some(boek.klok(k)),
        _ => None,
    }
}

fn grenzen<'b>(boek: &'b Boek, n: &'b Norm) -> &'b [(Termijn, Option<Voorwaarde>)] {
    match &n.binnen {
        Binnen::Termijnen(t) => t,
        Binnen::Klok(k) => &boek.klok(*k).termijn,
        _ => &[],
    }
}

fn begin<'b>(boek: &'b Boek, n: &'b Norm) -> Option<&'b Moment> {
    klok(boek, n).map(|k| &k.start).or(n.na.as_ref())
}

/// Acts with which a moment can come.
fn daden_in(m: Option<&Moment>) -> Vec<DaadId> {
    match m {
        Some(Moment::Daad(d) | Moment::Veld(d, _)) => vec![*d],
        Some(Moment::Gebeurd(g)) => vec![g.daad],
        Some(Moment::Eerste(l) | Moment::Laatste(l)) => {
            l.iter().flat_map(|m| daden_in(Some(m))).collect()
        }
        _ => Vec::new(),
    }
}

/// When a regulation starts to count, seen from the statute's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Begin {
    /// With the same act.
    Gelijk,
    /// With the receipt of what that act sent: the same day, unless it was recorded otherwise.
    Ontvangst(DaadId),
    /// With another act, or with something that has no act.
    Later(Option<DaadId>),
}

impl Paar<'_> {
    /// Does the regulation's duty hold, with one last day, in every case in which the statute's does?
    fn houdt_altijd(&self) -> bool {
        let n = self.eigen;
        let altijd = n.als.is_none() && n.mits.is_none() && n.tenzij.is_none() && n.waar.is_empty();
        let termijn = matches!(grenzen(self.boek, n), [(_, None)]);
        let begint = self.soort_begin(begin(self.boek, n)) == Begin::Gelijk;
        altijd && termijn && begint && !n.in_de_regel
    }

    fn vergelijk(&self, uit: &mut Vec<Bevinding>) {
        let zonder_termijn = grenzen(self.boek, self.eigen).is_empty();
        if zonder_termijn && !matches!(self.eigen.binnen, Binnen::ZoSpoedigMogelijk) {
            return;
        }
        if !zonder_termijn {
            self.begin(uit);
            self.lengte(uit);
        }
        self.wachten(uit);
        if let (Some(wet), Some(eigen)) = (self.wet_klok, self.eigen_klok) {
            self.verlengen(wet, eigen, uit);
            for s in eigen.schorsing.iter().filter(|_| wet.schorsing.is_empty()) {
                self.schorsing(s.van.daad, &s.vindplaats, s.plek, uit);
            }
        }
        if self.eigen.in_de_regel && !self.wet.in_de_regel {
            uit.push(self.meld(
                Zwaarte::Strijdig,
                "in-de-regel",
                &self.eigen.vindplaats,
                self.eigen.plek,
                twee(
                    "De termijn geldt alleen in de regel; de termijn van de wet geldt altijd.",
                    "The term holds as a rule only; the statute's term always holds.",
                ),
                twee(
                    "Schrijf “uiterlijk” in plaats van “in de regel”.",
                    "Write “at the latest” instead of “as a rule”.",
                ),
            ));
        }
    }

    fn meld(
        &self,
        zwaarte: Zwaarte,
        soort: &'static str,
        waar: &Vindplaats,
        plek: Plek,
        tekst: Tekst,
        advies: Tekst,
    ) -> Bevinding {
        let (wet, wet_plek) = self
            .wet_klok
            .map_or((&self.wet.vindplaats, self.wet.plek), |k| (&k.vindplaats, k.plek));
        let zekerheid = self.boek.toetsstof.zekerheid(wet_plek).map(str::to_owned);
        Bevinding {
            zwaarte,
            soort,
            plek,
            regeling: Some(waar.clone()),
            wet: Some(self.boek.citeer(wet)),
            tekst,
            advies,
            zekerheid: zekerheid.or_else(|| self.boek.kop_van(wet).zekerheid.clone()),
        }
    }

    /// Where the clock or the duty of the regulation stands.
    fn plaats(&self) -> (&Vindplaats, Plek) {
        self.eigen_klok
            .map_or((&self.eigen.vindplaats, self.eigen.plek), |k| (&k.vindplaats, k.plek))
    }

    fn begin(&self, uit: &mut Vec<Bevinding>) {
        let stuiting = self.eigen_klok.map_or(&[][..], |k| &k.stuiting);
        let wet_stuit = self.wet_klok.map_or(&[][..], |k| &k.stuiting);
        let eerste = self.soort_begin(begin(self.boek, self.eigen));
        // What is due after a step with a last day of its own is compared by days.
        let eerste = match eerste {
            Begin::Later(_) if self.laatste_dag_van(eerste, EERSTE_DAG).is_some() => Begin::Gelijk,
            ander => ander,
        };
        let anders = stuiting
            .iter()
            .filter(|d| !wet_stuit.contains(d))
            .map(|d| self.soort_begin(Some(&Moment::Daad(d.daad))));
        let laatste = anders.fold(eerste, Ord::max);
        let van = self.start.first().map(|d| gedaan(self.boek, *d)).unwrap_or_default();
        let (waar, plek) = self.plaats();
        match laatste {
            Begin::Gelijk => {}
            Begin::Ontvangst(d) => {
                let eigen = gedaan(self.boek, d);
                uit.push(self.meld(
                    Zwaarte::Risico,
                    "begin-bij-ontvangst",
                    waar,
                    plek,
                    twee(
                        format!("De regeling telt vanaf “{}”, de wet vanaf “{}”. Ligt er een dag tussen, dan is de regeling te laat.", eigen.nl, van.nl),
                        format!("The regulation counts from “{}”, the statute from “{}”. When a day lies between, the regulation is late.", eigen.en, van.en),
                    ),
                    twee(format!("Tel vanaf “{}”.", van.nl), format!("Count from “{}”.", van.en)),
                ));
            }
            Begin::Later(d) => {
                let eigen =
                    d.map_or(twee("een later moment", "a later moment"), |d| gedaan(self.boek, d));
                uit.push(self.meld(
                    Zwaarte::Strijdig,
                    "begin-later",
                    waar,
                    plek,
                    twee(
                        format!("De regeling begint pas te tellen bij “{}”, de wet al bij “{}”. Hoeveel tijd daartussen zit, staat nergens.", eigen.nl, van.nl),
                        format!("The regulation starts to count at “{}” only, the statute at “{}”. How long that takes is said nowhere.", eigen.en, van.en),
                    ),
                    twee(format!("Tel vanaf “{}”.", van.nl), format!("Count from “{}”.", van.en)),
                ));
            }
        }
    }

    fn soort_begin(&self, m: Option<&Moment>) -> Begin {
        let van_daad = |d: DaadId| match self.boek.daad(d).blijkt_uit {
            _ if self.start.contains(&d) => Begin::Gelijk,
            Some(uit) if self.start.contains(&uit) => Begin::Ontvangst(d),
            _ => Begin::Later(Some(d)),
        };
        match m {
            Some(Moment::Daad(d)) => van_daad(*d),
            Some(Moment::Gebeurd(g)) => van_daad(g.daad),
            Some(Moment::Eerste(l)) => {
                l.iter().map(|m| self.soort_begin(Some(m))).min().unwrap_or(Begin::Later(None))
            }
            Some(Moment::Laatste(l)) => {
                l.iter().map(|m| self.soort_begin(Some(m))).max().unwrap_or(Begin::Later(None))
            }
            _ => Begin::Later(None),
        }
    }

    /// The last day of the step after which the regulation counts, when that step has one.
    fn laatste_dag_van(&self, begin: Begin, dag: Datum) -> Option<Datum> {
        match begin {
            Begin::Later(Some(d)) => self.uiterlijk(d, dag, 4),
            Begin::Gelijk | Begin::Ontvangst(_) => Some(dag),
            Begin::Later(None) => None,
        }
    }

    /// The last day on which the regulation lets this act be done, when the statute's term starts on `dag`.
    fn uiterlijk(&self, daad: DaadId, dag: Datum, diep: u8) -> Option<Datum> {
        if self.start.contains(&daad) || diep == 0 {
            return (diep > 0).then_some(dag);
        }
        let plicht = self.boek.normen.iter().find(|n| {
            n.soort == NormSoort::Plicht && telt_mee(self.boek, &n.vindplaats) && n.doet.omvat(daad)
        })?;
        let van = match self.soort_begin(begin(self.boek, plicht)) {
            Begin::Later(Some(d)) if d != daad => self.uiterlijk(d, dag, diep - 1)?,
            Begin::Later(_) => return None,
            _ => dag,
        };
        let t = langste(grenzen(self.boek, plicht))?;
        let atw = klok(self.boek, plicht).map_or(plicht.atw, |k| k.atw);
        dag_na(self.boek, van, t, atw)
    }

    /// Each term of the regulation beside the one that the statute gives in the same case: under the same
    /// condition, else without one.
    fn paren(&self) -> Vec<(Termijn, Termijn)> {
        let wet = grenzen(self.boek, self.wet);
        let gewoon =
            wet.iter().find(|(_, als)| als.is_none()).map(|t| t.0).or_else(|| langste(wet));
        grenzen(self.boek, self.eigen)
            .iter()
            .filter_map(|(t, als)| {
                let zelfde = wet.iter().find(|(_, w)| w == als).map(|w| w.0);
                Some((*t, zelfde.or(gewoon)?))
            })
            .collect()
    }

    fn lengte(&self, uit: &mut Vec<Bevinding>) {
        let paren = self.paren();
        let Some((t_eigen, t_wet)) = paren.first().copied() else { return };
        let begin = self.soort_begin(begin(self.boek, self.eigen));
        let atw = self.eigen_klok.map_or(self.eigen.atw, |k| k.atw);
        let wet_atw = self.wet_klok.map_or(self.wet.atw, |k| k.atw);
        let (mut later, mut korter) = (None, true);
        for (dag, (t_eigen, t_wet)) in
            monster().flat_map(|dag| paren.iter().map(move |p| (dag, *p)))
        {
            let van = self.laatste_dag_van(begin, dag).unwrap_or(dag);
            let (Some(eigen), Some(wet), Some(kaal)) = (
                dag_na(self.boek, van, t_eigen, atw),
                dag_na(self.boek, dag, t_wet, wet_atw),
                dag_na(self.boek, dag, t_wet, false),
            ) else {
                continue;
            };
            korter &= eigen < kaal;
            if eigen > wet && later.is_none() {
                later = Some((dag, eigen, wet, t_wet));
            }
        }
        let (waar, plek) = self.plaats();
        let over = &self.boek.daad(self.daad).naam;
        if let Some((dag, eigen, wet, t_wet)) = later {
            let d = |dag, taal| lange_datum(dag, taal);
            uit.push(self.meld(
                Zwaarte::Strijdig,
                "termijn-te-lang",
                waar,
                plek,
                twee(
                    format!("De regeling laat meer tijd dan de wet om dit te doen: {}. Wat begint op {}, mag volgens de regeling duren tot {}, volgens de wet tot {}.", over.nl, d(dag, Taal::Nl), d(eigen, Taal::Nl), d(wet, Taal::Nl)),
                    format!("The regulation leaves more time than the statute to do this: {}. What begins on {} may last until {} under the regulation, until {} under the statute.", over.in_taal(Taal::En), d(dag, Taal::En), d(eigen, Taal::En), d(wet, Taal::En)),
                ),
                twee(format!("Schrijf: uiterlijk binnen {}.", t_wet.in_cijfers(Taal::Nl)), format!("Write: within {} at the latest.", t_wet.in_cijfers(Taal::En))),
            ));
        } else if korter {
            uit.push(self.meld(
                Zwaarte::Noot,
                "termijn-korter",
                waar,
                plek,
                twee(
                    format!("De regeling is strenger dan de wet: {} in plaats van {} om dit te doen: {}.", t_eigen.in_cijfers(Taal::Nl), t_wet.in_cijfers(Taal::Nl), over.nl),
                    format!("The regulation is stricter than the statute: {} instead of {} to do this: {}.", t_eigen.in_cijfers(Taal::En), t_wet.in_cijfers(Taal::En), over.in_taal(Taal::En)),
                ),
                twee("Dat mag.", "That is allowed."),
            ));
        }
    }

    /// The act waits for another one that may take the whole of the statute's term.
    fn wachten(&self, uit: &mut Vec<Bevinding>) {
        let Some(t_wet) = langste(grenzen(self.boek, self.wet)) else { return };
        for daad in self.wacht_op() {
            let vol = monster().find_map(|dag| {
                let eerst = self.uiterlijk(daad, dag, 4)?;
                let wet = dag_na(self.boek, dag, t_wet, false)?;
                (eerst >= wet).then_some((dag, eerst, wet))
            });
            let Some((dag, eerst, wet)) = vol else { continue };
            let naam = gedaan(self.boek, daad);
            uit.push(self.meld(
                Zwaarte::Risico,
                "geen-tijd-over",
                &self.eigen.vindplaats,
                self.eigen.plek,
                twee(
                    format!("Eerst moet dit er zijn: “{}”. Dat mag duren tot {} voor wat begint op {}, terwijl de termijn van de wet dan afloopt op {}. Er blijft geen tijd over.", naam.nl, lange_datum(eerst, Taal::Nl), lange_datum(dag, Taal::Nl), lange_datum(wet, Taal::Nl)),
                    format!("First comes “{}”. That may last until {} for what begins on {}, while the statute's term then ends on {}. No time is left.", naam.en, lange_datum(eerst, Taal::En), lange_datum(dag, Taal::En), lange_datum(wet, Taal::En)),
                ),
                twee(
                    "Geef die stap een kortere termijn, zodat er tijd overblijft binnen de termijn van de wet.",
                    "Give that step a shorter term, so that time is left within the statute's term.",
                ),
            ));
        }
    }

    /// Acts without which the regulation does not let this one be done, and whose own duty starts with the case.
    fn wacht_op(&self) -> Vec<DaadId> {
        let mut uit = daden_in(self.eigen.na.as_ref());
        for n in &self.boek.normen {
            if n.soort == NormSoort::Verbod
                && telt_mee(self.boek, &n.vindplaats)
                && n.doet.omvat(self.daad)
            {
                match (&n.als, &n.tenzij) {
                    (_, Some(Voorwaarde::Gebeurd(g))) => uit.push(g.daad),
                    (Some(Voorwaarde::Niet(v)), _) => {
                        if let Voorwaarde::Gebeurd(g) = v.as_ref() {
                            uit.push(g.daad);
                        }
                    }
                    _ => {}
                }
            }
        }
        uit.retain(|d| !self.start.contains(d) && *d != self.daad);
        uit.sort_unstable();
        uit.dedup();
        uit
    }
}

fn gedaan(boek: &Boek, daad: DaadId) -> Tekst {
    let d = boek.daad(daad);
    let klein = |s: &str| {
        let mut c = s.chars();
        c.next().map_or_else(String::new, |e| e.to_lowercase().chain(c).collect::<String>())
    };
    twee(klein(&d.gedaan.nl), klein(d.gedaan.in_taal(Taal::En)))
}

/// The longest of these terms: what the text lets somebody wait at most.
fn langste(termijnen: &[(Termijn, Option<Voorwaarde>)]) -> Option<Termijn> {
    let kalender = termijn::Kalender::nederland();
    termijnen.iter().map(|t| t.0).max_by_key(|t| {
        termijn::einde(kalender, EERSTE_DAG, *t, Verschuiving::Geen, &[]).ok().map(|e| e.einde)
    })
}

fn dagen(boek: &Boek, t: Termijn) -> Option<Datum> {
    dag_na(boek, EERSTE_DAG, t, false)
}

fn dag_na(boek: &Boek, dag: Datum, t: Termijn, atw: bool) -> Option<Datum> {
    let verschuiving = if atw { Verschuiving::Atw } else { Verschuiving::Geen };
    let einde = termijn::einde(boek.kalender(), dag, t, verschuiving, &[]).ok()?;
    Some(einde.wettelijk)
}

/// The first day of the sample.
const EERSTE_DAG: Datum = Datum::constant(2027, 1, 1);

/// Every day of two years in the known calendar: with a leap day, and with all holidays twice.
fn monster() -> impl Iterator<Item = Datum> {
    std::iter::successors(Some(EERSTE_DAG), |d| d.tomorrow().ok()).take(730)
}
