//! The leaflet as a page: the same text as on paper, with links, in Dutch or English.
//!
//! Always holds: what stands here stands in the leaflet; the page speaks one language, and what does not
//! (head and foot) says so.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use regeling::folder::{Blok, Deel, Folder, Gegevens, Kaart, Regel, RegelSoort};

use super::met_hulp;
use crate::componenten::{
    Icoon,
    document::Publiek,
    feiten::{self, Feiten},
    terug::Terug,
    titel::Titel,
};
use crate::huisstijl::{Huisstijl, Koppeling, Telefoon};

/// The page of a leaflet.
#[derive(Debug, Clone)]
pub struct Folderpagina {
    /// The leaflet.
    pub folder: Folder,
    /// The same as PDF.
    pub pdf: Koppeling,
    /// The same in the other language, and which that is (`en`).
    pub anders: (Koppeling, &'static str),
    /// The way back.
    pub terug: Koppeling,
}

impl Folderpagina {
    fn in_het_engels(&self) -> bool {
        self.folder.taal == "en"
    }

    fn kies(&self, nl: &'static str, en: &'static str) -> &'static str {
        if self.in_het_engels() { en } else { nl }
    }
}

/// The page.
pub fn pagina(huis: &Huisstijl, m: &Folderpagina) -> Markup {
    let document = Publiek {
        titel: Titel::new(&m.folder.titel),
        terug: Some(Terug(m.terug.clone())),
        anders: m.in_het_engels().then_some("en"),
        ..Publiek::default()
    };
    let inhoud = html! {
        h1.govuk-heading-xl { (m.folder.titel) }
        p.govuk-body-l { (m.folder.inleiding) }
        ul."kl-feiten"."kl-geen-afdruk" {
            li { (Icoon::Ophalen) span { a.govuk-link href=(m.pdf.url) { (m.pdf.tekst) } } }
            li { (Icoon::Bericht) span { a.govuk-link href=(m.anders.0.url) hreflang=(m.anders.1) lang=(m.anders.1) { (m.anders.0.tekst) } } }
        }
        @if !m.folder.onvertaald.is_empty() {
            p.govuk-body { (m.kies("", "Some parts are in Dutch only.")) }
        }
        @if m.folder.delen.len() > 2 {
            nav.kl-geen-afdruk aria-label=(m.kies("In deze folder", "In this leaflet")) {
                ul."govuk-list"."govuk-list--bullet" {
                    @for d in &m.folder.delen { li { a.govuk-link href={ "#" (d.id) } { (d.kop) } } }
                }
            }
        }
        div.kl-folder { @for d in &m.folder.delen { (deel(d)) } }
        p."govuk-body"."kl-bron" { (m.folder.versie) }
    };
    let naast = if m.in_het_engels() {
        met_engelse_hulp(m, &inhoud)
    } else {
        met_hulp(huis, None, &inhoud)
    };
    document.om(huis, naast)
}

/// The contents, with help beside them in English.
fn met_engelse_hulp(m: &Folderpagina, inhoud: &Markup) -> Markup {
    html! {
        div.kl-tweekolom {
            div { (inhoud) }
            aside aria-label="Help" {
                section."kl-kaart"."kl-kaart--zacht" aria-labelledby="hulp-kop" {
                    h2."govuk-heading-m"."kl-kaart__kop" #hulp-kop { "Would you rather talk?" }
                    p.govuk-body { "Call us or write to us. We write down your complaint for you. This costs you nothing." }
                    (Feiten(m.folder.contact.iter().filter(|r| r.soort != RegelSoort::Website).map(feit).collect()))
                }
            }
        }
    }
}

fn deel(d: &Deel) -> Markup {
    html! {
        section aria-labelledby=(d.id) {
            h2.govuk-heading-m id=(d.id) tabindex="-1" { (d.kop) }
            @for b in &d.blokken { (blok(b)) }
            @if !d.artikelen.is_empty() { p."govuk-body"."kl-bron" { (d.artikelen) } }
        }
    }
}

