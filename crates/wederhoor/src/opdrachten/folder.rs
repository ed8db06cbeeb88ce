//! `wederhoor regeling folder`: the leaflet for clients, printed or as PDF.

use std::path::Path;

use clap::ValueEnum;
use regeling::formulier::Invulling;
use regeling::{Aanbieder, Folder, Formulier};
use termijn::Taal;
use web::weergave::publiek::folder::los;

use super::{Uitkomst, regeling::boek};
use crate::bestanden;

/// In which form a leaflet is printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Vorm {
    /// Markdown.
    Md,
    /// A web page that needs no other file.
    Html,
    /// Its parts as data.
    Json,
}

pub(crate) fn maak(
    map: Option<&Path>,
    naam: &str,
    taal: Option<Taal>,
    pdf: Option<&Path>,
    vorm: Vorm,
) -> Uitkomst {
    let (boek, aanbieder) = met_aanbieder(map, naam)?;
    // Without a language it is the one for employees.
    let folder = taal.map_or_else(
        || Folder::voor_medewerkers(&boek, &aanbieder),
        |t| Folder::maak(&boek, &aanbieder, t),
    );
    for stuk in &folder.onvertaald {
        eprintln!("wederhoor: this has no English and stands in Dutch: {stuk}");
    }
    let Some(pad) = pdf else {
        match vorm {
            Vorm::Md => print!("{}", folder.markdown()),
            Vorm::Html => println!("{}", los(&folder).into_string()),
            Vorm::Json => println!("{}", serde_json::to_string_pretty(&folder)?),
        }
        return Ok(true);
    };
    let kleur = aanbieder.huisstijl.merk.as_deref().unwrap_or("#14505c");
    // The day in the file is that of the regulation, so that the same text gives the same file.
    let dag = boek.kop().van.unwrap_or(jiff::civil::date(2000, 1, 1));
    let gezet = brief::folder_pdf(&folder, kleur, dag)?;
    std::fs::write(pad, gezet.pdf).map_err(|e| format!("writing {}: {e}", pad.display()))?;
    let (n, punt) = (gezet.bladzijden, gezet.punt);
    println!("{}: {n} bladzijden, letters van {punt} punt", pad.display());
    if taal.is_some() && (n > 2 || punt < 14.0) {
        eprintln!("wederhoor: this is much for one sheet; say less in `folder` of the regulation");
    }
    Ok(true)
}

/// A form of this regulation, as PDF.
pub(crate) fn formulier(map: Option<&Path>, naam: &str, welk: &str, pad: &Path) -> Uitkomst {
    let (boek, aanbieder) = met_aanbieder(map, naam)?;
    let regel = boek.formulieren.iter().find(|f| f.id == welk).ok_or_else(|| {
        let er: Vec<&str> = boek.formulieren.iter().map(|f| f.id.as_str()).collect();
        format!("there is no form `{welk}`; there is: {}", er.join(", "))
    })?;
    let gemaakt = Formulier::maak(&boek, regel, &aanbieder, &Invulling::default())
        .ok_or_else(|| format!("`{welk}` is made for one complaint: print it at Mijn klacht"))?;
    let kleur = aanbieder.huisstijl.merk.as_deref().unwrap_or("#14505c");
    let dag = boek.kop().van.unwrap_or(jiff::civil::date(2000, 1, 1));
    let pdf = brief::formulier_pdf(&gemaakt, kleur, dag)?;
    std::fs::write(pad, pdf).map_err(|e| format!("writing {}: {e}", pad.display()))?;
    println!("{}", pad.display());
    Ok(true)
}

/// The regulation, and who works under it. A file may have its `aanbieder.toml` beside it.
fn met_aanbieder(
    map: Option<&Path>,
    naam: &str,
) -> Result<(regeling::Boek, Aanbieder), Box<dyn std::error::Error>> {
    let naast = Path::new(naam).parent().map(|p| p.join("aanbieder.toml")).filter(|p| p.is_file());
    if let Some(naast) = naast.filter(|_| Path::new(naam).is_file()) {
        let bron = bestanden::lees(&naast)?;
        return Ok((boek(map, naam)?, Aanbieder::lees(&bron.naam, &bron.tekst)?));
    }
    let aanbieders = bestanden::bibliotheek(map)?.aanbieders()?;
    if let Some(a) = aanbieders.iter().find(|a| a.id == naam) {
        return Ok((boek(map, &a.regeling)?, a.clone()));
    }
    let boek = boek(map, naam)?;
    let id = &boek.kop().id;
    let aanbieder = aanbieders.into_iter().find(|a| a.regeling == *id).ok_or_else(|| {
        format!(
            "nobody works under {id}: put an aanbieder.toml beside its file, for name and contact"
        )
    })?;
    Ok((boek, aanbieder))
}
