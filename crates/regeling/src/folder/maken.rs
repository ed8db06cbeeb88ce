//! From book and provider to leaflet.

use std::cell::RefCell;

use termijn::{Taal, datum_voluit};

use super::kader::Kader;
use super::zinnen::{Groep, groepen};
use super::{
    Blok, Deel, Folder, Folderdeel, Gegevens, InFolder, Kaart, Regel, RegelSoort, Stap, gaten_in,
    tijd,
};
use crate::aanbieder::{Aanbieder, Contact};
use crate::boek::Boek;
use crate::norm::{Geschil, Vindplaats};
use crate::toon::{hoofdletter, keuze};
use crate::woorden::{RolId, Tekst};

impl Folder {
    /// The leaflet of this regulation at this provider.
    pub fn maak(boek: &Boek, aanbieder: &Aanbieder, taal: Taal) -> Self {
        let m = Maker {
            boek,
            aanbieder,
            geschil: aanbieder.geschil(&boek.geschil),
            kader: Kader(taal),
            taal,
            onvertaald: RefCell::default(),
        };
        let delen = m.delen();
        let kop = boek.kop();
        Self {
            taal: m.kader.kies("nl", "en"),
            aanbieder: aanbieder.naam.clone(),
            titel: m.kader.titel().to_owned(),
            inleiding: m.kader.inleiding(&aanbieder.naam),
            delen,
            contact: m.huisgegevens(),
            versie: m.kader.versie(&kop.titel, kop.versie, kop.van.map(|d| datum_voluit(d, taal))),
            onvertaald: m.onvertaald.into_inner(),
        }
    }
}

/// A step that more roles than these may take names none of them: a row of offices tells a reader nothing.
const MAX_WIE: usize = 2;

struct Maker<'a> {
    boek: &'a Boek,
    aanbieder: &'a Aanbieder,
    geschil: Geschil,
    kader: Kader,
    taal: Taal,
    onvertaald: RefCell<Vec<String>>,
}

