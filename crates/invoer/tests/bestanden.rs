//! Files as people have them, and files that mean harm.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod gemeen;

use std::io::{Cursor, Write as _};

use gemeen::tabel;
use invoer::{Cel, Kapot, LeesFout, Leeswijze, Tabel, lees};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn tekst(t: &Tabel, rij: usize, kolom: usize) -> String {
    t.rijen[rij].cellen[kolom].als_tekst().unwrap_or_default()
}

#[test]
fn a_dutch_export_reads_in_each_encoding_in_which_windows_writes_it() {
    let csv = "Naam;Plaats\r\nJ. Brünnhilde-d’Été;'s-Gravenhage\r\n";
    let (windows, ..) = encoding_rs::WINDOWS_1252.encode(csv);
    let utf16 = |be: bool| -> Vec<u8> {
        let teken = |u: u16| if be { u.to_be_bytes() } else { u.to_le_bytes() };
        csv.encode_utf16().flat_map(teken).collect()
    };
    let met = |bom: &[u8], bytes: &[u8]| [bom, bytes].concat();
    for (hoe, bytes) in [
        ("UTF-8", csv.as_bytes().to_vec()),
        ("UTF-8 with a mark", met(b"\xef\xbb\xbf", csv.as_bytes())),
        ("Windows-1252", windows.into_owned()),
        ("UTF-16LE with a mark", met(b"\xff\xfe", &utf16(false))),
        ("UTF-16BE with a mark", met(b"\xfe\xff", &utf16(true))),
        ("UTF-16LE", utf16(false)),
    ] {
        let t = tabel(&bytes).unwrap_or_else(|f| panic!("{hoe}: {f}"));
        assert_eq!(t.kop, ["Naam", "Plaats"], "{hoe}");
        assert_eq!(tekst(&t, 0, 0), "J. Brünnhilde-d’Été", "{hoe}");
    }
}

#[test]
fn what_stands_between_cells_is_found_also_when_a_cell_holds_line_ends_and_other_signs() {
    for (csv, scheiding) in [
        ("a;b;c\n1;\"twee, en\nnog; meer\";3\n", ';'),
        ("a,b,c\n1,\"twee, en\nnog; meer\",3\n", ','),
        ("a\tb\tc\n1\t\"twee, en\nnog; meer\"\t3\n", '\t'),
        ("sep=|\r\na|b|c\r\n1|\"twee, en\nnog; meer\"|3\r\n", '|'),
    ] {
        let t = tabel(csv.as_bytes()).unwrap();
        assert_eq!(t.kop.len(), 3, "{scheiding:?}");
        assert_eq!(tekst(&t, 0, 1), "twee, en\nnog; meer");
    }
}

#[test]
fn empty_rows_and_a_header_that_comes_again_are_counted_and_not_read() {
    let t = tabel(b"a;b\n1;2\n;\n\na;b\n3;4\n").unwrap();
    assert_eq!(t.rijen.iter().map(|r| r.nummer).collect::<Vec<_>>(), [2, 6]);
    assert_eq!(t.leeg, 1);
    assert!(t.opmerkingen.iter().any(|o| o.contains("kopregel staat er nog 1 keer")), "{t:?}");
}

#[test]
fn a_title_above_the_header_is_no_header() {
    let t = tabel(b"Klachtenregister 2024;;\n\nNr;Binnen;Klager\n1;2-1-2024;x\n").unwrap();
    assert_eq!((t.kopregel, t.kop.len()), (3, 3));
    assert!(t.opmerkingen.iter().any(|o| o.contains("erboven")), "{t:?}");
}

#[test]
fn two_columns_of_one_name_are_told_with_their_letters() {
    let f = tabel(b"Datum;Naam; datum \n1;2;3\n").unwrap_err();
    assert_eq!(f, LeesFout::DubbeleKolom { naam: "Datum".into(), plekken: "A en C".into() });
}

#[test]
fn a_separator_that_does_not_split_is_told() {
    let wijze = Leeswijze { scheiding: Some(','), ..Leeswijze::default() };
    let f = lees(b"a;b;c\n1;2;3\n", &wijze).unwrap_err().to_string();
    assert!(f.contains("scheiding"), "{f}");
}

#[test]
fn what_is_no_table_is_refused_with_what_it_is() {
    let mut ruis = Vec::with_capacity(10 * 1024 * 1024);
    let mut x = 0x2545_f491_u32;
    while ruis.len() < 10 * 1024 * 1024 {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        ruis.extend_from_slice(&x.to_le_bytes());
    }
    let stil = vec![b'a'; 10 * 1024 * 1024];
    for bytes in
        [&ruis[..], &stil, b"", b"%PDF-1.7", &[0xD0, 0xCF, 0x11, 0xE0, 1, 2], b"PK\x03\x04bah"]
    {
        assert!(tabel(bytes).is_err(), "{:?}", &bytes[..bytes.len().min(8)]);
    }
    // A quote that is never closed swallows the rest of the file.
    let open = format!("a;b\n1;\"twee\n{}", "x;y\n".repeat(100_000));
    assert!(matches!(tabel(open.as_bytes()), Err(LeesFout::TeGroot(_))));
}

