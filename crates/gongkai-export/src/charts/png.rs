//! A chart as PNG, drawn with a font of this machine that has Chinese characters.

use std::sync::Arc;

use gongkai_model::Language;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::page::pick;

/// Pixels of the picture for each pixel of the chart: sharp on paper.
const SCALE: f32 = 2.0;

/// Families with Chinese characters, in the order in which they are wanted.
const FAMILIES: [&str; 12] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "SimSun",
];

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PngError {
    /// No font of this machine has Chinese characters.
    NoFont,
    /// The chart could not be drawn.
    Drawing(String),
}

impl PngError {
    /// For people, with what to do next.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::NoFont => pick(
                language,
                "这台机器没有中文字体，画不了 PNG；请安装（Debian、Ubuntu：apt install fonts-noto-cjk），或写 .svg 文件",
                "no font of this machine has Chinese characters, so there is no PNG; install one (Debian, Ubuntu: apt install fonts-noto-cjk), or write a .svg file",
            )
            .to_owned(),
            Self::Drawing(error) => format!("{}{error}", pick(language, "画图出错：", "the chart cannot be drawn: ")),
        }
    }
}

/// Draws a chart.
///
/// # Errors
/// Why there is no picture.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    with(svg, fonts)
}

fn with(svg: &str, mut fonts: fontdb::Database) -> Result<Vec<u8>, PngError> {
    let has = |family: &&str| fonts.faces().any(|face| face.families.iter().any(|(name, _)| name == family));
    let family = FAMILIES.into_iter().find(has).ok_or(PngError::NoFont)?;
    fonts.set_sans_serif_family(family);
    let options = Options { font_family: family.to_owned(), fontdb: Arc::new(fonts), ..Options::default() };
    let wrong = |error: &dyn std::fmt::Display| PngError::Drawing(error.to_string());
    let tree = Tree::from_str(svg, &options).map_err(|error| wrong(&error))?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or_else(|| wrong(&"size"))?;
    let mut picture = Pixmap::new(size.width(), size.height()).ok_or_else(|| wrong(&"size"))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    picture.encode_png().map_err(|error| wrong(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_font_it_says_what_to_install() {
        let error = with("<svg xmlns='http://www.w3.org/2000/svg'/>", fontdb::Database::new()).expect_err("no font");
        assert!(error.message(Language::Zh).contains("fonts-noto-cjk"));
        assert!(error.message(Language::En).contains(".svg"));
    }
}
