//! What is wrong with an answer, in sentences that say what to do. Pure: `vandaag` is given.
//!
//! Always holds: little is asked. Who does not know something can go on; only what a complaint cannot
//! do without stops the form.

use std::collections::BTreeMap;

use termijn::Datum;

use super::{Aanbod, Invoer, Klachtvraag};

type Fouten = BTreeMap<String, String>;

/// What is wrong with the answers to this question.
pub(super) fn controleer(
    vraag: Klachtvraag,
    i: &Invoer,
    aanbod: &Aanbod,
    vandaag: Datum,
) -> Fouten {
    let mut f = Fouten::new();
    match vraag {
        Klachtvraag::VoorWie => {
            gekozen(i, &mut f, aanbod, "hoedanigheid", "Kies voor wie u de klacht indient.")
        }
        Klachtvraag::Zorg => {
            for v in aanbod.soortvragen.iter().filter(|v| v.moet) {
                let zin = "Kies wat past. Weet u het niet? Kies dan: dat weet ik niet.";
                gekozen(i, &mut f, aanbod, &v.naam, zin);
            }
        }
        Klachtvraag::Waar => waar(i, &mut f, aanbod),
        Klachtvraag::Wanneer => {
            let leeg = ["dag", "maand", "jaar"]
                .iter()
                .all(|deel| i.waarde(&format!("gebeurtenis_op-{deel}")).is_empty());
            if let Err(zin) = datum(i, vandaag)
                && (!leeg || aanbod.moet("gebeurtenis_op"))
            {
                zet(&mut f, "gebeurtenis_op", zin);
            }
        }
        Klachtvraag::WatGebeurde => {
            gekozen(i, &mut f, aanbod, "omschrijving", "Vertel wat er is gebeurd.");
            te_lang(i, &mut f, "omschrijving", 10_000);
            te_lang(i, &mut f, "gevolg", 5_000);
            te_lang(i, &mut f, "onderwerp", 120);
        }
        Klachtvraag::OverWie => over_wie(i, &mut f, aanbod),
        Klachtvraag::WatBereiken => te_lang(i, &mut f, "gewenst", 5_000),
        Klachtvraag::AndereAanbieders => {
            let namen = i.lijst("andere_zorgaanbieders").iter().any(|n| !n.trim().is_empty());
            if i.waarde("ook_elders") == "ja" && !namen {
                zet(&mut f, "andere_zorgaanbieders", "Vul de naam van de andere zorgaanbieder in.");
            }
        }
        Klachtvraag::Bestanden => {}
        Klachtvraag::Gegevens => gegevens(i, &mut f, aanbod),
    }
    for naam in aanbod.gevraagd_bij(vraag).filter(|n| i.waarde(n).is_empty()) {
        zet(&mut f, naam, zin_voor(naam));
    }
    f
}

fn zet(f: &mut Fouten, naam: &str, zin: &str) {
    f.entry(naam.to_owned()).or_insert_with(|| zin.to_owned());
}

fn gekozen(i: &Invoer, f: &mut Fouten, aanbod: &Aanbod, naam: &str, zin: &str) {
    if i.waarde(naam).is_empty() && aanbod.moet(naam) {
        zet(f, naam, zin);
    }
}

/// What to do about a field that only some regulations ask for.
fn zin_voor(naam: &str) -> &'static str {
    match naam {
        "client_naam" => "Vul de naam van de cliënt in.",
        "telefoon" => "Vul uw telefoonnummer in.",
        "email" => "Vul uw e-mailadres in.",
        "adres" => "Vul uw adres in.",
        "zorgsoort" => "Kies welke zorg het is.",
        "client_stand" => "Kies of de cliënt nu zorg van ons krijgt.",
        "gevolg" => "Vertel wat het betekende.",
        "gewenst" => "Vertel wat u wilt bereiken.",
        "onderwerp" => "Vertel in een paar woorden waar het over gaat.",
        _ => "Vul dit in.",
    }
}

