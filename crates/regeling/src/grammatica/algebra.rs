//! The algebra: conditions, what is asked of a value, acts in a list, moments.

use super::Soort::{
    Getal, JaNee, Lijst, Naam, Namen, Ofwel as Een, Tabel, Termijn, Vrij,
};
use super::Woord::{Daad, DaadVeld, FeitOfDaad, Klok, Rol};
use super::{Ofwel, Sleutel, Soort, Vorm, sleutel, vorm};

/// Where a condition can stand, for an example.
const ALS: &str = "[[feit]]\nid = \"proef\"\nals = {}\n";
const NA: &str = "[[bevoegdheid]]\nid = \"proef\"\nartikel = \"1\"\nwie = \"klager\"\ndoet = \"geschil_gemeld\"\nna = {}\n";

// --- Voorwaarden ----------------------------------------------------------------------------------

pub(super) static VOORWAARDE: Ofwel = Ofwel {
    id: "voorwaarde",
    wat: "iets wat geldt of niet: een feit, een daad die is gedaan, of een tabel met één vorm",
    keuzes: &[
        Naam(FeitOfDaad),
        Tabel(&GEBEURD),
        Tabel(&NIET),
        Tabel(&ALLE),
        Tabel(&EEN_VAN),
        Tabel(&ELKE),
        Tabel(&AANTAL),
        Tabel(&VELD),
        Tabel(&DEZE),
        Tabel(&DEELT),
        Tabel(&PERSOON),
        Tabel(&LOOPT),
        Tabel(&VOOR),
        Tabel(&VERSTREKEN),
        Tabel(&OUDER),
        Tabel(&PARTIJ),
        Tabel(&SCHRIFTELIJK),
        Tabel(&KLACHTGERECHTIGD),
        Tabel(&ONTBREEKT),
    ],
};

const WAT_VOORWAARDE: &str = "een voorwaarde";

/// The same where names are compared: the example has a field with a name.
static GEDAAN_ELDERS: &[Sleutel] = &[
    sleutel("door", Een(&DOOR), "wie haar deed", "\"klachtenfunctionaris\""),
    sleutel("aan", Een(&AAN), "aan wie zij was gericht", "\"klager\""),
    sleutel("waar", Een(&WAAR), "alleen met deze invulling", "{ uitkomst = \"gegrond\" }"),
    sleutel("sinds", Naam(Daad), "alleen na de laatste keer dat deze andere daad werd gedaan", "\"klacht_ontvangen\""),
];

/// What more can be said of an act that was done.
static GEDAAN: &[Sleutel] = &[
    sleutel("door", Een(&DOOR), "wie haar deed", "\"klachtenfunctionaris\""),
    sleutel("aan", Een(&AAN), "aan wie zij was gericht", "\"klager\""),
    sleutel("waar", Een(&WAAR), "alleen met deze invulling", "{ onderwerp = \"zorg\" }"),
    sleutel("sinds", Naam(Daad), "alleen na de laatste keer dat deze andere daad werd gedaan", "\"klacht_ontvangen\""),
];

static GEBEURD: Vorm = vorm(
    "gebeurd",
    WAT_VOORWAARDE,
    ALS,
    "De daad is gedaan.",
    &[&[sleutel("gebeurd", Naam(Daad), "deze daad", "\"klacht_ingediend\"").moet()], GEDAAN],
);

static NIET: Vorm = vorm(
    "niet",
    WAT_VOORWAARDE,
    ALS,
    "Het omgekeerde.",
    &[&[sleutel("niet", Een(&VOORWAARDE), "wat niet geldt", "\"oordeel_gegeven\"").moet()]],
);

static ALLE: Vorm = vorm(
    "alle",
    WAT_VOORWAARDE,
    ALS,
    "Alles geldt.",
    &[&[sleutel("alle", Lijst(&Een(&VOORWAARDE)), "elk van deze", "[\"klacht_ingediend\", { niet = \"oordeel_gegeven\" }]").moet()]],
);

static EEN_VAN: Vorm = vorm(
    "een_van",
    WAT_VOORWAARDE,
    ALS,
    "Ten minste een geldt.",
    &[&[sleutel("een_van", Lijst(&Een(&VOORWAARDE)), "een of meer van deze", "[\"klacht_ingetrokken\", \"oordeel_gegeven\"]").moet()]],
);

