//! Plain Dutch on public pages: short sentences, no words of lawyers, no abbreviations. A test cannot
//! prove that a text is B1; it can find what surely is not.

mod voorbeelden;

use scraper::{ElementRef, Html, Selector};

/// Words that people look up, with what to write instead.
const MOEILIJK: &[(&str, &str)] = &[
    ("aangeklaagde", "de medewerker over wie u klaagt"),
    ("afschrift", "kopie"),
    ("bemiddeling", "samen een oplossing zoeken"),
    ("betreffende", "over"),
    ("derhalve", "daarom"),
    ("dient te", "moet"),
    ("dossier inzien", "uw gegevens lezen"),
    ("gemotiveerd", "met de reden"),
    ("hoorzitting", "gesprek met de commissie"),
    ("indien ", "als"),
    ("intrekken", "stoppen met uw klacht"),
    ("klager", "u"),
    ("machtiging", "toestemming dat iemand u helpt"),
    ("middels", "met"),
    ("ontvankelijk", "wij kunnen uw klacht behandelen"),
    ("teneinde", "om"),
    ("termijn", "de datum waarop wij klaar moeten zijn"),
    ("tevens", "ook"),
    ("verdagen", "meer tijd nodig"),
    ("verplicht veld", "wat er moet komen te staan"),
    ("wederhoor", "beide kanten horen"),
    ("zulks", "dat"),
];

/// Abbreviations; names of laws between brackets are the exception that people do know.
const AFKORTINGEN: &[&str] = &[
    "s.v.p.", "i.v.m.", "d.w.z.", "m.b.t.", "t.a.v.", "evt.", "bijv.", "o.a.", "n.a.v.", "resp.",
    "z.s.m.", "i.p.v.",
];

/// A sentence may have this many words.
const HOOGSTENS: usize = 15;
/// And this many on average over a page.
const GEMIDDELD: f64 = 9.0;

/// The texts of a page, block by block. What people typed and letters have rules of their own,
/// and a list of articles is no sentence.
fn blokken(doc: &Html) -> Vec<String> {
    let keuze = Selector::parse(
        "main p, main li, main h1, main h2, main h3, main label, main legend, main .govuk-hint, main summary, \
         main .govuk-details__text, main dt, aside p, main button, header p",
    )
    .expect("a selector");
    let overslaan = |e: ElementRef<'_>| {
        std::iter::once(e).chain(e.ancestors().filter_map(ElementRef::wrap)).any(|a| {
            let klassen: Vec<_> = a.value().classes().collect();
            a.value().name() == "dd"
                || klassen.contains(&"kl-brief")
                || klassen.contains(&"kl-bron")
                || klassen.contains(&"kl-voorgelegd")
        })
    };
    let heeft_blok = Selector::parse("p, li, h1, h2, h3, label").expect("a selector");
    doc.select(&keuze)
        .filter(|e| !overslaan(*e) && e.select(&heeft_blok).next().is_none())
        .map(regels)
        .flat_map(|t| t.split('\n').map(str::to_owned).collect::<Vec<_>>())
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|t| !t.is_empty())
        .collect()
}

/// The words of an element; a line break in it, and a small print, end a sentence. What a provider wrote
/// about itself is left out.
fn regels(e: ElementRef<'_>) -> String {
    let mut uit = String::new();
    for knoop in e.descendants() {
        let ouder = knoop.parent().and_then(ElementRef::wrap);
        let eigen = ouder.is_some_and(|o| o.value().classes().any(|k| k == "kl-eigen"));
        match knoop.value() {
            scraper::Node::Text(t) if !eigen => uit.push_str(t),
            scraper::Node::Element(el) if matches!(el.name(), "br" | "small") => uit.push('\n'),
            _ => {}
        }
    }
    uit
}

fn zinnen(blok: &str) -> Vec<String> {
    let mut uit = Vec::new();
    let mut nu = String::new();
    let mut letters = blok.chars().peekable();
    while let Some(c) = letters.next() {
        nu.push(c);
        let einde =
            matches!(c, '.' | '?' | '!' | ':') && letters.peek().is_none_or(|n| n.is_whitespace());
        if einde {
            uit.push(std::mem::take(&mut nu));
        }
    }
    uit.push(nu);
    uit.into_iter().map(|z| z.trim().to_owned()).filter(|z| !z.is_empty()).collect()
}

