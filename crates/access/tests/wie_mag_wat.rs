//! Who may do what. The table below is under version control: a changed policy shows as a changed
//! line, to be read before it is accepted.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::{collections::BTreeSet, fmt::Write};

use access::{
    Beleid, Deelnemer, DossierToegang, FUNCTIONARIS_GEGEVENSBESCHERMING as FG, Handeling,
    HuisHandeling, Medewerker, Persoon, StukToegang,
};
use store::{DossierId, Tenant};
use uuid::Uuid;

const WIJ: &str = "zorg-oost";
/// To whom the functionary's notes are confidential, and a report of his to the board.
const FUNCTIONARISSEN: &[&str] = &["klachtenfunctionaris", "waarnemend_klachtenfunctionaris"];
const NOTITIES: Handeling<'_> = Handeling::ZieVertrouwelijk { voor: FUNCTIONARISSEN };
const MELDING: Handeling<'_> =
    Handeling::ZieVertrouwelijk { voor: &["klachtenfunctionaris", "raad_van_bestuur"] };

fn tenant(naam: &str) -> Tenant {
    naam.parse().unwrap()
}

fn zaak() -> DossierToegang {
    DossierToegang::leeg(tenant(WIJ), Uuid::from_u128(0xD055).into())
}

fn medewerker(nummer: u128, ambten: &[&str]) -> Medewerker {
    Medewerker {
        tenant: tenant(WIJ),
        account: Uuid::from_u128(nummer),
        naam: String::new(),
        ambten: ambten.iter().map(|ambt| (*ambt).to_owned()).collect(),
    }
}

fn met(ambten: &[&str]) -> Persoon {
    Persoon::Medewerker(medewerker(1, ambten))
}

fn klager() -> Persoon {
    Persoon::Klager { tenant: tenant(WIJ), dossier: zaak().dossier }
}

/// The dossier in which account 1 takes part as `rol`.
fn als(rol: &str) -> DossierToegang {
    neemt_deel(zaak(), 1, rol, rol)
}

fn neemt_deel(mut zaak: DossierToegang, wie: u128, rol: &str, partij: &str) -> DossierToegang {
    let account = Uuid::from_u128(wie);
    let (rol, partij) = (rol.to_owned(), partij.to_owned());
    zaak.deelnemers.insert(Deelnemer { account, rol, partij });
    zaak
}

fn stuk(aan: &[&str]) -> StukToegang {
    let vrijgegeven_aan = aan.iter().map(|partij| (*partij).to_owned()).collect();
    StukToegang { vertrouwelijk_voor: BTreeSet::new(), vrijgegeven_aan }
}

fn aantekening() -> StukToegang {
    let vertrouwelijk_voor = FUNCTIONARISSEN.iter().map(|rol| (*rol).to_owned()).collect();
    StukToegang { vertrouwelijk_voor, vrijgegeven_aan: BTreeSet::new() }
}

/// Everybody whom the table has a line for, each with the dossier as it is for him.
fn mensen() -> Vec<(&'static str, Persoon, DossierToegang)> {
    let bestuur = ["raad_van_bestuur"];
    let functionaris = ["klachtenfunctionaris"];
    let uitgesloten = DossierToegang { uitgesloten: [Uuid::from_u128(1)].into(), ..zaak() };
    let ambt_genoemd = DossierToegang {
        aangeklaagde_ambten: ["klachtenfunctionaris".to_owned()].into(),
        ..zaak()
    };
    let van_mij = zaak().met_behandelaar(Some(Uuid::from_u128(1)));
    let elders = DossierToegang { tenant: tenant("zorg-west"), ..zaak() };
    let ander_dossier =
        Persoon::Klager { tenant: tenant(WIJ), dossier: DossierId::from(Uuid::from_u128(7)) };
    vec![
        ("klager", klager(), zaak()),
        ("klager van een andere klacht", ander_dossier, zaak()),
        ("raad van bestuur", met(&bestuur), zaak()),
        ("  die zelf is aangeklaagd", met(&bestuur), als("aangeklaagde")),
        ("  die uitgesloten is", met(&bestuur), uitgesloten),
        ("  van een andere zorgaanbieder", met(&bestuur), elders),
        ("klachtenfunctionaris", met(&functionaris), zaak()),
        ("  die zelf is aangeklaagd", met(&functionaris), als("aangeklaagde")),
        ("  wiens ambt is aangeklaagd", met(&functionaris), ambt_genoemd),
        ("  die ook bestuurder is", met(&["klachtenfunctionaris", "raad_van_bestuur"]), zaak()),
        ("waarnemend klachtenfunctionaris", met(&[]), als("waarnemend_klachtenfunctionaris")),
        ("behandelaar", met(&["medewerker"]), van_mij),
        ("onderzoeker", met(&["medewerker"]), als("onderzoeker")),
        ("leidinggevende", met(&["leidinggevende"]), zaak()),
        ("  die deelneemt", met(&["leidinggevende"]), als("leidinggevende")),
        ("medewerker", met(&["medewerker"]), zaak()),
        ("  die is aangeklaagd", met(&["medewerker"]), als("aangeklaagde")),
        ("cliëntenraad", met(&["clientenraad"]), zaak()),
        ("beheerder", met(&["beheerder"]), zaak()),
        ("functionaris gegevensbescherming", met(&[FG]), zaak()),
        ("  die zelf is aangeklaagd", met(&[FG]), als("aangeklaagde")),
        ("account zonder ambt", met(&[]), zaak()),
    ]
}

