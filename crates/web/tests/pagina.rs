//! What every page must hold, whatever it is about. A browser checks more (`ui/test/run.mjs`); this
//! needs none and runs with the other tests.

mod voorbeelden;

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};

fn lees(html: &str) -> Html {
    Html::parse_document(html)
}

fn kies<'a>(doc: &'a Html, keuze: &str) -> Vec<ElementRef<'a>> {
    let keuze = Selector::parse(keuze).expect("a selector");
    doc.select(&keuze).collect()
}

fn tekst(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs a rule on every page and shows all that break it.
fn op_elke_pagina(regel: impl Fn(&str, &Html, &str) -> Vec<String>) {
    let mut fouten = Vec::new();
    for (naam, pagina) in voorbeelden::alle() {
        let html = pagina.into_string();
        fouten.extend(regel(naam, &lees(&html), &html).into_iter().map(|f| format!("{naam}: {f}")));
    }
    assert!(fouten.is_empty(), "\n{}", fouten.join("\n"));
}

#[test]
fn a_page_has_one_title_one_main_and_one_heading_of_the_first_rank() {
    op_elke_pagina(|naam, doc, _| {
        let mut fouten = Vec::new();
        let taal = if naam.ends_with("-en") { "html[lang=en]" } else { "html[lang=nl]" };
        for (keuze, aantal) in [
            ("title", 1),
            ("main#inhoud", 1),
            ("h1", 1),
            (taal, 1),
            ("meta[name=robots][content*=noindex]", 1),
        ] {
            let n = kies(doc, keuze).len();
            if n != aantal {
                fouten.push(format!("{n} times {keuze}"));
            }
        }
        fouten
    });
}

#[test]
fn headings_do_not_skip_a_rank() {
    op_elke_pagina(|_, doc, _| {
        let rangen: Vec<u8> = kies(doc, "main h1, main h2, main h3, main h4")
            .iter()
            .map(|e| e.value().name().as_bytes()[1] - b'0')
            .collect();
        // an error summary stands before the h1
        let na_h1: Vec<u8> = rangen.iter().copied().skip_while(|r| *r != 1).collect();
        na_h1
            .windows(2)
            .filter(|w| w[1] > w[0] + 1)
            .map(|w| format!("h{} is followed by h{}", w[0], w[1]))
            .collect()
    });
}

#[test]
fn an_id_is_there_once_and_whatever_is_referred_to_is_there() {
    op_elke_pagina(|_, doc, _| {
        let mut fouten = Vec::new();
        let mut ids = HashSet::new();
        for e in kies(doc, "[id]") {
            let id = e.value().id().unwrap_or_default();
            if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id) {
                fouten.push(format!("id `{id}`"));
            }
        }
        for naam in
            ["aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls", "for"]
        {
            for e in kies(doc, &format!("[{naam}]")) {
                let doelen = e.value().attr(naam).unwrap_or_default().split_whitespace();
                fouten.extend(
                    doelen.filter(|d| !ids.contains(d)).map(|d| format!("{naam} names `{d}`")),
                );
            }
        }
        for e in kies(doc, "a[href^='#']") {
            let doel = e.value().attr("href").unwrap_or_default().trim_start_matches('#');
            if !ids.contains(doel) {
                fouten.push(format!("a link leads to #{doel}"));
            }
        }
        fouten
    });
}

#[test]
fn every_field_has_a_label_and_every_button_and_link_a_name() {
    op_elke_pagina(|_, doc, _| {
        let voor: HashSet<_> =
            kies(doc, "label[for]").iter().filter_map(|e| e.value().attr("for")).collect();
        let mut fouten = Vec::new();
        for e in kies(doc, "input:not([type=hidden]), select, textarea") {
            let id = e.value().id().unwrap_or_default();
            if !voor.contains(id) {
                fouten.push(format!("no label for `{id}`"));
            }
        }
        for e in kies(doc, "button, a[href], summary, legend, label, th, caption, h1, h2, h3") {
            if tekst(e).is_empty() {
                fouten.push(format!("without words: {}", e.html()));
            }
        }
        fouten
    });
}

#[test]
fn a_group_of_choices_stands_in_a_fieldset_with_a_legend() {
    op_elke_pagina(|_, doc, _| {
        kies(doc, "input[type=radio], input[type=checkbox], .govuk-date-input__input")
            .into_iter()
            .filter(|e| {
                let fieldset = e
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .find(|a| a.value().name() == "fieldset");
                fieldset.is_none_or(|f| {
                    let legenda = Selector::parse("legend").expect("a selector");
                    f.select(&legenda).next().is_none()
                })
            })
            .map(|e| format!("no legend around {}", e.html()))
            .collect()
    });
}

#[test]
fn an_error_stands_above_and_at_the_field_in_the_same_words() {
    let mut gezien = 0;
    for (naam, pagina) in voorbeelden::alle() {
        let html = pagina.into_string();
        let doc = lees(&html);
        for link in kies(&doc, ".govuk-error-summary__list a") {
            gezien += 1;
            let doel = link.value().attr("href").unwrap_or_default();
            let zin = tekst(link);
            assert!(zin.ends_with('.') && zin.starts_with(char::is_uppercase), "{naam}: {zin}");
            let veld = kies(&doc, doel);
            assert_eq!(veld.len(), 1, "{naam}: {doel}");
            // what is not tied to one field (number and code together) has its sentence above only
            let bij_veld: Vec<_> =
                kies(&doc, "p.govuk-error-message").into_iter().map(tekst).collect();
            if !bij_veld.is_empty() {
                assert!(
                    bij_veld.iter().any(|b| b.starts_with("Fout:") && b.contains(&zin)),
                    "{naam}: {zin} {bij_veld:?}"
                );
            }
        }
    }
    assert!(gezien > 8, "{gezien}");
}

