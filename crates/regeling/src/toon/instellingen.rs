//! Terms, grounds, letters and what else a regulation arranges, as readable text.

use termijn::Taal;

use super::{Over, Voeg, hoofdletter, kies, soort};
use crate::boek::Boek;

impl Boek {
    pub(super) fn termijnen(&self, taal: Taal, voeg: &mut Voeg<'_>) {
        for k in &self.klokken {
            let naam = k.naam.in_taal(taal);
            let t = self.termijnen_in_woorden(&k.termijn, taal);
            let start = self.moment_in_woorden(&k.start, taal);
            let stopt = self.gebeurtenissen_in_woorden(&k.stopt, taal);
            voeg(
                &k.vindplaats,
                soort(taal, "klok", "clock"),
                &k.register,
                Over::new(&k.id, self.ids_van(&k.stopt)),
                kies(
                    taal,
                    format!(
                        "De termijn '{naam}' is {t}, te rekenen vanaf: {start}. Zij stopt met: {stopt}."
                    ),
                    format!(
                        "The term '{naam}' is {t}, counted from: {start}. It stops with: {stopt}."
                    ),
                ),
            );
            for v in &k.verdaging {
                let (wie, daad, aan) = (
                    self.rollen_in_woorden(&v.wie, taal),
                    self.daad(v.daad).naam.in_taal(taal),
                    self.rollen_in_woorden(&v.aan, taal),
                );
                let tot = v.tot.map(|t| t.in_cijfers(taal));
                let tot = tot.map_or(
                    kies(
                        taal,
                        "zonder grens in de regeling".into(),
                        "without a bound in the regulation".into(),
                    ),
                    |t| {
                        kies(
                            taal,
                            format!("tot hoogstens {t} na het begin"),
                            format!("to at most {t} from the start"),
                        )
                    },
                );
                let vooraf = if v.vooraf {
                    kies(
                        taal,
                        ", mits meegedeeld voordat de lopende termijn om is".into(),
                        ", if told before the running term has ended".into(),
                    )
                } else {
                    String::new()
                };
                let keer = v.keer.map_or_else(String::new, |n| {
                    kies(taal, format!(", {n} keer"), format!(", {n} times"))
                });
                let mits = v.mits.as_ref().map_or_else(String::new, |m| {
                    let m = self.voorwaarde_in_woorden(m, taal);
                    kies(taal, format!(", mits {m}"), format!(", provided that {m}"))
                });
                let vooraf = format!("{keer}{vooraf}{mits}");
                let aan = if aan.is_empty() {
                    aan
                } else {
                    kies(taal, format!("; dit gaat naar: {aan}"), format!("; told to: {aan}"))
                };
                let zin = if wie.is_empty() {
                    kies(
                        taal,
                        format!(
                            "De termijn '{naam}' kan verlengd worden ({daad}), {tot}{vooraf}{aan}."
                        ),
                        format!("The term '{naam}' can be extended ({daad}), {tot}{vooraf}{aan}."),
                    )
                } else {
                    let wie = hoofdletter(&wie);
                    kies(
                        taal,
                        format!(
                            "{wie} kan de termijn '{naam}' verlengen ({daad}), {tot}{vooraf}{aan}."
                        ),
                        format!("{wie} may extend the term '{naam}' ({daad}), {tot}{vooraf}{aan}."),
                    )
                };
                voeg(
                    &v.vindplaats,
                    soort(taal, "verdaging", "extension"),
                    &v.register,
                    Over::new(&k.id, &self.daad(v.daad).id),
                    zin,
                );
            }
            for s in &k.schorsing {
                let van = self.gebeurtenissen_in_woorden(std::slice::from_ref(&s.van), taal);
                let grens = self.stilstand_hoogstens(s, taal);
                let tot = (!s.tot.is_empty()).then(|| self.gebeurtenissen_in_woorden(&s.tot, taal));
                let of = kies(taal, "; of: ".to_owned(), "; or: ".to_owned());
                let tot = tot.into_iter().chain(grens).collect::<Vec<_>>().join(&of);
                voeg(
                    &s.vindplaats,
                    soort(taal, "schorsing", "pause"),
                    &[],
                    Over::new(&k.id, &self.daad(s.van.daad).id),
                    kies(
                        taal,
                        format!("De termijn '{naam}' staat stil vanaf: {van}, tot: {tot}."),
                        format!("The term '{naam}' pauses from: {van}, until: {tot}."),
                    ),
                );
            }
        }
        for b in &self.bewaringen {
            let (t, na) = (b.termijn.in_cijfers(taal), self.moment_in_woorden(&b.na, taal));
            voeg(
                &b.vindplaats,
                soort(taal, "bewaring", "retention"),
                &b.register,
                Over::new("", t.clone()),
                {
                    let (h, most) = if b.hoogstens { ("hoogstens ", "at most ") } else { ("", "") };
                    let mut zin = kies(
                        taal,
                        format!("Een dossier wordt {h}{t} bewaard, te rekenen vanaf: {na}"),
                        format!("A file is kept for {most}{t}, counted from: {na}"),
                    );
                    if let Some(v) = &b.als {
                        let v = self.voorwaarde_in_woorden(v, taal);
                        zin += &kies(taal, format!(", als {v}"), format!(", if {v}"));
                    }
                    if let Some(v) = &b.opgeschort_zolang {
                        let v = self.voorwaarde_in_woorden(v, taal);
                        zin += &kies(
                            taal,
                            format!("; het gaat niet weg zolang {v}"),
                            format!("; it does not go while {v}"),
                        );
                    }
                    if let Some(d) = b.verlengd_door {
                        let d = self.daad(d).naam.in_taal(taal);
                        zin += &kies(
                            taal,
                            format!("; langer na: {d}"),
                            format!("; longer after: {d}"),
                        );
                    }
                    format!("{zin}.")
                },
            );
        }
        for a in &self.aanhoudingen {
            let v = self.voorwaarde_in_woorden(&a.als, taal);
            voeg(
                &a.vindplaats,
                soort(taal, "aanhouding", "hold"),
                &a.register,
                Over::new("", v.clone()),
                kies(
                    taal,
                    format!("Een dossier wordt niet vernietigd zolang {v}."),
                    format!("A file is not destroyed while {v}."),
                ),
            );
        }
        for p in &self.kalenderplichten {
            voeg(
                &p.vindplaats,
                soort(taal, "kalenderplicht", "calendar duty"),
                &p.register,
                Over::new(&p.id, &self.daad(p.doet).id),
                p.tekst.in_taal(taal).to_owned(),
            );
        }
    }

