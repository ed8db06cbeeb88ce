//! A workbook of Excel (.xlsx), read cell by cell.
//!
//! Always holds: what the file unpacks to is measured before anything keeps it, so a small file that swells is
//! refused; a cell that is far away costs no more than one that is near; a sheet that is hidden or not read is
//! named; the last computed value of a formula counts, and that is said.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use termijn::Datum;

use crate::tabel::{Cel, KOLOMMEN_MAX, Kapot, LeesFout, Leeswijze, RIJEN_MAX, Tabel, maak};

/// What all parts together may unpack to.
const UITGEPAKT_MAX: u64 = 512 * 1024 * 1024;
/// What one part of a workbook may unpack to beside its sheets.
const DELEN_MAX: usize = 2_000;
/// How many different texts a workbook may announce.
const TEKSTEN_MAX: u64 = 5_000_000;
/// How many cells are kept.
const CELLEN_MAX: usize = 20_000_000;

type Boek<'a> = Xlsx<Cursor<&'a [u8]>>;

pub(crate) fn lees(bytes: &[u8], wijze: &Leeswijze) -> Result<Tabel, LeesFout> {
    meet(bytes)?;
    let mut boek = Xlsx::new(Cursor::new(bytes)).map_err(kapot)?;
    let (blad, mut opmerkingen) = kies_blad(&boek, wijze)?;
    opmerkingen.insert(0, "Gelezen als werkmap van Excel.".to_owned());
    let nullen = voorloopnullen(&mut boek, &blad)?;
    let gelezen = cellen(&mut boek, &blad, &nullen)?;
    let mut rijen = gelezen.rijen;
    let overdekt = samengevoegd(&mut boek, &blad, &mut rijen);
    if overdekt > 0 {
        opmerkingen.push(format!(
            "Er zijn {overdekt} samengevoegde cellen; hun waarde geldt alleen voor de eerste."
        ));
    }
    if gelezen.formules > 0 {
        opmerkingen.push(format!(
            "Er zijn {} cellen met een formule; de laatst berekende uitkomst telt.",
            gelezen.formules
        ));
    }
    let laatste = rijen.keys().next_back().copied().unwrap_or(0);
    let gaten = usize::try_from(laatste).unwrap_or(0).saturating_sub(rijen.len().saturating_sub(1));
    let rijen = rijen.into_iter().map(|(nr, cellen)| (nr.saturating_add(1), op_rij(cellen)));
    let mut tabel = maak(rijen.collect(), wijze, opmerkingen)?;
    let kopgat = usize::try_from(tabel.kopregel.saturating_sub(1)).unwrap_or(0);
    tabel.leeg += gaten.saturating_sub(kopgat);
    Ok(tabel)
}

fn kapot(f: XlsxError) -> LeesFout {
    match f {
        XlsxError::Password => {
            LeesFout::GeenTabel("de werkmap heeft een wachtwoord; sla haar op zonder")
        }
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => {
            LeesFout::GeenTabel("het is een zip-bestand, maar geen werkmap van Excel")
        }
        ander => LeesFout::Kapot(ander.to_string()),
    }
}

/// Unpacks all parts once and keeps nothing: what a file says of its size need not be so.
fn meet(bytes: &[u8]) -> Result<(), LeesFout> {
    let mut zip =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|f| LeesFout::Kapot(f.to_string()))?;
    let groot = || LeesFout::TeGroot("uitgepakt is de werkmap meer dan 512 MB".to_owned());
    if zip.len() > DELEN_MAX {
        return Err(groot());
    }
    let mut over = UITGEPAKT_MAX;
    for i in 0..zip.len() {
        let deel = zip.by_index(i).map_err(|f| LeesFout::Kapot(f.to_string()))?;
        let teksten = deel.name().is_ok_and(|n| n.ends_with("sharedStrings.xml"));
        let mut begin = Vec::new();
        let mut deel = deel.take(over + 1);
        let lees = |f: std::io::Error| LeesFout::Kapot(f.to_string());
        let mut n = deel.by_ref().take(4096).read_to_end(&mut begin).map_err(lees)? as u64;
        n += std::io::copy(&mut deel, &mut std::io::sink()).map_err(lees)?;
        over = over.checked_sub(n).ok_or_else(groot)?;
        if teksten && aangekondigd(&begin) > TEKSTEN_MAX {
            return Err(groot());
        }
    }
    Ok(())
}

