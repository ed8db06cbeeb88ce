//! Appending: the one way in which a dossier changes. Always holds: all of a [`Schrijf`] or none of
//! it; only on top of the version that the writer had seen; and once for each idempotency key.

use std::sync::Arc;

use futures::{
    FutureExt,
    future::{BoxFuture, try_join_all},
};
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, FromQueryResult,
    sea_query::{Expr, ExprTrait, Query},
};

use crate::{
    Bij, BriefRij, ConceptId, DossierId, Feitrij, Nummering, Projectie, Store, StoreError, StukRij,
    Tenant, Versie,
    bundel::{Bundel, laat_staan, vervang},
    feit,
    keten::{Rij, Schakel},
    projectie::{self, Zaak},
    schot::Transactie,
    sql::{dag, moment, om_te_wijzigen, onleesbaar, vraag},
    zegelaar::Zegelaar,
};

/// How often an append looks again after another process was first: it then sees what that one wrote,
/// and ends as a repetition, as a conflict, or well.
const POGINGEN: usize = 4;

/// A key by which the same request is known again. Only its hash is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotentieSleutel([u8; 32]);

impl IdempotentieSleutel {
    /// The key for a text that the client chose, such as the random token of a form.
    pub fn van(tekst: &str) -> Self {
        Self(*blake3::hash(tekst.as_bytes()).as_bytes())
    }
}

/// Work for the outbox: done after the commit, by whoever claims it, perhaps twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uitgaand {
    /// What is to be done: `brief_versturen`.
    pub soort: String,
    /// The rest, as the one who does it reads it: ids, and nothing about anybody.
    pub inhoud: Vec<u8>,
    /// Not before this moment, which is at most a day ahead.
    pub vanaf: Timestamp,
}

/// One act on one dossier, with all that must be stored together.
#[derive(Clone, Debug)]
pub struct Schrijf {
    /// Which dossier.
    pub dossier: DossierId,
    /// The version that the writer decided on; [`Versie::NIEUW`] makes the dossier.
    pub verwacht: Versie,
    /// Where a new dossier takes its number from; not used for one that has a number.
    pub nummering: Nummering,
    /// What happened; at least one event.
    pub feiten: Vec<Feitrij>,
    /// What lists must show after it.
    pub projectie: Projectie,
    /// Documents that come in; their files are on disk already.
    pub stukken: Vec<StukRij>,
    /// Documents that are released.
    pub brieven: Vec<BriefRij>,
    /// The hash of the code that opens the status page, to set or to replace.
    pub toegangscode: Option<Vec<u8>>,
    /// Work for after the commit.
    pub uitgaand: Vec<Uitgaand>,
    /// The draft that this came from; it is used up. Its uploads that are not in `stukken` are
    /// swept later.
    pub concept: Option<ConceptId>,
    /// By which a repeated request is known.
    pub idempotentie: Option<IdempotentieSleutel>,
}

/// What an append came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geschreven {
    /// Which dossier; the first one, if the request was a repetition.
    pub dossier: DossierId,
    /// Its version now, or then.
    pub versie: Versie,
    /// Its number: `K-2026-0143`.
    pub nummer: String,
    /// Was this a repetition, by its idempotency key? Then nothing was done now.
    pub herhaald: bool,
}

impl Store {
    /// Stores an act whole; returns once it is on disk.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the dossier is not at the expected version (a dossier that is
    /// not there is at 0). Nothing is stored then.
    pub async fn append(
        &self,
        tenant: &Tenant,
        schrijf: Schrijf,
    ) -> Result<Geschreven, StoreError> {
        let schrijf = Arc::new(schrijf);
        let zegelaar = self.zegelaar_voor(tenant, &schrijf).await?;
        for _ in 1..POGINGEN {
            let uit = self.append_eens(tenant, &schrijf, &zegelaar).await;
            if !matches!(uit, Err(StoreError::Ingehaald { .. })) {
                return self.na_append(tenant, schrijf.concept.into_iter().collect(), uit).await;
            }
        }
        let uit = self.append_eens(tenant, &schrijf, &zegelaar).await;
        self.na_append(tenant, schrijf.concept.into_iter().collect(), uit).await
    }

    async fn append_eens(
        &self,
        tenant: &Tenant,
        schrijf: &Arc<Schrijf>,
        zegelaar: &Option<Zegelaar>,
    ) -> Result<Geschreven, StoreError> {
        let (wie, schrijf) = (tenant.clone(), Arc::clone(schrijf));
        let zegelaar = zegelaar.clone();
        self.schrijf(tenant, move |tx| {
            Box::pin(async move { append(tx, &wie, &schrijf, zegelaar.as_ref()).await })
        })
        .await
    }

