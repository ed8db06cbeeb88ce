//! What the worklist can be filtered by. Always holds: every filter is a condition that an index
//! begins with, or one that is checked on a bounded number of rows.

use jiff::{ToSpan, civil::Date};
use sea_orm::sea_query::{Cond, Condition, Expr, ExprTrait, Query, SelectStatement};
use uuid::Uuid;

use crate::{Huissleutels, Tenant, projectie::LOCATIE};

/// Which dossiers to list; the empty filter lists all that are open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Open ones, closed ones, or both.
    pub deel: Deel,
    /// Those that stand here.
    pub stand: Option<String>,
    /// Those of this location.
    pub locatie: Option<String>,
    /// Those whose term is this near.
    pub termijn: Option<TermijnFilter>,
    /// Those that are this account's work.
    pub behandelaar: Option<Uuid>,
    /// Those that wait for this one.
    pub wacht_op: Option<String>,
    /// Those with these words, or beginnings of words, in their number or names. Only white space
    /// asks nothing.
    pub tekst: Option<String>,
    /// Leave out those that this account is excluded from.
    pub uitgesloten_voor: Option<Uuid>,
    /// Only those in which this account takes part.
    pub deelnemer: Option<Uuid>,
}

/// Open or closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deel {
    /// There is still something to do.
    #[default]
    Open,
    /// All is done.
    Gesloten,
    /// Both.
    Alle,
}

impl Deel {
    /// The values of the column `open` to ask for, one query each: indexes begin with it.
    pub(super) fn delen(self) -> &'static [bool] {
        match self {
            Self::Open => &[true],
            Self::Gesloten => &[false],
            Self::Alle => &[true, false],
        }
    }
}

/// How near the legal deadline is, on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermijnFilter {
    /// It has passed.
    TeLaat {
        /// The day on which this is asked.
        vandaag: Date,
    },
    /// It has not passed, and ends within seven days.
    Binnen7Dagen {
        /// The day on which this is asked.
        vandaag: Date,
    },
}

impl Filter {
    /// The condition on a row of `werkvoorraad`. `kandidaten` are the dossiers that a search found.
    pub(super) fn voorwaarde(
        &self,
        tenant: &Tenant,
        huis: &Huissleutels,
        open: bool,
        kandidaten: Option<&[Uuid]>,
    ) -> Condition {
        let is = |kolom: &'static str, waarde: &str| Expr::col(kolom).eq(waarde);
        Cond::all()
            .add(is("tenant", tenant.as_str()))
            .add(Expr::col("open").eq(open))
            .add_option(self.stand.as_deref().map(|stand| is("stand", stand)))
            .add_option(
                self.locatie
                    .as_deref()
                    .map(|locatie| Expr::col("locatie").eq(huis.woord(LOCATIE, locatie))),
            )
            .add_option(self.wacht_op.as_deref().map(|wie| is("wacht_op", wie)))
            .add_option(self.behandelaar.map(|wie| Expr::col("behandelaar").eq(wie)))
            .add_option(self.termijn.map(TermijnFilter::voorwaarde))
            .add_option(self.uitgesloten_voor.map(|wie| {
                Expr::col("dossier").not_in_subquery(dossiers_van("uitsluiting", tenant, wie))
            }))
            .add_option(
                self.deelnemer.map(|wie| {
                    Expr::col("dossier").in_subquery(dossiers_van("deelname", tenant, wie))
                }),
            )
            .add_option(kandidaten.map(|lijst| Expr::col("dossier").is_in(lijst.iter().copied())))
    }
}

impl TermijnFilter {
    fn voorwaarde(self) -> Expr {
        let termijn = || Expr::col("termijn");
        match self {
            Self::TeLaat { vandaag } => termijn().lt(vandaag.to_string()),
            Self::Binnen7Dagen { vandaag } => {
                let tot = vandaag.saturating_add(7.days());
                termijn().between(vandaag.to_string(), tot.to_string())
            }
        }
    }
}

/// The dossiers that a table beside the worklist names for an account: few, so found first.
pub(super) fn dossiers_van(tabel: &'static str, tenant: &Tenant, account: Uuid) -> SelectStatement {
    Query::select()
        .column("dossier")
        .from(tabel)
        .and_where(Expr::col("tenant").eq(tenant.as_str()))
        .and_where(Expr::col("account").eq(account))
        .take()
}
