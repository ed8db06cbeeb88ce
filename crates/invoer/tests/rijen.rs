//! What a row comes to: the complaint on its own day, that it was taken over, that it had been closed; or why not.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod gemeen;

use dossier::{Blik, KlokStand, Stand, bewaartermijn, leidend};
use gemeen::{KOPPELING, boek, dag, met, redenen, regelingen, rijen, tabel};
use invoer::{Koppeling, eerste_koppeling};
use regeling::Waarde;

const LOPEND: &str = "0018;9-11-2026;cliënt;J. Brünnhilde;06-12345678;A. de Wit / B. Zwart;Lang gewacht;;;Belt liever niet;geheim";
const DICHT: &str = "0017;2-2-2026;familie;Zoë van Hoëvell;;;Bejegening;20-4-2026;gegrond;-;";

#[test]
fn under_every_regulation_a_running_complaint_has_its_terms_from_the_day_on_which_it_came() {
    for regeling in regelingen() {
        let boek = boek(&regeling);
        let uit = rijen(&boek, KOPPELING, met(&[LOPEND]).as_bytes());
        let k = uit[0].as_ref().unwrap_or_else(|_| panic!("{regeling}: {}", redenen(&uit[0])));
        let gedaan: Vec<_> =
            k.gebeurtenissen.iter().map(|g| (g.daad.as_str(), g.gebeurd_op)).collect();
        assert_eq!(
            gedaan,
            [("klacht_ingediend", dag("2026-11-09")), ("ingevoerd", dag("2026-11-30"))]
        );
        assert!(k.gebeurtenissen.iter().all(|g| g.vastgelegd_dag() == dag("2026-11-30")));
        let stand = Stand::van(&boek, &k.gebeurtenissen);
        let blik = Blik::new(&boek, &stand, dag("2026-11-30"));
        assert!(blik.einde().is_none());
        let klok = blik.klokken().into_iter().find(KlokStand::loopt);
        let klok = klok.unwrap_or_else(|| panic!("{regeling}: no clock runs"));
        assert!(klok.begin.0 <= dag("2026-11-09"), "{regeling}");
        assert_eq!(stand.partijen().iter().filter(|p| p.id.starts_with("aangeklaagde")).count(), 2);
    }
}

#[test]
fn under_every_regulation_a_closed_complaint_leaves_no_duty_and_no_clock_and_is_kept_from_its_closing()
 {
    for regeling in regelingen() {
        let boek = boek(&regeling);
        let uit = rijen(&boek, KOPPELING, met(&[DICHT]).as_bytes());
        let k = uit[0].as_ref().unwrap_or_else(|_| panic!("{regeling}: {}", redenen(&uit[0])));
        let stand = Stand::van(&boek, &k.gebeurtenissen);
        for op in ["2026-11-30", "2029-01-01"] {
            let blik = Blik::new(&boek, &stand, dag(op));
            assert_eq!(blik.einde().map(|e| e.op.0), Some(dag("2026-04-20")), "{regeling}");
            assert_eq!(blik.fase().map(|f| f.id.as_str()), Some("eerder_afgesloten"), "{regeling}");
            let open: Vec<_> = leidend(blik.plichten())
                .into_iter()
                .filter(|l| l.leidt.afloop.is_open())
                .map(|l| boek.norm(l.leidt.norm).id.clone())
                .collect();
            assert!(open.is_empty(), "{regeling}: {open:?}");
            assert!(!blik.klokken().iter().any(KlokStand::loopt), "{regeling}");
            if let Some(b) = bewaartermijn(&blik) {
                assert_eq!(b.vanaf, dag("2026-04-20"), "{regeling}");
            }
        }
        let zonder_kanaal = KOPPELING.replace("kanaal = { waarde = \"brief\" }\n", "");
        assert!(rijen(&boek, &zonder_kanaal, met(&[DICHT]).as_bytes())[0].is_ok(), "{regeling}");
    }
}

