//! Single pages for who waits for them, with the manners of a run.

use gongkai_model::FetchRequest;
use tokio::runtime::{Builder, Runtime};

use crate::agent::{Agent, Validators};
use crate::failure::Failure;
use crate::response::Response;

/// Fetches single pages; whoever asks waits. Several threads may share one: hosts of one owner get one request at a time.
#[derive(Debug)]
pub struct Visitor {
    agent: Agent,
    runtime: Runtime,
}

impl Visitor {
    /// A visitor that asks with the manners of an agent.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(agent: Agent) -> Result<Self, Failure> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        Ok(Self { agent, runtime: runtime.map_err(|error| Failure::ConnectionFailed(error.to_string()))? })
    }

    /// The answer to a request.
    ///
    /// # Errors
    /// Why nothing came.
    pub fn fetch(&self, request: &FetchRequest) -> Result<Response, Failure> {
        self.runtime.block_on(self.agent.fetch(request, &Validators::default()))
    }
}