fn woorden(zin: &str) -> usize {
    zin.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

#[test]
fn public_pages_use_short_sentences() {
    let mut fouten = Vec::new();
    for (naam, pagina) in voorbeelden::publiek() {
        let html = pagina.into_string();
        let zinnen: Vec<_> =
            blokken(&Html::parse_document(&html)).iter().flat_map(|b| zinnen(b)).collect();
        for zin in &zinnen {
            if woorden(zin) > HOOGSTENS {
                fouten.push(format!("{naam}: {} woorden: {zin}", woorden(zin)));
            }
        }
        let totaal: usize = zinnen.iter().map(|z| woorden(z)).sum();
        let gemiddeld = totaal as f64 / zinnen.len().max(1) as f64;
        if gemiddeld > GEMIDDELD {
            fouten.push(format!("{naam}: gemiddeld {gemiddeld:.1} woorden"));
        }
    }
    assert!(fouten.is_empty(), "\n{}", fouten.join("\n"));
}

#[test]
fn public_pages_avoid_words_that_people_look_up_and_abbreviations() {
    let mut fouten = Vec::new();
    for (naam, pagina) in voorbeelden::publiek() {
        let html = pagina.into_string();
        for blok in blokken(&Html::parse_document(&html)) {
            let klein = format!("{} ", blok.to_lowercase());
            for (woord, beter) in MOEILIJK {
                if klein.contains(woord) {
                    fouten.push(format!("{naam}: `{woord}` (schrijf: {beter}) in: {blok}"));
                }
            }
            for afkorting in AFKORTINGEN {
                if klein.contains(afkorting) {
                    fouten.push(format!("{naam}: `{afkorting}` in: {blok}"));
                }
            }
        }
    }
    assert!(fouten.is_empty(), "\n{}", fouten.join("\n"));
}

#[test]
fn what_happens_next_is_told_in_plain_dutch_in_every_story() {
    // A made-up regulation beside the stories joins the others; it is no story.
    let (mini, verhalen): (Vec<_>, Vec<_>) =
        toetsbank::bronnen("scenarios").partition(regeling::Bibliotheek::is_deel);
    let bibliotheek = toetsbank::bibliotheek().met(mini);
    let mut speler = scenario::Speler::new(bibliotheek).expect("the providers");
    let (mut fouten, mut aantal, mut totaal) = (std::collections::BTreeSet::new(), 0, 0);
    for verhaal in &verhalen {
        let naam = &verhaal.naam;
        let (versies, _, gebeurd) = speler.vertel(naam, &verhaal.tekst).expect("a story");
        let boek = *versies.last().expect("a version");
        let klager = boek.rol_id("klager").expect("the complainant");
        for n in 1..=gebeurd.len() {
            let stand = dossier::Stand::van(boek, &gebeurd[..n]);
            let op = gebeurd[n - 1].gebeurd_op;
            let v = dossier::Blik::new(boek, &stand, op).vooruitblik(klager);
            for r in v.straks.iter().chain(&v.zelf).chain(&v.gedaan) {
                let koppen = format!("{}.", r.kop);
                for zin in r.zinnen.iter().chain([&koppen]).flat_map(|z| zinnen(z)) {
                    aantal += 1;
                    totaal += woorden(&zin);
                    if woorden(&zin) > HOOGSTENS {
                        fouten.insert(format!("{} woorden: {zin}", woorden(&zin)));
                    }
                    let klein = format!("{} ", zin.to_lowercase());
                    for (woord, beter) in MOEILIJK {
                        if klein.contains(woord) {
                            fouten.insert(format!("`{woord}` (schrijf: {beter}) in: {zin}"));
                        }
                    }
                    for afkorting in AFKORTINGEN.iter().filter(|a| klein.contains(**a)) {
                        fouten.insert(format!("`{afkorting}` in: {zin}"));
                    }
                }
            }
        }
    }
    assert!(aantal > 1000, "only {aantal} sentences");
    let gemiddeld = totaal as f64 / f64::from(aantal);
    assert!(gemiddeld <= GEMIDDELD, "gemiddeld {gemiddeld:.1} woorden");
    assert!(fouten.is_empty(), "\n{}", fouten.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn public_pages_say_u_and_never_je() {
    for (naam, pagina) in voorbeelden::publiek() {
        let html = pagina.into_string();
        for blok in blokken(&Html::parse_document(&html)) {
            let klein = blok.to_lowercase();
            let woorden: Vec<_> = klein.split(|c: char| !c.is_alphabetic()).collect();
            for fout in ["je", "jij", "jouw", "jullie", "men"] {
                assert!(!woorden.contains(&fout), "{naam}: `{fout}` in: {blok}");
            }
        }
    }
}

#[test]
fn the_lint_reads_the_texts_of_the_pages() {
    let paginas = voorbeelden::publiek();
    let alle: Vec<_> = paginas
        .into_iter()
        .flat_map(|(_, m)| blokken(&Html::parse_document(&m.into_string())))
        .collect();
    assert!(alle.len() > 500, "{}", alle.len());
    for zin in [
        "Wat is er gebeurd?",
        "Vertel wat er is gebeurd.",
        "Volgende vraag",
        "Praat met de baas van die medewerker.",
    ] {
        assert!(alle.iter().any(|b| b.ends_with(zin)), "{zin}");
    }
}

#[test]
fn the_lint_itself_finds_long_sentences_and_hard_words() {
    assert_eq!(zinnen("Bel ons. Dat mag? Ja: altijd!").len(), 4);
    assert_eq!(zinnen("Op 14.30 uur begint het.").len(), 1);
    assert_eq!(woorden("Wij bellen u – vandaag."), 4);
}
