//! `wederhoor serve`: opens the store, reads the regulations, fills the demo, and answers requests.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use access::{Beleid, SessieRegels, Systeemtoeval, Toegang};
use behandeling::{Achterstand, Ambtsdrager, Praktijk, Uitrusting, Versies};
use regeling::{Aanbieder, Bibliotheek, Velden, Waarde};
use store::{Store, Tenant};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use web::server::app::huisstijl;
use web::server::demo::{self, Demoklacht, Demostap};
use web::server::{App, Folders, Huis, Klok, Opties};
use web::thema::{Kleur, Kleuren, Thema};

use super::{Uitkomst, achtergrond, audit::Sleutelbestand, opslag::Opslag};
use crate::bestanden;

type Fout = Box<dyn std::error::Error>;

/// How the server runs.
#[derive(clap::Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    opslag: Opslag,
    #[command(flatten)]
    sleutel: Sleutelbestand,
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8600", env = "WEDERHOOR_ADRES")]
    adres: SocketAddr,
    /// Fills an empty store with demo data, made by playing stories through the engine.
    #[arg(long)]
    demo: bool,
    /// It is reached over https: cookies are marked so.
    #[arg(long, env = "WEDERHOOR_HTTPS")]
    https: bool,
    /// A moment that stands still instead of the clock, for tests: 2026-11-23T10:00:00Z.
    #[arg(long, hide = true)]
    nu: Option<jiff::Timestamp>,
}

#[derive(rust_embed::RustEmbed)]
#[folder = "../../scenarios/demo"]
struct Demoverhalen;

pub(crate) fn start(map: Option<&Path>, serve: Serve) -> Uitkomst {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,sea_orm_migration=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    super::draai(dien(map, serve))
}

async fn dien(map: Option<&Path>, serve: Serve) -> Uitkomst {
    let data = &serve.opslag.data;
    if store::ZONDER_ZEGEL && !serve.demo {
        return Err(
            "this build was made to measure what sealing costs, and hides nothing: build without \
                    the feature zonder-zegel, or serve a demo with --demo"
                .into(),
        );
    }
    std::fs::create_dir_all(data)
        .map_err(|e| format!("the data folder {} can't be made: {e}", data.display()))?;
    let store = Store::open(serve.opslag.opties()?).await?;
    let sleutel = serve.sleutel.open(&serve.opslag)?;
    let bibliotheek = bestanden::bibliotheek(map)?;
    let brieven = bestanden::brieven(map)?;
    let sjablonen = Arc::new(brief::sjabloon::Sjablonen::parse(
        brieven.iter().map(|b| (b.naam.as_str(), b.tekst.as_ref())),
    )?);
    let opties = Opties { klok: serve.nu.map_or(Klok::Systeem, Klok::Vast), https: serve.https };
    let grondslag: Arc<str> = bestanden::kenmerk(map)?.into();
    let toegang = Toegang::new(store.clone(), Arc::new(Systeemtoeval), SessieRegels::default())?;
    let dag = App::new(Vec::new(), Beleid::new()?, opties.clone()).vandaag();
    let mut huizen = Vec::new();
    let mut klachten = Vec::new();
    let aanbieders = bibliotheek.aanbieders()?;
    if aanbieders.is_empty() {
        return Err("there is no provider: put an aanbieder.toml beside its regulation".into());
    }
    for aanbieder in aanbieders {
        let bouw = Bouw {
            store: &store,
            bibliotheek: &bibliotheek,
            toegang: &toegang,
            sjablonen: &sjablonen,
            grondslag: &grondslag,
        };
        let (huis, gemaakt) = bouw.huis(aanbieder, serve.demo, dag).await?;
        let id = &huis.praktijk.aanbieder().id;
        klachten.extend(gemaakt.into_iter().map(|k| (id.clone(), k)));
        huizen.push(huis);
    }
    let praktijken: Vec<Praktijk> = huizen.iter().map(|h| h.praktijk.clone()).collect();
    let beleid = praktijken.iter().fold(Beleid::new()?, |beleid, p| {
        beleid.met(p.tenant().clone(), p.versies().alle().iter().map(AsRef::as_ref))
    });
    let app = App::new(huizen, beleid, opties);
    let luister = tokio::net::TcpListener::bind(serve.adres).await.map_err(|e| {
        format!("can't listen on {}: {e}; choose another with --adres", serve.adres)
    })?;
    let demoklachten = if serve.demo { onthoud(data, &klachten)? } else { String::new() };
    welkom(&app, luister.local_addr()?, &praktijken, serve.demo, &demoklachten);
    let stop = CancellationToken::new();
    let achtergrond = tokio::spawn(achtergrond::draai(
        stop.clone(),
        app.clone(),
        store.clone(),
        toegang.clone(),
        praktijken,
        data.join("post"),
        sleutel,
    ));
    let dienst = web::server::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let bediening = axum::serve(luister, dienst)
        .with_graceful_shutdown(stop.clone().cancelled_owned())
        .into_future();
    tokio::pin!(bediening);
    tokio::select! {
        uit = &mut bediening => uit?,
        sein = tot_sein() => {
            sein?;
            stop.cancel();
            // What is being answered is finished; somebody who is silent is not waited for.
            if let Ok(uit) = tokio::time::timeout(UITLOOP, bediening).await {
                uit?;
            }
        }
    }
    stop.cancel();
    achtergrond.await?;
    store.sluit().await?;
    Ok(true)
}

