//! A dossier with made-up content.

use jiff::civil::date;

use web::componenten::{
    Icoon,
    filter::{Chip, Chips},
    melding::Melding,
    overzicht::{Overzicht, Regel},
    partijen::{Partij, Partijen},
    stempel::{Stempel, Tint},
    tabs::{Tab, Tabs},
    termijnen::{Afloop, AndereBron, Termijnen, Termijnregel},
    tijdlijn::{Tijdlijn, Tijdregel, Zicht},
    waarom::Waarom,
};
use web::huisstijl::Koppeling;
use web::weergave::werkplek::{
    dossier::{
        Daadgroep, Dossierpagina, Geweigerd, Overgenomen, Regelingkader, Soortkader, Soortregel,
        Toegestaan, Volgende,
    },
    dossierkop::{Dossierkop, Gegeven, Hoofdtermijn},
};

pub fn kop(hier: Option<&str>) -> Dossierkop {
    let tab = |tekst: &str, url: &str, aantal| Tab {
        tekst: tekst.into(),
        url: url.into(),
        aantal,
        hier: hier == Some(tekst),
    };
    let tabs = vec![
        tab("Overzicht", "/dossier.html", None),
        tab("Klacht", "/klacht.html", None),
        tab("Brieven en documenten", "/documenten.html", Some(6)),
        tab("Wie keek er", "/inzage-dossier.html", None),
    ];
    Dossierkop {
        boven: vec![Koppeling::new("Werkvoorraad", "/werkvoorraad.html")],
        nummer: "K-2026-0143".into(),
        onderwerp: "Te laat geholpen met naar bed gaan".into(),
        labels: vec![
            Stempel::new("Hoor en wederhoor", Tint::Blauw),
            Stempel::new("Wkkgz", Tint::Grijs),
            Stempel::new("1 plicht te laat", Tint::Rood),
        ],
        hoofdtermijn: Some(Hoofdtermijn {
            naam: "Oordeel uiterlijk".into(),
            uiterlijk: Some(date(2026, 12, 14)),
            dagen: 21,
            bijna: false,
            grond: "artikel 10 lid 1".into(),
        }),
        gegevens: vec![
            Gegeven::new("Klager", "Mevr. J. Bakker", "via dochter A. Bakker"),
            Gegeven::new("Locatie", "De Wilgenhof, afdeling 2", ""),
            Gegeven::new("Ontvangen", "ma 2\u{a0}nov 2026", "via het webformulier"),
            Gegeven::new("Behandelaar", "Sanne de Vries", ""),
        ],
        daden: vec![
            Koppeling::new("Contact vastleggen", "/daad.html"),
            Koppeling::new("Oordeel geven", "/daad.html"),
            Koppeling::new("Bericht sturen", "/daad.html"),
        ],
        meer: vec![
            Koppeling::new("Termijn verlengen", "/daad.html"),
            Koppeling::new("Onderzoeker aanwijzen", "/daad.html"),
            Koppeling::new("Dossier afdrukken (PDF)", "/dossier.pdf"),
        ],
        tabs: Tabs(tabs),
        ook_hier: vec!["Fatima El Amrani".into()],
    }
}

/// The head without acts and tabs, for the page of an act.
pub fn smalle_kop() -> Dossierkop {
    Dossierkop { daden: vec![], meer: vec![], tabs: Tabs::default(), ook_hier: vec![], ..kop(None) }
}

pub fn regel(
    nummer: u32,
    icoon: Icoon,
    kop: &str,
    dag: (i8, i8),
    laat: bool,
    wie: &str,
    zicht: Zicht,
) -> Tijdregel {
    let gebeurd_op = date(2026, dag.0, dag.1);
    let vastgelegd = if laat { date(2026, 11, 23) } else { gebeurd_op };
    Tijdregel {
        nummer,
        icoon,
        kop: kop.into(),
        gebeurd_op,
        vastgelegd: vastgelegd.at(14, 5, 0, 0),
        wie: wie.into(),
        zicht,
        velden: vec![],
        stukken: vec![],
        recht: Some("/daad.html".into()),
    }
}

