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
    Keep(Box<Kept>, oneshot::Sender<Result<(), String>>),
    /// Anything else.
    Other(Question),
}

/// Asks the store for something, and hands the answer over.
type Question = Box<dyn FnOnce(&dyn Store) + Send>;

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
        let sent = self.asks.send(Ask::Keep(Box::new(kept), reply));
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
                kept.push(*what);
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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use futures_util::future::join_all;
    use gongkai_model::{FetchRequest, Purpose};

    use super::*;
    use crate::failure::Failure;
    use crate::outcome::SiteOutcome;
    use crate::response::Response;
    use crate::run::Recalled;

    /// A slow disk that notes how many responses it got at a time, and may be full.
    #[derive(Default)]
    struct Disk {
        batches: Mutex<Vec<usize>>,
        is_full: bool,
    }

    impl Store for Disk {
        fn recall(&self, _: &FetchRequest) -> Result<Recalled, String> {
            Ok(Recalled::default())
        }

        fn unchanged(&self, _: &FetchRequest) -> Option<Response> {
            None
        }

        fn keep(&self, kept: &[Kept]) -> Result<(), String> {
            thread::sleep(Duration::from_millis(20));
            self.batches.lock().expect("no panic").push(kept.len());
            if self.is_full { Err("the disk is full".into()) } else { Ok(()) }
        }

        fn done(&self, _: &SiteOutcome) -> Result<(), String> {
            Ok(())
        }
    }

    fn kept(number: usize) -> Kept {
        let request = FetchRequest::get(format!("https://www{number}.gov.cn/"), Purpose::Item);
        Kept { site: number.to_string(), request, hops: Vec::new(), outcome: Err(Failure::Timeout) }
    }

    #[tokio::test]
    async fn many_sites_share_a_wait_for_the_disk() {
        let disk = Arc::new(Disk::default());
        let keeper = Keeper::start(Arc::<Disk>::clone(&disk));
        let all = join_all((0..300).map(|number| keeper.keep(kept(number)))).await;
        assert!(all.iter().all(Result::is_ok));
        let batches = disk.batches.lock().expect("no panic").clone();
        assert_eq!(batches.iter().sum::<usize>(), 300);
        assert!(batches.len() <= 4 && batches.iter().all(|batch| *batch <= TOGETHER), "{batches:?}");
    }

    #[tokio::test]
    async fn a_full_disk_is_said_to_everybody_who_waits() {
        let keeper = Keeper::start(Arc::new(Disk { is_full: true, ..Disk::default() }));
        let all = join_all((0..5).map(|number| keeper.keep(kept(number)))).await;
        assert!(all.iter().all(|kept| kept.as_ref().is_err_and(|error| error == "the disk is full")), "{all:?}");
        assert_eq!(
            keeper.ask(|store| store.unchanged(&FetchRequest::get("x", Purpose::Item)).is_none()).await,
            Ok(true)
        );
    }
}
