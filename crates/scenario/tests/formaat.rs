//! The format is a public interface: what strangers write runs, spelling is forgiven, and every kind
//! of expectation holds when it is true and fails with a reason when it is not.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod gemeen;

use gemeen::{speel, speler};
use scenario::Uitslag;

/// The example of the design, word for word, with the steps that it leaves out.
const VOORBEELD: &str = r#"
regeling = "livio"
verhaal  = "The board extends in time, then judges in week nine."

[[stap]]
op   = 2026-03-02
wie  = "klager"
doet = "klacht_ingediend"
met  = { kanaal = "e-mail", hoedanigheid = "client" }

[[stap]]
op     = 2026-03-09
wie    = "raad_van_bestuur"
doet   = "oordeel_gegeven"
weigert = "8 lid 2 sub a"               # must be refused, citing this article

[[verwacht]]                            # on this date, this duty is open
op      = 2026-03-10
plicht  = "contact_opgenomen"
aan     = "klager"
uiterlijk = 2026-03-09
artikel = "8 lid 1"
stand   = "te laat"                     # open | te laat | vervuld | vervallen
"#;

/// A complaint that was judged on 30 March, on which the expectations below are tried.
const BEOORDEELD: &str = r#"
regeling = "livio"
verhaal = "Een klacht van begin tot eind."

[[stap]]
op = 2026-03-02
wie = "klager"
doet = "klacht_ingediend"
met = { kanaal = "brief", hoedanigheid = "client", aangeklaagden = ["J. Kok", "Afdeling planning"] }

[[stap]]
op = 2026-03-05
wie = "raad_van_bestuur"
doet = "reactie_gevraagd"
aan = "aangeklaagde"

[[stap]]
op = 2026-03-30
wie = "raad_van_bestuur"
doet = "oordeel_gegeven"
met = { uitkomst = "gegrond", behandeling = "Gehoord.", motivering = "Gebleken.", maatregelen = [{ omschrijving = "Rooster", uiterlijk = 2026-05-01 }] }
"#;

fn met(verwacht: &str) -> Uitslag {
    speel(&format!("{BEOORDEELD}\n[[verwacht]]\n{verwacht}\n")).1
}

fn fout(tekst: &str) -> String {
    match speler().speel("verhaal.toml", tekst) {
        Err(reden) => reden,
        Ok((_, uitslag)) => {
            assert!(!uitslag.geslaagd(), "this should not hold:\n{tekst}");
            uitslag.mislukt.iter().map(|m| format!("{m}\n")).collect()
        }
    }
}

#[test]
fn the_example_of_the_design_runs_word_for_word() {
    let (_, uitslag) = speel(VOORBEELD);
    assert_eq!(uitslag.mislukt, []);
    assert_eq!((uitslag.stappen, uitslag.verwachtingen), (2, 2));
}

