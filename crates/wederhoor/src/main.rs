//! The one program: command line and wiring.
//!
//! Always holds: this floor decides nothing about complaints; it reads files, clocks and settings and
//! hands them to the floors below. Exit codes: 0 good, 1 something failed or was refused, 2 a wrong call.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks on these")]

mod bestanden;
mod opdrachten;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use termijn::Taal;

/// Runs care providers' complaints regulations.
#[derive(Parser)]
#[command(
    name = "wederhoor",
    version,
    about = "Wederhoor voert klachtenregelingen van zorgaanbieders uit."
)]
struct Cli {
    /// Folder with regulations, statutes and vocabulary; without it the ones that are built in.
    #[arg(long, global = true, env = "WEDERHOOR_REGELINGEN")]
    regelingen: Option<std::path::PathBuf>,
    #[command(subcommand)]
    opdracht: Opdracht,
}

#[derive(Clone, Copy, ValueEnum)]
enum Formaat {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum TaalKeuze {
    Nl,
    En,
}

impl From<TaalKeuze> for Taal {
    fn from(t: TaalKeuze) -> Self {
        match t {
            TaalKeuze::Nl => Self::Nl,
            TaalKeuze::En => Self::En,
        }
    }
}

#[derive(Subcommand)]
enum Opdracht {
    /// Counts a term: `wederhoor termijn 2026-11-13 "6 weken"`.
    Termijn {
        /// The day of the event: 2026-11-13, 13-11-2026 or "13 november 2026".
        begin: String,
        /// The term: "6 weken", "5 werkdagen", "1 maand", "72 uur".
        termijn: String,
        /// Language of the explanation.
        #[arg(long, value_enum, default_value = "nl")]
        taal: TaalKeuze,
        /// Text or JSON.
        #[arg(long, value_enum, default_value = "text")]
        format: Formaat,
    },
    /// Reads, checks and shows regulations.
    #[command(subcommand)]
    Regeling(RegelingOpdracht),
    /// Lists the words of which regulations and stories speak.
    Woorden {
        /// Id of the regulation whose words they are; without it, that of the first provider.
        #[arg(long)]
        regeling: Option<String>,
        /// All of them as Markdown tables, with the keys of a story.
        #[arg(long)]
        markdown: bool,
    },
    /// Plays case stories.
    #[command(subcommand)]
    Scenario(ScenarioOpdracht),
    /// Looks into one dossier.
    #[command(subcommand)]
    Dossier(DossierOpdracht),
    /// Prints the figures of a provider over a period, without names.
    Verslag(opdrachten::verslag::Opdracht),
    /// Upkeep of a store, also while a server runs on it.
    #[command(subcommand)]
    Store(StoreOpdracht),
    /// Replaces keys, without rewriting what they sealed; backs them up, apart from the register.
    #[command(subcommand)]
    Keys(KeysOpdracht),
    /// Moving in: takes over what was kept elsewhere.
    #[command(subcommand)]
    Register(RegisterOpdracht),
    /// Makes an encrypted archive of the register and its documents, also while servers run; no key is in it.
    Backup(opdrachten::kopie::Backup),
    /// Puts such an archive back in an empty place, and checks it.
    Restore(opdrachten::kopie::Restore),
    /// Proves that the register is as it was recorded.
    #[command(subcommand)]
    Audit(AuditOpdracht),
    /// Starts the server.
    Serve(opdrachten::serve::Serve),
    /// Shows which norm of the register is carried and shown where.
    Normen {
        /// Folder with the register of norms (`*.toml`).
        register: std::path::PathBuf,
        /// Folders or files with stories.
        #[arg(long, default_value = "scenarios")]
        scenarios: Vec<std::path::PathBuf>,
        /// Source folders whose tests name norms in comments.
        #[arg(long, default_value = "crates")]
        bronnen: Vec<std::path::PathBuf>,
        /// Only this regulation.
        #[arg(long)]
        alleen: Option<String>,
        /// How the tests went: a JUnit report, as `cargo nextest` writes to target/nextest/default/junit.xml.
        #[arg(long)]
        uitslagen: Option<std::path::PathBuf>,
    },
}

#[derive(Subcommand)]
enum RegelingOpdracht {
    /// Reports all mistakes of these files, what deserves a look, and what the running procedure shows.
    Check {
        /// Regulation files, or ids of regulations that are there.
        #[arg(required = true)]
        bestanden: Vec<std::path::PathBuf>,
        /// Leaves out the search of what the regulation lets happen.
        #[arg(long)]
        snel: bool,
        /// Text or JSON.
        #[arg(long, value_enum, default_value = "text")]
        format: Formaat,
    },
    /// Lays a regulation beside the statutes: where it promises less, and what to write instead.
    Conform {
        /// A regulation file, or the id of a regulation in the folder.
        bestand: String,
        /// Dutch or English.
        #[arg(long, value_enum, default_value = "nl")]
        taal: TaalKeuze,
        /// Text or JSON.
        #[arg(long, value_enum, default_value = "text")]
        format: Formaat,
    },
    /// Says in words what changes between two versions, or two providers.
    Diff {
        /// The first: a file, or the id of a regulation (`livio`, `livio@2`).
        oud: String,
        /// The second.
        nieuw: String,
        /// Language.
        #[arg(long, value_enum, default_value = "nl")]
        taal: TaalKeuze,
    },
    /// Makes the leaflet for clients: who helps, who answers, by when, where to go next.
    Folder {
        /// A regulation file, or the id of a regulation or provider.
        regeling: String,
        /// Dutch or English.
        #[arg(long, value_enum, default_value = "nl")]
        taal: TaalKeuze,
        /// The one for employees, in Dutch: what they do, and what happens when it is about them.
        #[arg(long)]
        voor_medewerkers: bool,
        /// Writes it as PDF to this file, instead of printing it.
        #[arg(long)]
        pdf: Option<std::path::PathBuf>,
        /// In which form it is printed.
        #[arg(long, value_enum, default_value = "md")]
        format: opdrachten::folder::Vorm,
    },
    /// Writes a form on paper as PDF: the complaint form, when not said which.
    Formulier {
        /// A regulation file, or the id of a regulation or provider.
        regeling: String,
        /// Id of the form.
        #[arg(long, default_value = "klachtformulier")]
        welk: String,
        /// To this file.
        #[arg(long)]
        pdf: std::path::PathBuf,
    },
    /// Prints the JSON Schema of a regulation file, with the words that this folder knows.
    Schema {
        /// That of `aanbieder.toml`.
        #[arg(long)]
        aanbieder: bool,
    },
    /// Prints a regulation as readable text, norm by norm with its article.
    Show {
        /// A regulation file, or the id of a regulation in the folder.
        bestand: String,
        /// Dutch or English.
        #[arg(long, value_enum, default_value = "nl")]
        taal: TaalKeuze,
        /// Also the statutes on which it rests.
        #[arg(long)]
        wetten: bool,
    },
}

#[derive(Subcommand)]
enum ScenarioOpdracht {
    /// Plays these stories; prints every expectation that fails, with the reason.
    Run {
        /// Story files, or folders of them.
        #[arg(required = true)]
        bestanden: Vec<std::path::PathBuf>,
    },
    /// Prints the JSON Schema of the story format.
    Schema,
}

#[derive(Subcommand)]
enum DossierOpdracht {
    /// Explains every duty, date and refusal: the article, what set it off, the arithmetic, what would change it.
    Explain(opdrachten::dossier::Explain),
}

#[derive(Subcommand)]
enum StoreOpdracht {
    /// Computes all lists anew from the events, and says how far it is.
    Rebuild(opdrachten::store::Rebuild),
    /// Copies all of it to an empty place, on either engine, and checks it there.
    Copy(opdrachten::kopie::Copy),
}

#[derive(Subcommand)]
enum KeysOpdracht {
    /// Gives providers another key around the keys of their dossiers; nothing that was kept is rewritten.
    Rotate(opdrachten::keys::Rotate),
    /// Replaces the master key; nothing that was kept is rewritten.
    RotateMaster(opdrachten::keys::RotateMaster),
    /// Makes an encrypted archive of the wrapped keys, to be kept for at most 30 days.
    Backup(opdrachten::kopie::KeysBackup),
    /// Puts such an archive back in an empty place.
    Restore(opdrachten::kopie::KeysRestore),
}

#[derive(Subcommand)]
enum RegisterOpdracht {
    /// Takes over an existing register (CSV or XLSX): each row becomes a dossier, or is refused with the reason.
    Invoer(opdrachten::register::Invoer),
}

#[derive(Subcommand)]
enum AuditOpdracht {
    /// Checks every event and every checkpoint; names what was altered, dropped, moved or put in.
    Verify(opdrachten::audit::Verify),
    /// Prints the signed checkpoints, to be kept elsewhere.
    Checkpoints(opdrachten::audit::Checkpoints),
    /// Prints who looked in a dossier, and who was refused: ids and keys, no names.
    Inzage(opdrachten::audit::Inzage),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    if !matches!(cli.opdracht, Opdracht::Serve(_)) {
        // Who reads no further (`| head`) is no failure.
        sigpipe::reset();
    }
    let map = cli.regelingen.as_deref();
    let uitkomst = match cli.opdracht {
        Opdracht::Termijn { begin, termijn, taal, format } => opdrachten::termijn::toon(
            &begin,
            &termijn,
            taal.into(),
            matches!(format, Formaat::Json),
        ),
        Opdracht::Regeling(RegelingOpdracht::Check { bestanden, snel, format }) => {
            opdrachten::regeling::check(map, &bestanden, matches!(format, Formaat::Json), snel)
        }
        Opdracht::Regeling(RegelingOpdracht::Conform { bestand, taal, format }) => {
            opdrachten::conform::toon(map, &bestand, taal.into(), matches!(format, Formaat::Json))
        }
        Opdracht::Regeling(RegelingOpdracht::Show { bestand, taal, wetten }) => {
            opdrachten::regeling::show(map, &bestand, taal.into(), wetten)
        }
        Opdracht::Regeling(RegelingOpdracht::Folder {
            regeling,
            taal,
            voor_medewerkers,
            pdf,
            format,
        }) => opdrachten::folder::maak(
            map,
            &regeling,
            (!voor_medewerkers).then(|| taal.into()),
            pdf.as_deref(),
            format,
        ),
        Opdracht::Regeling(RegelingOpdracht::Formulier { regeling, welk, pdf }) => {
            opdrachten::folder::formulier(map, &regeling, &welk, &pdf)
        }
        Opdracht::Regeling(RegelingOpdracht::Schema { aanbieder }) => {
            opdrachten::regeling::schema(map, aanbieder)
        }
        Opdracht::Regeling(RegelingOpdracht::Diff { oud, nieuw, taal }) => {
            opdrachten::verschil::toon(map, &oud, &nieuw, taal.into())
        }
        Opdracht::Woorden { regeling, markdown } => {
            opdrachten::woorden::toon(map, regeling.as_deref(), markdown)
        }
        Opdracht::Dossier(DossierOpdracht::Explain(explain)) => {
            opdrachten::dossier::explain(map, &explain)
        }
        Opdracht::Store(StoreOpdracht::Rebuild(rebuild)) => {
            opdrachten::store::rebuild(map, &rebuild)
        }
        Opdracht::Store(StoreOpdracht::Copy(copy)) => opdrachten::kopie::copy(&copy),
        Opdracht::Backup(backup) => opdrachten::kopie::backup(&backup),
        Opdracht::Restore(restore) => opdrachten::kopie::restore(&restore),
        Opdracht::Keys(KeysOpdracht::Backup(b)) => opdrachten::kopie::keys_backup(&b),
        Opdracht::Keys(KeysOpdracht::Restore(r)) => opdrachten::kopie::keys_restore(&r),
        Opdracht::Keys(KeysOpdracht::Rotate(r)) => opdrachten::keys::rotate(&r),
        Opdracht::Keys(KeysOpdracht::RotateMaster(r)) => opdrachten::keys::rotate_master(&r),
        Opdracht::Register(RegisterOpdracht::Invoer(invoer)) => {
            opdrachten::register::invoer(map, &invoer)
        }
        Opdracht::Audit(AuditOpdracht::Verify(verify)) => opdrachten::audit::verify(&verify),
        Opdracht::Audit(AuditOpdracht::Checkpoints(checkpoints)) => {
            opdrachten::audit::checkpoints(&checkpoints)
        }
        Opdracht::Audit(AuditOpdracht::Inzage(inzage)) => opdrachten::audit::inzage(&inzage),
        Opdracht::Scenario(ScenarioOpdracht::Run { bestanden }) => {
            opdrachten::scenario::run(map, &bestanden)
        }
        Opdracht::Scenario(ScenarioOpdracht::Schema) => opdrachten::scenario::schema(),
        Opdracht::Normen { register, scenarios, bronnen, alleen, uitslagen } => {
            opdrachten::normen::toon(
                map,
                &register,
                &scenarios,
                &bronnen,
                alleen.as_deref(),
                uitslagen.as_deref(),
            )
        }
        Opdracht::Verslag(o) => opdrachten::verslag::maak(map, &o),
        Opdracht::Serve(serve) => opdrachten::serve::start(map, serve),
    };
    match uitkomst {
        Ok(goed) => ExitCode::from(u8::from(!goed)),
        Err(fout) => {
            eprintln!("wederhoor: {fout}");
            let mut oorzaak = fout.source();
            while let Some(o) = oorzaak {
                eprintln!("  door: {o}");
                oorzaak = o.source();
            }
            ExitCode::from(1)
        }
    }
}