#[test]
fn what_a_row_says_and_does_not_say_stands_in_the_dossier_and_the_name_of_the_file_does_not() {
    let boek = boek("livio");
    let uit = rijen(&boek, KOPPELING, met(&[LOPEND, DICHT]).as_bytes());
    let velden = |i: usize| &uit[i].as_ref().unwrap().gebeurtenissen[1].velden;
    assert_eq!(velden(0)["oud_nummer"], Waarde::from("0018"));
    assert_eq!(velden(0)["rij"], Waarde::Getal(2));
    let alles = format!("{:?}", uit[0].as_ref().unwrap().gebeurtenissen);
    assert!(!alles.contains("Jansen") && !alles.contains("geheim"), "{alles}");
    assert!(alles.contains("Belt liever niet"));
    let mist = |i: usize| -> Vec<String> {
        velden(i)["niet_bekend"].als_lijst().iter().map(ToString::to_string).collect()
    };
    assert_eq!(mist(0), ["locatie", "gebeurtenis_op", "omschrijving", "stappen"]);
    for wat in ["hoedanigheid", "aangeklaagde", "motivering", "maatregelen"] {
        assert!(mist(1).iter().any(|m| m == wat), "{wat}: {:?}", mist(1));
    }
}

#[test]
fn a_row_that_cannot_be_right_is_refused_with_its_column_and_without_what_it_says() {
    let boek = boek("livio");
    let gevallen = [
        ("1;29-2-2023;cliënt;Geheimnaam;;;x;;;;", "Binnen: die dag bestaat niet"),
        ("2;31-11-2025;cliënt;Geheimnaam;;;x;;;;", "Binnen: die dag bestaat niet"),
        ("3;eind maart;cliënt;Geheimnaam;;;x;;;;", "Binnen: geen dag in een vorm"),
        ("4;1-12-2026;cliënt;Geheimnaam;;;x;;;;", "Binnen: die dag ligt in de toekomst"),
        ("5;2-3-2026;cliënt;Geheimnaam;;;x;1-3-2026;gegrond;;", "Klaar: afgesloten voordat"),
        ("6;;cliënt;Geheimnaam;;;x;;;;", "Binnen: de dag van ontvangst ontbreekt"),
        ("7;2-3-2026;cliënt;Geheimnaam;;;x;;gegrond;;", "Klaar: er staat hoe de klacht afliep"),
        (
            "8;2-3-2026;cliënt;Geheimnaam;;;x;1-4-2026;misschien;;",
            "Oordeel: staat niet bij `waarden`",
        ),
        ("9;9-11-2026;familie;Geheimnaam;;;x;;;;", "Wie: Vul in"),
        ("10;1-1-1980;cliënt;Geheimnaam;;;x;2-1-1980;;;", "Binnen: dat is van voor 1990"),
    ];
    let uit = rijen(&boek, KOPPELING, met(&gevallen.map(|(rij, _)| rij)).as_bytes());
    for ((rij, waarom), uit) in gevallen.iter().zip(&uit) {
        let er = redenen(uit);
        assert!(er.contains(waarom), "{rij}\n{er}");
        for waarde in ["Geheimnaam", "eind maart", "misschien"] {
            assert!(!er.contains(waarde), "{er}");
        }
    }
}

#[test]
fn the_same_row_twice_is_one_dossier() {
    let boek = boek("livio");
    let zonder = LOPEND.replacen("0018", "", 1);
    let uit = rijen(&boek, KOPPELING, met(&[LOPEND, LOPEND, &zonder, &zonder]).as_bytes());
    assert!(uit[0].is_ok() && uit[2].is_ok());
    assert_eq!(redenen(&uit[1]), "Nr: hetzelfde nummer staat al op rij 2");
    assert_eq!(redenen(&uit[3]), "rij: dezelfde gegevens staan al op rij 4");
    let (a, b) = (uit[0].as_ref().unwrap(), uit[2].as_ref().unwrap());
    assert_ne!(a.sleutel, b.sleutel);
}

#[test]
fn a_closed_complaint_without_a_day_of_receipt_begins_when_it_was_closed_and_that_is_said() {
    let boek = boek("livio");
    let rij = DICHT.replacen("2-2-2026", "", 1);
    let uit = rijen(&boek, KOPPELING, met(&[&rij]).as_bytes());
    let k = uit[0].as_ref().unwrap();
    assert_eq!(k.gebeurtenissen[0].gebeurd_op, dag("2026-04-20"));
    assert!(k.waarschuwingen.iter().any(|w| w.contains("dag van ontvangst staat er niet")));
    let oud = rijen(&boek, KOPPELING, met(&["1;3-4-2004;;;;;x;1-6-2004;gegrond;;"]).as_bytes());
    let w = &oud[0].as_ref().unwrap().waarschuwingen;
    assert!(w.iter().any(|w| w.contains("gold nog geen versie")), "{w:?}");
}

