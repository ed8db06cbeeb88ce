//! The frame of the leaflet: headings and the sentences around names, terms and data, in two languages.
//!
//! Always holds: short sentences in plain words; nothing here is true of one provider and not of another.

use termijn::Taal;

use super::{Folderdeel, RegelSoort};

pub(super) struct Kader(pub(super) Taal);

impl Kader {
    pub(super) fn kies<T>(&self, nl: T, en: T) -> T {
        match self.0 {
            Taal::Nl => nl,
            Taal::En => en,
        }
    }

    pub(super) fn titel(&self) -> &'static str {
        self.kies("Niet tevreden? Dit kunt u doen", "Not satisfied? This is what you can do")
    }

    pub(super) fn inleiding(&self, naam: &str) -> String {
        self.kies(
            format!(
                "Een klacht bij {naam}: hier leest u hoe dat gaat. Wie helpt u? Wie geeft antwoord, en wanneer? \
                 En waar kunt u daarna heen?"
            ),
            format!(
                "A complaint at {naam}: this is how it works. Who helps you? Who answers, and by when? \
                 And where can you go next?"
            ),
        )
    }

    /// The heading over a part; the steps share one.
    pub(super) fn kop(&self, deel: Folderdeel) -> &'static str {
        match deel {
            Folderdeel::VoorWie => {
                self.kies("Voor wie is deze folder?", "Who is this leaflet for?")
            }
            Folderdeel::Praten => self.kies("Met wie kunt u praten?", "Who can you talk to?"),
            Folderdeel::Klagen => self.kies("Hoe dient u een klacht in?", "How do you complain?"),
            Folderdeel::Behandelaar => {
                self.kies("Wie behandelt uw klacht?", "Who handles your complaint?")
            }
            Folderdeel::Ontvangst
            | Folderdeel::Begin
            | Folderdeel::Horen
            | Folderdeel::Oordeel
            | Folderdeel::Daarna => {
                self.kies("Wat gebeurt er, en wanneer?", "What happens, and by when?")
            }
            Folderdeel::Rechten => self.kies("Wat zijn uw rechten?", "What are your rights?"),
            Folderdeel::Verder => {
                self.kies("Niet eens met het antwoord?", "You disagree with the answer?")
            }
            Folderdeel::Elders => self.kies("Waar kunt u nog meer heen?", "Where else can you go?"),
            Folderdeel::Bewaren => {
                self.kies("Hoe lang bewaren wij uw klacht?", "How long do we keep your complaint?")
            }
            Folderdeel::Toezicht => {
                self.kies("Wie let erop dat het goed gaat?", "Who checks that it goes well?")
            }
            Folderdeel::Regeling => {
                self.kies("Waar staat de regeling?", "Where is the regulation?")
            }
        }
    }

    /// The ways in that have no sentence of their own.
    pub(super) fn manieren(&self, manieren: &str, enige: bool) -> String {
        match enige {
            true => self.kies(
                format!("U kunt op deze manier een klacht indienen: {manieren}."),
                format!("You can complain in this way: {manieren}."),
            ),
            false => self.kies(
                format!("Het kan ook zo: {manieren}."),
                format!("Or in this way: {manieren}."),
            ),
        }
    }

    pub(super) fn mogen_klagen(&self) -> &'static str {
        self.kies("Deze mensen mogen een klacht indienen:", "These people may complain:")
    }

    pub(super) fn antwoord_van(&self, wie: &str) -> String {
        self.kies(
            format!("Het antwoord op uw klacht komt van {wie}."),
            format!("The answer to your complaint comes from {wie}."),
        )
    }

    /// By whom and by when a step is done; nothing when neither is known.
    pub(super) fn wie_en_wanneer(&self, wie: Option<&str>, wanneer: Option<&str>) -> String {
        match (wie, wanneer) {
            (None, None) => String::new(),
            (Some(wie), None) => {
                self.kies(format!("Dat doet {wie}."), format!("This is done by {wie}."))
            }
            (None, Some(t)) => self.kies(format!("Dat gebeurt {t}."), format!("This happens {t}.")),
            (Some(wie), Some(t)) => {
                self.kies(format!("Dat doet {wie} {t}."), format!("This is done by {wie} {t}."))
            }
        }
    }

    pub(super) fn binnen(&self, termijn: &str, sinds: &str, meestal: bool) -> String {
        let m = if meestal { self.kies("meestal ", "usually ") } else { "" };
        self.kies(format!("{m}binnen {termijn} {sinds}"), format!("{m}within {termijn} {sinds}"))
    }

    pub(super) fn soms(&self, termijn: &str) -> String {
        self.kies(format!("Soms is dat {termijn}."), format!("Sometimes this is {termijn}."))
    }

    /// An extension: how long, whether it is told before, how often.
    pub(super) fn meer_tijd(
        &self,
        tot: Option<&str>,
        sinds: &str,
        vooraf: bool,
        keer: Option<u32>,
    ) -> String {
        let mut uit = if vooraf {
            self.kies(
                "Is er meer tijd nodig? Dan hoort u dat vóór die dag.".to_owned(),
                "Is more time needed? Then you are told before that day.".to_owned(),
            )
        } else {
            self.kies(
                "Is er meer tijd nodig? Dan hoort u dat.".to_owned(),
                "Is more time needed? Then you are told.".to_owned(),
            )
        };
        if let Some(t) = tot {
            uit += &self.kies(
                format!(" Het duurt dan tot hoogstens {t} {sinds}."),
                format!(" It then takes until at most {t} {sinds}."),
            );
        }
        if let Some(n) = keer {
            uit += &self.kies(
                format!(" Dat mag {n} keer."),
                match n {
                    1 => " This may happen once.".to_owned(),
                    n => format!(" This may happen {n} times."),
                },
            );
        }
        uit
    }

    pub(super) fn geschil(&self, naam: &str) -> String {
        self.kies(
            format!("Bent u het niet eens met het antwoord? Dan kunt u naar {naam}."),
            format!("Do you disagree with the answer? Then you can go to {naam}."),
        )
    }

    pub(super) fn bewaren(&self, termijn: &str) -> String {
        self.kies(
            format!("Is uw klacht klaar? Dan bewaren wij de papieren nog {termijn}."),
            format!("Once your complaint is finished, we keep the papers for {termijn}."),
        )
    }

    pub(super) fn langer_bewaren(&self) -> &'static str {
        self.kies("Soms bewaren wij ze langer.", "Sometimes we keep them longer.")
    }

    pub(super) fn versie(&self, titel: &str, versie: u32, van: Option<String>) -> String {
        let dag = van.map_or_else(String::new, |d| {
            self.kies(format!(" Die geldt vanaf {d}."), format!(" It is in force from {d}."))
        });
        self.kies(
            format!("Deze folder hoort bij: {titel}, versie {versie}.{dag}"),
            format!("This leaflet belongs to: {titel}, version {versie}.{dag}"),
        )
    }

    pub(super) fn label(&self, soort: RegelSoort) -> &'static str {
        match soort {
            RegelSoort::Telefoon => self.kies("Telefoon", "Telephone"),
            RegelSoort::Email => self.kies("E-mail", "E-mail"),
            RegelSoort::Website => self.kies("Website", "Website"),
            RegelSoort::Post => self.kies("Adres", "Address"),
            RegelSoort::Termijn => self.kies("Wanneer", "When"),
            RegelSoort::Kosten => self.kies("Kosten", "Costs"),
        }
    }
}
