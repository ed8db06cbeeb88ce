//! Figures of a quarter and of a year, and a portal's question which provider a complaint is about.

use maud::Markup;
use verslag::{Cel, Kop, Maatregel, Signaal, Tabel, Verslag};
use web::componenten::tekst::{Blok, Zinnen};
use web::componenten::veld::{Lijst, Optie, Tekstvak, Veldkop};
use web::huisstijl::{Huisstijl, Koppeling};
use web::weergave::publiek::kies_aanbieder::{self, Gevonden, KiesAanbieder};
use web::weergave::werkplek::rapportage::{self, Rapportage};

use super::Pagina;
use super::huis::formulier;
use super::werkplek::balk;

fn tabel(naam: &str, artikel: &str, aandeel: Option<&str>, rijen: &[(&str, &[u32])]) -> Tabel {
    // In this drawing zero stands for a number that is hidden.
    let cel = |n: &u32| if *n == 0 { Cel::Verborgen } else { Cel::Aantal(*n) };
    let breed = rijen.first().map_or(1, |(_, c)| c.len());
    let kolommen = if breed == 1 {
        vec!["aantal".to_owned()]
    } else {
        (1..=4).map(|k| format!("kwartaal {k}")).chain(["2026".to_owned()]).collect()
    };
    let totaal = (0..breed).map(|k| cel(&rijen.iter().map(|(_, c)| c[k]).sum())).collect();
    Tabel {
        id: naam.split(' ').next_back().unwrap_or("x").to_lowercase(),
        naam: naam.to_owned(),
        artikel: artikel.to_owned(),
        kolommen,
        rijen: rijen.iter().map(|(n, c)| ((*n).to_owned(), c.iter().map(cel).collect())).collect(),
        totaal: Some(totaal),
        aandeel: aandeel.map(str::to_owned),
    }
}

fn verslag(periode: &str, dagen: &str, tabellen: Vec<Tabel>) -> Verslag {
    Verslag {
        kop: Kop {
            aanbieder: "Zorggroep De Linde".into(),
            periode: periode.into(),
            dagen: dagen.into(),
            regeling: "Klachtenregeling, versie 3".into(),
        },
        tabellen,
        signalen: vec![Signaal { wat: "wachten op hulp".into(), waar: "De Wilgenhof".into() }],
        signaal_vanaf: 5,
        maatregelen: vec![
            Maatregel {
                uiterlijk: "30 september 2026".into(),
                kenmerken: vec!["andere werkwijze".into(), "de leidinggevende".into()],
                stand: "klaar, op tijd".into(),
            },
            Maatregel {
                uiterlijk: "1 december 2026".into(),
                kenmerken: vec!["scholing".into(), "het team".into()],
                stand: "loopt".into(),
            },
        ],
        aanbevelingen: "Bel binnen een dag terug.\n\nSpreek af wie dat doet.".into(),
        leeswijzer: vec![
            "Dit verslag telt elke klacht, ook een informele.".into(),
            "Een streepje is een aantal onder de 5, of een aantal waaruit een ander aantal onder de 5 zou volgen.".into(),
        ],
    }
}

fn pagina(huis: &Huisstijl, verslag: Verslag, schrijft: bool) -> Markup {
    let vak = Tekstvak::new(
        Veldkop::new("aanbevelingen", "Wat beveelt u aan?")
            .hint("Noem geen namen. Dit komt in het verslag. U kunt het later nog veranderen."),
    )
    .waarde(verslag.aanbevelingen.as_str())
    .regels(8)
    .hoogstens(20_000);
    let perioden = ["Het derde kwartaal van 2026", "Het tweede kwartaal van 2026", "2025"];
    let perioden = perioden.iter().map(|p| Optie::new(*p, *p)).collect();
    rapportage::pagina(
        &balk(huis),
        &Rapportage {
            actie: "/rapportage.html".into(),
            keuzes: vec![Lijst::new(Veldkop::new("periode", "Periode"), perioden)],
            ophalen: vec![
                Koppeling::new("Verslag (PDF)", "/verslag.pdf"),
                Koppeling::new("Cijfers (CSV)", "/cijfers.csv"),
            ],
            schrijven: schrijft.then(|| (formulier("/rapportage"), vak)),
            melding: None,
            verslag,
        },
    )
}