    /// What the write is sealed with. `None` when it is about a dossier that is not there; then nothing
    /// is written.
    async fn zegelaar_voor(
        &self,
        tenant: &Tenant,
        schrijf: &Schrijf,
    ) -> Result<Option<Zegelaar>, StoreError> {
        let id = schrijf.dossier.uuid();
        if schrijf.verwacht == Versie::NIEUW {
            return self.sleutels.zegelaar_nieuw(tenant, id).await.map(Some);
        }
        match self.sleutels.zegelaar(tenant, id).await {
            Err(StoreError::SleutelWeg { .. }) => Ok(None),
            anders => anders.map(Some),
        }
    }

    /// The key of a draft goes when the draft was used up. If this is not reached it is swept later.
    async fn na_append(
        &self,
        tenant: &Tenant,
        concepten: Vec<ConceptId>,
        uit: Result<Geschreven, StoreError>,
    ) -> Result<Geschreven, StoreError> {
        let geschreven = uit?;
        for concept in concepten {
            // The act is on disk: a key that is left does not undo it, and is swept.
            if let Err(fout) = self.sleutels.gooi_weg(tenant, concept.uuid()).await {
                tracing::warn!(error = %fout, "the key of a draft that was used up is left behind");
            }
        }
        Ok(geschreven)
    }

    /// Stores acts on several dossiers, all of them or none; gives what the first came to. When the first
    /// is a repetition, nothing is done.
    ///
    /// # Errors
    /// As [`Store::append`], of whichever fails.
    pub async fn append_samen(
        &self,
        tenant: &Tenant,
        samen: Vec<Schrijf>,
    ) -> Result<Geschreven, StoreError> {
        // At once, so that new keys share a sync.
        let zegelaars: Vec<BoxFuture<'_, _>> =
            samen.iter().map(|schrijf| self.zegelaar_voor(tenant, schrijf).boxed()).collect();
        let zegelaars = try_join_all(zegelaars).await?;
        let concepten = samen.iter().filter_map(|schrijf| schrijf.concept).collect();
        let (alle, wie): (Vec<_>, _) = (zegelaars.into_iter().zip(samen).collect(), tenant.clone());
        let uit = self
            .schrijf(tenant, move |tx| {
                Box::pin(async move {
                    let Some(((zegelaar, eerste), rest)) = alle.split_first() else {
                        return Err(StoreError::Ongeldig("an append without events"));
                    };
                    let uit = append(tx, &wie, eerste, zegelaar.as_ref()).await?;
                    if !uit.herhaald {
                        for (zegelaar, schrijf) in rest {
                            append(tx, &wie, schrijf, zegelaar.as_ref()).await?;
                        }
                    }
                    Ok(uit)
                })
            })
            .await;
        self.na_append(tenant, concepten, uit).await
    }

    /// What an earlier request with this key came to, if there was one.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn herhaling(
        &self,
        tenant: &Tenant,
        sleutel: IdempotentieSleutel,
    ) -> Result<Option<Geschreven>, StoreError> {
        const SQL: &str = "SELECT true AS eerder, dossier, nummer, versie, NULL AS keten \
            FROM idempotentie \
            WHERE tenant = $1 AND sleutel = $2";
        let waarden = [tenant.as_str().into(), sleutel.0.to_vec().into()];
        let lezer = self.lees(tenant).await?;
        let rij = StandRij::find_by_statement(vraag(&lezer, SQL, waarden))
            .one(&lezer)
            .await
            .bij("looking for an earlier request")?;
        rij.map(|rij| rij.herhaald()).transpose()
    }
}

