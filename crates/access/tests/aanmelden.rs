//! Coming in and staying in, on a real store: stories of people with and without the right password.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::{collections::BTreeSet, net::IpAddr, sync::Arc};

use access::{
    AanmeldFout, AccountFout, Binnen, Code, Gezaaid, Inlog, Medewerker, NieuwAccount, Persoon,
    SessieRegels, Toegang, Token, Wacht, WachtwoordFout,
};
use jiff::{SignedDuration, Timestamp, ToSpan};
use store::{
    DossierId, Feitrij, Nummering, Projectie, Schrijf, SleutelOpties, Store, StoreOpties, Tenant,
    Versie,
};
use toetsbank::{motor::Motor, op_beide};
use uuid::Uuid;

const WACHTWOORD: &str = "korenblauwe fiets 7";
const EMAIL: &str = "jo@zorg.example";

/// A provider with one account, on a morning.
struct Huis {
    toegang: Toegang,
    store: Store,
    tenant: Tenant,
    jo: Uuid,
    nu: Timestamp,
    _map: tempfile::TempDir,
}

impl Huis {
    async fn open(motor: Motor) -> Self {
        let map = tempfile::tempdir().unwrap();
        let postgres = motor.ruimte().map(|url| url.parse().unwrap());
        let store = Store::open(
            StoreOpties::new(map.path())
                .met(SleutelOpties::in_map(map.path().join("sleutels")))
                .op(postgres),
        )
        .await
        .unwrap();
        let toeval = Arc::new(Gezaaid::new("huis"));
        let toegang = Toegang::new(store.clone(), toeval, SessieRegels::default()).unwrap();
        let tenant: Tenant = "zorg-oost".parse().unwrap();
        let jo = toegang.maak_account(&tenant, jo()).await.unwrap();
        let nu = "2026-11-23T08:30:00Z".parse().unwrap();
        Self { toegang, store, tenant, jo, nu, _map: map }
    }

    fn inlog(&self) -> Inlog<'_> {
        Inlog { tenant: &self.tenant, herkomst: ip("192.0.2.7"), oud: None, nu: self.nu }
    }

    async fn aanmelden(&self, wachtwoord: &str) -> Result<Binnen, AanmeldFout> {
        self.toegang.aanmelden(self.inlog(), EMAIL, wachtwoord).await
    }

    async fn wie(&self, token: &Token) -> Option<Persoon> {
        let sessie = self.toegang.sessie(&self.tenant, token, self.nu).await.unwrap();
        sessie.map(|sessie| sessie.persoon)
    }

    fn later(&mut self, hoeveel: jiff::Span) {
        self.nu = self.nu.checked_add(hoeveel).unwrap();
    }

    /// A complaint in the store, with its number and code.
    async fn klacht(&self) -> (DossierId, String, Code) {
        let dossier = DossierId::nieuw();
        let code = Code::new(self.toegang.toeval()).unwrap();
        let feit = Feitrij {
            daad: "klacht_ingediend".to_owned(),
            gebeurd_op: "2026-11-23".parse().unwrap(),
            vastgelegd_op: self.nu,
            rol: "klager".to_owned(),
            account: None,
            inhoud: b"{}".to_vec(),
        };
        let schrijf = Schrijf {
            dossier,
            verwacht: Versie::NIEUW,
            nummering: Nummering::new("K", 2026).unwrap(),
            feiten: vec![feit],
            projectie: Projectie::default(),
            stukken: vec![],
            brieven: vec![],
            toegangscode: Some(code.hash(&self.tenant, dossier).unwrap()),
            uitgaand: vec![],
            concept: None,
            idempotentie: None,
        };
        let geschreven = self.store.append(&self.tenant, schrijf).await.unwrap();
        (dossier, geschreven.nummer, code)
    }
}