/// A quarter as who handles complaints sees it, and a year as the client council does.
pub fn rapportages(huis: &Huisstijl) -> Vec<Pagina> {
    let kwartaal = vec![
        tabel(
            "Klachten die binnenkwamen",
            "",
            None,
            &[("Klacht ingediend", &[24]), ("Onvrede gemeld", &[11])],
        ),
        tabel(
            "Op tijd klaar",
            "",
            Some("17 van 19 (89%)"),
            &[("op tijd", &[17]), ("te laat", &[0])],
        ),
        tabel(
            "Waar het over ging",
            "artikel 2.2",
            None,
            &[
                ("wachten op hulp", &[18]),
                ("bejegening", &[14]),
                ("communicatie", &[11]),
                ("medicijnen", &[7]),
                ("eten en drinken", &[5]),
                ("kosten", &[0]),
            ],
        ),
        tabel(
            "Waar het gebeurde",
            "",
            None,
            &[
                ("De Wilgenhof", &[14]),
                ("Thuiszorg Oost", &[9]),
                ("elders, of niet ingevuld", &[0]),
            ],
        ),
    ];
    let jaar = vec![
        tabel(
            "Klachten die binnenkwamen",
            "",
            None,
            &[("Klacht ingediend", &[16, 17, 18, 24, 75]), ("Onvrede gemeld", &[0, 6, 0, 11, 25])],
        ),
        tabel(
            "Op tijd klaar",
            "",
            Some("60 van 72 (83%)"),
            &[("op tijd", &[12, 14, 15, 19, 60]), ("te laat", &[0, 0, 0, 0, 12])],
        ),
    ];
    let derde = verslag(
        "het derde kwartaal van 2026",
        "1 juli 2026 tot en met 30 september 2026",
        kwartaal,
    );
    let heel = verslag("2025", "1 januari 2025 tot en met 31 december 2025", jaar);
    vec![("rapportage", pagina(huis, derde, true)), ("rapportage-jaar", pagina(huis, heel, false))]
}

/// The portal's first question: asked, found, not found, and ended.
pub fn kiezen(huis: &Huisstijl) -> Vec<Pagina> {
    let met = |zoek: &str, gevonden: &[&str], voorbij: &[&str]| {
        let m = KiesAanbieder {
            actie: "/kies-aanbieder.html".into(),
            zoek: zoek.into(),
            gevonden: gevonden
                .iter()
                .map(|n| Gevonden {
                    naam: (*n).into(),
                    waar: "4321 BA Zoutelande".into(),
                    url: "/start.html".into(),
                })
                .collect(),
            voorbij: voorbij.iter().map(|n| (*n).to_owned()).collect(),
            elders: vec![
                Blok::kop("Waar kunt u wel terecht?"),
                Blok::Lijst(vec![
                    Zinnen::from("Bij de zorgaanbieder zelf. Vraag daar naar de klachtenregeling."),
                    Zinnen::from("Bij ons, als u een vraag hebt. Bel 0900 - 1234."),
                ]),
            ],
            terug: Some(Koppeling::new("Terug naar het begin", "/start.html")),
        };
        kies_aanbieder::pagina(huis, &m)
    };
    vec![
        ("kies-aanbieder", met("", &[], &[])),
        ("kies-aanbieder-gevonden", met("duin", &["Praktijk Duin", "Duinzicht"], &[])),
        ("kies-aanbieder-niets", met("bestaat niet", &[], &[])),
        ("kies-aanbieder-voorbij", met("oudeland", &[], &["Praktijk Oudeland"])),
    ]
}
