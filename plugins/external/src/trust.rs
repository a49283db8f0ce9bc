//! Which declarations run: those in the user's own folder, and those in other folders that the user allowed as they stand.
//!
//! A `gongkai.toml` may lie in a folder that somebody sent. What it declares runs only after `allow`, which keeps a digest of the
//! file and of the files beside it that its commands name; when one of them changes, it must be allowed again.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gongkai_model::Language;
use sha2::{Digest, Sha256};

use crate::declaration::{self, Declaration, DeclarationError};

/// Name of the file of settings.
const SETTINGS: &str = "gongkai.toml";
/// Name of the folder of declarations beside it.
const FOLDER: &str = "plugins.d";
/// The list of what was allowed, in the user's folder: digest and path, a line each.
const ALLOWED: &str = "allowed-plugins";
/// No declaration is larger.
const LARGEST: u64 = 1 << 20;

/// Where declarations are looked for.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The user's own folder for settings of this program: what it declares is trusted.
    pub user: Option<PathBuf>,
    /// The `gongkai.toml` of the folder at work.
    pub project: Option<PathBuf>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Declarations that may run.
    pub declarations: Vec<Declaration>,
    /// Files whose declarations may not, as long as nobody allows them.
    pub refused: Vec<Refused>,
}

/// A file whose declarations do not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The file.
    pub file: PathBuf,
    /// What it declares: name and command, as far as it can be read.
    pub plugins: Vec<(String, Vec<String>)>,
    /// Whether it was allowed once, and has changed since.
    pub has_changed: bool,
}

/// Why declarations could not be had.
#[derive(Debug)]
pub enum TrustError {
    /// A file could not be read or written.
    Io(PathBuf, io::Error),
    /// A declaration is wrong.
    Declaration(DeclarationError),
    /// The user has no folder for settings.
    NoFolder,
}

impl TrustError {
    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::Io(path, error), _) => format!("{}: {error}", path.display()),
            (Self::Declaration(error), language) => error.message(language),
            (Self::NoFolder, Language::Zh) => "找不到用户的设置文件夹（请设 HOME 或 XDG_CONFIG_HOME）".into(),
            (Self::NoFolder, Language::En) => "there is no folder for settings; set HOME or XDG_CONFIG_HOME".into(),
        }
    }
}

impl fmt::Display for TrustError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for TrustError {}

/// All declarations of some places. With `allow_all` everything runs, for once.
///
/// # Errors
/// [`TrustError`] for a file that may run and is wrong. One that may not run is never an error.
pub fn load(places: &Places, allow_all: bool) -> Result<Loaded, TrustError> {
    let mut loaded = Loaded::default();
    let own = places.user.as_deref().map(|folder| files(&folder.join(SETTINGS))).unwrap_or_default();
    for file in &own {
        loaded.declarations.extend(declared(file)?);
    }
    let others = places.project.as_deref().map(files).unwrap_or_default();
    let allowed = match others.is_empty() {
        true => BTreeMap::new(),
        false => places.user.as_deref().map(Allowed::read).unwrap_or_default(),
    };
    let is_own = |file: &Path| own.iter().any(|own| real(own) == real(file));
    for file in others.iter().filter(|file| !is_own(file)) {
        let Ok(text) = text(file) else { continue };
        if !declaration::declares(&text) {
            continue;
        }
        let known = allowed.get(&real(file));
        if allow_all || known.is_some_and(|known| *known == digest(file, &text)) {
            loaded.declarations.extend(declared(file)?);
        } else {
            let plugins = declaration::parse(file, &text).unwrap_or_default();
            let plugins = plugins.into_iter().map(|plugin| (plugin.name, plugin.command)).collect();
            loaded.refused.push(Refused { file: file.clone(), plugins, has_changed: known.is_some() });
        }
    }
    Ok(loaded)
}

/// Allows the declarations of a file, and of the folder beside it, as they stand. Gives what was allowed.
///
/// # Errors
/// [`TrustError`] where a declaration is wrong, or the list cannot be written.
pub fn allow(settings: &Path, user: Option<&Path>) -> Result<Vec<(PathBuf, Vec<Declaration>)>, TrustError> {
    let user = user.ok_or(TrustError::NoFolder)?;
    let mut list = Allowed::read(user);
    let mut done = Vec::new();
    for file in files(settings) {
        let text = text(&file).map_err(|error| TrustError::Io(file.clone(), error))?;
        if declaration::declares(&text) {
            let declarations = declared(&file)?;
            list.insert(real(&file), digest(&file, &text));
            done.push((file, declarations));
        }
    }
    if !done.is_empty() {
        Allowed::write(user, &list).map_err(|error| TrustError::Io(user.join(ALLOWED), error))?;
    }
    Ok(done)
}

/// The file of settings and the declarations in the folder beside it, those that are there.
fn files(settings: &Path) -> Vec<PathBuf> {
    let folder = settings.parent().unwrap_or(Path::new("")).join(FOLDER);
    let entries = fs::read_dir(&folder).into_iter().flatten();
    let mut beside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    beside.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    beside.sort();
    let all = std::iter::once(settings.to_path_buf()).chain(beside);
    all.filter(|path| path.is_file()).collect()
}

