//! The access log over HTTP: whatever shows something of a dossier, leaves a line first.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use store::{
    Bij, DossierId, Inzageactie, Inzageregel, Inzagevraag, Kijker, Store, StoreOpties, Tenant,
    sea_orm::ConnectionTrait,
};
use toetsbank::motor::Motor;

use crate::{
    browser::Browser,
    klacht::{Bewijs, log_in, mijn_klacht, url},
    server::{HUIS, Server},
};

const OPEN: &str = "K-2026-0001";

/// The store of a running server, from outside.
struct Logboek {
    opties: StoreOpties,
    tenant: Tenant,
    draai: tokio::runtime::Runtime,
}

impl Logboek {
    fn van(data: &Path, database: Option<&str>) -> Self {
        let postgres = database.map(|url| url.parse().unwrap());
        Self {
            opties: StoreOpties::new(data.join("data")).op(postgres),
            tenant: HUIS.parse().unwrap(),
            draai: tokio::runtime::Runtime::new().unwrap(),
        }
    }

    fn met<T, F: Future<Output = T>>(&self, klus: impl FnOnce(Store, Tenant) -> F) -> T {
        self.draai.block_on(async {
            let store = Store::open_ernaast(self.opties.clone()).await.unwrap();
            klus(store, self.tenant.clone()).await
        })
    }

    fn dossier(&self, nummer: &str) -> DossierId {
        self.met(async |store, tenant| {
            store.dossier_met_nummer(&tenant, nummer).await.unwrap().unwrap()
        })
    }

    /// All lines, newest first.
    fn regels(&self) -> Vec<Inzageregel> {
        self.met(async |store, tenant| {
            store.inzagen(&tenant, &Inzagevraag::default(), None, 100_000).await.unwrap()
        })
    }

    /// What was added to the log meanwhile.
    fn erbij(&self, klus: impl FnOnce()) -> Vec<Inzageregel> {
        let voor = self.regels();
        klus();
        self.regels().into_iter().filter(|regel| !voor.contains(regel)).collect()
    }

    fn knoei(&self, sql: &'static str) {
        self.met(async |store, tenant| {
            let klus = store.schrijf(&tenant, move |tx| {
                Box::pin(async move { tx.execute_unprepared(sql).await.bij(sql).map(drop) })
            });
            klus.await.unwrap();
        });
    }
}

/// The routes as they stand in the source, those of staff and those of the complainant.
fn routes() -> Vec<String> {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src/server");
    let mut uit = Vec::new();
    for deel in ["werk/mod.rs", "publiek/mod.rs"] {
        let tekst = fs::read_to_string(map.join(deel)).unwrap();
        let na = tekst.split(".route(").skip(1);
        let pad = |na: &str| na.split('"').nth(1).unwrap().to_owned();
        // What only takes a form shows nothing by itself: it leads to a page, or shows a form again.
        let alleen_post = |na: &&str| na.contains("post(") && !na.contains("get(");
        uit.extend(na.filter(|na| !alleen_post(na)).map(pad));
    }
    uit
}

/// Routes that show nothing of any dossier: forms and texts, figures without names, the log of the house
/// before a choice was made.
const VAN_GEEN_DOSSIER: &[&str] = &[
    "/",
    "/thema/{versie}",
    "/regeling",
    "/regeling/{van}",
    "/folder",
    "/folder/en",
    "/folder/nl.pdf",
    "/folder/en.pdf",
    "/folder/medewerkers",
    "/folder/medewerkers.pdf",
    "/formulier/{id}",
    "/contact",
    "/privacy",
    "/toegankelijkheid",
    "/klacht",
    "/klacht/bij-welke-zorgaanbieder",
    "/klacht/controle",
    "/klacht/later",
    "/klacht/{stap}",
    "/mijn-klacht",
    "/mijn-klacht/deel/{rang}",
    "/werk/inloggen",
    "/werk/instellingen",
    "/werk/nieuw",
    // It lists dossiers after their term of keeping, of which there are none yet: `bewaren.rs`.
    "/werk/bewaren",
    // Jobs, without a dossier.
    "/werk/taken",
    "/werk/rapportage",
    "/werk/rapportage/{periode}/verslag.pdf",
    "/werk/rapportage/{periode}/cijfers.csv",
];

