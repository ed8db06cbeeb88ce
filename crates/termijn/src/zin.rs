//! Each step and each warning as one sentence, in Dutch and in English.
//!
//! Always holds: a sentence says what its step holds, names the article it rests on, and can stand
//! alone in a list.

use crate::datum::{dag_zonder_jaar, lange_datum, maand, weekdag};
use crate::stap::{Dag, Richting, Stap, Uitzondering, Waarschuwing, hele_dagen};
use crate::{Datum, Taal};

impl Stap {
    /// The step as one sentence for people, with its article.
    pub fn zin(&self, taal: Taal) -> String {
        match taal {
            Taal::Nl => self.nederlands(),
            Taal::En => self.engels(),
        }
    }

    fn nederlands(&self) -> String {
        let lang = |datum: &Datum| lange_datum(*datum, Taal::Nl);
        match self {
            Stap::Gebeurtenis { op } => {
                let op = hoofdletter(&lang(op));
                format!("{op} is de dag van de gebeurtenis; die telt niet mee.")
            }
            Stap::Uren { uren } => {
                let dagen = meervoud(hele_dagen(*uren).into(), "dag", "dagen");
                format!(
                    "{uren} uur is hier {dagen}: alleen hele dagen tellen, naar boven afgerond."
                )
            }
            Stap::Geteld { termijn, richting, uit } => {
                format!("{termijn} {} is {}.", richting.nederlands(), lang(uit))
            }
            Stap::KorteMaand { gezocht, uit } => format!(
                "{} {} heeft geen dag {gezocht}: dan geldt de laatste dag van de maand.",
                hoofdletter(maand(*uit, Taal::Nl)),
                uit.year(),
            ),
            Stap::Werkdagen { termijn, richting, uit, weekend, overgeslagen } => {
                let mut zin = format!("{termijn} {} is {}", richting.nederlands(), lang(uit));
                let gemist = niet_meegeteld(*weekend, overgeslagen, Taal::Nl);
                if !gemist.is_empty() {
                    zin += &format!("; niet meegeteld: {gemist}");
                }
                zin + "."
            }
            Stap::Pauze { na, tot, dagen, einde } => {
                let gevolg = match einde {
                    Some(einde) => format!("de termijn eindigt dan op {}", lang(einde)),
                    None => "die dagen tellen niet mee".to_owned(),
                };
                format!(
                    "Na {} staat de termijn stil tot en met {} ({}); {gevolg}.",
                    lang(na),
                    lang(tot),
                    meervoud(*dagen, "dag", "dagen"),
                )
            }
            Stap::GewoneDag => "Dat is een gewone dag: de termijn schuift niet op.".to_owned(),
            Stap::Doorgeschoven { van, naar } => format!(
                "Dat is {}: door naar {}{} (Algemene termijnenwet artikel 1 lid 1).",
                eerste(van, Taal::Nl),
                langs(van, Taal::Nl),
                lang(naar),
            ),
            Stap::TweeGewoneDagen { naar } => format!(
                "In de termijn zit dan één gewone dag, en dat moeten er minstens twee zijn: door \
                 naar {} (Algemene termijnenwet artikel 2).",
                lang(naar),
            ),
            Stap::SchuiftNiet { dag, omdat } => format!(
                "Dat is {}, maar de datum schuift niet op: {}.",
                dag.wat(Taal::Nl),
                omdat.nederlands()
            ),
        }
    }

    fn engels(&self) -> String {
        let lang = |datum: &Datum| lange_datum(*datum, Taal::En);
        match self {
            Stap::Gebeurtenis { op } => {
                format!("{} is the day of the event; it does not count.", lang(op))
            }
            Stap::Uren { uren } => {
                let dagen = meervoud(hele_dagen(*uren).into(), "day", "days");
                let uren = meervoud((*uren).into(), "hour", "hours");
                format!("{uren} here means {dagen}: only whole days are counted, rounded up.")
            }
            Stap::Geteld { termijn, richting, uit } => {
                let termijn = termijn.in_cijfers(Taal::En);
                format!("{termijn} {} is {}.", richting.engels(), lang(uit))
            }
            Stap::KorteMaand { gezocht, uit } => format!(
                "{} {} has no day {gezocht}: the last day of the month counts instead.",
                maand(*uit, Taal::En),
                uit.year(),
            ),
            Stap::Werkdagen { termijn, richting, uit, weekend, overgeslagen } => {
                let termijn = termijn.in_cijfers(Taal::En);
                let mut zin = format!("{termijn} {} is {}", richting.engels(), lang(uit));
                let gemist = niet_meegeteld(*weekend, overgeslagen, Taal::En);
                if !gemist.is_empty() {
                    zin += &format!("; not counted: {gemist}");
                }
                zin + "."
            }
            Stap::Pauze { na, tot, dagen, einde } => {
                let gevolg = match einde {
                    Some(einde) => format!("the term then ends on {}", lang(einde)),
                    None => "those days do not count".to_owned(),
                };
                format!(
                    "After {} the term stands still up to and including {} ({}); {gevolg}.",
                    lang(na),
                    lang(tot),
                    meervoud(*dagen, "day", "days"),
                )
            }
            Stap::GewoneDag => "That is an ordinary day: the term does not move.".to_owned(),
            Stap::Doorgeschoven { van, naar } => format!(
                "That is {}: on to {}{} (Algemene termijnenwet, article 1(1)).",
                eerste(van, Taal::En),
                langs(van, Taal::En),
                lang(naar),
            ),
            Stap::TweeGewoneDagen { naar } => format!(
                "The term then holds one ordinary day, and it must hold at least two: on to {} \
                 (Algemene termijnenwet, article 2).",
                lang(naar),
            ),
            Stap::SchuiftNiet { dag, omdat } => {
                format!(
                    "That is {}, but the date does not move: {}.",
                    dag.wat(Taal::En),
                    omdat.engels()
                )
            }
        }
    }
}

