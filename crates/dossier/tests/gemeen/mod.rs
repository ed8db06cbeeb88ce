//! What the tests share: the real regulation, and a dossier that is told act by act.

use std::sync::LazyLock;

use dossier::{
    Blik, Gebeurtenis, Opdracht, PlichtStand, Stand, Velden, Waarde, Weigering, Wie, decide,
};
use regeling::{Boek, Bron};
use termijn::Datum;

#[allow(dead_code, reason = "not every test file is about Livio")]
/// The Livio regulation with its words and statutes.
pub(crate) static LIVIO: LazyLock<Boek> =
    LazyLock::new(|| boek(include_str!("../../../../regelingen/livio/livio.toml")));

/// A regulation with the shared words and the Wkkgz.
pub(crate) fn boek(regeling: &str) -> Boek {
    let lees = |naam: &str, tekst: &str| Bron::new(naam, tekst);
    Boek::lees(
        lees("woordenlijst.toml", include_str!("../../../../regelingen/woordenlijst.toml")),
        vec![lees("wkkgz.toml", include_str!("../../../../regelingen/wetten/wkkgz.toml"))],
        lees("regeling.toml", regeling),
    )
    .unwrap_or_else(|d| panic!("{}", d.als_tekst()))
    .0
}

/// A day, from text.
pub(crate) fn dag(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

/// Field values; a text that reads as yes or no becomes that.
pub(crate) fn velden(paren: &[(&str, &str)]) -> Velden {
    paren
        .iter()
        .map(|(k, w)| {
            let w = match *w {
                "ja" => Waarde::Ja(true),
                "nee" => Waarde::Ja(false),
                tekst => Waarde::from(tekst),
            };
            ((*k).to_owned(), w)
        })
        .collect()
}

/// A dossier under a regulation.
pub(crate) struct Dossier<'b> {
    pub(crate) boek: &'b Boek,
    pub(crate) gebeurd: Vec<Gebeurtenis>,
}

impl<'b> Dossier<'b> {
    pub(crate) fn onder(boek: &'b Boek) -> Self {
        Self { boek, gebeurd: Vec::new() }
    }

    #[allow(dead_code, reason = "not every test begins so")]
    /// A dossier that begins with a complaint by letter on this day.
    pub(crate) fn klacht(boek: &'b Boek, op: &str) -> Self {
        let mut d = Self::onder(boek);
        d.doe(op, "klager", "klacht_ingediend", &[("kanaal", "brief"), ("hoedanigheid", "client")]);
        d
    }

    pub(crate) fn stand(&self) -> Stand {
        Stand::van(self.boek, &self.gebeurd)
    }

    /// Tries an act; recorded when it may be done.
    pub(crate) fn probeer(
        &mut self,
        op: Datum,
        rol: &str,
        daad: &str,
        velden: Velden,
    ) -> Result<(), Weigering> {
        let opdracht = Opdracht {
            daad: daad.to_owned(),
            wie: Wie::rol(rol),
            aan: Vec::new(),
            velden,
            gebeurd_op: op,
        };
        let besluit = decide(self.boek, &self.stand(), opdracht, op)?;
        let nummer = u32::try_from(self.gebeurd.len()).unwrap() + 1;
        self.gebeurd.push(besluit.leg_vast(nummer, jiff::Timestamp::UNIX_EPOCH));
        Ok(())
    }

    /// Does an act that may be done.
    pub(crate) fn doe(&mut self, op: &str, rol: &str, daad: &str, paren: &[(&str, &str)]) {
        let gedaan = self.probeer(dag(op), rol, daad, velden(paren));
        gedaan.unwrap_or_else(|w| panic!("{w}"));
    }

    /// The duties that this act meets, on a day.
    #[allow(dead_code, reason = "not every test file asks for duties")]
    pub(crate) fn plichten(&self, op: &str, daad: &str) -> Vec<PlichtStand> {
        let stand = self.stand();
        let id = self.boek.daad_id(daad).unwrap();
        let plichten = Blik::new(self.boek, &stand, dag(op)).plichten();
        plichten.into_iter().filter(|p| p.daad == id).collect()
    }
}
