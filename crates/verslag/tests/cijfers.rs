//! The figures of a report, from stories and from made-up counts: what is counted, what is hidden, and that
//! neither a name nor a hidden number comes out.
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

use jiff::civil::date;
use proptest::prelude::*;
use regeling::Waarde;
use scenario::Speler;
use termijn::Datum;
use toetsbank::{bibliotheek, wortel};
use verslag::{Cel, KLEIN, Periode, Teller, Verhuld, Verslag, verberg};

const MAKKELIJK_TE_VINDEN: &str = "Zuiderzee-Quist";

/// A regulation with what the field shares, and a theme.
const TEKST: &str = r#"
[regeling]
id = "proef"
titel = "Proef"
aanbieder = "Zorg Proef"
geldig = { van = 2020-01-01 }

[[daad]]
id = "besproken"
naam = "bespreken"
[daad.velden]
thema = { enkele_van = { zorg = "zorg", bejegening = "bejegening" } }
tevreden = { een_van = { ja = "ja", nee = "nee" } }
notitie = "tekst"

[[kanaal]]
id = "brief"
artikel = "1"
naam = "brief"
doet = ["klacht_ingediend", "onvrede_gemeld"]

[[klachtgerechtigd]]
hoedanigheid = "client"
artikel = "1"
naam = "de cliënt"

[[bevoegdheid]]
id = "indienen"
artikel = "1"
wie = "klager"
doet = ["klacht_ingediend", "onvrede_gemeld", "klacht_ingetrokken"]

[[bevoegdheid]]
id = "bespreken"
artikel = "2"
wie = "zorgaanbieder"
doet = "besproken"
na_einde = true

[[plicht]]
id = "oordelen"
artikel = "3"
wie = "zorgaanbieder"
doet = "oordeel_gegeven"
na = "klacht_ingediend"
binnen = "6 weken"

[[klok]]
id = "oordeel"
artikel = "3"
naam = "het oordeel"
start = "klacht_ingediend"
termijn = "6 weken"
stopt = ["oordeel_gegeven"]

[[plicht]]
id = "maatregel"
artikel = "4"
wie = "zorgaanbieder"
doet = "maatregel_uitgevoerd"
na = "oordeel_gegeven"
per = { lijst = "maatregelen", datum = "uiterlijk", nummer = "maatregel" }
na_einde = true

[[einde]]
artikel = "3"
door = "oordeel_gegeven"

[[cijfer]]
id = "thema"
artikel = "2"
uit = "besproken.thema"

[[cijfer]]
id = "tevredenheid"
artikel = "2"
uit = "besproken.tevreden"
goed = "ja"
"#;

fn boek() -> regeling::Boek {
    bibliotheek().lees(regeling::Bron::new("proef.toml", TEKST)).unwrap().0
}

/// A dossier: an act on a day with fields, each as `(day, role, act, fields)`.
fn dossier(
    boek: &regeling::Boek,
    stappen: &[(Datum, &str, &str, serde_json::Value)],
) -> dossier::Stand {
    let gebeurd: Vec<dossier::Gebeurtenis> = (1_u32..)
        .zip(stappen)
        .map(|(nummer, (op, rol, daad, velden))| dossier::Gebeurtenis {
            nummer,
            daad: (*daad).to_owned(),
            rol: (*rol).to_owned(),
            partij: None,
            account: None,
            persoon: None,
            aan: Vec::new(),
            velden: serde_json::from_value(velden.clone()).unwrap(),
            gebeurd_op: *op,
            vastgelegd_op: jiff::Timestamp::UNIX_EPOCH,
            bon: dossier::Bon::van(boek),
        })
        .collect();
    dossier::Stand::van(boek, &gebeurd)
}

/// A complaint that was lodged and judged, full of what people type.
fn klacht(
    boek: &regeling::Boek,
    op: Datum,
    plaats: &str,
    thema: &str,
    tevreden: &str,
) -> dossier::Stand {
    let later = |n: i64| op.saturating_add(jiff::Span::new().days(n));
    let n = MAKKELIJK_TE_VINDEN;
    dossier(
        boek,
        &[
            (
                op,
                "klager",
                "klacht_ingediend",
                serde_json::json!({
                    "kanaal": "brief", "hoedanigheid": "client", "locatie": plaats,
                    "onderwerp": n, "omschrijving": n, "klager": { "naam": n, "adres": n },
                    "aangeklaagden": [n],
                }),
            ),
            (
                later(10),
                "zorgaanbieder",
                "oordeel_gegeven",
                serde_json::json!({
                    "uitkomst": "gegrond", "motivering": n,
                    "maatregelen": [{ "omschrijving": n, "uiterlijk": later(40).to_string() }],
                }),
            ),
            (
                later(11),
                "zorgaanbieder",
                "besproken",
                serde_json::json!({ "thema": [thema], "tevreden": tevreden, "notitie": n }),
            ),
        ],
    )
}

