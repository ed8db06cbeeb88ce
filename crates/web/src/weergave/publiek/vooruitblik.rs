//! What happens now: what comes and by when, what one can do oneself, what was done.
//!
//! Always holds: it is a list of short sentences with their dates; lateness stands in words.

use dossier::{Vooruit, Vooruitblik};
use maud::{Markup, html};

use crate::componenten::{
    Icoon,
    stappen::{Stand, Stap, Stappen},
    uitklap::Uitklap,
};

/// The part of the page; nothing when there is nothing to tell.
pub(super) fn deel(v: &Vooruitblik) -> Markup {
    if v.gedaan.is_empty() && v.straks.is_empty() && v.zelf.is_empty() {
        return html! {};
    }
    html! {
        h2.govuk-heading-m { "Wat gebeurt er nu?" }
        @if v.straks.is_empty() {
            p.govuk-body { "Wij hoeven nu niets meer te doen." }
        } @else {
            (Stappen(v.straks.iter().map(stap).collect()))
        }
        @if !v.zelf.is_empty() {
            h3.govuk-heading-s { "Wat kunt u zelf doen?" }
            ul.kl-lijst { @for r in &v.zelf { (regel(Icoon::Potlood, r)) } }
        }
        @if !v.gedaan.is_empty() {
            (Uitklap::new(
                "Wat is er al gedaan?",
                html! { ul.kl-lijst { @for r in &v.gedaan { (regel(Icoon::Vink, r)) } } },
            ))
        }
    }
}

fn stap(r: &Vooruit) -> Stap {
    let (eerste, rest) =
        r.zinnen.split_first().map_or((String::new(), &[][..]), |(e, r)| (e.clone(), r));
    Stap {
        stand: if r.te_laat { Stand::Nu } else { Stand::Straks },
        naam: r.kop.clone(),
        standtekst: eerste,
        uitleg: (!rest.is_empty()).then(|| html! { (rest.join(" ")) }),
    }
}

fn regel(icoon: Icoon, r: &Vooruit) -> Markup {
    html! {
        li { (icoon) span { (r.kop) "." @for zin in &r.zinnen { small { (zin) } } } }
    }
}
