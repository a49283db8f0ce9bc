//! A writer of small PDF files: text, lines and pictures at places counted from the upper left corner.

use std::fmt::Write as _;

/// Width and height of the pages.
pub(crate) const SIZE: (f32, f32) = (400.0, 300.0);

/// The content of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    content: String,
    /// Degrees by which the page is shown turned.
    pub(crate) rotate: i32,
}

impl Sheet {
    /// Text with the left end of its base line at a place; Chinese characters are as wide as high, others half as wide.
    pub(crate) fn text(mut self, x: f32, y: f32, text: &str) -> Self {
        let y = SIZE.1 - y;
        let _ = writeln!(self.content, "BT /F1 10 Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET", codes(text));
        self
    }

    /// Text that runs in another direction: the first column of its matrix.
    pub(crate) fn turned(mut self, x: f32, y: f32, (a, b): (f32, f32), text: &str) -> Self {
        let y = SIZE.1 - y;
        let _ = writeln!(self.content, "BT /F1 10 Tf {a} {b} {} {a} {x} {y} Tm <{}> Tj ET", -b, codes(text));
        self
    }

    /// A table: edges of columns and rows, and the texts of its cells, row by row.
    pub(crate) fn table(mut self, xs: &[f32], ys: &[f32], cells: &[&[&str]]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (SIZE.1 - ys[0], SIZE.1 - ys[ys.len() - 1]);
        for y in ys {
            let _ = writeln!(self.content, "{left} {0} m {right} {0} l S", SIZE.1 - y);
        }
        for x in xs {
            let _ = writeln!(self.content, "{x} {top} m {x} {bottom} l S");
        }
        for (row, y) in cells.iter().zip(ys) {
            for (text, x) in row.iter().zip(xs) {
                self = self.text(x + 4.0, y + 14.0, text);
            }
        }
        self
    }

    /// Anything else.
    pub(crate) fn raw(mut self, content: &str) -> Self {
        self.content.push_str(content);
        self.content.push('\n');
        self
    }

    pub(crate) fn turned_page(mut self, rotate: i32) -> Self {
        self.rotate = rotate;
        self
    }
}

fn codes(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

/// Objects that every file has: the font, which is not in the file, and a picture of one grey point.
const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>";
const DESCENDANT: &str = "<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 5 0 R>>";
const DESCRIPTOR: &str = "<</Type/FontDescriptor/FontName/SimSun/Flags 4/Ascent 880/Descent -120>>";
const PICTURE: &str = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n\u{7f}\nendstream";

/// A font whose codes mean something in it alone.
const NAMELESS: &str = "<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R>>]>>";

/// A file of some pages. `info` is the information dictionary.
pub(crate) fn pdf(sheets: &[Sheet], info: &str) -> Vec<u8> {
    let page = |index: usize| 8 + 2 * index;
    let kids: String = (0..sheets.len()).map(|index| format!("{} 0 R ", page(index))).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", sheets.len()),
        FONT.to_owned(),
        DESCENDANT.to_owned(),
        DESCRIPTOR.to_owned(),
        PICTURE.to_owned(),
        info.to_owned(),
    ];
    for (index, sheet) in sheets.iter().enumerate() {
        let (width, height) = SIZE;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Rotate {}/Resources<</Font<</F1 3 0 R/F2{NAMELESS}>>/XObject<</Im 6 0 R>>>>/Contents {} 0 R>>",
            sheet.rotate,
            page(index) + 1
        ));
        objects.push(format!("<</Length {}>>\nstream\n{}\nendstream", sheet.content.len(), sheet.content));
    }
    file(&objects, "/Root 1 0 R/Info 7 0 R")
}

/// A file of objects, numbered from 1, and the entries of its trailer.
pub(crate) fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(
        format!("{table}trailer\n<</Size {}{trailer}>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes(),
    );
    bytes
}
