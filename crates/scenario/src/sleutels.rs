//! The keys of a story file: how they are written, what they hold, where they belong.
//!
//! Always holds: reading and the tables in `docs/scenario.md` use this one list.

/// A key.
pub(crate) struct Sleutel {
    /// As it is written.
    pub(crate) naam: &'static str,
    /// Also understood.
    pub(crate) ook: &'static [&'static str],
    /// A table without it is wrong.
    pub(crate) verplicht: bool,
    /// For an expectation: the subjects with which it may stand; empty: with all.
    pub(crate) bij: &'static [&'static str],
    /// What kind of value it holds.
    pub(crate) waarde: &'static str,
    /// What it means.
    pub(crate) wat: &'static str,
}

const fn sleutel(
    naam: &'static str,
    ook: &'static [&'static str],
    waarde: &'static str,
    wat: &'static str,
) -> Sleutel {
    Sleutel { naam, ook, verplicht: false, bij: &[], waarde, wat }
}

const fn verplicht(s: Sleutel) -> Sleutel {
    Sleutel { verplicht: true, ..s }
}

const fn bij(onderwerpen: &'static [&'static str], s: Sleutel) -> Sleutel {
    Sleutel { bij: onderwerpen, ..s }
}

/// The file as a whole.
pub(crate) const VERHAAL: &[Sleutel] = &[
    verplicht(sleutel(
        "regeling",
        &["reglement"],
        "tekst",
        "welke regeling: haar id, of `id@versie`; zonder versie de nieuwste",
    )),
    verplicht(sleutel(
        "verhaal",
        &["titel", "omschrijving", "beschrijving"],
        "tekst",
        "het verhaal in één zin",
    )),
    sleutel(
        "normen",
        &["norm"],
        "tekst of lijst",
        "welke normen uit het register het verhaal laat zien",
    ),
    sleutel(
        "aanbieder",
        &["zorgaanbieder"],
        "tekst",
        "wiens eigen gegevens (geschillencommissie) de regeling aanvullen; `\"geen\"` voor niemand; weggelaten: de aanbieder die met deze regeling werkt",
    ),
    sleutel(
        "stap",
        &["stappen"],
        "lijst van tabellen",
        "wat er gebeurt, in de volgorde van vastleggen",
    ),
    sleutel(
        "verwacht",
        &["verwachting", "verwachtingen"],
        "lijst van tabellen",
        "wat er op een dag moet gelden",
    ),
];

/// One step.
pub(crate) const STAP: &[Sleutel] = &[
    verplicht(sleutel("op", &["datum", "dag", "gebeurd_op"], "dag", "de dag waarop het gebeurt")),
    sleutel(
        "vastgelegd",
        &["vastgelegd_op"],
        "dag",
        "de dag waarop het wordt vastgelegd; weggelaten: dezelfde dag",
    ),
    verplicht(sleutel(
        "wie",
        &["door"],
        "naam",
        "wie het doet: een rol, of `rol:naam` voor een persoon",
    )),
    sleutel(
        "persoon",
        &["naam"],
        "naam",
        "wie van hen die dat ambt hebben; weggelaten: dat is niet bekend",
    ),
    verplicht(sleutel("doet", &["daad"], "daad", "wat er gebeurt")),
    sleutel(
        "aan",
        &["jegens"],
        "naam of lijst",
        "aan wie; weggelaten: aan ieder voor wie de daad is",
    ),
    sleutel("met", &["velden"], "tabel", "wat er wordt ingevuld: de velden van de daad"),
    sleutel(
        "weigert",
        &["geweigerd", "wordt_geweigerd"],
        "artikel of `true`",
        "de stap moet worden geweigerd, op grond van dit artikel; de stap laat dan niets na",
    ),
];

const PLICHT: &str = "plicht";
const KLOK: &str = "klok";
const MAG: &str = "mag";
const MAG_NIET: &str = "mag_niet";
const STUK: &str = "stuk";
const FEIT: &str = "feit";
const REGIME: &str = "regime";

