//! The figures for a spreadsheet.
//!
//! Always holds: one row a number, so that a program reads it easily; a hidden number is an empty cell; no
//! cell begins with a sign that a spreadsheet takes for a formula.

use std::fmt::Write;

use crate::verslag::Verslag;

impl Verslag {
    /// The figures as CSV (RFC 4180, with a heading; UTF-8).
    pub fn csv(&self) -> String {
        let mut uit = String::from("tabel,rij,kolom,aantal\r\n");
        let mut regel = |cellen: [&str; 4]| {
            let cellen: Vec<String> = cellen.iter().map(|c| cel(c)).collect();
            // Writing to a text can't fail.
            let _ = write!(uit, "{}\r\n", cellen.join(","));
        };
        for t in &self.tabellen {
            let totaal = t.totaal.iter().map(|c| ("Totaal", c));
            let rijen = t.rijen.iter().map(|(naam, c)| (naam.as_str(), c)).chain(totaal);
            for (rij, cellen) in rijen {
                for (kolom, c) in t.kolommen.iter().zip(cellen) {
                    let n = c.aantal().map(|n| n.to_string()).unwrap_or_default();
                    regel([&t.naam, rij, kolom, &n]);
                }
            }
        }
        for s in &self.signalen {
            regel(["Signalen", &s.wat, &s.waar, &format!("{} of meer", self.signaal_vanaf)]);
        }
        for m in &self.maatregelen {
            regel(["Maatregelen", &m.kenmerken.join("; "), &m.uiterlijk, &m.stand]);
        }
        uit
    }
}

/// A text as one cell of a CSV file.
pub fn cel(tekst: &str) -> String {
    let veilig = if tekst.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{tekst}")
    } else {
        tekst.to_owned()
    };
    if veilig.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", veilig.replace('"', "\"\""))
    } else {
        veilig
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_and_is_never_a_formula() {
        assert_eq!(cel("brief"), "brief");
        assert_eq!(cel("zeg \"ja\", graag"), "\"zeg \"\"ja\"\", graag\"");
        assert_eq!(cel("=1+1"), "'=1+1");
    }
}
