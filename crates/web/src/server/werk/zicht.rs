//! A dossier as this person may see it: which parts, in which roles he may act.
//!
//! Always holds: access is checked here, before anything is shown, and what is shown or refused is in the
//! access log first; who may not know of a dossier gets the answer that it does not exist.

use access::{DossierToegang, Handeling};
use behandeling::{AANGEKLAAGDE, Dossier, KLAGER};
use dossier::{Blik, Persoon};
use regeling::woorden::RolSoort;
use termijn::Taal;

use super::inzien::{Deur, Vraag};
use super::lijst::{BIJNA, dagen_tot, stempel};
use super::werker::Werker;
use crate::componenten::partijen::{Partij, Partijen};
use crate::componenten::stempel::{Stempel, Tint};
use crate::componenten::tabs::{Tab, Tabs};
use crate::componenten::termijnen::{Afloop, AndereBron, Termijnen, Termijnregel};
use crate::componenten::waarom::Waarom;
use crate::huisstijl::Koppeling;
use crate::server::fout::WebFout;
use crate::server::logboek::Gezien;
use crate::server::vorm::hoofdletter;
use crate::weergave::werkplek::dossierkop::{Dossierkop, Gegeven, Hoofdtermijn};
use crate::weergave::werkplek::inzage::NAAM as WIE_KEEK;

/// A dossier with what this person may do with it.
pub(super) struct Zicht {
    pub(super) dossier: Dossier,
    pub(super) toegang: DossierToegang,
    /// Sees what is internal: handles it.
    pub(super) intern: bool,
    /// Who looks: some norms bar a person and not his office.
    persoon: Persoon,
    /// The log has it.
    pub(super) gezien: Gezien,
}

/// Roles in which one may act here: the role, and how it is called on a page.
pub(super) struct Hoedanigheid {
    pub(super) rol: String,
    pub(super) naam: String,
    /// Recording what a party did by letter, mail or phone.
    pub(super) namens: bool,
}

impl Zicht {
    /// The dossier with this number, for what is asked of it; the log says it first.
    pub(super) async fn open(
        w: &Werker,
        nummer: &str,
        vraag: impl Into<Vraag<'_>>,
    ) -> Result<Self, WebFout> {
        let (deur, gezien) = Deur::van(w, nummer).await?.door(w, &vraag.into(), None).await?;
        Ok(Self::achter(w, deur, gezien))
    }

    /// Behind the door.
    pub(super) fn achter(w: &Werker, deur: Deur, gezien: Gezien) -> Self {
        let Deur { dossier, toegang } = deur;
        let intern = w.app().beleid().mag(&w.persoon, Handeling::ZieIntern, &toegang).is_ok();
        let persoon = Persoon { naam: Some(w.wie.naam.clone()), account: Some(w.wie.account) };
        Self { dossier, toegang, intern, persoon, gezien }
    }

    pub(super) fn blik<'a>(&'a self, w: &'a Werker) -> Blik<'a> {
        self.dossier.blik(w.app().vandaag()).door(&self.persoon)
    }

    /// Does this person only take part, as the one who is complained about?
    pub(super) fn als_aangeklaagde(&self, w: &Werker) -> Option<String> {
        als_aangeklaagde(w, &self.toegang)
    }

    /// The roles in which this person may act in this dossier.
    pub(super) fn hoedanigheden(&self, w: &Werker) -> Vec<Hoedanigheid> {
        hoedanigheden(w, &self.dossier.boek, &self.toegang)
    }

    pub(super) fn url(&self, w: &Werker, pad: &str) -> String {
        let basis = format!("werk/dossier/{}", self.dossier.nummer);
        w.url(&if pad.is_empty() { basis } else { format!("{basis}/{pad}") })
    }

    /// The name of a party, or its role.
    pub(super) fn naam_van(&self, partij: &str) -> String {
        let boek = &self.dossier.boek;
        match self.dossier.stand.partijen().iter().find(|p| p.id == partij) {
            Some(p) => p
                .naam
                .clone()
                .unwrap_or_else(|| boek.rol(p.rol).naam.nl.trim_start_matches("de ").to_owned()),
            None => boek
                .rol_id(partij)
                .map_or_else(|| partij.to_owned(), |r| boek.rol(r).naam.nl.clone()),
        }
    }

    /// "A. Bakker (klager)", or the role alone.
    pub(super) fn naam_en_rol(&self, partij: &str) -> String {
        let boek = &self.dossier.boek;
        let p = self.dossier.stand.partijen().iter().find(|p| p.id == partij);
        let Some(rol) = p.map(|p| p.rol).or_else(|| boek.rol_id(partij)) else {
            return partij.to_owned();
        };
        let rol = boek.rol(rol).naam.nl.trim_start_matches("de ");
        p.and_then(|p| p.naam.as_ref()).map_or_else(|| hoofdletter(rol), |n| format!("{n} ({rol})"))
    }

