//! A second opinion: `stateright`, the model checker of others, walks the same made-up regulations with the engine, and
//! what it reaches and what it does not is what the model check says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod gemeen;

use std::collections::BTreeSet;

use dossier::{Blik, Opdracht, Stand, Velden, Wie, decide};
use gemeen::{INTREKKEN, boek};
use regeling::norm::NormSoort;
use regeling::{Boek, DaadId};
use stateright::{Checker, Model, Property};
use verkenning::{Soort, verken};

/// So many acts in one run; the regulations here need fewer.
const LENGTE: usize = 5;

struct Procedure {
    boek: Boek,
    /// Each act that somebody may try, with who and what is filled in.
    daden: Vec<(String, String, Velden)>,
}

impl Procedure {
    fn new(boek: Boek) -> Self {
        let mut daden = Vec::new();
        for n in boek.normen.iter().filter(|n| n.soort != NormSoort::Verbod) {
            let regeling::norm::Doet::Daden(l) = &n.doet else { continue };
            for (d, r) in l.iter().flat_map(|d| n.wie.iter().map(move |r| (d, r))) {
                let daad = boek.daad(*d);
                let mut velden = Velden::new();
                for v in daad.velden.iter().filter(|v| v.verplicht) {
                    use regeling::woorden::VeldSoort::{Hoedanigheid, Kanaal, Keuze};
                    let waarde: regeling::Waarde = match &v.soort {
                        Kanaal => "brief".into(),
                        Hoedanigheid => "client".into(),
                        Keuze(o) => o[0].id.as_str().into(),
                        _ => "voorbeeld".into(),
                    };
                    velden.insert(v.id.clone(), waarde);
                }
                let een = (daad.id.clone(), boek.rol(*r).id.clone(), velden);
                if !daden.contains(&een) {
                    daden.push(een);
                }
            }
        }
        Self { boek, daden }
    }

    /// The dossier after these acts, one a day.
    fn stand(&self, gedaan: &[usize]) -> Option<(Stand, termijn::Datum)> {
        let mut stand = Stand::new(&self.boek);
        let mut op = jiff::civil::date(2026, 3, 2);
        for (nummer, i) in (1..).zip(gedaan) {
            op = op.tomorrow().unwrap();
            let (daad, rol, velden) = self.daden[*i].clone();
            let opdracht =
                Opdracht { daad, wie: Wie::rol(&rol), aan: Vec::new(), velden, gebeurd_op: op };
            let besluit = decide(&self.boek, &stand, opdracht, op).ok()?;
            let g = besluit.leg_vast(nummer, jiff::Timestamp::UNIX_EPOCH);
            stand = stand.evolve(&self.boek, &g);
        }
        Some((stand, op))
    }

    fn ziet(&self, gedaan: &[usize], wat: &str) -> bool {
        let Some((stand, op)) = self.stand(gedaan) else { return false };
        let blik = Blik::new(&self.boek, &stand, op);
        blik.plichten().iter().any(|p| self.boek.norm(p.norm).id == wat)
            || blik.klokken().iter().any(|k| self.boek.klok(k.klok).id == wat)
    }
}

impl Model for Procedure {
    type State = Vec<usize>;
    type Action = usize;

    fn init_states(&self) -> Vec<Self::State> {
        vec![Vec::new()]
    }

    fn actions(&self, _: &Self::State, uit: &mut Vec<usize>) {
        uit.extend(0..self.daden.len());
    }

    fn next_state(&self, gedaan: &Self::State, i: usize) -> Option<Self::State> {
        // What was done twice already tells nothing more here.
        if gedaan.len() >= LENGTE || gedaan.iter().filter(|d| **d == i).count() > 1 {
            return None;
        }
        let straks = [gedaan.as_slice(), &[i]].concat();
        self.stand(&straks).map(|_| straks)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        // One name for each thing to look for; `stateright` wants them known beforehand.
        vec![
            Property::sometimes("een", |m, s: &Vec<usize>| m.ziet(s, "een")),
            Property::sometimes("twee", |m, s: &Vec<usize>| m.ziet(s, "twee")),
            Property::sometimes("drie", |m, s: &Vec<usize>| m.ziet(s, "drie")),
        ]
    }
}