async fn append(
    tx: &Transactie,
    tenant: &Tenant,
    schrijf: &Schrijf,
    zegelaar: Option<&Zegelaar>,
) -> Result<Geschreven, StoreError> {
    if schrijf.feiten.is_empty() {
        return Err(StoreError::Ongeldig("an append without events"));
    }
    if schrijf.verwacht != Versie::NIEUW {
        houd_vast(tx, tenant, schrijf.dossier).await?;
    }
    let gevonden = match lees_stand(tx, tenant, schrijf).await? {
        Stand::Herhaald(geschreven) => return Ok(geschreven),
        Stand::Nu(nu) => Some(nu),
        Stand::Nieuw => None,
    };
    let found = gevonden.as_ref().map_or(0, |nu| nu.versie.0);
    if found != schrijf.verwacht.0 {
        let expected = schrijf.verwacht.0;
        return Err(StoreError::Conflict { dossier: schrijf.dossier, expected, found });
    }
    let eerste = gevonden.is_none();
    let (nummer, schakel) = match gevonden {
        Some(nu) => (nu.nummer, nu.schakel),
        None => {
            let nummer = schrijf.nummering.neem(tx, tenant).await?;
            let schakel = Schakel::begin(tenant, schrijf.dossier, &nummer);
            (nummer, schakel)
        }
    };
    // The dossier is there, so its key was: it may just have gone.
    let zegel = zegelaar.ok_or(StoreError::Vernietigd { id: schrijf.dossier.uuid() })?;
    let zaak = Zaak { tenant, dossier: schrijf.dossier, nummer: &nummer, zegel };
    let mut bundel = Bundel::new(tx, zaak);
    if eerste {
        bundel.insert("dossier", &["nummer"], [vec![nummer.as_str().into()]], None);
    }
    let versie = schrijf_feiten(&mut bundel, schrijf, schakel)?;
    projectie::schrijf(&mut bundel, versie, &schrijf.projectie, eerste)?;
    schrijf_stukken(&mut bundel, schrijf)?;
    schrijf_toegangscode(&mut bundel, schrijf);
    schrijf_uitgaand(&mut bundel, schrijf);
    verbruik_concept(&mut bundel, schrijf);
    schrijf_idempotentie(&mut bundel, versie, schrijf);
    bundel.voer_uit("appending to a dossier").await?;
    Ok(Geschreven { dossier: schrijf.dossier, versie, nummer, herhaald: false })
}

/// Whoever wants to write on the same dossier waits until this transaction has ended, and reads its
/// version after that.
async fn houd_vast(tx: &Transactie, tenant: &Tenant, dossier: DossierId) -> Result<(), StoreError> {
    const SQL: &str = "SELECT 1 FROM dossier WHERE tenant = $1 AND dossier = $2";
    let slot = om_te_wijzigen(tx);
    if slot.is_empty() {
        return Ok(());
    }
    let waarden = [tenant.as_str().into(), dossier.uuid().into()];
    let vraag = vraag(tx, &format!("{SQL}{slot}"), waarden);
    tx.query_one_raw(vraag).await.bij("waiting for another write on the dossier")?;
    Ok(())
}

/// How things stand before the write.
enum Stand {
    /// This request was done before.
    Herhaald(Geschreven),
    /// The dossier is there.
    Nu(Nu),
    /// There is no such dossier.
    Nieuw,
}

/// A dossier before the write.
struct Nu {
    versie: Versie,
    nummer: String,
    schakel: Schakel,
}

#[derive(FromQueryResult)]
struct StandRij {
    eerder: bool,
    dossier: uuid::Uuid,
    versie: i64,
    nummer: String,
    keten: Option<Vec<u8>>,
}

impl StandRij {
    fn versie(&self) -> Result<Versie, StoreError> {
        u32::try_from(self.versie).map(Versie).map_err(|f| onleesbaar("a dossier's version", f))
    }

    fn herhaald(self) -> Result<Geschreven, StoreError> {
        let versie = self.versie()?;
        Ok(Geschreven { dossier: self.dossier.into(), versie, nummer: self.nummer, herhaald: true })
    }
}

/// An earlier request with this key, else the version of the dossier: that of its events, not of a
/// projection.
async fn lees_stand(
    tx: &Transactie,
    tenant: &Tenant,
    schrijf: &Schrijf,
) -> Result<Stand, StoreError> {
    const SQL: &str = "\
        SELECT false AS eerder, d.dossier, d.nummer, g.nummer AS versie, g.keten \
          FROM dossier d JOIN gebeurtenis g ON g.tenant = d.tenant AND g.dossier = d.dossier \
          WHERE d.tenant = $1 AND d.dossier = $2 AND NOT EXISTS (SELECT 1 FROM vernietiging v \
            WHERE v.tenant = d.tenant AND v.dossier = d.dossier) AND g.nummer = (SELECT max(h.nummer) \
            FROM gebeurtenis h WHERE h.tenant = d.tenant AND h.dossier = d.dossier) \
        UNION ALL SELECT true, dossier, nummer, versie, NULL FROM idempotentie \
          WHERE tenant = $1 AND sleutel = $3";
    let sleutel = schrijf.idempotentie.map(|sleutel| sleutel.0.to_vec());
    let waarden = [tenant.as_str().into(), schrijf.dossier.uuid().into(), sleutel.into()];
    let rijen = StandRij::find_by_statement(vraag(tx, SQL, waarden))
        .all(tx)
        .await
        .bij("reading the version of a dossier")?;
    let mut stand = Stand::Nieuw;
    for rij in rijen {
        if rij.eerder {
            return rij.herhaald().map(Stand::Herhaald);
        }
        let schakel = Schakel::lees(rij.keten.as_deref());
        stand = Stand::Nu(Nu {
            versie: rij.versie()?,
            // Nothing may be added to a chain that does not hold.
            schakel: schakel.ok_or_else(|| onleesbaar("the chain of a dossier", "no hash"))?,
            nummer: rij.nummer,
        });
    }
    Ok(stand)
}

