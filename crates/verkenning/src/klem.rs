//! Corners with no way out: an open duty that nobody can meet any more, a clock that nothing stops, a procedure that
//! cannot end.
//!
//! Always holds: that there is no way out is proven from the state at the end of the story, which is as short as it can be.

use std::collections::BTreeMap;

use dossier::{Blik, PlichtStand};
use regeling::norm::Doet;
use regeling::{Boek, DaadId, Ernst, KlokId, NormId, RolId};
use termijn::Taal;

use crate::bevinding::{Bevinding, Soort};
use crate::kennis::Kennis;
use crate::mogelijk::Mogelijk;
use crate::verhaal::{Gang, Verwacht, verkort, vertel};
use crate::zoeken::{Zoektocht, lopende_klokken, open_plichten};

/// Is this an open duty that nobody can meet any more? Not one of which the act was done already: before the duty arose,
/// or before somebody joined to whom it is owed too.
fn is_klem(kennis: &Kennis<'_>, m: &Mogelijk<'_, '_>, blik: &Blik<'_>, p: &PlichtStand) -> bool {
    let boek = kennis.boek;
    let norm = boek.norm(p.norm);
    let al_gedaan = |g: &dossier::Gebeurd| {
        norm.doet.omvat(g.daad)
            && norm.wie.iter().any(|w| boek.treedt_op_als(g.rol, *w))
            && norm.waar.iter().all(|(v, t)| t.geldt(g.velden.get(v), g.gebeurd_op))
            && p.aan.is_none_or(|doel| doel.partij.is_none_or(|i| g.is_aan(i)))
    };
    kennis.eigen(&norm.vindplaats)
        && !blik.stand.gebeurtenissen().iter().any(al_gedaan)
        && !m.vervulbaar(p.norm, p.aan.map(|d| d.rol))
        && !blik.plichten().iter().any(|q| {
            (q.norm, q.aanleiding) == (p.norm, p.aanleiding)
                && q.aan.map(|d| d.rol) == p.aan.map(|d| d.rol)
                && matches!(q.afloop, dossier::Afloop::Vervuld { .. })
        })
}

/// What cannot get out of where it is.
#[derive(Default)]
pub(crate) struct Klem {
    /// Duties of which it is not proven that no run meets them.
    pub(crate) kan_ooit: Vec<NormId>,
    pub(crate) bevindingen: Vec<Bevinding>,
    /// The duties that are among them.
    pub(crate) gemeld: Vec<NormId>,
}

impl Klem {
    pub(crate) fn zoek(&mut self, kennis: &Kennis<'_>, z: &Zoektocht<'_, '_>) {
        let mut rij: Vec<usize> = (1..z.knopen.len()).collect();
        rij.sort_by_key(|i| z.knopen[*i].diepte);
        let mut plichten: BTreeMap<usize, (bool, usize, PlichtStand)> = BTreeMap::new();
        let mut klokken: BTreeMap<usize, usize> = BTreeMap::new();
        let mut vast = None;
        for i in rij {
            let knoop = &z.knopen[i];
            let blik = Blik::new(kennis.boek, &knoop.stand, knoop.op);
            let m = Mogelijk::vanaf(kennis, &blik);
            for p in open_plichten(&blik) {
                let er = plichten.get(&p.norm.ix()).map(|(e, ..)| *e);
                if er == Some(true) || !is_klem(kennis, &m, &blik, &p) {
                    continue;
                }
                let blijft = !m.vervalt(p.norm);
                if er.is_none() || blijft {
                    plichten.insert(p.norm.ix(), (blijft, i, p));
                }
            }
            for k in lopende_klokken(&blik) {
                if kennis.eigen(&kennis.boek.klok(k.klok).vindplaats) && !m.stopt(k.klok) {
                    klokken.entry(k.klok.ix()).or_insert(i);
                }
            }
            let begonnen = !knoop.stand.gebeurtenissen().is_empty() && blik.einde().is_none();
            if vast.is_none() && begonnen && !kennis.boek.eindes.is_empty() && !m.einde() {
                vast = Some(i);
            }
        }
        for (blijft, i, p) in plichten.into_values() {
            self.plicht(kennis, z, blijft, i, &p);
        }
        for (k, i) in klokken {
            self.klok(kennis, z, KlokId::van_ix(k), i);
        }
        if let Some(i) = vast {
            self.einde(kennis, z, i);
        }
    }