fn jo() -> NieuwAccount {
    NieuwAccount {
        naam: "Jo van der Meer".to_owned(),
        email: " Jo@Zorg.example ".to_owned(),
        ambten: ambten(&["klachtenfunctionaris", "medewerker"]),
        wachtwoord: WACHTWOORD.to_owned(),
    }
}

fn ambten(lijst: &[&str]) -> BTreeSet<String> {
    lijst.iter().map(|ambt| (*ambt).to_owned()).collect()
}

fn ip(tekst: &str) -> IpAddr {
    tekst.parse().unwrap()
}

async fn who_has_an_account_comes_in_with_name_and_offices(motor: Motor) {
    let huis = Huis::open(motor).await;
    let binnen = huis.aanmelden(WACHTWOORD).await.unwrap();
    let Some(Persoon::Medewerker(wie)) = huis.wie(&binnen.token).await else { panic!("not in") };
    let verwacht = Medewerker {
        tenant: huis.tenant.clone(),
        account: huis.jo,
        naam: "Jo van der Meer".to_owned(),
        ambten: ambten(&["klachtenfunctionaris", "medewerker"]),
    };
    assert_eq!(wie, verwacht);
    assert!(!format!("{wie:?}").contains("Meer"), "no name in a log");
}

async fn a_wrong_password_and_an_unknown_address_say_the_same(motor: Motor) {
    let huis = Huis::open(motor).await;
    let mis = huis.aanmelden("korenblauwe fiets 8").await.unwrap_err();
    let onbekend =
        huis.toegang.aanmelden(huis.inlog(), "geen@zorg.example", WACHTWOORD).await.unwrap_err();
    let onzin = huis.toegang.aanmelden(huis.inlog(), "geen adres", WACHTWOORD).await.unwrap_err();
    for fout in [&mis, &onbekend, &onzin] {
        assert!(matches!(fout, AanmeldFout::Onjuist));
        assert_eq!(
            fout.to_string(),
            "Het e-mailadres en het wachtwoord horen niet bij elkaar. Controleer ze allebei."
        );
    }
}

#[tokio::test]
async fn an_unknown_address_costs_as_much_work_as_a_known_one() {
    let huis = Huis::open(Motor::Sqlite).await;
    #[expect(clippy::disallowed_methods, reason = "this test measures")]
    let klok = std::time::Instant::now;
    let (mut bekend, mut onbekend) = (Vec::new(), Vec::new());
    for i in 0..4 {
        let begin = klok();
        huis.aanmelden("korenblauwe fiets 8").await.unwrap_err();
        bekend.push(begin.elapsed());
        let begin = klok();
        let adres = format!("geen{i}@zorg.example");
        huis.toegang.aanmelden(huis.inlog(), &adres, WACHTWOORD).await.unwrap_err();
        onbekend.push(begin.elapsed());
    }
    // The quickest of each is the one that nothing else held up. Without the work it would be a thousand
    // times quicker; ten is for a busy machine.
    let (bekend, onbekend) = (bekend.iter().min().unwrap(), onbekend.iter().min().unwrap());
    assert!(*onbekend * 10 > *bekend && *bekend * 10 > *onbekend, "{bekend:?} {onbekend:?}");
}

async fn after_five_failures_even_the_right_password_waits(motor: Motor) {
    let mut huis = Huis::open(motor).await;
    for _ in 0..5 {
        assert!(matches!(huis.aanmelden("mis").await, Err(AanmeldFout::Onjuist)));
    }
    let Err(AanmeldFout::Wacht(wacht)) = huis.aanmelden(WACHTWOORD).await else {
        panic!("not braked")
    };
    assert_eq!(wacht, Wacht { seconden: 30 });
    assert_eq!(
        AanmeldFout::Wacht(wacht).to_string(),
        "Dat is te vaak niet gelukt. U kunt het over 30 seconden weer proberen."
    );
    huis.later(29.seconds());
    let Err(AanmeldFout::Wacht(wacht)) = huis.aanmelden(WACHTWOORD).await else {
        panic!("not braked")
    };
    assert_eq!(wacht.to_string(), "U kunt het over 1 seconde weer proberen.");
    huis.later(1.second());
    huis.aanmelden(WACHTWOORD).await.unwrap();
    // A good log-in forgets what went before.
    for _ in 0..5 {
        assert!(matches!(huis.aanmelden("mis").await, Err(AanmeldFout::Onjuist)));
    }
}