fn schrijf_feiten(
    bundel: &mut Bundel<'_>,
    schrijf: &Schrijf,
    mut schakel: Schakel,
) -> Result<Versie, StoreError> {
    const KOLOMMEN: [&str; 8] =
        ["nummer", "daad", "gebeurd_op", "vastgelegd_op", "rol", "account", "inhoud", "keten"];
    let nummers = schrijf.verwacht.0 + 1..;
    let zegel = &bundel.zaak().zegel.zaak;
    let mut rijen = Vec::with_capacity(schrijf.feiten.len());
    for (nummer, feit) in nummers.zip(&schrijf.feiten) {
        let inhoud = zegel.verzegel(feit::TABEL, &nummer.to_le_bytes(), &feit.inhoud)?;
        let (gebeurd_op, vastgelegd_op) = (dag(feit.gebeurd_op), moment(feit.vastgelegd_op));
        schakel = schakel.met(Rij {
            nummer,
            daad: &feit.daad,
            gebeurd_op: &gebeurd_op,
            vastgelegd_op: &vastgelegd_op,
            rol: &feit.rol,
            account: feit.account,
            inhoud: &inhoud,
        });
        rijen.push(vec![
            i64::from(nummer).into(),
            feit.daad.as_str().into(),
            gebeurd_op.into(),
            vastgelegd_op.into(),
            feit.rol.as_str().into(),
            feit.account.into(),
            inhoud.into(),
            schakel.bytes().into(),
        ]);
    }
    bundel.insert("gebeurtenis", &KOLOMMEN, rijen, None);
    let erbij = u32::try_from(schrijf.feiten.len())
        .map_err(|_| StoreError::Ongeldig("more events than a dossier can hold"))?;
    Ok(Versie(schrijf.verwacht.0 + erbij))
}

fn schrijf_stukken(bundel: &mut Bundel<'_>, schrijf: &Schrijf) -> Result<(), StoreError> {
    const STUK: [&str; 6] = ["stuk", "inhoud", "soort", "mime", "bytes", "toegevoegd_op"];
    const BRIEF: [&str; 5] = ["stuk", "geadresseerde", "soort", "vrijgegeven_op", "gelezen_op"];
    let zegel = &bundel.zaak().zegel.zaak;
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
    bundel.insert("stuk", &STUK, stukken, None);
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
    bundel.insert("brief", &BRIEF, brieven, dubbel);
    Ok(())
}

fn schrijf_toegangscode(bundel: &mut Bundel<'_>, schrijf: &Schrijf) {
    let nummer = bundel.zaak().nummer;
    let rij = schrijf.toegangscode.iter().map(|hash| vec![nummer.into(), hash.clone().into()]);
    let dubbel = vervang(["tenant", "nummer"], &["code_hash"]);
    bundel.insert("toegangscode", &["nummer", "code_hash"], rij, dubbel);
}

fn schrijf_uitgaand(bundel: &mut Bundel<'_>, schrijf: &Schrijf) {
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
    bundel.insert("taak", &kolommen, rijen, None);
}

fn verbruik_concept(bundel: &mut Bundel<'_>, schrijf: &Schrijf) {
    let Some(concept) = schrijf.concept else { return };
    let [tenant, _] = bundel.zaak().sleutel();
    let mut weg = Query::delete();
    weg.from_table("concept")
        .and_where(Expr::col("tenant").eq(tenant))
        .and_where(Expr::col("concept").eq(concept.uuid()));
    bundel.voeg_toe(&weg);
}

fn schrijf_idempotentie(bundel: &mut Bundel<'_>, versie: Versie, schrijf: &Schrijf) {
    let (Some(sleutel), Some(feit)) = (&schrijf.idempotentie, schrijf.feiten.last()) else {
        return;
    };
    let rij = vec![
        sleutel.0.to_vec().into(),
        i64::from(versie.0).into(),
        bundel.zaak().nummer.into(),
        moment(feit.vastgelegd_op).into(),
    ];
    let kolommen = ["sleutel", "versie", "nummer", "vastgelegd_op"];
    bundel.insert("idempotentie", &kolommen, [rij], None);
}
