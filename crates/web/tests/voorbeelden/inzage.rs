//! Who looked: over the house, as a tab of a dossier, and for the complainant.

use jiff::civil::date;
use web::componenten::veld::{Lijst, Optie, Veldkop};
use web::huisstijl::{Huisstijl, Koppeling};
use web::weergave::publiek::inzage as publiek;
use web::weergave::werkplek::inzage::{Inzagepagina, Keuze, NAAM, Regel, pagina};

use super::Pagina;
use super::dossier::kop;
use super::huis::formulier;
use super::werkplek::balk;

fn regel(uur: i8, keer: u32, wie: &str, grond: &str, gedaan: &str) -> Regel {
    Regel {
        moment: date(2026, 11, 23).at(uur, 5, 0, 0),
        keer,
        wie: wie.into(),
        grond: grond.into(),
        gedaan: gedaan.into(),
        stuk: None,
        nummer: "K-2026-0143".into(),
        geweigerd: None,
    }
}

fn regels() -> Vec<Regel> {
    let mut bestand =
        regel(11, 1, "Marijke van Dongen", "raad van bestuur", "Geopend: een bestand");
    bestand.stuk = Some("4f1c09ab".into());
    let mut nee = regel(9, 1, "Emre Öztürk", "zonder rol", "Bekeken: het dossier");
    nee.geweigerd = Some("geen rol in dit dossier".into());
    vec![
        regel(14, 3, "Marijke van Dongen", "raad van bestuur", "Bekeken: het dossier"),
        bestand,
        regel(
            10,
            1,
            "Sanne de Vries",
            "klachtenfunctionaris",
            "In een lijst gezien: de werkvoorraad",
        ),
        nee,
        regel(8, 1, "De klager", "klager", "Bekeken: de bladzijde Mijn klacht"),
    ]
}

fn keuze(nummer: Option<&str>, fout: Option<&str>) -> Keuze {
    let namen = ["Iedereen", "Emre Öztürk", "Marijke van Dongen", "Sanne de Vries"];
    let opties = namen.iter().map(|n| Optie::new(*n, *n)).collect();
    Keuze {
        actie: "/inzage.html".into(),
        nummer: nummer.map(str::to_owned),
        persoon: Some(Lijst::new(Veldkop::new("persoon", "Wie"), opties)),
        van: "1-11-2026".into(),
        tot: String::new(),
        fout: fout.map(str::to_owned),
    }
}

/// What staff see.
pub fn werk(huis: &Huisstijl) -> Vec<Pagina> {
    let balk = balk(huis);
    let csv = || Some(Koppeling::new("Alles in deze periode als CSV", "/inzage.csv"));
    let over_huis = Inzagepagina {
        keuze: keuze(Some("K-2026-0143"), None),
        regels: Some(regels()),
        gekozen: "Klacht K-2026-0143. Vanaf 1 november 2026. ".into(),
        met_nummer: true,
        ouder: Some(Koppeling::new("Toon oudere regels", "/inzage.html")),
        csv: csv(),
        ..Inzagepagina::default()
    };
    let begin = Inzagepagina {
        keuze: keuze(Some(""), Some("Dit nummer is er niet.")),
        ..Inzagepagina::default()
    };
    let tab = Inzagepagina {
        kop: Some(kop(Some(NAAM))),
        keuze: keuze(None, None),
        regels: Some(regels()),
        csv: csv(),
        ..Inzagepagina::default()
    };
    let leeg = Inzagepagina { regels: Some(Vec::new()), ..tab.clone() };
    vec![
        ("inzage", pagina(&balk, &over_huis)),
        ("inzage-begin", pagina(&balk, &begin)),
        ("inzage-dossier", pagina(&balk, &tab)),
        ("inzage-dossier-leeg", pagina(&balk, &leeg)),
    ]
}

/// What the complainant sees.
pub fn van_klager(huis: &Huisstijl) -> Vec<Pagina> {
    let regel = |dag, wie: &str, gedaan: &[&str]| publiek::Regel {
        dag: date(2026, 11, dag),
        wie: wie.into(),
        gedaan: gedaan.iter().map(|g| (*g).to_owned()).collect(),
    };
    let m = publiek::Inzagepagina {
        nummer: "K-2026-0143".into(),
        regels: vec![
            regel(
                23,
                "U, met nummer en code",
                &["keek in de klacht", "opende een brief of bestand"],
            ),
            regel(23, "De directie", &["keek in de klacht", "zag de klacht in een lijst"]),
            regel(3, "De medewerker over wie u klaagt", &["keek in de klacht"]),
        ],
        meer: true,
        vragen: Some("Bel onze klachtenfunctionaris: 0800 - 1234.".into()),
        mijn_klacht_url: "/mijn-klacht.html".into(),
        afsluiten: formulier("/afsluiten"),
    };
    let leeg = publiek::Inzagepagina { regels: Vec::new(), meer: false, ..m.clone() };
    vec![("wie-keek", publiek::pagina(huis, &m)), ("wie-keek-leeg", publiek::pagina(huis, &leeg))]
}