fn blok(b: &Blok) -> Markup {
    html! {
        @match b {
            Blok::Alinea { tekst } => p.govuk-body { (tekst) },
            Blok::Lijst { regels } => ul."govuk-list"."govuk-list--bullet" { @for r in regels { li { (r) } } },
            Blok::Stappen { stappen } => ol.kl-nummers {
                @for s in stappen { li { (s.zin) @if !s.erbij.is_empty() { br; (s.erbij) } } }
            },
            Blok::Kaarten { kaarten } => ul.kl-kaarten { @for k in kaarten { (kaart(k)) } },
        }
    }
}

fn kaart(k: &Kaart) -> Markup {
    html! {
        li.kl-kaart {
            h3."govuk-heading-s"."kl-kaart__kop" { (k.naam) }
            @if !k.uitleg.is_empty() { p.govuk-body { (k.uitleg) } }
            @for g in &k.gegevens { (gegevens(g)) }
        }
    }
}

fn gegevens(g: &Gegevens) -> Markup {
    html! {
        div.kl-contact {
            @if !g.naam.is_empty() || !g.voor.is_empty() {
                p.govuk-body {
                    @if !g.naam.is_empty() { strong { (g.naam) } }
                    @if !g.naam.is_empty() && !g.voor.is_empty() { ": " }
                    // For whom it is, is the provider's own text.
                    @if !g.voor.is_empty() { span.kl-eigen { (g.voor) } }
                }
            }
            @if !g.regels.is_empty() { (Feiten(g.regels.iter().map(feit).collect())) }
        }
    }
}

fn feit(r: &Regel) -> (Icoon, Markup) {
    match r.soort {
        RegelSoort::Telefoon => {
            let telefoon = Telefoon { leesbaar: r.tekst.clone(), gratis: false };
            (Icoon::Telefoon, feiten::bel_link(&telefoon))
        }
        RegelSoort::Email => (Icoon::Mail, feiten::mail_link(&r.tekst)),
        RegelSoort::Website => {
            (Icoon::Info, html! { a.govuk-link href={ "https://" (r.tekst) } { (r.tekst) } })
        }
        RegelSoort::Post => (Icoon::Plaats, html! { (r.tekst) }),
        RegelSoort::Termijn => (Icoon::Klok, html! { (r.label) ": " (r.tekst) }),
        RegelSoort::Kosten => (Icoon::Info, html! { (r.label) ": " (r.tekst) }),
    }
}

const STIJL: &str = "body{font:1.25rem/1.5 'Source Sans 3','Segoe UI',Arial,sans-serif;max-width:40em;margin:2em auto;padding:0 1em;color:#111}\
h1,h2{line-height:1.2}.bron{font-size:.85em;color:#3a3a3a}li{margin:.3em 0}@page{size:A4;margin:16mm}";

/// The leaflet as a page of its own, that needs no other file: to put on another site, or to mail.
pub fn los(folder: &Folder) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(folder.taal) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (folder.titel) " – " (folder.aanbieder) }
                style { (PreEscaped(STIJL)) }
            }
            body {
                main {
                    p { strong { (folder.aanbieder) } }
                    h1 { (folder.titel) }
                    p { (folder.inleiding) }
                    @for d in &folder.delen {
                        section aria-labelledby=(d.id) {
                            h2 id=(d.id) { (d.kop) }
                            @for b in &d.blokken { (los_blok(b)) }
                            @if !d.artikelen.is_empty() { p.bron { (d.artikelen) } }
                        }
                    }
                    p.bron { (folder.versie) }
                }
            }
        }
    }
}

fn los_blok(b: &Blok) -> Markup {
    html! {
        @match b {
            Blok::Alinea { tekst } => p { (tekst) },
            Blok::Lijst { regels } => ul { @for r in regels { li { (r) } } },
            Blok::Stappen { stappen } => ol { @for s in stappen { li { (s.zin) " " (s.erbij) } } },
            Blok::Kaarten { kaarten } => ul {
                @for k in kaarten {
                    li {
                        strong { (k.naam) } @if !k.uitleg.is_empty() { ". " (k.uitleg) }
                        @for g in &k.gegevens {
                            @for t in [&g.naam, &g.voor].into_iter().filter(|t| !t.is_empty()) { br; (t) }
                            @for r in &g.regels { br; (r.label) ": " (r.tekst) }
                        }
                    }
                }
            },
        }
    }
}
