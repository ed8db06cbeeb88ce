//! `wederhoor register invoer`: moving in. The rows of a register that was kept elsewhere become dossiers.
//!
//! Always holds: every row is in the report, with its number or with the reasons; what is printed repeats nothing
//! that a cell says; what was taken over before is not taken over again; a trial writes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use ::invoer::{Aanvraag, Inkomend, Koppeling, Lezer, Lot, Passend, Rapport, Regel, Stap, Tabel};
use ::store::{IdempotentieSleutel, Store};
use access::{SessieRegels, Systeemtoeval, Toegang};
use behandeling::{Overname, Praktijk};
use regeling::{Aanbieder, Boek};

use super::{Uitkomst, opslag::Opslag, serve::Bouw};
use crate::{Formaat, bestanden};

type Fout = Box<dyn std::error::Error>;

/// How many dossiers are written at once: few enough that a server beside it hardly waits.
const SAMEN: usize = 100;
/// How many rows of a kind are printed.
const GETOOND: usize = 25;

/// What is taken over, and how.
#[derive(clap::Args)]
#[command(
    after_help = "Begin met --maak-koppeling, lees de koppeling na, en doe eerst een --proef. Zie docs/invoer.md."
)]
pub(crate) struct Invoer {
    /// The register: a CSV file or a workbook (.xlsx).
    bestand: PathBuf,
    /// The file that says which column is what.
    #[arg(long)]
    koppeling: PathBuf,
    /// Id of the provider.
    #[arg(long)]
    aanbieder: String,
    #[command(flatten)]
    opslag: Opslag,
    /// Writes a first mapping to that file, guessed from the header row, and stops.
    #[arg(long, conflicts_with_all = ["proef", "alles_of_niets", "rapport"])]
    maak_koppeling: bool,
    /// Does everything but write, and prints the same report.
    #[arg(long)]
    proef: bool,
    /// Writes nothing when any row is refused.
    #[arg(long)]
    alles_of_niets: bool,
    /// Who takes it over: the address of an account, or a name. It stands in each dossier.
    #[arg(long, required_unless_present_any = ["proef", "maak_koppeling"])]
    wie: Option<String>,
    /// In which role; without it an office of that account, or the provider.
    #[arg(long)]
    rol: Option<String>,
    /// Name of the sheet of a workbook.
    #[arg(long)]
    blad: Option<String>,
    /// Writes the whole report to this file, which only its owner can read; JSON when it ends in .json.
    #[arg(long)]
    rapport: Option<PathBuf>,
    /// In which form the report is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Formaat,
}

pub(crate) fn invoer(map: Option<&Path>, i: &Invoer) -> Uitkomst {
    let bytes = lees(&i.bestand)?;
    let bibliotheek = bestanden::bibliotheek(map)?;
    let aanbieders = bibliotheek.aanbieders()?;
    let Some(aanbieder) = aanbieders.iter().find(|a| a.id == i.aanbieder).cloned() else {
        let bekend: Vec<&str> = aanbieders.iter().map(|a| a.id.as_str()).collect();
        return Err(format!(
            "there is no provider `{}`; there is: {}",
            i.aanbieder,
            bekend.join(", ")
        )
        .into());
    };
    let versies = super::regeling::versies(&bibliotheek, &aanbieder.regeling)?;
    let laatste = versies.last().ok_or("there is no version of the regulation")?;
    if i.maak_koppeling {
        return maak_koppeling(i, &bytes, laatste);
    }
    let koppeling = Koppeling::parse(&bestanden::lees(&i.koppeling)?.tekst)?;
    let tabel = ::invoer::lees(&bytes, &koppeling.leeswijze(i.blad.as_deref()))?;
    let passend = koppeling.op(laatste, &tabel)?;
    let werk = Werk { map, i, aanbieder, bibliotheek: &bibliotheek, tabel, passend };
    super::draai(werk.doe())
}

fn lees(pad: &Path) -> Result<Vec<u8>, Fout> {
    let fout = |f: std::io::Error| format!("reading {}: {f}", pad.display());
    let groot = fs::metadata(pad).map_err(fout)?.len();
    if groot > ::invoer::BESTAND_MAX {
        let mb = groot / (1024 * 1024);
        return Err(format!("{} is {mb} MB; at most 100 MB is read", pad.display()).into());
    }
    Ok(fs::read(pad).map_err(fout)?)
}

fn maak_koppeling(i: &Invoer, bytes: &[u8], boek: &Boek) -> Uitkomst {
    let wijze = ::invoer::Leeswijze { blad: i.blad.clone(), ..::invoer::Leeswijze::default() };
    let tabel = ::invoer::lees(bytes, &wijze)?;
    let naam = i.bestand.file_stem().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let tekst = ::invoer::eerste_koppeling(boek, &tabel, &naam);
    let mut bestand = alleen_eigenaar(fs::OpenOptions::new().create_new(true), &i.koppeling)?;
    bestand.write_all(tekst.as_bytes())?;
    tabel.opmerkingen.iter().for_each(|zin| println!("{zin}"));
    println!(
        "{} kolommen en {} rijen. De eerste koppeling staat in {}: lees haar na.",
        tabel.kop.len(),
        tabel.rijen.len(),
        i.koppeling.display()
    );
    Ok(true)
}

