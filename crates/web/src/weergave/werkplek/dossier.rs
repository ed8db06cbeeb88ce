//! A dossier at a glance: the next step, what may be done and what not, what happened, what is due.
//!
//! Always holds: what is refused stands here with its reason and article; every deadline bears its
//! article and its arithmetic.

use maud::{Markup, html};

use super::dossierkop::Dossierkop;
use crate::componenten::{
    Icoon, Knop,
    document::Werkplek,
    filter::Chips,
    melding::Melding,
    overzicht::Overzicht,
    partijen::Partijen,
    tekst,
    termijnen::Termijnen,
    tijdlijn::Tijdlijn,
    vak::{kaart, kaart_met_klasse},
    waarom::Waarom,
    werkbalk::Werkbalk,
};
use crate::huisstijl::Koppeling;

/// A dossier at a glance.
#[derive(Debug, Clone, Default)]
pub struct Dossierpagina {
    /// Its head.
    pub kop: Dossierkop,
    /// What has to be done now.
    pub volgende: Option<Volgende>,
    /// What the complaint lacks that its channel asks for, each with its article.
    pub ontbreekt: Vec<String>,
    /// The complaint in short, as typed.
    pub samenvatting: String,
    /// What the complainant wants, as typed.
    pub gewenst: String,
    /// Where the whole complaint is.
    pub klacht_url: String,
    /// What may be done now, by whoever looks, in groups; the first one stands open.
    pub mag: Vec<Daadgroep>,
    /// What may not be done now, and why.
    pub mag_niet: Vec<Geweigerd>,
    /// Which lines of the timeline show.
    pub tijdfilter: Chips,
    /// What happened, newest first.
    pub tijdlijn: Tijdlijn,
    /// Where the rest of the timeline is, when it does not all show.
    pub ouder: Option<Koppeling>,
    /// Where a note is added.
    pub notitie_url: Option<String>,
    /// What is due.
    pub termijnen: Termijnen,
    /// Who is in it.
    pub partijen: Partijen,
    /// Under which rules it falls; absent where the regulation does not tell kinds apart.
    pub soort: Option<Soortkader>,
    /// Under which version of the regulation it runs.
    pub regeling: Option<Regelingkader>,
    /// A rule to know on first sight: confidentiality, with its article.
    pub geheimhouding: Option<String>,
    /// That it was taken over from an earlier register.
    pub overgenomen: Option<Overgenomen>,
    /// What just happened.
    pub melding: Option<Melding>,
}

/// What is known of a dossier that was taken over from an earlier register, and what is not.
#[derive(Debug, Clone, Default)]
pub struct Overgenomen {
    /// "Op 30 november 2026 door P. Vos overgenomen uit …"
    pub zin: String,
    /// That it had been closed, when and how; or that it still runs.
    pub stand: String,
    /// What that register does not say.
    pub niet_bekend: Vec<String>,
    /// What it said further: column by column.
    pub overig: Overzicht,
}

/// Under which rules a complaint falls.
#[derive(Debug, Clone, Default)]
pub struct Soortkader {
    /// Those that hold.
    pub geldt: Vec<Soortregel>,
    /// Questions of which the answer is not known and matters.
    pub open: Vec<String>,
    /// Where they are answered, by who may.
    pub knop: Option<Koppeling>,
}

/// Rules under which a complaint falls, and what follows.
#[derive(Debug, Clone, Default)]
pub struct Soortregel {
    /// "Wzd".
    pub naam: String,
    /// "Een externe klachtencommissie beslist."
    pub gevolg: String,
    /// "artikel 6 lid 2".
    pub artikel: String,
}

/// Under which version of the regulation a dossier runs, and why.
#[derive(Debug, Clone, Default)]
pub struct Regelingkader {
    /// "Versie 2", and where it can be read.
    pub versie: Koppeling,
    /// ", geldig vanaf 1 april 2026".
    pub sinds: String,
    /// The day that decided, and what later versions meant for it.
    pub waarom: Vec<String>,
}

/// What has to be done now.
#[derive(Debug, Clone, Default)]
pub struct Volgende {
    /// "Volgende stap: contact opnemen met de klager".
    pub kop: String,
    /// Why and when: "Uiterlijk ma 30 november 2026, artikel 8 lid 1."
    pub tekst: String,
    /// The button; none when somebody else must act.
    pub knop: Option<Koppeling>,
}

