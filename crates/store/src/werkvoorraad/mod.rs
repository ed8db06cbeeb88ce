//! The worklist: which dossiers there are, by filter, a page at a time. Always holds: a page costs
//! about the same however many dossiers there are, because pages follow a key in an index, counts
//! stop at [`TELLEN_TOT`], and a search looks at a bounded number of candidates.

mod filter;
mod regel;
mod zoek;

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Alias, Expr, ExprTrait, Func, Order, Query, SelectStatement},
};
use uuid::Uuid;

use self::regel::{Gelezen, KOLOMMEN, Opgeslagen, lees_rijen};
use crate::{
    Bij, DossierId, DossierRij, Huissleutels, Store, StoreError, Tenant, Versie,
    schot::Lezer,
    sql::{bouw, vraag},
};
pub use filter::{Deel, Filter, TermijnFilter};

/// Counts go no further than this; beyond it a list is "1000+".
pub const TELLEN_TOT: u32 = 1000;
/// Lines on one page at most.
pub const BLADZIJDE_MAX: u16 = 200;

const RIJ: &str = "werkvoorraad";

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sortering {
    /// Shortest legal deadline first; dossiers without one last.
    #[default]
    Termijn,
    /// Last received first.
    Ontvangen,
}

impl Sortering {
    fn kolom(self) -> &'static str {
        match self {
            Self::Termijn => "termijn",
            Self::Ontvangen => "ontvangen_op",
        }
    }
    fn richting(self) -> Order {
        match self {
            Self::Termijn => Order::Asc,
            Self::Ontvangen => Order::Desc,
        }
    }
}

/// A place in the list: just after or before the dossier that it names. Fit for a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plek {
    dag: Date,
    dossier: DossierId,
}

impl fmt::Display for Plek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.dag, self.dossier)
    }
}

/// A text that is no [`Plek`].
#[derive(Debug, thiserror::Error)]
#[error("not a place in the worklist")]
pub struct OngeldigePlek;

impl FromStr for Plek {
    type Err = OngeldigePlek;
    fn from_str(tekst: &str) -> Result<Self, Self::Err> {
        let (dag, dossier) = tekst.split_once('.').ok_or(OngeldigePlek)?;
        Ok(Self {
            dag: dag.parse().map_err(|_| OngeldigePlek)?,
            dossier: dossier.parse().map_err(|_| OngeldigePlek)?,
        })
    }
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bladzijde {
    /// The first.
    #[default]
    Eerste,
    /// The one that begins after this place.
    Na(Plek),
    /// The one that ends before this place.
    Voor(Plek),
}

/// A line of the worklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WerkvoorraadRij {
    /// Which dossier.
    pub dossier: DossierId,
    /// Its number: `K-2026-0143`.
    pub nummer: String,
    /// Its version when the line was written.
    pub versie: Versie,
    /// The rest.
    pub rij: DossierRij,
}

/// A page of the worklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagina {
    /// Its lines.
    pub rijen: Vec<WerkvoorraadRij>,
    /// How many the filter lets through, on all pages.
    pub totaal: Telling,
    /// Ask for [`Bladzijde::Voor`] this to go back; `None` on the first page.
    pub vorige: Option<Plek>,
    /// Ask for [`Bladzijde::Na`] this to go on; `None` on the last page.
    pub volgende: Option<Plek>,
    /// Did the words of the search match more dossiers than were looked at? Then ask for more
    /// words.
    pub te_ruim: bool,
}

/// A count that stops at [`TELLEN_TOT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// How many, up to the limit.
    pub aantal: u32,
    /// Are there more than that?
    pub meer: bool,
}

impl fmt::Display for Telling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.aantal, if self.meer { "+" } else { "" })
    }
}