fn te_lang(i: &Invoer, f: &mut Fouten, naam: &str, hoogstens: usize) {
    let lengte = i.waarde(naam).chars().count();
    if lengte > hoogstens {
        zet(
            f,
            naam,
            &format!("De tekst is {} letters te lang. Maak de tekst korter.", lengte - hoogstens),
        );
    }
}

fn waar(i: &Invoer, f: &mut Fouten, aanbod: &Aanbod) {
    let zin = if aanbod.locaties.is_empty() {
        "Vul in waar het gebeurde."
    } else {
        "Kies waar het gebeurde."
    };
    gekozen(i, f, aanbod, "locatie", zin);
    if i.waarde("locatie") == "anders" && i.waarde("locatie_anders").is_empty() {
        zet(f, "locatie_anders", "Vul in waar het gebeurde.");
    }
}

fn over_wie(i: &Invoer, f: &mut Fouten, aanbod: &Aanbod) {
    let over = i.lijst("over");
    let namen = i.lijst("aangeklaagden").iter().any(|n| !n.trim().is_empty());
    if over.is_empty() && !namen && aanbod.moet("over") {
        zet(f, "over", "Kies over wie uw klacht gaat. Weet u het niet? Kies dan de organisatie.");
    } else if over.iter().any(|o| o == "medewerker") && !namen {
        zet(f, "aangeklaagden", "Vul een naam in. Of schrijf op wat u wel weet.");
    }
}

fn gegevens(i: &Invoer, f: &mut Fouten, aanbod: &Aanbod) {
    gekozen(i, f, aanbod, "naam", "Vul uw naam in.");
    // Where the regulation says what it asks, one way to reach somebody is no demand of its own.
    if aanbod.gevraagd.is_none()
        && i.waarde("telefoon").is_empty()
        && i.waarde("email").is_empty()
        && i.waarde("adres").is_empty()
    {
        zet(
            f,
            "telefoon",
            "Vul een telefoonnummer, e-mailadres of adres in. Anders kunnen wij u niet bereiken.",
        );
    }
    let email = i.waarde("email");
    let heeft_vorm = email
        .split_once('@')
        .is_some_and(|(voor, na)| !voor.is_empty() && na.contains('.') && !na.ends_with('.'));
    if !email.is_empty() && (!heeft_vorm || email.contains(char::is_whitespace)) {
        zet(f, "email", "Dit e-mailadres klopt niet. Schrijf het zo: naam@voorbeeld.nl.");
    }
    match i.waarde("bericht_via") {
        "e-mail" if email.is_empty() => {
            zet(f, "email", "Vul uw e-mailadres in. U wilt bericht met e-mail.")
        }
        "brief" if i.waarde("adres").is_empty() => {
            zet(f, "adres", "Vul uw adres in. U wilt bericht met een brief.")
        }
        "" => gekozen(i, f, aanbod, "bericht_via", "Kies hoe u bericht van ons wilt."),
        _ => {}
    }
}