#[test]
fn the_table_of_who_may_do_what_is_as_it_was_read() {
    let beleid = Beleid::new().unwrap();
    let (voor_klager, voor_aangeklaagde) = (stuk(&["klager"]), stuk(&["aangeklaagde"]));
    let (intern, aantekening) = (stuk(&[]), aantekening());
    let vragen = [
        ("dossier zien", Handeling::ZieDossier),
        ("in de werkvoorraad", Handeling::ZieInWerkvoorraad),
        ("intern zien", Handeling::ZieIntern),
        ("aantekeningen functionaris", NOTITIES),
        ("melding van functionaris aan bestuur", MELDING),
        ("vastleggen namens een ander", Handeling::RegistreerNamens),
        ("handelen als bestuur", Handeling::Handel { rol: "raad_van_bestuur" }),
        ("handelen als functionaris", Handeling::Handel { rol: "klachtenfunctionaris" }),
        ("handelen als waarnemer", Handeling::Handel { rol: "waarnemend_klachtenfunctionaris" }),
        ("handelen als onderzoeker", Handeling::Handel { rol: "onderzoeker" }),
        ("handelen als aangeklaagde", Handeling::Handel { rol: "aangeklaagde" }),
        ("handelen als klager", Handeling::Handel { rol: "klager" }),
        ("stuk voor klager", Handeling::LeesStuk(&voor_klager)),
        ("stuk voor aangeklaagde", Handeling::LeesStuk(&voor_aangeklaagde)),
        ("stuk dat intern is", Handeling::LeesStuk(&intern)),
        ("aantekening als stuk", Handeling::LeesStuk(&aantekening)),
        ("zien wie het dossier bekeek", Handeling::ZieInzage),
    ];
    let in_huis = [
        ("klacht registreren", HuisHandeling::RegistreerKlacht),
        ("alle klachten in de lijst", HuisHandeling::ZieAlleKlachten),
        ("aanbevelingen schrijven", HuisHandeling::MaakVerslag),
        ("na de bewaartermijn vernietigen", HuisHandeling::Vernietig),
        ("accounts beheren", HuisHandeling::Beheer),
        ("het logboek van het huis", HuisHandeling::ZieLogboek),
        ("de taken van het huis", HuisHandeling::ZieTaken),
    ];
    let breedte = mensen().iter().map(|(naam, ..)| naam.chars().count()).max().unwrap();
    let namen = vragen.iter().map(|(naam, _)| naam).chain(in_huis.iter().map(|(naam, _)| naam));
    let namen = namen.chain(std::iter::once(&"cijfers zonder namen zien"));
    let mut tabel = String::new();
    for (i, naam) in namen.enumerate() {
        writeln!(tabel, "{}{naam}", " │".repeat(i).replace(' ', "  ") + "  ┌ ").unwrap();
    }
    let inspringen = " ".repeat(breedte);
    let mut uit: String = tabel.lines().fold(String::new(), |mut uit, regel| {
        writeln!(uit, "{inspringen}{regel}").unwrap();
        uit
    });
    for (naam, wie, dossier) in mensen() {
        let antwoorden = vragen.iter().map(|(_, vraag)| beleid.mag(&wie, *vraag, &dossier)).chain(
            in_huis.iter().map(|(_, vraag)| beleid.mag_in_huis(&wie, *vraag, &dossier.tenant)),
        );
        let cijfers = beleid.mag_cijfers_zien(&wie, &dossier.tenant, None);
        let antwoorden = antwoorden.chain(std::iter::once(cijfers));
        let regel: String = antwoorden
            .map(|antwoord| match antwoord {
                Ok(()) => "  J",
                // A prohibition, or merely nothing that allows it.
                Err(geweigerd) if geweigerd.verbod.is_some() => "  x",
                Err(_) => "  ·",
            })
            .collect();
        let vul = " ".repeat(breedte - naam.chars().count());
        writeln!(uit, "{naam}{vul}{regel}").unwrap();
    }
    uit.push_str("\nJ ja   · niets staat het toe   x een verbod\n");
    insta::assert_snapshot!(uit);
}