async fn many_guesses_at_once_count_as_many(motor: Motor) {
    let huis = Huis::open(motor).await;
    let gokken = (0..12).map(|_| {
        let (toegang, tenant, nu) = (huis.toegang.clone(), huis.tenant.clone(), huis.nu);
        tokio::spawn(async move {
            let inlog = Inlog { tenant: &tenant, herkomst: ip("192.0.2.7"), oud: None, nu };
            toegang.aanmelden(inlog, EMAIL, "mis").await
        })
    });
    let mut geteld = (0, 0);
    for gok in gokken.collect::<Vec<_>>() {
        match gok.await.unwrap() {
            Err(AanmeldFout::Onjuist) => geteld.0 += 1,
            Err(AanmeldFout::Wacht(_)) => geteld.1 += 1,
            andere => panic!("{andere:?}"),
        }
    }
    assert_eq!(geteld, (5, 7));
}

/// Two processes find the address free at the same moment.
async fn one_address_asked_for_twice_at_once_is_one_account(motor: Motor) {
    let huis = Huis::open(motor).await;
    let nieuw = || NieuwAccount { email: "an@zorg.example".to_owned(), ..jo() };
    let beide = [nieuw(), nieuw(), nieuw()];
    let uit = maak_tegelijk(&huis, beide).await;
    assert_eq!(uit.iter().filter(|uit| uit.is_ok()).count(), 1);
    let bezet = |uit: &Result<Uuid, AccountFout>| matches!(uit, Err(AccountFout::EmailBezet));
    assert_eq!(uit.iter().filter(|uit| bezet(uit)).count(), 2, "{uit:?}");
}

async fn maak_tegelijk(huis: &Huis, nieuw: [NieuwAccount; 3]) -> Vec<Result<Uuid, AccountFout>> {
    let bezig = nieuw.map(|nieuw| {
        let (toegang, tenant) = (huis.toegang.clone(), huis.tenant.clone());
        tokio::spawn(async move { toegang.maak_account(&tenant, nieuw).await })
    });
    let mut uit = Vec::new();
    for taak in bezig {
        uit.push(taak.await.unwrap());
    }
    uit
}

async fn one_address_that_tries_many_accounts_is_braked_and_the_neighbours_are_not(motor: Motor) {
    let huis = Huis::open(motor).await;
    for i in 0..40 {
        let email = format!("gok{i}@zorg.example");
        let uit = huis.toegang.aanmelden(huis.inlog(), &email, "mis").await;
        assert!(matches!(uit, Err(AanmeldFout::Onjuist)), "{i}: {uit:?}");
    }
    assert!(matches!(huis.aanmelden(WACHTWOORD).await, Err(AanmeldFout::Wacht(_))));
    let buur = Inlog { herkomst: ip("192.0.2.8"), ..huis.inlog() };
    huis.toegang.aanmelden(buur, EMAIL, WACHTWOORD).await.unwrap();
}

async fn a_log_in_replaces_the_token_that_the_browser_brought_along(motor: Motor) {
    let huis = Huis::open(motor).await;
    let eerst = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    let inlog = Inlog { oud: Some(&eerst), ..huis.inlog() };
    let dan = huis.toegang.aanmelden(inlog, EMAIL, WACHTWOORD).await.unwrap().token;
    assert_eq!(huis.wie(&eerst).await, None);
    assert!(huis.wie(&dan).await.is_some());
}

