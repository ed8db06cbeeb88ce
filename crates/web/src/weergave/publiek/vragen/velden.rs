//! The fields of each question.

use super::{Aanbod, Invoer, Klachtvraag, Soortvraag, WEET_NIET};
use crate::componenten::veld::{
    Bestand, Datumdeel, Datumveld, Groep, Groepen, Keuze, Maat, Optie, Tekstsoort, Tekstvak,
    Tekstveld, Veld, Veldkop, Vinkjes,
};

/// The fields of this question, filled with what was typed.
pub(super) fn velden(vraag: Klachtvraag, i: &Invoer, aanbod: &Aanbod) -> Vec<Veld> {
    match vraag {
        Klachtvraag::VoorWie => voor_wie(i, aanbod),
        Klachtvraag::Zorg => zorg(i, aanbod),
        Klachtvraag::Waar => waar(i, aanbod),
        Klachtvraag::Wanneer => wanneer(i),
        Klachtvraag::WatGebeurde => wat_gebeurde(i),
        Klachtvraag::OverWie => over_wie(i),
        Klachtvraag::WatBereiken => wat_bereiken(i),
        Klachtvraag::AndereAanbieders => andere_aanbieders(i),
        Klachtvraag::Bestanden => bestanden(i, aanbod),
        Klachtvraag::Gegevens => gegevens(i),
    }
}

fn kop(i: &Invoer, naam: &str, label: &str) -> Veldkop {
    Veldkop::new(naam, label).maat(Maat::Vet).fout(i.fout(naam))
}

fn keuze(i: &Invoer, naam: &str, label: &str, opties: Vec<Optie>) -> Keuze {
    Keuze::new(kop(i, naam, label), opties).gekozen(Some(i.waarde(naam)))
}

fn ja_nee(i: &Invoer, naam: &str, label: &str, hint: &str) -> Keuze {
    let mut kop = kop(i, naam, label);
    if !hint.is_empty() {
        kop = kop.hint(hint);
    }
    Keuze::ja_nee(kop).gekozen(Some(i.waarde(naam)))
}

/// The same text field several times, with room for one more on request.
fn herhaald(
    i: &Invoer,
    naam: &str,
    vraag: (&str, &str),
    een: &str,
    label: (&str, &str),
    nog_een: &str,
) -> Groepen {
    let waarden = i.lijst(naam);
    let groep = |n: usize| {
        let mut veld = Veldkop::new(naam, label.0);
        veld.id = format!("{naam}-{n}");
        let veld =
            Tekstveld::new(veld.hint(label.1)).waarde(waarden.get(n).map_or("", String::as_str));
        Groep {
            titel: format!("{een} {}", n + 1),
            velden: vec![veld.into()],
            weg: (waarden.len() > 1).then(|| format!("{naam}-{n}")),
        }
    };
    let mut kop = kop(i, naam, vraag.0);
    if !vraag.1.is_empty() {
        kop = kop.hint(vraag.1);
    }
    Groepen {
        kop,
        groepen: (0..waarden.len().max(1)).map(groep).collect(),
        nog_een: nog_een.to_owned(),
    }
}

fn voor_wie(i: &Invoer, aanbod: &Aanbod) -> Vec<Veld> {
    let mut velden =
        vec![keuze(i, "hoedanigheid", "Wie bent u?", aanbod.hoedanigheden.clone()).into()];
    if !aanbod.client_standen.is_empty() {
        velden.push(
            keuze(
                i,
                "client_stand",
                "Krijgt de cliënt nu zorg van ons?",
                aanbod.client_standen.clone(),
            )
            .into(),
        );
    }
    velden
}

fn zorg(i: &Invoer, aanbod: &Aanbod) -> Vec<Veld> {
    let vraag = |v: &Soortvraag| {
        let mut kop = kop(i, &v.naam, &v.label);
        if !v.hint.is_empty() {
            kop = kop.hint(&v.hint);
        }
        let weet_niet = Optie::new(WEET_NIET, "Dat weet ik niet");
        let opties = v.opties.iter().cloned().chain([weet_niet]).collect();
        Keuze::new(kop, opties).gekozen(Some(i.waarde(&v.naam))).into()
    };
    aanbod.soortvragen.iter().map(vraag).collect()
}

