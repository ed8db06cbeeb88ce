//! Measures the engine: `cargo run --release -p dossier --example meet_dossier`.
//!
//! A dossier of 60 events under the Livio regulation: replayed, and all its duties computed on a day. Beside
//! it, what a program of others needs to read the same events from their JSON (`serde_json`).
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement prints and has a clock"
)]

use std::hint::black_box;
use std::time::Instant;

use dossier::{Blik, Gebeurtenis, Opdracht, Stand, Velden, Waarde, Wie, decide, leidend};
use regeling::{Boek, Bron, RolId};
use termijn::Datum;

const RONDES: u32 = 20_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (boek, _) = Boek::lees(
        Bron::new("woordenlijst", include_str!("../../../regelingen/woordenlijst.toml")),
        vec![Bron::new("wkkgz", include_str!("../../../regelingen/wetten/wkkgz.toml"))],
        Bron::new("livio", include_str!("../../../regelingen/livio/livio.toml")),
    )
    .map_err(|d| d.als_tekst())?;
    let gebeurd = zestig(&boek)?;
    let op: Datum = "2026-05-20".parse()?;
    let stand = Stand::van(&boek, &gebeurd);
    println!(
        "{} events, {} parties, {} duties",
        gebeurd.len(),
        stand.partijen().len(),
        Blik::new(&boek, &stand, op).plichten().len()
    );
    let rollen: Vec<RolId> =
        ["raad_van_bestuur", "klager"].iter().filter_map(|r| boek.rol_id(r)).collect();
    meet("replay (Stand::van)", || drop(black_box(Stand::van(&boek, &gebeurd))));
    meet("duties", || drop(black_box(Blik::new(&boek, &stand, op).plichten())));
    meet("duties, strictest first", || {
        drop(black_box(leidend(Blik::new(&boek, &stand, op).plichten())));
    });
    let alles = meet("replay and duties", || {
        let stand = Stand::van(&boek, &gebeurd);
        drop(black_box(leidend(Blik::new(&boek, &stand, op).plichten())));
    });
    for helft in [15, 30] {
        let deel = &gebeurd[..helft];
        let naam = format!("the same, first {helft} events");
        meet(&naam, || {
            let stand = Stand::van(&boek, deel);
            drop(black_box(leidend(Blik::new(&boek, &stand, op).plichten())));
        });
    }
    meet("permitted acts of the board", || {
        drop(black_box(Blik::new(&boek, &stand, op).handelingen(rollen[0])));
    });
    meet("phase and clocks", || {
        let blik = Blik::new(&boek, &stand, op);
        black_box(blik.fase());
        drop(black_box(blik.klokken()));
    });
    let json = serde_json::to_vec(&gebeurd)?;
    let lezen = meet("serde_json reads the 60 events", || {
        drop(black_box(serde_json::from_slice::<serde_json::Value>(&json)));
    });
    println!("replay and duties cost {:.2} of reading the events", alles / lezen);
    Ok(())
}

/// Prints how long one time takes, and gives it, in seconds.
fn meet(wat: &str, mut werk: impl FnMut()) -> f64 {
    for _ in 0..RONDES / 10 {
        werk();
    }
    let begin = Instant::now();
    for _ in 0..RONDES {
        werk();
    }
    let per_keer = begin.elapsed().as_secs_f64() / f64::from(RONDES);
    println!("{wat:<31} {:>8.2} µs   {:>9.0} a second", per_keer * 1e6, 1.0 / per_keer);
    per_keer
}

/// A complaint with two parties complained about, much contact, an inquiry, a judgment with measures.
fn zestig(boek: &Boek) -> Result<Vec<Gebeurtenis>, Box<dyn std::error::Error>> {
    let tekst = |paren: &[(&str, &str)]| -> Velden {
        paren.iter().map(|(k, w)| ((*k).to_owned(), Waarde::from(*w))).collect()
    };
    let mut gebeurd = Vec::new();
    let mut doe = |op: &str,
                   rol: &str,
                   daad: &str,
                   velden: Velden|
     -> Result<(), Box<dyn std::error::Error>> {
        let stand = Stand::van(boek, &gebeurd);
        let op: Datum = op.parse()?;
        let opdracht = Opdracht {
            daad: daad.into(),
            wie: Wie::rol(rol),
            aan: Vec::new(),
            velden,
            gebeurd_op: op,
        };
        let besluit = decide(boek, &stand, opdracht, op)?;
        let nummer = u32::try_from(gebeurd.len())? + 1;
        gebeurd.push(besluit.leg_vast(nummer, jiff::Timestamp::UNIX_EPOCH));
        Ok(())
    };
    let bestuur = "raad_van_bestuur";
    let mut klacht =
        tekst(&[("kanaal", "brief"), ("hoedanigheid", "client"), ("klager", "A"), ("client", "B")]);
    klacht.insert("aangeklaagden".into(), Waarde::Lijst(vec!["C".into(), "D".into()]));
    doe("2026-03-02", "klager", "klacht_ingediend", klacht)?;
    doe("2026-03-03", bestuur, "ontvangst_bevestigd", Velden::new())?;
    doe("2026-03-04", bestuur, "contact_opgenomen", Velden::new())?;
    doe("2026-03-04", bestuur, "bevoegdheid_aangenomen", Velden::new())?;
    doe("2026-03-05", bestuur, "procedure_bepaald", tekst(&[("procedure", "Schriftelijk.")]))?;
    doe("2026-03-06", bestuur, "reactie_gevraagd", Velden::new())?;
    for i in 0..24 {
        let op = format!("2026-03-{:02}", 7 + i / 2);
        doe(&op, bestuur, "voortgang_gemeld", tekst(&[("bericht", "Wij zijn nog bezig.")]))?;
        doe(&op, "aangeklaagde", "stuk_toegevoegd", tekst(&[("omschrijving", "rooster")]))?;
    }
    doe("2026-03-20", bestuur, "onderzoek_afgerond", tekst(&[("uitkomst", "Gebleken.")]))?;
    doe("2026-03-23", bestuur, "onderzoek_meegedeeld", Velden::new())?;
    doe("2026-03-25", "klager", "reactie_op_onderzoek_gegeven", tekst(&[("reactie", "Ja.")]))?;
    doe("2026-03-26", bestuur, "reactie_doorgegeven", Velden::new())?;
    doe("2026-04-10", bestuur, "termijn_verlengd", tekst(&[("tot", "2026-05-11")]))?;
    let mut oordeel =
        tekst(&[("uitkomst", "gegrond"), ("behandeling", "Gehoord."), ("motivering", "Gebleken.")]);
    let maatregel = |uiterlijk: &str| {
        Waarde::Groep(tekst(&[("omschrijving", "Rooster"), ("uiterlijk", uiterlijk)]))
    };
    oordeel.insert(
        "maatregelen".into(),
        Waarde::Lijst(vec![maatregel("2026-06-01"), maatregel("2026-07-01")]),
    );
    doe("2026-05-04", bestuur, "oordeel_gegeven", oordeel)?;
    Ok(gebeurd)
}
