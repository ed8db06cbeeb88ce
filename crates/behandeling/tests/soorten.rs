//! One letter about three things becomes three complaints, each with its own rules and terms.
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

mod gemeen;

use behandeling::{DEEL_VAN, Dossier, KLAGER, Praktijk, delen};
use dossier::Velden;
use dossier::{Blik, Wie};
use gemeen::{dag, doe, om, velden};
use regeling::Waarde;
use store::IdempotentieSleutel;
use termijn::Datum;

const SECRETARIS: &str = "ambtelijk_secretaris";
const FUNCTIONARIS: &str = "klachtenfunctionaris";

fn tekst(s: &str) -> Waarde {
    Waarde::from(s)
}

/// The rules that hold, and each term of a statute that was begun, with its last day.
fn stand(d: &Dossier, op: &str) -> (Vec<String>, Vec<(String, Datum)>) {
    let blik = Blik::new(&d.boek, &d.stand, dag(op));
    let klok = |k: &dossier::KlokStand| {
        let klok = d.boek.klok(k.klok);
        let kop = d.boek.kop_van(&klok.vindplaats);
        kop.wet.then(|| (format!("{}:{}", kop.id, klok.id), k.einde.einde))
    };
    let regimes = blik.regimes().geldt.iter().map(|r| r.id.clone()).collect();
    (regimes, blik.klokken().iter().filter_map(klok).collect())
}

async fn deel(p: &Praktijk, heel: &Dossier, nummer: &str) -> Dossier {
    let volledig = format!("{}-{nummer}", heel.nummer);
    let id = p.store().dossier_met_nummer(p.tenant(), &volledig).await.unwrap().unwrap();
    p.open(id, dag("2026-03-03")).await.unwrap()
}

#[tokio::test]
async fn one_letter_about_conduct_a_locked_door_and_a_read_file_becomes_three_complaints() {
    let map = tempfile::tempdir().unwrap();
    let p = Praktijk::new(gemeen::uitrusting_onder(map.path(), "surplus").await);
    let (ja, nee) = (Waarde::Ja(true), Waarde::Ja(false));
    let brief = velden(&[
        ("kanaal", tekst("brief")),
        ("hoedanigheid", tekst("client")),
        ("klager", tekst("J. Bakker")),
        ("aangeklaagden", tekst("P. de Vries")),
        ("omschrijving", tekst("Hij is grof. De deur zat op slot. De buren lazen mijn dossier.")),
        ("zorgsoort", tekst("wlz")),
    ]);
    // At intake nobody knew: the ordinary term runs.
    let nieuw = p.nieuw(dag("2026-03-02"));
    let heel = doe(&p, &nieuw, KLAGER, "klacht_ingediend", "2026-03-02", brief).await;
    let gewoon = ("wkkgz:oordeel".to_owned(), dag("2026-04-13"));
    assert_eq!(stand(&heel, "2026-03-03"), (vec!["wkkgz".to_owned()], vec![gewoon.clone()]));
    // Two parts go apart, each with answers of its own.
    let op = dag("2026-03-03");
    let mut d = p.open(heel.id, op).await.unwrap();
    for (onderwerp, dwang, privacy) in
        [("Deur op slot", &ja, &nee), ("Dossier bij de buren", &nee, &ja)]
    {
        let eigen = velden(&[
            ("onderwerp_deel", tekst(onderwerp)),
            ("omschrijving_deel", tekst(onderwerp)),
            ("reden", tekst("Daarvoor gelden andere regels.")),
        ]);
        let over = velden(&[
            ("onvrijwillige_zorg", dwang.clone()),
            ("verplichte_zorg", nee.clone()),
            ("gegevensbescherming", privacy.clone()),
        ]);
        let wie = Wie::rol(FUNCTIONARIS);
        let s = p.splitsing(&d, "klacht_gesplitst", wie, eigen, over, op).unwrap();
        p.splits(&d, s, om(op), op, IdempotentieSleutel::van(onderwerp)).await.unwrap();
        d = p.open(d.id, op).await.unwrap();
    }
    assert_eq!(delen(&d), [format!("{}-2", d.nummer), format!("{}-3", d.nummer)]);
    let antwoorden = Waarde::Groep(velden(&[
        ("onvrijwillige_zorg", nee.clone()),
        ("verplichte_zorg", nee.clone()),
        ("gegevensbescherming", nee.clone()),
    ]));
    let bepaald = velden(&[
        ("gebeurtenis", Waarde::Getal(1)),
        ("reden", tekst("De rest zijn eigen klachten geworden.")),
        ("velden", antwoorden),
    ]);
    let heel = doe(&p, &d, FUNCTIONARIS, "soort_klacht_bepaald", "2026-03-03", bepaald).await;

    // What is left: Wkkgz, six weeks from the day of the letter.
    assert_eq!(stand(&heel, "2026-03-03"), (vec!["wkkgz".to_owned()], vec![gewoon.clone()]));

    // The door: Wzd, passed on, and the committee's fourteen days from its receipt; no Wkkgz.
    let deur = deel(&p, &heel, "2").await;
    assert_eq!(stand(&deur, "2026-03-03"), (vec!["wzd".to_owned()], Vec::new()));
    assert_eq!(deur.gebeurtenissen[0].velden[DEEL_VAN], tekst(&heel.nummer));
    let door = velden(&[
        ("grond", tekst("bopz")),
        ("naar", tekst("Regionale klachtencommissie")),
        ("motivering", tekst("Daar beslist men erover.")),
    ]);
    let deur = doe(&p, &deur, SECRETARIS, "klacht_doorgezonden", "2026-03-03", door).await;
    let bij = "wzd_klacht_bij_commissie";
    let deur = doe(&p, &deur, "raad_van_bestuur", bij, "2026-03-04", Velden::new()).await;
    let commissie = ("wzd:beslissing".to_owned(), dag("2026-03-18"));
    assert_eq!(stand(&deur, "2026-03-04"), (vec!["wzd".to_owned()], vec![commissie]));

    // The file: the AVG beside the Wkkgz, which gives way only where a statute says so; a month for what
    // is asked about own data.
    let privacy = deel(&p, &heel, "3").await;
    let beide = vec!["wkkgz".to_owned(), "avg".to_owned()];
    assert_eq!(stand(&privacy, "2026-03-03"), (beide.clone(), vec![gewoon.clone()]));
    let inzage = velden(&[("soort_verzoek", tekst("inzage"))]);
    let privacy = doe(&p, &privacy, KLAGER, "avg_verzoek_ontvangen", "2026-03-05", inzage).await;
    let (regimes, mut klokken) = stand(&privacy, "2026-03-05");
    klokken.sort();
    assert_eq!(
        (regimes, klokken),
        (beide, vec![("avg:verzoek".to_owned(), dag("2026-04-05")), gewoon])
    );
}
