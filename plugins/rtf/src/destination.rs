//! Where the text of a group goes.

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Destination {
    /// Into the document.
    #[default]
    Body,
    /// Nowhere.
    Nowhere,
    /// Into the table of fonts.
    Fonts,
    /// Into a statement about the file.
    Statement,
    /// Before the paragraph: the mark that a list makes.
    Mark,
    /// Two versions of the same, for readers with Unicode and without.
    Twice,
}

/// What a group becomes by the word that it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Its text goes elsewhere.
    To(Destination),
    /// A picture.
    Picture,
    /// An object of another program.
    Object,
    /// A note.
    Note,
    /// Text in a box.
    TextBox,
    /// A shape, in which places of boxes stand.
    Shape,
    /// The second of two versions: text goes where it would without them.
    Unicode,
    /// The row of a table inside of a table.
    NestedRow,
    /// What it holds is read like the group around it.
    Open,
}

/// The groups that are known. One that is not known is left out if it is marked by `\*`, and read else.
const GROUPS: &[(&[&str], Group)] = &[
    (&["fonttbl"], Group::To(Destination::Fonts)),
    (&["listtext", "pntext"], Group::To(Destination::Mark)),
    (
        &["title", "author", "operator", "subject", "keywords", "company", "manager", "category", "doccomm"],
        Group::To(Destination::Statement),
    ),
    (&["upr"], Group::To(Destination::Twice)),
    (&["ud"], Group::Unicode),
    (&["pict"], Group::Picture),
    (&["object"], Group::Object),
    (&["footnote"], Group::Note),
    (&["shptxt", "dptxbxtext"], Group::TextBox),
    (&["shp", "do"], Group::Shape),
    (&["nesttableprops"], Group::NestedRow),
    (&["shppict", "shpinst", "shpgrp", "info", "fldrslt", "field"], Group::Open),
    (
        &[
            "colortbl",
            "stylesheet",
            "nonshppict",
            "shprslt",
            "fldinst",
            "nonesttables",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "sp",
            "picprop",
            "objdata",
            "result",
            "objclass",
            "objname",
            "pntxta",
            "pntxtb",
            "listtable",
            "listoverridetable",
            "rsidtbl",
            "revtbl",
            "generator",
            "tc",
            "tcn",
            "xe",
            "rxe",
            "template",
            "filetbl",
            "private",
            "ftnsep",
            "ftnsepc",
            "ftncn",
            "aftnsep",
            "aftnsepc",
            "aftncn",
            "bkmkstart",
            "bkmkend",
            "annotation",
            "atnid",
            "atnauthor",
            "atnref",
            "atndate",
            "atntime",
            "atnicn",
            "atnparent",
            "creatim",
            "revtim",
            "printim",
            "buptim",
            "userprops",
            "hlinkbase",
            "xmlnstbl",
            "themedata",
            "colorschememapping",
            "datastore",
            "latentstyles",
            "mmathPr",
            "wgrffmtfilter",
            "pgptbl",
            "pgdsctbl",
            "falt",
            "panose",
            "background",
        ],
        Group::To(Destination::Nowhere),
    ),
];

/// What a group becomes.
pub(crate) fn group(word: &str, is_marked: bool) -> Option<Group> {
    let known = GROUPS.iter().find(|(words, _)| words.contains(&word)).map(|(_, group)| *group);
    known.or(is_marked.then_some(Group::To(Destination::Nowhere)))
}
