//! The book: one regulation with its words and its statutes, read and linked.
//!
//! Always holds: a `Boek` exists only if every file was without errors; every id in it points at
//! something that is there. It is the only value that the engine accepts.

use std::collections::HashMap;

use termijn::{Datum, Kalender};

use crate::artikel::Artikel;
use crate::cijfer::Cijfer;
use crate::diagnose::Diagnoses;
use crate::eis::Toetsstof;
use crate::formulier::Formulierregel;
use crate::lezen;
use crate::norm::{
    Aanhouding, Bepaling, Bewaring, Binnen, Commissie, Einde, Fase, Gerechtigde, Geschil, Grond,
    Kalenderplicht, Kanaal, Klok, KlokId, Kop, Norm, NormId, NormSoort, OpenNorm, Route, Stuk,
    TekstId, Vindplaats,
};
use crate::plek::Bron;
use crate::regime::Regime;
use crate::werkterrein::Werkterrein;
use crate::woorden::{Daad, DaadId, Feit, FeitId, Rol, RolId};

/// One regulation with its vocabulary and the statutes that it names.
#[derive(Debug, Clone, Default)]
pub struct Boek {
    /// The texts: first the regulation, then the statutes.
    pub koppen: Vec<Kop>,
    /// All roles.
    pub rollen: Vec<Rol>,
    /// All acts.
    pub daden: Vec<Daad>,
    /// All facts.
    pub feiten: Vec<Feit>,
    /// Duties, powers and prohibitions, of all texts.
    pub normen: Vec<Norm>,
    /// Running terms.
    pub klokken: Vec<Klok>,
    /// Grounds for not handling or passing on.
    pub gronden: Vec<Grond>,
    /// What ends a procedure.
    pub eindes: Vec<Einde>,
    /// Letters and documents.
    pub stukken: Vec<Stuk>,
    /// Who may complain.
    pub gerechtigden: Vec<Gerechtigde>,
    /// Bodies that decide together, and who may sit in them.
    pub commissies: Vec<Commissie>,
    /// Intake channels.
    pub kanalen: Vec<Kanaal>,
    /// Ways to deal with discontent.
    pub routes: Vec<Route>,
    /// Under which rules a complaint can fall.
    pub regimes: Vec<Regime>,
    /// Fields of work on which a provider can be active.
    pub werkterreinen: Vec<Werkterrein>,
    /// Retention.
    pub bewaringen: Vec<Bewaring>,
    /// What holds destruction back.
    pub aanhoudingen: Vec<Aanhouding>,
    /// Duties on the calendar.
    pub kalenderplichten: Vec<Kalenderplicht>,
    /// What no machine decides.
    pub open_normen: Vec<OpenNorm>,
    /// Definitions and arrangements.
    pub bepalingen: Vec<Bepaling>,
    /// What a report counts.
    pub cijfers: Vec<Cijfer>,
    /// Forms on paper.
    pub formulieren: Vec<Formulierregel>,
    /// Phases, in order.
    pub fasen: Vec<Fase>,
    /// The dispute body.
    pub geschil: Geschil,
    /// The article under which the dispute body stands.
    pub geschil_artikel: Option<Vindplaats>,
    /// What the comparison with the statutes reads beside the norms.
    pub toetsstof: Toetsstof,
    /// Hash over all texts, for receipts (BLAKE3, hexadecimal).
    pub hash: String,
    /// Where each article stands first in its file, by text and article.
    pub(crate) plaatsen: HashMap<(TekstId, String), usize>,
    /// The day from which these texts together are in force, and whether they then take over running
    /// complaints; absent: as the regulation's head says.
    pub(crate) wissel: Option<(Datum, bool)>,
    pub(crate) wijzer: Wijzer,
}

/// Look-up tables, made once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wijzer {
    rollen: HashMap<String, RolId>,
    daden: HashMap<String, DaadId>,
    feiten: HashMap<String, FeitId>,
    verlenend: Vec<Vec<NormId>>,
    verboden: Vec<NormId>,
    verdagend: Vec<Vec<(KlokId, usize)>>,
    grond: Vec<Vec<usize>>,
    klok_stopt: Vec<Vec<KlokId>>,
    stellend: Vec<NormId>,
}

impl Boek {
    /// Reads the vocabulary, the statutes and the regulation, and links them.
    ///
    /// # Errors
    /// All mistakes of all files at once; nothing is half-loaded.
    pub fn lees(
        woordenlijst: Bron,
        wetten: Vec<Bron>,
        regeling: Bron,
    ) -> Result<(Self, Diagnoses), Diagnoses> {
        lezen::lees(woordenlijst, regeling, wetten)
    }

