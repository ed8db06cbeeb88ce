//! The worklist: views, filters, pages, search.

use std::collections::BTreeSet;

use store::{
    Bladzijde, Deel, Deelname, DossierRij, Filter, Pagina, Plek, Projectie, Schrijf, Sortering,
    Store, TermijnFilter,
};
use toetsbank::{motor::Motor, op_beide};

use crate::hulp::{account, dag, feit, huis, klacht, met_projectie, met_rij, schrijf, tenant};

fn rij(klager: &str, wettelijk: &str) -> DossierRij {
    DossierRij {
        klager_naam: klager.into(),
        ontvangen_op: dag("2026-11-01"),
        leidend_wettelijk: (!wettelijk.is_empty()).then(|| dag(wettelijk)),
        stand: "onderzoek".into(),
        open: true,
        ..DossierRij::default()
    }
}

async fn lijst(store: &Store, filter: &Filter) -> Pagina {
    store.werkvoorraad(&tenant(), filter, Sortering::Termijn, Bladzijde::Eerste, 50).await.unwrap()
}

async fn namen(store: &Store, filter: Filter) -> Vec<String> {
    let pagina = lijst(store, &filter).await;
    assert_eq!(pagina.totaal.aantal as usize, pagina.rijen.len());
    assert_eq!(store.tel(&tenant(), &filter).await.unwrap(), pagina.totaal);
    pagina.rijen.into_iter().map(|rij| rij.rij.klager_naam).collect()
}

fn zoek(tekst: &str) -> Filter {
    Filter { tekst: Some(tekst.into()), deel: Deel::Alle, ..Filter::default() }
}

async fn the_list_is_sorted_by_legal_deadline_and_follows_each_filter(motor: Motor) {
    let huis = huis(motor).await;
    let store = &huis.store;
    let (anna, bert) = (account(1), account(2));
    met_rij(store, rij("Geen", "")).await;
    met_rij(store, DossierRij { wacht_op: Some("klager".into()), ..rij("Laat", "2026-11-22") })
        .await;
    met_rij(store, DossierRij { locatie: Some("Noord".into()), ..rij("Vandaag", "2026-11-23") })
        .await;
    met_rij(store, DossierRij { behandelaar: Some(bert), ..rij("Week", "2026-11-30") }).await;
    met_rij(store, DossierRij { stand: "hoorzitting".into(), ..rij("Acht", "2026-12-01") }).await;
    met_rij(store, DossierRij { open: false, ..rij("Dicht", "2026-11-01") }).await;
    let buiten = Projectie {
        rij: rij("Buiten", "2027-01-01"),
        deelnames: vec![Deelname { account: bert, rol: "aangeklaagde".into() }],
        uitgesloten: vec![anna],
    };
    met_projectie(store, buiten).await;

    let alle = ["Laat", "Vandaag", "Week", "Acht", "Buiten", "Geen"];
    let basis = Filter::default;
    let vandaag = dag("2026-11-23");
    assert_eq!(namen(store, basis()).await, alle);
    let gesloten = Filter { deel: Deel::Gesloten, ..basis() };
    assert_eq!(namen(store, gesloten).await, ["Dicht"]);
    let beide = namen(store, Filter { deel: Deel::Alle, ..basis() }).await;
    assert_eq!(beide, ["Dicht", "Laat", "Vandaag", "Week", "Acht", "Buiten", "Geen"]);
    let laat = Filter { termijn: Some(TermijnFilter::TeLaat { vandaag }), ..basis() };
    assert_eq!(namen(store, laat).await, ["Laat"]);
    let week = Filter { termijn: Some(TermijnFilter::Binnen7Dagen { vandaag }), ..basis() };
    assert_eq!(namen(store, week).await, ["Vandaag", "Week"]);
    let wacht = Filter { wacht_op: Some("klager".into()), ..basis() };
    assert_eq!(namen(store, wacht).await, ["Laat"]);
    let noord = Filter { locatie: Some("Noord".into()), ..basis() };
    assert_eq!(namen(store, noord).await, ["Vandaag"]);
    let stand = Filter { stand: Some("hoorzitting".into()), ..basis() };
    assert_eq!(namen(store, stand).await, ["Acht"]);
    let mijn = Filter { behandelaar: Some(bert), ..basis() };
    assert_eq!(namen(store, mijn).await, ["Week"]);
    let voor_anna = Filter { uitgesloten_voor: Some(anna), ..basis() };
    assert_eq!(namen(store, voor_anna).await, ["Laat", "Vandaag", "Week", "Acht", "Geen"]);
    let van_bert = Filter { deelnemer: Some(bert), ..basis() };
    assert_eq!(namen(store, van_bert).await, ["Buiten"]);
    let samen = Filter { stand: Some("onderzoek".into()), behandelaar: Some(anna), ..basis() };
    assert!(namen(store, samen).await.is_empty());
    let ander = store.tel(&"zorg-west".parse().unwrap(), &basis()).await.unwrap();
    assert_eq!(ander.aantal, 0);
}

