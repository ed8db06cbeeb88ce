//! Values that many keys share: text for people, terms, a sentence in the leaflet, a field of an act, a day.

use super::Soort::{
    Datum, Lijst, Naam, Namen, Nee, Ofwel as Een, Tabel, Taaltekst, Teksten, Termijn, Vrij,
};
use super::Woord::{Klok, Rol};
use super::algebra::VOORWAARDE;
use super::{Ofwel, Soort, Vorm, sleutel, vorm};

pub(super) static TAALTEKST: Vorm = vorm(
    "taaltekst",
    "een tekst { nl, en, b1 }",
    "[[bepaling]]\nartikel = \"1\"\ntekst = {}\n",
    "Tekst voor mensen. Alleen Nederlands mag ook als gewone tekst: `naam = \"brief\"`.",
    &[&[
        sleutel("nl", Soort::Tekst, "Nederlands, voor wie de klacht behandelt", "\"de cliënt\"").moet(),
        sleutel("en", Soort::Tekst, "Engels", "\"the client\""),
        sleutel("b1", Soort::Tekst, "eenvoudig Nederlands, voor wie klaagt", "\"u\""),
    ]],
);

// --- Termijnen ----------------------------------------------------------------------------------------------

/// `"6 weken"`, or a list with conditions.
pub(super) static TERMIJNEN: Ofwel = Ofwel {
    id: "termijnen",
    wat: "een termijn, of een lijst: de eerste waarvan de voorwaarde geldt, anders die zonder voorwaarde",
    keuzes: &[Termijn, Lijst(&Een(&TERMIJN_ALS))],
};

static TERMIJN_ALS: Ofwel = Ofwel {
    id: "termijn_als",
    wat: "een termijn, of een termijn met voorwaarde",
    keuzes: &[Termijn, Tabel(&MET_VOORWAARDE)],
};

static MET_VOORWAARDE: Vorm = vorm(
    "termijn_met_voorwaarde",
    "een termijn met voorwaarde",
    "[[bevoegdheid]]\nid = \"proef\"\nartikel = \"1\"\nwie = \"klager\"\ndoet = \"geschil_gemeld\"\nna = \"oordeel_gegeven\"\nbinnen = [\"6 weken\", {}]\n",
    "Een andere termijn als iets geldt.",
    &[&[
        sleutel("is", Termijn, "de termijn", "\"10 weken\"").moet(),
        sleutel("als", Een(&VOORWAARDE), "als dit geldt", "\"onderzoeker_aangewezen\"").moet(),
    ]],
);

/// Within which time a norm must be met.
pub(super) static BINNEN: Ofwel = Ofwel {
    id: "binnen",
    wat: "een termijn, een lijst van termijnen, een klok, of een termijn die iemand stelt",
    keuzes: &[
        Termijn,
        Lijst(&Een(&TERMIJN_ALS)),
        Tabel(&BINNEN_KLOK),
        Tabel(&BINNEN_DOOR),
        Tabel(&BINNEN_IN),
    ],
};

const BIJ_BINNEN: &str = "[[plicht]]\nid = \"proef\"\nartikel = \"1\"\nwie = \"aangeklaagde\"\ndoet = \"reactie_gegeven\"\nna = \"reactie_gevraagd\"\nbinnen = {}\n";

static BINNEN_KLOK: Vorm = vorm(
    "binnen_klok",
    "binnen",
    BIJ_BINNEN,
    "Binnen een lopende termijn.",
    &[&[sleutel("klok", Naam(Klok), "die klok", "\"wkkgz:oordeel\"").moet()]],
);

static BINNEN_DOOR: Vorm = vorm(
    "binnen_gesteld_door",
    "binnen",
    BIJ_BINNEN,
    "Binnen een termijn die iemand stelt, met de daad `termijn_gesteld`.",
    &[&[
        sleutel("gesteld_door", Namen(Rol), "wie haar stelt", "\"voorzitter\"").moet(),
        sleutel("hoogstens", Termijn, "ten hoogste zo lang", "\"4 weken\""),
    ]],
);

