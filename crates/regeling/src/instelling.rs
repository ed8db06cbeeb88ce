//! Settings: what a regulation arranges beside its norms. Letters, who may complain, channels, routes,
//! retention, the calendar, phases, the dispute body, and the head of each text.
//!
//! Always holds: every setting bears its article; what it names exists in the words of the same book.

use termijn::{Datum, Termijn};

use crate::folder::InFolder;
use crate::lezer::Naam;
use crate::norm::Vindplaats;
use crate::plek::Plek;
use crate::voorwaarde::{Moment, Toets, Voorwaarde};
use crate::woorden::{DaadId, RolId, Tekst};

/// A letter or document: addressees, what it must state, who signs.
#[derive(Debug, Clone)]
pub struct Stuk {
    /// Its id; also the name of the letter template.
    pub id: String,
    /// Its name.
    pub naam: Tekst,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// Goes out with this act.
    pub bij: DaadId,
    /// Only with these field values.
    pub waar: Vec<(String, Toets)>,
    /// Only if.
    pub als: Option<Voorwaarde>,
    /// To whom.
    pub aan: Vec<RolId>,
    /// What it must state: a field of the act, or a datum such as `geschil.adres`.
    pub vermeldt: Vec<Vermelding>,
    /// Who signs.
    pub ondertekent: Option<RolId>,
    /// Where it was declared.
    pub plek: Plek,
}

/// Something that a document must state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vermelding {
    /// Which item.
    pub wat: String,
    /// The article that demands it.
    pub vindplaats: Vindplaats,
}

/// Who may complain.
#[derive(Debug, Clone)]
pub struct Gerechtigde {
    /// The capacity's id.
    pub hoedanigheid: String,
    /// Other spellings under which it is found.
    pub ook: Vec<String>,
    /// What people read.
    pub naam: Tekst,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// Only for these acts; empty: for each.
    pub bij: Vec<DaadId>,
    /// Only when the act has these field values.
    pub waar: Vec<(String, Toets)>,
    /// Where it was declared.
    pub plek: Plek,
    /// How it reads in the list of who may complain, in the leaflet.
    pub folder: InFolder,
}

/// A body that decides together: who sits in it.
#[derive(Debug, Clone)]
pub struct Commissie {
    /// Its id.
    pub id: String,
    /// What people read.
    pub naam: Tekst,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// The act that names its members.
    pub bij: DaadId,
    /// In which list field of that act.
    pub leden: String,
    /// What must hold of the list; each is a prohibition as well.
    pub eisen: Vec<CommissieEis>,
    /// Where it stands.
    pub plek: Plek,
}

/// One demand on who sits in a body.
#[derive(Debug, Clone)]
pub struct CommissieEis {
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// What must hold of the list of members.
    pub toets: Toets,
    /// In one sentence.
    pub tekst: Tekst,
}

/// A channel along which a complaint comes in.
#[derive(Debug, Clone)]
pub struct Kanaal {
    /// Its id.
    pub id: String,
    /// Other spellings under which it is found.
    pub ook: Vec<String>,
    /// What people read.
    pub naam: Tekst,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// The act with which it opens a dossier.
    pub doet: Vec<DaadId>,
    /// Counts as writing.
    pub schriftelijk: bool,
    /// What a complaint along this channel must state: a field of its act, or `klager.telefoon` of a party
    /// in it. Nothing else need be filled in. Absent: the text does not say.
    pub vraagt: Option<Vec<Vermelding>>,
    /// Where it was declared.
    pub plek: Plek,
    /// How it stands in the leaflet, with the provider's data in its slots; by its name when not said.
    pub folder: InFolder,
}

/// A way to deal with discontent.
#[derive(Debug, Clone)]
pub struct Route {
    /// Its id.
    pub id: String,
    /// What people read.
    pub naam: Tekst,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// With whom.
    pub bij: Vec<RolId>,
    /// Explanation for the complainant.
    pub uitleg: Tekst,
    /// Does it stand in the leaflet? Not where another section says the same.
    pub folder: bool,
}

/// How long a file is kept.
#[derive(Debug, Clone)]
pub struct Bewaring {
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// From when.
    pub na: Moment,
    /// How long.
    pub termijn: Termijn,
    /// So long at most: it may be destroyed before.
    pub hoogstens: bool,
    /// Only if.
    pub als: Option<Voorwaarde>,
    /// Extended with this act, to the date in its field `tot`.
    pub verlengd_door: Option<DaadId>,
    /// Not destroyed while this holds.
    pub opgeschort_zolang: Option<Voorwaarde>,
    /// Where it was declared.
    pub plek: Plek,
}

/// What holds destruction back, whatever the term of keeping.
#[derive(Debug, Clone)]
pub struct Aanhouding {
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// While this holds.
    pub als: Voorwaarde,
    /// Where it was declared.
    pub plek: Plek,
}

