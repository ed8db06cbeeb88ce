//! Public pages with made-up content.

use jiff::civil::date;
use maud::{Markup, html};

use super::Pagina;
use super::huis::formulier;
use web::componenten::{
    Icoon, Knop,
    brief::Brief,
    melding::Melding,
    overzicht::{Overzicht, Regel},
    stappen::{Stand, Stap, Stappen},
    tekst::{self, Blok, Stukje, Zinnen},
    veld::{Tekstvak, Veldkop},
};
use web::huisstijl::{Huisstijl, Koppeling, Telefoon};
use web::weergave::publiek::{
    bevestiging::{self, Bevestiging},
    brief::{self, Briefpagina},
    controle::{self, Controle},
    mijn_klacht::{self, Deel, Gevraagd, MijnKlacht, Mogelijkheid, Poststuk},
    start::{self, Contact, Gesprekspartner, Start, Vooruitblik},
    stoppen::{self, Stoppen},
    tekstpagina::{self, Artikel, Tekstpagina},
    toegang::{self, Toegang},
    vraag::{self, Vraag},
};

const NUMMER: &str = "K-2026-0143";

fn bakker() -> String {
    "Mijn moeder moest op 3 avonden lang wachten op hulp bij het naar bed gaan. Op 14 oktober duurde het tot 23.15 uur.\n\nZij voelde zich niet serieus genomen.".into()
}

fn stap(stand: Stand, naam: &str, standtekst: &str, uitleg: Option<Markup>) -> Stap {
    Stap { stand, naam: naam.into(), standtekst: standtekst.into(), uitleg }
}

fn telefoon(leesbaar: &str) -> Option<Telefoon> {
    Some(Telefoon { leesbaar: leesbaar.into(), gratis: false })
}

pub fn start_model() -> Start {
    let partner = |icoon, naam: &str, uitleg: &str, contacten| Gesprekspartner {
        icoon,
        naam: naam.into(),
        uitleg: uitleg.into(),
        contacten,
    };
    Start {
        indienen_url: "/voor-wie.html".into(),
        mijn_klacht_url: "/toegang.html".into(),
        gesprekspartners: vec![
            partner(
                Icoon::Persoon,
                "De medewerker",
                "Praat met de medewerker over wie u niet tevreden bent.",
                vec![],
            ),
            partner(
                Icoon::Mensen,
                "De leidinggevende",
                "Praat met de baas van die medewerker.",
                vec![],
            ),
            partner(
                Icoon::Gesprek,
                "De klachtenfunctionaris",
                "De klachtenfunctionaris zoekt met u een oplossing, of helpt u uw klacht op te schrijven.",
                vec![Contact {
                    naam: "Sanne de Vries".into(),
                    telefoon: telefoon("0800 - 1234"),
                    email: Some("sanne@delinde.example".into()),
                    ..Contact::default()
                }],
            ),
            partner(
                Icoon::HandHart,
                "De vertrouwenspersoon",
                "De vertrouwenspersoon werkt niet voor ons en staat naast u.",
                vec![
                    Contact {
                        naam: "Zorgvraagbaak Oost".into(),
                        voor: "voor langdurige zorg (Wlz)".into(),
                        telefoon: telefoon("074 - 123 45 67"),
                        email: Some("hulp@zorgvraagbaak.example".into()),
                        website: Some(Koppeling::new(
                            "zorgvraagbaak.example",
                            "https://zorgvraagbaak.example",
                        )),
                    },
                    Contact {
                        naam: "Uw gemeente".into(),
                        voor: "voor hulp van de gemeente (Wmo)".into(),
                        ..Contact::default()
                    },
                ],
            ),
        ],
        stappen: [
            ("U krijgt een brief of e-mail", "Daarin staat dat wij uw klacht hebben."),
            ("Wij praten met u", "Dat doen wij binnen 5 werkdagen."),
            ("Wij horen beide kanten", "Ook de medewerker mag het verhaal vertellen."),
            (
                "U krijgt ons antwoord",
                "Dat doen wij binnen 6 weken. Duurt het langer? Dan hoort u dat vooraf.",
            ),
        ]
        .map(|(naam, uitleg)| Vooruitblik { naam: naam.into(), uitleg: uitleg.into() })
        .to_vec(),
        andere_wegen: vec![
            "De rechter.".into(),
            Zinnen::from("De inspectie: ")
                .en(Stukje::link("het landelijk meldpunt", "https://meldpunt.example"))
                .tekst("."),
            "De politie, als iemand iets strafbaars deed.".into(),
        ],
        regeling: Koppeling::new("onze klachtenregeling", "/regeling.html"),
        folder: Some(Koppeling::new("onze folder", "/folder-1.html")),
        papier: Some(Koppeling::new(
            "Klachtformulier op papier (PDF, 2 bladzijden)",
            "/formulier.pdf",
        )),
    }
}

