//! `wederhoor termijn`: the plain end, the legal end, and the steps.

use serde_json::json;
use termijn::{Kalender, Taal, Termijn, Verschuiving, lange_datum, parse_datum, uitleg};

use super::Uitkomst;

pub(crate) fn toon(begin: &str, term: &str, taal: Taal, als_json: bool) -> Uitkomst {
    let begin = parse_datum(begin).map_err(|f| f.zin(taal))?;
    let term: Termijn = term.parse::<Termijn>().map_err(|f| f.zin(taal))?;
    let u = uitleg(Kalender::nederland(), begin, term, Verschuiving::Atw, &[])?;
    let stappen: Vec<String> = u.stappen.iter().map(|s| s.zin(taal)).collect();
    let let_op: Vec<String> = u.waarschuwingen.iter().map(|w| w.zin(taal)).collect();
    if als_json {
        let uit = json!({
            "begin": u.begin.to_string(),
            "termijn": term.to_string(),
            "einde": u.einde.einde.to_string(),
            "wettelijk": u.einde.wettelijk.to_string(),
            "stappen": stappen,
            "waarschuwingen": let_op,
            "kalender": Kalender::nederland().versie(),
        });
        println!("{}", serde_json::to_string_pretty(&uit)?);
        return Ok(true);
    }
    let (einde, wettelijk) = match taal {
        Taal::Nl => ("einde", "wettelijk einde"),
        Taal::En => ("end", "legal end"),
    };
    println!("{einde:<16} {}  {}", u.einde.einde, lange_datum(u.einde.einde, taal));
    println!("{wettelijk:<16} {}  {}", u.einde.wettelijk, lange_datum(u.einde.wettelijk, taal));
    for stap in stappen {
        println!("  - {stap}");
    }
    for w in let_op {
        println!("  ! {w}");
    }
    Ok(true)
}
