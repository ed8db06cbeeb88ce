//! What lists show of a dossier, computed from its stand on a day.
//!
//! Always holds: pure; whoever holds an office and is complained about is shut out of that dossier as
//! soon as the regulation bars the office, also when only the office was named.

use dossier::{Blik, KlokStand, Leidend, Partij, Persoon, bewaartermijn, leidend};
use regeling::Waarde;
use regeling::woorden::RolSoort;
use store::{Deelname, DossierRij, Projectie};
use termijn::Taal;

use crate::praktijk::Ambtsdrager;
use crate::{AANGEKLAAGDE, KLAGER};

/// The line in lists, who takes part, and who is shut out.
pub fn projectie(blik: &Blik<'_>, ambtsdragers: &[Ambtsdrager]) -> Projectie {
    Projectie {
        rij: rij(blik),
        deelnames: deelnames(blik),
        uitgesloten: uitgesloten(blik, ambtsdragers),
    }
}

fn rij(blik: &Blik<'_>) -> DossierRij {
    let boek = blik.boek;
    let open: Vec<Leidend> =
        leidend(blik.plichten()).into_iter().filter(|l| l.leidt.afloop.is_open()).collect();
    let volgende = open.iter().min_by_key(|l| (l.leidt.uiterlijk.is_none(), l.leidt.uiterlijk));
    let klok =
        blik.klokken().into_iter().filter(dossier::KlokStand::loopt).min_by_key(|k| k.einde.einde);
    let fase = blik.fase();
    DossierRij {
        onderwerp: onderwerp(blik),
        klager_naam: namen(blik, KLAGER),
        aangeklaagden: namen(blik, AANGEKLAAGDE),
        locatie: uit_opening(blik, "locatie"),
        stand: fase.map_or(String::new(), |f| f.id.clone()),
        stand_tekst: fase.map_or(String::new(), |f| f.naam.nl.clone()),
        wetten: wetten(blik),
        behandelaar: None,
        ontvangen_op: blik
            .stand
            .gebeurtenissen()
            .iter()
            .map(|g| g.gebeurd_op)
            .min()
            .unwrap_or(blik.op),
        leidend_uiterlijk: klok.as_ref().map(|k| k.einde.einde),
        leidend_wettelijk: klok.as_ref().map(|k| k.einde.wettelijk),
        termijn_waarom: waarom(blik, klok.as_ref(), volgende),
        volgende_plicht: volgende.map(|l| boek.daad(l.daad).naam.nl.clone()),
        volgende_uiterlijk: volgende.and_then(|l| l.leidt.uiterlijk),
        wacht_op: wacht_op(blik, volgende),
        open: blik.einde().is_none() || !open.is_empty(),
        bewaren_tot: bewaartermijn(blik).map(|b| b.tot),
    }
}

/// What it is about; of a dossier that was taken over with the number by which people know it.
fn onderwerp(blik: &Blik<'_>) -> String {
    let eigen = uit_opening(blik, "onderwerp");
    let eigen = eigen.unwrap_or_else(|| "Klacht zonder onderwerp".to_owned());
    let eerder = dossier::overgenomen(blik.boek, blik.stand);
    match eerder.and_then(|g| g.velden.get("oud_nummer")?.als_tekst()) {
        Some(nummer) => format!("{eigen} (eerder {nummer})"),
        None => eigen,
    }
}

/// Why the day in the list is the last one: the article, and the arithmetic, a sentence a line.
fn waarom(blik: &Blik<'_>, klok: Option<&KlokStand>, volgende: Option<&Leidend>) -> Option<String> {
    let u = match (klok, volgende) {
        (Some(k), _) => blik.uitleg_klok(k, Taal::Nl),
        (None, Some(l)) => blik.uitleg_leidend(l, Taal::Nl),
        (None, None) => return None,
    };
    let regels = [u.artikel, u.aanleiding].into_iter().chain(u.rekening);
    Some(regels.collect::<Vec<_>>().join("\n"))
}

/// The rules under which the complaint falls; the statutes behind a regulation that does not tell them
/// apart.
fn wetten(blik: &Blik<'_>) -> Vec<String> {
    let boek = blik.boek;
    if boek.regimes.is_empty() {
        return boek.wetten().map(|k| k.kort.clone()).collect();
    }
    blik.geldende_regimes().into_iter().map(|r| r.naam.nl.clone()).collect()
}

/// Who has to move: a complainant with a question open, or else whoever has the first duty.
fn wacht_op(blik: &Blik<'_>, volgende: Option<&Leidend>) -> Option<String> {
    let boek = blik.boek;
    let gevraagd = boek.rol_id(KLAGER).filter(|r| {
        blik.einde().is_none() && blik.open_vragen(*r, None).iter().any(|v| v.gesteld.rol != *r)
    });
    let plichtig = || volgende.and_then(|l| boek.norm(l.leidt.norm).wie.first()).copied();
    gevraagd.or_else(plichtig).map(|r| boek.rol(r).id.clone())
}

/// A field of the act with which the dossier began, or was put in writing later.
fn uit_opening(blik: &Blik<'_>, veld: &str) -> Option<String> {
    blik.stand.gebeurtenissen().iter().rev().filter(|g| blik.boek.daad(g.daad).opent).find_map(
        |g| {
            g.velden
                .get(veld)
                .and_then(Waarde::als_tekst)
                .filter(|t| !t.trim().is_empty())
                .map(str::to_owned)
        },
    )
}