#[test]
fn a_step_is_taken_over_when_the_regulation_allows_it_and_stays_text_when_not() {
    let boek = boek("livio");
    let koppeling = KOPPELING.replace("bewaar = [\"Opmerking\"]\nnegeer = [\"Intern\"]", "")
        + "[[stap]]\ndoet = \"ontvangst_bevestigd\"\nwie = \"klachtenfunctionaris\"\nop = \"Opmerking\"\n"
        + "[[stap]]\ndoet = \"oordeel_gegeven\"\nwie = \"raad_van_bestuur\"\nop = \"Intern\"\nmet = { uitkomst = { waarde = \"gegrond\" } }\n";
    let rij = LOPEND.replace("Belt liever niet;geheim", "10-11-2026;12-11-2026");
    let uit = rijen(&boek, &koppeling, met(&[&rij]).as_bytes());
    let k = uit[0].as_ref().unwrap_or_else(|_| panic!("{}", redenen(&uit[0])));
    let gedaan: Vec<_> = k.gebeurtenissen.iter().map(|g| g.daad.as_str()).collect();
    assert_eq!(gedaan, ["klacht_ingediend", "ingevoerd", "ontvangst_bevestigd"]);
    let stand = Stand::van(&boek, &k.gebeurtenissen);
    assert_eq!(stand.gebeurtenissen()[2].gebeurd_op, dag("2026-11-10"));
    // Nobody was heard, so the regulation does not take that for a judgment; the day is not lost.
    assert!(k.waarschuwingen[0].contains("oordeel_gegeven"), "{:?}", k.waarschuwingen);
    assert!(
        format!("{:?}", k.gebeurtenissen[1].velden).contains("12\u{a0}november 2026")
            || format!("{:?}", k.gebeurtenissen[1].velden).contains("november 2026")
    );
}

#[test]
fn every_mistake_in_a_mapping_is_told_at_once_with_its_line() {
    let boek = boek("livio");
    let koppeling = r#"[bestand]
register = "x"
datums = ["m/d"]
[klacht]
ontvangen = "Binen"
hoedanigheid = { kolom = "Wie", waarden = { a = "koning" } }
onderwerpp = "Onderwerp"
[[stap]]
doet = "gejuicht"
wie = "klager"
op = "Klaar"
"#;
    let k = Koppeling::parse(koppeling).unwrap();
    let fout = k.op(&boek, &tabel(met(&[LOPEND]).as_bytes()).unwrap()).unwrap_err().to_string();
    for (regel, wat) in [
        (3, "`m/d`"),
        (5, "bedoelt u `Binnen`"),
        (6, "`koning` is geen keuze"),
        (7, "`onderwerpp` bestaat hier niet"),
        (9, "`gejuicht`"),
    ] {
        let er = fout.lines().find(|l| l.contains(wat)).unwrap_or_else(|| panic!("{wat}\n{fout}"));
        assert!(er.starts_with(&format!("koppeling, regel {regel}:")), "{er}");
    }
    assert!(fout.contains("noemt niet: `Nr`"), "{fout}");
    let sleutel = Koppeling::parse("[bestand]\nregister = \"x\"\nkop = 1\n[klacht]\n")
        .unwrap_err()
        .to_string();
    assert!(sleutel.contains("kop") && sleutel.contains("line 3"), "{sleutel}");
}

#[test]
fn a_guessed_mapping_names_every_column_and_can_be_used_as_it_is() {
    let csv = "Klachtnummer;Datum ontvangst;Relatie;Naam klager;Status;Datum afgehandeld;Oordeel;Rare kolom\n\
        1;3-1-2026;cliënt;A;Afgehandeld;1-2-2026;Gegrond;p\n\
        2;4-1-2026;cliënt;B;Afgehandeld;2-2-2026;Ongegrond;q\n";
    for regeling in regelingen() {
        let boek = boek(&regeling);
        let t = tabel(csv.as_bytes()).unwrap();
        let tekst = eerste_koppeling(&boek, &t, "Lijst \"2026\"");
        let k = Koppeling::parse(&tekst).unwrap_or_else(|f| panic!("{regeling}: {f}\n{tekst}"));
        k.op(&boek, &t).unwrap_or_else(|f| panic!("{regeling}: {f}\n{tekst}"));
        assert!(tekst.contains("bewaar = [\"Rare kolom\"]"), "{tekst}");
        let uit = rijen(&boek, &tekst, csv.as_bytes());
        assert!(uit.iter().all(Result::is_ok), "{regeling}: {}\n{tekst}", redenen(&uit[0]));
    }
}