pub fn tijdlijn() -> Tijdlijn {
    let mut telefoon = regel(
        6,
        Icoon::Telefoon,
        "Contact opgenomen over de behandeling",
        (11, 5),
        true,
        "Sanne de Vries",
        Zicht::Intern(vec![]),
    );
    telefoon.velden = vec![(
        "Wat is besproken?".into(),
        "Mevrouw wil vooral dat het stopt. Zij praat graag eerst met mij en daarna met het team.\n\nDochter mag mee.".into(),
    )];
    let mut brief = regel(
        5,
        Icoon::Stuk,
        "Ontvangst bevestigd",
        (11, 3),
        false,
        "Sanne de Vries",
        Zicht::Klager(vec![]),
    );
    brief.stukken =
        vec![Koppeling::new("Brief: wij hebben uw klacht ontvangen (PDF)", "/brief.pdf")];
    Tijdlijn(vec![
        regel(
            7,
            Icoon::Bericht,
            "Gelegenheid gegeven om te reageren",
            (11, 19),
            false,
            "Raad van bestuur",
            Zicht::Klager(vec!["aangeklaagde".into()]),
        ),
        telefoon,
        brief,
        regel(
            1,
            Icoon::Vlag,
            "Klacht ingediend",
            (11, 2),
            false,
            "A. Bakker",
            Zicht::Klager(vec!["aangeklaagde".into()]),
        ),
    ])
}

