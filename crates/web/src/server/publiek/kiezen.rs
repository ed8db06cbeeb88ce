//! A portal's form begins with choosing the provider that the complaint is about.
//!
//! Always holds: under a portal itself nothing is lodged; who is affiliated today has a form to go to, who is
//! not, or not any more, has none here.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::componenten::tekst::{Blok, Stukje, Zinnen};
use crate::huisstijl::Koppeling;
use crate::server::app::Bij;
use crate::server::fout::WebFout;
use crate::server::portaal::{LANGST, past, woorden};
use crate::weergave::publiek::kies_aanbieder::{Gevonden, KiesAanbieder, pagina};

/// Below the address of the form.
pub(super) const PAD: &str = "klacht/bij-welke-zorgaanbieder";

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Vraag {
    #[serde(default)]
    zoek: String,
}

pub(super) async fn toon(bij: Bij, Query(vraag): Query<Vraag>) -> Result<Response, WebFout> {
    let portaal = bij.huis.praktijk.aanbieder();
    if !portaal.portaal {
        return Err(WebFout::Weg);
    }
    let zoek: String = vraag.zoek.trim().chars().take(LANGST).collect();
    let gezocht = woorden(&zoek);
    let vandaag = bij.app.vandaag();
    let mut m = KiesAanbieder {
        actie: bij.url(PAD),
        elders: elders(&bij),
        terug: Some(Koppeling::new("Terug naar het begin", bij.url(""))),
        ..KiesAanbieder::default()
    };
    for huis in bij.app.huizen().filter(|_| !gezocht.is_empty()) {
        let a = huis.praktijk.aanbieder();
        let Some(aansluiting) = a.aangesloten.as_ref().filter(|s| s.bij == portaal.id) else {
            continue;
        };
        if !past(a, &gezocht) {
            continue;
        }
        if aansluiting.geldt_op(vandaag) {
            m.gevonden.push(Gevonden {
                naam: a.naam.clone(),
                waar: a.adres.last().cloned().unwrap_or_default(),
                url: format!("/{}/klacht", a.id),
            });
        } else {
            m.voorbij.push(a.naam.clone());
        }
    }
    m.gevonden.sort_by_key(|a| woorden(&a.naam));
    m.zoek = zoek;
    Ok(pagina(&bij.huis.huisstijl, &m).into_response())
}

/// Where to go when the provider is not here: to the provider, to an outside point of help, to the portal.
fn elders(bij: &Bij) -> Vec<Blok> {
    let a = bij.huis.praktijk.aanbieder();
    let mail = Stukje::link(&a.email, format!("mailto:{}", a.email));
    let site = "www.landelijkmeldpuntzorg.nl";
    vec![
        Blok::kop("Waar kunt u wel terecht?"),
        Blok::Lijst(vec![
            Zinnen::from("Bij de zorgaanbieder zelf. Vraag daar naar de klachtenregeling."),
            Zinnen::from("Bij het Landelijk Meldpunt Zorg. Daar krijgt u gratis advies: ")
                .en(Stukje::link(site, format!("https://{site}"))),
            Zinnen::from(format!("Bij ons, als u een vraag hebt. Bel {}, of mail ", a.telefoon))
                .en(mail)
                .tekst("."),
        ]),
    ]
}
