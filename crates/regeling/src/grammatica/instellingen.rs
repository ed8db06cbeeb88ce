//! What a regulation arranges beside its norms.

use super::Soort::{
    JaNee, Keuze, Lijst, Naam, Namen, Ofwel as Een, Tabel, Tabellen, Taaltekst, Tekst, Teksten, Termijn, Vrij,
};
use super::Woord::{Daad, DaadVeld, Rol};
use super::algebra::{EEN_TOETS, MOMENT, TOETSEN, VOORWAARDE, WAAR};
use super::waarden::{ELK_JAAR, FOLDER, FOLDER_KLAGEN};
use super::eisen::KENMERKEN;
use super::normen::{TOELICHTING, VINDPLAATS};
use super::{Ofwel, Sleutel, Vorm, sleutel, vorm};

pub(super) static STUK: Vorm = vorm(
    "stuk",
    "[[stuk]]",
    "[[stuk]]\n",
    "Een brief: bij welke daad, aan wie, en wat erin moet. Ontbreekt er iets, dan gaat de brief niet weg. Met de id van een sjabloon in `regelingen/brieven/` wordt zij opgemaakt.",
    &[
        &[
            sleutel("id", Tekst, "de id van de brief", "\"oordeel\"").moet(),
            sleutel("naam", Taaltekst, "hoe zij heet", "\"Oordeel over de klacht\""),
        ],
        VINDPLAATS,
        &[
            sleutel("bij", Naam(Daad), "de daad waarbij zij gaat", "\"oordeel_gegeven\"").moet(),
            sleutel("waar", Een(&WAAR), "alleen bij deze invulling", "{ uitkomst = \"gegrond\" }"),
            sleutel("als", Een(&VOORWAARDE), "alleen als dit geldt", "\"klacht_ontvangen\""),
            sleutel("aan", Namen(Rol), "aan wie", "[\"klager\", \"aangeklaagde\"]"),
            sleutel("vermeldt", Lijst(&Een(&WAT_ERIN)), "wat erin moet: velden van de daad, `geschil.naam`, `geschil.adres`, `geschil.website`, `geschil.termijn`, `geschil.kosten`, of `klok.` met een klok", "[\"motivering\", { wat = \"geschil.adres\", artikel = \"10 lid 5\" }, \"klok.wkkgz:oordeel\"]"),
            sleutel("ondertekent", Naam(Rol), "wie ondertekent", "\"raad_van_bestuur\""),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

static WAT_ERIN: Ofwel = Ofwel {
    id: "vermelding_of",
    wat: "wat erin moet, met een eigen artikel als dat een ander is",
    keuzes: &[Tekst, Tabel(&VERMELDING)],
};

static VERMELDING: Vorm = vorm(
    "vermelding",
    "een vermelding",
    "[[stuk]]\nid = \"proef\"\nartikel = \"1\"\nbij = \"oordeel_gegeven\"\nvermeldt = [{}]\n",
    "Iets wat in een brief moet, volgens een ander artikel dan de brief zelf.",
    &[&[
        sleutel("wat", Tekst, "wat erin moet", "\"geschil.adres\"").moet(),
        sleutel("artikel", Tekst, "het artikel dat het eist", "\"10 lid 5\""),
    ]],
);

pub(super) static KLACHTGERECHTIGD: Vorm = vorm(
    "klachtgerechtigd",
    "[[klachtgerechtigd]]",
    "[[klachtgerechtigd]]\n",
    "Wie mag klagen.",
    &[
        &[
            sleutel("hoedanigheid", Tekst, "de id, zoals het veld `hoedanigheid` van een klacht hem noemt", "\"client\"").moet(),
            sleutel("naam", Taaltekst, "in woorden; `b1` is wat het formulier vraagt", "{ nl = \"de cliënt\", en = \"the client\", b1 = \"Voor mijzelf.\" }"),
            sleutel("ook", Teksten, "andere woorden in een verhaal", "[\"bewoner\"]"),
        ],
        VINDPLAATS,
        &[
            sleutel("bij", Namen(Daad), "alleen voor deze daden; zonder: voor elke", "\"klacht_ingediend\""),
            sleutel("waar", Een(&WAAR), "alleen bij deze invulling", "{ zorgsoort = [\"wlz\", \"zvw\"] }"),
            sleutel("folder", Een(&FOLDER_KLAGEN), "hoe het leest in de folder", "{ nl = \"wie bij ons woont\", en = \"who lives with us\" }"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static KANAAL: Vorm = vorm(
    "kanaal",
    "[[kanaal]]",
    "[[kanaal]]\n",
    "Waarlangs een klacht binnenkomt.",
    &[
        &[
            sleutel("id", Tekst, "de id, zoals het veld `kanaal` van een klacht hem noemt", "\"brief\"").moet(),
            sleutel("naam", Taaltekst, "in woorden", "\"brief\""),
            sleutel("ook", Teksten, "andere woorden in een verhaal", "[\"post\"]"),
        ],
        VINDPLAATS,
        &[
            sleutel("doet", Namen(Daad), "voor welke daden", "[\"klacht_ingediend\"]"),
            sleutel("vraagt", Lijst(&Een(&WAT_ERIN)), "wat langs deze weg erin moet staan: velden van de daad, of `klager.` met een gegeven van de klager; zonder: wat het formulier altijd vraagt", "[\"omschrijving\", { wat = \"klager.telefoon\", artikel = \"3.1 lid 4\" }]").met(&[("doet", "[\"klacht_ingediend\"]")]),
            sleutel("schriftelijk", JaNee, "telt als schriftelijk; zonder: ja", "false"),
            sleutel("folder", Een(&FOLDER_KLAGEN), "hoe het leest in de folder", "{ nl = \"Stuur een brief.\", en = \"Send a letter.\" }"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

static REGIME_BUITEN: Vorm = vorm(
    "regime_buiten",
    "[regime.buiten]",
    "[[regime]]\nid = \"proef\"\nartikel = \"1\"\nbuiten = {}\n",
    "Waar een klacht hoort waarover een ander beslist, wanneer die beslist, en wat er met de brief gebeurt. De klager leest dat voor hij zijn klacht verstuurt en daarna.",
    &[&[
        sleutel("naar", Taaltekst, "waar de klacht hoort", "{ nl = \"De klachtencommissie van die wet.\", en = \"The committee of that act.\", b1 = \"Uw klacht hoort bij een andere commissie.\" }").moet(),
        sleutel("termijn", Taaltekst, "wanneer die beslist", "{ nl = \"De commissie beslist binnen veertien dagen.\", en = \"The committee decides within fourteen days.\" }").met(&[("artikel", "\"10:5\"")]),
        sleutel("artikel", Tekst, "waar die termijn staat", "\"10:5\"").met(&[("termijn", "\"De commissie beslist binnen veertien dagen.\"")]),
        sleutel("brief", Taaltekst, "wat de aanbieder met de brief doet", "{ nl = \"De aanbieder stuurt de brief door.\", en = \"The provider passes the letter on.\", b1 = \"Wij sturen uw brief door.\" }").moet(),
    ]],
);

pub(super) static REGIME: Vorm = vorm(
    "regime",
    "[[regime]]",
    "[[regime]]\n",
    "Onder welke regels een klacht valt. De vragen bij het indienen volgen uit de voorwaarden; op elke kan het antwoord \"dat weet ik niet\" zijn.",
    &[
        &[
            sleutel("id", Tekst, "een eigen naam", "\"wzd\"").moet(),
            sleutel("naam", Taaltekst, "in woorden", "\"Wzd\""),
        ],
        VINDPLAATS,
        &[
            sleutel("als", Een(&VOORWAARDE), "wanneer zij eronder valt; zonder: altijd", "\"wzd_klacht\""),
            sleutel("gevolg", Taaltekst, "wat daaruit volgt, in woorden", "{ nl = \"De klacht gaat naar een andere commissie.\", en = \"The complaint goes to another committee.\" }"),
            sleutel("werkterrein", Tekst, "alleen bij een aanbieder die daar werkt", "\"keuring\""),
            sleutel("buiten", Tabel(&REGIME_BUITEN), "een ander beslist: de klacht hoort niet in deze procedure", "{ naar = \"De klachtencommissie van die wet.\", brief = \"De aanbieder stuurt de brief door.\" }"),
        ],
        KENMERKEN,
    ],
);

static NORM_ALLEEN: &[Sleutel] = &[
    sleutel("artikel", Tekst, "waar het staat, als de tekst het vraagt", "\"4 lid 5\""),
    sleutel("norm", Teksten, "id in een register van normen, als dat er is", "\"voorbeeld/4.5\""),
];

pub(super) static CIJFER: Vorm = vorm(
    "cijfer",
    "[[cijfer]]",
    "[[cijfer]]\n",
    "Wat een verslag telt, zonder namen. Met de id van een cijfer uit de woordenlijst komt er een bron bij.",
    &[
        &[
            sleutel("id", Tekst, "een eigen naam", "\"uitkomst\"").moet(),
            sleutel("naam", Taaltekst, "het opschrift van de tabel", "\"Uitkomst\""),
            sleutel("uit", Namen(DaadVeld), "uit welke velden: keuzes, kanaal, hoedanigheid, grond, locatie of een lijst", "[\"oordeel_gegeven.uitkomst\"]"),
            sleutel("bij_ontvangst", JaNee, "het veld hoort bij de ontvangst, en kan leeg zijn", "true"),
            sleutel("goed", Teksten, "welke keuzes samen als aandeel worden getoond", "[\"gegrond\"]"),
            sleutel("signaal", JaNee, "wat op een plek vaak terugkomt, geeft een signaal", "true"),
        ],
        NORM_ALLEEN,
        KENMERKEN,
    ],
);

pub(super) static FORMULIER: Vorm = Vorm {
    // What a form of the word list says already, the others need not.
    ook: &["bij"],
    ..vorm(
    "formulier",
    "[[formulier]]",
    "[[formulier]]\n",
    "Een formulier op papier, en op het scherm bij dezelfde daad. Met de id van een formulier uit de woordenlijst wordt dat aangepast.",
    &[
        &[
            sleutel("id", Tekst, "een eigen naam", "\"machtiging\"").moet(),
            sleutel("bij", Naam(Daad), "de daad die men ermee doet; alleen weg te laten bij een formulier uit de woordenlijst", "\"klacht_ingediend\""),
            sleutel("naam", Taaltekst, "het opschrift", "\"Klachtenformulier\""),
            sleutel("tekst", Taaltekst, "wat erboven staat", "{ nl = \"Vul in wat u weet.\", en = \"Fill in what you know.\" }"),
            sleutel("velden", Lijst(&Een(&FORMULIERVELD_OF)), "wat het vraagt: velden van de daad, of `klager.` met een gegeven", "[\"omschrijving\", \"klager.naam\"]"),
            sleutel("ondertekend", JaNee, "er is plaats voor een handtekening", "true"),
        ],
        NORM_ALLEEN,
        KENMERKEN,
    ],
)};

static FORMULIERVELD_OF: Ofwel = Ofwel {
    id: "formulierveld_of",
    wat: "een veld, met een andere herkomst als het vooraf is in te vullen",
    keuzes: &[Tekst, Tabel(&FORMULIERVELD)],
};

static FORMULIERVELD: Vorm = vorm(
    "formulierveld",
    "een veld van een formulier",
    "[[formulier]]\nid = \"proef\"\nbij = \"klacht_ingediend\"\nvelden = [{}]\n",
    "Een veld dat uit een ander gegeven wordt ingevuld.",
    &[&[
        sleutel("veld", Tekst, "het veld", "\"omschrijving\"").moet(),
        sleutel("uit", Tekst, "waaruit het vooraf wordt ingevuld", "\"klager.adres\""),
        sleutel("deel", Keuze(&["straat", "postcode", "woonplaats"]), "welk deel van dat adres", "\"postcode\""),
    ]],
);

pub(super) static ROUTE: Vorm = vorm(
    "route",
    "[[route]]",
    "[[route]]\n",
    "Bij wie men terecht kan.",
    &[
        &[
            sleutel("id", Tekst, "een eigen naam", "\"functionaris\"").moet(),
            sleutel("naam", Taaltekst, "in woorden", "\"De klachtenfunctionaris\""),
        ],
        VINDPLAATS,
        &[
            sleutel("bij", Namen(Rol), "bij wie", "\"klachtenfunctionaris\""),
            sleutel("uitleg", Taaltekst, "wat die doet", "{ nl = \"Hij helpt u.\", en = \"He helps you.\" }"),
            sleutel("folder", JaNee, "`false`: staat niet in de folder", "false"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static COMMISSIE: Vorm = vorm(
    "commissie",
    "[[commissie]]",
    "[[commissie]]\n",
    "Wie samen beslissen. Elke eis weerhoudt een samenstelling die er niet aan voldoet, en zegt waarom.",
    &[
        &[
            sleutel("id", Tekst, "een eigen naam", "\"zittingscommissie\"").moet(),
            sleutel("naam", Taaltekst, "in woorden", "{ nl = \"de zittingscommissie\", en = \"the panel\" }"),
        ],
        VINDPLAATS,
        &[
            sleutel("bij", Naam(Daad), "de daad waarmee zij wordt samengesteld", "\"zittingscommissie_samengesteld\"").moet(),
            sleutel("leden", Tekst, "het lijstveld van die daad met de leden", "\"leden\"").moet(),
            sleutel("eis", Tabellen(&COMMISSIE_EIS), "wat van de leden moet gelden", "[{ artikel = \"4.8\", minstens = 3, tekst = \"Er zijn ten minste drie leden.\" }]"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

static COMMISSIE_EIS: Vorm = Vorm {
    precies_een: EEN_TOETS,
    ..vorm(
        "commissie_eis",
        "[[commissie.eis]]",
        "[[commissie]]\nid = \"proef\"\nartikel = \"1\"\nbij = \"zittingscommissie_samengesteld\"\nleden = \"leden\"\n[[commissie.eis]]\n",
        "Wat van de leden moet gelden: een toets op de lijst.",
        &[
            VINDPLAATS,
            &[sleutel("tekst", Taaltekst, "wat iemand leest als het niet klopt", "{ nl = \"Er zijn ten minste drie leden.\", en = \"There are at least three members.\" }").moet()],
            TOETSEN,
            KENMERKEN,
        ],
    )
};

pub(super) static GESCHIL: Vorm = vorm(
    "geschil",
    "[geschil]",
    "[geschil]\n",
    "De geschilleninstantie. Wat hier ontbreekt, vult de aanbieder aan in `aanbieder.toml`.",
    &[&[
        sleutel("artikel", Tekst, "waar het staat", "\"10 lid 5\"").moet(),
        sleutel("naam", Tekst, "hoe zij heet", "\"De Geschillencommissie\""),
        sleutel("adres", Tekst, "haar adres", "\"Postbus 1, 1000 AA Plaats\""),
        sleutel("website", Tekst, "haar website", "\"www.voorbeeld.example\""),
        sleutel("termijn", Tekst, "binnen welke tijd, in woorden", "\"binnen 1 jaar\""),
        sleutel("termijn_en", Tekst, "hetzelfde in het Engels", "\"within 1 year\""),
        sleutel("kosten", Tekst, "wat het kost, in woorden", "\"52,50 euro\""),
        sleutel("kosten_en", Tekst, "hetzelfde in het Engels", "\"52.50 euros\""),
    ]],
);

pub(super) static BEWARING: Vorm = vorm(
    "bewaring",
    "[[bewaring]]",
    "[[bewaring]]\n",
    "Hoe lang het dossier blijft.",
    &[
        VINDPLAATS,
        &[
            sleutel("termijn", Termijn, "hoe lang", "\"2 jaar\"").moet(),
            sleutel("na", Een(&MOMENT), "vanaf wanneer; zonder: het einde van de procedure", "\"einde\""),
            sleutel("hoogstens", JaNee, "zo lang ten hoogste; anders ten minste", "true"),
            sleutel("als", Een(&VOORWAARDE), "alleen als dit geldt", "\"klacht_ingediend\""),
            sleutel("verlengd_door", Naam(Daad), "de daad waarmee het langer blijft; haar veld `tot` noemt de dag", "\"bewaartermijn_verlengd\""),
            sleutel("opgeschort_zolang", Een(&VOORWAARDE), "zolang dit geldt, gaat het dossier niet weg", "\"geschil_loopt\""),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static AANHOUDING: Vorm = vorm(
    "aanhouding",
    "[[aanhouding]]",
    "[[aanhouding]]\n",
    "Wat vernietigen tegenhoudt, onder welke bewaartermijn een dossier ook valt.",
    &[
        VINDPLAATS,
        &[sleutel("als", Een(&VOORWAARDE), "zolang dit geldt, gaat geen dossier weg; de zin ervan is de reden", "\"geschil_loopt\"").moet()],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static KALENDERPLICHT: Vorm = vorm(
    "kalenderplicht",
    "[[kalenderplicht]]",
    "[[kalenderplicht]]\n",
    "Wat buiten een dossier op tijd moet: een verslag, een evaluatie, een overleg.",
    &[
        &[sleutel("id", Tekst, "een eigen naam", "\"evaluatie\"").moet()],
        VINDPLAATS,
        &[
            sleutel("wie", Namen(Rol), "wie het moet", "\"raad_van_bestuur\""),
            sleutel("doet", Naam(Daad), "welke daad", "\"regeling_geevalueerd\"").moet(),
            sleutel("eerst", Termijn, "de eerste keer, zo lang na inwerkingtreding", "\"2 jaar\""),
            sleutel("herhaal", Termijn, "telkens zo lang na de laatste keer", "\"1 jaar\""),
            sleutel("elk_jaar", Een(&ELK_JAAR), "elk jaar op of voor deze dag", "\"05-31\""),
            sleutel("betrekt", Vrij(&Teksten), "wie erbij betrokken moet zijn: per veld van de daad de waarden", "{ betrokken = [\"clientenraad\"] }"),
            sleutel("betrekt_artikel", Tekst, "het artikel dat dat eist", "\"18 lid 2\""),
            sleutel("tekst", Taaltekst, "in woorden", "{ nl = \"De regeling wordt elk jaar geëvalueerd.\", en = \"The regulation is evaluated each year.\" }"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static TUSSEN_DAGEN: Vorm = vorm(
    "elk_jaar_tussen",
    "elk_jaar = { vanaf, uiterlijk }",
    "[[kalenderplicht]]\nid = \"proef\"\nartikel = \"1\"\nwie = \"klachtencommissie\"\ndoet = \"jaarverslag_uitgebracht\"\nelk_jaar = {}\n",
    "Elk jaar tussen twee dagen (maand-dag).",
    &[&[
        sleutel("vanaf", Tekst, "niet voor deze dag", "\"10-01\""),
        sleutel("uiterlijk", Tekst, "de laatste dag", "\"12-31\"").moet(),
    ]],
);

pub(super) static FASE: Vorm = vorm(
    "fase",
    "[[fase]]",
    "[[fase]]\n",
    "Waar de procedure staat: de laatste fase die geldt.",
    &[&[
        sleutel("id", Tekst, "hoe een verhaal haar noemt", "\"besproken\"").moet(),
        sleutel("naam", Taaltekst, "in woorden; `b1` voor de klager", "{ nl = \"Besproken\", en = \"Discussed\", b1 = \"Wij praatten met u.\" }"),
        sleutel("als", Een(&VOORWAARDE), "wanneer zij geldt", "\"contact_opgenomen\""),
        sleutel("voor", Tekst, "staat voor deze fase; zonder: achteraan", "\"oordeel\""),
        sleutel("stap", Taaltekst, "haar naam in de stappen die de klager ziet; zonder: geen stap", "{ nl = \"Besproken\", en = \"Discussed\", b1 = \"Wij praten met u\" }"),
        sleutel("stap_als", Een(&VOORWAARDE), "zolang zij nog moet komen, is zij alleen een stap als dit geldt: de weg van deze klacht leidt daarheen", "\"klacht_ontvangen\"").met(&[("stap", "{ nl = \"Besproken\", en = \"Discussed\", b1 = \"Wij praten met u\" }")]),
        sleutel("eind", JaNee, "hierna komt niets meer", "true"),
    ]],
);

pub(super) static OPEN_NORM: Vorm = vorm(
    "open_norm",
    "[[open_norm]]",
    "[[open_norm]]\n",
    "Wat geen programma beslist: zo blijft zichtbaar dat het er staat.",
    &[
        VINDPLAATS,
        &[
            sleutel("tekst", Taaltekst, "wat de norm zegt, in eigen woorden", "{ nl = \"De klachtenfunctionaris wordt niet benadeeld.\", en = \"The complaints officer suffers no detriment.\" }").moet(),
            sleutel("waarom", Taaltekst, "waarom een mens dit weegt", "\"dit weegt een mens\"").moet(),
            sleutel("beslist", Namen(Rol), "wie dat doet", "[\"raad_van_bestuur\"]"),
            sleutel("folder", Een(&FOLDER), "hoe het leest in de folder", "{ bij = \"rechten\", nl = \"U merkt niets van uw klacht.\", en = \"You suffer nothing for your complaint.\" }"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);

pub(super) static BEPALING: Vorm = vorm(
    "bepaling",
    "[[bepaling]]",
    "[[bepaling]]\n",
    "Een omschrijving of afspraak waaruit geen plicht, bevoegdheid of verbod volgt.",
    &[
        VINDPLAATS,
        &[
            sleutel("tekst", Taaltekst, "wat er staat, in eigen woorden", "{ nl = \"Cliënt is wie zorg krijgt.\", en = \"A client is a person who gets care.\" }").moet(),
            sleutel("folder", Een(&FOLDER), "hoe het leest in de folder", "{ bij = \"rechten\", nl = \"Klagen kost u niets.\", en = \"To complain costs you nothing.\" }"),
        ],
        TOELICHTING,
        KENMERKEN,
    ],
);
