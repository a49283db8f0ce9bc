//! What an importer says of itself, in the form that the seam wants.

use gongkai_model::Capture;
use gongkai_plugin::{ImportError, Limits};

use crate::declaration::Declaration;

/// Name, summary and extensions of a declared plugin. Importers that ship have these in their code; those of a declaration are
/// made once and kept until the program ends.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) summary: (&'static str, &'static str),
    pub(crate) extensions: &'static [&'static str],
}

impl Known {
    pub(crate) fn of(declaration: &Declaration) -> Self {
        let kept = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let extensions: Vec<&'static str> = declaration.matches.extensions.iter().map(|it| kept(it)).collect();
        let (zh, en) = &declaration.summary;
        Self { name: kept(&declaration.name), summary: (kept(zh), kept(en)), extensions: Box::leak(extensions.into()) }
    }
}

/// What every importer asks first.
pub(crate) fn check_size(capture: &Capture, limits: &Limits) -> Result<(), ImportError> {
    match capture.bytes().len() as u64 {
        0 => Err(ImportError::Empty),
        size if size > limits.bytes => Err(ImportError::TooLarge { size, limit: limits.bytes }),
        _ => Ok(()),
    }
}
