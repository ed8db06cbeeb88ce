//! Words by which a dossier is found: from its number and the names in it. Always holds: words are
//! folded (case and diacritics gone) the same way when stored and when sought, and neither a
//! stored text nor a question yields more than a bounded number of them.
//!
//! The table `zoekwoord` knows no word: it has a keyed token for each beginning of each word, up to
//! [`BEGIN_MAX`] characters. Who has the database sees that two dossiers share a beginning, not which.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words of one dossier at most; a list of accused with more names is cut here.
const WOORDEN_MAX: usize = 64;
/// Words in one question at most.
const VRAAG_MAX: usize = 6;
/// Characters of a word by which it is found; a longer question finds what begins with so many.
const BEGIN_MAX: usize = 16;
/// Characters of a word that count.
const LENGTE_MAX: usize = 40;

/// The words to store for a text with names.
pub(crate) fn namen(tekst: &str) -> Vec<String> {
    let mut woorden: Vec<String> = stukken(tekst).take(WOORDEN_MAX).collect();
    woorden.sort_unstable();
    woorden.dedup();
    woorden
}

/// The words to store for a complaint number: whole (`k-2026-0143`) and its last part, with and
/// without leading zeros.
pub(crate) fn nummer(nummer: &str) -> Vec<String> {
    let heel = vouw(nummer);
    let mut woorden = Vec::new();
    if let Some((_, volg)) = heel.rsplit_once('-') {
        woorden.push(volg.to_owned());
        woorden.push(volg.trim_start_matches('0').to_owned());
    }
    woorden.push(heel);
    woorden.retain(|woord| !woord.is_empty());
    woorden.sort_unstable();
    woorden.dedup();
    woorden
}

/// All beginnings of these words, each once.
pub(crate) fn beginnen(woorden: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    let mut uit = BTreeSet::new();
    for woord in woorden {
        let einden = woord.char_indices().skip(1).map(|(plek, _)| plek).chain([woord.len()]);
        uit.extend(einden.take(BEGIN_MAX).map(|einde| woord[..einde].to_owned()));
    }
    uit
}

/// The beginnings of words that a question asks for; all must be met. Empty when it asks nothing.
pub(crate) fn vraagwoorden(vraag: &str) -> Vec<String> {
    let mut woorden: Vec<String> = Vec::new();
    // A question of any length costs no more than its first part.
    let kop: String = vraag.chars().take(400).collect();
    for deel in kop.split_whitespace() {
        let is_nummer = deel.contains('-') && deel.chars().any(|teken| teken.is_ascii_digit());
        if is_nummer {
            woorden.push(vouw(deel).chars().take(LENGTE_MAX).collect());
        } else {
            woorden.extend(stukken(deel));
        }
    }
    for woord in &mut woorden {
        *woord = woord.chars().take(BEGIN_MAX).collect();
    }
    woorden.retain(|woord| !woord.is_empty());
    woorden.sort_unstable();
    woorden.dedup();
    // Longer beginnings say more.
    woorden.sort_by_key(|woord| std::cmp::Reverse(woord.len()));
    woorden.truncate(VRAAG_MAX);
    woorden
}

fn stukken(tekst: &str) -> impl Iterator<Item = String> {
    vouw(tekst)
        .split(|teken: char| !teken.is_alphanumeric())
        .filter(|woord| !woord.is_empty())
        .map(|woord| woord.chars().take(LENGTE_MAX).collect())
        .collect::<Vec<String>>()
        .into_iter()
}

/// Lower case, no diacritics, no control characters.
fn vouw(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for teken in tekst.nfkd().filter(|teken| !is_combining_mark(*teken)) {
        for klein in teken.to_lowercase() {
            match klein {
                'ß' => uit.push_str("ss"),
                'æ' => uit.push_str("ae"),
                'œ' => uit.push_str("oe"),
                'ø' => uit.push('o'),
                'ł' => uit.push('l'),
                'đ' | 'ð' => uit.push('d'),
                'þ' => uit.push_str("th"),
                'ı' => uit.push('i'),
                // An apostrophe does not part a name: d'Hondt, 't Hart.
                '\'' | '’' | '‘' => {}
                _ if klein.is_control() => uit.push(' '),
                _ => uit.push(klein),
            }
        }
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_their_case_and_accents() {
        assert_eq!(namen("Zoë Çelik-Łukasz"), ["celik", "lukasz", "zoe"]);
        assert_eq!(namen("Annemieke van 't Hart"), ["annemieke", "hart", "t", "van"]);
        assert_eq!(namen("Ĳsbrand d’Hondt"), ["dhondt", "ijsbrand"]);
        assert_eq!(namen("GROẞ Ørsted"), ["gross", "orsted"]);
    }

    #[test]
    fn a_number_is_found_whole_and_by_its_end() {
        assert_eq!(nummer("K-2026-0143"), ["0143", "143", "k-2026-0143"]);
        assert_eq!(vraagwoorden("k-2026-01"), ["k-2026-01"]);
        assert_eq!(vraagwoorden("Jansen-de Vries"), ["jansen", "vries", "de"]);
    }

    #[test]
    fn a_word_is_found_by_each_of_its_beginnings() {
        let woorden = ["celik".to_owned(), "cel".to_owned()];
        assert_eq!(Vec::from_iter(beginnen(woorden)), ["c", "ce", "cel", "celi", "celik"]);
        let lang = "ĳ".repeat(40);
        assert_eq!(beginnen([lang]).len(), BEGIN_MAX);
        assert!(beginnen([String::new()]).iter().all(String::is_empty));
    }

    #[test]
    fn a_hostile_question_is_short_work() {
        assert!(vraagwoorden("").is_empty());
        assert!(vraagwoorden(" \u{0}\u{7}\t-- %_ ").is_empty());
        assert!(vraagwoorden(&"ab ".repeat(5000)).len() <= VRAAG_MAX);
        assert!(vraagwoorden(&"a".repeat(10_000)).iter().all(|woord| woord.len() <= LENGTE_MAX));
    }
}