pub fn mijn_klacht(huis: &Huisstijl) -> Markup {
    mijn_klacht::pagina(
        huis,
        &MijnKlacht {
            nummer: NUMMER.into(),
            onderwerp: "te laat geholpen met naar bed gaan".into(),
            stand: "Wij onderzoeken uw klacht.".into(),
            inzage_url: Some("/wie-keek.html".into()),
            regeling: Some(Koppeling::new("onze regeling van 1\u{a0}januari 2025", "/regeling.html")),
            delen: vec![
                Deel { nummer: NUMMER.into(), onderwerp: "Te laat geholpen met naar bed gaan".into(), url: None },
                Deel { nummer: format!("{NUMMER}-2"), onderwerp: "Deur op slot".into(), url: Some("/mijn-klacht.html".into()) },
            ],
            antwoord_uiterlijk: Some(date(2026, 12, 14)),
            toelichting: vec!["Hebben wij meer tijd nodig? Dan leest u dat hier vooraf.".into()],
            gevraagd: vec![Gevraagd {
                kop: "Wij vragen u: kunt u komen praten?".into(),
                feiten: vec![
                    (Icoon::Agenda, "dinsdag 1 december 2026, half 11 in de ochtend (10.30 uur)".into()),
                    (Icoon::Plaats, "De Wilgenhof, kamer 0.12 op de begane grond".into()),
                    (Icoon::Mensen, "U praat met Sanne de Vries. U mag iemand meenemen.".into()),
                ],
                tekst: vec![],
                uiterlijk: Some(date(2026, 11, 27)),
                formulier: Some(formulier("/mijn-klacht/antwoord")),
                knoppen: vec![Knop::hoofd("Ja, ik kom").met("komst", "ja"), Knop::tweede("Ik kan dan niet").met("komst", "nee")],
            }],
            stappen: Stappen(vec![
                stap(Stand::Klaar, "Wij kregen uw klacht", "Klaar, op 2\u{a0}november 2026", None),
                stap(Stand::Klaar, "Wij belden u over uw klacht", "Klaar, op 5\u{a0}november 2026", None),
                stap(
                    Stand::Nu,
                    "Wij onderzoeken wat er is gebeurd",
                    "Hier zijn wij nu mee bezig",
                    Some(html! { "Wij vragen de medewerkers om hun verhaal." }),
                ),
                stap(Stand::Straks, "Wij praten met u", "Gepland op dinsdag 1\u{a0}december 2026", None),
                stap(
                    Stand::Straks,
                    "U krijgt ons antwoord",
                    "Uiterlijk maandag 14\u{a0}december 2026",
                    Some(html! { "In het antwoord staat wat wij vinden van uw klacht. En wat wij gaan verbeteren." }),
                ),
            ]),
            vooruit: vooruit(),
            post: vec![
                Poststuk {
                    bericht: true,
                    titel: "Bericht: uitnodiging voor een gesprek".into(),
                    url: "/brief.html".into(),
                    datum: date(2026, 11, 19),
                    meer: vec![],
                },
                Poststuk {
                    bericht: false,
                    titel: "Brief: wij hebben uw klacht ontvangen".into(),
                    url: "/brief.html".into(),
                    datum: date(2026, 11, 3),
                    meer: vec![Koppeling::new("PDF, 1 bladzijde", "/brief.pdf")],
                },
            ],
            bericht_url: Some("/bericht.html".into()),
            klacht_url: Some("/brief.html".into()),
            mogelijkheden: vec![
                Mogelijkheid {
                    kop: "Iemand anders helpt mij met mijn klacht".into(),
                    tekst: vec!["Dat mag. Bijvoorbeeld uw dochter, uw zoon of een vriend.".into()],
                },
                Mogelijkheid {
                    kop: "Ik ben niet tevreden over hoe het gaat".into(),
                    tekst: vec!["Bel ons dan. Komen wij er samen niet uit? Dan kunt u naar de geschillencommissie.".into()],
                },
                Mogelijkheid::stoppen("/stoppen.html"),
            ],
            pdf_url: Some("/mijn-klacht.pdf".into()),
            afsluiten: formulier("/mijn-klacht/afsluiten"),
            melding: None,
        },
    )
}