async fn pages_go_forth_and_back_without_losing_or_doubling_a_line(motor: Motor) {
    let huis = huis(motor).await;
    let store = &huis.store;
    for i in 0..47 {
        let termijn = format!("2026-12-{:02}", 1 + i % 5);
        let ontvangen_op = dag(&format!("2026-10-{:02}", 1 + i % 7));
        let open = i % 3 != 0;
        met_rij(store, DossierRij { ontvangen_op, open, ..rij(&format!("{i:02}"), &termijn) })
            .await;
    }
    let filter = Filter { deel: Deel::Alle, ..Filter::default() };
    for sortering in [Sortering::Termijn, Sortering::Ontvangen] {
        let vraag = |bladzijde| {
            let (store, filter) = (store.clone(), filter.clone());
            async move {
                store.werkvoorraad(&tenant(), &filter, sortering, bladzijde, 10).await.unwrap()
            }
        };
        let mut heen = Vec::new();
        let mut bladzijde = Bladzijde::Eerste;
        loop {
            let pagina = vraag(bladzijde).await;
            assert_eq!(pagina.totaal.to_string(), "47");
            let volgende = pagina.volgende;
            heen.push(pagina);
            match volgende {
                // Through its text, as it stands in a URL.
                Some(plek) => bladzijde = Bladzijde::Na(plek.to_string().parse().unwrap()),
                None => break,
            }
        }
        assert_eq!(heen.iter().map(|p| p.rijen.len()).collect::<Vec<_>>(), [10, 10, 10, 10, 7]);
        let alle: Vec<_> = heen.iter().flat_map(|pagina| &pagina.rijen).collect();
        let sleutels: Vec<_> = alle
            .iter()
            .map(|rij| match sortering {
                Sortering::Termijn => (rij.rij.leidend_wettelijk.unwrap(), rij.dossier),
                Sortering::Ontvangen => (rij.rij.ontvangen_op, rij.dossier),
            })
            .collect();
        match sortering {
            Sortering::Termijn => assert!(sleutels.is_sorted_by(|a, b| a < b)),
            Sortering::Ontvangen => assert!(sleutels.is_sorted_by(|a, b| a > b)),
        }
        assert_eq!(heen[0].vorige, None);
        let mut terug = heen[4].vorige;
        for pagina in heen[..4].iter().rev() {
            let gelezen = vraag(Bladzijde::Voor(terug.unwrap())).await;
            assert_eq!(gelezen.rijen, pagina.rijen);
            terug = gelezen.vorige;
        }
        assert_eq!(terug, None);
    }
    assert!("gisteren".parse::<Plek>().is_err());
    assert!("2026-12-01.x".parse::<Plek>().is_err());
}

