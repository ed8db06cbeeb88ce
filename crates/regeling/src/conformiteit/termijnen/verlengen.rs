//! More time than the term gives: how far it may be extended, by whom, with which notice; and a pause.
//!
//! Always holds: who complains may agree to wait; who decides may not take the time.

use termijn::{Taal, Termijn};

use super::{Bevinding, Paar, Zwaarte, dag_na, dagen, gedaan, monster, treedt_op, twee};
use crate::norm::{Klok, Verdaging, Vindplaats};
use crate::plek::Plek;
use crate::woorden::DaadId;

impl Paar<'_> {
    pub(super) fn verlengen(&self, wet: &Klok, eigen: &Klok, uit: &mut Vec<Bevinding>) {
        let grens = wet.verdaging.iter().filter_map(|v| v.tot).max_by_key(|t| dagen(self.boek, *t));
        let onbegrensd = wet.verdaging.iter().any(|v| v.tot.is_none());
        for v in &eigen.verdaging {
            let past = wet.verdaging.iter().find(|w| w.daad == v.daad).or(wet.verdaging.first());
            let over = v.tot.is_none_or(|t| {
                grens.is_none_or(|g| {
                    monster().any(|dag| {
                        dag_na(self.boek, dag, t, eigen.atw) > dag_na(self.boek, dag, g, wet.atw)
                    })
                })
            });
            if wet.verdaging.is_empty() || (over && !onbegrensd) {
                uit.push(self.te_ver(v, grens));
            } else if let Some(w) = past {
                self.bericht(v, w, uit);
            }
        }
    }

    /// Who complains may agree to wait; who decides may not take the time.
    fn te_ver(&self, v: &Verdaging, grens: Option<Termijn>) -> Bevinding {
        let door_klager = !v.wie.is_empty() && v.wie.iter().all(|w| self.wet.aan.contains(w));
        let wet = self.wet_klok.and_then(|k| k.verdaging.first()).map(|w| &w.vindplaats);
        let tot = grens.map_or(
            twee("De wet kent hier geen verlenging.", "The statute knows no extension here."),
            |g| {
                twee(
                    format!(
                        "De wet laat verlengen tot hoogstens {} na het begin.",
                        g.in_cijfers(Taal::Nl)
                    ),
                    format!(
                        "The statute allows an extension to at most {} after the start.",
                        g.in_cijfers(Taal::En)
                    ),
                )
            },
        );
        let (zwaarte, soort, nl, en) = if door_klager {
            (
                Zwaarte::Risico,
                "verlenging-met-instemming",
                "De regeling laat verder verlengen als de klager instemt. Instemmen mag, maar zijn weg naar de geschilleninstantie staat open vanaf de dag waarop de termijn van de wet voorbij is.",
                "The regulation allows a further extension with the complainant's consent. He may consent, but his way to the dispute body is open from the day on which the statute's term has passed.",
            )
        } else {
            (
                Zwaarte::Strijdig,
                "verlenging-te-ver",
                "De regeling laat verder verlengen dan de wet, zonder dat de klager instemt.",
                "The regulation allows a longer extension than the statute, without the complainant's consent.",
            )
        };
        let mut b = self.meld(
            zwaarte,
            soort,
            &v.vindplaats,
            v.plek,
            twee(format!("{nl} {}", tot.nl), format!("{en} {}", tot.en)),
            if door_klager {
                twee(
                    "Zet erbij dat de klager niet hoeft in te stemmen en dat hij vanaf dan naar de geschilleninstantie kan.",
                    "Add that the complainant need not consent and may go to the dispute body from then on.",
                )
            } else {
                twee(
                    "Schrap deze verlenging, of laat haar alleen toe als de klager schriftelijk instemt en weet dat hij naar de geschilleninstantie kan.",
                    "Delete this extension, or allow it only when the complainant agrees in writing and knows that he may go to the dispute body.",
                )
            },
        );
        if let Some(wet) = wet {
            b.wet = Some(self.boek.citeer(wet));
        }
        b
    }

    /// The notice: before the term ends, and to everybody who must have it.
    fn bericht(&self, v: &Verdaging, w: &Verdaging, uit: &mut Vec<Bevinding>) {
        let mut meld = |zwaarte, soort, tekst, advies| {
            let mut b = self.meld(zwaarte, soort, &v.vindplaats, v.plek, tekst, advies);
            b.wet = Some(self.boek.citeer(&w.vindplaats));
            uit.push(b);
        };
        if w.vooraf && (!v.vooraf || self.boek.toetsstof.aangevuld(v.plek, "vooraf")) {
            meld(
                Zwaarte::Risico,
                "verlenging-vooraf",
                twee(
                    "De regeling zegt niet dat de verlenging wordt meegedeeld voordat de termijn voorbij is.",
                    "The regulation does not say that the extension is told before the term has passed.",
                ),
                twee(
                    "Zet erbij: vóór het einde van de eerste termijn.",
                    "Add: before the end of the first term.",
                ),
            );
        }
        let mist = w.aan.iter().any(|a| !v.aan.iter().any(|b| treedt_op(self.boek, *b, &[*a])));
        if mist {
            meld(
                Zwaarte::Strijdig,
                "verlenging-aan-wie",
                twee(
                    "De verlenging wordt niet meegedeeld aan wie haar volgens de wet moet krijgen.",
                    "The extension is not told to whom the statute says.",
                ),
                twee("Zet erbij wie het bericht krijgt.", "Add who gets the notice."),
            );
        }
    }

    pub(super) fn schorsing(
        &self,
        van: DaadId,
        waar: &Vindplaats,
        plek: Plek,
        uit: &mut Vec<Bevinding>,
    ) {
        let naam = gedaan(self.boek, van);
        uit.push(self.meld(
            Zwaarte::Strijdig,
            "schorsing",
            waar,
            plek,
            twee(
                format!("De regeling laat de termijn stilstaan vanaf “{}”. De termijn van de wet staat nooit stil.", naam.nl),
                format!("The regulation lets the term stand still from “{}”. The statute's term never stands still.", naam.en),
            ),
            twee("Schrap de stilstand; verlengen kan binnen de grens van de wet.", "Delete the pause; an extension is possible within the statute's bound."),
        ));
    }
}