impl Store {
    /// A page of at most `grootte` (and [`BLADZIJDE_MAX`]) lines that `filter` lets through.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn werkvoorraad(
        &self,
        tenant: &Tenant,
        filter: &Filter,
        sortering: Sortering,
        bladzijde: Bladzijde,
        grootte: u16,
    ) -> Result<Pagina, StoreError> {
        let huis = self.sleutels.huis(tenant).await?;
        let lezer = self.lees(tenant).await?;
        let gezocht = zoek::kandidaten(&lezer, &huis, tenant, filter).await?;
        let grootte = usize::from(grootte.clamp(1, BLADZIJDE_MAX));
        let achteruit = matches!(bladzijde, Bladzijde::Voor(_));
        let mut opgeslagen = Vec::new();
        for open in filter.deel.delen() {
            let mut select = Query::select();
            select.columns(KOLOMMEN).from(RIJ);
            select.cond_where(filter.voorwaarde(tenant, &huis, *open, gezocht.als_filter()));
            zet_op_volgorde(&mut select, sortering, bladzijde);
            // One more than a page shows whether there is a next.
            opgeslagen.extend(lees_rijen(&lezer, select.limit(grootte as u64 + 1)).await?);
        }
        opgeslagen.sort_by(|a: &Opgeslagen, b| a.sleutel(sortering).cmp(&b.sleutel(sortering)));
        if (sortering.richting() == Order::Desc) != achteruit {
            opgeslagen.reverse();
        }
        let er_is_meer = opgeslagen.len() > grootte;
        opgeslagen.truncate(grootte);
        let mut rijen = self.open_rijen(tenant, opgeslagen).await?;
        if achteruit {
            rijen.reverse();
        }
        let (vorige, volgende) = buren(&rijen, sortering, bladzijde, er_is_meer);
        let totaal = self.tel_kandidaten(&lezer, tenant, &huis, filter, &gezocht).await?;
        let rijen = rijen.into_iter().map(|gelezen| gelezen.rij).collect();
        Ok(Pagina { rijen, totaal, vorige, volgende, te_ruim: gezocht.te_ruim() })
    }

    /// How many dossiers a filter lets through: the number beside a view.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn tel(&self, tenant: &Tenant, filter: &Filter) -> Result<Telling, StoreError> {
        let huis = self.sleutels.huis(tenant).await?;
        let lezer = self.lees(tenant).await?;
        let gezocht = zoek::kandidaten(&lezer, &huis, tenant, filter).await?;
        self.tel_kandidaten(&lezer, tenant, &huis, filter, &gezocht).await
    }

    /// The line of one dossier.
    ///
    /// # Errors
    /// [`StoreError::NietGevonden`] when the tenant has no such dossier.
    pub async fn rij(
        &self,
        tenant: &Tenant,
        dossier: DossierId,
    ) -> Result<WerkvoorraadRij, StoreError> {
        let mut select = Query::select();
        select
            .columns(KOLOMMEN)
            .from(RIJ)
            .and_where(Expr::col("tenant").eq(tenant.as_str()))
            .and_where(Expr::col("dossier").eq(dossier.uuid()));
        let lezer = self.lees(tenant).await?;
        let opgeslagen = lees_rijen(&lezer, &select).await?;
        let gelezen = self.open_rijen(tenant, opgeslagen).await?.pop();
        let niet = StoreError::NietGevonden { wat: "dossier", id: dossier.uuid() };
        Ok(gelezen.ok_or(niet)?.rij)
    }

    /// The dossier with this number, exactly as it is written.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn dossier_met_nummer(
        &self,
        tenant: &Tenant,
        nummer: &str,
    ) -> Result<Option<DossierId>, StoreError> {
        const SQL: &str = "SELECT dossier FROM dossier WHERE tenant = $1 AND nummer = $2";
        const WAT: &str = "looking up a complaint number";
        let lezer = self.lees(tenant).await?;
        let vraag = vraag(&lezer, SQL, [tenant.as_str().into(), nummer.into()]);
        let rij = lezer.query_one_raw(vraag).await.bij(WAT)?;
        rij.map(|rij| Ok(rij.try_get_by::<Uuid, _>(0).bij(WAT)?.into())).transpose()
    }

    async fn tel_kandidaten(
        &self,
        lezer: &Lezer,
        tenant: &Tenant,
        huis: &Huissleutels,
        filter: &Filter,
        gezocht: &zoek::Gezocht,
    ) -> Result<Telling, StoreError> {
        const WAT: &str = "counting the worklist";
        let mut aantal = 0;
        for open in filter.deel.delen() {
            let binnen = Query::select()
                .expr(Expr::val(1))
                .from(RIJ)
                .cond_where(filter.voorwaarde(tenant, huis, *open, gezocht.als_filter()))
                .limit(u64::from(TELLEN_TOT) + 1)
                .take();
            let tel = Query::select()
                .expr(Func::count(Expr::col(sea_orm::sea_query::Asterisk)))
                .from_subquery(binnen, Alias::new("binnen"))
                .take();
            let rij = lezer.query_one_raw(bouw(lezer, &tel)).await.bij(WAT)?;
            let deel: i64 = rij.map_or(Ok(0), |rij| rij.try_get_by(0)).bij(WAT)?;
            aantal += u32::try_from(deel).unwrap_or(u32::MAX);
        }
        Ok(Telling { aantal: Ord::min(aantal, TELLEN_TOT), meer: aantal > TELLEN_TOT })
    }

    async fn open_rijen(
        &self,
        tenant: &Tenant,
        rijen: Vec<Opgeslagen>,
    ) -> Result<Vec<Gelezen>, StoreError> {
        let ids: Vec<Uuid> = rijen.iter().map(|rij| rij.dossier).collect();
        let sleutels = self.sleutels.van_velen(tenant, &ids).await?;
        let mut uit = Vec::with_capacity(rijen.len());
        for rij in rijen {
            match sleutels.get(&rij.dossier) {
                Some(sleutel) => uit.push(rij.open(sleutel)?),
                // A line that just went with its dossier is left out; one that lost its key is told.
                None => match self.sleutels.weg(tenant, rij.dossier).await? {
                    StoreError::Vernietigd { .. } => {}
                    fout => return Err(fout),
                },
            }
        }
        Ok(uit)
    }
}