fn klaar(huis: &Huisstijl) -> Markup {
    let gedaan =
        |naam: &str, dag: &str| stap(Stand::Klaar, naam, &format!("Klaar, op {dag}"), None);
    mijn_klacht::pagina(
        huis,
        &MijnKlacht {
            nummer: NUMMER.into(),
            onderwerp: "te laat geholpen met naar bed gaan".into(),
            stand: "Ons antwoord is klaar.".into(),
            toelichting: vec!["U hebt gelijk gekregen. Lees de brief hieronder.".into()],
            stappen: Stappen(vec![
                gedaan("Wij kregen uw klacht", "2\u{a0}november 2026"),
                gedaan("Wij onderzochten wat er is gebeurd", "1\u{a0}december 2026"),
                gedaan("U krijgt ons antwoord", "8\u{a0}december 2026"),
            ]),
            post: vec![Poststuk {
                bericht: false,
                titel: "Brief: ons antwoord op uw klacht".into(),
                url: "/brief.html".into(),
                datum: date(2026, 12, 8),
                meer: vec![Koppeling::new("PDF, 2 bladzijden", "/brief.pdf")],
            }],
            afsluiten: formulier("/mijn-klacht/afsluiten"),
            melding: Some(Melding::gelukt("Wij hebben uw bericht.")),
            ..MijnKlacht::default()
        },
    )
}

fn vooruit() -> dossier::Vooruitblik {
    let regel = |kop: &str, te_laat, zinnen: &[&str]| dossier::Vooruit {
        daad: String::new(),
        dag: None,
        te_laat,
        kop: kop.into(),
        zinnen: zinnen.iter().map(|z| (*z).to_owned()).collect(),
    };
    dossier::Vooruitblik {
        gedaan: vec![
            regel("U diende uw klacht in", false, &["Dat was op maandag 2 november 2026."]),
            regel(
                "Wij spraken met u over uw klacht",
                false,
                &["Dat was op donderdag 5 november 2026."],
            ),
        ],
        straks: vec![
            regel(
                "Wij gaan u vertellen hoe wij uw klacht behandelen",
                true,
                &[
                    "Dat moest uiterlijk op maandag 9 november 2026.",
                    "Dat is niet gelukt. Het is te laat.",
                ],
            ),
            regel(
                "Wij gaan ons antwoord geven",
                false,
                &[
                    "Dat gebeurt uiterlijk op maandag 14 december 2026.",
                    "Wij mogen één keer uitstellen, tot uiterlijk 11 januari 2027.",
                    "Dat hoort u dan uiterlijk op 14 december 2026.",
                ],
            ),
        ],
        zelf: vec![
            regel(
                "U kunt een bericht sturen",
                false,
                &["Dat kan zolang wij uw klacht behandelen."],
            ),
            regel(
                "U kunt stoppen met uw klacht",
                false,
                &["Dat kan zolang wij uw klacht behandelen."],
            ),
        ],
    }
}

