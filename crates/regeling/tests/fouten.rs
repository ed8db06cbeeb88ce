//! Files as somebody writes them who has only the documentation: what is wrong is told, where, and what to do.

use regeling::{Boek, Bron, Diagnoses};

const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");

const KOP: &str = "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = { van = 2020-01-01 }\nwetten = [\"wkkgz\"]\n\n";
const KLOK: &str = "[[klok]]\nid = \"k\"\nartikel = \"1\"\nstart = \"klacht_ontvangen\"\ntermijn = \"6 weken\"\nstopt = \"oordeel_gegeven\"\n";
const PLICHT: &str = "[[plicht]]\nid = \"p\"\nartikel = \"1\"\nwie = \"raad_van_bestuur\"\ndoet = \"procedure_bepaald\"\nna = \"klacht_ontvangen\"\n";

fn meldingen(tekst: &str) -> Diagnoses {
    let gelezen = Boek::lees(
        Bron::new("woordenlijst.toml", WOORDEN),
        vec![Bron::new("wkkgz.toml", WKKGZ)],
        Bron::new("regeling.toml", tekst),
    );
    gelezen.err().unwrap_or_default()
}

/// Exactly one mistake, of this kind, on this line, whose way out says this.
#[track_caller]
fn een_fout(tekst: &str, code: &str, regel_met: &str, uitweg: &str) {
    let m = meldingen(tekst);
    let [d] = m.lijst() else { panic!("one mistake expected:\n{}", m.als_tekst()) };
    assert_eq!(d.code, code, "{}", m.als_tekst());
    let hulp = d.hulp.clone().unwrap_or_default();
    assert!(hulp.contains(uitweg), "`{uitweg}` is not in `{hulp}`");
    let (_, regel, _) = m.regel(d).unwrap_or_default();
    let staat_er = tekst.lines().nth(regel.saturating_sub(1)).unwrap_or_default();
    assert!(staat_er.contains(regel_met), "line {regel} is `{staat_er}`");
}

#[test]
fn two_norms_with_one_id_are_a_mistake_at_the_second() {
    een_fout(
        &format!("{KOP}{PLICHT}\n{}", PLICHT.replace("[[plicht]]", "[[plicht]] # weer")),
        "dubbele-id",
        "# weer",
        "eigen id",
    );
}

#[test]
fn two_clocks_that_wait_for_each_other_are_a_mistake() {
    let tweede =
        KLOK.replace("\"k\"", "\"l\"").replace("\"klacht_ontvangen\"", "{ verstreken = \"k\" }");
    let eerste = KLOK.replace("\"klacht_ontvangen\"", "{ verstreken = \"l\" }");
    let m = meldingen(&format!("{KOP}{eerste}\n{tweede}"));
    let codes: Vec<_> = m.lijst().iter().map(|d| d.code).collect();
    assert_eq!(codes, ["klok-rust-op-zichzelf"; 2], "{}", m.als_tekst());
    // One that may begin otherwise too, does not wait.
    let een_van =
        KLOK.replace("\"klacht_ontvangen\"", "[\"klacht_ontvangen\", { verstreken = \"l\" }]");
    let m = meldingen(&format!("{KOP}{een_van}\n{tweede}"));
    assert!(m.lijst().is_empty(), "{}", m.als_tekst());
}

#[test]
fn a_value_that_a_field_cannot_hold_is_a_mistake_wherever_it_is_asked() {
    for (waar, hulp) in [
        ("als = { veld = \"oordeel_gegeven.uitkomst\", is = \"gegron\" }", "bedoelde u `gegrond`?"),
        (
            "als = { gebeurd = \"oordeel_gegeven\", waar = { uitkomst = \"toegewezen\" } }",
            "ongegrond",
        ),
        ("als = { veld = \"klacht_ingediend.schadevergoeding\", is = \"ja\" }", "true, false"),
        (
            "vervalt_bij = { gebeurd = \"bemiddeling_beeindigd\", waar = { resultaat = \"klaar\" } }",
            "opgelost",
        ),
    ] {
        een_fout(&format!("{KOP}{PLICHT}{waar}\n"), "onbekende-keuze", "[[plicht]]", hulp);
    }
}

#[test]
fn a_committee_is_asked_only_what_its_list_says_of_a_member() {
    let commissie = "[[commissie]]\nid = \"z\"\nartikel = \"1\"\nbij = \"zittingscommissie_samengesteld\"\nleden = \"leden\"\n\n[[commissie.eis]]\nartikel = \"1\"\nhoogstens = 0\nwaar = { indienst = true }\ntekst = \"Niemand werkt hier.\"\n";
    een_fout(&format!("{KOP}{commissie}"), "onbekend-veld", "[[commissie.eis]]", "`in_dienst`");
}

#[test]
fn what_is_asked_of_the_act_itself_is_a_field_of_that_act() {
    let verbod = "[[verbod]]\nid = \"v\"\nartikel = \"1\"\ndoet = \"advies_vastgesteld\"\ntenzij = { deze = \"stemen\", meerderheid = { stem = \"voor\" } }\n";
    een_fout(&format!("{KOP}{verbod}"), "onbekend-veld", "[[verbod]]", "`stemmen`");
}