    /// The calendar by which working days and rest days are counted.
    pub fn kalender(&self) -> &'static Kalender {
        Kalender::nederland()
    }

    /// The regulation's head.
    ///
    /// # Panics
    /// Never for a book that was read: the first text is the regulation.
    pub fn kop(&self) -> &Kop {
        &self.koppen[0]
    }

    /// The statutes on which it rests: not those that run with every regulation.
    pub fn wetten(&self) -> impl Iterator<Item = &Kop> {
        self.koppen.iter().filter(|k| k.wet && !k.geldt_altijd)
    }

    /// The regulation of the portal that handles the complaints, when there is one beside this one.
    pub fn portaal(&self) -> Option<&Kop> {
        self.koppen.iter().skip(1).find(|k| !k.wet)
    }

    /// The day from which these texts together are in force: a portal's new version begins a new one of
    /// the provider's too.
    pub fn van(&self) -> Option<Datum> {
        self.wissel.map_or(self.kop().van, |(van, _)| Some(van))
    }

    /// Do these texts take over complaints that were running when they came into force?
    pub fn neemt_lopende_over(&self) -> bool {
        self.wissel.map_or(self.kop().neemt_lopende_over, |(_, over)| over)
    }

    /// The role with this id.
    pub fn rol_id(&self, id: &str) -> Option<RolId> {
        self.wijzer.rollen.get(id).copied()
    }

    /// The act with this id.
    pub fn daad_id(&self, id: &str) -> Option<DaadId> {
        self.wijzer.daden.get(id).copied()
    }

    /// The fact with this id.
    pub fn feit_id(&self, id: &str) -> Option<FeitId> {
        self.wijzer.feiten.get(id).copied()
    }

    /// The clock with this id; `wkkgz:oordeel` names one of another text.
    pub fn klok_id(&self, id: &str) -> Option<KlokId> {
        let (tekst, kaal) = id.split_once(':').map_or((None, id), |(t, k)| (Some(t), k));
        self.klokken
            .iter()
            .position(|k| {
                k.id == kaal && tekst.is_none_or(|t| self.koppen[k.vindplaats.tekst.ix()].id == t)
            })
            .map(KlokId::van_ix)
    }

    /// This role.
    pub fn rol(&self, id: RolId) -> &Rol {
        &self.rollen[id.ix()]
    }

    /// This act.
    pub fn daad(&self, id: DaadId) -> &Daad {
        &self.daden[id.ix()]
    }

    /// This fact.
    pub fn feit(&self, id: FeitId) -> &Feit {
        &self.feiten[id.ix()]
    }

    /// This norm.
    pub fn norm(&self, id: NormId) -> &Norm {
        &self.normen[id.ix()]
    }

    /// This clock.
    pub fn klok(&self, id: KlokId) -> &Klok {
        &self.klokken[id.ix()]
    }

    /// The text in which this stands.
    pub fn kop_van(&self, vindplaats: &Vindplaats) -> &Kop {
        &self.koppen[vindplaats.tekst.ix()]
    }

    /// How people call something that an act must state: a field of it, or `klager.telefoon` of a party.
    pub fn wat_heet(&self, daad: DaadId, wat: &str, taal: termijn::Taal) -> String {
        let van_daad = |d: &crate::woorden::Daad, veld: &str| {
            d.veld(veld).map(|v| v.naam.in_taal(taal).trim_end_matches('?').to_owned())
        };
        let Some((partij, veld)) = wat.split_once('.') else {
            return van_daad(self.daad(daad), wat).unwrap_or_else(|| wat.replace('_', " "));
        };
        let naam = self.partijveld(veld, taal).to_lowercase();
        let wie = self.rol_id(partij).map_or(partij, |r| self.rol(r).naam.in_taal(taal));
        match taal {
            termijn::Taal::Nl => format!("{naam} van {wie}"),
            termijn::Taal::En => format!("{naam} of {wie}"),
        }
    }

    /// The provision of the regulation itself that arranges this subject (`regelt`).
    pub fn bepaling_over(&self, onderwerp: &str) -> Option<&crate::norm::Bepaling> {
        let geregeld = self.toetsstof.kenmerken.iter().filter(|k| k.vindplaats.tekst.ix() == 0);
        geregeld
            .filter(|k| k.regelt.iter().any(|r| r == onderwerp))
            .find_map(|k| self.bepalingen.iter().find(|b| b.vindplaats == k.vindplaats))
    }

    /// How people call something that is known of a party, in the words of the act that completes it.
    pub fn partijveld(&self, veld: &str, taal: termijn::Taal) -> String {
        let vult_aan =
            |d: &&Daad| d.velden.iter().any(|v| v.soort == crate::woorden::VeldSoort::Partij);
        let naam = self.daden.iter().find(vult_aan).and_then(|d| d.veld(veld));
        naam.map_or_else(|| veld.replace('_', " "), |v| v.naam.in_taal(taal).to_owned())
    }

    /// The article as people cite it: "artikel 10 lid 1" or "Wkkgz artikel 17 lid 1".
    pub fn citeer(&self, vindplaats: &Vindplaats) -> String {
        let kop = self.kop_van(vindplaats);
        let woord = if vindplaats.artikel.starts_with(|c: char| c.is_ascii_digit()) {
            "artikel "
        } else {
            ""
        };
        if kop.kort.is_empty() {
            format!("{woord}{}", vindplaats.artikel)
        } else {
            format!("{} {woord}{}", kop.kort, vindplaats.artikel)
        }
    }

    /// Is this the article that is meant by `gevraagd`: written in any form, with or without the name
    /// of the text, and the same or less precise (`8 lid 2` for `8 lid 2 sub a`)?
    pub fn is_artikel(&self, vindplaats: &Vindplaats, gevraagd: &str) -> bool {
        let kop = self.kop_van(vindplaats);
        let (vraag, eigen) = (Artikel::lees(gevraagd), Artikel::lees(&vindplaats.artikel));
        let (kort, id) = (kop.kort.to_lowercase(), kop.id.to_lowercase());
        // The name of the text may stand before the article, and may be a word of the article itself.
        let zonder_tekst = vraag.woorden.iter().filter(|w| **w != kort && **w != id);
        let een_woord_minder = |w: &[String]| {
            w.split_first().is_some_and(|(eerste, rest)| {
                (*eerste == kort || *eerste == id) && rest.iter().eq(eigen.woorden.iter())
            })
        };
        let woorden = vraag.woorden == eigen.woorden
            || zonder_tekst.eq(eigen.woorden.iter())
            || een_woord_minder(&vraag.woorden);
        woorden && vraag.omvat(&eigen)
    }

    /// In which capacities one can complain, each once: where a statute and the regulation know the same one,
    /// in the words of the regulation.
    pub fn hoedanigheden(&self) -> impl Iterator<Item = &Gerechtigde> {
        let eerste = |i: usize, id: &str| {
            self.gerechtigden[..i].iter().all(|ander| ander.hoedanigheid != id)
        };
        self.gerechtigden
            .iter()
            .enumerate()
            .filter(move |(i, g)| eerste(*i, &g.hoedanigheid))
            .map(|(_, g)| g)
    }

    /// Does somebody in this role count as that one? The board counts as the provider of the statute.
    pub fn treedt_op_als(&self, rol: RolId, als: RolId) -> bool {
        rol == als || self.rol(rol).is.contains(&als)
    }

    /// Duties and powers that let somebody do this act.
    pub fn verlenend(&self, daad: DaadId) -> &[NormId] {
        &self.wijzer.verlenend[daad.ix()]
    }

    /// All prohibitions.
    pub fn verboden(&self) -> &[NormId] {
        &self.wijzer.verboden
    }

    /// Extensions that are told with this act: the clock, and which of its extensions.
    pub fn verdagend(&self, daad: DaadId) -> &[(KlokId, usize)] {
        &self.wijzer.verdagend[daad.ix()]
    }

    /// Grounds that are used with this act.
    pub fn gronden_van(&self, daad: DaadId) -> impl Iterator<Item = &Grond> {
        self.wijzer.grond[daad.ix()].iter().map(|ix| &self.gronden[*ix])
    }

    /// Clocks that stop with this act.
    pub fn stopt_klokken(&self, daad: DaadId) -> &[KlokId] {
        &self.wijzer.klok_stopt[daad.ix()]
    }

    /// Norms whose term somebody sets in the case at hand.
    pub fn stellend(&self) -> &[NormId] {
        &self.wijzer.stellend
    }

    pub(crate) fn wijs(&mut self) {
        let n = self.daden.len();
        let mut w = Wijzer {
            rollen: self
                .rollen
                .iter()
                .enumerate()
                .map(|(i, r)| (r.id.clone(), RolId::van_ix(i)))
                .collect(),
            daden: self
                .daden
                .iter()
                .enumerate()
                .map(|(i, d)| (d.id.clone(), DaadId::van_ix(i)))
                .collect(),
            feiten: self
                .feiten
                .iter()
                .enumerate()
                .map(|(i, f)| (f.id.clone(), FeitId::van_ix(i)))
                .collect(),
            verlenend: vec![Vec::new(); n],
            verboden: Vec::new(),
            verdagend: vec![Vec::new(); n],
            grond: vec![Vec::new(); n],
            klok_stopt: vec![Vec::new(); n],
            stellend: Vec::new(),
        };
        for (i, norm) in self.normen.iter().enumerate() {
            let id = NormId::van_ix(i);
            if norm.soort == NormSoort::Verbod {
                w.verboden.push(id);
                continue;
            }
            if matches!(norm.binnen, Binnen::GesteldDoor { .. }) {
                w.stellend.push(id);
            }
            if norm.zonder_bevoegdheid {
                continue;
            }
            for (d, lijst) in w.verlenend.iter_mut().enumerate() {
                if norm.doet.omvat(DaadId::van_ix(d)) {
                    lijst.push(id);
                }
            }
        }
        for (k, klok) in self.klokken.iter().enumerate() {
            for (v, verdaging) in klok.verdaging.iter().enumerate() {
                w.verdagend[verdaging.daad.ix()].push((KlokId::van_ix(k), v));
            }
            for stop in &klok.stopt {
                w.klok_stopt[stop.daad.ix()].push(KlokId::van_ix(k));
            }
        }
        for (g, grond) in self.gronden.iter().enumerate() {
            w.grond[grond.doet.ix()].push(g);
        }
        self.wijzer = w;
    }
}