fn verslag(
    boek: &regeling::Boek,
    standen: &[dossier::Stand],
    periode: &str,
    vandaag: Datum,
) -> Verslag {
    let locaties = ["Noord".to_owned(), "Zuid".to_owned()];
    let mut teller = Teller::new(boek, &locaties, periode.parse().unwrap(), vandaag);
    for s in standen {
        teller.neem(boek, s);
    }
    teller.verslag("Zorg Proef", None, String::new())
}

fn tabel<'v>(v: &'v Verslag, id: &str) -> &'v verslag::Tabel {
    v.tabellen.iter().find(|t| t.id == id).unwrap_or_else(|| panic!("no table {id}"))
}

// norm livio/doel-1
#[test]
fn every_complaint_counts_also_an_informal_one() {
    let boek = boek();
    let mut standen: Vec<_> =
        (1..=7).map(|d| klacht(&boek, date(2026, 4, d), "Noord", "zorg", "ja")).collect();
    for d in 1..=6 {
        let velden = serde_json::json!({ "kanaal": "brief", "hoedanigheid": "client" });
        standen.push(dossier(&boek, &[(date(2026, 5, d), "klager", "onvrede_gemeld", velden)]));
    }
    let v = verslag(&boek, &standen, "2026-k2", date(2026, 7, 1));
    let t = tabel(&v, "ontvangen");
    assert_eq!(t.totaal, Some(vec![Cel::Aantal(13)]));
    assert_eq!(t.aantal("Klacht ingediend"), Some(Cel::Aantal(7)));
    assert_eq!(t.aantal("Onvrede gemeld"), Some(Cel::Aantal(6)));
    assert_eq!(tabel(&v, "op_tijd").aandeel.as_deref(), None, "late is too few to show");
}

// norm luminous/1.1-d, lojal/2.2-a
#[test]
fn a_theme_that_comes_back_at_one_place_is_a_signal_and_measures_stand_with_day_and_owner() {
    let boek = boek();
    let met = |n: i8, plaats: &str, thema: &str| -> Vec<dossier::Stand> {
        (1..=n).map(|d| klacht(&boek, date(2026, 2, d), plaats, thema, "ja")).collect()
    };
    let mut standen = met(5, "Noord", "bejegening");
    standen.extend(met(4, "Zuid", "bejegening"));
    standen.extend(met(6, "Bij mij thuis, Dorpsstraat 1", "zorg"));
    let v = verslag(&boek, &standen, "2026-k1", date(2026, 4, 1));
    let signalen: Vec<(&str, &str)> =
        v.signalen.iter().map(|s| (s.wat.as_str(), s.waar.as_str())).collect();
    assert_eq!(signalen, [("bejegening", "Noord")], "four is too few, and a street is no place");
    let t = tabel(&v, "thema");
    assert_eq!(
        (t.aantal("bejegening"), t.aantal("zorg")),
        (Some(Cel::Aantal(9)), Some(Cel::Aantal(6)))
    );
    assert_eq!(t.artikel, "artikel 2");
    let plaats = tabel(&v, "locatie");
    assert_eq!(plaats.aantal("Zuid"), Some(Cel::Verborgen), "four is too few");
    assert_eq!(plaats.aantal("Noord"), Some(Cel::Verborgen), "as Zuid would follow");
    assert_eq!(v.maatregelen.len(), 15);
    let m = &v.maatregelen[0];
    assert_eq!(m.kenmerken, ["de zorgaanbieder"]);
    assert_eq!((m.stand.as_str(), m.uiterlijk.is_empty()), ("te laat", false));
}