fn waarom(delen: &[(&'static str, &[&str])]) -> Waarom {
    let zinnen = |z: &[&str]| z.iter().map(|z| (*z).to_owned()).collect();
    Waarom {
        over: "deze plicht".into(),
        delen: delen.iter().map(|(k, z)| (*k, zinnen(z))).collect(),
    }
}

pub fn termijnen() -> Termijnen {
    let basis = |naam: &str, dag: (i16, i8, i8), afloop, artikel: &str| Termijnregel {
        naam: naam.into(),
        wie: None,
        uiterlijk: Some(date(dag.0, dag.1, dag.2)),
        afloop,
        artikel: artikel.into(),
        waarom: Waarom::default(),
        anders: vec![],
        opmerking: None,
        verlopen: None,
    };
    Termijnen(vec![
        Termijnregel {
            wie: Some("raad van bestuur, aan de aangeklaagde".into()),
            waarom: waarom(&[
                ("Stand", &["Te laat: uiterlijk was maandag 9 november 2026."]),
                ("Aanleiding", &["Klacht ingediend op maandag 2 november 2026."]),
                (
                    "Rekening",
                    &["5 werkdagen later is maandag 9 november 2026; niet meegeteld: het weekend."],
                ),
            ]),
            ..basis(
                "Contact opnemen",
                (2026, 11, 9),
                Afloop::Loopt { dagen: -14, bijna: false },
                "artikel 8 lid 1",
            )
        },
        Termijnregel {
            verlopen: Some(50),
            waarom: waarom(&[
                ("Stand", &["Open: uiterlijk maandag 14 december 2026."]),
                ("Artikel", &["artikel 10 lid 1"]),
                (
                    "Ook",
                    &[
                        "Wkkgz artikel 17 lid 1: uiterlijk maandag 14 december 2026; artikel 10 lid 1 staat voorop: de datum verschilt niet.",
                    ],
                ),
                (
                    "Aanleiding",
                    &[
                        "Klacht ingediend op maandag 2 november 2026, vastgelegd op dinsdag 3 november 2026.",
                    ],
                ),
                (
                    "Rekening",
                    &[
                        "Maandag 2 november 2026 is de dag van de gebeurtenis; die telt niet mee.",
                        "6 weken later is maandag 14 december 2026.",
                    ],
                ),
                (
                    "Wat dit verandert",
                    &[
                        "Vervuld zodra dit is gedaan en vastgelegd: oordeel geven (door de raad van bestuur). Dat kan nu nog niet: nog niet iedere aangeklaagde heeft gelegenheid gehad om te reageren (artikel 8 lid 2 sub a).",
                        "Verlengen kan tot maandag 11 januari 2027, door de raad van bestuur, één keer, als dat uiterlijk maandag 14 december 2026 is meegedeeld (artikel 10 lid 1).",
                    ],
                ),
            ]),
            anders: vec![AndereBron {
                bron: "Wkkgz artikel 17 lid 1".into(),
                uiterlijk: Some(date(2026, 12, 14)),
                gaat_voor: false,
            }],
            opmerking: Some("Verlengen kan 1 keer, tot ma 11\u{a0}jan 2027.".into()),
            ..basis(
                "Oordeel aan klager",
                (2026, 12, 14),
                Afloop::Loopt { dagen: 21, bijna: false },
                "artikel 10 lid 1",
            )
        },
        basis(
            "Reactie van de aangeklaagde",
            (2026, 11, 26),
            Afloop::Loopt { dagen: 3, bijna: true },
            "gesteld door de raad van bestuur",
        ),
        Termijnregel {
            uiterlijk: None,
            ..basis(
                "Ontvangst bevestigen",
                (2026, 11, 9),
                Afloop::Vervuld { op: date(2026, 11, 3), op_tijd: true },
                "artikel 5 lid 1",
            )
        },
        Termijnregel {
            uiterlijk: None,
            ..basis(
                "Antwoord op de vraag om te wachten",
                (2026, 11, 9),
                Afloop::StaatStil { sinds: date(2026, 11, 20) },
                "artikel 10 lid 2",
            )
        },
    ])
}

pub fn partijen() -> Partijen {
    Partijen(vec![
        Partij {
            rol: "Klager en cliënt".into(),
            naam: "Mevr. J. Bakker".into(),
            regels: vec!["Kamer 2.14".into()],
            ..Partij::default()
        },
        Partij {
            rol: "Gemachtigde, dochter".into(),
            naam: "Mevr. A. Bakker".into(),
            regels: vec![
                "06 - 12 34 56 78".into(),
                "a.bakker.met.een.lang.adres@voorbeeld.example".into(),
            ],
            in_orde: vec!["Machtiging is binnen".into()],
            ..Partij::default()
        },
        Partij {
            rol: "Aangeklaagde, verzorgende".into(),
            naam: "Dhr. E. Öztürk".into(),
            mist: vec!["Nog geen reactie".into()],
            ..Partij::default()
        },
    ])
}

pub fn dossier_model() -> Dossierpagina {
    let chip = |tekst: &str, aantal, gekozen| Chip {
        tekst: tekst.into(),
        url: "/dossier.html".into(),
        aantal: Some(aantal),
        gekozen,
    };
    let mag = |naam: &str, artikel: &str, plicht: Option<&str>| Toegestaan {
        naam: naam.into(),
        url: "/daad.html".into(),
        artikel: artikel.into(),
        plicht: plicht.map(Into::into),
    };
    Dossierpagina {
        kop: kop(Some("Overzicht")),
        volgende: Some(Volgende {
            kop: "Volgende stap: contact opnemen met de aangeklaagde".into(),
            tekst: "Dit moest uiterlijk ma 9\u{a0}nov 2026 (artikel 8 lid 1). Het is 14 dagen te laat.".into(),
            knop: Some(Koppeling::new("Contact vastleggen", "/daad.html")),
        }),
        ontbreekt: vec!["Telefoon van de klager (artikel 3.1 lid 4 sub a)".into()],
        samenvatting: "Mevrouw Bakker moest op 3 avonden lang wachten op hulp bij het naar bed gaan.\nOp 14 oktober duurde het tot 23.15 uur.".into(),
        gewenst: "Op tijd naar bed, en excuses.".into(),
        klacht_url: "/klacht.html".into(),
        mag: vec![
            Daadgroep { naam: "Dit moet nog".into(), open: true, daden: vec![mag("Contact opnemen over de behandeling", "artikel 8 lid 1", Some("14 dagen te laat"))] },
            Daadgroep {
                naam: "Behandelen en besluiten".into(),
                open: true,
                daden: vec![
                    mag("De procedure bepalen en meedelen", "artikel 8 lid 1", None),
                    mag("Een onderzoeker aanwijzen", "artikel 8 lid 2 sub b", None),
                    mag("De termijn verlengen", "artikel 10 lid 1", None),
                ],
            },
            Daadgroep { naam: "Vastleggen namens de klager".into(), open: false, daden: vec![mag("De klacht intrekken", "artikel 9", None)] },
        ],
        mag_niet: vec![
            Geweigerd { naam: "Oordeel geven.".into(), reden: "De aangeklaagde heeft nog geen gelegenheid gehad te reageren.".into(), artikel: "artikel 8 lid 2 sub a".into(), waarom: waarom(&[("Reden", &["Nog niet iedere aangeklaagde heeft gelegenheid gehad om te reageren (artikel 8 lid 2 sub a)."]), ("Wat dit verandert", &["Eerst nodig: gelegenheid geven om te reageren, aan de aangeklaagde, door de raad van bestuur (artikel 8 lid 2 sub a). Dat kan nu."])]) },
            Geweigerd { naam: "De procedure beëindigen.".into(), reden: "De klager is niet gevraagd of zij wil wachten.".into(), artikel: "artikel 10 lid 2".into(), waarom: Waarom::default() },
        ],
        soort: Some(Soortkader {
            geldt: vec![Soortregel {
                naam: "Wkkgz".into(),
                gevolg: "De zorgaanbieder geeft zelf een oordeel.".into(),
                artikel: "Wkkgz artikel 14 lid 1".into(),
            }],
            open: vec!["Gaat het over onvrijwillige zorg (Wzd artikel 55)?".into()],
            knop: Some(Koppeling::new("Vul dit in", "/daad.html")),
        }),
        regeling: Some(Regelingkader {
            versie: Koppeling::new("Versie 1", "/regeling.html"),
            sinds: ", geldig vanaf 1\u{a0}januari 2025".into(),
            waarom: vec!["Op 2\u{a0}november 2026, toen de klacht er was, gold versie 1.".into()],
        }),
        tijdfilter: Chips {
            naam: "Tijdlijn filteren".into(),
            chips: vec![chip("Alles", 14, true), chip("Contact", 5, false), chip("Stukken", 6, false), chip("Besluiten", 1, false)],
        },
        tijdlijn: tijdlijn(),
        ouder: Some(Koppeling::new("Toon de 10 oudere regels", "/dossier.html")),
        notitie_url: Some("/daad.html".into()),
        termijnen: termijnen(),
        partijen: partijen(),
        overgenomen: Some(Overgenomen {
            zin: "Op 30\u{a0}november 2026 door P. Vos overgenomen uit \u{201c}Klachtenlijst\u{201d}, daar nummer 0018.".into(),
            stand: "De klacht liep toen nog. Wat hier niet is vastgelegd, staat als niet gedaan.".into(),
            niet_bekend: vec!["hoe de klacht binnenkwam".into(), "waar het gebeurde".into()],
            overig: Overzicht { regels: vec![Regel::tekst("Opmerkingen", "Belt liever niet op maandag.")] },
        }),
        geheimhouding: Some("Wat u hier leest, houdt u voor u (artikel 14).".into()),
        melding: Some(Melding::gelukt("De ontvangst is bevestigd. De brief is verstuurd.")),
    }
}
