//! A recorded value as the form would have sent it, and what a form changed of it.
//!
//! Always holds: a form that is sent as it was filled in for somebody changes nothing; who stays in a list
//! of people keeps what else was known of him.

use regeling::woorden::{Veld as Regelveld, VeldSoort};
use regeling::{Velden, Waarde};

use super::invoer::Invoer;
use super::vorm::{Fouten, Vormkader, Vraagveld};
use crate::componenten::veld::Datumdeel;

/// Can this field be filled in for somebody? Files do not travel in a form.
pub(super) fn kan(veld: &Regelveld) -> bool {
    !matches!(veld.soort, VeldSoort::Bestanden | VeldSoort::Invulling | VeldSoort::Gebeurtenis)
}

/// Puts a value in what a form sends, under this name.
pub(super) fn zet(invoer: &mut Invoer, naam: &str, soort: &VeldSoort, waarde: &Waarde) {
    let paren = &mut invoer.0;
    match soort {
        VeldSoort::Datum => {
            let Some(d) = waarde.als_datum() else { return };
            let delen = [d.day().to_string(), d.month().to_string(), d.year().to_string()];
            paren.extend(
                Datumdeel::ALLE
                    .into_iter()
                    .zip(delen)
                    .map(|(deel, w)| (format!("{naam}-{}", deel.einde()), w)),
            );
        }
        VeldSoort::Keuzes(_) => {
            paren.extend(waarde.als_lijst().iter().map(|w| (naam.to_owned(), w.to_string())));
        }
        VeldSoort::Partijen(_) => {
            let namen: Vec<String> = waarde.als_lijst().iter().map(naam_van).collect();
            paren.push((naam.to_owned(), namen.join("\n")));
        }
        VeldSoort::Lijst(binnen) => {
            for (i, w) in waarde.als_lijst().iter().enumerate() {
                let Waarde::Groep(g) = w else { continue };
                for v in binnen {
                    if let Some(w) = g.get(&v.id) {
                        zet(invoer, &format!("{naam}-{i}-{}", v.id), &v.soort, w);
                    }
                }
            }
        }
        VeldSoort::Bestanden | VeldSoort::Invulling | VeldSoort::Gebeurtenis => {}
        _ => paren.push((naam.to_owned(), waarde.to_string())),
    }
}

/// The name of somebody in a list of people.
fn naam_van(w: &Waarde) -> String {
    match w {
        Waarde::Groep(g) => g.get("naam").map(ToString::to_string).unwrap_or_default(),
        los => los.to_string(),
    }
}

/// What the form makes of these fields that they were not: only what somebody changed. A field that was
/// emptied is an empty value.
pub(super) fn veranderd(
    kader: &Vormkader<'_>,
    velden: &[(Vraagveld, &Regelveld)],
    nu: &Velden,
    invoer: &Invoer,
) -> (Velden, Fouten) {
    let vragen: Vec<Vraagveld> = velden.iter().map(|(v, _)| v.clone()).collect();
    let mut oud = Invoer::default();
    for (vraag, veld) in velden {
        if let Some(w) = nu.get(&veld.id) {
            zet(&mut oud, &vraag.naam, &vraag.soort, w);
        }
    }
    let (was, _) = kader.lees(&vragen, &oud);
    let (wordt, fouten) = kader.lees(&vragen, &een_regeleinde(invoer));
    let mut uit = Velden::new();
    for (vraag, veld) in velden {
        let (was, wordt) = (was.get(&vraag.naam), wordt.get(&vraag.naam));
        let leeg = |w: Option<&Waarde>| w.is_none_or(Waarde::is_leeg);
        if was == wordt || leeg(was) && leeg(wordt) {
            continue;
        }
        let waarde = match (wordt, &veld.soort) {
            (Some(w), VeldSoort::Partijen(_)) => met_behoud(nu.get(&veld.id), w),
            (Some(w), _) => w.clone(),
            (None, VeldSoort::Partijen(_) | VeldSoort::Keuzes(_) | VeldSoort::Lijst(_)) => {
                Waarde::Lijst(Vec::new())
            }
            (None, _) => Waarde::from(""),
        };
        uit.insert(veld.id.clone(), waarde);
    }
    (uit, fouten)
}

/// A browser sends the end of a line as two characters; what was recorded may hold one.
fn een_regeleinde(invoer: &Invoer) -> Invoer {
    Invoer(invoer.0.iter().map(|(n, w)| (n.clone(), w.replace("\r\n", "\n"))).collect())
}

/// Names on lines, each with what was known of that person: of the same name, or else, when only one name
/// was changed, of whoever stood on that line.
fn met_behoud(oud: Option<&Waarde>, namen: &Waarde) -> Waarde {
    let oud = oud.map_or(&[][..], Waarde::als_lijst);
    let nieuw = namen.als_lijst();
    let een = |(i, w): (usize, &Waarde)| {
        let naam = w.to_string();
        let zelfde = oud.iter().find(|o| naam_van(o) == naam);
        let plek = oud.get(i).filter(|o| {
            oud.len() == nieuw.len() && !nieuw.iter().any(|n| n.to_string() == naam_van(o))
        });
        match zelfde.or(plek) {
            Some(Waarde::Groep(g)) => {
                let mut g = g.clone();
                g.insert("naam".to_owned(), Waarde::from(naam));
                Waarde::Groep(g)
            }
            _ => Waarde::from(naam),
        }
    };
    Waarde::Lijst(nieuw.iter().enumerate().map(een).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stays_in_a_list_keeps_what_is_known_of_him_and_so_does_who_was_misspelt() {
        let groep = |naam: &str, telefoon: &str| {
            Waarde::Groep(
                [
                    ("naam".to_owned(), Waarde::from(naam)),
                    ("telefoon".to_owned(), Waarde::from(telefoon)),
                ]
                .into(),
            )
        };
        let namen = |n: &[&str]| Waarde::Lijst(n.iter().map(|n| Waarde::from(*n)).collect());
        let oud = Waarde::Lijst(vec![groep("J. Kok", "1"), groep("E. Öztürk", "2")]);
        let nu = met_behoud(Some(&oud), &namen(&["J. de Kok", "E. Öztürk"]));
        assert_eq!(nu, Waarde::Lijst(vec![groep("J. de Kok", "1"), groep("E. Öztürk", "2")]));
        let nu = met_behoud(Some(&oud), &namen(&["E. Öztürk"]));
        assert_eq!(nu, Waarde::Lijst(vec![groep("E. Öztürk", "2")]));
        let nu = met_behoud(Some(&oud), &namen(&["J. Kok", "E. Öztürk", "A. Nieuw"]));
        assert_eq!(nu.als_lijst().len(), 3);
        assert_eq!(nu.als_lijst()[2], Waarde::from("A. Nieuw"));
    }
}
