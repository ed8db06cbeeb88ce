//! The press: from data and one of our templates to a PDF: tagged, PDF/UA-1 and PDF/A-2a in one file.
//!
//! Always holds: no disk, no network, no clock: fonts and templates are in the program, what they
//! say goes in as data (a JSON file that only the template reads).

use std::sync::LazyLock;

use rust_embed::RustEmbed;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::model::Brief;
use crate::schoon::schoon;

#[derive(RustEmbed)]
#[folder = "../../ui/dist/brief-fonts"]
struct Lettertypen;

const BRIEF: &str = include_str!("brief.typ");
const FOLDER: &str = include_str!("folder.typ");
const VERSLAG: &str = include_str!("verslag.typ");
const FORMULIER: &str = include_str!("formulier.typ");

/// What is set.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Soort {
    /// A letter.
    Brief,
    /// A leaflet.
    Folder,
    /// A report.
    Verslag,
    /// A form to write on.
    Formulier,
}

/// What came off the press.
pub(crate) struct Gezet {
    pub(crate) pdf: Vec<u8>,
    pub(crate) bladzijden: usize,
}

/// A letter that could not be set.
#[derive(Debug, thiserror::Error)]
pub enum BriefFout {
    /// The letter can't be handed to the typesetter.
    #[error("writing the letter as data")]
    Gegevens(#[from] serde_json::Error),
    /// The typesetter found mistakes; a bug in our template.
    #[error("setting the letter: {0}")]
    Zetten(String),
}

/// What is the same for everything that is set.
struct Drukkerij {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    brief: Source,
    folder: Source,
    verslag: Source,
    formulier: Source,
    gegevens: FileId,
    standaarden: PdfStandards,
}

impl Drukkerij {
    /// Have all weights this character? A missing one would fail the letter: PDF/A knows no holes.
    fn heeft(&self, teken: char) -> bool {
        self.fonts.iter().all(|f| f.info().coverage.contains(u32::from(teken)))
    }
}

static DRUKKERIJ: LazyLock<Result<Drukkerij, String>> = LazyLock::new(|| {
    let pad = |naam: &str| {
        VirtualPath::new(naam)
            .map(|p| FileId::new(RootedPath::new(VirtualRoot::Project, p)))
            .map_err(|e| format!("{e:?}"))
    };
    let fonts: Vec<Font> = Lettertypen::iter()
        .filter_map(|n| Lettertypen::get(&n))
        .flat_map(|f| Font::iter(Bytes::new(f.data.into_owned())))
        .collect();
    Ok(Drukkerij {
        library: LazyHash::new(<Library as LibraryExt>::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        brief: Source::new(pad("brief.typ")?, BRIEF.to_owned()),
        folder: Source::new(pad("folder.typ")?, FOLDER.to_owned()),
        verslag: Source::new(pad("verslag.typ")?, VERSLAG.to_owned()),
        formulier: Source::new(pad("formulier.typ")?, FORMULIER.to_owned()),
        gegevens: pad("brief.json")?,
        standaarden: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|e| e.message().to_string())?,
    })
});

/// One piece on the press.
struct Blad<'d> {
    drukkerij: &'d Drukkerij,
    main: &'d Source,
    gegevens: Bytes,
}

impl World for Blad<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.drukkerij.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.drukkerij.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.drukkerij.gegevens {
            Ok(self.gegevens.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.drukkerij.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn fouten<'d>(l: impl IntoIterator<Item = &'d SourceDiagnostic>) -> BriefFout {
    BriefFout::Zetten(l.into_iter().map(|d| d.message.to_string()).collect::<Vec<_>>().join("; "))
}

/// The letter as PDF; `gemaakt` is year, month and day for its metadata.
///
/// # Errors
/// Only when our own template is wrong.
pub fn pdf(brief: &Brief, gemaakt: termijn::Datum) -> Result<Vec<u8>, BriefFout> {
    let brief = &schoon(brief, heeft);
    let kenmerk = format!("{}-{}", brief.nummer, brief.onderwerp);
    Ok(zet(Soort::Brief, serde_json::to_vec(brief)?, &kenmerk, gemaakt)?.pdf)
}

/// Have our fonts this character?
pub(crate) fn heeft(teken: char) -> bool {
    DRUKKERIJ.as_ref().is_ok_and(|d| d.heeft(teken))
}

/// Sets these data by the template of their kind; `kenmerk` identifies the file.
pub(crate) fn zet(
    soort: Soort,
    gegevens: Vec<u8>,
    kenmerk: &str,
    gemaakt: termijn::Datum,
) -> Result<Gezet, BriefFout> {
    let drukkerij = DRUKKERIJ.as_ref().map_err(|e| BriefFout::Zetten(e.clone()))?;
    let main = match soort {
        Soort::Brief => &drukkerij.brief,
        Soort::Folder => &drukkerij.folder,
        Soort::Verslag => &drukkerij.verslag,
        Soort::Formulier => &drukkerij.formulier,
    };
    let blad = Blad { drukkerij, main, gegevens: Bytes::new(gegevens) };
    let document =
        typst::compile::<typst_layout::PagedDocument>(&blad).output.map_err(|e| fouten(&e))?;
    let (jaar, maand, dag) = (
        i32::from(gemaakt.year()),
        u8::try_from(gemaakt.month()).unwrap_or(1),
        u8::try_from(gemaakt.day()).unwrap_or(1),
    );
    let opties = PdfOptions {
        ident: Smart::Custom(kenmerk.to_owned()),
        creator: Smart::Custom(Some("Wederhoor".to_owned())),
        timestamp: Datetime::from_ymd_hms(jaar, maand, dag, 12, 0, 0).map(Timestamp::new_utc),
        standards: drukkerij.standaarden.clone(),
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &opties).map_err(|e| fouten(&e))?;
    let bladzijden = document.pages().len();
    // Layouts of what nobody will set again need not stay in memory.
    comemo::evict(2);
    Ok(Gezet { pdf, bladzijden })
}
