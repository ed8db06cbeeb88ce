//! The door of a dossier: may this person see what he asks for? Whatever the answer, the access log has it
//! before anybody else.
//!
//! Always holds: behind the door nothing is loaded without a line in the log; a refusal says nothing that
//! the person may not know, and its line says by which rule.

use access::{DossierToegang, Geweigerd, Handeling};
use behandeling::Dossier;
use store::{DossierId, Kijker};

use super::werker::Werker;
use super::zicht::{als_aangeklaagde, hoedanigheden};
use crate::server::fout::WebFout;
use crate::server::logboek::{self, Gezien, Wat, Wie};

/// Merely nothing allows it.
const GEEN_ROL: &str = "geen_rol";

/// What is asked of a dossier.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vraag<'a> {
    wat: Wat,
    eis: Eis<'a>,
}

/// What it takes, beside being let in.
#[derive(Debug, Clone, Copy)]
enum Eis<'a> {
    Niets,
    /// Not for who is complained about.
    NietOverMij,
    /// To handle the complaint.
    Intern,
    /// To act in this role.
    Rol(&'a str),
    /// To see who looked.
    Inzage,
}

impl From<Wat> for Vraag<'_> {
    fn from(wat: Wat) -> Self {
        Self { wat, eis: Eis::Niets }
    }
}

impl<'a> Vraag<'a> {
    /// What is not for who is complained about.
    pub(super) fn niet_over_mij(wat: Wat) -> Self {
        Self { wat, eis: Eis::NietOverMij }
    }

    /// What is for who handles the complaint.
    pub(super) fn intern(wat: Wat) -> Self {
        Self { wat, eis: Eis::Intern }
    }

    /// The form of an act, in this role.
    pub(super) fn als(rol: &'a str) -> Self {
        Self { wat: Wat::bekijk("handeling"), eis: Eis::Rol(rol) }
    }

    /// Who looked.
    pub(super) fn wie_keek(wat: Wat) -> Self {
        Self { wat, eis: Eis::Inzage }
    }
}

/// A dossier that was loaded, and of which nothing may be shown yet.
pub(super) struct Deur {
    pub(super) dossier: Dossier,
    pub(super) toegang: DossierToegang,
}

impl Deur {
    #[expect(clippy::disallowed_methods, reason = "what it loads stays behind the door")]
    pub(super) async fn van(w: &Werker, nummer: &str) -> Result<Self, WebFout> {
        let praktijk = w.praktijk();
        let (store, tenant) = (praktijk.store(), praktijk.tenant());
        let id = store.dossier_met_nummer(tenant, nummer).await?.ok_or(WebFout::Weg)?;
        let dossier = praktijk.open(id, w.app().vandaag()).await?;
        let mut toegang =
            DossierToegang::van_stand(tenant.clone(), id, &dossier.boek, &dossier.stand);
        if store.betrokkenheid(tenant, id, w.wie.account).await?.uitgesloten {
            toegang.uitgesloten.insert(w.wie.account);
        }
        Ok(Self { dossier, toegang })
    }

    /// Through the door, or not. `anders` is a refusal that was found elsewhere, by its key.
    pub(super) async fn door(
        self,
        w: &Werker,
        vraag: &Vraag<'_>,
        anders: Option<String>,
    ) -> Result<(Self, Gezien), WebFout> {
        let wie =
            Wie { kijker: Kijker::Account(w.wie.account), grond: self.toegang.grond(&w.persoon) };
        let id = self.dossier.id;
        let (waarom, fout) = match self.weigering(w, vraag) {
            Some(nee) => nee,
            None => match anders {
                Some(waarom) => (waarom, WebFout::Weg),
                None => {
                    let gezien = logboek::toon(&w.bij, &wie, id, vraag.wat).await?;
                    return Ok((self, gezien));
                }
            },
        };
        logboek::weiger(&w.bij, &wie, id, vraag.wat, &waarom).await?;
        Err(fout)
    }

    fn weigering(&self, w: &Werker, vraag: &Vraag<'_>) -> Option<(String, WebFout)> {
        let mag = |handeling| w.app().beleid().mag(&w.persoon, handeling, &self.toegang).err();
        if let Some(nee) = mag(Handeling::ZieDossier) {
            return Some((reden(nee), WebFout::Weg));
        }
        match vraag.eis {
            Eis::Niets => None,
            Eis::NietOverMij => als_aangeklaagde(w, &self.toegang)
                .map(|_| ("aangeklaagde_ziet_alleen_wat_voor_hem_is".to_owned(), WebFout::Weg)),
            Eis::Intern => mag(Handeling::ZieIntern).map(|nee| (reden(nee), WebFout::Weg)),
            Eis::Inzage => mag(Handeling::ZieInzage).map(|nee| (reden(nee), WebFout::Weg)),
            Eis::Rol(rol) => {
                let heeft = hoedanigheden(w, &self.dossier.boek, &self.toegang);
                let heeft = heeft.iter().any(|h| h.rol == rol);
                (!heeft).then(|| (GEEN_ROL.to_owned(), WebFout::GeenToegang))
            }
        }
    }
}

/// The rule by which it was refused, as a key for the log.
pub(super) fn reden(nee: Geweigerd) -> String {
    nee.verbod.unwrap_or_else(|| GEEN_ROL.to_owned())
}

/// What this person may see of who looked at a dossier, without the dossier: for who only oversees.
pub(super) async fn toezicht(w: &Werker, id: DossierId, wat: Wat) -> Result<Gezien, WebFout> {
    let praktijk = w.praktijk();
    let (store, tenant) = (praktijk.store(), praktijk.tenant());
    let deel = store.betrokkenheid(tenant, id, w.wie.account).await?;
    let toegang = DossierToegang::van_betrokkenheid(tenant.clone(), id, w.wie.account, &deel);
    let wie = Wie { kijker: Kijker::Account(w.wie.account), grond: toegang.grond(&w.persoon) };
    match w.app().beleid().mag(&w.persoon, Handeling::ZieInzage, &toegang) {
        Ok(()) => logboek::toon(&w.bij, &wie, id, wat).await,
        Err(nee) => {
            logboek::weiger(&w.bij, &wie, id, wat, &reden(nee)).await?;
            Err(WebFout::Weg)
        }
    }
}
