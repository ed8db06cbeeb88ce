//! What happens next, for who complains: what was done, what others will do and by when, what one can do
//! oneself and until when. In plain Dutch (B1).
//!
//! Always holds: it is made from the same duties, terms and powers that staff see; nothing stands here that
//! the words of the regulation do not mark for this role, or for which they have no plain name.

use regeling::norm::{Binnen, Norm};
use regeling::woorden::RolSoort;
use regeling::{DaadId, RolId};
use termijn::{Datum, Taal};

use crate::bewaren::bewaartermijn;
use crate::blik::Blik;
use crate::klokken::{KlokStand, verschuiving};
use crate::mag::Grondslag;
use crate::plichten::{Afloop, Leidend, leidend};
use crate::stand::Gebeurd;

/// One line of what happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vooruit {
    /// Id of the act; empty for what is no act.
    pub daad: String,
    /// The day: of what was done, or the last one for what is to be done.
    pub dag: Option<Datum>,
    /// Its day has passed.
    pub te_laat: bool,
    /// In one sentence, without its full stop: "Wij gaan u bellen".
    pub kop: String,
    /// When, and what may change it: short sentences.
    pub zinnen: Vec<String>,
}

/// What was done, what comes, what one can do oneself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vooruitblik {
    /// What was done, oldest first.
    pub gedaan: Vec<Vooruit>,
    /// What others will do, nearest first; what has no date last.
    pub straks: Vec<Vooruit>,
    /// What one can do oneself, and until when.
    pub zelf: Vec<Vooruit>,
}