static ELKE: Vorm = vorm(
    "elke",
    WAT_VOORWAARDE,
    ALS,
    "Voor ieder met die rol is een van deze daden gedaan, door hem of aan hem.",
    &[&[
        sleutel("elke", Naam(Rol), "de rol; elke daad noemt haar als `door` of `aan`", "\"aangeklaagde\"").moet(),
        sleutel("een_van", Een(&DADEN), "de daden waarvan er een genoeg is", "[{ gebeurd = \"reactie_gevraagd\", aan = \"aangeklaagde\" }, { gebeurd = \"reactie_gegeven\", door = \"aangeklaagde\" }]").moet(),
    ]],
);

static AANTAL: Vorm = Vorm {
    precies_een: &[&["minstens", "hoogstens"]],
    ..vorm(
        "aantal",
        WAT_VOORWAARDE,
        ALS,
        "De daad is zo vaak gedaan.",
        &[
            &[
                sleutel("aantal", Naam(Daad), "deze daad", "\"klacht_ingediend\"").moet(),
                sleutel("minstens", Getal, "ten minste zo vaak", "2"),
                sleutel("hoogstens", Getal, "ten hoogste zo vaak", "3"),
            ],
            GEDAAN,
        ],
    )
};

/// What can be asked of a value.
pub(super) static TOETSEN: &[Sleutel] = &[
    sleutel("is", Soort::Waarde, "gelijk aan deze waarde; een lijst: zij bevat haar", "true"),
    sleutel("in", Lijst(&Soort::Waarde), "gelijk aan een van deze", "[\"brief\", \"e-mail\"]"),
    sleutel("aanwezig", JaNee, "er is iets ingevuld, of juist niet", "true"),
    sleutel("meer_dan", Getal, "een groter getal", "2"),
    sleutel("minder_dan", Getal, "een kleiner getal", "5"),
    sleutel("verlopen", JaNee, "deze dag ligt voor de dag van de daad, of juist niet", "true"),
    sleutel("meerderheid", Vrij(&TOETSWAARDEN), "meer dan de helft van de rijen is zo", "{ functie = \"lid\" }"),
    sleutel("minstens", Getal, "ten minste zoveel rijen", "3"),
    sleutel("hoogstens", Getal, "ten hoogste zoveel rijen", "0"),
    sleutel("waar", Een(&WAAR), "tel alleen de rijen die zo zijn", "{ functie = \"voorzitter\" }")
        .met(&[("minstens", "1"), ("hoogstens", "1")]),
];

pub(super) const EEN_TOETS: &[&[&str]] = &[
    &["is"],
    &["in"],
    &["aanwezig"],
    &["meer_dan"],
    &["minder_dan"],
    &["verlopen"],
    &["meerderheid"],
    &["minstens", "hoogstens"],
];

static VELD: Vorm = Vorm {
    precies_een: EEN_TOETS,
    ..vorm(
        "veld",
        WAT_VOORWAARDE,
        ALS,
        "Wat bij een daad is ingevuld.",
        &[&[sleutel("veld", Naam(DaadVeld), "daad.veld; van de laatste keer", "\"klacht_ingediend.kanaal\"").moet()], TOETSEN],
    )
};

static DEZE: Vorm = Vorm {
    precies_een: EEN_TOETS,
    ..vorm(
        "deze",
        WAT_VOORWAARDE,
        ALS,
        "Wat is ingevuld bij de daad die nu wordt beoordeeld. Staat in een norm over die daad.",
        &[&[sleutel("deze", Soort::Tekst, "veld van die daad", "\"stemmen\"").moet()], TOETSEN],
    )
};

static DEELT: Vorm = vorm(
    "deelt",
    WAT_VOORWAARDE,
    ALS,
    "Een naam in de daad die nu wordt beoordeeld, staat ook ergens anders.",
    &[&[
        sleutel("deze", Soort::Tekst, "veld van die daad, of lijst.veld", "\"leden.naam\"").moet(),
        sleutel("deelt", Een(&ELDERS), "waar die naam ook staat", "{ partij = \"aangeklaagde\" }").moet(),
    ]],
);

static ELDERS: Ofwel = Ofwel {
    id: "elders",
    wat: "waarmee namen worden vergeleken",
    keuzes: &[Tabel(&ELDERS_PARTIJ), Tabel(&ELDERS_DAAD)],
};

const DEELT_MET: &str = "[[feit]]\nid = \"proef\"\nals = { deze = \"leden.naam\", deelt = {} }\n";

static ELDERS_PARTIJ: Vorm = vorm(
    "deelt_partij",
    "deelt",
    DEELT_MET,
    "De mensen met een rol.",
    &[&[sleutel("partij", Naam(Rol), "deze rol", "\"aangeklaagde\"").moet()]],
);