/// Who goes where, with the actions of the lines that it must leave.
fn bezoek<'a>(
    route: &str,
    mensen: &'a BTreeMap<&str, Browser>,
    stuk: &BTreeMap<&str, String>,
) -> (&'a Browser, String, Inzageactie) {
    use Inzageactie::{Bekeken, Gedownload, Geexporteerd, Gevonden};
    let (wie, actie) = match route {
        "/werk" | "/werk/zoeken" => ("bestuur", Gevonden),
        "/werk/inzage" => ("privacy", Bekeken),
        "/werk/inzage/inzage.csv" => ("privacy", Geexporteerd),
        _ if route.ends_with(".csv") || route.ends_with(".zip") => ("bestuur", Geexporteerd),
        "/werk/dossier/{nummer}/bestand/{stuk}" => ("bestuur", Gedownload),
        "/mijn-klacht/bestand/{stuk}" | "/mijn-klacht/formulier/{id}" => ("klager", Gedownload),
        "/klacht/verzonden" => ("indiener", Bekeken),
        _ if route.starts_with("/mijn-klacht") => ("klager", Bekeken),
        _ => ("bestuur", Bekeken),
    };
    let mut pad = format!("/{HUIS}{route}");
    let daad =
        if route.starts_with("/mijn-klacht") { "bericht_gestuurd" } else { "oordeel_gegeven" };
    let daad = if route.contains("splitsen") { "klacht_gesplitst" } else { daad };
    for (plek, waarde) in [
        ("{nummer}", OPEN),
        ("{rol}", "raad_van_bestuur"),
        ("{daad}", daad),
        ("{gebeurtenis}", "1"),
        ("{id}", stuk["formulier"].as_str()),
        ("{stuk}", stuk[if route.contains("/brief/") { "brief" } else { "bestand" }].as_str()),
    ] {
        pad = pad.replace(plek, waarde);
    }
    if route.starts_with("/werk/inzage") {
        pad = format!("{pad}?nummer={OPEN}");
    }
    assert!(!pad.contains('{'), "what is to be filled in at {route}? And is it of a dossier?");
    (&mensen[wie], pad, actie)
}

/// The complainant of the demo's first complaint.
fn klager(server: &Server, nummer: &str) -> Browser {
    let b = server.browser();
    let (nummer, code) = server.demoklachten().into_iter().find(|(er, _)| er == nummer).unwrap();
    let p = mijn_klacht(&b, &Bewijs { nummer, code });
    assert!(p.pad.ends_with("mijn-klacht/stand"), "{}", p.tekst());
    b
}

fn medewerker(server: &Server, wie: &str) -> Browser {
    let b = server.browser();
    log_in(&b, wie);
    b
}

