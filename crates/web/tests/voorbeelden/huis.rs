//! A made-up provider.

use web::componenten::formulier::Formulier;
use web::huisstijl::{Huisstijl, Koppeling, Telefoon};

pub fn huis() -> Huisstijl {
    Huisstijl {
        naam: "Zorggroep De Linde".into(),
        logo: None,
        thema_url: None,
        thema_kleur: "#14505c".into(),
        telefoon: Some(Telefoon { leesbaar: "0800 - 1234".into(), gratis: true }),
        email: Some("klachten@delinde.example".into()),
        postadres: vec![
            "Zorggroep De Linde".into(),
            "Raad van bestuur".into(),
            "Postbus 12".into(),
            "1234 AB Lindendorp".into(),
        ],
        openingstijden: "maandag tot en met vrijdag, 9 tot 17 uur".into(),
        klachtenfunctionaris: Some("Sanne de Vries".into()),
        start_url: "/start.html".into(),
        werk_url: "/werkvoorraad.html".into(),
        voet: vec![
            Koppeling::new("Contact en hulp", "/start.html"),
            Koppeling::new("Wat doen wij met uw gegevens?", "/privacy.html"),
            Koppeling::new("Toegankelijkheid", "/privacy.html"),
            Koppeling::new("Klachtenregeling", "/regeling.html"),
            Koppeling::new("Folder", "/folder-1.html"),
        ],
    }
}

/// A form with the token against forged requests.
pub fn formulier(actie: &str) -> Formulier {
    Formulier::new(actie).met("csrf", "3f1a")
}