static BINNEN_IN: Vorm = vorm(
    "binnen_gesteld_in",
    "binnen",
    BIJ_BINNEN,
    "Uiterlijk op de dag in een veld van de daad waarna het moet (`na`).",
    &[&[
        sleutel("gesteld_in", Soort::Tekst, "dat veld", "\"uiterlijk\"").moet(),
        sleutel("hoogstens", Termijn, "ten hoogste zo lang", "\"4 weken\""),
    ]],
);

/// `folder = { … }` or `folder = false`.
pub(super) static FOLDER: Ofwel = Ofwel {
    id: "folder",
    wat: "een zin in de folder, of `false`: staat niet in de folder",
    keuzes: &[Nee, Tabel(&FOLDERZIN)],
};

/// The same, where the place follows from the table.
pub(super) static FOLDER_KLAGEN: Ofwel = Ofwel {
    id: "folder_klagen",
    wat: "een zin in de folder, of `false`: staat niet in de folder",
    keuzes: &[Nee, Tabel(&FOLDERZIN_KLAGEN)],
};

const WAT_FOLDER: &str = "folder = { bij, nl, en }";
const DEEL: Soort = Soort::Keuze(crate::folder::FOLDERDELEN);

pub(super) static FOLDERZIN: Vorm = vorm(
    "folderzin",
    WAT_FOLDER,
    "[[bepaling]]\nartikel = \"1\"\ntekst = \"Klagen is gratis.\"\nfolder = {}\n",
    "Zo leest de regel in de folder. `{aanbieder}`, `{adres}`, `{telefoon}`, `{bereikbaar}`, `{email}`, `{website}`, `{geschil}` en `{wie}` worden ingevuld.",
    &[&[
        sleutel("bij", DEEL, "de plek in de folder", "\"rechten\"").moet(),
        sleutel("nl", Soort::Tekst, "in eenvoudig Nederlands", "\"Klagen kost u niets.\"").moet(),
        sleutel("en", Soort::Tekst, "in het Engels", "\"To complain costs you nothing.\""),
    ]],
);

static FOLDERZIN_KLAGEN: Vorm = vorm(
    "folderzin_klagen",
    WAT_FOLDER,
    "[[kanaal]]\nid = \"telefoon\"\nartikel = \"1\"\nfolder = {}\n",
    "Hetzelfde bij een kanaal of een klachtgerechtigde: zonder `bij` staat de zin bij `klagen`.",
    &[&[
        sleutel("bij", DEEL, "de plek in de folder", "\"klagen\""),
        sleutel("nl", Soort::Tekst, "in eenvoudig Nederlands", "\"Bel {telefoon}.\"").moet(),
        sleutel("en", Soort::Tekst, "in het Engels", "\"Call {telefoon}.\""),
    ]],
);

// --- Een veld van een daad ----------------------------------------------------------------------------------

pub(super) static VELDSOORT: Ofwel = Ofwel {
    id: "veldsoort",
    wat: "een veld: kort alleen de soort, of een tabel",
    keuzes: &[
        Soort::Keuze(super::woorden::VELDSOORTEN),
        Tabel(&super::woorden::VELD_SOORT),
        Tabel(&super::woorden::VELD_KEUZE),
        Tabel(&super::woorden::VELD_KEUZES),
        Tabel(&super::woorden::VELD_PARTIJEN),
        Tabel(&super::woorden::VELD_LIJST),
    ],
};

/// Options of a choice.
pub(super) static OPTIES: Ofwel = Ofwel {
    id: "opties",
    wat: "de keuzes: een lijst van ids, of een tabel van id naar naam",
    keuzes: &[Teksten, Vrij(&Taaltekst)],
};

/// `elk_jaar`.
pub(super) static ELK_JAAR: Ofwel = Ofwel {
    id: "elk_jaar",
    wat: "een dag van het jaar als \"maand-dag\", of twee dagen waartussen",
    keuzes: &[Soort::Tekst, Tabel(&super::instellingen::TUSSEN_DAGEN)],
};

/// A date, for the head.
pub(super) const DAG: Soort = Datum;
