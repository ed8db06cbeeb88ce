//! From a letter to a PDF: tagged, PDF/UA-1 and PDF/A-2a in one file.
//!
//! Always holds: no disk, no network, no clock: fonts and template are in the program, the letter goes
//! in as data (a JSON file that only the template reads).

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

const SJABLOON: &str = include_str!("brief.typ");

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

/// What is the same for all letters.
struct Drukkerij {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
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
        main: Source::new(pad("brief.typ")?, SJABLOON.to_owned()),
        gegevens: pad("brief.json")?,
        standaarden: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|e| e.message().to_string())?,
    })
});

/// One letter on the press.
struct Blad<'d> {
    drukkerij: &'d Drukkerij,
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
        self.drukkerij.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.drukkerij.main.id() {
            Ok(self.drukkerij.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
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
    let drukkerij = DRUKKERIJ.as_ref().map_err(|e| BriefFout::Zetten(e.clone()))?;
    let brief = &schoon(brief, |teken| drukkerij.heeft(teken));
    let blad = Blad { drukkerij, gegevens: Bytes::new(serde_json::to_vec(brief)?) };
    let document =
        typst::compile::<typst_layout::PagedDocument>(&blad).output.map_err(|e| fouten(&e))?;
    let (jaar, maand, dag) = (
        i32::from(gemaakt.year()),
        u8::try_from(gemaakt.month()).unwrap_or(1),
        u8::try_from(gemaakt.day()).unwrap_or(1),
    );
    let opties = PdfOptions {
        ident: Smart::Custom(format!("{}-{}", brief.nummer, brief.onderwerp)),
        creator: Smart::Custom(Some("Wederhoor".to_owned())),
        timestamp: Datetime::from_ymd_hms(jaar, maand, dag, 12, 0, 0).map(Timestamp::new_utc),
        standards: drukkerij.standaarden.clone(),
        ..PdfOptions::default()
    };
    let uit = typst_pdf::pdf(&document, &opties).map_err(|e| fouten(&e))?;
    // Layouts of letters that nobody will set again need not stay in memory.
    comemo::evict(2);
    Ok(uit)
}
