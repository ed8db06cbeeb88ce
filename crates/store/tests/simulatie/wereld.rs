//! Processes on one register, what they are in the midst of, and a clock. Always holds: between two points at
//! which something goes to disk one operation runs at a time, and the seed says which, unless it lets some
//! loose together ([`Wereld::laat_los`]).

use std::{
    future::poll_fn,
    path::PathBuf,
    pin::pin,
    sync::{Arc, Mutex},
    task::Poll,
};

use futures::future::{BoxFuture, join_all};
use jiff::{SignedDuration, Timestamp};
use kluis::Sleutel;
use store::{
    Hoofdsleutel, Kraan, Plaats, Punt, Store, StoreError, StoreOpties, Taak, Tenant,
    sea_orm::DatabaseConnection,
};

use super::{
    model::{Model, Uit},
    opdracht::{Opdracht, Uitkomst},
    toeval::Toeval,
};

/// A process: a handle on the register, and all that it remembers.
pub(super) struct Proces {
    pub(super) store: Option<Store>,
    kraan: Kraan,
    /// A server, or on a file a command beside it.
    pub(super) server: bool,
    /// How far its clock is off.
    pub(super) scheef: SignedDuration,
}

/// Something that is under way.
pub(super) struct Lopend {
    pub(super) id: u64,
    pub(super) proces: usize,
    pub(super) wat: Opdracht,
    toekomst: BoxFuture<'static, Uitkomst>,
    punten: Vec<Punt>,
    begin: Timestamp,
}

/// What letting something go on came to.
enum Stap {
    Klaar(Uitkomst),
    Gestopt(Vec<Punt>),
    Dood,
}

/// Where all of it is.
pub(super) struct Plek {
    pub(super) opties: StoreOpties,
    pub(super) tenant: Tenant,
    pub(super) documenten: PathBuf,
    /// Many servers at once, or one and a command.
    pub(super) postgres: bool,
    /// The keys, to look at from outside.
    pub(super) sleutels: DatabaseConnection,
}

pub(super) struct Wereld {
    pub(super) toeval: Toeval,
    pub(super) plek: Plek,
    pub(super) processen: Vec<Proces>,
    pub(super) lopend: Vec<Lopend>,
    pub(super) klok: Timestamp,
    pub(super) model: Model,
    pub(super) volgende: u64,
    /// Jobs that a worker took and did not end yet.
    pub(super) in_handen: Vec<Taak>,
    /// Acts whose client got no answer, and will ask again.
    pub(super) opnieuw: Vec<u64>,
    pub(super) verhaal: Arc<Mutex<Vec<String>>>,
    /// The master key that an operator may have to put in place.
    pub(super) andere_hoofd: Option<Sleutel>,
}

impl Wereld {
    pub(super) async fn begin(
        zaad: u64,
        plek: Plek,
        verhaal: Arc<Mutex<Vec<String>>>,
    ) -> Uit<Self> {
        let mut toeval = Toeval::new(zaad);
        let aantal = if plek.postgres { 3 } else { 2 };
        let processen = (0..aantal).map(|i| Proces {
            store: None,
            kraan: Kraan::nieuw(),
            server: plek.postgres || i == 0,
            scheef: SignedDuration::from_secs(toeval.tussen(-5, 5)),
        });
        let processen = processen.collect();
        let mut uit = Self {
            toeval,
            plek,
            processen,
            lopend: Vec::new(),
            klok: "2026-11-23T08:58:00Z".parse().unwrap(),
            model: Model::default(),
            volgende: 0,
            in_handen: Vec::new(),
            opnieuw: Vec::new(),
            verhaal,
            andere_hoofd: None,
        };
        for i in 0..aantal {
            uit.open(i, false).await?;
        }
        Ok(uit)
    }

    pub(super) fn zeg(&self, regel: impl Into<String>) {
        let tijd = self.klok.strftime("%H:%M:%S");
        self.verhaal.lock().unwrap().push(format!("{tijd}  {}", regel.into()));
    }

    pub(super) fn nummer(&mut self) -> u64 {
        self.volgende += 1;
        self.volgende
    }

    /// What its clock says.
    pub(super) fn nu(&self, proces: usize) -> Timestamp {
        self.klok.checked_add(self.processen[proces].scheef).unwrap()
    }

    pub(super) fn store(&self, proces: usize) -> Store {
        self.processen[proces].store.clone().unwrap()
    }

    /// A process that is a server.
    pub(super) fn server(&mut self) -> usize {
        if self.plek.postgres { self.toeval.onder(self.processen.len()) } else { 0 }
    }

    pub(super) fn ergens(&mut self) -> usize {
        self.toeval.onder(self.processen.len())
    }

    pub(super) fn voeg_toe(
        &mut self,
        id: u64,
        proces: usize,
        wat: Opdracht,
        toekomst: BoxFuture<'static, Uitkomst>,
    ) {
        self.zeg(format!("#{id} at {}: {wat}", naam(proces)));
        self.lopend.push(Lopend {
            id,
            proces,
            wat,
            toekomst,
            punten: Vec::new(),
            begin: self.klok,
        });
    }

