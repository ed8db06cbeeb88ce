//! Who and where: the ways in, who may complain, and the cards with names and addresses.
//!
//! Always holds: what a provider left empty is not shown, and a card without a name is not there.

use termijn::Taal;

use super::invullen;
use super::maken::{Bouw, Maker};
use super::{Blok, Folderdeel, Gegevens, InFolder, Kaart, Regel, RegelSoort};
use crate::aanbieder::Contact;
use crate::norm::Grond;
use crate::regime::Regime;
use crate::toon::{hoofdletter, keuze};
use crate::woorden::Tekst;

impl Maker<'_> {
    pub(super) fn kanalen(&self, bouw: &mut Bouw) {
        let mut regels = Vec::new();
        // What has no sentence of its own is told by its name, together in one.
        let mut kaal: Vec<String> = Vec::new();
        for k in &self.boek.kanalen {
            let opent = k.doet.iter().any(|d| self.boek.daad(*d).opent);
            match &k.folder {
                InFolder::Zin(zin) if zin.deel == Folderdeel::Klagen => {
                    let Some(tekst) = self.vul(&zin.tekst, &[]) else { continue };
                    regels.push(tekst);
                }
                InFolder::ZoalsDeDaad if opent => kaal.push(kleine_letter(self.zeg(&k.naam))),
                InFolder::Zin(_) | InFolder::Niet | InFolder::ZoalsDeDaad => continue,
            }
            bouw.vindplaatsen.push(k.vindplaats.clone());
        }
        if !kaal.is_empty() {
            let namen: Vec<&str> = kaal.iter().map(String::as_str).collect();
            let tekst = self.kader.manieren(&keuze(&namen, self.taal), regels.is_empty());
            match regels.is_empty() {
                true => bouw.blokken.push(Blok::Alinea { tekst }),
                false => regels.push(tekst),
            }
        }
        if !regels.is_empty() {
            bouw.blokken.push(Blok::Lijst { regels });
        }
    }

    pub(super) fn gerechtigden(&self, bouw: &mut Bouw) {
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

    pub(super) fn routes(&self, bouw: &mut Bouw) {
        let mut kaarten = Vec::new();
        for r in self.boek.routes.iter().filter(|r| r.folder) {
            let a = self.aanbieder;
            let rol = r.bij.first().map_or("", |rol| self.boek.rol(*rol).id.as_str());
            let gegevens = match rol {
                "klachtenfunctionaris" => vec![self.gegevens(&a.klachtenfunctionaris)],
                "clientvertrouwenspersoon" => {
                    a.vertrouwenspersoon.iter().map(|v| self.gegevens(v)).collect()
                }
                rol => {
                    let van_hem = a.instanties.iter().filter(|i| i.voor == rol);
                    let zonder_voor = |i: &Contact| Contact { voor: String::new(), ..i.clone() };
                    van_hem.map(|i| self.gegevens(&zonder_voor(i))).collect()
                }
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

    pub(super) fn geschillencommissie(&self, bouw: &mut Bouw) {
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
            let kaart = Kaart { naam: als_kop(naam), uitleg: String::new(), gegevens };
            bouw.blokken.push(Blok::Kaarten { kaarten: vec![kaart] });
        }
    }

    /// The words of grounds for which the provider names the body that does handle such a complaint.
    pub(super) fn gronden_van_instanties(&self) -> impl Iterator<Item = &Tekst> {
        let instanties = &self.aanbieder.instanties;
        let genoemd = |id: &str| instanties.iter().any(|i| i.voor == id);
        let gronden = self.boek.gronden.iter().filter(move |g| genoemd(&g.id));
        gronden.filter_map(|g| g.folder.zin()).map(|z| &z.tekst)
    }

    /// Is this the id of a role whose card stands among those to talk to?
    fn heeft_route(&self, id: &str) -> bool {
        let mut routes = self.boek.routes.iter().filter(|r| r.folder);
        routes.any(|r| r.bij.first().is_some_and(|rol| self.boek.rol(*rol).id == id))
    }

    /// The rules under which somebody else decides: where that is, and by when.
    fn elders(&self) -> impl Iterator<Item = &Regime> {
        self.boek.regimes.iter().filter(|r| r.buiten.is_some())
    }

    /// Does the provider name a body for these rules: by their id, or by that of a ground for the same case or
    /// of that kind (`aard`)?
    fn heeft_kaart(&self, regime: &Regime) -> bool {
        let aard = |g: &Grond| {
            let kenmerk = self.boek.toetsstof.bij(g.plek);
            kenmerk.is_some_and(|k| k.aard.contains(&regime.id))
        };
        let zelfde = |g: &&Grond| g.als.as_ref() == Some(&regime.als) || aard(g);
        let gronden = || self.boek.gronden.iter().filter(zelfde);
        let noemt = |voor: &str| voor == regime.id || gronden().any(|g| g.id == voor);
        self.aanbieder.instanties.iter().any(|i| noemt(&i.voor))
    }

    /// Where a complaint under these rules goes, in the words of the file.
    fn uitleg_van(&self, regime: &Regime) -> String {
        let Some(b) = &regime.buiten else { return String::new() };
        let termijn = b.termijn.as_ref().map(|(t, _)| self.zeg(t).trim_end_matches('.'));
        let termijn = termijn.map_or_else(String::new, |t| format!(" {t}."));
        format!("{}{termijn}", self.zeg(&b.naar))
    }

    pub(super) fn instanties(&self, bouw: &mut Bouw) {
        let mut kaarten = Vec::new();
        for i in self.aanbieder.instanties.iter().filter(|i| !self.heeft_route(&i.voor)) {
            let grond = self.boek.gronden.iter().find(|g| g.id == i.voor);
            let regime = self.elders().find(|r| r.id == i.voor);
            let eigen = grond.is_none() && regime.is_none();
            let voor = if eigen { i.voor.clone() } else { String::new() };
            let mut gegevens = self.gegevens(&Contact { voor, ..i.clone() });
            let mut uitleg = std::mem::take(&mut gegevens.voor);
            if let Some(g) = grond {
                uitleg = g.folder.zin().and_then(|z| self.vul(&z.tekst, &[])).unwrap_or_default();
                bouw.vindplaatsen.push(g.vindplaats.clone());
            } else if let Some(r) = regime {
                uitleg = self.uitleg_van(r);
                bouw.vindplaatsen.push(r.vindplaats.clone());
            }
            gegevens.naam.clear();
            let gegevens = if gegevens.regels.is_empty() { Vec::new() } else { vec![gegevens] };
            kaarten.push(Kaart { naam: i.naam.clone(), uitleg, gegevens });
        }
        for r in self.elders().filter(|r| !self.heeft_kaart(r)) {
            kaarten.push(Kaart {
                naam: hoofdletter(self.zeg(&r.naam)),
                uitleg: self.uitleg_van(r),
                gegevens: Vec::new(),
            });
            bouw.vindplaatsen.push(r.vindplaats.clone());
        }
        if !kaarten.is_empty() {
            bouw.blokken.push(Blok::Kaarten { kaarten });
        }
    }

    pub(super) fn gegevens(&self, c: &Contact) -> Gegevens {
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

    pub(super) fn huisgegevens(&self) -> Vec<Regel> {
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
            RegelSoort::Website => invullen::kaal(tekst),
            _ => tekst.trim(),
        };
        (!tekst.is_empty()).then(|| Regel {
            soort,
            label: self.kader.label(soort).to_owned(),
            tekst: tekst.to_owned(),
        })
    }
}

/// A name within a sentence; one that is written in capitals keeps them.
fn kleine_letter(naam: &str) -> String {
    let mut tekens = naam.chars();
    match (tekens.next(), tekens.clone().next()) {
        (Some(eerste), Some(tweede)) if tweede.is_lowercase() => {
            eerste.to_lowercase().chain(tekens).collect()
        }
        _ => naam.to_owned(),
    }
}

/// A name at the head of a card; a website keeps its letters.
fn als_kop(naam: &str) -> String {
    if naam.contains(' ') { hoofdletter(naam) } else { naam.to_owned() }
}