#[test]
fn every_route_that_shows_something_of_a_dossier_leaves_a_line_in_the_log() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let logboek = Logboek::van(map.path(), None);
    let indiener = server.browser();
    crate::klacht::dien_in(&indiener, "J. Bakker", "Ik wachtte lang.").unwrap();
    let mensen = BTreeMap::from([
        ("bestuur", medewerker(&server, "bestuur")),
        ("privacy", medewerker(&server, "privacy")),
        ("klager", klager(&server, OPEN)),
        ("indiener", indiener),
    ]);
    let stand = mensen["klager"].open(&url("mijn-klacht/stand"));
    let laatste = |p: &str| p.rsplit('/').next().unwrap().to_owned();
    let brief = stand.koppelingen("mijn-klacht/brief/");
    let bestand = stand.koppelingen("mijn-klacht/bestand/");
    let stuk = BTreeMap::from([
        ("brief", laatste(&brief[0])),
        ("bestand", laatste(&bestand[0])),
        ("formulier", formulier()),
    ]);
    let dossier = logboek.dossier(OPEN);
    let mut bezocht = 0;
    for route in routes() {
        if VAN_GEEN_DOSSIER.contains(&route.as_str()) {
            continue;
        }
        let (wie, pad, actie) = bezoek(&route, &mensen, &stuk);
        let mut status = 0;
        let erbij = logboek.erbij(|| status = wie.status_met(&pad, &[]));
        assert_eq!(status, 200, "{pad}");
        let past = |r: &&Inzageregel| {
            r.inzage.actie == actie
                && r.inzage.geweigerd.is_none()
                && (r.inzage.dossier == dossier || route == "/klacht/verzonden")
        };
        assert!(erbij.iter().any(|r| past(&r)), "{pad} leaves {erbij:?}");
        let van_stuk = ["/brief/", "/bestand/"].iter().any(|deel| pad.contains(deel));
        assert!(!van_stuk || erbij[0].inzage.stuk.is_some(), "{pad} does not say which document");
        bezocht += 1;
    }
    assert!(bezocht > 15, "only {bezocht} routes");
    for route in VAN_GEEN_DOSSIER {
        assert!(routes().iter().any(|r| r == route), "{route} is there no more");
    }

    // What was searched for is not in it, and every line of a list is.
    let bestuur = &mensen["bestuur"];
    let f = bestuur.open(&url("werk")).formulier("werk/zoeken").zet("q", "Bakker");
    let erbij = logboek.erbij(|| {
        let p = bestuur.stuur(&f);
        assert!(p.tekst().contains("Bakker"));
    });
    assert!(!erbij.is_empty());
    assert!(
        erbij.iter().all(|r| r.inzage.wat == "zoeken" && r.inzage.actie == Inzageactie::Gevonden)
    );
    for r in &erbij {
        let Kijker::Account(_) = r.inzage.wie else { panic!("{r:?}") };
        assert_eq!(r.inzage.grond, "raad_van_bestuur");
    }
    let niets = bestuur.open(&url("werk")).formulier("werk/zoeken").zet("q", "Nergenshuizen");
    let erbij = logboek.erbij(|| {
        let p = bestuur.stuur(&niets);
        assert!(p.tekst().contains("Niets gevonden") && p.tekst().contains("begin van een naam"));
    });
    assert!(erbij.is_empty(), "nothing was shown: {erbij:?}");
    let erbij = logboek.erbij(|| drop(bestuur.open(&url("werk"))));
    let rijen = bestuur.open(&url("werk")).teksten("tbody tr").len();
    assert_eq!(erbij.len(), rijen);
}

/// The id of a form on paper of the demo's provider.
fn formulier() -> String {
    let (boek, _) = toetsbank::bibliotheek().boek(HUIS).unwrap();
    boek.formulieren.first().unwrap().id.clone()
}

