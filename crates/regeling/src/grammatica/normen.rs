//! Norms: duties, powers, prohibitions, running terms, grounds and ends.

use super::Soort::{
    Getal, JaNee, Lijst, Namen, Ofwel as Een, Tabel, Tabellen, Taaltekst, Tekst, Teksten, Termijn,
};
use super::Woord::{Daad, Rol};
use super::algebra::{DADEN, MOMENT, VOORWAARDE, WAAR};
use super::eisen::KENMERKEN;
use super::waarden::{BINNEN, FOLDER, TERMIJNEN};
use super::{Ofwel, Sleutel, Soort, Vorm, sleutel, vorm};

/// The article and the id in a register, which every norm bears.
pub(super) static VINDPLAATS: &[Sleutel] = &[
    sleutel("artikel", Tekst, "waar het staat, zoals de tekst het nummert", "\"8 lid 1\"").moet(),
    sleutel("norm", Teksten, "id in een register van normen, als dat er is", "\"voorbeeld/8.1\""),
];

pub(super) static TOELICHTING: &[Sleutel] =
    &[sleutel("toelichting", Tekst, "voor wie het bestand leest; het programma doet er niets mee", "\"De tekst noemt geen dag.\"")];

static DOET: Ofwel = Ofwel {
    id: "doet",
    wat: "een daad, een lijst van daden, of `\"alles\"`",
    keuzes: &[Soort::Keuze(&["alles"]), Namen(Daad)],
};

static AAN_WIE: Ofwel = Ofwel {
    id: "aan_wie",
    wat: "een rol of een lijst van rollen; `\"wie_het_deed\"` is wie de aanleiding gaf",
    keuzes: &[Soort::Keuze(&["wie_het_deed"]), Namen(Rol)],
};

static WIE: &[Sleutel] = &[sleutel("wie", Namen(Rol), "wie moet of mag; ieder met een van deze rollen", "\"raad_van_bestuur\"").moet()];

static WIE_VERBOD: &[Sleutel] = &[sleutel("wie", Namen(Rol), "voor wie het verbod geldt; zonder: voor ieder", "\"raad_van_bestuur\"")];

/// What duties, powers and prohibitions share.
static NORM: &[Sleutel] = &[
    sleutel("id", Tekst, "een eigen naam, voor verhalen en andere normen", "\"eerste-contact\"").moet(),
    sleutel("doet", Een(&DOET), "welke daad; van een lijst voldoet er een", "\"contact_opgenomen\"").moet(),
    sleutel("behalve", Namen(Daad), "bij `doet = \"alles\"`: deze niet", "[\"belemmering_gemeld\"]").met(&[("doet", "\"alles\"")]),
    sleutel("na", Een(&MOMENT), "vanaf welk moment; bij een verbod: pas daarna verboden", "\"klacht_ontvangen\""),
    sleutel("als", Een(&VOORWAARDE), "alleen als dit geldt", "\"wzd_klacht\""),
    sleutel("tenzij", Een(&VOORWAARDE), "niet als dit geldt", "\"wzd_klacht\""),
    sleutel("vervangt", Teksten, "een norm van het portaal die hierdoor niet geldt: `regeling:id`", "\"portaal:contact\""),
    sleutel("tekst", Taaltekst, "de norm in woorden; zonder: gemaakt uit de sleutels", "{ nl = \"De raad van bestuur belt eerst.\", en = \"The board calls first.\" }"),
    sleutel("folder", Een(&FOLDER), "hoe de norm leest in de folder", "{ bij = \"begin\", nl = \"Wij bellen u.\", en = \"We call you.\" }"),
];

