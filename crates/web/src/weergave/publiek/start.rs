//! The start page of a provider: talk, complain, get help, or come back.

use maud::{Markup, html};

use crate::componenten::{
    Icoon, Knop,
    document::Publiek,
    feiten::{self, Feiten},
    tekst::Zinnen,
    titel::Titel,
    vak,
};
use crate::huisstijl::{Huisstijl, Koppeling, Telefoon};

/// What the start page says.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Where the form begins.
    pub indienen_url: String,
    /// Where one comes back with number and code.
    pub mijn_klacht_url: String,
    /// The people one may talk to first, in the regulation's order.
    pub gesprekspartners: Vec<Gesprekspartner>,
    /// What happens after a complaint, in order.
    pub stappen: Vec<Vooruitblik>,
    /// Other ways that stay open: court, inspectorate, dispute body.
    pub andere_wegen: Vec<Zinnen>,
    /// The regulation as a page or PDF.
    pub regeling: Koppeling,
    /// The leaflet.
    pub folder: Option<Koppeling>,
    /// The form on paper, if there is one.
    pub papier: Option<Koppeling>,
}

/// Somebody to talk to.
#[derive(Debug, Clone)]
pub struct Gesprekspartner {
    /// A picture.
    pub icoon: Icoon,
    /// "De leidinggevende".
    pub naam: String,
    /// One sentence on what talking to them is for.
    pub uitleg: String,
    /// How to reach them; empty when one simply walks up to them.
    pub contacten: Vec<Contact>,
}

/// How to reach a person or a body.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// Name.
    pub naam: String,
    /// For whom, when not for everybody: "voor langdurige zorg (Wlz)".
    pub voor: String,
    /// Telephone.
    pub telefoon: Option<Telefoon>,
    /// E-mail.
    pub email: Option<String>,
    /// Website.
    pub website: Option<Koppeling>,
}

/// A step that will follow.
#[derive(Debug, Clone, Default)]
pub struct Vooruitblik {
    /// What happens: "Wij bellen u".
    pub naam: String,
    /// When, or why: "Binnen 5 werkdagen."
    pub uitleg: String,
}

impl Contact {
    fn feiten(&self) -> Feiten {
        let mut regels = Vec::new();
        if let Some(t) = &self.telefoon {
            regels.push((Icoon::Telefoon, feiten::bel_link(t)));
        }
        if let Some(e) = &self.email {
            regels.push((Icoon::Mail, feiten::mail_link(e)));
        }
        if let Some(w) = &self.website {
            regels.push((Icoon::Info, html! { a.govuk-link href=(w.url) { (w.tekst) } }));
        }
        Feiten(regels)
    }
}

impl Gesprekspartner {
    fn kaart(&self) -> Markup {
        html! {
            li.kl-kaart {
                h3."govuk-heading-s"."kl-kaart__kop" { (self.icoon) " " (self.naam) }
                p.govuk-body { (self.uitleg) }
                @for c in &self.contacten {
                    div.kl-contact {
                        p.govuk-body { strong { (c.naam) } @if !c.voor.is_empty() { br; (c.voor) } }
                        @let feiten = c.feiten();
                        @if !feiten.0.is_empty() { (feiten) }
                    }
                }
            }
        }
    }
}

/// The start page.
pub fn pagina(huis: &Huisstijl, m: &Start) -> Markup {
    let document =
        Publiek { titel: Titel::new("Klacht of onvrede over zorg"), ..Publiek::default() };
    document.om(
        huis,
        html! {
            (super::met_hulp(huis, None, &begin(huis, m)))
            (praten(m))
            (verder(huis, m))
        },
    )
}

fn begin(huis: &Huisstijl, m: &Start) -> Markup {
    html! {
        h1.govuk-heading-xl { "Bent u niet tevreden over onze zorg?" }
        p.govuk-body-l { "Vertel het ons. Dan kunnen wij er iets aan doen." }
        p.govuk-body { "U mag zelf kiezen: eerst praten, of meteen een klacht indienen." }
        div.kl-knoppen {
            (Knop::hoofd("Klacht indienen").naar(&m.indienen_url))
            (Knop::tweede("Mijn klacht bekijken").naar(&m.mijn_klacht_url))
        }
        p.govuk-body { "Het kost u niets. U hebt ongeveer 15 minuten nodig. U kunt tussendoor stoppen en later verder gaan." }
        h2.govuk-heading-m { "Liever op papier?" }
        p.govuk-body { "U mag ons ook een brief of e-mail sturen." }
        @if !huis.postadres.is_empty() {
            p.govuk-body { @for (i, r) in huis.postadres.iter().enumerate() { @if i > 0 { br; } (r) } }
        }
        @if let Some(p) = &m.papier {
            p.govuk-body { (Icoon::Ophalen) " " a.govuk-link href=(p.url) { (p.tekst) } }
        }
    }
}

fn praten(m: &Start) -> Markup {
    html! {
        @if !m.gesprekspartners.is_empty() {
            section aria-labelledby="praten-kop" {
                h2.govuk-heading-l #praten-kop { "Eerst praten?" }
                p.govuk-body { "Kies zelf met wie u wilt praten. Dit hoeft niet voordat u een klacht indient." }
                ul.kl-kaarten { @for g in &m.gesprekspartners { (g.kaart()) } }
            }
        }
    }
}

fn verder(huis: &Huisstijl, m: &Start) -> Markup {
    html! {
        div.kl-gelijk {
            @if !m.stappen.is_empty() {
                section aria-labelledby="stappen-kop" {
                    h2.govuk-heading-m #stappen-kop { "Wat gebeurt er met uw klacht?" }
                    ol.kl-nummers {
                        @for s in &m.stappen { li { strong { (s.naam) } @if !s.uitleg.is_empty() { br; (s.uitleg) } } }
                    }
                }
            }
            section aria-labelledby="weten-kop" {
                h2.govuk-heading-m #weten-kop { "Goed om te weten" }
                ul."govuk-list"."govuk-list--bullet" {
                    li { "Een klacht indienen kost niets." }
                    li { "Iemand mag u helpen, of uw klacht voor u indienen." }
                    li { "Alleen mensen die uw klacht behandelen, lezen uw klacht." }
                    li { "Uw klacht komt niet in uw zorgdossier." }
                    li { "U mag altijd stoppen met uw klacht." }
                }
                @if let Some(f) = &m.folder {
                    p.govuk-body { "Wilt u dit rustig nalezen? Of printen? Dat kan met " a.govuk-link href=(f.url) { (f.tekst) } "." }
                }
                p.govuk-body { "Alle afspraken staan in " a.govuk-link href=(m.regeling.url) { (m.regeling.tekst) } "." }
                @if !m.andere_wegen.is_empty() {
                    (vak::kaart_met_klasse("kl-kaart kl-kaart--zacht", "anders-kop", "Ook andere wegen blijven open", html! {
                        p.govuk-body { "U hoeft niet bij " (huis.naam) " te klagen. U kunt ook hierheen:" }
                        ul."govuk-list"."govuk-list--bullet" { @for z in &m.andere_wegen { li { (z) } } }
                    }))
                }
            }
        }
    }
}
