//! A register as rows and cells, whatever file it came from.
//!
//! Always holds: each row has as many cells as the header has names; rows without any value are not there; a
//! row knows where it stands in the file.

use termijn::Datum;

use crate::{tekst, werkmap};

/// The largest file that is read.
pub const BESTAND_MAX: u64 = 100 * 1024 * 1024;
/// How many rows a register has at most.
pub(crate) const RIJEN_MAX: usize = 200_000;
/// How many columns it has at most.
pub(crate) const KOLOMMEN_MAX: usize = 500;
/// How much text a cell holds at most, in bytes; Excel itself holds 32,767 characters.
pub(crate) const CEL_MAX: usize = 200_000;

/// Why a file can't be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeesFout {
    /// It is something else.
    #[error("dit is geen CSV-bestand en geen werkmap van Excel (.xlsx): {0}")]
    GeenTabel(&'static str),
    /// Larger than we read.
    #[error("het bestand is te groot om te lezen: {0}")]
    TeGroot(String),
    /// Not whole, or not as such a file should be.
    #[error("het bestand is beschadigd of onleesbaar: {0}")]
    Kapot(String),
    /// The mapping names a sheet that is not there.
    #[error("er is geen blad `{gevraagd}`; wel: {bladen}")]
    GeenBlad {
        /// What was asked.
        gevraagd: String,
        /// What there is.
        bladen: String,
    },
    /// There is no header, or nothing under it.
    #[error("{0}")]
    Leeg(String),
    /// Two columns bear the same name.
    #[error(
        "de kolom `{naam}` staat er meer keren ({plekken}); geef elke kolom in de kopregel een eigen naam"
    )]
    DubbeleKolom {
        /// The name.
        naam: String,
        /// Where: "B en F".
        plekken: String,
    },
}

/// How the file is to be read, where somebody said so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leeswijze {
    /// Name of the sheet; the first one that is visible when not said.
    pub blad: Option<String>,
    /// The row with the names of the columns, from 1; the first with a value when not said.
    pub kopregel: Option<u32>,
    /// What stands between the cells of a CSV file; found by looking when not said.
    pub scheiding: Option<char>,
    /// The encoding of a CSV file, by its web name; found by looking when not said.
    pub codering: Option<String>,
}

/// Why the value of a cell can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kapot {
    /// It is merged with a cell above or beside it: whose value it is, nobody can tell.
    Samengevoegd,
    /// A formula that was never computed.
    Formule,
    /// `#N/B` and the like.
    Foutwaarde,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cel {
    /// Nothing.
    #[default]
    Leeg,
    /// Text, without blanks around it.
    Tekst(String),
    /// A number.
    Getal(f64),
    /// A day.
    Dag(Datum),
    /// True or false.
    Ja(bool),
    /// Something that can't be used.
    Kapot(Kapot),
}

