//! Words that a file declares: roles, acts with their fields, facts.

use super::Soort::{
    JaNee, Keuze, Naam, Namen, Ofwel as Een, Tabel, Taaltekst, Tekst, Teksten, Vrij,
};
use super::Woord::{Daad, Rol};
use super::algebra::VOORWAARDE;
use super::waarden::{FOLDERZIN, OPTIES, VELDSOORT};
use super::{Sleutel, Vorm, sleutel, vorm};
use crate::woorden::VeldSoort;

/// Kinds of field that need no further word: how they are spelled, and what one fills in.
pub(crate) static EENVOUDIGE_SOORTEN: [(&str, VeldSoort, &str); 13] = [
    ("tekst", VeldSoort::Tekst, "tekst van elke lengte"),
    ("regel", VeldSoort::Regel, "één regel tekst"),
    ("datum", VeldSoort::Datum, "een dag"),
    ("ja_nee", VeldSoort::JaNee, "ja of nee"),
    ("getal", VeldSoort::Getal, "een geheel getal"),
    ("grond", VeldSoort::Grond, "een van de gronden die de regeling voor deze daad heeft"),
    ("kanaal", VeldSoort::Kanaal, "een van de kanalen van de regeling"),
    ("hoedanigheid", VeldSoort::Hoedanigheid, "een van de hoedanigheden waarin men mag klagen, of andere tekst"),
    ("partij", VeldSoort::Partij, "iemand die al in het dossier staat; de andere velden vullen aan wat van hem niet bekend was"),
    ("account", VeldSoort::Account, "een medewerker met een account"),
    ("bestanden", VeldSoort::Bestanden, "bestanden die meekomen"),
    ("gebeurtenis", VeldSoort::Gebeurtenis, "iets wat eerder in het dossier gebeurde"),
    ("invulling", VeldSoort::Invulling, "nieuwe waarden voor de velden daarvan"),
];

/// Headings of the timeline's filter.
pub(crate) const GROEPEN: &[&str] = &["contact", "stuk", "besluit", "klager"];

/// How they are spelled.
pub(super) const VELDSOORTEN: &[&str] = &[
    "tekst", "regel", "datum", "ja_nee", "getal", "grond", "kanaal", "hoedanigheid", "partij", "account",
    "bestanden", "gebeurtenis", "invulling",
];

pub(super) static ROL: Vorm = vorm(
    "rol",
    "[[rol]]",
    "[[rol]]\n",
    "Wie er kan zijn. Een rol uit de woordenlijst mag met dezelfde id worden aangevuld; wat er dan niet staat, blijft zoals het was.",
    &[&[
        sleutel("id", Tekst, "hoe normen haar noemen", "\"geestelijk_verzorger\"").moet(),
        sleutel("naam", Taaltekst, "hoe mensen haar noemen; `b1` voor de klager", "{ nl = \"de geestelijk verzorger\", en = \"the chaplain\", b1 = \"de geestelijk verzorger\" }"),
        sleutel("soort", Keuze(&["partij", "ambt", "buiten"]), "`partij`: mensen in het dossier, elk telt; `ambt`: bij de aanbieder; `buiten`: een ander", "\"ambt\""),
        sleutel("ook", Teksten, "andere woorden waarmee een verhaal haar mag noemen", "[\"dominee\"]"),
        sleutel("is", Namen(Rol), "handelt waar een norm of wet van deze rol spreekt", "\"zorgaanbieder\""),
        sleutel("altijd", JaNee, "een dossier heeft er altijd een, ook zonder naam", "true"),
        sleutel("legt_vast", JaNee, "legt vast wat partijen deden, en mag dat rechtzetten", "true"),
        sleutel("toegang_als", Naam(Rol), "wie dit ambt heeft, ziet in de werkplek wat dat ambt ziet; zonder deze sleutel alleen de dossiers waarin hij een rol heeft", "\"raad_van_bestuur\""),
    ]],
);