impl Maker<'_> {
    fn delen(&self) -> Vec<Deel> {
        let in_kaart: Vec<&Tekst> = self.gronden_van_instanties().collect();
        let groepen = groepen(self.boek, &in_kaart);
        let mut uit: Vec<Deel> = Vec::new();
        for deel in Folderdeel::ALLE {
            // The steps are one section; the first of them makes it.
            if deel.is_stap() && deel != Folderdeel::Ontvangst {
                continue;
            }
            let hier: Vec<&Groep<'_>> = groepen
                .iter()
                .filter(|g| g.deel == deel || (deel.is_stap() && g.deel.is_stap()))
                .collect();
            let mut bouw = Bouw::default();
            if deel.is_stap() {
                self.stappen(&mut bouw, &hier, &groepen);
            } else {
                self.voor(deel, &mut bouw, &groepen);
                self.zinnen(deel, &mut bouw, &hier);
                self.na(deel, &mut bouw);
            }
            if !bouw.blokken.is_empty() {
                uit.push(Deel {
                    id: if deel.is_stap() { "stappen" } else { deel.id() },
                    kop: self.kader.kop(deel).to_owned(),
                    blokken: bouw.blokken,
                    artikelen: self.verwijzing(&bouw.vindplaatsen),
                });
            }
        }
        uit
    }

    /// What stands before the sentences of the file.
    fn voor(&self, deel: Folderdeel, bouw: &mut Bouw, groepen: &[Groep<'_>]) {
        match deel {
            Folderdeel::Behandelaar => {
                if let Some((wie, g)) = self.behandelaar(groepen) {
                    bouw.na.push(self.kader.antwoord_van(&wie));
                    bouw.vindplaatsen.extend(g.vindplaatsen.iter().map(|v| (*v).clone()));
                }
            }
            Folderdeel::Verder => {
                if let Some(naam) = &self.geschil.naam {
                    bouw.voor.push(self.kader.geschil(naam));
                    bouw.vindplaatsen.extend(self.boek.geschil_artikel.clone());
                }
            }
            Folderdeel::Bewaren => self.bewaren(bouw),
            _ => {}
        }
    }

    /// What stands after them.
    fn na(&self, deel: Folderdeel, bouw: &mut Bouw) {
        match deel {
            Folderdeel::Praten => self.routes(bouw),
            Folderdeel::Klagen => {
                self.kanalen(bouw);
                self.gerechtigden(bouw);
            }
            Folderdeel::Verder => self.geschillencommissie(bouw),
            Folderdeel::Elders => self.instanties(bouw),
            _ => {}
        }
    }

    /// The sentences of the file and what goes with them: as a list where each stands by itself.
    fn zinnen(&self, deel: Folderdeel, bouw: &mut Bouw, groepen: &[&Groep<'_>]) {
        let mut zinnen = std::mem::take(&mut bouw.voor);
        for g in groepen {
            for tekst in g.teksten() {
                if let Some(zin) = self.vul(tekst, &g.wie()) {
                    zinnen.push(zin);
                    bouw.vindplaatsen.extend(g.vindplaatsen.iter().map(|v| (*v).clone()));
                }
            }
        }
        zinnen.append(&mut bouw.na);
        let los = matches!(deel, Folderdeel::Rechten | Folderdeel::Elders);
        match zinnen.len() {
            0 => {}
            2.. if los => bouw.blokken.push(Blok::Lijst { regels: zinnen }),
            _ => bouw.blokken.push(Blok::Alinea { tekst: zinnen.join(" ") }),
        }
    }

    fn stappen(&self, bouw: &mut Bouw, groepen: &[&Groep<'_>], alle: &[Groep<'_>]) {
        let behandelaar = self.behandelaar(alle).map(|(wie, _)| wie);
        let mut stappen: Vec<Stap> = Vec::new();
        for g in groepen {
            let teksten = g.teksten();
            let zin = teksten.iter().filter_map(|t| self.vul(t, &g.wie())).collect::<Vec<_>>();
            if zin.is_empty() {
                continue;
            }
            let klein = zin.join(" ").to_lowercase();
            let wie = self
                .namen(&g.wie())
                .filter(|w| g.plicht && !klein.contains(w) && Some(w) != behandelaar.as_ref())
                .filter(|_| g.wie().len() <= MAX_WIE);
            let (wanneer, soms) =
                tijd::in_woorden(self.boek, &self.kader, &tijd::strengste(self.boek, &g.tijden));
            let wanneer = (!wanneer.is_empty()).then_some(wanneer);
            let delen = [
                self.kader.wie_en_wanneer(wie.as_deref(), wanneer.as_deref()),
                soms,
                self.meer_tijd(g),
            ];
            let erbij: Vec<String> = delen.into_iter().filter(|d| !d.is_empty()).collect();
            stappen.push(Stap { zin: zin.join(" "), erbij: erbij.join(" ") });
            bouw.vindplaatsen.extend(g.vindplaatsen.iter().map(|v| (*v).clone()));
        }
        if !stappen.is_empty() {
            bouw.blokken.push(Blok::Stappen { stappen });
        }
    }

    /// How the term of a step can be extended: the strictest of what the texts say.
    fn meer_tijd(&self, g: &Groep<'_>) -> String {
        let met_grens = g.verdagingen.iter().filter(|(_, v)| v.tot.is_some());
        let eerste = met_grens.min_by_key(|(_, v)| v.tot.map_or(u32::MAX, tijd::dagen));
        let Some((klok, v)) = eerste.or_else(|| g.verdagingen.first()) else {
            return String::new();
        };
        let zelfde = || g.verdagingen.iter().filter(|(_, a)| a.daad == v.daad);
        let tot = v.tot.map(|t| t.in_cijfers(self.taal));
        let start = tijd::strengste(self.boek, &g.tijden);
        let start = start.first().map_or(&klok.start, |t| t.start);
        self.kader.meer_tijd(
            tot.as_deref(),
            &tijd::sinds(self.boek, start, self.taal),
            zelfde().any(|(_, a)| a.vooraf),
            zelfde().filter_map(|(_, a)| a.keer).min(),
        )
    }

    /// Who must give the judgment.
    fn behandelaar<'g, 'b>(&self, groepen: &'g [Groep<'b>]) -> Option<(String, &'g Groep<'b>)> {
        let g = groepen.iter().find(|g| g.deel == Folderdeel::Oordeel && g.plicht)?;
        Some((self.namen(&g.wie())?, g))
    }

    fn kanalen(&self, bouw: &mut Bouw) {
        let mut regels = Vec::new();
        for k in &self.boek.kanalen {
            let opent = k.doet.iter().any(|d| self.boek.daad(*d).opent);
            let tekst = match &k.folder {
                InFolder::Zin(zin) if zin.deel == Folderdeel::Klagen => self.vul(&zin.tekst, &[]),
                InFolder::Zin(_) | InFolder::Niet => None,
                InFolder::ZoalsDeDaad => opent.then(|| hoofdletter(self.zeg(&k.naam)) + "."),
            };
            if let Some(tekst) = tekst {
                regels.push(tekst);
                bouw.vindplaatsen.push(k.vindplaats.clone());
            }
        }
        if !regels.is_empty() {
            bouw.blokken.push(Blok::Lijst { regels });
        }
    }

    fn gerechtigden(&self, bouw: &mut Bouw) {
        let mut regels = Vec::new();
        for g in &self.boek.gerechtigden {
            let eigen = g.vindplaats.tekst.ix() == 0;
            let tekst = match &g.folder {
                InFolder::Zin(zin) => &zin.tekst,
                InFolder::ZoalsDeDaad if eigen => &g.naam,
                InFolder::ZoalsDeDaad | InFolder::Niet => continue,
            };
            // Its plain words answer another question: "for whom do you complain?"
            let kaal = Tekst { b1: None, ..tekst.clone() };
            regels.push(self.zeg(&kaal).to_owned());
            bouw.vindplaatsen.push(g.vindplaats.clone());
        }
        if !regels.is_empty() {
            bouw.blokken.push(Blok::Alinea { tekst: self.kader.mogen_klagen().to_owned() });
            bouw.blokken.push(Blok::Lijst { regels });
        }
    }

    fn routes(&self, bouw: &mut Bouw) {
        let mut kaarten = Vec::new();
        for r in self.boek.routes.iter().filter(|r| r.folder) {
            let a = self.aanbieder;
            let rol = r.bij.first().map_or("", |rol| self.boek.rol(*rol).id.as_str());
            let gegevens = match rol {
                "klachtenfunctionaris" => vec![self.gegevens(&a.klachtenfunctionaris)],
                "clientvertrouwenspersoon" => {
                    a.vertrouwenspersoon.iter().map(|v| self.gegevens(v)).collect()
                }
                _ => Vec::new(),
            };
            kaarten.push(Kaart {
                naam: self.zeg(&r.naam).to_owned(),
                uitleg: self.zeg(&r.uitleg).to_owned(),
                gegevens,
            });
            bouw.vindplaatsen.push(r.vindplaats.clone());
        }
        if !kaarten.is_empty() {
            bouw.blokken.push(Blok::Kaarten { kaarten });
        }
    }

    fn geschillencommissie(&self, bouw: &mut Bouw) {
        let g = &self.geschil;
        let Some(naam) = &g.naam else { return };
        let regels: Vec<Regel> = [
            (RegelSoort::Post, g.adres.clone()),
            (RegelSoort::Website, g.website.clone()),
            (RegelSoort::Termijn, self.kies(g.termijn.as_ref(), g.termijn_en.as_ref())),
            (RegelSoort::Kosten, self.kies(g.kosten.as_ref(), g.kosten_en.as_ref())),
        ]
        .into_iter()
        .filter_map(|(soort, tekst)| self.regel(soort, &tekst?))
        .collect();
        if !regels.is_empty() {
            let gegevens = vec![Gegevens { naam: String::new(), voor: String::new(), regels }];
            let kaart = Kaart { naam: naam.clone(), uitleg: String::new(), gegevens };
            bouw.blokken.push(Blok::Kaarten { kaarten: vec![kaart] });
        }
    }

    /// The words of grounds for which the provider names the body that does handle such a complaint.
    fn gronden_van_instanties(&self) -> impl Iterator<Item = &Tekst> {
        let instanties = &self.aanbieder.instanties;
        let genoemd = |id: &str| instanties.iter().any(|i| i.voor == id);
        let gronden = self.boek.gronden.iter().filter(move |g| genoemd(&g.id));
        gronden.filter_map(|g| g.folder.zin()).map(|z| &z.tekst)
    }

    fn instanties(&self, bouw: &mut Bouw) {
        let mut kaarten = Vec::new();
        for i in &self.aanbieder.instanties {
            let grond = self.boek.gronden.iter().find(|g| g.id == i.voor);
            let voor = if grond.is_some() { String::new() } else { i.voor.clone() };
            let mut gegevens = self.gegevens(&Contact { voor, ..i.clone() });
            let mut uitleg = std::mem::take(&mut gegevens.voor);
            if let Some(g) = grond {
                uitleg = g.folder.zin().and_then(|z| self.vul(&z.tekst, &[])).unwrap_or_default();
                bouw.vindplaatsen.push(g.vindplaats.clone());
            }
            gegevens.naam.clear();
            let gegevens = if gegevens.regels.is_empty() { Vec::new() } else { vec![gegevens] };
            kaarten.push(Kaart { naam: i.naam.clone(), uitleg, gegevens });
        }
        if !kaarten.is_empty() {
            bouw.blokken.push(Blok::Kaarten { kaarten });
        }
    }

    fn bewaren(&self, bouw: &mut Bouw) {
        // Where every term has its own condition, the shortest is the rule and the others are "sometimes".
        let regel = self.boek.bewaringen.iter().all(|b| b.als.is_some());
        let mut rij: Vec<_> = self.boek.bewaringen.iter().collect();
        if regel {
            rij.sort_by_key(|b| tijd::dagen(b.termijn));
        }
        for (ix, b) in rij.into_iter().enumerate() {
            let termijn = b.termijn.in_cijfers(self.taal);
            bouw.voor.push(match b.als {
                Some(_) if ix > 0 || !regel => self.kader.soms(&termijn),
                Some(_) | None => self.kader.bewaren(&termijn),
            });
            bouw.vindplaatsen.push(b.vindplaats.clone());
        }
        if self.boek.bewaringen.iter().any(|b| b.verlengd_door.is_some()) {
            bouw.voor.push(self.kader.langer_bewaren().to_owned());
        }
    }

    fn gegevens(&self, c: &Contact) -> Gegevens {
        let regels = [
            (RegelSoort::Telefoon, &c.telefoon),
            (RegelSoort::Email, &c.email),
            (RegelSoort::Website, &c.website),
        ];
        let voor = self.kies(Some(&c.voor), Some(&c.voor_en).filter(|t| !t.is_empty()));
        Gegevens {
            naam: if self.taal == Taal::En && !c.naam_en.is_empty() {
                c.naam_en.clone()
            } else {
                c.naam.clone()
            },
            voor: voor.unwrap_or_default(),
            regels: regels.into_iter().filter_map(|(s, t)| self.regel(s, t)).collect(),
        }
    }

    fn huisgegevens(&self) -> Vec<Regel> {
        let a = self.aanbieder;
        let regels = [
            (RegelSoort::Telefoon, a.telefoon.clone()),
            (RegelSoort::Email, a.email.clone()),
            (RegelSoort::Website, a.website.clone()),
            (RegelSoort::Post, a.adres.join(", ")),
        ];
        regels.into_iter().filter_map(|(s, t)| self.regel(s, &t)).collect()
    }

    fn regel(&self, soort: RegelSoort, tekst: &str) -> Option<Regel> {
        let tekst = match soort {
            RegelSoort::Website => kaal(tekst),
            _ => tekst.trim(),
        };
        (!tekst.is_empty()).then(|| Regel {
            soort,
            label: self.kader.label(soort).to_owned(),
            tekst: tekst.to_owned(),
        })
    }

    /// This text in the leaflet's language; Dutch in its place is remembered.
    fn zeg<'t>(&self, tekst: &'t Tekst) -> &'t str {
        match self.taal {
            Taal::Nl => tekst.b1(),
            Taal::En => {
                if tekst.en.is_empty() {
                    self.onvertaald.borrow_mut().push(tekst.nl.clone());
                }
                tekst.in_taal(Taal::En)
            }
        }
    }

    /// The same for what a provider fills in.
    fn kies(&self, nl: Option<&String>, en: Option<&String>) -> Option<String> {
        match (self.taal, nl, en) {
            (Taal::En, _, Some(en)) => Some(en.clone()),
            (Taal::En, Some(nl), None) => {
                if !nl.is_empty() {
                    self.onvertaald.borrow_mut().push(nl.clone());
                }
                Some(nl.clone())
            }
            (_, nl, _) => nl.cloned(),
        }
    }

    /// The text with its slots filled; nothing when one stays empty.
    fn vul(&self, tekst: &Tekst, wie: &[RolId]) -> Option<String> {
        let mut uit = self.zeg(tekst).to_owned();
        let a = self.aanbieder;
        for gat in gaten_in(&uit.clone()) {
            let waarde = match gat {
                "aanbieder" => a.naam.clone(),
                "adres" => a.adres.join(", "),
                "bereikbaar" => self
                    .kies(Some(&a.bereikbaar), Some(&a.bereikbaar_en).filter(|t| !t.is_empty()))?,
                "email" => a.email.clone(),
                "geschil" => self.geschil.naam.clone()?,
                "telefoon" => a.telefoon.clone(),
                "website" => kaal(&a.website).to_owned(),
                "wie" => self.namen(wie)?,
                _ => String::new(),
            };
            if waarde.trim().is_empty() {
                return None;
            }
            uit = uit.replace(&format!("{{{gat}}}"), &waarde);
        }
        Some(hoofdletter(&uit))
    }

    /// These roles as a complainant knows them: "de klachtenfunctionaris of de directie". A role without a
    /// plain name is not named; nothing when none is left, or when it is the complainant himself.
    fn namen(&self, rollen: &[RolId]) -> Option<String> {
        let mut namen: Vec<&str> = Vec::new();
        for rol in rollen {
            let rol = self.boek.rol(*rol);
            let naam = match (rol.naam.b1.as_deref(), self.taal) {
                (None, _) => continue,
                (Some("u"), _) => return None,
                (Some("wij"), _) => self.aanbieder.naam.as_str(),
                (Some(b1), Taal::Nl) => b1,
                (Some(_), Taal::En) => self.zeg(&rol.naam),
            };
            if !namen.contains(&naam) {
                namen.push(naam);
            }
        }
        (!namen.is_empty()).then(|| keuze(&namen, self.taal))
    }

    /// "8 lid 1 en 2, 10 lid 1": what stands in the same article names it once.
    fn artikelrij(&self, artikelen: &[String]) -> String {
        let (lid, en) = (self.kader.kies(" lid ", " paragraph "), self.kader.kies(" en ", " and "));
        let mut uit = String::new();
        let mut vorig = None;
        for a in artikelen {
            let deel = a.split_once(lid);
            match deel.filter(|(artikel, _)| vorig == Some(*artikel)) {
                Some((_, nummer)) => uit.extend([en, nummer]),
                None => uit.extend([if uit.is_empty() { "" } else { ", " }, a]),
            }
            vorig = deel.map(|(artikel, _)| artikel);
        }
        uit
    }

    /// "artikel 8 lid 1, 10 lid 1; Wkkgz artikel 17 lid 1": each article once, without its letters.
    fn verwijzing(&self, vindplaatsen: &[Vindplaats]) -> String {
        let mut teksten: Vec<Vec<String>> = vec![Vec::new(); self.boek.koppen.len()];
        for v in vindplaatsen {
            let artikel = v.artikel.split(" sub ").next().unwrap_or_default();
            let artikel = match artikel.starts_with(|c: char| c.is_ascii_digit()) {
                true => artikel.replace(" lid ", self.kader.kies(" lid ", " paragraph ")),
                false => artikel.split(',').next().unwrap_or_default().to_owned(),
            };
            let lijst = &mut teksten[v.tekst.ix()];
            if !lijst.contains(&artikel) {
                lijst.push(artikel);
            }
        }
        let mut uit = Vec::new();
        for (kop, mut lijst) in self.boek.koppen.iter().zip(teksten) {
            lijst.sort_by_key(|a| crate::toon::artikel_orde(a));
            let Some(eerste) = lijst.first() else { continue };
            let woord = match eerste.starts_with(|c: char| c.is_ascii_digit()) {
                true => self.kader.kies("artikel ", "article "),
                false => "",
            };
            let kort = if kop.kort.is_empty() { String::new() } else { format!("{} ", kop.kort) };
            uit.push(format!("{kort}{woord}{}", self.artikelrij(&lijst)));
        }
        uit.join("; ")
    }
}

/// A section in the making.
#[derive(Default)]
struct Bouw {
    /// Sentences that stand before those of the file.
    voor: Vec<String>,
    /// And after them.
    na: Vec<String>,
    blokken: Vec<Blok>,
    vindplaatsen: Vec<Vindplaats>,
}

/// A website as people read it.
fn kaal(url: &str) -> &str {
    let url = url.trim();
    url.strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .unwrap_or(url)
        .trim_end_matches('/')
}