    fn plicht(
        &mut self,
        kennis: &Kennis<'_>,
        z: &Zoektocht<'_, '_>,
        blijft: bool,
        i: usize,
        p: &PlichtStand,
    ) {
        let boek = kennis.boek;
        let norm = boek.norm(p.norm);
        let toont = |blik: &Blik<'_>| {
            let m = Mogelijk::vanaf(kennis, blik);
            open_plichten(blik).iter().any(|q| {
                q.norm == p.norm && is_klem(kennis, &m, blik, q) && blijft != m.vervalt(q.norm)
            })
        };
        // Met in no run at all: that is a mistake; met in others, or not known: a corner of the text.
        let nooit = !self.kan_ooit.contains(&p.norm);
        let ernst = if nooit { Ernst::Fout } else { Ernst::Waarschuwing };
        let Some(gang) = verkort(kennis, &z.weg(i), 0, &toont) else { return };
        let (tegen, magniet, redenen) = tegenhoudt(kennis, &gang, p.norm);
        let blik = Blik::new(boek, &gang.stand, gang.op);
        let laat = open_plichten(&blik)
            .iter()
            .any(|q| q.norm == p.norm && q.afloop == dossier::Afloop::TeLaat);
        let mut verwacht = vec![Verwacht::Plicht {
            norm: norm.id.clone(),
            stand: if laat { "te laat" } else { "open" },
        }];
        verwacht.extend(magniet);
        let wat = boek.daden_in_woorden(&daden(norm), Taal::Nl);
        let titel =
            format!("{wat}: het moet ({}), en niemand kan het nog.", boek.citeer(&norm.vindplaats));
        let Some(verhaal) = vertel(boek, &gang, &titel, &verwacht) else {
            return;
        };
        let (soort, waarom) = match tegen.first() {
            Some(v) => (
                Soort::GebodenEnVerboden,
                format!(
                    "terwijl {} het verbiedt en niets dat verbod nog wegneemt",
                    boek.citeer(&boek.norm(*v).vindplaats)
                ),
            ),
            None => {
                (Soort::PlichtOnvervulbaar, "terwijl niemand haar nog kan vervullen".to_owned())
            }
        };
        let slot = if blijft {
            "; er is ook niets waarmee zij vervalt"
        } else {
            "; zij kan alleen nog vervallen"
        };
        let raad = match (ernst, soort) {
            (_, Soort::GebodenEnVerboden) => {
                "Zeg bij de plicht wanneer zij er niet is (`tenzij`, `vervalt_bij`), of geef het verbod een uitzondering."
            }
            (Ernst::Fout, _) => {
                "Geef iemand de bevoegdheid, of zeg wanneer de plicht vervalt (`vervalt_bij`, `tenzij`)."
            }
            (Ernst::Waarschuwing, _) => {
                "Zeg bij de plicht wanneer zij er niet is (`als`, `tenzij`), of laat de daad ook dan toe."
            }
        };
        self.gemeld.push(p.norm);
        self.bevindingen.push(Bevinding {
            soort,
            ernst,
            plek: norm.plek,
            vindplaats: norm.vindplaats.clone(),
            boodschap: format!(
                "plicht `{}` ({}) kan open staan {waarom}{slot}",
                norm.id,
                boek.citeer(&norm.vindplaats)
            ),
            label: "deze plicht".to_owned(),
            hulp: [redenen.as_slice(), &[raad.to_owned()]].concat().join(" "),
            verhaal: Some(verhaal),
        });
    }

    fn klok(&mut self, kennis: &Kennis<'_>, z: &Zoektocht<'_, '_>, id: KlokId, i: usize) {
        let boek = kennis.boek;
        let klok = boek.klok(id);
        let toont = |blik: &Blik<'_>| {
            let m = Mogelijk::vanaf(kennis, blik);
            lopende_klokken(blik).iter().any(|k| k.klok == id) && !m.stopt(id)
        };
        let Some(gang) = verkort(kennis, &z.weg(i), 0, &toont) else { return };
        let titel = format!("De termijn '{}' loopt, en niets stopt haar meer.", klok.naam.nl);
        let verwacht = [Verwacht::Klok { klok: klok_naam(boek, id), uiterlijk: None }];
        let Some(verhaal) = vertel(boek, &gang, &titel, &verwacht) else { return };
        self.bevindingen.push(Bevinding {
            soort: Soort::KlokStoptNiet,
            ernst: Ernst::Fout,
            plek: klok.plek,
            vindplaats: klok.vindplaats.clone(),
            boodschap: format!(
                "klok `{}` ({}) kan lopen terwijl niets haar nog stopt",
                klok.id,
                boek.citeer(&klok.vindplaats)
            ),
            label: "deze klok".to_owned(),
            hulp: "Noem bij `stopt` een daad die dan nog kan, of een einde van de procedure."
                .to_owned(),
            verhaal: Some(verhaal),
        });
    }

    fn einde(&mut self, kennis: &Kennis<'_>, z: &Zoektocht<'_, '_>, i: usize) {
        let boek = kennis.boek;
        let toont = |blik: &Blik<'_>| {
            blik.einde().is_none()
                && !blik.stand.gebeurtenissen().is_empty()
                && !Mogelijk::vanaf(kennis, blik).einde()
        };
        let Some(gang) = verkort(kennis, &z.weg(i), 0, &toont) else { return };
        let eerste = &boek.eindes[0];
        let blik = Blik::new(boek, &gang.stand, gang.op);
        let mut verwacht = Vec::new();
        let mut redenen = Vec::new();
        for e in &boek.eindes {
            for rol in &kennis.rollen[e.door.ix()] {
                let Err(w) = blik.mag(e.door, *rol, None) else { continue };
                if verwacht.len() < 3 {
                    verwacht.push(Verwacht::MagNiet { daad: e.door, rol: *rol });
                }
                redenen.extend(w.redenen.first().map(|r| r.met_artikel(boek, Taal::Nl)));
            }
        }
        redenen.dedup();
        redenen.truncate(4);
        let titel = "De procedure loopt, en niets brengt haar nog tot een einde.";
        let Some(verhaal) = vertel(boek, &gang, titel, &verwacht) else { return };
        self.bevindingen.push(Bevinding {
            soort: Soort::ProcedureEindigtNiet,
            ernst: Ernst::Fout,
            plek: eerste.plek,
            vindplaats: eerste.vindplaats.clone(),
            boodschap: "er is een toestand van waaruit de procedure niet meer kan eindigen".to_owned(),
            label: "dit einde, en elk ander, is dan niet meer te bereiken".to_owned(),
            hulp: [redenen, vec!["Noem met [[einde]] waarmee de procedure dan eindigt, of laat een van deze daden ook dan toe.".to_owned()]].concat().join(" "),
            verhaal: Some(verhaal),
        });
    }
}

