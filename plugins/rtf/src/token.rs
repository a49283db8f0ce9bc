//! RTF as a sequence of tokens.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `{`
    Begin,
    /// `}`
    End,
    /// `\cellx4500`
    Word(&'a str, Option<i32>),
    /// `\~`
    Symbol(u8),
    /// `\'b9`
    Byte(u8),
    /// Bytes that are no markup.
    Text(&'a [u8]),
}

/// Goes through the tokens of a file.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// What stands behind a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let &sign = self.rest.get(1)?;
        if sign == b'\'' {
            let digit = |at: usize| char::from(*self.rest.get(at).unwrap_or(&0)).to_digit(16);
            let byte = digit(2).zip(digit(3)).map(|(high, low)| (high * 16 + low) as u8);
            self.advance(if byte.is_some() { 4 } else { 2 });
            return Some(byte.map_or(Token::Symbol(b'\''), Token::Byte));
        }
        if !sign.is_ascii_alphabetic() {
            self.advance(2);
            return Some(Token::Symbol(sign));
        }
        let letters = self.rest[1..].iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(&self.rest[1..1 + letters]).unwrap_or_default();
        let mut end = 1 + letters;
        let minus = usize::from(self.rest.get(end) == Some(&b'-'));
        let digits = self.rest.get(end + minus..).unwrap_or_default();
        let digits = digits.iter().take(11).take_while(|byte| byte.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let written = std::str::from_utf8(&self.rest[end..end + minus + digits]).unwrap_or_default();
            number = Some(written.parse().unwrap_or(if minus > 0 { i32::MIN } else { i32::MAX }));
            end += minus + digits;
        }
        // One space ends the word and is no text.
        end += usize::from(self.rest.get(end) == Some(&b' '));
        self.advance(end);
        if name == "bin" {
            self.advance(number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0));
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while let Some(b'\r' | b'\n' | 0) = self.rest.first() {
            self.advance(1);
        }
        match self.rest.first()? {
            b'{' => {
                self.advance(1);
                Some(Token::Begin)
            }
            b'}' => {
                self.advance(1);
                Some(Token::End)
            }
            b'\\' => self.control(),
            _ => {
                let is_markup = |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                let end = self.rest.iter().position(is_markup).unwrap_or(self.rest.len());
                let text = &self.rest[..end];
                self.advance(end);
                Some(Token::Text(text))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_parted() {
        let tokens: Vec<Token<'_>> =
            Tokens::new(b"{\\b0 a\r\n\\u-3913?\\'b9\\'zz\\~\\bin3 {}}\\cellx99999999999}").collect();
        let expected = [
            Token::Begin,
            Token::Word("b", Some(0)),
            Token::Text(b"a"),
            Token::Word("u", Some(-3913)),
            Token::Text(b"?"),
            Token::Byte(0xB9),
            Token::Symbol(b'\''),
            Token::Text(b"zz"),
            Token::Symbol(b'~'),
            Token::Word("bin", Some(3)),
            Token::Word("cellx", Some(i32::MAX)),
            Token::End,
        ];
        assert_eq!(tokens, expected);
        assert_eq!(Tokens::new(b"\\").count(), 0);
    }

    #[test]
    fn binaries_longer_than_the_file_end_it() {
        assert_eq!(Tokens::new(b"\\bin9999 abc}").collect::<Vec<_>>(), [Token::Word("bin", Some(9999))]);
    }
}