/// Orders by the key, and begins at the page; a page before a place is read backwards.
fn zet_op_volgorde(select: &mut SelectStatement, sortering: Sortering, bladzijde: Bladzijde) {
    let kolom = sortering.kolom();
    let sleutel = || Expr::tuple([Expr::col(kolom), Expr::col("dossier")]);
    let waarde =
        |plek: Plek| Expr::tuple([Expr::val(plek.dag.to_string()), Expr::val(plek.dossier.uuid())]);
    let achteruit = matches!(bladzijde, Bladzijde::Voor(_));
    let op = (sortering.richting() == Order::Asc) != achteruit;
    match bladzijde {
        Bladzijde::Eerste => {}
        Bladzijde::Na(plek) | Bladzijde::Voor(plek) if op => {
            select.and_where(sleutel().gt(waarde(plek)));
        }
        Bladzijde::Na(plek) | Bladzijde::Voor(plek) => {
            select.and_where(sleutel().lt(waarde(plek)));
        }
    }
    let order = if op { Order::Asc } else { Order::Desc };
    select.order_by(kolom, order.clone()).order_by("dossier", order);
}

fn buren(
    rijen: &[Gelezen],
    sortering: Sortering,
    bladzijde: Bladzijde,
    er_is_meer: bool,
) -> (Option<Plek>, Option<Plek>) {
    let plek = |gelezen: &Gelezen| {
        let (dag, dossier) = gelezen.sleutel(sortering);
        Plek { dag, dossier }
    };
    let (terug, verder) = match bladzijde {
        Bladzijde::Eerste => (false, er_is_meer),
        Bladzijde::Na(_) => (true, er_is_meer),
        Bladzijde::Voor(_) => (er_is_meer, true),
    };
    let vorige = rijen.first().filter(|_| terug).map(plek);
    let volgende = rijen.last().filter(|_| verder).map(plek);
    (vorige, volgende)
}
