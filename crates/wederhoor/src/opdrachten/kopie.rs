//! `wederhoor backup`, `restore`, `keys backup`, `keys restore` and `store copy`: the store as a whole,
//! elsewhere and back.
//!
//! Always holds: no key, no name and nothing that people wrote is printed; what is long says on standard error
//! how far it is, in counts; what was put back is opened and checked before it is called good.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ::store::kopie::{self, Bewaar, Gekopieerd, Identiteit, Melder, Ontvanger, Soort, Stap};
use ::store::{SleutelOpties, Store, StoreError, StoreOpties, Vertrouwd};

use super::{Uitkomst, audit, audit::Sleutelbestand, draai, opslag, opslag::Opslag};

type Fout = Box<dyn std::error::Error>;

/// What a backup needs; or something that belongs to backups.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Backup {
    #[command(subcommand)]
    klus: Option<Klus>,
    #[command(flatten)]
    opslag: Opslag,
    #[command(flatten)]
    doel: Doel,
    /// Goes on when the register names a document that has no file, and says which.
    #[arg(long)]
    zonder_ontbrekende: bool,
}

#[derive(clap::Subcommand)]
enum Klus {
    /// Makes a key that opens backups, and prints for whom to make them.
    Sleutel {
        /// The file that is made. Keep it where the backups are not.
        #[arg(long, value_name = "FILE")]
        naar: PathBuf,
    },
    /// Judges a backup to its end, and puts nothing back.
    Check {
        #[command(flatten)]
        bron: Bron,
        /// It is one of the keys.
        #[arg(long)]
        sleutels: bool,
    },
}

/// Which file, and for whom.
#[derive(clap::Args)]
pub(crate) struct Doel {
    /// The archive, or a folder in which it gets a name with the moment.
    #[arg(long, value_name = "FILE|FOLDER", required = true)]
    naar: Option<PathBuf>,
    /// Who may open it; may be given more than once.
    #[arg(long, value_name = "AGE1…")]
    ontvanger: Vec<String>,
    /// File with a recipient on each line.
    #[arg(long, value_name = "FILE", env = "WEDERHOOR_ONTVANGERS")]
    ontvangers: Option<PathBuf>,
}

/// Which archive, and what opens it.
#[derive(clap::Args)]
pub(crate) struct Bron {
    /// The archive.
    archief: PathBuf,
    /// File with what opens it; may be given more than once.
    #[arg(long, value_name = "FILE", required = true)]
    identiteit: Vec<PathBuf>,
}

/// What to put back where.
#[derive(clap::Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    bron: Bron,
    #[command(flatten)]
    opslag: Opslag,
    #[command(flatten)]
    sleutel: Sleutelbestand,
}

/// What a backup of the keys needs.
#[derive(clap::Args)]
pub(crate) struct KeysBackup {
    #[command(flatten)]
    opslag: Opslag,
    #[command(flatten)]
    doel: Doel,
}

/// Which keys to put back where.
#[derive(clap::Args)]
pub(crate) struct KeysRestore {
    #[command(flatten)]
    bron: Bron,
    #[command(flatten)]
    opslag: Opslag,
}

/// From where to where.
#[derive(clap::Args)]
pub(crate) struct Copy {
    #[command(flatten)]
    opslag: Opslag,
    #[command(flatten)]
    sleutel: Sleutelbestand,
    /// The empty folder for the documents there unless those go to a bucket, and for the database unless that is on a server.
    #[arg(long, value_name = "FOLDER")]
    naar_data: PathBuf,
    /// The empty database there, on a PostgreSQL server. Better in the environment than here.
    #[arg(long, value_name = "URL", env = "WEDERHOOR_NAAR_DATABASE", hide_env_values = true)]
    naar_database: Option<String>,
    /// The documents there, in an empty folder of a bucket. How to log in comes from NAAR_AWS_…, and when
    /// there is none of those from AWS_….
    #[arg(long, value_name = "URL", env = "WEDERHOOR_NAAR_DOCUMENTEN", hide_env_values = true)]
    naar_documenten: Option<String>,
    /// Copies the keys too, to this folder, or PostgreSQL database or schema; otherwise they stay where
    /// they are. The master key is never copied.
    #[arg(
        long,
        value_name = "FOLDER|URL",
        env = "WEDERHOOR_NAAR_SLEUTELS",
        hide_env_values = true
    )]
    naar_sleutels: Option<String>,
}