/// How long answers may take once the program is asked to stop.
const UITLOOP: Duration = Duration::from_secs(10);

/// Waits until somebody at the keyboard, or the system, asks the program to stop.
async fn tot_sein() -> std::io::Result<()> {
    let mut van_systeem = signal(SignalKind::terminate())?;
    tokio::select! {
        uit = tokio::signal::ctrl_c() => uit,
        _ = van_systeem.recv() => Ok(()),
    }
}

/// What a provider is built from.
pub(super) struct Bouw<'a> {
    pub(super) store: &'a Store,
    pub(super) bibliotheek: &'a Bibliotheek,
    pub(super) toegang: &'a Toegang,
    pub(super) sjablonen: &'a Arc<brief::sjabloon::Sjablonen>,
    pub(super) grondslag: &'a Arc<str>,
}

impl Bouw<'_> {
    /// All but who holds which office.
    pub(super) fn uitrusting(&self, aanbieder: Aanbieder) -> Result<Uitrusting, Fout> {
        let boeken = super::regeling::versies(self.bibliotheek, &aanbieder.regeling)?;
        let versies = Versies::new(boeken).ok_or("there is no version of the regulation")?;
        Ok(Uitrusting {
            store: self.store.clone(),
            tenant: aanbieder.id.parse()?,
            versies,
            aanbieder: Arc::new(aanbieder),
            sjablonen: Arc::clone(self.sjablonen),
            ambtsdragers: Arc::default(),
            grondslag: Arc::clone(self.grondslag),
        })
    }

    /// Who hold which offices now.
    pub(super) async fn ambtsdragers(
        &self,
        tenant: &Tenant,
    ) -> Result<Arc<Vec<Ambtsdrager>>, Fout> {
        let accounts = self.toegang.accounts(tenant).await?;
        let drager = |account: access::Account| Ambtsdrager {
            account: account.wie.account,
            naam: account.wie.naam,
            ambten: account.wie.ambten.into_iter().collect(),
        };
        Ok(Arc::new(accounts.into_iter().map(drager).collect()))
    }

    async fn huis(
        &self,
        aanbieder: Aanbieder,
        met_demo: bool,
        dag: termijn::Datum,
    ) -> Result<(Huis, Vec<Demoklacht>), Fout> {
        let merk: Kleur = aanbieder.huisstijl.merk.as_deref().unwrap_or("#14505c").parse()?;
        let thema =
            Thema::new(Kleuren::uit_merk(merk, aanbieder.huisstijl.rond.unwrap_or(6)))?.css();
        let versie = format!(
            "{:08x}",
            thema
                .bytes()
                .fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
        );
        let stijl = huisstijl(
            &aanbieder,
            format!("/{}/thema/{versie}", aanbieder.id),
            aanbieder.huisstijl.merk.clone().unwrap_or_else(|| "#14505c".to_owned()),
        );
        let mut u = self.uitrusting(aanbieder)?;
        let leeg = self.toegang.accounts(&u.tenant).await?.is_empty();
        let nieuw = if met_demo && leeg {
            demo::maak_accounts(self.toegang, &Praktijk::new(u.clone()), dag).await?
        } else {
            Vec::new()
        };
        u.ambtsdragers = self.ambtsdragers(&u.tenant).await?;
        let praktijk = Praktijk::new(u);
        let mut klachten = Vec::new();
        if let [_, functionaris, medewerker, ..] = nieuw[..] {
            let koppel = [("Sanne de Vries", functionaris), ("E. Öztürk", medewerker)];
            for (verhaal, stappen) in verhalen(&praktijk)? {
                klachten.push(
                    demo::speel(&praktijk, &Systeemtoeval, &verhaal, stappen, &koppel, dag).await?,
                );
            }
        }
        // A new day can wait until the door is open; who may see what cannot.
        if praktijk.achterstand(dag).await? == Achterstand::Grondslag {
            praktijk.herbouw(dag).await?;
        }
        let huis = Huis {
            praktijk,
            toegang: self.toegang.clone(),
            huisstijl: stijl,
            thema,
            folders: Folders::default(),
        };
        Ok((huis, klachten))
    }
}

