//! What happened in a dossier, as lines for whoever looks.
//!
//! Always holds: what this person may not know of is no line, and is in no count; every line says whether
//! the complainant sees it.

use access::Handeling;
use behandeling::KLAGER;
use dossier::{Gebeurd, Gebeurtenis, Stand};
use regeling::Waarde;
use regeling::woorden::{Daad, Veld, VeldSoort};

use super::overgenomen;
use super::rechtzetten::Hersteller;
use super::stukken::Stukken;
use super::werker::Werker;
use super::zicht::Zicht;
use crate::componenten::Icoon;
use crate::componenten::filter::{Chip, Chips};
use crate::componenten::tijdlijn::{Tijdlijn, Tijdregel, Zicht as Zichtbaar};
use crate::componenten::veld::Optie;
use crate::server::inzage::in_velden;
use crate::server::vorm::hoofdletter;
use crate::server::woorden::{self, Lezer};

impl Zicht {
    /// May this person see that this happened?
    fn ziet(&self, w: &Werker, daad: &Daad) -> bool {
        if daad.vertrouwelijk_voor.is_empty() {
            return self.intern || !daad.zichtbaar.is_empty();
        }
        let boek = &self.dossier.boek;
        let voor: Vec<&str> =
            daad.vertrouwelijk_voor.iter().map(|r| boek.rol(*r).id.as_str()).collect();
        w.app()
            .beleid()
            .mag(&w.persoon, Handeling::ZieVertrouwelijk { voor: &voor }, &self.toegang)
            .is_ok()
    }

    /// What happened, newest first, as far as this person may see it.
    pub(super) fn tijdlijn(&self, w: &Werker, groep: Option<&str>, vanaf: u32) -> Vec<Tijdregel> {
        let regels = self.zichtbaar(w, groep).filter(|(g, _)| g.nummer > vanaf);
        let (hersteller, blik) = (Hersteller::van(w, self, ""), self.blik(w));
        let recht = |nummer: u32| {
            hersteller.as_ref()?.rol(&blik, nummer)?;
            Some(self.url(w, &format!("rechtzetten/{nummer}")))
        };
        let regels =
            regels.map(|(g, d)| Tijdregel { recht: recht(g.nummer), ..self.regel(w, g, d) });
        let mut uit: Vec<Tijdregel> = regels.collect();
        uit.reverse();
        uit
    }

    /// What can be set right, newest first: what happened, and when.
    pub(super) fn rechtzetbaar(&self, w: &Werker) -> Vec<Optie> {
        let over = self.dossier.stand.gebeurtenissen().iter().filter(|g| !g.vervallen);
        let over: Vec<u32> = over.map(|g| g.nummer).collect();
        let mut uit: Vec<Optie> = self
            .zichtbaar(w, None)
            .filter(|(g, d)| over.contains(&g.nummer) && !d.herstelt)
            .map(|(g, d)| {
                let dag = termijn::lange_datum(g.gebeurd_op, termijn::Taal::Nl);
                Optie::new(g.nummer.to_string(), format!("{}, {dag}", d.gedaan.nl))
            })
            .collect();
        uit.reverse();
        uit
    }

