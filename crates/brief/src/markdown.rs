//! From typed text to blocks: paragraphs, headings, lists, bold. All else stays literal text.
//!
//! Always holds: total; control characters are dropped; a link, an image or HTML becomes its text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::{Blok, Stukje};

/// The blocks of a text.
pub fn blokken(tekst: &str) -> Vec<Blok> {
    let schoon: String = tekst
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let schoon = schoon.replace('•', "-");
    let mut lezer = Lezer::default();
    for gebeurtenis in Parser::new_ext(&schoon, Options::empty()) {
        lezer.neem(gebeurtenis);
    }
    lezer.sluit_alinea();
    lezer.uit
}

#[derive(Default)]
struct Lezer {
    uit: Vec<Blok>,
    stukjes: Vec<Stukje>,
    vet: u32,
    kop: bool,
    /// Items of the list that is open, and whether it is numbered.
    lijst: Option<(bool, Vec<Vec<Stukje>>)>,
    diepte: u32,
}

impl Lezer {
    fn neem(&mut self, g: Event<'_>) {
        match g {
            Event::Start(Tag::Strong) => self.vet += 1,
            Event::End(TagEnd::Strong) => self.vet = self.vet.saturating_sub(1),
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
                    self.lijst = Some((nummer.is_some(), Vec::new()));
                } else {
                    self.sluit_regel();
                }
            }
            Event::End(TagEnd::List(_)) => {
                self.sluit_regel();
                self.diepte = self.diepte.saturating_sub(1);
                if self.diepte == 0
                    && let Some((genummerd, regels)) = self.lijst.take()
                    && !regels.is_empty()
                {
                    self.uit.push(Blok::Lijst { genummerd, regels });
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
            Event::SoftBreak | Event::HardBreak => self.tekst(" "),
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

    #[test]
    fn code_and_html_stay_literal_text() {
        for tekst in
            ["#read(\"/etc/passwd\")", "<script>alert(1)</script>", "$ x $ en `code`", "a_b*c"]
        {
            let uit = blokken(tekst);
            let alles: String = uit
                .iter()
                .map(|b| match b {
                    Blok::Alinea { stukjes } => stukjes.iter().map(|s| s.tekst.as_str()).collect(),
                    Blok::Kop { tekst } => tekst.clone(),
                    Blok::Lijst { .. } => String::new(),
                })
                .collect();
            assert_eq!(alles.trim(), tekst.replace('`', ""), "{uit:?}");
        }
    }
}