// norm surplus/3.1.2-a
#[test]
fn what_an_office_did_too_late_is_told_to_the_board_in_numbers() {
    let mut speler = Speler::new(bibliotheek()).unwrap();
    let pad = wortel().join("scenarios/surplus/op_tijd.toml");
    let verhaal = std::fs::read_to_string(&pad).unwrap();
    let (versies, _, gebeurd) = speler.vertel("op_tijd.toml", &verhaal).unwrap();
    let boek = versies[0];
    // The complaint came in, and then nothing more was done.
    let ingediend = gebeurd.iter().position(|g| g.daad == "klacht_ingediend").unwrap();
    let stand = dossier::Stand::van(boek, &gebeurd[..=ingediend]);
    let jaar = gebeurd[ingediend].gebeurd_op.year();
    let mut t = Teller::new(boek, &[], Periode::jaar(jaar), date(jaar + 1, 6, 1));
    for _ in 0..7 {
        t.neem(boek, &stand);
    }
    let v = t.verslag("Zorg", None, String::new());
    let t = tabel(&v, "plichten_te_laat");
    let commissie: Vec<_> = t
        .rijen
        .iter()
        .filter(|(naam, _)| {
            ["commissie", "voorzitter", "secretaris"].iter().any(|w| naam.contains(w))
        })
        .filter_map(|(_, c)| c.last()?.aantal())
        .collect();
    assert!(commissie.iter().any(|n| *n >= 7), "{t:?}");
    assert!(t.totaal.as_ref().unwrap().last().unwrap().aantal().unwrap() >= 7);
}

// norm kpz/ontvangst-16
#[test]
fn the_share_that_says_it_was_solved_is_told_and_not_when_few_said_otherwise() {
    let boek = boek();
    let met = |ja: i8, nee: i8| {
        let mut l: Vec<_> =
            (1..=ja).map(|d| klacht(&boek, date(2026, 1, d), "Noord", "zorg", "ja")).collect();
        l.extend((1..=nee).map(|d| klacht(&boek, date(2026, 1, d), "Noord", "zorg", "nee")));
        let v = verslag(&boek, &l, "2026-k1", date(2026, 4, 1));
        tabel(&v, "tevredenheid").clone()
    };
    // Two numbers and a total: with one of them small, neither shows.
    assert_eq!(met(8, 3).aandeel, None);
    assert_eq!(met(8, 3).aantal("ja"), Some(Cel::Verborgen));
}

#[test]
fn the_word_list_counts_nothing_that_people_type() {
    let boek = boek();
    for c in &boek.cijfers {
        for (daad, veld) in &c.uit {
            let veld = boek.daad(*daad).veld(veld).unwrap();
            assert!(
                regeling::cijfer::Telwijze::van(&veld.soort, &veld.id).is_some(),
                "{}: {}",
                c.id,
                veld.id
            );
        }
    }
    let fout = TEKST.replace("uit = \"besproken.thema\"", "uit = \"besproken.notitie\"");
    let reden = match bibliotheek().lees(regeling::Bron::new("fout.toml", fout)) {
        Err(regeling::bibliotheek::BibliotheekError::Fouten(d)) => d.als_tekst(),
        ander => format!("{ander:?}"),
    };
    assert!(reden.contains("niet te tellen"), "{reden}");
}

#[test]
fn nothing_that_people_typed_is_in_a_report() {
    let boek = boek();
    let standen: Vec<_> = (1..=20)
        .map(|d| klacht(&boek, date(2026, 1, d), MAKKELIJK_TE_VINDEN, "zorg", MAKKELIJK_TE_VINDEN))
        .collect();
    for periode in ["2026-k1", "2026"] {
        let v = verslag(&boek, &standen, periode, date(2027, 1, 1));
        let tekst = serde_json::to_string(&v).unwrap() + &v.csv();
        assert!(!tekst.contains("Quist"), "{tekst}");
        assert!(tekst.contains("20") || v.csv().contains("20"), "they were counted");
    }
}