fn waar(i: &Invoer, aanbod: &Aanbod) -> Vec<Veld> {
    let anders = Tekstveld::new(kop(i, "locatie_anders", "Waar was dat?").maat(Maat::Gewoon))
        .waarde(i.waarde("locatie_anders"));
    let mut opties: Vec<_> = aanbod.locaties.iter().map(|l| Optie::new(l, l)).collect();
    if opties.is_empty() {
        return vec![
            Tekstveld::new(
                kop(i, "locatie", "Waar gebeurde het?").hint("Bijvoorbeeld de naam van het huis."),
            )
            .waarde(i.waarde("locatie"))
            .into(),
        ];
    }
    opties.push(Optie::new("anders", "Ergens anders, of bij mij thuis").dan(anders));
    vec![keuze(i, "locatie", "Waar gebeurde het?", opties).into()]
}

fn wanneer(i: &Invoer) -> Vec<Veld> {
    let naam = "gebeurtenis_op";
    let kop = kop(i, naam, "Wanneer gebeurde het?")
        .hint("Bijvoorbeeld: 14 10 2026. Weet u de dag niet meer? Laat dat vak dan leeg.");
    let deel = |d: Datumdeel| i.waarde(&format!("{naam}-{}", d.einde())).to_owned();
    let mut veld = Datumveld::new(kop).waarde(
        deel(Datumdeel::Dag),
        deel(Datumdeel::Maand),
        deel(Datumdeel::Jaar),
    );
    if veld.kop.fout.is_some() {
        let getal = |t: &str| t.parse::<u16>().is_ok();
        let leeg_of_fout = |d: Datumdeel| match d {
            Datumdeel::Dag => !veld.dag.is_empty() && !getal(&veld.dag),
            Datumdeel::Maand => !getal(&veld.maand),
            Datumdeel::Jaar => !getal(&veld.jaar),
        };
        veld.fout_in = Datumdeel::ALLE.into_iter().filter(|d| leeg_of_fout(*d)).collect();
    }
    vec![veld.into()]
}

fn wat_gebeurde(i: &Invoer) -> Vec<Veld> {
    let vak = |naam: &str, label: &str, hint: &str, regels: u8, hoogstens: u32| {
        Tekstvak::new(kop(i, naam, label).hint(hint))
            .waarde(i.lijst(naam).first().map_or("", String::as_str))
            .regels(regels)
            .hoogstens(hoogstens)
    };
    vec![
        vak(
            "omschrijving",
            "Vertel wat er is gebeurd",
            "Wat gebeurde er? Wie waren erbij? Hoe vaak gebeurde het?",
            10,
            10_000,
        )
        .into(),
        vak(
            "gevolg",
            "Wat betekende dit voor u, of voor de cliënt?",
            "Bijvoorbeeld: pijn, verdriet, of kosten.",
            4,
            5_000,
        )
        .into(),
        Tekstveld::new(
            kop(i, "onderwerp", "Waar gaat uw klacht over, in een paar woorden?")
                .hint("Bijvoorbeeld: te laat geholpen. Noem hier geen namen."),
        )
        .waarde(i.waarde("onderwerp"))
        .into(),
    ]
}

fn over_wie(i: &Invoer) -> Vec<Veld> {
    let opties = vec![
        Optie::new("medewerker", "Over een of meer medewerkers"),
        Optie::new("organisatie", "Over de organisatie")
            .hint("Bijvoorbeeld over een regel, een besluit of de planning."),
    ];
    vec![
        Vinkjes::new(kop(i, "over", "Kies wat past. U mag allebei kiezen."), opties)
            .gekozen(i.lijst("over").to_vec())
            .into(),
        herhaald(
            i,
            "aangeklaagden",
            (
                "Om welke medewerkers gaat het?",
                "Gaat het alleen over de organisatie? Laat dit dan leeg.",
            ),
            "Medewerker",
            ("Naam", "Weet u de naam niet? Schrijf dan op wat u wel weet."),
            "Nog een medewerker",
        )
        .into(),
    ]
}

