//! A provider's theme: eight colours and a radius become a style sheet, when every pair can be read.
//!
//! Always holds: a [`Thema`] that exists passes the contrasts of WCAG 2.2 (1.4.3 and 1.4.11) against
//! all fixed colours of the product. The fixed colours here are those of `ui/src/_thema.scss`; a test
//! compares them.

use std::fmt::Write as _;

use thiserror::Error;

/// A colour without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kleur([u8; 3]);

impl Kleur {
    /// From its three parts.
    pub const fn rgb(rood: u8, groen: u8, blauw: u8) -> Self {
        Self([rood, groen, blauw])
    }

    /// The relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
    fn luminantie(self) -> f64 {
        let [r, g, b] = self.0.map(|deel| {
            let v = f64::from(deel) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast with another colour, from 1 to 21.
    pub fn contrast(self, ander: Self) -> f64 {
        let (a, b) = (self.luminantie(), ander.luminantie());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Mixed with another colour; `deel` is the share of the other, from 0 to 1.
    fn gemengd(self, ander: Self, deel: f64) -> Self {
        let mut uit = [0; 3];
        for ((u, a), b) in uit.iter_mut().zip(self.0).zip(ander.0) {
            let v = f64::from(a) * (1.0 - deel) + f64::from(b) * deel;
            // from 0 to 255 by the line above
            *u = v.round() as u8;
        }
        Self(uit)
    }

    /// This colour, darkened just so far that it stands out from `op` by `eis`; as it was when it
    /// already does.
    fn donker_genoeg(self, op: Self, eis: f64) -> Self {
        (0..=20)
            .map(|stap| self.gemengd(ZWART, f64::from(stap) / 20.0))
            .find(|k| k.contrast(op) >= eis)
            .unwrap_or(ZWART)
    }
}

impl std::str::FromStr for Kleur {
    type Err = ThemaFout;

    /// Reads `#rrggbb`.
    fn from_str(tekst: &str) -> Result<Self, Self::Err> {
        let fout = || ThemaFout::GeenKleur(tekst.to_owned());
        let cijfers = tekst.strip_prefix('#').filter(|c| c.len() == 6).ok_or_else(fout)?;
        let waarde = u32::from_str_radix(cijfers, 16).map_err(|_| fout())?;
        let [_, r, g, b] = waarde.to_be_bytes();
        Ok(Self([r, g, b]))
    }
}

impl std::fmt::Display for Kleur {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

const WIT: Kleur = Kleur::rgb(0xff, 0xff, 0xff);
const ZWART: Kleur = Kleur::rgb(0, 0, 0);

/// The colours that no provider changes, by their name in the style sheet.
const VAST: &[(&str, Kleur)] = &[
    ("--kl-goed", Kleur::rgb(0x0f, 0x6b, 0x3c)),
    ("--kl-let-op", Kleur::rgb(0x7a, 0x4b, 0x00)),
    ("--kl-let-op-vlak", Kleur::rgb(0xff, 0xf4, 0xdc)),
    ("--kl-fout-vlak", Kleur::rgb(0xfd, 0xee, 0xee)),
    ("--govuk-text-colour", Kleur::rgb(0x16, 0x19, 0x1b)),
    ("--govuk-secondary-text-colour", Kleur::rgb(0x4a, 0x52, 0x57)),
    ("--govuk-error-colour", Kleur::rgb(0xb3, 0x12, 0x1d)),
    ("--govuk-focus-colour", Kleur::rgb(0xff, 0xdd, 0x00)),
    ("--govuk-focus-text-colour", Kleur::rgb(0x0b, 0x0c, 0x0c)),
    ("--kl-werkvlak", Kleur::rgb(0xf5, 0xf7, 0xf7)),
];

fn vast(naam: &str) -> Kleur {
    VAST.iter().find(|(n, _)| *n == naam).map_or(ZWART, |(_, k)| *k)
}

/// What a provider chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kleuren {
    /// The band at the top, the status box, the step markers.
    pub merk: Kleur,
    /// Text on `merk`.
    pub merk_tekst: Kleur,
    /// Buttons and the chosen tab; their text is white.
    pub actie: Kleur,
    /// A button under the pointer.
    pub actie_hover: Kleur,
    /// A button while pressed.
    pub actie_schaduw: Kleur,
    /// Links.
    pub link: Kleur,
    /// A tinted surface.
    pub vlak: Kleur,
    /// Its border.
    pub vlak_rand: Kleur,
    /// The radius of corners in pixels, 0 to 12.
    pub rond: u8,
}

impl Kleuren {
    /// The product's own colours.
    pub const EIGEN: Self = Self {
        merk: Kleur::rgb(0x14, 0x50, 0x5c),
        merk_tekst: WIT,
        actie: Kleur::rgb(0x14, 0x50, 0x5c),
        actie_hover: Kleur::rgb(0x0d, 0x3a, 0x43),
        actie_schaduw: Kleur::rgb(0x08, 0x27, 0x2d),
        link: Kleur::rgb(0x0b, 0x5a, 0x73),
        vlak: Kleur::rgb(0xf0, 0xf6, 0xf6),
        vlak_rand: Kleur::rgb(0xbc, 0xd3, 0xd6),
        rond: 6,
    };

    /// All colours from one: the rest follows, and a brand that is too light for text is darkened.
    pub fn uit_merk(merk: Kleur, rond: u8) -> Self {
        let letop = vast("--kl-let-op-vlak");
        let vlak = merk.gemengd(WIT, 0.93);
        let actie = merk.donker_genoeg(letop, 5.0).donker_genoeg(vlak, 5.0);
        Self {
            merk: merk.donker_genoeg(WIT, 5.0),
            merk_tekst: WIT,
            actie,
            actie_hover: actie.gemengd(ZWART, 0.28),
            actie_schaduw: actie.gemengd(ZWART, 0.5),
            link: actie,
            vlak,
            vlak_rand: merk.gemengd(WIT, 0.72),
            rond: rond.min(12),
        }
    }

    /// Every pair of colours that meets on a page, with the least contrast that it must have.
    fn paren(&self) -> Vec<Paar> {
        let paar = |namen, a, b, eis| Paar { namen, a, b, eis };
        let letop = vast("--kl-let-op-vlak");
        let (tekst, zacht) = (vast("--govuk-text-colour"), vast("--govuk-secondary-text-colour"));
        let werkvlak = vast("--kl-werkvlak");
        vec![
            paar("tekst op de merkkleur", self.merk_tekst, self.merk, 4.5),
            paar("witte tekst op een knop", WIT, self.actie, 4.5),
            paar("witte tekst op een knop onder de muis", WIT, self.actie_hover, 4.5),
            paar("witte tekst op een ingedrukte knop", WIT, self.actie_schaduw, 4.5),
            paar("een link op wit", self.link, WIT, 4.5),
            paar("een link op het getinte vlak", self.link, self.vlak, 4.5),
            paar("een link op het gele vlak", self.link, letop, 4.5),
            paar("een link op het werkvlak", self.link, werkvlak, 4.5),
            paar("de rand van een knop op het gele vlak", self.actie, letop, 4.5),
            paar("de rand van een knop op het getinte vlak", self.actie, self.vlak, 4.5),
            paar("tekst op het getinte vlak", tekst, self.vlak, 4.5),
            paar("zachte tekst op het getinte vlak", zacht, self.vlak, 4.5),
            paar("de gele focus op de merkkleur", vast("--govuk-focus-colour"), self.merk, 3.0),
            paar("de merkkleur op wit", self.merk, WIT, 4.5),
        ]
    }
}

struct Paar {
    namen: &'static str,
    a: Kleur,
    b: Kleur,
    eis: f64,
}

/// Why a theme is refused. People who set the colours read it.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ThemaFout {
    /// Not a colour.
    #[error("`{0}` is no colour of the form #rrggbb")]
    GeenKleur(String),
    /// Pairs that people with poor sight cannot read.
    #[error("{} pairs of colours have too little contrast, first: {}", .0.len(), .0.first().map_or("", |p| p.paar))]
    TeWeinigContrast(Vec<TeWeinig>),
}

/// A pair of colours with too little contrast.
#[derive(Debug, Clone, PartialEq)]
pub struct TeWeinig {
    /// Which pair, in Dutch.
    pub paar: &'static str,
    /// The contrast it has.
    pub heeft: f64,
    /// The contrast it must have.
    pub nodig: f64,
}

/// A theme in which every pair can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thema {
    // INVARIANT: every pair of `paren()` has its contrast
    kleuren: Kleuren,
}

impl Thema {
    /// Checks the contrasts.
    ///
    /// # Errors
    /// All pairs that are too low.
    pub fn new(kleuren: Kleuren) -> Result<Self, ThemaFout> {
        let te_weinig: Vec<_> = kleuren
            .paren()
            .into_iter()
            .filter_map(|p| {
                let heeft = p.a.contrast(p.b);
                (heeft < p.eis).then_some(TeWeinig { paar: p.namen, heeft, nodig: p.eis })
            })
            .collect();
        if te_weinig.is_empty() {
            Ok(Self { kleuren })
        } else {
            Err(ThemaFout::TeWeinigContrast(te_weinig))
        }
    }

    /// The colours.
    pub fn kleuren(&self) -> &Kleuren {
        &self.kleuren
    }

    /// The style sheet, to be loaded after `app.css`.
    pub fn css(&self) -> String {
        let k = &self.kleuren;
        let mut css = String::from(":root{");
        for (naam, kleur) in [
            ("merk", k.merk),
            ("merk-tekst", k.merk_tekst),
            ("actie", k.actie),
            ("actie-hover", k.actie_hover),
            ("actie-schaduw", k.actie_schaduw),
            ("link", k.link),
            ("vlak", k.vlak),
            ("vlak-rand", k.vlak_rand),
        ] {
            // writing to a String cannot fail
            let _ = write!(css, "--kl-{naam}:{kleur};");
        }
        let _ = write!(css, "--kl-rond:{}px}}", k.rond.min(12));
        css
    }
}

#[cfg(test)]
mod tests;