#[test]
fn whoever_is_refused_stands_in_the_log_as_refused_with_the_rule() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let logboek = Logboek::van(map.path(), None);
    let bestuur = medewerker(&server, "bestuur");
    let medewerker_zelf = medewerker(&server, "medewerker");
    let functionaris = medewerker(&server, "functionaris");
    let privacy = medewerker(&server, "privacy");
    let vreemd = |b: &Browser, pad: &str| {
        let mut status = 0;
        let erbij = logboek.erbij(|| status = b.status_met(pad, &[]));
        assert!([403, 404].contains(&status), "{pad}: {status}");
        let [regel] = &erbij[..] else { panic!("{pad} leaves {erbij:?}") };
        regel.inzage.clone()
    };
    // A dossier in which he has no part; and of his own only what is released to him.
    let ander = (1..=12)
        .map(|n| format!("K-2026-{n:04}"))
        .find(|n| medewerker_zelf.status_met(&url(&format!("werk/dossier/{n}")), &[]) == 404)
        .unwrap();
    let nee = vreemd(&medewerker_zelf, &url(&format!("werk/dossier/{ander}")));
    assert_eq!(nee.geweigerd.as_deref(), Some("geen_rol"));
    assert_eq!((nee.dossier, nee.wat.as_str()), (logboek.dossier(&ander), "dossier"));
    let nee = vreemd(&medewerker_zelf, &url(&format!("werk/dossier/{OPEN}/klacht")));
    assert_eq!(nee.geweigerd.as_deref(), Some("aangeklaagde_ziet_alleen_wat_voor_hem_is"));
    assert_eq!(nee.grond, "aangeklaagde");
    let nee = vreemd(&functionaris, &url(&format!("werk/dossier/{OPEN}/bundel.zip")));
    assert_eq!(
        (nee.actie, nee.grond.as_str()),
        (Inzageactie::Geexporteerd, "klachtenfunctionaris")
    );
    let nee = vreemd(&functionaris, &url(&format!("werk/dossier/{OPEN}/inzage")));
    assert_eq!(nee.geweigerd.as_deref(), Some("geen_rol"));
    let nee = vreemd(
        &functionaris,
        &url(&format!("werk/dossier/{OPEN}/doe/raad_van_bestuur/oordeel_gegeven")),
    );
    assert_eq!(nee.geweigerd.as_deref(), Some("geen_rol"));
    // Who oversees, sees no dossier.
    let nee = vreemd(&privacy, &url(&format!("werk/dossier/{OPEN}")));
    assert_eq!(nee.grond, access::FUNCTIONARIS_GEGEVENSBESCHERMING);

    // A document of another complaint, through one's own.
    let van_ander = bestuur
        .open(&url(&format!("werk/dossier/{ander}/documenten")))
        .koppelingen("/bestand/")
        .first()
        .map(|pad| pad.rsplit('/').next().unwrap().to_owned())
        .unwrap();
    let b = klager(&server, OPEN);
    for deel in ["brief", "bestand"] {
        let nee = vreemd(&b, &url(&format!("mijn-klacht/{deel}/{van_ander}")));
        assert_eq!(nee.geweigerd.as_deref(), Some("onbekend_stuk"));
        assert_eq!((nee.wie, nee.dossier), (Kijker::Klager, logboek.dossier(OPEN)));
    }
    let nee = vreemd(&bestuur, &url(&format!("werk/dossier/{OPEN}/bestand/{van_ander}")));
    assert_eq!(nee.geweigerd.as_deref(), Some("onbekend_stuk"));

    // What does not exist, and who is not in, is nobody's look.
    let erbij = logboek.erbij(|| {
        assert_eq!(bestuur.status_met(&url("werk/dossier/K-2026-9999"), &[]), 404);
        let niemand = server.browser();
        assert_eq!(niemand.status_met(&url(&format!("werk/dossier/{OPEN}")), &[]), 303);
        assert_eq!(niemand.status_met(&url("mijn-klacht/stand"), &[]), 303);
    });
    assert_eq!(erbij, []);
}

fn zonder_logboek(motor: Motor) {
    let (map, database) = (tempfile::tempdir().unwrap(), motor.ruimte());
    let (data, database) = (map.path(), database.as_deref());
    let server = match database {
        Some(url) => Server::demo_op(data, url),
        None => Server::demo(data),
    };
    let logboek = Logboek::van(data, database);
    let (bestuur, b) = (medewerker(&server, "bestuur"), klager(&server, OPEN));
    let pad = url(&format!("werk/dossier/{OPEN}"));
    let onderwerp = bestuur.open(&pad).teksten("h1").remove(0);
    let brief = b.open(&url("mijn-klacht/stand")).koppelingen("/bestand/").remove(0);

    logboek.knoei("ALTER TABLE inzage RENAME TO weg");
    for (wie, pad) in [
        (&bestuur, pad.clone()),
        (&bestuur, url("werk")),
        (&bestuur, url(&format!("werk/dossier/{OPEN}/bundel.zip"))),
        (&b, url("mijn-klacht/stand")),
        (&b, brief),
    ] {
        let p = wie.open(&pad);
        assert_eq!(p.status, 503, "{pad}");
        assert!(p.tekst().contains("Wij kunnen dit nu niet laten zien"), "{}", p.tekst());
        assert!(!p.html.contains(&onderwerp) && !p.html.contains("K-2026"), "{pad}");
    }
    assert_eq!(bestuur.open(&url("contact")).status, 200);
    logboek.knoei("ALTER TABLE weg RENAME TO inzage");
    assert_eq!(bestuur.open(&pad).status, 200);
}

