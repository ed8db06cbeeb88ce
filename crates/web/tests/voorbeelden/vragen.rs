//! The questions of the form, and what goes wrong, with made-up content.

use jiff::civil::date;

use super::Pagina;
use super::huis::formulier;
use web::componenten::veld::{Geplaatst, Optie};
use web::huisstijl::{Huisstijl, Koppeling};
use web::weergave::fout::{self, Foutpagina, Soort};
use web::weergave::publiek::vraag;
use web::weergave::publiek::vragen::{Aanbod, Invoer, Klachtvraag, Soortvraag};

pub fn aanbod() -> Aanbod {
    Aanbod {
        hoedanigheden: vec![
            Optie::new("client", "Voor mijzelf. Ik ben de cliënt."),
            Optie::new(
                "vertegenwoordiger",
                "Voor iemand anders. Ik ben de wettelijke vertegenwoordiger.",
            ),
            Optie::new("gemachtigde", "Voor iemand anders. Ik heb toestemming op papier."),
            Optie::new("zaakwaarnemer", "Voor iemand anders. Ik regel zijn of haar zaken."),
            Optie::new("nabestaande", "Voor iemand die is overleden. Ik ben familie of partner."),
        ],
        soortvragen: vec![
            Soortvraag {
                naam: "zorgsoort".into(),
                label: "Welke zorg is het?".into(),
                opties: vec![
                    Optie::new("wlz", "Langdurige zorg (Wlz)"),
                    Optie::new("zvw", "Zorg uit de zorgverzekering (Zvw)"),
                    Optie::new("wmo", "Hulp van de gemeente (Wmo)"),
                    Optie::new("anders", "Andere zorg of dienst"),
                ],
                ..Soortvraag::default()
            },
            Soortvraag {
                naam: "onvrijwillige_zorg".into(),
                label: "Gaat uw klacht over zorg tegen iemands wil?".into(),
                hint: "Bijvoorbeeld een deur op slot, of medicijnen onder dwang.".into(),
                opties: vec![Optie::new("ja", "Ja"), Optie::new("nee", "Nee")],
                moet: true,
            },
        ],
        client_standen: vec![
            Optie::new("krijgt_zorg", "Ja"),
            Optie::new("kreeg_zorg", "Nee, maar eerder wel"),
            Optie::new("vraagt_zorg", "Nee, de zorg is aangevraagd"),
        ],
        locaties: vec!["De Wilgenhof".into(), "Het Baken".into(), "Thuiszorg Noord".into()],
        geplaatst: vec![],
        bestandsoorten: ".jpg,.jpeg,.png,.heic,.pdf,.docx".into(),
        bestanden_in_woorden: "een foto, pdf of Word-bestand tot 20 MB".into(),
        ..Aanbod::default()
    }
}

/// Each question empty, and some with errors.
pub fn vragen(huis: &Huisstijl) -> Vec<Pagina> {
    let vandaag = date(2026, 11, 23);
    let toon = |v: Klachtvraag, i: &Invoer, a: &Aanbod| {
        let mut m = v.vraag(i, a);
        m.formulier = formulier(&format!("/klacht/{}", v.pad()));
        m.terug = Some(match v.vorige() {
            Some(w) => Koppeling::new("Vorige vraag", format!("/{}.html", w.pad())),
            None => Koppeling::new("Terug naar het begin", "/start.html"),
        });
        vraag::pagina(huis, &m)
    };
    let leeg = Invoer::uit_paren([
        ("hoedanigheid", "gemachtigde"),
        ("aangeklaagden", "E. Öztürk"),
        ("aangeklaagden", ""),
    ]);
    let mut paginas: Vec<Pagina> =
        Klachtvraag::ALLE.iter().map(|v| (v.pad(), toon(*v, &leeg, &aanbod()))).collect();

    let mut fout = Invoer::uit_paren([
        ("gebeurtenis_op-dag", "12"),
        ("gebeurtenis_op-maand", "12"),
        ("gebeurtenis_op-jaar", "2026"),
        ("over", "medewerker"),
        ("email", "a.bakker"),
    ]);
    for (naam, vraag) in [
        ("voor-wie-fout", Klachtvraag::VoorWie),
        ("wanneer-fout", Klachtvraag::Wanneer),
        ("wat-gebeurde-er-fout", Klachtvraag::WatGebeurde),
        ("over-wie-fout", Klachtvraag::OverWie),
        ("uw-gegevens-fout", Klachtvraag::Gegevens),
    ] {
        fout.fouten = vraag.controleer(&fout, &aanbod(), vandaag);
        assert!(!fout.fouten.is_empty(), "{naam}");
        paginas.push((naam, toon(vraag, &fout, &aanbod())));
    }
    let mut vol = aanbod();
    vol.geplaatst = vec![
        Geplaatst { id: "1".into(), naam: "foto-kamer.jpg".into(), grootte: "foto, 1,2 MB".into() },
        Geplaatst {
            id: "2".into(),
            naam: "Een heel lange naam van een bestand zonder einde <b>.pdf".into(),
            grootte: "pdf, 0,3 MB".into(),
        },
    ];
    let mut te_groot = Invoer::default();
    te_groot
        .fouten
        .insert("bestand".into(), "Dit bestand is te groot. Kies een bestand tot 20 MB.".into());
    paginas.push(("bestanden-fout", toon(Klachtvraag::Bestanden, &te_groot, &vol)));
    paginas
}

pub fn fouten(huis: &Huisstijl) -> Vec<Pagina> {
    let naam = |s: Soort| match s {
        Soort::Onleesbaar => "fout-400",
        Soort::GeenToegang => "fout-403",
        Soort::Weg => "fout-404",
        Soort::Veranderd => "fout-409",
        Soort::TeGroot => "fout-413",
        Soort::Vernietigd => "fout-410",
        Soort::TeVaak => "fout-429",
        Soort::Logboek => "fout-503",
        Soort::Storing => "fout-500",
    };
    Soort::ALLE
        .into_iter()
        .map(|s| {
            let mut m = Foutpagina::new(s);
            if s == Soort::Storing {
                m.kenmerk = Some("7F3A-22".into());
            }
            (naam(s), fout::pagina(huis, &m))
        })
        .collect()
}