/// What only duties and powers have: when, within which time, with what.
static WANNEER: &[Sleutel] = &[
    sleutel("mits", Een(&VOORWAARDE), "alleen als ook dit geldt", "{ niet = \"oordeel_gegeven\" }"),
    sleutel("binnen", Een(&BINNEN), "binnen welke termijn; een plicht zonder: zo spoedig mogelijk; een bevoegdheid: daarna niet meer", "\"5 werkdagen\"").niet_met(&["tussen"]),
    sleutel("tussen", Lijst(&Termijn), "niet voor de eerste termijn en binnen de tweede", "[\"5 weken\", \"8 weken\"]"),
    sleutel("niet_voor", Termijn, "niet eerder dan zo lang na `na`", "\"3 weken\""),
    sleutel("vermeldt", Teksten, "wat bij de daad ingevuld moet zijn", "[\"samenvatting\"]").met(&[("doet", "\"gesprek_gevoerd\"")]),
    sleutel("na_einde", JaNee, "ook als de procedure voorbij is", "true"),
    sleutel("atw", JaNee, "een termijn die eindigt op een rustdag, schuift op (Algemene termijnenwet); in een wet gaat dat vanzelf", "true"),
];

/// What only duties have.
static MOETEN: &[Sleutel] = &[
    sleutel("aan", Een(&AAN_WIE), "aan wie; een plicht is er voor ieder apart", "[\"klager\", \"aangeklaagde\"]"),
    sleutel("waar", Een(&WAAR), "telt alleen met deze invulling van de daad", "{ onderwerp = \"behandeling\" }").met(&[("doet", "\"klacht_ingediend\"")]),
    sleutel("minstens", Termijn, "zo lang voor het moment in `voor`", "\"1 week\"").met(&[("voor", "\"reactie_gevraagd.uiterlijk\"")]).niet_met(&["binnen", "tussen"]),
    sleutel("voor", Een(&MOMENT), "het moment waarvoor het klaar moet zijn", "\"reactie_gevraagd.uiterlijk\"").met(&[("minstens", "\"1 week\"")]),
    sleutel("in_de_regel", JaNee, "de termijn is een streven", "true"),
    sleutel("herhaal", Termijn, "telkens opnieuw, zo lang na de vorige keer", "\"20 werkdagen\""),
    sleutel("tot", Een(&DADEN), "waarmee het herhalen ophoudt", "\"oordeel_gegeven\"").met(&[("herhaal", "\"20 werkdagen\"")]),
    sleutel("per", Tabel(&PER), "voor elke rij van een lijst een eigen plicht", "{ lijst = \"maatregelen\", datum = \"uiterlijk\", nummer = \"maatregel\" }").met(&[("na", "\"oordeel_gegeven\"")]),
    sleutel("zelfde", Tekst, "de plicht is er voor elke keer apart: vervuld door een daad met dezelfde waarde in dit veld", "\"lid\""),
    sleutel("vervalt_bij", Een(&DADEN), "waarmee de plicht weg is", "[\"klacht_ingetrokken\"]"),
    sleutel("zonder_bevoegdheid", JaNee, "de plicht maakt nog niemand bevoegd; dat doet een andere norm", "true"),
];

pub(super) static PLICHT: Vorm = vorm(
    "plicht",
    "[[plicht]]",
    "[[plicht]]\n",
    "Iemand moet iets. Een plicht maakt ook bevoegd.",
    &[WIE, VINDPLAATS, NORM, WANNEER, MOETEN, TOELICHTING, KENMERKEN],
);

pub(super) static BEVOEGDHEID: Vorm = vorm(
    "bevoegdheid",
    "[[bevoegdheid]]",
    "[[bevoegdheid]]\n",
    "Iemand mag iets. Zonder bevoegdheid of plicht mag niemand iets.",
    &[WIE, VINDPLAATS, NORM, WANNEER, TOELICHTING, KENMERKEN],
);

pub(super) static VERBOD: Vorm = Vorm {
    // What is a duty may not be forbidden always.
    ook: &["als"],
    ..vorm(
        "verbod",
        "[[verbod]]",
        "[[verbod]]\n",
        "Iets mag niet. Een verbod gaat voor een bevoegdheid. Wat ergens een plicht is, kan niet altijd verboden zijn. Een verbod kent geen `mits`: schrijf `tenzij`.",
        &[WIE_VERBOD, VINDPLAATS, NORM, TOELICHTING, KENMERKEN],
    )
};

