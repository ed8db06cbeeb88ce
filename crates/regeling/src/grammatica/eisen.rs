//! What the comparison with the statutes reads: what a regulation says of its own text, and what a statute
//! demands of a regulation.

use super::Soort::{
    Datum, Getal, JaNee, Keuze, Lijst, Naam, Namen, Ofwel as Een, Tabel, Tabellen, Taaltekst, Tekst,
    Teksten, Termijn, Vrij,
};
use super::Woord::{Daad, DaadVeld, Klok, Rol};
use super::{Ofwel, Sleutel, Soort, Vorm, sleutel, vorm};

/// What every norm and provision may say of its own text.
pub(super) static KENMERKEN: &[Sleutel] = &[
    sleutel("regelt", Teksten, "het onderwerp waar een wet naar vraagt", "[\"behandeling_gratis\"]"),
    sleutel("voor_wie", Namen(Rol), "over wie het gaat, als `wie` dat niet zegt", "[\"client\"]"),
    sleutel("aangevuld", Een(&AANGEVULD), "de tekst zwijgt; het bestand vult aan", "true"),
    sleutel("noemt", Tabellen(&NOEMT), "welke wetten de tekst noemt", "[{ wet = \"wkcz\", terugblik = true }]"),
    sleutel("verwijst", Tabellen(&VERWIJST), "naar welk ander artikel de tekst verwijst, en waarvoor", "{ naar = \"4.14\", daad = \"oordeel_gegeven\" }"),
    sleutel("sluit_uit", Teksten, "een beginsel dat iets uitsluit: `grond`, `kosten`, of een onderwerp van `regelt`", "\"grond\""),
    sleutel("samenstelling", Tabel(&SAMENSTELLING), "hoe een commissie is samengesteld", "{ rol = \"klachtencommissie\", leden = 5 }"),
    sleutel("kosten", Tabel(&KOSTEN), "wat iets kost", "{ voor = \"geschil\", bedrag = \"125 euro\" }"),
    sleutel("geschilinstantie", Tekst, "de geschilleninstantie die dit artikel noemt", "\"De Geschillencommissie\""),
    sleutel("elders", Teksten, "wat deze wet eist, staat in een ander stuk", "\"jeugdwet\""),
    sleutel("aard", Teksten, "wat voor grond het is, als de id anders heet", "\"te_gering\""),
    sleutel("zekerheid", Tekst, "in een wet: hoe zeker dit is, als dat anders is dan van het hele bestand", "\"M\""),
    sleutel("bron", Tekst, "in een wet: waar dit is gelezen", "\"uitspraak van 23 mei 2023\""),
];

pub(super) static AANGEVULD: Ofwel = Ofwel {
    id: "aangevuld",
    wat: "`true`: alles; of de sleutels die het bestand aanvult",
    keuzes: &[JaNee, Teksten],
};

pub(super) static NOEMT: Vorm = vorm(
    "noemt",
    "noemt = { wet = … }",
    "[[bepaling]]\nartikel = \"1\"\ntekst = \"Proef.\"\nnoemt = {}\n",
    "Een wet die de tekst noemt.",
    &[&[
        sleutel("wet", Tekst, "haar id, ook die van een vervallen wet", "\"wet_bopz\"").moet(),
        sleutel("artikel", Tekst, "welk artikel van die wet", "\"41\""),
        sleutel("in", Tekst, "in welk artikel van deze tekst, als dat een ander is", "\"1 lid 2\""),
        sleutel("terugblik", JaNee, "alleen als geschiedenis: geen bevinding", "true"),
    ]],
);

static VERWIJST: Vorm = vorm(
    "verwijst",
    "verwijst = { naar = … }",
    "[[bepaling]]\nartikel = \"1\"\ntekst = \"Proef.\"\nverwijst = {}\n",
    "Een verwijzing binnen de tekst. Wat er moet staan, wordt nagekeken.",
    &[&[
        sleutel("naar", Tekst, "het artikel", "\"4.14\"").moet(),
        sleutel("daad", Naam(Daad), "dat gaat over deze daad", "\"oordeel_gegeven\""),
        sleutel("termijn", Termijn, "of deze termijn noemt", "\"6 weken\""),
        sleutel("regelt", Tekst, "of dit onderwerp regelt", "\"behandeling_gratis\""),
    ]],
);