async fn a_dossier_is_found_by_number_and_by_the_beginning_of_names(motor: Motor) {
    let huis = huis(motor).await;
    let store = &huis.store;
    for (klager, aangeklaagden) in [
        ("Zoë de Vries-Jansen", "Dr. Özdemir"),
        ("Zoey Pieters", "Team Noord; K. de Vries"),
        ("Jan Jansen", ""),
    ] {
        met_rij(
            store,
            DossierRij { aangeklaagden: aangeklaagden.into(), ..rij(klager, "2026-12-01") },
        )
        .await;
    }
    met_rij(store, DossierRij { open: false, ..rij("Jan Dicht", "2026-12-01") }).await;
    assert_eq!(namen(store, zoek("zoe")).await, ["Zoë de Vries-Jansen", "Zoey Pieters"]);
    assert_eq!(namen(store, zoek("ZOË vries")).await, ["Zoë de Vries-Jansen", "Zoey Pieters"]);
    assert_eq!(namen(store, zoek("zoë jans")).await, ["Zoë de Vries-Jansen"]);
    assert_eq!(namen(store, zoek("ozdem")).await, ["Zoë de Vries-Jansen"]);
    assert_eq!(namen(store, zoek("K-2026-0002")).await, ["Zoey Pieters"]);
    assert_eq!(namen(store, zoek("k-2026-000")).await.len(), 4);
    assert_eq!(namen(store, zoek("3")).await, ["Jan Jansen"]);
    assert_eq!(namen(store, zoek("jan dicht")).await, ["Jan Dicht"]);
    let open = Filter { deel: Deel::Open, ..zoek("jan di") };
    assert!(namen(store, open).await.is_empty(), "the filter holds for a search too");
    assert!(namen(store, zoek("janx")).await.is_empty());
    assert!(namen(store, zoek("--")).await.is_empty());
    assert_eq!(namen(store, zoek("  ")).await.len(), 4, "only white space asks nothing");
    for naar in ["%", "_", "' OR 1=1 --", "\u{0}\u{1b}[2J", &"x".repeat(10_000)] {
        assert!(namen(store, zoek(naar)).await.is_empty(), "{naar:?}");
    }

    let wie = tenant();
    let gevonden = store.dossier_met_nummer(&wie, "K-2026-0003").await.unwrap().unwrap();
    assert_eq!(store.rij(&wie, gevonden).await.unwrap().rij.klager_naam, "Jan Jansen");
    assert!(store.dossier_met_nummer(&wie, "K-2026-9999").await.unwrap().is_none());
}

/// A line, and the same with another value in one of the columns that the list is sorted or filtered by.
fn varianten() -> Vec<DossierRij> {
    let basis = DossierRij {
        locatie: Some("Zuid".into()),
        behandelaar: Some(account(1)),
        wacht_op: Some("niemand".into()),
        bewaren_tot: Some(dag("2028-11-01")),
        ..rij("Een", "2026-12-01")
    };
    vec![
        DossierRij { locatie: Some("Noord".into()), ..basis.clone() },
        DossierRij { stand: "hoorzitting".into(), ..basis.clone() },
        DossierRij { behandelaar: None, ..basis.clone() },
        DossierRij { ontvangen_op: dag("2026-11-02"), ..basis.clone() },
        DossierRij { wacht_op: Some("klager".into()), ..basis.clone() },
        DossierRij { open: false, ..basis.clone() },
        DossierRij { bewaren_tot: None, ..basis.clone() },
        DossierRij { leidend_wettelijk: Some(dag("2026-12-24")), ..basis.clone() },
        // In none of them: only what is shown.
        DossierRij { klager_naam: "Twee".into(), ..basis.clone() },
        basis,
    ]
}