    /// Terms and duties with their article, arithmetic, and what would change them.
    pub(super) fn termijnen(&self, w: &Werker) -> Termijnen {
        let blik = self.blik(w);
        let boek = blik.boek;
        let vandaag = blik.op;
        let mut groepen = dossier::leidend(blik.plichten());
        groepen.retain(|l| l.leidt.uiterlijk.is_some() || l.leidt.afloop.is_open());
        groepen.sort_by_key(|l| {
            (!l.leidt.afloop.is_open(), l.leidt.uiterlijk.is_none(), l.leidt.uiterlijk)
        });
        Termijnen(
            groepen
                .into_iter()
                .map(|l| {
                    let p = &l.leidt;
                    let uitleg = blik.uitleg_leidend(&l, Taal::Nl);
                    let aan = l.aan.map(|d| {
                        d.partij.map_or_else(
                            || boek.rol(d.rol).naam.nl.clone(),
                            |i| self.naam_van(&self.dossier.stand.partijen()[usize::from(i)].id),
                        )
                    });
                    let mut naam = hoofdletter(&boek.daad(l.daad).naam.nl);
                    if let Some(n) = p.onderdeel {
                        naam = format!("{naam} (nummer {n})");
                    }
                    if let Some(a) = aan {
                        naam = format!("{naam}: {a}");
                    }
                    Termijnregel {
                        waarom: Waarom::van(&naam, uitleg),
                        naam,
                        wie: boek.norm(p.norm).wie.first().map(|r| boek.rol(*r).naam.nl.clone()),
                        uiterlijk: p.uiterlijk,
                        afloop: afloop(p, vandaag),
                        artikel: boek.citeer(&boek.norm(p.norm).vindplaats),
                        anders: anders(&blik, &l),
                        opmerking: blik.uitstel_kan(p, Taal::Nl),
                        verlopen: verlopen(p, vandaag),
                    }
                })
                .collect(),
        )
    }

    pub(super) fn partijen(&self) -> Partijen {
        let boek = &self.dossier.boek;
        Partijen(
            self.dossier
                .stand
                .partijen()
                .iter()
                .filter(|p| p.naam.is_some() || boek.rol(p.rol).altijd)
                .map(|p| {
                    let rol = &boek.rol(p.rol).naam.nl;
                    // The klager comes in with number and code; others of the house with an account.
                    let leest = boek.rol(p.rol).id == AANGEKLAAGDE && p.naam.is_some();
                    let ambt = p
                        .ambt
                        .map(|a| format!(", {}", boek.rol(a).naam.nl.trim_start_matches("de ")))
                        .unwrap_or_default();
                    Partij {
                        rol: hoofdletter(&format!("{}{ambt}", rol.trim_start_matches("de "))),
                        naam: p.naam.clone().unwrap_or_else(|| "Nog niet genoemd".to_owned()),
                        regels: ["telefoon", "email", "adres"]
                            .iter()
                            .filter_map(|v| p.velden.get(*v))
                            .map(ToString::to_string)
                            .collect(),
                        in_orde: if leest && p.account.is_some() {
                            vec!["Kan hier meelezen en reageren".to_owned()]
                        } else {
                            Vec::new()
                        },
                        mist: if leest && p.account.is_none() {
                            vec!["Geen account: krijgt alles per brief".to_owned()]
                        } else {
                            Vec::new()
                        },
                    }
                })
                .collect(),
        )
    }

    /// The head of the dossier; `hier` is the tab that is shown, empty on a page of its own.
    pub(super) async fn kop(&self, w: &Werker, hier: &str) -> Result<Dossierkop, WebFout> {
        let praktijk = w.praktijk();
        let boek = &self.dossier.boek;
        let rij = praktijk.store().rij(praktijk.tenant(), self.dossier.id).await?.rij;
        let blik = self.blik(w);
        let klok = blik
            .klokken()
            .into_iter()
            .filter(dossier::KlokStand::loopt)
            .min_by_key(|k| k.einde.einde);
        let mut labels = vec![stempel(boek, &rij.stand, &rij.stand_tekst)];
        labels.extend(rij.wetten.iter().map(|x| Stempel::new(x, Tint::Grijs)));
        let laat = dossier::leidend(blik.plichten())
            .iter()
            .filter(|l| l.leidt.afloop == dossier::Afloop::TeLaat)
            .count();
        if laat > 0 {
            labels.push(Stempel::new(
                if laat == 1 {
                    "1 plicht te laat".to_owned()
                } else {
                    format!("{laat} plichten te laat")
                },
                Tint::Rood,
            ));
        }
        let opening = self.dossier.gebeurtenissen.first();
        let via = |id: &str| {
            boek.kanalen.iter().find(|k| k.id == id).map(|k| format!("via {}", k.naam.nl))
        };
        let kanaal = opening
            .and_then(|g| g.velden.get("kanaal"))
            .and_then(regeling::Waarde::als_tekst)
            .and_then(via)
            .unwrap_or_default();
        let tab = |tekst: &str, pad: &str| Tab {
            tekst: tekst.to_owned(),
            url: self.url(w, pad),
            aantal: None,
            hier: hier == tekst,
        };
        let tabs = if hier.is_empty() {
            Tabs(Vec::new())
        } else {
            let keek = super::wie_keek::mag(w, self).then(|| tab(WIE_KEEK, "inzage"));
            let vast = [
                tab("Overzicht", ""),
                tab("Klacht", "klacht"),
                tab("Brieven en documenten", "documenten"),
            ];
            Tabs(vast.into_iter().chain(keek).collect())
        };
        Ok(Dossierkop {
            boven: vec![Koppeling::new("Werkvoorraad", w.url("werk"))],
            nummer: self.dossier.nummer.clone(),
            onderwerp: rij.onderwerp,
            labels,
            hoofdtermijn: klok.map(|k| {
                let dagen = dagen_tot(blik.op, k.einde.einde);
                Hoofdtermijn {
                    naam: format!("{} uiterlijk", hoofdletter(&boek.klok(k.klok).naam.nl)),
                    uiterlijk: Some(k.einde.einde),
                    dagen,
                    bijna: (0..=BIJNA).contains(&dagen),
                    grond: boek.citeer(&boek.klok(k.klok).vindplaats),
                }
            }),
            gegevens: [
                Gegeven::new("Klager", rij.klager_naam, ""),
                Gegeven::new("Over", rij.aangeklaagden, ""),
                Gegeven::new(
                    "Locatie",
                    rij.locatie.unwrap_or_else(|| "niet genoemd".to_owned()),
                    "",
                ),
                Gegeven::new("Ontvangen", termijn::korte_datum(rij.ontvangen_op, Taal::Nl), kanaal),
            ]
            .into_iter()
            .chain(samen(&self.dossier))
            .collect(),
            daden: Vec::new(),
            meer: Vec::new(),
            tabs,
            ook_hier: Vec::new(),
        })
    }
}