impl Cel {
    /// Text as a cell: blanks around it go, line ends become one kind.
    pub fn van(tekst: &str) -> Self {
        use unicode_normalization::UnicodeNormalization;
        let schoon: String =
            tekst.replace("\r\n", "\n").replace(['\r', '\u{2028}'], "\n").nfc().collect();
        let mag = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let schoon: String = schoon.chars().filter(mag).collect();
        match schoon.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') {
            "" => Self::Leeg,
            t => Self::Tekst(t.to_owned()),
        }
    }

    /// Is there nothing in it?
    pub fn is_leeg(&self) -> bool {
        *self == Self::Leeg
    }

    /// As text, as a Dutch reader would write it.
    pub fn als_tekst(&self) -> Option<String> {
        Some(match self {
            Self::Leeg | Self::Kapot(_) => return None,
            Self::Tekst(t) => t.clone(),
            Self::Getal(g) if g.fract() == 0.0 && g.abs() < 1e15 => format!("{g:.0}"),
            Self::Getal(g) => g.to_string().replace('.', ","),
            Self::Dag(d) => d.to_string(),
            Self::Ja(true) => "ja".to_owned(),
            Self::Ja(false) => "nee".to_owned(),
        })
    }

    /// Of what kind it is, without what it says: "tekst van 9 tekens (99-9-9999)".
    pub fn soort(&self) -> String {
        match self {
            Self::Leeg => "leeg".to_owned(),
            Self::Tekst(t) => {
                let n = t.chars().count();
                let wat = if n == 1 { "teken" } else { "tekens" };
                if n > 12 || !t.chars().any(|c| c.is_ascii_digit()) {
                    return format!("tekst van {n} {wat}");
                }
                let vorm = |c: char| match c {
                    c if c.is_ascii_digit() => '9',
                    c if c.is_alphabetic() => 'a',
                    c => c,
                };
                format!(
                    "tekst van {n} {wat}, van de vorm {}",
                    t.chars().map(vorm).collect::<String>()
                )
            }
            Self::Getal(g) if g.fract() == 0.0 => "een geheel getal".to_owned(),
            Self::Getal(_) => "een getal met cijfers achter de komma".to_owned(),
            Self::Dag(_) => "een dag".to_owned(),
            Self::Ja(_) => "waar of onwaar".to_owned(),
            Self::Kapot(Kapot::Samengevoegd) => {
                "samengevoegd met een andere cel; hef dat op en vul elke rij in".to_owned()
            }
            Self::Kapot(Kapot::Formule) => {
                "een formule zonder uitkomst; open het bestand in Excel en sla het op".to_owned()
            }
            Self::Kapot(Kapot::Foutwaarde) => "een foutwaarde van Excel".to_owned(),
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Rij {
    /// Where it stands: the row of a sheet; of a CSV file the line on which it begins.
    pub nummer: u32,
    /// One for each column.
    pub cellen: Vec<Cel>,
}

/// A register.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tabel {
    /// Names of the columns.
    pub kop: Vec<String>,
    /// Where they stand.
    pub kopregel: u32,
    /// The rows that hold something.
    pub rijen: Vec<Rij>,
    /// How many rows held nothing.
    pub leeg: usize,
    /// What to know about how the file was read, in sentences.
    pub opmerkingen: Vec<String>,
}

/// Reads a file, by what is in it and not by its name.
///
/// # Errors
/// When it is no table that we know, too large, or damaged.
pub fn lees(bytes: &[u8], wijze: &Leeswijze) -> Result<Tabel, LeesFout> {
    if bytes.len() as u64 > BESTAND_MAX {
        let groot = bytes.len() / (1024 * 1024);
        return Err(LeesFout::TeGroot(format!("{groot} MB, en hoogstens 100 MB mag")));
    }
    match bytes {
        [] => Err(LeesFout::Leeg("het bestand is leeg".to_owned())),
        [b'P', b'K', 3, 4, ..] => werkmap::lees(bytes, wijze),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(LeesFout::GeenTabel(
            "het is een oude werkmap (.xls) of een met een wachtwoord; sla haar op als .xlsx, zonder wachtwoord",
        )),
        [b'%', b'P', b'D', b'F', ..] => Err(LeesFout::GeenTabel("het is een PDF")),
        _ => tekst::lees(bytes, wijze),
    }
}

/// The letters of a column, as a spreadsheet shows them.
pub(crate) fn letters(kolom: usize) -> String {
    let mut uit = Vec::new();
    let mut n = kolom + 1;
    while n > 0 {
        uit.push(char::from(b'A' + u8::try_from((n - 1) % 26).unwrap_or(0)));
        n = (n - 1) / 26;
    }
    uit.iter().rev().collect()
}

/// A name as it is compared: the case and the blanks make no difference.
pub(crate) fn gelijk(naam: &str) -> String {
    naam.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Rows as they came from a file, with their numbers, become a table.
pub(crate) fn maak(
    rijen: Vec<(u32, Vec<Cel>)>,
    wijze: &Leeswijze,
    mut opmerkingen: Vec<String>,
) -> Result<Tabel, LeesFout> {
    let vol = |cellen: &[Cel]| cellen.iter().any(|c| !c.is_leeg());
    let namen = |cellen: &[Cel]| cellen.iter().filter(|c| c.als_tekst().is_some()).count();
    let kop_ix = match wijze.kopregel {
        Some(n) => rijen.iter().position(|(nr, _)| *nr == n),
        // A title over the whole width is no header.
        None => rijen
            .iter()
            .position(|(_, cellen)| namen(cellen) > 1)
            .or_else(|| rijen.iter().position(|(_, cellen)| vol(cellen))),
    };
    let kop_rij = kop_ix.map(|ix| &rijen[ix]).filter(|(_, cellen)| vol(cellen));
    let Some((kopregel, kop_cellen)) = kop_rij else {
        let waar = wijze.kopregel.map_or(String::new(), |n| format!(" op rij {n}"));
        return Err(LeesFout::Leeg(format!("er is geen kopregel met namen van kolommen{waar}")));
    };
    let kopregel = *kopregel;
    let breedte =
        rijen.iter().map(|(_, c)| c.iter().rposition(|c| !c.is_leeg()).map_or(0, |p| p + 1));
    let breedte = breedte.max().unwrap_or(0);
    if breedte > KOLOMMEN_MAX {
        return Err(LeesFout::TeGroot(format!(
            "{breedte} kolommen, en hoogstens {KOLOMMEN_MAX} mogen"
        )));
    }
    let naam = |i: usize| {
        let eigen = kop_cellen.get(i).and_then(Cel::als_tekst);
        let eigen = eigen.map(|n| n.split_whitespace().collect::<Vec<_>>().join(" "));
        eigen.unwrap_or_else(|| format!("kolom {}", letters(i)))
    };
    let kop: Vec<String> = (0..breedte).map(naam).collect();
    let oorspronkelijk = kop_cellen.clone();
    let mut tabel = Tabel { kop, kopregel, ..Tabel::default() };
    let mut herhaald = 0_usize;
    if wijze.kopregel.is_none() && kop_ix.is_some_and(|ix| rijen[..ix].iter().any(|(_, c)| vol(c)))
    {
        opmerkingen
            .push(format!("De kopregel is rij {kopregel}; wat erboven staat, is niet gelezen."));
    }
    for (nummer, mut cellen) in rijen.into_iter().skip_while(|(nr, _)| *nr <= kopregel) {
        if !vol(&cellen) {
            tabel.leeg += 1;
            continue;
        }
        if zelfde(&cellen, &oorspronkelijk) {
            herhaald += 1;
            continue;
        }
        if tabel.rijen.len() == RIJEN_MAX {
            return Err(LeesFout::TeGroot(format!(
                "meer dan {RIJEN_MAX} rijen; splits het bestand"
            )));
        }
        cellen.resize(breedte, Cel::Leeg);
        tabel.rijen.push(Rij { nummer, cellen });
    }
    dubbele_kolom(&tabel.kop)?;
    if tabel.rijen.is_empty() {
        return Err(LeesFout::Leeg("onder de kopregel staat geen enkele rij".to_owned()));
    }
    if herhaald > 0 {
        opmerkingen.push(format!(
            "De kopregel staat er nog {herhaald} keer; die rijen zijn overgeslagen."
        ));
    }
    tabel.opmerkingen = opmerkingen;
    Ok(tabel)
}

/// Does this row say the same as the header?
fn zelfde(cellen: &[Cel], kop: &[Cel]) -> bool {
    let tekst = |c: Option<&Cel>| c.and_then(Cel::als_tekst).map(|t| gelijk(&t));
    (0..cellen.len().max(kop.len())).all(|i| tekst(cellen.get(i)) == tekst(kop.get(i)))
}

fn dubbele_kolom(kop: &[String]) -> Result<(), LeesFout> {
    for (i, naam) in kop.iter().enumerate() {
        let zelfde: Vec<usize> =
            (0..kop.len()).filter(|j| gelijk(&kop[*j]) == gelijk(naam)).collect();
        if zelfde.len() > 1 && zelfde[0] == i {
            let plekken = zelfde.into_iter().map(letters).collect::<Vec<_>>().join(" en ");
            return Err(LeesFout::DubbeleKolom { naam: naam.clone(), plekken });
        }
    }
    Ok(())
}
