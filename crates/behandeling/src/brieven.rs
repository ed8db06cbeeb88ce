//! What letters say: the slots of the templates filled from the dossier, and the letters made.
//!
//! Always holds: a letter that lacks what an article demands is not made and stops the act; each
//! addressee gets a letter of his own, as PDF and as text for the page.

use brief::sjabloon::{Gaten, Omslag};
use brief::{Brief, Briefhoofd};
use dossier::{Blik, Doel, Gebeurtenis};
use jiff::Timestamp;
use regeling::woorden::VeldSoort;
use regeling::{DaadId, Waarde};
use store::{BriefRij, Document, StukRij};
use termijn::{Datum, Taal, lange_datum};

use crate::fout::DoenError;
use crate::praktijk::{Dossier, Praktijk};

/// A letter that is ready to be made: which kind, to whom, and its text.
#[derive(Debug, Clone)]
pub struct Opgesteld {
    /// Id of the document in the regulation.
    pub soort: String,
    /// Name of the document, for lists.
    pub naam: String,
    /// Party id or role id of the addressee.
    pub geadresseerde: String,
    /// The letter.
    pub brief: Brief,
}

impl Praktijk {
    /// The letters that go with the event `nummer`.
    ///
    /// # Errors
    /// When a letter lacks what an article demands.
    pub fn stel_op(
        &self,
        blik: &Blik<'_>,
        dossiernummer: &str,
        nummer: u32,
    ) -> Result<Vec<Opgesteld>, DoenError> {
        let (boek, geschil) = (blik.boek, self.geschil(blik.boek));
        let mut uit = Vec::new();
        for stuk in blik.stukken(&geschil).into_iter().filter(|s| s.nummer == nummer) {
            if !stuk.ontbreekt.is_empty() {
                let ontbreekt = stuk
                    .ontbreekt
                    .iter()
                    .map(|v| {
                        format!(
                            "{} ({})",
                            boek.item_in_woorden(stuk.stuk.bij, &v.wat, Taal::Nl),
                            boek.citeer(&v.vindplaats)
                        )
                    })
                    .collect();
                return Err(Self::onvolledig(&stuk.stuk.naam.nl, ontbreekt));
            }
            let gaten = self.gaten(blik, nummer);
            for doel in &stuk.aan {
                let omslag =
                    self.omslag(blik, dossiernummer, *doel, stuk.stuk.ondertekent, blik.op);
                if let Some(brief) = self.u.sjablonen.opstellen(&stuk.stuk.id, &gaten, omslag) {
                    uit.push(Opgesteld {
                        soort: stuk.stuk.id.clone(),
                        naam: stuk.stuk.naam.nl.clone(),
                        geadresseerde: doel_id(blik, *doel),
                        brief,
                    });
                }
            }
        }
        Ok(uit)
    }

    /// Makes the letters of a new event and puts their files in the store.
    pub(crate) async fn brieven(
        &self,
        blik: &Blik<'_>,
        dossier: &Dossier,
        nieuw: &Gebeurtenis,
        nu: Timestamp,
    ) -> Result<(Vec<BriefRij>, Vec<StukRij>), DoenError> {
        let opgesteld = self.stel_op(blik, &dossier.nummer, nieuw.nummer)?;
        let (mut rijen, mut stukken) = (Vec::new(), Vec::new());
        for o in opgesteld {
            let (brief, dag) = (o.brief.clone(), blik.op);
            let pdf = tokio::task::spawn_blocking(move || brief::pdf(&brief, dag))
                .await
                .map_err(|e| DoenError::Brief(brief::BriefFout::Zetten(e.to_string())))?
                .map_err(DoenError::Brief)?;
            let tekst = serde_json::to_vec(&o.brief)?;
            for (inhoud, mime) in [(pdf, "application/pdf"), (tekst, "application/json")] {
                let document = self.u.store.bewaar_document(&self.u.tenant, &inhoud).await?;
                let stuk = document.stuk;
                stukken.push(rij(&o, document, mime, nu));
                rijen.push(BriefRij {
                    stuk,
                    geadresseerde: o.geadresseerde.clone(),
                    soort: o.soort.clone(),
                    vrijgegeven_op: nu,
                    gelezen_op: None,
                });
            }
        }
        Ok((rijen, stukken))
    }

