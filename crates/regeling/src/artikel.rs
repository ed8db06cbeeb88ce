//! Article numbers as people write them: "10 lid 3", "artikel 10, derde lid", "art. 10.3", "Wkkgz 17
//! lid 1" are read as the same parts.
//!
//! Always holds: reading is total; what is not recognised stays as a word, so that two different
//! texts are never taken for one article by being dropped.

use std::fmt;

/// Ordinals by which a text may name a lid.
const RANG: [&str; 12] = [
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende",
    "tiende", "elfde", "twaalfde",
];

/// An article number, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Artikel {
    /// Words beside the numbers, in lower case: the short name of a statute, or a heading.
    pub woorden: Vec<String>,
    /// The number of the article: `10`, `7a`, `10:5`.
    pub nummer: Option<String>,
    /// The lid.
    pub lid: Option<String>,
    /// What follows the lid: `a`, or `a 1`.
    pub sub: Vec<String>,
}

impl Artikel {
    /// Reads an article number.
    pub fn lees(tekst: &str) -> Self {
        let mut uit = Self::default();
        let mut in_sub = false;
        for woord in delen(tekst) {
            let rang = RANG.iter().position(|r| *r == woord).map(|i| (i + 1).to_string());
            match (woord.as_str(), rang) {
                (
                    "artikel" | "artikelen" | "art" | "article" | "van" | "de" | "het" | "lid"
                    | "leden" | "en" | "aanhef",
                    _,
                ) => {}
                ("sub" | "onder" | "onderdeel" | "letter", _) => in_sub = true,
                (_, Some(n)) => uit.lid = Some(n),
                (w, None) if w.starts_with(|c: char| c.is_ascii_digit()) => {
                    if uit.nummer.is_none() {
                        uit.nummer = Some(woord);
                    } else if uit.lid.is_none() && !in_sub {
                        let cijfers = w.find(|c: char| !c.is_ascii_digit()).unwrap_or(w.len());
                        let (lid, letter) = w.split_at(cijfers);
                        uit.lid = Some(lid.to_owned());
                        uit.sub.extend((!letter.is_empty()).then(|| letter.to_owned()));
                    } else {
                        uit.sub.push(woord);
                    }
                }
                (w, None) if uit.nummer.is_some() && (in_sub || w.chars().count() == 1) => {
                    uit.sub.push(woord);
                    in_sub = false;
                }
                _ => uit.woorden.push(woord),
            }
        }
        uit
    }

    /// Does this article cover that one: the same, or less precise (`8 lid 2` covers `8 lid 2 sub a`)?
    /// The words (which statute) are the caller's to compare.
    pub fn omvat(&self, ander: &Self) -> bool {
        let sub = self.sub.is_empty() || self.sub == ander.sub;
        let lid = self.lid.is_none() || self.lid == ander.lid;
        self.nummer == ander.nummer && lid && sub
    }
}

/// Lower-case words and numbers; a point between numbers parts them.
fn delen(tekst: &str) -> impl Iterator<Item = String> {
    tekst
        .to_lowercase()
        .replace([',', ';', '(', ')', '.', '°', '_'], " ")
        .split_whitespace()
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

impl fmt::Display for Artikel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut delen: Vec<String> = self.woorden.clone();
        delen.extend(self.nummer.clone());
        delen.extend(self.lid.as_ref().map(|l| format!("lid {l}")));
        delen.extend((!self.sub.is_empty()).then(|| format!("sub {}", self.sub.join(" "))));
        f.write_str(&delen.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::Artikel;

    #[test]
    fn the_forms_in_which_people_write_an_article_are_read_as_one() {
        for (zoals, is) in [
            ("10 lid 3", "10 lid 3"),
            ("artikel 10, derde lid", "10 lid 3"),
            ("art. 10.3", "10 lid 3"),
            ("Artikel 10 lid 3", "10 lid 3"),
            ("8 lid 2 sub a", "8 lid 2 sub a"),
            ("artikel 8, tweede lid, onder a", "8 lid 2 sub a"),
            ("8.2.a", "8 lid 2 sub a"),
            ("8 lid 2a", "8 lid 2 sub a"),
            ("8 lid 2 a", "8 lid 2 sub a"),
            ("8 lid 2, aanhef en onderdeel a", "8 lid 2 sub a"),
            ("9", "9"),
            ("7a", "7a"),
            ("2 sub a-d", "2 sub a-d"),
            ("Wkkgz 17 lid 1", "wkkgz 17 lid 1"),
            ("artikel 17, eerste lid, van de Wkkgz", "wkkgz 17 lid 1"),
            ("Proceseigenaar", "proceseigenaar"),
        ] {
            assert_eq!(Artikel::lees(zoals).to_string(), is, "{zoals}");
        }
    }

    #[test]
    fn a_less_precise_article_covers_a_more_precise_one_and_not_the_other_way_round() {
        let a = Artikel::lees;
        assert!(a("8 lid 2").omvat(&a("8 lid 2 sub a")));
        assert!(a("8").omvat(&a("8 lid 2 sub a")));
        assert!(!a("8 lid 2 sub a").omvat(&a("8 lid 2")));
        assert!(!a("8 lid 1").omvat(&a("8 lid 2")));
        assert!(!a("8 lid 2 sub b").omvat(&a("8 lid 2 sub a")));
    }
}
