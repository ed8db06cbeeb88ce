//! From book and provider to leaflet.

use std::cell::RefCell;

use termijn::{Taal, datum_voluit};

use super::kader::Kader;
use super::zinnen::{Groep, groepen};
use super::{Blok, Deel, Folder, Folderdeel, Stap, tijd};
use crate::aanbieder::Aanbieder;
use crate::boek::Boek;
use crate::norm::{Geschil, Vindplaats};
use crate::voorwaarde::Moment;
use crate::woorden::Tekst;

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

pub(super) struct Maker<'a> {
    pub(super) boek: &'a Boek,
    pub(super) aanbieder: &'a Aanbieder,
    pub(super) geschil: Geschil,
    pub(super) kader: Kader,
    pub(super) taal: Taal,
    pub(super) onvertaald: RefCell<Vec<String>>,
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
        // In the words of the term that was told, if it began with it; a term with another beginning is another one.
        let van_haar = |s: &&Moment| tijd::niet_later(self.boek, s, &klok.start);
        let start = start.iter().map(|t| t.start).find(van_haar).unwrap_or(&klok.start);
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
}

/// A section in the making.
#[derive(Default)]
pub(super) struct Bouw {
    /// Sentences that stand before those of the file.
    pub(super) voor: Vec<String>,
    /// And after them.
    pub(super) na: Vec<String>,
    pub(super) blokken: Vec<Blok>,
    pub(super) vindplaatsen: Vec<Vindplaats>,
}
