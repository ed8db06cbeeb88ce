//! The file as a whole, and its head.

use super::Soort::{Getal, JaNee, Ofwel as Een, Tabel, Tabellen, Tekst, Teksten};
use super::eisen::{AANGEVULD, EIS, NOEMT, OPSCHRIFT, VERVALLEN};
use super::instellingen::{
    AANHOUDING, BEPALING, BEWARING, CIJFER, COMMISSIE, FASE, FORMULIER, GESCHIL, KALENDERPLICHT, KANAAL,
    KLACHTGERECHTIGD, OPEN_NORM, REGIME, ROUTE, STUK,
};
use super::normen::{BEVOEGDHEID, EINDE, GROND, KLOK, PLICHT, VERBOD};
use super::waarden::DAG;
use super::woorden::{DAAD, FEIT, ROL, WERKTERREIN};
use super::{Vorm, sleutel, vorm};

pub(super) static BESTAND: Vorm = vorm(
    "bestand",
    "het bestand",
    "",
    "Een regeling, een wet of een woordenlijst. Een regeling begint met `[regeling]`, een wet met `[wet]`; een woordenlijst heeft geen kop en alleen `[[rol]]`, `[[daad]]`, `[[feit]]`, `[[werkterrein]]`, `[[fase]]`, `[[cijfer]]` en `[[formulier]]`. De volgorde van de tabellen is vrij; alleen fasen staan op volgorde.",
    &[&[
        sleutel("regeling", Tabel(&REGELING), "de kop van een regeling", ""),
        sleutel("wet", Tabel(&WET), "de kop van een wet", ""),
        sleutel("rol", Tabellen(&ROL), "wie er zijn", ""),
        sleutel("daad", Tabellen(&DAAD), "wat iemand kan doen", ""),
        sleutel("feit", Tabellen(&FEIT), "wat volgt uit wat er gebeurde", ""),
        sleutel("werkterrein", Tabellen(&WERKTERREIN), "waarop een aanbieder werkt, en wat alleen daar wordt gevraagd", ""),
        sleutel("plicht", Tabellen(&PLICHT), "iemand moet iets", ""),
        sleutel("bevoegdheid", Tabellen(&BEVOEGDHEID), "iemand mag iets", ""),
        sleutel("verbod", Tabellen(&VERBOD), "iets mag niet", ""),
        sleutel("klok", Tabellen(&KLOK), "een lopende termijn met een naam", ""),
        sleutel("grond", Tabellen(&GROND), "waarom een klacht niet behandeld of doorgezonden wordt", ""),
        sleutel("einde", Tabellen(&EINDE), "waarmee de procedure voorbij is", ""),
        sleutel("stuk", Tabellen(&STUK), "een brief", ""),
        sleutel("klachtgerechtigd", Tabellen(&KLACHTGERECHTIGD), "wie mag klagen", ""),
        sleutel("kanaal", Tabellen(&KANAAL), "waarlangs een klacht binnenkomt", ""),
        sleutel("regime", Tabellen(&REGIME), "onder welke regels een klacht valt", ""),
        sleutel("route", Tabellen(&ROUTE), "bij wie men terecht kan", ""),
        sleutel("commissie", Tabellen(&COMMISSIE), "wie samen beslissen", ""),
        sleutel("geschil", Tabel(&GESCHIL), "de geschilleninstantie", ""),
        sleutel("bewaring", Tabellen(&BEWARING), "hoe lang het dossier blijft", ""),
        sleutel("aanhouding", Tabellen(&AANHOUDING), "wat vernietigen tegenhoudt", ""),
        sleutel("kalenderplicht", Tabellen(&KALENDERPLICHT), "wat buiten een dossier op tijd moet", ""),
        sleutel("fase", Tabellen(&FASE), "waar de procedure staat", ""),
        sleutel("cijfer", Tabellen(&CIJFER), "wat een verslag telt", ""),
        sleutel("formulier", Tabellen(&FORMULIER), "een formulier op papier", ""),
        sleutel("open_norm", Tabellen(&OPEN_NORM), "wat geen programma beslist", ""),
        sleutel("bepaling", Tabellen(&BEPALING), "een omschrijving", ""),
        sleutel("opschrift", Tabellen(&OPSCHRIFT), "een kop in de tekst waarvan de nummering niet klopt", ""),
        sleutel("eis", Tabellen(&EIS), "alleen in een wet: wat zij van een regeling eist", ""),
        sleutel("vervallen", Tabellen(&VERVALLEN), "alleen in een wet: een oude wet die niet meer geldt", ""),
    ]],
);