#[test]
fn every_kind_of_expectation_holds_when_true_and_fails_when_not() {
    // What is expected, what makes it wrong instead, and what the failure must say.
    let gevallen = [
        (
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"",
            "op = 2026-03-10\nplicht = \"klacht_doorgezonden\"",
            "zo'n plicht is er niet",
        ),
        (
            "op = 2026-03-10\nplicht = \"eerste-contact\"\naan = [\"klager\", \"aangeklaagde:J. Kok\"]",
            "op = 2026-03-10\nplicht = \"eerste-contact\"\naan = [\"klager\", \"client\"]",
            "contact_opgenomen aan klager",
        ),
        (
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\naan = \"klager\"\nuiterlijk = 2026-03-09",
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\naan = \"klager\"\nuiterlijk = 2026-03-10",
            "uiterlijk 2026-03-09",
        ),
        (
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\nartikel = \"8 lid 1\"",
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\nartikel = \"8 lid 2\"",
            "artikel 8 lid 1",
        ),
        (
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\nstand = \"te laat\"",
            "op = 2026-03-09\nplicht = \"contact_opgenomen\"\nstand = \"te laat\"",
            "open, uiterlijk",
        ),
        (
            "op = 2026-03-30\nplicht = \"contact_opgenomen\"\nstand = \"vervallen\"",
            "op = 2026-03-30\nplicht = \"contact_opgenomen\"\nstand = \"vervuld\"",
            "vervallen",
        ),
        (
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\nwie = \"raad_van_bestuur\"",
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\nwie = \"klachtenfunctionaris\"",
            "0 past",
        ),
        (
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\naantal = 3",
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\naantal = 2",
            "3 past",
        ),
        (
            "op = 2026-03-10\nplicht = \"procedure_bepaald\"\nstand = \"geen\"",
            "op = 2026-03-10\nplicht = \"contact_opgenomen\"\nstand = \"geen\"",
            "die plicht is er wel",
        ),
        (
            "op = 2026-03-10\nklok = \"beoordeling\"\nuiterlijk = 2026-04-13",
            "op = 2026-03-10\nklok = \"beoordeling\"\nuiterlijk = 2026-04-14",
            "uiterlijk 2026-04-13",
        ),
        (
            "op = 2026-03-10\nklok = \"wkkgz:oordeel\"\nwettelijk = 2026-04-13\nartikel = \"Wkkgz 17 lid 1\"",
            "op = 2026-03-10\nklok = \"wkkgz:oordeel\"\nwettelijk = 2026-04-14",
            "wettelijk 2026-04-13",
        ),
        (
            "op = 2026-03-30\nklok = \"beoordeling\"\nstand = \"gestopt\"",
            "op = 2026-03-30\nklok = \"beoordeling\"\nstand = \"loopt\"",
            "de klok gestopt",
        ),
        (
            "op = 2026-03-01\nklok = \"beoordeling\"\nstand = \"geen\"",
            "op = 2026-03-01\nklok = \"beoordeling\"",
            "die klok loopt nog niet",
        ),
        (
            "op = 2026-03-10\nmag = \"oordeel_gegeven\"\nwie = \"raad_van_bestuur\"",
            "op = 2026-03-10\nmag = \"oordeel_gegeven\"\nwie = \"klager\"",
            "Geen artikel geeft",
        ),
        (
            "op = 2026-03-10\nmag = \"oordeel_gegeven\"",
            "op = 2026-03-04\nmag = \"oordeel_gegeven\"",
            "artikel 8 lid 2 sub a",
        ),
        (
            "op = 2026-03-04\nmag_niet = \"oordeel_gegeven\"\nwie = \"raad_van_bestuur\"\nartikel = \"8 lid 2 sub a\"",
            "op = 2026-03-04\nmag_niet = \"oordeel_gegeven\"\nwie = \"raad_van_bestuur\"\nartikel = \"7\"",
            "om een andere reden",
        ),
        (
            "op = 2026-03-04\nmag_niet = \"termijn_verlengd\"\nmet = { tot = 2026-05-12 }\nwie = \"raad_van_bestuur\"\nartikel = \"10 lid 1\"",
            "op = 2026-03-04\nmag_niet = \"termijn_verlengd\"\nmet = { tot = 2026-05-11 }\nwie = \"raad_van_bestuur\"",
            "het mag wel (artikel 10 lid 1)",
        ),
        (
            "op = 2026-03-30\nstuk = \"oordeel\"\naan = [\"klager\", \"aangeklaagde-2\"]\nvermeldt = [\"motivering\", \"geschil.adres\"]",
            "op = 2026-03-30\nstuk = \"oordeel\"\nvermeldt = \"verwijzing\"",
            "vermeldt uitkomst",
        ),
        (
            "op = 2026-03-30\nstuk = \"verdaging\"\naantal = 0",
            "op = 2026-03-30\nstuk = \"verdaging\"",
            "dat stuk is er niet",
        ),
        (
            "op = 2026-03-30\nstuk = \"afschrift_aan_aangeklaagde\"\naantal = 1",
            "op = 2026-03-30\nstuk = \"afschrift_aan_aangeklaagde\"\naantal = 2",
            "er zijn er 1",
        ),
        (
            "op = 2026-03-30\nbewaren_tot = 2028-03-30",
            "op = 2026-03-30\nbewaren_tot = 2028-03-31",
            "bewaren tot 2028-03-30 (artikel 13 lid 1)",
        ),
        (
            "op = 2026-03-29\nbewaren_tot = \"niet\"",
            "op = 2026-03-30\nbewaren_tot = \"niet\"",
            "bewaren tot 2028-03-30",
        ),
        (
            "op = 2026-03-05\nfeit = \"gelegenheid_tot_reactie_geboden\"",
            "op = 2026-03-04\nfeit = \"gelegenheid_tot_reactie_geboden\"",
            "Nog niet iedere aangeklaagde",
        ),
        (
            "op = 2026-03-04\nfeit = \"gelegenheid_tot_reactie_geboden\"\ngeldt = false",
            "op = 2026-03-05\nfeit = \"gelegenheid_tot_reactie_geboden\"\ngeldt = false",
            "het feit geldt",
        ),
        (
            "op = 2026-03-30\nfase = \"oordeel\"",
            "op = 2026-03-30\nfase = \"ontvangen\"",
            "de fase is: oordeel",
        ),
    ];
    for (goed, verkeerd, reden) in gevallen {
        let uitslag = met(goed);
        assert!(uitslag.geslaagd(), "{goed}\n{}", uitslag.mislukt[0]);
        let uitslag = met(verkeerd);
        let [mislukt] = &uitslag.mislukt[..] else { panic!("this should fail once:\n{verkeerd}") };
        assert!(mislukt.reden.contains(reden), "{verkeerd}\n{mislukt}");
        assert_eq!(mislukt.regel, BEOORDEELD.lines().count() + 2, "the line of the expectation");
    }
}