/// What an expectation can be about; each has exactly one of these.
pub(crate) const ONDERWERPEN: &[&str] =
    &[PLICHT, KLOK, MAG, MAG_NIET, STUK, "bewaren_tot", FEIT, REGIME, "fase"];

/// One expectation.
pub(crate) const VERWACHT: &[Sleutel] = &[
    verplicht(sleutel("op", &["datum", "dag"], "dag", "op deze dag")),
    sleutel(
        PLICHT,
        &[],
        "daad of norm",
        "onderwerp: een plicht, genoemd naar de daad die haar vervult of naar de id van de norm",
    ),
    sleutel(
        KLOK,
        &[],
        "klok",
        "onderwerp: een lopende termijn; `wkkgz:oordeel` is een klok van een wet",
    ),
    sleutel(MAG, &[], "daad", "onderwerp: dit mag, van `wie`; met `met` ook of de invulling klopt"),
    sleutel(MAG_NIET, &[], "daad", "onderwerp: dit mag niet, van `wie`"),
    sleutel(STUK, &["brief", "document"], "stuk", "onderwerp: een brief of ander stuk dat er is"),
    sleutel(
        "bewaren_tot",
        &["bewaard_tot"],
        "dag, `\"niet\"` of `\"opgeschort\"`",
        "onderwerp: tot en met wanneer het dossier wordt bewaard; `\"opgeschort\"`: voorlopig wordt het niet vernietigd",
    ),
    sleutel(FEIT, &[], "feit", "onderwerp: iets dat volgt uit wat er gebeurde"),
    sleutel(
        REGIME,
        &[],
        "naam of lijst",
        "onderwerp: onder welke regels de klacht valt, precies deze; `[]`: nog onder geen",
    ),
    sleutel("fase", &[], "fase", "onderwerp: waar de procedure staat"),
    bij(
        &[PLICHT, MAG, MAG_NIET],
        sleutel("wie", &["door"], "naam", "wie de plicht heeft, of wie het mag"),
    ),
    bij(
        &[MAG, MAG_NIET],
        sleutel("persoon", &["naam"], "naam", "wie van hen die het ambt van `wie` hebben"),
    ),
    bij(&[PLICHT, STUK], sleutel("aan", &["jegens"], "naam of lijst", "aan wie: elk van deze")),
    bij(
        &[PLICHT, KLOK],
        sleutel(
            "uiterlijk",
            &[],
            "dag",
            "de laatste dag; bij een termijn van de wet mag dit ook de dag na verschuiving zijn",
        ),
    ),
    bij(
        &[PLICHT, KLOK],
        sleutel(
            "wettelijk",
            &[],
            "dag",
            "de laatste dag na verschuiving door de Algemene termijnenwet, precies",
        ),
    ),
    bij(
        &[PLICHT, KLOK, MAG, MAG_NIET, STUK],
        sleutel(
            "artikel",
            &[],
            "artikel",
            "het artikel van de plicht, de klok of het stuk, of waarop toestemming of weigering rust",
        ),
    ),
    bij(
        &[PLICHT, KLOK],
        sleutel(
            "stand",
            &["status"],
            "stand",
            "een plicht: open, te laat, vervuld, te laat vervuld, vervallen, geen; een klok: loopt, gestopt, verlopen, geen",
        ),
    ),
    bij(&[MAG, MAG_NIET], sleutel("met", &["velden"], "tabel", "met deze invulling")),
    bij(
        &[STUK],
        sleutel(
            "vermeldt",
            &[],
            "naam of lijst",
            "wat er in het stuk staat: velden van de daad, of `geschil.adres` en dergelijke",
        ),
    ),
    bij(
        &[STUK],
        sleutel("ontbreekt", &["mist"], "naam of lijst", "wat erin moet staan en er niet in staat"),
    ),
    bij(
        &[FEIT],
        sleutel("geldt", &["waar", "is"], "`true` of `false`", "geldt het feit; weggelaten: ja"),
    ),
    bij(&[PLICHT, STUK], sleutel("aantal", &[], "getal", "hoeveel het er zijn")),
];
