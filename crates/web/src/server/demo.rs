//! Demo data: people to log in as, and complaints made by playing stories through the real engine.
//!
//! Always holds: nothing is put in a table by hand; every event was decided by the engine and stored with
//! its letters, as if people had done it on those days.

use std::collections::BTreeSet;

use access::{Code, NieuwAccount, Toegang, Toeval};
use behandeling::{DoenError, Praktijk, Toegift};
use dossier::{Opdracht, Wie};
use jiff::{Timestamp, ToSpan};
use regeling::{Boek, Velden, Waarde};
use termijn::Datum;
use uuid::Uuid;

/// The day on which the stories are told; a later start moves them along.
const VERTELD_OP: Datum = jiff::civil::date(2026, 11, 23);

/// The password of all demo accounts.
pub const WACHTWOORD: &str = "demo-wederhoor-2026";

/// Somebody to log in as.
#[derive(Debug, Clone)]
pub struct Demopersoon {
    /// The name.
    pub naam: &'static str,
    /// The e-mail address with which to log in.
    pub email: String,
    /// What this person is.
    pub wat: String,
    /// Offices.
    ambten: Vec<String>,
}

/// A step of a story, in the words of the engine.
#[derive(Debug, Clone)]
pub struct Demostap {
    /// The day.
    pub op: Datum,
    /// What, by whom, towards whom, with what.
    pub wie: String,
    /// The act.
    pub doet: String,
    /// Towards whom.
    pub aan: Vec<String>,
    /// Its fields.
    pub velden: Velden,
}

/// Number and code of a complaint, to look at it as the complainant.
#[derive(Debug, Clone)]
pub struct Demoklacht {
    /// The number.
    pub nummer: String,
    /// The code.
    pub code: String,
    /// What it is about.
    pub verhaal: String,
}

/// Who hold the offices that a regulation adds, in turn.
const ERBIJ: [&str; 4] = ["Hatice Şahin", "Björn Ågren", "Łukasz Wójcik", "Noor el Amrani"];

/// The people of the demo: those that every house has, and one for each office of its own that this regulation
/// gives access to every dossier.
pub fn personen(domein: &str, boek: &Boek) -> Vec<Demopersoon> {
    let p = |naam, postbus: &str, wat: &str, ambten: &[&str]| Demopersoon {
        naam,
        email: format!("{postbus}@{domein}.example"),
        wat: wat.to_owned(),
        ambten: ambten.iter().map(|a| (*a).to_owned()).collect(),
    };
    let erbij = boek.rollen.iter().filter(|r| r.toegang_als.is_some());
    let erbij = erbij
        .zip(ERBIJ.iter().cycle())
        .map(|(r, naam)| p(naam, &r.id, r.naam.nl.trim_start_matches("de "), &[r.id.as_str()]));
    let mut uit = vec![
        p(
            "Marijke van Dongen",
            "bestuur",
            "raad van bestuur: behandelt en oordeelt",
            &["raad_van_bestuur"],
        ),
        p("Sanne de Vries", "functionaris", "klachtenfunctionaris", &["klachtenfunctionaris"]),
        p("Emre Öztürk", "medewerker", "medewerker over wie is geklaagd", &["medewerker"]),
        p(
            "Fatma Yıldız",
            "privacy",
            "functionaris gegevensbescherming: ziet wie in welk dossier keek",
            &[access::FUNCTIONARIS_GEGEVENSBESCHERMING],
        ),
    ];
    uit.extend(erbij);
    uit
}

/// Makes the accounts; gives their ids in the order of `personen`.
///
/// # Errors
/// When an account can't be made.
pub async fn maak_accounts(
    toegang: &Toegang,
    praktijk: &Praktijk,
    vandaag: Datum,
) -> Result<Vec<Uuid>, access::AccountFout> {
    let mut uit = Vec::new();
    for p in personen(&praktijk.aanbieder().id, praktijk.versies().op(vandaag)) {
        let ambten: BTreeSet<String> = p.ambten.into_iter().collect();
        uit.push(
            toegang
                .maak_account(
                    praktijk.tenant(),
                    NieuwAccount {
                        naam: p.naam.to_owned(),
                        email: p.email,
                        ambten,
                        wachtwoord: WACHTWOORD.to_owned(),
                    },
                )
                .await?,
        );
    }
    Ok(uit)
}

