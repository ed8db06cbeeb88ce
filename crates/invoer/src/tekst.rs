//! CSV as people really have it: from a Dutch Excel, with `;` and Windows-1252, or UTF-8 with a mark before it.
//!
//! Always holds: what is no text is refused before it is split in rows; a quoted cell may hold line ends.

use csv::{ReaderBuilder, StringRecord, Trim};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::tabel::{CEL_MAX, Cel, KOLOMMEN_MAX, LeesFout, Leeswijze, RIJEN_MAX, Tabel, maak};

/// What may stand between cells, the likeliest first.
const SCHEIDINGEN: [char; 4] = [';', ',', '\t', '|'];
/// How much of a file is looked at to find out what it is.
const KIJK: usize = 64 * 1024;

pub(crate) fn lees(bytes: &[u8], wijze: &Leeswijze) -> Result<Tabel, LeesFout> {
    let (codering, waarom) = codering(bytes, wijze)?;
    let (tekst, _, fouten) = codering.decode(bytes);
    if fouten {
        return Err(LeesFout::Kapot(format!(
            "niet alle tekens zijn te lezen als {}; zet in de koppeling `codering` anders",
            codering.name()
        )));
    }
    keur(&tekst)?;
    let mut opmerkingen = vec![format!("Gelezen als CSV, {} ({waarom}).", codering.name())];
    // Excel itself writes on a first line what stands between the cells.
    let (tekst, gezegd) = match tekst.strip_prefix("sep=").and_then(|t| t.split_once('\n')) {
        Some((s, rest)) => (rest, s.trim_end_matches('\r').chars().next()),
        None => (tekst.as_ref(), None),
    };
    let eraf = u32::from(gezegd.is_some());
    let tekst = &tekst.replace("\r\n", "\n");
    let scheiding = wijze.scheiding.or(gezegd).unwrap_or_else(|| raad_scheiding(tekst));
    let teken = u8::try_from(scheiding)
        .map_err(|_| LeesFout::GeenTabel("een scheidingsteken is één gewoon teken, zoals `;`"))?;
    let mut lezer = ReaderBuilder::new()
        .delimiter(teken)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(tekst.as_bytes());
    let (mut rijen, mut rij) = (Vec::new(), StringRecord::new());
    let mut teller = Regelteller { tekst, tot: 0, regel: 1 + eraf };
    while lezer.read_record(&mut rij).map_err(|f| LeesFout::Kapot(f.to_string()))? {
        let nummer = teller.op(rij.position().map_or(0, csv::Position::byte));
        if rij.len() > KOLOMMEN_MAX * 2 {
            return Err(LeesFout::TeGroot(format!("regel {nummer} heeft {} kolommen", rij.len())));
        }
        if rij.iter().any(|c| c.len() > CEL_MAX) {
            return Err(LeesFout::TeGroot(format!(
                "een cel op regel {nummer} heeft meer dan {CEL_MAX} tekens; sluit een aanhalingsteken niet?"
            )));
        }
        if rijen.len() > RIJEN_MAX * 2 {
            return Err(LeesFout::TeGroot(format!(
                "meer dan {RIJEN_MAX} rijen; splits het bestand"
            )));
        }
        rijen.push((nummer, rij.iter().map(Cel::van).collect()));
    }
    opmerkingen.push(format!("Tussen de cellen staat `{}`.", naam(scheiding)));
    let tabel = maak(rijen, wijze, opmerkingen)?;
    if tabel.kop.len() == 1 && tabel.kop[0].contains(SCHEIDINGEN) {
        return Err(LeesFout::Leeg(format!(
            "de kopregel is één kolom, en daarin staat nog een scheidingsteken; zet in de koppeling `scheiding` anders dan `{}`, of laat haar weg",
            naam(scheiding)
        )));
    }
    Ok(tabel)
}

/// On which line something stands; blank lines before it are not its own.
struct Regelteller<'t> {
    tekst: &'t str,
    tot: usize,
    regel: u32,
}

impl Regelteller<'_> {
    fn op(&mut self, byte: u64) -> u32 {
        let bytes = self.tekst.as_bytes();
        let mut begin = usize::try_from(byte).unwrap_or(usize::MAX).clamp(self.tot, bytes.len());
        while bytes.get(begin) == Some(&b'\n') {
            begin += 1;
        }
        let erbij = bytes[self.tot..begin].iter().filter(|b| **b == b'\n').count();
        self.regel = self.regel.saturating_add(u32::try_from(erbij).unwrap_or(u32::MAX));
        self.tot = begin;
        self.regel
    }
}

fn naam(scheiding: char) -> String {
    if scheiding == '\t' { "tab".to_owned() } else { scheiding.to_string() }
}

/// In which encoding the text stands, and how we know.
fn codering(
    bytes: &[u8],
    wijze: &Leeswijze,
) -> Result<(&'static Encoding, &'static str), LeesFout> {
    if let Some(naam) = &wijze.codering {
        let codering = Encoding::for_label(naam.as_bytes());
        return codering.map(|c| (c, "zo staat het in de koppeling")).ok_or(LeesFout::GeenTabel(
            "de `codering` in de koppeling bestaat niet; schrijf `utf-8`, `windows-1252` of `utf-16le`",
        ));
    }
    if let Some((codering, _)) = Encoding::for_bom(bytes) {
        return Ok((codering, "zo staat het vooraan in het bestand"));
    }
    let kijk = &bytes[..bytes.len().min(KIJK)];
    let nul = |vanaf: usize| kijk.iter().skip(vanaf).step_by(2).filter(|b| **b == 0).count();
    let helft = (kijk.len() / 2).max(1);
    if nul(1) * 2 > helft && nul(0) * 10 < helft {
        return Ok((UTF_16LE, "zo ziet het eruit"));
    }
    if nul(0) * 2 > helft && nul(1) * 10 < helft {
        return Ok((UTF_16BE, "zo ziet het eruit"));
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(_) => (UTF_8, "alle tekens kloppen"),
        Err(_) => (WINDOWS_1252, "als UTF-8 klopt het niet"),
    })
}

/// Text holds no control characters but line ends and tabs, and is not one endless line.
fn keur(tekst: &str) -> Result<(), LeesFout> {
    let besturing = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    if tekst.chars().take(KIJK).any(|c| besturing(&c) || c == '\u{fffd}') {
        return Err(LeesFout::GeenTabel("er staan tekens in die in geen tekst horen"));
    }
    let vreemd = tekst.chars().filter(besturing).count();
    if vreemd > 100 {
        return Err(LeesFout::GeenTabel("er staan tekens in die in geen tekst horen"));
    }
    Ok(())
}

/// What splits the first lines in the same number of cells, and in the most.
fn raad_scheiding(tekst: &str) -> char {
    let telling = |teken: char| {
        let mut binnen = false;
        let mut n = 0_usize;
        let eerste = tekst.chars().take(KIJK).skip_while(|c| c.is_whitespace() && *c != teken);
        for c in eerste {
            match c {
                '"' => binnen = !binnen,
                '\n' if !binnen => break,
                c if c == teken && !binnen => n += 1,
                _ => {}
            }
        }
        n
    };
    // The first of those that split the most.
    let mut beste = (SCHEIDINGEN[0], 0);
    for teken in SCHEIDINGEN {
        let n = telling(teken);
        if n > beste.1 {
            beste = (teken, n);
        }
    }
    beste.0
}
