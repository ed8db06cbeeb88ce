//! What the policies hear of a dossier follows from its events.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use access::{Beleid, DossierToegang, Handeling, Medewerker, Persoon};
use dossier::{Bon, Gebeurtenis, Stand};
use regeling::{Boek, Bron, Velden, Waarde};
use store::{DossierId, Tenant};
use uuid::Uuid;

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const REGELING: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\n\
    geldig = { van = 2020-01-01 }\nwetten = []\n";

fn boek() -> Boek {
    let (woorden, regeling) =
        (Bron::new("woordenlijst.toml", WOORDEN), Bron::new("proef.toml", REGELING));
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
    Medewerker {
        tenant: "zorg-oost".parse().unwrap(),
        account: Uuid::from_u128(account),
        naam: String::new(),
        ambten: ["klachtenfunctionaris".to_owned()].into(),
    }
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
