//! Under which version a dossier runs, and why; and under which rules a complaint falls.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "not every test file tells a dossier act by act")]
mod gemeen;

use dossier::{
    Blik, Gebeurtenis, Opdracht, Overgang, Stand, Velden, Waarde, Wie, decide, versieloop,
};
use regeling::{Bibliotheek, Boek, Bron};
use termijn::{Datum, Taal};

use gemeen::{dag, velden};

fn mini() -> Bibliotheek {
    toetsbank::bibliotheek().met(toetsbank::bronnen("scenarios/mini/regelingen").collect())
}

/// An event on this day, recorded on that one.
fn doe(boek: &Boek, gebeurd: &mut Vec<Gebeurtenis>, wie: &str, daad: &str, op: &str, met: Velden) {
    let partij = (wie == "klager").then(|| wie.to_owned());
    let opdracht = Opdracht {
        daad: daad.to_owned(),
        wie: Wie { rol: wie.to_owned(), partij, account: None, persoon: None },
        aan: Vec::new(),
        velden: met,
        gebeurd_op: dag(op),
    };
    let vandaag: Datum = dag("2026-12-31");
    let stand = Stand::van(boek, gebeurd.iter());
    let besluit = decide(boek, &stand, opdracht, vandaag).unwrap_or_else(|w| panic!("{w:?}"));
    let nummer = u32::try_from(gebeurd.len()).unwrap() + 1;
    gebeurd.push(besluit.leg_vast(nummer, jiff::Timestamp::UNIX_EPOCH));
}

fn klacht() -> Velden {
    velden(&[("kanaal", "brief"), ("hoedanigheid", "client")])
}

#[test]
fn each_later_version_says_what_it_meant_for_a_running_complaint() {
    let versies = mini().versies("mini-versies").unwrap();
    let boeken: Vec<&Boek> = versies.iter().collect();
    let mut gebeurd = Vec::new();
    doe(boeken[0], &mut gebeurd, "klager", "klacht_ingediend", "2026-03-23", klacht());
    let r = versieloop(&boeken, gebeurd.iter(), dag("2026-07-02"));
    assert_eq!((r.begin, r.eerste, r.nu), (dag("2026-03-23"), 0, 1));
    assert_eq!(r.stappen[0].overgang, Overgang::Over);
    assert!(matches!(&r.stappen[1].overgang, Overgang::Nadelig(n) if n.len() == 1));
    let zinnen = r.zinnen(&boeken, Taal::Nl).join("\n");
    for zin in [
        "Op maandag 23 maart 2026, toen de klacht er was, gold versie 1.",
        "is de klacht overgegaan op versie 2",
        "versie 3. De klacht ging niet over, want voor de klager is dat slechter: oordeel geven uiterlijk maandag 15 juni 2026, in plaats van maandag 4 mei 2026.",
    ] {
        assert!(zinnen.contains(zin), "{zin}\n\n{zinnen}");
    }
    assert!(r.zinnen(&boeken, Taal::En).iter().all(|z| !z.contains("klacht")));
}

#[test]
fn the_day_of_lodging_decides_as_it_stands_after_a_correction() {
    let versies = mini().versies("mini-versies").unwrap();
    let boeken: Vec<&Boek> = versies.iter().collect();
    let mut gebeurd = Vec::new();
    doe(boeken[2], &mut gebeurd, "klager", "klacht_ingediend", "2026-07-06", klacht());
    assert_eq!(versieloop(&boeken, gebeurd.iter(), dag("2026-07-10")).nu, 2);
    let recht = [
        ("gebeurtenis".to_owned(), Waarde::Getal(1)),
        ("reden".to_owned(), Waarde::from("De stempel is van juni.")),
        ("gebeurd_op".to_owned(), Waarde::from("2026-06-29")),
    ];
    doe(boeken[2], &mut gebeurd, "klachtenfunctionaris", "rechtgezet", "2026-07-10", recht.into());
    let r = versieloop(&boeken, gebeurd.iter(), dag("2026-07-10"));
    assert_eq!((r.begin, r.eerste, r.nu), (dag("2026-06-29"), 1, 1), "the older one is better");
}

