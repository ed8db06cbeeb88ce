//! Staff pages with made-up content.

use jiff::civil::date;
use maud::Markup;

use super::Pagina;
use super::dossier::{dossier_model, kop, smalle_kop, tijdlijn};
use super::huis::formulier;
use super::publiek::judgment;
use web::componenten::{
    Knop,
    bladzijden::Bladzijden,
    filter::{Chip, Chips},
    melding::Melding,
    overzicht::{Overzicht, Regel},
    stempel::{Stempel, Tint},
    tabel::{Kolom, Volgorde},
    tekst::{self, Blok, Zinnen},
    tijdlijn::Tijdlijn,
    veld::{
        Datumveld, Groep, Groepen, Keuze, Lijst, Maat, Optie, Tekstsoort, Tekstvak, Tekstveld,
        Veld, Veldkop, Vinkjes,
    },
    werkbalk::{Ingelogd, Menupunt, Werkbalk},
};
use web::huisstijl::{Huisstijl, Koppeling};
use web::weergave::werkplek::{
    aangeklaagde::{self, Aangeklaagdepagina, Onderdeel, Reactie, Stuk},
    bevestig::{self, Bevestig},
    conflict::{self, Conflict},
    daad::{self, Daad, Voorbeeld},
    documenten::{self, Briefregel, Documenten, Stukregel, Zicht as Ziet},
    dossier::{self, Dossierpagina},
    inloggen::{self, Inloggen},
    instellingen::{self, Instellingen},
    klacht::{self, Klachtpagina},
    registreren::{self, Registreren},
    werkvoorraad::{self, Filter, Rij, Werkvoorraad},
};

pub(super) fn balk(huis: &Huisstijl) -> Werkbalk {
    let punt = |tekst: &str, url: &str, aantal, hier| Menupunt {
        tekst: tekst.into(),
        url: url.into(),
        aantal,
        hier,
    };
    Werkbalk {
        huis: huis.clone(),
        menu: vec![
            punt("Werkvoorraad", "/werkvoorraad.html", Some((12, "klachten".into())), true),
            punt("Nieuwe klacht", "/registreren.html", None, false),
            punt("Rapportage", "/rapportage.html", None, false),
        ],
        zoeken: Some(formulier("/werkvoorraad.html")),
        gezocht: String::new(),
        ingelogd: Ingelogd {
            naam: "Sanne de Vries".into(),
            rol: "klachtenfunctionaris".into(),
            instellingen_url: "/instellingen.html".into(),
            uitloggen: formulier("/uitloggen"),
            sneltoets: true,
        },
    }
}

fn maatregel(n: usize, fout: Option<&str>) -> Groep {
    let veld = |naam: &str, label: &str| {
        let mut k = Veldkop::new(format!("maatregelen-{n}-{naam}"), label);
        k.maat = Maat::Gewoon;
        k
    };
    Groep {
        titel: format!("Maatregel {}", n + 1),
        velden: vec![
            Tekstvak::new(veld("wat", "Wat gaat er gebeuren?"))
                .waarde("Elke avond een collega meer.")
                .regels(2)
                .into(),
            Tekstveld::new(veld("wanneer", "Klaar op").fout(fout))
                .soort(Tekstsoort::Datum)
                .breed(10)
                .into(),
        ],
        weg: Some(format!("maatregelen-{n}")),
    }
}

fn oordeelvelden() -> Vec<Veld> {
    let vet = |naam: &str, label: &str| Veldkop::new(naam, label).maat(Maat::Vet);
    vec![
        Keuze::new(
            vet("uitkomst", "Uitkomst"),
            vec![
                Optie::new("gegrond", "Gegrond"),
                Optie::new("deels_gegrond", "Deels gegrond"),
                Optie::new("ongegrond", "Ongegrond"),
            ],
        )
        .gekozen(Some("gegrond"))
        .into(),
        Tekstvak::new(vet("behandeling", "Hoe is de klacht behandeld?").hint("Artikel 10 lid 3."))
            .hoogstens(5_000)
            .into(),
        Tekstvak::new(
            vet("motivering", "Waarom dit oordeel?")
                .hint("Artikel 10 lid 3.")
                .fout(Some("Schrijf waarom u tot dit oordeel komt.")),
        )
        .regels(8)
        .into(),
        Vinkjes::new(
            vet("kenmerken", "Waar gaat het over?"),
            vec![Optie::new("bejegening", "Bejegening"), Optie::new("organisatie", "Organisatie")],
        )
        .into(),
        Groepen {
            kop: vet("maatregelen", "Welke maatregelen volgen?")
                .hint("Zonder datum kan het oordeel niet weg (artikel 10 lid 3)."),
            groepen: vec![
                maatregel(0, None),
                maatregel(1, Some("Vul in wanneer deze maatregel klaar is.")),
            ],
            nog_een: "Nog een maatregel".into(),
        }
        .into(),
        Datumveld::new(vet("gebeurd_op", "Datum van het oordeel")).waarde("8", "12", "2026").into(),
    ]
}

