//! What lists show of a dossier, computed from its stand on a day.
//!
//! Always holds: pure; whoever holds an office and is complained about is shut out of that dossier as
//! soon as the regulation bars the office, also when only the office was named.

use dossier::{Blik, Leidend, Partij, bewaartermijn, leidend};
use regeling::Waarde;
use regeling::woorden::RolSoort;
use store::{Deelname, DossierRij, Projectie};

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
        onderwerp: uit_opening(blik, "onderwerp")
            .unwrap_or_else(|| "Klacht zonder onderwerp".to_owned()),
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
        volgende_plicht: volgende.map(|l| boek.daad(l.daad).naam.nl.clone()),
        volgende_uiterlijk: volgende.and_then(|l| l.leidt.uiterlijk),
        wacht_op: wacht_op(blik, volgende),
        open: blik.einde().is_none() || !open.is_empty(),
        bewaren_tot: bewaartermijn(blik).map(|b| b.tot),
    }
}

/// The rules under which the complaint falls; the statutes behind a regulation that does not tell them
/// apart.
fn wetten(blik: &Blik<'_>) -> Vec<String> {
    let boek = blik.boek;
    if boek.regimes.is_empty() {
        return boek.koppen.iter().filter(|k| k.wet).map(|k| k.kort.clone()).collect();
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

fn uitgesloten(blik: &Blik<'_>, ambtsdragers: &[Ambtsdrager]) -> Vec<uuid::Uuid> {
    let boek = blik.boek;
    let mut uit = Vec::new();
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