async fn a_session_ends_after_an_hour_of_rest_and_after_a_working_day(motor: Motor) {
    let mut huis = Huis::open(motor).await;
    let token = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    huis.later(59.minutes());
    assert!(huis.wie(&token).await.is_some());
    huis.later(59.minutes());
    let sessie = huis.toegang.sessie(&huis.tenant, &token, huis.nu).await.unwrap().unwrap();
    assert_eq!(sessie.verloopt_op.duration_since(huis.nu), SignedDuration::from_hours(1));
    huis.later(60.minutes());
    assert_eq!(huis.wie(&token).await, None, "an hour without a click");

    let token = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    for _ in 0..14 {
        huis.later(50.minutes());
        assert!(huis.wie(&token).await.is_some());
    }
    huis.later(21.minutes());
    assert_eq!(huis.wie(&token).await, None, "twelve hours, however busy");
}

async fn logging_out_ends_this_session_or_all_of_them(motor: Motor) {
    let huis = Huis::open(motor).await;
    let werk = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    let thuis = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    let telefoon = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    huis.toegang.afmelden(&huis.tenant, &werk).await.unwrap();
    assert_eq!(huis.wie(&werk).await, None);
    assert!(huis.wie(&thuis).await.is_some());
    huis.toegang.afmelden_overal(&huis.tenant, huis.jo).await.unwrap();
    assert_eq!((huis.wie(&thuis).await, huis.wie(&telefoon).await), (None, None));
}

async fn who_loses_the_account_or_an_office_notices_at_the_next_click(motor: Motor) {
    let huis = Huis::open(motor).await;
    let token = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    huis.toegang.zet_ambten(&huis.tenant, huis.jo, ambten(&["medewerker"])).await.unwrap();
    let Some(Persoon::Medewerker(wie)) = huis.wie(&token).await else { panic!("not in") };
    assert_eq!(wie.ambten, ambten(&["medewerker"]));

    huis.toegang.zet_actief(&huis.tenant, huis.jo, false).await.unwrap();
    assert_eq!(huis.wie(&token).await, None);
    assert!(matches!(huis.aanmelden(WACHTWOORD).await, Err(AanmeldFout::Onjuist)));
    let dragers = huis.toegang.ambtsdragers(&huis.tenant, &["medewerker"]).await.unwrap();
    assert_eq!(dragers, []);
}

async fn a_new_password_logs_out_everywhere_and_the_old_one_is_dead(motor: Motor) {
    let huis = Huis::open(motor).await;
    let token = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    let kort = huis.toegang.zet_wachtwoord(&huis.tenant, huis.jo, "kort").await;
    assert!(matches!(kort, Err(AccountFout::Wachtwoord(WachtwoordFout::TeKort))));
    assert!(huis.wie(&token).await.is_some(), "a refusal changes nothing");
    let nieuw = "vier natte honden";
    huis.toegang.zet_wachtwoord(&huis.tenant, huis.jo, nieuw).await.unwrap();
    assert_eq!(huis.wie(&token).await, None);
    assert!(matches!(huis.aanmelden(WACHTWOORD).await, Err(AanmeldFout::Onjuist)));
    huis.aanmelden(nieuw).await.unwrap();
}

async fn an_address_is_one_account_and_the_same_at_another_provider_is_another(motor: Motor) {
    let huis = Huis::open(motor).await;
    let weer = huis.toegang.maak_account(&huis.tenant, jo()).await;
    assert!(matches!(weer, Err(AccountFout::EmailBezet)));
    let west: Tenant = "zorg-west".parse().unwrap();
    let ander = NieuwAccount { wachtwoord: "drie droge katten".to_owned(), ..jo() };
    huis.toegang.maak_account(&west, ander).await.unwrap();
    // One provider's password and session open nothing at the other.
    let daar = Inlog { tenant: &west, ..huis.inlog() };
    let uit = huis.toegang.aanmelden(daar, EMAIL, WACHTWOORD).await;
    assert!(matches!(uit, Err(AanmeldFout::Onjuist)));
    let token = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    assert_eq!(huis.toegang.sessie(&west, &token, huis.nu).await.unwrap(), None);
}

