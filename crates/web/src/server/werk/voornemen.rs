//! An act that somebody is about to do: its form, and what was typed in it.
//!
//! Always holds: the form is made from the regulation; whoever fills it in acts in a role that he has in
//! this dossier, or records what a party did.

use dossier::{Opdracht, Wie};
use regeling::woorden::{RolSoort, Veld as Regelveld, VeldSoort};
use regeling::{Boek, DaadId, RolId, Waarde};
use termijn::Taal;

use super::werker::Werker;
use super::zicht::{Hoedanigheid, Zicht};
use crate::componenten::formulier::Formulier;
use crate::componenten::tekst::Zinnen;
use crate::componenten::veld::{Datumdeel, Keuze, Optie, Veld, Veldkop, Vinkjes};
use crate::server::bijlagen::{Bijlagen, CONCEPT};
use crate::server::fout::WebFout;
use crate::server::invoer::Invoer;
use crate::server::vorm::{Fouten, Omgeving, Vormkader, Vraagveld, hoofdletter};
use crate::server::woorden::{self, Lezer};

/// The field that says when it happened, on every form.
const GEBEURD: &str = "gebeurd_op";
/// The field that says towards whom.
const AAN: &str = "aan";
/// The field that says for which party it is recorded, when there are more.
const NAMENS: &str = "namens";

/// An act that somebody is about to do.
pub(super) struct Voornemen<'a> {
    pub(super) w: &'a Werker,
    pub(super) zicht: &'a Zicht,
    pub(super) rol: RolId,
    pub(super) hoedanigheid: Hoedanigheid,
    pub(super) daad: DaadId,
    pub(super) omgeving: Omgeving,
    pub(super) bijlagen: Bijlagen,
}

/// What the form of this act has around it: who can be chosen, and the files that came along.
pub(super) async fn omgeving(
    w: &Werker,
    zicht: &Zicht,
    daad: DaadId,
    bijlagen: &Bijlagen,
) -> Result<Omgeving, WebFout> {
    let velden = &zicht.dossier.boek.daad(daad).velden;
    let heeft = |soort: &VeldSoort| velden.iter().any(|v| v.soort == *soort);
    let mut omgeving = Omgeving { geplaatst: bijlagen.geplaatst(), ..Omgeving::default() };
    if heeft(&VeldSoort::Partij) {
        let partijen = zicht.dossier.stand.partijen().iter().filter(|p| p.naam.is_some());
        omgeving.partijen = partijen.map(|p| Optie::new(&p.id, zicht.naam_en_rol(&p.id))).collect();
    }
    if heeft(&VeldSoort::Gebeurtenis) {
        omgeving.gebeurtenissen = zicht.rechtzetbaar(w);
    }
    if heeft(&VeldSoort::Account) {
        let allen = w.bij.huis.toegang.accounts(w.praktijk().tenant()).await?;
        omgeving.accounts = allen
            .into_iter()
            .filter(|a| a.actief)
            .map(|a| Optie::new(a.wie.account.to_string(), format!("{} ({})", a.wie.naam, a.email)))
            .collect();
    }
    Ok(omgeving)
}

impl<'a> Voornemen<'a> {
    pub(super) async fn new(
        w: &'a Werker,
        zicht: &'a Zicht,
        rol: &str,
        daad: &str,
        bijlagen: Bijlagen,
    ) -> Result<Self, WebFout> {
        let boek = &zicht.dossier.boek;
        let hoedanigheid = zicht
            .hoedanigheden(w)
            .into_iter()
            .find(|h| h.rol == rol)
            .ok_or(WebFout::GeenToegang)?;
        let (Some(rol), Some(daad)) = (boek.rol_id(rol), boek.daad_id(daad)) else {
            return Err(WebFout::Weg);
        };
        let omgeving = omgeving(w, zicht, daad, &bijlagen).await?;
        Ok(Self { w, zicht, rol, hoedanigheid, daad, omgeving, bijlagen })
    }

