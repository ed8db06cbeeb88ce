//! What can be asked of the policies: an act, and what of the dossier matters for the answer. Always
//! holds: nothing personal is in a question, only ids and roles.

use std::collections::BTreeSet;

use dossier::Stand;
use regeling::Boek;
use store::{Betrokkenheid, Deelname, DossierId, Tenant};
use uuid::Uuid;

use crate::persoon::Persoon;

/// The role of whoever is complained about.
pub(crate) const AANGEKLAAGDE: &str = "aangeklaagde";
/// The role of whoever complains, and the id of that party.
pub(crate) const KLAGER: &str = "klager";

/// What somebody wants to do in a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handeling<'a> {
    /// Open it. What shows then depends on the other answers.
    ZieDossier,
    /// Have it in the worklist, and in what is searched.
    ZieInWerkvoorraad,
    /// See what is marked "Alleen intern".
    ZieIntern,
    /// See what is confidential to these roles only: `vertrouwelijk_voor` of an act, such as the
    /// notes of the klachtenfunctionaris.
    ZieVertrouwelijk {
        /// The role ids.
        voor: &'a [&'a str],
    },
    /// Do acts in this role of the regulation; which acts, the regulation says.
    Handel {
        /// The role id.
        rol: &'a str,
    },
    /// Record what a party did by letter, mail or phone.
    RegistreerNamens,
    /// Read this document.
    LeesStuk(&'a StukToegang),
    /// See who looked at it.
    ZieInzage,
}

/// What somebody wants to do in the house, in no dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HuisHandeling {
    /// Register a complaint that came in by letter, mail, phone or word of mouth.
    RegistreerKlacht,
    /// See every complaint of the house in the worklist, not only those in which one takes part.
    ZieAlleKlachten,
    /// Write what goes with the figures of a report.
    MaakVerslag,
    /// Destroy dossiers whose term of keeping has passed.
    Vernietig,
    /// Manage accounts and offices.
    Beheer,
    /// See who looked at which dossier of the house, person by person.
    ZieLogboek,
    /// See which jobs wait, run and fail, and let one be tried again.
    ZieTaken,
}

/// What matters of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StukToegang {
    /// The roles that it is confidential to; empty when it is not.
    pub vertrouwelijk_voor: BTreeSet<String>,
    /// The ids of the parties to whom it was released: `klager`, `aangeklaagde-2`.
    pub vrijgegeven_aan: BTreeSet<String>,
}

/// Somebody with an account who takes part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deelnemer {
    /// Who.
    pub account: Uuid,
    /// In which role.
    pub rol: String,
    /// As which party of the dossier: the role, with a number from the second on.
    pub partij: String,
}

/// What matters of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierToegang {
    /// Whose it is.
    pub tenant: Tenant,
    /// Which one.
    pub dossier: DossierId,
    /// Who take part, as far as they have an account.
    pub deelnemers: BTreeSet<Deelnemer>,
    /// Offices that are complained about, where no person was named.
    pub aangeklaagde_ambten: BTreeSet<String>,
    /// The accounts that stay outside, whatever they are.
    pub uitgesloten: BTreeSet<Uuid>,
    /// Whose work it is.
    pub behandelaar: Option<Uuid>,
}

impl DossierToegang {
    /// A dossier in which nobody takes part yet.
    pub fn leeg(tenant: Tenant, dossier: DossierId) -> Self {
        Self {
            tenant,
            dossier,
            deelnemers: BTreeSet::new(),
            aangeklaagde_ambten: BTreeSet::new(),
            uitgesloten: BTreeSet::new(),
            behandelaar: None,
        }
    }

    /// From what the dossier knows of its parties.
    pub fn van_stand(tenant: Tenant, dossier: DossierId, boek: &Boek, stand: &Stand) -> Self {
        let mut toegang = Self::leeg(tenant, dossier);
        for partij in stand.partijen() {
            let rol = &boek.rol(partij.rol).id;
            match (partij.account, partij.ambt) {
                (Some(account), _) => {
                    let (rol, partij) = (rol.clone(), partij.id.clone());
                    toegang.deelnemers.insert(Deelnemer { account, rol, partij });
                }
                (None, Some(ambt)) if rol == AANGEKLAAGDE => {
                    toegang.aangeklaagde_ambten.insert(boek.rol(ambt).id.clone());
                }
                (None, _) => {}
            }
        }
        toegang
    }

    /// From what the store keeps of one account's part; enough for questions that this account asks,
    /// where the dossier has one party of each role.
    pub fn van_betrokkenheid(
        tenant: Tenant,
        dossier: DossierId,
        account: Uuid,
        deel: &Betrokkenheid,
    ) -> Self {
        let mut toegang = Self::leeg(tenant, dossier);
        toegang.deelnemers = deel
            .rollen
            .iter()
            .map(|rol| Deelnemer { account, rol: rol.clone(), partij: rol.clone() })
            .collect();
        toegang.uitgesloten = deel.uitgesloten.then_some(account).into_iter().collect();
        toegang
    }

    /// The role or relation by which this person is let in, as a key for the access log: the part in the
    /// dossier first, then the office.
    pub fn grond(&self, wie: &Persoon) -> String {
        let Persoon::Medewerker(wie) = wie else { return KLAGER.to_owned() };
        let rollen: Vec<&str> = self.van(wie.account).map(|deel| deel.rol.as_str()).collect();
        if rollen.contains(&AANGEKLAAGDE) {
            return AANGEKLAAGDE.to_owned();
        }
        if self.behandelaar == Some(wie.account) {
            return "behandelaar".to_owned();
        }
        match wie.ambt_voor_alles() {
            Some(ambt) => ambt.to_owned(),
            None => rollen.first().map_or_else(|| wie.grond(), |rol| (*rol).to_owned()),
        }
    }

    /// The same, being the work of this account.
    #[must_use]
    pub fn met_behandelaar(mut self, behandelaar: Option<Uuid>) -> Self {
        self.behandelaar = behandelaar;
        self
    }

    /// What the store keeps of it for lists.
    pub fn deelnames(&self) -> Vec<Deelname> {
        let rijen: BTreeSet<_> = self
            .deelnemers
            .iter()
            .map(|deelnemer| Deelname { account: deelnemer.account, rol: deelnemer.rol.clone() })
            .collect();
        rijen.into_iter().collect()
    }

    /// How this account takes part.
    pub(crate) fn van(&self, account: Uuid) -> impl Iterator<Item = &Deelnemer> {
        self.deelnemers.iter().filter(move |deelnemer| deelnemer.account == account)
    }
}