    fn omslag(
        &self,
        blik: &Blik<'_>,
        nummer: &str,
        doel: Doel,
        ondertekent: Option<regeling::RolId>,
        dag: Datum,
    ) -> Omslag {
        let a = self.aanbieder();
        let partij = doel.partij.map(|p| &blik.stand.partijen()[usize::from(p)]);
        let adres = partij
            .and_then(|p| p.velden.get("adres"))
            .and_then(Waarde::als_tekst)
            .unwrap_or_default();
        let rol = &blik.boek.rol(doel.rol).id;
        let functie =
            ondertekent.map(|r| blik.boek.rol(r).naam.nl.trim_start_matches("de ").to_owned());
        Omslag {
            hoofd: Briefhoofd {
                naam: a.naam.clone(),
                adres: a.adres.clone(),
                telefoon: a.telefoon.clone(),
                email: a.email.clone(),
                kleur: a.huisstijl.merk.clone().unwrap_or_else(|| "#14505c".to_owned()),
            },
            rol: rol.clone(),
            naam: partij.and_then(|p| p.naam.clone()),
            adres: adres
                .split([',', '\n'])
                .map(str::trim)
                .filter(|r| !r.is_empty())
                .map(str::to_owned)
                .collect(),
            datum: lange_datum(dag, Taal::Nl),
            nummer: nummer.to_owned(),
            ondertekening: [functie.map(hoofdletter), Some(a.naam.clone())]
                .into_iter()
                .flatten()
                .collect(),
        }
    }

    /// What is known for the slots of the templates.
    fn gaten(&self, blik: &Blik<'_>, nummer: u32) -> Gaten {
        let mut g = Gaten::new();
        let boek = blik.boek;
        for e in blik.stand.gebeurtenissen().iter().filter(|e| boek.daad(e.daad).opent) {
            for naam in ["onderwerp", "omschrijving"] {
                if let Some(t) = e.velden.get(naam).and_then(Waarde::als_tekst) {
                    g.insert(naam.to_owned(), t.to_owned());
                }
            }
            g.insert("ontvangen_op".to_owned(), lange_datum(e.gebeurd_op, Taal::Nl));
        }
        if let Some(e) = blik.stand.gebeurtenis(nummer) {
            g.insert("datum".to_owned(), lange_datum(e.gebeurd_op, Taal::Nl));
            for (naam, waarde) in &e.velden {
                veld_in(&mut g, blik, e.daad, naam, waarde);
            }
        }
        if let Some(k) = blik
            .klokken()
            .into_iter()
            .filter(dossier::KlokStand::loopt)
            .min_by_key(|k| k.einde.einde)
        {
            g.insert("uiterste_datum".to_owned(), lange_datum(k.einde.einde, Taal::Nl));
        }
        let klager = boek.rol_id(crate::KLAGER);
        if let Some(d) = blik
            .plichten()
            .iter()
            .filter(|p| {
                p.afloop.is_open() && boek.norm(p.norm).wie.iter().any(|w| Some(*w) == klager)
            })
            .filter_map(|p| p.uiterlijk)
            .min()
        {
            g.insert("antwoord_voor".to_owned(), lange_datum(d, Taal::Nl));
        }
        self.aanbieder_in(&mut g, blik);
        g
    }