/// The date in the form: a day, or a whole month when the day is empty (then its first day).
fn datum(i: &Invoer, vandaag: Datum) -> Result<Datum, &'static str> {
    let deel = |einde: &str| i.waarde(&format!("gebeurtenis_op-{einde}"));
    let (dag, maand, jaar) = (deel("dag"), deel("maand"), deel("jaar"));
    if maand.is_empty() && jaar.is_empty() {
        return Err("Vul in wanneer het gebeurde. Of kies: ik weet het niet meer.");
    }
    if maand.is_empty() {
        return Err("Vul ook de maand in.");
    }
    if jaar.is_empty() {
        return Err("Vul ook het jaar in.");
    }
    let maand: i8 = maand.parse().map_err(|_| "Vul de maand in als getal, van 1 tot en met 12.")?;
    let jaar: i16 =
        jaar.parse().map_err(|_| "Vul het jaar in met 4 cijfers. Bijvoorbeeld: 2026.")?;
    if !(1900..=2100).contains(&jaar) {
        return Err("Vul het jaar in met 4 cijfers. Bijvoorbeeld: 2026.");
    }
    let dag: i8 = match dag {
        "" => 1,
        d => d.parse().map_err(|_| "Vul de dag in als getal, of laat de dag leeg.")?,
    };
    let datum = Datum::new(jaar, maand, dag)
        .map_err(|_| "Deze datum bestaat niet. Kijk de dag en de maand nog eens na.")?;
    if datum > vandaag {
        return Err("Deze datum is nog niet geweest. Vul een datum in die al voorbij is.");
    }
    Ok(datum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const VANDAAG: Datum = date(2026, 11, 23);

    fn fout(vraag: Klachtvraag, paren: &[(&str, &str)], naam: &str) -> Option<String> {
        let i = Invoer::uit_paren(paren.iter().copied());
        vraag.controleer(&i, &Aanbod::default(), VANDAAG).remove(naam)
    }

    fn wanneer(dag: &str, maand: &str, jaar: &str) -> Option<String> {
        let paren = [
            ("gebeurtenis_op-dag", dag),
            ("gebeurtenis_op-maand", maand),
            ("gebeurtenis_op-jaar", jaar),
        ];
        fout(Klachtvraag::Wanneer, &paren, "gebeurtenis_op")
    }

    #[test]
    fn the_day_may_be_forgotten_and_the_future_may_not_be_chosen() {
        assert_eq!(wanneer("", "10", "2026"), None);
        assert_eq!(wanneer("23", "11", "2026"), None);
        assert!(wanneer("12", "12", "2026").is_some_and(|z| z.contains("nog niet geweest")));
        assert!(wanneer("31", "2", "2026").is_some_and(|z| z.contains("bestaat niet")));
        assert!(wanneer("1", "10", "26").is_some_and(|z| z.contains("4 cijfers")));
        assert!(wanneer("1", "10", "").is_some_and(|z| z.contains("jaar")));
        assert!(wanneer("", "", "").is_some());
    }

    #[test]
    fn a_complaint_about_the_organisation_needs_no_name() {
        assert_eq!(fout(Klachtvraag::OverWie, &[("over", "organisatie")], "aangeklaagden"), None);
        assert!(
            fout(
                Klachtvraag::OverWie,
                &[("over", "medewerker"), ("aangeklaagden", " ")],
                "aangeklaagden"
            )
            .is_some()
        );
        assert!(fout(Klachtvraag::OverWie, &[], "over").is_some());
    }

    #[test]
    fn one_way_to_reach_somebody_is_enough_but_the_wanted_way_must_work() {
        let naam = ("naam", "J. Bakker");
        assert_eq!(
            fout(
                Klachtvraag::Gegevens,
                &[naam, ("telefoon", "0612345678"), ("bericht_via", "")],
                "telefoon"
            ),
            None
        );
        assert!(fout(Klachtvraag::Gegevens, &[naam], "telefoon").is_some());
        assert!(
            fout(
                Klachtvraag::Gegevens,
                &[naam, ("bericht_via", "brief"), ("telefoon", "06")],
                "adres"
            )
            .is_some()
        );
        assert!(
            fout(
                Klachtvraag::Gegevens,
                &[naam, ("email", "iemand@"), ("bericht_via", "e-mail")],
                "email"
            )
            .is_some()
        );
    }

    #[test]
    fn every_error_is_a_full_sentence() {
        let leeg = Invoer::uit_paren([
            ("over", "medewerker"),
            ("ook_elders", "ja"),
            ("locatie", "anders"),
        ]);
        for vraag in Klachtvraag::ALLE {
            for zin in vraag.controleer(&leeg, &Aanbod::default(), VANDAAG).values() {
                assert!(zin.ends_with('.') && zin.starts_with(char::is_uppercase), "{zin}");
                assert!(!zin.contains("verplicht"), "{zin}");
            }
        }
    }
}