fn klok_naam(boek: &Boek, id: KlokId) -> String {
    let k = boek.klok(id);
    format!("{}:{}", boek.kop_van(&k.vindplaats).id, k.id)
}

fn daden(norm: &regeling::norm::Norm) -> Vec<DaadId> {
    match &norm.doet {
        Doet::Daden(l) => l.clone(),
        Doet::Alles { .. } => Vec::new(),
    }
}

/// What stands in the way of a duty at the end of this run: prohibitions that stay, refusals to expect, and in words.
fn tegenhoudt(
    kennis: &Kennis<'_>,
    gang: &Gang,
    id: NormId,
) -> (Vec<NormId>, Option<Verwacht>, Vec<String>) {
    let boek = kennis.boek;
    let norm = boek.norm(id);
    let blik = Blik::new(boek, &gang.stand, gang.op);
    let m = Mogelijk::vanaf(kennis, &blik);
    let (mut tegen, mut magniet, mut redenen) = (Vec::new(), None, Vec::new());
    for d in daden(norm) {
        let van = |r: &&RolId| norm.wie.iter().any(|w| boek.treedt_op_als(**r, *w));
        for rol in kennis.rollen[d.ix()].iter().filter(van) {
            tegen.extend(m.altijd_verboden(d, *rol));
            if let Err(w) = blik.mag(d, *rol, None) {
                magniet = magniet.or(Some(Verwacht::MagNiet { daad: d, rol: *rol }));
                redenen.extend(w.redenen.iter().take(2).map(|r| r.met_artikel(boek, Taal::Nl)));
            }
        }
        if !norm
            .wie
            .iter()
            .any(|w| kennis.rollen[d.ix()].iter().any(|r| boek.treedt_op_als(*r, *w)))
        {
            redenen.push(format!(
                "Geen artikel geeft {} de bevoegdheid tot: {}.",
                boek.rollen_in_woorden(&norm.wie, Taal::Nl),
                boek.daad(d).naam.nl
            ));
        }
    }
    let mut enkel: Vec<String> = Vec::new();
    for r in redenen {
        if !enkel.contains(&r) {
            enkel.push(r);
        }
    }
    enkel.truncate(4);
    (tegen, magniet, enkel)
}

/// A duty that arises, and that in its whole slice nobody ever meets.
pub(crate) fn nooit_vervuld(
    kennis: &Kennis<'_>,
    z: &Zoektocht<'_, '_>,
    id: NormId,
) -> Option<Bevinding> {
    let boek = kennis.boek;
    let norm = boek.norm(id);
    let toont = |blik: &Blik<'_>| open_plichten(blik).iter().any(|p| p.norm == id);
    let mut rij: Vec<usize> = (1..z.knopen.len()).collect();
    rij.sort_by_key(|i| z.knopen[*i].diepte);
    let i = rij.into_iter().find(|i| {
        let k = &z.knopen[*i];
        toont(&Blik::new(boek, &k.stand, k.op))
    })?;
    let gang = verkort(kennis, &z.weg(i), 0, &toont)?;
    let (_, magniet, redenen) = tegenhoudt(kennis, &gang, id);
    let mut verwacht = vec![Verwacht::Plicht { norm: norm.id.clone(), stand: "open" }];
    verwacht.extend(magniet);
    let titel = format!("De plicht van {} staat open.", boek.citeer(&norm.vindplaats));
    let verhaal = vertel(boek, &gang, &titel, &verwacht)?;
    Some(Bevinding {
        soort: Soort::PlichtOnvervulbaar,
        ernst: Ernst::Fout,
        plek: norm.plek,
        vindplaats: norm.vindplaats.clone(),
        boodschap: format!(
            "plicht `{}` ({}) wordt in geen enkel verloop vervuld",
            norm.id,
            boek.citeer(&norm.vindplaats)
        ),
        label: "deze plicht".to_owned(),
        hulp: [redenen, vec!["Geef wie dit moet doen de bevoegdheid ertoe.".to_owned()]]
            .concat()
            .join(" "),
        verhaal: Some(verhaal),
    })
}