    fn aanbieder_in(&self, g: &mut Gaten, blik: &Blik<'_>) {
        let a = self.aanbieder();
        g.insert("telefoon".to_owned(), a.telefoon.clone());
        let functionaris =
            blik.boek.rol_id("klachtenfunctionaris").is_some_and(|r| blik.is_buitengesloten(r));
        // Where the officer is barred, whoever takes his place is named, or nobody.
        let waarnemer = blik
            .boek
            .rol_id("waarnemend_klachtenfunctionaris")
            .and_then(|r| blik.stand.partijen_in(r).find_map(|(_, p)| p.naam.clone()));
        let naam = if functionaris { waarnemer } else { Some(a.klachtenfunctionaris.naam.clone()) };
        if let Some(naam) = naam {
            g.insert("klachtenfunctionaris".to_owned(), naam);
        }
        if let Some(v) = a.vertrouwenspersoon.first() {
            let delen: Vec<&str> = [v.naam.as_str(), v.telefoon.as_str(), v.email.as_str()]
                .into_iter()
                .filter(|d| !d.is_empty())
                .collect();
            g.insert("vertrouwenspersoon".to_owned(), delen.join(", "));
        }
        let geschil = self.geschil(blik.boek);
        for (naam, waarde) in [
            ("naam", &geschil.naam),
            ("adres", &geschil.adres),
            ("website", &geschil.website),
            ("kosten", &geschil.kosten),
            ("termijn", &geschil.termijn),
        ] {
            if let Some(w) = waarde {
                g.insert(format!("geschil_{naam}"), w.clone());
            }
        }
    }
}

/// A field of the act as text for a slot.
fn veld_in(g: &mut Gaten, blik: &Blik<'_>, daad: DaadId, naam: &str, waarde: &Waarde) {
    let boek = blik.boek;
    let soort = boek.daad(daad).veld(naam).map(|v| &v.soort);
    let tekst = match (soort, waarde) {
        (Some(VeldSoort::Datum), w) => w.als_datum().map(|d| lange_datum(d, Taal::Nl)),
        (Some(VeldSoort::Keuze(opties)), Waarde::Tekst(t)) => {
            let optie = opties.iter().find(|o| &o.id == t);
            if let Some(o) = optie {
                g.insert(format!("{naam}_b1"), o.naam.b1().to_owned());
            }
            optie.map(|o| o.naam.nl.clone())
        }
        (Some(VeldSoort::Grond), Waarde::Tekst(t)) => {
            boek.gronden_van(daad).find(|gr| &gr.id == t).map(|gr| {
                g.insert("grond_b1".to_owned(), gr.naam.b1().to_owned());
                g.insert("grond_artikel".to_owned(), boek.citeer(&gr.vindplaats));
                gr.naam.nl.clone()
            })
        }
        (Some(VeldSoort::Lijst(_)), Waarde::Lijst(l)) => {
            Some(l.iter().map(groep_in_woorden).collect::<Vec<_>>().join("\n"))
        }
        (_, Waarde::Tekst(t)) => Some(t.clone()),
        _ => None,
    };
    if let Some(t) = tekst {
        g.insert(naam.to_owned(), t);
    }
}

/// An item of a list, such as a measure, as a line of a list: text, and the date by which.
fn groep_in_woorden(w: &Waarde) -> String {
    let Waarde::Groep(g) = w else { return format!("- {w}") };
    let datum = g
        .values()
        .find_map(Waarde::als_datum)
        .map(|d| format!(" Klaar op uiterlijk {}.", lange_datum(d, Taal::Nl)));
    let tekst = g
        .values()
        .filter(|w| w.als_datum().is_none())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    format!("- {}{}", tekst.replace('\n', " "), datum.unwrap_or_default())
}

fn rij(o: &Opgesteld, document: Document, mime: &str, nu: Timestamp) -> StukRij {
    StukRij::van(document, o.naam.clone(), "brief", mime, nu)
}

fn doel_id(blik: &Blik<'_>, doel: Doel) -> String {
    doel.partij.map_or_else(
        || blik.boek.rol(doel.rol).id.clone(),
        |p| blik.stand.partijen()[usize::from(p)].id.clone(),
    )
}

fn hoofdletter(s: String) -> String {
    let mut tekens = s.chars();
    tekens.next().map_or_else(String::new, |c| c.to_uppercase().chain(tekens).collect())
}
