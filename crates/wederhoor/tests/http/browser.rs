//! A browser without script: cookies, pages, and forms that are sent as they stand in the page.

use std::sync::{Arc, Mutex};

use scraper::{ElementRef, Html, Selector};
use ureq::{Agent, Body, http::HeaderMap};

/// One visitor.
#[derive(Clone)]
pub(crate) struct Browser {
    agent: Agent,
    begin: String,
    koekjes: Arc<Mutex<Vec<String>>>,
}

/// What came back.
pub(crate) struct Pagina {
    pub(crate) status: u16,
    /// Path and query, after redirects.
    pub(crate) pad: String,
    pub(crate) koppen: HeaderMap,
    pub(crate) html: String,
}

/// A form as it stands in a page.
#[derive(Clone, Debug)]
pub(crate) struct Formulier {
    pub(crate) actie: String,
    pub(crate) velden: Vec<(String, String)>,
}

/// A file to send along.
pub(crate) struct Bestand<'a> {
    pub(crate) veld: &'a str,
    pub(crate) naam: &'a str,
    pub(crate) mime: &'a str,
    pub(crate) inhoud: &'a [u8],
}

const GRENS: &str = "----grens-van-de-proef";

impl Browser {
    pub(crate) fn new(begin: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Self { agent: agent.into(), begin: begin.to_owned(), koekjes: Arc::default() }
    }

    /// Every `Set-Cookie` that came in, as it came.
    pub(crate) fn koekjes(&self) -> Vec<String> {
        self.koekjes.lock().unwrap().clone()
    }

    /// Goes to a page, and along with its redirects.
    pub(crate) fn open(&self, pad: &str) -> Pagina {
        self.probeer(pad).unwrap()
    }

    /// The status of what is asked with these headers; redirects are not followed.
    pub(crate) fn status_met(&self, pad: &str, koppen: &[(&str, &str)]) -> u16 {
        let vraag = self.agent.get(self.url(pad));
        let vraag = koppen.iter().fold(vraag, |vraag, (n, w)| vraag.header(*n, *w));
        vraag.call().unwrap().status().as_u16()
    }

    /// The status of a request for the head alone.
    pub(crate) fn hoofd(&self, pad: &str) -> u16 {
        self.agent.head(self.url(pad)).call().unwrap().status().as_u16()
    }

    /// What stands at an address, as it came.
    pub(crate) fn open_bytes(&self, pad: &str) -> Vec<u8> {
        self.agent.get(self.url(pad)).call().unwrap().body_mut().read_to_vec().unwrap()
    }

    pub(crate) fn probeer(&self, pad: &str) -> Result<Pagina, ureq::Error> {
        self.volg(pad, self.agent.get(self.url(pad)).call()?)
    }

    /// Sends a form.
    pub(crate) fn stuur(&self, f: &Formulier) -> Pagina {
        self.probeer_sturen(f).unwrap()
    }

    pub(crate) fn probeer_sturen(&self, f: &Formulier) -> Result<Pagina, ureq::Error> {
        self.stuur_met(f, &[])
    }

    /// Sends a form with headers of one's own.
    pub(crate) fn stuur_met(
        &self,
        f: &Formulier,
        koppen: &[(&str, &str)],
    ) -> Result<Pagina, ureq::Error> {
        let mut vraag = self.agent.post(self.url(&f.actie));
        for (naam, waarde) in koppen {
            vraag = vraag.header(*naam, *waarde);
        }
        let velden = f.velden.iter().map(|(n, w)| (n.as_str(), w.as_str()));
        self.volg(&f.actie, vraag.send_form(velden)?)
    }

    /// Sends a form with a file; the name goes out exactly as it is.
    pub(crate) fn stuur_bestand(
        &self,
        f: &Formulier,
        bestand: &Bestand<'_>,
    ) -> Result<Pagina, ureq::Error> {
        let mut lichaam = Vec::new();
        for (naam, waarde) in &f.velden {
            let deel = format!(
                "--{GRENS}\r\ncontent-disposition: form-data; name=\"{naam}\"\r\n\r\n{waarde}\r\n"
            );
            lichaam.extend(deel.into_bytes());
        }
        let Bestand { veld, naam, mime, inhoud } = bestand;
        let kop = format!(
            "--{GRENS}\r\ncontent-disposition: form-data; name=\"{veld}\"; filename=\"{naam}\"\r\n\
             content-type: {mime}\r\n\r\n"
        );
        lichaam.extend(kop.into_bytes());
        lichaam.extend_from_slice(inhoud);
        lichaam.extend(format!("\r\n--{GRENS}--\r\n").into_bytes());
        let vraag = self
            .agent
            .post(self.url(&f.actie))
            .header("content-type", format!("multipart/form-data; boundary={GRENS}"));
        self.volg(&f.actie, vraag.send(lichaam.as_slice())?)
    }