impl Richting {
    fn nederlands(self) -> &'static str {
        match self {
            Richting::Vooruit => "later",
            Richting::Terug => "eerder",
        }
    }

    fn engels(self) -> &'static str {
        match self {
            Richting::Vooruit => "later",
            Richting::Terug => "earlier",
        }
    }
}

impl Uitzondering {
    fn nederlands(self) -> &'static str {
        match self {
            Uitzondering::GeenWet => "de Algemene termijnenwet geldt niet voor deze termijn",
            Uitzondering::Uren => "de termijn is in uren (Algemene termijnenwet artikel 4)",
            Uitzondering::NegentigDagen => {
                "de termijn is langer dan negentig dagen (Algemene termijnenwet artikel 4)"
            }
            Uitzondering::TwaalfWeken => {
                "de termijn is langer dan twaalf weken (Algemene termijnenwet artikel 4)"
            }
            Uitzondering::DrieMaanden => {
                "de termijn is langer dan drie maanden (Algemene termijnenwet artikel 4)"
            }
            Uitzondering::Jaren => "de termijn is in jaren (Algemene termijnenwet artikel 4)",
            Uitzondering::Terugrekening => {
                "er is teruggerekend (Algemene termijnenwet artikel 1 lid 2)"
            }
        }
    }

    fn engels(self) -> &'static str {
        match self {
            Uitzondering::GeenWet => "the Algemene termijnenwet does not apply to this term",
            Uitzondering::Uren => "the term is in hours (Algemene termijnenwet, article 4)",
            Uitzondering::NegentigDagen => {
                "the term is longer than ninety days (Algemene termijnenwet, article 4)"
            }
            Uitzondering::TwaalfWeken => {
                "the term is longer than twelve weeks (Algemene termijnenwet, article 4)"
            }
            Uitzondering::DrieMaanden => {
                "the term is longer than three months (Algemene termijnenwet, article 4)"
            }
            Uitzondering::Jaren => "the term is in years (Algemene termijnenwet, article 4)",
            Uitzondering::Terugrekening => {
                "it was counted backwards (Algemene termijnenwet, article 1(2))"
            }
        }
    }
}

impl Waarschuwing {
    /// The warning as one sentence for people.
    pub fn zin(&self, taal: Taal) -> String {
        let Waarschuwing::GelijkgesteldeDagenOnbekend { jaar, bekend_tot } = self;
        match (taal, jaar > bekend_tot) {
            (Taal::Nl, true) => format!(
                "Welke dagen in {jaar} met een feestdag worden gelijkgesteld, is nog niet bekend \
                 (de kalender loopt tot en met {bekend_tot}); de datum kan nog verschuiven."
            ),
            (Taal::Nl, false) => format!(
                "Welke dagen in {jaar} met een feestdag waren gelijkgesteld, staat niet in de \
                 kalender; de datum kan anders zijn."
            ),
            (Taal::En, true) => format!(
                "Which days of {jaar} will be equated with a holiday is not known yet (the \
                 calendar ends with {bekend_tot}); the date may still move."
            ),
            (Taal::En, false) => format!(
                "Which days of {jaar} were equated with a holiday is not in the calendar; the \
                 date may be different."
            ),
        }
    }
}

impl Dag {
    /// "zaterdag 26 december (Tweede kerstdag)".
    fn met_naam(&self, taal: Taal) -> String {
        let datum = dag_zonder_jaar(self.op, taal);
        match &self.naam {
            Some(naam) => format!("{datum} ({})", naam.in_taal(taal)),
            None => datum,
        }
    }

    /// "Eerste kerstdag", or else "een zaterdag".
    fn wat(&self, taal: Taal) -> String {
        match (&self.naam, taal) {
            (Some(naam), _) => naam.in_taal(taal).to_owned(),
            (None, Taal::Nl) => format!("een {}", weekdag(self.op.weekday(), taal)),
            (None, Taal::En) => format!("a {}", weekdag(self.op.weekday(), taal)),
        }
    }
}

/// "1 dag", "7 dagen".
fn meervoud(aantal: i32, een: &str, meer: &str) -> String {
    format!("{aantal} {}", if aantal == 1 { een } else { meer })
}

fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or_else(String::new, |eerste| eerste.to_uppercase().chain(letters).collect())
}

fn niet_meegeteld(weekend: bool, overgeslagen: &[Dag], taal: Taal) -> String {
    let het_weekend = match taal {
        Taal::Nl => "het weekend",
        Taal::En => "the weekend",
    };
    let weekend = weekend.then(|| het_weekend.to_owned());
    let dagen = overgeslagen.iter().map(|dag| dag.met_naam(taal));
    weekend.into_iter().chain(dagen).collect::<Vec<_>>().join(", ")
}

/// What the plain end is.
fn eerste(van: &[Dag], taal: Taal) -> String {
    van.first().map_or_else(String::new, |dag| dag.wat(taal))
}

/// The days that were passed after it, each with a comma.
fn langs(van: &[Dag], taal: Taal) -> String {
    van.iter().skip(1).map(|dag| dag.met_naam(taal) + ", ").collect()
}