fn oordeel() -> Brief {
    Brief {
        kop: "Ons antwoord op uw klacht".into(),
        aan: vec!["Mevrouw A. Bakker".into(), "Wilgenlaan 12".into(), "1234 AB Lindendorp".into()],
        datum: Some(date(2026, 12, 8)),
        kenmerken: vec![("Nummer van uw klacht".into(), NUMMER.into())],
        blokken: vec![
            Blok::alinea("Beste mevrouw Bakker,"),
            Blok::alinea(
                Zinnen::from("U hebt gelijk gekregen. ")
                    .en(Stukje::vet("Uw klacht is gegrond."))
                    .tekst(" Wij vinden het vervelend dat uw moeder zo lang moest wachten."),
            ),
            Blok::kop("Hoe wij uw klacht behandelden"),
            Blok::Nummers(vec![
                "Wij spraken met u op 5 november.".into(),
                "Wij vroegen de medewerker om zijn verhaal.".into(),
            ]),
            Blok::kop("Waarom u gelijk krijgt"),
            Blok::alinea(
                "Er was op 3 avonden te weinig personeel. Wij hadden dat eerder moeten oplossen.",
            ),
            Blok::kop("Wat wij gaan doen"),
            Blok::Lijst(vec![
                "Vanaf 1 januari 2027 werkt er elke avond een collega meer.".into(),
                "Voor 20 december 2026 praat het team met uw moeder.".into(),
            ]),
            Blok::kop("Bent u het er niet mee eens?"),
            Blok::alinea(
                "Dan kunt u binnen 1 jaar naar de geschillencommissie. Zij hoort niet bij ons.",
            ),
            Blok::Regels(vec![
                "De Geschillencommissie".into(),
                "Postbus 1".into(),
                "www.geschil.example".into(),
            ]),
        ],
        afzender: vec!["M. Jansen".into(), "raad van bestuur".into()],
    }
}

pub fn judgment() -> Brief {
    oordeel()
}

fn bericht(huis: &Huisstijl) -> Markup {
    let m = Vraag {
        proces: "Mijn klacht".into(),
        titel: "Stuur ons een bericht".into(),
        inleiding: vec![Blok::alinea("Schrijf hier wat u wilt vertellen of vragen.")],
        velden: vec![
            Tekstvak::new(
                Veldkop::new("bericht", "Uw bericht").fout(Some("Schrijf eerst een bericht.")),
            )
            .hoogstens(5_000)
            .into(),
            web::componenten::veld::Bestand::new(
                Veldkop::new("bestand", "Foto of bestand meesturen").hint("Dit hoeft niet."),
            )
            .into(),
        ],
        formulier: formulier("/mijn-klacht/bericht"),
        knop: "Verstuur bericht".into(),
        terug: Some(Koppeling::new("Terug naar mijn klacht", "/mijn-klacht.html")),
        nummer: Some(NUMMER.into()),
        afsluiten: Some(formulier("/mijn-klacht/afsluiten")),
        ..Vraag::default()
    };
    vraag::pagina(huis, &m)
}

fn reactie(huis: &Huisstijl) -> Markup {
    let m = Vraag {
        proces: "Mijn klacht".into(),
        titel: "Wat vindt u van deze reactie?".into(),
        voorgelegd: Some(html! {
            h2.govuk-heading-m { "De reactie van de medewerker" }
            (tekst::getypt("Ik was die avond alleen op de afdeling.\n\nHet spijt mij dat mevrouw moest wachten."))
        }),
        velden: vec![
            Tekstvak::new(
                Veldkop::new("reactie", "Uw reactie").hint("De medewerker leest dit ook."),
            )
            .hoogstens(5_000)
            .into(),
        ],
        formulier: formulier("/mijn-klacht/reactie"),
        knop: "Verstuur reactie".into(),
        anders: vec![Knop::tweede("Ik wil niet reageren").met("keuze", "geen_reactie")],
        terug: Some(Koppeling::new("Terug naar mijn klacht", "/mijn-klacht.html")),
        nummer: Some(NUMMER.into()),
        afsluiten: Some(formulier("/mijn-klacht/afsluiten")),
        ..Vraag::default()
    };
    vraag::pagina(huis, &m)
}

