//! What holds for characters: how they are shown, and what they stand for.

use gongkai_word::Manner;

use crate::sprm::{Sprm, Sprms};

/// Properties of characters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Look {
    pub(crate) manner: Manner,
    struck_twice: bool,
    /// Raised or lowered by some half points, which is another way to raise.
    shifted: bool,
    /// Whether they are deleted, or inserted, by a tracked change.
    pub(crate) deleted: bool,
    pub(crate) inserted: bool,
    /// Font and code of the sign that a character stands for.
    pub(crate) sign: Option<(u16, u16)>,
    /// Where the picture that a character stands for lies in the stream `Data`.
    pub(crate) picture: Option<u32>,
    /// Whether the character stands for an object of another program, or for data of a field.
    pub(crate) object: bool,
    pub(crate) data: bool,
    /// Number of the style of characters.
    pub(crate) style: Option<u16>,
}

impl Look {
    /// Takes up changes; `style` is what holds by style, to which some changes refer.
    pub(crate) fn apply(&mut self, changes: &[u8], style: &Self) {
        Sprms(changes).for_each(|sprm| self.change(sprm, style));
    }

    fn change(&mut self, sprm: Sprm<'_>, style: &Self) {
        // Off, on, as the style has it, not as the style has it.
        let switch = |by_style: bool| match sprm.byte() {
            0x80 => by_style,
            0x81 => !by_style,
            byte => byte != 0,
        };
        match sprm.code {
            0x0800 => self.deleted = sprm.on(),
            0x0801 => self.inserted = sprm.on(),
            0x0806 => self.data = sprm.on(),
            0x080A | 0x0856 => self.object |= sprm.on(),
            0x0835 => self.manner.bold = switch(style.manner.bold),
            0x0837 => self.manner.strike = switch(style.manner.strike),
            0x2A53 => self.struck_twice = sprm.on(),
            0x083C => self.manner.hidden = switch(style.manner.hidden),
            0x2A48 => self.manner.raised = sprm.on(),
            0x4845 => self.shifted = sprm.short() != 0,
            0x4A43 => self.manner.size = f64::from(sprm.short()) / 2.0,
            0x4A30 => self.style = Some(sprm.short()),
            0x6A03 => self.picture = Some(sprm.long()),
            0x6A09 => self.sign = Some((sprm.short(), (sprm.long() >> 16) as u16)),
            // As the style has it.
            0x2A33 => {
                let Self { deleted, inserted, sign, picture, object, data, .. } = *self;
                *self = Self { deleted, inserted, sign, picture, object, data, ..*style };
            }
            _ => {}
        }
    }

    /// How the characters are shown.
    pub(crate) fn shown(&self) -> Manner {
        let Self { manner, struck_twice, shifted, .. } = *self;
        Manner { strike: manner.strike || struck_twice, raised: manner.raised || shifted, ..manner }
    }
}
