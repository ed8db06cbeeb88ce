//! `wederhoor verslag`: the figures of a provider over a period, from its store.
//!
//! Always holds: a store is read and not changed, also while a server runs on it; only a period that is over
//! is reported; no name and nothing that people typed is printed, but the recommendations that are in the file.

use std::path::{Path, PathBuf};

use behandeling::{Vernietigd, Versies};
use dossier::Stand;
use store::Tenant;
use verslag::{Cel, Periode, Teller, Verslag};

use super::{Uitkomst, opslag::Opslag};
use crate::bestanden;

/// Whose figures, over which period.
#[derive(clap::Args)]
pub(crate) struct Opdracht {
    #[command(flatten)]
    opslag: Opslag,
    /// Id of the provider.
    #[arg(long)]
    aanbieder: String,
    /// A year (2026) or a quarter (2026-k3) that is over; the last quarter when not said.
    #[arg(long)]
    periode: Option<Periode>,
    /// File with recommendations, in plain text or Markdown.
    #[arg(long)]
    aanbevelingen: Option<PathBuf>,
    /// In which form it is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Vorm,
    /// Writes it as PDF to this file, instead of printing it.
    #[arg(long)]
    pdf: Option<PathBuf>,
}

/// In which form figures are printed.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Vorm {
    /// Tables to read.
    Text,
    /// A number a row, for a spreadsheet.
    Csv,
    /// As data.
    Json,
}

pub(crate) fn maak(map: Option<&Path>, o: &Opdracht) -> Uitkomst {
    let vandaag = super::vandaag()?;
    let periode = o.periode.unwrap_or_else(|| Periode::laatste_kwartaal(vandaag));
    if !periode.is_voorbij(vandaag) {
        return Err(format!(
            "{periode} is not over yet: it is reported from the day after {}",
            periode.laatste()
        )
        .into());
    }
    let bibliotheek = bestanden::bibliotheek(map)?;
    let aanbieders = bibliotheek.aanbieders()?;
    let aanbieder = aanbieders.iter().find(|a| a.id == o.aanbieder).ok_or_else(|| {
        let bekend: Vec<&str> = aanbieders.iter().map(|a| a.id.as_str()).collect();
        format!("there is no provider `{}`; there is: {}", o.aanbieder, bekend.join(", "))
    })?;
    let versies = Versies::new(super::regeling::versies(&bibliotheek, &aanbieder.regeling)?)
        .ok_or("there is no version of the regulation")?;
    let mut teller = Teller::new(versies.op(vandaag), &aanbieder.locaties, periode, vandaag);
    let tenant: Tenant = aanbieder.id.parse()?;
    let opties = o.opslag.opties()?;
    super::draai(async {
        let neem = |feiten: &[store::Feit]| -> Result<(), behandeling::DoenError> {
            let gebeurd =
                feiten.iter().map(behandeling::gebeurtenis).collect::<Result<Vec<_>, _>>()?;
            let boek = versies.voor(&gebeurd, vandaag);
            teller.neem(boek, &Stand::van(boek, &gebeurd));
            Ok(())
        };
        store::lees_alle(&opties, &tenant, neem).await?;
        store::lees_vernietigingen(&opties, &tenant, |v| {
            let v = Vernietigd::try_from(v).map_err(behandeling::DoenError::from)?;
            v.akte.cijfers.iter().for_each(|trekken| teller.neem_vernietigd(trekken));
            Ok::<_, behandeling::DoenError>(())
        })
        .await?;
        Ok(())
    })?;
    let aanbevelingen = match &o.aanbevelingen {
        Some(pad) => bestanden::lees(pad)?.tekst.to_string(),
        None => String::new(),
    };
    let verslag = teller.verslag(&aanbieder.naam, aanbieder.signaal_vanaf, aanbevelingen);
    if let Some(pad) = &o.pdf {
        let kleur = aanbieder.huisstijl.merk.as_deref().unwrap_or("#14505c");
        let pdf = brief::verslag_pdf(&verslag, kleur, vandaag)?;
        std::fs::write(pad, pdf).map_err(|e| format!("writing {}: {e}", pad.display()))?;
        println!("{}", pad.display());
        return Ok(true);
    }
    match o.format {
        Vorm::Text => tekst(&verslag),
        Vorm::Csv => print!("{}", verslag.csv()),
        Vorm::Json => println!("{}", serde_json::to_string_pretty(&verslag)?),
    }
    Ok(true)
}

fn tekst(v: &Verslag) {
    let getal = |c: &Cel| c.aantal().map_or_else(|| "–".to_owned(), |n| n.to_string());
    println!("{}: klachten over {} ({})\n", v.kop.aanbieder, v.kop.periode, v.kop.dagen);
    for t in &v.tabellen {
        println!("{}{}", t.naam, t.aandeel.as_ref().map_or_else(String::new, |d| format!(": {d}")));
        let totaal = t.totaal.iter().map(|c| ("totaal", c));
        for (naam, cellen) in t.rijen.iter().map(|(n, c)| (n.as_str(), c)).chain(totaal) {
            let getallen: Vec<String> = cellen.iter().map(|c| format!("{:>6}", getal(c))).collect();
            println!("  {naam:<44}{}", getallen.concat());
        }
        println!();
    }
    for s in &v.signalen {
        println!("Signaal: {}, {}: {} keer of vaker", s.wat, s.waar, v.signaal_vanaf);
    }
    for m in &v.maatregelen {
        println!("Maatregel: {}; uiterlijk {}; {}", m.kenmerken.join(", "), m.uiterlijk, m.stand);
    }
    v.leeswijzer.iter().for_each(|z| println!("{z}"));
}
