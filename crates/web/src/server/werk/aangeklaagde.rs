//! What the one who is complained about sees: what was released, and the way to react.

use axum::response::{IntoResponse, Response};
use behandeling::AANGEKLAAGDE;
use regeling::Waarde;

use super::dossier::{doe_url, geheimhouding};
use super::lijst::stempel;
use super::stukken::Stukken;
use super::werker::Werker;
use super::zicht::Zicht;
use crate::componenten::melding::Melding;
use crate::componenten::tekst::Zinnen;
use crate::huisstijl::Koppeling;
use crate::server::fout::WebFout;
use crate::weergave::werkplek::aangeklaagde as weergave;

/// The page; `partij` is the party as which this person takes part.
pub(super) async fn pagina(
    w: &Werker,
    zicht: &Zicht,
    partij: &str,
    gedaan: bool,
) -> Result<Response, WebFout> {
    let blik = zicht.blik(w);
    let boek = blik.boek;
    let ix = zicht.dossier.stand.partij_ix(partij).ok_or(WebFout::Weg)?;
    let rol = boek.rol_id(AANGEKLAAGDE).ok_or(WebFout::Weg)?;
    let gevraagd = blik.open_vragen(rol, Some(ix)).into_iter().filter_map(|v| {
        let antwoord = *v.antwoorden.first()?;
        let velden = &v.gesteld.velden;
        Some(weergave::Reactie {
            vraag: velden
                .get("vraag")
                .and_then(Waarde::als_tekst)
                .unwrap_or("Wilt u reageren op de klacht?")
                .to_owned(),
            uiterlijk: velden.get("uiterlijk").and_then(Waarde::als_datum),
            url: doe_url(w, zicht, AANGEKLAAGDE, &boek.daad(antwoord).id),
            artikel: blik
                .mag(antwoord, rol, None)
                .map(|(_, v)| boek.citeer(&v))
                .unwrap_or_default(),
        })
    });
    let stukken = Stukken::lees(w, &zicht.dossier).await?;
    let eigen: Vec<weergave::Stuk> = stukken
        .teksten()
        .filter(|(b, _, _)| b.geadresseerde == partij)
        .map(|(b, rij, _)| weergave::Stuk {
            naam: rij.naam.clone(),
            url: zicht.url(w, &format!("brief/{}", b.stuk)),
            datum: w.app().dag(b.vrijgegeven_op),
        })
        .collect();
    // The complaint itself is released with the first letter to this party.
    let vrijgegeven = if eigen.is_empty() {
        Vec::new()
    } else {
        ["onderwerp", "omschrijving"]
            .iter()
            .filter_map(|veld| {
                let tekst = blik
                    .stand
                    .gebeurtenissen()
                    .iter()
                    .rev()
                    .filter(|g| boek.daad(g.daad).opent)
                    .find_map(|g| g.velden.get(*veld).and_then(Waarde::als_tekst))?;
                Some(weergave::Onderdeel {
                    kop: if *veld == "onderwerp" {
                        "Waar gaat de klacht over?"
                    } else {
                        "Wat schreef de klager?"
                    }
                    .to_owned(),
                    tekst: tekst.to_owned(),
                })
            })
            .collect()
    };
    let reacties = blik
        .stand
        .gebeurtenissen()
        .iter()
        .filter(|g| g.door == Some(ix))
        .filter_map(|g| {
            Some((g.gebeurd_op, g.velden.get("reactie").and_then(Waarde::als_tekst)?.to_owned()))
        })
        .collect();
    let rechten = boek
        .verboden()
        .iter()
        .map(|n| boek.norm(*n))
        .filter(|n| {
            n.tenzij.as_ref()
                == boek
                    .feit_id("gelegenheid_tot_reactie_geboden")
                    .map(regeling::voorwaarde::Voorwaarde::Feit)
                    .as_ref()
                && n.tenzij.is_some()
        })
        .map(|n| {
            Zinnen::from(format!(
                "Er komt geen oordeel voordat u kon reageren ({}).",
                boek.citeer(&n.vindplaats)
            ))
        })
        .collect();
    let (id, tekst) =
        blik.fase().map_or((String::new(), String::new()), |f| (f.id.clone(), f.naam.nl.clone()));
    let m = weergave::Aangeklaagdepagina {
        boven: vec![Koppeling::new("Werkvoorraad", w.url("werk"))],
        nummer: zicht.dossier.nummer.clone(),
        stand: stempel(boek, &id, &tekst),
        gevraagd: gevraagd.collect::<Vec<_>>().into_iter().next(),
        vrijgegeven,
        stukken: eigen,
        reacties,
        rechten,
        geheimhouding: geheimhouding(boek).unwrap_or_default(),
        melding: gedaan.then(|| Melding::gelukt("Uw reactie is binnen.")),
    };
    Ok(weergave::pagina(&w.balk("werk")?, &m).into_response())
}