static ELDERS_DAAD: Vorm = vorm(
    "deelt_daad",
    "deelt",
    DEELT_MET,
    "De namen in een veld van een eerdere daad.",
    &[
        &[
            sleutel("gebeurd", Naam(Daad), "die daad", "\"wraking_beslist\"").moet(),
            sleutel("veld", Soort::Tekst, "haar veld, of lijst.veld; zonder: wie haar deed", "\"lid\""),
        ],
        GEDAAN_ELDERS,
    ],
);

static PERSOON: Vorm = vorm(
    "persoon",
    WAT_VOORWAARDE,
    ALS,
    "Wie de daad nu doet, staat ook daar: dat geldt voor die mens, en niet voor wie hetzelfde ambt heeft.",
    &[&[sleutel("persoon", Een(&PERSOON_ELDERS), "waar hij ook staat", "{ partij = \"aangeklaagde\" }").moet()]],
);

static PERSOON_ELDERS: Ofwel = Ofwel {
    id: "persoon_elders",
    wat: "met wie degene die handelt wordt vergeleken",
    keuzes: &[Tabel(&PERSOON_PARTIJ), Tabel(&PERSOON_DAAD)],
};

const PERSOON_MET: &str = "[[verbod]]\nid = \"proef\"\nartikel = \"1\"\nwie = \"klachtenfunctionaris\"\ndoet = \"bemiddeling_gestart\"\nals = { persoon = {} }\n";

static PERSOON_PARTIJ: Vorm = vorm(
    "persoon_partij",
    "persoon",
    PERSOON_MET,
    "De mensen met een rol.",
    &[&[sleutel("partij", Naam(Rol), "deze rol", "\"aangeklaagde\"").moet()]],
);

static PERSOON_DAAD: Vorm = vorm(
    "persoon_daad",
    "persoon",
    PERSOON_MET,
    "Wie een eerdere daad deed, of de namen in een veld daarvan.",
    &[
        &[
            sleutel("gebeurd", Naam(Daad), "die daad", "\"wraking_beslist\"").moet(),
            sleutel("veld", Soort::Tekst, "haar veld, of lijst.veld; zonder: wie haar deed", "\"lid\""),
        ],
        GEDAAN_ELDERS,
    ],
);

static LOOPT: Vorm = vorm(
    "loopt",
    WAT_VOORWAARDE,
    ALS,
    "Begonnen en niet geëindigd.",
    &[&[
        sleutel("loopt", Een(&DAAD_OF), "de daad waarmee het begint", "\"bemiddeling_gestart\"").moet(),
        sleutel("tot", Een(&DADEN), "de daden waarmee het eindigt", "[\"bemiddeling_beeindigd\"]"),
        sleutel("zelfde", Soort::Tekst, "elk begin loopt apart: alleen een daad met dezelfde waarde in dit veld beëindigt het", "\"lid\"")
            .met(&[("loopt", "\"wraking_verzocht\""), ("tot", "[\"wraking_beslist\"]")]),
    ]],
);

static VOOR: Vorm = vorm(
    "voor",
    WAT_VOORWAARDE,
    ALS,
    "Het eerste moment kwam voor het tweede.",
    &[&[sleutel("voor", Lijst(&Een(&MOMENT)), "twee momenten", "[\"contact_opgenomen\", \"oordeel_gegeven\"]").moet()]],
);

static VERSTREKEN: Vorm = vorm(
    "verstreken",
    WAT_VOORWAARDE,
    ALS,
    "Een termijn is om, of een dag is voorbij.",
    &[&[sleutel("verstreken", Een(&TERMIJN_OM), "een klok, een dag uit een veld, of zo lang na een moment", "\"wkkgz:oordeel\"").moet()]],
);

static TERMIJN_OM: Ofwel = Ofwel {
    id: "termijn_om",
    wat: "een klok, een dag uit een veld (`daad.veld`), of een termijn na een moment",
    keuzes: &[Naam(Klok), Naam(DaadVeld), Tabel(&NA_TERMIJN)],
};

static NA_TERMIJN: Vorm = vorm(
    "na_termijn",
    "{ na, termijn }",
    "[[feit]]\nid = \"proef\"\nals = { verstreken = {} }\n",
    "Zo lang na een moment.",
    &[&[
        sleutel("na", Een(&MOMENT), "het moment", "\"klacht_ingediend\"").moet(),
        sleutel("termijn", Termijn, "hoe lang; zonder: vanaf de dag erna", "\"3 weken\""),
    ]],
);

