//! Characters of composite fonts that carry no table of their own: the code says what is drawn, in GBK, Unicode or the numbers of a
//! collection of characters. hayro knows them where the font is not in the file; for fonts in the file they are looked up here.

use std::collections::HashMap;
use std::ops::Deref as _;

use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// Fonts looked at, of all pages.
const MOST_FONTS: usize = 2_000;

/// Fonts by their names; two fonts of one name that are coded in different ways say nothing.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    codings: HashMap<String, Option<Coding>>,
    tables: HashMap<Vec<u8>, Option<CMap>>,
}

/// How a font is coded: the table from codes to numbers, and the one from numbers to characters.
#[derive(Debug, Clone, PartialEq)]
struct Coding {
    numbers: Vec<u8>,
    characters: Vec<u8>,
}

impl Fonts {
    /// The fonts of all pages that have no table of characters.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut fonts = Self::default();
        let mut seen = 0;
        for page in pdf.pages().iter() {
            let resources = page.resources();
            fonts.add(&resources.fonts, &mut seen);
            for name in resources.x_objects.keys() {
                let form = resources.get_x_object(&name).and_then(|form| form.dict().get::<Dict<'_>>("Resources"));
                if let Some(inner) = form.and_then(|resources| resources.get::<Dict<'_>>("Font")) {
                    fonts.add(&inner, &mut seen);
                }
            }
        }
        fonts
    }

    fn add(&mut self, fonts: &Dict<'_>, seen: &mut usize) {
        for name in fonts.keys() {
            *seen += 1;
            if *seen > MOST_FONTS {
                return;
            }
            let Some(font) = fonts.get::<Dict<'_>>(&name) else { continue };
            if font.contains_key("ToUnicode") || !is(&font, "Subtype", "Type0") {
                continue;
            }
            let Some(base) = font.get::<Name<'_>>("BaseFont") else { continue };
            let coding = coding(&font);
            let known = self.codings.entry(plain(base.as_str()).to_owned()).or_insert_with(|| coding.clone());
            if *known != coding {
                *known = None;
            }
        }
    }

    /// The character of a code in a font.
    pub(super) fn character(&mut self, font: &str, code: u32) -> Option<BfString> {
        let Coding { numbers, characters } = self.codings.get(plain(font))?.clone()?;
        let number = if numbers.starts_with(b"Identity") {
            Some(code)
        } else {
            let table = self.table(numbers)?;
            (1..=4).find_map(|length| table.lookup_cid_code(code, length))
        };
        // The first number is the glyph for characters that a font lacks.
        number.filter(|number| *number > 0).and_then(|number| self.table(characters)?.lookup_bf_string(number))
    }

    fn table(&mut self, name: Vec<u8>) -> Option<&CMap> {
        let read = |name: &Vec<u8>| CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded);
        self.tables.entry(name).or_insert_with_key(read).as_ref()
    }
}

fn is(dict: &Dict<'_>, key: &str, value: &str) -> bool {
    dict.get::<Name<'_>>(key).is_some_and(|name| name.as_str() == value)
}

/// A name without the letters that mark a part of a font: `ABCDEF+SimSun`.
fn plain(name: &str) -> &str {
    name.split_once('+').filter(|(mark, _)| mark.len() == 6).map_or(name, |(_, name)| name)
}

/// The coding of a font; nothing where its numbers mean something in this font alone.
fn coding(font: &Dict<'_>) -> Option<Coding> {
    let Object::Name(numbers) = font.get::<Object<'_>>("Encoding")? else { return None };
    let below = font.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let system = below.get::<Dict<'_>>("CIDSystemInfo")?;
    let [registry, ordering] = ["Registry", "Ordering"].map(|key| system.get::<PdfString<'_>>(key));
    let family = CidFamily::from_registry_ordering(registry?.as_bytes(), ordering?.as_bytes());
    let characters = family.ucs2_cmap()?.to_bytes().to_vec();
    Some(Coding { numbers: numbers.deref().to_vec(), characters })
}