fn voorbeelden(mist: bool) -> Vec<Voorbeeld> {
    vec![Voorbeeld {
        naam: "oordeel, aan de klager".into(),
        brief: judgment(),
        pdf: Some(Koppeling::new("Open de PDF", "/brief.pdf")),
        mist: if mist {
            vec!["het adres van de geschillencommissie (artikel 10 lid 4)".into()]
        } else {
            vec![]
        },
    }]
}

fn gevolgen() -> Vec<Zinnen> {
    vec![
        "De termijn van 6 weken stopt (artikel 10 lid 1).".into(),
        "De klager en de aangeklaagde krijgen elk een brief (artikel 10 lid 3).".into(),
    ]
}

fn daad_model(mist: bool) -> Daad {
    Daad {
        kop: smalle_kop(),
        naam: "Oordeel geven".into(),
        artikel: "artikel 10 lid 3 en 4".into(),
        uitleg: vec![Blok::alinea("Het oordeel gaat naar de klager en de aangeklaagde.")],
        velden: oordeelvelden(),
        fouten: vec![],
        gevolgen: gevolgen(),
        wie_ziet: "De klager en de aangeklaagde zien dit.".into(),
        brieven: voorbeelden(mist),
        formulier: formulier("/dossier/daad").met("versie", "14"),
        knop: "Verder naar controleren".into(),
        anders: vec![Knop::tweede("Werk het voorbeeld bij").met("keuze", "voorbeeld")],
        terug: Koppeling::new("Terug naar het dossier", "/dossier.html"),
    }
}

fn bevestig_model(mist: bool) -> Bevestig {
    Bevestig {
        kop: smalle_kop(),
        naam: "Oordeel geven".into(),
        artikel: "artikel 10 lid 3 en 4".into(),
        ingevuld: Overzicht {
            regels: vec![
                Regel::tekst("Uitkomst", "Gegrond"),
                Regel::new("Motivering", tekst::getypt("Er was te weinig personeel.")),
            ],
        },
        gevolgen: gevolgen(),
        wie_ziet: "De klager en de aangeklaagde zien dit.".into(),
        brieven: voorbeelden(mist),
        formulier: formulier("/dossier/daad").met("uitkomst", "gegrond"),
        knop: "Geef het oordeel en verstuur de brieven".into(),
        onomkeerbaar: true,
        aanpassen: String::new(),
    }
}