/// Tables that only a file with a head has; a vocabulary has none of them.
pub(super) const ALLEEN_WOORDEN: &[&str] = &["rol", "daad", "feit", "werkterrein", "fase", "cijfer", "formulier"];

static GEMEEN: &[super::Sleutel] = &[
    sleutel("id", Tekst, "korte naam, waarmee anderen naar deze tekst verwijzen", "\"voorbeeld\"").moet(),
    sleutel("versie", Getal, "het nummer van de versie; zonder: 1", "2"),
    sleutel("titel", Tekst, "hoe de tekst heet", "\"Klachtenregeling\"").moet(),
    sleutel("kort", Tekst, "hoe haar artikelen worden genoemd naast een andere tekst", "\"Voorbeeld\""),
    sleutel("geldig", Tabel(&GELDIG), "van en tot wanneer zij geldt", "{ van = 2026-01-01 }").moet(),
    sleutel("bron", Tekst, "waar de tekst is gelezen", "\"website van de aanbieder, 1 maart 2026\""),
    sleutel("zekerheid", Tekst, "hoe zeker de inhoud is: S (zelf gelezen), S-old (oude versie), 2 (uit tweede hand), M (uit het geheugen)", "\"S\""),
];

pub(super) static REGELING: Vorm = vorm(
    "regeling",
    "[regeling]",
    "[regeling]\n",
    "De kop van een regeling. Een nieuwe tekst is een nieuw bestand met een hogere versie; op een dag geldt er één.",
    &[
        GEMEEN,
        &[
            sleutel("aanbieder", Tekst, "de naam van de zorgaanbieder", "\"Zorg Voorbeeld\"").moet(),
            sleutel("wetten", Teksten, "de wetten waarop zij rust, met hun id", "[\"wkkgz\"]"),
            sleutel("werkterreinen", Teksten, "waarop de aanbieder werkt, naast wat uit zijn wetten volgt; wie deze sleutel heeft, erft niets van een portaal", "[\"keuring\"]"),
            sleutel("behandeld_volgens", Tekst, "de id van de regeling van een portaal dat de klachten behandelt; de normen van beide gelden", "\"portaal\""),
            sleutel("neemt_lopende_over", JaNee, "ook klachten die al liepen, als dat voor de klager niet slechter is", "true"),
            sleutel("aangevuld", Een(&AANGEVULD), "wat de tekst niet noemt en het bestand aanvult, zoals de ingangsdatum", "[\"geldig\"]"),
            sleutel("noemt", Tabellen(&NOEMT), "welke wetten de tekst noemt", "{ wet = \"wmcz_1996\", in = \"1 lid 1\" }"),
        ],
    ],
);

pub(super) static WET: Vorm = vorm(
    "wet",
    "[wet]",
    "[wet]\n",
    "De kop van een wet. Haar termijnen schuiven op over weekend en feestdagen, tenzij er `atw = false` bij staat.",
    &[
        GEMEEN,
        &[sleutel("werkterreinen", Teksten, "waarop een aanbieder werkt wiens regeling op deze wet rust", "[\"jeugdhulp\"]")],
        &[sleutel("geldt_bij", Teksten, "wordt ook vergeleken met een regeling die haar niet noemt, als die op een van deze wetten rust; `\"alles\"`: met elke regeling", "[\"wkkgz\"]")],
        &[sleutel("geldt_altijd", JaNee, "draait bij elke regeling mee, ook als die haar niet noemt; zij telt niet als een wet waarop de regeling rust", "true")],
    ],
);

static GELDIG: Vorm = vorm(
    "geldig",
    "geldig = { van = … }",
    "[regeling]\nid = \"proef\"\ntitel = \"Proef\"\naanbieder = \"Proef\"\ngeldig = {}\n",
    "De eerste en de laatste dag. Zonder `tot` geldt zij tot een volgende versie begint.",
    &[&[
        sleutel("van", DAG, "de eerste dag", "2026-01-01"),
        sleutel("tot", DAG, "de laatste dag", "2027-06-30"),
    ]],
);