/// Acts that belong together.
#[derive(Debug, Clone, Default)]
pub struct Daadgroep {
    /// "Dit moet nu", "Besluiten", "Namens de klager".
    pub naam: String,
    /// Shown at once, or behind its name.
    pub open: bool,
    /// The acts.
    pub daden: Vec<Toegestaan>,
}

/// An act that may be done.
#[derive(Debug, Clone, Default)]
pub struct Toegestaan {
    /// "Oordeel geven".
    pub naam: String,
    /// Where.
    pub url: String,
    /// On which article: "artikel 10 lid 3".
    pub artikel: String,
    /// Is it a duty, and until when: "plicht, uiterlijk ma 14 december 2026".
    pub plicht: Option<String>,
}

/// An act that is refused.
#[derive(Debug, Clone, Default)]
pub struct Geweigerd {
    /// "Oordeel geven".
    pub naam: String,
    /// Why not, in Dutch.
    pub reden: String,
    /// On which article.
    pub artikel: String,
    /// The whole explanation: also what would have to happen first.
    pub waarom: Waarom,
}

/// A dossier at a glance.
pub fn pagina(balk: &Werkbalk, m: &Dossierpagina) -> Markup {
    let document = Werkplek {
        titel: m.kop.titel("overzicht"),
        melding: m.melding.clone(),
        boven: Some(html! { (m.kop) }),
    };
    document.om(
        balk,
        html! {
            div.kl-dossier {
                div {
                    @if let Some(o) = &m.overgenomen { (overgenomen(o)) }
                    (volgende(m))
                    (kaart("kort-kop", "De klacht in het kort", kort(m)))
                    (daden(m))
                    (tijdlijn(m))
                }
                aside aria-label="Termijnen en betrokkenen" {
                    (kaart("termijn-kop", "Termijnen", html! { (m.termijnen) }))
                    (kaart("partij-kop", "Betrokkenen", html! { (m.partijen) }))
                    @if let Some(s) = &m.soort { (kaart("soort-kop", "Soort klacht", soort(s))) }
                    @if let Some(r) = &m.regeling { (kaart("regeling-kop", "Regeling", regeling(r))) }
                    @if let Some(g) = &m.geheimhouding { p."govuk-body"."kl-geheim" { (Icoon::Slot) " " (g) } }
                }
            }
        },
    )
}

fn overgenomen(o: &Overgenomen) -> Markup {
    let inhoud = html! {
        p.govuk-body { (o.zin) }
        p.govuk-body { (o.stand) }
        @if !o.niet_bekend.is_empty() {
            h3.govuk-heading-s { "Wat niet bekend is" }
            ul."govuk-list"."govuk-list--bullet" { @for wat in &o.niet_bekend { li { (wat) } } }
        }
        @if !o.overig.regels.is_empty() {
            details.kl-daadgroep {
                summary { "Wat daar verder stond (" (o.overig.regels.len()) ")" }
                (o.overig)
            }
        }
    };
    kaart("overgenomen-kop", "Overgenomen uit een eerder register", inhoud)
}

fn soort(s: &Soortkader) -> Markup {
    html! {
        @for r in &s.geldt {
            p.govuk-body { strong { (r.naam) } ". " (r.gevolg) " " span.kl-grond { (r.artikel) } }
        }
        @if s.geldt.len() > 1 {
            p.govuk-body { "Er gelden regels van meer soorten, elk met de eigen termijnen. Gaat de brief over verschillende zaken? Behandel dan een deel apart." }
        }
        @if s.geldt.is_empty() {
            p.govuk-body { "Nog niet bekend. Tot dan gelden alleen de regels die voor elke klacht gelden." }
        }
        @if !s.open.is_empty() {
            p.govuk-body { "Nog te vragen aan de klager:" }
            ul."govuk-list"."govuk-list--bullet" { @for v in &s.open { li { (v) } } }
            @if let Some(k) = &s.knop { p.govuk-body { a.govuk-link href=(k.url) { (k.tekst) } } }
        }
    }
}

