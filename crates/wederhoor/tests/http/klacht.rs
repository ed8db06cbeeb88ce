//! Lodging a complaint as a visitor does: page by page, then check and send.

use crate::{
    browser::{Browser, Pagina},
    server::HUIS,
};

/// The password of the demo's people.
const WACHTWOORD: &str = "demo-wederhoor-2026";

/// Number and code, as the confirmation states them.
#[derive(Clone, Debug)]
pub(crate) struct Bewijs {
    pub(crate) nummer: String,
    pub(crate) code: String,
}

/// An address of the provider.
pub(crate) fn url(pad: &str) -> String {
    format!("/{HUIS}/{pad}")
}

/// The answers, a page each; files are left out.
pub(crate) fn antwoorden(
    naam: &str,
    verhaal: &str,
) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let een = |n, w: &str| vec![(n, w.to_owned())];
    vec![
        ("voor-wie", een("hoedanigheid", "client")),
        ("zorg", een("onvrijwillige_zorg", "nee")),
        ("waar", vec![("locatie", "anders".to_owned()), ("locatie_anders", "Thuis".to_owned())]),
        ("wanneer", een("keuze", "onbekend")),
        ("wat-gebeurde-er", een("omschrijving", verhaal)),
        ("over-wie", een("over", "organisatie")),
        ("wat-wilt-u", een("gewenst", "Excuses.")),
        ("andere-zorgaanbieders", een("ook_elders", "nee")),
        (
            "uw-gegevens",
            vec![
                ("naam", naam.to_owned()),
                ("email", "bakker@voorbeeld.example".to_owned()),
                ("bericht_via", "e-mail".to_owned()),
            ],
        ),
    ]
}

/// Answers all questions; ends at the page where they are checked.
pub(crate) fn vul_in(b: &Browser, naam: &str, verhaal: &str) -> Result<Pagina, ureq::Error> {
    for (stap, velden) in antwoorden(naam, verhaal) {
        let pad = url(&format!("klacht/{stap}"));
        let mut f = b.probeer(&pad)?.formulier(&pad);
        for (n, w) in velden {
            f = f.zet(n, w);
        }
        let na = b.probeer_sturen(&f)?;
        assert_ne!(na.pad, pad, "{stap} was refused: {}", na.tekst());
    }
    b.probeer(&url("klacht/controle"))
}

/// Lodges a complaint; what comes back was acknowledged.
pub(crate) fn dien_in(b: &Browser, naam: &str, verhaal: &str) -> Result<Bewijs, ureq::Error> {
    let controle = vul_in(b, naam, verhaal)?;
    Ok(bewijs(&b.probeer_sturen(&controle.formulier("klacht/controle"))?))
}

/// Number and code on the confirmation.
pub(crate) fn bewijs(p: &Pagina) -> Bewijs {
    let gegevens = p.teksten(".kl-gegevens dd");
    let [nummer, code] = &gegevens[..] else {
        panic!("no confirmation but {} ({}): {}", p.pad, p.status, p.tekst())
    };
    Bewijs { nummer: nummer.clone(), code: code.clone() }
}

/// Mijn klacht, with number and code.
pub(crate) fn mijn_klacht(b: &Browser, bewijs: &Bewijs) -> Pagina {
    let f = b.open(&url("mijn-klacht")).formulier("mijn-klacht");
    b.stuur(&f.zet("nummer", &bewijs.nummer).zet("code", &bewijs.code))
}

/// Logs a member of the demo's staff in.
pub(crate) fn log_in(b: &Browser, wie: &str) -> Pagina {
    let f = b.open(&url("werk/inloggen")).formulier("werk/inloggen");
    let f = f.zet("email", format!("{wie}@{HUIS}.example")).zet("wachtwoord", WACHTWOORD);
    b.stuur(&f)
}
