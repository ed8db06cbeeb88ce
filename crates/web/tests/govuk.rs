//! The blocks of form against the fixtures of `govuk-frontend` itself: same options, same HTML.
//!
//! What we do otherwise on purpose is taken out before comparing: Dutch words, `aria-invalid` on wrong
//! fields, the error tied to each part of a date.

use std::fs;
use std::path::Path;

use maud::{Markup, Render, html};
use scraper::{ElementRef, Html, Node};
use serde_json::Value;
use web::componenten::{
    Knop, KnopSoort,
    foutoverzicht::{Fout, Foutoverzicht},
    overzicht::{Overzicht, Regel},
    stempel::{Stempel, Tint},
    terug::Terug,
    uitklap::Uitklap,
    veld::{Bestand, Datumveld, Keuze, Lijst, Maat, Optie, Tekstvak, Tekstveld, Veldkop, Vinkjes},
};
use web::huisstijl::Koppeling;

/// The fixture of this name: its options and its HTML.
fn fixture(component: &str, naam: &str) -> (Value, String) {
    let bestand = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../ui/node_modules/govuk-frontend/dist/govuk/components")
        .join(component)
        .join("fixtures.json");
    let inhoud = fs::read_to_string(&bestand).expect("run `npm ci --ignore-scripts` in ui/ first");
    let alles: Value = serde_json::from_str(&inhoud).expect("JSON");
    let een = alles["fixtures"].as_array().expect("a list").iter().find(|f| f["name"] == naam);
    let een = een.unwrap_or_else(|| panic!("{component} has no fixture `{naam}`"));
    (een["options"].clone(), een["html"].as_str().expect("HTML").to_owned())
}

/// One line a tag or text, attributes sorted, white space folded.
fn plat(html: &str) -> String {
    let boom = Html::parse_fragment(html);
    let mut uit = String::new();
    platten(boom.root_element(), 0, &mut uit);
    uit
}

fn platten(e: ElementRef<'_>, diepte: usize, uit: &mut String) {
    for kind in e.children() {
        match kind.value() {
            Node::Text(t) => {
                let t = t.split_whitespace().collect::<Vec<_>>().join(" ");
                if !t.is_empty() {
                    uit.push_str(&format!("{}{t}\n", "  ".repeat(diepte)));
                }
            }
            Node::Element(el) => {
                let mut attrs: Vec<_> =
                    el.attrs().map(|(n, w)| format!("{n}={:?}", gesorteerd(n, w))).collect();
                attrs.sort();
                uit.push_str(&format!(
                    "{}<{} {}>\n",
                    "  ".repeat(diepte),
                    el.name(),
                    attrs.join(" ")
                ));
                if let Some(kind) = ElementRef::wrap(kind) {
                    platten(kind, diepte + 1, uit);
                }
            }
            _ => {}
        }
    }
}

/// The order of classes means nothing.
fn gesorteerd(naam: &str, waarde: &str) -> String {
    let mut delen: Vec<_> = waarde.split_whitespace().collect();
    if naam == "class" {
        delen.sort_unstable();
    }
    delen.join(" ")
}

/// Our HTML with what we do otherwise taken out.
fn ons(markup: &Markup, anders: &[(&str, &str)]) -> String {
    let mut html = markup
        .clone()
        .into_string()
        .replace(" aria-invalid=\"true\"", "")
        .replace("Fout:", "Error:");
    for (van, naar) in anders {
        assert!(html.contains(van), "{van} is not in {html}");
        html = html.replace(van, naar);
    }
    plat(&html)
}

fn vergelijk(component: &str, naam: &str, maak: impl Fn(&Value) -> Markup) {
    vergelijk_op_een_na(component, naam, &[], maak);
}

fn vergelijk_op_een_na(
    component: &str,
    naam: &str,
    anders: &[(&str, &str)],
    maak: impl Fn(&Value) -> Markup,
) {
    let (opties, html) = fixture(component, naam);
    assert_eq!(ons(&maak(&opties), anders), plat(&html), "{component}, {naam}");
}

fn t(waarde: &Value) -> String {
    waarde.as_str().unwrap_or_default().to_owned()
}