fn in_rol<'a>(blik: &'a Blik<'_>, rol: &str) -> Vec<&'a Partij> {
    blik.boek
        .rol_id(rol)
        .map_or_else(Vec::new, |r| blik.stand.partijen_in(r).map(|(_, p)| p).collect())
}

fn namen(blik: &Blik<'_>, rol: &str) -> String {
    in_rol(blik, rol).iter().filter_map(|p| p.naam.as_deref()).collect::<Vec<_>>().join(", ")
}

fn deelnames(blik: &Blik<'_>) -> Vec<Deelname> {
    blik.stand
        .partijen()
        .iter()
        .filter_map(|p| {
            p.account.map(|account| Deelname { account, rol: blik.boek.rol(p.rol).id.clone() })
        })
        .collect()
}

/// Who may not know of the dossier: whoever it is about and holds an office that the regulation then bars,
/// and whoever is barred as a person.
fn uitgesloten(blik: &Blik<'_>, ambtsdragers: &[Ambtsdrager]) -> Vec<uuid::Uuid> {
    let boek = blik.boek;
    let mut uit = Vec::new();
    for drager in ambtsdragers {
        let persoon = Persoon { naam: Some(drager.naam.clone()), account: Some(drager.account) };
        let als_hem = blik.door(&persoon);
        let mut ambten = drager.ambten.iter().filter_map(|a| boek.rol_id(a));
        if ambten.any(|a| als_hem.is_buitengesloten(a) && !blik.is_buitengesloten(a)) {
            uit.push(drager.account);
        }
    }
    for p in in_rol(blik, AANGEKLAAGDE) {
        let genoemd = p
            .ambt
            .filter(|a| boek.rol(*a).soort == RolSoort::Ambt && blik.is_buitengesloten(*a))
            .map(|a| boek.rol(a).id.as_str());
        for drager in ambtsdragers {
            let is_hem = p.account == Some(drager.account);
            // Only the office was named: whoever holds it is meant.
            let is_het_ambt = p.account.is_none()
                && genoemd.is_some_and(|a| drager.ambten.iter().any(|b| b == a));
            let heeft_ambt = drager
                .ambten
                .iter()
                .filter_map(|a| boek.rol_id(a))
                .any(|a| blik.is_buitengesloten(a));
            if is_het_ambt || is_hem && (genoemd.is_some() || heeft_ambt) {
                uit.push(drager.account);
            }
        }
    }
    uit.sort_unstable();
    uit.dedup();
    uit
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use dossier::{Bon, Gebeurtenis, Stand, Velden};
    use regeling::{Boek, Bron};
    use uuid::Uuid;

    use super::*;

    const WOORDEN: &str = include_str!("../../../regelingen/woordenlijst.toml");
    const WKKGZ: &str = include_str!("../../../regelingen/wetten/wkkgz.toml");
    const PERSONEN: &str = include_str!("../../../scenarios/mini/regelingen/personen.toml");

    fn gebeurtenis(boek: &Boek, nummer: u32, daad: &str, rol: &str, velden: Velden) -> Gebeurtenis {
        Gebeurtenis {
            nummer,
            daad: daad.to_owned(),
            rol: rol.to_owned(),
            partij: None,
            account: None,
            persoon: None,
            aan: Vec::new(),
            velden,
            gebeurd_op: "2026-03-02".parse().unwrap(),
            vastgelegd_op: "2026-03-02T08:30:00Z".parse().unwrap(),
            bon: Bon::van(boek),
        }
    }

    #[test]
    fn of_those_who_hold_an_office_only_the_person_who_is_barred_is_shut_out() {
        let boek = Boek::lees(
            Bron::new("woordenlijst.toml", WOORDEN),
            vec![Bron::new("wkkgz.toml", WKKGZ)],
            Bron::new("personen.toml", PERSONEN),
        )
        .unwrap_or_else(|d| panic!("{}", d.als_tekst()))
        .0;
        let drager = |n: u128, naam: &str| Ambtsdrager {
            account: Uuid::from_u128(n),
            naam: naam.to_owned(),
            ambten: vec!["klachtenfunctionaris".to_owned()],
        };
        let allen = [drager(1, "P. Vos"), drager(2, "M. Yılmaz"), drager(3, "L. Noël")];
        let over =
            Velden::from([("aangeklaagden".to_owned(), Waarde::Lijst(vec!["L. Noël".into()]))]);
        let gewraakt = Velden::from([
            ("lid".to_owned(), "p. vos".into()),
            ("uitkomst".to_owned(), "gegrond".into()),
        ]);
        let gebeurd = [
            gebeurtenis(&boek, 1, "klacht_ingediend", "klager", over),
            gebeurtenis(&boek, 2, "wraking_beslist", "voorzitter", gewraakt),
        ];
        let stand = Stand::van(&boek, &gebeurd);
        let blik = Blik::new(&boek, &stand, "2026-03-03".parse().unwrap());
        let buiten = uitgesloten(&blik, &allen);
        assert_eq!(buiten, [Uuid::from_u128(1), Uuid::from_u128(3)]);
    }
}
