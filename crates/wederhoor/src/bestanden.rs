//! Files from disk, and the regulations that are built in.

use std::path::{Path, PathBuf};

use regeling::{Bibliotheek, Bron};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../regelingen"]
struct Ingebouwd;

/// A file or folder that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("reading {pad}")]
pub(crate) struct LeesError {
    pad: PathBuf,
    source: std::io::Error,
}

pub(crate) fn lees(pad: &Path) -> Result<Bron, LeesError> {
    let tekst =
        std::fs::read_to_string(pad).map_err(|source| LeesError { pad: pad.to_owned(), source })?;
    Ok(Bron::new(pad.display().to_string(), tekst))
}

/// All files with this ending in this folder and below it, in order; a file is itself.
pub(crate) fn alle(pad: &Path, uitgang: &str) -> Result<Vec<PathBuf>, LeesError> {
    if pad.is_file() {
        return Ok(vec![pad.to_owned()]);
    }
    let fout = |source| LeesError { pad: pad.to_owned(), source };
    let mut namen: Vec<PathBuf> = std::fs::read_dir(pad)
        .map_err(fout)?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()
        .map_err(fout)?;
    namen.sort();
    let mut uit = Vec::new();
    for naam in namen {
        if naam.is_dir() {
            uit.extend(alle(&naam, uitgang)?);
        } else if naam.extension().is_some_and(|e| e == uitgang) {
            uit.push(naam);
        }
    }
    Ok(uit)
}

/// All regulation files: of the folder, or what is built in.
pub(crate) fn bronnen(map: Option<&Path>) -> Result<Vec<Bron>, LeesError> {
    match map {
        Some(map) => alle(map, "toml")?.iter().map(|p| lees(p)).collect(),
        None => Ok(Ingebouwd::iter()
            .filter(|naam| naam.ends_with(".toml"))
            .filter_map(|naam| {
                let tekst = String::from_utf8(Ingebouwd::get(&naam)?.data.into_owned()).ok()?;
                Some(Bron::new(naam.as_ref(), tekst))
            })
            .collect()),
    }
}

/// The letter templates; a folder without any uses those that are built in.
pub(crate) fn brieven(map: Option<&Path>) -> Result<Vec<Bron>, LeesError> {
    let is_brief = |b: &Bron| b.naam.split(['/', '\\']).any(|d| d == "brieven");
    let eigen: Vec<Bron> = bronnen(map)?.into_iter().filter(is_brief).collect();
    if eigen.is_empty() && map.is_some() {
        return brieven(None);
    }
    Ok(eigen)
}

/// The folder of regulations, or what is built in. A folder without a vocabulary or a statute of its own
/// uses the one that is built in.
pub(crate) fn bibliotheek(map: Option<&Path>) -> Result<Bibliotheek, LeesError> {
    let eigen = Bibliotheek::new(bronnen(map)?);
    Ok(match map {
        Some(_) => eigen.aangevuld_uit(&Bibliotheek::new(bronnen(None)?)),
        None => eigen,
    })
}

/// With the regulation of the portal that this file names, when it stands in the same folder and nowhere else.
pub(crate) fn met_portaal_ernaast(b: Bibliotheek, pad: &Path, bron: &Bron) -> Bibliotheek {
    let Some(portaal) = Bibliotheek::portaal_van(bron) else { return b };
    if b.bron(&portaal).is_ok() {
        return b;
    }
    let id = portaal.split('@').next().unwrap_or_default();
    let map = pad.parent().filter(|m| !m.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let ernaast = std::fs::read_dir(map).into_iter().flatten().flatten().map(|e| e.path());
    let toml = ernaast.filter(|p| p.is_file() && p.extension().is_some_and(|e| e == "toml"));
    let gelezen = toml.filter_map(|p| lees(&p).ok());
    let van_portaal = |b: &Bron| Bibliotheek::welke(b).is_some_and(|(welke, _)| welke == id);
    let gevonden: Vec<Bron> = gelezen.filter(van_portaal).collect();
    b.met(gevonden)
}

/// Changes whenever a file of the regulations does, or this program.
pub(crate) fn kenmerk(map: Option<&Path>) -> Result<String, LeesError> {
    let mut hash = blake3::Hasher::new();
    for bron in bronnen(map)? {
        hash.update(bron.naam.as_bytes()).update(b"\0").update(bron.tekst.as_bytes());
    }
    let programma = std::env::current_exe()
        .and_then(|pad| pad.metadata()?.modified())
        .ok()
        .and_then(|moment| moment.duration_since(std::time::UNIX_EPOCH).ok());
    let gebouwd = programma.map_or(0, |sinds| sinds.as_nanos());
    hash.update(&gebouwd.to_le_bytes());
    Ok(hash.finalize().to_hex().to_string())
}