    pub(super) fn boek(&self) -> &'a Boek {
        &self.zicht.dossier.boek
    }

    pub(super) fn velden(&self) -> Vec<Vraagveld> {
        let boek = self.boek();
        if boek.daad(self.daad).herstelt {
            // The rest is asked on the form of what is set right.
            let welke = boek.daad(self.daad).velden.iter();
            return welke
                .filter(|v| v.soort == VeldSoort::Gebeurtenis)
                .map(Vraagveld::van)
                .collect();
        }
        let geeist: Vec<&str> = boek
            .stukken
            .iter()
            .filter(|s| s.bij == self.daad)
            .flat_map(|s| s.vermeldt.iter().map(|v| v.wat.as_str()))
            .chain(
                boek.verlenend(self.daad)
                    .iter()
                    .flat_map(|n| boek.norm(*n).vermeldt.iter().map(String::as_str)),
            )
            .collect();
        boek.daad(self.daad)
            .velden
            .iter()
            .map(|v| {
                let mut f = Vraagveld::van(v);
                if f.verplicht.is_none()
                    && geeist.contains(&v.id.as_str())
                    && !matches!(v.soort, VeldSoort::Lijst(_))
                {
                    // The engine says which article demands it; the form only says that it is needed.
                    f.hint.get_or_insert_with(|| "Dit moet in de brief staan.".to_owned());
                    f.geeist = true;
                }
                f
            })
            .collect()
    }

    pub(super) fn kader(&self) -> Vormkader<'_> {
        Vormkader { boek: self.boek(), daad: self.daad, omgeving: &self.omgeving }
    }

    pub(super) fn partijkeuzes(&self) -> Vec<Optie> {
        let boek = self.boek();
        let stand = &self.zicht.dossier.stand;
        boek.daad(self.daad)
            .aan
            .iter()
            .flat_map(|r| stand.doelen(*r))
            .map(|d| {
                let id =
                    d.partij.map_or(&boek.rol(d.rol).id, |i| &stand.partijen()[usize::from(i)].id);
                Optie::new(id, self.zicht.naam_en_rol(id))
            })
            .collect()
    }

    /// The parties in the role of this act: the one who is logged in, or those for whom it is recorded.
    pub(super) fn namens_wie(&self) -> Vec<Optie> {
        if !matches!(self.boek().rol(self.rol).soort, RolSoort::Partij) {
            return Vec::new();
        }
        let eigen =
            |p: &dossier::Partij| self.hoedanigheid.namens || p.account == Some(self.w.wie.account);
        let partijen = self.zicht.dossier.stand.partijen_in(self.rol).filter(|(_, p)| eigen(p));
        partijen.map(|(_, p)| Optie::new(&p.id, self.zicht.naam_van(&p.id))).collect()
    }

    /// All fields of the form: when, towards whom, and those of the act.
    pub(super) fn formvelden(&self, invoer: &Invoer, fouten: &Fouten) -> Vec<Veld> {
        let mut uit: Vec<Veld> = Vec::new();
        let opties = self.partijkeuzes();
        if opties.len() > 1 {
            let kop = Veldkop::new(AAN, "Tegenover wie?").fout(fouten.get(AAN));
            uit.push(Vinkjes::new(kop, opties).gekozen(invoer.alle(AAN)).into());
        }
        let namens = self.namens_wie();
        if namens.len() > 1 {
            let kop = Veldkop::new(NAMENS, "Wie deed dit?").fout(fouten.get(NAMENS));
            let gekozen = invoer.een(NAMENS);
            uit.push(
                Keuze::new(kop, namens).gekozen((!gekozen.is_empty()).then_some(gekozen)).into(),
            );
        }
        uit.extend(self.kader().toon(&self.velden(), invoer, fouten));
        if self.boek().daad(self.daad).herstelt {
            return uit;
        }
        let wanneer = Vraagveld {
            naam: GEBEURD.to_owned(),
            label: "Op welke dag gebeurde dit?".to_owned(),
            hint: Some("Vandaag, of een eerdere dag als u het later vastlegt.".to_owned()),
            soort: VeldSoort::Datum,
            verplicht: Some("Vul in op welke dag dit gebeurde.".to_owned()),
            b1: false,
            rijen: 1,
            geeist: true,
            weet_niet: false,
        };
        uit.extend(self.kader().toon(&[wanneer], invoer, fouten));
        uit
    }

    /// What an empty form holds: today, and everybody for whom the act is and was not done yet.
    pub(super) fn beginstand(&self) -> Invoer {
        let vandaag = self.w.app().vandaag();
        let mut i = Invoer::default();
        for (deel, waarde) in Datumdeel::ALLE.into_iter().zip([
            vandaag.day().to_string(),
            vandaag.month().to_string(),
            vandaag.year().to_string(),
        ]) {
            i.zet(&format!("{GEBEURD}-{}", deel.einde()), waarde);
        }
        let opties = self.partijkeuzes();
        let blik = self.zicht.blik(self.w);
        let open: Vec<String> = blik
            .plichten()
            .iter()
            .filter(|p| p.daad == self.daad && p.afloop.is_open())
            .filter_map(|p| p.aan)
            .map(|d| {
                d.partij.map_or_else(
                    || self.boek().rol(d.rol).id.clone(),
                    |x| blik.stand.partijen()[usize::from(x)].id.clone(),
                )
            })
            .collect();
        let kies: Vec<String> = opties
            .iter()
            .map(|o| o.waarde.clone())
            .filter(|o| open.is_empty() || open.contains(o))
            .collect();
        i.0.extend(kies.into_iter().map(|k| (AAN.to_owned(), k)));
        i
    }

    /// Reads the form into what is to be done, as far as it goes, with what is wrong by field.
    pub(super) fn lees(&self, invoer: &Invoer) -> (Opdracht, Fouten) {
        let (mut velden, mut fouten) = self.kader().lees(&self.velden(), invoer);
        let wanneer = Vraagveld {
            naam: GEBEURD.to_owned(),
            label: String::new(),
            hint: None,
            soort: VeldSoort::Datum,
            verplicht: Some("Vul in op welke dag dit gebeurde.".to_owned()),
            b1: false,
            rijen: 1,
            geeist: true,
            weet_niet: false,
        };
        let (dag, dagfouten) = self.kader().lees(&[wanneer], invoer);
        fouten.extend(dagfouten);
        if let (Some(zin), Some(v)) = (&self.bijlagen.fout, self.boek().daad(self.daad).bestanden())
        {
            fouten.insert(v.id.clone(), zin.clone());
        }
        let aan = invoer.alle(AAN);
        if self.partijkeuzes().len() > 1 && aan.is_empty() {
            fouten.insert(AAN.to_owned(), "Kies tegenover wie.".to_owned());
        }
        let namens = self.namens_wie();
        if namens.len() > 1 && !namens.iter().any(|o| o.waarde == invoer.een(NAMENS)) {
            fouten.insert(NAMENS.to_owned(), "Kies wie dit deed.".to_owned());
        }
        let partij = if namens.len() > 1 {
            Some(invoer.een(NAMENS).to_owned())
        } else {
            namens.into_iter().next().map(|o| o.waarde)
        };
        let gebeurd_op =
            dag.get(GEBEURD).and_then(Waarde::als_datum).unwrap_or_else(|| self.w.app().vandaag());
        self.bijlagen.noem_in(self.boek().daad(self.daad), &mut velden);
        let is_partij = matches!(self.boek().rol(self.rol).soort, RolSoort::Partij);
        let persoon = (!is_partij).then(|| self.w.wie.naam.clone());
        let rol = self.hoedanigheid.rol.clone();
        let wie = Wie { rol, partij, account: Some(self.w.wie.account), persoon };
        (
            Opdracht { daad: self.boek().daad(self.daad).id.clone(), wie, aan, velden, gebeurd_op },
            fouten,
        )
    }

    /// A value in words; people by their name.
    pub(super) fn waarde(&self, v: &Regelveld, w: &Waarde) -> String {
        let mensen = match v.soort {
            VeldSoort::Partij => &self.omgeving.partijen,
            VeldSoort::Account => &self.omgeving.accounts,
            _ => return woorden::waarde(self.boek(), v, w, Lezer::Medewerker),
        };
        let id = w.to_string();
        mensen.iter().find(|o| o.waarde == id).map_or(id, |o| o.label.clone())
    }

    pub(super) fn url(&self) -> String {
        super::dossier::doe_url(
            self.w,
            self.zicht,
            &self.hoedanigheid.rol,
            &self.boek().daad(self.daad).id,
        )
    }

    pub(super) fn naam(&self) -> String {
        let naam = &self.boek().daad(self.daad).naam.nl;
        if self.hoedanigheid.namens {
            format!("Namens {}: {naam}", self.hoedanigheid.naam)
        } else {
            hoofdletter(naam)
        }
    }

    /// The articles that allow it.
    pub(super) fn artikel(&self) -> String {
        let boek = self.boek();
        let blik = self.zicht.blik(self.w);
        blik.mag(self.daad, self.rol, None).map_or_else(|_| String::new(), |(_, v)| boek.citeer(&v))
    }

    pub(super) fn wie_ziet(&self) -> String {
        let boek = self.boek();
        let d = boek.daad(self.daad);
        if !d.vertrouwelijk_voor.is_empty() {
            return format!(
                "Alleen {} ziet dit.",
                boek.rollen_in_woorden(&d.vertrouwelijk_voor, Taal::Nl)
            );
        }
        if d.zichtbaar.is_empty() {
            "Alleen wie de klacht behandelt ziet dit.".to_owned()
        } else {
            format!("Dit zien ook: {}.", boek.rollen_in_woorden(&d.zichtbaar, Taal::Nl))
        }
    }

    /// What follows from it: terms that stop, the end of the procedure, the letters.
    pub(super) fn gevolgen(&self) -> Vec<Zinnen> {
        let boek = self.boek();
        let mut uit = Vec::new();
        if let Some(e) = boek.eindes.iter().find(|e| e.door == self.daad) {
            uit.push(Zinnen::from(format!(
                "Hiermee eindigt de procedure ({}).",
                boek.citeer(&e.vindplaats)
            )));
        }
        for k in boek.stopt_klokken(self.daad) {
            let k = boek.klok(*k);
            uit.push(Zinnen::from(format!(
                "De termijn '{}' stopt ({}).",
                k.naam.nl,
                boek.citeer(&k.vindplaats)
            )));
        }
        for s in boek.stukken.iter().filter(|s| s.bij == self.daad) {
            uit.push(Zinnen::from(format!(
                "Brief '{}' gaat naar: {} ({}).",
                s.naam.nl,
                boek.rollen_in_woorden(&s.aan, Taal::Nl),
                boek.citeer(&s.vindplaats)
            )));
        }
        uit
    }

    pub(super) fn onomkeerbaar(&self) -> bool {
        let boek = self.boek();
        boek.eindes.iter().any(|e| e.door == self.daad)
            || boek.stukken.iter().any(|s| s.bij == self.daad)
    }

    pub(super) fn formulier(&self) -> Result<Formulier, WebFout> {
        let formulier =
            self.w.formulier(self.url())?.met("versie", self.zicht.dossier.versie.to_string());
        Ok(match self.bijlagen.concept {
            Some(id) => formulier.met(CONCEPT, id.to_string()),
            None => formulier,
        })
    }
}
