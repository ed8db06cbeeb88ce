//! What is wrong with a file: where, why, and what to write instead.
//!
//! Always holds: a file is read to its end, so all its mistakes are reported at once; a diagnosis
//! names the spot, and where a way out is known it says it.

use std::fmt;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};

use crate::plek::{Bron, Plek};

/// How bad it is: an error keeps the file from being used, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ernst {
    /// The file can't be used.
    Fout,
    /// The file can be used, and this deserves a look.
    Waarschuwing,
}

/// One finding about a file.
#[derive(Debug, Clone)]
pub struct Diagnose {
    /// Error or warning.
    pub ernst: Ernst,
    /// Short stable name of the rule, for instance `onbekende-daad`.
    pub code: &'static str,
    /// What is wrong, one sentence.
    pub boodschap: String,
    /// Where; `None` when it concerns the file as a whole.
    pub plek: Option<Plek>,
    /// What stands at that spot.
    pub label: String,
    /// What to do or write instead.
    pub hulp: Option<String>,
}

/// All findings of one reading, in the order of the files.
#[derive(Debug, Clone, Default)]
pub struct Diagnoses {
    lijst: Vec<Diagnose>,
    bronnen: Vec<Bron>,
}

impl Diagnoses {
    /// No findings yet, over these sources.
    pub fn new(bronnen: Vec<Bron>) -> Self {
        Self { lijst: Vec::new(), bronnen }
    }

    /// Adds an error.
    pub fn fout(
        &mut self,
        code: &'static str,
        plek: Plek,
        boodschap: impl Into<String>,
        label: impl Into<String>,
        hulp: Option<String>,
    ) {
        self.lijst.push(Diagnose {
            ernst: Ernst::Fout,
            code,
            boodschap: boodschap.into(),
            plek: Some(plek),
            label: label.into(),
            hulp,
        });
    }

    /// Adds a warning.
    pub fn waarschuwing(
        &mut self,
        code: &'static str,
        plek: Plek,
        boodschap: impl Into<String>,
        label: impl Into<String>,
        hulp: Option<String>,
    ) {
        self.lijst.push(Diagnose {
            ernst: Ernst::Waarschuwing,
            code,
            boodschap: boodschap.into(),
            plek: Some(plek),
            label: label.into(),
            hulp,
        });
    }

    /// Adds findings of another reading, with the sources that they refer to.
    pub fn voeg(&mut self, ander: Self) {
        let verder = self.bronnen.len();
        self.bronnen.extend(ander.bronnen);
        self.lijst.extend(ander.lijst.into_iter().map(|mut d| {
            d.plek = d.plek.map(|p| Plek { bron: p.bron + verder, ..p });
            d
        }));
    }

    /// Is there an error among them?
    pub fn heeft_fouten(&self) -> bool {
        self.lijst.iter().any(|d| d.ernst == Ernst::Fout)
    }

    /// The findings, in the order of the files.
    pub fn lijst(&self) -> &[Diagnose] {
        &self.lijst
    }

    /// The sources to which the spots refer.
    pub fn bronnen(&self) -> &[Bron] {
        &self.bronnen
    }

    /// Sorts by file and place, so that a reader walks each file from top to bottom.
    pub fn sorteer(&mut self) {
        self.lijst.sort_by_key(|d| d.plek.map_or((usize::MAX, 0), |p| (p.bron, p.van)));
    }

    /// Words are read twice, once to declare them: the same mistake is told once.
    pub(crate) fn ontdubbel(&mut self) {
        self.lijst
            .dedup_by(|a, b| a.code == b.code && a.plek == b.plek && a.boodschap == b.boodschap);
    }

    /// File name, line and column (both from 1) of a finding.
    pub fn regel(&self, diagnose: &Diagnose) -> Option<(String, usize, usize)> {
        let plek = diagnose.plek?;
        let bron = self.bronnen.get(plek.bron)?;
        let voor = bron.tekst.get(..plek.van)?;
        let regel = voor.matches('\n').count() + 1;
        let kolom = voor.rsplit('\n').next().map_or(0, |r| r.chars().count()) + 1;
        Some((bron.naam.clone(), regel, kolom))
    }

    /// The findings as values that `miette` can draw, with the piece of source around the spot.
    pub fn rapporten(&self) -> impl Iterator<Item = Rapport> + '_ {
        self.lijst.iter().map(|d| Rapport {
            diagnose: d.clone(),
            bron: d
                .plek
                .and_then(|p| self.bronnen.get(p.bron))
                .map(|b| Arc::new(NamedSource::new(&b.naam, b.tekst.to_string()))),
        })
    }

    /// Draws all findings as text, without colour: for tests and plain terminals.
    pub fn als_tekst(&self) -> String {
        let tekenaar =
            miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor())
                .with_width(100);
        let mut uit = String::new();
        for rapport in self.rapporten() {
            // Writing to a String cannot fail; a finding that can't be drawn is still named.
            if tekenaar.render_report(&mut uit, &rapport).is_err() {
                uit.push_str(&rapport.diagnose.boodschap);
                uit.push('\n');
            }
        }
        uit
    }
}

/// A finding with its source, ready to be drawn.
#[derive(Debug, Clone)]
pub struct Rapport {
    diagnose: Diagnose,
    bron: Option<Arc<NamedSource<String>>>,
}

impl fmt::Display for Rapport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnose.boodschap)
    }
}

impl std::error::Error for Rapport {}

impl Diagnostic for Rapport {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnose.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.diagnose.ernst {
            Ernst::Fout => Severity::Error,
            Ernst::Waarschuwing => Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.diagnose.hulp.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.bron.as_deref().map(|b| b as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let plek = self.diagnose.plek?;
        let lengte = plek.tot.saturating_sub(plek.van).max(1);
        Some(Box::new(std::iter::once(LabeledSpan::new(
            Some(self.diagnose.label.clone()),
            plek.van,
            lengte,
        ))))
    }
}

/// The nearest of `woorden` to `gezocht`, if it is near enough to be a slip of the pen.
pub fn lijkt_op<'a>(gezocht: &str, woorden: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    woorden
        .map(|w| (strsim::damerau_levenshtein(gezocht, w), w))
        .filter(|(afstand, w)| {
            *afstand <= 1 + w.len().min(gezocht.len()) / 4
                || w.starts_with(gezocht) && gezocht.len() >= 5
        })
        .min_by_key(|(afstand, _)| *afstand)
        .map(|(_, w)| w)
}
