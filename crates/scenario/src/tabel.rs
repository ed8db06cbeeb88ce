//! The keys of a story file as tables for `docs/scenario.md`.

use crate::sleutels::{STAP, Sleutel, VERHAAL, VERWACHT};

/// Markdown tables of all keys: of the file, of a step, of an expectation.
pub fn sleuteltabellen() -> String {
    let tabel = |titel: &str, sleutels: &[Sleutel]| {
        let mut uit =
            format!("### {titel}\n\n| sleutel | ook | waarde | wat |\n| --- | --- | --- | --- |\n");
        for s in sleutels {
            let verplicht = if s.verplicht { " (verplicht)" } else { "" };
            let bij = if s.bij.is_empty() {
                String::new()
            } else {
                format!(
                    " Bij: {}.",
                    s.bij.iter().map(|b| format!("`{b}`")).collect::<Vec<_>>().join(", ")
                )
            };
            let ook = s.ook.iter().map(|o| format!("`{o}`")).collect::<Vec<_>>().join(", ");
            uit.push_str(&format!(
                "| `{}`{verplicht} | {ook} | {} | {}.{bij} |\n",
                s.naam, s.waarde, s.wat
            ));
        }
        uit
    };
    [
        tabel("Het bestand", VERHAAL),
        tabel("Een stap, `[[stap]]`", STAP),
        tabel("Een verwachting, `[[verwacht]]`", VERWACHT),
    ]
    .join("\n")
}