/// How many texts the part says that it holds: the reader makes room for that many.
fn aangekondigd(begin: &[u8]) -> u64 {
    let begin = String::from_utf8_lossy(begin);
    let Some((_, na)) = begin.split_once("uniqueCount") else { return 0 };
    let cijfers: String = na
        .chars()
        .skip_while(|c| !c.is_ascii_digit() && *c != '>')
        .take_while(char::is_ascii_digit)
        .collect();
    if cijfers.is_empty() { 0 } else { cijfers.parse().unwrap_or(u64::MAX) }
}

/// Which sheet is read, and what to say about the others.
fn kies_blad(boek: &Boek<'_>, wijze: &Leeswijze) -> Result<(String, Vec<String>), LeesFout> {
    let bladen: Vec<_> =
        boek.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).collect();
    let zichtbaar = |s: &&&calamine::Sheet| s.visible == SheetVisible::Visible;
    let gekozen = match &wijze.blad {
        Some(naam) => bladen.iter().find(|s| s.name.trim().eq_ignore_ascii_case(naam.trim())),
        None => bladen.iter().find(zichtbaar),
    };
    let namen = |over: &mut dyn Iterator<Item = &&calamine::Sheet>| {
        over.map(|s| format!("`{}`", s.name)).collect::<Vec<_>>().join(", ")
    };
    let Some(gekozen) = gekozen else {
        return Err(LeesFout::GeenBlad {
            gevraagd: wijze.blad.clone().unwrap_or_else(|| "dat te zien is".to_owned()),
            bladen: namen(&mut bladen.iter()),
        });
    };
    let mut uit = vec![format!("Gelezen is het blad `{}`.", gekozen.name)];
    let anders = || bladen.iter().filter(|s| s.name != gekozen.name);
    let ook = namen(&mut anders().filter(zichtbaar));
    if !ook.is_empty() {
        uit.push(format!("Niet gelezen: {ook}. Kies een ander blad met `--blad`."));
    }
    let verborgen = namen(&mut anders().filter(|s| !zichtbaar(s)));
    if !verborgen.is_empty() {
        uit.push(format!("Niet gelezen, want verborgen: {verborgen}."));
    }
    Ok((gekozen.name.clone(), uit))
}

/// Cells whose number is shown with noughts before it (format `0000`): how many digits they show.
fn voorloopnullen(boek: &mut Boek<'_>, blad: &str) -> Result<HashMap<(u32, u32), usize>, LeesFout> {
    let mut lezer = boek.worksheet_cells_reader(blad).map_err(kapot)?;
    let breedte = |s: &calamine::Style| {
        let code = s.number_format.as_ref()?.format_code.as_str();
        let nullen = code.len() > 1 && code.len() < 32 && code.bytes().all(|b| b == b'0');
        nullen.then_some(code.len())
    };
    let stijlen: Vec<Option<usize>> = lezer.styles().iter().map(breedte).collect();
    let mut uit = HashMap::new();
    if stijlen.iter().all(Option::is_none) {
        return Ok(uit);
    }
    while let Some((rij, kolom, stijl)) = lezer.next_style_id().map_err(kapot)? {
        if let Some(Some(n)) = stijlen.get(stijl)
            && uit.len() < CELLEN_MAX
        {
            uit.insert((rij, kolom), *n);
        }
    }
    Ok(uit)
}

type Rijen = BTreeMap<u32, BTreeMap<u32, Cel>>;

struct Gelezen {
    rijen: Rijen,
    formules: usize,
}