/// Every text in the fields of the events of all stories, that no file declares.
#[test]
fn of_all_stories_together_no_name_and_no_sentence_is_in_the_reports() {
    let mut speler = Speler::new(bibliotheek()).unwrap();
    let mut getypt: Vec<String> = Vec::new();
    let mut ambten: Vec<String> = Vec::new();
    let mut tekst = String::new();
    for map in ["kpz", "livio", "lojal", "luminous", "surplus"] {
        let mut paden: Vec<_> = std::fs::read_dir(wortel().join("scenarios").join(map))
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        paden.sort();
        for pad in paden {
            let verhaal = std::fs::read_to_string(&pad).unwrap();
            let Ok((versies, _, gebeurd)) = speler.vertel(&pad.display().to_string(), &verhaal)
            else {
                continue;
            };
            let Some(boek) = versies.last().copied() else { continue };
            let stand = dossier::Stand::van(boek, &gebeurd);
            // An office that is complained about is named by a word that a file declares.
            ambten.extend(boek.rollen.iter().map(|r| r.naam.nl.clone()));
            for g in &gebeurd {
                g.velden.values().for_each(|w| verzamel(w, &mut getypt));
            }
            for jaar in [2025, 2026, 2027] {
                let mut t = Teller::new(boek, &[], Periode::jaar(jaar), date(2028, 1, 1));
                for _ in 0..6 {
                    t.neem(boek, &stand);
                }
                let v = t.verslag("Zorg", None, String::new());
                tekst += &serde_json::to_string(&v).unwrap();
            }
        }
    }
    getypt.retain(|t| {
        !ambten.contains(t) && t.contains(' ') && t.len() > 12 && t.parse::<Datum>().is_err()
    });
    assert!(getypt.len() > 100, "the stories have texts");
    let uit: Vec<&String> = getypt.iter().filter(|t| tekst.contains(t.as_str())).collect();
    assert!(uit.is_empty(), "typed by somebody, and in a report: {uit:?}");
}

fn verzamel(w: &Waarde, uit: &mut Vec<String>) {
    match w {
        Waarde::Tekst(t) => uit.push(t.clone()),
        Waarde::Lijst(l) => l.iter().for_each(|w| verzamel(w, uit)),
        Waarde::Groep(g) => g.values().for_each(|w| verzamel(w, uit)),
        _ => {}
    }
}

/// The published numbers as equations over what is hidden: each line says that parts make a whole.
struct Vergelijkingen {
    /// Coefficients of the hidden numbers, row by row.
    rijen: Vec<Vec<i64>>,
    hidden: Vec<(usize, usize)>,
}

fn lijnen(v: &Verhuld) -> Vergelijkingen {
    let mut alle: Vec<[Cel; 5]> = v.rijen.clone();
    alle.extend(v.totaal);
    let hidden: Vec<(usize, usize)> = (0..alle.len())
        .flat_map(|r| (0..5).map(move |k| (r, k)))
        .filter(|(r, k)| alle[*r][*k] == Cel::Verborgen)
        .collect();
    let ix = |r: usize, k: usize| hidden.iter().position(|h| *h == (r, k));
    let mut rijen = Vec::new();
    let mut lijn = |delen: Vec<(usize, usize)>, geheel: (usize, usize)| {
        let mut c = vec![0_i64; hidden.len()];
        for (r, k) in delen {
            if let Some(i) = ix(r, k) {
                c[i] += 1;
            }
        }
        if let Some(i) = ix(geheel.0, geheel.1) {
            c[i] -= 1;
        }
        rijen.push(c);
    };
    for r in 0..alle.len() {
        lijn((0..4).map(|k| (r, k)).collect(), (r, 4));
    }
    if v.totaal.is_some() {
        for k in 0..5 {
            lijn((0..v.rijen.len()).map(|r| (r, k)).collect(), (v.rijen.len(), k));
        }
    }
    Vergelijkingen { rijen, hidden }
}

/// Which hidden numbers follow from the equations, by elimination over a large prime: a judge of another
/// kind than the rings in the code.
fn afleidbaar(v: &Vergelijkingen) -> Vec<(usize, usize)> {
    const P: i64 = 1_000_003;
    let macht = |mut b: i64, mut e: i64| {
        let mut uit = 1;
        b = b.rem_euclid(P);
        while e > 0 {
            if e & 1 == 1 {
                uit = uit * b % P;
            }
            b = b * b % P;
            e >>= 1;
        }
        uit
    };
    let mut m: Vec<Vec<i64>> =
        v.rijen.iter().map(|r| r.iter().map(|c| c.rem_euclid(P)).collect()).collect();
    let mut pivot = 0;
    for k in 0..v.hidden.len() {
        let Some(r) = (pivot..m.len()).find(|r| m[*r][k] != 0) else { continue };
        m.swap(pivot, r);
        let inv = macht(m[pivot][k], P - 2);
        m[pivot].iter_mut().for_each(|c| *c = *c * inv % P);
        let voor = m[pivot].clone();
        for (i, rij) in m.iter_mut().enumerate() {
            let f = rij[k];
            if i != pivot && f != 0 {
                rij.iter_mut().zip(&voor).for_each(|(c, p)| *c = (*c - f * p).rem_euclid(P));
            }
        }
        pivot += 1;
    }
    m.iter()
        .filter(|r| r.iter().filter(|c| **c != 0).count() == 1)
        .filter_map(|r| r.iter().position(|c| *c != 0).map(|i| v.hidden[i]))
        .collect()
}

