//! Numbers of official documents: 国办公开办函〔2021〕30号.

/// A document number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    /// The issuing organ's short name (国办公开办函).
    pub issuer: String,
    /// Year between the brackets.
    pub year: i32,
    /// Serial number.
    pub serial: u32,
}

/// All document numbers in a text.
pub fn find_all(text: &str) -> Vec<DocumentNumber> {
    let _ = text;
    Vec::new()
}