#[test]
fn a_letter_states_only_what_there_is_to_state() {
    let stuk = "[[stuk]]\nid = \"oordeel\"\nartikel = \"1\"\nbij = \"oordeel_gegeven\"\naan = \"klager\"\nvermeldt = [\"motivatie\"]\n";
    een_fout(&format!("{KOP}{stuk}"), "onbekende-vermelding", "[[stuk]]", "motivering");
}

#[test]
fn a_channel_asks_only_what_is_known_of_somebody() {
    let kanaal = "[[kanaal]]\nid = \"brief\"\nartikel = \"1\"\ndoet = \"klacht_ingediend\"\nvraagt = [\"klager.postadres\"]\n";
    een_fout(&format!("{KOP}{kanaal}"), "onbekend-veld", "[[kanaal]]", "adres");
}

#[test]
fn a_term_that_can_be_on_no_day_is_a_mistake() {
    een_fout(
        &format!("{KOP}{PLICHT}tussen = [\"4 weken\", \"2 weken\"]\n"),
        "termijn-omgekeerd",
        "[[plicht]]",
        "[\"2 weken\", \"4 weken\"]",
    );
    let verdaging =
        "\n[[klok.verdaging]]\nartikel = \"1\"\nwie = \"raad_van_bestuur\"\ntot = \"4 weken\"\n";
    een_fout(
        &format!("{KOP}{KLOK}{verdaging}"),
        "verlenging-verlengt-niet",
        "[[klok.verdaging]]",
        "10 weken",
    );
}

#[test]
fn an_id_is_one_plain_word() {
    let kop = KOP.replace("\"proef\"", "\"Zorg Voorbeeld\"");
    een_fout(&kop, "geen-id", "[regeling]", "zorg-voorbeeld");
}

#[test]
fn single_and_double_brackets_are_told_apart() {
    een_fout(
        &format!("{KOP}{PLICHT}\n{}{KLOK}\n{PLICHT}", PLICHT.replace("[[plicht]]", "[plicht]")),
        "geen-toml",
        "[plicht]",
        "[[plicht]]",
    );
    een_fout(
        &format!("{KOP}[[geschil]]\nartikel = \"1\"\nnaam = \"x\"\n"),
        "verkeerde-soort",
        "[[geschil]]",
        "[geschil]",
    );
}

#[test]
fn a_key_that_belongs_elsewhere_says_how_it_is_said_here() {
    let mag = PLICHT.replace("[[plicht]]", "[[bevoegdheid]]");
    let verbod = "[[verbod]]\nid = \"v\"\nartikel = \"1\"\ndoet = \"oordeel_gegeven\"\n";
    for (tekst, regel, hulp) in [
        (format!("{mag}aan = \"klager\"\n"), "aan", "zegt de daad zelf"),
        (format!("{verbod}mits = \"klacht_ontvangen\"\n"), "mits", "schrijf `tenzij`"),
        (format!("{PLICHT}voor = \"reactie_gevraagd.uiterlijk\"\n"), "voor", "minstens"),
        (
            format!("{PLICHT}binnen = \"1 week\"\ntussen = [\"1 week\", \"2 weken\"]\n"),
            "binnen",
            "kies een van beide",
        ),
    ] {
        een_fout(&format!("{KOP}{tekst}"), "onbekende-sleutel", regel, hulp);
    }
}

#[test]
fn a_value_of_a_wrong_kind_is_shown_as_it_should_be_written() {
    let artikel = PLICHT.replace("artikel = \"1\"", "artikel = 7.1");
    een_fout(&format!("{KOP}{artikel}"), "verkeerde-soort", "7.1", "artikel = \"7.1\"");
    let dag = KOP.replace("2020-01-01", "2026-02-30");
    een_fout(&dag, "geen-toml", "2026-02-30", "2026-02-28");
    let twee = PLICHT.replace("artikel = \"1\"", "artikel = \"1\"\nartikel = \"2\"");
    een_fout(&format!("{KOP}{twee}"), "geen-toml", "artikel = \"2\"", "haal een van beide weg");
}

#[test]
fn what_a_term_lacks_is_told_in_dutch() {
    let m = meldingen(&format!("{KOP}{PLICHT}binnen = \"3 wekken\"\n"));
    let label = m.lijst().first().map(|d| d.label.clone()).unwrap_or_default();
    assert!(label.contains("eenheid"), "{label}");
}

#[test]
fn where_one_event_is_meant_each_does_not_fit() {
    for norm in [
        "als = { aantal = \"reactie_gegeven\", door = { elke = \"aangeklaagde\" }, minstens = 2 }",
        "als = { loopt = { gebeurd = \"reactie_gegeven\", door = { elke = \"aangeklaagde\" } }, tot = \"oordeel_gegeven\" }",
    ] {
        let tekst = format!("{KOP}{PLICHT}binnen = \"3 weken\"\n{norm}\n");
        een_fout(&tekst, "elke-past-niet", norm, "schrijf de rol zelf");
    }
}