fn werkvoorraad_model() -> Werkvoorraad {
    let rij =
        |nummer: &str, onderwerp: &str, klager: &str, stand: Stempel, dag: (i8, i8), dagen: i32| {
            Rij {
                url: "/dossier.html".into(),
                onderwerp: onderwerp.into(),
                nummer: nummer.into(),
                klager: klager.into(),
                locatie: "De Wilgenhof".into(),
                stand,
                volgende: "Contact opnemen met de klager".into(),
                uiterlijk: Some(date(2026, dag.0, dag.1)),
                dagen: Some(dagen),
                bijna: dagen < 7,
                herinnerd: dagen < 4,
                waarom: vec![
                    "artikel 8 lid 1".into(),
                    "Klacht ontvangen op maandag 16 november 2026.".into(),
                    "5 werkdagen later is het maandag 23 november 2026.".into(),
                ],
            }
        };
    let chip = |tekst: &str, aantal, gekozen| Chip {
        tekst: tekst.into(),
        url: "/werkvoorraad.html".into(),
        aantal: Some(aantal),
        gekozen,
    };
    let keuze = |naam: &str, label: &str, opties: &[&str]| {
        Lijst::new(Veldkop::new(naam, label), opties.iter().map(|o| Optie::new(*o, *o)).collect())
    };
    let url = "/werkvoorraad.html?sorteer=";
    Werkvoorraad {
        titel: "Werkvoorraad".into(),
        gezocht: false,
        aantal: 12,
        volgorde: "de kortste termijn staat bovenaan".into(),
        weergaven: Chips {
            naam: "Weergaven".into(),
            chips: vec![
                chip("Mijn klachten", 12, true),
                chip("Te laat of bijna te laat", 3, false),
                chip("Wacht op aangeklaagde", 4, false),
                chip("Alle open klachten", 41, false),
            ],
        },
        filter: Filter {
            actie: "/werkvoorraad.html".into(),
            verborgen: vec![("weergave".into(), "mijn".into())],
            zoek: None,
            lijsten: vec![
                keuze("stand", "Stand", &["Alle", "Ontvangen", "Hoor en wederhoor"]),
                keuze("locatie", "Locatie", &["Alle", "De Wilgenhof", "Het Baken"]),
                keuze("termijn", "Termijn", &["Alle", "Te laat", "Binnen 7 dagen"]),
            ],
            actief: vec![],
            wis_url: "/werkvoorraad.html".into(),
        },
        kolommen: [
            Kolom::new("Klacht").sorteer(format!("{url}klacht"), None),
            Kolom::new("Klager").sorteer(format!("{url}klager"), None),
            Kolom::new("Locatie").sorteer(format!("{url}locatie"), None),
            Kolom::new("Stand").sorteer(format!("{url}stand"), None),
            Kolom::new("Volgende stap"),
            Kolom::new("Oordeel uiterlijk").sorteer(format!("{url}-termijn"), Some(Volgorde::Op)),
        ],
        rijen: vec![
            rij(
                "K-2026-0121",
                "Medicijnen niet op tijd gegeven",
                "Dhr. P. Jansen",
                Stempel::new("Klaar voor oordeel", Tint::Paars),
                (11, 20),
                -3,
            ),
            rij(
                "K-2026-0129",
                "Rekening voor was klopt niet",
                "Mevr. L. Smit",
                Stempel::new("Hoor en wederhoor", Tint::Blauw),
                (11, 26),
                3,
            ),
            rij(
                "K-2026-0143",
                "Te laat geholpen met naar bed gaan",
                "Mevr. J. Bakker",
                Stempel::new("Hoor en wederhoor", Tint::Blauw),
                (12, 14),
                21,
            ),
            rij(
                "K-2026-0150",
                "Kamer niet schoon",
                "Familie El Amrani",
                Stempel::new("Eerste contact", Tint::Turkoois),
                (12, 22),
                29,
            ),
            rij(
                "K-2026-0156",
                "Niet gebeld na een val",
                "Dhr. K. Visser",
                Stempel::new("Ontvangen", Tint::Groen),
                (12, 30),
                37,
            ),
        ],
        bladzijden: Bladzijden {
            vorige: Some("/werkvoorraad.html".into()),
            volgende: Some("/werkvoorraad.html".into()),
        },
        nieuw_url: Some("/registreren.html".into()),
        melding: None,
    }
}

fn documenten_model() -> Documenten {
    let moment = date(2026, 11, 3).at(9, 5, 0, 0);
    let brief = |naam: &str, aan: &str, stand: Stempel, mist: &[&str], zicht| Briefregel {
        naam: naam.into(),
        aan: aan.into(),
        stand,
        moment,
        url: "/brief.html".into(),
        pdf: Some(Koppeling::new("PDF", "/brief.pdf")),
        mist: mist.iter().map(|m| (*m).into()).collect(),
        zicht,
    };
    Documenten {
        bundel: Some(Koppeling::new("Bundel voor De Geschillencommissie (zip)", "/bundel.zip")),
        kop: kop(Some("Brieven en documenten")),
        tab: "brieven en documenten".into(),
        brieven: vec![
            brief(
                "Oordeel",
                "de klager",
                Stempel::new("Nog niet compleet", Tint::Geel),
                &["termijn van de geschillencommissie (artikel 10 lid 4)"],
                Ziet::Intern,
            ),
            brief(
                "Ontvangstbevestiging",
                "de klager",
                Stempel::new("Verstuurd", Tint::Groen),
                &[],
                Ziet::Klager,
            ),
        ],
        stukken: vec![Stukregel {
            naam: "foto-kamer.jpg".into(),
            grootte: "foto, 1,2 MB".into(),
            van: "A. Bakker".into(),
            moment,
            url: "/foto.jpg".into(),
            zicht: Ziet::Klager,
        }],
        toevoegen: Some(formulier("/dossier/stuk")),
        fout: None,
        regel: Some(
            "Stukken over een klacht horen niet in het zorgdossier (artikel 13 lid 2).".into(),
        ),
        melding: None,
    }
}