impl Blik<'_> {
    /// What happens next, as this role may know it.
    pub fn vooruitblik(&self, rol: RolId) -> Vooruitblik {
        let mut straks: Vec<Vooruit> = Vec::new();
        for l in leidend(self.plichten()).iter().filter(|l| l.leidt.afloop.is_open()) {
            let regel = self.komt(l, rol);
            straks.extend(regel.filter(|r| !straks.iter().any(|s| s.kop == r.kop)));
        }
        straks.sort_by_key(|r| (r.dag.is_none(), r.dag));
        straks.extend(self.bewaard());
        Vooruitblik {
            gedaan: self
                .stand
                .gebeurtenissen()
                .iter()
                .filter(|g| g.gebeurd_op <= self.op)
                .filter_map(|g| self.gebeurde(g, rol))
                .collect(),
            straks,
            zelf: self.zelf(rol),
        }
    }

    fn gebeurde(&self, g: &Gebeurd, rol: RolId) -> Option<Vooruit> {
        let daad = self.boek.daad(g.daad);
        let gezien = daad.zichtbaar.contains(&rol) || g.rol == rol;
        // What was said to somebody else, is not said to this one.
        let aan_hem =
            !daad.aan.contains(&rol) || self.stand.partijen_in(rol).any(|(p, _)| g.is_aan(p));
        let kop = daad.gedaan.b1.as_ref().filter(|_| gezien && aan_hem)?;
        Some(Vooruit {
            daad: daad.id.clone(),
            dag: Some(g.gebeurd_op),
            te_laat: false,
            kop: kop.trim_end_matches('.').to_owned(),
            zinnen: vec![format!("Dat was op {}.", lang(g.gebeurd_op))],
        })
    }

    /// A duty of somebody else, as this role reads it.
    fn komt(&self, l: &Leidend, rol: RolId) -> Option<Vooruit> {
        let daad = self.boek.daad(l.daad);
        let norm = self.boek.norm(l.leidt.norm);
        let over_hem = l.aan.map_or(daad.zichtbaar.contains(&rol), |d| d.rol == rol);
        if !over_hem || norm.wie.iter().any(|w| self.boek.treedt_op_als(rol, *w)) {
            return None;
        }
        let naam = daad.naam.b1.as_ref()?;
        let kop = match self.wie_in_b1(norm) {
            Wie::Wij => format!("Wij gaan {naam}"),
            Wie::Ander(wie) => format!("{wie} gaat {naam}"),
            Wie::ZonderNaam => return None,
        };
        let te_laat = l.leidt.afloop == Afloop::TeLaat;
        let mut zinnen = match (l.leidt.uiterlijk, te_laat) {
            (Some(d), false) => vec![format!("Dat gebeurt uiterlijk op {}.", lang(d))],
            (Some(d), true) => vec![
                format!("Dat moest uiterlijk op {}.", lang(d)),
                "Dat is niet gelukt. Het is te laat.".to_owned(),
            ],
            (None, _) => vec!["Dat gebeurt zo snel als het kan.".to_owned()],
        };
        let klok = l.leidt.klok.and_then(|k| self.klok(k)).filter(KlokStand::loopt);
        zinnen.extend(klok.iter().flat_map(|k| self.uitstel(k)));
        Some(Vooruit { daad: daad.id.clone(), dag: l.leidt.uiterlijk, te_laat, kop, zinnen })
    }

    /// Was it put off, and can it be?
    fn uitstel(&self, stand: &KlokStand) -> Vec<String> {
        let klok = self.boek.klok(stand.klok);
        let mut uit = Vec::new();
        if !stand.verdagingen.is_empty() {
            uit.push("Wij hebben dit al uitgesteld.".to_owned());
        }
        let kan = klok
            .verdaging
            .iter()
            .enumerate()
            .find(|(i, v)| self.verdaging_kan(stand.klok, *i).is_none() && v.tot.is_some());
        let Some((i, v)) = kan else { return uit };
        let Some(grens) = self.grens(klok, stand, v) else { return uit };
        let gedaan = stand.verdagingen.iter().filter(|(_, w, _)| *w == i).count();
        let keer = match v.keer.map(|k| (k as usize).saturating_sub(gedaan)) {
            Some(1) if gedaan == 0 => "één keer ",
            Some(1) => "nog één keer ",
            _ => "",
        };
        uit.push(format!("Wij mogen {keer}uitstellen, tot uiterlijk {}.", kort(grens.einde)));
        if v.vooraf {
            uit.push(format!("Dat hoort u dan uiterlijk op {}.", kort(stand.einde.wettelijk)));
        }
        uit
    }

    fn bewaard(&self) -> Option<Vooruit> {
        let b = bewaartermijn(self)?;
        Some(Vooruit {
            daad: String::new(),
            dag: Some(b.tot),
            te_laat: false,
            kop: "Wij bewaren wat wij over uw klacht hebben".to_owned(),
            zinnen: vec![if b.opgeschort.is_some() {
                "Wij gooien nu niets weg.".to_owned()
            } else {
                format!("Dat doen wij tot en met {}.", lang(b.tot))
            }],
        })
    }

    /// What this role may do by itself. What answers a question stands with that question.
    fn zelf(&self, rol: RolId) -> Vec<Vooruit> {
        let eigen_plicht = |daad: DaadId| {
            leidend(self.plichten()).into_iter().find(|l| {
                l.daad == daad
                    && l.leidt.afloop.is_open()
                    && self.is_van(&self.boek.norm(l.leidt.norm).wie, rol)
            })
        };
        self.handelingen(rol)
            .into_iter()
            .filter_map(|h| h.oordeel.ok().map(|(g, _)| (h.daad, g)))
            .filter(|(d, _)| {
                let daad = self.boek.daad(*d);
                !daad.opent && daad.antwoord_op.is_none()
            })
            .filter_map(|(d, grondslag)| {
                let daad = self.boek.daad(d);
                let naam = daad.naam.b1.as_ref()?;
                let plicht = eigen_plicht(d);
                let dag = plicht
                    .as_ref()
                    .and_then(|l| l.leidt.uiterlijk)
                    .or_else(|| self.kan_tot(&grondslag));
                let zin = match (&plicht, dag) {
                    (Some(_), Some(d)) => format!("Doe dat uiterlijk op {}.", lang(d)),
                    (Some(_), None) => "Wij vragen u om dat te doen.".to_owned(),
                    (None, Some(d)) => format!("Dat kan tot en met {}.", lang(d)),
                    (None, None) if self.einde().is_some() || na_einde(self, &grondslag) => {
                        // No date is known here; that is not the same as that there is none.
                        "Dat kan nu.".to_owned()
                    }
                    (None, None) => "Dat kan zolang wij uw klacht behandelen.".to_owned(),
                };
                Some(Vooruit {
                    daad: daad.id.clone(),
                    dag,
                    te_laat: plicht.is_some_and(|l| l.leidt.afloop == Afloop::TeLaat),
                    kop: format!("U kunt {naam}"),
                    zinnen: vec![zin],
                })
            })
            .collect()
    }

    /// The last day of a power that has a term.
    fn kan_tot(&self, grondslag: &Grondslag) -> Option<Datum> {
        let norm = match grondslag {
            Grondslag::Norm(id) => self.boek.norm(*id),
            Grondslag::Verdaging(..) | Grondslag::Grond(_) | Grondslag::Kalender => return None,
        };
        let Binnen::Termijnen(l) = &norm.binnen else { return None };
        let (t, _) = l.iter().find(|(_, als)| als.as_ref().is_none_or(|v| self.geldt(v)))?;
        let (begin, _) = self.moment(norm.na.as_ref()?)?;
        termijn::einde(self.boek.kalender(), begin, *t, verschuiving(norm.atw), &[])
            .ok()
            .map(|e| e.wettelijk)
    }

    fn wie_in_b1(&self, norm: &Norm) -> Wie {
        let Some(rol) = norm.wie.first().map(|r| self.boek.rol(*r)) else { return Wie::ZonderNaam };
        match (rol.soort, &rol.naam.b1) {
            (RolSoort::Ambt, _) => Wie::Wij,
            (RolSoort::Partij | RolSoort::Buiten, Some(b1)) => Wie::Ander(hoofdletter(b1)),
            (RolSoort::Partij | RolSoort::Buiten, None) => Wie::ZonderNaam,
        }
    }
}

/// Who acts, as the complainant reads it.
enum Wie {
    /// The house.
    Wij,
    /// Somebody else, by a plain word.
    Ander(String),
    /// Somebody for whom there is no plain word.
    ZonderNaam,
}

fn na_einde(blik: &Blik<'_>, grondslag: &Grondslag) -> bool {
    matches!(grondslag, Grondslag::Norm(id) if blik.boek.norm(*id).na_einde)
}

fn lang(d: Datum) -> String {
    termijn::lange_datum(d, Taal::Nl)
}

/// Without the weekday, where two dates stand in one breath.
fn kort(d: Datum) -> String {
    termijn::datum_voluit(d, Taal::Nl)
}

fn hoofdletter(s: &str) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_uppercase().chain(tekens).collect())
}