/// Duties `een`, `twee` and `drie` that begin with what these regulations let happen, or not.
const GEVALLEN: &[&str] = &[
    // A chain of which the last link is missing.
    r#"
[[plicht]]
id = "een"
artikel = "3"
wie = "raad_van_bestuur"
doet = "contact_opgenomen"
na = "klacht_ontvangen"

[[plicht]]
id = "twee"
artikel = "4"
wie = "raad_van_bestuur"
doet = "procedure_bepaald"
na = "contact_opgenomen"

[[plicht]]
id = "drie"
artikel = "5"
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
na = "bemiddeling_gestart"
"#,
    // A prohibition that withdrawing does not lift, and an order that cannot be.
    r#"
[[bevoegdheid]]
id = "b"
artikel = "3"
wie = "klachtenfunctionaris"
doet = ["bemiddeling_gestart", "contact_opgenomen"]
na = "klacht_ontvangen"

[[verbod]]
id = "v"
artikel = "3"
doet = "bemiddeling_gestart"
als = "klacht_ontvangen"

[[plicht]]
id = "een"
artikel = "4"
wie = "klachtenfunctionaris"
doet = "contact_opgenomen"
na = "bemiddeling_gestart"

[[plicht]]
id = "twee"
artikel = "5"
wie = "klachtenfunctionaris"
doet = "contact_opgenomen"
na = { laatste = ["klacht_ontvangen", "klacht_ingetrokken"] }
na_einde = true

[[klok]]
id = "drie"
naam = "drie"
artikel = "6"
start = { gebeurd = "contact_opgenomen", door = "raad_van_bestuur" }
termijn = "1 week"
stopt = "klacht_ingetrokken"
"#,
    // Two ways to the same, one of them shut; and a duty that rests on an order of acts.
    r#"
[[bevoegdheid]]
id = "b"
artikel = "3"
wie = "raad_van_bestuur"
doet = ["reactie_gevraagd", "onderzoek_afgerond"]
na = "klacht_ontvangen"

[[verbod]]
id = "v"
artikel = "3"
doet = "onderzoek_afgerond"
tenzij = "reactie_gevraagd"

[[plicht]]
id = "een"
artikel = "4"
wie = "raad_van_bestuur"
doet = "contact_opgenomen"
na = { eerste = ["bemiddeling_gestart", "onderzoek_afgerond"] }

[[plicht]]
id = "twee"
artikel = "5"
wie = "raad_van_bestuur"
doet = "contact_opgenomen"
na = "klacht_ontvangen"
als = { voor = ["onderzoek_afgerond", "reactie_gevraagd"] }

[[plicht]]
id = "drie"
artikel = "6"
wie = "raad_van_bestuur"
doet = "contact_opgenomen"
na = "klacht_ontvangen"
als = { voor = ["reactie_gevraagd", "onderzoek_afgerond"] }
"#,
];

#[test]
fn another_model_checker_reaches_what_is_reached_and_nothing_else() {
    let (mut wel, mut niet) = (0, 0);
    for geval in GEVALLEN {
        let rest = [INTREKKEN, geval].concat();
        let uit = verken(&boek(&rest));
        let onbereikbaar: BTreeSet<&str> = ["een", "twee", "drie"]
            .into_iter()
            .filter(|id| {
                let over = format!("`{id}`");
                let onbereikbaar =
                    uit.bevindingen.iter().filter(|b| b.soort == Soort::Onbereikbaar);
                onbereikbaar.into_iter().any(|b| b.boodschap.contains(&over))
            })
            .collect();
        let open: Vec<_> = uit.noten.iter().filter(|n| n.code == "niet-beslist").collect();
        assert!(open.is_empty(), "all is decided: {open:?}");
        let toets = Procedure::new(boek(&rest)).checker().spawn_bfs().join();
        for id in ["een", "twee", "drie"] {
            let bereikt = toets.discovery(id).is_some();
            assert_eq!(
                bereikt,
                !onbereikbaar.contains(id),
                "{id} in {geval} {:#?}",
                uit.bevindingen
            );
            if bereikt { wel += 1 } else { niet += 1 }
        }
        assert!(toets.unique_state_count() > 10, "it walked");
    }
    assert!(wel >= 3 && niet >= 3, "{wel} reached, {niet} not");
}

#[test]
fn the_acts_of_the_second_opinion_are_those_of_the_regulation() {
    let p = Procedure::new(boek(INTREKKEN));
    assert_eq!(p.daden.len(), 3);
    assert!(
        p.stand(&[0, 1]).is_some() && p.stand(&[1]).is_none(),
        "no receipt without a complaint"
    );
    let _: DaadId = p.boek.daad_id("klacht_ingediend").unwrap();
}
