//! A table that becomes cards on a phone. Sorting is a link in the heading, done by the server.

use maud::{Markup, Render, html};

/// How a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volgorde {
    /// Lowest or earliest first.
    Op,
    /// Highest or latest first.
    Af,
}

/// A column.
#[derive(Debug, Clone, Default)]
pub struct Kolom {
    /// Its heading; empty for a column of buttons.
    pub kop: String,
    /// Where sorting by it goes, when it can be sorted.
    pub sorteer_url: Option<String>,
    /// How it is sorted now.
    pub volgorde: Option<Volgorde>,
}

impl Kolom {
    /// A column that cannot be sorted.
    pub fn new(kop: impl Into<String>) -> Self {
        Self { kop: kop.into(), ..Self::default() }
    }

    /// Makes it sortable.
    #[must_use]
    pub fn sorteer(mut self, url: impl Into<String>, volgorde: Option<Volgorde>) -> Self {
        self.sorteer_url = Some(url.into());
        self.volgorde = volgorde;
        self
    }
}

/// A table. Every row has as many cells as there are columns; the first cell names the row.
#[derive(Debug, Clone, Default)]
pub struct Tabel {
    /// What is in it, and in which order.
    pub bijschrift: String,
    /// The columns.
    pub kolommen: Vec<Kolom>,
    /// The rows.
    pub rijen: Vec<Vec<Markup>>,
}

impl Tabel {
    fn kopcel(kolom: &Kolom) -> Markup {
        let (soort, teken) = match kolom.volgorde {
            Some(Volgorde::Op) => (Some("ascending"), " ▲"),
            Some(Volgorde::Af) => (Some("descending"), " ▼"),
            None => (None, ""),
        };
        html! {
            th scope="col" aria-sort=[soort] {
                @if let Some(url) = &kolom.sorteer_url {
                    a href=(url) { (kolom.kop) @if !teken.is_empty() { span aria-hidden="true" { (teken) } } }
                } @else { (kolom.kop) }
            }
        }
    }
}

impl Render for Tabel {
    fn render(&self) -> Markup {
        html! {
            div.kl-tabel-rol {
                table."kl-tabel"."kl-tabel--kaarten" {
                    caption { (self.bijschrift) }
                    thead { tr { @for k in &self.kolommen { (Self::kopcel(k)) } } }
                    tbody {
                        @for rij in &self.rijen {
                            tr {
                                @for (i, (cel, kolom)) in rij.iter().zip(&self.kolommen).enumerate() {
                                    @if i == 0 {
                                        th scope="row" { (cel) }
                                    } @else {
                                        td data-kop=[(!kolom.kop.is_empty()).then_some(&kolom.kop)] { (cel) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