static OUDER: Vorm = vorm(
    "ouder_dan",
    WAT_VOORWAARDE,
    ALS,
    "Tussen twee momenten zit meer dan deze termijn.",
    &[&[
        sleutel("ouder_dan", Termijn, "hoe lang", "\"2 jaar\"").moet(),
        sleutel("van", Een(&MOMENT), "vanaf", "\"klacht_ingediend.gebeurtenis_op\"").moet(),
        sleutel("op", Een(&MOMENT), "tot", "\"klacht_ingediend\"").moet(),
    ]],
);

static PARTIJ: Vorm = vorm(
    "partij",
    WAT_VOORWAARDE,
    ALS,
    "Er is iemand met deze rol in het dossier; zonder `minstens` en `hoogstens`: ten minste een.",
    &[&[
        sleutel("partij", Naam(Rol), "de rol", "\"aangeklaagde\"").moet(),
        sleutel("ambt", Naam(Rol), "die ook dit ambt heeft", "\"klachtenfunctionaris\""),
        sleutel("minstens", Getal, "ten minste zoveel", "2"),
        sleutel("hoogstens", Getal, "ten hoogste zoveel", "1"),
        sleutel("waar", Een(&WAAR), "van wie dit bekend is", "{ naam = { aanwezig = true } }"),
    ]],
);

static SCHRIFTELIJK: Vorm = vorm(
    "schriftelijk",
    WAT_VOORWAARDE,
    ALS,
    "De daad kwam langs een kanaal dat schriftelijk is.",
    &[&[sleutel("schriftelijk", Naam(Daad), "deze daad", "\"klacht_ingediend\"").moet()]],
);

static KLACHTGERECHTIGD: Vorm = vorm(
    "klachtgerechtigd_is",
    WAT_VOORWAARDE,
    ALS,
    "Wie klaagt, mag dat volgens `[[klachtgerechtigd]]`.",
    &[&[sleutel("klachtgerechtigd", Naam(DaadVeld), "het veld met de hoedanigheid", "\"klacht_ingediend.hoedanigheid\"").moet()]],
);

static ONTBREEKT: Vorm = vorm(
    "ontbreekt",
    WAT_VOORWAARDE,
    ALS,
    "Er ontbreekt iets van wat het kanaal van die daad vraagt (`vraagt`).",
    &[&[sleutel("ontbreekt", Naam(Daad), "deze daad", "\"klacht_ingediend\"").moet()]],
);

// --- Wie, aan wie, met welke invulling -------------------------------------------------------------

pub(super) static DOOR: Ofwel = Ofwel {
    id: "door",
    wat: "een rol, een lijst van rollen, of ieder met een rol",
    keuzes: &[Namen(Rol), Tabel(&DOOR_ELKE)],
};

static DOOR_ELKE: Vorm = vorm(
    "door_elke",
    "door",
    "[[feit]]\nid = \"proef\"\nals = { gebeurd = \"reactie_gegeven\", door = {} }\n",
    "Door ieder met die rol.",
    &[&[sleutel("elke", Naam(Rol), "de rol", "\"aangeklaagde\"").moet()]],
);

pub(super) static AAN: Ofwel = Ofwel {
    id: "aan",
    wat: "een rol: aan iemand met die rol; of ieder met die rol",
    keuzes: &[Naam(Rol), Tabel(&AAN_ELKE)],
};

static AAN_ELKE: Vorm = Vorm {
    precies_een: &[&["elke"], &["een"]],
    ..vorm(
        "aan_elke",
        "aan",
        "[[feit]]\nid = \"proef\"\nals = { gebeurd = \"reactie_gevraagd\", aan = {} }\n",
        "Aan ieder met die rol, of aan ten minste een.",
        &[&[
            sleutel("elke", Naam(Rol), "aan ieder met deze rol", "\"aangeklaagde\""),
            sleutel("een", Naam(Rol), "aan ten minste een", "\"aangeklaagde\""),
        ]],
    )
};

pub(super) static WAAR: Ofwel = Ofwel {
    id: "waar",
    wat: "van elk genoemd veld: de waarde, een lijst waaruit zij komt, of een toets",
    keuzes: &[Vrij(&Een(&TOETSWAARDE))],
};

static TOETSWAARDEN: Soort = Een(&TOETSWAARDE);

static TOETSWAARDE: Ofwel = Ofwel {
    id: "toetswaarde",
    wat: "een waarde, een lijst van waarden, of een toets",
    keuzes: &[Soort::Waarde, Tabel(&TOETS)],
};

