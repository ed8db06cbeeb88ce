//! Figures without names: tables with bars, signals, measures, and room for recommendations.
//!
//! Always holds: every number that shows stands in a table, as text; a bar says nothing more; a hidden number
//! is said in words to who hears the page.

use maud::{Markup, html};
use verslag::{Cel, Tabel, Verslag};

use crate::componenten::{
    Icoon, Knop,
    document::Werkplek,
    formulier::Formulier,
    melding::Melding,
    titel::Titel,
    vak::kaart,
    veld::{Lijst, Tekstvak},
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// The page.
#[derive(Debug, Clone)]
pub struct Rapportage {
    /// The figures.
    pub verslag: Verslag,
    /// Where another choice is sent (with GET).
    pub actie: String,
    /// The choices: the period, and for a portal the provider.
    pub keuzes: Vec<Lijst>,
    /// The same to keep: PDF and CSV.
    pub ophalen: Vec<Koppeling>,
    /// The recommendations as they are typed, for who may write them.
    pub schrijven: Option<(Formulier, Tekstvak)>,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// How wide a bar is at most, in units of its drawing.
const BREED: u32 = 100;

/// The page.
pub fn pagina(balk: &Werkbalk, m: &Rapportage) -> Markup {
    let v = &m.verslag;
    let document = Werkplek {
        titel: Titel::new(format!("Rapportage over {}", v.kop.periode)),
        melding: m.melding.clone(),
        ..Werkplek::default()
    };
    document.om(
        balk,
        html! {
            div.kl-weergaven {
                h1."govuk-heading-l"."govuk-!-margin-bottom-0" { "Rapportage over " (v.kop.periode) }
                div.kl-knoppen { @for k in &m.ophalen { (Knop::tweede(&k.tekst).naar(&k.url)) } }
            }
            p.govuk-body { (v.kop.aanbieder) ", " (v.kop.dagen) ". Zonder namen." }
            form.kl-rapportkeuze action=(m.actie) method="get" aria-label="Andere periode" {
                div.kl-filterbalk {
                    @for l in &m.keuzes { (l) }
                    div."kl-knoppen"."govuk-!-margin-top-0" { (Knop::tweede("Toon")) }
                }
            }
            @if !v.signalen.is_empty() { (signalen(v)) }
            div.kl-rapport {
                @for t in &v.tabellen { (tabel(t)) }
            }
            (kaart("maatregel-kop", "Maatregelen", maatregelen(v)))
            (kaart("advies-kop", "Aanbevelingen", aanbevelingen(m)))
            (kaart("lees-kop", "Zo leest u dit verslag", html! {
                ul."govuk-list"."govuk-list--bullet" { @for zin in &v.leeswijzer { li { (zin) } } }
                p."govuk-body"."govuk-!-margin-bottom-0" { "Regeling: " (v.kop.regeling) "." }
            }))
        },
    )
}

fn signalen(v: &Verslag) -> Markup {
    html! {
        section."kl-kaart"."kl-kaart--let-op" aria-labelledby="signaal-kop" {
            h2."govuk-heading-m"."kl-kaart__kop" #signaal-kop { (Icoon::Driehoek) " Dit kwam vaker terug" }
            ul."govuk-list"."govuk-list--bullet"."govuk-!-margin-bottom-0" {
                @for s in &v.signalen { li { (s.wat) ", " (s.waar) ": " (v.signaal_vanaf) " keer of vaker" } }
            }
        }
    }
}

fn tabel(t: &Tabel) -> Markup {
    let hoogste = t.rijen.iter().filter_map(|(_, c)| c.last()?.aantal()).max().unwrap_or(0);
    let balken = t.kolommen.len() == 1;
    html! {
        section.kl-kaart aria-labelledby={ "t-" (t.id) } {
            h2."govuk-heading-m"."kl-kaart__kop" id={ "t-" (t.id) } { (t.naam) }
            @if let Some(deel) = &t.aandeel { p.kl-rapport__deel { strong { (deel) } } }
            div.kl-tabel-rol role="group" tabindex="0" aria-labelledby={ "t-" (t.id) } {
                table.kl-cijfers {
                    caption.govuk-visually-hidden { (t.naam) }
                    thead { tr {
                        td {}
                        @for k in &t.kolommen { th scope="col" { (k) } }
                        @if balken { td {} }
                    } }
                    tbody {
                        @for (naam, cellen) in &t.rijen {
                            tr {
                                th scope="row" { (naam) }
                                @for c in cellen { td { (cel(*c)) } }
                                @if balken { td.kl-cijfers__balk { @if let Some(c) = cellen.last() { (staaf(*c, hoogste)) } } }
                            }
                        }
                        @if let Some(totaal) = &t.totaal {
                            tr.kl-cijfers__totaal {
                                th scope="row" { "Totaal" }
                                @for c in totaal { td { (cel(*c)) } }
                                @if balken { td {} }
                            }
                        }
                    }
                }
            }
            @if !t.artikel.is_empty() { p."govuk-body-s"."govuk-!-margin-bottom-0" { (t.artikel) } }
        }
    }
}

fn cel(c: Cel) -> Markup {
    html! {
        @match c {
            Cel::Aantal(n) => (n),
            Cel::Verborgen => { span aria-hidden="true" { "–" } span.govuk-visually-hidden { "niet getoond" } }
        }
    }
}

fn staaf(c: Cel, hoogste: u32) -> Markup {
    let breed = c.aantal().filter(|_| hoogste > 0).map(|n| n * BREED / hoogste);
    html! {
        @if let Some(breed) = breed {
            svg viewBox={ "0 0 " (BREED) " 10" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect width=(breed) height="10" {}
            }
        }
    }
}

fn maatregelen(v: &Verslag) -> Markup {
    html! {
        @if v.maatregelen.is_empty() { p."govuk-body"."govuk-!-margin-bottom-0" { "In deze periode zijn geen maatregelen afgesproken." } }
        @else {
            div.kl-tabel-rol role="group" tabindex="0" aria-label="Maatregelen" {
                table."kl-cijfers"."kl-cijfers--tekst" {
                    caption.govuk-visually-hidden { "Maatregelen die in deze periode zijn afgesproken" }
                    thead { tr { th scope="col" { "Maatregel" } th scope="col" { "Klaar op uiterlijk" } th scope="col" { "Stand" } } }
                    tbody {
                        @for m in &v.maatregelen {
                            tr {
                                th scope="row" { (if m.kenmerken.is_empty() { "maatregel".to_owned() } else { m.kenmerken.join(", ") }) }
                                td { (if m.uiterlijk.is_empty() { "geen dag" } else { &m.uiterlijk }) }
                                td { (m.stand) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn aanbevelingen(m: &Rapportage) -> Markup {
    html! {
        @match &m.schrijven {
            Some((formulier, vak)) => (formulier.om(html! {
                (vak)
                div.kl-knoppen { (Knop::hoofd("Bewaar")) }
            })),
            None if m.verslag.aanbevelingen.trim().is_empty() => {
                p."govuk-body"."govuk-!-margin-bottom-0" { "Er zijn geen aanbevelingen." }
            }
            None => (crate::componenten::tekst::getypt(&m.verslag.aanbevelingen)),
        }
    }
}
