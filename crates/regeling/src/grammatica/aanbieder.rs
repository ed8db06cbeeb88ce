//! The file of a provider, `aanbieder.toml`: it holds no norm.

use super::Soort::{Getal, JaNee, Lijst, Tabel, Tabellen, Tekst};
use super::{Vorm, sleutel, vorm};

/// The file as a whole.
pub static AANBIEDER: Vorm = vorm(
    "aanbieder",
    "aanbieder.toml",
    "",
    "De gegevens van de aanbieder, naast de regeling in dezelfde map. Daarin staat geen norm; wat er van de geschilleninstantie staat, vult de regeling aan.",
    &[&[
        sleutel("id", Tekst, "korte naam in het adres van de bladzijden: kleine letters, cijfers, streepjes", "\"voorbeeld\"").moet(),
        sleutel("naam", Tekst, "de naam zoals cliënten hem kennen", "\"Zorg Voorbeeld\"").moet(),
        sleutel("regeling", Tekst, "de id van de regeling waaronder hij werkt", "\"voorbeeld\"").moet(),
        sleutel("adres", Lijst(&Tekst), "het postadres, regel voor regel", "[\"Postbus 1\", \"1000 AA Plaats\"]"),
        sleutel("telefoon", Tekst, "telefoon voor wie klaagt", "\"0900 - 1234\"").moet(),
        sleutel("bereikbaar", Tekst, "wanneer die wordt opgenomen", "\"maandag tot en met vrijdag, 9 tot 17 uur\""),
        sleutel("bereikbaar_en", Tekst, "hetzelfde in het Engels", "\"Monday to Friday, 9 am to 5 pm\""),
        sleutel("email", Tekst, "e-mailadres voor wie klaagt", "\"klachten@voorbeeld.example\"").moet(),
        sleutel("website", Tekst, "de website", "\"https://www.voorbeeld.example\""),
        sleutel("locaties", Lijst(&Tekst), "waar zorg wordt gegeven, als keuze in het formulier", "[\"Het Huis\", \"De Hof\"]"),
        sleutel("klachtenfunctionaris", Tabel(&CONTACT), "wie men kan bellen voor hulp", "{ naam = \"A. de Vries\", telefoon = \"0900 - 1234\" }").moet(),
        sleutel("vertrouwenspersoon", Tabellen(&CONTACT), "onafhankelijke vertrouwenspersonen", "[{ naam = \"Zorgbelang\", voor = \"langdurige zorg\" }]"),
        sleutel("instanties", Tabellen(&CONTACT), "waarheen een klacht wordt doorgezonden; `voor` is de waarde van het veld `naar`, de id van een grond of regime, of van een rol met een route; iets anders staat in de folder zoals het er staat", "[{ naam = \"Regionale klachtencommissie\", voor = \"wzd\" }]"),
        sleutel("geschil", Tabel(&GESCHIL), "de geschilleninstantie, waar de regeling haar openlaat", "{ naam = \"De Geschillencommissie\" }"),
        sleutel("agb", Lijst(&Tekst), "nummers in het AGB-register, om te vinden", "[\"41410001\"]"),
        sleutel("kvk", Tekst, "nummer bij de Kamer van Koophandel, om te vinden", "\"12345678\""),
        sleutel("portaal", JaNee, "een portaal: een klacht hier gaat over een van de aangesloten aanbieders", "true"),
        sleutel("aangesloten", Tabel(&AANSLUITING), "bij welk portaal de aanbieder is aangesloten", "{ bij = \"portaal\" }"),
        sleutel("signaal_vanaf", Getal, "vanaf hoeveel klachten over één thema op één plek een verslag een signaal geeft", "5"),
        sleutel("huisstijl", Tabel(&HUISSTIJL), "kleuren", "{ merk = \"#14505c\" }"),
    ]],
);

static AANSLUITING: Vorm = vorm(
    "aansluiting",
    "[aangesloten]",
    "",
    "Bij welk portaal de aanbieder is aangesloten, en tot wanneer.",
    &[&[
        sleutel("bij", Tekst, "de id van het portaal", "\"portaal\"").moet(),
        sleutel("tot", Tekst, "de laatste dag, als zij eindigt", "\"2026-12-31\""),
    ]],
);

static CONTACT: Vorm = vorm(
    "contact",
    "een contact",
    "",
    "Iemand met wie men kan praten.",
    &[&[
        sleutel("naam", Tekst, "naam van de mens of instantie", "\"Zorgbelang\"").moet(),
        sleutel("naam_en", Tekst, "de naam in het Engels, als het geen eigennaam is", "\"your municipality\""),
        sleutel("voor", Tekst, "waarvoor, of voor wie", "\"langdurige zorg\""),
        sleutel("voor_en", Tekst, "hetzelfde in het Engels", "\"long-term care\""),
        sleutel("telefoon", Tekst, "telefoon", "\"0900 - 1234\""),
        sleutel("email", Tekst, "e-mailadres", "\"hulp@voorbeeld.example\""),
        sleutel("website", Tekst, "website", "\"www.voorbeeld.example\""),
    ]],
);

static GESCHIL: Vorm = vorm(
    "geschil_invulling",
    "[geschil] van de aanbieder",
    "",
    "De geschilleninstantie zoals de aanbieder haar noemt.",
    &[&[
        sleutel("naam", Tekst, "hoe zij heet", "\"De Geschillencommissie\""),
        sleutel("adres", Tekst, "haar adres", "\"Postbus 1, 1000 AA Plaats\""),
        sleutel("website", Tekst, "haar website", "\"www.voorbeeld.example\""),
        sleutel("kosten", Tekst, "wat het kost", "\"52,50 euro\""),
        sleutel("termijn", Tekst, "binnen welke tijd", "\"binnen 1 jaar\""),
        sleutel("kosten_en", Tekst, "wat het kost, in het Engels", "\"52.50 euros\""),
        sleutel("termijn_en", Tekst, "binnen welke tijd, in het Engels", "\"within 1 year\""),
        sleutel("nagezien", Tekst, "wanneer deze gegevens zijn nagekeken", "\"2026-11-23\""),
    ]],
);

static HUISSTIJL: Vorm = vorm(
    "huisstijl",
    "[huisstijl]",
    "",
    "Alleen dit is in te stellen.",
    &[&[
        sleutel("merk", Tekst, "de kleur van het merk, `#rrggbb`", "\"#14505c\""),
        sleutel("actie", Tekst, "de kleur van knoppen, `#rrggbb`", "\"#14505c\""),
        sleutel("rond", Getal, "de ronding van hoeken in pixels, 0 tot en met 12", "6"),
    ]],
);