pub(super) static DAAD: Vorm = vorm(
    "daad",
    "[[daad]]",
    "[[daad]]\n",
    "Wat iemand kan doen. Zij laat een gebeurtenis na. Een daad uit de woordenlijst of een wet mag met dezelfde `id` worden aangevuld: een eigen `naam`, `gedaan`, `folder` of `sinds`, meer `ook`, meer rollen in `aan`, `zichtbaar` of `vertrouwelijk_voor`, meer `velden` en meer keuzes bij een veld. Weghalen kan niet.",
    &[&[
        sleutel("id", Tekst, "hoe normen haar noemen", "\"huisbezoek_gebracht\"").moet(),
        sleutel("ook", Teksten, "andere woorden waarmee een verhaal haar mag noemen", "[\"op_bezoek_geweest\"]"),
        sleutel("naam", Taaltekst, "wat iemand gaat doen: op de knop en in de regeling in woorden", "{ nl = \"een bezoek brengen\", en = \"pay a visit\", b1 = \"bij u langskomen\" }"),
        sleutel("gedaan", Taaltekst, "hoe het heet als het gebeurd is: in de tijdlijn", "{ nl = \"Bezoek gebracht\", en = \"Visit paid\", b1 = \"Wij kwamen bij u langs\" }"),
        sleutel("groep", Keuze(GROEPEN), "voor het filter van de tijdlijn; zonder: `besluit`", "\"contact\""),
        sleutel("aan", Namen(Rol), "tot wie zij zich kan richten; zonder: tot niemand", "[\"klager\"]"),
        sleutel("zichtbaar", Namen(Rol), "wie ziet dat het gebeurde, naast wie de klacht behandelt", "[\"klager\"]"),
        sleutel("vertrouwelijk_voor", Namen(Rol), "aantekeningen die alleen deze rollen lezen", "[\"klachtenfunctionaris\"]"),
        sleutel("eenmalig", JaNee, "kan één keer in een dossier", "true"),
        sleutel("opent", JaNee, "met deze daad begint een dossier", "true"),
        sleutel("herstelt", JaNee, "zet iets recht wat verkeerd is vastgelegd", "true"),
        sleutel("splitst", JaNee, "maakt van één brief meer klachten, elk met een eigen dossier", "true"),
        sleutel("neemt_over", JaNee, "zegt wat een eerder register van de klacht weet; kan alleen bij het overnemen daarvan, en geen norm hoeft haar te geven", "true"),
        sleutel("sluit_af", JaNee, "van een daad die overneemt: op haar dag was de klacht al afgesloten; van daarvoor blijft geen plicht of klok over", "true"),
        sleutel("buiten_klacht", JaNee, "hoort bij geen klacht, zoals een benoeming of een jaarverslag", "true"),
        sleutel("blijkt_uit", Naam(Daad), "telt als gebeurd met deze andere daad, tot zij zelf wordt vastgelegd", "\"klacht_ingediend\""),
        sleutel("antwoord_op", Naam(Daad), "wie die daad ontving, wordt hierom gevraagd", "\"reactie_gevraagd\""),
        sleutel("folder", Tabel(&FOLDERZIN), "hoe de stap leest in de folder", "{ bij = \"horen\", nl = \"{wie} komt bij u langs.\", en = \"{wie} visits you.\" }"),
        sleutel("sinds", Taaltekst, "hoe zij leest als begin van een termijn", "{ nl = \"nadat wij bij u waren\", en = \"after we visited you\" }"),
        sleutel("velden", Vrij(&Een(&VELDSOORT)), "wat wordt gevraagd; `naam_van_het_veld = soort`", "{ verslag = { soort = \"tekst\", verplicht = true }, op = \"datum\" }"),
    ]],
);

const WAT_VELD: &str = "een veld";
const BIJ_VELD: &str = "[[daad]]\nid = \"proef\"\nvelden = { wat = {} }\n";

static VAN_ELK_VELD: &[Sleutel] = &[
    sleutel("naam", Taaltekst, "de vraag, of het opschrift", "\"Wat is besproken?\""),
    sleutel("ook", Teksten, "andere woorden waarmee een verhaal het veld mag noemen", "[\"inhoud\"]"),
    sleutel("verplicht", JaNee, "zonder dit veld kan de daad niet", "true"),
    sleutel("uitleg", Tekst, "uitleg onder de vraag", "\"Kort is goed.\""),
];