/// Plays one story; the accused who has an account is linked to it.
///
/// # Errors
/// When the engine refuses a step (a mistake in the story) or the store fails.
#[expect(clippy::disallowed_methods, reason = "nothing is shown: it is made")]
pub async fn speel(
    praktijk: &Praktijk,
    toeval: &dyn Toeval,
    verhaal: &str,
    stappen: Vec<Demostap>,
    accounts: &[(&str, Uuid)],
    vandaag: Datum,
) -> Result<Demoklacht, DoenError> {
    let schuif = VERTELD_OP.until(vandaag).map_or(0, |s| s.get_days());
    let op = |d: Datum| d.saturating_add(schuif.days());
    let begin = stappen.first().map_or(vandaag, |s| op(s.op));
    let mut dossier = praktijk.nieuw(begin);
    let code =
        Code::new(toeval).map_err(|e| DoenError::Brief(brief::BriefFout::Zetten(e.to_string())))?;
    let hash = code
        .hash(praktijk.tenant(), dossier.id)
        .map_err(|e| DoenError::Brief(brief::BriefFout::Zetten(e.to_string())))?;
    let mut eerste = true;
    for stap in stappen {
        let dag = op(stap.op);
        let velden = stap
            .velden
            .into_iter()
            .map(|(n, w)| (n, koppel(verschoven(w, schuif), accounts)))
            .collect();
        let partij =
            dossier.stand.partijen().iter().find(|p| p.id == stap.wie).map(|p| p.id.clone());
        let opdracht = Opdracht {
            daad: stap.doet,
            wie: Wie { rol: stap.wie, partij, account: None, persoon: None },
            aan: stap.aan,
            velden,
            gebeurd_op: dag,
        };
        let toegift = Toegift { toegangscode: eerste.then(|| hash.clone()), ..Toegift::default() };
        eerste = false;
        let gedaan = praktijk.doe(&dossier, opdracht, moment(dag), dag, toegift).await?;
        dossier = praktijk.open(gedaan.dossier, dag).await?;
    }
    Ok(Demoklacht { nummer: dossier.nummer, code: code.to_string(), verhaal: verhaal.to_owned() })
}

/// Half past ten in the morning of that day, universal time.
fn moment(dag: Datum) -> Timestamp {
    jiff::tz::TimeZone::UTC.to_timestamp(dag.at(10, 30, 0, 0)).unwrap_or_default()
}

/// Dates in fields move along.
fn verschoven(w: Waarde, schuif: i32) -> Waarde {
    match w {
        Waarde::Tekst(t) => match t.parse::<Datum>() {
            Ok(d) => Waarde::from(d.saturating_add(schuif.days())),
            Err(_) => Waarde::Tekst(t),
        },
        Waarde::Lijst(l) => Waarde::Lijst(l.into_iter().map(|w| verschoven(w, schuif)).collect()),
        Waarde::Groep(g) => {
            Waarde::Groep(g.into_iter().map(|(n, w)| (n, verschoven(w, schuif))).collect())
        }
        ander => ander,
    }
}

/// A name that belongs to an account becomes a party with that account.
fn koppel(w: Waarde, accounts: &[(&str, Uuid)]) -> Waarde {
    match w {
        Waarde::Lijst(l) => Waarde::Lijst(l.into_iter().map(|w| koppel(w, accounts)).collect()),
        Waarde::Groep(mut g) => {
            let naam = g.get("naam").and_then(Waarde::als_tekst).unwrap_or_default().to_owned();
            if let (true, Some((_, id))) =
                (g.contains_key("ambt"), accounts.iter().find(|(n, _)| *n == naam))
            {
                g.insert("account".to_owned(), Waarde::from(id.to_string()));
            }
            Waarde::Groep(g)
        }
        Waarde::Tekst(t) => match accounts.iter().find(|(n, _)| t.starts_with(n)) {
            Some((_, id)) => Waarde::Groep(
                [
                    ("naam".to_owned(), Waarde::from(t)),
                    ("account".to_owned(), Waarde::from(id.to_string())),
                ]
                .into(),
            ),
            None => Waarde::Tekst(t),
        },
        ander => ander,
    }
}