/// Makes a backup of the register, or does what belongs to it.
pub(crate) fn backup(b: &Backup) -> Uitkomst {
    match &b.klus {
        Some(Klus::Sleutel { naar }) => maak_sleutel(naar),
        Some(Klus::Check { bron, sleutels }) => {
            let soort = if *sleutels { Soort::Sleutels } else { Soort::Register };
            let gezien = kopie::kijk_na(&bron.archief, soort, &bron.identiteiten()?)?;
            println!("{} is whole: {}", bron.archief.display(), samen(&gezien));
            Ok(zeg_weg(&gezien))
        }
        None => {
            let opties = b.opslag.opties()?;
            let (naar, gedaan) = b.doel.maak(Soort::Register, |hoe| {
                let hoe = Bewaar { zonder_ontbrekende: b.zonder_ontbrekende, ..hoe };
                draai(async { Ok(kopie::bewaar(&opties, &hoe).await?) })
            })?;
            println!("{}: {}", naar.display(), samen(&gedaan));
            let heel = zeg_weg(&gedaan);
            println!(
                "no key is in it: back those up apart, after this, with `wederhoor keys backup`"
            );
            Ok(heel)
        }
    }
}

/// Makes a backup of the wrapped keys.
pub(crate) fn keys_backup(b: &KeysBackup) -> Uitkomst {
    let sleutels = b.opslag.opties()?.sleutels;
    let (naar, gedaan) = b.doel.maak(Soort::Sleutels, |hoe| {
        draai(async { Ok(kopie::bewaar_sleutels(&sleutels, &hoe).await?) })
    })?;
    println!("{}: {}", naar.display(), samen(&gedaan));
    println!(
        "keep it apart from the backups of the register, and for at most 30 days: with it, what was \
         destroyed since can be read. The master key is not in it."
    );
    Ok(true)
}

/// Puts a register back, opens it, and checks it.
pub(crate) fn restore(r: &Restore) -> Uitkomst {
    let (opties, wie, meld) = (r.opslag.opties()?, r.bron.identiteiten()?, melder());
    draai(async {
        let gedaan = kopie::zet_terug(&opties, &r.bron.archief, &wie, &meld).await?;
        println!("{}: put back: {}", r.opslag.data.display(), samen(&gedaan));
        let heel = zeg_weg(&gedaan);
        Ok(open_en_kijk(opties, &r.sleutel.vertrouwd(&r.opslag)?).await? && heel)
    })
}

/// Puts the wrapped keys back.
pub(crate) fn keys_restore(r: &KeysRestore) -> Uitkomst {
    let (sleutels, wie, meld) = (r.opslag.opties()?.sleutels, r.bron.identiteiten()?, melder());
    draai(async {
        let gedaan = kopie::zet_sleutels_terug(&sleutels, &r.bron.archief, &wie, &meld).await?;
        println!("{}: put back: {}", sleutels.plaats, samen(&gedaan));
        println!(
            "they open with the master key of then: put `hoofdsleutel` back in its place, or name it \
             with --hoofdsleutel"
        );
        Ok(true)
    })
}

/// Copies a register to another place, opens it there, and checks it.
pub(crate) fn copy(c: &Copy) -> Uitkomst {
    let (van, nu, meld) = (c.opslag.opties()?, super::nu()?.0, melder());
    let url = c.naar_database.as_deref().filter(|url| !url.is_empty());
    let naar = StoreOpties::new(&c.naar_data)
        .op(url.map(str::parse).transpose()?)
        .documenten_in(opslag::andere_emmer(c.naar_documenten.as_deref())?);
    let daar = c.naar_sleutels.as_deref().filter(|waar| !waar.is_empty());
    let plaats = daar.map(opslag::sleutelplaats).transpose()?;
    let sleutels = SleutelOpties {
        plaats: plaats.clone().unwrap_or_else(|| van.sleutels.plaats.clone()),
        hoofd: van.sleutels.hoofd.clone(),
    };
    let naar = naar.met(sleutels);
    draai(async {
        let gedaan = kopie::kopieer(&van, &naar, nu, &meld).await?;
        println!("{}: copied: {}", c.naar_data.display(), samen(&gedaan));
        let heel = zeg_weg(&gedaan);
        if plaats.is_some() {
            let ook = kopie::kopieer_sleutels(&van.sleutels, &naar.sleutels, nu, &meld).await?;
            println!("{}: copied: {}", naar.sleutels.plaats, samen(&ook));
        }
        let database =
            naar.postgres.as_ref().map_or("its own file".to_owned(), ToString::to_string);
        let waar = naar.sleutels.plaats.to_string();
        let documenten = naar.emmer.as_ref().map(|emmer| format!(", --documenten {emmer}"));
        let documenten = documenten.unwrap_or_default();
        let goed = open_en_kijk(naar, &c.sleutel.vertrouwd(&c.opslag)?).await?;
        println!(
            "from now on: --data {}, database {database}{documenten}, --sleutels {waar}, with the same master key; \
             do not start a server on the old place any more",
            c.naar_data.display()
        );
        Ok(goed && heel)
    })
}

