//! Dossiers after their term of keeping: one that may go, one that something holds back, and what went.

use web::componenten::foutoverzicht::Foutoverzicht;
use web::componenten::veld::{Optie, Veldkop, Vinkjes};
use web::huisstijl::{Huisstijl, Koppeling};
use web::weergave::werkplek::bewaren::{Bewaren, Voorbij, Weg, pagina};

use super::Pagina;
use super::huis::formulier;
use super::werkplek::balk;

fn voorbij(nummer: &str, niet: Option<&str>) -> Voorbij {
    Voorbij {
        dossier: Koppeling::new(nummer, "/dossier.html"),
        waarde: format!("{nummer}.7"),
        gekozen: false,
        tot: "woensdag 18 november 2026".into(),
        waarom: vec![
            "artikel 13 lid 1".into(),
            "Klacht ingetrokken op maandag 18 november 2024".into(),
            "2 jaar na maandag 18 november 2024 is woensdag 18 november 2026.".into(),
        ],
        niet: niet.map(Into::into),
    }
}

pub fn paginas(huis: &Huisstijl) -> Vec<Pagina> {
    let opgeschort = "Dit dossier mag nu niet weg. Er loopt nog een geschil bij de geschillencommissie (AVG artikel 17 lid 3 onder e).";
    let optie = Optie::new("ja", "Ja. Ik heb gekeken, en de gekozen dossiers mogen weg.");
    let m = Bewaren {
        voorbij: vec![voorbij("K-2024-0012", None), voorbij("K-2024-0014", Some(opgeschort))],
        meer: false,
        weg: vec![Weg {
            nummer: "K-2023-0103".into(),
            op: "maandag 2 november 2026".into(),
            door: "Sanne de Vries".into(),
            grond: "artikel 13 lid 1; tot en met vrijdag 30 oktober 2026".into(),
            klaar: true,
        }],
        formulier: formulier("/bewaren"),
        akkoord: Vinkjes::new(Veldkop::new("akkoord", "Weet u het zeker?"), vec![optie]),
        fouten: Foutoverzicht::default(),
        melding: None,
    };
    vec![("bewaren", pagina(&balk(huis), &m))]
}