#[test]
fn a_step_that_should_be_refused_and_is_not_fails_and_so_does_one_that_should_not() {
    let stap = |rest: &str| {
        fout(&format!(
            "regeling = \"livio\"\nverhaal = \"x\"\n[[stap]]\nop = 2026-03-02\nwie = \"klager\"\ndoet = \"klacht_ingediend\"\nmet = {{ kanaal = \"brief\", hoedanigheid = \"client\" }}\n{rest}"
        ))
    };
    assert!(stap("weigert = true").contains("moet geweigerd worden"));
    assert!(stap("weigert = \"5 lid 1\"").contains("op grond van artikel 5 lid 1"));
    let oordeel =
        "[[stap]]\nop = 2026-03-09\nwie = \"raad_van_bestuur\"\ndoet = \"oordeel_gegeven\"\n";
    assert!(stap(oordeel).contains("(artikel 8 lid 2 sub a)"));
    assert!(stap(&format!("{oordeel}weigert = \"7 lid 1\"")).contains("om een andere reden"));
}

#[test]
fn a_failed_story_reads_as_a_list_of_what_there_is_instead() {
    insta::assert_snapshot!(fout(
        &VOORBEELD.replace("uiterlijk = 2026-03-09", "uiterlijk = 2026-03-10")
    ));
}

