//! The library behind [`Engine`]: hayro.
//!
//! It panics on some damaged files, so everything it does runs under `catch_unwind`. It has no bound on its work, so the device that it
//! draws on counts what it is asked to draw, looks at the clock, and stops it.

mod device;
mod facts;
mod fonts;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use gongkai_layout::{Drawing, DrawnPage};
use gongkai_plugin::ImportError;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, InterpreterWarning, interpret_page, kurbo};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, page};

use crate::drawing::Engine;
use device::{Budget, Sheet, Stop};
use fonts::Fonts;

/// Pages of a file. Reports have some tens.
const MOST_PAGES: usize = 5_000;
/// Bytes of all content streams.
const MOST_CONTENT: usize = 256 << 20;
/// Drawing takes some milliseconds; only a file made to hold it up takes this long.
const PATIENCE: Duration = Duration::from_secs(10);

/// Draws with hayro.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hayro;

impl Engine for Hayro {
    fn draw(&self, bytes: &[u8]) -> Result<Drawing, ImportError> {
        match catch_unwind(AssertUnwindSafe(|| draw(bytes))) {
            Ok(drawing) => drawing,
            Err(panic) => Err(match panic.downcast_ref::<Stop>() {
                Some(stop) => stop.error(),
                None => damaged("its structure cannot be followed"),
            }),
        }
    }
}

fn damaged(reason: &str) -> ImportError {
    ImportError::Damaged { reason: reason.into() }
}

fn draw(bytes: &[u8]) -> Result<Drawing, ImportError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ImportError::Encrypted
        }
        LoadPdfError::Decryption(_) => damaged("its encryption cannot be understood"),
        LoadPdfError::Invalid => damaged("no pages can be found in it"),
    })?;
    if pdf.pages().len() > MOST_PAGES {
        return Err(ImportError::Unpacks { limit: format!("more than {MOST_PAGES} pages") });
    }
    let cache = InterpreterCache::new();
    let mut budget = Budget::until(Instant::now() + PATIENCE);
    let mut fonts = Fonts::of(&pdf);
    // A font that cannot be loaded takes its text with it.
    let lost = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&lost);
    let count = move |warning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    };
    let settings = InterpreterSettings { warning_sink: Arc::new(count), ..InterpreterSettings::default() };
    let mut content = 0;
    let mut pages = Vec::new();
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        content += page.page_stream().map_or(0, <[u8]>::len);
        if content > MOST_CONTENT {
            return Err(ImportError::Unpacks { limit: format!("pages of more than {} MB", MOST_CONTENT >> 20) });
        }
        let sheet = Sheet::new(DrawnPage::blank(number, page.render_dimensions()), &mut budget, &mut fonts);
        pages.push(draw_page(&pdf, page, sheet, &cache, &settings));
    }
    let lost_fonts = lost.load(Ordering::Relaxed);
    Ok(Drawing { pages, lost_fonts, metadata: facts::metadata(&pdf), attachments: facts::attachments(&pdf) })
}

fn draw_page<'a>(
    pdf: &'a Pdf,
    page: &page::Page<'a>,
    mut sheet: Sheet<'_>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> DrawnPage {
    let (width, height) = page.render_dimensions();
    let area = kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = kurbo::Affine::new(page.initial_transform(true).as_coeffs());
    let mut context = Context::new(transform, area, cache, pdf.xref(), settings.clone());
    interpret_page(page, &mut context, &mut sheet);
    sheet.finish()
}
