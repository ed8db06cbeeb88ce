//! What went wrong, and what one can do now.
//!
//! Always holds: no detail of the inside, no data of a dossier, no blame; always a way on.

use maud::{Markup, html};

use crate::componenten::{document::Publiek, feiten, titel::Titel};
use crate::huisstijl::{Huisstijl, Koppeling};

/// What went wrong, by the status of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// 400: the request could not be read.
    Onleesbaar,
    /// 403: not for you.
    GeenToegang,
    /// 404: not there.
    Weg,
    /// 409: somebody else was first.
    Veranderd,
    /// 410: it was destroyed when its term of keeping had passed.
    Vernietigd,
    /// 413: too large.
    TeGroot,
    /// 429: too often.
    TeVaak,
    /// 503: the access log cannot be written, so nothing is shown.
    Logboek,
    /// 500: our fault.
    Storing,
}

impl Soort {
    /// All of them.
    pub const ALLE: [Self; 9] = [
        Self::Onleesbaar,
        Self::GeenToegang,
        Self::Weg,
        Self::Veranderd,
        Self::Vernietigd,
        Self::TeGroot,
        Self::TeVaak,
        Self::Logboek,
        Self::Storing,
    ];

    /// The status of HTTP.
    pub fn status(self) -> u16 {
        match self {
            Self::Onleesbaar => 400,
            Self::GeenToegang => 403,
            Self::Weg => 404,
            Self::Veranderd => 409,
            Self::Vernietigd => 410,
            Self::TeGroot => 413,
            Self::TeVaak => 429,
            Self::Logboek => 503,
            Self::Storing => 500,
        }
    }

    fn kop(self) -> &'static str {
        match self {
            Self::Onleesbaar => "Dit ging niet goed",
            Self::GeenToegang => "U mag deze pagina niet zien",
            Self::Weg => "Deze pagina bestaat niet",
            Self::Veranderd => "Er is intussen iets veranderd",
            Self::Vernietigd => "Dit dossier is vernietigd",
            Self::TeGroot => "Dit bestand is te groot",
            Self::TeVaak => "U probeerde het te vaak",
            Self::Logboek => "Wij kunnen dit nu niet laten zien",
            Self::Storing => "Er is een storing",
        }
    }

    fn zinnen(self) -> &'static [&'static str] {
        match self {
            Self::Onleesbaar => {
                &["Wij konden niet lezen wat u stuurde.", "Ga terug en probeer het nog een keer."]
            }
            Self::GeenToegang => &[
                "Misschien was u te lang weg. Dan sluiten wij de pagina voor u.",
                "Ga naar het begin en log opnieuw in.",
            ],
            Self::Weg => &[
                "Misschien klopt het adres niet. Of de pagina is weg.",
                "Kijk het adres na, of ga naar het begin.",
            ],
            Self::Veranderd => &[
                "Iemand anders deed net iets met deze klacht.",
                "Ga terug en kijk eerst wat er is veranderd. Doe het daarna opnieuw.",
            ],
            Self::Vernietigd => &[
                "Wij mochten het niet langer bewaren. Wat erin stond, is weg.",
                "Niemand kan het nog lezen, ook wij niet.",
            ],
            Self::TeGroot => &[
                "Kies een kleiner bestand. Of maak de foto kleiner.",
                "Lukt dat niet? Stuur het bestand dan per post, of bel ons.",
            ],
            Self::TeVaak => &[
                "Wacht een paar minuten. Probeer het daarna opnieuw.",
                "Zo kan niemand anders uw code raden.",
            ],
            Self::Logboek => &[
                "Wij schrijven altijd op wie een klacht bekijkt. Dat lukt nu niet.",
                "Daarom laten wij nu niets van de klacht zien.",
                "Probeer het over een paar minuten opnieuw. Er is niets weg.",
            ],
            Self::Storing => &[
                "Het ligt aan ons. Wij weten het en lossen het op.",
                "Probeer het over een paar minuten opnieuw.",
                "Wat u eerder hebt bewaard, is niet weg.",
            ],
        }
    }
}

/// What went wrong.
#[derive(Debug, Clone)]
pub struct Foutpagina {
    /// What.
    pub soort: Soort,
    /// More, of ours: which files are allowed, how long to wait.
    pub uitleg: Vec<String>,
    /// A way on; without it the start page.
    pub verder: Option<Koppeling>,
    /// A number to name on the phone, that means nothing to others.
    pub kenmerk: Option<String>,
}

impl Foutpagina {
    /// With nothing added.
    pub fn new(soort: Soort) -> Self {
        Self { soort, uitleg: Vec::new(), verder: None, kenmerk: None }
    }
}

/// What went wrong.
pub fn pagina(huis: &Huisstijl, m: &Foutpagina) -> Markup {
    let document = Publiek { titel: Titel::new(m.soort.kop()), ..Publiek::default() };
    let verder =
        m.verder.clone().unwrap_or_else(|| Koppeling::new("Ga naar het begin", &huis.start_url));
    document.om(
        huis,
        html! {
            h1.govuk-heading-l { (m.soort.kop()) }
            @for zin in m.soort.zinnen() { p.govuk-body { (zin) } }
            @for zin in &m.uitleg { p.govuk-body { (zin) } }
            p.govuk-body { a.govuk-link href=(verder.url) { (verder.tekst) } }
            h2.govuk-heading-m { "Hulp nodig?" }
            (feiten::bereikbaar(huis))
            @if let Some(k) = &m.kenmerk { p.govuk-body { "Noem dan dit kenmerk: " strong.kl-nowrap { (k) } "." } }
        },
    )
}
