//! The report as a page in Markdown.

use std::io::{self, Write};

use crate::{Content, Format, Options, Reading};

/// Descriptor of the format.
pub(crate) const FORMAT: Format = Format {
    name: "markdown",
    extension: "md",
    summary: ("便于阅读的页面，表格为 GitHub 表格", "a page to read, with GitHub tables"),
    content: Content::Reports,
    head: |_, _| Ok(()),
    source,
    between: "\n",
    tail: "",
};

fn source(_: &mut dyn Write, _: &Reading<'_>, _: &Options) -> io::Result<()> {
    Ok(())
}