#[test]
fn spelling_is_forgiven_in_keys_names_values_and_articles() {
    let (verhaal, uitslag) = speel(
        r#"
Regeling = "Livio"
titel = "Anders geschreven, hetzelfde verhaal."

[[stap]]
datum = "2 maart 2026"
door = "Klager"
daad = "Klacht ingediend"
velden = { Kanaal = "email", hoedanigheid = "cliënt", aangeklaagden = ["J. Kok", "P. Bol"], schadevergoeding = "nee", gebeurtenis-op = "1-3-2026" }

[[stap]]
op = "2026-03-05"
wie = "Raad van Bestuur"
doet = "contact-opgenomen"
aan = ["Klagers", "J. Kok"]

[[stap]]
op = 2026-03-05T10:00:00
wie = "bestuur"
doet = "gelegenheid geven om te reageren"
aan = "aangeklaagden"

[[stap]]
op = 2026-03-06
wie = "bestuur"
doet = "oordeel_gegeven"
geweigerd = "artikel 10, derde lid"

[[verwacht]]
Op = 2026-03-06
Plicht = "contact opgenomen"
aan = "aangeklaagde 2"
artikel = "artikel 8, eerste lid"
stand = "Open"

[[verwacht]]
op = 2026-03-10
plicht = "eerste contact"
aan = "P. Bol"
artikel = "8.1"
stand = "te-laat"

[[verwacht]]
op = 2026-03-06
mag-niet = "oordeel geven"
wie = "klager"

[[verwacht]]
op = 2026-03-06
klok = "Wkkgz:oordeel"
artikel = "artikel 17 lid 1 Wkkgz"

[[verwacht]]
op = 2026-03-06
feit = "gelegenheid tot reactie geboden"
waar = "ja"

[[verwacht]]
op = 2026-03-06
brief = "Afschrift aan aangeklaagde"
aan = "aangeklaagde"

[[verwacht]]
op = 2026-03-06
bewaren-tot = "nog niet"
"#,
    );
    assert!(
        uitslag.geslaagd(),
        "{}",
        uitslag.mislukt.iter().map(|m| format!("{m}\n")).collect::<String>()
    );
    assert_eq!((uitslag.stappen, uitslag.verwachtingen), (4, 8));
    assert_eq!(verhaal.verhaal, "Anders geschreven, hetzelfde verhaal.");
}

#[test]
fn on_its_own_day_an_expectation_sees_the_steps_above_it_and_on_a_later_day_all() {
    let stap = "[[stap]]\nop = 2026-03-02\nwie = \"klager\"\ndoet = \"klacht_ingediend\"\nmet = { kanaal = \"brief\", hoedanigheid = \"client\" }\n";
    let contact =
        "[[stap]]\nop = 2026-03-02\nwie = \"raad_van_bestuur\"\ndoet = \"contact_opgenomen\"\n";
    let verwacht = |dag: &str, stand: &str| {
        format!(
            "[[verwacht]]\nop = {dag}\nplicht = \"contact_opgenomen\"\naan = \"klager\"\nstand = \"{stand}\"\n"
        )
    };
    let kop = "regeling = \"livio\"\nverhaal = \"x\"\n";
    for tekst in [
        format!("{kop}{stap}{}{contact}", verwacht("2026-03-02", "open")),
        format!("{kop}{stap}{contact}{}", verwacht("2026-03-02", "vervuld")),
        format!("{kop}{stap}{}{contact}", verwacht("2026-03-03", "vervuld")),
        // Expectations before all steps see the whole day.
        format!("{kop}{}{stap}{contact}", verwacht("2026-03-02", "vervuld")),
    ] {
        let uitslag = speel(&tekst).1;
        assert!(uitslag.geslaagd(), "{tekst}\n{}", uitslag.mislukt[0]);
    }
}

#[test]
fn all_mistakes_in_the_file_are_told_at_once_with_the_spot_and_what_to_write_instead() {
    insta::assert_snapshot!(fout(
        r#"regeling = "livio"
verhall = "Vol fouten."

[[stap]]
op = 2026-03-02
wie = "klager"
doet = "klacht_ingediend"
mett = { kanaal = "brief" }

[[stap]]
op = "de tweede maart"
wie = 3
doet = "contact_opgenomen"

[[verwacht]]
op = 2026-03-02
plicht = "contact_opgenomen"
geldt = true
stand = "te vroeg"

[[verwacht]]
op = 2026-03-02
artikel = "8 lid 1"
"#
    ));
}