/// A duty on the calendar, outside any dossier.
#[derive(Debug, Clone)]
pub struct Kalenderplicht {
    /// Its id.
    pub id: String,
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// Who.
    pub wie: Vec<RolId>,
    /// Does what.
    pub doet: DaadId,
    /// First due so long after entry into force, and so long after each time it was done.
    pub eerst: Option<Termijn>,
    /// Again so long after the last time.
    pub herhaal: Option<Termijn>,
    /// Each year, between these days.
    pub elk_jaar: Option<ElkJaar>,
    /// The act must hold these values in these fields.
    pub betrekt: Vec<(String, Vec<String>)>,
    /// The article that demands so.
    pub betrekt_vindplaats: Vindplaats,
    /// In one sentence.
    pub tekst: Tekst,
}

/// Days of each calendar year between which something must be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ElkJaar {
    /// Not before this month and day; absent: from 1 January.
    pub vanaf: Option<(i8, i8)>,
    /// On this month and day at the latest.
    pub uiterlijk: (i8, i8),
}

/// A norm that no machine can decide: who decides, and why.
#[derive(Debug, Clone)]
pub struct OpenNorm {
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// What the norm says.
    pub tekst: Tekst,
    /// Why no machine decides it.
    pub waarom: Tekst,
    /// Who does.
    pub beslist: Vec<RolId>,
    /// Where it was declared.
    pub plek: Plek,
    /// How it stands in the leaflet.
    pub folder: InFolder,
}

/// A meaning or arrangement that the text fixes and that other parts of the file carry.
#[derive(Debug, Clone)]
pub struct Bepaling {
    /// Text and article.
    pub vindplaats: Vindplaats,
    /// Ids in the register of norms that it carries.
    pub register: Vec<String>,
    /// What it says.
    pub tekst: Tekst,
    /// Where it was declared.
    pub plek: Plek,
    /// How it stands in the leaflet.
    pub folder: InFolder,
}

/// A phase of the procedure: where it stands, for staff and for the complainant.
#[derive(Debug, Clone)]
pub struct Fase {
    /// Its id.
    pub id: String,
    /// Its name: `nl` for staff, `b1` one sentence for the complainant.
    pub naam: Tekst,
    /// Reached when.
    pub als: Voorwaarde,
    /// Shown as a step on the complainant's page; absent: not shown.
    pub stap: Option<Tekst>,
    /// While it is still ahead it is a step only if this holds: the way of this complaint leads there.
    pub stap_als: Option<Voorwaarde>,
    /// Nothing is done any more.
    pub eind: bool,
}

/// The outside dispute body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Geschil {
    /// Its name.
    pub naam: Option<String>,
    /// Its postal address.
    pub adres: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// What it costs the complainant.
    pub kosten: Option<String>,
    /// Within which term the complainant can go there, in words.
    pub termijn: Option<String>,
    /// What it costs, in English.
    pub kosten_en: Option<String>,
    /// The term, in English.
    pub termijn_en: Option<String>,
}

/// The head of a regulation or statute.
#[derive(Debug, Clone)]
pub struct Kop {
    /// Its id: `livio`, `wkkgz`.
    pub id: String,
    /// Its version.
    pub versie: u32,
    /// Its title.
    pub titel: String,
    /// For a regulation: the provider; for a statute: absent.
    pub aanbieder: Option<String>,
    /// In force from.
    pub van: Option<Datum>,
    /// In force up to and including; absent: until further notice.
    pub tot: Option<Datum>,
    /// A statute?
    pub wet: bool,
    /// The statutes that a regulation rests on.
    pub wetten: Vec<String>,
    /// Where each of them is named.
    pub wetten_plek: Vec<Plek>,
    /// The regulation by which complaints are handled, beside this one: a portal's.
    pub behandeld_volgens: Option<String>,
    /// Complaints that run when this version comes into force move over to it, where it is no worse for
    /// the complainant; else they stay under the version under which they were lodged.
    pub neemt_lopende_over: bool,
    /// Where its text can be read.
    pub bron: Option<String>,
    /// How sure the facts are: `S`, `S-old`, `2`, `M` (a statute file).
    pub zekerheid: Option<String>,
    /// How it is cited before an article: "Wkkgz", or nothing for the regulation itself.
    pub kort: String,
    /// The fields of work on which the provider is active by this text; absent: it does not say.
    pub werkterreinen: Option<Vec<Naam>>,
    /// For a statute: the statutes beside which it holds for a regulation without being named (`alles`:
    /// beside every regulation).
    pub geldt_bij: Vec<String>,
    /// For a statute: it runs with every regulation, named or not, and none is said to rest on it.
    pub geldt_altijd: bool,
}
