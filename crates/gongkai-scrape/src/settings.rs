//! What users may set for all their runs: `[scrape]` of `gongkai.toml`.

use serde::Deserialize;

/// Settings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    /// Address at which site owners reach the person who runs this.
    pub contact: Option<String>,
    /// The hours in which requests may begin, in Beijing time: `22:00-06:00`.
    pub night: Option<String>,
}

/// A file of settings. Other tables than `[scrape]` belong to other commands.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    scrape: Settings,
}

/// Reads the settings of a `gongkai.toml`.
///
/// # Errors
/// What is wrong with it, with its line, for people.
pub fn parse(text: &str) -> Result<Settings, String> {
    let text = text.trim_start_matches('\u{feff}');
    toml::from_str::<File>(text).map(|file| file.scrape).map_err(|error| error.to_string().trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_tables_are_left_to_other_commands_and_slips_are_said() {
        let settings = parse("[check]\nselect = [\"T3\"]\n[scrape]\ncontact = \"mailto:zwgk@example.org\"\n");
        assert_eq!(settings.map(|settings| settings.contact), Ok(Some("mailto:zwgk@example.org".into())));
        assert_eq!(parse(""), Ok(Settings::default()));
        assert!(parse("[scrape]\ncontackt = \"x\"\n").is_err_and(|error| error.contains("contackt")));
    }
}
