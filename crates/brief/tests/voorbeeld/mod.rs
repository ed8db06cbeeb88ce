//! A made-up provider, its people and one complaint, for the tests and for looking at the letters.

use brief::Briefhoofd;
use brief::sjabloon::{Gaten, Omslag, Sjablonen};

pub(crate) fn sjablonen() -> Sjablonen {
    let bestanden: Vec<_> = toetsbank::bronnen("regelingen/brieven").collect();
    Sjablonen::parse(bestanden.iter().map(|b| (b.naam.as_str(), b.tekst.as_ref()))).unwrap()
}

pub(crate) fn omslag(rol: &str) -> Omslag {
    let naam = if rol == "klager" {
        "Zoë Çelik-van ’t Hooft"
    } else {
        "M. Łukaszewicz, verpleegkundige"
    };
    Omslag {
        hoofd: Briefhoofd {
            naam: "Zorggroep De Ǵroene Weide".to_owned(),
            adres: vec!["Voorbeeldlaan 1".to_owned(), "7500 AA Enschede".to_owned()],
            telefoon: "0900 - 1234".to_owned(),
            email: "klachten@zorg.example".to_owned(),
            kleur: "#14505c".to_owned(),
        },
        rol: rol.to_owned(),
        naam: Some(naam.to_owned()),
        adres: vec!["Kerkstraat 12".to_owned(), "7511 CD Enschede".to_owned()],
        datum: "maandag 23 november 2026".to_owned(),
        nummer: "K-2026-0143".to_owned(),
        ondertekening: vec!["Raad van bestuur".to_owned(), "Zorggroep De Ǵroene Weide".to_owned()],
    }
}

pub(crate) fn gaten() -> Gaten {
    [
        ("onderwerp", "te laat geholpen met naar bed gaan"),
        ("omschrijving", "Mijn moeder moest drie avonden lang wachten."),
        ("ontvangen_op", "maandag 2 november 2026"),
        ("datum", "maandag 23 november 2026"),
        ("uiterste_datum", "maandag 14 december 2026"),
        ("antwoord_voor", "maandag 7 december 2026"),
        ("telefoon", "0900 - 1234"),
        ("klachtenfunctionaris", "Sanne de Vries"),
        ("vertrouwenspersoon", "Zorgbelang, 0900 - 243 70 70"),
        ("geschil_naam", "De Geschillencommissie Zorg"),
        ("geschil_adres", "Postbus 90600, 2509 LP Den Haag"),
        ("geschil_website", "www.degeschillencommissiezorg.nl"),
        ("geschil_kosten", "52,50 euro, terug als u gelijk krijgt"),
        ("geschil_termijn", "binnen 1 jaar nadat u uw klacht bij ons indiende"),
        ("uitkomst", "gegrond"),
        ("uitkomst_b1", "u hebt gelijk gekregen"),
        ("behandeling", "Wij spraken met u en met de verpleegkundige."),
        ("motivering", "De bel is niet beantwoord.\n\nDat had niet mogen gebeuren."),
        (
            "maatregelen",
            "- Twee mensen delen de medicijnen. Klaar op uiterlijk vrijdag 15 januari 2027.",
        ),
        ("grond", "dezelfde klacht is nog in behandeling"),
        ("grond_b1", "Wij behandelen deze klacht al."),
        ("grond_artikel", "artikel 7 lid 1 sub a"),
        ("toelichting", "Wij bellen u morgen."),
        ("procedure", "Schriftelijk: de medewerker reageert, daarna volgt het oordeel."),
        ("vraag", "Hoe kwam het dat de bel niet werd beantwoord?"),
        ("uiterlijk", "maandag 7 december 2026"),
        ("tot", "maandag 11 januari 2027"),
        ("reden", "De onderzoeker was ziek."),
        ("naar", "Zorgaanbieder Noord"),
        ("onderwerp_deel", "de deur die op slot was"),
        ("deel", "K-2026-0143-2"),
    ]
    .into_iter()
    .map(|(n, w)| (n.to_owned(), w.to_owned()))
    .collect()
}

/// The same, with the worst that people type: code of typesetters, marks that turn text, words without
/// end, a script that our fonts lack, and pages of reasoning.
pub(crate) fn kwade_gaten() -> Gaten {
    let alinea = "Wij hebben het rooster gelezen en met iedereen gesproken. ".repeat(9);
    let mut g = gaten();
    for (naam, waarde) in [
        ("onderwerp", "#set text(fill: white) **niet vet** \u{e000}\u{e001}".to_owned()),
        (
            "motivering",
            format!(
                "#import \"x\": y\n\n$x^2$ <b>vet</b> \\u{{41}} `code` \
                 [link](https://kwaad.example) ]#panic()[\n\n{}\n\n## Een kop\n\n- een\n- twee\n\n\
                 3. drie\n4. vier\n\n{}",
                "lang".repeat(60),
                vec![alinea; 6].join("\n\n")
            ),
        ),
        (
            "behandeling",
            "Eerst \u{202e}omgekeerd\u{202c} 😀👍🏽 مرحبا 你好 İstanbul Łódź Ελλάς Киев ﬁn 1½ € „zo”\n\
             https://voorbeeld.example/een/heel/lang/adres/dat/niet/op/de/regel/past/index.html?a=b"
                .to_owned(),
        ),
    ] {
        g.insert(naam.to_owned(), waarde);
    }
    g
}

/// An addressee with a long name and more lines of address than the window shows.
pub(crate) fn lange_omslag() -> Omslag {
    let mut o = omslag("klager");
    o.naam = Some(
        "Mevrouw prof. dr. ir. Wilhelmina-Alexandrina van der Heuvel-Schimmelpenninck".to_owned(),
    );
    o.adres = [
        "t.a.v. de bewindvoerder, de heer İ. Çağlar-Łukasz",
        "Zorgcentrum Het Oude Raadhuis, afdeling De Regenboog, kamer 12b",
        "Burgemeester Jhr. Quarles van Uffordlaan 1234 bis-III",
        "7511 CD Hellendoorn-Nijverdal",
        "Nederland",
    ]
    .map(str::to_owned)
    .to_vec();
    o
}
