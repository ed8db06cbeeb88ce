//! From typed text to blocks: paragraphs, headings, lists, bold. All else stays literal text.
//!
//! Always holds: total; control characters are dropped; a link, an image or HTML becomes its text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::{Blok, Stukje};

/// The blocks of a text.
pub fn blokken(tekst: &str) -> Vec<Blok> {
    let schoon: String = tekst
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let schoon = schoon.lines().map(regel).collect::<Vec<_>>().join("\n");
    let mut lezer = Lezer::default();
    for gebeurtenis in Parser::new_ext(&schoon, Options::empty()) {
        lezer.neem(gebeurtenis);
    }
    lezer.sluit_alinea();
    lezer.uit
}

/// A typed line with all that is no heading, list or bold made literal.
fn regel(regel: &str) -> String {
    // An indented line is no code, and a list is one deep.
    let kaal = regel.trim();
    let streep =
        !kaal.is_empty() && ['-', '=', '*'].iter().any(|s| kaal.trim_matches(*s).is_empty());
    // Under a line of text a lone dash would make a heading of it.
    if streep {
        return kaal.chars().flat_map(|c| ['\\', c]).collect();
    }
    let mut uit = String::with_capacity(kaal.len());
    for (i, teken) in kaal.chars().enumerate() {
        match teken {
            '•' if i == 0 => uit.push('-'),
            '\\' | '[' | ']' | '<' | '>' | '&' | '`' | '~' | '_' => {
                uit.push('\\');
                uit.push(teken);
            }
            _ => uit.push(teken),
        }
    }
    uit
}

#[derive(Default)]
struct Lezer {
    uit: Vec<Blok>,
    stukjes: Vec<Stukje>,
    vet: u32,
    kop: bool,
    /// Items of the list that is open, and the number of its first item.
    lijst: Option<(Option<u64>, Vec<Vec<Stukje>>)>,
    diepte: u32,
}

impl Lezer {
    fn neem(&mut self, g: Event<'_>) {
        match g {
            Event::Start(Tag::Strong) => self.vet += 1,
            Event::End(TagEnd::Strong) => self.vet = self.vet.saturating_sub(1),
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => self.tekst("*"),
            Event::Start(Tag::Heading { .. }) => {
                self.sluit_alinea();
                self.kop = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                let tekst: String =
                    std::mem::take(&mut self.stukjes).into_iter().map(|s| s.tekst).collect();
                self.kop = false;
                if !tekst.trim().is_empty() {
                    self.uit.push(Blok::Kop { tekst: tekst.trim().to_owned() });
                }
            }
            Event::Start(Tag::List(nummer)) => {
                self.diepte += 1;
                if self.diepte == 1 {
                    self.sluit_alinea();
                    self.lijst = Some((nummer, Vec::new()));
                } else {
                    self.sluit_regel();
                }
            }
            Event::End(TagEnd::List(_)) => {
                self.sluit_regel();
                self.diepte = self.diepte.saturating_sub(1);
                if self.diepte == 0
                    && let Some((begin, regels)) = self.lijst.take()
                {
                    self.uit.extend(lijst(begin, regels));
                }
            }
            Event::End(TagEnd::Item) => self.sluit_regel(),
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock)
                if self.lijst.is_none() =>
            {
                self.sluit_alinea()
            }
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => {
                self.tekst(&t)
            }
            // Whoever types a new line means one.
            Event::SoftBreak | Event::HardBreak => self.tekst("\n"),
            _ => {}
        }
    }

    fn tekst(&mut self, t: &str) {
        let vet = self.vet > 0 && !self.kop;
        match self.stukjes.last_mut() {
            Some(s) if s.vet == vet => s.tekst.push_str(t),
            _ => self.stukjes.push(Stukje { tekst: t.to_owned(), vet }),
        }
    }

    fn sluit_regel(&mut self) {
        let stukjes = std::mem::take(&mut self.stukjes);
        if let Some((_, regels)) = &mut self.lijst
            && stukjes.iter().any(|s| !s.tekst.trim().is_empty())
        {
            regels.push(stukjes);
        }
    }

    fn sluit_alinea(&mut self) {
        let stukjes = std::mem::take(&mut self.stukjes);
        if stukjes.iter().any(|s| !s.tekst.trim().is_empty()) {
            self.uit.push(Blok::Alinea { stukjes });
        }
    }
}

/// A list. One that does not begin at 1 is no list that we may count anew: its numbers stay as typed.
fn lijst(begin: Option<u64>, regels: Vec<Vec<Stukje>>) -> Vec<Blok> {
    match begin {
        _ if regels.is_empty() => Vec::new(),
        None | Some(1) => vec![Blok::Lijst { genummerd: begin.is_some(), regels }],
        Some(begin) => (begin..)
            .zip(regels)
            .map(|(nummer, regel)| {
                let mut stukjes = vec![Stukje::gewoon(format!("{nummer}. "))];
                stukjes.extend(regel);
                Blok::Alinea { stukjes }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_text_becomes_paragraphs_headings_and_lists() {
        let uit = blokken(
            "## Wat is er gebeurd?\n\nU kwam **te laat**.\n\n- een\n- twee\n\n1. eerst\n2. dan",
        );
        assert_eq!(uit.len(), 4, "{uit:?}");
        assert!(matches!(&uit[0], Blok::Kop { tekst } if tekst == "Wat is er gebeurd?"));
        assert!(matches!(&uit[1], Blok::Alinea { stukjes } if stukjes[1].vet));
        assert!(matches!(&uit[2], Blok::Lijst { genummerd: false, regels } if regels.len() == 2));
        assert!(matches!(&uit[3], Blok::Lijst { genummerd: true, .. }));
    }

    fn tekst(b: &Blok) -> String {
        let van = |l: &[Stukje]| l.iter().map(|s| s.tekst.as_str()).collect::<String>();
        match b {
            Blok::Alinea { stukjes } => van(stukjes),
            Blok::Kop { tekst } => tekst.clone(),
            Blok::Lijst { regels, .. } => {
                regels.iter().map(|r| van(r)).collect::<Vec<_>>().join("|")
            }
        }
    }

    #[test]
    fn code_links_and_html_stay_literal_text() {
        for letterlijk in [
            "#read(\"/etc/passwd\")",
            "<script>alert(1)</script>",
            "$ x $ en `code` en ~~~",
            "a_b*c en _d_ en 2*3*4",
            "[hier](https://kwaad.example) en ![x](y)",
            "[1]: https://kwaad.example",
            "AT&amp;T en \\* en \\",
            "> gezegd",
            "```\nblok\n```",
            "Ze zei\n---\nen ging",
            "***",
        ] {
            let uit = blokken(letterlijk);
            assert_eq!(uit.len(), 1, "{uit:?}");
            assert_eq!(tekst(&uit[0]), letterlijk, "{uit:?}");
        }
    }

    #[test]
    fn a_new_line_stays_a_new_line_and_an_indent_is_no_code() {
        assert_eq!(tekst(&blokken("Groeten,\r\n    Zoë")[0]), "Groeten,\nZoë");
    }

    #[test]
    fn numbers_stay_as_they_were_typed() {
        let uit = blokken("3. de bel\n4. de pillen");
        assert_eq!(uit.iter().map(tekst).collect::<Vec<_>>(), ["3. de bel", "4. de pillen"]);
        assert_eq!(tekst(&blokken("1950. Toen begon het.")[0]), "1950. Toen begon het.");
    }

    #[test]
    fn bullets_from_a_word_processor_are_a_list() {
        assert_eq!(tekst(&blokken("• een\n• twee")[0]), "een|twee");
    }
}