pub(super) static VELD_SOORT: Vorm = vorm(
    "veld_soort",
    WAT_VELD,
    BIJ_VELD,
    "Een veld van een gewone soort.",
    &[&[sleutel("soort", Keuze(VELDSOORTEN), "de soort", "\"tekst\"").moet()], VAN_ELK_VELD],
);

pub(super) static VELD_KEUZE: Vorm = vorm(
    "veld_een_van",
    WAT_VELD,
    BIJ_VELD,
    "Een keuze.",
    &[&[sleutel("een_van", Een(&OPTIES), "waaruit men er een kiest", "{ goed = \"goed\", niet_goed = \"niet goed\" }").moet()], VAN_ELK_VELD],
);

pub(super) static VELD_KEUZES: Vorm = vorm(
    "veld_enkele_van",
    WAT_VELD,
    BIJ_VELD,
    "Meer keuzes tegelijk.",
    &[&[sleutel("enkele_van", Een(&OPTIES), "waaruit men er een aantal kiest", "[\"zorg\", \"bejegening\"]").moet()], VAN_ELK_VELD],
);

pub(super) static VELD_PARTIJEN: Vorm = vorm(
    "veld_partijen",
    WAT_VELD,
    BIJ_VELD,
    "Mensen die hiermee in het dossier komen.",
    &[&[sleutel("partijen", Naam(Rol), "met deze rol", "\"vertegenwoordiger\"").moet()], VAN_ELK_VELD],
);

pub(super) static VELD_LIJST: Vorm = vorm(
    "veld_lijst",
    WAT_VELD,
    BIJ_VELD,
    "Een lijst van rijen; elke rij heeft deze velden.",
    &[&[sleutel("lijst", Vrij(&Een(&VELDSOORT)), "de velden van een rij", "{ punt = \"tekst\", klaar_op = \"datum\" }").moet()], VAN_ELK_VELD],
);

pub(super) static FEIT: Vorm = vorm(
    "feit",
    "[[feit]]",
    "[[feit]]\n",
    "Iets wat volgt uit wat er gebeurde. Een norm noemt het met zijn id.",
    &[&[
        sleutel("id", Tekst, "hoe normen het noemen", "\"twee_keer_gesproken\"").moet(),
        sleutel("als", Een(&VOORWAARDE), "wanneer het geldt", "{ aantal = \"contact_opgenomen\", minstens = 2 }").moet(),
        sleutel("naam", Taaltekst, "hoe het leest na \"als\" of \"tenzij\"", "{ nl = \"er twee keer is gesproken\", en = \"there were two talks\" }"),
        sleutel("waarom_niet", Taaltekst, "wat iemand leest die wordt geweigerd omdat het niet geldt", "{ nl = \"Er is nog geen twee keer gesproken.\", en = \"There were no two talks yet.\" }"),
        sleutel("waarom", Taaltekst, "wat iemand leest die wordt geweigerd omdat het geldt", "{ nl = \"Er is al twee keer gesproken.\", en = \"There were two talks already.\" }"),
        sleutel("ook", Teksten, "andere woorden waarmee een verhaal het mag noemen", "[\"twee_gesprekken\"]"),
    ]],
);

pub(super) static WERKTERREIN: Vorm = vorm(
    "werkterrein",
    "[[werkterrein]]",
    "[[werkterrein]]\n",
    "Waarop een aanbieder kan werken. Wat alleen daar speelt, wordt alleen gevraagd aan wie over zo'n aanbieder klaagt: de vragen bij het indienen blijven zo weinig als kan. Of een aanbieder er werkt, zegt `werkterreinen` in de kop van zijn regeling, of van een wet waarop zij rust.",
    &[&[
        sleutel("id", Tekst, "hoe `werkterreinen` het noemt", "\"thuisbegeleiding\"").moet(),
        sleutel("naam", Taaltekst, "wat een aanbieder daar doet", "{ nl = \"geeft begeleiding thuis\", en = \"gives guidance at home\" }"),
        sleutel("vraagt", Teksten, "velden (`daad.veld`) en keuzes (`daad.veld.keuze`) die er alleen zijn voor wie hier werkt", "[\"klacht_ingediend.zorgsoort.wmo\"]"),
    ]],
);
