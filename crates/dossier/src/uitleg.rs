//! Why: the reason behind a duty, a refusal, a date, in words.
//!
//! Always holds: a reason is made from the same data as the answer; it states what the facts prove and
//! no verdict beyond them.

use regeling::Velden;
use regeling::voorwaarde::Voorwaarde;
use termijn::{Datum, Taal};

use crate::blik::Blik;
use crate::klokken::{KlokStand, verschuiving};
use crate::plichten::{Afloop, PlichtStand};

/// An explanation: the article, what set it off, the arithmetic, what would change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitleg {
    /// The article, as people cite it.
    pub artikel: String,
    /// What set it off.
    pub aanleiding: String,
    /// The arithmetic, step by step.
    pub rekening: Vec<String>,
    /// What would change it.
    pub wijzigt: Vec<String>,
    /// What to mind, such as a year for which rest days are not known yet.
    pub let_op: Vec<String>,
}

impl Blik<'_> {
    /// Why a condition does not hold, in Dutch and English.
    pub(crate) fn waarom_niet(&self, v: &Voorwaarde, deze: Option<&Velden>) -> (String, String) {
        match v {
            Voorwaarde::Feit(f) => {
                let feit = self.boek.feit(*f);
                if feit.waarom_niet.nl.is_empty() {
                    self.waarom_niet(&feit.als, deze)
                } else {
                    (feit.waarom_niet.nl.clone(), feit.waarom_niet.in_taal(Taal::En).to_owned())
                }
            }
            Voorwaarde::Niet(v) => self.waarom_wel(v, deze),
            Voorwaarde::Alle(l) => match l.iter().find(|v| !self.geldt_bij(v, deze)) {
                Some(v) => self.waarom_niet(v, deze),
                None => self.in_woorden(v, "Dit geldt niet: ", "This does not hold: "),
            },
            Voorwaarde::Gebeurd(_) => {
                self.in_woorden(v, "Eerst is nodig: ", "This is needed first: ")
            }
            _ => self.in_woorden(v, "Dit geldt niet: ", "This does not hold: "),
        }
    }

    /// Why a condition holds, in Dutch and English.
    pub(crate) fn waarom_wel(&self, v: &Voorwaarde, deze: Option<&Velden>) -> (String, String) {
        match v {
            Voorwaarde::Feit(f) => {
                let feit = self.boek.feit(*f);
                if feit.waarom.nl.is_empty() {
                    self.waarom_wel(&feit.als, deze)
                } else {
                    (feit.waarom.nl.clone(), feit.waarom.in_taal(Taal::En).to_owned())
                }
            }
            Voorwaarde::Niet(v) => self.waarom_niet(v, deze),
            Voorwaarde::EenVan(l) => match l.iter().find(|v| self.geldt_bij(v, deze)) {
                Some(v) => self.waarom_wel(v, deze),
                None => self.in_woorden(v, "Dit geldt: ", "This holds: "),
            },
            Voorwaarde::Gebeurd(_) => {
                self.in_woorden(v, "Dit is al gebeurd: ", "This has happened: ")
            }
            _ => self.in_woorden(v, "Dit geldt: ", "This holds: "),
        }
    }

    fn in_woorden(&self, v: &Voorwaarde, nl: &str, en: &str) -> (String, String) {
        (
            format!("{nl}{}.", self.boek.voorwaarde_in_woorden(v, Taal::Nl)),
            format!("{en}{}.", self.boek.voorwaarde_in_woorden(v, Taal::En)),
        )
    }

    /// Why this duty is there, how its date was reached, and what would change it.
    pub fn uitleg(&self, plicht: &PlichtStand, taal: Taal) -> Uitleg {
        let norm = self.boek.norm(plicht.norm);
        let aanleiding = self.aanleiding(plicht.aanleiding, taal);
        let klok = plicht.klok.and_then(|k| self.klok(k));
        let (rekening, let_op) = match (&klok, plicht.termijn, plicht.uiterlijk) {
            (Some(k), _, _) => self.klok_rekening(k, taal),
            (None, Some(t), Some(_)) => {
                let u = if let regeling::norm::Binnen::Voor { moment, .. } = &norm.binnen {
                    self.moment(moment)
                        .and_then(|(d, _)| termijn::uitleg_terug(self.boek.kalender(), d, t).ok())
                } else {
                    termijn::uitleg(
                        self.boek.kalender(),
                        plicht.aanleiding.0,
                        t,
                        verschuiving(norm.atw),
                        &[],
                    )
                    .ok()
                };
                u.map_or((Vec::new(), Vec::new()), |u| regels(&u, taal))
            }
            (None, None, Some(d)) => (
                vec![kies(
                    taal,
                    format!("De datum is gesteld: {}.", termijn::lange_datum(d, Taal::Nl)),
                    format!("The date was set: {}.", termijn::lange_datum(d, Taal::En)),
                )],
                Vec::new(),
            ),
            (None, _, None) => (
                vec![kies(
                    taal,
                    "Het artikel noemt geen termijn: zo spoedig mogelijk.".into(),
                    "The article names no term: as soon as can be.".into(),
                )],
                Vec::new(),
            ),
        };
        Uitleg {
            artikel: self.boek.citeer(&norm.vindplaats),
            aanleiding,
            rekening,
            wijzigt: self.wijzigt(plicht, klok.as_ref(), taal),
            let_op,
        }
    }

    fn aanleiding(&self, (dag, nummer): (Datum, u32), taal: Taal) -> String {
        let datum = termijn::lange_datum(dag, taal);
        match self.stand.gebeurtenis(nummer) {
            Some(g) => {
                let gedaan = &self.boek.daad(g.daad).gedaan;
                kies(
                    taal,
                    format!("{} op {datum}", gedaan.nl),
                    format!("{} on {datum}", gedaan.in_taal(Taal::En)),
                )
            }
            None => datum,
        }
    }

    fn klok_rekening(&self, stand: &KlokStand, taal: Taal) -> (Vec<String>, Vec<String>) {
        let klok = self.boek.klok(stand.klok);
        let basis = termijn::uitleg(
            self.boek.kalender(),
            stand.begin.0,
            stand.termijn,
            verschuiving(klok.atw),
            &stand.pauzes,
        );
        let (mut uit, mut let_op) = basis.map_or((Vec::new(), Vec::new()), |u| regels(&u, taal));
        for (nummer, welke, tot) in &stand.verdagingen {
            let v = &klok.verdaging[*welke];
            let op = self
                .stand
                .gebeurtenis(*nummer)
                .map(|g| termijn::lange_datum(g.gebeurd_op, taal))
                .unwrap_or_default();
            let datum = termijn::lange_datum(*tot, taal);
            let artikel = self.boek.citeer(&v.vindplaats);
            uit.push(kies(
                taal,
                format!("Verlengd tot {datum}, meegedeeld op {op} ({artikel})."),
                format!("Extended to {datum}, told on {op} ({artikel})."),
            ));
            if let Some(g) = self.grens(klok, stand, v)
                && g.wettelijk != g.einde
                && *tot == g.einde
            {
                let wettelijk = termijn::lange_datum(g.wettelijk, taal);
                uit.push(kies(taal, format!("Die dag is een rustdag: door tot {wettelijk} (Algemene termijnenwet artikel 1)."), format!("That is a day of rest: on to {wettelijk} (Algemene termijnenwet article 1).")));
            }
        }
        let_op.dedup();
        (uit, let_op)
    }

    fn wijzigt(&self, plicht: &PlichtStand, klok: Option<&KlokStand>, taal: Taal) -> Vec<String> {
        let mut uit = Vec::new();
        if let Afloop::Vervallen { op, door } = &plicht.afloop {
            let (d, a) = (termijn::lange_datum(*op, taal), self.boek.citeer(door));
            uit.push(kies(
                taal,
                format!("Vervallen op {d} ({a})."),
                format!("Lapsed on {d} ({a})."),
            ));
        }
        if !plicht.afloop.is_open() {
            return uit;
        }
        let Some(stand) = klok.filter(|k| k.loopt()) else { return uit };
        let k = self.boek.klok(stand.klok);
        for v in &k.verdaging {
            let a = self.boek.citeer(&v.vindplaats);
            let vooraf = v.vooraf && self.op > stand.einde.wettelijk;
            match self.grens(k, stand, v) {
                _ if vooraf => {}
                Some(g) if g.einde > stand.einde.einde => {
                    let d = termijn::lange_datum(g.einde, taal);
                    let tot = termijn::lange_datum(stand.einde.wettelijk, taal);
                    uit.push(kies(
                        taal,
                        format!(
                            "Verlengen kan tot {d}, als dat uiterlijk {tot} is meegedeeld ({a})."
                        ),
                        format!("Extension is possible until {d}, if told by {tot} ({a})."),
                    ));
                }
                _ => {}
            }
        }
        for s in &k.schorsing {
            let (naam, a) = (&self.boek.daad(s.van.daad).naam, self.boek.citeer(&s.vindplaats));
            uit.push(kies(
                taal,
                format!("De termijn staat stil na: {} ({a}).", naam.nl),
                format!("The clock pauses after: {} ({a}).", naam.in_taal(Taal::En)),
            ));
        }
        uit
    }
}

fn regels(u: &termijn::Uitleg, taal: Taal) -> (Vec<String>, Vec<String>) {
    (
        u.stappen.iter().map(|s| s.zin(taal)).collect(),
        u.waarschuwingen.iter().map(|w| w.zin(taal)).collect(),
    )
}

fn kies(taal: Taal, nl: String, en: String) -> String {
    match taal {
        Taal::Nl => nl,
        Taal::En => en,
    }
}
