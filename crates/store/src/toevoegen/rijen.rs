//! The rows of an append. Always holds: what is about people is sealed before it comes here.

use sea_orm::sea_query::{Expr, ExprTrait, Query};

use super::{Schrijf, bereid::Bereid, partij::Voor};
use crate::{
    StoreError, Versie,
    bundel::{Bundel, laat_staan, vervang},
    keten::{Rij, Schakel},
    projectie::{Al, Zaak},
    sql::{dag, moment},
};

/// Adds all of it to `bundel`; `voor` is how the dossier was before.
pub(super) fn schrijf(
    bundel: &mut Bundel,
    zaak: Zaak<'_>,
    (schrijf, bereid): (&Schrijf, &Bereid),
    voor: Voor,
) -> Result<(), StoreError> {
    if voor.al == Al::Niets {
        bundel.insert(zaak, "dossier", &["nummer"], [vec![zaak.nummer.into()]], None);
    }
    feiten(bundel, zaak, (schrijf, bereid), voor.schakel);
    bereid.projectie.schrijf(bundel, zaak, &schrijf.projectie, &voor.al);
    stukken(bundel, zaak, schrijf)?;
    toegangscode(bundel, zaak, schrijf);
    uitgaand(bundel, zaak, schrijf);
    verbruik_concept(bundel, zaak, schrijf);
    idempotentie(bundel, zaak, bereid.projectie.versie(), schrijf);
    Ok(())
}

fn feiten(
    bundel: &mut Bundel,
    zaak: Zaak<'_>,
    (schrijf, bereid): (&Schrijf, &Bereid),
    mut schakel: Schakel,
) {
    const KOLOMMEN: [&str; 8] =
        ["nummer", "daad", "gebeurd_op", "vastgelegd_op", "rol", "account", "inhoud", "keten"];
    let nummers = schrijf.verwacht.0 + 1..;
    let mut rijen = Vec::with_capacity(schrijf.feiten.len());
    for (nummer, (feit, inhoud)) in nummers.zip(schrijf.feiten.iter().zip(&bereid.feiten)) {
        let (gebeurd_op, vastgelegd_op) = (dag(feit.gebeurd_op), moment(feit.vastgelegd_op));
        schakel = schakel.met(Rij {
            nummer,
            daad: &feit.daad,
            gebeurd_op: &gebeurd_op,
            vastgelegd_op: &vastgelegd_op,
            rol: &feit.rol,
            account: feit.account,
            inhoud,
        });
        rijen.push(vec![
            i64::from(nummer).into(),
            feit.daad.as_str().into(),
            gebeurd_op.into(),
            vastgelegd_op.into(),
            feit.rol.as_str().into(),
            feit.account.into(),
            inhoud.clone().into(),
            schakel.bytes().into(),
        ]);
    }
    bundel.insert(zaak, "gebeurtenis", &KOLOMMEN, rijen, None);
}

fn stukken(bundel: &mut Bundel, zaak: Zaak<'_>, schrijf: &Schrijf) -> Result<(), StoreError> {
    const STUK: [&str; 6] = ["stuk", "inhoud", "soort", "mime", "bytes", "toegevoegd_op"];
    const BRIEF: [&str; 5] = ["stuk", "geadresseerde", "soort", "vrijgegeven_op", "gelezen_op"];
    let zegel = &zaak.zegel.zaak;
    let mut stukken = Vec::with_capacity(schrijf.stukken.len());
    for stuk in &schrijf.stukken {
        stukken.push(vec![
            stuk.stuk.uuid().into(),
            stuk.verzegel(zegel)?.into(),
            stuk.soort.as_str().into(),
            stuk.mime.as_str().into(),
            i64::try_from(stuk.bytes).unwrap_or(i64::MAX).into(),
            moment(stuk.toegevoegd_op).into(),
        ]);
    }
    bundel.insert(zaak, "stuk", &STUK, stukken, None);
    let brieven = schrijf.brieven.iter().map(|brief| {
        vec![
            brief.stuk.uuid().into(),
            brief.geadresseerde.as_str().into(),
            brief.soort.as_str().into(),
            moment(brief.vrijgegeven_op).into(),
            brief.gelezen_op.map(moment).into(),
        ]
    });
    // What was released once stays released since then.
    let dubbel = laat_staan(["tenant", "stuk", "geadresseerde"]);
    bundel.insert(zaak, "brief", &BRIEF, brieven, dubbel);
    Ok(())
}

fn toegangscode(bundel: &mut Bundel, zaak: Zaak<'_>, schrijf: &Schrijf) {
    let nummer = zaak.nummer;
    let rij = schrijf.toegangscode.iter().map(|hash| vec![nummer.into(), hash.clone().into()]);
    let dubbel = vervang(["tenant", "nummer"], ["code_hash"]);
    bundel.insert(zaak, "toegangscode", &["nummer", "code_hash"], rij, dubbel);
}

fn uitgaand(bundel: &mut Bundel, zaak: Zaak<'_>, schrijf: &Schrijf) {
    let rijen = schrijf.uitgaand.iter().map(|uitgaand| {
        vec![
            uuid::Uuid::now_v7().into(),
            uitgaand.soort.as_str().into(),
            uitgaand.inhoud.clone().into(),
            moment(uitgaand.vanaf).into(),
            0_i64.into(),
        ]
    });
    let kolommen = ["taak", "soort", "inhoud", "vanaf", "pogingen"];
    bundel.insert(zaak, "taak", &kolommen, rijen, None);
}

fn verbruik_concept(bundel: &mut Bundel, zaak: Zaak<'_>, schrijf: &Schrijf) {
    let Some(concept) = schrijf.concept else { return };
    let [tenant, _] = zaak.sleutel();
    let mut weg = Query::delete();
    weg.from_table("concept")
        .and_where(Expr::col("tenant").eq(tenant))
        .and_where(Expr::col("concept").eq(concept.uuid()));
    bundel.verwijder(weg.take());
}

fn idempotentie(bundel: &mut Bundel, zaak: Zaak<'_>, versie: Versie, schrijf: &Schrijf) {
    let (Some(sleutel), Some(feit)) = (&schrijf.idempotentie, schrijf.feiten.last()) else {
        return;
    };
    let rij = vec![
        sleutel.0.to_vec().into(),
        i64::from(versie.0).into(),
        zaak.nummer.into(),
        moment(feit.vastgelegd_op).into(),
    ];
    let kolommen = ["sleutel", "versie", "nummer", "vastgelegd_op"];
    bundel.insert(zaak, "idempotentie", &kolommen, [rij], None);
}