fn declared(file: &Path) -> Result<Vec<Declaration>, TrustError> {
    let text = text(file).map_err(|error| TrustError::Io(file.into(), error))?;
    declaration::parse(file, &text).map_err(TrustError::Declaration)
}

fn text(file: &Path) -> io::Result<String> {
    if file.metadata()?.len() > LARGEST {
        return Err(io::Error::other("larger than 1 MB"));
    }
    fs::read_to_string(file)
}

/// SHA-256 of a file of declarations and of the files beside it that its commands name.
fn digest(file: &Path, text: &str) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(text.as_bytes());
    for plugin in declaration::parse(file, text).unwrap_or_default() {
        for path in plugin.command.iter().filter_map(|argument| argument.split_once("{here}/")).map(|(_, path)| path) {
            add(path.as_bytes());
            add(&fs::read(plugin.here().join(path)).unwrap_or_default());
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The list of what was allowed.
struct Allowed;

impl Allowed {
    fn read(user: &Path) -> BTreeMap<PathBuf, String> {
        let text = fs::read_to_string(user.join(ALLOWED)).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once("  "));
        lines.map(|(digest, path)| (path.into(), digest.into())).collect()
    }

    fn write(user: &Path, list: &BTreeMap<PathBuf, String>) -> io::Result<()> {
        fs::create_dir_all(user)?;
        let lines: String = list.iter().map(|(path, digest)| format!("{digest}  {}\n", path.display())).collect();
        // Whole or not at all.
        let draft = user.join(format!("{ALLOWED}.new"));
        fs::write(&draft, lines)?;
        fs::rename(draft, user.join(ALLOWED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[[plugins.protocol]]\nname = \"x\"\ncommand = [\"python3\", \"{here}/x.py\"]\n";

    fn names(loaded: &Loaded) -> Vec<&str> {
        loaded.declarations.iter().map(|declaration| declaration.name.as_str()).collect()
    }

    #[test]
    fn what_others_declare_runs_only_as_it_was_allowed() {
        let folder = tempfile::tempdir().unwrap();
        let (user, project) = (folder.path().join("user"), folder.path().join("project"));
        fs::create_dir_all(project.join(FOLDER)).unwrap();
        let settings = project.join(SETTINGS);
        fs::write(&settings, "[check]\n").unwrap();
        fs::write(project.join(FOLDER).join("x.toml"), TEXT).unwrap();
        fs::write(project.join(FOLDER).join("x.py"), "1").unwrap();
        let places = Places { user: Some(user.clone()), project: Some(settings.clone()) };
        let loaded = |allow_all| load(&places, allow_all).unwrap();

        let first = loaded(false);
        assert_eq!((names(&first).len(), first.refused.len()), (0, 1));
        assert_eq!(first.refused[0].plugins[0].1, ["python3", "{here}/x.py"]);
        assert!(!first.refused[0].has_changed);
        assert_eq!(names(&loaded(true)), ["x"]);
        assert_eq!(loaded(false).refused.len(), 1, "once is once");

        assert_eq!(allow(&settings, Some(&user)).unwrap().len(), 1);
        assert_eq!(names(&loaded(false)), ["x"]);
        // The program itself changes.
        fs::write(project.join(FOLDER).join("x.py"), "2").unwrap();
        let changed = loaded(false);
        assert!(names(&changed).is_empty() && changed.refused[0].has_changed);
        allow(&settings, Some(&user)).unwrap();
        assert_eq!(names(&loaded(false)), ["x"]);
        // The same file elsewhere is another one.
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir_all(&elsewhere).unwrap();
        fs::write(elsewhere.join(SETTINGS), TEXT).unwrap();
        let places = Places { user: Some(user), project: Some(elsewhere.join(SETTINGS)) };
        assert_eq!(load(&places, false).unwrap().refused.len(), 1);
        assert!(matches!(allow(&settings, None), Err(TrustError::NoFolder)));
    }

    #[test]
    fn the_users_own_declarations_are_trusted_and_broken_ones_of_others_stop_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let user = folder.path().join("user");
        fs::create_dir_all(user.join(FOLDER)).unwrap();
        fs::write(user.join(FOLDER).join("a.toml"), TEXT).unwrap();
        let project = folder.path().join(SETTINGS);
        fs::write(&project, "[plugins]\nnonsense = 1\n").unwrap();
        let places = Places { user: Some(user.clone()), project: Some(project.clone()) };
        let loaded = load(&places, false).unwrap();
        assert_eq!((names(&loaded), loaded.refused.len()), (vec!["x"], 1));
        fs::write(&project, "no toml at all").unwrap();
        assert!(load(&places, false).unwrap().refused.is_empty());
        // One's own folder is trusted, however it is found.
        fs::write(user.join(SETTINGS), "[plugins]\n").unwrap();
        let places = Places { user: Some(user.clone()), project: Some(user.join(SETTINGS)) };
        assert_eq!(names(&load(&places, false).unwrap()), ["x"]);
    }
}
