//! `wederhoor woorden`: the words of which a regulation and its stories speak.

use std::path::Path;

use super::Uitkomst;

pub(crate) fn toon(map: Option<&Path>, regeling: Option<&str>, markdown: bool) -> Uitkomst {
    let boek = super::regeling::boek_of_eerste(map, regeling)?;
    if markdown {
        println!("{}", scenario::sleuteltabellen());
        print!("{}", boek.woordentabellen());
        return Ok(true);
    }
    let lijst = |titel: &str, woorden: Vec<(&str, &str)>| {
        println!("{titel}");
        for (id, naam) in woorden {
            println!("  {id:<34} {naam}");
        }
    };
    let rollen = boek.rollen.iter().map(|r| (r.id.as_str(), r.naam.nl.as_str()));
    let daden = boek.daden.iter().map(|d| (d.id.as_str(), d.naam.nl.as_str()));
    let feiten = boek.feiten.iter().map(|f| (f.id.as_str(), f.naam.nl.as_str()));
    lijst("Rollen", rollen.collect());
    lijst("Daden", daden.collect());
    lijst("Feiten", feiten.collect());
    Ok(true)
}
