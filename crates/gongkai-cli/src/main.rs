//! The binary `gongkai`: hands the arguments and the environment to the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongkai_cli::run(std::env::args_os().collect(), &gongkai_cli::Environment::of_process()).into()
}