    fn url(&self, pad: &str) -> String {
        format!("{}{pad}", self.begin)
    }

    fn volg(
        &self,
        pad: &str,
        mut antwoord: ureq::http::Response<Body>,
    ) -> Result<Pagina, ureq::Error> {
        let mut pad = pad.to_owned();
        loop {
            let nieuw = antwoord.headers().get_all("set-cookie").iter();
            let nieuw = nieuw.map(|k| k.to_str().unwrap().to_owned());
            self.koekjes.lock().unwrap().extend(nieuw);
            if !antwoord.status().is_redirection() {
                break;
            }
            pad = antwoord.headers()["location"].to_str().unwrap().to_owned();
            antwoord = self.agent.get(self.url(&pad)).call()?;
        }
        Ok(Pagina {
            status: antwoord.status().as_u16(),
            pad,
            koppen: antwoord.headers().clone(),
            html: antwoord.body_mut().read_to_string()?,
        })
    }
}

impl Pagina {
    fn boom(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// All that a reader sees, on one line.
    pub(crate) fn tekst(&self) -> String {
        let boom = self.boom();
        let lijf = boom.select(&kies("body")).next().unwrap();
        lijf.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }

    /// The texts at this place.
    pub(crate) fn teksten(&self, waar: &str) -> Vec<String> {
        self.boom().select(&kies(waar)).map(tekst_van).collect()
    }

    /// The values of the fields at this place.
    pub(crate) fn waarden(&self, waar: &str) -> Vec<String> {
        let (boom, velden) = (self.boom(), kies(waar));
        boom.select(&velden).filter_map(|v| v.attr("value")).map(str::to_owned).collect()
    }

    /// The addresses of links with this in it.
    pub(crate) fn koppelingen(&self, deel: &str) -> Vec<String> {
        let (boom, links) = (self.boom(), kies("a[href]"));
        let alle = boom.select(&links).filter_map(|a| a.attr("href"));
        alle.filter(|h| h.contains(deel)).map(str::to_owned).collect()
    }

    /// The form that goes to an address that ends so.
    pub(crate) fn formulier(&self, einde: &str) -> Formulier {
        let boom = self.boom();
        let form = boom
            .select(&kies("form[method=post]"))
            .find(|f| f.attr("action").is_some_and(|a| a.ends_with(einde)))
            .unwrap_or_else(|| {
                panic!("no form to {einde} on {} ({}): {}", self.pad, self.status, self.tekst())
            });
        let velden = form.select(&kies("input, textarea, select")).filter_map(waarde).collect();
        Formulier { actie: form.attr("action").unwrap().to_owned(), velden }
    }
}

impl Formulier {
    /// Fills in a field: one value, for what it held.
    pub(crate) fn zet(mut self, naam: &str, waarde: impl Into<String>) -> Self {
        self.velden.retain(|(n, _)| n != naam);
        self.velden.push((naam.to_owned(), waarde.into()));
        self
    }

    /// What stands in a field.
    pub(crate) fn waarde(&self, naam: &str) -> Option<&str> {
        self.velden.iter().find(|(n, _)| n == naam).map(|(_, w)| w.as_str())
    }
}

/// What a browser would send for this field.
fn waarde(veld: ElementRef<'_>) -> Option<(String, String)> {
    let naam = veld.attr("name")?.to_owned();
    let waarde = match veld.value().name() {
        "textarea" => veld.text().collect(),
        "select" => {
            let gekozen = veld.select(&kies("option[selected]")).next();
            let optie = gekozen.or_else(|| veld.select(&kies("option")).next())?;
            optie.attr("value").map_or_else(|| tekst_van(optie), str::to_owned)
        }
        _ => match veld.attr("type") {
            Some("file" | "submit" | "button") => return None,
            Some("radio" | "checkbox") if veld.attr("checked").is_none() => return None,
            _ => veld.attr("value").unwrap_or_default().to_owned(),
        },
    };
    Some((naam, waarde))
}

fn tekst_van(e: ElementRef<'_>) -> String {
    e.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn kies(waar: &str) -> Selector {
    Selector::parse(waar).unwrap()
}
