//! Stories about themes: which colours pass, which are refused and why.

use super::*;

fn kleur(tekst: &str) -> Kleur {
    tekst.parse().expect("a colour")
}

#[test]
fn black_on_white_has_the_highest_contrast_and_grey_the_known_one() {
    assert!((ZWART.contrast(WIT) - 21.0).abs() < 1e-9);
    assert!((kleur("#767676").contrast(WIT) - 4.54).abs() < 0.01);
}

#[test]
fn the_products_own_colours_pass() {
    assert!(Thema::new(Kleuren::EIGEN).is_ok());
}

#[test]
fn a_second_brand_passes_and_changes_only_the_agreed_properties() {
    let thema = Thema::new(Kleuren {
        merk: kleur("#6b2166"),
        merk_tekst: WIT,
        actie: kleur("#6b2166"),
        actie_hover: kleur("#4c1649"),
        actie_schaduw: kleur("#330e31"),
        link: kleur("#7a1f74"),
        vlak: kleur("#faf3f9"),
        vlak_rand: kleur("#dfc3dc"),
        rond: 0,
    })
    .expect("passes");
    insta::assert_snapshot!(thema.css(), @":root{--kl-merk:#6b2166;--kl-merk-tekst:#ffffff;--kl-actie:#6b2166;--kl-actie-hover:#4c1649;--kl-actie-schaduw:#330e31;--kl-link:#7a1f74;--kl-vlak:#faf3f9;--kl-vlak-rand:#dfc3dc;--kl-rond:0px}");
}

#[test]
fn a_bright_orange_is_refused_with_every_pair_that_fails() {
    let oranje = kleur("#f39200");
    let fout = Thema::new(Kleuren {
        merk: oranje,
        actie: oranje,
        actie_hover: kleur("#d07d00"),
        link: oranje,
        vlak: kleur("#fff6e8"),
        ..Kleuren::EIGEN
    });
    let Err(ThemaFout::TeWeinigContrast(paren)) = fout else {
        panic!("should be refused");
    };
    assert!(paren.len() >= 9, "{paren:?}");
    let knop = paren.iter().find(|p| p.paar == "witte tekst op een knop").expect("named");
    assert!((knop.heeft - 2.35).abs() < 0.01);
}

#[test]
fn any_brand_becomes_a_readable_theme_by_darkening() {
    for r in (0..=255).step_by(51) {
        for g in (0..=255).step_by(51) {
            for b in (0..=255).step_by(51) {
                let merk = Kleur::rgb(r, g, b);
                let kleuren = Kleuren::uit_merk(merk, 20);
                assert!(Thema::new(kleuren).is_ok(), "{merk}: {:?}", Thema::new(kleuren));
                assert!(kleuren.rond <= 12);
            }
        }
    }
}

#[test]
fn what_is_no_colour_is_refused() {
    for tekst in ["", "rood", "#fff", "#gggggg", "14505c", "#14505c;}"] {
        assert!(tekst.parse::<Kleur>().is_err(), "{tekst}");
    }
}

#[test]
fn the_fixed_colours_are_those_of_the_style_sheet() {
    let scss = include_str!("../../../../ui/src/_thema.scss").replace(' ', "");
    for (naam, kleur) in VAST {
        assert!(scss.contains(&format!("{naam}:{kleur}")), "{naam}: {kleur}");
    }
    let eigen = Kleuren::EIGEN;
    for (naam, kleur) in [("merk", eigen.merk), ("link", eigen.link), ("vlak", eigen.vlak)] {
        assert!(scss.contains(&format!("--kl-{naam}:{kleur}")), "{naam}");
    }
}