/// Label or legend, hint and error, from a fixture's options.
fn kop(o: &Value) -> Veldkop {
    let naam = t(&o["name"]);
    let groot = o["fieldset"]["legend"]["isPageHeading"] == true;
    let label =
        if o["label"].is_null() { &o["fieldset"]["legend"]["text"] } else { &o["label"]["text"] };
    Veldkop {
        id: [&o["id"], &o["idPrefix"]].iter().find_map(|v| v.as_str()).unwrap_or(&naam).to_owned(),
        naam,
        label: t(label),
        maat: if groot { Maat::Paginatitel } else { Maat::Gewoon },
        hint: o["hint"]["text"].as_str().map(str::to_owned),
        fout: o["errorMessage"]["text"].as_str().map(str::to_owned),
    }
}

fn opties(o: &Value) -> Vec<Optie> {
    let items = o["items"].as_array().expect("a list");
    items
        .iter()
        .map(|i| {
            let waarde = i["value"].as_str().map_or_else(|| i["value"].to_string(), str::to_owned);
            let optie = Optie::new(waarde, t(&i["text"]));
            match i["hint"]["text"].as_str() {
                Some(h) => optie.hint(h),
                None => optie,
            }
        })
        .collect()
}

fn gekozen(o: &Value, hoe: &str) -> Vec<String> {
    let items = o["items"].as_array().expect("a list");
    items
        .iter()
        .filter(|i| i[hoe] == true)
        .map(|i| i["value"].as_str().map_or_else(|| i["value"].to_string(), str::to_owned))
        .collect()
}

#[test]
fn a_text_field_is_as_the_package_has_it() {
    for naam in ["default", "with hint text", "with error message", "with error and hint", "value"]
    {
        vergelijk("input", naam, |o| Tekstveld::new(kop(o)).waarde(t(&o["value"])).render());
    }
    vergelijk("input", "with width-10 class", |o| Tekstveld::new(kop(o)).breed(10).render());
    vergelijk("input", "with autocomplete attribute", |o| {
        Tekstveld::new(kop(o)).aanvullen(t(&o["autocomplete"])).render()
    });
}

#[test]
fn a_text_area_is_as_the_package_has_it() {
    for naam in ["default", "with hint", "with error message", "with hint and error message"] {
        vergelijk("textarea", naam, |o| Tekstvak::new(kop(o)).render());
    }
    vergelijk("textarea", "with default value", |o| {
        Tekstvak::new(kop(o)).waarde(t(&o["value"])).render()
    });
}

#[test]
fn a_count_of_characters_is_as_the_package_has_it() {
    let woorden = [("U kunt 10 letters typen", "You can enter up to 10 characters")];
    for naam in ["default", "with hint"] {
        vergelijk_op_een_na("character-count", naam, &woorden, |o| {
            Tekstvak::new(kop(o)).hoogstens(10).render()
        });
    }
}

#[test]
fn radios_are_as_the_package_has_them() {
    for naam in ["default", "with fieldset and error message", "inline"] {
        vergelijk("radios", naam, |o| {
            let mut keuze =
                Keuze::new(kop(o), opties(o)).gekozen(gekozen(o, "checked").first().cloned());
            keuze.naast_elkaar = o["classes"] == "govuk-radios--inline";
            keuze.render()
        });
    }
    // the package lets each option have an id of its own; ours follow from the field
    let ids = [
        ("id=\"gov-2-item-hint\"", "id=\"verify-item-hint\""),
        ("\"gov-2-item-hint\"", "\"verify-item-hint\""),
        ("\"gov-2\"", "\"verify\""),
        ("\"gov-item-hint\"", "\"gateway-item-hint\""),
        ("id=\"gov\"", "id=\"gateway\""),
        ("for=\"gov\"", "for=\"gateway\""),
    ];
    vergelijk_op_een_na("radios", "with hints on items", &ids, |o| {
        Keuze::new(kop(o), opties(o)).render()
    });
}

#[test]
fn checkboxes_are_as_the_package_has_them() {
    for naam in ["default", "with error message"] {
        vergelijk("checkboxes", naam, |o| Vinkjes::new(kop(o), opties(o)).render());
    }
}

#[test]
fn a_select_is_as_the_package_has_it() {
    vergelijk("select", "with hint text and error message", |o| {
        Lijst::new(kop(o), opties(o)).render()
    });
}

