//! What a provider fills in beside its regulation: name, contact, people to talk to, looks, and data
//! that the regulation demands but does not state, such as the dispute body.
//!
//! Always holds: this file holds no norm. What it says of the dispute body completes the regulation;
//! it never overrules it.

use serde::Deserialize;

use crate::norm::Geschil;

/// A provider's own data, from `aanbieder.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aanbieder {
    /// Short id in addresses: lower-case letters, digits, hyphens.
    pub id: String,
    /// Its name as clients know it.
    pub naam: String,
    /// Id of the regulation under which it works.
    pub regeling: String,
    /// Postal address, line by line.
    #[serde(default)]
    pub adres: Vec<String>,
    /// Telephone for complainants.
    pub telefoon: String,
    /// When that telephone is answered.
    #[serde(default)]
    pub bereikbaar: String,
    /// The same in English.
    #[serde(default)]
    pub bereikbaar_en: String,
    /// E-mail for complainants.
    pub email: String,
    /// Website.
    #[serde(default)]
    pub website: String,
    /// Who can be called for help: the klachtenfunctionaris.
    pub klachtenfunctionaris: Contact,
    /// Independent confidants, per legal basis or region.
    #[serde(default)]
    pub vertrouwenspersoon: Vec<Contact>,
    /// Places where care is given, to choose from in the form.
    #[serde(default)]
    pub locaties: Vec<String>,
    /// Outside bodies to which complaints are passed on, by the `naar` of the act.
    #[serde(default)]
    pub instanties: Vec<Contact>,
    /// The dispute body, where the regulation leaves it open.
    #[serde(default)]
    pub geschil: GeschilInvulling,
    /// Colours and logo.
    #[serde(default)]
    pub huisstijl: Huisstijl,
    /// Its numbers in the register of care providers (AGB), to be found by.
    #[serde(default)]
    pub agb: Vec<String>,
    /// Its number at the chamber of commerce (KvK), to be found by.
    #[serde(default)]
    pub kvk: String,
    /// A portal: a complaint here is about one of the providers that are affiliated with it.
    #[serde(default)]
    pub portaal: bool,
    /// The portal with which it is affiliated.
    pub aangesloten: Option<Aansluiting>,
    /// From how many complaints on, with one theme at one place within a period, a report gives a signal;
    /// never fewer than small numbers allow.
    pub signaal_vanaf: Option<u32>,
}

/// With which portal a provider is affiliated, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aansluiting {
    /// Id of the portal.
    pub bij: String,
    /// Its last day, once it ends (`"2026-12-31"`).
    pub tot: Option<termijn::Datum>,
}

impl Aansluiting {
    /// Does it hold on this day?
    pub fn geldt_op(&self, dag: termijn::Datum) -> bool {
        self.tot.is_none_or(|tot| dag <= tot)
    }
}

/// Somebody to talk to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the person or body.
    pub naam: String,
    /// The name in English, where it is no name: "your municipality".
    #[serde(default)]
    pub naam_en: String,
    /// What for, or for whom.
    #[serde(default)]
    pub voor: String,
    /// The same in English.
    #[serde(default)]
    pub voor_en: String,
    /// Telephone.
    #[serde(default)]
    pub telefoon: String,
    /// E-mail.
    #[serde(default)]
    pub email: String,
    /// Website.
    #[serde(default)]
    pub website: String,
}

/// The dispute body as the provider states it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeschilInvulling {
    /// Its name.
    pub naam: Option<String>,
    /// Its postal address.
    pub adres: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// What it costs the complainant.
    pub kosten: Option<String>,
    /// Within which term, in words.
    pub termijn: Option<String>,
    /// What it costs, in English.
    pub kosten_en: Option<String>,
    /// Within which term, in English.
    pub termijn_en: Option<String>,
    /// When these data were last checked (`jjjj-mm-dd`).
    pub nagezien: Option<String>,
}

/// The provider's looks: only these can be set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Huisstijl {
    /// Brand colour, `#rrggbb`.
    pub merk: Option<String>,
    /// Colour of buttons, `#rrggbb`.
    pub actie: Option<String>,
    /// Corner radius in pixels, 0 to 12.
    pub rond: Option<u8>,
}

/// What is wrong with a provider's file.
#[derive(Debug, thiserror::Error)]
#[error("reading the provider's file {naam}")]
pub struct AanbiederError {
    /// The name under which it was handed in.
    pub naam: String,
    /// What the reader said, with line and column.
    pub source: toml::de::Error,
}

impl Aanbieder {
    /// Reads the file.
    ///
    /// # Errors
    /// The first mistake, with line and column.
    pub fn lees(naam: &str, tekst: &str) -> Result<Self, AanbiederError> {
        toml::from_str(tekst).map_err(|source| AanbiederError { naam: naam.to_owned(), source })
    }

    /// The dispute body: what the regulation states, completed by what the provider states.
    pub fn geschil(&self, regeling: &Geschil) -> Geschil {
        let kies = |a: &Option<String>, b: &Option<String>| a.clone().or_else(|| b.clone());
        Geschil {
            naam: kies(&regeling.naam, &self.geschil.naam),
            adres: kies(&regeling.adres, &self.geschil.adres),
            website: kies(&regeling.website, &self.geschil.website),
            kosten: kies(&regeling.kosten, &self.geschil.kosten),
            termijn: kies(&regeling.termijn, &self.geschil.termijn),
            kosten_en: kies(&regeling.kosten_en, &self.geschil.kosten_en),
            termijn_en: kies(&regeling.termijn_en, &self.geschil.termijn_en),
        }
    }
}
