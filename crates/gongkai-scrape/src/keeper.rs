//! One thread that keeps: whatever came while the disk was busy is handed to it at once, and no task waits for a lock.

use std::sync::Arc;
use std::thread;

use tokio::sync::{mpsc, oneshot};

use crate::run::{Kept, Store};

/// Responses that are kept in one go, at the most.
const TOGETHER: usize = 256;

/// What the thread is asked for.
enum Ask {
    /// To keep.
    Keep(Kept, oneshot::Sender<Result<(), String>>),
    /// Anything else.
    Other(Box<dyn FnOnce(&dyn Store) + Send>),
}

/// Leads to the thread that has the store. The thread ends when the last one is gone.
#[derive(Clone)]
pub(crate) struct Keeper {
    asks: mpsc::UnboundedSender<Ask>,
}

impl Keeper {
    /// Starts the thread.
    pub(crate) fn start(store: Arc<dyn Store>) -> Self {
        let (asks, mut waiting) = mpsc::unbounded_channel();
        thread::spawn(move || {
            while let Some(first) = waiting.blocking_recv() {
                let mut asked = vec![first];
                while let Some(next) = (asked.len() < TOGETHER).then(|| waiting.try_recv().ok()).flatten() {
                    asked.push(next);
                }
                serve(&*store, asked);
            }
        });
        Self { asks }
    }

    /// Keeps an outcome: when this returns, the disk has it.
    pub(crate) async fn keep(&self, kept: Kept) -> Result<(), String> {
        let (reply, answer) = oneshot::channel();
        let sent = self.asks.send(Ask::Keep(kept, reply));
        sent.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Does something with the store.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        what: impl FnOnce(&dyn Store) -> T + Send + 'static,
    ) -> Result<T, String> {
        let (reply, answer) = oneshot::channel();
        // Whoever asked may be gone by then.
        let ask = move |store: &dyn Store| drop(reply.send(what(store)));
        self.asks.send(Ask::Other(Box::new(ask))).map_err(|_| gone())?;
        answer.await.map_err(|_| gone())
    }
}

/// Each task waits for its answer before it asks again, so the order among them is free.
fn serve(store: &dyn Store, asked: Vec<Ask>) {
    let (mut kept, mut replies) = (Vec::new(), Vec::new());
    for ask in asked {
        match ask {
            Ask::Keep(what, reply) => {
                kept.push(what);
                replies.push(reply);
            }
            Ask::Other(what) => what(store),
        }
    }
    if kept.is_empty() {
        return;
    }
    let outcome = store.keep(&kept);
    for reply in replies {
        let _ = reply.send(outcome.clone());
    }
}

fn gone() -> String {
    "档案库线程已结束 / the thread of the archive has ended".into()
}