#[test]
fn a_date_is_as_the_package_has_it() {
    let woorden = [
        ("-dag\"", "-day\""),
        ("-maand\"", "-month\""),
        ("-jaar\"", "-year\""),
        ("Dag", "Day"),
        ("Maand", "Month"),
        ("Jaar", "Year"),
        ("name=\"-", "name=\""), // the fixtures have no name; ours is `naam-dag`
    ];
    vergelijk_op_een_na("date-input", "default", &woorden, |o| Datumveld::new(kop(o)).render());
    vergelijk_op_een_na("date-input", "with values", &woorden, |o| {
        let v = &o["values"];
        Datumveld::new(kop(o))
            .waarde(v["day"].to_string(), v["month"].to_string(), v["year"].to_string())
            .render()
    });
    let mut met_fout = woorden.to_vec();
    met_fout.push((" aria-describedby=\"dob-errors-error\"", ""));
    vergelijk_op_een_na("date-input", "with error message and hint", &met_fout, |o| {
        Datumveld::new(kop(o)).render()
    });
}

#[test]
fn a_file_field_is_as_the_package_has_it() {
    for naam in ["default", "with hint text", "with error message and hint"] {
        vergelijk("file-upload", naam, |o| {
            Bestand { verrijkt: false, ..Bestand::new(kop(o)) }.render()
        });
    }
    for naam in ["enhanced", "enhanced, with error message and hint"] {
        vergelijk("file-upload", naam, |o| Bestand::new(kop(o)).render());
    }
}

#[test]
fn an_error_summary_is_as_the_package_has_it() {
    for naam in ["default", "without links", "mixed with and without links"] {
        vergelijk("error-summary", naam, |o| {
            let fouten = o["errorList"].as_array().expect("a list").iter().map(|f| Fout {
                anker: f["href"].as_str().map(|h| h.trim_start_matches('#').to_owned()),
                zin: t(&f["text"]),
            });
            Foutoverzicht(fouten.collect()).met_kop(&t(&o["titleText"]))
        });
    }
}

#[test]
fn buttons_are_as_the_package_has_them() {
    vergelijk("button", "default", |o| Knop::hoofd(t(&o["text"])).render());
    vergelijk("button", "warning", |o| {
        Knop { naam: Some(t(&o["name"])), ..Knop::gevaar(t(&o["text"])) }.render()
    });
    vergelijk("button", "secondary", |o| {
        Knop { naam: Some(t(&o["name"])), ..Knop::tweede(t(&o["text"])) }.render()
    });
    vergelijk("button", "value", |o| {
        Knop { waarde: Some(t(&o["value"])), ..Knop::hoofd(t(&o["text"])) }.render()
    });
    vergelijk("button", "link", |o| {
        Knop { soort: KnopSoort::Hoofd, ..Knop::hoofd(t(&o["text"])) }.naar(t(&o["href"])).render()
    });
}

#[test]
fn a_way_back_is_as_the_package_has_it() {
    vergelijk("back-link", "default", |_| Terug(Koppeling::new("Back", "#")).link());
}

#[test]
fn details_are_as_the_package_has_them() {
    for naam in ["default", "id", "expanded"] {
        vergelijk("details", naam, |o| {
            let tekst = t(&o["text"]);
            Uitklap {
                id: o["id"].as_str().map(str::to_owned),
                open: o["open"] == true,
                ..Uitklap::new(t(&o["summaryText"]), html! { (tekst) })
            }
            .render()
        });
    }
}

#[test]
fn a_list_of_answers_is_as_the_package_has_it() {
    // the third row of the fixture holds paragraphs
    vergelijk("summary-list", "default", |o| {
        let rijen = o["rows"].as_array().expect("a list").iter().map(|r| {
            let waarde = match r["value"]["html"].as_str() {
                Some(html) => maud::PreEscaped(html.to_owned()),
                None => html! { (t(&r["value"]["text"])) },
            };
            Regel::new(t(&r["key"]["text"]), waarde)
        });
        Overzicht { regels: rijen.collect() }.render()
    });
}

#[test]
fn labels_are_as_the_package_has_them() {
    for (naam, tint) in [
        ("default", Tint::Blauw),
        ("grey", Tint::Grijs),
        ("red", Tint::Rood),
        ("green", Tint::Groen),
    ] {
        vergelijk("tag", naam, |o| Stempel::new(t(&o["text"]), tint).render());
    }
}