#[test] // norm surplus/1.m
fn the_functionary_makes_the_report_and_the_board_and_the_client_council_read_it() {
    let beleid = Beleid::new().unwrap();
    let ziet = |ambten: &[&str]| beleid.mag_cijfers_zien(&met(ambten), &tenant(WIJ), None).is_ok();
    let schrijft = |ambten: &[&str]| {
        beleid.mag_in_huis(&met(ambten), HuisHandeling::MaakVerslag, &tenant(WIJ)).is_ok()
    };
    assert!(ziet(&["klachtenfunctionaris"]) && schrijft(&["klachtenfunctionaris"]));
    assert!(ziet(&["raad_van_bestuur"]) && ziet(&["clientenraad"]));
    assert!(!schrijft(&["clientenraad"]));
    for ambten in [&["medewerker"][..], &["leidinggevende"], &["beheerder"], &[]] {
        assert!(!ziet(ambten) && !schrijft(ambten), "{ambten:?}");
    }
}

#[test] // norm kpz/ontvangst-16
fn a_portal_sees_the_figures_of_who_is_affiliated_with_it_and_nothing_else_of_them() {
    let beleid = Beleid::new().unwrap();
    let (aangesloten, ander) = (tenant("zorg-west"), tenant("zorg-noord"));
    let portaal = met(&["klachtenfunctionaris"]);
    assert_eq!(beleid.mag_cijfers_zien(&portaal, &aangesloten, Some(&tenant(WIJ))), Ok(()));
    for bij in [None, Some(&ander)] {
        let nee = beleid.mag_cijfers_zien(&portaal, &aangesloten, bij).unwrap_err();
        assert_eq!(nee.verbod.as_deref(), Some("andere_zorgaanbieder"));
    }
    assert!(
        beleid.mag_cijfers_zien(&met(&["medewerker"]), &aangesloten, Some(&tenant(WIJ))).is_err()
    );
    // The affiliation opens no dossier, no list and no pen.
    let hun = DossierToegang { tenant: aangesloten.clone(), ..zaak() };
    assert!(beleid.mag(&portaal, Handeling::ZieDossier, &hun).is_err());
    for handeling in [HuisHandeling::ZieAlleKlachten, HuisHandeling::MaakVerslag] {
        assert!(beleid.mag_in_huis(&portaal, handeling, &aangesloten).is_err());
    }
}

#[test] // norm livio/4.8-a
fn a_functionary_sees_nothing_of_a_complaint_about_himself() {
    let beleid = Beleid::new().unwrap();
    let functionaris = met(&["klachtenfunctionaris"]);
    let voor_hem = stuk(&["aangeklaagde"]);
    assert_eq!(beleid.mag(&functionaris, Handeling::ZieDossier, &zaak()), Ok(()));
    for handeling in [
        Handeling::ZieDossier,
        Handeling::ZieInWerkvoorraad,
        NOTITIES,
        Handeling::Handel { rol: "klachtenfunctionaris" },
        Handeling::LeesStuk(&voor_hem),
    ] {
        let nee = beleid.mag(&functionaris, handeling, &als("aangeklaagde")).unwrap_err();
        assert_eq!(nee.reden_nl, "U hebt geen toegang tot dit dossier.");
        assert_eq!(nee.verbod.as_deref(), Some("functionaris_over_wie_geklaagd_wordt"));
    }
}

#[test] // norm livio/4.8-a
fn he_appears_in_no_list_and_his_colleague_does() {
    let beleid = Beleid::new().unwrap();
    let (hij, collega) =
        (medewerker(1, &["klachtenfunctionaris"]), medewerker(2, &["klachtenfunctionaris"]));
    let uitgesloten = beleid.uitgesloten([&hij, &collega], &als("aangeklaagde"));
    assert_eq!(uitgesloten, [hij.account]);
    // Where only the office was named, nobody who holds it may come near.
    let ambt = DossierToegang {
        aangeklaagde_ambten: ["klachtenfunctionaris".to_owned()].into(),
        ..zaak()
    };
    assert_eq!(beleid.uitgesloten([&hij, &collega], &ambt), [hij.account, collega.account]);
}

#[test] // norm livio/4.8-b
fn the_substitute_whom_the_board_named_takes_his_place_in_that_dossier_only() {
    let beleid = Beleid::new().unwrap();
    let waarnemer = met(&["medewerker"]);
    let rol = Handeling::Handel { rol: "waarnemend_klachtenfunctionaris" };
    let hier = als("waarnemend_klachtenfunctionaris");
    for handeling in [Handeling::ZieDossier, NOTITIES, rol] {
        assert_eq!(beleid.mag(&waarnemer, handeling, &hier), Ok(()));
        assert!(beleid.mag(&waarnemer, handeling, &zaak()).is_err());
    }
}

