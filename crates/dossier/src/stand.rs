//! What we know after the events so far: parties, and for each act when it was done.
//!
//! Always holds: `evolve` is total, the past is never refused (an event with a word that the book no
//! longer has is kept and counts for nothing); the same events in the same order give the same stand.

mod herstel;

use regeling::woorden::{Daad, RolSoort, VeldSoort};
use regeling::{Boek, DaadId, RolId, Velden, Waarde};
use termijn::Datum;
use uuid::Uuid;

use crate::gebeurtenis::{Gebeurtenis, dag_van};

/// How many parties one dossier can hold: addressees are kept as bits.
pub(crate) const MAX_PARTIJEN: usize = 64;

/// Somebody in the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partij {
    /// Stable id within the dossier: the role, with a number from the second on. No personal data.
    pub id: String,
    /// In which role.
    pub rol: RolId,
    /// The name, once known.
    pub naam: Option<String>,
    /// The office that this person holds besides: a klachtenfunctionaris who is complained about.
    pub ambt: Option<RolId>,
    /// The account of this person, if there is one.
    pub account: Option<Uuid>,
    /// Everything else that was filled in about this party.
    pub velden: Velden,
}

/// Towards whom a duty or letter goes: a role, and which party of that role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doel {
    /// The role.
    pub rol: RolId,
    /// Position in `Stand::partijen`; absent for an office or outside body that is no party.
    pub partij: Option<u8>,
}

/// One event as the engine holds it.
#[derive(Debug, Clone)]
pub struct Gebeurd {
    /// Position in the dossier, from 1.
    pub nummer: u32,
    /// Which act.
    pub daad: DaadId,
    /// In which role.
    pub rol: RolId,
    /// By which party.
    pub door: Option<u8>,
    /// The name of the person who did it in an office, where that was recorded.
    pub persoon: Option<String>,
    /// The account of the person who did or recorded it.
    pub account: Option<Uuid>,
    /// Towards which parties, one bit each.
    pub(crate) aan: u64,
    /// What was filled in.
    pub velden: Velden,
    /// The day on which it happened.
    pub gebeurd_op: Datum,
    /// Set right by this later event.
    pub hersteld_door: Option<u32>,
    /// It turned out never to have happened; it stays on the record and counts for nothing.
    pub vervallen: bool,
    /// The moment at which it was recorded.
    pub vastgelegd_op: jiff::Timestamp,
}

impl Gebeurd {
    /// Was it done towards this party?
    pub fn is_aan(&self, partij: u8) -> bool {
        self.aan & (1 << partij) != 0
    }

    /// Towards whom it was done: one bit for each position in `Stand::partijen`.
    pub fn aan(&self) -> u64 {
        self.aan
    }

    /// The Dutch day on which it was recorded.
    pub fn vastgelegd_dag(&self) -> Datum {
        dag_van(self.vastgelegd_op)
    }

    /// Order of happening: day first, then order of recording.
    pub(crate) fn orde(&self) -> (Datum, u32) {
        (self.gebeurd_op, self.nummer)
    }
}

/// The stand of a dossier.
#[derive(Debug, Clone)]
pub struct Stand {
    pub(crate) gebeurd: Vec<Gebeurd>,
    /// Per act: positions in `gebeurd`, by day and then by number.
    pub(crate) per_daad: Vec<Vec<u32>>,
    partijen: Vec<Partij>,
    versie: u32,
}

impl Stand {
    /// A dossier in which nothing happened; the parties that always exist are there, without a name.
    pub fn new(boek: &Boek) -> Self {
        let partijen = boek
            .rollen
            .iter()
            .enumerate()
            .filter(|(_, r)| r.altijd)
            .map(|(i, r)| Partij {
                id: r.id.clone(),
                rol: RolId::van_ix(i),
                naam: None,
                ambt: None,
                account: None,
                velden: Velden::new(),
            })
            .collect();
        Self {
            gebeurd: Vec::new(),
            per_daad: vec![Vec::new(); boek.daden.len()],
            partijen,
            versie: 0,
        }
    }

