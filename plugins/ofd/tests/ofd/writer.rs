//! A writer of small OFD packages: members from strings.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A package of members.
pub(crate) fn package(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A document: what stands in its common data, behind its pages, and the members of its pages.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ofd {
    common: String,
    beside: String,
    info: String,
    body: String,
    pages: Vec<String>,
    members: Vec<(String, String)>,
}

impl Ofd {
    /// A page of 400 by 300 points whose layer holds some objects.
    pub(crate) fn page(self, objects: &str) -> Self {
        self.page_of(&format!("<Content><Layer>{objects}</Layer></Content>"))
    }

    /// A page with everything said.
    pub(crate) fn page_of(mut self, inside: &str) -> Self {
        self.pages.push(root("Page", inside));
        self
    }

    /// Common data: templates, resources.
    pub(crate) fn common(mut self, inside: &str) -> Self {
        self.common.push_str(inside);
        self
    }

    /// Behind the pages: annotations, attachments.
    pub(crate) fn beside(mut self, inside: &str) -> Self {
        self.beside.push_str(inside);
        self
    }

    /// What the document says of itself.
    pub(crate) fn info(mut self, inside: &str) -> Self {
        self.info.push_str(inside);
        self
    }

    /// In the entry of the package.
    pub(crate) fn body(mut self, inside: &str) -> Self {
        self.body.push_str(inside);
        self
    }

    /// Another member in the folder of the document, with its root.
    pub(crate) fn member(mut self, name: &str, element: &str, inside: &str) -> Self {
        self.members.push((format!("Doc_0/{name}"), root(element, inside)));
        self
    }

    /// The package.
    pub(crate) fn file(&self) -> Vec<u8> {
        let members = self.members();
        let members: Vec<(&str, &str)> = members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        package(&members)
    }

    /// The members of the package.
    pub(crate) fn members(&self) -> Vec<(String, String)> {
        let list: String =
            (0..self.pages.len()).map(|page| format!("<Page ID='{page}' BaseLoc='Pages/{page}.xml'/>")).collect();
        let document = format!(
            "<CommonData><PageArea><PhysicalBox>0 0 {} {}</PhysicalBox></PageArea>{}</CommonData><Pages>{list}</Pages>{}",
            mm(400.0),
            mm(300.0),
            self.common,
            self.beside
        );
        let entry = format!(
            "<DocBody><DocInfo>{}</DocInfo><DocRoot>Doc_0/Document.xml</DocRoot>{}</DocBody>",
            self.info, self.body
        );
        let mut members =
            vec![("OFD.xml".into(), root("OFD", &entry)), ("Doc_0/Document.xml".into(), root("Document", &document))];
        let pages = self.pages.iter().enumerate();
        members.extend(pages.map(|(number, page)| (format!("Doc_0/Pages/{number}.xml"), page.clone())));
        members.extend(self.members.iter().cloned());
        members
    }
}

/// An XML member.
pub(crate) fn root(element: &str, inside: &str) -> String {
    format!("<?xml version='1.0' encoding='UTF-8'?><{element} xmlns='http://www.ofdspec.org/2016'>{inside}</{element}>")
}

/// Points as millimetres.
pub(crate) fn mm(points: f64) -> f64 {
    points * 25.4 / 72.0
}

/// Text of 10 points with the left end of its base line at a place in points; steps are said.
pub(crate) fn text(x: f64, y: f64, text: &str) -> String {
    let steps: Vec<String> =
        text.chars().skip(1).map(|_| 0).zip(text.chars()).map(|(_, c)| mm(width(c)).to_string()).collect();
    text_of(x, y, text, &format!("DeltaX='{}'", steps.join(" ")))
}

/// The same with other attributes of its code.
pub(crate) fn text_of(x: f64, y: f64, text: &str, steps: &str) -> String {
    let size = mm(10.0);
    let (left, top) = (mm(x), mm(y) - size);
    format!(
        "<TextObject Boundary='{left} {top} 1 1' Font='1' Size='{size}'><TextCode X='0' Y='{size}' {steps}>{text}</TextCode></TextObject>"
    )
}

fn width(character: char) -> f64 {
    if character.is_ascii() { 5.0 } else { 10.0 }
}

/// A line between two places in points.
pub(crate) fn line(from: (f64, f64), to: (f64, f64)) -> String {
    let (x, y) = (mm(from.0), mm(from.1));
    let (width, height) = (mm(to.0) - x, mm(to.1) - y);
    format!(
        "<PathObject Boundary='{x} {y} {width} {height}'><AbbreviatedData>M 0 0 L {width} {height}</AbbreviatedData></PathObject>"
    )
}

/// A table: edges of columns and rows in points, and the texts of its cells, row by row.
pub(crate) fn table(xs: &[f64], ys: &[f64], cells: &[&[&str]]) -> String {
    let (left, right, top, bottom) = (xs[0], xs[xs.len() - 1], ys[0], ys[ys.len() - 1]);
    let mut objects: String = ys.iter().map(|y| line((left, *y), (right, *y))).collect();
    objects.extend(xs.iter().map(|x| line((*x, top), (*x, bottom))));
    for (row, y) in cells.iter().zip(ys) {
        objects.extend(row.iter().zip(xs).map(|(words, x)| text(x + 4.0, y + 14.0, words)));
    }
    objects
}