fn maak_sleutel(naar: &Path) -> Uitkomst {
    let nieuw = Identiteit::nieuw();
    let mut bestand = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(naar)
        .map_err(|e| format!("cannot make {}: {e}", naar.display()))?;
    bestand.write_all(nieuw.als_bestand().as_bytes())?;
    bestand.sync_all()?;
    println!("{}", nieuw.ontvanger());
    eprintln!(
        "{} opens what is made for this recipient. Keep it where the backups are not, in two places: \
         who loses it loses them.",
        naar.display()
    );
    Ok(true)
}

impl Doel {
    fn maak(
        &self,
        soort: Soort,
        klus: impl FnOnce(Bewaar<'_>) -> Result<Gekopieerd, Fout>,
    ) -> Result<(PathBuf, Gekopieerd), Fout> {
        let nu = super::nu()?.0;
        let mut naar = self.naar.clone().unwrap_or_default();
        if naar.is_dir() {
            let wat = match soort {
                Soort::Register => "register",
                Soort::Sleutels => "sleutels",
            };
            naar.push(format!("wederhoor-{wat}-{}.tar.age", nu.strftime("%Y%m%dT%H%M%SZ")));
        }
        // Not by clap, which repeats what it cannot read: somebody may give the secret in its place.
        let mut ontvangers: Vec<Ontvanger> =
            self.ontvanger.iter().map(|wie| wie.parse()).collect::<Result<_, _>>()?;
        if let Some(pad) = &self.ontvangers {
            ontvangers.extend(Ontvanger::lees(pad)?);
        }
        let meld = melder();
        let hoe =
            Bewaar { naar: &naar, ontvangers: &ontvangers, nu, zonder_ontbrekende: false, meld };
        let gedaan = klus(hoe)?;
        Ok((naar, gedaan))
    }
}

impl Bron {
    fn identiteiten(&self) -> Result<Vec<Identiteit>, Fout> {
        let mut uit = Vec::new();
        for pad in &self.identiteit {
            uit.extend(Identiteit::lees(pad)?);
        }
        Ok(uit)
    }
}

/// Opens it as a server does, so that what was destroyed is destroyed again, and checks the chains.
async fn open_en_kijk(opties: StoreOpties, vertrouwd: &Vertrouwd) -> Result<bool, Fout> {
    let store = match Store::open(opties).await {
        Ok(store) => store,
        Err(
            fout @ (StoreError::SleutelsWeg { .. }
            | StoreError::Hoofdsleutel { .. }
            | StoreError::VerkeerdeHoofdsleutel { .. }),
        ) => {
            println!("all rows and documents are back, and are what was put in the backup");
            eprintln!(
                "not opened yet: {fout}. Put the keys back (`wederhoor keys restore`) with their master \
                 key, and run `wederhoor audit verify`"
            );
            return Ok(false);
        }
        Err(fout) => return Err(fout.into()),
    };
    let goed = audit::zie_alles_na(&store.register(), None, vertrouwd).await?;
    store.sluit().await?;
    Ok(goed)
}

fn samen(wat: &Gekopieerd) -> String {
    let van = if wat.tenants.is_empty() {
        String::new()
    } else {
        format!(" of {}", wat.tenants.join(", "))
    };
    format!(
        "{} of {}, {} rows in {} tables, {} documents ({} bytes){van}, by version {}",
        wat.soort,
        wat.moment.strftime("%Y-%m-%d %H:%M:%S UTC"),
        wat.rijen(),
        wat.tabellen.len(),
        wat.documenten,
        wat.documentbytes,
        wat.programma,
    )
}

/// Says which documents are not in it, and why; is it whole?
fn zeg_weg(wat: &Gekopieerd) -> bool {
    for weg in &wat.weg {
        let waarom = if weg.verklaard { "was destroyed meanwhile" } else { "has NO FILE" };
        println!("  document {} {waarom}", weg.stuk);
    }
    wat.weg.iter().all(|weg| weg.verklaard)
}

/// Says on standard error how far it is: at most twenty lines about documents, however many there are.
fn melder() -> Melder {
    let gezegd = AtomicU64::new(0);
    Arc::new(move |stap| match stap {
        Stap::Nakijken => eprintln!("checking the archive to its end"),
        Stap::Tabel(naam, rijen) => eprintln!("{naam}: {rijen} rows"),
        Stap::Documenten(gedaan, van) => {
            let deel = gedaan * 20 / van.max(1);
            if gezegd.fetch_max(deel, Ordering::Relaxed) < deel {
                eprintln!("{gedaan} of {van} documents");
            }
        }
        Stap::Teruglezen => eprintln!("reading back what was put there"),
    })
}