    /// The stand after these events.
    pub fn van<'e>(boek: &Boek, gebeurtenissen: impl IntoIterator<Item = &'e Gebeurtenis>) -> Self {
        gebeurtenissen.into_iter().fold(Self::new(boek), |stand, g| stand.evolve(boek, g))
    }

    /// What we know after one more event.
    #[must_use]
    pub fn evolve(mut self, boek: &Boek, g: &Gebeurtenis) -> Self {
        self.versie = self.versie.max(g.nummer);
        let (Some(daad), Some(rol)) = (boek.daad_id(&g.daad), boek.rol_id(&g.rol)) else {
            return self;
        };
        if boek.daad(daad).herstelt {
            self = self.herstel(boek, daad, g);
        }
        let gebeurd = Gebeurd {
            nummer: g.nummer,
            daad,
            rol,
            door: None,
            persoon: g.persoon.clone(),
            account: g.account,
            aan: 0,
            velden: g.velden.clone(),
            gebeurd_op: g.gebeurd_op,
            vastgelegd_op: g.vastgelegd_op,
            hersteld_door: None,
            vervallen: false,
        };
        self.neem(boek, gebeurd, g.partij.as_deref(), &g.aan);
        self
    }

    fn neem(&mut self, boek: &Boek, g: Gebeurd, door: Option<&str>, aan: &[String]) {
        let daad = g.daad;
        let ix = u32::try_from(self.gebeurd.len()).unwrap_or(u32::MAX);
        if g.vervallen {
            self.gebeurd.push(g);
            return;
        }
        for veld in &boek.daad(daad).velden {
            if let (VeldSoort::Partijen(partij_rol), Some(waarde)) =
                (&veld.soort, g.velden.get(&veld.id))
            {
                for w in waarde.als_lijst() {
                    self.neem_op(boek, *partij_rol, w);
                }
            }
        }
        self.vul_aan(boek.daad(daad), &g.velden);
        let aan = aan
            .iter()
            .filter_map(|id| self.partij_of_rol(boek, id))
            .fold(0, |bits, p| bits | (1 << p));
        let door = door.and_then(|id| self.partij_ix(id));
        let orde = g.orde();
        self.gebeurd.push(Gebeurd { door, aan, ..g });
        let gebeurd = &self.gebeurd;
        let lijst = &mut self.per_daad[daad.ix()];
        let plaats = lijst.partition_point(|i| gebeurd[*i as usize].orde() <= orde);
        lijst.insert(plaats, ix);
    }

    /// Fills in a party that is here already, when the act names one.
    fn vul_aan(&mut self, daad: &Daad, velden: &Velden) {
        let van = |soort: &VeldSoort| {
            let veld = daad.velden.iter().find(|v| v.soort == *soort)?;
            velden.get(&veld.id).and_then(Waarde::als_tekst).filter(|t| !t.is_empty())
        };
        let Some(ix) = van(&VeldSoort::Partij).and_then(|id| self.partij_ix(id)) else { return };
        let partij = &mut self.partijen[usize::from(ix)];
        if let Some(account) = van(&VeldSoort::Account).and_then(|a| a.parse().ok()) {
            partij.account = Some(account);
        }
        for (naam, waarde) in velden.iter().filter(|(_, w)| !w.is_leeg()) {
            let soort = daad.veld(naam).map(|v| &v.soort);
            match (soort, waarde.als_tekst()) {
                (Some(VeldSoort::Partij | VeldSoort::Account), _) => {}
                (_, Some(tekst)) if naam == "naam" => partij.naam = Some(tekst.to_owned()),
                _ => drop(partij.velden.insert(naam.clone(), waarde.clone())),
            }
        }
    }

    /// Puts a party in the dossier, or fills in the one that was there without a name.
    fn neem_op(&mut self, boek: &Boek, rol: RolId, waarde: &Waarde) {
        let (naam, velden) = match waarde {
            Waarde::Tekst(t) => (t.clone(), Velden::new()),
            Waarde::Groep(g) => (
                g.get("naam").and_then(Waarde::als_tekst).unwrap_or_default().to_owned(),
                g.clone(),
            ),
            _ => return,
        };
        // A role id as name means: whoever holds that office.
        let genoemd_ambt = boek.rol_id(&naam).filter(|r| boek.rol(*r).soort == RolSoort::Ambt);
        let ambt = velden
            .get("ambt")
            .and_then(Waarde::als_tekst)
            .and_then(|a| boek.rol_id(a))
            .or(genoemd_ambt);
        let naam = genoemd_ambt.map_or(naam, |r| boek.rol(r).naam.nl.clone());
        let account =
            velden.get("account").and_then(Waarde::als_tekst).and_then(|a| a.parse().ok());
        if self.partijen.iter().any(|p| p.rol == rol && p.naam.as_deref() == Some(naam.as_str())) {
            return;
        }
        let gevuld = Partij { id: String::new(), rol, naam: Some(naam), ambt, account, velden };
        if let Some(leeg) = self.partijen.iter_mut().find(|p| p.rol == rol && p.naam.is_none()) {
            *leeg = Partij { id: leeg.id.clone(), ..gevuld };
            return;
        }
        self.voeg_toe(boek, gevuld);
    }

    fn voeg_toe(&mut self, boek: &Boek, partij: Partij) -> Option<u8> {
        if self.partijen.len() >= MAX_PARTIJEN {
            return None;
        }
        let al = self.partijen.iter().filter(|p| p.rol == partij.rol).count();
        let rol = &boek.rol(partij.rol).id;
        let id = if al == 0 { rol.clone() } else { format!("{rol}-{}", al + 1) };
        self.partijen.push(Partij { id, ..partij });
        u8::try_from(self.partijen.len() - 1).ok()
    }

    /// The party with this id; an office that is addressed for the first time becomes one.
    fn partij_of_rol(&mut self, boek: &Boek, id: &str) -> Option<u8> {
        if let Some(ix) = self.partij_ix(id) {
            return Some(ix);
        }
        let rol = boek.rol_id(id)?;
        self.voeg_toe(
            boek,
            Partij {
                id: String::new(),
                rol,
                naam: None,
                ambt: None,
                account: None,
                velden: Velden::new(),
            },
        )
    }

    /// Position of the party with this id.
    pub fn partij_ix(&self, id: &str) -> Option<u8> {
        self.partijen.iter().position(|p| p.id == id).and_then(|i| u8::try_from(i).ok())
    }

    /// All parties.
    pub fn partijen(&self) -> &[Partij] {
        &self.partijen
    }

    /// The parties in this role, with their positions.
    pub fn partijen_in(&self, rol: RolId) -> impl Iterator<Item = (u8, &Partij)> {
        self.partijen
            .iter()
            .enumerate()
            .filter(move |(_, p)| p.rol == rol)
            .filter_map(|(i, p)| u8::try_from(i).ok().map(|i| (i, p)))
    }

    /// Everybody in this role as an aim: each party, or the role itself when nobody was named.
    pub fn doelen(&self, rol: RolId) -> impl Iterator<Item = Doel> + '_ {
        let leeg = self.partijen_in(rol).next().is_none();
        self.partijen_in(rol)
            .map(move |(i, _)| Doel { rol, partij: Some(i) })
            .chain(leeg.then_some(Doel { rol, partij: None }))
    }

    /// The events, in the order in which they were recorded.
    pub fn gebeurtenissen(&self) -> &[Gebeurd] {
        &self.gebeurd
    }

    /// The event with this number.
    pub fn gebeurtenis(&self, nummer: u32) -> Option<&Gebeurd> {
        self.gebeurd.iter().find(|g| g.nummer == nummer)
    }

    /// Number of the latest event; 0 for an empty dossier.
    pub fn versie(&self) -> u32 {
        self.versie
    }
}