#[test]
fn when_the_log_cannot_be_written_nothing_of_a_dossier_shows_with_a_file() {
    zonder_logboek(Motor::Sqlite);
}

#[test]
fn when_the_log_cannot_be_written_nothing_of_a_dossier_shows_with_a_database_server() {
    zonder_logboek(Motor::Postgres);
}

#[test]
fn a_request_for_the_head_and_a_page_fetched_in_advance_are_no_view_and_each_view_is_one() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let logboek = Logboek::van(map.path(), None);
    let bestuur = medewerker(&server, "bestuur");
    let pad = url(&format!("werk/dossier/{OPEN}"));
    let erbij = logboek.erbij(|| {
        assert_eq!(bestuur.hoofd(&pad), 405);
        assert_eq!(bestuur.status_met(&pad, &[("sec-purpose", "prefetch;prerender")]), 503);
        assert_eq!(bestuur.status_met(&pad, &[("purpose", "prefetch")]), 503);
    });
    assert_eq!(erbij, []);
    assert_eq!(bestuur.hoofd(&url("contact")), 200, "other pages answer as they did");
    let erbij = logboek.erbij(|| {
        for _ in 0..3 {
            let p = bestuur.open(&pad);
            assert_eq!(p.koppen["cache-control"], "no-store", "the next look comes here again");
        }
    });
    assert_eq!(erbij.len(), 3);
}

#[test]
fn the_officer_sees_who_looked_the_board_sees_it_of_a_dossier_and_the_complainant_sees_roles() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    let bestuur = medewerker(&server, "bestuur");
    let dossier = bestuur.open(&url(&format!("werk/dossier/{OPEN}")));
    let onderwerp = dossier.teksten("h1").remove(0);
    bestuur.open(&url(&format!("werk/dossier/{OPEN}")));

    // On the dossier, as a tab.
    let tab = dossier.koppelingen(&format!("{OPEN}/inzage")).remove(0);
    let p = bestuur.open(&tab);
    assert!(p.tekst().contains("Marijke van Dongen raad van bestuur"), "{}", p.tekst());
    assert!(p.tekst().contains("2 keer op deze dag"), "{}", p.tekst());
    let csv =
        String::from_utf8(bestuur.open_bytes(&url(&format!("werk/dossier/{OPEN}/inzage.csv"))));
    let csv = csv.unwrap();
    assert!(csv.starts_with("moment,wie,account,grond,"), "{csv}");
    assert!(csv.contains(",raad_van_bestuur,bekeken,dossier,K-2026-0001,"), "{csv}");

    // The officer: by number, by person, by period; and no dossier.
    let b = medewerker(&server, "privacy");
    let p = b.open(&url("werk"));
    assert!(p.koppelingen("/werk/inzage").len() == 1 && p.teksten("tbody tr").is_empty());
    let p = b.open(&url(&format!("werk/inzage?nummer={OPEN}")));
    assert!(p.tekst().contains("Marijke van Dongen"), "{}", p.tekst());
    assert!(!p.html.contains(&onderwerp), "who oversees sees no dossier");
    assert!(!p.html.contains("Bakker"), "nor who complained");
    let id = p.html.split("<option value=\"").find(|o| o.contains("Marijke van Dongen")).unwrap();
    let id = id.split('"').next().unwrap();
    let p = b.open(&url(&format!("werk/inzage?persoon={id}")));
    assert!(p.tekst().contains("Marijke van Dongen") && p.tekst().contains(OPEN), "{}", p.tekst());
    let p = b.open(&url(&format!("werk/inzage?persoon={id}&tot=2026-11-22")));
    assert!(p.tekst().contains("In deze periode keek niemand"), "{}", p.tekst());
    let p = b.open(&url(&format!("werk/inzage?persoon={id}&van=23-11-2026&tot=23-11-2026")));
    assert!(p.tekst().contains("raad van bestuur"), "{}", p.tekst());
    let p = b.open(&url(&format!("werk/inzage?nummer={OPEN}&van=gisteren")));
    assert!(p.tekst().contains("Vul een dag in"), "{}", p.tekst());
    let p = b.open(&url("werk/inzage?nummer=K-2026-9999"));
    assert!(p.tekst().contains("Dit nummer is er niet"), "{}", p.tekst());
    let csv = b.open_bytes(&url(&format!("werk/inzage/inzage.csv?persoon={id}")));
    assert!(String::from_utf8(csv).unwrap().contains("Marijke van Dongen"));
    for wie in ["bestuur", "functionaris", "medewerker"] {
        let b = medewerker(&server, wie);
        assert_eq!(b.open(&url(&format!("werk/inzage?nummer={OPEN}"))).status, 403, "{wie}");
    }

    // The complainant: roles and days.
    let b = klager(&server, OPEN);
    let p = b.open(&url("mijn-klacht/stand"));
    let p = b.open(&p.koppelingen("mijn-klacht/inzage").remove(0));
    let tekst = p.tekst();
    assert!(tekst.contains("De directie keek in de klacht"), "{tekst}");
    assert!(tekst.contains("U, met nummer en code"), "{tekst}");
    assert!(tekst.contains("op privacy let keek wie er in de klacht keek"), "{tekst}");
    assert!(tekst.contains("23 november 2026"), "{tekst}");
    // Whom to ask for help is named on every page; who looked is not.
    let regels = p.teksten("table").join(" ");
    for naam in ["Marijke", "Dongen", "Sanne", "Öztürk", "Fatma"] {
        assert!(!regels.contains(naam), "{naam} is nobody's business: {regels}");
    }
}

