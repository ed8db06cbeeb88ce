//! Splitting: one letter that complains about several things becomes several complaints, each with its own
//! dossier, rules and terms.
//!
//! Always holds: a part keeps the day on which the letter came, and what came with it; whole and part name
//! each other; both are stored in one transaction or not at all; the number of a part is that of the whole
//! with its rank, so that number and code of the whole open all parts.

use dossier::{Gebeurd, Opdracht, Wie};
use jiff::Timestamp;
use regeling::woorden::VeldSoort;
use regeling::{Velden, Waarde};
use store::{IdempotentieSleutel, Nummering, StoreError, StukId, StukRij};
use termijn::Datum;

use crate::KLAGER;
use crate::doen::{Bijlage, Gedaan, Toegift};
use crate::fout::DoenError;
use crate::praktijk::{Dossier, Praktijk, gebeurtenis};

/// Field of the act that splits: the number of the part.
pub const DEEL: &str = "deel";
/// Field of the act that opens a part: the number of the whole.
pub const DEEL_VAN: &str = "deel_van";
/// What a field of the opening act is called in the act that splits.
const VOOR_DEEL: &str = "_deel";

/// The number of the whole of which this is a part.
pub fn geheel_van(nummer: &str) -> Option<&str> {
    let (geheel, rang) = nummer.rsplit_once('-')?;
    (geheel.matches('-').count() == 2 && rang.parse::<u16>().is_ok()).then_some(geheel)
}

/// The numbers of the parts that were split off, in order.
pub fn delen(dossier: &Dossier) -> Vec<String> {
    let splitst = |g: &&Gebeurd| dossier.boek.daad(g.daad).splitst && !g.vervallen;
    let gesplitst = dossier.stand.gebeurtenissen().iter().filter(splitst);
    gesplitst.filter_map(|g| g.velden.get(DEEL)?.als_tekst().map(str::to_owned)).collect()
}

/// A part that is about to be split off.
#[derive(Debug, Clone)]
pub struct Splitsing {
    /// The act on the whole.
    pub geheel: Opdracht,
    /// The act that opens the part.
    pub deel: Opdracht,
}

impl Praktijk {
    /// What splitting comes to: `wie` splits, `velden` are those of the act that splits, `antwoorden` go over
    /// what the complaint said. Fields that the act names `…_deel` go into the part without that ending.
    /// `None` when there is no complaint to split, or it is a part itself.
    pub fn splitsing(
        &self,
        dossier: &Dossier,
        daad: &str,
        wie: Wie,
        mut velden: Velden,
        antwoorden: Velden,
        vandaag: Datum,
    ) -> Option<Splitsing> {
        let boek = &dossier.boek;
        if geheel_van(&dossier.nummer).is_some() {
            return None;
        }
        let gebeurd = dossier.stand.gebeurtenissen();
        let opening = gebeurd.iter().rfind(|g| !g.vervallen && boek.daad(g.daad).opent)?;
        // Also one that was set right keeps its number.
        let eerder = dossier.gebeurtenissen.iter().filter(|g| g.velden.contains_key(DEEL)).count();
        let nummer = format!("{}-{}", dossier.nummer, eerder + 2);
        let account = wie.account;
        let mut over = opening.velden.clone();
        over.extend(antwoorden);
        for (naam, waarde) in &velden {
            if let Some(naam) = naam.strip_suffix(VOOR_DEEL) {
                over.insert(naam.to_owned(), waarde.clone());
            }
        }
        let opent = boek.daad(opening.daad);
        if opent.veld(DEEL_VAN).is_some() {
            over.insert(DEEL_VAN.to_owned(), Waarde::from(dossier.nummer.as_str()));
        }
        over.retain(|_, w| !w.is_leeg());
        velden.insert(DEEL.to_owned(), Waarde::from(nummer));
        Some(Splitsing {
            geheel: Opdracht {
                daad: daad.to_owned(),
                wie,
                aan: Vec::new(),
                velden,
                gebeurd_op: vandaag,
            },
            deel: Opdracht {
                daad: opent.id.clone(),
                wie: Wie {
                    rol: KLAGER.to_owned(),
                    partij: Some(KLAGER.to_owned()),
                    account,
                    persoon: None,
                },
                aan: Vec::new(),
                velden: over,
                gebeurd_op: opening.gebeurd_op,
            },
        })
    }

