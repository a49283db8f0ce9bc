//! Fields: only their results are text, not what they are computed from.

/// Fields inside of each other.
const DEEPEST: usize = 64;
/// Characters of a code that are kept.
const LONGEST: usize = 100;

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<Field>,
    /// Fields that were begun too deep inside others.
    deeper: usize,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether its code is over.
    is_result: bool,
}

impl Fields {
    /// A field begins.
    pub(crate) fn begin(&mut self) {
        match self.open.len() < DEEPEST {
            true => self.open.push(Field::default()),
            false => self.deeper += 1,
        }
    }

    /// Its code is over and its result begins; the code.
    pub(crate) fn result(&mut self) -> Option<&str> {
        let field = self.open.last_mut().filter(|_| self.deeper == 0)?;
        field.is_result = true;
        Some(&field.code)
    }

    /// The innermost field ends.
    pub(crate) fn end(&mut self) {
        match self.deeper {
            0 => drop(self.open.pop()),
            _ => self.deeper -= 1,
        }
    }

    /// Whether text is a result, or in no field at all.
    pub(crate) fn shows(&self) -> bool {
        self.deeper == 0 && self.open.iter().all(|field| field.is_result)
    }

    /// Whether what is shown is the look of an object of another program.
    pub(crate) fn is_object(&self) -> bool {
        self.open.last().is_some_and(|field| is_object(&field.code))
    }

    /// Text that is not shown, of a code.
    pub(crate) fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.code.len() < LONGEST) {
            field.code.push_str(text);
        }
    }

    /// Ends fields whose code is not over at the end of a paragraph: their mark is lost, and would hide the rest of the document.
    pub(crate) fn end_codes(&mut self) {
        self.open.retain(|field| field.is_result);
        self.deeper = 0;
    }
}

/// `EMBED Excel.Sheet.8`
pub(crate) fn is_object(code: &str) -> bool {
    matches!(code.split_whitespace().next(), Some("EMBED" | "LINK"))
}