/// Opens a file to write, which nobody but its owner may read.
fn alleen_eigenaar(hoe: &mut fs::OpenOptions, pad: &Path) -> Result<fs::File, Fout> {
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
    let fout = |f: std::io::Error| format!("writing {}: {f}", pad.display());
    let bestand = hoe.write(true).mode(0o600).open(pad).map_err(fout)?;
    bestand.set_permissions(fs::Permissions::from_mode(0o600)).map_err(fout)?;
    Ok(bestand)
}

struct Werk<'a> {
    map: Option<&'a Path>,
    i: &'a Invoer,
    aanbieder: Aanbieder,
    bibliotheek: &'a regeling::Bibliotheek,
    tabel: Tabel,
    passend: Passend,
}

impl Werk<'_> {
    async fn doe(self) -> Uitkomst {
        let store = match Store::open_ernaast(self.i.opslag.opties()?).await {
            Ok(store) => store,
            Err(f) => return Err(f.into()),
        };
        let toegang = Toegang::new(
            store.clone(),
            std::sync::Arc::new(Systeemtoeval),
            SessieRegels::default(),
        )?;
        let bouw = Bouw {
            store: &store,
            bibliotheek: self.bibliotheek,
            toegang: &toegang,
            sjablonen: &std::sync::Arc::default(),
            grondslag: &bestanden::kenmerk(self.map)?.into(),
        };
        let mut u = bouw.uitrusting(self.aanbieder.clone())?;
        u.ambtsdragers = bouw.ambtsdragers(&u.tenant).await?;
        let praktijk = Praktijk::new(u);
        let aanvraag = self.aanvraag(&praktijk, &toegang).await?;
        let rapport = self.neem_over(&praktijk, &aanvraag).await?;
        store.sluit().await?;
        self.toon(&rapport)?;
        Ok(rapport.geweigerd == 0)
    }

    /// Who takes it over, now.
    async fn aanvraag(&self, praktijk: &Praktijk, toegang: &Toegang) -> Result<Aanvraag, Fout> {
        let (nu, vandaag) = super::nu()?;
        let wie = self.i.wie.as_deref().map_or("proef", str::trim);
        if wie.is_empty() {
            return Err("--wie is empty: say who takes the register over".into());
        }
        let boek = praktijk.versies().op(vandaag);
        let legt_vast = |id: &str| {
            boek.rol_id(id)
                .map(|r| boek.rol(r))
                .is_some_and(|r| r.legt_vast || r.is.iter().any(|i| boek.rol(*i).legt_vast))
        };
        let account = toegang
            .accounts(praktijk.tenant())
            .await?
            .into_iter()
            .find(|a| a.email.eq_ignore_ascii_case(wie));
        if account.is_none() && wie.contains('@') && !self.i.proef {
            return Err("there is no account with the address of --wie; give an address that is there, or a name".into());
        }
        let ambt =
            account.as_ref().and_then(|a| a.wie.ambten.iter().find(|r| legt_vast(r)).cloned());
        let rol = self.i.rol.clone().or(ambt).unwrap_or_else(|| "zorgaanbieder".to_owned());
        if !legt_vast(&rol) {
            let er: Vec<&str> =
                boek.rollen.iter().map(|r| r.id.as_str()).filter(|r| legt_vast(r)).collect();
            return Err(format!(
                "role `{rol}` does not record what parties do; these do: {}",
                er.join(", ")
            )
            .into());
        }
        let naam = self
            .i
            .bestand
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        Ok(Aanvraag {
            nu,
            vandaag,
            rol,
            persoon: account.as_ref().map_or_else(|| wie.to_owned(), |a| a.wie.naam.clone()),
            account: account.map(|a| a.wie.account),
            bestandsnaam: naam,
        })
    }

    async fn neem_over(&self, praktijk: &Praktijk, aanvraag: &Aanvraag) -> Result<Rapport, Fout> {
        let boeken: Vec<&Boek> = praktijk.versies().alle().iter().map(AsRef::as_ref).collect();
        let mut lezer = Lezer::new(&boeken, &self.passend, aanvraag);
        let mut voortgang = Voortgang::new(self.tabel.rijen.len());
        let mut regels: BTreeMap<u32, Regel> = BTreeMap::new();
        let mut goed: Vec<Inkomend> = Vec::new();
        for rij in &self.tabel.rijen {
            let regel = match lezer.lees(rij) {
                Stap::Geweigerd(redenen) => {
                    Regel { lot: Lot::Geweigerd, redenen, ..leeg(rij.nummer) }
                }
                Stap::Klaar(k) => match eerder(praktijk, &k).await? {
                    Some(regel) => regel,
                    None => {
                        let regel = Regel {
                            lot: Lot::Overgenomen,
                            loopt: Some(k.open),
                            let_op: k.waarschuwingen.clone(),
                            ..leeg(rij.nummer)
                        };
                        goed.push(*k);
                        regel
                    }
                },
            };
            regels.insert(rij.nummer, regel);
            voortgang.een("gelezen");
        }
        let geweigerd = regels.values().any(|r| r.lot == Lot::Geweigerd);
        if self.i.alles_of_niets && geweigerd {
            for r in regels.values_mut().filter(|r| r.lot == Lot::Overgenomen) {
                r.lot = Lot::NietGeschreven;
            }
        } else if !self.i.proef {
            let samen = if self.i.alles_of_niets { goed.len().max(1) } else { SAMEN };
            let mut voortgang = Voortgang::new(goed.len());
            for deel in goed.chunks(samen) {
                schrijf(praktijk, aanvraag, deel, &mut regels).await.map_err(|f| {
                    let gedaan = voortgang.gedaan;
                    format!("after {gedaan} dossiers: {f}; run it again: what is there is not taken over twice")
                })?;
                deel.iter().for_each(|_| voortgang.een("geschreven"));
            }
        }
        Ok(Rapport::new(self.i.proef, &self.tabel, &self.passend, regels.into_values().collect()))
    }

    fn toon(&self, rapport: &Rapport) -> Result<(), Fout> {
        if let Some(pad) = &self.i.rapport {
            let json = pad.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
            let tekst =
                if json { serde_json::to_string_pretty(rapport)? } else { rapport.tekst(None) };
            let mut bestand =
                alleen_eigenaar(fs::OpenOptions::new().create(true).truncate(true), pad)?;
            bestand.write_all(tekst.as_bytes())?;
        }
        match self.i.format {
            Formaat::Text => print!("{}", rapport.tekst(Some(GETOOND))),
            Formaat::Json => println!("{}", serde_json::to_string_pretty(rapport)?),
        }
        Ok(())
    }
}