    /// What this person may see of what happened, in the order in which it was recorded.
    fn zichtbaar<'a>(
        &'a self,
        w: &'a Werker,
        groep: Option<&'a str>,
    ) -> impl Iterator<Item = (&'a Gebeurtenis, &'a Daad)> {
        let boek = &self.dossier.boek;
        self.dossier
            .gebeurtenissen
            .iter()
            .filter_map(|g| boek.daad_id(&g.daad).map(|d| (g, boek.daad(d))))
            .filter(move |(_, d)| self.ziet(w, d) && groep.is_none_or(|gr| d.groep == gr))
            // Who may not know of an event, may not know what was wrong with it.
            .filter(move |(g, _)| {
                let doel = self.hersteld(g).map(|(voor, _)| boek.daad(voor.daad));
                doel.is_none_or(|d| self.ziet(w, d))
            })
    }

    /// This event, as it stands, if this person may see it.
    pub(super) fn ziet_nummer(&self, w: &Werker, nummer: u32) -> Option<&Gebeurd> {
        let e = self.dossier.stand.gebeurtenis(nummer)?;
        self.ziet(w, self.dossier.boek.daad(e.daad)).then_some(e)
    }

    /// What this event set right: as it stood before, and as it stood after.
    fn hersteld(&self, g: &Gebeurtenis) -> Option<(Gebeurd, Gebeurd)> {
        let boek = &self.dossier.boek;
        let daad = boek.daad_id(&g.daad).filter(|d| boek.daad(*d).herstelt)?;
        let tot = self.dossier.gebeurtenissen.iter().position(|e| e.nummer == g.nummer)?;
        let stand = Stand::van(boek, &self.dossier.gebeurtenissen[..tot]);
        let voor = stand.te_herstellen(boek, daad, &g.velden)?.clone();
        let na = stand.evolve(boek, g).gebeurtenis(voor.nummer)?.clone();
        Some((voor, na))
    }

    /// What was, and what is, field by field.
    fn voor_en_na(&self, voor: &Gebeurd, na: &Gebeurd) -> Vec<(String, String)> {
        let daad = self.dossier.boek.daad(voor.daad);
        let dag = |d| termijn::lange_datum(d, termijn::Taal::Nl);
        let mut uit = vec![(
            "Wat is rechtgezet?".to_owned(),
            format!("{}, {}", daad.gedaan.nl, dag(voor.gebeurd_op)),
        )];
        if na.vervallen {
            uit.push(("Wat was er mis?".to_owned(), "Dit is nooit gebeurd.".to_owned()));
            return uit;
        }
        let paar = |eerst: String, nu: String| format!("Eerst: {eerst}\nNu: {nu}");
        if voor.gebeurd_op != na.gebeurd_op {
            let tekst = paar(dag(voor.gebeurd_op), dag(na.gebeurd_op));
            uit.push(("Op welke dag gebeurde het".to_owned(), tekst));
        }
        for veld in &daad.velden {
            let (was, wordt) = (voor.velden.get(&veld.id), na.velden.get(&veld.id));
            if was == wordt {
                continue;
            }
            let tekst = |waarde: Option<&Waarde>| match waarde.filter(|w| !w.is_leeg()) {
                Some(waarde) => self.in_woorden(veld, waarde),
                None => "niet ingevuld".to_owned(),
            };
            uit.push((woorden::label(veld, Lezer::Medewerker), paar(tekst(was), tekst(wordt))));
        }
        uit
    }

    /// A value in words; a party by its name.
    fn in_woorden(&self, veld: &Veld, waarde: &Waarde) -> String {
        match veld.soort {
            VeldSoort::Partij => self.naam_en_rol(&waarde.to_string()),
            _ => woorden::waarde(&self.dossier.boek, veld, waarde, Lezer::Medewerker),
        }
    }

    /// Hangs the documents that came with an act at its line.
    pub(super) fn hang_stukken(&self, w: &Werker, regels: &mut [Tijdregel], stukken: &Stukken) {
        let boek = &self.dossier.boek;
        for regel in regels {
            if let Some(g) = self.dossier.stand.gebeurtenis(regel.nummer) {
                regel.stukken = stukken.koppelingen(w, self, &in_velden(boek, g));
            }
        }
    }

    fn regel(&self, w: &Werker, g: &Gebeurtenis, d: &Daad) -> Tijdregel {
        let boek = &self.dossier.boek;
        let mut ook: Vec<String> = d
            .zichtbaar
            .iter()
            .map(|r| boek.rol(*r))
            .filter(|r| r.id != KLAGER)
            .map(|r| r.naam.nl.trim_start_matches("de ").to_owned())
            .collect();
        let klager = d.zichtbaar.iter().any(|r| boek.rol(*r).id == KLAGER);
        if !d.vertrouwelijk_voor.is_empty() {
            ook = d
                .vertrouwelijk_voor
                .iter()
                .map(|r| boek.rol(*r).naam.nl.trim_start_matches("de ").to_owned())
                .collect();
        }
        let aan: Vec<String> = g.aan.iter().map(|id| self.naam_van(id)).collect();
        let gedaan = match self.dossier.stand.gebeurtenis(g.nummer) {
            Some(e) if e.vervallen => format!("{} (niet gebeurd; rechtgezet)", d.gedaan.nl),
            Some(e) if e.hersteld_door.is_some() => format!("{} (rechtgezet)", d.gedaan.nl),
            _ => d.gedaan.nl.clone(),
        };
        let nu = self.dossier.stand.gebeurtenis(g.nummer);
        let mut velden = Vec::new();
        if let Some((voor, na)) = self.hersteld(g) {
            velden.extend(self.voor_en_na(&voor, &na));
        }
        velden.extend(
            d.velden
                .iter()
                .filter(|f| !d.opent || f.id == "omschrijving")
                .filter(|f| {
                    !d.neemt_over || d.sluit_af || overgenomen::IN_TIJDLIJN.contains(&f.id.as_str())
                })
                .filter(|f| !matches!(f.soort, VeldSoort::Bestanden))
                .filter(|f| !d.herstelt || f.soort == VeldSoort::Tekst)
                .filter_map(|f| {
                    let waarden = nu.map_or(&g.velden, |e| &e.velden);
                    Some((f, waarden.get(&f.id).filter(|w| !w.is_leeg())?))
                })
                .map(|(f, v)| (woorden::label(f, Lezer::Medewerker), self.in_woorden(f, v))),
        );
        Tijdregel {
            nummer: g.nummer,
            icoon: icoon(&d.groep),
            kop: if aan.is_empty() || d.zichtbaar.is_empty() {
                gedaan
            } else {
                format!("{gedaan}: {}", aan.join(", "))
            },
            gebeurd_op: nu.map_or(g.gebeurd_op, |e| e.gebeurd_op),
            vastgelegd: w.app().tijd(g.vastgelegd_op),
            wie: boek
                .rol_id(&g.rol)
                .map_or_else(|| g.rol.clone(), |r| hoofdletter(&boek.rol(r).naam.nl)),
            zicht: if klager { Zichtbaar::Klager(ook) } else { Zichtbaar::Intern(ook) },
            velden,
            recht: None,
            stukken: Vec::new(),
        }
    }

    /// The timeline since a version, for who was overtaken.
    pub(super) fn sinds(&self, w: &Werker, versie: u32) -> Tijdlijn {
        Tijdlijn(self.tijdlijn(w, None, versie))
    }
}

/// The kinds of acts to filter on, with how many there are.
pub(super) fn tijdfilter(w: &Werker, zicht: &Zicht, gekozen: Option<&str>) -> Chips {
    let tel = |g: Option<&str>| u32::try_from(zicht.zichtbaar(w, g).count()).ok();
    let chips = [
        (None, "Alles"),
        (Some("contact"), "Contact"),
        (Some("stuk"), "Stukken"),
        (Some("besluit"), "Besluiten"),
        (Some("klager"), "Van de klager"),
    ]
    .into_iter()
    .map(|(g, tekst)| Chip {
        tekst: tekst.to_owned(),
        url: g.map_or_else(|| zicht.url(w, ""), |g| format!("{}?tijdlijn={g}", zicht.url(w, ""))),
        aantal: tel(g),
        gekozen: g == gekozen,
    })
    .collect();
    Chips { naam: "Tijdlijn filteren".to_owned(), chips }
}

fn icoon(groep: &str) -> Icoon {
    match groep {
        "contact" => Icoon::Bericht,
        "stuk" => Icoon::Stuk,
        "klager" => Icoon::Vlag,
        _ => Icoon::Hamer,
    }
}
