//! The policies of `policies/`, and the one way to ask them. Always holds: an answer that the policies
//! cannot compute is no, and is logged without names.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    str::FromStr,
};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, RestrictedExpression as Waarde,
};
use regeling::Boek;
use store::Tenant;
use uuid::Uuid;

use crate::{
    persoon::{Medewerker, Persoon},
    vraag::{DossierToegang, Handeling, HuisHandeling, KLAGER},
};

/// The policies as they stand in the files.
pub(crate) const TEKST: &str = concat!(
    include_str!("../policies/toegestaan.cedar"),
    include_str!("../policies/verboden.cedar")
);

/// Said when the policies could not answer.
const KAN_NIET: &str = "Dit kan nu niet. Probeer het later nog eens.";

/// The policies, read and ready.
#[derive(Clone, Debug)]
pub struct Beleid {
    /// Of each house: its own offices, and the office whose access they have.
    ambten: BTreeMap<Tenant, BTreeMap<String, String>>,
    regels: PolicySet,
    rechter: Authorizer,
    soorten: Soorten,
}

/// The policies cannot be read: a mistake in the program.
#[derive(Debug, thiserror::Error)]
#[error("the access policies cannot be read")]
pub struct BeleidFout(#[source] Box<dyn std::error::Error + Send + Sync>);

/// A no, with its reason for the person who asked. It says no more than that person may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geweigerd {
    /// Why, in Dutch.
    pub reden_nl: String,
    /// Which prohibition said so; none when merely nothing allows it. For the log.
    pub verbod: Option<String>,
}

#[derive(Clone, Debug)]
struct Soorten {
    account: EntityTypeName,
    klager: EntityTypeName,
    dossier: EntityTypeName,
    organisatie: EntityTypeName,
    handeling: EntityTypeName,
}

type Attributen = HashMap<String, Waarde>;
type Mis = Box<dyn std::error::Error + Send + Sync>;

impl Beleid {
    /// Reads the policies that are built in.
    ///
    /// # Errors
    /// When they are no policies; a test of this crate holds that they are, and fit the schema.
    pub fn new() -> Result<Self, BeleidFout> {
        let soort = |naam| EntityTypeName::from_str(naam).map_err(|fout| BeleidFout(fout.into()));
        Ok(Self {
            ambten: BTreeMap::new(),
            regels: PolicySet::from_str(TEKST).map_err(|fout| BeleidFout(fout.into()))?,
            rechter: Authorizer::new(),
            soorten: Soorten {
                account: soort("Account")?,
                klager: soort("Klager")?,
                dossier: soort("Dossier")?,
                organisatie: soort("Organisatie")?,
                handeling: soort("Action")?,
            },
        })
    }

