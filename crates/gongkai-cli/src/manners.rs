//! How sites are asked: the contact and the policy, from options, environment and the file of settings.

use std::path::Path;

use clap::{Arg, ArgMatches};
use gongkai::model::Language;
use gongkai::scrape::{Policy, Settings, parse_settings};

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::Failure;
use crate::options::option;
use crate::settings_file;

/// `--contact`.
pub(crate) fn contact(language: Language) -> Arg {
    option(
        language,
        "contact",
        ("联系方式", "CONTACT"),
        (
            "网站管理员能联系到您的邮箱或网页，写在请求里；也可设环境变量 GONGKAI_CONTACT，或写入 gongkai.toml",
            "mail address or page at which owners of sites reach you, sent along; or set GONGKAI_CONTACT, or gongkai.toml",
        ),
    )
}

/// What the nearest file of settings says of scraping.
pub(crate) fn settings(console: &Console) -> Result<Settings, Failure> {
    let Some(path) = settings_file::nearest(Path::new("")) else { return Ok(Settings::default()) };
    let text = settings_file::text(&path, console)?;
    let head = console.pick(("设置文件写法不对：", "the file of settings is not well formed: "));
    parse_settings(&text).map_err(|error| settings_file::wrong(&path, head, &error))
}

/// The policy with a contact: that of the option, else of the environment, else of the file of settings.
///
/// # Errors
/// Real sites are not asked without one.
pub(crate) fn policy(
    matches: &ArgMatches,
    settings: &Settings,
    console: &Console,
    environment: &Environment,
) -> Result<Policy, Failure> {
    let typed = matches.get_one::<String>("contact").cloned();
    let contact = typed.or_else(|| environment.contact.clone()).or_else(|| settings.contact.clone());
    let has_contact = contact.as_deref().is_some_and(|contact| !contact.trim().is_empty());
    if !has_contact && environment.all_hosts_at.is_none() {
        let text = console.pick((
            "访问真实网站必须写明联系方式：加 --contact mailto:您的邮箱，或设环境变量 GONGKAI_CONTACT",
            "real sites are asked with a contact only: add --contact mailto:you@example.org, or set GONGKAI_CONTACT",
        ));
        return Err(Failure::Usage(text.into()));
    }
    Ok(Policy { contact, private_addresses: environment.all_hosts_at.is_some(), ..Policy::default() })
}