static SAMENSTELLING: Vorm = vorm(
    "samenstelling",
    "samenstelling = { rol = … }",
    "[[bepaling]]\nartikel = \"1\"\ntekst = \"Proef.\"\nsamenstelling = {}\n",
    "Hoe een commissie is samengesteld: in een regeling wat er staat, in een wet wat zij eist.",
    &[&[
        sleutel("rol", Naam(Rol), "welke commissie", "\"klachtencommissie\"").moet(),
        sleutel("leden", Getal, "ten minste zoveel leden", "3"),
        sleutel("oneven", JaNee, "een oneven aantal", "true"),
        sleutel("voorzitter_van_buiten", JaNee, "de voorzitter werkt niet voor de aanbieder", "true"),
        sleutel("leden_van_buiten", JaNee, "geen van de leden werkt voor de aanbieder", "true"),
    ]],
);

static KOSTEN: Vorm = vorm(
    "kosten",
    "kosten = { voor = … }",
    "[[bepaling]]\nartikel = \"1\"\ntekst = \"Proef.\"\nkosten = {}\n",
    "Wat iets kost.",
    &[&[
        sleutel("voor", Tekst, "`geschil`, `functionaris` of `behandeling`", "\"geschil\"").moet(),
        sleutel("bedrag", Tekst, "het bedrag, als de tekst dat noemt", "\"125 euro\""),
    ]],
);

pub(super) static OPSCHRIFT: Vorm = vorm(
    "opschrift",
    "[[opschrift]]",
    "[[opschrift]]\n",
    "Een kop in de tekst; alleen als de nummering niet klopt.",
    &[&[
        sleutel("artikel", Tekst, "het nummer", "\"11\"").moet(),
        sleutel("tekst", Tekst, "het opschrift", "\"Ontvankelijkheid van de klacht\"").moet(),
        sleutel("leden", Tekst, "het nummer dat de leden dragen, als dat een ander is", "\"10\""),
    ]],
);

pub(super) static VERVALLEN: Vorm = vorm(
    "vervallen",
    "[[vervallen]]",
    "[[vervallen]]\n",
    "Een wet die niet meer geldt. Haar `woorden` worden ook in de zinnen van een regeling gezocht.",
    &[&[
        sleutel("id", Tekst, "hoe `noemt` haar noemt", "\"oude_wet\"").moet(),
        sleutel("naam", Taaltekst, "hoe zij heet", "{ nl = \"de oude wet\", en = \"the old act\" }"),
        sleutel("woorden", Teksten, "woorden waaraan men haar in een zin herkent", "[\"Oude wet\"]"),
        sleutel("op", Datum, "de dag waarop zij verviel", "2020-01-01").moet(),
        sleutel("opvolger", Tekst, "waar de stof nu staat", "\"Wzd en Wvggz\"").moet(),
        sleutel("plaatsen", Vrij(&Tekst), "van een oud artikel: waar het nu staat", "{ \"41\" = \"Wzd artikel 55\" }"),
        sleutel("zekerheid", Tekst, "hoe zeker dit is", "\"2\""),
    ]],
);

// --- Wat een wet eist ---------------------------------------------------------------------------------