fn regeling(r: &Regelingkader) -> Markup {
    html! {
        p.govuk-body { a.govuk-link href=(r.versie.url) { (r.versie.tekst) } (r.sinds) "." }
        @for zin in &r.waarom { p."govuk-body-s" { (zin) } }
    }
}

fn volgende(m: &Dossierpagina) -> Markup {
    html! {
        @if let Some(v) = &m.volgende {
            section."kl-kaart"."kl-volgende" aria-labelledby="volgende-kop" {
                div.kl-volgende__rij {
                    div { h2."govuk-heading-m"."kl-kaart__kop" #volgende-kop { (v.kop) } p.govuk-body { (v.tekst) } }
                    @if let Some(k) = &v.knop { (Knop::tweede(&k.tekst).naar(&k.url)) }
                }
            }
        }
    }
}

fn kort(m: &Dossierpagina) -> Markup {
    html! {
        @if !m.ontbreekt.is_empty() {
            div.kl-mist {
                p.govuk-body { strong { "Dit ontbreekt nog in de klacht. De klacht loopt gewoon door." } }
                ul."govuk-list"."govuk-list--bullet" { @for wat in &m.ontbreekt { li { (wat) } } }
            }
        }
        @if m.samenvatting.trim().is_empty() { p.govuk-body { "Er is nog geen tekst van de klacht." } }
        (tekst::getypt(&m.samenvatting))
        @if !m.gewenst.trim().is_empty() {
            h3.govuk-heading-s { "Wat wil de klager bereiken?" }
            (tekst::getypt(&m.gewenst))
        }
        p.govuk-body { a.govuk-link href=(m.klacht_url) { "Lees de hele klacht" } }
    }
}

fn daden(m: &Dossierpagina) -> Markup {
    let inhoud = html! {
        @if m.mag.is_empty() { p.govuk-body { "U kunt nu niets doen in dit dossier." } }
        @for g in &m.mag {
            details.kl-daadgroep open[g.open] {
                summary { (g.naam) " (" (g.daden.len()) ")" }
                ul.kl-daden {
                    @for d in &g.daden {
                        li {
                            a.govuk-link href=(d.url) { (d.naam) } " "
                            small { (d.artikel) @if let Some(p) = &d.plicht { ", " strong { (p) } } }
                        }
                    }
                }
            }
        }
        @if !m.mag_niet.is_empty() {
            details."kl-daadgroep"."kl-weigeringen" {
                summary { "Wat nu niet kan, en waarom (" (m.mag_niet.len()) ")" }
                ul.kl-daden {
                    @for d in &m.mag_niet {
                        li { (Icoon::Verbod) div { strong { (d.naam) } " " (d.reden) " " small { (d.artikel) } (d.waarom) } }
                    }
                }
            }
        }
    };
    kaart("daden-kop", "Wat u nu kunt doen", inhoud)
}

fn tijdlijn(m: &Dossierpagina) -> Markup {
    html! {
        section.kl-kaart aria-labelledby="tijdlijn-kop" {
            div.kl-kopregel {
                h2.govuk-heading-m #tijdlijn-kop { "Tijdlijn" }
                @if let Some(url) = &m.notitie_url { a.govuk-link href=(url) { "Notitie toevoegen" } }
            }
            @if !m.tijdfilter.chips.is_empty() { (m.tijdfilter) }
            (m.tijdlijn)
            @if let Some(o) = &m.ouder { p."govuk-body"."govuk-!-margin-bottom-0" { a.govuk-link href=(o.url) { (o.tekst) } } }
        }
    }
}

/// A tab of a dossier with one card, for the other pages of it.
pub(super) fn tab(
    balk: &Werkbalk,
    kop: &Dossierkop,
    melding: Option<&Melding>,
    naam: &str,
    inhoud: Markup,
) -> Markup {
    let document = Werkplek {
        titel: kop.titel(naam),
        melding: melding.cloned(),
        boven: Some(html! { (kop) }),
    };
    document.om(balk, html! { div.kl-tabinhoud { (inhoud) } })
}

/// A card over the whole tab.
pub(super) fn brede_kaart(id: &str, kop: &str, inhoud: Markup) -> Markup {
    kaart_met_klasse("kl-kaart", id, kop, inhoud)
}
