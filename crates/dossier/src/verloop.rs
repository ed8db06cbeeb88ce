//! Where the procedure stands: the phase, for staff and for the complainant, and the steps.
//!
//! Always holds: the phase is the last one of the regulation's list whose condition holds; internal
//! names never reach the complainant, who reads the plain sentence.

use regeling::norm::Fase;
use regeling::voorwaarde::Voorwaarde;
use regeling::{DaadId, RolId};
use termijn::Datum;

use crate::blik::Blik;
use crate::klokken::KlokStand;
use crate::plichten::{Afloop, leidend};

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StapStand {
    /// Behind us.
    Klaar,
    /// Where we are.
    Nu,
    /// Ahead.
    Straks,
}

/// One step as the complainant sees it.
#[derive(Debug, Clone)]
pub struct Stap {
    /// Id of the phase.
    pub fase: String,
    /// What happens in it, in plain Dutch.
    pub naam: String,
    /// How it stands.
    pub stand: StapStand,
}

fn stap(f: &Fase, stand: StapStand) -> Option<Stap> {
    let naam = f.stap.as_ref()?.b1().to_owned();
    Some(Stap { fase: f.id.clone(), naam, stand })
}

impl<'a> Blik<'a> {
    /// The phase in which the dossier is.
    pub fn fase(&self) -> Option<&'a Fase> {
        // What was closed elsewhere stands nowhere else, whatever else is known of it.
        let eigen = self.einde().filter(|e| self.boek.daad(e.daad).sluit_af).and_then(|e| {
            let van_die_daad =
                |f: &&Fase| matches!(&f.als, Voorwaarde::Gebeurd(g) if g.daad == e.daad);
            self.boek.fasen.iter().find(van_die_daad)
        });
        eigen.or_else(|| self.boek.fasen.iter().rev().find(|f| self.geldt(&f.als)))
    }

    /// The steps for the complainant: what was, where we are, what is ahead on the way of this complaint, and
    /// last the ordinary end. A phase that never held is not called done, wherever it stands in the list.
    pub fn stappen(&self) -> Vec<Stap> {
        let fasen = &self.boek.fasen;
        let Some(nu) = fasen.iter().rposition(|f| self.geldt(&f.als)) else {
            return self.straks(0).collect();
        };
        let voorbij = fasen[nu].eind;
        let gold = self.gold();
        // The phase of now may be no step: then the last one that was.
        let is_stap = |i: usize| fasen[i].stap.is_some() && (i == nu || gold[i] && !fasen[i].eind);
        let huidig = (0..=nu).rev().find(|i| is_stap(*i));
        let al = fasen.iter().enumerate().take(nu + 1).filter_map(|(i, f)| {
            let stand = match Some(i) == huidig {
                true if f.eind => StapStand::Klaar,
                true => StapStand::Nu,
                false => StapStand::Klaar,
            };
            // Of an end that was undone nothing is told.
            let telt = Some(i) == huidig || gold[i] && !f.eind;
            stap(f, stand).filter(|_| telt)
        });
        let al: Vec<Stap> = al.collect();
        let straks = self.straks(nu + 1).filter(|_| !voorbij);
        al.iter().cloned().chain(straks).collect()
    }

    /// What is ahead from this phase on, and last the first of the ways in which it can end.
    fn straks(&self, vanaf: usize) -> impl Iterator<Item = Stap> {
        let leidt = |f: &&Fase| f.stap_als.as_ref().is_none_or(|v| self.geldt(v));
        let kan = |f: &&Fase| self.boek.kan_ooit(&f.als);
        let later = self.boek.fasen[vanaf..].iter().filter(|f| !f.eind).filter(kan).filter(leidt);
        let einde = self.boek.fasen.iter().find(|f| f.eind && f.stap.is_some());
        later.chain(einde).filter_map(|f| stap(f, StapStand::Straks))
    }

    /// Which phases hold now, or held before something that was done.
    fn gold(&self) -> Vec<bool> {
        let gedaan = self.stand.gebeurtenissen().iter().filter(|g| g.gebeurd_op <= self.op);
        let toen: Vec<Blik<'_>> = gedaan.map(|g| self.net_voor(g)).collect();
        let ooit = |f: &Fase| self.geldt(&f.als) || toen.iter().any(|b| b.geldt(&f.als));
        self.boek.fasen.iter().map(ooit).collect()
    }

    /// By when the complainant gets the answer: the last day of the duty towards this role that ends the
    /// procedure, and whether that day has passed by law. Where no duty says so, of the term that runs out first.
    pub fn antwoord(&self, rol: RolId) -> Option<(Datum, bool)> {
        let eindigt = |daad: DaadId| self.boek.eindes.iter().any(|e| e.door == daad);
        let plicht = leidend(self.plichten())
            .into_iter()
            .filter(|l| l.leidt.afloop.is_open() && eindigt(l.daad))
            .filter(|l| l.aan.is_some_and(|d| d.rol == rol))
            .filter_map(|l| Some((l.leidt.uiterlijk?, l.leidt.afloop == Afloop::TeLaat)))
            .min();
        plicht.or_else(|| {
            let klokken = self.klokken().into_iter().filter(KlokStand::loopt);
            let eerst = klokken.min_by_key(|k| k.einde.einde)?;
            Some((eerst.einde.einde, eerst.is_verlopen(self.op)))
        })
    }

    /// The day on which this is being looked at.
    pub fn dag(&self) -> Datum {
        self.op
    }
}