fn aangeklaagde_model() -> Aangeklaagdepagina {
    Aangeklaagdepagina {
        boven: vec![Koppeling::new("Mijn zaken", "/werkvoorraad.html")],
        nummer: "K-2026-0143".into(),
        stand: Stempel::new("Wij wachten op uw reactie", Tint::Turkoois),
        gevraagd: Some(Reactie {
            vraag: "Wilt u vertellen hoe de avonden van 12 tot en met 14 oktober verliepen?".into(),
            uiterlijk: Some(date(2026, 12, 3)),
            url: "/reactie.html".into(),
            artikel: "artikel 8 lid 2 sub a".into(),
        }),
        vrijgegeven: vec![
            Onderdeel {
                kop: "Wat er volgens de klager gebeurde".into(),
                tekst: "Mijn moeder moest op 3 avonden lang wachten op hulp.".into(),
            },
            Onderdeel {
                kop: "Wat de klager wil bereiken".into(),
                tekst: "Op tijd naar bed, en excuses.".into(),
            },
        ],
        stukken: vec![Stuk {
            naam: "Brief: u bent aangeklaagd".into(),
            url: "/brief.html".into(),
            datum: date(2026, 11, 19),
        }],
        reacties: vec![(date(2026, 11, 20), "Ik kom hier nog op terug.".into())],
        rechten: vec![
            "Er komt geen oordeel voordat u kon reageren (artikel 8 lid 2 sub a).".into(),
            "U leest wat de klager op uw reactie zegt (artikel 8 lid 2 sub c).".into(),
            "De klacht kost u niets (artikel 16).".into(),
        ],
        geheimhouding: "Wat u hier leest, houdt u voor u (artikel 14).".into(),
        melding: None,
    }
}

fn registreren_model(fout: bool) -> Registreren {
    let kop = |naam: &str, label: &str| Veldkop::new(naam, label).maat(Maat::Vet);
    let omschrijving = Tekstvak::new(
        kop("omschrijving", "Wat is er gebeurd?")
            .fout(fout.then_some("Schrijf op wat er is gebeurd.")),
    );
    Registreren {
        delen: vec![
            (
                "Hoe kwam de klacht binnen?".into(),
                vec![
                    Keuze::new(
                        kop("kanaal", "Kanaal"),
                        vec![
                            Optie::new("brief", "Brief"),
                            Optie::new("e-mail", "E-mail"),
                            Optie::new("telefoon", "Telefoon")
                                .hint("Dit wordt onvrede, nog geen klacht."),
                        ],
                    )
                    .into(),
                    Datumveld::new(
                        kop("gebeurd_op", "Ontvangen op")
                            .hint("De termijnen tellen vanaf deze dag."),
                    )
                    .waarde("20", "11", "2026")
                    .into(),
                ],
            ),
            (
                "De klager".into(),
                vec![
                    Tekstveld::new(kop("naam", "Naam")).into(),
                    Tekstveld::new(kop("telefoon", "Telefoon"))
                        .soort(Tekstsoort::Telefoon)
                        .breed(20)
                        .into(),
                ],
            ),
            ("De klacht".into(), vec![omschrijving.into()]),
        ],
        fouten: vec![],
        lijkt_op: vec![Koppeling::new("K-2026-0143, ontvangen 2 november 2026", "/dossier.html")],
        weten: vec!["Een klacht is schriftelijk of per e-mail (artikel 1 lid 1 sub d).".into()],
        formulier: formulier("/registreren"),
        knop: "Registreer de klacht".into(),
        terug: Koppeling::new("Werkvoorraad", "/werkvoorraad.html"),
    }
}

fn instellingen_model() -> Instellingen {
    Instellingen {
        account: Overzicht {
            regels: vec![
                Regel::tekst("Naam", "Sanne de Vries"),
                Regel::tekst("Rol", "klachtenfunctionaris"),
            ],
        },
        velden: vec![
            Keuze::ja_nee(
                Veldkop::new("sneltoets", "Sneltoets / voor zoeken")
                    .maat(Maat::Vet)
                    .hint("Zet dit uit als u met spraak werkt."),
            )
            .gekozen(Some("ja"))
            .into(),
        ],
        formulier: formulier("/instellingen"),
        wachtwoord: Some((
            vec![
                Tekstveld::new(Veldkop::new("oud", "Uw wachtwoord nu"))
                    .soort(Tekstsoort::Wachtwoord)
                    .aanvullen("current-password")
                    .into(),
                Tekstveld::new(
                    Veldkop::new("nieuw", "Uw nieuwe wachtwoord").hint("Minstens 12 tekens."),
                )
                .soort(Tekstsoort::Wachtwoord)
                .aanvullen("new-password")
                .into(),
            ],
            formulier("/instellingen/wachtwoord"),
        )),
        melding: None,
    }
}

