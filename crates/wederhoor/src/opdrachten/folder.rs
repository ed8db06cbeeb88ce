//! `wederhoor regeling folder`: the leaflet for clients, printed or as PDF.

use std::path::Path;

use clap::ValueEnum;
use regeling::{Aanbieder, Folder};
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
    taal: Taal,
    pdf: Option<&Path>,
    vorm: Vorm,
) -> Uitkomst {
    let (boek, aanbieder) = met_aanbieder(map, naam)?;
    let folder = Folder::maak(&boek, &aanbieder, taal);
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
    if n > 2 || punt < 14.0 {
        eprintln!("wederhoor: this is much for one sheet; say less in `folder` of the regulation");
    }
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