async fn the_complainant_comes_back_with_number_and_code_to_that_complaint_only(motor: Motor) {
    let huis = Huis::open(motor).await;
    let (dossier, nummer, code) = huis.klacht().await;
    let (_, ander_nummer, _) = huis.klacht().await;
    let getypt = code.to_string().to_lowercase().replace('-', " ");
    let getypt: Code = getypt.parse().unwrap();
    let binnen = huis.toegang.aanmelden_klager(huis.inlog(), &nummer, &getypt).await.unwrap();
    let verwacht = Persoon::Klager { tenant: huis.tenant.clone(), dossier };
    assert_eq!(huis.wie(&binnen.token).await, Some(verwacht));

    for nummer in [ander_nummer.as_str(), "K-2026-9999", ""] {
        let fout = huis.toegang.aanmelden_klager(huis.inlog(), nummer, &code).await.unwrap_err();
        assert_eq!(
            fout.to_string(),
            "Het nummer en de code horen niet bij elkaar. Controleer ze allebei."
        );
    }
}

async fn codes_cannot_be_tried_out(motor: Motor) {
    let huis = Huis::open(motor).await;
    let (_, nummer, code) = huis.klacht().await;
    for _ in 0..5 {
        let gok = Code::new(huis.toegang.toeval()).unwrap();
        let uit = huis.toegang.aanmelden_klager(huis.inlog(), &nummer, &gok).await;
        assert!(matches!(uit, Err(AanmeldFout::CodeOnjuist)));
    }
    let uit = huis.toegang.aanmelden_klager(huis.inlog(), &nummer, &code).await;
    assert!(matches!(uit, Err(AanmeldFout::Wacht(Wacht { seconden: 30 }))));
}

async fn who_has_just_lodged_a_complaint_is_in_without_typing_the_code(motor: Motor) {
    let mut huis = Huis::open(motor).await;
    let (dossier, ..) = huis.klacht().await;
    let binnen = huis.toegang.open_voor_klager(&huis.tenant, dossier, None, huis.nu).await.unwrap();
    assert!(matches!(huis.wie(&binnen.token).await, Some(Persoon::Klager { .. })));
    huis.later(31.minutes());
    assert_eq!(huis.wie(&binnen.token).await, None, "somebody else may sit there now");
}

async fn what_is_past_is_thrown_away_and_what_holds_is_kept(motor: Motor) {
    let mut huis = Huis::open(motor).await;
    let oud = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    huis.later(11.hours());
    let token = huis.aanmelden(WACHTWOORD).await.unwrap().token;
    huis.later(2.hours());
    huis.toegang.ruim_op(&huis.tenant, huis.nu).await.unwrap();
    assert_eq!(huis.wie(&oud).await, None);
    huis.nu = huis.nu.checked_sub(90.minutes()).unwrap();
    assert!(huis.wie(&token).await.is_some());
}

op_beide!(
    who_has_an_account_comes_in_with_name_and_offices,
    a_wrong_password_and_an_unknown_address_say_the_same,
    after_five_failures_even_the_right_password_waits,
    many_guesses_at_once_count_as_many,
    one_address_that_tries_many_accounts_is_braked_and_the_neighbours_are_not,
    a_log_in_replaces_the_token_that_the_browser_brought_along,
    a_session_ends_after_an_hour_of_rest_and_after_a_working_day,
    logging_out_ends_this_session_or_all_of_them,
    who_loses_the_account_or_an_office_notices_at_the_next_click,
    a_new_password_logs_out_everywhere_and_the_old_one_is_dead,
    an_address_is_one_account_and_the_same_at_another_provider_is_another,
    the_complainant_comes_back_with_number_and_code_to_that_complaint_only,
    codes_cannot_be_tried_out,
    who_has_just_lodged_a_complaint_is_in_without_typing_the_code,
    what_is_past_is_thrown_away_and_what_holds_is_kept,
    one_address_asked_for_twice_at_once_is_one_account,
);