fn leeg(rij: u32) -> Regel {
    Regel {
        rij,
        lot: Lot::Geweigerd,
        nummer: None,
        loopt: None,
        redenen: Vec::new(),
        let_op: Vec::new(),
    }
}

/// This row, if it was taken over before; and whether it says the same still.
async fn eerder(praktijk: &Praktijk, k: &Inkomend) -> Result<Option<Regel>, Fout> {
    let Some(al) = praktijk.herhaling(IdempotentieSleutel::van(&k.sleutel)).await? else {
        return Ok(None);
    };
    let toen = praktijk.overgenomen_veld(al.dossier, ::invoer::INGEVOERD, "kenmerk").await?;
    let let_op = if toen.as_deref() == Some(k.kenmerk.as_str()) {
        Vec::new()
    } else {
        vec!["de rij is sindsdien veranderd; dat is niet overgenomen".to_owned()]
    };
    Ok(Some(Regel { lot: Lot::AlOvergenomen, nummer: Some(al.nummer), let_op, ..leeg(k.rij) }))
}

async fn schrijf(
    praktijk: &Praktijk,
    aanvraag: &Aanvraag,
    deel: &[Inkomend],
    regels: &mut BTreeMap<u32, Regel>,
) -> Result<(), Fout> {
    let overname = |k: &Inkomend| Overname {
        gebeurtenissen: k.gebeurtenissen.clone(),
        sleutel: IdempotentieSleutel::van(&k.sleutel),
        jaar: k.jaar,
    };
    let overnames: Vec<Overname> = deel.iter().map(overname).collect();
    let gedaan = praktijk.neem_over(&overnames, aanvraag.vandaag).await?;
    for (k, g) in deel.iter().zip(gedaan) {
        if let Some(regel) = regels.get_mut(&k.rij) {
            regel.nummer = Some(g.nummer);
        }
    }
    Ok(())
}

/// Says on standard error how far it is: at most twenty lines, and none for a short file.
struct Voortgang {
    totaal: usize,
    gedaan: usize,
    gezegd: usize,
}

impl Voortgang {
    fn new(totaal: usize) -> Self {
        Self { totaal, gedaan: 0, gezegd: 0 }
    }

    fn een(&mut self, wat: &str) {
        self.gedaan += 1;
        let deel = self.gedaan * 20 / self.totaal.max(1);
        if self.totaal >= 1_000 && deel > self.gezegd {
            self.gezegd = deel;
            eprintln!("{wat}: {} van {} rijen", self.gedaan, self.totaal);
        }
    }
}