/// The demo stories that are told under this provider's regulation.
fn verhalen(praktijk: &Praktijk) -> Result<Vec<(String, Vec<Demostap>)>, Fout> {
    let mut uit = Vec::new();
    let mut namen: Vec<_> = Demoverhalen::iter().collect();
    namen.sort();
    for naam in namen {
        let Some(bestand) = Demoverhalen::get(&naam) else { continue };
        let tekst = String::from_utf8(bestand.data.into_owned())?;
        let verhaal = scenario::lees(&naam, &tekst)?;
        if verhaal.regeling != praktijk.aanbieder().regeling {
            continue;
        }
        let stappen = verhaal
            .stap
            .iter()
            .map(|s| s.get_ref())
            .map(|s| -> Result<Demostap, Fout> {
                Ok(Demostap {
                    op: s.op.to_string().parse()?,
                    wie: s.wie.clone(),
                    doet: s.doet.clone(),
                    aan: s.aan.as_ref().map(scenario::Namen::lijst).unwrap_or_default(),
                    velden: velden(&s.met)?,
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        uit.push((verhaal.verhaal, stappen));
    }
    Ok(uit)
}

fn velden(met: &std::collections::BTreeMap<String, toml::Value>) -> Result<Velden, Fout> {
    met.iter().map(|(n, w)| Ok((n.clone(), waarde(w)?))).collect()
}

fn waarde(w: &toml::Value) -> Result<Waarde, Fout> {
    Ok(match w {
        toml::Value::String(s) => Waarde::Tekst(s.clone()),
        toml::Value::Integer(n) => Waarde::Getal(*n),
        toml::Value::Boolean(b) => Waarde::Ja(*b),
        toml::Value::Datetime(d) => Waarde::Tekst(d.to_string()),
        toml::Value::Array(l) => Waarde::Lijst(l.iter().map(waarde).collect::<Result<_, _>>()?),
        toml::Value::Table(t) => Waarde::Groep(
            t.iter()
                .map(|(k, w)| Ok::<_, Fout>((k.clone(), waarde(w)?)))
                .collect::<Result<_, _>>()?,
        ),
        toml::Value::Float(_) => return Err("a story holds no fractions".into()),
    })
}

/// Numbers and codes of the demo's made-up complaints, also of those that were made at an earlier start:
/// the store keeps no code, so they stand in a file beside it.
fn onthoud(data: &Path, nieuw: &[(String, Demoklacht)]) -> Result<String, Fout> {
    let pad = data.join("demo.txt");
    if !nieuw.is_empty() {
        let regel = |(huis, k): &(String, Demoklacht)| {
            format!("{huis} {}  {}  {}\n", k.nummer, k.code, k.verhaal)
        };
        std::fs::write(&pad, nieuw.iter().map(regel).collect::<String>())?;
    }
    Ok(if pad.exists() { std::fs::read_to_string(pad)? } else { String::new() })
}

fn welkom(
    app: &App,
    adres: SocketAddr,
    praktijken: &[Praktijk],
    met_demo: bool,
    demoklachten: &str,
) {
    println!("Wederhoor luistert op http://{adres}{}", app.begin());
    for p in praktijken {
        let id = &p.aanbieder().id;
        println!(
            "\n{}\n  klacht indienen   http://{adres}/{id}\n  mijn klacht       http://{adres}/{id}/mijn-klacht\n  medewerkers       http://{adres}/{id}/werk",
            p.aanbieder().naam
        );
        if met_demo {
            println!("\n  inloggen als medewerker (wachtwoord voor allen: {})", demo::WACHTWOORD);
            for m in demo::personen(id, p.versies().op(app.vandaag())) {
                println!("    {:<28} {} ({})", m.email, m.naam, m.wat);
            }
        }
        let eigen = |regel: &str| Some(regel.strip_prefix(id)?.strip_prefix(' ')?.to_owned());
        let eigen: Vec<String> = demoklachten.lines().filter_map(eigen).collect();
        if !eigen.is_empty() {
            println!("\n  mijn klacht, met nummer en code:");
            eigen.iter().for_each(|regel| println!("    {regel}"));
        }
    }
    println!("\nStop met Ctrl-C.");
}