    /// With what these versions of a house's regulation say of its own offices (`toegang_als`); where two
    /// differ, the later one holds.
    #[must_use]
    pub fn met<'b>(mut self, tenant: Tenant, versies: impl IntoIterator<Item = &'b Boek>) -> Self {
        let eigen = |boek: &'b Boek| {
            boek.rollen
                .iter()
                .filter_map(|r| Some((r.id.clone(), boek.rol(r.toegang_als?).id.clone())))
        };
        self.ambten.entry(tenant).or_default().extend(versies.into_iter().flat_map(eigen));
        self
    }

    /// The office whose access this one has.
    fn als<'a>(&'a self, tenant: &Tenant, ambt: &'a str) -> &'a str {
        self.ambten.get(tenant).and_then(|a| a.get(ambt)).map_or(ambt, String::as_str)
    }

    /// These offices, and those whose access they have.
    fn met_toegang<'a>(&'a self, tenant: &Tenant, ambten: &'a BTreeSet<String>) -> Waarde {
        let ook = ambten.iter().map(|a| self.als(tenant, a));
        teksten(ambten.iter().map(String::as_str).chain(ook))
    }

    /// May this person do this in this dossier?
    ///
    /// # Errors
    /// The refusal, with its reason.
    pub fn mag(
        &self,
        wie: &Persoon,
        handeling: Handeling<'_>,
        dossier: &DossierToegang,
    ) -> Result<(), Geweigerd> {
        let vraag = self.vraag_in_dossier(wie, handeling, dossier);
        self.oordeel(vraag, || geen_rol(handeling))
    }

    /// May this person do this in the house of this tenant?
    ///
    /// # Errors
    /// The refusal, with its reason.
    pub fn mag_in_huis(
        &self,
        wie: &Persoon,
        handeling: HuisHandeling,
        tenant: &Tenant,
    ) -> Result<(), Geweigerd> {
        let naam = match handeling {
            HuisHandeling::RegistreerKlacht => "registreer_klacht",
            HuisHandeling::ZieAlleKlachten => "zie_alle_klachten",
            HuisHandeling::MaakVerslag => "maak_verslag",
            HuisHandeling::Vernietig => "vernietig",
            HuisHandeling::Beheer => "beheer",
            HuisHandeling::ZieLogboek => "zie_logboek",
            HuisHandeling::ZieTaken => "zie_taken",
        };
        self.vraag_aan_huis(wie, naam, tenant, None)
    }

    /// May this person see the figures of this tenant, which is affiliated with this portal?
    ///
    /// # Errors
    /// The refusal, with its reason.
    pub fn mag_cijfers_zien(
        &self,
        wie: &Persoon,
        tenant: &Tenant,
        portaal: Option<&Tenant>,
    ) -> Result<(), Geweigerd> {
        self.vraag_aan_huis(wie, "zie_cijfers", tenant, portaal)
    }

    fn vraag_aan_huis(
        &self,
        wie: &Persoon,
        handeling: &str,
        tenant: &Tenant,
        portaal: Option<&Tenant>,
    ) -> Result<(), Geweigerd> {
        let vraag = || -> Result<_, Mis> {
            let huis = self.soorten.uid(&self.soorten.organisatie, tenant.as_str());
            let mut attributen = tenant_van(tenant);
            attributen.extend(portaal.map(|p| paar("portaal", tekst(p.as_str()))));
            let huis = Entity::new(huis, attributen, HashSet::new())?;
            self.vraag(wie, handeling, Context::empty(), huis)
        };
        self.oordeel(vraag(), || "Daarvoor hebt u geen rol.")
    }

    /// Which of these people a prohibition keeps from seeing this dossier at all, so that it appears
    /// in none of their lists.
    pub fn uitgesloten<'a>(
        &self,
        mensen: impl IntoIterator<Item = &'a Medewerker>,
        dossier: &DossierToegang,
    ) -> Vec<Uuid> {
        mensen
            .into_iter()
            .filter(|mens| {
                let wie = Persoon::Medewerker((*mens).clone());
                self.mag(&wie, Handeling::ZieDossier, dossier)
                    .is_err_and(|geweigerd| geweigerd.verbod.is_some())
            })
            .map(|mens| mens.account)
            .collect()
    }

    fn vraag_in_dossier(
        &self,
        wie: &Persoon,
        handeling: Handeling<'_>,
        dossier: &DossierToegang,
    ) -> Result<(Request, Entities), Mis> {
        let (naam, context) = match handeling {
            Handeling::ZieDossier => ("zie_dossier", vec![]),
            Handeling::ZieInWerkvoorraad => ("zie_in_werkvoorraad", vec![]),
            Handeling::ZieIntern => ("zie_intern", vec![]),
            Handeling::ZieVertrouwelijk { voor } => {
                let voor = teksten(voor.iter().copied());
                let rollen = rollen(wie, dossier);
                (
                    "zie_vertrouwelijk",
                    vec![paar("vertrouwelijk_voor", voor), paar("rollen", rollen)],
                )
            }
            Handeling::RegistreerNamens => ("registreer_namens", vec![]),
            Handeling::ZieInzage => ("zie_inzage", vec![]),
            Handeling::Handel { rol } => {
                let als = self.als(&dossier.tenant, rol);
                ("handel", vec![paar("rol", tekst(rol)), paar("als", tekst(als))])
            }
            Handeling::LeesStuk(stuk) => {
                let lijst = |lijst: &BTreeSet<String>| teksten(lijst.iter().map(String::as_str));
                (
                    "lees_stuk",
                    vec![
                        paar("vertrouwelijk_voor", lijst(&stuk.vertrouwelijk_voor)),
                        paar("vrijgegeven_aan", lijst(&stuk.vrijgegeven_aan)),
                        paar("rollen", rollen(wie, dossier)),
                        paar("als", partijen(wie, dossier)),
                    ],
                )
            }
        };
        let zaak = self.soorten.uid(&self.soorten.dossier, &dossier.dossier.to_string());
        let zaak = Entity::new(zaak, self.attributen(dossier)?, HashSet::new())?;
        self.vraag(wie, naam, Context::from_pairs(context)?, zaak)
    }

    fn attributen(&self, dossier: &DossierToegang) -> Result<Attributen, Mis> {
        let account = |id: &Uuid| self.soorten.account(*id);
        let deelnemers = dossier
            .deelnemers
            .iter()
            .map(|deelnemer| {
                let velden =
                    [paar("wie", account(&deelnemer.account)), paar("rol", tekst(&deelnemer.rol))];
                Waarde::new_record(velden)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let betrokkenen = dossier.deelnemers.iter().map(|deelnemer| account(&deelnemer.account));
        let ambten = self.met_toegang(&dossier.tenant, &dossier.aangeklaagde_ambten);
        let mut uit = tenant_van(&dossier.tenant);
        uit.extend([
            paar("deelnemers", Waarde::new_set(deelnemers)),
            paar("betrokkenen", Waarde::new_set(betrokkenen)),
            paar("aangeklaagde_ambten", ambten),
            paar("uitgesloten", Waarde::new_set(dossier.uitgesloten.iter().map(account))),
        ]);
        uit.extend(dossier.behandelaar.map(|wie| paar("behandelaar", account(&wie))));
        Ok(uit)
    }

    fn vraag(
        &self,
        wie: &Persoon,
        handeling: &str,
        context: Context,
        waarop: Entity,
    ) -> Result<(Request, Entities), Mis> {
        let mut attributen = tenant_van(wie.tenant());
        let uid = match wie {
            Persoon::Medewerker(wie) => {
                attributen.extend([
                    paar("ambten", self.met_toegang(&wie.tenant, &wie.ambten)),
                    paar("eigen_ambten", teksten(wie.ambten.iter().map(String::as_str))),
                ]);
                self.soorten.uid(&self.soorten.account, &wie.account.to_string())
            }
            Persoon::Klager { dossier, .. } => {
                let uid = self.soorten.uid(&self.soorten.dossier, &dossier.to_string());
                attributen.extend([paar("dossier", Waarde::new_entity_uid(uid))]);
                self.soorten.uid(&self.soorten.klager, &dossier.to_string())
            }
        };
        let wie = Entity::new(uid.clone(), attributen, HashSet::new())?;
        let handeling = self.soorten.uid(&self.soorten.handeling, handeling);
        let vraag = Request::new(uid, handeling, waarop.uid(), context, None)?;
        Ok((vraag, Entities::from_entities([wie, waarop], None)?))
    }

    fn oordeel(
        &self,
        vraag: Result<(Request, Entities), Mis>,
        anders: impl FnOnce() -> &'static str,
    ) -> Result<(), Geweigerd> {
        let (vraag, wereld) = vraag.map_err(|fout| {
            tracing::error!(error = %fout, "an access question could not be asked; answered no");
            Geweigerd { reden_nl: KAN_NIET.to_owned(), verbod: None }
        })?;
        let antwoord = self.rechter.is_authorized(&vraag, &self.regels, &wereld);
        // A policy that fails is left out of the answer; if it was a prohibition, that answer is
        // worth nothing.
        if let Some(fout) = antwoord.diagnostics().errors().next() {
            tracing::error!(error = %fout, "an access policy failed; answered no");
            return Err(Geweigerd { reden_nl: KAN_NIET.to_owned(), verbod: None });
        }
        if antwoord.decision() == Decision::Allow {
            return Ok(());
        }
        // The first in the order of the file: the widest prohibition stands first.
        let verbod = antwoord
            .diagnostics()
            .reason()
            .min_by_key(|id| volgorde(id.as_ref()))
            .and_then(|id| self.regels.policy(id));
        let aantekening = |naam| verbod.and_then(|regel| regel.annotation(naam)).map(str::to_owned);
        Err(Geweigerd {
            reden_nl: aantekening("reden").unwrap_or_else(|| anders().to_owned()),
            verbod: aantekening("id"),
        })
    }
}

impl Soorten {
    fn uid(&self, soort: &EntityTypeName, id: &str) -> EntityUid {
        EntityUid::from_type_name_and_id(soort.clone(), EntityId::new(id))
    }

    fn account(&self, id: Uuid) -> Waarde {
        Waarde::new_entity_uid(self.uid(&self.account, &id.to_string()))
    }
}

/// Policies are numbered as they stand in the file: `policy7`.
fn volgorde(id: &str) -> u32 {
    id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(u32::MAX)
}

fn geen_rol(handeling: Handeling<'_>) -> &'static str {
    match handeling {
        Handeling::ZieDossier | Handeling::ZieInWerkvoorraad => {
            "U hebt geen toegang tot dit dossier."
        }
        Handeling::ZieIntern => "Dit is alleen voor wie de klacht behandelt.",
        Handeling::ZieVertrouwelijk { .. } => "Dit is vertrouwelijk, en niet voor u.",
        Handeling::Handel { .. } => "Die rol hebt u in dit dossier niet.",
        Handeling::RegistreerNamens => {
            "Alleen wie de klacht behandelt, kan iets namens een ander vastleggen."
        }
        Handeling::ZieInzage => "U mag niet zien wie dit dossier bekeek.",
        Handeling::LeesStuk(_) => "Dit stuk is niet aan u vrijgegeven.",
    }
}

/// The roles that this person has in the dossier itself.
fn rollen(wie: &Persoon, dossier: &DossierToegang) -> Waarde {
    match wie {
        Persoon::Medewerker(wie) => teksten(dossier.van(wie.account).map(|deel| deel.rol.as_str())),
        Persoon::Klager { .. } => teksten([KLAGER]),
    }
}

/// The parties as which this person stands in the dossier.
fn partijen(wie: &Persoon, dossier: &DossierToegang) -> Waarde {
    match wie {
        Persoon::Medewerker(wie) => {
            teksten(dossier.van(wie.account).map(|deel| deel.partij.as_str()))
        }
        Persoon::Klager { .. } => teksten([KLAGER]),
    }
}

fn tenant_van(tenant: &Tenant) -> Attributen {
    HashMap::from([paar("tenant", tekst(tenant.as_str()))])
}

fn paar(naam: &str, waarde: Waarde) -> (String, Waarde) {
    (naam.to_owned(), waarde)
}

fn tekst(tekst: &str) -> Waarde {
    Waarde::new_string(tekst.to_owned())
}

fn teksten<'a>(lijst: impl IntoIterator<Item = &'a str>) -> Waarde {
    Waarde::new_set(lijst.into_iter().map(tekst))
}

#[cfg(test)]
mod tests {
    use cedar_policy::{Schema, ValidationMode, Validator};

    use super::*;

    #[test]
    fn the_policies_fit_the_schema_and_each_prohibition_has_a_name_and_a_reason() {
        let schema = include_str!("../policies/wie_mag_wat.cedarschema");
        let (schema, klachten) = Schema::from_cedarschema_str(schema).unwrap();
        assert_eq!(klachten.map(|klacht| klacht.to_string()).collect::<Vec<_>>(), [""; 0]);
        let beleid = Beleid::new().unwrap();
        let keuring = Validator::new(schema).validate(&beleid.regels, ValidationMode::Strict);
        let mis: Vec<String> = keuring
            .validation_errors()
            .map(ToString::to_string)
            .chain(keuring.validation_warnings().map(ToString::to_string))
            .collect();
        assert!(mis.is_empty(), "{}", mis.join("\n"));
        let mut namen = HashSet::new();
        for regel in beleid.regels.policies() {
            let naam = regel.annotation("id").unwrap_or_else(|| panic!("no @id: {regel}"));
            assert!(namen.insert(naam), "{naam} stands there twice");
            let verbiedt = regel.effect() == cedar_policy::Effect::Forbid;
            assert_eq!(regel.annotation("reden").is_some(), verbiedt, "{naam}");
        }
    }
}