/// Runs `audit …`; gives its exit code and all that it said.
fn audit(data: &Path, args: &[&str]) -> (Option<i32>, String) {
    let uit = Command::new(env!("CARGO_BIN_EXE_wederhoor"))
        .arg("audit")
        .args(args)
        .arg("--data")
        .arg(data.join("data"))
        .env_remove("WEDERHOOR_ANKERSLEUTEL")
        .env_remove("DATABASE_URL")
        .output()
        .unwrap();
    let tekst = [uit.stdout, uit.stderr].map(|b| String::from_utf8(b).unwrap()).concat();
    (uit.status.code(), tekst)
}

#[test]
fn the_log_of_a_dossier_is_printed_without_names_and_a_line_that_was_changed_is_named() {
    let map = tempfile::tempdir().unwrap();
    let data = map.path();
    let server = Server::demo(data);
    medewerker(&server, "bestuur").open(&url(&format!("werk/dossier/{OPEN}")));
    let (code, tekst) = audit(data, &["inzage", "--tenant", HUIS, "--nummer", OPEN]);
    assert_eq!(code, Some(0), "{tekst}");
    assert!(tekst.contains("\tbekeken\tdossier\t-\t"), "{tekst}");
    assert!(tekst.contains("\traad_van_bestuur\tshown\t"), "{tekst}");
    for naam in ["Marijke", "Dongen", "Bakker"] {
        assert!(!tekst.contains(naam), "{tekst}");
    }
    let (code, tekst) = audit(data, &["inzage", "--tenant", HUIS, "--nummer", "K-2026-9999"]);
    assert_eq!(code, Some(1));
    assert!(tekst.contains("livio has no dossier K-2026-9999"), "{tekst}");

    let (code, tekst) = audit(data, &["verify"]);
    assert_eq!(code, Some(0), "{tekst}");
    assert!(tekst.contains(" lines of the access log, "), "{tekst}");
    let logboek = Logboek::van(data, None);
    logboek.knoei("UPDATE inzage SET grond = 'klager' WHERE wat = 'dossier'");
    let (code, tekst) = audit(data, &["verify"]);
    assert_eq!(code, Some(1), "{tekst}");
    assert!(tekst.contains("access log, series "), "{tekst}");
    assert!(tekst.contains("was altered, moved or put in"), "{tekst}");
}