    /// Lets one operation go on to where it next puts something on disk, or to its end.
    pub(super) async fn ga_door(&mut self, welke: usize, gevaarlijk: bool) -> Uit {
        let proces = self.lopend[welke].proces;
        let (id, al) = (self.lopend[welke].id, self.lopend[welke].punten.first());
        let voor = al.is_some_and(|punt| punt.plaats == Plaats::VoorTransactie);
        match if gevaarlijk { self.toeval.weeg(&[93, 3, 4]) } else { 0 } {
            1 if voor => {
                self.zeg(format!("#{id}: {} dies in it, before the commit", naam(proces)));
                self.processen[proces].kraan.sterf_bij_commit();
            }
            2 => {
                let waar = al.map(|punt| format!("{:?}", punt.plaats)).unwrap_or_default();
                self.zeg(format!("#{id}: {} dies at {waar}", naam(proces)));
                return self.sterf(proces).await;
            }
            _ => {}
        }
        match self.poll(welke).await {
            Stap::Klaar(uitkomst) => {
                let lopend = self.lopend.remove(welke);
                self.zeg(format!("#{id} ended: {uitkomst}"));
                self.klaar(lopend, uitkomst).await
            }
            Stap::Gestopt(punten) => {
                self.zeg(format!("#{id} stands at {:?}", punten[0].plaats));
                self.lopend[welke].punten = punten;
                Ok(())
            }
            Stap::Dood => self.sterf(proces).await,
        }
    }

    async fn poll(&mut self, welke: usize) -> Stap {
        let op = &mut self.lopend[welke];
        let kraan = self.processen[op.proces].kraan.clone();
        op.punten.drain(..).for_each(|punt| punt.open());
        // What dies in a task of the process itself wakes nobody who waits for it.
        let mut dood = pin!(kraan.dood());
        poll_fn(|cx| {
            kraan.let_op(true);
            let uit = op.toekomst.as_mut().poll(cx);
            kraan.let_op(false);
            let punten = kraan.gestopt();
            match uit {
                Poll::Ready(uitkomst) => Poll::Ready(Stap::Klaar(uitkomst)),
                Poll::Pending if dood.as_mut().poll(cx).is_ready() => Poll::Ready(Stap::Dood),
                Poll::Pending if !punten.is_empty() => Poll::Ready(Stap::Gestopt(punten)),
                Poll::Pending => Poll::Pending,
            }
        })
        .await
    }

    /// Lets several go on at once. On a server all of them, to the end: the engine decides how they meet. On
    /// a file those of one process that are about to write: they share a commit, in their order. The acts among those of one
    /// process go to disk together (`bijeen`), on either engine.
    pub(super) async fn laat_los(&mut self) -> Uit {
        let proces = self.ergens();
        self.laat_los_bij(proces).await
    }

    pub(super) async fn laat_los_bij(&mut self, proces: usize) -> Uit {
        if self.plek.postgres { self.alles_los().await } else { self.een_commit(proces).await }
    }

    /// Lets all that is under way end.
    pub(super) async fn maak_leeg(&mut self) -> Uit {
        if self.plek.postgres {
            return self.alles_los().await;
        }
        while !self.lopend.is_empty() {
            self.ga_door(0, false).await?;
        }
        Ok(())
    }

