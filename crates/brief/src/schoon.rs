//! A letter made fit for paper: what the fonts cannot draw and what would run off the page.
//!
//! Always holds: total; nothing that a reader could see is dropped without a mark in its place. Marks
//! that turn the direction of text are dropped: they can make a letter read as what nobody wrote.

use crate::model::{Blok, Brief, Stukje};

/// Stands for a character that no font here has, such as an emoji or Arabic.
const ONBEKEND: char = '□';
/// From this length on a word may be broken anywhere; a line holds about twice as many characters.
const LANG: usize = 40;
/// The colour when the one given is no colour.
const KLEUR: &str = "#1a1a1a";

/// The same letter with text that can be set. `tekenbaar`: has a font this character?
pub(crate) fn schoon(brief: &Brief, tekenbaar: impl Fn(char) -> bool) -> Brief {
    let tekst = |t: &String| tekst_voor_papier(t, &tekenbaar);
    let lijst = |l: &[String]| l.iter().map(tekst).collect::<Vec<_>>();
    let stukjes = |l: &[Stukje]| {
        l.iter().map(|s| Stukje { tekst: tekst(&s.tekst), vet: s.vet }).collect::<Vec<_>>()
    };
    let mut uit = brief.clone();
    uit.hoofd.naam = tekst(&brief.hoofd.naam);
    uit.hoofd.adres = lijst(&brief.hoofd.adres);
    uit.hoofd.telefoon = tekst(&brief.hoofd.telefoon);
    uit.hoofd.email = tekst(&brief.hoofd.email);
    uit.hoofd.kleur = kleur_of_zwart(&brief.hoofd.kleur).to_owned();
    uit.aan = lijst(&brief.aan);
    uit.datum = tekst(&brief.datum);
    uit.nummer = tekst(&brief.nummer);
    uit.onderwerp = tekst(&brief.onderwerp);
    uit.aanhef = tekst(&brief.aanhef);
    uit.ondertekening = lijst(&brief.ondertekening);
    uit.blokken = brief
        .blokken
        .iter()
        .map(|b| match b {
            Blok::Kop { tekst: t } => Blok::Kop { tekst: tekst(t) },
            Blok::Alinea { stukjes: s } => Blok::Alinea { stukjes: stukjes(s) },
            Blok::Lijst { genummerd, regels } => Blok::Lijst {
                genummerd: *genummerd,
                regels: regels.iter().map(|r| stukjes(r)).collect(),
            },
        })
        .collect();
    uit
}

/// One text that can be set.
pub(crate) fn tekst_voor_papier(tekst: &str, tekenbaar: &impl Fn(char) -> bool) -> String {
    breekbaar(&zichtbaar(tekst, tekenbaar))
}

/// The colour, when it is one.
pub(crate) fn kleur_of_zwart(kleur: &str) -> &str {
    if is_kleur(kleur) { kleur } else { KLEUR }
}

fn is_kleur(k: &str) -> bool {
    k.strip_prefix('#').is_some_and(|h| h.len() == 6 && h.chars().all(|c| c.is_ascii_hexdigit()))
}

/// Without characters that show nothing or turn the text; what cannot be drawn becomes a box.
fn zichtbaar(tekst: &str, tekenbaar: &impl Fn(char) -> bool) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for teken in tekst.chars() {
        match teken {
            '\n' => uit.push('\n'),
            _ if teken.is_whitespace() => uit.push(if teken == '\u{a0}' { teken } else { ' ' }),
            _ if teken.is_control() || is_onzichtbaar(teken) => {}
            _ if tekenbaar(teken) => uit.push(teken),
            // A row of them says no more than one.
            _ if uit.ends_with(ONBEKEND) => {}
            _ => uit.push(ONBEKEND),
        }
    }
    uit
}

/// Format characters: direction marks, joiners, variation selectors, tags, soft hyphen, byte order mark.
fn is_onzichtbaar(teken: char) -> bool {
    matches!(teken,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// With places to break in words that are longer than half a line.
fn breekbaar(tekst: &str) -> String {
    let is_lang = |woord: &str| woord.chars().nth(LANG).is_some();
    if !tekst.split_whitespace().any(is_lang) {
        return tekst.to_owned();
    }
    let mut uit = String::with_capacity(tekst.len() * 2);
    for woord in tekst.split_inclusive(char::is_whitespace) {
        if is_lang(woord.trim_end()) {
            for teken in woord.chars() {
                uit.push(teken);
                if !teken.is_whitespace() {
                    uit.push('\u{200b}');
                }
            }
        } else {
            uit.push_str(woord);
        }
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latijn(c: char) -> bool {
        c.is_ascii() || "ëŁ□".contains(c)
    }

    #[test]
    fn what_no_font_has_leaves_a_mark_and_what_is_invisible_leaves_none() {
        assert_eq!(zichtbaar("Zoë 😀👍 ok", &latijn), "Zoë □ ok");
        assert_eq!(zichtbaar("goed\u{202e}tkeretuerk\u{200b}", &latijn), "goedtkeretuerk");
        assert_eq!(zichtbaar("a\tb\u{7}\u{2003}c", &latijn), "a b c");
    }

    #[test]
    fn only_a_word_longer_than_half_a_line_may_be_broken() {
        assert_eq!(breekbaar("klachtenfunctionaris belt"), "klachtenfunctionaris belt");
        let uit = breekbaar(&format!("kort {}", "x".repeat(50)));
        assert!(uit.starts_with("kort x\u{200b}x"), "{uit}");
    }

    #[test]
    fn a_colour_is_a_colour() {
        assert!(is_kleur("#14505c"));
        for fout in ["red", "#14505", "#14505c\"); panic(", "#ŁŁŁ"] {
            assert!(!is_kleur(fout), "{fout}");
        }
    }
}