fn cellen(
    boek: &mut Boek<'_>,
    blad: &str,
    nullen: &HashMap<(u32, u32), usize>,
) -> Result<Gelezen, LeesFout> {
    let mut lezer = boek.worksheet_cells_reader(blad).map_err(kapot)?;
    let mut uit = Gelezen { rijen: Rijen::new(), formules: 0 };
    let (mut aantal, mut te_ver) = (0_usize, BTreeSet::new());
    let mut over = UITGEPAKT_MAX;
    while let Some(c) = lezer.next_cell_with_formula_metadata().map_err(kapot)? {
        let formule = c.formula.is_some();
        uit.formules += usize::from(formule);
        let cel = match waarde(&c.value, nullen.get(&c.pos).copied()) {
            Cel::Leeg if formule => Cel::Kapot(Kapot::Formule),
            Cel::Leeg => continue,
            cel => cel,
        };
        if c.pos.1 as usize >= KOLOMMEN_MAX {
            te_ver.insert(c.pos.1);
            continue;
        }
        aantal += 1;
        // One text that many cells share, is kept once for each.
        over = over.saturating_sub(match &cel {
            Cel::Tekst(t) => t.len() as u64,
            _ => 0,
        });
        if over == 0 {
            return Err(LeesFout::TeGroot(
                "samen is de tekst in de cellen meer dan 512 MB".to_owned(),
            ));
        }
        if aantal > CELLEN_MAX || uit.rijen.len() > RIJEN_MAX * 2 {
            return Err(LeesFout::TeGroot(format!(
                "meer dan {RIJEN_MAX} rijen; splits het bestand"
            )));
        }
        uit.rijen.entry(c.pos.0).or_default().insert(c.pos.1, cel);
    }
    if let Some(kolom) = te_ver.first() {
        let naam = crate::tabel::letters(*kolom as usize);
        return Err(LeesFout::TeGroot(format!(
            "er staat iets in kolom {naam}; hoogstens {KOLOMMEN_MAX} kolommen mogen"
        )));
    }
    Ok(uit)
}

fn waarde(van: &DataRef<'_>, nullen: Option<usize>) -> Cel {
    let getal = |g: f64| match nullen {
        Some(n) if g.fract() == 0.0 && g >= 0.0 => Cel::Tekst(format!("{g:0n$.0}")),
        _ => Cel::Getal(g),
    };
    let tekst = Cel::van;
    match van {
        DataRef::Empty => Cel::Leeg,
        #[expect(clippy::cast_precision_loss, reason = "a number of a sheet is a double anyhow")]
        DataRef::Int(g) => getal(*g as f64),
        DataRef::Float(g) => getal(*g),
        DataRef::String(t) => tekst(t),
        DataRef::SharedString(t) => tekst(t),
        DataRef::Bool(b) => Cel::Ja(*b),
        DataRef::DateTime(d) => dag(d),
        DataRef::DateTimeIso(t) => {
            let alleen_dag = t.split_once('T').map_or(t.as_str(), |(dag, _)| dag);
            alleen_dag.parse().map_or_else(|_| Cel::van(t), Cel::Dag)
        }
        DataRef::DurationIso(t) => Cel::van(t),
        DataRef::Error(_) => Cel::Kapot(Kapot::Foutwaarde),
    }
}

/// A cell that is shown as a day; a time of day or a duration is no day.
fn dag(van: &ExcelDateTime) -> Cel {
    let serie = van.as_f64();
    if van.is_duration() || !(1.0..2_958_466.0).contains(&serie) {
        return Cel::Getal(serie);
    }
    let (jaar, maand, dag, ..) = van.to_ymd_hms_milli();
    let deel = |n: u8| i8::try_from(n).unwrap_or(0);
    let jaar = i16::try_from(jaar).unwrap_or(0);
    Datum::new(jaar, deel(maand), deel(dag)).map_or(Cel::Getal(serie), Cel::Dag)
}

/// Cells that are covered by another one: of a merged region only the first cell holds its value. Gives how
/// many there are.
fn samengevoegd(boek: &mut Boek<'_>, blad: &str, rijen: &mut Rijen) -> usize {
    let gebieden = boek.merge_cells_by_sheet_name(blad).unwrap_or_default();
    let mut n = 0_usize;
    for g in gebieden {
        for (nr, rij) in rijen.range_mut(g.start.0..=g.end.0) {
            let tot = g.end.1.min(u32::try_from(KOLOMMEN_MAX).unwrap_or(u32::MAX));
            for kolom in g.start.1..=tot {
                if (*nr, kolom) != g.start {
                    n += 1;
                    rij.insert(kolom, Cel::Kapot(Kapot::Samengevoegd));
                }
            }
        }
    }
    n
}

fn op_rij(cellen: BTreeMap<u32, Cel>) -> Vec<Cel> {
    let breed = cellen.keys().next_back().map_or(0, |k| *k as usize + 1);
    let mut uit = vec![Cel::Leeg; breed];
    for (kolom, cel) in cellen {
        uit[kolom as usize] = cel;
    }
    uit
}