    async fn een_commit(&mut self, proces: usize) -> Uit {
        let kraan = self.processen[proces].kraan.clone();
        let mee = |op: &Lopend| {
            op.proces == proces
                && op.punten.first().is_none_or(|punt| punt.plaats == Plaats::VoorTransactie)
        };
        let (mut samen, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.lopend).into_iter().partition(mee);
        self.lopend = rest;
        self.zeg(format!("{} of {} are let on at once", samen.len(), naam(proces)));
        if samen.len() > 1 && self.toeval.kans(8) {
            self.zeg(format!("{} dies in them, before the commit", naam(proces)));
            kraan.sterf_bij_commit();
        }
        samen.iter_mut().flat_map(|op| op.punten.drain(..)).for_each(|punt| punt.open());
        let mut uitkomsten: Vec<Option<Uitkomst>> = samen.iter().map(|_| None).collect();
        let mut dood = pin!(kraan.dood());
        poll_fn(|cx| {
            if dood.as_mut().poll(cx).is_ready() {
                return Poll::Ready(());
            }
            let mut alle = true;
            for (op, uitkomst) in samen.iter_mut().zip(&mut uitkomsten) {
                if uitkomst.is_some() || !op.punten.is_empty() {
                    continue;
                }
                kraan.let_op(true);
                let uit = op.toekomst.as_mut().poll(cx);
                kraan.let_op(false);
                op.punten = kraan.gestopt();
                match uit {
                    Poll::Ready(uit) => *uitkomst = Some(uit),
                    Poll::Pending => alle &= !op.punten.is_empty(),
                }
            }
            if alle { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        for (op, uitkomst) in samen.into_iter().zip(uitkomsten) {
            match uitkomst {
                Some(uitkomst) => {
                    self.zeg(format!("#{} ended: {uitkomst}", op.id));
                    self.klaar(op, uitkomst).await?;
                }
                None => self.lopend.push(op),
            }
        }
        if kraan.is_dood() {
            return self.sterf(proces).await;
        }
        Ok(())
    }

    async fn alles_los(&mut self) -> Uit {
        self.zeg("all of it is let loose at once");
        let samen = std::mem::take(&mut self.lopend);
        let samen = samen.into_iter().map(|op| async move {
            op.punten.iter().for_each(Punt::open);
            let Lopend { id, proces, wat, mut toekomst, begin, .. } = op;
            let uitkomst = toekomst.as_mut().await;
            (
                Lopend {
                    id,
                    proces,
                    wat,
                    toekomst: Box::pin(std::future::pending()),
                    punten: vec![],
                    begin,
                },
                uitkomst,
            )
        });
        let mut uit = join_all(samen).await;
        uit.sort_by_key(|(op, _)| op.id);
        for (op, uitkomst) in uit {
            self.zeg(format!("#{} ended: {uitkomst}", op.id));
            self.klaar(op, uitkomst).await?;
        }
        Ok(())
    }

    /// What has been under way for half an hour: nobody waits so long.
    pub(super) fn te_lang(&self) -> Option<usize> {
        self.lopend.iter().position(|op| self.klok.duration_since(op.begin).as_mins() >= 30)
    }

    /// Somebody goes away from what he asked for; the process lives.
    pub(super) async fn verlaat(&mut self, welke: usize) -> Uit {
        let op = self.lopend.remove(welke);
        self.zeg(format!("#{}: nobody waits for the answer any more", op.id));
        self.verloren(op).await
    }

    /// A process dies: what it was doing stops where it is, what it knew is gone. It starts again, or
    /// dies in that too.
    pub(super) async fn sterf(&mut self, proces: usize) -> Uit {
        self.processen[proces].kraan.sterf();
        let (dood, rest) =
            std::mem::take(&mut self.lopend).into_iter().partition(|op| op.proces == proces);
        self.lopend = rest;
        for op in dood {
            self.verloren(op).await?;
        }
        if let Some(store) = self.processen[proces].store.take() {
            store.sluit().await.map_err(|fout| format!("closing: {fout:?}"))?;
        }
        self.open(proces, true).await
    }

    /// Opens a process, which may die in that.
    pub(super) async fn open(&mut self, proces: usize, gevaarlijk: bool) -> Uit {
        loop {
            let kraan = Kraan::nieuw();
            self.processen[proces].kraan = kraan.clone();
            let opties = self.plek.opties.clone().langs(kraan.clone());
            let mut toekomst: BoxFuture<'static, _> = if self.processen[proces].server {
                Box::pin(Store::open(opties))
            } else {
                Box::pin(Store::open_ernaast(opties))
            };
            let mut stappen = 0;
            let geopend = loop {
                kraan.let_op(true);
                let stap = poll_fn(|cx| {
                    kraan.let_op(true);
                    let uit = toekomst.as_mut().poll(cx);
                    kraan.let_op(false);
                    match uit {
                        Poll::Ready(uit) => Poll::Ready(Some(uit)),
                        Poll::Pending => {
                            let punten = kraan.gestopt();
                            punten.iter().for_each(Punt::open);
                            if punten.is_empty() { Poll::Pending } else { Poll::Ready(None) }
                        }
                    }
                })
                .await;
                kraan.let_op(false);
                stappen += 1;
                if let Some(uit) = stap {
                    break Some(uit);
                }
                if gevaarlijk && stappen < 20 && self.toeval.kans(8) {
                    break None;
                }
            };
            match geopend {
                Some(Ok(store)) => {
                    self.processen[proces].store = Some(store);
                    if gevaarlijk {
                        self.zeg(format!("{} starts again", naam(proces)));
                        self.na_start();
                    }
                    return Ok(());
                }
                Some(Err(StoreError::VerkeerdeHoofdsleutel { .. })) => {
                    let Some(andere) = self.andere_hoofd.take() else {
                        return Err("the master key does not fit any more".to_owned());
                    };
                    self.zeg("the operator puts the other master key in place");
                    self.plek.opties.sleutels.hoofd = Hoofdsleutel::Deze(andere);
                }
                // Its lock goes when its connections have.
                Some(Err(StoreError::Bezet { .. })) => tokio::task::yield_now().await,
                Some(Err(fout)) => return Err(format!("{} cannot start: {fout:?}", naam(proces))),
                None => {
                    self.zeg(format!("{} dies while it starts, at step {stappen}", naam(proces)));
                    kraan.sterf();
                    drop(toekomst);
                }
            }
        }
    }
}

pub(super) fn naam(proces: usize) -> String {
    format!("process {}", ["A", "B", "C"][proces])
}
