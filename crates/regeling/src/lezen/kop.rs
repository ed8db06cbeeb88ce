//! Reads the head of a file: `[regeling]` or `[wet]`.

use crate::lezer::Tabel;
use crate::norm::Kop;

pub(super) fn lees(bestand: &Tabel<'_, '_>) -> Kop {
    let regeling = bestand.tabel("regeling", "[regeling]");
    let wet = bestand.tabel("wet", "[wet]");
    let is_wet = wet.is_some();
    if let (Some(_), Some(w)) = (&regeling, &wet) {
        bestand.fout(
            "twee-koppen",
            w.plek,
            "het bestand heeft [regeling] en [wet]",
            "de tweede kop",
            Some("een bestand is een regeling of een wet: maak er twee bestanden van".into()),
        );
    }
    let Some(t) = regeling.or(wet) else {
        bestand.fout(
            "geen-kop",
            bestand.plek,
            "het bestand begint niet met [regeling] of [wet]",
            "hier hoort een kop",
            Some(
                "begin met [regeling], en daaronder id, versie, titel, aanbieder, geldig en wetten"
                    .into(),
            ),
        );
        return Kop {
            id: String::new(),
            versie: 0,
            titel: String::new(),
            aanbieder: None,
            van: None,
            tot: None,
            wet: is_wet,
            wetten: Vec::new(),
            wetten_plek: Vec::new(),
            behandeld_volgens: None,
            neemt_lopende_over: false,
            bron: None,
            zekerheid: None,
            kort: String::new(),
            werkterreinen: None,
            geldt_bij: Vec::new(),
            geldt_altijd: false,
        };
    };
    let geldig = t.tabel("geldig", "geldig = { van = … }");
    if geldig.is_none() && !t.heeft("geldig") {
        t.fout(
            "ontbrekende-sleutel",
            t.plek,
            format!("{} mist `geldig`", t.wat),
            "vanaf welke dag geldt dit?",
            Some("voeg toe: geldig = { van = 2020-01-01 }".into()),
        );
    }
    let (van, tot) = geldig.map_or((None, None), |g| {
        let uit = (g.datum("van"), g.datum("tot"));
        if let (Some(van), Some(tot)) = uit
            && tot < van
        {
            g.fout(
                "geldig-omgekeerd",
                g.plek,
                "`tot` ligt voor `van`",
                "deze tijd bestaat niet",
                Some("zet de vroegste dag bij `van`".into()),
            );
        }
        g.klaar();
        uit
    });
    let versie = t.getal("versie").and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
    // What only a regulation says of itself, and what only a statute does.
    let wetten = if is_wet { Vec::new() } else { t.namen("wetten") };
    let kop = Kop {
        id: t.tekst_verplicht("id", "\"een-korte-naam\"").tekst,
        versie,
        titel: t.tekst_verplicht("titel", "\"Klachtenregeling\"").tekst,
        aanbieder: if is_wet {
            None
        } else {
            Some(t.tekst_verplicht("aanbieder", "\"de naam van de zorgaanbieder\"").tekst)
        },
        van,
        tot,
        wet: is_wet,
        wetten_plek: wetten.iter().map(|n| n.plek).collect(),
        wetten: wetten.into_iter().map(|n| n.tekst).collect(),
        behandeld_volgens: (!is_wet)
            .then(|| t.tekst("behandeld_volgens"))
            .flatten()
            .map(|n| n.tekst),
        neemt_lopende_over: !is_wet && t.ja("neemt_lopende_over").unwrap_or(false),
        bron: t.tekst("bron").map(|n| n.tekst),
        zekerheid: t.tekst("zekerheid").map(|n| n.tekst),
        kort: t.tekst("kort").map(|n| n.tekst).unwrap_or_default(),
        werkterreinen: t.heeft("werkterreinen").then(|| t.namen("werkterreinen")),
        geldt_bij: if is_wet {
            t.namen("geldt_bij").into_iter().map(|n| n.tekst).collect()
        } else {
            Vec::new()
        },
        geldt_altijd: is_wet && t.ja("geldt_altijd").unwrap_or(false),
    };
    // Read later, once the words are known.
    if !is_wet {
        for sleutel in ["aangevuld", "noemt"] {
            t.waarde(sleutel);
        }
    }
    t.klaar();
    kop
}