fn rooster() -> impl Strategy<Value = Vec<[u32; 4]>> {
    let n = prop_oneof![3 => 0_u32..8, 1 => Just(0), 1 => 5_u32..40];
    prop::collection::vec(prop::array::uniform4(n), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// No sum and no difference of published numbers, of the year and its quarters, gives a small number.
    #[test]
    fn a_small_number_follows_from_no_others(rijen in rooster(), optelbaar in any::<bool>()) {
        let v = verberg(&rijen, optelbaar);
        let waarde = |r: usize, k: usize| -> u32 {
            let rij = |q: usize| if r < rijen.len() { rijen[r][q] } else { rijen.iter().map(|x| x[q]).sum() };
            if k < 4 { rij(k) } else { (0..4).map(rij).sum() }
        };
        let mut alle = v.rijen.clone();
        alle.extend(v.totaal);
        for (r, rij) in alle.iter().enumerate() {
            for (k, c) in rij.iter().enumerate() {
                match c {
                    Cel::Aantal(n) => prop_assert!(*n == waarde(r, k) && *n >= KLEIN),
                    Cel::Verborgen => {}
                }
                prop_assert!(waarde(r, k) >= KLEIN || *c == Cel::Verborgen);
            }
        }
        // Zeros are hidden too, and who looks does not know which they are: the judge knows it, and is the
        // stronger for it.
        let mut l = lijnen(&v);
        let nul: Vec<usize> = (0..l.hidden.len()).filter(|i| waarde(l.hidden[*i].0, l.hidden[*i].1) == 0).collect();
        for rij in &mut l.rijen {
            nul.iter().for_each(|i| rij[*i] = 0);
        }
        for (r, k) in afleidbaar(&l) {
            prop_assert!(waarde(r, k) >= KLEIN, "({r}, {k}) is {} and follows: {alle:?}", waarde(r, k));
        }
    }

    /// What a quarter shows does not change when the rest of the year comes.
    #[test]
    fn a_quarter_that_was_published_stays_as_it_was(rijen in rooster(), optelbaar in any::<bool>()) {
        let eerst: Vec<[u32; 4]> = rijen.iter().map(|r| [r[0], 0, 0, 0]).collect();
        let (toen, nu) = (verberg(&eerst, optelbaar), verberg(&rijen, optelbaar));
        for (a, b) in toen.rijen.iter().zip(&nu.rijen) {
            prop_assert_eq!(a[0], b[0]);
        }
        prop_assert_eq!(toen.totaal.map(|t| t[0]), nu.totaal.map(|t| t[0]));
    }
}

#[test]
fn one_quarter_by_brute_force_every_small_number_could_be_another() {
    // All tables of three categories with numbers up to eight, in one quarter.
    for a in 0..9_u32 {
        for b in 0..9_u32 {
            for c in 0..9_u32 {
                let echt = [a, b, c];
                let v = verberg(&echt.map(|n| [n, 0, 0, 0]), true);
                let totaal = v.totaal.unwrap()[0];
                let past = |t: [u32; 3]| {
                    let cellen =
                        v.rijen.iter().zip(t).all(|(r, n)| r[0].aantal().is_none_or(|x| x == n));
                    let som: u32 = t.iter().sum();
                    cellen && totaal.aantal().is_none_or(|x| x == som)
                };
                for (i, n) in echt.into_iter().enumerate() {
                    if !(1..KLEIN).contains(&n) {
                        continue;
                    }
                    let kan: std::collections::BTreeSet<u32> = (0..12_u32.pow(3))
                        .map(|n| [n % 12, n / 12 % 12, n / 144])
                        .filter(|t| past(*t))
                        .map(|t| t[i])
                        .collect();
                    assert!(kan.len() > 1, "{echt:?}: number {i} can only be {kan:?}");
                }
            }
        }
    }
}
