//! The format of a story: a TOML file with steps and expectations.
//!
//! Always holds: an unknown key is an error with its place, so a slip of the pen never makes an
//! expectation vanish.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// One or several names.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Weigert {
    /// It must be refused (`true`) or not (`false`), whatever the reason.
    Ja(bool),
    /// It must be refused with a reason that rests on this article.
    Artikel(String),
}

/// A story.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verhaal {
    /// Id of the regulation, for instance `livio`, or `livio@3` for one version.
    pub regeling: String,
    /// The story in a sentence.
    pub verhaal: String,
    /// Ids in the register of norms that the story shows.
    #[serde(default)]
    pub normen: Vec<String>,
    /// Id of the provider whose own data (dispute body) complete the regulation; `"geen"` for none;
    /// absent: the provider that works under this regulation.
    #[serde(default)]
    pub aanbieder: Option<String>,
    /// The steps, in the order in which they are recorded.
    #[serde(default)]
    #[schemars(with = "Vec<Stap>")]
    pub stap: Vec<Spanned<Stap>>,
    /// What must be true, each on its own day.
    #[serde(default)]
    #[schemars(with = "Vec<Verwacht>")]
    pub verwacht: Vec<Spanned<Verwacht>>,
}

/// One step: somebody does something.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stap {
    /// The day on which it happens.
    #[schemars(with = "String")]
    pub op: Datetime,
    /// The day on which it is recorded; absent: the same day.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub vastgelegd: Option<Datetime>,
    /// Who: a role, or `rol:naam` for one person in it.
    pub wie: String,
    /// Does what: the id of an act.
    pub doet: String,
    /// Towards whom: roles or `rol:naam`; absent: everybody for whom the act is.
    #[serde(default)]
    pub aan: Option<Namen>,
    /// The fields of the act.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub met: BTreeMap<String, toml::Value>,
    /// Expected to be refused.
    #[serde(default)]
    pub weigert: Option<Weigert>,
}

/// One expectation, on a day: exactly one of `plicht`, `klok`, `mag`, `mag_niet`, `stuk`,
/// `bewaren_tot`, `feit`, `fase`, and what must hold of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verwacht {
    /// On this day, with all that was recorded up to and including it.
    #[schemars(with = "String")]
    pub op: Datetime,
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
    /// Until when the file is kept; `"niet"` while there is no date.
    #[schemars(with = "Option<String>")]
    pub bewaren_tot: Option<toml::Value>,
    /// A fact.
    pub feit: Option<String>,
    /// The phase in which the dossier is.
    pub fase: Option<String>,
    /// By whom (for `mag` and `mag_niet`; for `plicht`: who has it).
    pub wie: Option<String>,
    /// Towards whom (for `plicht` and `stuk`).
    pub aan: Option<Namen>,
    /// Last day by the plain count (for `plicht` and `klok`).
    #[schemars(with = "Option<String>")]
    pub uiterlijk: Option<Datetime>,
    /// Last day after the shift of the Algemene termijnenwet (for `plicht` and `klok`).
    #[schemars(with = "Option<String>")]
    pub wettelijk: Option<Datetime>,
    /// The article: of the duty, clock or document, or of the refusal.
    pub artikel: Option<String>,
    /// For a duty: `open`, `te laat`, `vervuld`, `vervallen` or `geen`; for a clock: `loopt`,
    /// `gestopt` or `verlopen`.
    pub stand: Option<String>,
    /// Fields of the act (for `mag` and `mag_niet`).
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub met: BTreeMap<String, toml::Value>,
    /// Items that the document states.
    #[serde(default)]
    pub vermeldt: Vec<String>,
    /// Items that the document must state and does not.
    #[serde(default)]
    pub ontbreekt: Vec<String>,
    /// Does the fact hold? Absent: yes.
    pub geldt: Option<bool>,
    /// How many there must be (for `plicht` and `stuk`).
    pub aantal: Option<usize>,
}

/// A story file that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{naam}: {melding}")]
pub struct LeesFout {
    /// The file.
    pub naam: String,
    /// What is wrong, with line and column.
    pub melding: String,
}

/// Reads a story.
///
/// # Errors
/// What is wrong, with line and column.
pub fn lees(naam: &str, tekst: &str) -> Result<Verhaal, LeesFout> {
    toml::from_str(tekst).map_err(|e| LeesFout { naam: naam.to_owned(), melding: e.to_string() })
}

/// The JSON Schema of the format.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Verhaal).to_value()
}