static PER: Vorm = vorm(
    "per",
    "per = { lijst, datum, nummer }",
    "[[plicht]]\nid = \"proef\"\nartikel = \"1\"\nwie = \"raad_van_bestuur\"\ndoet = \"maatregel_uitgevoerd\"\nna = \"oordeel_gegeven\"\nper = {}\n",
    "Voor elke rij in een lijstveld van de daad in `na` een eigen plicht.",
    &[&[
        sleutel("lijst", Tekst, "het lijstveld van de daad in `na`", "\"maatregelen\"").moet(),
        sleutel("datum", Tekst, "het veld van een rij met de uiterste dag", "\"uiterlijk\""),
        sleutel("nummer", Tekst, "het veld van de daad in `doet` dat zegt welke rij", "\"maatregel\"").moet(),
    ]],
);

pub(super) static KLOK: Vorm = vorm(
    "klok",
    "[[klok]]",
    "[[klok]]\n",
    "Een lopende termijn met een naam. Een klok van een wet heet `wet:id`. Een plicht die erbinnen moet, zegt `binnen = { klok = … }`.",
    &[
        &[
            sleutel("id", Tekst, "hoe andere normen haar noemen", "\"beoordeling\"").moet(),
            sleutel("naam", Taaltekst, "hoe mensen haar noemen", "{ nl = \"beoordeling van de klacht\", en = \"judging the complaint\", b1 = \"ons antwoord\" }"),
        ],
        VINDPLAATS,
        &[
            sleutel("start", Een(&MOMENT), "wanneer zij begint; die dag telt niet mee", "\"klacht_ontvangen\"").moet(),
            sleutel("termijn", Een(&TERMIJNEN), "hoe lang zij loopt", "\"6 weken\"").moet(),
            sleutel("stopt", Een(&DADEN), "waarmee zij ophoudt", "[\"oordeel_gegeven\", \"klacht_ingetrokken\"]").moet(),
            sleutel("stuiting", Een(&DADEN), "waarmee zij opnieuw begint", "[\"klacht_in_behandeling_genomen\"]"),
            sleutel("als", Een(&VOORWAARDE), "loopt alleen als dit geldt", "{ niet = \"wzd_klacht\" }"),
            sleutel("verdaging", Tabellen(&VERDAGING), "hoe zij wordt verlengd", "[{ artikel = \"10 lid 2\", wie = \"raad_van_bestuur\", tot = \"10 weken\" }]"),
            sleutel("schorsing", Tabellen(&SCHORSING), "wanneer zij stilstaat", "[{ artikel = \"10 lid 3\", van = \"bemiddeling_gestart\", tot = \"bemiddeling_beeindigd\" }]"),
            sleutel("atw", JaNee, "eindigt zij op een rustdag, dan schuift dat op; in een wet gaat dat vanzelf", "true"),
            sleutel("na_einde", JaNee, "loopt door als de procedure voorbij is", "true"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static VERDAGING: Vorm = vorm(
    "verdaging",
    "[[klok.verdaging]]",
    "[[klok]]\nid = \"proef\"\nartikel = \"1\"\nstart = \"klacht_ontvangen\"\ntermijn = \"6 weken\"\nstopt = \"oordeel_gegeven\"\n[[klok.verdaging]]\n",
    "Een verlenging van de klok waar zij onder staat.",
    &[
        VINDPLAATS,
        &[
            sleutel("wie", Namen(Rol), "wie mag verlengen", "\"raad_van_bestuur\""),
            sleutel("doet", Soort::Naam(Daad), "met welke daad; haar veld `tot` noemt de nieuwe dag. Zonder: `termijn_verlengd`", "\"termijn_verlengd\""),
            sleutel("tot", Termijn, "hoogstens, geteld vanaf het begin van de klok", "\"10 weken\""),
            sleutel("keer", Getal, "hoe vaak", "1"),
            sleutel("vooraf", JaNee, "alleen voordat de termijn om is", "true"),
            sleutel("aan", Namen(Rol), "aan wie het wordt gemeld", "[\"klager\", \"aangeklaagde\"]"),
            sleutel("mits", Een(&VOORWAARDE), "alleen als dit geldt", "\"klacht_ontvangen\""),
            sleutel("vermeldt", Teksten, "wat het bericht noemt", "[\"reden\"]"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static SCHORSING: Vorm = vorm(
    "schorsing",
    "[[klok.schorsing]]",
    "[[klok]]\nid = \"proef\"\nartikel = \"1\"\nstart = \"klacht_ontvangen\"\ntermijn = \"6 weken\"\nstopt = \"oordeel_gegeven\"\n[[klok.schorsing]]\n",
    "De klok waar zij onder staat, staat stil.",
    &[
        &[
            sleutel("artikel", Tekst, "waar het staat, zoals de tekst het nummert", "\"10 lid 3\"").moet(),
            sleutel("van", Een(&DADEN), "waarmee het stilstaan begint: één daad", "\"inlichtingen_gevraagd\"").moet(),
            sleutel("tot", Een(&DADEN), "waarmee de klok weer loopt", "[\"inlichtingen_gegeven\"]"),
            sleutel("gesteld_in", Tekst, "of zodra de dag in dit veld van `van` voorbij is", "\"uiterlijk\""),
            sleutel("hoogstens", Termijn, "of zodra zo lang na `van` voorbij is", "\"4 weken\""),
        ],
        TOELICHTING,
    ],
);

pub(super) static GROND: Vorm = vorm(
    "grond",
    "[[grond]]",
    "[[grond]]\n",
    "Waarom een klacht niet wordt behandeld, of wordt doorgezonden. De daad heeft een veld van de soort `grond`; wie haar doet, kiest er een.",
    &[
        &[
            sleutel("id", Tekst, "hoe verhalen en normen haar noemen", "\"al_behandeld\"").moet(),
            sleutel("naam", Taaltekst, "de grond in woorden", "{ nl = \"dezelfde klacht al is behandeld\", en = \"the same complaint was already handled\", b1 = \"Wij hebben deze klacht al eerder behandeld.\" }"),
        ],
        VINDPLAATS,
        &[
            sleutel("doet", Soort::Naam(Daad), "bij welke daad zij hoort", "\"niet_ontvankelijk_verklaard\"").moet(),
            sleutel("wie", Namen(Rol), "wie haar mag gebruiken", "\"raad_van_bestuur\""),
            sleutel("als", Een(&VOORWAARDE), "alleen als dit geldt", "\"langer_dan_twee_jaar_geleden\""),
            sleutel("tenzij", Een(&VOORWAARDE), "niet als dit geldt", "\"schadevergoeding_gevraagd\""),
            sleutel("vermeldt", Teksten, "wat dan ingevuld moet zijn", "[\"motivering\"]"),
            sleutel("folder", Een(&FOLDER), "hoe zij leest in de folder", "{ bij = \"verder\", nl = \"Soms behandelen wij een klacht niet.\", en = \"Sometimes we do not handle a complaint.\" }"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static EINDE: Vorm = vorm(
    "einde",
    "[[einde]]",
    "[[einde]]\n",
    "Hiermee is de procedure voorbij: open plichten vervallen, en wat geen `na_einde` heeft, mag niet meer.",
    &[
        VINDPLAATS,
        &[
            sleutel("door", Soort::Naam(Daad), "de daad waarmee het eindigt", "\"niet_ontvankelijk_verklaard\"").moet(),
            sleutel("waar", Een(&WAAR), "alleen met deze invulling", "{ grond = \"al_behandeld\" }"),
            sleutel("als", Een(&VOORWAARDE), "alleen als dit geldt", "\"klacht_ontvangen\""),
            sleutel("tenzij", Een(&VOORWAARDE), "niet als dit geldt", "\"klager_wil_gecombineerde_behandeling\""),
            sleutel("heropent", Een(&DADEN), "waarmee de procedure toch weer loopt", "[\"klacht_in_behandeling_genomen\"]"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);
