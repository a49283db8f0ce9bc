//! A file with fixed pages: text and lines at places, as the programs of the market lay them out. Its text lists the members; the package
//! of them is what is read.

mod canvas;
mod table;

use crate::writer::Dice;
use crate::writer::prose::Part;
use canvas::Canvas;

/// Begins a member in the text.
const MEMBER: &str = "=== ";

/// How text is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pieces {
    /// A line is one object, each step said.
    Lines,
    /// A line is one object, equal steps said together.
    Groups,
    /// A line is two objects.
    Halves,
    /// An object for every character.
    Characters,
    /// One object for a page, a code for every line.
    Codes,
}

/// How lines of tables are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rules {
    /// A box around every cell.
    Boxes,
    /// The sides of every cell, one by one.
    Sides,
    /// Thin areas, in points, counted from below.
    Areas,
    /// One path for all lines of a table.
    Nets,
}

/// The choices that hold for a whole file.
#[derive(Debug, Clone)]
pub(super) struct Style {
    /// Before the names of elements, and the address of the namespace.
    pub(super) prefix: &'static str,
    pub(super) space: &'static str,
    pub(super) pieces: Pieces,
    pub(super) rules: Rules,
    /// Objects count in points and have a matrix that makes millimetres of them.
    pub(super) points: bool,
    /// Objects lie in groups in groups.
    pub(super) grouped: bool,
    /// Places of members count from the root.
    pub(super) absolute: bool,
    /// A line at the head of every page, from a template.
    pub(super) template: bool,
    /// Numbers of pages.
    pub(super) numbers: bool,
    /// The heads of tables are said again on a new page.
    pub(super) heads: bool,
    /// Characters of tables, in millimetres.
    pub(super) size: f64,
    /// Width and height of pages.
    pub(super) paper: (f64, f64),
    /// Room around the content of pages.
    pub(super) margin: f64,
    /// Figures stand in the middle of their cells.
    pub(super) centred: bool,
}

impl Style {
    fn of(dice: &mut Dice) -> Self {
        let (prefix, space) = *dice.pick(&[
            ("ofd:", "http://www.ofdspec.org/2016"),
            ("ofd:", "http://www.ofdspec.org"),
            ("", "http://www.ofdspec.org/2016"),
            ("n:", "http://www.example.org/ofd"),
        ]);
        Self {
            prefix,
            space,
            pieces: *dice.pick(&[Pieces::Lines, Pieces::Groups, Pieces::Halves, Pieces::Characters, Pieces::Codes]),
            rules: *dice.pick(&[Rules::Boxes, Rules::Sides, Rules::Areas, Rules::Nets]),
            points: dice.chance(50),
            grouped: dice.chance(30),
            absolute: dice.chance(50),
            template: dice.chance(30),
            numbers: dice.chance(50),
            heads: dice.chance(50),
            size: *dice.pick(&[2.8, 3.175, 3.7]),
            paper: *dice.pick(&[(210.0, 297.0), (297.0, 210.0), (210.0, 900.0)]),
            margin: *dice.pick(&[15.0, 25.4]),
            centred: dice.chance(60),
        }
    }
}

/// The members of the file, each behind a line with its name.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let style = Style::of(dice);
    let mut canvas = Canvas::new(style.clone());
    for part in parts {
        match part {
            Part::Title(text) => canvas.title(text),
            Part::Heading(text) => canvas.paragraph(text),
            Part::Paragraph(text) => canvas.paragraph(text),
            Part::Page(_) => canvas.new_page(),
            Part::Table(sheet) => table::draw(sheet, &style, &mut canvas),
        }
    }
    members(&style, &canvas.finish())
}

fn members(style: &Style, pages: &[String]) -> String {
    let Style { prefix: p, space, absolute, .. } = style;
    let (colon, name) = if p.is_empty() { ("", "") } else { (":", p.trim_end_matches(':')) };
    let root = |element: &str, inside: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><{p}{element} xmlns{colon}{name}=\"{space}\">{inside}</{p}{element}>"
        )
    };
    let far = if *absolute { "/Doc_0/" } else { "" };
    let content = |inside: &str| root("Page", &format!("<{p}Content>{inside}</{p}Content>"));
    let list: String = (0..pages.len())
        .map(|page| format!("<{p}Page ID=\"{}\" BaseLoc=\"{far}Pages/Page_{page}/Content.xml\"/>", 10 + page))
        .collect();
    let (width, height) = style.paper;
    let template = match style.template {
        true => format!("<{p}TemplatePage ID=\"5\" BaseLoc=\"{far}Tpls/Tpl_0/Content.xml\"/>"),
        false => String::new(),
    };
    let document = format!(
        "<{p}CommonData><{p}MaxUnitID>99999</{p}MaxUnitID><{p}PageArea><{p}PhysicalBox>0 0 {width} {height}</{p}PhysicalBox></{p}PageArea>\
         <{p}PublicRes>{far}PublicRes.xml</{p}PublicRes>{template}</{p}CommonData><{p}Pages>{list}</{p}Pages>"
    );
    let resources = format!(
        "<{p}Fonts><{p}Font ID=\"2\" FontName=\"宋体\"/></{p}Fonts><{p}DrawParams><{p}DrawParam ID=\"3\" LineWidth=\"0.25\"/>\
         <{p}DrawParam ID=\"4\" Relative=\"3\"/></{p}DrawParams>"
    );
    let mut text = String::new();
    let mut member = |name: &str, inside: &str| text.push_str(&format!("{MEMBER}{name}\n{inside}\n"));
    let entry = format!(
        "<{p}DocBody><{p}DocInfo><{p}DocID>1</{p}DocID></{p}DocInfo><{p}DocRoot>Doc_0/Document.xml</{p}DocRoot></{p}DocBody>"
    );
    member("OFD.xml", &root("OFD", &entry));
    member("Doc_0/Document.xml", &root("Document", &document));
    member("Doc_0/PublicRes.xml", &root("Res", &resources));
    if style.template {
        let head = canvas::words(style, (style.margin, 8.0), 3.0, "青禾县人民政府网站");
        member("Doc_0/Tpls/Tpl_0/Content.xml", &content(&format!("<{p}Layer Type=\"Background\">{head}</{p}Layer>")));
    }
    for (number, page) in pages.iter().enumerate() {
        let used = if style.template { format!("<{p}Template TemplateID=\"5\"/>") } else { String::new() };
        let layer = format!("<{p}Layer ID=\"1\" Type=\"Body\">{page}</{p}Layer>");
        let inside = root("Page", &format!("{used}<{p}Content>{layer}</{p}Content>"));
        member(&format!("Doc_0/Pages/Page_{number}/Content.xml"), &inside);
    }
    text
}

/// The package that the text describes.
pub(in crate::writer) fn package(text: &str) -> Vec<u8> {
    let members = text.split(MEMBER).filter_map(|member| member.split_once('\n'));
    let members: Vec<(&str, &[u8])> = members.map(|(name, inside)| (name, inside.trim_end().as_bytes())).collect();
    super::docx::zipped(&members)
}
