//! What a story is: steps and expectations.
//!
//! Always holds: a `Verhaal` holds dates that exist and at most one subject per expectation; its names
//! (roles, acts, facts) are still as they were written, and are looked up when it is played.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use termijn::Datum;
use toml::Spanned;

/// Where the value of each key stands in the file; a field of `met` as `met.veld`.
pub(crate) type Plekken = BTreeMap<String, Range<usize>>;

/// One or several names.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum Namen {
    /// One.
    Een(String),
    /// Several.
    Meer(Vec<String>),
}

impl Namen {
    /// As a list.
    pub fn lijst(&self) -> Vec<String> {
        match self {
            Self::Een(n) => vec![n.clone()],
            Self::Meer(l) => l.clone(),
        }
    }
}

/// A refusal that is expected: `true` for any, or the article that it must cite.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum Weigert {
    /// It must be refused (`true`) or not (`false`), whatever the reason.
    Ja(bool),
    /// It must be refused with a reason that rests on this article.
    Artikel(String),
}

/// How a duty or a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Staat {
    /// A duty: to be done, its day has not passed.
    Open,
    /// A duty: to be done, its day has passed.
    #[schemars(rename = "te laat")]
    TeLaat,
    /// A duty: done, in time or not.
    Vervuld,
    /// A duty: done after its day.
    #[schemars(rename = "te laat vervuld")]
    TeLaatVervuld,
    /// A duty: not to be done any more.
    Vervallen,
    /// There is no such duty, or the clock has not begun.
    Geen,
    /// A clock: running, its end has not passed.
    Loopt,
    /// A clock: stopped in time.
    Gestopt,
    /// A clock: its end has passed without its being stopped.
    Verlopen,
}

impl Staat {
    /// All of them, with the words by which they are read and written.
    pub(crate) const ALLE: [(Self, &'static str); 9] = [
        (Self::Open, "open"),
        (Self::TeLaat, "te laat"),
        (Self::Vervuld, "vervuld"),
        (Self::TeLaatVervuld, "te laat vervuld"),
        (Self::Vervallen, "vervallen"),
        (Self::Geen, "geen"),
        (Self::Loopt, "loopt"),
        (Self::Gestopt, "gestopt"),
        (Self::Verlopen, "verlopen"),
    ];

    /// As it is written.
    pub fn woord(self) -> &'static str {
        Self::ALLE.iter().find(|(s, _)| *s == self).map_or("", |(_, w)| w)
    }
}

/// Until when a file is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bewaren {
    /// There is no date: nothing has ended.
    Niet,
    /// Whatever the date, nothing is destroyed for now.
    Opgeschort,
    /// Up to and including this day.
    Tot(Datum),
}

/// A story.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Verhaal {
    /// Id of the regulation, for instance `livio`, or `livio@3` for one version.
    pub regeling: String,
    /// The story in a sentence.
    pub verhaal: String,
    /// Ids in the register of norms that the story shows.
    #[schemars(default)]
    pub normen: Vec<String>,
    /// Id of the provider whose own data (dispute body) complete the regulation; `"geen"` for none;
    /// absent: the provider that works under this regulation.
    pub aanbieder: Option<String>,
    /// The steps, in the order in which they are recorded.
    #[schemars(default, with = "Vec<Stap>")]
    pub stap: Vec<Spanned<Stap>>,
    /// What must be true, each on its own day.
    #[schemars(default, with = "Vec<Verwacht>")]
    pub verwacht: Vec<Spanned<Verwacht>>,
}

/// One step: somebody does something.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Stap {
    /// The day on which it happens.
    #[schemars(with = "String", extend("format" = "date"))]
    pub op: Datum,
    /// The day on which it is recorded; absent: the same day.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub vastgelegd: Option<Datum>,
    /// Who: a role, or `rol:naam` for one person in it.
    pub wie: String,
    /// The name of the person in that office who does it.
    pub persoon: Option<String>,
    /// Does what: the id of an act.
    pub doet: String,
    /// Towards whom: roles or `rol:naam`; absent: everybody for whom the act is.
    pub aan: Option<Namen>,
    /// The fields of the act.
    #[schemars(default, with = "BTreeMap<String, serde_json::Value>")]
    pub met: BTreeMap<String, toml::Value>,
    /// Expected to be refused.
    pub weigert: Option<Weigert>,
    #[schemars(skip)]
    pub(crate) plekken: Plekken,
}

/// One expectation, on a day: exactly one of `plicht`, `klok`, `mag`, `mag_niet`, `stuk`,
/// `bewaren_tot`, `feit`, `regime`, `fase`, and what must hold of it.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Verwacht {
    /// On this day, with all that was recorded up to and including it.
    #[schemars(with = "String", extend("format" = "date"))]
    pub op: Datum,
    /// A duty: the id of the act, or of the norm.
    pub plicht: Option<String>,
    /// A clock: its id, or `wet:id`.
    pub klok: Option<String>,
    /// An act that `wie` may do.
    pub mag: Option<String>,
    /// An act that `wie` may not do.
    pub mag_niet: Option<String>,
    /// A letter or document.
    pub stuk: Option<String>,
    /// Until when the file is kept; `"niet"` while there is no date, `"opgeschort"` while it is held back.
    #[schemars(with = "Option<String>")]
    pub bewaren_tot: Option<Bewaren>,
    /// A fact.
    pub feit: Option<String>,
    /// The rules under which the complaint falls: exactly these.
    pub regime: Option<Namen>,
    /// The phase in which the dossier is.
    pub fase: Option<String>,
    /// By whom (for `mag` and `mag_niet`; for `plicht`: who has it).
    pub wie: Option<String>,
    /// The name of the person in that office (for `mag` and `mag_niet`).
    pub persoon: Option<String>,
    /// Towards whom (for `plicht` and `stuk`): each of these.
    pub aan: Option<Namen>,
    /// Last day (for `plicht` and `klok`).
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub uiterlijk: Option<Datum>,
    /// Last day after the shift of the Algemene termijnenwet (for `plicht` and `klok`).
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub wettelijk: Option<Datum>,
    /// The article: of the duty, clock or document, or of the refusal.
    pub artikel: Option<String>,
    /// How the duty or clock stands.
    pub stand: Option<Staat>,
    /// Fields of the act (for `mag` and `mag_niet`).
    #[schemars(default, with = "BTreeMap<String, serde_json::Value>")]
    pub met: BTreeMap<String, toml::Value>,
    /// Items that the document states.
    #[schemars(with = "Option<Namen>")]
    pub vermeldt: Vec<String>,
    /// Items that the document must state and does not.
    #[schemars(with = "Option<Namen>")]
    pub ontbreekt: Vec<String>,
    /// Does the fact hold? Absent: yes.
    pub geldt: Option<bool>,
    /// How many there must be (for `plicht` and `stuk`).
    pub aantal: Option<usize>,
    #[schemars(skip)]
    pub(crate) plekken: Plekken,
}

/// The JSON Schema of the format.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Verhaal).to_value()
}