fn lijsten(balk: &Werkbalk) -> Vec<Pagina> {
    let gefilterd = Werkvoorraad {
        aantal: 0,
        rijen: vec![],
        bladzijden: Bladzijden::default(),
        filter: Filter {
            actief: vec![
                Koppeling::new("Stand: ontvangen", "/werkvoorraad.html"),
                Koppeling::new("Locatie: Het Baken", "/werkvoorraad.html"),
            ],
            ..werkvoorraad_model().filter
        },
        ..werkvoorraad_model()
    };
    vec![
        ("werkvoorraad", werkvoorraad::pagina(balk, &werkvoorraad_model())),
        ("werkvoorraad-leeg", werkvoorraad::pagina(balk, &gefilterd)),
    ]
}

fn conflict_pagina(balk: &Werkbalk, geweigerd: Option<&str>) -> Markup {
    conflict::pagina(
        balk,
        &Conflict {
            kop: smalle_kop(),
            naam: "Oordeel geven".into(),
            veranderd: Tijdlijn(tijdlijn().0.into_iter().take(1).collect()),
            getypt: vec![
                ("Uitkomst".into(), "Gegrond".into()),
                ("Motivering".into(), "Er was te weinig personeel.\n\nDat was bekend.".into()),
            ],
            geweigerd: geweigerd.map(Into::into),
            formulier: formulier("/dossier/daad").met("versie", "15").met("uitkomst", "gegrond"),
            terug: Koppeling::new("Terug naar het dossier", "/dossier.html"),
        },
    )
}

pub fn paginas(huis: &Huisstijl) -> Vec<Pagina> {
    let balk = balk(huis);
    let inlog = Inloggen {
        formulier: formulier("/inloggen"),
        melding: Some(Melding::gelukt("U bent uitgelogd.")),
        ..Inloggen::default()
    };
    let inlog_fout = Inloggen {
        formulier: formulier("/inloggen"),
        email: "sanne@delinde.example".into(),
        fout: Some(inloggen::KLOPT_NIET.into()),
        melding: None,
    };
    let leeg = Dossierpagina {
        kop: smalle_kop(),
        klacht_url: "/klacht.html".into(),
        ..Dossierpagina::default()
    };
    let klachtdelen = vec![
        (
            "De klacht".to_owned(),
            Overzicht {
                regels: vec![
                    Regel::tekst("Onderwerp", "Te laat geholpen"),
                    Regel::new("Wat er gebeurde", tekst::getypt("Regel 1\n\nRegel 2")),
                ],
            },
        ),
        (
            "De klager".to_owned(),
            Overzicht {
                regels: vec![
                    Regel::tekst("Naam", "A. Bakker"),
                    Regel::tekst("Hoedanigheid", "gemachtigde"),
                ],
            },
        ),
    ];
    let mut paginas = vec![
        ("inloggen", inloggen::pagina(huis, &inlog)),
        ("inloggen-fout", inloggen::pagina(huis, &inlog_fout)),
        ("dossier", dossier::pagina(&balk, &dossier_model())),
        ("dossier-leeg", dossier::pagina(&balk, &leeg)),
        ("klacht", klacht::pagina(&balk, &Klachtpagina { kop: kop(Some("Klacht")), delen: klachtdelen })),
        ("documenten", documenten::pagina(&balk, &documenten_model())),
        ("daad", daad::pagina(&balk, &daad_model(false))),
        ("daad-mist", daad::pagina(&balk, &Daad { fouten: vec!["De aangeklaagde heeft nog geen gelegenheid gehad te reageren (artikel 8 lid 2 sub a).".into()], ..daad_model(true) })),
        ("bevestig", bevestig::pagina(&balk, &bevestig_model(false))),
        ("bevestig-mist", bevestig::pagina(&balk, &bevestig_model(true))),
        ("conflict", conflict_pagina(&balk, None)),
        ("conflict-geweigerd", conflict_pagina(&balk, Some("De klacht is intussen ingetrokken (artikel 9)."))),
        ("registreren", registreren::pagina(&balk, &registreren_model(false))),
        ("registreren-fout", registreren::pagina(&balk, &registreren_model(true))),
        ("instellingen", instellingen::pagina(&balk, &instellingen_model())),
        ("aangeklaagde", aangeklaagde::pagina(&balk, &aangeklaagde_model())),
    ];
    paginas.extend(lijsten(&balk));
    paginas
}