async fn whatever_changes_in_a_line_is_found_by_the_act_that_changed_it(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie, varianten) = (&huis.store, tenant(), varianten());
    let mut dossiers = Vec::new();
    for _ in &varianten {
        dossiers.push(met_rij(store, rij("Nul", "")).await.dossier);
    }
    for ronde in 0..varianten.len() {
        let hoort = |plek: usize| &varianten[(plek + ronde) % varianten.len()];
        // At once: they go to disk together, each with another change.
        let daden = dossiers.iter().enumerate().map(|(plek, dossier)| {
            let al = vec![feit("x", "x", "x"); 1 + ronde];
            let projectie = Projectie { rij: hoort(plek).clone(), ..Projectie::default() };
            let daad = schrijf(*dossier, &al, vec![feit("x", "x", "x")]);
            store.append(&wie, Schrijf { projectie, ..daad })
        });
        for uit in futures::future::join_all(daden).await {
            uit.unwrap();
        }
        for (plek, dossier) in dossiers.iter().enumerate() {
            let gelezen = store.rij(&wie, *dossier).await.unwrap();
            assert_eq!((&gelezen.rij, gelezen.versie.0 as usize), (hoort(plek), ronde + 2));
        }
        let vind = async |filter: Filter, past: fn(&DossierRij) -> bool| {
            let pagina = lijst(store, &filter).await;
            let gevonden = BTreeSet::from_iter(pagina.rijen.iter().map(|rij| rij.dossier));
            let alle = dossiers.iter().enumerate();
            let moet = alle.filter(|(plek, _)| past(hoort(*plek))).map(|(_, dossier)| *dossier);
            assert_eq!(gevonden, BTreeSet::from_iter(moet), "round {ronde}: {filter:?}");
            assert_eq!(store.tel(&wie, &filter).await.unwrap(), pagina.totaal);
            pagina
        };
        let alle = || Filter { deel: Deel::Alle, ..Filter::default() };
        vind(Filter { locatie: Some("Noord".into()), ..alle() }, |r| {
            r.locatie.as_deref() == Some("Noord")
        })
        .await;
        vind(Filter { stand: Some("hoorzitting".into()), ..alle() }, |r| r.stand == "hoorzitting")
            .await;
        vind(Filter { behandelaar: Some(account(1)), ..alle() }, |r| r.behandelaar.is_some()).await;
        vind(Filter { wacht_op: Some("klager".into()), ..alle() }, |r| {
            r.wacht_op.as_deref() == Some("klager")
        })
        .await;
        vind(Filter::default(), |r| r.open).await;
        vind(Filter { deel: Deel::Gesloten, ..alle() }, |r| !r.open).await;
        let vandaag = dag("2026-12-20");
        let laat = Filter { termijn: Some(TermijnFilter::TeLaat { vandaag }), ..alle() };
        vind(laat, |r| r.leidend_wettelijk == Some(dag("2026-12-01"))).await;
        let gesorteerd = vind(alle(), |_| true).await;
        assert_eq!(
            gesorteerd.rijen[9].rij.leidend_wettelijk,
            Some(dag("2026-12-24")),
            "the one whose term changed goes to the end"
        );
        let (sortering, eerste) = (Sortering::Ontvangen, Bladzijde::Eerste);
        let pagina = store.werkvoorraad(&wie, &alle(), sortering, eerste, 50).await.unwrap();
        assert_eq!(pagina.rijen[0].rij.ontvangen_op, dag("2026-11-02"));
    }
}

async fn counts_stop_at_a_thousand_and_a_wide_search_says_that_it_is_wide(motor: Motor) {
    let huis = huis(motor).await;
    let (store, wie) = (&huis.store, tenant());
    let klachten = (0..1005).map(|_| store.append(&wie, klacht("Jansen")));
    for uit in futures::future::join_all(klachten).await {
        uit.unwrap();
    }
    let pagina = lijst(store, &Filter::default()).await;
    assert_eq!(pagina.totaal.to_string(), "1000+");
    assert_eq!(pagina.rijen.len(), 50);
    assert!(!pagina.te_ruim);
    assert!(lijst(store, &zoek("jansen")).await.te_ruim);
    let een = lijst(store, &zoek("K-2026-1005 jansen")).await;
    assert_eq!((een.rijen.len(), een.te_ruim), (1, false));
}

op_beide!(
    the_list_is_sorted_by_legal_deadline_and_follows_each_filter,
    pages_go_forth_and_back_without_losing_or_doubling_a_line,
    a_dossier_is_found_by_number_and_by_the_beginning_of_names,
    whatever_changes_in_a_line_is_found_by_the_act_that_changed_it,
    counts_stop_at_a_thousand_and_a_wide_search_says_that_it_is_wide,
);