#[test] // norm livio/4.4
fn board_and_managers_do_not_see_the_notes_of_the_functionary() {
    let beleid = Beleid::new().unwrap();
    let notitie = aantekening();
    for ambten in [
        &["raad_van_bestuur"][..],
        &["leidinggevende"],
        &["klachtenfunctionaris", "raad_van_bestuur"],
    ] {
        for handeling in [NOTITIES, Handeling::LeesStuk(&notitie)] {
            let nee = beleid.mag(&met(ambten), handeling, &zaak()).unwrap_err();
            assert_eq!(
                nee.reden_nl,
                "De aantekeningen van de klachtenfunctionaris zijn alleen voor de \
                 klachtenfunctionaris."
            );
        }
    }
    // Nor does it help to have the dossier as one's work.
    let van_mij = zaak().met_behandelaar(Some(Uuid::from_u128(1)));
    assert!(beleid.mag(&met(&["medewerker"]), Handeling::LeesStuk(&notitie), &van_mij).is_err());
}

#[test] // norm livio/14
fn of_two_who_are_complained_about_each_reads_only_his_own_letter() {
    let beleid = Beleid::new().unwrap();
    let zaak = neemt_deel(
        neemt_deel(zaak(), 1, "aangeklaagde", "aangeklaagde"),
        2,
        "aangeklaagde",
        "aangeklaagde-2",
    );
    let een = met(&["medewerker"]);
    let twee = Persoon::Medewerker(medewerker(2, &["raad_van_bestuur"]));
    let (aan_een, aan_twee) = (stuk(&["klager", "aangeklaagde"]), stuk(&["aangeklaagde-2"]));
    assert_eq!(beleid.mag(&een, Handeling::LeesStuk(&aan_een), &zaak), Ok(()));
    assert!(beleid.mag(&een, Handeling::LeesStuk(&aan_twee), &zaak).is_err());
    assert_eq!(beleid.mag(&twee, Handeling::LeesStuk(&aan_twee), &zaak), Ok(()));
    let nee = beleid.mag(&twee, Handeling::LeesStuk(&aan_een), &zaak).unwrap_err();
    assert_eq!(nee.reden_nl, "De klacht gaat over u. U ziet wat aan u is vrijgegeven.");
}

#[test] // norm livio/14
fn the_complainant_reads_what_is_for_him_and_only_in_his_own_complaint() {
    let beleid = Beleid::new().unwrap();
    let (voor_hem, intern) = (stuk(&["klager"]), stuk(&["aangeklaagde"]));
    assert_eq!(beleid.mag(&klager(), Handeling::LeesStuk(&voor_hem), &zaak()), Ok(()));
    let nee = beleid.mag(&klager(), Handeling::LeesStuk(&intern), &zaak()).unwrap_err();
    assert_eq!(nee.reden_nl, "Dit stuk is niet aan u vrijgegeven.");
    let ander = DossierToegang { dossier: DossierId::from(Uuid::from_u128(7)), ..zaak() };
    assert!(beleid.mag(&klager(), Handeling::LeesStuk(&voor_hem), &ander).is_err());
}

#[test] // norm livio/14
fn nobody_of_another_provider_comes_near_whatever_he_is() {
    let beleid = Beleid::new().unwrap();
    let elders = DossierToegang { tenant: tenant("zorg-west"), ..als("onderzoeker") };
    for wie in [met(&["raad_van_bestuur", "klachtenfunctionaris", "beheerder"]), klager()] {
        let nee = beleid.mag(&wie, Handeling::ZieDossier, &elders).unwrap_err();
        assert_eq!(nee.verbod.as_deref(), Some("andere_zorgaanbieder"));
        let nee = beleid.mag_in_huis(&wie, HuisHandeling::Beheer, &elders.tenant).unwrap_err();
        assert_eq!(nee.reden_nl, "Dit hoort bij een andere zorgaanbieder.");
    }
}

#[test] // norm livio/5.1
fn every_complaint_reaches_the_list_of_the_board() {
    let beleid = Beleid::new().unwrap();
    assert_eq!(
        beleid.mag(&met(&["raad_van_bestuur"]), Handeling::ZieInWerkvoorraad, &zaak()),
        Ok(())
    );
}

#[test] // norm livio/proces
fn the_functionary_sees_the_progress_of_every_dossier_in_which_nothing_bars_him() {
    let beleid = Beleid::new().unwrap();
    let functionaris = met(&["klachtenfunctionaris"]);
    for handeling in [Handeling::ZieDossier, Handeling::ZieInWerkvoorraad] {
        assert_eq!(beleid.mag(&functionaris, handeling, &zaak()), Ok(()));
    }
    assert!(beleid.mag(&functionaris, Handeling::ZieIntern, &zaak()).is_err());
}
