//! What came of what was asked: what somebody was told, or nobody.

use std::collections::BTreeSet;

use store::StoreError;
use uuid::Uuid;

use super::{
    model::{Uit, Weg},
    opdracht::{Opdracht, Uitkomst},
    wereld::{Lopend, Wereld},
};

impl Wereld {
    /// Something ended, and somebody was told.
    pub(super) async fn klaar(&mut self, op: Lopend, uitkomst: Uitkomst) -> Uit {
        let mis = |fout: &StoreError| Err(format!("#{} {}: {fout:?}", op.id, op.wat));
        match (&op.wat, uitkomst) {
            (Opdracht::Daad { act, .. }, Uitkomst::Geschreven(uit)) => match uit {
                Ok(uit) => {
                    // A button is pressed twice.
                    if self.toeval.kans(10) {
                        self.opnieuw.push(*act);
                    }
                    self.model.geschreven(*act, &uit)
                }
                // It may have been done before that.
                Err(StoreError::Vernietigd { .. }) => Ok(()),
                Err(StoreError::Conflict { .. }) => {
                    let act = self.model.acts.get_mut(act).unwrap();
                    if act.antwoord.is_some() {
                        return Err(format!("act {} was done, and then refused", act.nr));
                    }
                    act.geweigerd = true;
                    Ok(())
                }
                Err(fout) => mis(&fout),
            },
            (Opdracht::Neem { nu, tot }, Uitkomst::Genomen(uit)) => {
                self.model.losse_claims.remove(&op.id);
                let taken = uit.or_else(|fout| mis(&fout).map(|()| Vec::new()))?;
                let ids: BTreeSet<Uuid> = taken.iter().map(|taak| taak.id).collect();
                if ids.len() < taken.len() {
                    return Err("one claim holds a job twice".to_owned());
                }
                for taak in taken {
                    self.model.genomen((op.id, self.volgende), &taak, *nu, *tot)?;
                    self.in_handen.push(taak);
                }
                Ok(())
            }
            (Opdracht::Nu { taak, nu }, Uitkomst::JaNee(uit)) => {
                let deed = uit.or_else(|fout| mis(&fout).map(|()| false))?;
                let stand = self.model.taken.entry(taak.id).or_default();
                stand.onderweg.remove(&op.id);
                if deed {
                    let bezig = |(tot, sinds)| tot > *nu && sinds < op.id;
                    let klaar = stand.klaar && stand.klaar_sinds < op.id;
                    if klaar || stand.bezig_tot.is_some_and(bezig) {
                        return Err("a job was brought forward that somebody has".to_owned());
                    }
                    stand.bezig_tot = None;
                    stand.vast.insert(*nu, self.volgende);
                }
                Ok(())
            }
            (Opdracht::Houd { taak }, Uitkomst::JaNee(uit)) => {
                let deed = uit.or_else(|fout| mis(&fout).map(|()| false))?;
                self.model.ging_naar((op.id, self.volgende), taak, Some(deed), true);
                Ok(())
            }
            (Opdracht::Plan { soort, beurt }, Uitkomst::JaNee(uit)) => {
                let nieuw = uit.or_else(|fout| mis(&fout).map(|()| false))?;
                let was = self.model.beurten.entry(((*soort).to_owned(), beurt.clone()));
                let was = was.or_default();
                if nieuw && *was {
                    return Err(format!("{soort} of {beurt} was planned twice"));
                }
                *was |= nieuw;
                Ok(())
            }
            (Opdracht::Anker, Uitkomst::Anker(uit)) => match *uit {
                Ok(anker) => {
                    self.model.ankers.extend(anker);
                    Ok(())
                }
                Err(fout) => mis(&fout),
            },
            (wat, Uitkomst::Gedaan(Ok(()))) => {
                match wat {
                    Opdracht::Klaar { taak } => {
                        let stand = self.model.taken.entry(taak.id).or_default();
                        (stand.klaar, stand.bezig_tot) = (true, None);
                        stand.klaar_sinds = self.volgende;
                    }
                    Opdracht::Mislukt { taak } => {
                        self.model.ging_naar((op.id, self.volgende), taak, None, false);
                    }
                    Opdracht::Inzage { regels } => {
                        self.model.inzagen.extend(regels.iter().map(|id| (*id, true)));
                    }
                    Opdracht::Vernietig { dossier, .. } => {
                        self.model.dossiers.entry(*dossier).or_default().weg = Weg::Klaar;
                    }
                    _ => {}
                }
                Ok(())
            }
            (Opdracht::Vernietig { .. }, Uitkomst::Gedaan(Err(StoreError::Conflict { .. }))) => {
                Ok(())
            }
            (_, Uitkomst::Gedaan(Err(fout))) => mis(&fout),
            _ => Err(format!("#{} ended as something else", op.id)),
        }
    }

    /// Nobody was told how something ended.
    pub(super) async fn verloren(&mut self, op: Lopend) -> Uit {
        self.model.kwijt(op.id, self.volgende);
        // A client asks again; a worker does not.
        if let Opdracht::Daad { act, .. } = op.wat {
            self.opnieuw.push(act);
        }
        Ok(())
    }

    /// Whoever had jobs there has them no more.
    pub(super) fn na_start(&mut self) {
        let houden = self.toeval.onder(3);
        self.in_handen.truncate(houden);
    }
}