static TOETS: Vorm = Vorm {
    precies_een: EEN_TOETS,
    ..vorm(
        "toets",
        "een toets",
        "[[feit]]\nid = \"proef\"\nals = { gebeurd = \"klacht_ingediend\", waar = { onderwerp = {} } }\n",
        "Wat van een veld, of van een rij in een lijst, moet gelden.",
        &[TOETSEN],
    )
};

// --- Daden in een lijst ------------------------------------------------------------------------------

/// One act, or a list: `vervalt_bij`, `stopt`, `tot`.
pub(super) static DADEN: Ofwel = Ofwel {
    id: "daden",
    wat: "een daad, of een lijst van daden; elk met naam of als { gebeurd, door, aan, waar, sinds }",
    keuzes: &[Een(&DAAD_OF), Lijst(&Een(&DAAD_OF))],
};

/// One act.
static DAAD_OF: Ofwel = Ofwel {
    id: "daad_of",
    wat: "een daad, of { gebeurd, door, aan, waar, sinds }",
    keuzes: &[Naam(Daad), Tabel(&DAAD_GEDAAN)],
};

static DAAD_GEDAAN: Vorm = vorm(
    "daad_gedaan",
    "een daad { gebeurd, door, waar }",
    "[[einde]]\nartikel = \"1\"\ndoor = \"klacht_ingetrokken\"\nheropent = {}\n",
    "Een daad in een lijst van daden, als niet elke keer telt.",
    &[&[sleutel("gebeurd", Naam(Daad), "deze daad", "\"klacht_ingediend\"").moet()], GEDAAN],
);

// --- Momenten ------------------------------------------------------------------------------------------

pub(super) static MOMENT: Ofwel = Ofwel {
    id: "moment",
    wat: "een dag: een daad, een dag uit een veld (`daad.veld`), `\"einde\"`, `\"inwerking\"`, of een tabel met één vorm; een lijst is de eerste van deze",
    keuzes: &[
        Soort::Keuze(&["einde", "inwerking"]),
        Naam(Daad),
        Naam(DaadVeld),
        Lijst(&Een(&MOMENT)),
        Tabel(&MOMENT_GEBEURD),
        Tabel(&EERSTE),
        Tabel(&LAATSTE),
        Tabel(&MOMENT_NA),
        Tabel(&MOMENT_VERSTREKEN),
    ],
};

const WAT_MOMENT: &str = "een moment";

static MOMENT_GEBEURD: Vorm = vorm(
    "moment_gebeurd",
    WAT_MOMENT,
    NA,
    "De dag van een daad, als niet elke keer telt.",
    &[&[sleutel("gebeurd", Naam(Daad), "deze daad", "\"klacht_ingediend\"").moet()], GEDAAN],
);

static EERSTE: Vorm = vorm(
    "eerste",
    WAT_MOMENT,
    NA,
    "Het vroegste van deze.",
    &[&[sleutel("eerste", Lijst(&Een(&MOMENT)), "momenten", "[\"klacht_ontvangen\", \"klacht_ingediend\"]").moet()]],
);

static LAATSTE: Vorm = vorm(
    "laatste",
    WAT_MOMENT,
    NA,
    "Het laatste van deze, als alle er zijn.",
    &[&[sleutel("laatste", Lijst(&Een(&MOMENT)), "momenten", "[\"contact_opgenomen\", \"procedure_bepaald\"]").moet()]],
);

static MOMENT_NA: Vorm = vorm(
    "moment_na",
    WAT_MOMENT,
    NA,
    "Een moment, zo lang later, of alleen als iets geldt.",
    &[&[
        sleutel("na", Een(&MOMENT), "het moment", "\"klacht_ontvangen\"").moet(),
        sleutel("plus", Termijn, "zo lang daarna", "\"2 weken\""),
        sleutel("als", Een(&VOORWAARDE), "alleen als dit geldt", "\"wzd_klacht\""),
    ]],
);

static MOMENT_VERSTREKEN: Vorm = vorm(
    "moment_verstreken",
    WAT_MOMENT,
    NA,
    "De dag waarop een klok afloopt, of de dag na een moment.",
    &[&[sleutel("verstreken", Een(&KLOK_OF_MOMENT), "die klok, of dat moment", "\"wkkgz:oordeel\"").moet()]],
);

static KLOK_OF_MOMENT: Ofwel = Ofwel {
    id: "klok_of_moment",
    wat: "een klok, of een moment dat voorbij is",
    keuzes: &[Naam(Klok), Een(&MOMENT)],
};
