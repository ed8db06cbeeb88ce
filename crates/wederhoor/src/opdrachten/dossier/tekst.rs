//! An explained dossier as text: headings, a hanging label for each part, lines that fit a page.
//!
//! Always holds: nothing of the explanation is left out; a line has at most a hundred characters.

use termijn::{Taal, lange_datum};

use super::{Post, Verslag};

/// Characters on a line.
const BREED: usize = 100;
/// Where the text beside a label begins.
const INSPRING: usize = 15;

/// The whole report.
pub(super) fn opmaak(v: &Verslag, taal: Taal) -> String {
    let nl = taal == Taal::Nl;
    let kies = |a: &'static str, b: &'static str| if nl { a } else { b };
    let versie = kies("versie", "version");
    let mut uit = format!("{} ({}, {versie} {})\n", v.titel, v.regeling, v.versie);
    let aantal = format!(
        "{} {}",
        v.gebeurtenissen,
        match (nl, v.gebeurtenissen) {
            (true, 1) => "gebeurtenis",
            (true, _) => "gebeurtenissen",
            (false, 1) => "event",
            (false, _) => "events",
        }
    );
    uit += &format!("{} {}; {aantal}", kies("Stand op", "As on"), lange_datum(v.op, taal));
    if let Some(f) = &v.fase {
        uit += &format!("; {}: {f}", kies("fase", "phase"));
    }
    uit += ".\n";
    v.waarom_versie.iter().for_each(|zin| regel(&mut uit, 0, "", zin));
    if !v.partijen.is_empty() {
        kop(&mut uit, kies("Wie is wie", "Who is who"));
        for (rol, naam) in &v.partijen {
            uit += &format!("{rol}: {naam}\n");
        }
    }
    for (titel, posten) in [
        (kies("Termijnen", "Terms"), &v.klokken),
        (kies("Plichten", "Duties"), &v.plichten),
        (kies("Bewaren en kalender", "Retention and calendar"), &v.overig),
        (kies("Wat nu mag", "What may be done now"), &v.mag),
        (kies("Wat nu niet mag", "What may not be done now"), &v.mag_niet),
    ] {
        if posten.is_empty() {
            continue;
        }
        kop(&mut uit, &format!("{titel} ({})", posten.len()));
        for p in posten {
            post(&mut uit, p, nl);
        }
    }
    if !v.einde.is_empty() {
        kop(&mut uit, kies("Hoe de procedure kan eindigen", "How the procedure can end"));
        uit.push('\n');
        v.einde.iter().for_each(|zin| regel(&mut uit, 0, "", &format!("- {zin}")));
    }
    if v.klokken.len() + v.plichten.len() + v.overig.len() + v.mag.len() + v.mag_niet.len() == 0 {
        uit += kies("\nHier is niets om uit te leggen.\n", "\nThere is nothing to explain here.\n");
    }
    uit
}

fn kop(uit: &mut String, titel: &str) {
    uit.push_str(&format!("\n{titel}\n{}\n", "=".repeat(titel.chars().count())));
}

fn post(uit: &mut String, p: &Post, nl: bool) {
    let kies = |a: &'static str, b: &'static str| if nl { a } else { b };
    let u = &p.uitleg;
    uit.push('\n');
    regel(uit, 0, "", &u.wat);
    regel(uit, 2, kies("Stand", "Stands"), &u.stand);
    regel(uit, 2, kies("Artikel", "Article"), &format!("{} [{}]", u.artikel, p.id));
    lijst(uit, kies("Ook", "Also"), &u.ook);
    // The first reason of a refusal is what set it off; once is enough.
    if u.rekening.first().is_some_and(|r| r.starts_with(&u.aanleiding)) {
        lijst(uit, kies("Reden", "Reason"), &u.rekening);
    } else {
        regel(uit, 2, kies("Aanleiding", "Set off by"), &punt(&u.aanleiding));
        lijst(uit, kies("Rekening", "Reckoning"), &u.rekening);
    }
    lijst(uit, kies("Wijzigt", "Changes"), &u.wijzigt);
    lijst(uit, kies("Let op", "Mind"), &u.let_op);
}

fn punt(zin: &str) -> String {
    if zin.ends_with(['.', '?', '!']) { zin.to_owned() } else { format!("{zin}.") }
}

/// Several sentences under one label, each with a mark.
fn lijst(uit: &mut String, label: &str, zinnen: &[String]) {
    for (i, zin) in zinnen.iter().enumerate() {
        let label = if i == 0 { label } else { "" };
        regel(uit, 2, label, &format!("- {zin}"));
    }
}

/// One label with its text, broken into lines that hang under the text.
fn regel(uit: &mut String, links: usize, label: &str, tekst: &str) {
    let begin = if links == 0 { 0 } else { INSPRING };
    let hang = begin + if tekst.starts_with("- ") { 2 } else { 0 };
    let mut nu = if links == 0 {
        String::new()
    } else {
        format!("{:links$}{label:<1$}", "", INSPRING - links)
    };
    let mut leeg = true;
    for woord in tekst.split(' ') {
        let past = nu.chars().count() + usize::from(!leeg) + woord.chars().count() <= BREED;
        if !past && !leeg {
            uit.push_str(nu.trim_end());
            uit.push('\n');
            nu = " ".repeat(hang);
            leeg = true;
        }
        if !leeg {
            nu.push(' ');
        }
        nu.push_str(woord);
        leeg = false;
    }
    uit.push_str(nu.trim_end());
    uit.push('\n');
}

#[cfg(test)]
mod tests {
    use super::regel;

    #[test]
    fn a_long_text_hangs_under_its_label_and_fits_the_page() {
        let mut uit = String::new();
        regel(&mut uit, 2, "Rekening", &format!("- {}", "woord ".repeat(40).trim_end()));
        let regels: Vec<&str> = uit.lines().collect();
        assert!(regels.len() > 1 && regels.iter().all(|r| r.chars().count() <= 100), "{uit}");
        assert!(regels[0].starts_with("  Rekening     - woord"), "{uit}");
        assert!(regels[1].starts_with("                 woord"), "{uit}");
    }
}