#[test]
fn names_that_the_regulation_does_not_know_are_told_at_once_with_the_nearest_one() {
    insta::assert_snapshot!(fout(
        r#"regeling = "livio"
verhaal = "Onbekende namen."

[[stap]]
op = 2026-03-02
wie = "klaager"
doet = "klacht_ingedient"
met = { kanaal = "brief" }

[[stap]]
op = 2026-03-02
wie = "klager"
doet = "klacht_ingediend"
met = { kannaal = "brief" }

[[verwacht]]
op = 2026-03-02
plicht = "eerste-kontact"

[[verwacht]]
op = 2026-03-02
klok = "beordeling"

[[verwacht]]
op = 2026-03-02
feit = "wzd_klagt"

[[verwacht]]
op = 2026-03-02
stuk = "ordeel"
aan = "klaagster"
"#
    ));
}

#[test]
fn broken_toml_a_missing_file_of_rules_and_an_unknown_provider_are_said_plainly() {
    assert!(fout("regeling = \"livio\"\n[[stap]\n").contains("geen geldige TOML"));
    assert!(fout("regeling = \"livia\"\nverhaal = \"x\"\n").contains("bedoelde u `livio`?"));
    assert!(
        fout("regeling = \"livio@9\"\nverhaal = \"x\"\n").contains("er is geen regeling `livio@9`")
    );
    assert!(
        fout("regeling = \"livio\"\nverhaal = \"x\"\naanbieder = \"nergens\"\n")
            .contains("er is geen aanbieder `nergens`")
    );
}

#[test] // norm livio/10.4
fn without_the_provider_s_data_the_judgment_letter_lacks_what_article_10_lid_4_demands() {
    let tekst = BEOORDEELD.replace("verhaal = ", "aanbieder = \"geen\"\nverhaal = ");
    let uitslag = speel(&format!(
        "{tekst}\n[[verwacht]]\nop = 2026-03-30\nstuk = \"oordeel\"\nontbreekt = [\"geschil.termijn\", \"geschil.adres\", \"geschil.website\"]\nartikel = \"10 lid 4\"\n"
    ))
    .1;
    assert!(uitslag.geslaagd(), "{}", uitslag.mislukt[0]);
}

#[test]
fn a_story_may_leave_untold_what_it_is_not_about_but_no_date_choice_or_refusal_is_made_up() {
    let kop = "regeling = \"livio\"\nverhaal = \"Kort verteld.\"\n[[stap]]\nop = 2026-03-02\nwie = \"klager\"\ndoet = \"klacht_ingediend\"\n";
    let stap = |daad: &str, rest: &str| {
        format!(
            "{kop}[[stap]]\nop = 2026-03-04\nwie = \"raad_van_bestuur\"\ndoet = \"reactie_gevraagd\"\n[[stap]]\nop = 2026-03-09\nwie = \"raad_van_bestuur\"\ndoet = \"{daad}\"\n{rest}\n"
        )
    };
    // Texts are filled in.
    for (daad, rest) in [
        ("oordeel_gegeven", "met = { uitkomst = \"gegrond\", motivering = \"Gebleken.\" }"),
        ("niet_ontvankelijk_verklaard", "met = { grond = \"7 lid 1 sub a\" }"),
        ("onbevoegd_verklaard", ""),
    ] {
        let uitslag = speel(&stap(daad, rest)).1;
        assert!(uitslag.geslaagd(), "{daad}: {}", uitslag.mislukt[0]);
    }
    // A choice, a date, a ground among several are not; nor anything where a refusal is expected.
    assert!(fout(&stap("oordeel_gegeven", "")).contains("Vul in: Uitkomst"));
    assert!(fout(&stap("termijn_verlengd", "")).contains("Vul in: Nieuwe datum"));
    assert!(fout(&stap("niet_ontvankelijk_verklaard", "")).contains("Vul in: Op welke grond?"));
    assert!(speel(&stap("onbevoegd_verklaard", "weigert = \"6 lid 1\"")).1.geslaagd());
}
