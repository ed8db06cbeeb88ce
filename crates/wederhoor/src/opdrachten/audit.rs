//! `wederhoor audit`: is the register as it was recorded, the checkpoints to keep elsewhere, and who looked in
//! a dossier.
//!
//! Always holds: nothing of what people wrote is read or printed, and no name; the server may run meanwhile.

use std::error::Error;
use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ::store::{
    Anker, Ankersleutel, Controlesleutel, DossierId, Inzageregel, Inzagevraag, Kijker, Register,
    Store, Tenant, Vertrouwd,
};
use access::{Systeemtoeval, Toeval};

use super::{Uitkomst, draai, opslag::Opslag};

type Fout = Box<dyn std::error::Error>;

/// Where the key is that signs checkpoints.
#[derive(clap::Args)]
pub(crate) struct Sleutelbestand {
    /// File with the key that signs checkpoints; without it `anker.sleutel` in the folder with the
    /// keys, which the server makes.
    #[arg(long, value_name = "FILE", env = "WEDERHOOR_ANKERSLEUTEL")]
    ankersleutel: Option<PathBuf>,
}

impl Sleutelbestand {
    fn pad(&self, opslag: &Opslag) -> Result<PathBuf, Fout> {
        match &self.ankersleutel {
            Some(pad) => Ok(pad.clone()),
            None => Ok(opslag.sleutelmap()?.join("anker.sleutel")),
        }
    }

    /// The key of which signatures count, if there is one.
    ///
    /// # Errors
    /// When the file cannot be read, or holds something else.
    pub(super) fn vertrouwd(&self, opslag: &Opslag) -> Result<Vertrouwd, Fout> {
        let sleutel = lees(&self.pad(opslag)?)?.map(|sleutel| sleutel.openbaar());
        Ok(Vertrouwd { sleutels: sleutel.into_iter().collect(), ..Vertrouwd::default() })
    }

    /// The key; made when there is none yet.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds something else.
    pub(super) fn open(&self, opslag: &Opslag) -> Result<Ankersleutel, Fout> {
        let pad = self.pad(opslag)?;
        if let Some(sleutel) = lees(&pad)? {
            return Ok(sleutel);
        }
        let mut geheim = [0; 32];
        Systeemtoeval.vul(&mut geheim)?;
        let sleutel = Ankersleutel::new(&geheim);
        let maak = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&pad);
        match maak {
            Ok(mut bestand) => {
                writeln!(bestand, "{}", sleutel.geheim())?;
                bestand.sync_all()?;
                Ok(sleutel)
            }
            // Another process that starts was first.
            Err(fout) if fout.kind() == ErrorKind::AlreadyExists => {
                lees(&pad)?.ok_or_else(|| format!("{} is empty", pad.display()).into())
            }
            Err(fout) => Err(format!("cannot make {}: {fout}", pad.display()).into()),
        }
    }
}

fn lees(pad: &Path) -> Result<Option<Ankersleutel>, Fout> {
    match fs::read_to_string(pad) {
        Ok(tekst) => Ok(Some(Ankersleutel::lees(&tekst).map_err(|fout| {
            format!("{} holds no key: {fout}; restore it, or move it away", pad.display())
        })?)),
        Err(fout) if fout.kind() == ErrorKind::NotFound => Ok(None),
        Err(fout) => Err(format!("cannot read {}: {fout}", pad.display()).into()),
    }
}

/// What to check.
#[derive(clap::Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    opslag: Opslag,
    #[command(flatten)]
    sleutel: Sleutelbestand,
    /// Only this provider, by its id.
    #[arg(long)]
    aanbieder: Option<String>,
    /// A public key whose signature counts; may be given more than once. Without it that of the key file,
    /// which whoever changed the database may have changed too.
    #[arg(long, value_name = "KEY")]
    vertrouw: Vec<Controlesleutel>,
    /// A file with checkpoints that was kept elsewhere, as `audit checkpoints` printed it.
    #[arg(long, value_name = "FILE")]
    gepubliceerd: Vec<PathBuf>,
}

/// Which checkpoints to print.
#[derive(clap::Args)]
pub(crate) struct Checkpoints {
    #[command(flatten)]
    opslag: Opslag,
    /// Only this provider, by its id.
    #[arg(long)]
    aanbieder: Option<String>,
}

/// Of which dossier to print who looked.
#[derive(clap::Args)]
pub(crate) struct Inzage {
    #[command(flatten)]
    opslag: Opslag,
    /// The provider, by its id.
    #[arg(long, visible_alias = "tenant")]
    aanbieder: Tenant,
    /// Number of the dossier: K-2026-0143.
    #[arg(long, required_unless_present = "dossier")]
    nummer: Option<String>,
    /// Its id, as the log has it: for a dossier that is not there any more.
    #[arg(long, conflicts_with = "nummer")]
    dossier: Option<DossierId>,
}

/// Lines in one look at the database.
const DEEL: u32 = 5000;

