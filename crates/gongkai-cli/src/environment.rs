//! What the process environment says, as values.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;

use etcetera::BaseStrategy as _;

/// The part of the environment that changes what is printed.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// Locale of messages: `LC_ALL`, else `LC_MESSAGES`, else `LANG`.
    pub locale: String,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// Columns of the terminal, where there is one, or `COLUMNS`.
    pub columns: Option<usize>,
    /// How owners of sites reach the person who runs this (`GONGKAI_CONTACT`).
    pub contact: Option<String>,
    /// The user's own folder for settings of this program; what is declared there is trusted.
    pub user_folder: Option<PathBuf>,
    /// Tests only (`GONGKAI_TEST_ALL_HOSTS_AT`): a server that stands for every host, on this machine.
    pub all_hosts_at: Option<SocketAddr>,
}

impl Environment {
    /// The environment of this process.
    pub fn of_process() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable).unwrap_or_default(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
            contact: variable("GONGKAI_CONTACT"),
            user_folder: etcetera::choose_base_strategy().ok().map(|folders| folders.config_dir().join("gongkai")),
            all_hosts_at: variable("GONGKAI_TEST_ALL_HOSTS_AT")
                .and_then(|address| address.parse().ok())
                .filter(|address: &SocketAddr| address.ip().is_loopback()),
            columns: variable("COLUMNS").and_then(|columns| columns.parse().ok()).or(terminal),
        }
    }
}