#[test]
fn a_portal_that_changes_its_regulation_makes_a_version_of_each_provider_too() {
    let tweede = toetsbank::bronnen("scenarios/mini/regelingen")
        .find(|b| b.naam.ends_with("portaal.toml"))
        .map(|b| {
            b.tekst
                .replace("versie = 1", "versie = 2\nneemt_lopende_over = true")
                .replace("van = 2020-01-01", "van = 2026-06-01")
                .replace("binnen = \"5 werkdagen\"", "binnen = \"3 werkdagen\"")
        })
        .unwrap();
    let bibliotheek = mini().met(vec![Bron::new("portaal-2.toml", tweede)]);
    let versies = bibliotheek.versies("mini-kleine-aanbieder").unwrap();
    let boeken: Vec<&Boek> = versies.iter().collect();
    assert_eq!(
        boeken.iter().map(|b| b.van()).collect::<Vec<_>>(),
        [Some(dag("2024-01-01")), Some(dag("2026-06-01"))]
    );
    let mut gebeurd = Vec::new();
    let web = velden(&[("kanaal", "webformulier"), ("hoedanigheid", "client")]);
    doe(boeken[0], &mut gebeurd, "klager", "klacht_ingediend", "2026-05-29", web.clone());
    assert_eq!(gebeurd[0].bon.portaal.as_deref(), Some("mini-portaal@1"));
    // At the turn it passes, for the portal answers sooner and says so.
    let uiterlijk = |op: &str| {
        let r = versieloop(&boeken, gebeurd.iter(), dag(op));
        let stand = Stand::van(boeken[r.nu], &gebeurd);
        let blik = Blik::new(boeken[r.nu], &stand, dag(op));
        let bevestigen = boeken[r.nu].daad_id("ontvangst_bevestigd").unwrap();
        let plicht = blik.plichten().into_iter().find(|p| p.daad == bevestigen).unwrap();
        (r.nu, plicht.uiterlijk.unwrap())
    };
    assert_eq!(uiterlijk("2026-05-31"), (0, dag("2026-06-05")));
    assert_eq!(uiterlijk("2026-06-01"), (1, dag("2026-06-03")));
    let zinnen = versieloop(&boeken, gebeurd.iter(), dag("2026-06-01")).zinnen(&boeken, Taal::Nl);
    assert!(zinnen[1].contains("overgegaan op versie 1 (met Portaal versie 2)"), "{zinnen:?}");
    let mut nieuw = Vec::new();
    doe(boeken[1], &mut nieuw, "klager", "klacht_ingediend", "2026-06-02", web);
    assert_eq!(nieuw[0].bon.portaal.as_deref(), Some("mini-portaal@2"));
}

#[test]
fn the_questions_of_the_intake_are_those_on_which_some_rule_depends_and_no_more() {
    let b = toetsbank::bibliotheek();
    let vragen = |id: &str| {
        let (boek, _) = b.boek(id).unwrap();
        let vragen = boek.regimevragen();
        vragen.iter().map(|v| v.veld.id.clone()).filter(|v| v != "bij").collect::<Vec<_>>()
    };
    assert_eq!(vragen("livio"), ["zorgsoort", "onvrijwillige_zorg"]);
    let surplus = vragen("surplus");
    assert!(surplus.contains(&"gegevensbescherming".to_owned()), "{surplus:?}");
    let (mini, _) = mini().boek("mini-versies").unwrap();
    assert!(mini.regimevragen().is_empty(), "a regulation that tells no kinds apart asks nothing");
}

#[test]
fn a_question_is_open_only_while_its_answer_matters() {
    let (boek, _) = toetsbank::bibliotheek().boek("livio").unwrap();
    let stand_van = |met: &[(&str, &str)]| {
        let mut alle =
            vec![("kanaal", "brief"), ("hoedanigheid", "client"), ("aangeklaagden", "J. Kok")];
        alle.extend(met);
        let mut gebeurd = Vec::new();
        doe(&boek, &mut gebeurd, "klager", "klacht_ingediend", "2026-03-02", velden(&alle));
        Stand::van(&boek, &gebeurd)
    };
    let zien = |met: &[(&str, &str)]| {
        let stand = stand_van(met);
        let r = Blik::new(&boek, &stand, dag("2026-03-02")).regimes();
        let geldt: Vec<String> = r.geldt.iter().map(|r| r.id.clone()).collect();
        (geldt, r.open.iter().map(|v| v.veld.id.clone()).collect::<Vec<_>>())
    };
    let lijst = |l: &[&str]| l.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    assert_eq!(zien(&[]), (lijst(&["wkkgz"]), lijst(&["onvrijwillige_zorg"])));
    assert_eq!(
        zien(&[("onvrijwillige_zorg", "ja")]),
        (lijst(&["wzd"]), lijst(&[])),
        "which care no longer matters"
    );
    assert_eq!(
        zien(&[("onvrijwillige_zorg", "nee"), ("zorgsoort", "wlz")]),
        (lijst(&["wkkgz"]), lijst(&[]))
    );
    assert_eq!(
        zien(&[("zorgsoort", "wlz")]),
        (lijst(&["wkkgz"]), lijst(&["onvrijwillige_zorg"])),
        "which care it is says nothing of whether it was forced"
    );
}