/// Prints the access log of a dossier, newest first, a line each, with tabs.
pub(crate) fn inzage(i: &Inzage) -> Uitkomst {
    draai(async {
        let store = Store::open_ernaast(i.opslag.opties()?).await?;
        let tenant = &i.aanbieder;
        let dossier = match (&i.nummer, i.dossier) {
            (Some(nummer), _) => store
                .dossier_met_nummer(tenant, nummer)
                .await?
                .ok_or_else(|| format!("{tenant} has no dossier {nummer}; give --dossier ID"))?,
            (None, Some(dossier)) => dossier,
            (None, None) => return Err("give --nummer or --dossier".into()),
        };
        let vraag = Inzagevraag { dossier: Some(dossier), ..Inzagevraag::default() };
        println!("when\tact\twhat\tdocument\twho\tground\toutcome\tseries\tline\tnode\tprogram");
        let mut na = None;
        loop {
            let regels = store.inzagen(tenant, &vraag, na, DEEL).await?;
            regels.iter().for_each(|regel| println!("{}", inzageregel(regel)));
            na = regels.last().map(Inzageregel::plek);
            if regels.len() < DEEL as usize {
                break;
            }
        }
        store.sluit().await?;
        Ok(true)
    })
}

fn inzageregel(regel: &Inzageregel) -> String {
    let i = &regel.inzage;
    let wie = match i.wie {
        Kijker::Account(account) => account.to_string(),
        Kijker::Klager => "klager".to_owned(),
    };
    let uitkomst = match &i.geweigerd {
        None => "shown".to_owned(),
        Some(waarom) => format!("refused: {waarom}"),
    };
    let stuk = i.stuk.map_or_else(|| "-".to_owned(), |stuk| stuk.to_string());
    let (op, reeks, nummer) = (i.op, regel.reeks, regel.nummer);
    let (actie, wat, grond) = (i.actie, &i.wat, &i.grond);
    let (knoop, programma) = (&regel.knoop, &regel.programma);
    format!(
        "{op}\t{actie}\t{wat}\t{stuk}\t{wie}\t{grond}\t{uitkomst}\t{reeks}\t{nummer}\t{knoop}\t{programma}"
    )
}

/// Checks the register, and prints everything that is wrong.
pub(crate) fn verify(v: &Verify) -> Uitkomst {
    let mut vertrouwd = Vertrouwd { sleutels: v.vertrouw.clone(), ..Vertrouwd::default() };
    for pad in &v.gepubliceerd {
        let tekst = fs::read_to_string(pad).map_err(|e| format!("{}: {e}", pad.display()))?;
        for (nr, regel) in tekst.lines().enumerate().filter(|(_, regel)| !regel.trim().is_empty()) {
            let anker: Anker = serde_json::from_str(regel)
                .map_err(|e| format!("{}:{}: no checkpoint: {e}", pad.display(), nr + 1))?;
            vertrouwd.gepubliceerd.push(anker);
        }
    }
    if vertrouwd.sleutels.is_empty() {
        vertrouwd.sleutels = v.sleutel.vertrouwd(&v.opslag)?.sleutels;
    }
    draai(async {
        let register = Register::open(&v.opslag.opties()?).await?;
        let goed = zie_alles_na(&register, v.aanbieder.as_deref(), &vertrouwd).await?;
        register.sluit().await?;
        Ok(goed)
    })
}

/// Checks the registers of all providers, or of the one that was named, and prints what is wrong.
pub(super) async fn zie_alles_na(
    register: &Register,
    alleen: Option<&str>,
    vertrouwd: &Vertrouwd,
) -> Result<bool, Fout> {
    if vertrouwd.sleutels.is_empty() {
        println!("no key is given: that checkpoints are signed is checked, and not by whom");
    }
    let mut goed = true;
    if let Err(fout) = register.check_bestand().await {
        let door = fout.source().map_or_else(String::new, ToString::to_string);
        println!("{fout} ({door})");
        goed = false;
    }
    for tenant in tenants(register, alleen).await? {
        goed &= verify_een(register, &tenant, vertrouwd).await?;
    }
    Ok(goed)
}

async fn verify_een(
    register: &Register,
    tenant: &Tenant,
    vertrouwd: &Vertrouwd,
) -> Result<bool, Fout> {
    let uit = register.zie_na(tenant, vertrouwd, |_| {}).await?;
    println!(
        "{tenant}: {} dossiers, {} events, {} lines of the access log, {} checkpoints: {}",
        uit.dossiers,
        uit.gebeurtenissen,
        uit.inzagen,
        uit.ankers,
        if uit.mis.is_empty() { "as they were recorded" } else { "NOT as they were recorded" },
    );
    for mis in &uit.mis {
        println!("  {mis}");
    }
    Ok(uit.mis.is_empty())
}

/// Prints the checkpoints, a line of JSON each: keep them where who can write in the database cannot.
pub(crate) fn checkpoints(c: &Checkpoints) -> Uitkomst {
    draai(async {
        let register = Register::open(&c.opslag.opties()?).await?;
        for tenant in tenants(&register, c.aanbieder.as_deref()).await? {
            for anker in register.ankers(&tenant).await? {
                println!("{}", serde_json::to_string(&anker)?);
            }
        }
        register.sluit().await?;
        Ok(true)
    })
}

/// Whose registers: of all that the store holds, or of the one that was named.
pub(super) async fn tenants(
    register: &Register,
    alleen: Option<&str>,
) -> Result<Vec<Tenant>, Fout> {
    let alle = register.tenants().await?;
    let Some(id) = alleen else { return Ok(alle) };
    let bekend: Vec<&str> = alle.iter().map(Tenant::as_str).collect();
    match alle.iter().find(|tenant| tenant.as_str() == id) {
        Some(tenant) => Ok(vec![tenant.clone()]),
        None => {
            Err(format!("the store holds nothing of {id}, but of: {}", bekend.join(", ")).into())
        }
    }
}