    pub(super) fn overige(&self, taal: Taal, voeg: &mut Voeg<'_>) {
        for g in &self.gronden {
            let (wie, daad) =
                (self.rollen_in_woorden(&g.wie, taal), self.daad(g.doet).naam.in_taal(taal));
            let wie = if wie.is_empty() { String::new() } else { format!("{wie}: ") };
            let mut zin = format!(
                "{}, {}",
                hoofdletter(&format!("{wie}{daad}")),
                kies(
                    taal,
                    format!("als {}", g.naam.nl),
                    format!("if {}", g.naam.in_taal(Taal::En))
                )
            );
            if let Some(v) = &g.tenzij {
                zin.push_str(&kies(taal, ", tenzij ".into(), ", unless ".into()));
                zin.push_str(&self.voorwaarde_in_woorden(v, taal));
            }
            zin.push('.');
            let over = Over::new(&g.id, &self.daad(g.doet).id);
            voeg(&g.vindplaats, soort(taal, "grond", "ground"), &g.register, over, zin);
        }
        for e in &self.eindes {
            let mut daad = self.daad(e.door).naam.in_taal(taal).to_owned();
            for (veld, toets) in &e.waar {
                let t = self.toets_van_veld(e.door, veld, toets, taal);
                let veld = self.veld_in_woorden(e.door, veld, taal);
                daad +=
                    &kies(taal, format!(", waarbij '{veld}' {t}"), format!(", where '{veld}' {t}"));
            }
            for (v, nl, en) in [(&e.als, "als", "if"), (&e.tenzij, "tenzij", "unless")] {
                if let Some(v) = v {
                    let w = self.voorwaarde_in_woorden(v, taal);
                    daad += &kies(taal, format!(", {nl} {w}"), format!(", {en} {w}"));
                }
            }
            if !e.heropent.is_empty() {
                let weer = self.gebeurtenissen_in_woorden(&e.heropent, taal);
                daad += &kies(
                    taal,
                    format!("; zij loopt weer na: {weer}"),
                    format!("; it runs again after: {weer}"),
                );
            }
            voeg(
                &e.vindplaats,
                soort(taal, "einde", "end"),
                &e.register,
                Over::new("", &self.daad(e.door).id),
                kies(
                    taal,
                    format!("De procedure eindigt met: {daad}."),
                    format!("The procedure ends with: {daad}."),
                ),
            );
        }
        for s in &self.stukken {
            let (naam, bij, aan) = (
                s.naam.in_taal(taal),
                self.daad(s.bij).naam.in_taal(taal),
                self.rollen_in_woorden(&s.aan, taal),
            );
            let wat: Vec<String> =
                s.vermeldt.iter().map(|v| self.item_in_woorden(s.bij, &v.wat, taal)).collect();
            let vermeldt = if wat.is_empty() {
                String::new()
            } else {
                kies(
                    taal,
                    format!(" en vermeldt: {}", wat.join(", ")),
                    format!(" and states: {}", wat.join(", ")),
                )
            };
            voeg(
                &s.vindplaats,
                soort(taal, "stuk", "document"),
                &s.register,
                Over::new(&s.id, &self.daad(s.bij).id),
                kies(
                    taal,
                    format!("Het stuk '{naam}' gaat bij '{bij}' naar: {aan}{vermeldt}."),
                    format!("The document '{naam}' goes with '{bij}' to: {aan}{vermeldt}."),
                ),
            );
        }
        for g in &self.gerechtigden {
            voeg(
                &g.vindplaats,
                soort(taal, "klachtgerechtigd", "may complain"),
                &g.register,
                Over::new(&g.hoedanigheid, &g.hoedanigheid),
                kies(
                    taal,
                    format!("Een klacht kan komen van: {}.", g.naam.nl),
                    format!("A complaint may come from: {}.", g.naam.in_taal(Taal::En)),
                ),
            );
        }
        for k in &self.kanalen {
            let doet = self.daden_in_woorden(&k.doet, taal);
            let vraagt = k.vraagt.as_ref().zip(k.doet.first()).map(|(vraagt, daad)| {
                let wat = vraagt.iter().map(|v| self.wat_heet(*daad, &v.wat, taal));
                let wat = wat.collect::<Vec<_>>().join("; ");
                kies(
                    taal,
                    format!(" Meer hoeft er niet in te staan dan: {wat}."),
                    format!(" No more need be stated than: {wat}."),
                )
            });
            let vraagt = vraagt.unwrap_or_default();
            voeg(
                &k.vindplaats,
                soort(taal, "kanaal", "channel"),
                &k.register,
                Over::new(&k.id, &k.id),
                kies(
                    taal,
                    format!("Langs '{}' kan: {doet}.{vraagt}", k.naam.nl),
                    format!("By '{}' one can: {doet}.{vraagt}", k.naam.in_taal(Taal::En)),
                ),
            );
        }
        for (f, vindplaats) in
            self.formulieren.iter().filter_map(|f| Some((f, f.vindplaats.as_ref()?)))
        {
            let daad = &self.daad(f.bij).naam;
            voeg(
                vindplaats,
                soort(taal, "formulier", "form"),
                &f.register,
                Over::new(&f.id, &self.daad(f.bij).id),
                kies(
                    taal,
                    format!("Formulier op papier '{}': {}.", f.naam.nl, daad.nl),
                    format!(
                        "Form on paper '{}': {}.",
                        f.naam.in_taal(Taal::En),
                        daad.in_taal(Taal::En)
                    ),
                ),
            );
        }
        for (c, vindplaats) in self.cijfers.iter().filter_map(|c| Some((c, c.vindplaats.as_ref()?)))
        {
            voeg(
                vindplaats,
                soort(taal, "cijfer", "figure"),
                &c.register,
                Over::new(&c.id, &c.id),
                kies(
                    taal,
                    format!("Een verslag telt, zonder namen: {}.", c.naam.nl),
                    format!("A report counts, without names: {}.", c.naam.in_taal(Taal::En)),
                ),
            );
        }
        for r in &self.routes {
            voeg(
                &r.vindplaats,
                soort(taal, "route", "route"),
                &r.register,
                Over::new(&r.id, &r.id),
                format!("{}. {}", r.naam.in_taal(taal), r.uitleg.in_taal(taal)).trim().to_owned(),
            );
        }
        for r in &self.regimes {
            let als = self.voorwaarde_in_woorden(&r.als, taal);
            let zin = kies(taal, format!("Geldt als {als}."), format!("Holds when {als}."));
            voeg(
                &r.vindplaats,
                soort(taal, "soort klacht", "kind of complaint"),
                &r.register,
                Over::new(&r.id, &r.id),
                format!(
                    "{}. {zin} {}",
                    r.naam.in_taal(taal),
                    r.zinnen(self, |t| t.in_taal(taal)).join(" ")
                )
                .trim()
                .to_owned(),
            );
        }
        for o in &self.open_normen {
            let wie = self.rollen_in_woorden(&o.beslist, taal);
            let door = if wie.is_empty() {
                String::new()
            } else {
                kies(taal, format!(" Daarover beslist: {wie}."), format!(" Decided by: {wie}."))
            };
            voeg(
                &o.vindplaats,
                soort(taal, "open norm", "open norm"),
                &o.register,
                Over::new("", &o.vindplaats.artikel),
                format!("{}{door} ({})", o.tekst.in_taal(taal), o.waarom.in_taal(taal)),
            );
        }
        if let Some(v) = &self.geschil_artikel {
            let naam = self.geschil.naam.clone().unwrap_or_else(|| {
                kies(
                    taal,
                    "niet genoemd in de regeling".into(),
                    "not named in the regulation".into(),
                )
            });
            voeg(
                v,
                soort(taal, "geschil", "dispute body"),
                &[],
                Over::default(),
                kies(
                    taal,
                    format!("Geschillencommissie: {naam}."),
                    format!("Dispute body: {naam}."),
                ),
            );
        }
    }
}