/// The forms of a demand.
pub(super) static EIS: Vorm = Vorm {
    precies_een: &[
        &["plicht"],
        &["mag"],
        &["regelt"],
        &["regelt_niet"],
        &["doorzending"],
        &["alleen_door"],
        &["alleen"],
        &["grond_kent"],
        &["grond_niet"],
        &["weigering"],
        &["gerechtigd"],
        &["gerechtigd_kent"],
        &["kanaal_kent"],
        &["brief_bij"],
        &["verlenging"],
        &["termijn_voor"],
        &["samenstelling"],
        &["kosteloos"],
        &["geen_bedrag"],
        &["geschil"],
        &["bewaring"],
    ],
    ..vorm(
        "eis",
        "[[eis]]",
        "[[eis]]\n",
        "Wat een wet van een regeling eist. Precies één sleutel zegt wat: van `plicht` tot en met `bewaring`.",
        &[
            &[
                sleutel("artikel", Tekst, "het artikel van de wet", "\"16\"").moet(),
                sleutel("ernst", Keuze(&["V", "R", "O", "I", "N"]), "hoe erg het is als het ontbreekt", "\"V\"").moet(),
                sleutel("bevinding", Taaltekst, "wat er mis is; `{wie}`, `{grond}`, `{daad}`, `{kanaal}`, `{wat}` en `{bedrag}` worden ingevuld", "{ nl = \"De regeling noemt geen termijn.\", en = \"The regulation names no term.\" }").moet(),
                sleutel("advies", Taaltekst, "wat men kan schrijven", "{ nl = \"Noem een termijn.\", en = \"Name a term.\" }").moet(),
                sleutel("zekerheid", Tekst, "hoe zeker dit artikel is, als dat anders is dan van de hele wet", "\"S-old\""),
            ],
            &[
                sleutel("plicht", Namen(Daad), "een plicht tot precies deze daad, of een van deze", "\"voortgang_gemeld\""),
                sleutel("in_plaats_van", Naam(Daad), "alleen gevraagd als de regeling in plaats daarvan een plicht tot deze daad heeft", "\"advies_uitgebracht\"").met(&[("plicht", "\"voortgang_gemeld\"")]),
                sleutel("mag", Namen(Daad), "ten minste een van deze daden mag", "[\"geschil_voorgelegd\"]"),
                sleutel("wie", Namen(Rol), "wie het moet, mag of beslist", "\"klager\"").met(&[("mag", "\"geschil_voorgelegd\""), ("plicht", "\"voortgang_gemeld\""), ("alleen", "\"toestemming_clientdossier\"")]),
                sleutel("aan", Namen(Rol), "aan wie", "\"klager\"").met(&[("plicht", "\"voortgang_gemeld\"")]),
                sleutel("in", Tabel(&SITUATIE), "ook als er niet meer gebeurde dan dit", "{ gebeurd = [\"klacht_ingediend\"] }").met(&[("mag", "\"geschil_voorgelegd\"")]),
                sleutel("ongeacht", Tabel(&ONGEACHT), "wat er ook in dat veld staat", "{ veld = \"klacht_ingediend.zorgsoort\", waarden = [\"wlz\", \"zvw\"] }").met(&[("mag", "\"geschil_voorgelegd\"")]).niet_met(&["in"]),
                sleutel("regelt", Teksten, "dat een van deze onderwerpen is geregeld", "[\"instemming_clientenraad\"]"),
                sleutel("regelt_niet", Tekst, "dat dit onderwerp juist niet is geregeld", "\"advies_clientenraad\""),
                sleutel("doorzending", Tekst, "dat een klacht van deze aard (`aard` of id van een grond) niet hier wordt behandeld, maar wordt doorgezonden", "\"wzd\""),
                sleutel("alleen_door", Namen(Rol), "dat niemand anders de daad in `daad` mag doen", "\"klachtencommissie\"").met(&[("daad", "\"oordeel_gegeven\"")]),
                sleutel("daad", Naam(Daad), "die daad", "\"oordeel_gegeven\"").met(&[("alleen_door", "\"klachtencommissie\"")]),
                sleutel("alleen", Tekst, "dat over dit onderwerp niemand anders beslist dan `wie`", "\"toestemming_clientdossier\""),
                sleutel("grond_kent", Teksten, "geen andere gronden om te weigeren dan deze", "[\"al_behandeld\"]"),
                sleutel("grond_niet", Tekst, "deze grond niet", "\"te_gering\""),
                sleutel("weigering", JaNee, "dat wie de behandeling stopt, dat op een grond of voorwaarde doet", "true"),
                sleutel("behalve", Namen(Daad), "deze daden niet", "[\"klacht_ingetrokken\"]").met(&[("weigering", "true"), ("brief_bij", "\"weigering\"")]),
                sleutel("gerechtigd", Lijst(&Een(&WIE_MAG_KLAGEN)), "dat deze mensen mogen klagen", "[\"client\", { hoedanigheid = \"nabestaande\", naam = \"de nabestaande\" }]"),
                sleutel("gerechtigd_kent", Teksten, "anderen dan deze zijn meer dan de wet", "[\"client\", \"nabestaande\"]"),
                sleutel("kanaal_kent", Teksten, "andere wegen dan deze zijn meer dan de wet", "[\"brief\", \"e-mail\"]"),
                sleutel("brief_bij", Soort::Ofwel(&BRIEF_BIJ), "de brief bij deze daad vermeldt wat in `vermeldt` staat; `\"weigering\"`: elke weigering op een grond", "\"oordeel_gegeven\"").met(&[("vermeldt", "[\"motivering\"]")]),
                sleutel("verlenging", Naam(Klok), "het bericht van verlenging van deze klok vermeldt wat in `vermeldt` staat", "\"wkkgz:oordeel\"").met(&[("vermeldt", "[\"reden\"]")]),
                sleutel("vermeldt", Lijst(&Teksten), "wat erin moet; van een lijst in de lijst is er een genoeg", "[\"motivering\", [\"geschil.naam\", \"geschil.website\"]]").met(&[("brief_bij", "\"oordeel_gegeven\""), ("verlenging", "\"wkkgz:oordeel\"")]),
                sleutel("termijn_voor", Namen(Daad), "dat de regeling zelf een termijn voor (een van) deze daden noemt", "\"jeugdoordeel_gegeven\""),
                sleutel("samenstelling", Tabel(&SAMENSTELLING), "hoe een commissie ten minste is samengesteld", "{ rol = \"klachtencommissie\", leden = 3, voorzitter_van_buiten = true }"),
                sleutel("kosteloos", Teksten, "wat niets kost", "[\"functionaris\"]"),
                sleutel("geen_bedrag", Tekst, "waarvoor geen vast bedrag in de tekst hoort", "\"geschil\""),
                sleutel("geschil", JaNee, "dat de geschilleninstantie een naam heeft", "true"),
                sleutel("bewaring", Keuze(&["termijn", "begin", "verlenging"]), "dat de bewaring een termijn heeft, een begin, of een grens aan verlenging", "\"termijn\""),
            ],
        ],
    )
};