    /// Splits a part off: the part's dossier and the event on the whole, together.
    ///
    /// # Errors
    /// As [`Praktijk::doe`]; a refusal of either act refuses both.
    pub async fn splits(
        &self,
        dossier: &Dossier,
        splitsing: Splitsing,
        nu: Timestamp,
        vandaag: Datum,
        sleutel: IdempotentieSleutel,
    ) -> Result<Gedaan, DoenError> {
        let Splitsing { geheel, mut deel } = splitsing;
        let nummer = geheel.velden.get(DEEL).and_then(Waarde::als_tekst).unwrap_or_default();
        let nummering = Nummering::deel(nummer)?;
        let nieuw = Dossier { nummer: nummer.to_owned(), ..self.nieuw(deel.gebeurd_op) };
        self.beslis(&nieuw, deel.clone(), vandaag).map_err(DoenError::Weigering)?;
        let stukken = self.kopieer_stukken(dossier, &nieuw, &mut deel.velden, nu).await?;
        let bijlagen = stukken.into_iter().map(|rij| Bijlage { rij }).collect();
        let toegift = Toegift { bijlagen, ..Toegift::default() };
        let van_deel = self.schrijf(&nieuw, deel, nu, vandaag, toegift, nummering).await?;
        let toegift = Toegift { idempotentie: Some(sleutel), ..Toegift::default() };
        let reeks = Nummering::new("K", vandaag.year())?;
        let van_geheel = self.schrijf(dossier, geheel, nu, vandaag, toegift, reeks).await?;
        // The whole first: it bears the key, and its version decides who was first.
        match self.store().append_samen(self.tenant(), vec![van_geheel, van_deel]).await {
            Ok(g) => Ok(g.into()),
            Err(StoreError::Conflict { .. }) => {
                let sinds =
                    self.store().load_since(self.tenant(), dossier.id, dossier.versie).await?;
                Err(DoenError::Conflict(sinds.iter().map(gebeurtenis).collect::<Result<_, _>>()?))
            }
            Err(ander) => Err(ander.into()),
        }
    }

    /// What came with the complaint, once more: a document belongs to one dossier. The fields then name
    /// the copies.
    async fn kopieer_stukken(
        &self,
        van: &Dossier,
        naar: &Dossier,
        velden: &mut Velden,
        nu: Timestamp,
    ) -> Result<Vec<StukRij>, DoenError> {
        let mut uit = Vec::new();
        let daden = naar.boek.daden.iter().filter(|d| d.opent);
        let namen = daden.flat_map(|d| &d.velden).filter(|v| v.soort == VeldSoort::Bestanden);
        for veld in namen {
            let Some(waarde) = velden.get_mut(&veld.id) else { continue };
            let mut ids = Vec::new();
            for id in
                waarde.als_lijst().iter().filter_map(|w| w.als_tekst()?.parse::<StukId>().ok())
            {
                let rij = self.store().stuk(self.tenant(), van.id, id).await?;
                let inhoud =
                    self.store().document(self.tenant(), id, &rij.sleutel).await?.heel().await?;
                let document = self.store().bewaar_document(self.tenant(), &inhoud).await?;
                ids.push(Waarde::from(document.stuk.to_string()));
                uit.push(StukRij::van(document, rij.naam, rij.soort, rij.mime, nu));
            }
            *waarde = Waarde::Lijst(ids);
        }
        Ok(uit)
    }
}

#[cfg(test)]
mod tests {
    use super::geheel_van;

    #[test]
    fn the_number_of_a_part_tells_of_which_whole_it_is() {
        assert_eq!(geheel_van("K-2026-0143-2"), Some("K-2026-0143"));
        for heel in ["K-2026-0143", "K-2026", "", "K-2026-0143-x", "K-2026-0143-2-2"] {
            assert_eq!(geheel_van(heel), None, "{heel}");
        }
    }
}