fn controle_model() -> Controle {
    let w = |url: &str, wat: &str, sleutel: &str, waarde: &str| {
        Regel::tekst(sleutel, waarde).wijzig(url, wat)
    };
    Controle {
        proces: "Klacht indienen".into(),
        delen: vec![
            (
                "De klacht".into(),
                Overzicht {
                    regels: vec![
                        w(
                            "/voor-wie.html",
                            "voor wie u de klacht indient",
                            "Voor wie",
                            "Voor iemand anders. Ik heb toestemming op papier.",
                        ),
                        w(
                            "/zorg.html",
                            "over welke zorg het gaat",
                            "Zorg",
                            "Langdurige zorg (Wlz)",
                        ),
                        w("/waar.html", "waar het gebeurde", "Waar", "De Wilgenhof"),
                        w(
                            "/wanneer.html",
                            "wanneer het gebeurde",
                            "Wanneer",
                            "14\u{a0}oktober 2026",
                        ),
                        Regel::new("Wat er gebeurde", tekst::getypt(&bakker()))
                            .wijzig("/wat-gebeurde-er.html", "wat er gebeurde"),
                        w("/over-wie.html", "over wie uw klacht gaat", "Over wie", "E. Öztürk"),
                        w(
                            "/wat-wilt-u.html",
                            "wat u wilt bereiken",
                            "Wat u wilt",
                            "Op tijd naar bed, en excuses.",
                        ),
                    ],
                },
            ),
            (
                "Uw gegevens".into(),
                Overzicht {
                    regels: vec![
                        w("/uw-gegevens.html", "uw naam", "Naam", "A. Bakker"),
                        w(
                            "/uw-gegevens.html",
                            "uw e-mailadres",
                            "E-mail",
                            "a.bakker.met.een.lang.adres@voorbeeld.example",
                        ),
                    ],
                },
            ),
        ],
        ontbreekt: vec![],
        gevolgen: vec![
            "Als u de klacht verstuurt, lezen de mensen die uw klacht behandelen wat u schreef."
                .into(),
            "De medewerker over wie u klaagt, leest uw klacht ook. Die mag daarop reageren.".into(),
        ],
        formulier: formulier("/klacht/versturen"),
        knop: "Klacht versturen".into(),
        terug: Some(Koppeling::new("Vorige vraag", "/uw-gegevens.html")),
    }
}

fn bevestiging_model() -> Bevestiging {
    Bevestiging {
        nummer: NUMMER.into(),
        code: "7KPM 4XQR 9TWC".into(),
        mijn_klacht_url: "/mijn-klacht.html".into(),
        stappen: Stappen(vec![
            stap(Stand::Klaar, "Wij kregen uw klacht", "Klaar, op 23\u{a0}november 2026", None),
            stap(
                Stand::Nu,
                "Wij praten met u over uw klacht",
                "Uiterlijk maandag 30\u{a0}november 2026",
                None,
            ),
            stap(
                Stand::Straks,
                "U krijgt ons antwoord",
                "Uiterlijk maandag 4\u{a0}januari 2027",
                None,
            ),
        ]),
        pdf: Some(Koppeling::new("Print of bewaar deze pagina (PDF)", "/bevestiging.pdf")),
    }
}

fn regeling_model() -> Tekstpagina {
    let artikel = |n: u8, kop: &str, zinnen: &[&str]| Artikel {
        id: format!("artikel-{n}"),
        kop: format!("Artikel {n}. {kop}"),
        blokken: zinnen.iter().map(|z| Blok::alinea(*z)).collect(),
    };
    Tekstpagina {
        titel: "Onze klachtenregeling".into(),
        blokken: vec![Blok::alinea(
            "Hier staan alle afspraken over klachten. Hebt u vragen? Bel ons.",
        )],
        artikelen: vec![
            artikel(1, "Woorden", &["Een klacht is iets waar u niet tevreden over bent."]),
            artikel(
                5,
                "Indienen",
                &["U dient een klacht in met een brief, een e-mail of het formulier."],
            ),
            artikel(
                10,
                "Ons antwoord",
                &["Wij geven antwoord binnen 6 weken.", "Wij mogen dit 1 keer langer maken."],
            ),
        ],
        pdf: Some(Koppeling::new("De regeling als PDF", "/regeling.pdf")),
        terug: Some(Koppeling::new("Terug naar het begin", "/start.html")),
    }
}