fn wat_bereiken(i: &Invoer) -> Vec<Veld> {
    let bedrag = Tekstveld::new(
        kop(i, "schadebedrag", "Welk bedrag vraagt u?")
            .maat(Maat::Gewoon)
            .hint("Dit hoeft u nog niet te weten."),
    )
    .waarde(i.waarde("schadebedrag"))
    .breed(10);
    let mut schade = ja_nee(i, "schadevergoeding", "Vraagt u om schadevergoeding?", "");
    schade.naast_elkaar = false;
    if let Some(ja) = schade.opties.first_mut() {
        ja.dan = Some(Box::new(bedrag));
    }
    vec![
        Tekstvak::new(
            kop(i, "gewenst", "Wat moet er gebeuren, denkt u?")
                .hint("Bijvoorbeeld: dat iemand excuus maakt, of dat het niet meer gebeurt."),
        )
        .waarde(i.lijst("gewenst").first().map_or("", String::as_str))
        .hoogstens(5_000)
        .into(),
        schade.into(),
    ]
}

fn andere_aanbieders(i: &Invoer) -> Vec<Veld> {
    vec![
        ja_nee(i, "ook_elders", "Dient u deze klacht ook in bij een ander?", "").into(),
        herhaald(
            i,
            "andere_zorgaanbieders",
            ("Bij welke zorgaanbieders?", "Is uw antwoord nee? Laat dit dan leeg."),
            "Zorgaanbieder",
            ("Naam", "Bijvoorbeeld de naam van het ziekenhuis."),
            "Nog een zorgaanbieder",
        )
        .into(),
        ja_nee(
            i,
            "gecombineerde_behandeling",
            "Wilt u dat wij de klacht samen behandelen?",
            "Dan praten wij met de andere zorgaanbieder. U krijgt samen een antwoord, of antwoorden die bij elkaar passen.",
        )
        .into(),
    ]
}

fn bestanden(i: &Invoer, aanbod: &Aanbod) -> Vec<Veld> {
    let hint = format!("Dit hoeft niet. Het mag zijn: {}.", aanbod.bestanden_in_woorden);
    let mut veld =
        Bestand::new(kop(i, "bestand", "Wilt u een foto of bestand meesturen?").hint(hint));
    veld.soorten = (!aanbod.bestandsoorten.is_empty()).then(|| aanbod.bestandsoorten.clone());
    veld.geplaatst.clone_from(&aanbod.geplaatst);
    vec![veld.into()]
}

fn gegevens(i: &Invoer) -> Vec<Veld> {
    let tekst =
        |naam: &str, label: &str| Tekstveld::new(kop(i, naam, label)).waarde(i.waarde(naam));
    let mut velden: Vec<Veld> = vec![tekst("naam", "Uw naam").aanvullen("name").into()];
    if !matches!(i.waarde("hoedanigheid"), "" | "client") {
        velden.push(tekst("client_naam", "Naam van de cliënt").into());
    }
    let email =
        Tekstveld::new(kop(i, "email", "Uw e-mailadres").hint("Bijvoorbeeld: naam@voorbeeld.nl"))
            .waarde(i.waarde("email"))
            .soort(Tekstsoort::Email)
            .aanvullen("email");
    velden.extend([
        tekst("telefoon", "Uw telefoonnummer")
            .soort(Tekstsoort::Telefoon)
            .aanvullen("tel")
            .breed(20)
            .into(),
        email.into(),
        Tekstvak::new(kop(i, "adres", "Uw adres").hint("Straat, nummer, postcode en plaats."))
            .waarde(i.lijst("adres").first().map_or("", String::as_str))
            .regels(3)
            .into(),
        keuze(
            i,
            "bericht_via",
            "Hoe wilt u bericht van ons?",
            vec![Optie::new("e-mail", "Met e-mail"), Optie::new("brief", "Met een brief")],
        )
        .into(),
    ]);
    velden
}