#[test]
fn a_title_says_what_is_wrong_first_and_whose_page_it_is_last() {
    op_elke_pagina(|_, doc, html| {
        let titel = kies(doc, "title").first().map(|e| tekst(*e)).unwrap_or_default();
        let mut fouten = Vec::new();
        if html.contains("govuk-error-summary") != titel.starts_with("Fout: ") {
            fouten.push(format!("title and errors disagree: {titel}"));
        }
        // The list of providers is of none of them.
        let van = ["Zorggroep De Linde", "Stichting Het Baken", "Wederhoor"];
        if !van.iter().any(|naam| titel.ends_with(naam)) {
            fouten.push(format!("the provider is not last: {titel}"));
        }
        for naam in [
            "Bakker",
            "Öztürk",
            "Vries",
            "Jansen",
            "El Amrani",
            "te laat geholpen",
            "Te laat geholpen",
        ] {
            if titel.contains(naam) {
                fouten.push(format!("a name or subject in the title: {titel}"));
            }
        }
        fouten
    });
}

#[test]
fn nothing_inline_runs_and_nothing_comes_from_elsewhere() {
    op_elke_pagina(|_, doc, html| {
        let mut fouten = Vec::new();
        for e in kies(
            doc,
            "[style], style, script:not([src]), [onclick], [onchange], [onsubmit], [onload]",
        ) {
            fouten.push(format!("inline: {}", e.html()));
        }
        for (keuze, naam) in [
            ("script", "src"),
            ("link", "href"),
            ("img", "src"),
            ("use", "href"),
            ("form", "action"),
        ] {
            for e in kies(doc, keuze) {
                let url = e.value().attr(naam).unwrap_or_default();
                if !url.starts_with('/') || url.starts_with("//") {
                    fouten.push(format!("{keuze} from {url}"));
                }
            }
        }
        if html.contains("javascript:") {
            fouten.push("javascript: address".into());
        }
        fouten
    });
}

#[test]
fn forms_leave_checking_to_us_and_carry_the_token_against_forged_requests() {
    op_elke_pagina(|_, doc, _| {
        let mut fouten = Vec::new();
        for e in kies(doc, "form") {
            let methode = e.value().attr("method").unwrap_or_default();
            let csrf = Selector::parse("input[type=hidden][name=csrf]").expect("a selector");
            if methode == "post"
                && (e.select(&csrf).count() != 1 || e.value().attr("novalidate").is_none())
            {
                fouten.push(format!("form to {:?}", e.value().attr("action")));
            }
            let bestand = Selector::parse("input[type=file]").expect("a selector");
            if e.select(&bestand).next().is_some()
                && e.value().attr("enctype") != Some("multipart/form-data")
            {
                fouten.push("a file that cannot be sent".into());
            }
        }
        fouten.extend(
            kies(doc, "[required], [pattern], [maxlength], [autofocus]").iter().map(|e| e.html()),
        );
        fouten
    });
}

#[test]
fn no_english_is_left_on_screen() {
    const ENGELS: &[&str] = &[
        "error",
        "submit",
        "choose",
        "file",
        "drop",
        "show",
        "hide",
        "important",
        "success",
        "page",
        "next",
        "previous",
        "change",
        "delete",
        "save",
        "cancel",
        "you",
        "the",
        "and",
        "characters",
        "remaining",
        "password",
        "search",
    ];
    op_elke_pagina(|naam, doc, _| {
        if naam.ends_with("-en") {
            return Vec::new();
        }
        let mut teksten: Vec<String> = kies(doc, "title, body").into_iter().map(tekst).collect();
        for naam in ["aria-label", "alt", "placeholder", "title", "content"] {
            let waarden = kies(doc, &format!("body [{naam}], meta[name=description][{naam}]"));
            teksten.extend(waarden.iter().filter_map(|e| e.value().attr(naam)).map(str::to_owned));
        }
        let woorden: HashSet<String> = teksten
            .iter()
            .flat_map(|t| t.split(|c: char| !c.is_alphabetic()))
            .map(str::to_lowercase)
            .collect();
        ENGELS.iter().filter(|w| woorden.contains(**w)).map(|w| format!("`{w}`")).collect()
    });
}

#[test]
fn what_people_typed_cannot_become_markup() {
    let html: String = voorbeelden::alle()
        .into_iter()
        .filter(|(n, _)| *n == "bestanden-fout")
        .map(|(_, m)| m.into_string())
        .collect();
    assert!(html.contains("einde &lt;b&gt;.pdf") && !html.contains("einde <b>"), "{html}");
}

#[test]
fn every_line_of_a_timeline_says_who_sees_it() {
    let mut regels = 0;
    for (naam, pagina) in voorbeelden::alle() {
        let html = pagina.into_string();
        let doc = lees(&html);
        for li in kies(&doc, ".kl-tijdlijn > li") {
            regels += 1;
            let t = tekst(li);
            assert!(t.contains("Klager ziet dit") || t.contains("Alleen intern"), "{naam}: {t}");
        }
    }
    assert!(regels > 3);
}
