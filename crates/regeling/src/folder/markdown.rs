//! The leaflet as text: Markdown, for a file, a mail, or a test.

use std::fmt::Write as _;

use super::{Blok, Folder, Gegevens};

impl Folder {
    /// The leaflet as Markdown. What a provider typed stays as it is typed.
    pub fn markdown(&self) -> String {
        let mut uit = format!("# {}\n\n**{}**\n\n{}\n", self.titel, self.aanbieder, self.inleiding);
        for deel in &self.delen {
            let _ = write!(uit, "\n## {}\n", deel.kop);
            for blok in &deel.blokken {
                uit.push('\n');
                schrijf(&mut uit, blok);
            }
            if !deel.artikelen.is_empty() {
                let _ = write!(uit, "\n_{}_\n", deel.artikelen);
            }
        }
        uit.push_str("\n---\n\n");
        for r in &self.contact {
            let _ = writeln!(uit, "- {}: {}", r.label, r.tekst);
        }
        let _ = write!(uit, "\n{}\n", self.versie);
        uit
    }
}

fn schrijf(uit: &mut String, blok: &Blok) {
    match blok {
        Blok::Alinea { tekst } => {
            let _ = writeln!(uit, "{tekst}");
        }
        Blok::Lijst { regels } => {
            for r in regels {
                let _ = writeln!(uit, "- {r}");
            }
        }
        Blok::Stappen { stappen } => {
            for (i, s) in stappen.iter().enumerate() {
                let _ = writeln!(uit, "{}. **{}** {}", i + 1, s.zin, s.erbij);
            }
        }
        Blok::Kaarten { kaarten } => {
            for k in kaarten {
                let _ = writeln!(uit, "- **{}** {}", k.naam, k.uitleg);
                for g in &k.gegevens {
                    let _ = writeln!(uit, "  - {}", gegevens(g));
                }
            }
        }
    }
}

fn gegevens(g: &Gegevens) -> String {
    let regels = g.regels.iter().map(|r| format!("{}: {}", r.label, r.tekst));
    let eerst = [&g.naam, &g.voor].into_iter().filter(|t| !t.is_empty()).cloned();
    eerst.chain(regels).collect::<Vec<_>>().join("; ")
}
