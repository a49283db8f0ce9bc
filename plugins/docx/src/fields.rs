//! Fields: only their results are text, not what they are computed from.

/// The fields that are open, the innermost last: whether each is at its result.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<bool>,
    /// How many of them are at their code.
    codes: usize,
}

impl Fields {
    /// A `w:fldChar` of a type.
    pub(crate) fn turn(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.open.push(false);
                self.codes += 1;
            }
            "separate" => {
                if let Some(result) = self.open.last_mut() {
                    self.codes -= usize::from(!*result);
                    *result = true;
                }
            }
            "end" => self.codes -= usize::from(self.open.pop() == Some(false)),
            _ => {}
        }
    }

    /// Whether text is a result, or in no field at all.
    pub(crate) fn shows(&self) -> bool {
        self.codes == 0
    }

    /// Ends fields whose code is not over at the end of a paragraph: their mark is lost, and would hide the rest of the document.
    pub(crate) fn end_codes(&mut self) {
        if self.codes > 0 {
            self.open.retain(|result| *result);
            self.codes = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `b`egin, `s`eparate, `e`nd, a full stop for the end of a paragraph; `t`ext is shown as `1` where it shows, else as `0`.
    fn shown(turns: &str) -> String {
        let mut fields = Fields::default();
        let mut shown = String::new();
        for turn in turns.chars() {
            match turn {
                'b' => fields.turn("begin"),
                's' => fields.turn("separate"),
                'e' => fields.turn("end"),
                '.' => fields.end_codes(),
                _ => shown.push(if fields.shows() { '1' } else { '0' }),
            }
        }
        shown
    }

    #[test]
    fn only_results_show() {
        for (turns, expected) in [
            ("tbtstet", "1011"),
            ("btbtstetste", "00001"),
            ("bsbtstete", "011"),
            ("bt.tet", "011"),
            ("bsb.tet", "11"),
            ("sestet", "11"),
            ("bsstet", "11"),
        ] {
            assert_eq!(shown(turns), expected, "{turns}");
        }
    }
}