fn privacy_model() -> Tekstpagina {
    Tekstpagina {
        titel: "Wat doen wij met uw gegevens?".into(),
        blokken: vec![
            Blok::alinea("Wij gebruiken uw gegevens alleen voor uw klacht."),
            Blok::kop("Wie leest uw klacht?"),
            Blok::Lijst(vec![
                "De mensen die uw klacht behandelen.".into(),
                "De medewerker over wie u klaagt.".into(),
            ]),
            Blok::kop("Hoe lang bewaren wij uw klacht?"),
            Blok::alinea("Wij bewaren uw klacht 2 jaar. Daarna gooien wij alles weg."),
            Blok::kop("Vragen?"),
            Blok::alinea(
                Zinnen::from("Stel ze aan ")
                    .en(Stukje::link("onze functionaris", "mailto:fg@delinde.example"))
                    .tekst("."),
            ),
        ],
        terug: Some(Koppeling::new("Terug naar het begin", "/start.html")),
        ..Tekstpagina::default()
    }
}

pub fn paginas(huis: &Huisstijl) -> Vec<Pagina> {
    let stop = Stoppen {
        nummer: NUMMER.into(),
        gevolgen: vec![
            "Wij onderzoeken uw klacht niet verder.".into(),
            "U krijgt geen antwoord op uw klacht.".into(),
            "Wij vertellen de medewerker dat u stopt.".into(),
            "U kunt later altijd een nieuwe klacht indienen.".into(),
        ],
        formulier: formulier("/mijn-klacht/stoppen"),
        mijn_klacht_url: "/mijn-klacht.html".into(),
        afsluiten: Some(formulier("/mijn-klacht/afsluiten")),
        ..Stoppen::default()
    };
    let lees = Briefpagina {
        nummer: NUMMER.into(),
        brief: oordeel(),
        pdf: Some(Koppeling::new("Open de brief als PDF (2 bladzijden)", "/brief.pdf")),
        knoppen: vec![Knop::tweede("Ik ben het er niet mee eens").naar("/stoppen.html")],
        mijn_klacht_url: "/mijn-klacht.html".into(),
        afsluiten: Some(formulier("/mijn-klacht/afsluiten")),
    };
    let toegang_fout = Toegang {
        formulier: formulier("/toegang"),
        nummer: "K-2026-143".into(),
        fout: Some(toegang::KLOPT_NIET.into()),
        terug: Some(Koppeling::new("Terug naar het begin", "/start.html")),
        ..Toegang::default()
    };
    let toegang_leeg = Toegang {
        formulier: formulier("/toegang"),
        melding: Some(Melding::gelukt("U hebt de pagina afgesloten.")),
        ..Toegang::default()
    };
    let mut mist = controle_model();
    mist.ontbreekt = vec![
        Koppeling::new("Vertel nog wat er is gebeurd.", "/wat-gebeurde-er.html"),
        Koppeling::new("Vul nog in hoe wij u kunnen bereiken.", "/uw-gegevens.html"),
    ];
    vec![
        ("start", start::pagina(huis, &start_model())),
        ("controle", controle::pagina(huis, &controle_model())),
        ("controle-mist", controle::pagina(huis, &mist)),
        ("bevestiging", bevestiging::pagina(huis, &bevestiging_model())),
        ("toegang", toegang::pagina(huis, &toegang_leeg)),
        ("toegang-fout", toegang::pagina(huis, &toegang_fout)),
        ("mijn-klacht", mijn_klacht(huis)),
        ("mijn-klacht-klaar", klaar(huis)),
        ("bericht", bericht(huis)),
        ("reactie", reactie(huis)),
        ("stoppen", stoppen::pagina(huis, &stop)),
        ("brief", brief::pagina(huis, &lees)),
        ("regeling", tekstpagina::pagina(huis, &regeling_model())),
        ("privacy", tekstpagina::pagina(huis, &privacy_model())),
    ]
}
