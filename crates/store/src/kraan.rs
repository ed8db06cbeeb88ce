//! The tap on what this process puts on disk, for a simulation that decides in which order processes write
//! and where they die (feature `proef`, which only the tests of this crate ask for). Always holds: without
//! that feature it is nothing, and costs nothing.
//!
//! A process that died goes on with nothing: what passes here after that never returns.

/// What is about to be done, or was done, when the tap is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "proef"), expect(unreachable_pub, reason = "it is for who turns the tap"))]
pub enum Plaats {
    /// A transaction is about to begin.
    VoorTransactie,
    /// A transaction is on disk, and nobody was told yet.
    NaTransactie,
    /// A file of a document is half there.
    HalfBestand,
    /// A file of a document is about to be removed.
    VoorWissen,
}

#[cfg(not(feature = "proef"))]
pub(crate) use dicht::Kraan;
#[cfg(feature = "proef")]
pub use proef::{Kraan, Punt};

#[cfg(not(feature = "proef"))]
mod dicht {
    use super::Plaats;

    /// Nothing.
    #[derive(Clone, Debug, Default)]
    pub(crate) struct Kraan;

    #[expect(clippy::unused_self, clippy::unused_async, reason = "as it is in a simulation")]
    impl Kraan {
        pub(crate) async fn langs(&self, _: Plaats) {}

        pub(crate) fn sterft_bij_commit(&self) -> bool {
            false
        }
    }
}

#[cfg(feature = "proef")]
mod proef {
    use std::{
        future::poll_fn,
        mem::take,
        sync::{
            Arc, Mutex, PoisonError,
            atomic::{AtomicBool, Ordering::SeqCst},
        },
        task::Poll,
    };

    use tokio_util::sync::CancellationToken;

    use super::Plaats;

    /// The tap of one process. Cheap to clone; all clones are one.
    #[derive(Clone, Debug, Default)]
    pub struct Kraan(Option<Arc<Stand>>);

    #[derive(Debug, Default)]
    struct Stand {
        dood: CancellationToken,
        bij_commit: AtomicBool,
        let_op: AtomicBool,
        wachtend: Mutex<Vec<Punt>>,
    }

    /// Where something waits to go on.
    #[derive(Clone, Debug)]
    pub struct Punt {
        /// What comes next.
        pub plaats: Plaats,
        door: Arc<AtomicBool>,
    }

    impl Punt {
        /// Lets it go on. Whoever polls it polls it again.
        pub fn open(&self) {
            self.door.store(true, SeqCst);
        }
    }

    impl Kraan {
        /// A tap that can be turned.
        pub fn nieuw() -> Self {
            Self(Some(Arc::default()))
        }

        /// What passes from here on stops, and waits to be let on, until this is said with `false`: said
        /// around each poll of what is to be held, so that nothing else is.
        pub fn let_op(&self, ja: bool) {
            if let Some(stand) = &self.0 {
                stand.let_op.store(ja, SeqCst);
            }
        }

        /// What stopped since this was last asked.
        pub fn gestopt(&self) -> Vec<Punt> {
            self.0.as_ref().map_or_else(Vec::new, |stand| take(&mut *stand.wachtend()))
        }

        /// The process dies, now.
        pub fn sterf(&self) {
            if let Some(stand) = &self.0 {
                stand.dood.cancel();
            }
        }

        /// The process dies in the next transaction, when all of it was done but the commit.
        pub fn sterf_bij_commit(&self) {
            if let Some(stand) = &self.0 {
                stand.bij_commit.store(true, SeqCst);
            }
        }

        /// Did it die?
        pub fn is_dood(&self) -> bool {
            self.0.as_ref().is_some_and(|stand| stand.dood.is_cancelled())
        }

        /// Waits until it dies.
        pub async fn dood(&self) {
            match &self.0 {
                Some(stand) => stand.dood.cancelled().await,
                None => std::future::pending().await,
            }
        }

        pub(crate) fn sterft_bij_commit(&self) -> bool {
            let sterft = self.0.as_ref().is_some_and(|stand| stand.bij_commit.load(SeqCst));
            if sterft {
                self.sterf();
            }
            sterft
        }

        pub(crate) async fn langs(&self, plaats: Plaats) {
            let Some(stand) = &self.0 else { return };
            let mut punt: Option<Punt> = None;
            poll_fn(|_| {
                if self.is_dood() {
                    return Poll::Pending;
                }
                match &punt {
                    Some(punt) if punt.door.load(SeqCst) => Poll::Ready(()),
                    Some(_) => Poll::Pending,
                    None if !stand.let_op.load(SeqCst) => Poll::Ready(()),
                    None => {
                        let nieuw = Punt { plaats, door: Arc::default() };
                        stand.wachtend().push(nieuw.clone());
                        punt = Some(nieuw);
                        Poll::Pending
                    }
                }
            })
            .await;
        }
    }

    impl Stand {
        fn wachtend(&self) -> std::sync::MutexGuard<'_, Vec<Punt>> {
            self.wachtend.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }
}