/// A zip file with these parts, and nothing else.
fn zip(delen: &[(&str, &[u8])]) -> Vec<u8> {
    let mut uit = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (naam, inhoud) in delen {
        uit.start_file(*naam, zip::write::SimpleFileOptions::default()).unwrap();
        uit.write_all(inhoud).unwrap();
    }
    uit.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_swells_is_refused_before_it_is_kept() {
    // 600 MB of noughts fit in well under a megabyte.
    let mut uit = zip::ZipWriter::new(Cursor::new(Vec::new()));
    uit.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let blok = vec![0_u8; 1024 * 1024];
    (0..600).for_each(|_| uit.write_all(&blok).unwrap());
    let bom = uit.finish().unwrap().into_inner();
    assert!(bom.len() < 2 * 1024 * 1024);
    assert!(matches!(tabel(&bom), Err(LeesFout::TeGroot(_))));
    // One that says that it holds more texts than any memory does.
    let groot =
        zip(&[("xl/sharedStrings.xml", br#"<sst uniqueCount="9999999999999999"><si/></sst>"#)]);
    assert!(matches!(tabel(&groot), Err(LeesFout::TeGroot(_))));
    let anders = zip(&[("readme.txt", b"hallo")]);
    assert!(tabel(&anders).is_err());
}

#[test]
fn a_workbook_gives_days_numbers_with_noughts_and_the_outcome_of_formulas() {
    let mut boek = Workbook::new();
    let (dag, nullen) =
        (Format::new().set_num_format("dd-mm-yyyy"), Format::new().set_num_format("0000"));
    let blad = boek.add_worksheet();
    blad.set_name("Klachten").unwrap();
    blad.merge_range(0, 0, 0, 3, "Klachten 2024", &Format::new()).unwrap();
    for (i, naam) in ["Nr", "Binnen", "Klager", "Som", "Fout"].into_iter().enumerate() {
        blad.write(1, u16::try_from(i).unwrap(), naam).unwrap();
    }
    blad.write_with_format(2, 0, 17, &nullen).unwrap();
    blad.write_with_format(2, 1, ExcelDateTime::from_ymd(2024, 2, 29).unwrap(), &dag).unwrap();
    blad.write(2, 2, "Zoë\nvan Hoëvell").unwrap();
    blad.write_formula(2, 3, Formula::new("=1+1").set_result("2")).unwrap();
    blad.write(3, 0, "0018").unwrap();
    blad.write(3, 1, "1-3-2024").unwrap();
    blad.merge_range(3, 2, 4, 2, "A. de Wit", &Format::new()).unwrap();
    blad.write(4, 0, 12.5).unwrap();
    let geheim = boek.add_worksheet();
    geheim.set_name("Verborgen").unwrap().set_hidden(true);
    geheim.write(0, 0, "x").unwrap();
    let t = tabel(&boek.save_to_buffer().unwrap()).unwrap();
    assert_eq!(t.kop[..4], ["Nr", "Binnen", "Klager", "Som"]);
    assert_eq!(t.kopregel, 2);
    assert_eq!(tekst(&t, 0, 0), "0017", "shown with noughts");
    assert_eq!(tekst(&t, 1, 0), "0018", "kept as text");
    assert_eq!(tekst(&t, 2, 0), "12,5");
    assert_eq!(t.rijen[0].cellen[1], Cel::Dag("2024-02-29".parse().unwrap()));
    assert_eq!(tekst(&t, 0, 2), "Zoë\nvan Hoëvell");
    assert_eq!(tekst(&t, 0, 3), "2");
    assert_eq!(t.rijen[2].cellen[2], Cel::Kapot(Kapot::Samengevoegd));
    let opm = t.opmerkingen.join("\n");
    for zin in ["verborgen: `Verborgen`", "formule", "samengevoegde"] {
        assert!(opm.contains(zin), "{zin}: {opm}");
    }
}

#[test]
fn a_cell_far_away_costs_no_memory_and_is_not_lost_in_silence() {
    let mut boek = Workbook::new();
    let blad = boek.add_worksheet();
    blad.write(0, 0, "a").unwrap().write(0, 1, "b").unwrap();
    blad.write(1, 0, "1").unwrap().write(1_048_575, 16_383, "ver").unwrap();
    let f = tabel(&boek.save_to_buffer().unwrap()).unwrap_err().to_string();
    assert!(f.contains("kolom XFD"), "{f}");
}

#[test]
fn a_sheet_that_is_not_there_is_told_with_those_that_are() {
    let mut boek = Workbook::new();
    boek.add_worksheet().set_name("Een").unwrap().write(0, 0, "a").unwrap();
    let bytes = boek.save_to_buffer().unwrap();
    let wijze = Leeswijze { blad: Some("Twee".into()), ..Leeswijze::default() };
    let f = lees(&bytes, &wijze).unwrap_err().to_string();
    assert!(f.contains("`Twee`") && f.contains("`Een`"), "{f}");
}