static BRIEF_BIJ: Ofwel = Ofwel {
    id: "brief_bij",
    wat: "een daad, of `\"weigering\"`",
    keuzes: &[Keuze(&["weigering"]), Naam(Daad)],
};

static SITUATIE: Vorm = vorm(
    "situatie",
    "in = { gebeurd, verstreken }",
    "[[eis]]\nartikel = \"1\"\nernst = \"V\"\nbevinding = \"Proef.\"\nadvies = \"Proef.\"\nmag = \"geschil_voorgelegd\"\nin = {}\n",
    "Wat er gebeurde; meer niet.",
    &[&[
        sleutel("gebeurd", Namen(Daad), "deze daden", "[\"klacht_ingediend\"]"),
        sleutel("verstreken", Teksten, "deze klokken zijn om", "[\"wkkgz:oordeel\"]"),
    ]],
);

static ONGEACHT: Vorm = vorm(
    "ongeacht",
    "ongeacht = { veld, waarden }",
    "[[eis]]\nartikel = \"1\"\nernst = \"V\"\nbevinding = \"Proef.\"\nadvies = \"Proef.\"\nmag = \"geschil_voorgelegd\"\nongeacht = {}\n",
    "Een veld, en de waarden die geen verschil mogen maken.",
    &[&[
        sleutel("veld", Naam(DaadVeld), "daad.veld", "\"klacht_ingediend.zorgsoort\"").moet(),
        sleutel("waarden", Lijst(&Soort::Waarde), "de waarden", "[\"wlz\", \"zvw\"]"),
    ]],
);

static WIE_MAG_KLAGEN: Ofwel = Ofwel {
    id: "wie_mag_klagen",
    wat: "een hoedanigheid, met een naam als de regeling haar niet noemt",
    keuzes: &[Tekst, Tabel(&HOEDANIGHEID)],
};

static HOEDANIGHEID: Vorm = vorm(
    "hoedanigheid",
    "een hoedanigheid",
    "[[eis]]\nartikel = \"1\"\nernst = \"V\"\nbevinding = \"Proef.\"\nadvies = \"Proef.\"\ngerechtigd = [{}]\n",
    "Wie volgens de wet mag klagen.",
    &[&[
        sleutel("hoedanigheid", Tekst, "de id", "\"nabestaande\"").moet(),
        sleutel("naam", Taaltekst, "hoe de bevinding hem noemt", "{ nl = \"de nabestaande\", en = \"the surviving relative\" }"),
    ]],
);