/// The party as which this person is complained about.
pub(super) fn als_aangeklaagde(w: &Werker, toegang: &DossierToegang) -> Option<String> {
    toegang
        .deelnemers
        .iter()
        .find(|d| d.account == w.wie.account && d.rol == AANGEKLAAGDE)
        .map(|d| d.partij.clone())
}

/// The roles in which this person may act.
pub(super) fn hoedanigheden(
    w: &Werker,
    boek: &regeling::Boek,
    toegang: &DossierToegang,
) -> Vec<Hoedanigheid> {
    let beleid = w.app().beleid();
    let namens = beleid.mag(&w.persoon, Handeling::RegistreerNamens, toegang).is_ok();
    boek.rollen
        .iter()
        .filter_map(|r| {
            let eigen = beleid.mag(&w.persoon, Handeling::Handel { rol: &r.id }, toegang).is_ok();
            let voor_partij = namens
                && matches!(r.soort, RolSoort::Partij)
                && [KLAGER, AANGEKLAAGDE].contains(&r.id.as_str());
            (eigen || voor_partij).then(|| Hoedanigheid {
                rol: r.id.clone(),
                naam: r.naam.nl.clone(),
                namens: !eigen,
            })
        })
        .collect()
}

/// The other dossiers that came from the same letter.
fn samen(dossier: &Dossier) -> Option<Gegeven> {
    if let Some(geheel) = behandeling::geheel_van(&dossier.nummer) {
        return Some(Gegeven::new("Deel van", geheel, "dezelfde brief"));
    }
    let delen = behandeling::delen(dossier);
    (!delen.is_empty()).then(|| Gegeven::new("Gesplitst", delen.join(", "), "apart behandeld"))
}

fn afloop(p: &dossier::PlichtStand, vandaag: termijn::Datum) -> Afloop {
    match &p.afloop {
        dossier::Afloop::Open | dossier::Afloop::TeLaat => {
            let dagen = p.uiterlijk.map_or(0, |d| dagen_tot(vandaag, d));
            Afloop::Loopt { dagen, bijna: p.uiterlijk.is_some() && (0..=BIJNA).contains(&dagen) }
        }
        dossier::Afloop::Vervuld { op, te_laat, .. } => {
            Afloop::Vervuld { op: *op, op_tijd: !te_laat }
        }
        dossier::Afloop::Vervallen { .. } => Afloop::Vervallen,
    }
}

/// The other sources of a duty, with their dates; the strictest leads.
fn anders(blik: &Blik<'_>, l: &dossier::Leidend) -> Vec<AndereBron> {
    if l.ook.is_empty() {
        return Vec::new();
    }
    let bron = |p: &dossier::PlichtStand, gaat_voor| AndereBron {
        bron: hoofdletter(&blik.boek.citeer(&blik.boek.norm(p.norm).vindplaats)),
        uiterlijk: p.wettelijk.or(p.uiterlijk),
        gaat_voor,
    };
    l.ook.iter().map(|p| bron(p, false)).collect()
}

/// How far a term has run, 0 to 100.
fn verlopen(p: &dossier::PlichtStand, vandaag: termijn::Datum) -> Option<u8> {
    let einde = p.uiterlijk.filter(|_| p.afloop.is_open())?;
    let heel = dagen_tot(p.aanleiding.0, einde).max(1);
    let om = dagen_tot(p.aanleiding.0, vandaag).clamp(0, heel);
    u8::try_from(om * 100 / heel).ok()
}
