//! What the policies hear of a dossier follows from its events.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use access::{Beleid, DossierToegang, Handeling, HuisHandeling, Medewerker, Persoon};
use dossier::{Bon, Gebeurtenis, Stand};
use regeling::{Boek, Bron, Velden, Waarde};
use store::{DossierId, Tenant};
use uuid::Uuid;

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const REGELING: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\n\
    geldig = { van = 2020-01-01 }\nwetten = []\n";

fn boek() -> Boek {
    lees(REGELING)
}

fn lees(regeling: &str) -> Boek {
    let (woorden, regeling) =
        (Bron::new("woordenlijst.toml", WOORDEN), Bron::new("proef.toml", regeling));
    Boek::lees(woorden, vec![], regeling).unwrap_or_else(|fout| panic!("{}", fout.als_tekst())).0
}

/// A complaint about these, as the form or the desk fills them in.
fn klacht_over(boek: &Boek, aangeklaagden: Vec<Waarde>) -> DossierToegang {
    let gebeurtenis = Gebeurtenis {
        nummer: 1,
        daad: "klacht_ingediend".to_owned(),
        rol: "klager".to_owned(),
        partij: Some("klager".to_owned()),
        account: None,
        persoon: None,
        aan: vec![],
        velden: Velden::from([("aangeklaagden".to_owned(), Waarde::Lijst(aangeklaagden))]),
        gebeurd_op: "2026-11-23".parse().unwrap(),
        vastgelegd_op: "2026-11-23T08:30:00Z".parse().unwrap(),
        bon: Bon::van(boek),
    };
    let tenant: Tenant = "zorg-oost".parse().unwrap();
    let stand = Stand::van(boek, [&gebeurtenis]);
    DossierToegang::van_stand(tenant, DossierId::from(Uuid::from_u128(9)), boek, &stand)
}

fn met_account(naam: &str, account: u128) -> Waarde {
    let velden = [
        ("naam".to_owned(), Waarde::Tekst(naam.to_owned())),
        ("account".to_owned(), Waarde::Tekst(Uuid::from_u128(account).to_string())),
    ];
    Waarde::Groep(Velden::from(velden))
}

fn functionaris(account: u128) -> Medewerker {
    in_ambt(account, "klachtenfunctionaris")
}

fn in_ambt(account: u128, ambt: &str) -> Medewerker {
    Medewerker {
        tenant: "zorg-oost".parse().unwrap(),
        account: Uuid::from_u128(account),
        naam: String::new(),
        ambten: [ambt.to_owned()].into(),
    }
}

#[test]
fn an_office_of_the_regulation_sees_what_the_one_that_it_equals_sees_and_acts_as_itself_alone() {
    let eigen = "[[rol]]\nid = \"praktijkhouder\"\nsoort = \"ambt\"\nis = \"zorgaanbieder\"\ntoegang_als = \"raad_van_bestuur\"\n\n\
        [[rol]]\nid = \"vertrouwensman\"\nsoort = \"ambt\"\ntoegang_als = \"klachtenfunctionaris\"\n\n\
        [[rol]]\nid = \"verkoper\"\nsoort = \"ambt\"\n";
    let boek = lees(&format!("{REGELING}\n{eigen}"));
    let beleid = Beleid::new().unwrap();
    let zaak = klacht_over(&boek, vec![met_account("A", 9)]);
    let wie = |ambt: &str| Persoon::Medewerker(in_ambt(1, ambt));
    let mag = |b: &Beleid, ambt: &str, wat: Handeling<'_>| b.mag(&wie(ambt), wat, &zaak).is_ok();
    let als = |rol| Handeling::Handel { rol };
    assert!(!mag(&beleid, "praktijkhouder", Handeling::ZieDossier), "nothing said so yet");

    let ander: Tenant = "zorg-west".parse().unwrap();
    let elders = beleid.clone().met(ander, [&boek]);
    assert!(!mag(&elders, "praktijkhouder", Handeling::ZieDossier), "another house said so");

    let beleid = beleid.met(zaak.tenant.clone(), [&boek]);
    for ambt in ["praktijkhouder", "vertrouwensman"] {
        assert!(mag(&beleid, ambt, Handeling::ZieDossier) && mag(&beleid, ambt, als(ambt)));
        assert!(
            beleid.mag_in_huis(&wie(ambt), HuisHandeling::ZieAlleKlachten, &zaak.tenant).is_ok()
        );
    }
    assert!(mag(&beleid, "praktijkhouder", Handeling::ZieIntern));
    assert!(!mag(&beleid, "vertrouwensman", Handeling::ZieIntern), "nor does a functionary");
    // Equal in what he sees; in another's name he does nothing.
    assert!(!mag(&beleid, "praktijkhouder", als("raad_van_bestuur")));
    assert!(!mag(&beleid, "raad_van_bestuur", als("praktijkhouder")));
    assert!(!mag(&beleid, "verkoper", Handeling::ZieDossier), "an office that equals none");

    // What keeps the office that it equals out, keeps it out.
    let over_hem = klacht_over(&boek, vec![met_account("A", 1)]);
    assert_eq!(beleid.uitgesloten([&in_ambt(1, "vertrouwensman")], &over_hem).len(), 1);
}

#[test]
fn each_accused_with_an_account_takes_part_as_a_party_of_his_own() {
    let zaak = klacht_over(&boek(), vec![met_account("A", 1), met_account("B", 2)]);
    let partijen: Vec<_> =
        zaak.deelnemers.iter().map(|wie| (wie.account.as_u128(), wie.partij.as_str())).collect();
    assert_eq!(partijen, [(1, "aangeklaagde"), (2, "aangeklaagde-2")]);
    assert_eq!(zaak.deelnames().len(), 2);
    assert!(zaak.deelnames().iter().all(|deelname| deelname.rol == "aangeklaagde"));
}

#[test] // norm livio/4.8-a
fn the_functionary_is_out_whether_he_was_named_or_only_his_office() {
    let (boek, beleid) = (boek(), Beleid::new().unwrap());
    let (hij, collega) = (functionaris(1), functionaris(2));
    let met_naam = klacht_over(&boek, vec![met_account("A", 1)]);
    assert_eq!(beleid.uitgesloten([&hij, &collega], &met_naam), [hij.account]);

    let ambt = vec![Waarde::Tekst("klachtenfunctionaris".to_owned())];
    let alleen_ambt = klacht_over(&boek, ambt);
    assert!(alleen_ambt.aangeklaagde_ambten.contains("klachtenfunctionaris"));
    let wie = Persoon::Medewerker(collega);
    assert!(beleid.mag(&wie, Handeling::ZieDossier, &alleen_ambt).is_err());
}
